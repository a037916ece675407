"""``visitorder`` through Processing: the plan in the register, layers, the page, and what is refused."""

import importlib.metadata
import shutil
import sqlite3
from pathlib import Path

import pytest

PLACES = [(0, 100), (1000, 150), (2000, -120), (3000, 80), (3000, 80), (900, -60), (2500, 300), (9000, 9000)]


def layer(rows, crs="EPSG:6677", kind="MultiPolygon", fields="", name="候補"):
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

    made = QgsVectorLayer(f"{kind}?crs={crs}{fields}", name, "memory")
    for wkt, values in rows:
        feature = QgsFeature(made.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        for field, value in values.items():
            feature[field] = value
        made.dataProvider().addFeature(feature)
    return made


def square(x, y, width=20):
    w = width / 2
    return f"MULTIPOLYGON((({x - w} {y - w},{x + w} {y - w},{x + w} {y + w},{x - w} {y + w},{x - w} {y - w})))"


def candidates(places=PLACES, east=-40_000, north=-30_000, classes="ABC"):
    fields = "&field=candidate_id:string&field=rank:integer&field=priority_class:string&field=備考:string"
    rows = [
        (
            square(x + east, y + north),
            {
                "candidate_id": f"C{n}",
                "rank": n,
                "priority_class": classes[n % len(classes)],
                "備考": f"改行\n{n}",
            },
        )
        for n, (x, y) in enumerate(places, 1)
    ]
    return layer(rows, fields=fields)


def roads(kind="MultiLineString", crs="EPSG:6677"):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsGeometry, QgsProject

    wkt = "MULTILINESTRING((-40500 -30000, -36000 -30000))"
    if crs != "EPSG:6677":
        to = QgsCoordinateTransform(
            QgsCoordinateReferenceSystem("EPSG:6677"), QgsCoordinateReferenceSystem(crs), QgsProject.instance()
        )
        geometry = QgsGeometry.fromWkt(wkt)
        geometry.transform(to)
        wkt = geometry.asWkt()
    return layer([(wkt, {"class": "prefectural"})], crs, kind, "&field=class:string", "道路")


@pytest.fixture
def plan(qgis, tmp_path):
    """A function that runs the algorithm, quickly, into a folder of its own."""

    def run(feedback=None, **given):
        outputs = {"ORDER": "順.gpkg", "ROUTES": "経路.gpkg", "REPORT": "計画.html"}
        given = {
            "START": "-40000,-30000 [EPSG:6677]",
            "EFFORT": "quick",
            "FIRST_DAY": "2026-11-27",
            **{name: str(tmp_path / "結果" / file) for name, file in outputs.items()},
            **given,
        }
        return qgis.run("soranome:visitorder", given, feedback)

    return run


@pytest.fixture
def register(qgis, tmp_path):
    """A register made of :func:`candidates`."""
    path = tmp_path / "台帳.gpkg"
    qgis.run(
        "soranome:updateregister",
        {"CANDIDATES": candidates(), "REGISTER": str(path), "OBSERVED_ON": "2024-10-25", "OPERATOR": "山田"},
    )
    return path


def rows_of(path, names):
    from qgis.core import QgsVectorLayer

    found = QgsVectorLayer(str(path), "x", "ogr")
    assert found.isValid()
    return [tuple(feature[name] for name in names) for feature in found.getFeatures()]


def kept(path):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
        return base.execute(
            "SELECT candidate_id, team, planned_on, visit_order FROM sites ORDER BY candidate_id"
        ).fetchall()


class Log:
    def __new__(cls):
        from qgis.core import QgsProcessingFeedback

        class Kept(QgsProcessingFeedback):
            said = ""

            def pushWarning(self, text):  # noqa: N802
                self.said += text + "\n"

            pushInfo = pushWarning  # noqa: N815

        return Kept(False)


def test_the_plan_is_kept_in_the_register_and_shown(plan, register):
    log = Log()
    result = plan(log, REGISTER=str(register), ROADS=roads(), TEAM_NAMES="北班、南班", HOURS=2)
    assert (result["PLANNED"], result["NOT_PLANNED"]) == (6, 1)  # two at one place are one site
    assert "S00007" in log.said
    planned = {row[0]: row[1:] for row in kept(register)}
    assert planned["C8"] == (None, None, None)
    ordered = rows_of(result["ORDER"], ("candidate_id", "team", "planned_on", "visit_order", "not_planned", "site_id"))
    assert len(ordered) == 7 and ordered[-1][0] == "C8" and ordered[-1][4]
    for candidate, team, day, number, *_ in ordered[:-1]:
        assert planned[candidate] == (team, day.toString("yyyy-MM-dd"), number)
    assert {team for _, team, *_ in ordered[:-1]} == {"北班", "南班"}
    assert {row[2].toString("yyyy-MM-dd") for row in ordered[:-1]} <= {"2026-11-27", "2026-11-30", "2026-12-01"}
    routes = rows_of(result["ROUTES"], ("team", "sites", "begin", "end", "travel_min", "road_km"))
    assert len(routes) == result["TEAM_DAYS"]
    assert sum(row[1] for row in routes) == 6
    for _, sites, begin, end, travel, _ in routes:
        hours, minutes = (int(part) for part in end.split(":"))
        assert begin == "09:00" and hours * 60 + minutes == int(540 + travel + 30 * sites) <= 660
    assert "令和8年11月27日" in Path(result["REPORT"]).read_text(encoding="utf-8")


def test_a_new_plan_replaces_the_old_one_of_the_chosen_sites(plan, register):
    plan(REGISTER=str(register), ROADS=roads())
    before = {row[0]: row[1:] for row in kept(register)}
    plan(REGISTER=str(register), ROADS=roads(), CLASSES="B", DAYS=1, HOURS=0.6, TEAM_NAMES="西")
    after = {row[0]: row[1:] for row in kept(register)}
    of_b = {"C1", "C4", "C7"}
    assert sum(after[name][0] == "西" for name in of_b) == 1
    assert {after[name][0] for name in of_b} == {"西", None}
    assert {name: after[name] for name in after if name not in of_b} == {
        name: before[name] for name in before if name not in of_b
    }


def test_nobody_is_sent_to_closed_sites_unless_they_want_another_look(plan, register, tmp_path):
    from soranome.plugin.core.fieldwork.lifecycle import CLOSED
    from soranome.plugin.core.fieldwork.register import open_register
    from soranome.plugin.core.fieldwork.register_visits import Visit

    plan(REGISTER=str(register), ROADS=roads())
    before = {row[0]: row[1:] for row in kept(register)}
    closed = dict(zip(("C1", "C2", "C3"), CLOSED))
    with open_register(str(register), "佐藤") as opened:
        keys = {row["candidate_id"]: row["site_id"] for row in opened.sites()}
        for name, status in {**closed, "C6": "lawful", "C7": "under_correction"}.items():
            opened.add_visit(keys[name], Visit("2024-11-05", "佐藤", status))
    with sqlite3.connect(register) as base:  # seen to grow since
        base.execute("UPDATE sites SET attention = 'grown_after_decision' WHERE candidate_id = 'C6'")
    log, order = Log(), str(tmp_path / "後.gpkg")
    result = plan(log, REGISTER=str(register), ROADS=roads(), ORDER=order, KEEP_PLAN=False)
    assert {row[0]: row[1:] for row in kept(register)} == before, "not asked to be kept"
    assert "3" in next(line for line in log.said.splitlines() if "STATUSES" in line)
    assert {row[0] for row in rows_of(result["ORDER"], ("candidate_id",))} == {"C4", "C6", "C7", "C8"}
    plan(REGISTER=str(register), ROADS=roads())
    after = {row[0]: row[1:] for row in kept(register)}
    assert all(before[name][0] for name in closed), "they were planned before they were closed"
    assert {after[name] for name in closed} == {(None, None, None)}
    assert all(after[name][0] for name in ("C4", "C6", "C7"))
    plan(REGISTER=str(register), ROADS=roads(), STATUSES=["lawful"])
    assert {row[0] for row in kept(register) if row[1]} == {"C1", "C4", "C6", "C7"}, "asked for by name"


def test_where_all_are_closed_there_is_nothing_to_plan(plan, register):
    from qgis.core import QgsProcessingException

    with sqlite3.connect(register) as base:
        base.execute("UPDATE sites SET status = 'lawful'")
    with pytest.raises(QgsProcessingException):
        plan(REGISTER=str(register), ROADS=roads())


def test_the_register_is_left_alone_where_asked_or_where_a_result_cannot_be_written(plan, register, monkeypatch):
    from qgis.core import QgsProcessingException

    plan(REGISTER=str(register), ROADS=roads(), KEEP_PLAN=False)
    assert {row[1:] for row in kept(register)} == {(None, None, None)}
    from soranome.plugin.processing.fieldwork import visitorder

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(visitorder, "write_routes", fail)
    with pytest.raises((OSError, QgsProcessingException)):
        plan(REGISTER=str(register), ROADS=roads())
    assert {row[1:] for row in kept(register)} == {(None, None, None)}


def test_the_order_serves_as_candidates_again(plan, tmp_path):
    """All fields are there, and the sites come in the order planned."""
    first = plan(CANDIDATES=candidates(), ROADS=roads())
    names = ("candidate_id", "rank", "priority_class", "備考")
    assert sorted(rows_of(first["ORDER"], names)) == sorted(
        (f"C{n}", n, "ABC"[n % 3], f"改行\n{n}") for n in range(1, 9)
    )
    again = plan(CANDIDATES=first["ORDER"], ROADS=roads(), ORDER=str(tmp_path / "二.gpkg"))
    assert (again["PLANNED"], again["TRAVEL_HOURS"]) == (7, first["TRAVEL_HOURS"])
    assert len(rows_of(again["ORDER"], ("team",))) == 8


def test_the_system_of_roads_and_start_does_not_matter(plan, tmp_path):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsPointXY, QgsProject

    first = plan(CANDIDATES=candidates(), ROADS=roads())
    to = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:6677"), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance()
    )
    place = to.transform(QgsPointXY(-40000, -30000))
    second = plan(
        CANDIDATES=candidates(), ROADS=roads(crs="EPSG:4326"), START=f"{place.x()},{place.y()} [EPSG:4326]",
        ORDER=str(tmp_path / "b.gpkg"),
    )  # fmt: skip
    assert second["ROAD_KM"] == pytest.approx(first["ROAD_KM"], abs=0.11)
    names = ("candidate_id", "visit_order")
    assert rows_of(second["ORDER"], names) == rows_of(first["ORDER"], names)


def test_without_roads_lines_are_straight_and_slopes_cost_time(plan, make_raster):
    import numpy as np

    flat = plan(CANDIDATES=candidates(PLACES[:6]))
    assert flat["PLANNED"] == 6
    x = np.arange(600) * 20.0
    ridges = np.tile(60 * np.abs((x % 400) - 200) / 100, (600, 1)).astype("float32")
    dem = make_raster("dem.tif", ridges, cell=20, west=-46_000, north=-24_000)
    steep = plan(CANDIDATES=candidates(PLACES[:6]), DEM=dem)
    assert steep["TRAVEL_HOURS"] > 1.5 * flat["TRAVEL_HOURS"]
    elsewhere = make_raster("far.tif", ridges, cell=20, west=60_000, north=-24_000)
    log = Log()
    assert plan(log, CANDIDATES=candidates(PLACES[:6]), DEM=elsewhere)["TRAVEL_HOURS"] == flat["TRAVEL_HOURS"]
    assert "DEM" in log.said


def test_points_and_another_end_are_taken(plan):
    fields = "&field=candidate_id:string&field=rank:integer"
    points = layer(
        [
            (f"POINT({-40000 + x} {-30000 + y})", {"candidate_id": f"P{x}", "rank": n})
            for n, (x, y) in enumerate(PLACES[:4], 1)
        ],
        kind="Point",
        fields=fields,
    )
    result = plan(CANDIDATES=points, ROADS=roads(), END="-36500,-30000 [EPSG:6677]")
    assert [row[0] for row in rows_of(result["ORDER"], ("candidate_id",))] == ["P0", "P1000", "P2000", "P3000"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"START": "-40000,-20000 [EPSG:6677]"}, "START"),
        ({"START": "139.1,35.7 [EPSG:6677]"}, "START"),
        ({"START": "-40000,-900000 [EPSG:6677]", "ROADS": None}, "START"),
        ({"TEAM_NAMES": "0"}, "TEAM_NAMES"),
        ({"TEAM_NAMES": "北,北"}, "TEAM_NAMES"),
        ({"TEAM_NAMES": "1000000"}, "TEAM_NAMES"),
        ({"CLASSES": "Z"}, "CLASSES"),
        ({"LIMIT": -1}, "LIMIT"),
        ({"HOURS": 0}, "HOURS"),
        ({"SPEED_FIELD": "速度"}, "速度"),
    ],
)
def test_what_cannot_be_planned_is_refused_with_a_reason(plan, given, said):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match=said):
        plan(**{"CANDIDATES": candidates(), "ROADS": roads(), **given})


def test_a_start_with_x_and_y_exchanged_is_doubted(plan):
    log = Log()
    plan(log, CANDIDATES=candidates(PLACES[:3]), DAYS=1)
    assert "east first" not in log.said
    far = Log()
    plan(far, CANDIDATES=candidates(PLACES[:3]), START="20000,-20000 [EPSG:6677]", HOURS=12)
    assert "START lies" in far.said and "east first" in far.said


def test_roads_must_be_lines_and_sites_there(plan, tmp_path):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="ROADS"):
        plan(CANDIDATES=candidates(), ROADS=candidates())
    with pytest.raises(QgsProcessingException):
        plan(CANDIDATES=candidates([]), ROADS=roads())
    assert not (tmp_path / "結果" / "順.gpkg").exists()


def test_nothing_may_fit(plan):
    result = plan(CANDIDATES=candidates(), ROADS=roads(), SERVICE=500)
    assert (result["PLANNED"], result["NOT_PLANNED"], result["TEAM_DAYS"]) == (0, 8, 0)


def test_where_nothing_fits_the_plan_of_before_stays(plan, register):
    plan(REGISTER=str(register), ROADS=roads())
    before = kept(register)
    log = Log()
    assert plan(log, REGISTER=str(register), ROADS=roads(), SERVICE=500)["PLANNED"] == 0
    assert kept(register) == before and "left as it is" in log.said


def test_without_the_library_the_error_says_how_to_get_it(plan, monkeypatch):
    from qgis.core import QgsProcessingException

    real = importlib.metadata.version
    monkeypatch.setattr("importlib.metadata.version", lambda name: "0.11.0" if name == "pyvrp" else real(name))
    with pytest.raises(QgsProcessingException, match='pip install --user "pyvrp'):
        plan(CANDIDATES=candidates(), ROADS=roads())


def test_a_copied_read_only_register_is_not_changed(plan, register, tmp_path):
    other = tmp_path / "写し.gpkg"
    shutil.copy(register, other)
    plan(REGISTER=str(other), ROADS=roads(), KEEP_PLAN=False)
    assert other.read_bytes() == register.read_bytes()
