"""Places for a station where no asset fills a hole: on ridges and beside roads, judged from the terrain.

A candidate is worth what it sees of the hole. It is labelled with how it can be joined to the network (fibre along the
road, a relay to a served site, a satellite in low orbit) and fed (grid along the road, solar). Rules and thresholds are
data: ``resources/presets/proposals.json``. Sight is a first look, not coverage: what is chosen is then predicted like any
site.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import shapely
from scipy import ndimage

from ...resources import FOLDER
from ...tasks import Part, Progress, Silent, check_cancelled, run_ordered
from ...terrain.slope import gradient, slope_degrees
from ...text import QT_TRANSLATE_NOOP
from ..landscape import Landscape
from ..sites import Site
from .sight import clearance, horizon, seen_cells
from .siting import Problem, choose, sets_of
from .sky import open_share, solstice_sun

KINDS = {"ridge": QT_TRANSLATE_NOOP("SoraNoMe", "Ridge"), "roadside": QT_TRANSLATE_NOOP("SoraNoMe", "Roadside")}
POWERS = {
    "grid": QT_TRANSLATE_NOOP("SoraNoMe", "Grid along the road"),
    "solar": QT_TRANSLATE_NOOP("SoraNoMe", "Solar"),
    "none": QT_TRANSLATE_NOOP("SoraNoMe", "No power found"),
}
BACKHAULS = {
    "fibre": QT_TRANSLATE_NOOP("SoraNoMe", "Fibre along the road"),
    "relay": QT_TRANSLATE_NOOP("SoraNoMe", "Radio relay"),
    "leo": QT_TRANSLATE_NOOP("SoraNoMe", "Satellite (low orbit)"),
    "none": QT_TRANSLATE_NOOP("SoraNoMe", "No link found"),
}

_MOST_REACH = 150
"""Cells that the reach may span: finer terrain is averaged, which bounds time and memory."""
_AZIMUTHS = 72
_CHUNK = 8


@dataclass(frozen=True)
class ProposalSettings:
    """See ``resources/presets/proposals.json``; :func:`shipped_settings` gives its numbers."""

    reach_m: float
    mast_m: float
    receiver_m: float
    ridge_radius_m: float
    ridge_height_m: float
    ridge_spacing_m: float
    road_step_m: float
    steepest_deg: float
    most_candidates: int
    count: int
    order: tuple[str, ...]
    fibre_road_m: float
    relay_ghz: float
    relay_reach_m: float
    relay_clearance: float
    sky_elevation_deg: float
    sky_share: float
    grid_road_m: float
    sun_hours: float
    terminal_m: float
    cleared_m: float
    horizon_reach_m: float


def shipped_settings(**changes) -> ProposalSettings:
    """The numbers of the preset, some of them changed."""
    preset = json.loads((FOLDER / "presets" / "proposals.json").read_text(encoding="utf-8"))
    horizons = {**preset["horizon"]}
    horizons["horizon_reach_m"] = horizons.pop("reach_m")
    merged = {**preset["search"], **preset["backhaul"], **preset["power"], **horizons, **changes}
    merged["order"] = tuple(merged["order"])
    return ProposalSettings(**{field.name: merged[field.name] for field in fields(ProposalSettings)})


@dataclass(frozen=True)
class Proposal:
    """A place, in map units of the landscape. ``height_m``: of the mast's top above ground.

    ``weight`` is all demand it sees, ``gain`` what it adds to those of its kind before it, ``area_m2`` the hole's area in
    sight.
    ``backhauls``: all that are possible, the preferred first (empty: none). ``road_m``: None where no roads are given.
    ``relay``: id of the served site it can see best, with its distance and the free share of the first Fresnel zone.
    """

    id: str
    kind: str
    x: float
    y: float
    height_m: float
    ground_m: float
    weight: float
    gain: float
    area_m2: float
    power: str
    backhauls: tuple[str, ...]
    relay: str | None
    relay_m: float | None
    relay_clearance: float | None
    sky_share: float
    sun_hours: float
    sun_at_noon: bool
    road_m: float | None
    slope_deg: float

    @property
    def backhaul(self) -> str:
        return self.backhauls[0] if self.backhauls else "none"


def propose_sites(
    landscape: Landscape,
    weights: np.ndarray,
    roads: Sequence[shapely.Geometry],
    served: Sequence[Site],
    settings: ProposalSettings | None = None,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
) -> list[Proposal]:
    """Places that see most of the hole, the most useful first: up to ``settings.count`` on ridges and as many at roads.

    ``weights`` (rows, columns of the landscape; a number ≥ 0 or bool; NaN: none): what counts in the holes, 0 outside them.
    ``roads``: lines on land in the landscape's CRS (no ferries); without any, only ridges are looked at, and grid and fibre
    stay unknown. ``served``: sites with a link of their own, for relays. Only places with some backhaul are proposed; power
    is a label. Give the landscape a margin of ``reach_m`` around the holes, or places beyond its edge are missed.

    For ``choosesites``: add each proposal to the candidates as a point with ``height_m`` and the labels, predict it like any
    other, and let the choice decide. The list is empty where nothing is wanted, known or seen.
    """
    if weights.shape != landscape.grid.shape:
        raise ValueError(f"weights {weights.shape} do not fit the landscape {landscape.grid.shape}")
    settings = settings or shipped_settings()
    view = _View(landscape, weights, settings)
    if not len(view.demand):
        return []
    places = [*_ridges(view, settings), *_roadsides(view, roads, settings)]
    check_cancelled(progress)
    seen, facts = [], []
    tree = shapely.STRtree(list(roads)) if len(roads) else None
    judge = _Judge(view, served, tree, landscape.centre_deg[1], settings)
    chunks = [places[start : start + _CHUNK] for start in range(0, len(places), _CHUNK)]
    for result in run_ordered(judge, chunks, Part(progress, 0.05, 0.95), len(chunks)):
        for cells, fact in result:
            if len(cells):
                seen.append(cells)
                facts.append(fact)
    if not facts:
        return []
    picked = []
    sets = sets_of(seen, len(view.demand))
    for kind in KINDS:
        barred = [index for index, fact in enumerate(facts) if fact["kind"] != kind or not fact["backhauls"]]
        problem = Problem(sets, view.demand, most=settings.count, forbidden=barred)
        choice = choose(problem, Part(progress, 0.95, 1.0), bound_rounds=0)
        picked += zip(choice.gains, choice.chosen, strict=True)
    picked.sort(key=lambda item: (-item[0], item[1]))
    digits = len(str(len(picked)))
    return [
        Proposal(
            id=f"P{number:0{digits}d}",
            height_m=settings.mast_m,
            weight=float(view.demand[seen[index]].sum()),
            gain=float(gain),
            area_m2=float(view.areas[seen[index]].sum()),
            **facts[index],
        )
        for number, (gain, index) in enumerate(picked, 1)
    ]


class _View:
    """The landscape on cells coarse enough for the reach, with numbered demand cells."""

    def __init__(self, landscape: Landscape, weights: np.ndarray, settings: ProposalSettings):
        factor = max(1, math.ceil(settings.reach_m / landscape.cell_m / _MOST_REACH))
        self.cell = landscape.cell_m * factor
        self.transform = landscape.grid.transform * landscape.grid.transform.scale(factor)
        self.ground = _means(np.asarray(landscape.height_m), factor)
        self.surface = self.ground + _means(np.asarray(landscape.clutter_m), factor)
        self.sea = _means(np.asarray(landscape.sea).astype(np.float32), factor) > 0.5
        wanted = np.nan_to_num(np.asarray(weights, np.float64), nan=0.0)
        sums = _blocks(wanted, factor, 0.0).sum(axis=(1, 3))
        counts = _blocks((wanted > 0).astype(np.float64), factor, 0.0).sum(axis=(1, 3))
        demand = (sums > 0) & np.isfinite(self.ground)
        self.numbers = np.full(demand.shape, -1, np.int32)
        self.numbers[demand] = np.arange(demand.sum(), dtype=np.int32)
        self.demand = sums[demand]
        self.areas = counts[demand] * landscape.cell_m**2
        self.slope = slope_degrees(*gradient(self.ground, self.cell, self.cell))
        self.reach = max(1, round(settings.reach_m / self.cell))
        near = ndimage.distance_transform_edt(~demand) <= self.reach if demand.any() else demand
        self.fit = near & np.isfinite(self.ground) & ~self.sea & (self.slope <= settings.steepest_deg)

    def centre(self, row: int, column: int) -> tuple[float, float]:
        return self.transform * (column + 0.5, row + 0.5)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Row and column with fractions; whole numbers are centres of cells."""
        column, row = ~self.transform * (x, y)
        return row - 0.5, column - 0.5


def _ridges(view: _View, settings: ProposalSettings) -> list[tuple[str, int, int, float, float]]:
    """Cells that stand highest above their surroundings (topographic position index, Weiss 2001), one per square of
    ``ridge_spacing_m``, at most ``most_candidates`` of them, the most prominent first.
    """
    radius = max(1, round(settings.ridge_radius_m / view.cell))
    known = np.isfinite(view.ground)
    size = 2 * radius + 1
    share = ndimage.uniform_filter(known.astype(np.float64), size)
    mean = ndimage.uniform_filter(np.where(known, view.ground, 0.0).astype(np.float64), size)
    position = np.where(view.fit, view.ground - mean / np.maximum(share, 1e-9), -np.inf)
    step = max(1, round(settings.ridge_spacing_m / view.cell))
    found = []
    for top in range(0, position.shape[0], step):
        for left in range(0, position.shape[1], step):
            part = position[top : top + step, left : left + step]
            best = np.unravel_index(int(np.argmax(part)), part.shape)
            if part[best] >= settings.ridge_height_m:
                found.append((float(part[best]), top + int(best[0]), left + int(best[1])))
    found.sort(key=lambda item: (-item[0], item[1], item[2]))
    return [("ridge", row, column, *view.centre(row, column)) for _, row, column in found[: settings.most_candidates]]


def _roadsides(
    view: _View, roads: Sequence[shapely.Geometry], settings: ProposalSettings
) -> list[tuple[str, int, int, float, float]]:
    """Points every ``road_step_m`` along roads, one per cell and on fit cells; evenly thinned to ``most_candidates``."""
    taken, found = set(), []
    for line in shapely.get_parts(list(roads)):
        half = min(settings.road_step_m, line.length) / 2
        for distance in np.arange(half, max(line.length, 2 * half), settings.road_step_m):
            point = line.interpolate(distance)
            row, column = (round(value) for value in view.place(point.x, point.y))
            if not (0 <= row < view.fit.shape[0] and 0 <= column < view.fit.shape[1]):
                continue
            if view.fit[row, column] and (row, column) not in taken:
                taken.add((row, column))
                found.append(("roadside", row, column, point.x, point.y))
    return found[:: max(1, math.ceil(len(found) / settings.most_candidates))]


class _Judge:
    """What candidates see and how they can be joined and fed; called for a few at a time, by several threads."""

    def __init__(
        self,
        view: _View,
        served: Sequence[Site],
        roads: shapely.STRtree | None,
        latitude: float,
        settings: ProposalSettings,
    ):
        self.view, self.roads, self.latitude, self.settings = view, roads, latitude, settings
        self.relays = []
        for site in served:
            row, column = view.place(site.x, site.y)
            cell = round(row), round(column)
            inside = 0 <= cell[0] < view.ground.shape[0] and 0 <= cell[1] < view.ground.shape[1]
            if inside and np.isfinite(view.ground[cell]):
                self.relays.append((site.id, row, column, float(view.ground[cell]) + site.height_m))

    def __call__(self, places) -> list[tuple[np.ndarray, dict]]:
        found = np.empty((2 * self.view.reach + 1) ** 2, np.uint32)
        return [self._judge(place, found) for place in places]

    def _judge(self, place, found: np.ndarray) -> tuple[np.ndarray, dict]:
        view, settings = self.view, self.settings
        kind, row, column, x, y = place
        ground = float(view.ground[row, column])
        count = seen_cells(
            *(view.surface, view.ground, view.numbers, row, column, ground + settings.mast_m, settings.receiver_m),
            *(view.reach, view.cell, settings.cleared_m, found),
        )
        if not count:
            return found[:0].copy(), {}
        angles = np.empty(_AZIMUTHS)
        eye = ground + settings.terminal_m
        horizon(view.surface, row, column, eye, view.cell, settings.cleared_m, settings.horizon_reach_m, angles)
        sky = open_share(angles, settings.sky_elevation_deg)
        hours, at_noon = solstice_sun(angles, self.latitude)
        road = None
        if self.roads is not None:
            point = shapely.Point(x, y)
            road = float(shapely.distance(self.roads.geometries[self.roads.nearest(point)], point))
        relay = self._relay(row, column, ground + settings.mast_m)
        possible = {
            "fibre": road is not None and road <= settings.fibre_road_m,
            "relay": relay[0] is not None,
            "leo": sky >= settings.sky_share,
        }
        if road is not None and road <= settings.grid_road_m:
            power = "grid"
        else:
            power = "solar" if at_noon and hours >= settings.sun_hours else "none"
        return found[:count].copy(), {
            "kind": kind,
            "x": x,
            "y": y,
            "ground_m": ground,
            "power": power,
            "backhauls": tuple(way for way in settings.order if possible[way]),
            "relay": relay[0],
            "relay_m": relay[1],
            "relay_clearance": relay[2],
            "sky_share": sky,
            "sun_hours": hours,
            "sun_at_noon": at_noon,
            "road_m": road,
            "slope_deg": float(view.slope[row, column]),
        }

    def _relay(self, row: int, column: int, top: float) -> tuple[str | None, float | None, float | None]:
        """The served site with the freest path that is free enough: id, distance, clearance."""
        view, settings = self.view, self.settings
        best: tuple[str | None, float | None, float | None] = (None, None, None)
        for name, other_row, other_column, other_top in self.relays:
            distance = math.hypot(other_row - row, other_column - column) * view.cell
            if not view.cell <= distance <= settings.relay_reach_m:
                continue
            free = clearance(
                *(view.surface, float(row), float(column), top, other_row, other_column, other_top),
                *(view.cell, 0.299792458 / settings.relay_ghz, settings.cleared_m),
            )
            if free >= settings.relay_clearance and (best[2] is None or free > best[2]):
                best = name, distance, float(free)
        return best


def _blocks(array: np.ndarray, factor: int, fill: float) -> np.ndarray:
    """(rows, factor, columns, factor) of an array padded with ``fill`` to whole blocks."""
    rows, columns = (-(-size // factor) for size in array.shape)
    padded = np.full((rows * factor, columns * factor), fill, array.dtype)
    padded[: array.shape[0], : array.shape[1]] = array
    return padded.reshape(rows, factor, columns, factor)


def _means(array: np.ndarray, factor: int) -> np.ndarray:
    """Means of the known cells in blocks (float32; NaN where none is known)."""
    if factor == 1:
        return array.astype(np.float32)
    blocks = _blocks(array.astype(np.float32), factor, np.nan)
    known = np.isfinite(blocks).sum(axis=(1, 3))
    sums = np.nansum(blocks, axis=(1, 3))
    return np.where(known > 0, sums / np.maximum(known, 1), np.nan).astype(np.float32)
