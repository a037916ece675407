"""Values as tables of measurements write them: numbers, angles, times, radio technologies, in or out of service."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from .carriers import plain

BLANK = frozenset(
    ("", "*", "**", "***", "-", "--", "---", "na", "n/a", "nan", "null", "none", "x", "欠測", "不明", "秘匿")
)
"""What stands where nothing is known or nothing may be told, lower case and of normal width."""

_OUT = frozenset(
    (
        "圏外", "outofservice", "noservice", "nosignal", "stateoutofservice", "nocoverage", "out", "emergencyonly",
        "stateemergencyonly", "limitedservice", "searching", "oos", "サービス外", "接続不可",
    )
)  # fmt: skip
_IN = frozenset(("圏内", "inservice", "stateinservice", "in", "normal", "normalservice", "在圏", "接続可", "connected"))
_TRUE = frozenset(("1", "true", "t", "yes", "y", "○", "〇", "◯", "はい", "有", "可"))
_FALSE = frozenset(("0", "false", "f", "no", "n", "×", "いいえ", "無", "不可"))

_RADIOS = {
    "NR": (
        "nr",
        "5g",
        "5gnr",
        "nrsa",
        "nrnsa",
        "5gsa",
        "5gnsa",
        "endc",
        "ltenr",
        "sub6",
        "mmwave",
        "5gsub6",
        "5gmmwave",
    ),
    "LTE": ("lte", "4g", "lte+", "4g+", "lteca", "ltea", "4glte", "eutra", "eutran", "4glte+"),
    "UMTS": ("umts", "wcdma", "3g", "hspa", "hspa+", "hspap", "hsdpa", "hsupa", "h", "h+", "utra", "utran"),
    "GSM": ("gsm", "2g", "edge", "gprs", "geran"),
    "CDMA": ("cdma", "evdo", "1xrtt", "ehrpd", "cdma2000"),
}
_RADIO_OF = {name: radio for radio, names in _RADIOS.items() for name in names}

_ASU_OFFSETS = {"GSM": (2, -113, 31), "UMTS": (1, -120, 96), "LTE": (1, -140, 97), "NR": (1, -140, 97)}
"""Radio → (step, dBm at 0, largest ASU), as Android counts them; GSM's are those of 3GPP TS 27.007, +CSQ."""

_DEGREES = re.compile(
    r"([NSEW北南東西+-]?)(?:緯|経)?\s*(\d{1,3}(?:\.\d+)?)\s*[°度º:]\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′’分:]\s*)?"
    r"(?:(\d{1,2}(?:\.\d+)?)\s*(?:[\"″”秒]|'')?\s*)?([NSEW]?)"
)
_TIME = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?"
    r"(?:[T_ ]*(\d{1,2})\s*[:.時]\s*(\d{1,2})(?:\s*[:.分]\s*(\d{1,2})(?:[.,](\d{1,9}))?秒?)?分?)?"
    r"\s*(Z|UTC|GMT|JST|[+-]\d{2}:?\d{2}|[+-]\d{2})?"
)
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})()()")
_ZONES = {"Z": "Z", "UTC": "Z", "GMT": "Z", "JST": "+09:00"}


def number(text: str, decimal_comma: bool = False) -> float | None:
    """The number ``text`` is, NaN where it is blank or suppressed, None where it is no number; a unit may follow."""
    try:
        value = float(text)
    except ValueError:
        text = unicodedata.normalize("NFKC", text).strip().lower()
        text = (
            text.replace("−", "-").replace("–", "-").replace("‐", "-").removesuffix("dbm").removesuffix("asu").strip()
        )
        if text in BLANK or not text.strip("-—―*"):
            return math.nan
        if decimal_comma and re.fullmatch(r"[+-]?\d+,\d+", text):
            text = text.replace(",", ".")
        try:
            value = float(text)
        except ValueError:
            return None
    return None if math.isinf(value) else value


def numbers(texts: Sequence[str], decimal_comma: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Values (float64, NaN where blank or unreadable) of a column, and which are unreadable (bool)."""
    try:
        values = np.fromiter(map(float, texts), np.float64, len(texts))
        return np.where(np.isinf(values), np.nan, values), np.isinf(values)
    except ValueError:
        found = [number(text, decimal_comma) for text in texts]
    unreadable = np.fromiter((value is None for value in found), bool, len(found))
    return np.array([math.nan if value is None else value for value in found]), unreadable


def angles(texts: Sequence[str], decimal_comma: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """As :func:`numbers`, for degrees, which may also be written 35°41'22.2"N or 北緯35度41分22.2秒."""
    values, unreadable = numbers(texts, decimal_comma)
    for row in np.flatnonzero(unreadable):
        text = texts[row].replace(",", ".") if decimal_comma else texts[row]
        found = _DEGREES.fullmatch(unicodedata.normalize("NFKC", text).strip().upper())
        if found:
            before, degrees, minutes, seconds, after = found.groups()
            parts = float(degrees), float(minutes or 0), float(seconds or 0)
            if parts[1] < 60 and parts[2] < 60:
                sign = -1 if {before, after} & {"S", "W", "南", "西", "-"} else 1
                values[row], unreadable[row] = sign * (parts[0] + parts[1] / 60 + parts[2] / 3600), False
    return values, unreadable


def times(texts: Sequence[str]) -> tuple[list[str], int, int]:
    """A column of times as ISO 8601, empty where there is none; how many were not understood, how many have no zone.

    Seconds or milliseconds since 1970 become UTC; others keep their zone. None is given to those that tell none.
    """
    epochs = _epochs(texts)
    if epochs is not None:
        return epochs, 0, 0
    uniform = _uniform(texts)
    if uniform is not None:
        return uniform, 0, len(uniform)
    iso = [_iso(text) for text in texts]
    missing = sum(found is None for found in iso)
    bare = sum(bool(found) and len(found) > 10 and found[-1] != "Z" and found[-6] not in "+-" for found in iso)
    return [found or "" for found in iso], missing, bare


def radios(texts: Sequence[str]) -> list[str]:
    """Radio technologies as NR, LTE, UMTS, GSM or CDMA; others as written, empty where none is told."""
    return [radio(text) for text in texts]


@lru_cache(maxsize=4096)
def radio(text: str) -> str:
    key = plain(text)
    return _RADIO_OF.get(key, "" if is_blank(text) or says_out(text) else text.strip())


@lru_cache(maxsize=65536)
def is_blank(text: str) -> bool:
    """Whether ``text`` stands for nothing known."""
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    return folded in BLANK or not folded.strip("-—―*−ー")


@lru_cache(maxsize=4096)
def says_out(text: str) -> bool:
    """Whether ``text`` says that there was no service."""
    return plain(text) in _OUT


@lru_cache(maxsize=4096)
def in_service(text: str, flag: bool = False) -> bool | None:
    """What ``text`` says about service, None where nothing; numbers, yes and no only where it is a ``flag``."""
    key = plain(text)
    if key in _OUT:
        return False
    if key in _IN:
        return True
    if flag and key in _TRUE | _FALSE:
        return key in _TRUE
    return None


@lru_cache(maxsize=4096)
def yes(text: str) -> bool | None:
    """Whether ``text`` is a yes, None where it is neither yes nor no."""
    key = plain(text)
    return True if key in _TRUE or key in _OUT else False if key in _FALSE or key in _IN else None


def dbm_of_asu(asu: float, radio: str) -> float | None:
    """dBm of an arbitrary strength unit, None where the technology or the value does not tell (99, 255: unknown)."""
    if radio not in _ASU_OFFSETS:
        return None
    step, start, largest = _ASU_OFFSETS[radio]
    return start + step * asu if 0 <= asu <= largest else None


def _epochs(texts: Sequence[str]) -> list[str] | None:
    """ISO texts of a column that holds nothing but seconds or milliseconds since 1970, else None."""
    lengths = {len(text) for text in texts}
    if lengths not in ({10}, {13}) or not all(map(str.isdecimal, texts)):
        return None
    ticks = np.fromiter(map(int, texts), np.int64, len(texts)) * (1000 if lengths == {10} else 1)
    return [f"{text}Z" for text in np.datetime_as_string(ticks.astype("datetime64[ms]"), unit="ms").tolist()]


def _uniform(texts: Sequence[str]) -> list[str] | None:
    """ISO texts of a column of nothing but ``2022/11/05 13:02:11`` with whatever separators, else None.

    The usual column; ten times as fast as one by one.
    """
    if set(map(len, texts)) != {19}:
        return None
    letters = np.array(texts, "<U19").view("<U1").reshape(len(texts), 19)
    for place, allowed in ((4, "-/."), (7, "-/."), (10, " T_"), (13, ":."), (16, ":.")):
        if not np.isin(letters[:, place], list(allowed)).all():
            return None
    for place, mark in ((4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")):
        letters[:, place] = mark
    found = letters.view("<U19").ravel()
    try:
        found.astype("datetime64[s]")
    except ValueError:
        return None
    return found.tolist()


def _iso(text: str) -> str | None:
    """ISO 8601 of one time, empty where it is blank, None where it is not understood."""
    if is_blank(text):
        return ""
    if text.isdecimal() and len(text) in (10, 13):
        return _epochs([text])[0]
    found = _TIME.fullmatch(text) or _PACKED.fullmatch(text)
    if not found:
        found = _TIME.fullmatch(unicodedata.normalize("NFKC", text).strip())
        if not found:
            return None
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    date = f"{year}-{int(month):02d}-{int(day):02d}"
    if hour is None:
        return date
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 60:
        return None
    clock = f"T{int(hour):02d}:{int(minute):02d}:{int(second or 0):02d}" + (f".{fraction[:3]:0<3}" if fraction else "")
    return date + clock + _zone(zone)


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone in _ZONES:
        return _ZONES[zone]
    digits = zone[1:].replace(":", "")
    return f"{zone[0]}{digits[:2]}:{digits[2:] or '00'}"
