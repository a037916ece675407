"""``importpointcloud``: tiles of a survey as COPC files that QGIS opens as one layer."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingOutputPointCloudLayer,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
)

from ...core.files import require_writable
from ...translation import tr, words_in
from ..base import Algorithm, FeedbackProgress
from .clouds import CLASSES, COLOURS, ELEVATION, load, renderer_for
from .copcresults import INDEX, tell, write_index
from .tiles import TileInputs


class ImportPointCloud(TileInputs, Algorithm):
    NAME = "importpointcloud"
    GROUP = "pointcloud"
    TAGS = ("las", "laz", "copc", "vpc", "lidar", "point cloud", "点群", "点群データ", "航空レーザ", "オリジナルデータ")

    def title(self) -> str:
        return tr("Import point clouds")

    def help(self) -> str:
        return tr(
            "Makes one layer of a delivery of point cloud tiles: each tile becomes a COPC file in the output folder, and a "
            "virtual point cloud (.vpc) and an overview join them. QGIS draws COPC smoothly at any scale, in 2D and 3D; "
            "the overview shows the whole survey from afar, where a virtual point cloud shows only the outlines of its "
            "tiles. An index of the tiles (index.gpkg) lies beside them.\n\n"
            "Nothing is lost: coordinates, classes, returns, intensities, colours, times and extra bytes are kept, and "
            "every tile is read back and compared before it counts as done. Only waveforms are left out. A tile that "
            "cannot be used is reported, and the others go on.\n\n"
            "A run that was stopped goes on where it was; a later run repeats only tiles that changed. Memory stays below "
            "1 GiB whatever the size of a tile. The folder can be moved as a whole."
        )

    def declare(self) -> None:
        self.add_tiles()
        self.add_choice(
            "HEIGHT",
            tr("Height datum"),
            {
                "auto": tr("as written in the tiles"),
                "jgd2011": tr("Tokyo Bay, JGD2011 (until March 2025)"),
                "jgd2024": tr("JGD2024 (from April 2025)"),
                "local": tr("mean sea level at the island"),
                "unknown": tr("not known"),
            },
            "auto",
            tr("Written into the results; heights are not changed."),
        )
        self.add_choice(
            "AXES",
            tr("Order of the coordinates"),
            {
                "auto": tr("east, north; tiles where that cannot be are refused"),
                "east_north": tr("east, north"),
                "north_east": tr("north, east, as X and Y of surveyors"),
            },
            "auto",
            tr("Text files are sometimes written north first."),
            advanced=True,
        )
        self.add_choice(
            "STYLE",
            tr("Drawn by"),
            {
                "auto": tr("colours where there are any, else heights"),
                COLOURS: tr("colours"),
                ELEVATION: tr("heights"),
                CLASSES: tr("classes"),
            },
            "auto",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean("LOAD", tr("Open the point cloud afterwards"), defaultValue=True),
            tr("The virtual point cloud and its overview, ready drawn."),
            tr("The virtual point cloud and its overview."),
        )
        self.add_scheduler()
        self.add_language()
        self.add(
            QgsProcessingParameterFolderDestination("OUTPUT_FOLDER", tr("Folder of the COPC files")),
            tr("About 8 bytes a point. Choose the same folder again to bring it up to date."),
        )
        self.add(
            QgsProcessingParameterFileDestination("REPORT", tr("Report"), "HTML (*.html)", optional=True),
            tr("What became of each tile, and what was left out and why."),
        )
        self.addOutput(QgsProcessingOutputPointCloudLayer("VPC", tr("Virtual point cloud")))
        self.addOutput(QgsProcessingOutputPointCloudLayer("OVERVIEW", tr("Overview of the point cloud")))
        self.addOutput(QgsProcessingOutputVectorLayer("INDEX", tr("Index of tiles")))
        self.addOutput(QgsProcessingOutputNumber("TILES", tr("Number of tiles")))
        self.addOutput(QgsProcessingOutputNumber("POINTS", tr("Number of points")))
        self.addOutput(QgsProcessingOutputNumber("LEFT_OUT", tr("Tiles left out")))

    def execute(self, parameters, context, feedback):
        from ...core.pointcloud.catalogue import Fault
        from ...core.pointcloud.import_report import write_import_report
        from ...core.pointcloud.importing import Settings, import_tiles

        sources, faults = self.sources(parameters, context)
        given, override = self.given_crs(parameters, context)
        outputs = {name: self.destination(parameters, name, context) for name in ("OUTPUT_FOLDER", "REPORT")}
        if outputs["REPORT"]:
            require_writable(outputs["REPORT"])
        made = Path(outputs["OUTPUT_FOLDER"]).resolve()  # inside FOLDER, what an earlier run made is no input
        sources = [source for source in sources if made not in source.path.resolve().parents]
        settings = Settings(
            given,
            override,
            self.parameterAsEnumString(parameters, "HEIGHT", context),
            self.parameterAsEnumString(parameters, "AXES", context),
        )
        progress = FeedbackProgress(feedback)
        left_out = [Fault(path, str(path), why) for path, why in faults]
        with self.cluster(parameters, context, progress) as cluster:
            outcome = import_tiles(sources, outputs["OUTPUT_FOLDER"], settings, left_out, progress, cluster=cluster)
        tell(outcome, feedback)
        index = str(outcome.vpc.with_name(INDEX))
        write_index(index, outcome)
        if outputs["REPORT"]:
            language = self.language(parameters, context)
            write_import_report(outputs["REPORT"], outcome, words_in(language), language)
        if self.parameterAsBoolean(parameters, "LOAD", context) and context.project() is not None:
            kind = self.parameterAsEnumString(parameters, "STYLE", context)
            kind = (COLOURS if outcome.brightest else ELEVATION) if kind == "auto" else kind
            renderer = renderer_for(kind, outcome.heights, outcome.brightest, outcome.classes)
            load(str(outcome.vpc), tr("Point cloud"), "VPC", renderer, context, 1)
            load(str(outcome.overview), tr("Point cloud (overview)"), "OVERVIEW", renderer, context, 0)
        return {
            **{name: path for name, path in outputs.items() if path},
            "VPC": str(outcome.vpc),
            "OVERVIEW": str(outcome.overview),
            "INDEX": index,
            "TILES": len(outcome.tiles),
            "POINTS": outcome.points,
            "LEFT_OUT": len(outcome.faults),
        }
