"""Which libraries the algorithms need beside QGIS, what is there, and how the rest is installed."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import re
import sys
from dataclasses import dataclass
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements.txt"

PACKAGES = {
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
    "CSF": "cloth-simulation-filter",
    "pyvrp": "pyvrp",
    "distributed": "distributed",
}
"""Import name → package name, as in requirements.txt."""

OPTIONAL = {
    "CSF": ("classifyground",),
    "distributed": (
        "choosesites",
        "classifyground",
        "detectfill",
        "elevationchange",
        "importpointcloud",
        "indextiles",
        "opticalchange",
        "opticalseries",
        "pointcloudquality",
        "predictcoverage",
        "sarchange",
        "surfaces",
        "terrainmaps",
    ),
}
"""Libraries only one choice (:data:`CHOICES`) of these algorithms needs; they run without it."""

CHOICES = {"CSF": "METHOD csf", "distributed": "SCHEDULER"}

NEEDS = {
    "accuracy": "numpy rasterio affine shapely",
    "checkpair": "numpy scipy rasterio affine skimage shapely PIL",
    "choosesites": "numpy scipy numba rasterio affine skimage shapely openpyxl PIL",
    "classifyground": "numpy scipy numba rasterio affine shapely lazrs laspy",
    "comparecoverage": "numpy scipy rasterio affine shapely",
    "coverageholes": "numpy scipy rasterio affine skimage shapely PIL",
    "detectfill": "numpy scipy numba rasterio affine skimage shapely pyflwdir PIL",
    "elevationchange": "numpy scipy rasterio affine skimage shapely PIL",
    "fieldchecklist": "numpy rasterio affine shapely openpyxl PIL",
    "fieldpackage": "numpy shapely",
    "fieldprogress": "numpy shapely",
    "fieldsheets": "numpy rasterio affine shapely PIL segno",
    "fieldwaypoints": "numpy shapely openpyxl gpxpy",
    "fillcandidates": "numpy scipy rasterio affine skimage shapely PIL",
    "importassets": "numpy rasterio affine shapely",
    "importmeasurements": "numpy",
    "importpointcloud": "numpy numba rasterio affine shapely lazrs laspy",
    "importpopulation": "numpy shapely",
    "importresults": "numpy shapely openpyxl PIL",
    "importscene": "numpy scipy rasterio affine",
    "indextiles": "numpy numba rasterio affine shapely lazrs laspy",
    "linkprofile": "numpy scipy numba rasterio affine shapely",
    "makesample": "numpy scipy numba rasterio affine skimage shapely PIL laspy",
    "mapsheets": "numpy rasterio affine shapely",
    "opticalchange": "numpy scipy numba rasterio affine skimage shapely PIL",
    "opticalseries": "numpy scipy numba rasterio affine skimage shapely PIL",
    "pointcloudquality": "numpy scipy numba rasterio affine skimage shapely PIL lazrs laspy",
    "predictcoverage": "numpy scipy numba rasterio affine shapely",
    "sampleresults": "numpy scipy numba rasterio affine skimage shapely openpyxl PIL",
    "sarchange": "numpy scipy numba rasterio affine skimage PIL",
    "surfaces": "numpy scipy numba rasterio affine skimage shapely PIL lazrs laspy",
    "terrainmaps": "numpy scipy numba rasterio affine",
    "triage": "numpy scipy numba rasterio affine shapely pyflwdir",
    "updatepointcloud": "numpy scipy numba rasterio affine shapely lazrs laspy",
    "updateregister": "numpy shapely",
    "visitaccuracy": "numpy scipy numba rasterio affine skimage shapely pyflwdir PIL",
    "visitorder": "numpy scipy rasterio affine shapely pyvrp",
    "wificoverage": "numpy rasterio affine shapely",
}
"""Algorithm → import names of what it cannot run without. A test holds this against what the sources import."""

MISSING, TOO_OLD, FOUND, UNAVAILABLE = "missing", "too old", "found", "unavailable"


@dataclass(frozen=True)
class Library:
    """A library as it is here. ``wanted`` is the requirement ("scipy>=1.12,<2"), ``least`` the oldest version that will
    do; ``version`` is "" where it is missing or does not say. A version newer than wanted counts as FOUND; UNAVAILABLE is
    what is missing and not made for this Python."""

    module: str
    package: str
    wanted: str
    least: str
    version: str
    state: str


@functools.cache
def look_up(module: str) -> Library:
    """The library of this import name, without importing it."""
    from importlib import metadata  # slow itself; QGIS's start does not wait for it

    package = PACKAGES[module]
    wanted, below = _requirements().get(package, (package, ()))
    least = (re.search(r">=([\d.]+)", wanted) or ("", ""))[1]
    if importlib.util.find_spec(module) is None:
        made = not below or sys.version_info[:2] < below
        return Library(module, package, wanted, least, "", MISSING if made else UNAVAILABLE)
    try:
        version = metadata.version(package)
    except metadata.PackageNotFoundError:  # some distributions leave the metadata out
        version = ""
    old = bool(version and least) and _numbers(version) < _numbers(least)
    return Library(module, package, wanted, least, version, TOO_OLD if old else FOUND)


def everything() -> list[Library]:
    return [look_up(module) for module in PACKAGES]


def missing(algorithm: str | None = None) -> list[Library]:
    """Libraries that ``algorithm`` needs, or that any algorithm does, and that are missing or too old."""
    modules = NEEDS.get(algorithm, "").split() if algorithm else [m for m in PACKAGES if m not in OPTIONAL]
    return [library for library in map(look_up, modules) if library.state != FOUND]


def needed_by(module: str) -> list[str]:
    """Algorithms that cannot run without ``module``, or, where it is optional, that have a use for it."""
    return [name for name in NEEDS if module in NEEDS[name].split()] or list(OPTIONAL.get(module, ()))


def look_again() -> None:
    """Forget what was found: something was installed."""
    importlib.invalidate_caches()
    look_up.cache_clear()


def requirements_for(libraries: list[Library]) -> list[str]:
    """What pip is asked for: the libraries, and bounds so that it leaves alone what QGIS itself is built on."""
    if not libraries:
        return []
    bounds = []
    numpy = look_up("numpy")
    if numpy.version:  # GDAL's bindings in QGIS are built for one first number of NumPy
        bounds.append(f"numpy<{_numbers(numpy.version)[0] + 1}")
    if sys.platform.startswith("linux") and _geos() < (
        3,
        12,
    ):  # there shapely ends up on QGIS's GEOS; 2.1 wants a newer
        bounds.append("shapely<2.1")
    # Bounds of what is neither there nor asked for would be installed.
    names = {library.package for library in libraries} | {lib.package for lib in everything() if lib.state != MISSING}
    return [library.wanted for library in libraries] + [
        bound for bound in bounds if re.split(r"[<>=~]", bound, maxsplit=1)[0] in names
    ]


def install_command(packages: list[str] | None = None) -> str:
    """The command that installs ``packages`` (default: all that are missing) for this QGIS, to be typed by the user."""
    wanted = requirements_for(missing()) if packages is None else packages
    names = " ".join(f'"{name}"' if re.search(r"[<>~]", name) else name for name in wanted)
    # On Windows in the OSGeo4W Shell, whose python3 is QGIS's own.
    python = "python3" if sys.platform == "win32" else "/usr/bin/python3"
    return f"{python} -m pip install --user {names}"


@functools.cache
def _requirements() -> dict[str, tuple[str, tuple[int, ...]]]:
    """Package → what pip is asked for, and the Python it is no longer made for, () where there is none."""
    lines = REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    found = {}
    for line in lines:
        if line.strip() and not line.startswith("#"):
            wanted, _, marker = line.partition(";")  # of one kind: python_version < "3.13"
            below = _numbers(marker.rpartition("<")[2].strip(' "'))
            found[re.split(r"[<>=~]", line, maxsplit=1)[0]] = wanted.strip(), below
    return found


def _numbers(version: str) -> tuple[int, ...]:
    """The leading numbers of a version: 1.26.4 → (1, 26, 4), 0.8.0rc1 → (0, 8, 0)."""
    found = re.match(r"\d+(\.\d+)*", version)
    return tuple(int(part) for part in found[0].split(".")) if found else ()


def _geos() -> tuple[int, int]:
    """Version of QGIS's GEOS."""
    from qgis.core import Qgis

    return Qgis.geosVersionInt() // 10000, Qgis.geosVersionInt() // 100 % 100
