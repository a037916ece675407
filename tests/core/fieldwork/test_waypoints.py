"""GPX, KML and GeoJSON against their schemas and as other readers see them."""

import json
import math
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from shapely import GeometryCollection, LineString, MultiPolygon, Point, Polygon, box

from soranome.plugin.core.errors import InputError, OutputError
from soranome.plugin.core.fieldwork.papers.waypoints import make_geojson, make_gpx, make_kml, write_waypoints
from soranome.plugin.core.fieldwork.site import FieldSite

HERE = Path(__file__).parent
NASTY = 'a < b & c > d ]]> "q" \'\x00\x0b\ufffe\ud800 😀👨‍👩‍👧 <script>alert(1)</script>\nzwei'


def site(number=1, outline=None, **about):
    if outline is None:
        x, y = 139.08 + 0.001 * (number % 100), 35.7 + 0.001 * (number // 100)
        outline = box(x, y, x + 0.0004, y + 0.0003)
    given = {
        "key": f"8073378b-db39-412b-99e5-{number:012d}",
        "name": f"S{number:05d}",
        "rank": number,
        "priority_class": "ABCD"[number % 4],
        "area_m2": 1234.5,
        "reasons": "Vegetation before, bare ground now.\nRadar did not change.",
        **about,
    }
    return FieldSite(outline=outline, point=outline.representative_point(), **given)


HOLED = Polygon(box(139.1, 35.7, 139.101, 35.701).exterior, [box(139.1003, 35.7003, 139.1006, 35.7006).exterior])
SITES = [
    site(1),
    site(2, MultiPolygon([HOLED, box(139.11, 35.7, 139.111, 35.701)])),
    site(3, HOLED, reasons=NASTY, remarks=NASTY, municipality=NASTY, team=NASTY),
    site(4, Point(139.2, 35.8), priority_class=""),
    site(5, GeometryCollection([LineString([(139.3, 35.7), (139.4, 35.7)]), box(139.3, 35.7, 139.301, 35.701)])),
    site(6, team="A班", planned_on="2025-12-02", visit_order=1),
    site(7, team="A班", planned_on="2025-12-01", visit_order=2),
    site(8, team="A班", planned_on="2025-12-01", visit_order=1),
    site(9, team="B班", planned_on="2025-12-01", visit_order=1),
]


@pytest.fixture(scope="module")
def gpx_schema():
    return pytest.importorskip("xmlschema").XMLSchema(str(HERE / "gpx11.xsd"))


@pytest.fixture(scope="module")
def kml_schema():
    """The OGC's schema of KML 2.2, as fastkml brings it."""
    fastkml = pytest.importorskip("fastkml")
    xmlschema = pytest.importorskip("xmlschema")
    return xmlschema.XMLSchema(str(Path(fastkml.__file__).parent / "schema" / "ogckml22.xsd"))


def test_gpx_is_valid(gpx_schema):
    gpx_schema.validate(make_gpx(SITES).decode())


def test_the_short_schema_of_gpx_refuses_what_the_published_one_does(gpx_schema):
    whole = make_gpx(SITES).decode()
    for wrong in (
        whole.replace('lat="35', 'lat="135'),
        whole.replace("<sym>", "<symbol>").replace("</sym>", "</symbol>"),
        whole.replace('version="1.1"', 'version="2"', 1).replace("<gpx xmlns", "<gpx xmlns", 1),
        whole.replace("<name>1 S00001</name>", "", 1).replace("<sym>", "<name>x</name><sym>", 1),
    ):
        assert wrong != whole
        assert not gpx_schema.is_valid(wrong)


def test_kml_is_valid(kml_schema):
    kml_schema.validate(make_kml(SITES).decode())
    wrong = make_kml(SITES).decode().replace("<coordinates>", "<coordinate>").replace("</coordinates>", "</coordinate>")
    assert not kml_schema.is_valid(wrong)


def test_another_library_reads_the_kml_with_its_colours_folders_and_holes():
    fastkml = pytest.importorskip("fastkml")
    document = fastkml.kml.KML.from_string(make_kml(SITES)).features[0]
    assert [folder.name for folder in document.features] == [
        "A班 2025-12-01", "A班 2025-12-02", "B班 2025-12-01", "Class B", "Class C", "Class D", "Without a class",
    ]  # fmt: skip
    assert [place.name for place in document.features[0].features] == ["1 S00008"] * 2 + ["2 S00007"] * 2
    (point, outline) = document.features[4].features
    assert point.name == outline.name == "2 S00002" and point.style_url.url == "#class-C"
    assert point.geometry.coords[0] == pytest.approx((SITES[1].longitude, SITES[1].latitude), abs=1e-9)
    assert shapely.geometry.shape(outline.geometry).area == pytest.approx(SITES[1].outline.area, rel=1e-6)
    assert "Vegetation before, bare ground now.<br>Radar did not change." in point.description


def test_pins_have_the_colour_of_their_class_and_need_no_network():
    text = make_kml(SITES).decode()
    red = text.split('<Style id="class-A">')[1].split("</Style>")[0]
    assert red.count("1c19d7") == 3, "alpha, blue, green, red of #d7191c"
    assert "<href>" not in text


def test_whatever_stands_in_a_reason_is_shown_as_it_is():
    for make in (make_gpx, make_kml):
        text = make(SITES).decode()
        ET.fromstring(text)  # noqa: S314 - our own
        assert "\x00" not in text and "<script>" not in text
        assert "😀👨‍👩‍👧" in text
    named = "{http://www.opengis.net/kml/2.2}"
    places = ET.fromstring(make_kml([SITES[2]])).iter(f"{named}description")  # noqa: S314
    shown = [place.text for place in places][-1]
    assert "a &lt; b &amp; c &gt; d ]]&gt; &quot;q&quot;" in shown and "&lt;script&gt;" in shown
    assert "zwei" in shown and "\n" not in shown


def test_a_route_follows_the_order_of_each_day():
    gpxpy = pytest.importorskip("gpxpy")
    read = gpxpy.parse(make_gpx(SITES).decode())
    assert [(r.name, r.number, [p.name for p in r.points]) for r in read.routes] == [
        ("A班 2025-12-01", 1, ["1 S00008", "2 S00007"]),
        ("A班 2025-12-02", 2, ["1 S00006"]),
        ("B班 2025-12-01", 3, ["1 S00009"]),
    ]
    assert [point.name for point in read.waypoints] == [
        "1 S00001", "2 S00002", "3 S00003", "4 S00004", "5 S00005", "1 S00006", "2 S00007", "1 S00008", "1 S00009",
    ]  # fmt: skip
    first = read.waypoints[0]
    assert (first.symbol, first.type, first.link) == (
        "Flag, Blue", "B", f"https://maps.gsi.go.jp/#17/{SITES[0].latitude:.6f}/{SITES[0].longitude:.6f}/",
    )  # fmt: skip
    assert "https://www.google.com/maps?q=" in first.description
    assert "WGS 84" in read.description


def test_gdal_reads_the_same_places(tmp_path):
    ogr = pytest.importorskip("osgeo.ogr")
    paths = {name: str(tmp_path / f"箇所.{name}") for name in ("gpx", "kml", "geojson")}
    write_waypoints(SITES, **paths)
    for kind in ("gpx", "kml"):
        source = ogr.Open(paths[kind])
        assert source.GetDriver().GetName() == {"gpx": "GPX", "kml": "LIBKML"}[kind]
        layers = ["waypoints"] if kind == "gpx" else [layer.GetName() for layer in source]
        points, areas = {}, {}
        for layer in layers:
            for feature in source.GetLayerByName(layer):
                geometry = shapely.from_wkb(bytes(feature.GetGeometryRef().ExportToWkb()))
                name = feature.GetField("name")
                if geometry.geom_type == "Point":
                    points[name] = geometry
                else:
                    areas[name] = geometry.area
        for one in SITES:
            name = f"{one.visit_order or one.rank} {one.name}"
            assert points[name].distance(one.point) < 1e-7
            if kind == "kml" and one.outline.area:
                assert areas[name] == pytest.approx(one.outline.area, rel=1e-6)
        assert len(areas) == (0 if kind == "gpx" else 8), "the site without an outline has none"
    source = ogr.Open(paths["geojson"])
    layer = source.GetLayer(0)
    assert layer.GetFeatureCount() == len(SITES)
    for feature, one in zip(layer, SITES):
        area = shapely.from_wkb(bytes(feature.GetGeometryRef().ExportToWkb())).area
        assert area == pytest.approx(one.outline.area, rel=1e-6)
        assert feature.GetField("key") == one.key


def test_geojson_keeps_to_its_standard():
    found = json.loads(make_geojson(SITES))
    assert found["type"] == "FeatureCollection" and len(found["features"]) == len(SITES)
    bounds = shapely.total_bounds(
        [SITES[3].point, *(s.outline for s in SITES if s.rank != 5), box(139.3, 35.7, 139.301, 35.701)]
    )
    assert found["bbox"] == pytest.approx(list(bounds), abs=1e-9), "the line of a mended outline is left out"
    for feature in found["features"]:
        geometry = shapely.geometry.shape(feature["geometry"])
        polygons = shapely.get_parts(geometry) if geometry.geom_type != "Point" else []
        assert all(part.exterior.is_ccw and not any(ring.is_ccw for ring in part.interiors) for part in polygons)
        assert all(name.isascii() for name in feature["properties"])
        assert feature["id"] == feature["properties"]["key"]
    point = found["features"][3]
    assert point["geometry"]["type"] == "Point"
    assert point["properties"]["_markerType"] == "CircleMarker" and point["properties"]["priority"] is None
    assert found["features"][0]["properties"]["_color"] == "#fd8d3c"


def test_the_words_are_those_of_the_language():
    def marked(text):
        return f"«{text}»"

    assert "<name>«Class B»</name>" in make_kml(SITES, marked).decode()
    assert "«Size against the law»" not in make_gpx([site(1)], marked).decode(), "what is not known is not named"
    assert "«City / town»: 奥多摩町" in make_gpx([site(1, municipality="奥多摩町")], marked).decode()


def test_the_same_sites_give_the_same_bytes():
    for make in (make_gpx, make_kml, make_geojson):
        assert make(SITES) == make(list(SITES))


def test_nothing_is_written_where_one_file_cannot_be(tmp_path):
    with pytest.raises(OutputError, match="folder does not exist"):
        write_waypoints(SITES, tmp_path / "a.gpx", tmp_path / "nowhere" / "a.kml", tmp_path / "a.geojson")
    with pytest.raises(OutputError, match="it is a folder"):
        write_waypoints(SITES, tmp_path / "a.gpx", geojson=tmp_path)
    with pytest.raises(InputError, match="at least one"):
        write_waypoints(SITES)
    with pytest.raises(InputError, match="no sites"):
        write_waypoints([], tmp_path / "a.gpx")
    broken = [*SITES, replace(SITES[0], priority=math.inf)]
    with pytest.raises(ValueError, match="JSON"):
        write_waypoints(broken, tmp_path / "a.gpx", geojson=tmp_path / "a.geojson")
    assert list(tmp_path.iterdir()) == []


def test_a_class_that_no_name_of_a_style_may_hold_is_one_without_a_style(kml_schema):
    odd = [site(1, priority_class='"><b>'), site(2, priority_class="優先")]
    text = make_kml(odd).decode()
    kml_schema.validate(text)
    assert text.count("<Style id=") == 1
