"""Finding columns of lists by what offices call them, and reading the numbers in them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence

from ...delimited import Delimited
from ...errors import InputError
from ...text import QT_TRANSLATE_NOOP

_HEADER_WITHIN = 15  # rows; titles and dates stand above it
_UNKNOWN = re.compile(r"[-‐–—―−ー*＊×xX.…?？]*|不明|なし|無し|未定|未調査|該当なし|n/?a|nan|null|none", re.IGNORECASE)
_NUMBER = re.compile(  # after NFKC, which makes ㎡ m2
    r"(?:約|およそ|\+)?\s*(-?\d+(?:\.\d*)?(?:e[+-]?\d+)?)\s*(?:m2|平方メートル|メートル|m|人|円)?",
    re.IGNORECASE | re.ASCII,
)


def plain(title: str) -> str:
    """A column's name without what offices vary: width, case, blanks, underscores and dots."""
    return re.sub(r"[\s_・.:：'\"]", "", unicodedata.normalize("NFKC", title).lower())


def find_columns(header: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Meaning → column. ``names`` gives the spellings of each meaning, the most wanted first; remarks in brackets of the
    header, such as （世界測地系） or (m), do not matter.
    """
    whole = [plain(title) for title in header]
    bare = [re.sub(r"\(.*?\)|\[.*?\]", "", title) for title in whole]
    found = {}
    for meaning, spellings in names.items():
        for spelling in map(plain, spellings):
            column = next((titles.index(spelling) for titles in (whole, bare) if spelling in titles), None)
            if column is not None:
                found[meaning] = column
                break
    return found


def find_header(
    table: Delimited, names: Mapping[str, Sequence[str]], needed: Sequence[Sequence[str]]
) -> tuple[int, list[str], dict[str, int]]:
    """(Rows up to the header with it, header, meaning → column) of a list whose header need not be its first row.

    The header is the first row with all meanings of one of ``needed``. Raises :class:`InputError` where there is none.
    """
    seen: list[str] = []
    for number, (_, row) in enumerate(table.rows()):
        if number >= _HEADER_WITHIN:
            break
        columns = find_columns(row, names)
        if any(set(meanings) <= columns.keys() for meanings in needed):
            return number + 1, row, columns
        if sum(map(bool, row)) > sum(map(bool, seen)):
            seen = row
    wanted = " / ".join(", ".join(names[meaning][0] for meaning in meanings) for meanings in needed)
    raise InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe", "{name}: the columns {wanted} were not found. It has: {columns}. Name the columns like that."
        ),
        name=table.name,
        wanted=wanted,
        columns=", ".join(filter(None, seen))[:300],
    )


def cell(row: Sequence[str], columns: Mapping[str, int], meaning: str) -> str:
    """The text of a row in a column, empty where there is no such column or the row ends before it."""
    column = columns.get(meaning)
    return row[column] if column is not None and column < len(row) else ""


def number_in(text: str) -> float | None:
    """The number a cell holds, with units, thousands and full-width digits; None where it says that it is unknown.

    Raises ValueError where it holds something else.
    """
    value = unicodedata.normalize("NFKC", text).strip()
    if _UNKNOWN.fullmatch(value):
        return None
    number = _NUMBER.fullmatch(value.replace(",", ""))
    if not number or not math.isfinite(float(number[1])):
        raise ValueError(text)
    return float(number[1])
