"""Lists and packages as they were handed out: read, and written again as an inspector filled them in."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from ..errors import InputError
from ..fieldwork.exchange import ListInfo, read_basis
from ..fieldwork.values import DIRECTIONS, EMERGENCY_MEASURES, FINDINGS, STATUSES
from ..spreadsheet import put, save
from ..text import QT_TRANSLATE_NOOP, Translate
from .inspection_plan import POINTS, Inspector, Listed, Said

_HEAD_ROWS = 40


def no_list(path: Path, detail: object = "") -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{path} is no field-check list (.xlsx) with its hidden row of codes, and no package for the visit. Give one "
            "that this plugin made. {detail}",
        ),
        path=path,
        detail=detail,
    )


class Workbook:
    """A list as ``fieldchecklist`` writes it."""

    is_form = False

    def __init__(self, path: Path):
        self._path = path
        workbook = self._open()
        self._sheets = {sheet.title: found for sheet in workbook.worksheets if (found := _codes(sheet))}
        if not self._sheets:
            raise no_list(path)
        about = workbook["soranome"]["A1"].value if "soranome" in workbook.sheetnames else ""
        self.info = ListInfo.from_text(str(about or ""))
        self._workbook = workbook

    def _open(self):
        try:
            return load_workbook(self._path)
        except Exception as error:  # openpyxl raises whatever its parsers do
            raise no_list(self._path, error) from error

    def rows(self, translate: Translate) -> list[Listed]:
        statuses = {translate(word): code for code, word in STATUSES.items()}
        found = []
        for title, (head, columns) in self._sheets.items():
            sheet = self._workbook[title]
            for number in range(head + 2, sheet.max_row + 1):
                value = {code: sheet.cell(number, column).value for code, column in columns.items()}
                if not value.get("key") or value.get("latitude") is None:
                    continue
                status = read_basis(value.get("basis") or "")[0] or statuses.get(value.get("status"), "unvisited")
                found.append(
                    Listed(
                        value["key"],
                        str(value.get("name") or value["key"]),
                        status,
                        float(value["latitude"]),
                        float(value["longitude"]),
                        int(value.get("rank") or 10**9),
                        (title, number),
                    )
                )
        return found

    def photos(self, inspector: Inspector) -> str:
        return f"{inspector.mark}_{inspector.name}"

    def write(self, folder: Path, inspector: Inspector, translate: Translate) -> str:
        workbook = self._open()
        for said in inspector.said:
            title, number = said.row.place
            _, columns = self._sheets[title]
            for code, value in _typed(said, translate).items():
                if code in columns:
                    cell = workbook[title].cell(number, columns[code])
                    cell.value = None
                    put(cell, value)
        for title, (head, columns) in self._sheets.items():
            if inspector.resorts or inspector.deleted:
                _rearrange(workbook[title], head + 2, columns["key"], inspector)
        workbook.properties.lastModifiedBy = inspector.name  # as Excel keeps the name of its user
        name = f"{inspector.mark}_{inspector.name}.xlsx"
        save(workbook, folder / name)
        return name


def _codes(sheet) -> tuple[int, dict[str, int]] | None:
    """Number of the hidden row of codes, and code → column; None where the sheet is no list."""
    for row in sheet.iter_rows(min_row=1, max_row=_HEAD_ROWS):
        columns = {cell.value: cell.column for cell in row if isinstance(cell.value, str)}
        if {"key", "visited_on", "latitude", "longitude"} <= set(columns):
            return row[0].row, columns
    return None


def _typed(said: Said, translate: Translate) -> dict[str, object]:
    """Column → what stands in it afterwards."""
    told: dict[str, object] = {
        "visited_on": date.fromisoformat(said.visited_on),
        "visited_by": said.visited_by,
        "status": translate(STATUSES[said.status]),
        "finding": translate(FINDINGS[said.finding]),
        "emergency_measures": translate(EMERGENCY_MEASURES[said.emergency_measures]),
        "remarks": said.remarks,
    }
    for number, (name, degrees) in enumerate(said.photos, 1):
        told[f"photo_{number}"] = name
        told[f"direction_{number}"] = degrees if degrees % 45 else translate(DIRECTIONS[POINTS[int(degrees // 45)]])
    return {**told, **said.typed}


def _rearrange(sheet, first: int, key_column: int, inspector: Inspector) -> None:
    """Delete rows, and bring the others into another order, with their links, heights and pictures, as Excel sorts."""
    numbers = [n for n in range(first, sheet.max_row + 1) if sheet.cell(n, key_column).value]
    kept = [n for n in numbers if sheet.cell(n, key_column).value not in inspector.deleted]
    if inspector.resorts:
        kept = kept[::-1]
    columns = range(1, sheet.max_column + 1)
    held = {
        n: ([(c.value, c.hyperlink.target if c.hyperlink else None) for c in (sheet.cell(n, x) for x in columns)],
            sheet.row_dimensions[n].height)
        for n in kept
    }  # fmt: skip
    for number, old in zip(numbers, [*kept, *[None] * (len(numbers) - len(kept))]):
        cells, height = held[old] if old else ([(None, None)] * len(columns), None)
        for column, (value, link) in zip(columns, cells):
            cell = sheet.cell(number, column)
            cell.value = cell.hyperlink = None
            if link:
                cell.hyperlink = link
                cell.value = None
            put(cell, value)
        sheet.row_dimensions[number].height = height
    new = {old: number for number, old in zip(numbers, kept)}
    for image in list(sheet._images):
        corners = image.anchor._from, getattr(image.anchor, "to", None)
        row = corners[0].row + 1
        if row in new:
            for corner in filter(None, corners):
                corner.row += new[row] - row
        elif row in numbers:
            sheet._images.remove(image)


class Package:
    """A package as ``fieldpackage`` writes it; what comes back of it is its GeoPackage and the photos.

    Its forms let nobody type what is no choice: of the mistakes there are lost photos and deleted rows.
    """

    is_form = True

    def __init__(self, folder: Path):
        self._path = folder / "survey.gpkg"
        if not self._path.is_file():
            raise no_list(folder)
        try:
            with contextlib.closing(
                sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro", uri=True)
            ) as connection:
                connection.row_factory = sqlite3.Row
                self._rows = [
                    dict(row) for row in connection.execute("SELECT rowid AS place, * FROM sites ORDER BY rowid")
                ]
                about = connection.execute("SELECT info FROM soranome_list").fetchone()
        except sqlite3.Error as error:
            raise no_list(folder, error) from error
        self.info = ListInfo.from_text(about[0] if about else "")
        if self._rows and not {"key", "basis", "latitude", "longitude", "visited_on"} <= set(self._rows[0]):
            raise no_list(folder)

    def rows(self, translate: Translate) -> list[Listed]:
        return [
            Listed(
                row["key"],
                row.get("name") or row["key"],
                row["status"] or read_basis(row["basis"] or "")[0] or "unvisited",
                row["latitude"],
                row["longitude"],
                row.get("rank") or 10**9,
                (row["place"],),
            )
            for row in self._rows
        ]

    def photos(self, inspector: Inspector) -> str:
        return f"{inspector.mark}_{inspector.name}/DCIM"

    def write(self, folder: Path, inspector: Inspector, translate: Translate) -> str:
        name = f"{inspector.mark}_{inspector.name}/{self._path.name}"
        copy = folder / name
        copy.parent.mkdir()
        shutil.copyfile(self._path, copy)
        columns = set(self._rows[0]) if self._rows else set()
        with contextlib.closing(sqlite3.connect(copy)) as connection:
            # Triggers of the spatial index name functions SQLite alone does not have; no geometry is changed here.
            for function in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
                connection.create_function(function, 1, lambda _: None)
            for said in inspector.said:
                told = {
                    **{name: getattr(said, name) for name in
                       ("visited_on", "visited_by", "status", "finding", "emergency_measures", "remarks")},
                    "edited_at": f"{said.visited_on}T01:00:00.000Z",
                    "edited_by": said.visited_by,
                }  # fmt: skip
                for number, (photo, degrees) in enumerate(said.photos, 1):
                    told[f"photo_{number}"] = f"DCIM/{photo}"
                    told[f"direction_{number}"] = f"{degrees:.0f}" if degrees % 45 else POINTS[int(degrees // 45)]
                told = {name: value for name, value in told.items() if name in columns}
                sets = ", ".join(f"{name} = ?" for name in told)
                connection.execute(
                    f"UPDATE sites SET {sets} WHERE rowid = ?",  # noqa: S608  # nosec B608  # columns of ours
                    (*told.values(), *said.row.place),
                )
            for key in inspector.deleted:
                connection.execute("DELETE FROM sites WHERE key = ?", (key,))
            connection.commit()
        return name
