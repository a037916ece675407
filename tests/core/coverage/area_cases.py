"""Landscapes and point-to-point results that the area predictions are held against."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import rasterio
from affine import Affine
from rasterio.crs import CRS
from rasterio.warp import Resampling, calculate_default_transform, reproject
from scipy import fft, ndimage

from soranome.plugin.core.coverage.landscape import INLAND, Landscape
from soranome.plugin.core.coverage.prediction.area import latitude_of
from soranome.plugin.core.coverage.prediction.area_models import ITM_STEPS, even_heights
from soranome.plugin.core.coverage.prediction.rays import ray_profile
from soranome.plugin.core.coverage.propagation import itm, millimetre
from soranome.plugin.core.coverage.propagation.climate import Climate
from soranome.plugin.core.coverage.propagation.p1812 import predict_path
from soranome.plugin.core.grid import Grid
from soranome.plugin.core.sample import make_scene

CLIMATE = Climate(45.0, 332.0)
WEST, NORTH = -60000.0, -30000.0


def landscape(height, cell=30.0, clutter=None, sea=None) -> Landscape:
    """Terrain (and clutter, sea) as a landscape of cells of ``cell`` metres in the plane rectangular system IX."""
    height = np.asarray(height, np.float32)
    grid = Grid(CRS.from_epsg(6677), Affine(cell, 0, WEST, 0, -cell, NORTH), height.shape[1], height.shape[0])
    return Landscape(
        grid,
        height,
        np.zeros(height.shape, np.float32) if clutter is None else np.asarray(clutter, np.float32),
        np.zeros(height.shape, bool) if sea is None else sea,
        clutter is not None,
    )


def hills(size, cell=30.0, seed=1, relief=200.0) -> np.ndarray:
    """Mountains with a power spectrum like that of real ones, mean height ``relief``·1.2."""
    rng = np.random.default_rng(seed)
    wave = np.hypot(fft.fftfreq(size)[:, None], fft.rfftfreq(size)[None, :])
    wave[0, 0] = 1
    spectrum = (rng.normal(size=wave.shape) + 1j * rng.normal(size=wave.shape)) * wave**-2.2
    spectrum[0, 0] = 0
    ground = fft.irfft2(spectrum, s=(size, size))
    return (ground / ground.std() * relief + 1.2 * relief).astype(np.float32)


def woods(shape, seed=2, top=20.0) -> np.ndarray:
    """Clutter 5 to ``top`` m high in patches over half of the land."""
    rng = np.random.default_rng(seed)
    return np.where(ndimage.gaussian_filter(rng.normal(size=shape), 3) > 0, rng.uniform(5, top, shape), 0)


def coast(size=300, cell=30.0, seed=1) -> Landscape:
    """Mountains with woods that go down to a sea; coastal land behind it."""
    height = hills(size, cell, seed)
    height -= np.float32(np.percentile(height, 40))
    sea = height <= 0
    height[sea] = 0
    clutter = woods(height.shape)
    clutter[sea] = 0
    return landscape(height, cell, clutter, sea)


@cache
def made_scene(surface=True) -> Landscape:
    """The made scene of 2 × 2 km at 2 m, read as 4 m cells."""
    scene = make_scene(2.0, 1)
    height, dsm = scene.dtm_before[::2, ::2], scene.dsm[::2, ::2]
    clutter = np.clip(np.nan_to_num(dsm - height), 0, None) if surface else None
    return landscape(height, 4.0, clutter)


@cache
def us_mountains(path: Path, cell=30.0) -> Landscape:
    """A part of 30 × 30 km of NASADEM's N44W072 (White Mountains) in UTM zone 19."""
    with rasterio.open(path) as source:
        crs = CRS.from_epsg(32619)
        transform, width, height = calculate_default_transform(
            source.crs, crs, source.width, source.height, *source.bounds, resolution=cell
        )
        ground = np.full((height, width), np.nan, np.float32)
        reproject(
            rasterio.band(source, 1),
            ground,
            dst_transform=transform,
            dst_crs=crs,
            dst_nodata=np.nan,
            resampling=Resampling.cubic,
        )
    side = int(30_000 / cell)
    top, left = (height - side) // 2, (width - side) // 2
    grid = Grid(crs, transform * Affine.translation(left, top), side, side)
    ground = np.ascontiguousarray(ground[top : top + side, left : left + side])
    shape = ground.shape
    return Landscape(grid, ground, np.zeros(shape, np.float32), np.zeros(shape, bool), False)


def centre(land: Landscape, right=0.3, down=-0.2) -> tuple[float, float]:
    """A place ``right`` and ``down`` of the centre of the middle cell, in cells."""
    column, row = land.grid.width // 2 + 0.5 + right, land.grid.height // 2 + 0.5 + down
    return land.grid.transform * (column, row)


@cache
def _latitude(crs, x, y):
    """As :func:`latitude_of`, once for each mast."""
    return latitude_of(SimpleNamespace(grid=SimpleNamespace(crs=crs)), x, y)


def point_to_point(land, x, y, height_m, mhz, row, column, reach_m, model="p1812", receiver_m=1.5, percent=50.0):
    """Loss in dB of one cell by the point-to-point model over :func:`ray_profile`; and its result object."""
    profile = ray_profile(land, x, y, row, column, reach_m)
    if model == "p1812":
        found = predict_path(
            profile,
            mhz,
            height_m,
            receiver_m,
            latitude=_latitude(land.grid.crs, x, y),
            delta_n=CLIMATE.delta_n,
            n0=CLIMATE.n0,
            time_percent=percent,
        )
        return found.lb, found
    if model == "itm":
        n = len(profile.distance_km) - 1
        steps = min(n, ITM_STEPS)
        even = np.empty(steps + 1)
        even_heights(profile.distance_km, profile.height_m, n, steps, even)
        settings = itm.ItmSettings(5 if (profile.zone == INLAND).all() else 6, CLIMATE.n0, time=percent)
        spacing = 1000 * profile.distance_km[-1] / steps
        found = itm.point_to_point(even, spacing, height_m, receiver_m, mhz, settings)
        return found.loss_db, found
    found = millimetre.predict_path(profile, mhz, height_m, receiver_m, delta_n=CLIMATE.delta_n, time_percent=percent)
    return found.lb, found


def random_cells(area, count, seed=0):
    """Rows and columns, of the landscape, of cells with a result."""
    rows, columns = np.nonzero(np.isfinite(area.loss_db))
    pick = np.random.default_rng(seed).permutation(len(rows))[:count]
    return [(int(rows[i] + area.window.row_off), int(columns[i] + area.window.col_off)) for i in pick]


def value_at(area, array, row, column):
    return array[row - int(area.window.row_off), column - int(area.window.col_off)]
