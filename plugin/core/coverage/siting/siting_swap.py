"""Improving a choice of sites by swaps, and by kicks out of where swaps no longer help.

Swaps of one chosen site for another: Teitz & Bart 1968, Operations Research 16; evaluated for all candidates at once from
the cells that only the leaving site covers, as in Resende & Werneck 2007, European Journal of Operational Research 177.
Kicks (some sites leave at random, greedy fills up, swaps follow; kept where not worse): iterated local search, Lourenço,
Martin & Stützle 2003. The random numbers are fixed, so the result is too.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numba import njit

from ...tasks import Progress, check_cancelled
from .siting import CoverSets
from .siting_bound import Room

KICKS = 400
_MOST_STEPS = (
    3e9  # cells looked at, about as many nanoseconds; a count, so that the result does not depend on the clock
)
_BETTER = 1e-9


def improve(sets: CoverSets, weights: np.ndarray, room: Room, chosen: Sequence[int], progress: Progress) -> np.ndarray:
    """A choice within ``room`` at least as good as ``chosen`` (candidates by index, sorted)."""
    by_cell = _transposed(sets)
    best = np.zeros(sets.count, np.bool_)
    best[np.asarray(chosen, np.int64)] = True
    arguments = (sets.starts, sets.cells, *by_cell, weights, room.costs, room.money, room.slots, room.allowed)
    best_value, steps = _search(*arguments, best)
    state = np.array([88172645463325252], np.uint64)  # of Marsaglia's xorshift64
    for _ in range(KICKS):
        if steps > _MOST_STEPS or not best.any():
            break
        check_cancelled(progress)
        trial = best.copy()
        _kick(*arguments, trial, state)
        value, used = _search(*arguments, trial)
        steps += used
        if value >= best_value:
            best, best_value = trial, value
    return np.flatnonzero(best)


def _transposed(sets: CoverSets) -> tuple[np.ndarray, np.ndarray]:
    """Where each cell's candidates begin, and the candidates that cover it."""
    starts = np.zeros(sets.cell_count + 1, np.int64)
    np.cumsum(np.bincount(sets.cells, minlength=sets.cell_count), out=starts[1:])
    candidates = np.empty(sets.nonzeros, np.uint32)
    _transpose(sets.starts, sets.cells, starts[:-1].copy(), candidates)
    return starts, candidates


@njit(nogil=True, cache=True)
def _transpose(starts, cells, places, candidates):
    for j in range(len(starts) - 1):
        for k in range(starts[j], starts[j + 1]):
            candidates[places[cells[k]]] = j
            places[cells[k]] += 1


@njit(nogil=True, cache=True)
def _count(starts, cells, chosen, times):
    for j in range(len(chosen)):
        if chosen[j]:
            for k in range(starts[j], starts[j + 1]):
                times[cells[k]] += 1


@njit(nogil=True, cache=True)
def _open_gains(starts, cells, weights, times, gains):
    for j in range(len(gains)):
        total = 0.0
        for k in range(starts[j], starts[j + 1]):
            if times[cells[k]] == 0:
                total += weights[cells[k]]
        gains[j] = total


@njit(nogil=True, cache=True)
def _fill(starts, cells, weights, costs, money, slots, allowed, chosen, times, gains):
    """Add the largest gains that still fit; ``gains`` are up to date before and after."""
    spent, taken = 0.0, 0
    for j in range(len(chosen)):
        if chosen[j]:
            spent += costs[j]
            taken += 1
    while taken < slots:
        best = -1
        for j in range(len(chosen)):
            fits = allowed[j] and not chosen[j] and gains[j] > 0 and spent + costs[j] <= money
            if fits and (best < 0 or gains[j] > gains[best]):
                best = j
        if best < 0:
            break
        chosen[best] = True
        spent += costs[best]
        taken += 1
        for k in range(starts[best], starts[best + 1]):
            times[cells[k]] += 1
        _open_gains(starts, cells, weights, times, gains)


@njit(nogil=True, cache=True)
def _search(starts, cells, cell_starts, covering, weights, costs, money, slots, allowed, chosen):
    """Swap until no swap helps; returns what is then covered, and the cells looked at."""
    count = len(chosen)
    times = np.zeros(len(weights), np.int32)
    _count(starts, cells, chosen, times)
    gains, back = np.empty(count), np.empty(count)
    _open_gains(starts, cells, weights, times, gains)
    _fill(starts, cells, weights, costs, money, slots, allowed, chosen, times, gains)
    steps = float(len(cells))
    better = True
    while better:
        better = False
        for leaving in range(count):
            if not chosen[leaving]:
                continue
            back[:] = 0.0  # what each would cover of that which only the leaving one covers
            loss = 0.0
            for k in range(starts[leaving], starts[leaving + 1]):
                cell = cells[k]
                if times[cell] == 1:
                    loss += weights[cell]
                    for m in range(cell_starts[cell], cell_starts[cell + 1]):
                        back[covering[m]] += weights[cell]
                    steps += cell_starts[cell + 1] - cell_starts[cell]
            spent = 0.0
            for j in range(count):
                if chosen[j] and j != leaving:
                    spent += costs[j]
            best = -1
            for j in range(count):
                fits = allowed[j] and not chosen[j] and spent + costs[j] <= money
                if fits and (best < 0 or gains[j] + back[j] > gains[best] + back[best]):
                    best = j
            steps += 2 * count
            if best >= 0 and gains[best] + back[best] > loss * (1 + _BETTER):
                chosen[leaving], chosen[best], better = False, True, True
                for k in range(starts[leaving], starts[leaving + 1]):
                    times[cells[k]] -= 1
                for k in range(starts[best], starts[best + 1]):
                    times[cells[k]] += 1
                _open_gains(starts, cells, weights, times, gains)
                steps += len(cells)
        _fill(starts, cells, weights, costs, money, slots, allowed, chosen, times, gains)
    value = 0.0
    for cell in range(len(weights)):
        if times[cell] > 0:
            value += weights[cell]
    return value, steps


@njit(nogil=True, cache=True)
def _kick(starts, cells, cell_starts, covering, weights, costs, money, slots, allowed, chosen, state):
    """Take two sites, or a tenth of them, out of ``chosen`` and fill up with others."""
    here = np.flatnonzero(chosen)
    out = min(len(here), max(2, len(here) // 10))
    free = allowed.copy()
    for number in range(out):
        state[0] ^= state[0] << np.uint64(13)
        state[0] ^= state[0] >> np.uint64(7)
        state[0] ^= state[0] << np.uint64(17)
        place = number + np.int64(state[0] % np.uint64(len(here) - number))
        here[number], here[place] = here[place], here[number]
        chosen[here[number]] = False
        free[here[number]] = False
    times = np.zeros(len(weights), np.int32)
    _count(starts, cells, chosen, times)
    gains = np.empty(len(chosen))
    _open_gains(starts, cells, weights, times, gains)
    _fill(starts, cells, weights, costs, money, slots, free, chosen, times, gains)
