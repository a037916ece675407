"""The unit of a raster's heights."""

from __future__ import annotations

import re

from .raster import Raster

UNITS = ("auto", "metres", "feet")
FOOT_M = 0.3048  # the US survey foot differs by two millionths: 2 mm in a kilometre of height


def height_scale(raster: Raster, unit: str = "auto") -> float:
    """Metres of one unit of height; ``auto``: as the file says, one that says nothing is taken to be in metres."""
    if unit not in UNITS:
        raise ValueError(f"unit {unit!r} is none of {UNITS}")
    if unit == "auto":
        vertical = re.search(r"VERT.*", raster.grid.crs.to_wkt(), re.DOTALL)
        told = f"{raster.units[0] or ''} {vertical[0] if vertical else ''}"
        unit = "feet" if re.search(r"\b(foot|feet|ft|us-ft|ftUS)\b", told, re.IGNORECASE) else "metres"
    return FOOT_M if unit == "feet" else 1.0
