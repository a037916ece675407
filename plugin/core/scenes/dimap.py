"""SPOT and Pléiades in Airbus's DIMAP format, versions 1 (SPOT 1 to 5) and 2 (SPOT 6/7, Pléiades, Pléiades Neo).

Which band is which is read from Raster_Index_List (version 2) or Spectral_Band_Info (version 1): the order in files
differs between products. Airbus, Pléiades Imagery User Guide and SPOT 6/7 Imagery User Guide, appendix on DIMAP.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from ..change.sensors import CUSTOM, bands_of
from ..errors import InputError
from ..text import QT_TRANSLATE_NOOP
from .package import Package
from .product import COUNTS, Band, Product, iso_date, require_one, sections, tag

_ROLES = {
    "B0": "blue", "B1": "green", "B2": "red", "B3": "nir",  # SPOT 6/7, Pléiades
    "B": "blue", "G": "green", "R": "red", "NIR": "nir",  # Pléiades Neo
    "XS1": "green", "XS2": "red", "XS3": "nir", "SWIR": "swir1",  # SPOT 1 to 5
}  # fmt: skip
_ORDER = ("blue", "green", "red", "nir", "swir1")
_ORTHORECTIFIED = re.compile(r"ORTHO|MOSAIC|^(LEVEL ?)?3", re.IGNORECASE)  # 3: SPOT 1 to 5


def recognise(package: Package, bands: str) -> Product | None:
    """The product of the package; ``bands`` names the bands in file order where its metadata do not."""
    documents = package.matching(r"DIM_.*\.XML|METADATA\.DIM|.*\.DIM")
    if package.chosen.upper().endswith((".XML", ".DIM")):
        documents = [(name, match) for name, match in documents if name == package.chosen]
    read = {name: package.text(name) for name, _ in documents}
    read = {name: xml for name, xml in read.items() if "<Dimap_Document" in xml}
    # Panchromatic bands come beside the colours, strips and models of geometry below them.
    colours = {name: xml for name, xml in read.items() if _count(xml) >= 3}
    if not read or (package.chosen and not _belongs(package.chosen, read)):
        return None
    if not colours:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{path} holds panchromatic images only, whose changes of vegetation cannot be told. Choose the "
                "multispectral (MS) or pan-sharpened (PMS) product.",
            ),
            path=package.path,
        )
    document = require_one(colours, package.path)
    xml = colours[document]
    name = tag(xml, "DATASET_NAME") or PurePosixPath(document).stem
    level = tag(xml, "PROCESSING_LEVEL")
    if level and not _ORTHORECTIFIED.search(level):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} is not orthorectified (level {level}): its cells do not lie where the map says. Order the ORTHO "
                "product, or orthorectify it first.",
            ),
            name=name,
            level=level,
        )
    numbers = _typed(bands, _count(xml), name) if bands else _numbers(xml)
    roles = tuple(role for role in _ORDER if role in numbers)
    if not {"red", "nir"} <= set(roles):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The metadata of {name} do not say which band is red and which near infrared. Name its bands in file order, "
                "such as {example}.",
            ),
            name=name,
            example="red,green,blue,nir",
        )
    path = package.gdal(document)
    return Product(
        path=package.path,
        name=name,
        sensor="four_band" if roles == _ORDER[:4] else "custom",
        date=iso_date(tag(xml, "IMAGING_DATE") or tag(xml, "TIME"), name),
        quantity=COUNTS,
        bands=tuple(Band(role, path, numbers[role]) for role in roles),
        short=re.sub(r"\W", "", tag(xml, "MISSION") + tag(xml, "MISSION_INDEX")) or "DIMAP",
        roles="" if roles == _ORDER[:4] else ",".join(roles),
    )


def _count(xml: str) -> int:
    text = tag(xml, "NBANDS")
    return int(text) if _is_count(text) else 0


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 4


def _belongs(chosen: str, documents: dict[str, str]) -> bool:
    """Whether the chosen file is one of the documents, or an image that one of them names."""
    return chosen in documents or any(f'"{chosen}"' in xml for xml in documents.values())


def _typed(bands: str, count: int, name: str) -> dict[str, int]:
    used = bands_of(CUSTOM, count, "uint16", name, bands)
    return dict(zip(used.roles, used.numbers, strict=True))


def _numbers(xml: str) -> dict[str, int]:
    """Number of each band in the image as GDAL shows it, by role. Files of one image follow one another."""
    numbers: dict[str, int] = {}
    before = 0
    for listed in sections(xml, "Raster_Index_List") or [xml]:
        indexed = [
            (int(tag(entry, "BAND_INDEX")), tag(entry, "BAND_ID") or tag(entry, "BAND_DESCRIPTION"))
            for element in ("Raster_Index", "Spectral_Band_Info")
            for entry in sections(listed, element)
            if _is_count(tag(entry, "BAND_INDEX"))
        ]
        for position, (_, band) in enumerate(sorted(indexed), before + 1):
            if band.upper() in _ROLES:
                numbers.setdefault(_ROLES[band.upper()], position)
        before += len(indexed)
    return numbers
