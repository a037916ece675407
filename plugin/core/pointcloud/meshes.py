"""Meshes of JIS X 0410 (地域メッシュ): code → extent → code, in degrees.

The Geospatial Information Authority delivers by them: elevation grids of 5 m by third mesh inside a folder of the second
(``FG-GML-5339-45-00-DEM5A``), of 10 m by second mesh, point clouds by third mesh. All sides are whole multiples of an eighth
of a second, in which this module computes; extents are half open, [west, east) × [south, north).

Source: JIS X 0410:2002, §3 and §4; the mesh of 100 m is the tenth of 国土数値情報 (1/10細分区画).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..errors import InputError
from ..text import QT_TRANSLATE_NOOP

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

# Widths and heights in eighths of a second of arc.
_SIZES: dict[str, tuple[int, int]] = {
    "mesh1": (28800, 19200),
    "mesh2": (3600, 2400),
    "mesh3": (360, 240),
    "mesh500": (180, 120),
    "mesh250": (90, 60),
    "mesh125": (45, 30),
    "mesh100": (36, 24),
}
LEVELS = tuple(_SIZES)
"""About 80 km, 10 km, 1 km, 500 m, 250 m, 125 m, 100 m."""

_DEGREE = 28800
_ZERO_EAST = 100 * _DEGREE  # mesh rows count from the equator, columns from 100° E

_SECOND = "[0-9]{4}[0-7]{2}"
_PATTERNS = {
    "mesh1": "[0-9]{4}",
    "mesh2": _SECOND,
    "mesh3": _SECOND + "[0-9]{2}",
    "mesh500": _SECOND + "[0-9]{2}[1-4]",
    "mesh250": _SECOND + "[0-9]{2}[1-4]{2}",
    "mesh125": _SECOND + "[0-9]{2}[1-4]{3}",
    "mesh100": _SECOND + "[0-9]{2}[0-9]{2}",
}

# In names, with or without hyphens; only meshes that hold a part of Japan, so that no date is taken for one.
_IN_NAME = re.compile("(?<![0-9])([0-9]{4})[-_]?([0-7]{2})(?:[-_]?([0-9]{2})(?![0-9])|(?![0-9]))")
_ROWS_OF_JAPAN, _COLUMNS_OF_JAPAN = range(30, 69), range(22, 55)


@dataclass(frozen=True)
class Mesh:
    """One mesh. ``ambiguous`` where its ten digits could as well be of another level (see :func:`parse`)."""

    code: str
    level: str
    ambiguous: bool = field(default=False, compare=False)

    @property
    def extent(self) -> Box:
        """West, south, east, north in degrees; the east and north edges belong to the neighbours."""
        width, height = _SIZES[self.level]
        row, column = _decode(self.code, self.level)
        west, south = _ZERO_EAST + column * width, row * height
        return west / _DEGREE, south / _DEGREE, (west + width) / _DEGREE, (south + height) / _DEGREE


def parse(code: str, level: str | None = None) -> Mesh:
    """The mesh of ``code``; raises :class:`InputError` for what is no code.

    Ten digits of which the last two are 1–4 are a quarter mesh (250 m) or a tenth (100 m): ``level`` says which, else it is
    the quarter, marked ``ambiguous``.
    """
    text = unicodedata.normalize("NFKC", code).strip().replace("-", "")
    levels = [name for name, pattern in _PATTERNS.items() if re.fullmatch(pattern, text)]
    if level in levels:
        return Mesh(text, level)
    if level is not None or not levels:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "“{code}” is no mesh code. Codes have 4 digits (80 km), 6 (10 km), 8 (1 km), 9 (500 m), 10 (250 m or 100 m) "
                "or 11 (125 m), such as 53394526.",
            ),
            code=code,
        )
    return Mesh(text, levels[0], ambiguous=len(levels) > 1)


def find_code(text: str) -> str | None:
    """The code of a second or third mesh inside a file name (``FG-GML-5339-45-26-DEM5A.zip``); None where there is none."""
    for first, second, third in _IN_NAME.findall(unicodedata.normalize("NFKC", text)):
        if int(first[:2]) in _ROWS_OF_JAPAN and int(first[2:]) in _COLUMNS_OF_JAPAN:
            return first + second + third
    return None


def mesh_at(level: str, longitude: float, latitude: float) -> Mesh:
    """The mesh in which a place lies; raises :class:`InputError` where no code reaches."""
    if not (100 <= longitude < 200 and 0 <= latitude < 200 / 3):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Longitude {longitude}, latitude {latitude} lies outside the meshes (100–200° E, 0–66.7° N). Check that "
                "they are degrees, and not exchanged.",
            ),
            longitude=longitude,
            latitude=latitude,
        )
    row, column = _row_column(level, longitude, latitude)
    return Mesh(_encode(level, row, column), level)


def meshes_in(level: str, bounds: Box) -> Iterator[Mesh]:
    """The meshes of which ``bounds`` holds a part, from south to north and west to east; a line alone is no part."""
    rows, columns = _range_in(level, bounds)
    for row in rows:
        for column in columns:
            yield Mesh(_encode(level, row, column), level)


def count_in(level: str, bounds: Box) -> int:
    """How many meshes :func:`meshes_in` would yield."""
    rows, columns = _range_in(level, bounds)
    return len(rows) * len(columns)


def _row_column(level: str, longitude: float, latitude: float) -> tuple[int, int]:
    width, height = _SIZES[level]
    # Products of degrees and 28800 are rounded, so a place a hair (1e-10°) from a line may count as on it.
    east, north = round(longitude * _DEGREE, 6), round(latitude * _DEGREE, 6)
    return int(north // height), int((east - _ZERO_EAST) // width)


def _range_in(level: str, bounds: Box) -> tuple[range, range]:
    west, south, east, north = bounds
    if not all(map(math.isfinite, bounds)) or west > east or south > north:
        return range(0), range(0)
    width, height = _SIZES[level]
    bottom, left = _row_column(level, west, south)
    top = max(bottom, int(-(-round(north * _DEGREE, 6) // height)) - 1)
    right = max(left, int(-((_ZERO_EAST - round(east * _DEGREE, 6)) // width)) - 1)
    return (
        range(max(0, bottom), min(100 * 19200 // height, top + 1)),
        range(max(0, left), min(100 * _DEGREE // width, right + 1)),
    )


def _encode(level: str, row: int, column: int) -> str:
    width, height = _SIZES[level]
    (first_row, row), (first_column, column) = divmod(row, 19200 // height), divmod(column, 28800 // width)
    code = f"{first_row:02d}{first_column:02d}"
    if level == "mesh1":
        return code
    (second_row, row), (second_column, column) = divmod(row, 2400 // height), divmod(column, 3600 // width)
    code += f"{second_row}{second_column}"
    if level == "mesh2":
        return code
    (third_row, row), (third_column, column) = divmod(row, 240 // height), divmod(column, 360 // width)
    code += f"{third_row}{third_column}"
    if level == "mesh100":
        return code + f"{row}{column}"
    parts = 240 // height
    while parts > 1:
        parts //= 2
        (upper, row), (right, column) = divmod(row, parts), divmod(column, parts)
        code += str(1 + 2 * upper + right)
    return code


def _decode(code: str, level: str) -> tuple[int, int]:
    """Row and column of a mesh, counted from the equator and 100° E; the inverse of :func:`_encode`."""
    row, column = int(code[:2]), int(code[2:4])
    if level == "mesh1":
        return row, column
    row, column = 8 * row + int(code[4]), 8 * column + int(code[5])
    if level == "mesh2":
        return row, column
    row, column = 10 * row + int(code[6]), 10 * column + int(code[7])
    if level == "mesh100":
        return 10 * row + int(code[8]), 10 * column + int(code[9])
    for quarter in code[8:]:
        upper, right = divmod(int(quarter) - 1, 2)
        row, column = 2 * row + upper, 2 * column + right
    return row, column
