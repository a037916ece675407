"""The dock 点群: from the folder as it was delivered to terrain on the map."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from qgis.core import Qgis, QgsMapLayerProxyModel, QgsPointCloudLayer, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgsCollapsibleGroupBox, QgsFileWidget, QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from ...core.errors import SoraNoMeError
from ...translation import tr, tr_core
from .. import results
from ..dock import TaskDock
from ..forms import ParameterForm
from ..presets import PresetBar
from ..running import CANCELLED, Run
from . import view3d
from .delivery import Delivery, Tile, details, extent_of, read_delivery
from .drop import DropArea
from .kinds import MARKS, kind_names
from .tiles import TilesView

_SAMPLE = {"SIZE": 1, "SEED": 1, "POINTCLOUD": True, "POINT_DENSITY": 1}
_TILE_INPUTS = ("FOLDER", "FILES", "INDEX", "CRS", "OVERRIDE")
_CHAIN = ("importpointcloud", "classifyground", "surfaces", "terrainmaps")
_MARGIN, _AROUND = 1.1, 2.5
"""Room around what is zoomed to: around chosen tiles more, so that their neighbours are seen."""


class PointCloudDock(TaskDock):
    KEY = "pointcloud"
    PAGE = "pointclouds"

    def title(self) -> str:
        return tr("Point clouds")

    def intro(self) -> str:
        return tr("Takes in laser tiles as they were delivered, and makes terrain of them.")

    def build(self) -> None:
        self.delivery: Delivery | None = None
        self._index_id = ""
        self._chain: list[str] = []
        self._made: list[tuple[str, Path]] = []
        self.view = ""
        """Name of the 3D view that was opened last."""
        self._build_data()
        self._build_check()
        self._build_run()
        self._build_look()
        self._build_export()
        self._column.insertWidget(1, PresetBar(self.KEY, list(self.forms.values())))
        QgsProject.instance().cleared.connect(self._project_cleared)
        QgsProject.instance().layersWillBeRemoved.connect(self._layers_go)

    # -- building ------------------------------------------------------------------------------

    def _build_data(self) -> None:
        column = self.add_step(tr("Data"), folded=False).column
        self.drop = DropArea(tr("Drop folders, or LAS, LAZ or zip files here"))
        self.drop.dropped.connect(self.look_through)
        column.addWidget(self.drop)
        column.addWidget(QLabel(tr("or choose a folder:")))
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.lineEdit().setReadOnly(True)  # else every letter of a path would start a run
        self.folder.fileChanged.connect(self._folder_chosen)
        column.addWidget(self.folder)
        self.sample_button = self._button(tr("Try it on made data"), self.make_sample, column)
        self.summary = _words(column)
        self.problems = QTreeWidget()
        self.problems.setHeaderLabels([tr("Found (click: on the map)"), tr("Tiles")])
        self.problems.setRootIsDecorated(False)
        self.problems.header().setStretchLastSection(False)
        self.problems.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.problems.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.problems.setFixedHeight(9 * self.fontMetrics().height())
        self.problems.itemClicked.connect(self._problem_clicked)
        self.problems.hide()
        column.addWidget(self.problems)
        self.detail = _words(column)
        self.locks(self.drop, self.folder)

    def _build_check(self) -> None:
        step = self.add_step(tr("Check"))
        column = step.column
        self.findings = _words(column, tr("Choose the data first."))
        self.forms = {"indextiles": ParameterForm("indextiles", ("CRS",), ("OVERRIDE", "DEEP"))}
        column.addWidget(self.forms["indextiles"])
        self.again_button = self._button(tr("Look again"), self.look_again, column)
        others = ("REQUIRED_DENSITY", "CELL", "RETURNS", "VOID_AREA", "TOLERANCE", "RADIUS", "AXES", "LANGUAGE")
        self.quality_box = _fold(tr("Quality of the points"), column)
        form = self._form("pointcloudquality", ("SPECIFICATION", "CONTROL"), others)
        self.quality_box.layout().addWidget(form)
        self.quality_button = self._button(
            tr("Check the quality"), lambda: self._start("pointcloudquality"), self.quality_box.layout()
        )

    def _build_run(self) -> None:
        self.run_step = self.add_step(tr("Run"))
        column = self.run_step.column
        column.addWidget(_label(tr("Folder for the point cloud")))
        self.target = QgsFileWidget()
        self.target.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        column.addWidget(self.target)
        column.addWidget(self._form("importpointcloud", ("HEIGHT",), ("AXES", "STYLE", "LANGUAGE")))
        self.without_wrong = QCheckBox(tr("Leave out tiles with errors"))
        self.without_wrong.setChecked(True)
        column.addWidget(self.without_wrong)
        self.only_selected = QCheckBox(tr("Only the tiles selected on the map"))
        column.addWidget(self.only_selected)
        self.all_button = self._button(tr("Run everything in one go"), self.run_all, column)
        bold = self.all_button.font()
        bold.setBold(True)
        self.all_button.setFont(bold)
        self.with_ground = QCheckBox(tr("Find the ground anew"))
        self.with_ground.setToolTip(
            tr("Off: terrain is made of the points that are classified as ground in the tiles.")
        )
        self.with_ground.setChecked(True)
        column.addWidget(self.with_ground)
        column.addWidget(_label(tr("or step by step:")))
        self.import_button = self._button(
            tr("1. Make one point cloud of the tiles"), lambda: self._start("importpointcloud"), column
        )
        self.tiles = TilesView(self.iface.mapCanvas())
        self.tiles.chosen.connect(lambda tile: self._show_tiles([tile]))
        column.addWidget(self.tiles)
        self.progress = _words(column)
        tiles = {"INDEX": _tiles_label()}
        self.boxes = {}
        for algorithm, title, button, shown, advanced, labels in (
            ("classifyground", tr("Ground"), tr("2. Find the ground"), ("INDEX", "TERRAIN", "CLASSES"),
             ("METHOD", "CELL", "SLOPE", "WINDOW", "THRESHOLD", "COLLAR"), tiles),
            ("surfaces", tr("Terrain and surface models"), tr("3. Make terrain and surface models"),
             ("INDEX", "RESOLUTION", "FILL_DISTANCE"),
             ("EXTENT", "DTM_METHOD", "DSM_METHOD", "MIN_VOID", "GROUND_CLASSES"), tiles),
            ("terrainmaps", tr("Terrain maps"), tr("4. Make terrain maps"), ("DTM",),
             ("LIGHT", "AZIMUTH", "ALTITUDE", "EXAGGERATION", "RADIUS", "STRENGTH", "UNIT"), {}),
            ("updatepointcloud", tr("Replace a part by a newer survey"), tr("Bring the point cloud up to date"),
             ("BASE", "NEW", "FIT"),
             ("BASE_FOLDER", "NEW_FOLDER", "AREA", "EXTENT", "CRS", "VERTICAL_TOLERANCE", "HORIZONTAL_TOLERANCE",
              "HEIGHT_CHANGE", "HEIGHT_OFFSET", "BASE_DATE", "NEW_DATE", "FEATHER"), {}),
            ("elevationchange", tr("Compare two surveys"), tr("Show cut and fill"), ("BEFORE", "AFTER"), None, {}),
        ):  # fmt: skip
            box = self.boxes[algorithm] = _fold(title, column)
            box.layout().addWidget(self._form(algorithm, shown, advanced, labels))
            made = self._button(button, lambda algorithm=algorithm: self._start(algorithm), box.layout())
            setattr(self, f"{algorithm}_button", made)

    def _build_look(self) -> None:
        self.look_step = self.add_step(tr("Look"))
        column = self.look_step.column
        column.addWidget(_label(tr("Point cloud")))
        self.cloud = QgsMapLayerComboBox()
        self.cloud.setFilters(QgsMapLayerProxyModel.Filter.PointCloudLayer)
        self.cloud.setAllowEmptyLayer(True)
        column.addWidget(self.cloud)
        column.addWidget(_label(tr("Drawn by")))
        self.style = QComboBox()
        for kind, words in (
            ("classes", tr("classes")),
            ("elevation", tr("heights")),
            ("colours", tr("colours")),
            ("intensity", tr("intensity")),
        ):
            self.style.addItem(words, kind)
        self.style.setCurrentIndex(-1)
        self.style.activated.connect(lambda _: self.draw_by(self.style.currentData()))
        self.cloud.layerChanged.connect(lambda _: self.style.setCurrentIndex(-1))
        column.addWidget(self.style)
        self.zoom_button = self._button(tr("Zoom to the point cloud"), self.zoom_to_cloud, column, locked=False)
        column.addWidget(_label(tr("Terrain below it in 3D")))
        self.terrain = QgsMapLayerComboBox()
        self.terrain.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        self.terrain.setAllowEmptyLayer(True)
        self.terrain.setLayer(None)
        column.addWidget(self.terrain)
        self.view_button = self._button(tr("Open a 3D view"), self.open_3d, column, locked=False)
        why = view3d.why_not(self.iface)
        self.view_button.setEnabled(not why)
        self.looks = _words(column, why)

    def _build_export(self) -> None:
        column = self.add_step(tr("Export")).column
        column.addWidget(_label(tr("Reports and files of this session")))
        self.files = QListWidget()
        self.files.setFixedHeight(6 * self.fontMetrics().height())
        self.files.itemActivated.connect(lambda _: self.open_file())
        column.addWidget(self.files)
        self.open_button = self._button(tr("Open the chosen file"), self.open_file, column, locked=False)
        self.folder_button = self._button(tr("Open its folder"), self.open_folder, column, locked=False)
        self.layout_button = self._button(tr("Make a map to print"), self.open_layout, column, locked=False)
        self.exported = _words(column)

    def _button(self, words: str, do: Callable, column: QVBoxLayout, locked: bool = True) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda _checked: do())
        column.addWidget(button)
        if locked:
            self.locks(button)
        return button

    def _form(self, algorithm: str, shown, advanced=None, labels=None) -> ParameterForm:
        self.forms[algorithm] = ParameterForm(algorithm, shown, advanced, labels)
        return self.forms[algorithm]

    # -- data ----------------------------------------------------------------------------------

    def make_sample(self) -> None:
        self.run("makesample", {**_SAMPLE, "FOLDER": str(results.run_folder("sample"))}, self._sample_made, load=False)

    def _sample_made(self, run: Run) -> None:
        folder = Path(run.results["FOLDER"]) / "pointcloud"
        self.look_through([str(folder / "2024"), str(folder / "faulty")])

    def _folder_chosen(self, path: str) -> None:
        if path and os.path.isdir(path):
            self.look_through([path])

    def look_through(self, paths: list[str]) -> None:
        """Index folders and files; the tiles appear on the map."""
        if self.running:
            self._say(tr("Wait until the run has ended, or cancel it."))
            return
        self.folder.blockSignals(True)
        self.folder.setFilePath(paths[0] if len(paths) == 1 and os.path.isdir(paths[0]) else "")
        self.folder.blockSignals(False)
        given = {"FOLDER": paths[0]} if len(paths) == 1 and os.path.isdir(paths[0]) else {"FILES": paths}
        self.run("indextiles", {**given, **self.forms["indextiles"].values()}, lambda run: self._indexed(run, paths))

    def look_again(self) -> None:
        if self.delivery is None:
            self._say(tr("Choose the data first."))
            self.steps[0].open()
        else:
            self.look_through(self.delivery.paths)

    def _indexed(self, run: Run, paths: list[str]) -> None:
        path = run.results["INDEX"]
        before = self._index_layer()
        if before is not None and run.layers:  # one index of a delivery is enough
            QgsProject.instance().removeMapLayer(before.id())
        self._index_id = run.layers[0].id() if run.layers else ""
        layer = self._index_layer() or QgsVectorLayer(path, "", "ogr")
        self.delivery = delivery = read_delivery(layer, paths, path)
        self.summary.setText(delivery.summary())
        self.problems.clear()
        for code, severity, tiles in delivery.tally():
            item = QTreeWidgetItem([f"{MARKS[severity]} {kind_names()[code]}", f"{len(tiles):,}"])
            item.setData(0, Qt.ItemDataRole.UserRole, code)
            item.setTextAlignment(1, int(Qt.AlignmentFlag.AlignRight))
            item.setToolTip(0, kind_names()[code])
            self.problems.addTopLevelItem(item)
        if not self.problems.topLevelItemCount():
            fine = tr("No problem")
            self.problems.addTopLevelItem(QTreeWidgetItem([f"{MARKS['ok']} {fine}", ""]))
        self.problems.show()
        self.detail.clear()
        self.target.setFilePath(str(_target(delivery)))
        findings = delivery.findings()
        self.findings.setText(f"{findings}\n{delivery.room(_target(delivery))}")
        self.tiles.set_tiles(delivery.tiles, delivery.crs)
        self.iface.layerTreeCanvasBridge().setCanvasLayers()  # now: it zooms to all of a first layer
        self._zoom(delivery.extent())
        self.steps[1].open()
        self.run_step.open()

    def _index_layer(self) -> QgsVectorLayer | None:
        """The layer of the tiles, None where users took it away."""
        return QgsProject.instance().mapLayer(self._index_id) if self._index_id else None

    def _problem_clicked(self, item: QTreeWidgetItem) -> None:
        code = item.data(0, Qt.ItemDataRole.UserRole)
        for found, _, tiles in self.delivery.tally():
            if found == code:
                self.detail.setText(details(code, tiles))
                self._show_tiles(tiles)

    def _show_tiles(self, tiles: list[Tile]) -> None:
        """Select tiles on the map and zoom to them."""
        layer = self._index_layer()
        if layer is None:
            self._say(tr("The layer of tiles was removed. Press “Look again” to have it back."))
            return
        layer.selectByIds([tile.fid for tile in tiles])
        self._zoom(extent_of(tiles), _AROUND)

    def _zoom(self, extent, around: float = _MARGIN) -> None:
        """To an extent in the coordinate system of the index; nothing where it is empty."""
        layer = self._index_layer()
        if layer is None or extent.isEmpty():
            return
        canvas = self.iface.mapCanvas()
        box = canvas.mapSettings().layerExtentToOutputExtent(layer, extent)
        box.scale(around)
        canvas.setExtent(box)
        canvas.refresh()

    # -- runs ----------------------------------------------------------------------------------

    def run_all(self) -> None:
        """Everything from tiles to terrain maps; stops where a run fails or is cancelled."""
        chain = [name for name in _CHAIN if name != "classifyground" or self.with_ground.isChecked()]
        self._chain = chain[1:]
        if not self._start(chain[0]):
            self._chain = []

    def _start(self, algorithm: str) -> bool:
        """Run one of the forms; False where something it needs is missing."""
        if self.running:
            return False
        values = self.forms[algorithm].values()
        tiles: set[str] | None = None
        if algorithm in ("importpointcloud", "pointcloudquality"):
            given, tiles = self._chosen_tiles()
            if given is None:
                return False
            values |= {"INDEX": given, **self._system()}
        missing = self.forms[algorithm].missing()
        if algorithm in ("classifyground", "surfaces") and "INDEX" not in values:
            missing.append(_tiles_label())
        if algorithm == "updatepointcloud":
            form = self.forms[algorithm]
            asked = [name for name in ("BASE", "NEW") if not {name, f"{name}_FOLDER"} & values.keys()]
            missing += [form.algorithm.parameterDefinition(name).description() for name in asked]
        if missing:
            self._say(tr("Choose first: {names}").format(names=", ".join(missing)))
            if algorithm in self.boxes:
                self.boxes[algorithm].setCollapsed(False)
            return False
        if algorithm == "importpointcloud":
            values["OUTPUT_FOLDER"] = self.target.filePath()
        elif algorithm == "classifyground":
            values["OUTPUT_FOLDER"] = str(self._folder_of_ground(values.get("INDEX")))
        elif algorithm == "updatepointcloud":
            values["OUTPUT_FOLDER"] = str(results.run_folder("updated"))
        run = self.run(algorithm, values, self._went_through, otherwise=self._stopped)
        if algorithm in ("importpointcloud", "classifyground"):
            if algorithm == "importpointcloud":
                self.tiles.begin(tiles)
            run.item.connect(self.tiles.tell)
            self.widget().findChild(QScrollArea).ensureWidgetVisible(self.tiles)
        self.progress.setText(self._say_where(algorithm))
        return True

    def _say_where(self, algorithm: str) -> str:
        if not self._chain:
            return ""
        names = [self.forms[name].algorithm.displayName() for name in self._chain]
        return tr("Then: {names}").format(names=" → ".join(names))

    def _chosen_tiles(self) -> tuple[str | None, set[str]]:
        """The tiles to use as INDEX takes them, and their names; None where there are none."""
        if self.delivery is None:
            self._say(tr("Choose the data first."))
            self.steps[0].open()
            return None, set()
        chosen = self.delivery.tiles
        if self.only_selected.isChecked():
            layer = self._index_layer()
            selected = set(layer.selectedFeatureIds()) if layer is not None else set()
            chosen = [tile for tile in chosen if tile.fid in selected]
            if not chosen:
                self._say(tr("No tile is selected on the map."))
                return None, set()
        if self.without_wrong.isChecked():
            chosen = [tile for tile in chosen if tile.severity != "error"]
            if not chosen:
                self._say(tr("All these tiles have errors. See the list in the first step."))
                return None, set()
        source = self.delivery.index
        if len(chosen) < len(self.delivery.tiles):
            numbers = ",".join(str(tile.fid) for tile in chosen)
            source += f'|layername=index|subset="fid" IN ({numbers})'
        return source, {tile.name for tile in chosen}

    def _system(self) -> dict:
        """The coordinate system users gave for the tiles."""
        values = self.forms["indextiles"].values()
        return {name: values[name] for name in ("CRS", "OVERRIDE") if name in values}

    def _folder_of_ground(self, index) -> Path:
        """Beside the point cloud it is made of, the same each time, so that a run goes on where one was stopped."""
        layer = QgsProject.instance().mapLayer(index) if isinstance(index, str) else index
        path = Path((index if layer is None else layer.source()).partition("|")[0])
        return path.parent.with_name(f"{path.parent.name}_ground")

    def _went_through(self, run: Run) -> None:
        self._keep_files(run)
        self.tiles.end()
        self.tiles.tint.clear()  # the results are on the map now
        made = run.results
        algorithm = run.algorithm.name()
        if algorithm in ("importpointcloud", "classifyground"):
            self._clouds_made(run)
        if algorithm == "importpointcloud":
            self.forms["classifyground"].set_value("INDEX", made["INDEX"])
            self.forms["updatepointcloud"].set_value("BASE", made["VPC"])
        if algorithm in ("importpointcloud", "classifyground"):
            self.forms["surfaces"].set_value("INDEX", made["INDEX"])
        elif algorithm == "surfaces" and made.get("DTM"):
            terrain = next((layer for layer in run.layers if layer.source() == made["DTM"]), None)
            self.terrain.setLayer(terrain)
            for name, parameter in (("terrainmaps", "DTM"), ("elevationchange", "AFTER")):
                self.forms[name].set_value(parameter, terrain or made["DTM"])
        self.progress.setText(self._result_words(run))
        if self._chain:
            self._start(self._chain.pop(0))
        else:
            self.look_step.open()

    def _stopped(self, run: Run) -> None:
        """Failed or cancelled: say what is kept, and what did not come to pass."""
        self.tiles.end()
        said = []
        if run.algorithm.name() in ("importpointcloud", "classifyground"):
            if run.state == CANCELLED:
                self.panel.state.setText(tr("{title}: stopped").format(title=run.title))
            said.append(tr("What is done is kept. Press the button again: it goes on where it stopped."))
        if self._chain:
            names = [self.forms[name].algorithm.displayName() for name in self._chain]
            said.append(tr("Not run any more: {names}").format(names=", ".join(names)))
            self._chain = []
        self.progress.setText("\n".join(said))

    def _clouds_made(self, run: Run) -> None:
        clouds = [layer for layer in run.layers if isinstance(layer, QgsPointCloudLayer)]
        if clouds:
            virtual = next((layer for layer in clouds if layer.source().endswith(".vpc")), clouds[0])
            self.cloud.setLayer(virtual)

    def _result_words(self, run: Run) -> str:
        made = run.results
        if "LEFT_OUT" in made:
            words = tr("{tiles} tiles, {points} points; {left} left out.")
            return words.format(tiles=f"{made['TILES']:,}", points=f"{made['POINTS']:,}", left=f"{made['LEFT_OUT']:,}")
        if "ISSUE_COUNT" in made:
            words = tr("{issues} findings, {serious} of them serious. The report is in the last step.")
            return words.format(issues=f"{made['ISSUE_COUNT']:,}", serious=f"{made['SERIOUS_COUNT']:,}")
        return ""

    # -- look ----------------------------------------------------------------------------------

    def _clouds(self) -> list[QgsPointCloudLayer]:
        """The chosen cloud, and the layers of the same folder: a virtual point cloud goes with its overview."""
        chosen = self.cloud.currentLayer()
        if chosen is None:
            self._say(tr("Choose first: {names}").format(names=tr("Point cloud")))
            return []
        folder = Path(chosen.source()).parent
        others = [
            layer
            for layer in QgsProject.instance().mapLayers().values()
            if isinstance(layer, QgsPointCloudLayer) and layer is not chosen and Path(layer.source()).parent == folder
        ]
        return [chosen, *others]

    def draw_by(self, kind: str) -> None:
        from ...core.pointcloud.looks import looks_of
        from ...processing.pointcloud.clouds import renderer_for, style

        clouds = self._clouds()
        if not clouds:
            return
        try:
            looks = looks_of(clouds[0].source())
        except SoraNoMeError as error:
            self.looks.setText(f"✕ {error.message.say(tr_core)}")
            return
        if kind == "colours" and not looks.brightest:
            self.looks.setText(tr("⚠ The points have no colours."))
            return
        if kind == "intensity" and looks.intensities[0] == looks.intensities[1]:
            self.looks.setText(tr("⚠ The points have no intensities."))
            return
        self._bring_up(clouds[0])
        renderer = renderer_for(kind, looks.heights, looks.brightest, looks.classes, looks.intensities)
        for layer in clouds:
            style(layer, renderer)
            self.iface.layerTreeView().refreshLayerSymbology(layer.id())
        self.looks.clear()

    def zoom_to_cloud(self) -> None:
        clouds = self._clouds()
        if clouds:
            self._bring_up(clouds[0])
            canvas = self.iface.mapCanvas()
            box = canvas.mapSettings().layerExtentToOutputExtent(clouds[0], clouds[0].extent())
            box.scale(_MARGIN)
            canvas.setExtent(box)
            canvas.refresh()

    def _bring_up(self, layer: QgsPointCloudLayer) -> None:
        """Show the group of a layer on top of the others, where terrain maps do not cover it."""
        root = QgsProject.instance().layerTreeRoot()
        group = root.findLayer(layer.id()).parent()
        if group is not root and group.parent() is root and root.children()[0] is not group:
            root.insertChildNode(0, group.clone())
            root.removeChildNode(group)
        root.findLayer(layer.id()).setItemVisibilityCheckedParentRecursive(True)

    def open_3d(self) -> None:
        clouds = self._clouds()
        if not clouds:
            return
        if QgsProject.instance().crs().isGeographic():  # QGIS would say so in a dialog
            words = tr(
                "✕ 3D views need a project in metres. Choose the coordinate system of the point cloud at the lower right "
                "of the window."
            )
            self.looks.setText(words)
            return
        terrain = self.terrain.currentLayer()
        terrain = terrain if isinstance(terrain, QgsRasterLayer) else None
        self.looks.clear()
        self.view = view3d.open_view(self.iface, clouds, terrain)
        if not self.view:
            self.looks.setText(tr("✕ QGIS could not open a 3D view. The graphics driver may lack OpenGL."))

    # -- export --------------------------------------------------------------------------------

    def _keep_files(self, run: Run) -> None:
        for label, path in results.made_files(run):
            if all(path != other for _, other in self._made):
                self._made.append((label, path))
                item = QListWidgetItem(f"{label}: {path.name}")
                item.setToolTip(str(path))
                item.setData(Qt.ItemDataRole.UserRole, str(path))
                self.files.addItem(item)
                self.files.setCurrentItem(item)

    def _chosen_file(self) -> Path | None:
        item = self.files.currentItem()
        if item is None:
            self.exported.setText(tr("There is nothing yet. Run a step first."))
            return None
        path = Path(item.data(Qt.ItemDataRole.UserRole))
        if not path.exists():
            self.exported.setText(tr("{path} is no longer there.").format(path=path))
            return None
        self.exported.clear()
        return path

    def open_file(self) -> None:
        path = self._chosen_file()
        if path is not None:
            self._open(path)

    def open_folder(self) -> None:
        path = self._chosen_file()
        if path is not None:
            self._open(path if path.is_dir() else path.parent)

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.exported.setText(tr("No program opened {path}.").format(path=path))

    def open_layout(self) -> None:
        from ..maps.layouts import open_layout

        open_layout(self.iface, "pointcloud")

    # -- the rest ------------------------------------------------------------------------------

    def _say(self, words: str) -> None:
        self.iface.messageBar().pushMessage(self.title(), words, Qgis.MessageLevel.Warning)

    def _project_cleared(self) -> None:
        """The tiles are no longer on the map: neither are their colours."""
        self.tiles.tint.clear()

    def _layers_go(self, ids: list[str]) -> None:
        view3d.forget(self.iface, ids)

    def close_down(self) -> None:
        if self.panel is not None:
            QgsProject.instance().cleared.disconnect(self._project_cleared)
            QgsProject.instance().layersWillBeRemoved.disconnect(self._layers_go)
            self.tiles.tint.take_away()


def _target(delivery: Delivery) -> Path:
    """Where the point cloud of a delivery goes: the same folder each time, another one for each delivery."""
    key = hashlib.sha1("|".join(sorted(delivery.paths)).encode(), usedforsecurity=False).hexdigest()[:4]
    return results.results_folder() / f"pointcloud_{delivery.name}_{key}"


def _tiles_label() -> str:
    return tr("Tiles (index or virtual point cloud)")


def _words(column: QVBoxLayout, text: str = "") -> QLabel:
    """A line of text that wraps and can be copied."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(label)
    return label


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label


def _fold(title: str, column: QVBoxLayout) -> QgsCollapsibleGroupBox:
    box = QgsCollapsibleGroupBox(title)
    box.setSaveCollapsedState(False)
    box.setCollapsed(True)
    QVBoxLayout(box)
    column.addWidget(box)
    return box
