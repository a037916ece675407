"""The register itself: the same tests on a GeoPackage and on PostGIS."""

import contextlib
import datetime
import json
import math
import sqlite3
from pathlib import Path

import pytest
import shapely
from shapely import MultiPolygon, box

from tests.core.fieldwork import register_tools as tools
from tests.core.fieldwork import register_v1
from tests.core.fieldwork.register_tools import contents, outline, sites, update

THREE = [outline(0, 0, rank=1, change=1, municipality="奥多摩町"), outline(100, 0, rank=2), outline(200, 0, rank=3)]


def by_place(target) -> dict[int, dict]:
    """Sites by the easting of their western edge."""
    return {round(row["geom"].bounds[0]): row for row in sites(target)}


def test_an_observation_makes_sites_with_keys_codes_and_figures(target):
    summary = update(target, THREE)
    assert (summary.new, summary.total, summary.candidates) == (3, 3, 3)
    found = sites(target)
    assert [row["site_code"] for row in found] == ["S00001", "S00002", "S00003"]
    assert [row["rank"] for row in found] == [1, 2, 3], "codes follow the rank"
    assert len({row["site_id"] for row in found}) == 3 and all(len(row["site_id"]) == 36 for row in found)
    first = found[0]
    assert (first["state"], first["status"], first["origin"]) == ("new", "unvisited", "satellite")
    assert (first["first_observed_on"], first["area_m2"], first["municipality"]) == ("2024-10-25", 1600, "奥多摩町")
    assert first["created_by"] == first["updated_by"] == "山田"
    assert datetime.datetime.fromisoformat(first["created_at"]).utcoffset() == datetime.timedelta(0)
    assert first["geom"].equals(MultiPolygon([box(0, 0, 40, 40)]))


def test_the_same_observation_twice_changes_nothing(target):
    update(target, THREE, area=box(-100, -100, 500, 500))
    before = contents(target)
    summary = update(target, list(reversed(THREE)), by="別の人", area=box(-100, -100, 500, 500))
    assert (summary.known, summary.new, summary.repeated, summary.dormant) == (3, 0, 0, 0)
    assert contents(target) == before
    assert len(before["observations"]) == 3 and len(before["updates"]) == 1


def test_it_is_known_again_when_its_coordinates_were_computed_a_little_differently(target):
    update(target, THREE)
    before = contents(target)
    moved = [outline(0.004, -0.003, rank=1, change=1, municipality="奥多摩町"), *THREE[1:]]
    assert update(target, moved).known == 3
    assert contents(target) == before


def test_one_outline_given_twice_is_one_observation(target):
    assert update(target, [THREE[0], THREE[0]]).known == 1
    assert len(contents(target)["observations"]) == 1


def test_a_list_ranked_anew_brings_its_figures_and_keeps_the_rest(target):
    update(target, THREE)
    again = [outline(0, 0, rank=7, change=1, municipality="奥多摩町"), *THREE[1:]]
    summary = update(target, again)
    assert (summary.known, summary.revised, summary.repeated) == (3, 1, 0)
    site = by_place(target)[0]
    assert (site["rank"], site["state"]) == (7, "new")
    update(target, [outline(0, 0, rank=2)], "2025-05-01")
    update(target, THREE)  # the older list once more: the site keeps what the later one said
    assert by_place(target)[0]["rank"] == 2


def test_a_year_of_observations(target):
    everywhere = box(-1000, -1000, 2000, 2000)
    update(target, THREE, "2024-10-25", area=everywhere)
    summary = update(target, [outline(0, 0, 80), outline(203, 2), outline(700, 700)], "2025-05-01", area=everywhere)
    assert (summary.new, summary.growing, summary.repeated, summary.dormant) == (1, 1, 1, 1)
    states = {place: row["state"] for place, row in by_place(target).items()}
    assert states == {0: "growing", 100: "dormant", 200: "repeated", 700: "new"}
    summary = update(target, [outline(200, 0, change=3)], "2025-10-01", area=everywhere)
    assert (summary.healed, summary.dormant) == (1, 3)
    rows = contents(target)
    assert [row["sites_dormant"] for row in rows["updates"]] == [0, 1, 3]
    assert len(rows["observations"]) == 7
    told = [(row["what"], row["old_value"], row["new_value"]) for row in rows["history"]]
    assert ("state", "new", "growing") in told and ("state", "growing", "dormant") in told
    area = next(row for row in rows["history"] if row["what"] == "area_m2")
    assert (float(area["old_value"]), float(area["new_value"])) == (1600, 6400)


def test_merged_sites_keep_their_rows_and_the_relation(target):
    update(target, [outline(0, 0, 60), outline(100, 0, 40)])
    summary = update(target, [outline(0, 0, 140, 40)], "2025-05-01")
    assert (summary.merged, summary.growing, summary.total) == (1, 1, 1)
    rows = contents(target)
    gone = next(row for row in rows["sites"] if row["state"] == "merged")
    kept = next(row for row in rows["sites"] if row["state"] != "merged")
    assert gone["merged_into"] == kept["site_id"]
    (relation,) = rows["site_relations"]
    assert (relation["site_id"], relation["kind"], relation["other_site_id"]) == (
        gone["site_id"],
        "merged",
        kept["site_id"],
    )
    assert relation["observation_id"] in {row["observation_id"] for row in rows["observations"]}
    update(target, [outline(100, 0, 40)], "2025-08-01")
    assert len(sites(target)) == 1, "what was merged is found as part of the other"


def test_reports_and_patrols_join_the_same_life(target):
    from soranome.plugin.core.fieldwork.register import Outline

    circle = Outline(shapely.Point(20, 20).buffer(20), {"note": "ダンプが出入り"}, nominal=True)
    update(target, [circle], "2024-09-01", source="citizen_report")
    summary = update(target, [outline(0, 0, rank=4)], "2024-10-25")
    assert (summary.new, summary.repeated) == (0, 1)
    (site,) = sites(target)
    assert (site["origin"], site["rank"], site["first_observed_on"]) == ("citizen_report", 4, "2024-09-01")
    assert site["area_m2"] == 1600 and not site["nominal_outline"]
    first = contents(target)["observations"][0]
    assert json.loads(first["attributes"]) == {"note": "ダンプが出入り"}


def test_every_field_is_kept_and_none_stops_the_update(target):
    odd = outline(0, 0, rank="5", priority=7.5, score=math.nan, before_date="2024-05-18T00:00:00", change=None,
                  reasons="行1\n行2", after_date="令和6年", 面積=12.5, latitude="北緯")  # fmt: skip
    update(target, [odd])
    (row,) = contents(target)["observations"]
    assert (row["rank"], row["before_date"], row["reasons"]) == (5, "2024-05-18", "行1\n行2")
    assert row["priority"] is None and row["after_date"] is None and row["latitude"] is None
    kept = json.loads(row["attributes"])
    assert kept["priority"] == 7.5 and kept["after_date"] == "令和6年" and kept["面積"] == 12.5
    assert update(target, [odd]).revised == 0


def test_results_of_visits_are_never_overwritten(target):
    from soranome.plugin.core.fieldwork.register import open_register
    from soranome.plugin.core.fieldwork.register_visits import Photo, Visit

    update(target, THREE)
    site_id = by_place(target)[0]["site_id"]
    first = Visit("2024-11-02", "山田", "under_correction", "survey_needed", "needed", "擁壁に亀裂\n😀",
                  (Photo("photos/a.jpg", "00", "2024-11-02T01:00:00Z", 270.0),))  # fmt: skip
    with open_register(target, "山田") as register:
        assert register.add_visit(site_id, first)
        assert register.add_visit(site_id, first) is None, "the same result twice is one"
        assert register.add_visit(site_id, Visit("2024-10-30", "佐藤", "visited"))
    shown = by_place(target)[0]
    assert (shown["status"], shown["last_visited_by"], shown["finding"]) == (
        "under_correction",
        "山田",
        "survey_needed",
    )
    update(target, [outline(0, 0, 90)], "2025-05-01", area=box(-1000, -1000, 1000, 1000))
    rows = contents(target)
    assert [row["visited_by"] for row in rows["visits"]] == ["山田", "佐藤"]
    assert rows["visits"][0]["remarks"] == "擁壁に亀裂\n😀" and rows["photos"][0]["direction_deg"] == 270
    shown = by_place(target)[0]
    assert (shown["status"], shown["finding"], shown["state"]) == ("under_correction", "survey_needed", "growing")


def test_a_corrected_site_heals_and_a_new_change_asks_for_another_look(target):
    from soranome.plugin.core.fieldwork.register import open_register
    from soranome.plugin.core.fieldwork.register_visits import Visit

    update(target, THREE)
    site_id = by_place(target)[0]["site_id"]
    with open_register(target, "山田") as register:
        register.add_visit(site_id, Visit("2024-12-01", "山田", "corrected"))
    assert by_place(target)[0]["state"] == "healed"
    summary = update(target, [outline(0, 0, before_date="2025-01-10")], "2025-05-01")
    assert summary.flagged == 1
    site = by_place(target)[0]
    assert (site["status"], site["attention"], site["attention_on"]) == (
        "corrected",
        "changed_after_correction",
        "2025-05-01",
    )
    with open_register(target, "山田") as register:
        register.add_visit(site_id, Visit("2025-05-20", "山田", "under_correction"))
    site = by_place(target)[0]
    assert (site["status"], site["attention"], site["attention_on"]) == ("under_correction", None, None)


@pytest.mark.parametrize(
    ("visit", "said"),
    [
        ({"visited_on": "2024/11/02"}, "2024/11/02"),
        ({"visited_on": "2024-11-02", "status": "適正"}, "適正"),
        ({"visited_on": "2024-11-02", "finding": "bad"}, "survey_needed"),
    ],
)
def test_a_visit_that_cannot_be_is_refused(target, visit, said):
    from soranome.plugin.core.errors import InputError
    from soranome.plugin.core.fieldwork.register import open_register
    from soranome.plugin.core.fieldwork.register_visits import Visit

    update(target, THREE)
    site_id = sites(target)[0]["site_id"]
    with pytest.raises(InputError, match=said), open_register(target, "山田") as register:
        register.add_visit(site_id, Visit("2024-11-01", "山田", "visited"))
        register.add_visit(site_id, Visit(**visit))
    assert contents(target)["visits"] == [], "all or nothing"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"observed_on": "2024-13-01"}, "2024-13-01"),
        ({"observed_on": "2999-01-01"}, "future"),
        ({"source": "drone"}, "citizen_report"),
        ({"min_overlap": 0}, "overlap"),
        ({"uncertainty_m": -1}, "uncertainty"),
    ],
)
def test_an_observation_that_cannot_be_is_refused_and_leaves_nothing(target, options, said, tmp_path):
    from soranome.plugin.core.errors import InputError

    with pytest.raises(InputError, match=said):
        update(target, THREE, **options)
    assert list(tmp_path.iterdir()) == []


def test_an_outline_without_area_is_named(target):
    from soranome.plugin.core.errors import InputError
    from soranome.plugin.core.fieldwork.register import Outline

    with pytest.raises(InputError, match="Outline 2"):
        update(target, [THREE[0], Outline(shapely.LineString([(0, 0), (1, 1)]))])


class Stop:
    """Cancels after so many questions."""

    def __init__(self, after):
        self.left = after

    @property
    def cancelled(self):
        self.left -= 1
        return self.left < 0

    def report(self, fraction, text=""):
        pass


def test_a_cancelled_update_leaves_nothing_wherever_it_is_stopped(target, tmp_path):
    from soranome.plugin.core.errors import Cancelled

    for after in range(3):
        with pytest.raises(Cancelled):
            update(target, THREE, progress=Stop(after))
    assert list(tmp_path.iterdir()) == [], "no register, no lock"
    update(target, THREE)
    before = contents(target)
    asked = 0
    while True:
        try:
            update(target, [outline(500, 500), outline(0, 0, 80)], "2025-05-01", progress=Stop(asked))
            break
        except Cancelled:
            assert contents(target) == before
            asked += 1
    assert asked >= 4 and len(sites(target)) == 4


def test_the_database_itself_keeps_its_rules(target):
    """Whatever program writes: codes of the lists only, no dangling keys, no deleted rows, edits leave a trace."""
    from soranome.plugin.core.errors import SoraNoMeError
    from soranome.plugin.core.fieldwork.register import open_register
    from soranome.plugin.core.fieldwork.register_visits import Visit

    update(target, THREE)
    site_id = sites(target)[0]["site_id"]
    with open_register(target, "山田") as register:
        register.add_visit(site_id, Visit("2024-11-02", "山田", "visited", remarks="はじめ"))
    for wrong in (
        "UPDATE sites SET status = 'somehow'",
        "UPDATE sites SET site_id = 'short'",
        "UPDATE sites SET priority = 1.5",
        "UPDATE visits SET site_id = '00000000-0000-4000-8000-000000000000'",
        "UPDATE visits SET visited_on = 'gestern'",
        "DELETE FROM sites",
        "DELETE FROM visits",
        "DELETE FROM observations",
        "DELETE FROM history",
    ):
        with pytest.raises(SoraNoMeError), open_register(target, "x") as register:
            if wrong == "DELETE FROM history":
                register._store.run("INSERT INTO history (what) VALUES ('x')")
            register._store.run(wrong)
    with open_register(target, "x") as register:
        register._store.run("UPDATE visits SET remarks = 'あとから', updated_by = '鈴木'")
    rows = contents(target)
    trace = next(row for row in rows["history"] if row["what"] == "visit.remarks")
    assert (trace["old_value"], trace["new_value"], trace["by_whom"]) == ("はじめ", "あとから", "鈴木")
    assert rows["visits"][0]["updated_at"] > rows["visits"][0]["created_at"]


def test_a_site_drawn_by_hand_gets_its_key_and_joins(target):
    from soranome.plugin.core.fieldwork.register import open_register

    update(target, THREE)
    with open_register(target, "x") as register:
        register._store.insert("sites", ("geom", "remarks"), [(MultiPolygon([box(900, 0, 950, 50)]), "通報")])
    drawn = by_place(target)[900]
    assert len(drawn["site_id"]) == 36 and drawn["site_code"] == "S00004" and drawn["status"] == "unvisited"
    summary = update(target, [outline(900, 0, 50, rank=1)], "2025-05-01")
    assert (summary.new, summary.repeated) == (0, 1)
    assert by_place(target)[900]["area_m2"] == 2500


def test_a_register_of_a_newer_version_is_refused(target):
    from soranome.plugin.core.errors import InputError
    from soranome.plugin.core.fieldwork.register import crs_of_register, look_at, open_register

    update(target, THREE)
    with open_register(target, "x") as register:
        register._store.run("UPDATE register_info SET value = '99' WHERE name = 'schema_version'")
    for use in (lambda: update(target, THREE), lambda: crs_of_register(target), lambda: look_at(target).__enter__()):
        with pytest.raises(InputError, match=r"version 99.*knows up to 3.*Update the plugin"):
            use()


@pytest.mark.parametrize("version", ["abc", "-1", "0", "", "2.0", "1_0", None])
def test_a_register_of_no_version_is_refused_and_kept(target, version):
    from soranome.plugin.core.errors import InputError
    from soranome.plugin.core.fieldwork.register import crs_of_register, look_at, open_register

    update(target, THREE)
    with open_register(target, "x") as register:
        if version is None:
            register._store.run("DELETE FROM register_info WHERE name = 'schema_version'")
        else:
            register._store.run("UPDATE register_info SET value = ? WHERE name = 'schema_version'", (version,))
    is_file = target.endswith(".gpkg")
    before = Path(target).read_bytes() if is_file else None
    label = "台帳.gpkg" if is_file else "/t"
    for use in (lambda: update(target, THREE), lambda: crs_of_register(target), lambda: look_at(target).__enter__()):
        with pytest.raises(InputError, match=rf"{label}.*no register this plugin knows.*“{version or ''}”.*backup"):
            use()
    if is_file:
        assert Path(target).read_bytes() == before and list(Path(target).parent.iterdir()) == [Path(target)]


def test_a_table_of_the_same_name_makes_no_register(tmp_path):
    from soranome.plugin.core.errors import InputError
    from soranome.plugin.core.fieldwork.register import crs_of_register

    path = tmp_path / "x.gpkg"
    for table in ("register_info (a TEXT)", "register_info (name TEXT, value TEXT)"):
        path.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute(f"CREATE TABLE {table}")
        before = path.read_bytes()
        for use in (lambda: update(path, THREE), lambda: crs_of_register(path)):
            with pytest.raises(InputError, match="no register this plugin knows"):
                use()
        assert path.read_bytes() == before


def test_another_coordinate_system_is_refused(target):
    from soranome.plugin.core.errors import InputError
    from soranome.plugin.core.fieldwork.register import Crs, crs_of_register, open_register

    assert crs_of_register(target) is None
    update(target, THREE)
    assert crs_of_register(target).epsg == 6677
    with pytest.raises(InputError, match="Reproject"), open_register(target, "x", Crs(6676, "VIII", "")):
        pass


def make_version_1(target, tmp_path, request):
    if target.endswith(".gpkg"):
        register_v1.make_geopackage(target)
    else:
        connection = request.getfixturevalue("server").connect(target.split("dbname=")[1].split()[0])
        register_v1.make_postgis(connection)
        connection.close()


def test_a_register_of_version_1_is_brought_up_to_date(target, tmp_path, request):
    from soranome.plugin.core.errors import InputError
    from soranome.plugin.core.fieldwork.register import look_at, open_register

    make_version_1(target, tmp_path, request)
    with pytest.raises(InputError, match="older version"), look_at(target):
        pass
    with open_register(target, "移行") as register:
        assert register.version == 3
        backup = register.backup
    rows = contents(target)
    assert [row["site_id"] for row in rows["sites"]] == list(register_v1.SITES)
    for row, shape in zip(rows["sites"], register_v1.OUTLINES):
        assert row["geom"].equals(shape) and row["remarks"] == "手書きのメモ" and row["created_by"] == "旧版"
        assert row["last_checked_on"] == "2024-10-25" and row["attention"] is None
    assert [row["site_code"] for row in rows["sites"]] == ["S00001", "S00002", "S00003"]
    first = rows["sites"][0]
    assert (first["status"], first["last_visited_on"], first["finding"]) == ("lawful", "2024-10-30", "no_action")
    assert [row["path"] for row in rows["photos"]] == ["写真/a.jpg", "b.jpg"]
    assert rows["photos"][0]["visit_id"] == rows["visits"][0]["visit_id"]
    assert rows["visits"][0]["remarks"] == "許可あり\n看板を確認"
    assert len(rows["observations"]) == 6 and len(rows["updates"]) == 2
    assert {row["update_id"] for row in rows["observations"]} == {row["update_id"] for row in rows["updates"]}
    assert rows["history"][0]["what"] == "status"
    assert {row["name"]: row["value"] for row in rows["register_info"]}["register_id"] == "9" * 36
    # It lives on: the old observation is known by its shape, a new one finds its site.
    assert update(target, [outline(0, 0, candidate_id="C1", rank=1, priority=0.8, change=1, reasons="理由")]).known == 1
    assert update(target, [outline(0, 0, 90)], "2025-05-01").flagged == 1
    if target.endswith(".gpkg"):
        with sqlite3.connect(backup) as old:
            assert old.execute("SELECT value FROM register_info WHERE name = 'schema_version'").fetchone() == ("1",)
            assert old.execute("SELECT count(*) FROM observations").fetchone() == (6,)
            assert old.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def make_version_2(path):
    """A register as version 2 made it (its own dump): two sites, three observations, two visits, a photo."""
    with sqlite3.connect(path) as connection:
        connection.executescript((Path(__file__).parent / "register_v2.sql").read_text(encoding="utf-8"))


def test_a_register_of_version_2_is_brought_up_to_date(tmp_path):
    from soranome.plugin.core.fieldwork.register import open_register

    path = tmp_path / "台帳.gpkg"
    make_version_2(path)
    with sqlite3.connect(path) as old:
        old.row_factory = sqlite3.Row
        tables = ("sites", "updates", "observations", "visits", "photos", "history")
        before = {table: [dict(row) for row in old.execute(f"SELECT * FROM {table} ORDER BY fid")]  # noqa: S608
                  for table in tables}  # fmt: skip
    assert {table: len(rows) for table, rows in before.items()} == {
        "sites": 2, "updates": 2, "observations": 3, "visits": 2, "photos": 1, "history": 5
    }  # fmt: skip
    with open_register(path, "移行") as register:
        assert register.version == 3 and register.backup.is_file()
    with sqlite3.connect(path) as new:
        new.row_factory = sqlite3.Row
        for table, rows in before.items():
            after = [dict(row) for row in new.execute(f"SELECT * FROM {table} ORDER BY fid")]  # noqa: S608
            assert [{name: row[name] for name in old} for row, old in zip(after, rows, strict=True)] == rows
        assert new.execute("SELECT count(*) FROM decisions").fetchone()[0] == 0
        assert not new.execute("PRAGMA foreign_key_check").fetchall()
    assert update(path, [outline(0, 0, 40)], "2026-05-01").new == 0  # it lives on


@pytest.mark.parametrize("version", [1, 2])
def test_a_migrated_register_is_built_like_a_new_one(tmp_path, version):
    from soranome.plugin.core.fieldwork.register import open_register

    paths = [tmp_path / "old.gpkg", tmp_path / "new.gpkg"]
    (register_v1.make_geopackage if version == 1 else make_version_2)(paths[0])
    built = []
    for path in paths:
        with open_register(path, "x", tools.crs()):
            pass
        with sqlite3.connect(path) as connection:
            built.append(dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%'")))
            listed = connection.execute("SELECT count(*), count(DISTINCT identifier) FROM gpkg_contents").fetchone()
            assert listed == (19, 19)
    assert built[0] == built[1]


def test_a_migration_that_fails_leaves_the_old_register(target, tmp_path, request, monkeypatch):
    from soranome.plugin.core.fieldwork import register_migrations
    from soranome.plugin.core.fieldwork.register import open_register

    make_version_1(target, tmp_path, request)
    copy = register_migrations._copy

    def fail_late(store, table, columns, **made):
        copy(store, table, columns, **made)
        if table.name == "observations":
            raise RuntimeError("the power went")

    monkeypatch.setattr(register_migrations, "_copy", fail_late)
    with pytest.raises(RuntimeError), open_register(target, "x"):
        pass
    monkeypatch.undo()
    with open_register(target, "x") as register:
        assert len(register.sites()) == 3


def test_styles_are_kept_for_qgis(target):
    from soranome.plugin.core.fieldwork.register import open_register

    qml = "<qgis><!-- 箇所 --></qgis>"
    with open_register(target, "x", tools.crs(), {"sites": qml}):
        pass
    with open_register(target, "x") as register:
        table = "layer_styles" if target.endswith(".gpkg") else "public.layer_styles"
        ((name, kept),) = register._store.run(f"SELECT f_table_name, styleQML FROM {table}")  # noqa: S608
    assert (name, kept) == ("sites", qml)
