"""Files of a folder are recognised by their names."""

import json

import pytest

from soranome.plugin.core.inputs import fill_inputs, recognise


@pytest.fixture
def put(tmp_path):
    def make(*names):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"")
        return tmp_path

    return make


def names(found):
    return {role: path.rpartition("/")[2] for role, path in found.items()}


def test_a_made_scene_is_recognised_whole(put):
    folder = put(
        "optical_before.tif", "optical_after.tif", "mask_before.tif", "mask_after.tif", "dtm_before.tif", "dtm_after.tif",
        "dsm.tif", "permits.gpkg", "zones.gpkg", "truth.gpkg", "sar/20240101_vv.tif", "sar/20240113_vv.tif",
    )  # fmt: skip
    dates = {"BEFORE_DATE": "2024-05-18", "AFTER_DATE": "2024-10-25"}
    (folder / "scene.json").write_text(json.dumps({"dates": dates}), encoding="utf-8")
    assert names(fill_inputs(folder)) == {
        "BEFORE": "optical_before.tif", "AFTER": "optical_after.tif", "BEFORE_MASK": "mask_before.tif",
        "AFTER_MASK": "mask_after.tif", "DEM_BEFORE": "dtm_before.tif", "DEM_AFTER": "dtm_after.tif",
        "PERMITS": "permits.gpkg", "ZONES": "zones.gpkg", "STACK_FOLDER": "sar", **dates,
    }  # fmt: skip


def test_two_images_are_told_apart_by_their_dates(put):
    found = fill_inputs(put("S2_20241025.tif", "S2_20240518.TIF", "A56-23_13.shp", "許可一覧.gpkg", "標高.tif"))
    assert names(found) == {
        "BEFORE": "S2_20240518.TIF", "AFTER": "S2_20241025.tif", "BEFORE_DATE": "2024-05-18", "AFTER_DATE": "2024-10-25",
        "ZONES": "A56-23_13.shp", "PERMITS": "許可一覧.gpkg", "DEM": "標高.tif",
    }  # fmt: skip


def test_three_dated_images_are_no_pair(put):
    assert "BEFORE" not in fill_inputs(put("S2_20240101.tif", "S2_20240518.tif", "S2_20241025.tif"))


def test_scenes_as_they_are_imported_are_a_pair_with_masks_and_radar(put):
    folder = put(
        "S2A_T54SUE_20240518.tif", "S2A_T54SUE_20240518_mask.tif", "S2A_T54SUE_20241025.tif",
        "S2A_T54SUE_20241025_mask.tif", "masks/S1A_T46_20241025_mask.tif", "dtm_2019.tif", "R5_DTM.tif", "dsm_2023.tif",
        "S1A_T46_20240518_VV.tif", "S1A_T46_20241025_VV.tif",
    )  # fmt: skip
    found = fill_inputs(folder)
    assert [path.rpartition("/")[2] for path in found.pop("STACK")] == [
        "S1A_T46_20240518_VV.tif",
        "S1A_T46_20241025_VV.tif",
    ]
    assert names(found) == {
        "BEFORE": "S2A_T54SUE_20240518.tif", "BEFORE_MASK": "S2A_T54SUE_20240518_mask.tif",
        "AFTER": "S2A_T54SUE_20241025.tif", "AFTER_MASK": "S2A_T54SUE_20241025_mask.tif",
        "BEFORE_DATE": "2024-05-18", "AFTER_DATE": "2024-10-25", "DEM_BEFORE": "dtm_2019.tif", "DEM_AFTER": "R5_DTM.tif",
    }  # fmt: skip


def test_one_elevation_model_is_the_terrain_whatever_its_date(put):
    assert names(fill_inputs(put("dtm_after.tif", "slope_before.png"))) == {"DEM": "dtm_after.tif"}


def test_radar_in_a_folder_of_its_own_is_a_stack(put):
    found = fill_inputs(put("後方散乱/S1_20240331_VH.tif", "後方散乱/S1_20240424_VH.tif", "後方散乱/notes.txt"))
    assert names(found) == {"STACK_FOLDER": "後方散乱"}


def test_one_radar_image_is_no_stack(put):
    assert fill_inputs(put("sar/S1_20240331_VH.tif", "sar/S1_20240331_VV.tif")) == {}


def test_orthophotos_of_two_years_are_a_pair_without_days(put):
    found = fill_inputs(put("オルソ_令和6年度.tif", "オルソ_令和4年度.tif"))
    assert names(found) == {"BEFORE": "オルソ_令和4年度.tif", "AFTER": "オルソ_令和6年度.tif"}


def test_many_images_and_nothing_else_are_a_series(put):
    images = ("S2_20240101.tif", "S2_20240518.tif", "S2_20241025.tif", "S2_20241025_SCL.tif")
    folder = put(*images, "permits.gpkg")
    assert names(fill_inputs(folder)) == {"OPTICAL_FOLDER": folder.name, "PERMITS": "permits.gpkg"}
    assert "OPTICAL_FOLDER" not in fill_inputs(put("dem.tif")), "it would be taken for an image"
    assert "OPTICAL_FOLDER" not in fill_inputs(put("before.tif", "after.tif")), "a pair is meant"


def test_a_folder_that_is_not_there_holds_nothing(tmp_path):
    assert fill_inputs(tmp_path / "none") == {}


@pytest.mark.parametrize("text", ["", "[]", '{"dates": 3}', '{"dates": {"BEFORE_DATE": "soon"}}', "\x00"])
def test_a_description_that_is_none_of_ours_is_passed_over(put, text):
    folder = put("before.tif", "after.tif")
    (folder / "scene.json").write_text(text, encoding="utf-8")
    assert set(fill_inputs(folder)) == {"BEFORE", "AFTER"}


def test_each_file_has_one_role_and_the_likeliest_name_wins(put):
    folder = put("sub/dtm.tif", "dtm_old.tif", "dtm.tif")
    roles = {"A": (("dtm", "dtm*"), (".tif",)), "B": (("dtm*",), (".tif",))}
    found = recognise(folder, roles, several=("B",))
    assert found["A"] == str(folder / "dtm.tif")
    assert found["B"] == [str(folder / "dtm_old.tif"), str(folder / "sub" / "dtm.tif")]
