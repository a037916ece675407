"""``fieldprogress``: register → how far the checks have come, as one page."""

from __future__ import annotations

from dataclasses import replace

from qgis.core import (
    QgsCoordinateTransform,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
)

from ...core.errors import InputError
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr, words_in
from ..base import FeedbackProgress
from .sites import JGD2011, SiteAlgorithm, area_of


class FieldProgress(SiteAlgorithm):
    NAME = "fieldprogress"
    TAGS = ("progress", "report", "進捗", "集計", "報告書", "台帳")

    def title(self) -> str:
        return tr("Progress of field checks")

    def help(self) -> str:
        return tr(
            "Writes a page (HTML, one file that needs no network) about how far the checks of a register have come: "
            "how many sites were found, visited, lawful, being corrected, corrected or false detections, by month, "
            "municipality and priority class; a map; and what is urgent: emergency measures, class A waiting for a "
            "visit, missed plans, closed sites that changed.\n\n"
            "It can tell any day: statuses are followed back through visits and the history of the register. It prints on "
            "A4. The register is only read."
        )

    def declare(self) -> None:
        number = QgsProcessingParameterNumber
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add_register(tr("What the page is about."))
        self.add(
            QgsProcessingParameterFeatureSource("AREA", tr("Only inside this area"), polygons, optional=True),
            tr("Sites that touch its polygons are counted."),
        )
        self.add(
            QgsProcessingParameterFeatureSource("MUNICIPALITIES", tr("Municipalities"), polygons, optional=True),
            tr(
                "Their outlines are drawn on the map, and sites for which the register names no municipality take the name "
                "of the polygon they lie in."
            ),
        )
        self.add_date(
            "FROM",
            tr("First day of the months"),
            tr("Earlier months are told as one opening balance. Empty: the last 24 months, or as many as there are."),
        )
        self.add_date("TO", tr("As of"), tr("The day the page speaks of. Empty: today."))
        self.add(
            number("OVERDUE_DAYS", tr("Days class A may wait for a visit"), number.Type.Integer, 30, minValue=0),
            tr("Counted from the day the site was found."),
        )
        self.add_language()
        self.add(
            QgsProcessingParameterFileDestination("REPORT", tr("Report"), "HTML (*.html)"),
            tr(
                "What was found, visited and settled, by municipality and month, and what is overdue, on a page to print."
            ),
        )
        for name, title in (
            ("FOUND", tr("Sites found")),
            ("VISITED", tr("Sites visited")),
            ("UNVISITED", tr("Sites not yet visited")),
            ("LAWFUL", tr("Lawful sites")),
            ("UNDER_CORRECTION", tr("Sites being corrected")),
            ("CORRECTED", tr("Corrected sites")),
            ("FALSE_DETECTIONS", tr("False detections")),
            ("OPEN", tr("Open sites")),
            ("OVERDUE", tr("Sites of class A waiting too long")),
            ("EMERGENCIES", tr("Sites needing emergency measures")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def execute(self, parameters, context, feedback):
        from ...core import html
        from ...core.dates import today_in_japan
        from ...core.fieldwork.outcomes.progress import read_lives, with_municipalities
        from ...core.fieldwork.outcomes.progress_report import About, numbers, report
        from ...core.fieldwork.register import crs_of_register, look_at
        from ...core.files import require_writable
        from ..features import named_polygons
        from .register_layers import crs_to_qgis, target_of

        named = self.parameterAsString(parameters, "REGISTER", context).strip()
        target = target_of(named)
        path = self.destination(parameters, "REPORT", context)
        require_writable(path)
        today = today_in_japan()
        first, day = self.date(parameters, "FROM", context), self.date(parameters, "TO", context) or today
        if first > day:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "FROM ({first}) is later than TO ({last}). Exchange them."),
                first=first,
                last=day,
            )
        progress = FeedbackProgress(feedback)
        with look_at(target, progress=progress) as register:
            lives, notes = read_lives(register)
        crs = crs_to_qgis(crs_of_register(target, progress=progress))
        progress.report(0.4)
        area = self.optional_source(parameters, "AREA", context)
        if area is not None:
            inside = area_of(area, crs, context)
            lives = [life for life in lives if life.outline is not None and inside.intersects(life.outline)]
        municipalities, placed = [], 0
        source = self.optional_source(parameters, "MUNICIPALITIES", context)
        if source is not None:
            municipalities = named_polygons(source, crs, context)
            lives, placed = with_municipalities(lives, municipalities)
        lives = _located(lives, crs, context)
        progress.report(0.6)
        about = About(
            register=_name(named),
            day=day,
            made_on=today,
            first=first,
            area=area.sourceName() if area is not None else "",
            overdue_days=self.parameterAsInt(parameters, "OVERDUE_DAYS", context),
            placed=placed,
        )
        language = self.language(parameters, context)
        html.write_page(path, report(lives, notes, about, municipalities, words_in(language), language))
        found = numbers(lives, day, about.overdue_days)
        feedback.pushInfo(
            tr("{visited} of {found} sites have been visited.").format(visited=found.visited, found=found.found)
        )
        if found.unseen:
            feedback.pushInfo(tr("{count} more sites were decided without a visit.").format(count=found.unseen))
        statuses = found.statuses
        return {
            "REPORT": path,
            "FOUND": found.found,
            "VISITED": found.visited,
            "UNVISITED": statuses["unvisited"],
            "LAWFUL": statuses["lawful"],
            "UNDER_CORRECTION": statuses["under_correction"],
            "CORRECTED": statuses["corrected"],
            "FALSE_DETECTIONS": statuses["false_detection"],
            "OPEN": statuses["unvisited"] + statuses["visited"] + statuses["under_correction"],
            "OVERDUE": len(found.waiting),
            "EMERGENCIES": len(found.emergencies),
        }


def _located(lives, crs, context):
    """Sites drawn by hand get the degrees that links need."""
    to_degrees = QgsCoordinateTransform(crs, JGD2011, context.transformContext())
    found = []
    for life in lives:
        if life.outline is not None and (life.latitude is None or life.longitude is None):
            point = QgsGeometry.fromWkt(life.outline.representative_point().wkt)
            point.transform(to_degrees)
            degrees = point.asPoint()
            life = replace(life, latitude=degrees.y(), longitude=degrees.x())  # noqa: PLW2901
        found.append(life)
    return found


def _name(named: str) -> str:
    """The register as a page may name it: no folders, no password."""
    from ...core.fieldwork.register import is_database
    from ...core.fieldwork.register_postgis import PostGis

    if is_database(named):
        return PostGis(named).label
    return named.split("|", maxsplit=1)[0].replace("\\", "/").rpartition("/")[2]
