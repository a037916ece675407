"""Widgets of algorithm dialogs."""

from __future__ import annotations

from processing.gui.wrappers import WidgetWrapper
from qgis.gui import QgsCheckableComboBox, QgsFileWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox


class ChoiceWrapper(WidgetWrapper):
    """A choice that shows translated labels and holds the static string."""

    def createWidget(self, choices=()):
        self._box = QComboBox()
        for value, label in choices:
            self._box.addItem(label, value)
        self.setValue(self.parameterDefinition().defaultValue())
        self._box.currentIndexChanged.connect(lambda _: self.widgetValueHasChanged.emit(self))
        return self._box

    def setValue(self, value) -> None:
        index = self._box.findData(value)
        if index >= 0:
            self._box.setCurrentIndex(index)

    def value(self):
        return self._box.currentData()


class ChoicesWrapper(WidgetWrapper):
    """Any number of choices, shown by translated labels; holds their static strings."""

    def createWidget(self, choices=()):
        self._box = QgsCheckableComboBox()
        self._box.setDefaultText("")
        for value, label in choices:
            self._box.addItemWithCheckState(label, Qt.CheckState.Unchecked, value)
        self._box.checkedItemsChanged.connect(lambda _: self.widgetValueHasChanged.emit(self))
        return self._box

    def setValue(self, value) -> None:
        chosen = value.split(",") if isinstance(value, str) else value or []
        for row in range(self._box.count()):
            checked = self._box.itemData(row) in chosen
            self._box.setItemCheckState(row, Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)

    def value(self):
        return self._box.checkedItemsData()


class RegisterWrapper(WidgetWrapper):
    """The name of a register: a file that may be there or not, or words typed in its place."""

    def createWidget(self, filter=""):
        self._file = QgsFileWidget()
        self._file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self._file.setConfirmOverwrite(False)  # it is added to, never replaced
        self._file.setFilter(filter)
        self._file.fileChanged.connect(lambda _: self.widgetValueHasChanged.emit(self))
        return self._file

    def setValue(self, value) -> None:
        self._file.setFilePath("" if value is None else str(value))

    def value(self):
        return self._file.filePath()
