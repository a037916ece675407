"""The dock 不適正盛土: from observations of different dates to candidates on the map and in the register."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgsFileWidget
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QLabel, QVBoxLayout

from ...core.inputs import fill_inputs
from ...processing.fill.triaging import LAYER
from ...processing.styling import natural_colours
from ...settings import OPERATOR, REGISTER
from ...translation import tr
from .. import records, results
from ..candidates.panel import CandidatesPanel, register_target
from ..dock import TaskDock
from ..forms import ParameterForm, other_inputs
from ..presets import PresetBar
from ..running import Run
from ..widgets import MadeFiles, Note, folded, into_sight, not_opened, opened, plain_label, push_button
from .municipalities import MunicipalityBox

_IMAGES = ("BEFORE", "AFTER", "SENSOR")
_MASKS = ("BEFORE_MASK", "AFTER_MASK", "MASK_TYPE", "BEFORE_DATE", "AFTER_DATE", "OPTICAL_FOLDER")
_SAR = ("STACK_FOLDER", "STACK", "DATES")
_HEIGHTS = ("DEM_BEFORE", "DEM_AFTER", "DEM_BEFORE_DATE", "DEM_AFTER_DATE")
_MAPS = (
    "PERMITS", "ZONES", "PLANNING", "HAZARD", "MUNICIPALITIES", "BUILDINGS", "ROADS", "STREAMS", "PARCELS", "LANDUSE",
    "DEM",
)  # fmt: skip
_SETTINGS = ("MIN_AREA", "COREGISTER")
_OF_REGISTER = ("REGISTER", "OBSERVED_ON")
_OF_CHECK = ("BEFORE", "AFTER", "BEFORE_MASK", "AFTER_MASK", "MASK_TYPE")
_SAMPLE = {"SIZE": 3, "SEED": 1}
_MOST_SHIFT = 0.5  # cells; a pair further apart is not compared as it is
_LAID_OUT_MS = 200
_MARGIN = 1.1
_MAKE_CANDIDATES = ("soranome:detectfill", "soranome:triage", "soranome:fillcandidates")


class FillDock(TaskDock):
    KEY = "fill"
    PAGE = "fill"

    def title(self) -> str:
        return tr("Improper fill")

    def intro(self) -> str:
        return tr("Compares observations of different dates and lists places where the ground was altered.")

    # -- building ------------------------------------------------------------------------------

    def build(self) -> None:
        # By its id: a wrapper kept of a layer that is gone could be taken for a new one at the same address.
        self._candidates_id = ""
        self._filled: dict = {}  # by a folder, as the forms hold it
        self.made = self.report = self.funnel = self.check_report = ""
        self._build_data()
        self._build_check()
        self._build_run()
        self._build_look()
        self._build_export()
        self._column.insertWidget(1, PresetBar(self.KEY, (*self.forms, self.register_form)))
        for form in self.forms:
            form.changed.connect(lambda _: self._say_plan())
        self.locks(
            self.sample_button, self.folder, self.check_button, self.run_button, self.register_button, self.list_button
        )
        project = QgsProject.instance()
        project.cleared.connect(self._show_made)
        project.readProject.connect(self._take_up)
        project.layersRemoved.connect(self._layers_removed)
        self._say_plan()
        self._take_up()

    def _build_data(self) -> None:
        column = self.add_step(tr("Data"), folded=False).column
        self.sample_button = push_button(column, tr("Try it on made data"), self.make_sample)
        self.sample_button.setToolTip(
            tr("Makes a small piece of mountains with fills that are known, and fills in everything below.")
        )
        column.addWidget(QLabel(tr("Or a folder with your data")))
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setDialogTitle(tr("Folder with data"))
        self.folder.fileChanged.connect(self._folder_chosen)
        column.addWidget(self.folder)
        self.recognised = Note()
        column.addWidget(self.recognised)
        self.images = ParameterForm("detectfill", _IMAGES, advanced=())
        column.addWidget(self.images)
        self.masks, self.sar, self.heights, self.maps = (
            _folded(column, title, names)
            for title, names in (
                (tr("Cloud masks and dates"), _MASKS),
                (tr("SAR images"), _SAR),
                (tr("Elevation models"), _HEIGHTS),
                (tr("Permits, zones and other maps"), _MAPS),
            )
        )

    def _build_check(self) -> None:
        self.check_step = self.add_step(tr("Check"))
        column = self.check_step.column
        column.addWidget(plain_label(tr("Do the two images fit: area, cells, shift, cloud?")))
        self.check_button = push_button(column, tr("Check the pair of images"), self.check)
        self.checked = Note()
        column.addWidget(self.checked)
        self.check_report_button = push_button(column, tr("Open the report of the check"), self.open_check_report)

    def _build_run(self) -> None:
        self.run_step = self.add_step(tr("Run"), folded=False)
        column = self.run_step.column
        self.plan = plain_label()
        column.addWidget(self.plan)
        known = {*_IMAGES, *_MASKS, *_SAR, *_HEIGHTS, *_MAPS, *_SETTINGS}
        self.settings = ParameterForm("detectfill", _SETTINGS, advanced=other_inputs("detectfill", known))
        self.settings.set_value("COREGISTER", True)  # else a pair a little apart would be refused
        column.addWidget(self.settings)
        self.run_button = push_button(column, tr("Look for altered ground"), self.detect)
        self.forms = (self.images, self.masks, self.sar, self.heights, self.maps, self.settings)

    def _build_look(self) -> None:
        self.look_step = self.add_step(tr("Look"))
        column = self.look_step.column
        self.found = plain_label()
        column.addWidget(self.found)
        self.municipality = MunicipalityBox(self._municipalities)
        self.municipality.setToolTip(tr("Shows this municipality on the map, and its candidates in the list."))
        self.municipality.currentIndexChanged.connect(lambda _: self._show_municipality())
        column.addWidget(self.municipality)
        self.table_button = push_button(column, tr("Open the list of candidates"), self.open_table)
        self.report_button = push_button(column, tr("Open the report"), lambda: self._open(self.report))
        self.funnel_button = push_button(column, tr("Open the funnel of places"), lambda: self._open(self.funnel))
        self.map_button = push_button(column, tr("Make a map to print"), lambda: self.desktop.maps.print_map(self.KEY))
        self.look_note = Note()
        column.addWidget(self.look_note)

    def _build_export(self) -> None:
        self.export_step = self.add_step(tr("Export"))
        column = self.export_step.column
        self.register_form = ParameterForm(
            "updateregister",
            _OF_REGISTER,
            other_inputs("updateregister", {*_OF_REGISTER, "CANDIDATES", "OPERATOR"}),
        )
        self.register_form.set_value("REGISTER", REGISTER.value())
        column.addWidget(self.register_form)
        self.register_button = push_button(column, tr("Enter them into the register"), self.enter)
        self.entered = Note()
        column.addWidget(self.entered)
        self.list_button = push_button(column, tr("Make the list for inspectors (Excel)"), self.make_list)
        self.files = MadeFiles()
        column.addWidget(self.files)
        self.field_button = push_button(column, tr("On to the field checks"), self.go_on)

    # -- data ----------------------------------------------------------------------------------

    def make_sample(self) -> None:
        folder = results.run_folder("sample")
        self.run("makesample", {**_SAMPLE, "FOLDER": str(folder)}, lambda run: self._sample_made(folder), load=False)

    def _sample_made(self, folder: Path) -> None:
        self._take(folder)
        into_sight(self.run_button)  # nothing of it needs a look before

    def _folder_chosen(self, path: str) -> None:
        if path:
            self._take(Path(path))

    def _take(self, folder: Path) -> None:
        """Fill in what lies in ``folder``, put the images on the map, and say what was found."""
        found = fill_inputs(folder)
        if not found:
            self.recognised.warn(tr("Nothing in this folder has a name that is known. Choose the files below."))
            return
        shown = self._show_images({name: found[name] for name in ("BEFORE", "AFTER") if name in found})
        left = {name for form in self.forms for name in form.names() if form.value(name) == self._filled.get(name)}
        for form in self.forms:  # what another folder had filled in belongs to another place
            form.set_values({**dict.fromkeys(left & self._filled.keys()), **found, **shown})
        self._filled = {name: form.value(name) for form in self.forms for name in form.names() if name in found}
        self._say_found(found)

    def _say_found(self, found: dict) -> None:
        pairs = (
            (tr("images of two dates"), ("BEFORE", "AFTER")),
            (tr("cloud masks"), ("BEFORE_MASK", "AFTER_MASK")),
            (tr("elevation models of two dates"), ("DEM_BEFORE", "DEM_AFTER")),
        )
        there = []
        for words, names in pairs:
            given = [name for name in names if name in found]
            there += [words] if len(given) == 2 else [self._label(name) for name in given]
        there += [tr("a series of images")] if "OPTICAL_FOLDER" in found else []
        there += [tr("SAR images")] if found.keys() & {"STACK", "STACK_FOLDER"} else []
        there += [self._label(name) for name in _MAPS if name in found]
        lines = [tr("✓ Found: {what}").format(what=tr(", ").join(there))]
        if not found.keys() & {"BEFORE", "OPTICAL_FOLDER"}:
            lines.append(tr("⚠ Not found: a pair of images. Choose them below."))
        absent = [self._label(name) for name in _MAPS if name not in found and name != "DEM"]
        if absent:
            lines.append(tr("Not found, and can be left out: {what}").format(what=tr(", ").join(absent)))
        self.recognised.say("\n".join(lines))

    def _label(self, name: str) -> str:
        return self.images.algorithm.parameterDefinition(name).description()

    def _show_images(self, paths: dict[str, str]) -> dict[str, str]:
        """Put images below everything else on the map; parameter → id of the layer."""
        project = QgsProject.instance()
        there = {layer.source(): layer for layer in project.mapLayers().values()}
        group, shown = None, {}
        for name, path in paths.items():
            layer = there.get(path)
            if layer is None:
                layer = QgsRasterLayer(path, Path(path).stem)
                if not layer.isValid():
                    continue  # said when it is used
                natural_colours(layer)
                if group is None:
                    group = project.layerTreeRoot().addGroup(tr("Images to compare"))
                project.addMapLayer(layer, False)
                group.insertLayer(0, layer).setExpanded(False)
            shown[name] = layer.id()
        if group is not None:
            self.iface.setActiveLayer(project.mapLayer(next(reversed(shown.values()))))
            self.iface.zoomToActiveLayer()
        return shown

    def values(self) -> dict:
        """What the forms say, for ``detectfill``."""
        return {name: value for form in self.forms for name, value in form.values().items()}

    # -- check ---------------------------------------------------------------------------------

    def check(self) -> None:
        given = self.values()
        if not {"BEFORE", "AFTER"} <= given.keys():
            self.checked.warn(tr("Choose the images of both dates first."))
            return
        self.checked.say("")
        self.run(
            "checkpair", {name: given[name] for name in _OF_CHECK if name in given}, self._pair_checked, load=False
        )

    def _pair_checked(self, run: Run) -> None:
        said = run.results
        self.check_report = said["REPORT"]
        shift = max(abs(said["SHIFT_X"]), abs(said["SHIFT_Y"]))
        numbers = tr("common area {overlap} %, shift {shift} cells").format(
            overlap=f"{100 * said['OVERLAP']:.0f}", shift=f"{shift:.1f}"
        )
        problems = [text for kind, text in run.log if kind == "warning"]
        if said["PASSED"]:
            self.checked.say(tr("✓ The images can be compared ({numbers}).").format(numbers=numbers))
        else:
            if shift > _MOST_SHIFT and self.settings.value("COREGISTER"):
                problems.append(tr("The search takes the shift out by itself."))
            words = tr("Something is to be looked at ({numbers}): see the report.").format(numbers=numbers)
            self.checked.warn("\n".join((words, *problems)))
        self._show_made()

    def open_check_report(self) -> None:
        if not opened(self.check_report):
            self.checked.warn(not_opened(self.check_report))

    # -- run -----------------------------------------------------------------------------------

    def _lacks(self, given: dict) -> str:
        """What must be chosen before a run, in words; empty where a run can start."""
        if ("BEFORE" in given) != ("AFTER" in given):
            return tr("The image of the other date is missing.")
        if ("DEM_BEFORE" in given) != ("DEM_AFTER" in given):
            return tr("The elevation model of the other date is missing.")
        if not given.keys() & {"BEFORE", "OPTICAL_FOLDER", "STACK", "STACK_FOLDER"} and not (
            {"DEM_BEFORE", "DEM_AFTER"} <= given.keys()
        ):
            return tr("Choose observations first: a pair of images, SAR images or two elevation models.")
        return ""

    def _say_plan(self) -> None:
        given = self.values()
        lacking = self._lacks(given)
        if lacking:
            self.plan.setText(lacking)
            return
        witnesses = [
            words
            for words, there in (
                (tr("optical images"), "BEFORE" in given or "OPTICAL_FOLDER" in given),
                (tr("SAR images"), "STACK" in given or "STACK_FOLDER" in given),
                (tr("elevation models"), {"DEM_BEFORE", "DEM_AFTER"} <= given.keys()),
            )
            if there
        ]
        maps = sum(name in given for name in _MAPS)
        self.plan.setText(
            tr("Compares {witnesses}; reads places by {maps} of {all} maps.").format(
                witnesses=tr(", ").join(witnesses), maps=maps, all=len(_MAPS)
            )
        )

    def detect(self) -> None:
        given = self.values()
        lacking = self._lacks(given)
        if lacking:
            self.plan.setText(f"⚠ {lacking}")
            self.steps[0].open()
            return
        self.run("detectfill", given, self._detected)

    def _detected(self, run: Run) -> None:
        self.made = run.results["CANDIDATES"]
        self.report, self.funnel = run.results.get("REPORT", ""), run.results.get("FUNNEL", "")
        self._show(next((layer for layer in run.layers if isinstance(layer, QgsVectorLayer)), None))
        for layer in run.layers:
            if isinstance(layer, QgsRasterLayer):  # the score would hide the images, in which a fill is to be seen
                node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
                if node is not None:  # its group may have been removed already
                    node.setItemVisibilityChecked(False)
        self.look_step.open()
        if self.candidates is not None:
            self.open_table()
            QTimer.singleShot(_LAID_OUT_MS, self._zoom)  # the table takes its room from the map first
        into_sight(self.funnel_button)

    # -- look ----------------------------------------------------------------------------------

    @property
    def candidates(self) -> QgsVectorLayer | None:
        """The layer of candidates, where it is in the project."""
        return QgsProject.instance().mapLayer(self._candidates_id)

    def _show(self, layer: QgsVectorLayer | None) -> None:
        """``layer`` are the candidates from now on."""
        self._candidates_id = layer.id() if layer is not None else ""
        self._show_made()

    def _take_up(self, *_) -> None:
        """Go on with the newest candidates of the project, as they were saved with it."""
        found = [
            layer
            for layer in _vector_layers()
            if layer.isValid() and layer.customProperty(records.ALGORITHM) in _MAKE_CANDIDATES
        ]
        newest = max(found, key=lambda layer: str(layer.customProperty(records.RUN, "")), default=None)
        path = _file_of(newest) if newest is not None else ""
        if path and path != self.made:
            told = records.parameters_of(newest)
            self.made = path
            self.report, self.funnel = (
                made if isinstance(made := told.get(name), str) and Path(made).is_file() else ""
                for name in ("REPORT", "FUNNEL")
            )
        self._show(newest)

    def _register(self) -> QgsVectorLayer | None:
        """A layer of the sites of a register, which the list of candidates shows as well."""
        return next((layer for layer in _vector_layers() if layer.isValid() and register_target(layer)), None)

    def _zoom(self) -> None:
        if not sip.isdeleted(self):
            self._show_municipality()

    def _layers_removed(self, ids: list[str]) -> None:
        if self.candidates is None or self._candidates_id in ids:
            self._show_made()

    def _show_made(self) -> None:
        """Offer what there is to look at."""
        layer = self.candidates
        there, kept = layer is not None, Path(self.made).is_file()
        self.table_button.setEnabled(there or kept or self._register() is not None)
        self.map_button.setEnabled(there)
        self.report_button.setEnabled(bool(self.report))
        self.funnel_button.setEnabled(bool(self.funnel))
        self.check_report_button.setEnabled(bool(self.check_report))
        if there:
            column = layer.fields().indexOf("priority_class")
            classes = Counter(str(feature[column] or "") for feature in layer.getFeatures() if column >= 0)
            counts = tr(", ").join(f"{name} {count:,}" for name, count in sorted(classes.items()) if name)
            text = tr("{count} candidates").format(count=f"{layer.featureCount():,}")
            self.found.setText(tr("{text} (class {counts})").format(text=text, counts=counts) if counts else text)
        elif kept:
            self.found.setText(tr("The result is saved, but not on the map: {path}").format(path=self.made))
        else:
            self.found.setText(tr("There is no result yet."))

    def open_table(self) -> None:
        layer = self.candidates
        if layer is None and not Path(self.made).is_file():
            layer = self._register()
        if layer is None:
            layer = self._opened_again()
            if layer is None:
                self.look_note.warn(not_opened(self.made))
                return
            self._show(layer)
        panel = self.desktop.panel(CandidatesPanel)
        panel.show_layer(layer)
        panel.setUserVisible(True)
        self._filter_table()

    def _opened_again(self) -> QgsVectorLayer | None:
        """The saved result as a layer of the project, which may have it already; None where it cannot be opened."""
        for layer in _vector_layers():
            if layer.isValid() and _file_of(layer) == self.made:
                return layer
        for source in (f"{self.made}|layername={LAYER}", self.made):
            layer = QgsVectorLayer(source, tr("Fill candidates"), "ogr")
            if layer.isValid():
                layer.setCustomProperty(records.ALGORITHM, _MAKE_CANDIDATES[0])  # found again when it is saved
                return QgsProject.instance().addMapLayer(layer)
        return None

    def _municipalities(self) -> QgsVectorLayer | None:
        """The layer of municipalities that is chosen."""
        chosen = self.maps.value("MUNICIPALITIES")
        layer = QgsProject.instance().mapLayer(chosen) if chosen else None
        layer = layer or (QgsVectorLayer(chosen, "", "ogr") if chosen else None)
        return layer if layer is not None and layer.isValid() else None

    def _show_municipality(self) -> None:
        """The chosen municipality on the map, its candidates alone in the table; or all."""
        self.look_note.say("")
        around, layer, canvas = self.municipality.extent(), self._municipalities(), self.iface.mapCanvas()
        if around.isEmpty():
            if self.candidates is not None and self.candidates.featureCount():
                self.iface.setActiveLayer(self.candidates)
                self.iface.zoomToActiveLayer()
        else:
            there = QgsCoordinateTransform(layer.crs(), canvas.mapSettings().destinationCrs(), QgsProject.instance())
            try:
                around = there.transformBoundingBox(around)
            except QgsCsException:
                self.look_note.warn(tr("This municipality cannot be shown in the coordinate system of the map."))
            else:
                around.scale(_MARGIN)
                canvas.setExtent(around)
                canvas.refresh()
        self._filter_table()

    def _filter_table(self) -> None:
        if self.candidates is None:
            return
        panel = self.desktop.panel(CandidatesPanel)
        name, box = self.municipality.currentData(), panel.filters.boxes["municipality"]
        row = box.findData(name) if name else 0
        box.setCurrentIndex(max(0, row))
        if row < 0:
            self.look_note.say(tr("No candidates in {name}; the list shows all.").format(name=name))

    def _open(self, path: str) -> None:
        self.look_note.say("" if opened(path) else "⚠ " + not_opened(path))

    # -- export --------------------------------------------------------------------------------

    def _source(self, note: Note) -> QgsVectorLayer | None:
        if self.candidates is None:
            note.warn(tr("There are no candidates yet: run the search first."))
        return self.candidates

    def enter(self) -> None:
        layer = self._source(self.entered)
        if layer is None:
            return
        given = self.register_form.values()
        if not given.get("REGISTER"):
            self.entered.warn(tr("Say which register first: a new or an existing file (.gpkg)."))
            return
        self.entered.say("")
        REGISTER.set(given["REGISTER"])
        operator = {"OPERATOR": OPERATOR.value()} if OPERATOR.value() else {}
        self.run("updateregister", {**given, **operator, "CANDIDATES": layer.id()}, self._entered)

    def _entered(self, run: Run) -> None:
        said = run.results
        self.entered.say(
            tr("✓ {new} new sites, {repeated} seen again; the register has {total}.").format(
                new=f"{said['NEW']:,}", repeated=f"{said['REPEATED']:,}", total=f"{said['TOTAL']:,}"
            )
        )
        sites = next((layer for layer in run.layers if isinstance(layer, QgsVectorLayer)), None)
        if sites is not None:
            panel = self.desktop.panel(CandidatesPanel)
            panel.show_layer(sites)
            panel.setUserVisible(True)
            self._filter_table()

    def make_list(self) -> None:
        layer = self._source(self.entered)
        if layer is not None:
            given = self.values()
            images = {name: given[name] for name in ("BEFORE", "AFTER") if name in given}
            self.run("fieldchecklist", {"CANDIDATES": layer.id(), **images}, self._list_made, load=False)

    def _list_made(self, run: Run) -> None:
        self.files.add(run.results["XLSX"])

    def go_on(self) -> None:
        self.desktop.docks["fieldwork"].setUserVisible(True)

    def close_down(self) -> None:
        if self.panel is not None:
            project = QgsProject.instance()
            project.cleared.disconnect(self._show_made)
            project.readProject.disconnect(self._take_up)
            project.layersRemoved.disconnect(self._layers_removed)


def _vector_layers() -> list[QgsVectorLayer]:
    return [layer for layer in QgsProject.instance().mapLayers().values() if isinstance(layer, QgsVectorLayer)]


def _file_of(layer: QgsVectorLayer) -> str:
    return layer.source().partition("|")[0]


def _folded(column: QVBoxLayout, title: str, names: tuple[str, ...]) -> ParameterForm:
    """A form of some parameters of ``detectfill``, folded away below its title."""
    form = ParameterForm("detectfill", names, advanced=())
    folded(column, title).addWidget(form)
    return form
