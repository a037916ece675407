"""Running an algorithm from a dock: in the background, recorded in Processing's history, its layers loaded at the end.

``QgsProcessingAlgRunnerTask`` does none of the last two; and its inputs must not vanish with a layer or a project that
the user closes meanwhile. So a run gets a project of its own, and paths instead of layers.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Mapping
from pathlib import Path

from osgeo import gdal
from processing.gui.Postprocessing import handleAlgorithmResults
from qgis.core import (
    QgsApplication,
    QgsFeatureRequest,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.gui import QgsGui
from qgis.PyQt.QtCore import QObject, pyqtSignal, pyqtSlot
from qgis.PyQt.QtWidgets import QApplication

from ..core.errors import SoraNoMeError
from ..translation import tr, tr_core
from . import results
from .forms import algorithm_named
from .records import Record

RUNNING, DONE, FAILED, CANCELLED = "running", "done", "failed", "cancelled"

_DRAWN = ("BACKGROUND", "MAPS", "REFERENCE")
"""Parameters that take layers as they look, to draw them or to copy them with their style."""

_under_way: set[Run] = set()
"""Runs outlive the dock that started them."""


class Run(QObject):
    """One run of ``soranome:algorithm``. ``state`` is RUNNING, then DONE, FAILED or CANCELLED; ``results`` are the outputs,
    ``error`` says why it failed, ``notice`` what is to be known although it did not, ``log`` holds (kind, text) lines, kind
    being info, warning or error; ``fraction`` is the share done, 0–1. ``layers`` are those added to the project.
    """

    said = pyqtSignal(str, str)
    item = pyqtSignal(str, str, str)
    """What became of one of many items: its name, a state of ``core.tasks``, why it was left out."""
    ended = pyqtSignal()

    def __init__(
        self,
        algorithm: str,
        parameters: Mapping[str, object],
        group: str = "",
        load: bool = True,
        remembered: bool = True,
    ):
        """``group``: what the layer group of the results is called, with the time (default: the algorithm's title); ``load``
        False: no layers; ``remembered`` False: no entry in the history, for what is computed again with each move of the
        mouse."""
        super().__init__()
        self.algorithm: QgsProcessingAlgorithm = algorithm_named(algorithm)
        self.parameters = dict(parameters)
        self.group, self._load = group, load
        self._remembered = remembered
        self.state, self.error, self.notice, self.fraction = RUNNING, "", "", 0.0
        self.results: dict = {}
        self._layer_ids: list[str] = []
        self.log: list[tuple[str, str]] = []
        self.started = time.monotonic()
        self.stopped: float | None = None
        self._project_closed = self._abandoned = False
        self._history_id: int | None = None
        self._folder: Path | None = None
        self._task = None
        self.is_here = False  # in the main thread
        self._feedback = _Feedback()
        self._feedback.said.connect(self._say)
        self._feedback.item.connect(self._tell_item)
        self._feedback.progressChanged.connect(self._progress)

    @property
    def title(self) -> str:
        return self.algorithm.displayName()

    @property
    def layers(self) -> list[QgsMapLayer]:
        """Layers of the results that are still in the project. Looked up each time: of a layer that is gone Python would
        keep an object QGIS knows nothing of, and take it for the next layer at the same place in memory, and crash."""
        found = (QgsProject.instance().mapLayer(key) for key in self._layer_ids)
        return [layer for layer in found if layer is not None]

    @property
    def seconds(self) -> float:
        """How long it took, or takes so far; the same for all its results while these are being loaded."""
        return (time.monotonic() if self.stopped is None else self.stopped) - self.started

    @property
    def remaining_s(self) -> float | None:
        """Seconds it will take still, going by the share done; None where that is too early to say."""
        if self.seconds < 2 or self.fraction < 0.02:
            return None
        return self.seconds * (1 - self.fraction) / self.fraction

    def start(self) -> None:
        """Check the parameters and start; what is wrong with them ends the run as FAILED."""
        self.started = time.monotonic()
        _under_way.add(self)
        QgsProject.instance().cleared.connect(self._project_was_closed)
        try:
            self._begin()
        except SoraNoMeError as error:
            self._feedback.reportError(error.message.say(tr_core), True)
            self._end(False, {})
        except Exception as error:  # or the dock would wait for it for ever
            self._feedback.pushInfo(traceback.format_exc())
            self._feedback.reportError(tr("The run could not be started: {detail}").format(detail=error), True)
            self._end(False, {})

    def _begin(self) -> None:
        project = QgsProject.instance()
        self._own = QgsProject(None)  # empty: the thread must not look into the one users work in
        self._own.setCrs(project.crs())
        self._own.setTransformContext(project.transformContext())
        self._own.setEllipsoid(project.ellipsoid())
        self.context = QgsProcessingContext()
        self.context.setProject(self._own)
        self.context.setFeedback(self._feedback)
        inputs = {name: value for name, value in self.parameters.items() if name not in self._outputs()}
        inputs = {name: detached(value, self.context, name in _DRAWN) for name, value in inputs.items()}
        name = self.algorithm.name()
        self._folder = results.resumed_folder(name, inputs) if self._remembered else results.run_folder(name)
        loaded_into = self._own if self._load else None
        self.parameters = results.with_outputs(self.algorithm, self.parameters, loaded_into, self._folder)
        self.record = Record.of(self.algorithm, self.parameters, self._folder)
        parameters = {name: inputs.get(name, value) for name, value in self.parameters.items()}
        able, why = self.algorithm.canExecute()
        if able:
            able, why = self.algorithm.checkParameterValues(parameters, self.context)
        if not able:
            self._feedback.reportError(why, True)
            self._end(False, {})
            return
        if self._remembered:
            self._remember(parameters)
        if self.algorithm.flags() & QgsProcessingAlgorithm.Flag.FlagNoThreading:
            self._run_here(parameters)
            return
        self._task = QgsProcessingAlgRunnerTask(self.algorithm, parameters, self.context, self._feedback)
        if self._task.isCanceled():  # its preparation failed
            self._end(False, {})
            return
        self._task.executed.connect(self._end)
        QgsApplication.taskManager().addTask(self._task)

    def _outputs(self) -> set[str]:
        return {definition.name() for definition in self.algorithm.destinationParameterDefinitions()}

    def cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._feedback.cancel()

    def text(self) -> str:
        """The log as text, to be copied."""
        return "\n".join(text for _, text in self.log)

    # -- while it runs -------------------------------------------------------------------------

    def _run_here(self, parameters: dict) -> None:
        """Algorithms that draw must run in the main thread: let the user in between two steps of progress."""
        self.is_here = True
        self._feedback.progressChanged.connect(lambda _: QApplication.processEvents())
        found, ok = self.algorithm.run(parameters, self.context, self._feedback)
        self._end(ok, found)

    @pyqtSlot(str, str)  # so that what the thread says waits at this object, where _end() collects it
    def _say(self, kind: str, text: str) -> None:
        self.log.append((kind, text))
        if kind == "error":
            self.error = text
        self.said.emit(kind, text)

    @pyqtSlot(str, str, str)
    def _tell_item(self, item: str, state: str, why: str) -> None:
        self.item.emit(item, state, why)

    @pyqtSlot(float)
    def _progress(self, percent: float) -> None:
        self.fraction = percent / 100

    def _project_was_closed(self) -> None:
        self._project_closed = True

    def _remember(self, parameters: dict) -> None:
        """Into Processing's history, as the dialog would."""
        command, fine = self.algorithm.asQgisProcessCommand(parameters, self.context)
        self._history = {
            "python_command": self.algorithm.asPythonCommand(parameters, self.context),
            "algorithm_id": self.algorithm.id(),
            "parameters": self.algorithm.asMap(parameters, self.context),
            **({"process_command": command} if fine else {}),
        }
        self._history_id, _ = QgsGui.historyProviderRegistry().addEntry("processing", self._history)
        QgsGui.instance().processingRecentAlgorithmLog().push(self.algorithm.id())

    # -- at the end ----------------------------------------------------------------------------

    def abandon(self) -> None:
        """The plugin goes before the run does: its algorithm must not be asked anything any more (QGIS would crash)."""
        self._abandoned = True

    def _end(self, ok: bool, found: dict) -> None:
        self._task = None
        self.stopped = time.monotonic()
        self.results = found if ok else {}
        if self._folder is not None:
            results.run_ended(self._folder, well=ok)
        state = DONE if ok else CANCELLED if self._feedback.isCanceled() else FAILED
        if not self._abandoned:
            try:
                self._take_home(ok, found)
            except Exception:  # the results are there; that must be said, whatever else went wrong
                self._feedback.pushWarning(traceback.format_exc())
        QgsProject.instance().cleared.disconnect(self._project_was_closed)
        QApplication.sendPostedEvents(self)  # words still on their way from the thread
        self.state = state
        self.context = self._own = None
        _under_way.discard(self)
        self.ended.emit()

    def _take_home(self, ok: bool, found: dict) -> None:
        """Records, layers, history."""
        if ok:
            self.fraction = 1.0
            if self._remembered:
                results.keep_record(self)
            if self._project_closed:
                self.notice = tr("The project was closed meanwhile: results are saved, but not added to the map.")
                self._feedback.pushWarning(self.notice)
            elif self._load:
                self._show()
        if self._history_id is not None:
            kept = {name: value for name, value in found.items() if name != "CHILD_INPUTS"}
            self._history |= {"results": kept, "log": self._feedback.htmlLog()}
            QgsGui.historyProviderRegistry().updateEntry(self._history_id, self._history)

    def _show(self) -> None:
        """Load the layers into the user's project."""
        project = QgsProject.instance()
        before = set(project.mapLayers())
        self.context.setProject(project)
        group = results.group_name(self.group or self.algorithm.displayName())
        for path in self.context.layersToLoadOnCompletion():
            details = self.context.layerToLoadOnCompletionDetails(path)
            details.project, details.groupName = project, group
            details.forceName = True  # what it is, whatever Processing is set to: by default it takes the file's name
        handleAlgorithmResults(self.algorithm, self.context, self._feedback, self.results)
        self._layer_ids = [key for key in project.mapLayers() if key not in before]
        results.arrange(group)
        results.describe(self)


def cancel_all(seconds: float = 10.0) -> None:
    """Cancel every run and wait for them, at most so long; for when the plugin goes. One that works in the main thread,
    below us, cannot be waited for."""
    for run in list(_under_way):
        run.cancel()
    end = time.monotonic() + seconds
    while any(not run.is_here for run in _under_way) and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)
    for run in _under_way:
        run.abandon()


def detached(value, context: QgsProcessingContext, drawn: bool = False):
    """``value`` of a parameter with nothing in it that belongs to the user's project: layers on file become their path,
    others copies in the run's project, as ``drawn`` layers do, with their style."""
    if isinstance(value, list):
        return [detached(one, context, drawn) for one in value]
    only_selected = False
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        only_selected = value.selectedFeaturesOnly
        value = value.source.staticValue()
    layer = QgsProject.instance().mapLayer(value) if isinstance(value, str) else value
    if not isinstance(layer, QgsMapLayer):
        return value
    if drawn:
        return context.project().addMapLayer(layer.clone()).id()
    if isinstance(layer, QgsRasterLayer) and layer.providerType() == "gdal":
        return _with_its_crs(layer)
    is_vector = isinstance(layer, QgsVectorLayer)
    more = is_vector and (layer.isEditable() or layer.vectorJoins() or layer.fields().count() > _written(layer))
    if layer.providerType() == "ogr" and not more and not only_selected and _reads_alike(layer):
        return layer.source()
    if only_selected:
        copy = layer.materialize(QgsFeatureRequest().setFilterFids(layer.selectedFeatureIds()))
    else:
        copy = layer.materialize(QgsFeatureRequest()) if more else layer.clone()
    copy.setName(layer.name())
    # Not into the context's store, which QGIS does not take along into the thread.
    return context.project().addMapLayer(copy).id()


def _written(layer: QgsVectorLayer) -> int:
    """How many fields the file itself has."""
    return layer.dataProvider().fields().count()


def _reads_alike(layer: QgsVectorLayer) -> bool:
    """Whether the file says by itself what the user told QGIS of it: coordinate system and encoding."""
    fresh = QgsVectorLayer(layer.source(), layer.name(), "ogr", QgsVectorLayer.LayerOptions(False, False))
    if not fresh.isValid():
        return True  # the algorithm says what is wrong
    return fresh.crs() == layer.crs() and fresh.dataProvider().encoding() == layer.dataProvider().encoding()


def _with_its_crs(layer: QgsRasterLayer) -> str:
    """The file of a raster; where the user told QGIS another coordinate system than it says itself, a VRT with that."""
    if QgsRasterLayer(layer.source(), layer.name(), "gdal").crs() == layer.crs() or not layer.crs().isValid():
        return layer.source()
    path = QgsProcessingUtils.generateTempFilename(f"{Path(layer.source()).stem}.vrt")
    written = gdal.Translate(path, layer.source(), format="VRT", outputSRS=layer.crs().toWkt())
    del written  # closes the file
    return path


class _Feedback(QgsProcessingFeedback):
    said = pyqtSignal(str, str)
    item = pyqtSignal(str, str, str)

    def __init__(self):
        super().__init__(False)

    def reportError(self, error: str, fatalError: bool = False) -> None:
        super().reportError(error, fatalError)
        self.said.emit("error", error)

    def pushWarning(self, warning: str) -> None:
        super().pushWarning(warning)
        self.said.emit("warning", warning)

    def pushInfo(self, info: str) -> None:
        super().pushInfo(info)
        self.said.emit("info", info)

    def setProgressText(self, text: str) -> None:
        super().setProgressText(text)
        self.said.emit("info", text)

    def tell_item(self, item: str, state: str, why: str) -> None:
        """What became of one of many items, see ``core.tasks.ItemState``."""
        self.item.emit(item, state, why)
