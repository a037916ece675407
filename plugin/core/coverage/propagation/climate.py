"""Radio-climatic constants of Tokyo's places (``resources/coverage/climate.json``)."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache

from ...resources import FOLDER
from ...text import QT_TRANSLATE_NOOP, Message
from .limits import REFRACTIVITY, require_within

_GRADIENT = QT_TRANSLATE_NOOP("SoraNoMe", "the refractivity gradient ΔN (N-units/km)")
_EARTH_KM = 6371.0


@dataclass(frozen=True)
class Climate:
    """``delta_n``: mean refractivity gradient of the lowest kilometre (N-units/km, positive), ``n0`` the refractivity at sea
    level (N-units). ``place``: the nearest place of the list, empty for values of one's own; ``warning``: what is odd.
    """

    delta_n: float
    n0: float
    place: str = ""
    warning: Message | None = None

    def __post_init__(self):
        require_within("P.1812", _GRADIENT, self.delta_n, 20.0, 150.0)
        require_within("P.1812", REFRACTIVITY, self.n0, 250.0, 450.0)


def climate_at(lon: float, lat: float) -> Climate:
    """Constants at a position in degrees: places weighed by the inverse square of their distance; farther than ``far_km``
    from all of them those of the nearest, with a warning.
    """
    table = _table()
    reach = [(_distance_km(lon, lat, place["lon"], place["lat"]), place) for place in table["places"]]
    nearest_km, nearest = min(reach, key=lambda pair: pair[0])
    if not nearest_km <= table["far_km"]:
        return Climate(
            nearest["delta_n"],
            nearest["n0"],
            nearest["ja"],
            Message(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "No radio-climatic constants are known here; those of {place}, {distance} km away, are used. Give your "
                    "own ΔN and N0 where you know them.",
                ),
                {"place": nearest["ja"], "distance": f"{nearest_km:.0f}"},
            ),
        )
    weights = [1.0 / max(distance, 1e-3) ** 2 for distance, _ in reach]
    total = sum(weights)
    mean = {
        key: sum(weight * place[key] for weight, (_, place) in zip(weights, reach, strict=True)) / total
        for key in ("delta_n", "n0")
    }
    return Climate(mean["delta_n"], mean["n0"], nearest["ja"])


@cache
def _table() -> dict:
    return json.loads((FOLDER / "coverage" / "climate.json").read_text(encoding="utf-8"))


def _distance_km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Great-circle distance by the haversine formula."""
    north, south = math.radians(lat), math.radians(other_lat)
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(math.radians(lon - other_lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
