"""Area prediction beside peers, on the same terrain and site: crc-covlib, plain Python, SPLAT!.

crc-covlib is measured where its Python package is importable (PYTHONPATH) with its library beside it.
"""

from __future__ import annotations

import importlib
import math
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import rasterio
from rasterio.warp import Resampling, calculate_default_transform, reproject
from rasterio.warp import transform as warp_points
from scipy import ndimage

from soranome.plugin.core.coverage.landscape import Landscape, read_landscape
from soranome.plugin.core.coverage.propagation.climate import Climate

ROOT = Path(__file__).resolve().parents[2]
TILE = "coverage/dem_us_mountain/N44W072.hgt"
CELL_M, REACH_M = 30.0, 10_000.0
HEIGHT_M, RECEIVER_M, MHZ = 30.0, 1.5, 800.0
CLIMATE = Climate(44.0, 330.0)
CRC_POINTS = 200  # a side
SCALAR_PATHS = 150
RUNS = 7
CLASSES_DB = 110, 120, 130, 140, 150, 160
RAMP = ((90.0, "#a50026"), (110.0, "#f46d43"), (125.0, "#fee090"), (140.0, "#74add1"), (160.0, "#313695"))

Row = tuple[str, str, str, str]


def area_peers(folder: Path, data: Path) -> list[Row]:
    tile = data / TILE
    if not tile.exists():
        return [("Area prediction beside peers", "–", "–", "skipped: no real data here")]
    landscape = mountain(tile, folder)
    x, y = summit(landscape)
    loss, receivers, seconds, one = ours(landscape, x, y)
    rate = receivers / seconds
    terrain = (
        f"NASADEM as {CELL_M:.0f} m cells, {REACH_M / 1000:.0f} km around a mast of {HEIGHT_M:.0f} m, {MHZ:.0f} MHz"
    )
    return [
        (
            "Full P.1812 over an area, receivers/s",
            "≥ 1 M (goal 5 M)",
            f"{rate / 1e6:.2f} M ({receivers:,} in {seconds:.2f} s)",
            f"{terrain}; {os.cpu_count()} cores; {receivers / one / 1e6:.2f} M a second of processor time "
            f"on one core; best of {RUNS}, compiled before",
        ),
        *scene_row(folder),
        *crc_rows(tile, landscape, x, y, loss, rate, receivers / one),
        *scalar_rows(folder, landscape, x, y, rate, receivers / one),
        *splat_rows(folder, tile, landscape, x, y, loss, receivers, seconds),
    ]


MEASURES = (area_peers,)


# -- terrain and ourselves --------------------------------------------------------------------------------


def mountain(tile: Path, folder: Path) -> Landscape:
    """The tile in UTM 19N."""
    path = folder / "mountain.tif"
    with rasterio.open(tile) as source:
        transform, width, height = calculate_default_transform(
            source.crs, "EPSG:32619", source.width, source.height, *source.bounds, resolution=CELL_M
        )
        heights = np.full((height, width), np.nan, np.float32)
        target = {"dst_transform": transform, "dst_crs": "EPSG:32619", "dst_nodata": np.nan}
        reproject(rasterio.band(source, 1), heights, **target, resampling=Resampling.bilinear)
    options = {"count": 1, "dtype": "float32", "crs": "EPSG:32619", "transform": transform, "nodata": math.nan}
    with rasterio.open(path, "w", "GTiff", width=width, height=height, **options) as dataset:
        dataset.write(heights, 1)
    return read_landscape(str(path), sea="none")


def summit(landscape: Landscape) -> tuple[float, float]:
    """The highest cell that has the whole reach around it."""
    margin = math.ceil(1.3 * REACH_M / landscape.cell_m)
    known = ndimage.minimum_filter(np.isfinite(landscape.height_m), 3)
    heights = np.where(known, landscape.height_m, -np.inf)
    far = ndimage.distance_transform_edt(np.pad(known, 1))[1:-1, 1:-1]
    heights[far < margin] = -np.inf
    row, column = np.unravel_index(heights.argmax(), heights.shape)
    return landscape.grid.transform * (column + 0.5, row + 0.5)


def ours(landscape: Landscape, x: float, y: float, workers: int | None = None) -> tuple[np.ndarray, int, float, float]:
    """Loss on the landscape's grid, receivers, seconds on all cores, processor time of a run on one."""
    from soranome.plugin.core.coverage.prediction.area import area_loss

    def run(workers: int | None):
        start, busy = time.perf_counter(), time.process_time()
        found = area_loss(
            landscape,
            x,
            y,
            HEIGHT_M,
            MHZ,
            receiver_height_m=RECEIVER_M,
            climate=CLIMATE,
            reach_m=REACH_M,
            workers=workers,
        )
        return found, time.perf_counter() - start, time.process_time() - busy

    run(None)
    found, seconds, _ = min((run(None) for _ in range(RUNS)), key=lambda timed: timed[1])
    one = min(run(1)[2] for _ in range(RUNS))
    whole = np.full(landscape.grid.shape, np.nan, np.float32)
    whole[found.window.toslices()] = found.loss_db
    return whole, int(np.isfinite(found.loss_db).sum()), seconds, one


def scene_row(folder: Path) -> list[Row]:
    from soranome.plugin.core.sample import make_scene, write_rasters

    scene = folder / "peers_scene"
    write_rasters(make_scene(4, 1), str(scene))
    landscape = read_landscape(str(scene / "dtm_before.tif"), sea="none")
    west, south, east, north = landscape.grid.bounds
    _, receivers, seconds, _ = ours(landscape, (west + east) / 2, (south + north) / 2)
    return [
        (
            "The same over the made scene, receivers/s",
            "–",
            f"{receivers / seconds / 1e6:.2f} M ({receivers:,} in {seconds:.2f} s)",
            f"4 × 4 km in cells of {landscape.cell_m:g} m, all of it within reach",
        )
    ]


def _degrees(landscape: Landscape, x, y) -> tuple[np.ndarray, np.ndarray]:
    longitude, latitude = warp_points(landscape.grid.crs, "EPSG:4326", np.atleast_1d(x), np.atleast_1d(y))
    return np.array(longitude), np.array(latitude)


def _at(landscape: Landscape, values: np.ndarray, longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
    """``values`` of the cells that hold places in degrees; NaN outside."""
    x, y = warp_points("EPSG:4326", landscape.grid.crs, longitude, latitude)
    column, row = ~landscape.grid.transform * (np.array(x), np.array(y))
    column, row = np.floor(column).astype(int), np.floor(row).astype(int)
    inside = (row >= 0) & (row < landscape.grid.height) & (column >= 0) & (column < landscape.grid.width)
    found = np.full(len(row), np.nan)
    found[inside] = values[row[inside], column[inside]]
    return found


# -- crc-covlib -------------------------------------------------------------------------------------------


def crc_rows(tile, landscape, x, y, loss, rate, core_rate) -> list[Row]:
    name, asked = "Our rate over that of crc-covlib's P.1812", "≥ 20 ×"
    try:
        covlib = importlib.import_module("crc_covlib.simulation")
        simulation = covlib.Simulation()
    except (ImportError, AttributeError, OSError) as error:
        return [(name, asked, "–", f"skipped: crc_covlib cannot be imported ({error})")]
    (longitude,), (latitude,) = _degrees(landscape, x, y)
    with rasterio.open(tile) as source:
        heights = source.read(1).astype(np.float32)
    simulation.SetPrimaryTerrainElevDataSource(covlib.TerrainElevDataSource.TERR_ELEV_CUSTOM)
    simulation.SetTerrainElevDataSourceSamplingMethod(
        covlib.TerrainElevDataSource.TERR_ELEV_CUSTOM, covlib.SamplingMethod.BILINEAR_INTERPOLATION
    )
    northward = heights[::-1].ravel()  # they want the southern row first
    simulation.AddCustomTerrainElevData(44.0, -72.0, 45.0, -71.0, *heights.shape, northward)
    simulation.SetTerrainElevDataSamplingResolution(CELL_M)
    simulation.SetTransmitterLocation(latitude, longitude)
    simulation.SetTransmitterHeight(HEIGHT_M)
    simulation.SetTransmitterFrequency(MHZ)
    simulation.SetTransmitterPolarization(covlib.Polarization.VERTICAL_POL)
    simulation.SetReceiverHeightAboveGround(RECEIVER_M)
    simulation.SetPropagationModel(covlib.PropagationModel.ITU_R_P_1812)
    simulation.SetITURP1812TimePercentage(50)
    simulation.SetITURP1812LocationPercentage(50)
    simulation.SetITURP1812AverageRadioRefractivityLapseRate(CLIMATE.delta_n)
    simulation.SetITURP1812SeaLevelSurfaceRefractivity(CLIMATE.n0)
    simulation.SetITURP1812SurfaceProfileMethod(covlib.P1812SurfaceProfileMethod.P1812_ADD_REPR_CLUTTER_HEIGHT)
    simulation.SetITURP1812RepresentativeClutterHeight(covlib.P1812ClutterCategory.P1812_OPEN_RURAL, 0)
    simulation.SetResultType(covlib.ResultType.PATH_LOSS_DB)
    # A square as large as our disk, so that paths are as long on the whole.
    half = REACH_M * math.sqrt(math.pi) / 2
    tall, wide = half / 111_132, half / (111_320 * math.cos(math.radians(latitude)))
    simulation.SetReceptionAreaCorners(latitude - tall, longitude - wide, latitude + tall, longitude + wide)
    simulation.SetReceptionAreaNumHorizontalPoints(CRC_POINTS)
    simulation.SetReceptionAreaNumVerticalPoints(CRC_POINTS)
    start = time.process_time()
    simulation.GenerateReceptionAreaResults()
    theirs = CRC_POINTS**2 / (time.process_time() - start)
    points = [(i, j) for j in range(CRC_POINTS) for i in range(CRC_POINTS)]
    found = np.array([simulation.GetReceptionAreaResultValue(i, j) for i, j in points])
    longitudes = np.array([simulation.GetReceptionAreaResultLongitude(i, j) for i, j in points])
    latitudes = np.array([simulation.GetReceptionAreaResultLatitude(i, j) for i, j in points])
    off = _at(landscape, loss, longitudes, latitudes) - found
    off = off[np.isfinite(off)]
    median, p90 = np.median(off), np.percentile(abs(off), 90)
    return [
        (
            name,
            asked,
            f"{rate / theirs:.0f} ×, core for core {core_rate / theirs:.0f} × (theirs {theirs:,.0f} px/s)",
            f"same mast, frequency, climate, 50 % of time, no clutter, paths sampled each {CELL_M:.0f} m; they interpolate "
            "the tile itself, we its cells in UTM; processor time of their one core against all of ours; their points "
            "fill a square as large as our disk and are not ours to the metre: "
            f"difference ours − theirs median {median:+.2f} dB, 90 % within {p90:.1f} dB ({len(off):,} points)",
        )
    ]


# -- plain Python -----------------------------------------------------------------------------------------


def scalar_rows(folder, landscape, x, y, rate, core_rate) -> list[Row]:
    theirs = scalar(folder, landscape, x, y)
    return [
        (
            "Our rate over that of scalar Python",
            "≥ 500 ×",
            f"{rate / theirs:,.0f} ×, core for core {core_rate / theirs:,.0f} × (scalar {theirs:,.0f} paths/s)",
            f"the same routines of ours with numba switched off, path by path, {SCALAR_PATHS} paths to cells in reach "
            "at random; one core's processor time against all",
        )
    ]


def scalar(folder: Path, landscape: Landscape, x: float, y: float) -> float:
    """Paths a second of plain Python, to cells in reach at random."""
    from soranome.plugin.core.coverage.prediction.rays import ray_profile

    rng = np.random.default_rng(1)
    profiles = []
    centre = landscape.cell_of(x, y)
    while len(profiles) < SCALAR_PATHS:
        away = rng.uniform(-1, 1, 2)
        if np.hypot(*away) > 1:
            continue
        row, column = (int(at + share * REACH_M / CELL_M) for at, share in zip(centre, away, strict=True))
        profiles.append(ray_profile(landscape, x, y, row, column, REACH_M))
    np.savez(
        folder / "paths.npz",
        *[np.stack([p.distance_km, p.height_m, p.clutter_m, p.zone.astype(float)]) for p in profiles],
    )
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.coverage_peers", str(folder / "paths.npz")],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout.split()[-1])


def scalar_rate(paths: str) -> float:
    """Paths a second of P.1812 as plain Python."""
    from soranome.plugin.core.coverage.propagation.p1812 import PathProfile, predict_path

    stored = np.load(paths)
    profiles = [PathProfile(*stored[name][:3], stored[name][3].astype(np.uint8)) for name in stored.files]
    start = time.process_time()
    for profile in profiles:
        predict_path(profile, MHZ, HEIGHT_M, RECEIVER_M, latitude=44.5, delta_n=CLIMATE.delta_n, n0=CLIMATE.n0)
    return len(profiles) / (time.process_time() - start)


# -- SPLAT! -----------------------------------------------------------------------------------------------


def splat_rows(folder, tile, landscape, x, y, loss, receivers, seconds) -> list[Row]:
    found = splat(folder, tile, landscape, x, y, loss)
    if found is None:
        return [("SPLAT! on the same site", "–", "–", "skipped: not installed (Debian package splat)")]
    return [
        (
            "SPLAT! on the same site",
            "time and picture",
            f"{found.seconds:.2f} s for {found.pixels:,} px ({found.pixels / found.seconds:,.0f}/s); ours {seconds:.2f} s "
            f"for {receivers:,} ({receivers / seconds * found.seconds / found.pixels:.0f} × its rate)",
            "Debian's splat 1.4.2, processor time of a whole run with reading and maps; cells of 3″ where ours are 30 m; "
            f"{found.apart}",
        )
    ]


def splat(
    folder: Path, tile: Path, landscape: Landscape, x: float, y: float, loss: np.ndarray
) -> SimpleNamespace | None:
    """Processor time (s) and pixels of SPLAT! on the same site, and how its losses differ; None where it is not there."""
    if not shutil.which("splat") or not shutil.which("srtm2sdf"):
        return None
    work = folder / "splat"
    work.mkdir(exist_ok=True)
    shutil.copy(tile, work / tile.name)
    subprocess.run(["srtm2sdf", tile.name], cwd=work, check=True, capture_output=True)
    (longitude,), (latitude,) = _degrees(landscape, x, y)
    (work / "site.qth").write_text(f"site\n{latitude:.6f}\n{-longitude:.6f}\n{HEIGHT_M:g} meters\n")
    # Average ground, its refractivity, continental temperate, vertical, half of situations and of time.
    (work / "site.lrp").write_text(f"15.0\n0.005\n{CLIMATE.n0:g}\n{MHZ:g}\n5\n1\n0.5\n0.5\n")
    command = ["splat", "-t", "site.qth", "-L", f"{RECEIVER_M:g}", "-R", f"{REACH_M / 1000:g}", "-metric", "-d", "."]
    command += ["-olditm", "-N", "-ngs", "-o", "map.ppm", "-ano", "loss.txt"]
    before = os.times()
    subprocess.run(command, cwd=work, check=True, capture_output=True)
    after = os.times()
    seconds = after.children_user - before.children_user + after.children_system - before.children_system
    lines = [line.replace("*", "").split(",") for line in (work / "loss.txt").read_text().splitlines()]
    values = np.array([[float(part) for part in line] for line in lines if len(line) == 5])
    latitudes, longitudes, found = values[:, 0], -values[:, 1], values[:, 4]
    mine = _at(landscape, loss, longitudes, latitudes)
    both = np.isfinite(mine) & (found > 0)
    off = mine[both] - found[both]
    classes = np.digitize(mine[both], CLASSES_DB) - np.digitize(found[both], CLASSES_DB)
    _picture(folder / "coverage_peers.png", landscape, x, y, loss, longitudes[both], latitudes[both], found[both])
    return SimpleNamespace(
        seconds=seconds,
        pixels=int(both.sum()),
        apart="Longley–Rice (-olditm) where ours is P.1812: another model, so losses differ: ours − theirs "
        f"median {np.median(off):+.1f} dB, standard deviation {off.std():.1f} dB; same class of 10 dB "
        f"{100 * (classes == 0).mean():.0f} %, same or next {100 * (abs(classes) <= 1).mean():.0f} %; correlation "
        f"{np.corrcoef(mine[both], found[both])[0, 1]:.2f}",
    )


def _picture(path: Path, landscape: Landscape, x, y, loss, longitudes, latitudes, found) -> None:
    """Our loss (left) and theirs (right) in one PNG, in cells of 90 m."""
    from soranome.plugin.core.pictures import coloured, png

    cell, half = 90.0, REACH_M
    count = math.ceil(2 * half / cell)
    centres = (np.arange(count) + 0.5) * cell - half
    columns, rows = np.meshgrid(x + centres, y - centres)
    column, row = ~landscape.grid.transform * (columns, rows)
    left = loss[np.floor(row).astype(int), np.floor(column).astype(int)]
    theirs_x, theirs_y = warp_points("EPSG:4326", landscape.grid.crs, longitudes, latitudes)
    sums, counts = np.zeros((count, count)), np.zeros((count, count))
    at = (
        np.floor((y + half - np.array(theirs_y)) / cell).astype(int),
        np.floor((np.array(theirs_x) - x + half) / cell).astype(int),
    )
    inside = (at[0] >= 0) & (at[0] < count) & (at[1] >= 0) & (at[1] < count)
    np.add.at(sums, (at[0][inside], at[1][inside]), found[inside])
    np.add.at(counts, (at[0][inside], at[1][inside]), 1)
    right = np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
    both = np.concatenate([left, np.full((count, 6), np.nan), right], axis=1)
    path.write_bytes(png(np.kron(coloured(both, RAMP), np.ones((3, 3, 1), np.uint8))))


if __name__ == "__main__":
    import tests.conftest  # noqa: F401 - the plugin under its fixed alias

    print(scalar_rate(sys.argv[1]))
