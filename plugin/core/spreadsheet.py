"""What all Excel files share: fonts, borders, cells that hold text as text, heights of rows, saving whole."""

from __future__ import annotations

import io
import math
import os
import re
import unicodedata

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Border, Font, PatternFill, Side

from .delimited import FORMULA_STARTS
from .files import write_whole

FONT = "Meiryo UI"  # on every Windows; narrow kana and low lines, so that wide tables stay legible in print
FONT_SIZE = 10
LINE_HEIGHT = 1.45 * FONT_SIZE  # points; fits Meiryo UI and the Noto font LibreOffice takes in its place
MAX_ROW_HEIGHT = 409  # points, Excel's limit
HEADER_FILL = PatternFill("solid", fgColor="DCE8EF")
THIN = Side(style="thin", color="9AA7B4")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters XML 1.0 cannot hold; one of them makes Excel refuse or "repair" the whole file."""


def font(**options) -> Font:
    """The font of a cell; ``options`` as of openpyxl's Font."""
    return Font(**{"name": FONT, "size": FONT_SIZE, "family": 3, "charset": 128, **options})


def set_default_font(workbook: Workbook) -> None:
    """Widths of columns are counted in digits of the default font, so it must be the one of the cells."""
    normal = workbook._named_styles["Normal"]
    normal.font = font()


def put(cell: Cell, value: object) -> None:
    """Set ``cell`` to ``value``; text always stays text, whatever it begins with."""
    if isinstance(value, float) and not math.isfinite(value):
        return
    if not isinstance(value, str):
        cell.value = value.item() if hasattr(value, "item") else value  # NumPy scalars
        return
    text = NOT_XML.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if not text:
        return
    cell.value = text
    cell.data_type = "s"
    # Without the quote prefix Excel would make a formula of it as soon as somebody edits the cell.
    cell.quotePrefix = text.startswith(FORMULA_STARTS)


def text_width(text: str) -> int:
    """Width of ``text`` in half-width characters; full-width ones, and ambiguous ones such as →, count 2."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def lines_of(text: str, width: float) -> int:
    """Lines ``text`` takes when wrapped in a column of ``width`` half-width characters."""
    usable = width - 1  # a full-width character that does not fit goes to the next line
    return sum(max(1, math.ceil(text_width(line) / usable)) for line in text.split("\n"))


def save(workbook: Workbook, path: str | os.PathLike) -> None:
    """Write ``workbook`` whole or not at all.

    Made in memory first: openpyxl leaves its file open where writing fails, and Windows deletes no open file.
    """
    data = io.BytesIO()
    workbook.save(data)
    write_whole(path, data.getvalue())
