"""``surfaces``: terrain, surface, heights above ground, density and voids of any number of tiles."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterExtent,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from ...core.errors import InputError
from ...core.files import require_writable
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr, tr_core
from ..base import Algorithm, FeedbackProgress, fields_of, write_layer
from ..features import crs_of
from ..styling import style_on_load, styled
from .tiles import TileInputs

STYLES = {"DTM": "elevation", "DSM": "elevation", "CHM": "chm", "DENSITY": "density", "GROUND_DENSITY": "density"}
_WIDEST_FILL_M = 500


class Surfaces(TileInputs, Algorithm):
    NAME = "surfaces"
    GROUP = "pointcloud"
    TAGS = (
        "dtm",
        "dem",
        "dsm",
        "chm",
        "tin",
        "idw",
        "density",
        "点群",
        "数値標高モデル",
        "数値表層モデル",
        "樹高",
        "欠測",
    )

    def title(self) -> str:
        return tr("Terrain and surface models from point clouds")

    def help(self) -> str:
        return tr(
            "Makes rasters of any number of tiles, which are read once: terrain (DTM), surface (DSM), heights above ground "
            "(CHM), density, and where there are no points as polygons. For planners and analysts who need whole "
            "municipalities on one grid.\n\n"
            "Cell edges are whole multiples of RESOLUTION from the origin of the coordinate system, so that results of "
            "neighbouring areas fit without resampling, and tile edges do not show: every cell is computed with all points "
            "around it, whatever tile they are in.\n\n"
            "Terrain needs points classed as ground; run classifyground first where there are none. Noise (classes 7, 18) "
            "and withheld points are left out everywhere. Heights are metres, also where tiles are in feet."
        )

    def declare(self) -> None:
        number = QgsProcessingParameterNumber
        self.add_tiles()
        self.add(
            number("RESOLUTION", tr("Cell size (m)"), number.Type.Double, 1, minValue=0.05, maxValue=1000),
            tr("0.5 m or 1 m suits surveys with 4 points per m² or more."),
        )
        self.add(
            QgsProcessingParameterExtent("EXTENT", tr("Extent"), optional=True),
            tr("Only this part of the tiles. Empty: all of them."),
        )
        self.add_choice(
            "DTM_METHOD",
            tr("Terrain"),
            {
                "tin": tr("straight lines in a network of triangles (recommended)"),
                "idw": tr("mean of near ground points, weighted by 1/distance²"),
            },
            "tin",
        )
        self.add_choice(
            "DSM_METHOD",
            tr("Surface"),
            {
                "pitfree": tr("without pits in tree crowns (Khosravipour et al. 2014)"),
                "highest": tr("highest point of each cell"),
            },
            "pitfree",
        )
        self.add(
            number("FILL_DISTANCE", tr("Fill gaps up to (m)"), number.Type.Double, 50, minValue=0, maxValue=_WIDEST_FILL_M),
            tr("Under buildings and on water there is no ground: gaps wider than this stay empty. Nothing is filled beyond "
               "the points. Larger distances take longer."),
        )  # fmt: skip
        self.add(
            number("MIN_VOID", tr("Smallest void (m²)"), number.Type.Double, 10, minValue=0),
            tr("A void also holds an empty square four point spacings wide; between points there is always some room."),
        )
        self.add(
            QgsProcessingParameterString("GROUND_CLASSES", tr("Classes that are ground"), defaultValue="2"),
            tr("Class codes, separated by commas: 2 is ground; 2,9 makes water surfaces part of the terrain."),
            advanced=True,
        )
        self.add_scheduler()
        raster = QgsProcessingParameterRasterDestination
        self.add(raster("DTM", tr("Terrain (DTM)"), optional=True), tr("Heights of the bare ground in metres."))
        self.add(
            raster("DSM", tr("Surface (DSM)"), optional=True),
            tr("Heights of what the laser met first: roofs, crowns, ground."),
        )
        self.add(raster("CHM", tr("Height above ground (CHM)"), optional=True), tr("DSM − DTM, nowhere below 0."))
        self.add(
            raster("DENSITY", tr("Points per m²"), optional=True),
            tr("How many points fell into each cell, per square metre."),
        )
        self.add(
            QgsProcessingParameterVectorDestination("VOIDS", tr("Voids"), optional=True),
            tr("Areas without points: kind is water where class 9 lies around, edge where they open to the outside."),
        )
        for name, label, help in (
            ("GROUND_DENSITY", tr("Ground points per m²"), tr("The same for points of the ground alone.")),
            ("INTENSITY", tr("Intensity of first returns"), tr("The mean in each cell: shows paving, water, marks.")),
            ("RGB", tr("Colour of first returns"), tr("The mean in each cell, where the points have colours.")),
        ):
            self.add(raster(name, label, optional=True, createByDefault=False), help)
        for name, label in (
            ("POINTS", tr("Number of points")),
            ("GROUND", tr("Number of ground points")),
            ("VOID_COUNT", tr("Number of voids")),
            ("VOID_SHARE", tr("Share of cells in voids")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def execute(self, parameters, context, feedback):
        from ...core.pointcloud.surfaces import OUTPUTS, Settings, make_surfaces

        outputs = {name: path for name in OUTPUTS if (path := self.destination(parameters, name, context))}
        void_path = self.destination(parameters, "VOIDS", context)
        if not outputs and not void_path:
            raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "No result was asked for. Choose at least one."))
        if void_path:
            require_writable(void_path)
        settings = Settings(
            cell_m=self.parameterAsDouble(parameters, "RESOLUTION", context),
            dtm=self.parameterAsEnumString(parameters, "DTM_METHOD", context),
            dsm=self.parameterAsEnumString(parameters, "DSM_METHOD", context),
            fill_m=self.parameterAsDouble(parameters, "FILL_DISTANCE", context),
            min_void_m2=self.parameterAsDouble(parameters, "MIN_VOID", context),
            ground_classes=_classes(self.parameterAsString(parameters, "GROUND_CLASSES", context)),
        )
        catalogue = self.catalogue(parameters, context, feedback)

        def keep_voids(found, grid):
            _write_voids(void_path, found, grid)

        progress = FeedbackProgress(feedback)
        with self.cluster(parameters, context, progress) as cluster:
            made = make_surfaces(
                catalogue,
                outputs,
                settings,
                self._extent(parameters, catalogue.crs, context),
                keep_voids if void_path else None,
                progress,
                cluster=cluster,
                beside=void_path,
            )
        for warning in made.warnings:
            feedback.pushWarning(warning.say(tr_core))
        feedback.pushInfo(
            tr(
                "{points} points, {ground} of them ground, in {cells} cells; {share} % of the surveyed area are voids."
            ).format(
                points=f"{made.points:,}",
                ground=f"{made.ground:,}",
                cells=f"{made.grid.width * made.grid.height:,}",
                share=f"{100 * made.void_share:.2f}",
            )
        )
        for name, path in outputs.items():
            if name in STYLES:
                style_on_load(path, STYLES[name], context)
        if void_path:
            style_on_load(void_path, "voids", context)
            outputs["VOIDS"] = void_path
        return {
            **outputs,
            "POINTS": made.points,
            "GROUND": made.ground,
            "VOID_COUNT": len(made.voids),
            "VOID_SHARE": made.void_share,
        }

    def _extent(self, parameters, crs, context):
        """EXTENT in the CRS of the tiles; None where it is left empty."""
        if not parameters.get("EXTENT"):
            return None
        extent = self.parameterAsExtent(parameters, "EXTENT", context, crs_of(crs))
        if extent.isNull():
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "EXTENT: {extent} is no extent. Give west,east,south,north [EPSG:…]."),
                extent=str(parameters["EXTENT"]),
            )
        return extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()


def _classes(text: str) -> frozenset[int]:
    """Class codes of a list with commas; raises :class:`InputError` where it is none."""
    try:
        codes = frozenset(int(part) for part in text.replace("、", ",").split(",") if part.strip())
    except ValueError:
        codes = frozenset()
    if not codes or not all(0 <= code <= 255 for code in codes):
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "GROUND_CLASSES: {text} is no list of classes (0 to 255). Give 2, or 2,9."),
            text=text,
        )
    return codes


def _write_voids(path: str, found: list, grid) -> None:
    from shapely import MultiPolygon, to_wkb

    fields = fields_of((
        ("void_id", QMetaType.Type.Int, tr("Number")),
        ("kind", QMetaType.Type.QString, tr("Kind")),
        ("area_m2", QMetaType.Type.Double, tr("Area (m²)")),
    ))  # fmt: skip
    # The largest first: they matter most.
    ordered = sorted(found, key=lambda void: -void.area_m2)
    rows = [
        (
            to_wkb(MultiPolygon(getattr(void.outline, "geoms", [void.outline])), output_dimension=2),
            (number, void.kind, void.area_m2),
        )
        for number, void in enumerate(ordered, 1)
    ]
    write_layer(path, "voids", fields, QgsWkbTypes.Type.MultiPolygon, crs_of(grid.crs), rows, styled("voids"))
