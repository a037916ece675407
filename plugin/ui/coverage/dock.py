"""The dock 通信困難地域: from radio sites and terrain to holes, indicators and new sites, and asking the map itself."""

from __future__ import annotations

import statistics
from pathlib import Path

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ...core.errors import InputError
from ...core.inputs import coverage_inputs
from ...translation import language_of_user, tr
from .. import results
from ..dock import TaskDock
from ..forms import ParameterForm, other_inputs
from ..presets import PresetBar
from ..running import Run
from ..widgets import folded, plain_label, push_button
from . import checks, inputs
from .indicators import IndicatorsPanel
from .link import LinkPanel
from .sites import MEANINGS, Opened, RadioSite, read_sites, said
from .tools import PlaceTool
from .trial import Gain, MastTrial, Trial

_OF_SITES = ("HEIGHT", "FREQUENCY", "EIRP", "SECTOR", "PATTERN_FOLDER", "TILT_FIELD", *MEANINGS)
_LISTS = ("AREAS", "POPULATION", "ROADS", "PLACES", "COMMERCIAL", "CARRIER_AREAS", "MEASUREMENTS")
_SETTINGS = ("THRESHOLD", "RESOLUTION", "REACH", "PLACE")
_OF_LINKS = (
    "DTM", "DSM", "BUILDINGS", "RESOLUTION", "MODEL", "VEGETATION", "PERCENT_TIME", "DELTA_N", "N0", "SEA", "UNIT",
)  # fmt: skip
_OF_TRIALS = (
    "DTM", "DSM", "BUILDINGS", "MODEL", "VEGETATION", "THRESHOLD", "PLACE", "RECEIVER_HEIGHT", "RECEIVER_GAIN",
    "BODY_LOSS", "BUILDING", "PERCENT_TIME", "CLUTTER", "CORRECTION", "MODEL_ERROR", "DELTA_N", "N0", "SEA", "SEA_AREA",
    "UNIT",
)  # fmt: skip
_CHECK_AFTER_MS = 400
_TRIAL_CELL_M = 30.0
_TRIAL_CELLS, _TRIAL_REACH_M = 2500, (1500, 10_000)
_GOOD_INTERVAL = 0.80, 0.98
"""Shares of held-out places in the 90 % interval between which a calibration can be trusted."""

_OF_SAMPLE = {"SIZE": 3, "SEED": 1, "DRIVE_TEST": True}


class CoverageDock(TaskDock):
    KEY = "coverage"
    PAGE = "coverage"

    def title(self) -> str:
        return tr("Coverage holes")

    def intro(self) -> str:
        return tr("Predicts radio coverage, finds where nobody is served, and chooses sites.")

    # -- building ------------------------------------------------------------------------------

    def build(self) -> None:
        self.signal = self.comparison = self.report = self.summary = self.table = ""
        self.calibration = ""
        self._link: LinkPanel | None = None
        self.carrier_rasters: list[str] = []
        self.calibrated = False
        self._filled_for: object = None
        self._build_data()
        self._build_check()
        self._build_run()
        self._build_look()
        self._build_export()
        forms = (
            self.data,
            self.settings,
            self.measured,
            self.lists,
            self.compare_form,
            self.holes_form,
            self.choose_form,
        )
        self._column.insertWidget(1, PresetBar(self.KEY, forms))
        for form in (self.data, self.settings):
            form.changed.connect(lambda _: self._check_later.start())
        self.locks(
            self.sample_button, self.folder, self.import_button, self.predict_button, self.compare_button,
            self.again_button, self.holes_button, self.choose_button,
        )  # fmt: skip
        canvas = self.iface.mapCanvas()
        self.ask_tool, self.mast_tool = PlaceTool(canvas, drags=False), PlaceTool(canvas, drags=True)
        self.ask_tool.placed.connect(self._asked_place)
        self.mast_tool.placed.connect(self._put_mast)
        self.trial = MastTrial(canvas, self._trial)
        self.trial.busy.connect(lambda: self.trial_said.setText(tr("Working out the prediction …")))
        self.trial.shown.connect(self._trial_shown)
        self.trial.counted.connect(self._trial_counted)
        self.trial.failed.connect(lambda text: self.trial_said.setText(f"✕ {text}"))
        self.trial_form.changed.connect(lambda _: self.trial.again())
        for tool, button in ((self.ask_tool, self.ask_button), (self.mast_tool, self.mast_button)):
            button.toggled.connect(lambda on, tool=tool: self._use(tool, on))
            tool.deactivated.connect(lambda button=button: button.setChecked(False))
        self.ask_button.clicked.connect(lambda on: on or self._link_panel().forget())
        self.mast_button.clicked.connect(lambda on: on or self._take_mast_away())
        self.closed.connect(self._leave_map)
        QgsProject.instance().cleared.connect(self._project_cleared)
        QgsProject.instance().writeProject.connect(self.trial.keep)
        self._show_made()

    def _build_data(self) -> None:
        column = self.add_step(tr("Data"), folded=False).column
        self.sample_button = push_button(column, tr("Try it on made data"), self.make_sample)
        column.addWidget(plain_label(tr("Or a folder with your data")))
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setDialogTitle(tr("Folder with data"))
        self.folder.fileChanged.connect(self._folder_chosen)
        column.addWidget(self.folder)
        self.recognised = plain_label()
        column.addWidget(self.recognised)
        self.data = ParameterForm("predictcoverage", ("SITES", "DTM", "DSM"), ("BUILDINGS", *_OF_SITES))
        column.addWidget(self.data)
        self.measured = ParameterForm("importmeasurements", ("FILE",), ("COLUMNS", "CARRIER", "NO_SIGNAL", "CRS"))
        box = folded(column, tr("Measurements (not required)"))
        box.addWidget(self.measured)
        self.import_button = push_button(box, tr("Import the measurements"), self.import_measurements)
        self.lists = ParameterForm("coverageholes", _LISTS, ("PLACES_FOLDER", "POPULATION_FIELD", "FERRIES"))
        folded(column, tr("What to count (not required)")).addWidget(self.lists)

    def _build_check(self) -> None:
        self.check_step = self.add_step(tr("Check"))
        self.findings = plain_label(tr("Choose radio sites and terrain first."))
        self.check_step.column.addWidget(self.findings)
        self.check_button = push_button(self.check_step.column, tr("Check the data"), self.check)
        self._check_later = QTimer(self)
        self._check_later.setSingleShot(True)
        self._check_later.setInterval(_CHECK_AFTER_MS)
        self._check_later.timeout.connect(self.check)

    def _build_run(self) -> None:
        self.run_step = self.add_step(tr("Run"))
        column = self.run_step.column
        here = {*_SETTINGS, "SITES", "DTM", "DSM", "BUILDINGS", *_OF_SITES, "PER_CARRIER", "PER_SITE"}
        self.settings = ParameterForm("predictcoverage", _SETTINGS, other_inputs("predictcoverage", here))
        column.addWidget(self.settings)
        self.predict_button = push_button(column, tr("Predict coverage"), self.predict)
        self.predicted = plain_label()
        column.addWidget(self.predicted)
        box = folded(column, tr("Compare with measurements"))
        self.compare_form = ParameterForm(
            "comparecoverage", ("SENSITIVITY",), ("CLUTTER", "CLUTTER_KIND", "CELL", "BLOCK")
        )
        box.addWidget(self.compare_form)
        self.compare_button = push_button(box, tr("Compare the prediction"), self.compare)
        self.compared = plain_label()
        box.addWidget(self.compared)
        self.again_button = push_button(box, tr("Predict again, calibrated"), self.predict_calibrated)
        here = {
            *_LISTS,
            "PLACES_FOLDER",
            "POPULATION_FIELD",
            "FERRIES",
            "SIGNAL",
            "PROBABILITY",
            "THRESHOLD",
            "LANGUAGE",
        }
        others = other_inputs("coverageholes", here | {"SIGNAL_FOLDER"})
        self.holes_form = ParameterForm(
            "coverageholes", ("SIGNAL_FOLDER",), others, {"SIGNAL_FOLDER": tr("Prediction to count from (folder)")}
        )
        column.addWidget(self.holes_form)
        self.holes_button = push_button(column, tr("Find the holes"), self.find_holes)
        self.holes_said = plain_label()
        column.addWidget(self.holes_said)
        box = folded(column, tr("Choose sites"))
        shown = ("CANDIDATES", "COUNT", "BUDGET", "PROPOSE")
        here = {
            *shown, "COVERAGE_FOLDER", "DTM", "DSM", "THRESHOLD", "POPULATION", "ROADS", "PLACES", "POPULATION_FIELD",
            "MODEL", "PLACE", "LANGUAGE", "RELAYS",
        }  # fmt: skip
        self.choose_form = ParameterForm("choosesites", shown, other_inputs("choosesites", here))
        box.addWidget(self.choose_form)
        self.choose_button = push_button(box, tr("Choose the sites"), self.choose_sites)
        self.chosen_said = plain_label()
        box.addWidget(self.chosen_said)

    def _build_look(self) -> None:
        self.look_step = self.add_step(tr("Look"))
        column = self.look_step.column
        self.table_button = push_button(column, tr("Show the indicators"), self.show_indicators)
        self.ask_button = push_button(column, tr("Ask a place"))
        self.ask_button.setCheckable(True)
        self.ask_button.setToolTip(tr("Click a place on the map: which sites are near, and what arrives from them."))
        self.asked = plain_label()
        column.addWidget(self.asked)
        self.mast_button = push_button(column, tr("Try a mast"), None)
        self.mast_button.setCheckable(True)
        self.mast_button.setToolTip(tr("Click a place on the map, or drag the mast: what it would cover."))
        self._of_masts = {
            "HEIGHT": tr("Antenna height (m)"),
            "FREQUENCY": tr("Frequency (MHz)"),
            "EIRP": tr("EIRP (dBm)"),
            "REACH": tr("Radius (m)"),
        }
        self.trial_form = ParameterForm(
            "predictcoverage", ("HEIGHT", "FREQUENCY", "EIRP"), ("REACH", "RESOLUTION"), self._of_masts
        )
        self.trial_form.set_values({"HEIGHT": 30, "FREQUENCY": 800, "EIRP": 55, "RESOLUTION": _TRIAL_CELL_M})
        column.addWidget(self.trial_form)
        self.trial_said = plain_label()
        column.addWidget(self.trial_said)
        self.gained = plain_label()
        column.addWidget(self.gained)

    def _build_export(self) -> None:
        column = self.add_step(tr("Export")).column
        self.report_button = push_button(column, tr("Open the report"), lambda: _open(self.report))
        self.summary_button = push_button(column, tr("Open the table of indicators (CSV)"), lambda: _open(self.summary))
        self.sites_button = push_button(column, tr("Open the table of sites (Excel)"), lambda: _open(self.table))
        self.comparison_button = push_button(column, tr("Open the comparison"), lambda: _open(self.comparison))
        self.layout_button = push_button(column, tr("Make a map layout"), self.make_layout)
        self.folder_button = push_button(
            column, tr("Open the folder of results"), lambda: _open(str(results.results_folder()))
        )

    # -- data ----------------------------------------------------------------------------------

    def make_sample(self) -> None:
        self.run(
            "makesample", {**_OF_SAMPLE, "FOLDER": str(results.run_folder("sample"))}, self._sample_made, load=False
        )

    def _sample_made(self, run: Run) -> None:
        found = coverage_inputs(Path(run.results["FOLDER"]))
        houses = found.pop("BUILDINGS")  # the made measurements know of no walls
        self._take(found)
        self.settings.set_values({"THRESHOLD": -110, "RESOLUTION": 10})
        self.compare_form.set_value("SENSITIVITY", -118)
        self.choose_form.set_values({"COUNT": 5, "PROPOSE": True, "BUILDINGS": houses})
        self.trial_form.set_value("REACH", 3000)
        self.run_step.open()
        self.import_measurements()

    def _folder_chosen(self, path: str) -> None:
        if path:
            self._take(coverage_inputs(Path(path)))

    def _take(self, found: dict) -> None:
        """Fill the forms with files that were recognised, and show them on the map."""
        shown = inputs.show(found)
        for form in (self.data, self.lists, self.choose_form):
            form.set_values({name: shown.get(name, value) for name, value in found.items()})
        if "MEASUREMENTS_FILE" in found:
            self.measured.set_value("FILE", found["MEASUREMENTS_FILE"])
        names = inputs.names()
        known = [names[role] for role in names if role in found]
        needed = [names[role] for role in ("SITES", "DTM") if role not in found]
        text = tr("Found: {names}.").format(names=tr(", ").join(known)) if known else tr("Nothing was recognised.")
        if needed:
            text += "\n⚠ " + tr("Choose below: {names}.").format(names=", ".join(needed))
        self.recognised.setText(text)
        dtm = self._dtm()
        if dtm is not None and dtm.crs().isValid():
            self._zoom_to(dtm.extent(), dtm.crs())
        self.check()

    def _zoom_to(self, extent: QgsRectangle, crs) -> None:
        canvas, project = self.iface.mapCanvas(), QgsProject.instance()
        if not project.crs().isValid():
            project.setCrs(crs)
        to_map = QgsCoordinateTransform(crs, project.crs(), project.transformContext())
        try:
            canvas.setExtent(to_map.transformBoundingBox(extent))
        except QgsCsException:
            self.recognised.setText(f"{self.recognised.text()}\n⚠ {_not_on_map()}")
            return
        canvas.refresh()

    def import_measurements(self) -> None:
        values = self.measured.values()
        dtm = self._dtm()
        if dtm is not None:
            values["OUTPUT_CRS"] = dtm.crs()
        self.run("importmeasurements", values, self._imported)

    def _imported(self, run: Run) -> None:
        self.lists.set_value("MEASUREMENTS", run.layers[0].id() if run.layers else run.results["MEASUREMENTS"])
        self._show_made()

    # -- check ---------------------------------------------------------------------------------

    def check(self) -> bool:
        """Say what is right and wrong with the data; whether a prediction can run."""
        self._check_later.stop()
        values = self._prediction()
        found = checks.check(values)
        self.findings.setText("\n".join(f"{checks.MARKS[one.kind]} {one.text}" for one in found))
        fine = all(one.kind != checks.WRONG for one in found)
        if fine and values["SITES"] != self._filled_for:
            self._filled_for = values["SITES"]
            self._suggest(self._sites())
        return fine

    def _suggest(self, sites: list[RadioSite]) -> None:
        """Masts on trial and candidates send like those that stand."""
        like = {
            "FREQUENCY": min(site.frequency_mhz for site in sites),
            "EIRP": round(statistics.median(site.eirp_dbm for site in sites), 1),
        }
        for form in (self.trial_form, self.choose_form):
            form.set_values(like)
        # What is read for each place of the mast stays a matter of seconds.
        reach = _TRIAL_CELLS * self._dtm().rasterUnitsPerPixelX()
        self.trial_form.set_value("REACH", round(min(max(reach, _TRIAL_REACH_M[0]), _TRIAL_REACH_M[1]), -2))

    def _sites(self) -> list[RadioSite]:
        """Sites in the CRS of the terrain. Raises :class:`InputError`."""
        values, dtm = self._prediction(), self._dtm()
        layer = self._opened.vector(values.get("SITES"))
        return read_sites(layer, values, dtm.crs()) if layer is not None and dtm is not None else []

    def _dtm(self) -> QgsRasterLayer | None:
        self._opened = Opened()  # layers live as long as it
        return self._opened.raster(self.data.value("DTM"))

    def _prediction(self) -> dict:
        return {**self.data.values(), **self.settings.values()}

    # -- run -----------------------------------------------------------------------------------

    def predict(self) -> None:
        if not self.check():
            self.check_step.open()
            self.predicted.setText("✕ " + tr("Something does not fit: see step 2, “Check”."))
            return
        self.predicted.clear()
        calibrated = "CALIBRATION" in self.settings.values()
        parameters = {**self._prediction(), "PER_CARRIER": True, "OUTPUT_FOLDER": True}
        self.run("predictcoverage", parameters, lambda run: self._predicted(run, calibrated))

    def _predicted(self, run: Run, calibrated: bool) -> None:
        found = run.results
        self.signal, self.calibrated = found["SIGNAL"], calibrated
        folder = Path(found["OUTPUT_FOLDER"])
        self.carrier_rasters = sorted(map(str, folder.glob("carrier_*.tif")))
        self.holes_form.set_value("SIGNAL_FOLDER", str(folder))
        if found["COVERED_SHARE"] is None:
            self.predicted.setText(tr("No land in the extent holds a prediction."))
        else:
            text = tr(
                "On {covered} % of the land the signal is enough; with a probability of 90 % or more on {certain} %."
            )
            self.predicted.setText(
                text.format(covered=_percent(found["COVERED_SHARE"]), certain=_percent(found["CERTAIN_SHARE"]))
            )
        self.look_step.open()
        inputs.lift()
        self._show_made()

    def compare(self) -> None:
        values = self.lists.values()
        if not self.carrier_rasters or "MEASUREMENTS" not in values:
            self.compared.setText("✕ " + tr("Predict coverage and import measurements first."))
            return
        parameters = {
            **self.compare_form.values(),
            "SIGNAL": self.carrier_rasters,
            "MEASUREMENTS": values["MEASUREMENTS"],
            "LANGUAGE": language_of_user(),
        }
        self.run("comparecoverage", parameters, self._compared)

    def _compared(self, run: Run) -> None:
        found = run.results
        self.comparison = found["REPORT"]
        lines = [
            tr("Measured − predicted: {bias} dB on average, RMSE {rmse} dB.").format(
                bias=f"{found['BIAS']:+.1f}".replace("-", "−"), rmse=f"{found['RMSE']:.1f}"
            )
        ]
        inside = found.get("HELD_OUT_COVERAGE")
        if inside is not None:
            lines.append(
                tr(
                    "Calibrated, where it was held out: RMSE {rmse} dB, {share} % of places in the 90 % interval."
                ).format(rmse=f"{found['HELD_OUT_RMSE']:.1f}", share=_percent(inside))
            )
        if self.calibrated:
            lines.append(tr("This prediction is calibrated already."))
            self.calibration = ""
        else:
            self.calibration = found["CALIBRATION"]
            if inside is None or not _GOOD_INTERVAL[0] <= inside <= _GOOD_INTERVAL[1]:
                lines.append("⚠ " + tr("The interval does not hold: better not to calibrate with this."))
        self.compared.setText("\n".join(lines))
        self._show_made()

    def predict_calibrated(self) -> None:
        self.settings.set_value("CALIBRATION", self.calibration)
        self.predict()

    def find_holes(self) -> None:
        parameters = {
            **self.lists.values(),
            **self.holes_form.values(),
            "THRESHOLD": self.settings.value("THRESHOLD"),
            "LANGUAGE": language_of_user(),
        }
        self.run("coverageholes", parameters, self._holes_found)

    def _holes_found(self, run: Run) -> None:
        found = run.results
        self.report, self.summary = found["REPORT"], found["SUMMARY"]
        holes = next((layer.id() for layer in run.layers), found["HOLES"])
        self.choose_form.set_value("HOLES", holes)
        lines = [
            tr("Holes of all carriers: {count}, {area} km².").format(
                count=f"{found['HOLE_COUNT']:,}", area=f"{found['HOLE_AREA'] / 1e6:,.2f}"
            )
        ]
        if found.get("PEOPLE_IN_HOLES") is not None:
            lines.append(tr("People there: {count}.").format(count=f"{found['PEOPLE_IN_HOLES']:,.0f}"))
        self.holes_said.setText("\n".join(lines))
        self.look_step.open()
        inputs.lift()
        self._show_made()
        self.show_indicators()

    def choose_sites(self) -> None:
        shared = {**self._prediction(), **self.lists.values()}
        names = (
            "DTM",
            "DSM",
            "THRESHOLD",
            "MODEL",
            "PLACE",
            "POPULATION",
            "ROADS",
            "PLACES",
            "POPULATION_FIELD",
            "BUILDINGS",
        )
        parameters = {
            **{name: shared[name] for name in names if name in shared},
            **self.choose_form.values(),
            "LANGUAGE": language_of_user(),
        }
        if parameters.get("PROPOSE") and "SITES" in shared:
            parameters["RELAYS"] = shared["SITES"]
        self.run("choosesites", parameters, self._sites_chosen)

    def _sites_chosen(self, run: Run) -> None:
        found = run.results
        self.table = found["TABLE"]
        total = found["TOTAL_WEIGHT"]
        lines = [
            tr("Chosen: {count} sites, {share} % of what had no coverage.").format(
                count=found["CHOSEN_COUNT"], share=_percent(found["COVERED_WEIGHT"] / total if total else 0)
            )
        ]
        lines.append(
            tr("No other choice covers more.")
            if found["PROVEN"]
            else tr("No other choice can cover more than {share} % beyond this.").format(share=_percent(found["GAP"]))
        )
        self.chosen_said.setText("\n".join(lines))
        inputs.lift()
        self._show_made()

    def _show_made(self) -> None:
        """Buttons for what is there."""
        for button, there in (
            (self.table_button, self.summary),
            (self.report_button, self.report),
            (self.summary_button, self.summary),
            (self.sites_button, self.table),
            (self.comparison_button, self.comparison),
        ):
            button.setEnabled(bool(there))
        self._busy(self.running)

    def _busy(self, busy: bool) -> None:
        super()._busy(busy)
        self.again_button.setEnabled(not busy and bool(self.calibration))

    # -- look ----------------------------------------------------------------------------------

    def show_indicators(self) -> None:
        self.desktop.panel(IndicatorsPanel).show_table(self.summary, self.report)

    def _link_panel(self) -> LinkPanel:
        self._link = self.desktop.panel(LinkPanel)
        return self._link

    def _use(self, tool: PlaceTool, on: bool) -> None:
        canvas = self.iface.mapCanvas()
        if on:
            canvas.setMapTool(tool)
        elif canvas.mapTool() is tool:
            self.iface.actionPan().trigger()

    def _asked_place(self, place: QgsPointXY, _down: bool) -> None:
        try:
            sites = self._sites()
        except InputError as error:
            self.asked.setText(f"✕ {said(error)}")
            return
        if not sites:
            self.asked.setText("✕ " + tr("Choose radio sites and terrain first."))
            return
        values = self._prediction()
        crs = self._dtm().crs()
        try:
            place = self._from_canvas(place, crs)
        except QgsCsException:
            self.asked.setText(f"✕ {_nowhere()}")
            return
        self.asked.clear()
        parameters = {name: values[name] for name in _OF_LINKS if name in values}
        if "RECEIVER_HEIGHT" in values:
            parameters["TO_HEIGHT"] = values["RECEIVER_HEIGHT"]
        self._link_panel().ask(place, crs, sites, parameters, self.signal)

    def _put_mast(self, place: QgsPointXY, _down: bool) -> None:
        dtm = self._dtm()
        if dtm is None:
            self.trial_said.setText("✕ " + tr("Choose the terrain (DTM)."))
            return
        try:
            self.trial.put(place, dtm.crs())
        except QgsCsException:
            self.trial_said.setText(f"✕ {_nowhere()}")
            return
        self.gained.clear()

    def _from_canvas(self, place: QgsPointXY, crs) -> QgsPointXY:
        shown = self.iface.mapCanvas().mapSettings().destinationCrs()
        return QgsCoordinateTransform(shown, crs, QgsProject.instance().transformContext()).transform(place)

    def _trial(self) -> Trial | str:
        """What the mast's prediction is made of now, or why there is none."""
        values, own = self._prediction(), self.trial_form.values()
        dtm = self._dtm()
        if dtm is None:
            return tr("Choose the terrain (DTM).")
        missing = [self._of_masts[name] for name in ("HEIGHT", "FREQUENCY", "EIRP") if name not in own]
        if missing:
            return tr("Give: {names}.").format(names=", ".join(missing))
        prediction = {**{name: values[name] for name in _OF_TRIALS if name in values}, **own}
        lists = self.lists.values()
        demand = {name: lists[name] for name in ("POPULATION", "ROADS", "PLACES", "POPULATION_FIELD") if name in lists}
        layer = self._opened.vector(self.choose_form.value("HOLES"))
        holes = layer.source() if layer is not None and layer.fields().indexOf("area_m2") >= 0 else ""
        if not holes and demand and self.signal and Path(self.signal).exists():
            demand["EXISTING"] = [self.signal]
        return Trial(dtm.crs(), prediction, demand, holes)

    def _trial_shown(self, seconds: float) -> None:
        self.trial_said.setText(tr("On the map after {seconds} s.").format(seconds=f"{seconds:.1f}"))

    def _trial_counted(self, gain: Gain) -> None:
        title = tr("This mast would newly serve:") if gain.new else tr("This mast would serve:")
        lines = [
            tr("{count} people").format(count=f"{gain.people:,.0f}") if gain.people is not None else "",
            tr("{length} km of road").format(length=f"{gain.road_km:,.1f}") if gain.road_km is not None else "",
            tr("{count} facilities").format(count=f"{gain.places:,.0f}") if gain.places is not None else "",
            tr("{area} of {all} km² of holes in its radius").format(
                area=f"{gain.hole_m2 / 1e6:,.2f}", all=f"{gain.all_holes_m2 / 1e6:,.2f}"
            )
            if gain.hole_m2 is not None
            else "",
        ]
        self.gained.setText("\n・".join([title, *filter(None, lines)]))

    def _take_mast_away(self) -> None:
        self.trial.stop()
        self.trial_said.clear()
        self.gained.clear()

    # -- export --------------------------------------------------------------------------------

    def make_layout(self) -> None:
        from ..maps.layouts import open_layout

        open_layout(self.iface, self.KEY)

    # -- end -----------------------------------------------------------------------------------

    def _leave_map(self) -> None:
        """Nothing of this dock stays on the canvas: tools, marks, work for them."""
        self.ask_button.setChecked(False)
        self.mast_button.setChecked(False)
        self._take_mast_away()
        if self._link is not None:
            self._link.forget()

    def _project_cleared(self) -> None:
        self._leave_map()
        self._check_later.start()

    def close_down(self) -> None:
        if self.panel is None:
            return
        QgsProject.instance().cleared.disconnect(self._project_cleared)
        QgsProject.instance().writeProject.disconnect(self.trial.keep)
        self._check_later.stop()
        self._leave_map()
        self.trial.close_down()
        for tool in (self.ask_tool, self.mast_tool):
            tool.deleteLater()


def _open(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))


def _nowhere() -> str:
    return tr("This place is nowhere in the coordinate system of the terrain. Click nearer to the terrain.")


def _not_on_map() -> str:
    return tr("The terrain cannot be shown in the coordinate system of the map. Choose another one for the project.")


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
