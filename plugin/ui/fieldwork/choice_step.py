"""Step 2: which sites the plan, the papers and the packages are about."""

from __future__ import annotations

from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingParameters,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QCheckBox, QPushButton

from ...core.errors import SoraNoMeError
from ...core.fieldwork.choice import Choice, listed
from ...translation import tr, tr_core
from ..forms import ParameterForm
from ..widgets import Note, plain_label
from . import sites_layer
from .known_values import KnownValues, all_of_them

_SETTLING_MS = 250
"""The map has come to rest."""


class ChoiceStep:
    def __init__(self, dock):
        self.dock = dock
        self.step = dock.add_step(tr("Which sites"))
        column = self.step.column
        self.form = ParameterForm(
            "fieldchecklist",
            ("CLASSES", "LIMIT", "STATUSES", "TEAMS", "AREA"),
            advanced=(),
            labels={"LIMIT": tr("Only the first ranks (0: all)")},
        )
        self.form.widgets["STATUSES"].setDefaultText(all_of_them())
        self.classes, self.teams = (KnownValues(self.form, name) for name in ("CLASSES", "TEAMS"))
        column.addWidget(self.form)
        self.extent_box = QCheckBox(tr("Only what the map shows"))
        column.addWidget(self.extent_box)
        self.count = plain_label()
        font = self.count.font()
        font.setBold(True)
        self.count.setFont(font)
        column.addWidget(self.count)
        self.select_button = QPushButton(tr("Select them on the map"))
        self.select_button.clicked.connect(self.select)
        column.addWidget(self.select_button)
        self.note = Note()
        column.addWidget(self.note)
        dock.looked.connect(self._looked)
        self._settling = QTimer(dock)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLING_MS)
        self._settling.timeout.connect(self.recount)
        self.form.changed.connect(lambda _name: self._settling.start())
        self.extent_box.toggled.connect(self._extent_toggled)
        dock.iface.mapCanvas().extentsChanged.connect(self._moved)
        self.recount()

    def close_down(self) -> None:
        self.dock.iface.mapCanvas().extentsChanged.disconnect(self._moved)
        self._settling.stop()

    def values(self) -> dict:
        """Parameters of the choice, as every algorithm about sites takes them."""
        values = self.form.values()
        if self.extent_box.isChecked():
            values["AREA"] = self._shown_area()
        return {name: value for name, value in values.items() if value not in ("", 0)}

    def chosen(self) -> list:
        """The sites of the register (``core.fieldwork.overview``) that are chosen.

        Raises :class:`SoraNoMeError` where the area is none.
        """
        values = self.values()
        choice = Choice(
            values.get("LIMIT", 0),
            values.get("STATUSES", ()),
            listed(values.get("CLASSES", "")),
            listed(values.get("TEAMS", "")),
            self._area(values),
        )
        return [site for site in self.dock.overview.sites if choice.takes(site)]

    def recount(self) -> None:
        self.select_button.setEnabled(self.dock.overview is not None)
        if self.dock.overview is None:
            self.count.setText(tr("Sites are counted once a register is open."))
            return
        try:
            chosen = self.chosen()
        except SoraNoMeError as error:
            self.count.setText("⚠ " + error.message.say(tr_core))
            return
        text = tr("{count} of {all} sites").format(count=len(chosen), all=len(self.dock.overview.sites))
        closed = sum(site.is_closed for site in chosen)
        if closed and not self.form.values().get("STATUSES"):
            text += "\n" + tr("{count} of these are closed; the visiting order leaves them out.").format(count=closed)
        self.count.setText(text)

    def select(self) -> None:
        """Select the chosen sites on the map, and go there."""
        self.note.say("")
        try:
            keys = {site.key for site in self.chosen()}
        except SoraNoMeError:
            self.recount()  # says why
            return
        layer = self.dock.layer()
        count = sites_layer.select(layer, keys)
        if count:
            self.dock.iface.mapCanvas().zoomToSelected(layer)
        if count < len(keys):
            self.note.warn(tr("The layer on the map shows only {count} of them.").format(count=count))

    def _looked(self) -> None:
        overview = self.dock.overview
        self.classes.offer(overview.classes if overview else {})
        self.teams.offer(overview.teams if overview else {})
        self.recount()

    # -- the area ------------------------------------------------------------------------------

    def _extent_toggled(self, ticked: bool) -> None:
        self.form.widgets["AREA"].setEnabled(not ticked)
        self.recount()

    def _moved(self) -> None:
        if self.extent_box.isChecked():
            self._settling.start()

    def _shown_area(self) -> QgsVectorLayer:
        """What the map shows, as a layer of one polygon."""
        settings = self.dock.iface.mapCanvas().mapSettings()
        layer = QgsVectorLayer("Polygon", tr("What the map shows"), "memory")
        layer.setCrs(settings.destinationCrs())
        feature = QgsFeature()
        corners = [QgsPointXY(corner) for corner in settings.visiblePolygon()]
        feature.setGeometry(QgsGeometry.fromPolygonXY([corners]))
        layer.dataProvider().addFeatures([feature])
        layer.updateExtents()
        return layer

    def _area(self, values: dict):
        """The area in the register's CRS; None where there is none."""
        if "AREA" not in values:
            return None
        from ...processing.fieldwork.register_layers import crs_to_qgis
        from ...processing.fieldwork.sites import area_of

        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        definition = self.form.algorithm.parameterDefinition("AREA")
        source = QgsProcessingParameters.parameterAsSource(definition, values, context)
        if source is None:  # its layer was removed
            return None
        return area_of(source, crs_to_qgis(self.dock.overview.crs), context)
