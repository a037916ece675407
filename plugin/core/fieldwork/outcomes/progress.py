"""How far the checks of a register have come, on any day: what was found, visited, decided and corrected by then.

The register keeps what holds now, the visits, and by its triggers every status a site ever had (``history``). From these
each site gets a :class:`Life`: the days on which its status changed. A change that came with a visit counts on the day of
the visit, whenever its list was entered; one typed into the register on the day it was typed. Where a later entry tells of
an earlier day, the days after it follow the later entry: a life says what is known now of each day, so that the last
status is always the register's own, and each month's opening + found + reopened − closed is its closing.

Sites merged into others are part of these: they are counted nowhere, their visits are visits of the site that carries on.
"""

from __future__ import annotations

import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from shapely import Geometry

from .. import register_schema as schema
from ..lifecycle import CLOSED
from ..values import STATUSES
from .progress_days import day_before, day_in_japan, days_between, last_day, moment, months_between

DECIDED = ("under_correction", *CLOSED)
"""Statuses that say what the site is."""
MUST_CORRECT = ("under_correction", "corrected")
URGENT_CLASS = "A"
EARLY_DAYS = 7
"""A visit this many days before the planned one is taken for it."""

_ENTRY_S = 3600.0
"""How far apart a visit and the change of status it made may be written: one import, PostgreSQL's clock being that of
its beginning."""

Steps = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Life:
    """A site from the day it was found on. ``steps``: (day, status) of each change, days ascending, "unvisited" before
    the first; ``visits``: days of all visits, ascending. ``emergency`` and ``attention``: (day, code or "") likewise.
    ``outline`` is in the register's CRS, None where the register has none."""

    site_id: str
    name: str
    found_on: str
    steps: Steps = ()
    visits: tuple[str, ...] = ()
    emergency: Steps = ()
    attention: Steps = ()
    municipality: str = ""
    priority_class: str = ""
    rank: int | None = None
    planned_on: str = ""
    team: str = ""
    latitude: float | None = None
    longitude: float | None = None
    outline: Geometry | None = None

    def status_on(self, day: str) -> str:
        """The status at the end of a day; "" where the site was not found yet."""
        return (_on(self.steps, day) or "unvisited") if day >= self.found_on else ""

    def is_open_on(self, day: str) -> bool:
        return self.status_on(day) not in ("", *CLOSED)

    def last_visit(self, day: str) -> str:
        """Day of the last visit until a day; "" where there was none."""
        number = bisect.bisect_right(self.visits, day)
        return self.visits[number - 1] if number else ""

    def emergency_on(self, day: str) -> bool:
        """Whether emergency measures are needed and the site is not closed."""
        return self.is_open_on(day) and _on(self.emergency, day) == "needed"

    def attention_on(self, day: str) -> str:
        """Why the closed site wants another look (``register_schema.ATTENTIONS``), or ""."""
        return _on(self.attention, day) if day >= self.found_on else ""

    def waits_too_long(self, day: str, days: int) -> bool:
        """Class A, and nobody was there for more than ``days`` days since it was found."""
        return (
            self.priority_class == URGENT_CLASS
            and self.status_on(day) == "unvisited"
            and days_between(self.found_on, day) > days
        )

    def missed_plan(self, day: str) -> bool:
        """The planned day has passed without a visit, and the site is not closed."""
        if not self.planned_on or self.planned_on >= day or not self.is_open_on(day):
            return False
        visit = self.last_visit(day)
        return not visit or days_between(visit, self.planned_on) > EARLY_DAYS


@dataclass(frozen=True)
class Flow:
    """What happened in one month (``2024-10``). ``opening`` and ``closing`` count open sites, ``closed`` and ``reopened``
    how often sites went from open to closed and back; ``statuses`` the sites by status at its end, ``reached`` how often
    each status was reached; ``visits`` all visits, ``first_visits`` the sites never visited before."""

    month: str
    opening: int
    found: int
    reopened: int
    closed: int
    closing: int
    statuses: Mapping[str, int]
    reached: Mapping[str, int]
    visits: int
    first_visits: int


@dataclass(frozen=True)
class Notes:
    """What reading the register had to mend. ``merged``: sites that are part of others; ``undated``: sites without day of
    finding, taken for found on the day they were entered; ``late_visits``: visits dated after they were entered, taken
    for made on that day; ``placeless``: sites without outline."""

    merged: int = 0
    undated: int = 0
    late_visits: int = 0
    placeless: int = 0


def read_lives(register) -> tuple[list[Life], Notes]:
    """All sites of an open register (:func:`~..register.look_at`) that are not merged, in the order of its rows."""
    rows = register.rows(schema.SITES)
    into = {row["site_id"]: row["merged_into"] for row in rows if row["state"] == "merged"}
    visits, late = _visits(register.rows(schema.VISITS), into)
    changes: dict[str, dict[str, list[dict]]] = defaultdict(lambda: defaultdict(list))
    for row in register.rows(schema.HISTORY):
        if row["what"] in ("status", "attention"):
            changes[row["site_id"]][row["what"]].append(row)
    called = {
        key: register.rows(schema.OBSERVATIONS, site_id=key) for key, told in changes.items() if "attention" in told
    }
    lives = [
        _life(row, visits[row["site_id"]], changes[row["site_id"]], called.get(row["site_id"], []))
        for row in rows
        if row["state"] != "merged"
    ]
    notes = Notes(
        merged=len(into),
        undated=sum(row["state"] != "merged" and not row["first_observed_on"] for row in rows),
        late_visits=late,
        placeless=sum(life.outline is None for life in lives),
    )
    return lives, notes


@dataclass
class _Visit:
    day: str
    status: str | None
    emergency: str | None
    entries: list[
        datetime
    ]  # when it was entered and revised; taken away as changes of status are found to come from it
    own: bool  # of the site itself, not of one merged into it


def _visits(rows: Iterable[Mapping], into: Mapping[str, str | None]) -> tuple[dict[str, list[_Visit]], int]:
    """Site → its visits in order of entry; and how many were dated later than they were entered."""
    found: dict[str, list[_Visit]] = defaultdict(list)
    late = 0
    for row in rows:
        entered = day_in_japan(row["created_at"])
        late += row["visited_on"] > entered
        site_id = row["site_id"]
        for _ in range(len(into) + 1):  # a chain of merged sites, or a circle somebody drew by hand
            if not into.get(site_id):
                break
            site_id = into[site_id]
        found[site_id].append(
            _Visit(
                min(row["visited_on"], entered),
                row["status"],
                row["emergency_measures"],
                [moment(row["created_at"]), moment(row["updated_at"])],
                site_id == row["site_id"],
            )
        )
    return found, late


def _life(row: Mapping, visits: list[_Visit], changes: Mapping[str, list[dict]], observed: list[dict]) -> Life:
    found_on = row["first_observed_on"] or day_in_japan(row["created_at"])
    changed_on = max(found_on, day_in_japan(row["updated_at"]))
    own = [visit for visit in visits if visit.own]
    by_day = sorted(visits, key=lambda visit: visit.day)
    told = [(visit.day, visit.emergency) for visit in by_day if visit.emergency]
    # Before the statuses, which take the entries of visits away.
    attention = _attentions(row, own, changes.get("attention", []), observed, changed_on)
    return Life(
        site_id=row["site_id"],
        name=row["site_code"] or row["site_id"][:8],
        found_on=found_on,
        steps=_tidy(_statuses(row, own, changes.get("status", []), found_on, changed_on), found_on, "unvisited"),
        visits=tuple(visit.day for visit in by_day),
        emergency=_tidy(_ending(told, row["emergency_measures"] or "", changed_on), found_on, ""),
        attention=_tidy(attention, found_on, ""),
        municipality=row["municipality"] or "",
        priority_class=row["priority_class"] or "",
        rank=row["rank"],
        planned_on=row["planned_on"] or "",
        team=row["team"] or "",
        latitude=row["latitude"],
        longitude=row["longitude"],
        outline=None if row["geom"] is None or row["geom"].is_empty else row["geom"],
    )


def _statuses(row: Mapping, visits: list[_Visit], changes: list[dict], found_on: str, changed_on: str) -> list:
    """(day, status) in the order the register was told."""
    status = row["status"]
    if not changes:
        # Entered so, or by a program whose history is not here: the visit that says so, or any.
        days = [v.day for v in visits if v.status == status] or [v.day for v in visits] or [found_on]
        return [(min(days), status)]
    steps = [(found_on, changes[0]["old_value"])]
    steps += [(_day_of(change, visits), change["new_value"]) for change in changes]
    return _ending(steps, status, changed_on)


def _attentions(row: Mapping, visits: list[_Visit], changes: list[dict], observed: list[dict], changed_on: str) -> list:
    """(day, attention or "") in the order the register was told: called by an observation, settled by a visit."""
    seen = [(moment(one["created_at"]), one["observed_on"]) for one in observed]
    been = [(entry, visit.day) for visit in visits for entry in visit.entries]
    told = [(_nearest(c, seen if c["new_value"] else been), c["new_value"] or "") for c in changes]
    return _ending(told, row["attention"] or "", row["attention_on"] or changed_on)


def _nearest(change: Mapping, entered: list[tuple[datetime, str]]) -> str:
    """The day of what was entered nearest to a change, within :data:`_ENTRY_S`; else the day of the change."""
    at = moment(change["at"])
    apart, day = min(((abs((at - entry).total_seconds()), day) for entry, day in entered), default=(_ENTRY_S + 1, ""))
    return day if apart <= _ENTRY_S else day_in_japan(change["at"])


def _day_of(change: Mapping, visits: list[_Visit]) -> str:
    """The day a change of status counts on: that of the first visit entered with it which says so, else of the entry."""
    old, new, at = change["old_value"], change["new_value"], moment(change["at"])
    for visit in visits:
        near = [entry for entry in visit.entries if abs((at - entry).total_seconds()) <= _ENTRY_S]
        if near and new == (visit.status or ("visited" if old == "unvisited" else old)):
            visit.entries = [entry for entry in visit.entries if entry not in near]
            return visit.day
    return day_in_japan(change["at"])


def _ending(steps: list, current: str, changed_on: str) -> list:
    """``steps`` so that they end with what the register says."""
    return steps if (steps[-1][1] if steps else "") == current else [*steps, (changed_on, current)]


def _tidy(steps: list, found_on: str, initial: str) -> Steps:
    """Steps with days ascending from ``found_on``: of those that contradict each other the one told later."""
    kept: list[tuple[str, str]] = []
    for day, value in reversed(steps):
        day = max(day, found_on)  # noqa: PLW2901
        if not kept or day < kept[-1][0]:
            kept.append((day, value))
    found = []
    for day, value in reversed(kept):
        if value != (found[-1][1] if found else initial):
            found.append((day, value))
    return tuple(found)


def _on(steps: Steps, day: str) -> str:
    held = ""
    for since, value in steps:
        if since > day:
            break
        held = value
    return held


# -- counting ----------------------------------------------------------------------------------------------------------


def count(lives: Iterable[Life], day: str) -> dict[str, int]:
    """Sites by status at the end of a day, all statuses in their order."""
    found = Counter(life.status_on(day) for life in lives)
    return {status: found[status] for status in STATUSES}


def grouped(lives: Iterable[Life], by: str) -> dict[str, list[Life]]:
    """Sites by ``municipality`` or ``priority_class``, names ascending; those without one under "", last."""
    found: dict[str, list[Life]] = defaultdict(list)
    for life in lives:
        found[getattr(life, by)].append(life)
    return dict(sorted(found.items(), key=lambda item: (not item[0], item[0])))


def first_day(lives: Iterable[Life]) -> str:
    """The day on which the first site was found; "" where there is none."""
    return min((life.found_on for life in lives), default="")


def flows(lives: Sequence[Life], first: str, last: str) -> list[Flow]:
    """The months from the day ``first`` to the day ``last``, both included; what was before is the first opening."""
    months = months_between(first, last)
    number = {month: index for index, month in enumerate(months)}
    found, reopened, closed, visits, first_visits = ([0] * len(months) for _ in range(5))
    reached = [Counter() for _ in months]
    eve, opening = day_before(first), 0

    def add(to: list[int], day: str) -> None:
        if first <= day <= last:
            to[number[day[:7]]] += 1

    for life in lives:
        opening += life.is_open_on(eve)
        add(found, life.found_on)
        before = "unvisited"
        for day, status in life.steps:
            if (before in CLOSED) != (status in CLOSED):
                add(closed if status in CLOSED else reopened, day)
            if first <= day <= last:
                reached[number[day[:7]]][status] += 1
            before = status
        for visit in life.visits:
            add(visits, visit)
        if life.visits:
            add(first_visits, life.visits[0])
    result = []
    for index, month in enumerate(months):
        closing = opening + found[index] + reopened[index] - closed[index]
        statuses = count(lives, min(last_day(month), last))
        result.append(
            Flow(
                month,
                opening,
                found[index],
                reopened[index],
                closed[index],
                closing,
                statuses,
                {status: reached[index][status] for status in STATUSES},
                visits[index],
                first_visits[index],
            )
        )
        opening = closing
    return result


def with_municipalities(lives: Iterable[Life], polygons: Sequence[tuple[Geometry, str]]) -> tuple[list[Life], int]:
    """Sites with the name of the polygon they lie in, where the register names no municipality; how many got one."""
    from shapely import STRtree

    lives = list(lives)
    nameless = [i for i, life in enumerate(lives) if not life.municipality and life.outline is not None]
    named = [(shape, name) for shape, name in polygons if name]
    if not nameless or not named:
        return lives, 0
    points = [lives[i].outline.representative_point() for i in nameless]
    first, second = STRtree([shape for shape, _ in named]).query(points, predicate="intersects")
    given = dict(zip(first[::-1].tolist(), second[::-1].tolist()))  # the first polygon where they overlap
    for index, polygon in given.items():
        lives[nameless[index]] = replace(lives[nameless[index]], municipality=named[polygon][1])
    return lives, len(given)
