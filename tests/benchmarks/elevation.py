"""How right differences of heights are: injected fills, known shifts, a peer, made scenes; and what memory they take."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import rasterio
import shapely
import shapely.affinity
from rasterio.features import rasterize
from rasterio.warp import Resampling, reproject
from scipy import ndimage

from soranome.plugin.core.change.earthwork import Earthwork, measure
from soranome.plugin.core.change.elevation import detect
from soranome.plugin.core.change.elevation_pair import ElevationFiles
from soranome.plugin.core.change.nuth_kaab import Registration, register
from soranome.plugin.core.sample import make_scene, write_rasters

ROOT = Path(__file__).resolve().parents[2]
TRIALS, THIN_TRIALS = 200, 60
FILL_M2 = 500.0
SHIFT = 2.3, -1.7, 0.4
SEEDS, SIZE_KM = (1, 2, 3), 2
EDGES = 4000, 8000

Row = tuple[str, str, str, str]


# -- fills put into a real pair of lidar surveys ---------------------------------------------------------


def injected_fills(folder: Path, data: Path) -> list[Row]:
    source = data / "dem" / "fortbragg"
    if not source.is_dir():
        return [("Injected fills, lidar pair", "–", "–", "skipped: no real data here")]
    thick = _trials(folder, source, 1.0, TRIALS, seed=2026)
    thin = _trials(folder, source, 0.3, THIN_TRIALS, seed=2027)
    how = f"{TRIALS} places and shapes of 500 m² × 1 m, each a run of its own with co-registration"
    rows = [
        ("Fort Bragg lidar pair: fills found", "100 %", _share(t["found"] for t in thick), how),
    ]
    for key, name in (("own", "outline as found"), ("true", "true outline")):
        near = _share(t[key] is not None and abs(t[key].fill_volume_m3 / t["volume"] - 1) <= 0.15 for t in thick)
        held = _share(t[key] is not None and _holds(t[key], t["volume"]) for t in thick)
        told = _share(t[key] is not None and t[key].area_30cm_m2 is not None for t in thick)
        rows += [
            (f"Volume within ±15 %, {name}", "≥ 95 %", near, "levelled on a ring of 10 m"),
            (f"True volume inside the 95 % interval, {name}", "90–99 %", held, f"area over 30 cm told for {told}"),
        ]
    provable = np.median([t["true"].provable_thickness_m for t in thin])
    rows.append(
        (
            "The same fills, 0.3 m: area over 30 cm",
            "not to be told",
            f"not told for {_share(t['true'].area_30cm_m2 is None for t in thin)}; provable thickness {provable:.2f} m",
            f"{THIN_TRIALS} trials; found as objects {_share(t['found'] for t in thin)}; volume inside its interval "
            f"{_share(_holds(t['true'], t['volume']) for t in thin)} (true outline)",
        )
    )
    return rows


def _trials(folder: Path, source: Path, height_m: float, count: int, seed: int) -> list[dict]:
    rng = np.random.default_rng(seed)
    with rasterio.open(source / "elevation_2016.tif") as dataset:
        ground, profile, bounds = dataset.read(1), dataset.profile, dataset.bounds
    outputs = [str(folder / f"{name}.tif") for name in ("difference", "significant", "score")]
    trials = []
    for _ in range(count):
        outline = _outline(rng, bounds)
        inside = rasterize([outline], ground.shape, transform=profile["transform"]).astype(bool)
        with rasterio.open(folder / "after.tif", "w", **profile) as dataset:
            dataset.write(ground + np.float32(height_m) * inside, 1)
        result = detect(ElevationFiles(str(source / "elevation_2004.tif"), str(folder / "after.tif")), *outputs)
        covering = [
            (patch.outline.intersection(outline).area, patch.earthwork) for patch in result.patches if patch.fill
        ]
        most, own = max(covering, key=lambda item: item[0], default=(0.0, None))
        found = most >= 0.25 * outline.area
        trials.append(
            {
                "found": found,
                "own": own if found else None,
                "true": measure(outputs[0], [outline])[0],
                "volume": float(inside.sum()) * height_m,
            }
        )
    return trials


def _outline(rng: np.random.Generator, bounds) -> shapely.Polygon:
    """A disc, a box or a ragged polygon of 500 m², stretched and turned, somewhere wholly inside."""
    angles = np.arange(9) * 2 * np.pi / 9 + rng.uniform(0, 0.5, 9)
    ragged = shapely.Polygon(np.column_stack([np.cos(angles), np.sin(angles)]) * rng.uniform(0.7, 1.3, (9, 1)))
    shape = (shapely.Point(0, 0).buffer(1), shapely.box(-1, -1, 1, 1), ragged)[rng.integers(3)]
    shape = shapely.affinity.scale(shape, rng.uniform(1, 2), 1)
    shape = shapely.affinity.scale(shape, *[np.sqrt(FILL_M2 / shape.area)] * 2)
    shape = shapely.affinity.rotate(shape, rng.uniform(0, 180))
    west, south, east, north = shape.bounds
    return shapely.affinity.translate(
        shape,
        rng.uniform(bounds.left - west + 2, bounds.right - east - 2),
        rng.uniform(bounds.bottom - south + 2, bounds.top - north - 2),
    )


def _holds(found: Earthwork, volume: float) -> bool:
    low, high = found.fill_volume_interval_m3
    return low <= volume <= high


def _share(flags) -> str:
    return f"{100 * np.mean(list(flags)):.1f} %"


# -- known shifts, beside xdem ---------------------------------------------------------------------------

PEER = """
import json, sys, time
import xdem
from xdem.coreg import NuthKaab
before, after = (xdem.DEM(path) for path in sys.argv[1:])
before.load(), after.load()
NuthKaab().fit(before, after, random_state=1)
start = time.perf_counter()
fitted = NuthKaab()
fitted.fit(before, after, random_state=1)
seconds = time.perf_counter() - start
shift = fitted.meta["outputs"]["affine"]
print(json.dumps([-float(shift["shift_" + axis]) for axis in "xyz"] + [seconds]))
"""


def known_shifts(folder: Path, data: Path) -> list[Row]:
    source = data / "dem"
    if not source.is_dir():
        return [("Nuth & Kääb, known shift", "0.1 px, 2 cm", "–", "skipped: no real data here")]
    lidar = [str(source / "fortbragg" / f"elevation_{year}.tif") for year in (2004, 2016)]
    moved = _moved_copy(lidar[1], folder / "moved.tif", noise_m=0.0)
    itself = _moved_copy(lidar[0], folder / "itself.tif", noise_m=0.1)
    as_it_is, displaced, copy = (_registered(lidar[0], path)[0] for path in (lidar[1], moved, itself))
    against = f"lay ({SHIFT[0]}, {SHIFT[1]}, {SHIFT[2]}) m off"
    rows = [
        (
            "Nuth & Kääb, Fort Bragg 2004 and a noisy moved copy (0.1 m)",
            "0.1 px, 2 cm",
            f"off by {_error(copy, SHIFT)}",
            against,
        ),
        (
            "Nuth & Kääb, 2004 and 2016: how much farther the moved 2016 lies",
            "0.1 px, 2 cm",
            f"off by {_error(displaced, tuple(np.add(SHIFT, (as_it_is.x_m, as_it_is.y_m, as_it_is.z_m))))}",
            f"the pair as it is: {_told(as_it_is)}",
        ),
    ]
    srtm = _srtm(folder, source / "srtm_shift")
    pairs = [("SRTM and blurred copy, 90 m", *srtm), ("Fort Bragg and moved copy", lidar[0], itself)]
    pairs.append(("Fort Bragg 2004 and 2016", *lidar))
    python = _peer()
    for name, before, after in pairs:
        ours, seconds = _registered(before, after)
        what = f"Nuth & Kääb beside xdem: {name}"
        if python is None:
            rows.append((what, "agreement", _told(ours), "xdem could not be installed (build/xdem-venv)"))
            continue
        done = subprocess.run([python, "-c", PEER, before, after], check=True, capture_output=True, text=True)
        x, y, z, peer_seconds = json.loads(done.stdout.splitlines()[-1])
        apart = max(abs(ours.x_m - x) / ours.cell_m[0], abs(ours.y_m - y) / ours.cell_m[1])
        rows.append(
            (
                what,
                "agreement",
                f"{apart:.3f} px, {100 * abs(ours.z_m - z):.1f} cm apart",
                f"ours {_told(ours)}; xdem ({x:+.3f}, {y:+.3f}, {z:+.3f}) m; time {seconds / peer_seconds:.2f} × xdem's",
            )
        )
    return rows


def _registered(before: str, after: str) -> tuple[Registration, float]:
    with rasterio.open(before) as one, rasterio.open(after) as other:
        heights = [dataset.read(1, masked=True).astype("float32").filled(np.nan) for dataset in (one, other)]
        cell = one.transform.a, -one.transform.e
    tile = (*heights, np.isfinite(heights[0]) & np.isfinite(heights[1]))
    register([tile], cell)
    start = time.perf_counter()
    found = register([tile], cell)
    return found, time.perf_counter() - start


def _moved_copy(path: str, target: Path, noise_m: float) -> str:
    with rasterio.open(path) as dataset:
        ground, profile = dataset.read(1).astype("float64"), dataset.profile
        cell = dataset.transform.a
    x, y, z = SHIFT
    moved = ndimage.shift(ground, (-y / cell, x / cell), order=5, mode="nearest") + z
    moved += np.random.default_rng(0).normal(0, noise_m, ground.shape)
    with rasterio.open(target, "w", **profile) as dataset:
        dataset.write(moved.astype("float32"), 1)
    return str(target)


def _srtm(folder: Path, source: Path) -> list[str]:
    """The SRTM pair, which is in degrees, on one grid in metres."""
    paths = []
    for name in ("srtm_ref", "srtm_blurred_and_shifted"):
        with rasterio.open(source / f"{name}.tif") as dataset:
            target = np.full((900, 700), np.nan, "float32")
            profile = {
                "driver": "GTiff", "width": 700, "height": 900, "count": 1, "dtype": "float32", "crs": "EPSG:32637",
                "transform": rasterio.transform.from_origin(590000, 4425000, 90, 90), "nodata": np.nan,
            }  # fmt: skip
            reproject(
                dataset.read(1).astype("float32"),
                target,
                src_transform=dataset.transform,
                src_crs=dataset.crs,
                src_nodata=-32768,
                dst_transform=profile["transform"],
                dst_crs=profile["crs"],
                dst_nodata=np.nan,
                resampling=Resampling.cubic,
            )
        paths.append(str(folder / f"{name}.tif"))
        with rasterio.open(paths[-1], "w", **profile) as dataset:
            dataset.write(target, 1)
    return paths


def _peer() -> str | None:
    """A Python with xdem, in an environment of its own below build/; None where it cannot be made."""
    venv = ROOT / "build" / "xdem-venv"
    python = venv / "bin" / "python"
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True, capture_output=True)
            (venv / ".gitignore").write_text("*\n", encoding="ascii")
        if subprocess.run([python, "-c", "import xdem"], capture_output=True, check=False).returncode:
            subprocess.run([python, "-m", "pip", "install", "xdem"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return str(python)


def _error(found: Registration, truth: tuple[float, float, float]) -> str:
    x, y, z = found.x_m - truth[0], found.y_m - truth[1], found.z_m - truth[2]
    apart = max(abs(x) / found.cell_m[0], abs(y) / found.cell_m[1])
    return f"{apart:.3f} px, {100 * abs(z):.2f} cm"


def _told(found: Registration) -> str:
    values = (found.x_m, found.x_sd_m), (found.y_m, found.y_sd_m), (found.z_m, found.z_sd_m)
    return "(" + ", ".join(f"{value:+.3f} ± {sd:.3f}" for value, sd in values) + ") m"


# -- made scenes -----------------------------------------------------------------------------------------


def made_elevations(folder: Path, data: Path) -> list[Row]:
    found, false_cells, false_places, errors, held, totals = [], [], 0, [], [], []
    for seed in SEEDS:
        scene = make_scene(SIZE_KM, seed)
        paths = {name: str(path) for name, path in write_rasters(scene, folder).items()}
        outputs = [str(folder / f"{name}.tif") for name in ("difference", "significant", "score")]
        result = detect(ElevationFiles(paths["dtm_before"], paths["dtm_after"]), *outputs)
        change, cell_area = scene.ground_change, scene.dtm_grid.cell_area_m2
        with rasterio.open(outputs[1]) as dataset:
            significant = dataset.read(1)
        false_cells.append(np.isin(significant[change == 0], (1, 2)).mean())
        errors.append((result.errors.sigmas_m[0], result.errors.white, result.errors.sigmas_m[-1]))
        fills = [patch.outline for patch in result.patches if patch.fill]
        truth = [{**dict(zip(scene.truth.fields, values)), "outline": outline} for outline, values in scene.truth.rows]
        everything = shapely.union_all([place["outline"] for place in truth])
        false_places += sum(p.outline.intersection(everything).area < 0.1 * p.outline.area for p in result.patches)
        low, high = result.volume_m3(fill=True)[1:]
        totals.append(low <= change[change > 0].sum() * cell_area <= high)
        works = [place for place in truth if place["kind"] in ("fill", "stockpile")]
        outlines = [place["outline"].buffer(2) for place in works]
        for outline, figures in zip(outlines, measure(outputs[0], outlines)):
            inside = rasterize([outline], change.shape, transform=scene.dtm_grid.transform).astype(bool)
            raised = change[inside]
            volume = raised[raised > 0].sum() * cell_area
            if (raised > 0.3).sum() * cell_area >= FILL_M2 and np.percentile(raised, 95) >= 1:
                covered = sum(fill.intersection(outline).area for fill in fills)
                found.append(covered >= 0.25 * outline.area)
            if volume > 100:
                held.append(_holds(figures, volume))
    where = f"{len(SEEDS)} scenes of {SIZE_KM} × {SIZE_KM} km, 2 m"
    white, correlated = 0.05, 0.08
    return [
        ("Made scenes: fills ≥ 500 m² and ≥ 1 m found", "–", f"{sum(found)} of {len(found)}", where),
        ("Unchanged cells flagged at confidence 0.95", "5 %", f"{100 * np.mean(false_cells):.2f} %", where),
        ("Places reported where nothing moved", "–", f"{false_places} in {len(SEEDS) * SIZE_KM**2} km²", "≥ 100 m²"),
        (
            "σ of a difference on level ground; share of it random; σ on the steepest",
            f"{np.sqrt(2) * np.hypot(white, correlated):.3f} m; {white**2 / (white**2 + correlated**2):.2f}; "
            f"≤ {np.sqrt(2 * (white**2 + correlated**2 + 0.1**2)):.3f} m (forest, 45°)",
            "; ".join(
                f"{value:.{digits}f}{unit}"
                for value, digits, unit in zip(np.mean(errors, axis=0), (3, 2, 3), (" m", "", " m"))
            ),
            "learnt from the pair alone",
        ),
        (
            "True volume of a fill inside its 95 % interval",
            "90–99 %",
            _share(held),
            f"{len(held)} fills and stockpiles",
        ),
        (
            "True total of fill inside its interval",
            "–",
            f"{sum(totals)} of {len(totals)} scenes",
            "places ≥ 100 m² only",
        ),
    ]


# -- speed and memory ------------------------------------------------------------------------------------

JOB = """
import sys, time
sys.path.insert(0, {root!r})
from tests import conftest
from soranome.plugin.core.change.elevation import detect
from soranome.plugin.core.change.elevation_pair import ElevationFiles
start = time.perf_counter()
detect(ElevationFiles({before!r}, {after!r}), *{outputs!r})
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(time.perf_counter() - start, int(peak.split()[1]) / 2**20)
"""


def elevation_memory(folder: Path, data: Path) -> list[Row]:
    rows = []
    for edge in EDGES:
        before, after = _large_pair(folder, edge)
        outputs = [str(folder / f"{name}_{edge}.tif") for name in ("difference", "significant", "score")]
        job = JOB.format(root=str(ROOT), before=before, after=after, outputs=outputs)
        done = subprocess.run([sys.executable, "-c", job], check=True, capture_output=True, text=True)
        seconds, memory = (float(value) for value in done.stdout.split())
        told = f"{memory:.2f} GiB, {seconds:.0f} s"
        rows.append((f"`elevationchange`, {edge:,}² cells", "bounded", told, "co-registration, places and all"))
    return rows


def _large_pair(folder: Path, edge: int) -> tuple[str, str]:
    rng = np.random.default_rng(1)
    relief = ndimage.gaussian_filter(rng.normal(size=(edge // 20, edge // 20)), 3).astype("float32")
    ground = 400 + 120 * ndimage.zoom(relief / relief.std(), 20, order=3)
    paths = []
    for name in ("before", "after"):
        paths.append(str(folder / f"{name}_{edge}.tif"))
        with rasterio.open(
            paths[-1], "w", driver="GTiff", width=edge, height=edge, count=1, dtype="float32", crs="EPSG:6677",
            transform=rasterio.transform.from_origin(-70000, -30000, 1, 1), tiled=True, blockxsize=512, blockysize=512,
        ) as dataset:  # fmt: skip
            dataset.write(ground + rng.normal(0, 0.08, ground.shape).astype("float32"), 1)
        ground[edge // 2 : edge // 2 + 40, edge // 2 : edge // 2 + 40] += 2
    return paths[0], paths[1]


MEASURES = (injected_fills, known_shifts, made_elevations, elevation_memory)
