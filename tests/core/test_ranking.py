"""Candidates: their order, their reasons, their place."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from shapely import box

from soranome.plugin.core.change.objects import ChangeObject
from soranome.plugin.core.fill.candidates import CLASS_NAMES, CLASS_REASONS, REASONS, say_reasons
from soranome.plugin.core.fill.ranking import Observed, preset, priority, rank
from soranome.plugin.core.grid import Grid

GRID = Grid(CRS.from_epsg(6677), Affine(10, 0, -60000, 0, -10, -30000), 1000, 1000)


def place(code=1, west=-55000.0, north=-35000.0, edge=50.0, score=0.7, soil=0.5, unseen=0.0):
    cells = np.zeros(6, int)
    cells[code] = round(edge**2 / 100)
    outline = box(west, north - edge, west + edge, north)
    return ChangeObject(outline, cells, edge**2, score, score + 0.1, soil, unseen)


def test_what_looks_more_like_a_fill_comes_first():
    base = place()
    for worse in (
        replace(base, cells=place(code=4).cells),
        replace(base, cells=place(code=3).cells),
        replace(base, soil=0.1),
        replace(base, soil=math.nan),
        replace(base, score=0.55),
    ):
        assert priority(worse) < priority(base)


def test_priority_is_a_share_of_its_weights():
    assert priority(place(score=0.9, soil=1.0, edge=100.0)) <= 1
    worst = replace(place(code=3, score=0.5, soil=-1.0), area_m2=100.0)
    assert priority(worst) == pytest.approx(
        preset()["weights"]["compactness"] * worst.compactness / sum(preset()["weights"].values())
    )


def test_ranks_are_complete_and_stable():
    objects = [place(west=-55000 + 100 * i, score=0.5 + 0.01 * (i % 7)) for i in range(40)]
    ranked = rank(objects, GRID)
    assert [candidate.rank for candidate in ranked] == list(range(1, 41))
    assert len({candidate.candidate_id for candidate in ranked}) == 40
    again = rank(list(objects), GRID)
    assert [c.outline.wkb for c in ranked] == [c.outline.wkb for c in again]


def test_nobody_found_is_an_empty_list():
    assert rank([], GRID, Observed(), [(box(0, 0, 1, 1), "x")]) == []


def test_the_municipality_is_the_one_that_holds_most():
    west = [(box(-56000, -36000, -54980, -34000), "西町"), (box(-54980, -36000, -54000, -34000), "東市")]
    assert [c.municipality for c in rank([place()], GRID, Observed(), west)] == ["東市"]
    assert [c.municipality for c in rank([place(west=-50000.0)], GRID, Observed(), west)] == [""]


def test_the_point_lies_inside_in_degrees():
    """Corner of level-500 sheet 09LD2626 (DOMAIN §6): E −13600, N −36600 lies in the wards, near 139.68° E, 35.67° N."""
    candidate = rank([place(west=-13600.0, north=-36600.0, edge=20.0)], GRID)[0]
    assert candidate.longitude == pytest.approx(139.683, abs=0.001)
    assert candidate.latitude == pytest.approx(35.670, abs=0.001)


def test_reasons_are_kept_as_codes_and_said_in_words():
    candidate = rank([place(code=5, edge=20.0, unseen=0.4)], GRID)[0]
    codes = [code for code, _ in json.loads(candidate.reasons_json())]
    assert codes[0] == "masked_but_changed"
    assert "small" in codes and "unseen" in codes
    words = say_reasons(candidate.reasons_json())
    assert "100 %" in words and "{" not in words
    translated = say_reasons(candidate.reasons_json(), lambda text: "訳" + text)
    assert [line[1:] for line in translated.splitlines()] == words.splitlines()


def test_every_kind_of_change_has_a_name_and_a_reason():
    assert set(CLASS_NAMES) == set(CLASS_REASONS) == {1, 2, 3, 4, 5}
    assert set(CLASS_REASONS.values()) <= set(REASONS)
    assert {str(code) for code in CLASS_NAMES} == set(preset()["change"])
