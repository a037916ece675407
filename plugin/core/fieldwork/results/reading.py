"""Rows as they were found → what an inspector says, all of it or nothing: half a visit is worse than none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from ...text import QT_TRANSLATE_NOOP, Translate
from ..exchange import PHOTOS, VISIT_FIELDS, read_basis
from ..register_visits import Visit
from ..values import STATUSES
from .rows import NAME, NEEDED, Returned, Row
from .values import Choices, Directions, Wrong, is_empty, read_date, read_photo_name, read_text, read_time

_FILLED_IN = tuple(field.code for field in VISIT_FIELDS if field.code != "status")


@dataclass(frozen=True)
class Told:
    """What one row says. ``key`` and ``basis`` ("" where there is none): see :mod:`~..exchange`; ``photos`` are (number,
    name of the file). ``name`` is what the row shows people; ``left_unvisited``: its status says nobody was there."""

    row: Row
    key: str
    basis: str
    visit: Visit
    photos: tuple[tuple[int, str], ...]
    name: str = ""
    left_unvisited: bool = False
    is_package: bool = False


class Reader:
    """Reads rows; ``languages`` are those answers may be in, ``today`` the last day of a visit."""

    def __init__(self, languages: Sequence[Translate], today: date):
        self.languages, self.today = languages, today
        self._reads: dict[str, Callable[[object], object]] = {}
        for field in VISIT_FIELDS:
            if field.kind == "date":
                self._reads[field.code] = lambda value: read_date(value, today)
            elif field.kind == "choice":
                self._reads[field.code] = Choices(field.values, languages).read
            elif field.kind == "direction":
                self._reads[field.code] = Directions(field.values, languages).read
            else:
                self._reads[field.code] = read_photo_name if field.kind == "photo" else read_text

    def read(self, returned: Returned) -> tuple[list[Told], int]:
        """What the rows say that say something, and how many say nothing; problems are added to ``returned``."""
        told, silent = [], 0
        for row in returned.rows:
            if not self._says_something(row):
                silent += "key" in row.cells
                continue
            if any((row.sheet, code) in returned.without for code in NEEDED):
                returned.left_out += 1  # said once, of the sheet
                continue
            found = self._read_row(row, returned)
            if found is not None:
                told.append(found)
        return told, silent

    def _says_something(self, row: Row) -> bool:
        if any(code in row.cells and not is_empty(row.cells[code]) for code in _FILLED_IN):
            return True
        if any(code in _FILLED_IN or code == "status" for code in row.merged):
            return True
        status = row.cells.get("status")
        if isinstance(status, tuple) or is_empty(status):
            return isinstance(status, tuple)
        try:
            return self._reads["status"](status) != (_basis(row)[0] or "unvisited")
        except Wrong:
            return True

    def _read_row(self, row: Row, returned: Returned) -> Told | None:
        """What a row says; None, and reported, where something in it cannot be read."""
        before = len(returned.problems)
        for code in row.merged:
            returned.report(
                QT_TRANSLATE_NOOP("SoraNoMe", "The cell is merged with another one, which holds the value."),
                QT_TRANSLATE_NOOP("SoraNoMe", "Unmerge the cells, and write the value into each row it is meant for."),
                row.sheet,
                row.number,
                code,
            )
        for code, value in row.cells.items():
            if isinstance(value, tuple):
                returned.report_wrong(
                    Wrong(
                        QT_TRANSLATE_NOOP("SoraNoMe", "The list has this column several times, with different values."),
                        QT_TRANSLATE_NOOP("SoraNoMe", "Delete the column that is not meant."),
                    ),
                    row,
                    code,
                )
        if len(returned.problems) > before:
            return None
        values: dict = {}
        for code, read in {"key": read_text, NAME: read_text, "edited_by": read_text, **self._reads}.items():
            try:
                values[code] = read(row.cells.get(code))
            except Wrong as wrong:
                returned.report_wrong(wrong, row, code)
        self._check(values, row, returned)
        if any(problem.rejects for problem in returned.problems[before:]):
            return None
        status, basis = values["status"], _basis(row)
        edited_at, edited_by = returned.edited_at, returned.edited_by
        if returned.is_package:
            edited_at, edited_by = read_time(row.cells.get("edited_at")), values["edited_by"]
        photos = [(number, values[f"photo_{number}"]) for number in range(1, PHOTOS + 1)]
        visit = Visit(
            values["visited_on"],
            values["visited_by"],
            None if status == "unvisited" else status,
            values["finding"],
            values["emergency_measures"],
            values["remarks"],
            list_id=returned.info.list_id if returned.info else None,
            result_file=returned.name,
            result_row=row.number if row.number < 2**31 else None,
            directions=tuple(
                (number, values[f"direction_{number}"])
                for number in range(1, PHOTOS + 1)
                if values[f"direction_{number}"] is not None
            ),
            edited_at=edited_at,
            edited_by=edited_by,
        )
        return Told(
            row,
            values["key"],
            "|".join(basis) if basis[0] else "",
            visit,
            tuple(p for p in photos if p[1]),
            values[NAME] or "",
            status == "unvisited",
            returned.is_package,
        )

    @staticmethod
    def _check(values: dict, row: Row, returned: Returned) -> None:
        """Report what is missing, or does not go together."""

        def wrong(code: str, what: str, advice: str, rejects: bool = True) -> None:
            returned.report_wrong(Wrong(what, advice), row, code, rejects)

        if values.get("visited_by", "") is None:
            values["visited_by"] = values.get("edited_by")
        if values.get("key", "") is None:
            wrong(
                "key",
                QT_TRANSLATE_NOOP("SoraNoMe", "The row has no key: it was added, or its key was deleted."),
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "Write it into the row of its place. A new place goes into the register first."
                ),
            )
        if values.get("visited_on", "") is None:
            wrong(
                "visited_on",
                QT_TRANSLATE_NOOP("SoraNoMe", "The date of the visit is missing."),
                QT_TRANSLATE_NOOP("SoraNoMe", "Write the day of the visit into the row."),
            )
        if values.get("status") == "unvisited" and (_basis(row)[0] or "unvisited") != "unvisited":
            wrong(
                "status",
                QT_TRANSLATE_NOOP("SoraNoMe", "A place that was visited cannot become unvisited."),
                QT_TRANSLATE_NOOP("SoraNoMe", "Choose what was found, or leave the field empty."),
            )
        for number in range(1, PHOTOS + 1):
            if values.get(f"direction_{number}") is not None and values.get(f"photo_{number}", "") is None:
                wrong(
                    f"photo_{number}",
                    QT_TRANSLATE_NOOP("SoraNoMe", "There is a direction without the name of a photo."),
                    QT_TRANSLATE_NOOP("SoraNoMe", "Write the name of the photo, and import the same file again."),
                    rejects=False,
                )


def _basis(row: Row) -> tuple[str, str]:
    """(status, visit) of a row's basis; empty where it has none one can read."""
    basis = row.cells.get("basis")
    status, visit = read_basis(basis.strip()) if isinstance(basis, str) else ("", "")
    return (status, visit) if status in STATUSES else ("", "")
