"""The dock 現地確認: from the register of sites to the field, and back with the results."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from qgis.core import QgsApplication, QgsProject, QgsTask, QgsVectorLayer
from qgis.PyQt.QtCore import QTimer, pyqtSignal

from ...core.errors import SoraNoMeError
from ...settings import REGISTER
from ...translation import tr, tr_core
from ..dock import TaskDock
from ..running import DONE, Run
from . import sites_layer

_LOOK_WAIT_S = 10
"""How long to wait for somebody who writes the register before its state is called unknown."""


class Job(NamedTuple):
    """One of several runs that follow each other. ``parameters`` are asked for when its turn comes."""

    algorithm: str
    parameters: Callable[[], dict]
    then: Callable[[Run], None] | None = None


class FieldworkDock(TaskDock):
    """``overview`` is what the register holds (``core.fieldwork.overview``), None while nothing is known of it;
    ``projects`` counts the projects that were closed since the dock was built."""

    KEY = "fieldwork"
    PAGE = "fieldwork"

    looked = pyqtSignal()
    """``overview`` has changed, or ``trouble`` says why there is none."""

    def __init__(self, desktop):
        super().__init__(desktop)
        self.overview = None
        self.trouble = ""
        self._jobs: list[Job] = []
        self._of_jobs = 0
        self._look = 0
        self._after: list[Callable[[], None]] = []
        self._task: QgsTask | None = None
        self._closed = False
        self.projects = 0

    def title(self) -> str:
        return tr("Field checks")

    def intro(self) -> str:
        return tr("From the register to the field, and back with the results.")

    def build(self) -> None:
        from ..presets import PresetBar
        from .choice_step import ChoiceStep
        from .papers_step import PapersStep
        from .plan_step import PlanStep
        from .register_step import RegisterStep
        from .results_step import ResultsStep

        self.register_step = RegisterStep(self)
        self.choice_step = ChoiceStep(self)
        self.plan_step = PlanStep(self)
        self.papers_step = PapersStep(self)
        self.results_step = ResultsStep(self)
        forms = [self.choice_step.form, self.plan_step.form, *self.papers_step.forms, self.results_step.progress_form]
        self.presets = PresetBar(self.KEY, forms)
        self._column.insertWidget(1, self.presets)  # below the introduction
        QgsProject.instance().cleared.connect(self._project_closed)
        self.register_step.start()

    def _project_closed(self) -> None:
        self.projects += 1

    # -- the register --------------------------------------------------------------------------

    @property
    def register(self) -> str:
        """The register as the user names it; "" where none is chosen."""
        return (self.register_step.form.value("REGISTER") or "").strip()

    @property
    def asked_of_all(self) -> dict:
        """REGISTER and OPERATOR, for everything that writes the register."""
        return self.register_step.form.values()

    def look(self, then: Callable[[], None] | None = None) -> None:
        """Read in the background what the register holds; ``then`` is called where that went well.

        Where it is being read already the later look counts, for both.
        """
        from ...core.fieldwork.overview import look_over
        from ...processing.fieldwork.register_layers import target_of

        self._look += 1
        number, register = self._look, self.register
        self._after += [then] if then is not None else []
        try:
            target = target_of(register)
        except SoraNoMeError as error:
            self._looked_at(number, register, None, error)
            return

        def ended(error: Exception | None, overview=None) -> None:
            # From here QGIS would swallow what goes wrong.
            QTimer.singleShot(0, lambda: self._looked_at(number, register, overview, error))

        self._task = QgsTask.fromFunction(
            tr("Looking at the register"), lambda _task: look_over(target, _LOOK_WAIT_S), on_finished=ended
        )
        QgsApplication.taskManager().addTask(self._task)

    def _looked_at(self, number: int, register: str, overview, error: Exception | None) -> None:
        if self._closed or number != self._look:
            return  # another one was asked for meanwhile
        after, self._after = self._after, []
        if error is not None:
            self._know(None, error.message.say(tr_core) if isinstance(error, SoraNoMeError) else str(error))
            if not isinstance(error, SoraNoMeError):
                raise error
            return
        REGISTER.set(register)
        self._know(overview, "")
        for then in after:
            then()

    def _know(self, overview, trouble: str) -> None:
        self.overview, self.trouble = overview, trouble
        self.looked.emit()

    def forget(self) -> None:
        """Another register is chosen, of which nothing is known yet."""
        self._look += 1
        self._after.clear()
        self._know(None, "")

    def layer(self) -> QgsVectorLayer | None:
        """The layer of sites in the project, added where it is not there; None where the register is not known."""
        return sites_layer.show(self.register, self.overview.crs) if self.overview else None

    def written(self) -> None:
        """The register was written: look at it again, and draw its layer anew where it is shown."""

        def draw() -> None:
            layer = sites_layer.find(self.register, self.overview.crs)
            if layer is not None:
                sites_layer.refresh(layer)

        self.look(draw)

    # -- runs ----------------------------------------------------------------------------------

    def run_all(self, jobs: Sequence[Job]) -> None:
        """Run them one after the other, without layers; where one fails or is cancelled, the others are not begun."""
        if self.running or self._jobs:
            return
        self._jobs, self._of_jobs = list(jobs), len(jobs)
        self._next()

    def _next(self) -> None:
        if self._closed:
            return
        job = self._jobs.pop(0)

        def then(run: Run) -> None:
            if job.then is not None:
                job.then(run)
            if self._jobs:
                # Not from within the end of a run: what draws keeps the window's thread for itself.
                QTimer.singleShot(0, self._next)

        number = self._of_jobs - len(self._jobs)
        self.run(job.algorithm, job.parameters(), then, load=False)
        if self.running and self._of_jobs > 1:
            said = tr("{number} of {count}: {what}")
            self.panel.state.setText(said.format(number=number, count=self._of_jobs, what=self.panel.state.text()))

    def _busy(self, busy: bool) -> None:
        if not busy and self.panel.run.state != DONE:
            self._jobs.clear()
        super()._busy(busy or bool(self._jobs))

    def lacks(self, *forms) -> str:
        """What has to be given before a run, in words; "" where nothing is missing."""
        if not self.register:
            return tr("Choose the register in step 1 first.")
        missing = [label for form in forms for label in form.missing()]
        return tr("Still to be given: {names}").format(names=", ".join(missing)) if missing else ""

    # -- end -----------------------------------------------------------------------------------

    def close_down(self) -> None:
        self._closed = True
        self._jobs.clear()
        if self.panel is not None:
            QgsProject.instance().cleared.disconnect(self._project_closed)
            self.choice_step.close_down()
