"""Dates, answers, directions and texts as people type them."""

from datetime import date, datetime

import pytest

from tests.core.fieldwork.results_tools import LANGUAGES, TODAY, japanese


@pytest.mark.parametrize(
    "typed",
    [
        "2026/5/14", "2026.5.14", "2026-05-14", "2026．５．１４", "２０２６／５／１４", "2026年5月14日",
        "2026 年 5 月 14 日",
        "令和8年5月14日", "令和８年５月１４日（木）", "R8.5.14", "r8/5/14", "㋿8年5月14日", "令8.5.14", "2026/5/14(木)",
        "2026/5/14（Thu）", "2026年5月14日 木曜日", "2026-05-14T09:30:00Z", "2026/5/14 9:30",
        "20260514", 20260514, 46156, 46156.75, "46156", date(2026, 5, 14), datetime(2026, 5, 14, 23, 59), " 2026/5/14\n",
    ],
)  # fmt: skip
def test_dates_of_any_writing(typed):
    from soranome.plugin.core.fieldwork.results.values import read_date

    assert read_date(typed, TODAY) == "2026-05-14"


@pytest.mark.parametrize(
    ("typed", "iso"),
    [("令和元年5月1日", "2019-05-01"), ("R1.12.31", "2019-12-31"), ("平成31年4月30日", "2019-04-30"),
     ("H20/1/8", "2008-01-08"),
     ("令和8年2月28日", "2026-02-28"), ("2024/2/29", "2024-02-29"), ("2026/11/22", "2026-11-22"), ("", None), ("　", None),
     (None, None)],
)  # fmt: skip
def test_dates_at_the_edges(typed, iso):
    from soranome.plugin.core.fieldwork.results.values import read_date

    assert read_date(typed, TODAY) == iso


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("2026/2/29", "no date"), ("令和8年13月1日", "no date"), ("5/14", "no date"), ("26/5/14", "no date"),
        ("8.5.14", "no date"), ("5月14日", "no date"), ("平成31年5月1日", "no date"), ("令和元年4月30日", "no date"),
        ("14/5/2026", "no date"), ("昨日", "no date"), (True, "no date"), (14, "no date"), (-1.5, "no date"),
        (float("1e308"), "no date"),
        (float("nan"), "no date"), (float("-inf"), "no date"), ("2026/11/23", "future"), ("令和9年1月1日", "future"),
        ("令和8年5月14日 午後", "no date"), ("1999/12/31", "before the year"),
        ("平成11年1月1日", "before the year"), ("2026/5/14、15", "no date"), ("٢٠٢٦/5/14", "no date"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(typed, match):
    from soranome.plugin.core.fieldwork.results.values import Wrong, read_date

    with pytest.raises(Wrong, match=match):
        read_date(typed, TODAY)


def test_answers_by_code_or_word_in_either_language():
    from soranome.plugin.core.fieldwork.results.values import Choices, Wrong
    from soranome.plugin.core.fieldwork.values import STATUSES

    read = Choices(STATUSES, LANGUAGES).read
    for code, word in STATUSES.items():
        assert {read(code), read(code.upper()), read(word), read(f" {japanese(word)}　")} == {code}
    assert read("ｂｅｉｎｇ　corrected") == "under_correction" and read(None) is None and read(" ") is None
    for wrong in ("たぶん", "visite", 1.0, True, "visited lawful"):
        with pytest.raises(Wrong):
            read(wrong)


@pytest.mark.parametrize(
    ("typed", "degrees"),
    [
        ("北", 0), ("北東", 45), ("ＮＥ", 45), ("north-east", 45), ("North East", 45), ("NorthEast", 45), ("東北", 45),
        ("北北西", 337.5), ("NNW", 337.5), ("n", 0), ("南西向き", 225), ("西の方向", 270), ("東方", 90),
        ("135", 135), ("１３５°", 135), ("135度", 135), ("135 deg", 135), (135, 135),
        (0.5, 0.5), ("360°", 0), ("359.9", 359.9),
        (None, None), ("", None),
    ],
)  # fmt: skip
def test_directions(typed, degrees):
    from soranome.plugin.core.fieldwork.results.values import Directions
    from soranome.plugin.core.fieldwork.values import DIRECTIONS

    found = Directions(DIRECTIONS, LANGUAGES).read(typed)
    assert found == degrees


@pytest.mark.parametrize("typed", ["上", "361", "-1", -90, "北か東", "1/4", True, "NNNE", "12時"])
def test_what_is_no_direction_is_refused(typed):
    from soranome.plugin.core.fieldwork.results.values import Directions, Wrong
    from soranome.plugin.core.fieldwork.values import DIRECTIONS

    with pytest.raises(Wrong):
        Directions(DIRECTIONS, LANGUAGES).read(typed)


def test_texts():
    from soranome.plugin.core.fieldwork.results.values import LONGEST, CellError, Formula, Wrong, read_text

    assert read_text(" 改行\r\nと\r絵文字👷\x00 ") == "改行\nと\n絵文字👷"
    assert (read_text(1.0), read_text(123), read_text(1.5), read_text(True)) == ("1", "123", "1.5", "TRUE")
    assert read_text("=A1") == "=A1" and read_text("  ") is None
    assert len(read_text("👷" * (LONGEST // 2))) == LONGEST // 2
    for wrong in (Formula("=A1"), CellError("#REF!"), "👷" * LONGEST):
        with pytest.raises(Wrong):
            read_text(wrong)
