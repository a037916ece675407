"""The GeoPackage of a package that came back from a phone → rows under codes."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from ...errors import InputError
from ...tasks import Progress, Silent, check_cancelled
from ...text import QT_TRANSLATE_NOOP
from ..exchange import ListInfo
from .rows import NEEDED, Returned, Row
from .workbook import LIST_CODES

LAYER, INFO_TABLE = "sites", "soranome_list"
MAX_ROWS = 1_000_000
MAX_LENGTH, MAX_TEXT = 50_000_000, 400_000_000
"""Characters of one value and of all: a default value of a column may stand in a million rows."""
_STEPS = 200_000  # of SQLite's machine between two looks at the progress


def read_geopackage(path: Path, name: str, progress: Progress | None = None) -> Returned:
    """The rows of layer ``sites`` in the GeoPackage ``path``, called ``name``.

    ``path`` is a copy nobody else has open: where a write-ahead log lies beside it, SQLite reads what is in that, too, and
    takes it in. Raises :class:`InputError` where the file is damaged or no package.
    """
    progress = progress or Silent()
    try:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_LENGTH)
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            connection.set_progress_handler(lambda: progress.cancelled, _STEPS)
            return _read(connection, name)
    except sqlite3.Error as error:
        check_cancelled(progress)  # which SQLite tells as an error of its own
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{path} is no GeoPackage or is damaged ({detail}). Choose another file or a backup of it.",
            ),
            path=name,
            detail=error,
        ) from error


def may_be_package(path: Path) -> bool:
    """Whether a GeoPackage holds the layer of a package; also where that cannot be told without touching the file."""
    try:
        with contextlib.closing(
            sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            columns = {name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (LAYER,))}
    except sqlite3.Error:
        return True
    return "register_info" not in tables and (INFO_TABLE in tables or "key" in columns)


def _read(connection: sqlite3.Connection, name: str) -> Returned:
    # Tables alone: a view may be made to run for ever.
    tables = {table for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    columns = [column for (column,) in connection.execute("SELECT name FROM pragma_table_info(?)", (LAYER,))]
    if LAYER not in tables or "key" not in columns or "register_info" in tables:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{path} is no package for the visit: it has no layer “sites” with the field “key”. Give the package that "
                "was handed out, filled in.",
            ),
            path=name,
        )
    found = Returned(name, _info(connection, tables), is_package=True)
    for code in LIST_CODES:
        if code not in columns:
            what = QT_TRANSLATE_NOOP("SoraNoMe", "The field is missing; nothing is read from it.")
            if code in NEEDED:
                what = QT_TRANSLATE_NOOP("SoraNoMe", "The field is missing; without it no row is taken over.")
            advice = QT_TRANSLATE_NOOP("SoraNoMe", "Give the GeoPackage with all fields it was handed out with.")
            found.report_missing(LAYER, 0, code, what, advice)
    codes = [code for code in (*LIST_CODES, "edited_at", "edited_by") if code in columns]
    sql = f"SELECT rowid, {', '.join(codes)} FROM {LAYER} ORDER BY rowid LIMIT {MAX_ROWS}"  # noqa: S608  # nosec B608  # ours
    held = 0
    for number, *values in connection.execute(sql):
        told = (value.decode("utf-8", "replace") if isinstance(value, bytes) else value for value in values)
        cells = {code: value for code, value in zip(codes, told) if value is not None}
        held += sum(len(value) for value in cells.values() if isinstance(value, str))
        if held > MAX_TEXT:
            raise sqlite3.DataError(f"more than {MAX_TEXT} characters")
        found.rows.append(Row(LAYER, number, cells))
    return found


def _info(connection: sqlite3.Connection, tables: set[str]) -> ListInfo | None:
    if INFO_TABLE not in tables:
        return None
    sql = f"SELECT info FROM {INFO_TABLE} LIMIT 1"  # noqa: S608  # nosec B608  # the name is ours
    rows = connection.execute(sql).fetchall()
    return ListInfo.from_text(str(rows[0][0])) if rows else None
