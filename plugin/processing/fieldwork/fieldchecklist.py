"""``fieldchecklist``: candidates → the XLSX list inspectors carry."""

from __future__ import annotations

import json
import math
from datetime import date

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
)

from ...core.errors import InputError
from ...core.fill.candidates import say_reasons
from ...core.fill.law import VERDICTS
from ...core.fill.triage_reasons import ONSETS, PERMIT_STATES, ZONES, say_triage
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr, words_in
from ..base import Algorithm
from ..features import value

JGD2011 = QgsCoordinateReferenceSystem("EPSG:6668")

# Plane rectangular zones of Tokyo by (west, south, east, north) in degrees (DOMAIN §6); Ogasawara first.
_ZONES = (((140.5, 24.0, 143.5, 29.0), "XIV", "EPSG:6682"), ((138.0, 29.0, 141.5, 37.9), "IX", "EPSG:6677"))


class FieldCheckList(Algorithm):
    NAME = "fieldchecklist"
    GROUP = "fieldwork"
    TAGS = ("xlsx", "excel", "list", "現地確認", "リスト")

    def title(self) -> str:
        return tr("Field-check list")

    def help(self) -> str:
        return tr(
            "Writes the candidates as an XLSX list for the visit: place, area, dates, score, rank, reasons, links to the "
            "GSI map and Google Maps, and empty columns with drop-down lists for what is found on site.\n\n"
            "It prints on A4 landscape. Names and reasons are in the language of the document, whatever the language of "
            "QGIS."
        )

    def declare(self) -> None:
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource("CANDIDATES", tr("Fill candidates"), polygons),
            tr("Made by the detection or candidate algorithm."),
        )
        self.add(
            QgsProcessingParameterFeatureSource("AREA", tr("Only inside this area"), polygons, optional=True),
            tr("Candidates that touch its polygons are listed."),
        )
        self.add(
            QgsProcessingParameterNumber(
                "LIMIT", tr("Only the first ranks"), QgsProcessingParameterNumber.Type.Integer, 0, minValue=0
            ),
            tr("0 lists all."),
        )
        self.add_language()
        self.add(QgsProcessingParameterFileDestination("XLSX", tr("Field-check list"), "Excel (*.xlsx)"))

    def execute(self, parameters, context, feedback):
        from ...core.fieldwork.papers.checklist import ChecklistInfo, write_checklist

        source = self.parameterAsSource(parameters, "CANDIDATES", context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, "CANDIDATES"))
        path = self.destination(parameters, "XLSX", context)
        words = words_in(self.language(parameters, context))
        places = list(self._places(source, parameters, context))
        zone, authority = _zone(places)
        rows = [_row(feature, point, authority, words, context) for feature, point in places]
        made_from = {
            name: _common(str(value(feature, name, "")) for feature, _ in places)
            for name in ("before_image", "after_image", "before_date", "after_date")
        }
        write_checklist(path, rows, ChecklistInfo(made_on=date.today(), zone=zone, **made_from), words)
        feedback.pushInfo(tr("{count} places listed.").format(count=len(rows)))
        return {"XLSX": path}

    def _places(self, source, parameters, context):
        """Yield (feature, point inside it in JGD2011 degrees) of the candidates asked for."""
        from shapely import Point, union_all

        from ..features import geometries, require_fields

        require_fields(source, ("candidate_id", "rank"))
        area = None
        area_source = self.parameterAsSource(parameters, "AREA", context)
        if area_source is not None:
            area = union_all([geometry for _, geometry in geometries(area_source, JGD2011, context)])
            if not area.area:
                raise InputError(
                    QT_TRANSLATE_NOOP("SoraNoMe", "{name} holds no polygons. Choose the area to list, or none."),
                    name=area_source.sourceName(),
                )
        limit = self.parameterAsInt(parameters, "LIMIT", context)
        for feature, geometry in geometries(source, JGD2011, context):
            if limit and int(value(feature, "rank", 0)) > limit:
                continue
            if area is None or area.intersects(geometry):
                # The point the candidate was given; another one inside it would make two places of one.
                given = Point(value(feature, "longitude", math.nan), value(feature, "latitude", math.nan))
                yield feature, given if geometry.intersects(given) else geometry.representative_point()


def _zone(places) -> tuple[str, str]:
    """Name and EPSG code of the plane rectangular zone that holds all places, or empty strings."""
    for (west, south, east, north), name, authority in _ZONES:
        if places and all(west <= point.x <= east and south <= point.y <= north for _, point in places):
            return name, authority
    return "", ""


def _row(feature, point, authority: str, words, context):
    from ...core.fieldwork.papers.checklist import ChecklistRow

    x_m = y_m = math.nan
    if authority:
        to_plane = QgsCoordinateTransform(JGD2011, QgsCoordinateReferenceSystem(authority), context.transformContext())
        plane = to_plane.transform(QgsPointXY(point.x, point.y))
        x_m, y_m = plane.y(), plane.x()  # surveyors' X is north
    return ChecklistRow(
        candidate_id=str(value(feature, "candidate_id", "")),
        rank=int(value(feature, "rank", 0)),
        priority=float(value(feature, "priority", math.nan)),
        change=int(value(feature, "change", 0)),
        score=float(value(feature, "score", math.nan)),
        score_max=float(value(feature, "score_max", math.nan)),
        area_m2=float(value(feature, "area_m2", math.nan)),
        municipality=str(value(feature, "municipality", "")),
        latitude=point.y,
        longitude=point.x,
        x_m=x_m,
        y_m=y_m,
        before_date=str(value(feature, "before_date", "")),
        after_date=str(value(feature, "after_date", "")),
        reasons=_reasons(feature, words),
        **_triage(feature, words),
    )


# What has a column of its own in a triaged list, or is for the desk: a row is read standing on a slope.
_NOT_LISTED = {
    "strength", "small", "compact", "ragged", "thickness_unknown",
    "zone", "no_zone", "no_permit", "no_houses", "valley", "onset_after", "onset_before", "onset_straddles", "weak",
    "law_exceeds", "law_area_assumed", "law_cannot_be_told", "law_cannot_exceed",
}  # fmt: skip


def _reasons(feature, words) -> str:
    """Why the place is listed: what was seen, and what triage says of it beside its columns."""
    codes, triaged = (value(feature, name, "") for name in ("reason_codes", "triage_codes"))
    if not triaged:
        return say_reasons(codes, words) if codes else str(value(feature, "reasons", ""))
    seen, beside = (
        json.dumps([reason for reason in json.loads(found or "[]") if reason[0] not in _NOT_LISTED])
        for found in (codes, triaged)
    )
    told = say_reasons(seen, words) if codes else str(value(feature, "reasons", ""))
    return "\n".join(part for part in (told, say_triage(beside, words)) if part)


def _triage(feature, words) -> dict:
    """What triage found, in the language of the document; nothing where the layer is not triaged."""

    def word(names: dict[str, str], field: str) -> str:
        code = value(feature, field, "")
        return words(names[code]) if code in names else ""

    houses, share = value(feature, "houses_below", None), value(feature, "permit_share", None)
    permit = word(PERMIT_STATES, "permit_state")
    return {
        "priority_class": str(value(feature, "priority_class", "")),
        "verdict": word(VERDICTS, "verdict"),
        "zone": word(ZONES, "zone"),
        "permit": f"{permit} ({share:.0%})" if permit and share else permit,
        "parcels": str(value(feature, "parcels", "")),
        "houses_below": None if houses is None else int(houses),
        "onset": word(ONSETS, "onset"),
    }


def _common(values) -> str:
    """The one text all ``values`` share, else empty: a title must not speak for half of the list."""
    different = set(values)
    return different.pop() if len(different) == 1 else ""
