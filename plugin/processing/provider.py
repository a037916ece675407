"""The Processing provider ``soranome``."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..core.resources import FOLDER
from .algorithms import GROUPS


class SoraNoMeProvider(QgsProcessingProvider):
    """Has no algorithms until :meth:`complete` is called: as QGIS starts, when its window is there."""

    def __init__(self):
        super().__init__()
        self._wanted = False

    def later(self) -> list[Callable[[], object]]:
        """:meth:`complete` in steps short enough for nobody to notice."""
        return [*GROUPS, self.complete]

    def complete(self) -> None:
        """Load the algorithms, where that has not been done. The provider must be in the registry: models look for their
        steps there."""
        if not self._wanted:
            self._wanted = True
            self.refreshAlgorithms()

    def id(self) -> str:
        return "soranome"

    def name(self) -> str:
        return "SoraNoMe 宙の目"

    def icon(self) -> QIcon:
        return QIcon(str(FOLDER / "icons" / "soranome.svg"))

    def loadAlgorithms(self) -> None:
        if not self._wanted:
            return
        from .models import MODELS, ShippedModel

        for group in GROUPS:
            for algorithm in group():
                self.addAlgorithm(algorithm())
        for name in MODELS:
            self.addAlgorithm(ShippedModel(name))

    def supportsNonFileBasedOutput(self) -> bool:
        return False  # results live in files, temporary ones where nothing else is asked

    def supportedOutputRasterLayerExtensions(self) -> list[str]:
        return ["tif"]

    def supportedOutputVectorLayerExtensions(self) -> list[str]:
        return ["gpkg"]

    def defaultVectorFileExtension(self, hasGeometry: bool = True) -> str:
        return "gpkg"

    def defaultRasterFileFormat(self) -> str:
        return "GTiff"
