"""Holes as objects: cells of one class that touch along an edge, joined over the strips a raster is read in.

Labels are made strip by strip and joined across the seams, so that neither memory nor result depends on the strips.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from affine import Affine
from rasterio.features import shapes
from rasterio.windows import Window
from skimage.measure import label

from ...grid import Grid
from ...raster import Raster
from ...tasks import Progress, check_cancelled
from .states import COVERED, OUTSIDE


def strips(grid: Grid, block_size: int) -> list[Window]:
    """Full-width windows of about ``block_size``² cells."""
    rows = max(1, block_size**2 // grid.width)
    return [Window(0, top, grid.width, min(rows, grid.height - top)) for top in range(0, grid.height, rows)]


def labelled(classes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Labels (rows, columns), int32, 0 where covered or outside, counted from 1; and the class of each label, uint8 (n,)."""
    labels = label(np.where(classes == OUTSIDE, COVERED, classes), background=COVERED, connectivity=1).astype(np.int32)
    class_of = np.zeros(int(labels.max()) + 1, np.uint8)
    class_of[labels] = classes
    return labels, class_of[1:]


def outlines(
    classes: Raster,
    band: int,
    windows: list[Window],
    region_of: np.ndarray,
    wanted: np.ndarray,
    progress: Progress,
) -> Iterator[tuple[int, shapely.Geometry]]:
    """(Region, outline in the raster's CRS) of the regions ``wanted`` (bool), along the edges of cells."""
    pieces: dict[int, list] = {int(number): [] for number in np.flatnonzero(wanted)}
    start = 0
    for number, window in enumerate(windows):
        check_cancelled(progress)
        labels, class_of = labelled(classes.read(window, [band])[0])
        regions = region_of[start : start + len(class_of)]
        chosen = np.concatenate([[0], np.where(wanted[regions], regions + 1, 0)]).astype(np.int32)[labels]
        # In whole columns and rows, so that pieces meet exactly.
        transform = Affine.translation(window.col_off, window.row_off)
        for geometry, region in shapes(chosen, mask=chosen > 0, connectivity=4, transform=transform):
            rings = [np.asarray(ring) for ring in geometry["coordinates"]]
            pieces[int(region) - 1].append(shapely.Polygon(rings[0], rings[1:]))
        start += len(class_of)
        progress.report((number + 1) / len(windows))
    whole = [region for region, found in pieces.items() if len(found) == 1]
    if whole:
        on_map = shapely.transform(
            [pieces[region][0] for region in whole], lambda xy: np.column_stack(classes.grid.transform * xy.T)
        )
        yield from zip(whole, shapely.normalize(on_map))
    for region, found in pieces.items():
        if len(found) > 1:
            yield region, _on_map(shapely.union_all(found), classes.grid)


def _on_map(outline: shapely.Geometry, grid: Grid) -> shapely.Geometry:
    """``outline``, in columns and rows, in map units; in one form, whatever strips it was joined from."""

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
