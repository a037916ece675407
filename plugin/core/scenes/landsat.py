"""Landsat 4 to 9, Collection 2 Level 2 surface reflectance.

Reflectance = 0.0000275 · count − 0.2, from the metadata where they are there. USGS, Landsat 8-9 Collection 2 Level 2
Science Product Guide (LSDS-1619) and Landsat 4-7 (LSDS-1618), tables of scale factors and file names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ..errors import InputError
from ..text import QT_TRANSLATE_NOOP
from .package import Package
from .product import QA_PIXEL, REFLECTANCE, Band, Product, iso_date, missing_bands, number_in, require_one

_OLI = (("blue", 2), ("green", 3), ("red", 4), ("nir", 5), ("swir1", 6), ("swir2", 7))
_TM = (("blue", 1), ("green", 2), ("red", 3), ("nir", 4), ("swir1", 5), ("swir2", 7))
_GAIN, _OFFSET = 0.0000275, -0.2

_ID = r"(L[COTEM]0([4-9])_(L\w{3})_(\d{6})_(\d{8})_\d{8}_(\d{2})_\w\w)"


def recognise(package: Package) -> Product | None:
    files = package.matching(rf"{_ID}_(\w+)\.(TIF|txt|json|xml)")
    if package.chosen:
        chosen = re.match(_ID, package.chosen)
        files = [(name, match) for name, match in files if chosen and match[1] == chosen[1]]
    if not files:
        return None
    name = require_one((match[1] for _, match in files), package.path)
    _, satellite, level, path_row, day, collection, *_ = files[0][1].groups()
    if not level.upper().startswith("L2") or collection != "02":
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} is no surface reflectance of Collection 2 (level {level}, collection {collection}). Order "
                "Collection 2 Level 2 (L2SP) of the same scene from USGS EarthExplorer.",
            ),
            name=name,
            level=level,
            collection=collection,
        )
    images = {match[7].upper(): path for path, match in files if match[8].upper() == "TIF"}
    fields = dict(_fields(package, files))
    bands = _OLI if satellite in "89" else _TM
    missing = [f"SR_B{number} ({role})" for role, number in bands if f"SR_B{number}" not in images]
    missing += [] if "QA_PIXEL" in images else ["QA_PIXEL"]
    if missing:
        raise missing_bands(name, missing)
    return Product(
        path=package.path,
        name=name,
        sensor="landsat8" if satellite in "89" else "landsat_tm",
        date=iso_date(fields.get(("IMAGE_ATTRIBUTES", "DATE_ACQUIRED"), day), name),
        quantity=REFLECTANCE,
        bands=tuple(
            Band(
                role,
                package.gdal(images[f"SR_B{number}"]),
                1,
                10_000 * _number(fields, f"REFLECTANCE_MULT_BAND_{number}", _GAIN),
                10_000 * _number(fields, f"REFLECTANCE_ADD_BAND_{number}", _OFFSET),
            )
            for role, number in bands
        ),
        mask=(package.gdal(images["QA_PIXEL"]), QA_PIXEL),
        nodata=0,
        short=f"LANDSAT_{path_row}",
    )


def _fields(package: Package, files: list[tuple[str, re.Match]]) -> Iterator[tuple[tuple[str, str], str]]:
    """((group, field), value) of the MTL file, text or JSON; nothing where there is none."""
    metadata = {match[8].lower(): path for path, match in files if match[7].upper() == "MTL"}
    if "txt" in metadata:
        group = ""
        for line in package.text(metadata["txt"]).splitlines():
            key, _, value = (part.strip().strip('"') for part in line.partition("="))
            if key == "GROUP":
                group = value
            elif value:
                yield (group, key), value
    elif "json" in metadata:
        try:
            (groups,) = json.loads(package.text(metadata["json"])).values()
            for group, values in groups.items():
                for key, value in values.items():
                    yield (group, key), str(value)
        except (ValueError, AttributeError, RecursionError) as error:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{path} cannot be read ({detail}). Download the product again, whole."),
                path=metadata["json"],
                detail=str(error),
            ) from error


def _number(fields: dict, key: str, otherwise: float) -> float:
    # Level 1's own factors have the same names in another group.
    try:
        return number_in(fields.get(("LEVEL2_SURFACE_REFLECTANCE_PARAMETERS", key), otherwise))
    except ValueError:
        return otherwise
