"""`make bench-peers`: ours beside the tools people would use instead, in one table of ratios from one run on one machine.

Same input and same outputs for all; files in and files out where the peer knows nothing else; median of three runs (of
one that takes more than 20 s), after one that compiles ours. Each row says what was compared and how far it differs. A
peer that is not installed is told in its row.

    python -m tests.benchmarks.peers             all rows
    python -m tests.benchmarks.peers viewshed    some of them
"""

from __future__ import annotations

import contextlib
import csv
import importlib.util
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
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import laspy
import numpy as np
import rasterio
from rasterio.crs import CRS

from tests.benchmarks import copc, coverage_peers, fieldwork_list, ground, sar, speed
from tests.benchmarks import surfaces as surface_jobs
from tests.conftest import DATA, ROOT
from tests.core.coverage import area_cases

RUNS, LONG = 3, 20.0  # runs a median is of; seconds from which on one run must do
CORES = os.cpu_count() or 1
NOT_HERE = "not installed"
OTB_EDGE, OTB_SMALL = 3000, 1000
OMNIBUS_EDGE = 1000
LAZ_POINTS = 4_000_000
GROUND_POINTS = 2_000_000
TIN_POINTS = 250_000
VIEW_CELLS, VIEW_CELL_M, VIEW_MAST_M, VIEW_RECEIVER_M = 2000, 5.0, 30.0, 1.5
SITES = 2000
PUBLISHED = (
    ("SMRF as published (Pingel et al. 2013, settings tuned to each sample)", 0.900, 2.97),
    ("CSF as published (Zhang et al. 2016, settings by groups of samples; the abstract has 4.58 %)", None, 4.39),
)


@dataclass(frozen=True)
class Row:
    """``ours``, ``peer``: what is printed; ``ratio``: how many times as long the peer takes, where both were timed alike."""

    what: str
    ours: str
    peer: str
    ratio: float | None
    equal: str

    def __str__(self) -> str:
        ratio = (
            "–" if self.ratio is None else f"**{self.ratio:.2g} ×**" if self.ratio < 100 else f"**{self.ratio:,.0f} ×**"
        )
        return f"| {self.what} | {self.ours} | {self.peer} | {ratio} | {self.equal} |"


# -- timing -----------------------------------------------------------------------------------------------


def seconds_of(run: Callable[[], object], runs: int = RUNS) -> float:
    """Median of ``runs``; of one alone where it is long."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
        if times[0] > LONG:
            break
    return statistics.median(times)


def command(*words: object, threads: int = CORES, **options) -> Callable[[], object]:
    """A run of another program, held to ``threads`` as far as it listens."""
    told = {**os.environ, **_limits(threads)}
    for name in ("PYTHONPATH", "QT_QPA_PLATFORM"):  # of QGIS and our packages: theirs have their own
        told.pop(name, None)
    return lambda: subprocess.run(
        [str(word) for word in words], check=True, capture_output=True, text=True, env=told, **options
    )


def _limits(threads: int) -> dict[str, str]:
    names = ("RAYON_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "ITK_GLOBAL_DEFAULT_NUMBER_OF_THREADS")
    return {name: str(threads) for name in names} | {"GDAL_NUM_THREADS": str(threads)}


def apart(job: str, *arguments: object, threads: int = CORES) -> float:
    """Seconds of a job of :data:`JOBS` in a process of its own (median, compiled before)."""
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "ignore",
            "-m",
            "tests.benchmarks.peers",
            "--child",
            job,
            str(threads),
            *map(str, arguments),
        ],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **_limits(threads)},
    )
    return json.loads(done.stdout.splitlines()[-1])


def both(job: str, *arguments: object) -> tuple[float, float]:
    """Seconds of a job on all cores and on one."""
    return apart(job, *arguments), apart(job, *arguments, threads=1)


def _seconds(many: float, one: float) -> str:
    return f"{many:.3g} s on {CORES} cores, {one:.3g} s on one"


def missing(what: str, ours: str, peer: str, why: str = NOT_HERE) -> Row:
    return Row(what, ours, f"{peer}: {why}", None, "no ratio")


def version(*words: str) -> str:
    """What a Debian package's version is."""
    done = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", *words], capture_output=True, text=True, check=False)
    return done.stdout.split("+")[0].split("-")[0] or "?"


# -- improper fill ----------------------------------------------------------------------------------------


def irmad(folder: Path, data: Path) -> list[Row]:
    before, after = speed.make_pair(folder, OTB_EDGE)
    ours = both("irmad_files", before, after, folder)
    what = f"IR-MAD to convergence, {OTB_EDGE:,}² × 6 bands, files in, SCORE and CHANGE out"
    mine = f"{_seconds(*ours)} ({OTB_EDGE**2 / ours[0] / 1e6:.1f} M cells/s)"
    if not shutil.which(speed.OTB):
        return [missing(what, mine, "Orfeo ToolBox")]
    target = folder / "otb.tif"
    words = speed.OTB, "-in1", before, "-in2", after, "-out", target, "float", "-ram", "2048"
    many, one = (seconds_of(command(*words, threads=threads)) for threads in (CORES, 1))
    peer = f"Orfeo ToolBox {version('otb-bin')}, MultivariateAlterationDetector: {_seconds(many, one)}"
    equal = (
        "same files. Not equal: OTB makes one pass without weights and writes 6 variates uncompressed; ours iterates, tells "
        f"kinds of change, writes two compressed rasters. Our first pass beside OTB's: {_first_pass(folder)}"
    )
    return [Row(what, mine, peer, many / ours[0], equal)]


def irmad_files(before: str, after: str, folder: str) -> None:
    from soranome.plugin.core.change.optical import detect
    from soranome.plugin.core.change.pair import PairFiles

    detect(PairFiles(before, after), f"{folder}/score.tif", f"{folder}/change.tif")


def _first_pass(folder: Path) -> str:
    """How our variates after one round agree with OTB's, whatever their sign and order."""
    from soranome.plugin.core.change.irmad import fit

    before, after = speed.make_pair(folder, OTB_SMALL)
    target = folder / "otb_small.tif"
    command(speed.OTB, "-in1", before, "-in2", after, "-out", target, "float")()
    images = []
    for path in (before, after, target):
        with rasterio.open(path) as dataset:
            images.append(dataset.read().astype(np.float32))
    pixels = np.concatenate([image.reshape(6, -1) for image in images[:2]])
    mine = fit(pixels, most_iterations=1).variates(*images[:2]).reshape(6, -1)
    alike = np.abs(np.corrcoef(mine, images[2].reshape(6, -1))[:6, 6:]).max(axis=1)
    return f"the 6 variates correlate by {alike.min():.6f} at least"


def omnibus(folder: Path, data: Path) -> list[Row]:
    told = sar.omnibus_times(OMNIBUS_EDGE)
    what = f"Omnibus test, {sar.K} dates × {sar.P} polarisations × {OMNIBUS_EDGE:,}², in memory"
    mine = _seconds(told.fast, told.single)
    equal = (
        f"same arrays in blocks of {sar.BLOCK}²; p-values differ by at most {told.apart:.0e}, first interval equal in "
        f"{100 * told.same:.3f} % of cells. Ours also gives direction, step and restarts after a change"
    )
    name = "plain NumPy and SciPy, one core"
    return [
        Row(what, mine, f"{name}, factors of all cells: {told.everywhere:.3g} s", told.everywhere / told.fast, equal),
        Row(
            what, mine, f"{name}, factors of flagged cells alone: {told.flagged_only:.3g} s",
            told.flagged_only / told.fast, f"the same; core for core {told.flagged_only / told.single:.1f} ×",
        ),
    ]  # fmt: skip


# -- point clouds -----------------------------------------------------------------------------------------


def laz_surfaces(folder: Path, data: Path) -> list[Row]:
    """LAZ → DSM, DTM, density at 1 m."""
    path = made_laz(folder, LAZ_POINTS)
    rows = []
    for kind, words in (("idw", "DTM (IDW)"), ("tin", "DTM (TIN)")):
        out = folder / f"ours_{kind}"
        out.mkdir()
        ours = both("our_surfaces", path, kind, out)
        what = f"LAZ of {LAZ_POINTS / 1e6:.0f} M points → {words}, DSM (highest){' and density' * (kind == 'idw')}, 1 m"
        mine = f"{_seconds(*ours)} ({LAZ_POINTS / ours[0] / 1e6:.2f} M points/s)"
        if kind == "idw":
            rows += [_numpy(folder, path, what, mine, ours, out), _grass_xyz(folder, path, what, mine, ours, out)]
        rows.append(_whitebox(folder, path, what, mine, ours, out, kind))
    why = (
        "no package in Debian bookworm, no wheel on PyPI (sources need libpdal); lidR needs CRAN, LAStools is not free"
    )
    rows.append(missing("The same", "–", "PDAL", why))
    return rows


def made_laz(folder: Path, points: int) -> Path:
    """A made tile as Tokyo delivers them, classified, as LAZ."""
    path = folder / f"{points}" / "09LD2626.laz"
    if not path.exists():
        path.parent.mkdir()
        copc.make_tile(path.with_suffix(".las"), points)
        laspy.read(path.with_suffix(".las")).write(path)
        path.with_suffix(".las").unlink()
    return path


def our_surfaces(path: str, kind: str, out: str) -> None:
    from soranome.plugin.core.pointcloud.surfaces import Settings, make_surfaces

    names = ("DTM", "DSM", "DENSITY") if kind == "idw" else ("DTM", "DSM")
    settings = Settings(dtm=kind, dsm="highest", fill_m=0 if kind == "idw" else 50)
    catalogue = surface_jobs.catalogue(path, CRS.from_epsg(6677))
    make_surfaces(catalogue, {name: f"{out}/{name}.tif" for name in names}, settings)


def numpy_surfaces(path: str, like: str, out: str) -> None:
    """Density; the mean of the ground points in a cell and the eight around it by 1/d²; the highest points, no lower."""
    with rasterio.open(like) as dataset:
        transform, rows, columns = dataset.transform, dataset.height, dataset.width
    west, north = transform.c, transform.f
    count = np.zeros(rows * columns)
    highest = np.full(rows * columns, -np.inf)
    weights, heights = np.zeros((2, (rows + 4) * (columns + 4)))
    with laspy.open(path, laz_backend=laspy.LazBackend.LazrsParallel) as reader:
        for some in reader.chunk_iterator(1_000_000):
            x, y, z = np.asarray(some.x), np.asarray(some.y), np.asarray(some.z)
            column, row = np.floor(x - west).astype(int), np.ceil(north - y).astype(int) - 1
            place = row * columns + column
            count += np.bincount(place, minlength=count.size)
            np.maximum.at(highest, place, z)
            ground_ = np.asarray(some.classification) == 2
            x, y, z, column, row = (values[ground_] for values in (x, y, z, column, row))
            for below in (-1, 0, 1):
                for beside in (-1, 0, 1):
                    right, down = x - west - (column + beside + 0.5), north - y - (row + below + 0.5)
                    weight = 1 / np.maximum(right * right + down * down, 1e-4)
                    place = (row + below + 2) * (columns + 4) + column + beside + 2
                    weights += np.bincount(place, weight, weights.size)
                    heights += np.bincount(place, weight * z, weights.size)
    with np.errstate(invalid="ignore"):
        dtm = (heights / weights).reshape(rows + 4, columns + 4)[2:-2, 2:-2]
    highest[np.isinf(highest)] = np.nan
    highest = highest.reshape(rows, columns)
    dsm = np.where(np.isnan(highest), np.nan, np.fmax(highest, dtm))
    for name, values in (("DTM", dtm), ("DSM", dsm), ("DENSITY", count.reshape(rows, columns))):
        _write(Path(out) / f"{name}.tif", values, transform)


def _write(path: Path, values: np.ndarray, transform, crs: str = "EPSG:6677") -> None:
    with rasterio.open(
        path, "w", driver="GTiff", count=1, height=values.shape[0], width=values.shape[1], dtype="float32", crs=crs,
        transform=transform, nodata=math.nan, tiled=True, compress="deflate", predictor=3,
    ) as dataset:  # fmt: skip
        dataset.write(values.astype(np.float32), 1)


def _numpy(folder: Path, path: Path, what: str, mine: str, ours: tuple[float, float], out: Path) -> Row:
    target = folder / "numpy"
    target.mkdir()
    many, one = both("numpy_surfaces", path, out / "DSM.tif", target)
    peer = f"laspy {laspy.__version__} + NumPy {np.__version__} binning: {_seconds(many, one)}"
    told = "; ".join(_compared(out / f"{name}.tif", target / f"{name}.tif", name) for name in ("DSM", "DENSITY", "DTM"))
    equal = (
        f"same cells, same rules (IDW of ground points in 3 × 3 cells, no surface below it): {told}. Theirs holds one "
        "tile in memory and knows no neighbours; ours makes COGs with overviews"
    )
    return Row(what, mine, peer, many / ours[0], equal)


def _compared(mine: Path, theirs: Path, name: str) -> str:
    """Cell by cell, by the centres of ours."""
    with rasterio.open(mine) as one, rasterio.open(theirs) as other:
        a = one.read(1, masked=True).filled(np.nan).astype(np.float64)
        b = other.read(1, masked=True).filled(np.nan).astype(np.float64)
        rows, columns = np.indices(a.shape) + 0.5
        x, y = one.transform * (columns, rows)
        column, row = ~other.transform * (x, y)
        shift = np.abs(np.array([column - np.rint(column - 0.5) - 0.5, row - np.rint(row - 0.5) - 0.5])).max()
    column, row = np.floor(column).astype(int), np.floor(row).astype(int)
    inside = (row >= 0) & (row < b.shape[0]) & (column >= 0) & (column < b.shape[1])
    on_ours = np.full(a.shape, np.nan)
    on_ours[inside] = b[row[inside], column[inside]]
    on_ours[np.abs(on_ours) > 30_000] = np.nan
    seen = np.isfinite(a) & np.isfinite(on_ours)
    off = np.abs(a - on_ours)[seen]
    same, only = 100 * (off < 1e-3).mean(), 100 * (np.isfinite(a) ^ np.isfinite(on_ours)).mean()
    moved = f", cells {shift:.2f} of a cell apart" if shift > 0.01 else ""
    unit = "" if name == "DENSITY" else " m"
    return (
        f"{name} equal to 1 mm in {same:.2f} % of cells (median difference {np.median(off):.2g}{unit}, largest "
        f"{off.max():.2g}{unit}{moved}; {only:.2f} % have a value in one only)"
    )


WHITEBOX = """
import sys
from whitebox_workflows import WbEnvironment
path, kind, out = sys.argv[1:]
lidar = WbEnvironment().lidar
lidar.lidar_block_maximum(input=path, resolution=1.0, output=f"{out}/DSM.tif")
if kind == "idw":
    lidar.lidar_idw_interpolation(
        input=path, resolution=1.0, weight=2.0, search_radius=1.5, excluded_classes="1", output=f"{out}/DTM.tif")
else:
    lidar.lidar_tin_gridding(input=path, resolution=1.0, excluded_classes="1", output=f"{out}/DTM.tif")
"""


def _whitebox(folder: Path, path: Path, what: str, mine: str, ours: tuple[float, float], out: Path, kind: str) -> Row:
    name = "whitebox-workflows"
    if not surface_jobs.PEERS.exists():
        return missing(what, mine, name)
    target = folder / f"whitebox_{kind}"
    target.mkdir()
    many, one = (
        seconds_of(command(surface_jobs.PEERS, "-c", WHITEBOX, path, kind, target, threads=threads))
        for threads in (CORES, 1)
    )
    peer = f"{name} {_in_peers('whitebox_workflows')}: {_seconds(many, one)}"
    told = "; ".join(_compared(out / f"{each}.tif", target / f"{each}.tif", each) for each in ("DSM", "DTM"))
    rule = "IDW of all ground within 1.5 m" if kind == "idw" else "no limit to the size of triangles, ours 50 m"
    extra = "; without density, whose tool takes minutes" if kind == "idw" else ""
    extra += "; a DSM may lie below the DTM, ours is lifted to it"
    return Row(what, mine, peer, many / ours[0], f"theirs: {rule}; reads the file once for each raster{extra}. {told}")


def _in_peers(package: str) -> str:
    code = f"import importlib.metadata as m; print(m.version('{package.replace('_', '-')}'))"
    done = subprocess.run([str(surface_jobs.PEERS), "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "?"


GRASS_XYZ = """
set -e
g.region n={north} s={south} e={east} w={west} res=1
r.in.xyz --quiet input={points} output=dsm method=max separator=comma
r.in.xyz --quiet input={points} output=density method=n separator=comma
r.in.xyz --quiet input={ground} output=dtm method=mean separator=comma
for name in dsm density dtm; do r.out.gdal --quiet --overwrite -c input=$name output={out}/$name.tif; done
"""


def _grass_xyz(folder: Path, path: Path, what: str, mine: str, ours: tuple[float, float], out: Path) -> Row:
    if not shutil.which("grass"):
        return missing(what, mine, "GRASS r.in.xyz")
    target = folder / "grass"
    target.mkdir()
    with rasterio.open(out / "DSM.tif") as dataset:
        west, south, east, north = dataset.bounds
    told = {"west": west, "south": south, "east": east, "north": north, "out": target}
    script = target / "run.sh"
    script.write_text(GRASS_XYZ.format(**told, points=target / "points.csv", ground=target / "ground.csv"))

    def run() -> None:
        las = laspy.read(path, laz_backend=laspy.LazBackend.LazrsParallel)
        xyz = np.stack([las.x, las.y, las.z], axis=1)
        chosen = np.asarray(las.classification) == 2
        for name, some in (("points", xyz), ("ground", xyz[chosen])):
            with open(target / f"{name}.csv", "w", encoding="ascii") as file:
                for start in range(0, len(some), 500_000):
                    part = some[start : start + 500_000]
                    file.write("%.3f,%.3f,%.3f\n" * len(part) % tuple(part.ravel().tolist()))
        _grass(script)()

    seconds = seconds_of(run)
    peer = f"GRASS {version('grass-core')} r.in.xyz: {seconds:.3g} s on one core"
    told = "; ".join(
        _compared(out / f"{name}.tif", target / f"{name.lower()}.tif", name) for name in ("DSM", "DENSITY", "DTM")
    )
    equal = f"Debian's GRASS reads no LAS: points go through text; their DTM is the mean of a cell, not IDW. {told}"
    return Row(what, mine, peer, seconds / ours[0], equal)


def _grass(script: Path) -> Callable[[], object]:
    return command("grass", "--tmp-location", "EPSG:6677", "--exec", "sh", script)


def triangulation(folder: Path, data: Path) -> list[Row]:
    """Points in, raster out, in memory: TIN DTM of points."""
    from soranome.plugin.core.pointcloud.lattice import STEP
    from soranome.plugin.core.pointcloud.tin import Tin

    x, y, z = surface_jobs.made_ground(TIN_POINTS)
    edge = int(np.ceil((x.max() + 1) * STEP))

    def ours() -> np.ndarray:
        return Tin(x, y, z).surface((edge, edge), 0.0, edge / STEP, 1 / STEP, 50 / STEP) * STEP

    surface = ours()
    mine = seconds_of(ours)
    what = f"TIN DTM, 1 m, of {TIN_POINTS:,} ground points, in memory"
    told = f"{mine:.3g} s on one core ({TIN_POINTS / mine / 1e6:.2f} M points/s)"
    points = np.stack([x, y, z], axis=1) * STEP
    centres = np.arange(edge) + 0.5
    columns, rows = np.meshgrid(centres, edge - centres)
    rows_ = []
    for name, package, run in (
        ("startinpy", "startinpy", _startinpy),
        ("SciPy LinearNDInterpolator", "scipy", _scipy),
    ):
        if importlib.util.find_spec(package) is None:
            rows_.append(missing(what, told, name))
            continue
        theirs = seconds_of(lambda run=run: run(points, columns, rows))
        off = np.abs(surface - run(points, columns, rows).reshape(surface.shape))
        # Where four points lie on a circle either diagonal is right, so that a few cells differ.
        equal = (
            f"same points, same cells: equal to 1 mm in {100 * np.nanmean(off[np.isfinite(off)] < 1e-3):.2f} % of the cells "
            f"both know, largest difference {np.nanmax(off):.2g} m; ours fills none beyond triangles of 50 m and lets "
            "go of the GIL"
        )
        from importlib.metadata import version as installed

        rows_.append(Row(what, told, f"{name} {installed(package)}: {theirs:.3g} s", theirs / mine, equal))
    return rows_


def _startinpy(points: np.ndarray, columns: np.ndarray, rows: np.ndarray) -> np.ndarray:
    import startinpy

    network = startinpy.DT()
    network.insert(points)
    return np.asarray(network.interpolate({"method": "TIN"}, np.stack([columns.ravel(), rows.ravel()], axis=1)))


def _scipy(points: np.ndarray, columns: np.ndarray, rows: np.ndarray) -> np.ndarray:
    from scipy.interpolate import LinearNDInterpolator

    return LinearNDInterpolator(points[:, :2], points[:, 2])(columns, rows)


# -- ground -----------------------------------------------------------------------------------------------


def ground_filters(folder: Path, data: Path) -> list[Row]:
    path = made_laz(folder, GROUND_POINTS)
    las = laspy.read(path)
    truth = np.asarray(las.classification) == 2
    what = f"Ground of a made tile of {GROUND_POINTS / 1e6:.0f} M points, in memory, one core"
    told = {}
    for method in ("smrf", "csf"):
        if method == "csf" and importlib.util.find_spec("CSF") is None:
            continue
        target = folder / f"ground_{method}.npy"
        seconds = apart("filtered", path, method, target, threads=1)
        found = np.load(target)
        told[method] = seconds, ground.kappa(found, truth), 100 * np.mean(found != truth)
    seconds, kappa, error = told["smrf"]
    mine = f"SMRF: {seconds:.3g} s ({GROUND_POINTS / seconds / 1e6:.2f} M points/s)"
    equal = (
        "same points, each with its automatic setting; agreement with how the tile was made: ours κ {:.3f}, {:.1f} %"
    )
    equal = equal.format(kappa, error) + " wrong; theirs κ {:.3f}, {:.1f} %"
    if "csf" in told:
        theirs = told["csf"]
        peer = f"CSF 1.1.7 (the authors' library): {theirs[0]:.3g} s"
        rows = [Row(what, mine, peer, theirs[0] / seconds, equal.format(*theirs[1:]))]
    else:
        rows = [missing(what, mine, "CSF (cloth-simulation-filter)")]
    rows += [_whitebox_ground(folder, path, truth, what, mine, seconds, equal), *_isprs(data)]
    return rows


def filtered(path: str, method: str, target: str) -> None:
    from soranome.plugin.core.pointcloud.ground import ground_mask, settings_of

    las = laspy.read(path)
    coordinates = [np.asarray(getattr(las, name)) for name in "xyz"]
    np.save(target, ground_mask(*coordinates, settings_of(method, "auto")))


WHITEBOX_GROUND = """
import sys, time
from whitebox_workflows import WbEnvironment
environment = WbEnvironment()
environment.lidar.improved_ground_point_filter(input=sys.argv[1], classify=True, output=sys.argv[2])
"""


def _whitebox_ground(folder, path, truth, what, mine, seconds, equal) -> Row:
    name = "whitebox-workflows improved_ground_point_filter"
    if not surface_jobs.PEERS.exists():
        return missing(what, mine, name)
    target = folder / "whitebox_ground.las"
    run = command(surface_jobs.PEERS, "-c", WHITEBOX_GROUND, path, target, threads=1)
    try:
        theirs = seconds_of(run, 1)
    except subprocess.CalledProcessError as error:
        return missing(what, mine, name, "refused: " + error.stderr.strip().splitlines()[-1][:120])
    found = laspy.read(target)
    if len(found) != len(truth):
        return Row(
            what, mine, f"{name}: {theirs:.3g} s", theirs / seconds, "theirs leaves points out: no agreement told"
        )
    labels = np.asarray(found.classification) == 2
    score = ground.kappa(labels, truth), 100 * np.mean(labels != truth)
    told = equal.format(*score) + "; theirs reads LAZ and writes LAS besides"
    return Row(what, mine, f"{name} {_in_peers('whitebox_workflows')}: {theirs:.3g} s", theirs / seconds, told)


def _isprs(data: Path) -> list[Row]:
    """κ and total error on the ISPRS samples: no times, the samples are small."""
    what = "Ground, ISPRS samples (eight of 15 at hand), agreement"
    folder = data / "pointcloud" / "isprs"
    if not folder.is_dir():
        return [missing(what, "–", "published results", "the samples are not here")]
    from soranome.plugin.core.pointcloud.ground import ground_mask, settings_of

    scores = {}
    for method in ("smrf", "csf"):
        if method == "csf" and importlib.util.find_spec("CSF") is None:
            continue
        each = []
        for path in sorted(folder.glob("*.npz")):
            sample = np.load(path)
            found, true = ground_mask(*sample["xyz"].T, settings_of(method, "auto")), sample["label"] == 0
            each.append((ground.kappa(found, true), 100 * np.mean(found != true)))
        kappa, error = np.mean(each, axis=0)
        scores[method] = f"mean κ {kappa:.3f}, total error {error:.2f} %"
    mine = f"SMRF, one automatic setting: {scores['smrf']}"
    rows = []
    if "csf" in scores:
        rows.append(Row(what, mine, f"CSF's library, one setting: {scores['csf']}", None, "same points, same judge"))
    for name, kappa, error in PUBLISHED:
        told = f"mean κ {kappa:.3f}, " if kappa else ""
        equal = "not equal: theirs is the mean of all 15 samples, with settings tuned to them"
        rows.append(Row(what, mine, f"{name}: {told}total error {error:.2f} %", None, equal))
    return rows


# -- coverage ---------------------------------------------------------------------------------------------


def viewshed(folder: Path, data: Path) -> list[Row]:
    land = area_cases.landscape(area_cases.hills(VIEW_CELLS), VIEW_CELL_M)
    source = folder / "hills.tif"
    _write(source, land.height_m, land.grid.transform)
    x, y = area_cases.centre(land, 0, 0)
    reach = 0.45 * VIEW_CELLS * VIEW_CELL_M
    target = folder / "seen_ours.tif"
    ours = both("our_viewshed", source, x, y, reach, target)
    what = (
        f"Viewshed, {VIEW_CELLS:,}² cells of {VIEW_CELL_M:g} m, {reach / 1000:g} km around a mast of {VIEW_MAST_M:g} m"
    )
    cells = math.pi * (reach / VIEW_CELL_M) ** 2
    mine = f"{_seconds(*ours)} ({cells / ours[0] / 1e6:.1f} M cells/s)"
    rows = []
    note = "same terrain, mast, receiver, curvature and refraction ({}): {}"
    if shutil.which("gdal_viewshed"):
        theirs = folder / "seen_gdal.tif"
        options = {"-ox": x, "-oy": y, "-oz": VIEW_MAST_M, "-tz": VIEW_RECEIVER_M, "-md": reach, "-cc": 0.75}
        words = [word for pair in options.items() for word in pair]
        seconds = seconds_of(command("gdal_viewshed", "-q", *words, source, theirs))
        told = note.format("-cc 0.75", _seen_alike(target, theirs, x, y, reach))
        told += ". The rest graze: GDAL interpolates planes through a cell's neighbours, ours follows the ray"
        peer = f"gdal_viewshed {version('gdal-bin')}: {seconds:.3g} s on one core"
        rows.append(Row(what, mine, peer, seconds / ours[0], told))
    else:
        rows.append(missing(what, mine, "gdal_viewshed"))
    if not shutil.which("grass"):
        return [*rows, missing(what, mine, "GRASS r.viewshed")]
    theirs, script = folder / "seen_grass.tif", folder / "viewshed.sh"
    script.write_text(
        f"set -e\nr.in.gdal --quiet -o input={source} output=hills\ng.region raster=hills\n"
        f"r.viewshed --quiet -c -r -b input=hills output=seen coordinates={x},{y} observer_elevation={VIEW_MAST_M} "
        f"target_elevation={VIEW_RECEIVER_M} max_distance={reach} refraction_coeff=0.25 memory=4000\n"
        f"r.out.gdal --quiet --overwrite -c -f input=seen output={theirs} type=Byte\n"
    )
    seconds = seconds_of(_grass(script))
    told = (
        note.format("-c -r, 0.25", _seen_alike(target, theirs, x, y, reach)) + "; with import and export of the files"
    )
    rows.append(
        Row(
            what,
            mine,
            f"GRASS {version('grass-core')} r.viewshed: {seconds:.3g} s on one core",
            seconds / ours[0],
            told,
        )
    )
    return rows


def our_viewshed(source: str, x: str, y: str, reach: str, target: str) -> None:
    from soranome.plugin.core.coverage.landscape import read_landscape
    from soranome.plugin.core.coverage.prediction.viewshed import RADIO, viewshed
    from soranome.plugin.core.raster import RasterWriter, publish

    land = read_landscape(source, sea="none")
    window, seen = viewshed(
        land, float(x), float(y), VIEW_MAST_M, receiver_height_m=VIEW_RECEIVER_M, refraction=RADIO, reach_m=float(reach)
    )
    whole = np.zeros(land.grid.shape, np.uint8)
    whole[window.toslices()] = seen
    with RasterWriter(target, land.grid, "uint8", nodata=255) as writer:
        writer.write(whole)
        publish(writer)


def _seen_alike(mine: Path, theirs: Path, x: float, y: float, reach: float) -> str:
    with rasterio.open(mine) as one, rasterio.open(theirs) as other:
        ours = one.read(1) > 0
        seen = np.zeros(ours.shape, bool)
        column, row = (round(number) for number in ~one.transform * (other.transform.c, other.transform.f))
        seen[row : row + other.height, column : column + other.width] = other.read(1) == (
            1 if other.read(1).max() == 1 else 255
        )
        rows, columns = np.indices(ours.shape) + 0.5
        east, north = one.transform * (columns, rows)
    within = np.hypot(east - x, north - y) < reach - 2 * VIEW_CELL_M
    return f"{100 * (ours == seen)[within].mean():.2f} % of {within.sum() / 1e6:.1f} M cells agree"


def coverage(folder: Path, data: Path) -> list[Row]:
    tile = data / coverage_peers.TILE
    place = "NASADEM, White Mountains"
    if not tile.exists():
        tile, place = _made_hgt(folder), "made mountains"
    land = coverage_peers.mountain(tile, folder)
    x, y = coverage_peers.summit(land)
    loss, receivers, seconds, one = coverage_peers.ours(land, x, y)
    what = f"P.1812 to cells of {coverage_peers.CELL_M:g} m within {coverage_peers.REACH_M / 1000:g} km, {place}"
    mine = f"{_seconds(seconds, one)} ({receivers / seconds / 1e6:.2f} M receivers/s)"
    rows = []
    found = coverage_peers.splat(folder, tile, land, x, y, loss)
    if found is None:
        rows.append(missing(what, mine, "SPLAT!"))
    else:
        ratio = found.seconds / found.pixels * receivers / seconds
        told = f"SPLAT! {version('splat')}: {found.seconds:.3g} s on one core for {found.pixels:,} points of 3″"
        equal = f"same tile, mast, receiver and frequency; ratio of seconds for a receiver. Not equal: {found.apart}"
        rows.append(Row(what, mine, f"{told}, with reading and maps", ratio, equal))
    theirs = coverage_peers.scalar(folder, land, x, y)
    told = f"plain Python, the same formulas path by path: {theirs:,.0f} receivers/s on one core"
    equal = (
        f"same routines without numba, {coverage_peers.SCALAR_PATHS} paths; area and path agree within 1e-5 dB (tests). "
        f"Core for core {receivers / one / theirs:,.0f} ×: of it, part is the compiler's and part running sums along a ray"
    )
    return [*rows, Row(what, mine, told, receivers / seconds / theirs, equal)]


def _made_hgt(folder: Path) -> Path:
    """Made mountains as a tile of SRTM, for those who have none: 1,201² heights, big endian, of the same name."""
    path = folder / Path(coverage_peers.TILE).name
    area_cases.hills(1201, relief=250.0).clip(1, 3000).astype(">i2").tofile(path)
    return path


# -- field checks -----------------------------------------------------------------------------------------


def checklist(folder: Path, data: Path) -> list[Row]:
    """Candidates as an XLSX list."""
    import openpyxl

    path = folder / "ours.xlsx"
    ours = apart("our_list", path)
    book = openpyxl.load_workbook(path, read_only=True)
    sheet = book.worksheets[0]
    table = [["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)]
    book.close()
    width = max(map(len, table))
    table = [list(row) + [""] * (width - len(row)) for row in table]
    what = f"XLSX of {SITES:,} candidates, {width} columns, without pictures"
    mine = f"{ours:.3g} s on one core ({SITES / ours:,.0f} sites/s)"
    extra = "Not equal: ours also has links, drop-down lists, notes, print set-up and fitted rows, which theirs has not"
    rows = []
    theirs = folder / "plain.xlsx"
    seconds = seconds_of(lambda: _plain_list(theirs, table))
    told = f"openpyxl {openpyxl.__version__}, bare cells: {seconds:.3g} s"
    rows.append(Row(what, mine, told, seconds / ours, f"{_cells_alike(theirs, table)}. {extra}"))
    if not shutil.which("ogr2ogr"):
        return [*rows, missing(what, mine, "ogr2ogr")]
    source, theirs = folder / "list.csv", folder / "ogr.xlsx"
    with open(source, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[f"c{k}" for k in range(width)], *table])
    run = command("ogr2ogr", "-f", "XLSX", "-overwrite", theirs, source)
    seconds = seconds_of(run)
    told = f"ogr2ogr {version('gdal-bin')}, CSV to XLSX: {seconds:.3g} s"
    return [
        *rows,
        Row(what, mine, told, seconds / ours, f"{_cells_alike(theirs, table, 1)}; all of them text. {extra}"),
    ]


def our_list(path: str) -> None:
    fieldwork_list._written(Path(path), fieldwork_list._sites(SITES, 20_000))


def _plain_list(path: Path, table: list[list]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in table:
        sheet.append(row)
    book.save(path)


def _cells_alike(path: Path, table: list[list], first: int = 0) -> str:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    same = every = 0
    for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True)):
        if first <= number < len(table) + first:
            mine = table[number - first]
            theirs = [*row, *[None] * (len(mine) - len(row))]
            same += sum(str(a) == ("" if b is None else str(b)) for a, b in zip(mine, theirs))
            every += len(mine)
    book.close()
    return f"same table; {100 * same / max(1, every):.1f} % of {every:,} cells read back the same"


# -- all of it --------------------------------------------------------------------------------------------

MEASURES = (irmad, omnibus, laz_surfaces, triangulation, ground_filters, viewshed, coverage, checklist)
JOBS = {job.__name__: job for job in (irmad_files, our_surfaces, numpy_surfaces, filtered, our_viewshed, our_list)}


def child(name: str, threads: str, *arguments: str) -> None:
    from soranome.plugin.core.tasks import limit_workers

    limit_workers(int(threads))
    with _quiet():
        JOBS[name](*arguments)  # compiles
        seconds = seconds_of(lambda: JOBS[name](*arguments))
    print(json.dumps(seconds))


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Libraries may print: the answer is the last line."""
    with contextlib.redirect_stdout(sys.stderr):
        yield


def main() -> None:
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:])
        return
    wanted = sys.argv[1:] or [measure.__name__ for measure in MEASURES]
    begun = time.perf_counter()
    rows = []
    for measure in MEASURES:
        if measure.__name__ not in wanted:
            continue
        print(f"… {measure.__name__}", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="soranome-peers-") as folder:
            start = time.perf_counter()
            rows += measure(Path(folder), DATA)
        print(f"  {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    print(
        f"Measured on {CORES} cores, Python {platform.python_version()}, in one run of "
        f"{(time.perf_counter() - begun) / 60:.0f} minutes; load at its end {os.getloadavg()[0]:.1f}. Median of {RUNS} runs "
        f"(of one beyond {LONG:.0f} s), ours compiled before. The ratio says how many times as long the peer takes, "
        "all cores beside all cores it can use.\n"
    )
    print("| What | Ours | Peer | Ratio | Equal, and what was not |\n|---|---|---|---|---|")
    print("\n".join(map(str, rows)))


if __name__ == "__main__":
    main()
