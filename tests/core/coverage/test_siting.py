"""Choosing sites: against every possible choice on small problems, and the bound always above the best of them."""

import itertools
import math
import threading

import numpy as np
import pytest

from soranome.plugin.core.coverage.siting import siting_exact
from soranome.plugin.core.coverage.siting.siting import Problem, cells_under, choose, room_after, sets_of
from soranome.plugin.core.coverage.siting.siting_bound import Room, relaxed_choice, upper_bound
from soranome.plugin.core.coverage.siting.siting_exact import choose_exactly
from soranome.plugin.core.errors import Cancelled, InputError
from soranome.plugin.core.tasks import Silent


def made(seed, costs=False, candidates=None):
    """A small random problem: uneven sets, some empty, twins, weights with zeros; forced and forbidden ones at times."""
    rng = np.random.default_rng(seed)
    n, cells = candidates or int(rng.integers(1, 10)), int(rng.integers(1, 25))
    sets = [np.flatnonzero(rng.random(cells) < rng.choice([0, 0.1, 0.3, 0.6])) for _ in range(n)]
    if n > 3:
        sets[2] = sets[0]
    weights = np.where(rng.random(cells) < 0.2, 0, rng.gamma(0.7, 3, cells)).round(int(rng.integers(0, 6)))
    price = rng.uniform(0, 5, n).round(1) if costs else None
    forced = [int(rng.integers(n))] if n > 4 and rng.random() < 0.4 else []
    forbidden = [j for j in range(n) if j not in forced and rng.random() < 0.15]
    return Problem(
        sets_of(sets, cells),
        weights,
        price,
        float(price[forced].sum() + rng.uniform(0, 8)) if costs else None,
        int(rng.integers(1, n + 1)) if not costs or rng.random() < 0.5 else None,
        forced,
        forbidden,
        rng.random(cells) < 0.2 if rng.random() < 0.5 else None,
    )


def allowed(problem):
    """Every choice within number and budget, as tuples."""
    free = [j for j in range(problem.sets.count) if j not in {*problem.forced, *problem.forbidden}]
    for size in range(len(free) + 1):
        for part in itertools.combinations(free, size):
            whole = (*problem.forced, *part)
            if problem.most is not None and len(whole) > problem.most:
                continue
            if problem.budget is not None and problem.costs[list(whole)].sum() > problem.budget + 1e-9:
                continue
            yield whole


def value(problem, chosen):
    covered = np.zeros(problem.sets.cell_count, bool)
    for j in chosen:
        covered[problem.sets.of(j)] = True
    return float(problem.wanted[covered].sum())


def best(problem):
    return max(value(problem, chosen) for chosen in allowed(problem))


@pytest.mark.parametrize("costs", [False, True])
def test_greedy_keeps_its_promise_and_the_bound_holds(costs):
    promise = (1 - 1 / math.e) / (2 if costs else 1)
    tight = 0
    for seed in range(300):
        problem = made(seed, costs)
        optimum = best(problem)
        for rounds in (0, 30):
            choice = choose(problem, bound_rounds=rounds, workers=1)
            assert choice.bound >= optimum - 1e-9 * max(1, optimum), seed
            assert choice.bound <= choice.total + 1e-9
            assert choice.value == pytest.approx(value(problem, choice.chosen))
            assert choice.value == pytest.approx(choice.gains.sum())
            assert set(choice.chosen) >= set(problem.forced) and not set(choice.chosen) & set(problem.forbidden)
            assert len(set(choice.chosen)) == len(choice.chosen)
            assert tuple(sorted(choice.chosen)) in {tuple(sorted(c)) for c in allowed(problem)}
            # With both limits at once no share is promised: there only the bound speaks.
            if problem.most is None or problem.budget is None:
                gained = value(problem, problem.forced)
                assert choice.value - gained >= promise * (optimum - gained) - 1e-9, seed
        tight += choice.bound <= 1.1 * optimum + 1e-9
    assert tight > 250  # a bound that is always far off would prove nothing


@pytest.mark.parametrize("costs", [False, True])
def test_the_bound_itself_is_never_below_the_best_and_its_multipliers_prove_it(costs):
    # Without the cap by what greedy reached: there a bound that is too low would not show.
    for seed in range(300):
        problem = made(seed, costs)
        left = problem.wanted
        for j in problem.forced:
            left[problem.sets.of(j)] = 0
        base = problem.wanted.sum() - left.sum()
        room = room_after(problem, problem.forced)
        greedy = [j for j in choose(problem, bound_rounds=0).chosen if j not in problem.forced]
        for rounds in (0, 40):
            bound, multipliers = upper_bound(
                problem.sets, left, room, greedy, value(problem, greedy), rounds, Silent(), workers=1
            )
            assert base + bound >= best(problem) - 1e-9, seed
            assert (multipliers >= 0).all() and (multipliers <= left).all()
            gains = np.array([multipliers[problem.sets.of(j)].sum() for j in range(problem.sets.count)])
            assert (left - multipliers).sum() + relaxed_choice(gains, room).value == pytest.approx(bound)


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("costs", [False, True])
def test_exact_is_the_best_of_all_choices(costs, bare, monkeypatch):
    if bare:  # no good bound, no swaps: nearly all is left to HiGHS
        monkeypatch.setattr(siting_exact, "BOUND_ROUNDS", 0)
        monkeypatch.setattr(siting_exact, "improve", lambda sets, weights, room, chosen, progress: chosen)
    for seed in range(60):
        problem = made(1000 + seed, costs)
        choice = choose_exactly(problem, 20, workers=1)
        assert choice.proven
        assert choice.value == pytest.approx(best(problem), abs=1e-6), seed
        assert choice.bound == choice.value and choice.gap == 0
        assert tuple(sorted(choice.chosen)) in {tuple(sorted(c)) for c in allowed(problem)}


def test_exact_beats_greedy_where_greedy_is_wrong():
    # The classical case: the large set in the middle hides that the other two are all there is.
    sets = sets_of([[1, 2, 3, 4], [0, 1, 2], [3, 4, 5]], 6)
    problem = Problem(sets, np.ones(6), most=2)
    greedy = choose(problem)
    assert greedy.chosen.tolist() == [0, 1] and greedy.value == 5 and greedy.bound == 6
    exact = choose_exactly(problem, 10)
    assert sorted(exact.chosen.tolist()) == [1, 2] and exact.value == 6 and exact.proven


def test_equal_gains_go_to_the_first_and_nothing_depends_on_threads():
    rng = np.random.default_rng(7)
    sets = sets_of([rng.choice(5000, 300, replace=False) for _ in range(400)], 5000)
    whole = rng.integers(0, 3, 5000).astype(float)  # many ties
    one, other = (choose(Problem(sets, whole, most=40), workers=workers) for workers in (1, 3))
    assert one.chosen.tolist() == other.chosen.tolist()
    assert (one.value, one.bound) == (other.value, other.bound)
    left, plain = whole.copy(), []
    for _ in range(40):  # greedy that computes every gain anew
        gains = [left[sets.of(j)].sum() for j in range(sets.count)]
        plain.append(int(np.argmax(gains)))
        left[sets.of(plain[-1])] = 0
    assert one.chosen.tolist() == plain


def test_exact_is_the_same_every_time():
    problem = made(5, candidates=9)
    assert len({tuple(choose_exactly(problem, 10).chosen) for _ in range(3)}) == 1


def test_served_cells_do_not_count_and_twins_are_not_both_taken():
    sets = sets_of([[0, 1, 2, 3], [0, 1, 2, 3], [4], []], 5)
    served = np.array([True, True, True, False, False])
    choice = choose(Problem(sets, np.ones(5), most=4, served=served))
    assert choice.chosen.tolist() == [0, 2]
    assert choice.gains.tolist() == [1, 1] and choice.total == 2 and choice.bound == 2


def test_a_single_dear_site_can_beat_many_cheap_ones():
    sets = sets_of([[0], [1, 2, 3, 4, 5, 6, 7, 8, 9]], 10)
    problem = Problem(sets, np.ones(10), np.array([0.1, 10.0]), budget=10.0)
    assert choose(problem).chosen.tolist() == [1]  # per cost the first is better, and leaves no room for the second


def test_forced_sites_may_use_up_the_number():
    sets = sets_of([[0], [1, 2, 3]], 4)
    problem = Problem(sets, np.ones(4), np.array([1.0, 1.0]), 9.0, 1, [0])
    for choice in (choose(problem), choose_exactly(problem, 5)):
        assert choice.chosen.tolist() == [0] and choice.bound == 1


def test_costs_that_add_up_to_the_budget_fit():
    sets = sets_of([[0], [1], [2]], 3)
    problem = Problem(sets, np.ones(3), np.array([0.1, 0.2, 0.3]), budget=0.6)
    assert len(choose(problem).chosen) == 3


def test_free_sites_come_first_where_money_is_short():
    sets = sets_of([[0, 1], [2], [3, 4, 5]], 6)
    problem = Problem(sets, np.ones(6), np.array([5.0, 0.0, 0.0]), budget=1.0)
    assert choose(problem).chosen.tolist() == [2, 1]


def test_nothing_to_choose_from():
    none = choose(Problem(sets_of([], 3), np.ones(3), most=2))
    assert none.chosen.tolist() == [] and none.value == 0 and none.bound == 0 and none.total == 3
    empty = choose_exactly(Problem(sets_of([[], []], 3), np.ones(3), most=2), 5)
    assert empty.chosen.tolist() == [] and empty.proven


def test_wrong_lists_are_refused_with_names():
    sets, weights = sets_of([[0], [1], [2]], 3), np.ones(3)
    names = ["役場", "学校", "橋"]
    with pytest.raises(InputError, match=r"学校.*forced and forbidden"):
        Problem(sets, weights, most=2, forced=[1], forbidden=[1]).check(names)
    with pytest.raises(InputError, match="3 sites are forced, but only 2"):
        Problem(sets, weights, most=2, forced=[0, 1, 2]).check(names)
    with pytest.raises(InputError, match="cost 30, more than the budget of 25"):
        Problem(sets, weights, np.array([10.0, 10, 10]), 25.0, forced=[0, 1, 2]).check(names)
    with pytest.raises(ValueError, match="finite"):
        Problem(sets, np.array([1, np.inf, 1]), most=1)
    with pytest.raises(ValueError, match="beyond"):
        sets_of([[3]], 3)


class Stopped:
    """Cancelled once it was asked so many times."""

    def __init__(self, after):
        self.left = after

    @property
    def cancelled(self):
        self.left -= 1
        return self.left < 0

    def report(self, fraction, text=""):
        return


def test_cancel_does_not_wait_for_highs(monkeypatch):
    began, stop = threading.Event(), threading.Event()

    def endless(*_, **__):
        began.set()
        stop.wait(60)

    class WhenItRuns(Stopped):
        cancelled = property(lambda self: began.is_set())

    monkeypatch.setattr("scipy.optimize.milp", endless)
    monkeypatch.setattr(siting_exact, "BOUND_ROUNDS", 0)
    rng = np.random.default_rng(2)
    sets = sets_of([rng.choice(2000, 200, replace=False) for _ in range(100)], 2000)
    try:
        with pytest.raises(Cancelled):
            choose_exactly(Problem(sets, rng.random(2000), most=5), 60, WhenItRuns(0))
        assert not stop.is_set()  # it still runs, and nobody waits for it
    finally:
        stop.set()


@pytest.mark.parametrize("after", [0, 3, 40])
def test_cancel(after):
    rng = np.random.default_rng(2)
    sets = sets_of([rng.choice(2000, 200, replace=False) for _ in range(300)], 2000)
    with pytest.raises(Cancelled):
        choose_exactly(Problem(sets, rng.random(2000), most=15), 60, Stopped(after))


def test_a_run_out_of_time_still_has_its_bound():
    rng = np.random.default_rng(2)
    sets = sets_of([rng.choice(4000, 120, replace=False) for _ in range(500)], 4000)
    problem = Problem(sets, rng.random(4000), most=20)
    greedy = choose(problem)
    choice = choose_exactly(problem, 0.0, greedy=greedy)
    assert not choice.proven
    assert greedy.value <= choice.value <= choice.bound <= greedy.bound


def test_another_weight_starts_from_the_old_multipliers():
    rng = np.random.default_rng(4)
    sets = sets_of([rng.choice(3000, 100, replace=False) for _ in range(300)], 3000)
    weights = rng.random(3000)
    before = choose(Problem(sets, weights, most=15), bound_rounds=100)
    changed = weights * np.where(np.arange(3000) < 300, 1.2, 1.0)
    cold = choose(Problem(sets, changed, most=15), bound_rounds=3)
    warm = choose(Problem(sets, changed, most=15), bound_rounds=3, start=before.multipliers)
    assert warm.chosen.tolist() == cold.chosen.tolist()
    assert warm.bound < cold.bound


def test_relaxed_choice_is_the_linear_program():
    from scipy.optimize import linprog

    rng = np.random.default_rng(0)
    for _ in range(60):
        n = int(rng.integers(1, 12))
        gains, costs = rng.gamma(1, 2, n), rng.uniform(0, 3, n)
        room = Room(costs, float(rng.uniform(0.1, 8)), int(rng.integers(1, n + 1)), rng.random(n) < 0.8)
        exact = linprog(
            -gains,
            A_ub=[np.ones(n), costs],
            b_ub=[room.slots, room.money],
            bounds=[(0, int(ok)) for ok in room.allowed],
        )
        found = relaxed_choice(gains, room)
        assert found.value == pytest.approx(-exact.fun, rel=1e-6, abs=1e-9)
        assert found.value >= -exact.fun - 1e-9


def test_cells_under_a_window_over_the_edge():
    numbers = np.arange(12, dtype=np.int32).reshape(3, 4)
    numbers[1, 1] = -1  # no demand there
    window = np.ones((3, 3), bool)
    window[2, 2] = False
    assert cells_under(window, 0, 0, numbers).tolist() == [0, 1, 2, 4, 6, 8, 9]
    assert cells_under(window, -2, -2, numbers).tolist() == []
    assert cells_under(window, -1, -1, numbers).tolist() == [0, 1, 4]
    assert cells_under(window, 2, 3, numbers).tolist() == [11]
    assert cells_under(window, 9, 9, numbers).tolist() == []
