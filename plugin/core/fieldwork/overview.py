"""What a register holds at a glance: few words about each site, and when it was last changed."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass

from shapely import Geometry

from ..tasks import Progress
from . import register_schema as schema
from .lifecycle import CLOSED
from .register import WAIT_S, crs_of_register, look_at


@dataclass(frozen=True)
class NotedSite:
    """A site as a choice sees it (:mod:`.choice`); ``outline`` in the register's CRS, unknown words are ""."""

    key: str
    status: str
    priority_class: str
    team: str
    rank: int
    attention: str
    is_planned: bool
    outline: Geometry

    @property
    def is_closed(self) -> bool:
        """Whether nobody has to go there: decided or corrected, and nothing seen of it since."""
        return self.status in CLOSED and not self.attention


@dataclass(frozen=True)
class Overview:
    """Sites with a place that are not merged into others. ``visits`` counts all ever entered; ``observed_on`` (ISO, or "")
    is the day of the latest observation; ``changed_at`` (ISO time, UTC, or "") and ``changed_by`` the last change of a
    site."""

    crs: schema.Crs
    sites: tuple[NotedSite, ...]
    visits: int
    observed_on: str
    changed_at: str
    changed_by: str

    @property
    def statuses(self) -> Counter[str]:
        return Counter(site.status for site in self.sites)

    @property
    def classes(self) -> Counter[str]:
        """Sites of each priority class, "" where it has none."""
        return Counter(site.priority_class for site in self.sites)

    @property
    def teams(self) -> Counter[str]:
        """Planned sites of each team."""
        return Counter(site.team for site in self.sites if site.team)

    @property
    def attention(self) -> int:
        """How many closed sites want another look."""
        return sum(bool(site.attention) for site in self.sites)


def look_over(target: str | os.PathLike, wait_s: float = WAIT_S, progress: Progress | None = None) -> Overview:
    """Read the register at ``target``; raises as :func:`~.register.look_at` does."""
    with look_at(target, wait_s, progress) as register:
        rows = register.sites()
        observed = [str(row["observed_on"]) for row in register.rows(schema.UPDATES)]
        visits = len(register.rows(schema.VISITS))
    crs = crs_of_register(target, wait_s, progress)
    last = max(rows, key=lambda row: str(row["updated_at"]), default=None)
    return Overview(
        crs=crs,
        sites=tuple(_noted(row) for row in rows if row["geom"] is not None),
        visits=visits,
        observed_on=max(observed, default=""),
        changed_at=str(last["updated_at"]) if last else "",
        changed_by=(last["updated_by"] or last["created_by"] or "") if last else "",
    )


def _noted(row: dict) -> NotedSite:
    return NotedSite(
        key=row["site_id"],
        status=row["status"],
        priority_class=row["priority_class"] or "",
        team=row["team"] or "",
        rank=row["rank"] or 0,
        attention=row["attention"] or "",
        is_planned=bool(row["planned_on"]),
        outline=row["geom"],
    )
