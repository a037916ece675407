"""Visiting order: proven optima, time, and what it saves against always going to the nearest site."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import numpy as np
from shapely import LineString

from soranome.plugin.core.fieldwork.visiting.order import Stop, plan_routes, rounds_of, travel_time
from soranome.plugin.core.fieldwork.visiting.travel import SITES, Travel, road_travel
from soranome.plugin.core.fieldwork.visiting.walking import preset
from tests.core.fieldwork.visiting_tools import BERLIN52, BERLIN52_OPTIMUM

_SHIFT_S = 7 * 3600
_CELL_M = 250.0


def _table(seconds: np.ndarray) -> Travel:
    return Travel(seconds, np.zeros_like(seconds), np.zeros(len(seconds), bool), lambda pairs, progress: [])


def proven(folder: Path, data: Path | None):
    """Orders whose best is known."""
    places = BERLIN52[[0, 0, *range(1, 52)]]
    metres = np.rint(np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))).astype(np.int64)
    began = time.perf_counter()
    found = plan_routes(_table(metres), [Stop()] * 51, 10**6)
    took = time.perf_counter() - began
    rng, equal = np.random.default_rng(1), 0
    for _ in range(50):
        seconds = rng.integers(60, 3600, (10, 10))
        np.fill_diagonal(seconds, 0)
        best = min(travel_time(seconds, [route]) for route in itertools.permutations(range(8)))
        equal += plan_routes(_table(seconds), [Stop()] * 8, 10**6, rounds=500).travel_s == best
    yield (
        "Visiting order: berlin52 (TSPLIB)",
        f"{BERLIN52_OPTIMUM}, the proven optimum",
        f"{found.travel_s}; to the nearest first {found.greedy_travel_s}",
        f"normal effort, {took:.1f} s",
    )
    yield (
        "Visiting order: 8 sites, both ways different",
        "the best of all 40,320 orders",
        f"{equal} of 50",
        "brute force",
    )


def _made(count: int, wide: int):
    """Roads of ``wide`` × ``wide`` blocks with a fifth of the pieces gone, sites beside them, the start in the middle."""
    rng = np.random.default_rng(count)
    lines = []
    for x, y in itertools.product(range(wide + 1), repeat=2):
        for east, north in ((1, 0), (0, 1)):
            if x + east <= wide and y + north <= wide and rng.random() > 0.2:
                lines.append(LineString([(x * _CELL_M, y * _CELL_M), ((x + east) * _CELL_M, (y + north) * _CELL_M)]))
    middle = np.full((SITES, 2), wide * _CELL_M / 2)
    return lines, np.concatenate([middle, rng.uniform(0, wide * _CELL_M, (count, 2))])


def plans(folder: Path, data: Path | None):
    """57 sites for two teams and 1,000 for five, on a network of roads."""
    for count, wide, longer in ((57, 60, 20), (1000, 150, 3)):
        lines, places = _made(count, wide)
        rounds = rounds_of("normal", count)
        began = time.perf_counter()
        travel = road_travel(
            places, lines, np.full(len(lines), 25.0), 1.0, None, 2000, _SHIFT_S, None, preset()["walking"]
        )
        travelled = time.perf_counter()
        stops = [Stop("ABCD"[n % 4], 0.0, 1800) for n in range(count)]
        found = plan_routes(travel, stops, _SHIFT_S, rounds=rounds)
        ended = time.perf_counter()
        better = plan_routes(travel, stops, _SHIFT_S, rounds=longer * rounds)
        for routes in (found, better):
            planned = [site for route in routes.routes for site in route]
            longest = max(travel_time(travel.seconds, [route]) + 1800 * len(route) for route in routes.routes)
            assert sorted(planned) == list(range(count)) and longest <= _SHIFT_S
        greedy_h = found.greedy_travel_s / 3600
        yield (
            f"Visiting order: {count:,} sites, {len(lines):,} pieces of road",
            "all sites once, no day too long",
            f"{len(found.routes)} days of a team, {found.travel_s / 3600:.1f} h on the way: "
            f"{1 - found.travel_s / found.greedy_travel_s:.0%} less than always to the nearest ({found.greedy_days} days, "
            f"{greedy_h:.1f} h); {found.travel_s / better.travel_s - 1:+.1%} to a search {longer} times as "
            f"long ({len(better.routes)} days)",
            f"travel times {travelled - began:.1f} s, search {ended - travelled:.1f} s",
        )


MEASURES = (proven, plans)
