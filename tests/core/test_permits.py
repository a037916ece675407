"""Permits explain by place and period; dates are read as registers write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from shapely import box

from soranome.plugin.core.fill.permits import Permit, Permits, parse_date

PLACE = box(0, 0, 100, 100)
FIRST, LAST = date(2024, 5, 18), date(2024, 10, 25)


@pytest.mark.parametrize(
    "text",
    ["2024-07-31", "2024/7/31", "2024.07.31", "20240731", 20240731, 20240731.0, "2024年7月31日", "令和6年7月31日",
     "令和６年７月３１日",
     "R6.7.31", "r06/07/31", "Ｒ６．７．３１", "R6-7-31", "2024-07-31T09:30:00", "2024/07/31 0:00:00", " 2024-07-31 ",
     date(2024, 7, 31), datetime(2024, 7, 31, 9)],
)  # fmt: skip
def test_dates_are_read_as_registers_write_them(text):
    assert parse_date(text) == date(2024, 7, 31)


def test_the_first_year_of_an_era_and_older_eras():
    assert parse_date("令和元年5月1日") == date(2019, 5, 1)
    assert parse_date("H31.4.30") == date(2019, 4, 30)
    assert parse_date("昭和63年12月1日") == date(1988, 12, 1)


@pytest.mark.parametrize(
    "text", ["", "未定", "令和6年", "2024-13-01", "2024-02-30", "R6.7", "許可済", 7, 3.5, "31.07.2024"]
)
def test_what_is_no_day_is_none(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2024, 1, 1), date(2025, 3, 31), "valid"),
        (date(2024, 9, 1), date(2025, 3, 31), "valid"),  # given while the ground changed
        (date(2024, 1, 1), LAST, "valid"),
        (date(2024, 1, 1), date(2024, 9, 30), "ran_out"),
        (date(2022, 1, 1), date(2024, 5, 17), "expired"),
        (date(2024, 10, 26), date(2026, 1, 1), "not_yet"),
        (date(2024, 1, 1), None, "undated"),
        (None, date(2025, 1, 1), "undated"),
        (None, None, "undated"),
    ],
)
def test_only_a_permit_valid_in_place_and_period_explains(start, end, expected):
    found = Permits([Permit(PLACE, "1", start, end)], 0).explain(PLACE, FIRST, LAST)
    assert [standing for _, standing, _ in found.touching] == [expected]
    assert found.share == (1 if expected == "valid" else 0)
    assert found.unexplained_m2 == (0 if expected == "valid" else PLACE.area)


def test_without_a_date_of_the_change_nothing_is_explained():
    permits = Permits([Permit(PLACE, "1", date(2020, 1, 1), date(2030, 1, 1))], 0)
    found = permits.explain(PLACE, None, None)
    assert (found.share, found.touching[0][1]) == (0, "undated")
    assert permits.explain(PLACE, None, LAST).share == 1  # that it was seen by then is enough


def test_a_place_in_part_explained_keeps_the_rest():
    valid = (date(2024, 1, 1), date(2025, 1, 1))
    half, quarter = Permit(box(0, 0, 50, 100), "1", *valid), Permit(box(25, 0, 75, 100), "2", *valid)
    found = Permits([half, quarter], 0).explain(PLACE, FIRST, LAST)
    assert found.share == pytest.approx(0.75)  # what two permits share counts once
    assert found.unexplained_m2 == pytest.approx(2500)
    assert Permits([half], 10).explain(PLACE, FIRST, LAST).share == pytest.approx(0.6)


def test_a_permit_elsewhere_is_not_named():
    far = Permit(box(500, 500, 600, 600), "1", date(2024, 1, 1), date(2025, 1, 1))
    assert Permits([far], 10).explain(PLACE, FIRST, LAST).touching == []
    sliver = Permit(box(99.5, 0, 200, 100), "1", date(2024, 1, 1), date(2025, 1, 1))
    assert Permits([sliver], 0).explain(PLACE, FIRST, LAST).touching == []
    assert Permits([], 10).explain(PLACE, FIRST, LAST).share == 0


def test_one_that_ran_out_may_be_counted_where_an_office_wants_it():
    permit = Permit(PLACE, "1", date(2024, 1, 1), date(2024, 9, 30))
    assert Permits([permit], 0, ran_out_explains=True).explain(PLACE, FIRST, LAST).share == 1
    expired = Permit(PLACE, "1", date(2022, 1, 1), date(2023, 9, 30))
    assert Permits([expired], 0, ran_out_explains=True).explain(PLACE, FIRST, LAST).share == 0
