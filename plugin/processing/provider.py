"""The Processing provider ``soranome``."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..core.resources import FOLDER
from .fieldwork.fieldchecklist import FieldCheckList
from .fill.accuracy import Accuracy
from .fill.checkpair import CheckPair
from .fill.detectfill import DetectFill
from .fill.fillcandidates import FillCandidates
from .fill.makesample import MakeSample
from .fill.opticalchange import OpticalChange

ALGORITHMS = (MakeSample, CheckPair, OpticalChange, FillCandidates, DetectFill, Accuracy, FieldCheckList)


class SoraNoMeProvider(QgsProcessingProvider):
    def id(self) -> str:
        return "soranome"

    def name(self) -> str:
        return "SoraNoMe 宙の目"

    def icon(self) -> QIcon:
        return QIcon(str(FOLDER / "icons" / "soranome.svg"))

    def loadAlgorithms(self) -> None:
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())

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
