"""What is in sight of a mast, over the same rays as the losses of :mod:`.area`."""

from __future__ import annotations

import numpy as np
from rasterio.windows import Window

from ...tasks import Progress, Silent
from ..landscape import Landscape
from ..propagation.p1812 import EARTH_KM
from .area import walk_all
from .area_models import near_sight, walk_sight
from .rays import crop_fan, make_fan

LIGHT = 0.13
"""Coefficient of refraction of light near the ground (Gauss; the usual one in surveying)."""
RADIO = 0.25
"""That of radio in a standard atmosphere: an Earth of 4/3 its radius."""


def viewshed(
    landscape: Landscape,
    x: float,
    y: float,
    height_m: float,
    *,
    receiver_height_m: float = 0.0,
    refraction: float = RADIO,
    curvature: bool = True,
    reach_m: float,
    workers: int | None = None,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
) -> tuple[Window, np.ndarray]:
    """Cells in sight of a point ``height_m`` above ground at ``x``, ``y`` (map units), within ``reach_m``.

    Returns the window of the landscape's grid and bool (rows, columns): whether a point ``receiver_height_m`` above the
    ground of the cell is seen over terrain and what stands on it. ``refraction``: how much of the Earth's ``curvature`` is
    made up for by the bending of rays (LIGHT, RADIO; GDAL's ``-cc`` is 1 − refraction, or 0 without curvature). Raises
    :class:`InputError` for a mast outside the terrain model.
    """
    fan = make_fan(landscape, x, y, reach_m)
    window, fan, grids = crop_fan(fan, landscape)
    free = np.zeros(grids[0].shape, np.bool_)
    bend = 500 * (1 - refraction) / EARTH_KM if curvature else 0.0
    terms = float(bend), float(height_m), float(receiver_height_m), free
    near_sight(grids, fan.place, *terms)
    walk_all(fan, lambda start, stop: walk_sight(grids, fan.place, start, stop, *terms), workers, progress)
    return window, free
