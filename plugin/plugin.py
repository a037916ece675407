"""What QGIS starts and stops: the translator, the Processing provider, and what the window shows."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication

from . import translation


class SoraNoMePlugin:
    """Registers what the plugin brings; :meth:`unload` takes each back, in reverse."""

    def __init__(self, iface):
        self.iface = iface
        self.provider = None
        self.desktop = None
        # qgis_process never calls initGui, so the words are installed here.
        self.translator = translation.install()

    def initProcessing(self) -> None:
        """Called by qgis_process, and by :meth:`initGui`."""
        from .processing.provider import SoraNoMeProvider

        self.provider = SoraNoMeProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)
        self.provider.refreshAlgorithms()  # the models, now that their steps can be found

    def initGui(self) -> None:
        if self.translator is None:  # a reload in the same session
            self.translator = translation.install()
        self.initProcessing()
        from .ui.desktop import Desktop

        self.desktop = Desktop(self.iface)
        self.desktop.start()

    def unload(self) -> None:
        if self.desktop is not None:
            self.desktop.stop()
            self.desktop = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self.translator is not None:
            QCoreApplication.removeTranslator(self.translator)
            self.translator = None
