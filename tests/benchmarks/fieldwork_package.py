"""The package for phones: how long a thousand sites take, with a background, and how large it gets."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
from shapely import Polygon

ROOT = Path(__file__).resolve().parents[2]
SITES, EXTENT_M, CELL_M = 1000, 30_000.0, 2.0

JOB = """
import sys, time
sys.path[:0] = [{root!r}]
from tests import conftest
from tests.processing.conftest import Qgis
from qgis.core import QgsApplication, QgsProject
application = QgsApplication([], True, {profile!r})
application.initQgis()
sys.path.append(QgsApplication.pkgDataPath() + "/python/plugins")
from processing.core.Processing import Processing
Processing.initialize()
import soranome
plugin = soranome.classFactory(None)
plugin.initProcessing()
start = time.perf_counter()
result = Qgis().run("soranome:fieldpackage", {given!r})
seconds = time.perf_counter() - start
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
project = QgsProject.instance()
start = time.perf_counter()
assert project.read(result["PROJECT"]) and all(one.isValid() for one in project.mapLayers().values())
opened = time.perf_counter() - start
print(seconds, result["SIZE_MB"], int(peak.split()[1]) / 1024, result["SITES"], opened)
"""


def _places() -> list[Polygon]:
    """Ragged outlines of 500 m² to 1 ha, a kilometre apart."""
    rng, side = np.random.default_rng(1), int(np.ceil(np.sqrt(SITES)))
    step = EXTENT_M / side
    centres = (np.argwhere(np.ones((side, side)))[:SITES] + 0.5) * step + rng.uniform(-200, 200, (SITES, 2))
    angle = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    made = []
    for (x, y), radius in zip(centres - [80_000, 60_000], rng.uniform(13, 56, SITES)):
        r = radius * (1 + 0.25 * np.sin(3 * angle + radius))
        made.append(Polygon(np.column_stack([x + r * np.cos(angle), y + r * np.sin(angle)])))
    return made


def _image(path: Path) -> None:
    """An orthophoto's worth of texture: 15,000² cells of 2 m, three bands, tiled, with overviews."""
    import rasterio
    from rasterio.enums import Resampling
    from rasterio.transform import from_origin
    from rasterio.windows import Window
    from scipy import ndimage

    rng, size, block = np.random.default_rng(2), int(EXTENT_M / CELL_M), 3000
    profile = {
        "driver": "GTiff", "width": size, "height": size, "count": 3, "dtype": "uint8", "crs": "EPSG:6677", "tiled": True,
        "compress": "deflate", "photometric": "RGB",
        "transform": from_origin(-80_000, -60_000 + EXTENT_M, CELL_M, CELL_M),
    }  # fmt: skip
    with rasterio.open(path, "w", **profile) as image:
        grain = ndimage.gaussian_filter(rng.normal(size=(3, block, block)), (0, 1.2, 1.2)) * 60
        for row in range(0, size, block):
            for column in range(0, size, block):
                light = rng.uniform(80, 150, (3, 1, 1))
                image.write(np.clip(grain + light, 0, 255).astype("uint8"), window=Window(column, row, block, block))
        image.build_overviews([2, 4, 8, 16, 32], Resampling.average)


def package_speed(folder: Path, data: Path | None) -> list[tuple[str, str, str, str]]:
    from rasterio.warp import transform

    from soranome.plugin.core.fieldwork.register import Outline
    from tests.core.fieldwork.register_tools import update

    register, image = folder / "packed.gpkg", folder / "ground.tif"
    about = {"change": 1, "priority": 0.5, "reasons": "植生から裸地への変化です。" * 5, "priority_class": "B"}
    places = _places()
    lon, lat = transform("EPSG:6677", "EPSG:6668", [p.centroid.x for p in places], [p.centroid.y for p in places])
    outlines = [
        Outline(place, {**about, "rank": i, "longitude": x, "latitude": y})
        for i, (place, x, y) in enumerate(zip(places, lon, lat), 1)
    ]
    update(register, outlines, "2024-10-25")
    _image(image)
    rows = []
    for what, options in (
        ("no background", {}),
        ("background 1 m, 300 m around each", {"BACKGROUND": [str(image)], "BUFFER": 300, "RESOLUTION": 1}),
    ):
        given = {"REGISTER": str(register), "FOLDER": str(folder / f"package_{len(rows)}"), **options}
        code = JOB.format(root=str(ROOT), profile=str(folder / "profile"), given=given)
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
        seconds, size, peak, sites, opened = (float(word) for word in done.stdout.split()[-5:])
        rows.append(
            (
                f"Package of {sites:,.0f} sites over 30 × 30 km, {what}",
                "under 60 s",
                f"{seconds:.1f} s, {size:.0f} MB, {peak:.0f} MiB of memory; opens in {opened:.2f} s",
                "register → folder, all tests of the list included; image of 2 m, three bands",
            )
        )
    return rows


MEASURES = (package_speed,)
