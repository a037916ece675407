"""Permits against a place, by place and period: how much of it they explain, and what speaks against it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime

import shapely

# How a permit stands to the interval in which the ground changed.
VALID = "valid"  # and still so at the end of the interval
RAN_OUT = "ran_out"  # within the interval: the works may have been done in time, or after
EXPIRED, NOT_YET, UNDATED = "expired", "not_yet", "undated"

_LEAST_SHARE = 0.01

# First years of the eras, less one: year 1 of an era is that year.
_ERAS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988, "昭和": 1925, "s": 1925}
_ERA_DATE = re.compile(r"(令和|平成|昭和|[rhs])\.?\s*(元|\d{1,2})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})日?")
_DATE = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})日?(?:[t\s].*)?")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")


@dataclass(frozen=True)
class Permit:
    """``area`` valid from ``start`` to ``end``, both included; None where the register does not say."""

    area: shapely.Geometry
    number: str = ""
    start: date | None = None
    end: date | None = None

    @property
    def dated(self) -> bool:
        return self.start is not None and self.end is not None

    def standing(self, first: date | None, last: date | None, ran_out_explains: bool = False) -> str:
        """How the permit stands to an interval; without its end date or the permit's dates nothing can be said."""
        if not self.dated or last is None:
            return UNDATED
        if self.start > last:
            return NOT_YET
        if first is not None and self.end < first:
            return EXPIRED
        if self.end >= last or (ran_out_explains and first is not None):
            return VALID
        return RAN_OUT


@dataclass(frozen=True)
class Explained:
    """What permits explain of a place.

    ``share`` 0–1 by permits valid in place and period; ``touching`` (permit, standing, share of the place) of every
    permit on the place, the largest share first.
    """

    share: float = 0.0
    unexplained_m2: float = 0.0
    touching: list[tuple[Permit, str, float]] = field(default_factory=list)


class Permits:
    """A register of permits, each widened by ``buffer_m``."""

    def __init__(self, permits: list[Permit], buffer_m: float, ran_out_explains: bool = False):
        self._permits = permits
        self._ran_out_explains = ran_out_explains
        self._areas = [permit.area.buffer(buffer_m) if buffer_m else permit.area for permit in permits]
        self._tree = shapely.STRtree(self._areas)

    @property
    def undated(self) -> int:
        return sum(not permit.dated for permit in self._permits)

    def explain(self, outline: shapely.Geometry, first: date | None, last: date | None) -> Explained:
        """What the register explains of ``outline``, which changed between ``first`` and ``last``."""
        touching, valid = [], []
        for index in sorted(self._tree.query(outline, predicate="intersects")):
            permit = self._permits[index]
            part = outline.intersection(self._areas[index])
            standing = permit.standing(first, last, self._ran_out_explains)
            if part.area < _LEAST_SHARE * outline.area:  # a neighbour's, by the inaccuracy of the outlines
                continue
            touching.append((permit, standing, part.area / outline.area))
            if standing == VALID:
                valid.append(part)
        rest = outline.difference(shapely.union_all(valid)).area if valid else outline.area
        touching.sort(key=lambda item: -item[2])
        return Explained(1 - rest / outline.area, rest, touching)


def parse_date(value: object) -> date | None:
    """The day a register means, None where it means none that can be read.

    Understands dates, ISO text, ``2024/7/31``, ``20240731`` (number or text), ``2024年7月31日``, ``令和6年7月31日``,
    ``令和元年5月1日`` and ``R6.7.31``, in half or full width, with or without a time of day.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFKC", str(value)).strip().lower()
    if found := _ERA_DATE.fullmatch(text):
        era, year, *rest = found.groups()
        parts = [_ERAS[era] + (1 if year == "元" else int(year)), *map(int, rest)]
    elif found := _DATE.fullmatch(text) or _DIGITS.fullmatch(text):
        parts = [int(part) for part in found.groups()]
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None
