"""Asks which terrain model and which roads the offline background is made of."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout

from ...translation import tr
from ..forms import ParameterForm
from . import backgrounds


class OfflineDialog(QDialog):
    """Lets the window alone while it is open. ``add(dem, roads)`` adds the background and says what is wrong, else ""."""

    def __init__(self, parent, add: Callable[[str, object], str]):
        super().__init__(parent)
        self._add = add
        self.setObjectName("SoraNoMeOfflineDialog")
        self.setWindowTitle(tr("Background without a network"))
        about = QLabel(
            tr(
                "The hillshade of an elevation model of this computer, with roads where you have them. Nothing is fetched; "
                "packages for phones and field-check sheets can use it too."
            )
        )
        about.setWordWrap(True)
        # The sheets take the same two; so do their choosers of layers and files.
        self.form = ParameterForm(
            "fieldsheets", ("DEM", "ROADS"), (), {"DEM": tr("Elevation model"), "ROADS": tr("Roads (optional)")}
        )
        self.wrong = QLabel()
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.add_button = buttons.addButton(tr("Add to the map"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.add_button.setDefault(True)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        buttons.accepted.connect(self.add)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for part in (about, self.form, self.wrong, buttons):
            column.addWidget(part)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 75)

    def begin(self) -> None:
        """Show it, with what the project knows filled in."""
        self.wrong.hide()
        given = self.form.values()
        for name, value in (backgrounds.known_terrain() | backgrounds.offline_parameters()).items():
            if name not in given:
                self.form.set_value(name, value)
        self.show()
        self.raise_()

    def add(self) -> None:
        values = self.form.values()
        if "DEM" not in values:
            wrong = tr("Choose an elevation model.")
        else:
            wrong = self._add(_file(values["DEM"]), _layer(values.get("ROADS")))
        self.wrong.setText(f"✕ {wrong}")
        self.wrong.setVisible(bool(wrong))
        if not wrong:
            self.accept()


def _layer(value):
    """The layer of the project a value names, else the value."""
    return (QgsProject.instance().mapLayer(value) if isinstance(value, str) else None) or value


def _file(value) -> str:
    layer = _layer(value)
    return layer if isinstance(layer, str) else layer.source()
