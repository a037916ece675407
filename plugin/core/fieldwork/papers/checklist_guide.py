"""The sheets that go with the field-check list: value lists behind its drop-downs, and instructions."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from ...spreadsheet import BORDER, LINE_HEIGHT, font, lines_of, put, text_width
from ...text import QT_TRANSLATE_NOOP, Translate
from .checklist_columns import Column

VALUES_TITLE = QT_TRANSLATE_NOOP("SoraNoMe", "Value lists")
INSTRUCTIONS_TITLE = QT_TRANSLATE_NOOP("SoraNoMe", "Instructions")
VISIT_HEADER_FILL = PatternFill("solid", fgColor="FFF0CC")

INSTRUCTIONS = (
    QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Fill in the columns with a yellow heading. Leave the other columns as they are. Status is filled in with what is "
        "known so far: change it where the visit changed it. A row left as it is counts as not visited.",
    ),
    QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Enter the date of visit like 2026/5/14. Status, finding and emergency measures have drop-down lists; the words to "
        "choose from are on the sheet of value lists.",
    ),
    QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Status: choose “visited” after the visit, then “being corrected” and “corrected” as the case goes on; "
        "“lawful” or “false detection” closes it.",
    ),
    QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Photos: put the files into a folder named “photos” beside this file, and write the name of the file, such as "
        "IMG_0123.jpg, into the row. Direction is where the camera looked: choose one of the list, or type degrees "
        "from north (0 to 359, 90 is east) and answer “Yes” to the warning.",
    ),
    QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "The columns of photos and all behind them are not printed. On paper, write the numbers of the photos into the "
        "remarks.",
    ),
    QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Long reasons end with “…” so that a page holds several places. All of them stand in the column “Reasons, all” "
        "behind the photos, which is not printed, and on the field-check sheet of the place.",
    ),
    QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Rows may be filtered, sorted, added to with new columns at the right, or deleted. When the list comes back, places "
        "are found by the hidden columns A and B and the hidden row above the headings, never by the order of rows: "
        "do not change, delete or copy these. The sheet “soranome” is hidden too and says which list this is.",
    ),
    QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Filter rather than sort where the list has pictures: Excel moves pictures along with sorted rows, other programs "
        "may leave them behind.",
    ),
    QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "The ID leads to GSI Maps, the column “Google Maps” to Google Maps, where there is a network. Latitude and "
        "longitude are JGD2011. X is north and Y is east in the plane rectangular system, in metres, at a point inside "
        "the place.",
    ),
    QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Pictures show the place before and after: north is up, both dates have the same extent and the same colours for "
        "the same brightness, and the yellow line is the outline. Large places are shown smaller: look at the scale bar.",
    ),
    QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "The list shows places where the ground seems to have changed between two images. Being listed does not mean "
        "that a work is improper; the visit and the permits decide.",
    ),
    QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "The area is what the image shows; it depends on the size of the image's cells and is no survey.",
    ),
)

A4 = 9
"""Paper size, by its number in Office files."""

_WIDTH = 84


def write_values(
    workbook: Workbook, title: str, columns: Sequence[Column], ranges: dict[str, str], translate: Translate
) -> None:
    """The sheet of value lists; ``ranges`` are the names of the lists by a column's code (directions share one)."""
    sheet = workbook.create_sheet(title)
    sheet.page_setup.paperSize = A4
    first = {ranges[column.code]: column for column in reversed(columns) if column.values}
    lists = []
    for index, name in enumerate(sorted(first, key=lambda name: columns.index(first[name])), 1):
        column = first[name]
        head = _DIRECTION if column.code.startswith("direction") else column.title
        words = [translate(word) for word in (head, *column.values.values())]
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = max(map(text_width, words)) + 3
        quoted = title.replace("'", "''")
        workbook.defined_names[name] = DefinedName(name, attr_text=f"'{quoted}'!${letter}$2:${letter}${len(words)}")
        lists.append(words)
    for line in range(max(map(len, lists))):
        sheet.append([_cell(sheet, words[line], line == 0) if line < len(words) else None for words in lists])


_DIRECTION = QT_TRANSLATE_NOOP("SoraNoMe", "Direction of photos")


def _cell(sheet, text: str, is_head: bool):
    cell = WriteOnlyCell(sheet)
    put(cell, text)
    cell.font, cell.border = font(bold=is_head), BORDER
    if is_head:
        cell.fill = VISIT_HEADER_FILL
    return cell


def write_instructions(workbook: Workbook, title: str, translate: Translate) -> None:
    """The sheet that tells how the list is filled in."""
    sheet = workbook.create_sheet(title)
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 4, _WIDTH
    head = WriteOnlyCell(sheet)
    put(head, translate(QT_TRANSLATE_NOOP("SoraNoMe", "How to use this list")))
    head.font = font(size=14, bold=True)
    sheet.row_dimensions[1].height = 27
    sheet.append([head])
    for number, text in enumerate(INSTRUCTIONS, 1):
        cells = WriteOnlyCell(sheet), WriteOnlyCell(sheet)
        for cell, value in zip(cells, (number, translate(text))):
            put(cell, value)
            cell.font = font()
        cells[0].alignment = Alignment(horizontal="center", vertical="top")
        cells[1].alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[number + 1].height = lines_of(translate(text), _WIDTH) * LINE_HEIGHT + 6
        sheet.append(list(cells))
