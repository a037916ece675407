"""What covers the ground in an image: vegetation, bare ground, or something else.

NDVI = (NIR − R)/(NIR + R); BSI = ((SWIR1 + R) − (NIR + B))/((SWIR1 + R) + (NIR + B)) (Rikimaru et al. 2002; names
and formulae as in Awesome Spectral Indices). Without SWIR1, bare ground is told by red over blue, which rises with
iron oxides.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from skimage.filters import threshold_otsu

from .sensors import Bands

# Otsu's split is kept within these limits, so that a scene all of forest is not cut in two.
_NDVI_LIMITS = (0.30, 0.50)  # reflectance: vegetated above, soil and town below (Sobrino et al. 2004: 0.2 / 0.5)
_NDVI_LIMITS_RAW = (0.10, 0.60)  # digital numbers less their darkest: the scale is looser
_BSI_LIMITS = (0.0, 0.05)  # reflectance: bare ground is positive
_BSI_LIMITS_RAW = (-0.20, 0.20)
_RED_OVER_BLUE_LIMITS = (0.0, 0.15)
_SOIL_REDNESS = 0.08  # red over blue of soils is 1.2 and more, of clouds 1.0 (both as reflectance)
# From the threshold of an index to where soil is pure: regrowth and slash, roofs and asphalt, grey and white things.
_PURE_NDVI, _PURE_BARE, _PURE_REDNESS = 0.30, 0.15, 0.15
_SAMPLE = 500_000


def normalised_difference(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """(first − second)/(first + second), 0 where the sum is not positive."""
    total = first + second
    return np.divide(first - second, total, out=np.zeros_like(total), where=total > 0)


@dataclass(frozen=True)
class Cover:
    """What covers the ground, cell by cell: three yes or no (bool), and how much of it is pure soil (float32, 0–1)."""

    vegetation: np.ndarray
    bare: np.ndarray
    soil_coloured: np.ndarray
    soil: np.ndarray


@dataclass(frozen=True)
class Surface:
    """Rules telling vegetation and bare ground in images of one sensor.

    ``dark`` (p,) is taken off the bands first: the darkest values of digital numbers (Chavez 1988), nothing for
    reflectance.
    """

    bands: Bands
    dark: np.ndarray
    vegetation_from: float
    bare_from: float

    @classmethod
    def fit(cls, pixels: np.ndarray, bands: Bands) -> Surface:
        """Find the rules from ``pixels`` (2p, n), the bands of both dates of clear pixels."""
        p = len(bands.roles)
        sample = pixels[:, :: max(1, pixels.shape[1] // _SAMPLE)].astype(np.float32)
        both = np.hstack([sample[:p], sample[p:]])
        dark = np.zeros(p, np.float32) if bands.reflectance else np.percentile(both, 0.1, axis=1).astype(np.float32)
        unfitted = cls(bands, dark, 0.0, 0.0)
        vegetation, bare = unfitted.indices(both)
        if bands.has("swir1", "blue"):
            bare_limits = _BSI_LIMITS if bands.reflectance else _BSI_LIMITS_RAW
        else:
            bare_limits = _RED_OVER_BLUE_LIMITS
        ndvi_limits = _NDVI_LIMITS if bands.reflectance else _NDVI_LIMITS_RAW
        return cls(bands, dark, _otsu_within(vegetation, ndvi_limits), _otsu_within(bare, bare_limits))

    def indices(self, image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """NDVI and the bare-ground index (float32) of an image of shape (p, …)."""
        band = {role: np.maximum(image[i] - self.dark[i], 0) for i, role in enumerate(self.bands.roles)}
        ndvi = normalised_difference(band["nir"], band["red"])
        if self.bands.has("swir1", "blue"):
            return ndvi, normalised_difference(band["swir1"] + band["red"], band["nir"] + band["blue"])
        return ndvi, normalised_difference(band["red"], band["blue" if self.bands.has("blue") else "green"])

    def water(self, image: np.ndarray) -> np.ndarray:
        """Where NDWI (McFeeters 1996) is positive: open water, which is dark in the near infrared."""
        if not self.bands.has("green"):
            return np.zeros(image.shape[1:], bool)
        green, nir = (image[self.bands.index(role)] for role in ("green", "nir"))
        return green - self.dark[self.bands.index("green")] > nir - self.dark[self.bands.index("nir")]

    def redness(self, image: np.ndarray) -> np.ndarray:
        """(R − B)/(R + B): high for soils, whose reflectance rises with wavelength, about 0 for cloud and most roofs."""
        blue, red = (image[self.bands.index(role)] for role in ("blue" if self.bands.has("blue") else "green", "red"))
        return normalised_difference(red.astype(np.float32), blue.astype(np.float32))

    def read(self, image: np.ndarray) -> Cover:
        """What covers the ground in an image of shape (p, …)."""
        image = image.astype(np.float32, copy=False)
        ndvi, bare = self.indices(image)
        water, redness = self.water(image), self.redness(image)
        parts = (
            (self.vegetation_from - ndvi) / _PURE_NDVI,
            (bare - self.bare_from) / _PURE_BARE,
            redness / _PURE_REDNESS,
        )
        soil = np.prod([np.clip(part, 0, 1) for part in parts], axis=0)
        return Cover(
            vegetation=ndvi >= self.vegetation_from,
            bare=(ndvi < self.vegetation_from) & (bare > self.bare_from) & ~water,
            soil_coloured=redness > _SOIL_REDNESS,
            soil=np.where(water, np.float32(0), soil),
        )


def _otsu_within(values: np.ndarray, limits: tuple[float, float]) -> float:
    if np.ptp(values) == 0:
        return sum(limits) / 2
    return float(np.clip(threshold_otsu(values), *limits))
