"""``sampleresults`` through Processing: from the register's list to results, and into the register as truth.json says."""

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from shapely import box

from tests.core.fieldwork import register_tools as tools
from tests.core.fieldwork.register_tools import outline, update


def truth_layer():
    """Four events on the plane of zone IX, in a row 200 m apart; the register's sites 5 to 8 lie at none."""
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

    fields = "field=id:integer&field=kind:string&field=permitted:integer&field=height_m:double"
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:6677&{fields}", "truth", "memory")
    events = (("fill", 0, 6.0), ("fill", 1, 3.0), ("stockpile", 0, 1.2), ("roof", 0, 0.0))
    for number, (kind, permitted, height) in enumerate(events):
        feature = QgsFeature(layer.fields())
        x = 200 * number
        feature.setGeometry(QgsGeometry.fromWkt(box(x - 5, -5, x + 45, 45).wkt))
        feature.setAttributes([number, kind, permitted, height])
        layer.dataProvider().addFeature(feature)
    return layer


@pytest.fixture
def register(tmp_path):
    path = str(tmp_path / "台帳.gpkg")
    made = [outline(200 * n, 0, candidate_id=f"C{n}", rank=n + 1, municipality="奥多摩町") for n in range(24)]
    update(path, made, "2025-06-01")
    return path


@pytest.fixture
def checklist(qgis, register, tmp_path):
    path = tmp_path / "リスト.xlsx"
    qgis.run("soranome:fieldchecklist", {"REGISTER": register, "XLSX": str(path)})
    return str(path)


def run(qgis, folder, **options):
    return qgis.run("soranome:sampleresults", {"TRUTH": truth_layer(), "FOLDER": str(folder), **options})


def agrees(register: str, told: dict) -> None:
    """The register holds what ``told`` expects, and nothing else."""
    rows = tools.contents(register)
    sites = {row["site_id"]: row for row in rows["sites"]}
    visits, photos = defaultdict(list), defaultdict(list)
    for visit in rows["visits"]:
        visits[visit["site_id"]].append(visit)
    of_visit = {visit["visit_id"]: visit["site_id"] for visit in rows["visits"]}
    for photo in rows["photos"]:
        photos[of_visit[photo["visit_id"]]].append(photo)
    assert set(visits) == set(told["sites"])
    for key, want in told["sites"].items():
        (visit,), site = visits[key], sites[key]
        for name in ("visited_on", "visited_by", "status", "finding", "emergency_measures", "remarks"):
            assert visit[name] == want[name], (want["name"], name)
        shown = [
            site[name] for name in ("status", "finding", "emergency_measures", "last_visited_on", "last_visited_by")
        ]
        assert shown == [want[n] for n in ("status", "finding", "emergency_measures", "visited_on", "visited_by")]
        assert [Path(p["original_name"]).name for p in photos[key]] == [name for name, _ in want["photos"]]
        assert [p["direction_deg"] for p in photos[key]] == pytest.approx([degrees for _, degrees in want["photos"]])
        assert all(p["taken_at"][:10] == want["visited_on"] and 35.9 < p["latitude"] < 36.1 for p in photos[key])


def imported(register, folder):
    """The results brought into the register by the core; what became of the rows."""
    from soranome.plugin.core.fieldwork.results.importing import import_results
    from soranome.plugin.translation import words_in

    return import_results(register, folder, "係員", languages=(words_in("en"), words_in("ja")))


def test_a_list_goes_out_comes_back_and_is_in_the_register(qgis, register, checklist, tmp_path):
    folder = tmp_path / "結果"
    result = run(qgis, folder, XLSX=checklist, INSPECTORS=2, SHARE=0.9, OVERLAP=3, PHOTOS=2, MESSY=True)
    told = json.loads(Path(result["EXPECTED"]).read_text(encoding="utf-8"))
    assert (result["VISITS"], result["CONFLICTS"], result["REJECTED"]) == (20, 3, 2)
    assert Counter(one["status"] for one in told["sites"].values()) == Counter(
        under_correction=1, lawful=1, visited=1, false_detection=17
    )
    outcome = imported(register, folder)
    assert (outcome.entered, outcome.conflicting, outcome.rejected) == (20, 3, 2)
    assert outcome.photos == result["PHOTO_COUNT"] == 38
    agrees(register, told)
    progress = qgis.run("soranome:fieldprogress", {"REGISTER": register, "REPORT": str(tmp_path / "p.html")})
    assert (progress["FOUND"], progress["VISITED"], progress["FALSE_DETECTIONS"]) == (24, 20, 17)
    again = imported(register, folder)
    assert (again.entered, again.unchanged) == (0, 20)


def test_a_package_goes_out_comes_back_and_is_in_the_register(qgis, register, tmp_path):

    package, folder = tmp_path / "package", tmp_path / "結果"
    qgis.run("soranome:fieldpackage", {"REGISTER": register, "FOLDER": str(package)})
    result = run(qgis, folder, PACKAGE=str(package), INSPECTORS=3, OVERLAP=2, MESSY=True)
    told = json.loads(Path(result["EXPECTED"]).read_text(encoding="utf-8"))
    assert (result["VISITS"], result["CONFLICTS"], result["REJECTED"]) == (24, 2, 0)
    outcome = imported(register, folder)
    assert (outcome.entered, outcome.conflicting, outcome.rejected) == (24, 2, 0)
    agrees(register, told)


@pytest.mark.parametrize(
    ("options", "said"),
    [({}, "XLSX"), ({"XLSX": "a.xlsx", "PACKAGE": "b"}, "XLSX"), ({"XLSX": "無い.xlsx"}, "無い")],
)
def test_what_is_missing_is_said(qgis, tmp_path, options, said):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match=said):
        run(qgis, tmp_path / "r", **options)
    assert not (tmp_path / "r").exists()


def test_a_layer_that_is_no_truth_is_refused(qgis, checklist, tmp_path):
    from qgis.core import QgsProcessingException, QgsVectorLayer

    layer = QgsVectorLayer("Polygon?crs=EPSG:6677&field=name:string", "他", "memory")
    with pytest.raises(QgsProcessingException, match="kind, permitted, height_m"):
        qgis.run("soranome:sampleresults", {"XLSX": checklist, "TRUTH": layer, "FOLDER": str(tmp_path / "r")})


def test_inspectors_can_be_as_many_as_have_names():
    from soranome.plugin.core.sample.inspection_plan import MOST
    from soranome.plugin.processing.fieldwork.sampleresults import MOST_INSPECTORS

    assert MOST_INSPECTORS == MOST
