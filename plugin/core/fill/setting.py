"""Where a place lies: zones, planning, hazards, land use, parcels and roads around it, and who lives below."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np
import rasterio.features
import shapely
from affine import Affine
from rasterio.crs import CRS
from rasterio.enums import Resampling

from ..grid import Grid
from ..outlines import as_json
from ..raster import Raster
from ..terrain.flow import Flow, Path, flow_over, path_below
from ..terrain.slope import gradient, slope_degrees
from ..terrain.valleys import valley_lines

Value = TypeVar("Value")
_PIECE = 8  # vertices


class Layer(Generic[Value]):
    """Geometries with a value each, all in the CRS of the places, found by where they lie."""

    def __init__(self, rows: list[tuple[shapely.Geometry, Value]]):
        self.geometries = np.array([geometry for geometry, _ in rows], dtype=object)
        self.values = [value for _, value in rows]
        self._tree = shapely.STRtree(self.geometries)
        self._pieces, self._row_of = _pieces(self.geometries)
        self._tree_of_pieces = shapely.STRtree(self._pieces)
        shapely.prepare(self._pieces)  # each is asked for many times

    def __len__(self) -> int:
        return len(self.values)

    def touching(self, geometry: shapely.Geometry) -> list[int]:
        """Numbers of the rows that meet ``geometry``, in their order."""
        return sorted(self._tree.query(geometry, predicate="intersects").tolist())

    def shares(self, outline: shapely.Geometry) -> dict[Value, float]:
        """Share of ``outline`` under each value, the largest first; polygons of one value do not count twice."""
        parts: dict[Value, list] = {}
        for index in self.touching(outline):
            parts.setdefault(self.values[index], []).append(outline.intersection(self.geometries[index]))
        found = {value: shapely.union_all(part).area / outline.area for value, part in parts.items()}
        return dict(sorted(((v, s) for v, s in found.items() if s > 0), key=lambda item: -item[1]))

    def within(self, points: shapely.STRtree, distance_m: float) -> tuple[np.ndarray, np.ndarray]:
        """Numbers of points and rows that lie no farther apart, in pairs."""
        if not len(points):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        west, south, east, north = shapely.total_bounds(points.geometries)
        box = shapely.box(west - distance_m, south - distance_m, east + distance_m, north + distance_m)
        near = self._tree_of_pieces.query(box)
        # Pieces are few, points many: the tree of the points is asked.
        pieces, found = points.query(self._pieces[near], predicate="dwithin", distance=distance_m)
        pairs = np.unique(found * len(self) + self._row_of[near[pieces]])
        return np.divmod(pairs, max(1, len(self)))

    def nearest_m(self, geometry: shapely.Geometry) -> float:
        """Distance to the nearest row; infinite where there are none."""
        index = self._tree.nearest(geometry)
        return math.inf if index is None else float(geometry.distance(self.geometries[index]))


def _pieces(geometries: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The geometries, lines cut at every :data:`_PIECE`-th vertex, and the number of the geometry each is of.

    The box around a road of kilometres holds much that is nowhere near it.
    """
    pieces, rows = [], []
    for row, geometry in enumerate(geometries):
        lines = shapely.get_parts(geometry) if "LineString" in geometry.geom_type else ()
        cut = [
            shapely.linestrings(coordinates[start : start + _PIECE + 1])
            for coordinates in map(shapely.get_coordinates, lines)
            for start in range(0, len(coordinates) - 1, _PIECE)
        ]
        pieces += cut or [geometry]
        rows += [row] * max(1, len(cut))
    return np.array(pieces, dtype=object), np.array(rows, np.int64)


@dataclass(frozen=True)
class TerrainSetting:
    """What elevations tell of a place; None and NaN where they do not reach it. Distances in m, slopes in degrees.

    ``house_m`` and ``road_m`` are ways along the flow path to the nearest one below, infinite where there is none.
    ``hazards`` are the numbers of the hazard areas the path reaches. ``cut_off``: the path leaves the elevations.
    """

    slope_mean: float = math.nan
    slope_max: float = math.nan
    valley_m: float = math.nan
    catchment_m2: float = math.nan
    path_m: float = math.nan
    houses: int | None = None
    house_m: float = math.inf
    road: bool | None = None
    road_m: float = math.inf
    hazards: list[int] = field(default_factory=list)
    cut_off: bool = False

    @property
    def known(self) -> bool:
        return not math.isnan(self.slope_mean)


UNKNOWN_TERRAIN = TerrainSetting()
_LEAST_KNOWN = 0.5  # share of a place that must have elevations
LOWEST_M = -500.0
"""No land is lower; -9999 and the like are missing elevations that a file does not declare."""


class Terrain:
    """A piece of ground with what stands on it: asked for one place after the other."""

    def __init__(self, heights: np.ndarray, grid: Grid, settings: dict):
        self._settings = settings
        self._flow = flow_over(heights, grid)
        cell = self._flow.cell_m
        self._slope = slope_degrees(*gradient(self._flow.heights, cell, cell))
        self._valleys = shapely.STRtree(valley_lines(self._flow, settings["valley_catchment_m2"]))

    @classmethod
    def of(cls, dem: str, grid: Grid, settings: dict) -> Terrain | None:
        """The terrain of a DEM file seen on ``grid``, whatever the CRS of the file; None where it does not reach."""
        with Raster(dem) as source:
            resampling = resampling_to(source.grid, grid)
        with Raster(dem, grid=grid, resampling=resampling) as raster:
            data, valid = raster.read_valid()
        valid &= data[0] > LOWEST_M
        return cls(np.where(valid, data[0], np.nan), grid, settings) if valid.any() else None

    def around(
        self,
        outline: shapely.Geometry,
        streams: Layer | None,
        buildings: Layer | None,
        roads: Layer | None,
        hazards: Layer | None,
    ) -> TerrainSetting:
        """The setting of a place; layers that are not given stay unknown."""
        flow, settings = self._flow, self._settings
        cells = cells_in(outline, flow.grid)
        known = cells[~np.isnan(flow.heights.ravel()[cells])]
        if len(known) < max(1, _LEAST_KNOWN * len(cells)):
            return UNKNOWN_TERRAIN
        path = path_below(flow, known, settings["reach_m"], settings["stop_slope_deg"], settings["stop_over_m"])
        line = self._valleys.nearest(outline)
        valley_m = math.inf if line is None else float(outline.distance(self._valleys.geometries[line]))
        below = _Below(flow, path, outline, settings)
        houses, house_m = below.count(buildings)
        roads_hit, road_m = below.count(roads)
        hazards_below = below.reached(hazards)
        shapely.destroy_prepared(outline)
        slopes = self._slope.ravel()[known]
        return TerrainSetting(
            slope_mean=float(slopes.mean()),
            slope_max=float(slopes.max()),
            valley_m=min(valley_m, streams.nearest_m(outline)) if streams else valley_m,
            catchment_m2=float(flow.catchment_m2[known].max()),
            path_m=path.reach_m,
            houses=houses,
            house_m=house_m,
            road=None if roads_hit is None else roads_hit > 0,
            road_m=road_m,
            hazards=hazards_below,
            cut_off=path.cut_off,
        )


class _Below:
    """What lies on or beside a path below a place."""

    def __init__(self, flow: Flow, path: Path, outline: shapely.Geometry, settings: dict):
        self._flow, self._outline, self._settings = flow, outline, settings
        outside = path.distance_m > 0
        self._points = shapely.points(flow.centres(path.cells[outside]))
        self._tree = shapely.STRtree(self._points)
        shapely.prepare(outline)
        self._distance_m = path.distance_m[outside]
        self._heights = flow.filled[path.cells[outside]]

    def count(self, layer: Layer | None) -> tuple[int | None, float]:
        """How many rows of ``layer`` stand beside the path, no higher than debris runs up; the way to the nearest."""
        if layer is None:
            return None, math.inf
        points, rows = layer.within(self._tree, self._settings["lateral_m"])
        beside = np.unique(rows)
        apart = layer.geometries[beside]
        touching = shapely.intersects(self._outline, apart)
        apart[touching] = shapely.difference(apart[touching], self._outline)
        on_it = shapely.is_empty(apart) | (shapely.area(apart) < shapely.area(layer.geometries[beside]) / 2)
        number = np.searchsorted(beside, rows)
        points, number = points[~on_it[number]], number[~on_it[number]]
        meets = shapely.get_point(shapely.shortest_line(apart[number], self._points[points]), 0)
        low = self._heights_at(meets) <= self._heights[points] + self._settings["run_up_m"]
        return len(np.unique(number[low])), float(self._distance_m[points[low]].min(initial=math.inf))

    def _heights_at(self, points: np.ndarray) -> np.ndarray:
        """Ground under ``points``; minus infinity where it is not known, so that nothing is left out for that."""
        columns, rows = ~self._flow.grid.transform * (shapely.get_x(points), shapely.get_y(points))
        rows = np.clip(rows.astype(int), 0, self._flow.grid.height - 1)
        columns = np.clip(columns.astype(int), 0, self._flow.grid.width - 1)
        return np.nan_to_num(self._flow.heights[rows, columns], nan=-np.inf)

    def reached(self, layer: Layer | None) -> list[int]:
        """Rows of ``layer`` (polygons) that the path itself enters."""
        return [] if layer is None else np.unique(layer.within(self._tree, 0)[1]).tolist()


def resampling_to(source: Grid, grid: Grid) -> Resampling:
    """Averages where ``grid`` is coarser than the ``source`` grid, else between its cells."""
    metres = source.cell_size[0] * (111_320 if source.crs and source.crs.is_geographic else 1)
    return Resampling.average if metres < 0.75 * grid.cell_size[0] else Resampling.bilinear


def cells_in(outline: shapely.Geometry, grid: Grid) -> np.ndarray:
    """Flat indices of the cells of ``grid`` whose centres lie in ``outline``, at least the one of a point inside it."""
    west, south, east, north = outline.bounds
    t = grid.transform
    columns = slice(max(0, int((west - t.c) / t.a)), min(grid.width, math.ceil((east - t.c) / t.a)))
    rows = slice(max(0, int((north - t.f) / t.e)), min(grid.height, math.ceil((south - t.f) / t.e)))
    if rows.stop <= rows.start or columns.stop <= columns.start:
        return np.empty(0, np.int64)
    inside = rasterio.features.rasterize(
        [as_json(outline)],
        out_shape=(rows.stop - rows.start, columns.stop - columns.start),
        transform=t * t.translation(columns.start, rows.start),
        dtype="uint8",
    )
    found = np.argwhere(inside)
    if not len(found):
        point = outline.representative_point()
        found = np.array([[int((point.y - t.f) / t.e) - rows.start, int((point.x - t.c) / t.a) - columns.start]])
    return (found[:, 0] + rows.start) * grid.width + found[:, 1] + columns.start


def landuse_share(path: str, outline: shapely.Geometry, crs: CRS, cell_m: float) -> tuple[str, float] | None:
    """The commonest class of a land-use raster under ``outline`` and its share; None where it has none there."""
    west, south, east, north = outline.bounds
    left, top = math.floor(west / cell_m) * cell_m, math.ceil(north / cell_m) * cell_m
    width, height = max(1, math.ceil((east - left) / cell_m)), max(1, math.ceil((top - south) / cell_m))
    grid = Grid(crs, Affine(cell_m, 0, left, 0, -cell_m, top), width, height)
    with Raster(path, grid=grid, resampling=Resampling.nearest) as raster:
        data, valid = raster.read_valid(bands=[1])
        declared = raster.nodata is not None
    cells = cells_in(outline, grid)
    codes, counts = np.unique(data[0].ravel()[cells][valid.ravel()[cells]], return_counts=True)
    # Where nodata is not declared, cells beyond the raster's edge read as zero.
    if not len(codes) or (not declared and codes[np.argmax(counts)] == 0):
        return None
    return code_text(codes[np.argmax(counts)]), float(counts.max() / len(cells))


def code_text(value: object) -> str:
    """A code as text: 1, 1.0, "1", "01" and "１" are one code; an unknown one is empty."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    text = unicodedata.normalize("NFKC", str(value)).strip()
    number = re.fullmatch(r"0*(\d+)(\.0+)?", text)
    return number[1] if number else text


def drivable(kind: object, width: object, settings: dict) -> bool:
    """Whether a car can drive on a road of this kind and width (m, or text such as ``3m未満``); unknown is yes."""
    if str(kind or "").strip().lower() in settings["not_drivable"]:
        return False
    found = re.search(r"\d+(\.\d+)?", unicodedata.normalize("NFKC", str(width if width is not None else "")))
    if not found:
        return True
    return float(found[0]) >= settings["drivable_width_m"]
