"""Days and months of a register: its times are UTC, its days those of Japan; ``day`` is ``2024-10-25`` throughout."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from ...dates import JAPAN


def moment(at: str) -> datetime:
    """A time of the register (UTC)."""
    found = datetime.fromisoformat(at)
    return found.replace(tzinfo=found.tzinfo or UTC)


def day_in_japan(at: str) -> str:
    """The day in Japan at a time of the register."""
    return moment(at).astimezone(JAPAN).date().isoformat()


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
