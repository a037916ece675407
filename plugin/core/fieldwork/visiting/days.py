"""From routes to a plan: which day and team takes which route, and when it is where."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import shapely

from ...tasks import Progress
from .order import Stop, pairs_of
from .travel import Leg, Travel

NOON_S = 12 * 3600


@dataclass(frozen=True)
class DayVisit:
    """A visit: ``site`` (number), ``order`` of the day from 1, clock times in seconds, and the way there."""

    site: int
    order: int
    arrive_s: int
    leave_s: int
    leg: Leg


@dataclass(frozen=True)
class DayRoute:
    """A day of a team: ``number`` from 1 over the whole plan, ``day`` ISO, ``home`` the way to the end point."""

    number: int
    team: str
    day: str
    begin_s: int
    visits: tuple[DayVisit, ...]
    home: Leg
    end_s: int

    @property
    def legs(self) -> tuple[Leg, ...]:
        return (*(visit.leg for visit in self.visits), self.home)

    @property
    def travel_s(self) -> int:
        return sum(leg.seconds for leg in self.legs)

    @property
    def walk_s(self) -> int:
        return sum(leg.walk_s for leg in self.legs)

    @property
    def road_m(self) -> float:
        return sum(leg.road_m for leg in self.legs)

    @property
    def line(self) -> shapely.MultiLineString:
        """All its ways together."""
        parts = shapely.get_parts([leg.line for leg in self.legs])
        return shapely.MultiLineString([part for part in parts if part.length])


def working_days(first: date, count: int, weekends: bool) -> list[date]:
    """``count`` days from ``first`` on; Saturdays and Sundays only where ``weekends``. Holidays are not known."""
    days, day = [], first
    while len(days) < count:
        if weekends or day.weekday() < 5:
            days.append(day)
        day += timedelta(days=1)
    return days


def lay_out(
    routes: Sequence[Sequence[int]],
    travel: Travel,
    stops: Sequence[Stop],
    teams: Sequence[str],
    first: date,
    weekends: bool,
    begin_s: int,
    break_s: int,
    progress: Progress | None = None,
) -> list[DayRoute]:
    """Routes as days of ``teams`` from ``first`` on, in the order of days and teams.

    Routes with more sites of the first class come first, then by the next class. The break is taken after the first visit
    that ends at noon or later; who begins after noon takes none.
    """
    classes = sorted({stop.priority_class for stop in stops}, key=lambda word: (not word, word))

    def urgency(route):
        counts = [-sum(stops[site].priority_class == word for site in route) for word in classes]
        return (*counts, -sum(stops[site].weight for site in route), *route)

    routes = sorted(routes, key=urgency)
    days = working_days(first, math.ceil(len(routes) / len(teams)), weekends)
    pairs = [pair for route in routes for pair in pairs_of(route)]
    legs = iter(travel.legs(pairs, progress))
    plan = []
    for number, route in enumerate(routes):
        clock, rested, visits = begin_s, not break_s or begin_s >= NOON_S, []
        for order, site in enumerate(route, 1):
            leg = next(legs)
            arrive = clock + leg.seconds
            clock = arrive + stops[site].service_s
            visits.append(DayVisit(site, order, arrive, clock, leg))
            if not rested and clock >= NOON_S:
                clock, rested = clock + break_s, True
        home = next(legs)
        day, team = days[number // len(teams)].isoformat(), teams[number % len(teams)]
        plan.append(DayRoute(number + 1, team, day, begin_s, tuple(visits), home, clock + home.seconds))
    return plan


def clock_text(seconds: float) -> str:
    """Seconds since midnight as HH:MM, to the minute below; after midnight hours go on (25:10)."""
    minutes = int(seconds // 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
