"""Nothing somebody else may have said is overwritten: rows that moved, teams of one name, the desk, late decisions."""

import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime

import pytest

from tests.core.fieldwork import results_tools as tools
from tests.core.fieldwork.register_tools import contents, outline, update
from tests.core.fieldwork.results_tools import bring, counts, dump, fill, fill_package, make_list, stamp, told
from tests.core.fieldwork.test_results_import import decide, words

VISIT = {"visited_on": "2026/5/14", "visited_by": "山田"}


@pytest.fixture
def register(tmp_path):
    return tools.make_register(tmp_path)


@pytest.fixture
def keys(register):
    return tools.keys(register)


@pytest.fixture
def path(register, tmp_path):
    return make_list(tmp_path / "リスト.xlsx", register)


def at_the_desk(register, sql, *values):
    with closing(sqlite3.connect(register)) as db, db:
        db.execute(sql, values)


def changed(path, change):
    """The list after ``change`` (sheet, columns by code)."""
    from openpyxl import load_workbook

    workbook = load_workbook(path)
    change(workbook.worksheets[0], tools.columns_of(workbook.worksheets[0]))
    workbook.save(path)
    return path


def site(register, number=0):
    return contents(register)["sites"][number]


# -- rows that moved -------------------------------------------------------------------------------


def test_a_key_that_no_longer_belongs_to_the_row(register, path, keys):
    """The visible columns were sorted, the hidden ones were not."""
    fill(path, {key: {**VISIT, "remarks": f"箇所{n}"} for n, key in enumerate(keys)})

    def shift(sheet, columns):
        rows = [[cell.value for cell in row[2:]] for row in sheet.iter_rows(min_row=5, max_row=9)]
        for number, values in enumerate([rows[1], rows[0], *rows[2:]], 5):
            for column, value in enumerate(values, 3):
                sheet.cell(number, column).value = value

    outcome = bring(register, changed(path, shift))
    assert counts(outcome) == {"entered": 3, "rejected": 2}
    assert {(row[0], row[-1]) for row in told(register)} == {(keys[n], f"箇所{n}") for n in (2, 3, 4)}
    assert [(p.row, p.column, p.value) for p in outcome.problems] == [(5, "name", "S00002"), (6, "name", "S00001")]
    assert "shows S00002, but its hidden key is that of S00001" in str(outcome.problems[0].what)


def test_names_a_site_ever_had(register, path, keys, tmp_path):
    """The candidate's id, of any observation; and the names of sites that have become part of it."""
    update(register, [outline(0, 0, 240, 40, candidate_id="C0900")], "2025-05-01")  # three sites become one
    fill(path, {keys[0]: {**VISIT, "name": "S00002"}, keys[3]: {**VISIT, "name": "ｃ0004"}})
    assert counts(bring(register, path)) == {"entered": 2}
    fill(path, {keys[0]: {**VISIT, "name": "C0900", "visited_on": "2026/5/15"}, keys[3]: {**VISIT, "name": "C0005"}})
    outcome = bring(register, path)
    assert [p.value for p in outcome.problems] == ["C0005"]


def test_without_names_the_keys_count_and_that_is_said_once(register, path, keys):
    fill(path, {key: {**VISIT, "name": None} for key in keys[:3]})
    outcome = bring(register, path)
    assert counts(outcome) == {"entered": 3} and len(outcome.notes) == 1
    assert "3 rows show no name" in str(outcome.notes[0])
    fill(path, {keys[3]: VISIT})
    outcome = bring(register, changed(path, lambda sheet, columns: sheet.delete_cols(columns["name"])))
    assert counts(outcome) == {"entered": 1, "unchanged": 3} and "4 rows" in str(outcome.notes[0])
    assert not outcome.problems


@pytest.mark.parametrize("code", ["visited_on", "key"])
def test_a_column_no_row_can_do_without_is_missed_once(register, path, keys, code):
    fill(path, {key: VISIT for key in keys[:4]})

    def rename(sheet, columns):
        sheet.delete_rows(3)
        sheet.cell(3, columns[code]).value = "名前を変えた列"

    outcome = bring(register, changed(path, rename))
    assert counts(outcome) == {"rejected": 4}
    assert [(p.column, p.row) for p in outcome.problems] == [(code, 3)]


# -- an inspector's own later edit ---------------------------------------------------------------------


def test_a_later_edit_does_not_undo_what_was_decided_at_the_desk(register, path, keys, tmp_path):
    say = words()
    first = fill(path, {key: {**VISIT, "status": say["visited"]} for key in keys}, tmp_path / "1.xlsx")
    bring(register, first)
    sites = "UPDATE sites SET {} WHERE site_id = ?"
    at_the_desk(register, sites.format("status = 'lawful'"), keys[0])
    at_the_desk(register, sites.format("finding = 'watch'"), keys[1])
    at_the_desk(register, "UPDATE visits SET remarks = '机上で訂正' WHERE site_id = ?", keys[2])
    before = [{**row, "updated_at": ""} for row in contents(register)["sites"][:3]], told(register)
    second = fill(first, {key: {"remarks": "誤字を直した"} for key in keys[:4]}, tmp_path / "2.xlsx")
    fill(second, {keys[4]: {"visited_on": "2026/5/20"}})
    assert counts(bring(register, second)) == {"revised": 1, "conflicting": 3, "entered": 1}
    after = told(register)
    assert [{**row, "updated_at": ""} for row in contents(register)["sites"][:3]] == before[0]
    assert [row for row in after if row[0] in keys[:3]] == [row for row in before[1] if row[0] in keys[:3]]
    at_the_desk(register, sites.format("status = 'lawful'"), keys[4])
    third = fill(second, {keys[4]: {"visited_on": "2026/5/21"}}, tmp_path / "3.xlsx")
    assert bring(register, third).conflicting == 4, "nor does a later visit"


def test_a_photo_s_direction_does_not_make_a_visit_look_edited(register, path, keys, tmp_path):
    tools.photo(tmp_path / "photos" / "a.jpg", 1)
    first = fill(path, {keys[0]: {**VISIT, "photo_1": "a.jpg", "direction_1": "北"}}, tmp_path / "1.xlsx")
    bring(register, first)
    second = fill(first, {keys[0]: {"direction_1": "東"}}, tmp_path / "2.xlsx")
    assert counts(bring(register, second)) == {"revised": 1}
    at_the_desk(register, "UPDATE visits SET visited_by = '別人' WHERE site_id = ?", keys[0])
    third = fill(first, {keys[0]: {"direction_1": "南"}}, tmp_path / "3.xlsx")
    assert counts(bring(register, third)) == {"conflicting": 1}


@pytest.mark.parametrize(
    ("hands", "times", "expected"),
    [
        (("端末1", "端末2"), ("10:00", "11:00"), "conflicting"),
        (("端末1", "端末1"), ("10:00", "11:00"), "revised"),
        (("端末1", "端末1"), ("10:00", "10:00"), "revised"),
        (("端末1", "端末1"), ("11:00", "10:00"), "conflicting"),
        (("", ""), ("10:00", "11:00"), "revised"),
        (("端末1", ""), ("10:00", "11:00"), "revised"),
    ],
)
@pytest.mark.parametrize("day", ["2026/5/14", "2026/5/15"])
def test_two_of_one_team_s_name_by_who_saved_the_list_when(register, path, keys, tmp_path, hands, times, expected, day):
    first = fill(
        path, {keys[0]: {**VISIT, "visited_by": "建設事務所", "status": words()["lawful"]}}, tmp_path / "1.xlsx"
    )
    second = fill(path, {keys[0]: {"visited_on": day, "visited_by": "建設事務所", "status": words()["under_correction"]}},
                  tmp_path / "2.xlsx")  # fmt: skip
    for one, hand, time in zip((first, second), hands, times):
        stamp(one, f"2026-05-14T{time}:00Z", hand)
    bring(register, first)
    (visit,) = contents(register)["visits"]
    assert (visit["edited_at"], visit["edited_by"]) == (f"2026-05-14T{times[0]}:00.000Z", hands[0] or None)
    if expected == "revised" and day != "2026/5/14":
        expected = "entered"
    assert counts(bring(register, second)) == {expected: 1}
    assert site(register)["status"] == ("lawful" if expected == "conflicting" else "under_correction")


@pytest.mark.parametrize(
    ("hands", "times", "expected"),
    [
        (("tab1", "tab2"), ("09:00", "10:00"), "conflicting"),
        (("tab1", "tab1"), ("09:00", "10:00"), "revised"),
        (("tab1", "tab1"), ("10:00", "09:00"), "conflicting"),
        (("tab1", None), ("09:00", "10:00"), "conflicting"),
        ((None, "tab1"), ("09:00", "10:00"), "conflicting"),
        ((None, None), (None, None), "revised"),
    ],
)
def test_two_of_one_team_s_name_by_what_their_phones_say(register, keys, tmp_path, hands, times, expected):
    package = tools.make_package(tmp_path / "p", register)
    for number, (hand, time, status) in enumerate(zip(hands, times, ("lawful", "under_correction"))):
        folder = shutil.copytree(package, tmp_path / f"p{number}")
        edited = f"2026-05-14T{time}:00Z" if time else None
        fill_package(folder, {keys[0]: {"visited_on": "2026-05-14", "visited_by": "建設事務所", "status": status,
                                        "edited_by": hand, "edited_at": edited}})  # fmt: skip
    bring(register, tmp_path / "p0")
    assert counts(bring(register, tmp_path / "p1")) == {expected: 1}


def test_properties_of_a_workbook_made_to_do_harm(register, path, keys, tmp_path):
    from tests.core.fieldwork.test_results_hostile import BOMB, rewritten

    def end(data):
        return data[data.index(b"<cp:coreProperties") :]

    harm = (lambda data: data + b" " * 2_000_000, lambda data: BOMB.encode() + end(data), lambda data: data[:-9])
    for number, change in enumerate(harm):
        bad = fill(path, {keys[number]: VISIT}, tmp_path / f"{number}.xlsx")
        rewritten(stamp(bad, "2026-05-14T10:00:00Z", "端末"), "docProps/core.xml", change)
        assert bring(register, bad).entered == 1
    strange = stamp(fill(path, {keys[3]: VISIT}, tmp_path / "3.xlsx"), "いつか", "長" * 5000)
    assert bring(register, strange).entered == 1
    assert {row["edited_at"] for row in contents(register)["visits"]} == {None}
    assert [len(row["edited_by"] or "") for row in contents(register)["visits"]] == [0, 0, 0, 255]


# -- what agrees is no conflict --------------------------------------------------------------------------


def test_two_visits_of_one_inspector_in_one_file(register, path, keys):
    say = words()
    fill(path, {keys[0]: {**VISIT, "status": say["corrected"], "visited_on": "2026/6/20"}})

    def copy(sheet, columns):
        for column in range(1, sheet.max_column + 1):
            sheet.cell(10, column).value = sheet.cell(5, column).value
        sheet.cell(10, columns["visited_on"]).value = "2026/5/14"
        sheet.cell(10, columns["status"]).value = say["under_correction"]

    assert counts(bring(register, changed(path, copy))) == {"entered": 2}
    assert [(row[1], row[3]) for row in told(register)] == [
        ("2026-05-14", "under_correction"),
        ("2026-06-20", "corrected"),
    ]
    assert (site(register)["status"], site(register)["last_visited_on"]) == ("corrected", "2026-06-20")
    assert counts(bring(register, path)) == {"unchanged": 2}
    other = changed(path, lambda sheet, columns: setattr(sheet.cell(10, columns["visited_by"]), "value", "鈴木"))
    assert counts(bring(register, other)) == {"unchanged": 1, "conflicting": 1}


def test_a_row_that_says_what_the_register_says(register, path, keys, tmp_path):
    say = words()
    at_the_desk(register, "UPDATE sites SET status = 'lawful' WHERE site_id IN (?, ?, ?)", *keys[:3])
    answer = {**VISIT, "status": say["lawful"], "finding": say["no_action"]}
    fill(path, {key: answer for key in keys[:3]})
    at_the_desk(register, "UPDATE sites SET finding = 'watch' WHERE site_id = ?", keys[1])
    assert counts(bring(register, path)) == {"entered": 2, "conflicting": 1}
    same = fill(path, {keys[0]: {"visited_by": "鈴木"}, keys[2]: {"visited_by": "鈴木", "finding": say["watch"]}},
                tmp_path / "2.xlsx")  # fmt: skip
    assert counts(bring(register, same)) == {"entered": 1, "conflicting": 2}
    unnamed = fill(path, {keys[0]: {"visited_by": None}}, tmp_path / "3.xlsx")
    assert bring(register, unnamed).entered == 1
    unnamed = fill(path, {keys[0]: {"visited_by": None, "remarks": "追記"}}, tmp_path / "4.xlsx")
    assert bring(register, unnamed).entered == 0, "it may be an edit of the one before"


# -- decisions -------------------------------------------------------------------------------------------


@pytest.fixture
def disputed(register, path, keys, tmp_path):
    """(register, list of conflicts, keys): 山田 and 鈴木 disagree about one site, 佐藤 too."""
    say = words()
    full = {"finding": say["watch"], "emergency_measures": say["needed"], "status": say["under_correction"]}
    bring(register, fill(path, {keys[0]: {**VISIT, "visited_on": "2026/5/20", **full}}, tmp_path / "a.xlsx"))
    folder = tmp_path / "others"
    folder.mkdir()
    fill(path, {keys[0]: {**VISIT, "visited_by": "鈴木", "status": say["lawful"]}}, folder / "b.xlsx")
    fill(path, {keys[0]: {**VISIT, "visited_by": "佐藤", "status": say["visited"]}}, folder / "c.xlsx")
    report = tmp_path / "要確認.xlsx"
    assert counts(bring(register, folder, conflicts=report)) == {"conflicting": 2}
    return register, report, keys


def test_what_is_taken_from_the_list_shows_as_a_whole(disputed):
    register, report, _ = disputed
    decide(report, "list", rows=[5])
    decide(report, "register", rows=[6])
    assert counts(bring(register, report)) == {"entered": 1, "decided": 1}
    shown = site(register)
    assert [shown[name] for name in ("status", "finding", "emergency_measures", "last_visited_on", "last_visited_by")] == [
        "lawful", None, None, "2026-05-14", "鈴木"]  # fmt: skip
    assert counts(bring(register, report)) == {"unchanged": 2}


def test_two_rows_of_one_site_cannot_both_be_taken(disputed, tmp_path):
    register, report, _ = disputed
    decide(report, "list")
    before, again = dump(register), tmp_path / "2.xlsx"
    outcome = bring(register, report, conflicts=again)
    assert counts(outcome) == {"conflicting": 2, "undecided": 2} and dump(register) == before
    assert all("none of them was" in str(p.what) for p in outcome.problems) and len(outcome.problems) == 2
    decide(again, "list", rows=[6])
    assert counts(bring(register, again)) == {"entered": 1, "conflicting": 1, "undecided": 1}
    assert site(register)["last_visited_by"] == "佐藤"


@pytest.mark.parametrize("decision", ["list", "register"])
def test_a_decision_about_what_is_no_longer_so(disputed, tmp_path, decision):
    register, report, keys = disputed
    at_the_desk(register, "UPDATE sites SET status = 'corrected' WHERE site_id = ?", keys[0])
    decide(report, decision, rows=[5])
    before, again = dump(register), tmp_path / "2.xlsx"
    outcome = bring(register, report, conflicts=again)
    assert counts(outcome) == {"conflicting": 2, "undecided": 2} and dump(register) == before
    assert [(p.row, p.column) for p in outcome.problems] == [(5, "decision")]
    assert "has changed for this site" in str(outcome.problems[0].what)
    assert {conflict.site["status"] for conflict in outcome.conflicts} == {"corrected"}
    decide(again, decision, rows=[5])
    done = bring(register, again)
    assert (done.entered, done.decided, done.undecided) == ((1, 0, 1) if decision == "list" else (0, 1, 1))


def test_conflicts_show_the_register_as_the_run_leaves_it(register, path, keys, tmp_path):
    """The row that comes later in the run changes what the conflict listed before is about."""
    say = words()
    fill(path, {keys[0]: {**VISIT, "visited_by": None}})

    def twice(sheet, columns):
        for column in range(1, sheet.max_column + 1):
            sheet.cell(10, column).value = sheet.cell(5, column).value
        sheet.cell(10, columns["remarks"]).value = "ちがう"

    folder = tmp_path / "g"
    folder.mkdir()
    shutil.copy(changed(path, twice), folder / "a.xlsx")
    clean = make_list(tmp_path / "clean.xlsx", register)
    fill(clean, {keys[0]: {**VISIT, "visited_by": "鈴木", "status": say["lawful"]}}, folder / "b.xlsx")
    report = tmp_path / "c.xlsx"
    outcome = bring(register, folder, conflicts=report)
    assert counts(outcome) == {"entered": 1, "conflicting": 2}
    assert {(c.site["status"], c.shown["visited_by"]) for c in outcome.conflicts} == {("lawful", "鈴木")}
    decide(report, "register")
    assert counts(bring(register, report)) == {"decided": 2}


def test_a_conflict_shows_the_visit_the_site_shows(register, path, keys, tmp_path):
    """Not one of an earlier day that was entered later."""
    from openpyxl import load_workbook

    say = words()
    for number, (by, day, status) in enumerate(
        (("山田", 14, "lawful"), ("佐藤", 1, "lawful"), ("鈴木", 14, "visited"))
    ):
        answer = {"visited_on": f"2026/5/{day}", "visited_by": by, "status": say[status]}
        outcome = bring(
            register, fill(path, {keys[0]: answer}, tmp_path / f"{number}.xlsx"), conflicts=tmp_path / "c.xlsx"
        )
    assert counts(outcome) == {"conflicting": 1} and outcome.conflicts[0].shown["visited_by"] == "山田"
    at_the_desk(register, "UPDATE sites SET finding = 'watch' WHERE site_id = ?", keys[0])
    bring(register, tmp_path / "2.xlsx", conflicts=tmp_path / "c.xlsx")
    sheet = load_workbook(tmp_path / "c.xlsx").worksheets[0]
    columns = tools.columns_of(sheet)
    assert [sheet.cell(5, columns[f"register_{name}"]).value for name in ("visited_on", "visited_by", "finding")] == [
        "2026-05-14", "山田", say["watch"]]  # fmt: skip


def test_decisions_nobody_imported_are_not_overwritten(disputed, path, tmp_path):
    from soranome.plugin.core.errors import OutputError

    register, report, keys = disputed
    folder = tmp_path / "others"
    assert bring(register, folder, conflicts=report).conflicting == 2, "nothing decided yet"
    decide(report, "list", rows=[5])
    before = report.read_bytes()
    for given in (folder, report):
        with pytest.raises(OutputError, match=r"要確認\.xlsx"):
            bring(register, given, conflicts=report)
    assert report.read_bytes() == before and len(contents(register)["visits"]) == 1
    bring(register, report)
    assert bring(register, folder, conflicts=report).conflicting == 1, "imported, it may go"
    filled = fill(path, {keys[1]: VISIT}, tmp_path / "記入済.xlsx")
    with pytest.raises(OutputError, match="somebody has filled in"):
        bring(register, folder, conflicts=filled)


def test_whether_a_list_holds_results(disputed, path, tmp_path):
    from soranome.plugin.core.fieldwork.results.filled import holds_results

    register, report, keys = disputed
    clean = make_list(tmp_path / "clean.xlsx", register)
    assert not holds_results(clean) and not holds_results(report)
    assert holds_results(fill(clean, {keys[3]: {"remarks": "x"}}, tmp_path / "1.xlsx"))
    assert holds_results(fill(clean, {keys[3]: {"status": words()["lawful"]}}, tmp_path / "2.xlsx"))
    assert not holds_results(fill(clean, {keys[3]: {"rank": 9, "visited_by": " "}}, tmp_path / "3.xlsx"))
    decide(report, "register", rows=[5])
    assert holds_results(report)
    (tmp_path / "x.xlsx").write_bytes(b"PK\3\4")
    assert not any(map(holds_results, (tmp_path / "x.xlsx", tmp_path / "none.xlsx", tmp_path, register)))


# -- photos, days, zips ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "ending"),
    [
        ("JPEG", "jpg"),
        ("MPO", "jpg"),
        ("PNG", "png"),
        ("WEBP", "webp"),
        ("TIFF", "tif"),
        ("BMP", "bmp"),
        ("GIF", "gif"),
    ],
)
def test_pictures_of_every_kind(register, path, keys, tmp_path, kind, ending):
    from PIL import Image

    (tmp_path / "photos").mkdir()
    images = [Image.effect_noise((200, 150), 50 + n).convert("RGB") for n in range(2)]
    more = {"save_all": True, "append_images": images[1:]} if kind == "MPO" else {}
    images[0].save(tmp_path / "photos" / "写真.dat", kind, **more)
    fill(path, {keys[0]: {**VISIT, "photo_1": "写真.dat"}})
    outcome = bring(register, path)
    assert counts(outcome) == {"entered": 1, "photos": 1} and not outcome.problems
    (row,) = contents(register)["photos"]
    assert row["path"].endswith(f".{ending}")


def test_a_photo_that_was_not_copied_to_its_end(register, path, keys, tmp_path):
    from PIL import Image

    (tmp_path / "photos").mkdir()
    Image.effect_noise((800, 600), 50).save(tmp_path / "photos" / "a.jpg", quality=90)
    whole = (tmp_path / "photos" / "a.jpg").read_bytes()
    (tmp_path / "photos" / "a.jpg").write_bytes(whole[: len(whole) // 2])
    fill(path, {keys[0]: {**VISIT, "photo_1": "a.jpg"}})
    outcome = bring(register, path)
    assert counts(outcome) == {"entered": 1, "photos": 1}
    assert ["ends too early" in str(p.what) for p in outcome.problems] == [True]
    (tmp_path / "photos" / "a.jpg").write_bytes(whole + b"\0" * 1000)  # phones write behind the end
    outcome = bring(register, path)
    assert counts(outcome) == {"unchanged": 1, "photos": 1} and not outcome.problems


def test_photos_that_are_no_names_or_not_there(register, path, keys):
    fill(path, {key: {**VISIT, "photo_1": name} for key, name in zip(keys, (".", "/", "./", "ない.jpg"))})
    outcome = bring(register, path)
    assert counts(outcome) == {"entered": 4} and outcome.lost_photos == 4 and len(outcome.problems) == 4


@pytest.mark.parametrize(
    ("tags", "taken"),
    [
        ({0x0132: "2026:05:14 09:00:00"}, "2026-05-14T00:00:00.000Z"),
        ({0x0132: "2026:05:14 09:00:00", 0x9004: "2026:05:13 09:00:00", 0x9012: "+00:00"}, "2026-05-13T09:00:00.000Z"),
        ({0x9003: "    :  :     :  :  ", 0x9004: "2026:05:13 09:00:00"}, "2026-05-13T00:00:00.000Z"),
        ({0x9003: "2026:05:12 09:00:00", 0x9004: "2026:05:13 09:00:00"}, "2026-05-12T00:00:00.000Z"),
    ],
)
def test_when_a_photo_was_taken(register, path, keys, tmp_path, tags, taken):
    from PIL import Image

    (tmp_path / "photos").mkdir()
    about = Image.Exif()
    for tag, value in tags.items():
        (about if tag == 0x0132 else about.get_ifd(0x8769))[tag] = value
    Image.new("RGB", (40, 30)).save(tmp_path / "photos" / "a.jpg", exif=about)
    bring(register, fill(path, {keys[0]: {**VISIT, "photo_1": "a.jpg"}}))
    assert contents(register)["photos"][0]["taken_at"] == taken


def test_today_is_that_of_japan(register, path, keys, monkeypatch):
    from soranome.plugin.core import dates

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 11, 22, 16, 0, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(dates, "datetime", Clock)
    fill(path, {keys[0]: {"visited_on": "2026/11/23"}, keys[1]: {"visited_on": "2026/11/24"}})
    outcome = bring(register, path, today=None)
    assert counts(outcome) == {"entered": 1, "rejected": 1} and "future" in str(outcome.problems[0].what)


def test_names_left_out_of_a_zip_are_told(register, path, keys, tmp_path):
    fill(path, {keys[0]: VISIT})
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as file:
        file.write(path, "l.xlsx")
        for name in ("../悪い.jpg", "C:/x.jpg", "__MACOSX/._l.xlsx"):
            file.writestr(name, b"x")
    outcome = bring(register, tmp_path / "z.zip")
    (note,) = outcome.notes
    assert "2 files were left out" in str(note) and "../悪い.jpg, C:/x.jpg." in str(note)


def test_a_status_left_at_unvisited_is_counted(register, path, keys):
    fill(path, {keys[0]: VISIT, keys[1]: {**VISIT, "status": None}, keys[2]: {**VISIT, "status": words()["lawful"]}})
    outcome = bring(register, path)
    assert (outcome.entered, outcome.left_unvisited) == (3, 1) and site(register)["status"] == "visited"
    assert bring(register, path).left_unvisited == 0


def test_a_visit_of_an_earlier_day_changes_nothing_the_site_shows_and_is_counted(register, tmp_path, path, keys):
    fill(path, {keys[0]: {**VISIT, "status": words()["under_correction"]}})
    assert bring(register, path).older == 0
    later = make_list(tmp_path / "later.xlsx", register)  # made after that visit, so nothing contradicts
    fill(later, {keys[0]: {**VISIT, "visited_on": "2026/1/5", "status": words()["lawful"]}})
    outcome = bring(register, later)
    assert (outcome.entered, outcome.older, outcome.conflicting) == (1, 1, 0)
    assert site(register)["status"] == "under_correction"


def test_another_geopackage_is_no_register_and_no_new_one_is_advised(path, tmp_path):
    from soranome.plugin.core.errors import InputError

    with closing(sqlite3.connect(tmp_path / "other.gpkg")) as db, db:
        db.execute("CREATE TABLE x (y)")
    with pytest.raises(InputError, match=r"other\.gpkg holds other data") as told_:
        bring(tmp_path / "other.gpkg", path)
    assert "new file" not in str(told_.value)
