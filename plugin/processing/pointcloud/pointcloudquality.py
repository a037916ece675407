"""``pointcloudquality``: whether a point cloud is what was ordered."""

from __future__ import annotations

import json
import math
from pathlib import Path

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from ...core.files import require_writable
from ...core.resources import FOLDER
from ...core.text import QT_TRANSLATE_NOOP, Message
from ...translation import tr, tr_core, words_in
from ..base import Algorithm, FeedbackProgress, fields_of, write_layer
from ..styling import styled
from .tiles import TileInputs


class PointCloudQuality(TileInputs, Algorithm):
    NAME = "pointcloudquality"
    GROUP = "pointcloud"
    TAGS = ("lidar", "las", "laz", "density", "control points", "nssda", "点群", "品質", "点密度", "検証点", "コース間")

    def title(self) -> str:
        return tr("Quality of a point cloud")

    def help(self) -> str:
        return tr(
            "Says whether a delivery is what was ordered: points per m² against the specification, voids, steps between "
            "flight strips and between neighbouring tiles, differences from control points (bias, RMSE, 95 %), noise, "
            "classes that cannot be right, return numbers, GPS times, duplicates and colours.\n\n"
            "The report is one HTML file with maps and histograms. ISSUES outlines what to look at, with its kind, "
            "severity, value and limit.\n\n"
            "Strips are told apart by the point source ID; without it they cannot be compared. Empty ground at the outer "
            "edge of the tiles counts as not surveyed, not as a void."
        )

    def declare(self) -> None:
        number = QgsProcessingParameterNumber
        self.add_tiles()
        self.add(
            QgsProcessingParameterFile(
                "CONTROL", tr("Control points (CSV)"), fileFilter="CSV (*.csv *.txt *.tsv)", optional=True
            ),
            tr("Columns id, east, north, height, or 点名, X, Y, 標高; UTF-8 or Shift_JIS; in the coordinate system of the "
               "tiles, heights in metres."),
        )  # fmt: skip
        self.add_choice(
            "AXES",
            tr("Axes of the control points"),
            {
                "auto": tr("whichever order falls into the tiles"),
                "xy": tr("X is east"),
                "survey": tr("X is north (survey)"),
            },
            "auto",
            tr("Of columns called X and Y."),
            advanced=True,
        )
        names = {"standard": tr("4 points/m² (GSI)"), "tokyo": tr("16 points/m² (Tokyo)")}
        self.add_choice(
            "SPECIFICATION",
            tr("Specification"),
            {name: names.get(name, name) for name in _specifications()},
            "standard",
            tr("Numbers are in resources/presets/pointcloud_quality.json; the ones below replace its own."),
        )
        self.add(
            number("REQUIRED_DENSITY", tr("Points per m² asked for"), number.Type.Double, optional=True, minValue=0.01),
            tr("Empty: as in the specification."),
        )
        self.add(
            number("CELL", tr("Cell for densities (m)"), number.Type.Double, optional=True, minValue=0.1, maxValue=100),
            tr("Edge of the cells the density is judged on. Empty: as in the specification (1 m)."),
        )
        returns = {"all": tr("all returns"), "first": tr("first returns"), "last": tr("last returns")}
        self.add_choice(
            "RETURNS", tr("Returns that count"), returns, "all", tr("For the density asked for."), advanced=True
        )
        self.add(
            number("VOID_AREA", tr("Smallest void (m²)"), number.Type.Double, optional=True, minValue=0),
            tr("Smaller voids are not reported. Empty: as in the specification."),
            advanced=True,
        )
        self.add(
            number(
                "TOLERANCE", tr("Largest step of strips and tiles (m)"), number.Type.Double, optional=True, minValue=0
            ),
            tr("Medians beyond it are reported. Empty: as in the specification."),
            advanced=True,
        )
        self.add(
            number("RADIUS", tr("Ground around a control point (m)"), number.Type.Double, 2, minValue=0.2, maxValue=20),
            tr("The plane through the ground within this distance is compared with the control point."),
            advanced=True,
        )
        self.add_scheduler()
        self.add_language()
        self.add(
            QgsProcessingParameterFileDestination("REPORT", tr("Report"), "HTML (*.html *.htm)"),
            tr("Each requirement with what was measured and whether it is met, on a page to print."),
        )
        self.add(
            QgsProcessingParameterVectorDestination("ISSUES", tr("Findings")),
            tr("Areas and points where something is wrong, with kind and size."),
        )
        for name, label in _number_titles():
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def execute(self, parameters, context, feedback):
        from ...core.html import write_page
        from ...core.pointcloud.control import read_control
        from ...core.pointcloud.quality import examine, specification
        from ...core.pointcloud.quality_report import report

        page = self.destination(parameters, "REPORT", context)
        issues = self.destination(parameters, "ISSUES", context)
        for path in (page, issues):
            require_writable(path)
        catalogue = self.catalogue(parameters, context, feedback)
        step = self.optional_number(parameters, "TOLERANCE", context)
        spec = specification(
            self.parameterAsEnumString(parameters, "SPECIFICATION", context),
            density=self.optional_number(parameters, "REQUIRED_DENSITY", context),
            cell_m=self.optional_number(parameters, "CELL", context),
            void_m2=self.optional_number(parameters, "VOID_AREA", context),
            strip_m=step,
            edge_m=step,
            returns=self.parameterAsEnumString(parameters, "RETURNS", context),
            radius_m=self.parameterAsDouble(parameters, "RADIUS", context),
        )
        control, survey = [], False
        path = self.parameterAsFile(parameters, "CONTROL", context)
        if path:
            axes = self.parameterAsEnumString(parameters, "AXES", context)
            control, survey, warnings = read_control(path, [tile.bounds for tile in catalogue.tiles], axes)
            for warning in warnings:
                feedback.pushWarning(warning.say(tr_core))
            feedback.pushInfo(
                tr("Control points: X was read as north, Y as east.")
                if survey
                else tr("Control points: the first coordinate was read as east, the second as north.")
            )
        progress = FeedbackProgress(feedback)
        with self.cluster(parameters, context, progress) as cluster:
            if cluster is not None:
                cluster.require_shared(Path(page).parent, (str(tile.source.path) for tile in catalogue.tiles))
            quality = examine(catalogue, spec, control, survey, progress, cluster=cluster)
        language = self.language(parameters, context)
        write_page(page, report(quality, words_in(language), language))
        _write_issues(issues, quality)
        self._tell(quality, feedback)
        return {"REPORT": page, "ISSUES": issues, **_numbers(quality)}

    def _tell(self, quality, feedback) -> None:
        for issue in quality.issues:
            if issue.severity == "serious":
                feedback.pushWarning(
                    f"{issue.tile}: {issue.text.say(tr_core)}" if issue.tile else issue.text.say(tr_core)
                )
        said = Message(
            QT_TRANSLATE_NOOP("SoraNoMe", "{tiles} tiles, {points} points, {density} points/m²; {issues} findings."),
            {
                "tiles": f"{len(quality.tiles):,}",
                "points": f"{quality.total('points'):,}",
                "density": f"{quality.density(0):.2f}",
                "issues": f"{len(quality.issues):,}",
            },
        )
        feedback.pushInfo(said.say(tr_core))


def _specifications() -> list[str]:
    """Names of the presets; read here because the core is not loaded before something runs."""
    presets = (FOLDER / "presets" / "pointcloud_quality.json").read_text(encoding="utf-8")
    return list(json.loads(presets)["specifications"])


def _number_titles() -> tuple[tuple[str, str], ...]:
    return (
        ("BIAS", tr("Mean difference from control points (m)")),
        ("RMSE", tr("RMSE at control points (m)")),
        ("ERROR95", tr("Vertical error at 95 %, 1.96 RMSE (m)")),
        ("PERCENTILE95", tr("95th percentile of absolute differences (m)")),
        ("CONTROL_COUNT", tr("Control points used")),
        ("DENSITY", tr("Points per m²")),
        ("DENSITY_FIRST", tr("First returns per m²")),
        ("DENSITY_LAST", tr("Last returns per m²")),
        ("MET_SHARE", tr("Share of cells that meet the density")),
        ("VOID_SHARE", tr("Share of voids")),
        ("STRIP_RMS", tr("Difference between strips, RMS (m)")),
        ("EDGE_STEP", tr("Largest step between tiles (m)")),
        ("NOISE_SHARE", tr("Share of noise")),
        ("DUPLICATE_SHARE", tr("Share of duplicate points")),
        ("TILES", tr("Tiles examined")),
        ("POINTS", tr("Points examined")),
        ("ISSUE_COUNT", tr("Number of findings")),
        ("SERIOUS_COUNT", tr("Number of serious findings")),
    )


def _numbers(quality) -> dict[str, float]:
    """Numbers of the results; what could not be measured is left out."""
    control = quality.control
    found = {
        "DENSITY": quality.density(0),
        "DENSITY_FIRST": quality.density(1),
        "DENSITY_LAST": quality.density(2),
        "MET_SHARE": quality.met_share,
        "VOID_SHARE": quality.void_share,
        "STRIP_RMS": quality.strip_rms_m,
        "EDGE_STEP": quality.edge_step_m,
        "NOISE_SHARE": quality.noise_share,
        "DUPLICATE_SHARE": quality.duplicate_share,
        "TILES": len(quality.tiles),
        "POINTS": quality.total("points"),
        "ISSUE_COUNT": len(quality.issues),
        "SERIOUS_COUNT": sum(issue.severity == "serious" for issue in quality.issues),
    }
    if control:
        found |= {
            "BIAS": control.bias_m,
            "RMSE": control.rmse_m,
            "ERROR95": control.error95_m,
            "PERCENTILE95": control.percentile95_m,
            "CONTROL_COUNT": control.count,
        }
    return {name: value for name, value in found.items() if math.isfinite(value)}


def _write_issues(path: str, quality) -> None:
    from shapely import MultiPolygon, to_wkb

    from ...core.pointcloud.quality_report import KINDS, SEVERITIES
    from ..features import crs_of

    text, real = QMetaType.Type.QString, QMetaType.Type.Double
    fields = fields_of(
        (
            ("kind", text, tr("Kind")),
            ("severity", text, tr("Severity")),
            ("value", real, tr("Value")),
            ("limit", real, tr("Limit")),
            ("tile", text, tr("Tile")),
            ("title", text, tr("Kind (in words)")),
            ("severity_text", text, tr("Severity (in words)")),
            ("text", text, tr("What was found")),
        )
    )

    def rows():
        for issue in quality.issues:
            parts = getattr(issue.outline, "geoms", [issue.outline])
            outline = MultiPolygon([part for part in parts if part.geom_type == "Polygon" and not part.is_empty])
            words = tr_core(KINDS[issue.kind]), tr_core(SEVERITIES[issue.severity]), issue.text.say(tr_core)
            values = (issue.kind, issue.severity, issue.value, issue.limit, issue.tile, *words)
            yield to_wkb(outline, output_dimension=2), values

    crs = crs_of(quality.catalogue.crs)
    write_layer(path, "issues", fields, QgsWkbTypes.Type.MultiPolygon, crs, rows(), styled("quality_issues"))
