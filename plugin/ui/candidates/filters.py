"""The line above the table: what to look for, and which rows to show."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from ...translation import tr
from .table import CandidatesModel, Filter

_PAUSE_MS = 60  # while somebody types


class FilterBar(QWidget):
    """``changed`` when another choice of rows is wanted; :meth:`chosen` says which, but for the extent of the map."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.text = QgsFilterLineEdit()
        self.text.setShowSearchIcon(True)
        self.text.setPlaceholderText(tr("Search"))
        self.text.setToolTip(tr("Words in any column: site, municipality, reasons, note …"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.changed)
        self.text.textChanged.connect(lambda _: self._timer.start())
        self.boxes: dict[str, QComboBox] = {}
        self._all = {
            "priority_class": tr("Any class"),
            "status": tr("Any status"),
            "municipality": tr("Any town"),
        }
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(3)
        line.addWidget(self.text, 3)
        for name, everything in self._all.items():
            box = QComboBox()
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(4)
            box.setToolTip(everything)
            box.addItem(everything, None)
            box.currentIndexChanged.connect(self._box_changed)
            self.boxes[name] = box
            line.addWidget(box, 2)
        self.attention_button = self._toggle("/mIconWarning.svg", tr("Only sites that need another look"))
        self.extent_button = self._toggle("/mActionZoomToLayer.svg", tr("Only what is visible on the map"))
        line.addWidget(self.attention_button)
        line.addWidget(self.extent_button)

    def _toggle(self, icon: str, told: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(QgsApplication.getThemeIcon(icon))
        button.setToolTip(told)
        button.setAccessibleName(told)
        button.setCheckable(True)
        button.toggled.connect(lambda _: self.changed.emit())
        return button

    def offer(self, model: CandidatesModel) -> None:
        """Offer the values that occur; what is chosen stays so where it still occurs."""
        self.blockSignals(True)
        for name, box in self.boxes.items():
            chosen, codes = box.currentData(), model.codes(name)
            box.clear()
            box.addItem(self._all[name], None)
            for code, text in codes.items():
                box.addItem(text, code)
            box.setCurrentIndex(max(0, box.findData(chosen)))
            box.setVisible(bool(codes))
        self.attention_button.setVisible(any(column.name == "attention" for column in model.columns))
        self.blockSignals(False)

    def chosen(self, extent: tuple[float, float, float, float] | None) -> Filter:
        codes = {name: box.currentData() for name, box in self.boxes.items() if box.currentData() is not None}
        attention = self.attention_button.isChecked() and not self.attention_button.isHidden()
        return Filter(self.text.text(), codes, attention, extent if self.extent_button.isChecked() else None)

    def reset(self) -> None:
        """Show everything."""
        self.blockSignals(True)
        self.text.clear()
        self._timer.stop()
        for box in self.boxes.values():
            box.setCurrentIndex(0)
        for button in (self.attention_button, self.extent_button):
            button.setChecked(False)
        self.blockSignals(False)
        self.changed.emit()

    def _box_changed(self, _index: int) -> None:
        self.changed.emit()
