"""Presets at the top of a dock: named sets of values for its forms, those of the office and those the plugin brings."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence

from qgis.core import (
    NULL,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterDefinition,
    QgsProject,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QSize, Qt
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ..translation import tr
from . import preset_store
from .forms import ParameterForm
from .preset_store import Preset

_FILES = ("raster", "vector", "source", "layer", "pointcloud", "mesh", "file", "multilayer")
_LISTS = ("multilayer", "enum", "matrix", "range", "band", "field")


class PresetBar(QWidget):
    """Choose, save and delete presets of the dock ``key``; ``forms`` are those they fill.

    A form takes the values of its algorithm; fields a preset does not mention stay as they are.
    """

    def __init__(self, key: str, forms: Sequence[ParameterForm]):
        super().__init__()
        self._key, self._forms = key, list(forms)
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(6)
        self.box.lineEdit().setPlaceholderText(tr("Choose or name"))
        title = QLabel(tr("Preset"))
        title.setBuddy(self.box)
        self.save_button = self._button("/mActionFileSave.svg", tr("Save the values below under this name"), self.save)
        self.delete_button = self._button("/mActionDeleteSelected.svg", tr("Delete this preset"), self.delete)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.hide()
        line = QHBoxLayout()
        line.addWidget(title)
        line.addWidget(self.box, 1)
        line.addWidget(self.save_button)
        line.addWidget(self.delete_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.addLayout(line)
        column.addWidget(self.said)
        self.box.activated.connect(self._chosen)
        self.box.editTextChanged.connect(self._show_buttons)
        preset_store.store.changed.connect(self._refresh)
        self._refresh()

    def _button(self, icon: str, words: str, do) -> QToolButton:
        button = QToolButton()
        button.setIcon(QgsApplication.getThemeIcon(icon))
        button.setIconSize(QSize(16, 16) * max(1.0, self.fontMetrics().height() / 18))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setAutoRaise(True)
        button.clicked.connect(lambda _checked: do())
        return button

    # -- what is offered -----------------------------------------------------------------------

    def _refresh(self) -> None:
        typed = self.box.currentText()
        self.box.clear()
        taken = {form.algorithm.name() for form in self._forms}
        for preset in (*preset_store.own(self._key), *preset_store.shipped(self._key)):
            if taken & set(preset.values):
                self.box.addItem(preset.name, preset)
        self.box.setCurrentIndex(-1)
        self.box.setEditText(typed)
        self._show_buttons()

    def _show_buttons(self) -> None:
        named = self._named()
        self.save_button.setEnabled(bool(self.box.currentText().strip()) and not (named and named.shipped))
        self.delete_button.setEnabled(named is not None and not named.shipped)

    def _named(self) -> Preset | None:
        """The preset whose name is in the box."""
        index = self.box.findText(preset_store.tidy(self.box.currentText()), Qt.MatchFlag.MatchExactly)
        return self.box.itemData(index) if index >= 0 else None

    # -- what is done --------------------------------------------------------------------------

    def choose(self, name: str) -> None:
        """Choose the preset of this name, as a user does from the list."""
        self.box.setCurrentIndex(self.box.findText(name))
        self._chosen(self.box.currentIndex())

    def _chosen(self, index: int) -> None:
        preset = self.box.itemData(index)
        if preset is None:
            return
        absent, refused = [], []
        for form in self._forms:
            given = preset.values.get(form.algorithm.name(), {})
            asked = [form.algorithm.parameterDefinition(name) for name in form.names() if name in given]
            wrong = [one for one in asked if not _fits(one, given[one.name()])]
            refused += [one.description() for one in wrong]
            given = {name: value for name, value in given.items() if name not in {one.name() for one in wrong}}
            form.set_values(given)
            absent += [
                path for name in form.names() for path in _paths(form, name, given.get(name)) if not _there(path)
            ]
        words = tr("“{name}” was filled in.").format(name=preset.name)
        if refused:
            left = tr("Left as they were, because the preset holds no value they can take: {names}").format(
                names=", ".join(dict.fromkeys(refused))
            )
            words = f"{words}\n⚠ {left}"
        if absent:
            gone = tr("These are no longer there; choose them anew: {paths}").format(
                paths=", ".join(dict.fromkeys(absent))
            )
            words = f"{words}\n⚠ {gone}"
        self._say(words)

    def save(self) -> None:
        """Keep the values of the forms under the name in the box."""
        name = preset_store.tidy(self.box.currentText())
        values: dict[str, dict] = {}
        left_out = []
        for form in self._forms:
            kept = values.setdefault(form.algorithm.name(), {})
            for parameter, value in form.values().items():
                try:
                    kept[parameter] = plain(value)
                except ValueError:
                    left_out.append(form.algorithm.parameterDefinition(parameter).description())
        preset_store.save(Preset(self._key, name, values))
        words = tr("“{name}” was saved.").format(name=name)
        if left_out:
            lost = tr("Not kept, because they exist in this project only: {names}").format(names=", ".join(left_out))
            words = f"{words}\n⚠ {lost}"
        self._say(words)

    def delete(self) -> None:
        preset = self._named()
        preset_store.remove(preset)
        self.box.setEditText("")
        self._say(tr("“{name}” was deleted.").format(name=preset.name))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()


def plain(value):
    """``value`` of a parameter as JSON holds it; layers become their file. Raises ``ValueError`` for what has none."""
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source.staticValue()
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    layer = QgsProject.instance().mapLayer(value) if isinstance(value, str) else value
    if isinstance(layer, QgsMapLayer):
        if not os.path.exists(_file(layer.source())):  # in memory, or of a database, whose password is nobody else's
            raise ValueError(layer.name())
        return layer.source()
    if isinstance(value, QgsCoordinateReferenceSystem):
        return value.authid() or value.toWkt()
    if isinstance(value, QDate | QDateTime):
        return value.toString(Qt.DateFormat.ISODate)
    if value == NULL:
        return None
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise ValueError(repr(value))


def _fits(definition: QgsProcessingParameterDefinition, value) -> bool:
    """Whether ``value``, as JSON holds it, is of the kind a parameter takes; nothing (None) always is."""
    if value is None or value == "":
        return True
    if isinstance(value, dict) or (isinstance(value, list) and definition.type() not in _LISTS):
        return False
    if isinstance(value, float) and not math.isfinite(value):
        return False
    return definition.checkValueIsAcceptable(value)


def _paths(form: ParameterForm, name: str, value) -> list[str]:
    """Files ``value`` of a parameter names; none where it takes no files."""
    if form.algorithm.parameterDefinition(name).type() not in _FILES or not value:
        return []
    return [str(one) for one in (value if isinstance(value, list) else [value])]


def _there(path: str) -> bool:
    """Whether a file, or a layer in one (``a.gpkg|layername=b``), is there; what is no path is left to the algorithm."""
    return os.path.exists(_file(path)) or not os.path.isabs(path)


def _file(source: str) -> str:
    """The file of a layer's source."""
    return source.split("|", maxsplit=1)[0]
