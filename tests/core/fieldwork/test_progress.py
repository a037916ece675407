"""How far the checks have come: days of changes, months that add up, sums that equal the register."""

import itertools
import random
import sqlite3
from collections import Counter
from datetime import date, timedelta

import pytest
from shapely import box

from tests.core.fieldwork import register_tools as tools
from tests.core.fieldwork.register_tools import outline, update

FOREVER = "2999-12-31"
CLOSED = ("corrected", "lawful", "false_detection")


@pytest.fixture
def file(tmp_path):
    return str(tmp_path / "台帳.gpkg")


def site_ids(target):
    return [row["site_id"] for row in tools.sites(target)]


def visit(target, site_id, day, status=None, **said):
    from soranome.plugin.core.fieldwork.register import open_register
    from soranome.plugin.core.fieldwork.register_visits import Visit

    with open_register(target, "佐藤") as register:
        return register.add_visit(site_id, Visit(day, "佐藤", status, **said))


def read(target):
    from soranome.plugin.core.fieldwork.outcomes.progress import read_lives
    from soranome.plugin.core.fieldwork.register import look_at

    with look_at(target) as register:
        return read_lives(register)


def life(target):
    (found,) = read(target)[0]
    return found


def sql(path, statement, *values):
    with sqlite3.connect(path) as connection:
        connection.execute(statement, values)
    connection.close()


def test_a_status_counts_from_the_day_of_the_visit_not_of_its_entry(target):
    update(target, [outline(0, 0)])
    (site,) = site_ids(target)
    visit(target, site, "2024-11-05")
    visit(target, site, "2024-12-01", "under_correction")
    visit(target, site, "2025-03-10", "corrected")
    found = life(target)
    assert found.steps == (
        ("2024-11-05", "visited"),
        ("2024-12-01", "under_correction"),
        ("2025-03-10", "corrected"),
    )
    told = [found.status_on(day) for day in ("2024-10-24", "2024-10-25", "2024-11-05", "2025-03-09", FOREVER)]
    assert told == ["", "unvisited", "visited", "under_correction", "corrected"]
    assert found.visits == ("2024-11-05", "2024-12-01", "2025-03-10")


def test_lists_that_come_back_in_another_order_tell_what_the_register_says_last(target):
    update(target, [outline(0, 0)])
    (site,) = site_ids(target)
    visit(target, site, "2025-02-01", "lawful")
    visit(target, site, "2024-12-01", "under_correction")  # earlier: the register goes on saying lawful
    found = life(target)
    assert found.status_on(FOREVER) == tools.sites(target)[0]["status"] == "lawful"
    assert found.steps == (("2025-02-01", "lawful"),) and len(found.visits) == 2


def test_a_status_typed_into_the_register_counts_from_that_day_in_japan(file):
    update(file, [outline(0, 0)])
    sql(file, "UPDATE sites SET status = 'lawful'")
    sql(file, "UPDATE history SET at = '2025-01-31T16:00:00.000Z'")
    assert life(file).steps == (("2025-02-01", "lawful"),)


def test_an_earlier_visit_told_later_corrects_the_days_between(file):
    update(file, [outline(0, 0)])
    (site,) = site_ids(file)
    sql(file, "UPDATE sites SET status = 'lawful'")
    sql(file, "UPDATE history SET at = '2025-03-01T00:00:00.000Z'")
    visit(file, site, "2025-02-10", "under_correction")
    found = life(file)
    assert found.steps == (("2025-02-10", "under_correction"),)
    assert found.status_on(FOREVER) == tools.sites(file)[0]["status"]


def test_a_revised_visit_keeps_its_day(file):
    from soranome.plugin.core.fieldwork.register import open_register
    from soranome.plugin.core.fieldwork.register_visits import Visit

    update(file, [outline(0, 0)])
    (site,) = site_ids(file)
    key = visit(file, site, "2024-11-05", "visited")
    with open_register(file, "佐藤") as register:
        register.revise_visit(key, Visit("2024-11-05", "佐藤", "lawful"))
    assert life(file).steps == (("2024-11-05", "lawful"),)


def test_a_status_without_any_history_is_taken_from_the_visits_or_the_finding(file):
    update(file, [outline(0, 0), outline(100, 0)])
    first, _ = site_ids(file)
    visit(file, first, "2024-11-05", "lawful")
    sql(file, "UPDATE sites SET status = 'lawful' WHERE site_id <> ?", first)
    sql(file, "DROP TRIGGER history_kept")
    sql(file, "DELETE FROM history")
    assert sorted(one.steps for one in read(file)[0]) == [(("2024-10-25", "lawful"),), (("2024-11-05", "lawful"),)]


def test_a_visit_dated_after_its_entry_counts_on_the_day_of_entry(file):
    from soranome.plugin.core.dates import today_in_japan

    update(file, [outline(0, 0)])
    (site,) = site_ids(file)
    visit(file, site, "2099-01-01", "lawful")
    lives, notes = read(file)
    assert notes.late_visits == 1 and lives[0].steps == ((today_in_japan(), "lawful"),)


def test_merged_sites_count_once_with_their_visits(file):
    from soranome.plugin.core.fieldwork.outcomes.progress import count

    update(file, [outline(0, 0), outline(100, 0)])
    first, second = site_ids(file)
    visit(file, first, "2024-11-01")
    visit(file, second, "2024-11-02")
    sql(file, "UPDATE sites SET state = 'merged', merged_into = ? WHERE site_id = ?", first, second)
    lives, notes = read(file)
    assert [one.site_id for one in lives] == [first] and notes.merged == 1
    assert lives[0].visits == ("2024-11-01", "2024-11-02") and count(lives, FOREVER)["visited"] == 1
    # Two that point at each other, by hand, end nowhere and hang nothing.
    sql(file, "UPDATE sites SET state = 'merged', merged_into = ? WHERE site_id = ?", second, first)
    assert read(file)[0] == []


def test_emergency_measures_and_attention_on_a_day(file):
    update(file, [outline(0, 0)])
    (site,) = site_ids(file)
    visit(file, site, "2024-11-05", emergency_measures="needed")
    visit(file, site, "2024-11-20", emergency_measures="not_needed")
    found = life(file)
    days = ("2024-11-04", "2024-11-05", "2024-11-19", "2024-11-20")
    assert [found.emergency_on(day) for day in days] == [False, True, True, False]
    visit(file, site, "2024-12-01", "lawful")
    update(file, [outline(0, 0, 90)], "2025-05-01")
    found = life(file)
    assert [found.attention_on(day) for day in ("2025-04-30", "2025-05-01")] == ["", "grown_after_decision"]
    visit(file, site, "2025-06-01", "under_correction")
    found = life(file)
    assert [found.attention_on(day) for day in ("2025-05-31", "2025-06-01")] == ["grown_after_decision", ""]
    # Needed at a site that is closed is not open.
    visit(file, site, "2025-06-02", "corrected", emergency_measures="needed")
    assert not life(file).emergency_on(FOREVER)


def test_what_waits_too_long_and_plans_that_passed(file):
    update(file, [outline(0, 0, priority_class="A"), outline(100, 0, priority_class="B")])
    first, second = (one.site_id for one in sorted(read(file)[0], key=lambda one: one.priority_class))
    sql(file, "UPDATE sites SET planned_on = '2024-11-10'")

    def told(day, days=30):
        lives = {one.site_id: one for one in read(file)[0]}
        return [(lives[key].waits_too_long(day, days), lives[key].missed_plan(day)) for key in (first, second)]

    assert told("2024-11-10") == [(False, False), (False, False)]
    assert told("2024-11-24") == [(False, True), (False, True)]
    assert told("2024-11-25") == [(True, True), (False, True)]
    visit(file, first, "2024-11-04")
    visit(file, second, "2024-11-01")
    assert told("2024-11-25") == [(False, False), (False, True)], (
        "the first was visited in the week before, not long ago"
    )
    visit(file, second, "2024-11-12", "lawful")
    assert told("2024-11-25") == [(False, False), (False, False)]


def invariants(lives, first, last):
    from soranome.plugin.core.fieldwork.outcomes.progress import count, flows, grouped

    found = flows(lives, first, last)
    for before, after in itertools.pairwise(found):
        assert after.opening == before.closing
    for flow in found:
        assert flow.opening + flow.found + flow.reopened - flow.closed == flow.closing
        assert flow.closing == sum(n for status, n in flow.statuses.items() if status not in CLOSED)
    assert found[-1].statuses == count(lives, last)
    eve = (date.fromisoformat(first) - timedelta(days=1)).isoformat()
    assert found[0].opening == sum(one.is_open_on(eve) for one in lives)
    for by in ("municipality", "priority_class"):
        parts = [flows(sites, first, last) for sites in grouped(lives, by).values()]
        for number, flow in enumerate(found):
            for name in ("opening", "found", "reopened", "closed", "closing", "visits", "first_visits"):
                assert sum(getattr(part[number], name) for part in parts) == getattr(flow, name)
    return found


@pytest.mark.parametrize("seed", range(6))
def test_months_add_up_and_equal_the_register_whatever_happened(file, seed):
    from soranome.plugin.core.fieldwork.outcomes.progress import count, grouped
    from soranome.plugin.core.fieldwork.register import open_register
    from soranome.plugin.core.fieldwork.register_visits import Visit
    from soranome.plugin.core.fieldwork.values import STATUSES

    chance = random.Random(seed)  # noqa: S311 - made data

    def day():
        return (date(2024, 1, 1) + timedelta(days=chance.randrange(900))).isoformat()

    update(
        file,
        [
            outline(
                i * 100, 0, municipality=chance.choice(["奥多摩町", "檜原村", ""]), priority_class=chance.choice("ABC")
            )
            for i in range(40)
        ],
        "2024-03-10",
    )
    update(file, [outline(i * 100, 500) for i in range(20)], "2025-01-20")
    ids = site_ids(file)
    with open_register(file, "佐藤") as register:
        for _ in range(120):
            register.add_visit(
                chance.choice(ids),
                Visit(day(), chance.choice(["佐藤", "鈴木"]), chance.choice([None, *STATUSES]),
                      emergency_measures=chance.choice([None, "needed", "not_needed"])),
            )  # fmt: skip
    for _ in range(30):
        sql(file, "UPDATE sites SET status = ? WHERE site_id = ?", chance.choice(list(STATUSES)), chance.choice(ids))
        sql(file, "UPDATE history SET at = ? WHERE fid = (SELECT max(fid) FROM history)", f"{day()}T12:00:00.000Z")
    for key in chance.sample(ids, 5):
        sql(file, "UPDATE sites SET state = 'merged', merged_into = ? WHERE site_id = ?", ids[0], key)
    sql(file, "UPDATE sites SET first_observed_on = NULL WHERE site_id = ?", ids[3])
    lives, _ = read(file)
    rows = [row for row in tools.sites(file) if row["state"] != "merged"]
    direct = Counter(row["status"] for row in rows)
    assert count(lives, FOREVER) == {status: direct[status] for status in STATUSES}
    places = Counter(row["municipality"] or "" for row in rows)
    groups = grouped(lives, "municipality")
    assert {name: len(sites) for name, sites in groups.items()} == places and list(groups)[-1] == ""
    needed = {r["site_id"] for r in rows if r["emergency_measures"] == "needed" and r["status"] not in CLOSED}
    assert {one.site_id for one in lives if one.emergency_on(FOREVER)} == needed
    found = invariants(lives, "2024-03-01", "2027-12-31")
    assert sum(flow.found for flow in found) == len(rows)
    assert sum(flow.visits for flow in found) == sum(1 for one in lives for v in one.visits if v >= "2024-03-01")
    invariants(lives, "2024-09-17", "2025-05-03")  # in the middle of months


def test_a_site_found_and_closed_on_one_day_is_in_both_columns(file):
    update(file, [outline(0, 0)])
    (site,) = site_ids(file)
    visit(file, site, "2024-10-20", "false_detection")  # before it was observed
    (flow,) = invariants(read(file)[0], "2024-10-01", "2024-10-31")
    assert (flow.found, flow.closed, flow.closing, flow.reached["false_detection"]) == (1, 1, 0, 1)


def test_municipalities_of_polygons_fill_only_what_the_register_leaves_open(file):
    from soranome.plugin.core.fieldwork.outcomes.progress import with_municipalities

    update(file, [outline(0, 0, municipality="奥多摩町"), outline(100, 0), outline(900, 0)])
    lives, placed = with_municipalities(read(file)[0], [(box(-10, -10, 300, 300), "檜原村"), (box(0, 0, 500, 9), "")])
    assert placed == 1 and sorted(one.municipality for one in lives) == ["", "奥多摩町", "檜原村"]


def test_days_as_offices_write_them():
    from soranome.plugin.core import dates
    from soranome.plugin.core.fieldwork.outcomes import progress_days as days

    written = [
        dates.write_day(d, "ja") for d in ("2024-10-05", "2019-05-01", "2019-04-30", "1989-01-07", "1900-01-02", "")
    ]
    assert written == ["令和6年10月5日", "令和元年5月1日", "平成31年4月30日", "昭和64年1月7日", "1900年1月2日", ""]
    assert dates.write_day("2024-10-05T09:00:00", "en") == "2024-10-05"
    assert dates.write_day("R6.10.5", "ja") == "R6.10.5", "somebody's own way of writing"
    assert [dates.write_month(m, "ja") for m in ("2024-10", "2019-05", "2019-04")] == [
        "令和6年10月",
        "令和元年5月",
        "平成31年4月",
    ]
    assert (dates.short_month("2024-10", "ja"), dates.short_month("2024-10", "en")) == ("R6.10", "2024-10")
    assert days.months_between("2024-11-30", "2025-02-01") == ["2024-11", "2024-12", "2025-01", "2025-02"]
    assert [days.last_day(m) for m in ("2024-02", "2025-12")] == ["2024-02-29", "2025-12-31"]
    assert days.day_in_japan("2024-12-31T15:00:00.000Z") == "2025-01-01"
