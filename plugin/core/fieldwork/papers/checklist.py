"""The field-check list (現地確認リスト): sites as an Excel file to print, carry and fill in, and to read back.

Each list sheet has its headings in :data:`HEADER_ROW`, above them a hidden row of the columns' codes, and hidden at the left
key and basis of each site (see :mod:`..exchange`). A hidden sheet ``soranome`` says which list it is. Sheets are streamed to
the disk row by row, so that memory does not grow with cells and a run can be stopped at any row.
"""

from __future__ import annotations

import contextlib
import copy
import io
import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.datavalidation import DataValidation

from ...errors import InputError
from ...files import require_writable, unwritable, write_whole
from ...spreadsheet import (
    BORDER,
    HEADER_FILL,
    LINE_HEIGHT,
    NOT_XML,
    font,
    lines_of,
    put,
    set_default_font,
    text_width,
)  # fmt: skip
from ...tasks import Progress, Silent, check_cancelled
from ...text import QT_TRANSLATE_NOOP, Message, Translate
from ..exchange import ListInfo
from ..site import FieldSite
from .checklist_columns import CHIP_WIDTH, HIDDEN, Column, columns_for, date_text, is_printed
from .checklist_guide import (
    A4,
    INSTRUCTIONS_TITLE,
    VALUES_TITLE,
    VISIT_HEADER_FILL,
    write_instructions,
    write_values,
)
from .chips import ChipPair, Chips
from .fitting import shortened, wrapped

try:  # what openpyxl streams sheets by, where it is installed
    from lxml.etree import SerialisationError
except ImportError:
    SerialisationError = OSError

HEADER_ROW = 4
CODES_ROW = HEADER_ROW - 1
INFO_SHEET = "soranome"
SHEETS_BY = ("none", "team", "municipality")

VISIT_FILL = PatternFill("solid", fgColor="FFFBF0")

_MAX_LINKED = 30_000  # rows; Excel takes at most 65,530 links on a sheet
_MAX_NAME = 31  # UTF-16 units in the name of a sheet
_EMU = 9525  # English metric units in a pixel of 1/96 inch
_CHIP_PX = round(CHIP_WIDTH * 7) - 6  # a half-width character is 7 or 8 pixels wide, as the program rounds the font
_ROOMY = 1.08  # characters more in a line than lines_of expects: full-width ones are narrower than two half-width ones
_POINTS = 0.75  # in a pixel
_MAX_LINES = 10  # of a row: five places stand on a printed page; all reasons stand behind, and on the field sheet
_LONG = ("reasons", "facts")  # shortened to them: what they say stands in the columns that are not printed, too

_TITLE = QT_TRANSLATE_NOOP("SoraNoMe", "Field-check list of places with altered ground")


@dataclass(frozen=True)
class ChecklistInfo:
    """What the list as a whole was made from; names and dates may be empty.

    ``chip_dates`` are the dates of the images its pictures are cut from, "" where not known.
    """

    made_on: date
    listed: ListInfo
    before_image: str = ""
    after_image: str = ""
    before_date: date | str | None = None
    after_date: date | str | None = None
    zone: str = "IX"
    chip_dates: tuple[str, str] = ("", "")


def write_checklist(
    path: str | os.PathLike,
    sites: Sequence[FieldSite],
    info: ChecklistInfo,
    translate: Translate = str,
    sheets_by: str = "none",
    chips: Chips | None = None,
    progress: Progress | None = None,
) -> int:
    """Write the list of ``sites``, in their order, to the Excel file ``path``; whole or not at all.

    ``sheets_by`` is one of :data:`SHEETS_BY`: a sheet for each team or municipality. ``chips`` gives each row pictures.
    Returns the number of sites that have no picture although there are chips.

    Raises :class:`InputError` where none of the sites lies on the images.
    """
    path, progress = Path(path), progress or Silent()
    require_writable(path)
    shown = chips.shown if chips else (False, False)
    if chips and sites and not any(chips.covers(site.outline) for site in sites):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "None of the {count} sites lies on the images. Choose images of their region, or none."
            ),
            count=len(sites),
        )
    workbook = Workbook(write_only=True)
    set_default_font(workbook)
    workbook.properties.creator = "SoraNoMe"
    workbook.properties.title = translate(_TITLE)
    columns = columns_for(sites, shown, sheets_by)
    titles = _Titles(translate(VALUES_TITLE), translate(INSTRUCTIONS_TITLE), INFO_SHEET)
    ranges = {column.code: _range_name(column) for column in columns if column.values}
    bare = done = 0
    try:
        for label, group in _groups(sites, sheets_by, translate):
            title = titles.take(label or translate(QT_TRANSLATE_NOOP("SoraNoMe", "Field check list")))
            sheet = _ListSheet(workbook, title, label, columns, info, translate)
            sheet.begin(len(group), ranges)
            for site in group:
                check_cancelled(progress)
                pair = chips.pair(site.outline) if chips else None
                sheet.add(site, pair)
                bare += pair is not None and pair.before is None and pair.after is None
                done += 1
                progress.report(0.95 * done / len(sites))
        write_values(workbook, titles.values, columns, ranges, translate)
        write_instructions(workbook, titles.instructions, translate)
        hidden = workbook.create_sheet(INFO_SHEET)
        hidden.sheet_state = "hidden"
        hidden.append([info.listed.as_text()])
        _save(workbook, path, progress)
    except (OSError, SerialisationError) as error:
        raise unwritable(_streamed_to(workbook) or path, error) from error
    finally:
        _discard(workbook)
    progress.report(1)
    return bare


def _groups(sites: Sequence[FieldSite], sheets_by: str, translate: Translate) -> list[tuple[str, list[FieldSite]]]:
    """(name of the sheet or "", its sites); an empty list is one sheet."""
    if sheets_by == "none" or not sites:
        return [("", list(sites))]
    without = {
        "team": QT_TRANSLATE_NOOP("SoraNoMe", "without a team"),
        "municipality": QT_TRANSLATE_NOOP("SoraNoMe", "without a municipality"),
    }
    groups: dict[str, list[FieldSite]] = {}
    for site in sites:
        groups.setdefault(getattr(site, sheets_by), []).append(site)
    # By name; what has none comes last.
    return [
        (name or translate(without[sheets_by]), group)
        for name, group in sorted(groups.items(), key=lambda found: (not found[0], found[0]))
    ]


def _range_name(column: Column) -> str:
    return f"list_{column.code.rstrip('_123')}"


class _Titles:
    """Names of sheets as Excel wants them, each once: at most 31 UTF-16 units, none of ``:\\/?*[]``, no quote at an end."""

    def __init__(self, values: str, instructions: str, info: str):
        self._taken = {_same(info), "history"}  # Excel keeps "History" for itself
        self.values, self.instructions = self.take(values), self.take(instructions)

    def take(self, wanted: str) -> str:
        clean = re.sub(r"[:\\/?*\[\]\s]+", " ", NOT_XML.sub("", wanted)).strip().strip("'").strip() or "-"
        name, number = _cut(clean, _MAX_NAME), 1
        while _same(name) in self._taken:
            number += 1
            ending = f" ({number})"
            name = _cut(clean, _MAX_NAME - len(ending)) + ending
        self._taken.add(_same(name))
        return name


def _same(name: str) -> str:
    """What Excel compares: neither case nor full or half width count."""
    return unicodedata.normalize("NFKC", name).casefold()


def _cut(text: str, units: int) -> str:
    while len(text.encode("utf-16-le")) > 2 * units:
        text = text[:-1]
    return text.rstrip(" '")


class _ListSheet:
    """One list sheet, written from the top."""

    def __init__(
        self,
        workbook: Workbook,
        title: str,
        label: str,
        columns: Sequence[Column],
        info: ChecklistInfo,
        translate: Translate,
    ):
        self.sheet = workbook.create_sheet(title)
        self.label, self.columns, self.info, self.translate = label, columns, info, translate
        # Long text begins at the top: what is too long for a row must lose its end, not its beginning.
        tall = {"reasons", "facts", "earlier", "reasons_all"}
        plain, link = font(), font(color="0563C1", underline="single")
        self._styles = [
            self._style(
                font=link if column.link else plain,
                alignment=Alignment(
                    horizontal=column.align, vertical="top" if column.code in tall else "center", wrap_text=True
                ),
                border=BORDER,
                number_format=column.number_format,
                **({"fill": VISIT_FILL} if column.is_filled_in else {}),
            )
            for column in columns
        ]
        self._line = 0
        self._first_shown = sum(column.part == HIDDEN for column in columns)

    def begin(self, count: int, ranges: dict[str, str]) -> None:
        """All above the first site, and what must be known before it: ``count`` sites follow."""
        self._set_up(count, ranges)
        title = self.translate(_TITLE) + (f"  {self.label}" if self.label else "")
        self._append_text(title, self._style(font=font(size=16, bold=True)), 27)
        self._append_text(self._made(count), self._style(font=font()), LINE_HEIGHT + 2)
        codes = [self._cell(index, column.code, None) for index, column in enumerate(self.columns, 1)]
        self.sheet.row_dimensions[CODES_ROW].hidden = True
        self._append(codes)
        heads, height = [], 1
        for index, column in enumerate(self.columns, 1):
            head = self._cell(index, self._head(column), self._head_style(column))
            # Room for the filter's button, which covers the end of the heading.
            height = max(height, lines_of(head.value, column.width - 1))
            heads.append(head)
        self.sheet.row_dimensions[HEADER_ROW].height = height * LINE_HEIGHT + 4
        self._append(heads)
        if not count:
            none = self.translate(QT_TRANSLATE_NOOP("SoraNoMe", "No site was found."))
            self._append_text(none, self._style(font=font(bold=True)), 2 * LINE_HEIGHT)

    def add(self, site: FieldSite, pair: ChipPair | None) -> None:
        """One row."""
        pictures = {"chip_before": pair.before, "chip_after": pair.after} if pair else {}
        cells, height = [], 2 * LINE_HEIGHT + 4  # room to write by hand
        for index, (column, style) in enumerate(zip(self.columns, self._styles), 1):
            cell = self._cell(index, column.value(site, self.translate), style)
            if column.code in pictures:
                if pictures[column.code]:
                    self._place(pictures[column.code], index)
                    height = max(height, (_CHIP_PX + 8) * _POINTS)
                else:
                    put(cell, self.translate(QT_TRANSLATE_NOOP("SoraNoMe", "no image")))
            if column.link and self._line < _MAX_LINKED:
                cell.hyperlink = column.link(site)
            if cell.data_type == "s" and is_printed(column):
                needed = lines_of(cell.value, column.width * _ROOMY)
                if column.code in _LONG:
                    needed = self._shorten(cell, column.width * _ROOMY - 1)
                height = max(height, needed * LINE_HEIGHT + 4)
            cells.append(cell)
        self.sheet.row_dimensions[self._line + 1].height = min(_MAX_LINES * LINE_HEIGHT + 4, height)
        self._append(cells)

    @staticmethod
    def _shorten(cell: Cell, width: float) -> int:
        """End the text of a cell with "…" where it is longer than a row; how many lines it then takes."""
        needed = len(wrapped(cell.value, width, text_width))
        if needed > _MAX_LINES:
            put(cell, shortened(cell.value, width, _MAX_LINES, text_width))
        return min(needed, _MAX_LINES)

    def _place(self, jpeg: bytes, column: int) -> None:
        """A picture inside its cell, bound to it at both corners: it is filtered, and in Excel sorted, with its row."""
        gap = 4 * _EMU
        corners = [
            AnchorMarker(column - 1, gap + side * _CHIP_PX * _EMU, self._line, gap + side * _CHIP_PX * _EMU)
            for side in (0, 1)
        ]
        image = Image(io.BytesIO(jpeg))
        image.anchor = TwoCellAnchor(editAs="twoCell", _from=corners[0], to=corners[1])
        self.sheet.add_image(image)

    def _set_up(self, count: int, ranges: dict[str, str]) -> None:
        sheet = self.sheet
        for index, column in enumerate(self.columns, 1):
            dimension = sheet.column_dimensions[get_column_letter(index)]
            dimension.width, dimension.hidden = column.width, column.part == HIDDEN
        codes = [column.code for column in self.columns]
        sheet.freeze_panes = f"{get_column_letter(codes.index('name') + 2)}{HEADER_ROW + 1}"
        last_line = HEADER_ROW + max(1, count)
        sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(codes))}{last_line}"
        printed = [index for index, column in enumerate(self.columns, 1) if is_printed(column)]
        first, last = get_column_letter(printed[0]), get_column_letter(printed[-1])
        sheet.print_area = f"{first}1:{last}{last_line}"
        sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
        if count:
            self._validate(HEADER_ROW + count, ranges)
        page, margins = sheet.page_setup, sheet.page_margins
        page.orientation, page.paperSize = "landscape", A4
        page.fitToWidth, page.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        margins.left = margins.right = 0.3  # inches
        margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.55, 0.25, 0.25
        # Excel takes 255 characters of a header in all.
        label = NOT_XML.sub("", self.label)[:60]
        sheet.oddHeader.left.text = " ".join([self.translate(_TITLE)[:120], label]).strip().replace("&", "&&")
        sheet.oddHeader.right.text = date_text(self.info.made_on, self.translate).replace("&", "&&")
        pages = Message(QT_TRANSLATE_NOOP("SoraNoMe", "Page {page} of {pages}"), {"page": "&P", "pages": "&N"})
        sheet.oddFooter.center.text = pages.say(self.translate)

    def _validate(self, last: int, ranges: dict[str, str]) -> None:
        """Drop-down lists and the date check on the columns to fill in."""
        for index, column in enumerate(self.columns, 1):
            if column.code in ranges:
                rule = DataValidation(type="list", formula1=ranges[column.code], allow_blank=True)
                if column.code.startswith("direction"):
                    rule.errorStyle = "warning"  # degrees are welcome too
                    told = QT_TRANSLATE_NOOP(
                        "SoraNoMe", "This is none of the list. Degrees from north (0 to 359) may be kept."
                    )
                else:
                    told = QT_TRANSLATE_NOOP("SoraNoMe", "Choose one of the values of the list.")
            elif column.code == "visited_on":
                # Serial numbers of dates: a date written into the rule would be read by the user's locale.
                rule = DataValidation(
                    type="date",
                    operator="between",
                    formula1=str(int(to_excel(date(2000, 1, 1)))),
                    formula2=str(int(to_excel(date(2099, 12, 31)))),
                    allow_blank=True,
                )
                told = QT_TRANSLATE_NOOP("SoraNoMe", "Enter a date like 2026/5/14.")
            else:
                continue
            # Excel takes no more than 32 and 255 characters.
            rule.errorTitle, rule.error = self.translate(column.title)[:32], self.translate(told)[:255]
            rule.showErrorMessage = True
            letter = get_column_letter(index)
            rule.add(f"{letter}{HEADER_ROW + 1}:{letter}{last}")
            self.sheet.data_validations.append(rule)

    def _made(self, count: int) -> str:
        info = self.info
        texts = [
            Message(
                QT_TRANSLATE_NOOP("SoraNoMe", "Made on {date} · {count} places"),
                {"date": date_text(info.made_on, self.translate), "count": count},
            )
        ]
        if info.before_image or info.after_image or info.before_date or info.after_date:
            unknown = self.translate(QT_TRANSLATE_NOOP("SoraNoMe", "unknown"))
            texts.append(
                Message(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "Image before: {before} (taken {before_date}) · image after: {after} (taken {after_date})",
                    ),
                    {
                        "before": info.before_image or unknown,
                        "before_date": date_text(info.before_date, self.translate),
                        "after": info.after_image or unknown,
                        "after_date": date_text(info.after_date, self.translate),
                    },
                )
            )
        return " · ".join(text.say(self.translate) for text in texts)

    def _head(self, column: Column) -> str:
        head = self.translate(column.title).format(zone=self.info.zone)
        taken = dict(zip(("chip_before", "chip_after"), self.info.chip_dates)).get(column.code)
        return f"{head}\n{date_text(taken, self.translate)}" if taken else head

    def _head_style(self, column: Column):
        return self._style(
            font=font(bold=True),
            fill=VISIT_HEADER_FILL if column.is_filled_in else HEADER_FILL,
            border=BORDER,
            alignment=Alignment(horizontal="center", vertical="center", wrap_text=True),
        )

    def _style(self, **parts):
        """A style once made can be given to any number of cells; making it takes longer than all else of a cell."""
        pattern = Cell(self.sheet, row=1, column=1)
        for name, value in parts.items():
            setattr(pattern, name, value)
        return pattern._style

    def _cell(self, index: int, value: object, style) -> Cell:
        cell = Cell(self.sheet, row=self._line + 1, column=index)
        if style is not None:
            cell._style = copy.copy(style)
        put(cell, value)
        return cell

    def _append_text(self, text: str, style, height: float) -> None:
        self.sheet.row_dimensions[self._line + 1].height = height
        self._append([None] * self._first_shown + [self._cell(self._first_shown + 1, text, style)])

    def _append(self, cells: list) -> None:
        self.sheet.append(cells)
        self._line += 1


class _Stoppable(io.BytesIO):
    """A file in memory that breaks off writing, once, where the user asked to stop."""

    def __init__(self, progress: Progress):
        super().__init__()
        self._progress: Progress = progress

    def write(self, data) -> int:
        progress, self._progress = self._progress, Silent()  # closing what was broken off writes too
        check_cancelled(progress)
        self._progress = progress
        return super().write(data)


def _save(workbook: Workbook, path: Path, progress: Progress) -> None:
    """As :func:`...spreadsheet.save`, but it can be stopped: packing ten thousand rows takes seconds."""
    data = _Stoppable(progress)
    workbook.save(data)
    check_cancelled(progress)
    write_whole(path, data.getvalue())


def _streamed_to(workbook: Workbook) -> Path | None:
    """The file the last sheet was streamed to."""
    files = [Path(sheet._writer.out) for sheet in workbook.worksheets if sheet._writer is not None]
    return files[-1] if files else None


def _discard(workbook: Workbook) -> None:
    """Remove the files that sheets were streamed to, where saving has not done so."""
    for sheet in workbook.worksheets:
        writer = sheet._writer
        if writer is not None:
            with contextlib.suppress(Exception):  # half-written XML cannot be closed properly, and need not be
                sheet.close()
            with contextlib.suppress(OSError, ValueError):
                writer.cleanup()
