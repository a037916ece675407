"""What was done to the ground between the dates: fills, cuts, stockpiles, and things that only look like them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import shapely
from scipy import ndimage

from ..grid import Grid
from ..tasks import Progress, Silent, check_cancelled
from . import noise
from .geometry import blob, burn, burn_local, rectangles
from .landcover import LAND_COVER, Cover, Land, map_codes, map_of
from .terrain import Terrain

PER_KM2 = {
    ("fill", False): 1.6,
    ("fill", True): 0.5,
    ("cut", False): 0.3,
    ("cut", True): 0.1,
    ("stockpile", False): 0.22,
    ("stockpile", True): 0.08,
    ("clearcut", False): 0.6,
    ("roof", False): 0.6,
}
AREA_M2 = {"clearcut": (1000.0, 20000.0), "roof": (300.0, 4000.0), "solar": (3000.0, 18000.0)}
EARTHWORK_AREA_M2 = (300.0, 20000.0)
EARTHWORK_HEIGHT_M = (0.5, 12.0)
EARTHWORKS = ("fill", "cut", "stockpile")
SIDE_SLOPE = {"fill": 0.67, "stockpile": 0.72, "cut": 1.1}  # tangent: loose soil lies at 1:1.5, a cut face stands
MARGIN_M = 40.0  # kept clear around every event and along the scene's edge
PLOUGHED_SHARE = 0.25
TRIES = 400


@dataclass
class Event:
    """One change of the ground with its truth.

    ``window``: slices of the 2 m grid; ``inside`` (bool), ``change_m`` (float32, after minus before) and ``surface``
    (:class:`Cover`, uint8, the cover afterwards) have its shape. ``tone`` as in Land.
    """

    id: int
    kind: str
    permitted: bool
    shape: shapely.Polygon
    onset: date
    window: tuple[slice, slice]
    inside: np.ndarray
    change_m: np.ndarray
    surface: np.ndarray
    tone: int
    cover_before: str

    @property
    def height_m(self) -> float:
        return float(np.abs(self.change_m).max())

    @property
    def green_share(self) -> float:
        """Share of the place that plants cover afterwards."""
        return float(np.isin(self.surface[self.inside], (Cover.GRASS, Cover.CROP)).mean())

    def volume_m3(self, cell_area_m2: float) -> float:
        return float(np.abs(self.change_m).sum(dtype=np.float64)) * cell_area_m2


class _Sites:
    """Where events of each kind may lie, in 10 m cells; every placed event takes its surroundings away."""

    def __init__(self, terrain: Terrain, land: Land):
        grid = terrain.grid
        self.cells = Grid(grid.crs, grid.transform * grid.transform.scale(5), grid.width // 5, grid.height // 5)
        self.cover = map_of(land.before)
        self.slope = terrain.slope
        road = burn(self.cells, [r.line.buffer(6) for r in land.roads])
        self.road_m = ndimage.distance_transform_edt(road == 0) * 10
        town = burn(self.cells, land.towns) > 0
        forest = self.cover <= 2
        farm = np.isin(self.cover, (4, 5))
        head = (terrain.catchment > 5e3) & (terrain.catchment < 6e4)
        head = ndimage.maximum_filter(head, 3)
        near = np.exp(-self.road_m / 60) + 0.01
        gentle = self.slope < 29
        self.weight = {
            "fill": forest * gentle * near * (1 + 3 * head) + 0.14 * farm,
            "cut": (forest | farm) * (self.slope > 6) * (self.slope < 32) * near,
            "stockpile": (self.slope < 10) * ~town * (forest * near + farm + (self.cover == 3)),
            "clearcut": forest * (self.slope > 10) * (self.slope < 38) * 1.0,
            "roof": (np.isin(self.cover, (4, 5, 10, 3)) & (self.slope < 8)) * (town * 1.0 + 0.5),
            "solar": np.isin(self.cover, (1, 2, 3, 5)) * (self.slope < 20) * near,
            "ploughed": self.cover == 5,
        }
        self.free = np.ones(self.cover.shape, bool)
        self.free[burn(self.cells, [land.water.buffer(35)]) > 0] = False
        edge = int(MARGIN_M / 10)
        self.free[:edge] = self.free[-edge:] = self.free[:, :edge] = self.free[:, -edge:] = False
        down, right = np.gradient(terrain.coarse)
        self.along = np.arctan2(right, down)  # anticlockwise from east, along the contour

    def draw(self, rng: np.random.Generator, kind: str, count: int) -> np.ndarray:
        """``count`` cells (row, column) by weight."""
        weight = (self.weight[kind] * self.free).ravel().cumsum()
        if weight[-1] <= 0:
            return np.empty((0, 2), int)
        flat = np.searchsorted(weight, rng.random(count) * weight[-1])
        return np.column_stack(np.divmod(flat, self.free.shape[1]))

    def accept(self, kind: str, shape: shapely.Polygon) -> bool:
        """Whether the place of ``shape`` is free and fit for ``kind``."""
        window, inside = burn_local(self.cells, shape)
        return inside.any() and self.free[window][inside].all() and (self.weight[kind][window][inside] > 0).mean() > 0.8

    def take(self, shape: shapely.Polygon) -> None:
        window, inside = burn_local(self.cells, shape.buffer(MARGIN_M))
        self.free[window] &= ~inside


def make_events(
    rng: np.random.Generator,
    terrain: Terrain,
    land: Land,
    dates: tuple[date, date],
    progress: Progress = Silent(),  # noqa: B008
) -> list[Event]:
    """All events; lays none of them on the ground or the cover yet (see :func:`apply_events`)."""
    sites = _Sites(terrain, land)
    km2 = land.area.area / 1e6
    wanted = [
        (kind, permitted, _log_uniform(rng, *AREA_M2.get(kind, EARTHWORK_AREA_M2)))
        for (kind, permitted), density in PER_KM2.items()
        for _ in range(max(1, round(density * km2)))
    ]
    wanted += [("solar", False, _log_uniform(rng, *AREA_M2["solar"])) for _ in range(max(1, round(0.06 * km2)))]
    # The largest first: they fit in the fewest places.
    wanted.sort(key=lambda item: -item[2])
    events: list[Event] = []
    for kind, permitted, area in wanted:
        check_cancelled(progress)
        event = _place(rng, terrain, land, sites, kind, permitted, area, dates, len(events) + 1)
        if event:
            events.append(event)
            sites.take(event.shape)
    for shape in land.parcels:
        if rng.random() < PLOUGHED_SHARE and sites.accept("ploughed", shape):
            events.append(_make(rng, terrain, land, "ploughed", False, shape, dates, len(events) + 1))
    return events


def apply_events(events: list[Event], cover: np.ndarray, tone: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lay the events on ``cover``, in place; returns ``tone`` (uint8) afterwards and the change of the ground in m."""
    tone = tone.copy()
    change = np.zeros(tone.shape, np.float32)
    for event in events:
        np.copyto(cover[event.window], event.surface, where=event.inside)
        tone[event.window][event.inside] = event.tone
        change[event.window] += event.change_m
    return tone, change


def _log_uniform(rng: np.random.Generator, low: float, high: float) -> float:
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def _place(rng, terrain, land, sites, kind, permitted, area, dates, number) -> Event | None:
    """An event of this kind and size where it may lie; None where the scene has no room for it."""
    t = sites.cells.transform
    for row, column in sites.draw(rng, kind, TRIES):
        centre = np.array(t * (column + rng.random(), row + rng.random()))
        if kind == "roof":
            ratio = rng.uniform(1, 2.2)
            angle = rng.uniform(0, np.pi)
            shape = rectangles(centre[None], [np.sqrt(area * ratio)], [np.sqrt(area / ratio)], [angle])[0]
        else:
            angle = float(sites.along[row, column]) + rng.normal(0, 0.5)
            shape = blob(rng, centre, area, angle, rng.uniform(1.0, 2.6))
        if not shape.is_valid or not sites.accept(kind, shape):
            continue
        event = _make(rng, terrain, land, kind, permitted, shape, dates, number)
        if kind not in EARTHWORKS or event.height_m >= EARTHWORK_HEIGHT_M[0]:
            return event
    return None


def _make(rng, terrain, land, kind, permitted, shape, dates, number) -> Event:
    grid = terrain.grid
    window, inside = burn_local(grid, shape, margin=2)
    ground = terrain.ground[window]
    change = np.zeros_like(ground)
    if kind in EARTHWORKS:
        change = _earthwork(rng, ground, inside, kind, grid.transform.a)
    codes = np.bincount(map_codes(land.before[window][inside]))
    days = (dates[1] - dates[0]).days
    onset = dates[0] + timedelta(days=int(rng.integers(5, days - 5)))
    surface = _surface(rng, kind, ground.shape, grid.transform.a)
    tone = int(np.clip(rng.normal(128, 45), 1, 255))
    return Event(
        number, kind, permitted, shape, onset, window, inside, change, surface, tone, LAND_COVER[int(codes.argmax())]
    )


def _earthwork(rng, ground: np.ndarray, inside: np.ndarray, kind: str, cell: float) -> np.ndarray:
    """Change of height in m, float32: what fits on this ground under the slope at which such soil stands.

    The new surface is the envelope of cones standing on the rim of the work, so it meets the ground there and is
    nowhere steeper than ``SIDE_SLOPE``; a height drawn log-uniformly cuts it off.
    """
    sign = -1.0 if kind == "cut" else 1.0
    rim = ndimage.binary_dilation(inside) & ~inside
    from_y, from_x = np.nonzero(rim)
    to_y, to_x = np.nonzero(inside)
    limit = np.empty(len(to_y), np.float32)
    for start in range(0, len(to_y), 2000):
        part = slice(start, start + 2000)
        distance = np.hypot(to_y[part, None] - from_y, to_x[part, None] - from_x) * cell
        limit[part] = (sign * ground[rim] + SIDE_SLOPE[kind] * distance).min(axis=1)
    room = np.maximum(limit - sign * ground[inside], 0)
    drawn = _log_uniform(rng, *EARTHWORK_HEIGHT_M)
    rough = 1 + (0.15 if kind == "stockpile" else 0.06) * noise.field(rng, ground.shape, cell, 25.0, 6.0)
    thickness = np.minimum(room, drawn * rough[inside])
    change = np.zeros_like(ground)
    change[inside] = sign * np.minimum(thickness, EARTHWORK_HEIGHT_M[1])
    return change


def _surface(rng: np.random.Generator, kind: str, shape: tuple[int, int], cell: float) -> np.ndarray:
    """Cover after the event, uint8."""
    patches = noise.field(rng, shape, cell, 30.0, 4.0)
    if kind == "ploughed":
        return np.full(shape, Cover.TILLED, np.uint8)
    if kind == "roof":
        return np.full(shape, Cover.ROOF, np.uint8)
    if kind == "solar":
        rows = np.arange(shape[0])[:, None] % 3 < 2
        return np.where(np.broadcast_to(rows, shape), np.uint8(Cover.PANEL), np.uint8(Cover.GRASS))
    if kind == "clearcut":
        bare, green = rng.uniform(-1.8, -0.8), rng.uniform(0.2, 1.2)
        out = np.where(patches < bare, np.uint8(Cover.LOAM), np.uint8(Cover.SLASH))
        return np.where(patches > green, np.uint8(Cover.GRASS), out)
    main, other = (Cover.RUBBLE, Cover.LOAM) if rng.random() < 0.28 else (Cover.LOAM, Cover.RUBBLE)
    out = np.where(patches > 1.4, np.uint8(other), np.uint8(main))
    # Most are fresh; on a minority weeds have come back.
    green = rng.uniform(-0.2, 0.5) if rng.random() < 0.15 else rng.uniform(1.6, 2.4)
    return np.where(patches < -green, np.uint8(Cover.GRASS), out)
