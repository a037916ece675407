"""Every algorithm of the provider, by group. Importing them takes a while: QGIS's start does not wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .base import Algorithm

    Group = tuple[type[Algorithm], ...]


def fill() -> Group:
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

    return (
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
    )


def pointcloud() -> Group:
    from .pointcloud.classifyground import ClassifyGround
    from .pointcloud.importpointcloud import ImportPointCloud
    from .pointcloud.indextiles import IndexTiles
    from .pointcloud.mapsheets import MapSheets
    from .pointcloud.pointcloudquality import PointCloudQuality
    from .pointcloud.surfaces import Surfaces
    from .pointcloud.terrainmaps import TerrainMaps
    from .pointcloud.updatepointcloud import UpdatePointCloud

    return (
        MapSheets,
        IndexTiles,
        ImportPointCloud,
        ClassifyGround,
        Surfaces,
        TerrainMaps,
        PointCloudQuality,
        UpdatePointCloud,
    )


def coverage() -> Group:
    from .coverage.choosesites import ChooseSites
    from .coverage.comparecoverage import CompareCoverage
    from .coverage.coverageholes import CoverageHoles
    from .coverage.importassets import ImportAssets
    from .coverage.importmeasurements import ImportMeasurements
    from .coverage.importpopulation import ImportPopulation
    from .coverage.linkprofile import LinkProfile
    from .coverage.predictcoverage import PredictCoverage
    from .coverage.wificoverage import WifiCoverage

    return (
        PredictCoverage,
        LinkProfile,
        ImportMeasurements,
        CompareCoverage,
        CoverageHoles,
        ChooseSites,
        ImportPopulation,
        ImportAssets,
        WifiCoverage,
    )


def fieldwork() -> Group:
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

    return (
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


GROUPS = (fill, pointcloud, coverage, fieldwork)
