"""The shipped model: from masts to new sites in one run."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def folder(sample, tmp_path_factory):
    return sample(tmp_path_factory.mktemp("計画"), SIZE=1, SEED=2)


def test_from_masts_to_new_sites(qgis, folder, tmp_path):
    from qgis.core import QgsVectorLayer

    layers = {name.upper(): str(folder / f"{name}.gpkg") for name in ("population", "roads", "buildings", "commercial")}
    wanted = {
        "signal": "signal.tif", "best_server": "server.tif", "signal_folder": "signal", "holes": "holes.gpkg",
        "summary": "summary.csv", "report": "report.html", "chosen": "chosen.gpkg", "covered": "covered.tif",
        "table": "table.xlsx",
    }  # fmt: skip
    result = qgis.run(
        "soranome:coverageplan",
        {
            "SITES": str(folder / "masts.gpkg"),
            "DTM": str(folder / "dtm_before.tif"),
            "DSM": str(folder / "dsm.tif"),
            "EIRP": 27,
            "THRESHOLD": -105,
            "AREAS": str(folder / "municipalities.gpkg"),
            "PLACES": [str(folder / "places.gpkg")],
            "CANDIDATES": str(folder / "coverage" / "assets.csv"),
            "COUNT": 3,
            "PROPOSE": True,
            **layers,
            **{name: str(tmp_path / file) for name, file in wanted.items()},
        },
    )
    assert all((tmp_path / file).exists() for file in wanted.values())
    holes = QgsVectorLayer(result["holes"], "holes", "ogr")
    assert {feature["class"] for feature in holes.getFeatures()} >= {"predicted_hole"}
    chosen = QgsVectorLayer(result["chosen"], "chosen", "ogr")
    assert 1 <= chosen.featureCount() <= 3
    assert {path.stem for path in (tmp_path / "signal").glob("carrier_*.tif")} == {f"carrier_{name}" for name in "ABCD"}
    assert "見本町" in (tmp_path / "report.html").read_text(encoding="utf-8")
