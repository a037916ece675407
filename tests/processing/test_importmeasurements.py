"""``importmeasurements`` through Processing."""

import pytest

HEAD = "経度,緯度,受信レベル,事業者,圏外,測定日時\n"


class Log:
    """What a run told."""

    def __init__(self):
        from qgis.core import QgsProcessingFeedback

        self.feedback = QgsProcessingFeedback(False)

    @property
    def text(self) -> str:
        return self.feedback.textLog()


def features(path):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(str(path), "m", "ogr")
    return layer, list(layer.getFeatures())


def run(qgis, target, log=None, **given):
    return qgis.run("soranome:importmeasurements", {"MEASUREMENTS": str(target), **given}, log and log.feedback)


@pytest.fixture
def drive(tmp_path):
    path = tmp_path / "走行調査.csv"
    rows = (
        "139.1484,35.7295,-95,NTTドコモ,0,2022/11/05 13:02:11\n"
        "139.1485,35.7296,,au,1,2022/11/05 13:02:12\n"
        "139.1486,35.7297,99,au,0,2022/11/05 13:02:13\n"
        "139.1487,35.7298,-101,楽天,0,2022/11/05 13:02:14\n"
    )
    path.write_bytes((HEAD + rows).encode("cp932"))
    return path


def test_fields_are_the_contract_and_nothing_is_lost(qgis, drive, tmp_path):
    log = Log()
    result = run(qgis, tmp_path / "測定.gpkg", log, FILE=[str(drive)])
    assert (result["READ"], result["LEFT_OUT"], result["OUT_OF_SERVICE"]) == (3, 1, 1)
    layer, found = features(result["MEASUREMENTS"])
    names = {"signal_dbm", "carrier", "band", "radio", "measured_at", "accuracy_m", "in_service", "source", "row"}
    assert names <= set(layer.fields().names())
    assert layer.crs().authid() == "EPSG:4326" and layer.renderer().type() == "RuleRenderer"
    assert found[0]["signal_dbm"] == -95 and [f["carrier"] for f in found] == ["docomo", "KDDI", "Rakuten"]
    assert [bool(f["in_service"]) for f in found] == [True, False, True] and [f["row"] for f in found] == [2, 3, 5]
    assert found[1]["signal_dbm"] is None or not found[1]["signal_dbm"]  # NULL
    assert found[0].geometry().asPoint().x() == pytest.approx(139.1484, abs=1e-9)
    assert "走行調査.csv, line 4" in log.text and "99" in log.text


def test_points_are_brought_into_another_system(qgis, drive, tmp_path):
    result = run(qgis, tmp_path / "m.gpkg", FILE=str(drive), OUTPUT_CRS="EPSG:6677")
    layer, found = features(result["MEASUREMENTS"])
    point = found[0].geometry().asPoint()
    assert layer.crs().authid() == "EPSG:6677"
    # Zone IX, origin 36° N 139°50' E: 0.6849° west and 0.2705° south of it.
    assert point.x() == pytest.approx(-61950, abs=150) and point.y() == pytest.approx(-29800, abs=300)


def test_places_that_are_none_in_the_other_system_are_left_out(qgis, drive, tmp_path):
    drive.write_bytes((HEAD + "139.1,35.7,-90,au,0,\n50,0.1,-91,au,0,\n139.2,35.8,-92,au,0,\n").encode("cp932"))
    log = Log()
    result = run(qgis, tmp_path / "m.gpkg", log, FILE=[str(drive)], OUTPUT_CRS="EPSG:6677")
    assert (result["READ"], result["LEFT_OUT"]) == (2, 1) and "走行調査.csv, line 3" in log.text
    assert [f["row"] for f in features(result["MEASUREMENTS"])[1]] == [2, 4]


def test_every_style_rule_fits_some_row_and_every_row_one_rule(qgis, drive, tmp_path):
    from qgis.core import QgsExpression, QgsExpressionContext, QgsVectorLayer

    rows = "".join(
        f"139.1,35.7,{level},au,{out},\n"
        for level, out in ((-70, 0), (-85, 0), (-95, 0), (-105, 0), (-125, 0), ("", 1))
    )
    drive.write_bytes((HEAD + rows).encode("cp932"))
    cells = tmp_path / "440.csv"
    cells.write_text("LTE,440,10,7000,12345,0,139.1,35.7,1000,7,1,1459813819,1459813819,-95\n")
    told = tmp_path / "told.csv"
    told.write_text("lon,lat,RSRP,service\n139.1,35.7,,in service\n")
    layer, found = features(run(qgis, tmp_path / "m.gpkg", FILE=[str(drive), str(cells), str(told)])["MEASUREMENTS"])
    assert isinstance(layer, QgsVectorLayer) and len(found) == 8
    hits = []
    for feature in found:
        context = QgsExpressionContext()
        context.setFeature(feature)
        context.setFields(layer.fields())
        rules = layer.renderer().rootRule().children()
        hits.append([i for i, rule in enumerate(rules) if QgsExpression(rule.filterExpression()).evaluate(context)])
    assert sorted(hits) == [[i] for i in range(8)]


def test_a_folder_takes_tables_and_tells_what_else_is_there(qgis, drive, tmp_path):
    folder = tmp_path / "調査"
    (folder / "日別").mkdir(parents=True)
    drive.rename(folder / "日別" / "a.csv")
    (folder / "bbox.txt").write_text("139.1, 139.2, 35.1, 35.2\n")
    log = Log()
    result = run(qgis, tmp_path / "m.gpkg", log, FOLDER=str(folder))
    assert result["READ"] == 3 and "bbox.txt" in log.text


def test_a_list_of_cells_is_told(qgis, tmp_path):
    cells = tmp_path / "440.csv"
    cells.write_text("LTE,440,10,7000,12345,0,139.1,35.7,1000,7,1,1459813819,1459813819,-95\n")
    log = Log()
    result = run(qgis, tmp_path / "m.gpkg", log, FILE=[str(cells)])
    _, found = features(result["MEASUREMENTS"])
    assert "list of cells" in log.text and found[0]["carrier"] == "docomo"
    from qgis.core import NULL

    assert found[0]["in_service"] in (None, NULL) and found[0]["signal_dbm"] in (None, NULL)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "none were given"),
        ({"COLUMNS": "power=RSRP"}, "power=RSRP"),
        ({"CRS": "EPSG:6677"}, "EPSG:4326"),
        ({"COLUMNS": "signal=電波"}, "電波"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_left(qgis, drive, tmp_path, given, said):
    from qgis.core import QgsProcessingException

    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(QgsProcessingException, match=said):
        run(qgis, out / "m.gpkg", FILE=[str(drive)] if given else [], **given)
    assert list(out.iterdir()) == []


def test_a_cancelled_run_leaves_nothing(qgis, drive, tmp_path):
    from qgis.core import QgsProcessingException

    out = tmp_path / "out"
    out.mkdir()
    log = Log()
    log.feedback.cancel()
    with pytest.raises(QgsProcessingException, match="cancelled"):
        run(qgis, out / "m.gpkg", log, FILE=[str(drive)])
    assert list(out.iterdir()) == []


def test_real_files(qgis, data, tmp_path):
    result = run(qgis, tmp_path / "m.gpkg", FOLDER=str(data / "coverage" / "opencellid"), OUTPUT_CRS="EPSG:32618")
    assert result["READ"] == 2620 and result["LEFT_OUT"] == 1
    layer, _ = features(result["MEASUREMENTS"])
    extent = layer.extent()
    # Ottawa, zone 18 N
    assert 425_000 < extent.xMinimum() < extent.xMaximum() < 450_000
    assert 5_015_000 < extent.yMinimum() < extent.yMaximum() < 5_035_000
