"""``sarchange`` through Processing, on the stack of a made scene."""

from pathlib import Path

import numpy as np
import pytest
import rasterio


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    """A folder with a Japanese name, and the scene whose SAR images lie in it."""
    from soranome.plugin.core.sample import make_scene
    from soranome.plugin.core.sample.scene import write_rasters

    folder = tmp_path_factory.mktemp("奥多摩")
    scene = make_scene(1.5, 3)
    write_rasters(scene, folder)
    return folder / "sar", scene


@pytest.fixture
def outputs(tmp_path):
    return {name: str(tmp_path / f"結果_{name}.tif") for name in ("SCORE", "CHANGE", "FIRST_CHANGE", "STEP_DB")}


class Log:
    """Feedback that keeps what it is told."""

    def __new__(cls, *_):
        from qgis.core import QgsProcessingFeedback

        class Kept(QgsProcessingFeedback):
            def __init__(self):
                super().__init__(False)
                self.lines = []

            def pushInfo(self, text):  # noqa: N802 - QGIS's name
                self.lines.append(text)

            def pushWarning(self, text):  # noqa: N802
                self.lines.append(text)

        return Kept()


def read(path):
    with rasterio.open(path) as dataset:
        return dataset.read(1), dataset.tags()


def test_a_folder_is_tested_with_the_defaults(qgis, stack, outputs):
    folder, scene = stack
    log = Log()
    result = qgis.run("soranome:sarchange", {"STACK_FOLDER": str(folder), **outputs}, log)
    assert result["LOOKS"] == pytest.approx(scene.sar_looks, rel=0.05)
    assert 0 < result["LOOKS_SPREAD"] < 2
    score, tags = read(result["SCORE"])
    change, _ = read(result["CHANGE"])
    first, first_tags = read(result["FIRST_CHANGE"])
    assert tags["DATES"] == first_tags["DATES"] == ",".join(str(day) for day in scene.sar_dates)
    assert (tags["METHOD"], tags["NULL"], tags["SIGNIFICANCE"]) == ("omnibus", "stack", "0.01")
    assert np.array_equal(score >= 0.5, np.isin(change, (1, 2, 3)))
    flagged = (change > 0) & (change < 255)
    assert result["FLAGGED"] == pytest.approx(flagged.sum() / (change < 255).sum())
    assert set(np.unique(first[flagged])) <= set(range(1, 12))
    with rasterio.open(result["STEP_DB"]) as dataset:
        assert dataset.count == 2
    words = "\n".join(log.lines)
    assert "2024-03-31" in words and "VV + VH" in words and f"{result['LOOKS']:.1f}" in words
    assert any("FIRST_CHANGE" in line for line in log.lines)


def test_files_layers_and_options_reach_the_core(qgis, stack, outputs):
    from qgis.core import QgsRasterLayer

    folder, _ = stack
    paths = sorted(str(p) for p in folder.glob("*_VV.tif"))
    layers = [QgsRasterLayer(paths[0], "a"), *paths[1:6]]
    options = {"METHOD": "ratio", "NULL": "none", "LOOKS": 4.4, "SIGNIFICANCE": 0.05, "SCALE": "power"}
    result = qgis.run("soranome:sarchange", {"STACK": layers, "POLARISATIONS": "VV", **options, **outputs})
    _, tags = read(result["SCORE"])
    assert (tags["METHOD"], tags["NULL"], tags["SIGNIFICANCE"], tags["LOOKS"]) == ("ratio", "none", "0.05", "4.4")
    assert tags["POLARISATIONS"] == "VV" and len(tags["DATES"].split(",")) == 6
    assert result["LOOKS"] == 4.4 and result["LOOKS_SPREAD"] == 0
    assert 0.02 < result["FLAGGED"] < 0.12


def test_the_null_is_learnt_from_other_dates(qgis, stack, outputs, tmp_path):
    folder, _ = stack
    paths = sorted(str(p) for p in folder.glob("*.tif"))
    early, late = paths[:10], paths[10:]
    given = {"STACK": late, "NULL_STACK": early, **outputs}
    by_files = qgis.run("soranome:sarchange", given)["FLAGGED"]
    assert 0 < by_files < 0.1
    (tmp_path / "前年").mkdir()
    for path in early:
        (tmp_path / "前年" / Path(path).name).write_bytes(Path(path).read_bytes())
    by_folder = qgis.run("soranome:sarchange", {**given, "NULL_STACK": [], "NULL_STACK_FOLDER": str(tmp_path / "前年")})
    assert by_folder["FLAGGED"] == by_files
    period = qgis.run("soranome:sarchange", {"STACK": paths, "NULL_DATES": "2024-03-01/2024-07-10", **outputs})
    assert 0 < period["FLAGGED"] < 0.1


def test_log_ratio_and_its_thresholds(qgis, stack, outputs):
    folder, _ = stack
    shares = {}
    for threshold in ("kittler_illingworth", "otsu"):
        given = {"STACK_FOLDER": str(folder), "METHOD": "logratio", "THRESHOLD": threshold, **outputs}
        shares[threshold] = qgis.run("soranome:sarchange", given)["FLAGGED"]
        assert "SIGNIFICANCE" not in read(outputs["SCORE"])[1]
    assert all(0.001 < share < 0.1 for share in shares.values())
    assert shares["kittler_illingworth"] != shares["otsu"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"SCALE": "db"}, ("S1_20240331_VH.tif", "SCALE")),
        ({"POLARISATIONS": "HH"}, ("HH",)),
        ({"DATES": "2024-01-01, 2024-01-13"}, ("2", "24")),
        ({"NULL_DATES": "2020-01-01/2020-12-31"}, ("2020-01-01/2020-12-31",)),
    ],
)
def test_what_does_not_fit_is_told_before_work(qgis, stack, outputs, change, words):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException) as caught:
        qgis.run("soranome:sarchange", {"STACK_FOLDER": str(stack[0]), **change, **outputs})
    for word in words:
        assert word in str(caught.value)
    assert not any(Path(path).exists() for path in outputs.values())


def test_choices_are_those_of_the_core(qgis):
    from soranome.plugin.core.change.sar import FILTERS, METHODS, NULLS, THRESHOLDS
    from soranome.plugin.core.change.sar_stack import SCALES

    algorithm = qgis.algorithm("soranome:sarchange")
    for name, known in (("METHOD", METHODS), ("NULL", NULLS), ("SPECKLE_FILTER", FILTERS), ("THRESHOLD", THRESHOLDS),
                        ("SCALE", SCALES)):  # fmt: skip
        assert set(algorithm.parameterDefinition(name).options()) == set(known)


def test_styles_are_found_and_named_in_the_legend(qgis, stack, outputs):
    from qgis.core import QgsRasterLayer

    from soranome.plugin.processing.styling import apply_style

    result = qgis.run("soranome:sarchange", {"STACK_FOLDER": str(stack[0]), **outputs})
    layer = QgsRasterLayer(result["CHANGE"], "change")
    apply_style(layer, "sar_change")
    assert [kind.value for kind in layer.renderer().classes()] == [0, 1, 2, 3]
    step = QgsRasterLayer(result["STEP_DB"], "step")
    apply_style(step, "sar_step")
    assert step.renderer().type() == "singlebandpseudocolor"
