"""A layer of road lines as a network that can be driven: where lines meet, how long each piece takes, which way is best.

Lines meet where ends or vertices coincide, where an end lies within a tolerance of another line, and, where asked, where
they cross. Both directions are open: layers of roads rarely say where they are not, and wrongly closed roads do more
harm. The quickest way is Dijkstra's (1959), by ``scipy.sparse.csgraph``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
import shapely.ops
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

from ...tasks import Part, Progress, Silent, check_cancelled

_SAME_M = 0.01
_TOUCH_M = 0.05
_PARK_M = 50.0
_DEAD_END_M = 100.0
_AT_ONCE = 8
_CHUNK = 10_000


@dataclass(frozen=True)
class Junctions:
    """Where lines meet: position ``at_m`` on ``line`` is ``gap_m`` from position ``other_m`` on ``other``; all (n,).

    ``network`` numbers the piece each line belongs to. ``crossings``: lines that cross between vertices were joined, too;
    ``apart`` counts pairs of lines that do so (or would).
    """

    line: np.ndarray
    at_m: np.ndarray
    other: np.ndarray
    other_m: np.ndarray
    gap_m: np.ndarray
    network: np.ndarray
    crossings: bool
    apart: int


def find_junctions(
    lines: Sequence[shapely.LineString],
    tolerance_m: float,
    crossings: bool | None = None,
    progress: Progress | None = None,
) -> Junctions:
    """Where ``lines`` (metres) meet; lines that cross between vertices meet there where ``crossings``.

    None decides by the layer: where more pairs of lines cross so than have vertices in common, it was drawn without
    junctions; else such crossings are bridges.
    """
    progress = progress or Silent()
    lines = np.asarray(lines, object)
    tree = shapely.STRtree(lines)
    shared = _shared_vertices(lines)
    *ends, gaps = _ends_on_lines(lines, tree, tolerance_m)
    progress.report(0.5)
    check_cancelled(progress)
    one, two = _crossing_pairs(lines, tree, Part(progress, 0.5, 1))
    meeting = np.unique(_pair(shared, len(lines)))
    if crossings is None:
        crossings = int((~np.isin(one * len(lines) + two, meeting)).sum()) > len(meeting)
    apart = int((~np.isin(one * len(lines) + two, [*meeting, *_pair(ends, len(lines))])).sum())
    found = [shared, ends]
    if crossings:
        found.append(_crossings(lines, one, two))
    line, at_m, other, other_m = (np.concatenate([f[k] for f in found]) for k in range(4))
    gap_m = np.zeros(len(line))
    gap_m[len(shared[0]) : len(shared[0]) + len(gaps)] = gaps
    line, other = line.astype(np.int64), other.astype(np.int64)
    links = csr_matrix((np.ones(len(line), np.int8), (line, other)), shape=(len(lines), len(lines)))
    network = connected_components(links, directed=False)[1]
    return Junctions(line, at_m, other, other_m, gap_m, network, crossings, apart)


def _pair(found: tuple[np.ndarray, ...], count: int) -> np.ndarray:
    """A number for each pair of lines of ``found``, whichever comes first."""
    one, two = (np.asarray(found[k], np.int64) for k in (0, 2))
    return np.minimum(one, two) * count + np.maximum(one, two)


def _shared_vertices(lines: np.ndarray) -> tuple[np.ndarray, ...]:
    xy, line = shapely.get_coordinates(lines, return_index=True)
    step = np.hypot(*np.diff(xy, axis=0, prepend=xy[:1]).T)
    step[np.flatnonzero(np.diff(line, prepend=-1))] = 0.0
    along = np.cumsum(step)
    first = np.flatnonzero(np.diff(line, prepend=-1))
    along -= along[first][line]
    place = np.unique(np.rint(xy / _SAME_M).astype(np.int64), axis=0, return_inverse=True)[1].ravel()
    order = np.argsort(place, kind="stable")
    same = np.flatnonzero(place[order][1:] == place[order][:-1])
    a, b = order[same], order[same + 1]
    return line[a], along[a], line[b], along[b]


def _ends_on_lines(lines: np.ndarray, tree: shapely.STRtree, tolerance_m: float) -> tuple[np.ndarray, ...]:
    ends = np.concatenate([shapely.get_point(lines, 0), shapely.get_point(lines, -1)])
    own = np.tile(np.arange(len(lines)), 2)
    at_m = np.concatenate([np.zeros(len(lines)), shapely.length(lines)])
    end, other = tree.query(ends, predicate="dwithin", distance=tolerance_m)
    keep = own[end] != other
    end, other = end[keep], other[keep]
    gap = shapely.distance(ends[end], lines[other])
    # A gap is bridged only where an end hangs free, and only to the nearest road: else tolerances make short cuts.
    nearest = np.full(len(ends), np.inf)
    np.minimum.at(nearest, end, gap)
    keep = (gap <= _TOUCH_M) | ((nearest[end] > _TOUCH_M) & (gap == nearest[end]))
    end, other, gap = end[keep], other[keep], gap[keep]
    return own[end], at_m[end], other, shapely.line_locate_point(lines[other], ends[end]), gap


def _crossing_pairs(lines: np.ndarray, tree: shapely.STRtree, progress: Progress) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of lines that cross, the lower number first; piece by piece, so that it can be stopped."""
    found = []
    for first in range(0, len(lines), _CHUNK):
        check_cancelled(progress)
        progress.report(first / len(lines))
        one, two = tree.query(lines[first : first + _CHUNK], predicate="crosses")
        found.append(np.stack([one + first, two]))
    one, two = np.concatenate(found, axis=1) if found else np.empty((2, 0), int)
    return one[one < two], two[one < two]


def _crossings(lines: np.ndarray, one: np.ndarray, two: np.ndarray) -> tuple[np.ndarray, ...]:
    # Lines that "cross" have nothing but points in common.
    points, pair = shapely.get_parts(shapely.intersection(lines[one], lines[two]), return_index=True)
    a, b = one[pair], two[pair]
    return a, shapely.line_locate_point(lines[a], points), b, shapely.line_locate_point(lines[b], points)


def lines_from(lines: Sequence[shapely.LineString], junctions: Junctions, start: shapely.Point) -> np.ndarray:
    """Numbers of the lines a car at ``start`` can reach.

    It begins on the largest network no more than 100 m farther away than the nearest road, so that a yard drawn apart
    does not cut it off.
    """
    lines = np.asarray(lines, object)
    away = shapely.distance(lines, start)
    near = np.flatnonzero(away <= away.min() + _DEAD_END_M)
    length = np.bincount(junctions.network, shapely.length(lines))
    best = near[np.lexsort((away[near], -length[junctions.network[near]]))[0]]
    return np.flatnonzero(junctions.network == junctions.network[best])


class RoadNetwork:
    """The network of the ``usable`` ones of ``lines``, and places to stop: ``at_m`` (n,) on the lines ``stop_lines`` (n,).

    Such places are moved along their road to the next multiple of 50 m, so that neighbours share one: then who walks from
    one site to the next comes back to the same car. ``nodes`` (n,) are their nodes, ``parked`` (n, 2) where they are.
    """

    def __init__(
        self,
        lines: Sequence[shapely.LineString],
        speeds_kmh: Sequence[float],
        junctions: Junctions,
        usable: np.ndarray,
        stop_lines: np.ndarray,
        at_m: np.ndarray,
    ):
        self._lines = np.asarray(lines, object)
        lengths = shapely.length(self._lines)
        at_m = np.minimum(np.rint(at_m / _PARK_M) * _PARK_M, lengths[stop_lines])
        self.parked = shapely.get_coordinates(shapely.line_interpolate_point(self._lines[stop_lines], at_m))
        inside = np.isin(junctions.line, usable)
        self._join(usable, stop_lines, at_m, junctions, inside, lengths)
        self._edges(np.asarray(speeds_kmh, float))
        self._known: np.ndarray | None = None

    def _join(self, usable, nearest, at_m, junctions: Junctions, inside, lengths) -> None:
        """Events (line, position) in order, and the node each is at."""
        line = np.concatenate([usable, usable, nearest, junctions.line[inside], junctions.other[inside]])
        at = np.concatenate(
            [np.zeros(len(usable)), lengths[usable], at_m, junctions.at_m[inside], junctions.other_m[inside]]
        )
        millimetres = np.rint(at * 1000).astype(np.int64)
        events, event = np.unique(np.stack([line, millimetres], axis=1), axis=0, return_inverse=True)
        event = event.ravel()
        self._line, self._at_m = events[:, 0], np.minimum(events[:, 1] / 1000, lengths[events[:, 0]])
        begin = 2 * len(usable) + len(nearest)
        one, two = event[begin : begin + inside.sum()], event[begin + inside.sum() :]
        gap_m = junctions.gap_m[inside]
        same, apart = gap_m <= _TOUCH_M, gap_m > _TOUCH_M
        links = csr_matrix((np.ones(same.sum(), np.int8), (one[same], two[same])), shape=(len(events), len(events)))
        self._count, self._node = connected_components(links, directed=False)
        self._gaps = np.stack([one[apart], two[apart]], axis=1)
        self._gap_m = gap_m[apart]
        self.nodes = self._node[event[2 * len(usable) : begin]]

    def _edges(self, speeds_kmh: np.ndarray) -> None:
        """The quickest piece between each two neighbouring nodes, as the two events it joins."""
        first = np.flatnonzero(self._line[1:] == self._line[:-1])
        pieces = np.concatenate([np.stack([first, first + 1], axis=1), self._gaps])
        metres = np.concatenate([self._at_m[first + 1] - self._at_m[first], self._gap_m])
        seconds = metres / (speeds_kmh[self._line[pieces]].min(axis=1) / 3.6)
        u, v = self._node[pieces].T
        keep = u != v
        pieces, u, v, seconds = pieces[keep], u[keep], v[keep], np.maximum(seconds[keep], 1e-6)
        low, high = np.minimum(u, v), np.maximum(u, v)
        order = np.lexsort((seconds, high, low))
        fresh = np.ones(len(order), bool)
        fresh[1:] = (np.diff(low[order]) != 0) | (np.diff(high[order]) != 0)
        best = order[fresh]
        self._piece = dict(zip(zip(low[best].tolist(), high[best].tolist()), pieces[best].tolist()))
        self._graph = csr_matrix((seconds[best], (low[best], high[best])), shape=(self._count, self._count))

    def seconds(self, limit_s: float, progress: Progress | None = None) -> np.ndarray:
        """Driving times (n, n) between the places to stop; inf where they are longer than ``limit_s``."""
        progress = progress or Silent()
        places, back = np.unique(self.nodes, return_inverse=True)
        table = np.empty((len(places), len(places)))
        for first in range(0, len(places), _AT_ONCE):
            check_cancelled(progress)
            progress.report(first / len(places))
            part = places[first : first + _AT_ONCE]
            table[first : first + len(part)] = dijkstra(self._graph, directed=False, indices=part, limit=limit_s)[
                :, places
            ]
        self._known = table[np.ix_(back, back)]
        return self._known

    def ways(self, pairs: Sequence[tuple[int, int]], progress: Progress | None = None) -> list[shapely.LineString]:
        """The quickest way of each pair of stops (numbers), as a line; a line of no length where they share a place."""
        progress = progress or Silent()
        result: list = [None] * len(pairs)
        by_start: dict[int, list[int]] = {}
        for number, (start, _) in enumerate(pairs):
            by_start.setdefault(int(self.nodes[start]), []).append(number)
        for done, (node, numbers) in enumerate(by_start.items()):
            check_cancelled(progress)
            progress.report(done / len(by_start))
            limit = np.inf
            if self._known is not None:  # no need to look farther than these go
                limit = 1.001 * max(self._known[pairs[number]] for number in numbers) + 1
            before = dijkstra(self._graph, directed=False, indices=node, return_predecessors=True, limit=limit)[1]
            for number in numbers:
                start, stop = pairs[number]
                result[number] = self._way(int(self.nodes[stop]), before, self.parked[start])
        return result

    def _way(self, node: int, before: np.ndarray, begin: np.ndarray) -> shapely.LineString:
        pieces = []
        while before[node] >= 0:
            previous = int(before[node])
            one, two = self._piece[min(previous, node), max(previous, node)]
            xy = self._between(one, two)
            pieces.append(xy if self._node[one] == previous else xy[::-1])
            node = previous
        xy = np.concatenate(pieces[::-1]) if pieces else np.stack([begin, begin])
        return shapely.LineString(xy)

    def _between(self, one: int, two: int) -> np.ndarray:
        """Vertices from event to event: along their line, or straight over a gap."""
        lines = self._lines[self._line[[one, two]]]
        if self._line[one] == self._line[two] and two == one + 1:
            return shapely.get_coordinates(shapely.ops.substring(lines[0], self._at_m[one], self._at_m[two]))
        return shapely.get_coordinates(shapely.line_interpolate_point(lines, self._at_m[[one, two]]))


def read_speeds(
    classes: Sequence[object], speeds: Sequence[object], table: dict[str, float], default_kmh: float
) -> tuple[np.ndarray, dict[str, int]]:
    """km/h of each road (0: not for cars), and the classes ``table`` does not know, with their counts.

    ``speeds`` (km/h) go before ``classes``; a road with neither goes by ``default_kmh``.
    """
    result, unknown = np.empty(len(classes)), {}
    for number, (kind, speed) in enumerate(zip(classes, speeds)):
        try:
            given = float(speed)
        except (TypeError, ValueError):
            given = float("nan")
        word = "" if kind is None else str(kind).strip()
        if 0 <= given <= 200:
            result[number] = given
        elif word in table or word.lower() in table:
            result[number] = table.get(word, table.get(word.lower()))
        else:
            result[number] = default_kmh
            if word:
                unknown[word] = unknown.get(word, 0) + 1
    return result, unknown


def near_enough(lines: Sequence[shapely.Geometry], points: np.ndarray, margin_m: float) -> np.ndarray:
    """Numbers of ``lines`` in the box round ``points``, widened by ``margin_m``: what a way between them may use."""
    west, south = np.min(points, axis=0) - margin_m
    east, north = np.max(points, axis=0) + margin_m
    return shapely.STRtree(lines).query(shapely.box(west, south, east, north))
