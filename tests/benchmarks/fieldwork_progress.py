"""The progress report of a large register, and results for training: how long, and how large."""

from __future__ import annotations

import json
import subprocess
import time
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from tests.core.fieldwork.register_tools import outline, sites, update

ROOT = Path(__file__).resolve().parents[2]
SITES = 10_000


def _register(path: Path) -> None:
    """Sites of 62 municipalities over a year, 70 % of them visited since."""
    from soranome.plugin.core.fieldwork.register import open_register
    from soranome.plugin.core.fieldwork.register_visits import Visit

    rng = np.random.default_rng(1)
    made = [
        outline((i % 100) * 100, i // 100 * 100, rank=i + 1, priority_class="ABCD"[i % 4], municipality=f"{i % 62}町")
        for i in range(SITES)
    ]
    for part in range(4):
        update(str(path), made[part::4], (date(2024, 10, 1) + timedelta(days=90 * part)).isoformat())
    statuses = (None, "lawful", "false_detection", "under_correction", "corrected")
    with open_register(str(path), "佐藤") as register:
        for row in sites(str(path)):
            if rng.random() < 0.7:
                day = date.fromisoformat(row["first_observed_on"]) + timedelta(days=int(rng.integers(1, 200)))
                register.add_visit(row["site_id"], Visit(day.isoformat(), "佐藤", statuses[rng.integers(5)]))


def progress(folder: Path, data: Path | None) -> list[tuple]:
    """The page of a register of 10,000 sites, through qgis_process."""
    register, page = folder / "register.gpkg", folder / "progress.html"
    _register(register)
    start = time.perf_counter()
    done = subprocess.run(
        [ROOT / "scripts" / "qgis.sh", "qgis_process", "run", "soranome:fieldprogress", "--json", "--",
         f"REGISTER={register}", f"REPORT={page}"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    seconds = time.perf_counter() - start
    found = json.loads(done.stdout)["results"]["FOUND"]
    return [
        (
            f"Progress report of {found:,} sites",
            "< 10 s, < 5 MB",
            f"{seconds:.1f} s, {page.stat().st_size / 1e6:.1f} MB",
            "qgis_process with its start, GeoPackage, 62 municipalities, 7,000 visits",
        )
    ]


MEASURES = (progress,)
