"""What a field-check sheet says, and how it is made to fit."""

import json
import math

import pytest
from shapely import Point, box

from soranome.plugin.core.fieldwork.papers.fitting import ELLIPSIS, fitted, wrapped
from soranome.plugin.core.fieldwork.papers.pdf_text import mend_text
from soranome.plugin.core.fieldwork.papers.sheet import texts_of, words_of
from soranome.plugin.core.fieldwork.site import FieldSite, read_site
from soranome.plugin.core.fieldwork.values import STATUSES


def by_sign(line: str) -> float:
    """Japanese signs two wide, others one."""
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in line)


def site(**given) -> FieldSite:
    outline = box(139.08, 35.71, 139.081, 35.711)
    longitude, latitude = 139.0805, 35.7105
    return read_site({"candidate_id": "C0001", "longitude": longitude, "latitude": latitude, **given}, outline)


def test_a_sheet_says_what_is_known():
    verdicts = [{"item": "fill_height", "verdict": "exceeds", "size": "> 2 m", "source": "施行令第3条第4号"}]
    reasons = [["access", {"distance": "34"}], ["slope", {"mean": "7", "steepest": "14"}]]
    texts = texts_of(
        site(
            rank=3, priority_class="A", area_m2=1764.0, fill_height_m=2.41, fill_volume_m3=3626.2, houses_below=54,
            fill_volume_low_m3=3404.4, fill_volume_high_m3=3847.9, house_below_m=7.0, road_m=34.0, slope_mean_deg=6.8,
            slope_max_deg=14.0, before_date="2024-05-18", after_date="2024-10-25", municipality="見本町", team="A班",
            planned_on="2026-12-01", visit_order=2, verdict_codes=json.dumps(verdicts), triage_codes=json.dumps(reasons),
            last_visited_on="2026-01-05", last_visited_by="山田", finding="watch", remarks="門は施錠",
        ), 2, 9,
    )  # fmt: skip
    assert texts["name"] == "C0001" and texts["rank"] == "Rank 3  class A" and texts["page"] == "Page 2 of 9"
    assert texts["area"] == "1,764 m²" and texts["raised"] == "2.4 m, 3,626 m³ (3,404–3,848)"
    assert texts["slope"] == "7° (at most 14°)" and texts["houses"] == "54 (nearest 7 m)"
    assert texts["dates"] == "2024-05-18 → 2024-10-25" and texts["degrees"] == "35.710500, 139.080500"
    for said in ("見本町", "Team: A班", "Planned: 2026-12-01", "Visit no. 2", "not yet visited"):
        assert said in texts["subtitle"]
    assert "施行令第3条第4号" in texts["verdicts"] and "exceeds" in texts["verdicts"]
    assert "Ground slope 7°" in texts["reasons"]
    # The road stands in the notes, once.
    assert "34 m to the nearest road" in texts["notes"] and "nearest road" not in texts["reasons"]
    assert "山田" in texts["notes"] and "keep watching" in texts["notes"] and "門は施錠" in texts["notes"]


def test_law_and_danger_come_before_the_other_evidence():
    """The end of long reasons is cut on paper."""
    codes = [["vegetation_to_bare", {"share": "90"}], ["bare_to_vegetation", {"share": "5"}]]
    triaged = [["in_valley", {"limit": 25, "distance": "3"}], ["road_below", {"distance": "40"}]]
    lines = site(reason_codes=json.dumps(codes), triage_codes=json.dumps(triaged)).reasons.splitlines()
    first, valley, road, last = lines
    assert first.startswith("Vegetation before") and "valley line" in valley
    assert road.startswith("A road lies") and last.startswith("Bare before")


def test_what_is_not_known_is_said_so():
    texts = texts_of(site(verdict_codes="no json", houses_below="many"), 1, 1)
    for name in ("area", "raised", "lowered", "slope", "score", "priority", "plane", "houses", "rank", "dates"):
        assert texts[name] == "–", name
    assert texts["reasons"] and texts["verdicts"] and texts["notes"]
    assert "nan" not in " ".join(texts.values()).lower()


def test_every_status_has_a_box():
    words = words_of(str.upper)
    assert words["status_boxes"].count("□") == len(STATUSES)
    assert "□\u00a0FALSE\u00a0DETECTION" in words["status_boxes"]


def test_lines_are_no_wider_than_the_box():
    text = "渓床の中心線から25m以内で、渓流等における盛土に当たる。See https://example.invalid/a/long/path now."
    for width in (10, 17, 31):
        lines = wrapped(text, width, by_sign)
        assert all(by_sign(line) <= width for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_japanese_lines_do_not_begin_with_a_stop():
    lines = wrapped("あいうえお、かきくけこ。（さしすせそ）たちつてと", 10, by_sign)
    assert all(line[0] not in "、。）" and line[-1] != "（" for line in lines)


def test_words_stay_whole_and_breaks_are_kept():
    assert wrapped("one two three\nfour", 9, by_sign) == ["one two", "three", "four"]
    assert wrapped("", 9, by_sign) == [""]


def test_too_much_text_is_cut_and_says_so():
    text, whole = fitted("あ" * 100, 20, 3, by_sign)
    assert not whole and text.count("\n") == 2 and text.endswith(ELLIPSIS)
    assert all(by_sign(line) <= 20 for line in text.splitlines())
    assert fitted("あ" * 10, 20, 3, by_sign) == ("あ" * 10, True)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_radicals_become_the_signs_people_type(tmp_path, end):
    table = (
        b"stream" + end + b"2 beginbfrange" + end + b"<2F92> <2F92> <2F92>" + end
        + b"<0004> <0006> [<0009> <2027> <672C> ]" + end + b"<0007> <0009> <2F92>" + end + b"endbfrange" + end
    )  # fmt: skip
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF <2F92> <2F92> <2F92> " + table + b"\xff<2F92>")
    assert mend_text(path) == 3
    mended = path.read_bytes()
    assert mended.startswith(b"%PDF <2F92> <2F92> <2F92> ") and mended.endswith(b"\xff<2F92>")
    assert b"<2F92> <2F92> <898B>" in mended and b"[<0020> <30FB> <672C> ]" in mended
    assert b"<0007> <0009> <2F92>" in mended  # counts on from its first sign: has no place for another
    assert len(mended) == len(table) + 26 + 7


def test_a_file_without_tables_stays_as_it_is(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"")
    assert mend_text(path) == 0
    path.write_bytes(b"beginbfrange no end")
    assert mend_text(path) == 0 and path.read_bytes() == b"beginbfrange no end"


def test_a_point_is_a_site_too():
    found = read_site({"candidate_id": "P", "longitude": 139.0, "latitude": 35.0}, Point(139.0, 35.0))
    assert texts_of(found, 1, 1)["degrees"] == "35.000000, 139.000000"
    assert math.isnan(found.area_m2)
