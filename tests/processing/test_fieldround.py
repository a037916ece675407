"""The model from the register to what inspectors carry: one plan, and every paper in its order."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from osgeo import ogr

from tests.core.fieldwork.register_tools import outline, sites, update


def test_all_papers_follow_the_plan(qgis, tmp_path):
    register = str(tmp_path / "台帳.gpkg")
    # Ranks go against the way: 1 is the farthest.
    places = [outline(-46_000 + 800 * k, -35_000, rank=4 - k, priority=0.5, candidate_id=f"C{k}") for k in range(1, 4)]
    update(register, places)
    files = {"order": "o.gpkg", "routes": "w.gpkg", "plan": "p.html", "xlsx": "l.xlsx", "pdf": "s.pdf", "gpx": "s.gpx"}
    result = qgis.run(
        "soranome:fieldround",
        {"REGISTER": register, "START": "-46000,-35000 [EPSG:6677]", "TEAM_NAMES": "東班"}
        | {name: str(tmp_path / file) for name, file in (files | {"kml": "s.kml"}).items()},
    )
    kept = {row["site_code"]: row for row in sites(register)}
    planned = sorted(kept, key=lambda code: kept[code]["visit_order"])
    assert [row["team"] for row in kept.values()] == ["東班"] * 3
    # Out and back along one line: near to far, or far to near.
    ranks = [kept[code]["rank"] for code in planned]
    assert ranks in ([3, 2, 1], [1, 2, 3])
    sheet = load_workbook(result["xlsx"]).worksheets[0]
    column = next(cell.column for cell in sheet[3] if cell.value == "name")
    assert [sheet.cell(line, column).value for line in range(5, 8)] == planned
    source = ogr.Open(result["gpx"])
    names = [point.GetField("name") for point in source.GetLayerByName("waypoints")]
    assert len(names) == 3 and all(code in name for code, name in zip(planned, names))
    assert Path(result["pdf"]).read_bytes().startswith(b"%PDF") and Path(result["kml"]).stat().st_size
