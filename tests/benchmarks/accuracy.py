"""How right the optical path is: on real labelled data, and on made scenes whose truth is known."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import rasterio
import shapely

from soranome.plugin.core.change.accuracy import confusion_of_rasters
from soranome.plugin.core.change.check import check_pair
from soranome.plugin.core.change.optical import METHODS, detect
from soranome.plugin.core.change.pair import PairFiles
from soranome.plugin.core.fill.ranking import find_candidates
from soranome.plugin.core.fill.witnesses import OPTICAL, WitnessFiles
from soranome.plugin.core.sample import make_scene, write_rasters

SEEDS = (1, 2, 3, 4, 5)
SIZE_KM = 5
ISLAND_SEEDS = (1, 2, 3)
WORKS = ("fill", "cut", "stockpile")
CONFUSERS = ("clearcut", "ploughed", "roof", "solar")

Row = tuple[str, str, str, str]


def taizhou(folder: Path, data: Path) -> list[Row]:
    """Landsat ETM+ 2000/2003 with labelled samples, no setting given."""
    source = data / "optical" / "taizhou"
    if not source.is_dir():
        return [("F1 of change, Taizhou Landsat pair", "≥ 0.94, goal 0.96", "–", "skipped: no real data here")]
    rows = []
    files = PairFiles(str(source / "taizhou_20000317.tif"), str(source / "taizhou_2003.tif"))
    for method in METHODS:
        change = str(folder / f"{method}_change.tif")
        detect(files, str(folder / "score.tif"), change, method=method)
        found = confusion_of_rasters(change, source / "taizhou_reference.tif").accuracy()
        asked = "≥ 0.94, goal 0.96" if method == "irmad" else "–"
        reached = f"{found.f1:.4f} (precision {found.precision:.3f}, recall {found.recall:.3f}, κ {found.kappa:.3f})"
        rows.append(
            (f"F1 of change, Taizhou Landsat pair, {method}", asked, reached, "labelled samples, default settings")
        )
    return rows


def dem_shift(folder: Path, data: Path) -> list[Row]:
    source = data / "dem" / "srtm_shift"
    what, asked = "Known shift of a DEM pair (3, 5 px)", "to 0.1 px"
    if not source.is_dir():
        return [(what, asked, "–", "skipped: no real data here")]
    shift = check_pair(PairFiles(str(source / "srtm_ref.tif"), str(source / "srtm_blurred_and_shifted.tif"))).shift
    error = max(abs(shift.x + 3), abs(shift.y + 5))
    return [
        (what, asked, f"({shift.x:.2f}, {shift.y:.2f}), error {error:.2f} px", "`checkpair`; AFTER lies left and up")
    ]


def made_scenes(folder: Path, data: Path) -> list[Row]:
    """Five made scenes of 25 km²: are unpermitted fills found, and do they rank above what only looks like them?"""
    shift_errors, places, ordered = [], [], {kind: [0, 0] for kind in CONFUSERS}
    first = {10: [], 57: []}
    candidates = 0
    for seed in SEEDS:
        scene = make_scene(SIZE_KM, seed)
        paths = {name: str(path) for name, path in write_rasters(scene, folder).items()}
        files = PairFiles(
            paths["optical_before"], paths["optical_after"], "sentinel2", "", paths["mask_before"], paths["mask_after"]
        )
        rasters = [str(folder / f"{name}.tif") for name in ("score", "change", "soil")]
        result = detect(files, *rasters, coregister=True)
        shift_errors += [abs(result.shift.x - scene.shift[0]), abs(result.shift.y - scene.shift[1])]
        ranked, _ = find_candidates({OPTICAL: WitnessFiles(*rasters)}, min_area_m2=300)
        candidates += len(ranked)
        truth = [{**dict(zip(scene.truth.fields, values)), "outline": outline} for outline, values in scene.truth.rows]
        bare = shapely.union_all([c.outline for c in ranked if c.change in (1, 2, 5)])
        for place in truth:
            place["cover"] = place["outline"].intersection(bare).area / place["outline"].area
        places += truth
        kinds = [_kind_of(candidate, truth) for candidate in ranked]
        for count, shares in first.items():
            shares.append(np.mean([kind in WORKS for kind in kinds[:count]]))
        works = [number for number, kind in enumerate(kinds) if kind in WORKS]
        for kind, tally in ordered.items():
            others = [number for number, other in enumerate(kinds) if other == kind]
            tally[0] += sum(work < other for work, other in itertools.product(works, others))
            tally[1] += len(works) * len(others)

    def clear(place) -> bool:
        return place["cloud_share_before"] == 0 and place["cloud_share_after"] == 0

    wanted = [p for p in places if p["kind"] == "fill" and not p["permitted"] and p["area_m2"] >= 1000 and clear(p)]
    found = [p for p in wanted if p["cover"] >= 0.25]
    small = [p for p in places if p["kind"] == "fill" and not p["permitted"] and p["area_m2"] < 1000 and clear(p)]
    area = len(SEEDS) * SIZE_KM**2
    how = f"{len(SEEDS)} seeds, {area} km², optics alone, co-registered"
    rows = [
        (
            "Sub-pixel shift of the made scenes",
            "to 0.1 px",
            f"largest error {max(shift_errors):.3f} px, root mean square {np.sqrt(np.mean(np.square(shift_errors))):.3f} px",
            f"{len(SEEDS)} pairs, clouds and another season between the dates",
        ),
        (
            "Cloud-free unpermitted fills ≥ 1,000 m² found (a quarter covered)",
            "≥ 95 %",
            f"{100 * len(found) / len(wanted):.1f} % ({len(found)} of {len(wanted)})",
            f"{how}; counted only under candidates of ground that became bare",
        ),
        (
            "Cloud-free unpermitted fills of 300–1,000 m² found",
            "–",
            f"{100 * np.mean([p['cover'] >= 0.25 for p in small]):.1f} % of {len(small)}",
            "the same; three to ten cells",
        ),
        (
            "Works among the first 10 / first 57 of the list",
            "–",
            f"{100 * np.mean(first[10]):.0f} % / {100 * np.mean(first[57]):.0f} %",
            f"mean of the scenes; {candidates} candidates in all",
        ),
    ]
    for kind, (above, pairs) in ordered.items():
        rows.append(
            (
                f"A work ranks above a {kind}",
                "where physics allows",
                f"{100 * above / max(1, pairs):.0f} % of pairs",
                "0.5 would be chance" if kind != "ploughed" else "bare soil on both: two images cannot tell them apart",
            )
        )
    return rows


def _kind_of(candidate, truth: list[dict]) -> str:
    """Kind of the known place that holds most of a candidate, at least a tenth of it."""
    shares = [(place["outline"].intersection(candidate.outline).area, place["kind"]) for place in truth]
    area, kind = max(shares)
    return kind if area >= 0.1 * candidate.outline.area else ""


def block_size(folder: Path, data: Path) -> list[Row]:
    scene = make_scene(2, 1)
    paths = {name: str(path) for name, path in write_rasters(scene, folder).items()}
    files = PairFiles(
        paths["optical_before"], paths["optical_after"], "sentinel2", "", paths["mask_before"], paths["mask_after"]
    )
    scores = []
    for size in (64, 100, 1024):
        detect(files, str(folder / "score.tif"), str(folder / "change.tif"), block_size=size)
        with rasterio.open(folder / "score.tif") as dataset:
            scores.append(dataset.read(1))
    worst = max(float(np.nanmax(np.abs(score - scores[0]))) for score in scores[1:])
    return [
        (
            "Largest difference of SCORE between block sizes",
            "≤ 1e-6",
            f"{worst:.1e}",
            "blocks of 64, 100 and 1024 cells",
        )
    ]


def islands(folder: Path, data: Path) -> list[Row]:
    """Three made islands of 9 km², nearly six tenths of it sea: is the sea quiet, and is the land as at Tama?"""
    errors, quiet, loud, on_sea, candidates, cover = [], [], [], 0, 0, []
    for seed in ISLAND_SEEDS:
        scene = make_scene(3, seed, place="island")
        paths = {name: str(path) for name, path in write_rasters(scene, folder).items()}
        files = PairFiles(
            paths["optical_before"], paths["optical_after"], "sentinel2", "", paths["mask_before"], paths["mask_after"]
        )
        rasters = [str(folder / f"{name}.tif") for name in ("score", "change", "soil")]
        result = detect(files, *rasters, coregister=True)
        errors += [abs(result.shift.x - scene.shift[0]), abs(result.shift.y - scene.shift[1])]
        with rasterio.open(rasters[1]) as dataset:
            change = dataset.read(1)
        forest = np.isin(scene.landcover, (1, 2))
        for shares, place in ((quiet, scene.landcover == 6), (loud, forest)):
            seen = change[place & (change != 255)]
            shares.append((seen > 0).mean())
        ranked, _ = find_candidates({OPTICAL: WitnessFiles(*rasters)}, min_area_m2=300)
        (land,) = [shape for shape, _ in scene.tables["municipalities"].rows]
        candidates += len(ranked)
        on_sea += sum(c.outline.intersection(land).area < 0.5 * c.outline.area for c in ranked)
        bare = shapely.union_all([c.outline for c in ranked if c.change in (1, 2, 5)])
        for outline, values in scene.truth.rows:
            place = dict(zip(scene.truth.fields, values))
            clear = place["cloud_share_before"] == 0 and place["cloud_share_after"] == 0
            if place["kind"] == "fill" and place["area_m2"] >= 1000 and clear:
                cover.append(outline.intersection(bare).area / outline.area)
    how = f"{len(ISLAND_SEEDS)} made islands in 9 km² each, optics alone, co-registered"
    found = sum(share >= 0.25 for share in cover)
    return [
        ("Cells flagged on the sea around an island", "–", f"{100 * np.mean(quiet):.2f} %", how),
        (
            "Cells flagged in an island's forest",
            "–",
            f"{100 * np.mean(loud):.1f} %",
            "the same; fills and felling included",
        ),
        ("Candidates lying mostly on the sea", "0", f"{on_sea} of {candidates}", "the same"),
        ("Shift measured on an island", "to 0.1 px", f"largest error {max(errors):.3f} px", "the same; land alone"),
        (
            "Cloud-free fills ≥ 1,000 m² found on islands",
            "≥ 95 %",
            f"{found} of {len(cover)}",
            "the same; a quarter covered",
        ),
    ]


MEASURES = (taizhou, dem_shift, made_scenes, islands, block_size)
