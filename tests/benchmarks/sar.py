"""SAR change: speed beside plain NumPy and SciPy, rates under speckle, real stacks without change, the made scene."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import rasterio
from rasterio.features import rasterize
from rasterio.transform import from_origin
from rasterio.windows import Window
from scipy.stats import chi2

from tests import conftest  # noqa: F401 - makes the alias soranome

K, P, EDGE, BLOCK, LOOKS, ALPHA = 24, 2, 2000, 512, 4.4, 0.01
ROOT = Path(__file__).resolve().parents[2]
BURSTS = ("T137-292319-IW2", "T137-292320-IW2", "T137-292322-IW2", "T137-292325-IW1")
SEASONS = {"2021": "2021-10-01/2022-01-31", "2022": "2022-10-01/2023-01-31", "2023": "2023-10-01/2024-01-31"}

JOB = """
import sys, time
sys.path.insert(0, {root!r})
from tests import conftest
from soranome.plugin.core.change.sar import SarSettings, detect
from soranome.plugin.core.change.sar_stack import StackFiles
from pathlib import Path
folder = Path({folder!r})
files = StackFiles(tuple(sorted(str(p) for p in folder.glob("S1_*.tif"))))
outputs = [str(folder / f"{{n}}.tif") for n in "scf"]
for _ in range(2):  # the first compiles
    start = time.perf_counter()
    result = detect(files, *outputs, settings=SarSettings(null={null!r}, looks={looks}))
    seconds = time.perf_counter() - start
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(seconds, result.flagged_share, int(peak.split()[1]) / 2**20)
"""


def plain(power: np.ndarray, looks: float, alpha: float, everywhere: bool) -> tuple[np.ndarray, np.ndarray]:
    """p-values and first date that differs (0 none), as one writes the paper in NumPy and SciPy; the factors of all cells,
    or of those alone that the test over all dates flags."""
    power = power.astype(np.float64)
    k, p = power.shape[:2]
    log_q = looks * (p * k * np.log(k) + np.log(power).sum(axis=(0, 1)) - k * np.log(power.sum(axis=0)).sum(axis=0))
    f = (k - 1) * p
    rho = 1 - (k / looks - 1 / (looks * k)) / (6 * (k - 1))
    p_values = _series(-2 * rho * log_q, f, rho)
    flagged = p_values < alpha
    cells = power.reshape(k, p, -1) if everywhere else power[:, :, flagged]
    first, best = np.zeros(cells.shape[2], int), np.full(cells.shape[2], np.inf)
    likeliest = np.zeros(cells.shape[2], int)
    before, log_before = cells[0], np.log(cells[0]).sum(axis=0)
    for j in range(2, k + 1):
        total = before + cells[j - 1]
        log_total = np.log(total).sum(axis=0)
        log_r = p * (j * np.log(j) - (j - 1) * np.log(j - 1))
        log_r = looks * (log_r + (j - 1) * log_before + np.log(cells[j - 1]).sum(axis=0) - j * log_total)
        rho = 1 - (1 + 1 / (j * (j - 1))) / (6 * looks)
        factor = _series(-2 * rho * log_r, p, rho)
        first[(first == 0) & (factor < alpha)] = j - 1
        smaller = factor < best
        best[smaller], likeliest[smaller] = factor[smaller], j - 1
        before, log_before = total, log_total
    first[first == 0] = likeliest[first == 0]
    out = np.zeros(flagged.shape, int)
    out[flagged] = first.reshape(flagged.shape)[flagged] if everywhere else first
    return p_values, out


def _series(z, f, rho):
    omega = -f / 4 * (1 - 1 / rho) ** 2
    return (1 - omega) * chi2.sf(z, f) + omega * chi2.sf(z, f + 4)


def omnibus_times(edge: int = EDGE) -> SimpleNamespace:
    """Seconds of our test on all cores (``fast``) and one (``single``), and of the plain one; and how far they differ."""
    from soranome.plugin.core.change.wishart import omnibus
    from soranome.plugin.core.tasks import Silent, run_ordered

    rng = np.random.default_rng(1)
    edges = [min(BLOCK, edge - start) for start in range(0, edge, BLOCK)]
    blocks = [
        rng.standard_gamma(LOOKS, (K, P, rows, columns), np.float32) * np.float32(0.1 / LOOKS)
        for rows in edges
        for columns in edges
    ]
    blocks[0][14:, :, :200, :200] *= 2

    def ours(workers=None):
        start = time.perf_counter()
        results = list(run_ordered(lambda block: omnibus(block, LOOKS, ALPHA), blocks, Silent(), len(blocks), workers))
        return time.perf_counter() - start, results

    def theirs(everywhere):
        start = time.perf_counter()
        results = [plain(block, LOOKS, ALPHA, everywhere) for block in blocks]
        return time.perf_counter() - start, results

    omnibus(blocks[0][:, :, :64, :64], LOOKS, ALPHA)
    times, one = [ours()[0] for _ in range(7)], [ours(1)[0] for _ in range(3)]
    results = ours()[1]
    everywhere, reference = theirs(True)
    return SimpleNamespace(
        fast=statistics.median(times),
        single=statistics.median(one),
        everywhere=everywhere,
        flagged_only=theirs(False)[0],
        apart=max(np.abs(np.exp(mine.log_p) - p).max() for mine, (p, _) in zip(results, reference)),
        same=np.mean([(mine.first == first).mean() for mine, (_, first) in zip(results, reference)]),
    )


def omnibus_beside_numpy(folder: Path, data: Path) -> list[tuple[str, str, str, str]]:
    told = omnibus_times()
    return [
        (
            f"Omnibus, {K} dates × {P} polarisations × {EDGE:,}², p-values and first interval, in memory",
            "≥ 20 × plain NumPy/SciPy over blocks",
            f"{told.fast:.2f} s (one thread {told.single:.2f} s); plain with factors of all cells {told.everywhere:.1f} s, "
            f"**{told.everywhere / told.fast:.0f} ×**; with factors of flagged cells alone {told.flagged_only:.1f} s, "
            f"**{told.flagged_only / told.fast:.0f} ×**",
            f"{BLOCK}² blocks both; p-values differ by at most {told.apart:.0e}, first interval equal in "
            f"{100 * told.same:.3f} % of cells; ours also gives direction and step, with restart after a change",
        )
    ]


def sarchange_files(folder: Path, data: Path) -> list[tuple[str, str, str, str]]:
    """The whole algorithm from files to files, in a process of its own."""
    stack = folder / "sar_speed"
    stack.mkdir()
    rng = np.random.default_rng(2)
    for t in range(K):
        for pol in ("VV", "VH"):
            path = stack / f"S1_{date(2024, 1, 1) + timedelta(days=12 * t):%Y%m%d}_{pol}.tif"
            with rasterio.open(
                path, "w", driver="GTiff", width=EDGE, height=EDGE, count=1, dtype="float32", crs="EPSG:6677",
                transform=from_origin(-70000, -30000, 10, 10), tiled=True, blockxsize=512, blockysize=512,
            ) as dataset:  # fmt: skip
                dataset.write(rng.standard_gamma(LOOKS, (EDGE, EDGE), np.float32) * np.float32(0.1 / LOOKS), 1)
    rows = []
    for null, looks in (("none", LOOKS), ("stack", 0)):
        job = JOB.format(root=str(ROOT), folder=str(stack), null=null, looks=looks)
        done = subprocess.run([sys.executable, "-c", job], check=True, capture_output=True, text=True)
        seconds, share, memory = map(float, done.stdout.split())
        rows.append(
            (
                f"`sarchange`, {K} × {P} × {EDGE:,}², files in, rasters out, NULL = {null}",
                "memory bounded",
                f"{seconds:.0f} s, peak {memory:.2f} GiB, flagged {share:.4f} at α = {ALPHA}",
                "pure speckle; reads 0.8 GB once (none) or twice (stack)",
            )
        )
    return rows


def false_alarms_under_speckle(folder: Path, data: Path) -> list[tuple[str, str, str, str]]:
    from soranome.plugin.core.change.wishart import factor_log_p, omnibus

    rng = np.random.default_rng(3)
    n = 1_000_000
    rows = []
    for name, alphas, asked in (("0.05 and 0.01", (0.05, 0.01), "within ±10 %"), ("0.001", (0.001,), "within ±20 %")):
        for wanted, looks_list in (("n ≥ 2", (2, 3, 4.4, 10)), ("n = 1, 1.5 (exact law)", (1, 1.5))):
            ratios, factors = [], []
            for looks in looks_list:
                for k in (2, 3, 6, 12, 24, 50):
                    for p in (1, 2):
                        share = np.zeros(len(alphas))
                        pieces = 10
                        for _ in range(pieces):
                            power = rng.standard_gamma(looks, (k, p, n // pieces), np.float32)
                            log_p = omnibus(power, looks).log_p
                            share += [(log_p < np.log(alpha)).mean() / pieces for alpha in alphas]
                        ratios += list(share / alphas)
                        # The factor of the last date, given that those before are equal.
                        before = rng.standard_gamma((k - 1) * looks, (p, n))
                        last = rng.standard_gamma(looks, (p, n))
                        log_r = p * (k * np.log(k) - (k - 1) * np.log(k - 1))
                        log_r = log_r + ((k - 1) * np.log(before) + np.log(last) - k * np.log(before + last)).sum(
                            axis=0
                        )
                        log_p = factor_log_p(-2 * looks * log_r, k, p, looks)
                        factors += [(log_p < np.log(alpha)).mean() / alpha for alpha in alphas]
            rows.append(
                (
                    f"False alarms under gamma speckle, {wanted}, k = 2 … 50, p = 1, 2, α = {name}",
                    asked,
                    f"omnibus {min(ratios):.2f}–{max(ratios):.2f} × α, factors {min(factors):.2f}–{max(factors):.2f} × α",
                    f"{n:,} cells for each of {len(ratios)} cases; the simulation itself spreads by "
                    f"±{2 / np.sqrt(min(alphas) * n):.2f}",
                )
            )
    return rows


def real_no_change(folder: Path, data: Path) -> list[tuple[str, str, str, str]]:
    from soranome.plugin.core.change.sar import SarSettings, detect
    from soranome.plugin.core.change.sar_stack import StackFiles, chosen

    source = data / "sar" / "rtc_10SGD"
    what = "RTC-S1 without known change"
    if not source.is_dir():
        return [(what, "≤ 2 α", "no real data", "-")]
    outputs = [str(folder / f"{n}.tif") for n in "scf"]

    def run(files, **settings):
        result = detect(files, *outputs, settings=SarSettings(**settings))
        with rasterio.open(outputs[1]) as dataset:
            return result.flagged_share, dataset.read(1)

    bare, cross, alone, quarter, half = ({b: [] for b in BURSTS} for _ in range(5))
    for burst in BURSTS:
        files = StackFiles(tuple(sorted(str(p) for p in (source / burst).glob("*.tif"))))
        for tested, period in SEASONS.items():
            season = chosen(files, period)
            bare[burst] += [run(season, null="none")[0]]
            alone[burst] += [run(season)[0]]
            for learnt, other in SEASONS.items():
                if learnt == tested:
                    continue
                quiet = chosen(files, other)
                cross[burst].append(run(season, quiet=quiet)[0])
                for offset in (3, 14):
                    injected, number = _injected(season, folder, offset)
                    change = run(injected, quiet=quiet)[1]
                    shares = [(change[number == i] > 0).mean() for i in range(1, number.max() + 1)]
                    quarter[burst] += [share >= 0.25 for share in shares]
                    half[burst] += [share >= 0.5 for share in shares]

    def each(values, form):
        return ", ".join(form.format(np.mean(v)) for v in values.values())

    worst = max(max(v) for v in cross.values())
    return [
        (
            f"{what}: flagged share at α = 0.01, null of one season on another (6 pairs × 4 bursts)",
            "≤ 0.02",
            f"largest {worst:.4f}; mean per burst {each(cross, '{:.4f}')}",
            f"looks estimated; NULL = none flags {each(bare, '{:.2f}')}; the null learnt from the tested season alone "
            f"{each(alone, '{:.4f}')}",
        ),
        (
            f"{what}: 5 × 5 cells of ±3 dB from the middle of the season, same runs",
            "≥ 90 % found",
            f"found (a quarter of the cells flagged) {100 * np.mean([*quarter.values()]):.1f} %, per burst "
            f"{each(quarter, '{:.2f}')}; half of the cells {each(half, '{:.2f}')}",
            f"{len(quarter[BURSTS[0]])} blocks per burst, 4 % of the cells at a time",
        ),
    ]


def _injected(files, folder: Path, offset: int):
    from soranome.plugin.core.change.sar_stack import StackFiles

    days = files.dates.split(", ")
    late = sorted(set(days))[len(set(days)) // 2 :]
    paths, number = [], None
    for path, day in zip(files.paths, days):
        with rasterio.open(path) as dataset:
            power, profile = dataset.read(1), dataset.profile
        number = np.zeros(power.shape, int)
        corners = [(r, c) for r in range(offset, 95, 24) for c in range(offset, 95, 24)]
        for i, (row, column) in enumerate(corners):
            block = slice(row, row + 5), slice(column, column + 5)
            number[block] = i + 1
            if day in late:
                power[block] *= 10 ** (0.3 if i % 2 else -0.3)
        paths.append(str(folder / f"injected_{day}_{path[-6:]}"))
        with rasterio.open(paths[-1], "w", **profile) as dataset:
            dataset.write(power, 1)
    return StackFiles(tuple(paths)), number


def sar_of_the_made_scene(folder: Path, data: Path) -> list[tuple[str, str, str, str]]:
    from soranome.plugin.core.change.sar import SarSettings, detect
    from soranome.plugin.core.change.sar_stack import StackFiles
    from soranome.plugin.core.sample import make_scene
    from soranome.plugin.core.sample.scene import write_rasters

    rows = {"stack": [[], [], [], []], "none": [[], [], [], []]}
    for seed in (1, 2, 3, 4, 5):
        scene = make_scene(5, seed)
        place = folder / f"sar_scene{seed}"
        write_rasters(scene, place)
        files = StackFiles(tuple(sorted(str(p) for p in (place / "sar").glob("*.tif"))))
        days = [str(day) for day in scene.sar_dates]
        names = list(scene.truth.fields)
        for null, (looks, hits, right, outside) in rows.items():
            outputs = [str(place / f"{n}.tif") for n in "scf"]
            result = detect(files, *outputs, settings=SarSettings(null=null))
            with rasterio.open(outputs[1]) as dataset:
                change = dataset.read(1, window=Window(0, 0, scene.grid.width, scene.grid.height))
            with rasterio.open(outputs[2]) as dataset:
                first = dataset.read(1)
            looks.append(result.looks.number)
            seen = change < 255
            touched = rasterize([(s, 1) for s, _ in scene.truth.rows], change.shape, transform=scene.grid.transform,
                                all_touched=True)  # fmt: skip
            outside.append((change[seen & (touched == 0)] > 0).mean())
            for shape, values in scene.truth.rows:
                row = dict(zip(names, values))
                cells = (rasterize([(shape, 1)], change.shape, transform=scene.grid.transform) > 0) & seen
                if row["kind"] != "fill" or shape.area < 500 or cells.sum() < 3:
                    continue
                flagged = cells & (change > 0)
                hits.append(flagged.sum() >= 0.25 * cells.sum())
                if flagged.any():
                    right.append(np.median(first[flagged]) == sum(day < str(row["onset"])[:10] for day in days))
    return [
        (
            f"Made scene, SAR alone, 5 seeds × 25 km², NULL = {null}: fills ≥ 500 m²",
            "recall and first interval reported",
            f"{100 * np.mean(hits):.0f} % of {len(hits)} found (a quarter of the cells), first interval right in "
            f"{100 * np.mean(right):.0f} %",
            f"looks estimated {min(looks):.2f}–{max(looks):.2f} (true 4.4); {100 * np.mean(outside):.1f} % of the cells "
            "outside all events flagged at α = 0.01 (drifting crops and rims among them)",
        )
        for null, (looks, hits, right, outside) in rows.items()
    ]


MEASURES = (
    omnibus_beside_numpy,
    sarchange_files,
    false_alarms_under_speckle,
    real_no_change,
    sar_of_the_made_scene,
)
