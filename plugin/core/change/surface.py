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
_LARGEST_SHARE = 10.0  # counts of reflectance go to thousands, shares hardly above 1
_DARK_SLACK = 50.0  # counts by which noise and overcorrected haze fall below zero
_SAMPLE = 500_000


def normalised_difference(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """(first − second)/(first + second), 0 where the sum is not positive."""
    total = first + second
    return np.divide(first - second, total, out=np.zeros_like(total), where=total > 0)


def tells_water(bands: Bands) -> bool:
    """Whether :func:`open_water` can be asked: digital numbers of bands with gains of their own have no sign to go by."""
    return bands.reflectance and bands.has("green")


def open_water(image: np.ndarray, bands: Bands) -> np.ndarray:
    """Where an image of shape (p, …) shows open water (bool).

    NDWI = (G − NIR)/(G + NIR) > 0 (McFeeters 1996, doi 10.1080/01431169608948714) and, with SWIR1, MNDWI =
    (G − SWIR1)/(G + SWIR1) > 0, which keeps roofs out (Xu 2006, doi 10.1080/01431160600589179). The signs alone count, so
    the count of zero reflectance, one for all bands, need not be known.
    """
    green, nir = image[bands.index("green")], image[bands.index("nir")]
    water = green > nir
    return water & (green > image[bands.index("swir1")]) if bands.has("swir1") else water


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

    ``dark`` (2, p) is taken off the bands of each date first: the count of zero reflectance, or the darkest values of
    digital numbers (Chavez 1988). ``date`` in the methods is 0 for BEFORE and 1 for AFTER: the two may have been
    processed differently.
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
        dates = sample[:p], sample[p:]
        unfitted = cls(bands, np.stack([no_light(image, bands) for image in dates]), 0.0, 0.0)
        vegetation, bare = np.hstack([unfitted.indices(image, date) for date, image in enumerate(dates)])
        if bands.has("swir1", "blue"):
            bare_limits = _BSI_LIMITS if bands.reflectance else _BSI_LIMITS_RAW
        else:
            bare_limits = _RED_OVER_BLUE_LIMITS
        ndvi_limits = _NDVI_LIMITS if bands.reflectance else _NDVI_LIMITS_RAW
        return cls(bands, unfitted.dark, _otsu_within(vegetation, ndvi_limits), _otsu_within(bare, bare_limits))

    def _bands(self, image: np.ndarray, date: int) -> dict[str, np.ndarray]:
        return {
            role: np.maximum(image[i].astype(np.float32, copy=False) - self.dark[date, i], 0)
            for i, role in enumerate(self.bands.roles)
        }

    def indices(self, image: np.ndarray, date: int) -> np.ndarray:
        """NDVI and the bare-ground index (2, …; float32) of an image of shape (p, …)."""
        return self._indices(self._bands(image, date))

    def _indices(self, band: dict[str, np.ndarray]) -> np.ndarray:
        ndvi = normalised_difference(band["nir"], band["red"])
        if "swir1" in band and "blue" in band:
            return np.stack([ndvi, normalised_difference(band["swir1"] + band["red"], band["nir"] + band["blue"])])
        return np.stack([ndvi, _redness(band)])

    def read(self, image: np.ndarray, date: int) -> Cover:
        """What covers the ground in an image of shape (p, …)."""
        band = self._bands(image, date)
        ndvi, bare = self._indices(band)
        redness = _redness(band)
        # NDWI (McFeeters 1996) is positive over open water, which is dark in the near infrared.
        water = band["green"] > band["nir"] if "green" in band else np.zeros(ndvi.shape, bool)
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


def _redness(band: dict[str, np.ndarray]) -> np.ndarray:
    """(R − B)/(R + B): high for soils, whose reflectance rises with wavelength, about 0 for cloud and most roofs."""
    shorter = next((band[role] for role in ("blue", "green") if role in band), None)
    return normalised_difference(band["red"], shorter) if shorter is not None else np.zeros_like(band["red"])


def no_light(image: np.ndarray, bands: Bands) -> np.ndarray:
    """Count of no light in each band (p,) of the clear pixels (p, n) of one date."""
    darkest = np.percentile(image, 0.1, axis=1).astype(np.float32)
    if not bands.reflectance:
        return darkest
    if image.max() <= _LARGEST_SHARE:  # reflectance as shares of 1, nothing to take off
        return np.zeros_like(darkest)
    # Of the counts zero may have, the largest that the darkest band does not fall below.
    zero = max((z for z in bands.zeros if z <= darkest.min() + _DARK_SLACK), default=bands.zeros[0])
    return np.full_like(darkest, zero)


def _otsu_within(values: np.ndarray, limits: tuple[float, float]) -> float:
    if np.ptp(values) == 0:
        return sum(limits) / 2
    return float(np.clip(float(threshold_otsu(values)), *limits))
