"""What covers the ground of the made scene, at 2 m: forest stands, fields, a town with its streets and houses."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
import shapely
from scipy import ndimage
from skimage.measure import find_contours

from ..grid import Grid
from ..tasks import Progress, Silent, check_cancelled
from . import noise
from .geometry import blob, burn, cell_xy, map_xy, rectangles, smooth_line, turn
from .terrain import Terrain


class Cover(IntEnum):
    """Classes of the 2 m land cover."""

    CONIFER = 1
    DECIDUOUS = 2
    GRASS = 3
    PADDY_FLOODED = 4
    PADDY_GREEN = 5
    PADDY_STUBBLE = 6
    CROP = 7
    TILLED = 8
    WATER = 9
    RIVERBED = 10
    ROOF = 11
    ASPHALT = 12
    YARD = 13
    GARDEN = 14
    LOAM = 15
    RUBBLE = 16
    SLASH = 17
    PANEL = 18
    TRACK = 19
    SPROUT = 20
    SEA = 21
    SURF = 22
    ROCK = 23


LAND_COVER = {
    1: "conifer",
    2: "deciduous",
    3: "grass",
    4: "paddy",
    5: "field",
    6: "water",
    7: "riverbed",
    8: "building",
    9: "road",
    10: "town",
    11: "rock",
}
"""Codes of the land cover map (landcover.tif)."""

PADDY_SHARE = 0.35  # of the fields of a valley

_TO_MAP = np.zeros(32, np.uint8)
for _code, _classes in {
    1: (Cover.CONIFER,),
    2: (Cover.DECIDUOUS,),
    3: (Cover.GRASS,),
    4: (Cover.PADDY_FLOODED, Cover.PADDY_GREEN, Cover.PADDY_STUBBLE),
    5: (Cover.CROP, Cover.TILLED, Cover.SPROUT),
    6: (Cover.WATER, Cover.SEA, Cover.SURF),
    7: (Cover.RIVERBED,),
    8: (Cover.ROOF,),
    9: (Cover.ASPHALT, Cover.TRACK),
    10: (Cover.YARD, Cover.GARDEN),
    11: (Cover.ROCK,),
}.items():
    _TO_MAP[list(_classes)] = _code


@dataclass(frozen=True)
class Road:
    line: shapely.LineString
    kind: str
    width_m: float


@dataclass(frozen=True)
class Building:
    shape: shapely.Polygon
    kind: str
    height_m: float


@dataclass
class Land:
    """``before``/``after``: :class:`Cover` at 2 m (uint8), crops changed between, events not yet laid on ``after``.

    ``tone``: uint8 around 128, one value per parcel or roof: how it differs from others of its class. ``parcel``: uint16,
    the field each cell belongs to, 0 outside; field k is under ``crops[k - 1]`` (before, after; :class:`Cover`).
    ``area`` is all that is not sea, ``floor`` where people live and farm, ``water`` the river or the sea.
    """

    before: np.ndarray
    after: np.ndarray
    tone: np.ndarray
    parcel: np.ndarray
    crops: np.ndarray
    area: shapely.Polygon
    floor: shapely.Polygon | shapely.MultiPolygon
    water: shapely.Polygon
    towns: list[shapely.Polygon]
    roads: list[Road] = field(default_factory=list)
    buildings: list[Building] = field(default_factory=list)
    parcels: list[shapely.Polygon] = field(default_factory=list)  # under crop on both dates


def make_land(rng: np.random.Generator, terrain: Terrain, progress: Progress = Silent()) -> Land:  # noqa: B008
    grid, valley = terrain.grid, terrain.valley
    size = grid.width * grid.transform.a
    inside = (valley.x >= -50) & (valley.x <= size + 50)
    floor = _ribbon(grid, valley.x[inside], valley.y[inside], valley.floor_m[inside])
    river = _ribbon(grid, valley.x[inside], valley.y[inside], valley.river_m[inside])
    cover = plant_forest(rng, terrain)
    check_cancelled(progress)
    land = bare_land(cover, shapely.box(*grid.bounds), floor, river, _towns(rng, terrain, floor))
    angle = np.arctan(np.polyfit(valley.x, valley.y, 1)[0])
    lay_fields(rng, terrain, land, angle, PADDY_SHARE)
    check_cancelled(progress)
    paint(land, burn(grid, land.towns) > 0, town_ground(rng, grid))
    paint(land, burn(grid, [river.buffer(22)]) > 0, Cover.GRASS)
    paint(land, burn(grid, _bars(rng, terrain)) > 0, Cover.RIVERBED)
    paint(land, burn(grid, [river]) > 0, Cover.WATER)
    check_cancelled(progress)
    _roads(rng, terrain, land)
    check_cancelled(progress)
    build(rng, terrain, land, progress)
    return land


def bare_land(cover: np.ndarray, area, floor, water, towns: list[shapely.Polygon]) -> Land:
    """Land under ``cover`` on both dates, without fields, roads and houses yet."""
    tone, parcel = np.full(cover.shape, 128, np.uint8), np.zeros(cover.shape, np.uint16)
    return Land(cover, cover.copy(), tone, parcel, np.zeros((0, 2), np.uint8), area, floor, water, towns)


def build(rng: np.random.Generator, terrain: Terrain, land: Land, progress: Progress) -> None:
    """Put houses beside the roads and streets of ``land``, and paint all of them."""
    grid = terrain.grid
    _houses(rng, terrain, land)
    check_cancelled(progress)
    for surface, kinds in ((Cover.TRACK, ("forest_road", "track")), (Cover.ASPHALT, ("prefectural", "municipal"))):
        shapes = [road.line.buffer(road.width_m / 2) for road in land.roads if road.kind in kinds]
        paint(land, burn(grid, shapes) > 0, surface)
    roofs = burn(grid, [b.shape for b in land.buildings], rng.integers(1, 256, len(land.buildings)))
    paint(land, roofs > 0, Cover.ROOF)
    np.copyto(land.tone, roofs, where=roofs > 0)


def map_codes(cover: np.ndarray) -> np.ndarray:
    """:data:`LAND_COVER` codes of :class:`Cover` classes, uint8."""
    return _TO_MAP[cover]


def map_of(cover: np.ndarray, factor: int = 5) -> np.ndarray:
    """The most frequent :data:`LAND_COVER` code in blocks of ``factor`` × ``factor`` cells, uint8."""
    codes = map_codes(cover)
    height, width = cover.shape[0] // factor, cover.shape[1] // factor
    best, votes = np.zeros((height, width), np.uint8), np.zeros((height, width), np.uint8)
    for code in LAND_COVER:
        count = (codes == code).reshape(height, factor, width, factor).sum(axis=(1, 3), dtype=np.uint8)
        best[count > votes] = code
        np.maximum(votes, count, out=votes)
    return best


def paint(land: Land, where: np.ndarray, value) -> None:
    np.copyto(land.before, value, where=where, casting="unsafe")
    np.copyto(land.after, value, where=where, casting="unsafe")
    land.tone[where] = 128
    land.parcel[where] = 0


def _ribbon(grid: Grid, x: np.ndarray, y: np.ndarray, half: np.ndarray) -> shapely.Polygon:
    ring = np.vstack([map_xy(grid, x, y - half), map_xy(grid, x, y + half)[::-1]])
    return shapely.Polygon(ring).buffer(0)


def plant_forest(rng: np.random.Generator, terrain: Terrain) -> np.ndarray:
    """Plantations of conifer, mostly on lower slopes, among deciduous wood; sharp stand edges, a few openings."""
    grid = terrain.grid
    stand = noise.field(rng, grid.shape, grid.transform.a, 350.0, 25.0)
    low = ndimage.gaussian_filter(terrain.coarse, 25) - terrain.coarse
    stand += np.repeat(np.repeat((0.025 * low).astype(np.float32), 5, 0), 5, 1)
    cover = np.where(stand > -0.15, np.uint8(Cover.CONIFER), np.uint8(Cover.DECIDUOUS))
    mix = noise.field(rng, grid.shape, grid.transform.a, 40.0, 6.0)
    cover[(mix > 1.1) & (cover == Cover.DECIDUOUS)] = Cover.CONIFER
    cover[(mix < -1.6) & (cover == Cover.CONIFER)] = Cover.DECIDUOUS
    cover[(mix - 0.8 * stand) > 3.0] = Cover.GRASS
    return cover


def _towns(rng: np.random.Generator, terrain: Terrain, floor: shapely.Polygon) -> list[shapely.Polygon]:
    size = terrain.grid.width * terrain.grid.transform.a
    towns = []
    for share in np.linspace(0.78, 0.45, max(1, round(size / 7000))):
        axis = terrain.valley.at(np.array([share * size]))
        side = rng.choice([-0.35, 0.35])
        centre = map_xy(terrain.grid, axis.x, axis.y + side * axis.floor_m)[0]
        area = np.pi * min(0.14 * size, 900.0) ** 2
        town = blob(rng, centre, area, rng.uniform(-0.3, 0.3), 1.5).intersection(floor.buffer(-15))
        towns.append(max(shapely.get_parts(town), key=lambda part: part.area))
    return towns


def town_ground(rng: np.random.Generator, grid: Grid) -> np.ndarray:
    patches = noise.field(rng, grid.shape, grid.transform.a, 40.0, 5.0)
    return np.where(patches > 0.25, np.uint8(Cover.YARD), np.uint8(Cover.GARDEN))


def _bars(rng: np.random.Generator, terrain: Terrain) -> list[shapely.Polygon]:
    """Gravel bars in the bends of the river."""
    size = terrain.grid.width * terrain.grid.transform.a
    at = terrain.valley.at(np.arange(150.0, size, 260.0))
    side = np.where(np.arange(len(at.x)) % 2, 1.0, -1.0)
    centres = map_xy(terrain.grid, at.x, at.y + side * (at.river_m + 5))
    return [blob(rng, centre, 60 * width, 0.0, 3.0) for centre, width in zip(centres, at.river_m, strict=True)]


def lay_fields(rng: np.random.Generator, terrain: Terrain, land: Land, angle: float, paddy_share: float) -> None:
    """Parcels of crops and paddies on the floor, with grass ridges between; each changes by its own season.

    ``angle``: the direction, in radians from x to y of the picture, along which they lie.
    """
    grid = terrain.grid
    rows, columns = np.nonzero(burn(grid, [land.floor]))
    cell = grid.transform.a
    size = grid.width * cell
    local = turn(np.column_stack([(columns + 0.5) * cell, (rows + 0.5) * cell]).astype(np.float32), -angle)
    edges_u = np.cumsum(rng.uniform(25, 60, int(3.2 * size / 25))) - 1.6 * size
    edges_v = np.cumsum(rng.uniform(40, 110, int(3.2 * size / 40))) - 1.6 * size
    iu, iv = np.searchsorted(edges_u, local[:, 0]), np.searchsorted(edges_v, local[:, 1])
    shape = (len(edges_u) + 1, len(edges_v) + 1)
    # Paddies lie in groups that share water.
    paddy = np.kron(rng.random((shape[0] // 5 + 1, shape[1] // 3 + 1)) < paddy_share, np.ones((5, 3), bool))
    paddy = paddy[: shape[0], : shape[1]]
    before = rng.choice([Cover.CROP, Cover.TILLED, Cover.GRASS], shape, p=[0.5, 0.25, 0.25]).astype(np.uint8)
    after = before.copy()
    after[(before == Cover.TILLED) & (rng.random(shape) < 0.7)] = Cover.CROP
    before[paddy] = rng.choice([Cover.PADDY_FLOODED, Cover.PADDY_GREEN], paddy.sum(), p=[0.6, 0.4])
    after[paddy] = rng.choice([Cover.PADDY_STUBBLE, Cover.PADDY_GREEN], paddy.sum(), p=[0.55, 0.45])
    tone = np.clip(rng.normal(128, 40, shape), 1, 255).astype(np.uint8)
    ridge = (local[:, 0] - edges_u[iu - 1] < 2) | (local[:, 1] - edges_v[iv - 1] < 2)
    land.before[rows, columns] = np.where(ridge, np.uint8(Cover.GRASS), before[iu, iv])
    land.after[rows, columns] = np.where(ridge, np.uint8(Cover.GRASS), after[iu, iv])
    land.tone[rows, columns] = np.where(ridge, np.uint8(128), tone[iu, iv])
    used, number = np.unique(iu * shape[1] + iv, return_inverse=True)
    land.parcel[rows, columns] = np.where(ridge, 0, number + 1)
    land.crops = np.column_stack([before.ravel()[used], after.ravel()[used]])
    at_u, at_v = np.nonzero((before == Cover.CROP) & (after == Cover.CROP))
    keep = (at_u > 0) & (at_v > 0) & (at_u < shape[0] - 1) & (at_v < shape[1] - 1)
    left, right, top, bottom = (
        e[i]
        for e, i in ((edges_u, at_u[keep] - 1), (edges_u, at_u[keep]), (edges_v, at_v[keep] - 1), (edges_v, at_v[keep]))
    )
    ring = np.stack([np.stack(c, -1) for c in ((left, top), (right, top), (right, bottom), (left, bottom))], 1)
    ring = turn(ring, angle)
    polygons = shapely.polygons(map_xy(grid, ring[..., 0].ravel(), ring[..., 1].ravel()).reshape(ring.shape))
    west, south, east, north = grid.bounds
    free = land.floor.intersection(shapely.box(west + 40, south + 40, east - 40, north - 40))
    free = free.difference(shapely.union_all([*land.towns, land.water.buffer(40)]))
    shapely.prepare(free)
    land.parcels = list(polygons[shapely.contains(free, polygons)])


def _roads(rng: np.random.Generator, terrain: Terrain, land: Land) -> None:
    grid, valley = terrain.grid, terrain.valley
    size = grid.width * grid.transform.a
    frame = shapely.box(*grid.bounds)
    x = np.arange(0.0, size + 1, 20.0)
    axis = valley.at(x)
    main = map_xy(grid, x, axis.y - axis.river_m - 8 - 0.5 * np.maximum(axis.floor_m - 20, 4))
    land.roads.append(Road(shapely.LineString(smooth_line(main, 5)), "prefectural", 8.0))
    cells = Grid(grid.crs, grid.transform * grid.transform.scale(5), grid.width // 5, grid.height // 5)
    floor = burn(cells, [land.floor]).ravel() > 0
    # Forest roads follow the side valleys up from the floor.
    starts = np.flatnonzero((terrain.catchment.ravel() > 8e4) & (terrain.catchment.ravel() < 2.5e5) & ~floor)
    taken = floor.copy()
    for start in rng.permutation(starts)[: max(2, round(1.2 * (size / 1000) ** 2))]:
        path = [int(start)]
        while not taken[path[-1]] and terrain.receiver[path[-1]] != path[-1]:
            taken[path[-1]] = True
            path.append(int(terrain.receiver[path[-1]]))
        if len(path) > 15:
            line = shapely.LineString(smooth_line(cell_xy(cells, np.array(path)), 9)).simplify(1.0)
            line = line.offset_curve(rng.choice([-14.0, 14.0]))
            land.roads += [Road(part, "forest_road", 4.0) for part in _lines(line.intersection(frame))]
    land.roads += contour_tracks(rng, terrain, cells, land)
    for town in land.towns:
        land.roads += [Road(line, "municipal", 5.0) for line in town_streets(town)]


def contour_tracks(rng: np.random.Generator, terrain: Terrain, cells: Grid, land: Land) -> list[Road]:
    """Tracks that keep their height along the slopes, starting near a forest road."""
    near = ndimage.distance_transform_edt(burn(cells, [r.line.buffer(8) for r in land.roads]) == 0) * 10 < 80
    candidates = np.argwhere(near & (terrain.slope > 12) & (terrain.slope < 32))
    tracks = []
    count = max(2, round(1.5 * cells.width * cells.height / 1e4))
    for row, column in rng.permutation(candidates)[:count]:
        top, left = max(0, row - 60), max(0, column - 60)
        window = terrain.coarse[top : row + 60, left : column + 60]
        contours = find_contours(ndimage.gaussian_filter(window, 1.5), terrain.coarse[row, column])
        if not contours:
            continue
        distance = [np.hypot(*(c - [row - top, column - left]).T).min() for c in contours]
        contour = contours[int(np.argmin(distance))]
        middle = int(np.argmin(np.hypot(*(contour - [row - top, column - left]).T)))
        contour = contour[middle : middle + int(rng.integers(30, 110))]
        if len(contour) > 15:
            points = map_xy(cells, (contour[:, 1] + left + 0.5) * 10, (contour[:, 0] + top + 0.5) * 10)
            tracks.append(Road(shapely.LineString(smooth_line(points, 7)).simplify(1.0), "track", 3.0))
    return tracks


LOT_M = (16.0, 20.0)
BLOCK_M = (4 * LOT_M[0] + 5, 2 * LOT_M[1] + 5)


def _town_frame(town: shapely.Polygon) -> tuple[np.ndarray, float, float]:
    """Centre of the street lattice, its angle, and a radius that holds the town."""
    centre = np.array([town.centroid.x, town.centroid.y])
    ring = np.asarray(town.minimum_rotated_rectangle.exterior.coords)
    side = ring[1] - ring[0]
    west, south, east, north = town.bounds
    return centre, float(np.arctan2(side[1], side[0])), float(np.hypot(east - west, north - south)) / 2 + 100


def town_streets(town: shapely.Polygon) -> list[shapely.LineString]:
    centre, angle, reach = _town_frame(town)
    lines = []
    for axis in (0, 1):
        count = int(reach / BLOCK_M[axis])
        for k in range(-count, count + 1):
            ends = np.array([[-reach, k * BLOCK_M[axis]], [reach, k * BLOCK_M[axis]]])
            ends = turn(ends if axis else ends[:, ::-1], angle) + centre
            street = shapely.LineString(ends)
            if street.intersects(town):
                lines += _lines(town.intersection(street))
    return lines


def _houses(rng: np.random.Generator, terrain: Terrain, land: Land) -> None:
    """Houses on the lots of the towns, thinning outward, and along the roads of the valleys."""
    for town in land.towns:
        centre, angle, reach = _town_frame(town)
        lots = np.stack(np.meshgrid(*(np.arange(-int(reach / b), int(reach / b)) for b in BLOCK_M)), -1).reshape(-1, 2)
        inner = np.stack(np.meshgrid(np.arange(4), np.arange(2)), -1).reshape(-1, 2)
        local = lots[:, None] * BLOCK_M + 2.5 + (inner[None] + 0.5) * LOT_M
        local = local.reshape(-1, 2) + rng.uniform(-1, 1, (lots.shape[0] * 8, 2))
        share = np.clip(1.0 - 0.45 * np.hypot(*local.T) / reach, 0.3, 0.9)
        local = local[rng.random(len(local)) < share]
        points = turn(local, angle) + centre
        points = points[shapely.contains_xy(town.buffer(-12), points[:, 0], points[:, 1])]
        _add_houses(rng, land, points, np.full(len(points), angle))
    shore, towns = land.water.buffer(12), shapely.union_all(land.towns)
    for geometry in (shore, towns):
        shapely.prepare(geometry)
    for road in [r for r in land.roads if r.kind in ("prefectural", "forest_road")]:
        along = np.arange(20.0, road.line.length, 45.0)
        along = along[rng.random(len(along)) < (0.55 if road.kind == "prefectural" else 0.12)]
        if not len(along):
            continue
        here = shapely.get_coordinates(shapely.line_interpolate_point(road.line, along))
        ahead = shapely.get_coordinates(shapely.line_interpolate_point(road.line, along + 4)) - here
        angles = np.arctan2(ahead[:, 1], ahead[:, 0])
        side = rng.choice([-1, 1], len(along)) * rng.uniform(14, 20, len(along))
        points = here + np.column_stack([-np.sin(angles), np.cos(angles)]) * side[:, None]
        column, row = ((points - [terrain.grid.transform.c, terrain.grid.transform.f]) * [0.1, -0.1]).astype(int).T
        inside = (row > 1) & (column > 1) & (row < terrain.slope.shape[0] - 2) & (column < terrain.slope.shape[1] - 2)
        points, angles, row, column = points[inside], angles[inside], row[inside], column[inside]
        fit = terrain.slope[row, column] < 16
        fit &= ~shapely.contains_xy(shore, points[:, 0], points[:, 1])
        fit &= ~shapely.contains_xy(towns, points[:, 0], points[:, 1])
        _add_houses(rng, land, points[fit], angles[fit])


def _add_houses(rng: np.random.Generator, land: Land, points: np.ndarray, angles: np.ndarray) -> None:
    large = rng.random(len(points)) < 0.05
    widths = np.where(large, 15.0, rng.uniform(7.5, 11, len(points)))
    depths = np.where(large, 18.0, rng.uniform(8, 12, len(points)))
    heights = np.where(large, rng.uniform(9, 18, len(points)), rng.uniform(5.5, 9, len(points)))
    shapes = rectangles(points, widths, depths, angles)
    land.buildings += [
        Building(shape, "apartments" if big else "house", round(float(height), 1))
        for shape, big, height in zip(shapes, large, heights, strict=True)
    ]


def _lines(geometry) -> list[shapely.LineString]:
    return [part for part in shapely.get_parts(geometry) if part.geom_type == "LineString" and part.length > 20]
