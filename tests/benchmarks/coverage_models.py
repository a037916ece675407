"""The second propagation model and its companions: agreement with published cases, speed, and proposals from terrain."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import numpy as np
from numba import njit

from soranome.plugin.core.coverage.landscape import Landscape
from soranome.plugin.core.coverage.propagation.itm import ItmSettings, path_loss, point_to_point
from soranome.plugin.core.coverage.propagation.itm_terrain import WORK
from soranome.plugin.core.coverage.propagation.variability import probability
from soranome.plugin.core.coverage.sites import Site
from soranome.plugin.core.coverage.siting.proposals import KINDS, propose_sites
from soranome.plugin.core.coverage.siting.sight import seen_cells
from soranome.plugin.core.sample import make_scene
from tests.core.coverage.p1812_cases import LOGGED, predict_case, read_log, read_profile

Row = tuple[str, str, str, str]

SCENE_KM = 6
_PATHS = 20_000


def p1812_logs(folder: Path, data: Path) -> list[Row]:
    """Every value of the ITU-R's validation logs that has an equation number."""
    what, asked = "P.1812, every logged intermediate with an equation number", "1e-6"
    source = data / "coverage" / "p1812"
    if not source.is_dir():
        return [(what, asked, "–", "skipped: no real data here")]
    logs = sorted((source / "logs").glob("*_log.csv"))
    worst = 0.0
    for path in logs:
        log = read_log(path)
        found = predict_case(read_profile(source / "profiles" / f"{path.stem[:-6]}.csv"), log)
        worst = max(worst, *(abs(getattr(found, own) - float(log[logged])) for logged, own in LOGGED.items()))
    return [
        (
            what,
            asked,
            f"largest difference {worst:.1e}",
            f"{len(logs)} logs, {len(LOGGED)} values each, printed to 10 digits",
        )
    ]


def itm_cases(folder: Path, data: Path) -> list[Row]:
    """NTIA's point-to-point cases."""
    what, asked = "ITM 1.4, NTIA's point-to-point cases", "printed digits (0.01 dB)"
    source = data / "coverage" / "itm"
    if not source.is_dir():
        return [(what, asked, "–", "skipped: no real data here")]
    worst = 0.0
    profiles = [[float(value) for value in line.split(",")] for line in (source / "pfls.csv").read_text().split()]
    with open(source / "p2p.csv", newline="", encoding="utf-8") as file:
        cases = [{key: float(value) for key, value in row.items()} for row in csv.DictReader(file)]
    for row, (_, spacing, *heights) in zip(cases, profiles, strict=True):
        chosen = ItmSettings(
            *(int(row["climate"]), row["N_0"], bool(row["pol"]), row["epsilon"], row["sigma"], int(row["mdvar"])),
            *(row["time"], row["location"], row["situation"]),
        )
        found = point_to_point(
            np.array(heights), spacing, row["h_tx__meter"], row["h_rx__meter"], row["f__mhz"], chosen
        )
        worst = max(worst, abs(found.loss_db - row["A__db"]))
    return [(what, asked, f"all {len(cases)} within {worst:.4f} dB", "`point_to_point`")]


def itm_speed(folder: Path, data: Path) -> list[Row]:
    """Whole paths one after the other, one thread."""
    heights = 300 + np.cumsum(np.random.default_rng(1).normal(0, 5, 1000))
    rows = []
    for count in (100, 1000):
        _many(heights[:count], 1, ItmSettings())
        start = time.perf_counter()
        _many(heights[:count], _PATHS, ItmSettings())
        pace = _PATHS / (time.perf_counter() - start)
        rows.append((f"ITM point to point, {count} heights", "–", f"{pace:,.0f} paths/s", "one thread, compiled"))
    return rows


@njit(nogil=True)
def _many(heights, count, settings):
    work = np.empty(WORK)
    total = 0.0
    for _ in range(count):
        total += path_loss(heights, 10.0, 30.0, 1.5, 800.0, settings, work)[1]
    return total


def coverage_probability(folder: Path, data: Path) -> list[Row]:
    """P(covered) of a municipality at 5 m."""
    median = np.random.default_rng(1).normal(-95, 15, (3000, 3000)).astype(np.float32)
    probability(median[:10], -95.0, 6.0)
    start = time.perf_counter()
    probability(median, -95.0, 6.0)
    return [("Probability of coverage, 9 M cells", "–", f"{time.perf_counter() - start:.2f} s", "one thread")]


def proposals(folder: Path, data: Path) -> list[Row]:
    """Places proposed on a made scene for what the masts of one carrier do not see."""
    scene = make_scene(SCENE_KM, 1)
    step = round(scene.grid.cell_size[0] / scene.dtm_grid.cell_size[0])
    height = scene.dtm_before[::step, ::step].astype(np.float32)
    clutter = np.maximum(scene.dsm - scene.dtm_before, 0)[::step, ::step].astype(np.float32)
    landscape = Landscape(scene.grid, height, clutter, np.zeros(height.shape, bool), True)
    masts = [
        Site(f"M{index}", "", point.x, point.y, values[1], values[2], values[3], "A")
        for index, (point, values) in enumerate(scene.tables["masts"].rows)
        if values[0] == "A"
    ]
    numbers = np.arange(height.size, dtype=np.int32).reshape(height.shape)
    found, covered = np.empty(height.size, np.uint32), np.zeros(height.size, bool)
    for mast in masts:
        row, column = landscape.cell_of(mast.x, mast.y)
        eye = float(height[row, column]) + mast.height_m
        count = seen_cells(height + clutter, height, numbers, row, column, eye, 1.5, 299, 10.0, 30.0, found)
        covered[found[:count]] = True
    holes = ~covered.reshape(height.shape)
    roads = [line for line, _ in scene.tables["roads"].rows]
    propose_sites(landscape, holes, roads, masts)
    start = time.perf_counter()
    proposed = propose_sites(landscape, holes, roads, masts)
    took = time.perf_counter() - start
    shares = ", ".join(f"{kind} {sum(p.gain for p in proposed if p.kind == kind) / holes.sum():.0%}" for kind in KINDS)
    how = f"made scene of {SCENE_KM} km at 10 m, {holes.mean():.0%} of it unseen, up to 800 candidates, 3 km reach"
    return [
        ("Places proposed from terrain", "–", f"{len(proposed)} in {took:.1f} s; of the unseen they see: {shares}", how)
    ]


MEASURES = (p1812_logs, itm_cases, itm_speed, coverage_probability, proposals)
