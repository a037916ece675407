"""Orders of visits against brute force, a proven optimum, and what the planner promises."""

import itertools

import numpy as np
import pytest

from soranome.plugin.core.errors import Cancelled, InputError
from soranome.plugin.core.fieldwork.visiting import order
from soranome.plugin.core.fieldwork.visiting.travel import FAR, SITES, Travel
from tests.core.fieldwork.visiting_tools import BERLIN52, BERLIN52_OPTIMUM

HOUR = 3600


def travel_of(seconds) -> Travel:
    seconds = np.asarray(seconds, np.int64)
    return Travel(seconds, np.zeros_like(seconds), np.zeros(len(seconds), bool), lambda pairs, progress: [])


def random_travel(count, seed, asymmetric=True, span_s=2 * HOUR) -> Travel:
    rng = np.random.default_rng(seed)
    xy = rng.uniform(0, 1, (count + SITES, 2))
    xy[1] = xy[0]
    seconds = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)) * span_s
    if asymmetric:
        seconds *= rng.uniform(0.8, 1.25, seconds.shape)
    np.fill_diagonal(seconds, 0)
    return travel_of(np.ceil(seconds))


def stops_of(count, classes="", service_s=1800):
    return [order.Stop(classes[i % len(classes)] if classes else "", 0.0, service_s) for i in range(count)]


def lasts(travel, stops, route):
    return order.travel_time(travel.seconds, [route]) + sum(stops[site].service_s for site in route)


@pytest.mark.parametrize("seed", range(6))
def test_one_day_is_as_short_as_the_best_of_all_permutations(seed):
    travel, stops = random_travel(8, seed), stops_of(8, service_s=600)
    best = min(order.travel_time(travel.seconds, [list(route)]) for route in itertools.permutations(range(8)))
    found = order.plan_routes(travel, stops, 100 * HOUR, rounds=300)
    assert len(found.routes) == 1
    assert found.travel_s == best


@pytest.mark.parametrize("seed", range(4))
def test_two_days_are_as_short_as_the_best_of_all_divisions(seed):
    travel, stops = random_travel(7, seed), stops_of(7, service_s=HOUR)
    shift = 8 * HOUR

    def shortest(sites):
        return min((order.travel_time(travel.seconds, [list(r)]) for r in itertools.permutations(sites)), default=0)

    best = np.inf
    for mask in range(2**7):
        parts = [[s for s in range(7) if bool(mask >> s & 1) is side] for side in (True, False)]
        times = [shortest(part) for part in parts]
        if all(time + HOUR * len(part) <= shift for time, part in zip(times, parts)):
            best = min(best, sum(times))
    found = order.plan_routes(travel, stops, shift, days=2, rounds=500)
    assert not found.left_out
    assert found.travel_s == best


@pytest.mark.parametrize("seed", range(4))
def test_no_site_gives_way_to_one_of_a_lower_class(seed):
    """As many of class A are planned as fit into a day at all, whatever is near the way."""
    travel, stops = random_travel(7, seed, span_s=3 * HOUR), stops_of(7, "BAC", service_s=HOUR)
    shift = 6 * HOUR
    best = (0, 0, 0)
    for size in range(8):
        for route in itertools.permutations(range(7), size):
            if lasts(travel, stops, list(route)) <= shift:
                best = max(best, tuple(sum(stops[s].priority_class == word for s in route) for word in "ABC"))
    found = order.plan_routes(travel, stops, shift, days=1, rounds=500)
    planned = [s for route in found.routes for s in route]
    assert sum(stops[s].priority_class == "A" for s in planned) == best[0]
    assert order.NO_ROOM in found.left_out.values()


def test_the_proven_optimum_of_berlin52_is_reached():
    places = BERLIN52[[0, 0, *range(1, 52)]]
    metres = np.rint(np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1)))  # EUC_2D of TSPLIB
    found = order.plan_routes(travel_of(metres), stops_of(51, service_s=0), 100_000, rounds=1000)
    assert len(found.routes) == 1 and len(found.routes[0]) == 51
    assert found.travel_s == BERLIN52_OPTIMUM
    assert found.greedy_travel_s > 1.1 * BERLIN52_OPTIMUM


def test_every_day_is_short_enough_and_every_site_comes_once():
    travel, stops = random_travel(60, 3), stops_of(60, "ABCD", 40 * 60)
    found = order.plan_routes(travel, stops, 7 * HOUR, rounds=200)
    assert sorted(site for route in found.routes for site in route) == list(range(60))
    assert max(lasts(travel, stops, route) for route in found.routes) <= 7 * HOUR
    assert len(found.routes) <= found.greedy_days
    assert found.travel_s < found.greedy_travel_s


def test_the_same_input_gives_the_same_plan_and_rows_in_another_order_one_as_good():
    travel, stops = random_travel(40, 5), stops_of(40, "AB")
    first = order.plan_routes(travel, stops, 7 * HOUR, days=3, rounds=300)
    assert order.plan_routes(travel, stops, 7 * HOUR, days=3, rounds=300) == first
    turned = np.array([0, 1, *(SITES + np.arange(40)[::-1])])
    other = travel_of(travel.seconds[np.ix_(turned, turned)])
    second = order.plan_routes(other, stops[::-1], 7 * HOUR, days=3, rounds=300)

    def worth(found, stops):
        return sorted(stops[s].priority_class for route in found.routes for s in route)

    assert worth(second, stops[::-1]).count("A") == worth(first, stops).count("A")
    assert abs(len(worth(second, stops)) - len(worth(first, stops))) <= 1


def test_what_cannot_be_visited_is_left_out_with_the_reason():
    travel, stops = random_travel(5, 1, span_s=600), stops_of(5)
    travel.seconds[:, SITES + 1] = travel.seconds[SITES + 1, :] = FAR
    stops[3] = order.Stop("A", 1.0, 9 * HOUR)
    found = order.plan_routes(travel, stops, 7 * HOUR, rounds=100)
    assert found.left_out == {1: order.UNREACHABLE, 3: order.TOO_LONG}
    assert sorted(found.routes[0]) == [0, 2, 4]


def test_days_may_hold_nothing_at_all():
    travel, stops = random_travel(3, 1), stops_of(3, service_s=10 * HOUR)
    found = order.plan_routes(travel, stops, 7 * HOUR, days=1, rounds=10)
    assert found.routes == [] and set(found.left_out.values()) == {order.TOO_LONG}
    assert order.plan_routes(random_travel(0, 1), [], HOUR, rounds=10).routes == []


def test_sites_at_the_same_point_are_all_visited():
    seconds = np.zeros((22, 22), int)
    found = order.plan_routes(travel_of(seconds), stops_of(20), 7 * HOUR, rounds=100)
    assert sorted(site for route in found.routes for site in route) == list(range(20))
    assert len(found.routes) == 2  # 14 half hours a day


def test_a_run_can_be_stopped():
    class Stopped:
        cancelled = True

        def report(self, fraction, text=""):
            pass

    with pytest.raises(Cancelled):
        order.plan_routes(random_travel(30, 1), stops_of(30), 7 * HOUR, progress=Stopped())


def test_without_the_library_the_error_names_it(monkeypatch):
    monkeypatch.setattr("importlib.metadata.version", lambda name: "0.11.0")
    with pytest.raises(InputError, match="pyvrp"):
        order.plan_routes(random_travel(3, 1), stops_of(3), 7 * HOUR)
