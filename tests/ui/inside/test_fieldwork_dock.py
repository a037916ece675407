"""The dock 現地確認: every button, with real runs on the register of a made scene; and what is in the register after."""

import json
import re
import shutil
from contextlib import closing
from pathlib import Path

import openpyxl
import processing
import pytest
from qgis.core import QgsProject, QgsProviderRegistry, QgsRectangle, QgsVectorLayer, edit
from qgis.PyQt.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QDropEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QToolButton

from soranome.plugin import settings
from soranome.plugin.core.fieldwork import register_schema as schema
from soranome.plugin.core.fieldwork.register import look_at
from soranome.plugin.core.fieldwork.register_lock import LockFile
from soranome.plugin.core.tasks import Silent
from soranome.plugin.ui.fieldwork import practice
from soranome.plugin.ui.widgets import into_sight

OPERATOR = "計画課 山田"


@pytest.fixture(scope="session")
def practised(tmp_path_factory, scene):
    """A folder as the button for made data leaves it, of the small scene."""
    folder = tmp_path_factory.mktemp("practised")
    (folder / "scene").symlink_to(scene)
    processing.run("soranome:detectfill", {**practice.detection_parameters(folder), "REPORT": None, "FUNNEL": None})
    layer = QgsVectorLayer(str(folder / "candidates.gpkg"), "", "ogr")
    with edit(layer):  # by another processor's rounding the small scene may have none of class B
        for number, place in enumerate(layer.getFeatures()):
            layer.changeAttributeValue(place.id(), layer.fields().indexOf("priority_class"), "ABCD"[number % 4])
    del layer
    given = {"CANDIDATES": str(folder / "candidates.gpkg"), "REGISTER": practice.register_in(folder)}
    processing.run("soranome:updateregister", given)
    return folder


@pytest.fixture
def register(practised, tmp_path):
    """A copy of it for one test: the path of its register."""
    folder = tmp_path / "register"
    folder.mkdir()
    (folder / "scene").symlink_to(practised / "scene")
    for name in ("candidates.gpkg", "register.gpkg"):
        shutil.copy(practised / name, folder)
    return str(folder / "register.gpkg")


@pytest.fixture
def dock(desktop, wait):
    dock = desktop.docks["fieldwork"]
    dock.ensure_built()
    forms = [dock.register_step.form, dock.register_step.update_form, dock.choice_step.form, dock.plan_step.form]
    forms += [*dock.papers_step.forms, dock.results_step.form, dock.results_step.progress_form]
    for form in forms:
        form.reset()
    dock.register_step._typed.stop()
    dock.choice_step.extent_box.setChecked(False)
    for number, step in enumerate(dock.steps):
        step.header.setChecked(number == 0)
    dock.show()
    dock.raise_()
    wait(dock.isVisible)
    dock.register_step.form.set_value("OPERATOR", OPERATOR)
    yield dock
    dock.panel.cancel()
    wait(lambda: not dock.running)
    for setting in (settings.OPERATOR, settings.REGISTER):
        setting.reset()


@pytest.fixture
def opened(dock, register, wait, click):
    """The dock with the register opened by its button."""
    dock.register_step.form.set_value("REGISTER", register)
    click(dock.register_step.open_button)
    wait(lambda: dock.overview is not None and len(registers_shown()) == 1)
    return dock


@pytest.fixture
def launched(monkeypatch):
    """What would have been opened in other programs."""
    found = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url.toLocalFile()) or True)
    return found


@pytest.fixture
def tick(idle):
    """``tick(box)``: click where the box is; its middle may lie beyond its words."""

    def on(box):
        assert box.isVisible() and box.isEnabled()
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.height() // 2, box.height() // 2))

    return on


@pytest.fixture
def done(dock, wait):
    """``done(state)``: wait for all runs to end, the last in this state."""

    def until(state="done", seconds=60):
        wait(lambda: not dock.running and not dock._jobs, seconds)
        assert dock.panel.run.state == state, dock.panel.run.text()
        return dock.panel.run.results

    return until


def rows(register, table=schema.SITES):
    with look_at(register) as opened:
        return opened.rows(table)


def registers_shown():
    return [layer for layer in QgsProject.instance().mapLayers().values() if "layername=sites" in layer.source()]


# -- 1 register ----------------------------------------------------------------------------------


def test_a_newcomer_gets_a_register_with_one_click(dock, click, done, wait, monkeypatch, iface, picture):
    monkeypatch.setattr(practice, "_SIZE_KM", 1)
    monkeypatch.setattr(practice, "_SEED", 4)
    step = dock.register_step
    click(step.sample_button)
    assert not step.sample_button.isEnabled() and "1" in dock.panel.state.text() and "3" in dock.panel.state.text()
    assert done()["NEW"] > 20
    wait(lambda: dock.overview is not None)
    register = dock.register
    assert Path(register).parent.name.endswith("practice") and settings.REGISTER.value() == register
    sites = rows(register)
    assert {row["created_by"] for row in sites} and len(dock.overview.sites) == len(sites)
    wait(lambda: len(registers_shown()) == 1)
    assert registers_shown()[0].featureCount() == len(sites)
    assert str(len(sites)) in step.state.text() and step.sample_button.isEnabled()
    for name in ("BEFORE", "AFTER", "DEM", "DEM_BEFORE", "ROADS", "STREAMS", "BUILDINGS", "MUNICIPALITIES"):
        value = dock.papers_step.sheets_form.value(name)
        value = getattr(value, "source", None).staticValue() if hasattr(value, "source") else value
        assert QgsProject.instance().mapLayer(value) is not None, name
    assert dock.plan_step.form.value("START") and dock.results_step.practise_button.isVisibleTo(
        dock.results_step.step.content
    )
    picture(iface.mainWindow())


def test_open_shows_the_layer_once_and_its_table(opened, register, click, wait, iface, idle):
    step = opened.register_step
    (layer,) = registers_shown()
    assert layer.featureCount() == len(rows(register)) and layer.renderer().type() != "singleSymbol"
    assert iface.activeLayer() == layer and settings.REGISTER.value() == register
    from soranome.plugin.ui.candidates.panel import CandidatesPanel

    assert opened.desktop.panel(CandidatesPanel).isVisible()
    click(step.open_button)
    idle(0.5)
    assert len(registers_shown()) == 1
    QgsProject.instance().removeMapLayer(layer.id())
    click(step.open_button)
    wait(lambda: len(registers_shown()) == 1)


def test_what_is_no_register_is_said(dock, click, wait, tmp_path, scene):
    step = dock.register_step
    click(step.open_button)
    assert step.note.isVisible() and "⚠" in step.note.text()
    text = tmp_path / "text.gpkg"
    text.write_text("not a database")
    for wrong in (scene / "roads.gpkg", text, tmp_path / "none.gpkg", tmp_path / "table.xlsx"):
        step.form.set_value("REGISTER", str(wrong))
        click(step.open_button)
        wait(lambda: dock.trouble != "")
        assert step.state.isVisible() and wrong.name in step.state.text() and dock.overview is None
        assert not dock.choice_step.select_button.isEnabled()
    assert registers_shown() == [] and settings.REGISTER.value() == ""


def test_the_register_of_last_time_and_databases_are_offered(dock, register, wait):
    assert settings.OPERATOR.value() == OPERATOR, "typed once, kept for good"
    settings.REGISTER.set(register)
    dock.register_step.start()
    wait(lambda: dock.overview is not None)
    assert dock.register_step.form.value("OPERATOR") == OPERATOR
    assert registers_shown() == [], "looked at, not added to the map unasked"
    stored = QgsProviderRegistry.instance().providerMetadata("postgres")
    stored.saveConnection(stored.createConnection("dbname='none' host=127.0.0.1 port=1", {}), "共用台帳")
    try:
        dock.register_step._add_connections()
        box = dock.register_step.connections
        box.setCurrentIndex(box.findData("共用台帳"))
        box.activated.emit(box.currentIndex())
        assert dock.register == "共用台帳" and dock.overview is None
        dock.register_step.open()
        wait(lambda: dock.trouble != "", 30)
        assert "127.0.0.1" in dock.trouble
    finally:
        stored.deleteConnection("共用台帳")
        box.deleteLater()


def test_candidates_are_entered(opened, register, practised, click, done, wait, tmp_path, idle):
    step = opened.register_step
    step.update_group.setCollapsed(False)
    idle(0.2)
    click(step.update_button)
    assert "⚠" in step.update_note.text() and not opened.running
    fresh = str(tmp_path / "fresh.gpkg")
    step.form.set_value("REGISTER", fresh)
    candidates = QgsVectorLayer(f"{practised / 'candidates.gpkg'}", "候補", "ogr")
    QgsProject.instance().addMapLayer(candidates)
    step.update_form.set_value("CANDIDATES", candidates.id())
    click(step.update_button)
    QgsProject.instance().removeMapLayer(candidates.id())  # its file is still there
    assert done()["NEW"] == len(rows(register))
    assert {row["created_by"] for row in rows(fresh)} == {OPERATOR}
    wait(lambda: opened.overview is not None and any(fresh in layer.source() for layer in registers_shown()))
    assert str(len(rows(fresh))) in step.update_note.text()


def test_a_register_somebody_writes_is_waited_for_and_then_said(opened, register, click, done, wait, practised, idle):
    step = opened.register_step
    step.update_group.setCollapsed(False)
    idle(0.2)
    step.update_form.set_values(
        {"CANDIDATES": str(practised / "candidates.gpkg"), "WAIT": 60, "OBSERVED_ON": "2025-05-01"}
    )
    before = rows(register)
    with LockFile(register, 1, Silent()):
        click(step.update_button)
        wait(lambda: opened.panel.run.text() != "")
        click(opened.panel.cancel_button)
        done("cancelled")
        step.update_form.set_value("WAIT", 1)
        click(step.update_button)
        done("failed")
        assert ".lock" in opened.panel.state.text()
    assert rows(register) == before


# -- 2 choice ------------------------------------------------------------------------------------


def test_sites_are_counted_and_selected(opened, register, click, tick, wait, iface, idle, scene, picture):
    step = opened.choice_step
    step.step.open()
    sites = rows(register)
    classes = [row["priority_class"] for row in sites]
    assert str(len(sites)) in step.count.text()
    box = step.classes
    box.showPopup()
    place = box.view().visualRect(box.model().index(0, 0)).center()
    QTest.mouseClick(box.view().viewport(), Qt.MouseButton.LeftButton, pos=place)
    box.hidePopup()
    idle(0.5)
    assert step.form.value("CLASSES") == "A" and len(step.chosen()) == classes.count("A")
    assert {int(n) for n in re.findall(r"\d+", step.count.text())} == {classes.count("A"), len(sites)}
    click(step.select_button)
    (layer,) = registers_shown()
    assert {f["priority_class"] for f in layer.selectedFeatures()} == {"A"}
    assert layer.selectedFeatureCount() == classes.count("A")
    into_sight(step.select_button)
    picture(opened, "fieldwork_choice")
    step.form.set_value("CLASSES", "A、B")  # as a preset may
    assert box.checkedItemsData() == ["A", "B"]
    step.form.set_values({"CLASSES": "", "LIMIT": 10})
    idle(0.5)
    assert "10" in step.count.text() and box.checkedItemsData() == []
    # the area: a layer, which goes; then what the map shows
    area = QgsVectorLayer("Polygon?crs=EPSG:6677", "区域", "memory")
    one = next(f for f in layer.getFeatures() if f["rank"] == 3)
    feature = type(one)()
    feature.setGeometry(one.geometry().pointOnSurface().buffer(1, 4))
    area.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(area)
    step.form.set_value("AREA", area.id())
    idle(0.5)
    assert [site.rank for site in step.chosen()] == [3]
    QgsProject.instance().removeMapLayer(area.id())
    idle(0.5)
    assert len(step.chosen()) == 10, "the area is gone"
    step.form.set_value("LIMIT", 0)
    tick(step.extent_box)
    iface.mapCanvas().setExtent(one.geometry().boundingBox())
    idle(0.8)
    shown = len(step.chosen())
    assert 0 < shown < len(sites) and str(shown) in step.count.text()
    assert not step.form.widgets["AREA"].isEnabled()
    iface.mapCanvas().setExtent(QgsRectangle(0, 0, 10, 10))
    idle(0.8)
    assert step.chosen() == []
    QgsProject.instance().removeMapLayer(layer.id())
    tick(step.extent_box)
    click(step.select_button)
    assert registers_shown()[0].selectedFeatureCount() == len(sites), "the layer came back"


# -- 3 plan --------------------------------------------------------------------------------------


def test_the_plan_is_made_kept_and_shown(opened, register, click, done, wait, iface, launched, picture):
    step = opened.plan_step
    step.step.open()
    step.form.set_value("START", "")
    click(step.plan_button)
    assert "⚠" in step.note.text() and not opened.running
    button = step.form.widgets["START"].findChild(QToolButton)
    click(button)  # then a click on the map
    canvas = iface.mapCanvas()
    QTest.mouseClick(
        canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(canvas.width() // 2, canvas.height() // 2)
    )
    assert step.form.value("START"), "picked on the map"
    step.form.set_values({"START": practice.start_of(practice.scene_of(register)), "TEAM_NAMES": "東班,西班"})
    opened.choice_step.form.set_value("CLASSES", "A,B")
    step.form.set_value("KEEP_PLAN", False)
    click(step.plan_button)
    found = done()
    assert found["PLANNED"] > 0 and not any(row["planned_on"] for row in rows(register)), "only tried"
    step.form.set_value("KEEP_PLAN", True)
    click(step.plan_button)
    done()
    planned = [row for row in rows(register) if row["planned_on"]]
    assert len(planned) == found["PLANNED"] == sum(row["priority_class"] in "AB" for row in rows(register))
    assert {row["team"] for row in planned} <= {"東班", "西班"} and {row["updated_by"] for row in planned} == {OPERATOR}
    names = {layer.geometryType() for layer in opened.panel.run.layers}
    assert len(opened.panel.run.layers) == 2 and len(names) == 2
    wait(lambda: opened.overview.teams)
    assert opened.choice_step.teams.count() == len({row["team"] for row in planned})
    assert str(found["PLANNED"]) in step.note.text() and len(registers_shown()) == 1
    click(step.files.open_button)
    assert launched[-1].endswith(".html") and Path(launched[-1]).is_file()
    picture(iface.mainWindow())
    click(step.layout_button)
    (designer,) = iface.openLayoutDesigners()
    (layout,) = QgsProject.instance().layoutManager().layouts()
    assert {layer.id() for layer in registers_shown()} <= {layer.id() for layer in layout.itemById("map").layers()}
    designer.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # QgsProject.clear() would crash QGIS else


# -- 4 papers ------------------------------------------------------------------------------------


def test_everything_ticked_is_made_and_opened(opened, click, tick, done, launched, picture, idle):
    step = opened.papers_step
    step.step.open()
    for paper in step.papers:
        paper.box.setChecked(False)
    click(step.make_button)
    assert "⚠" in step.note.text() and not opened.running
    for paper in step.papers:
        tick(paper.box)
    opened.choice_step.form.set_value("LIMIT", 3)
    picture(opened, "fieldwork_papers_before")
    click(step.make_button)
    assert not step.make_button.isEnabled()
    done()
    made = [step.files.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(step.files.list.count())]
    assert {Path(path).suffix for path in made} == {".xlsx", ".pdf", "", ".gpx", ".kml", ".geojson"}
    assert all(Path(path).exists() for path in made) and len({Path(path).parent for path in made}) == 1
    (package,) = (Path(path) for path in made if not Path(path).suffix)
    assert (package / "background.mbtiles").is_file() and (package / "reference.gpkg").is_file()
    xlsx = next(path for path in made if path.endswith(".xlsx"))
    with closing(openpyxl.load_workbook(xlsx)) as workbook:
        assert len(workbook.worksheets[0]._images) == 6, "before and after of three sites"
    for row in range(len(made)):
        step.files.list.setCurrentRow(row)
        click(step.files.open_button)
        assert launched[-1] == step.files.path
    click(step.files.folder_button)
    assert launched[-1] == str(package.parent)
    idle(0.1)
    picture(opened, "fieldwork_papers")
    Path(step.files.path).unlink()
    click(step.files.open_button)
    assert step.files.note.isVisible()


def test_sheets_are_cancelled_while_they_are_drawn(opened, click, done, wait):
    step = opened.papers_step
    step.step.open()
    for paper in step.papers:
        paper.box.setChecked(paper.algorithm in ("fieldsheets", "fieldwaypoints"))
    count = step.files.list.count()

    def cancel(kind=None, text=None):
        opened.panel.cancel_button.click()

    follow = opened.panel.follow
    opened.panel.follow = lambda run, then: (run._feedback.progressChanged.connect(cancel), follow(run, then))
    try:
        click(step.make_button)
    finally:
        opened.panel.follow = follow
    done("cancelled")
    assert step.files.list.count() == count, "way points were not begun"
    assert step.make_button.isEnabled()


# -- 5 results -----------------------------------------------------------------------------------


def decide(conflicts, decisions):
    """Choose decisions in the list of conflicts, row by row."""
    workbook = openpyxl.load_workbook(conflicts)
    sheet = workbook.worksheets[0]
    codes = {cell.value: cell for row in sheet.iter_rows(max_row=6) for cell in row if isinstance(cell.value, str)}
    first = codes["decision"].row + 2
    for number, decision in enumerate(decisions):
        for code, value in (("decision", decision), ("decided_by", "課長"), ("decided_on", "2026/11/1")):
            sheet.cell(first + number, codes[code].column).value = value
    workbook.save(conflicts)
    workbook.close()


def test_round_trip(opened, register, click, done, wait, launched, picture, iface):
    step = opened.results_step
    step.step.open()
    click(step.import_button)
    assert "⚠" in step.note.text() and not opened.running
    click(step.practise_button)
    told = done()
    folder = Path(step.form.value("RESULTS_FOLDER"))
    expected = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    assert told["VISITS"] == len(expected["sites"]) > 10 and len(expected["conflicts"]) == 2
    assert not any(row["last_visited_on"] for row in rows(register)), "nothing is entered yet"

    click(step.import_button)
    found = done()
    assert (found["ENTERED"], found["CONFLICTING"]) == (told["VISITS"], 2) and found["REJECTED"] == told["REJECTED"]
    sites = {row["site_id"]: row for row in rows(register)}
    for key, site in expected["sites"].items():
        row = sites[key]
        assert (row["status"], row["last_visited_by"]) == (site["status"], site["visited_by"])
    assert {row["created_by"] for row in rows(register, schema.VISITS)} == {OPERATOR}
    wait(lambda: opened.overview.visits == told["VISITS"])
    assert str(told["VISITS"]) in step.note.text() and str(told["VISITS"]) in opened.register_step.state.text()
    (layer,) = registers_shown()
    assert {f["status"] for f in layer.getFeatures()} == {row["status"] for row in sites.values()}
    picture(opened, "fieldwork_results")

    click(step.conflicts_button)
    assert launched[-1] == step.conflicts
    picture(iface.mainWindow(), "fieldwork_conflicts")
    decide(step.conflicts, ["リストの内容を採用する", "台帳のままにする"])
    click(step.decide_button)
    assert done()["ENTERED"] == 1
    assert len(rows(register, schema.VISITS)) == told["VISITS"] + 1
    adopted = {row["site_id"]: row["status"] for row in rows(register)}
    assert sum(adopted[one["key"]] == one["status"] for one in expected["conflicts"]) == 1
    assert not step.conflict_row.isVisible()

    click(step.progress_button)
    assert done()["VISITED"] == told["VISITS"]
    click(step.files.open_button)
    assert launched[-1].endswith(".html") and "<html" in Path(launched[-1]).read_text(encoding="utf-8")
    click(step.accuracy_button)
    assert done()["DECIDED"] > 10
    click(step.files.open_button)
    assert launched[-1].endswith(".html")

    step.give(str(folder))  # the same once more
    click(step.import_button)
    done()
    assert len(rows(register, schema.VISITS)) == told["VISITS"] + 1


def test_results_are_dropped_and_broken_ones_change_nothing(opened, register, click, done, tmp_path):
    step = opened.results_step
    step.step.open()

    def drop(path):
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        step.drop.dropEvent(QDropEvent(QPointF(5, 5), action, mime, button, key))

    drop(tmp_path)
    assert step.form.value("RESULTS_FOLDER") == str(tmp_path) and not step.form.value("RESULTS")
    broken = tmp_path / "壊れた.xlsx"
    broken.write_bytes(b"PK\x03\x04 this is no workbook")
    drop(broken)
    assert step.form.value("RESULTS") == str(broken) and not step.form.value("RESULTS_FOLDER"), "one of the two"
    before = rows(register)
    click(step.import_button)
    done("failed")
    assert "壊れた.xlsx" in opened.panel.state.text() and rows(register) == before
    assert step.import_button.isEnabled()
    other = openpyxl.Workbook()
    other.save(tmp_path / "別の表.xlsx")
    drop(tmp_path / "別の表.xlsx")
    click(step.import_button)
    done("failed")
    assert rows(register) == before and rows(register, schema.VISITS) == []


# -- what happens meanwhile ----------------------------------------------------------------------


def test_a_chain_is_cancelled_in_its_middle(dock, click, done, wait, monkeypatch):
    monkeypatch.setattr(practice, "_SIZE_KM", 1)
    dock.register_step.form.set_value("REGISTER", "")
    click(dock.register_step.sample_button)
    wait(lambda: dock.panel.run.algorithm.name() == "detectfill")
    click(dock.panel.cancel_button)
    done("cancelled")
    assert dock.register == "" and registers_shown() == [] and dock.register_step.sample_button.isEnabled()
    assert not list(Path(settings.RESULTS_FOLDER.value()).rglob("register.gpkg"))


def test_the_project_is_closed_while_it_runs(opened, register, click, done, wait):
    step = opened.plan_step
    step.step.open()
    opened.choice_step.form.set_value("CLASSES", "A,B")
    click(step.plan_button)
    assert opened.running
    QgsProject.instance().clear()
    done()
    assert any(row["planned_on"] for row in rows(register)), "the plan is kept all the same"
    wait(lambda: opened.overview.teams)
    assert QgsProject.instance().mapLayers() == {}
    opened.choice_step.step.open()
    click(opened.choice_step.select_button)
    assert len(registers_shown()) == 1, "and the dock goes on"


def test_practice_goes_on_without_its_project(dock, click, done, wait, monkeypatch):
    monkeypatch.setattr(practice, "_SIZE_KM", 1)
    click(dock.register_step.sample_button)
    wait(lambda: dock.panel.run.algorithm.name() == "detectfill")
    QgsProject.instance().clear()
    done()
    wait(lambda: dock.overview is not None)
    assert len(rows(dock.register)) == len(dock.overview.sites) > 0
    assert QgsProject.instance().mapLayers() == {}, "somebody else's project by now"


def test_presets_fill_in_the_choice(opened, idle):
    settings.PRESETS.reset()
    form, bar = opened.choice_step.form, opened.presets
    try:
        form.set_values({"CLASSES": "A,B", "LIMIT": 57, "STATUSES": ["unvisited"]})
        opened.papers_step.list_form.set_value("SHEETS_BY", "team")
        bar.box.setEditText("上位57")
        bar.save()
        form.reset()
        opened.papers_step.list_form.reset()
        bar.choose("上位57")
        idle(0.5)
        assert form.values() == {"CLASSES": "A,B", "LIMIT": 57, "STATUSES": ["unvisited"]}
        assert opened.papers_step.list_form.value("SHEETS_BY") == "team"
        assert opened.choice_step.classes.checkedItemsData() == ["A", "B"]
        assert {site.priority_class for site in opened.choice_step.chosen()} == {"A", "B"}
    finally:
        settings.PRESETS.reset()
