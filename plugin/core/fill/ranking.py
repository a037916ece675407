"""From changed objects to a ranked list of candidates.

With optics alone the order rests on five named parts, each 0–1, whose weights are data
(``resources/presets/ranking.json``): what the ground turned into, how much barer it became, how strong the change is,
how large and how compact the place is. Everything found stays in the list; what looks harmless only moves down.
"""

from __future__ import annotations

import functools
import json
import math
from dataclasses import dataclass

import shapely
from rasterio.warp import transform as transform_points

from ..change.objects import ChangeObject
from ..grid import Grid
from ..raster import environment
from ..resources import FOLDER
from .candidates import CLASS_REASONS, Candidate

JGD2011 = "EPSG:6668"
_COMPACT, _RAGGED = 0.6, 0.25
_SMALL_CELLS = 6
_UNSEEN = 0.1


@dataclass(frozen=True)
class Observed:
    """The observations compared: ISO dates and names of images, empty where not known."""

    before_date: str = ""
    after_date: str = ""
    before_image: str = ""
    after_image: str = ""


@functools.cache
def preset() -> dict:
    """Weights of the parts of a priority, with their meaning."""
    return json.loads((FOLDER / "presets" / "ranking.json").read_text(encoding="utf-8"))


def rank(
    objects: list[ChangeObject],
    grid: Grid,
    observed: Observed = Observed(),
    municipalities: list[tuple[shapely.Geometry, str]] | None = None,
) -> list[Candidate]:
    """Candidates of ``objects``, the most pressing first.

    ``municipalities`` are (polygon, name) in the CRS of the objects. Equal priorities keep the order of the objects, so
    that the list is the same on every run.
    """
    order = sorted(objects, key=lambda found: -priority(found))
    names = _names_of(order, municipalities or [])
    places = _longitude_latitude([found.outline for found in order], grid)
    digits = max(4, len(str(len(order))))
    return [
        Candidate(
            candidate_id=f"C{number:0{digits}d}",
            rank=number,
            priority=priority(found),
            outline=found.outline,
            change=found.change,
            class_share=float(found.cells.max() / found.cells.sum()),
            score=found.score,
            score_max=found.score_max,
            area_m2=found.area_m2,
            compactness=found.compactness,
            unseen_edge=found.unseen_edge,
            before_date=observed.before_date,
            after_date=observed.after_date,
            before_image=observed.before_image,
            after_image=observed.after_image,
            municipality=names[number - 1],
            longitude=places[number - 1][0],
            latitude=places[number - 1][1],
            reasons=_reasons(found),
        )
        for number, found in enumerate(order, 1)
    ]


def priority(found: ChangeObject) -> float:
    """0–1, a weighted sum of the parts named in the preset."""
    weights = preset()["weights"]
    parts = {
        "change": preset()["change"][str(found.change)],
        "soil": min(1.0, max(0.0, 0.0 if math.isnan(found.soil) else found.soil)),
        "strength": min(1.0, max(0.0, (found.score - 0.5) / 0.4)),
        "size": min(1.0, math.log10(max(found.area_m2, 100) / 100) / 2),  # 100 m² … 1 ha
        "compactness": found.compactness,
    }
    return sum(weights[name] * value for name, value in parts.items()) / sum(weights.values())


def _reasons(found: ChangeObject) -> list[tuple[str, dict]]:
    total = found.cells.sum()
    reasons = [
        (CLASS_REASONS[code], {"share": round(100 * float(found.cells[code] / total))})
        for code in sorted(CLASS_REASONS, key=lambda code: -found.cells[code])
        if found.cells[code] >= 0.1 * total
    ]
    reasons.append(("strength", {"mean": f"{found.score:.2f}", "maximum": f"{found.score_max:.2f}"}))
    if total <= _SMALL_CELLS:
        reasons.append(("small", {"cells": int(total)}))
    elif found.compactness >= _COMPACT:
        reasons.append(("compact", {"compactness": f"{found.compactness:.2f}"}))
    elif found.compactness <= _RAGGED:
        reasons.append(("ragged", {"compactness": f"{found.compactness:.2f}"}))
    if found.unseen_edge >= _UNSEEN:
        reasons.append(("unseen", {"share": round(100 * found.unseen_edge)}))
    return reasons


def _names_of(objects: list[ChangeObject], areas: list[tuple[shapely.Geometry, str]]) -> list[str]:
    """The area that holds most of each object, or an empty string."""
    tree = shapely.STRtree([area for area, _ in areas])
    names = []
    for found in objects:
        touching = tree.query(found.outline, predicate="intersects")
        shares = {int(i): areas[i][0].intersection(found.outline).area for i in touching}
        names.append(areas[max(shares, key=shares.get)][1] if shares else "")
    return names


def _longitude_latitude(outlines: list, grid: Grid) -> list[tuple[float, float]]:
    """A point inside each outline in degrees of JGD2011."""
    if not outlines:
        return []
    points = [outline.representative_point() for outline in outlines]
    with environment():
        longitudes, latitudes = transform_points(grid.crs, JGD2011, [p.x for p in points], [p.y for p in points])
    return list(zip(longitudes, latitudes))
