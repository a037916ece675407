"""The plugin in the real qgis_process, where rasterio runs on QGIS's own GDAL and PROJ."""

import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def process(*arguments):
    done = subprocess.run(
        [ROOT / "scripts" / "qgis.sh", "qgis_process", *arguments], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scene") / "模擬"
    code, _, errors = process("run", "soranome:makesample", "--", "SIZE=1", "SEED=2", f"FOLDER={folder}")
    assert code == 0, errors
    return folder


def test_the_provider_is_listed():
    code, out, _ = process("list")
    assert code == 0
    assert "soranome:detectfill" in out


def test_the_main_job_runs(scene, tmp_path):
    code, out, errors = process(
        "run", "soranome:detectfill", "--json", "--",
        f"BEFORE={scene}/optical_before.tif", f"AFTER={scene}/optical_after.tif", "COREGISTER=true",
        f"BEFORE_MASK={scene}/mask_before.tif", f"AFTER_MASK={scene}/mask_after.tif",
        f"CANDIDATES={tmp_path}/候補.gpkg", f"SCORE={tmp_path}/s.tif", f"REPORT={tmp_path}/r.html",
    )  # fmt: skip
    assert code == 0, errors
    results = json.loads(out[out.index("{") :])["results"]
    assert results["COUNT"] > 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.html", "s.tif", "候補.gpkg"]


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        (["BEFORE=a.tif", "AFTER=b.tif"], "a.tif does not exist"),
        (["BEFORE={scene}/optical_before.tif", "AFTER={scene}/truth.gpkg"], "cannot be opened as an image"),
        (["BEFORE={scene}/optical_before.tif", "AFTER={scene}/dtm_after.tif"], "bands"),
        (["BEFORE={scene}/optical_before.tif", "AFTER={scene}/optical_after.tif", "SENSER=x"], "SENSER"),
    ],
)
def test_wrong_input_ends_with_an_error_and_one_sentence(scene, tmp_path, parameters, said):
    given = [text.format(scene=scene) for text in parameters]
    code, out, errors = process(
        "run", "soranome:opticalchange", "--", *given, f"SCORE={tmp_path}/s.tif", f"CHANGE={tmp_path}/c.tif"
    )
    assert code != 0
    assert said in out + errors
    assert "Traceback" not in out + errors
    assert list(tmp_path.iterdir()) == []


def test_the_known_shift_of_a_real_dem_pair(data, tmp_path):
    folder = data / "dem" / "srtm_shift"
    code, out, errors = process(
        "run", "soranome:checkpair", "--json", "--", f"BEFORE={folder}/srtm_ref.tif",
        f"AFTER={folder}/srtm_blurred_and_shifted.tif", f"REPORT={tmp_path}/r.html",
    )  # fmt: skip
    assert code == 0, errors
    results = json.loads(out[out.index("{") :])["results"]
    assert results["SHIFT_X"] == pytest.approx(-3, abs=0.1)
    assert results["SHIFT_Y"] == pytest.approx(-5, abs=0.1)
    assert not results["PASSED"]
