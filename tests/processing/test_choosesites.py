"""Choosing sites through Processing, on the made scene."""

import csv
import json

import openpyxl
import pytest
import rasterio


@pytest.fixture(scope="module")
def scene(sample, tmp_path_factory):
    return sample(tmp_path_factory.mktemp("置局") / "檜原", SIZE=1, SEED=2)


@pytest.fixture
def run(qgis, scene, tmp_path):
    """Runs choosesites on the scene; the result, its features in order, and what the log said."""

    def go(**options):
        from qgis.core import QgsProcessingFeedback, QgsVectorLayer

        class Feedback(QgsProcessingFeedback):
            def __init__(self):
                super().__init__(False)
                self.said = []

            def pushInfo(self, text):  # noqa: N802 - QGIS's name
                self.said.append(text)

            pushWarning = pushInfo  # noqa: N815

        given = {
            "CANDIDATES": str(scene / "assets.gpkg"),
            "DTM": str(scene / "dtm_after.tif"),
            "DSM": str(scene / "dsm.tif"),
            "FREQUENCY": 2100,
            "EIRP": 15,
            "THRESHOLD": -90,
            "REACH": 800,
            "RESOLUTION": 20,
            "POPULATION": str(scene / "population.gpkg"),
            "COUNT": 3,
            "CHOSEN": str(tmp_path / "選定.gpkg"),
            "COVERED": str(tmp_path / "カバー.tif"),
            "TABLE": str(tmp_path / "表.csv"),
            **options,
        }
        feedback = Feedback()
        result = qgis.run(
            "soranome:choosesites", {name: value for name, value in given.items() if value is not None}, feedback
        )
        layer = QgsVectorLayer(result["CHOSEN"], "x", "ogr")
        assert layer.isValid()
        return result, sorted(layer.getFeatures(), key=lambda feature: feature["order"]), "\n".join(feedback.said)

    return go


def table_of(result):
    with open(result["TABLE"], encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def test_people_roads_and_places_are_covered_in_order(run, scene):
    result, sites, said = run(
        ROADS=str(scene / "roads.gpkg"), PLACES=[str(scene / "places.gpkg")], BUILDINGS=str(scene / "buildings.gpkg")
    )
    assert result["CHOSEN_COUNT"] == len(sites) == 3
    assert [site["order"] for site in sites] == [1, 2, 3]
    gains = [site["gain"] for site in sites]
    assert gains == sorted(gains, reverse=True) and sum(gains) == pytest.approx(result["COVERED_WEIGHT"])
    assert result["COVERED_WEIGHT"] <= result["BOUND"] <= result["TOTAL_WEIGHT"] + 1e-6
    assert 0 <= result["GAP"] < 0.05 and result["NONZEROS"] > 100
    for site in sites:
        weight = site["people"] + 50 * site["road_km"] + 100 * site["places"]
        assert weight == pytest.approx(site["gain"]) and site["houses"] >= 0
    assert sites[-1]["share"] == pytest.approx(result["COVERED_WEIGHT"] / result["TOTAL_WEIGHT"])
    total = table_of(result)[-1]
    assert float(total[list(total)[8]]) == pytest.approx(sum(site["people"] for site in sites))
    assert "%" in said


def test_what_is_not_given_is_unknown(run):
    from qgis.core import NULL

    _, sites, _ = run()
    assert all(
        site["people"] > 0 and site["houses"] == NULL and site["places"] == NULL and site["cost"] == NULL
        for site in sites
    )


def test_the_covered_raster_names_the_sites(run):
    from soranome.plugin.core.coverage.prediction.combination import servers_in
    from soranome.plugin.core.raster import Raster

    result, sites, _ = run(COUNT=2)
    with Raster(result["COVERED"]) as raster:
        assert set(raster.read().ravel().tolist()) == {0, 1, 2}
    assert [name for _, name, _ in servers_in(result["COVERED"])] == [site["name"] for site in sites]


def test_forced_forbidden_and_standing_sites(run):
    _, free, _ = run(COUNT=2)
    first, second = (site["site_id"] for site in free)
    _, sites, _ = run(COUNT=2, FORBIDDEN=first)
    assert first not in {site["site_id"] for site in sites}
    _, sites, _ = run(COUNT=1, FORCED=second)
    assert [(site["site_id"], site["forced"]) for site in sites] == [(second, 1)]
    result, sites, _ = run(COUNT=1, STANDING=first)
    assert [site["site_id"] for site in sites] == [second]
    assert result["COVERED_WEIGHT"] == pytest.approx(free[1]["gain"])


def test_a_budget_and_costs(run):
    result, sites, _ = run(COUNT=None, BUDGET=250, COST=100, TABLE=None)
    assert len(sites) == 2 and "TABLE" not in result
    assert [site["cost"] for site in sites] == [100, 100]


def test_the_list_of_assets_as_it_comes(run, scene, tmp_path):
    path = tmp_path / "表.xlsx"
    result, sites, _ = run(CANDIDATES=str(scene / "coverage" / "assets.csv"), TABLE=str(path))
    assert sites and result["CHOSEN_COUNT"] == len(sites)
    chosen, others = openpyxl.load_workbook(path).worksheets
    listed = {row[0].value for row in others.iter_rows(min_row=2)} | {site["site_id"] for site in sites}
    assert len(listed) == others.max_row - 1 + len(sites)  # each candidate once, chosen or not
    assert chosen["A1"].value


def test_places_of_a_table_count_as_those_of_a_layer(run, scene, tmp_path):
    """The same places as CSV (every other with latitude and longitude exchanged), and one without a position."""
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject, QgsVectorLayer

    layer = QgsVectorLayer(str(scene / "places.gpkg"), "places", "ogr")
    to_degrees = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem("EPSG:6668"), QgsProject.instance())
    lines = ["施設名,種別,緯度,経度"]
    for number, feature in enumerate(layer.getFeatures()):
        point = to_degrees.transform(feature.geometry().asPoint())
        places = [f"{point.y():.8f}", f"{point.x():.8f}"]
        lines.append(",".join([feature["name"], feature["kind"], *(places[::-1] if number % 2 else places)]))
    path = tmp_path / "施設.csv"
    path.write_bytes("\r\n".join([*lines, "分校,避難所,,"]).encode("cp932"))
    _, expected, _ = run(PLACES=[str(scene / "places.gpkg")])
    result, sites, said = run(PLACES=[str(path)])
    assert [(site["site_id"], site["places"]) for site in sites] == [(s["site_id"], s["places"]) for s in expected]
    assert sum(site["places"] for site in sites) > 0 and "分校" in said and result["TABLE"]


def test_a_folder_of_site_rasters_and_existing_coverage(run, qgis, scene, tmp_path):
    folder = tmp_path / "局"
    qgis.run(
        "soranome:predictcoverage",
        {
            "SITES": str(scene / "masts.gpkg"), "DTM": str(scene / "dtm_after.tif"), "RESOLUTION": 20, "REACH": 800,
            "PER_SITE": True, "OUTPUT_FOLDER": str(folder), "SIGNAL": str(tmp_path / "s.tif"),
        },
    )  # fmt: skip
    from_folder = {"COVERAGE_FOLDER": str(folder), "CANDIDATES": None, "DTM": None, "DSM": None, "THRESHOLD": -60}
    result, sites, _ = run(**from_folder)
    names = {site["id"] for site in json.loads((folder / "coverage.json").read_text())["sites"]}
    assert sites and {site["site_id"] for site in sites} <= names
    apart, sites, _ = run(**from_folder, CARRIERS="A、B")
    assert {site["carrier"] for site in sites} <= {"A", "B"}
    assert apart["COVERED_WEIGHT"] <= result["TOTAL_WEIGHT"]
    rest, _, _ = run(**from_folder, EXISTING=[str(tmp_path / "s.tif")])
    assert rest["TOTAL_WEIGHT"] < result["TOTAL_WEIGHT"]
    _, _, said = run(**from_folder, PLACE="indoor")
    assert "PLACE (indoor) does not count" in said and "“outdoor”" in said


def test_only_demand_in_holes_counts(run, scene, tmp_path):
    holes = str(tmp_path / "holes.gpkg")
    from qgis.core import QgsVectorLayer

    extent = QgsVectorLayer(str(scene / "municipalities.gpkg"), "x", "ogr").extent()
    west = (extent.xMinimum(), extent.yMinimum(), extent.center().x(), extent.yMaximum())
    write_boxes(
        holes,
        [
            (west, "predicted_hole", "any"),
            ((extent.center().x(), *west[1:2], extent.xMaximum(), west[3]), "no_data", "any"),
        ],
    )
    everywhere, _, _ = run()
    result, _, _ = run(HOLES=holes)
    assert 0 < result["TOTAL_WEIGHT"] < everywhere["TOTAL_WEIGHT"]
    unknown, _, _ = run(HOLES=holes, HOLE_CLASSES="all")
    assert unknown["TOTAL_WEIGHT"] == pytest.approx(everywhere["TOTAL_WEIGHT"], rel=0.02)
    with pytest.raises(Exception, match="no hole of the chosen classes"):
        run(HOLES=holes, HOLE_CLASSES="measured")


def write_boxes(path, rows):
    from qgis.core import (
        QgsCoordinateTransformContext,
        QgsFeature,
        QgsGeometry,
        QgsRectangle,
        QgsVectorFileWriter,
        QgsVectorLayer,
    )  # fmt: skip

    layer = QgsVectorLayer(
        "Polygon?crs=EPSG:6677&field=class:string&field=carrier:string&field=weight:double", "h", "memory"
    )
    for box, *values in rows:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(*box)))
        feature.setAttributes([*values, 7.0])
        assert layer.dataProvider().addFeature(feature)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, QgsCoordinateTransformContext(), options)


def test_demand_weighed_already(run, scene, tmp_path):
    boxes = str(tmp_path / "需要.gpkg")
    with rasterio.open(scene / "dtm_after.tif") as dtm:
        x, y = dtm.xy(dtm.height // 2, dtm.width // 4)
    write_boxes(boxes, [((x, y, x + 200, y + 200), "", ""), ((x + 400, y, x + 600, y + 200), "", "")])
    result, sites, _ = run(DEMAND=boxes, POPULATION=None, COUNT=20)
    assert result["TOTAL_WEIGHT"] == pytest.approx(14) and result["COVERED_WEIGHT"] <= 14
    assert all(site["gain"] > 0 for site in sites)
    raster, _, _ = run(DEMAND=str(scene / "landcover.tif"), POPULATION=None)
    assert raster["TOTAL_WEIGHT"] > 0


def test_places_are_proposed_where_no_candidate_reaches(run, scene):
    from qgis.core import NULL

    result, sites, _ = run(PROPOSE=True, ROADS=str(scene / "roads.gpkg"), RELAYS=str(scene / "masts.gpkg"), COUNT=8)
    proposed = [site for site in sites if site["power"] != NULL]
    assert proposed and all(site["backhaul"] != NULL and site["height_m"] > 0 for site in proposed)
    plain, _, _ = run(ROADS=str(scene / "roads.gpkg"), COUNT=8)
    assert result["COVERED_WEIGHT"] >= plain["COVERED_WEIGHT"] - 1e-6


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"COUNT": None}, "Without a limit"),
        ({"POPULATION": None}, "no demand to cover"),
        ({"DTM": None, "DSM": None}, "not known what the candidates cover"),
        ({"FORCED": "9999"}, "no candidate 9999"),
        ({"COUNT": None, "BUDGET": 100}, "BUDGET needs costs.*COST_FIELD"),
        ({"COUNT": None, "BUDGET": 100, "COST": 60, "FORCED": "1,2"}, "more than the budget of 100"),
        ({"COUNT": None, "BUDGET": 100, "PROPOSE": True}, "proposed places need a cost"),
        ({"FORCED": "1", "FORBIDDEN": "1"}, "both forced and forbidden"),
        ({"FREQUENCY": 28_000}, "28000"),
        ({"POPULATION_FIELD": "ない"}, "ない"),
        ({"TABLE": "/nowhere/at/all.pdf"}, "must end with"),
    ],
)
def test_what_cannot_be_done_is_said(run, options, sentence):
    with pytest.raises(Exception, match=sentence):
        run(**options)


def test_cells_are_20_m_unless_asked_for(run):
    from soranome.plugin.core.raster import Raster

    result, _, _ = run(RESOLUTION=None)
    with Raster(result["COVERED"]) as raster:
        assert raster.grid.cell_size == (20, 20)


def test_houses_stay_opaque(run, scene):
    """Fewer cells are covered where houses are no woods, and points of houses change nothing."""

    def covered(**options):
        from soranome.plugin.core.raster import Raster

        # Houses of any shape also say where the people of a square are.
        result, _, _ = run(COUNT=5, RESOLUTION=10, POPULATION=None, ROADS=str(scene / "roads.gpkg"), **options)
        with Raster(result["COVERED"]) as raster:
            return (raster.read() > 0).sum()

    assert covered(BUILDINGS=str(scene / "buildings.gpkg")) != covered()
    assert covered(BUILDINGS=str(scene / "places.gpkg")) == covered()


def test_a_number_of_two_candidates_says_not_which(run, scene):
    from qgis.core import QgsFeature, QgsVectorLayer

    given = QgsVectorLayer(str(scene / "assets.gpkg"), "x", "ogr")
    layer = QgsVectorLayer("Point?crs=EPSG:6677&field=id:string&field=height_m:double", "候補", "memory")
    for number, feature in enumerate(given.getFeatures()):
        made = QgsFeature(layer.fields())
        made.setGeometry(feature.geometry())
        made.setAttributes([f"局{max(1, number)}", 20.0])
        layer.dataProvider().addFeatures([made])
    for name in ("FORCED", "FORBIDDEN"):
        with pytest.raises(Exception, match=f"{name}: 2 candidates have the number 局1"):
            run(CANDIDATES=layer, **{name: "局1"})
    _, sites, _ = run(CANDIDATES=layer, FORCED="局1-2")
    assert "局1-2" in {site["site_id"] for site in sites}


def test_candidates_without_height_or_outside_are_listed(run, scene, tmp_path):
    path = str(tmp_path / "候補.csv")
    with open(path, "w", encoding="cp932") as file:
        file.write("番号,名称,緯度,経度,種別,高さ\n")
        for name, latitude, longitude, kind, height in places_in(scene):
            file.write(f"{name},{name},{latitude},{longitude},{kind},{height}\n")
    _, sites, _ = run(CANDIDATES=path, TABLE=str(tmp_path / "t.xlsx"))
    others = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[1]
    reasons = {row[0].value: row[3].value for row in others.iter_rows(min_row=2)}
    assert {"遠く", "高さなし"} <= set(reasons) and "役場" in {site["site_id"] for site in sites}
    assert reasons["遠く"] != reasons["高さなし"]


def places_in(scene):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject, QgsVectorLayer

    layer = QgsVectorLayer(str(scene / "population.gpkg"), "x", "ogr")
    most = max(layer.getFeatures(), key=lambda feature: feature["population"])
    to_degrees = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem("EPSG:6668"), QgsProject.instance())
    point = to_degrees.transform(most.geometry().centroid().asPoint())
    yield "役場", point.y(), point.x(), "建物", 12
    yield "遠く", point.y() + 0.5, point.x(), "建物", 12
    yield "高さなし", point.y() + 0.001, point.x(), "建物", ""
