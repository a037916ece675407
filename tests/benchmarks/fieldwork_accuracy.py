"""Way points of many sites, and weights learnt from visits whose truth is known."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from soranome.plugin.core.fieldwork.outcomes.reweigh import Suggestion, suggest_weights
from soranome.plugin.core.fieldwork.papers.waypoints import make_geojson, make_gpx, make_kml
from tests.core.fieldwork.outcome_tools import PARTS, PRESENT, improper_sites, scaled
from tests.core.fieldwork.test_waypoints import site

SITES, REGISTERS = 10_000, 40
TRUE = dict(zip(PARTS, (2.0, 6.0, 1.0, 4.0, 1.0)))


def waypoints(folder: Path, data: Path | None) -> list[tuple]:
    from shapely import Point

    sites = [site(n, Point(139 + 1e-5 * n, 35.7).buffer(0.0003)) for n in range(1, SITES + 1)]
    rows = []
    for name, make in (("GPX", make_gpx), ("KML", make_kml), ("GeoJSON", make_geojson)):
        start = time.perf_counter()
        size = len(make(sites))
        reached = f"{time.perf_counter() - start:.1f} s, {size / 1e6:.0f} MB"
        rows.append((f"Way points of {SITES:,} sites, {name}", "–", reached, "outlines of 65 corners"))
    return rows


def reweighing(folder: Path, data: Path | None) -> list[tuple]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("soranome.plugin.core.fieldwork.outcomes.reweigh._RESAMPLES", 5)
        off, covered = [], []
        for seed in range(REGISTERS):
            found = suggest_weights(improper_sites(500, TRUE, seed), PRESENT)
            off.append(np.abs(scaled(found.values()) - scaled(TRUE)).sum())
            true = dict(zip(PARTS, np.random.default_rng(seed).gamma(4, np.array([6, 3, 3, 1, 1]) / 4)))
            around = suggest_weights(improper_sites(500, true, seed), PRESENT)
            if isinstance(around, Suggestion):
                covered += [w.interval[0] <= t <= w.interval[1] for w, t in zip(around.weights, scaled(true))]
    before = np.abs(scaled(PRESENT) - scaled(TRUE)).sum()
    start = time.perf_counter()
    found = suggest_weights(improper_sites(1000, TRUE, 1), PRESENT)
    seconds, auc = time.perf_counter() - start, found.gains["auc"]
    how = f"{REGISTERS} simulated registers of 500 visits, true weights known"
    return [
        ("Distance of weights to the true ones, in use → suggested", "less", f"{before:.1f} → {np.mean(off):.1f}", how),
        ("True weights inside the 95 % intervals", "95 %", f"{100 * np.mean(covered):.0f} %", how),
        (
            "Area under the curve on held-out sites, in use → suggested",
            "more",
            f"{auc.now:.3f} → {auc.suggested:.3f}",
            f"1,000 simulated visits, 5 folds; {seconds:.1f} s",
        ),
    ]


MEASURES = (waypoints, reweighing)
