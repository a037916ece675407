"""``fieldpackage``: a folder that QGIS opens anywhere, filled in and read back."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
PLACES = ((-69000, -31000), (-68960, -31000), (-67000, -33000))


def polygon(x, y, width=30):
    return f"MULTIPOLYGON((({x} {y},{x + width} {y},{x + width} {y + width},{x} {y + width},{x} {y})))"


def layer(rows, fields, kind="MultiPolygon", name="候補", crs="EPSG:6677"):
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

    made = QgsVectorLayer(f"{kind}?crs={crs}&" + "&".join(f"field={f}" for f in fields), name, "memory")
    for wkt, values in rows:
        feature = QgsFeature(made.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        for field, value in values.items():
            feature[field] = value
        made.dataProvider().addFeature(feature)
    return made


def words(text, language="ja"):
    from soranome.plugin.translation import words_in

    return words_in(language)(text)


FIELDS = (
    "candidate_id:string", "rank:integer", "change:integer", "after_date:string", "municipality:string",
)  # fmt: skip


def candidates(places=PLACES):
    rows = [
        (
            polygon(*place),
            {
                "candidate_id": f"C{i:04d}",
                "rank": i,
                "change": 1,
                "after_date": "2024-10-25",
                "municipality": "奥多摩町",
            },
        )
        for i, place in enumerate(places, 1)
    ]
    return layer(rows, FIELDS)


@pytest.fixture
def image(make_raster):
    """A red square on green, 4 km, around the places."""
    bands = np.zeros((3, 400, 400), "uint8")
    bands[1] = 160
    bands[:, 90:110, 90:120] = np.array([230, 20, 20])[:, None, None]
    return make_raster("空中写真.tif", bands, cell=10, west=-70000, north=-30000, photometric="RGB")


@pytest.fixture
def pack(qgis, tmp_path):
    def run(folder="survey_1", sites=None, feedback=None, **options):
        given = {"FOLDER": str(tmp_path / folder), **options}
        if "REGISTER" not in options:
            given["CANDIDATES"] = sites or candidates()
        return qgis.run("soranome:fieldpackage", given, feedback)

    return run


@pytest.fixture
def register(qgis, tmp_path):
    path = tmp_path / "台帳.gpkg"
    qgis.run("soranome:updateregister", {"CANDIDATES": candidates(), "REGISTER": str(path), "OPERATOR": "山田"})
    return str(path)


@pytest.fixture
def opened(qgis):
    """A function that reads the project of a package; what it read lives as long as the test."""
    from qgis.core import QgsProject

    read = []

    def open_project(folder):
        project = QgsProject()
        assert project.read(str(Path(folder) / "survey.qgs")), project.error()
        read.append(project)
        return project

    yield open_project
    while read:
        read.pop().clear()


def layer_of(project, file):
    (found,) = (one for one in project.mapLayers().values() if Path(one.source().split("|")[0]).name == file)
    return found


def roads():
    lines = [
        ("LINESTRING(-69500 -31000,-66500 -33000)", {"名称": "林道"}),
        ("LINESTRING(-10000 -9000,-9000 -9000)", {"名称": "遠い道"}),
    ]
    return layer(lines, ("名称:string", "fid:integer"), "LineString", "道路")


def test_the_folder_holds_what_a_phone_needs_and_opens_elsewhere(pack, image, tmp_path, monkeypatch):
    from soranome.plugin.core.fieldwork.papers import package

    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    result = pack(BACKGROUND=[image], REFERENCE=[roads()])
    assert result["SITES"] == 3 and result["PROBLEMS"] == 0
    made = tmp_path / "survey_1"
    names = sorted(p.relative_to(made).as_posix() for p in made.rglob("*"))
    assert names == [
        "DCIM", "DCIM/readme.txt", "background.mbtiles", "reference.gpkg", "survey.gpkg", "survey.qgs"
    ]  # fmt: skip
    assert all(name.isascii() for name in names)
    assert list((tmp_path / "here").iterdir()) == []  # where GDAL leaves statistics of tiles
    moved = tmp_path / "端末 2"
    shutil.move(made, moved)
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []
    code = (
        "import sys\nfrom qgis.core import QgsApplication, QgsProject\n"
        "app = QgsApplication([], False)\napp.initQgis()\nproject = QgsProject.instance()\n"
        "assert project.read(sys.argv[1]), project.error()\n"
        "layers = project.mapLayers().values()\n"
        "print(len(layers), all(one.isValid() for one in layers), all(sys.argv[2] in one.source() for one in layers))\n"
        "print([node.name() for node in project.layerTreeRoot().findLayers()], project.crs().authid())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(moved / "survey.qgs"), str(moved)], capture_output=True, text=True, check=True
    )
    names = [words(package.SITES_TITLE), "道路", words(package.BACKGROUND_TITLE)]
    assert done.stdout.splitlines() == ["3 True True", f"{names} EPSG:6677"]
    text = (moved / "survey.qgs").read_text(encoding="utf-8")
    assert str(tmp_path) not in text and not re.search(
        r'["\'>](/(tmp|home|root|work|usr|Users)/|[A-Za-z]:[\\/][^/])', text
    )
    assert "../" not in text


def test_the_survey_is_what_was_agreed(pack, register, tmp_path):
    from soranome.plugin.core.fieldwork.exchange import VISIT_FIELDS, ListInfo
    from soranome.plugin.core.fieldwork.register import look_at

    pack(REGISTER=register)
    with sqlite3.connect(tmp_path / "survey_1" / "survey.gpkg") as database:
        database.row_factory = sqlite3.Row
        rows = list(database.execute("SELECT * FROM sites ORDER BY rank"))
        kinds = {row["name"]: row["type"] for row in database.execute("PRAGMA table_info(sites)")}
        ((info,),) = database.execute("SELECT info FROM soranome_list")
        contents = dict(database.execute("SELECT table_name, data_type FROM gpkg_contents"))
    assert contents["sites"] == "features" and contents["soranome_list"] == "attributes"
    assert (kinds["geom"], kinds["visited_on"], kinds["edited_at"]) == ("MULTIPOLYGON", "DATE", "DATETIME")
    assert {field.code for field in VISIT_FIELDS} < set(kinds)
    with look_at(register) as known:
        keys, bases, register_id = {s["site_id"] for s in known.sites()}, known.bases(), known.register_id()
    assert {row["key"] for row in rows} == keys and all(row["basis"] == bases[row["key"]] for row in rows)
    assert ListInfo.from_text(info).register_id == register_id
    assert [row["name"] for row in rows] == ["S00001", "S00002", "S00003"]
    first = {field.code: rows[0][field.code] for field in VISIT_FIELDS}
    assert first.pop("status") == "unvisited" and set(first.values()) == {None}
    assert rows[0]["edited_at"] is None and rows[0]["change"] == "植生→裸地"


def test_the_form_asks_in_the_language_of_the_document(pack, opened):
    from soranome.plugin.core.fieldwork.exchange import VISIT_FIELDS
    from soranome.plugin.core.fieldwork.papers import package

    for language, word in (("ja", "経過観察"), ("en", "keep watching")):
        result = pack(f"survey_{language}", LANGUAGE=language)
        sites = layer_of(opened(result["FOLDER"]), "survey.gpkg")
        index = sites.fields().indexOf
        form = sites.editFormConfig()
        first, second = form.tabs()
        assert first.name() == words(package.THEME_TITLE, language)
        assert [child.name() for child in first.children()] == [field.code for field in VISIT_FIELDS]
        kinds = {f.code: sites.editorWidgetSetup(index(f.code)).type() for f in VISIT_FIELDS}
        assert kinds["visited_on"] == "DateTime" and kinds["photo_2"] == "ExternalResource"
        assert {kinds[name] for name in ("status", "finding", "emergency_measures", "direction_1")} == {"ValueMap"}
        choices = sites.editorWidgetSetup(index("finding")).config()["map"]
        assert {word: "watch"} in choices and len(choices) == 4
        shown = {g.name() for box in second.children() for g in box.children()}
        assert {"name", "rank", "municipality", "change"} <= shown
        assert not shown & {"parcels", "last_remarks", "visit_order"}  # nothing is known of these
        assert all(form.readOnly(index(name)) for name in (*shown, "key", "basis", "edited_at", "edited_by"))
        assert not any(form.readOnly(index(field.code)) for field in VISIT_FIELDS)
        assert sites.editorWidgetSetup(index("key")).type() == "Hidden"


def test_rules_of_the_form(pack, opened):
    from qgis.core import QgsVectorLayerUtils
    from qgis.PyQt.QtCore import QDate

    from soranome.plugin.core.fieldwork.papers import package

    sites = layer_of(opened(pack()["FOLDER"]), "survey.gpkg")
    index = sites.fields().indexOf("visited_on")

    def allowed(**values):
        feature = next(sites.getFeatures())
        for name, value in values.items():
            feature[name] = value
        return QgsVectorLayerUtils.validateAttribute(sites, feature, index)[0]

    today, tomorrow = date.today(), date.today() + timedelta(days=1)
    assert allowed()  # untouched
    assert allowed(visited_on=QDate(today)) and allowed(visited_on=QDate(2000, 1, 1))
    assert not allowed(visited_on=QDate(tomorrow)) and not allowed(visited_on=QDate(1999, 12, 31))
    for name, value in {"finding": "watch", "remarks": "崩落", "photo_1": "DCIM/a.jpg", "status": "lawful"}.items():
        assert not allowed(**{name: value})
        assert allowed(visited_on=QDate(today), **{name: value})
    feature = next(sites.getFeatures())
    feature["visited_on"] = QDate(tomorrow)
    _, said = QgsVectorLayerUtils.validateAttribute(sites, feature, index)
    assert any(words(package.DATE_SENTENCE) in sentence for sentence in said)


def test_filling_in_is_kept_with_who_and_when(pack, tmp_path, opened):
    from osgeo import ogr
    from qgis.PyQt.QtCore import QDate

    folder = Path(pack()["FOLDER"])
    project = opened(folder)
    sites = layer_of(project, "survey.gpkg")
    index = sites.fields().indexOf
    feature = next(sites.getFeatures("\"name\" = 'C0002'"))
    assert sites.startEditing()
    for name, value in {
        "visited_on": QDate(2025, 6, 1),
        "finding": "watch",
        "photo_1": "DCIM/C0002_1.jpg",
        "direction_1": "ne",
        "remarks": "湧水あり😀\n要再訪",
    }.items():
        assert sites.changeAttributeValue(feature.id(), index(name), value)
    assert sites.commitChanges(), sites.commitErrors()
    project.clear()
    source = ogr.Open(str(folder / "survey.gpkg"))
    rows = {row.GetField("name"): row for row in source.GetLayer("sites")}
    row = rows["C0002"]
    assert row.GetField("visited_on") == "2025/06/01" and row.GetField("remarks") == "湧水あり😀\n要再訪"
    assert (row.GetField("finding"), row.GetField("direction_1")) == ("watch", "ne")
    assert row.GetField("edited_at")[:4].isdigit() and row.GetField("edited_by") and row.GetField("visited_by")
    for name in ("C0001", "C0003"):
        assert all(
            rows[name].GetField(field) is None for field in ("edited_at", "edited_by", "visited_by", "visited_on")
        )


def test_photos_lie_in_the_package(pack, opened):
    from qgis.core import QgsExpression, QgsExpressionContext, QgsExpressionContextUtils
    from qgis.gui import QgsFileWidget

    folder = Path(pack()["FOLDER"])
    project = opened(folder)
    sites = layer_of(project, "survey.gpkg")
    widget = sites.editorWidgetSetup(sites.fields().indexOf("photo_1")).config()
    assert widget["RelativeStorage"] == QgsFileWidget.RelativeStorage.RelativeProject and widget["DocumentViewer"] == 1
    naming = json.loads(sites.customProperty("QFieldSync/attachment_naming"))
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.projectScope(project))
    context.appendScope(QgsExpressionContextUtils.layerScope(sites))
    feature = next(sites.getFeatures())
    feature["name"] = "盛土 候補/1"
    context.setFeature(feature)
    path = QgsExpression(naming["photo_3"]).evaluate(context)
    assert re.fullmatch(r"DCIM/_{6}1_3_\d{8}_\d{6}\.\{extension\}", path)
    root = widget["PropertyCollection"]["properties"]["propertyRootPath"]["expression"]
    assert Path(QgsExpression(root).evaluate(context)) == folder / "DCIM"
    assert sites.customProperty("QFieldSync/is_geometry_locked") in (True, "true")


def test_the_background_shows_the_ground_at_a_site_and_nothing_far_away(pack, image, opened):
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsMapRendererCustomPainterJob,
        QgsMapSettings,
        QgsRectangle,
    )
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor, QImage, QPainter

    project = opened(pack(BACKGROUND=[image], BUFFER=200)["FOLDER"])
    background = layer_of(project, "background.mbtiles")
    assert background.isValid() and background.crs().authid() == "EPSG:3857"

    def colour(x, y):
        settings = QgsMapSettings()
        settings.setLayers([background])
        settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:6677"))
        settings.setOutputSize(QSize(20, 20))
        settings.setExtent(QgsRectangle(x - 10, y - 10, x + 10, y + 10))
        picture = QImage(20, 20, QImage.Format.Format_RGB32)
        picture.fill(QColor("white"))
        painter = QPainter(picture)
        QgsMapRendererCustomPainterJob(settings, painter).renderSynchronously()
        painter.end()
        found = picture.pixelColor(10, 10)
        return found.red(), found.green(), found.blue()

    red = colour(-68985, -30985)  # the red square reaches from −69100 to −68800 and −30900 to −31100
    assert red[0] > 200 and red[1] < 60
    assert colour(-69000, -31130)[1] > 130 and colour(-69000, -31130)[0] < 40
    assert colour(-68000, -32000) == (255, 255, 255)  # 1.4 km from any site: no tile


def test_only_tiles_near_the_sites_are_drawn(pack, image, tmp_path):
    from soranome.plugin.core.fieldwork.papers.package_tiles import EQUATOR_M

    pack(BACKGROUND=[image], BUFFER=100, RESOLUTION=1)
    with sqlite3.connect(tmp_path / "survey_1" / "background.mbtiles") as database:
        tiles = list(database.execute("SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles"))
        about = dict(database.execute("SELECT name, value FROM metadata"))
    assert about["format"] == "jpg" and about["maxzoom"] == "17"
    assert all(data.startswith(b"\xff\xd8\xff") for *_, data in tiles)
    edge = EQUATOR_M / 2**17 * 0.81
    # Two groups of sites; none needs more than what lies within 100 m and the tile it falls into.
    assert len([t for t in tiles if t[0] == 17]) <= 2 * (1 + (260 + 2 * edge) // edge) ** 2
    assert {t[0] for t in tiles} == set(range(int(about["minzoom"]), 18))
    assert len([t for t in tiles if t[0] == int(about["minzoom"])]) <= 16


def test_vectors_alone_are_drawn_sharply_on_nothing(pack, tmp_path):
    pack(BACKGROUND=[roads()])
    with sqlite3.connect(tmp_path / "survey_1" / "background.mbtiles") as database:
        assert all(data.startswith(b"\x89PNG") for (data,) in database.execute("SELECT tile_data FROM tiles"))


def test_layers_to_look_at_are_copied_around_the_sites(pack, opened):
    reference = roads()
    from soranome.plugin.core.fieldwork.papers import package

    project = opened(pack(REFERENCE=[reference])["FOLDER"])
    copy = layer_of(project, "reference.gpkg")
    assert copy.name() == "道路" and copy.readOnly() and copy.crs().authid() == "EPSG:6677"
    assert [feature["名称"] for feature in copy.getFeatures()] == ["林道"]
    assert project.mapThemeCollection().mapThemes() == [words(package.THEME_TITLE)]
    extent, sites = project.viewSettings().defaultViewExtent(), layer_of(project, "survey.gpkg").extent()
    assert extent.contains(sites) and extent.width() < sites.width() + 600


def test_a_style_that_names_files_of_this_computer_is_left_behind(qgis, pack, tmp_path, opened):
    from qgis.core import QgsMarkerSymbol, QgsProject, QgsSingleSymbolRenderer, QgsSvgMarkerSymbolLayer

    picture = tmp_path / "印.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9V9z"/></svg>')
    points = layer([("POINT(-69000 -31000)", {"n": 1})], ("n:integer",), "Point", "目印")
    symbol = QgsMarkerSymbol()
    symbol.changeSymbolLayer(0, QgsSvgMarkerSymbolLayer(str(picture)))
    points.setRenderer(QgsSingleSymbolRenderer(symbol))
    QgsProject.instance().addMapLayer(points)
    try:
        result = pack(REFERENCE=[points])
    finally:
        QgsProject.instance().clear()
    assert str(tmp_path) not in (Path(result["FOLDER"]) / "survey.qgs").read_text(encoding="utf-8")
    assert layer_of(opened(result["FOLDER"]), "reference.gpkg").isValid()


def test_a_folder_with_anything_in_it_is_never_touched(pack, tmp_path):
    from qgis.core import QgsProcessingException

    folder = tmp_path / "survey_1"
    (folder / "DCIM").mkdir(parents=True)
    (folder / "DCIM" / "a.jpg").write_bytes(b"photo")
    with pytest.raises(QgsProcessingException, match="survey_1"):
        pack()
    assert [p.name for p in folder.rglob("*")] == ["DCIM", "a.jpg"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["survey_1"]
    (tmp_path / "empty").mkdir()
    assert Path(pack("empty")["PROJECT"]).is_file()


def test_problems_are_all_listed_before_anything_is_written(qgis, pack, image, tmp_path):
    from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsProject, QgsRasterLayer

    class Heard(QgsProcessingFeedback):
        def __init__(self):
            super().__init__()
            self.errors, self.warnings = [], []

        def reportError(self, error, fatalError=False):  # noqa: N802 - QGIS's name
            self.errors.append(error)

        def pushWarning(self, warning):  # noqa: N802
            self.warnings.append(warning)

    online = QgsRasterLayer("type=xyz&url=https://example.invalid/{z}/{x}/{y}.png&zmax=18", "地図配信", "wms")
    bare = layer([("POINT(0 0)", {"n": 1})], ("n:integer",), "Point", "座標系なし")
    from qgis.core import QgsCoordinateReferenceSystem

    bare.setCrs(QgsCoordinateReferenceSystem())
    far = layer([("POINT(300000 300000)", {"n": 1})], ("n:integer",), "Point", "遠方")
    QgsProject.instance().addMapLayers([online, bare, far])
    try:
        heard = Heard()
        given = {"BACKGROUND": [online, image], "REFERENCE": [bare, far], "folder": "調査"}
        result = pack(feedback=heard, CHECK_ONLY=True, **given)
        assert result["PROBLEMS"] == 4 and "PROJECT" not in result
        assert "地図配信" in heard.errors[0] and "座標系なし" in heard.errors[1] and len(heard.errors) == 2
        assert any("遠方" in text for text in heard.warnings) and any("調査" in text for text in heard.warnings)
        with pytest.raises(QgsProcessingException, match=r"(?s)地図配信.*座標系なし"):
            pack(**given)
    finally:
        QgsProject.instance().clear()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["空中写真.tif"] or not (tmp_path / "調査").exists()


def test_a_background_too_large_is_refused_with_its_size(pack, image, tmp_path):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="SIZE_LIMIT"):
        pack(BACKGROUND=[image], BUFFER=20_000, RESOLUTION=1, SIZE_LIMIT=1)
    assert not (tmp_path / "survey_1").exists()


def test_no_sites_two_of_a_kind_or_no_such_file_are_refused(pack, tmp_path):
    from qgis.core import QgsProcessingException

    area = layer([(polygon(0, 0), {"n": 1})], ("n:integer",))
    with pytest.raises(QgsProcessingException, match="AREA, LIMIT"):
        pack(AREA=area)
    twice = candidates(PLACES[:1])
    twice.dataProvider().addFeatures(list(twice.getFeatures()))
    with pytest.raises(QgsProcessingException, match="C0001@2024-10-25"):
        pack(sites=twice)
    with pytest.raises(QgsProcessingException, match=r"nowhere\.tif"):
        pack(BACKGROUND=[str(tmp_path / "nowhere.tif")])
    assert not (tmp_path / "survey_1").exists()


def test_a_site_drawn_by_hand_is_on_the_list_and_in_the_package(qgis, register, pack, opened, tmp_path):
    """All it has is an outline: no rank, no dates, no latitude and longitude."""
    from openpyxl import load_workbook
    from qgis.core import QgsGeometry, QgsPointXY, QgsVectorLayer, QgsVectorLayerUtils

    from soranome.plugin.core.fieldwork.papers.checklist import CODES_ROW, HEADER_ROW

    known = QgsVectorLayer(f"{register}|layername=sites", "sites", "ogr")
    assert known.startEditing()
    known.addFeature(QgsVectorLayerUtils.createFeature(known, QgsGeometry.fromWkt(polygon(-68000, -32000)), {}))
    assert known.commitChanges(), known.commitErrors()
    path = tmp_path / "一覧.xlsx"
    qgis.run("soranome:fieldchecklist", {"REGISTER": register, "XLSX": str(path)})
    sheet = load_workbook(path).worksheets[0]
    codes = [cell.value for cell in sheet[CODES_ROW]]
    rows = [dict(zip(codes, row)) for row in sheet.iter_rows(min_row=HEADER_ROW + 1, values_only=True)]
    listed = next(row for row in rows if row["name"] == "S00004")
    assert (listed["rank"], listed["before_date"]) == (None, None)
    layer = layer_of(opened(pack(REGISTER=register)["FOLDER"]), "survey.gpkg")
    (packed,) = (site for site in layer.getFeatures() if site["name"] == "S00004")
    assert packed["key"] == listed["key"] and packed.geometry().area() == pytest.approx(900, rel=1e-6)
    for name in ("latitude", "longitude"):
        assert packed[name] == pytest.approx(listed[name], abs=1e-9)
    assert packed.geometry().contains(QgsPointXY(listed["y_m"], listed["x_m"]))


def test_points_become_circles(pack, opened):
    values = {"candidate_id": "P1", "rank": 1}
    point = layer([("POINT(-69000 -31000)", values)], FIELDS, "Point")
    sites = layer_of(opened(pack(sites=point)["FOLDER"]), "survey.gpkg")
    (feature,) = sites.getFeatures()
    assert feature.geometry().area() == pytest.approx(314, rel=0.05)


def test_a_cancelled_run_leaves_nothing(pack, image, tmp_path):
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    class Impatient(QgsProcessingFeedback):
        def isCanceled(self):  # noqa: N802 - QGIS's name
            half = any(tmp_path.glob(".soranome-package-*/survey.gpkg"))
            seen.append(half and (tmp_path / "survey_1").exists())
            return half

    seen: list[bool] = []

    with pytest.raises(QgsProcessingException):
        pack(BACKGROUND=[image], feedback=Impatient())
    assert seen and not any(seen)  # the name is free until all is done
    assert sorted(p.name for p in tmp_path.iterdir() if not p.name.startswith("空中写真")) == []


def test_what_a_killed_run_left_is_swept(pack, tmp_path):
    left = tmp_path / ".soranome-package-00000000"
    left.mkdir()
    (left / ".lock").touch()
    (left / "survey.gpkg").write_bytes(b"half")
    pack()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["survey_1"]


def test_it_runs_beside_the_window_on_layers_of_the_project(qgis, image, tmp_path, opened):
    from qgis.core import (
        QgsApplication,
        QgsProcessingAlgRunnerTask,
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProject,
        QgsRasterLayer,
    )
    from qgis.PyQt.QtCore import QEventLoop

    project = QgsProject.instance()
    sites, picture, lines = candidates(), QgsRasterLayer(image, "写真"), roads()
    project.addMapLayers([sites, picture, lines])
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(project)
    given = {
        "CANDIDATES": sites.id(),
        "BACKGROUND": [picture.id()],
        "REFERENCE": [lines.id()],
        "FOLDER": str(tmp_path / "survey_1"),
    }
    task = QgsProcessingAlgRunnerTask(qgis.algorithm("soranome:fieldpackage"), given, context, feedback)
    loop, seen = QEventLoop(), []
    task.executed.connect(lambda done, results: (seen.append((done, results)), loop.quit()))
    QgsApplication.taskManager().addTask(task)
    loop.exec()
    project.clear()
    ((done, results),) = seen
    assert done, feedback.textLog()
    layers = opened(results["FOLDER"]).mapLayers().values()
    assert len(layers) == 3 and all(one.isValid() for one in layers)


def test_images_of_elsewhere(pack, opened, data, tmp_path):
    """Aerial photographs of Fort Bragg (EPSG:3358), outside the zones of Tokyo."""
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsGeometry, QgsProject

    image = shutil.copy(data / "dem" / "fortbragg" / "naip_2014_rgb.tif", tmp_path / "naip.tif")
    rows = []
    for number, (x, y) in enumerate(((597300, 150900), (597500, 150700)), 1):
        shape = QgsGeometry.fromWkt(polygon(x, y))
        systems = [QgsCoordinateReferenceSystem(f"EPSG:{code}") for code in (3358, 6668)]
        shape.transform(QgsCoordinateTransform(*systems, QgsProject.instance()))
        rows.append((shape.asWkt(9), {"candidate_id": f"C{number}", "rank": number}))
    result = pack(sites=layer(rows, FIELDS, crs="EPSG:6668"), BACKGROUND=[str(image)], BUFFER=50, RESOLUTION=0.5)
    project = opened(result["FOLDER"])
    assert project.crs().authid() == "EPSG:3857"
    background, sites = layer_of(project, "background.mbtiles"), layer_of(project, "survey.gpkg")
    for site in sites.getFeatures():
        block = background.dataProvider().block(1, site.geometry().boundingBox(), 16, 16)
        values = [block.value(row, column) for row in range(16) for column in range(16)]
        assert np.std(values) > 2 and 20 < np.mean(values) < 250
