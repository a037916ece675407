"""``fieldprogress`` through Processing: a file, a database, areas, dates, and what cannot be read."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.core.fieldwork import register_tools as tools
from tests.core.fieldwork import register_v1
from tests.core.fieldwork.register_tools import outline, update

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def server():
    with tools.postgresql() as running:
        yield running


def fill(target):
    """Four sites, two of them visited; one lies in no municipality the register knows."""
    from soranome.plugin.core.fieldwork.register import open_register
    from soranome.plugin.core.fieldwork.register_visits import Visit

    made = [outline(i * 100, 0, priority_class="A", municipality="奥多摩町" if i else "") for i in range(4)]
    update(target, made, "2024-10-25")
    first, second, *_ = (row["site_id"] for row in tools.sites(target))
    with open_register(target, "佐藤") as register:
        register.add_visit(first, Visit("2024-11-05", "佐藤", "lawful"))
        register.add_visit(second, Visit("2024-12-05", "佐藤", "under_correction", emergency_measures="needed"))
    return target


@pytest.fixture
def register(tmp_path):
    return fill(str(tmp_path / "台帳.gpkg"))


@pytest.fixture
def run(qgis, tmp_path):
    def run(register, **options):
        path = tmp_path / "進捗.html"
        result = qgis.run("soranome:fieldprogress", {"REGISTER": register, "REPORT": str(path), **options})
        return result, path.read_text(encoding="utf-8")

    return run


def layer(wkt, name=""):
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

    made = QgsVectorLayer("Polygon?crs=EPSG:6677&field=name:string", "区域", "memory")
    feature = QgsFeature(made.fields())
    feature.setGeometry(QgsGeometry.fromWkt(wkt))
    feature["name"] = name
    made.dataProvider().addFeature(feature)
    return made


WEST = "POLYGON((-50 -50,150 -50,150 150,-50 150,-50 -50))"


def test_the_numbers_are_those_of_the_register(run, register):
    result, page = run(register)
    del result["REPORT"]
    assert result == {
        "FOUND": 4, "VISITED": 2, "UNVISITED": 2, "LAWFUL": 1, "UNDER_CORRECTION": 1, "CORRECTED": 0,
        "FALSE_DETECTIONS": 0, "OPEN": 3, "OVERDUE": 2, "EMERGENCIES": 1,
    }  # fmt: skip
    assert '<html lang="ja">' in page and "台帳.gpkg" in page and "令和" in page
    assert page.count("maps.gsi.go.jp") == 3 + 2 + 1


def test_as_of_an_earlier_day(run, register):
    result, page = run(register, TO="2024-11-20", FROM="2024-11-01", LANGUAGE="en", OVERDUE_DAYS=25)
    names = ("FOUND", "VISITED", "LAWFUL", "UNDER_CORRECTION", "OPEN", "OVERDUE", "EMERGENCIES")
    assert [result[name] for name in names] == [4, 1, 1, 0, 3, 3, 0]
    assert "As of 2024-11-20" in page and "2024-10" not in page.partition("By month")[2].partition("By municipality")[0]
    result, page = run(register, TO="2024-01-01", LANGUAGE="en")
    assert result["FOUND"] == 0 and "No site was found until that day." in page


def test_an_area_and_municipalities(run, register):
    result, page = run(register, AREA=layer(WEST), MUNICIPALITIES=layer(WEST, "檜原村"), LANGUAGE="en")
    assert result["FOUND"] == 2
    assert "檜原村" in page and "1 sites without municipality took the name" in page and "区域" in page


def test_a_register_in_a_database_gives_the_same_and_no_password(run, server, register, tmp_path):
    target = fill(server.address(server.new_database())) + " password=geheim"
    result, page = run(target)
    expected, _ = run(register)
    assert {**result, "REPORT": ""} == {**expected, "REPORT": ""}
    assert "geheim" not in page


def test_an_empty_register(run, tmp_path):
    path = str(tmp_path / "空.gpkg")
    update(path, [])
    result, page = run(path, LANGUAGE="en")
    assert result["FOUND"] == 0 and "No site was found" in page


def test_a_site_drawn_by_hand_has_a_link(run, register):
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

    sites = QgsVectorLayer(f"{register}|layername=sites", "sites", "ogr")
    feature = QgsFeature(sites.fields())
    feature.setGeometry(QgsGeometry.fromWkt("MULTIPOLYGON(((900 0,940 0,940 40,900 40,900 0)))"))
    for name, value in (("site_id", "0" * 36), ("state", "new"), ("status", "unvisited"), ("origin", "other"),
                        ("nominal_outline", False), ("priority_class", "A"), ("created_at", "2026-01-01T00:00:00Z"),
                        ("updated_at", "2026-01-01T00:00:00Z")):  # fmt: skip
        feature[name] = value
    assert sites.dataProvider().addFeature(feature), sites.dataProvider().lastError()
    del sites
    result, page = run(register, LANGUAGE="en")
    assert result["FOUND"] == 5 and "1 sites have no day of finding" in page
    assert "36.00018" in page, "X 20 m north of the origin"


@pytest.mark.parametrize("name", ["無い.gpkg", "無い.txt", "古い.gpkg", "壊れた.gpkg"])
def test_what_is_no_register_of_today_is_said(run, tmp_path, name):
    from qgis.core import QgsProcessingException

    target = tmp_path / name
    if name == "古い.gpkg":
        register_v1.make_geopackage(target)
    if name == "壊れた.gpkg":
        target.write_bytes(b"no database")
    before = target.read_bytes() if target.exists() else b""
    with pytest.raises(QgsProcessingException, match=target.stem):
        run(str(target))
    assert not (tmp_path / "進捗.html").exists() and (target.read_bytes() if target.exists() else b"") == before


def test_days_in_the_wrong_order_are_refused(run, register):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="2025-02-01"):
        run(register, FROM="2025-02-01", TO="2025-01-01")


def test_qgis_process_writes_the_page(register, tmp_path):
    path = tmp_path / "p.html"
    command = [ROOT / "scripts" / "qgis.sh", "qgis_process", "run", "soranome:fieldprogress", "--json", "--",
               f"REGISTER={register}", f"REPORT={path}"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["results"]["FOUND"] == 4 and path.stat().st_size > 5000
    assert not list(tmp_path.glob(".soranome*"))
