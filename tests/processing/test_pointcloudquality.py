"""``pointcloudquality`` through Processing."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.core.pointcloud.cloud_tools import SOUTH, WEST, ground, lattice, write_tile

ROOT = Path(__file__).resolve().parents[2]
SIZE = 50.0


@pytest.fixture(scope="module")
def tiles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("点群") / "納品"
    folder.mkdir()
    for i in range(2):
        x, y = lattice(WEST + SIZE * i, SOUTH, WEST + SIZE * (i + 1), SOUTH + SIZE)
        hole = (np.abs(x - WEST - 30) < 5) & (np.abs(y - SOUTH - 20) < 5)
        z = ground(x, y) + 0.1 + 0.25 * i + np.random.default_rng(i).normal(0, 0.02, len(x))
        write_tile(
            folder / f"t{i}.laz", x[~hole], y[~hole], z[~hole], classification=1 + (np.arange(len(x)) % 5 > 0)[~hole]
        )
    return folder


@pytest.fixture(scope="module")
def control(tmp_path_factory):
    rng = np.random.default_rng(7)
    x, y = WEST + rng.uniform(3, SIZE - 3, 8), SOUTH + rng.uniform(3, SIZE - 3, 8)
    rows = [f"検{i},{b:.3f},{a:.3f},{h:.3f}" for i, (a, b, h) in enumerate(zip(x, y, ground(x, y)))]
    path = tmp_path_factory.mktemp("検証") / "検証点.csv"
    path.write_bytes("\n".join(["点名,X,Y,標高", *rows]).encode("cp932"))
    return str(path)


def given(tiles, folder, **more):
    return {
        "FOLDER": str(tiles), "CRS": "EPSG:6677", "REPORT": str(folder / "報告.html"), "ISSUES": str(folder / "issues.gpkg"),
        **more,
    }  # fmt: skip


@pytest.fixture(scope="module")
def result(qgis, tiles, control, tmp_path_factory):
    folder = tmp_path_factory.mktemp("結果")
    return qgis.run("soranome:pointcloudquality", given(tiles, folder, CONTROL=control))


def test_numbers_report_and_issues_agree(result):
    from qgis.core import QgsVectorLayer

    assert result["DENSITY"] == pytest.approx(4 * (1 - 100 / 4600), rel=0.005)
    assert result["BIAS"] == pytest.approx(0.1, abs=0.03) and result["CONTROL_COUNT"] == 8
    assert result["ERROR95"] == pytest.approx(1.96 * result["RMSE"])
    assert result["EDGE_STEP"] == pytest.approx(0.25, abs=0.03)
    layer = QgsVectorLayer(result["ISSUES"], "issues", "ogr")
    assert layer.featureCount() == result["ISSUE_COUNT"] > 0
    assert layer.crs().authid() == "EPSG:6677"
    found = {feature["kind"]: feature for feature in layer.getFeatures()}
    assert {"void", "edge"} <= set(found)
    assert found["void"]["value"] == pytest.approx(100)
    assert found["edge"]["severity"] in ("warning", "serious") and found["edge"]["limit"] == pytest.approx(0.1)
    assert layer.renderer().type() == "RuleRenderer"
    page = Path(result["REPORT"]).read_text(encoding="utf-8")
    assert page.count("data:image/png") >= 4 and "検3" in page


def test_files_an_index_and_own_limits(qgis, tiles, tmp_path):
    files = {"FOLDER": None, "FILES": [str(tiles / "t0.laz")]}
    numbers = {"REQUIRED_DENSITY": 5, "CELL": 2.0, "VOID_AREA": 1000, "TOLERANCE": 0.5, "LANGUAGE": "en"}
    result = qgis.run("soranome:pointcloudquality", given(tiles, tmp_path, **files, **numbers))
    assert result["TILES"] == 1 and result["MET_SHARE"] == 0 and "BIAS" not in result and "EDGE_STEP" not in result
    assert "Quality of the point cloud" in Path(result["REPORT"]).read_text(encoding="utf-8")


def test_choices_are_those_of_the_core(qgis):
    from soranome.plugin.core.pointcloud.control import AXES
    from soranome.plugin.core.pointcloud.quality import RETURNS

    algorithm = qgis.algorithm("soranome:pointcloudquality")
    presets = json.loads((ROOT / "resources" / "presets" / "pointcloud_quality.json").read_text(encoding="utf-8"))
    for name, options in (("AXES", AXES), ("RETURNS", RETURNS), ("SPECIFICATION", presets["specifications"])):
        assert algorithm.parameterDefinition(name).options() == list(options)


def test_a_refusal_is_a_sentence_and_leaves_nothing(qgis, tiles, tmp_path):
    from qgis.core import QgsProcessingException

    bad = tmp_path / "in"
    bad.mkdir()
    (bad / "c.csv").write_text("id,X,Y\nA,1,2\n")
    with pytest.raises(QgsProcessingException, match=r"c\.csv"):
        qgis.run("soranome:pointcloudquality", given(tiles, tmp_path, CONTROL=str(bad / "c.csv")))
    with pytest.raises(QgsProcessingException, match="EPSG:6677"):
        qgis.run("soranome:pointcloudquality", given(tiles, tmp_path, CRS=None))
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
