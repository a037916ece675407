"""``visitaccuracy``: from visits to a report, a table, and weights the triage takes."""

import csv
import json

import numpy as np
import pytest

from tests.core.fieldwork.register_tools import outline, update

SITES = 400


@pytest.fixture(scope="module")
def triaged(qgis, tmp_path_factory):
    """Squares of many sizes with a probability of their own, triaged without maps."""
    from qgis.core import QgsFeature, QgsGeometry, QgsRectangle, QgsVectorFileWriter, QgsVectorLayer

    folder = tmp_path_factory.mktemp("triage")
    layer = QgsVectorLayer(
        "MultiPolygon?crs=EPSG:6677&field=candidate_id:string&field=rank:int&field=probability:double", "c", "memory"
    )
    rng = np.random.default_rng(1)
    features = []
    for n in range(SITES):
        side = float(rng.uniform(10, 120))
        feature = QgsFeature(layer.fields())
        feature.setAttributes([f"C{n:04d}", n + 1, float(rng.uniform(0.2, 1))])
        x, y = -66000 + 300 * (n % 20), -31000 - 300 * (n // 20)
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(x, y, x + side, y + side)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    path = str(folder / "候補.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, layer.transformContext(), options)
    return path, qgis.run("soranome:triage", {"CANDIDATES": path, "TRIAGED": str(folder / "選別.gpkg")})["TRIAGED"]


@pytest.fixture(scope="module")
def visited(qgis, triaged, tmp_path_factory):
    """A register of these, every second one visited: improper are the large ones, whatever their probability."""
    from soranome.plugin.core.fieldwork.register import open_register
    from soranome.plugin.core.fieldwork.register_visits import Visit

    target = str(tmp_path_factory.mktemp("register") / "台帳.gpkg")
    qgis.run("soranome:updateregister", {"CANDIDATES": triaged[1], "REGISTER": target, "OBSERVED_ON": "2024-10-25"})
    rng = np.random.default_rng(2)
    with open_register(target, "山田") as register:
        for row in register.sites():
            if int(row["candidate_id"][1:]) % 2:
                large = rng.random() < 1 / (1 + np.exp(-(row["area_m2"] ** 0.5 - 60) / 12))
                status = "under_correction" if large else "lawful" if rng.random() < 0.5 else "false_detection"
                register.add_visit(row["site_id"], Visit("2025-01-10", "山田", status=status))
    return target


def rows_of(path):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(path, "t", "ogr")
    return {f["candidate_id"]: f for f in layer.getFeatures()}


def improper_of(register) -> dict[str, bool]:
    from soranome.plugin.core.fieldwork.register import look_at

    with look_at(register) as opened:
        return {
            row["candidate_id"]: row["status"] == "under_correction"
            for row in opened.sites()
            if row["status"] != "unvisited"
        }


def test_suggested_weights_order_the_next_triage_as_said(qgis, triaged, visited, tmp_path):
    from soranome.plugin.core.fieldwork.outcomes.hits import area_under_curve

    paths = {
        "REPORT": str(tmp_path / "的中.html"),
        "RATES": str(tmp_path / "率.csv"),
        "WEIGHTS": str(tmp_path / "重.json"),
    }
    result = qgis.run("soranome:visitaccuracy", {"REGISTER": visited, **paths, "LANGUAGE": "en"})
    assert {name: result[name] for name in paths} == paths
    assert (result["DECIDED"], result["SUGGESTED"]) == (SITES // 2, 1)
    told = improper_of(visited)
    assert result["HITS"] == sum(told.values()) and result["IMPROPER_RATE"] == pytest.approx(
        np.mean(list(told.values()))
    )
    assert result["AUC_SUGGESTED"] > result["AUC"] + 0.1

    weights = json.loads((tmp_path / "重.json").read_text(encoding="utf-8"))["weights"]
    assert weights["size"] > weights["evidence"], "it was 1 to 6"
    again = str(tmp_path / "again.gpkg")
    qgis.run("soranome:triage", {"CANDIDATES": triaged[0], "WEIGHTS": paths["WEIGHTS"], "TRIAGED": again})
    before, after = rows_of(triaged[1]), rows_of(again)
    for feature in after.values():
        parts = json.loads(feature["triage_parts"])
        expected = sum(weights[name] * part for name, part in parts.items()) / sum(weights[name] for name in parts)
        assert feature["priority"] == pytest.approx(expected, abs=2e-3)
    new = {name: feature["rank"] for name, feature in after.items()}
    assert new != {name: feature["rank"] for name, feature in before.items()}
    hit = list(told.values())
    now, then = (area_under_curve([-rows[name]["rank"] for name in told], hit) for rows in (before, after))
    assert now == pytest.approx(result["AUC"], abs=0.01)
    assert then == pytest.approx(result["AUC_SUGGESTED"], abs=0.03)

    page = (tmp_path / "的中.html").read_text(encoding="utf-8")
    assert "does better on sites it was not learnt from" in page and "台帳.gpkg" in page and str(tmp_path) not in page
    rates = list(csv.DictReader((tmp_path / "率.csv").read_text(encoding="utf-8-sig").splitlines()))
    everything = next(row for row in rows_with(rates, "improper", "all"))
    assert (int(everything["known"]), int(everything["hits"])) == (SITES // 2, result["HITS"])
    assert sum(int(row["known"]) for row in rows_with(rates, "improper", "rank")) == SITES // 2


def rows_with(rates, outcome, grouping):
    return [row for row in rates if (row["outcome"], row["grouping"]) == (outcome, grouping)]


def test_with_few_visits_it_says_so_and_writes_no_weights(qgis, tmp_path):
    from qgis.core import QgsProcessingFeedback

    register = str(tmp_path / "a.gpkg")
    update(register, [outline(200 * n, 0, rank=n) for n in range(1, 6)])
    feedback = QgsProcessingFeedback()
    weights = tmp_path / "w.json"
    result = qgis.run(
        "soranome:visitaccuracy",
        {"REGISTER": register, "REPORT": str(tmp_path / "r.html"), "WEIGHTS": str(weights)},
        feedback,
    )
    assert result["SUGGESTED"] == result["DECIDED"] == 0
    assert "IMPROPER_RATE" not in result and "WEIGHTS" not in result, "unknown is not 0"
    assert not weights.exists() and (tmp_path / "r.html").exists()
    assert "20" in feedback.textLog()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"REGISTER": "{folder}/no.gpkg"}, "no.gpkg"),
        ({"REGISTER": "a.txt"}, "REGISTER"),
        ({"PRESENT": "hauses=3"}, "hauses"),
        ({"WEIGHTS": "{folder}/neu/r.html"}, "WEIGHTS"),
        ({"REPORT": "/proc/nowhere/r.html"}, "/proc"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_nothing(qgis, visited, tmp_path, change, said):
    from qgis.core import QgsProcessingException

    given = {"REGISTER": visited, "REPORT": "{folder}/neu/r.html", "RATES": "{folder}/neu/r.csv", **change}
    given = {name: value.format(folder=tmp_path) for name, value in given.items()}
    with pytest.raises(QgsProcessingException, match=said):
        qgis.run("soranome:visitaccuracy", given)
    assert list(tmp_path.iterdir()) == []


def test_the_register_is_only_read(qgis, visited, tmp_path):
    import hashlib
    from pathlib import Path

    def digest():
        return hashlib.sha256(Path(visited).read_bytes()).hexdigest()

    before = digest()
    qgis.run("soranome:visitaccuracy", {"REGISTER": visited, "REPORT": str(tmp_path / "r.html")})
    assert digest() == before
