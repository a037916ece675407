"""Which file of a folder is what: by the names offices, deliveries and ``makesample`` give them. No file is opened but a
scene's own description."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from fnmatch import fnmatch
from pathlib import Path

from .dates import date_in_name

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


def fill_inputs(folder: Path) -> dict[str, str]:
    """Parameters of ``detectfill`` from what lies in ``folder``: files, folders of series (``sar``, ``optical``), dates.

    Two images that do not say which is the earlier are told apart by the dates in their names. Dates are ISO, from a made
    scene's description or from the names.
    """
    found = {role: str(path) for role, path in recognise(folder, FILL).items()}
    if "BEFORE" not in found and "AFTER" not in found:
        taken = set(found.values())
        dated = {date_in_name(str(path)): str(path) for path in _files(folder, 1) if path.suffix.lower() in RASTERS}
        dated = {day: path for day, path in dated.items() if day and path not in taken}
        if len(dated) == 2:
            found["BEFORE"], found["AFTER"] = (dated[day] for day in sorted(dated))
    if {"DEM_BEFORE", "DEM_AFTER"} <= found.keys():
        found.pop("DEM", None)  # the later one serves
    for role, name in (("STACK_FOLDER", "sar"), ("OPTICAL_FOLDER", "optical")):
        if len([path for path in _files(folder / name, 1) if path.suffix.lower() in RASTERS]) > 1:
            found[role] = str(folder / name)
    if "BEFORE" in found and "AFTER" in found:
        found.pop("OPTICAL_FOLDER", None)  # one or the other
    told = _dates_told(folder)
    for role in ("BEFORE", "AFTER"):
        day = date_in_name(found.get(role, "")) or told.get(f"{role}_DATE", "")
        if role in found and day:
            found[f"{role}_DATE"] = day
    return found


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
