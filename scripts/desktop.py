"""Opens QGIS with the plugin and the made scene (made where it is not there yet)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QGIS = str(ROOT / "scripts" / "qgis.sh")
SCENE = ROOT / "out" / "sample"
LAYERS = ("optical_before.tif", "optical_after.tif", "municipalities.gpkg", "truth.gpkg")


def main() -> None:
    if not os.environ.get("DISPLAY") and sys.platform.startswith("linux"):
        sys.exit("There is no screen (DISPLAY is not set). Try: xvfb-run -a make desktop")
    if not (SCENE / "scene.json").exists():
        subprocess.run([QGIS, "qgis_process", "run", "soranome:makesample", "--", f"FOLDER={SCENE}"], check=True)
    scripts = ROOT / "scripts"
    layers = [str(SCENE / name) for name in LAYERS]
    os.execve(
        QGIS,
        [QGIS, "qgis", "--nologo", "--code", str(scripts / "open_scene.py"), *layers],
        {**os.environ, "SORANOME_SCRIPTS": str(scripts)},
    )


if __name__ == "__main__":
    main()
