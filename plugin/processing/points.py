"""Many points at once between arrays and QGIS: QGIS's transforms, without a Python loop over points."""

from __future__ import annotations

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProcessingContext,
)

_POINT = np.dtype([("order", "u1"), ("kind", "<u4"), ("x", "<f8"), ("y", "<f8")])  # WKB, little endian


def transformed(
    x: np.ndarray,
    y: np.ndarray,
    crs: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
) -> tuple[np.ndarray, np.ndarray]:
    """Coordinates in ``target``, NaN where a point has no place there."""
    if crs == target or not len(x):
        return x, y
    to_target = QgsCoordinateTransform(crs, target, context.transformContext())
    # A line through all of them is transformed in one call; a line needs two points.
    line = np.empty((max(2, len(x)), 2), "<f8")
    line[: len(x)] = np.column_stack([x, y])
    line[len(x) :] = line[0]
    head = np.array([(1, 2, len(line))], np.dtype([("order", "u1"), ("kind", "<u4"), ("count", "<u4")]))
    geometry = QgsGeometry()
    geometry.fromWkb(head.tobytes() + line.tobytes())
    try:
        geometry.transform(to_target)
        moved = np.frombuffer(bytes(geometry.asWkb()), "<f8", offset=9).reshape(-1, 2)[: len(x)].copy()
    except QgsCsException:  # one of them cannot be; which?
        moved = np.array([_one(to_target, *point) for point in zip(x.tolist(), y.tolist())])
    moved[~np.isfinite(moved).all(axis=1)] = np.nan
    return moved[:, 0], moved[:, 1]


def _one(to_target: QgsCoordinateTransform, x: float, y: float) -> tuple[float, float]:
    try:
        point = to_target.transform(x, y)
    except QgsCsException:
        return np.nan, np.nan
    return point.x(), point.y()


def point_wkbs(x: np.ndarray, y: np.ndarray) -> list[bytes]:
    """WKB of points."""
    wkb = np.empty(len(x), _POINT)
    wkb["order"], wkb["kind"], wkb["x"], wkb["y"] = 1, 1, x, y
    return [point.tobytes() for point in wkb]
