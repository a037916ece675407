"""Choosing among the values a register has."""

from __future__ import annotations

from qgis.gui import QgsCheckableComboBox
from qgis.PyQt.QtCore import Qt

from ...core.fieldwork.choice import listed
from ...translation import tr
from ..forms import ParameterForm


def all_of_them() -> str:
    """What a list of ticks says where none is ticked."""
    return tr("(all)")


class KnownValues(QgsCheckableComboBox):
    """The values a register has, to be ticked, in place of a parameter that is typed as a list (``A,B``).

    It stands where the form has the typed field, which it hides and keeps the same.
    """

    def __init__(self, form: ParameterForm, name: str):
        super().__init__(form)
        self._form, self._name = form, name
        self.setObjectName(f"{name}_known")
        self.setDefaultText(all_of_them())
        typed = form.widgets[name]
        self.setToolTip(typed.toolTip())
        column = form.layout()
        row = column.indexOf(typed)
        column.insertWidget(row, self)
        column.itemAt(row - 1).widget().setBuddy(self)
        typed.hide()
        self._known: dict[str, int] = {}
        self.checkedItemsChanged.connect(lambda _: self._write())
        form.changed.connect(lambda changed: self._read() if changed == name else None)

    def offer(self, counts: dict[str, int]) -> None:
        """``counts``: value → how many sites have it; ticks stay."""
        self._known = {value: count for value, count in sorted(counts.items()) if value}
        self._fill()

    def _fill(self) -> None:
        ticked = listed(self._form.value(self._name) or "")
        self.blockSignals(True)
        self.clear()
        for value in (*self._known, *(word for word in ticked if word not in self._known)):
            words = tr("{value} ({count} sites)").format(value=value, count=self._known.get(value, 0))
            state = Qt.CheckState.Checked if value in ticked else Qt.CheckState.Unchecked
            self.addItemWithCheckState(words, state, value)
        self.blockSignals(False)
        # With its signals blocked the box does not say what is ticked.
        self.lineEdit().setText(self.separator().join(self.checkedItems()) or self.defaultText())

    def _read(self) -> None:
        """The typed field was changed, by a preset say."""
        if listed(self._form.value(self._name) or "") != self.checkedItemsData():
            self._fill()

    def _write(self) -> None:
        self._form.set_value(self._name, ",".join(self.checkedItemsData()))
