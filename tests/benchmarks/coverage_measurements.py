"""Measurements: rows a second and memory of reading, held-out coverage and offsets of calibration against made truths."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from scipy.ndimage import gaussian_filter

from soranome.plugin.core.coverage.measuring.calibration import calibrate
from soranome.plugin.core.coverage.measuring.measurements import MeasurementFile, Tally, find_tables
from tests.conftest import ROOT

Row = tuple[str, str, str, str]

ROWS = 1_000_000
SEEDS = range(20)

# In a process of its own, so that peak memory is that of the job alone.
JOB = """
import json, sys
sys.path.insert(0, {root!r})
from tests import benchmarks
from tests.benchmarks import coverage_measurements
print(json.dumps(coverage_measurements.read_all({path!r})))
"""


def reading(folder: Path, data: Path | None) -> list[Row]:
    path = folder / "drive.csv"
    _drive_test(path)
    job = JOB.format(root=str(ROOT), path=str(path))
    done = subprocess.run([sys.executable, "-c", job], capture_output=True, text=True, check=True)
    seconds, read, peak = json.loads(done.stdout.splitlines()[-1])
    rows = [
        (
            "Reading a drive test of 1 M rows (ten Japanese columns, Shift_JIS, repeats looked for)",
            "memory bounded",
            f"**{read / seconds:,.0f} rows/s**, {peak / 2**20:.0f} MiB",
            "one thread; maximum resident set, with the interpreter",
        )
    ]
    source = data / "coverage" / "opencellid" if data else None
    if source is None or not source.exists():
        return rows
    tally = Tally()
    tables = [path for path in find_tables(source) if path.suffix == ".csv"]
    for table in tables:
        for _ in MeasurementFile(table).batches(tally):
            pass
    told = f"{tally.read:,} read, {tally.left_out_total} left out (a repeat)"
    return [*rows, ("Real OpenCelliD measurements (18 files)", "every row accounted for", told, "no parameter set")]


def read_all(path: str) -> tuple[float, int, int]:
    """Seconds, measurements and peak memory in bytes of reading a table."""
    import resource

    tally, start = Tally(), time.perf_counter()
    for _ in MeasurementFile(path).batches(tally):
        pass
    return time.perf_counter() - start, tally.read, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def calibration(folder: Path, data: Path | None) -> list[Row]:
    """Known offsets by carrier and clutter; errors of 6 dB, four fifths of them correlated over some 60 m."""
    shares, errors, elsewhere, start = [], [], [], time.perf_counter()
    for seed in SEEDS:
        x, y, predicted, measured, keys, truth = _scene(seed)
        found = calibrate(x, y, predicted, measured, keys, 500.0).calibration
        shares.append(found.check.coverage)
        offsets = np.array([found.group(*key).offset_db for key in keys])
        errors.append(float(np.sqrt(np.mean((offsets - truth) ** 2))))
        _, _, predicted, measured, keys, _ = _scene(seed + 1000)
        elsewhere.append(_share_inside(found, predicted, measured, keys))
    seconds = (time.perf_counter() - start) / len(SEEDS)
    told = f"**{100 * np.mean(shares):.1f} %** ({100 * min(shares):.1f}–{100 * max(shares):.1f} %)"
    fresh = f"{100 * np.mean(elsewhere):.1f} % ({100 * min(elsewhere):.1f}–{100 * max(elsewhere):.1f} %)"
    how = f"{len(SEEDS)} made scenes of 4,000 places, 100 km², four carriers × three clutter classes, spread 6 dB"
    return [
        ("Held-out places in the 90 % interval", "90 %", told, how),
        ("The same in another scene nothing was learnt from", "90 %", fresh, "same offsets, other shadows"),
        (
            "Error of the offsets, RMS",
            "–",
            f"{np.mean(errors):.2f} dB",
            f"{seconds:.2f} s a scene with its held-out check",
        ),
        _floor_row(),
    ]


def _floor_row() -> Row:
    plain, careful = [], []
    for seed in SEEDS:
        x, y, predicted, measured, keys, truth = _scene(seed, 8000)
        seen = measured > -105
        kept = [key for key, is_seen in zip(keys, seen.tolist()) if is_seen]
        for floor, errors in ((None, plain), (-105.0, careful)):
            found = calibrate(x[seen], y[seen], predicted[seen], measured[seen], kept, 500.0, floor).calibration
            errors.append(float(np.mean([found.group(*key).offset_db for key in keys] - truth)))
    told = f"{np.mean(plain):+.2f} dB without, **{np.mean(careful):+.2f} dB** with SENSITIVITY"
    return "Bias of offsets where levels below −105 dBm are missing", "0 dB", told, "predictions from −110 to −60 dBm"


def _scene(seed: int, count: int = 4000, size_m: float = 10_000.0):
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(0, size_m, (2, count))
    carrier, clutter = rng.integers(0, 4, count), rng.integers(0, 3, count)
    truth = np.array([3.0, -4.0, 7.0, 0.0])[carrier] + np.array([0.0, -5.0, -12.0])[clutter]
    field = gaussian_filter(rng.normal(size=(500, 500)), 3)
    shadow = (field / field.std())[(y / size_m * 500).astype(int), (x / size_m * 500).astype(int)]
    error = 6 * (0.8 * shadow + 0.6 * rng.normal(size=count))
    predicted = rng.uniform(-110, -60, count)
    keys = [(f"c{c}", f"b{c % 2}", f"k{k}") for c, k in zip(carrier.tolist(), clutter.tolist())]
    return x, y, predicted, predicted + truth + error, keys, truth


def _share_inside(found, predicted, measured, keys) -> float:
    groups = [found.group(*key) for key in keys]
    offset, spread = np.array([g.offset_db for g in groups]), np.array([g.sigma_db for g in groups])
    score = (measured - predicted - offset) / spread
    return float(np.mean((score >= found.low) & (score <= found.high)))


def _drive_test(path: Path) -> None:
    rng = np.random.default_rng(1)
    latitude, longitude = 35.7 + rng.random(ROWS) * 0.2, 139 + rng.random(ROWS) * 0.2
    level, carrier = rng.normal(-95, 10, ROWS), rng.integers(0, 4, ROWS)
    names = "NTTドコモ", "au", "ソフトバンク", "楽天モバイル"
    with open(path, "w", encoding="cp932") as file:
        file.write("測定日時,緯度,経度,事業者,通信方式,バンド,RSRP(dBm),セルID,圏外,精度\n")
        for i in range(ROWS):
            clock = f"{i // 3600 % 24:02d}:{i // 60 % 60:02d}:{i % 60:02d}"
            out = i % 101 == 0
            file.write(
                f"2022/11/05 {clock},{latitude[i]:.7f},{longitude[i]:.7f},{names[carrier[i]]},LTE,3,"
                f"{'' if out else f'{level[i]:.0f}'},{i % 5000},{int(out)},5\n"
            )


MEASURES = (reading, calibration)
