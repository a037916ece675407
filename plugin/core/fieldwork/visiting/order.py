"""Which team visits which site on which day, and in which order.

A vehicle routing problem with optional visits: each working day of a team is a route from start to end no longer than a
shift. It is solved by PyVRP (Wouda, Lan and Kool 2024, "PyVRP: a high-performance VRP solver package", INFORMS Journal on
Computing 36(4)): an iterated local search with late acceptance (Burke and Bykov 2017), which finds good orders, not
proven ones. Priority classes are dealt with one after the other (:func:`plan_routes`).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata

import numpy as np

from ...errors import InputError
from ...tasks import Part, Progress, Silent, check_cancelled
from ...text import QT_TRANSLATE_NOOP
from .travel import SITES, Travel, reach

UNREACHABLE, TOO_LONG, NO_ROOM = "unreachable", "too_long", "no_room"
REASONS = {
    UNREACHABLE: QT_TRANSLATE_NOOP("SoraNoMe", "No road from the start leads near enough to it"),
    TOO_LONG: QT_TRANSLATE_NOOP("SoraNoMe", "The visit alone takes longer than a working day"),
    NO_ROOM: QT_TRANSLATE_NOOP("SoraNoMe", "No room in the days and teams given"),
}
"""Why a site is not planned."""

EFFORTS = {"quick": 500, "normal": 3_000, "thorough": 20_000}
"""Rounds of the search, by name, for up to 200 sites; see :func:`rounds_of`."""


def rounds_of(effort: str, count: int) -> int:
    """Rounds of the search for ``count`` sites: large plans need more of them to become as good."""
    return EFFORTS[effort] * max(1, count // 200)


@dataclass(frozen=True)
class Stop:
    """A site to visit: class "A" before "B" before "" (none); ``weight`` 0–1 within its class."""

    priority_class: str = ""
    weight: float = 0.0
    service_s: int = 0


@dataclass(frozen=True)
class Routes:
    """Routes as numbers of sites in order of visit, a day of a team each; ``left_out``: site → key of :data:`REASONS`.

    ``travel_s`` is the way of all routes together; ``greedy_travel_s`` and ``greedy_days`` what always going to the
    nearest site next would take for the same sites.
    """

    routes: list[list[int]]
    left_out: dict[int, str]
    travel_s: int
    greedy_travel_s: int
    greedy_days: int


def plan_routes(
    travel: Travel,
    stops: Sequence[Stop],
    shift_s: int,
    days: int = 0,
    rounds: int = EFFORTS["normal"],
    seed: int = 1,
    progress: Progress | None = None,
) -> Routes:
    """Routes to ``stops`` within ``days`` shifts of ``shift_s`` (all teams' together; 0: as many as are needed).

    With days as needed every site that can be visited is; few days count first, then time on the way. With days given
    and too few: the sites of the first class are planned as far as the search finds room, then those of the next class
    are added to them, and so on. So no site gives way to one of a lower class; within a class the sum of 1 + weight
    counts, then time. The same input, rounds and seed give the same routes. Raises :class:`InputError` without PyVRP.
    """
    progress = progress or Silent()
    _require_solver()
    found = set(reach(travel).tolist())
    left_out = {site: UNREACHABLE for site in range(len(stops)) if site not in found}
    alone = travel.seconds[0, SITES:] + travel.seconds[SITES:, 1]
    for site in sorted(found):
        if alone[site] + stops[site].service_s > shift_s:
            left_out[site] = TOO_LONG
    fit = [site for site in range(len(stops)) if site not in left_out]
    greedy = nearest_first(travel.seconds, stops, fit, shift_s)
    if not days:
        routes = _solve(travel.seconds, stops, fit, [], greedy, shift_s, len(greedy), rounds, seed, progress)
    else:
        routes = _by_class(travel.seconds, stops, fit, greedy, shift_s, days, rounds, seed, progress)
    planned = {site for route in routes for site in route}
    left_out |= {site: NO_ROOM for site in fit if site not in planned}
    compared = nearest_first(travel.seconds, stops, sorted(planned), shift_s)
    return Routes(
        routes, left_out, travel_time(travel.seconds, routes), travel_time(travel.seconds, compared), len(compared)
    )


def travel_time(seconds: np.ndarray, routes: Sequence[Sequence[int]]) -> int:
    """Seconds on the way of all ``routes`` together."""
    return sum(int(seconds[pair]) for route in routes for pair in pairs_of(route))


def pairs_of(route: Sequence[int]) -> list[tuple[int, int]]:
    """The ways of a route between places, from the start by its sites to the end."""
    places = [0, *(site + SITES for site in route), 1]
    return list(itertools.pairwise(places))


def nearest_first(seconds: np.ndarray, stops: Sequence[Stop], sites: Sequence[int], shift_s: int) -> list[list[int]]:
    """Routes that always go to the nearest site left that still fits: what one does without a plan."""
    left, routes = np.asarray(sorted(sites), int), []
    service = np.array([stop.service_s for stop in stops], np.int64)
    while len(left):
        here, spent, route = 0, 0, []
        while len(left):
            there = seconds[here, left + SITES]
            fits = spent + there + service[left] + seconds[left + SITES, 1] <= shift_s
            if not fits.any():
                break
            best = np.flatnonzero(fits)[np.argmin(there[fits])]
            site = int(left[best])
            spent += int(there[best] + service[site])
            here = site + SITES
            route.append(site)
            left = np.delete(left, best)
        routes.append(route)
    return routes


def _by_class(seconds, stops, fit, greedy, shift_s, days, rounds, seed, progress) -> list[list[int]]:
    """Routes for ``days``: all sites where they fit, else class by class."""
    whole = Part(progress, 0, 0.5)
    routes = _solve(seconds, stops, [], fit, greedy[:days], shift_s, days, rounds, seed, whole)
    classes = sorted({stops[site].priority_class for site in fit}, key=lambda word: (not word, word))
    if sum(map(len, routes)) == len(fit) or len(classes) < 2:
        return routes
    routes = []
    for number, word in enumerate(classes):
        part = Part(progress, 0.5 + 0.5 * number / len(classes), 0.5 + 0.5 * (number + 1) / len(classes))
        planned = [site for route in routes for site in route]
        fresh = [site for site in fit if stops[site].priority_class == word]
        begin = routes or nearest_first(seconds, stops, fresh, shift_s)[:days]
        routes = _solve(seconds, stops, planned, fresh, begin, shift_s, days, rounds, seed, part)
    return routes


def _solve(seconds, stops, required, optional, begin, shift_s, vehicles, rounds, seed, progress) -> list[list[int]]:
    """Routes through all ``required`` and some ``optional`` sites, no worse than ``begin``.

    Where nothing is optional, each route more costs a shift; an optional site is worth more than any way to it.
    """
    import pyvrp

    sites = [*required, *optional]
    if not sites:
        return []
    places = [0, 1, *(site + SITES for site in sites)]
    durations = np.ascontiguousarray(seconds[np.ix_(places, places)])
    number = {site: k for k, site in enumerate(sites)}
    clients = [
        pyvrp.Client(
            k + SITES,
            service_duration=stops[site].service_s,
            required=k < len(required),
            prize=0 if k < len(required) else round(2 * shift_s * (1 + stops[site].weight)),
        )
        for k, site in enumerate(sites)
    ]
    vehicle = pyvrp.VehicleType(
        vehicles,
        start_depot=0,
        end_depot=1,
        shift_duration=shift_s,
        fixed_cost=0 if optional else shift_s,
        unit_distance_cost=0,
        unit_duration_cost=1,
    )
    data = pyvrp.ProblemData(
        [pyvrp.Location(0, 0) for _ in places],
        clients,
        [pyvrp.Depot(0), pyvrp.Depot(1)],
        [vehicle],
        [np.zeros_like(durations)],
        [durations],
    )
    first = pyvrp.Solution(data, [[number[site] for site in route] for route in begin if route])
    result = pyvrp.solve(data, _Rounds(rounds, progress), seed=seed, collect_stats=False, initial_solution=first)
    check_cancelled(progress)
    best = result.best if result.best.is_feasible() else first
    routes = [[sites[activity.idx] for activity in route if activity.is_client()] for route in best.routes()]
    return sorted(route for route in routes if route)


class _Rounds:
    """PyVRP's stopping criterion: after so many rounds, whatever the clock says, or when cancelled."""

    def __init__(self, rounds: int, progress: Progress):
        self._rounds, self._progress, self._done = rounds, progress, 0

    def __call__(self, best_cost: int) -> bool:
        self._done += 1
        if not self._done % 50:
            self._progress.report(min(1.0, self._done / self._rounds))
        return self._progress.cancelled or self._done > self._rounds


def solver_found() -> bool:
    """Whether PyVRP is there, in the version this code speaks to: its interface changes with the second number."""
    try:
        return metadata.version("pyvrp").startswith("0.14.")
    except metadata.PackageNotFoundError:
        return False


def _require_solver() -> None:
    if not solver_found():
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "The visiting order needs the library pyvrp 0.14, which is not installed.")
        )
