"""One way of saying that a number lies outside what a propagation model was made for."""

from __future__ import annotations

import math

from ...errors import InputError
from ...text import QT_TRANSLATE_NOOP, Message


def require_within(model: str, quantity: str, value: float, low: float, high: float, ends: bool = True) -> None:
    """Raise :class:`InputError` unless ``low <= value <= high`` (``ends=False``: strictly between) and it is a number.

    ``model``: a name that is the same in all languages (“ITM”); ``quantity``: a marked name with its unit.
    """
    inside = low <= value <= high if ends else low < value < high
    if math.isfinite(value) and inside:
        return
    if math.isinf(high):
        template = (
            QT_TRANSLATE_NOOP("SoraNoMe", "{model}: {quantity} is {value}; it must be {low} or more.")
            if ends
            else QT_TRANSLATE_NOOP("SoraNoMe", "{model}: {quantity} is {value}; it must be greater than {low}.")
        )
    else:
        template = (
            QT_TRANSLATE_NOOP("SoraNoMe", "{model}: {quantity} is {value}; it must lie within {low}–{high}.")
            if ends
            else QT_TRANSLATE_NOOP(
                "SoraNoMe", "{model}: {quantity} is {value}; it must be greater than {low} and less than {high}."
            )
        )
    raise InputError(
        template, model=model, quantity=Message(quantity), value=f"{value:g}", low=f"{low:g}", high=f"{high:g}"
    )


def require_one_of(model: str, quantity: str, value, choices) -> None:
    """Raise :class:`InputError` unless ``value`` is one of ``choices``."""
    if value not in choices:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{model}: {quantity} is {value}; choose one of {choices}."),
            model=model,
            quantity=Message(quantity),
            value=value,
            choices=", ".join(str(choice) for choice in choices),
        )


TRANSMITTER_HEIGHT = QT_TRANSLATE_NOOP("SoraNoMe", "the transmitter's height (m)")
RECEIVER_HEIGHT = QT_TRANSLATE_NOOP("SoraNoMe", "the receiver's height (m)")
FREQUENCY_MHZ = QT_TRANSLATE_NOOP("SoraNoMe", "the frequency (MHz)")
FREQUENCY_GHZ = QT_TRANSLATE_NOOP("SoraNoMe", "the frequency (GHz)")
DISTANCE_KM = QT_TRANSLATE_NOOP("SoraNoMe", "the distance (km)")
TIME_PERCENT = QT_TRANSLATE_NOOP("SoraNoMe", "the percentage of time")
LOCATION_PERCENT = QT_TRANSLATE_NOOP("SoraNoMe", "the percentage of locations")
ELEVATION_ANGLE = QT_TRANSLATE_NOOP("SoraNoMe", "the elevation angle (°)")
REFRACTIVITY = QT_TRANSLATE_NOOP("SoraNoMe", "the surface refractivity N0 (N-units)")
