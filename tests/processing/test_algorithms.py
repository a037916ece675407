"""The algorithms through Processing, on the made scene."""

import itertools
import json
from pathlib import Path

import pytest

SIZE_KM = 1.5


@pytest.fixture(scope="module")
def scene(qgis, tmp_path_factory):
    """A made scene in a folder with a Japanese name."""
    folder = tmp_path_factory.mktemp("練習") / "奥多摩"
    qgis.run("soranome:makesample", {"SIZE": SIZE_KM, "SEED": 3, "FOLDER": str(folder)})
    return folder


@pytest.fixture(scope="module")
def pair(scene):
    return {
        "BEFORE": str(scene / "optical_before.tif"),
        "AFTER": str(scene / "optical_after.tif"),
        "BEFORE_MASK": str(scene / "mask_before.tif"),
        "AFTER_MASK": str(scene / "mask_after.tif"),
    }


@pytest.fixture(scope="module")
def detected(qgis, scene, pair, tmp_path_factory):
    folder = tmp_path_factory.mktemp("結果")
    return qgis.run(
        "soranome:detectfill",
        {
            **pair,
            "COREGISTER": True,
            "BEFORE_DATE": "2024-05-18",
            "AFTER_DATE": "2024-10-25",
            "MUNICIPALITIES": str(scene / "municipalities.gpkg"),
            "CANDIDATES": str(folder / "候補.gpkg"),
            "SCORE": str(folder / "score.tif"),
            "REPORT": str(folder / "報告.html"),
        },
    )


def layer_of(path):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(str(path), "x", "ogr")
    assert layer.isValid()
    return layer


def test_the_sample_holds_what_its_help_promises(scene):
    about = json.loads((scene / "scene.json").read_text(encoding="utf-8"))
    assert about["dates"]["BEFORE_DATE"] < about["dates"]["AFTER_DATE"]
    truth = layer_of(scene / "truth.gpkg")
    assert truth.featureCount() == sum(about["counts"].values()) > 0
    for name in ("permits", "zones", "planning", "hazard", "buildings", "roads", "streams", "municipalities", "assets",
                 "masts", "population"):  # fmt: skip
        assert layer_of(scene / f"{name}.gpkg").crs().authid() == "EPSG:6677"
    assert len(list((scene / "sar").glob("*_VV.tif"))) == len(list((scene / "sar").glob("*_VH.tif"))) == 12


def test_candidates_are_ranked_styled_and_explained(detected):
    layer = layer_of(detected["CANDIDATES"])
    features = list(layer.getFeatures())
    assert len(features) == detected["COUNT"] > 10
    assert sorted(f["rank"] for f in features) == list(range(1, len(features) + 1))
    by_rank = sorted(features, key=lambda f: f["rank"])
    assert all(a["priority"] >= b["priority"] for a, b in itertools.pairwise(by_rank))
    assert by_rank[0]["change"] in (1, 2, 5)
    assert all(f["reasons"] and f["municipality"] and f["before_date"] == "2024-05-18" for f in features)
    assert all(abs(f.geometry().area() - f["area_m2"]) < 1 for f in features)
    assert layer.renderer().type() == "RuleRenderer", "the default style of the GeoPackage is not ours"
    assert 139 < features[0]["longitude"] < 140 and 35 < features[0]["latitude"] < 36


def test_what_is_found_is_true_more_often_at_the_top(qgis, scene, detected, tmp_path):
    result = qgis.run(
        "soranome:accuracy",
        {
            "CANDIDATES": detected["CANDIDATES"],
            "REFERENCE": str(scene / "truth.gpkg"),
            "TARGET": "\"kind\" in ('fill','cut','stockpile') and \"cloud_share_after\" = 0 and \"area_m2\" >= 1000",
            "KIND_FIELD": "kind",
            "REPORT": str(tmp_path / "a.html"),
        },
    )
    assert result["RECALL"] > 0.8
    assert result["PRECISION"] < result["RECALL"]
    assert "<table" in Path(result["REPORT"]).read_text(encoding="utf-8")


def test_the_steps_one_by_one_give_what_the_whole_gives(qgis, scene, pair, detected, tmp_path):
    change = qgis.run(
        "soranome:opticalchange",
        {**pair, "COREGISTER": True, **{name: str(tmp_path / f"{name}.tif") for name in ("SCORE", "CHANGE", "SOIL")}},
    )
    found = qgis.run(
        "soranome:fillcandidates",
        {
            "OPTICAL": change["SCORE"],
            "OPTICAL_CHANGE": change["CHANGE"],
            "OPTICAL_SOIL": change["SOIL"],
            "MUNICIPALITIES": str(scene / "municipalities.gpkg"),
            "CANDIDATES": str(tmp_path / "c.gpkg"),
        },
    )
    ours = {f["candidate_id"]: f["priority"] for f in layer_of(found["CANDIDATES"]).getFeatures()}
    whole = {f["candidate_id"]: f["probability"] for f in layer_of(detected["CANDIDATES"]).getFeatures()}
    assert ours == whole


def test_layers_do_as_well_as_paths(qgis, pair, tmp_path):
    from qgis.core import QgsProject, QgsRasterLayer

    layers = {name: QgsRasterLayer(pair[name], f"前後 {name}") for name in ("BEFORE", "AFTER")}
    QgsProject.instance().addMapLayers(list(layers.values()))
    result = qgis.run("soranome:checkpair", {**layers, "REPORT": str(tmp_path / "r.html")})
    QgsProject.instance().removeAllMapLayers()
    assert result["PASSED"]
    assert abs(result["SHIFT_X"]) < 0.5
    assert result["OVERLAP"] == pytest.approx(1)


def test_the_corrected_image_fits(qgis, pair, tmp_path):
    result = qgis.run(
        "soranome:checkpair",
        {**pair, "COREGISTER": True, "REPORT": str(tmp_path / "r.html"), "CORRECTED": str(tmp_path / "k.tif")},
    )
    again = qgis.run(
        "soranome:checkpair", {**pair, "AFTER": result["CORRECTED"], "REPORT": str(tmp_path / "again.html")}
    )
    assert max(abs(again["SHIFT_X"]), abs(again["SHIFT_Y"])) < 0.1


def test_the_list_is_japanese_by_default_and_english_when_asked(qgis, detected, scene, tmp_path):
    from openpyxl import load_workbook

    heads = {}
    for language in ("ja", "en"):
        path = tmp_path / f"{language}.xlsx"
        options = {} if language == "ja" else {"LANGUAGE": "en"}
        qgis.run("soranome:fieldchecklist", {"CANDIDATES": detected["CANDIDATES"], "XLSX": str(path), **options})
        sheet = load_workbook(path).active
        heads[language] = [cell.value for cell in sheet[4]]
        assert sheet.max_row == 4 + detected["COUNT"]
        link = next(cell for cell in sheet[5] if cell.hyperlink and "maps.gsi.go.jp" in cell.hyperlink.target)
        assert "#17/35." in link.hyperlink.target
    assert any("市区町村" in str(head) for head in heads["ja"])
    assert "Google Maps" in heads["en"] and "Status" in heads["en"]


def test_the_list_can_be_cut_to_an_area_and_to_the_first_ranks(qgis, detected, scene, tmp_path):
    from openpyxl import load_workbook

    path = tmp_path / "l.xlsx"
    qgis.run("soranome:fieldchecklist", {"CANDIDATES": detected["CANDIDATES"], "LIMIT": 7, "XLSX": str(path)})
    assert load_workbook(path).active.max_row == 4 + 7
    layer = layer_of(scene / "municipalities.gpkg")
    layer.setSubsetString("fid = 1")
    name = next(layer.getFeatures())["name"]
    qgis.run("soranome:fieldchecklist", {"CANDIDATES": detected["CANDIDATES"], "AREA": layer, "XLSX": str(path)})
    rows = load_workbook(path).active.max_row - 4
    inside = [f for f in layer_of(detected["CANDIDATES"]).getFeatures() if f["municipality"] == name]
    assert len(inside) <= rows < detected["COUNT"]


def test_a_run_that_is_cancelled_fails_and_leaves_nothing(qgis, pair, tmp_path):
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    feedback.progressChanged.connect(lambda progress: feedback.cancel() if progress > 20 else None)
    with pytest.raises(QgsProcessingException):
        qgis.run("soranome:detectfill", {**pair, "CANDIDATES": str(tmp_path / "c.gpkg"), "SCORE": str(tmp_path / "s.tif")},
                 feedback)  # fmt: skip
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"BEFORE": "存在しない.tif"}, "存在しない.tif"),
        ({"SENSOR": "four_band"}, "6"),
        ({"SENSOR": "custom"}, "blue,green,red,nir"),
        ({"BANDS": "blue,green"}, "blue,green"),
        ({"MUNICIPALITY_FIELD": "無い"}, "無い"),
    ],
)
def test_wrong_input_is_named(qgis, scene, pair, tmp_path, wrong, said):
    from qgis.core import QgsProcessingException

    wrong = {**wrong, "MUNICIPALITIES": str(scene / "municipalities.gpkg")}
    with pytest.raises(QgsProcessingException, match=said):
        qgis.run("soranome:detectfill", {**pair, **wrong, "CANDIDATES": str(tmp_path / "c.gpkg")})
    assert list(tmp_path.iterdir()) == []


def test_a_layer_that_holds_no_candidates_is_refused_for_the_list(qgis, scene, tmp_path):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="candidate_id"):
        qgis.run("soranome:fieldchecklist", {"CANDIDATES": str(scene / "truth.gpkg"), "XLSX": str(tmp_path / "x.xlsx")})


def test_an_unwritable_place_is_said_before_the_long_work(qgis, pair, tmp_path, monkeypatch):
    from qgis.core import QgsProcessingException

    from soranome.plugin.core.change import optical

    monkeypatch.setattr(optical, "pool", lambda *_: pytest.fail("the long work began"))
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(QgsProcessingException, match="file"):
        qgis.run("soranome:detectfill", {**pair, "CANDIDATES": str(tmp_path / "file" / "c.gpkg")})


@pytest.mark.parametrize(
    ("outputs", "said"),
    [
        ({"CANDIDATES": "{BEFORE}"}, "BEFORE"),
        ({"CANDIDATES": "{folder}/a.gpkg", "REPORT": "{folder}/a.gpkg"}, "CANDIDATES"),
        ({"CANDIDATES": "{folder}/a.shp"}, ".gpkg"),
        ({"CANDIDATES": "{folder}/a.gpkg", "SCORE": "{folder}/a.jpg"}, ".tif"),
    ],
)
def test_a_result_replaces_no_input_and_no_other_result(qgis, pair, tmp_path, outputs, said):
    from qgis.core import QgsProcessingException

    size = Path(pair["BEFORE"]).stat().st_size
    outputs = {name: path.format(folder=tmp_path, **pair) for name, path in outputs.items()}
    with pytest.raises(QgsProcessingException, match=said):
        qgis.run("soranome:detectfill", {**pair, **outputs})
    assert Path(pair["BEFORE"]).stat().st_size == size
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"SENSOR": "sentinel3"}, "sentinel2"),
        ({"MIN_AREA": -5}, "MIN_AREA=-5"),
        ({"BEFORE_DATE": "2024-10-25", "AFTER_DATE": "2024-05-18"}, "2024-10-25"),
        ({"MUNICIPALITIES": "roads"}, "no polygons"),
        ({"BEFORE_MASK": "landcover", "COREGISTER": True}, "cannot be (corrected|measured)"),
    ],
)
def test_what_makes_no_sense_is_refused_with_advice(qgis, scene, pair, tmp_path, wrong, said):
    from qgis.core import QgsProcessingException

    for name, suffix in (("MUNICIPALITIES", "gpkg"), ("BEFORE_MASK", "tif")):
        if name in wrong:
            wrong = {**wrong, name: str(scene / f"{wrong[name]}.{suffix}")}
    with pytest.raises(QgsProcessingException, match=said):
        qgis.run("soranome:detectfill", {**pair, **wrong, "CANDIDATES": str(tmp_path / "c.gpkg")})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"TARGET": '"kind" = '}, "kind"), ({"KIND_FIELD": "knd"}, "knd"), ({"CHANGE": "x"}, "exactly one")],
)
def test_accuracy_refuses_what_it_cannot_read(qgis, scene, detected, tmp_path, wrong, said):
    from qgis.core import QgsProcessingException

    if "CHANGE" in wrong:
        wrong = {"CHANGE": str(scene / "mask_after.tif")}
    given = {"CANDIDATES": detected["CANDIDATES"], "REFERENCE": str(scene / "truth.gpkg"), **wrong}
    with pytest.raises(QgsProcessingException, match=said):
        qgis.run("soranome:accuracy", {**given, "REPORT": str(tmp_path / "r.html")})


def test_list_and_layer_give_one_point_to_one_place(qgis, detected, tmp_path):
    from openpyxl import load_workbook

    path = tmp_path / "l.xlsx"
    qgis.run("soranome:fieldchecklist", {"CANDIDATES": detected["CANDIDATES"], "LANGUAGE": "en", "XLSX": str(path)})
    head, *rows = load_workbook(path).active.iter_rows(min_row=4, values_only=True)
    columns = [head.index(name) for name in ("ID", "Latitude", "Longitude")]
    listed = {row[columns[0]]: (row[columns[1]], row[columns[2]]) for row in rows}
    for feature in layer_of(detected["CANDIDATES"]).getFeatures():
        latitude, longitude = listed[feature["candidate_id"]]
        assert latitude == pytest.approx(feature["latitude"], abs=2e-6)
        assert longitude == pytest.approx(feature["longitude"], abs=2e-6)


def test_the_steps_chain_in_a_model(qgis, pair, tmp_path):
    from qgis.core import (
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelOutput,
        QgsProcessingModelParameter,
        QgsProcessingParameterRasterLayer,
    )

    source = QgsProcessingModelChildParameterSource
    model = QgsProcessingModelAlgorithm("巡視", "g")
    for name in ("BEFORE", "AFTER"):
        model.addModelParameter(QgsProcessingParameterRasterLayer(name, name), QgsProcessingModelParameter(name))
    change = QgsProcessingModelChildAlgorithm("soranome:opticalchange")
    change.setChildId("change")
    for name in ("BEFORE", "AFTER"):
        change.addParameterSources(name, [source.fromModelParameter(name)])
    change.addParameterSources("COREGISTER", [source.fromStaticValue(True)])
    change.addParameterSources("METHOD", [source.fromStaticValue("cva")])
    model.addChildAlgorithm(change)
    candidates = QgsProcessingModelChildAlgorithm("soranome:fillcandidates")
    candidates.setChildId("candidates")
    candidates.addParameterSources("OPTICAL", [source.fromChildOutput("change", "SCORE")])
    candidates.addParameterSources("OPTICAL_CHANGE", [source.fromChildOutput("change", "CHANGE")])
    output = QgsProcessingModelOutput("CANDIDATES", "CANDIDATES")
    output.setChildId("candidates")
    output.setChildOutputName("CANDIDATES")
    candidates.setModelOutputs({"CANDIDATES": output})
    model.addChildAlgorithm(candidates)
    model.updateDestinationParameters()
    destination = next(p.name() for p in model.parameterDefinitions() if p.isDestination())
    given = {"BEFORE": pair["BEFORE"], "AFTER": pair["AFTER"], destination: str(tmp_path / "c.gpkg")}
    context = QgsProcessingContext()
    able, why = model.checkParameterValues(given, context)
    assert able, why
    _, done = model.run(given, context, QgsProcessingFeedback())
    assert done
    assert layer_of(tmp_path / "c.gpkg").featureCount() > 0
