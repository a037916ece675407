"""The history of one place: closed forms on made rasters."""

import math

import numpy as np
import pytest
import rasterio
import shapely

from soranome.plugin.core import outlines
from soranome.plugin.core.change.sar_stack import StackFiles
from soranome.plugin.core.change.site_history import HEIGHT, NDVI, RISE, Image, SiteHistory, Sources, sources_in
from soranome.plugin.core.errors import Cancelled, InputError
from soranome.plugin.core.sample import make_scene, write_rasters

WEST, NORTH, CELL = -60000.0, -30000.0, 10.0
CRS = "EPSG:6677"


def cells(left, top, right, bottom):
    """The outline of columns left … right − 1 and rows top … bottom − 1."""
    return shapely.box(WEST + CELL * left, NORTH - CELL * bottom, WEST + CELL * right, NORTH - CELL * top)


PLACE = cells(4, 6, 12, 14)


def history(sources, place=PLACE, crs=CRS):
    with SiteHistory(sources) as opened:
        found = opened.of(place, crs)
    return {series.quantity: series.values for series in found.series}, found.left_out


def test_ndvi_of_reflectance_is_its_formula(make_raster):
    image = np.full((6, 30, 40), 0.05, "float32")
    image[2], image[3] = 0.3, 0.3
    image[2, 6:14, 4:12], image[3, 6:14, 4:12] = 0.1, 0.4
    image[2, 6:14, 4:8], image[3, 6:14, 4:8] = 0.2, 0.3
    later = np.full((6, 30, 40), 0.2, "float32")
    images = (
        Image(make_raster("b.tif", later), "2024-10-25"),
        Image(make_raster("a.tif", image), "2024-05-18"),
    )
    found, left_out = history(Sources(images, sensor="sentinel2"))
    assert [value.day for value in found[NDVI]] == ["2024-05-18", "2024-10-25"]
    assert [value.value for value in found[NDVI]] == pytest.approx([(0.6 + 0.2) / 2, 0])
    assert not left_out


def test_counts_of_zero_reflectance_are_taken_off(make_raster):
    image = np.full((6, 30, 40), 1500, "uint16")
    image[:, 0, :] = 1000  # deep shadow: baseline 04.00 of Sentinel-2 adds a thousand
    image[2, 6:14, 4:12], image[3, 6:14, 4:12] = 2000, 5000
    found, _ = history(Sources((Image(make_raster("a.tif", image), "2024-05-18"),), sensor="sentinel2"))
    assert found[NDVI][0].value == pytest.approx((4000 - 1000) / (4000 + 1000))


def test_clouds_are_left_out_and_a_date_mostly_hidden_is_no_value(make_raster):
    image = np.full((6, 30, 40), 0.05, "float32")
    image[2], image[3] = 0.1, 0.4
    image[2, 6:14, 4:6], image[3, 6:14, 4:6] = 0.9, 0.9  # a cloud over a quarter
    cloud = np.zeros((30, 40), "uint8")
    cloud[6:14, 4:6] = 1
    hidden = np.zeros((30, 40), "uint8")
    hidden[6:14, 4:10] = 1
    path = make_raster("a.tif", image)
    images = (
        Image(path, "2024-05-18", make_raster("m.tif", cloud)),
        Image(path, "2024-06-18", make_raster("n.tif", hidden)),
    )
    found, left_out = history(Sources(images, sensor="sentinel2"))
    (value,) = found[NDVI]
    assert (value.day, value.seen) == ("2024-05-18", 0.75) and value.value == pytest.approx(0.6)
    assert not left_out


def test_backscatter_is_the_mean_of_power_in_decibels(make_raster):
    power = np.full((30, 40), 0.01, "float32")
    power[6:14, 4:8] = 0.4
    power[6:14, 8:12] = 0.2
    decibels = 10 * np.log10(power)
    later = np.full((30, 40), 0.1, "float32")
    later[6:14, 4:6] = np.nan
    for unit, first, second in (("power", power, later), ("db", decibels, 10 * np.log10(later))):
        paths = [
            make_raster(f"S1_{day}_{p}_{unit}.tif", array)
            for day, array in (("20240331", first), ("20240424", second))
            for p in ("VV", "VH")
        ]
        found, left_out = history(Sources(radar=StackFiles(tuple(paths))))
        assert not left_out and set(found) == {"VV", "VH"}
        assert [v.day for v in found["VV"]] == ["2024-03-31", "2024-04-24"]
        assert [v.value for v in found["VH"]] == pytest.approx([10 * math.log10(0.3), -10.0], abs=1e-4)
        assert [v.seen for v in found["VV"]] == [1, 0.75]


def test_heights_and_what_was_raised_since_the_first_survey(make_raster):
    before = 200 + 0.5 * np.tile(np.arange(40, dtype="float32"), (30, 1))
    after = before + 2.5
    after[6:14, 4:6] = -9999
    surveys = (
        (make_raster("dtm_b.tif", after, nodata=-9999), "2024-11-01"),
        (make_raster("dtm_a.tif", before), "2022-04-01"),
    )
    found, _ = history(Sources(elevations=surveys))
    assert [v.value for v in found[HEIGHT]] == pytest.approx([200 + 0.5 * 7.5, 202.5 + 0.5 * 8.5])
    (rise,) = found[RISE]
    # The mean heights differ by 3 m, because the survey after did not see the lower part.
    assert rise.value == pytest.approx(2.5) and rise.day == "2024-11-01" and rise.seen == 0.75


def test_feet_are_told_in_metres_and_surveys_of_other_cells_compared(make_raster, tmp_path):
    feet = make_raster("f.tif", np.full((30, 40), 1000, "float32"))
    with rasterio.open(feet, "r+") as dataset:
        dataset.units = ("ft",)
    fine = make_raster("g.tif", np.full((150, 200), 310.0, "float32"), cell=2)
    found, _ = history(Sources(elevations=((feet, "2020-01-01"), (fine, "2024-01-01"))))
    assert [v.value for v in found[HEIGHT]] == pytest.approx([304.8, 310.0])
    assert found[RISE][0].value == pytest.approx(5.2, abs=1e-3)


def test_an_outline_in_degrees_lies_where_it_should(make_raster):
    height = np.zeros((30, 40), "float32")
    height[6:14, 4:12] = 10
    survey = Sources(elevations=((make_raster("d.tif", height), "2024-01-01"),))
    degrees = outlines.in_crs(PLACE, rasterio.crs.CRS.from_epsg(6677), rasterio.crs.CRS.from_epsg(6668))
    assert degrees.bounds[0] > 138
    found, _ = history(survey, degrees, "EPSG:6668")
    assert found[HEIGHT][0].value == pytest.approx(10)


def test_strips_change_nothing(make_raster, monkeypatch):
    rng = np.random.default_rng(3)
    survey = Sources(elevations=((make_raster("d.tif", rng.random((30, 40), "float32")), "2024-01-01"),))
    place = shapely.Point(WEST + 150, NORTH - 150).buffer(95)
    whole, _ = history(survey, place)
    monkeypatch.setattr(outlines, "_STRIP_CELLS", 25)
    assert history(survey, place)[0][HEIGHT][0].value == pytest.approx(whole[HEIGHT][0].value, rel=1e-12)


def test_only_the_window_of_the_outline_is_read(make_raster, monkeypatch):
    from soranome.plugin.core.raster import Raster

    read = []
    plain = Raster.read

    def watched(self, window=None, bands=None):
        read.append(None if window is None else int(window.width * window.height))
        return plain(self, window, bands)

    survey = Sources(elevations=((make_raster("d.tif", np.ones((300, 400), "float32")), "2024-01-01"),))
    monkeypatch.setattr(Raster, "read", watched)
    history(survey)
    assert read == [64]


def test_a_place_outside_is_no_value(make_raster):
    survey = Sources(elevations=((make_raster("d.tif", np.ones((30, 40), "float32")), "2024-01-01"),))
    assert history(survey, cells(100, 100, 110, 110)) == ({}, [])
    # Five columns of eight beyond the edge are as unseen as what holds no data.
    assert history(survey, cells(37, 6, 45, 14))[0] == {}
    assert history(survey, cells(35, 6, 43, 14))[0][HEIGHT][0].seen == 5 / 8


def test_what_cannot_be_read_is_told_and_the_rest_is_there(make_raster, tmp_path):
    (tmp_path / "broken.tif").write_bytes(b"no tiff")
    good = make_raster("d.tif", np.ones((30, 40), "float32"))
    grey = make_raster("grey.tif", np.ones((1, 30, 40), "uint8"))
    nowhere = make_raster("n.tif", np.ones((30, 40), "float32"), crs=None)
    sources = Sources(
        (Image(grey, "2024-02-02"), Image(str(tmp_path / "gone.tif"), "2024-02-03")),
        StackFiles((str(tmp_path / "S1_20240331_VV.tif"), good), dates="2024-03-31, 2024-04-24"),
        ((good, "2024-01-01"), (str(tmp_path / "broken.tif"), "2024-05-01"), (nowhere, "2024-06-01")),
    )
    with SiteHistory(sources) as opened:
        found = opened.of(PLACE, CRS)
        again = opened.of(PLACE, CRS)
    assert [series.quantity for series in found.series] == [HEIGHT]
    told = " ".join(map(str, found.left_out))
    for word in ("grey.tif", "gone.tif", "S1_20240331_VV.tif", "broken.tif", "n.tif"):
        assert word in told
    assert again == found  # not tried anew, told again


def test_it_stops_when_asked(make_raster):
    class Stopped:
        cancelled = True

        def report(self, fraction, text=""):
            raise AssertionError

    survey = Sources(elevations=((make_raster("d.tif", np.ones((30, 40), "float32")), "2024-01-01"),))
    with SiteHistory(survey) as opened, pytest.raises(Cancelled):
        opened.of(PLACE, CRS, Stopped())


def test_a_folder_is_told_apart_by_names(make_raster, tmp_path):
    ones = np.ones((30, 40), "float32")
    for name in ("S1_20240331_VV", "S1_20240331_VH", "DTM_20220401", "S2_20240518", "SCL_20240518", "undated"):
        make_raster(f"{name}.tif", ones)
    (tmp_path / "masks").mkdir()
    (tmp_path / "masks" / "mask_20240618.tif").write_bytes(b"")
    make_raster("S2_20240618.tif", ones)
    found = sources_in(str(tmp_path))
    assert [(image.day, bool(image.mask)) for image in found.images] == [("2024-05-18", True), ("2024-06-18", True)]
    assert [day for _, day in found.elevations] == ["2022-04-01"]
    assert len(found.radar.paths) == 2


def test_a_folder_of_nothing_is_refused(tmp_path):
    with pytest.raises(InputError, match="no GeoTIFF with a date"):
        sources_in(str(tmp_path))


def test_the_made_fill_loses_its_green_and_rises(tmp_path):
    scene = make_scene(1, 2)
    folder = tmp_path / "scene"
    write_rasters(scene, folder)
    rows = [(outline, dict(zip(scene.truth.fields, row))) for outline, row in scene.truth.rows]
    fills = [
        outline
        for outline, row in rows
        if row["kind"] == "fill" and row["cloud_share_before"] + row["masked_share_after"] == 0
    ]
    place = max(fills, key=lambda outline: outline.area).buffer(-15)
    images = (
        Image(str(folder / "optical_before.tif"), "2024-05-18", str(folder / "mask_before.tif")),
        Image(str(folder / "optical_after.tif"), "2024-10-25", str(folder / "mask_after.tif")),
    )
    surveys = ((str(folder / "dtm_before.tif"), "2022-04-01"), (str(folder / "dtm_after.tif"), "2024-11-01"))
    radar = StackFiles(tuple(str(path) for path in sorted((folder / "sar").glob("*.tif"))))
    found, left_out = history(Sources(images, radar, surveys), place, CRS)
    assert not left_out
    before, after = (value.value for value in found[NDVI])
    assert before > 0.5 and after < before - 0.2
    assert found[RISE][0].value > 0.5
    assert len(found["VV"]) == len(radar.paths) / 2 and all(-25 < value.value < 5 for value in found["VV"])


def test_a_real_radar_stack_gives_all_its_dates(data):
    folder = data / "sar" / "rtc_10SGD" / "T137-292319-IW2"
    paths = tuple(str(path) for path in sorted(folder.glob("*_V?.tif")))
    with rasterio.open(paths[0]) as dataset:
        crs, bounds = dataset.crs, dataset.bounds
    middle = shapely.Point((bounds.left + bounds.right) / 2, (bounds.bottom + bounds.top) / 2).buffer(300)
    with SiteHistory(Sources(radar=StackFiles(paths))) as opened:
        found = opened.of(middle, crs.to_wkt())
    assert not found.left_out
    assert {series.quantity for series in found.series} == {"VV", "VH"}
    assert all(-40 < value.value < 10 for series in found.series for value in series.values)
    assert len(found.series[0].values) == len(paths) / 2
