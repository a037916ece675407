"""Series through Processing: the made scene's two years, from a folder and from lists."""

import pytest


@pytest.fixture(scope="module")
def folder(sample, tmp_path_factory):
    return sample(tmp_path_factory.mktemp("時系列") / "奥多摩", SIZE=1.5, SEED=3, SERIES=True) / "optical"


@pytest.fixture(scope="module")
def watched(qgis, folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("結果")
    names = ("SCORE", "CHANGE", "FIRST_CHANGE", "LAST_UNCHANGED", "SOIL")
    return qgis.run(
        "soranome:opticalseries",
        {"STACK_FOLDER": str(folder), "COREGISTER": True, **{name: str(out / f"{name}.tif") for name in names}},
    )


def cells(path):
    from soranome.plugin.core.raster import Raster

    with Raster(path) as raster:
        return raster.read()[0], raster.tags, raster.grid


def test_a_folder_of_images_and_masks_gives_what_was_filled(folder, watched):
    from qgis.core import QgsVectorLayer

    from soranome.plugin.core.sample.geometry import burn_local
    from soranome.plugin.processing.features import geometries

    change, tags, grid = cells(watched["CHANGE"])
    first, _, _ = cells(watched["FIRST_CHANGE"])
    days = tags["DATES"].split(",")
    assert len(days) == 25 and days[0] == "2023-01-14"
    truth = QgsVectorLayer(str(folder.parent / "truth.gpkg"), "t", "ogr")
    found = []
    for feature, outline in geometries(truth, truth.crs(), _context()):
        if (
            feature["kind"] == "fill"
            and feature["area_m2"] >= 1000
            and feature["cover_before"] in ("conifer", "deciduous")
        ):
            window, inside = burn_local(grid, outline)
            barer = inside & (change[window] > 0)
            found.append(barer.sum() / inside.sum() >= 0.25)
            if found[-1]:
                middle = sorted(first[window][barer])[barer.sum() // 2]
                assert days[max(0, middle - 4)] < feature["onset"] <= days[middle]
    assert found and sum(found) / len(found) >= 0.7


def _context():
    from qgis.core import QgsProcessingContext

    return QgsProcessingContext()


def test_lists_of_files_give_the_same(qgis, folder, watched, tmp_path):
    import numpy as np

    images = sorted(map(str, folder.glob("S2_*.tif")))
    again = qgis.run(
        "soranome:opticalseries",
        {
            "STACK": images[::-1], "MASKS": sorted(map(str, folder.glob("SCL_*.tif"))), "COREGISTER": True,
            "DATES": ",".join(f"{p[-12:-8]}-{p[-8:-6]}-{p[-6:-4]}" for p in images[::-1]),
            **{name: str(tmp_path / f"{name}.tif") for name in ("SCORE", "CHANGE", "FIRST_CHANGE")},
        },
    )  # fmt: skip
    for name in ("SCORE", "CHANGE", "FIRST_CHANGE"):
        np.testing.assert_array_equal(cells(again[name])[0], cells(watched[name])[0])
    assert "LAST_UNCHANGED" not in again


def test_the_log_tells_dates_baseline_and_result(qgis, folder, tmp_path):
    from qgis.core import QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    images = sorted(map(str, folder.glob("S2_2024*.tif")))[:4]
    qgis.run(
        "soranome:opticalseries",
        {
            "STACK": images, "COREGISTER": True,
            **{n: str(tmp_path / f"{n}.tif") for n in ("SCORE", "CHANGE", "FIRST_CHANGE")},
        },
        feedback,
    )  # fmt: skip
    told = feedback.textLog()
    for said in ("1: 2024-01-19, 100 % clear", "4: 2024-04-13", "Without a cloud mask, taken as clear: 2024-01-19, "):
        assert said in told, said
    assert "Baseline from 2 of 4 dates over 30 days" in told and "0 harmonics" in told


def test_the_interval_has_a_style(qgis, watched):
    from qgis.core import QgsRasterLayer

    from soranome.plugin.processing.styling import apply_style

    layer = QgsRasterLayer(watched["FIRST_CHANGE"], "x")
    apply_style(layer, "first_change")
    assert layer.renderer().type() == "singlebandpseudocolor"
    assert layer.renderer().rasterTransparency().transparentSingleValuePixelList()[0].min == 0


def test_choices_and_defaults_are_those_of_the_core(qgis):
    from soranome.plugin.core.change.series import CONFIRMATIONS, INDICES, SIGNIFICANCE

    algorithm = qgis.algorithm("soranome:opticalseries")
    assert set(algorithm.parameterDefinition("INDEX").options()) == set(INDICES)
    assert algorithm.parameterDefinition("CONFIRMATIONS").defaultValue() == CONFIRMATIONS
    assert algorithm.parameterDefinition("SIGNIFICANCE").defaultValue() == SIGNIFICANCE


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"count": 2}, "2 images"),
        ({"DATES": "2024-01-01"}, "1 dates"),
        ({"STACK": []}, "0 images"),
        ({"MONITOR_FROM": "2020-01-01"}, "2020-01-01"),
        ({"DATES": "2024-01-01,2024-01-01,2024-02-01,2024-03-01,2024-04-01"}, "2024-01-01"),
        ({"SENSOR": "four_band"}, "6"),
        ({"INDEX": "evi"}, "ndvi_bsi"),
    ],
)
def test_wrong_input_is_named(qgis, folder, tmp_path, wrong, said):
    from qgis.core import QgsProcessingException

    given = {"STACK": sorted(map(str, folder.glob("S2_*.tif")))[: wrong.pop("count", 5)], **wrong}
    outputs = {name: str(tmp_path / f"{name}.tif") for name in ("SCORE", "CHANGE", "FIRST_CHANGE")}
    with pytest.raises(QgsProcessingException, match=said):
        qgis.run("soranome:opticalseries", {**given, **outputs})
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_is_cancelled_leaves_finished_tiles_only(qgis, folder, tmp_path):
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    feedback.progressChanged.connect(lambda progress: feedback.cancel() if progress > 30 else None)
    outputs = {name: str(tmp_path / f"{name}.tif") for name in ("SCORE", "CHANGE", "FIRST_CHANGE")}
    with pytest.raises(QgsProcessingException):
        qgis.run("soranome:opticalseries", {"STACK_FOLDER": str(folder), "COREGISTER": True, **outputs}, feedback)
    assert all(path.name.startswith(".soranome-unfinished-") for path in tmp_path.iterdir())
