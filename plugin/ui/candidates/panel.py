"""The panel at the bottom of the window in which people look at candidates, one after the other, and decide."""

from __future__ import annotations

import math
from collections.abc import Callable

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateTransform,
    QgsCsException,
    QgsDataSourceUri,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsMapLayerProxyModel,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsDockWidget, QgsMapLayerComboBox
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, QTimer
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTableView,
    QTabWidget,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...translation import tr
from .. import guide
from .decision import ChosenSite, DecisionTab
from .evidence import EvidenceTab
from .filters import FilterBar
from .reasons import reasons_page
from .sources import pair_of
from .swipe import Swipe, image_layer
from .table import CandidatesModel

_SETTLE_MS = 150  # between a click and reading what is known of the site: whoever runs through the list is not held up
_DIRTY_MS = 30
_MOST_ONE_BY_ONE = 500  # changed features read anew by themselves; beyond, all are
_MARGIN = 3.0  # times the size of a site that the map shows
_LEAST_SCALE = 1500.0  # the map comes no nearer than 1 : 1500 by itself
_REGISTER_FIELDS = {"site_id", "site_code", "status", "finding", "emergency_measures"}
_NOWHERE = (math.inf, math.inf, -math.inf, -math.inf)
_WIDEST = 16  # of a column, in letters


def register_target(layer: QgsVectorLayer) -> str:
    """The register whose sites ``layer`` shows, as the core names it; "" where it shows none."""
    if not _REGISTER_FIELDS.issubset(layer.fields().names()):
        return ""
    if layer.providerType() == "postgres":
        uri = QgsDataSourceUri(layer.source())
        return uri.connectionInfo(True) if uri.table() == "sites" else ""
    path, _, named = layer.source().partition("|")
    is_sites = layer.providerType() == "ogr" and path.lower().endswith(".gpkg") and "layername=sites" in named
    return path if is_sites else ""


class CandidatesPanel(QgsDockWidget):
    """Table of a layer left, what is known of the chosen site right. See :meth:`show_layer`."""

    PAGE = "candidates"

    def __init__(self, desktop):
        super().__init__()
        self.desktop, self.iface = desktop, desktop.iface
        self.canvas = self.iface.mapCanvas()
        self.setObjectName("SoraNoMe_candidates")
        self.layer: QgsVectorLayer | None = None
        self.swipe: Swipe | None = None
        self._selecting = False
        self._chosen: list[int] = []
        self._dirty: set[int] | None = set()  # None: everything
        self._shown_site: tuple | None = None
        self._attributes: dict = {}  # of the one site chosen
        self._geometry: QgsGeometry | None = None
        self._images = ("", "")
        self._build()
        self._timers = {
            ms: self._timer(ms, do)
            for ms, do in ((_DIRTY_MS, self._read_dirty), (_SETTLE_MS, self._show_chosen), (200, self._extent_changed))
        }
        self.canvas.extentsChanged.connect(self._timers[200].start)
        self.closed.connect(self._remove_swipe_and_choosers)
        QgsProject.instance().cleared.connect(self._project_cleared)
        self._show_title()

    def _timer(self, ms: int, do) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(do)
        return timer

    # -- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.model = CandidatesModel(self)
        self.filters = FilterBar()
        self.filters.changed.connect(self._filter)
        self.count = QLabel()
        self.previous_button = self._button("/mActionArrowUp.svg", tr("Previous site (P, Ctrl+↑)"), self.previous)
        self.next_button = self._button("/mActionArrowDown.svg", tr("Next site (N, Ctrl+↓)"), self.next)
        self.swipe_button = self._button(
            "", tr("Before and after: images either side of a line on the map that can be dragged (B)"), None
        )
        self.swipe_button.setText(tr("Before | after"))
        self.swipe_button.setCheckable(True)
        self.swipe_button.toggled.connect(self._toggle_swipe)
        self.help_button = self._button("/mActionHelpContents.svg", tr("Help (F1)"), self.show_help)
        top = QHBoxLayout()
        top.setSpacing(3)
        top.addWidget(self.filters, 1)
        for widget in (self.count, self.previous_button, self.next_button, self.swipe_button, self.help_button):
            top.addWidget(widget)
        self.table = self._make_table()
        self.empty = QLabel()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.evidence = EvidenceTab()
        self.reasons = QTextBrowser()
        self.decision = DecisionTab()
        self.decision.saved.connect(self._saved)
        self.decision.recorded.connect(self._recorded)
        self.decision.entered.connect(self._entered)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.evidence, tr("Over time"))
        self.tabs.addTab(self.reasons, tr("Reasons"))
        self.tabs.addTab(self.decision, tr("Decision"))
        self.tabs.addTab(self.decision.history, tr("Entries"))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        column.addWidget(self.empty)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.tabs)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(4, 2, 4, 2)
        outer.setSpacing(2)
        outer.addLayout(top)
        outer.addWidget(self._make_choosers())
        outer.addWidget(self.splitter, 1)
        self.setWidget(whole)

    def _button(self, icon: str, told: str, do) -> QToolButton:
        button = QToolButton()
        if icon:
            button.setIcon(QgsApplication.getThemeIcon(icon))
        button.setToolTip(told)
        button.setAccessibleName(told)
        if do is not None:
            button.clicked.connect(lambda _checked: do())
        return button

    # -- keys ----------------------------------------------------------------------------------

    # No QActions: of a key that QGIS knows, too (F1), Qt would do neither. Taken as an override, it comes as a key; what
    # types text takes its letters before that.

    def event(self, event) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._action_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event) -> None:
        do = self._action_of(event)
        if do is None:
            super().keyPressEvent(event)
        else:
            do()

    def eventFilter(self, watched, event) -> bool:
        """The table would search for what begins with the letter."""
        do = self._action_of(event) if event.type() == QEvent.Type.KeyPress else None
        if do is not None:
            do()
        return do is not None

    def _action_of(self, event) -> Callable[[], None] | None:
        key, pressed = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if pressed == Qt.KeyboardModifier.ControlModifier:
            return {Qt.Key.Key_Down: self.next, Qt.Key.Key_Up: self.previous}.get(key)
        if pressed != Qt.KeyboardModifier.NoModifier:
            return None
        return {
            Qt.Key.Key_N: self.next,
            Qt.Key.Key_P: self.previous,
            Qt.Key.Key_B: self.swipe_button.toggle,
            Qt.Key.Key_F1: self.show_help,
        }.get(key)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setAlternatingRowColors(True)
        table.setWordWrap(False)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setTabKeyNavigation(False)
        rows = table.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)  # thousands of rows are not measured one by one
        rows.setDefaultSectionSize(table.fontMetrics().height() + 6)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsMovable(True)
        table.setSortingEnabled(True)
        table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.model.modelReset.connect(self._restore_selection)
        table.installEventFilter(self)
        table.selectionModel().selectionChanged.connect(self._selected_in_table)
        table.clicked.connect(self._try_again)
        return table

    def _make_choosers(self) -> QWidget:
        """Two layers to choose for the swipe, where nobody knows which images they were."""
        self.choosers = QWidget()
        line = QHBoxLayout(self.choosers)
        line.setContentsMargins(0, 0, 0, 0)
        self.before_box, self.after_box = QgsMapLayerComboBox(), QgsMapLayerComboBox()
        for title, box in ((tr("Image before"), self.before_box), (tr("Image after"), self.after_box)):
            box.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
            box.setAllowEmptyLayer(True)
            box.setCurrentIndex(0)
            box.layerChanged.connect(self._image_chosen)
            line.addWidget(QLabel(title))
            line.addWidget(box, 1)
        self.choosers.hide()
        return self.choosers

    # -- the layer -----------------------------------------------------------------------------

    def show_layer(self, layer: QgsVectorLayer) -> None:
        """Show a layer of candidates, or of the sites of a register, and come to the front."""
        if layer is not self.layer:
            self._let_go()
            self.layer = layer
            self._connect(True)
            self.model.load(layer)
            self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
            self.filters.offer(self.model)
            self.filters.reset()
            self._size_columns()
            self._chosen = [fid for fid in layer.selectedFeatureIds() if fid in self.model.rows]
            self._restore_selection()
        self._show_title()
        self._show_chosen()
        self.setUserVisible(True)

    def _connect(self, on: bool) -> None:
        layer = self.layer
        for signal, slot in (
            (layer.attributeValueChanged, self._feature_changed),
            (layer.geometryChanged, self._feature_changed),
            (layer.featureAdded, self._feature_changed),
            (layer.featureDeleted, self._feature_changed),
            (layer.committedFeaturesAdded, self._all_changed),
            (layer.committedFeaturesRemoved, self._all_changed),
            (layer.afterRollBack, self._all_changed),
            (layer.dataChanged, self._all_changed),
            (layer.updatedFields, self._all_changed),
            (layer.subsetStringChanged, self._all_changed),
            (layer.editingStarted, self._editing_changed),
            (layer.editingStopped, self._editing_changed),
            (layer.selectionChanged, self._selected_on_map),
            (layer.nameChanged, self._show_title),
            (layer.willBeDeleted, self._layer_goes),
        ):
            if on:
                signal.connect(slot)
            else:
                signal.disconnect(slot)

    def _let_go(self) -> None:
        """Show no layer any more."""
        self._remove_swipe()
        self.choosers.hide()
        for timer in self._timers.values():
            timer.stop()
        if self.layer is not None and not sip.isdeleted(self.layer):
            self._connect(False)
        self.layer, self._chosen, self._dirty, self._shown_site = None, [], set(), None
        self.model.load(None)
        self.evidence.forget_files()
        self.reasons.clear()
        self.decision.clear()
        self._show_title()

    def _layer_goes(self) -> None:
        self._let_go()

    def _project_cleared(self) -> None:
        self._let_go()

    def _feature_changed(self, fid: int, *_) -> None:
        if self._dirty is not None:
            self._dirty.add(fid)
            if len(self._dirty) > _MOST_ONE_BY_ONE:
                self._dirty = None
        self._timers[_DIRTY_MS].start()

    def _all_changed(self, *_) -> None:
        self._dirty = None
        self._timers[_DIRTY_MS].start()

    def _read_dirty(self) -> None:
        dirty, self._dirty = self._dirty, set()
        if self.layer is None:
            return
        if dirty is None:
            self.model.load(self.layer)
        elif dirty:
            self.model.refresh(self.layer, dirty)
        self._chosen = [fid for fid in self._chosen if fid in self.model.rows]
        self.filters.offer(self.model)
        self._show_title()
        if dirty is None or not dirty.isdisjoint(self._chosen):
            self._shown_site = None
            self._show_chosen()

    def _editing_changed(self) -> None:
        self._shown_site = None
        self._show_chosen()

    def _show_title(self) -> None:
        there = self.layer is not None
        self.setWindowTitle(tr("Candidates: {layer}").format(layer=self.layer.name()) if there else tr("Candidates"))
        self.setWindowIcon(QgsApplication.getThemeIcon("/mActionOpenTable.svg"))
        is_list = bool(self.model.columns)
        self.empty.setText(
            tr("“{layer}” is no list of candidates: it has none of their fields. Open one from the docks.").format(
                layer=self.layer.name()
            )
            if there
            else tr("No layer of candidates is shown. Open one from the docks.")
        )
        self.table.setVisible(is_list)
        self.empty.setVisible(not is_list)
        self.filters.setEnabled(is_list)
        self.swipe_button.setEnabled(is_list)
        self._show_count()

    def _show_count(self) -> None:
        hidden = sum(self.model.row_of(fid) < 0 for fid in self._chosen)
        shown, total = len(self.model.visible), len(self.model.rows)
        told = tr("{total} places") if shown == total else tr("{shown} of {total} places")
        text = told.format(shown=f"{shown:,}", total=f"{total:,}") if self.layer is not None else ""
        if hidden:
            text = tr("{count} selected are filtered out").format(count=hidden) + "  " + text
        self.count.setText(text)
        for button in (self.previous_button, self.next_button):
            button.setEnabled(bool(self.model.visible))

    def _size_columns(self) -> None:
        """Widths from the title and a few rows."""
        letters = self.table.fontMetrics()
        for number, column in enumerate(self.model.columns):
            texts = [self.model.rows[fid].texts[number] for fid in self.model.visible[:40]]
            widest = max((letters.horizontalAdvance(text) for text in texts), default=0)
            title = letters.horizontalAdvance(column.title) + 26
            most = letters.horizontalAdvance("国") * _WIDEST
            self.table.setColumnWidth(number, min(most, max(widest + 14, min(title, most // 2))))

    # -- filter --------------------------------------------------------------------------------

    def _filter(self) -> None:
        self.model.show(self.filters.chosen(self._visible_extent()))
        self._show_count()

    def _visible_extent(self) -> tuple[float, float, float, float] | None:
        """What the map shows of where the layer has something, in the layer's coordinates; None where that is all."""
        whole = self.model.box()
        if self.layer is None or whole is None or not self.filters.extent_button.isChecked():
            return None
        # Only that part of the map is taken back: a plane of Japan has no place for the whole world.
        try:
            there = self._to_map().transformBoundingBox(QgsRectangle(*whole))
            there.grow(0.01 * max(there.width(), there.height()))  # edges of a plane are curves elsewhere
            shown = self.canvas.extent()
            if not there.isFinite() or shown.contains(there):
                return None
            if not shown.intersects(there):
                return _NOWHERE
            box = self._to_map().transformBoundingBox(shown.intersect(there), Qgis.TransformDirection.Reverse)
        except QgsCsException:
            return None
        if not box.isFinite():
            return None
        return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()

    def _extent_changed(self) -> None:
        if self.layer is not None and self.filters.extent_button.isChecked():
            self._filter()

    def _to_map(self) -> QgsCoordinateTransform:
        return QgsCoordinateTransform(
            self.layer.crs(), self.canvas.mapSettings().destinationCrs(), QgsProject.instance()
        )

    # -- selection -----------------------------------------------------------------------------

    def selected(self) -> list[int]:
        """Feature ids selected, in the order of the table."""
        return sorted(self._chosen, key=self.model.row_of)

    def _selected_in_table(self, *_) -> None:
        if self._selecting or self.layer is None:
            return
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        self._chosen = [self.model.visible[row] for row in sorted(rows)]
        self._selecting = True
        self.layer.selectByIds(self._chosen)
        self._selecting = False
        self._show_count()
        if self._chosen:
            self._zoom_to_chosen()
        self._timers[_SETTLE_MS].start()

    def _selected_on_map(self, *_) -> None:
        if self._selecting:
            return
        self._chosen = [fid for fid in self.layer.selectedFeatureIds() if fid in self.model.rows]
        self._restore_selection()
        self._show_count()
        self._timers[_SETTLE_MS].start()

    def _try_again(self, *_) -> None:
        """A row was clicked: where the register could not be read, that is tried anew."""
        if self.decision.failed:
            self._shown_site = None
            self._timers[_SETTLE_MS].start()

    def _restore_selection(self) -> None:
        """Select in the table what is selected in the layer, after rows moved."""
        rows = sorted(row for fid in self._chosen if (row := self.model.row_of(fid)) >= 0)
        selection = QItemSelection()
        last = self.model.columnCount() - 1
        start = 0
        for number, row in enumerate(rows):
            if number + 1 == len(rows) or rows[number + 1] != row + 1:
                selection.select(self.model.index(rows[start], 0), self.model.index(row, last))
                start = number + 1
        self._selecting = True
        chooser = self.table.selectionModel()
        chooser.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows:
            chooser.setCurrentIndex(self.model.index(rows[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)
            self.table.scrollTo(self.model.index(rows[0], 0))
        self._selecting = False

    def next(self) -> None:
        self._step(1)

    def previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        if not self.model.visible:
            return
        rows = [row for fid in self._chosen if (row := self.model.row_of(fid)) >= 0]
        if rows:
            row = min(len(self.model.visible) - 1, max(0, (max(rows) if by > 0 else min(rows)) + by))
        else:
            row = 0 if by > 0 else len(self.model.visible) - 1
        index = self.model.index(row, 0)
        flags = (
            QItemSelectionModel.SelectionFlag
        )  # not selectRow(), which would add to the selection where Ctrl is held
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.table.scrollTo(index)

    def _zoom_to_chosen(self) -> None:
        box = QgsRectangle()
        for fid in self._chosen:
            found = self.model.rows[fid].box
            if found is not None:
                box.combineExtentWith(QgsRectangle(*found))
        if box.isNull():
            return
        try:
            box = self._to_map().transformBoundingBox(box)
        except QgsCsException:
            return
        box.scale(_MARGIN)
        self.canvas.setExtent(box)
        if self.canvas.scale() < _LEAST_SCALE:
            self.canvas.zoomScale(_LEAST_SCALE)
        else:
            self.canvas.refresh()
        self.canvas.flashFeatureIds(self.layer, self._chosen)

    # -- the chosen site -----------------------------------------------------------------------

    def _show_chosen(self) -> None:
        self._timers[_SETTLE_MS].stop()
        if self.layer is None:
            return
        feature = self._feature() if len(self._chosen) == 1 else None
        site = (self._chosen[0], feature.geometry().asWkb()) if feature is not None else tuple(self._chosen)
        if self._shown_site == site:
            return
        self._shown_site = site
        self._attributes = _attributes(feature) if feature is not None else {}
        self._geometry = feature.geometry() if feature is not None else None
        if feature is None:
            several = tr("Select one site to see its evidence.")
            self.reasons.setPlainText(several)
            self.evidence.clear(several)
        else:
            self.reasons.setHtml(reasons_page(self._attributes))
        target = register_target(self.layer)
        if target:  # which tells of the evidence when it has been read, see _recorded
            sites = self._chosen_sites()
            self.decision.show_sites(target, sites, self._refused)
            if self._chosen and not sites:
                self.decision.why.setText(
                    tr("{path} cannot be read. Check that it is still there.").format(path=target)
                )
        elif self.model.columns:
            self.decision.show_entry(self.layer)
        else:
            self.decision.clear()
        if feature is not None:
            if not target:
                self._show_evidence(())
            self._renew_swipe()

    def _feature(self) -> QgsFeature | None:
        feature = next(self.layer.getFeatures(QgsFeatureRequest(self._chosen[0])), None)
        return feature if feature is not None and feature.hasGeometry() else None

    def _show_evidence(self, areas: tuple[tuple[str, float], ...]) -> None:
        self.evidence.show_site(self.layer, self._attributes, self._geometry, areas)

    def _chosen_sites(self) -> list[ChosenSite]:
        request = QgsFeatureRequest().setFilterFids(self._chosen).setFlags(QgsFeatureRequest.Flag.NoGeometry)
        sites = []
        for feature in self.layer.getFeatures(request):
            told = _attributes(feature)
            codes = [told.get(name) for name in ("status", "finding", "emergency_measures")]
            sites.append(ChosenSite(str(told.get("site_id", "")), str(told.get("site_code", "")), *codes))
        return sites

    def _refused(self) -> str:
        if self.layer is not None and self.layer.isEditable():
            return tr("The layer is being edited: save or drop these edits first (pencil).")
        return ""

    def _recorded(self, record) -> None:
        """The register told what it knows of the site (None where it could not): draw when it was seen how large, too."""
        if self._geometry is not None and self.layer is not None:
            seen = record.observations if record is not None else ()
            self._show_evidence(tuple(sorted((str(row["observed_on"]), row["area_m2"]) for row in seen)))

    def _saved(self) -> None:
        if self.layer is None:
            return
        self._selecting = True  # QGIS forgets the selection of a layer that is read anew
        _read_anew(self.layer.source())
        self.layer.selectByIds(self._chosen)
        self._selecting = False
        self._all_changed()
        self._timers[_DIRTY_MS].stop()
        self._read_dirty()

    def _entered(self, run) -> None:
        """Candidates were brought into a register: show it."""
        shown = _read_anew(str(run.results.get("SITES", "")).removeprefix("postgres://"))
        if shown:
            self.show_layer(shown[0])

    # -- before and after ----------------------------------------------------------------------

    def _toggle_swipe(self, on: bool) -> None:
        if not on:
            self._remove_swipe_and_choosers()
            return
        self._renew_swipe()

    def _renew_swipe(self) -> None:
        """Show the images of the chosen site, where the swipe is on."""
        if not self.swipe_button.isChecked() or self.layer is None:
            return
        told = self._attributes
        chosen = [box.currentLayer() for box in (self.before_box, self.after_box)]
        sources = tuple(layer.source() for layer in chosen) if all(chosen) else pair_of(self.layer, told)
        if not all(sources):
            self.choosers.show()
            self._remove_swipe(keep_button=True)
            return
        if self.swipe is not None and self._images == sources:
            return
        fraction = self.swipe.fraction if self.swipe is not None else 0.5
        self._remove_swipe(keep_button=True)
        self._images = sources
        images = [image_layer(source) for source in sources]
        if not all(image.isValid() for image in images):
            self.choosers.show()
            return
        days = [str(told.get(name) or "") for name in ("before_date", "after_date")]
        labels = [f"{word} {day}".strip() for word, day in zip((tr("Before"), tr("After")), days)]
        self.swipe = Swipe(self.canvas, images[0], images[1], [self.layer], labels)
        self.swipe.move_to(fraction)

    def _remove_swipe_and_choosers(self) -> None:
        self._remove_swipe()
        self.choosers.hide()

    def _image_chosen(self, *_) -> None:
        if self.before_box.currentLayer() and self.after_box.currentLayer():
            self._renew_swipe()

    def _remove_swipe(self, keep_button: bool = False) -> None:
        swipe, self.swipe = self.swipe, None
        if swipe is not None:
            swipe.remove()
        if not keep_button and self.swipe_button.isChecked():
            self.swipe_button.setChecked(False)

    # -- help and end --------------------------------------------------------------------------

    def show_help(self) -> None:
        guide.open_page(self.PAGE)

    def close_down(self) -> None:
        """The plugin goes: take back what reaches beyond the panel."""
        self._let_go()
        self.evidence.close_down()
        self.decision.close_down()
        self.canvas.extentsChanged.disconnect(self._timers[200].start)
        QgsProject.instance().cleared.disconnect(self._project_cleared)


def _read_anew(source: str) -> list[QgsVectorLayer]:
    """Have the project's layers of this source show what somebody else wrote into it; these layers."""
    found = [
        layer
        for layer in QgsProject.instance().mapLayers().values()
        if isinstance(layer, QgsVectorLayer) and layer.source() == source
    ]
    for layer in found:
        layer.dataProvider().reloadData()
        layer.triggerRepaint()
    return found


def _attributes(feature: QgsFeature) -> dict:
    from ...processing.features import attributes_of

    return attributes_of(feature)
