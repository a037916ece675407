"""Every witness in one run, any mix of them, and the models that carry a run to the register and the list."""

import os
from pathlib import Path

import pytest

DATES = {"BEFORE_DATE": "2024-05-18", "AFTER_DATE": "2024-10-25"}
MAPS = ("permits", "zones", "planning", "hazard", "buildings", "streams", "roads", "municipalities")


@pytest.fixture(scope="module")
def scene(sample, tmp_path_factory):
    return sample(tmp_path_factory.mktemp("練習") / "奥多摩", SIZE=1.5, SEED=3, SERIES=True)


@pytest.fixture(scope="module")
def given(scene):
    """Inputs of the main job by witness, and the maps."""
    return {
        "optical": {
            **{name: str(scene / f"{file}.tif") for name, file in (
                ("BEFORE", "optical_before"), ("AFTER", "optical_after"),
                ("BEFORE_MASK", "mask_before"), ("AFTER_MASK", "mask_after"))},
            "COREGISTER": True, **DATES,
        },
        "series": {"OPTICAL_FOLDER": str(scene / "optical")},
        "sar": {"STACK_FOLDER": str(scene / "sar")},
        "elevation": {"DEM_BEFORE": str(scene / "dtm_before.tif"), "DEM_AFTER": str(scene / "dtm_after.tif")},
        "maps": {name.upper(): str(scene / f"{name}.gpkg") for name in MAPS},
    }  # fmt: skip


@pytest.fixture(scope="module")
def whole(qgis, given, tmp_path_factory):
    """A run with everything."""
    folder = tmp_path_factory.mktemp("結果")
    inputs = {**given["optical"], **given["sar"], **given["elevation"], **given["maps"]}
    outputs = {"CANDIDATES": "候補.gpkg", "SCORE": "s.tif", "CHANGE": "c.tif", "REPORT": "報告.html", "FUNNEL": "f.csv"}
    return qgis.run("soranome:detectfill", inputs | {name: str(folder / file) for name, file in outputs.items()})


def layer_of(path):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(str(path), "x", "ogr")
    assert layer.isValid()
    return layer


def known(feature, name):
    from qgis.core import NULL

    return feature[name] if feature[name] not in (None, NULL) else None


def works_of(scene):
    """Unpermitted fills a made scene's elevations can show."""
    found = [f for f in layer_of(scene / "truth.gpkg").getFeatures() if f["kind"] == "fill" and not f["permitted"]]
    return [f.geometry() for f in found if f["area_m2"] >= 500 and f["height_m"] >= 1]


def test_everything_together_finds_the_fills_and_ranks_them_first(whole, scene):
    features = sorted(layer_of(whole["CANDIDATES"]).getFeatures(), key=lambda f: f["rank"])
    assert [f["rank"] for f in features] == list(range(1, len(features) + 1)) and len(features) == whole["COUNT"]
    fills = works_of(scene)
    assert fills
    for fill in fills:
        covering = [f for f in features if f.geometry().intersection(fill).area() >= 0.25 * fill.area()]
        assert covering and max(f["probability"] for f in covering) > 0.8
        best = max(covering, key=lambda f: f["probability"])
        assert best["fill_height_m"] > 0.5 and best["fill_volume_low_m3"] < best["fill_volume_high_m3"]
        assert best["verdict"] and best["onset"] in ("before", "after", "straddles")
    assert whole["TRIAGED_COUNT"] == whole["COUNT"] >= whole["EVIDENT"] >= whole["DEBRIS_RISK"]


def test_each_witness_is_weighed_and_what_it_did_not_see_is_unknown(whole):
    features = list(layer_of(whole["CANDIDATES"]).getFeatures())
    for name in ("optical", "sar", "elevation"):
        for feature in features:
            assert (known(feature, f"evidence_{name}") is None) == (feature[f"seen_{name}"] < 0.1)
    assert any(known(f, "evidence_optical") is None for f in features), "clouds hide some place"


def test_radar_brackets_the_onset_to_one_interval(whole):
    from datetime import date

    by_radar = [f for f in layer_of(whole["CANDIDATES"]).getFeatures() if f["onset_from"] and f["onset_to"]]
    spans = [(date.fromisoformat(f["onset_to"]) - date.fromisoformat(f["onset_from"])).days for f in by_radar]
    assert min(spans) == 24


def test_the_report_tells_of_every_witness_and_the_funnel(whole):
    page = Path(whole["REPORT"]).read_text(encoding="utf-8")
    for text in ("1,334", "sentinel2", "VV, VH", "2024-12-20"):
        assert text in page
    assert Path(whole["FUNNEL"]).read_text(encoding="utf-8-sig").count("\n") == 5


@pytest.mark.parametrize("names", [("optical",), ("sar",), ("elevation",), ("series",), ("sar", "elevation")])
def test_any_mix_runs_and_says_what_it_has(qgis, given, names, tmp_path):
    inputs = {key: value for name in names for key, value in given[name].items()}
    result = qgis.run(
        "soranome:detectfill", inputs | {"CANDIDATES": str(tmp_path / "c.gpkg"), "SCORE": str(tmp_path / "s.tif")}
    )
    features = list(layer_of(result["CANDIDATES"]).getFeatures())
    assert features and result["TRIAGED_COUNT"] == len(features)
    for name in ("optical", "sar", "elevation"):
        if name not in (*names, *(["optical"] if "series" in names else [])):
            assert all(known(f, f"evidence_{name}") is None for f in features)
    assert sorted(os.listdir(tmp_path)) == ["c.gpkg", "s.tif"]


def test_the_parts_one_by_one_give_what_the_whole_gives(qgis, given, whole, tmp_path):
    def out(*names):
        return {name: str(tmp_path / f"{len(os.listdir(tmp_path))}_{name}.tif") for name in names}

    pair = {k: v for k, v in given["optical"].items() if k not in DATES}
    optical = qgis.run("soranome:opticalchange", pair | out("SCORE", "CHANGE", "SOIL"))
    radar = qgis.run("soranome:sarchange", given["sar"] | out("SCORE", "CHANGE", "FIRST_CHANGE"))
    elevations = {"BEFORE": given["elevation"]["DEM_BEFORE"], "AFTER": given["elevation"]["DEM_AFTER"]}
    heights = qgis.run("soranome:elevationchange", elevations | out("DIFFERENCE", "SIGNIFICANT", "SCORE")
                       | {"SUMMARY": str(tmp_path / "s.html")})  # fmt: skip
    found = qgis.run(
        "soranome:fillcandidates",
        {
            "OPTICAL": optical["SCORE"], "OPTICAL_CHANGE": optical["CHANGE"], "OPTICAL_SOIL": optical["SOIL"],
            "SAR": radar["SCORE"], "SAR_CHANGE": radar["CHANGE"], "SAR_FIRST_CHANGE": radar["FIRST_CHANGE"],
            "ELEVATION": heights["SCORE"], "DIFFERENCE": heights["DIFFERENCE"],
            "MUNICIPALITIES": given["maps"]["MUNICIPALITIES"], **DATES, "CANDIDATES": str(tmp_path / "c.gpkg"),
        },
    )  # fmt: skip
    triaged = qgis.run(
        "soranome:triage",
        {k: v for k, v in given["maps"].items() if k != "MUNICIPALITIES"}
        | {
            "CANDIDATES": found["CANDIDATES"],
            "DEM": given["elevation"]["DEM_AFTER"],
            "TRIAGED": str(tmp_path / "t.gpkg"),
        },
    )
    names = (
        "candidate_id",
        "rank",
        "priority",
        "probability",
        "onset_from",
        "priority_class",
        "municipality",
        "verdict",
    )
    ours, theirs = (
        [[f[name] for name in names] for f in layer_of(path).getFeatures()]
        for path in (triaged["TRIAGED"], whole["CANDIDATES"])
    )
    assert ours == theirs


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({}, "Nothing to compare is given"),
        ({"BEFORE": "optical_before.tif"}, "BEFORE is given without AFTER"),
        ({"DEM_AFTER": "dtm_after.tif"}, "DEM_AFTER is given without DEM_BEFORE"),
        (
            {"BEFORE": "optical_before.tif", "AFTER": "optical_after.tif", "OPTICAL_FOLDER": "optical"},
            "Both an image pair",
        ),
    ],
)
def test_halves_are_refused_before_long_work(qgis, scene, tmp_path, inputs, said):
    from qgis.core import QgsProcessingException

    paths = {name: str(scene / file) for name, file in inputs.items()}
    with pytest.raises(QgsProcessingException, match=said):
        qgis.run("soranome:detectfill", {**paths, "CANDIDATES": str(tmp_path / "c.gpkg")})
    assert os.listdir(tmp_path) == []


def test_evidence_without_its_other_half_is_refused(qgis, whole, tmp_path):
    from qgis.core import QgsProcessingException

    for inputs, said in (
        ({}, "No evidence is given"),
        ({"SAR": whole["SCORE"]}, "SAR is given without SAR_CHANGE"),
        ({"DIFFERENCE": whole["SCORE"]}, "DIFFERENCE is given without ELEVATION"),
    ):
        with pytest.raises(QgsProcessingException, match=said):
            qgis.run("soranome:fillcandidates", {**inputs, "CANDIDATES": str(tmp_path / "c.gpkg")})
    assert os.listdir(tmp_path) == []


def test_the_patrol_model_goes_from_images_to_register_and_list(qgis, given, tmp_path):
    from openpyxl import load_workbook

    inputs = {k: v for k, v in given["optical"].items() if k != "COREGISTER"}
    outputs = {"candidates": "c.gpkg", "report": "r.html", "funnel": "f.html", "xlsx": "l.xlsx"}
    inputs |= {**given["elevation"], **given["maps"], "REGISTER": str(tmp_path / "台帳.gpkg")}
    result = qgis.run("soranome:fillpatrol", inputs | {name: str(tmp_path / file) for name, file in outputs.items()})
    candidates = layer_of(result["candidates"]).featureCount()
    assert load_workbook(result["xlsx"]).active.max_row >= candidates
    register = tmp_path / "台帳.gpkg"
    sites = layer_of(f"{register}|layername=sites").featureCount()
    assert 0 < sites <= candidates
    # Another area's candidates join the same register: the same places are known again.
    batch = {"CANDIDATES": [result["candidates"]], "REGISTER": str(register), "ZONES": given["maps"]["ZONES"]}
    outputs = {"triaged": "t.gpkg", "funnel": "f2.html", "xlsx": "l2.xlsx"}
    again = qgis.run("soranome:fillpatrolareas", batch | {name: str(tmp_path / file) for name, file in outputs.items()})
    assert layer_of(again["triaged"]).featureCount() == candidates
    assert layer_of(f"{register}|layername=sites").featureCount() == sites


def test_models_speak_of_their_inputs_as_their_steps_do(qgis):
    from soranome.plugin.processing.models import MODELS

    for name in MODELS:
        model = qgis.algorithm(f"soranome:{name}")
        assert model.displayName() != name and model.shortHelpString()
        for definition in model.parameterDefinitions():
            assert definition.description() != definition.name()


def test_a_run_that_fails_late_leaves_nothing(qgis, given, scene, tmp_path):
    """A layer without the field of the zones is refused before long work; a full disk, say, comes at the end."""
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="A56_004"):
        qgis.run(
            "soranome:detectfill",
            given["optical"]
            | {
                "ZONES": given["maps"]["PERMITS"],
                "CANDIDATES": str(tmp_path / "c.gpkg"),
                "SCORE": str(tmp_path / "s.tif"),
            },
        )
    assert os.listdir(tmp_path) == []


def test_mended_and_missing_outlines_are_told(qgis, given, tmp_path):
    import json

    from qgis.core import QgsProcessingFeedback

    class Heard(QgsProcessingFeedback):
        def __init__(self):
            super().__init__(False)
            self.warned = []

        def pushWarning(self, text):  # noqa: N802 - Qt's name
            self.warned.append(text)

    ring = [[139.07, 35.70], [139.08, 35.71], [139.08, 35.70], [139.07, 35.71], [139.07, 35.70]]
    shapes = [{"type": "Polygon", "coordinates": [ring]}, None]
    features = [{"type": "Feature", "properties": {"number": "1"}, "geometry": shape} for shape in shapes]
    permits = tmp_path / "permits.geojson"
    permits.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    heard = Heard()
    inputs = given["elevation"] | {"PERMITS": str(permits), "CANDIDATES": str(tmp_path / "c.gpkg")}
    qgis.run("soranome:detectfill", inputs, heard)
    assert any("1 invalid geometries" in text for text in heard.warned)
    assert any("1 features without a geometry" in text for text in heard.warned)
