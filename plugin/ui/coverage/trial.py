"""Trying a mast: what a station at a place would cover, worked out anew wherever the mast is put."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...core.errors import OutputError
from ...translation import tr, tr_core
from .. import results
from ..running import DONE, FAILED, RUNNING, Run
from . import inputs
from .tools import Marks

_PAUSE_MS = 150
"""The mast rests so long before its prediction starts."""

_TRIAL = "soranome/trial"
"""Custom property of the layer, by which it is known again in a project that was saved."""

_OF_HOLES = "\"carrier\" = 'any' AND \"class\" IN ('measured_hole', 'predicted_hole')"


@dataclass(frozen=True)
class Trial:
    """What to work out: ``prediction`` holds parameters of predictcoverage but for SITES and results, with a number for
    HEIGHT, FREQUENCY and EIRP; ``demand`` those of choosesites that say whom a mast would serve, empty where nobody told;
    ``holes``: the layer of coverageholes, empty where there is none.
    """

    crs: QgsCoordinateReferenceSystem
    prediction: dict
    demand: dict
    holes: str = ""


@dataclass(frozen=True)
class Gain:
    """What a mast would newly serve (None: not known), and how much of the holes it would close, in m²."""

    people: float | None
    road_km: float | None
    places: float | None
    hole_m2: float | None
    all_holes_m2: float | None
    new: bool
    """Only what nothing serves yet was counted."""


class MastTrial(QObject):
    """Keeps one raster layer of the project at what the mast covers where it was put last.

    A newer place cancels the work on an older one. ``shown`` comes when the layer shows the last place (seconds since the
    mast was put there), ``counted`` when its :class:`Gain` is known, ``failed`` with words, ``busy`` when work begins.
    """

    busy = pyqtSignal()
    shown = pyqtSignal(float)
    counted = pyqtSignal(object)
    failed = pyqtSignal(str)

    def __init__(self, canvas: QgsMapCanvas, asked: Callable[[], Trial | str]):
        """``asked`` tells what to work out now, or in words why it cannot be."""
        super().__init__()
        self._canvas, self._asked = canvas, asked
        self.marks = Marks(canvas, mast=True)
        self.place: QgsPointXY | None = None
        """Where the mast stands, in the CRS of the terrain."""
        self.run: Run | None = None
        self._again = False
        self._put_at = 0.0
        self._layer_id = ""
        self._folder: Path | None = None
        self._made = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._begin)

    @property
    def layer(self) -> QgsRasterLayer | None:
        """The layer of the prediction, where it is in the project."""
        layers = QgsProject.instance().mapLayers()
        ours = (one for one in layers.values() if isinstance(one, QgsRasterLayer) and one.customProperty(_TRIAL))
        return layers.get(self._layer_id) or next(ours, None)

    def put(self, place: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> None:
        """Put the mast at a place of the canvas; ``crs`` is that of the terrain.

        Raises ``QgsCsException`` where there is no such place in ``crs``; the mast then stays where it was.
        """
        self.place = self._from_canvas(crs).transform(place)
        self.marks.put(place)
        self.again()

    def again(self) -> None:
        """Work it out once more, after a pause: the place or a value changed."""
        if self.place is None:
            return
        self._put_at = time.monotonic()
        self._timer.start()

    def stop(self) -> None:
        """Take the mast away; the layer stays as it is."""
        self._timer.stop()
        self._again = False
        self.place = None
        self.marks.clear()
        if self.run is not None and self.run.state == RUNNING:
            self.run.cancel()

    def close_down(self) -> None:
        """Take back everything, the layer and its files too."""
        self.stop()
        self.run = None
        if self._passing():
            QgsProject.instance().removeMapLayer(self.layer.id())
        self._layer_id = ""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _passing(self) -> bool:
        """Whether the layer shows a file that goes with this session."""
        layer = self.layer
        return layer is not None and self._folder is not None and self._folder in Path(layer.source()).parents

    def keep(self, _document) -> None:
        """The project is about to be saved: the layer's file is kept among the results, or it would open broken."""
        if not self._passing():
            return
        layer = self.layer
        try:
            kept = results.run_folder("trymast") / "signal.tif"
            kept.parent.mkdir(parents=True)
            shutil.copyfile(layer.source(), kept)
        except (OutputError, OSError) as error:
            detail = error.message.say(tr_core) if isinstance(error, OutputError) else str(error)
            words = tr("The prediction of the mast could not be kept with the project: {detail}")
            self.failed.emit(words.format(detail=detail))
        else:
            layer.setDataSource(str(kept), layer.name(), "gdal")

    def _take_layer_away(self) -> None:
        """It would show a place where the mast does not stand."""
        if self.layer is not None:
            QgsProject.instance().removeMapLayer(self.layer.id())
            self._canvas.refresh()

    # -- work ----------------------------------------------------------------------------------

    def _begin(self) -> None:
        if self.run is not None and self.run.state == RUNNING:
            self._again = True
            self.run.cancel()
            return
        trial = self._asked()
        if isinstance(trial, str):
            self._take_layer_away()
            self.failed.emit(trial)
            return
        self.busy.emit()
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="soranome-mast-"))
        self._made += 1
        folder = self._folder / str(self._made)
        parameters = {
            **trial.prediction,
            "SITES": self._mast(trial.crs),
            "PER_SITE": bool(trial.demand),
            "OUTPUT_FOLDER": str(folder / "sites") if trial.demand else None,
            "SIGNAL": str(folder / "signal.tif"),
            "PROBABILITY": None,
            "BEST_SERVER": None,
        }
        self._start("predictcoverage", parameters, lambda run: self._predicted(run, trial, folder))

    def _start(self, algorithm: str, parameters: dict, then: Callable[[Run], None]) -> None:
        run = Run(algorithm, parameters, load=False, remembered=False)
        self.run = run

        def ended() -> None:
            if self.run is not run:  # closed down meanwhile
                return
            if self._again:
                self._again = False
                self._begin()
            elif run.state == DONE and self.place is not None:
                then(run)
            elif run.state == FAILED:
                if algorithm == "predictcoverage":  # else the layer is right, only what it adds is not known
                    self._take_layer_away()
                self.failed.emit(run.error)

        run.ended.connect(ended)
        run.start()

    def _mast(self, crs: QgsCoordinateReferenceSystem) -> QgsVectorLayer:
        layer = QgsVectorLayer("Point?field=site_id:string", "mast", "memory")
        layer.setCrs(crs)
        feature = QgsFeature(layer.fields())
        feature.setAttributes(["1"])
        feature.setGeometry(QgsGeometry.fromPointXY(self.place))
        layer.dataProvider().addFeatures([feature])
        return layer

    def _predicted(self, run: Run, trial: Trial, folder: Path) -> None:
        self._show(run.results["SIGNAL"], trial)
        self.shown.emit(time.monotonic() - self._put_at)
        for older in self._folder.iterdir():
            if older != folder:
                shutil.rmtree(older, ignore_errors=True)
        if trial.demand:
            self._start("choosesites", self._counting(trial, folder), lambda run: self._counted(run, trial))

    def _show(self, path: str, trial: Trial) -> None:
        from ...processing.styling import apply_style

        name = tr("Prediction of the mast on trial")
        layer = self.layer
        if layer is None:
            layer = QgsRasterLayer(path, name, "gdal")
            apply_style(layer, "signal")
            layer.setCustomProperty(_TRIAL, True)
            layer.setOpacity(1)  # its colours must not mix with those of a prediction below
            QgsProject.instance().addMapLayer(layer, False)
            QgsProject.instance().layerTreeRoot().insertLayer(0, layer)
            self._layer_id = layer.id()
            inputs.lift()  # sites and roads are seen above it
        else:
            layer.setDataSource(path, name, "gdal")
            layer.triggerRepaint()
            QgsProject.instance().setDirty(True)
        reach = QgsGeometry.fromPointXY(self.place).buffer(trial.prediction["REACH"], 24)
        circle = QgsGeometry.fromPolylineXY(reach.asPolygon()[0])
        with contextlib.suppress(QgsCsException):  # reaches beyond what the map can show
            circle.transform(self._from_canvas(trial.crs), Qgis.TransformDirection.Reverse)
            self.marks.outline(circle)

    def _counting(self, trial: Trial, folder: Path) -> dict:
        """Parameters of choosesites with the mast as its only choice: its own counts are then what the mast adds."""
        parameters = {
            **trial.demand,
            "COVERAGE_FOLDER": str(folder / "sites"),
            "FORCED": "1",
            "COUNT": 1,
            "EXACT": "no",
            "THRESHOLD": trial.prediction["THRESHOLD"],
            "PLACE": trial.prediction.get("PLACE", "outdoor"),
            "CHOSEN": str(folder / "chosen.gpkg"),
            "COVERED": None,
            "TABLE": None,
        }
        if trial.holes:
            # Weighed by area alone, so that the gain is the area of the holes that the mast closes.
            weights = {"PERSON_WEIGHT": 0, "ROAD_WEIGHT": 0, "PLACE_WEIGHT": 0}
            of_all = f"{trial.holes.partition('|')[0]}|subset={_OF_HOLES}"
            parameters |= {"HOLES": trial.holes, "DEMAND": of_all, "DEMAND_FIELD": "area_m2", **weights}
        return parameters

    def _counted(self, run: Run, trial: Trial) -> None:
        chosen = QgsVectorLayer(run.results["CHOSEN"], "", "ogr")
        feature = next(chosen.getFeatures())

        def number(name: str) -> float | None:
            value = feature[name]
            return float(value) if isinstance(value, int | float) else None

        closed, everything = (number("gain"), run.results["TOTAL_WEIGHT"]) if trial.holes else (None, None)
        new = bool(trial.holes or trial.demand.get("EXISTING"))
        self.counted.emit(Gain(number("people"), number("road_km"), number("places"), closed, everything, new))

    def _from_canvas(self, crs: QgsCoordinateReferenceSystem) -> QgsCoordinateTransform:
        shown = self._canvas.mapSettings().destinationCrs()
        return QgsCoordinateTransform(shown, crs, QgsProject.instance().transformContext())
