"""``importscene`` through Processing: from the product as delivered to what can be analysed."""

import numpy as np
import pytest

from soranome.plugin.core.change.sensors import presets
from soranome.plugin.core.dates import dates_of
from soranome.plugin.core.raster import Raster
from soranome.plugin.core.sample import make_scene
from soranome.plugin.processing.base import rasters_in
from soranome.tests.products import NORTH, WEST, make_landsat, make_opera, make_safe, write, zipped


@pytest.fixture(scope="module")
def scene():
    return make_scene(1.5, 3)


@pytest.fixture(scope="module")
def imported(qgis, scene, tmp_path_factory):
    """Both dates of the made scene as Sentinel-2 products, BEFORE of an old baseline in a zip, and what comes of them."""
    folder = tmp_path_factory.mktemp("衛星")
    before = make_safe(folder, scene.before, scene.mask_before[::2, ::2], "2024-05-18", "03.01", 0)
    after = make_safe(folder, scene.after, scene.mask_after[::2, ::2], "2024-10-25", "05.11")
    made = {}
    made["BEFORE"] = qgis.run(
        "soranome:importscene",
        {
            "PRODUCT": str(zipped(before, folder / "前.zip")),
            "STACK": str(folder / "前.tif"),
            "MASK": str(folder / "前_scl.tif"),
        },
    )
    made["AFTER"] = qgis.run(
        "soranome:importscene",
        {
            "PRODUCT_FOLDER": str(after),
            "REFERENCE": made["BEFORE"]["STACK"],
            "STACK": str(folder / "後.tif"),
            "MASK": str(folder / "後_scl.tif"),
        },
    )
    return made


def read(path):
    with Raster(path) as raster:
        return raster.read()


def test_the_made_scene_comes_back_from_its_products(scene, imported):
    for name, image, mask in (("BEFORE", scene.before, scene.mask_before), ("AFTER", scene.after, scene.mask_after)):
        values = read(imported[name]["STACK"])
        np.testing.assert_array_equal(values[:4], image[:4])
        # SWIR at 20 m: each mean of 2 × 2 cells is kept within what the interpolation between them leaves.
        means = [v[4:].astype(float).reshape(2, 75, 2, 75, 2).mean(axis=(2, 4)) for v in (values, image)]
        assert np.abs(means[0] - means[1]).mean() < 0.03 * means[1].mean()
        np.testing.assert_array_equal(read(imported[name]["MASK"])[0], mask)
    assert [imported[name]["DATE"] for name in ("BEFORE", "AFTER")] == ["2024-05-18", "2024-10-25"]
    assert imported["AFTER"]["SENSOR"] == "sentinel2" and imported["AFTER"]["BANDS_USED"] == ""


def test_imported_images_go_straight_into_change_detection(qgis, scene, imported, tmp_path):
    """What is found is nearly what the images themselves show, whose SWIR bands were never at 20 m."""
    found = {}
    for name in ("imported", "direct"):
        given = {}
        for date, image, mask in (
            ("BEFORE", scene.before, scene.mask_before),
            ("AFTER", scene.after, scene.mask_after),
        ):
            if name == "imported":
                given |= {date: imported[date]["STACK"], f"{date}_MASK": imported[date]["MASK"]}
            else:
                given[date] = str(write(tmp_path / f"{date}.tif", image, nodata=0))
                given[f"{date}_MASK"] = str(write(tmp_path / f"{date}_mask.tif", mask))
        outputs = {out: str(tmp_path / f"{name}_{out}.tif") for out in ("SCORE", "CHANGE")}
        sensor = imported["AFTER"]["SENSOR"]
        qgis.run("soranome:opticalchange", {**given, **outputs, "COREGISTER": True, "SENSOR": sensor})
        found[name] = read(outputs["CHANGE"])[0]
    assert ((found["imported"] == 255) == (found["direct"] == 255)).mean() > 0.99, "the masks hide the same"
    changed = [(found[name] > 0) & (found[name] < 255) for name in found]
    assert (changed[0] == changed[1]).mean() > 0.97
    assert (changed[0] & changed[1]).sum() > 0.7 * (changed[0] | changed[1]).sum() > 0


def test_an_extent_and_a_crs_as_qgis_gives_them(qgis, tmp_path):
    image = np.full((6, 100, 100), 1500, np.uint16)
    safe = make_safe(tmp_path, image, np.full((50, 50), 4))
    west, north = WEST + 200, NORTH - 300
    told = qgis.run(
        "soranome:importscene",
        {
            "PRODUCT": str(safe / "MTD_MSIL2A.xml"),
            "EXTENT": f"{west},{west + 400},{north - 300},{north} [EPSG:32654]",
            "CRS": "EPSG:6677",
            "RESOLUTION": 20,
            "STACK": str(tmp_path / "s.tif"),
        },
    )
    with Raster(told["STACK"]) as raster:
        assert raster.grid.crs.to_epsg() == 6677 and raster.grid.cell_size == (20, 20)
        assert 400 <= raster.grid.width * 20 <= 460 and 300 <= raster.grid.height * 20 <= 360
        assert (raster.read() == 1500).all()
    assert "MASK" not in told


@pytest.mark.parametrize("sensor", ["auto", "landsat8"])
def test_landsat_goes_into_change_detection_as_the_sensor_it_is(qgis, pair_arrays, tmp_path, sensor):
    if sensor != "auto" and 0 not in presets()[sensor]["zero"]:
        pytest.skip("the preset knows only Landsat's own counts (resources/sensors/optical.json)")
    before, after, truth = pair_arrays
    given = {}
    for name, image, day in (("BEFORE", before, "2024-05-18"), ("AFTER", after, "2024-10-25")):
        folder = make_landsat(tmp_path, image, np.full(image.shape[1:], 21824), 8, day)
        out = {"STACK": str(tmp_path / f"{name}.tif"), "MASK": str(tmp_path / f"{name}_qa.tif")}
        told = qgis.run("soranome:importscene", {"PRODUCT_FOLDER": str(folder), **out})
        assert (told["SENSOR"], told["DATE"]) == ("landsat8", day)
        given |= {name: told["STACK"], f"{name}_MASK": told["MASK"]}
    outputs = {out: str(tmp_path / f"{out}.tif") for out in ("SCORE", "CHANGE")}
    qgis.run("soranome:opticalchange", {**given, **outputs, "SENSOR": sensor})
    change = read(outputs["CHANGE"])[0]
    assert (change[truth] > 0).mean() > 0.9
    assert np.isin(change[truth], (1, 2)).mean() > 0.8, "soil is recognised as bare: the scale of reflectance is right"


def test_real_rtc_products_become_a_dated_stack(qgis, data, tmp_path):
    """Two dates of one burst of OPERA RTC-S1, each named by one of its files, into one folder."""
    burst = data / "sar" / "rtc_10SGD" / "T137-292322-IW2"
    for day in ("20231004", "20231016"):
        product = next(burst.glob(f"*_{day}T*_VH.tif"))
        told = qgis.run("soranome:importscene", {"PRODUCT": str(product), "OUTPUT_FOLDER": str(tmp_path / "積")})
        assert told["SENSOR"] == "sentinel1" and told["DATE"].replace("-", "") == day
        for polarisation in ("VV", "VH"):
            made = tmp_path / "積" / f"S1_T137-292322-IW2_{day}_{polarisation}.tif"
            original = next(burst.glob(f"*_{day}T*_{polarisation}.tif"))
            with Raster(made) as ours, Raster(original) as theirs:
                assert ours.grid == theirs.grid
                assert ours.band_names == (f"gamma0_{polarisation}",)
                np.testing.assert_array_equal(ours.read(), theirs.read())
    files = rasters_in(str(tmp_path / "積"))
    assert dates_of(files) == ["2023-10-04"] * 2 + ["2023-10-16"] * 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "exactly one of PRODUCT .* given: 0"),
        ({"PRODUCT": "{folder}", "PRODUCT_FOLDER": "{folder}"}, "given: 2"),
        ({"PRODUCT": "{folder}/無い.zip"}, r"There is no product at .*無い\.zip"),
        ({"PRODUCT": "{folder}"}, "is no product that is known"),
        ({"PRODUCT_FOLDER": "{opera}", "OBSERVED_ON": "2020-01-01"}, "was observed on 2024-12-21, but 2020-01-01"),
        ({"PRODUCT_FOLDER": "{opera}", "STACK": ""}, "No result is asked for"),
        ({"PRODUCT_FOLDER": "{opera}", "REFERENCE": "{folder}/none.tif"}, "none.tif does not exist"),
        ({"PRODUCT_FOLDER": "{opera}", "RESOLUTION": -3}, "RESOLUTION=-3 is out of range"),
    ],
)
def test_wrong_input_is_named(qgis, tmp_path, given, said):
    from qgis.core import QgsProcessingException

    folder, opera = tmp_path / "folder", tmp_path / "opera"
    folder.mkdir()
    (folder / "notes.doc").write_text("x")
    make_opera(opera, {"VV": np.ones((9, 9)), "VH": np.ones((9, 9))})
    filled = {k: v.format(folder=folder, opera=opera) if isinstance(v, str) else v for k, v in given.items()}
    with pytest.raises(QgsProcessingException, match=said):
        qgis.run("soranome:importscene", {"STACK": str(tmp_path / "s.tif"), **filled})
    assert not (tmp_path / "s.tif").exists()


def test_a_cancelled_run_leaves_nothing(qgis, imported, tmp_path):
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    feedback.cancel()
    opera = make_opera(tmp_path / "p", {"VV": np.ones((99, 99)), "VH": np.ones((99, 99))})
    out = tmp_path / "out"
    out.mkdir()
    given = {"PRODUCT_FOLDER": str(opera), "STACK": str(out / "s.tif"), "OUTPUT_FOLDER": str(out / "f")}
    with pytest.raises(QgsProcessingException, match="cancelled"):
        qgis.run("soranome:importscene", given, feedback)
    assert [path for path in out.rglob("*") if path.is_file()] == []
