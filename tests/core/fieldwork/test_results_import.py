"""What inspectors bring back reaches the register exactly once."""

import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import date, datetime

import pytest

from tests.core.fieldwork import results_tools as tools
from tests.core.fieldwork.register_tools import contents, outline, update
from tests.core.fieldwork.results_tools import bring, counts, dump, fill, make_list, told

EVERYTHING = {
    "visited_on": date(2026, 5, 14), "visited_by": "山田 太郎", "status": "是正中", "finding": "安全性把握調査が必要",
    "emergency_measures": "要", "photo_1": "全景.jpg", "direction_1": "北東", "photo_2": "b.JPG", "direction_2": "135°",
    "remarks": "擁壁に亀裂😀\n=SUM(1)ではない",
}  # fmt: skip


def words():
    from soranome.plugin.core.fieldwork.values import EMERGENCY_MEASURES, FINDINGS, STATUSES

    return {
        code: tools.japanese(word) for table in (STATUSES, FINDINGS, EMERGENCY_MEASURES) for code, word in table.items()
    }


@pytest.fixture
def register(tmp_path):
    return tools.make_register(tmp_path)


@pytest.fixture
def handed_out(register, tmp_path):
    """(register, list, keys of its sites)."""
    return register, make_list(tmp_path / "リスト.xlsx", register), tools.keys(register)


def everything():
    say = words()
    return {**EVERYTHING, "status": say["under_correction"], "finding": say["survey_needed"],
            "emergency_measures": say["needed"]}  # fmt: skip


def test_everything_an_inspector_fills_in_arrives(handed_out, tmp_path):
    register, path, keys = handed_out
    tools.photo(
        tmp_path / "写真" / "全景.jpg", 1, {"taken": "2026:05:14 10:20:30", "latitude": 36.1, "longitude": 139.5}
    )
    tools.photo(tmp_path / "写真" / "b.jpg", 2)
    outcome = bring(register, fill(path, {keys[2]: everything()}), by="係の鈴木")
    assert counts(outcome) == {"entered": 1, "photos": 2} and outcome.silent == 4 and not outcome.problems
    rows = contents(register)
    (visit,) = rows["visits"]
    assert {name: visit[name] for name in ("site_id", "visited_on", "visited_by", "status", "finding",
            "emergency_measures", "remarks", "result_file", "result_row", "created_by")} == {
        "site_id": keys[2], "visited_on": "2026-05-14", "visited_by": "山田 太郎", "status": "under_correction",
        "finding": "survey_needed", "emergency_measures": "needed", "remarks": "擁壁に亀裂😀\n=SUM(1)ではない",
        "result_file": "リスト.xlsx", "result_row": 7, "created_by": "係の鈴木",
    }  # fmt: skip
    first, second = rows["photos"]
    assert first["taken_at"] == "2026-05-14T01:20:30.000Z" and first["direction_deg"] == 45
    assert (first["latitude"], first["longitude"]) == pytest.approx((36.1, 139.5), abs=1e-6)
    assert (first["original_name"], second["original_name"], second["direction_deg"]) == ("全景.jpg", "b.JPG", 135)
    for row in (first, second):
        assert row["path"] == f"台帳_photos/S00003/{row['sha256'][:16]}.jpg"
    assert (tmp_path / first["path"]).read_bytes() == (tmp_path / "写真" / "全景.jpg").read_bytes()
    site = rows["sites"][2]
    assert (site["status"], site["last_visited_on"], site["last_visited_by"]) == (
        "under_correction", "2026-05-14", "山田 太郎")  # fmt: skip


def test_the_same_file_twice_changes_nothing(handed_out, tmp_path, files_in):
    register, path, keys = handed_out
    tools.photo(tmp_path / "写真" / "全景.jpg", 1)
    tools.photo(tmp_path / "写真" / "b.jpg", 2)
    fill(path, {key: everything() for key in keys})
    assert bring(register, path).entered == 5
    before, files = dump(register), files_in(tmp_path)
    stamps = {name: (tmp_path / name).stat().st_mtime_ns for name in files if name.endswith(".jpg")}
    for again in (path, shutil.copy(path, tmp_path / "リスト (1).xlsx")):
        assert counts(bring(register, again)) == {"unchanged": 5}
        assert dump(register) == before
    (tmp_path / "リスト (1).xlsx").unlink()
    assert files_in(tmp_path) == files
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in stamps} == stamps


def test_rows_that_say_nothing_change_nothing(handed_out):
    register, path, keys = handed_out
    before = dump(register)
    outcome = bring(register, fill(path, {keys[0]: {"remarks": "  ", "visited_by": ""}}))
    assert counts(outcome) == {} and outcome.silent == 5 and dump(register) == before


def test_by_key_never_by_row_order(handed_out, tmp_path):
    """Sorted, rows deleted, a column moved, rows put above and between, a renamed title: by the codes alone."""
    from openpyxl import load_workbook

    register, path, keys = handed_out
    fill(path, {key: {"visited_on": f"2026/5/{n + 1}", "remarks": f"箇所{n}"} for n, key in enumerate(keys)})
    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=9)]
    for number, row in enumerate([rows[3], rows[0], [None] * len(rows[0]), rows[4]], 5):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    sheet.delete_rows(9)
    sheet.insert_cols(5)
    sheet["E4"] = "自分用メモ"
    sheet.insert_rows(1, 3)
    header = next(cell for cell in sheet[7] if cell.value == tools.japanese("Remarks"))
    header.value = "気づいたこと"
    workbook.save(path)
    assert counts(bring(register, path)) == {"entered": 3}
    assert [(key, on, remarks) for key, on, *_, remarks in told(register)] == sorted(
        (keys[n], f"2026-05-0{n + 1}", f"箇所{n}") for n in (0, 3, 4)
    )


@pytest.mark.parametrize("codes", [True, False])
def test_an_english_list(register, tmp_path, codes):
    from openpyxl import load_workbook

    path, keys = make_list(tmp_path / "l.xlsx", register, say=str), tools.keys(register)
    fill(path, {keys[0]: {"visited_on": "2026-05-14", "status": "being corrected", "finding": "Keep Watching",
                          "remarks": "x"}})  # fmt: skip
    if not codes:
        workbook = load_workbook(path)
        workbook.worksheets[0].delete_rows(3)
        workbook.save(path)
    assert counts(bring(register, path)) == {"entered": 1}
    assert told(register) == [(keys[0], "2026-05-14", "", "under_correction", "watch", "", "x")]


def test_without_the_row_of_codes_by_titles_and_what_is_renamed_is_not_guessed(handed_out):
    from openpyxl import load_workbook

    register, path, keys = handed_out
    fill(path, {keys[0]: {"visited_on": "2026/5/1", "finding": "要", "remarks": "良し"}})
    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    sheet.delete_rows(3)
    next(cell for cell in sheet[3] if cell.value == tools.japanese("Finding")).value = "判定"
    workbook.save(path)
    outcome = bring(register, path)
    assert counts(outcome) == {"entered": 1}
    assert [(p.column, p.row, p.rejects) for p in outcome.problems] == [("finding", 3, False)]
    assert contents(register)["visits"][0]["remarks"] == "良し" and contents(register)["visits"][0]["finding"] is None


def test_bad_rows_are_told_and_the_good_ones_go_in(handed_out, tmp_path):
    from openpyxl import load_workbook

    register, path, keys = handed_out
    good = {"visited_on": "令和８年５月１４日（木）", "visited_by": 123, "status": "確認済"}
    good["status"] = words()["visited"].replace("a", "ａ")
    fill(path, {
        keys[0]: good,
        keys[1]: {"visited_on": "2026/2/30", "finding": "たぶん大丈夫", "remarks": "残らない"},
        keys[2]: {"visited_on": date(2030, 1, 1), "direction_1": "450"},
        keys[3]: {"remarks": "日付なし"},
        keys[4]: {"visited_on": "2026/5/14", "photo_1": "..\\..\\秘密.jpg"},
    })  # fmt: skip
    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    columns = tools.columns_of(sheet)
    for number, (key, on) in enumerate((("", "2026/5/14"), ("9" * 36, "2026/5/14"), ("S00001", "")), 10):
        sheet.cell(number, 1).value = key or None
        sheet.cell(number, columns["visited_on"]).value = on or None
        sheet.cell(number, columns["remarks"]).value = "追加した行" if on else None
    workbook.save(path)
    report = tmp_path / "要確認.xlsx"
    outcome = bring(register, path, conflicts=report)
    assert counts(outcome) == {"entered": 1, "rejected": 6}
    (visit,) = contents(register)["visits"]
    assert (visit["visited_on"], visit["visited_by"], visit["status"]) == ("2026-05-14", "123", "visited")
    assert sorted({(p.row, p.column) for p in outcome.problems}) == [
        (6, "finding"), (6, "visited_on"), (7, "direction_1"), (7, "visited_on"), (8, "visited_on"), (9, "photo_1"),
        (10, "key"), (11, "key"),
    ]  # fmt: skip
    shown = [row for row in load_workbook(report).worksheets[1].iter_rows(min_row=5, values_only=True)]
    assert len(shown) == len(outcome.problems) and all(row[0] == "リスト.xlsx" and row[5] and row[6] for row in shown)
    # Corrected, the same file goes in; the good row is not doubled.
    fill(path, {keys[1]: {"visited_on": "R8.5.2", "finding": words()["watch"]}})
    assert counts(bring(register, path)) == {"entered": 1, "unchanged": 1, "rejected": 5}


def test_formulas_errors_and_merged_cells_are_reported(handed_out):
    from openpyxl import load_workbook

    register, path, keys = handed_out
    fill(path, {key: {"visited_on": "2026/5/14"} for key in keys})
    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    columns = tools.columns_of(sheet)
    sheet.cell(5, columns["remarks"]).value = '=CMD("calc")'
    sheet.cell(6, columns["finding"]).value = "#REF!"
    sheet.cell(6, columns["finding"]).data_type = "e"
    text = sheet.cell(7, columns["remarks"])
    text.value, text.data_type = "=文字として入力", "s"
    sheet.cell(8, columns["remarks"]).value = "二行にわたる"
    sheet.merge_cells(start_row=8, end_row=9, start_column=columns["remarks"], end_column=columns["remarks"])
    workbook.save(path)
    outcome = bring(register, path)
    assert counts(outcome) == {"entered": 2, "rejected": 3}
    assert sorted((p.row, p.column) for p in outcome.problems) == [(5, "remarks"), (6, "finding"), (9, "remarks")]
    assert sorted(row[-1] for row in told(register)) == ["=文字として入力", "二行にわたる"]


def test_two_inspectors_of_one_site_are_a_conflict(handed_out, tmp_path):
    register, path, keys = handed_out
    first = fill(path, {keys[0]: {"visited_on": "2026/5/14", "visited_by": "山田", "status": words()["lawful"]},
                        keys[1]: {"visited_on": "2026/5/14", "visited_by": "山田"}}, tmp_path / "山田.xlsx")  # fmt: skip
    tools.photo(tmp_path / "写真" / "鈴木.jpg", 7)
    second = fill(path, {keys[0]: {"visited_on": "2026/5/15", "visited_by": "鈴木", "remarks": "違法\n=1", "photo_1": "鈴木",
                                   "direction_1": "南", "status": words()["under_correction"]},
                         keys[2]: {"visited_on": "2026/5/15", "visited_by": "鈴木"}}, tmp_path / "鈴木.xlsx")  # fmt: skip
    bring(register, first)
    report = tmp_path / "要確認.xlsx"
    assert counts(bring(register, second, conflicts=report)) == {"entered": 1, "conflicting": 1}
    assert contents(register)["sites"][0]["status"] == "lawful" and len(contents(register)["visits"]) == 3
    before = dump(register)
    assert counts(bring(register, second, conflicts=report)) == {"unchanged": 1, "conflicting": 1}
    assert dump(register) == before
    shutil.rmtree(tmp_path / "写真")  # the phone is gone by the time it is decided
    # Undecided it stays open; decided for the list it enters, and shows, with its photo.
    assert counts(bring(register, report, conflicts=tmp_path / "要確認2.xlsx")) == {"conflicting": 1, "undecided": 1}
    assert dump(register) == before
    decide(report, "list", "課長")
    assert counts(bring(register, report)) == {"entered": 1, "photos": 1}
    rows = contents(register)
    assert rows["sites"][0]["status"] == "under_correction" and len(rows["visits"]) == 4
    visit = rows["visits"][-1]
    assert (visit["visited_by"], visit["remarks"], visit["result_file"], visit["result_row"]) == (
        "鈴木", "違法\n=1", "鈴木.xlsx", 5)  # fmt: skip
    (kept,) = rows["photos"]
    assert (
        kept["visit_id"] == visit["visit_id"] and kept["direction_deg"] == 180 and (tmp_path / kept["path"]).is_file()
    )
    (decision,) = rows["decisions"]
    assert (decision["decision"], decision["remarks"]) == ("list", "課長 2026-11-20")
    before = dump(register)
    for again in (report, second, first):
        assert set(counts(bring(register, again))) == {"unchanged"}
    assert dump(register) == before


def decide(path, decision, who="", rows=None):
    from openpyxl import load_workbook

    from soranome.plugin.core.fieldwork.register_schema import DECISIONS

    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    columns = tools.columns_of(sheet)
    for row in rows or range(5, sheet.max_row + 1):
        sheet.cell(row, columns["decision"]).value = tools.japanese(DECISIONS[decision])
        sheet.cell(row, columns["decided_by"]).value = who
        sheet.cell(row, columns["decided_on"]).value = "令和8年11月20日"
    workbook.save(path)


def test_decided_for_the_register_it_is_not_listed_again(handed_out, tmp_path):
    register, path, keys = handed_out
    first = fill(path, {keys[0]: {"visited_on": "2026/5/14", "visited_by": "山田"}}, tmp_path / "a.xlsx")
    second = fill(path, {keys[0]: {"visited_on": "2026/5/14", "visited_by": "鈴木"}}, tmp_path / "b.xlsx")
    bring(register, first)
    report = tmp_path / "要確認.xlsx"
    bring(register, second, conflicts=report)
    decide(report, "register")
    assert counts(bring(register, report)) == {"decided": 1}
    before = dump(register)
    assert counts(bring(register, second)) == {"unchanged": 1}
    assert counts(bring(register, report)) == {"unchanged": 1}
    assert dump(register) == before and len(before["visits"]) == 1
    decide(report, "list")  # they changed their mind
    assert counts(bring(register, report)) == {"entered": 1}
    assert counts(bring(register, second)) == {"unchanged": 1}


def test_a_list_of_conflicts_somebody_meddled_with_is_refused_by_row(handed_out, tmp_path):
    from openpyxl import load_workbook

    register, path, keys = handed_out
    bring(register, fill(path, {keys[0]: {"visited_on": "2026/5/14", "visited_by": "山田"}}, tmp_path / "a.xlsx"))
    report = tmp_path / "要確認.xlsx"
    bring(
        register,
        fill(path, {keys[0]: {"visited_on": "2026/5/14", "visited_by": "鈴木"}}, tmp_path / "b.xlsx"),
        conflicts=report,
    )
    decide(report, "list")
    workbook = load_workbook(report)
    sheet = workbook.worksheets[0]
    cell = sheet.cell(5, tools.columns_of(sheet)["told"])
    cell.value = json.dumps({**json.loads(cell.value), "status": "lawful"})
    workbook.save(report)
    before = dump(register)
    assert counts(bring(register, report)) == {"rejected": 1}
    assert dump(register) == before


def test_an_inspectors_own_later_edit(handed_out, tmp_path):
    """Of the same day it revises his visit and the old words go to the history; an old copy does not undo it."""
    register, path, keys = handed_out
    tools.photo(tmp_path / "写真" / "a.jpg", 1, {"direction": 10.0})
    say = words()
    one = fill(path, {keys[0]: {"visited_on": "2026/5/14", "visited_by": "山田　太郎", "status": say["corrected"],
                                "finding": say["watch"], "photo_1": "a.jpg"}}, tmp_path / "1.xlsx")  # fmt: skip
    two = fill(one, {keys[0]: {"status": say["under_correction"], "finding": None, "visited_by": "山田 太郎",
                               "direction_1": "東", "remarks": "追記"}}, tmp_path / "2.xlsx")  # fmt: skip
    three = fill(two, {keys[0]: {"visited_on": "2026/6/1", "status": say["lawful"]}}, tmp_path / "3.xlsx")
    assert counts(bring(register, one)) == {"entered": 1, "photos": 1}
    assert contents(register)["sites"][0]["state"] == "healed"
    assert counts(bring(register, two)) == {"revised": 1}
    rows = contents(register)
    (visit,), (site, *_) = rows["visits"], rows["sites"]
    assert (visit["status"], visit["finding"], visit["remarks"]) == ("under_correction", None, "追記")
    assert (site["status"], site["finding"], site["state"]) == ("under_correction", None, "new")
    assert {(row["what"], row["old_value"]) for row in rows["history"]} >= {
        ("visit.status", "corrected"), ("visit.finding", "watch"), ("visit.remarks", None)}  # fmt: skip
    assert [row["direction_deg"] for row in rows["photos"]] == [90]
    before = dump(register)
    assert counts(bring(register, one)) == {"unchanged": 1, "replaced": 1}
    assert dump(register) == before
    assert counts(bring(register, three)) == {"entered": 1, "photos": 1}
    before = dump(register)
    for again in (one, two, three):
        assert bring(register, again).unchanged == 1
    assert dump(register) == before
    earlier = fill(three, {keys[0]: {"visited_on": "2026/4/1"}}, tmp_path / "4.xlsx")
    assert counts(bring(register, earlier)) == {"conflicting": 1}, "an earlier day is no later edit"


def test_a_row_copied_within_the_file(handed_out, tmp_path):
    from openpyxl import load_workbook

    register, path, keys = handed_out
    fill(path, {keys[0]: {"visited_on": "2026/5/14", "remarks": "同じ"}, keys[1]: {"visited_on": "2026/5/14"}})
    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    columns = tools.columns_of(sheet)
    for number, source in ((10, 5), (11, 6)):
        for column in range(1, sheet.max_column + 1):
            sheet.cell(number, column).value = sheet.cell(source, column).value
    sheet.cell(11, columns["remarks"]).value = "ちがう"
    workbook.save(path)
    report = tmp_path / "要確認.xlsx"
    assert counts(bring(register, path, conflicts=report)) == {"entered": 1, "unchanged": 1, "conflicting": 2}
    assert [row[-1] for row in told(register)] == ["同じ"]
    decide(report, "list", rows=[6])
    decide(report, "register", rows=[5])
    assert counts(bring(register, report)) == {"entered": 1, "decided": 1}
    assert counts(bring(register, path)) == {"unchanged": 4}


def test_the_register_learnt_by_hand_is_a_conflict_too(handed_out):
    from soranome.plugin.core.fieldwork.register import open_register

    register, path, keys = handed_out
    with open_register(register, "x") as opened:
        opened._store.run("UPDATE sites SET status = 'lawful' WHERE site_id = ?", (keys[0],))
    fill(path, {keys[0]: {"visited_on": "2026/5/14", "visited_by": "山田"}})
    assert counts(bring(register, path)) == {"conflicting": 1}


def test_a_list_of_candidates_made_before_the_register(tmp_path):
    path = make_list(tmp_path / "l.xlsx", None, candidates=["C0001@2024-10-25", "C0002@2024-10-25", "C9999@2024-10-25",
                                                           "C0003@1999-01-01", "C0004"])  # fmt: skip
    fill(path, {key: {"visited_on": "2026/5/14", "visited_by": "山田"} for key in
                ("C0001@2024-10-25", "C0002@2024-10-25", "C9999@2024-10-25", "C0003@1999-01-01", "C0004")})  # fmt: skip
    register = tools.make_register(tmp_path)
    keys = tools.keys(register)
    other = make_list(tmp_path / "o.xlsx", register)
    bring(register, fill(other, {keys[1]: {"visited_on": "2026/5/1", "visited_by": "鈴木"}}))
    assert counts(bring(register, path)) == {"entered": 2, "conflicting": 1, "rejected": 2}
    assert [row[0] for row in told(register)] == sorted([keys[0], keys[1], keys[3]])
    assert counts(bring(register, path)) == {"unchanged": 2, "conflicting": 1, "rejected": 2}


def test_a_site_that_has_become_part_of_another(tmp_path):
    register = tools.make_register(tmp_path)
    path, keys = make_list(tmp_path / "l.xlsx", register), tools.keys(register)
    update(register, [outline(0, 0, 240, 40)], "2025-05-01")  # three sites become one
    (living,) = {site["merged_into"] for site in contents(register)["sites"] if site["merged_into"]}
    gone = [key for key in keys[:3] if key != living]
    fill(path, {gone[0]: {"visited_on": "2026/5/14", "remarks": "合併後"}, keys[3]: {"visited_on": "2026/5/14"}})
    outcome = bring(register, path)
    assert counts(outcome) == {"entered": 2} and "part of" in str(outcome.notes[0])
    assert (living, "合併後") in {(row[0], row[-1]) for row in told(register)}
    fill(path, {gone[1]: {"visited_on": "2026/5/14", "remarks": "別のこと"}})
    assert counts(bring(register, path)) == {"unchanged": 2, "conflicting": 1}, "two rows about one site now"


def test_a_list_of_another_register_is_refused(handed_out, tmp_path):
    from soranome.plugin.core.errors import InputError

    _, path, keys = handed_out
    other = tools.make_register(tmp_path, name="別.gpkg")
    fill(path, {keys[0]: {"visited_on": "2026/5/14"}})
    before = dump(other)
    with pytest.raises(InputError, match=r"リスト\.xlsx was made from another register"):
        bring(other, path)
    assert dump(other) == before


@pytest.mark.parametrize("form", ["folder", "zip", "zip of xlsx", "gpkg"])
def test_packages_and_zips(register, tmp_path, form):
    keys = tools.keys(register)
    answers = {keys[0]: {"visited_on": "2026-05-14", "visited_by": "山田", "status": "lawful", "photo_1": "DCIM/現地 1.jpg",
                         "direction_1": "270", "remarks": "改行\nあり😀"},
               keys[1]: {"visited_on": "2026-05-15", "finding": "watch", "edited_by": "端末2"}}  # fmt: skip
    if form == "zip of xlsx":
        answers[keys[1]].pop("edited_by")
        answers[keys[1]]["visited_by"] = "端末2"
        folder = tmp_path / "g"
        folder.mkdir()
        fill(make_list(folder / "l.xlsx", register), answers)
    else:
        folder = tools.fill_package(tools.make_package(tmp_path / "g", register), answers)
    raw = tools.photo(folder / "DCIM" / "現地 1.jpg", 3)
    given = folder
    if form == "gpkg":
        given = folder / "survey.gpkg"
    elif form.startswith("zip"):
        given = tmp_path / "戻り.zip"
        with zipfile.ZipFile(given, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    about = zipfile.ZipInfo(path.relative_to(folder).as_posix())
                    packed.writestr(about, path.read_bytes())
    assert counts(bring(register, given)) == {"entered": 2, "photos": 1}
    assert told(register) == sorted([
        (keys[0], "2026-05-14", "山田", "lawful", "", "", "改行\nあり😀"),
        (keys[1], "2026-05-15", "端末2", "", "watch", "", ""),
    ])  # fmt: skip
    (row,) = contents(register)["photos"]
    assert (tmp_path / row["path"]).read_bytes() == raw and row["direction_deg"] == 270
    before = dump(register)
    assert counts(bring(register, given)) == {"unchanged": 2}
    assert dump(register) == before


def test_what_a_phone_left_in_the_log_beside_the_geopackage_is_read(register, tmp_path):
    keys = tools.keys(register)
    folder = tools.make_package(tmp_path / "g", register)
    database = sqlite3.connect(folder / "survey.gpkg")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA wal_autocheckpoint = 0")
    database.execute("UPDATE sites SET visited_on = '2026-05-14' WHERE key = ?", (keys[0],))
    database.commit()
    copied = shutil.copytree(folder, tmp_path / "copied")
    database.close()
    assert (copied / "survey.gpkg-wal").stat().st_size
    before = {path.name: path.read_bytes() for path in copied.glob("survey*[gl]")}
    assert counts(bring(register, copied)) == {"entered": 1}
    assert {path.name: path.read_bytes() for path in copied.glob("survey*[gl]")} == before, (
        "what was given is not touched"
    )
    (copied / "survey.gpkg-shm").unlink()  # as a phone that was switched off leaves it
    assert counts(bring(register, copied)) == {"unchanged": 1}


def test_several_files_of_a_folder_and_one_of_them_bad(register, tmp_path):
    keys = tools.keys(register)
    folder = tmp_path / "提出"
    folder.mkdir()
    path = make_list(tmp_path / "l.xlsx", register, teams=2)
    fill(path, {keys[0]: {"visited_on": "2026/5/14", "visited_by": "a"}}, folder / "a.xlsx")
    fill(path, {keys[1]: {"visited_on": "2026/5/14", "visited_by": "b"}}, folder / "b.xlsx")
    (folder / "c.xlsx").write_bytes(path.read_bytes()[:5000])
    (folder / "メモ.txt").write_text("x")
    outcome = bring(register, folder)
    assert counts(outcome) == {"entered": 2} and [p.file for p in outcome.problems] == ["c.xlsx"]


def test_on_postgis(tmp_path):
    from soranome.plugin.core.errors import InputError
    from tests.core.fieldwork.register_tools import postgresql

    with postgresql() as server:
        target = server.address(server.new_database())
        update(target, [outline(100 * i, 0, candidate_id=f"C{i}") for i in range(3)])
        path, keys = make_list(tmp_path / "l.xlsx", target), tools.keys(target)
        tools.photo(tmp_path / "写真" / "全景.jpg", 1, {"taken": "2026:05:14 10:20:30"})
        tools.photo(tmp_path / "写真" / "b.jpg", 2)
        fill(path, {keys[0]: everything()})
        with pytest.raises(InputError, match="PHOTO_FOLDER"):
            bring(target, path)
        kept = tmp_path / "写真庫"
        assert counts(bring(target, path, photo_folder=kept)) == {"entered": 1, "photos": 2}
        before = contents(target)
        assert counts(bring(target, path, photo_folder=kept)) == {"unchanged": 1}
        assert contents(target) == before
        assert {row["path"] for row in before["photos"]} == {p.as_posix() for p in kept.rglob("*.jpg")}
        edited = fill(path, {keys[0]: {"remarks": "追記"}}, tmp_path / "2.xlsx")
        assert counts(bring(target, edited, photo_folder=kept)) == {"revised": 1}
        assert counts(bring(target, path, photo_folder=kept)) == {"unchanged": 1, "replaced": 1}


def test_dates_a_package_was_edited_are_no_dates_of_visits(register, tmp_path):
    keys = tools.keys(register)
    folder = tools.fill_package(
        tools.make_package(tmp_path / "g", register),
        {keys[0]: {"remarks": "日付なし", "edited_at": datetime(2026, 5, 14).isoformat()}},
    )
    outcome = bring(register, folder)
    assert counts(outcome) == {"rejected": 1} and outcome.problems[0].column == "visited_on"


def test_a_register_of_before_this_feature_is_brought_up_by_an_update_first(tmp_path):
    from soranome.plugin.core.errors import InputError
    from tests.core.fieldwork.test_register import make_version_2

    old = tmp_path / "old.gpkg"
    make_version_2(old)
    register = tools.make_register(tmp_path)
    with pytest.raises(InputError, match=r"old\.gpkg is of an older version"):
        bring(old, make_list(tmp_path / "l.xlsx", register))
    with closing(sqlite3.connect(old)) as db:
        assert db.execute("SELECT value FROM register_info WHERE name = 'schema_version'").fetchone() == ("2",)
