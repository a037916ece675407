"""Choosing sites: the maximal covering location problem, by lazy greedy, with a bound on what any choice could reach.

Church & ReVelle 1974, "The maximal covering location problem", Papers in Regional Science 32: of candidates j with costs
c_j and sets S_j of demand cells with weights w_i ≥ 0, choose at most K, costing at most B together, so that the weight of
the cells in the union of their sets is largest. Covered weight is a monotone submodular function of the choice, so:

- without costs, taking the largest gain again and again reaches at least 1 − 1/e = 63 % of the optimum (Nemhauser, Wolsey
  & Fisher 1978, Mathematical Programming 14, section 4);
- with a budget, the better of greedy by gain per cost and of the best single site reaches at least ½(1 − 1/e) = 31 %
  (Khuller, Moss & Naor 1999, Information Processing Letters 70; Leskovec et al. 2007, KDD, section 3.1.2);
- gains only shrink, so a gain computed earlier bounds the one of now, and most need not be computed again (Minoux 1978;
  "CELF" of Leskovec et al. 2007).

These are the worst cases. How good a choice is at most, :mod:`.siting_bound` tells for the case at hand.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numba import njit

from ...errors import InputError
from ...tasks import Part, Progress, Silent, check_cancelled
from ...text import QT_TRANSLATE_NOOP
from .siting_bound import Room, in_pieces, upper_bound

_COST_TOLERANCE = 1e-9  # of the budget: costs that add up to it in another order still fit
BOUND_ROUNDS = 150


@dataclass(frozen=True, eq=False)
class CoverSets:
    """What each candidate covers, in compressed sparse rows.

    Cells of candidate j: ``cells[starts[j]:starts[j + 1]]`` (uint32, each at most once), out of ``cell_count``.
    ``grouped`` keeps what :mod:`.siting_bound` made of them, for other weights over the same sets.
    """

    starts: np.ndarray
    cells: np.ndarray
    cell_count: int
    grouped: dict[int, tuple[np.ndarray, np.ndarray]] = field(default_factory=dict, repr=False)

    @property
    def count(self) -> int:
        """Number of candidates."""
        return len(self.starts) - 1

    @property
    def nonzeros(self) -> int:
        return len(self.cells)

    def of(self, candidate: int) -> np.ndarray:
        return self.cells[self.starts[candidate] : self.starts[candidate + 1]]


def sets_of(covered: Iterable[np.ndarray], cell_count: int) -> CoverSets:
    """The sets of candidates from the indices of the cells each covers, in their order."""
    pieces = [np.asarray(cells, np.uint32) for cells in covered]
    starts = np.zeros(len(pieces) + 1, np.int64)
    np.cumsum([len(cells) for cells in pieces], out=starts[1:])
    cells = np.concatenate(pieces) if pieces else np.empty(0, np.uint32)
    if len(cells) and int(cells.max()) >= cell_count:
        raise ValueError("a set holds a cell beyond cell_count")
    return CoverSets(starts, cells, cell_count)


def cells_under(covered: np.ndarray, row: int, column: int, numbers: np.ndarray) -> np.ndarray:
    """Demand cells under a window of coverage, uint32, ascending.

    ``covered`` (rows, columns; bool) lies with its corner at ``row``, ``column`` of ``numbers``, which numbers the demand
    cells of the grid row by row (int32, −1 where there is no demand). What lies beyond the grid is left out.
    """
    top, left = max(0, -row), max(0, -column)
    bottom, right = min(covered.shape[0], numbers.shape[0] - row), min(covered.shape[1], numbers.shape[1] - column)
    if bottom <= top or right <= left:
        return np.empty(0, np.uint32)
    return _cells_under(covered[top:bottom, left:right], row + top, column + left, numbers)


@njit(nogil=True, cache=True)
def _cells_under(covered, row, column, numbers):
    count = 0
    for i in range(covered.shape[0]):
        for j in range(covered.shape[1]):
            if covered[i, j] and numbers[row + i, column + j] >= 0:
                count += 1
    cells = np.empty(count, np.uint32)
    count = 0
    for i in range(covered.shape[0]):
        for j in range(covered.shape[1]):
            if covered[i, j] and numbers[row + i, column + j] >= 0:
                cells[count] = numbers[row + i, column + j]
                count += 1
    return cells


@dataclass(frozen=True, eq=False)
class Problem:
    """What to choose from. Weights (float64 ≥ 0) per cell; costs (float64 ≥ 0) per candidate, None: they do not matter.

    ``budget`` and ``most`` limit the cost and the number of chosen sites, the ``forced`` ones included; None: no limit.
    ``forced`` and ``forbidden`` are candidates by index; ``served`` marks cells that are covered already (bool).
    """

    sets: CoverSets
    weights: np.ndarray
    costs: np.ndarray | None = None
    budget: float | None = None
    most: int | None = None
    forced: Sequence[int] = ()
    forbidden: Sequence[int] = ()
    served: np.ndarray | None = None

    def __post_init__(self):
        if len(self.weights) != self.sets.cell_count or not np.all(self.weights >= 0) or np.isinf(self.weights).any():
            raise ValueError("weights must be finite numbers ≥ 0, one per cell")
        if self.costs is not None and (len(self.costs) != self.sets.count or not np.all(self.costs >= 0)):
            raise ValueError("costs must be numbers ≥ 0, one per candidate")
        if self.budget is not None and self.costs is None:
            raise ValueError("a budget needs costs")

    @property
    def wanted(self) -> np.ndarray:
        """Weights of the cells that are not covered yet."""
        weights = np.array(self.weights, np.float64)
        if self.served is not None:
            weights[self.served] = 0.0
        return weights

    def check(self, names: Sequence[str]) -> None:
        """Raise :class:`InputError` where the forced sites leave no choice; ``names`` are those of the candidates."""
        forced = sorted(set(self.forced))
        both = sorted(set(forced) & set(self.forbidden))
        if both:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{sites} cannot be both forced and forbidden. Take them off one of the two lists."
                ),
                sites=", ".join(names[j] for j in both[:5]),
            )
        if self.most is not None and len(forced) > self.most:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{forced} sites are forced, but only {most} may be chosen. Raise COUNT or take some off the "
                    "forced sites.",
                ),
                forced=len(forced),
                most=self.most,
            )
        if self.budget is None:
            return
        cost = float(self.costs[forced].sum())
        if cost > self.budget * (1 + _COST_TOLERANCE):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The forced sites cost {cost}, more than the budget of {budget}. Raise BUDGET or shorten the list of "
                    "forced sites.",
                ),
                cost=f"{cost:,.10g}",
                budget=f"{self.budget:,.10g}",
            )


@dataclass(frozen=True, eq=False)
class Choice:
    """Chosen candidates in the order of their use, forced ones first; ``gains`` is what each adds to those before it.

    ``value`` is the weight newly covered, ``bound`` what no allowed choice can exceed, ``total`` all weight not covered
    before. ``multipliers`` (per cell) prove the bound, see :mod:`.siting_bound`. ``proven``: an exact solver says that
    nothing better exists.
    """

    chosen: np.ndarray
    gains: np.ndarray
    value: float
    bound: float
    total: float
    multipliers: np.ndarray = field(repr=False)
    proven: bool = False

    @property
    def gap(self) -> float:
        """Share of the bound that the choice lacks at most, 0–1."""
        return max(0.0, 1.0 - self.value / self.bound) if self.bound > 0 else 0.0


def choose(
    problem: Problem,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
    bound_rounds: int = BOUND_ROUNDS,
    workers: int | None = None,
    start: np.ndarray | None = None,
) -> Choice:
    """A choice by lazy greedy, and a bound that proves how good it is.

    Equal gains go to the candidate with the smaller index; neither threads nor runs change the result.
    ``bound_rounds`` improve the bound; 0 leaves the one greedy itself gives. ``start``: multipliers of an earlier choice
    over the same sets, from which the bound of slightly other weights is found sooner.
    """
    left = problem.wanted
    total = float(left.sum())
    forced, forced_gains = _order(problem.sets, left, sorted(set(problem.forced)))
    room = room_after(problem, forced)
    first = gains_of(problem.sets, left, Part(progress, 0.0, 0.0), workers)
    progress.report(0.2)
    picked: tuple[list[int], list[float]] = [], []
    for unit in _units(problem):
        found = _greedy(problem.sets, left.copy(), first, unit, room, progress)
        if math.fsum(found[1]) > math.fsum(picked[1]):
            picked = found
    if problem.budget is not None:
        single = np.where(room.allowed, first, 0.0)
        best = int(np.argmax(single)) if len(single) else -1
        if best >= 0 and single[best] > math.fsum(picked[1]):
            picked = _greedy(problem.sets, left.copy(), first, np.ones(len(first)), room, progress, [best])
    progress.report(0.4)
    bound, multipliers = upper_bound(
        problem.sets,
        left,
        room,
        picked[0],
        math.fsum(picked[1]),
        bound_rounds,
        Part(progress, 0.4, 1.0),
        workers,
        start,
    )
    chosen = np.array([*forced, *picked[0]], np.int64)
    gains = np.array([*forced_gains, *picked[1]])
    value = math.fsum(gains)
    base = math.fsum(forced_gains)
    return Choice(chosen, gains, value, max(value, min(total, base + bound)), total, multipliers)


def in_order(problem: Problem, chosen: Iterable[int]) -> tuple[np.ndarray, np.ndarray]:
    """``chosen`` candidates and their gains: the forced ones first, each part by the largest gain."""
    left = problem.wanted
    forced, forced_gains = _order(problem.sets, left, sorted(set(problem.forced)))
    others, gains = _order(problem.sets, left, sorted(set(chosen) - set(forced)))
    return np.array([*forced, *others], np.int64), np.array([*forced_gains, *gains])


def room_after(problem: Problem, forced: Sequence[int]) -> Room:
    """What may still be chosen once the ``forced`` candidates are."""
    count = problem.sets.count
    costs = np.zeros(count) if problem.budget is None else np.asarray(problem.costs, np.float64)
    forced = np.asarray(forced, np.int64)
    money = math.inf if problem.budget is None else problem.budget * (1 + _COST_TOLERANCE) - math.fsum(costs[forced])
    slots = count if problem.most is None else problem.most - len(forced)
    allowed = costs <= money
    allowed[forced] = False
    allowed[np.asarray(problem.forbidden, np.int64)] = False
    if slots <= 0:
        allowed[:] = False
    return Room(costs, max(0.0, money), max(0, min(slots, count)), allowed)


def gains_of(sets: CoverSets, left: np.ndarray, progress: Progress, workers: int | None = None) -> np.ndarray:
    """Sum of ``left`` over each set, float64."""
    gains = np.empty(sets.count)
    # Each gain is summed by one thread, so their number changes nothing.
    in_pieces(sets.starts, lambda a, b: _gains(left, sets.starts, sets.cells, a, b, gains), progress, workers)
    return gains


def _units(problem: Problem) -> list[np.ndarray]:
    """What gains are divided by in the orders greedy is tried in: nothing, and costs where there is a budget."""
    plain = np.ones(problem.sets.count)
    if problem.budget is None or not len(plain) or not problem.costs.max() > 0:
        return [plain]
    # What costs nothing comes first, by gain.
    return [np.maximum(problem.costs, 1e-12 * problem.costs.max()), plain]


def _order(sets: CoverSets, left: np.ndarray, candidates: list[int]) -> tuple[list[int], list[float]]:
    """All ``candidates`` by largest gain, and their gains; takes what they cover out of ``left``."""
    rest, order, gains = list(candidates), [], []
    while rest:
        sums = [_gain(left, sets.cells, sets.starts[j], sets.starts[j + 1]) for j in rest]
        best = int(np.argmax(sums))
        order.append(rest.pop(best))
        gains.append(float(sums[best]))
        left[sets.of(order[-1])] = 0.0
    return order, gains


def _greedy(
    sets: CoverSets,
    left: np.ndarray,
    first: np.ndarray,
    unit: np.ndarray,
    room: Room,
    progress: Progress,
    begin: Sequence[int] = (),
) -> tuple[list[int], list[float]]:
    """Candidates by the largest gain per ``unit``, after those of ``begin``, and their gains."""
    ids = np.flatnonzero(room.allowed & (first > 0)).astype(np.int32)
    keys = first[ids] / unit[ids]
    _make_heap(keys, ids)
    money, size = room.money, len(ids)
    chosen, gains = [], []
    for j in begin:
        gains.append(float(_gain(left, sets.cells, sets.starts[j], sets.starts[j + 1])))
        chosen.append(j)
        left[sets.of(j)] = 0.0
        money -= room.costs[j]
    while len(chosen) < room.slots:
        check_cancelled(progress)
        best, gain, size = _next(left, sets.starts, sets.cells, unit, room.costs, money, keys, ids, size)
        if best < 0:
            break
        chosen.append(int(best))
        gains.append(float(gain))
        left[sets.of(best)] = 0.0
        money -= room.costs[best]
    return chosen, gains


@njit(nogil=True, cache=True)
def _gain(left, cells, start, stop):
    # Strictly one after the other: then a sum with some terms gone cannot come out larger by rounding, and a stale
    # gain is a bound to the last bit.
    total = 0.0
    for k in range(start, stop):
        total += left[cells[k]]
    return total


@njit(nogil=True, cache=True)
def _gains(left, starts, cells, first, stop, out):
    for j in range(first, stop):
        out[j] = _gain(left, cells, starts[j], starts[j + 1])


@njit(nogil=True, cache=True)
def _before(key, number, other_key, other_number):
    return key > other_key or (key == other_key and number < other_number)


@njit(nogil=True, cache=True)
def _sift(keys, ids, place, size):
    """Move the entry at ``place`` down the heap; returns where it ends."""
    key, number = keys[place], ids[place]
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        if child + 1 < size and _before(keys[child + 1], ids[child + 1], keys[child], ids[child]):
            child += 1
        if not _before(keys[child], ids[child], key, number):
            break
        keys[place], ids[place] = keys[child], ids[child]
        place = child
    keys[place], ids[place] = key, number
    return place


@njit(nogil=True, cache=True)
def _make_heap(keys, ids):
    for place in range(len(keys) // 2 - 1, -1, -1):
        _sift(keys, ids, place, len(keys))


@njit(nogil=True, cache=True)
def _next(left, starts, cells, unit, costs, money, keys, ids, size):
    """Take the best candidate off the heap: (candidate or −1, its gain, size of the heap)."""
    while size > 0:
        j = ids[0]
        gain = 0.0
        if costs[j] <= money:
            gain = _gain(left, cells, starts[j], starts[j + 1])
            keys[0] = gain / unit[j]
            if gain > 0 and _sift(keys, ids, 0, size) > 0:
                continue  # another may now be better
        # The best of all, or one that no longer fits or adds: either way it leaves.
        size -= 1
        if size > 0:
            keys[0], ids[0] = keys[size], ids[size]
            _sift(keys, ids, 0, size)
        if gain > 0:
            return j, gain, size
    return -1, 0.0, 0
