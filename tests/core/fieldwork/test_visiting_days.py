"""Days, clock times and the page."""

from datetime import date

import numpy as np
import shapely

from soranome.plugin.core.fieldwork.site import FieldSite
from soranome.plugin.core.fieldwork.visiting.day_plan import PlanInfo, write_day_plan
from soranome.plugin.core.fieldwork.visiting.days import clock_text, lay_out, working_days
from soranome.plugin.core.fieldwork.visiting.order import NO_ROOM, Routes, Stop
from soranome.plugin.core.fieldwork.visiting.travel import straight_travel
from soranome.plugin.core.fieldwork.visiting.walking import preset
from soranome.plugin.core.text import Message

HOUR = 3600
PLACES = np.array([(0, 0), (0, 0), (5000, 0), (10_000, 0), (0, 5000), (0, 10_000), (7000, 7000)], float)
# An hour for 20 km: a quarter of an hour between neighbours.
TRAVEL = straight_travel(PLACES, 20, 1.0, None, preset()["walking"])
STOPS = [Stop(word, 0.5, HOUR) for word in ("B", "B", "A", "C", "A")]


def laid_out(routes, teams=("北",), begin=9 * HOUR, rest=HOUR, weekends=False, first=date(2026, 11, 27)):
    return lay_out(routes, TRAVEL, STOPS, teams, first, weekends, begin, rest)


def test_weekends_are_left_out_unless_asked():
    assert [d.day for d in working_days(date(2026, 11, 27), 3, False)] == [27, 30, 1]
    assert [d.day for d in working_days(date(2026, 11, 28), 2, False)] == [30, 1]
    assert [d.day for d in working_days(date(2026, 11, 28), 2, True)] == [28, 29]


def test_clock_times_and_the_break():
    (day,) = laid_out([[0, 1]])
    assert [(clock_text(v.arrive_s), clock_text(v.leave_s)) for v in day.visits] == [
        ("09:15", "10:15"),
        ("10:30", "11:30"),
    ]
    assert clock_text(day.end_s) == "12:00"  # back at noon, no break within
    (day,) = laid_out([[0, 1]], begin=10 * HOUR)
    assert clock_text(day.visits[1].leave_s) == "12:30"
    assert clock_text(day.end_s) == "14:00"
    (day,) = laid_out([[0, 1]], begin=12 * HOUR)
    assert clock_text(day.end_s) == "15:00"
    assert day.road_m == 20_000 and day.travel_s == HOUR


def test_days_with_more_of_the_first_class_come_first():
    plan = laid_out([[0, 1], [3], [2], [4]], teams=("北", "南"))
    assert [(r.number, r.day, r.team, [v.site for v in r.visits]) for r in plan] == [
        (1, "2026-11-27", "北", [2]),
        (2, "2026-11-27", "南", [4]),
        (3, "2026-11-30", "北", [0, 1]),
        (4, "2026-11-30", "南", [3]),
    ]


def test_the_page_says_who_goes_where_when_and_what_is_left_out(tmp_path):
    plan = laid_out([[0, 1], [2]])
    sites = [FieldSite(f"k{n}", f"S<{n}>", shapely.Point(139, 35), shapely.Point(139, 35)) for n in range(5)]
    routes = Routes([[0, 1], [2]], {3: NO_ROOM, 4: NO_ROOM}, 5400, 6000, 2)
    info = PlanInfo("2026-11-22", ["北"], 7 * HOUR, HOUR, Message("by <car>"))
    path = tmp_path / "計画.html"
    write_day_plan(path, plan, routes, sites, PLACES, info, [Message("beware <b>")], str, "en")
    text = path.read_text(encoding="utf-8")
    assert "3 of 5" in text and "2026-11-30" in text and "No room in the days" in text
    assert "<b>" not in text and "S&lt;3&gt;" in text
    assert text.count("<section") == 2 and text.count("<path") == 2
    assert "http" not in text.replace("https://www.google.com/maps", "")
    write_day_plan(path, [], Routes([], {0: NO_ROOM}, 0, 0, 0), sites, PLACES, info, [], str, "ja")
    assert "<svg" not in path.read_text(encoding="utf-8")
