"""The desktop: how quickly the table of ten thousand candidates is there, filters and sorts; inside QGIS."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

ROWS = 10_000


def candidates_table(folder: Path, data: Path | None) -> list[tuple[str, str, str, str]]:
    """Times of the table's model on a GeoPackage with the fields of a register."""
    found = _measured(folder)
    how = f"{found['rows']:,} sites of a register (GeoPackage); the slowest of {found['times']} tries each"
    return [
        (
            f"Table of {ROWS:,} candidates: filter by text, class, status, map",
            "< 100 ms",
            f"{found['filter_ms']:.0f} ms",
            how,
        ),
        (f"Table of {ROWS:,} candidates: sort by a column", "fluid", f"{found['sort_ms']:.0f} ms", how),
        (f"Table of {ROWS:,} candidates: first shown", "< 1.5 s", f"{found['load_s']:.2f} s", how),
        (
            f"Table of {ROWS:,} candidates: next site (table and selection)",
            "fluid",
            f"{found['next_ms']:.0f} ms",
            how,
        ),
    ]


def site_evidence(folder: Path, data: Path | None) -> list[tuple[str, str, str, str]]:
    """Times to read the history of one site and of the next."""
    import time

    import shapely

    from soranome.plugin.core.change.sar_stack import StackFiles
    from soranome.plugin.core.change.site_history import Image, SiteHistory, Sources
    from soranome.plugin.core.sample import make_scene, write_rasters

    scene = make_scene(2, 1)
    paths = {name: str(path) for name, path in write_rasters(scene, folder / "evidence").items()}
    radar = tuple(path for name, path in sorted(paths.items()) if name.startswith("sar_"))
    sources = Sources(
        (
            Image(paths["optical_before"], "2024-05-18", paths["mask_before"]),
            Image(paths["optical_after"], "2024-10-25", paths["mask_after"]),
        ),
        StackFiles(radar),
        ((paths["dtm_before"], "2022-04-01"), (paths["dtm_after"], "2024-11-01")),
    )
    west, south, _, _ = scene.grid.bounds
    times = []
    with SiteHistory(sources) as history:
        for step in range(6):
            start = time.perf_counter()
            history.of(shapely.Point(west + 400 + 200 * step, south + 700).buffer(40), scene.grid.crs)
            times.append(time.perf_counter() - start)
    return [
        (
            "Evidence of a site over time (read beside the desktop)",
            "quick enough to step through",
            f"{times[0]:.2f} s the first, {1000 * max(times[1:]):.0f} ms each other",
            f"made scene 2 km: 2 optical images with masks, {len(radar)} radar files, 2 elevation models",
        )
    ]


MEASURES = (candidates_table, site_evidence)


def _measured(folder: Path) -> dict:
    """Numbers of ``_run`` in a process with QGIS."""
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); "
        f"from tests.benchmarks import desktop; desktop._run({str(folder)!r})"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [ROOT / "scripts" / "qgis.sh", sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=ROOT, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        raise RuntimeError(f"QGIS ended with {done.returncode}: {done.stderr[-2000:]}")
    return json.loads(lines[-1])


def _run(folder: str) -> None:
    import time

    from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsVectorLayer
    from qgis.gui import QgsMapCanvas
    from qgis.PyQt.QtCore import Qt

    application = QgsApplication([], True)
    application.initQgis()
    sys.path.append(os.path.join(QgsApplication.pkgDataPath(), "python", "plugins"))  # Processing's Python
    path = _register(Path(folder), QgsCoordinateReferenceSystem("EPSG:6677"))
    from soranome.plugin.ui.candidates.panel import CandidatesPanel
    from soranome.plugin.ui.candidates.table import Filter

    class Iface:
        canvas = QgsMapCanvas()

        def mapCanvas(self):  # noqa: N802 - QGIS's name
            return self.canvas

    class Desktop:
        iface = Iface()

    def seconds(do) -> float:
        start = time.perf_counter()
        do()
        application.processEvents()  # the view draws what it shows
        return time.perf_counter() - start

    panel = CandidatesPanel(Desktop())
    panel.resize(900, 240)
    panel.show()
    application.processEvents()
    layers = [QgsVectorLayer(f"{path}|layername=sites", f"sites {n}", "ogr") for n in range(3)]
    load = max(seconds(lambda layer=layer: panel.show_layer(layer)) for layer in layers)
    model = panel.model
    box = model.rows[model.visible[0]].box
    filters = [
        Filter("S012"),
        Filter("見本町 盛土"),
        Filter(codes={"priority_class": "B"}),
        Filter(codes={"status": "unvisited"}),
        Filter(extent=(box[0], box[1], box[0] + 2000, box[1] + 2000)),
        Filter("盛土", {"priority_class": "A", "status": "unvisited"}, True),
        Filter(),
    ]
    filtered = max(seconds(lambda one=one: (model.show(one), panel._show_count())) for one in filters for _ in range(3))
    orders = (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)
    ordered = max(
        seconds(lambda c=c, o=o: panel.table.sortByColumn(c, o)) for c in range(len(model.columns)) for o in orders
    )
    stepped = max(seconds(panel.next) for _ in range(10))
    print(
        json.dumps(
            {
                "rows": len(model.rows),
                "times": 3,
                "load_s": load,
                "filter_ms": 1000 * filtered,
                "sort_ms": 1000 * ordered,
                "next_ms": 1000 * stepped,
            }
        ),
        flush=True,
    )
    os._exit(0)


def _register(folder: Path, crs) -> str:
    """A register of ROWS sites with all its fields, made through the register itself."""
    import shapely

    from soranome.plugin.core.fieldwork.register import Observation, Outline, open_register
    from soranome.plugin.processing.fieldwork.register_layers import crs_from_qgis

    outlines = [
        Outline(
            shapely.Point(-69000 + 60 * (i % 100), -30000 - 60 * (i // 100)).buffer(15 + i % 7),
            {
                "candidate_id": f"C{i:05d}",
                "rank": i + 1,
                "priority": (i * 7919 % ROWS) / ROWS,
                "probability": (i * 7919 % ROWS) / ROWS,
                "change": (1, 2, 4, 6)[i % 4],
                "municipality": ("見本町", "架空市", "例示村")[i % 3],
                "priority_class": "ABCD"[i % 4],
                "before_date": "2024-05-18",
                "after_date": "2024-10-25",
                "reasons": "盛土の可能性\n" + "植生から裸地に変化(場所の91 %)。\n" * 4,
                "triage_reasons": "許可の記録がありません。\n" * 6,
            },
        )
        for i in range(ROWS)
    ]
    path = str(folder / "register.gpkg")
    with open_register(path, "bench", crs_from_qgis(crs)) as register:
        register.update(Observation(outlines, "2024-10-25"))
    return path
