"""ALOS-2 PALSAR-2 Level 1.5 and 2.1: amplitudes, one GeoTIFF (or CEOS image) for each polarisation.

σ⁰ dB = 10·log₁₀(DN²) − 83.0 (JAXA, calibration results of PALSAR-2 standard products). Names, as in JAXA's
ALOS-2/PALSAR-2 Level 1.1/1.5/2.1/3.1 GeoTIFF Product Format Description: IMG-HH-ALOS2oooooffff-yymmdd-mmmdLLLpsD,
orbit, frame, date, mode, direction of look, level, processing, projection, direction of orbit.
"""

from __future__ import annotations

import re

from ..errors import InputError
from ..text import QT_TRANSLATE_NOOP
from .package import Package
from .product import POWER, Band, Product, iso_date, require_one

_CALIBRATION_DB = -83.0
_ORBITS_OF_A_CYCLE = 207  # in 14 days; the same place from the same direction comes again after so many
_SCENE = r"(ALOS2(\d{5})(\d{4})-(\d{6})-([A-Z]{3}[LR])(1\.1|1\.5|2\.1|3\.1)(\w{2,3}))"
_NAME = rf"IMG-(HH|HV|VH|VV)-{_SCENE}(?:\.tiff?)?"


def recognise(package: Package) -> Product | None:
    files = package.matching(_NAME)
    if package.chosen:
        chosen = re.search(_SCENE, package.chosen)
        files = [(name, match) for name, match in files if chosen and match[2] == chosen[1]]
    if not files:
        return None
    scene = require_one((match[2] for _, match in files), package.path)
    _, _, orbit, frame, day, _, level, _ = files[0][1].groups()
    if level not in ("1.5", "2.1"):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} is of level {level}; only amplitudes on the ground (1.5, better 2.1) can be used. Order level 2.1 "
                "as GeoTIFF.",
            ),
            name=scene,
            level=level,
        )
    track = f"{int(orbit) % _ORBITS_OF_A_CYCLE:03d}-{frame}"
    found = {match[1].upper(): package.gdal(name) for name, match in files}
    summary = next((package.text(name) for name, _ in package.matching(r"summary\.txt")), "")
    observed = re.search(r'Img_SceneCenterDateTime\s*=\s*"(\d{8})', summary)
    return Product(
        path=package.path,
        name=scene,
        sensor="alos2",
        date=iso_date(observed[1] if observed else f"20{day}", scene),
        quantity=POWER,
        bands=tuple(Band(f"sigma0_{p}", found[p]) for p in ("HH", "HV", "VV", "VH") if p in found),
        nodata=0,
        scale="amplitude",
        calibration_db=_CALIBRATION_DB,
        short=f"ALOS2_{track}",
        track=track,
    )
