"""Six-band optical images of the made scene, as Sentinel-2 Level 2A would show them.

Endmember reflectances are typical surface values of the bands blue, green, red, NIR (B8), SWIR 1 (B11) and SWIR 2
(B12), rounded from what such surfaces show in public spectral libraries and Level 2A scenes; they are plausible, not
measured over Tama.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy import sparse

from ..tasks import Progress, Silent, check_cancelled
from . import noise
from .landcover import Cover

BANDS = ("blue", "green", "red", "nir", "swir1", "swir2")
PIXEL_M = 10.0
STRIP = 200  # rows of pixels rendered at a time; bounds memory, does not change the picture
FWHM_M = (12.0, 12.0, 12.0, 12.0, 22.0, 22.0)  # blur of the instrument; the SWIR bands are sensed at 20 m
DIFFUSE = (0.30, 0.22, 0.16, 0.10, 0.06, 0.05)  # share of skylight on a clear day
CLOUD = (0.62, 0.60, 0.60, 0.64, 0.48, 0.36)

# Spring (mid May) and, where it differs, late autumn (end of October).
SPRING = {
    Cover.CONIFER: (0.021, 0.037, 0.024, 0.235, 0.105, 0.046),
    Cover.DECIDUOUS: (0.024, 0.054, 0.029, 0.390, 0.185, 0.078),
    Cover.GRASS: (0.038, 0.076, 0.055, 0.320, 0.230, 0.125),
    Cover.PADDY_FLOODED: (0.058, 0.080, 0.078, 0.110, 0.070, 0.045),
    Cover.PADDY_GREEN: (0.042, 0.078, 0.058, 0.260, 0.190, 0.105),
    Cover.PADDY_STUBBLE: (0.058, 0.086, 0.105, 0.200, 0.255, 0.180),
    Cover.CROP: (0.037, 0.074, 0.048, 0.360, 0.205, 0.105),
    Cover.TILLED: (0.055, 0.074, 0.094, 0.145, 0.205, 0.170),
    Cover.WATER: (0.042, 0.050, 0.034, 0.022, 0.012, 0.009),
    Cover.RIVERBED: (0.130, 0.155, 0.170, 0.205, 0.225, 0.195),
    Cover.ROOF: (0.125, 0.130, 0.138, 0.170, 0.195, 0.180),
    Cover.ASPHALT: (0.088, 0.096, 0.104, 0.125, 0.145, 0.135),
    Cover.YARD: (0.120, 0.140, 0.160, 0.205, 0.240, 0.210),
    Cover.GARDEN: (0.045, 0.075, 0.065, 0.240, 0.180, 0.110),
    Cover.LOAM: (0.075, 0.103, 0.145, 0.215, 0.300, 0.255),
    Cover.RUBBLE: (0.140, 0.165, 0.185, 0.225, 0.265, 0.240),
    Cover.SLASH: (0.045, 0.066, 0.078, 0.185, 0.235, 0.150),
    Cover.PANEL: (0.055, 0.052, 0.056, 0.085, 0.085, 0.065),
    Cover.TRACK: (0.095, 0.118, 0.140, 0.190, 0.230, 0.200),
    Cover.SPROUT: (0.046, 0.074, 0.071, 0.240, 0.205, 0.135),
    Cover.SEA: (0.040, 0.030, 0.015, 0.008, 0.004, 0.003),
    Cover.SURF: (0.150, 0.150, 0.140, 0.110, 0.030, 0.020),
    Cover.ROCK: (0.070, 0.080, 0.088, 0.110, 0.130, 0.115),
}
AUTUMN = {
    Cover.CONIFER: (0.020, 0.034, 0.025, 0.215, 0.098, 0.045),
    Cover.DECIDUOUS: (0.028, 0.054, 0.050, 0.285, 0.180, 0.088),
    Cover.GRASS: (0.043, 0.074, 0.072, 0.255, 0.245, 0.148),
    Cover.CROP: (0.040, 0.076, 0.053, 0.325, 0.205, 0.112),
    Cover.GARDEN: (0.046, 0.073, 0.070, 0.215, 0.178, 0.112),
}
# How a class varies: by brightness (texture and tone, relative), by vigour of plants, by water in bare ground.
_VARIES = {
    Cover.CONIFER: (0.16, 0.8, 0.0),
    Cover.DECIDUOUS: (0.14, 1.0, 0.0),
    Cover.GRASS: (0.12, 1.4, 0.1),
    Cover.PADDY_FLOODED: (0.15, 0.3, 0.0),
    Cover.PADDY_GREEN: (0.10, 1.4, 0.1),
    Cover.PADDY_STUBBLE: (0.12, 0.6, 0.3),
    Cover.CROP: (0.10, 1.8, 0.1),
    Cover.TILLED: (0.14, 0.2, 0.7),
    Cover.WATER: (0.15, 0.0, 0.0),
    Cover.RIVERBED: (0.14, 0.0, 0.4),
    Cover.ROOF: (0.45, 0.0, 0.0),
    Cover.ASPHALT: (0.12, 0.0, 0.1),
    Cover.YARD: (0.25, 0.2, 0.3),
    Cover.GARDEN: (0.20, 1.2, 0.0),
    Cover.LOAM: (0.16, 0.2, 0.8),
    Cover.RUBBLE: (0.16, 0.0, 0.5),
    Cover.SLASH: (0.20, 0.8, 0.3),
    Cover.PANEL: (0.10, 0.0, 0.0),
    Cover.TRACK: (0.14, 0.2, 0.5),
    Cover.SPROUT: (0.10, 1.0, 0.3),
    Cover.SEA: (0.02, 0.0, 0.3),
    Cover.SURF: (0.10, 0.0, 0.8),
    Cover.ROCK: (0.18, 0.1, 0.3),
}
_VIGOUR = (-0.06, -0.02, -0.14, 0.09, -0.05, -0.09)
_WET = (-0.22, -0.24, -0.25, -0.25, -0.30, -0.34)


@dataclass(frozen=True)
class Acquisition:
    """When and how an image was taken. ``season``: 0 the first of ``spectra``, 1 the second; ``wet``: −1 dry ground … 1 wet.

    Classes that ``spectra`` leave out look as in spring, those the second leaves out as in the first.

    ``gain`` and ``haze`` (reflectance) stay in each band after atmospheric correction; ``shift`` (dx, dy) in pixels
    is how far the image lies right and down.
    """

    day: date
    sun_elevation: float
    sun_azimuth: float
    season: float
    wet: float
    gain: tuple[float, ...]
    haze: tuple[float, ...]
    shift: tuple[float, float]
    cloud_share: float
    spectra: tuple[dict, dict] = (SPRING, AUTUMN)


@dataclass(frozen=True)
class Texture:
    """Fields on the 2 m grid that stay from date to date: brightness of crowns and stands, vigour, ground water."""

    bright: np.ndarray
    vigour: np.ndarray
    water: np.ndarray

    @property
    def fields(self) -> tuple[np.ndarray, ...]:
        return self.bright, self.vigour, self.water


def make_texture(
    rng: np.random.Generator,
    shape: tuple[int, int],
    cell: float,
    progress: Progress = Silent(),  # noqa: B008
) -> Texture:
    bright = noise.field(rng, shape, cell, 12.0, 2.0, 2.0)
    check_cancelled(progress)
    bright *= 0.75
    bright += 0.65 * noise.field(rng, shape, cell, 250.0, 20.0)
    check_cancelled(progress)
    vigour = noise.field(rng, shape, cell, 200.0, 10.0)
    check_cancelled(progress)
    return Texture(bright, vigour, noise.field(rng, shape, cell, 120.0, 6.0, 2.5))


def render(
    cover: np.ndarray,
    tone: np.ndarray,
    ground: np.ndarray,
    texture: Texture,
    taken: Acquisition,
    drift: np.ndarray,
    progress: Progress = Silent(),  # noqa: B008
) -> np.ndarray:
    """Reflectance (6, h, w) float32 at 10 m of 2 m fields, without noise or cloud.

    ``drift``: a 2 m field of this date alone, by which vigour, leaf fall and ground water leave their usual pattern.
    """
    blurs = sorted(set(FWHM_M))
    across = {fwhm: sampler(cover.shape[1], taken.shift[0], fwhm) for fwhm in blurs}
    down = {fwhm: sampler(cover.shape[0], taken.shift[1], fwhm) for fwhm in blurs}
    out = np.empty((len(BANDS), cover.shape[0] // 5, cover.shape[1] // 5), np.float32)
    for top in range(0, out.shape[1], STRIP):
        check_cancelled(progress)
        rows = slice(top, min(out.shape[1], top + STRIP))
        # The blur of the last row reaches less than 25 cells of 2 m beyond it.
        fine = slice(max(0, rows.start * 5 - 25), min(cover.shape[0], rows.stop * 5 + 25))
        strip = _fine_reflectance(
            cover[fine], tone[fine], ground[fine], Texture(*(f[fine] for f in texture.fields)), taken, drift[fine]
        )
        for band, (fwhm, reflectance) in enumerate(zip(FWHM_M, strip, strict=True)):
            out[band, rows] = (across[fwhm] @ (down[fwhm][rows][:, fine] @ reflectance).T).T
            out[band, rows] *= np.float32(taken.gain[band])
            out[band, rows] += np.float32(taken.haze[band])
    return out


def _fine_reflectance(
    cover: np.ndarray, tone: np.ndarray, ground: np.ndarray, texture: Texture, taken: Acquisition, drift: np.ndarray
) -> Iterator[np.ndarray]:
    """Reflectance at 2 m, float32, band after band."""
    varies = np.zeros((3, 32), np.float32)
    first, second = np.zeros((2, 6, 32), np.float32)
    for code in Cover:
        varies[:, code] = _VARIES[code]
        first[:, code] = taken.spectra[0].get(code, SPRING[code])
        second[:, code] = taken.spectra[1].get(code, first[:, code])
    light = _sunlight(ground, taken)
    relative = (texture.bright + (tone.astype(np.float32) - 128) / 40) * varies[0][cover]
    vigour = (0.8 * texture.vigour + 0.6 * drift) * varies[1][cover]
    wet = (0.7 * texture.water - 0.5 * drift + np.float32(taken.wet)) * varies[2][cover]
    leaf_fall = np.clip(taken.season * (1 + 0.35 * drift), 0, 1.6)
    for band in range(len(BANDS)):
        fine = first[band][cover] + leaf_fall * (second[band] - first[band])[cover]
        fine *= np.maximum(1 + relative + _VIGOUR[band] * vigour + _WET[band] * wet, 0.25)
        fine *= light * np.float32(1 - DIFFUSE[band]) + np.float32(DIFFUSE[band])
        yield fine


def add_sky_and_noise(rng: np.random.Generator, image: np.ndarray, cloud: np.ndarray, shadow: np.ndarray) -> np.ndarray:
    """Clouds, their shadows and sensor noise on ``image`` (6, h, w); uint16 reflectance × 10,000, 0 kept for nodata."""
    out = np.empty(image.shape, np.uint16)
    for band in range(image.shape[0]):
        lit = image[band] * (1 - 0.9 * (1 - DIFFUSE[band]) * shadow)
        lit = lit * (1 - cloud) + CLOUD[band] * cloud
        lit += rng.standard_normal(lit.shape, dtype=np.float32) * (0.0008 + 0.006 * lit)
        out[band] = np.clip(np.rint(lit * 10_000), 1, 65_535)
    return out


def _sunlight(ground: np.ndarray, taken: Acquisition) -> np.ndarray:
    """Direct sunlight relative to level ground, float32."""
    slope_down, slope_right = np.gradient(ground, 2.0)
    elevation, azimuth = np.radians(taken.sun_elevation), np.radians(taken.sun_azimuth)
    # Surface normal (east, north, up) = (-dz/dx, dz/drow, 1); the sun stands at azimuth from north.
    light = np.float32(np.cos(elevation)) * (
        slope_down * np.float32(np.cos(azimuth)) - slope_right * np.float32(np.sin(azimuth))
    ) + np.float32(np.sin(elevation))
    light /= np.sqrt(1 + slope_down**2 + slope_right**2)
    return np.maximum(light, 0) / np.float32(np.sin(elevation))


def sampler(count: int, shift: float, fwhm_m: float, factor: int = 5) -> sparse.csr_matrix:
    """Matrix (count / factor, count): each 10 m pixel, moved by ``shift`` pixels, as a Gaussian mean of 2 m cells."""
    sigma = fwhm_m / 2.3548 / PIXEL_M * factor
    reach = int(np.ceil(3 * sigma))
    pixels = np.arange(count // factor)
    centre = (pixels + 0.5 - shift) * factor - 0.5
    cells = np.rint(centre).astype(int)[:, None] + np.arange(-reach, reach + 1)
    weights = np.exp(-0.5 * ((cells - centre[:, None]) / sigma) ** 2)
    weights /= weights.sum(axis=1, keepdims=True)
    rows = np.broadcast_to(pixels[:, None], cells.shape)
    columns = np.clip(cells, 0, count - 1)
    shape = (len(pixels), count)
    return sparse.csr_matrix((weights.ravel().astype(np.float32), (rows.ravel(), columns.ravel())), shape)
