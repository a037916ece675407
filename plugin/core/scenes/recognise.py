"""Which kind of product a folder, archive or file is."""

from __future__ import annotations

import os

from ..errors import InputError
from ..text import QT_TRANSLATE_NOOP
from . import alos2, dimap, landsat, plain, sentinel1, sentinel2
from .package import open_package
from .product import Product, require_one


def open_product(path: str | os.PathLike, bands: str = "", date: str = "") -> Product:
    """The product at ``path``: a folder, a zip, a tar, or any file of it.

    ``bands`` names the bands of plain images in file order (see ``sensors.bands_of``); ``date`` (ISO) is the date of an
    image whose name holds none. Raises :class:`InputError` where it is not known, incomplete, of a level that cannot be
    used, several at once, or dated otherwise.
    """
    package = open_package(path)
    found = [product for kind in (sentinel2, landsat, sentinel1, alos2) if (product := kind.recognise(package))]
    if product := dimap.recognise(package, bands):
        found.append(product)
    if found:
        require_one((product.name for product in found), package.path)
    product = found[0] if found else plain.recognise(package, bands, date)
    if product is None:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{path} is no product that is known: Sentinel-2 L2A (SAFE), Landsat Collection 2 Level 2, SPOT or Pléiades "
                "(DIMAP), Sentinel-1 RTC (VV and VH), ALOS-2 1.5 or 2.1, or one image file. Choose its folder, zip or file.",
            ),
            path=path,
        )
    if date and date != product.date:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "{name} was observed on {found}, but {typed} is typed. Leave the date empty, or correct it."
            ),
            name=product.name,
            found=product.date,
            typed=date,
        )
    return product
