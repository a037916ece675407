"""Surfaces: one pass over a LAZ beside bare decoding, the triangulation beside startinpy and SciPy, the whole job's pace.

Peers where they are installed: whitebox-workflows in a virtual environment of its own, ``.venv/peers``.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import laspy
import numpy as np
from rasterio.crs import CRS

from soranome.plugin.core.pointcloud.catalogue import Catalogue, catalogue_of
from soranome.plugin.core.pointcloud.lattice import STEP
from soranome.plugin.core.pointcloud.reading import open_points
from soranome.plugin.core.pointcloud.source import find_sources
from soranome.plugin.core.pointcloud.surfaces import Settings, make_surfaces
from soranome.plugin.core.pointcloud.tin import Tin
from tests.conftest import ROOT

Row = tuple[str, str, str, str]

REPEATS = 3
PEERS = ROOT / ".venv" / "peers" / "bin" / "python"
AUTZEN = "pointcloud/single/autzen_10.65M_from_ept.laz"  # in international feet, without a CRS and without classes
FOOT_CRS = CRS.from_epsg(2994)
ALL_CLASSES = frozenset(range(32))
TIN_POINTS = 1_000_000

# In a process of its own, so that peak memory is that of the job alone.
JOB = """
import json, sys, time
sys.path.insert(0, {root!r})
from tests import benchmarks
from tests.benchmarks import surfaces
print(json.dumps(surfaces.{function}(*{arguments!r})))
"""

WHITEBOX = """
import sys, time
from whitebox_workflows import WbEnvironment
path, cell, radius = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
environment = WbEnvironment()
start = time.perf_counter()
points = environment.read_lidar(path)
environment.lidar.lidar_block_maximum(input=points, resolution=cell)
environment.lidar.lidar_idw_interpolation(input=points, resolution=cell, weight=2.0, search_radius=radius)
print(time.perf_counter() - start)
"""


def one_pass_beside_decoding(folder: Path, data: Path | None) -> list[Row]:
    what = "LAZ of 10.65 M points → 1 m DSM, density and IDW DTM as COG in one pass, beside decoding it alone"
    asked = "≤ 1.5 × bare decoding (a plain prototype took 1.9 ×)"
    if data is None or not (data / AUTZEN).exists():
        return [(what, asked, "not measured", "the data are not here")]
    path = str(data / AUTZEN)
    one_pass(path, str(folder))  # compiles
    bare, ours = [], []
    for _ in range(REPEATS):  # in turn, so that both meet the same load
        bare.append(bare_decoding(path))
        ours.append(one_pass(path, str(folder)))
    ratio = statistics.median(o / b for o, b in zip(ours, bare))
    plain = plain_binning(path)
    told = f"{statistics.median(ours):.2f} s; bare {statistics.median(bare):.2f} s: **{ratio:.2f} ×**"
    peak = _measured("peak_of_one_pass", path, str(folder))
    return [
        (what, asked, told, f"median of {REPEATS} pairs; bare: parallel lazrs, chunks of 1 M points"),
        (
            "Peak memory of that pass",
            "≤ 1 GiB",
            f"{peak / 2**30:.2f} GiB",
            "maximum resident set, with the interpreter",
        ),
        (
            "The same by laspy and NumPy (bincount, maximum.at; IDW from the cell alone)",
            "peer",
            f"{plain:.1f} s; {plain / statistics.median(ours):.1f} × ours",
            "streaming, parallel lazrs; rasters not written",
        ),
        _whitebox(path, statistics.median(ours)),
    ]


def catalogue(path: str, crs: CRS = FOOT_CRS) -> Catalogue:
    sources, faults = find_sources([path])
    return catalogue_of(sources, crs, faults=faults)


def bare_decoding(path: str) -> float:
    start = time.perf_counter()
    with open_points(catalogue(path).tiles[0].source) as points:
        for _ in points.chunks():
            pass
    return time.perf_counter() - start


def one_pass(path: str, folder: str) -> float:
    start = time.perf_counter()
    outputs = {name: f"{folder}/{name}.tif" for name in ("DTM", "DSM", "DENSITY")}
    settings = Settings(dtm="idw", dsm="highest", fill_m=0, ground_classes=ALL_CLASSES)
    make_surfaces(catalogue(path), outputs, settings)
    return time.perf_counter() - start


def peak_of_one_pass(path: str, folder: str) -> int:
    """Bytes."""
    one_pass(path, folder)
    # Not ru_maxrss, which a child takes over from the process that started it.
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) * 1024


def plain_binning(path: str) -> float:
    start = time.perf_counter()
    with laspy.open(path, laz_backend=laspy.LazBackend.LazrsParallel) as reader:
        cell = 1 / 0.3048
        west, north = reader.header.mins[0], reader.header.maxs[1]
        columns, rows = (int((reader.header.maxs[i] - reader.header.mins[i]) // cell) + 1 for i in (0, 1))
        count, weights, heights = (np.zeros(rows * columns) for _ in range(3))
        highest = np.full(rows * columns, -np.inf)
        for some in reader.chunk_iterator(1_000_000):
            x, y, z = np.asarray(some.x), np.asarray(some.y), np.asarray(some.z)
            column, row = ((x - west) // cell).astype(int), ((north - y) // cell).astype(int)
            place = row * columns + column
            square = (x - west - (column + 0.5) * cell) ** 2 + (north - y - (row + 0.5) * cell) ** 2
            weight = 1 / np.maximum(square, 1e-4)
            count += np.bincount(place, minlength=count.size)
            weights += np.bincount(place, weight, count.size)
            heights += np.bincount(place, weight * z, count.size)
            np.maximum.at(highest, place, z)
    return time.perf_counter() - start


def _whitebox(path: str, ours: float) -> Row:
    what = "The same without density by whitebox-workflows (block maximum, IDW within 1.5 cells)"
    if not PEERS.exists():
        return what, "peer", "not installed: no ratio", "see .venv/peers"
    cell = 1 / 0.3048
    run = [str(PEERS), "-c", WHITEBOX, path, str(cell), str(1.5 * cell)]
    seconds = float(subprocess.run(run, check=True, capture_output=True, text=True).stdout.split()[-1])
    told = f"{seconds:.1f} s; {seconds / ours:.1f} × ours"
    return what, "peer", told, "2.0.6, once; rasters not written; its point density alone takes minutes"


def triangulation_beside_peers(folder: Path, data: Path | None) -> list[Row]:
    what = f"TIN DTM at 1 m of {TIN_POINTS:,} ground points (4 per m², rolling ground), points in, raster out"
    x, y, z = made_ground(TIN_POINTS)
    edge = int(np.ceil((x.max() + 1) * STEP))
    corner, cell = (0.0, edge / STEP), 1 / STEP

    def ours() -> np.ndarray:
        return Tin(x, y, z).surface((edge, edge), *corner, cell, 50 / STEP)

    ours()  # compiles
    seconds = statistics.median(_seconds(ours) for _ in range(REPEATS))
    rows = [
        (
            what,
            "≥ 0.6 M points/s",
            f"**{TIN_POINTS / seconds / 1e6:.2f} M points/s** on one core",
            f"median of {REPEATS}; releases the GIL: blocks of a survey run on all cores",
        ),
        _startin(x, y, z, edge, seconds),
    ]
    few = slice(None, None, 4)
    scipy = _seconds(lambda: _by_scipy(x[few], y[few], z[few], edge))
    speed = TIN_POINTS / 4 / scipy
    rows.append(
        (
            "The same by SciPy (LinearNDInterpolator)",
            "peer",
            f"{speed / 1e6:.2f} M points/s; ours {TIN_POINTS / seconds / speed:.0f} ×",
            f"{TIN_POINTS // 4:,} of the points, all cells",
        )
    )
    return rows


def made_ground(count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """x, y, z in steps: points in the order of a survey, in strips."""
    rng = np.random.default_rng(1)
    edge = (count / 4) ** 0.5
    x, y = rng.uniform(0, edge, (2, count)).round(3)
    order = np.lexsort((y, x // 20))
    x, y = x[order], y[order]
    z = 100 + 10 * np.sin(x / 40) * np.cos(y / 30)
    return tuple(np.rint(values / STEP).astype(np.int32) for values in (x, y, z))


def _startin(x, y, z, edge: int, ours: float) -> Row:
    what = "The same by startinpy (insert in our spatial order, TIN interpolation of the centres)"
    try:
        import startinpy
    except ImportError:
        return what, "peer", "not installed: no ratio", ""
    from soranome.plugin.core.pointcloud.tin import _spatial_order

    order = _spatial_order(x, y)
    points = np.stack([x, y, z], axis=1)[order] * STEP
    centres = np.stack(np.meshgrid(np.arange(edge) + 0.5, np.arange(edge) + 0.5), axis=-1).reshape(-1, 2)

    def run() -> None:
        network = startinpy.DT()
        network.insert(points)
        network.interpolate({"method": "TIN"}, centres)

    seconds = _seconds(run)
    told = f"{x.size / seconds / 1e6:.2f} M points/s; ours {seconds / ours:.1f} ×"
    return what, "peer", told, "once; without the order it is slower; it holds the GIL"


def _by_scipy(x, y, z, edge: int) -> None:
    from scipy.interpolate import LinearNDInterpolator

    centres = np.arange(edge) + 0.5
    LinearNDInterpolator(np.stack([x, y], axis=1) * STEP, z * STEP)(*np.meshgrid(centres, centres))


def whole_job(folder: Path, data: Path | None) -> list[Row]:
    """All outputs by default of nine made tiles as Tokyo delivers them, but smaller: LAS, 16 points per m²."""
    tiles = folder / "tiles"
    tiles.mkdir()
    for row in range(3):
        for column in range(3):
            _write_tile(tiles / f"09LD26{row}{column}.las", -16_000 + 200 * column, -36_000 - 150 * row)
    arguments = (str(tiles), str(folder))
    _measured("all_outputs", *arguments)  # compiles
    seconds, points, ground, peak = _measured("all_outputs", *arguments)
    return [
        (
            "DTM (TIN), DSM (pit-free), CHM, density and voids at 1 m of nine tiles, LAS, wooded, 16 points per m²",
            "–",
            f"{points / seconds / 1e6:.2f} M points/s; {ground / seconds / 1e6:.2f} M ground points/s",
            f"{points:,} points; two cores; pit-free surfaces take most of it",
        ),
        ("Peak memory of that run", "≤ 1 GiB", f"{peak / 2**30:.2f} GiB", "maximum resident set, with the interpreter"),
    ]


def all_outputs(tiles: str, folder: str) -> tuple[float, int, int, int]:
    names = ("DTM", "DSM", "CHM", "DENSITY")
    start = time.perf_counter()
    made = make_surfaces(
        catalogue(tiles, CRS.from_epsg(6677)),
        {name: f"{folder}/{name}.tif" for name in names},
        keep_voids=lambda *_: None,
    )
    seconds = time.perf_counter() - start
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return seconds, made.points, made.ground, int(peak.split()[1]) * 1024


def _write_tile(path: Path, west: float, north: float) -> None:
    rng = np.random.default_rng(abs(hash((west, north))) % 2**32)
    count = 200 * 150 * 16
    x, y = rng.uniform(0, 200, count), rng.uniform(0, 150, count)
    ground = rng.random(count) < 0.35
    terrain = 200 + 0.4 * x + 10 * np.sin((west + x) / 60) * np.cos((north - y) / 45)
    crowns = 8 + 6 * np.abs(np.sin((west + x) / 3) * np.sin((north - y) / 3))
    header = laspy.LasHeader(point_format=3, version="1.2")
    header.scales, header.offsets = [0.001] * 3, [0.0] * 3
    tile = laspy.LasData(header)
    tile.x, tile.y, tile.z = west + x, north - y, terrain + np.where(ground, 0, crowns * rng.random(count) ** 0.3)
    tile.classification = np.where(ground, 2, 1).astype(np.uint8)
    tile.return_number, tile.number_of_returns = np.where(ground, 2, 1).astype(np.uint8), np.full(count, 2, np.uint8)
    tile.write(path)


def _seconds(run) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _measured(function: str, *arguments):
    """What ``function`` of this module returns in a process of its own."""
    job = JOB.format(root=str(ROOT), function=function, arguments=arguments)
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", job], check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


MEASURES = (one_pass_beside_decoding, triangulation_beside_peers, whole_job)
