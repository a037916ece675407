"""Prediction from files to files: a thousand candidate sites, and one site over a whole municipality at 5 m."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from affine import Affine
from rasterio.crs import CRS
from scipy import fft, ndimage

from soranome.plugin.core.coverage.landscape import read_landscape
from soranome.plugin.core.coverage.prediction.combination import OUTPUTS, predict
from soranome.plugin.core.coverage.prediction.prediction import MODELS, Settings
from soranome.plugin.core.coverage.sites import Site, check_sites
from soranome.plugin.core.grid import Grid
from soranome.plugin.core.raster import RasterWriter, publish
from tests.conftest import ROOT

Row = tuple[str, str, str, str]

WEST, NORTH = -80_000.0, -20_000.0
SITES, REACH_M = 1000, 2000.0

# In a process of its own, so that peak memory is that of the job alone.
JOB = """
import json, sys
sys.path.insert(0, {root!r})
from tests import benchmarks
from tests.benchmarks import coverage_prediction
print(json.dumps(coverage_prediction.{function}(*{arguments!r})))
"""


def thousand_candidates(folder: Path, data: Path | None) -> list[Row]:
    what = f"{SITES:,} candidate sites × {REACH_M / 1000:g} km at 10 m (P.1812, DSM; half of them sectors)"
    made_models(folder, 2000, 10.0)
    _measured("predict_candidates", str(folder), 3)  # compiles
    seconds, peak, cells, _ = _measured("predict_candidates", str(folder), SITES)
    again, _, _, kept = _measured("predict_candidates", str(folder), SITES)
    size = sum(path.stat().st_size for path in (folder / "sites").glob("site_*.tif"))
    shutil.rmtree(folder / "sites")
    return [
        (
            f"{what}, from GeoTIFFs to a raster for each site and the combined ones",
            "< 3 min, goal 30 s",
            f"**{seconds:.0f} s**; {cells / seconds / 1e6:.1f} M receivers/s",
            f"two threads; 20 × 20 km made mountains with woods; {size / 1e6:.0f} MB of files, flushed to the disk",
        ),
        ("Peak memory of that run", "< 4 GiB", f"{peak / 2**30:.2f} GiB", "maximum resident set, with the interpreter"),
        (
            "The same run again, nothing changed",
            "resumable",
            f"{again:.0f} s; {kept:,} of {SITES:,} sites kept",
            "each file read and its checksum compared",
        ),
    ]


def a_municipality(folder: Path, data: Path | None) -> list[Row]:
    made_models(folder, 3000, 5.0)
    _measured("predict_candidates", str(folder), 2)  # compiles
    rows = []
    for surface, vegetation, name in (
        (False, "opaque", "without DSM"),
        (True, "opaque", "with DSM, opaque"),
        (True, "woodland", "with DSM, over or through woods"),
    ):
        seconds, peak, cells, model_seconds = _measured("predict_one", str(folder), surface, vegetation)
        rows.append(
            (
                f"One site over 225 km² at 5 m (9 M cells), {name}, from files to files",
                "< 10 s, goal 2 s",
                f"**{seconds:.1f} s**, of which the signal {model_seconds:.1f} s",
                f"{cells / model_seconds / 1e6:.1f} M receivers/s; peak {peak / 2**30:.2f} GiB; P.1812, four rasters",
            )
        )
    return rows


def made_models(folder: Path, cells: int, cell_m: float) -> None:
    """``dtm.tif`` and ``dsm.tif``: fractal mountains of 900 m relief, woods of 8 to 25 m on half of them."""
    rng = np.random.default_rng(4)
    waves = np.hypot(fft.fftfreq(cells)[:, None], fft.rfftfreq(cells)[None])
    waves[0, 0] = np.inf
    spectrum = waves**-1.9 * np.exp(2j * np.pi * rng.random(waves.shape))
    ground = fft.irfft2(spectrum, (cells, cells))
    ground = 100 + 900 * (ground - ground.min()) / np.ptp(ground)
    woods = ndimage.gaussian_filter(rng.normal(size=(cells, cells)), 12) > 0
    trees = np.where(woods, 16 + 4 * ndimage.gaussian_filter(rng.normal(size=(cells, cells)), 1) / 0.28, 0)
    grid = Grid(CRS.from_epsg(6677), Affine(cell_m, 0, WEST, 0, -cell_m, NORTH), cells, cells)
    for name, heights in (("dtm", ground), ("dsm", ground + np.clip(trees, 0, 25))):
        with RasterWriter(folder / f"{name}.tif", grid, "float32", nodata=np.nan) as writer:
            writer.write(heights.astype(np.float32))
            publish(writer)


def predict_candidates(folder: str, count: int, vegetation: str = "opaque") -> tuple[float, int, int, int]:
    """Seconds, peak memory (bytes), receivers and sites kept; ``count`` sites at random, every second one a sector."""
    rng = np.random.default_rng(9)
    sites = []
    for number in range(count):
        x, y = rng.uniform(0.15, 0.85, 2) * 15_000
        azimuth = float(rng.uniform(0, 360)) if number % 2 else None
        sites.append(Site(f"{number}", "", WEST + x, NORTH - y, 20.0, 800.0, 55.0, "A", azimuth, 4.0))
    Path(folder, "sites").mkdir(exist_ok=True)
    start = time.perf_counter()
    landscape = read_landscape(f"{folder}/dtm.tif", f"{folder}/dsm.tif")
    settings = Settings(reach_m=REACH_M, vegetation=vegetation)
    check_sites(sites, landscape, MODELS[settings.model])
    found = predict(landscape, sites, settings, _outputs(folder), folder=f"{folder}/sites", per_site=True)
    seconds = time.perf_counter() - start
    receivers = round(count * np.pi * (REACH_M / landscape.cell_m) ** 2)
    return seconds, _peak(), receivers, found.kept_sites


def predict_one(folder: str, surface: bool, vegetation: str) -> tuple[float, int, int, float]:
    """Seconds, peak memory (bytes), receivers, and seconds of the signal alone."""
    site = Site("1", "", WEST + 7500.0, NORTH - 7500.0, 30.0, 800.0, 60.0)
    settings = Settings(reach_m=10_700.0, vegetation=vegetation)  # to the corners
    start = time.perf_counter()
    landscape = read_landscape(f"{folder}/dtm.tif", f"{folder}/dsm.tif" if surface else None)
    check_sites([site], landscape, MODELS[settings.model])
    read = time.perf_counter() - start
    times = {}

    class Clock:
        cancelled = False

        def report(self, fraction: float, text="") -> None:
            times.setdefault(fraction >= 0.9, time.perf_counter())

    predict(landscape, [site], settings, _outputs(folder), progress=Clock())
    return time.perf_counter() - start, _peak(), landscape.height_m.size, times[True] - start - read


def _outputs(folder: str) -> dict[str, str]:
    return {name: f"{folder}/{name}.tif" for name in OUTPUTS}


def _peak() -> int:
    """Bytes. Not ru_maxrss, which a child takes over from the process that started it."""
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) * 1024


def _measured(function: str, *arguments):
    """What ``function`` of this module returns in a process of its own."""
    job = JOB.format(root=str(ROOT), function=function, arguments=arguments)
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", job], check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


MEASURES = (thousand_candidates, a_municipality)
