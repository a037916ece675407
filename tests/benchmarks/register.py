"""The register of sites: how fast, in how much memory, and whether it knows a place again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
from shapely import Polygon

ROOT = Path(__file__).resolve().parents[2]
SITES, CANDIDATES, EXTENT_M = 10_000, 1_500, 60_000.0

JOB = """
import sys, time
sys.path.insert(0, {root!r})
from tests import benchmarks
from tests.benchmarks.register import places, seen_again
from tests.core.fieldwork.register_tools import update
from shapely import box
known, found = places(), seen_again()
path = {path!r}
update(path, known, "2024-10-25")
start = time.perf_counter()
summary = update(path, found, "2025-05-01", area=box(0, 0, {extent}, {extent}))
seconds = time.perf_counter() - start
start = time.perf_counter()
update(path, found, "2025-05-01", area=box(0, 0, {extent}, {extent}))
again = time.perf_counter() - start
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(seconds, again, int(peak.split()[1]) / 1024, summary.total)
"""


def _ragged(x: float, y: float, radius: float, phase: float) -> Polygon:
    angle = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    r = radius * (1 + 0.25 * np.sin(3 * angle + phase))
    return Polygon(np.column_stack([x + r * np.cos(angle), y + r * np.sin(angle)]))


def _grid(count: int, rng: np.random.Generator) -> np.ndarray:
    """Centres 400 m apart or more."""
    side = int(np.ceil(np.sqrt(count)))
    step = EXTENT_M / side
    cells = np.argwhere(np.ones((side, side)))[:count]
    return (cells + 0.5) * step + rng.uniform(-100, 100, (count, 2))


def places() -> list:
    """10,000 places of 500 m² to 1 ha, with the fields of candidates."""
    from soranome.plugin.core.fieldwork.register import Outline

    rng = np.random.default_rng(1)
    about = {"change": 1, "priority": 0.5, "reasons": "植生から裸地への変化です。" * 5, "attributes_text": "x" * 300}
    centres, radii = _grid(SITES, rng), rng.uniform(13, 56, SITES)
    return [Outline(_ragged(*c, r, r), {**about, "rank": i}) for i, (c, r) in enumerate(zip(centres, radii), 1)]


def seen_again() -> list:
    """1,000 of them shifted by up to one Sentinel-2 pixel and frayed by 3 m, and 500 between them."""
    from soranome.plugin.core.fieldwork.register import Outline

    known, rng = places(), np.random.default_rng(2)
    found = []
    for number in rng.choice(SITES, CANDIDATES - 500, replace=False):
        place, angle = known[number].geometry, rng.uniform(0, 2 * np.pi)
        shift = rng.uniform(0, 10) * np.array([np.cos(angle), np.sin(angle)])
        moved = Polygon(np.asarray(place.exterior.coords) + shift + rng.uniform(-3, 3, (41, 2)))
        found.append(Outline(moved.buffer(0), {"was": int(number), "change": 1}))
    step = EXTENT_M / int(np.ceil(np.sqrt(SITES)))
    for number in range(500):
        x, y = divmod(number, 30)
        found.append(Outline(_ragged(x * step, y * step, 25, number), {"was": -1, "change": 1}))
    return found


def register_speed(folder: Path, data: Path | None) -> list[tuple[str, str, str, str]]:
    code = JOB.format(root=str(ROOT), path=str(folder / "register.gpkg"), extent=EXTENT_M)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
    seconds, again, peak, total = (float(word) for word in done.stdout.split())
    what = f"Register of {SITES:,} sites, {CANDIDATES:,} candidates with AREA, one transaction"
    return [
        (what, "seconds", f"{seconds:.1f} s, {peak:.0f} MiB; {total:,.0f} sites after it", "GeoPackage, local disk"),
        ("The same update once more", "changes nothing", f"{again:.1f} s", "same run"),
    ]


def register_knows_again(folder: Path, data: Path | None) -> list[tuple[str, str, str, str]]:
    from soranome.plugin.core.fieldwork.lifecycle import DEFAULT_OVERLAP, DEFAULT_UNCERTAINTY_M, find_matches

    known, found = places(), seen_again()
    matches = find_matches(
        [o.geometry for o in found], [o.geometry for o in known], DEFAULT_OVERLAP, DEFAULT_UNCERTAINTY_M
    )
    old = [([j for j, _ in m], o.attributes["was"]) for m, o in zip(matches, found) if o.attributes["was"] >= 0]
    right = sum(sites == [was] for sites, was in old)
    wrong = sum(bool(m) for m, o in zip(matches, found) if o.attributes["was"] < 0)
    return [
        (
            "Shifted (≤ 10 m) and frayed outlines given to their site and to no other",
            "all",
            f"{right} of {len(old)}; {wrong} of {len(found) - len(old)} new places given to a site",
            "made outlines of 500 m² to 1 ha",
        )
    ]


MEASURES = (register_speed, register_knows_again)
