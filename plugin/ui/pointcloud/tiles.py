"""The tiles of a delivery while they are worked on: a table, and their outlines coloured on the map."""

from __future__ import annotations

from collections import Counter

from qgis.core import QgsCoordinateReferenceSystem, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from ...core.tasks import BEGUN, DONE, FAILED, KEPT
from ...translation import tr
from .delivery import Tile

WAITING, STOPPED = "waiting", "stopped"

_BATCH_MS = 150  # what thousands of tiles say is shown together
_ROWS = 7
_COLOURS = {DONE: "#2e9e5b", KEPT: "#2e9e5b", BEGUN: "#f2a900", FAILED: "#d7263d"}
_OPACITY = 0.45


def state_words(state: str) -> str:
    return {
        "": "",
        WAITING: tr("… waiting"),
        BEGUN: tr("▶ under way"),
        DONE: tr("✓ done"),
        KEPT: tr("✓ done before"),
        FAILED: tr("✕ left out"),
        STOPPED: tr("– not yet"),
    }[state]


class TilesModel(QAbstractTableModel):
    """A row for each tile: state, name, points. ``tell`` takes what became of tiles, many at once."""

    def __init__(self, parent=None):
        super().__init__(parent)
        self.tiles: list[Tile] = []
        self._rows: dict[str, int] = {}

    def set_tiles(self, tiles: list[Tile]) -> None:
        self.beginResetModel()
        self.tiles = tiles
        self._rows = {tile.name: row for row, tile in enumerate(tiles)}
        self.endResetModel()

    def tile_named(self, name: str) -> Tile | None:
        row = self._rows.get(name)
        return None if row is None else self.tiles[row]

    def row_of(self, name: str) -> int:
        return self._rows[name]

    def tell(self, states: dict[str, tuple[str, str]]) -> None:
        """Name → (state, why). Names that are no tile of the table are passed over."""
        rows = []
        for name, (state, why) in states.items():
            row = self._rows.get(name)
            if row is not None:
                self.tiles[row].state, self.tiles[row].why = state, why
                rows.append(row)
        if rows:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), 0))

    def counts(self) -> Counter:
        return Counter(tile.state for tile in self.tiles)

    # -- what Qt asks --------------------------------------------------------------------------

    def rowCount(self, parent=QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self.tiles)

    def columnCount(self, parent=QModelIndex()) -> int:  # noqa: B008
        return 3

    def headerData(self, section, orientation, role=Qt.ItemDataRole.DisplayRole):
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("State"), tr("Tile"), tr("Points"))[section]
        return None

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        tile = self.tiles[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (state_words(tile.state), tile.label, f"{tile.points:,}")[index.column()]
        if role == Qt.ItemDataRole.UserRole:  # by which rows are sorted
            order = (FAILED, BEGUN, WAITING, STOPPED, DONE, KEPT, "")
            return (order.index(tile.state), tile.label, tile.points)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (tile.name, tile.why, tile.problems) if part)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 2:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None


class TilesView(QWidget):
    """The table with a line of sums above it, and the tint on the map; ``chosen`` says which tile was clicked."""

    chosen = pyqtSignal(object)

    def __init__(self, canvas: QgsMapCanvas):
        super().__init__()
        self.model = TilesModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.model)
        self._sorted.setSortRole(Qt.ItemDataRole.UserRole)
        self.sums = QLabel()
        self.sums.setWordWrap(True)
        self.table = QTableView()
        self.table.setModel(self._sorted)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)  # as delivered, until a heading is clicked
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(int(1.4 * self.fontMetrics().height()))
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setWordWrap(False)
        header = self.table.horizontalHeader()
        # Fixed widths: to fit them to their content Qt would look at thousands of rows.
        self._widen(0, max((state_words(state) for state in (*_COLOURS, WAITING, STOPPED)), key=len))
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setFixedHeight(int((1.4 * _ROWS + 2) * self.fontMetrics().height()))
        self.table.clicked.connect(lambda at: self.chosen.emit(self.model.tiles[self._sorted.mapToSource(at).row()]))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sums)
        column.addWidget(self.table)
        self.tint = Tint(canvas)
        self._told: dict[str, tuple[str, str]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_BATCH_MS)
        self._timer.timeout.connect(self.show_told)
        self.hide()

    def set_tiles(self, tiles: list[Tile], crs: QgsCoordinateReferenceSystem) -> None:
        self.tint.clear()
        self._crs = crs
        self.model.set_tiles(tiles)
        self._widen(2, f"{max((tile.points for tile in tiles), default=0):,}")
        self.sums.clear()
        self.setVisible(bool(tiles))

    def _widen(self, section: int, text: str) -> None:
        metrics = self.fontMetrics()
        header = self.model.headerData(section, Qt.Orientation.Horizontal)
        widest = max(metrics.horizontalAdvance(words) for words in (text, header))
        self.table.horizontalHeader().resizeSection(section, widest + 2 * metrics.averageCharWidth())

    def begin(self, names: set[str]) -> None:
        """A run over these tiles starts."""
        self.tint.clear()
        self.model.tell({tile.name: (WAITING if tile.name in names else "", "") for tile in self.model.tiles})
        self._show_sums()

    def tell(self, name: str, state: str, why: str) -> None:
        """What became of a tile; shown a little later, with what became of others."""
        self._told[name] = (state, why)
        if not self._timer.isActive():
            self._timer.start()

    def show_told(self) -> None:
        self._timer.stop()
        told, self._told = self._told, {}
        self.model.tell(told)
        self.tint.add(((self.model.tile_named(name), state) for name, (state, _) in told.items()), self._crs)
        begun = [name for name, (state, _) in told.items() if state == BEGUN and self.model.tile_named(name)]
        if begun:
            at = self._sorted.mapFromSource(self.model.index(self.model.row_of(begun[-1]), 0))
            self.table.scrollTo(at)
        self._show_sums()

    def end(self) -> None:
        """The run is over: what it did not come to is said to be still to do."""
        self.show_told()
        unfinished = {tile.name: (STOPPED, "") for tile in self.model.tiles if tile.state in (WAITING, BEGUN)}
        self.model.tell(unfinished)
        self.tint.end()
        self._show_sums()

    def _show_sums(self) -> None:
        counts = self.model.counts()
        finished = counts[DONE] + counts[KEPT]
        whole = sum(counts.values()) - counts[""]
        said = tr("{done} of {all} tiles done").format(done=f"{finished:,}", all=f"{whole:,}")
        if counts[FAILED]:
            said += " · " + tr("{count} left out").format(count=f"{counts[FAILED]:,}")
        self.sums.setText(said if whole else "")


class Tint:
    """Outlines on the map in the colour of their state. One band a colour, however many tiles."""

    def __init__(self, canvas: QgsMapCanvas):
        self._bands: dict[str, QgsRubberBand] = {}
        for state in (DONE, FAILED, BEGUN):
            band = self._bands[state] = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
            colour = QColor(_COLOURS[state])
            band.setStrokeColor(colour)
            colour.setAlphaF(_OPACITY)
            band.setFillColor(colour)
        self._canvas = canvas

    def add(self, told, crs: QgsCoordinateReferenceSystem) -> None:
        """``told`` are (tile or None, state)."""
        for tile, state in told:
            if tile is None or tile.outline.isNull():
                continue
            if state == BEGUN:
                self._bands[BEGUN].reset(QgsWkbTypes.GeometryType.PolygonGeometry)
            self._bands[DONE if state == KEPT else state].addGeometry(tile.outline, crs, False)
        for band in self._bands.values():
            band.updatePosition()
            band.update()

    def end(self) -> None:
        self._bands[BEGUN].reset(QgsWkbTypes.GeometryType.PolygonGeometry)

    def clear(self) -> None:
        for band in self._bands.values():
            band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)

    def take_away(self) -> None:
        """Off the canvas for good."""
        for band in self._bands.values():
            self._canvas.scene().removeItem(band)
        self._bands.clear()
