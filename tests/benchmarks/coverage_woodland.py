"""Ways through woods: what they cost in time, whether areas equal links, and what they change."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np

from soranome.plugin.core.coverage.prediction.area import area_loss
from soranome.plugin.core.coverage.prediction.woodland import woods_loss
from tests.core.coverage.area_cases import CLIMATE, centre, hills, landscape, made_scene, random_cells, value_at, woods
from tests.core.coverage.test_woodland import link_to

Row = tuple[str, str, str, str]

PATHS = 5000


def woods_speed(folder: Path, data: Path | None) -> list[Row]:
    told = []
    for cell, size, reach_m in ((30.0, 680, 10_000.0), (5.0, 3010, 7_500.0)):
        ground = hills(size, relief=40 * cell**0.5)
        land = landscape(ground, cell, woods(ground.shape))
        best, work = {}, {}
        for predict in (area_loss, woods_loss):
            predict(land, *centre(land), 30.0, 800.0, climate=CLIMATE, reach_m=20 * cell)
            best[predict] = work[predict] = np.inf
            for _ in range(3):
                start, before = time.perf_counter(), time.process_time()
                area = predict(land, *centre(land), 30.0, 800.0, climate=CLIMATE, reach_m=reach_m)
                best[predict] = min(best[predict], time.perf_counter() - start)
                work[predict] = min(work[predict], time.process_time() - before)
        receivers = int(np.isfinite(area.loss_db).sum())
        told.append(
            f"{cell:g} m, {receivers / 1e6:.1f} M receivers: opaque {best[area_loss]:.2f} s, woodland "
            f"{best[woods_loss]:.2f} s ({work[woods_loss] / work[area_loss]:.1f} × the work of the cores)"
        )
    return [
        (
            "P.1812 to all cells with woods opaque, and over or through them (P.833)",
            "–",
            "; ".join(told),
            f"800 MHz, woods on half of made mountains; two threads, best of three; load {os.getloadavg()[0]:.1f}",
        )
    ]


def woods_equal_links(folder: Path, data: Path | None) -> list[Row]:
    ground = hills(420, 10.0)
    places = {
        "made mountains, 10 m": (landscape(ground, 10.0, woods(ground.shape)), 2000.0),
        "made scene with DSM, 4 m": (made_scene(), 900.0),
    }
    rows = []
    for name, (land, reach_m) in places.items():
        x, y = centre(land)
        area = woods_loss(land, x, y, 20.0, 800.0, climate=CLIMATE, reach_m=reach_m)
        opaque = area_loss(land, x, y, 20.0, 800.0, climate=CLIMATE, reach_m=reach_m)
        apart = np.array(
            [
                abs(value_at(area, area.loss_db, *cell) - link_to(land, x, y, 20.0, 800.0, *cell, reach_m).loss_db)
                for cell in random_cells(area, PATHS)
            ]
        )
        known = np.isfinite(area.loss_db)
        gain = (opaque.loss_db - area.loss_db)[known]
        rows.append(
            (
                f"Area through woods against linkprofile on the same profile, {name}",
                "99.9 % within 0.1 dB",
                f"{100 * (apart < 0.1).mean():.2f} % of {len(apart):,}; largest {apart.max():.0e} dB. Instead of "
                f"opaque: a way through in {100 * (gain > 0).mean():.0f} % of the cells, where it costs "
                f"{gain[gain > 0].mean():.0f} dB less on average",
                "800 MHz, mast of 20 m, receivers at 1.5 m",
            )
        )
    return rows


MEASURES = (woods_speed, woods_equal_links)
