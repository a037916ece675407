"""Made clouds for tests of quality and updates: rolling ground, strips, tiles named by map sheets."""

from __future__ import annotations

import laspy
import numpy as np
from rasterio.crs import CRS

from soranome.plugin.core.pointcloud.catalogue import catalogue_of
from soranome.plugin.core.pointcloud.source import find_sources

CRS_IX = CRS.from_epsg(6677)
WEST, SOUTH = -13600.0, -36900.0  # of the sheet 09LD2626


def ground(x, y):
    """Hills steep enough to show a horizontal shift, in metres."""
    return 120 + 9 * np.sin(x / 19) + 7 * np.cos(y / 23) + 3 * np.sin((x + y) / 11)


def lattice(west, south, east, north, step=0.5):
    """Points in the middles of squares of ``step``: as many in every cell."""
    x, y = np.meshgrid(np.arange(west, east, step) + step / 2, np.arange(south, north, step) + step / 2)
    return x.ravel(), y.ravel()


def scattered(west, south, east, north, density, seed):
    rng = np.random.default_rng(seed)
    count = rng.poisson((east - west) * (north - south) * density)
    return rng.uniform(west, east, count), rng.uniform(south, north, count)


def write_tile(path, x, y, z, point_format=6, scale=0.001, created=None, offsets=None, **fields):
    """A LAS or LAZ file: class 2, single returns unless ``fields`` say otherwise; unknown fields are extra dimensions."""
    header = laspy.LasHeader(point_format=point_format, version="1.4" if point_format >= 6 else "1.2")
    header.scales = np.full(3, scale)
    header.offsets = np.array([WEST, SOUTH, 0.0] if offsets is None else offsets)
    header.creation_date = created
    for name in fields.keys() - set(header.point_format.dimension_names):
        header.add_extra_dim(laspy.ExtraBytesParams(name, "i4"))
    cloud = laspy.LasData(header)
    cloud.x, cloud.y, cloud.z = x, y, z
    defaults = {"classification": 2, "return_number": 1, "number_of_returns": 1}
    for name, value in {**defaults, **fields}.items():
        cloud[name] = np.broadcast_to(value, len(x))
    cloud.write(str(path))
    return path


def catalogue(*paths, crs=CRS_IX):
    sources, faults = find_sources(paths)
    return catalogue_of(sources, crs, faults=faults)
