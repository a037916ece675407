"""Sheets of 国土基本図: code → extent → code in all 19 plane rectangular zones.

Japan's public surveys deliver by these sheets. A code names the zone, then row and column letters of a sheet of 40 × 30 km,
then its part: ``09LD2626`` is zone IX, row L, column D, and in it a sheet of 400 × 300 m. In the survey's words X is north
and Y is east; here they are called north and east. All sizes are whole metres and extents are half open, [west, east) ×
[south, north), so that a point on a line belongs to one sheet only.

Source: 公共測量標準図式 第84条; compared with the extents of published files (tests). Rows beyond T are met on the islands
(八丈島 U, 青ヶ島 X); nothing is published west of column A or east of H.
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
"""West, south, east, north in metres."""

SIZES: dict[int, tuple[int, int]] = {
    50000: (40000, 30000),
    5000: (4000, 3000),
    2500: (2000, 1500),
    1250: (1000, 750),
    1000: (800, 600),
    500: (400, 300),
    250: (200, 150),
}
"""Width and height in metres of the sheets of each level (the denominator of the map's scale)."""

LEVELS = tuple(SIZES)
ZONES = range(1, 20)
ROMAN = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"),
    *("XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX"),
)

_WEST, _NORTH = -160_000, 300_000
_COLUMNS, _ROWS = 8, 26  # of the 50000 sheets: letters A–H and A–Z
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_HEAD = "(?:0[1-9]|1[0-9])[A-Z][A-H]"
_TAILS = {
    50000: "",
    5000: "[0-9]{2}",
    2500: "[0-9]{2}[1-4]",
    1250: "[0-9]{2}[1-4]{2}",
    1000: "[0-9]{2}[0-4][A-E]",
    500: "[0-9]{4}",
    250: "[0-9]{2}[A-T]{2}",
}

# A code inside a name: no digit before or behind, which would make it another number, and no letter behind. A letter before
# it (tama09ld2626) is taken before a full code of eight characters only: shorter ones are met in any random identifier.
_EIGHT = f"{_HEAD}(?:{_TAILS[500]}|{_TAILS[1000]}|{_TAILS[250]})"
_SHORT = f"{_HEAD}(?:{_TAILS[2500]}|{_TAILS[5000]})"
_IN_NAME = re.compile(f"(?:(?<![0-9]){_EIGHT}|(?<![A-Z0-9]){_SHORT})(?![A-Z0-9])")
_ONLY = re.compile(f"({_HEAD})(?:\\.[^.]*)?")


@dataclass(frozen=True)
class Sheet:
    """One sheet. ``code`` is in capitals; ``ambiguous`` where it may be one of level 1250 too (see :func:`parse`)."""

    zone: int
    code: str
    level: int
    ambiguous: bool = field(default=False, compare=False)

    @property
    def extent(self) -> tuple[int, int, int, int]:
        """West, south, east, north in metres of the zone; the east and north edges belong to the neighbours."""
        width, height = SIZES[self.level]
        row, column = _decode(self.code, self.level)
        west, north = _WEST + column * width, _NORTH - row * height
        return west, north - height, west + width, north

    def neighbours(self, collar_m: float) -> list[Sheet]:
        """The other sheets of this level that lie within ``collar_m`` of this one, from north to south."""
        west, south, east, north = self.extent
        around = (west - collar_m, south - collar_m, east + collar_m, north + collar_m)
        return [sheet for sheet in sheets_in(self.zone, self.level, around) if sheet != self]


def parse(code: str, box: Box | None = None) -> Sheet:
    """The sheet of ``code``, small letters and full-width signs allowed.

    Eight signs that end with two digits of 1–4 name a sheet of level 500 or one of the older level 1250 (a quarter of a
    quarter). ``box``, where the file says its points lie, settles which: the one it fills better. Without it, or where it
    touches neither, the sheet is the one of level 500, marked ``ambiguous``. Raises :class:`InputError` for what is no code.
    """
    text = _plain(code).strip()
    levels = [level for level, tail in _TAILS.items() if re.fullmatch(_HEAD + tail, text)]
    if not levels:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "“{code}” is no map sheet code. It must begin with the zone (01–19), the row (A–Z) and the column (A–H), "
                "and go on as in 09LD (level 50000), 09LD26 (5000), 09LD261 (2500), 09LD260A (1000: 0–4, A–E), 09LD2626 "
                "(500) or 09LD26AT (250: A–T twice).",
            ),
            code=code,
        )
    zone = int(text[:2])
    if len(levels) == 1:
        return Sheet(zone, text, levels[0])
    modern, legacy = Sheet(zone, text, 500), Sheet(zone, text, 1250)
    fits = [_overlap(box, sheet.extent) if box else 0.0 for sheet in (modern, legacy)]
    if max(fits) == 0:
        return Sheet(zone, text, 500, ambiguous=True)
    return legacy if fits[1] > fits[0] else modern


def find_code(text: str) -> str | None:
    """The sheet code inside a file name, in capitals; None where there is none.

    The finest is taken where there are several, the first of equally fine ones. The four signs of a 50000 sheet count only
    where they are the whole name: ``10th survey.las`` names no sheet.
    """
    plain = _plain(text).strip()
    found = _IN_NAME.findall(plain)
    if found:
        return max(found, key=len)
    alone = _ONLY.fullmatch(plain)
    return alone[1] if alone else None


def sheet_at(zone: int, level: int, east: float, north: float) -> Sheet:
    """The sheet in which a place lies; raises :class:`InputError` where no code reaches."""
    _require(zone, level)
    if math.isfinite(east) and math.isfinite(north):
        width, height = SIZES[level]
        # Python's // on floats is exact, unlike the floor of a quotient.
        row, column = _NORTH // height - 1 - int(north // height), int(east // width) - _WEST // width
        if 0 <= row < _ROWS * SIZES[50000][1] // height and 0 <= column < _COLUMNS * SIZES[50000][0] // width:
            return _sheet(zone, level, row, column)
    raise InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "East {east} m, north {north} m in zone {zone} lies outside the map sheets (east −160000 to 160000 m, north "
            "−480000 to 300000 m). Check the zone, and that east and north are not exchanged.",
        ),
        east=f"{east:.0f}",
        north=f"{north:.0f}",
        zone=zone,
    )


def sheets_in(zone: int, level: int, bounds: Box) -> Iterator[Sheet]:
    """The sheets of which ``bounds`` holds a part, from north to south and west to east; a line alone is no part."""
    _require(zone, level)
    rows, columns = _range_in(level, bounds)
    for row in rows:
        for column in columns:
            yield _sheet(zone, level, row, column)


def count_in(level: int, bounds: Box) -> int:
    """How many sheets :func:`sheets_in` would yield."""
    rows, columns = _range_in(level, bounds)
    return len(rows) * len(columns)


def epsg(zone: int) -> int:
    """EPSG code of a zone in JGD2011: 6669 (I) to 6687 (XIX)."""
    _require(zone, LEVELS[0])
    return 6668 + zone


def zone_of(code: int | None) -> int | None:
    """The zone of an EPSG code, in JGD2011, JGD2000 or the Tokyo datum; None for other systems."""
    for first in (6669, 2443, 30161):
        if code is not None and first <= code < first + len(ZONES):
            return code - first + 1
    return None


def _plain(text: str) -> str:
    """In capitals, full-width signs as plain ones."""
    return unicodedata.normalize("NFKC", text).upper()


def _require(zone: int, level: int) -> None:
    if zone not in ZONES:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "There is no plane rectangular zone {zone}. Choose 1 to 19 (Tokyo: 9)."),
            zone=zone,
        )
    if level not in SIZES:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "There are no map sheets of level {level}. Choose one of {levels}."),
            level=level,
            levels=", ".join(map(str, LEVELS)),
        )


def _range_in(level: int, bounds: Box) -> tuple[range, range]:
    """Rows and columns, counted from the corner of sheet AA, of which ``bounds`` holds a part."""
    if not all(map(math.isfinite, bounds)) or bounds[0] > bounds[2] or bounds[1] > bounds[3]:
        return range(0), range(0)
    width, height = SIZES[level]
    west, south, east, north = bounds
    left, right = int(west // width), max(int(west // width), int(-(-east // width)) - 1)
    bottom, top = int(south // height), max(int(south // height), int(-(-north // height)) - 1)
    first_row, first_column = _NORTH // height - 1, -_WEST // width
    last_row = _ROWS * SIZES[50000][1] // height
    last_column = _COLUMNS * SIZES[50000][0] // width
    return (
        range(max(0, first_row - top), min(last_row, first_row - bottom + 1)),
        range(max(0, first_column + left), min(last_column, first_column + right + 1)),
    )


def _sheet(zone: int, level: int, row: int, column: int) -> Sheet:
    return Sheet(zone, f"{zone:02d}{_encode(level, row, column)}", level)


def _encode(level: int, row: int, column: int) -> str:
    """The code behind the zone, of a sheet counted from the corner of sheet AA."""
    width, height = SIZES[level]
    (large_row, row), (large_column, column) = divmod(row, 30000 // height), divmod(column, 40000 // width)
    code = _LETTERS[large_row] + _LETTERS[large_column]
    if level == 50000:
        return code
    (middle_row, row), (middle_column, column) = divmod(row, 3000 // height), divmod(column, 4000 // width)
    code += f"{middle_row}{middle_column}"
    match level:
        case 5000:
            return code
        case 2500:
            return code + _quarter(row, column)
        case 1250:
            return code + _quarter(row // 2, column // 2) + _quarter(row % 2, column % 2)
        case 1000:
            return code + f"{row}{_LETTERS[column]}"
        case 500:
            return code + f"{row}{column}"
        case _:
            return code + _LETTERS[row] + _LETTERS[column]


def _decode(code: str, level: int) -> tuple[int, int]:
    """Row and column from the corner of sheet AA; the inverse of :func:`_encode`, zone included in ``code``."""
    width, height = SIZES[level]
    row, column = _LETTERS.index(code[2]), _LETTERS.index(code[3])
    if level == 50000:
        return row, column
    row, column = 10 * row + int(code[4]), 10 * column + int(code[5])
    down, right = 3000 // height, 4000 // width
    match level:
        case 5000:
            inner = 0, 0
        case 2500:
            inner = divmod(int(code[6]) - 1, 2)
        case 1250:
            (upper, left), (lower, farther) = divmod(int(code[6]) - 1, 2), divmod(int(code[7]) - 1, 2)
            inner = 2 * upper + lower, 2 * left + farther
        case 1000:
            inner = int(code[6]), _LETTERS.index(code[7])
        case 500:
            inner = int(code[6]), int(code[7])
        case _:
            inner = _LETTERS.index(code[6]), _LETTERS.index(code[7])
    return row * down + inner[0], column * right + inner[1]


def _quarter(row: int, column: int) -> str:
    return str(2 * row + column + 1)


def _overlap(one: Box, other: Box) -> float:
    """Shared area over joint area of two boxes, 0–1; 0 for boxes that are none."""
    if not all(map(math.isfinite, one)):
        return 0.0
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    if across <= 0 or down <= 0:
        return 0.0
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return across * down / (sum(areas) - across * down)
