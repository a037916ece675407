"""Tables as text (CSV) as offices deliver them: UTF-8 or Shift_JIS, commas, tabs or semicolons, any number of headers."""

from __future__ import annotations

import codecs
import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from .errors import InputError
from .text import QT_TRANSLATE_NOOP

ENCODINGS = ("utf-8-sig", "cp932")
_SAMPLE_BYTES = 1 << 20
_FIELD_LIMIT = 1 << 16  # characters of one field; a quote never closed would else swallow the file
_LINE_LIMIT = 1 << 20  # characters of one line; a file without line ends would else be held whole


FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""What a text begins with that spreadsheets take for a formula; Japanese Excel the full-width signs too."""


def text_cell(text: str) -> str:
    """``text`` as the cell of a table that is opened in a spreadsheet: with an apostrophe where it would be a formula."""
    return f"'{text}" if len(text) > 1 and text.startswith(FORMULA_STARTS) else text


@dataclass(frozen=True)
class Delimited:
    """A text table, read as often as asked and never held whole. ``rows`` gives (line number, fields); empty lines are
    left out, blanks around fields too.
    """

    path: Path
    name: str
    encoding: str
    delimiter: str

    def rows(self, skip: int = 0) -> Iterator[tuple[int, list[str]]]:
        """Rows after the first ``skip`` that are not empty. Raises :class:`InputError` naming the line that is no text."""
        csv.field_size_limit(_FIELD_LIMIT)
        with open(self.path, encoding=self.encoding, newline="") as file:
            reader = csv.reader(_lines(file), delimiter=self.delimiter)
            try:
                for raw in reader:
                    fields = [field.strip(" \t\ufeff\u3000") for field in raw]
                    if not any(fields):
                        continue
                    if skip:
                        skip -= 1
                        continue
                    yield reader.line_num, fields
            except (csv.Error, UnicodeDecodeError) as error:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name}: {path} cannot be read near line {line} ({detail}). Open it in a spreadsheet, mend that "
                        "line, and save it as CSV UTF-8.",
                    ),
                    name=self.name,
                    path=self.path,
                    line=reader.line_num + 1,
                    detail=str(error)[:80],
                ) from error


def read_delimited(path: str | os.PathLike, name: str | None = None) -> Delimited:
    """The table in ``path``: its encoding (UTF-16 where its mark says so, UTF-8, else CP932) and delimiter found out.

    Raises :class:`InputError` where the file is missing, empty, binary, or in no such encoding.
    """
    path = Path(path)
    name = name or path.name
    try:
        with open(path, "rb") as file:
            sample = file.read(_SAMPLE_BYTES)
    except OSError as error:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{name}: {path} cannot be read ({detail}). Choose another file."),
            name=name,
            path=path,
            detail=error.strerror or str(error),
        ) from error
    if not sample.strip(b"\xef\xbb\xbf\xff\xfe\0\r\n\t ,"):
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{name}: {path} is empty. Choose a table with a header and rows."),
            name=name,
            path=path,
        )
    encoding = _encoding(path, sample)
    if encoding is None:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name}: {path} is neither UTF-8 nor Shift_JIS (CP932) text. Save the table as CSV UTF-8 and choose that.",
            ),
            name=name,
            path=path,
        )
    text = io.StringIO(sample.decode(encoding, "ignore"))
    lines = [line for line in (text.readline() for _ in range(20)) if line.strip()]
    return Delimited(path, name, encoding, _delimiter(lines))


def _lines(file: TextIO) -> Iterator[str]:
    while line := file.readline(_LINE_LIMIT):
        if len(line) == _LINE_LIMIT and line[-1] not in "\r\n":
            raise csv.Error(f"a line longer than {_LINE_LIMIT} characters")
        yield line


def _delimiter(lines: list[str]) -> str:
    """Tabs or semicolons where all lines have as many (commas are decimal then), else the mark there is most of."""
    for mark in ("\t", ";"):
        counts = {line.count(mark) for line in lines}
        if len(lines) > 1 and len(counts) == 1 and counts != {0}:
            return mark
    totals = {mark: sum(line.count(mark) for line in lines) for mark in (",", "\t", ";")}
    return max(totals, key=totals.get)


def _encoding(path: Path, sample: bytes) -> str | None:
    """The first encoding in which all of the file is text, None where none is."""
    marked = sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\0" in sample and not marked:
        return None
    for encoding in ("utf-16",) if marked else ENCODINGS:
        try:
            with open(path, encoding=encoding, newline="") as file:
                while file.read(_SAMPLE_BYTES):
                    pass
        except UnicodeError:
            continue
        return encoding
    return None
