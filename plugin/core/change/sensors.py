"""Which band of an image is which: presets as data in ``resources/sensors/optical.json``."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass

from ..errors import InputError
from ..resources import FOLDER
from ..text import QT_TRANSLATE_NOOP, Message

AUTO = "auto"
CUSTOM = "custom"
ROLES = ("coastal", "blue", "green", "red", "edge1", "edge2", "edge3", "nir", "edge4", "vapour", "swir1", "swir2")
_UNUSED = ("thermal", "vapour")  # no reflectance of the ground


@dataclass(frozen=True)
class Bands:
    """The bands of an image that change detection uses.

    ``numbers`` count from 1 in the file, ``roles`` name them in the same order. ``reflectance`` says that
    values less the count of zero reflectance are proportional to surface reflectance, so that fixed index thresholds
    of the literature hold; ``zeros`` are the counts that zero may have, smallest first.
    """

    sensor: str
    numbers: tuple[int, ...]
    roles: tuple[str, ...]
    reflectance: bool
    zeros: tuple[float, ...] = (0,)

    def index(self, role: str) -> int:
        """Position of ``role`` among the used bands."""
        return self.roles.index(role)

    def has(self, *roles: str) -> bool:
        return all(role in self.roles for role in roles)


@functools.cache
def presets() -> dict[str, dict]:
    """The presets by sensor name."""
    return json.loads((FOLDER / "sensors" / "optical.json").read_text(encoding="utf-8"))


def bands_of(sensor: str, count: int, dtype: str, name: Message | str, custom: str = "") -> Bands:
    """The bands of an image of ``count`` bands of type ``dtype`` under a preset.

    ``sensor`` is a preset's name, ``auto`` (recognised from the number and type of bands) or ``custom``,
    which reads ``custom``: role names in file order, comma-separated, ``-`` for a band to leave out.
    Raises :class:`InputError` where preset and image do not fit.
    """
    if custom.strip():
        return _custom(custom, count, name)
    if sensor == CUSTOM:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The sensor is custom, but its bands are not named. List them in file order, such as {example}.",
            ),
            example="blue,green,red,nir",
        )
    if sensor == AUTO:
        sensor = _recognise(count, dtype, name)
    preset = presets().get(sensor)
    if preset is None:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "The sensor {sensor} is not known. Choose one of {known}."),
            sensor=sensor,
            known=", ".join((AUTO, *presets(), CUSTOM)),
        )
    roles = preset["bands"].get(str(count))
    if roles is None:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} has {count} bands, but {sensor} images have {expected}. Choose the sensor that took the "
                "image, or name its bands.",
            ),
            name=name,
            count=count,
            sensor=preset["label"],
            expected=" / ".join(preset["bands"]),
        )
    if dtype not in preset["types"]:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} holds {dtype} values, which {sensor} images never do. Choose the sensor that took the image, "
                "or name its bands.",
            ),
            name=name,
            dtype=dtype,
            sensor=preset["label"],
        )
    return _used(sensor, roles, preset["reflectance"], tuple(preset.get("zero", (0,))))


def recorded_sensor(sensor: str, tags: dict[str, str]) -> str:
    """``sensor``, or where that is :data:`AUTO` the one an imported scene names in its tags."""
    return tags["SENSOR"] if sensor == AUTO and tags.get("SENSOR") in presets() else sensor


def _recognise(count: int, dtype: str, name: Message | str) -> str:
    eight_bit = dtype == "uint8"
    for sensor in ("landsat_tm", "four_band") if eight_bit else ("four_band", "sentinel2", "landsat8"):
        if str(count) in presets()[sensor]["bands"]:
            return sensor
    raise InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{name} has {count} bands, which no sensor preset knows. Name its bands in file order, such as {example}; "
            "without red and near infrared change of vegetation cannot be told.",
        ),
        name=name,
        count=count,
        example="blue,green,red,nir",
    )


def _custom(custom: str, count: int, name: Message | str) -> Bands:
    roles = [role.strip().lower() for role in re.split("[,、，]", custom)]
    unknown = sorted(set(roles) - set(ROLES) - {"-"})
    named = [role for role in roles if role != "-"]
    if unknown or len(set(named)) != len(named) or not {"red", "nir"} <= set(named):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The list of bands {bands} cannot be used. Name each band once, in file order, by one of {roles}, or - "
                "to leave it out; red and nir are needed.",
            ),
            bands=custom,
            roles=", ".join(ROLES),
        )
    if len(roles) != count:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} has {count} bands, but {listed} are named. Name every band of the file, - for unused.",
            ),
            name=name,
            count=count,
            listed=len(roles),
        )
    return _used(CUSTOM, roles, reflectance=False)


def _used(sensor: str, roles: list[str], reflectance: bool, zeros: tuple[float, ...] = (0,)) -> Bands:
    used = [(number, role) for number, role in enumerate(roles, 1) if role not in (*_UNUSED, "-")]
    return Bands(sensor, tuple(n for n, _ in used), tuple(r for _, r in used), reflectance, zeros)
