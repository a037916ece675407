"""The real QGIS with every library taken away: the plugin loads, its docks open, its dialog says what is missing."""

import os
from pathlib import Path

from soranome.tests.site_farm import farm

HERE = Path(__file__).parent


def test_without_libraries(run_qgis, tmp_path):
    said = tmp_path / "said.txt"
    settings = {
        "SORANOME_INSIDE": str(HERE / "inside" / "bare_libraries.py"),
        "SORANOME_SAID": str(said),
        "SORANOME_PICTURES": os.environ.get("SORANOME_PICTURES") or str(tmp_path),
        "SORANOME_SITE": str(farm(tmp_path / "site", only={"pytest"})),
        "PYTHONPATH": "",  # that of `make test` has them all
        "PYTHONNOUSERSITE": "1",
    }
    done = run_qgis(HERE / "inside_session.py", "ja", settings, limit_s=900)
    text = said.read_text(encoding="utf-8") if said.exists() else done.stderr.decode(errors="replace")[-5000:]
    assert done.returncode == 0 and " passed" in text, text
