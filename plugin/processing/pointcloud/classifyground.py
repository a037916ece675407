"""``classifyground``: the ground of tiles told from trees and buildings."""

from __future__ import annotations

from importlib.util import find_spec

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingOutputPointCloudLayer,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QMetaType

from ...core.errors import InputError
from ...core.text import QT_TRANSLATE_NOOP, Message
from ...dependencies import install_command
from ...translation import tr, tr_core
from ..base import Algorithm, FeedbackProgress
from .clouds import CLASSES, load, renderer_for
from .copcresults import INDEX, tell, write_index
from .tiles import TileInputs

_GROUND = 2
_NUMBERS = {"CELL": "cell_m", "SLOPE": "slope", "WINDOW": "window_m", "THRESHOLD": "threshold_m"}
"""Advanced parameters and what the filters call them."""

_WIDER = QT_TRANSLATE_NOOP("SoraNoMe", "These settings look up to {needed} m far; that is taken for COLLAR.")


class ClassifyGround(TileInputs, Algorithm):
    NAME = "classifyground"
    GROUP = "pointcloud"
    TAGS = (
        "ground",
        "filter",
        "smrf",
        "csf",
        "ptd",
        "class",
        "点群",
        "グラウンドデータ",
        "地盤",
        "フィルタリング",
        "分類",
    )

    def title(self) -> str:
        return tr("Find the ground in point clouds")

    def help(self) -> str:
        return tr(
            "Tells ground (class 2) from trees, buildings and the rest (class 1) and writes each tile as COPC into the "
            "output folder, with a virtual point cloud (.vpc), an overview and an index (index.gpkg), which the terrain "
            "model takes as INDEX. For analysts who got original data, or data whose classes cannot be trusted.\n\n"
            "Each tile is filtered together with the points of its neighbours around it, so that tile edges do not show; "
            "give all tiles of an area at once. Only classes change.\n\n"
            "A run that was stopped goes on where it was; a later run repeats only tiles that changed, or whose "
            "neighbours did. A tile that cannot be used is reported, and the others go on. Noise (classes 7, 18) and "
            "withheld points take no part and stay what they are. Lengths are metres, also where tiles are in feet."
        )

    def declare(self) -> None:
        self.add_tiles()
        self.add_choice(
            "METHOD",
            tr("Method"),
            {
                "smrf": tr("SMRF: openings of a raster, wider and wider (Pingel et al. 2013)"),
                "ptd": tr("PTD: a network of triangles grown upwards (Axelsson 2000)"),
                "csf": tr("CSF: a cloth laid from below (Zhang et al. 2016; another library)"),
            },
            "smrf",
            tr("SMRF is the most accurate of them on the ISPRS samples; the others are there to compare with."),
        )
        self.add_choice(
            "TERRAIN",
            tr("Terrain"),
            {
                "auto": tr("any"),
                "mountain": tr("mountains: steep, wooded"),
                "town": tr("towns: large buildings, gentle ground"),
                "island": tr("islands: cliffs, embankments, quarries, few houses"),
            },
            "auto",
            tr("Sets the numbers of the method."),
        )
        self.add_choice(
            "CLASSES",
            tr("Classes that are there"),
            {
                "keep": tr("keep; only classes 0, 1 and 2 are decided anew"),
                "replace": tr("replace by 1 and 2, but for noise"),
            },
            "keep",
            tr(
                "Where they are kept, points known as plants, buildings, wires and bridges are no candidates for ground."
            ),
        )
        number = QgsProcessingParameterNumber
        double = number.Type.Double
        preset = tr("Empty: as TERRAIN has it.")
        window = tr("smrf: half the width of the largest building; ptd: its whole width. Empty: as TERRAIN has it.")
        for name, label, low, high, help in (
            ("CELL", tr("Cell of the filter (m)"), 0.1, 20, preset),
            ("SLOPE", tr("Tolerance per metre of the window (rise over run)"), 0.01, 10, preset),
            ("WINDOW", tr("Window (m)"), 1, 200, window),
            ("THRESHOLD", tr("Height above ground that is still ground (m)"), 0.01, 10, preset),
        ):
            parameter = number(name, label, double, optional=True, minValue=low, maxValue=high)
            self.add(parameter, help, advanced=True)
        self.add(
            number("COLLAR", tr("Collar from neighbouring tiles (m)"), double, 30, minValue=0, maxValue=500),
            tr("How far into its neighbours a tile is filtered. Settings that look further take more."),
            advanced=True,
        )
        self.add_scheduler()
        self.add(
            QgsProcessingParameterBoolean("LOAD", tr("Open the point cloud afterwards"), defaultValue=True),
            tr("Coloured by class."),
        )
        self.add(
            QgsProcessingParameterFolderDestination("OUTPUT_FOLDER", tr("Folder of the COPC files with ground")),
            tr(
                "About 8 bytes a point; not the folder of the tiles. Choose the same folder again to bring it up to date."
            ),
        )
        self.addOutput(QgsProcessingOutputPointCloudLayer("VPC", tr("Virtual point cloud")))
        self.addOutput(QgsProcessingOutputPointCloudLayer("OVERVIEW", tr("Overview of the point cloud")))
        self.addOutput(QgsProcessingOutputVectorLayer("INDEX", tr("Index of tiles")))
        self.addOutput(QgsProcessingOutputNumber("TILES", tr("Number of tiles")))
        self.addOutput(QgsProcessingOutputNumber("POINTS", tr("Number of points")))
        self.addOutput(QgsProcessingOutputNumber("GROUND", tr("Number of ground points")))
        self.addOutput(QgsProcessingOutputNumber("LEFT_OUT", tr("Tiles left out")))

    def execute(self, parameters, context, feedback):
        from ...core.pointcloud.classify import classify_tiles
        from ...core.pointcloud.ground import settings_of

        method = self.parameterAsEnumString(parameters, "METHOD", context)
        if method == "csf":
            _require_csf()
        numbers = {
            key: self.parameterAsDouble(parameters, name, context)
            for name, key in _NUMBERS.items()
            if parameters.get(name) not in (None, "")
        }
        settings = settings_of(method, self.parameterAsEnumString(parameters, "TERRAIN", context), **numbers)
        collar = self.parameterAsDouble(parameters, "COLLAR", context)
        if settings.collar_m > collar and parameters.get("COLLAR") is not None:
            feedback.pushInfo(Message(_WIDER, {"needed": f"{settings.collar_m:g}"}).say(tr_core))
        folder = self.destination(parameters, "OUTPUT_FOLDER", context)
        catalogue = self.catalogue(parameters, context, feedback)
        classes = self.parameterAsEnumString(parameters, "CLASSES", context)
        progress = FeedbackProgress(feedback)
        with self.cluster(parameters, context, progress) as cluster:
            outcome = classify_tiles(catalogue, folder, settings, classes, collar, progress, cluster=cluster)
        tell(outcome, feedback, catalogue)
        ground = outcome.classes.get(_GROUND, 0)
        said = tr("{ground} points are ground: {share} %.")
        feedback.pushInfo(said.format(ground=f"{ground:,}", share=f"{100 * ground / outcome.points:.1f}"))
        index = str(outcome.vpc.with_name(INDEX))
        real = QMetaType.Type.Double
        extra = (
            ("ground_points", QMetaType.Type.LongLong, tr("Number of ground points"), _ground),
            ("ground_share", real, tr("Share of ground points"), lambda tile: _ground(tile) / tile.count),
            ("density", real, tr("Points per m²"), _density),
        )
        write_index(index, outcome, extra)
        if self.parameterAsBoolean(parameters, "LOAD", context) and context.project() is not None:
            renderer = renderer_for(CLASSES, outcome.heights, outcome.brightest, outcome.classes)
            load(str(outcome.vpc), tr("Ground and the rest"), "VPC", renderer, context, 1)
            load(str(outcome.overview), tr("Ground and the rest (overview)"), "OVERVIEW", renderer, context, 0)
        return {
            "OUTPUT_FOLDER": folder,
            "VPC": str(outcome.vpc),
            "OVERVIEW": str(outcome.overview),
            "INDEX": index,
            "TILES": len(outcome.tiles),
            "POINTS": outcome.points,
            "GROUND": ground,
            "LEFT_OUT": len(outcome.faults),
        }


def _require_csf() -> None:
    if find_spec("CSF") is None:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "METHOD csf needs the library cloth-simulation-filter, which is not installed. Install it with “{command}” "
                "and start QGIS again, or choose smrf or ptd.",
            ),
            command=install_command(["cloth-simulation-filter"]),
        )


def _ground(tile) -> int:
    return tile.classes.get(str(_GROUND), 0)


def _density(tile) -> float | None:
    """Points per m² of the box of the tile."""
    area = (tile.maxs[0] - tile.mins[0]) * (tile.maxs[1] - tile.mins[1]) * tile.metres_per_unit**2
    return tile.count / area if area else None
