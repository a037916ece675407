"""What optics, radar and elevations find together on made scenes, and the curves their weights are read from."""

from __future__ import annotations

import contextlib
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import shapely

from soranome.plugin.core.change import elevation, optical, sar
from soranome.plugin.core.change.elevation_pair import ElevationFiles
from soranome.plugin.core.change.pair import PairFiles
from soranome.plugin.core.change.sar_stack import StackFiles
from soranome.plugin.core.fill.candidates import Candidate
from soranome.plugin.core.fill.evidence import reading
from soranome.plugin.core.fill.law import law_from
from soranome.plugin.core.fill.ranking import Observed, find_candidates
from soranome.plugin.core.fill.triage import Place, triage, weights_from
from soranome.plugin.core.fill.witnesses import ELEVATION, OPTICAL, SAR, Witness, WitnessFiles
from soranome.plugin.core.sample import make_scene, write_rasters
from tests.benchmarks.triage import surroundings

SEEDS = (1, 2, 3, 4, 5)
CURVE_SEEDS = (11, 12, 13, 14, 15)  # not those the results are measured on
SIZE_KM = 5
WORKS = ("fill", "cut", "stockpile")
MIN_AREA_M2, LEAST_CELLS = 300, 3  # the defaults of the algorithms
COVERED = 0.25
MIXES = ((OPTICAL,), (SAR,), (ELEVATION,), (OPTICAL, SAR), (OPTICAL, SAR, ELEVATION))

Row = tuple[str, str, str, str]


def all_witnesses(folder: Path, data: Path | None) -> list[Row]:
    """Fills found, false objects in the priority class and precision of the first 57, by the witnesses that speak."""
    law, preset = law_from(), weights_from()
    reference = date.fromisoformat(law.designated)
    found = {mix: [] for mix in MIXES}
    classes = {mix: Counter() for mix in MIXES}
    first = {mix: [] for mix in MIXES}
    onsets = {mix: [] for mix in MIXES}
    for seed in SEEDS:
        scene, files = _observe(folder, seed)
        truth = _truth(scene)
        around = surroundings(scene, str(folder / "dtm_after.tif"))
        observed = Observed(*(day.isoformat() for day in scene.dates))
        for mix in MIXES:
            chosen = {name: files[name] for name in mix}
            candidates, grid = find_candidates(chosen, MIN_AREA_M2, LEAST_CELLS, observed)
            cover = shapely.union_all([candidate.outline for candidate in candidates])
            for place in truth:
                unlawful = place["kind"] == "fill" and not place["permitted"]
                if unlawful and place["area_m2"] >= 500 and place["height_m"] >= 1:
                    shared = place["outline"].intersection(cover).area
                    found[mix].append(shared >= COVERED * place["outline"].area)
            places = [_place(candidate) for candidate in candidates]
            by_id = {candidate.candidate_id: candidate for candidate in candidates}
            order = triage(places, around, grid.crs, law, preset, reference)
            kinds = [_kind_of(by_id[item.place.id], truth) for item in order]
            first[mix].append(np.mean([kind in WORKS for kind in kinds[:57]]))
            classes[mix].update(kind for kind, item in zip(kinds, order) if item.priority_class == "A")
            onsets[mix] += _onsets(candidates, truth)
    rows = []
    km2 = len(SEEDS) * SIZE_KM**2
    for mix in MIXES:
        false = sum(count for kind, count in classes[mix].items() if kind not in WORKS)
        works = sum(classes[mix].values()) - false
        asked = "≥ 95 %; ≤ 1" if len(mix) == 3 else "–"
        rows.append(
            (
                f"Unpermitted fills ≥ 500 m², ≥ 1 m, by {' + '.join(mix)}: found; false objects in class A per 10 km²",
                asked,
                f"{100 * np.mean(found[mix]):.1f} % of {len(found[mix])}; {10 * false / km2:.2f} "
                f"({works} works, {false} false); {100 * np.mean(first[mix]):.0f} % of the first 57 are works",
                f"{len(SEEDS)} seeds, {km2} km²; false by kind: "
                + (", ".join(f"{k} {n}" for k, n in classes[mix].most_common() if k not in WORKS) or "none"),
            )
        )
        if onsets[mix]:
            right, days = zip(*onsets[mix])
            rows.append(
                (
                    f"Onset of works found, by {' + '.join(mix)}: true day inside the interval",
                    "–",
                    f"{100 * np.mean(right):.0f} % of {len(right)}, median interval {np.median(days):.0f} days",
                    "12 radar dates 24 days apart; pair five months apart",
                )
            )
    return rows


def evidence_curves(folder: Path, data: Path | None) -> list[Row]:
    """How often each reading is met at works and elsewhere, on scenes of other seeds: the preset's curves."""
    edges = {
        OPTICAL: [0, 0.05, 0.2, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8, 1.01],
        SAR: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.2, 2, 6],
        ELEVATION: [0, 0.5, 0.6, 0.7, 0.8, 1, 1.2, 1.5, 2, 3, 9, 1e9],
    }
    readings = {name: ([], []) for name in edges}
    for seed in CURVE_SEEDS:
        scene, files = _observe(folder, seed)
        truth = _truth(scene)
        candidates, _ = find_candidates(files, MIN_AREA_M2, LEAST_CELLS)
        with contextlib.ExitStack() as stack:
            witnesses = {name: stack.enter_context(Witness(name, files[name])) for name in files}
            for candidate in candidates:
                at_work = _kind_of(candidate, truth) in WORKS
                for name, witness in witnesses.items():
                    value = reading(name, witness.sample(candidate.outline), candidate.outline)
                    if value is not None:
                        readings[name][at_work].append(value)
    rows = []
    for name, (elsewhere, works) in readings.items():
        counts = [np.histogram(values, edges[name])[0] for values in (elsewhere, works)]
        shares = [(count + 0.5) / (count.sum() + 1) for count in counts]
        weights = 10 * np.log10(shares[1] / shares[0])
        for low, high, weight, a, b in zip(edges[name], edges[name][1:], weights, counts[1], counts[0]):
            rows.append((f"Reading of {name}, {low:g}–{high:g}", "–", f"{weight:+.1f} dB", f"{a} works, {b} others"))
    return rows


def _observe(folder: Path, seed: int):
    """A made scene, and its witnesses' rasters in ``folder``."""
    scene = make_scene(SIZE_KM, seed)
    paths = {name: str(path) for name, path in write_rasters(scene, folder).items()}
    pair = PairFiles(
        paths["optical_before"], paths["optical_after"], "sentinel2", "", paths["mask_before"], paths["mask_after"]
    )
    out = {name: str(folder / f"{name}.tif") for name in ("o_score", "o_change", "o_soil", "s_score", "s_change", "s_first",
                                                         "difference", "significant", "e_score")}  # fmt: skip
    optical.detect(pair, out["o_score"], out["o_change"], out["o_soil"], coregister=True)
    stack = tuple(path for name, path in paths.items() if name.startswith("sar_"))
    sar.detect(StackFiles(stack), out["s_score"], out["s_change"], out["s_first"])
    elevation.detect(
        ElevationFiles(paths["dtm_before"], paths["dtm_after"]), out["difference"], out["significant"], out["e_score"]
    )
    return scene, {
        OPTICAL: WitnessFiles(out["o_score"], out["o_change"], out["o_soil"]),
        SAR: WitnessFiles(out["s_score"], out["s_change"], first_change=out["s_first"]),
        ELEVATION: WitnessFiles(out["e_score"], difference=out["difference"]),
    }


def _truth(scene) -> list[dict]:
    return [{**dict(zip(scene.truth.fields, values)), "outline": outline} for outline, values in scene.truth.rows]


def _kind_of(candidate: Candidate, truth: list[dict]) -> str:
    """The kind of truth that shares a quarter of the candidate or of itself, the largest share first."""
    kinds = {}
    for place in truth:
        shared = place["outline"].intersection(candidate.outline).area
        if shared >= COVERED * min(place["outline"].area, candidate.outline.area):
            kinds[place["kind"]] = max(shared, kinds.get(place["kind"], 0))
    return max(kinds, key=kinds.get) if kinds else "nothing"


def _place(candidate: Candidate) -> Place:
    figures = {"probability": candidate.priority}
    if candidate.earthwork:
        work = candidate.earthwork
        figures |= {"fill_height_m": work.fill_height_m, "cut_depth_m": work.cut_depth_m,
                    "fill_area_m2": work.fill_area_m2, "provable_m": work.provable_thickness_m}  # fmt: skip
    days = (candidate.onset.first or candidate.before_date, candidate.onset.last or candidate.after_date)
    return Place(
        candidate.candidate_id, candidate.outline, figures, *(date.fromisoformat(d) if d else None for d in days)
    )


def _onsets(candidates: list[Candidate], truth: list[dict]) -> list[tuple[bool, int]]:
    """Of each work found with an interval: whether the interval holds the true day, and how many days it spans."""
    told = []
    for place in truth:
        if place["kind"] not in WORKS:
            continue
        overlapping = [(c.outline.intersection(place["outline"]).area, c) for c in candidates if c.onset.first]
        shared, best = max(overlapping, key=lambda pair: pair[0], default=(0, None))
        if shared >= COVERED * place["outline"].area:
            span = date.fromisoformat(best.onset.last) - date.fromisoformat(best.onset.first)
            told.append((best.onset.first <= place["onset"] <= best.onset.last, span.days))
    return told


MEASURES = (all_witnesses,)
ON_REQUEST = (evidence_curves,)
