"""``updateregister``: candidates, or what patrols and citizens report → the register of sites."""

from __future__ import annotations

import os
from collections import defaultdict

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, Qt

from ...core.errors import InputError
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr, tr_core
from ..base import FeedbackProgress
from ..features import attributes_of
from .sites import JGD2011, SiteAlgorithm

NUMBERS = ("NEW", "REPEATED", "GROWING", "DORMANT", "HEALED", "MERGED", "FLAGGED", "KNOWN", "TOTAL")


class UpdateRegister(SiteAlgorithm):
    NAME = "updateregister"
    TAGS = ("register", "sites", "postgis", "台帳", "箇所", "経過", "通報", "巡視")

    def title(self) -> str:
        return tr("Update the register of sites")

    def help(self) -> str:
        return tr(
            "Brings an observation into the register: candidates of a detection, or outlines and points from patrols and "
            "citizens' reports. Sites are known again by overlap, and told apart: new, seen again, growing, dormant, "
            "healed. What inspectors brought back is never overwritten, and nothing is deleted.\n\n"
            "The register is one GeoPackage, also on a file share, or a PostGIS database. Whoever else updates it at the "
            "moment is waited for. The same observation a second time changes nothing."
        )

    def declare(self) -> None:
        number = QgsProcessingParameterNumber
        self.add(
            QgsProcessingParameterFeatureSource(
                "CANDIDATES",
                tr("What was observed"),
                [QgsProcessing.SourceType.TypeVectorPolygon, QgsProcessing.SourceType.TypeVectorPoint],
            ),
            tr("Candidates, triaged or not, or any layer of polygons or points. All their fields are kept."),
        )
        self.add_register(tr("Made where there is none yet."))
        self.add_date(
            "OBSERVED_ON",
            tr("Date of the observation"),
            tr("When the later image was taken, or the place was seen. Empty: the field after_date of each candidate."),
        )
        sources = {
            "satellite": tr("satellite"),
            "patrol": tr("patrol"),
            "citizen_report": tr("citizen's report"),
            "other": tr("other source"),
        }
        self.add_choice("SOURCE", tr("Source"), sources, "satellite", tr("Who saw it."))
        self.add(
            QgsProcessingParameterFeatureSource(
                "AREA", tr("Area that was looked at"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
            ),
            tr(
                "Known sites in it that show no change become dormant. Leave out what clouds hid. Without it, nothing is "
                "said of sites that were not seen."
            ),
        )
        self.add_operator()
        self.add(
            number("MIN_OVERLAP", tr("Smallest overlap (share)"), number.Type.Double, 0.2, minValue=0.01, maxValue=1),
            tr("Share of the smaller outline two outlines must have in common to be one site."),
            advanced=True,
        )
        self.add(
            number("UNCERTAINTY", tr("Uncertainty of outlines (m)"), number.Type.Double, 10, minValue=0, maxValue=1000),
            tr("Usually one pixel. A site grows only where it goes beyond its known outline by more than this."),
            advanced=True,
        )
        self.add(
            number("RADIUS", tr("Radius round points (m)"), number.Type.Double, 20, minValue=1, maxValue=1000),
            tr("A reported point becomes a circle, until an outline is seen."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterCrs("CRS", tr("Coordinate system of a new register"), optional=True),
            tr("Fixed when the register is made; projected, in metres. Empty: that of the candidates."),
            advanced=True,
        )
        self.add_wait()
        self.addOutput(QgsProcessingOutputFile("REGISTER", tr("Register of sites")))
        self.addOutput(QgsProcessingOutputVectorLayer("SITES", tr("Sites")))
        for name, label in zip(
            NUMBERS,
            (
                tr("New sites"),
                tr("Sites seen again"),
                tr("Growing sites"),
                tr("Dormant sites"),
                tr("Healed sites"),
                tr("Sites merged into others"),
                tr("Sites that need another look"),
                tr("Observations that were known"),
                tr("All sites"),
            ),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def execute(self, parameters, context, feedback):
        from ...core.fieldwork.register import Observation, crs_of_register, open_register
        from ...core.tasks import Part
        from .register_layers import crs_to_qgis, layer_source, styles, target_of

        source = self.parameterAsSource(parameters, "CANDIDATES", context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, "CANDIDATES"))
        _require_places(source)
        given = self.date(parameters, "OBSERVED_ON", context)
        self._check_dates(source, given, feedback)  # before anything is waited for or reprojected
        named = self.parameterAsString(parameters, "REGISTER", context).strip()
        target = target_of(named)
        self._require_other(parameters, context, target)
        progress = FeedbackProgress(feedback)
        wait_s = self.parameterAsInt(parameters, "WAIT", context)
        crs = crs_of_register(target, wait_s, progress) or self._crs_of_new(parameters, source, context)
        by_date = self._outlines(parameters, source, given, crs_to_qgis(crs), context, feedback)
        area = self._area(parameters, crs_to_qgis(crs), context, list(by_date))
        totals: dict[str, int] = defaultdict(int)
        with open_register(
            target,
            self.operator(parameters, context),
            crs,
            styles(),
            tr_core,
            wait_s,
            progress,
        ) as register:
            for number, (observed_on, outlines) in enumerate(sorted(by_date.items())):
                summary = register.update(
                    Observation(
                        outlines,
                        observed_on,
                        self.parameterAsEnumString(parameters, "SOURCE", context),
                        area,
                        self.parameterAsDouble(parameters, "MIN_OVERLAP", context),
                        self.parameterAsDouble(parameters, "UNCERTAINTY", context),
                    ),
                    Part(progress, number / len(by_date), (number + 1) / len(by_date)),
                )
                for name, value in vars(summary).items():
                    totals[name] = value if name == "total" else totals[name] + value
            backup = register.backup
        if backup:
            feedback.pushInfo(tr("The register was of an older version; it was kept as {path}.").format(path=backup))
        self._tell(totals, feedback)
        self.show_register(layer_source(named, crs))
        return {
            "REGISTER": named,
            "SITES": layer_source(named, crs),
            **{name: totals[name.lower()] for name in NUMBERS},
        }

    def _require_other(self, parameters, context, target: str) -> None:
        """Raise :class:`InputError` where the register is to be brought into itself."""
        layer = self.parameterAsVectorLayer(parameters, "CANDIDATES", context)
        if layer is not None and os.path.realpath(layer.source().split("|")[0]) == os.path.realpath(target):
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name} is a layer of the register itself. Choose what was observed."),
                name=layer.name(),
            )

    def _crs_of_new(self, parameters, source, context):
        """The coordinate system a new register gets."""
        from .register_layers import crs_from_qgis

        crs = self.parameterAsCrs(parameters, "CRS", context)
        crs = crs if crs.isValid() else source.sourceCrs()
        if not crs.isValid() or crs.isGeographic() or crs.mapUnits() != Qgis.DistanceUnit.Meters:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "A new register needs a projected coordinate system in metres, and {crs} is none. Choose CRS, such as "
                    "EPSG:6677.",
                ),
                crs=crs.authid() or "-",
            )
        return crs_from_qgis(crs)

    def _check_dates(self, source, given: str, feedback) -> None:
        """Raise :class:`InputError` where a candidate has no date; warn where ``given`` is before one's own."""
        from ..features import features_of

        own = []
        for feature in features_of(source):
            if not feature.hasGeometry():
                continue
            if not given:
                self._date_of(feature)
            elif (written := _written_date(feature)) > given:
                own.append(written)
        if own:
            feedback.pushWarning(
                tr(
                    "The date of the observation, {date}, is earlier than after_date of {count} candidates (the latest: "
                    "{after_date}). They are entered as seen on {date}. Check OBSERVED_ON."
                ).format(date=given, count=len(own), after_date=max(own))
            )

    def _outlines(self, parameters, source, given: str, crs, context, feedback) -> dict[str, list]:
        """Date of observation → outlines in ``crs``."""
        import shapely

        from ...core.fieldwork.register import Outline
        from ..features import geometries

        radius = self.parameterAsDouble(parameters, "RADIUS", context)
        to_degrees = QgsCoordinateTransform(crs, JGD2011, context.transformContext())
        by_date: dict[str, list] = defaultdict(list)
        taken = 0
        for feature, shape in geometries(source, crs, context):
            nominal = bool(shapely.get_dimensions(shape) == 0)
            geometry = shapely.buffer(shape, radius) if nominal else shape
            if not geometry.area:
                feedback.pushWarning(tr("Feature {number} has no area and is left out.").format(number=feature.id()))
                continue
            attributes = attributes_of(feature)
            inside = geometry.representative_point()
            place = to_degrees.transform(QgsPointXY(inside.x, inside.y))
            attributes.setdefault("latitude", round(place.y(), 6))
            attributes.setdefault("longitude", round(place.x(), 6))
            by_date[given or self._date_of(feature)].append(Outline(geometry, attributes, nominal))
            taken += 1
        without = source.featureCount() - taken
        if without > 0:
            feedback.pushWarning(tr("{count} features without a usable geometry are left out.").format(count=without))
        if not by_date:
            if without > 0:  # not the same as nothing found, which would make known sites dormant
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "None of the {count} features of {name} shows an area or a point. Choose a layer of polygons or "
                        "points, or mend this one.",
                    ),
                    count=without,
                    name=source.sourceName(),
                )
            if not given:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name} holds no outlines. Where nothing was found in an area, give OBSERVED_ON and AREA.",
                    ),
                    name=source.sourceName(),
                )
            by_date[given] = []
        return dict(by_date)

    @staticmethod
    def _date_of(feature) -> str:
        text = _written_date(feature)
        if not text:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "Feature {number} holds no date in after_date. Give OBSERVED_ON, the date it was seen."
                ),
                number=feature.id(),
            )
        return text

    def _area(self, parameters, crs, context, dates: list[str]):
        """What was looked at, in ``crs``; None where nothing is said of it."""
        from shapely import union_all

        from ..features import geometries

        source = self.parameterAsSource(parameters, "AREA", context)
        if source is None:
            return None
        if len(dates) > 1:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The candidates are of several dates ({dates}), so AREA belongs to none. Give OBSERVED_ON, or bring "
                    "them in date by date.",
                ),
                dates=", ".join(sorted(dates)),
            )
        area = union_all([geometry for _, geometry in geometries(source, crs, context)])
        if not area.area:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name} holds no polygons. Choose the area that was looked at, or none."),
                name=source.sourceName(),
            )
        return area

    @staticmethod
    def _tell(totals: dict[str, int], feedback) -> None:
        told = (
            ("new", tr("New sites: {count}")),
            ("repeated", tr("Seen again: {count}")),
            ("growing", tr("Growing: {count}")),
            ("dormant", tr("Dormant, looked at without change: {count}")),
            ("healed", tr("Healed: {count}")),
            ("merged", tr("Merged into another site: {count}")),
            ("flagged", tr("Closed sites that need another look: {count}")),
            ("known", tr("Observations that were in the register already: {count}")),
            ("revised", tr("Of these, with new figures: {count}")),
            ("earlier", tr("Observations older than what is known: {count}")),
            ("no_site", tr("Vegetation returned where no site is known (kept as observations): {count}")),
            ("total", tr("Sites in the register: {count}")),
        )
        for name, text in told:
            if totals[name] or name in ("new", "total"):
                feedback.pushInfo(text.format(count=totals[name]))


def _require_places(source) -> None:
    """Raise :class:`InputError` where the layer is of a kind that shows no sites."""
    kind = QgsWkbTypes.geometryType(source.wkbType())
    if kind == QgsWkbTypes.GeometryType.LineGeometry or (
        kind == QgsWkbTypes.GeometryType.NullGeometry and source.featureCount()
    ):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} is a layer of {kind}. Sites need polygons or points: choose such a layer as CANDIDATES.",
            ),
            name=source.sourceName(),
            kind=QgsWkbTypes.displayString(source.wkbType()),
        )


def _written_date(feature) -> str:
    """``after_date`` of a candidate as ISO text; empty where it holds no date."""
    text = str(attributes_of(feature).get("after_date") or "")[:10]
    return text if QDate.fromString(text, Qt.DateFormat.ISODate).isValid() else ""
