"""From change rasters to objects: connected cells, their figures and outlines.

Rasters are read by blocks. Cells are labelled block by block with scikit-image and joined across the seams, so that
neither memory nor result depends on the size of the scene or of the blocks.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from affine import Affine
from rasterio.features import shapes
from rasterio.windows import Window
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from skimage.measure import label

from ..errors import InputError
from ..grid import Grid
from ..raster import BLOCK_SIZE, Raster
from ..tasks import Part, Progress, Silent, check_cancelled
from ..text import QT_TRANSLATE_NOOP
from .masks import grow

CODES = 6  # of a CHANGE raster, 0 to 5
GROUPS = np.zeros(256, np.uint8)
GROUPS[[1, 2, 5]], GROUPS[3], GROUPS[4] = 1, 2, 3
"""Codes that may make up one object: ground that became bare; grew over; or changed otherwise."""
_NODATA = 255


@dataclass(frozen=True)
class ChangeObject:
    """Connected changed cells.

    ``cells`` by code of the CHANGE raster (6,); ``score`` mean and ``score_max`` over them, ``soil`` mean (NaN where
    not known); ``unseen_edge`` share of the cells next to it that hold no data.
    """

    outline: shapely.Polygon | shapely.MultiPolygon
    cells: np.ndarray
    area_m2: float
    score: float
    score_max: float
    soil: float
    unseen_edge: float

    @property
    def change(self) -> int:
        """The code most of its cells carry."""
        return int(np.argmax(self.cells))

    @property
    def compactness(self) -> float:
        return compactness(self.outline)


def compactness(outline: shapely.Geometry) -> float:
    """4π·area/perimeter² of the smooth outline, 1 for a disc.

    The outline follows cell edges, which is 4/π too long on average over directions (Cauchy–Crofton).
    """
    perimeter = outline.length * math.pi / 4
    return min(1.0, 4 * math.pi * outline.area / perimeter**2)


class _Layers:
    """The rasters read together on the grid of CHANGE."""

    def __init__(self, change: Raster, score: Raster, soil: Raster | None):
        self.change, self.score, self.soil = change, score, soil
        if change.dtype != "uint8" or change.count != 1:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name} holds no codes of change ({count} bands of {dtype}, where one of uint8 is expected). Choose "
                    "the CHANGE raster of a change detection.",
                ),
                name=change.name,
                count=change.count,
                dtype=change.dtype,
            )
        self.grid = change.grid
        for other in (score, soil):
            if other is not None and (not self.grid.same_cells(other.grid) or self.grid.shape != other.grid.shape):
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name} and {other} do not lie on the same cells. Choose the results of one and the same run.",
                    ),
                    name=change.name,
                    other=other.name,
                )

    def strips(self, block_size: int) -> Iterator[tuple[Window, np.ndarray, np.ndarray]]:
        """Full-width windows of about ``block_size``² cells, their CHANGE codes with a rim of one cell (no data
        beyond the raster), and their labels (8-connected; 0 none)."""
        rows = max(1, block_size**2 // self.grid.width)
        for top in range(0, self.grid.height, rows):
            window = Window(0, top, self.grid.width, min(rows, self.grid.height - top))
            grown, inner = grow(window, 1, self.grid)
            change = self.change.read(grown)[0]
            missing = [(1 - part.start, 1 - (size - part.stop)) for part, size in zip(inner, change.shape)]
            change = np.pad(change, missing, constant_values=_NODATA)
            yield window, change, label(GROUPS[change[1:-1, 1:-1]], background=0, connectivity=2)


def change_objects(
    score: str,
    change: str,
    soil: str | None = None,
    min_area_m2: float = 0.0,
    least_cells: int = 1,
    block_size: int = BLOCK_SIZE,
    progress: Progress | None = None,
) -> tuple[list[ChangeObject], Grid]:
    """Objects of cells whose CHANGE codes are of one of :data:`GROUPS`; and the rasters' grid.

    Smaller ones than ``min_area_m2`` or ``least_cells`` are left out.

    Outlines follow cell edges, in the CRS of the rasters, which must be projected.
    """
    progress = progress or Silent()
    with Raster(change, "CHANGE") as change_raster, Raster(score, "SCORE") as score_raster:
        change_raster.grid.require_metres(change_raster.name)
        if soil is None:
            layers = _Layers(change_raster, score_raster, None)
            return _objects(layers, min_area_m2, least_cells, block_size, progress), layers.grid
        with Raster(soil, "SOIL") as soil_raster:
            layers = _Layers(change_raster, score_raster, soil_raster)
            return _objects(layers, min_area_m2, least_cells, block_size, progress), layers.grid


def _objects(
    layers: _Layers, min_area_m2: float, least_cells: int, block_size: int, progress: Progress
) -> list[ChangeObject]:
    statistics, joined = _measure(layers, block_size, Part(progress, 0, 0.6))
    cell_area = layers.grid.cell_area_m2
    cells = statistics["cells"].sum(axis=1)
    wanted = (cells >= least_cells) & (cells * cell_area >= min_area_m2 - 1e-6)
    pieces = _outlines(layers, block_size, joined, wanted, Part(progress, 0.6, 1))
    objects = []
    for number in np.flatnonzero(wanted):
        cells = statistics["cells"][number]
        total = int(cells.sum())
        with np.errstate(invalid="ignore", divide="ignore"):
            soil_mean = statistics["soil"][number] / statistics["soil_cells"][number]
        objects.append(
            ChangeObject(
                _on_map(shapely.union_all(pieces[number]), layers.grid),
                cells,
                total * cell_area,
                float(statistics["score"][number] / total),
                float(statistics["score_max"][number]),
                float(soil_mean),
                float(statistics["unseen"][number] / max(1, statistics["edge"][number])),
            )
        )
    # From west to east, north to south: an order that blocks cannot change.
    objects.sort(key=lambda found: (found.outline.bounds[0], -found.outline.bounds[3], found.outline.wkb))
    return objects


def _measure(layers: _Layers, block_size: int, progress: Progress):
    """Sums per object, and for each strip label (in reading order) the object it belongs to."""
    parts: list[dict[str, np.ndarray]] = []
    links = [np.zeros((0, 2), int)]
    last_row = np.zeros(layers.grid.width, int), np.zeros(layers.grid.width, np.uint8)
    count = 0
    for window, change, labels in layers.strips(block_size):
        check_cancelled(progress)
        score = layers.score.read(window)[0]
        soil = layers.soil.read(window)[0] if layers.soil else np.full(score.shape, np.nan, np.float32)
        parts.append(_sums(labels, change, score, soil))
        groups = GROUPS[change[1:-1, 1:-1]]
        first_row = np.where(labels[0] > 0, labels[0] + count, 0), groups[0]
        for above, below in ((slice(None),) * 2, (slice(None, -1), slice(1, None)), (slice(1, None), slice(None, -1))):
            links.append(_pairs(*(row[above] for row in last_row), *(row[below] for row in first_row)))
        last_row = np.where(labels[-1] > 0, labels[-1] + count, 0), groups[-1]
        count += len(parts[-1]["score"])
        progress.report((window.row_off + window.height) / layers.grid.height)
    return _join(parts, np.vstack(links), count)


def _pairs(first, first_group, second, second_group) -> np.ndarray:
    """Labels (counted from 0) of one group lying opposite each other."""
    both = (first > 0) & (second > 0) & (first_group == second_group)
    return np.stack([first[both], second[both]], axis=1) - 1


def _sums(labels, change, score, soil) -> dict[str, np.ndarray]:
    """Sums per label of a strip; ``change`` has a rim of one cell."""
    most = int(labels.max())
    here = labels > 0
    ids, scores, soils = labels[here] - 1, score[here].astype(np.float64), soil[here].astype(np.float64)
    known = np.isfinite(soils)
    highest = np.zeros(most)
    np.maximum.at(highest, ids, scores)
    edge, unseen = np.zeros(most, int), np.zeros(most, int)
    rows, columns = labels.shape
    inside = change[1:-1, 1:-1][here]
    for down, right in ((0, 1), (1, 0), (1, 2), (2, 1)):
        beside = change[down : down + rows, right : right + columns][here]
        edge += np.bincount(ids[GROUPS[beside] != GROUPS[inside]], minlength=most)
        unseen += np.bincount(ids[beside == _NODATA], minlength=most)
    return {
        "cells": np.bincount(ids * CODES + inside, minlength=most * CODES).reshape(most, CODES),
        "score": np.bincount(ids, scores, most),
        "score_max": highest,
        "soil": np.bincount(ids[known], soils[known], most),
        "soil_cells": np.bincount(ids[known], minlength=most),
        "edge": edge,
        "unseen": unseen,
    }


def _join(parts: list[dict[str, np.ndarray]], links: np.ndarray, count: int):
    """Sums per object, where labels linked across seams are one; and the object of each label."""
    if count == 0:
        return parts[0], np.zeros(0, int)
    graph = coo_matrix((np.ones(len(links), bool), (links[:, 0], links[:, 1])), shape=(count, count))
    objects, joined = connected_components(graph, directed=False)
    statistics = {}
    for key in parts[0]:
        values = np.concatenate([part[key] for part in parts])
        statistics[key] = np.zeros((objects, *values.shape[1:]), values.dtype)
        (np.maximum if key == "score_max" else np.add).at(statistics[key], joined, values)
    return statistics, joined


def _on_map(outline: shapely.Geometry, grid: Grid) -> shapely.Polygon | shapely.MultiPolygon:
    """``outline``, in columns and rows, in the CRS of ``grid``; in one form, whatever blocks it was joined from."""

    def ring(line) -> np.ndarray:
        points = shapely.get_coordinates(line)[:-1]
        arriving, leaving = points - np.roll(points, 1, axis=0), np.roll(points, -1, axis=0) - points
        # Seams leave points where the outline does not turn.
        points = points[arriving[:, 0] * leaving[:, 1] != arriving[:, 1] * leaving[:, 0]]
        return np.column_stack(grid.transform * points.T)

    polygons = [
        shapely.Polygon(ring(part.exterior), [ring(hole) for hole in part.interiors])
        for part in shapely.get_parts(outline)
    ]
    return shapely.normalize(polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons))


def _outlines(layers: _Layers, block_size: int, joined, wanted, progress: Progress) -> dict[int, list]:
    """Pieces of the outlines of the ``wanted`` objects, strip by strip, in columns and rows."""
    pieces: dict[int, list] = {int(number): [] for number in np.flatnonzero(wanted)}
    start = 0
    for window, _, labels in layers.strips(block_size):
        check_cancelled(progress)
        numbers = joined[start : start + int(labels.max())]
        chosen = np.concatenate([[0], np.where(wanted[numbers], numbers + 1, 0)]).astype(np.int32)[labels]
        # In whole columns and rows, so that pieces meet exactly.
        transform = Affine.translation(window.col_off, window.row_off)
        for geometry, number in shapes(chosen, mask=chosen > 0, connectivity=4, transform=transform):
            pieces[int(number) - 1].append(shapely.geometry.shape(geometry))
        start += len(numbers)
        progress.report((window.row_off + window.height) / layers.grid.height)
    return pieces
