"""Which observation belongs to which site, and what it makes of it."""

import itertools
import random

import numpy as np
import pytest
import shapely
from shapely import affinity, box

from soranome.plugin.core.fieldwork.lifecycle import Seen, Site, find_matches, observe, polygons_of
from soranome.plugin.core.tasks import Silent

TODAY = "2025-05-01"


def area(x, y, width=40, height=None):
    return polygons_of(box(x, y, x + width, y + (height or width)))


def site(name, geometry, **about):
    about = {
        "first_observed_on": "2024-10-25",
        "last_observed_on": "2024-10-25",
        "last_checked_on": "2024-10-25",
        **about,
    }
    return Site(name, geometry, origin="satellite", **about)


def seen(geometry, change=1, **about):
    nominal = about.pop("nominal", False)
    return Seen(geometry, {"change": change, **about}, nominal, order=geometry.wkt)


def run(sites, observed, looked_at=None, on=TODAY, source="satellite", overlap=0.2, uncertainty=10.0):
    names = itertools.count(1)

    def make(one):
        return Site(f"N{next(names)}", one.geometry, origin=source, first_observed_on=on, last_observed_on=on,
                    last_checked_on=on, nominal_outline=one.nominal, figures=one.figures)  # fmt: skip

    return observe(sites, observed, on, source, looked_at, overlap, uncertainty, make, Silent())


def test_the_same_place_again_keeps_its_outline():
    known, again = site("A", area(0, 0)), seen(area(3, 2))
    changes = run([known], [again])
    assert (known.state, again.outcome, changes.repeated, changes.growing) == ("repeated", "repeated", 1, 0)
    assert known.geometry.equals(area(0, 0))
    assert (known.first_observed_on, known.last_observed_on) == ("2024-10-25", TODAY)


@pytest.mark.parametrize(("width", "state"), [(48, "repeated"), (50, "repeated"), (60, "growing")])
def test_it_grows_where_it_goes_beyond_the_uncertainty_of_its_outline(width, state):
    known = site("A", area(0, 0))
    run([known], [seen(area(0, 0, width))])
    assert known.state == state
    assert known.geometry.area == pytest.approx(width**2 if state == "growing" else 1600)


def test_slow_growth_adds_up():
    """Each outline is but 3 m wider than the last: the known one stays the measure until the sum shows."""
    known = site("A", area(0, 0))
    states = []
    for step, width in enumerate((43, 46, 49, 52)):
        run([known], [seen(area(0, 0, width))], on=f"2025-0{step + 1}-01")
        states.append(known.state)
    assert states == ["repeated", "repeated", "repeated", "growing"]


def test_ground_added_along_an_edge_is_the_same_site():
    known = site("A", area(0, 0))
    beside = seen(area(40, 0, 20, 40))
    changes = run([known], [beside])
    assert beside.site is known and known.state == "growing"
    assert changes.made == []
    assert known.geometry.area == pytest.approx(2400)


def test_a_place_further_off_is_new():
    known, other = site("A", area(0, 0)), seen(area(60, 0))
    changes = run([known], [other])
    assert other.outcome == "new" and len(changes.made) == 1
    assert known.state == "new"


def test_neighbours_stay_apart_though_each_is_within_reach_of_the_other():
    first, second = site("A", area(0, 0)), site("B", area(45, 0))
    again = [seen(area(2, 0)), seen(area(47, 1))]
    changes = run([first, second], again)
    assert [one.site for one in again] == [first, second]
    assert changes.relations == []


def test_candidates_of_one_image_that_only_touch_stay_apart():
    changes = run([], [seen(area(0, 0)), seen(area(40, 40))])
    assert len(changes.made) == 2


def test_two_reports_of_one_place_make_one_site():
    circles = [polygons_of(shapely.Point(x, 0).buffer(20)) for x in (0, 12)]
    changes = run([], [seen(circle, change=None, nominal=True) for circle in circles], source="citizen_report")
    assert len(changes.made) == 1
    assert changes.made[0].nominal_outline


def test_an_outline_replaces_the_circle_round_a_report():
    known = site("A", polygons_of(shapely.Point(20, 20).buffer(20)), nominal_outline=True)
    run([known], [seen(area(0, 0, 60))])
    assert known.state == "repeated", "a circle is no outline to grow beyond"
    assert known.geometry.equals(area(0, 0, 60)) and not known.nominal_outline


def test_a_report_never_makes_a_site_grow():
    known = site("A", area(0, 0, 20))
    run([known], [seen(polygons_of(shapely.Point(10, 10).buffer(100)), nominal=True)], source="patrol")
    assert known.state == "repeated" and known.geometry.area == pytest.approx(400)


def test_sites_bridged_by_one_outline_become_one_and_the_other_says_into_which():
    large, small = site("A", area(0, 0, 60)), site("B", area(100, 0, 40))
    bridge = seen(area(0, 0, 140, 40))
    changes = run([small, large], [bridge])
    assert bridge.site is large
    assert (small.state, small.merged_into, small.geometry.area) == ("merged", "A", 1600)
    assert large.state == "growing" and large.geometry.covers(small.geometry)
    assert [(a.site_id, kind, b.site_id) for a, kind, b, _ in changes.relations] == [("B", "merged", "A")]


def test_what_an_inspector_has_seen_is_not_merged_away():
    visited = site("A", area(0, 0, 20), status="under_correction", last_visited_on="2024-11-01")
    larger = site("B", area(60, 0, 60))
    bridge = seen(area(0, 0, 120, 60))
    run([visited, larger], [bridge])
    assert bridge.site is visited, "the visited one carries on although the other is larger"
    assert visited.status == "under_correction" and larger.merged_into == "A"


def test_two_visited_sites_are_only_connected():
    first = site("A", area(0, 0, 60), status="visited", last_visited_on="2024-11-01")
    second = site("B", area(100, 0), status="lawful", last_visited_on="2024-11-01")
    changes = run([first, second], [seen(area(0, 0, 140, 40))])
    assert [(a.site_id, kind, b.site_id) for a, kind, b, _ in changes.relations] == [("A", "joined", "B")]
    assert (first.state, second.state, second.merged_into) == ("growing", "repeated", None)


def test_an_open_site_does_not_vanish_into_a_closed_one():
    closed = site("A", area(0, 0, 100), status="false_detection", last_visited_on="2024-11-01")
    fresh = site("B", area(120, 0, 20))
    run([closed, fresh], [seen(area(0, 0, 140, 40))])
    assert fresh.state != "merged" and closed.state != "merged"


def test_a_site_seen_in_pieces_keeps_its_key():
    known = site("A", area(0, 0, 200, 40))
    pieces = [seen(area(0, 0)), seen(area(150, 0))]
    changes = run([known], pieces)
    assert [one.site for one in pieces] == [known, known] and changes.made == []
    assert changes.parts == {"A": 2} and changes.repeated == 1


@pytest.mark.parametrize(("covered", "state"), [(0, "new"), (0.5, "new"), (0.95, "dormant"), (1.5, "dormant")])
def test_only_what_was_looked_at_can_be_dormant(covered, state):
    known = site("A", area(0, 0))
    changes = run([known], [], looked_at=box(-10, -10, 40 * covered, 50))
    assert known.state == state and changes.dormant == (state == "dormant")
    assert known.last_observed_on == "2024-10-25"


def test_without_an_area_nothing_is_said_of_what_was_not_seen():
    known = site("A", area(0, 0))
    assert run([known], []).dormant == 0
    assert (known.state, known.last_checked_on) == ("new", "2024-10-25")


def test_a_dormant_site_wakes():
    known = site("A", area(0, 0), state="dormant")
    run([known], [seen(area(0, 0))], looked_at=box(-100, -100, 100, 100))
    assert known.state == "repeated"


@pytest.mark.parametrize(("share", "state"), [(0.3, "repeated"), (0.7, "healed")])
def test_it_heals_where_half_of_it_is_green_again(share, state):
    known = site("A", area(0, 0), state="repeated")
    green = seen(area(0, 0, 40, 40 * share), change=3)
    run([known], [green])
    assert known.state == state and green.outcome == "greening"


def test_two_green_pieces_heal_together_and_earthwork_beside_them_prevents_it():
    pieces = [seen(area(0, 0, 40, 14), change=3), seen(area(0, 20, 40, 14), change=3)]
    known = site("A", area(0, 0))
    run([known], pieces)
    assert known.state == "healed"
    known = site("A", area(0, 0))
    run([known], [*pieces, seen(area(10, 10, 20))])
    assert known.state == "repeated"


def test_green_where_no_site_is_known_makes_none():
    green = seen(area(0, 0), change=3)
    changes = run([], [green])
    assert changes.made == [] and (green.outcome, green.site) == ("no_site", None)


def test_healed_stays_healed_and_is_not_dormant():
    known = site("A", area(0, 0), state="healed")
    assert run([known], [], looked_at=box(-10, -10, 50, 50)).dormant == 0
    assert (known.state, known.last_checked_on) == ("healed", TODAY)


@pytest.mark.parametrize("status", ["lawful", "false_detection"])
@pytest.mark.parametrize(("width", "attention"), [(40, None), (70, "grown_after_decision")])
def test_closed_sites_stay_closed_and_are_flagged_only_when_they_grow(status, width, attention):
    known = site("A", area(0, 0), status=status, last_visited_on="2024-11-01")
    changes = run([known], [seen(area(0, 0, width))])
    assert (known.status, known.attention) == (status, attention)
    assert changes.flagged == (attention is not None)


def test_growth_the_inspector_saw_is_no_news():
    known = site("A", area(0, 0), status="lawful", last_visited_on="2025-06-01")
    run([known], [seen(area(0, 0, 70))])
    assert known.state == "growing" and known.attention is None


@pytest.mark.parametrize(
    ("before", "state", "attention"),
    [("2024-10-25", "healed", None), ("2025-01-10", "repeated", "changed_after_correction")],
)
def test_the_work_of_correcting_is_a_change_too(before, state, attention):
    """Corrected on 2024-12-01: a change since 2024-10-25 may be that work, one since 2025-01-10 is not."""
    known = site("A", area(0, 0), status="corrected", state="healed", last_visited_on="2024-12-01")
    run([known], [seen(area(0, 0), before_date=before)])
    assert (known.state, known.attention) == (state, attention)


def test_an_older_observation_only_fills_in():
    known = site("A", area(0, 0), state="growing", figures={"rank": 3})
    old = seen(area(0, 0, 200), rank=1)
    changes = run([known], [old], on="2019-04-01", looked_at=box(-500, -500, 500, 500))
    assert old.outcome == "earlier" and changes.growing == changes.dormant == 0
    assert (known.state, known.first_observed_on, known.last_observed_on) == ("growing", "2019-04-01", "2024-10-25")
    assert known.figures == {"rank": 3} and known.geometry.area == pytest.approx(1600)


def test_the_figures_of_the_first_in_rank_speak_for_the_site():
    known = site("A", area(0, 0, 200, 40), figures={"rank": 50})
    run([known], [seen(area(0, 0), rank=9), seen(area(60, 0, 80, 40), rank=20)])
    assert known.figures["rank"] == 9


def test_the_order_of_candidates_and_sites_changes_nothing():
    rng = random.Random(5)  # noqa: S311
    outcomes = set()
    shapes = [(rng.uniform(0, 600), rng.uniform(0, 600), rng.uniform(20, 120), rng.uniform(20, 120)) for _ in range(60)]
    for seed in range(4):
        known = [site(f"S{i}", area(*shape)) for i, shape in enumerate(shapes[:30])]
        observed = [seen(area(*shape), rank=i) for i, shape in enumerate(shapes[30:])]
        random.Random(seed).shuffle(known)  # noqa: S311
        random.Random(seed + 9).shuffle(observed)  # noqa: S311
        run(known, observed)
        outcomes.add(tuple(sorted((s.site_id, s.state, s.merged_into, round(s.geometry.area, 6)) for s in known)))
    assert len(outcomes) == 1


@pytest.mark.parametrize("shift", [0, 5, 10, 14])
def test_shifted_and_frayed_outlines_find_their_site(shift):
    """Ragged places of 500 m² and more, seen again shifted by up to a pixel and a half, their edges drawn anew."""
    rng = np.random.default_rng(3)
    outlines, again = [], []
    for number in range(300):
        side = rng.uniform(22.4, 90)
        place = box(0, 0, side, side * rng.uniform(0.6, 1.6))
        place = affinity.translate(place, 250 * (number % 20), 250 * (number // 20))
        angle = rng.uniform(0, 2 * np.pi)
        moved = affinity.translate(place, shift * np.cos(angle), shift * np.sin(angle))
        frayed = moved.buffer(rng.uniform(-3, 3)).symmetric_difference(
            affinity.translate(box(0, 0, 8, 8), *moved.exterior.coords[0])
        )
        outlines.append(place)
        again.append(polygons_of(frayed))
    matches = find_matches(again, outlines, 0.2, 10)
    right = sum([j for j, _ in found] == [i] for i, found in enumerate(matches))
    assert right == 300


def test_what_is_no_area_has_none():
    assert polygons_of(shapely.Point(0, 0)).is_empty
    bow = polygons_of(shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)]))
    assert bow.is_valid and bow.area == pytest.approx(50)
