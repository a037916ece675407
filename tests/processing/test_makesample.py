"""makesample: an island with its point cloud, and the main job on it."""

from __future__ import annotations

import json

import pytest


@pytest.fixture(scope="module")
def island(qgis, tmp_path_factory):
    folder = tmp_path_factory.mktemp("練習") / "架空島"
    qgis.run(
        "soranome:makesample",
        {"SIZE": 1.5, "SEED": 1, "PLACE": "island", "POINTCLOUD": True, "POINT_DENSITY": 0.5, "FOLDER": str(folder)},
    )
    return folder


def test_the_scene_tells_of_island_and_point_cloud(island):
    about = json.loads((island / "scene.json").read_text(encoding="utf-8"))
    assert about["place"] == "island" and about["height_datum"] == "local"
    assert set(about["pointcloud"]["surveys"]) == {"2022", "2024"}
    truth = json.loads((island / about["pointcloud"]["truth"]).read_text(encoding="utf-8"))
    assert truth["pulses_per_m2"] == 0.5
    for survey in truth["surveys"].values():
        assert all((island / "pointcloud" / tile["file"]).is_file() for tile in survey["tiles"])


def test_too_small_for_an_island(qgis, tmp_path):
    with pytest.raises(Exception, match=r"1\.5 km"):
        qgis.run("soranome:makesample", {"SIZE": 1, "PLACE": "island", "FOLDER": str(tmp_path / "a")})
    assert not (tmp_path / "a").exists() or not list((tmp_path / "a").iterdir())


def test_fills_of_an_island_are_found(qgis, island, tmp_path):
    maps = ("permits", "zones", "planning", "hazard", "buildings", "streams", "roads", "municipalities")
    result = qgis.run(
        "soranome:detectfill",
        {
            "BEFORE": str(island / "optical_before.tif"),
            "AFTER": str(island / "optical_after.tif"),
            "BEFORE_MASK": str(island / "mask_before.tif"),
            "AFTER_MASK": str(island / "mask_after.tif"),
            "SENSOR": "sentinel2",
            "STACK_FOLDER": str(island / "sar"),
            "DEM_BEFORE": str(island / "dtm_before.tif"),
            "DEM_AFTER": str(island / "dtm_after.tif"),
            **{name.upper(): str(island / f"{name}.gpkg") for name in maps},
            "BEFORE_DATE": "2024-05-18",
            "AFTER_DATE": "2024-10-25",
            "CANDIDATES": str(tmp_path / "候補.gpkg"),
            "SCORE": str(tmp_path / "score.tif"),
        },
    )
    scored = qgis.run(
        "soranome:accuracy",
        {
            "CANDIDATES": result["CANDIDATES"],
            "REFERENCE": str(island / "truth.gpkg"),
            "TARGET": '"kind" = \'fill\' and "height_m" >= 1',
            "REPORT": str(tmp_path / "r.html"),
        },
    )
    assert scored["TARGETS"] >= 2 and scored["RECALL"] == 1
