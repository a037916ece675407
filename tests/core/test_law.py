"""Sizes of the fill law: strict, by zone, and honest about what cannot be told."""

from __future__ import annotations

import json

import pytest
from shapely import box

from soranome.plugin.core.errors import InputError
from soranome.plugin.core.fill import law as laws
from soranome.plugin.core.fill.law import (
    CANNOT_BE_TOLD,
    CANNOT_EXCEED,
    EXCEEDS,
    OUTSIDE,
    Measured,
    law_from,
    measure,
    overall,
    sizes_text,
    verdicts,
)

LAW = law_from()
RESIDENTIAL, SPECIFIED = ("residential",), ("specified",)
BOTH = ("residential", "specified")


def judged(measured: Measured, columns) -> dict[str, str]:
    return {v.item: v.value for v in verdicts(measured, columns, LAW)}


def exactly(**quantities) -> Measured:
    return Measured({name: (value, value) for name, value in quantities.items()})


# The table of DOMAIN §2: item, quantity, size in the two zones.
TABLE = [
    ("fill_cliff", "fill_cliff_m", 1, 2),
    ("cut_cliff", "cut_cliff_m", 2, 5),
    ("both_cliff", "both_cliff_m", 2, 5),
    ("fill_height", "fill_height_m", 2, 5),
    ("area", "changed_area_m2", 500, 3000),
]


@pytest.mark.parametrize(("item", "quantity", "residential", "specified"), TABLE)
def test_sizes_are_those_of_the_law_and_strict(item, quantity, residential, specified):
    for columns, size in ((RESIDENTIAL, residential), (SPECIFIED, specified)):
        assert judged(exactly(**{quantity: size}), columns)[item] == CANNOT_EXCEED
        assert judged(exactly(**{quantity: size + 0.01}), columns)[item] == EXCEEDS


@pytest.mark.parametrize(
    ("columns", "height", "area", "expected"),
    [
        (RESIDENTIAL, 2.1, 301, EXCEEDS),
        (RESIDENTIAL, 2.1, 300, CANNOT_EXCEED),
        (RESIDENTIAL, 2.0, 500, CANNOT_EXCEED),
        (RESIDENTIAL, 1.0, 501, EXCEEDS),
        (RESIDENTIAL, 0.3, 900, CANNOT_EXCEED),  # area alone also wants more than 30 cm
        (SPECIFIED, 5.1, 1501, EXCEEDS),
        (SPECIFIED, 5.0, 3000, CANNOT_EXCEED),
        (SPECIFIED, 1.0, 3001, EXCEEDS),
    ],
)
def test_a_stockpile_goes_by_height_and_area(columns, height, area, expected):
    assert judged(exactly(fill_height_m=height, fill_area_m2=area), columns)["stockpile"] == expected


def test_five_pixels_cannot_be_told():
    five = box(0, 0, 50, 10)  # 500 m² of Sentinel-2
    assert judged(measure(five, {}, 5, 0.3), RESIDENTIAL)["area"] == CANNOT_BE_TOLD
    assert judged(measure(box(0, 0, 100, 100), {}, 5, 0.3), RESIDENTIAL)["area"] == EXCEEDS
    assert judged(measure(box(0, 0, 10, 10), {}, 5, 0.3), RESIDENTIAL)["area"] == CANNOT_EXCEED


def test_without_elevations_heights_cannot_be_told():
    found = judged(measure(box(0, 0, 100, 100), {}, 5, 0.3), SPECIFIED)
    assert found["fill_height"] == found["fill_cliff"] == found["cut_cliff"] == CANNOT_BE_TOLD


def test_elevations_tell_heights_within_their_error():
    figures = {"fill_area_m2": 2000, "cut_area_m2": 0, "fill_height_m": 2.2, "cut_depth_m": 0.0, "provable_m": 0.5}
    measured = measure(box(0, 0, 60, 60), figures, 5, 0.3)
    low, high = measured.of("fill_height_m")
    assert low == pytest.approx(2.2 - 0.5 * 1.96 / 3.605) and high == pytest.approx(2.2 + 0.5 * 1.96 / 3.605)
    found = judged(measured, RESIDENTIAL)
    assert found["fill_height"] == CANNOT_BE_TOLD  # 1.93–2.47 m against 2 m
    assert found["cut_cliff"] == CANNOT_EXCEED
    assert (
        judged(measure(box(0, 0, 60, 60), {**figures, "fill_height_m": 3}, 5, 0.3), RESIDENTIAL)["fill_height"]
        == EXCEEDS
    )


def test_an_area_over_30_cm_that_cannot_be_told_is_not_guessed():
    outline = box(0, 0, 60, 60)
    coarse = {"fill_area_m2": 2000.0, "cut_area_m2": 0.0, "fill_height_m": 1.0, "provable_m": 0.4}
    assert measure(outline, coarse, 5, 0.3).of("changed_area_m2")[0] == 0  # cells over 0.22 m prove no 30 cm
    proved = measure(outline, {**coarse, "provable_m": 0.8}, 5, 0.3).of("changed_area_m2")
    assert 1800 < proved[0] < 2000 and proved[1] > 3600
    told = measure(outline, {**coarse, "area_30cm_m2": 1500.0}, 5, 0.3).of("changed_area_m2")
    assert told[0] < 1500 < told[1] < 1600


def test_an_undivided_zone_exceeds_only_what_exceeds_in_both():
    assert judged(exactly(changed_area_m2=1000), BOTH)["area"] == CANNOT_BE_TOLD
    assert judged(exactly(changed_area_m2=4000), BOTH)["area"] == EXCEEDS
    assert judged(exactly(changed_area_m2=400), BOTH)["area"] == CANNOT_EXCEED


def test_outside_the_zones_there_is_no_verdict():
    assert verdicts(exactly(changed_area_m2=9999), (), LAW) == []
    assert overall([]) == OUTSIDE


def test_the_overall_verdict_is_the_strongest():
    assert overall([CANNOT_EXCEED, EXCEEDS, CANNOT_BE_TOLD]) == EXCEEDS
    assert overall([CANNOT_EXCEED, CANNOT_BE_TOLD]) == CANNOT_BE_TOLD
    assert overall([CANNOT_EXCEED]) == CANNOT_EXCEED


def test_every_verdict_shows_its_provision_and_size():
    for columns in (RESIDENTIAL, SPECIFIED, BOTH):
        for verdict in verdicts(exactly(changed_area_m2=1), columns, LAW):
            assert "条" in verdict.source
    assert sizes_text("stockpile", "residential", LAW) == "> 2 m, > 300 m² / > 0.3 m, > 500 m²"


def test_smaller_works_in_the_outer_zone_are_to_be_notified():
    found = judged(exactly(changed_area_m2=1000), SPECIFIED)
    assert (found["area"], found["notification"]) == (CANNOT_EXCEED, EXCEEDS)
    assert "notification" not in judged(exactly(changed_area_m2=1000), RESIDENTIAL)


def test_zone_codes_and_dates_are_data():
    assert [LAW.columns_of(code) for code in ("1", "2", "9", "7")] == [RESIDENTIAL, SPECIFIED, BOTH, ()]
    assert LAW.designated == "2024-07-31"
    assert LAW.valley_m == 25


def test_every_item_has_a_name():
    assert {*LAW.data["items"], "notification"} == set(laws.ITEMS)


def test_another_file_of_law_takes_its_place(tmp_path):
    data = json.loads(json.dumps(LAW.data))
    data["items"]["area"]["residential"]["any"] = [{"changed_area_m2": 100}]
    path = tmp_path / "条例.json"
    path.write_text(json.dumps(data), encoding="utf-8-sig")
    found = verdicts(exactly(changed_area_m2=200), RESIDENTIAL, law_from(str(path)))
    assert next(v.value for v in found if v.item == "area") == EXCEEDS


@pytest.mark.parametrize(("text", "said"), [("{", "JSON"), ("[1]", "JSON"), ('{"items": {}}', "lacks")])
def test_what_is_no_law_is_named(tmp_path, text, said):
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(InputError, match=said):
        law_from(str(path))
