"""A list or a list of conflicts that came back as an Excel file → rows under codes.

Columns are known by the hidden row of codes above the titles, wherever they were moved. Where that row was deleted, by
their titles in any language. A column that is not found, or found twice by its title, is reported and not guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from ...errors import InputError
from ...tasks import Progress
from ...text import QT_TRANSLATE_NOOP, Translate
from ..exchange import VISIT_FIELDS, ListInfo
from .rows import NAME, NEEDED, SHEET_TITLES, Returned, Row
from .values import Formula, folded, is_empty, read_time
from .xlsx import Sheet, damaged, read_saved, read_sheets

INFO_SHEET = "soranome"
"""The hidden sheet whose cell A1 holds the list's ListInfo."""
LIST_CODES = ("key", "basis", NAME, *(field.code for field in VISIT_FIELDS))
CONFLICT_CODES = (
    "decision", "decided_by", "decided_on", "key", "basis", "told", "told_remarks", "fingerprint", "sheet",
)  # fmt: skip
"""Columns of a list of conflicts that are read back."""
_HEAD_ROWS = 40  # titles, notes and whatever people put above a list
_MERGED_AT_MOST = 1_000_000  # cells
_TITLES_AT_LEAST = 4  # a sheet with so many titles of the list is one, others are notes of the inspector


@dataclass(frozen=True)
class _Head:
    """``columns``: code → its columns; ``first_row`` of the data; ``is_decided``: a list of conflicts."""

    columns: dict[str, list[int]]
    first_row: int
    is_decided: bool
    by_title: bool


def read_workbook(
    file: BinaryIO, name: str, languages: Sequence[Translate], progress: Progress | None = None
) -> Returned:
    """The rows of the list sheets in ``file``, called ``name``; ``languages`` translate titles.

    Raises :class:`InputError` where the file is damaged or holds no list.
    """
    saved = read_saved(file, name, progress)
    found = Returned(name, None, edited_at=read_time(saved.at), edited_by=saved.by or None)
    lists = 0
    for sheet in read_sheets(file, name, progress):
        if folded(sheet.title) == INFO_SHEET:
            found.info = ListInfo.from_text(str(sheet.cells.get(1, {}).get(1, "")))
            continue
        head = _head(sheet, languages)
        if head is None:
            continue
        lists += 1
        found.is_decided = head.is_decided
        _report_columns(found, sheet, head)
        _take_rows(found, sheet, head)
    if not lists:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{path} holds no field-check list: no sheet has the row of codes or the titles of its columns. Give the "
                "list that was handed out, filled in.",
            ),
            path=name,
        )
    return found


def _head(sheet: Sheet, languages: Sequence[Translate]) -> _Head | None:
    """Where the columns of a list are on the sheet; None where it is no list."""
    numbers = [row for row in sorted(sheet.cells) if row <= _HEAD_ROWS]
    for row in numbers:
        columns = _columns(sheet.cells[row], lambda text: text)
        if "key" in columns and "told" in columns:
            return _Head(columns, row + 2, True, False)
        if "key" in columns and ("visited_on" in columns or "visited_by" in columns):
            return _Head(columns, row + 2, False, False)
    titles = {folded(say(title)): code for code, title in SHEET_TITLES.items() for say in languages}
    for row in numbers:
        columns = _columns(sheet.cells[row], lambda text: titles.get(folded(text), ""))
        if len(columns) >= _TITLES_AT_LEAST:
            return _Head(columns, row + 1, False, True)
    return None


def _columns(cells: dict[int, object], code_of: Callable[[str], str]) -> dict[str, list[int]]:
    columns = defaultdict(list)
    for column, value in sorted(cells.items()):
        if isinstance(value, str) and not isinstance(value, Formula):
            code = code_of(value.strip())
            if code in LIST_CODES or code in CONFLICT_CODES:
                columns[code].append(column)
    return dict(columns)


def _report_columns(found: Returned, sheet: Sheet, head: _Head) -> None:
    wanted = CONFLICT_CODES if head.is_decided else LIST_CODES
    for code in wanted:
        columns = head.columns.get(code, ())
        if not columns:
            what = QT_TRANSLATE_NOOP("SoraNoMe", "The column was deleted or renamed; nothing is read from it.")
            if code in NEEDED and not head.is_decided:
                what = QT_TRANSLATE_NOOP(
                    "SoraNoMe", "The column was deleted or renamed; without it no row of this sheet is taken over."
                )
            advice = QT_TRANSLATE_NOOP("SoraNoMe", "Copy the column and its titles from the list that was handed out.")
            found.report_missing(sheet.title, head.first_row - 1, code, what, advice)
        elif len(columns) > 1 and head.by_title:
            found.report(
                QT_TRANSLATE_NOOP("SoraNoMe", "Several columns have this title; nothing is read from them."),
                QT_TRANSLATE_NOOP("SoraNoMe", "Copy the column and its titles from the list that was handed out."),
                sheet.title,
                head.first_row - 1,
                code,
                rejects=False,
            )
            found.without.add((sheet.title, code))
            del head.columns[code]


def _take_rows(found: Returned, sheet: Sheet, head: _Head) -> None:
    code_of = {column: code for code, columns in head.columns.items() for column in columns}
    merged = _merged(sheet, head, code_of, found.name)
    for number in sorted({*sheet.cells, *merged}):
        if number < head.first_row:
            continue
        cells = sheet.cells.get(number, {})
        values: dict[str, object] = {}
        for code, columns in head.columns.items():
            told = [cells[column] for column in columns if not is_empty(cells.get(column))]
            different = list(dict.fromkeys((type(value), value) for value in told))
            if len(different) > 1:
                values[code] = tuple(told)
            elif told:
                values[code] = told[0]
        if values or number in merged:
            found.rows.append(Row(sheet.title, number, values, tuple(merged.get(number, ()))))


def _merged(sheet: Sheet, head: _Head, code_of: dict[int, str], name: str) -> dict[int, list[str]]:
    """Row → columns whose cells there are part of a merged range, and not its top left, which holds the value."""
    merged: dict[int, list[str]] = defaultdict(list)
    last = max(sheet.cells, default=0)
    left = min((last + 1) * len(code_of), _MERGED_AT_MOST)  # ranges do not overlap in a sound file
    for top, west, bottom, east in sheet.merges:
        columns = [column for column in code_of if west <= column <= east]
        for row in range(max(top, head.first_row), min(bottom, last) + 1) if columns else ():
            others = [code_of[column] for column in columns if (row, column) != (top, west)]
            merged[row] += others if others else []
            left -= len(columns)
            if left < 0:
                raise damaged(name, "merged cells overlap")
    return {row: codes for row, codes in merged.items() if codes}
