"""Any image that GDAL opens: aerial photographs, PlanetScope, mosaics. Its bands are named by the user or by a preset."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from ..change.sensors import AUTO, ROLES, bands_of, presets
from ..dates import date_in_name
from ..errors import InputError
from ..raster import Raster
from ..text import QT_TRANSLATE_NOOP
from .package import Package
from .product import COUNTS, Band, Product, require_one

_IMAGES = r".*\.(?:tiff?|jp2|img|vrt|dat|png|jpe?g|ecw|sid|nc|hdf|h5)"


def recognise(package: Package, bands: str, typed_date: str) -> Product | None:
    """The only image of the package; ``bands`` names its bands, ``typed_date`` is used where its name has no date."""
    names = [package.chosen] if package.chosen else [name for name, _ in package.matching(_IMAGES)]
    if not names:
        return None
    name = require_one(names, package.path)
    path = package.gdal(name)
    with Raster(path, PurePosixPath(name).name, rotated=True) as raster:
        count, dtype, described = raster.count, raster.dtype, [str(text).lower() for text in raster.band_names]
    if not bands and {"red", "nir"} <= set(described) <= set(ROLES) and len(set(described)) == count:
        bands = ",".join(described)
    used = bands_of(AUTO, count, dtype, PurePosixPath(name).name, bands)
    sensor, roles = _preset(used.roles, dtype) if bands else (used.sensor, used.roles)
    number = dict(zip(used.roles, used.numbers, strict=True))
    return Product(
        path=package.path,
        name=PurePosixPath(name).stem,
        sensor=sensor,
        date=_date(package, name, typed_date),
        quantity=COUNTS,
        bands=tuple(Band(role, path, number[role]) for role in roles),
        short=PurePosixPath(name).stem,
        roles=",".join(roles) if sensor == "custom" else "",
    )


def _preset(roles: tuple[str, ...], dtype: str) -> tuple[str, tuple[str, ...]]:
    """Four colours are the preset of four bands in whatever order; others keep their names and order."""
    four = tuple(presets()["four_band"]["bands"]["4"])
    if set(roles) == set(four) and dtype in presets()["four_band"]["types"]:
        return "four_band", four
    return "custom", roles


def _date(package: Package, name: str, typed: str) -> str:
    found = date_in_name(name) or date_in_name(Path(package.path).name if package.archive else "")
    if not (found or typed):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} does not tell its date. Type the date of observation, or write it into the file's name.",
            ),
            name=PurePosixPath(name).name,
        )
    return found or typed
