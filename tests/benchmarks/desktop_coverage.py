"""The coverage dock: how soon the map shows what a mast covers after it was dropped somewhere else."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import from_origin
from scipy import ndimage

from tests.conftest import ROOT

Row = tuple[str, str, str, str]

SIDE_KM, CELL_M, REACH_M = 24, 5.0, 10_000
CELLS_M = (20.0, 30.0, 50.0)
DROPS = 6


def mast_dropped(folder: Path, data: Path | None) -> list[Row]:
    _write_terrain(folder)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [
        str(ROOT / "scripts" / "qgis.sh"),
        sys.executable,
        "-m",
        "tests.benchmarks.desktop_coverage",
        str(folder),
    ]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    rows = []
    for cell, (first, shown, drawn) in zip(CELLS_M, told):
        rows.append(
            (
                f"A mast dropped on the map, {REACH_M / 1000:g} km around it at {cell:g} m",
                "map updated within a few seconds",
                f"layer after {shown:.1f} s, drawn after {drawn:.1f} s (the first after {first:.1f} s)",
                f"terrain and surface of {SIDE_KM} km at {CELL_M:g} m, made mountains with woods; two threads, median of "
                f"{DROPS - 1}; with the {0.15:g} s the mast must rest; load {os.getloadavg()[0]:.1f}",
            )
        )
    return rows


MEASURES = (mast_dropped,)


def _write_terrain(folder: Path) -> None:
    from tests.core.coverage.area_cases import hills, woods

    size = int(SIDE_KM * 1000 / CELL_M)
    ground = ndimage.zoom(hills(size // 4, 4 * CELL_M), 4, order=1)
    trees = np.kron(woods((size // 4, size // 4)), np.ones((4, 4), np.float32))
    profile = {
        "driver": "GTiff", "width": size, "height": size, "count": 1, "dtype": "float32", "crs": "EPSG:6677",
        "transform": from_origin(-60_000, -20_000, CELL_M, CELL_M), "tiled": True, "compress": "deflate", "predictor": 3,
    }  # fmt: skip
    for name, heights in (("dtm", ground), ("dsm", ground + trees)):
        with rasterio.open(folder / f"{name}.tif", "w", **profile) as file:
            file.write(heights.astype(np.float32), 1)


def _in_qgis(folder: Path) -> list[tuple[float, float, float]]:
    """For each of CELLS_M: seconds to the first layer, and medians of those to later layers and to the map drawn."""
    from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsPointXY, QgsProject, QgsRectangle

    import tests.conftest  # noqa: F401 - the plugin under its own name

    application = QgsApplication([], True)
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    from qgis.gui import QgsMapCanvas

    from soranome.plugin.processing.provider import SoraNoMeProvider

    provider = SoraNoMeProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    from soranome.plugin.ui.coverage.trial import MastTrial, Trial

    crs = QgsCoordinateReferenceSystem("EPSG:6677")
    QgsProject.instance().setCrs(crs)
    canvas = QgsMapCanvas()
    canvas.resize(800, 600)
    canvas.setDestinationCrs(crs)
    canvas.show()
    middle = QgsPointXY(-60_000 + 500 * SIDE_KM, -20_000 - 500 * SIDE_KM)
    canvas.setExtent(QgsRectangle.fromCenterAndSize(middle, 2 * REACH_M, 2 * REACH_M))
    prediction = {
        "DTM": str(folder / "dtm.tif"), "DSM": str(folder / "dsm.tif"), "HEIGHT": 30, "FREQUENCY": 800, "EIRP": 55,
        "REACH": REACH_M, "THRESHOLD": -100,
    }  # fmt: skip
    told = []
    for cell in CELLS_M:
        trial = MastTrial(canvas, lambda cell=cell: Trial(crs, {**prediction, "RESOLUTION": cell}, {}))
        trial.failed.connect(sys.exit)
        seen: list[float] = []
        trial.shown.connect(seen.append)
        drawn = []
        for number in range(DROPS):
            start = time.perf_counter()
            trial.put(QgsPointXY(middle.x() + 200 * number, middle.y() - 150 * number), crs)
            while len(seen) <= number:
                application.processEvents()
            canvas.setLayers([trial.layer])
            canvas.refresh()
            canvas.waitWhileRendering()
            drawn.append(time.perf_counter() - start)
        told.append((seen[0], statistics.median(seen[1:]), statistics.median(drawn[1:])))
        trial.close_down()
    return told


if __name__ == "__main__":
    found = _in_qgis(Path(sys.argv[1]))
    print(json.dumps(found), flush=True)
    os._exit(0)  # QGIS without its window may crash when it is taken down
