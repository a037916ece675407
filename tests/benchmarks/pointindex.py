"""The index of a whole survey: how long 13,000 zipped tiles take, and how long they take again."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import numpy as np

TILES = 13_000
POINTS = 500  # of each made tile


def survey(folder: Path, tiles: int = TILES) -> Path:
    """Zips of one LAS tile each, named by their level 500 sheets, without CRS, as Tokyo delivers them."""
    from soranome.plugin.core.pointcloud.sheets import sheets_in
    from tests.tiles import las_bytes, patched, points_in, zipped

    folder = folder / "survey"
    rows = int(np.ceil(tiles / 130))
    block = (-60_000, -30_000 - 300 * rows, -60_000 + 400 * 130, -30_000)
    made = las_bytes(points_in((0, 0, 400, 300), POINTS))
    for number, sheet in enumerate(sheets_in(9, 500, block)):
        if number == tiles:
            break
        west, south, east, north = sheet.extent
        tile = patched(made, 155, "<2d", west, south)  # offsets, then max and min of x and y
        tile = patched(patched(tile, 179, "<2d", east, west), 195, "<2d", north, south)
        zipped(folder / f"{sheet.code}.zip", {f"{sheet.code}.las": tile})
    return folder


def index_speed(folder: Path, data: Path | None) -> list[tuple[str, str, str, str]]:
    from qgis.core import QgsApplication

    from soranome.plugin.core.pointcloud.index import scan

    tiles = survey(folder)
    start = time.perf_counter()
    scan([tiles])
    core = time.perf_counter() - start
    application = QgsApplication.instance() or QgsApplication([], False)
    application.initQgis()
    from soranome.plugin.processing.pointcloud.indextiles import write_index

    path = folder / "index.gpkg"
    start = time.perf_counter()
    write_index(str(path), scan([tiles]))
    first = time.perf_counter() - start
    start = time.perf_counter()
    again_index = scan([tiles], before=path)
    write_index(str(path), again_index)
    again = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    what = f"Index of {TILES:,} zips of one LAS tile each"
    return [
        (
            what,
            "under 60 s",
            f"{first:.1f} s ({core:.1f} s without writing it), {peak:.0f} MiB",
            "made tiles, local disk",
        ),
        (
            "The same, rescanned with nothing changed",
            "seconds",
            f"{again:.1f} s",
            f"{again_index.reused:,} rows reused",
        ),
    ]


MEASURES = (index_speed,)
