"""Random fields and the random sources of the parts of a scene."""

from __future__ import annotations

import numpy as np
from scipy import fft

# Append only: a part's numbers depend on its place in this list.
PARTS = (
    "terrain",
    "landcover",
    "events",
    "optical_before",
    "optical_after",
    "sar",
    "dtm",
    "features",
    "texture",
    "series",
    "radio",
)


def generators(seed: int) -> dict[str, np.random.Generator]:
    """One independent generator for each part of the scene."""
    children = np.random.SeedSequence(seed).spawn(len(PARTS))
    return {part: np.random.default_rng(child) for part, child in zip(PARTS, children, strict=True)}


def field(
    rng: np.random.Generator,
    shape: tuple[int, int],
    cell_m: float,
    longest_m: float,
    shortest_m: float = 0.0,
    beta: float = 3.0,
) -> np.ndarray:
    """Gaussian field, float32, mean 0, variance 1, with power ∝ frequency^-beta between two wavelengths in metres.

    beta 3 is fractal relief (Hurst 0.5), 4 smoother. Wavelengths beyond ``longest_m`` carry no more power than it.
    """
    spectrum = fft.rfft2(rng.standard_normal(shape, dtype=np.float32))
    fy = fft.fftfreq(shape[0], cell_m).astype(np.float32)[:, None]
    fx = fft.rfftfreq(shape[1], cell_m).astype(np.float32)[None, :]
    square = fy * fy + fx * fx
    gain = np.maximum(square, np.float32(longest_m**-2.0)) ** np.float32(-beta / 4)
    if shortest_m:
        gain *= np.exp(-square * np.float32(shortest_m**2 / 2))
    gain[0, 0] = 0
    spectrum *= gain
    del gain, square
    out = fft.irfft2(spectrum, shape, overwrite_x=True)
    out /= out.std()
    return out
