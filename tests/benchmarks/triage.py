"""How right triage is on made scenes: permits, valley lines, who lives below; and how long it takes."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import shapely

from soranome.plugin.core.fill.law import law_from
from soranome.plugin.core.fill.permits import Permit
from soranome.plugin.core.fill.setting import Layer, code_text
from soranome.plugin.core.fill.triage import Place, Surroundings, triage, weights_from
from soranome.plugin.core.sample import make_scene, write_rasters

SEEDS = (1, 2, 3)
SIZE_KM = 5
NEAR_M = 25

Row = tuple[str, str, str, str]


def triaged_truth(folder: Path, data: Path | None) -> list[Row]:
    """The truth of made scenes as candidates: every work and every place that only looks like one, true outlines."""
    law, preset = law_from(), weights_from()
    permitted, trapped, other, places_count, seconds = [], [], [], 0, 0.0
    narrow, near = [], []
    funnel = np.zeros(4, int)
    for seed in SEEDS:
        scene = make_scene(SIZE_KM, seed)
        dem = str(write_rasters(scene, folder)["dtm_before"])
        truth = [{**dict(zip(scene.truth.fields, values)), "outline": outline} for outline, values in scene.truth.rows]
        around = surroundings(scene, dem)
        reference = date.fromisoformat(law.designated)
        runs = {}
        for kind in ("pair", "onset"):
            places = [_place(place, scene.dates if kind == "pair" else _interval(place)) for place in truth]
            began = time.perf_counter()
            runs[kind] = {
                item.place.id: item for item in triage(places, around, scene.grid.crs, law, preset, reference)
            }
            seconds += time.perf_counter() - began
            places_count += len(places)
        found = runs["pair"]
        funnel += [sum(item.stage >= stage for item in found.values()) for stage in range(4)]
        covered = shapely.union_all([geometry for geometry, _ in scene.tables["permits"].rows])
        streams = shapely.union_all([line for line, _ in scene.tables["streams"].rows])
        for place in truth:
            item = found[str(place["id"])]
            states = item.permit_state, runs["onset"][str(place["id"])].permit_state
            if place["permitted"]:
                permitted.append(states[0])
                narrow.append(states[1])
            elif place["outline"].intersection(covered).area > 0.3 * place["outline"].area:
                trapped.append(states)
            else:
                other.append(states[0])
            near.append((streams.distance(place["outline"]) <= NEAR_M, item.terrain.valley_m <= NEAR_M))
    near = np.array(near)
    how = f"{len(SEEDS)} seeds, {len(SEEDS) * SIZE_KM**2} km², true outlines as candidates"
    hit = (near[:, 0] & near[:, 1]).sum()
    return [
        (
            "Permitted works explained by their permit",
            "all",
            f"{permitted.count('explained')} of {len(permitted)} by the dates of the pair, "
            f"{narrow.count('explained')} by a 12-day interval",
            how,
        ),
        (
            "Works on a permit that had ended: taken as lawful",
            "none",
            f"{sum('explained' in states for states in trapped)} of {len(trapped)} "
            f"(other places: {other.count('explained')} of {len(other)})",
            how,
        ),
        (
            f"Places within {NEAR_M} m of a stream found from elevations alone",
            "–",
            f"recall {hit / near[:, 0].sum():.2f}, precision {hit / near[:, 1].sum():.2f}, "
            f"agreement {100 * (near[:, 0] == near[:, 1]).mean():.1f} %",
            f"{how}; streams with a catchment ≥ 3 ha",
        ),
        ("Funnel of all places of the truth", "–", " → ".join(map(str, funnel)), how),
        (
            f"Triage of {places_count // (2 * len(SEEDS))} places on {SIZE_KM**2} km²",
            "–",
            f"{seconds / (2 * len(SEEDS)):.0f} s",
            "2 m elevations averaged to 5 m, four tiles; permits, zones, planning, hazard, buildings, roads",
        ),
    ]


def _place(place: dict, days: tuple[date, date]) -> Place:
    return Place(str(place["id"]), place["outline"], {"probability": 0.8}, *days)


def _interval(place: dict) -> tuple[date, date]:
    """Two passes of Sentinel-1 around the onset."""
    onset = date.fromisoformat(place["onset"])
    return onset - timedelta(days=6), onset + timedelta(days=6)


def surroundings(scene, dem: str) -> Surroundings:
    tables = scene.tables

    def layer(name: str, *columns: str) -> Layer:
        numbers = [list(tables[name].fields).index(column) for column in columns]
        codes = [tuple(code_text(values[number]) for number in numbers) for _, values in tables[name].rows]
        geometries = [geometry for geometry, _ in tables[name].rows]
        return Layer(list(zip(geometries, (code if len(columns) > 1 else "".join(code) for code in codes))))

    return Surroundings(
        permits=[Permit(area, number, start, end) for area, (number, _, start, end) in tables["permits"].rows],
        zones=layer("zones", "A56_004"),
        planning=layer("planning", "layer_no"),
        hazard=layer("hazard", "A33_001", "A33_002"),
        buildings=layer("buildings"),
        roads=layer("roads"),
        drivable=layer("roads"),
        dem=dem,
    )


MEASURES = (triaged_truth,)
