"""The list of conflicts and problems an import leaves, as an Excel file; and the same file back, with decisions."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import fields as fields_of

from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ...errors import InputError
from ...spreadsheet import BORDER, HEADER_FILL, LINE_HEIGHT, MAX_ROW_HEIGHT, font, lines_of, put, save, set_default_font
from ...text import QT_TRANSLATE_NOOP, Translate
from .. import register_schema as schema
from ..exchange import VISIT_FIELDS, new_list
from ..register_visits import Photo, Visit, fingerprint
from .reading import Reader
from .rows import SHEET_TITLES, Problem, Returned, Row
from .values import Choices, Wrong, is_empty, read_date, read_text, read_time
from .workbook import CONFLICT_CODES, INFO_SHEET, read_workbook

_HIDDEN = ("key", "basis", "fingerprint", "told", "told_remarks")
_DECISION_TITLES = {
    "decision": QT_TRANSLATE_NOOP("SoraNoMe", "Decision"),
    "decided_by": QT_TRANSLATE_NOOP("SoraNoMe", "Decided by"),
    "decided_on": QT_TRANSLATE_NOOP("SoraNoMe", "Decided on"),
}
_TO_FILL_IN = PatternFill("solid", fgColor="FFF0CC")
_WORDS = {field.code: field.values for field in VISIT_FIELDS if field.kind == "choice"}
_SHOWN = ("visited_on", "visited_by", "status", "finding", "emergency_measures", "remarks")
_HEADER_ROW = 4
_PACKED = ("visited_on", "visited_by", "status", "finding", "emergency_measures", "list_id", "result_file", "result_row",
           "directions", "edited_at", "edited_by")  # fmt: skip


@dataclass(frozen=True)
class Conflict:
    """A result that contradicts the register. ``site`` and ``shown`` (the visit it shows, may be empty) are rows of
    the register; ``visit`` is what the list says, with the photos already kept; ``digest`` its fingerprint; ``basis`` a
    text that changes with what the register says of the site."""

    site: Mapping
    shown: Mapping
    visit: Visit
    sheet: str
    digest: str
    basis: str = ""


@dataclass(frozen=True)
class Decided:
    """A row of a list of conflicts that came back; ``decision`` is a code of ``register_schema.DECISIONS``, or None."""

    row: Row
    site_id: str
    decision: str | None
    by: str | None
    on: str | None
    visit: Visit
    sheet: str
    digest: str
    basis: str


def write_conflicts(
    path: str | os.PathLike,
    conflicts: Sequence[Conflict],
    problems: Sequence[Problem],
    register_id: str,
    translate: Translate,
) -> None:
    """Write what is to be decided and what is to be corrected; whole or not at all."""
    workbook = Workbook()
    set_default_font(workbook)
    workbook.properties.creator = "SoraNoMe"
    sheet = workbook.active
    sheet.title = translate(QT_TRANSLATE_NOOP("SoraNoMe", "Conflicts"))
    _write_conflicts(sheet, conflicts, translate)
    _write_problems(workbook.create_sheet(translate(QT_TRANSLATE_NOOP("SoraNoMe", "Problems"))), problems, translate)
    about = workbook.create_sheet(INFO_SHEET)
    put(about["A1"], new_list(register_id).as_text())
    about.sheet_state = "hidden"
    save(workbook, path)


def _write_conflicts(sheet: Worksheet, conflicts: Sequence[Conflict], translate: Translate) -> None:
    told = QT_TRANSLATE_NOOP("SoraNoMe", "List: {field}")
    kept = QT_TRANSLATE_NOOP("SoraNoMe", "Register: {field}")
    titles = {code: translate(title) for code, title in SHEET_TITLES.items()}
    columns = [
        ("key", titles["key"], 12),
        ("basis", titles["basis"], 12),
        ("fingerprint", translate(QT_TRANSLATE_NOOP("SoraNoMe", "Fingerprint")), 12),
        ("told", translate(QT_TRANSLATE_NOOP("SoraNoMe", "What the list said (JSON)")), 12),
        ("told_remarks", titles["remarks"], 12),
        ("site_code", translate(QT_TRANSLATE_NOOP("SoraNoMe", "Site")), 9),
        *(
            (code, translate(_DECISION_TITLES[code]), width)
            for code, width in (("decision", 20), ("decided_by", 10), ("decided_on", 12))
        ),
    ]
    for code in _SHOWN:
        width = {"remarks": 26, "emergency_measures": 9, "visited_by": 10}.get(code, 12)
        columns += [
            (f"register_{code}", translate(kept).format(field=titles[code]), width),
            (f"list_{code}", translate(told).format(field=titles[code]), width),
        ]
    columns += [
        ("list_photos", translate(told).format(field=translate(QT_TRANSLATE_NOOP("SoraNoMe", "Photos"))), 14),
        ("file", translate(QT_TRANSLATE_NOOP("SoraNoMe", "File of results")), 18),
        ("sheet", translate(QT_TRANSLATE_NOOP("SoraNoMe", "Worksheet")), 14),
        ("row", translate(QT_TRANSLATE_NOOP("SoraNoMe", "Row")), 6),
    ]
    advice = translate(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "The register has learnt something else of these sites since the list was made. Choose a decision in the "
            "yellow column, save, and import this file. Rows without a decision stay open.",
        )
    )
    rows = [_cells(conflict, translate) for conflict in conflicts]
    _write_table(sheet, sheet.title, advice, columns, rows)
    for number, (code, _, _) in enumerate(columns, 1):
        if code in _HIDDEN:
            sheet.column_dimensions[get_column_letter(number)].hidden = True
        if code in ("decision", "decided_by", "decided_on"):
            for row in range(_HEADER_ROW, _HEADER_ROW + len(rows) + 1):
                sheet.cell(row, number).fill = _TO_FILL_IN
    if rows:
        words = ",".join(translate(word) for word in schema.DECISIONS.values())
        answers = DataValidation("list", f'"{words}"', allow_blank=True, showErrorMessage=True)
        letter = get_column_letter([code for code, *_ in columns].index("decision") + 1)
        answers.add(f"{letter}{_HEADER_ROW + 1}:{letter}{_HEADER_ROW + len(rows)}")
        sheet.add_data_validation(answers)


def _cells(conflict: Conflict, translate: Translate) -> dict[str, object]:
    site, visit = conflict.site, conflict.visit
    cells: dict[str, object] = {
        "key": site["site_id"],
        "basis": conflict.basis,
        "fingerprint": conflict.digest,
        "told": _pack(visit),
        "told_remarks": visit.remarks or "",
        "site_code": site["site_code"] or "",
        "list_photos": "\n".join(photo.original_name or photo.path for photo in visit.photos),
        "file": visit.result_file or "",
        "sheet": conflict.sheet,
        "row": visit.result_row,
    }
    known = {**conflict.shown, **{name: site[name] for name in ("status", "finding", "emergency_measures")}}
    for code in _SHOWN:
        words = _WORDS.get(code, {})
        for name, value in ((f"register_{code}", known.get(code)), (f"list_{code}", getattr(visit, code))):
            cells[name] = translate(words[value]) if value in words else str(value or "")
    return cells


def _write_problems(sheet: Worksheet, problems: Sequence[Problem], translate: Translate) -> None:
    columns = [
        ("file", translate(QT_TRANSLATE_NOOP("SoraNoMe", "File of results")), 28),
        ("sheet", translate(QT_TRANSLATE_NOOP("SoraNoMe", "Worksheet")), 16),
        ("row", translate(QT_TRANSLATE_NOOP("SoraNoMe", "Row")), 6),
        ("column", translate(QT_TRANSLATE_NOOP("SoraNoMe", "Column")), 18),
        ("value", translate(QT_TRANSLATE_NOOP("SoraNoMe", "Value")), 26),
        ("what", translate(QT_TRANSLATE_NOOP("SoraNoMe", "What is wrong")), 44),
        ("advice", translate(QT_TRANSLATE_NOOP("SoraNoMe", "What to do")), 50),
    ]
    advice = translate(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "Correct these in the file they are in, and import that file again. What has been entered is not entered twice.",
        )
    )
    rows = [
        {
            "file": problem.file,
            "sheet": problem.sheet,
            "row": problem.row or None,
            "column": title_of(problem.column, translate),
            "value": problem.value,
            "what": problem.what.say(translate),
            "advice": problem.advice.say(translate),
        }
        for problem in problems
    ]
    _write_table(sheet, sheet.title, advice, columns, rows)


def title_of(code: str, translate: Translate) -> str:
    """The title of a column as lists show it."""
    titles = SHEET_TITLES | _DECISION_TITLES
    return translate(titles[code]) if code in titles else code


def _write_table(
    sheet: Worksheet, title: str, advice: str, columns: Sequence[tuple[str, str, float]], rows: Sequence[Mapping]
) -> None:
    """Title, advice, the hidden row of codes, titles and rows; printed on A4 landscape with the titles on each page."""
    shown = next(number for number, (code, *_) in enumerate(columns, 1) if code not in _HIDDEN)
    put(sheet.cell(1, shown), title)
    sheet.cell(1, shown).font = font(bold=True, size=14)
    put(sheet.cell(2, shown), advice)
    for number, (code, word, width) in enumerate(columns, 1):
        put(sheet.cell(_HEADER_ROW - 1, number), code)
        header = sheet.cell(_HEADER_ROW, number)
        put(header, word)
        header.font, header.fill, header.border = font(bold=True), HEADER_FILL, BORDER
        header.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.row_dimensions[_HEADER_ROW - 1].hidden = True
    sheet.row_dimensions[_HEADER_ROW].height = 3 * LINE_HEIGHT
    for row_number, cells in enumerate(rows, _HEADER_ROW + 1):
        lines = 1
        for number, (code, _, width) in enumerate(columns, 1):
            cell = sheet.cell(row_number, number)
            value = cells.get(code)
            if value is not None:
                put(cell, value)
            cell.font, cell.border = font(), BORDER
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(value, str) and code not in _HIDDEN:
                lines = max(lines, lines_of(value, width))
        sheet.row_dimensions[row_number].height = min(MAX_ROW_HEIGHT, lines * LINE_HEIGHT)
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, 1)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"


def _pack(visit: Visit) -> str:
    """A visit but for its remarks, which may fill a cell alone, as JSON."""
    about = {name: getattr(visit, name) for name in _PACKED}
    return json.dumps({**about, "photos": [vars(photo) for photo in visit.photos]}, ensure_ascii=False, sort_keys=True)


def _unpack(text: str, remarks: str | None) -> Visit:
    """What :func:`_pack` packed; raises ValueError, TypeError, KeyError or AttributeError for anything else."""
    about = json.loads(text)
    photos = [Photo(**{f.name: photo.get(f.name) for f in fields_of(Photo)}) for photo in about["photos"]]
    directions = tuple((int(number), float(degrees)) for number, degrees in about["directions"])
    visit = Visit(**{name: about[name] for name in _PACKED if name != "directions"}, remarks=remarks, photos=photos)
    return replace(visit, directions=directions)


def _is_sound(visit: Visit, reader: Reader) -> bool:
    """Whether a visit holds what a list may say; a fingerprint anybody can compute proves nothing."""
    texts = (visit.visited_by, visit.remarks, visit.list_id, visit.result_file, visit.edited_by)
    return (
        read_date(visit.visited_on, reader.today) == visit.visited_on
        and all(text is None or isinstance(text, str) for text in texts)
        and visit.edited_at in (None, read_time(visit.edited_at))
        and (visit.result_row is None or isinstance(visit.result_row, int))
        and all(getattr(visit, code) in (None, *words) for code, words in _WORDS.items())
        and all(0 <= degrees < 360 for _, degrees in visit.directions)
        and all(isinstance(photo.path, str) and isinstance(photo.sha256, str) for photo in visit.photos)
    )


def read_decided(returned: Returned, reader: Reader) -> list[Decided]:
    """The rows of a list of conflicts that came back; what cannot be read is added to the problems of ``returned``."""
    decisions = Choices(schema.DECISIONS, reader.languages)
    found = []
    for row in returned.rows:
        cells = {code: row.cells.get(code) for code in CONFLICT_CODES}
        if is_empty(cells["told"]) and is_empty(cells["decision"]):
            continue
        before = len(returned.problems)
        read: dict = {}
        for code, how in (
            ("decision", decisions.read),
            ("decided_by", read_text),
            ("decided_on", lambda value: read_date(value, reader.today)),
        ):
            try:
                read[code] = how(cells[code])
            except Wrong as wrong:
                returned.report_wrong(wrong, row, code)
        try:
            visit = _unpack(cells["told"], read_text(cells["told_remarks"]))
            if fingerprint(cells["key"], visit) != cells["fingerprint"] or not _is_sound(visit, reader):
                raise ValueError
        except (Wrong, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            returned.report(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "The hidden columns of this row were changed; it is not known what it says."
                ),
                QT_TRANSLATE_NOOP("SoraNoMe", "Import the file of the inspector again for a new list of conflicts."),
                row.sheet,
                row.number,
            )
        if len(returned.problems) == before:
            found.append(
                Decided(
                    row,
                    cells["key"],
                    read["decision"],
                    read["decided_by"],
                    read["decided_on"],
                    visit,
                    str(cells["sheet"] or ""),
                    cells["fingerprint"],
                    str(cells["basis"] or ""),
                )
            )
    return found


def holds_open_decisions(
    path: str | os.PathLike, known: Mapping[str, str], languages: Sequence[Translate]
) -> bool | None:
    """Whether ``path`` is a list of conflicts with decisions that have not been carried out; None where it is none.

    ``known``: fingerprint → decision, of all results the register knows.
    """
    try:
        with open(path, "rb") as file:
            returned = read_workbook(file, os.fspath(path), languages)
    except (InputError, OSError):
        return None
    if not returned.is_decided:
        return None
    decisions = Choices(schema.DECISIONS, languages)
    for row in returned.rows:
        try:
            decision = decisions.read(row.cells.get("decision"))
        except Wrong:
            return True  # meant for one
        if decision and known.get(str(row.cells.get("fingerprint"))) not in ("list", decision):
            return True
    return False
