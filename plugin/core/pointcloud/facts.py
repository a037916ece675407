"""What a tile says of itself, whatever else lies beside it: the part of an index that a rescan need not look at again."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import laspy
import numpy as np

from ..errors import InputError
from ..foreign import is_sentence
from ..grid import epsg_of
from ..raster import BLOCK_SIZE, Raster
from ..tasks import Progress, Silent, check_cancelled
from ..text import QT_TRANSLATE_NOOP, Message
from .crs import Written, written, written_as
from .header import Header, read_header
from .problems import MISPLACED, SEVERITY_OF, Problem, coded
from .reading import open_points, sample
from .source import GRIDS, TEXT, Source
from .text_points import TextReader

POINTS_KIND, TEXT_KIND, GRID_KIND = "points", "text", "grid"

_VERSION = 1  # of what is kept in an index; others are looked at again
_GPS_START = datetime(1980, 1, 6)  # UTC; leap seconds do not change the day
_GPS_ADJUSTMENT = 1e9  # seconds that "adjusted standard" GPS times lack (LAS 1.4, section 2.4)
_STRAY = 0.05  # share of points outside the box in the header that a box may be forgiven
_LOCAL_CELLS = 1 << 24  # cells of 1 m counted in one bitmap
_MOST_CELLS = 10_000_000_000  # of a raster that is counted


@dataclass
class Facts:
    """``path`` and ``member`` name the tile, ``size`` and ``changed`` (ns) its file at that time.

    ``box`` and ``heights`` are of the header, of the points where they were read (``deep``), None where absurd. ``crs`` is
    what is written: an EPSG code, WKT or nothing; so is ``height``, a code of :data:`~.crs.HEIGHTS` or a name.
    """

    path: str
    member: str = ""
    size: int = 0
    changed: int = 0
    deep: bool = False
    kind: str = POINTS_KIND
    las: str = ""
    point_format: int | None = None
    count: int = 0
    returns: list[int] = field(default_factory=list)
    classes: dict[str, int] = field(default_factory=dict)
    box: list[float] | None = None
    heights: list[float] | None = None
    crs: str = ""
    height: str = ""
    metres_per_height_unit: float | None = None
    created: str = ""
    surveyed: list[str] = field(default_factory=list)
    """First and last day by GPS time, of the points looked at."""
    spacing: float | None = None
    """Of a grid, in its units."""
    occupied: int | None = None
    """Cells of 1 m (one unit) that hold points."""
    not_last: float | None = None
    """Share of points that are not the last return of their pulse."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def source(self) -> Source:
        return Source(Path(self.path), self.member)

    @property
    def readable(self) -> bool:
        return not any(problem.code == "unreadable" for problem in self.problems)

    @property
    def strange(self) -> bool:
        """A text file that is no tile, a list or a letter."""
        return any(problem.code == "not_tile" for problem in self.problems)

    def tell(self, message: Message, otherwise: str) -> None:
        """Add a problem, unless its kind is told already."""
        problem = coded(message, otherwise)
        if problem.code not in {known.code for known in self.problems}:
            self.problems.append(problem)

    def to_json(self) -> str:
        kept = {**asdict(self), "version": _VERSION}
        kept["problems"] = [(p.code, p.message.template, p.message.values) for p in self.problems]
        return json.dumps(kept, ensure_ascii=False, default=str)

    @staticmethod
    def from_json(text: str) -> Facts | None:
        """None where it is of another version, or none."""
        try:
            kept = json.loads(text)
            if kept.pop("version") != _VERSION:
                return None
            kept["problems"] = [Problem(code, Message(said, values)) for code, said, values in kept["problems"]]
            facts = Facts(**kept)
            return facts if facts._sound else None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    @property
    def _sound(self) -> bool:
        """Whether everything is of its kind; an index may have been made by anybody."""
        texts = (self.path, self.member, self.kind, self.las, self.crs, self.height, self.created, *self.surveyed)
        wholes = (self.size, self.changed, self.count, *self.returns, *self.classes.values())
        others = (self.point_format, self.metres_per_height_unit, self.spacing, self.occupied, self.not_last)
        numbers = (*others, *(self.box or ()), *(self.heights or ()))
        return (
            all(isinstance(text, str) for text in texts)
            and bool(self.path)
            and "\0" not in self.path
            and all(isinstance(number, int) for number in wholes)
            and all(number is None or isinstance(number, int | float) for number in numbers)
            and len(self.box or range(4)) == 4
            and len(self.heights or range(2)) == 2
            and all(
                problem.code in SEVERITY_OF and is_sentence(problem.message.template, problem.message.values)
                for problem in self.problems
            )
        )


def look(source: Source, deep: bool = False, progress: Progress = Silent()) -> Facts:  # noqa: B008 - it has no state
    """What the headers of ``source`` say, checked against a sample of its points; with ``deep`` against all of them.

    Never raises :class:`InputError`: what is wrong is among its problems.
    """
    facts = Facts(os.path.abspath(source.path), source.member, deep=deep)
    try:
        facts.size, facts.changed = source.stamp
        if source.suffix in GRIDS:
            _look_at_raster(source, facts, progress)
        elif source.suffix in TEXT:
            _look_at_text(source, facts, progress)
        else:
            _look_at_points(source, facts, progress)
    except InputError as error:
        facts.tell(error.message, "unreadable")
    except OSError as error:
        said = QT_TRANSLATE_NOOP("SoraNoMe", "{name} cannot be opened ({detail}). Download or copy it again.")
        facts.tell(Message(said, {"name": source.name, "detail": error.strerror or str(error)}), "unreadable")
    return facts


def _look_at_points(source: Source, facts: Facts, progress: Progress) -> None:
    header = read_header(source)
    _take_header(header, facts)
    facts.las = ".".join(map(str, header.version))
    facts.point_format = header.point_format
    facts.returns = _without_tail(header.counts_by_return)
    facts.created = header.created.isoformat() if header.created else ""
    _take_crs(written(header), facts)
    try:
        if facts.deep:
            with open_points(source) as points:
                _Reading(facts, header).add_all(points.chunks(), progress)
        else:
            found = sample(source, header)
            if found is not None and len(found):
                _judge_sample(found, header, facts)
    except InputError as error:
        if not any(problem.code == "truncated" for problem in facts.problems):
            facts.tell(error.message, "damaged")


def _look_at_text(source: Source, facts: Facts, progress: Progress) -> None:
    facts.kind = TEXT_KIND
    points = TextReader(source)
    _take_header(points.header, facts)
    if points.spacing:
        facts.kind, facts.spacing = GRID_KIND, points.spacing[0]
    elif facts.deep:
        _Reading(facts, points.header).add_all(points.chunks(), progress)


def _look_at_raster(source: Source, facts: Facts, progress: Progress) -> None:
    facts.kind = GRID_KIND
    path = f"/vsizip/{{{source.path}}}/{source.member}" if source.member else source.path
    with Raster(path, source.name) as raster:
        grid = raster.grid
        facts.box = list(grid.bounds)
        facts.count = grid.width * grid.height
        facts.spacing = grid.cell_size[0]
        _take_crs(written_as(grid.crs), facts)
        if facts.deep and facts.count <= _MOST_CELLS:
            facts.count, low, high = 0, math.inf, -math.inf
            for window in grid.blocks(BLOCK_SIZE):
                check_cancelled(progress)
                data, valid = raster.read_valid(window, [1])
                held = data[0][valid]
                if held.size:
                    facts.count += held.size
                    low, high = min(low, float(held.min())), max(high, float(held.max()))
            facts.heights = [low, high] if facts.count else None


def _take_header(header: Header, facts: Facts) -> None:
    facts.count = header.count
    if header.count and header.box_plausible:
        facts.box = list(header.box)
        facts.heights = [header.mins[2], header.maxs[2]]
    for problem in header.problems:
        facts.tell(problem, "header")


def _take_crs(found: Written, facts: Facts) -> None:
    if found.crs is not None:
        code = epsg_of(found.crs)
        facts.crs = f"EPSG:{code}" if code else found.crs.to_wkt()
    facts.height, facts.metres_per_height_unit = found.height, found.metres_per_height_unit
    for problem in found.problems:
        facts.tell(problem, "crs_unusable")


def _judge_sample(points: laspy.ScaleAwarePointRecord, header: Header, facts: Facts) -> None:
    if header.box_plausible:
        outside = _outside(np.asarray(points.x), np.asarray(points.y), header)
        if outside.mean() > _STRAY:
            facts.tell(Message(MISPLACED, {"share": round(100 * float(outside.mean()))}), "box")
    facts.not_last = _not_last(points) / len(points)
    facts.surveyed = _days(*_times(points), header)


def _outside(x: np.ndarray, y: np.ndarray, header: Header) -> np.ndarray:
    west, south, east, north = header.box
    across, up = 2 * header.scales[0], 2 * header.scales[1]
    return (x < west - across) | (x > east + across) | (y < south - up) | (y > north + up)


def _not_last(points: laspy.ScaleAwarePointRecord) -> int:
    return int(np.count_nonzero(np.asarray(points.return_number) < np.asarray(points.number_of_returns)))


def _times(points: laspy.ScaleAwarePointRecord) -> tuple[float, float]:
    """First and last GPS time, infinite where there is none."""
    if "gps_time" not in points.point_format.dimension_names:
        return math.inf, -math.inf
    times = np.asarray(points.gps_time)
    times = times[np.isfinite(times)]
    return (float(times.min()), float(times.max())) if times.size else (math.inf, -math.inf)


def _days(first: float, last: float, header: Header) -> list[str]:
    """Dates of the first and last GPS time, where they are told as such and can be."""
    if not header.global_encoding & 1 or not first <= last or first == 0:
        return []
    if not all(0 <= time + _GPS_ADJUSTMENT < 4e9 for time in (first, last)):
        return []
    return [(_GPS_START + timedelta(seconds=time + _GPS_ADJUSTMENT)).date().isoformat() for time in (first, last)]


def _without_tail(counts) -> list[int]:
    counts = list(counts)
    while counts and counts[-1] == 0:
        counts.pop()
    return counts


class _Reading:
    """What all points of a tile tell, chunk by chunk."""

    def __init__(self, facts: Facts, header: Header):
        self._facts, self._header = facts, header
        self._lows, self._highs = np.full(3, np.inf), np.full(3, -np.inf)
        self._classes, self._returns = np.zeros(256, "i8"), np.zeros(16, "i8")
        self._first, self._last = math.inf, -math.inf
        self._count = self._outside = self._later = 0
        self._cells = np.empty(0, "i8")

    def add_all(self, chunks: Iterator[laspy.ScaleAwarePointRecord], progress: Progress) -> None:
        """Read to the end; what was read before an error counts all the same."""
        try:
            for chunk in chunks:
                check_cancelled(progress)
                self._add(chunk)
        finally:
            if self._count:
                self._tell()

    def _add(self, chunk: laspy.ScaleAwarePointRecord) -> None:
        places = [np.asarray(chunk[axis]) for axis in "xyz"]
        for axis, values in enumerate(places):
            self._lows[axis] = min(self._lows[axis], values.min())
            self._highs[axis] = max(self._highs[axis], values.max())
        self._classes += np.bincount(np.asarray(chunk.classification), minlength=256)[:256]
        self._returns += np.bincount(np.asarray(chunk.return_number), minlength=16)[:16]
        self._later += _not_last(chunk)
        first, last = _times(chunk)
        self._first, self._last = min(self._first, first), max(self._last, last)
        self._count += len(chunk)
        if self._header.box_plausible:
            self._outside += int(_outside(places[0], places[1], self._header).sum())
        self._cells = np.union1d(self._cells, _cells(places[0], places[1]))

    def _tell(self) -> None:
        facts, header = self._facts, self._header
        facts.count = self._count
        facts.classes = {str(code): int(n) for code, n in enumerate(self._classes) if n}
        facts.returns = _without_tail(self._returns[1:].tolist())
        facts.box = [*self._lows[:2].tolist(), *self._highs[:2].tolist()]
        facts.heights = [float(self._lows[2]), float(self._highs[2])]
        facts.occupied = len(self._cells)
        facts.not_last = self._later / self._count
        facts.surveyed = _days(self._first, self._last, header)
        if header.box_plausible and self._outside > _STRAY * self._count:
            share = round(100 * self._outside / self._count)
            facts.tell(Message(MISPLACED, {"share": share}), "box")


def _cells(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Cells of 1 × 1 units that hold points, as sorted numbers that are the same in every chunk."""
    columns, rows = np.floor(x).astype("i8"), np.floor(y).astype("i8")
    west, south = int(columns.min()), int(rows.min())
    width, height = int(columns.max()) - west + 1, int(rows.max()) - south + 1
    if width * height > _LOCAL_CELLS:
        return np.unique((columns << 32) + rows)
    held = np.zeros(width * height, bool)
    held[(columns - west) * height + rows - south] = True
    across, up = np.divmod(np.flatnonzero(held), height)
    return ((across + west) << 32) + up + south
