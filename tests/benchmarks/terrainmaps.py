"""Terrain maps beside gdaldem: equal, and in what time and memory; and map sheet codes against their published extents."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import from_origin
from scipy import ndimage

from soranome.plugin.core.pointcloud.sheets import LEVELS, ZONES, find_code, parse, sheet_at, sheets_in
from soranome.plugin.core.terrain.maps import Options, draw
from tests.core.pointcloud.test_sheets import PUBLISHED

ROOT = Path(__file__).resolve().parents[2]
EDGE = 10_000
REPEATS = 3
PLACES = 2000

Row = tuple[str, str, str, str]

OURS = """
import sys, time
sys.path.insert(0, {root!r})
from tests import conftest
from soranome.plugin.core.terrain.maps import draw
start = time.perf_counter()
draw({dtm!r}, {outputs!r})
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(time.perf_counter() - start, int(peak.split()[1]) / 2**20)
"""
GDAL = """
import sys, time
from osgeo import gdal
gdal.UseExceptions()
start = time.perf_counter()
for kind, options, target in {jobs!r}:
    gdal.DEMProcessing(target, {dtm!r}, kind, options=options.split(), format={format!r})
print(time.perf_counter() - start, 0)
"""


def equal_to_gdal(folder: Path, data: Path) -> list[Row]:
    sources = {"made hills, 1,000², 1 m": _made(folder, 1000)}
    lidar = data / "dem" / "fortbragg" / "elevation_2016.tif"
    if lidar.is_file():
        sources["Fort Bragg lidar, 450², 1 m"] = str(lidar)
    rows = []
    for name, dtm in sources.items():
        told = []
        for kind, options, asked in (
            ("slope", "", Options()),
            ("hillshade", "", Options(azimuth_deg=315)),
            ("hillshade", "-multidirectional", Options()),
        ):
            theirs, ours = str(folder / "gdal.tif"), str(folder / "ours.tif")
            _run(GDAL.format(jobs=[(kind, options, theirs)], dtm=dtm, format="GTiff"))
            draw(dtm, {kind: ours}, asked)
            with rasterio.open(theirs) as gdal, rasterio.open(ours) as mine:
                expected = gdal.read(1, masked=True).astype(float)
                apart = np.abs(mine.read(1) - expected).compressed()
            shade = kind == "hillshade"
            told.append(
                f"{options.strip('-') or kind} {apart.max():.{0 if shade else 4}f}{' of 255' if shade else '°'}"
                + (f" in {100 * (apart > 0).mean():.2f} % of the cells" if shade else "")
            )
        rows.append((f"Largest difference to gdaldem, {name}", "rounding", "; ".join(told), "same file, in this run"))
    return rows


def beside_gdaldem(folder: Path, data: Path) -> list[Row]:
    dtm = _made(folder, EDGE)
    named = {kind: str(folder / f"{kind}.tif") for kind in ("hillshade", "slope", "csmap", "curvature", "openness")}
    jobs = [("hillshade", "-multidirectional", str(folder / "g1.tif")), ("slope", "", str(folder / "g2.tif"))]
    pair = {kind: named[kind] for kind in ("hillshade", "slope")}
    default = {kind: named[kind] for kind in ("hillshade", "slope", "csmap")}
    _run(OURS.format(root=str(ROOT), dtm=_made(folder, 500), outputs=named))  # numba compiles once
    times = {"gdal": [], "pair": [], "default": []}
    memory = 0.0
    for _ in range(REPEATS):
        times["gdal"].append(_run(GDAL.format(jobs=jobs, dtm=dtm, format="COG"))[0])
        times["pair"].append(_run(OURS.format(root=str(ROOT), dtm=dtm, outputs=pair))[0])
        seconds, peak = _run(OURS.format(root=str(ROOT), dtm=dtm, outputs=default))
        times["default"].append(seconds)
        memory = max(memory, peak)
    gdal, both, three = (statistics.median(found) for found in times.values())
    sky, sky_memory = _run(OURS.format(root=str(ROOT), dtm=dtm, outputs={"openness": named["openness"]}))
    how = f"{EDGE:,}² cells, COG out, median of {REPEATS}"
    return [
        ("Hillshade and slope beside gdaldem", "≤ 1 ×", f"{both / gdal:.2f} × ({both:.0f} s, {gdal:.0f} s)", how),
        ("`terrainmaps`: hillshade, slope, CS map", "reasonable time", f"{three:.0f} s, {memory:.2f} GiB", how),
        ("Openness within 50 m", "reasonable time", f"{sky:.0f} s, {sky_memory:.2f} GiB", f"{EDGE:,}² cells of 1 m"),
    ]


def sheet_codes(folder: Path, data: Path) -> list[Row]:
    right = sum(
        parse(code, box).extent == box and [sheet.code for sheet in sheets_in(9, parse(code, box).level, box)] == [code]
        for code, box in PUBLISHED.items()
    )
    chance = random.Random(1)  # noqa: S311
    there_and_back = total = 0
    for zone in ZONES:
        for level in LEVELS:
            for _ in range(PLACES):
                sheet = sheet_at(zone, level, chance.uniform(-160000, 160000), chance.uniform(-480000, 300000))
                west, south, east, north = sheet.extent
                again = sheet_at(zone, level, (west + east) / 2, (south + north) / 2)
                there_and_back += parse(sheet.code, sheet.extent) == sheet == again
                total += 1
    names = [f"多摩_{sheet_at(9, 500, -60000 + 10 * n, -36000).code.lower()}_org_1.las" for n in range(13_000)]
    start = time.perf_counter()
    for name in names:
        parse(find_code(name)).extent  # noqa: B018 - timed
    seconds = time.perf_counter() - start
    return [
        ("Published sheets: code ↔ extent", "all", f"{right} of {len(PUBLISHED)}", "real files, two public tools"),
        ("Code → extent → code, 19 zones × 7 levels", "all", f"{there_and_back:,} of {total:,}", "random places"),
        ("Codes found and read in 13,000 names", "–", f"{seconds:.2f} s", "part of the index"),
    ]


def _made(folder: Path, edge: int) -> str:
    path = folder / f"hills_{edge}.tif"
    if path.exists():
        return str(path)
    rng = np.random.default_rng(1)
    coarse = ndimage.gaussian_filter(rng.normal(size=(edge // 20, edge // 20)), 3).astype("float32")
    ground = 400 + 120 * ndimage.zoom(coarse / coarse.std(), 20, order=3)
    with rasterio.open(
        path, "w", driver="GTiff", width=edge, height=edge, count=1, dtype="float32", crs="EPSG:6677",
        transform=from_origin(-70000, -30000, 1, 1), tiled=True, blockxsize=512, blockysize=512,
    ) as dataset:  # fmt: skip
        dataset.write(ground + rng.normal(0, 0.03, ground.shape).astype("float32"), 1)
    return str(path)


def _run(code: str) -> tuple[float, float]:
    """Seconds and GiB told by a process of its own."""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    seconds, memory = done.stdout.split()[-2:]
    return float(seconds), float(memory)


MEASURES = (equal_to_gdal, beside_gdaldem, sheet_codes)
