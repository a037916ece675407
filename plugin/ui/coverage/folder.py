"""Which file of a folder is what, by names as offices and ``makesample`` give them."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

_VECTORS = (".gpkg", ".shp", ".geojson", ".kml")
_TABLES = (".csv", ".txt", ".zip")
_RASTERS = (".tif", ".tiff")

ROLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "SITES": (("masts", "sites", "*基地局*", "*masts*", "*sites*"), _VECTORS),
    "DTM": (("dtm", "dtm_before", "dtm*", "*_dtm", "*地形*", "dem*"), _RASTERS),
    "DSM": (("dsm", "dsm*", "*_dsm", "*表層*"), _RASTERS),
    "BUILDINGS": (("buildings", "*buildings*", "*建物*", "bldg*"), _VECTORS),
    "MEASUREMENTS_FILE": (("drive_test", "*drive_test*", "*走行*", "*測定*"), _TABLES),
    "AREAS": (("municipalities", "*municipalities*", "n03*", "*市区町村*", "*行政区域*"), _VECTORS),
    "POPULATION": (("population", "*population*", "tblt*", "*人口*"), (*_TABLES, *_VECTORS)),
    "ROADS": (("roads", "*roads*", "*道路*"), _VECTORS),
    "PLACES": (("places", "*places*", "*施設*"), (*_VECTORS, ".csv")),
    "COMMERCIAL": (("commercial", "*commercial*", "a29*", "*商業*"), _VECTORS),
    "CARRIER_AREAS": (("areas_*", "*エリア*"), _VECTORS),
    "CANDIDATES": (("assets", "*assets*", "*アセット*", "*候補*"), (".csv", *_VECTORS)),
}
"""What a file is for → (patterns of its stem in lower case, the likeliest first; endings, the likeliest first)."""

SEVERAL = ("CARRIER_AREAS",)
"""Roles all files count for, not only the likeliest."""

_DEPTH = 2


def recognise(folder: Path) -> dict[str, str | list[str]]:
    """Role → file (a list for SEVERAL), looking into ``folder`` and the folders in it; each file has one role at most."""
    files = sorted(_files(folder, _DEPTH), key=lambda path: (len(path.parts), path.name))
    found: dict[str, str | list[str]] = {}
    taken: set[Path] = set()
    for role, (patterns, endings) in ROLES.items():
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
        chosen = list(dict.fromkeys(path for _, _, path in fitting)) if role in SEVERAL else [fitting[0][2]]
        taken.update(chosen)
        found[role] = [str(path) for path in chosen] if role in SEVERAL else str(chosen[0])
    return found


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
