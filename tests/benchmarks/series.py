"""How right two years of optical dates are beside two dates: false objects, recall, onsets; and the time they take."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import numpy as np
import shapely

from soranome.plugin.core.change.objects import change_objects
from soranome.plugin.core.change.optical import detect
from soranome.plugin.core.change.pair import PairFiles
from soranome.plugin.core.change.series import SeriesOutputs, detect_series
from soranome.plugin.core.change.series_stack import SeriesFiles
from soranome.plugin.core.raster import Raster
from soranome.plugin.core.sample import LAND_COVER, make_scene, write_rasters, write_series
from soranome.plugin.core.sample.geometry import burn_local

SEEDS = (1, 2, 3, 4, 5)
SIZE_KM = 5
WORKS = ("fill", "cut", "stockpile")
LEAST_AREA_M2, LEAST_CELLS = 300, 3  # as processing/fill/pairs.py has them
BARER = (1, 2, 5)

Row = tuple[str, str, str, str]


def series(folder: Path, data: Path) -> list[Row]:
    """Objects of ground that became bare and touch no work, two dates beside two years of them, counted alike."""
    false = {"pair": Counter(), "series": Counter(), "same period": Counter()}
    fills: list[dict] = []
    seconds: list[float] = []
    for seed in SEEDS:
        scene = make_scene(SIZE_KM, seed)
        truth = [{**dict(zip(scene.truth.fields, row)), "outline": outline} for outline, row in scene.truth.rows]
        wanted = [p for p in truth if p["kind"] == "fill" and not p["permitted"] and p["area_m2"] >= 1000]
        fills += wanted
        for what, score, change, first, last in _runs(scene, folder, seconds):
            objects, _ = change_objects(score, change, None, LEAST_AREA_M2, LEAST_CELLS)
            bare = [o.outline for o in objects if o.change in BARER]
            false[what].update(_cause(outline, truth, scene) for outline in bare)
            union = shapely.union_all(bare)
            for place in wanted:
                place[what] = place["outline"].intersection(union).area / place["outline"].area >= 0.25
                if what == "series":
                    place["onset_held"] = _onset_held(place, scene.grid, change, first, last)
    how = f"{len(SEEDS)} seeds, {len(SEEDS) * SIZE_KM**2} km², 25 dates; objects of code 1, 2 or 5 that touch no work"
    clear = [p for p in fills if p["cloud_share_before"] == 0 == p["cloud_share_after"]]
    held = [p["onset_held"] for p in fills if p["series"] and p["onset_held"] is not None]
    rows = []
    for what, told in (("series", "learnt from the first year"), ("same period", "learnt up to the date of BEFORE")):
        pair_season, season = (_seasonal(false[name]) for name in ("pair", what))
        pair_all, every = (sum(n for kind, n in false[name].items() if kind != "work") for name in ("pair", what))
        rows.append(
            (
                f"False objects from seasons and ploughing, {told}",
                "≤ a third of two dates",
                f"{season} beside {pair_season} ({100 * season / pair_season:.0f} %); with clear-cuts, roofs and solar "
                f"{every} beside {pair_all} ({100 * every / pair_all:.0f} %)",
                how,
            )
        )
        rows.append(
            (
                f"Unpermitted fills ≥ 1,000 m² found (a quarter covered), {told}",
                "as two dates",
                f"{_share(fills, what)} beside {_share(fills, 'pair')}; of those cloud-free on the pair's dates "
                f"{_share(clear, what)} beside {_share(clear, 'pair')}",
                "the same runs",
            )
        )
        rows.append((f"Those objects by what lies there, {told}", "–", _listed(false[what]), "the same runs"))
    rows += [
        ("The same of two dates", "–", _listed(false["pair"]), "`opticalchange`, IR-MAD, co-registered"),
        (
            "Onset in the stated interval",
            "–",
            f"{100 * np.mean(held):.1f} % of {len(held)} fills found (most of their cells)",
            "between LAST_UNCHANGED and FIRST_CHANGE + 1",
        ),
        (
            "Time of a series",
            "–",
            f"{np.median(seconds):.1f} s of processor time",
            f"median of {len(seconds)} runs on 0.25 million cells of 25 dates, all threads, measuring the shifts included",
        ),
    ]
    return rows


def _runs(scene, folder: Path, seconds: list[float]):
    """The rasters of each way: name, SCORE, CHANGE, FIRST_CHANGE, LAST_UNCHANGED."""
    paths = {name: str(path) for name, path in write_rasters(scene, folder).items()}
    score, change, first, last = (str(folder / f"{name}.tif") for name in ("score", "change", "first", "last"))
    masks = paths["mask_before"], paths["mask_after"]
    pair = PairFiles(paths["optical_before"], paths["optical_after"], "sentinel2", "", *masks)
    detect(pair, score, change, coregister=True)
    yield "pair", score, change, None, None
    taken = write_series(scene, folder)
    images = [key for key in taken if key.startswith("S2")]
    files = SeriesFiles(
        tuple(str(taken[key]) for key in images),
        tuple(f"{key[3:7]}-{key[7:9]}-{key[9:]}" for key in images),
        tuple(str(path) for key, path in taken.items() if key.startswith("SCL")),
        "sentinel2",
    )
    for what, monitor_from in (("series", ""), ("same period", scene.dates[0].isoformat())):
        start = time.process_time()
        detect_series(files, SeriesOutputs(score, change, first, last), monitor_from=monitor_from, coregister=True)
        seconds.append(time.process_time() - start)
        yield what, score, change, first, last


def _cause(outline, truth: list[dict], scene) -> str:
    """What an object is: a work it touches, else what else is known there, else the land cover."""
    kinds = [place["kind"] for place in truth if place["outline"].intersects(outline)]
    if kinds:
        return "work" if set(kinds) & set(WORKS) else kinds[0]
    column, row = ~scene.grid.transform * outline.representative_point().coords[0]
    return LAND_COVER[int(scene.landcover[int(row), int(column)])]


def _seasonal(causes: Counter) -> int:
    """Objects that neither a work nor a lasting change of another kind explains."""
    return sum(n for kind, n in causes.items() if kind not in ("work", "clearcut", "roof", "solar"))


def _listed(causes: Counter) -> str:
    return ", ".join(f"{kind} {n}" for kind, n in causes.most_common())


def _share(places: list[dict], what: str) -> str:
    return f"{100 * np.mean([p[what] for p in places]):.1f} % of {len(places)}"


def _onset_held(place: dict, grid, change: str, first: str, last: str) -> bool | None:
    """Whether the true onset lies in the interval that most of the changed cells of a place state; None without any."""
    window, inside = burn_local(grid, place["outline"])
    with Raster(change) as codes, Raster(first) as after, Raster(last) as before:
        days = codes.tags["DATES"].split(",")
        cells = [raster.read()[0][window][inside] for raster in (codes, after, before)]
    barer = np.isin(cells[0], BARER)
    if not barer.any():
        return None
    held = [days[b - 1] < place["onset"] <= days[a] for a, b in zip(cells[1][barer], cells[2][barer])]
    return bool(np.mean(held) > 0.5)


MEASURES = (series,)
