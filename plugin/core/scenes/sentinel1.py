"""Sentinel-1 backscatter with radiometric terrain correction (RTC), one GeoTIFF for each polarisation.

Names and masks: OPERA RTC-S1 (JPL D-108758, Product Specification; gamma nought power; mask 1 shadow, 2 layover,
3 both, 255 fill) and ASF HyP3 (Sentinel-1 RTC Product Guide, naming convention; mask bits 4 layover, 16 shadow).
Other pairs of files NAME_VV.tif, NAME_VH.tif are taken where NAME begins with S1 and holds a date.
"""

from __future__ import annotations

import re

from ..dates import date_in_name
from ..errors import InputError
from ..text import QT_TRANSLATE_NOOP
from .package import Package
from .product import GAMMA, OPERA, POWER, Band, Product, iso_date, missing_bands, require_one

_POLARISATIONS = ("VV", "VH", "HH", "HV")
_NAME = r"((?:OPERA_L2_RTC-S1_|S1[A-D]?_).*)_(VV|VH|HH|HV|mask|ls_map)\.tiff?"
_OPERA = r"OPERA_L2_RTC-S1_(T\d{3}-\d{6}-IW\d)_(\d{8})T\d{6}Z_\d{8}T\d{6}Z_(S1[A-D])_\d+_v[\d.]+"
_HYP3 = r"(S1[A-D])_\w\w_(\d{8})T\d{6}_([SD][HV])[PRO]_RTC\d+_G_([gs])([pda])[uw][nf][ec][dm]_\w+"
_SCALES = {"p": "power", "d": "decibel", "a": "amplitude"}


def recognise(package: Package) -> Product | None:
    files = package.matching(_NAME)
    if package.chosen:
        chosen = re.fullmatch(_NAME, package.chosen, re.IGNORECASE)
        files = [(name, match) for name, match in files if chosen and match[1] == chosen[1]]
    images = [(name, match) for name, match in files if match[2].upper() in _POLARISATIONS]
    if not images:
        _refuse_uncorrected(package)
        return None
    name = require_one((match[1] for _, match in images), package.path)
    found = {match[2].upper(): path for path, match in files if match[1] == name}
    opera, hyp3 = re.fullmatch(_OPERA, name, re.IGNORECASE), re.fullmatch(_HYP3, name, re.IGNORECASE)
    nought, scale, track, dual = "gamma0", "auto", "", False
    if opera:
        track, day, scale = opera[1].upper(), opera[2], "power"
    elif hyp3:
        day, dual = hyp3[2], hyp3[3][0].upper() == "D"
        nought, scale = {"g": "gamma0", "s": "sigma0"}[hyp3[4].lower()], _SCALES[hyp3[5].lower()]
    else:
        day = date_in_name(name)
        if not day:
            return None
    polarisations = [polarisation for polarisation in _POLARISATIONS if polarisation in found]
    if dual and len(polarisations) < 2:
        missing = {"VV": "VH", "VH": "VV", "HH": "HV", "HV": "HH"}[polarisations[0]]
        raise missing_bands(name, [missing])
    mask = next(
        ((package.gdal(found[k]), kind) for k, kind in (("MASK", OPERA), ("LS_MAP", GAMMA)) if k in found), None
    )
    return Product(
        path=package.path,
        name=name,
        sensor="sentinel1",
        date=iso_date(day, name),
        quantity=POWER,
        bands=tuple(Band(f"{nought}_{p}", package.gdal(found[p])) for p in polarisations),
        mask=mask,
        scale=scale,
        short=f"S1_{track}" if track else "S1",
        track=track[:4],
    )


def _refuse_uncorrected(package: Package) -> None:
    """Ground range or complex images in SAFE have no terrain correction."""
    if any(re.search(r"measurement/s1[a-d]-.*\.tiff?$", name, re.IGNORECASE) for name in package.names):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{path} is a Sentinel-1 product without terrain correction (GRD or SLC). Order the RTC product of the same "
                "date (OPERA RTC-S1, or ASF HyP3 On Demand).",
            ),
            path=package.path,
        )
