"""``predictcoverage`` through Processing: the made scene, layers as users get them, refusals in words."""

import json

import numpy as np
import pytest
import rasterio

RASTERS = ("SIGNAL", "PROBABILITY", "MARGIN", "BEST_SERVER")


class Log:
    """A feedback that keeps what the user is told; ``stop`` cancels at that share of the work."""

    def __new__(cls, stop=None):
        from qgis.core import QgsProcessingFeedback

        class Feedback(QgsProcessingFeedback):
            def __init__(self):
                super().__init__()
                self.said, self.warned = [], []

            def pushInfo(self, text):  # noqa: N802 - QGIS's name
                self.said.append(text)

            def pushWarning(self, text):  # noqa: N802 - QGIS's name
                self.warned.append(text)

        feedback = Feedback()
        if stop is not None:
            feedback.progressChanged.connect(lambda share: feedback.cancel() if share > stop else None)
        return feedback


@pytest.fixture(scope="module")
def scene(qgis, tmp_path_factory):
    folder = tmp_path_factory.mktemp("模擬")
    qgis.run("soranome:makesample", {"FOLDER": str(folder), "SIZE": 1, "SEED": 3})
    return folder


@pytest.fixture
def given(scene, tmp_path):
    """Parameters of a run that works."""
    return {
        "SITES": str(scene / "masts.gpkg"),
        "DTM": str(scene / "dtm_before.tif"),
        "DSM": str(scene / "dsm.tif"),
        "RESOLUTION": 10,
        "REACH": 2000,
        **{name: str(tmp_path / "out" / f"{name}.tif") for name in RASTERS},
    }


def masts(scene, change=None, crs="EPSG:6677"):
    """The scene's masts as a layer in memory; ``change`` gets each feature's attributes, as a dictionary."""
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransform,
        QgsFeature,
        QgsProject,
        QgsVectorLayer,
        QgsVectorLayerUtils,
    )  # fmt: skip

    source = QgsVectorLayer(str(scene / "masts.gpkg"), "masts", "ogr")
    to = QgsCoordinateTransform(source.crs(), QgsCoordinateReferenceSystem(crs), QgsProject.instance())
    names = ("carrier", "height_m", "frequency_mhz", "eirp_dbm", "azimuth", "tilt", "pattern", "局名")
    fields = "&".join(f"field={name}:string" for name in names)
    layer = QgsVectorLayer(f"Point?crs={crs}&{fields}", "基地局", "memory")
    made = []
    for feature in source.getFeatures():
        values = {name: feature[name] for name in names[:4]} | {"局名": f"局{feature.id()}"}
        geometry = feature.geometry()
        geometry.transform(to)
        if change:
            geometry = change(feature.id(), values, geometry) or geometry
        row = {index: str(values[name]) for index, name in enumerate(names) if values.get(name) is not None}
        made.append(QgsFeature(QgsVectorLayerUtils.createFeature(layer, geometry, row)))
    layer.dataProvider().addFeatures(made)
    return layer


def read(path):
    with rasterio.open(path) as dataset:
        return dataset.read(1)


def test_the_made_scene(qgis, given, scene):
    log = Log()
    result = qgis.run("soranome:predictcoverage", given, log)
    signal, probability, margin, server = (read(result[name]) for name in RASTERS)
    with rasterio.open(result["SIGNAL"]) as dataset, rasterio.open(scene / "dtm_before.tif") as terrain:
        assert dataset.bounds == terrain.bounds and dataset.res == (10, 10) and dataset.crs == terrain.crs
    assert np.isfinite(signal).all() and -200 < signal.min() < signal.max() < 40
    np.testing.assert_allclose(margin, signal + 100)
    assert ((probability >= 0.5) == (margin >= 0)).mean() > 0.999
    assert result["SITE_COUNT"] == server[server < 65535].max() == 12 or server.max() <= result["SITE_COUNT"]
    assert ((server > 0) == (margin >= 0)).all()
    assert result["COVERED_SHARE"] == pytest.approx((margin >= 0).mean())
    assert 0 < result["CERTAIN_SHARE"] <= result["COVERED_SHARE"] <= 1 and result["PREDICTED_SHARE"] == 1
    said = " ".join(log.said)
    assert "12 sites" in said and "ΔN 4" in said and log.warned == []


def test_choices_are_those_of_the_core(qgis):
    from soranome.plugin.core.coverage.landscape import SEA_RULES
    from soranome.plugin.core.coverage.prediction.antenna import DEFAULT_SECTOR, SECTORS
    from soranome.plugin.core.coverage.prediction.combination import QUANTITIES
    from soranome.plugin.core.coverage.prediction.prediction import CLUTTERS, MODELS
    from soranome.plugin.core.coverage.prediction.woodland import VEGETATIONS
    from soranome.plugin.core.coverage.propagation.entry import BUILDINGS, PLACES
    from soranome.plugin.core.heights import UNITS

    algorithm = qgis.algorithm("soranome:predictcoverage")
    for name, choices in (
        ("MODEL", MODELS),
        ("PLACE", PLACES),
        ("BUILDING", BUILDINGS),
        ("QUANTITY", QUANTITIES),
        ("CLUTTER", CLUTTERS),
        ("SECTOR", SECTORS),
        ("SEA", SEA_RULES),
        ("UNIT", UNITS),
        ("VEGETATION", VEGETATIONS),
    ):
        assert algorithm.parameterDefinition(name).options() == list(choices)
    assert algorithm.parameterDefinition("SECTOR").defaultValue() == DEFAULT_SECTOR


def test_styles_tell_classes_and_names(qgis, given, scene):
    from qgis.core import QgsRasterLayer

    from soranome.plugin.processing.coverage.predictcoverage import STYLES
    from soranome.plugin.processing.styling import apply_style

    result = qgis.run("soranome:predictcoverage", {**given, "SITES": masts(scene), "NAME_FIELD": "局名"})
    for name in RASTERS:
        layer = QgsRasterLayer(result[name], name)
        apply_style(layer, STYLES[name])
        if name == "BEST_SERVER":
            labels = {kind.value: kind.label for kind in layer.renderer().classes()}
            shown = set(np.unique(read(result[name])).tolist()) | {0}
            assert set(labels) == shown and labels[max(shown)].startswith(f"局{max(shown)} (")
        else:
            items = layer.renderer().shader().rasterShaderFunction().colorRampItemList()
            assert len(items) in (4, 5) and all(any(c.isdigit() for c in item.label) for item in items)
    apply_style(layer := QgsRasterLayer(result["SIGNAL"], "field"), "field_strength")
    assert layer.renderer().type() == "singlebandpseudocolor"


def test_results_come_in_a_group_with_styles(qgis, given):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProject

    context = QgsProcessingContext()
    for name in RASTERS:
        details = QgsProcessingContext.LayerDetails(name, QgsProject.instance(), name)
        context.addLayerToLoadOnCompletion(given[name], details)
    algorithm = qgis.algorithm("soranome:predictcoverage")
    algorithm.run(given, context, QgsProcessingFeedback())
    for name in RASTERS:
        details = context.layerToLoadOnCompletionDetails(given[name])
        assert details.groupName and details.postProcessor() is not None


def test_degrees_of_the_sites_do_not_matter(qgis, given, scene, tmp_path):
    plain = read(qgis.run("soranome:predictcoverage", given)["SIGNAL"])
    moved = {**given, "SITES": masts(scene, crs="EPSG:6668"), "SIGNAL": str(tmp_path / "度.tif")}
    # Positions differ by less than a millimetre, which is enough for a few cells to get another ray.
    difference = np.abs(read(qgis.run("soranome:predictcoverage", moved)["SIGNAL"]) - plain)
    assert np.quantile(difference, 0.99) < 0.1


def test_sites_outside_the_extent_count(qgis, given, tmp_path):
    everything = qgis.run("soranome:predictcoverage", given)
    with rasterio.open(given["DTM"]) as dataset:
        west, north = dataset.bounds.left, dataset.bounds.top
    extent = f"{west + 200},{west + 500},{north - 700},{north - 300} [EPSG:6677]"
    part = {**given, "EXTENT": extent, **{name: str(tmp_path / f"{name}.tif") for name in RASTERS}}
    result = qgis.run("soranome:predictcoverage", part)
    # Rays end at other cells where the landscape is smaller: paths differ by less than half a cell.
    difference = read(result["SIGNAL"]) - read(everything["SIGNAL"])[30:70, 20:50]
    assert np.abs(difference).max() < 0.01


def test_folder_of_sites_and_carriers_is_gone_on_with(qgis, given, tmp_path):
    folder = tmp_path / "局ごと"
    given = {**given, "OUTPUT_FOLDER": str(folder), "PER_SITE": True, "PER_CARRIER": True}
    qgis.run("soranome:predictcoverage", given)
    index = json.loads((folder / "coverage.json").read_text(encoding="utf-8"))
    assert len(index["sites"]) == 12 and all((folder / entry["file"]).exists() for entry in index["sites"])
    for kind in ("carrier", "probability"):
        assert sorted(path.name for path in folder.glob(f"{kind}_*")) == [f"{kind}_{c}.tif" for c in "ABCD"]
    log = Log()
    (folder / index["sites"][0]["file"]).unlink()
    result = qgis.run("soranome:predictcoverage", given, log)
    assert any("11 of 12" in text for text in log.said) and result["OUTPUT_FOLDER"] == str(folder)


def test_one_carrier_and_defaults(qgis, given, scene):
    def without_height(_, values, geometry):
        values["height_m"] = None

    log = Log()
    result = qgis.run(
        "soranome:predictcoverage", {**given, "SITES": masts(scene, without_height), "HEIGHT": 30, "CARRIER": "B"}, log
    )
    assert result["SITE_COUNT"] == 3
    assert any("30" in text and "12 of 12" in text for text in log.said)


def test_quantities_and_places_of_use(qgis, given, tmp_path):
    plain = read(qgis.run("soranome:predictcoverage", {**given, "CARRIER": "A"})["SIGNAL"])
    field = {**given, "CARRIER": "A", "QUANTITY": "field", "SIGNAL": str(tmp_path / "E.tif")}
    np.testing.assert_allclose(read(qgis.run("soranome:predictcoverage", field)["SIGNAL"]) - plain, 135.27, atol=0.01)
    indoors = {**given, "CARRIER": "A", "PLACE": "indoor", "SIGNAL": str(tmp_path / "屋内.tif")}
    loss = plain - read(qgis.run("soranome:predictcoverage", indoors)["SIGNAL"])
    assert loss.min() > 10 and loss.max() < 25


def test_trees_let_through_what_houses_do_not(qgis, given, scene, tmp_path):
    def run(name, log=None, **options):
        changed = {**given, **options, "SIGNAL": str(tmp_path / f"{name}.tif")}
        return read(qgis.run("soranome:predictcoverage", changed, log)["SIGNAL"])

    log, told = Log(), Log()
    usual, woods, opaque = run("既定", log), run("森", VEGETATION="woodland"), run("不透過", VEGETATION="opaque")
    houses = run("建物", told, BUILDINGS=str(scene / "buildings.gpkg"))
    assert any("as woods for 9 of 12 sites" in text for text in log.said)  # the others are at 3500 MHz
    assert any("as woods for 12 of 12 sites" in text for text in told.said)
    assert any("No BUILDINGS" in text for text in log.said) and not any("No BUILDINGS" in text for text in told.said)
    assert (usual >= opaque).all() and (usual <= woods).all() and (usual < woods).any()
    assert (woods >= opaque).all() and (woods > opaque + 3).mean() > 0.05
    assert (houses >= opaque).all() and (houses <= woods).all() and (houses < woods).any()


def test_woods_need_a_surface_model(qgis, given, tmp_path):
    log = Log()
    bare = {name: value for name, value in given.items() if name != "DSM"} | {"VEGETATION": "woodland"}
    qgis.run("soranome:predictcoverage", bare, log)
    assert any("Without a DSM" in text for text in log.warned)


def feet(given, tmp_path):
    with rasterio.open(given["DTM"]) as dataset:
        profile, cells = dataset.profile, dataset.read(1)
    profile.update(driver="GTiff")
    with rasterio.open(tmp_path / "feet.tif", "w", **profile) as dataset:
        dataset.write(cells / 0.3048, 1)
    return str(tmp_path / "feet.tif")


def test_a_terrain_model_in_feet(qgis, given, tmp_path):
    given = {name: value for name, value in given.items() if name != "DSM"}
    plain = read(qgis.run("soranome:predictcoverage", given)["SIGNAL"])
    other = {**given, "DTM": feet(given, tmp_path), "UNIT": "feet", "SIGNAL": str(tmp_path / "s.tif")}
    difference = read(qgis.run("soranome:predictcoverage", other)["SIGNAL"]) - plain
    assert np.quantile(np.abs(difference), 0.99) < 0.05


def test_polygons_of_the_sea(qgis, given, scene):
    from qgis.core import QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer

    with rasterio.open(given["DTM"]) as dataset:
        west, south, east, north = dataset.bounds
    sea = QgsVectorLayer("Polygon?crs=EPSG:6677", "海", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(west, south, east, north)))
    sea.dataProvider().addFeature(feature)
    log = Log()
    result = qgis.run("soranome:predictcoverage", {**given, "SEA_AREA": sea}, log)
    assert result["COVERED_SHARE"] is None
    assert len([text for text in log.warned if "stands on the sea" in text]) == 12


def far(number, values, geometry):
    from qgis.core import QgsGeometry, QgsPointXY

    return QgsGeometry.fromPointXY(QgsPointXY(0, 0)) if number == 2 else None


def wrong(name, value):
    def change(number, values, geometry):
        if number == 2:
            values[name] = value

    return change


def swapped(_, values, geometry):
    from qgis.core import QgsGeometry, QgsPointXY

    return QgsGeometry.fromPointXY(QgsPointXY(geometry.asPoint().y(), geometry.asPoint().x()))


def as_degrees(_, values, geometry):
    from qgis.core import QgsGeometry, QgsPointXY

    return QgsGeometry.fromPointXY(QgsPointXY(139.1, 35.7))


def corner(given):
    with rasterio.open(given["DTM"]) as dataset:
        return dataset.bounds.left


def written(tmp_path, name, array, crs="EPSG:6677", west=-60000.0, cell=10.0, nodata=None):
    from rasterio.transform import from_origin

    path = tmp_path / name
    with rasterio.open(
        path, "w", driver="GTiff", count=1, height=array.shape[0], width=array.shape[1], dtype=array.dtype, crs=crs,
        transform=from_origin(west, -30000.0 if cell > 1 else 36.0, cell, cell), nodata=nodata,
    ) as dataset:  # fmt: skip
        dataset.write(array, 1)
    return str(path)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda given, scene, tmp: {"SITES": masts(scene, far)}, "outside the terrain model"),
        (
            lambda given, scene, tmp: {"DTM": written(tmp, "よそ.tif", np.ones((99, 99), "float32"), west=9000.0)},
            "outside the terrain model",
        ),
        (lambda given, scene, tmp: {"SITES": masts(scene, wrong("height_m", None))}, "has no antenna height"),
        (lambda given, scene, tmp: {"SITES": masts(scene, wrong("height_m", "高い"))}, "高い"),
        (lambda given, scene, tmp: {"SITES": masts(scene, wrong("height_m", "0"))}, "antenna height"),
        (lambda given, scene, tmp: {"SITES": masts(scene, wrong("frequency_mhz", "28000"))}, r"28000.*30–6000"),
        (lambda given, scene, tmp: {"SITES": masts(scene, wrong("frequency_mhz", "0.8"))}, "not GHz"),
        (lambda given, scene, tmp: {"SITES": masts(scene, wrong("eirp_dbm", "500"))}, "EIRP"),
        (lambda given, scene, tmp: {"SITES": masts(scene, wrong("azimuth", "700"))}, "azimuth"),
        (lambda given, scene, tmp: {"SITES": masts(scene, wrong("pattern", "無い.msi"))}, r"無い\.msi"),
        (lambda given, scene, tmp: {"SITES": masts(scene, wrong("tilt", "200"))}, "tilt 200"),
        (lambda given, scene, tmp: {"SITES": str(scene / "population.gpkg")}, "a site is a point"),
        (lambda given, scene, tmp: {"SITES": masts(scene, swapped, "EPSG:6668")}, "latitude and longitude are probably"),
        (lambda given, scene, tmp: {"SITES": masts(scene, as_degrees)}, "look like degrees"),
        (
            lambda given, scene, tmp: {"SITES": masts(scene, far), "OUTPUT_FOLDER": str(tmp / "a" / "b"), "PER_SITE": True},
            "outside the terrain model",
        ),
        (lambda given, scene, tmp: {"HEIGHT_FIELD": "高さ"}, "高さ"),
        (lambda given, scene, tmp: {"CARRIER": "楽天モバイル"}, "CARRIER"),
        (lambda given, scene, tmp: {"EXTENT": "0,100,0,100 [EPSG:6677]"}, "None of the 12 sites"),
        (lambda given, scene, tmp: {"EXTENT": "5,5,5,5 [EPSG:6677]"}, "EXTENT"),
        (lambda given, scene, tmp: {"RESOLUTION": 0.01}, "RESOLUTION"),
        (lambda given, scene, tmp: {"PER_SITE": True}, "OUTPUT_FOLDER"),
        (lambda given, scene, tmp: {"CLUTTER": "p2108"}, "twice"),
        (lambda given, scene, tmp: {"VEGETATION": "woodland", "MODEL": "itm"}, "only the ground"),
        (
            lambda given, scene, tmp: {"VEGETATION": "woodland", "SITES": masts(scene, wrong("frequency_mhz", "50"))},
            "VEGETATION=woodland.*100–30000",
        ),
        (lambda given, scene, tmp: {"N0": 3300}, "N0"),
        (
            lambda given, scene, tmp: {
                "DTM": written(tmp, "度.tif", np.ones((50, 50), "float32"), "EPSG:6668", 139.0, 0.0001),
            },
            "in degrees",
        ),
        (
            lambda given, scene, tmp: {
                "DTM": written(tmp, "空.tif", np.full((100, 100), -9.0, "float32"), west=corner(given), nodata=-9),
                "SEA": "none",
            },
            "holds no heights",
        ),
        (lambda given, scene, tmp: {name: None for name in RASTERS}, "No result was asked for"),
    ],
)  # fmt: skip
def test_refusals_leave_nothing(qgis, given, scene, tmp_path, change, words):
    from qgis.core import QgsProcessingException

    changed = {**given, **change(given, scene, tmp_path)}
    with pytest.raises(QgsProcessingException, match=words):
        qgis.run("soranome:predictcoverage", {name: value for name, value in changed.items() if value is not None})
    assert not (tmp_path / "out").exists() and not (tmp_path / "a").exists()


def test_a_refusal_leaves_folders_that_were_there(qgis, given, scene, tmp_path):
    from qgis.core import QgsProcessingException

    (tmp_path / "局").mkdir()
    options = {"SITES": masts(scene, far), "OUTPUT_FOLDER": str(tmp_path / "局"), "PER_SITE": True}
    with pytest.raises(QgsProcessingException):
        qgis.run("soranome:predictcoverage", {**given, **options})
    assert (tmp_path / "局").is_dir()


def test_cells_far_larger_than_those_of_the_surface_are_told(qgis, given):
    log = Log()
    qgis.run("soranome:predictcoverage", {**given, "RESOLUTION": 20}, log)
    assert any("cells of 20 m are more than five times those of the DSM (2 m)" in text for text in log.warned)


def test_numbers_that_sites_share_are_told(qgis, given, scene, tmp_path):
    log, folder = Log(), tmp_path / "局"
    options = {"SITES": masts(scene), "ID_FIELD": "carrier", "PER_SITE": True, "OUTPUT_FOLDER": str(folder)}
    qgis.run("soranome:predictcoverage", {**given, **options, "REACH": 300}, log)
    ids = [site["id"] for site in json.loads((folder / "coverage.json").read_text())["sites"]]
    assert any(f"{12 - len(set('ABCD'))} sites have a number that another" in text for text in log.warned)
    assert "A" in ids and "A-2" in ids and len(set(ids)) == 12


def test_too_little_memory_is_said_before_work(qgis, given, monkeypatch):
    from qgis.core import QgsProcessingException

    from soranome.plugin.core import memory

    monkeypatch.setattr(memory, "available_bytes", lambda: 1_000_000)
    with pytest.raises(QgsProcessingException, match="GB are free"):
        qgis.run("soranome:predictcoverage", given)


def test_a_cancelled_run_leaves_nothing(qgis, given, tmp_path):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException):
        qgis.run("soranome:predictcoverage", given, Log(stop=20))
    assert not (tmp_path / "out").exists()


def test_a_calibration_takes_the_offsets_away(qgis, tmp_path_factory):
    """Predict, compare with the made drive test, predict again with what was learnt: no carrier is off any more."""
    folder = tmp_path_factory.mktemp("較正")
    qgis.run("soranome:makesample", {"FOLDER": str(folder), "SIZE": 2, "SEED": 1, "DRIVE_TEST": True})
    offsets = json.loads((folder / "coverage" / "truth.json").read_text(encoding="utf-8"))["offset_db"]
    measured = str(folder / "drive.gpkg")
    drive = [str(folder / "coverage" / "drive_test.csv")]
    qgis.run("soranome:importmeasurements", {"FILE": drive, "MEASUREMENTS": measured})
    given = {
        "SITES": str(folder / "masts.gpkg"), "DTM": str(folder / "dtm_before.tif"), "DSM": str(folder / "dsm.tif"),
        "RESOLUTION": 10, "REACH": 15000, "PER_CARRIER": True, "THRESHOLD": -105,
    }  # fmt: skip

    def predicted(name, **more):
        where, log = folder / name, Log()
        more = {**given, **more, "OUTPUT_FOLDER": str(where), "SIGNAL": str(where / "signal.tif")}
        qgis.run("soranome:predictcoverage", more, log)
        return where, log

    def compared(where):
        signals = [str(where / f"carrier_{carrier}.tif") for carrier in "ABCD"]
        out = {"RESIDUALS": str(where / "r.gpkg"), "CALIBRATION": str(where / "calibration.json")}
        given = {"SIGNAL": signals, "MEASUREMENTS": measured, "CLUTTER": "", "SENSITIVITY": -118, "BLOCK": 300}
        found = qgis.run("soranome:comparecoverage", {**given, **out})
        groups = json.loads((where / "calibration.json").read_text(encoding="utf-8"))["groups"]
        return found, {row["carrier"]: row["mean_db"] for row in groups if "carrier" in row and "band" not in row}

    plain, _ = predicted("素")
    before, bias = compared(plain)
    assert bias == pytest.approx(offsets, abs=1.0)
    calibrated, log = predicted("較正", CALIBRATION=str(plain / "calibration.json"))
    after, left = compared(calibrated)
    assert set(left) == set("ABCD") and max(map(abs, left.values())) < 1
    assert abs(after["BIAS"]) < 1 and after["RMSE"] < before["RMSE"]
    assert sum("dB added" in text for text in log.said) == 4
    # What is likely spreads as the measurements did: flatter than location variability alone.
    sure, _ = predicted("誤差なし")
    ends = [read(where / "probability_A.tif") for where in (calibrated, sure)]
    middle = [np.mean((end > 0.1) & (end < 0.9)) for end in ends]
    assert middle[0] > 1.2 * middle[1]


def test_a_calibration_that_is_none_is_refused(qgis, given, tmp_path):
    from qgis.core import QgsProcessingException

    path = tmp_path / "coverage.json"
    path.write_text('{"grid": {}}', encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="json is no calibration"):
        qgis.run("soranome:predictcoverage", {**given, "CALIBRATION": str(path)})
    assert not list(tmp_path.glob("out/*"))
