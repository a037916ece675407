"""Points of one tile as records of another: its format, scales and offsets."""

from __future__ import annotations

import laspy
import numpy as np

from .catalogue import Tile
from .reading import point_format_of
from .records import Converter


def modern_format(tile: Tile) -> laspy.PointFormat:
    """Format 6, 7 or 8 that keeps what the tile has, with its extra dimensions."""
    own = point_format_of(tile.source, tile.header)
    return _with_extras_of(own, Converter(own).number)


def _with_extras_of(own: laspy.PointFormat, number: int) -> laspy.PointFormat:
    kind = laspy.PointFormat(number)
    for name in own.extra_dimension_names:
        dimension = own.dimension_by_name(name)
        kind.add_extra_dimension(
            laspy.ExtraBytesParams(
                name, dimension.type_str(), dimension.description, dimension.offsets, dimension.scales
            )
        )
    return kind


def richest_format(tiles: list[Tile]) -> laspy.PointFormat:
    """The format of the first of ``tiles``, with colours and near infrared where any of them has them."""
    own = modern_format(tiles[0])
    return _with_extras_of(own, max(modern_format(tile).id for tile in tiles))


class Conversion:
    """Records of ``source`` as records of format ``kind`` with the scales and offsets of ``target``."""

    def __init__(self, source: Tile, kind: laspy.PointFormat, target: Tile):
        self._source, self._kind, self._target = source, kind, target
        self._own = modern_format(source)
        self._converter: Converter | None = None

    def __call__(self, chunk, chosen: np.ndarray, places=None) -> laspy.ScaleAwarePointRecord:
        """The ``chosen`` points of ``chunk``; ``places`` are their x, y (CRS) and z (m) where they were moved."""
        raw = chunk.array[chosen]
        converter = self._converter = self._converter or Converter(chunk.point_format)
        rows = np.empty((len(raw), converter.length), np.uint8)
        converter.convert(raw, rows, np.empty((len(raw), 4), np.int32))
        found = rows.reshape(-1).view(self._own.dtype())
        points = np.zeros(len(raw), self._kind.dtype())
        for name in points.dtype.names:
            if name in found.dtype.names and points.dtype[name] == found.dtype[name]:
                points[name] = found[name]
        header = self._target.header
        if places is not None:
            unit = self._target.decision.metres_per_height_unit
            for axis, values, scale, offset in zip("XYZ", places, header.scales, header.offsets):
                units = unit if axis == "Z" else 1.0
                points[axis] = np.rint((values / units - offset) / scale).astype(np.int64).astype(np.int32)
        return laspy.ScaleAwarePointRecord(points, self._kind, np.array(header.scales), np.array(header.offsets))
