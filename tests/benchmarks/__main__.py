"""`make bench`: measures what the README quotes and prints one table.

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
    elevation,
    evidence,
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


def main() -> None:
    wanted = sys.argv[1:]
    rows: list[tuple[str, str, str, str]] = []
    with tempfile.TemporaryDirectory(prefix="soranome-bench-") as folder:
        for measure in (
            *accuracy.MEASURES,
            *speed.MEASURES,
            *series.MEASURES,
            *scenes.MEASURES,
            *triage.MEASURES,
            *evidence.MEASURES,
            *elevation.MEASURES,
            *sar.MEASURES,
            *register.MEASURES,
            *pointquality.MEASURES,
            *pointindex.MEASURES,
            *terrainmaps.MEASURES,
            *surfaces.MEASURES,
            *ground.MEASURES,
            *copc.MEASURES,
            *(evidence.ON_REQUEST if wanted else ()),
        ):
            if wanted and measure.__name__ not in wanted:
                continue
            print(f"… {measure.__name__}", file=sys.stderr, flush=True)
            rows += measure(Path(folder), DATA)
    print(f"\nMeasured on {os.cpu_count()} cores, Python {platform.python_version()}.\n")
    print("| What | Asked | Reached | How |\n|---|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
