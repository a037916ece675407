"""The dock 不適正盛土: from observations of different dates to candidates in the register."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QPushButton

from ...translation import tr
from .. import results
from ..dock import TaskDock
from ..forms import ParameterForm
from ..running import Run


class FillDock(TaskDock):
    KEY = "fill"
    PAGE = "fill"

    def title(self) -> str:
        return tr("Improper fill")

    def intro(self) -> str:
        return tr("Compares observations of different dates and lists places where the ground was altered.")

    def build(self) -> None:
        data = self.add_step(tr("Data"), folded=False)
        self.sample_button = QPushButton(tr("Try it on made data"))
        self.sample_button.clicked.connect(self.make_sample)
        data.column.addWidget(self.sample_button)
        self.form = ParameterForm("detectfill", ("BEFORE", "AFTER", "SENSOR"))
        data.column.addWidget(self.form)
        run = self.add_step(tr("Run"), folded=False)
        self.run_button = QPushButton(tr("Look for altered ground"))
        self.run_button.clicked.connect(self.detect)
        run.column.addWidget(self.run_button)
        self.locks(self.sample_button, self.run_button)

    def make_sample(self) -> None:
        self.run("makesample", {"FOLDER": str(results.run_folder("sample"))}, self._sample_made, load=False)

    def _sample_made(self, run: Run) -> None:
        folder = run.results["FOLDER"]
        self.form.set_values({"BEFORE": f"{folder}/optical_before.tif", "AFTER": f"{folder}/optical_after.tif"})

    def detect(self) -> None:
        self.run("detectfill", self.form.values())
