"""Field-check sheets: how fast, how large, in how much memory, and how soon a run stops."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COUNTS = (100, 400)

JOB = """
import json, os, sys, time
sys.path[:0] = [{root!r}]
from tests import conftest
from tests.processing.conftest import Qgis
from qgis.core import (
    QgsApplication, QgsFeature, QgsGeometry, QgsProcessingException, QgsProcessingFeedback, QgsRasterLayer, QgsVectorLayer,
)
application = QgsApplication([], True, {profile!r})
application.initQgis()
sys.path.append(QgsApplication.pkgDataPath() + "/python/plugins")
from processing.core.Processing import Processing
Processing.initialize()
import soranome
plugin = soranome.classFactory(None)
plugin.initProcessing()
from tests.benchmarks.fieldwork_sheets import sites
folder, count = {folder!r}, {count!r}
scene = folder + "/scene"
if not os.path.isdir(scene):
    Qgis().run("soranome:makesample", dict(FOLDER=scene, SIZE=3, SEED=1))
names = "candidate_id:string,rank:int,area_m2:double,longitude:double,latitude:double,reasons:string(0)"
names += ",verdict_codes:string(0)"
layer = QgsVectorLayer("Polygon?crs=EPSG:6677" + "".join("&field=" + name for name in names.split(",")), "sites", "memory")
for wkt, values in sites(count, QgsRasterLayer(scene + "/dtm_after.tif", "").extent()):
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt(wkt))
    feature.setAttributes(values)
    layer.dataProvider().addFeature(feature)
given = dict(CANDIDATES=layer, PDF=folder + "/sheets.pdf", BEFORE=scene + "/optical_before.tif",
             AFTER=scene + "/optical_after.tif", DEM=scene + "/dtm_after.tif", DEM_BEFORE=scene + "/dtm_before.tif",
             ROADS=scene + "/roads.gpkg", STREAMS=scene + "/streams.gpkg", BUILDINGS=scene + "/buildings.gpkg",
             MUNICIPALITIES=scene + "/municipalities.gpkg")
start = time.perf_counter()
Qgis().run("soranome:fieldsheets", given)
seconds = time.perf_counter() - start
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
stops = []
for at in (5, 20, 50, 80) if count == 100 else ():
    feedback = QgsProcessingFeedback()
    asked = []
    def stop(percent):
        if percent >= at and not asked:
            asked.append(time.perf_counter())
            feedback.cancel()
    feedback.progressChanged.connect(stop)
    try:
        Qgis().run("soranome:fieldsheets", dict(given, PDF=folder + "/stopped.pdf"), feedback)
    except QgsProcessingException:
        stops.append(time.perf_counter() - asked[0])
left = [name for name in os.listdir(folder) if "stopped" in name or name.startswith(".soranome")]
print(json.dumps(dict(seconds=seconds, peak=int(peak.split()[1]) / 1024, stops=stops, left=left)), flush=True)
os._exit(0)
"""


def sites(count: int, extent) -> list[tuple[str, list]]:
    """Ragged outlines of 20 to 60 m across in ``extent`` with the words of a triaged list: WKT and values."""
    import numpy as np
    from shapely import Polygon

    from soranome.plugin.core.fill.law import ITEMS

    rng = np.random.default_rng(1)
    verdicts = json.dumps(
        [
            {"item": item, "verdict": "exceeds", "size": "> 2 m, > 300 m²", "source": "法第12条第1項、施行令第3条第4号"}
            for item in list(ITEMS)[:6]
        ]
    )
    reasons = "\n".join(["植生から裸地に変化し、地盤が最大 2.4 m 高くなっています（95 % の範囲: 2.1～2.7 m）。"] * 10)
    made = []
    for number in range(1, count + 1):
        x = rng.uniform(extent.xMinimum() + 100, extent.xMaximum() - 100)
        y = rng.uniform(extent.yMinimum() + 100, extent.yMaximum() - 100)
        angle = np.linspace(0, 2 * np.pi, 40, endpoint=False)
        r = rng.uniform(20, 60) * (1 + 0.25 * np.sin(3 * angle))
        shape = Polygon(np.column_stack([x + r * np.cos(angle), y + r * np.sin(angle)]))
        made.append((shape.wkt, [f"C{number:04d}", number, shape.area, 0.0, 0.0, reasons, verdicts]))
    return made


def sheets(folder: Path, data: Path | None) -> list[tuple]:
    """100 and 400 pages with everything on them, each in a QGIS of its own."""
    place = folder / "sheets"
    place.mkdir(exist_ok=True)
    found = {count: _run(place, count) for count in COUNTS}
    first, more = (found[count] for count in COUNTS)
    rows = [
        (
            f"Field-check sheets of {COUNTS[0]} sites",
            "< 180 s, < 1 MB a page",
            f"{first['seconds']:.0f} s, {first['size'] / COUNTS[0]:.2f} MB a page",
            "maps with hillshade, two images, section of two DEMs of 2 m, vector text; QGIS already started",
        ),
        (
            f"Memory of {COUNTS[1]} sheets beside {COUNTS[0]}",
            "bounded",
            f"{more['peak']:.0f} MB beside {first['peak']:.0f} MB",
            f"peak of QGIS and all; {more['seconds']:.0f} s, {more['size']:.0f} MB of PDF",
        ),
        (
            "Sheets stopped",
            "< 2 s, no file left",
            f"at most {max(first['stops']):.1f} s, {len(first['left'])} files left",
            "cancelled at 5, 20, 50 and 80 %",
        ),
    ]
    return rows


def _run(place: Path, count: int) -> dict:
    job = JOB.format(root=str(ROOT), profile=str(place / "profile"), folder=str(place), count=count)
    done = subprocess.run(
        [ROOT / "scripts" / "qgis.sh", sys.executable, "-c", job], check=True, capture_output=True, text=True
    )
    found = json.loads(done.stdout.strip().splitlines()[-1])
    return found | {"size": (place / "sheets.pdf").stat().st_size / 1e6}


MEASURES = (sheets,)
