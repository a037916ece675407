"""What a product is: its sensor, date and bands; told by its own metadata and names, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..errors import InputError
from ..text import QT_TRANSLATE_NOOP

REFLECTANCE, COUNTS, POWER = "reflectance", "counts", "power"
"""Surface reflectance × 10,000; digital numbers as they are; linear backscatter."""

SCL, QA_PIXEL, OPERA, GAMMA = "scl", "qa_pixel", "opera", "gamma"
"""Kinds of mask files: two of optical sensors, layover and shadow as OPERA and as GAMMA (ASF HyP3) number them."""


@dataclass(frozen=True)
class Band:
    """A band of STACK: ``name`` there, where GDAL finds it, and value = ``gain`` · count + ``offset``."""

    name: str
    path: str
    number: int = 1
    gain: float = 1.0
    offset: float = 0.0


@dataclass(frozen=True)
class Product:
    """A recognised product.

    ``sensor`` is a preset of optical change detection, or ``sentinel1``, ``alos2``; ``roles`` are its bands where it
    is ``custom``. ``date`` is ISO, in UTC as all agencies give it. ``nodata`` is the count of no data that the files
    do not declare. ``scale`` says how backscatter is stored (power, amplitude, decibel, or found in the values: auto),
    ``calibration_db`` is added to it. ``short`` begins the names of files made from it; ``track`` is its orbit.
    """

    path: str
    name: str
    sensor: str
    date: str
    quantity: str
    bands: tuple[Band, ...]
    mask: tuple[str, str] | None = None  # path, kind
    nodata: float | None = None
    scale: str = ""
    calibration_db: float = 0.0
    short: str = ""
    track: str = ""
    roles: str = ""


def tag(xml: str, name: str) -> str:
    """The text of the first element ``name`` (of any namespace, with any attributes), empty where there is none.

    Metadata of foreign origin are searched for a handful of flat fields by regular expressions: no parser, hence no
    external entities and no exponential expansion to defend against, and no further library.
    """
    found = re.search(rf"<(?:\w+:)?{name}(?:\s[^<>]*)?>([^<]*)</", xml)
    return found[1].strip() if found else ""


def sections(xml: str, name: str) -> list[str]:
    """The inside of each element ``name`` that holds no element of the same name."""
    found, position = [], 0
    begin, end = re.compile(rf"<(?:\w+:)?{name}(?:\s[^<>]*)?>"), re.compile(rf"</(?:\w+:)?{name}>")
    while (first := begin.search(xml, position)) and (last := end.search(xml, first.end())):
        found.append(xml[first.end() : last.start()])
        position = last.end()
    return found


def number_in(text: str) -> float:
    """The number ``text`` is; raises ValueError for anything else, and for what is none to reckon with."""
    value = float(text)
    if not 1e-12 <= abs(value) <= 1e12 and value != 0:
        raise ValueError(text)
    return value


def iso_date(text: str, product: str) -> str:
    """The date at the beginning of ``text`` (2024-05-18… or 20240518…); :class:`InputError` where it is none."""
    found = re.match(r"(\d{4})-?(\d{2})-?(\d{2})", text)
    try:
        return date(*(int(part) for part in found.groups())).isoformat()
    except (AttributeError, ValueError):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The date of {name} cannot be read from its metadata (found: {found}). Download the product again, whole.",
            ),
            name=product,
            found=text or "-",
        ) from None


def require_one(found: Iterable[str], package: str) -> str:
    """The only one of ``found``; :class:`InputError` where there are several products."""
    found = sorted(set(found))
    if len(found) > 1:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} holds {count} products: {names}. Choose one of them, by its file."),
            path=package,
            count=len(found),
            names=", ".join(found[:5]) + (" …" if len(found) > 5 else ""),
        )
    return found[0]


def missing_bands(product: str, missing: Iterable[str]) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{name} lacks {missing}. Download the product again, with all bands, and choose its folder or zip.",
        ),
        name=product,
        missing=", ".join(missing),
    )
