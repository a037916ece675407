"""Lists and drive test of the made scene: what an office would get, with errors that are known."""

from __future__ import annotations

import json

import numpy as np
import pytest
import shapely

from soranome.plugin.core.delimited import read_delimited
from soranome.plugin.core.sample import make_scene
from soranome.plugin.core.sample.drive import OFFSET_DB, SENSITIVITY_DBM, write_drive_test
from soranome.plugin.core.sample.lists import write_lists


@pytest.fixture(scope="module")
def scene():
    return make_scene(2, 3)


@pytest.fixture(scope="module")
def driven(scene, tmp_path_factory):
    """The folder of a drive test."""
    folder = tmp_path_factory.mktemp("driven")
    write_drive_test(scene, folder, 3)
    return folder


def table_of(path):
    rows = [fields for _, fields in read_delimited(path).rows()]
    return [dict(zip(rows[0], fields, strict=True)) for fields in rows[1:]]


def test_lists_hold_what_the_layers_hold(scene, tmp_path):
    write_lists(scene, tmp_path)
    assert read_delimited(tmp_path / "assets.csv").encoding == "cp932"
    assets = table_of(tmp_path / "assets.csv")
    assert [row["財産名称"] for row in assets] == [values[1] for _, values in scene.tables["assets"].rows]
    for row, (_, (_, _, kind, height)) in zip(assets, scene.tables["assets"].rows, strict=True):
        assert (row["地上階数"] != "") == (kind == "building")
        assert row["高さ(m)"] in ("", f"{height:.1f}")
    assert len(table_of(tmp_path / "wifi.csv")) == -(-len(scene.tables["places"].rows) // 2)


def test_hidden_people_are_counted_with_a_neighbour(scene, tmp_path):
    write_lists(scene, tmp_path)
    rows = table_of(tmp_path / "population.csv")[1:]
    people = {values[0]: values[1] for _, values in scene.tables["population"].rows}
    told = {row["KEY_CODE"]: row["T001141001"] for row in rows}
    assert told.keys() == people.keys()
    assert sum(int(count) for count in told.values() if count != "*") == sum(people.values())
    hidden = {code for code, count in told.items() if count == "*"}
    assert hidden == {code for code, count in people.items() if 0 < count < 10}
    merged = {row["KEY_CODE"]: row["GASSAN"].split(";") for row in rows if row["HTKSYORI"] == "1"}
    assert {code for codes in merged.values() for code in codes} == hidden
    assert all(row["HTKSAKI"] in merged for row in rows if row["KEY_CODE"] in hidden)


def test_a_drive_test_hears_each_carrier_with_its_known_error(driven):
    rows = table_of(driven / "drive_test.csv")
    assert {row["事業者"] for row in rows} == set(OFFSET_DB)
    heard = [float(row["RSRP(dBm)"]) for row in rows if row["在圏状態"] == "圏内"]
    silent = [row for row in rows if row["在圏状態"] == "圏外"]
    assert min(heard) >= SENSITIVITY_DBM and silent and not any(row["RSRP(dBm)"] for row in silent)
    assert 0.02 < len(silent) / len(rows) < 0.6
    assert json.loads((driven / "truth.json").read_text())["offset_db"] == OFFSET_DB


def test_the_same_seed_drives_the_same_way(scene, driven, tmp_path):
    write_drive_test(scene, tmp_path / "again", 3)
    assert len(list(driven.iterdir())) == len(list((tmp_path / "again").iterdir())) > 0
    for path in driven.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()
    write_drive_test(scene, tmp_path / "other", 4)
    assert (tmp_path / "other" / "drive_test.csv").read_bytes() != (driven / "drive_test.csv").read_bytes()


def test_carriers_publish_areas_in_degrees(driven):
    for carrier in OFFSET_DB:
        features = json.loads((driven / f"areas_{carrier}.geojson").read_text())["features"]
        for feature in features:
            shape = shapely.geometry.shape(feature["geometry"])
            assert shape.is_valid and 139.0 < shape.centroid.x < 139.2 and 35.6 < shape.centroid.y < 35.8
    areas = [json.loads((driven / f"areas_{carrier}.geojson").read_text())["features"] for carrier in OFFSET_DB]
    assert any(areas)


def test_no_drive_on_water():
    made = make_scene(1.5, 2, place="island")
    from soranome.plugin.core.sample.drive import _landscape

    landscape = _landscape(made)
    assert (
        landscape.sea.any() and np.isfinite(landscape.height_m).all() and not landscape.clutter_m[landscape.sea].any()
    )
