"""Seasons of the made scene: how plants look over the year, and what stands on which field when.

Spectra as in ``optical``: plausible, not measured. Calendars after common practice in Kantō: paddies flooded in late April
to June and cut in September and October; upland fields ploughed once or twice a year, bare for one to three months.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from .landcover import Cover
from .optical import AUTUMN, SPRING

_SUMMER = {
    Cover.CONIFER: (0.020, 0.036, 0.023, 0.250, 0.108, 0.046),
    Cover.DECIDUOUS: (0.023, 0.047, 0.027, 0.375, 0.175, 0.073),
    Cover.GRASS: (0.036, 0.074, 0.048, 0.350, 0.225, 0.115),
    Cover.PADDY_GREEN: (0.032, 0.062, 0.040, 0.360, 0.175, 0.085),
    Cover.GARDEN: (0.043, 0.074, 0.060, 0.260, 0.178, 0.105),
}
_LATE = {  # the end of November: leaves yellow and falling
    Cover.CONIFER: (0.021, 0.033, 0.027, 0.200, 0.096, 0.046),
    Cover.DECIDUOUS: (0.035, 0.054, 0.066, 0.215, 0.175, 0.100),
    Cover.GRASS: (0.052, 0.079, 0.088, 0.220, 0.250, 0.165),
    Cover.CROP: (0.041, 0.077, 0.056, 0.300, 0.205, 0.115),
    Cover.GARDEN: (0.048, 0.073, 0.076, 0.200, 0.180, 0.120),
}
_WINTER = {
    Cover.CONIFER: (0.022, 0.034, 0.030, 0.190, 0.098, 0.049),
    Cover.DECIDUOUS: (0.036, 0.049, 0.058, 0.160, 0.165, 0.102),
    Cover.GRASS: (0.061, 0.083, 0.099, 0.195, 0.252, 0.178),
    Cover.PADDY_STUBBLE: (0.062, 0.087, 0.112, 0.185, 0.262, 0.200),
    Cover.CROP: (0.042, 0.078, 0.058, 0.285, 0.205, 0.118),
    Cover.GARDEN: (0.050, 0.074, 0.081, 0.190, 0.183, 0.125),
}
# Day of the year from and to which each look lasts; between them one passes into the next.
_YEAR = (
    (-11, _WINTER), (92, _WINTER), (130, SPRING), (150, SPRING), (200, _SUMMER), (262, _SUMMER), (299, AUTUMN),
    (325, _LATE), (354, _WINTER), (457, _WINTER),
)  # fmt: skip

_PAIR_DAYS = 139, 299  # of the year, when the pair's images are taken
_ROTATED = 0.35  # share of the years in which a field's calendar is another
_PAIR_YEAR = 2024


def spectra_of(day: date) -> tuple[tuple[dict, dict], float]:
    """The looks before and after ``day``, and how far (0–1) it lies between them."""
    number = day.timetuple().tm_yday
    k = next(k for k in range(1, len(_YEAR)) if number <= _YEAR[k][0])
    (start, first), (stop, second) = _YEAR[k - 1 : k + 1]
    return (first, second), (number - start) / (stop - start)


def sun_at(day: date) -> tuple[float, float]:
    """Elevation and azimuth (degrees) of the sun over Tama at about 10:40 local time."""
    turn = 2 * np.pi * (day.timetuple().tm_yday - 81) / 365
    declination = np.radians(23.45) * np.sin(turn)
    late_min = 9.87 * np.sin(2 * turn) - 7.53 * np.cos(turn) - 1.5 * np.sin(turn)  # equation of time
    hour, latitude = np.radians(-20.5 + late_min / 4), np.radians(35.7)
    up = np.sin(latitude) * np.sin(declination) + np.cos(latitude) * np.cos(declination) * np.cos(hour)
    south = np.sin(latitude) * np.cos(declination) * np.cos(hour) - np.cos(latitude) * np.sin(declination)
    west = np.cos(declination) * np.sin(hour)
    return float(np.degrees(np.arcsin(up))), float(180 + np.degrees(np.arctan2(west, south)))


@dataclass(frozen=True)
class Calendar:
    """What stands on every field in every year: ``starts``, ordinal days (fields, stages) ascending in each row, and
    ``covers`` (fields, stages; :class:`Cover`): the cover from each start to the next."""

    starts: np.ndarray
    covers: np.ndarray

    def on(self, day: date) -> np.ndarray:
        """Cover of every field on ``day``, uint8; the first stage where nothing has begun."""
        stage = np.maximum((self.starts <= day.toordinal()).sum(axis=1) - 1, 0)
        return self.covers[np.arange(len(stage)), stage]


def make_calendar(rng: np.random.Generator, crops: np.ndarray, years: tuple[int, ...]) -> Calendar:
    """Calendars of fields that show ``crops`` (fields, 2; :class:`Cover`) on the days of the pair in 2024.

    What a field does in one year it does in others some days earlier or later; in a third of the years upland fields
    rotate, and are bare at other times.
    """
    paddy = np.isin(crops[:, 0], (Cover.PADDY_FLOODED, Cover.PADDY_GREEN))
    rows = [_paddy(rng, *crop, years) if wet else _upland(rng, *crop, years) for crop, wet in zip(crops, paddy)]
    most = max((len(row) for row in rows), default=1)
    starts = np.full((len(rows), most), np.iinfo(np.int32).max, np.int32)
    covers = np.zeros((len(rows), most), np.uint8)
    for k, row in enumerate(rows):
        starts[k, : len(row)], covers[k, : len(row)] = np.array(row, np.int64).T
    return Calendar(starts, covers)


def _paddy(rng: np.random.Generator, before: int, after: int, years: tuple[int, ...]) -> list[tuple[int, int]]:
    wet_days = rng.uniform(25, 40)
    # Green by mid May was flooded in April.
    earlier = rng.uniform(1, wet_days - 1) if before == Cover.PADDY_FLOODED else wet_days + rng.uniform(1, 20)
    flooded = _PAIR_DAYS[0] - earlier
    cut = _PAIR_DAYS[1] + (rng.uniform(3, 25) if after == Cover.PADDY_GREEN else -rng.uniform(5, 50))
    tilled = rng.uniform(20, 100) if rng.random() < 0.6 else None
    row = []
    for year in years:
        moved = rng.normal(0, 5, 2) if year != _PAIR_YEAR else np.zeros(2)
        new_year = date(year, 1, 1).toordinal() - 1
        wet = flooded + moved[0]
        row += [(new_year + 1, Cover.PADDY_STUBBLE)]
        row += [(new_year + tilled, Cover.TILLED)] if tilled else []
        row += [(new_year + wet, Cover.PADDY_FLOODED), (new_year + wet + wet_days, Cover.PADDY_GREEN)]
        row += [(new_year + cut + moved[1], Cover.PADDY_STUBBLE)]
    return row


def _upland(rng: np.random.Generator, before: int, after: int, years: tuple[int, ...]) -> list[tuple[int, int]]:
    if Cover.GRASS in (before, after):
        return [(0, Cover.GRASS)]
    usual = _bare_spells(rng, before, after)
    row = [(0, Cover.CROP)]
    for year in years:
        spells = usual
        if year != _PAIR_YEAR:
            spells = _bare_spells(rng) if rng.random() < _ROTATED else usual + rng.normal(0, 12, (len(usual), 1))
        new_year = date(year, 1, 1).toordinal() - 1
        for start, stop in spells:
            row += [
                (new_year + start, Cover.TILLED),
                (new_year + stop, Cover.SPROUT),
                (new_year + stop + 20, Cover.CROP),
            ]
    return sorted(row)


def _bare_spells(rng: np.random.Generator, *crops: int) -> np.ndarray:
    """First and last day (n, 2) of one or two times a year when a field is bare: on the days of the pair where ``crops``
    say so, and not where they say the field was green."""
    spells = []
    for day, crop in zip(_PAIR_DAYS, crops):
        if crop == Cover.TILLED:
            length = rng.uniform(30, 95)
            start = day - length * rng.uniform(0.05, 0.95)
            spells.append((start, start + length))
    wanted = 1 + int(rng.random() < 0.5)
    for _ in range(50):
        if len(spells) >= wanted:
            break
        length = rng.uniform(30, 95)
        start = rng.uniform(1, 365 - length)
        clear_of_pair = all(not start - 1 < day < start + length + 20 for day in _PAIR_DAYS[: len(crops)])
        if clear_of_pair and all(start > stop + 45 or start + length + 45 < begin for begin, stop in spells):
            spells.append((start, start + length))
    return np.array(sorted(spells)).reshape(-1, 2)
