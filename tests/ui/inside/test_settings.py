"""Presets in a dock, and the page in QGIS's options: every button."""

import json

import pytest
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QWidget

from soranome.plugin import settings
from soranome.plugin.ui import preset_store
from soranome.plugin.ui.forms import ParameterForm
from soranome.plugin.ui.preset_store import Preset
from soranome.plugin.ui.presets import PresetBar

from ...core.dask_cluster import running


@pytest.fixture(autouse=True)
def no_presets():
    settings.PRESETS.reset()
    yield
    settings.PRESETS.reset()


@pytest.fixture
def form(wait):
    form = ParameterForm("detectfill", ("BEFORE", "SENSOR", "MIN_AREA", "MUNICIPALITIES", "COREGISTER", "BEFORE_DATE"))
    form.bar = PresetBar("fill", [form])
    form.layout().insertWidget(0, form.bar)
    form.resize(330, 500)
    form.show()
    wait(form.isVisible)
    yield form
    form.deleteLater()


def test_a_shipped_preset_fills_the_form_and_cannot_be_changed(form, picture):
    names = [form.bar.box.itemText(row) for row in range(form.bar.box.count())]
    assert names == [preset.name for preset in preset_store.shipped("fill")] and len(names) == 3
    form.bar.choose(names[1])
    assert (form.value("SENSOR"), form.value("MIN_AREA")) == ("landsat8", 2700)
    assert form.value("MASK_TYPE") == "qa_pixel", "fields folded away as well"
    assert names[1] in form.bar.said.text()
    assert not form.bar.save_button.isEnabled() and not form.bar.delete_button.isEnabled()
    picture(form)


def test_every_shipped_preset_names_what_is_there(desktop):
    from qgis.core import QgsApplication

    given = json.loads((preset_store.FOLDER / "presets" / "office.json").read_text(encoding="utf-8"))
    docks = {key: presets for key, presets in given.items() if key not in ("about", "source")}
    assert set(docks) == set(desktop.docks)
    for presets in docks.values():
        for preset in presets:
            for name, values in preset["values"].items():
                algorithm = QgsApplication.processingRegistry().algorithmById(f"soranome:{name}")
                for parameter, value in values.items():
                    definition = algorithm.parameterDefinition(parameter)
                    assert definition is not None, f"{name}: {parameter}"
                    assert value is None or definition.checkValueIsAcceptable(value), f"{name}: {parameter}={value}"


def test_a_preset_is_saved_chosen_and_deleted(form, scene, click, tmp_path):
    before = QgsRasterLayer(str(scene / "optical_before.tif"), "before")
    memory = QgsVectorLayer("Polygon?crs=EPSG:6677", "drawn", "memory")
    QgsProject.instance().addMapLayers([before, memory])
    gone = tmp_path / "gone.gpkg"
    form.set_values({"BEFORE": before.id(), "MUNICIPALITIES": memory.id(), "MIN_AREA": 750, "COREGISTER": True})
    form.bar.box.setEditText("八王子市")
    click(form.bar.save_button)
    assert "drawn" not in form.bar.said.text() and "⚠" in form.bar.said.text(), "a layer in memory cannot be kept"
    (kept,) = preset_store.own("fill")
    assert kept.name == "八王子市" and kept.values["detectfill"]["BEFORE"] == str(scene / "optical_before.tif")
    assert "MUNICIPALITIES" not in kept.values["detectfill"]
    kept.values["detectfill"]["MUNICIPALITIES"] = str(gone)
    preset_store.save(kept)
    form.reset()
    form.bar.choose("八王子市")
    assert form.value("MIN_AREA") == 750 and form.value("COREGISTER") is True
    assert str(gone) in form.bar.said.text() and "optical_before" not in form.bar.said.text()
    click(form.bar.delete_button)
    assert preset_store.own() == [] and not form.bar.delete_button.isEnabled()


def test_bars_follow_each_other(form):
    preset_store.save(Preset("fill", "a", {"detectfill": {"MIN_AREA": 1}}))
    preset_store.save(Preset("coverage", "b", {"predictcoverage": {}}))
    assert form.bar.box.findText("a") >= 0 and form.bar.box.findText("b") < 0


def test_a_preset_with_a_name_nobody_can_type_is_deleted(form, click):
    settings.PRESETS.set(json.dumps({"fill": {" 空白 ": {"detectfill": {}}, "二\n行": {"detectfill": {}}}}))
    preset_store.store.changed.emit()
    for name in ("空白", "二 行"):
        form.bar.choose(name)
        click(form.bar.delete_button)
    assert preset_store.own() == []


def test_what_a_preset_could_not_fill_in_is_said(form):
    label = form.algorithm.parameterDefinition("MIN_AREA").description()
    date = form.algorithm.parameterDefinition("BEFORE_DATE").description()
    form.set_value("MIN_AREA", 750)
    for wrong in ("abc", {}, [1], float("nan"), -5):
        preset_store.save(Preset("fill", "a", {"detectfill": {"MIN_AREA": wrong, "COREGISTER": True}}))
        form.set_value("COREGISTER", False)
        form.bar.choose("a")
        assert label in form.bar.said.text() and form.value("MIN_AREA") == 750 and form.value("COREGISTER") is True
    preset_store.save(Preset("fill", "a", {"detectfill": {"MIN_AREA": 500, "BEFORE_DATE": "2024-05-18"}}))
    form.bar.choose("a")
    assert "⚠" not in form.bar.said.text() and form.value("MIN_AREA") == 500
    preset_store.save(Preset("fill", "a", {"detectfill": {"BEFORE_DATE": "2024-13-45"}}))
    form.bar.choose("a")
    assert date in form.bar.said.text()


def test_brackets_without_end_are_no_presets():
    settings.PRESETS.set("[" * 100_000)
    assert preset_store.own() == []


# -- the page in the options of QGIS -----------------------------------------------------------

KEPT = (settings.REGISTER, settings.OPERATOR, settings.RESULTS_FOLDER, settings.THREADS, settings.DASK_SCHEDULER)


@pytest.fixture
def as_before():
    before = [setting.value() for setting in KEPT]
    yield
    for setting, value in zip(KEPT, before):
        setting.set(value)


@pytest.fixture
def page(as_before, wait):
    from soranome.plugin.ui.options import OptionsPage

    page = OptionsPage()
    page.resize(640, 900)
    page.show()
    wait(page.isVisible)
    yield page
    page.hide()
    page.deleteLater()


def test_the_page_is_in_the_options_of_qgis(as_before, iface, picture):
    seen = []

    def look():
        try:
            shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
            (dialog,) = (widget for widget in shown if widget.inherits("QgsOptionsDialogBase"))
            (page,) = (w for w in dialog.findChildren(QWidget) if type(w).__name__ == "OptionsPage")
            seen.append(page.isVisible())
            picture(dialog)
            page.operator.setText("東京 花子")
            page.threads.setValue(1)
            box = dialog.findChild(QDialogButtonBox, "buttonBox")
            box.button(QDialogButtonBox.StandardButton.Ok).click()
        finally:
            for widget in QApplication.topLevelWidgets():
                if widget.inherits("QgsOptionsDialogBase"):
                    widget.reject()

    QTimer.singleShot(500, look)
    iface.showOptionsDialog(iface.mainWindow(), "soranome")
    assert seen == [True], "and is the one that was asked for"
    assert (settings.OPERATOR.value(), settings.THREADS.value()) == ("東京 花子", 1)


def test_settings_are_kept_when_confirmed_only(page, tmp_path, picture):
    page.register.setFilePath(str(tmp_path / "台帳.gpkg"))
    page.results.setFilePath(str(tmp_path))
    page.operator.setText(" 花子 ")
    page.threads.setValue(3)
    page.scheduler.setText("tcp://10.0.0.1:8786")
    picture(page)
    assert settings.OPERATOR.value() != "花子"
    page.apply()
    assert [setting.value() for setting in KEPT] == [
        str(tmp_path / "台帳.gpkg"), "花子", str(tmp_path), 3, "tcp://10.0.0.1:8786",
    ]  # fmt: skip


def test_a_database_is_chosen_by_its_connection(as_before, monkeypatch):
    from qgis.core import QgsProviderRegistry, QgsSettings

    from soranome.plugin.ui.options import OptionsPage

    QgsSettings().setValue("PostgreSQL/connections/office/host", "127.0.0.1")
    try:
        assert "office" in QgsProviderRegistry.instance().providerMetadata("postgres").connections(False)
        page = OptionsPage()
        page.connections.setCurrentIndex(page.connections.findText("office"))
        page.connections.activated.emit(page.connections.currentIndex())
        assert page.register.filePath() == "office"
    finally:
        QgsSettings().remove("PostgreSQL/connections/office")


def test_presets_are_renamed_deleted_and_shared(page, tmp_path, click, wait, idle):
    for key, name in (("fill", "a"), ("fill", "b"), ("coverage", "c")):
        preset_store.save(Preset(key, name, {"detectfill": {"MIN_AREA": 1}}))
    page._list_presets()
    rows = [page.presets.topLevelItem(index) for index in range(3)]
    assert [row.text(0) for row in rows] == ["c", "a", "b"] and not page.rename_button.isEnabled()
    rows[1].setSelected(True)
    click(page.rename_button)
    editor = page.presets.findChild(QLineEdit)
    editor.setText("市の基準")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    idle()
    assert [preset.name for preset in preset_store.own("fill")] == ["b", "市の基準"]
    row = page.presets.topLevelItem(1)
    row.setText(0, "市の基準")
    idle()
    assert "✕" in page.presets_said.text() and len(preset_store.own("fill")) == 2, "two must not have one name"
    assert not page.export_button.isEnabled() and not page.import_button.isEnabled()
    page.shared.setFilePath(str(tmp_path / "office"))
    click(page.export_button)
    assert (tmp_path / "office.json").is_file() and "3" in page.presets_said.text()
    for index in range(3):
        page.presets.topLevelItem(index).setSelected(True)
    click(page.delete_button)
    assert preset_store.own() == [] and not page.delete_button.isEnabled()
    click(page.import_button)
    assert len(preset_store.own()) == 3 and page.presets.topLevelItemCount() == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"format": "soranome-presets", "presets": {"fill": 3}}',
        '{"a": 1}',
        "\x00",
        pytest.param("[" * 100_000, id="brackets"),
    ],
)
def test_a_file_that_holds_no_presets_is_refused(page, tmp_path, click, text):
    (tmp_path / "a.json").write_text(text)
    page.shared.setFilePath(str(tmp_path / "a.json"))
    click(page.import_button)
    assert "✕" in page.presets_said.text() and preset_store.own() == []
    page.presets_said.clear()
    preset_store.save(Preset("fill", "a", {"detectfill": {}}))
    page._list_presets()
    page.shared.setFilePath(str(tmp_path / "nowhere" / "a.json"))
    click(page.export_button)
    assert "✕" in page.presets_said.text()


def test_the_cache_is_told_and_emptied(page, monkeypatch, tmp_path, click):
    from soranome.plugin import compiled_code

    place = tmp_path / "core" / "__pycache__"
    place.mkdir(parents=True)
    monkeypatch.setattr(compiled_code, "SOURCES", tmp_path / "core")
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "elsewhere"))
    other = tmp_path / "elsewhere" / compiled_code._name_of(tmp_path / "core")
    other.mkdir(parents=True)
    (place / "a.nbi").write_bytes(bytes(400_000))
    (place / "a.pyc").write_bytes(b"kept")
    (other / "a.1.nbc").write_bytes(bytes(800_000))
    page._show_cache()
    assert "1.2 MB" in page.cache_size.text()
    click(page.empty_button)
    assert "0.0 MB" in page.cache_size.text() and not page.empty_button.isEnabled()
    assert [path.name for path in place.iterdir()] == ["a.pyc"] and not other.exists()


def test_the_scheduler_is_tried(page, click, wait, tmp_path, picture):
    with running(tmp_path, workers=1) as dask:
        page.scheduler.setText(dask.address)
        click(page.try_button)
        wait(page.try_button.isEnabled, 20)
        assert page.answer.text().startswith("✔") and dask.address in page.answer.text()
        picture(page, "scheduler")
    click(page.try_button)  # it is gone
    wait(page.try_button.isEnabled, 20)
    assert page.answer.text().startswith("✕")
    page.scheduler.setText("not an address at all")
    click(page.try_button)
    assert "tcp://" in page.answer.text()


def test_a_run_takes_as_many_threads_as_set(as_before, scene, monkeypatch):
    """Counted where pieces of work are run; what comes out is the same."""
    import processing

    from soranome.plugin.core import tasks

    sizes = []

    class Counting(tasks.ThreadPoolExecutor):
        def __init__(self, most, **options):
            sizes.append(most)
            super().__init__(most, **options)

    monkeypatch.setattr(tasks, "ThreadPoolExecutor", Counting)
    inputs = {"BEFORE": str(scene / "optical_before.tif"), "AFTER": str(scene / "optical_after.tif")}
    found = {}
    for threads in (1, 3):
        settings.THREADS.set(threads)
        sizes.clear()
        outputs = {"SCORE": "TEMPORARY_OUTPUT", "CHANGE": "TEMPORARY_OUTPUT"}
        done = processing.run("soranome:opticalchange", {**inputs, **outputs})
        assert set(sizes) == {threads}
        with open(done["SCORE"], "rb") as file:
            found[threads] = file.read()
    assert found[1] == found[3]
