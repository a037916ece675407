"""Step 3: who goes where on which day, in which order."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QPushButton

from ...translation import tr
from .. import results
from ..forms import ParameterForm
from ..running import Run
from ..widgets import MadeFiles, Note

_SHOWN = ("START", "TEAM_NAMES", "DAYS", "FIRST_DAY", "ROADS", "DEM", "KEEP_PLAN")
_ADVANCED = (
    "END", "WEEKENDS", "HOURS", "SERVICE", "BEGIN", "BREAK", "TOLERANCE", "JOIN", "SPEED_FIELD", "CLASS_FIELD",
    "WALK_LIMIT", "SPEED", "DETOUR", "EFFORT", "SEED", "WAIT", "LANGUAGE",
)  # fmt: skip


class PlanStep:
    def __init__(self, dock):
        self.dock = dock
        self.step = dock.add_step(tr("Plan the visits"))
        column = self.step.column
        self.form = ParameterForm("visitorder", _SHOWN, _ADVANCED, {"DAYS": tr("Days (0: as many as it takes)")})
        column.addWidget(self.form)
        self.plan_button = QPushButton(tr("Make the visiting order"))
        self.plan_button.clicked.connect(self.plan)
        column.addWidget(self.plan_button)
        self.note = Note()
        column.addWidget(self.note)
        self.files = MadeFiles()
        column.addWidget(self.files)
        self.layout_button = QPushButton(tr("Make a map to print"))
        self.layout_button.clicked.connect(self.open_layout)
        column.addWidget(self.layout_button)
        dock.locks(self.plan_button)

    def plan(self) -> None:
        lacking = self.dock.lacks(self.form)
        self.note.say(f"⚠ {lacking}" if lacking else "")
        if not lacking:
            parameters = {**self.form.values(), **self.dock.choice_step.values(), **self.dock.asked_of_all}
            parameters["REPORT"] = str(results.run_folder("visitorder") / (tr("Plan of field visits") + ".html"))
            self.dock.run("visitorder", parameters, self._planned)

    def _planned(self, run: Run) -> None:
        found = run.results
        lines = [
            tr("{planned} sites on {days} days of a team; {hours} hours on the way.").format(
                planned=found["PLANNED"], days=found["TEAM_DAYS"], hours=found["TRAVEL_HOURS"]
            )
        ]
        if found["NOT_PLANNED"]:
            lines.append("⚠ " + tr("Not planned: {count} (reasons in the layer)").format(count=found["NOT_PLANNED"]))
        warnings = sum(kind == "warning" for kind, _ in run.log)
        if warnings:
            lines.append("⚠ " + tr("{count} warnings in the log; the plan rests on them.").format(count=warnings))
        self.note.say("\n".join(lines))
        self.files.add(found["REPORT"])
        self.dock.written()

    def open_layout(self) -> None:
        from ..maps.layouts import open_layout

        open_layout(self.dock.iface, self.dock.KEY)
