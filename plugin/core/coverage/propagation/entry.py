"""Loss between outdoors and the place of use: buildings by Rec. ITU-R P.2109-2 (08/2023), vehicles by 3GPP TR 38.901.

Numbers and sources in ``resources/coverage/entry.json``.
"""

from __future__ import annotations

import json
import math
from functools import cache
from typing import NamedTuple

from scipy.special import ndtri

from ...resources import FOLDER
from ...text import QT_TRANSLATE_NOOP
from .limits import ELEVATION_ANGLE, FREQUENCY_GHZ, require_one_of, require_within

PLACES = ("outdoor", "vehicle", "indoor")
BUILDINGS = ("traditional", "efficient")
RANGE_GHZ = (0.08, 100.0)

_BUILDING = QT_TRANSLATE_NOOP("SoraNoMe", "the kind of building")
_PLACE = QT_TRANSLATE_NOOP("SoraNoMe", "the place of use")
_PROBABILITY = QT_TRANSLATE_NOOP("SoraNoMe", "the probability")
_MODEL = "P.2109"
_ONE_SIGMA = 0.8413447460685429  # of a normal variable up to one standard deviation


class EntryLoss(NamedTuple):
    """Median and standard deviation over places, dB."""

    median_db: float
    sigma_db: float


def entry_loss(place: str, frequency_mhz: float, building: str | None = None, elevation_deg: float = 0.0) -> EntryLoss:
    """What ``place`` (one of ``PLACES``) costs; ``building`` (None: the default of the table) and ``elevation_deg`` of the
    path at the façade count indoors only.

    P.2109 is not quite normal: sigma is half the distance between its losses at −1 and +1 standard deviations. Raises
    :class:`InputError`.
    """
    require_one_of(_MODEL, _PLACE, place, PLACES)
    if place == "outdoor":
        return EntryLoss(0.0, 0.0)
    if place == "vehicle":
        require_within("TR 38.901", FREQUENCY_GHZ, frequency_mhz / 1000, RANGE_GHZ[0], _table()["vehicle"]["high_ghz"])
        return EntryLoss(_table()["vehicle"]["median_db"], _table()["vehicle"]["sigma_db"])
    building = building or _table()["default_building"]
    low, median, high = (
        building_loss(frequency_mhz / 1000, probability, building, elevation_deg)
        for probability in (1 - _ONE_SIGMA, 0.5, _ONE_SIGMA)
    )
    return EntryLoss(median, (high - low) / 2)


def building_loss(frequency_ghz: float, probability: float, building: str, elevation_deg: float = 0.0) -> float:
    """P.2109-2, Annex 1, section 3, (1)–(10): building entry loss in dB not exceeded with ``probability`` (0–1, open).

    ``elevation_deg`` of the path at the façade, −90 to 90. Raises :class:`InputError`.
    """
    require_within(_MODEL, FREQUENCY_GHZ, frequency_ghz, *RANGE_GHZ)
    require_within(_MODEL, _PROBABILITY, probability, 0.0, 1.0, ends=False)
    require_one_of(_MODEL, _BUILDING, building, BUILDINGS)
    require_within(_MODEL, ELEVATION_ANGLE, elevation_deg, -90.0, 90.0)
    c = _table()["buildings"][building]
    decades = math.log10(frequency_ghz)
    horizontal = c["r"] + c["s"] * decades + c["t"] * decades**2
    mu_1, sigma_1 = horizontal + 0.212 * abs(elevation_deg), c["u"] + c["v"] * decades
    mu_2, sigma_2 = c["w"] + c["x"] * decades, c["y"] + c["z"] * decades
    deviate = float(ndtri(probability))
    terms = (deviate * sigma_1 + mu_1, deviate * sigma_2 + mu_2, -3.0)
    return 10 * math.log10(sum(10 ** (0.1 * term) for term in terms))


@cache
def _table() -> dict:
    return json.loads((FOLDER / "coverage" / "entry.json").read_text(encoding="utf-8"))
