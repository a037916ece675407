"""Opens the user guide at a page, in the user's language."""

from __future__ import annotations

from qgis.core import Qgis
from qgis.PyQt.QtGui import QDesktopServices
from qgis.utils import iface

from ..help_pages import HELP, page_url
from ..translation import tr


def open_page(page: str, chapter: str = "") -> None:
    """Show a page in the browser, at a ``chapter`` (its anchor) where given; says so where it cannot."""
    address = page_url(page, chapter) or page_url("index")
    if address is None:
        text = tr("The user guide is not in {folder}. Install the plugin again, or run “make setup” in a checkout.")
        iface.messageBar().pushMessage("SoraNoMe", text.format(folder=HELP), Qgis.MessageLevel.Warning)
    elif not QDesktopServices.openUrl(address):
        text = tr("No browser opened. The user guide is the file {file}")
        iface.messageBar().pushMessage("SoraNoMe", text.format(file=address.toLocalFile()), Qgis.MessageLevel.Warning)
