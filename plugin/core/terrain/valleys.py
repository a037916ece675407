"""Valley lines from a height grid: where flow has gathered."""

from __future__ import annotations

import numpy as np
import shapely

from .flow import Flow


def valley_lines(flow: Flow, catchment_m2: float) -> np.ndarray:
    """Lines (shapely, from cell to cell downstream) along which at least ``catchment_m2`` drain."""
    with np.errstate(invalid="ignore"):
        cells = np.flatnonzero(flow.catchment_m2 >= catchment_m2)
    cells = cells[flow.receiver[cells] != cells]
    ends = np.stack([flow.centres(cells), flow.centres(flow.receiver[cells])], axis=1)
    return shapely.linestrings(ends)
