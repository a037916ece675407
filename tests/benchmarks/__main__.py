"""`make bench`: measures what the README quotes and prints a table for each pillar.

Each row says what was asked, what was reached, and how. Ratios come from one run on one machine.
`make bench ARGS="all_witnesses taizhou"` measures only some.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import (
    accuracy,
    copc,
    coverage_area,
    coverage_holes,
    coverage_lists,
    coverage_measurements,
    coverage_models,
    coverage_peers,
    coverage_prediction,
    coverage_siting,
    coverage_woodland,
    desktop,
    desktop_coverage,
    desktop_startup,
    elevation,
    evidence,
    fieldwork_accuracy,
    fieldwork_import,
    fieldwork_list,
    fieldwork_order,
    fieldwork_package,
    fieldwork_progress,
    fieldwork_sheets,
    ground,
    pointindex,
    pointquality,
    register,
    sar,
    scenes,
    series,
    speed,
    surfaces,
    terrainmaps,
    triage,
)
from tests.conftest import DATA

PILLARS = {
    "Improper fill and the register of sites": (
        accuracy,
        speed,
        series,
        scenes,
        triage,
        evidence,
        elevation,
        sar,
        register,
    ),
    "Field checks": (
        fieldwork_accuracy,
        fieldwork_import,
        fieldwork_list,
        fieldwork_order,
        fieldwork_package,
        fieldwork_progress,
        fieldwork_sheets,
    ),
    "Point clouds": (pointindex, copc, ground, surfaces, terrainmaps, pointquality),
    "Coverage holes": (
        coverage_models,
        coverage_area,
        coverage_woodland,
        coverage_lists,
        coverage_holes,
        coverage_prediction,
        coverage_peers,
        coverage_measurements,
        coverage_siting,
    ),
    "The desktop": (desktop, desktop_startup, desktop_coverage),
}


def main() -> None:
    wanted = sys.argv[1:]
    tables: dict[str, list[tuple[str, str, str, str]]] = {}
    with tempfile.TemporaryDirectory(prefix="soranome-bench-") as folder:
        for pillar, modules in PILLARS.items():
            measures = [measure for module in modules for measure in module.MEASURES]
            if wanted and evidence in modules:
                measures += evidence.ON_REQUEST
            for measure in measures:
                if wanted and measure.__name__ not in wanted:
                    continue
                print(f"… {measure.__name__}", file=sys.stderr, flush=True)
                tables.setdefault(pillar, []).extend(measure(Path(folder), DATA))
    print(f"\nMeasured on {os.cpu_count()} cores, Python {platform.python_version()}.")
    for pillar, rows in tables.items():
        print(f"\n{pillar}\n\n| What | Asked | Reached | How |\n|---|---|---|---|")
        for row in rows:
            print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
