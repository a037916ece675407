"""Widgets of algorithm dialogs."""

from __future__ import annotations

from processing.gui.wrappers import WidgetWrapper
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
