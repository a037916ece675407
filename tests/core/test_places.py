"""Objects of several witnesses joined into places."""

import itertools

import pytest
from shapely import box, union_all

from soranome.plugin.core.fill.places import merge


def areas(places):
    return sorted(round(place.outline.area) for place in places)


def test_one_witness_keeps_its_objects():
    outlines = [box(0, 0, 50, 50), box(60, 0, 90, 30)]
    places = merge([("optical", 10, outlines)], 300)
    assert areas(places) == [900, 2500]
    assert {place.found_by for place in places} == {("optical",)}


def test_two_witnesses_of_one_place_are_one_candidate():
    places = merge([("optical", 10, [box(0, 0, 50, 50)]), ("elevation", 2, [box(10, 10, 40, 44)])], 300)
    assert len(places) == 1
    assert set(places[0].found_by) == {"optical", "elevation"}
    assert places[0].outline.area == 2500  # the apron belongs to it


def test_two_fills_in_one_bare_patch_stay_two():
    fills = [box(0, 0, 40, 40), box(60, 0, 100, 40)]
    places = merge([("optical", 10, [box(-5, -5, 105, 45)]), ("elevation", 2, fills)], 300)
    assert areas(places) == [1600, 1600]
    assert all(place.found_by == ("elevation", "optical") for place in places)


def test_a_clearcut_around_a_fill_stays_beside_it():
    fill, clearcut = box(0, 0, 30, 30), box(0, 0, 200, 200)
    places = merge([("optical", 10, [clearcut]), ("elevation", 2, [fill])], 300)
    assert len(places) == 2
    assert areas(places)[0] == 900
    assert areas(places)[1] == pytest.approx(200**2 - 900, rel=0.02)
    assert places[0].outline.intersection(places[1].outline).area == pytest.approx(0, abs=1e-6)


def test_neighbours_are_not_joined():
    places = merge([("optical", 10, [box(0, 0, 50, 50)]), ("sar", 10, [box(48, 0, 90, 50)])], 300)
    assert len(places) == 2


def test_nothing_is_lost_and_the_order_does_not_matter():
    optical = [box(0, 0, 80, 80), box(200, 0, 240, 40), box(300, 300, 330, 330)]
    radar = [box(10, 10, 110, 90), box(400, 0, 450, 50)]
    heights = [box(20, 20, 44, 50), box(205, 4, 230, 30), box(500, 500, 520, 520)]
    whole = union_all(optical + radar + heights)
    results = []
    for a, b, c in itertools.product((1, -1), repeat=3):
        places = merge([("optical", 10, optical[::a]), ("sar", 10, radar[::b]), ("elevation", 2, heights[::c])], 300)
        results.append([place.outline.wkb for place in places])
        for outline in optical + radar + heights:
            assert any(place.outline.intersects(outline) for place in places)
        covered = union_all([place.outline for place in places])
        assert whole.difference(covered).area < 0.05 * whole.area
    assert all(result == results[0] for result in results)


def test_nothing_found_is_no_place():
    assert merge([("optical", 10, []), ("sar", 10, [])], 300) == []
