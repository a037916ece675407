"""The table of indicators beside the map: what is covered, by municipality and carrier."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from qgis.core import QgsProject
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...core.delimited import text_cell
from ...translation import tr

_KEY = Qt.ItemDataRole.UserRole
_ANY = "any"
_LINES = 16
_SHARE, _COUNT, _LENGTH = "share", "count", "length"


def _columns() -> list[tuple[str, str, str]]:
    """(Column of the table, title, kind of number) in their order."""
    return [
        ("people_share", tr("People covered"), _SHARE),
        ("people_half_mesh_share", tr("… half-mesh rule"), _SHARE),
        ("people_holes", tr("People in holes"), _COUNT),
        ("roads_km_share", tr("Roads covered"), _SHARE),
        ("roads_km_holes", tr("Roads in holes (km)"), _LENGTH),
        ("places_share", tr("Facilities covered"), _SHARE),
        ("places_holes", tr("Facilities in holes"), _COUNT),
        ("land_km2_share", tr("Land covered"), _SHARE),
        ("land_km2_holes", tr("Holes (km²)"), _LENGTH),
        ("land_km2_unknown", tr("Without data (km²)"), _LENGTH),
    ]


class IndicatorsPanel(QgsDockWidget):
    """Made by ``desktop.panel(IndicatorsPanel)``; :meth:`show_table` fills it."""

    def __init__(self, desktop):
        super().__init__()
        self._window = desktop.iface.mainWindow()
        self._low = False
        self.setObjectName("SoraNoMe_coverage_indicators")
        self.setWindowTitle(tr("Indicators of coverage"))
        self._report = ""
        self.carriers = QComboBox()
        self.carriers.currentIndexChanged.connect(self._choose)
        self.said = QLabel()
        self.copy_button = QPushButton(tr("Copy the table"))
        self.copy_button.clicked.connect(self.copy)
        self.report_button = QPushButton(tr("Open the report"))
        self.report_button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(self._report)))
        self.model = _Model()
        self.rows = _Sorted()
        self.rows.setSourceModel(self.model)
        self.view = QTableView()
        self.view.setModel(self.rows)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)  # as the table comes: by municipality, the sum last
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setAlternatingRowColors(True)
        self.view.verticalHeader().hide()
        self.view.horizontalHeader().setHighlightSections(False)
        line = QHBoxLayout()
        line.addWidget(QLabel(tr("Carrier")))
        line.addWidget(self.carriers)
        line.addWidget(self.said, 1)
        line.addWidget(self.copy_button)
        line.addWidget(self.report_button)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(4, 2, 4, 4)
        column.addLayout(line)
        column.addWidget(self.view, 1)
        self.setWidget(whole)
        QgsProject.instance().cleared.connect(self.forget)
        self.forget()

    def show_table(self, path: str, report: str) -> None:
        """Show SUMMARY (CSV) of coverageholes; ``report``: its page, empty where there is none. Raises
        :class:`InputError`."""
        from ...core.coverage.holes.holes_report import read_summary

        rows = read_summary(path)
        self._report = report
        self.model.fill(rows)
        carriers = list(dict.fromkeys(row["carrier"] for row in rows))
        self.carriers.clear()
        for carrier in carriers:
            self.carriers.addItem(tr("Any carrier") if carrier == _ANY else carrier, carrier)
        self.view.resizeColumnsToContents()
        self.copy_button.setEnabled(True)
        self.report_button.setEnabled(bool(report))
        self.setUserVisible(True)
        if not self._low:  # the map needs the room more; afterwards as the user likes it
            self._window.resizeDocks([self], [_LINES * self.fontMetrics().height()], Qt.Orientation.Vertical)
            self._low = True

    def copy(self) -> None:
        """The table as it is shown, for a spreadsheet."""
        text = io.StringIO()
        writer = csv.writer(text, delimiter="\t", lineterminator="\n")
        columns = range(self.model.columnCount())
        writer.writerow([self.model.headerData(column, Qt.Orientation.Horizontal) for column in columns])
        for row in range(self.rows.rowCount()):
            writer.writerow([text_cell(str(self.rows.index(row, column).data())) for column in columns])
        QApplication.clipboard().setText(text.getvalue())
        self.said.setText(tr("Copied: {count} rows.").format(count=self.rows.rowCount()))

    def forget(self) -> None:
        self._report = ""
        self.model.fill([])
        self.carriers.clear()
        self.said.clear()
        self.copy_button.setEnabled(False)
        self.report_button.setEnabled(False)

    def close_down(self) -> None:
        QgsProject.instance().cleared.disconnect(self.forget)

    def _choose(self) -> None:
        self.said.clear()
        self.rows.choose(self.carriers.currentData())


class _Model(QAbstractTableModel):
    """Rows of the table; column 0 is the municipality."""

    def __init__(self):
        super().__init__()
        self._columns = _columns()
        self.table: list[Mapping[str, object]] = []

    def fill(self, rows: Sequence[Mapping[str, object]]) -> None:
        self.beginResetModel()
        self.table = list(rows)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return len(self.table)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        return 1 + len(self._columns)

    def headerData(self, section: int, orientation, role=Qt.ItemDataRole.DisplayRole):
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self._columns[section - 1][1] if section else tr("Municipality")

    def data(self, index: QModelIndex, role=Qt.ItemDataRole.DisplayRole):
        row = self.table[index.row()]
        if index.column() == 0:
            return row["area"] if role in (Qt.ItemDataRole.DisplayRole, _KEY) else None
        name, _, kind = self._columns[index.column() - 1]
        value = row.get(name)
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(value, kind)
        if role == _KEY:
            return value if isinstance(value, float) else -1.0
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None


class _Sorted(QSortFilterProxyModel):
    """The rows of one carrier, sorted by their numbers; all municipalities together stay last."""

    def __init__(self):
        super().__init__()
        self._carrier: str | None = None
        self.setSortRole(_KEY)

    def choose(self, carrier: str | None) -> None:
        self._carrier = carrier
        self.invalidateFilter()

    def filterAcceptsRow(self, row: int, parent: QModelIndex) -> bool:
        return self.sourceModel().table[row]["carrier"] == self._carrier

    def lessThan(self, left: QModelIndex, right: QModelIndex) -> bool:
        table = self.sourceModel().table
        sums = [_is_sum(table, index.row()) for index in (left, right)]
        if any(sums) and not all(sums):
            ascending = self.sortOrder() == Qt.SortOrder.AscendingOrder
            return sums[1] if ascending else sums[0]
        return super().lessThan(left, right)


def _is_sum(table: Sequence[Mapping[str, object]], row: int) -> bool:
    """Whether a row is that of all municipalities: the last of its carrier."""
    return row + 1 == len(table) or table[row + 1]["carrier"] != table[row]["carrier"]


def _shown(value, kind: str) -> str:
    if value is None:
        return tr("unknown")
    if value == "":
        return "–"
    if kind == _SHARE:
        return f"{100 * value:.1f} %"
    return f"{value:,.0f}" if kind == _COUNT else f"{value:,.2f}"
