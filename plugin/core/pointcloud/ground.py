"""Which points of a cloud are ground: the filters, and their numbers by terrain (``resources/presets/ground.json``)."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from ..errors import InputError
from ..resources import FOLDER
from ..tasks import Progress, Silent
from ..text import QT_TRANSLATE_NOOP

METHODS = ("smrf", "ptd", "csf")
TERRAINS = ("auto", "mountain", "town", "island")
_MARGIN_M = 10.0  # of the collar beyond what openings reach: planes and smoothed hills go on


@dataclass(frozen=True)
class Settings:
    """A filter and its numbers; make them with :func:`settings_of`."""

    method: str
    terrain: str
    numbers: Mapping[str, float]

    @property
    def cell_m(self) -> float:
        return self.numbers["cell_m"]

    def __reduce__(self):
        return _settings, (self.method, self.terrain, dict(self.numbers))  # a proxy cannot be pickled

    @property
    def collar_m(self) -> float:
        """How far around a tile points should be known for its labels to be those of the whole cloud."""
        return (
            2 * self.numbers.get("window_m", 20.0) + _MARGIN_M
        )  # an opening takes the least, then the most, over a window


@lru_cache(maxsize=1)
def _presets() -> dict:
    return json.loads((FOLDER / "presets" / "ground.json").read_text(encoding="utf-8"))


def settings_of(method: str = "smrf", terrain: str = "auto", **numbers: float) -> Settings:
    """The preset of ``method`` for ``terrain``, with ``numbers`` (names as in the preset) of the user's own.

    Raises :class:`InputError` for numbers that make no sense, or that ``method`` does not use.
    """
    if method not in METHODS or terrain not in TERRAINS:
        raise ValueError(f"{method} / {terrain} is none of {METHODS} / {TERRAINS}")
    preset = _presets()[method]
    known = {**preset["auto"], **preset[terrain]}
    for name, value in numbers.items():
        if name not in known:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{method} has no {name}. Leave it empty, or choose another method."),
                method=method,
                name=_parameter(name),
            )
        zero_makes_sense = name not in ("cell_m", "window_m")
        if not math.isfinite(value) or value < 0 or (value == 0 and not zero_makes_sense):
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name}: {value} makes no sense. Give a number above zero."),
                name=_parameter(name),
                value=value,
            )
    known.update(numbers)
    if known.get("window_m", math.inf) < known["cell_m"]:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "The window ({window} m) is smaller than a cell ({cell} m)."),
            window=known["window_m"],
            cell=known["cell_m"],
        )
    return _settings(method, terrain, known)


def _settings(method: str, terrain: str, numbers: dict[str, float]) -> Settings:
    return Settings(method, terrain, MappingProxyType(numbers))


def _parameter(name: str) -> str:
    """What dialogs call a number of the preset."""
    return name.removesuffix("_m").removesuffix("_deg").upper()


def ground_mask(
    x: np.ndarray,
    y: np.ndarray,
    z: np.ndarray,
    settings: Settings,
    last: np.ndarray | None = None,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
) -> np.ndarray:
    """Which points are ground, (n,) bool.

    ``x``, ``y``, ``z``: (n,) float64 metres in map coordinates; cells lie at multiples of their size, the same for tiles
    beside each other. ``last``: (n,) bool, last returns of their pulses; only these can be ground. Points that are not
    finite are not. The same points give the same result in any order, but for csf.
    """
    usable = np.isfinite(x) & np.isfinite(y) & np.isfinite(z)
    if last is not None:
        usable &= last
    mask = np.zeros(x.size, bool)
    if np.count_nonzero(usable) < 3:
        return mask
    filter_ = _filter(settings.method)
    mask[usable] = filter_(x[usable], y[usable], z[usable], settings.numbers, progress)
    return mask


def _filter(method: str):
    if method == "smrf":
        from .smrf import smrf

        return smrf
    if method == "ptd":
        from .ptd import ptd

        return ptd
    from .csf import csf

    return csf
