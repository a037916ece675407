"""Tables of the made scene: the truth, and what an office has at hand: permits, zones, registers, maps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import shapely
from rasterio.crs import CRS
from rasterio.warp import transform as warp_points

from ..coverage.lists.mesh import meshes_within
from ..grid import Grid
from ..raster import environment
from .clouds import CLOUDY
from .events import Event
from .geometry import blob, burn, burn_local, cell_xy, map_xy
from .landcover import Land
from .places import Place
from .terrain import Terrain, trace_streams

STREAM_CATCHMENT_M2 = 3e4
JGD2011 = "EPSG:6668"
PERSONS_PER_HOME = {"house": 2.3, "apartments": 18.0}


@dataclass
class FeatureTable:
    """``fields``: name → Python type; ``rows``: (geometry, values in that order). None is null."""

    name: str
    geometry_type: str
    fields: dict[str, type]
    rows: list[tuple] = field(default_factory=list)


@dataclass
class Sky:
    """Cloud opacity and shadow depth (0–1) and the SCL mask of one date, 10 m."""

    cloud: np.ndarray
    shadow: np.ndarray
    mask: np.ndarray | None = None

    @property
    def hidden(self) -> np.ndarray:
        return (self.cloud > 0.1) | (self.shadow > 0.3)


def make_tables(
    rng: np.random.Generator,
    grid: Grid,
    place: Place,
    terrain: Terrain,
    land: Land,
    events: list[Event],
    skies: list[Sky],
) -> dict[str, FeatureTable]:
    """All tables by name; geometries in map units of ``grid`` (10 m)."""
    tables = (
        _truth(grid, terrain, events, skies),
        _permits(rng, grid, land, events),
        _zones(land),
        _planning(land, place.divided),
        _hazard(grid, terrain, land),
        _buildings(land),
        _roads(land),
        _streams(grid, terrain),
        _municipalities(rng, grid, land, place.municipalities),
        _assets(rng, grid, land),
        _masts(rng, grid, terrain, land),
        _population(grid, land),
    )
    return {table.name: table for table in tables}


def _parts(geometry) -> Iterator:
    """The simple polygons or lines of ``geometry``, slivers left out."""
    return (p for p in shapely.get_parts(geometry) if p.geom_type in ("Polygon", "LineString") and p.length > 20)


TRUTH_FIELDS = {
    "id": int,
    "kind": str,
    "permitted": int,
    "area_m2": float,
    "height_m": float,
    "volume_m3": float,
    "onset": str,
    "cloud_share_before": float,  # under cloud or its shadow, whatever the mask says
    "cloud_share_after": float,
    "masked_share_after": float,  # flagged in the mask, rightly or not
    "cover_before": str,
    "green_share": float,  # under plants afterwards, seen from above at 2 m
}


def _truth(grid: Grid, terrain: Terrain, events: list[Event], skies: list[Sky]) -> FeatureTable:
    table = FeatureTable("truth", "Polygon", dict(TRUTH_FIELDS))
    layers = [skies[0].hidden, skies[1].hidden, np.isin(skies[1].mask, CLOUDY)]
    for event in events:
        window, inside = burn_local(grid, event.shape)
        shares = [round(float(layer[window][inside].mean()), 3) for layer in layers]
        area = round(event.shape.area, 1)
        volume = round(event.volume_m3(terrain.grid.cell_area_m2), 1)
        values = (event.id, event.kind, int(event.permitted), area, round(event.height_m, 2), volume)
        values += (event.onset.isoformat(), *shares, event.cover_before, round(event.green_share, 2))
        table.rows.append((event.shape, values))
    return table


def _permits(rng: np.random.Generator, grid: Grid, land: Land, events: list[Event]) -> FeatureTable:
    """Permits of the lawful works, some that ran out before works began, and some nobody has used yet."""
    fields = {"number": str, "works": str, "valid_from": date, "valid_to": date}
    table = FeatureTable("permits", "Polygon", fields)

    def add(shape: shapely.Polygon, works: str, start: date, days: int) -> None:
        margin = shape.buffer(float(rng.uniform(2, 12))).union(
            blob(rng, np.array(shape.representative_point().coords[0]), 0.6 * shape.area)
        )
        area = max(shapely.get_parts(margin.intersection(land.area)), key=lambda part: part.area).simplify(1.0)
        number = f"架空許可第{len(table.rows) + 1}号"
        table.rows.append((area, (number, works, start, start + timedelta(days=days))))

    for event in events:
        if event.permitted:
            add(
                event.shape,
                event.kind,
                event.onset - timedelta(days=int(rng.integers(10, 90))),
                int(rng.integers(240, 700)),
            )
    unlawful = [event for event in events if event.kind == "fill" and not event.permitted]
    for event in unlawful[::12]:
        days = int(rng.integers(180, 400))
        add(event.shape, "fill", event.onset - timedelta(days=days + int(rng.integers(30, 200))), days)
    west, south, east, north = grid.bounds
    occupied = shapely.union_all([event.shape.buffer(60) for event in events])
    for x, y in rng.uniform((west + 200, south + 200), (east - 200, north - 200), (12, 2))[:6]:
        shape = blob(rng, np.array([x, y]), float(rng.uniform(800, 6000)))
        if not shape.intersects(occupied) and land.area.contains(shape):
            add(shape, "fill", events[0].onset, 365)
    return table


def _zones(land: Land) -> FeatureTable:
    """Zones of the fill law as National Land Numerical Information A56 codes them: 1 residential, 2 mountains."""
    near = land.floor.buffer(150).intersection(land.area)
    table = FeatureTable("zones", "Polygon", {"A56_004": int, "A56_006": str})
    for code, area in ((1, near), (2, land.area.difference(near))):
        table.rows += [(part, (code, f"架空告示第{code}号")) for part in _parts(area)]
    return table


def _planning(land: Land, divided: bool) -> FeatureTable:
    """City planning after A09; the number of the layer is null outside planning, where A09 itself has no polygon.

    On islands planning areas are not ``divided``.
    """
    town = shapely.union_all(land.towns).buffer(30).intersection(land.area)
    control = land.floor.buffer(500).intersection(land.area).difference(town)
    outside = land.area.difference(town.union(control))
    areas = [(2, "市街化区域", town), (3, "市街化調整区域", control)]
    if not divided:
        areas = [(1, "非線引き都市計画区域", town)]
        outside = land.area.difference(town)
    table = FeatureTable("planning", "Polygon", {"layer_no": int, "area_class": str})
    for number, name, area in (*areas, (None, "都市計画区域外", outside)):
        table.rows += [(part, (number, name)) for part in _parts(area)]
    return table


def _hazard(grid: Grid, terrain: Terrain, land: Land) -> FeatureTable:
    """Debris-flow areas after A33 (A33_001 2; A33_002 1 warning, 2 special) where steep streams leave the mountains."""
    table = FeatureTable("hazard", "Polygon", {"A33_001": int, "A33_002": int, "A33_005": str})
    floor = burn(grid, [land.floor]).ravel() > 0
    mouth = ~floor & floor[terrain.receiver] & (terrain.catchment.ravel() > 4e4) & (terrain.catchment.ravel() < 2e6)
    for number, cell in enumerate(np.flatnonzero(mouth), 1):
        path = _upstream(terrain, int(cell), 30)
        points = cell_xy(grid, np.array(path))
        away = points[0] - points[min(8, len(points) - 1)]
        away = away / max(np.hypot(*away), 1.0)
        fan = [shapely.Point(points[0] + away * d).buffer(18 + 0.3 * d) for d in range(0, 140, 10)]
        channel = shapely.LineString(points).buffer(16) if len(points) > 1 else fan[0]
        for code, area in (
            (1, shapely.union_all([channel, *fan])),
            (2, shapely.union_all([channel.buffer(-6), *fan[:4]])),
        ):
            table.rows += [(part, (2, code, f"架空沢{number}")) for part in _parts(area.intersection(land.area))]
    return table


def _upstream(terrain: Terrain, cell: int, steps: int) -> list[int]:
    """The stream above ``cell``, up to ``steps`` cells, by the largest catchment at every fork."""
    rows, columns = terrain.coarse.shape
    path = [cell]
    for _ in range(steps):
        row, column = divmod(path[-1], columns)
        around = [
            r * columns + c
            for r in range(max(0, row - 1), min(rows, row + 2))
            for c in range(max(0, column - 1), min(columns, column + 2))
        ]
        donors = [i for i in around if i != path[-1] and terrain.receiver[i] == path[-1]]
        if not donors:
            break
        path.append(max(donors, key=lambda i: terrain.catchment.flat[i]))
    return path


def _buildings(land: Land) -> FeatureTable:
    """Buildings standing before; the new roofs of the truth are not registered yet."""
    table = FeatureTable("buildings", "Polygon", {"id": int, "class": str, "height_m": float})
    table.rows = [(b.shape, (number, b.kind, b.height_m)) for number, b in enumerate(land.buildings, 1)]
    return table


def _roads(land: Land) -> FeatureTable:
    table = FeatureTable("roads", "LineString", {"class": str, "width_m": float})
    for road in land.roads:
        table.rows += [(part, (road.kind, road.width_m)) for part in _parts(road.line.intersection(land.area))]
    return table


def _streams(grid: Grid, terrain: Terrain) -> FeatureTable:
    """Stream reaches, drawn downstream; heights at both ends on the ground with its hollows filled."""
    fields = {"id": int, "strahler": int, "length_m": float, "upper_m": float, "lower_m": float}
    table = FeatureTable("streams", "LineString", fields)
    for number, (cells, strahler) in enumerate(trace_streams(terrain, STREAM_CATCHMENT_M2), 1):
        line = shapely.LineString(cell_xy(grid, cells))
        upper, lower = (round(float(terrain.filled.flat[cells[end]]), 2) for end in (0, -1))
        table.rows.append((line, (number, strahler, round(line.length, 1), upper, lower)))
    return table


def _municipalities(
    rng: np.random.Generator, grid: Grid, land: Land, places: tuple[tuple[str, str], ...]
) -> FeatureTable:
    """Places that do not exist: three side by side from west to east, or one that is all of the land."""
    table = FeatureTable("municipalities", "Polygon", {"name": str, "code": str})
    if len(places) == 1:
        table.rows = [(part, places[0]) for part in _parts(land.area)]
        return table
    size = grid.width * 10.0
    y = np.linspace(0, grid.height * 10.0, 60)
    borders = [
        np.zeros_like(y),
        *(
            size * (share + 0.03 * np.sin(2 * np.pi * (y / size * turns + rng.uniform())))
            for share, turns in ((0.33, 1.7), (0.66, 2.3))
        ),
        np.full_like(y, size),
    ]
    for (name, code), left, right in zip(places, borders, borders[1:], strict=False):
        ring = np.vstack([map_xy(grid, left, y), map_xy(grid, right, y)[::-1]])
        table.rows.append((shapely.Polygon(ring), (name, code)))
    return table


def _assets(rng: np.random.Generator, grid: Grid, land: Land) -> FeatureTable:
    """Public buildings, land and structures that could carry a radio station; few of them in the mountains."""
    table = FeatureTable("assets", "Point", {"id": int, "name": str, "kind": str, "height_m": float})
    km2 = grid.width * grid.height / 1e4
    chosen = rng.permutation(len(land.buildings))[: max(4, round(0.8 * km2))]
    for i in chosen:
        building = land.buildings[i]
        if building.shape.centroid.within(land.area):
            table.rows.append((building.shape.centroid, ("公共施設", "building", building.height_m)))
    roads = [road.line for road in land.roads if road.kind != "municipal"]
    for kind, name, height, count in (("land", "都有地", 0.0, 0.4), ("structure", "信号柱", 6.0, 0.15)):
        for _ in range(max(2, round(count * km2))):
            line = roads[int(rng.integers(len(roads)))]
            point = line.interpolate(rng.uniform(), normalized=True)
            if point.within(land.area):
                table.rows.append((point, (name, kind, height)))
    table.rows = [(p, (n, f"{name}{n}", kind, height)) for n, (p, (name, kind, height)) in enumerate(table.rows, 1)]
    return table


def _masts(rng: np.random.Generator, grid: Grid, terrain: Terrain, land: Land) -> FeatureTable:
    """Base stations of four carriers: in the towns, along the main road, and on heights above the valley.

    Their EIRP is that of one resource element, of which phones measure RSRP: some 28 dB below that of 10 MHz.
    """
    fields = {"carrier": str, "height_m": float, "frequency_mhz": float, "eirp_dbm": float}
    table = FeatureTable("masts", "Point", fields)
    km2 = grid.width * grid.height / 1e4
    heights = np.argsort((terrain.coarse - 0.02 * terrain.slope).ravel())[-terrain.coarse.size // 50 :]
    main = land.roads[0].line
    for carrier, frequency in (("A", 800.0), ("B", 2100.0), ("C", 1800.0), ("D", 3500.0)):
        for k in range(max(3, round(0.2 * km2))):
            if k % 3 == 0:
                town = land.towns[k // 3 % len(land.towns)]
                point = np.array(town.centroid.coords[0]) + rng.normal(0, 0.3 * np.sqrt(town.area), 2)
            elif k % 3 == 1:
                point = np.array(main.interpolate(rng.uniform(), normalized=True).coords[0]) + rng.normal(0, 30, 2)
            else:
                point = cell_xy(grid, rng.choice(heights, 1))[0]
            mast = shapely.Point(point)
            if mast.within(land.area):
                values = (
                    carrier,
                    round(float(rng.uniform(15, 40)), 1),
                    frequency,
                    round(float(rng.uniform(52, 60)) - 28, 1),
                )
                table.rows.append((mast, values))
    return table


def _population(grid: Grid, land: Land) -> FeatureTable:
    """Squares of about 500 m (JIS X 0410) on land with the people of the homes inside; at the edge they reach beyond."""
    homes = [b for b in land.buildings if b.kind in PERSONS_PER_HOME]
    centres = shapely.centroid([b.shape for b in homes])
    persons = np.array([PERSONS_PER_HOME[b.kind] for b in homes])
    west, south, east, north = grid.bounds
    degrees = warp(grid.crs, JGD2011, [(west, south), (west, north), (east, south), (east, north)])
    table = FeatureTable("population", "Polygon", {"mesh": str, "population": int})
    for mesh in meshes_within((*degrees.min(axis=0), *degrees.max(axis=0)), "half"):
        square = shapely.Polygon(warp(JGD2011, grid.crs, mesh.ring_deg()))
        if square.intersects(land.area):
            count = persons[shapely.contains_properly(square, centres)].sum()
            table.rows.append((square, (mesh.code, round(float(count)))))
    return table


def warp(source: CRS | str, target: CRS | str, points: list[tuple[float, float]]) -> np.ndarray:
    """Points (x, y) in another system, (n, 2)."""
    with environment():
        return np.column_stack(warp_points(source, target, *zip(*points)))
