"""Step 5: what inspectors brought back, into the register; and what came of it all."""

from __future__ import annotations

import os

from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ...translation import tr
from .. import results
from ..forms import ParameterForm
from ..running import Run
from ..widgets import DropPlace, MadeFiles, Note, not_opened, opened
from . import practice
from .dock import Job


class ResultsStep:
    def __init__(self, dock):
        self.dock = dock
        self.step = dock.add_step(tr("Results back"))
        column = self.step.column
        self.drop = DropPlace(tr("Drop the list, the zip or the folder that came back here, or choose it below."))
        self.drop.dropped.connect(self.give)
        column.addWidget(self.drop)
        self.form = ParameterForm(
            "importresults", ("RESULTS", "RESULTS_FOLDER"), advanced=("PHOTOS", "PHOTO_FOLDER", "WAIT", "LANGUAGE")
        )
        self.form.changed.connect(self._keep_one)
        column.addWidget(self.form)
        self.practise_button = QPushButton(tr("Practise: fill in the list as inspectors would"))
        self.practise_button.clicked.connect(self.practise)
        column.addWidget(self.practise_button)
        self.import_button = QPushButton(tr("Enter the results into the register"))
        self.import_button.clicked.connect(self.enter)
        column.addWidget(self.import_button)
        self.note = Note()
        column.addWidget(self.note)
        self._add_conflicts()
        self._add_reports()
        self.files = MadeFiles()
        column.addWidget(self.files)
        dock.locks(self.practise_button, self.import_button, self.decide_button)
        dock.locks(self.progress_button, self.accuracy_button)
        dock.looked.connect(self._looked)
        self._looked()

    def _add_conflicts(self) -> None:
        """What is to be decided or corrected: only where there is something."""
        self.conflicts = ""
        self.conflict_row = QWidget()
        line = QHBoxLayout(self.conflict_row)
        line.setContentsMargins(0, 0, 0, 0)
        self.conflicts_button = QPushButton(tr("Open the conflicts"))
        self.conflicts_button.clicked.connect(self.open_conflicts)
        self.decide_button = QPushButton(tr("Enter the decisions"))
        self.decide_button.setToolTip(tr("After decisions were chosen in the list of conflicts and saved."))
        self.decide_button.clicked.connect(self.decide)
        line.addWidget(self.conflicts_button)
        line.addWidget(self.decide_button)
        self.conflict_row.hide()
        self.step.column.addWidget(self.conflict_row)

    def _add_reports(self) -> None:
        self.progress_form = ParameterForm(
            "fieldprogress", (), advanced=("MUNICIPALITIES", "AREA", "FROM", "TO", "OVERDUE_DAYS", "LANGUAGE")
        )
        self.progress_form.advanced.setTitle(tr("More about the progress report"))
        self.progress_button = QPushButton(tr("Make the progress report"))
        self.progress_button.clicked.connect(self.report_progress)
        self.accuracy_button = QPushButton(tr("Tell how good the ranking was"))
        self.accuracy_button.clicked.connect(self.report_accuracy)
        for widget in (self.progress_form, self.progress_button, self.accuracy_button):
            self.step.column.addWidget(widget)

    # -- what came back ------------------------------------------------------------------------

    def give(self, path: str) -> None:
        """Take a file or folder as the results."""
        self.form.set_value("RESULTS_FOLDER" if os.path.isdir(path) else "RESULTS", path)

    def _keep_one(self, name: str) -> None:
        other = {"RESULTS": "RESULTS_FOLDER", "RESULTS_FOLDER": "RESULTS"}.get(name)
        if other and self.form.value(name) and self.form.value(other):
            self.form.set_value(other, "")

    def enter(self) -> None:
        given = self.form.values()
        lacking = self.dock.lacks()
        if not lacking and not given.keys() & {"RESULTS", "RESULTS_FOLDER"}:
            lacking = tr("Choose what came back.")
        self.note.say(f"⚠ {lacking}" if lacking else "")
        if not lacking:
            conflicts = str(results.run_folder("importresults") / (tr("Conflicts and problems") + ".xlsx"))
            given |= {**self.dock.asked_of_all, "CONFLICTS": conflicts}
            self.dock.run("importresults", given, self._entered, load=False)

    def _entered(self, run: Run) -> None:
        found = run.results
        lines = [
            tr("Entered: {visits} visits, {photos} photos").format(visits=found["ENTERED"], photos=found["PHOTOS"])
        ]
        for name, text in (
            ("REVISED", tr("Revised by their own inspector: {count}")),
            ("UNCHANGED", tr("Known already, not entered again: {count}")),
            ("CONFLICTING", "⚠ " + tr("In conflict: {count}. Choose which is right in the list of conflicts.")),
            ("REJECTED", "⚠ " + tr("Left out: {count}. Correct these rows as the list says, and enter them again.")),
        ):
            if found[name]:
                lines.append(text.format(count=found[name]))
        self.note.say("\n".join(lines))
        self.conflicts = found["CONFLICTS"] if found["CONFLICTING"] or found["REJECTED"] else ""
        self.conflict_row.setVisible(bool(self.conflicts))
        self.decide_button.setVisible(bool(found["CONFLICTING"]))
        if self.conflicts:
            self.files.add(self.conflicts)
        self.dock.papers_step.list_path = ""
        self.dock.written()

    def open_conflicts(self) -> None:
        if not opened(self.conflicts):
            self.note.warn(not_opened(self.conflicts))

    def decide(self) -> None:
        self.give(self.conflicts)
        self.enter()

    # -- practising ----------------------------------------------------------------------------

    def _looked(self) -> None:
        self.practise_button.setVisible(practice.scene_of(self.dock.register) is not None)

    def practise(self) -> None:
        """Fill in the list made last, or one made now, as inspectors would."""
        papers = self.dock.papers_step
        scene = practice.scene_of(self.dock.register)
        folder = results.run_folder("results")

        def filled() -> dict:
            given = {"XLSX": papers.list_path, "TRUTH": practice.truth_of(scene), "FOLDER": str(folder)}
            return {**given, "INSPECTORS": 2, "SHARE": 0.6, "OVERLAP": 2, "MESSY": True}

        made = os.path.isfile(papers.list_path)
        self.note.say("")
        self.dock.run_all(
            [*([] if made else papers.jobs(["fieldchecklist"])), Job("sampleresults", filled, self._filled)]
        )

    def _filled(self, run: Run) -> None:
        self.give(run.results["FOLDER"])
        self.note.say(
            tr("{count} sites were “visited”, with the mistakes people make. Now enter the results.").format(
                count=run.results["VISITS"]
            )
        )

    # -- reports -------------------------------------------------------------------------------

    def report_progress(self) -> None:
        self._report("fieldprogress", tr("Progress of field checks"), self.progress_form.values())

    def report_accuracy(self) -> None:
        self._report("visitaccuracy", tr("Accuracy from visits"), {})

    def _report(self, algorithm: str, title: str, parameters: dict) -> None:
        lacking = self.dock.lacks()
        self.note.say(f"⚠ {lacking}" if lacking else "")
        if not lacking:
            report = str(results.run_folder(algorithm) / f"{title}.html")
            parameters |= {"REGISTER": self.dock.register, "REPORT": report}
            self.dock.run(algorithm, parameters, self._reported, load=False)

    def _reported(self, run: Run) -> None:
        names = ("WEIGHTS", "RATES", "REPORT")  # the report comes to stand on top
        self.files.add(*(run.results[name] for name in names if run.results.get(name)))
