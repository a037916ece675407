"""What was read of one file before anybody asks what it means: rows of cells under codes, and what was wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...text import QT_TRANSLATE_NOOP, Message
from ..exchange import VISIT_FIELDS, ListInfo
from .values import Wrong, as_text

SHEET_TITLES = {
    "key": QT_TRANSLATE_NOOP("SoraNoMe", "Key (do not change)"),
    "basis": QT_TRANSLATE_NOOP("SoraNoMe", "Basis (do not change)"),
    "name": QT_TRANSLATE_NOOP("SoraNoMe", "ID"),
    **{visit_field.code: visit_field.title for visit_field in VISIT_FIELDS},
}
"""Code → title of all columns that are read back."""


NAME = "name"
"""Column with the name of the site people see, which must be that of the key they do not see."""
NEEDED = ("key", "visited_on")
"""Columns without which no row can be taken over."""


@dataclass(frozen=True)
class Problem:
    """Something in a file that was not taken over. ``row`` 0: not about one row; ``column`` (a code) and ``sheet`` may be
    "". ``rejects``: the whole row was not."""

    file: str
    sheet: str
    row: int
    column: str
    value: str
    what: Message
    advice: Message
    rejects: bool = True


@dataclass
class Row:
    """A row of a file: code → value as it was found; several columns of one code as a tuple.

    ``merged`` names columns whose cells are merged with those of other rows or columns.
    """

    sheet: str
    number: int
    cells: dict[str, object]
    merged: tuple[str, ...] = ()


@dataclass
class Returned:
    """The content of one file; ``info`` None where the file does not know what list it is.

    ``is_decided``: a list of conflicts that comes back, rather than a list of visits. ``is_package``: its rows say
    themselves who edited them when; else ``edited_at`` and ``edited_by`` are of the whole file. ``without``: columns (codes)
    that sheets lack; ``left_out``: rows that say something there, and lack what no row can do without. ``lost_photos``:
    those named whose files are not there.
    """

    name: str
    info: ListInfo | None
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_decided: bool = False
    is_package: bool = False
    edited_at: str | None = None
    edited_by: str | None = None
    without: set[tuple[str, str]] = field(default_factory=set)
    left_out: int = 0
    lost_photos: int = 0

    def report_missing(self, sheet: str, row: int, column: str, what: str, advice: str) -> None:
        """Note that ``sheet`` lacks a column that lists have; a missing name of the site is no problem."""
        self.without.add((sheet, column))
        if column != NAME:
            self.report(what, advice, sheet, row, column, rejects=False)

    def report(
        self,
        what: str,
        advice: str,
        sheet: str = "",
        row: int = 0,
        column: str = "",
        value: str = "",
        rejects: bool = True,
        values: Mapping | None = None,
    ) -> None:
        """Note a problem; ``what`` and ``advice`` are marked sentences, filled with ``values``."""
        said = [Message(text, dict(values or {})) for text in (what, advice)]
        self.problems.append(Problem(self.name, sheet, row, column, value, *said, rejects))

    def report_wrong(self, wrong: Wrong, row: Row, column: str, rejects: bool = True) -> None:
        """Note what :mod:`.values` or :mod:`.photos` found wrong in a column of a row."""
        value = row.cells.get(column)
        shown = " / ".join(as_text(one) for one in (value if isinstance(value, tuple) else (value,)) if one is not None)
        self.problems.append(
            Problem(self.name, row.sheet, row.number, column, shown[:200], wrong.what, wrong.advice, rejects)
        )
