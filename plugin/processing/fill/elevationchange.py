"""``elevationchange``: what rose and what sank between two elevation models."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterVectorDestination,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from ...core.files import require_writable
from ...translation import language_of_user, tr, tr_core, words_in
from ..base import Algorithm, FeedbackProgress, fields_of, write_layer
from ..styling import style_on_load
from .earthworks import earthwork_fields, earthwork_values, rounded

_STYLES = {"DIFFERENCE": "difference", "SIGNIFICANT": "significant", "SCORE": "score"}


class ElevationChange(Algorithm):
    NAME = "elevationchange"
    GROUP = "fill"
    TAGS = ("dem", "dtm", "lidar", "volume", "nuth", "kaab", "標高", "盛土", "切土", "土量", "差分")

    def title(self) -> str:
        return tr("Change between two elevation models")

    def help(self) -> str:
        return tr(
            "Says where the ground rose and sank between two surveys, how high, how much, and how surely. The models may "
            "have different cells and coordinate systems: AFTER is brought onto the grid of BEFORE, whose cells are joined "
            "where AFTER is coarser. A shift between them is measured on slopes (Nuth and Kääb 2011) and taken out; errors "
            "are measured where the ground did not change, steeper ground having larger ones.\n\n"
            "DIFFERENCE is AFTER − BEFORE in metres; its second band is the level of detection. SIGNIFICANT is 1 where the "
            "ground was cut, 2 where it was filled, beyond that level; 0 none, 255 no data. SCORE is 0.5 and more exactly "
            "there. The summary says in words what this pair cannot prove.\n\n"
            "Compare ground with ground: in surface models every grown wood is a fill. Heights of surveys before and after "
            "the revision of 2025-04-01 (JGD2024) differ on the whole; co-registration takes that out."
        )

    def declare(self) -> None:
        number = QgsProcessingParameterNumber
        self.add_raster(
            "BEFORE", tr("Elevations BEFORE"), tr("The earlier elevation model of the ground, in a system in metres.")
        )
        self.add_raster("AFTER", tr("Elevations AFTER"), tr("The later one; any cells and coordinate system."))
        known = tr(
            "Standard deviation of its heights on level ground, if known. 0: measured on unchanged ground, as the "
            "scatter of the difference (NMAD)."
        )
        self.add(number("SIGMA_BEFORE", tr("Error of BEFORE (m)"), number.Type.Double, 0, minValue=0), known)
        self.add(number("SIGMA_AFTER", tr("Error of AFTER (m)"), number.Type.Double, 0, minValue=0), known)
        self.add(
            QgsProcessingParameterBoolean("COREGISTER", tr("Correct a shift of AFTER"), defaultValue=True),
            tr("Horizontally and in height. Needs slopes: switch it off for flat ground."),
        )
        self.add(
            number("CONFIDENCE", tr("Confidence"), number.Type.Double, 0.95, minValue=0.5, maxValue=0.999),
            tr("Of the level of detection and of the intervals of volumes."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                "UNSTABLE",
                tr("Ground that changed anyway"),
                [QgsProcessing.SourceType.TypeVectorPolygon],
                optional=True,
            ),
            tr("Areas left out when shift and errors are measured: known works, water, landslides. Needed only where "
               "they cover much of the scene."),
        )  # fmt: skip
        units = {"auto": tr("as the file says, else metres"), "metres": tr("metres"), "feet": tr("feet")}
        for name, label in (
            ("BEFORE_UNIT", tr("Unit of the heights BEFORE")),
            ("AFTER_UNIT", tr("Unit of the heights AFTER")),
        ):
            self.add_choice(name, label, units, "auto", advanced=True)
        self.add(
            number("MIN_AREA", tr("Smallest area (m²)"), number.Type.Double, 100, minValue=0),
            tr("Of the places measured for the summary."),
            advanced=True,
        )
        self.add_scheduler()
        self.add(
            QgsProcessingParameterRasterDestination("DIFFERENCE", tr("Difference of heights")),
            tr("AFTER − BEFORE in metres; band 2 is the smallest difference that can be told at each cell."),
        )
        self.add(
            QgsProcessingParameterRasterDestination("SIGNIFICANT", tr("Significant cut and fill")),
            tr("1 cut, 2 fill, 0 neither, where the difference is larger than its error."),
        )
        self.add(
            QgsProcessingParameterRasterDestination("SCORE", tr("Change score")),
            tr("0 to 1; from 0.5 on the height changed significantly."),
        )
        self.add(
            QgsProcessingParameterFileDestination("SUMMARY", tr("Summary"), "HTML (*.html *.htm)"),
            tr("Shift, errors, heights, areas and volumes with their 95 % intervals, and what cannot be proved."),
        )
        self.add(
            QgsProcessingParameterVectorDestination(
                "EARTHWORKS", tr("Places cut and filled"), optional=True, createByDefault=False
            ),
            tr("Outlines with areas, heights and volumes of the places in the summary."),
        )
        for name, label in (
            ("SHIFT_X", tr("Shift to the east (m)")),
            ("SHIFT_Y", tr("Shift to the north (m)")),
            ("SHIFT_Z", tr("Shift upwards (m)")),
            ("NMAD_BEFORE", tr("Scatter of the differences with the shift (m)")),
            ("NMAD_AFTER", tr("Scatter of the differences without the shift (m)")),
            ("SIGMA", tr("Standard deviation of a difference (m)")),
            ("LOD", tr("Level of detection (m)")),
            ("PROVABLE_THICKNESS", tr("Provable thickness (m)")),
            ("COUNT", tr("Number of places")),
            ("FILL_AREA", tr("Area of significant fill (m²)")),
            ("FILL_VOLUME", tr("Volume of fill (m³)")),
            ("FILL_VOLUME_LOW", tr("Volume of fill, at least (m³)")),
            ("FILL_VOLUME_HIGH", tr("Volume of fill, at most (m³)")),
            ("CUT_AREA", tr("Area of significant cut (m²)")),
            ("CUT_VOLUME", tr("Volume of cut (m³)")),
            ("CUT_VOLUME_LOW", tr("Volume of cut, at least (m³)")),
            ("CUT_VOLUME_HIGH", tr("Volume of cut, at most (m³)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def execute(self, parameters, context, feedback):
        from ...core.change.elevation import CUT, FILL, detect
        from ...core.change.elevation_report import report
        from ...core.html import write_page

        rasters = {name: self.destination(parameters, name, context) for name in _STYLES}
        summary = self.destination(parameters, "SUMMARY", context)
        earthworks = self.destination(parameters, "EARTHWORKS", context)
        for path in (summary, earthworks):
            if path:
                require_writable(path)
        progress = FeedbackProgress(feedback)
        with self.cluster(parameters, context, progress) as cluster:
            change = detect(
                self._files(parameters, context),
                *rasters.values(),
                sigma_before_m=self.parameterAsDouble(parameters, "SIGMA_BEFORE", context),
                sigma_after_m=self.parameterAsDouble(parameters, "SIGMA_AFTER", context),
                coregister=self.parameterAsBoolean(parameters, "COREGISTER", context),
                confidence=self.parameterAsDouble(parameters, "CONFIDENCE", context),
                min_area_m2=self.parameterAsDouble(parameters, "MIN_AREA", context),
                progress=progress,
                cluster=cluster,
            )
        language = language_of_user()
        write_page(summary, report(change, words_in(language), language))
        if earthworks:
            _write_earthworks(earthworks, change)
        for message in change.warnings:
            feedback.pushWarning(message.say(tr_core))
        for message in (*change.notes, change.proof):
            feedback.pushInfo(message.say(tr_core))
        for name, path in rasters.items():
            style_on_load(path, _STYLES[name], context)
        shift = change.registration
        fill, cut = change.volume_m3(fill=True), change.volume_m3(fill=False)
        results = {
            **rasters,
            "SUMMARY": summary,
            "SHIFT_X": shift.x_m,
            "SHIFT_Y": shift.y_m,
            "SHIFT_Z": shift.z_m,
            "NMAD_BEFORE": shift.nmad_before_m,
            "NMAD_AFTER": shift.nmad_after_m,
            "SIGMA": change.sigma_m,
            "LOD": change.lod_m,
            "PROVABLE_THICKNESS": change.provable_m,
            "COUNT": len(change.patches),
            "FILL_AREA": change.area_m2(FILL),
            "CUT_AREA": change.area_m2(CUT),
            **dict(zip(("FILL_VOLUME", "FILL_VOLUME_LOW", "FILL_VOLUME_HIGH"), fill)),
            **dict(zip(("CUT_VOLUME", "CUT_VOLUME_LOW", "CUT_VOLUME_HIGH"), cut)),
        }
        return {**results, "EARTHWORKS": earthworks} if earthworks else results

    def _files(self, parameters, context):
        """The pair, and the areas to leave out in the coordinate system of BEFORE."""
        from ...core.change.elevation_pair import BEFORE_NAME, ElevationFiles
        from ...core.raster import Raster
        from ...core.text import Message
        from ..features import crs_of, geometries

        before = self.raster_path(parameters, "BEFORE", context)
        unstable = ()
        if parameters.get("UNSTABLE"):
            source = self.parameterAsSource(parameters, "UNSTABLE", context)
            if source is None:
                raise QgsProcessingException(self.invalidSourceError(parameters, "UNSTABLE"))
            with Raster(before, Message(BEFORE_NAME)) as raster:
                raster.grid.require_metres(raster.name)
                crs = crs_of(raster.grid.crs)
            unstable = tuple(area for _, area in geometries(source, crs, context))
        return ElevationFiles(
            before,
            self.raster_path(parameters, "AFTER", context),
            self.parameterAsEnumString(parameters, "BEFORE_UNIT", context),
            self.parameterAsEnumString(parameters, "AFTER_UNIT", context),
            unstable,
        )


def _write_earthworks(path: str, change) -> None:
    from shapely import MultiPolygon, to_wkb

    from ..features import crs_of

    kind, seen = (
        ("kind", QMetaType.Type.QString, tr("Kind")),
        ("seen_share", QMetaType.Type.Double, tr("Share with elevations")),
    )
    fields = fields_of((kind, *earthwork_fields(), seen))

    def rows():
        for patch in change.patches:
            # Asking for more than two dimensions fails where shapely meets an older GEOS, QGIS's.
            outline = to_wkb(MultiPolygon([patch.outline]), output_dimension=2)
            values = earthwork_values(patch.earthwork)
            yield outline, ("fill" if patch.fill else "cut", *values, rounded(patch.earthwork.seen_share, 2))

    write_layer(path, "earthworks", fields, QgsWkbTypes.Type.MultiPolygon, crs_of(change.grid.crs), rows())
