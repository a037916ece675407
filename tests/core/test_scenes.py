"""What products are, and what comes of them on one grid."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from rasterio.warp import transform

from soranome.plugin.core.change.masks import CLEAR, CLOUD, NO_DATA, decode
from soranome.plugin.core.dates import date_in_name
from soranome.plugin.core.errors import Cancelled, InputError, OutputError
from soranome.plugin.core.raster import Raster, environment
from soranome.plugin.core.scenes.assemble import file_stem, import_scene, to_power
from soranome.plugin.core.scenes.recognise import open_product
from soranome.plugin.core.scenes.target import Wanted
from soranome.tests.products import (
    NORTH,
    UTM,
    WEST,
    halved,
    make_alos2,
    make_dimap,
    make_hyp3,
    make_landsat,
    make_opera,
    make_safe,
    tarred,
    write,
    zipped,
)

ROLES = ("blue", "green", "red", "nir", "swir1", "swir2")


@pytest.fixture
def image():
    """Reflectance × 10,000 of six bands, 120 × 100 cells, a corner without data."""
    rng = np.random.default_rng(4)
    image = rng.integers(1, 6000, (6, 120, 100)).astype(np.uint16)
    image[:, :10, :20] = 0
    return image


@pytest.fixture
def scl():
    return np.random.default_rng(5).choice([2, 4, 5, 6, 8, 9], (60, 50)).astype(np.uint8)


@pytest.fixture
def run(tmp_path):
    """Imports a product into ``stack.tif`` and ``mask.tif``; (what was told, values, values of the mask)."""

    def importing(path, wanted=None, bands="", date="", **options):
        stack, mask = str(tmp_path / "stack.tif"), str(tmp_path / "mask.tif")
        told = import_scene(open_product(path, bands, date), stack, mask, wanted=wanted or Wanted(), **options)
        with Raster(stack) as raster, Raster(mask) as hidden:
            assert raster.grid == hidden.grid == told.grid
            for file in (raster, hidden):
                assert file.tags["DATE"] == told.product.date
                assert file.tags["SENSOR"] == told.product.sensor
                assert file.tags["PRODUCT"] == told.product.name
            assert raster.band_names == tuple(band.name for band in told.product.bands)
            return told, raster.read(), hidden.read()[0]

    return importing


# -- Sentinel-2 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("baseline", "offset"), [("05.10", -1000), ("04.00", -1000), ("03.01", 0)])
def test_sentinel2_comes_out_as_reflectance_whatever_its_baseline(tmp_path, image, scl, run, baseline, offset):
    told, values, mask = run(make_safe(tmp_path, image, scl, baseline=baseline, offset=offset))
    assert (told.product.sensor, told.product.date) == ("sentinel2", "2024-05-18")
    assert tuple(band.name for band in told.product.bands) == ROLES
    assert told.grid.cell_size == (10, 10) and told.grid.crs.to_epsg() == 32654
    assert values.dtype == np.uint16
    np.testing.assert_array_equal(values[:4], image[:4])
    valid = (image > 0).all(axis=0)
    np.testing.assert_array_equal(mask, np.where(valid, scl.repeat(2, 0).repeat(2, 1), 0))
    assert mask.dtype == np.uint8
    assert told.valid == pytest.approx(valid.mean())
    assert told.seen == pytest.approx((decode(mask, "scl") == CLEAR).mean())


def test_bands_of_20_m_are_interpolated_onto_10_m(tmp_path, scl, run):
    """A ramp stays a ramp, as nearest cells would not leave it."""
    ramp = np.broadcast_to(np.linspace(500, 4500, 100), (6, 120, 100)).astype(np.uint16)
    _, values, _ = run(make_safe(tmp_path, ramp, scl))
    assert np.abs(values[4, 10:-10, 10:-10].astype(int) - ramp[4, 10:-10, 10:-10]).max() <= 3


def test_zip_folder_and_file_of_one_product_give_the_same(tmp_path, image, scl, run):
    safe = make_safe(tmp_path, image, scl)
    archive = zipped(safe, tmp_path / "奥多摩 2024.zip")
    renamed = tmp_path / "unpacked by hand"
    shutil.copytree(safe, renamed)
    deep = next(safe.rglob("*_B02_10m.jp2"))
    results = [
        run(path) for path in (safe, archive, renamed, safe / "MTD_MSIL2A.xml", renamed / "MTD_MSIL2A.xml", deep)
    ]
    for told, values, mask in results[1:]:
        assert told.product.name == results[0][0].product.name == safe.stem
        np.testing.assert_array_equal(values, results[0][1])
        np.testing.assert_array_equal(mask, results[0][2])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [safe.name, archive.name, renamed.name, "stack.tif", "mask.tif"]
    ), "something was unpacked"


def test_a_zip_of_a_windows_office_is_read_and_what_points_out_of_it_is_not(tmp_path, image, scl, run):
    """Names in CP932 without a flag, as Explorer writes them, and a member that would climb out."""
    import zipfile

    class Cp932(zipfile.ZipInfo):
        def _encodeFilenameFlags(self):  # noqa: N802 - zipfile's own name
            return self.filename.encode("cp932"), self.flag_bits & ~0x800

    safe = make_safe(tmp_path, image, scl)
    with zipfile.ZipFile(tmp_path / "w.zip", "w") as archive:
        for path in safe.rglob("*"):
            if path.is_file():
                archive.writestr(Cp932(f"奥多摩/{path.relative_to(tmp_path).as_posix()}"), path.read_bytes())
        archive.writestr("../MTD_MSIL2A.xml", "<evil/>")
        archive.writestr("/MTD_MSIL2A.xml", "<evil/>")
    _, values, _ = run(tmp_path / "w.zip")
    np.testing.assert_array_equal(values[:4], image[:4])


def test_a_reflectance_of_nothing_is_not_taken_for_no_data(tmp_path, scl, run):
    image = np.full((6, 120, 100), 300, np.uint16)
    safe = make_safe(tmp_path, image, scl)
    dark = np.full((120, 100), 400, np.uint16)  # counts below the offset: haze taken off too much
    write(next(safe.rglob("*_B02_10m.jp2")), dark)
    told, values, _ = run(safe)
    assert told.valid == 1 and (values[0] == 1).all()


def test_parts_of_products_join_on_the_same_cells(tmp_path, image, scl, run):
    """The same extent of products that lie differently gives the same grid; outside there is no data."""
    wanted = Wanted(extent=(WEST + 303, NORTH - 1804, WEST + 1499, NORTH - 302), extent_crs=UTM)
    safe = make_safe(tmp_path, image, scl)
    told, values, mask = run(safe, wanted)
    assert told.grid.bounds == (WEST + 300, NORTH - 1810, WEST + 1500, NORTH - 300)
    np.testing.assert_array_equal(values[:4, :90, :70], image[:4, 30:, 30:])
    assert (values[:, :, 70:] == 0).all() and (values[:, 90:] == 0).all()
    assert (mask[90:] == 0).all() and (mask[:, 70:] == 0).all()
    assert told.covered == pytest.approx(70 * 90 / (120 * 151), abs=1e-6)


def test_a_reference_in_another_crs_gives_its_cells(tmp_path, scl, run, make_raster):
    """Values that tell their place (in UTM) tell the same place on the plane rectangular grid."""
    rows, columns = np.indices((120, 100))
    place = np.stack([1000 + 20 * rows + 10 * columns] * 6).astype(np.uint16)
    safe = make_safe(tmp_path, place, scl)
    with Raster(next(safe.rglob("*_B04_10m.jp2"))) as raster:
        west, _, _, north = raster.suggested_grid(CRS.from_epsg(6677)).bounds
    reference = make_raster("r.tif", np.zeros((60, 50)), 10, round(west + 200, -1), round(north - 300, -1))
    told, values, mask = run(safe, Wanted(reference=reference))
    with Raster(reference) as raster:
        assert told.grid == raster.grid
    down, right = np.indices(told.grid.shape) + 0.5
    with environment():
        x, y = transform(told.grid.crs, CRS.from_epsg(32654), *_places(told.grid, right, down))
    expected = 1000 + 20 * ((NORTH - np.array(y)) / 10 - 0.5) + 10 * ((np.array(x) - WEST) / 10 - 0.5)
    for band in (0, 4):  # seen at 10 m and at 20 m
        assert np.abs(values[band].ravel() - expected).max() < 3  # counts; a cell is 10 to 20
    assert set(np.unique(mask)) <= set(np.unique(scl))
    assert told.covered == pytest.approx(1)


def _places(grid, columns, rows):
    """Map coordinates of cells, as two lists."""
    x, y = grid.transform * (columns.ravel(), rows.ravel())
    return x.tolist(), y.tolist()


def test_two_products_come_onto_the_same_cells_in_another_crs(tmp_path, image, scl, run):
    wanted = Wanted(crs="EPSG:6677", resolution=20)
    first = run(make_safe(tmp_path / "a", image, scl), wanted)[0].grid
    second = run(make_landsat(tmp_path / "b", image, np.full((120, 100), 21824)), wanted)[0].grid
    assert first.cell_size == (20, 20) and first.same_cells(second)
    assert first.transform.c % 20 == first.transform.f % 20 == 0


def test_blocks_do_not_change_the_result(tmp_path, image, scl, run):
    safe = make_safe(tmp_path, image, scl)
    wanted = Wanted(crs="EPSG:6677")
    whole = run(safe, wanted)
    for size in (17, 64):
        blocks = run(safe, wanted, block_size=size)
        np.testing.assert_array_equal(blocks[1], whole[1])
        np.testing.assert_array_equal(blocks[2], whole[2])
        assert (blocks[0].valid, blocks[0].seen) == (whole[0].valid, whole[0].seen)


# -- Landsat -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("satellite", "sensor"), [(5, "landsat_tm"), (7, "landsat_tm"), (8, "landsat8"), (9, "landsat8")]
)
@pytest.mark.parametrize("metadata", ["txt", "json", "none"])
def test_landsat_comes_out_as_reflectance(tmp_path, image, run, satellite, sensor, metadata):
    qa = np.random.default_rng(1).choice([21824, 22280, 23888, 21952], (120, 100))
    told, values, mask = run(make_landsat(tmp_path, image, qa, satellite, metadata=metadata))
    assert (told.product.sensor, told.product.date) == (sensor, "2024-05-18")
    np.testing.assert_array_equal(values, image)
    valid = (image > 0).all(axis=0)
    np.testing.assert_array_equal(mask, np.where(valid, qa, 1))
    assert mask.dtype == np.uint16
    np.testing.assert_array_equal(decode(mask, "qa_pixel") == NO_DATA, ~valid)


@pytest.mark.parametrize("suffix", [".tar", ".tar.gz"])
def test_landsat_is_read_from_its_tar(tmp_path, image, run, suffix):
    archive = tarred(make_landsat(tmp_path, image, np.full((120, 100), 21824)), tmp_path / f"LC08{suffix}")
    np.testing.assert_array_equal(run(archive)[1], image)


def test_one_of_several_landsat_scenes_is_chosen_by_its_file(tmp_path, image, run):
    folder = make_landsat(tmp_path, image, np.full((120, 100), 21824), day="2024-05-18")
    other = make_landsat(tmp_path, image, np.full((120, 100), 21824), day="2024-10-25")
    for path in other.iterdir():
        path.rename(folder / path.name)
    other.rmdir()
    with pytest.raises(InputError, match=r"holds 2 products: LC08_L2SP_107035_20240518.*20241025.*Choose one"):
        open_product(folder)
    assert run(next(folder.glob("*20241025*_SR_B4.TIF")))[0].product.date == "2024-10-25"
    assert run(next(folder.glob("*20240518*_MTL.txt")))[0].product.date == "2024-05-18"


# -- SPOT, Pléiades, plain images --------------------------------------------------------------------


def test_bands_of_dimap_are_ordered_by_what_they_show(tmp_path, image, run):
    folder = make_dimap(tmp_path, image[[2, 1, 0, 3]], order=("B2", "B1", "B0", "B3"))
    for path in (
        folder,
        next(folder.glob("DIM_*.XML")),
        next(folder.glob("IMG_*.TIF")),
        zipped(folder, tmp_path / "p.zip"),
    ):
        told, values, mask = run(path)
        assert (told.product.sensor, told.product.date) == ("four_band", "2024-05-18")
        np.testing.assert_array_equal(values, image[:4])
        np.testing.assert_array_equal(mask, (image == 0).all(axis=0))
        assert told.grid.cell_size == (2, 2)


def test_the_panchromatic_band_beside_is_passed_over(tmp_path, image, run):
    folder = make_dimap(tmp_path, image[:4], order=("B0", "B1", "B2", "B3"))
    make_dimap(tmp_path, image[:1], order=("P",), spectral="P", cell=0.5)
    assert len(list(folder.glob("DIM_*.XML"))) == 2
    np.testing.assert_array_equal(run(folder)[1], image[:4])


def test_pleiades_neo_in_two_files_keeps_its_four_common_bands(tmp_path, image):
    """Bands of the second file follow those of the first (as GDAL shows them)."""
    folder = make_dimap(tmp_path, image, order=("R",))
    document = next(folder.glob("DIM_*.XML"))
    lists = "".join(
        "<Raster_Index_List>"
        + "".join(f"<Raster_Index><BAND_ID>{b}</BAND_ID><BAND_INDEX>{i}</BAND_INDEX></Raster_Index>" for b, i in part)
        + "</Raster_Index_List>"
        for part in ((("R", 1), ("G", 2), ("B", 3)), (("NIR", 1), ("RE", 2), ("DB", 3)))
    )
    text = document.read_text()
    one = text[text.index("<Raster_Index_List>") : text.index("</Raster_Index_List>") + len("</Raster_Index_List>")]
    document.write_text(text.replace(one, lists))
    assert [(band.name, band.number) for band in open_product(folder).bands] == [
        ("blue", 3), ("green", 2), ("red", 1), ("nir", 4),
    ]  # fmt: skip


def test_spot_5_has_no_blue_and_says_its_bands(tmp_path):
    """Version 1 of DIMAP: bands are described one by one; without blue no preset knows them."""
    bands = "".join(
        f"<Spectral_Band_Info><BAND_INDEX>{i}</BAND_INDEX><BAND_DESCRIPTION>{band}</BAND_DESCRIPTION></Spectral_Band_Info>"
        for i, band in enumerate(("XS3", "XS2", "XS1", "SWIR"), 1)
    )
    (tmp_path / "METADATA.DIM").write_text(
        "<Dimap_Document><Dataset_Id><DATASET_NAME>SCENE 5 330-280</DATASET_NAME></Dataset_Id><Raster_Dimensions>"
        "<NBANDS>4</NBANDS></Raster_Dimensions><Data_Processing><PROCESSING_LEVEL>3</PROCESSING_LEVEL></Data_Processing>"
        f"<Image_Interpretation>{bands}</Image_Interpretation><Scene_Source><IMAGING_DATE>2006-05-07</IMAGING_DATE>"
        "<MISSION>SPOT</MISSION><MISSION_INDEX>5</MISSION_INDEX></Scene_Source></Dimap_Document>"
    )
    product = open_product(tmp_path)
    assert (product.sensor, product.roles, product.date) == ("custom", "green,red,nir,swir1", "2006-05-07")
    assert [band.number for band in product.bands] == [3, 2, 1, 4]
    assert file_stem(product) == "SPOT5_20060507"


def test_dimap_that_does_not_name_its_bands_asks_for_them(tmp_path, image, run):
    folder = make_dimap(tmp_path, image[[2, 1, 0, 3]], order=())
    with pytest.raises(InputError, match=r"do not say which band is red.*Name its bands in file order"):
        open_product(folder)
    np.testing.assert_array_equal(run(folder, bands="red,green,blue,nir")[1], image[:4])


def test_a_plain_image_keeps_its_values(tmp_path, image, run):
    path = write(tmp_path / "aerial_2024-10-25.tif", (image[:4] >> 5).astype(np.uint8), 0.5)
    told, values, mask = run(path)
    assert (told.product.sensor, told.product.date, told.product.roles) == ("four_band", "2024-10-25", "")
    assert values.dtype == np.uint8
    np.testing.assert_array_equal(values, image[:4] >> 5)
    np.testing.assert_array_equal(mask, (image[:4] >> 5 == 0).all(axis=0))


def test_a_plain_image_with_named_bands_and_a_typed_date(tmp_path, image, run):
    path = write(tmp_path / "aerial.tif", image[:3], 0.5)
    told, values, _ = run(path, bands="green,red,nir", date="2019-04-01")
    assert (told.product.sensor, told.product.roles) == ("custom", "green,red,nir")
    assert told.product.date == "2019-04-01"
    np.testing.assert_array_equal(values, image[:3])
    told, values, _ = run(write(tmp_path / "b_20190401.tif", image[:4]), bands="nir,red,green,blue")
    assert told.product.sensor == "four_band"
    np.testing.assert_array_equal(values, image[:4][::-1])


def test_resampled_counts_stay_within_their_type(tmp_path, run):
    edges = np.where(np.indices((60, 60)).sum(0) % 14 < 7, 255, 1).astype(np.uint8)
    path = write(tmp_path / "a_20240101.tif", np.stack([edges] * 4), 1)
    _, values, _ = run(path, Wanted(resolution=0.7))
    assert values.dtype == np.uint8 and values.min() <= 2 and values.max() == 255
    assert (np.diff(values[0].astype(int), axis=1) < -200).mean() < 0.15, "overshoot wrapped around"


# -- SAR ---------------------------------------------------------------------------------------------


@pytest.fixture
def power():
    rng = np.random.default_rng(3)
    return {p: rng.gamma(4, m / 4, (80, 90)).astype(np.float32) for p, m in (("VV", 0.12), ("VH", 0.03))}


def test_layover_and_shadow_of_opera_are_no_data(tmp_path, power, run):
    mask = np.random.default_rng(2).choice([0, 0, 0, 1, 2, 3, 255], (80, 90))
    told, values, hidden = run(make_opera(tmp_path, power, mask))
    assert (told.product.sensor, told.product.date, told.product.track) == ("sentinel1", "2024-12-21", "T046")
    assert [band.name for band in told.product.bands] == ["gamma0_VV", "gamma0_VH"]
    for value, expected in zip(values, power.values(), strict=True):
        np.testing.assert_array_equal(value, np.where(mask == 0, expected, np.nan))
    np.testing.assert_array_equal(hidden, mask != 0)
    assert told.valid == told.seen == pytest.approx((mask == 0).mean())


@pytest.mark.parametrize(("letters", "store"), [
    ("gpuned", lambda v: v), ("gduned", lambda v: 10 * np.log10(v)), ("gauned", np.sqrt), ("spuned", lambda v: v),
])  # fmt: skip
def test_hyp3_is_linear_power_whatever_it_was_stored_as(tmp_path, power, run, letters, store):
    ls_map = np.random.default_rng(2).choice([1, 3, 9, 5, 17, 21], (80, 90))
    stored = {p: store(v) for p, v in power.items()}
    archive = zipped(make_hyp3(tmp_path, stored, ls_map, letters), tmp_path / "h.zip")
    told, values, hidden = run(archive)
    seen = np.isin(ls_map, (1, 3, 9))
    assert told.product.bands[0].name == ("sigma0_VV" if letters[0] == "s" else "gamma0_VV")
    for value, expected in zip(values, power.values(), strict=True):
        np.testing.assert_allclose(value[seen], expected[seen], rtol=1e-5)
    assert np.isnan(values[:, ~seen]).all()
    np.testing.assert_array_equal(hidden, ~seen)


@pytest.mark.parametrize("decibel", [False, True])
def test_other_pairs_are_recognised_by_name_and_their_scale_by_values(tmp_path, power, run, decibel):
    for p, v in power.items():
        write(tmp_path / f"S1_20240331_{p}.tif", 10 * np.log10(v) if decibel else v, nodata=np.nan)
    told, values, _ = run(tmp_path)
    assert told.product.date == "2024-03-31"
    np.testing.assert_allclose(values[0], power["VV"], rtol=1e-5)


def test_one_pair_of_a_folder_is_chosen_by_its_file(tmp_path, power, run):
    for day in ("20240101", "20240113"):
        make_opera(tmp_path, power, day=day)
    with pytest.raises(InputError, match="holds 2 products"):
        open_product(tmp_path)
    assert run(next(tmp_path.glob("*20240113T*_VH.tif")))[0].product.date == "2024-01-13"


def test_backscatter_is_averaged_as_power_on_a_coarser_grid_and_never_interpolated(tmp_path, power, run):
    folder = make_opera(tmp_path, power)
    _, coarse, _ = run(folder, Wanted(resolution=60))
    expected = power["VV"].reshape(40, 2, 45, 2).mean(axis=(1, 3))
    np.testing.assert_allclose(coarse[0], expected, rtol=1e-5)
    _, blocks, _ = run(folder, Wanted(resolution=60), block_size=7)
    np.testing.assert_array_equal(blocks, coarse)
    _, turned, _ = run(folder, Wanted(crs="EPSG:6677"))
    assert np.isin(turned[0][np.isfinite(turned[0])], power["VV"]).all()


def test_alos2_is_calibrated_and_dated(tmp_path, run):
    numbers = {p: np.random.default_rng(6).integers(0, 20000, (80, 90)) for p in ("HH", "HV")}
    told, values, _ = run(make_alos2(tmp_path, numbers))
    assert (told.product.sensor, told.product.date) == ("alos2", "2024-05-18")
    valid = (numbers["HH"] > 0) & (numbers["HV"] > 0)
    expected = 20 * np.log10(np.maximum(numbers["HV"], 1)) - 83.0
    np.testing.assert_allclose(10 * np.log10(values[1][valid]), expected[valid], atol=1e-4)
    assert [band.name for band in told.product.bands] == ["sigma0_HH", "sigma0_HV"]
    (tmp_path / "summary.txt").unlink()
    assert open_product(next(tmp_path.glob("IMG-HV*"))).date == "2024-05-18", "the date in the name"


def test_alos2_along_its_orbit_is_turned_north_up(tmp_path, run):
    """Level 1.5 "georeferenced" lies along the orbit; every cell keeps a value of its neighbourhood."""
    turn = Affine.translation(WEST, NORTH) * Affine.rotation(12) * Affine.scale(2.5, -2.5)
    numbers = {"HH": np.full((80, 90), 5000)}
    told, values, _ = run(make_alos2(tmp_path, numbers, "1.5RUD", transform=turn))
    assert told.grid.transform.b == told.grid.transform.d == 0
    known = values[0][np.isfinite(values[0])]
    np.testing.assert_allclose(known, 5000.0**2 * 10**-8.3, rtol=1e-4)
    assert known.size * 6.25 == pytest.approx(80 * 90 * 6.25, rel=0.02), "the area stays"


def test_power_of_nothing_is_no_data():
    values = np.array([0.0, -1.0, 2.0, np.nan])
    np.testing.assert_array_equal(to_power(values, "power"), np.array([np.nan, np.nan, 2, np.nan], "f4"))


# -- collections, cancelling, failing ----------------------------------------------------------------


def test_a_collection_is_named_by_sensor_and_date(tmp_path, image, scl, power, files_in):
    folder = tmp_path / "集"
    folder.mkdir()
    import_scene(open_product(make_opera(tmp_path / "a", power, day="20240113")), None, folder=folder)
    import_scene(open_product(make_safe(tmp_path / "b", image, scl)), None, folder=folder)
    assert [Path(path).relative_to(folder).as_posix() for path in files_in(folder)] == [
        "S1_T046-097581-IW2_20240113_VH.tif",
        "S1_T046-097581-IW2_20240113_VV.tif",
        "S2_T54SUE_20240518.tif",
        "S2_T54SUE_20240518_mask.tif",
        "masks/S1_T046-097581-IW2_20240113_mask.tif",
    ]
    with Raster(folder / "S1_T046-097581-IW2_20240113_VH.tif") as raster:
        assert raster.band_names == ("gamma0_VH",) and raster.tags["POLARISATIONS"] == "VH"
        np.testing.assert_array_equal(raster.read()[0], power["VH"])


def test_names_of_a_collection_hold_their_date(tmp_path, image, scl, power):
    numbers = {"HH": np.ones((9, 9))}
    made = (
        make_safe(tmp_path / "a", image, scl),
        make_landsat(tmp_path / "b", image, np.full((120, 100), 21824)),
        make_dimap(tmp_path / "c", image[:4]),
        make_alos2(tmp_path / "d", numbers),
        write(tmp_path / "e" / "aerial_2024-05-18.tif", image[:4]),
    )
    for path in made:
        assert date_in_name(f"{file_stem(open_product(path))}.tif") == "2024-05-18", path


def test_another_product_of_the_same_day_is_not_overwritten(tmp_path, image, files_in):
    folder = tmp_path / "out"
    folder.mkdir()
    one = open_product(make_dimap(tmp_path / "a", image[:4]))
    import_scene(one, None, folder=folder)
    import_scene(one, None, folder=folder)  # the same again is no loss
    other = make_dimap(tmp_path / "b", image[:4])
    document = next(other.glob("DIM_*"))
    document.write_text(document.read_text().replace("_6789</DATASET_NAME>", "_9999</DATASET_NAME>"))
    before = files_in(folder)
    with pytest.raises(OutputError, match=r"PHR1A_20240518.tif is already there and holds .*_6789"):
        import_scene(open_product(other), None, folder=folder)
    assert files_in(folder) == before


class _CancelAfter:
    """Counts how often it is asked, and cancels then."""

    def __init__(self, times):
        self.left = times

    @property
    def cancelled(self):
        self.left -= 1
        return self.left < 0

    def report(self, fraction, text=""):
        return


@pytest.mark.parametrize("times", [0, 1, 5])
def test_a_cancelled_import_leaves_nothing(tmp_path, image, scl, times, files_in):
    product = open_product(make_safe(tmp_path / "p", image, scl))
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(Cancelled):
        import_scene(product, str(out / "s.tif"), str(out / "m.tif"), out, progress=_CancelAfter(times), block_size=32)
    assert list(out.rglob("*")) == []


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path, image, scl, small_disk, files_in):
    disk = small_disk(1)
    (disk / "rest").write_bytes(bytes(950_000))
    with pytest.raises(OutputError, match=r"s\.tif needs about|s\.tif cannot be written"):
        import_scene(open_product(make_safe(tmp_path, image, scl)), str(disk / "s.tif"), str(disk / "m.tif"))
    assert [Path(path).name for path in files_in(disk)] == ["rest"]


def test_halved_means_what_the_test_products_need():
    np.testing.assert_array_equal(halved(np.array([[1, 3], [5, 7]], np.uint16)), [[4]])


def test_scl_of_the_product_masks_its_clouds(tmp_path, image, scl, run):
    _, _, mask = run(make_safe(tmp_path, image, scl))
    state = decode(mask, "scl")
    cloud = np.isin(scl, (8, 9)).repeat(2, 0).repeat(2, 1) & (image > 0).all(axis=0)
    np.testing.assert_array_equal(state == CLOUD, cloud)
