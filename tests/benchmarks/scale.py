"""`make bench-scale`: what the jobs of the three pillars cost as the scene grows, and what all of Tokyo would cost.

A piece of made country (core/sample) is laid side by side, every other one mirrored so that heights go on across the
seams, to scenes of 1, 4 and 16 times a first one. Each job runs on each scene in a fresh process, so that time and
peak memory are its own; a straight line through the runs gives an estimate for Tokyo. Beside it: one worker, two workers.

    python -m tests.benchmarks.scale --sizes 1,4,16 --km 4 --edge 2048 --repeats 3,2,1 --jobs optical,import
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import laspy
import numpy as np
import rasterio
from rasterio.crs import CRS
from rasterio.transform import from_origin
from rasterio.windows import Window
from scipy import ndimage
from scipy.stats import t as student

from tests.conftest import ROOT

TOKYO_KM2, TOKYO_POINTS, TOKYO_SITES = 2194.0, 2e10, 15_170
SITES_PER_KM2 = 0.1  # of a scene: thinner than Tokyo's 6.9, so that the largest scene takes about a minute
REACH_M = 2000.0
PULSES_PER_M2 = 4.0  # 7 points per m² in the made woods; Tokyo's mean is 9
LAS_KM = 1.2  # the least that holds 2 × 3 sheets
EPSG = 6677
WEST, NORTH = -80_000.0, -20_000.0
BLOCK = 1024  # of the jobs; a scene of one block would say nothing about memory
SURFACE_EDGE = 256  # of blocks of surfaces, cells: the default (about 2 M points) is half of the 1× scene
MOST_MEMORY, LEAST_SPEEDUP = 1.2, 1.7
MODULES = (
    "change.optical", "change.elevation", "pointcloud.importing", "pointcloud.surfaces",
    "coverage.prediction.combination", "coverage.holes.holes", "coverage.holes.indicators",
)  # fmt: skip
OPTICAL_M, HEIGHTS_M, RADIO_M = 10.0, 2.0, 10.0


@dataclass(frozen=True)
class Job:
    """A job, what it counts its work in, and how much of that all of Tokyo is (with the words for it)."""

    what: str
    unit: str
    tokyo: float
    tokyo_words: str
    scene: Callable[[Path, Path, int, int], None]
    run: Callable[[Path, Path], float]


# -- scenes ----------------------------------------------------------------------------------------------


def mirrored(length: int, wanted: int) -> np.ndarray:
    """Numbers of the cells of a piece of ``length`` laid side by side up to ``wanted``, every other one from the back."""
    number = np.arange(wanted)
    piece, within = np.divmod(number, length)
    return np.where(piece % 2, length - 1 - within, within)


def lay(source: Path, target: Path, edge: int, cell_m: float) -> None:
    """The raster ``source``, laid side by side to ``edge``² cells of ``cell_m``."""
    if target.exists():
        return
    with rasterio.open(source) as piece:
        values, names, tags = piece.read(), piece.descriptions, piece.tags()
        profile = {"count": piece.count, "dtype": piece.dtypes[0], "nodata": piece.nodata}
    rows, columns = mirrored(values.shape[1], edge), mirrored(values.shape[2], edge)
    with rasterio.open(
        target, "w", driver="GTiff", width=edge, height=edge, crs=f"EPSG:{EPSG}", tiled=True, blockxsize=512,
        blockysize=512, bigtiff="if_safer", transform=from_origin(WEST, NORTH, cell_m, cell_m), **profile,
    ) as dataset:  # fmt: skip
        dataset.update_tags(**tags)
        dataset.descriptions = names
        for top in range(0, edge, 512):
            some = rows[top : top + 512]
            dataset.write(values[:, some][:, :, columns], window=Window(0, top, edge, len(some)))


def lay_rasters(*names: str, cell_m: float) -> Callable[[Path, Path, int, int], None]:
    def made(piece: Path, scene: Path, size: int, edge: int) -> None:
        for name in names:
            lay(piece / f"{name}.tif", scene / f"{name}_{cell_m:g}.tif", edge * math.isqrt(size), cell_m)

    return made


def lay_radio(piece: Path, scene: Path, size: int, edge: int) -> None:
    """Terrain and surface models of the piece, a tenth of whose cells are taken (cells of 10 m)."""
    for name in ("dtm_before", "dsm"):
        coarse = piece / f"{name}_coarse.tif"
        if not coarse.exists():
            with rasterio.open(piece / f"{name}.tif") as dataset:
                step = round(RADIO_M / dataset.res[0])
                profile = {**dataset.profile, "width": dataset.width // step, "height": dataset.height // step}
                profile["transform"] = dataset.transform * dataset.transform.scale(step)
                for key in ("tiled", "blockxsize", "blockysize"):
                    profile.pop(key, None)
                values = dataset.read(1)[step // 2 :: step, step // 2 :: step][: profile["height"], : profile["width"]]
            with rasterio.open(coarse, "w", **profile) as dataset:
                dataset.write(values, 1)
        lay(coarse, scene / f"{name}_{RADIO_M:g}.tif", edge * math.isqrt(size), RADIO_M)


def lay_signal(piece: Path, scene: Path, size: int, edge: int) -> None:
    """A signal of one carrier, as a prediction would leave it, without having to predict it."""
    signal = piece / "signal.tif"
    if not signal.exists():
        with rasterio.open(piece / "dtm_before.tif") as dataset:
            heights, profile = dataset.read(1), dataset.profile
        profile.update(dtype="float32", nodata=math.nan)
        with rasterio.open(signal, "w", **profile) as dataset:
            relief = np.nan_to_num(heights - np.nanmean(heights))
            waves = sum(share * _even(ndimage.gaussian_filter(relief, 4) - ndimage.gaussian_filter(relief, width))
                        for width, share in ((60, 9.0), (12, 3.0)))  # fmt: skip
            dataset.write((waves - 92).astype(np.float32), 1)
    lay(signal, scene / f"signal_{RADIO_M:g}.tif", edge * math.isqrt(size), RADIO_M)


def _even(values: np.ndarray) -> np.ndarray:
    return values / values.std()


def lay_tiles(piece: Path, scene: Path, size: int, edge: int) -> None:
    """``4 × size`` tiles of laser points by map sheet (LAS 1.2, format 3, classified)."""
    from soranome.plugin.core.pointcloud.sheets import sheet_at

    tiles = scene / "tiles"
    if tiles.exists():
        return
    tiles.mkdir()
    four = sorted((piece / "tiles").glob("*.las"))
    read = [laspy.read(path) for path in four]
    west = min(las.header.mins[0] for las in read) // 400 * 400
    south = min(las.header.mins[1] for las in read) // 300 * 300
    across = math.isqrt(size)
    for las in read:
        x, y = np.asarray(las.X, np.int64), np.asarray(las.Y, np.int64)
        millimetres = round(west * 1000), round(south * 1000)
        for column in range(across):
            for row in range(across):
                for name, values, low, width, number in (
                    ("X", x, millimetres[0], 800_000, column), ("Y", y, millimetres[1], 600_000, row),
                ):  # fmt: skip
                    within = values - low
                    within = width - 1 - within if number % 2 else within
                    setattr(las, name, (low + number * width + within).astype(np.int32))
                las.update_header()
                middle = (las.header.mins[:2] + las.header.maxs[:2]) / 2
                las.write(tiles / f"{sheet_at(9, 500, *middle).code}.las")


def make_piece(folder: Path, km: float) -> None:
    """The made country all scenes are laid of: rasters of ``km``, and four adjacent laser tiles."""
    from soranome.plugin.core.sample import make_scene, write_rasters
    from soranome.plugin.core.sample.pointcloud import write_pointcloud

    if not (folder / "dsm.tif").exists():
        write_rasters(make_scene(km, 1), folder)
    tiles = folder / "tiles"
    if not tiles.exists():
        with tempfile.TemporaryDirectory(dir=folder) as work:
            write_pointcloud(make_scene(LAS_KM, 1), Path(work), PULSES_PER_M2)
            survey = Path(work) / "pointcloud" / "2022"
            for packed in survey.glob("*.zip"):
                shutil.unpack_archive(packed, survey)
            found = {path.stem: path for path in survey.rglob("*.las")}
            wanted = min(code for code in found if _block(code) <= found.keys())
            ready = folder / "tiles.part"
            ready.mkdir()
            for code in _block(wanted):
                las = laspy.read(found[code])
                las.header.vlrs.clear()  # one of them has none, and all shall be alike
                las.write(ready / f"{code}.las")
            ready.rename(tiles)


def _block(code: str) -> set[str]:
    """The sheet and those east, south and south-east of it."""
    from soranome.plugin.core.pointcloud.sheets import parse, sheet_at

    west, south, _, _ = parse(code).extent
    return {sheet_at(9, 500, west + dx, south + dy).code for dx in (1, 401) for dy in (1, -299)}


# -- jobs: each returns how much it did, in its unit ------------------------------------------------------


def _km2(path: Path) -> float:
    with rasterio.open(path) as dataset:
        return dataset.width * dataset.height * dataset.res[0] * dataset.res[1] / 1e6


def optical(scene: Path, out: Path) -> float:
    from soranome.plugin.core.change.optical import detect
    from soranome.plugin.core.change.pair import PairFiles

    before, after = (scene / f"optical_{name}_{OPTICAL_M:g}.tif" for name in ("before", "after"))
    detect(PairFiles(str(before), str(after)), str(out / "score.tif"), str(out / "change.tif"))
    return _km2(before)


def elevation(scene: Path, out: Path) -> float:
    from soranome.plugin.core.change.elevation import detect
    from soranome.plugin.core.change.elevation_pair import ElevationFiles

    before, after = (scene / f"dtm_{name}_{HEIGHTS_M:g}.tif" for name in ("before", "after"))
    detect(ElevationFiles(str(before), str(after)), *(str(out / f"{name}.tif") for name in ("d", "s", "c")))
    return _km2(before)


def _sources(scene: Path) -> tuple:
    from soranome.plugin.core.pointcloud.source import find_sources

    return find_sources([scene / "tiles"])


def import_copc(scene: Path, out: Path) -> float:
    from soranome.plugin.core.pointcloud.importing import Settings, import_tiles

    sources, faults = _sources(scene)
    (out / "copc").mkdir()
    import_tiles(sources, out / "copc", Settings(given=CRS.from_epsg(EPSG)), faults)
    return _points(scene)


def surfaces(scene: Path, out: Path) -> float:
    from soranome.plugin.core.pointcloud.catalogue import catalogue_of
    from soranome.plugin.core.pointcloud.surfaces import make_surfaces

    sources, faults = _sources(scene)
    catalogue = catalogue_of(sources, CRS.from_epsg(EPSG), faults=faults)
    make_surfaces(catalogue, {name: str(out / f"{name}.tif") for name in ("DTM", "DSM")}, edge=SURFACE_EDGE)
    return _points(scene)


def _points(scene: Path) -> float:
    total = 0
    for path in (scene / "tiles").glob("*.las"):
        with laspy.open(path) as reader:
            total += reader.header.point_count
    return total


def predict(scene: Path, out: Path) -> float:
    from soranome.plugin.core.coverage.landscape import read_landscape
    from soranome.plugin.core.coverage.layers import Room
    from soranome.plugin.core.coverage.prediction.combination import OUTPUTS, predict
    from soranome.plugin.core.coverage.prediction.prediction import MODELS, Settings
    from soranome.plugin.core.coverage.sites import Site, check_sites

    dtm, dsm = (str(scene / f"{name}_{RADIO_M:g}.tif") for name in ("dtm_before", "dsm"))
    settings = Settings(reach_m=REACH_M)
    outputs = {name: str(out / f"{name}.tif") for name in OUTPUTS}
    with Room(outputs["SIGNAL"]) as room:  # as predictcoverage does
        landscape = read_landscape(dtm, dsm, sea="none", room=room)
        west, south, east, north = landscape.grid.bounds
        rng = np.random.default_rng(9)
        count = round(SITES_PER_KM2 * (east - west) * (north - south) / 1e6)
        places = rng.uniform((west, south), (east, north), (count, 2))
        sites = [Site(f"{k}", "", x, y, 20.0, 800.0, 55.0) for k, (x, y) in enumerate(places.tolist())]
        check_sites(sites, landscape, MODELS[settings.model])
        predict(landscape, sites, settings, outputs)
    return count


def holes(scene: Path, out: Path) -> float:
    import shapely

    from soranome.plugin.core.coverage.holes.hole_inputs import Carrier, Rules, common_grid
    from soranome.plugin.core.coverage.holes.holes import complete_carriers, find_holes
    from soranome.plugin.core.coverage.holes.indicators import Areas, Assessment, Lists, People, Places, Roads
    from soranome.plugin.core.raster import RasterWriter

    path = str(scene / f"signal_{RADIO_M:g}.tif")
    grid = common_grid([path])
    west, south, east, north = grid.bounds
    rng = np.random.default_rng(1)
    steps = (np.arange(low, high, 500.0) for low, high in ((west, east), (south, north)))
    corners = np.stack(np.meshgrid(*steps), axis=-1).reshape(-1, 2)
    squares = list(shapely.box(*corners.T, *(corners + 500).T))
    count = round((east - west) * (north - south) / 1e6)
    bends = rng.uniform((west, south), (east, north), (2 * count, 2))
    lines = [shapely.LineString([start, start + step]) for start, step in zip(bends, rng.normal(0, 400, bends.shape))]
    lists = Lists(
        Areas([shapely.box(west, south, east, north)], ["a"], [""]),
        People(squares, rng.integers(0, 900, len(squares)).astype(float), [""] * len(squares)),
        Roads(lines, np.zeros(len(lines), bool)),
        Places(rng.uniform((west, south), (east, north), (count, 2)), ["k"] * count, ["n"] * count),
        [],
    )
    carriers, considered, _ = complete_carriers([Carrier("a", [path])], None)
    assessment = Assessment(lists, grid)
    with RasterWriter(out / "classes.tif", grid, "uint8", 2, 255) as writer:
        found = find_holes(
            grid, carriers, considered, Rules(-100.0, min_area_m2=500.0), assessment.layers, writer,
            points=assessment.points,
        )  # fmt: skip
        assessment.take(found, np.zeros(0, int), np.zeros(0, bool)).total()
    return _km2(Path(path))


JOBS = {
    "optical": Job(
        f"Optical change (IR-MAD, 6 bands, {OPTICAL_M:g} m)", "km²", TOKYO_KM2, f"{TOKYO_KM2:,.0f} km²",
        lay_rasters("optical_before", "optical_after", cell_m=OPTICAL_M), optical,
    ),
    "elevation": Job(
        f"Elevation change ({HEIGHTS_M:g} m)", "km²", TOKYO_KM2, f"{TOKYO_KM2:,.0f} km²",
        lay_rasters("dtm_before", "dtm_after", cell_m=HEIGHTS_M), elevation,
    ),
    "import": Job("Import to COPC (LAS)", "points", TOKYO_POINTS, "2 × 10¹⁰ points", lay_tiles, import_copc),
    "surfaces": Job(
        "DTM (TIN) and DSM (pit-free), 1 m", "points", TOKYO_POINTS, "2 × 10¹⁰ points", lay_tiles, surfaces
    ),
    "predict": Job(
        f"Coverage of many sites ({REACH_M / 1000:g} km, {RADIO_M:g} m, P.1812)", "sites", TOKYO_SITES,
        f"{TOKYO_SITES:,} assets", lay_radio, predict,
    ),
    "holes": Job(
        f"Coverage holes and indicators ({RADIO_M:g} m)", "km²", TOKYO_KM2, f"{TOKYO_KM2:,.0f} km²", lay_signal, holes
    ),
}  # fmt: skip


# -- one run, in a process of its own ---------------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    size: int
    workers: int
    amount: float
    seconds: float
    busy: float  # processor time
    memory: float  # bytes, the largest resident set


def child(job: str, scene: str, workers: int) -> None:
    from soranome.plugin.core.tasks import limit_workers

    limit_workers(workers)
    for module in MODULES:  # loaded once in a session of QGIS, whatever is run
        importlib.import_module(f"soranome.plugin.core.{module}")
    with tempfile.TemporaryDirectory(dir=scene) as out:
        start, loading = time.perf_counter(), time.process_time()
        amount = JOBS[job].run(Path(scene), Path(out))
        seconds, busy = time.perf_counter() - start, time.process_time() - loading
    # Not ru_maxrss, which a child takes over from the process that started it.
    status = Path("/proc/self/status").read_text().splitlines()
    peak = int(next(line for line in status if line.startswith("VmHWM")).split()[1]) * 1024
    print(json.dumps([amount, seconds, busy, peak]))


def run_once(job: str, folder: Path, size: int, workers: int) -> Run:
    # Libraries with threads of their own (decoders, linear algebra) are held to as many as the job has workers.
    threads = {name: str(workers) for name in ("RAYON_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")}
    command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.scale", "--child", job, str(folder / f"{size}")]
    done = subprocess.run(
        [*command, "--workers", str(workers)],
        cwd=ROOT,
        env={**os.environ, **threads},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{job} at {size}× failed:\n{done.stderr}")
    amount, seconds, busy, memory = json.loads(done.stdout.splitlines()[-1])
    told = f"… {job} {size}×, {workers} workers: {seconds:.1f} s, {busy:.1f} s of cores, {memory / 2**20:.0f} MiB"
    print(told, file=sys.stderr, flush=True)
    return Run(size, workers, amount, seconds, busy, memory)


# -- the line ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Estimate:
    seconds: float
    error: float  # half of the 95 % prediction interval
    base: float  # of the line: seconds at no work
    slope: float


def straight_line(amount: np.ndarray, seconds: np.ndarray, at: float) -> Estimate:
    """Weighted least squares of ``seconds`` = base + slope · ``amount``, and what it says of a new run ``at``.

    Runs spread in proportion to how long they take, hence weights 1/seconds²; residuals then are relative ones. The error
    is half of the 95 % prediction interval (Student's t, runs − 2 degrees of freedom): of the line and of one run.
    """
    weights = 1 / seconds**2
    design = np.stack([np.ones_like(amount), amount], axis=1)
    inverse = np.linalg.inv(design.T @ (weights[:, None] * design))
    base, slope = inverse @ design.T @ (weights * seconds)
    freedom = len(amount) - 2
    spread = math.sqrt((weights * (seconds - base - slope * amount) ** 2).sum() / freedom) if freedom else math.nan
    expected, row = base + slope * at, np.array([1.0, at])
    error = student.ppf(0.975, max(1, freedom)) * spread * math.sqrt(expected**2 + row @ inverse @ row)
    return Estimate(float(expected), float(error), float(base), float(slope))


# -- tables -----------------------------------------------------------------------------------------------


def _time(seconds: float) -> str:
    if seconds >= 5400:
        return f"{seconds / 3600:.1f} h"
    return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:.3g} s"


def _amount(amount: float, unit: str) -> str:
    return f"{amount / 1e6:.1f} M points" if unit == "points" else f"{amount:,.0f} {unit}"


def _rate(run: Run, unit: str) -> str:
    if unit == "points":
        return f"{run.amount / run.seconds / 1e6:.2f} M points/s"
    if unit == "sites":
        return f"{run.amount * math.pi * (REACH_M / 1000) ** 2 / run.seconds:,.0f} site·km²/s"
    return f"{run.amount / run.seconds:.1f} km²/s"


def growth_table(runs: dict[str, list[Run]]) -> list[str]:
    lines = ["| Job | Scene | Time (median) | Throughput | Cores busy | Peak memory |", "|---|---|---|---|---|---|"]
    for name, of_job in runs.items():
        for size in sorted({run.size for run in of_job}):
            run = middle(of_job, size)
            many = sum(other.size == size for other in of_job)
            lines.append(
                f"| {JOBS[name].what} | {size}×: {_amount(run.amount, JOBS[name].unit)} | {run.seconds:.1f} s"
                f"{f' ({many} runs)' if many > 1 else ''} | {_rate(run, JOBS[name].unit)} | {run.busy / run.seconds:.2f} | "
                f"{run.memory / 2**20:,.0f} MiB |"
            )
    return lines


def middle(runs: list[Run], size: int) -> Run:
    """All runs of one size as one: medians of times, the largest memory."""
    same = [run for run in runs if run.size == size]
    seconds, busy = (statistics.median(getattr(run, field) for run in same) for field in ("seconds", "busy"))
    return Run(size, same[0].workers, same[0].amount, seconds, busy, max(run.memory for run in same))


def estimate_table(runs: dict[str, list[Run]]) -> list[str]:
    lines = [
        f"| Job | Time, as the scene grows | Exponent | Memory, largest to smallest scene (asked ≤ {MOST_MEMORY}) | "
        "All of Tokyo, by the line (95 %) | Extrapolated |",
        "|---|---|---|---|---|---|",
    ]
    for name, of_job in runs.items():
        job, sizes = JOBS[name], sorted({run.size for run in of_job})
        medians = [middle(of_job, size) for size in sizes]
        first, last = medians[0], medians[-1]
        if len(sizes) < 2:
            continue
        exponent = np.polyfit(np.log([run.amount for run in medians]), np.log([run.seconds for run in medians]), 1)[0]
        amount, seconds = (np.array([getattr(run, field) for run in of_job]) for field in ("amount", "seconds"))
        guess = straight_line(amount, seconds, job.tokyo)
        memory = last.memory / first.memory
        ratios = " : ".join(f"{run.seconds / first.seconds:.2g}" for run in medians)
        lines.append(
            f"| {job.what} | {ratios} | {exponent:.2f} | {'**' if memory > MOST_MEMORY else ''}{memory:.2f}"
            f"{'**' if memory > MOST_MEMORY else ''} ({first.memory / 2**20:,.0f} → {last.memory / 2**20:,.0f} MiB) | "
            f"{job.tokyo_words}: {_time(guess.seconds)} ± {100 * guess.error / guess.seconds:.0f} % | "
            f"{job.tokyo / last.amount:.2g} × the largest scene |"
        )
    return lines


def workers_table(single: dict[str, list[Run]], double: dict[str, list[Run]]) -> list[str]:
    lines = [f"| Job | Scene | 1 worker | 2 workers | Ratio (asked ≥ {LEAST_SPEEDUP}) |", "|---|---|---|---|---|"]
    for name, alone in single.items():
        size = alone[0].size
        one, two = middle(alone, size), middle(double[name], size)
        ratio = one.seconds / two.seconds
        mark = "" if ratio >= LEAST_SPEEDUP else "**"
        lines.append(
            f"| {JOBS[name].what} | {size}× | {one.seconds:.1f} s ({one.busy / one.seconds:.2f} cores) | "
            f"{two.seconds:.1f} s ({two.busy / two.seconds:.2f} cores) | {mark}{ratio:.2f}{mark} |"
        )
    return lines


# -- all of it --------------------------------------------------------------------------------------------


def main() -> None:
    told = _arguments()
    if told.child:
        child(*told.child, told.workers)
        return
    sizes = [int(size) for size in told.sizes.split(",")]
    repeats = [int(count) for count in told.repeats.split(",")]
    repeats += [repeats[-1]] * (len(sizes) - len(repeats))
    if any(math.isqrt(size) ** 2 != size for size in sizes):
        raise SystemExit("--sizes: squares only (1, 4, 9, 16, …): scenes are square")
    if told.edge < 2 * BLOCK:
        print(f"Less than 4 blocks of {BLOCK}² cells: memory of the smallest scene says little.", file=sys.stderr)
    names = told.jobs.split(",") if told.jobs else list(JOBS)
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="soranome-scale-") as temporary:
        folder = Path(told.folder or temporary)
        piece = folder / "piece"
        piece.mkdir(parents=True, exist_ok=True)
        make_piece(piece, told.km)
        double: dict[str, list[Run]] = {}
        single: dict[str, list[Run]] = {}
        for name in names:
            for size in sizes:
                (folder / f"{size}").mkdir(exist_ok=True)
                JOBS[name].scene(piece, folder / f"{size}", size, told.edge)
            run_once(name, folder, sizes[0], 2)  # compiles
            double[name] = [
                run_once(name, folder, size, 2) for size, count in zip(sizes, repeats) for _ in range(count)
            ]
            second = sizes[min(1, len(sizes) - 1)]
            count = repeats[min(1, len(sizes) - 1)]
            if not told.no_single:
                single[name] = [run_once(name, folder, second, 1) for _ in range(count)]
            if not told.folder:
                _clear(folder, names[names.index(name) + 1 :], name)
    print(
        f"Measured on {os.cpu_count()} cores, Python {platform.python_version()}, in "
        f"{(time.perf_counter() - begun) / 60:.0f} minutes. Made country of {told.km:g} km (core/sample), laid side by side "
        f"and mirrored; 1× is {told.edge}² cells, or four laser tiles of 400 × 300 m. Each run in a process of its own, "
        f"compiled before; runs per size: {', '.join(map(str, repeats))}.\n"
    )
    tables = [growth_table(double), estimate_table(double)]
    if single:
        tables.append(workers_table(single, double))
    print("\n\n".join("\n".join(table) for table in tables))


def _clear(folder: Path, left: list[str], done: str) -> None:
    """Remove scenes that no later job needs: the largest hold gigabytes."""
    if any(JOBS[name].scene is JOBS[done].scene for name in left):
        return
    for size in folder.glob("[0-9]*"):
        shutil.rmtree(size)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1,4,16", help="scenes, as multiples of the first (squares)")
    parser.add_argument("--km", type=float, default=4.0, help="edge of the made country scenes are laid of, km")
    parser.add_argument("--edge", type=int, default=2 * BLOCK, help="edge of the 1× scene, cells")
    parser.add_argument("--repeats", default="3,2,1", help="runs on the scenes of each size")
    parser.add_argument("--jobs", default="", help=f"of {', '.join(JOBS)}; all where empty")
    parser.add_argument("--folder", default="", help="where scenes are kept for another run; else they are removed")
    parser.add_argument("--no-single", action="store_true", help="without the runs with one worker")
    parser.add_argument("--child", nargs=2, metavar=("JOB", "SCENE"), help=argparse.SUPPRESS)
    parser.add_argument("--workers", type=int, default=2, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
