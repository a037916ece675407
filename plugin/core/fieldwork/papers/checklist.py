"""The field-check list (現地確認リスト): candidates as an Excel file to print, carry and fill in."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ...files import require_writable
from ...fill.candidates import CLASS_NAMES
from ...spreadsheet import (
    BORDER,
    HEADER_FILL,
    LINE_HEIGHT,
    MAX_ROW_HEIGHT,
    font,
    lines_of,
    put,
    save,
    set_default_font,
    text_width,
)  # fmt: skip
from ...text import QT_TRANSLATE_NOOP, Message, Translate
from ..values import EMERGENCY_MEASURES, FINDINGS, STATUSES

HEADER_ROW = 4
DATE = "yyyy/m/d"

VISIT_HEADER_FILL = PatternFill("solid", fgColor="FFF0CC")
VISIT_FILL = PatternFill("solid", fgColor="FFFBF0")


@dataclass(frozen=True)
class ChecklistRow:
    """One candidate, in plain values.

    ``change`` is a code of :data:`CLASS_NAMES`; scores and ``priority`` are 0–1; ``latitude`` and
    ``longitude`` are JGD2011 degrees; ``x_m`` (north) and ``y_m`` (east) plane rectangular IX, or of the
    zone named in :class:`ChecklistInfo`. Unknown numbers are NaN, unknown dates None or "". Dates may be
    ISO text. ``reasons`` has a line each. ``key`` names the place in the register (default: its ID). What triage
    found (``priority_class`` to ``houses_below``) is empty for a list without triage; its columns are then left out.
    """

    candidate_id: str
    rank: int
    priority: float
    change: int
    score: float
    score_max: float
    area_m2: float
    municipality: str
    latitude: float
    longitude: float
    x_m: float
    y_m: float
    before_date: date | str | None = None
    after_date: date | str | None = None
    reasons: str = ""
    remarks: str = ""
    key: str = ""
    priority_class: str = ""
    verdict: str = ""
    zone: str = ""
    permit: str = ""
    parcels: str = ""
    houses_below: int | None = None
    onset: str = ""


@dataclass(frozen=True)
class ChecklistInfo:
    """What the list as a whole was made from; names and dates may be empty."""

    made_on: date
    before_image: str = ""
    after_image: str = ""
    before_date: date | str | None = None
    after_date: date | str | None = None
    zone: str = "IX"


@dataclass(frozen=True)
class Column:
    """A column of the list; ``width`` in half-width characters.

    ``link`` makes the address a cell leads to; ``values`` are the answers of a drop-down list.
    """

    code: str
    title: str
    width: float
    value: Callable[[ChecklistRow, Translate], object] = lambda row, translate: None
    number_format: str = "General"
    align: str = "center"
    link: Callable[[ChecklistRow], str] | None = None
    values: dict[str, str] | None = None
    is_visit: bool = False
    is_triage: bool = False


def columns_for(rows: Sequence[ChecklistRow]) -> tuple[Column, ...]:
    """The columns a list of ``rows`` needs; a column of triage only where some row has a value for it."""
    return tuple(
        column
        for column in COLUMNS
        if not column.is_triage or any(column.value(row, str) not in ("", None) for row in rows)
    )


def _has_place(row: ChecklistRow) -> bool:
    return math.isfinite(row.latitude) and math.isfinite(row.longitude)


def _open_word(row: ChecklistRow, translate: Translate) -> str | None:
    return translate(QT_TRANSLATE_NOOP("SoraNoMe", "Open")) if _has_place(row) else None


def _gsi_link(row: ChecklistRow) -> str:
    return f"https://maps.gsi.go.jp/#17/{row.latitude:.6f}/{row.longitude:.6f}/"


def _google_link(row: ChecklistRow) -> str:
    return f"https://www.google.com/maps?q={row.latitude:.6f},{row.longitude:.6f}"


def _first_status(row: ChecklistRow, translate: Translate) -> str:
    return translate(STATUSES["unvisited"])


def _change_words(row: ChecklistRow, translate: Translate) -> str:
    # A place found by a patrol has no kind of change: 0.
    return translate(CLASS_NAMES[row.change]) if row.change in CLASS_NAMES else str(row.change or "")


COLUMNS = (
    Column("key", QT_TRANSLATE_NOOP("SoraNoMe", "Key (do not change)"), 12, lambda r, _: r.key or r.candidate_id),
    Column("priority", QT_TRANSLATE_NOOP("SoraNoMe", "Priority (0–1)"), 9, lambda r, _: r.priority, "0.00"),
    Column("score_max", QT_TRANSLATE_NOOP("SoraNoMe", "Score, highest"), 9, lambda r, _: r.score_max, "0.00"),
    Column("rank", QT_TRANSLATE_NOOP("SoraNoMe", "Rank"), 6, lambda r, _: r.rank, "0"),
    Column("candidate_id", QT_TRANSLATE_NOOP("SoraNoMe", "ID"), 9.5, lambda r, _: r.candidate_id, align="left"),
    Column("municipality", QT_TRANSLATE_NOOP("SoraNoMe", "City / town"), 11, lambda r, _: r.municipality, align="left"),
    Column("latitude", QT_TRANSLATE_NOOP("SoraNoMe", "Latitude"), 10.5, lambda r, _: r.latitude, "0.000000"),
    Column("longitude", QT_TRANSLATE_NOOP("SoraNoMe", "Longitude"), 11, lambda r, _: r.longitude, "0.000000"),
    Column("x_m", QT_TRANSLATE_NOOP("SoraNoMe", "Zone {zone} X north (m)"), 10, lambda r, _: r.x_m, "0.0"),
    Column("y_m", QT_TRANSLATE_NOOP("SoraNoMe", "Zone {zone} Y east (m)"), 10, lambda r, _: r.y_m, "0.0"),
    Column("area_m2", QT_TRANSLATE_NOOP("SoraNoMe", "Area (m²)"), 8.5, lambda r, _: r.area_m2, "#,##0"),
    Column(
        "before_date", QT_TRANSLATE_NOOP("SoraNoMe", "Date before"), 10.5, lambda r, _: as_date(r.before_date), DATE
    ),
    Column("after_date", QT_TRANSLATE_NOOP("SoraNoMe", "Date after"), 10.5, lambda r, _: as_date(r.after_date), DATE),
    Column("change", QT_TRANSLATE_NOOP("SoraNoMe", "Kind of change"), 10, _change_words, align="left"),
    Column("score", QT_TRANSLATE_NOOP("SoraNoMe", "Score (0–1)"), 7, lambda r, _: r.score, "0.00"),
    Column(
        "priority_class",
        QT_TRANSLATE_NOOP("SoraNoMe", "Class"),
        5,
        lambda r, _: r.priority_class,
        is_triage=True,
    ),
    Column(
        "verdict",
        QT_TRANSLATE_NOOP("SoraNoMe", "Size against the law"),
        9,
        lambda r, _: r.verdict,
        align="left",
        is_triage=True,
    ),
    Column(
        "zone",
        QT_TRANSLATE_NOOP("SoraNoMe", "Zone of the fill law"),
        10,
        lambda r, _: r.zone,
        align="left",
        is_triage=True,
    ),
    Column("permit", QT_TRANSLATE_NOOP("SoraNoMe", "Permits"), 9, lambda r, _: r.permit, align="left", is_triage=True),
    Column(
        "parcels",
        QT_TRANSLATE_NOOP("SoraNoMe", "Parcels (share)"),
        12,
        lambda r, _: r.parcels,
        align="left",
        is_triage=True,
    ),
    Column(
        "houses_below",
        QT_TRANSLATE_NOOP("SoraNoMe", "Buildings below"),
        6,
        lambda r, _: r.houses_below,
        "0",
        is_triage=True,
    ),
    Column(
        "onset",
        QT_TRANSLATE_NOOP("SoraNoMe", "Onset against the designation"),
        9,
        lambda r, _: r.onset,
        align="left",
        is_triage=True,
    ),
    Column("reasons", QT_TRANSLATE_NOOP("SoraNoMe", "Reasons"), 56, lambda r, _: r.reasons, align="left"),
    Column("gsi_map", QT_TRANSLATE_NOOP("SoraNoMe", "GSI Maps"), 11, _open_word, link=_gsi_link),
    Column("google_maps", QT_TRANSLATE_NOOP("SoraNoMe", "Google Maps"), 7.5, _open_word, link=_google_link),
    Column("visited_on", QT_TRANSLATE_NOOP("SoraNoMe", "Date of visit"), 11, number_format=DATE, is_visit=True),
    Column("visited_by", QT_TRANSLATE_NOOP("SoraNoMe", "Visited by"), 9, is_visit=True),
    Column("status", QT_TRANSLATE_NOOP("SoraNoMe", "Status"), 11.5, _first_status, values=STATUSES, is_visit=True),
    Column("finding", QT_TRANSLATE_NOOP("SoraNoMe", "Finding"), 12, values=FINDINGS, is_visit=True),
    Column(
        "emergency_measures",
        QT_TRANSLATE_NOOP("SoraNoMe", "Emergency measures"),
        12,
        values=EMERGENCY_MEASURES,
        is_visit=True,
    ),
    Column(
        "remarks", QT_TRANSLATE_NOOP("SoraNoMe", "Remarks"), 20, lambda r, _: r.remarks, align="left", is_visit=True
    ),
)
"""The columns of the list from the left. All of them must stay legible on a sheet of A4, so widths are tight.

:func:`columns_for` leaves out those of triage where no row has any.
"""

HIDDEN = 3
"""Columns at the left that are hidden: the key finds a row again when the list comes back."""

INSTRUCTIONS = (
    QT_TRANSLATE_NOOP("SoraNoMe", "Fill in the columns with a yellow heading. Leave the other columns as they are."),
    QT_TRANSLATE_NOOP(
        "SoraNoMe", "Rows may be sorted and filtered. The hidden first column names the place: do not change it."
    ),
    QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Enter the date of visit like 2026/5/14. Status, finding and emergency measures have drop-down lists.",
    ),
    QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Status: choose “visited” after the visit, then “being corrected” and “corrected” as the case goes on; "
        "“lawful” or “false detection” closes it.",
    ),
    QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "The list shows places where the ground seems to have changed between two images. Being listed does not mean "
        "that a work is improper; the visit and the permits decide.",
    ),
    QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Latitude and longitude are JGD2011. X is north and Y is east in the plane rectangular system, in metres, "
        "at a point inside the place.",
    ),
    QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "The area is what the image shows; it depends on the size of the image's cells and is no survey.",
    ),
)

_TITLE = QT_TRANSLATE_NOOP("SoraNoMe", "Field-check list of places with altered ground")
_UNKNOWN = QT_TRANSLATE_NOOP("SoraNoMe", "unknown")


def write_checklist(
    path: str | os.PathLike, rows: Sequence[ChecklistRow], header: ChecklistInfo, translate: Translate = str
) -> None:
    """Write the list of ``rows``, in order of rank, to the Excel file ``path``; whole or not at all."""
    path = Path(path)
    require_writable(path)
    workbook = Workbook()
    set_default_font(workbook)
    workbook.properties.creator = "SoraNoMe"
    workbook.properties.title = translate(_TITLE)
    rows = sorted(rows, key=lambda row: row.rank)
    sheet = workbook.active
    sheet.title = translate(QT_TRANSLATE_NOOP("SoraNoMe", "Field check list"))
    columns = columns_for(rows)
    _write_head(sheet, columns, header, len(rows), translate)
    _write_rows(sheet, columns, rows, translate)
    ranges = _write_values_sheet(workbook, translate)
    _write_instructions(workbook, translate)
    if rows:
        _validate(sheet, columns, HEADER_ROW + 1, HEADER_ROW + len(rows), ranges, translate)
    _set_up_print(sheet, header, translate)
    save(workbook, path)


def as_date(value: date | str | None) -> date | str | None:
    """A date where ``value`` is one or its ISO text (a time of day is dropped); other text unchanged."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value.strip()).date()
        except ValueError:
            return value
    return value


def _date_text(value: date | str | None, translate: Translate) -> str:
    value = as_date(value)
    if not value:
        return translate(_UNKNOWN)
    return value if isinstance(value, str) else f"{value.year}/{value.month}/{value.day}"


def _write_head(
    sheet: Worksheet, columns: Sequence[Column], info: ChecklistInfo, count: int, translate: Translate
) -> None:
    made = Message(
        QT_TRANSLATE_NOOP("SoraNoMe", "Made on {date} · {count} places"),
        {"date": _date_text(info.made_on, translate), "count": count},
    )
    images = Message(
        QT_TRANSLATE_NOOP(
            "SoraNoMe", "Image before: {before} (taken {before_date}) · image after: {after} (taken {after_date})"
        ),
        {
            "before": info.before_image or translate(_UNKNOWN),
            "before_date": _date_text(info.before_date, translate),
            "after": info.after_image or translate(_UNKNOWN),
            "after_date": _date_text(info.after_date, translate),
        },
    )
    title = sheet.cell(1, HIDDEN + 1)
    put(title, translate(_TITLE))
    title.font = font(size=16, bold=True)
    sheet.row_dimensions[1].height = 27
    known = info.before_image or info.after_image or info.before_date or info.after_date
    for row, text in ((2, made.say(translate)), (3, images.say(translate) if known else "")):
        put(sheet.cell(row, HIDDEN + 1), text)
        sheet.cell(row, HIDDEN + 1).font = font()
        sheet.row_dimensions[row].height = LINE_HEIGHT + 2
    height = 1
    for index, column in enumerate(columns, 1):
        cell = sheet.cell(HEADER_ROW, index)
        put(cell, translate(column.title).format(zone=info.zone))
        cell.font = font(bold=True)
        cell.fill = VISIT_HEADER_FILL if column.is_visit else HEADER_FILL
        cell.border = BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        # Room for the filter's button, which covers the end of the heading.
        height = max(height, lines_of(cell.value, column.width - 1))
        sheet.column_dimensions[get_column_letter(index)].width = column.width
        sheet.column_dimensions[get_column_letter(index)].hidden = index <= HIDDEN
    sheet.row_dimensions[HEADER_ROW].height = height * LINE_HEIGHT + 4
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, HIDDEN + 3)  # rank and ID stay in sight
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(columns))}{HEADER_ROW + max(1, count)}"


def _write_rows(
    sheet: Worksheet, columns: Sequence[Column], rows: Sequence[ChecklistRow], translate: Translate
) -> None:
    if not rows:
        none = QT_TRANSLATE_NOOP("SoraNoMe", "No candidate was found.")
        put(sheet.cell(HEADER_ROW + 1, HIDDEN + 1), translate(none))
        sheet.cell(HEADER_ROW + 1, HIDDEN + 1).font = font(bold=True)
    # Long reasons begin at the top: what is too long for a row must lose its end, not its beginning.
    styles = [
        (font(), Alignment(horizontal=c.align, vertical="top" if c.code == "reasons" else "center", wrap_text=True))
        for c in columns
    ]
    link_font = font(color="0563C1", underline="single")
    for line, row in enumerate(rows, HEADER_ROW + 1):
        height = 2  # room to write by hand
        for index, (column, (cell_font, alignment)) in enumerate(zip(columns, styles), 1):
            cell = sheet.cell(line, index)
            put(cell, column.value(row, translate))
            cell.font, cell.alignment, cell.border = cell_font, alignment, BORDER
            cell.number_format = column.number_format
            if column.is_visit:
                cell.fill = VISIT_FILL
            if column.link and _has_place(row):
                cell.hyperlink = column.link(row)
                cell.font = link_font
            if cell.data_type == "s" and index > HIDDEN:
                height = max(height, lines_of(cell.value, column.width))
        sheet.row_dimensions[line].height = min(MAX_ROW_HEIGHT, height * LINE_HEIGHT + 4)


def _write_values_sheet(workbook: Workbook, translate: Translate) -> dict[str, str]:
    """The lists behind the drop-downs; the result maps a column's code to the name of its range."""
    sheet = workbook.create_sheet(translate(QT_TRANSLATE_NOOP("SoraNoMe", "Value lists")))
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    names = {}
    choices = [column for column in COLUMNS if column.values]
    for index, column in enumerate(choices, 1):
        head = sheet.cell(1, index)
        put(head, translate(column.title))
        head.font, head.fill, head.border = font(bold=True), VISIT_HEADER_FILL, BORDER
        words = [translate(word) for word in column.values.values()]
        for line, word in enumerate(words, 2):
            cell = sheet.cell(line, index)
            put(cell, word)
            cell.font, cell.border = font(), BORDER
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = max(text_width(word) for word in [head.value, *words]) + 3
        name = f"list_{column.code}"
        quoted = sheet.title.replace("'", "''")
        workbook.defined_names[name] = DefinedName(name, attr_text=f"'{quoted}'!${letter}$2:${letter}${len(words) + 1}")
        names[column.code] = name
    return names


def _write_instructions(workbook: Workbook, translate: Translate) -> None:
    sheet = workbook.create_sheet(translate(QT_TRANSLATE_NOOP("SoraNoMe", "Instructions")))
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 4, 84
    put(sheet["A1"], translate(QT_TRANSLATE_NOOP("SoraNoMe", "How to use this list")))
    sheet["A1"].font = font(size=14, bold=True)
    sheet.row_dimensions[1].height = 27
    for line, text in enumerate(INSTRUCTIONS, 2):
        number, cell = sheet.cell(line, 1), sheet.cell(line, 2)
        put(number, line - 1)
        put(cell, translate(text))
        number.font = cell.font = font()
        number.alignment = Alignment(horizontal="center", vertical="top")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[line].height = lines_of(cell.value, 84) * LINE_HEIGHT + 6


def _validate(
    sheet: Worksheet, columns: Sequence[Column], first: int, last: int, ranges: dict[str, str], translate: Translate
) -> None:
    """Drop-down lists and the date check on the columns of the visit."""
    for index, column in enumerate(columns, 1):
        if column.values:
            rule = DataValidation(type="list", formula1=ranges[column.code], allow_blank=True)
            rule.error = translate(QT_TRANSLATE_NOOP("SoraNoMe", "Choose one of the values of the list."))
        elif column.code == "visited_on":
            # Serial numbers of dates: a date written into the rule would be read by the user's locale.
            rule = DataValidation(
                type="date",
                operator="between",
                formula1=str(int(to_excel(date(2000, 1, 1)))),
                formula2=str(int(to_excel(date(2099, 12, 31)))),
                allow_blank=True,
            )
            rule.error = translate(QT_TRANSLATE_NOOP("SoraNoMe", "Enter a date like 2026/5/14."))
        else:
            continue
        rule.errorTitle = translate(column.title)
        rule.showErrorMessage = True
        letter = get_column_letter(index)
        rule.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(rule)


def _set_up_print(sheet: Worksheet, info: ChecklistInfo, translate: Translate) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    margins = sheet.page_margins
    margins.left = margins.right = 0.3  # inches
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.55, 0.25, 0.25
    sheet.oddHeader.left.text = translate(_TITLE).replace("&", "&&")
    sheet.oddHeader.right.text = _date_text(info.made_on, translate).replace("&", "&&")
    page = Message(QT_TRANSLATE_NOOP("SoraNoMe", "Page {page} of {pages}"), {"page": "&P", "pages": "&N"})
    sheet.oddFooter.center.text = page.say(translate)
