"""Dates: in the names of files, typed by the user, or written in a document. ISO strings throughout (``2024-07-31``)."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from .errors import InputError
from .text import QT_TRANSLATE_NOOP

JAPAN = timezone(timedelta(hours=9))
_ERAS = (("2019-05-01", "令和", "R", 2018), ("1989-01-08", "平成", "H", 1988), ("1926-12-25", "昭和", "S", 1925))


def today_in_japan() -> str:
    """The present day where the sites are, wherever the computer is."""
    return datetime.now(JAPAN).date().isoformat()


def date_in_name(path: str) -> str:
    """ISO date found in a file name such as ``S2A_20241025_…`` or ``2024-10-25.tif``, else empty."""
    found = re.search(r"(?<!\d)(19[7-9]\d|20\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)", Path(path).stem)
    return f"{found[1]}-{found[3]}-{found[4]}" if found else ""


def year_in_name(path: str) -> str:
    """The year in a file name such as ``dem_2023.tif``, ``R5_DEM.tif`` or ``令和5年度標高.tif``, else empty."""
    name = Path(path).stem
    if found := re.search(r"(?<!\d)(19[5-9]\d|20\d\d)(?!\d)", name):
        return found[1]
    for _, kanji, letter, before in _ERAS:
        if found := re.search(rf"(?:{kanji}|(?<![A-Za-z0-9]){letter})(元|\d{{1,2}})(?!\d)", name):
            return str(before + (1 if found[1] == "元" else int(found[1])))
    return ""


def dates_of(paths: list[str], typed: str = "") -> list[str]:
    """The date of each file: from ``typed`` (separated by commas, semicolons or spaces, in the order of ``paths``), else
    from the names. Raises :class:`InputError` for a file without a date, a wrong count, or what is no date."""
    words = [word for word in re.split(r"[,;\s]+", typed.strip()) if word]
    if words and len(words) != len(paths):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{dates} dates are given for {files} files. Give one for each file, in the same order, or none where the "
                "names of the files hold them.",
            ),
            dates=len(words),
            files=len(paths),
        )
    for path in paths if not words else ():
        if not date_in_name(path):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The name of {path} holds no date. Name files like S1_20240731.tif, or give the dates as 2024-07-31 "
                    "in the order of the files.",
                ),
                path=path,
            )
    return [_iso(word) for word in words] if words else [date_in_name(path) for path in paths]


def _iso(word: str) -> str:
    digits = re.sub(r"[-/.年月日]", "", word) if re.fullmatch(r"\d{4}\D?\d{2}\D?\d{2}日?", word) else ""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
    except ValueError:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{word} is no date. Write dates as 2024-07-31."), word=word
        ) from None


def write_day(day: str, language: str) -> str:
    """令和6年10月25日, or the ISO day where the document is not Japanese; text that is no ISO date stays what it is."""
    try:
        found = date.fromisoformat(day[:10])
    except ValueError:
        return day
    iso = found.isoformat()
    return f"{_year(iso, 'name')}年{found.month}月{found.day}日" if language == "ja" else iso


def write_month(month: str, language: str) -> str:
    """令和6年10月, or 2024-10."""
    return f"{_year(month + '-31', 'name')}年{int(month[5:7])}月" if language == "ja" else month


def short_month(month: str, language: str) -> str:
    """R6.10 for the axis of a plot, or 2024-10."""
    return f"{_year(month + '-31', 'letter')}.{int(month[5:7])}" if language == "ja" else month


def _year(day: str, form: str) -> str:
    """Era and year; a month counts to the era of its last day. Before 昭和 the year of the calendar."""
    for since, name, letter, before in _ERAS:
        if day >= since:
            year = int(day[:4]) - before
            if form == "letter":
                return f"{letter}{year}"
            return f"{name}{'元' if year == 1 else year}"
    return day[:4]
