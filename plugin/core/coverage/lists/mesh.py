"""Grid squares of Japan's statistics (地域メッシュ): codes and their outlines.

JIS X 0410:2002 (地域メッシュコード), as 総務省統計局「地域メッシュ統計の特質・沿革」 describes it: squares of 40′ × 1°
(4 digits, ``1``), divided by 8 (6 digits, ``2``), by 10 (8 digits, about 1 km, ``3``), then three times by 2, the digit 1
south-west, 2 south-east, 3 north-west, 4 north-east (9 digits, about 500 m, ``half``; 10 digits, 250 m, ``quarter``;
11 digits, 125 m, ``eighth``). Degrees are of JGD2000 or JGD2011; squares of censuses up to 2000 were published in Tokyo
Datum (日本測地系) too: there the same code means a square about 450 m to the north-west, and the code does not say which.

All edges are whole numbers of eighths (1/960° × 1/640°), so squares that touch share their corners to the last bit.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ...errors import InputError
from ...text import QT_TRANSLATE_NOOP

LEVELS = {"1": 4, "2": 6, "3": 8, "half": 9, "quarter": 10, "eighth": 11}
"""Level → digits of its codes."""

_ROWS_PER_DEGREE, _COLUMNS_PER_DEGREE = 960, 640  # eighths
_SIDE = {4: 640, 6: 80, 8: 8, 9: 4, 10: 2, 11: 1}  # in eighths, both ways
_LEVEL_OF = {digits: level for level, digits in LEVELS.items()}
_JAPAN = (30, 69, 22, 54)  # first and last + 1 of the leading pairs of digits: 20–46° N, 122–154° E
_HAIR = 1e-6  # of an eighth (0.1 mm): a point typed as the corner of a square belongs to that square
_LONGEST_EDGE_M = 1200.0


@dataclass(frozen=True, order=True)
class Mesh:
    """A grid square: ``row`` and ``column`` of its south-west corner in eighths from 0° N, 100° E; ``digits`` of code."""

    row: int
    column: int
    digits: int

    @property
    def level(self) -> str:
        return _LEVEL_OF[self.digits]

    @property
    def bounds_deg(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        side = _SIDE[self.digits]
        return (
            100 + self.column / _COLUMNS_PER_DEGREE,
            self.row / _ROWS_PER_DEGREE,
            100 + (self.column + side) / _COLUMNS_PER_DEGREE,
            (self.row + side) / _ROWS_PER_DEGREE,
        )

    @property
    def code(self) -> str:
        first_row, row = divmod(self.row, 640)
        first_column, column = divmod(self.column, 640)
        text = f"{first_row:02d}{first_column:02d}"
        for digits, side in ((6, 80), (8, 8)):
            if self.digits < digits:
                return text
            text += f"{row // side}{column // side}"
            row, column = row % side, column % side
        for digits, side in ((9, 4), (10, 2), (11, 1)):
            if self.digits < digits:
                return text
            text += str(1 + 2 * (row // side) + column // side)
            row, column = row % side, column % side
        return text

    def neighbours(self) -> list[Mesh]:
        """The eight squares around, from south-west, row by row."""
        side = _SIDE[self.digits]
        steps = [(down, along) for down in (-1, 0, 1) for along in (-1, 0, 1) if (down, along) != (0, 0)]
        return [Mesh(self.row + side * down, self.column + side * along, self.digits) for down, along in steps]

    def ring_deg(self) -> list[tuple[float, float]]:
        """The closed outline as (longitude, latitude), from south-west, anticlockwise.

        Edges are divided so that a straight piece in a plane rectangular system leaves its parallel by less than 3 cm;
        squares of 500 m and less have only their corners (less than 1 cm).
        """
        west, south, east, north = self.bounds_deg
        pieces = max(1, math.ceil((north - south) * 111_000 / _LONGEST_EDGE_M))
        steps = [step / pieces for step in range(pieces)]
        ring = [(west + (east - west) * step, south) for step in steps]
        ring += [(east, south + (north - south) * step) for step in steps]
        ring += [(east - (east - west) * step, north) for step in steps]
        ring += [(west, north - (north - south) * step) for step in steps]
        return [*ring, ring[0]]


def mesh_at(longitude: float, latitude: float, level: str) -> Mesh:
    """The square of ``level`` that holds a place in degrees; its southern and western edges belong to it."""
    digits = LEVELS[level]
    side = _SIDE[digits]
    row = math.floor(latitude * _ROWS_PER_DEGREE + _HAIR)
    column = math.floor((longitude - 100) * _COLUMNS_PER_DEGREE + _HAIR)
    if not (_JAPAN[0] <= row // 640 < _JAPAN[1] and _JAPAN[2] <= column // 640 < _JAPAN[3]):
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{latitude}° N, {longitude}° E lies outside the grid squares of Japan."),
            latitude=latitude,
            longitude=longitude,
        )
    return Mesh(row - row % side, column - column % side, digits)


def code_at(longitude: float, latitude: float, level: str) -> str:
    """The code of the square of ``level`` that holds a place in degrees."""
    return mesh_at(longitude, latitude, level).code


def meshes_within(bounds_deg: tuple[float, float, float, float], level: str) -> Iterator[Mesh]:
    """Squares of ``level`` that share ground with a box (west, south, east, north), from south-west, row by row."""
    west, south, east, north = bounds_deg
    first = mesh_at(west, south, level)
    side = _SIDE[first.digits]
    end_row = math.ceil(north * _ROWS_PER_DEGREE - _HAIR)
    end_column = math.ceil((east - 100) * _COLUMNS_PER_DEGREE - _HAIR)
    for row in range(first.row, end_row, side):
        for column in range(first.column, end_column, side):
            yield Mesh(row, column, first.digits)


def parse_mesh(text: str) -> Mesh:
    """The square a code names, as tables hold it.

    Full-width digits, hyphens and blanks between the parts, quotes, ``="…"`` and what a spreadsheet adds without losing a
    digit (``533946113.0``, ``5.33946113E+08``) are understood. Raises :class:`InputError` where it is no code of LEVELS.
    """
    plain = unicodedata.normalize("NFKC", text).strip().strip("='\"")
    plain = re.sub(r"[\s\-‐‑‒–—―−ー]", "", plain) if "E" not in plain.upper() else plain
    plain = re.sub(r"\.0*$", "", plain)
    scientific = re.fullmatch(r"(\d)\.?(\d*)E\+?(\d{1,2})", plain.upper())
    if scientific:
        first, more, power = scientific.groups()
        if len(more) != int(power):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The grid square “{text}” has lost digits in a spreadsheet. Use the file as it was published.",
                ),
                text=text[:40],
            )
        plain = first + more
    if not re.fullmatch(r"\d+", plain, re.ASCII) or len(plain) not in _SIDE:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "“{text}” is no grid square code (JIS X 0410: 4, 6, 8, 9, 10 or 11 digits)."),
            text=text[:40],
        )
    pairs = [int(plain[i]) for i in range(4, min(len(plain), 8))]
    quarters = [int(digit) for digit in plain[8:]]
    row, column = int(plain[:2]), int(plain[2:4])
    if (
        any(digit > 7 for digit in pairs[:2])
        or any(not 1 <= digit <= 4 for digit in quarters)
        or not (_JAPAN[0] <= row < _JAPAN[1] and _JAPAN[2] <= column < _JAPAN[3])
    ):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "“{text}” has the length of a grid square code, but names no square of Japan."
            ),
            text=text[:40],
        )
    row, column = row * 640, column * 640
    for side, (down, along) in zip((80, 8), zip(pairs[::2], pairs[1::2])):
        row, column = row + side * down, column + side * along
    for side, digit in zip((4, 2, 1), quarters):
        row, column = row + side * ((digit - 1) // 2), column + side * ((digit - 1) % 2)
    return Mesh(row, column, len(plain))
