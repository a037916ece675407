"""The panel of candidates inside the real QGIS: table, map, swipe, chart, decisions, and what goes away under it."""

import json
import statistics
import time

import processing
import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QColor, QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from soranome.plugin import settings
from soranome.plugin.core.fieldwork.deciding import enter_decision, known_bases, site_record
from soranome.plugin.core.fieldwork.register import open_register
from soranome.plugin.core.fieldwork.register_visits import Visit
from soranome.plugin.translation import tr
from soranome.plugin.ui.candidates.panel import CandidatesPanel

DATES = {"BEFORE_DATE": "2024-05-18", "AFTER_DATE": "2024-10-25"}


@pytest.fixture(scope="module")
def found(scene, tmp_path_factory):
    """Candidates of the scene as a file, and the parameters of the run."""
    folder = tmp_path_factory.mktemp("found")
    given = {
        "BEFORE": str(scene / "optical_before.tif"),
        "AFTER": str(scene / "optical_after.tif"),
        "BEFORE_MASK": str(scene / "mask_before.tif"),
        "AFTER_MASK": str(scene / "mask_after.tif"),
        "STACK_FOLDER": str(scene / "sar"),
        "DEM_BEFORE": str(scene / "dtm_before.tif"),
        "DEM_AFTER": str(scene / "dtm_after.tif"),
        "MUNICIPALITIES": str(scene / "municipalities.gpkg"),
        **DATES,
    }
    path = str(folder / "candidates.gpkg")
    processing.run("soranome:detectfill", {**given, "CANDIDATES": path})
    return path, given


@pytest.fixture
def candidates(found):
    """The candidates as a layer of the project, as ``ui/results.py`` leaves it."""
    path, given = found
    layer = QgsVectorLayer(path, "盛土候補", "ogr")
    layer.setCustomProperty("soranome/parameters", json.dumps(given))
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.fixture
def register(found, tmp_path):
    """A register made of the candidates; its path."""
    path = str(tmp_path / "台帳.gpkg")
    processing.run("soranome:updateregister", {"CANDIDATES": found[0], "REGISTER": path, "OPERATOR": "山田"})
    return path


@pytest.fixture
def sites(register, found):
    layer = QgsVectorLayer(f"{register}|layername=sites", "台帳", "ogr")
    layer.setCustomProperty("soranome/parameters", json.dumps(found[1]))
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.fixture
def panel(desktop, iface, wait):
    """The panel, shown, with 240 px of height as on a small screen."""
    settings.OPERATOR.set("佐藤")
    settings.REGISTER.reset()
    panel = desktop.panel(CandidatesPanel)
    panel.show()
    iface.mainWindow().resizeDocks([panel], [240], Qt.Orientation.Vertical)
    wait(panel.isVisible)
    yield panel
    settings.OPERATOR.reset()
    panel._let_go()
    panel.hide()


def many(count=10_000):
    """A layer of so many made candidates in memory: squares of 20 m, some fields empty."""
    layer = QgsVectorLayer(
        "Polygon?crs=EPSG:6677&field=candidate_id:string&field=rank:int&field=probability:double"
        "&field=priority_class:string&field=area_m2:double&field=municipality:string&field=status:string"
        "&field=attention:string&field=reasons:string",
        "多数",
        "memory",
    )
    features = []
    for i in range(count):
        x, y = -69000 + 50 * (i % 100), -30000 - 50 * (i // 100)
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(x, y, x + 20, y + 20)))
        feature.setAttributes(
            [
                f"C{i:05d}",
                count - i,
                None if i % 10 == 0 else (i * 7919 % count) / count,
                "ABCD"[i % 4],
                float(400 + i),
                ("見本町", "架空市", "青梅市")[i % 3],
                ("unvisited", "visited", "lawful")[i % 3],
                "grown_after_decision" if i % 100 == 0 else None,
                f"地盤が{i % 7}m上昇\n植生から裸地" + (" 特別な箇所" if i == 4321 else ""),
            ]
        )
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def column(panel, name):
    return next(n for n, c in enumerate(panel.model.columns) if c.name == name)


def shown(panel, name):
    number = column(panel, name)
    return [panel.model.index(row, number).data() for row in range(panel.model.rowCount())]


def settled(panel, wait):
    wait(
        lambda: (
            not any(timer.isActive() for ms, timer in panel._timers.items())
            and not panel.evidence.loading
            and not panel.decision.reading
            and not panel.decision.saving
        )
    )


def table_key(panel, key, modifier=Qt.KeyboardModifier.NoModifier):
    panel.table.setFocus()
    QTest.keyClick(panel.table, key, modifier)


def chosen_ranks(panel):
    return [panel.model.value(fid, "rank") for fid in panel.selected()]


# -- ten thousand rows ---------------------------------------------------------------------------


def test_ten_thousand_rows_are_sorted_with_the_empty_last(panel):
    layer = many()
    panel.show_layer(layer)
    assert panel.model.rowCount() == 10_000
    rows = [f["probability"] for f in layer.getFeatures()]
    told = sorted(v for v in rows if isinstance(v, float))
    for order, expected in ((Qt.SortOrder.AscendingOrder, told), (Qt.SortOrder.DescendingOrder, told[::-1])):
        panel.table.sortByColumn(column(panel, "probability"), order)
        found = [panel.model.value(fid, "probability") for fid in panel.model.visible]
        assert found == expected + [None] * (10_000 - len(told))
    panel.table.sortByColumn(column(panel, "area_m2"), Qt.SortOrder.AscendingOrder)
    assert shown(panel, "area_m2")[:2] + shown(panel, "area_m2")[-1:] == ["400", "401", "10,399"], "as numbers"
    panel.table.sortByColumn(column(panel, "status"), Qt.SortOrder.AscendingOrder)
    found = [panel.model.value(fid, "status") for fid in panel.model.visible]
    assert list(dict.fromkeys(found)) == ["unvisited", "visited", "lawful"], "in the order of the process"


def test_ten_thousand_rows_are_filtered(panel, wait, click, idle):
    layer = many()
    panel.show_layer(layer)
    every = list(layer.getFeatures())

    def expect(condition):
        wait(lambda: not panel.filters._timer.isActive())
        assert set(panel.model.visible) == {f.id() for f in every if condition(f)}

    QTest.keyClicks(panel.filters.text, "C0432")
    expect(lambda f: f["candidate_id"].startswith("C0432"))
    panel.filters.text.setText("ｃ０４３２ 見本")  # full width; both words
    expect(lambda f: f["candidate_id"].startswith("C0432") and f["municipality"] == "見本町")
    panel.filters.text.setText("特別な箇所")  # beyond the first line of the reasons
    expect(lambda f: f["candidate_id"] == "C04321")
    panel.filters.text.setText("")
    boxes = panel.filters.boxes
    boxes["priority_class"].setCurrentIndex(boxes["priority_class"].findData("B"))
    expect(lambda f: f["priority_class"] == "B")
    boxes["municipality"].setCurrentIndex(boxes["municipality"].findData("青梅市"))
    expect(lambda f: f["priority_class"] == "B" and f["municipality"] == "青梅市")
    boxes["status"].setCurrentIndex(boxes["status"].findData("lawful"))
    expect(lambda f: f["priority_class"] == "B" and f["municipality"] == "青梅市" and f["status"] == "lawful")
    panel.filters.reset()
    click(panel.filters.attention_button)
    expect(lambda f: f["attention"] == "grown_after_decision")
    assert set(shown(panel, "attention")) == {"⚠ " + panel.model.codes("attention")["grown_after_decision"][2:]}
    click(panel.filters.attention_button)
    expect(lambda f: True)
    assert "10,000" in panel.count.text()


def test_only_what_the_map_shows(panel, iface, wait, click):
    layer = many(2000)
    QgsProject.instance().addMapLayer(layer)
    panel.show_layer(layer)
    wait(lambda: iface.mapCanvas().layerCount() == 1)
    iface.mapCanvas().setExtent(QgsRectangle(-69010, -30110, -68500, -29990))
    click(panel.filters.extent_button)
    wait(lambda: not any(t.isActive() for t in panel._timers.values()))
    extent = iface.mapCanvas().extent()
    inside = {f.id() for f in layer.getFeatures() if f.geometry().boundingBox().intersects(extent)}
    assert 0 < len(inside) < 2000 and set(panel.model.visible) == inside
    iface.mapCanvas().setExtent(QgsRectangle(-68000, -30110, -67500, -29990))
    wait(lambda: set(panel.model.visible) != inside)
    assert 0 < len(panel.model.visible) < 2000


def test_a_map_of_the_whole_world_shows_all(panel, iface, wait, click):
    from qgis.core import QgsCoordinateReferenceSystem

    layer = many(200)
    QgsProject.instance().addMapLayer(layer)
    panel.show_layer(layer)
    canvas = iface.mapCanvas()
    before = canvas.mapSettings().destinationCrs()
    try:
        canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
        click(panel.filters.extent_button)
        for extent, count in (((-180, -90, 180, 90), 200), ((-10, -10, 10, 10), 0)):
            canvas.setExtent(QgsRectangle(*extent))
            wait(lambda: not any(t.isActive() for t in panel._timers.values()))
            panel._filter()
            found = len(panel.model.visible)
            assert found == count, extent
    finally:
        canvas.setDestinationCrs(before)


def plain(fields, rows, box=None, crs="EPSG:6677"):
    """A layer in memory of these fields; its places are ``box``, or squares."""
    layer = QgsVectorLayer(f"Polygon?crs={crs}" + "".join(f"&field={name}" for name in fields), "表", "memory")
    features = []
    for number, row in enumerate(rows):
        feature = QgsFeature(layer.fields())
        x = -69000 + 50 * number
        feature.setGeometry(QgsGeometry.fromRect(box or QgsRectangle(x, -30000, x + 20, -29980)))
        feature.setAttributes(list(row))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_what_is_no_number_counts_as_empty(panel):
    nan = float("nan")
    panel.show_layer(plain(["rank:int", "probability:double"], [[1, nan], [2, 0.5], [3, nan], [4, 0.1]]))
    for order, expected in (
        (Qt.SortOrder.AscendingOrder, ["0.10", "0.50"]),
        (Qt.SortOrder.DescendingOrder, ["0.50", "0.10"]),
    ):
        panel.table.sortByColumn(1, order)
        assert shown(panel, "probability") == [*expected, "", ""]


def test_a_layer_that_is_no_list_of_candidates_is_told(panel, candidates, idle):
    panel.show_layer(plain(["a:int", "b:string"], [[1, "x"]] * 3))
    assert panel.empty.isVisible() and "表" in panel.empty.text() and not panel.table.isVisible()
    panel.next()
    idle(0.3)
    panel.show_layer(candidates)
    assert panel.table.isVisible() and not panel.empty.isVisible()


# -- choosing sites ------------------------------------------------------------------------------


def test_selecting_in_the_table_shows_it_on_the_map(panel, candidates, iface, idle, wait, click):
    panel.show_layer(candidates)
    idle(0.5)
    click(panel.next_button)
    assert chosen_ranks(panel) == [1]
    (fid,) = candidates.selectedFeatureIds()
    box = candidates.getFeature(fid).geometry().boundingBox()
    assert iface.mapCanvas().extent().contains(box)
    assert iface.mapCanvas().extent().width() < 20 * max(box.width(), box.height(), 100)
    click(panel.next_button)
    table_key(panel, Qt.Key.Key_N)
    assert chosen_ranks(panel) == [3]
    table_key(panel, Qt.Key.Key_P)
    table_key(panel, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert chosen_ranks(panel) == [1]
    table_key(panel, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    table_key(panel, Qt.Key.Key_Down)
    assert chosen_ranks(panel) == [3]
    click(panel.previous_button)
    table_key(panel, Qt.Key.Key_Up)
    assert chosen_ranks(panel) == [1]
    for _ in range(3):
        click(panel.previous_button)
    assert chosen_ranks(panel) == [1], "it ends at the first"
    panel.filters.text.setFocus()
    QTest.keyClick(panel.filters.text, Qt.Key.Key_N)
    assert panel.filters.text.text() == "n" and chosen_ranks(panel) == [1], "a letter typed is a letter"


def test_in_degrees_the_map_goes_there_too(panel, candidates, iface, idle):
    from qgis.core import QgsCoordinateReferenceSystem

    iface.mapCanvas().setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:6668"))
    panel.show_layer(candidates)
    idle(0.5)
    panel.next()
    centre = iface.mapCanvas().extent().center()
    (feature,) = candidates.selectedFeatures()
    assert (centre.x(), centre.y()) == pytest.approx((feature["longitude"], feature["latitude"]), abs=2e-3)


def test_selecting_on_the_map_selects_in_the_table(panel, candidates, wait):
    panel.show_layer(candidates)
    fids = [f.id() for f in candidates.getFeatures() if f["rank"] in (5, 6, 9)]
    candidates.selectByIds(fids)
    rows = {index.row() for index in panel.table.selectionModel().selectedRows()}
    assert rows == {4, 5, 8} and chosen_ranks(panel) == [5, 6, 9]
    settled(panel, wait)
    panel.filters.text.setText("C")  # what is selected stays so while rows come and go
    panel.table.sortByColumn(column(panel, "rank"), Qt.SortOrder.DescendingOrder)
    assert sorted(chosen_ranks(panel)) == [5, 6, 9]
    panel.filters.text.setText("そんな箇所はない")
    wait(lambda: panel.model.rowCount() == 0)
    assert "3" in panel.count.text() and not panel.next_button.isEnabled()
    assert sorted(candidates.selectedFeatureIds()) == sorted(fids)
    candidates.removeSelection()
    assert panel.selected() == []


def test_edits_of_the_layer_show(panel, candidates, wait):
    panel.show_layer(candidates)
    first = panel.model.visible[0]
    total = panel.model.rowCount()
    candidates.startEditing()
    candidates.changeAttributeValue(first, candidates.fields().indexOf("municipality"), "編集市")
    wait(lambda: panel.model.value(first, "municipality") == "編集市")
    assert "編集市" in panel.filters.boxes["municipality"].itemText(
        panel.filters.boxes["municipality"].count() - 1
    ) or (panel.filters.boxes["municipality"].findData("編集市") > 0)
    candidates.deleteFeature(first)
    wait(lambda: panel.model.rowCount() == total - 1)
    feature = QgsFeature(candidates.fields())
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(-69000, -30500, -68980, -30480)))
    feature["candidate_id"] = "手描き"
    candidates.addFeature(feature)
    wait(lambda: "手描き" in shown(panel, "candidate_id"))
    candidates.rollBack()
    wait(lambda: panel.model.rowCount() == total and "手描き" not in shown(panel, "candidate_id"))
    assert panel.model.value(first, "municipality") != "編集市"
    candidates.setSubsetString("rank <= 7")
    wait(lambda: panel.model.rowCount() == 7)


# -- before and after ----------------------------------------------------------------------------


def mouse_moves(widget, to):
    """QTest.mouseMove would move the pointer of the screen and hope."""
    kind, no = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
    event = QMouseEvent(kind, QPointF(to), QPointF(widget.mapToGlobal(to)), no, no, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def test_swipe_follows_the_mouse_and_the_map_and_goes(panel, candidates, iface, wait, idle, click):
    canvas = iface.mapCanvas()
    panel.show_layer(candidates)
    idle(0.5)
    click(panel.next_button)
    idle(3)  # until the flash is over
    items = len(canvas.scene().items())
    click(panel.swipe_button)
    wait(lambda: panel.swipe is not None and not panel.swipe.drawing)
    assert len(canvas.scene().items()) == items + 1
    before, after = panel.swipe.picture.images
    assert before.size() == after.size() and before != after
    view, width = canvas.viewport(), canvas.viewport().width()
    panel.swipe.move_to(1.0)
    idle(0.1)
    left_only = canvas.grab().toImage()
    panel.swipe.move_to(0.0)
    idle(0.1)
    assert canvas.grab().toImage() != left_only
    panel.swipe.move_to(0.5)
    middle = QPoint(width // 2, view.height() // 2)
    mouse_moves(view, middle)
    assert view.cursor().shape() == Qt.CursorShape.SplitHCursor
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    mouse_moves(view, QPoint(width // 4, view.height() // 2))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(width // 4, 50))
    assert panel.swipe.fraction == pytest.approx(0.25, abs=0.01)
    extent = canvas.extent()
    canvas.zoomScale(canvas.scale() * 2)
    assert canvas.extent() != extent
    wait(lambda: panel.swipe.drawing)
    wait(lambda: not panel.swipe.drawing)
    drawn, seen = panel.swipe.picture._extent, canvas.mapSettings().visibleExtent()
    assert (drawn.xMinimum(), drawn.yMinimum(), drawn.width(), drawn.height()) == pytest.approx(
        (seen.xMinimum(), seen.yMinimum(), seen.width(), seen.height())
    )
    click(panel.next_button)  # the same images: the divider stays
    settled(panel, wait)
    assert panel.swipe.fraction == pytest.approx(0.25, abs=0.01)
    table_key(panel, Qt.Key.Key_B)
    assert panel.swipe is None and not panel.swipe_button.isChecked()
    wait(lambda: len(canvas.scene().items()) == items, 5)


def test_swipe_on_a_rotated_map_lies_where_the_map_lies(panel, candidates, scene, iface, wait, idle):
    canvas, project = iface.mapCanvas(), QgsProject.instance()
    image = QgsRasterLayer(str(scene / "optical_after.tif"), "後")
    project.addMapLayer(image)
    project.layerTreeRoot().findLayer(candidates.id()).setItemVisibilityChecked(False)
    panel.show_layer(candidates)
    panel.next()
    idle(3)
    try:
        canvas.setRotation(30)
        wait(lambda: [layer.id() for layer in canvas.layers()] == [image.id()] and not canvas.isDrawing())
        canvas.setPreviewJobsEnabled(False)  # they leave pieces of the map as it was before it was turned
        canvas.refreshAllLayers()
        idle(0.5)
        canvas.waitWhileRendering()
        idle(1)
        bare = canvas.grab().toImage()
        panel.before_box.setLayer(image)
        panel.after_box.setLayer(image)
        panel.swipe_button.setChecked(True)
        panel.swipe.move_to(0)  # with its line and words aside, the map as it was: the layer that is off stays off
        wait(lambda: not panel.swipe.drawing)
        idle(0.3)
        swiped = canvas.grab().toImage()
        places = [(x, y) for x in range(150, bare.width() - 20, 23) for y in range(60, bare.height() - 20, 17)]
        # Drawn twice, the two may lie half a pixel apart: alike, not equal.
        left, right = ([QColor(image.pixel(x, y)).lightness() for x, y in places] for image in (bare, swiped))
        assert statistics.correlation(left, right) > 0.9, statistics.correlation(left, right)
    finally:
        canvas.setRotation(0)


def test_closing_the_panel_takes_the_swipe_off(panel, candidates, wait):
    panel.show_layer(candidates)
    panel.next()
    panel.swipe_button.setChecked(True)
    wait(lambda: not any(timer.isActive() for timer in panel._timers.values()))
    panel._renew_swipe()
    assert panel.swipe is not None
    panel.close()
    assert panel.swipe is None and not panel.swipe_button.isChecked()


def test_swipe_asks_for_images_nobody_knows(panel, scene, iface, wait, idle, click):
    layer = many(20)
    project = QgsProject.instance()
    rasters = [QgsRasterLayer(str(scene / f"optical_{name}.tif"), name) for name in ("before", "after")]
    project.addMapLayers([layer, *rasters])
    panel.show_layer(layer)
    click(panel.swipe_button)
    assert panel.swipe is None and panel.choosers.isVisible()
    panel.before_box.setLayer(rasters[0])
    assert panel.swipe is None
    panel.after_box.setLayer(rasters[1])
    wait(lambda: panel.swipe is not None and not panel.swipe.drawing)
    click(panel.swipe_button)
    assert panel.swipe is None and not panel.choosers.isVisible()


def test_images_named_in_fields_are_found(panel, found, scene, wait, click):
    layer = QgsVectorLayer(found[0], "盛土候補", "ogr")  # no word of its run
    QgsProject.instance().addMapLayers([layer, QgsRasterLayer(str(scene / "optical_after.tif"), "画像")])
    panel.show_layer(layer)
    click(panel.next_button)
    click(panel.swipe_button)
    settled(panel, wait)
    wait(lambda: panel.swipe is not None and not panel.swipe.drawing)
    assert panel._images == (str(scene / "optical_before.tif"), str(scene / "optical_after.tif"))


# -- evidence over time --------------------------------------------------------------------------


def test_the_evidence_of_a_site_over_time(panel, candidates, wait, click, idle):
    panel.show_layer(candidates)
    panel.tabs.setCurrentWidget(panel.evidence)
    rank = next(f["rank"] for f in candidates.getFeatures() if f["onset_from"] and f["change"] == 1)
    for _ in range(rank):
        click(panel.next_button)
    settled(panel, wait)
    lanes = {lane.title: lane for lane in panel.evidence.chart.lanes}
    assert {tr("Vegetation (NDVI)"), tr("Radar (dB)"), tr("Ground raised by (m)")} >= lanes.keys()
    radar = lanes[tr("Radar (dB)")]
    assert [line.name for line in radar.lines] == ["VV", "VH"] and len(radar.lines[0].points) == 12
    assert all(panel.evidence.chart.period)
    idle(0.2)
    places = panel.evidence.chart._places
    assert len(places) == sum(len(line.points) for lane in lanes.values() for line in lane.lines)
    mouse_moves(panel.evidence.chart, places[0][0].toPoint())
    # The elevation models have no dates: they are drawn at those of the images, and that is said.
    assert "dtm_before.tif" in panel.evidence.said.toolTip()
    assert len(panel.reasons.toPlainText().splitlines()) > 4


def test_quick_steps_leave_only_the_last_site(panel, candidates, wait, click):
    panel.show_layer(candidates)
    for _ in range(8):
        click(panel.next_button)
    settled(panel, wait)
    assert chosen_ranks(panel) == [8] and panel._attributes["rank"] == 8


def test_a_folder_of_series_where_the_images_are_not_known(panel, scene, wait, click, tmp_path):
    layer = many(20)
    box = QgsRectangle(-69300, -30600, -69200, -30500)
    layer.dataProvider().changeGeometryValues({next(layer.getFeatures()).id(): QgsGeometry.fromRect(box)})
    panel.show_layer(layer)
    panel.tabs.setCurrentWidget(panel.evidence)
    panel.table.sortByColumn(column(panel, "candidate_id"), Qt.SortOrder.AscendingOrder)
    click(panel.next_button)
    settled(panel, wait)
    assert not panel.evidence.chart.lanes and panel.evidence.folder.isVisible()
    panel.evidence.folder.setFilePath(str(tmp_path))
    settled(panel, wait)
    assert str(tmp_path) in panel.evidence.said.text()
    panel.evidence.folder.setFilePath(str(scene / "sar"))
    settled(panel, wait)
    assert [lane.title for lane in panel.evidence.chart.lanes] == [tr("Radar (dB)")]
    click(panel.evidence.folder_button)
    assert not panel.evidence.folder.isVisible()
    panel.evidence.folder.setFilePath("")


def scene_box(scene):
    centre = QgsRasterLayer(str(scene / "dtm_before.tif")).extent().center()
    return QgsRectangle(centre.x() - 20, centre.y() - 20, centre.x() + 20, centre.y() + 20)


def test_a_layer_without_a_reference_system_and_images_without_dates_are_told(panel, found, scene, wait, tmp_path):
    given = {name: value for name, value in found[1].items() if name in ("BEFORE", "AFTER", *DATES)}
    nowhere = plain(["rank:int"], [[1]], scene_box(scene), crs="")
    nowhere.setCustomProperty("soranome/parameters", json.dumps(given))
    panel.show_layer(nowhere)
    panel.next()
    settled(panel, wait)
    assert "表" in panel.evidence.said.text() and not panel.evidence.loading
    undated = plain(["rank:int"], [[1]], scene_box(scene))
    undated.setCustomProperty("soranome/parameters", json.dumps({"BEFORE": given["BEFORE"], "AFTER": given["AFTER"]}))
    panel.show_layer(undated)
    panel.next()
    settled(panel, wait)
    unknown = tr("The images of this layer are not known. Choose a folder of dated images.")
    assert panel.evidence.said.text() not in ("", unknown) and "optical_before.tif" in panel.evidence.said.toolTip()


def test_anything_unforeseen_is_said_and_the_panel_goes_on(panel, candidates, wait, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("まさか")

    monkeypatch.setattr(panel.evidence, "_read", fail)
    panel.show_layer(candidates)
    panel.next()
    settled(panel, wait)
    assert "まさか" in panel.evidence.said.text()
    monkeypatch.undo()
    panel.next()
    settled(panel, wait)
    assert panel.evidence.chart.lanes
    QgsProject.instance().clear()
    assert panel.layer is None


def test_days_written_in_other_ways_are_drawn_and_what_is_none_is_left_out(panel, found, scene, wait, idle):
    rows = [[1, "2024/05/18", "2024年10月"], [2, "x", "2024年10月25日"], [3, "2024-05-18T00:00:00", ""]]
    layer = plain(["rank:int", "onset_from:string", "onset_to:string"], rows, scene_box(scene))
    layer.setCustomProperty("soranome/parameters", json.dumps(found[1]))
    panel.show_layer(layer)
    panel.tabs.setCurrentWidget(panel.evidence)
    for period in (("2024-05-18", ""), ("", "2024-10-25"), ("2024-05-18", "")):
        panel.next()
        settled(panel, wait)
        assert panel.evidence.chart.lanes and panel.evidence.chart.period == period
        idle(0.2)
        assert panel.evidence.chart._places


# -- decisions -----------------------------------------------------------------------------------


def choose(panel, name, code):
    box = panel.decision.boxes[name]
    box.setCurrentIndex(box.findData(code))


def first_site(panel, sites, wait, click):
    panel.show_layer(sites)
    panel.tabs.setCurrentWidget(panel.decision)
    click(panel.next_button)
    settled(panel, wait)
    return panel.decision._sites[0].site_id


def test_closing_a_site_needs_a_reason_and_is_kept(panel, sites, register, wait, click):
    site_id = first_site(panel, sites, wait, click)
    save, note = panel.decision.save_button, panel.decision.note
    assert not save.isEnabled() and panel.decision.why.text() == tr("Nothing is changed yet.")
    for status in ("lawful", "false_detection"):
        choose(panel, "status", status)
        assert not save.isEnabled() and panel.decision.why.text()
    QTest.keyClicks(note, "note")
    assert save.isEnabled()
    note.setPlainText("許可第12号の工事")
    choose(panel, "status", "lawful")
    choose(panel, "finding", "no_action")
    choose(panel, "emergency_measures", "not_needed")
    click(save)
    settled(panel, wait)
    (visit,) = site_record(register, site_id).visits
    told = {name: visit[name] for name in ("status", "finding", "emergency_measures", "remarks", "visited_by")}
    assert told == {
        "status": "lawful",
        "finding": "no_action",
        "emergency_measures": "not_needed",
        "remarks": "許可第12号の工事",
        "visited_by": "佐藤",
    }
    assert panel.model.value(panel.selected()[0], "status") == "lawful", "the table shows it"
    assert note.toPlainText() == "" and panel.decision.boxes["status"].currentData() == "lawful"
    assert "1" in panel.decision.why.text()
    assert "佐藤" in panel.decision.history.toPlainText() and "許可第12号" in panel.decision.history.toPlainText()


def test_several_sites_at_once(panel, sites, register, wait, click):
    panel.show_layer(sites)
    panel.tabs.setCurrentWidget(panel.decision)
    panel.table.selectRow(0)
    QTest.keyClick(panel.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(panel.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    settled(panel, wait)
    assert len(panel.selected()) == 3
    choose(panel, "status", "under_correction")
    click(panel.decision.save_button)
    settled(panel, wait)
    statuses = [panel.model.value(fid, "status") for fid in panel.model.visible]
    assert statuses.count("under_correction") == 3
    assert len(panel.selected()) == 3


def test_what_is_typed_survives_another_site_and_a_locked_register(panel, sites, register, wait, click, picture):
    import threading

    first_site(panel, sites, wait, click)
    choose(panel, "status", "visited")
    panel.decision.note.setPlainText("書きかけ")
    click(panel.next_button)
    settled(panel, wait)
    assert panel.decision.note.toPlainText() == ""
    click(panel.previous_button)
    settled(panel, wait)
    assert panel.decision.note.toPlainText() == "書きかけ" and panel.decision.boxes["status"].currentData() == "visited"
    held, release = threading.Event(), threading.Event()

    def hold():
        with open_register(register, "鈴木"):
            held.set()
            release.wait(30)

    other = threading.Thread(target=hold)
    other.start()
    held.wait(10)
    start = time.monotonic()
    click(panel.decision.save_button)
    assert panel.decision.saving and not panel.decision.save_button.isEnabled()
    try:
        wait(lambda: not panel.decision.saving, 20)
    finally:
        release.set()
        other.join()
    assert time.monotonic() - start < 25, "the other holds it for 30 s"
    assert panel.decision.why.text().startswith("✕") and "台帳.gpkg" in panel.decision.why.text()
    assert panel.decision.note.toPlainText() == "書きかけ" and panel.decision.save_button.isEnabled()
    click(panel.decision.save_button)
    settled(panel, wait)
    assert panel.model.value(panel.selected()[0], "status") == "visited"


def test_half_a_letter_in_a_note_is_replaced_and_blanks_are_no_reason(panel, sites, register, wait, click):
    site_id = first_site(panel, sites, wait, click)
    choose(panel, "status", "lawful")
    panel.decision.note.setPlainText("\u200b\u3164 \u3000")
    assert not panel.decision.save_button.isEnabled()
    panel.decision.note.setPlainText("許可\ud83d")
    click(panel.decision.save_button)
    settled(panel, wait)
    assert [row["remarks"] for row in site_record(register, site_id).visits] == ["許可?"]
    assert panel.decision.day.minimumDate().year() == 2000


def test_a_register_that_was_locked_is_read_when_the_row_is_clicked_again(panel, sites, wait, click, monkeypatch):
    from soranome.plugin.core.errors import OutputError
    from soranome.plugin.ui.candidates import decision

    def locked(*_):
        raise OutputError("locked")

    monkeypatch.setattr(decision, "site_record", locked)
    first_site(panel, sites, wait, click)
    choose(panel, "status", "visited")
    assert panel.decision.why.text() == "locked" and not panel.decision.save_button.isEnabled()
    monkeypatch.undo()
    row = panel.table.visualRect(panel.model.index(0, 0)).center()
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, row)
    settled(panel, wait)
    assert panel.decision.save_button.isEnabled(), panel.decision.why.text()
    assert panel.decision.boxes["status"].currentData() == "visited"


def test_what_somebody_else_entered_is_told_before_anything_is_saved(panel, sites, register, wait, click):
    site_id = first_site(panel, sites, wait, click)
    enter_decision(register, "鈴木", known_bases(register, [site_id]), Visit("2026-01-15", status="under_correction"))
    choose(panel, "status", "lawful")
    panel.decision.note.setPlainText("許可あり")
    click(panel.decision.save_button)
    settled(panel, wait)
    assert "鈴木" in panel.decision.why.text() and len(site_record(register, site_id).visits) == 1
    assert panel.model.value(panel.selected()[0], "status") == "under_correction", "the table has caught up"
    assert panel.decision.note.toPlainText() == "許可あり"
    assert panel.decision.boxes["status"].currentData() == "lawful"
    click(panel.decision.save_button)
    settled(panel, wait)
    assert [row["status"] for row in site_record(register, site_id).visits] == ["lawful", "under_correction"]


def test_nothing_is_saved_while_the_layer_is_edited(panel, sites, wait, click):
    first_site(panel, sites, wait, click)
    choose(panel, "status", "visited")
    assert panel.decision.save_button.isEnabled()
    sites.startEditing()
    settled(panel, wait)
    assert not panel.decision.save_button.isEnabled() and panel.decision.why.text()
    sites.rollBack()
    settled(panel, wait)
    assert panel.decision.save_button.isEnabled()


def test_a_register_that_is_gone_is_told(panel, sites, register, wait, click, tmp_path):
    import os

    panel.show_layer(sites)
    panel.tabs.setCurrentWidget(panel.decision)
    panel.next()
    os.replace(register, tmp_path / "elsewhere.gpkg")
    settled(panel, wait)
    assert not panel.decision.save_button.isEnabled() and "台帳.gpkg" in panel.decision.why.text()


def test_candidates_enter_a_register_from_the_panel(panel, candidates, wait, click, tmp_path):
    panel.show_layer(candidates)
    panel.tabs.setCurrentWidget(panel.decision)
    assert not panel.decision.enter_button.isEnabled(), panel.decision.register.filePath()
    panel.decision.register.setFilePath(str(tmp_path / "none" / "x.txt"))
    click(panel.decision.enter_button)
    wait(lambda: panel.decision.panel.run.state != "running")
    assert panel.decision.panel.run.state == "failed" and "x.txt" in panel.decision.panel.run.error
    path = tmp_path / "新台帳.gpkg"
    panel.decision.register.setFilePath(str(path))
    click(panel.decision.enter_button)
    wait(lambda: panel.layer is not candidates)
    assert path.exists() and panel.layer.source().startswith(str(path))
    assert panel.model.rowCount() > 30 and panel.model.value(panel.model.visible[0], "site_code")
    panel.decision.register.setFilePath("")


# -- what goes away ------------------------------------------------------------------------------


def is_empty(panel, iface):
    return (
        panel.layer is None
        and panel.model.rowCount() == 0
        and panel.empty.isVisible()
        and panel.swipe is None
        and not panel.swipe_button.isChecked()
        and not panel.evidence.loading
        and not any(timer.isActive() for timer in panel._timers.values())
    )


@pytest.mark.parametrize("how", ["layer", "project"])
def test_what_is_shown_goes_while_it_is_read(panel, candidates, iface, idle, click, how):
    panel.show_layer(candidates)
    click(panel.next_button)
    click(panel.swipe_button)
    panel._show_chosen()
    assert panel.evidence.loading
    if how == "layer":
        QgsProject.instance().removeMapLayer(candidates.id())
    else:
        QgsProject.instance().clear()
    assert is_empty(panel, iface)
    idle(1)
    assert is_empty(panel, iface) and not panel.evidence.chart.lanes


def test_the_project_goes_while_a_decision_is_saved(panel, sites, register, wait, click):
    site_id = first_site(panel, sites, wait, click)
    choose(panel, "status", "visited")
    click(panel.decision.save_button)
    QgsProject.instance().clear()
    wait(lambda: not panel.decision.saving)
    assert site_record(register, site_id).visits[0]["status"] == "visited", "what was decided is kept"


def test_closed_and_made_again_nothing_is_left_on_the_canvas(desktop, panel, candidates, iface, wait, idle):
    panel.show_layer(candidates)
    idle(2)
    items = len(iface.mapCanvas().scene().items())
    made = CandidatesPanel(desktop)
    made.show_layer(candidates)
    made.next()
    made.swipe_button.setChecked(True)
    made._show_chosen()
    made.close_down()
    made.deleteLater()
    wait(lambda: len(iface.mapCanvas().scene().items()) == items, 5)  # the flash of a site goes by itself
    iface.mapCanvas().zoomScale(5000)
    candidates.selectByIds([1])
    idle(0.5)


def test_help_opens_its_page(panel, monkeypatch, click):
    from soranome.plugin.ui import guide

    opened = []
    monkeypatch.setattr(guide, "open_page", opened.append)
    click(panel.help_button)
    table_key(panel, Qt.Key.Key_F1)
    assert opened == ["candidates", "candidates"]


def test_how_it_looks(panel, sites, candidates, desktop, wait, idle, picture, iface):
    """Light and dark, beside an open dock; for people to look at."""
    panel.show_layer(sites)
    idle(0.5)
    desktop.docks["fill"].show()
    panel.next()
    settled(panel, wait)
    picture(iface.mainWindow(), "light_over_time")
    panel.swipe_button.click()
    wait(lambda: panel.swipe is not None and not panel.swipe.drawing)
    try:
        for theme in ("default", "Night Mapping"):
            QgsApplication.setUITheme(theme)
            for name, tab in (("decision", panel.decision), ("over_time", panel.evidence), ("reasons", panel.reasons)):
                panel.tabs.setCurrentWidget(tab)
                picture(iface.mainWindow(), f"{theme[:5]}_{name}")
    finally:
        QgsApplication.setUITheme("default")
    panel.show_layer(candidates)
    panel.next()
    settled(panel, wait)
    panel.tabs.setCurrentWidget(panel.decision)
    picture(iface.mainWindow(), "entry")
    desktop.docks["fill"].hide()
    assert panel.height() < 300 and panel.width() < 1100, "it must leave room for the map"
