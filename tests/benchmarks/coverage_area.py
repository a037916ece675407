"""The area engine alone: its speed, memory and agreement with point to point, and its viewshed beside GDAL's."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from rasterio.crs import CRS
from rasterio.warp import Resampling, reproject
from scipy import ndimage

from soranome.plugin.core.coverage.landscape import Landscape
from soranome.plugin.core.coverage.prediction.area import area_loss
from soranome.plugin.core.coverage.prediction.viewshed import RADIO, viewshed
from soranome.plugin.core.grid import Grid
from tests.conftest import ROOT
from tests.core.coverage.area_cases import (
    CLIMATE,
    centre,
    hills,
    landscape,
    made_scene,
    point_to_point,
    random_cells,
    us_mountains,
    value_at,
    woods,
)

Row = tuple[str, str, str, str]

TILE = "coverage/dem_us_mountain/N44W072.hgt"
JAPAN = "coverage/dem_jp/FG-GML-5238-74-00-DEM5A-20161001.xml"
PATHS = 10_000
SITES, SITE_REACH_M = 1000, 2000.0

# In a process of its own: peak memory is that of the job alone, and nothing is compiled but what the cache holds.
JOB = """
import json, sys
sys.path.insert(0, {root!r})
from tests import benchmarks
from tests.benchmarks import coverage_area
print(json.dumps(coverage_area.{function}(*{arguments!r})))
"""


def area_speed(folder: Path, data: Path | None) -> list[Row]:
    rows = []
    for cell, size, reach_m in ((100.0, 210, 10_000.0), (30.0, 680, 10_000.0), (5.0, 3010, 7_500.0)):
        told = []
        for surface in (False, True):
            for percent in (50.0, 10.0):
                seconds, receivers, _, work = _process("one_site", cell, size, reach_m, surface, percent, "p1812")
                kind = "DSM" if surface else "terrain"
                rate = (
                    f"{receivers / seconds / 1e6:.1f} M/s ({seconds:.2f} s, {work / receivers * 1e9:.0f} ns of a core)"
                )
                told.append(f"{kind}, {percent:g} %: {rate}")
        rows.append(
            (
                f"P.1812 to all cells, {cell:g} m, {reach_m / 1000:g} km, {receivers:,} receivers",
                "1 M receivers/s, goal 5 M",
                "; ".join(told),
                f"two threads, best of five, made mountains; DSM: woods on half of them; load {os.getloadavg()[0]:.1f}",
            )
        )
    seconds, receivers, peak, _ = _process("one_site", 5.0, 3000, 10_610.0, True, 50.0, "p1812")
    rows.append(
        (
            f"One site over 225 km² at 5 m ({receivers / 1e6:.1f} M receivers, DSM, 50 %)",
            "< 10 s, goal 2 s; < 4 GiB",
            f"**{seconds:.1f} s**; {peak / 2**30:.2f} GiB",
            "two threads; peak of the process with the interpreter and the made landscape",
        )
    )
    for model, asked in (("los28", "–"), ("itm", "–")):
        seconds, receivers, _, _ = _process("one_site", 30.0, 680, 10_000.0, True, 50.0, model)
        rows.append(
            (
                f"Model {model}, 30 m, 10 km",
                asked,
                f"{receivers / seconds / 1e6:.2f} M receivers/s",
                "two threads" + ("; every path walked, 150 steps at most" if model == "itm" else ""),
            )
        )
    return rows


def thousand_sites(folder: Path, data: Path | None) -> list[Row]:
    seconds, receivers, peak = _process("many_sites", SITES)
    return [
        (
            f"{SITES:,} sites × {SITE_REACH_M / 1000:g} km at 10 m, engine alone ({receivers / 1e6:.0f} M receivers, DSM)",
            "< 3 min, goal 30 s; < 4 GiB",
            f"**{seconds:.0f} s**, {receivers / seconds / 1e6:.1f} M receivers/s; {peak / 2**30:.2f} GiB",
            "50 %; two threads, a site each; 20 × 20 km of made mountains with woods",
        )
    ]


def area_compiling(folder: Path, data: Path | None) -> list[Row]:
    with tempfile.TemporaryDirectory() as cache:
        environment = os.environ | {"NUMBA_CACHE_DIR": cache}
        cold, warm = (_process("first_site", environment=environment) for _ in range(2))
    return [
        (
            "First P.1812 area of a process (1 km at 30 m)",
            "–",
            f"{cold:.0f} s compiling (once after installing), {warm:.1f} s from the cache",
            "an empty cache, then the same again",
        )
    ]


def equals_point_to_point(folder: Path, data: Path | None) -> list[Row]:
    places = {"made scene with DSM, 4 m, 0.9 km": (made_scene(), 900.0)}
    if data is not None and (data / TILE).is_file():
        places["NASADEM White Mountains, 30 m, 12 km"] = us_mountains(data / TILE), 12_000.0
    rows = []
    for name, (land, reach_m) in places.items():
        x, y = centre(land)
        apart = {True: [], False: []}
        for percent in (50.0, 10.0):
            area = area_loss(land, x, y, 40.0, 800.0, climate=CLIMATE, percent_time=percent, reach_m=reach_m)
            for cell in random_cells(area, PATHS // 2):
                loss, _ = point_to_point(land, x, y, 40.0, 800.0, *cell, reach_m, percent=percent)
                free = bool(value_at(area, area.line_of_sight, *cell))
                apart[free].append(abs(value_at(area, area.loss_db, *cell) - loss))
        both = np.concatenate(list(apart.values()))
        rows.append(
            (
                f"Area against point to point on the same profile, {name}",
                "99.9 % within 0.1 dB",
                f"{100 * (both < 0.1).mean():.2f} % of {len(both):,}; largest {max(apart[True], default=0):.0e} dB in sight "
                f"({len(apart[True]):,}), {max(apart[False], default=0):.0e} dB behind obstacles",
                "800 MHz, 50 and 10 % of the time; the output is float32, 1.5e-5 dB apart",
            )
        )
    return rows


def viewshed_beside_gdal(folder: Path, data: Path | None) -> list[Row]:
    if shutil.which("gdal_viewshed") is None:
        return [("Viewshed beside GDAL's", "≥ 99 %", "not measured", "needs gdal_viewshed (gdal-bin)")]
    places = {"made scene": made_scene(False)}
    if data is not None and (data / TILE).is_file():
        places["NASADEM White Mountains, 30 m"] = us_mountains(data / TILE)
    if data is not None and (data / JAPAN).is_file():
        places["GSI DEM5A 5238-74-00, 5 m"] = _japan(data / JAPAN)
    rows = []
    for name, land in places.items():
        told = []
        for height_m, receiver_m in ((30.0, 1.5), (10.0, 10.0)):
            told.append(_beside_gdal(land, height_m, receiver_m, folder))
        agree = "; ".join(
            f"{height:g} m to {receiver:g} m: {100 * same:.2f} % of {cells:,}"
            for height, receiver, same, cells, *_ in told
        )
        ours, theirs = (100 * np.mean([one[index] for one in told]) for index in (4, 5))
        times = [np.mean([one[index] for one in told]) for index in (6, 7)]
        rows.append(
            (
                f"Viewshed against gdal_viewshed, {name}",
                "≥ 99 % of cells agree",
                agree,
                f"the rest graze: against straight lines sampled four times a cell, ours is right in {ours:.2f} % and GDAL "
                f"(planes through its neighbours) in {theirs:.2f} % of 4,000 cells; {times[0]:.2f} s, GDAL {times[1]:.2f} s",
            )
        )
    return rows


def _beside_gdal(land: Landscape, height_m: float, receiver_m: float, folder: Path) -> tuple:
    """(heights, share that agrees, cells, share of ours and GDAL's that is right, seconds of both)."""
    x, y = centre(land, 0, 0)
    rows, columns = land.grid.shape
    reach_m = 0.45 * min(rows, columns) * land.cell_m
    viewshed(land, x, y, height_m, reach_m=10 * land.cell_m)  # compiles
    start = time.perf_counter()
    window, seen = viewshed(land, x, y, height_m, receiver_height_m=receiver_m, reach_m=reach_m)
    mine = time.perf_counter() - start
    ours = np.zeros(land.grid.shape, bool)
    ours[window.toslices()] = seen
    source, target = folder / "viewshed_ground.tif", folder / "viewshed_gdal.tif"
    with rasterio.open(
        source,
        "w",
        driver="GTiff",
        count=1,
        width=columns,
        height=rows,
        dtype="float32",
        crs=land.grid.crs,
        transform=land.grid.transform,
    ) as dataset:
        dataset.write(land.height_m, 1)
    options = {"-ox": x, "-oy": y, "-oz": height_m, "-tz": receiver_m, "-md": reach_m, "-cc": 1 - RADIO}
    words = [str(word) for pair in options.items() for word in pair]
    start = time.perf_counter()
    subprocess.run(["gdal_viewshed", "-q", *words, str(source), str(target)], check=True)
    gdal = time.perf_counter() - start
    theirs = np.zeros(land.grid.shape, bool)
    with rasterio.open(target) as dataset:
        column, row = (round(number) for number in ~land.grid.transform * (dataset.transform.c, dataset.transform.f))
        theirs[row : row + dataset.height, column : column + dataset.width] = dataset.read(1) > 0
    away = np.hypot(*np.ogrid[-(rows // 2) : rows - rows // 2, -(columns // 2) : columns - columns // 2]) * land.cell_m
    within = away < reach_m - 2 * land.cell_m
    cells = np.argwhere(within & (away > 5 * land.cell_m))
    cells = cells[np.random.default_rng(0).permutation(len(cells))[:4000]]
    exact = np.array([_in_sight(land, rows // 2, columns // 2, *cell, height_m, receiver_m) for cell in cells])
    right = [(exact == other[tuple(cells.T)]).mean() for other in (ours, theirs)]
    return height_m, receiver_m, (ours == theirs)[within].mean(), int(within.sum()), *right, mine, gdal


def _in_sight(
    land: Landscape, row: int, column: int, to_row: int, to_column: int, height_m: float, receiver_m: float
) -> bool:
    """Whether the straight line between two cells is free, over bilinear terrain four times a cell."""
    count = 4 * max(abs(to_row - row), abs(to_column - column))
    share = np.arange(1, count) / count
    rows, columns = row + share * (to_row - row), column + share * (to_column - column)
    ends = (np.rint(rows) == to_row) & (np.rint(columns) == to_column)
    ends |= (np.rint(rows) == row) & (np.rint(columns) == column)
    ground = ndimage.map_coordinates(land.height_m, [rows, columns], np.float64, order=1)
    d = np.hypot(to_row - row, to_column - column) * land.cell_m
    bend = (1 - RADIO) / (2 * 6_371_000)
    eye = land.height_m[row, column] + height_m
    slopes = (ground - bend * (share * d) ** 2 - eye) / (share * d)
    level = (land.height_m[to_row, to_column] + receiver_m - bend * d * d - eye) / d
    return not (slopes[~ends] >= level).any()


def _japan(path: Path) -> Landscape:
    """A DEM5A sheet of GSI (FG-GML) in UTM zone 53 at 5 m; holes and corners at the height of its lowest place."""
    text = path.read_text(encoding="utf-8")
    south, west = map(float, re.search(r"<gml:lowerCorner>(.+?) (.+?)</", text).groups())
    north, east = map(float, re.search(r"<gml:upperCorner>(.+?) (.+?)</", text).groups())
    columns, rows = (int(word) + 1 for word in re.search(r"<gml:high>(\d+) (\d+)</", text).groups())
    first, line = map(int, re.search(r"<gml:startPoint>(\d+) (\d+)</", text).groups())
    values = [float(word) for word in re.findall(r",(-?[\d.]+)\s", re.search(r"(?s)<gml:tupleList>(.*?)</", text)[1])]
    heights = np.full(rows * columns, -9999.0, np.float32)
    begin = line * columns + first
    heights[begin : begin + len(values)] = values
    heights[heights < -9000] = np.nan
    degrees = Affine((east - west) / columns, 0, west, 0, (south - north) / rows, north)
    crs = CRS.from_epsg(32653)
    left, bottom, right, top = rasterio.warp.transform_bounds("EPSG:4326", crs, west, south, east, north)
    grid = Grid(crs, Affine(5, 0, left, 0, -5, top), int((right - left) / 5), int((top - bottom) / 5))
    ground = np.full(grid.shape, np.nan, np.float32)
    reproject(
        heights.reshape(rows, columns),
        ground,
        src_transform=degrees,
        src_crs="EPSG:4326",
        src_nodata=np.nan,
        dst_transform=grid.transform,
        dst_crs=crs,
        dst_nodata=np.nan,
        resampling=Resampling.bilinear,
    )
    ground[np.isnan(ground)] = np.nanmin(ground)
    return Landscape(grid, ground, np.zeros(grid.shape, np.float32), np.zeros(grid.shape, bool), False)


# ---- Jobs of their own process --------------------------------------------------------------------------------------


def one_site(cell: float, size: int, reach_m: float, surface: bool, percent: float, model: str) -> list:
    """[seconds, receivers, peak bytes, seconds of cores] of a prediction from the middle of ``size``² cells, compiled."""
    ground = hills(size, relief=40 * cell**0.5)
    land = landscape(ground, cell, woods(ground.shape) if surface else None)
    mhz = 28_000.0 if model == "los28" else 800.0
    options = {"climate": CLIMATE, "percent_time": percent, "model": model}
    area_loss(land, *centre(land), 30.0, mhz, reach_m=20 * cell, **options)
    best = work = np.inf
    for _ in range(5):
        start, before = time.perf_counter(), time.process_time()
        area = area_loss(land, *centre(land), 30.0, mhz, reach_m=reach_m, **options)
        best, work = min(best, time.perf_counter() - start), min(work, time.process_time() - before)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return [best, int(np.isfinite(area.loss_db).sum()), peak, work]


def many_sites(count: int) -> list:
    """[seconds, receivers, peak bytes] of ``count`` sites spread over 20 × 20 km at 10 m."""
    ground = hills(2000, 10.0, relief=150.0)
    land = landscape(ground, 10.0, woods(ground.shape))
    west, south, east, north = land.grid.bounds
    rng = np.random.default_rng(4)
    places = rng.uniform((west + 2100, south + 2100), (east - 2100, north - 2100), (count, 2))

    def predict(place: np.ndarray) -> int:
        area = area_loss(land, *place, 20.0, 800.0, climate=CLIMATE, reach_m=SITE_REACH_M, workers=1)
        return int(np.isfinite(area.loss_db).sum())

    predict(places[0])
    start = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        receivers = sum(pool.map(predict, places))
    return [time.perf_counter() - start, receivers, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024]


def first_site() -> float:
    """Seconds of the first prediction of a process."""
    land = landscape(hills(80), 30.0)
    start = time.perf_counter()
    area_loss(land, *centre(land), 30.0, 800.0, climate=CLIMATE, reach_m=1000.0)
    return time.perf_counter() - start


def _process(function: str, *arguments, environment: dict | None = None):
    code = JOB.format(root=str(ROOT), function=function, arguments=arguments)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


MEASURES = (area_speed, thousand_sites, area_compiling, equals_point_to_point, viewshed_beside_gdal)
