"""The programme's indicators, by municipality and in all: places, commercial areas, roads and people with coverage.

What is not known is never zero: every figure is a :class:`Share` of what is covered, what is not, and what is unknown, and
a figure whose list is missing is None.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import shapely

from ...errors import InputError
from ...grid import Grid
from ..lists.mesh import parse_mesh
from .holes import Band, HoleMap, Layers, uncovered_outside
from .programme import programme, rule
from .states import COVERED, MEASURED_HOLE, NO_DATA, PREDICTED_HOLE

_NEAR_M = 100.0  # of a municipality: simplified shores cut off piers and harbour offices
_KINDS = 4
_HAIR = 1e-9


@dataclass(frozen=True)
class Share:
    """How much (places, m, m², people) is covered, in holes (``measured`` of it measured), and unknown."""

    covered: float = 0.0
    holes: float = 0.0
    unknown: float = 0.0
    measured: float = 0.0

    @property
    def total(self) -> float:
        return self.covered + self.holes + self.unknown

    @property
    def known(self) -> float | None:
        """Covered share of what is known; None where nothing is."""
        known = self.covered + self.holes
        return self.covered / known if known > 0 else None

    @property
    def low(self) -> float | None:
        """Covered share where all that is unknown were not covered."""
        return self.covered / self.total if self.total > 0 else None

    @property
    def high(self) -> float | None:
        """Covered share where all that is unknown were covered."""
        return (self.covered + self.unknown) / self.total if self.total > 0 else None


@dataclass(frozen=True)
class Areas:
    """Municipalities: one polygon each, in the grid's CRS."""

    shapes: list[shapely.Geometry]
    names: list[str]
    codes: list[str]

    @staticmethod
    def merged(shapes: Sequence[shapely.Geometry], names: Sequence[str], codes: Sequence[str]) -> Areas:
        """One area for all polygons of one code, or of one name where there are no codes."""
        groups: dict[str, list[int]] = {}
        for number, (name, code) in enumerate(zip(names, codes)):
            groups.setdefault(code or name or f"#{number}", []).append(number)
        merged = [
            shapes[group[0]] if len(group) == 1 else shapely.union_all([shapes[number] for number in group])
            for group in groups.values()
        ]
        first = [group[0] for group in groups.values()]
        return Areas(merged, [names[number] for number in first], [codes[number] for number in first])

    def find(self, code: str, name: str) -> int:
        """The area of a code (with or without its check digit) or name (with or without its prefecture), -1 for none."""
        for number, own in enumerate(self.codes):
            if own and code and own[:5] == code[:5]:
                return number
        return next((i for i, own in enumerate(self.names) if own and name.endswith(own)), -1)


@dataclass(frozen=True)
class People:
    """Population: polygons (grid squares) or points, people (NaN suppressed or unknown), codes of the squares or ""."""

    shapes: list[shapely.Geometry]
    people: np.ndarray
    codes: list[str]

    @property
    def points(self) -> bool:
        return bool(self.shapes) and all(shape.area == 0 for shape in self.shapes)


@dataclass(frozen=True)
class Roads:
    lines: list[shapely.Geometry]
    ferry: np.ndarray  # bool


@dataclass(frozen=True)
class Places:
    """Points, with kind and name; ``unavailable``: (code, name, kind) of municipalities whose list is not published;
    ``unplaced``: kinds of places without a position, which count as unknown in all, and in no municipality.
    """

    xy: np.ndarray
    kinds: list[str]
    names: list[str]
    unavailable: list[tuple[str, str, str]] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Lists:
    """What is to be covered; None: the list was not given, so what it tells is unknown."""

    areas: Areas | None = None
    people: People | None = None
    roads: Roads | None = None
    places: Places | None = None
    commercial: list[shapely.Geometry] | None = None


@dataclass(frozen=True)
class Indicators:
    """Of one area (None: all of them) and one carrier. ``suppressed``: squares whose people are unknown."""

    area: str | None
    carrier: str
    land_m2: Share
    facilities: Share | None
    facility_kinds: dict[str, Share | None]
    roads_m: Share | None
    ferries_m: Share | None
    commercial_m2: Share | None
    people: Share | None
    people_half: Share | None
    suppressed: int


@dataclass(frozen=True)
class Hole:
    """One hole. ``people`` None: no population given; ``samples``, ``bad``: measurements of its carrier in it."""

    carrier: str
    kind: int
    outline: shapely.Geometry
    area_m2: float
    area: str
    people: float | None
    suppressed: int
    road_m: float | None
    ferry_m: float | None
    places: list[str] | None
    samples: int
    bad: int
    published_m2: float
    disagree_m2: float
    outside: bool = False  # outside the grid


class Assessment:
    """Lists made ready for a grid: what :func:`~.holes.find_holes` is to count, and the figures from what it counted."""

    def __init__(self, lists: Lists, grid: Grid, samples_xy: np.ndarray | None = None):
        self.lists, self.grid = lists, grid
        self._metres = grid.crs.linear_units_factor[1]
        people = lists.people
        tiny = 4 * grid.cell_size[0] * grid.cell_size[1]
        whole = [] if people is None else [i for i, shape in enumerate(people.shapes) if shape.area >= tiny]
        self._squares = np.array(whole, int)
        rest = [] if people is None else sorted(set(range(len(people.shapes))) - set(whole))
        self._small = np.array(rest, int)  # points, and polygons too small for the cells: people in one place
        parts = {"places": np.zeros((0, 2)) if lists.places is None else lists.places.xy}
        self._road_m, self._road_of = np.zeros(0), np.zeros(0, int)
        parts["roads"] = np.zeros((0, 2))
        if lists.roads is not None:
            parts["roads"], self._road_m, self._road_of = pieces_of(lists.roads.lines, min(grid.cell_size))
            self._road_m = self._road_m * self._metres
        parts["people"] = np.zeros((0, 2)) if people is None else _centres(people.shapes)
        parts["samples"] = np.zeros((0, 2)) if samples_xy is None else samples_xy
        self.points = np.concatenate(list(parts.values()))
        stops = np.cumsum([len(part) for part in parts.values()])
        self._slices = {
            name: slice(stop - len(part), stop) for (name, part), stop in zip(parts.items(), stops.tolist())
        }

    @property
    def layers(self) -> Layers:
        lists = self.lists
        return Layers(
            None if lists.areas is None else lists.areas.shapes,
            [] if lists.people is None else [lists.people.shapes[i] for i in self._squares],
            lists.commercial or [],
        )

    # -- after the cells were counted ----------------------------------------------------------------------------------

    def take(self, found: HoleMap, sample_carrier: np.ndarray, sample_bad: np.ndarray) -> Findings:
        """The figures of ``found``; samples (as given) by the number of their carrier (-1 none) and whether bad."""
        self._found = found
        self._names = [""] if self.lists.areas is None else self.lists.areas.names
        self._point_area = self._areas_of_points(found)
        self._outside = self._outside_squares()
        self._dots = np.sort(np.concatenate([self._small, self._squares[self._without_cells()]]))
        self._weights = self._people_of_cells()
        indicators = [row for band in self._shown() for row in self._indicators(band)]
        holes: list[Hole] = []
        small: dict[tuple[str, int], tuple[int, float]] = {}
        for number, band in enumerate(self._shown()):
            mine = np.ones(len(sample_bad), bool) if number == 0 else sample_carrier == number - 1
            holes += self._holes(band, mine, sample_bad)
            for kind in (MEASURED_HOLE, PREDICTED_HOLE, NO_DATA):
                cells = band.region_cells[~band.kept & (band.region_class == kind)]
                small[band.name, kind] = len(cells), float(cells.sum()) * self.grid.cell_area_m2
        outside_m = 0.0
        if self.lists.roads is not None:
            away = (self._point_area[self._slices["roads"]] < 0) & ~self.lists.roads.ferry[self._road_of]
            outside_m = float(self._road_m[away].sum())
        outside_places = int((self._point_area[self._slices["places"]] < 0).sum())
        return Findings(found, self.lists, indicators, holes, small, outside_m, outside_places)

    def _shown(self) -> list[Band]:
        """Any carrier and, where there are several, each."""
        return self._found.bands if len(self._found.carriers) > 1 else self._found.bands[:1]

    def _areas_of_points(self, found: HoleMap) -> np.ndarray:
        """The area each point is in, -1 none. Places just beyond an edge count to the nearest area."""
        if self.lists.areas is None:
            return np.zeros(len(self.points), int)
        result = found.point_area.copy()
        tree = shapely.STRtree(self.lists.areas.shapes)
        away = np.flatnonzero(result == -2)
        result[away] = -1
        if len(away):
            points, areas = tree.query(shapely.points(self.points[away]), predicate="within")
            result[away[points]] = areas
        part = self._slices["places"]
        lost = part.start + np.flatnonzero(result[part] < 0)
        if len(lost):
            near = tree.query_nearest(
                shapely.points(self.points[lost]), max_distance=_NEAR_M / self._metres, all_matches=False
            )
            result[lost[near[0]]] = near[1]
        return result

    def _outside_squares(self) -> list[tuple[int, int, float]]:
        """(Square, area or -1, cells) of what of the squares lies outside the grid."""
        if not len(self._squares):
            return []
        shapes = [self.lists.people.shapes[i] for i in self._squares]
        cell = self.grid.cell_size[0] * self.grid.cell_size[1]
        rows = []
        areas = self.lists.areas
        tree = None if areas is None else shapely.STRtree(areas.shapes)
        for square, outside in uncovered_outside(self.grid, shapes):
            if tree is None:
                rows.append((square, 0, outside.area / cell))
                continue
            left = outside.area
            for area in np.sort(tree.query(outside, predicate="intersects")):
                part = shapely.intersection(outside, areas.shapes[area]).area
                left -= part
                if part > 0:
                    rows.append((square, int(area), part / cell))
            if left > 1e-6 * outside.area:
                rows.append((square, -1, left / cell))
        return rows

    def _without_cells(self) -> np.ndarray:
        """Squares of which others have all cells: their people count in one place, so that none are lost."""
        counts = self._found.bands[0].counts
        seen = np.zeros(len(self._squares), bool)
        seen[counts.square[counts.square >= 0]] = True
        seen[[row[0] for row in self._outside]] = True
        return ~seen

    def _people_of_cells(self) -> np.ndarray:
        """People in one cell of each square (NaN unknown): they live in the part of it that is in an area."""
        if self.lists.people is None:
            return np.zeros(0)
        counts = self._found.bands[0].counts
        mine = (counts.square >= 0) & (counts.area >= 0)
        cells = np.bincount(counts.square[mine], counts.cells[mine], len(self._squares)).astype(float)
        for square, area, more in self._outside:
            if area >= 0:
                cells[square] += more
        people = self.lists.people.people[self._squares]
        return np.divide(people, cells, out=np.zeros(len(cells)), where=cells > 0)

    def _sums(self, kind: np.ndarray, area: np.ndarray, weight: np.ndarray) -> list[Share]:
        """Shares by area, and of all areas at the end."""
        table = np.zeros((len(self._names) + 1, _KINDS))
        inside = area >= 0
        np.add.at(table, (area[inside], kind[inside]), weight[inside])
        table[-1] = table[:-1].sum(axis=0)
        return [
            Share(row[COVERED], row[MEASURED_HOLE] + row[PREDICTED_HOLE], row[NO_DATA], row[MEASURED_HOLE])
            for row in table.tolist()
        ]

    def _indicators(self, band: Band) -> list[Indicators]:
        counts = band.counts
        land = self._sums(*self._with_outside(counts.kind, counts.area, counts.cells * self.grid.cell_area_m2))
        none = [None] * (len(self._names) + 1)
        places, kinds = self._places(band)
        roads, ferries = self._roads(band)
        commercial = none if self.lists.commercial is None else self._commercial(band)
        people, half, suppressed = self._people(band)
        return [
            Indicators(
                name, band.name, land[i], places[i], kinds[i], roads[i], ferries[i], commercial[i], people[i], half[i],
                suppressed[i],
            )
            for i, name in enumerate([*self._names, None])
            if name is None or self.lists.areas is not None
        ]  # fmt: skip

    def _with_outside(self, kind, area, weight):
        """Ground of the areas outside the grid added, as unknown."""
        if self.lists.areas is None:
            return kind, area, weight
        outside = list(uncovered_outside(self.grid, self.lists.areas.shapes))
        more = [shape.area * self._metres**2 for _, shape in outside]
        return (
            np.concatenate([kind, np.full(len(outside), NO_DATA, np.uint8)]),
            np.concatenate([area, np.array([number for number, _ in outside], int)]),
            np.concatenate([weight, np.array(more, float)]),
        )

    def _commercial(self, band: Band) -> list[Share]:
        counts = band.counts
        mine = counts.commercial
        kind, area = counts.kind[mine], counts.area[mine]
        weight = counts.cells[mine] * self.grid.cell_area_m2
        shapes = shapely.union_all(self.lists.commercial)
        outside = shapely.difference(shapes, shapely.box(*self.grid.bounds))
        if outside.area > 0:
            areas = [outside] if self.lists.areas is None else self.lists.areas.shapes
            more = np.array([shapely.intersection(outside, shape).area for shape in areas]) * self._metres**2
            kind = np.concatenate([kind, np.full(len(more), NO_DATA, np.uint8)])
            area = np.concatenate([area, np.arange(len(more))])
            weight = np.concatenate([weight, more])
        return self._sums(kind, area, weight)

    def _places(self, band: Band) -> tuple[list[Share | None], list[dict[str, Share | None]]]:
        places = self.lists.places
        count = len(self._names) + 1
        if places is None:
            return [None] * count, [{} for _ in range(count)]
        part = self._slices["places"]
        kind, area = band.points[part], self._point_area[part]
        one = np.ones(len(kind))
        unplaced = Counter(places.unplaced)

        def shares(of: np.ndarray, without: int) -> list[Share | None]:
            found = self._sums(kind, of, one)
            found[-1] = replace(found[-1], unknown=found[-1].unknown + without)
            return [share if share.total else None for share in found]

        names = np.array(places.kinds, object)
        kinds: list[dict[str, Share | None]] = [{} for _ in range(count)]
        for name in dict.fromkeys([*places.kinds, *unplaced, *(kind for _, _, kind in places.unavailable)]):
            for number, share in enumerate(shares(np.where(names == name, area, -1), unplaced[name])):
                kinds[number][name] = share
        return shares(area, unplaced.total()), kinds

    def _roads(self, band: Band) -> tuple[list[Share | None], list[Share | None]]:
        count = len(self._names) + 1
        if self.lists.roads is None:
            return [None] * count, [None] * count
        part = self._slices["roads"]
        kind, area = band.points[part], self._point_area[part]
        ferry = self.lists.roads.ferry[self._road_of]
        roads = self._sums(kind[~ferry], area[~ferry], self._road_m[~ferry])
        if not ferry.any():
            return roads, [None] * count
        ferries = self._sums(kind[ferry], area[ferry], self._road_m[ferry])
        # A route runs on the sea, outside all municipalities: in all counts all of it.
        ferries[-1] = self._sums(kind[ferry], np.zeros(ferry.sum(), int), self._road_m[ferry])[-1]
        return roads, ferries

    def _people(self, band: Band) -> tuple[list[Share | None], list[Share | None], list[int]]:
        people = self.lists.people
        count = len(self._names) + 1
        if people is None:
            return [None] * count, [None] * count, [0] * count
        counts = band.counts
        mine = counts.square >= 0
        outside = np.array([row[:2] for row in self._outside], int).reshape(-1, 2)
        square = np.concatenate([counts.square[mine], outside[:, 0]])
        area = np.concatenate([counts.area[mine], outside[:, 1]])
        kind = np.concatenate([counts.kind[mine], np.full(len(outside), NO_DATA, np.uint8)])
        cells = np.concatenate([counts.cells[mine].astype(float), [row[2] for row in self._outside]])
        land = area >= 0
        verdict = self._half_mesh(square[land], kind[land], cells[land])[square]
        weight = self._weights[square] * cells
        dots = self._slices["people"].start + self._dots
        square = np.concatenate([self._squares[square], self._dots])
        area = np.concatenate([area, self._point_area[dots]])
        kind = np.concatenate([kind, band.points[dots]])
        verdict = np.concatenate([verdict, band.points[dots]])
        weight = np.concatenate([weight, people.people[self._dots]])
        known = ~np.isnan(weight)
        lost = np.unique(np.stack([area[~known], square[~known]], axis=1)[area[~known] >= 0], axis=0)
        suppressed = [int((lost[:, 0] == number).sum()) for number in range(count - 1)]
        suppressed.append(len(np.unique(lost[:, 1])))
        plain = self._sums(kind[known], area[known], weight[known])
        half = self._sums(verdict[known], area[known], weight[known])
        return plain, [None] * count if people.points else half, suppressed

    def _half_mesh(self, square: np.ndarray, kind: np.ndarray, cells: np.ndarray) -> np.ndarray:
        """The class of each square by the half-mesh rule: covered where half or more of its ground is, unknown where
        what is unknown decides, else a hole. Given are cells in an area: people live there, not on the sea beside it.
        Quarters and eighths of a 500 m square are judged by the whole."""
        unit = self._units[square]
        table = np.zeros((len(self._squares), _KINDS))
        np.add.at(table, (unit, kind), cells)
        total = table.sum(axis=1)
        least = rule("half_mesh") * total * (1 - _HAIR)
        covered = table[:, COVERED]
        verdict = np.where(
            covered >= least, COVERED, np.where(covered + table[:, NO_DATA] >= least, NO_DATA, PREDICTED_HOLE)
        )
        return verdict[self._units]

    @cached_property
    def _units(self) -> np.ndarray:
        """The number of the first square in the same 500 m square, of each square."""
        first: dict[object, int] = {}
        units = []
        for number, i in enumerate(self._squares):
            units.append(first.setdefault(_half_mesh_code(self.lists.people.codes[i]) or number, number))
        return np.array(units, int)

    def square_size_m2(self) -> float | None:
        """Median area of what the half-mesh rule was applied to, None where there is none."""
        if not len(self._squares):
            return None
        sizes = np.bincount(self._units, [self.lists.people.shapes[i].area for i in self._squares])
        return float(np.median(sizes[sizes > 0])) * self._metres**2

    def _holes(self, band: Band, mine: np.ndarray, bad: np.ndarray) -> list[Hole]:
        count = len(band.region_class)
        counts = band.counts
        inside = counts.region >= 0
        region = counts.region[inside]
        most = np.zeros((count, 2), np.int64)  # cells and area of the municipality with most of it
        keys, inverse = np.unique(region * (len(self._names) + 1) + counts.area[inside], return_inverse=True)
        of_area = np.bincount(inverse, counts.cells[inside]).astype(np.int64)
        for key, cells in zip(keys.tolist(), of_area.tolist()):
            number, area = divmod(key, len(self._names) + 1)
            if cells > most[number, 0]:
                most[number] = cells, area
        people, suppressed = self._people_of_regions(band)
        road = ferry = None
        if self.lists.roads is not None:
            at = band.point_region[self._slices["roads"]]
            is_ferry = self.lists.roads.ferry[self._road_of]
            road, ferry = (
                np.bincount(at[(at >= 0) & part], self._road_m[(at >= 0) & part], count)
                for part in (~is_ferry, is_ferry)
            )
        named: dict[int, list[str]] = {}
        if self.lists.places is not None:
            for place, number in enumerate(band.point_region[self._slices["places"]].tolist()):
                named.setdefault(number, []).append(self.lists.places.names[place] or self.lists.places.kinds[place])
        at = band.point_region[self._slices["samples"]]
        samples, bad_samples = (np.bincount(at[(at >= 0) & part], minlength=count) for part in (mine, mine & bad))
        cell = self.grid.cell_area_m2
        holes = [
            Hole(
                band.name,
                int(band.region_class[number]),
                outline,
                float(band.region_cells[number]) * cell,
                self._names[most[number, 1]],
                None if people is None else float(people[number]),
                0 if people is None else int(suppressed[number]),
                None if road is None else float(road[number]),
                None if ferry is None else float(ferry[number]),
                None if self.lists.places is None else named.get(number, []),
                int(samples[number]),
                int(bad_samples[number]),
                float(band.published_cells[number]) * cell,
                float(band.disagree_cells[number]) * cell,
            )
            for number, outline in band.outlines.items()
        ]
        holes += self._beyond(band)
        # By class, the most people first, then the largest: an order strips cannot change.
        holes.sort(key=lambda h: (h.kind, -(h.people or 0), -h.area_m2, h.outline.bounds[0], -h.outline.bounds[3]))
        return holes

    def _people_of_regions(self, band: Band) -> tuple[np.ndarray | None, np.ndarray | None]:
        if self.lists.people is None:
            return None, None
        count = len(band.region_class)
        counts = band.counts
        mine = (counts.region >= 0) & (counts.square >= 0)
        weight = self._weights[counts.square[mine]] * counts.cells[mine]
        region = counts.region[mine]
        at = band.point_region[self._slices["people"]][self._dots]
        region = np.concatenate([region, at[at >= 0]])
        weight = np.concatenate([weight, self.lists.people.people[self._dots][at >= 0]])
        known = ~np.isnan(weight)
        return np.bincount(region[known], weight[known], count), np.bincount(region[~known], minlength=count)

    def _beyond(self, band: Band) -> list[Hole]:
        """What of the areas lies outside the grid: no data."""
        if self.lists.areas is None:
            return []
        people = self.lists.people
        found = []
        for number, outside in uncovered_outside(self.grid, self.lists.areas.shapes):
            area_m2 = outside.area * self._metres**2
            mine = [row for row in self._outside if row[1] == number]
            weights = [self._weights[row[0]] * row[2] for row in mine]
            away = self._point_area == number
            west, south, east, north = self.grid.bounds
            x, y = self.points.T
            away &= (x < west) | (x >= east) | (y <= south) | (y > north)
            part = self._slices
            dots = people.people[self._dots][away[part["people"]][self._dots]] if people is not None else np.zeros(0)
            road = ferry = None
            if self.lists.roads is not None:
                is_ferry = self.lists.roads.ferry[self._road_of]
                on = away[part["roads"]]
                road, ferry = float(self._road_m[on & ~is_ferry].sum()), float(self._road_m[on & is_ferry].sum())
            names = None
            if self.lists.places is not None:
                listed = self.lists.places
                names = [listed.names[i] or listed.kinds[i] for i in np.flatnonzero(away[part["places"]])]
            found.append(
                Hole(
                    band.name,
                    NO_DATA,
                    outside,
                    area_m2,
                    self._names[number],
                    None if people is None else float(np.nansum([*weights, *dots])),
                    int(np.isnan([*weights, *dots]).sum()),
                    road,
                    ferry,
                    names,
                    0,
                    0,
                    0.0,
                    0.0,
                    outside=True,
                )
            )
        return found


@dataclass(frozen=True)
class Findings:
    """All that is told: indicators by area and carrier, holes, small ones left out of them as (number, m²), and what
    lies in none of the areas."""

    map: HoleMap
    lists: Lists
    indicators: list[Indicators]
    holes: list[Hole]
    small: dict[tuple[str, int], tuple[int, float]]
    roads_elsewhere_m: float
    places_elsewhere: int

    def total(self, carrier: str = "any") -> Indicators:
        return next(row for row in self.indicators if row.area is None and row.carrier == carrier)

    def by_area(self, carrier: str = "any") -> list[Indicators]:
        return [row for row in self.indicators if row.area is not None and row.carrier == carrier]

    def people_outside(self) -> float:
        """People of the list who are in no figure: of squares outside all municipalities. 0 where no list was given."""
        counted, people = self.total().people, self.lists.people
        return 0.0 if counted is None or people is None else float(np.nansum(people.people)) - counted.total

    def small_holes(self) -> tuple[int, float]:
        """Number and m² of the holes of any carrier that were too small to be drawn."""
        counts, areas = zip(*(self.small["any", kind] for kind in (MEASURED_HOLE, PREDICTED_HOLE)))
        return sum(counts), sum(areas)

    def unlisted(self) -> list[tuple[str, str]]:
        """(Municipality, kind) of the lists of places that are missing: not published, or nothing in it."""
        places = self.lists.places
        if places is None or self.lists.areas is None:
            return []
        missing = []
        for row in self.by_area():
            missing += [(row.area, kind) for kind, share in row.facility_kinds.items() if share is None]
        return missing


def pieces_of(lines: Sequence[shapely.Geometry], step: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Lines cut into pieces no longer than ``step``: middles (n, 2), lengths (n,) and the line each is of (n,).

    The lengths add up to those of the lines.
    """
    coordinates, line_of = shapely.get_coordinates(lines, return_index=True)
    parts = shapely.get_parts(lines, return_index=True) if len(lines) else (np.zeros(0), np.zeros(0, int))
    part_of = np.repeat(np.arange(len(parts[0])), shapely.get_num_coordinates(parts[0])) if len(lines) else line_of
    start, stop = coordinates[:-1], coordinates[1:]
    same = part_of[:-1] == part_of[1:]
    start, stop, owner = start[same], stop[same], line_of[:-1][same]
    length = np.hypot(*(stop - start).T)
    count = np.maximum(1, np.ceil(length / step)).astype(int)
    count[length == 0] = 0
    piece = np.repeat(np.arange(len(count)), count)
    at = np.arange(len(piece)) - np.repeat(np.cumsum(count) - count, count)
    share = (at + 0.5) / count[piece]
    middles = start[piece] + (stop - start)[piece] * share[:, np.newaxis]
    return middles, length[piece] / count[piece], owner[piece]


def inner_point(shape: shapely.Geometry) -> tuple[float, float]:
    """The point a place counts by: itself, or one inside its polygon."""
    point = shape if shape.geom_type == "Point" else shapely.point_on_surface(shape)
    return point.x, point.y


def _centres(shapes: Sequence[shapely.Geometry]) -> np.ndarray:
    return np.array([inner_point(shape) for shape in shapes], float).reshape(-1, 2)


def _half_mesh_code(code: str) -> str:
    """The code of the 500 m square a smaller or equal square is in, empty where it is none."""
    try:
        whole = parse_mesh(code).code
    except InputError:
        return ""
    return whole[:9] if len(whole) >= 9 else ""


def is_half_mesh(size_m2: float) -> bool:
    """Whether squares of this size are those the rule is made for."""
    low, high = programme()["rules"]["half_mesh"]["mesh_m2"]
    return low <= size_m2 <= high and math.isfinite(size_m2)
