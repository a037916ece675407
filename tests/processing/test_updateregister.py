"""``updateregister`` through Processing, and the register as QGIS opens it."""

import json
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.core.fieldwork import register_tools as tools

ROOT = Path(__file__).resolve().parents[2]
SQUARE = "MULTIPOLYGON((({x} {y},{e} {y},{e} {n},{x} {n},{x} {y})))"
NUMBERS = ("NEW", "REPEATED", "GROWING", "DORMANT", "HEALED", "KNOWN", "TOTAL")


def square(x, y, width=40):
    return SQUARE.format(x=x, y=y, e=x + width, n=y + width)


def layer(rows, crs="EPSG:6677", kind="MultiPolygon", name="候補"):
    """A layer of (WKT, fields) rows; fields are those candidates have."""
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

    fields = (
        "field=candidate_id:string&field=rank:integer&field=change:integer&field=after_date:string&field=備考:string"
    )
    made = QgsVectorLayer(f"{kind}?crs={crs}&{fields}", name, "memory")
    for wkt, values in rows:
        feature = QgsFeature(made.fields())
        if wkt:
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
        for field, value in values.items():
            feature[field] = value
        made.dataProvider().addFeature(feature)
    return made


def candidates(*places, **values):
    values = {"change": 1, "after_date": "2024-10-25", **values}
    return layer(
        [(square(*place), {"candidate_id": f"C{i}", "rank": i, **values}) for i, place in enumerate(places, 1)]
    )


@pytest.fixture
def update(qgis, tmp_path):
    """A function that runs the algorithm on a register in a folder with a Japanese name."""
    folder = tmp_path / "共有 台帳"
    folder.mkdir()
    path = folder / "台帳.gpkg"

    def run(found, feedback=None, register=str(path), **options):
        given = {"CANDIDATES": found, "REGISTER": register, "OPERATOR": "山田", **options}
        return qgis.run("soranome:updateregister", given, feedback)

    run.path = path
    return run


def numbers(result):
    return {name: result[name] for name in NUMBERS if result[name]}


def opened(path, table="sites"):
    from qgis.core import QgsVectorLayer

    found = QgsVectorLayer(f"{path}|layername={table}", table, "ogr")
    assert found.isValid()
    return found


def test_a_register_is_made_and_remembers(update):
    first = update(candidates((0, 0), (100, 0), (200, 0)))
    assert numbers(first) == {"NEW": 3, "TOTAL": 3}
    assert first["REGISTER"] == str(update.path)
    again = update(candidates((0, 0), (100, 0), (200, 0)))
    assert numbers(again) == {"KNOWN": 3, "TOTAL": 3}
    area = layer([(square(-100, -100, 1000), {})])
    later = update(candidates((0, 0, 80), (102, 1), (600, 600)), OBSERVED_ON="2025-05-01", AREA=area)
    assert numbers(later) == {"NEW": 1, "GROWING": 1, "REPEATED": 1, "DORMANT": 1, "TOTAL": 4}
    assert sorted(p.name for p in update.path.parent.iterdir()) == ["台帳.gpkg"]


def test_the_sites_are_ready_for_the_list_and_the_map(update):
    from soranome.plugin.translation import tr_core

    result = update(candidates((0, 0), (100, 0)), SOURCE="satellite")
    from qgis.core import QgsProcessingContext, QgsProcessingUtils

    context = QgsProcessingContext()
    sites = QgsProcessingUtils.mapLayerFromString(result["SITES"], context)
    sites.loadDefaultStyle()
    assert sites.crs().authid() == "EPSG:6677" and sites.featureCount() == 2
    assert sites.renderer().type() == "RuleRenderer" and sites.labelsEnabled()
    fields = sites.fields()
    assert sites.attributeAlias(fields.indexOf("site_code")) == tr_core("Site")
    choices = sites.editorWidgetSetup(fields.indexOf("status")).config()["map"]
    assert {next(iter(choice.values())) for choice in choices} == {
        "unvisited", "visited", "under_correction", "corrected", "lawful", "false_detection"
    }  # fmt: skip
    first = min(sites.getFeatures(), key=lambda f: f["rank"])
    assert (first["candidate_id"], first["rank"], first["area_m2"], first["created_by"]) == ("C1", 1, 1600, "山田")
    assert first["latitude"] == pytest.approx(36.00018, abs=1e-5) and first["longitude"] == pytest.approx(
        139.8336, abs=1e-4
    )
    for table in (
        "observations",
        "updates",
        "visits",
        "photos",
        "history",
        "site_relations",
        "register_info",
        "statuses",
    ):
        opened(update.path, table)
    attributes = json.loads(next(opened(update.path, "observations").getFeatures())["attributes"] or "{}")
    assert attributes == {}


def test_fields_nobody_knows_are_kept(update):
    update(candidates((0, 0), 備考="崩れそう"))
    row = next(opened(update.path, "observations").getFeatures())
    assert json.loads(row["attributes"]) == {"備考": "崩れそう"}


def test_each_candidate_has_its_own_date_where_none_is_given(update):
    rows = [(square(0, 0), {"after_date": "2024-10-25"}), (square(0, 0, 80), {"after_date": "2025-05-01"})]
    assert numbers(update(layer(rows))) == {"NEW": 1, "GROWING": 1, "TOTAL": 1}
    (site,) = opened(update.path).getFeatures()
    assert site["first_observed_on"].toString("yyyy-MM-dd") == "2024-10-25"
    assert site["last_observed_on"].toString("yyyy-MM-dd") == "2025-05-01"


def test_points_of_citizens_become_circles_and_join(update):
    point = layer([("POINT(20 20)", {"備考": "通報"})], kind="Point")
    assert update(point, OBSERVED_ON="2024-09-01", SOURCE="citizen_report", RADIUS=25)["NEW"] == 1
    (site,) = opened(update.path).getFeatures()
    assert site["origin"] == "citizen_report" and site["nominal_outline"]
    assert site.geometry().area() == pytest.approx(3.14159 * 25**2, rel=0.02)
    assert numbers(update(candidates((0, 0)))) == {"REPEATED": 1, "TOTAL": 1}
    (site,) = opened(update.path).getFeatures()
    assert site.geometry().area() == pytest.approx(1600) and site["rank"] == 1


def test_candidates_in_another_coordinate_system_are_brought_into_that_of_the_register(update):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsGeometry, QgsProject

    update(candidates((0, 0)))
    shape = QgsGeometry.fromWkt(square(0, 0))
    systems = [QgsCoordinateReferenceSystem(f"EPSG:{code}") for code in (6677, 32654)]
    shape.transform(QgsCoordinateTransform(*systems, QgsProject.instance()))
    elsewhere = layer([(shape.asWkt(6), {})], crs="EPSG:32654")
    assert numbers(update(elsewhere, OBSERVED_ON="2025-05-01")) == {"REPEATED": 1, "TOTAL": 1}
    assert opened(update.path).crs().authid() == "EPSG:6677"


def test_a_new_register_wants_metres(update):
    from qgis.core import QgsProcessingException

    degrees = layer([("MULTIPOLYGON(((139.1 35.8,139.101 35.8,139.101 35.801,139.1 35.8)))", {})], crs="EPSG:6668")
    with pytest.raises(QgsProcessingException, match=r"EPSG:6668.*EPSG:6677"):
        update(degrees, OBSERVED_ON="2024-10-25")
    assert update(degrees, OBSERVED_ON="2024-10-25", CRS="EPSG:6677")["NEW"] == 1
    assert opened(update.path).crs().authid() == "EPSG:6677"


def test_nothing_found_in_an_area_is_an_observation_too(update):
    update(candidates((0, 0)))
    area = layer([(square(-100, -100, 1000), {})])
    result = update(candidates(), OBSERVED_ON="2025-05-01", AREA=area)
    assert numbers(result) == {"DORMANT": 1, "TOTAL": 1}
    assert opened(update.path, "updates").featureCount() == 2


def test_odd_shapes_are_mended_or_named(update):
    from qgis.core import QgsProcessingFeedback

    rows = [
        ("MULTIPOLYGON(((0 0,40 40,40 0,0 40,0 0)))", {}),
        (None, {}),
        ("MULTIPOLYGON(((500 0,540 0,500 0,500 0)))", {}),
        (square(900, 0), {}),
    ]
    feedback = QgsProcessingFeedback()
    assert update(layer(rows), feedback, OBSERVED_ON="2024-10-25")["NEW"] == 2
    assert "Feature 3" in feedback.textLog() and "2 features without a usable geometry" in feedback.textLog()


def test_a_site_drawn_by_hand_in_qgis_joins(update):
    from qgis.core import QgsGeometry, QgsVectorLayerUtils

    update(candidates((0, 0)))
    sites = opened(update.path)
    assert sites.startEditing()
    drawn = QgsVectorLayerUtils.createFeature(sites, QgsGeometry.fromWkt(square(900, 0)), {})
    assert sites.addFeature(drawn)
    assert sites.commitChanges(), sites.commitErrors()
    assert numbers(update(candidates((900, 0), (1000, 0)), OBSERVED_ON="2025-05-01")) == {
        "NEW": 1, "REPEATED": 1, "TOTAL": 3
    }  # fmt: skip
    codes = {f["site_code"]: f["area_m2"] for f in opened(update.path).getFeatures()}
    assert codes == {"S00001": 1600, "S00002": 1600, "S00003": 1600}


def test_an_edit_under_way_in_this_qgis_and_an_update_both_survive(update):
    update(candidates((0, 0)))
    sites, visits = opened(update.path), opened(update.path, "visits")
    list(visits.getFeatures())
    assert sites.startEditing()
    (site,) = sites.getFeatures()
    assert sites.changeAttributeValue(site.id(), sites.fields().indexOf("remarks"), "現地のメモ")
    assert update(candidates((0, 0, 80), (300, 0)), OBSERVED_ON="2025-05-01")["GROWING"] == 1
    assert sites.commitChanges(), sites.commitErrors()
    found = {f["site_code"]: (f["state"], f["remarks"]) for f in opened(update.path).getFeatures()}
    assert found["S00001"] == ("growing", "現地のメモ") and found["S00002"][0] == "new"


def test_the_sites_are_put_on_the_map_with_their_style(qgis, update):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingUtils, QgsProject

    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(QgsProject.instance())
    algorithm = qgis.algorithm("soranome:updateregister")
    given = {"CANDIDATES": candidates((0, 0)), "REGISTER": str(update.path)}
    results, done = algorithm.run(given, context, feedback)
    assert done
    ((uri, details),) = context.layersToLoadOnCompletion().items()
    assert uri == results["SITES"] and details.name
    shown = QgsProcessingUtils.mapLayerFromString(uri, context)
    details.postProcessor().postProcessLayer(shown, context, feedback)
    assert shown.renderer().type() == "RuleRenderer"


def test_styles_can_be_made_in_a_thread_while_the_main_one_goes_on(qgis):
    from qgis.PyQt.QtCore import QCoreApplication

    from soranome.plugin.processing.fieldwork.register_layers import styles

    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(lambda: [styles() for _ in range(25)])
        while not made.done():
            QCoreApplication.processEvents()
            time.sleep(0.001)
    assert {len(each) for each in made.result()} == {len(styles())}


def test_a_layer_that_is_shown_is_drawn_anew(update):
    from qgis.core import QgsProject

    update(candidates((0, 0)))
    sites = opened(update.path)
    QgsProject.instance().addMapLayer(sites)
    try:
        asked = []
        sites.repaintRequested.connect(lambda *_: asked.append(True))
        update(candidates((300, 0)), OBSERVED_ON="2025-05-01")
        assert asked and sites.featureCount() == 2
    finally:
        QgsProject.instance().removeMapLayer(sites)


def test_a_cancelled_run_leaves_nothing(update):
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    feedback.progressChanged.connect(lambda progress: feedback.cancel() if progress > 30 else None)
    with pytest.raises(QgsProcessingException, match="cancelled"):
        update(candidates((0, 0)), feedback)
    assert list(update.path.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"REGISTER": "台帳.xlsx"}, "neither a GeoPackage"),
        ({"OBSERVED_ON": "2999-01-01"}, "future"),
        ({"SOURCE": "drone"}, "citizen_report"),
        ({"MIN_OVERLAP": 2}, "MIN_OVERLAP"),
        ({"REGISTER": "missing/台帳.gpkg"}, "folder does not exist"),
    ],
)
def test_what_makes_no_sense_is_refused(update, qgis, tmp_path, options, said):
    from qgis.core import QgsProcessingException

    options = dict(options)
    register = str(tmp_path / options.pop("REGISTER")) if "REGISTER" in options else str(update.path)
    with pytest.raises(QgsProcessingException, match=said):
        update(candidates((0, 0)), register=register, **options)
    assert list(update.path.parent.iterdir()) == []


def test_lines_tables_and_rasters_are_refused_before_anything_is_made(update, tmp_path):
    from qgis.core import QgsProcessingException

    lines = layer([("LINESTRING(0 0,40 40)", {})], kind="LineString", name="道路")
    with pytest.raises(QgsProcessingException, match=r"道路 is a layer of LineString.*polygons or points"):
        update(lines, OBSERVED_ON="2024-10-25")
    table = layer([(None, {})], kind="None", name="一覧")
    with pytest.raises(QgsProcessingException, match=r"一覧 is a layer of NoGeometry.*polygons or points"):
        update(table, OBSERVED_ON="2024-10-25")
    flat = layer([("MULTIPOLYGON(((500 0,540 0,500 0,500 0)))", {}), (None, {})], name="区画")
    with pytest.raises(QgsProcessingException, match="None of the 2 features of 区画"):
        update(flat, OBSERVED_ON="2024-10-25", AREA=layer([(square(0, 0, 900), {})]))
    raster = tmp_path / "score.asc"
    raster.write_text("ncols 1\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 10\nNODATA_value -9\n1\n")
    with pytest.raises(QgsProcessingException, match="CANDIDATES"):
        update(str(raster), OBSERVED_ON="2024-10-25")
    assert list(update.path.parent.iterdir()) == []


def test_a_date_before_that_of_the_candidates_is_warned_of(update):
    from qgis.core import QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    assert update(candidates((0, 0), (100, 0)), feedback, OBSERVED_ON="2024-10-25")["NEW"] == 2
    assert "after_date" not in feedback.textLog()
    assert update(candidates((300, 0), (400, 0)), feedback, OBSERVED_ON="2023-05-01")["NEW"] == 2
    assert "2023-05-01, is earlier than after_date of 2 candidates (the latest: 2024-10-25)" in feedback.textLog()


def test_a_missing_date_is_said_before_anything_is_waited_for(update, monkeypatch):
    """Candidates of elevation alone have no after_date; not the first must be the one without."""
    from qgis.core import QgsProcessingException

    from soranome.plugin.core.fieldwork import register
    from soranome.plugin.processing import features

    def too_early(*_):
        raise AssertionError

    monkeypatch.setattr(register, "crs_of_register", too_early)
    monkeypatch.setattr(features, "geometries", too_early)
    rows = [(square(0, 0), {"after_date": "2024-10-25"}), (square(100, 0), {})]
    with pytest.raises(QgsProcessingException, match=r"Feature 2 .*OBSERVED_ON"):
        update(layer(rows))


def test_wait_holds_for_a_file_another_process_has(update):
    import sqlite3
    import sys
    import time

    update(candidates((0, 0)))
    code = (
        "import sqlite3, sys, time; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute('BEGIN EXCLUSIVE'); "
        "print('held', flush=True); time.sleep(3); c.rollback()"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(update.path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        start_at = time.monotonic()
        assert update(candidates((300, 0)), WAIT=60)["TOTAL"] == 2
        assert time.monotonic() - start_at > 2
    with sqlite3.connect(update.path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_neighbours_apart_make_no_noise_in_qgis_process(update, tmp_path):
    """GEOS as loaded there warned of NaN for every pair of outlines near each other whose envelopes are apart."""
    from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter

    update(candidates((0, 0), (100, 0)))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    path = str(tmp_path / "候補.gpkg")
    QgsVectorFileWriter.writeAsVectorFormatV3(
        candidates((45, 0), (145, 45)), path, QgsCoordinateTransformContext(), options
    )
    done = subprocess.run(
        [ROOT / "scripts" / "qgis.sh", "qgis_process", "run", "soranome:updateregister", "--json", "--",
         f"CANDIDATES={path}", f"REGISTER={update.path}", "OBSERVED_ON=2025-05-01", "UNCERTAINTY=20"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "RuntimeWarning" not in done.stderr


def test_missing_dates_and_areas_of_no_date_are_said(update):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match=r"Feature 1 .*OBSERVED_ON"):
        update(candidates((0, 0), after_date="昨秋"))
    rows = [(square(0, 0), {"after_date": "2024-10-25"}), (square(200, 0), {"after_date": "2025-05-01"})]
    with pytest.raises(QgsProcessingException, match="2024-10-25, 2025-05-01"):
        update(layer(rows), AREA=layer([(square(0, 0, 900), {})]))
    with pytest.raises(QgsProcessingException, match="holds no outlines"):
        update(candidates())
    with pytest.raises(QgsProcessingException, match="holds no polygons"):
        update(candidates((0, 0)), AREA=layer([]))
    assert list(update.path.parent.iterdir()) == []


def test_the_register_is_not_brought_into_itself(update):
    from qgis.core import QgsProcessingException

    update(candidates((0, 0)))
    with pytest.raises(QgsProcessingException, match="layer of the register itself"):
        update(opened(update.path), OBSERVED_ON="2025-05-01")


def test_a_locked_and_a_newer_register_are_said_and_kept(update):
    import sqlite3

    from qgis.core import QgsProcessingException

    update(candidates((0, 0)))
    lock = update.path.with_name("台帳.gpkg.lock")
    about = {"user": "佐藤", "host": "PC-07", "pid": 1, "since": "2025-05-01T08:15:00Z"}
    lock.write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(QgsProcessingException, match=r"佐藤 on PC-07 .*2025-05-01T08:15:00Z"):
        update(candidates((300, 0)), WAIT=0)
    lock.unlink()
    with sqlite3.connect(update.path) as connection:
        connection.execute("UPDATE register_info SET value = '99' WHERE name = 'schema_version'")
    before = update.path.read_bytes()
    with pytest.raises(QgsProcessingException, match="Update the plugin"):
        update(candidates((300, 0)))
    assert update.path.read_bytes() == before


def test_choices_are_those_of_the_core(qgis):
    from soranome.plugin.core.fieldwork.register_schema import SOURCES

    assert qgis.algorithm("soranome:updateregister").parameterDefinition("SOURCE").options() == list(SOURCES)


def test_the_dialog_takes_a_name_typed_and_a_file_to_come(qgis):
    from processing.gui.wrappers import WidgetWrapperFactory

    class AlgorithmDialog:
        """What a wrapper asks of its dialog."""

        def __init__(self):
            self.processing_context = None

    algorithm = qgis.algorithm("soranome:updateregister")
    definition = algorithm.parameterDefinition("REGISTER")
    wrapper = WidgetWrapperFactory.create_wrapper(definition, AlgorithmDialog())
    assert not wrapper.widget.confirmOverwrite()
    wrapper.setValue("東京都の台帳")
    assert wrapper.value() == "東京都の台帳"


def test_from_a_shell(update, tmp_path):
    from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter

    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    path = str(tmp_path / "候補.gpkg")
    QgsVectorFileWriter.writeAsVectorFormatV3(
        candidates((0, 0), (100, 0)), path, QgsCoordinateTransformContext(), options
    )
    done = subprocess.run(
        [ROOT / "scripts" / "qgis.sh", "qgis_process", "run", "soranome:updateregister", "--json", "--",
         f"CANDIDATES={path}", f"REGISTER={update.path}"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout[done.stdout.index("{") :])["results"]
    assert (results["NEW"], results["TOTAL"], results["REGISTER"]) == (2, 2, str(update.path))
    assert opened(update.path).featureCount() == 2


@pytest.fixture(scope="module")
def server():
    with tools.postgresql() as running:
        yield running


@pytest.mark.parametrize("named", ["stored connection", "postgresql://", "libpq"])
def test_a_register_on_postgis_opens_in_qgis(qgis, update, server, named):
    from qgis.core import QgsDataSourceUri, QgsProcessingContext, QgsProcessingUtils, QgsProviderRegistry

    database = server.new_database()
    register = server.address(database)
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    if named == "stored connection":
        uri = QgsDataSourceUri()
        uri.setConnection(server.folder, "5432", database, "tester", "")
        metadata.saveConnection(metadata.createConnection(uri.uri(False), {"saveUsername": True}), "東京都の台帳")
        register = "東京都の台帳"
    elif named == "postgresql://":
        register = f"postgresql://tester@/{database}?host={server.folder}"
    try:
        assert update(candidates((0, 0), (100, 0)), register=register)["NEW"] == 2
        result = update(candidates((0, 0, 80)), register=register, OBSERVED_ON="2025-05-01")
        assert numbers(result) == {"GROWING": 1, "TOTAL": 2} and result["REGISTER"] == register
        context = QgsProcessingContext()
        sites = QgsProcessingUtils.mapLayerFromString(result["SITES"], context)
        assert sites is not None and sites.isValid()
        assert (sites.featureCount(), sites.crs().authid()) == (2, "EPSG:6677")
        sites.loadDefaultStyle()
        assert sites.renderer().type() == "RuleRenderer"
        assert sites.attributeAlias(sites.fields().indexOf("site_code"))
        assert {f["state"] for f in sites.getFeatures()} == {"growing", "new"}
    finally:
        if named == "stored connection":
            metadata.deleteConnection(register)
    assert list(update.path.parent.iterdir()) == []


def test_an_unknown_connection_is_named_with_those_there_are(update):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match=r"東京都の台帳.*PostgreSQL connection"):
        update(candidates((0, 0)), register="東京都の台帳")
