"""What coverage is judged by in the made scene: what stands on the ground, places people rely on, shops, the ferry."""

from __future__ import annotations

import numpy as np
import shapely
from rasterio.features import rasterize

from ..grid import Grid
from . import noise
from .features import FeatureTable
from .landcover import Cover, Land

# Mean height of the crowns (m), its spread, and the share of the ground they hide.
_CANOPY = {Cover.CONIFER: (17.0, 2.5, 1.0), Cover.DECIDUOUS: (12.0, 2.5, 0.97), Cover.GARDEN: (4.5, 1.0, 0.25)}
_SHELTERS_PER_KM2 = 0.5
_COMMERCIAL_SHARE = 0.12  # of a town's ground


def make_clutter(rng: np.random.Generator, grid: Grid, land: Land) -> np.ndarray:
    """Height of trees and buildings above the ground on ``grid`` (2 m), float32, m."""
    relief = noise.field(rng, grid.shape, grid.transform.a, 40.0, 3.0, 2.0)
    gaps = noise.field(rng, grid.shape, grid.transform.a, 12.0, 2.0, 2.0)
    clutter = np.zeros(grid.shape, np.float32)
    for cover, (height, spread, share) in _CANOPY.items():
        stands = (land.before == cover) & (gaps < np.quantile(gaps, share))
        clutter[stands] = np.maximum(height + spread * relief[stands], 1.0)
    if land.buildings:
        shapes = [(building.shape, building.height_m) for building in land.buildings]
        roofs = rasterize(shapes, grid.shape, transform=grid.transform, dtype="float32")
        clutter[roofs > 0] = roofs[roofs > 0]
    return clutter


def make_tables(
    rng: np.random.Generator, grid: Grid, land: Land, municipalities: FeatureTable
) -> dict[str, FeatureTable]:
    """Tables ``places`` (offices, a station, a hospital, shelters) and ``commercial`` (商業地域), by name."""
    tables = (_places(rng, grid, land, municipalities), _commercial(land))
    return {table.name: table for table in tables}


def _places(rng: np.random.Generator, grid: Grid, land: Land, municipalities: FeatureTable) -> FeatureTable:
    table = FeatureTable("places", "Point", {"name": str, "kind": str})
    centres = shapely.centroid([building.shape for building in land.buildings])
    taken: set[int] = set()

    def add(name: str, kind: str, near: shapely.Point, within: shapely.Geometry) -> None:
        """In the free building nearest to a point, of those within an area; on that point where there is none."""
        free = [i for i in np.flatnonzero(shapely.within(centres, within)) if i not in taken]
        place = near
        if free:
            chosen = free[int(np.argmin(shapely.distance(centres[free], near)))]
            taken.add(chosen)
            place = centres[chosen]
        table.rows.append((place, (name, kind)))

    town = max(land.towns, key=lambda shape: shape.area)
    for shape, (name, _) in municipalities.rows:
        inside = [part.intersection(shape) for part in land.towns if part.intersects(shape)]
        near = max(inside, key=lambda part: part.area).centroid if inside else shape.centroid
        add(f"{name}役場", "office", near, shape)
    if not ferries(grid, land):  # no railway on an island
        add("架空駅", "station", land.roads[0].line.interpolate(0.5, normalized=True), town.buffer(300))
    add("架空病院", "hospital", town.centroid, town)
    count = max(3, round(_SHELTERS_PER_KM2 * grid.width * grid.height / 1e4))
    # Half of them in the towns, half wherever people live.
    for number, i in enumerate(rng.permutation(len(centres))[:count], 1):
        within = town if number % 2 else land.area
        add(f"第{number}避難所", "shelter", centres[i], within)
    return table


def _commercial(land: Land) -> FeatureTable:
    """The middle of each town, as 用途地域 of the National Land Numerical Information (A29) names it."""
    table = FeatureTable("commercial", "Polygon", {"A29_005": str})
    for town in land.towns:
        core = shapely.intersection(town, town.centroid.buffer(np.sqrt(_COMMERCIAL_SHARE * town.area / np.pi)))
        table.rows += [(part, ("商業地域",)) for part in shapely.get_parts(core) if part.geom_type == "Polygon"]
    return table


def ferries(grid: Grid, land: Land) -> list[tuple]:
    """A row of the roads' table: the route from the coast nearest to the first town out to the scene's edge, over sea."""
    coast = shapely.get_point(shapely.shortest_line(land.area.boundary, land.towns[0].centroid), 0)
    start, centre = (np.array(point.coords[0]) for point in (coast, land.area.centroid))
    west, _, east, _ = grid.bounds
    away = (start - centre) / np.hypot(*(start - centre))
    line = shapely.LineString([start, start + 2 * (east - west) * away])
    at_sea = line.intersection(shapely.box(*grid.bounds)).difference(land.area)
    parts = [part for part in shapely.get_parts(at_sea) if part.length > 100]
    return [(max(parts, key=lambda part: part.length), ("ferry", 0.0))] if parts else []
