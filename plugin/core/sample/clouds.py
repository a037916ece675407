"""Clouds, their shadows, and the scene classification (SCL) that finds most of them."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from . import noise

PIXEL_M = 10.0
BASE_M = 1100.0  # height of the clouds above the ground
VEGETATION, BARE, WATER = 4, 5, 6
SHADOW, CLOUD_MEDIUM, CLOUD_HIGH, CIRRUS = 3, 8, 9, 10
CLOUDY = (SHADOW, CLOUD_MEDIUM, CLOUD_HIGH, CIRRUS)
"""SCL codes; 0 is nodata."""


def make_clouds(
    rng: np.random.Generator,
    shape: tuple[int, int],
    share: float,
    sun_elevation: float,
    sun_azimuth: float,
    over: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Opacity of cloud and depth of shadow, each 0–1, float32 (h, w), at 10 m.

    Clouds take ``share`` of the picture; ``over`` (n, 2: row, column) are places that each carry one of its own.
    """
    reach = BASE_M / np.tan(np.radians(sun_elevation)) / PIXEL_M
    azimuth = np.radians(sun_azimuth)
    # Cells from a shaded place to the cloud above it, toward the sun.
    down, right = round(-np.cos(azimuth) * reach), round(np.sin(azimuth) * reach)
    pad = max(abs(down), abs(right))
    wide = (shape[0] + 2 * pad, shape[1] + 2 * pad)
    thickness = noise.field(rng, wide, PIXEL_M, 900.0, 40.0, 3.2)
    rows, columns = np.ogrid[: wide[0], : wide[1]]
    for row, column in over if over is not None else ():
        radius = rng.uniform(7, 16)
        squared = (rows - row - pad) ** 2 + (columns - column - pad) ** 2
        thickness += 4.0 * np.exp(-squared / (2 * radius**2)).astype(np.float32)
    inner = slice(pad, pad + shape[0]), slice(pad, pad + shape[1])
    rim = np.float32(np.quantile(thickness[inner], 1 - share))
    # Opaque within, thinning out over the last tens of metres.
    opacity = 1 - np.exp(-3.5 * np.maximum(thickness - rim, 0))
    shaded = opacity[pad + down : pad + down + shape[0], pad + right : pad + right + shape[1]]
    return opacity[inner], ndimage.gaussian_filter(shaded, 1.0)


def classify(rng: np.random.Generator, image: np.ndarray, cloud: np.ndarray, shadow: np.ndarray) -> np.ndarray:
    """SCL of ``image`` (6, h, w; uint16), uint8, made at 20 m as Sen2Cor makes it."""
    height, width = cloud.shape
    _, green, red, nir, swir, _ = (_halve(band.astype(np.float32)) for band in image)
    cloud, shadow = _halve(cloud), _halve(shadow)
    codes = np.where(nir > 1.9 * red, np.uint8(VEGETATION), np.uint8(BARE))
    codes[(green > nir) & (swir < 600)] = WATER
    # What is found is a pixel more than there is in most places, less in a few.
    error = noise.field(rng, cloud.shape, 2 * PIXEL_M, 300.0, 30.0)
    limit = np.where(error > 1.5, 0.35, 0.10)
    grown = error > -0.8
    shaded = shadow > 2.5 * limit
    codes[shaded | (ndimage.binary_dilation(shaded) & grown)] = SHADOW
    thin, medium, high = cloud > limit, cloud > 0.3, cloud > 0.65
    codes[thin | (ndimage.binary_dilation(thin) & grown)] = CIRRUS
    codes[medium | (ndimage.binary_dilation(medium) & grown)] = CLOUD_MEDIUM
    codes[high] = CLOUD_HIGH
    return np.repeat(np.repeat(codes, 2, 0), 2, 1)[:height, :width]


def mistake_for_cloud(mask: np.ndarray, image: np.ndarray, window: tuple[slice, slice]) -> None:
    """Flag the brightest bare ground in ``window`` (of the 2 m grid) as cloud in ``mask``, in place."""
    rows, columns = (slice(s.start // 10 * 2, -(-s.stop // 10) * 2) for s in window)
    part = mask[rows, columns]
    bright = image[0, rows, columns] > np.quantile(image[0, rows, columns], 0.6)
    part[bright & (part == BARE)] = CLOUD_MEDIUM


def _halve(array: np.ndarray) -> np.ndarray:
    return array.reshape(array.shape[0] // 2, 2, array.shape[1] // 2, 2).mean(axis=(1, 3))
