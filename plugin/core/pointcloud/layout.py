"""Which map sheets or meshes cover an area, as outlines with what is known of their place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
import shapely

from ..errors import InputError
from ..text import QT_TRANSLATE_NOOP
from . import meshes, sheets
from .places import Place, geographic, places

MOST = 1_000_000
"""More sheets than this are refused: they are a wrong extent or level more often than a wish."""

_BATCH = 10_000


@dataclass(frozen=True)
class Outline:
    """A sheet or mesh (``zone`` 0) as a polygon, and the places whose box it meets."""

    code: str
    level: str
    zone: int
    polygon: shapely.Polygon
    places: tuple[Place, ...]


def sheets_over(area: shapely.Geometry, level: int, zone: int) -> Iterator[Outline]:
    """The sheets that ``area`` (in metres of the zone) shares ground with, from north to south.

    Raises :class:`InputError`, before the first, where they are too many or none.
    """
    _refuse(sheets.count_in(level, area.bounds), str(level))

    def degrees(boxes: np.ndarray) -> np.ndarray:
        corners = boxes[:, [0, 1, 2, 1, 0, 3, 2, 3]].reshape(-1, 2)
        found = np.array(geographic(zone, corners[:, 0].tolist(), corners[:, 1].tolist())).reshape(-1, 4, 2)
        return np.hstack([found.min(axis=1), found.max(axis=1)])

    return _outlines(sheets.sheets_in(zone, level, area.bounds), area, zone, degrees)


def meshes_over(area: shapely.Geometry, level: str) -> Iterator[Outline]:
    """The meshes that ``area`` (in degrees, JGD2011) shares ground with, from south to north; as :func:`sheets_over`."""
    _refuse(meshes.count_in(level, area.bounds), level)
    return _outlines(meshes.meshes_in(level, area.bounds), area, 0, lambda boxes: boxes)


def _refuse(count: int, level: str) -> None:
    if count > MOST:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The extent holds about {count} sheets of level {level}; at most {most} are drawn. Choose a smaller extent "
                "or a coarser level, and check the coordinate system of the extent.",
            ),
            count=count,
            level=level,
            most=MOST,
        )
    if count == 0:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "No sheet of level {level} lies in the extent: it is outside of what the codes reach. Check the zone and "
                "the coordinate system of the extent.",
            ),
            level=level,
        )


def _outlines(tiles: Iterable, area: shapely.Geometry, zone: int, degrees) -> Iterator[Outline]:
    """Those of ``tiles`` that overlap ``area``; ``degrees`` turns boxes (n, 4) of its CRS into boxes of degrees."""
    shapely.prepare(area)
    known = places()
    tiles = iter(tiles)
    while batch := list(islice(tiles, _BATCH)):
        boxes = np.array([tile.extent for tile in batch], float)
        polygons = shapely.box(*boxes.T)
        overlaps = shapely.intersects(area, polygons) & ~shapely.touches(area, polygons)
        if not overlaps.any():
            continue
        west, south, east, north = degrees(boxes).T
        meets = [
            (west < place.box[2]) & (east > place.box[0]) & (south < place.box[3]) & (north > place.box[1])
            for place in known
        ]
        for index in np.flatnonzero(overlaps):
            here = tuple(place for place, met in zip(known, meets) if met[index])
            tile = batch[index]
            yield Outline(tile.code, str(tile.level), zone, polygons[index], here)


def area_of(ring: Iterable[tuple[float, float]]) -> shapely.Polygon:
    """A polygon of corners; raises :class:`InputError` where they enclose no ground or are no places."""
    corners = list(ring)
    if len(corners) >= 4 and all(math.isfinite(value) for corner in corners for value in corner):
        area = shapely.make_valid(shapely.Polygon(corners))
        if area.area > 0:
            return area
    raise InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe", "The extent is empty, or lies where its coordinate system does not reach. Draw another."
        )
    )
