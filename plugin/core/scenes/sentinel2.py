"""Sentinel-2 Level 2A in SAFE format.

Reflectance = (count + BOA_ADD_OFFSET) / BOA_QUANTIFICATION_VALUE; the offset (−1000) came with processing baseline
04.00 in January 2022. ESA, Sentinel-2 Products Specification Document (S2-PDGS-TAS-DI-PSD), Level-2A product metadata.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from ..errors import InputError
from ..text import QT_TRANSLATE_NOOP
from .package import Package
from .product import REFLECTANCE, SCL, Band, Product, iso_date, missing_bands, number_in, require_one, tag

# Role, name in files, number in the list of offsets.
_BANDS = (("blue", "B02", 1), ("green", "B03", 2), ("red", "B04", 3), ("nir", "B08", 7), ("swir1", "B11", 11),
          ("swir2", "B12", 12))  # fmt: skip


def recognise(package: Package) -> Product | None:
    if package.chosen and not package.chosen.lower().endswith((".xml", ".safe")):
        return None  # an image that happens to lie beside
    metadata = [name for name, _ in package.matching(r"(?:MTD_MSIL2A|S2._\w+_MTD_SAFL2A_\w+)\.xml")]
    if not metadata:
        _refuse_level_1(package)
        return None
    root = require_one((str(PurePosixPath(name).parent) for name in metadata), package.path)
    xml = package.text(metadata[0])
    name = tag(xml, "PRODUCT_URI") or (package.name if root == "." else PurePosixPath(root).name)
    name = re.sub(r"\.(SAFE|zip)$", "", name, flags=re.IGNORECASE)
    files = _images(package, root)
    missing = [f"{code} ({role})" for role, code, _ in _BANDS if code not in files]
    missing += [] if "SCL" in files else ["SCL"]
    if missing:
        raise missing_bands(name, missing)
    gain, offsets = _radiometry(xml, name)
    satellite = tag(xml, "SPACECRAFT_NAME")
    if not satellite.startswith("Sentinel-2"):
        raise _incomplete(name, "SPACECRAFT_NAME")
    return Product(
        path=package.path,
        name=name,
        sensor="sentinel2",
        date=iso_date(tag(xml, "DATATAKE_SENSING_START") or tag(xml, "PRODUCT_START_TIME"), name),
        quantity=REFLECTANCE,
        bands=tuple(
            Band(role, package.gdal(files[code]), 1, gain, gain * offsets.get(number, 0.0))
            for role, code, number in _BANDS
        ),
        mask=(package.gdal(files["SCL"]), SCL),
        nodata=0,
        short="S2" + (f"_{tile[0]}" if (tile := re.search(r"T\d{2}[A-Z]{3}", name)) else ""),
    )


def _images(package: Package, root: str) -> dict[str, str]:
    """The finest image of each band, by its name in files (B02 … SCL)."""
    found: dict[str, tuple[int, str]] = {}
    for name, match in package.matching(r"(?:L2A_)?T?\w+_(B\d[\dA]|SCL)_(\d0)m\.(?:jp2|tiff?)"):
        if root != "." and not name.startswith(f"{root}/"):
            continue
        code, metres = match[1].upper(), int(match[2])
        found[code] = min(found.get(code, (metres, name)), (metres, name))
    return {code: name for code, (_, name) in found.items()}


def _radiometry(xml: str, name: str) -> tuple[float, dict[int, float]]:
    """Reflectance × 10,000 for one count, and the offset in counts of each band by its number."""
    quantification = tag(xml, "(?:L2A_)?BOA_QUANTIFICATION_VALUE")
    listed = re.findall(r'<BOA_ADD_OFFSET\s+band_id="(\d{1,3})"\s*>\s*(-?[\d.]+)\s*<', xml)
    baseline = tag(xml, "PROCESSING_BASELINE")
    try:
        gain = 10_000 / number_in(quantification)
        needs_offset = number_in(baseline) >= 4
        offsets = {int(number): number_in(value) for number, value in listed}
    except (ValueError, ZeroDivisionError):
        raise _incomplete(name, "BOA_QUANTIFICATION_VALUE, PROCESSING_BASELINE") from None
    if needs_offset and not {number for *_, number in _BANDS} <= set(offsets):
        raise _incomplete(name, "BOA_ADD_OFFSET")
    return gain, offsets


def _incomplete(name: str, field: str) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP("SoraNoMe", "The metadata of {name} lack {field}. Download the product again, whole."),
        name=name,
        field=field,
    )


def _refuse_level_1(package: Package) -> None:
    if package.matching(r"MTD_MSIL1C\.xml"):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{path} is a Sentinel-2 Level-1C product, which still holds the atmosphere and has no cloud mask. Download "
                "the Level-2A product (MSIL2A) of the same date.",
            ),
            path=package.path,
        )
