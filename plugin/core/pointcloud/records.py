"""Point records of any LAS format as formats 6, 7 and 8, and what is counted of them on the way.

Layouts: ASPRS LAS Specification 1.4 R15, section 2.6. What older formats lack is 0 (GPS time of formats 0 and 2); what
they say otherwise is said in the newer way: the class byte's three flags move to the flags, scan angle ranks (whole
degrees) become scan angles (units of 0.006°). Waveform packets (formats 4, 5, 9, 10) are left out.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import laspy
import numpy as np
from numba import njit

LENGTHS = {6: 30, 7: 36, 8: 38}
_TARGETS = {0: 6, 1: 6, 2: 7, 3: 7, 4: 6, 5: 7, 6: 6, 7: 7, 8: 8, 9: 6, 10: 8}
_WAVEFORM = {4: 29, 5: 29, 9: 29, 10: 29}  # bytes of a wave packet, the last of the standard fields
_NO_TIME = {0, 2}
_GPS_TIME = 22  # where it stands in formats 6 to 8
_ANGLE_PER_DEGREE = 1 / 0.006


def target_format(point_format: int) -> int:
    """The format among 6, 7 and 8 that keeps colours and near infrared of ``point_format``."""
    return _TARGETS[point_format]


@dataclass
class Summary:
    """What is true of a set of points whatever their order; ``mins`` and ``maxs`` are raw integers, (3,)."""

    count: int = 0
    mins: np.ndarray = field(default_factory=lambda: np.full(3, np.iinfo("i4").max, "i8"))
    maxs: np.ndarray = field(default_factory=lambda: np.full(3, np.iinfo("i4").min, "i8"))
    checksum: int = 0
    """Sum of a hash of (X, Y, Z) over all points, modulo 2⁶⁴."""
    classes: np.ndarray = field(default_factory=lambda: np.zeros(256, "i8"))
    returns: np.ndarray = field(default_factory=lambda: np.zeros(16, "i8"))
    times: tuple[float, float] = (np.inf, -np.inf)
    brightest: int = 0
    """Largest value of red, green and blue."""

    def add(self, other: Summary) -> None:
        self.count += other.count
        self.mins = np.minimum(self.mins, other.mins)
        self.maxs = np.maximum(self.maxs, other.maxs)
        self.checksum = (self.checksum + other.checksum) % 2**64
        self.classes = self.classes + other.classes
        self.returns = self.returns + other.returns
        self.times = min(self.times[0], other.times[0]), max(self.times[1], other.times[1])
        self.brightest = max(self.brightest, other.brightest)


class Converter:
    """Copies records of one point format into rows of bytes of the target format.

    ``number`` is the target format, ``length`` the bytes of a row.
    """

    def __init__(self, source: laspy.PointFormat):
        self.source_id = source.id
        self.source_length = source.size
        self.extra = source.num_extra_bytes
        self.extra_described = list(source.extra_dimension_names) not in ([], ["extra_bytes"])
        self.number = target_format(source.id)
        self.length = LENGTHS[self.number] + self.extra
        self.lacks_time = source.id in _NO_TIME
        self.drops_waveform = source.id in _WAVEFORM

    def convert(self, points: np.ndarray, rows: np.ndarray, places: np.ndarray) -> Summary:
        """Fill ``rows`` (n, length) uint8 and ``places`` (see :func:`summarise`) from the structured array ``points``."""
        raw = np.ascontiguousarray(points).view(np.uint8).reshape(len(points), self.source_length)
        if self.source_id in LENGTHS:
            rows[:] = raw
        elif self.source_id > 8:
            standard = LENGTHS[self.number]
            rows[:, :standard] = raw[:, :standard]
            rows[:, standard:] = raw[:, self.source_length - self.extra :]
        else:
            time = -1 if self.lacks_time else 20
            colour = {2: 20, 3: 28, 5: 28}.get(self.source_id, -1)
            _modernise(raw, rows, time, colour, self.source_length - self.extra, LENGTHS[self.number])
        return summarise(rows, places, self.number)


def convert_parallel(
    converter: Converter, points: np.ndarray, rows: np.ndarray, places: np.ndarray, pool: ThreadPoolExecutor, parts: int
) -> Summary:
    """As :meth:`Converter.convert`, in ``parts`` slices at once."""
    slices = _slices(len(points), parts)
    jobs = [pool.submit(converter.convert, points[part], rows[part], places[part]) for part in slices]
    return _sum(job.result() for job in jobs)


def summarise_parallel(rows: np.ndarray, places: np.ndarray, pool: ThreadPoolExecutor, parts: int) -> Summary:
    """As :func:`summarise`, in ``parts`` slices at once."""
    jobs = [pool.submit(summarise, rows[part], places[part]) for part in _slices(len(rows), parts)]
    return _sum(job.result() for job in jobs)


def _slices(count: int, parts: int) -> list[slice]:
    edges = np.linspace(0, count, parts + 1).astype(int)
    return [slice(a, b) for a, b in itertools.pairwise(edges) if b > a]


def _sum(summaries: Iterable[Summary]) -> Summary:
    whole = Summary()
    for summary in summaries:
        whole.add(summary)
    return whole


def summarise(rows: np.ndarray, places: np.ndarray, number: int = 0) -> Summary:
    """The summary of ``rows`` (n, length) uint8 of format 6, 7 or 8; without its ``number``, times and colours are not
    looked at.

    Fills ``places`` (n, 4) int32: X, Y, Z and 32 bits of their hash.
    """
    if len(rows):
        places[:, :3] = np.ndarray((len(rows), 3), "<i4", rows, strides=(rows.strides[0], 4))
    mins, maxs, checksum, classes, returns = _count(places, rows[:, 14], rows[:, 16])
    found = Summary(len(rows), mins, maxs, int(checksum), classes, returns)
    if len(rows) and number:
        times = np.ndarray(len(rows), "<f8", rows, _GPS_TIME, rows.strides[:1])
        with np.errstate(invalid="ignore"):
            lowest, highest = np.fmin.reduce(times), np.fmax.reduce(times)  # broken clocks write NaN
        found.times = (float(lowest), float(highest)) if lowest <= highest else found.times
        if number > 6:
            found.brightest = int(np.ndarray((len(rows), 3), "<u2", rows, 30, (rows.strides[0], 2)).max())
    return found


def gather(rows: np.ndarray, order: np.ndarray, taken: np.ndarray) -> np.ndarray:
    """``rows[order]`` (n, length) uint8 into ``taken``, without Python's lock."""
    word = next(w for w in (4, 2, 1) if rows.shape[1] % w == 0)
    _take(rows.view(f"<u{word}"), order, taken.view(f"<u{word}"))
    return taken


@njit(nogil=True, cache=True)
def _take(rows, order, taken):  # pragma: no cover - compiled
    for i in range(order.size):
        for k in range(rows.shape[1]):
            taken[i, k] = rows[order[i], k]


@njit(nogil=True, cache=True)
def _modernise(old, new, time, colour, old_extra, new_extra):  # pragma: no cover - compiled
    """Formats 0–5 (n, any) to 6 or 7; ``time``, ``colour`` and the extras are offsets in bytes, −1 where there are none."""
    extra = old.shape[1] - old_extra
    for i in range(old.shape[0]):
        for k in range(14):  # X, Y, Z, intensity
            new[i, k] = old[i, k]
        bits, kind = old[i, 14], old[i, 15]
        new[i, 14] = (bits & 7) | ((bits >> 3 & 7) << 4)
        new[i, 15] = (kind >> 5 & 7) | (bits & 0xC0)  # synthetic, key point, withheld; scan direction, edge
        new[i, 16] = kind & 31
        new[i, 17] = old[i, 17]
        rank = np.int64(old[i, 16])
        rank = rank - 256 if rank > 127 else rank
        angle = np.int64(np.rint(rank * _ANGLE_PER_DEGREE))
        new[i, 18] = angle & 255
        new[i, 19] = angle >> 8 & 255
        new[i, 20] = old[i, 18]
        new[i, 21] = old[i, 19]
        for k in range(8):
            new[i, 22 + k] = old[i, time + k] if time >= 0 else 0
        if colour >= 0:
            for k in range(6):
                new[i, 30 + k] = old[i, colour + k]
        for k in range(extra):
            new[i, new_extra + k] = old[i, old_extra + k]


@njit(nogil=True, cache=True)
def hash_of(x, y, z):  # pragma: no cover - compiled
    """64 well mixed bits of three integers: the finaliser of SplitMix64 (Steele et al. 2014) over each in turn."""
    value = np.uint64(0x9E3779B97F4A7C15)
    value = _mix(value ^ (np.uint64(np.uint32(x)) | np.uint64(np.uint32(y)) << np.uint64(32)))
    return _mix(value ^ np.uint64(np.uint32(z)))


@njit(nogil=True, cache=True, inline="always")
def _mix(value):  # pragma: no cover - compiled
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@njit(nogil=True, cache=True)
def _count(places, returns, classes):  # pragma: no cover - compiled
    """Bounds, checksum, points by class and by return number (index 0: none given); fills the last column of places."""
    low = np.full(3, np.int64(2147483647))
    high = np.full(3, np.int64(-2147483648))
    by_class = np.zeros(256, np.int64)
    by_return = np.zeros(16, np.int64)
    checksum = np.uint64(0)
    for i in range(places.shape[0]):
        for k in range(3):
            value = np.int64(places[i, k])
            low[k] = min(low[k], value)
            high[k] = max(high[k], value)
        hashed = hash_of(places[i, 0], places[i, 1], places[i, 2])
        checksum += hashed
        places[i, 3] = np.int32(np.uint32(hashed >> np.uint64(32)))
        by_class[classes[i]] += 1
        by_return[returns[i] & 15] += 1
    return low, high, checksum, by_class, by_return
