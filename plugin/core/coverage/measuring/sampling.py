"""Values of a raster at points, block by block."""

from __future__ import annotations

import numpy as np
from rasterio.windows import Window

from ...raster import Raster
from ...tasks import Progress, Silent, check_cancelled

_BLOCK = 1024


def sample(
    raster: Raster, x: np.ndarray, y: np.ndarray, progress: Progress | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Value (float64, NaN where there is none) of the cell each point lies in, and whether it lies in the raster at all.

    ``x``, ``y`` in the CRS of the raster. Cells are taken as they are, never interpolated: a prediction holds for its cell.
    """
    progress = progress or Silent()
    grid = raster.grid
    column, row = ~grid.transform * (np.asarray(x, float), np.asarray(y, float))
    column, row = np.floor(column), np.floor(row)
    inside = (column >= 0) & (row >= 0) & (column < grid.width) & (row < grid.height)
    values = np.full(len(column), np.nan)
    at = np.flatnonzero(inside)
    if not len(at):
        return values, inside
    column, row = column[at].astype(np.int64), row[at].astype(np.int64)
    block = row // _BLOCK * (grid.width // _BLOCK + 1) + column // _BLOCK
    order = np.argsort(block, kind="stable")
    starts = np.flatnonzero(np.diff(block[order], prepend=-1))
    for number, members in enumerate(np.split(order, starts[1:])):
        check_cancelled(progress)
        left, top = int(column[members].min()), int(row[members].min())
        width, height = int(column[members].max()) - left + 1, int(row[members].max()) - top + 1
        data, valid = raster.read_valid(Window(left, top, width, height), [1])
        cells = row[members] - top, column[members] - left
        found = data[0][cells].astype(np.float64)
        found[~valid[cells]] = np.nan
        values[at[members]] = found
        progress.report((number + 1) / len(starts))
    return values, inside
