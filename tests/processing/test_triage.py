"""Triage through Processing: maps as offices have them, and nothing lost."""

import csv
import itertools
import json
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def scene(sample, tmp_path_factory):
    return sample(tmp_path_factory.mktemp("練習") / "奥多摩", SIZE=1.5, SEED=3, SERIES=True)


@pytest.fixture(scope="module")
def candidates(scene, tmp_path_factory):
    """The works of the truth as candidates: true outlines, the dates of the pair."""
    path = tmp_path_factory.mktemp("候補") / "候補.gpkg"
    rows = [
        (
            feature.geometry(),
            [f"C{feature['id']:04d}", feature["id"], 0.9, "2024-05-18", "2024-10-25", feature["onset"]],
        )
        for feature in layer_of(scene / "truth.gpkg").getFeatures()
    ]
    names = "candidate_id:string,rank:int,priority:double,before_date:string,after_date:string,備考:string"
    return write(path, names, rows)


def layer_of(path):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(str(path), "x", "ogr")
    assert layer.isValid()
    return layer


def write(path, fields, rows, crs="EPSG:6677", kind="Polygon"):
    """A GeoPackage of (geometry or WKT, values); returns its path."""
    from qgis.core import (
        QgsCoordinateTransformContext,
        QgsFeature,
        QgsGeometry,
        QgsVectorFileWriter,
        QgsVectorLayer,
    )

    declared = "".join(f"&field={field}" for field in fields.split(",") if field)
    layer = QgsVectorLayer(f"{kind}?crs={crs}{declared}", "made", "memory")
    for geometry, values in rows:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(geometry) if isinstance(geometry, str) else geometry)
        feature.setAttributes(list(values))
        assert layer.dataProvider().addFeature(feature)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    error = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
    assert error[0] == QgsVectorFileWriter.WriterError.NoError, error
    return str(path)


def maps(scene):
    names = ("PERMITS", "ZONES", "PLANNING", "HAZARD", "BUILDINGS", "STREAMS", "ROADS", "MUNICIPALITIES")
    return {name: str(scene / f"{name.lower()}.gpkg") for name in names} | {
        "DEM": str(scene / "dtm_before.tif"),
        "LANDUSE": str(scene / "landcover.tif"),
    }


def heard():
    """A feedback that remembers what it was told."""
    from qgis.core import QgsProcessingFeedback

    class Feedback(QgsProcessingFeedback):
        def __init__(self):
            super().__init__(False)
            self.said, self.warned = [], []

        def pushInfo(self, text):  # noqa: N802 - QGIS's name
            self.said.append(text)

        def pushWarning(self, text):  # noqa: N802 - QGIS's name
            self.warned.append(text)

    return Feedback()


@pytest.fixture
def run(qgis, tmp_path):
    """Runs triage; the result, its features in order of rank, and the feedback."""

    def go(candidates, **options):
        feedback = heard()
        given = {"CANDIDATES": candidates, "TRIAGED": str(tmp_path / "triaged.gpkg"), **options}
        result = qgis.run("soranome:triage", given, feedback)
        features = sorted(layer_of(result["TRIAGED"]).getFeatures(), key=lambda feature: feature["rank"])
        return result, features, feedback

    return go


def test_all_is_kept_ordered_and_styled(run, scene, candidates, tmp_path):
    result, features, said = run(candidates, **maps(scene), FUNNEL=str(tmp_path / "絞り込み.html"))
    truth = {f"C{f['id']:04d}": f for f in layer_of(scene / "truth.gpkg").getFeatures()}
    assert sorted(f["candidate_id"] for f in features) == sorted(truth)
    assert [f["rank"] for f in features] == list(range(1, len(truth) + 1))
    classes = [f["priority_class"] for f in features]
    assert classes == sorted(classes)
    assert all(a["priority"] >= b["priority"] for a, b in itertools.pairwise(features)
               if a["priority_class"] == b["priority_class"])  # fmt: skip
    for feature in features:
        known = truth[feature["candidate_id"]]
        assert (feature["evidence_rank"], feature["evidence_priority"], feature["備考"]) == (
            known["id"],
            0.9,
            known["onset"],
        )
        assert feature.geometry().area() == pytest.approx(known.geometry().area())
        assert feature["triage_reasons"] and feature["municipality"] and feature["landuse"]
        assert set(json.loads(feature["triage_parts"])) >= {"evidence", "houses", "debris", "valley"}
    layer = layer_of(result["TRIAGED"])
    assert layer.renderer().type() == "RuleRenderer"
    stages = [result[name] for name in ("EVIDENT", "WITHOUT_PERMIT", "RESTRICTED", "DEBRIS_RISK")]
    assert result["TRIAGED_COUNT"] == len(features) and stages == sorted(stages, reverse=True)
    assert [sum(f["stage"] >= stage for f in features) for stage in range(4)] == stages
    assert sum(f["priority_class"] == "A" for f in features) == stages[3]
    assert sum("→" in line for line in said.said) == 3
    page = Path(result["FUNNEL"]).read_text(encoding="utf-8")
    assert f"{result['WITHOUT_PERMIT']:,}" in page


def test_lawful_works_go_down_and_traps_do_not(run, scene, candidates):
    _, features, _ = run(candidates, **maps(scene))
    truth = {f"C{f['id']:04d}": f for f in layer_of(scene / "truth.gpkg").getFeatures()}
    permitted = [f for f in features if truth[f["candidate_id"]]["permitted"]]
    assert permitted and all(f["permit_state"] == "explained" and f["stage"] == 0 for f in permitted)
    others = [f for f in features if not truth[f["candidate_id"]]["permitted"]]
    assert all(f["permit_state"] != "explained" for f in others)
    permits = layer_of(scene / "permits.gpkg")
    trapped = [f for f in others if any(p.geometry().intersects(f.geometry()) for p in permits.getFeatures())]
    assert trapped and all(f["permit_state"] in ("expired", "ran_out") and f["stage"] > 0 for f in trapped)


def test_valley_lines_are_found_without_a_map_of_streams(run, scene, candidates):
    _, features, _ = run(candidates, DEM=str(scene / "dtm_before.tif"))
    streams = [f.geometry() for f in layer_of(scene / "streams.gpkg").getFeatures()]
    near = {f["candidate_id"]: min(s.distance(f.geometry()) for s in streams) <= 25 for f in features}
    agreed = sum(near[f["candidate_id"]] == bool(f["in_valley"]) for f in features)
    assert agreed >= 0.85 * len(features)


def test_polygons_of_a_patrol_need_no_fields(run, scene, tmp_path):
    from qgis.core import NULL

    path = write(
        tmp_path / "patrol.gpkg", "", [("POLYGON((-69500 -30500,-69400 -30500,-69450 -30400,-69500 -30500))", [])]
    )
    _, (found,), _ = run(path, **maps(scene))
    assert found["candidate_id"] and found["rank"] == 1
    assert (found["onset"], found["area_m2"]) == ("unknown", 5000)
    _, (bare,), said = run(path)
    assert (bare["stage"], bare["restricted"], bare["houses_below"], bare["debris_risk"]) == (0, NULL, NULL, NULL)
    assert sum("not looked at" in line or "調べていません" in line for line in said.said) == 3


def test_triage_again_does_not_pile_up(run, scene, candidates, qgis, tmp_path):
    result, first, _ = run(candidates, **maps(scene))
    again = qgis.run(
        "soranome:triage", {"CANDIDATES": result["TRIAGED"], "TRIAGED": str(tmp_path / "b.gpkg"), **maps(scene)}
    )
    second = sorted(layer_of(again["TRIAGED"]).getFeatures(), key=lambda f: f["rank"])
    assert [f["candidate_id"] for f in second] == [f["candidate_id"] for f in first]
    assert [f["priority"] for f in second] == [f["priority"] for f in first]
    assert sorted(second[0].fields().names()) == sorted(first[0].fields().names())


def test_permits_with_dates_of_every_kind(run, tmp_path):
    square = "POLYGON((-69500 -30500,-69400 -30500,-69400 -30400,-69500 -30400,-69500 -30500))"
    place = write(tmp_path / "c.gpkg", "before_date:string,after_date:string", [(square, ["2024/5/18", "R6.10.25"])])
    kinds = [("令和6年4月1日", "令和7年3月31日"), ("20240401", "20250331"), ("R6.4.1", "2025.3.31")]
    for number, days in enumerate(kinds):
        permits = write(
            tmp_path / f"p{number}.gpkg",
            "許可番号:string,許可日:string,完了予定日:string",
            [(square, ["第7号", *days])],
        )
        _, (found,), said = run(place, PERMITS=permits)
        assert (found["permit_state"], found["permit_share"]) == ("explained", 1)
        assert "第7号" in found["permit_numbers"] and not said.warned
    undated = write(tmp_path / "u.gpkg", "許可番号:string", [(square, ["第8号"])])
    _, (found,), said = run(place, PERMITS=undated)
    assert (found["permit_state"], found["stage"], found["permit_share"]) == ("undated", 1, 0)
    assert len(said.warned) == 1
    unread = write(tmp_path / "x.gpkg", "valid_from:string,valid_to:string", [(square, ["未定", "令和7年度末"])])
    _, (found,), said = run(place, PERMITS=unread)
    assert found["permit_state"] == "undated" and any("未定" in text for text in said.warned)
    named = write(tmp_path / "n.gpkg", "a:string,b:string", [(square, ["2024-04-01", "2025-03-31"])])
    _, (found,), _ = run(place, PERMITS=named, PERMIT_FROM_FIELD="a", PERMIT_TO_FIELD="b")
    assert found["permit_state"] == "explained"


def test_invalid_polygons_other_crs_and_codes_of_every_type(run, tmp_path):
    square = "POLYGON((-69500 -30500,-69400 -30500,-69400 -30400,-69500 -30400,-69500 -30500))"
    place = write(tmp_path / "c.gpkg", "", [(square, [])])
    bowtie = "POLYGON((138.9 35.5,139.5 36.0,139.5 35.5,138.9 36.0,138.9 35.5))"
    wide = "POLYGON((138.9 35.5,139.5 35.5,139.5 36.0,138.9 36.0,138.9 35.5))"
    zones = write(tmp_path / "z.gpkg", "A56_004:string", [(wide, ["01"]), (bowtie, ["1"])], crs="EPSG:6668")
    _, (found,), _ = run(place, ZONES=zones)
    assert (found["zone"], found["zone_share"], found["verdict"]) == ("residential", 1, "exceeds")
    undivided = write(tmp_path / "z9.gpkg", "A56_004:double", [(wide, [9.0])], crs="EPSG:4326")
    assert run(place, ZONES=undivided)[1][0]["zone"] == "undivided"
    strange = write(tmp_path / "z7.gpkg", "A56_004:int", [(wide, [7])], crs="EPSG:6668")
    _, (found,), said = run(place, ZONES=strange)
    assert found["zone"] == "undivided" and any("7" in text for text in said.warned)
    empty = write(tmp_path / "z0.gpkg", "A56_004:int", [])
    _, (found,), said = run(place, ZONES=empty)
    assert found["zone"] == "outside" and said.warned


def test_candidates_that_are_broken_or_empty_stay(run, tmp_path):
    bowtie = "POLYGON((-69500 -30500,-69400 -30400,-69400 -30500,-69500 -30400,-69500 -30500))"
    path = write(tmp_path / "c.gpkg", "note:string", [(bowtie, ["bow"]), ("POLYGON EMPTY", ["none"])])
    _, features, said = run(path, PERMITS=write(tmp_path / "p.gpkg", "number:string", []))
    assert [f["note"] for f in features] == ["bow", "none"]
    assert features[0]["area_m2"] == pytest.approx(5000)
    assert said.warned
    result, features, _ = run(write(tmp_path / "e.gpkg", "note:string", []))
    assert features == [] and result["TRIAGED_COUNT"] == 0


def test_parcels_and_funnel_as_csv(run, tmp_path):
    square = "POLYGON((-69500 -30500,-69400 -30500,-69400 -30400,-69500 -30400,-69500 -30500))"
    left = "POLYGON((-69600 -30500,-69430 -30500,-69430 -30400,-69600 -30400,-69600 -30500))"
    right = "POLYGON((-69430 -30500,-69300 -30500,-69300 -30400,-69430 -30400,-69430 -30500))"
    place = write(tmp_path / "c.gpkg", "", [(square, [])])
    parcels = write(
        tmp_path / "筆.gpkg",
        "市区町村名:string,大字名:string,丁目名:string,地番:string",
        [(left, ["例示村", "沢", None, "12-3"]), (right, ["例示村", "沢", None, "12-4"])],
    )
    result, (found,), _ = run(place, PARCELS=parcels, FUNNEL=str(tmp_path / "f.csv"))
    assert found["parcels"] == "例示村沢12-3 (70%)、例示村沢12-4 (30%)"
    with open(result["FUNNEL"], encoding="utf-8-sig", newline="") as file:
        assert [row[2] for row in csv.reader(file)][1:] == ["1", "", "", ""]


def test_the_list_of_inspectors_shows_what_triage_found(qgis, run, scene, candidates, tmp_path):
    from openpyxl import load_workbook

    result, features, _ = run(candidates, **maps(scene))
    path = tmp_path / "l.xlsx"
    qgis.run("soranome:fieldchecklist", {"CANDIDATES": result["TRIAGED"], "XLSX": str(path), "LANGUAGE": "en"})
    head, *rows = load_workbook(path).active.iter_rows(min_row=4, values_only=True)
    line = dict(zip(head, rows[0]))
    assert line["ID"] == features[0]["candidate_id"]
    assert line["Class"] == features[0]["priority_class"]
    assert line["Buildings below"] == features[0]["houses_below"]
    assert "permit" in line["Permits"] and "zone" in line["Zone of the fill law"]
    assert "Ground slope" in line["Reasons"]
    assert "Parcels (share)" not in head


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ZONES": "roads"}, "ZONES|A56_004"),
        ({"ZONES": "planning"}, "A56_004"),
        ({"HAZARD": "zones"}, "A33_001"),
        ({"PERMIT_FROM_FIELD": "無い"}, "無い"),
        ({"WEIGHTS": "hoses=3"}, "hoses"),
        ({"DEM": "/none.tif"}, "none.tif"),
        ({"PERMIT_BUFFER": -1}, "PERMIT_BUFFER"),
        ({"FUNNEL": "a.pdf"}, "csv"),
    ],
)
def test_wrong_input_is_named_before_anything_is_written(qgis, scene, candidates, tmp_path, wrong, said):
    from qgis.core import QgsProcessingException

    wrong = {n: str(scene / f"{v}.gpkg") if n in ("ZONES", "HAZARD") else v for n, v in wrong.items()}
    if "FUNNEL" in wrong:
        wrong["FUNNEL"] = str(tmp_path / wrong["FUNNEL"])
    given = {
        "CANDIDATES": candidates,
        "PERMITS": str(scene / "permits.gpkg"),
        "TRIAGED": str(tmp_path / "t.gpkg"),
        **wrong,
    }
    with pytest.raises(QgsProcessingException, match=said):
        qgis.run("soranome:triage", given)
    assert list(tmp_path.iterdir()) == []


def test_candidates_in_degrees_are_refused_with_advice(qgis, tmp_path):
    from qgis.core import QgsProcessingException

    path = write(tmp_path / "deg.gpkg", "", [("POLYGON((139 35,139.1 35,139.1 35.1,139 35))", [])], crs="EPSG:6668")
    with pytest.raises(QgsProcessingException, match="6677"):
        qgis.run("soranome:triage", {"CANDIDATES": path, "TRIAGED": str(tmp_path / "t.gpkg")})
