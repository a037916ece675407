"""Radio sites: what stands where, and whether a prediction can be made for it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import InputError
from ..text import QT_TRANSLATE_NOOP, Message
from .landscape import Landscape

if TYPE_CHECKING:
    from .prediction.antenna import Pattern


@dataclass(frozen=True)
class Site:
    """A transmitter. ``x``, ``y`` in map units of the landscape; ``height_m`` of the antenna above ground.

    ``azimuth_deg`` clockwise from north (None: omnidirectional), ``tilt_deg`` down from the horizon.
    """

    id: str
    name: str
    x: float
    y: float
    height_m: float
    frequency_mhz: float
    eirp_dbm: float
    carrier: str = ""
    azimuth_deg: float | None = None
    tilt_deg: float = 0.0
    pattern: Pattern | None = None
    correction_db: float = 0.0
    """Added to its signal: what a calibration learnt of its carrier and band."""


def check_sites(sites: Sequence[Site], landscape: Landscape, range_mhz: tuple[float, float]) -> list[Message]:
    """What is odd about the sites, for the log. Raises :class:`InputError` for what no prediction can be made for.

    ``range_mhz``: frequencies the propagation model was made for.
    """
    if not sites:
        raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "SITES holds no site. Add masts, or take away the filter."))
    odd: list[Message] = []
    for site in sites:
        _require_numbers(site, range_mhz)
        cell = landscape.cell_of(site.x, site.y)
        if cell is None:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Site {site} lies outside the terrain model ({x}, {y}). Give a terrain model that reaches it, or leave "
                    "the site out; where all sites lie outside, check the coordinate systems.",
                ),
                site=site.id,
                x=f"{site.x:.0f}",
                y=f"{site.y:.0f}",
            )
        if landscape.sea[cell]:
            odd.append(
                Message(
                    QT_TRANSLATE_NOOP("SoraNoMe", "Site {site} stands on the sea; its ground is taken as 0 m."),
                    {"site": site.id},
                )
            )
        elif math.isnan(landscape.height_m[cell]):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Site {site} stands where the terrain model has no height. Move it, fill the terrain model, or leave "
                    "the site out.",
                ),
                site=site.id,
            )
    return odd


def _require_numbers(site: Site, range_mhz: tuple[float, float]) -> None:
    low, high = range_mhz
    if not math.isfinite(site.height_m) or not 0 < site.height_m <= 3000:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Site {site} has no usable antenna height ({value} m). Give metres above the ground, 1–3000.",
            ),
            site=site.id,
            value=site.height_m,
        )
    if not math.isfinite(site.frequency_mhz) or not low <= site.frequency_mhz <= high:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Site {site}: {value} MHz is outside what the model holds for ({low}–{high} MHz). Choose another model or "
                "correct the frequency (MHz, not GHz).",
            ),
            site=site.id,
            value=site.frequency_mhz,
            low=f"{low:g}",
            high=f"{high:g}",
        )
    if not math.isfinite(site.eirp_dbm) or not -50 <= site.eirp_dbm <= 120:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "Site {site} has no usable EIRP ({value}). Give dBm; a base station has about 40–65 dBm."
            ),
            site=site.id,
            value=site.eirp_dbm,
        )
    if site.azimuth_deg is not None and not -360 <= site.azimuth_deg <= 360:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "Site {site}: azimuth {value} is no bearing. Give degrees from north, 0–360."
            ),
            site=site.id,
            value=site.azimuth_deg,
        )
    if not abs(site.tilt_deg) <= 90:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Site {site}: tilt {value}° is none. Give degrees down from the horizon, -90 to 90; usual are 0 to 15.",
            ),
            site=site.id,
            value=f"{site.tilt_deg:g}",
        )
