"""``fieldwaypoints``: from a register or a layer to the three files, or to a sentence why not."""

import json

import pytest

from tests.core.fieldwork.register_tools import outline, update


@pytest.fixture
def register(tmp_path):
    """Three sites in western Tokyo (zone IX)."""
    target = str(tmp_path / "台帳.gpkg")
    about = {"change": 1}
    places = [
        outline(-66000 + 200 * n, -31000, 40, rank=n, candidate_id=f"C{n:04d}", priority_class="ABC"[n - 1], **about)
        for n in (1, 2, 3)
    ]
    update(target, places)
    return target


def failure(qgis, parameters) -> str:
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException) as caught:
        qgis.run("soranome:fieldwaypoints", parameters)
    return str(caught.value)


def test_a_register_becomes_three_files_in_new_folders_with_japanese_names(qgis, register, tmp_path):
    ogr = pytest.importorskip("osgeo.ogr")
    folder = tmp_path / "現地 確認"
    paths = {"GPX": "箇所.gpx", "KML": "箇所.kml", "GEOJSON": "箇所.geojson"}
    paths = {name: str(folder / path) for name, path in paths.items()}
    result = qgis.run("soranome:fieldwaypoints", {"REGISTER": register, "LANGUAGE": "en", **paths})
    assert {name: result[name] for name in paths} == paths and result["COUNT"] == 3
    source = ogr.Open(paths["GPX"])
    points = {f.GetField("name"): (f.GetGeometryRef().GetX(), f.GetGeometryRef().GetY()) for f in source.GetLayer(0)}
    assert list(points) == ["1 S00001", "2 S00002", "3 S00003"]
    found = json.loads((folder / "箇所.geojson").read_text(encoding="utf-8"))
    (west, south, east, north) = found["bbox"]
    assert all(west < x < east and south < y < north for x, y in points.values())
    assert 139 < west < 139.2 and 35.6 < south < 35.8
    assert "<name>Class A</name>" in (folder / "箇所.kml").read_text(encoding="utf-8")
    assert {path.name for path in folder.iterdir()} == {"箇所.gpx", "箇所.kml", "箇所.geojson"}, "no leftovers"


def test_the_number_of_sites_is_no_number_of_stations(qgis):
    """Its label once took the Japanese word for radio stations."""
    from soranome.plugin.translation import words_in

    algorithm = qgis.algorithm("soranome:fieldwaypoints")
    label = algorithm.outputDefinition("COUNT").description()
    assert "局" not in words_in("ja")(label)


def test_a_layer_is_taken_instead_and_one_file_is_enough(qgis, register, tmp_path):
    path = str(tmp_path / "a.gpx")
    layer = f"{register}|layername=sites"
    result = qgis.run("soranome:fieldwaypoints", {"CANDIDATES": layer, "CLASSES": "A,C", "GPX": path})
    assert "KML" not in result and result["COUNT"] == 2


def test_the_document_speaks_its_own_language(qgis, register, tmp_path):
    path = tmp_path / "a.gpx"
    qgis.run("soranome:fieldwaypoints", {"REGISTER": register, "GPX": str(path), "LANGUAGE": "ja"})
    assert "植生→裸地" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"GPX": None}, "GPX"),
        ({"REGISTER": ""}, "REGISTER"),
        ({"GPX": "{folder}/a.kml"}, ".gpx"),
        ({"KML": "{folder}/a.gpx"}, "already GPX"),
        ({"LIMIT": 1, "CLASSES": "C"}, "C"),
        ({"GPX": "/proc/nowhere/a.gpx"}, "/proc"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_nothing(qgis, register, tmp_path, change, said):
    folder = tmp_path / "neu"
    given = {"REGISTER": register, "GPX": str(folder / "a.gpx"), **change}
    given = {k: v.format(folder=folder) if isinstance(v, str) else v for k, v in given.items() if v is not None}
    assert said in failure(qgis, given)
    assert not folder.exists()
