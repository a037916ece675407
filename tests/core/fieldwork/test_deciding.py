"""Decisions at the desk: entered beside what others say, never over it."""

import threading
import time

import pytest

from soranome.plugin.core.errors import InputError, OutputError
from soranome.plugin.core.fieldwork.deciding import (
    Overtaken,
    enter_decision,
    known_bases,
    lacks_reason,
    site_record,
)
from soranome.plugin.core.fieldwork.register import open_register
from soranome.plugin.core.fieldwork.register_visits import Visit
from tests.core.fieldwork.register_tools import outline, sites, update

DAY = "2024-11-20"


@pytest.fixture
def ids(target):
    """Keys of two sites of the register at ``target``."""
    update(target, [outline(0, 0), outline(500, 0)], "2024-10-25")
    return [site["site_id"] for site in sorted(sites(target), key=lambda site: site["geom"].bounds)]


def bases(target, ids):
    found = known_bases(target, ids)
    assert found == {site_id: site_record(target, site_id).basis for site_id in ids}
    return found


def test_several_sites_at_once(target, ids):
    decision = Visit(DAY, status="lawful", finding="no_action", remarks="許可第12号")
    assert enter_decision(target, "山田", bases(target, ids), decision) == 2
    for site_id in ids:
        (visit,) = site_record(target, site_id).visits
        assert (visit["visited_by"], visit["status"], visit["remarks"]) == ("山田", "lawful", "許可第12号")
    assert {site["status"] for site in sites(target)} == {"lawful"}


def test_the_same_once_more_is_nothing_new(target, ids):
    decision = Visit(DAY, status="visited")
    enter_decision(target, "山田", bases(target, ids), decision)
    assert enter_decision(target, "山田", bases(target, ids), decision) == 0


def test_history_comes_latest_first(target, ids):
    update(target, [outline(0, 0, 60)], "2025-04-01")
    for day, status in (("2024-12-01", "visited"), ("2025-05-01", "under_correction"), ("2025-01-10", "visited")):
        enter_decision(target, "山田", bases(target, ids[:1]), Visit(day, status=status))
    record = site_record(target, ids[0])
    assert [row["visited_on"] for row in record.visits] == ["2025-05-01", "2025-01-10", "2024-12-01"]
    assert [row["observed_on"] for row in record.observations] == ["2025-04-01", "2024-10-25"]
    assert len(site_record(target, ids[1]).observations) == 1


@pytest.mark.parametrize("status", ["lawful", "false_detection"])
def test_closing_needs_a_reason(target, ids, status):
    for remarks in (None, "", "  ", "\u200b", "\u3164\u3000", "\ud83d"):
        assert lacks_reason(status, remarks)
        with pytest.raises(InputError, match="write the reason"):
            enter_decision(target, "山田", bases(target, ids), Visit(DAY, status=status, remarks=remarks))
    assert not lacks_reason("visited", None) and not lacks_reason(status, "野積み")
    assert site_record(target, ids[0]).visits == ()


def test_what_is_no_text_is_replaced(target, ids):
    enter_decision(target, "山田\udc00", bases(target, ids[:1]), Visit(DAY, status="lawful", remarks="許可\ud83d"))
    (visit,) = site_record(target, ids[0]).visits
    assert (visit["remarks"], visit["visited_by"]) == ("許可?", "山田?")


def test_a_word_on_a_closed_site_needs_no_new_reason_and_none_turns_one_into_a_visit(target, ids):
    enter_decision(target, "山田", bases(target, ids[:1]), Visit(DAY, status="lawful", remarks="許可"))
    enter_decision(target, "山田", bases(target, ids), Visit("2024-11-21", finding="watch"))
    found = {site["site_id"]: site for site in sites(target)}
    assert [found[key]["status"] for key in ids] == ["lawful", "unvisited"]
    assert {site["finding"] for site in found.values()} == {"watch"}


def test_what_another_entered_meanwhile_is_not_passed_over(target, ids):
    seen = bases(target, ids)
    enter_decision(target, "佐藤", bases(target, ids[1:]), Visit(DAY, status="under_correction"))
    with pytest.raises(Overtaken, match=r"S0000\d .*being corrected.*佐藤, 2024-11-20"):
        enter_decision(target, "山田", seen, Visit(DAY, status="lawful", remarks="許可"))
    assert site_record(target, ids[0]).visits == (), "all or none"
    assert enter_decision(target, "山田", bases(target, ids), Visit(DAY, status="lawful", remarks="許可")) == 2


def test_an_unknown_site_and_no_register(target, ids, tmp_path):
    with pytest.raises(InputError, match="no site"):
        site_record(target, "x" * 36)
    with pytest.raises(InputError, match="no site"):
        enter_decision(target, "山田", {**bases(target, ids), "x" * 36: "unvisited|"}, Visit(DAY, status="visited"))
    assert site_record(target, ids[0]).visits == ()
    with pytest.raises(InputError, match="no register"):
        site_record(str(tmp_path / "gone.gpkg"), ids[0])


def test_somebody_who_writes_is_named_after_a_short_wait(tmp_path):
    target = str(tmp_path / "台帳.gpkg")
    update(target, [outline(0, 0)])
    (site,) = sites(target)
    seen = bases(target, [site["site_id"]])
    release, writing = threading.Event(), threading.Event()

    def write():
        with open_register(target, "佐藤"):
            writing.set()
            release.wait(20)

    other = threading.Thread(target=write)
    other.start()
    writing.wait(10)
    start = time.monotonic()
    try:
        with pytest.raises(OutputError, match="is being written by"):
            enter_decision(target, "山田", seen, Visit(DAY, status="visited"), wait_s=0.5)
    finally:
        waited = time.monotonic() - start
        release.set()
        other.join()
    assert waited >= 0.5
    assert enter_decision(target, "山田", seen, Visit(DAY, status="visited")) == 1
