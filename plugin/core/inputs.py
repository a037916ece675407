"""Which file of a folder is what: by the names offices, deliveries and ``makesample`` give them. No file is opened but a
scene's own description."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from fnmatch import fnmatch
from pathlib import Path

from .dates import date_in_name, year_in_name

VECTORS = (".gpkg", ".shp", ".geojson", ".kml")
RASTERS = (".tif", ".tiff")
TABLES = (".csv", ".txt", ".zip")
_DEPTH = 2

Roles = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""What a file is for → (patterns of its stem in lower case, the likeliest first; endings, the likeliest first)."""

FILL: Roles = {
    "BEFORE_MASK": (("mask_before", "*mask*before*", "*before*mask*", "*before*scl*"), RASTERS),
    "AFTER_MASK": (("mask_after", "*mask*after*", "*after*mask*", "*after*scl*"), RASTERS),
    "DEM_BEFORE": (("dtm_before", "dem_before", "*dtm*before*", "*dem*before*", "*標高*前*"), RASTERS),
    "DEM_AFTER": (("dtm_after", "dem_after", "*dtm*after*", "*dem*after*", "*標高*後*"), RASTERS),
    "DEM": (("dtm", "dem", "dtm*", "dem*", "*標高*"), RASTERS),
    "BEFORE": (("optical_before", "before", "*before*", "*前時期*", "*変化前*"), RASTERS),
    "AFTER": (("optical_after", "after", "*after*", "*後時期*", "*変化後*"), RASTERS),
    "PERMITS": (("permits", "*permit*", "*許可*"), VECTORS),
    "ZONES": (("zones", "a56*", "*規制区域*"), VECTORS),
    "PLANNING": (("planning", "a09*", "*都市計画*", "*区域区分*"), VECTORS),
    "HAZARD": (("hazard", "a33*", "*警戒区域*", "*土砂災害*"), VECTORS),
    "MUNICIPALITIES": (("municipalities", "n03*", "*市区町村*", "*行政区域*"), VECTORS),
    "BUILDINGS": (("buildings", "bldg*", "*建物*", "*建築物*"), VECTORS),
    "STREAMS": (("streams", "w05*", "*河川*", "*渓流*"), VECTORS),
    "ROADS": (("roads", "*道路*"), VECTORS),
    "PARCELS": (("parcels", "*地番*", "*筆*"), VECTORS),
    "LANDUSE": (("landuse", "*土地利用*"), VECTORS),
}
"""Parameters of ``detectfill``."""

COVERAGE: Roles = {
    "SITES": (("masts", "sites", "*基地局*", "*masts*", "*sites*"), VECTORS),
    "DTM": (("dtm", "dtm_before", "dtm*", "*_dtm", "*地形*", "dem*"), RASTERS),
    "DSM": (("dsm", "dsm*", "*_dsm", "*表層*"), RASTERS),
    "BUILDINGS": (("buildings", "*buildings*", "*建物*", "bldg*"), VECTORS),
    "MEASUREMENTS_FILE": (("drive_test", "*drive_test*", "*走行*", "*測定*"), TABLES),
    "AREAS": (("municipalities", "*municipalities*", "n03*", "*市区町村*", "*行政区域*"), VECTORS),
    "POPULATION": (("population", "*population*", "tblt*", "*人口*"), (*TABLES, *VECTORS)),
    "ROADS": (("roads", "*roads*", "*道路*"), VECTORS),
    "PLACES": (("places", "*places*", "*施設*"), (*VECTORS, ".csv")),
    "COMMERCIAL": (("commercial", "*commercial*", "a29*", "*商業*"), VECTORS),
    "CARRIER_AREAS": (("areas_*", "*エリア*"), VECTORS),
    "CANDIDATES": (("assets", "*assets*", "*アセット*", "*候補*"), (".csv", *VECTORS)),
}
"""Inputs of the algorithms of coverage; CARRIER_AREAS are several files."""


def recognise(folder: Path, roles: Roles, several: Collection[str] = ()) -> dict[str, str | list[str]]:
    """Role → file (a list for roles in ``several``), looking into ``folder`` and the folders in it; each file has one role
    at most, the first of ``roles`` that it fits."""
    files = sorted(_files(folder, _DEPTH), key=lambda path: (len(path.parts), path.name))
    found: dict[str, str | list[str]] = {}
    taken: set[Path] = set()
    for role, (patterns, endings) in roles.items():
        fitting = [
            (number, endings.index(path.suffix.lower()), path)
            for path in files
            if path not in taken and path.suffix.lower() in endings
            for number, pattern in enumerate(patterns)
            if fnmatch(path.stem.lower(), pattern)
        ]
        if not fitting:
            continue
        fitting.sort(key=lambda fit: fit[:2])
        chosen = list(dict.fromkeys(path for _, _, path in fitting)) if role in several else [fitting[0][2]]
        taken.update(chosen)
        found[role] = [str(path) for path in chosen] if role in several else str(chosen[0])
    return found


def coverage_inputs(folder: Path) -> dict[str, str | list[str]]:
    """Role of ``COVERAGE`` → file in ``folder``; a list for CARRIER_AREAS."""
    return recognise(folder, COVERAGE, several=("CARRIER_AREAS",))


def fill_inputs(folder: Path) -> dict[str, str | list[str]]:
    """Parameters of ``detectfill`` from what lies in ``folder``: files, series of radar and optical images, dates.

    Images and elevation models that do not say which is the earlier are told apart by the day or year in their names,
    masks belong to the image of their day; three images or more that fill the folder are a series. Days are ISO, from a made
    scene's description or from the names.
    """
    found: dict[str, str | list[str]] = dict(recognise(folder, FILL))
    taken = {Path(path) for path in found.values()}
    rasters = [path for path in _files(folder, _DEPTH) if path.suffix.lower() in RASTERS]
    heights = _by_time(path for path in rasters if _is(path, _HEIGHTS) and not _is(path, _DERIVED))
    if not found.keys() & {"DEM_BEFORE", "DEM_AFTER"} and len(heights) == 2:
        found["DEM_BEFORE"], found["DEM_AFTER"] = heights.values()
    if {"DEM_BEFORE", "DEM_AFTER"} <= found.keys():
        found.pop("DEM", None)  # the later one serves
    elif alone := found.pop("DEM_AFTER", None) or found.pop("DEM_BEFORE", None):
        found["DEM"] = alone  # nothing to compare, but slopes and valleys
    found |= _radar(folder, rasters)
    free = [path for path in rasters if path not in taken and not _is(path, (*_HEIGHTS, *_DERIVED, *_RADAR))]
    if not found.keys() & {"BEFORE", "AFTER"}:
        found |= _optics(folder, rasters, [path for path in free if not _is(path, _MASKS)])
    told = _dates_told(folder)
    for role in ("BEFORE", "AFTER", "DEM_BEFORE", "DEM_AFTER"):
        day = date_in_name(str(found.get(role, ""))) or told.get(f"{role}_DATE", "")
        if role in found and day:
            found[f"{role}_DATE"] = day
    for role in ("BEFORE", "AFTER"):
        day = date_in_name(str(found.get(role, "")))
        masks = [path for path in free if day and _is(path, _MASKS) and date_in_name(str(path)) == day]
        if masks and f"{role}_MASK" not in found:
            found[f"{role}_MASK"] = str(masks[0])
    return found


_HEIGHTS = ("*dem*", "*dtm*", "*標高*")
_MASKS = ("*mask*", "*scl*", "*qa_pixel*", "*cloud*", "*雲*", "*マスク*")
_RADAR = ("s1[abcd_-]*", "sentinel1*", "sentinel-1*", "alos*", "palsar*", "*[_-]vv", "*[_-]vh", "*[_-]hh", "*[_-]hv")
_DERIVED = (
    "*dsm*",
    "*chm*",
    "*slope*",
    "*hillshade*",
    "*csmap*",
    "*landcover*",
    "*score*",
    "*傾斜*",
    "*陰影*",
    "*表層*",
)


def _radar(folder: Path, rasters: list[Path]) -> dict[str, str | list[str]]:
    """The folder of a stack of two radar images or more, or their files where they lie among others."""
    stack: dict[Path, list[Path]] = {}
    for path in rasters:
        named = path.parent.name.lower().startswith("sar") and path.parent != folder
        if (named or _is(path, _RADAR)) and not _is(path, _MASKS):
            stack.setdefault(path.parent, []).append(path)
    if not stack:
        return {}
    place, images = max(stack.items(), key=lambda item: len(item[1]))
    if len({date_in_name(str(path)) for path in images} - {""}) < 2:
        return {}
    if sum(path.parent == place for path in rasters) == len(images):
        return {"STACK_FOLDER": str(place)}
    return {"STACK": [str(path) for path in sorted(images)]}


def _optics(folder: Path, rasters: list[Path], images: list[Path]) -> dict[str, str]:
    """Of ``images``, two of different times as a pair, or the folder of a series."""
    here = _by_time(path for path in images if path.parent == folder)
    if len(here) == 2:
        return dict(zip(("BEFORE", "AFTER"), here.values()))
    for place in (folder, folder / "optical"):
        days = {date_in_name(str(path)) for path in images if path.parent == place} - {""}
        foreign = [path for path in rasters if path.parent == place and path not in images and not _is(path, _MASKS)]
        if len(days) > 2 and not foreign:  # every raster of the folder of a series is taken
            return {"OPTICAL_FOLDER": str(place)}
    return {}


def _by_time(paths: Iterable[Path]) -> dict[str, str]:
    """Day or year in the name → file, the earliest first."""
    timed = {date_in_name(str(path)) or year_in_name(str(path)): str(path) for path in paths}
    return {when: timed[when] for when in sorted(timed) if when}


def _is(path: Path, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(path.stem.lower(), pattern) for pattern in patterns)


def _dates_told(folder: Path) -> dict[str, str]:
    """What a made scene says of its dates."""
    try:
        dates = json.loads((folder / "scene.json").read_text(encoding="utf-8"))["dates"]
        return {str(name): date_in_name(str(day)) for name, day in dates.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # none, or none of ours


def _files(folder: Path, depth: int) -> list[Path]:
    """Files in ``folder``, and ``depth`` − 1 folders down; hidden ones and what may not be read are passed over."""
    try:
        entries = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
    except OSError:
        return []
    found = [entry for entry in entries if entry.is_file()]
    if depth > 1:
        for entry in entries:
            if entry.is_dir():
                found += _files(entry, depth - 1)
    return found
