"""Every file of tests/ui/inside as pytest runs it inside the real QGIS on a virtual screen of 1366 × 768.

SORANOME_CHOSEN=words runs only tests of these names (pytest's -k); SORANOME_PICTURES=DIR keeps pictures tests take.
"""

import os
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FILES = sorted((HERE / "inside").glob("test_*.py"))
USUAL = (("1366x768", "1"),)
SCALES = {
    ("test_looks", "ja"): (*USUAL, ("1366x768", "1.25"), ("2732x1536", "2")),
    ("test_looks", "en"): (("1366x768", "1.25"),),
}
"""Screens and scaling of a file in a language, where it is not just the usual one in Japanese."""


@pytest.mark.parametrize(
    ("file", "language", "size", "scale"),
    [
        (file, language, size, scale)
        for file in FILES
        for language in ("ja", "en")
        for size, scale in SCALES.get((file.stem, language), USUAL if language == "ja" else ())
    ],
    ids=lambda value: getattr(value, "stem", value),
)
def test_in_qgis(file, language, size, scale, tmp_path, run_qgis):
    said = tmp_path / "said.txt"
    pictures = Path(os.environ.get("SORANOME_PICTURES") or tmp_path) / f"{language}_{scale}_{file.stem}"
    settings = {"SORANOME_INSIDE": str(file), "SORANOME_SAID": str(said), "SORANOME_PICTURES": str(pictures)}
    done = run_qgis(HERE / "inside_session.py", language, {**settings, "QT_SCALE_FACTOR": scale}, size, limit_s=900)
    text = said.read_text(encoding="utf-8") if said.exists() else done.stderr.decode(errors="replace")[-5000:]
    assert done.returncode == 0, f"exit {done.returncode}\n{text}"
    assert " passed" in text, text
