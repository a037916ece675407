"""Where a scene can lie: what differs between the mountains of Tama and an island is gathered here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from ..grid import Grid
from ..tasks import Progress, check_cancelled
from . import island, landcover, terrain
from .events import Event, make_events
from .landcover import Land
from .terrain import Terrain


@dataclass(frozen=True)
class Place:
    """A kind of scene. ``west_m``, ``north_m``: its corner in plane rectangular zone IX. ``municipalities``: (name, code)
    from west to east; no such codes exist. ``divided``: whether city planning tells areas to build up from areas not to.
    ``height_datum``: a code of ``pointcloud.crs.HEIGHTS``.
    """

    west_m: float
    north_m: float
    height_datum: str
    municipalities: tuple[tuple[str, str], ...]
    divided: bool
    smallest_km: float  # scene that has room for all that belongs to it
    make_terrain: Callable[[np.random.Generator, Grid, Progress], Terrain]
    make_land: Callable[[np.random.Generator, Terrain, Progress], Land]


PLACES = {
    # The mountains west of Ōme.
    "tama": Place(
        -70_000.0,
        -30_000.0,
        "jgd2011",
        (("例示村", "13991"), ("見本町", "13992"), ("架空市", "13993")),
        True,
        0.0,
        terrain.make_terrain,
        landcover.make_land,
    ),
    # Open sea between Hachijō and Aogashima, at 32.8° N; from Hachijō southward heights count from local sea level.
    "island": Place(
        22_000.0, -349_000.0, "local", (("架空島村", "13994"),), False, 1.5, island.make_terrain, island.make_land
    ),
}


def lay_out(
    rng: dict[str, np.random.Generator], place: Place, grid: Grid, dates: tuple[date, date], progress: Progress
) -> tuple[Terrain, Land, list[Event]]:
    """Terrain, land and events of a scene on its 2 m ``grid``: the same again for fresh generators of the same seed."""
    ground = place.make_terrain(rng["terrain"], grid, progress)
    check_cancelled(progress)
    land = place.make_land(rng["landcover"], ground, progress)
    check_cancelled(progress)
    return ground, land, make_events(rng["events"], ground, land, dates, progress)
