"""Cells of an Excel file somebody else saved: by Excel, LibreOffice, Google Sheets, a tablet; or made to do harm.

openpyxl builds every cell of a merged range, loads all pictures, and lets its XML parser follow entities; a file of some
kilobytes can make it run for hours. Here sheets are read as a stream (expat), only their values, within bounds; a document
type declaration, which ECMA-376 part 2 forbids in these files, is refused before any entity is known.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from ...errors import InputError
from ...foreign import BROKEN_ARCHIVE
from ...tasks import Progress, Silent, check_cancelled
from ...text import QT_TRANSLATE_NOOP
from .values import CellError, Formula, Serial

MAX_PART = 400_000_000
"""Bytes of one part of the file, unpacked. 1,000 rows are some 3 MB."""
MAX_RATIO, LET_PASS = 150, 20_000_000
"""A part larger than the latter that grew more than this was made to do harm; sheets grow some twenty times."""
MAX_PROPERTIES = 1_000_000
MAX_LISTED = 100_000
"""Sheets, styles, relations, merged cells: Excel itself knows 65,490 styles."""
MAX_COLUMNS, MAX_ROWS, MAX_CELLS = 1_000, 1_048_576, 5_000_000
UNREADABLE = (*BROKEN_ARCHIVE, ArithmeticError, expat.ExpatError)
"""What reading a broken zip, or the workbook in one, may raise."""
_PIECE = 1 << 16
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass
class Sheet:
    """Row → column (both from 1) → value of the cells that hold something; ``merges`` are (row, column, row, column)."""

    title: str
    cells: dict[int, dict[int, object]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


def damaged(name: str, detail: object) -> InputError:
    """The error to raise where ``name`` cannot be read as what it is."""
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{path} cannot be read ({detail}): the file is damaged or of another kind. Open it in Excel, save it as .xlsx "
            "under a new name, and give that.",
        ),
        path=name,
        detail=detail,
    )


def read_sheets(file: BinaryIO, name: str, progress: Progress | None = None) -> Iterator[Sheet]:
    """The sheets of the workbook ``file`` in their order; raises :class:`InputError`, which names it ``name``."""
    progress = progress or Silent()
    try:
        with zipfile.ZipFile(file) as parts:
            yield from _Workbook(parts, name, progress).sheets()
    except UNREADABLE as error:
        raise damaged(name, str(error) or type(error).__name__) from error


@dataclass(frozen=True)
class Saved:
    """What a workbook says of its last saving: when (as it is written) and by whom; "" where it does not."""

    at: str = ""
    by: str = ""


def read_saved(file: BinaryIO, name: str, progress: Progress | None = None) -> Saved:
    """When and by whom ``file`` was saved last (ECMA-376 part 2, core properties); nothing where it is not told soundly."""
    progress = progress or Silent()
    try:
        with zipfile.ZipFile(file) as parts:
            return _Workbook(parts, name, progress).saved()
    except UNREADABLE:
        return Saved()


class _Workbook:
    """One open workbook."""

    def __init__(self, parts: zipfile.ZipFile, name: str, progress: Progress):
        self._parts, self._name, self._progress = parts, name, progress
        self._held = 0

    def sheets(self) -> Iterator[Sheet]:
        found: list[tuple[str, str]] = []
        from_1904 = False

        def begin(tag: str, about: dict) -> None:
            nonlocal from_1904
            if tag == "sheet":
                found.append((about.get("name", ""), next((v for k, v in about.items() if _local(k) == "id"), "")))
                _require_few(found)
            elif tag == "workbookPr":
                from_1904 = about.get("date1904") in ("1", "true")

        main = self._main()
        self._parse(main, begin)
        targets = self._relations(main)
        strings = self._strings(targets)
        dates = self._date_styles(targets)
        for title, relation in found:
            kind, part = targets.get(relation, ("", ""))
            if kind == "worksheet" and part in self._parts.namelist():
                yield self._sheet(title, part, strings, dates, from_1904)

    def saved(self) -> Saved:
        part = self._part_of("core-properties", self._relations(""))
        if part is None or self._parts.getinfo(part).file_size > MAX_PROPERTIES:
            return Saved()
        found: dict[str, list[str]] = {"modified": [], "lastModifiedBy": []}
        into: list[str] | None = None

        def begin(tag: str, about: dict) -> None:
            nonlocal into
            into = found.get(tag)

        def end(tag: str) -> None:
            nonlocal into
            into = None

        self._parse(part, begin, end, lambda text: into.append(text) if into is not None else None)
        return Saved(*("".join(pieces).strip()[:255] for pieces in found.values()))

    def _main(self) -> str:
        for kind, part in self._relations("").values():
            if kind == "officeDocument":
                return part
        raise ValueError("no workbook inside")

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relation → (kind, part) of what belongs to ``part``."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def begin(tag: str, about: dict) -> None:
            if tag == "Relationship" and about.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, about.get("Target", ""))).lstrip("/")
                found[about.get("Id", "")] = (about.get("Type", "").rpartition("/")[2], target)
                _require_few(found)

        self._parse(posixpath.join(folder, "_rels", f"{name}.rels"), begin)
        return found

    def _part_of(self, kind: str, targets: dict[str, tuple[str, str]]) -> str | None:
        parts = [part for found, part in targets.values() if found == kind]
        return parts[0] if parts and parts[0] in self._parts.namelist() else None

    def _strings(self, targets) -> list[str]:
        """The texts cells share. Phonetic guides (rPh) beside Japanese words are no part of them."""
        part = self._part_of("sharedStrings", targets)
        strings: list[str] = []
        pieces: list[str] = []
        inside = aside = False

        def begin(tag: str, about: dict) -> None:
            nonlocal inside, aside
            inside = tag == "t" and not aside
            aside = aside or tag == "rPh"

        def end(tag: str) -> None:
            nonlocal inside, aside
            inside = False
            if tag == "rPh":
                aside = False
            elif tag == "si":
                strings.append(_unescaped("".join(pieces)))
                pieces.clear()
                if len(strings) > MAX_CELLS:
                    raise ValueError(f"more than {MAX_CELLS} texts")

        if part:
            self._parse(part, begin, end, lambda text: pieces.append(text) if inside else None)
        return strings

    def _date_styles(self, targets) -> list[bool]:
        """For each style of cells whether it shows numbers as dates."""
        part = self._part_of("styles", targets)
        formats = dict(BUILTIN_FORMATS)
        styles: list[int] = []
        inside = False

        def begin(tag: str, about: dict) -> None:
            nonlocal inside
            if tag == "cellXfs":
                inside = True
            elif tag == "numFmt":
                formats[int(about.get("numFmtId", -1))] = about.get("formatCode", "")
                _require_few(formats)
            elif tag == "xf" and inside:
                styles.append(int(about.get("numFmtId", 0)))
                _require_few(styles)

        def end(tag: str) -> None:
            nonlocal inside
            inside = inside and tag != "cellXfs"

        if part:
            self._parse(part, begin, end)
        # 27–36 and 50–58 are Japanese dates in Excel of East Asia, which files do not spell out.
        return [27 <= n <= 36 or 50 <= n <= 58 or bool(is_date_format(formats.get(n, ""))) for n in styles]

    def _sheet(self, title: str, part: str, strings: list[str], dates: list[bool], from_1904: bool) -> Sheet:
        sheet = Sheet(title)
        row = column = 0
        about_cell: dict = {}
        value: list[str] = []
        formula: list[str] | None = None
        into: list[str] | None = None
        aside = False

        def begin(tag: str, about: dict) -> None:
            nonlocal row, column, about_cell, formula, into, aside
            into = None
            if tag == "row":
                row, column = int(about.get("r", row + 1)), 0
                if not 0 < row <= MAX_ROWS:
                    raise ValueError(f"row {row}")
            elif tag == "c":
                column = _column_of(about["r"]) if "r" in about else column + 1
                about_cell, formula = about, None
                value.clear()
            elif tag in ("v", "t") and not aside:
                into = value
            elif tag == "f":
                into = formula = []
            elif tag == "rPh":
                aside = True
            elif tag == "mergeCell":
                sheet.merges.append(_range_of(about.get("ref", "")))
                _require_few(sheet.merges)

        def end(tag: str) -> None:
            nonlocal into, aside
            into = None
            if tag == "rPh":
                aside = False
            elif tag == "c" and column <= MAX_COLUMNS:
                found = _value(about_cell, "".join(value), formula, strings, dates, from_1904)
                if found is not None:
                    self._held += 1
                    if self._held > MAX_CELLS:
                        raise ValueError(f"more than {MAX_CELLS} cells")
                    sheet.cells.setdefault(row, {})[column] = found

        def text(piece: str) -> None:
            if into is not None:
                into.append(piece)

        self._parse(part, begin, end, text)
        return sheet

    def _parse(
        self,
        part: str,
        begin: Callable[[str, dict], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Read one part of the file; ``begin`` and ``end`` get names without their namespaces."""
        about = self._parts.getinfo(part)
        if about.file_size > max(LET_PASS, MAX_RATIO * about.compress_size):
            raise ValueError(f"it would become {about.file_size // 1_000_000} MB")
        if about.file_size > MAX_PART:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{path} holds a sheet of {size} MB, more than the {limit} MB that are read. Copy the rows of the list "
                    "into a new file.",
                ),
                path=self._name,
                size=about.file_size // 1_000_000,
                limit=MAX_PART // 1_000_000,
            )
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = lambda tag, attributes: begin(_local(tag), attributes)
        parser.EndElementHandler = None if end is None else (lambda tag: end(_local(tag)))
        parser.CharacterDataHandler = text
        with self._parts.open(about) as stream:
            while piece := stream.read(_PIECE):
                check_cancelled(self._progress)
                parser.Parse(piece, False)
        parser.Parse(b"", True)

    def _refuse(self, *_) -> None:
        raise ValueError("it declares a document type")


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _require_few(listed) -> None:
    if len(listed) > MAX_LISTED:
        raise ValueError(f"more than {MAX_LISTED} of a kind")


def _column_of(reference: str) -> int:
    number = 0
    for place, sign in enumerate(reference):
        if place > 6 or not "A" <= sign <= "Z":  # the last column is XFD
            break
        number = number * 26 + ord(sign) - 64
    return number


def _range_of(reference: str) -> tuple[int, int, int, int]:
    first, _, last = reference.replace("$", "").partition(":")
    corners = [(int(re.sub(r"\D", "", corner)), _column_of(corner)) for corner in (first, last or first)]
    return *corners[0], *corners[1]


def _unescaped(text: str) -> str:
    """ST_Xstring: characters written as _xHHHH_."""
    if "_x" not in text:
        return text
    units = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _value(about: dict, text: str, formula: list[str] | None, strings: list[str], dates: list[bool], from_1904: bool):
    """What a cell holds; None where it is empty."""
    kind = about.get("t", "n")
    if formula is not None:
        return Formula("=" + "".join(formula))
    if kind == "e":
        return CellError(text)
    if kind == "s":
        return strings[int(text)] if text else None
    if kind == "b":
        return text.strip() in ("1", "true") if text else None
    if kind in ("inlineStr", "str", "d"):
        return _unescaped(text) or None
    if not text.strip():
        return None
    number = float(text)
    style = int(about.get("s", 0))
    if style < len(dates) and dates[style]:
        number = Serial(number)
        number.from_1904 = from_1904
    return number
