"""The Processing provider ``soranome``."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..core.resources import FOLDER
from .coverage.choosesites import ChooseSites
from .coverage.comparecoverage import CompareCoverage
from .coverage.coverageholes import CoverageHoles
from .coverage.importassets import ImportAssets
from .coverage.importmeasurements import ImportMeasurements
from .coverage.importpopulation import ImportPopulation
from .coverage.linkprofile import LinkProfile
from .coverage.predictcoverage import PredictCoverage
from .coverage.wificoverage import WifiCoverage
from .fieldwork.fieldchecklist import FieldCheckList
from .fieldwork.fieldpackage import FieldPackage
from .fieldwork.fieldprogress import FieldProgress
from .fieldwork.fieldsheets import FieldSheets
from .fieldwork.fieldwaypoints import FieldWaypoints
from .fieldwork.importresults import ImportResults
from .fieldwork.sampleresults import SampleResults
from .fieldwork.updateregister import UpdateRegister
from .fieldwork.visitaccuracy import VisitAccuracy
from .fieldwork.visitorder import VisitOrder
from .fill.accuracy import Accuracy
from .fill.checkpair import CheckPair
from .fill.detectfill import DetectFill
from .fill.elevationchange import ElevationChange
from .fill.fillcandidates import FillCandidates
from .fill.importscene import ImportScene
from .fill.makesample import MakeSample
from .fill.opticalchange import OpticalChange
from .fill.opticalseries import OpticalSeries
from .fill.sarchange import SarChange
from .fill.triage import Triage
from .models import MODELS, ShippedModel
from .pointcloud.classifyground import ClassifyGround
from .pointcloud.importpointcloud import ImportPointCloud
from .pointcloud.indextiles import IndexTiles
from .pointcloud.mapsheets import MapSheets
from .pointcloud.pointcloudquality import PointCloudQuality
from .pointcloud.surfaces import Surfaces
from .pointcloud.terrainmaps import TerrainMaps
from .pointcloud.updatepointcloud import UpdatePointCloud

ALGORITHMS = (
    MakeSample,
    ImportScene,
    CheckPair,
    OpticalChange,
    OpticalSeries,
    SarChange,
    ElevationChange,
    FillCandidates,
    DetectFill,
    Triage,
    Accuracy,
    MapSheets,
    IndexTiles,
    ImportPointCloud,
    ClassifyGround,
    Surfaces,
    TerrainMaps,
    PointCloudQuality,
    UpdatePointCloud,
    PredictCoverage,
    LinkProfile,
    ImportMeasurements,
    CompareCoverage,
    CoverageHoles,
    ChooseSites,
    ImportPopulation,
    ImportAssets,
    WifiCoverage,
    FieldCheckList,
    FieldSheets,
    FieldPackage,
    FieldWaypoints,
    UpdateRegister,
    ImportResults,
    VisitAccuracy,
    VisitOrder,
    FieldProgress,
    SampleResults,
)


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
        # A model finds its steps in the registry, where this provider is from the second loading on (see plugin.py).
        if QgsApplication.processingRegistry().providerById(self.id()) is not None:
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
