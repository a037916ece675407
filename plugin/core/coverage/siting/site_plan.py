"""From candidates and demand to a plan: which sites to build, in which order, and what each of them newly covers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from ...errors import InputError
from ...grid import Grid
from ...memory import require_memory
from ...raster import BLOCK_SIZE, Raster, RasterWriter, publish
from ...tasks import Part, Progress, Silent, check_cancelled
from ...text import QT_TRANSLATE_NOOP, Message
from ..holes.hole_inputs import CARRIER_TAG, SeenRaster, same_name
from ..prediction.combination import NO_SERVER, SERVER_NODATA, SERVERS_TAG, colours_of
from .candidate_sites import Covered, Enough
from .demand import Demand, Weights
from .siting import Choice, CoverSets, Problem, cells_under, choose, sets_of
from .siting_exact import FITS_NONZEROS, choose_exactly

EXACT = ("auto", "yes", "no")
_BYTES_PER_CELL = 12  # numbers of cells and the order of covering, beside the layers of demand

LEFT_OUT = {
    "outside": QT_TRANSLATE_NOOP("SoraNoMe", "lies outside the terrain model or coverage"),
    "no_ground": QT_TRANSLATE_NOOP("SoraNoMe", "stands where the terrain model has no height"),
    "no_height": QT_TRANSLATE_NOOP("SoraNoMe", "has no known antenna height"),
    "no_cost": QT_TRANSLATE_NOOP("SoraNoMe", "has no known cost, which the budget needs"),
    "no_raster": QT_TRANSLATE_NOOP("SoraNoMe", "has no raster in the coverage folder"),
    "covers_nothing": QT_TRANSLATE_NOOP("SoraNoMe", "covers no demand that is open"),
    "other_carrier": QT_TRANSLATE_NOOP("SoraNoMe", "is of none of the carriers asked for"),
    "forbidden": QT_TRANSLATE_NOOP("SoraNoMe", "is forbidden"),
    "stands": QT_TRANSLATE_NOOP("SoraNoMe", "stands already"),
}
"""Why a candidate is not chosen, where it is not that others are better."""


@dataclass(frozen=True)
class Candidate:
    """A place for a site. ``source``: its number among the sites of the coverage, None where it has none.

    ``carriers``: names it would serve, empty: all asked for. ``cost`` None: not known. ``left_out``: a code of LEFT_OUT.
    The rest is told only: ``kind``, ``power`` and ``backhaul`` are words.
    """

    id: str
    name: str
    x: float
    y: float
    source: int | None = None
    cost: float | None = None
    carriers: tuple[str, ...] = ()
    forced: bool = False
    forbidden: bool = False
    stands: bool = False
    left_out: str = ""
    height_m: float | None = None
    kind: str = ""
    power: str = ""
    backhaul: str = ""


class Coverage(Protocol):
    """What sites cover: :class:`.PredictedSites` or :class:`.FolderSites`."""

    grid: Grid

    def covered(
        self, numbers: Sequence[int], progress: Progress, wanted: np.ndarray | None = None
    ) -> Iterator[Covered]:
        """What each of ``numbers`` covers; cells that are not ``wanted`` (bool; None: all are) may be missing."""


@dataclass(frozen=True)
class Limits:
    """``budget`` and ``most`` sites (None: no limit); ``exact`` one of EXACT, within ``time_limit_s``."""

    budget: float | None = None
    most: int | None = None
    exact: str = "auto"
    time_limit_s: float = 60.0


@dataclass(frozen=True)
class ChosenSite:
    """A chosen candidate (index ``number``): weight ``gain`` and amounts newly covered, None where a list is not known."""

    number: int
    candidate: Candidate
    order: int
    gain: float
    people: float | None
    houses: float | None
    road_km: float | None
    places: float | None


@dataclass(frozen=True)
class Plan:
    """What was chosen of ``candidates``. Weights count what no carrier asked for (or no site at all) covers yet."""

    candidates: Sequence[Candidate]
    sites: list[ChosenSite]
    choice: Choice
    left_out: dict[int, str]
    """Index of a candidate → code of LEFT_OUT."""
    nonzeros: int
    open_totals: dict[str, float | None]
    """Amounts of demand not covered before, by kind (people, houses, road_km, places)."""
    carriers: tuple[str, ...]
    notes: list[Message] = field(default_factory=list)

    @property
    def cost(self) -> float | None:
        """Of all chosen sites; None where one of them is not known."""
        costs = [site.candidate.cost for site in self.sites if not site.candidate.stands]
        return None if None in costs else float(sum(costs))


def served_by(paths: Sequence[str], grid: Grid, enough: Enough, progress: Progress) -> dict[str, np.ndarray]:
    """Carrier (as :func:`same_name`; empty: any) → cells that rasters say are covered already, bool (rows, columns).

    Rasters hold signals in dBm or, where no value is below zero, probabilities. No data is not covered.
    """
    found: dict[str, np.ndarray] = {}
    for path in paths:
        kind = _kind_of(path, progress)
        with ExitStack() as stack:
            seen = SeenRaster(stack, path, grid, kind)
            with Raster(path) as raster:
                carrier = same_name(raster.tags.get(CARRIER_TAG, ""))
            served = found.setdefault(carrier, np.zeros(grid.shape, bool))
            least = np.float32(enough.threshold_dbm if kind == "signal" else enough.probability)
            for window in grid.blocks(BLOCK_SIZE):
                check_cancelled(progress)
                with np.errstate(invalid="ignore"):
                    served[window.toslices()] |= seen.read(window) >= least
    return found


def _kind_of(path: str, progress: Progress) -> str:
    with Raster(path, "EXISTING") as raster:
        for window in raster.grid.blocks(BLOCK_SIZE):
            check_cancelled(progress)
            data, valid = raster.read_valid(window, [1])
            if (data[0][valid] < 0).any():
                return "signal"
    return "probability"


def make_plan(
    candidates: Sequence[Candidate],
    coverage: Coverage,
    demand: Demand,
    weights: Weights,
    limits: Limits,
    carriers: Sequence[str] = (),
    wanted: dict[str, np.ndarray] | None = None,
    served: dict[str, np.ndarray] | None = None,
    covered_path: str | None = None,
    propose: Callable[[np.ndarray], Sequence[Candidate]] | None = None,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
) -> Plan:
    """Choose among ``candidates`` what covers most of ``demand`` (on the grid of ``coverage``), and tell what each adds.

    ``carriers``: each must cover on its own, and demand counts for each of them in equal parts; none: any will do.
    ``wanted`` and ``served`` (bool (rows, columns) by carrier as :func:`same_name`, empty for all): where demand counts
    (None: everywhere), and where it is met already. ``covered_path`` takes the raster of who covers a cell first.
    ``propose`` makes more candidates (known to ``coverage``) from the weights that none of the others covers, float64
    (rows, columns).

    Raises :class:`InputError` where there is nothing to choose from or to cover, or the forced sites do not fit.
    """
    if not candidates and not propose:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "CANDIDATES holds no candidate. Give places to choose from, or take away a filter."
            )
        )
    grid = demand.grid
    layers = tuple(carriers) or ("",)
    require_memory(_BYTES_PER_CELL * grid.width * grid.height, grid.width, grid.height)
    out = {number: candidate.left_out for number, candidate in enumerate(candidates) if candidate.left_out}
    for number, candidate in enumerate(candidates):
        if number not in out and not _layers_of(candidate, layers):
            out[number] = "other_carrier"
    _require_usable(candidates, out, proposing=propose is not None)
    open_cells = [_open(layer, grid, wanted, served) for layer in layers]
    amounts = np.zeros(grid.shape, bool)
    for layer in demand.known().values():
        amounts |= layer > 0
    cells = np.flatnonzero(amounts & np.any(open_cells, axis=0))
    numbers = np.full(grid.shape, -1, np.int32)
    numbers.flat[cells] = np.arange(len(cells))
    open_here = np.stack([layer.flat[cells] for layer in open_cells])
    weight = (demand.weight(weights).flat[cells] * open_here / len(layers)).ravel()
    if not weight.any():
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "There is nothing left to cover: no demand lies in the area of the coverage, in the chosen holes, and "
                "outside what is served already. Check the layers of demand and their coordinate systems.",
            )
        )
    problem = _problem(
        candidates,
        out,
        limits,
        CoverSets(np.zeros(len(candidates) + 1, np.int64), np.empty(0, np.uint32), len(weight)),
        weight,
    )
    problem.check([candidate.name or candidate.id for candidate in candidates])
    pieces = _pieces(candidates, out, coverage, numbers, len(cells), layers, Part(progress, 0.0, 0.6))
    if propose:
        rest = weight.copy()
        for covered in pieces:
            rest[covered] = 0.0
        left = np.zeros(grid.shape)
        left.flat[cells] = rest.reshape(len(layers), -1).sum(axis=0)
        more = list(propose(left))
        share = Part(progress, 0.6, 0.7)
        pieces += _pieces(more, {}, coverage, numbers, len(cells), layers, share)
        candidates = [*candidates, *more]
    sets = sets_of(pieces, len(weight))
    for number in np.flatnonzero(np.diff(sets.starts) == 0):
        out.setdefault(int(number), "covers_nothing")
    standing = [number for number, candidate in enumerate(candidates) if candidate.stands]
    met = np.zeros(len(weight), bool)
    for number in standing:
        met[sets.of(number)] = True
        out.setdefault(number, "stands")
    problem = _problem(candidates, out, limits, sets, weight, met)
    choice = _chosen(problem, limits, Part(progress, 0.7, 0.9))
    for number, candidate in enumerate(candidates):
        if candidate.forbidden:
            out.setdefault(number, "forbidden")
    layers_open = open_here.ravel() & ~met
    sites = _told(candidates, sets, choice, demand, cells, layers_open, len(layers))
    totals = {
        kind: _amount(getattr(demand, kind), cells, layers_open, len(layers))
        for kind in ("people", "houses", "road_km", "places")
    }
    if covered_path:
        _write_covered(covered_path, grid, sites, coverage, Part(progress, 0.9, 1.0))
    progress.report(1.0)
    return Plan(candidates, sites, choice, out, sets.nonzeros, totals, tuple(carriers))


def _layers_of(candidate: Candidate, layers: Sequence[str]) -> list[int]:
    if not candidate.carriers or layers == ("",):
        return list(range(len(layers)))
    own = {same_name(name) for name in candidate.carriers}
    return [number for number, layer in enumerate(layers) if same_name(layer) in own]


def _require_usable(candidates: Sequence[Candidate], out: dict[int, str], proposing: bool) -> None:
    """Raise where no candidate can be used, or one that must be chosen cannot."""
    for number, candidate in enumerate(candidates):
        if candidate.forced and number in out:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{site} must be chosen, but {reason}. Correct it, or take it off the forced sites."
                ),
                site=candidate.name or candidate.id,
                reason=Message(LEFT_OUT[out[number]]),
            )
    if candidates and len(out) == len(candidates) and not proposing:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "None of the {count} candidates can be used; the first, {site}, {reason}. Check their coordinate system, "
                "heights and costs.",
            ),
            count=len(candidates),
            site=candidates[0].name or candidates[0].id,
            reason=Message(LEFT_OUT[out[0]]),
        )


def _open(layer: str, grid: Grid, wanted, served) -> np.ndarray:
    """Where a carrier's demand counts and is not met yet, bool (rows, columns)."""
    key = same_name(layer) if layer else ""
    result = np.ones(grid.shape, bool)
    if wanted is not None:
        result = np.zeros(grid.shape, bool)
        for name in {key, ""}:
            if name in wanted:
                result |= wanted[name]
    for name, cells in (served or {}).items():
        # Without carriers any of them serves; with carriers a raster of no carrier speaks for all.
        if not key or name in ("", key):
            result &= ~cells
    return result


def _problem(
    candidates, out, limits: Limits, sets: CoverSets, weight: np.ndarray, met: np.ndarray | None = None
) -> Problem:
    usable = [number not in out or out[number] == "covers_nothing" for number in range(len(candidates))]
    return Problem(
        sets,
        weight,
        np.array([candidate.cost or 0.0 for candidate in candidates]),
        limits.budget,
        limits.most,
        [number for number, candidate in enumerate(candidates) if candidate.forced and not candidate.stands],
        [
            number
            for number, candidate in enumerate(candidates)
            if candidate.forbidden or candidate.stands or not usable[number]
        ],
        met,
    )


def _pieces(
    candidates, out, coverage: Coverage, numbers: np.ndarray, count: int, layers: Sequence[str], progress: Progress
) -> list[np.ndarray]:
    """The demand cells each candidate covers, those of the second carrier after all of the first, and so on."""
    asked = [number for number in range(len(candidates)) if number not in out]
    pieces: list[np.ndarray] = [np.empty(0, np.uint32)] * len(candidates)
    covered = coverage.covered([candidates[number].source for number in asked], progress, numbers >= 0)
    for number, (_, row, column, window) in zip(asked, covered):
        cells = cells_under(window, row, column, numbers)
        places = _layers_of(candidates[number], layers)
        pieces[number] = np.concatenate([cells + np.uint32(place * count) for place in places])
    return pieces


def _chosen(problem: Problem, limits: Limits, progress: Progress) -> Choice:
    choice = choose(problem, Part(progress, 0.0, 0.2))
    if limits.exact == "no" or (limits.exact == "auto" and problem.sets.nonzeros > FITS_NONZEROS):
        return choice
    return choose_exactly(problem, limits.time_limit_s, Part(progress, 0.2, 1.0), greedy=choice)


def _told(
    candidates, sets: CoverSets, choice: Choice, demand: Demand, cells, still_open, layers: int
) -> list[ChosenSite]:
    """What each chosen site covers that none before it does."""
    told = []
    left = still_open.copy()
    for order, (number, gain) in enumerate(zip(choice.chosen.tolist(), choice.gains.tolist()), 1):
        new = sets.of(number)
        new = new[left[new]]
        left[new] = False
        places = cells[new % len(cells)]
        amounts = {
            kind: None if layer is None else float(layer.flat[places].sum()) / layers
            for kind in ("people", "houses", "road_km", "places")
            for layer in [getattr(demand, kind)]
        }
        told.append(ChosenSite(number, candidates[number], order, gain, **amounts))
    return told


def _amount(layer: np.ndarray | None, cells: np.ndarray, still_open: np.ndarray, layers: int) -> float | None:
    if layer is None:
        return None
    return float((layer.flat[cells] * still_open.reshape(layers, -1)).sum()) / layers


def _write_covered(path: str, grid: Grid, sites: list[ChosenSite], coverage: Coverage, progress: Progress) -> None:
    """Which chosen site covers a cell first, by its order (uint16; 0 none), with the sites' names as legend."""
    first = np.zeros(grid.shape, np.uint16)
    numbers = [site.candidate.source for site in sites]
    for site, (_, row, column, covered) in zip(sites, coverage.covered(numbers, progress)):
        top, left = max(0, row), max(0, column)
        part = first[top : max(top, row + covered.shape[0]), left : max(left, column + covered.shape[1])]
        here = covered[top - row : top - row + part.shape[0], left - column : left - column + part.shape[1]]
        part[here & (part == NO_SERVER)] = site.order
    colours = colours_of([(site.candidate.x, site.candidate.y) for site in sites])
    legend = [
        [site.order, site.candidate.id, site.candidate.name, ", ".join(site.candidate.carriers), colour]
        for site, colour in zip(sites, colours)
    ]
    tags = {SERVERS_TAG: json.dumps(legend, ensure_ascii=False)}
    with RasterWriter(path, grid, "uint16", nodata=SERVER_NODATA, tags=tags) as writer:
        for window in grid.blocks(BLOCK_SIZE):
            writer.write(first[window.toslices()], window)
        publish(writer)
