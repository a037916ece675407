"""A small volcanic island: a cone cut by gullies, a crater, cliffs, one gentle side with a harbour, sea to the edges.

The cone is worn by the same stream-power erosion as the mountains of Tama, with less time and steeper slopes allowed;
cliffs are as the waves leave them, steeper than soil lies.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from rasterio.features import shapes
from scipy import ndimage
from skimage.graph import route_through_array
from skimage.measure import find_contours

from ..grid import Grid
from ..tasks import Progress, Silent, check_cancelled
from . import noise
from .geometry import blob, burn, cell_xy, map_xy, smooth_line
from .landcover import (
    Cover,
    Land,
    Road,
    bare_land,
    build,
    contour_tracks,
    lay_fields,
    paint,
    plant_forest,
    town_ground,
    town_streets,
)
from .terrain import COARSE_M, Terrain, accumulate, describe, drain, erode, refine, slope_degrees

STEPS = 10
WEAR = 0.003  # share of a catchment that cuts: a young volcano has gullies, no valleys yet
REPOSE = 0.72  # tangent of the steepest lasting slope along a gully, 36°; its sides are steeper
STEEPNESS = 0.45  # height of the cone over its radius
HIGHEST_M, HIGHEST_CLIFF_M = 850.0, 65.0
CRATER = 0.2  # its rim's radius over the island's
HARBOUR = 0.45  # radians to either side of the harbour's direction where the coast is low
FLOOR_DEG = 9.0
FLOOR_M2 = 8e3  # the smallest piece of gentle ground people use
QUAY_HEIGHT_M = 2.5


@dataclass(frozen=True)
class _Plan:
    """Outline of the island; directions in radians from east towards south, as x and y of the picture."""

    centre: tuple[float, float]  # metres right and down of the north-west corner
    radius: np.ndarray  # m, over directions
    cliff: np.ndarray  # m, over directions
    harbour: float

    def polar(self, grid_cells: int, cell: float) -> tuple[np.ndarray, np.ndarray]:
        """Distance from the centre (m) and direction of every cell of a square picture, float32."""
        at = ((np.arange(grid_cells) + 0.5) * cell).astype(np.float32)
        dx, dy = at[None, :] - np.float32(self.centre[0]), at[:, None] - np.float32(self.centre[1])
        return np.hypot(dx, dy), np.arctan2(dy, dx)

    def over(self, values: np.ndarray, direction: np.ndarray) -> np.ndarray:
        """``values`` of this plan at directions."""
        turns = np.linspace(-np.pi, np.pi, len(values) + 1, dtype=np.float32)
        return np.interp(direction, turns, np.append(values, values[0])).astype(np.float32)

    def off_harbour(self, direction: np.ndarray) -> np.ndarray:
        return np.abs((direction - self.harbour + np.pi) % (2 * np.pi) - np.pi)


def make_terrain(rng: np.random.Generator, grid: Grid, progress: Progress = Silent()) -> Terrain:  # noqa: B008
    """Terrain on ``grid`` (2 m cells) with an island in its middle."""
    cell = grid.transform.a
    size = grid.width * cell
    plan = _plan(rng, size)
    ground = refine(rng, _relief(rng, plan, size, progress), grid, progress)
    check_cancelled(progress)
    r, direction = plan.polar(grid.width, cell)
    coast = plan.over(plan.radius, direction)
    inland = coast - r
    inland += 5 * noise.field(rng, ground.shape, cell, 150.0, 6.0)
    # Around the crater all directions meet, and the lift of their cliffs with them.
    outer = np.clip(r / coast / 0.4 - 0.5, 0, 1)
    typical = np.float32(plan.cliff.mean())
    cliff = typical + outer * (plan.over(plan.cliff, direction) - typical)
    check_cancelled(progress)
    rise = np.clip(inland / (0.75 * cliff + 1), 0, 1)
    # The relief sinks to 0 at the coast; the cliff lifts all that lies behind it.
    ground = np.maximum(ground * np.clip(inland / 30, 0, 1), 0.02 * inland) + cliff * rise**2 * (3 - 2 * rise)
    dry = inland > 0
    quay = _quay(plan, r, direction, size)
    ground[quay] = np.maximum(ground[quay], QUAY_HEIGHT_M)
    dry |= quay
    labels, _ = ndimage.label(dry)
    middle = labels[int(plan.centre[1] / cell), int(plan.centre[0] / cell)]
    sea = labels != middle
    ground = np.where(sea, 0, np.maximum(ground, 0.3)).astype(np.float32)
    check_cancelled(progress)
    return describe(grid, ground, sea=sea)


def make_land(rng: np.random.Generator, terrain: Terrain, progress: Progress = Silent()) -> Land:  # noqa: B008
    """Forest, a harbour town, fields where the ground is gentle, a road around; rock on the cliffs, surf at their feet."""
    grid = terrain.grid
    area = _outline(~terrain.sea, grid, 0.0)
    floor, town_site = _floor(terrain)
    cover = plant_forest(rng, terrain)
    check_cancelled(progress)
    across = ndimage.distance_transform_edt(~terrain.sea).astype(np.float32) * np.float32(grid.transform.a)
    steep = slope_degrees(ndimage.gaussian_filter(terrain.ground, 1), grid.transform.a) > 46
    cover[steep | ((across < 12) & ~terrain.sea)] = Cover.ROCK
    side = np.sqrt(town_site.area)
    town = blob(rng, np.array(town_site.representative_point().coords[0]), 0.5 * town_site.area)
    town = town.intersection(town_site.buffer(-0.05 * side))
    town = max(shapely.get_parts(town), key=lambda part: part.area)
    water = shapely.box(*grid.bounds).difference(area)
    land = bare_land(cover, area, floor, water, [town])
    lay_fields(rng, terrain, land, rng.uniform(-0.7, 0.7), 0.0)
    check_cancelled(progress)
    paint(land, burn(grid, land.towns) > 0, town_ground(rng, grid))
    _roads(rng, terrain, land)
    check_cancelled(progress)
    build(rng, terrain, land, progress)
    paint(land, terrain.sea, Cover.SEA)
    off_shore = ndimage.distance_transform_edt(terrain.sea) * grid.transform.a
    for cover in (land.before, land.after):  # no two dates have the same waves
        reach = 9 + 5 * noise.field(rng, cover.shape, grid.transform.a, 60.0, 4.0)
        cover[terrain.sea & (off_shore < reach)] = Cover.SURF
        check_cancelled(progress)
    return land


def _plan(rng: np.random.Generator, size: float) -> _Plan:
    turns = np.linspace(-np.pi, np.pi, 720, endpoint=False)
    radius, cliff = np.ones((2, len(turns)))
    for k in range(2, 12):
        radius += rng.normal(0, 0.22 / k) * np.cos(k * turns + rng.uniform(0, 2 * np.pi))
        cliff += rng.normal(0, 0.35 / k) * np.cos(k * turns + rng.uniform(0, 2 * np.pi))
    radius = 0.36 * size * np.clip(radius, 0.6, 1.25)
    harbour = float(rng.uniform(-np.pi, np.pi))
    off = np.abs((turns - harbour + np.pi) % (2 * np.pi) - np.pi)
    cliff = min(HIGHEST_CLIFF_M, 12 + 0.075 * 0.36 * size) * np.clip(cliff, 0.35, 1.6)
    cliff *= 1 - np.exp(-((off / (1.15 * HARBOUR)) ** 4))
    centre = tuple(float(c) for c in size * (0.5 + rng.uniform(-0.02, 0.02, 2)))
    return _Plan(centre, radius, cliff, harbour)


def _relief(rng: np.random.Generator, plan: _Plan, size: float, progress: Progress) -> np.ndarray:
    """Heights at 20 m above what the cliffs lift, float64, 0 at the coast and beyond."""
    count = int(np.ceil(size / COARSE_M))
    r, direction = plan.polar(count, COARSE_M)
    coast = plan.over(plan.radius, direction).astype(np.float64)
    inland = coast - r
    typical = float(np.median(plan.radius))
    summit = min(STEEPNESS * typical, HIGHEST_M)
    rough = noise.field(rng, (count, count), COARSE_M, 0.5 * typical, 60.0)
    heights = summit * np.clip(inland / coast, 0, 1) ** 1.25 * (1 + 0.10 * rough)
    heights += 5 * noise.field(rng, (count, count), COARSE_M, 300.0, 30.0, 2.5)  # else gullies follow the grid
    # The gentle side: a plain that ends at the foot of the cone.
    plain = 0.34 * coast * np.exp(-((plan.off_harbour(direction) / HARBOUR) ** 4))
    ramp = 2.5 + 0.055 * np.clip(inland, 0, None) + 0.8 * np.maximum(inland - plain, 0)
    heights = np.where(plain > COARSE_M, np.minimum(heights + 3, ramp), heights)
    sea = inland <= 0
    sea[[0, -1]] = sea[:, [0, -1]] = True
    heights[sea] = 0
    still = np.zeros_like(heights)
    for _ in range(STEPS):
        check_cancelled(progress)
        _, receiver, order = drain(heights, sea, COARSE_M)
        area = accumulate(receiver, order, WEAR * COARSE_M**2)
        erode(heights, receiver, order, area, still, COARSE_M, REPOSE)
    heights = ndimage.gaussian_filter(heights, 0.7) * ~sea
    # The crater came last: a flat floor within steep walls.
    rim = CRATER * typical
    from_summit = r * (1 + 0.08 * rough)
    floor = float(np.median(heights[np.abs(from_summit - rim) < COARSE_M])) - 0.11 * float(summit)
    return np.minimum(heights, floor + 0.75 * np.maximum(from_summit - 0.7 * rim, 0) ** 1.05)


def _quay(plan: _Plan, r: np.ndarray, direction: np.ndarray, size: float) -> np.ndarray:
    """Cells of a quay that reaches out from the harbour's coast."""
    angle = direction - plan.harbour
    out = r * np.cos(angle) - plan.over(plan.radius, np.float32([plan.harbour]))[0]
    return (np.abs(r * np.sin(angle)) < 9) & (out > -25) & (out < np.clip(0.03 * size, 40, 120)) & (np.cos(angle) > 0)


def _outline(cells: np.ndarray, grid: Grid, least_m2: float):
    """The outline of cells (bool) on ``grid``; pieces below ``least_m2`` left out."""
    found = [shapely.geometry.shape(s) for s, v in shapes(cells.astype(np.uint8), cells, transform=grid.transform)]
    found = [polygon for polygon in found if polygon.area >= least_m2]
    return max(found, key=lambda p: p.area) if least_m2 == 0 else found


def _floor(terrain: Terrain) -> tuple[shapely.MultiPolygon, shapely.Polygon]:
    """Ground gentle enough to live on and farm, and the piece of it beside the lowest coast."""
    cells = Grid(
        terrain.grid.crs,
        terrain.grid.transform * terrain.grid.transform.scale(5),
        terrain.grid.width // 5,
        terrain.grid.height // 5,
    )
    smooth = ndimage.gaussian_filter(terrain.coarse, 1.5)
    gentle = (slope_degrees(smooth, 10.0) < FLOOR_DEG) & (terrain.coarse > 2)
    gentle = ndimage.binary_opening(gentle, iterations=2)
    found = [p.buffer(-8).buffer(8).simplify(6) for p in _outline(gentle, cells, FLOOR_M2)]
    pieces = [p for p in found if p.area >= FLOOR_M2]
    heights = [terrain.coarse[burn(cells, [p]) > 0].mean() for p in pieces]
    # Large and low: the crater's floor is gentle too.
    best = min(range(len(pieces)), key=lambda i: heights[i] / np.sqrt(pieces[i].area))
    return shapely.MultiPolygon(pieces), pieces[best]


def _roads(rng: np.random.Generator, terrain: Terrain, land: Land) -> None:
    """A road around the island, one from the town up to it and on to the crater, tracks, streets and the quay."""
    grid = terrain.grid
    cells = Grid(grid.crs, grid.transform * grid.transform.scale(5), grid.width // 5, grid.height // 5)
    smooth = ndimage.gaussian_filter(terrain.coarse, 3)
    dry = ndimage.binary_erosion(terrain.coarse > 1, iterations=2)
    level = np.quantile(smooth[dry], 0.3)
    ring = max(find_contours(smooth, level), key=len)
    ring = smooth_line(map_xy(cells, (ring[:, 1] + 0.5) * 10, (ring[:, 0] + 0.5) * 10), 7)
    around = shapely.LineString(ring).simplify(1.0)
    land.roads.append(Road(around, "prefectural", 7.0))
    cost = np.where(dry, 1 + (terrain.slope / 7) ** 2, np.float32(1e4))
    top = np.unravel_index(np.argmax(smooth), smooth.shape)
    town = land.towns[0].representative_point()
    for start, kind, width in ((town, "prefectural", 6.0), (shapely.Point(_xy(cells, top)), "forest_road", 4.0)):
        goal = around.interpolate(around.project(start))
        path, _ = route_through_array(cost, _cell(cells, start), _cell(cells, goal), geometric=True)
        points = smooth_line(cell_xy(cells, np.ravel_multi_index(np.array(path).T, cost.shape)), 5)
        if len(points) > 3:
            land.roads.append(Road(shapely.LineString(points).simplify(1.0), kind, width))
    land.roads += contour_tracks(rng, terrain, cells, land)
    land.roads += [Road(line, "municipal", 5.0) for line in town_streets(land.towns[0])]


def _xy(cells: Grid, index: tuple) -> tuple[float, float]:
    return cells.transform * (index[1] + 0.5, index[0] + 0.5)


def _cell(cells: Grid, point: shapely.Point) -> tuple[int, int]:
    column, row = ~cells.transform * (point.x, point.y)
    return int(row), int(column)
