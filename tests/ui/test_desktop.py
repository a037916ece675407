"""The real QGIS desktop on a virtual screen: the dialog is filled, its button clicked, the result looked at."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", params=["ja", "en"])
def seen(request, tmp_path_factory):
    if not shutil.which("Xvfb") or not shutil.which("qgis"):
        pytest.skip("Xvfb or the QGIS desktop is not installed (make setup installs both)")
    folder = tmp_path_factory.mktemp(f"desktop_{request.param}")
    read, write = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24"], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            display = pipe.readline().strip()
        environment = {**os.environ, "DISPLAY": f":{display}", "SORANOME_SESSION": str(folder)}
        environment.pop("QT_QPA_PLATFORM", None)
        session = str(ROOT / "tests" / "ui" / "desktop_session.py")
        subprocess.run(
            [ROOT / "scripts" / "qgis.sh", "qgis", "--nologo", "--lang", request.param, "--code", session],
            env=environment, timeout=900, check=False, capture_output=True,
        )  # fmt: skip
    finally:
        screen.terminate()
        screen.wait()
    told = json.loads((folder / "seen.json").read_text(encoding="utf-8"))
    keep = os.environ.get("SORANOME_PICTURES")
    if keep:
        for picture in folder.glob("*.png"):
            shutil.copy(picture, Path(keep) / f"{request.param}_{picture.name}")
    return {"language": request.param, "folder": folder, **told}


def test_the_session_went_through(seen):
    assert "error" not in seen, seen.get("error")
    assert seen["loaded"] and seen["finished"]


def test_choices_show_words_not_codes(seen):
    method = next(text for text in seen["choices"] if text.startswith("IR-MAD"))
    assert ("推奨" in method) if seen["language"] == "ja" else ("recommended" in method)
    assert "Sentinel-2 L2A" in seen["choices"]
    assert "irmad" not in seen["choices"]


def test_results_are_loaded_with_their_style(seen):
    assert int(seen["results"]["COUNT"]) > 0
    assert seen["layers"] == ["RuleRenderer", "singlebandpseudocolor"], "from top to bottom"


def test_titles_and_legend_are_in_the_users_language(seen):
    english = {"Rank 1–10", "Rank 11–57", "Lower ranks", "Other change"}
    if seen["language"] == "en":
        assert set(seen["legend"]) == english
        assert "Detect Improper Fill" in seen["title"]
    else:
        assert not english & set(seen["legend"])
        assert "盛土" in seen["title"]


def test_coverage_comes_in_groups_with_legends_in_the_users_language(seen):
    assert seen["coverage_finished"] and len(seen["coverage_layers"]) == 4
    assert seen["coverage_shown"] == 2, "signal and holes"
    words = " ".join([seen["coverage_title"], *seen["coverage_groups"], *seen["coverage_legend"]])
    english = ("Coverage", "Predicted hole", "strong")
    if seen["language"] == "en":
        assert all(word in words for word in english)
    else:
        assert not any(word in words for word in english)
        assert "通信困難地域" in words and "予測" in words


def test_sheets_are_made_from_the_dialog(seen):
    assert seen["sheets_finished"]
    assert seen["chosen"] == ["unvisited"]
    assert ("未確認" if seen["language"] == "ja" else "not yet visited") in seen["statuses"]


def test_a_plan_is_shown_and_a_package_opens(seen):
    assert seen["package_read"] and len(seen["package_valid"]) >= 2 and all(seen["package_valid"])
    words = " ".join([*seen["plan_groups"], *seen["plan_layers"]])
    assert len(seen["plan_layers"]) >= 2
    assert ("現地" in words) if seen["language"] == "ja" else ("Plan of field visits" in words)


def test_the_plugin_can_be_reloaded_without_leftovers(seen):
    assert seen["gone"] and seen["back"] and seen["once"] == 1
