"""Lists of offices: a census of a whole first-level square, the city's assets, Wi-Fi among the buildings of a region."""

from __future__ import annotations

import random
import time
from pathlib import Path

import numpy as np
import shapely

from soranome.plugin.core.coverage.lists import wifi
from soranome.plugin.core.coverage.lists.assets import read_assets
from soranome.plugin.core.coverage.lists.mesh import meshes_within, parse_mesh
from soranome.plugin.core.coverage.lists.population import read_population

ASSETS, SPOTS, PLACES, BUILDINGS = 15_170, 5_000, 5_000, 500_000
EDGE = 60_000.0, 30_000.0

Row = tuple[str, str, str, str]


def lists(folder: Path, data: Path) -> list[Row]:
    codes = [mesh.code for mesh in meshes_within(parse_mesh("5339").bounds_deg, "half")]
    census = _written(
        folder / "tblT001101H5339.txt",
        ["KEY_CODE,HTKSYORI,HTKSAKI,GASSAN," + ",".join(f"T001101{number:03d}" for number in range(1, 51))]
        + [",,,,　人口（総数）" + ",　内訳" * 49]
        + [f"{code},0,,,{number % 3000}" + ",1" * 49 for number, code in enumerate(codes)],
    )
    chance = random.Random(1)  # noqa: S311 - a made list, no secrets
    assets = _written(
        folder / "assets.csv",
        ["財産番号,施設名称,所在地,緯度,経度,種別,高さ（ｍ）,階数,延床面積（㎡）,敷地面積（㎡）"]
        + [
            f"A{number},施設{number},東京都,{chance.uniform(35.5, 35.8):.6f},{chance.uniform(139, 139.8):.6f},建物,"
            f"{number % 60},{number % 20},{number},"
            for number in range(ASSETS)
        ],
    )
    rows = []
    for what, read in (
        (f"{len(codes):,} squares of a census, 54 columns", lambda: read_population([census])),
        (f"{ASSETS:,} assets", lambda: read_assets(assets)),
    ):
        start = time.perf_counter()
        read()
        rows.append(
            (f"Reading {what} (CP932)", "in seconds", f"{time.perf_counter() - start:.2f} s", "made table, one thread")
        )
    return [*rows, _wifi()]


def _wifi() -> Row:
    rng = np.random.default_rng(1)
    points, places = (list(shapely.points(rng.uniform((0, 0), EDGE, (count, 2)))) for count in (SPOTS, PLACES))
    corners = rng.uniform((0, 0), EDGE, (BUILDINGS, 2))
    buildings = list(shapely.box(*corners.T, *(corners + np.array((12, 10))).T))
    settings = [(wifi.INDOOR, wifi.OUTDOOR, wifi.UNKNOWN)[number % 3] for number in range(SPOTS)]
    roaming = [(wifi.YES, wifi.UNKNOWN, wifi.NO)[number // 3 % 3] for number in range(SPOTS)]
    radii = {wifi.INDOOR: 17.7, wifi.OUTDOOR: 93.0, wifi.UNKNOWN: 17.7}
    start = time.perf_counter()
    reach = wifi.reach_of(points, settings, roaming, radii, buildings)
    wifi.places_reached(places, points, roaming, reach, 30, only_openroaming=True)
    return (
        f"Reach of {SPOTS:,} Wi-Fi spots among {BUILDINGS:,} buildings, {PLACES:,} places judged",
        "in seconds",
        f"{time.perf_counter() - start:.1f} s",
        "made points and boxes on 60 × 30 km, one thread",
    )


def _written(path: Path, lines: list[str]) -> Path:
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode("cp932"))
    return path


MEASURES = (lists,)
