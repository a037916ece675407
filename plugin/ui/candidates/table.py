"""The rows of a layer of candidates as a table: read once, with numbers, words and search text ready.

Filtering and sorting thousands of rows must not ask QGIS for every cell, so each row keeps what it is sorted by, what is
shown and what is searched; the model shows those rows ``visible`` names, in their order.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qgis.core import QgsFeatureRequest, QgsVectorLayer
from qgis.PyQt.QtCore import QAbstractTableModel, QDate, QDateTime, QModelIndex, Qt, QVariant
from qgis.PyQt.QtGui import QBrush, QGuiApplication, QPalette

from ...core.fieldwork import register_schema as schema
from ...core.fieldwork.deciding import CLOSING
from ...core.fill.candidates import CLASS_NAMES
from ...translation import tr_core

_SHOWN = (
    "rank", "site_code", "candidate_id", "priority_class", "status", "attention", "municipality", "area_m2", "probability",
    "change_name", "change", "verdict_name", "permit_name", "before_date", "after_date", "last_observed_on", "state",
    "finding", "last_visited_on", "remarks", "triage_reasons", "reasons",
)  # fmt: skip
_DECIMALS = {"area_m2": 0, "probability": 2, "rank": 0}
_TITLES = {column.name: column.title for column in schema.SITES.columns}
_TITLES["change_name"] = _TITLES["change"]
_WORDS = {column.name: column.choices for column in schema.SITES.columns if column.choices} | {"change": CLASS_NAMES}
_LONG = ("remarks", "triage_reasons", "reasons")
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Column:
    """One field of the layer. ``words`` (code → words) are what its codes are shown as; ``index`` is the field's."""

    name: str
    title: str
    index: int
    number: bool
    words: Mapping[object, str] | None = None


@dataclass(frozen=True)
class Filter:
    """Which rows are shown: those that hold all words of ``text``, and whose fields have the codes in ``codes`` (field →
    code); with ``attention`` only those that need it; in ``extent`` (west, south, east, north of the layer's CRS)."""

    text: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    attention: bool = False
    extent: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Row:
    """``values`` are codes and numbers by column (None: empty), ``keys`` what is sorted by, ``texts`` what is shown;
    ``search`` is all text of the row, ``box`` its west, south, east, north (None without geometry)."""

    fid: int
    values: tuple
    keys: tuple
    texts: tuple[str, ...]
    search: str
    box: tuple[float, float, float, float] | None


def columns_of(layer: QgsVectorLayer) -> list[Column]:
    """What the table shows of a layer: those fields it has, under their aliases."""
    fields, found = layer.fields(), []
    names = fields.names()
    for name in _SHOWN:
        if name not in names or (name == "change" and "change_name" in names):
            continue
        index = names.index(name)
        words = _WORDS.get(name)
        title = fields[index].alias() or layer.attributeAlias(index) or tr_core(_TITLES.get(name, name))
        translated = {code: tr_core(word) for code, word in words.items()} if words else None
        found.append(Column(name, title, index, fields[index].isNumeric() and not words, translated))
    return found


def searchable(text: str) -> str:
    """``text`` so that small and capital letters, full and half width are one."""
    return unicodedata.normalize("NFKC", text).casefold()


class CandidatesModel(QAbstractTableModel):
    """The table. ``rows`` are all by feature id; ``visible`` the ids shown."""

    def __init__(self, parent=None):
        super().__init__(parent)
        self.columns: list[Column] = []
        self.rows: dict[int, Row] = {}
        self.visible: list[int] = []
        self.filter = Filter()
        self._sorted_by, self._descending = 0, False
        self._at: dict[int, int] = {}  # id → place among the visible
        self._indexes: dict[str, int] = {}

    # -- reading the layer ---------------------------------------------------------------------

    def load(self, layer: QgsVectorLayer | None) -> None:
        """Read all of ``layer``; None empties the table."""
        self.beginResetModel()
        columns = columns_of(layer) if layer is not None else []
        if [c.name for c in columns] != [c.name for c in self.columns]:
            self._sorted_by, self._descending = 0, False
        self.columns = columns
        self._indexes = {column.name: number for number, column in enumerate(columns)}
        self.rows = {row.fid: row for row in self._read(layer)} if layer is not None else {}
        self._choose()
        self.endResetModel()

    def refresh(self, layer: QgsVectorLayer, fids: Iterable[int]) -> None:
        """Read these features anew: they may have changed, come or gone."""
        wanted = set(fids)
        found = {row.fid: row for row in self._read(layer, wanted)}
        self.beginResetModel()
        for fid in wanted - found.keys():
            self.rows.pop(fid, None)
        self.rows.update(found)
        self._choose()
        self.endResetModel()

    def _read(self, layer: QgsVectorLayer, fids: set[int] | None = None):
        if not self.columns:  # no list of candidates
            return
        request = QgsFeatureRequest().setSubsetOfAttributes([column.index for column in self.columns])
        if fids is not None:
            request.setFilterFids(list(fids))
        for feature in layer.getFeatures(request):
            attributes = feature.attributes()
            values = tuple(_plain(attributes[column.index]) for column in self.columns)
            shown = [_shown(column, value) for column, value in zip(self.columns, values)]
            has_place = feature.hasGeometry() and not feature.geometry().isEmpty()
            box = feature.geometry().boundingBox() if has_place else None
            yield Row(
                feature.id(),
                values,
                tuple(_key(column, value) for column, value in zip(self.columns, values)),
                tuple(text.split("\n", 1)[0] for text in shown),
                searchable("\n".join(shown)),
                box and (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()),
            )

    def value(self, fid: int, name: str):
        """The code or number a feature has in a field; None where it has none."""
        number = self._indexes.get(name)
        return None if number is None or fid not in self.rows else self.rows[fid].values[number]

    def codes(self, name: str) -> dict[str, str]:
        """Codes that occur in a field → how they are shown, in their order."""
        number = self._indexes.get(name)
        if number is None:
            return {}
        found = {row.values[number]: (row.keys[number], row.texts[number]) for row in self.rows.values()}
        found.pop(None, None)
        return {str(code): text for code, (_, text) in sorted(found.items(), key=lambda item: item[1])}

    # -- what is shown -------------------------------------------------------------------------

    def show(self, chosen: Filter) -> None:
        self.beginResetModel()
        self.filter = chosen
        self._choose()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.beginResetModel()
        self._sorted_by, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self._choose()
        self.endResetModel()

    def _choose(self) -> None:
        rows = [row for row in self.rows.values() if self._is_wanted(row)] if self._filters() else self.rows.values()
        column = self._sorted_by
        if column < len(self.columns):
            told = [row for row in rows if row.keys[column] is not None]
            told.sort(key=lambda row: row.keys[column], reverse=self._descending)
            # What is not known comes last, whatever the direction.
            rows = told + [row for row in rows if row.keys[column] is None]
        self.visible = [row.fid for row in rows]
        self._at = {fid: number for number, fid in enumerate(self.visible)}

    def _filters(self) -> bool:
        """Prepare the filter; whether it leaves anything out at all."""
        chosen = self.filter
        self._words = searchable(chosen.text).split()
        self._codes = [(self._indexes[name], code) for name, code in chosen.codes.items() if name in self._indexes]
        self._attention = self._indexes.get("attention") if chosen.attention else None
        return bool(self._words or self._codes or self._attention is not None or chosen.extent)

    def _is_wanted(self, row: Row) -> bool:
        for word in self._words:
            if word not in row.search:
                return False
        for number, code in self._codes:
            if str(row.values[number]) != code:
                return False
        if self._attention is not None and row.values[self._attention] is None:
            return False
        extent = self.filter.extent
        if extent is None:
            return True
        box = row.box
        return box is not None and (
            box[0] <= extent[2] and box[2] >= extent[0] and box[1] <= extent[3] and box[3] >= extent[1]
        )

    def box(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north of all rows, shown or not; None where none has a geometry."""
        boxes = [row.box for row in self.rows.values() if row.box is not None]
        if not boxes:
            return None
        west, south, east, north = zip(*boxes)
        return min(west), min(south), max(east), max(north)

    def row_of(self, fid: int) -> int:
        """Where a feature is shown; −1 where it is not."""
        return self._at.get(fid, -1)

    # -- what Qt asks --------------------------------------------------------------------------

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.visible)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole):
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows[self.visible[index.row()]].texts[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[index.column()].number else None
        if role == Qt.ItemDataRole.ToolTipRole:
            column, row = self.columns[index.column()], self.rows[self.visible[index.row()]]
            return _shown(column, row.values[index.column()]) or None
        if role == Qt.ItemDataRole.ForegroundRole:
            status = self.value(self.visible[index.row()], "status")
            if status in CLOSING or status == "corrected":  # nothing to do any more
                return QBrush(QGuiApplication.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole):
        told = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        across = orientation == Qt.Orientation.Horizontal and section < len(self.columns)
        return self.columns[section].title if told and across else None


def _plain(value):
    """A value of a feature as number or text; None for NULL, empty text, and what is no number."""
    if value is None or value == "" or isinstance(value, QVariant):
        return None
    if isinstance(value, QDate | QDateTime):
        return value.toString("yyyy-MM-dd") or None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if isinstance(value, int | float | str) else str(value)


def _shown(column: Column, value) -> str:
    if value is None:
        return ""
    if column.words is not None:
        text = column.words.get(value, str(value))
        return f"⚠ {text}" if column.name == "attention" else text
    if column.number:
        return f"{value:,.{_DECIMALS.get(column.name, 2)}f}"
    return str(value)


def _key(column: Column, value):
    """What a cell is sorted by: codes in the order of their list."""
    if value is None or column.number:
        return value
    if column.words is not None:
        codes = list(column.words)
        return codes.index(value) if value in column.words else len(codes)
    return str(value)
