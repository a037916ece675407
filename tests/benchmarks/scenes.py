"""How long importing a Sentinel-2 product takes, and in how much memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
from scipy import ndimage

from tests.products import make_safe, zipped

EDGE = 5490  # half a tile in each direction: a quarter of its cells
ROOT = Path(__file__).resolve().parents[2]

# In a process of its own, so that time and peak memory are those of the job alone.
JOB = """
import sys, time
sys.path.insert(0, {root!r})
from tests import benchmarks
from soranome.plugin.core.scenes.assemble import import_scene
from soranome.plugin.core.scenes.recognise import open_product
from soranome.plugin.core.scenes.target import Wanted
start = time.perf_counter()
import_scene(open_product({product!r}), {stack!r}, {mask!r}, wanted=Wanted(crs={crs!r}))
seconds = time.perf_counter() - start
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(seconds, int(peak.split()[1]) / 2**20)
"""


def import_of_sentinel2(folder: Path, data: Path) -> list[tuple[str, str, str, str]]:
    rows = []
    for edge in (EDGE // 2 // 2 * 2, EDGE):
        archive = zipped(
            make_safe(folder / str(edge), _image(edge), np.full((edge // 2, edge // 2), 4)), folder / "s.zip"
        )
        for crs, words in (("", "as it lies"), ("EPSG:6677", "onto plane rectangular IX")):
            seconds, memory = _once(folder, archive, crs)
            rows.append(
                (
                    f"Import of a Sentinel-2 zip of {edge:,}² cells × 6 bands, {words}",
                    "memory bounded",
                    f"{seconds:.0f} s, {memory:.2f} GiB",
                    "JPEG 2000 read inside the zip; STACK and MASK out; peak resident memory",
                )
            )
    return rows


def _image(edge: int) -> np.ndarray:
    coarse = np.random.default_rng(0).normal(1500, 500, (6, edge // 30 + 2, edge // 30 + 2))
    smooth = np.stack([ndimage.zoom(band, 30, order=1)[:edge, :edge] for band in coarse])
    smooth += np.random.default_rng(1).normal(0, 60, smooth.shape)
    return np.clip(smooth, 1, 9000).astype(np.uint16)


def _once(folder: Path, archive: Path, crs: str) -> tuple[float, float]:
    code = JOB.format(
        root=str(ROOT), product=str(archive), stack=str(folder / "s.tif"), mask=str(folder / "m.tif"), crs=crs
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory)


MEASURES = (import_of_sentinel2,)
