"""Text tiles (X, Y, Z in lines) as the records a LAS file would give.

Public surveys of Japan deliver them as ``id, x, y, z, attribute`` or as ``x y z``, with commas, spaces or tabs; x is east
there (axes of mathematics, says GSI's format of airborne laser surveys). Where a file has more columns than three, its
title line, the sheet in its name, or a running number at the front tells which are the coordinates.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import laspy
import numpy as np
from numba import njit

from ..errors import InputError
from ..foreign import BROKEN_ARCHIVE
from ..text import QT_TRANSLATE_NOOP, Message
from .header import EMPTY, Header
from .sheets import find_code, parse
from .source import Source

_BLOCK = 4 << 20  # bytes parsed at a time
_LINE = 1 << 16  # a longer line is no line of coordinates
_HEAD_LINES = 20  # title and remarks before the first numbers
_NO_HEIGHT = -9998.0  # grids write -9999 where nothing is known

_NAMES = {
    "x": ("x", "x座標", "e", "east", "easting", "東"),
    "y": ("y", "y座標", "n", "north", "northing", "北"),
    "z": ("z", "z座標", "h", "height", "elevation", "標高", "高さ", "標高値"),
    "red": ("r", "red", "赤"),
    "green": ("g", "green", "緑"),
    "blue": ("b", "blue", "青"),
    "intensity": ("i", "intensity", "反射強度", "強度"),
    "classification": ("class", "classification", "分類", "クラス"),
}
"""Titles of columns, in small letters and without units."""

NOT_A_TILE = QT_TRANSLATE_NOOP(
    "SoraNoMe", "{name} is no text tile: it has no lines of three to six numbers (X, Y, Z). Leave it out."
)


@dataclass(frozen=True)
class _Layout:
    skipped: int  # bytes before the first line of numbers
    lines: int  # lines among them
    columns: int
    fields: dict[str, int]  # name → column


class TextReader:
    """A text tile; the same face as :class:`~.reading.PointReader`.

    ``header`` is what a LAS file would say, with version (0, 0); counting takes one pass over the text. ``spacing`` is
    (east, north) where the points are a grid with one height per cell, else None. Raises :class:`InputError` for what is
    no such text, naming the line.
    """

    def __init__(self, source: Source):
        self.source = source
        self._layout = _layout(source)
        fields = self._layout.fields
        self.point_format = laspy.PointFormat(2 if "red" in fields else 0)
        survey = _Survey(self._layout)
        for values in self._values(survey.decimals):
            survey.add(values)
        self.header = survey.header(self.point_format)
        self.spacing = survey.spacing()
        self._brightest = max(
            (survey.maxs[fields[name]] for name in ("red", "green", "blue") if name in fields), default=0
        )

    def chunks(self, size: int = 1_000_000) -> Iterator[laspy.ScaleAwarePointRecord]:
        """Records of at most ``size`` points in the order of the lines; the next ones are parsed meanwhile."""
        blocks = _kept(self._values(np.zeros(self._layout.columns, "i8")), self._layout.fields["z"])
        with ThreadPoolExecutor(1) as pool:
            coming = pool.submit(next, blocks, None)
            waiting: list[np.ndarray] = []
            while (block := coming.result()) is not None:
                coming = pool.submit(next, blocks, None)
                waiting.append(block)
                while sum(map(len, waiting)) >= size:
                    together = np.concatenate(waiting)
                    waiting = [together[size:]]
                    yield self._record(together[:size])
            left = np.concatenate(waiting) if waiting else np.empty((0, 0))
            if len(left):
                yield self._record(left)

    def _record(self, values: np.ndarray) -> laspy.ScaleAwarePointRecord:
        scales, offsets = np.array(self.header.scales), np.array(self.header.offsets)
        record = laspy.ScaleAwarePointRecord.zeros(
            len(values), point_format=self.point_format, scales=scales, offsets=offsets
        )
        fields = self._layout.fields
        for axis, name in enumerate("xyz"):
            record[name.upper()] = np.rint((values[:, fields[name]] - offsets[axis]) / scales[axis]).astype("i4")
        record["return_number"] = record["number_of_returns"] = np.ones(len(values), "u1")
        for name in ("red", "green", "blue"):
            if name in fields:  # 8 bits are spread over the 16 of LAS
                bits = 257 if self._brightest <= 255 else 1
                record[name] = np.clip(values[:, fields[name]] * bits, 0, 65535).astype("u2")
        if "intensity" in fields:
            record["intensity"] = np.clip(values[:, fields["intensity"]], 0, 65535).astype("u2")
        if "classification" in fields:
            record["classification"] = np.clip(values[:, fields["classification"]], 0, 31).astype("u1")
        return record

    def _values(self, decimals: np.ndarray) -> Iterator[np.ndarray]:
        """All lines as float64 (n, columns), block by block; raises :class:`InputError` at the first bad one.

        ``decimals`` (columns) is raised to the digits behind the point.
        """
        columns, before = self._layout.columns, self._layout.lines
        stream = self.source.open()
        with stream:
            try:
                stream.read(self._layout.skipped)
                rest = b""
                while True:
                    read = stream.read(_BLOCK)
                    data = rest + read
                    end = data.rfind(b"\n") + 1 if read else len(data)
                    if len(data) - end > _LINE:
                        raise _bad_line(self.source, before + data.count(b"\n") + 1, data[end : end + 80], columns)
                    block, rest = data[:end], data[end:]
                    values, lines, bad = _parsed(block, columns, decimals)
                    if bad >= 0:
                        raise _bad_line(self.source, before + bad + 1, block.split(b"\n", bad + 1)[bad], columns)
                    before += lines
                    if len(values):
                        yield values
                    if not read:
                        return
            except BROKEN_ARCHIVE as error:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name}: its points cannot be read to the end ({detail}). Download or copy it again.",
                    ),
                    name=self.source.name,
                    detail=str(error),
                ) from error


class _Survey:
    """What one pass over the lines tells."""

    def __init__(self, layout: _Layout):
        self._layout = layout
        self.mins, self.maxs = np.full(layout.columns, np.inf), np.full(layout.columns, -np.inf)
        self.decimals = np.zeros(layout.columns, "i8")
        self._counts = np.zeros(4, "i8")  # points, points without height, steps along one axis, whether one came before
        self._steps = np.zeros(2, "i8")  # greatest common divisor of distances, in micrometres
        self._last = np.zeros(2, "i8")

    def add(self, values: np.ndarray) -> None:
        fields = self._layout.fields
        _look(
            values, fields["x"], fields["y"], fields["z"], self.mins, self.maxs, self._counts, self._steps, self._last
        )

    def header(self, point_format: laspy.PointFormat) -> Header:
        axes = [self._layout.fields[name] for name in "xyz"]
        count, without = int(self._counts[0]), int(self._counts[1])
        mins, maxs = (tuple(map(float, box[axes])) if count else (0.0, 0.0, 0.0) for box in (self.mins, self.maxs))
        scales, offsets = zip(*map(_scale, mins, maxs, self.decimals[axes]))
        problems = []
        if count == 0:
            problems.append(Message(EMPTY))
        if without:
            said = QT_TRANSLATE_NOOP("SoraNoMe", "{count} of its lines have no height (-9999); they are left out.")
            problems.append(Message(said, {"count": without}))
        return Header(
            version=(0, 0),
            point_format=point_format.id,
            compressed=False,
            record_length=point_format.size,
            count=count,
            counts_by_return=(count, 0, 0, 0, 0),
            scales=scales,
            offsets=offsets,
            mins=mins,
            maxs=maxs,
            data_offset=self._layout.skipped,
            problems=tuple(problems),
        )

    def spacing(self) -> tuple[float, float] | None:
        """Distance of neighbours east and north, where the points are a grid in the order of its rows or columns.

        Points of a survey may lie on a lattice too, that of their rounded coordinates, but fill little of it and jump
        about in both directions.
        """
        count, along = int(self._counts[0]), int(self._counts[2])
        steps = self._steps / 1e6
        if count < 4 or (steps <= 0).any() or along < 0.5 * count:
            return None
        axes = [self._layout.fields[name] for name in "xy"]
        cells = np.prod(np.rint((self.maxs[axes] - self.mins[axes]) / steps) + 1)
        return (float(steps[0]), float(steps[1])) if 0.01 * cells <= count <= cells else None


def _scale(low: float, high: float, decimals: int) -> tuple[float, float]:
    """Scale and offset that keep a coordinate in 32 bits: its decimals, three at least, as far as they fit."""
    for digits in range(min(max(int(decimals), 3), 8), 2, -1):
        scale = 10.0**-digits
        for offset in (0.0, float(np.rint((low + high) / 2))):
            if max(abs(low - offset), abs(high - offset)) / scale < 2**31 - 1:
                return scale, offset
    return max(1e-3, (high - low) / 2**31), float(np.rint((low + high) / 2))


def _kept(blocks: Iterator[np.ndarray], height: int) -> Iterator[np.ndarray]:
    """Without the lines that have no height."""
    for block in blocks:
        yield block[block[:, height] > _NO_HEIGHT]


def _layout(source: Source) -> _Layout:
    with source.open() as stream:
        try:
            head = stream.read(_LINE * 4)
        except BROKEN_ARCHIVE as error:
            raise InputError(NOT_A_TILE, name=source.name) from error
    position = 3 if head.startswith(b"\xef\xbb\xbf") else 0
    titles: list[str] = []
    for number in range(_HEAD_LINES):
        end = head.find(b"\n", position)
        line = head[position : end if end >= 0 else len(head)]
        columns = _numbers_in(line)
        if columns >= 3:
            fields = _fields(source, titles, head[position:], columns)
            if fields:
                return _Layout(position, number, columns, fields)
            break
        if line.strip():
            titles = _titles(line)
        if end < 0:
            break
        position = end + 1
    raise InputError(NOT_A_TILE, name=source.name)


def _numbers_in(line: bytes) -> int:
    """How many numbers a line holds, 0 where it holds anything else."""
    for columns in range(1, 33):
        values, _, bad = _parsed(line, columns, np.zeros(columns, "i8"))
        if bad < 0 and len(values):
            return columns
    return 0


def _titles(line: bytes) -> list[str]:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        text = line.decode("cp932", "replace")
    words = re.split(r"[,;\t ]+", unicodedata.normalize("NFKC", text).strip().lstrip("#/").strip().lower())
    return [re.sub(r"[\[(].*?[\])]|\"", "", word).strip() for word in words]


def _fields(source: Source, titles: list[str], head: bytes, columns: int) -> dict[str, int]:
    """Which column holds what, empty where that cannot be told."""
    if len(titles) == columns:
        named = {name: titles.index(word) for name, words in _NAMES.items() for word in words if word in titles}
        if {"x", "y", "z"} <= named.keys():
            if not {"red", "green", "blue"} <= named.keys():
                named = {name: column for name, column in named.items() if name not in ("red", "green", "blue")}
            return named
    if columns > 6:
        return {}
    whole = head[: head.rfind(b"\n") + 1] or head
    decimals = np.zeros(columns, "i8")
    values, _, bad = _parsed(whole, columns, decimals)
    if bad >= 0:  # told with its line when the file is read
        values, _, _ = _parsed(head.split(b"\n")[0], columns, decimals)
    start = _start(source, values, decimals)
    fields = {"x": start, "y": start + 1, "z": start + 2}
    colours = values[:, 3:]
    if columns == 6 and start == 0 and not decimals[3:].any() and (colours >= 0).all() and (colours <= 65535).all():
        fields |= {"red": 3, "green": 4, "blue": 5}
    return fields


def _start(source: Source, values: np.ndarray, decimals: np.ndarray) -> int:
    """The first of the columns X, Y and Z: where the sheet in the name is, else behind a running number."""
    code = find_code(source.stem)
    starts = range(values.shape[1] - 2)
    if code:
        west, south, east, north = parse(code).extent
        for start in starts:
            x, y = np.median(values[:, start : start + 2], axis=0)
            if (west <= x <= east and south <= y <= north) or (west <= y <= east and south <= x <= north):
                return start
    numbers = values[:, 0]
    running = decimals[0] == 0 and (len(numbers) == 1 or (np.diff(numbers) > 0).all() or (np.diff(numbers) == 0).all())
    return 1 if running and len(starts) > 1 else 0


def _parsed(block: bytes, columns: int, decimals: np.ndarray) -> tuple[np.ndarray, int, int]:
    """Numbers of each line (n, columns), lines, and the first line (from 0) that does not hold them, else -1."""
    text = np.frombuffer(block, "u1")
    most = len(block) // (2 * columns) + 1  # a number takes a digit and a mark behind it: empty lines need no room
    values = np.empty((min(block.count(b"\n") + 1, most), columns))
    rows, lines, bad = _parse(text, values, decimals)
    return values[:rows], lines, bad


@njit(nogil=True, cache=True)
def _parse(text, values, decimals):  # pragma: no cover - compiled
    rows, lines, columns = 0, 0, values.shape[1]
    i, n = 0, len(text)
    while i < n:
        column, comma = 0, False
        while i < n and text[i] != 10:
            c = text[i]
            if c in (32, 9, 13, 34):  # space, tab, CR, quotation mark
                i += 1
                continue
            if c in (44, 59):  # comma, semicolon
                if column == 0 or comma:
                    return rows, lines, lines
                comma = True
                i += 1
                continue
            comma = False
            negative = c == 45
            if c in (43, 45):
                i += 1
            mantissa, digits, power, point = 0, 0, 0, False
            while i < n:
                c = text[i]
                if 48 <= c <= 57:
                    if mantissa < 100_000_000_000_000_000:
                        mantissa = 10 * mantissa + (c - 48)
                        power -= 1 if point else 0
                    elif not point:
                        power += 1
                    digits += 1
                elif c == 46 and not point:
                    point = True
                else:
                    break
                i += 1
            if digits == 0 or column == columns:
                return rows, lines, lines
            if i < n and text[i] in (69, 101):  # exponent
                i += 1
                down = i < n and text[i] == 45
                if i < n and text[i] in (43, 45):
                    i += 1
                exponent, digits = 0, 0
                while i < n and 48 <= text[i] <= 57:
                    exponent = min(10 * exponent + (text[i] - 48), 1000)
                    digits += 1
                    i += 1
                if digits == 0:
                    return rows, lines, lines
                power += -exponent if down else exponent
            if i < n and text[i] not in (32, 9, 13, 34, 44, 59, 10):
                return rows, lines, lines
            # Quotients of whole numbers below 2⁵³ and powers of ten up to 22 are rounded once: as Python reads them.
            number = mantissa / 10.0**-power if power < 0 else mantissa * 10.0**power
            if not abs(number) < 1e12:
                return rows, lines, lines
            values[rows, column] = -number if negative else number
            decimals[column] = max(decimals[column], -power)
            column += 1
        if column not in (0, columns):
            return rows, lines, lines
        if column == columns:
            rows += 1
        lines += 1
        i += 1
    return rows, lines, -1


@njit(nogil=True, cache=True)
def _look(values, east, north, height, mins, maxs, counts, steps, last):  # pragma: no cover - compiled
    for row in range(values.shape[0]):
        if values[row, height] <= _NO_HEIGHT:
            counts[1] += 1
            continue
        for column in range(values.shape[1]):
            mins[column] = min(mins[column], values[row, column])
            maxs[column] = max(maxs[column], values[row, column])
        x, y = round(values[row, east] * 1e6), round(values[row, north] * 1e6)
        if counts[3]:
            across, up = abs(x - last[0]), abs(y - last[1])
            if (across == 0) != (up == 0):
                counts[2] += 1
            for axis, distance in ((0, across), (1, up)):
                a, b = steps[axis], distance
                if a == 0:
                    steps[axis] = b
                elif b % a:
                    while b:
                        a, b = b, a % b
                    steps[axis] = a
        last[0], last[1], counts[3] = x, y, 1
        counts[0] += 1


def _bad_line(source: Source, line: int, text: bytes, columns: int) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{name}: line {line} (“{text}”) does not hold {columns} numbers. Correct it, or download it again.",
        ),
        name=source.name,
        line=line,
        columns=columns,
        text=text.strip()[:40].decode("cp932", "replace"),
    )
