"""Takes the pictures of the user guide from the real QGIS: screenshots.py [--quick] [NAME …].

Names are those of the functions in screenshots_session.py. Those the chapters show, at 1366 × 768 in both languages,
go into docs/images/help; those only to be looked at, also at 125 and 200 % and in dark colours (not with --quick), into
out/screenshots. A profile of its own shows QGIS as on the first day.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from screen import ROOT, is_here, run_qgis

HELP = ROOT / "docs" / "images" / "help"
LOOKED_AT = ROOT / "out" / "screenshots"
PROFILE = ROOT / ".venv" / "config" / "profiles" / "pictures"
LIMIT_S = 500
DARK = "Night Mapping"
# Language, screen, scale, theme.
FOR_THE_GUIDE = (("ja", "1366x768", "1", ""), ("en", "1366x768", "1", ""))
TO_LOOK_AT = (
    ("ja", "1366x768", "1.25", ""),
    ("ja", "2732x1536", "2", ""),
    ("en", "2732x1536", "2", ""),
    ("ja", "1366x768", "1", DARK),
)


def fresh_profile(theme: str) -> None:
    """A profile as after the installation: the plugin switched on, nothing asked of the network."""
    shutil.rmtree(PROFILE, ignore_errors=True)
    (PROFILE / "QGIS").mkdir(parents=True)
    (PROFILE / "QGIS" / "QGIS3.ini").write_text(
        "[PythonPlugins]\nsoranome=true\nprocessing=true\n\n"
        "[qgis]\ncheckVersion=false\nfirstRunVersion=99999\nmigrateFrom2x=false\n\n"
        "[core]\nNewsFeed\\httpsfeedqgisorg\\disabled=true\n\n"
        f"[UI]\nUITheme={theme or 'default'}\n",
        encoding="utf-8",
    )


def take(language: str, size: str, scale: str, theme: str, names: list[str], folder: Path) -> list[str]:
    """Take pictures into ``folder``; what went wrong."""
    fresh_profile(theme)
    with tempfile.TemporaryDirectory(prefix="soranome_") as results:
        said = Path(results) / "said.txt"
        (Path(results) / "tmp").mkdir()
        settings = {
            "SORANOME_PICTURES": str(folder),
            "SORANOME_RESULTS": str(Path(results) / "results"),
            "TMPDIR": str(Path(results) / "tmp"),  # QGIS would mark layers of its own temporary folder
            "SORANOME_SAID": str(said),
            "SORANOME_CHOSEN": " ".join(names),
            "QT_SCALE_FACTOR": scale,
        }
        options = ("--profile", "pictures", "--noversioncheck")
        session = ROOT / "scripts" / "screenshots_session.py"
        try:
            run_qgis(session, language, settings, size, options, LIMIT_S)
        except subprocess.TimeoutExpired:
            return [f"{language} {size}: no end after {LIMIT_S} s"]
        if not said.exists():
            return [f"{language} {size}: QGIS did not start"]
        return said.read_text(encoding="utf-8").splitlines()


def shrink(picture: Path, target: Path) -> None:
    """As PNG of 256 colours, which is a third of the size and looks the same."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(picture) as image:
        small = image.convert("RGB").quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        small.save(target, optimize=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--quick", action="store_true", help="only those of the guide")
    asked.add_argument("names", nargs="*")
    given = asked.parse_args()
    if not is_here():
        sys.exit("Xvfb or the QGIS desktop is not installed (make setup installs both)")
    wrong = []
    chapters = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "help").rglob("*.md"))
    for language, size, scale, theme in (*FOR_THE_GUIDE, *(() if given.quick else TO_LOOK_AT)):
        with tempfile.TemporaryDirectory() as scratch:
            told = take(language, size, scale, theme, given.names, Path(scratch))
            wrong += told
            for picture in sorted(Path(scratch).glob("*.png")):
                if (scale, theme) == ("1", "") and f"/{picture.stem}.{language}.png" in chapters:
                    shrink(picture, HELP / f"{picture.stem}.{language}.png")
                else:
                    end = "dark" if theme else f"{float(scale):.0%}".rstrip("%")
                    shrink(picture, LOOKED_AT / f"{picture.stem}.{language}.{end}.png")
                print(f"{picture.stem} {language} {size} {scale} {theme}")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
