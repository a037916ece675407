"""What people type into a field: dates of any writing, choices by word or code, directions, text.

Each ``read_…`` returns the plain value, None where the field is empty, and raises :class:`Wrong` where what stands there
is no such thing. Nothing is guessed: a day without a year or with a year of two digits is refused.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from ...dates import JAPAN
from ...spreadsheet import NOT_XML
from ...text import QT_TRANSLATE_NOOP, Message, Translate

EARLIEST = date(2000, 1, 1)
"""No visit before this day is believed: it is a slip of the keyboard."""
LONGEST = 32_767
"""UTF-16 units one text may have, as many as a cell of Excel."""

_ERAS = {  # Prime Minister's Office: 元号を改める政令 (昭和64年政令第1号, 平成31年政令第143号)
    "令和": ("R", "令", date(2019, 5, 1), date.max),
    "平成": ("H", "平", date(1989, 1, 8), date(2019, 4, 30)),
}
_ERA = "|".join(word for name, (letter, short, *_) in _ERAS.items() for word in (name, letter, short))
_PART = r"\s*(?:年|月|[-/.．・])\s*"
_TIME = r"(?:日|\s*日)?(?:[T\s]\s*\d{1,2}[:時]\d{1,2}.*)?"
_WESTERN = re.compile(rf"(\d{{4}}){_PART}(\d{{1,2}}){_PART}(\d{{1,2}}){_TIME}", re.IGNORECASE | re.ASCII)
_JAPANESE = re.compile(
    rf"({_ERA})\s*(元|\d{{1,2}}){_PART}(\d{{1,2}}){_PART}(\d{{1,2}}){_TIME}", re.IGNORECASE | re.ASCII
)
_DAYS = (
    r"[月火水木金土日]曜日?|(?<=[(\[])[月火水木金土日]|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
)
_WEEKDAY = re.compile(rf"\s*[(\[]?\s*(?:{_DAYS})\s*[)\]]?", re.IGNORECASE)

_EXCEL_DAYS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_SERIALS = (36_526, 73_051)  # 2000-01-01 to 2100-01-01 by the 1900 system

_POINTS = ("n", "nne", "ne", "ene", "e", "ese", "se", "sse", "s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw")
_POINTS_JA = ("北", "北北東", "北東", "東北東", "東", "東南東", "南東", "南南東",
              "南", "南南西", "南西", "西南西", "西", "西北西", "北西", "北北西")  # fmt: skip
_OTHER_POINTS = {"東北": 45.0, "東南": 135.0, "西南": 225.0, "西北": 315.0}
_DEGREES = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?)(?:°|º|˚|度|deg|degrees)?")


class Formula(str):
    """A cell that holds a formula; the text is the formula."""


class CellError(str):
    """A cell that shows an error of the spreadsheet, such as #REF!."""


class Serial(float):
    """A number shown as a date; ``from_1904`` where the workbook counts from there."""

    from_1904 = False


class Wrong(Exception):
    """A value cannot be read: ``what`` is wrong, ``advice`` says what to do."""

    def __init__(self, what: str, advice: str, **values):
        self.what, self.advice = Message(what, values), Message(advice, values)
        super().__init__(str(self.what))


def folded(text: str) -> str:
    """``text`` without what full width, case and blanks make different."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def is_empty(value: object) -> bool:
    """Whether nothing stands in a field."""
    return value is None or (
        isinstance(value, str) and not isinstance(value, Formula | CellError) and not value.strip()
    )


def _require_value(value: object) -> None:
    if isinstance(value, Formula):
        raise Wrong(
            QT_TRANSLATE_NOOP("SoraNoMe", "The cell holds a formula."),
            QT_TRANSLATE_NOOP("SoraNoMe", "Type the value itself."),
        )
    if isinstance(value, CellError):
        raise Wrong(
            QT_TRANSLATE_NOOP("SoraNoMe", "The cell shows an error of the spreadsheet."),
            QT_TRANSLATE_NOOP("SoraNoMe", "Type the value itself."),
        )


def read_text(value: object) -> str | None:
    """Text as it was typed, without blanks around it; line breaks are kept as \\n. Numbers as people write them."""
    _require_value(value)
    if value is None:
        return None
    text = as_text(value)
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST:
        raise Wrong(
            QT_TRANSLATE_NOOP("SoraNoMe", "The text is longer than {count} characters."),
            QT_TRANSLATE_NOOP("SoraNoMe", "Shorten it."),
            count=LONGEST,
        )
    return text or None


def as_text(value: object) -> str:
    """Any value of a cell as text."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, Serial):
        return _from_serial(value, value.from_1904).isoformat() if 0 <= value < _SERIALS[1] else f"{float(value):g}"
    if isinstance(value, float) and math.isfinite(value):
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return NOT_XML.sub("", text).strip()


def read_date(value: object, today: date) -> str | None:
    """ISO date of a day between 2000 and ``today``."""
    _require_value(value)
    if is_empty(value):
        return None
    found = _date_of(value)
    if found is None:
        raise Wrong(
            QT_TRANSLATE_NOOP("SoraNoMe", "This is no date with year, month and day."),
            QT_TRANSLATE_NOOP("SoraNoMe", "Write it like 2026/5/14 or 令和8年5月14日."),
        )
    if found > today:
        raise Wrong(
            QT_TRANSLATE_NOOP("SoraNoMe", "The date lies in the future."),
            QT_TRANSLATE_NOOP("SoraNoMe", "Correct the date."),
        )
    if found < EARLIEST:
        raise Wrong(
            QT_TRANSLATE_NOOP("SoraNoMe", "The date lies before the year 2000."),
            QT_TRANSLATE_NOOP("SoraNoMe", "Correct the date."),
        )
    return found.isoformat()


def read_time(value: object) -> str | None:
    """UTC, as the register writes it, of an ISO time; None where it is none. One without a zone is Japan's."""
    try:
        found = datetime.fromisoformat(str(value).strip())
        found = found if found.tzinfo else found.replace(tzinfo=JAPAN)
        return found.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return None


def _date_of(value: object) -> date | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float):
        return _date_of_number(float(value), getattr(value, "from_1904", False))
    text = unicodedata.normalize("NFKC", str(value)).strip()
    text = _WEEKDAY.sub("", text).strip()
    try:
        if re.fullmatch(r"[0-9]{8}", text):
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        if found := _WESTERN.fullmatch(text):
            return date(*(int(part) for part in found.groups()))
        if found := _JAPANESE.fullmatch(text):
            return _of_era(*found.groups())
        if re.fullmatch(r"[0-9]{5}(\.[0-9]+)?", text):
            return _date_of_number(float(text), False)
    except ValueError:
        pass
    return None


def _of_era(word: str, year: str, month: str, day: str) -> date | None:
    first, last = next(
        days for name, (letter, short, *days) in _ERAS.items() if word in (name, short) or word.upper() == letter
    )
    found = date(first.year + (1 if year == "元" else int(year)) - 1, int(month), int(day))
    return found if first <= found <= last else None


def _date_of_number(number: float, from_1904: bool) -> date | None:
    if not math.isfinite(number):
        return None
    if _SERIALS[0] - 1462 <= number < _SERIALS[1]:
        return _from_serial(number, from_1904)
    if number == int(number) and 1e7 <= number < 1e8:  # 20260514
        return _date_of(f"{int(number)}")
    return None


def _from_serial(number: float, from_1904: bool) -> date:
    return _EXCEL_DAYS[from_1904] + timedelta(days=int(number))


class Choices:
    """Answers of a field, found by code or by word in any language."""

    def __init__(self, words: Mapping[str, str], languages: Sequence[Translate]):
        self._codes = {folded(code): code for code in words}
        self._codes |= {folded(say(word)): code for code, word in words.items() for say in languages}
        self._shown = ", ".join(languages[-1](word) for word in words.values())

    def read(self, value: object) -> str | None:
        """The code of an answer."""
        _require_value(value)
        if is_empty(value):
            return None
        code = self._codes.get(folded(as_text(value)))
        if code is None:
            raise Wrong(
                QT_TRANSLATE_NOOP("SoraNoMe", "This is none of the answers."),
                QT_TRANSLATE_NOOP("SoraNoMe", "Choose one of: {choices}."),
                choices=self._shown,
            )
        return code


class Directions:
    """Where a photo looks: words, letters of the compass, degrees clockwise from north."""

    def __init__(self, words: Mapping[str, str], languages: Iterable[Translate]):
        self._degrees = {point: 22.5 * i for i, point in enumerate(_POINTS)}
        self._degrees |= {point: 22.5 * i for i, point in enumerate(_POINTS_JA)} | _OTHER_POINTS
        for say in languages:
            self._degrees |= {folded(say(word)).replace("-", ""): self._degrees[code] for code, word in words.items()}

    def read(self, value: object) -> float | None:
        """Degrees, 0 ≤ d < 360."""
        _require_value(value)
        if is_empty(value):
            return None
        text = folded(as_text(value))
        word = re.sub(r"(?:の)?(?:方向|方角|方位|方|向き|向)$", "", text).replace("-", "")
        if word in self._degrees:
            return self._degrees[word]
        found = _DEGREES.fullmatch(text)
        if found and not isinstance(value, bool) and float(found[1]) <= 360:
            return float(found[1]) % 360
        raise Wrong(
            QT_TRANSLATE_NOOP("SoraNoMe", "This is no direction."),
            QT_TRANSLATE_NOOP("SoraNoMe", "Write a word such as north-east, or degrees from north, 0–360."),
        )


def read_photo_name(value: object) -> str | None:
    """Name of a photo's file, with / between folders; a place outside the folder of the photos is refused."""
    text = read_text(value)
    if text is None:
        return None
    name = unicodedata.normalize("NFC", text.replace("\\", "/"))
    parts = name.split("/")
    rooted = name.startswith("/") and name.strip("/")
    if rooted or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", name) or ".." in parts or "\n" in name:
        raise Wrong(
            QT_TRANSLATE_NOOP("SoraNoMe", "This names a place outside the folder of the photos."),
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "Put the photo into the folder of the photos and write the name of its file alone."
            ),
        )
    named = [part for part in parts if part not in ("", ".")]
    return "/".join(named) or name  # "." and "/" are looked for like others, and not found
