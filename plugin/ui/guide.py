"""Opens the user guide at a page, in the user's language."""

from __future__ import annotations

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ..core.resources import FOLDER
from ..translation import language_of_user


def page_url(page: str, chapter: str = "") -> QUrl:
    """The address of a ``page`` of the guide, at a ``chapter`` (its anchor) where given."""
    address = QUrl.fromLocalFile(str(FOLDER / "help" / language_of_user() / f"{page}.html"))
    if chapter:
        address.setFragment(chapter)
    return address


def open_page(page: str, chapter: str = "") -> None:
    QDesktopServices.openUrl(page_url(page, chapter))
