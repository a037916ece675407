"""Transmission loss from a mast to every cell around it, exactly as point to point along the same profiles.

The loss of a cell is that of the profile :func:`.rays.ray_profile` returns for it, by Rec. ITU-R P.1812
(:mod:`.area_p1812`), ITM or the millimetre-wave model (:mod:`.area_models`). The mast stands at its true position, on the
ground of its cell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from rasterio.warp import transform as warp_points
from rasterio.windows import Window

from ...errors import InputError
from ...raster import environment
from ...tasks import Progress, Silent, run_ordered
from ...text import QT_TRANSLATE_NOOP
from ..landscape import Landscape
from ..propagation import itm, millimetre
from ..propagation.climate import Climate
from ..propagation.p1812 import link_constants, require_ranges
from . import area_models, area_p1812
from .rays import Fan, crop_fan, make_fan

_PIECE = 128
"""Rays that one task walks."""

_ITM_INLAND, _ITM_SEA = 5, 6
"""Climates of ITM: continental temperate, and maritime temperate over land, for paths with sea or coastal land."""


@dataclass(frozen=True)
class AreaLoss:
    """Loss around a mast, in ``window`` of the landscape's grid; arrays (rows, columns) of that window.

    ``loss_db`` (float32, NaN beyond the reach or where the path is not known) is the basic transmission loss at the median
    of locations outdoors; ``departure_deg`` (float32, NaN likewise) the elevation above the horizontal at which the path
    leaves the mast: towards the receiver, or the horizon where terrain (millimetre waves: terrain or what stands on it)
    hides it; ``line_of_sight`` (bool) whether neither terrain nor clutter stands in the line to the receiver, for rays bent
    as they are in the median.
    """

    window: Window
    loss_db: np.ndarray
    departure_deg: np.ndarray
    line_of_sight: np.ndarray


def area_loss(
    landscape: Landscape,
    x: float,
    y: float,
    height_m: float,
    frequency_mhz: float,
    *,
    receiver_height_m: float = 1.5,
    model: str = "p1812",
    climate: Climate,
    percent_time: float = 50.0,
    reach_m: float,
    workers: int | None = None,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
    wanted: np.ndarray | None = None,
) -> AreaLoss:
    """Loss from a mast at ``x``, ``y`` (map units; antenna ``height_m`` above ground) to receivers on all cells within
    ``reach_m``, on land and sea, not exceeded ``percent_time`` % of the time.

    ``wanted`` (bool, rows and columns of the landscape): other cells may be left unknown, which takes less time.
    ``model``: ``p1812``, ``itm`` (over terrain alone, each path taken at 150 steps at most) or ``los28``. The result is the
    same for any number of ``workers``. Raises :class:`InputError` for a mast outside the terrain model or on ground without
    a height, and outside what the model holds for.
    """
    fan = make_fan(landscape, x, y, reach_m)
    if np.isnan(landscape.height_m[fan.row, fan.column]):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The mast at {x}, {y} stands where the terrain model has no height. Move it or fill the terrain model.",
            ),
            x=f"{x:.0f}",
            y=f"{y:.0f}",
        )
    window, fan, grids = crop_fan(fan, landscape)
    shape = grids[0].shape
    found = np.full(shape, np.nan, np.float32), np.full(shape, np.nan, np.float32), np.zeros(shape, np.bool_)
    heights = float(height_m), float(receiver_height_m)
    asked = np.ones(shape, bool) if wanted is None else np.ascontiguousarray(wanted[window.toslices()])
    if model == "p1812":
        require_ranges(frequency_mhz, height_m, receiver_height_m, percent_time)
        latitude = latitude_of(landscape, x, y)
        link = link_constants(
            frequency_mhz / 1000, float(percent_time), float(climate.delta_n), float(climate.n0), latitude, True
        )
        table = area_p1812.inland_air(link, fan.reach_km + 2 * fan.cell_km)

        def walk(start: int, stop: int) -> None:
            scratch = area_p1812.scratch_of(fan.reach)
            area_p1812.walk(
                grids, fan.place, start, stop, link, table, *heights, landscape.has_surface, scratch, asked, *found
            )

        area_p1812.near_cells(grids, fan.place, link, *heights, *found)
    elif model == "itm":
        settings = [
            itm.ItmSettings(zone, float(climate.n0), time=float(percent_time)) for zone in (_ITM_INLAND, _ITM_SEA)
        ]
        itm.check(height_m, receiver_height_m, frequency_mhz, settings[0])
        bend = area_models.bend_of(climate.delta_n)

        def walk(start: int, stop: int) -> None:
            area_models.walk_itm(
                grids, fan.place, start, stop, float(frequency_mhz), *settings, bend, *heights, asked, *found
            )

        area_models.near_itm(grids, fan.place, float(frequency_mhz), *settings, bend, *heights, *found)
    elif model == "los28":
        link = millimetre.millimetre_link(frequency_mhz, delta_n=climate.delta_n, time_percent=percent_time)

        def walk(start: int, stop: int) -> None:
            area_models.walk_millimetre(grids, fan.place, start, stop, link, *heights, asked, *found)

        area_models.near_millimetre(grids, fan.place, link, *heights, *found)
    else:
        raise ValueError(f"model {model!r} is none of p1812, itm, los28")
    walk_all(fan, walk, workers, progress)
    return AreaLoss(window, *found)


def walk_all(fan: Fan, walk: Callable[[int, int], None], workers: int | None, progress: Progress) -> None:
    """Call ``walk(start, stop)`` for all rays of a fan, piece by piece. A cell is written by one ray only."""
    pieces = range(0, fan.count, _PIECE)
    for _ in run_ordered(
        lambda start: walk(start, min(start + _PIECE, fan.count)), pieces, progress, len(pieces), workers
    ):
        pass


def latitude_of(landscape: Landscape, x: float, y: float) -> float:
    """Latitude of the mast in degrees. That of each path's centre is so near that β₀ (5) does not tell them apart."""
    with environment():
        _, (latitude,) = warp_points(landscape.grid.crs, "EPSG:4326", [x], [y])
    return latitude
