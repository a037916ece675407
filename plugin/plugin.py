"""What QGIS starts and stops: the translator, the Processing provider, and what the window shows."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTimer

from . import translation


class SoraNoMePlugin:
    """Registers what the plugin brings; :meth:`unload` takes each back, in reverse."""

    def __init__(self, iface):
        self.iface = iface
        self.provider = None
        self.desktop = None
        self.left: list[Callable[[], object]] = []
        # qgis_process never calls initGui, so the words are installed here.
        self.translator = translation.install()

    def initProcessing(self) -> None:
        """Called by qgis_process."""
        self._add_provider()
        self.provider.complete()

    def initGui(self) -> None:
        if self.translator is None:  # a reload in the same session
            self.translator = translation.install()
        self._add_provider()
        from .ui.desktop import Desktop

        self.desktop = Desktop(self.iface)
        self.desktop.start()
        self.left = [*self.provider.later(), *self.desktop.later()]
        if self.iface.mainWindow().isVisible():  # switched on, or reloaded, in a running QGIS
            self.finish()
        else:
            self.iface.initializationCompleted.connect(self._started)

    def _add_provider(self) -> None:
        from .processing.provider import SoraNoMeProvider

        self.provider = SoraNoMeProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def _started(self) -> None:
        """QGIS's window is there: what its start did not wait for, a step at a time between what users do."""
        self.iface.initializationCompleted.disconnect(self._started)
        QTimer.singleShot(0, self._next)

    def _next(self) -> None:
        if self.left:
            self.left.pop(0)()
            QTimer.singleShot(0, self._next)

    def finish(self) -> None:
        """Do at once what is left of the start."""
        while self.left:
            self.left.pop(0)()

    def unload(self) -> None:
        self.left.clear()
        if self.desktop is not None:
            self.desktop.stop()
            self.desktop = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self.translator is not None:
            QCoreApplication.removeTranslator(self.translator)
            self.translator = None
