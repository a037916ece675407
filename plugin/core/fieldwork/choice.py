"""Which sites are meant: by rank, status, class, team and area."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shapely import Geometry


class Choosable(Protocol):
    """What a choice asks of a site; ``rank`` 0 and "" are unknown, ``outline`` is in the CRS of the area."""

    rank: int
    status: str
    priority_class: str
    team: str
    outline: Geometry


@dataclass(frozen=True)
class Choice:
    """The first ``limit`` ranks (0: all), those with one of the statuses, classes and teams, touching ``area``.

    What is empty (``area``: None) excludes nothing. ``area`` is best prepared (``shapely.prepare``).
    """

    limit: int = 0
    statuses: Collection[str] = ()
    classes: Collection[str] = ()
    teams: Collection[str] = ()
    area: Geometry | None = None

    def takes(self, site: Choosable) -> bool:
        return (
            (not self.limit or 0 < site.rank <= self.limit)
            and (not self.statuses or site.status in self.statuses)
            and (not self.classes or site.priority_class in self.classes)
            and (not self.teams or site.team in self.teams)
            and (self.area is None or self.area.intersects(site.outline))
        )


def listed(text: str) -> list[str]:
    """The words of a typed list, such as ``A、B`` or ``North, South``, in their order."""
    parts = text.replace("、", ",").replace("，", ",").split(",")
    return [word for part in parts if (word := part.strip())]
