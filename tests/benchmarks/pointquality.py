"""Checks and updates of point clouds: how right recovered misfits are, and how fast quality is beside bare decoding."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import shapely
from rasterio.crs import CRS

from soranome.plugin.core.pointcloud.area import Area
from soranome.plugin.core.pointcloud.fit import Move, common_grid, measure_fit
from soranome.plugin.core.pointcloud.quality import examine, specification
from soranome.plugin.core.pointcloud.quality_tile import _CHUNK
from soranome.plugin.core.pointcloud.reading import open_points
from soranome.plugin.core.pointcloud.update import Settings, update_base
from soranome.plugin.core.tasks import Silent
from tests.core.pointcloud.cloud_tools import SOUTH, WEST, catalogue, ground, scattered, write_tile

Row = tuple[str, str, str, str]

TRIALS = 20
SIDE_M, FILL_M = 400.0, 3.0
DENSITY = 4
ROUNDS = 3


def misfits(folder: Path, data: Path | None) -> list[Row]:
    """Known shifts, biases and tilts, put into captures of one ground with a fill in it."""
    rng = np.random.default_rng(11)
    box = WEST, SOUTH, WEST + SIDE_M, SOUTH + SIDE_M
    middle = WEST + SIDE_M / 2, SOUTH + SIDE_M / 2
    base = catalogue(_capture(folder / "base.laz", box, 1))
    errors, scaled, left = [], [], []
    for trial in range(TRIALS):
        shift, tilt = rng.uniform(-2, 2, 2), rng.uniform(-2e-3, 2e-3, 2)
        level = rng.uniform(-1, 1)
        path = _capture(folder / "new.laz", box, 100 + trial, (*shift, level), tilt, middle)
        new = catalogue(path)
        grid = common_grid(base, new)
        fit = measure_fit(base, new, Move(), grid, None, Silent())
        at_centre = level + float(np.dot(tilt, np.subtract(fit.centre, middle)))
        found = np.array([fit.x_m, fit.y_m, fit.z_m, fit.tilt_east / 1000, fit.tilt_north / 1000])
        true = np.array([*shift, at_centre, *tilt])
        sds = np.array([fit.x_sd, fit.y_sd, fit.z_sd, fit.tilt_sd / 1000, fit.tilt_sd / 1000])
        errors.append(found - true)
        scaled.append(np.abs(found - true) / sds)
        after = measure_fit(base, new, fit.move(1.0, 0.0), grid, None, Silent())
        left.append((after.vertical_m, after.horizontal_m))
    worst = np.abs(errors).max(axis=0)
    inside = 100 * np.mean(np.array(scaled) <= 2)
    how = (
        f"{TRIALS} captures of {SIDE_M:.0f} m, {DENSITY} points/m², σ 3 cm, a 3 m fill on a tenth of it; shifts to 2 m, "
        "heights to 1 m, tilts to 2 m/km"
    )
    return [
        ("updatepointcloud: shift recovered, worst error", "–", f"{worst[:2].max():.3f} m", how),
        ("… height at the centre, worst error", "–", f"{worst[2]:.3f} m", ""),
        ("… tilt, worst error", "–", f"{1000 * worst[3:].max():.3f} m/km", ""),
        ("… true value within 2 standard errors", "95 %", f"{inside:.0f} %", "of all five, errors from patches"),
        (
            "… misfit left once corrected, worst",
            "≤ 0.10 m, ≤ 0.50 m",
            f"{max(v for v, _ in left):.3f} m up, {max(h for _, h in left):.3f} m sideways",
            "measured again",
        ),
    ]


def _capture(path: Path, box, seed: int, move=(0, 0, 0), tilt=(0, 0), middle=(0, 0)):
    x, y = scattered(*box, DENSITY, seed)
    z = ground(x, y) + np.random.default_rng(seed + 1000).normal(0, 0.03, len(x))
    if seed > 1:
        reach = SIDE_M * np.sqrt(0.1 / np.pi)
        z += FILL_M * (np.hypot(x - WEST - 150, y - SOUTH - 170) < reach)
    z += move[2] + tilt[0] * (x - middle[0]) + tilt[1] * (y - middle[1])
    return write_tile(path, x + move[0], y + move[1], z)


def toronto(folder: Path, data: Path | None) -> list[Row]:
    source = data / "pointcloud" / "two_epoch" if data else None
    if source is None or not source.is_dir():
        return [("Toronto 2015 / 2023", "–", "–", "skipped: no real data here")]
    crs = CRS.from_epsg(26917)
    base, new = (catalogue(source / name, crs=crs) for name in ("TTP_15.laz", "TTP_23.laz"))
    out = folder / "toronto"
    out.mkdir()
    update = update_base(base, new, out, Settings(fit="correct", base_date="2015-06-01", new_date="2023-06-01"))
    fit, after = update.fit, update.after
    return [
        (
            "Toronto 2015 → 2023: height of NEW",
            "told",
            f"{fit.z_m:+.3f} ± {fit.z_sd:.3f} m, after {after.z_m:+.3f} m",
            "other height datum (CGVD28, CGVD2013); refused unless told",
        )
    ]


def partition(folder: Path, data: Path | None) -> list[Row]:
    """Points put on one side of 2,000 cells that tile a square: each exactly once."""
    rng = np.random.default_rng(5)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(
            shapely.MultiPoint(rng.uniform(0, 1000, (2000, 2))), extend_to=shapely.box(0, 0, 1000, 1000)
        )
    )
    corners = shapely.get_coordinates(cells)
    x = np.r_[rng.uniform(10, 990, 100_000), corners[:, 0]]
    y = np.r_[rng.uniform(10, 990, 100_000), corners[:, 1]]
    inside = (np.abs(x - 500) < 490) & (np.abs(y - 500) < 490)
    x, y = x[inside], y[inside]
    held = np.zeros(len(x), int)
    for cell in cells:
        west, south, east, north = cell.bounds
        near = (x >= west) & (x <= east) & (y >= south) & (y <= north)
        held[near] += Area(cell).contains(x[near], y[near])
    wrong = int((held != 1).sum())
    return [
        ("Points doubled or lost between 2,000 areas side by side", "0", f"{wrong} of {len(x):,}", "corners among them")
    ]


def speed(folder: Path, data: Path | None) -> list[Row]:
    path = data / "pointcloud" / "single" / "autzen_10.65M_from_ept.laz" if data else None
    if path is None or not path.is_file():
        return [("pointcloudquality: speed", "–", "–", "skipped: no real data here")]
    tiles = catalogue(path, crs=CRS.from_epsg(2992))
    examine(tiles, specification())
    bare, whole = [], []
    for _ in range(ROUNDS):  # in turn, so that both meet the same machine
        start = time.perf_counter()
        with open_points(tiles.tiles[0].source) as points:
            count = sum(len(chunk) for chunk in points.chunks(_CHUNK))
        bare.append(time.perf_counter() - start)
        start = time.perf_counter()
        examine(tiles, specification())
        whole.append(time.perf_counter() - start)
    code = (
        "import sys; sys.path.insert(0, 'tests'); import conftest\n"
        "from rasterio.crs import CRS\n"
        "from soranome.plugin.core.pointcloud.quality import examine, specification\n"
        "from tests.core.pointcloud.cloud_tools import catalogue\n"
        f"examine(catalogue({str(path)!r}, crs=CRS.from_epsg(2992)), specification())\n"
        "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    return [
        (
            "pointcloudquality: 10.65 M points, against bare decoding",
            "–",
            f"{min(whole) / min(bare):.2f} × ({count / min(whole) / 1e6:.1f} M points/s)",
            f"best of {ROUNDS} in turn, same run; 1 m cells",
        ),
        (
            "… peak memory",
            "≤ 1 GiB",
            f"{int(done.stdout.split()[-1]) / 1024:.0f} MB",
            "own process, libraries included",
        ),
    ]


MEASURES = (misfits, toronto, partition, speed)
