"""Which libraries the plugin needs beside QGIS, and which of them are not there."""

from __future__ import annotations

import importlib.util
import sys

LIBRARIES = {
    "numpy": "numpy",
    "scipy": "scipy",
    "numba": "numba",
    "rasterio": "rasterio",
    "affine": "affine",
    "skimage": "scikit-image",
    "shapely": "shapely",
    "pyflwdir": "pyflwdir",
    "openpyxl": "openpyxl",
    "PIL": "pillow",
    "segno": "segno",
    "lazrs": "lazrs",
    "laspy": "laspy",
    "gpxpy": "gpxpy",
}
"""Import name → package name, as in requirements.txt."""


def missing() -> list[str]:
    """Package names of the libraries that cannot be found, without importing any."""
    return [package for module, package in LIBRARIES.items() if importlib.util.find_spec(module) is None]


def install_command(packages: list[str]) -> str:
    """The command that installs ``packages`` for this QGIS, to be typed by the user."""
    names = " ".join(packages)
    if sys.platform == "win32":  # in the OSGeo4W Shell, whose python3 is QGIS's own
        return f"python3 -m pip install --user {names}"
    return f"/usr/bin/python3 -m pip install --user {names}"
