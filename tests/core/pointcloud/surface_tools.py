"""Made tiles for the tests of surfaces."""

from pathlib import Path

import laspy
import numpy as np
import rasterio
from rasterio.crs import CRS

from soranome.plugin.core.pointcloud.catalogue import catalogue_of
from soranome.plugin.core.pointcloud.source import find_sources
from soranome.plugin.core.pointcloud.surfaces import Settings, make_surfaces

WEST, SOUTH = -36_000.0, -54_000.0


def write_tile(path, points, point_format=3, scale=0.001, **fields):
    """A LAS or LAZ file of ``points`` (n, 3) in metres; ``fields`` as laspy names them."""
    header = laspy.LasHeader(point_format=point_format, version="1.4" if point_format > 5 else "1.2")
    header.scales, header.offsets = [scale] * 3, [0.0] * 3
    tile = laspy.LasData(header)
    tile.x, tile.y, tile.z = np.asarray(points, float).reshape(-1, 3).T
    given = {"classification": 2, "return_number": 1, "number_of_returns": 1} | fields
    for name, values in given.items():
        tile[name] = np.broadcast_to(values, len(tile.points))
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    tile.write(path)
    return path


def grid_of_points(edge_m=60.0, spacing_m=0.5, height=lambda x, y: 0 * x, seed=1):
    """Points about ``spacing_m`` apart over ``edge_m``², (n, 3); their heights by place from the south-west corner."""
    rng = np.random.default_rng(seed)
    count = int((edge_m / spacing_m) ** 2)
    x, y = rng.uniform(0, edge_m, (2, count)).round(3)
    return np.stack([WEST + x, SOUTH + y, height(x, y)], axis=1)


def catalogue(*paths, crs=6677):
    sources, faults = find_sources(paths)
    return catalogue_of(sources, CRS.from_epsg(crs), faults=faults)


def surfaces(folder, paths, names=("DTM", "DSM", "CHM", "DENSITY", "GROUND_DENSITY"), crs=6677, voids=False, **options):
    """Rasters by name (bands dropped where there is one), their transform, and what :func:`make_surfaces` returned."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    job = {key: options.pop(key) for key in ("extent", "edge", "workers", "chunk", "progress") if key in options}
    keep = (lambda found, grid: None) if voids else None
    outputs = {name: str(folder / f"{name}.tif") for name in names}
    made = make_surfaces(catalogue(*paths, crs=crs), outputs, Settings(**options), keep_voids=keep, **job)
    rasters = {}
    for name, path in outputs.items():
        with rasterio.open(path) as dataset:
            rasters[name] = dataset.read(1) if dataset.count == 1 else dataset.read()
    return rasters, made


def centres(made):
    """x and y of the cell centres, from the south-west corner of the made points."""
    columns, rows = np.meshgrid(np.arange(made.grid.width) + 0.5, np.arange(made.grid.height) + 0.5)
    x, y = made.grid.transform * (columns, rows)
    return x - WEST, y - SOUTH
