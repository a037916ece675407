"""``fieldchecklist``: from a register or a layer to the list, with pictures, or to a sentence why not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from soranome.plugin.core.fieldwork.exchange import ListInfo
from soranome.plugin.core.fieldwork.papers.checklist import CODES_ROW, HEADER_ROW, INFO_SHEET
from tests.core.fieldwork.register_tools import outline, update

WEST, NORTH = -66500.0, -30500.0


@pytest.fixture
def register(tmp_path):
    """Four sites in western Tokyo (zone IX), in two towns."""
    target = str(tmp_path / "台帳.gpkg")
    about = {
        "change": 1,
        "before_date": "2024-05-18",
        "after_date": "2024-10-25",
        "before_image": "2024_前.tif",
    }
    towns = ["奥多摩町", "檜原村", "奥多摩町", None]
    places = [
        outline(-66000 + 200 * n, -31000, 40, rank=n, candidate_id=f"C{n:04d}", priority_class="ABCC"[n - 1],
                municipality=towns[n - 1], **about)
        for n in (1, 2, 3, 4)
    ]  # fmt: skip
    update(target, places)
    return target


@pytest.fixture
def images(make_raster):
    noise = np.random.default_rng(3).integers(200, 2500, (2, 6, 150, 150), "uint16")
    return {name: make_raster(f"{file}.tif", array, west=WEST, north=NORTH)
            for name, file, array in zip(("BEFORE", "AFTER"), ("2024_前", "20241101_後"), noise)}  # fmt: skip


def listed(path, sheet=0) -> list[dict]:
    """Rows of a list by the codes of its hidden row."""
    sheet = load_workbook(path).worksheets[sheet]
    codes = [cell.value for cell in sheet[CODES_ROW]]
    return [dict(zip(codes, row)) for row in sheet.iter_rows(min_row=HEADER_ROW + 1, values_only=True)]


def failure(qgis, parameters) -> str:
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException) as caught:
        qgis.run("soranome:fieldchecklist", parameters)
    return str(caught.value)


def test_a_register_becomes_a_list_that_knows_it(qgis, register, tmp_path):
    from soranome.plugin.core.fieldwork.register import look_at

    path = tmp_path / "新しい" / "確認.xlsx"
    result = qgis.run("soranome:fieldchecklist", {"REGISTER": register, "XLSX": str(path)})
    assert result["XLSX"] == str(path)
    with look_at(register) as opened:
        bases, identity = opened.bases(), opened.register_id()
    rows = listed(path)
    assert [row["name"] for row in rows] == ["S00001", "S00002", "S00003", "S00004"]
    assert {row["key"]: row["basis"] for row in rows} == bases
    assert ListInfo.from_text(load_workbook(path)[INFO_SHEET]["A1"].value).register_id == identity
    # Point and plane coordinates are of one place, inside the site.
    assert rows[0]["x_m"] == pytest.approx(-30980, abs=1) and rows[0]["y_m"] == pytest.approx(-65780, abs=1)
    assert rows[0]["latitude"] == pytest.approx(35.72, abs=0.01)


def test_a_list_with_results_is_not_overwritten(qgis, register, tmp_path):
    path = tmp_path / "確認.xlsx"
    given = {"REGISTER": register, "XLSX": str(path)}
    qgis.run("soranome:fieldchecklist", given)
    qgis.run("soranome:fieldchecklist", {**given, "LIMIT": 3})
    assert len(listed(path)) == 3, "one that is still blank may be made anew"
    book = load_workbook(path)
    codes = [cell.value for cell in book.worksheets[0][CODES_ROW]]
    book.worksheets[0].cell(HEADER_ROW + 2, codes.index("remarks") + 1).value = "林道から見える"
    book.save(path)
    before = path.read_bytes()
    assert "確認.xlsx" in failure(qgis, given)
    assert path.read_bytes() == before
    qgis.run("soranome:fieldchecklist", {**given, "XLSX": str(tmp_path / "別.xlsx")})
    assert len(listed(tmp_path / "別.xlsx")) == 4


def test_ranks_of_a_layer_without_ranks_are_refused(qgis, register, tmp_path):
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

    layer = QgsVectorLayer("Polygon?crs=EPSG:6677&field=candidate_id:string", "順位なし", "memory")
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt("POLYGON((-66000 -31000,-65900 -31000,-65900 -30900,-66000 -31000))"))
    feature["candidate_id"] = "C0001"
    layer.dataProvider().addFeature(feature)
    given = {"CANDIDATES": layer, "XLSX": str(tmp_path / "l.xlsx")}
    said = failure(qgis, {**given, "LIMIT": 3})
    assert "順位なし" in said and "rank" in said and not (tmp_path / "l.xlsx").exists()
    qgis.run("soranome:fieldchecklist", given)
    assert len(listed(tmp_path / "l.xlsx")) == 1


def test_filters_and_a_sheet_for_each_town(qgis, register, tmp_path):
    path = tmp_path / "l.xlsx"
    options = {"REGISTER": register, "XLSX": str(path), "LANGUAGE": "en", "SHEETS_BY": "municipality"}
    qgis.run("soranome:fieldchecklist", {**options, "LIMIT": 3})
    assert load_workbook(path).sheetnames[:2] == ["奥多摩町", "檜原村"]
    assert [row["name"] for row in listed(path)] == ["S00001", "S00003"]
    qgis.run("soranome:fieldchecklist", {**options, "CLASSES": "C"})
    assert load_workbook(path).sheetnames[:2] == ["奥多摩町", "without a municipality"]
    qgis.run("soranome:fieldchecklist", {**options, "STATUSES": ["visited"]})
    assert load_workbook(path).worksheets[0].cell(HEADER_ROW + 1, 3).value == "No site was found."


def test_pictures_are_cut_and_dated(qgis, register, images, tmp_path):
    from qgis.core import QgsProcessingFeedback

    path = tmp_path / "l.xlsx"
    feedback = QgsProcessingFeedback()
    given = {"REGISTER": register, "XLSX": str(path), "LANGUAGE": "en", **images}
    qgis.run("soranome:fieldchecklist", given, feedback)
    sheet = load_workbook(path).worksheets[0]
    assert len(sheet._images) == 8
    heads = [cell.value for cell in sheet[HEADER_ROW]]
    # One date is that of the sites found on this image, the other stands in the name.
    assert "Image before\n2024/5/18" in heads and "Image after\n2024/11/1" in heads
    qgis.run("soranome:fieldchecklist", {**given, "BEFORE_DATE": "2023-04-05", "BEFORE_BANDS": "3,2,1"})
    assert "Image before\n2023/4/5" in [cell.value for cell in load_workbook(path).worksheets[0][HEADER_ROW]]


def test_sites_beside_the_images_are_told(qgis, register, make_raster, tmp_path):
    from qgis.core import QgsProcessingFeedback

    path = tmp_path / "l.xlsx"
    feedback = QgsProcessingFeedback()
    narrow = make_raster("a.tif", np.full((3, 60, 30), 80, "uint8"), west=-65900, north=NORTH - 100)
    given = {"REGISTER": register, "XLSX": str(path), "LANGUAGE": "en", "AFTER": narrow}
    qgis.run("soranome:fieldchecklist", given, feedback)
    assert [row["chip_after"] for row in listed(path)] == [None, None, "no image", "no image"]
    assert "2" in next(
        line for line in feedback.textLog().split("\n") if "picture" in line or "画像がありません" in line
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({}, "REGISTER"),
        ({"REGISTER": "{register}", "CANDIDATES": "{register}|layername=sites"}, "REGISTER"),
        ({"REGISTER": "{register}", "BEFORE": "無い.tif"}, "無い.tif"),
        ({"REGISTER": "{register}", "BEFORE": "{cut}"}, "cut.tif"),
        ({"REGISTER": "{register}", "AFTER": "{far}"}, "4"),
        ({"REGISTER": "{register}", "BEFORE": "{BEFORE}", "AFTER": "{far}"}, "far.tif"),
        ({"REGISTER": "{register}", "BEFORE": "{BEFORE}", "BEFORE_BANDS": "7,8,9"}, "7,8,9"),
        ({"REGISTER": "{register}", "BEFORE": "{BEFORE}", "CHIP_WIDTH": 1}, "CHIP_WIDTH"),
        ({"REGISTER": "{register}", "SHEETS_BY": "day"}, "SHEETS_BY"),
        ({"REGISTER": "{register}", "TEAMS": "班Z"}, "班Z"),
        ({"REGISTER": "{register}", "XLSX": "{folder}/a.xls"}, "xlsx"),
    ],
)
def test_what_cannot_be_used_is_named_and_leaves_nothing(qgis, register, images, make_raster, tmp_path, wrong, said):
    names = {
        "register": register,
        "far": make_raster("far.tif", np.full((3, 50, 50), 80, "uint8"), west=60000),
        "cut": str(tmp_path / "cut.tif"),
        "folder": str(tmp_path / "out"),
        **images,
    }
    Path(names["cut"]).write_bytes(Path(images["BEFORE"]).read_bytes()[:30000])
    wrong = {name: value.format(**names) if isinstance(value, str) else value for name, value in wrong.items()}
    assert said in failure(qgis, {"XLSX": str(tmp_path / "out" / "l.xlsx"), **wrong})
    assert not (tmp_path / "out").exists()


def test_a_cancelled_run_leaves_nothing(qgis, register, images, tmp_path):
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    feedback.progressChanged.connect(lambda progress: feedback.cancel() if progress > 40 else None)
    path = tmp_path / "out" / "l.xlsx"
    with pytest.raises(QgsProcessingException):
        qgis.run("soranome:fieldchecklist", {"REGISTER": register, "XLSX": str(path), **images}, feedback)
    assert not path.parent.exists()
