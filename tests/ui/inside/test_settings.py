"""Presets in a dock, and the page in QGIS's options: every button."""

import json

import pytest
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer

from soranome.plugin import settings
from soranome.plugin.ui import preset_store
from soranome.plugin.ui.forms import ParameterForm
from soranome.plugin.ui.preset_store import Preset
from soranome.plugin.ui.presets import PresetBar


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
