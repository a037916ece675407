"""Point clouds of the made scene: what is in the tiles is what truth.json and the scene say."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import laspy
import numpy as np
import pytest
import shapely
from scipy import ndimage
from scipy.spatial import cKDTree

from soranome.plugin.core.errors import Cancelled, OutputError
from soranome.plugin.core.pointcloud.sheets import parse
from soranome.plugin.core.sample import make_scene
from soranome.plugin.core.sample.geometry import burn
from soranome.plugin.core.sample.pointcloud import write_pointcloud

GROUND, BUILDING, NOISE = 2, 6, 7


def read(path: Path) -> laspy.LasData:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            (name,) = archive.namelist()
            return laspy.read(io.BytesIO(archive.read(name)))
    return laspy.read(path)


def epsg_of(las: laspy.LasData) -> int | None:
    for vlr in las.header.vlrs:
        if vlr.record_id == 34735:
            return next(key.value_offset for key in vlr.geo_keys if key.id == 3072)
    return None


@pytest.fixture(scope="module")
def island():
    return make_scene(1.5, 2, place="island")


@pytest.fixture(scope="module")
def made(island, tmp_path_factory):
    """Folder of the point cloud and its truth."""
    folder = tmp_path_factory.mktemp("点群")
    return folder / "pointcloud", write_pointcloud(island, folder, 1.5)


@pytest.fixture(scope="module")
def surveys(made):
    """All points of both surveys: x, y, z, truth, class, returns."""
    folder, truth = made
    found = {}
    for name, survey in truth["surveys"].items():
        tiles = [read(folder / tile["file"]) for tile in survey["tiles"]]
        found[name] = {
            key: np.concatenate([np.asarray(getattr(las, key)) for las in tiles])
            for key in ("x", "y", "z", "user_data", "classification", "return_number", "number_of_returns")
        }
    return found


def heights_of(scene, x, y):
    """Heights of the scene's first DTM at points, m; NaN beside the sea."""
    west, _, _, north = scene.dtm_grid.bounds
    at = [(north - y) / 2 - 0.5, (x - west) / 2 - 0.5]
    return ndimage.map_coordinates(scene.dtm_before, at, order=1, prefilter=False, cval=np.nan)


def test_truth_counts_what_is_in_the_tiles(made):
    folder, truth = made
    assert json.loads((folder / "truth.json").read_text(encoding="utf-8"))["seed"] == 2 == truth["seed"]
    assert truth["height_datum"] == "local" and 9 <= len(truth["surveys"]["2022"]["tiles"]) <= 16
    for survey in truth["surveys"].values():
        for tile in survey["tiles"]:
            las = read(folder / tile["file"])
            assert len(las) == tile["points"] == las.header.point_count
            assert sum(tile["by_truth"].values()) == tile["points"]
            assert (np.asarray(las.user_data) == GROUND).sum() == tile["by_truth"]["ground"]


def test_tiles_lie_on_their_sheets_and_are_as_tokyo_delivers(made):
    folder, truth = made
    codes = [tile["sheet"] for tile in truth["surveys"]["2022"]["tiles"]]
    assert codes == [tile["sheet"] for tile in truth["surveys"]["2024"]["tiles"]] and len(set(codes)) == len(codes)
    for name, survey in truth["surveys"].items():
        for tile in survey["tiles"]:
            las = read(folder / tile["file"])
            west, south, east, north = parse(tile["sheet"]).extent
            (left, bottom, _), (right, top, _) = las.header.mins, las.header.maxs
            assert west <= left and right < east and south <= bottom and top < north
            header = las.header
            assert str(header.version) == "1.2" and header.point_format.id == 3
            assert list(header.scales) == [0.001] * 3 and not any(header.offsets)
            assert header.creation_date.isoformat() == survey["day"]
            classes = set(np.unique(las.classification))
            assert classes <= ({1, 2, 3, 7} if name == "2022" else {1})
            assert np.asarray(las.red).max() > 1000


def test_density_and_returns(made, surveys):
    _, truth = made
    west, south, east, north = truth["bounds"]
    first = surveys["2022"]
    shots = (first["return_number"] == 1).sum()
    assert 0.5 < shots / (1.5 * (east - west) * (north - south)) < 1  # no echo from the sea
    assert (first["return_number"] <= first["number_of_returns"]).all() and first["number_of_returns"].max() == 3
    shares = np.bincount(first["user_data"], minlength=8) / len(first["x"])
    assert shares[GROUND] > 0.25 and shares[5] > 0.3 and 0 < shares[NOISE] < 1e-4


def test_no_returns_from_the_sea(island, surveys):
    west, _, _, north = island.dtm_grid.bounds
    column, row = ((surveys["2022"]["x"] - west) / 2).astype(int), ((north - surveys["2022"]["y"]) / 2).astype(int)
    assert np.isfinite(island.dtm_before[row, column]).mean() > 0.999


def test_ground_is_the_scenes(island, made, surveys):
    sigma = island.summary["sigma_m"]
    ground = surveys["2022"]["user_data"] == GROUND
    x, y, z = (surveys["2022"][key][ground] for key in "xyz")
    error = z - heights_of(island, x, y)
    error = error[np.isfinite(error)]
    assert abs(np.median(error)) < 0.05
    spread = np.hypot(np.hypot(sigma["white"], sigma["correlated"]), made[1]["noise_m"]["forest"])
    assert 0.5 * spread < 1.4826 * np.median(np.abs(error - np.median(error))) < 1.5 * spread
    assert (np.abs(error) < 1).mean() > 0.995


def test_second_survey_minus_first_is_the_fill(island, made, surveys):
    compared = 0
    for shape, values in island.truth.rows:
        if values[0] not in made[1]["works_inside"]:
            continue
        inside = burn(island.dtm_grid, [shape.buffer(-2)]) > 0
        west, _, _, north = island.dtm_grid.bounds
        cells = []
        for survey in surveys.values():
            ground = survey["user_data"] == GROUND
            row = ((north - survey["y"][ground]) / 2).astype(int)
            column = ((survey["x"][ground] - west) / 2).astype(int)
            total, count = np.zeros((2, *inside.shape))
            here = inside[row, column]
            np.add.at(total, (row[here], column[here]), survey["z"][ground][here])
            np.add.at(count, (row[here], column[here]), 1)
            with np.errstate(invalid="ignore"):
                cells.append(total / count)
        difference = (cells[1] - cells[0])[inside]
        seen = np.isfinite(difference)
        if seen.sum() > 40:
            expected = island.ground_change[inside][seen]
            # Points of a 2 m cell on a slope do not lie at its centre; that is chance, not bias.
            assert difference[seen].mean() == pytest.approx(expected.mean(), abs=0.25)
            compared += 1
    assert compared >= 1


def test_roofs_stand_above_the_ground(island, surveys):
    first = surveys["2022"]
    built = first["user_data"] == BUILDING
    above = first["z"][built] - heights_of(island, first["x"][built], first["y"][built])
    assert built.sum() > 100 and np.nanquantile(above, 0.05) > 3 and np.nanquantile(above, 0.95) < 19


def test_faults_are_as_told(made):
    folder, truth = made
    faults = {fault["fault"]: fault for fault in truth["faults"]}
    wrong = faults.pop("wrong_crs")
    assert epsg_of(read(folder / wrong["file"])) == 6676
    lost = faults.pop("no_crs")
    assert epsg_of(read(folder / lost["file"])) is None
    named = faults.pop("name_contradicts_coordinates")
    las = read(folder / named["file"])
    told, right = parse(Path(named["file"]).stem).extent, parse(named["right"]).extent
    assert right[0] <= las.header.mins[0] < right[2] and not told[0] <= las.header.mins[0] < told[2]
    swapped = faults.pop("north_before_east")
    first = np.loadtxt(folder / swapped["file"], delimiter=",", max_rows=5)
    plain = np.loadtxt(folder / truth["text"]["file"], delimiter=",", max_rows=5)
    np.testing.assert_array_equal(first[:, [2, 1]], plain[:, [1, 2]])
    assert not faults
    others = [t["file"] for s in truth["surveys"].values() for t in s["tiles"] if t["file"] != lost["file"]]
    assert {epsg_of(read(folder / name)) for name in others} == {6677}
    (packed,) = [name for name in others if name.endswith(".zip")]
    with zipfile.ZipFile(folder / packed) as archive:
        assert archive.namelist() == [f"点群データ/{Path(packed).stem}.las"]


def test_control_points_fit_the_ground(made, surveys):
    folder, truth = made
    points = np.genfromtxt(folder / "control.csv", delimiter=",", names=True, dtype=None, encoding="utf-8")
    assert len(points) == truth["control"]["points"] >= 10
    ground = surveys["2022"]["user_data"] == GROUND
    x, y, z = (surveys["2022"][key][ground] for key in "xyz")
    tree = cKDTree(np.column_stack([x, y]))
    for east, north, height in zip(points["east"], points["north"], points["height"]):
        near = tree.query_ball_point((east, north), 2.5)
        plane = np.column_stack([x[near] - east, y[near] - north, np.ones(len(near))])
        fitted = np.linalg.lstsq(plane, z[near], rcond=None)[0][2]
        assert fitted == pytest.approx(height, abs=0.25)


def test_the_capture_is_off_as_told(made, surveys, island):
    folder, truth = made
    told = truth["capture"]
    las = read(folder / told["file"])
    ground = np.asarray(las.user_data) == GROUND
    x, y, z = (np.asarray(getattr(las, key))[ground] for key in "xyz")
    x, y = x - told["shift_m"][0], y - told["shift_m"][1]
    z = z - told["shift_m"][2] - told["tilt"][0] * (x - told["middle"][0]) - told["tilt"][1] * (y - told["middle"][1])
    base = surveys["2024"]
    keep = base["user_data"] == GROUND
    tree = cKDTree(np.column_stack([base["x"][keep], base["y"][keep]]))
    distance, nearest = tree.query(np.column_stack([x, y]))
    number = list(island.truth.fields).index("id")
    (works,) = (shape.buffer(2) for shape, values in island.truth.rows if values[number] == told["work"])  # went on
    lasting = (z - base["z"][keep][nearest])[(distance < 0.25) & ~shapely.contains_xy(works, x, y)]
    assert len(lasting) > 1000 and np.median(lasting) == pytest.approx(0, abs=0.09)
    assert told["day"] < "2025-04-01" and len(las) > 5000


def test_same_scene_same_bytes_and_a_rerun_leaves_nothing_old(made, island, tmp_path):
    def hashes(folder):
        files = sorted(p for p in folder.rglob("*") if p.is_file())
        return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}

    other = write_pointcloud(make_scene(1.5, 2), tmp_path, 0.5)
    assert other["bounds"] != made[1]["bounds"]
    write_pointcloud(island, tmp_path, 1.5)
    assert hashes(tmp_path / "pointcloud") == hashes(made[0])
    assert [p.name for p in tmp_path.iterdir()] == ["pointcloud"]


def test_cancelled_leaves_nothing(island, tmp_path):
    class Soon:
        """Stops once half the tiles are under way."""

        reported = 0.0

        @property
        def cancelled(self):
            return self.reported > 0.4

        def report(self, fraction, text=""):
            self.reported = fraction

    with pytest.raises(Cancelled):
        write_pointcloud(island, tmp_path, 0.5, Soon())
    assert not [p for p in tmp_path.rglob("*") if p.is_file()] and len(list(tmp_path.iterdir())) == 1


def test_a_folder_of_real_tiles_is_left_alone(island, tmp_path):
    (tmp_path / "pointcloud").mkdir()
    (tmp_path / "pointcloud" / "09LD2626.las").write_bytes(b"precious")
    with pytest.raises(OutputError, match="no sample scene"):
        write_pointcloud(island, tmp_path, 0.5)
    assert (tmp_path / "pointcloud" / "09LD2626.las").read_bytes() == b"precious"
