"""From what the witnesses saw to a ranked list of candidates.

Places are joined from the objects of all witnesses (:mod:`.places`), each witness is asked about each place
(:mod:`.witnesses`), and their evidence is added up (:mod:`.evidence`). Everything found stays in the list; what looks
harmless only moves down.
"""

from __future__ import annotations

import contextlib
import functools
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

import shapely
from rasterio.warp import transform as transform_points

from ..change.earthwork import Earthwork, measure, standing_out
from ..change.objects import compactness
from ..errors import InputError
from ..files import scratch_prefix
from ..grid import Grid
from ..outlines import in_crs
from ..raster import environment
from ..tasks import Part, Progress, Silent, opened, run_units
from ..text import QT_TRANSLATE_NOOP
from .candidates import CLASS_REASONS, Candidate
from .evidence import Evidence, weigh
from .likeness import kind, likeness
from .onset import Onset, onset
from .places import Place, joined, merge
from .witnesses import ELEVATION, OPTICAL, SAR, WITNESSES, Sample, Witness, WitnessFiles

JGD2011 = "EPSG:6668"
_COMPACT, _RAGGED = 0.6, 0.25
_SMALL_CELLS = 6
_UNSEEN = 0.1
_RAISED, _RADAR_ONLY = 6, 7  # keys of CLASS_NAMES


@dataclass(frozen=True)
class Observed:
    """The observations compared: ISO dates and names of images, empty where not known; those of elevation models in
    ``elevation_dates``."""

    before_date: str = ""
    after_date: str = ""
    before_image: str = ""
    after_image: str = ""
    elevation_dates: tuple[str, str] = ("", "")


@dataclass
class _Assessed:
    """A place and all that is known about it."""

    place: Place
    samples: dict[str, Sample]
    evidence: Evidence
    onset: Onset
    unseen_edge: float
    earthwork: Earthwork | None = None

    @property
    def likeness(self) -> float:
        return likeness(self.samples[OPTICAL], self.place.outline) if OPTICAL in self.samples else 0.0


def find_candidates(
    files: dict[str, WitnessFiles],
    min_area_m2: float = 0.0,
    least_cells: int = 1,
    observed: Observed = Observed(),
    municipalities: list[tuple[shapely.Geometry, str]] | None = None,
    reliability: dict[str, float] | None = None,
    progress: Progress | None = None,
    scratch: str | None = None,
) -> tuple[list[Candidate], Grid]:
    """Candidates of all witnesses of ``files`` (by name of :data:`.witnesses.WITNESSES`), the most pressing first.

    Outlines and ``municipalities`` (polygon, name) are in the CRS of the returned grid: that of optics, else of radar,
    else of elevation. ``reliability`` (0–1 by witness) replaces the preset's. Scratch files go to ``scratch``. Equal
    probabilities keep a fixed order, so that the list is the same on every run. Raises :class:`InputError`.
    """
    progress = progress or Silent()
    names = [name for name in WITNESSES if name in files]
    if not names:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "No evidence is given. Choose the change score of at least one of optics, radar and elevation.",
            )
        )
    with contextlib.ExitStack() as stack:
        witnesses = {name: stack.enter_context(Witness(name, files[name])) for name in names}
        grid = witnesses[names[0]].grid
        folder = stack.enter_context(tempfile.TemporaryDirectory(dir=scratch, prefix=scratch_prefix()))
        found: dict[str, list[shapely.Geometry]] = {}
        edges: dict[bytes, float] = {}
        for number, (name, witness) in enumerate(witnesses.items()):
            part = Part(progress, 0.6 * number / len(names), 0.6 * (number + 1) / len(names))
            objects = witness.objects(folder, min_area_m2, least_cells, Part(part, 0, 0.7))
            found[name] = [o.outline for o in objects]
            edges |= {o.outline.wkb: o.unseen_edge for o in objects if name == names[0]}
            if name == ELEVATION and files[name].difference:
                outlines = standing_out(files[name].difference, found[name], min_area_m2, Part(part, 0.7, 1))
                found[name] = joined(outlines, witness.reach_m)
        places = merge(
            [
                (
                    name,
                    witnesses[name].cell_m,
                    [in_crs(outline, witnesses[name].grid.crs, grid.crs) for outline in outlines],
                )
                for name, outlines in found.items()
            ],
            min_area_m2,
        )
        observed = _dated(observed, witnesses)
        opening = functools.partial(_witnesses, {name: files[name] for name in names})

        def assess(place: Place, watch: Progress) -> _Assessed:
            with environment():  # else every step would enter one of its own
                return _assess(place, opened(opening), grid, observed, edges, reliability)

        assessed = list(run_units(assess, places, Part(progress, 0.6, 0.8), len(places)))
        if ELEVATION in files and files[ELEVATION].difference:
            outlines = [in_crs(place.outline, grid.crs, witnesses[ELEVATION].grid.crs) for place in places]
            figures = measure(files[ELEVATION].difference, outlines, progress=Part(progress, 0.8, 1))
            for item, earthwork in zip(assessed, figures):
                item.earthwork = earthwork
    return _ranked(assessed, grid, observed, municipalities or []), grid


@contextlib.contextmanager
def _witnesses(files: dict[str, WitnessFiles]) -> Iterator[dict[str, Witness]]:
    with contextlib.ExitStack() as stack:
        yield {name: stack.enter_context(Witness(name, files[name])) for name in files}


def _dated(observed: Observed, witnesses: dict[str, Witness]) -> Observed:
    """``observed``, its dates from the stacks or the elevation models where no image pair gives them."""
    spans = [(witness.dates[0], witness.dates[-1]) for witness in witnesses.values() if witness.dates]
    spans += [observed.elevation_dates] if all(observed.elevation_dates) else []
    if observed.before_date or observed.after_date or not spans:
        return observed
    first, last = zip(*spans)
    return replace(observed, before_date=min(first), after_date=max(last))


def _assess(place, witnesses, grid, observed, edges, reliability) -> _Assessed:
    samples = {
        name: witness.sample(in_crs(place.outline, grid.crs, witness.grid.crs)) for name, witness in witnesses.items()
    }
    pairs = {ELEVATION: observed.elevation_dates}
    if OPTICAL in witnesses and not witnesses[OPTICAL].dates:
        pairs[OPTICAL] = (observed.before_date, observed.after_date)
    when = onset(samples, {name: witness.dates for name, witness in witnesses.items()}, pairs)
    evidence = weigh(samples, place.outline, reliability)
    return _Assessed(place, samples, evidence, when, edges.get(place.outline.wkb, 0.0))


def _ranked(assessed: list[_Assessed], grid: Grid, observed: Observed, municipalities: list) -> list[Candidate]:
    order = sorted(assessed, key=lambda item: (-item.evidence.probability, -item.likeness))
    outlines = [item.place.outline for item in order]
    names = _names_of(outlines, municipalities)
    points = _longitude_latitude(outlines, grid)
    digits = max(4, len(str(len(order))))
    metres = grid.crs.linear_units_factor[1]
    return [
        Candidate(
            candidate_id=f"C{number:0{digits}d}",
            rank=number,
            priority=item.evidence.probability,
            outline=item.place.outline,
            **_kind_of(item.samples),
            area_m2=item.place.outline.area * metres**2,
            compactness=compactness(item.place.outline),
            unseen_edge=item.unseen_edge,
            found_by=item.place.found_by,
            evidence_db=item.evidence.weights_db,
            seen={name: sample.seen for name, sample in item.samples.items()},
            earthwork=item.earthwork,
            onset=item.onset,
            before_date=observed.before_date,
            after_date=observed.after_date,
            before_image=observed.before_image,
            after_image=observed.after_image,
            municipality=names[number - 1],
            longitude=points[number - 1][0],
            latitude=points[number - 1][1],
            reasons=_reasons(item),
        )
        for number, item in enumerate(order, 1)
    ]


def _kind_of(samples: dict[str, Sample]) -> dict:
    """Kind of change and scores, by the first witness that saw a change."""
    name, sample = next(((n, s) for n, s in samples.items() if s.cells.any()), next(iter(samples.items())))
    share = float(sample.cells.max() / max(1, sample.cells.sum()))
    if name == OPTICAL:
        return {"change": kind(sample), "class_share": share, "score": sample.score, "score_max": sample.score_max}
    moved = ELEVATION in samples and samples[ELEVATION].flagged >= 0.25
    code = _RAISED if moved or name == ELEVATION else _RADAR_ONLY
    return {"change": code, "class_share": 1.0, "score": sample.score, "score_max": sample.score_max}


def _reasons(item: _Assessed) -> list[tuple[str, dict]]:
    reasons = _earthwork_reasons(item) + _optical_reasons(item) + _radar_reasons(item)
    if item.onset.first:
        reasons.append(("onset", {"first": item.onset.first, "last": item.onset.last}))
    return reasons


def _optical_reasons(item: _Assessed) -> list[tuple[str, dict]]:
    if OPTICAL not in item.samples:
        return []
    if item.evidence.weights_db[OPTICAL] is None:
        return [("optics_unseen", {})]
    sample = item.samples[OPTICAL]
    total = int(sample.cells.sum())
    if total == 0:
        return [("optics_unchanged", {})]
    reasons = [
        (CLASS_REASONS[code], {"share": round(100 * float(sample.cells[code] / total))})
        for code in sorted(CLASS_REASONS, key=lambda code: -sample.cells[code])
        if sample.cells[code] >= 0.1 * total
    ]
    reasons.append(("strength", {"mean": f"{sample.score:.2f}", "maximum": f"{sample.score_max:.2f}"}))
    shape = compactness(item.place.outline)
    if total <= _SMALL_CELLS:
        reasons.append(("small", {"cells": total}))
    elif shape >= _COMPACT:
        reasons.append(("compact", {"compactness": f"{shape:.2f}"}))
    elif shape <= _RAGGED:
        reasons.append(("ragged", {"compactness": f"{shape:.2f}"}))
    if item.unseen_edge >= _UNSEEN:
        reasons.append(("unseen", {"share": round(100 * item.unseen_edge)}))
    return reasons


def _radar_reasons(item: _Assessed) -> list[tuple[str, dict]]:
    if SAR not in item.samples:
        return []
    if item.evidence.weights_db[SAR] is None:
        return [("radar_unseen", {})]
    share = round(100 * item.samples[SAR].flagged)
    return [("radar_changed", {"share": share})] if share >= 10 else [("radar_unchanged", {})]


def _earthwork_reasons(item: _Assessed) -> list[tuple[str, dict]]:
    if ELEVATION not in item.samples:
        return []
    if item.evidence.weights_db[ELEVATION] is None:
        return [("elevation_unseen", {})]
    found = item.earthwork
    if found is None:
        return []
    reasons = []
    for code, height, area, volume, (low, high) in (
        ("raised", found.fill_height_m, found.fill_area_m2, found.fill_volume_m3, found.fill_volume_interval_m3),
        ("lowered", found.cut_depth_m, found.cut_area_m2, found.cut_volume_m3, found.cut_volume_interval_m3),
    ):
        if area > 0:
            values = {"height": f"{height:.1f}", "area": f"{area:,.0f}", "volume": f"{volume:,.0f}"}
            reasons.append((code, {**values, "low": f"{low:,.0f}", "high": f"{high:,.0f}"}))
    provable = {"provable": f"{found.provable_thickness_m:.1f}"}
    if not reasons:
        return [("ground_unchanged", provable)]
    return reasons + ([("thickness_unknown", provable)] if found.area_30cm_m2 is None else [])


def _names_of(outlines: list, areas: list[tuple[shapely.Geometry, str]]) -> list[str]:
    """The area that holds most of each outline, or an empty string."""
    tree = shapely.STRtree([area for area, _ in areas])
    names = []
    for outline in outlines:
        touching = tree.query(outline, predicate="intersects")
        shares = {int(i): areas[i][0].intersection(outline).area for i in touching}
        names.append(areas[max(shares, key=shares.get)][1] if shares else "")
    return names


def _longitude_latitude(outlines: list, grid: Grid) -> list[tuple[float, float]]:
    """A point inside each outline in degrees of JGD2011."""
    if not outlines:
        return []
    points = [outline.representative_point() for outline in outlines]
    with environment():
        longitudes, latitudes = transform_points(grid.crs, JGD2011, [p.x for p in points], [p.y for p in points])
    return list(zip(longitudes, latitudes))
