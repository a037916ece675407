"""That a raster holds what it is given as: received power (dBm) or probability, by its tag, its unit, or its values."""

from __future__ import annotations

import math

import numpy as np

from ..errors import InputError
from ..raster import Raster
from ..text import QT_TRANSLATE_NOOP, Message
from .tags import QUANTITY_TAG

HELD = {
    "power": QT_TRANSLATE_NOOP("SoraNoMe", "received power in dBm"),
    "field": QT_TRANSLATE_NOOP("SoraNoMe", "field strength in dBµV/m"),
    "probability": QT_TRANSLATE_NOOP("SoraNoMe", "probabilities from 0 to 1"),
}
"""What a raster may hold, by its tag."""

_BLOCK = 512
_ENOUGH = 1_000_000  # values tell what kind they are of


def require_power(path: str, parameter: str = "SIGNAL") -> None:
    """Raise :class:`InputError` where ``path``, given as ``parameter``, is known not to hold received power in dBm.

    Its tag tells, or its unit; without them its values: all of 0 to 1, or more than half of them above 0 dBm, which is a
    milliwatt, some 60 dB more than phones receive beside a mast.
    """
    with Raster(path) as raster:
        _refuse_tagged(raster, parameter, "power")
        unit = next((unit for unit in raster.units if "v/m" in (unit or "").lower()), None)
        if unit:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{path} holds field strengths ({unit}), but {parameter} takes received power in dBm."
                ),
                path=path,
                unit=unit,
                parameter=parameter,
            )
        if raster.tags.get(QUANTITY_TAG) == "power":
            return
        low, high, above = _values(raster)
    if low >= 0 and high <= 1:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "All values of {path} lie from 0 to 1: these are probabilities, but {parameter} takes received power in "
                "dBm. Choose the SIGNAL of a prediction.",
            ),
            path=path,
            parameter=parameter,
        )
    if above > 0.5:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Most values of {path} are above 0 ({low} to {high}), as field strengths in dBµV/m are, but {parameter} "
                "takes received power in dBm. Choose the SIGNAL of a prediction made with QUANTITY=power.",
            ),
            path=path,
            low=f"{low:g}",
            high=f"{high:g}",
            parameter=parameter,
        )


def require_probability(path: str, parameter: str = "PROBABILITY") -> None:
    """Raise :class:`InputError` where ``path``, given as ``parameter``, is known not to hold probabilities (0 to 1)."""
    with Raster(path) as raster:
        _refuse_tagged(raster, parameter, "probability")
        low, high, _ = _values(raster)
    if low < -1e-4 or high > 1 + 1e-4:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The values of {path} run from {low} to {high}, but {parameter} takes probabilities from 0 to 1. Choose "
                "the PROBABILITY of a prediction.",
            ),
            path=path,
            low=f"{low:g}",
            high=f"{high:g}",
            parameter=parameter,
        )


def _refuse_tagged(raster: Raster, parameter: str, wanted: str) -> None:
    held = raster.tags.get(QUANTITY_TAG, wanted)
    if held == wanted:
        return
    raise InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{path} holds {held}, but {parameter} takes {wanted}. Choose another output of predictcoverage, or predict "
            "that one.",
        ),
        path=raster.path,
        held=Message(HELD[held]) if held in HELD else held,
        parameter=parameter,
        wanted=Message(HELD[wanted]),
    )


def _values(raster: Raster) -> tuple[float, float, float]:
    """Least, largest and share above 0 of the values in blocks from all over the raster; NaN, NaN, 0 where it has none."""
    blocks = list(raster.grid.blocks(_BLOCK))
    step = max(1, round(0.618 * len(blocks)))
    while math.gcd(step, len(blocks)) != 1:
        step += 1
    low, high, above, seen = math.inf, -math.inf, 0, 0
    for number in range(len(blocks)):
        data, valid = raster.read_valid(blocks[number * step % len(blocks)], [1])
        values = data[0][valid]
        if values.size:
            low, high = min(low, float(values.min())), max(high, float(values.max()))
            above += int(np.count_nonzero(values > 0))
            seen += values.size
        if seen >= _ENOUGH:
            break
    return (low, high, above / seen) if seen else (math.nan, math.nan, 0.0)
