"""The layers of a visiting order: sites in order, and routes."""

from __future__ import annotations

from qgis.core import QgsCoordinateTransform, QgsWkbTypes
from qgis.PyQt.QtCore import QDate, QMetaType

from ...translation import tr
from ..base import fields_of, write_layer
from ..styling import styled
from .sites import JGD2011

_TEXT, _INTEGER, _REAL, _DATE = (
    QMetaType.Type.QString,
    QMetaType.Type.Int,
    QMetaType.Type.Double,
    QMetaType.Type.QDate,
)


def polygons_only(sites) -> bool:
    """Whether all sites have outlines, so that their layer is one of polygons."""
    return all(site.outline.geom_type.endswith("Polygon") for site in sites)


def _order_fields() -> list[tuple[str, QMetaType.Type, str]]:
    return [
        ("route", _INTEGER, tr("Route")),
        ("team", _TEXT, tr("Team")),
        ("planned_on", _DATE, tr("Visit planned on")),
        ("visit_order", _INTEGER, tr("Order of visit")),
        ("arrive", _TEXT, tr("Arrive")),
        ("leave", _TEXT, tr("Leave")),
        ("travel_min", _REAL, tr("Way there (min)")),
        ("walk_min", _REAL, tr("of which on foot (min)")),
        ("road_km", _REAL, tr("By car (km)")),
        ("not_planned", _TEXT, tr("Why not planned")),
    ]


def write_order(path, sites, plan, left_out, plane, context, words) -> None:
    """ORDER: planned sites in order, then the others, each with all its fields."""
    import shapely

    from ...core.fieldwork.visiting.days import clock_text
    from ...core.fieldwork.visiting.order import REASONS
    from ..features import transformed

    described = _order_fields()
    own = {name for name, _, _ in described} | {"fid", "ogc_fid"}
    values: dict[str, list] = {}
    for site in sites:
        for name, found in site.attributes.items():
            if name.lower() not in own:
                values.setdefault(name, []).append(found)
    # A GeoPackage does not tell names apart by case.
    names = list({name.lower(): name for name in reversed(values)}.values())[::-1]
    fields = fields_of([*described, *((name, _kind(values[name]), "") for name in names)])
    polygons = polygons_only(sites)
    to_plane = QgsCoordinateTransform(JGD2011, plane, context.transformContext())

    def row(number: int, planned: list):
        site = sites[number]
        outline = transformed(site.outline if polygons else site.point, to_plane)
        shape = shapely.MultiPolygon(list(shapely.get_parts(outline))) if polygons else outline
        others = [_plain(site.attributes.get(name), fields.field(name).type()) for name in names]
        return shapely.to_wkb(shape, output_dimension=2), (*planned, *others)

    rows = [
        row(
            visit.site,
            [
                route.number,
                route.team,
                QDate.fromString(route.day, "yyyy-MM-dd"),
                visit.order,
                clock_text(visit.arrive_s),
                clock_text(visit.leave_s),
                round(visit.leg.seconds / 60, 1),
                round(visit.leg.walk_s / 60, 1),
                round(visit.leg.road_m / 1000, 3),
                None,
            ],
        )
        for route in plan
        for visit in route.visits
    ]
    rows += [row(number, [None] * 9 + [words(REASONS[why])]) for number, why in sorted(left_out.items())]
    kind = QgsWkbTypes.Type.MultiPolygon if polygons else QgsWkbTypes.Type.Point
    style = styled("visit_order" if polygons else "visit_order_points")
    write_layer(path, "visit_order", fields, kind, plane, rows, style)


def _kind(found: list) -> QMetaType.Type:
    """The type of field that holds all of ``found``."""
    if all(isinstance(one, int) for one in found):
        return QMetaType.Type.LongLong
    return _REAL if all(isinstance(one, int | float) for one in found) else _TEXT


def _plain(found, kind):
    if found is None or kind != _TEXT:
        return found
    return found if isinstance(found, str) else str(found)


def write_routes(path, plan, plane, sites) -> None:
    """ROUTES: a line for each day of a team."""
    import shapely

    from ...core.fieldwork.visiting.days import clock_text

    described = [
        ("route", _INTEGER, tr("Route")),
        ("team", _TEXT, tr("Team")),
        ("planned_on", _DATE, tr("Visit planned on")),
        ("sites", _INTEGER, tr("Sites")),
        ("begin", _TEXT, tr("Begin")),
        ("end", _TEXT, tr("End")),
        ("travel_min", _REAL, tr("On the way (min)")),
        ("walk_min", _REAL, tr("of which on foot (min)")),
        ("road_km", _REAL, tr("By car (km)")),
        ("order_text", _TEXT, tr("Sites in order")),
    ]
    rows = [
        (
            shapely.to_wkb(route.line, output_dimension=2),
            (
                route.number,
                route.team,
                QDate.fromString(route.day, "yyyy-MM-dd"),
                len(route.visits),
                clock_text(route.begin_s),
                clock_text(route.end_s),
                round(route.travel_s / 60, 1),
                round(route.walk_s / 60, 1),
                round(route.road_m / 1000, 3),
                " → ".join(sites[visit.site].name for visit in route.visits),
            ),
        )
        for route in plan
    ]
    kind = QgsWkbTypes.Type.MultiLineString
    write_layer(path, "visit_routes", fields_of(described), kind, plane, rows, styled("visit_routes"))
