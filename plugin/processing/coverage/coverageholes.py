"""``coverageholes``: where no carrier has coverage, who and what is there, and the programme's indicators."""

from __future__ import annotations

from datetime import date

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from ...core.files import refuse_overwriting, require_writable, scratch_beside, write_whole
from ...translation import tr, words_in
from ..base import Algorithm, FeedbackProgress, fields_of, write_layer
from ..features import crs_of
from ..styling import style_on_load, styled
from .hole_layers import HoleLayers

_POLYGONS = [QgsProcessing.SourceType.TypeVectorPolygon]
_LINES = [QgsProcessing.SourceType.TypeVectorLine]
_POINTS = [QgsProcessing.SourceType.TypeVectorPoint]
_FLOAT = QgsProcessingParameterNumber.Type.Double
_TEXT, _WHOLE, _REAL = QMetaType.Type.QString, QMetaType.Type.Int, QMetaType.Type.Double
_NUMBERS = (
    "PLACE_SHARE", "ROAD_SHARE", "POPULATION_SHARE", "POPULATION_SHARE_HALF_MESH", "COMMERCIAL_LEFT", "PEOPLE_IN_HOLES",
    "HOLE_AREA", "NO_DATA_AREA", "HOLE_COUNT",
)  # fmt: skip


class CoverageHoles(HoleLayers, Algorithm):
    NAME = "coverageholes"
    GROUP = "coverage"
    TAGS = (
        "coverage", "hole", "indicator", "kleene", "half mesh", "population", "通信困難地域", "不感地帯", "圏外", "エリア",
        "つながる東京", "人口カバー率", "指標",
    )  # fmt: skip

    def title(self) -> str:
        return tr("Coverage holes and indicators")

    def help(self) -> str:
        return tr(
            "Finds where no carrier, or one carrier, has coverage, and says of each hole whether it was measured or "
            "predicted, or whether nothing is known there. Rasters of different cells come onto the finest of them.\n\n"
            "Counts what lies in the holes: people, roads, places, commercial districts; and gives the indicators of "
            "the programme つながる東京 beside its targets, by municipality and carrier, as a table and as a report on "
            "A4.\n\n"
            "What is not known is never zero: a list that is not given, or empty for a municipality, is unknown; where "
            "one carrier is not known and no other covers, a place is no data, not a hole.\n\n"
            "By the half-mesh rule all people of a 500 m square are covered where half or more of it is; where "
            "municipalities are given, half of its ground inside them, so that covered sea covers nobody."
        )

    def declare(self) -> None:
        self._declare_coverage()
        self._declare_lists()
        self._declare_rules()
        self.add_language()
        self.add(
            QgsProcessingParameterVectorDestination("HOLES", tr("Coverage holes")),
            tr("Polygons of measured holes, predicted holes and no data, with what lies in them."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                "SUMMARY", tr("Indicators (table)"), "CSV (*.csv);;GeoPackage (*.gpkg)", optional=True
            ),
            tr("A row for each municipality and carrier; empty or 不明: unknown."),
        )
        self.add(
            QgsProcessingParameterFileDestination("REPORT", tr("Report (A4)"), "HTML (*.html *.htm)", optional=True),
            tr("For any browser to show and print on A4."),
        )
        self.add(
            QgsProcessingParameterRasterDestination(
                "CLASSES", tr("Coverage classes"), optional=True, createByDefault=False
            ),
            tr("0 covered, 1 measured hole, 2 predicted hole, 3 no data; band 1 any carrier, then each carrier."),
        )
        for name, label in zip(
            _NUMBERS,
            (
                tr("Share of places with coverage"),
                tr("Share of road length with coverage"),
                tr("Share of people with coverage"),
                tr("Share of people with coverage, half-mesh rule"),
                tr("Commercial districts without coverage (ha)"),
                tr("People in holes"),
                tr("Area of holes (m²)"),
                tr("Area without data (m²)"),
                tr("Number of holes"),
            ),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _declare_coverage(self) -> None:
        rasters, polygons = Qgis.ProcessingSourceType.Raster, Qgis.ProcessingSourceType.VectorPolygon
        self.add(
            QgsProcessingParameterMultipleLayers("SIGNAL", tr("Signal (dBm)"), rasters, optional=True),
            tr("SIGNAL of predictcoverage, one or several for each carrier."),
        )
        self.add(
            QgsProcessingParameterFile(
                "SIGNAL_FOLDER", tr("Folder of signals"), QgsProcessingParameterFile.Behavior.Folder, optional=True
            ),
            tr("Instead of choosing files: OUTPUT_FOLDER of predictcoverage. Rasters of carriers (carrier_….tif) where "
               "there are any, else every GeoTIFF in it; its probabilities (probability_….tif) are used too."),
        )  # fmt: skip
        self.add(
            QgsProcessingParameterString("CARRIERS", tr("Carriers"), optional=True),
            tr("One name for each raster, in their order, separated by commas. Empty: from the rasters, else from their "
               "file names; a single raster without a name stands for whichever carrier."),
        )  # fmt: skip
        self.add(
            QgsProcessingParameterMultipleLayers("PROBABILITY", tr("Probability of coverage"), rasters, optional=True),
            tr("PROBABILITY of predictcoverage (0 to 1), in the order of the signals. Where it is known, "
               "MIN_PROBABILITY decides; elsewhere THRESHOLD and the signal. The log tells which rule applied."),
        )  # fmt: skip
        self.add(
            QgsProcessingParameterNumber(
                "THRESHOLD", tr("Least signal (dBm)"), _FLOAT, -100, minValue=-200, maxValue=50
            ),
            tr("A signal as strong as this, or stronger, is coverage; it depends on the service and the technology."),
        )  # fmt: skip
        self.add(
            QgsProcessingParameterNumber(
                "MIN_PROBABILITY",
                tr("Least probability of coverage"),
                _FLOAT,
                0.9,
                minValue=0.01,
                maxValue=0.999,
            ),
            tr("0.9: cell edge probability of the FCC's Broadband Data Collection (47 CFR 1.7004(c))."),
        )
        self.add(
            QgsProcessingParameterFeatureSource("MEASUREMENTS", tr("Measurements"), _POINTS, optional=True),
            tr("Points of importmeasurements (signal_dbm, carrier, in_service). They go before what is predicted."),
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                "CARRIER_AREAS", tr("Published coverage areas"), polygons, optional=True
            ),
            tr("Polygons of what carriers publish as covered; the carrier from a field (carrier …), else from the name of "
               "the layer."),
        )  # fmt: skip

    def _declare_lists(self) -> None:
        source = QgsProcessingParameterFeatureSource
        places = Qgis.ProcessingSourceType.Vector
        self.add(
            source("AREAS", tr("Municipalities"), _POLYGONS, optional=True),
            tr("Figures are given for each, and holes only inside them. Parts of one code or name count as one."),
        )
        self.add(
            source("POPULATION", tr("Population"), [QgsProcessing.SourceType.TypeVector], optional=True),
            tr("Grid squares (or points) with a number of people, or a table of e-Stat as it comes. The people of a square "
               "live in the part of it inside the municipalities."),
        )  # fmt: skip
        self.add(
            QgsProcessingParameterString("POPULATION_FIELD", tr("Field of people"), optional=True),
            tr("Found by itself where left empty (people, population, 人口 …)."),
            advanced=True,
        )
        self.add(
            source("ROADS", tr("Roads and ferry routes"), _LINES, optional=True),
            tr("Looked at along their length. Ferry routes are told apart by an attribute (ferry, 航路 …)."),
        )
        self.add(
            QgsProcessingParameterString("FERRIES", tr("Ferry routes are"), optional=True),
            tr("As field=value, such as 種別=航路. Empty: by the values in resources/coverage/programme.json."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterMultipleLayers("PLACES", tr("Facilities"), places, optional=True),
            tr("Offices, stations, shelters, hospitals …: lists with a field for their kind (kind, 種別 …), else the "
               "layer's name. A polygon counts by a point inside it. Text tables with positions (CSV) may be among them as "
               "offices publish them; places without a position count as unknown."),
        )  # fmt: skip
        self.add(
            QgsProcessingParameterFile(
                "PLACES_FOLDER",
                tr("Folder of places"),
                QgsProcessingParameterFile.Behavior.Folder,
                optional=True,
            ),
            tr("Every GeoJSON, GeoPackage, shapefile and CSV in it and its folders. A list marked as not published makes "
               "its municipality unknown."),
        )  # fmt: skip
        self.add(
            source("COMMERCIAL", tr("Commercial districts"), _POLYGONS, optional=True),
            tr("商業地域: hectares left without coverage are counted."),
        )

    def _declare_rules(self) -> None:
        number, real = QgsProcessingParameterNumber, _FLOAT
        self.add(
            number("MIN_AREA", tr("Smallest hole (m²)"), real, 500, minValue=0),
            tr("Smaller ones are not drawn, but counted in all figures: HOLE_AREA is that of the polygons and of these. The "
               "log and the report tell how many they are, and how large."),
        )  # fmt: skip
        self.add_choice(
            "DISAGREEMENT",
            tr("Where prediction and published area disagree"),
            {
                "either": tr("a hole where either says no coverage"),
                "published": tr("the published area counts"),
                "prediction": tr("the prediction counts"),
            },
            "either",
            tr("How large that ground is stands beside each hole."),
        )
        self.add_choice(
            "OUTSIDE_PUBLISHED",
            tr("Outside published areas is"),
            {"none": tr("not covered"), "unknown": tr("unknown")},
            "none",
            tr("Unknown where the polygons are of a part of the region only."),
            advanced=True,
        )
        self.add(
            number("MEASURED_THRESHOLD", tr("Least measured signal (dBm)"), real, optional=True),
            tr(
                "Where measurements are of another quantity (RSRP) than the prediction (received power). Empty: the same."
            ),
            advanced=True,
        )
        self.add(
            number("SAMPLE_CELL", tr("Square of measurements (m)"), real, 50, minValue=0, maxValue=5000),
            tr("All samples of a carrier in a square are judged together; at least one cell of the rasters."),
            advanced=True,
        )
        self.add(
            number("MIN_SAMPLES", tr("Least samples"), number.Type.Integer, 1, minValue=1),
            tr("Squares with fewer samples count as not measured."),
            advanced=True,
        )
        self.add(
            number("BAD_SHARE", tr("Share of bad samples"), real, 0.5, minValue=0.001, maxValue=1),
            tr("From this share of samples out of service or too weak, a square is a measured hole."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean("PER_CARRIER", tr("Holes of each carrier too"), True),
            tr("Beside those of any carrier, in the same layer."),
            advanced=True,
        )
        self.add(
            number("RESOLUTION", tr("Cell (m)"), real, optional=True, minValue=0.5),
            tr("Empty: that of the finest raster; 50 m where there is none."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterCrs("CRS", tr("Coordinate system"), optional=True),
            tr("In metres. Empty: that of the finest raster, else of the municipalities."),
            advanced=True,
        )

    # -- work ----------------------------------------------------------------------------------

    def execute(self, parameters, context, feedback):
        from ...core.coverage.holes.hole_inputs import carriers_of, refuse_apart
        from ...core.coverage.holes.holes import complete_carriers, find_holes
        from ...core.coverage.holes.holes_report import numbers, report, summary_csv
        from ...core.coverage.holes.indicators import Assessment
        from ...core.html import write_page
        from ...core.raster import RasterWriter, publish

        paths = {
            name: self.destination(parameters, name, context) for name in ("HOLES", "SUMMARY", "REPORT", "CLASSES")
        }
        for path in filter(None, paths.values()):
            require_writable(path)
        rules = self._rules(parameters, context)
        signals, probabilities = self.predictions(parameters, context)
        names = self.parameterAsString(parameters, "CARRIERS", context).replace("、", ",").replace("，", ",").split(",")
        refuse_overwriting([*signals, *probabilities], paths.values())
        carriers = carriers_of(signals, probabilities, names)
        self.tell_rules(carriers, rules, feedback)
        crs, boxes = self.ground(parameters, carriers, context)
        lists = self.lists(parameters, crs, context, feedback)
        samples = self.samples(parameters, crs, context)
        carriers = self.published(parameters, carriers, samples, crs, context)
        carriers, considered, apart = complete_carriers(carriers, samples)
        grid = self.grid(parameters, carriers, crs, boxes, lists, samples, context)
        refuse_apart(carriers, grid)
        self.require_overlap(grid, lists, carriers)
        numbers_of = self.sample_numbers(samples, carriers, apart)
        assessment = Assessment(lists, grid, self.sample_places(samples))
        bands = [tr("Any carrier"), *(carrier.name or "-" for carrier in carriers)]
        target = paths["CLASSES"] or scratch_beside_path(paths["HOLES"])
        with RasterWriter(target, grid, "uint8", len(carriers) + 1, 255, bands) as writer:
            found = find_holes(
                grid,
                carriers,
                considered,
                rules,
                assessment.layers,
                writer,
                samples,
                apart,
                assessment.points,
                self.parameterAsBoolean(parameters, "PER_CARRIER", context),
                progress=FeedbackProgress(feedback),
            )
            findings = assessment.take(found, numbers_of, samples_bad(samples, rules))
            self._write_holes(paths["HOLES"], findings, rules, parameters, context)
            language = self.language(parameters, context)
            words = words_in(language)
            if paths["SUMMARY"]:
                if paths["SUMMARY"].lower().endswith(".csv"):
                    write_whole(paths["SUMMARY"], summary_csv(findings, words))
                else:
                    self._write_summary(paths["SUMMARY"], findings)
            if paths["REPORT"]:
                given = self.given(parameters, signals, probabilities, context)
                size = assessment.square_size_m2()
                today = date.today().isoformat()
                write_page(paths["REPORT"], report(findings, rules, given, today, size, words, language))
            if paths["CLASSES"]:
                publish(writer)
                style_on_load(paths["CLASSES"], "coverage_classes", context)
        style_on_load(paths["HOLES"], "holes", context)
        told = numbers(findings.total())
        told["HOLE_COUNT"] = sum(hole.carrier == "any" and hole.kind != 3 for hole in findings.holes)
        self._tell(findings, told, feedback)
        return {**{name: path for name, path in paths.items() if path}, **told}

    def _rules(self, parameters, context):
        from ...core.coverage.holes.hole_inputs import Rules
        from ...core.coverage.holes.states import NO, UNKNOWN

        def real(name: str) -> float:
            return self.parameterAsDouble(parameters, name, context)

        measured = self.optional_number(parameters, "MEASURED_THRESHOLD", context)
        outside = self.parameterAsEnumString(parameters, "OUTSIDE_PUBLISHED", context)
        return Rules(
            real("THRESHOLD"),
            real("MIN_PROBABILITY"),
            measured,
            self.parameterAsInt(parameters, "MIN_SAMPLES", context),
            real("BAD_SHARE"),
            real("SAMPLE_CELL"),
            self.parameterAsEnumString(parameters, "DISAGREEMENT", context),
            UNKNOWN if outside == "unknown" else NO,
            real("MIN_AREA"),
        )

    def _tell(self, findings, told: dict, feedback) -> None:
        feedback.pushInfo(
            tr("Holes of any carrier: {count}, {area} km²; without data: {unknown} km².").format(
                count=f"{told['HOLE_COUNT']:,}",
                area=f"{told['HOLE_AREA'] / 1e6:,.3f}",
                unknown=f"{told['NO_DATA_AREA'] / 1e6:,.3f}",
            )
        )
        count, area = findings.small_holes()
        if count:
            feedback.pushInfo(
                tr("In that area, but not drawn, are holes smaller than MIN_AREA: {count}, {area} m² in all.").format(
                    count=f"{count:,}", area=f"{area:,.0f}"
                )
            )
        if findings.map.samples_outside:
            feedback.pushWarning(
                tr("Measurements outside the rasters, which are not used: {count}.").format(
                    count=f"{findings.map.samples_outside:,}"
                )
            )
        outside = findings.people_outside()
        if outside >= 1:  # less is rounding
            feedback.pushWarning(
                tr("People in squares outside AREAS or the rasters, who are not counted: {count}.").format(
                    count=f"{outside:,.0f}"
                )
            )
        for area, kind in findings.unlisted():
            feedback.pushInfo(tr("{area}: no list of {kind}; unknown.").format(area=area, kind=kind))

    def _write_holes(self, path: str, findings, rules, parameters, context) -> None:
        from shapely import to_wkb

        from ...core.coverage.holes.holes_report import evidence
        from ...core.coverage.holes.indicators import inner_point
        from ...core.coverage.holes.states import CODES, NAMES

        fields = fields_of(
            (
                ("hole_id", _WHOLE, tr("Number")),
                ("class", _TEXT, tr("Class (code)")),
                ("class_name", _TEXT, tr("Class")),
                ("carrier", _TEXT, tr("Carrier")),
                ("municipality", _TEXT, tr("Municipality")),
                ("area_m2", _REAL, tr("Area (m²)")),
                ("people", _REAL, tr("People")),
                ("people_unknown", _WHOLE, tr("Squares of unknown people")),
                ("road_km", _REAL, tr("Roads (km)")),
                ("ferry_km", _REAL, tr("Ferry routes (km)")),
                ("places", _WHOLE, tr("Facilities")),
                ("place_names", _TEXT, tr("Names of places")),
                ("samples", _WHOLE, tr("Measurements")),
                ("bad_samples", _WHOLE, tr("Bad measurements")),
                ("published_m2", _REAL, tr("Published as covered (m²)")),
                ("disagree_m2", _REAL, tr("Prediction and published area disagree (m²)")),
                ("evidence", _TEXT, tr("Evidence")),
                ("longitude", _REAL, tr("Longitude")),
                ("latitude", _REAL, tr("Latitude")),
            )
        )
        crs = crs_of(findings.map.grid.crs)
        words = words_in(self.language(parameters, context))
        every = self.parameterAsBoolean(parameters, "PER_CARRIER", context)
        to_degrees = degrees_of(crs, context)

        def rows():
            number = 0
            for hole in findings.holes:
                if hole.carrier != "any" and not every:
                    continue
                number += 1
                longitude, latitude = to_degrees(*inner_point(hole.outline))
                yield (
                    to_wkb(multi(hole.outline), output_dimension=2),
                    (
                        number,
                        CODES[hole.kind],
                        words(NAMES[hole.kind]),
                        hole.carrier,
                        hole.area,
                        hole.area_m2,
                        hole.people,
                        hole.suppressed,
                        None if hole.road_m is None else hole.road_m / 1000,
                        None if hole.ferry_m is None else hole.ferry_m / 1000,
                        None if hole.places is None else len(hole.places),
                        None if hole.places is None else ", ".join(hole.places[:50]),
                        hole.samples,
                        hole.bad,
                        hole.published_m2,
                        hole.disagree_m2,
                        evidence(hole, rules, words),
                        longitude,
                        latitude,
                    ),
                )

        write_layer(path, "holes", fields, QgsWkbTypes.Type.MultiPolygon, crs, rows(), styled("holes"))

    def _write_summary(self, path: str, findings) -> None:
        from ...core.coverage.holes.holes_report import summary

        kinds = {str: _TEXT, float: _REAL, int: _WHOLE}
        columns, rows = summary(findings)
        fields = fields_of((name, kinds[kind], name) for name, kind in columns)
        crs = crs_of(findings.map.grid.crs)
        everything = tr("All")
        told = (
            (None, [everything, *values[1:]] if values[0] is None else values)
            for values in ([None if value == "" else value for value in row] for row in rows)
        )
        write_layer(path, "summary", fields, QgsWkbTypes.Type.NoGeometry, crs, told)


def scratch_beside_path(path: str) -> str:
    """A hidden name for the classes where they are not asked for."""
    from pathlib import Path

    return str(scratch_beside(Path(path), ".tif"))


def samples_bad(samples, rules):
    import numpy as np

    return np.zeros(0, bool) if samples is None else samples.bad(rules.sample_threshold_dbm)


def multi(shape):
    from shapely import MultiPolygon

    parts = getattr(shape, "geoms", [shape])
    return MultiPolygon([part for part in parts if part.geom_type == "Polygon" and not part.is_empty])


def degrees_of(crs, context):
    """A function from map units of ``crs`` to (longitude, latitude)."""
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform

    transform = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem("EPSG:6668"), context.transformContext())

    def place(x: float, y: float) -> tuple[float, float]:
        point = transform.transform(x, y)
        return point.x(), point.y()

    return place
