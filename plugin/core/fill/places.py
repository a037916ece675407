"""From objects of several witnesses to places: what belongs together is one place, what does not stays apart.

The witness with the finest cells draws the outlines; coarser ones join them, or, where they saw something more, stay
places of their own. So two fills that an image shows as one bare patch are two where elevation tells them apart, and a
clear-cut around a fill stays in the list beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

import shapely

_SHARED = 0.25
"""Two outlines are of one place where they share a quarter of the smaller: outlines of radar and optics lie half a cell
or more apart, so that more would tear small places in two."""


@dataclass
class Place:
    """An outline and the witnesses that point to it."""

    outline: shapely.Geometry
    found_by: tuple[str, ...]


def merge(found: list[tuple[str, float, list[shapely.Geometry]]], min_area_m2: float) -> list[Place]:
    """Places of ``found``: (witness, edge of its cells in m, outlines), all in one CRS in metres.

    The result is ordered from west to east and does not depend on the order of the outlines.
    """
    places: list[Place] = []
    for witness, cell_m, outlines in sorted(found, key=lambda item: item[1]):
        tree = shapely.STRtree([place.outline for place in places])
        for outline in outlines:
            hits = [int(i) for i in tree.query(outline, "intersects")]
            partners = [i for i in hits if _belong(outline, tree.geometries[i])]
            # What finer cells gave to a neighbour is the neighbour's: earth moved once is counted once.
            rest = outline.difference(shapely.union_all(tree.geometries[hits])) if hits else outline
            if not partners and rest.area >= outline.area / 2:
                places.append(Place(_plain(rest), (witness,)))
                continue
            partners = partners or hits
            for i in partners:
                if witness not in places[i].found_by:
                    places[i].found_by += (witness,)
            more = _broad_parts(rest, cell_m, min_area_m2)
            places += [Place(part, (witness,)) for part in more]
            if len(partners) == 1 and not more:
                # What is left is an apron: ground stripped or run over around the work.
                place = places[partners[0]]
                place.outline = _plain(shapely.union(place.outline, rest))
    places.sort(key=lambda place: (place.outline.bounds[0], -place.outline.bounds[3], place.outline.wkb))
    return places


def joined(outlines: list[shapely.Geometry], reach_m: float) -> list[shapely.Geometry]:
    """Outlines nearer to each other than twice ``reach_m`` as one: the cut and the fill of one work lie side by side."""
    areas = shapely.get_parts(shapely.union_all([outline.buffer(reach_m) for outline in outlines]))
    tree = shapely.STRtree(outlines)
    return [_plain(shapely.union_all(tree.geometries[tree.query(area, "intersects")])) for area in areas]


def _belong(one: shapely.Geometry, other: shapely.Geometry) -> bool:
    return one.intersection(other).area >= _SHARED * min(one.area, other.area)


def _broad_parts(rest: shapely.Geometry, cell_m: float, min_area_m2: float) -> list[shapely.Geometry]:
    """Parts of what another witness left over that are places of their own: broader than two cells, not a rim."""
    core = rest.buffer(-cell_m).buffer(cell_m, join_style="mitre").intersection(rest)
    least = max(min_area_m2, 9 * cell_m**2)
    return [_plain(part) for part in shapely.get_parts(core) if part.geom_type == "Polygon" and part.area >= least]


def _plain(outline: shapely.Geometry) -> shapely.Geometry:
    """Polygons only, in one form whatever they were joined from."""
    parts = [part for part in shapely.get_parts(outline) if part.geom_type == "Polygon"]
    return shapely.normalize(parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts))
