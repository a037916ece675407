"""``coverageholes`` through Processing: layers as offices have them, real outlines and shelters, bad input."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

WEST, NORTH, CELL = -60000.0, -30000.0, 50.0
GOOD, BAD = -80.0, -120.0


def at(x, y):
    return WEST + x, NORTH - y


def ring(left, top, right, bottom):
    (w, n), (e, s) = at(left, top), at(right, bottom)
    return [[[w, s], [e, s], [e, n], [w, n], [w, s]]]


def geojson(folder, name, features, crs="EPSG:6677"):
    """A GeoJSON of (geometry type, coordinates, properties); degrees where ``crs`` is None."""
    told = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "geometry": {"type": kind, "coordinates": where}, "properties": properties}
            for kind, where, properties in features
        ],
    }
    if crs:
        told["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{crs.replace(':', '::')}"}}
    path = folder / name
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return str(path)


@pytest.fixture
def signals(make_raster):
    a = np.full((40, 40), BAD, "float32")
    a[:, :20] = GOOD
    return [
        make_raster("電波A.tif", a, cell=CELL, nodata=np.nan),
        make_raster("電波B.tif", np.where(np.arange(40)[:, None] < 10, GOOD, BAD).astype("float32") * np.ones((1, 40), "f4"),
                    cell=CELL, nodata=np.nan),
    ]  # fmt: skip


@pytest.fixture
def lists(tmp_path):
    """Layers of a village of 2 × 2 km: both carriers fail in 1000–2000 m east, 500–2000 m south."""
    (x, y), far = at(1500, 1000), at(300, 300)
    return {
        "AREAS": geojson(tmp_path, "市区町村.geojson", [
            ("Polygon", ring(0, 0, 2000, 1000), {"N03_004": "北村", "N03_007": "13001"}),
            ("Polygon", ring(0, 1000, 2000, 2000), {"N03_004": "南村", "N03_007": "13002"}),
        ]),
        "POPULATION": geojson(tmp_path, "人口.geojson", [
            ("Polygon", ring(0, 0, 500, 500), {"人口": "120"}),
            ("Polygon", ring(1500, 500, 2000, 1000), {"人口": "30"}),
            ("Polygon", ring(1500, 1500, 2000, 2000), {"人口": "*"}),
        ]),
        "ROADS": geojson(tmp_path, "道路.geojson", [
            ("LineString", [at(0, 750), at(2000, 750)], {"種別": "都道"}),
            ("LineString", [at(0, 100), at(4000, 100)], {"種別": "航路"}),
        ]),
        "PLACES": [geojson(tmp_path, "施設.geojson", [
            ("Point", [x, y], {"種別": "避難所", "名称": "体育館"}),
            ("Point", list(far), {"種別": "役場", "名称": "村役場"}),
        ])],
        "COMMERCIAL": geojson(tmp_path, "商業地域.geojson", [
            # Crosses itself: mended.
            ("Polygon", [[at(900, 900), at(1100, 1100), at(1100, 900), at(900, 1100), at(900, 900)]], {}),
        ]),
    }  # fmt: skip


def heard():
    """What a run tells: ``said``."""
    from qgis.core import QgsProcessingFeedback

    class Feedback(QgsProcessingFeedback):
        def __init__(self):
            super().__init__(False)
            self.said = []

        def pushInfo(self, text):  # noqa: N802 - QGIS's name
            self.said.append(text)

        pushWarning = pushInfo  # noqa: N815

    return Feedback()


def holes_of(path):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(path, "holes", "ogr")
    assert layer.isValid()
    return layer, list(layer.getFeatures())


def test_everything_given(qgis, signals, lists, tmp_path):
    out = {
        "HOLES": str(tmp_path / "穴.gpkg"),
        "SUMMARY": str(tmp_path / "指標.csv"),
        "REPORT": str(tmp_path / "報告.html"),
        "CLASSES": str(tmp_path / "区分.tif"),
    }
    result = qgis.run("soranome:coverageholes", {"SIGNAL": signals, "CARRIERS": "甲社、乙社", **lists, **out})
    assert result["PLACE_SHARE"] == 0.5 and result["ROAD_SHARE"] == pytest.approx(0.5)
    assert result["POPULATION_SHARE"] == pytest.approx(0.8) and result["POPULATION_SHARE_HALF_MESH"] == pytest.approx(
        0.8
    )
    assert result["COMMERCIAL_LEFT"] == pytest.approx(0.5, abs=0.26) and result["PEOPLE_IN_HOLES"] == pytest.approx(30)
    layer, features = holes_of(result["HOLES"])
    assert layer.crs().authid() == "EPSG:6677" and layer.renderer().type() == "RuleRenderer"
    (hole,) = (feature for feature in features if feature["carrier"] == "any")
    assert hole["class"] == "predicted_hole" and hole["area_m2"] == 1000 * 1500 == pytest.approx(hole.geometry().area())
    assert hole["places"] == 1 and hole["place_names"] == "体育館" and hole["people"] == pytest.approx(30)
    assert hole["people_unknown"] == 1 and hole["road_km"] == pytest.approx(1.0) and hole["municipality"] == "南村"
    assert 138 < hole["longitude"] < 140 and 35 < hole["latitude"] < 36
    assert {feature["carrier"] for feature in features} == {"any", "甲社", "乙社"}
    rows = list(csv.DictReader(Path(result["SUMMARY"]).read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 9 and [row["area"] for row in rows[:2]] == ["北村", "南村"]
    assert float(rows[0]["places_covered"]) == 1 and rows[1]["people_share"] == rows[1]["people_low"]
    assert float(rows[2]["ferries_km_unknown"]) == pytest.approx(2.0), "beyond the rasters the route is unknown"
    page = Path(result["REPORT"]).read_text(encoding="utf-8")
    assert "南村" in page and "data:image/png" in page and "83 %" in page and "300 ha" in page
    from osgeo import gdal

    classes = gdal.Open(result["CLASSES"])
    assert classes.RasterCount == 3 and (classes.GetRasterBand(1).ReadAsArray() == 2).sum() == 20 * 30


def test_nothing_but_one_raster_and_defaults(qgis, signals, tmp_path):
    given = {"SIGNAL": [signals[0]], "HOLES": str(tmp_path / "h.gpkg"), "SUMMARY": str(tmp_path / "s.gpkg")}
    result = qgis.run("soranome:coverageholes", given)
    _, (hole,) = holes_of(result["HOLES"])
    assert hole["carrier"] == "any" and hole["class"] == "predicted_hole"
    assert result["HOLE_COUNT"] == 1 and "PLACE_SHARE" not in result and "POPULATION_SHARE" not in result
    table, rows = holes_of(f"{result['SUMMARY']}|layername=summary")
    assert len(rows) == 1 and not table.isSpatial()
    from qgis.core import NULL

    assert rows[0]["places_share"] == NULL and rows[0]["land_km2_holes"] == 2.0 and hole["people"] == NULL


def sample(signal_dbm, carrier, in_service, measured_at):
    return {"signal_dbm": signal_dbm, "carrier": carrier, "in_service": in_service, "measured_at": measured_at}


def test_measurements_and_published_areas(qgis, signals, tmp_path):
    points = geojson(tmp_path, "測定.geojson", [
        ("Point", at(225, 225), sample(None, "au", False, "2026-10-01T09:00")),
        ("Point", at(1525, 225), sample(-85.0, "KDDI", True, "2026-10-03T09:00")),
        ("Point", at(25, 25), sample(-85.0, "", True, "")),
    ])  # fmt: skip
    published = geojson(tmp_path, "kddi_area.geojson", [("Polygon", ring(0, 0, 1500, 2000), {})])
    result = qgis.run("soranome:coverageholes", {
        "SIGNAL": [signals[0]], "MEASUREMENTS": points, "CARRIER_AREAS": [published], "HOLES": str(tmp_path / "h.gpkg"),
        "REPORT": str(tmp_path / "r.html"), "LANGUAGE": "en",
    })  # fmt: skip
    _, features = holes_of(result["HOLES"])
    found = {feature["class"]: feature for feature in features}
    assert found["measured_hole"]["area_m2"] == CELL**2 and found["measured_hole"]["bad_samples"] == 1
    assert found["measured_hole"]["published_m2"] == CELL**2
    assert found["predicted_hole"]["area_m2"] == 1000 * 2000 - CELL**2, "the good sample is no hole"
    assert found["predicted_hole"]["disagree_m2"] == 500 * 2000
    assert "2026-10-01 … 2026-10-03" in Path(result["REPORT"]).read_text(encoding="utf-8")


def test_areas_of_the_only_carrier_need_no_name_but_others_do(qgis, signals, tmp_path):
    from qgis.core import QgsProcessingException

    published = geojson(tmp_path, "area.geojson", [("Polygon", ring(0, 0, 500, 2000), {})])
    given = {"CARRIER_AREAS": [published], "HOLES": str(tmp_path / "h.gpkg")}
    result = qgis.run("soranome:coverageholes", {"SIGNAL": signals[:1], "CARRIERS": "甲社", **given})
    assert result["HOLE_AREA"] == 1500 * 2000
    with pytest.raises(QgsProcessingException, match="area"):
        qgis.run("soranome:coverageholes", {"SIGNAL": signals, "CARRIERS": "甲社,乙社", **given})


def test_a_folder_of_the_rasters_of_carriers(qgis, signals, tmp_path):
    folder = tmp_path / "予測"
    folder.mkdir()
    for name, path in zip(("carrier_甲.tif", "carrier_乙.tif", "site_1.tif"), [*signals, signals[0]]):
        (folder / name).write_bytes(Path(path).read_bytes())
    result = qgis.run("soranome:coverageholes", {"SIGNAL_FOLDER": str(folder), "HOLES": str(tmp_path / "h.gpkg")})
    assert {f["carrier"] for f in holes_of(result["HOLES"])[1]} == {"any", "carrier_甲", "carrier_乙"}


def test_only_holes_of_any_carrier_and_small_ones_left_out(qgis, signals, lists, tmp_path):
    given = {"SIGNAL": signals, **lists, "HOLES": str(tmp_path / "h.gpkg"), "REPORT": str(tmp_path / "r.html")}
    result = qgis.run("soranome:coverageholes", {**given, "PER_CARRIER": False})
    assert {feature["carrier"] for feature in holes_of(result["HOLES"])[1]} == {"any"}
    large = qgis.run("soranome:coverageholes", {**given, "MIN_AREA": 2e6, "LANGUAGE": "en"})
    assert "any" not in {feature["carrier"] for feature in holes_of(large["HOLES"])[1]}
    assert large["HOLE_AREA"] == result["HOLE_AREA"] == 1.5e6
    assert "1 holes below 2,000,000 m²" in Path(large["REPORT"]).read_text(encoding="utf-8")


def test_lists_alone_need_no_raster(qgis, lists, tmp_path):
    published = geojson(tmp_path, "A.geojson", [("Polygon", ring(0, 0, 2000, 500), {"carrier": "甲社"})])
    given = {"CARRIER_AREAS": [published], "AREAS": lists["AREAS"], "HOLES": str(tmp_path / "h.gpkg")}
    result = qgis.run("soranome:coverageholes", {**given, "RESOLUTION": 20})
    assert result["HOLE_AREA"] == 2000 * 1500 and result["NO_DATA_AREA"] == 0
    result = qgis.run("soranome:coverageholes", {**given, "OUTSIDE_PUBLISHED": "unknown"})
    assert result["HOLE_AREA"] == 0 and result["NO_DATA_AREA"] == 2000 * 1500


def test_a_table_of_e_stat_with_suppressed_squares(qgis, make_raster, tmp_path):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject

    from soranome.plugin.core.coverage.lists.mesh import code_at

    systems = [QgsCoordinateReferenceSystem(name) for name in ("EPSG:6677", "EPSG:6668")]
    to_degrees = QgsCoordinateTransform(*systems, QgsProject.instance())
    codes = sorted({code_at(*to_degrees.transform(*at(x, 1000)), "half") for x in (200, 900, 1700)})
    lines = ["KEY_CODE,HTKSYORI,HTKSAKI,GASSAN,T001101001", ",,,,人口（総数）"]
    lines += [f"{codes[0]},0,,,100", f"{codes[1]},2,{codes[0]},,*", f"{codes[2]},0,,,60"]
    path = tmp_path / "人口.csv"
    path.write_bytes("\r\n".join(lines).encode("cp932"))
    values = np.full((80, 80), GOOD, "float32")
    signal = make_raster("s.tif", values, cell=CELL, west=WEST - 1000, north=NORTH + 1000, nodata=np.nan)
    given = {
        "SIGNAL": [signal],
        "POPULATION": str(path),
        "HOLES": str(tmp_path / "h.gpkg"),
        "SUMMARY": str(tmp_path / "s.csv"),
    }
    result = qgis.run("soranome:coverageholes", given)
    assert result["POPULATION_SHARE"] == 1.0 and result["PEOPLE_IN_HOLES"] == 0 and result["HOLE_COUNT"] == 0
    (row,) = csv.DictReader(Path(result["SUMMARY"]).read_text(encoding="utf-8-sig").splitlines())
    assert float(row["people_covered"]) == pytest.approx(160, rel=1e-5) and row["people_suppressed_squares"] == "1"


def test_real_outlines_and_shelters_with_a_made_signal(qgis, data, make_raster, tmp_path):
    """Oshima and Okutama: lists in degrees; what Okutama does not publish is unknown."""
    shelters = tmp_path / "避難所"
    shelters.mkdir()
    for code in ("133612", "133086"):
        source = data / "coverage" / "shelters" / "evacuation" / f"{code}.json"
        (shelters / source.name).write_bytes(source.read_bytes())
    areas = json.loads((data / "coverage" / "admin" / "N03-21_13_210101.json").read_text(encoding="utf-8"))
    areas["features"] = [f for f in areas["features"] if f["properties"]["N03_004"] in ("大島町", "奥多摩町")]
    path = tmp_path / "N03.geojson"
    path.write_text(json.dumps(areas, ensure_ascii=False), encoding="utf-8")
    values = np.full((300, 260), BAD, "float32")
    values[:150] = GOOD
    signal = make_raster("大島.tif", values, cell=CELL, west=-47000, north=-132000, nodata=np.nan)
    result = qgis.run("soranome:coverageholes", {
        "SIGNAL": [signal], "AREAS": str(path), "PLACES_FOLDER": str(shelters), "HOLES": str(tmp_path / "h.gpkg"),
        "SUMMARY": str(tmp_path / "s.csv"), "REPORT": str(tmp_path / "r.html"),
    })  # fmt: skip
    rows = {r["area"]: r for r in csv.DictReader(Path(result["SUMMARY"]).read_text(encoding="utf-8-sig").splitlines())}
    oshima, okutama = rows["大島町"], rows["奥多摩町"]
    listed = len(json.loads((shelters / "133612.json").read_text(encoding="utf-8"))["features"])
    assert sum(float(oshima[f"places_{part}"]) for part in ("covered", "holes", "unknown")) == listed
    assert 0 < result["PLACE_SHARE"] < 1
    assert not okutama["places_share"].replace(".", "").isdigit(), "unknown, not zero"
    assert float(oshima["land_km2_unknown"]) == 0 and float(okutama["land_km2_unknown"]) == pytest.approx(225, rel=0.02)
    assert float(oshima["land_km2_covered"]) + float(oshima["land_km2_holes"]) == pytest.approx(90.8, rel=0.02)
    _, features = holes_of(result["HOLES"])
    assert {f["municipality"] for f in features if f["class"] == "no_data"} == {"奥多摩町"}
    page = Path(result["REPORT"]).read_text(encoding="utf-8")
    assert "奥多摩町" in page and "指定避難所" in page


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"SIGNAL": []}, "nothing that tells|coordinate system"),
        ({"CARRIERS": "A,B,C"}, "CARRIERS"),
        ({"POPULATION_FIELD": "people", "POPULATION": "AREAS"}, "POPULATION_FIELD"),
        ({"MEASUREMENTS": "PLACES"}, "signal_dbm"),
        ({"FERRIES": "route=ferry"}, "route"),
        ({"CRS": "EPSG:6668"}, "EPSG:6668"),
    ],
)
def test_bad_input_is_named(qgis, signals, lists, tmp_path, change, said):
    from qgis.core import QgsProcessingException

    layers = {"AREAS": lists["AREAS"], "PLACES": lists["PLACES"][0]}
    change = {name: layers.get(value, value) if isinstance(value, str) else value for name, value in change.items()}
    given = {"SIGNAL": signals, "HOLES": str(tmp_path / "h.gpkg"), "ROADS": lists["ROADS"], **change}
    with pytest.raises(QgsProcessingException, match=said):
        qgis.run("soranome:coverageholes", given)
    assert not (tmp_path / "h.gpkg").exists() and not list(tmp_path.glob(".soranome-*"))


def test_empty_layers_are_unknown(qgis, signals, tmp_path):
    empty = geojson(tmp_path, "空.geojson", [])
    given = dict.fromkeys(("POPULATION", "MEASUREMENTS", "ROADS", "COMMERCIAL"), empty)
    log = heard()
    result = qgis.run("soranome:coverageholes", {"SIGNAL": signals, **given, "HOLES": str(tmp_path / "h.gpkg")}, log)
    assert "POPULATION_SHARE" not in result and "ROAD_SHARE" not in result
    said = "\n".join(log.said)
    assert "POPULATION is empty: what it would tell is unknown" in said and "空 is empty" in said


def test_probabilities_as_signal_and_signals_as_probability_are_refused(qgis, signals, make_raster, tmp_path):
    from qgis.core import QgsProcessingException

    likely = make_raster("確率.tif", np.linspace(0, 1, 1600, dtype="float32").reshape(40, 40), cell=CELL, nodata=np.nan)
    for given in ({"SIGNAL": [likely]}, {"SIGNAL": signals, "PROBABILITY": signals}):
        with pytest.raises(QgsProcessingException, match=r"takes (received power|probabilities)"):
            qgis.run("soranome:coverageholes", {**given, "HOLES": str(tmp_path / "h.gpkg")})
    assert not (tmp_path / "h.gpkg").exists()


def test_small_holes_are_told_in_the_log(qgis, make_raster, tmp_path):
    values = np.full((40, 40), GOOD, "float32")
    values[:10, :10], values[20, 20] = BAD, BAD
    path, log = make_raster("a.tif", values, cell=CELL, nodata=np.nan), heard()
    result = qgis.run(
        "soranome:coverageholes", {"SIGNAL": [path], "MIN_AREA": 5000, "HOLES": str(tmp_path / "h.gpkg")}, log
    )
    assert result["HOLE_AREA"] == 252_500 and sum(f["area_m2"] for f in holes_of(result["HOLES"])[1]) == 250_000
    assert "not drawn, are holes smaller than MIN_AREA: 1, 2,500 m² in all" in "\n".join(log.said)


def test_lists_of_another_region_and_empty_lists(qgis, signals, tmp_path):
    from qgis.core import QgsProcessingException

    away = geojson(tmp_path, "遠い.geojson", [("Point", [0.0, 0.0], {"種別": "駅"})])
    with pytest.raises(QgsProcessingException, match="PLACES"):
        qgis.run("soranome:coverageholes", {"SIGNAL": signals, "PLACES": [away], "HOLES": str(tmp_path / "h.gpkg")})
    empty = geojson(tmp_path, "空.geojson", [])
    published = geojson(tmp_path, "docomo.geojson", [("Polygon", ring(90000, 90000, 99000, 99000), {})])
    with pytest.raises(QgsProcessingException, match="CARRIER_AREAS"):
        qgis.run(
            "soranome:coverageholes",
            {"SIGNAL": signals, "CARRIER_AREAS": [published], "HOLES": str(tmp_path / "h.gpkg")},
        )
    areas = geojson(tmp_path, "n03.geojson", [("Polygon", ring(9000, 9000, 9900, 9900), {"N03_004": "村"})])
    with pytest.raises(QgsProcessingException, match="AREAS"):
        qgis.run("soranome:coverageholes", {"SIGNAL": signals, "AREAS": areas, "HOLES": str(tmp_path / "h.gpkg")})
    result = qgis.run(
        "soranome:coverageholes", {"SIGNAL": signals, "PLACES": [empty], "HOLES": str(tmp_path / "h.gpkg")}
    )
    assert "PLACE_SHARE" not in result


def to_degrees(x, y):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject

    systems = [QgsCoordinateReferenceSystem(name) for name in ("EPSG:6677", "EPSG:6668")]
    point = QgsCoordinateTransform(*systems, QgsProject.instance()).transform(*at(x, y))
    return f"{point.y():.7f}", f"{point.x():.7f}"


@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig"])
def test_places_of_an_office_s_table(qgis, signals, lists, tmp_path, encoding):
    """One covered, one in the hole with latitude and longitude exchanged, one without a position: that is unknown."""
    covered, hole = to_degrees(300, 300), to_degrees(1500, 1500)
    folder = tmp_path / "一覧"
    folder.mkdir()
    table = ["施設一覧,,,", "名称,種別,緯度,経度", f"村役場,役場,{covered[0]},{covered[1]}",
             f"体育館,避難所,{hole[1]},{hole[0]}", "分校,避難所,,"]  # fmt: skip
    path = folder / "公共施設.csv"
    path.write_bytes("\r\n".join(table).encode(encoding))
    out = {"HOLES": str(tmp_path / "h.gpkg"), "SUMMARY": str(tmp_path / "s.csv"), "REPORT": str(tmp_path / "r.html")}
    for given in ({"PLACES": [str(path)]}, {"PLACES_FOLDER": str(folder)}):
        result = qgis.run("soranome:coverageholes", {"SIGNAL": signals, "AREAS": lists["AREAS"], **given, **out})
        assert result["PLACE_SHARE"] == 0.5, "of those known"
        rows = list(csv.DictReader(Path(result["SUMMARY"]).read_text(encoding="utf-8-sig").splitlines()))
        total = rows[2]
        assert [float(total[f"places_{part}"]) for part in ("covered", "holes", "unknown")] == [1, 1, 1]
        assert float(total["places_low"]) == pytest.approx(1 / 3, abs=1e-6)
        assert [float(row["places_unknown"]) for row in rows[:2]] == [0, 0]
        any_hole = next(f for f in holes_of(result["HOLES"])[1] if f["carrier"] == "any")
        assert any_hole["place_names"] == "体育館"
        assert "公共施設.csv" in (page := Path(result["REPORT"]).read_text(encoding="utf-8")) or "一覧" in page


def test_a_table_and_a_layer_of_places_together_and_a_table_without_any(qgis, signals, lists, tmp_path):
    x, y = to_degrees(300, 300)
    path, bare = tmp_path / "病院.csv", tmp_path / "診療所.csv"
    path.write_text(f"病院名,緯度,経度\n村の病院,{x},{y}\n", encoding="utf-8")
    given = {"SIGNAL": signals, "HOLES": str(tmp_path / "h.gpkg"), "SUMMARY": str(tmp_path / "s.csv")}
    result = qgis.run("soranome:coverageholes", {**given, "PLACES": [*lists["PLACES"], str(path)]})
    assert result["PLACE_SHARE"] == pytest.approx(2 / 3)
    bare.write_text("名称,緯度,経度\n場所なし,,\n", encoding="utf-8")
    result = qgis.run("soranome:coverageholes", {**given, "PLACES": [str(bare)]})
    assert "PLACE_SHARE" not in result, "unknown, not zero"
    (row, *_) = csv.DictReader(Path(result["SUMMARY"]).read_text(encoding="utf-8-sig").splitlines())
    assert float(row["places_unknown"]) == 1


def test_published_areas_by_file_name_folder_and_shift_jis(qgis, signals, tmp_path):
    """areas_A.geojson is of carrier A; a KML's folders name theirs; a shapefile without .cpg is Shift_JIS."""
    from qgis.core import QgsFeature, QgsField, QgsGeometry, QgsVectorFileWriter, QgsVectorLayer
    from qgis.PyQt.QtCore import QMetaType

    def corners(*box):
        (left, top, right, bottom) = box
        points = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
        return " ".join(",".join(reversed(to_degrees(*point))) for point in points)

    first = geojson(tmp_path, "areas_A.geojson", [("Polygon", ring(0, 0, 500, 2000), {})])
    kml = tmp_path / "エリア.kml"
    kml.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>'
        "<name>ソフトバンク4G</name><Placemark><name>区域1</name><Polygon><outerBoundaryIs><LinearRing><coordinates>"
        f"{corners(500, 0, 1000, 2000)}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Folder>"
        "</Document></kml>",
        encoding="utf-8",
    )
    layer = QgsVectorLayer("Polygon?crs=EPSG:6677", "s", "memory")
    layer.dataProvider().addAttributes([QgsField("事業者", QMetaType.Type.QString)])
    layer.updateFields()
    feature = QgsFeature(layer.fields())
    text = ", ".join(f"{x} {y}" for x, y in ring(1000, 0, 1500, 2000)[0])
    feature.setGeometry(QgsGeometry.fromWkt(f"POLYGON(({text}))"))
    feature["事業者"] = "楽天モバイル"
    layer.dataProvider().addFeature(feature)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.fileEncoding = "ESRI Shapefile", "CP932"
    shape = tmp_path / "area.shp"
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(shape), layer.transformContext(), options)
    (tmp_path / "area.cpg").unlink()
    result = qgis.run("soranome:coverageholes", {
        "SIGNAL": signals, "CARRIERS": "A,B", "CARRIER_AREAS": [first, str(kml), str(shape)], "RESOLUTION": 50,
        "HOLES": str(tmp_path / "h.gpkg"), "DISAGREEMENT": "published",
    })  # fmt: skip
    assert {f["carrier"] for f in holes_of(result["HOLES"])[1]} == {"any", "A", "B", "SoftBank", "Rakuten"}
    assert result["HOLE_AREA"] == pytest.approx(500 * 1500, rel=0.01), "A, SoftBank and Rakuten west, B in the north"


def test_probabilities_in_the_folder_go_before_signals(qgis, signals, make_raster, tmp_path):
    """Carriers are told by their tags; A has a probability too, which covers less than its signal; B has none."""
    import rasterio

    likely = np.full((40, 40), 0.2, "float32")
    likely[:, :10] = 0.95
    probability = make_raster("確率A.tif", likely, cell=CELL, nodata=np.nan)
    folder = tmp_path / "予測"
    folder.mkdir()
    for name, path, tags in (
        ("carrier_A.tif", signals[0], {"SORANOME_CARRIER": "A"}),
        ("carrier_B.tif", signals[1], {"SORANOME_CARRIER": "B"}),
        ("probability_A.tif", probability,
         {"SORANOME_CARRIER": "A", "SORANOME_QUANTITY": "probability", "SORANOME_THRESHOLD_DBM": "-95"}),
    ):  # fmt: skip
        (folder / name).write_bytes(Path(path).read_bytes())
        with rasterio.open(folder / name, "r+") as dataset:
            dataset.update_tags(**tags)
    log, given = heard(), {"SIGNAL_FOLDER": str(folder), "HOLES": str(tmp_path / "h.gpkg")}
    result = qgis.run("soranome:coverageholes", given, log)
    sizes = {f["carrier"]: f["area_m2"] for f in holes_of(result["HOLES"])[1]}
    assert sizes == {"any": 1500 * 1500, "A": 1500 * 2000, "B": 2000 * 1500}
    said = "\n".join(log.said)
    assert "A: covered where the probability is 0.9 or more" in said and "B: covered where the signal is -100" in said
    assert "probability of -95 dBm or more, but THRESHOLD is -100" in said
    log = heard()
    result = qgis.run("soranome:coverageholes", {**given, "MIN_PROBABILITY": 0.1, "THRESHOLD": -95}, log)
    assert result["HOLE_AREA"] == 0 and "probability of" not in "\n".join(log.said)
