"""A drive test through the made scene, and what the carriers publish: their signal with known errors of our prediction.

The truth is the prediction of P.1812 on 10 m cells plus an offset for each carrier and shadowing that is alike within some
tens of metres; so a comparison must find those offsets and that spread again.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import shapely
from rasterio.features import shapes

from ..coverage.landscape import Landscape
from ..coverage.prediction.prediction import Settings, predict_sites
from ..coverage.sites import Site
from ..files import write_whole
from ..tasks import Progress, Silent, check_cancelled
from . import noise
from .lists import degrees, write_csv
from .scene import Scene

OFFSET_DB = {"A": -4.0, "B": 3.0, "C": -7.0, "D": 0.0}
"""By how much each carrier's signal is stronger than predicted."""
SHADOWING_DB, SHADOWING_M = 5.0, 40.0
NOISE_DB = 1.0  # of the phone
SENSITIVITY_DBM = -118.0
STEP_M = 25.0
_PUBLISHED_DBM, _FLATTERED_DB = -108.0, 4.0
_REACH_M = 15_000.0
_STARTED = datetime(2024, 10, 28, 9, 0)


def write_drive_test(scene: Scene, folder: Path, seed: int, progress: Progress = Silent()) -> None:  # noqa: B008
    """Write ``drive_test.csv`` (Shift_JIS), ``areas_<carrier>.geojson`` and ``truth.json`` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng([seed, 5])
    landscape = _landscape(scene)
    signals = _true_signals(rng, scene, landscape, progress)
    for carrier, signal in signals.items():
        check_cancelled(progress)
        write_whole(folder / f"areas_{carrier}.geojson", _published(scene, signal).encode())
    write_csv(folder / "drive_test.csv", _drive(rng, scene, signals), "cp932")
    truth = {
        "offset_db": OFFSET_DB,
        "shadowing_db": SHADOWING_DB,
        "noise_db": NOISE_DB,
        "sensitivity_dbm": SENSITIVITY_DBM,
    }
    write_whole(folder / "truth.json", json.dumps(truth, indent=2).encode())
    progress.report(1.0)


def _landscape(scene: Scene) -> Landscape:
    """Terrain and what stands on it, as means over 10 m."""
    rows, columns = scene.grid.shape
    height, surface = (
        array.reshape(rows, 5, columns, 5).mean(axis=(1, 3), dtype=np.float32)
        for array in (scene.dtm_before, scene.dsm)
    )
    sea = np.isnan(height)
    clutter = np.where(sea, 0, np.maximum(surface - height, 0)).astype(np.float32)
    return Landscape(scene.grid, np.where(sea, 0, height).astype(np.float32), clutter, sea, True)


def _true_signals(
    rng: np.random.Generator, scene: Scene, landscape: Landscape, progress: Progress
) -> dict[str, np.ndarray]:
    """The best signal of each carrier, dBm, on the 10 m grid."""
    table = scene.tables["masts"]
    sites = [
        Site(str(number), str(number), point.x, point.y, values[1], values[2], values[3], values[0])
        for number, (point, values) in enumerate(table.rows, 1)
    ]
    best = {carrier: np.full(scene.grid.shape, -np.inf, np.float32) for carrier in sorted({s.carrier for s in sites})}
    for site, window, signal in predict_sites(landscape, sites, Settings(reach_m=_REACH_M), progress):
        part = best[site.carrier][window.toslices()]
        np.fmax(part, signal, out=part)
    for carrier in best:
        shadowing = noise.field(rng, scene.grid.shape, scene.grid.transform.a, 8 * SHADOWING_M, SHADOWING_M, 1.0)
        best[carrier] += np.float32(OFFSET_DB[carrier]) + np.float32(SHADOWING_DB) * shadowing
    return best


def _drive(rng: np.random.Generator, scene: Scene, signals: dict[str, np.ndarray]) -> list[list]:
    """One phone a carrier along every road: time, place and level, or out of service."""
    roads = [line for line, (kind, _) in scene.tables["roads"].rows if kind not in ("track", "ferry")]
    points = [road.interpolate(s) for road in roads for s in np.arange(0.0, road.length, STEP_M)]
    frequencies = {values[0]: values[2] for _, values in scene.tables["masts"].rows}
    west, _, _, north = scene.grid.bounds
    cell = scene.grid.transform.a
    rows = [["測定日時", "緯度", "経度", "事業者", "周波数帯", "RSRP(dBm)", "在圏状態"]]
    for number, (point, (longitude, latitude)) in enumerate(zip(points, degrees(scene, points), strict=True)):
        column, row = int((point.x - west) / cell), int((north - point.y) / cell)
        if not (0 <= row < scene.grid.height and 0 <= column < scene.grid.width):
            continue
        when = f"{_STARTED + timedelta(seconds=3 * number):%Y/%m/%d %H:%M:%S}"
        for carrier, signal in signals.items():
            level = signal[row, column] + rng.normal(0, NOISE_DB)
            heard = level >= SENSITIVITY_DBM
            band = f"{frequencies[carrier]:.0f}MHz"
            told = f"{level:.1f}" if heard else ""
            rows.append([when, latitude, longitude, carrier, band, told, "圏内" if heard else "圏外"])
    return rows


def _published(scene: Scene, signal: np.ndarray) -> str:
    """Where a carrier says it serves, as GeoJSON in degrees: smoothed, and a little more than is true."""
    served = (signal + _FLATTERED_DB >= _PUBLISHED_DBM).astype(np.uint8)
    found = [shapely.geometry.shape(part) for part, _ in shapes(served, served > 0, transform=scene.grid.transform)]
    area = shapely.union_all(found).buffer(40).buffer(-60).buffer(20).simplify(15)
    parts = [part for part in shapely.get_parts(area) if part.area > 20_000]

    def ring(line: shapely.LinearRing) -> list[list[float]]:
        return degrees(scene, [shapely.Point(point) for point in line.coords]).tolist()

    features = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "Polygon", "coordinates": [ring(part.exterior), *map(ring, part.interiors)]},
        }
        for part in parts
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})
