"""``indextiles`` through Processing: the layer, its style, its second run, and what the next algorithm makes of it."""

import subprocess
import sys
from pathlib import Path

import pytest

from soranome.plugin.core.pointcloud.sheets import parse
from soranome.tests.tiles import las_bytes, patched, points_in, write, zipped

ROOT = Path(__file__).resolve().parents[2]


def tile(code, seed=0, epsg=6677, **options):
    west, south, east, north = parse(code).extent
    return las_bytes(points_in((west, south, east - 0.001, north - 0.001), 200, seed), epsg, **options)


@pytest.fixture
def delivery(tmp_path):
    """Nine sheets, one missing in the middle, two with flaws, in a folder with a Japanese name."""
    folder = tmp_path / "八王子 点群"
    for seed, code in enumerate(("09LD2615", "09LD2616", "09LD2617", "09LD2625", "09LD2627", "09LD2635", "09LD2636")):
        zipped(folder / f"{code}.zip", {f"{code}.las": tile(code, seed, None)})
    write(folder / "09LD2637.las", tile("09LD2616", 9))  # its coordinates are those of another sheet
    write(folder / "09LD2638.laz", tile("09LD2638", 8, compressed=True)[:-300])
    write(folder / "地盤.zip", b"broken")
    write(folder / "readme.txt", b"no points here")
    return folder


class Heard:
    """What an algorithm says."""

    def __new__(cls):
        from qgis.core import QgsProcessingFeedback

        class Feedback(QgsProcessingFeedback):
            def __init__(self):
                super().__init__(False)
                self.said = []

            def pushInfo(self, text):  # noqa: N802
                self.said.append(text)

            def pushWarning(self, text):  # noqa: N802
                self.said.append(text)

        return Feedback()


def rows_of(path):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(f"{path}|layername=index", "index", "ogr")
    assert layer.isValid()
    return layer, {feature["sheet"] or feature["path"].split("/")[-1]: feature for feature in layer.getFeatures()}


def run(qgis, folder, path, feedback=None, **options):
    return qgis.run("soranome:indextiles", {"FOLDER": str(folder), "INDEX": str(path), **options}, feedback)


def test_a_delivery_becomes_one_layer(qgis, delivery, tmp_path):
    heard = Heard()
    made = run(qgis, delivery, tmp_path / "索引.gpkg", heard)
    assert (made["TILES"], made["POINTS"], made["PROBLEMS"], made["MISSING"]) == (10, 1800, 3, 1)
    layer, rows = rows_of(made["INDEX"])
    assert layer.crs().authid() == "EPSG:6677" and layer.featureCount() == 11
    sound = rows["09LD2615"]
    assert sound["severity"] == "note" and sound["codes"] == "crs_implied" and sound["crs_origin"] == "sheet"
    assert sound["points"] == 200 and sound["level"] == 500 and sound["member"] == "09LD2615.las"
    box = sound.geometry().boundingBox()
    assert (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()) == parse("09LD2615").extent
    missing = rows["09LD2626"]
    assert missing["severity"] == "missing" and not missing["path"] and not missing.geometry().isEmpty()
    assert rows["09LD2637"]["severity"] == "error" and "name" in rows["09LD2637"]["codes"]
    assert rows["09LD2638"]["codes"] == "damaged"
    assert rows["地盤.zip"]["codes"] == "unreadable" and rows["地盤.zip"].geometry().isEmpty()
    said = "\n".join(heard.said)
    assert "09LD2626" in said and "地盤.zip" in said and "readme.txt" in said


def test_every_row_falls_in_one_class_of_the_legend(qgis, delivery, tmp_path):
    from qgis.core import QgsExpression, QgsExpressionContext, QgsExpressionContextUtils

    layer, _ = rows_of(run(qgis, delivery, tmp_path / "a.gpkg")["INDEX"])
    rules = layer.renderer().rootRule().children()
    assert len(rules) == 5
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    for feature in layer.getFeatures():
        context.setFeature(feature)
        assert sum(bool(QgsExpression(rule.filterExpression()).evaluate(context)) for rule in rules) == 1
    columns = {column.name: column.hidden for column in layer.attributeTableConfig().columns()}
    assert columns["facts"] and not columns.get("sheet")


def test_the_second_run_reads_only_what_changed(qgis, delivery, tmp_path):
    path = tmp_path / "a.gpkg"
    first = run(qgis, delivery, path)
    write(delivery / "09LD2637.las", tile("09LD2637", 9))
    zipped(delivery / "09LD2626.zip", {"09LD2626.las": tile("09LD2626", 5, None)})
    heard = Heard()
    second = run(qgis, delivery, path, heard)
    assert any("8" in text and "unchanged" in text for text in heard.said), heard.said
    assert (second["TILES"], second["MISSING"], second["PROBLEMS"]) == (11, 0, 2)
    assert first["TILES"] == 10
    fresh = run(qgis, delivery, tmp_path / "b.gpkg", RESCAN=True)
    known = [[f.attributes() for f in rows_of(made["INDEX"])[0].getFeatures()] for made in (second, fresh)]
    assert [row[1:] for row in known[0]] == [row[1:] for row in known[1]]


def test_reading_all_points_tells_classes(qgis, delivery, tmp_path):
    _, rows = rows_of(run(qgis, delivery, tmp_path / "a.gpkg", DEEP=True)["INDEX"])
    assert rows["09LD2615"]["classes"] == "2: 200" and rows["09LD2615"]["density_held"] >= 1


def test_the_layer_names_the_tiles_of_the_next_step(qgis, delivery, tmp_path):
    """Selected rows only, where some are selected; missing sheets, grids and broken zips are no tiles."""
    from qgis.core import QgsProcessingContext, QgsProject

    from soranome.plugin.processing.pointcloud.tiles import TileInputs

    layer, _ = rows_of(run(qgis, delivery, tmp_path / "a.gpkg")["INDEX"])
    QgsProject.instance().addMapLayer(layer)
    inputs = TileInputs()
    inputs.parameterAsFile = lambda *a: ""
    context = QgsProcessingContext()
    found, _ = inputs.sources({"INDEX": layer}, context)
    assert len(found) == 9 and {source.suffix for source in found} == {".las", ".laz"}
    layer.selectByExpression("\"sheet\" IN ('09LD2615', '09LD2626')")
    found, _ = inputs.sources({"INDEX": layer}, context)
    assert [source.member for source in found] == ["09LD2615.las"]
    QgsProject.instance().removeMapLayer(layer)


def test_what_cannot_be_done_is_refused(qgis, tmp_path):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="Choose a folder or files"):
        qgis.run("soranome:indextiles", {"INDEX": str(tmp_path / "a.gpkg")})
    write(tmp_path / "empty" / "readme.txt", b"nothing")
    with pytest.raises(QgsProcessingException, match=r"no tiles in .*empty"):
        run(qgis, tmp_path / "empty", tmp_path / "a.gpkg")
    assert not (tmp_path / "a.gpkg").exists()


def test_a_folder_of_bad_files_is_indexed_in_time_and_memory(qgis, data, tmp_path):
    """The malformed files and hostile ones beside them, in a process with 700 MB beyond QGIS itself."""
    folder = tmp_path / "bad"
    good = tile("09LD2615", compressed=True)
    write(folder / "count.las", patched(tile("09LD2615"), 107, "<I", 10**9))
    write(folder / "records.las", patched(tile("09LD2615"), 100, "<I", 2**32 - 1))
    write(folder / "length.laz", patched(good, 105, "<H", 65535))
    write(folder / "chunks.laz", patched(good, good.index(b"laszip encoded") + 64, "<I", 2**32 - 2))
    for path in (data / "pointcloud" / "malformed").iterdir():
        write(folder / path.name, path.read_bytes())
    code = BAD_JOB.format(root=str(ROOT), folder=str(folder), path=str(tmp_path / "bad.gpkg"))
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "done" in done.stdout, done.stderr[-2000:]
    _, seconds, tiles, problems = done.stdout.splitlines()[-1].split()
    assert int(tiles) == 4 + len(list((data / "pointcloud" / "malformed").iterdir()))
    assert int(problems) >= 12 and float(seconds) < 2 * int(tiles)


BAD_JOB = """
import resource, sys, time
sys.path.insert(0, {root!r} + "/tests")
from qgis.core import QgsApplication
application = QgsApplication([], False)
application.initQgis()
sys.path.append(QgsApplication.pkgDataPath() + "/python/plugins")
from processing.core.Processing import Processing
Processing.initialize()
import processing
import conftest, soranome
plugin = soranome.classFactory(None)
plugin.initProcessing()
import rasterio, laspy, lazrs, numba, scipy, soranome.plugin.core.pointcloud.index
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + (700 << 20),) * 2)
start = time.perf_counter()
made = processing.run("soranome:indextiles", {{"FOLDER": {folder!r}, "INDEX": {path!r}, "DEEP": True}})
print("done", time.perf_counter() - start, made["TILES"], made["PROBLEMS"])
"""
