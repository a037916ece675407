"""How long teams are on their way from each place to each other, and by which way.

Place 0 is where a day starts, place 1 where it ends, the sites follow. With roads a team drives to the stop nearest the
site and walks from there; sites with the same stop are also reached from each other on foot. Without roads the straight
line is driven, longer by a detour and slower by slope.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ...errors import InputError
from ...tasks import Part, Progress, Silent
from ...text import QT_TRANSLATE_NOOP
from .roads import RoadNetwork, find_junctions, lines_from, near_enough
from .walking import Heights, slope_factors, walk_seconds

FAR = 10_000_000
"""Seconds that stand for "cannot be reached"."""
SITES = 2
"""Places before the first site."""

_MARGIN_M = 5_000.0
_FARTHER, _NEARBY_M, _MOST_ROADS = 2.0, 50.0, 16


@dataclass(frozen=True)
class Leg:
    """One way between two places: a line (or several) in metres, and what it takes."""

    line: shapely.Geometry
    seconds: int
    walk_s: int
    road_m: float


@dataclass(frozen=True)
class Travel:
    """``seconds`` (n, n) from row to column, whole and rounded up, of which ``walk_s`` (n, n) on foot; n counts the
    places, :data:`SITES` of which are no sites.

    ``unreachable``: places no way leads to. ``ways``: lines and driven metres for pairs of places.
    ``crossings_joined`` and ``crossings``: whether roads that cross without a common vertex were joined, and how many
    pairs do; ``network_m``: length of the network used, ``other_m``
    that of roads near it which it does not reach.
    """

    seconds: np.ndarray
    walk_s: np.ndarray
    unreachable: np.ndarray
    ways: Callable[[Sequence[tuple[int, int]], Progress], list[tuple[shapely.Geometry, float]]]
    crossings_joined: bool = False
    crossings: int = 0
    network_m: float = 0.0
    other_m: float = 0.0

    def legs(self, pairs: Sequence[tuple[int, int]], progress: Progress | None = None) -> list[Leg]:
        """Each pair of places as a :class:`Leg`."""
        ways = self.ways(pairs, progress or Silent())
        return [
            Leg(line, int(self.seconds[pair]), int(self.walk_s[pair]), road_m)
            for pair, (line, road_m) in zip(pairs, ways)
        ]


def straight_travel(
    places: np.ndarray,
    speed_kmh: float,
    detour: float,
    heights: Heights | None,
    walking: dict,
    progress: Progress | None = None,
) -> Travel:
    """Travel without roads between ``places`` (n, 2), metres.

    The straight line times ``detour`` at ``speed_kmh``; with ``heights`` times the slope factor of Tobler's function, in
    which a road that winds up a mountain and a track that goes straight up are much alike.
    """
    progress = progress or Silent()
    n = len(places)
    one, two = np.triu_indices(n, 1)
    road_m, factor = np.zeros((n, n)), np.ones((n, n))
    road_m[one, two] = road_m[two, one] = np.hypot(*(places[two] - places[one]).T) * detour
    factor[one, two], factor[two, one] = slope_factors(places[one], places[two], heights, walking, progress)
    seconds = _whole(road_m / (speed_kmh / 3.6) * factor)

    def ways(pairs, progress):
        return [(shapely.LineString(places[list(pair)]), float(road_m[pair])) for pair in pairs]

    return Travel(seconds, np.zeros_like(seconds), np.zeros(n, bool), ways)


def road_travel(
    places: np.ndarray,
    lines: Sequence[shapely.LineString],
    speeds_kmh: np.ndarray,
    tolerance_m: float,
    crossings: bool | None,
    walk_limit_m: float,
    limit_s: float,
    heights: Heights | None,
    walking: dict,
    progress: Progress | None = None,
) -> Travel:
    """Travel on ``lines`` (metres) with the speeds given; see :class:`~.roads.RoadNetwork`.

    A place farther than ``walk_limit_m`` from the network that starts at place 0 is unreachable, and ways longer than
    ``limit_s`` are not looked for. Raises :class:`InputError` where no road is near enough to the start or the end.
    """
    progress = progress or Silent()
    lines, speeds_kmh = np.asarray(lines, object), np.asarray(speeds_kmh, float)
    drivable = np.flatnonzero((speeds_kmh > 0) & (shapely.length(lines) > 0)) if len(lines) else np.empty(0, int)
    span = np.hypot(*np.ptp(places, axis=0))
    if len(drivable):
        drivable = drivable[near_enough(lines[drivable], places, max(_MARGIN_M, 0.25 * span))]
    lines, speeds_kmh = lines[drivable], speeds_kmh[drivable]
    start = shapely.Point(places[0])
    if not len(lines) or shapely.distance(lines, start).min() > walk_limit_m:
        raise _no_road("START", min(shapely.distance(lines, start), default=math.inf), walk_limit_m)
    junctions = find_junctions(lines, tolerance_m, crossings, Part(progress, 0, 0.3))
    usable = lines_from(lines, junctions, start)
    stop_lines, at_m = _stops(lines, usable, places, heights, walking)
    network = RoadNetwork(lines, speeds_kmh, junctions, usable, stop_lines, at_m)
    away = np.hypot(*(network.parked - places).T)
    if away[1] > walk_limit_m:
        raise _no_road("END", float(away[1]), walk_limit_m)
    drive = network.seconds(limit_s, Part(progress, 0.3, 1))
    out, back = walk_seconds(network.parked, places, heights, walking)
    out[:SITES] = back[:SITES] = 0.0  # a day starts and ends in the car
    walk = back[:, None] + out[None, :]
    one, two = np.nonzero(network.nodes[:, None] == network.nodes[None, :])
    both = (one >= SITES) & (two >= SITES)
    one, two = one[both], two[both]
    on_foot, _ = walk_seconds(places[one], places[two], heights, walking)
    direct = np.zeros(walk.shape, bool)
    direct[one, two] = on_foot < walk[one, two]
    walk[one, two] = np.minimum(walk[one, two], on_foot)
    lost = away > walk_limit_m
    seconds = _whole(drive + walk)
    seconds[lost], seconds[:, lost] = FAR, FAR
    np.fill_diagonal(seconds, 0)

    def ways(pairs, progress):
        driven = network.ways(pairs, progress)
        return [_with_walks(places, network.parked, pair, way, direct[pair]) for pair, way in zip(pairs, driven)]

    all_m, used_m = float(shapely.length(lines).sum()), float(shapely.length(lines[usable]).sum())
    return Travel(seconds, _whole(walk), lost, ways, junctions.crossings, junctions.apart, used_m, all_m - used_m)


def _stops(lines, usable: np.ndarray, places: np.ndarray, heights, walking: dict) -> tuple[np.ndarray, np.ndarray]:
    """Where to leave the car for each place: (line, position), of the roads near it the one with the quickest walk.

    Of each road its nearest point counts; roads up to twice as far as the nearest one are looked at, so that the one
    across the ridge does not win because it is near on the map.
    """
    points = shapely.points(places)
    tree = shapely.STRtree(lines[usable])
    nearest = shapely.distance(lines[usable][tree.nearest(points)], points)
    place, line = tree.query(points, predicate="dwithin", distance=_FARTHER * nearest + _NEARBY_M)
    order = np.lexsort((shapely.distance(lines[usable][line], points[place]), place))
    place, line = place[order], usable[line[order]]
    begins = np.searchsorted(place, np.arange(len(places)))
    few = np.arange(len(place)) - begins[place] < _MOST_ROADS
    place, line = place[few], line[few]
    at_m = shapely.line_locate_point(lines[line], points[place])
    there = shapely.get_coordinates(shapely.line_interpolate_point(lines[line], at_m))
    walk = np.add(*walk_seconds(there, places[place], heights, walking))
    order = np.lexsort((line, walk, place))
    best = order[np.searchsorted(place[order], np.arange(len(places)))]
    return line[best], at_m[best]


def _with_walks(places, parked, pair: tuple[int, int], way: shapely.LineString, direct: bool):
    """A way with the walks from and to the car, and its driven metres."""
    one, two = pair
    if direct:
        return shapely.LineString(places[[one, two]]), 0.0
    parts = [way] if way.length else []
    if one >= SITES:
        parts.insert(0, shapely.LineString([places[one], parked[one]]))
    if two >= SITES:
        parts.append(shapely.LineString([parked[two], places[two]]))
    return shapely.MultiLineString([part for part in parts if part.length]), way.length


def _whole(seconds: np.ndarray) -> np.ndarray:
    """Whole seconds, up, so that no day turns out longer than planned."""
    return np.ceil(np.where(np.isfinite(seconds), np.minimum(seconds, FAR), FAR) - 1e-6).astype(np.int64)


def _no_road(name: str, away_m: float, limit_m: float) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{name} lies {away} from the nearest road it can use (limit: {limit:,.0f} m). Choose a point at a road, give a "
            "road layer that covers it, or leave ROADS empty.",
        ),
        name=name,
        away="> 5 km" if not math.isfinite(away_m) else f"{away_m:,.0f} m",
        limit=limit_m,
    )


def reach(travel: Travel) -> np.ndarray:
    """Sites (numbers from 0) that can be reached from the start and from which the end can be."""
    there, back = travel.seconds[0, SITES:], travel.seconds[SITES:, 1]
    return np.flatnonzero((there < FAR) & (back < FAR) & ~travel.unreachable[SITES:])
