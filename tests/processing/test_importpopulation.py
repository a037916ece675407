"""``importpopulation`` through Processing, and the table itself where an algorithm takes population."""

import zipfile

import pytest

HEAD = ["KEY_CODE,HTKSYORI,HTKSAKI,GASSAN,T001101001", ",,,,　人口（総数）"]
ROWS = ["533922164,0,,,120", "533922173,1,,533922174,30", "533922174,2,533922173,,*", "533922663,0,,,2500"]


@pytest.fixture
def table(tmp_path):
    def write(lines=(*HEAD, *ROWS), name="人口メッシュ.csv", encoding="cp932"):
        path = tmp_path / name
        path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
        return path

    return write


def run(qgis, tmp_path, files, feedback=None, **options):
    path = tmp_path / "人口.gpkg"
    files = [str(file) for file in (files if isinstance(files, list) else [files])]
    return qgis.run("soranome:importpopulation", {"FILE": files, "POPULATION": str(path), **options}, feedback)


def rows_of(made):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(made["POPULATION"], "population", "ogr")
    assert layer.isValid()
    return layer, {feature["mesh"]: feature for feature in layer.getFeatures()}


def test_a_table_becomes_squares(qgis, table, tmp_path):
    from qgis.core import NULL, QgsDistanceArea, QgsProject

    made = run(qgis, tmp_path, table())
    assert (made["PEOPLE"], made["SQUARES"], made["SUPPRESSED"]) == (2650, 4, 1)
    layer, rows = rows_of(made)
    assert layer.crs().authid() == "EPSG:6677"
    hidden, holder = rows["533922174"], rows["533922173"]
    assert hidden["population"] == NULL and hidden["suppressed"] and hidden["merged"] == "533922173"
    assert holder["population"] == 30 and not holder["suppressed"] and holder["holds"] == "533922174"
    measure = QgsDistanceArea()
    measure.setSourceCrs(layer.crs(), QgsProject.instance().transformContext())
    measure.setEllipsoid("GRS80")
    areas = [measure.measureArea(feature.geometry()) for feature in rows.values()]
    assert all(250_000 < area < 275_000 for area in areas)  # half a kilometre each way, at this latitude
    # Squares that touch leave no gap.
    assert rows["533922173"].geometry().touches(rows["533922174"].geometry())


def test_every_square_falls_in_one_class_of_the_legend(qgis, table, tmp_path):
    from qgis.core import QgsExpression, QgsExpressionContext

    made = run(qgis, tmp_path, table([*HEAD, *ROWS, "533922162,0,,,0"]))
    layer, rows = rows_of(made)
    rules = layer.renderer().rootRule().children()
    context = QgsExpressionContext()
    context.setFields(layer.fields())
    for feature in rows.values():
        context.setFeature(feature)
        assert sum(bool(QgsExpression(rule.filterExpression()).evaluate(context)) for rule in rules) == 1


def test_only_what_shares_ground_with_the_area(qgis, table, tmp_path):
    from qgis.core import QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer

    _, rows = rows_of(run(qgis, tmp_path, table()))
    box = rows["533922173"].geometry().boundingBox()
    area = QgsVectorLayer("Polygon?crs=EPSG:6677", "村", "memory")
    feature = QgsFeature()
    feature.setGeometry(
        QgsGeometry.fromRect(QgsRectangle(box.xMinimum() + 50, box.yMinimum() + 50, box.center().x(), box.center().y()))
    )
    area.dataProvider().addFeature(feature)
    made = run(qgis, tmp_path, table(), AREA=area)
    assert (made["SQUARES"], made["PEOPLE"], made["SUPPRESSED"]) == (1, 30, 0)
    box = rows["533922663"].geometry().boundingBox()
    extent = f"{box.xMinimum()},{box.xMaximum()},{box.yMinimum()},{box.yMaximum()} [EPSG:6677]"
    assert run(qgis, tmp_path, table(), EXTENT=extent)["PEOPLE"] == 2500


def test_zips_in_a_folder_and_the_tokyo_datum(qgis, table, tmp_path):
    folder = tmp_path / "e-Stat 表"
    folder.mkdir()
    with zipfile.ZipFile(folder / "tblT001101H5339.zip", "w") as archive:
        archive.write(table(), "tblT001101H5339.txt")
    (folder / "定義書.txt").write_text("人口の定義\n説明", encoding="utf-8")
    made = qgis.run("soranome:importpopulation", {"FOLDER": str(folder), "POPULATION": str(tmp_path / "a.gpkg")})
    assert made["SQUARES"] == 4
    _, here = rows_of(made)
    old = qgis.run(
        "soranome:importpopulation",
        {"FOLDER": str(folder), "DATUM": "tokyo", "POPULATION": str(tmp_path / "b.gpkg")},
    )
    _, there = rows_of(old)
    a, b = (rows["533922164"].geometry().centroid().asPoint() for rows in (here, there))
    assert -330 < b.x() - a.x() < -250 and 320 < b.y() - a.y() < 390  # 日本測地系: about 450 m to the north-west


def test_the_table_itself_stands_for_the_layer(qgis, table, tmp_path):
    from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer

    from soranome.plugin.processing.coverage.lists import population_source, table_path

    context = QgsProcessingContext()
    heard = QgsProcessingFeedback(False)
    context.setFeedback(heard)
    path = str(table())
    crs = QgsCoordinateReferenceSystem("EPSG:6677")
    layer = QgsVectorLayer(path, "people", "ogr")
    assert layer.isValid() and not layer.isSpatial()
    for value in (path, layer):
        assert table_path(value, context) == path
        squares = population_source(value, crs, context)
        assert len(squares) == 4 and sum(s.people or 0 for s, _ in squares) == 2650
        assert all(250_000 < polygon.area < 275_000 for _, polygon in squares)
    assert "suppressed" in heard.textLog()
    polygons = QgsVectorLayer("Polygon?crs=EPSG:6677", "a", "memory")
    assert population_source(polygons, crs, context) is None and population_source(None, crs, context) is None
    assert population_source("/nowhere/a.gpkg", crs, context) is None
    with zipfile.ZipFile(tmp_path / "表.zip", "w") as archive:
        archive.write(path, "tblT001101H5339.txt")
    assert len(population_source(str(tmp_path / "表.zip"), crs, context)) == 4
    with zipfile.ZipFile(tmp_path / "layer.zip", "w") as archive:
        archive.writestr("layer.shp", b"\0\0")
    assert population_source(str(tmp_path / "layer.zip"), crs, context) is None


def test_what_cannot_be_done_is_refused(qgis, table, tmp_path):
    from qgis.core import QgsProcessingException

    def refused(match, *arguments, **options):
        with pytest.raises(QgsProcessingException, match=match):
            run(qgis, tmp_path, *arguments, **options)
        assert not (tmp_path / "人口.gpkg").exists()

    refused("Choose tables of grid squares", [])
    refused("no projected coordinate system", table(), CRS="EPSG:6668")
    refused("None of the 4 grid squares", table(), EXTENT="0,10,0,10 [EPSG:6677]")
    refused("no column KEY_CODE", table(["名称,緯度,経度", "役場,35.7,139.1"]))
    refused("lost digits", table([*HEAD, "5.33923E+08,0,,,10"]))
    refused("no column T999", table(), COLUMN="T999")
