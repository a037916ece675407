"""``importresults`` through Processing: lists saved by LibreOffice, packages edited in QGIS, real output of both writers."""

import random
import shutil
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.core.fieldwork import results_tools as tools
from tests.core.fieldwork.register_tools import contents
from tests.core.fieldwork.results_tools import dump, told

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = ("ENTERED", "REVISED", "UNCHANGED", "CONFLICTING", "REJECTED", "PHOTOS")
REMARKS = (
    "崩れそう",
    "改行\nあり",
    "絵文字😀👷",
    "=1+1",
    "-5",
    "@山田",
    "長い" * 400,
    "  空白の間  も",
    '’quote"<&>',
    "１２３",
    "007",
    "",
)


@pytest.fixture
def register(tmp_path):
    return tools.make_register(tmp_path, 6)


def bring(qgis, register, results, **options):
    name = "RESULTS_FOLDER" if Path(results).is_dir() else "RESULTS"
    given = {"REGISTER": str(register), name: str(results), "OPERATOR": "係", "WAIT": 5, **options}
    return qgis.run("soranome:importresults", given)


def numbers(result):
    return {name: result[name] for name in NUMBERS if result[name]}


def answers_for(keys, seed=1):
    """Every field of every site, different for each: (as typed, as the register is to hold it)."""
    from soranome.plugin.core.fieldwork.values import DIRECTIONS, EMERGENCY_MEASURES, FINDINGS, STATUSES

    rng = random.Random(seed)  # noqa: S311
    typed, expected = {}, {}
    directions = dict(zip(DIRECTIONS, range(0, 360, 45)))
    for number, key in enumerate(keys):
        day = date(2024, 1, 1) + timedelta(days=rng.randrange(600))
        status, finding = rng.choice([s for s in STATUSES if s != "unvisited"]), rng.choice(list(FINDINGS))
        measures, way = rng.choice(list(EMERGENCY_MEASURES)), rng.choice(list(DIRECTIONS))
        degrees, remarks = rng.randrange(3600) / 10, REMARKS[number % len(REMARKS)]
        by = rng.choice(("山田 太郎", "佐藤", "O'Neil", "班 2"))
        typed[key] = {"visited_on": day, "visited_by": by, "status": status, "finding": finding,
                      "emergency_measures": measures, "remarks": remarks,
                      "photo_1": f"現地{number}.jpg", "direction_1": way, "photo_2": f"IMG_{number}.jpg",
                      "direction_2": degrees, "photo_3": f"c{number}.jpg"}  # fmt: skip
        expected[key] = ((key, day.isoformat(), by, status, finding, measures, remarks.strip()),
                         ((f"現地{number}.jpg", directions[way]), (f"IMG_{number}.jpg", degrees % 360),
                          (f"c{number}.jpg", None)))  # fmt: skip
    return typed, expected


def take_photos(folder, typed):
    """A photo for each name: its content."""
    return {
        values[f"photo_{n}"].rpartition("/")[2]: tools.photo(
            folder / values[f"photo_{n}"].rpartition("/")[2], 3 * number + n
        )
        for number, values in enumerate(typed.values())
        for n in (1, 2, 3)
    }


def require_all(register, expected, photos):
    """Every value, date and photo is in the register, once."""
    rows = contents(register)
    assert told(register) == sorted(row for row, _ in expected.values())
    site_of = {row["visit_id"]: row["site_id"] for row in rows["visits"]}
    found = sorted((site_of[row["visit_id"]], row["original_name"].rpartition("/")[2], row["direction_deg"] if
                    row["direction_deg"] is None else round(row["direction_deg"], 6)) for row in rows["photos"])  # fmt: skip
    wanted = sorted((key, name, turned) for key, (_, names) in expected.items() for name, turned in names)
    assert [row[:2] for row in found] == [row[:2] for row in wanted]
    assert [row[2] for row in found] == [pytest.approx(row[2]) if row[2] is not None else None for row in wanted]
    for row in rows["photos"]:
        assert (register.parent / row["path"]).read_bytes() == photos[row["original_name"].rpartition("/")[2]]


def in_words(typed):
    from soranome.plugin.core.fieldwork.values import DIRECTIONS, EMERGENCY_MEASURES, FINDINGS, STATUSES

    words = {
        "status": STATUSES,
        "finding": FINDINGS,
        "emergency_measures": EMERGENCY_MEASURES,
        "direction_1": DIRECTIONS,
    }
    return {
        key: {
            code: tools.japanese(words[code][v]) if code in words and v in words[code] else v for code, v in row.items()
        }
        for key, row in typed.items()
    }


def through_libreoffice(path, folder):
    """The file as LibreOffice saves it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed (soffice)")
    home = folder / "lo"
    command = [program, f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
               "--outdir", str(folder / "saved"), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / "saved" / path.name


@pytest.mark.parametrize("saved_by", ["openpyxl", "libreoffice"])
def test_a_list_round_trip(qgis, tmp_path, saved_by):
    register = tools.make_register(tmp_path, 300)
    typed, expected = answers_for(tools.keys(register))
    path = tools.fill(tools.make_list(tmp_path / "リスト.xlsx", register, teams=3), in_words(typed))
    photos = take_photos(tmp_path / "現場写真", typed)
    if saved_by == "libreoffice":
        path = through_libreoffice(path, tmp_path)
    result = bring(qgis, register, path, PHOTOS=str(tmp_path / "現場写真"))
    assert numbers(result) == {"ENTERED": 300, "PHOTOS": 900}
    require_all(register, expected, photos)
    before = dump(register)
    assert numbers(bring(qgis, register, path, PHOTOS=str(tmp_path / "現場写真"))) == {"UNCHANGED": 300}
    assert dump(register) == before


def make_layer(folder, register):
    """``survey.gpkg`` as QGIS writes it."""
    from qgis.core import QgsVectorFileWriter, QgsVectorLayer

    from soranome.plugin.core.fieldwork.exchange import VISIT_FIELDS

    (folder / "DCIM").mkdir(parents=True)
    fields = "".join(f"&field={f.code}:{'date' if f.kind == 'date' else 'string'}" for f in VISIT_FIELDS)
    layer = QgsVectorLayer(
        f"MultiPolygon?crs=EPSG:6677&field=key:string&field=basis:string{fields}&field=edited_at:datetime"
        "&field=edited_by:string", "sites", "memory")  # fmt: skip
    from qgis.core import QgsFeature, QgsGeometry

    for row in tools._going_out(register):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt("MULTIPOLYGON(((0 0,1 0,1 1,0 0)))"))
        for name in ("key", "basis", "status"):
            feature[name] = row[name]
        layer.dataProvider().addFeature(feature)
    about = QgsVectorLayer("NoGeometry?field=info:string", "soranome_list", "memory")
    feature = QgsFeature(about.fields())
    feature["info"] = tools.list_info(register).as_text()
    about.dataProvider().addFeature(feature)
    path = str(folder / "survey.gpkg")
    for number, one in enumerate((layer, about)):
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName, options.layerName = "GPKG", one.name()
        if number:
            options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
        from qgis.core import QgsCoordinateTransformContext

        error, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(one, path, QgsCoordinateTransformContext(), options)
        assert error == QgsVectorFileWriter.WriterError.NoError
    return folder


def edit_in_qgis(path, answers):
    """Open the layer, edit and save: the layer, still open."""
    from qgis.core import QgsVectorLayer
    from qgis.PyQt.QtCore import QDate

    layer = QgsVectorLayer(f"{path}|layername=sites", "sites", "ogr")
    assert layer.isValid() and layer.startEditing()
    for feature in layer.getFeatures():
        for code, value in answers.get(feature["key"], {}).items():
            value = QDate(value.year, value.month, value.day) if isinstance(value, date) else str(value)  # noqa: PLW2901
            assert layer.changeAttributeValue(feature.id(), layer.fields().indexOf(code), value)
    assert layer.commitChanges()
    return layer


def test_a_package_round_trip(qgis, tmp_path):
    register = tools.make_register(tmp_path, 300)
    folder = make_layer(tmp_path / "パッケージ", register)
    typed, expected = answers_for(tools.keys(register), seed=2)
    for row in typed.values():
        row |= {code: f"DCIM/{row[code]}" for code in ("photo_1", "photo_2", "photo_3")}
    photos = take_photos(folder / "DCIM", typed)
    layer = edit_in_qgis(folder / "survey.gpkg", typed)  # stays open, as it does on the desk
    assert numbers(bring(qgis, register, folder)) == {"ENTERED": 300, "PHOTOS": 900}
    require_all(register, expected, photos)
    del layer
    before = dump(register)
    assert numbers(bring(qgis, register, folder)) == {"UNCHANGED": 300}
    packed = tmp_path / "戻り.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(folder.rglob("*.*")):
            archive.write(path, f"現地/{path.relative_to(folder)}")
    assert numbers(bring(qgis, register, packed)) == {"UNCHANGED": 300}
    assert dump(register) == before


def test_conflicts_go_to_a_file_and_come_back_by_libreoffice(qgis, register, tmp_path):
    from tests.core.fieldwork.test_results_import import decide

    keys, path = tools.keys(register), tools.make_list(tmp_path / "l.xlsx", register)
    for by in ("山田", "鈴木"):
        tools.fill(path, {keys[0]: {"visited_on": "令和8年5月14日", "visited_by": by, "remarks": f"{by}\nの所見"},
                          keys[1]: {"visited_on": "5/14"}}, tmp_path / f"{by}.xlsx")  # fmt: skip
    assert numbers(bring(qgis, register, tmp_path / "山田.xlsx")) == {"ENTERED": 1, "REJECTED": 1}
    report = tmp_path / "要確認.xlsx"
    result = bring(qgis, register, tmp_path / "鈴木.xlsx", CONFLICTS=str(report))
    assert numbers(result) == {"CONFLICTING": 1, "REJECTED": 1} and result["CONFLICTS"] == str(report)
    decide(report, "list")
    report = through_libreoffice(report, tmp_path)
    assert numbers(bring(qgis, register, report)) == {"ENTERED": 1}
    assert contents(register)["visits"][-1]["remarks"] == "鈴木\nの所見"


def test_the_sites_are_shown_and_the_log_tells(qgis, register, tmp_path):
    from qgis.core import QgsProcessingFeedback

    class Log(QgsProcessingFeedback):
        def __init__(self):
            super().__init__(False)
            self.lines = []

        def pushInfo(self, text):  # noqa: N802
            self.lines.append(text)

        def pushWarning(self, text):  # noqa: N802
            self.lines.append(text)

    keys, path = tools.keys(register), tools.make_list(tmp_path / "l.xlsx", register)
    tools.fill(path, {keys[0]: {"visited_on": "2024/5/14", "photo_1": "ない.jpg"}, keys[1]: {"visited_on": "いつか"}})
    log = Log()
    result = qgis.run("soranome:importresults", {"REGISTER": str(register), "RESULTS": str(path)}, log)
    assert result["SITES"] == f"{register}|layername=sites"
    said = "\n".join(log.lines)
    assert "1" in said and "l.xlsx" in said and "いつか" in said
    for text in (
        "Photos that are named but missing: {count}",
        "Visits whose status was left at unvisited, taken as visited: {count}",
    ):
        assert tools.japanese(text).format(count=1) in log.lines or text.format(count=1) in log.lines


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "RESULTS"),
        ({"RESULTS": "l.xlsx", "RESULTS_FOLDER": "."}, "RESULTS"),
        ({"RESULTS": "none.xlsx"}, "none.xlsx"),
        ({"RESULTS": "l.xlsx", "REGISTER": "nothing.gpkg"}, "nothing.gpkg"),
        ({"RESULTS": "l.xlsx", "CONFLICTS": "l.xlsx"}, "CONFLICTS"),
        ({"RESULTS": "l.xlsx", "CONFLICTS": "c.txt"}, "CONFLICTS"),
        ({"RESULTS": "old.xls"}, r"old\.xls.*\.xlsx"),
        ({"RESULTS": "l.ods"}, r"l\.ods.*\.xlsx"),
        ({"RESULTS": "l.csv"}, r"l\.csv.*\.xlsx"),
        ({"RESULTS": "メモ"}, r"メモ.*\.xlsx"),
        ({"RESULTS": "l.xlsx", "CONFLICTS": "filled.xlsx"}, "filled.xlsx"),
        ({"RESULTS": "l.xlsx", "REGISTER": "other.gpkg"}, r"other\.gpkg"),
    ],
)
def test_what_cannot_be_is_said(qgis, register, tmp_path, monkeypatch, given, message):
    from qgis.core import QgsProcessingException

    monkeypatch.chdir(tmp_path)
    path = tools.make_list(tmp_path / "l.xlsx", register)
    tools.fill(path, {tools.keys(register)[0]: {"remarks": "記入済"}}, tmp_path / "filled.xlsx")
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000))
    with zipfile.ZipFile(tmp_path / "l.ods", "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    for name in ("l.csv", "メモ"):
        (tmp_path / name).write_text("キー,確認日\n", encoding="cp932")
    with closing(sqlite3.connect(tmp_path / "other.gpkg")) as db, db:
        db.execute("CREATE TABLE x (y)")
    given = {"REGISTER": str(register), **{k: str(tmp_path / v) if k != "OPERATOR" else v for k, v in given.items()}}
    before = register.read_bytes()
    with pytest.raises(QgsProcessingException, match=message):
        qgis.run("soranome:importresults", given)
    assert register.read_bytes() == before


def test_what_the_list_maker_hands_out_comes_back(qgis, register, tmp_path):
    """The real list, filled in by somebody."""
    path = tmp_path / "list.xlsx"
    qgis.run("soranome:fieldchecklist", {"REGISTER": str(register), "XLSX": str(path)})
    typed, expected = answers_for(tools.keys(register))
    tools.fill(path, in_words(typed))
    photos = take_photos(tmp_path / "photos", typed)
    assert numbers(bring(qgis, register, path)) == {"ENTERED": 6, "PHOTOS": 18}
    require_all(register, expected, photos)
    visit = contents(register)["visits"][0]
    assert visit["list_id"] and visit["result_file"] == "list.xlsx"


def test_what_the_package_maker_hands_out_comes_back(qgis, register, tmp_path):
    """The real package, edited in QGIS."""
    folder = tmp_path / "package"
    qgis.run("soranome:fieldpackage", {"REGISTER": str(register), "FOLDER": str(folder)})
    typed, expected = answers_for(tools.keys(register))
    for row in typed.values():
        row |= {code: f"DCIM/{row[code]}" for code in ("photo_1", "photo_2", "photo_3")}
    photos = take_photos(folder / "DCIM", typed)
    edit_in_qgis(folder / "survey.gpkg", typed)
    assert numbers(bring(qgis, register, folder)) == {"ENTERED": 6, "PHOTOS": 18}
    require_all(register, expected, photos)
    assert contents(register)["visits"][0]["list_id"]
    assert numbers(bring(qgis, register, folder)) == {"UNCHANGED": 6}


def test_a_list_of_candidates_comes_back_to_the_register_made_of_them_later(qgis, tmp_path):
    """List first, register afterwards, both from one layer: the keys meet."""
    from tests.processing.test_updateregister import candidates

    layer, path, register = candidates((0, 0), (100, 0), (200, 0)), tmp_path / "l.xlsx", tmp_path / "r.gpkg"
    qgis.run("soranome:fieldchecklist", {"CANDIDATES": layer, "XLSX": str(path)})
    qgis.run("soranome:updateregister", {"CANDIDATES": layer, "REGISTER": str(register)})
    tools.fill(path, {"C2@2024-10-25": {"visited_on": "2024/11/2", "visited_by": "山田"}})
    assert numbers(bring(qgis, register, path)) == {"ENTERED": 1}
    rows = contents(register)
    (visit,) = rows["visits"]
    assert next(s for s in rows["sites"] if s["site_id"] == visit["site_id"])["candidate_id"] == "C2"
