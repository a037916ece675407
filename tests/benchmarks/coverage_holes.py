"""Coverage holes over a municipality: time and memory, and that no block size changes a figure."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import from_origin
from scipy import ndimage

ROOT = Path(__file__).resolve().parents[2]
EDGE, CELL = 3000, 5.0
CARRIERS = 4

Row = tuple[str, str, str, str]

RUN = """
import json, sys, time
sys.path.insert(0, {root!r})
from tests import conftest
import numpy as np
import shapely
from soranome.plugin.core.coverage.holes.hole_inputs import Carrier, Rules, common_grid
from soranome.plugin.core.coverage.holes.holes import complete_carriers, find_holes
from soranome.plugin.core.coverage.holes.indicators import Areas, Assessment, Lists, People, Places, Roads
from soranome.plugin.core.raster import RasterWriter

paths, block, target = {paths!r}, {block}, {target!r}
start = time.perf_counter()
grid = common_grid(paths)
west, south, east, north = grid.bounds
rng = np.random.default_rng(1)
squares = [shapely.box(x, y, x + 500, y + 500) for x in np.arange(west, east, 500) for y in np.arange(south, north, 500)]
middle = (west + east) / 2
lists = Lists(
    Areas([shapely.box(west, south, middle, north), shapely.box(middle, south, east, north)], ["a", "b"], ["", ""]),
    People(squares, rng.integers(0, 900, len(squares)).astype(float), [""] * len(squares)),
    Roads([shapely.LineString(np.column_stack([rng.uniform(west, east, 200), rng.uniform(south, north, 200)]))],
          np.zeros(1, bool)),
    Places(np.column_stack([rng.uniform(west, east, 500), rng.uniform(south, north, 500)]), ["k"] * 500, ["n"] * 500),
    [shapely.box(middle - 900, south + 900, middle + 900, south + 2700)],
)
carriers, considered, apart = complete_carriers([Carrier(str(i), [path]) for i, path in enumerate(paths)], None)
assessment = Assessment(lists, grid)
with RasterWriter(target, grid, "uint8", len(paths) + 1, 255) as writer:
    found = find_holes(grid, carriers, considered, Rules(-100.0, min_area_m2=500.0), assessment.layers, writer,
                       points=assessment.points, block_size=block)
    findings = assessment.take(found, np.zeros(0, int), np.zeros(0, bool))
seconds = time.perf_counter() - start
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
total = findings.total()
figures = [total.land_m2.holes, total.people.covered, total.people_half.covered, total.roads_m.covered,
           total.facilities.covered, total.commercial_m2.holes, len(findings.holes),
           sum(hole.outline.area for hole in findings.holes)]
print(json.dumps([seconds, int(peak.split()[1]) / 2**20, figures]))
"""


def holes_of_a_municipality(folder: Path, data: Path) -> list[Row]:
    paths = _signals(folder)
    results = [_run(folder, paths, block) for block in (1024, 512)]
    (seconds, gigabytes, figures), (_, _, again) = results
    cells = EDGE * EDGE
    return [
        (
            "Coverage holes and indicators, 225 km² at 5 m, 4 carriers",
            "–",
            f"{seconds:.1f} s, {gigabytes:.2f} GiB; {figures[6]:,} holes of 500 m² or more",
            f"{cells / 1e6:.0f} M cells × {CARRIERS}, any carrier and each; 900 squares of people, roads, places",
        ),
        (
            "The same in blocks of 512² instead of 1,024²",
            "equal",
            "equal" if figures == again else "different",
            "areas, people, road length, places, number and area of holes",
        ),
    ]


def _signals(folder: Path) -> list[str]:
    rng = np.random.default_rng(7)
    paths = []
    for number in range(CARRIERS):
        values = np.full((EDGE, EDGE), -92.0, "float32")
        for width, strength in ((90, 9.0), (12, 5.0), (2, 2.0)):
            waves = ndimage.gaussian_filter(rng.standard_normal((EDGE, EDGE), "float32"), width)
            values += strength * waves / waves.std()
        values[: 100 * number] = np.nan
        paths.append(str(folder / f"signal{number}.tif"))
        with rasterio.open(
            paths[-1], "w", driver="GTiff", width=EDGE, height=EDGE, count=1, dtype="float32", crs="EPSG:6677",
            transform=from_origin(-60000, -30000, CELL, CELL), nodata=np.nan, tiled=True, compress="deflate",
        ) as target:  # fmt: skip
            target.write(values, 1)
    return paths


def _run(folder: Path, paths: list[str], block: int) -> list:
    code = RUN.format(root=str(ROOT), paths=paths, block=block, target=str(folder / "classes.tif"))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return json.loads(done.stdout)


MEASURES = (holes_of_a_municipality,)
