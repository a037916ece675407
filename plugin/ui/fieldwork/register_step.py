"""Step 1: which register, what is in it, and bringing candidates into it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from qgis.core import QgsProviderRegistry
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTimer
from qgis.PyQt.QtWidgets import QComboBox, QPushButton, QVBoxLayout

from ...core.dates import JAPAN
from ...core.fieldwork.values import STATUSES
from ...settings import OPERATOR, REGISTER
from ...translation import tr, tr_core
from .. import results
from ..forms import ParameterForm
from ..running import Run
from ..widgets import Note, plain_label
from . import practice
from .dock import Job

_TYPING_MS = 600
"""So long after the last key a name is taken for complete."""


class RegisterStep:
    def __init__(self, dock):
        self.dock = dock
        self.step = dock.add_step(tr("Register of sites"), folded=False)
        column = self.step.column
        self.form = ParameterForm("updateregister", ("REGISTER", "OPERATOR"), advanced=())
        column.addWidget(self.form)
        self._add_connections()
        self.open_button = QPushButton(tr("Open the register"))
        self.open_button.clicked.connect(self.open)
        column.addWidget(self.open_button)
        self.state = plain_label()
        column.addWidget(self.state)
        self.note = Note()
        column.addWidget(self.note)
        self._add_update()
        self.sample_button = QPushButton(tr("Try it on made data"))
        self.sample_button.setToolTip(
            tr(
                "Makes a small scene, looks for altered ground in it and enters what was found into a register to practise."
            )
        )
        self.sample_button.clicked.connect(self.practise)
        column.addWidget(self.sample_button)
        dock.locks(self.form, self.open_button, self.update_button, self.sample_button)
        dock.looked.connect(self._tell)
        self._typed = QTimer(dock)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_TYPING_MS)
        self._typed.timeout.connect(self._look_at_typed)
        self.form.changed.connect(self._changed)

    def _add_connections(self) -> None:
        """PostgreSQL connections of this QGIS, where it has any."""
        stored = QgsProviderRegistry.instance().providerMetadata("postgres")
        names = sorted(stored.connections(False)) if stored else []
        self.connections = QComboBox()
        self.connections.addItem(tr("A database of this QGIS …"), "")
        for name in names:
            self.connections.addItem(name, name)
        self.connections.activated.connect(self._connection_chosen)
        self.connections.setVisible(bool(names))
        self.form.layout().insertWidget(2, self.connections)

    def _add_update(self) -> None:
        self.update_group = QgsCollapsibleGroupBox(tr("Enter candidates"))
        self.update_group.setCollapsed(True)
        inner = QVBoxLayout(self.update_group)
        self.update_form = ParameterForm(
            "updateregister",
            ("CANDIDATES", "OBSERVED_ON"),
            advanced=("SOURCE", "AREA", "MIN_OVERLAP", "UNCERTAINTY", "RADIUS", "CRS", "WAIT"),
        )
        inner.addWidget(self.update_form)
        self.update_button = QPushButton(tr("Enter them into the register"))
        self.update_button.clicked.connect(self.update)
        inner.addWidget(self.update_button)
        self.update_note = Note()
        inner.addWidget(self.update_note)
        self.step.column.addWidget(self.update_group)

    def start(self) -> None:
        """Take up the register of last time."""
        self.form.set_values({"REGISTER": REGISTER.value(), "OPERATOR": OPERATOR.value()})
        self._typed.stop()
        if Path(REGISTER.value()).is_file():
            self.dock.look()
        else:
            self._tell()

    # -- which one -----------------------------------------------------------------------------

    def _changed(self, name: str) -> None:
        if name == "OPERATOR":
            OPERATOR.set((self.form.value("OPERATOR") or "").strip())
        else:
            self.dock.forget()
            self._typed.start()

    def _look_at_typed(self) -> None:
        """A file that is there is looked at; a database only when it is opened."""
        if Path(self.dock.register).is_file():
            self.dock.look()

    def _connection_chosen(self, row: int) -> None:
        if self.connections.itemData(row):
            self.form.set_value("REGISTER", self.connections.itemData(row))

    # -- what is in it -------------------------------------------------------------------------

    def open(self) -> None:
        self.note.say("")
        lacking = self.dock.lacks()
        if lacking:
            self.note.warn(lacking)
            return
        self._typed.stop()
        self.dock.look(self._show)

    def _show(self) -> None:
        """Show the sites on the map and in the table."""
        from ..candidates.panel import CandidatesPanel

        layer = self.dock.layer()
        self._offer_scene()
        self.dock.iface.setActiveLayer(layer)
        if layer.featureCount():
            self.dock.iface.zoomToActiveLayer()
        self.dock.desktop.panel(CandidatesPanel).show_layer(layer)

    def _offer_scene(self) -> None:
        """Show the images and maps of a made scene where the register is of one, and fill them in where nothing is."""
        scene = practice.scene_of(self.dock.register)
        if scene is None:
            return
        layers = practice.show(scene)
        plan, papers = self.dock.plan_step.form, self.dock.papers_step.sheets_form
        if not plan.value("START"):
            plan.set_values({"START": practice.start_of(scene), "TOLERANCE": practice.GAPS_M})
        for form in (plan, papers):
            given = form.values()
            form.set_values({name: layer for name, layer in layers.items() if name not in given})

    def _tell(self) -> None:
        overview = self.dock.overview
        if overview is None:
            self.state.setText(f"⚠ {self.dock.trouble}" if self.dock.trouble else "")
            self.state.setVisible(bool(self.dock.trouble))
            return
        statuses, classes = overview.statuses, overview.classes
        lines = [tr("{sites} sites, {visits} visits").format(sites=len(overview.sites), visits=overview.visits)]
        lines.append(_counts((tr_core(word), statuses[code]) for code, word in STATUSES.items()))
        lines.append(_counts((tr("class {name}").format(name=name), classes[name]) for name in sorted(classes) if name))
        if overview.attention:
            lines.append("⚠ " + tr("Closed, but to be looked at again: {count}").format(count=overview.attention))
        if overview.observed_on:
            day = QDate.fromString(overview.observed_on[:10], Qt.DateFormat.ISODate)
            lines.append(tr("Last observation: {date}").format(date=day.toString(tr("yyyy-MM-dd"))))
        if overview.changed_at:
            changed = datetime.fromisoformat(overview.changed_at).astimezone(JAPAN)
            when = QDateTime(changed.year, changed.month, changed.day, changed.hour, changed.minute, 0)
            said = tr("Last change: {time}, {name}") if overview.changed_by else tr("Last change: {time}")
            lines.append(said.format(time=when.toString(tr("yyyy-MM-dd HH:mm")), name=overview.changed_by))
        self.state.setText("\n".join(line for line in lines if line))
        self.state.show()

    # -- what comes into it --------------------------------------------------------------------

    def update(self) -> None:
        lacking = self.dock.lacks(self.update_form)
        self.update_note.say(f"⚠ {lacking}" if lacking else "")
        if not lacking:
            parameters = {**self.update_form.values(), **self.dock.asked_of_all}
            self.dock.run("updateregister", parameters, self._updated, load=False)

    def _updated(self, run: Run) -> None:
        found = run.results
        self.update_note.say(
            tr("New: {new}, seen again: {repeated}, growing: {growing}. {total} sites in all.").format(
                new=found["NEW"], repeated=found["REPEATED"], growing=found["GROWING"], total=found["TOTAL"]
            )
        )
        self.dock.look(self._show)

    def practise(self) -> None:
        """Make a register to practise with, from nothing."""
        folder = results.run_folder("practice")
        self.note.say("")
        self._in_project = self.dock.projects
        entered = {"CANDIDATES": str(folder / "candidates.gpkg"), "REGISTER": practice.register_in(folder)}
        self.dock.run_all(
            [
                Job("makesample", lambda: practice.scene_parameters(folder)),
                Job("detectfill", lambda: practice.detection_parameters(folder)),
                Job("updateregister", lambda: entered, self._practice_made),
            ]
        )

    def _practice_made(self, run: Run) -> None:
        self.form.set_value("REGISTER", run.results["REGISTER"])
        self._typed.stop()
        self.note.say(tr("This register is made up: try everything out with it."))
        self.dock.choice_step.step.open()
        self.dock.look(self._show if self._in_project == self.dock.projects else None)


def _counts(pairs) -> str:
    """``lawful 3, visited 10`` of those there are."""
    return tr(", ").join(f"{word} {count}" for word, count in pairs if count)
