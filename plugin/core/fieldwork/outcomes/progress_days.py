"""Days and months as the register keeps them (ISO) and as offices write them; ``day`` is ``2024-10-25`` throughout."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

_JAPAN = timezone(timedelta(hours=9))
_ERAS = (("2019-05-01", "令和", "R", 2018), ("1989-01-08", "平成", "H", 1988), ("1926-12-25", "昭和", "S", 1925))


def moment(at: str) -> datetime:
    """A time of the register (UTC)."""
    found = datetime.fromisoformat(at)
    return found.replace(tzinfo=found.tzinfo or UTC)


def day_in_japan(at: str) -> str:
    """The day in Japan at a time of the register."""
    return moment(at).astimezone(_JAPAN).date().isoformat()


def today_in_japan() -> str:
    return datetime.now(_JAPAN).date().isoformat()


def days_between(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def months_between(first: str, last: str) -> list[str]:
    """``2024-10``, ``2024-11``, …: the months of two days and all between."""
    start, end = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (first, last))
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(start, end + 1)]


def last_day(month: str) -> str:
    year, number = int(month[:4]), int(month[5:7])
    following = date(year + number // 12, number % 12 + 1, 1)
    return (following - timedelta(days=1)).isoformat()


def write_day(day: str, language: str) -> str:
    """令和6年10月25日, or the ISO day where the document is not Japanese; empty where there is none."""
    if language != "ja" or not day:
        return day
    return f"{_year(day, 'name')}年{int(day[5:7])}月{int(day[8:10])}日"


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
