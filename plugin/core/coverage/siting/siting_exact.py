"""The best choice of sites, proven: the problem is shrunk by its bound, the rest goes to HiGHS (``scipy.optimize.milp``).

1. A good choice: greedy, then swaps (:mod:`.siting_swap`).
2. A tight bound by :mod:`.siting_bound`. A candidate with which even the bound is no better than that choice is out; one
   without which it is no better is in (variable fixing by reduced costs, as in Galvão, Espejo & Boffey 2000, European
   Journal of Operational Research 124).
3. Cells that the same remaining candidates cover become one; candidates that cover no more than a cheaper one leave.
4. What remains is a mixed-integer program: z_r ≤ Σ_{j covers r} y_j, y binary, z ≤ 1.

HiGHS cannot be stopped from outside. It runs in a thread of its own with a time limit, in slices of growing length: on
cancel the run ends at once and the thread with its slice; between slices a better choice shrinks the problem again.
"""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass, replace

import numpy as np
from numba import njit

from ...errors import Cancelled
from ...tasks import Part, Progress, Silent
from ...text import QT_TRANSLATE_NOOP, Message
from .siting import Choice, CoverSets, Problem, choose, gains_of, in_order, room_after
from .siting_bound import Room, relaxed_choice, upper_bound
from .siting_swap import improve

FITS_NONZEROS = 10_000_000
"""``auto`` looks for the proven best choice where the sets hold no more cells than this: a bound of
:data:`BOUND_ROUNDS` rounds then takes seconds."""

FITS_MODEL = 3_000_000
"""Non-zeros of the shrunk problem up to which HiGHS is asked at all; beyond, it does not get past its root in minutes."""

BOUND_ROUNDS = 250
_FIRST_SLICE_S = 60.0
_SLICE_GROWTH = 3.0
_LATE_S = 1.0  # HiGHS looks at the clock now and then
_BETTER = 1e-9  # relative: less is rounding, not an improvement
_MOST_DOMINATING = 3000  # candidates among which dominated ones are looked for


@dataclass(frozen=True, eq=False)
class Reduced:
    """The part of a problem that its bound leaves open.

    ``forced`` are in, ``free`` may be (both candidates of the whole problem); ``sets`` and ``weights`` are those of the
    free ones over merged cells, ``room`` what they may take; ``base`` is the weight the forced ones cover.
    """

    forced: np.ndarray
    free: np.ndarray
    sets: CoverSets
    weights: np.ndarray
    room: Room
    base: float


def choose_exactly(
    problem: Problem,
    time_limit_s: float,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
    workers: int | None = None,
    greedy: Choice | None = None,
) -> Choice:
    """The best choice, or the best found within the time limit; ``Choice.proven`` says which.

    ``greedy`` is what :func:`choose` gave, where that ran already. Its bound and the result's hold in any case.
    """
    until = time.monotonic() + time_limit_s
    best = greedy or choose(problem, Part(progress, 0.0, 0.1), workers=workers)
    best = _improved(problem, best, Part(progress, 0.1, 0.15))
    reduced, best = reduce(problem, best, Part(progress, 0.15, 0.3), workers)
    slice_s = _FIRST_SLICE_S
    while not best.proven and reduced.sets.nonzeros <= FITS_MODEL:
        left_s = until - time.monotonic()
        if left_s <= 0:
            break
        if left_s < 1.5 * slice_s:
            slice_s = left_s
        told = Message(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "HiGHS: {candidates} candidates, {cells} cells, {nonzeros} non-zeros are open."
            ),
            {"candidates": len(reduced.free), "cells": reduced.sets.cell_count, "nonzeros": reduced.sets.nonzeros},
        )
        progress.report(0.3 + 0.7 * max(0.0, 1 - left_s / time_limit_s), told)
        before = best.value
        best, done = _ask_highs(problem, reduced, best, slice_s, progress)
        if done:
            return best
        slice_s *= _SLICE_GROWTH
        if best.value > before * (1 + _BETTER):
            reduced, best = reduce(problem, best, Part(progress, 0.3, 0.3), workers)
    return best


def reduce(
    problem: Problem,
    best: Choice,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
    workers: int | None = None,
) -> tuple[Reduced, Choice]:
    """What is left to decide where only a choice better than ``best`` is wanted; and ``best`` with a tighter bound.

    Where nothing is left, ``best`` is proven.
    """
    part = _part(problem, sorted(set(problem.forced)), problem.forbidden)
    multipliers = None
    for last in (False, False, True):
        wanted = max(0.0, best.value - part.base)
        # Multipliers of merged cells are not those of the cells, so each round begins with what is chosen.
        chosen = np.flatnonzero(np.isin(part.free, best.chosen))
        bound, multipliers = upper_bound(
            part.sets, part.weights, part.room, chosen, wanted, BOUND_ROUNDS, progress, workers
        )
        best = replace(best, bound=max(best.value, min(best.bound, part.base + bound)))
        if not len(part.free) or part.base + bound <= best.value * (1 + _BETTER):
            return part, replace(best, bound=best.value, proven=True)
        out, into = _fixed(part, multipliers, wanted, progress, workers)
        if not out.any() and not into.any():
            break
        free = part.free[~out & ~into]
        forced = np.concatenate([part.forced, part.free[into]])
        part = _part(problem, forced, np.setdiff1d(np.arange(problem.sets.count), free))
        if last or out.mean() + into.mean() < 0.1:
            break
    if not len(part.free):
        return part, replace(best, bound=best.value, proven=True)
    return part, best


def _part(problem: Problem, forced, forbidden) -> Reduced:
    """The problem once ``forced`` are chosen and ``forbidden`` gone, its cells merged."""
    forced = np.asarray(forced, np.int64)
    left = problem.wanted
    total = float(left.sum())
    for j in forced:
        left[problem.sets.of(j)] = 0.0
    room = room_after(replace(problem, forbidden=np.setdiff1d(forbidden, forced)), forced)
    allowed = np.flatnonzero(room.allowed)
    sets, weights = _merged(problem.sets, left, allowed)
    keep = np.diff(sets.starts) > 0
    keep[keep] = ~_dominated(_only(sets, np.flatnonzero(keep)), room.costs[allowed[keep]])
    kept = np.flatnonzero(keep)
    smaller = Room(room.costs[allowed[kept]], room.money, min(room.slots, len(kept)), np.ones(len(kept), bool))
    return Reduced(forced, allowed[kept], _only(sets, kept), weights, smaller, total - float(left.sum()))


def _only(sets: CoverSets, candidates: np.ndarray) -> CoverSets:
    starts = np.zeros(len(candidates) + 1, np.int64)
    np.cumsum(np.diff(sets.starts)[candidates], out=starts[1:])
    cells = np.concatenate([sets.of(j) for j in candidates]) if len(candidates) else np.empty(0, np.uint32)
    return CoverSets(starts, cells, sets.cell_count)


def _merged(sets: CoverSets, left: np.ndarray, candidates: np.ndarray) -> tuple[CoverSets, np.ndarray]:
    """Sets of ``candidates`` over groups of cells that the same of them cover, and the groups' weights.

    Cells are told apart by two random 64-bit numbers added over those who cover them: that two different groups of a
    million agree in both has a probability below 1e-26.
    """
    keys = np.random.default_rng(0).integers(0, 2**64, (2, len(candidates)), np.uint64)
    sums = np.zeros((2, sets.cell_count), np.uint64)
    for number, j in enumerate(candidates):
        _add_keys(sums, sets.of(j), keys[0, number], keys[1, number])
    cells = np.flatnonzero((left > 0) & (sums[0] | sums[1]).astype(bool))
    order = np.lexsort(sums[:, cells])
    sums = sums[:, cells[order]]
    new = np.ones(len(order), bool)
    new[1:] = (sums[:, 1:] != sums[:, :-1]).any(axis=0)
    group = np.cumsum(new) - 1
    weights = np.bincount(group, left[cells[order]], int(new.sum()))
    representative = np.full(sets.cell_count, -1, np.int64)
    representative[cells[order[new]]] = np.arange(len(weights))
    pieces = []
    for j in candidates:
        number = representative[sets.of(j)]
        pieces.append(np.sort(number[number >= 0]).astype(np.uint32))
    starts = np.zeros(len(pieces) + 1, np.int64)
    np.cumsum([len(piece) for piece in pieces], out=starts[1:])
    return CoverSets(starts, np.concatenate(pieces) if pieces else np.empty(0, np.uint32), len(weights)), weights


@njit(nogil=True, cache=True)
def _add_keys(sums, cells, one, other):
    for k in range(len(cells)):
        sums[0, cells[k]] += one
        sums[1, cells[k]] += other


def _dominated(sets: CoverSets, costs: np.ndarray) -> np.ndarray:
    """Candidates all of whose cells another covers that costs no more (of equals the first stays)."""
    from scipy.sparse import csr_matrix

    count = sets.count
    if not 0 < count <= _MOST_DOMINATING:
        return np.zeros(count, bool)
    shape = (count, sets.cell_count)
    covers = csr_matrix((np.ones(sets.nonzeros, np.float32), sets.cells.astype(np.int64), sets.starts), shape)
    common = (covers @ covers.T).tocoo()
    sizes = np.diff(sets.starts)
    small, large = common.row, common.col
    inside = (common.data == sizes[small]) & (small != large) & (costs[large] <= costs[small])
    twin = (sizes[small] == sizes[large]) & (costs[small] == costs[large])
    inside &= ~twin | (large < small)
    dominated = np.zeros(count, bool)
    dominated[small[inside]] = True
    return dominated


def _fixed(
    part: Reduced, multipliers: np.ndarray, wanted: float, progress: Progress, workers: int | None
) -> tuple[np.ndarray, np.ndarray]:
    """Which free candidates are in no choice better than ``wanted``, and which in every one (bool)."""
    gains = gains_of(part.sets, multipliers, Part(progress, 0.0, 0.0), workers)
    relaxed = relaxed_choice(gains, part.room)
    worth, slots = relaxed.worth, part.room.slots
    bound = float((part.weights - multipliers).sum()) + relaxed.value
    order = np.argsort(-worth, kind="stable")
    full = int((worth > 0).sum()) >= slots
    taken = np.zeros(len(worth), bool)
    taken[order[: min(slots, int((worth > 0).sum()))]] = True
    last = worth[order[slots - 1]] if full and slots else 0.0
    following = max(0.0, worth[order[slots]]) if full and slots < len(worth) else 0.0
    slack = bound * (1 + 1e-12)
    out = ~taken & (slack - last + worth <= wanted)
    into = taken & (slack - worth + following <= wanted)
    return out, into


def _improved(problem: Problem, best: Choice, progress: Progress) -> Choice:
    """``best``, or a better choice found by swaps."""
    part = _part(problem, sorted(set(problem.forced)), problem.forbidden)
    if not len(part.free):
        return best
    begin = np.flatnonzero(np.isin(part.free, best.chosen))  # without dominated ones, which the search replaces
    found = improve(part.sets, part.weights, part.room, begin, progress)
    offered = _with(problem, best, np.concatenate([part.forced, part.free[found]]))
    return offered if offered.value > best.value * (1 + _BETTER) else best


def _with(problem: Problem, best: Choice, chosen, proven: bool = False, bound: float = math.inf) -> Choice:
    order, gains = in_order(problem, chosen)
    value = math.fsum(gains)
    bound = value if proven else max(value, min(best.bound, bound))
    return replace(best, chosen=order, gains=gains, value=value, bound=bound, proven=proven)


def _ask_highs(
    problem: Problem, part: Reduced, best: Choice, time_limit_s: float, progress: Progress
) -> tuple[Choice, bool]:
    """The better of ``best`` and what HiGHS finds in the given time; and whether it is done."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_matrix, hstack, identity

    count, cells = part.sets.count, part.sets.cell_count
    # HiGHS's tolerances are absolute: weights in ten-thousandths of all there is.
    unit = float(part.weights.sum()) / 1e4
    shape = (count, cells)
    covers = csr_matrix((np.ones(part.sets.nonzeros), part.sets.cells.astype(np.int64), part.sets.starts), shape).T
    limits = [LinearConstraint(hstack([-covers, identity(cells)]).tocsr(), -np.inf, 0)]
    for amounts, most in ((np.ones(count), part.room.slots), (part.room.costs, part.room.money)):
        if amounts.sum() > most:
            limits.append(
                LinearConstraint(csr_matrix(np.r_[amounts, np.zeros(cells)] / most if most else amounts), -np.inf, 1)
            )
    found = {}

    def work() -> None:
        found["result"] = milp(
            np.r_[np.zeros(count), -part.weights / unit],
            integrality=np.r_[np.ones(count), np.zeros(cells)],
            bounds=Bounds(0, 1),
            constraints=limits,
            options={"time_limit": time_limit_s, "mip_rel_gap": 0.0},
        )

    thread = threading.Thread(target=work, name="HiGHS", daemon=True)
    thread.start()
    until = time.monotonic() + time_limit_s + _LATE_S
    while thread.is_alive() and time.monotonic() < until:
        thread.join(0.1)
        if progress.cancelled:
            raise Cancelled
    result = found.get("result")
    if result is None:
        return best, False
    done = result.status == 0
    limit = result.mip_dual_bound
    bound = math.inf if limit is None or not math.isfinite(limit) else part.base - limit * unit
    if result.x is not None:
        chosen = np.concatenate([part.forced, part.free[result.x[:count] > 0.5]])
        offered = _with(problem, best, chosen, bound=bound)
        if offered.value > best.value:
            best = offered
    best = replace(best, bound=max(best.value, min(best.bound, bound)))
    return (replace(best, bound=best.value, proven=True) if done else best), done
