"""Sites for maps on the web, receivers and phones: GPX 1.1, KML 2.2 (OGC 07-147r2) and GeoJSON (RFC 7946).

All three ask for WGS 84. JGD2011 is given as it is: the two differ by less than a metre, less than a phone can tell.

GPX is written by gpxpy. KML is written here by the standard library: fastkml drops the colour of an icon that names no
picture on the web, and took 25 s for 10,000 sites where this takes 4; simplekml writes identifiers the schema forbids.
"""

from __future__ import annotations

import html
import itertools
import json
import math
import os
import xml.etree.ElementTree as ET  # nosec B405  # writes only; nothing foreign is parsed
from collections.abc import Callable, Iterator, Mapping, Sequence

import shapely
from gpxpy import gpx as gpx_format
from shapely.geometry.polygon import orient

from ...errors import InputError
from ...files import require_writable, write_whole
from ...fill.candidates import CLASS_NAMES
from ...spreadsheet import NOT_XML
from ...text import QT_TRANSLATE_NOOP, Message, Translate
from ..map_links import google_maps, gsi_maps
from ..site import FieldSite
from ..values import FINDINGS, STATUSES

KML_NAMESPACE = "http://www.opengis.net/kml/2.2"
_DIGITS = 9  # of degrees: a tenth of a millimetre, so that areas stay what they are
_REASONS = 6  # lines; a balloon is read standing on a slope
_OTHER = "1f6f8b"
_COLOURS = {"A": "d7191c", "B": "fd8d3c", "C": "ffe34d", "D": "8d99ae"}  # as in styles/triaged.qml
_SYMBOLS = {
    "A": "Flag, Red",
    "B": "Flag, Blue",
    "C": "Flag, Green",
}  # names Garmin's receivers know; others ignore them

_WORDS = {
    "title": QT_TRANSLATE_NOOP("SoraNoMe", "Sites to check: {count}"),
    "datum": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Positions are JGD2011, which differs from WGS 84 by less than a metre. Routes are straight lines."
    ),
    "class": QT_TRANSLATE_NOOP("SoraNoMe", "Class {name}"),
    "unclassed": QT_TRANSLATE_NOOP("SoraNoMe", "Without a class"),
    "planned": QT_TRANSLATE_NOOP("SoraNoMe", "{team}, {day}, no. {number}"),
    "rank": QT_TRANSLATE_NOOP("SoraNoMe", "Rank"),
    "priority_class": QT_TRANSLATE_NOOP("SoraNoMe", "Priority class"),
    "plan": QT_TRANSLATE_NOOP("SoraNoMe", "Planned visit"),
    "status": QT_TRANSLATE_NOOP("SoraNoMe", "Status"),
    "finding": QT_TRANSLATE_NOOP("SoraNoMe", "Finding"),
    "area": QT_TRANSLATE_NOOP("SoraNoMe", "Area (m²)"),
    "municipality": QT_TRANSLATE_NOOP("SoraNoMe", "City / town"),
    "change": QT_TRANSLATE_NOOP("SoraNoMe", "Kind of change"),
    "verdict": QT_TRANSLATE_NOOP("SoraNoMe", "Size against the law"),
    "zone": QT_TRANSLATE_NOOP("SoraNoMe", "Zone of the fill law"),
    "permit": QT_TRANSLATE_NOOP("SoraNoMe", "State of permits"),
    "houses": QT_TRANSLATE_NOOP("SoraNoMe", "Buildings below"),
    "reasons": QT_TRANSLATE_NOOP("SoraNoMe", "Reasons"),
    "remarks": QT_TRANSLATE_NOOP("SoraNoMe", "Remarks"),
    "gsi": QT_TRANSLATE_NOOP("SoraNoMe", "GSI Maps"),
    "google": QT_TRANSLATE_NOOP("SoraNoMe", "Google Maps"),
}


def write_waypoints(
    sites: Sequence[FieldSite],
    gpx: str | os.PathLike | None = None,
    kml: str | os.PathLike | None = None,
    geojson: str | os.PathLike | None = None,
    translate: Translate = str,
) -> None:
    """Write ``sites`` in their order to the files named; words in the language of ``translate``.

    All are made before the first is written, each whole or not at all. Raises :class:`InputError` where no file is named
    or there are no sites, :class:`OutputError` where a file cannot be written.
    """
    makers: tuple[tuple[str | os.PathLike | None, Callable[[Sequence[FieldSite], Translate], bytes]], ...] = (
        (gpx, make_gpx),
        (kml, make_kml),
        (geojson, make_geojson),
    )
    wanted = [(path, make) for path, make in makers if path]
    if not wanted:
        raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "Name at least one of the files GPX, KML and GEOJSON."))
    if not sites:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "There are no sites to write. Check the area, the ranks and the other filters."
            )
        )
    for path, _ in wanted:
        require_writable(path)
    made = [(path, make(sites, translate)) for path, make in wanted]
    for path, data in made:
        require_writable(path, len(data))
    for path, data in made:
        write_whole(path, data)


def make_gpx(sites: Sequence[FieldSite], translate: Translate = str) -> bytes:
    """A GPX 1.1 file: a waypoint for each site, a route for each day of each team."""
    document = gpx_format.GPX()
    document.creator = "SoraNoMe"
    document.name = _title(sites, translate)
    document.description = translate(_WORDS["datum"])
    for site in sites:
        document.waypoints.append(_gpx_point(gpx_format.GPXWaypoint, site, translate, described=True))
    planned = [site for site in sites if site.visit_order]
    for number, (day, members) in enumerate(_folders(planned, translate), 1):
        route = gpx_format.GPXRoute(name=day, number=number)
        route.points = [_gpx_point(gpx_format.GPXRoutePoint, site, translate, described=False) for site in members]
        document.routes.append(route)
    return document.to_xml(version="1.1").encode()


def _gpx_point(kind, site: FieldSite, translate: Translate, described: bool):
    point = kind(round(site.latitude, _DIGITS), round(site.longitude, _DIGITS), name=_label(site))
    point.symbol = _SYMBOLS.get(site.priority_class, "Waypoint")
    if described:
        lines = [f"{name}: {value}" for name, value in _described(site, translate)]
        links = (gsi_maps(site.latitude, site.longitude), google_maps(site.latitude, site.longitude))
        point.description = "\n".join([*lines, *links])
        point.type = _line(site.priority_class) or None
        # gpxpy leaves attributes unescaped.
        point.link, point.link_text = html.escape(links[0]), translate(_WORDS["gsi"])
    return point


def make_kml(sites: Sequence[FieldSite], translate: Translate = str) -> bytes:
    """A KML 2.2 file: a folder for each class (for each day of a team where visits are planned); in it each site as a
    point with its description, and as its outline.

    Nothing is fetched from the web: the pins are the viewer's own, in the colour of the class.
    """
    ET.register_namespace("", KML_NAMESPACE)
    root = ET.Element(f"{{{KML_NAMESPACE}}}kml")
    document = _add(root, "Document")
    _add(document, "name", _title(sites, translate))
    _add(document, "description", translate(_WORDS["datum"]))
    for name in sorted({_style(site) for site in sites}):
        _add_style(document, name)
    for title, members in _folders(sites, translate):
        folder = _add(document, "Folder")
        _add(folder, "name", title)
        for site in members:
            text = _as_html(site, translate)
            position = f"{site.longitude:.{_DIGITS}f},{site.latitude:.{_DIGITS}f}"
            _add(_add(_placemark(folder, site, text), "Point"), "coordinates", position)
            polygons = _polygons(site.outline)
            if polygons:
                parent = _placemark(folder, site, text)
                if len(polygons) > 1:
                    parent = _add(parent, "MultiGeometry")
                for polygon in polygons:
                    _add_polygon(parent, polygon)
    ET.indent(root, " ")
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _placemark(folder: ET.Element, site: FieldSite, text: str) -> ET.Element:
    placemark = _add(folder, "Placemark")
    _add(placemark, "name", _label(site))
    _add(placemark, "Snippet").set("maxLines", "0")  # else Google Earth repeats the description in its list
    _add(placemark, "description", text)
    _add(placemark, "styleUrl", f"#{_style(site)}")
    known = {"key": site.key, "rank": site.rank or "", "priority_class": site.priority_class, "status": site.status}
    data = _add(placemark, "ExtendedData")
    for name, value in known.items():
        if value != "":
            item = _add(data, "Data")
            item.set("name", name)
            _add(item, "value", str(value))
    return placemark


def _add_polygon(parent: ET.Element, polygon: shapely.Polygon) -> None:
    element = _add(parent, "Polygon")
    rings = [("outerBoundaryIs", polygon.exterior), *(("innerBoundaryIs", ring) for ring in polygon.interiors)]
    for kind, ring in rings:
        corners = " ".join(f"{x:.{_DIGITS}f},{y:.{_DIGITS}f}" for x, y in shapely.get_coordinates(ring).tolist())
        _add(_add(_add(element, kind), "LinearRing"), "coordinates", corners)


def _add_style(document: ET.Element, name: str) -> None:
    colour = _COLOURS.get(name[-1], _OTHER)
    colour = colour[4:] + colour[2:4] + colour[:2]  # KML: alpha, blue, green, red
    style = _add(document, "Style")
    style.set("id", name)
    _add(_add(style, "IconStyle"), "color", f"ff{colour}")
    _add(_add(style, "LabelStyle"), "scale", "0.8")
    line = _add(style, "LineStyle")
    _add(line, "color", f"ff{colour}")
    _add(line, "width", "2")
    _add(_add(style, "PolyStyle"), "color", f"40{colour}")


def _add(parent: ET.Element, tag: str, text: str | None = None) -> ET.Element:
    element = ET.SubElement(parent, f"{{{KML_NAMESPACE}}}{tag}")
    if text is not None:
        element.text = NOT_XML.sub("", text)
    return element


def make_geojson(sites: Sequence[FieldSite], translate: Translate = str) -> bytes:
    """A GeoJSON file: a feature for each site, its outline or, where it has none, its point.

    Properties have fixed names in ASCII. Those with a low line in front are how 地理院地図 draws a feature
    (https://github.com/gsi-cyberjapan/geojson-with-style-spec); other programs pass them over.
    """
    outlines = [_polygons(site.outline) for site in sites]
    shapes = [shapely.MultiPolygon(found) if found else site.point for site, found in zip(sites, outlines)]
    collection = {
        "type": "FeatureCollection",
        "name": _title(sites, translate),
        "bbox": [round(float(edge), _DIGITS) for edge in shapely.total_bounds(shapes)],
        "features": [_feature(site, found, translate) for site, found in zip(sites, outlines)],
    }
    return NOT_XML.sub("", json.dumps(collection, ensure_ascii=False, allow_nan=False)).encode()


def _feature(site: FieldSite, outline: list[shapely.Polygon], translate: Translate) -> dict:
    polygons = [[_corners(ring) for ring in (polygon.exterior, *polygon.interiors)] for polygon in outline]
    if not polygons:
        shape = {"type": "Point", "coordinates": _corners(site.point)[0]}
    elif len(polygons) == 1:
        shape = {"type": "Polygon", "coordinates": polygons[0]}
    else:
        shape = {"type": "MultiPolygon", "coordinates": polygons}
    colour = f"#{_COLOURS.get(site.priority_class, _OTHER)}"
    style = {"_color": colour, "_weight": 3, "_opacity": 0.9, "_fillColor": colour, "_fillOpacity": 0.3}
    if not polygons:
        style |= {"_markerType": "CircleMarker", "_radius": 8}
    properties = {
        "name": _label(site),
        "description": _as_html(site, translate),
        "key": site.key,
        "rank": site.rank or None,
        "priority": site.priority,
        "priority_class": site.priority_class,
        "change": site.change or None,
        "area_m2": site.area_m2,
        "municipality": site.municipality,
        "before_date": site.before_date,
        "after_date": site.after_date,
        "status": site.status,
        "finding": site.finding,
        "team": site.team,
        "planned_on": site.planned_on,
        "visit_order": site.visit_order,
        "latitude": round(site.latitude, _DIGITS),
        "longitude": round(site.longitude, _DIGITS),
        "gsi_maps": gsi_maps(site.latitude, site.longitude),
        "google_maps": google_maps(site.latitude, site.longitude),
        **style,
    }
    known = {name: None if value == "" or _is_nan(value) else value for name, value in properties.items()}
    return {"type": "Feature", "id": site.key, "geometry": shape, "properties": known}


def _is_nan(value: object) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _corners(geometry: shapely.Geometry) -> list[list[float]]:
    return [[round(x, _DIGITS), round(y, _DIGITS)] for x, y in shapely.get_coordinates(geometry).tolist()]


def _polygons(outline: shapely.Geometry) -> list[shapely.Polygon]:
    """The polygons of an outline, outer rings anticlockwise (RFC 7946 §3.1.6); none where it is a point or a line."""
    # Mended outlines are collections that hold multipolygons.
    parts = [outline] if outline.geom_type == "Polygon" else shapely.get_parts(shapely.get_parts(outline))
    return [orient(part) for part in parts if part.geom_type == "Polygon" and part.area > 0]


def _folders(sites: Sequence[FieldSite], translate: Translate) -> Iterator[tuple[str, list[FieldSite]]]:
    """(title, sites) of each day of each team, then of each class for the sites nobody planned to visit."""

    def place(site: FieldSite) -> tuple:
        return (0, site.team, site.planned_on) if site.visit_order else (1, site.priority_class or "~", "")

    # A stable sort: the sites of a class keep their order.
    in_order = sorted(sites, key=lambda site: (place(site), site.visit_order or 0))
    for (kind, first, day), members in itertools.groupby(in_order, place):
        if kind == 0:
            title = " ".join(part for part in (first, day) if part) or translate(_WORDS["plan"])
        else:
            title = translate(_WORDS["unclassed"]) if first == "~" else _say("class", translate, name=first)
        yield _line(title), list(members)


def _title(sites: Sequence[FieldSite], translate: Translate) -> str:
    return _say("title", translate, count=f"{len(sites):,}")


def _label(site: FieldSite) -> str:
    """What stands beside a pin: the number in the day's order, else the rank; and the name, which makes it unique."""
    number = site.visit_order or site.rank
    return _line(f"{number} {site.name}" if number else site.name)


def _style(site: FieldSite) -> str:
    return f"class-{site.priority_class}" if site.priority_class in _COLOURS else "class-none"


def _described(site: FieldSite, translate: Translate) -> list[tuple[str, str]]:
    """(name, value) of what is known of a site, in the order it is read."""
    day = {"team": site.team or "-", "day": site.planned_on or "-", "number": site.visit_order}
    reasons = site.reasons.split("\n")
    shown = "\n".join([*reasons[:_REASONS], *(["…"] if len(reasons) > _REASONS else [])])

    def word(words: Mapping[object, str], code: object) -> str:
        return translate(words[code]) if code in words else ""

    values = {
        "rank": str(site.rank or ""),
        "priority_class": site.priority_class,
        "plan": _say("planned", translate, **day) if site.visit_order else "",
        "status": word(STATUSES, site.status),
        "finding": word(FINDINGS, site.finding),
        "change": word(CLASS_NAMES, site.change),
        "area": "" if math.isnan(site.area_m2) else f"{site.area_m2:,.0f}",
        "municipality": site.municipality,
        "verdict": site.verdict,
        "zone": site.zone,
        "permit": site.permit,
        "houses": "" if site.houses_below is None else str(site.houses_below),
        "reasons": shown,
        "remarks": site.remarks,
    }
    return [(translate(_WORDS[name]), NOT_XML.sub("", value)) for name, value in values.items() if value]


def _as_html(site: FieldSite, translate: Translate) -> str:
    """The description for balloons, which show HTML: whatever stands in a reason is shown as it is."""
    lines = [f"<b>{html.escape(name)}</b>: {html.escape(value)}" for name, value in _described(site, translate)]
    for name, address in (("gsi", gsi_maps), ("google", google_maps)):
        target = html.escape(address(site.latitude, site.longitude))
        lines.append(f'<a href="{target}">{html.escape(translate(_WORDS[name]))}</a>')
    return "<br>".join(lines).replace("\n", "<br>")


def _line(text: str) -> str:
    """``text`` on one line, without what XML cannot hold."""
    return " ".join(NOT_XML.sub("", text).split())


def _say(code: str, translate: Translate, **values) -> str:
    return Message(_WORDS[code], values).say(translate)
