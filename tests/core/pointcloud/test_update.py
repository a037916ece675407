"""Updates of a base: what does not fit is measured and refused or taken out, and no point is doubled or lost."""

import json
import os
import shutil

import numpy as np
import pytest
import rasterio
import shapely

from soranome.plugin.core.change.elevation import detect
from soranome.plugin.core.change.elevation_pair import ElevationFiles
from soranome.plugin.core.errors import Cancelled, InputError, OutputError
from soranome.plugin.core.pointcloud import update_tiles
from soranome.plugin.core.pointcloud.area import Area
from soranome.plugin.core.pointcloud.epochs import HEIGHT_CHANGES, Epoch, epoch_of, height_offset
from soranome.plugin.core.pointcloud.fit import Move, common_grid, measure_fit
from soranome.plugin.core.pointcloud.reading import open_points
from soranome.plugin.core.pointcloud.source import Source
from soranome.plugin.core.pointcloud.update import Settings, update_base
from soranome.plugin.core.tasks import Silent
from tests.core.pointcloud.cloud_tools import CRS_IX, SOUTH, WEST, catalogue, ground, scattered, write_tile

EDGE = 150.0
BOX = WEST, SOUTH, WEST + 2 * EDGE, SOUTH + EDGE
MIDDLE = WEST + EDGE
AREA = shapely.box(WEST + 120, SOUTH + 40, WEST + 190, SOUTH + 110)


def capture(path, box, seed, surface=ground, move=(0, 0, 0), tilt=(0, 0), density=4, **fields):
    """A tile of ``surface`` that lies ``move`` away from the truth and is tilted (m per m, around the middle)."""
    x, y = scattered(*box, density, seed)
    z = surface(x, y) + np.random.default_rng(seed + 1000).normal(0, 0.03, len(x))
    z += move[2] + tilt[0] * (x - MIDDLE) + tilt[1] * (y - SOUTH - EDGE / 2)
    return write_tile(path, x + move[0], y + move[1], z, user_data=seed, **fields)


def make_base(folder):
    folder.mkdir(parents=True, exist_ok=True)
    capture(folder / "west.laz", (WEST, SOUTH, MIDDLE, SOUTH + EDGE), 1)
    capture(folder / "east.laz", (MIDDLE, SOUTH, WEST + 2 * EDGE, SOUTH + EDGE), 2)
    capture(folder / "far.laz", (WEST + 2 * EDGE, SOUTH, WEST + 3 * EDGE, SOUTH + EDGE), 3)
    return folder


@pytest.fixture
def base(tmp_path):
    return make_base(tmp_path / "base")


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def points_of(folder):
    """x, y, z and user data (the seed of the capture) of every point of the tiles in ``folder``."""
    parts = []
    for path in sorted(folder.glob("*.copc.laz")):
        if "overview" not in path.name:
            with open_points(Source(path)) as points:
                for chunk in points.chunks():
                    parts.append(np.column_stack([chunk.x, chunk.y, chunk.z, chunk.user_data]))
    return np.concatenate(parts)


def filled(x, y):
    return ground(x, y) + 3.0 * (np.hypot(x - WEST - 155, y - SOUTH - 75) < 15)


def test_every_point_is_there_once(base, out, tmp_path):
    new = capture(tmp_path / "new.laz", BOX, 9, surface=filled)
    update = update_base(catalogue(base), catalogue(new), out, Settings(AREA))
    found = points_of(out)
    was, comes = points_of_las(base), points_of_las(tmp_path)
    area = Area(AREA)
    expected = np.concatenate(
        [was[~area.contains(was[:, 0], was[:, 1])], comes[area.contains(comes[:, 0], comes[:, 1])]]
    )
    assert len(found) == len(expected) == update.points
    order = [np.lexsort(np.round(values, 3).T) for values in (found, expected)]
    assert np.allclose(found[order[0]], expected[order[1]], atol=1e-6)
    assert {change.tile for change in update.changes} == {"west.copc.laz", "east.copc.laz"}
    assert sum(change.removed for change in update.changes) == area.contains(was[:, 0], was[:, 1]).sum()
    assert sum(change.added for change in update.changes) == area.contains(comes[:, 0], comes[:, 1]).sum()
    layer = json.loads(update.vpc.read_text())
    assert sum(item["properties"]["pc:count"] for item in layer["features"]) == len(expected)
    assert shapely.union_all([change.outline for change in update.changes]).buffer(0.6).contains(AREA)


def points_of_las(folder):
    parts = []
    for path in sorted(folder.glob("*.laz")):
        with open_points(Source(path)) as points:
            parts += [np.column_stack([c.x, c.y, c.z, c.user_data]) for c in points.chunks()]
    return np.concatenate(parts)


def test_areas_side_by_side_share_no_point():
    rng = np.random.default_rng(0)
    corners = rng.uniform(0, 100, (12, 2))
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(corners), extend_to=shapely.box(0, 0, 100, 100))
    )
    edges = shapely.get_coordinates(cells)
    x, y = rng.uniform(10, 90, 20_000), rng.uniform(10, 90, 20_000)
    # On corners and on edges too.
    x = np.r_[x, edges[:, 0], (edges[1:, 0] + edges[:-1, 0]) / 2]
    y = np.r_[y, edges[:, 1], (edges[1:, 1] + edges[:-1, 1]) / 2]
    inside = (np.abs(x - 50) < 49) & (np.abs(y - 50) < 49)
    x, y = x[inside], y[inside]
    held = sum(Area(cell).contains(x, y).astype(int) for cell in cells)
    assert (held == 1).all()
    square = Area(shapely.box(0, 0, 1, 1))
    assert square.contains(np.array([0, 1, 0.5, 0.5, 0.0]), np.array([0.5, 0.5, 0, 1, 0.0])).tolist() == [
        True, False, True, False, True,
    ]  # fmt: skip
    ring = Area(shapely.box(0, 0, 9, 9).difference(shapely.box(3, 3, 6, 6)))
    assert ring.contains(np.array([1.0, 4.0, 7.0]), np.array([1.0, 4.0, 4.0])).tolist() == [True, False, True]


@pytest.mark.parametrize(
    ("move", "tilt"),
    [((0.9, -0.6, 0.35), (0, 0)), ((0, 0, -0.22), (1.5e-3, -1e-3)), ((2.4, 1.3, 0.8), (-1e-3, 2e-3))],
)
def test_shift_bias_and_tilt_are_measured_within_their_errors(base, tmp_path, move, tilt):
    new = catalogue(capture(tmp_path / "new.laz", BOX, 9, surface=filled, move=move, tilt=tilt))
    tiles = catalogue(base)
    fit = measure_fit(tiles, new, Move(), common_grid(tiles, new), Area(AREA), Silent())
    assert fit.horizontal
    for value, true, sd in (
        (fit.x_m, move[0], fit.x_sd),
        (fit.y_m, move[1], fit.y_sd),
        (fit.tilt_east, 1000 * tilt[0], fit.tilt_sd),
        (fit.tilt_north, 1000 * tilt[1], fit.tilt_sd),
    ):
        assert abs(value - true) < 4 * sd and sd < 0.3
    # The plane holds where NEW is, which is moved sideways.
    level = move[2] + tilt[0] * (fit.centre[0] - MIDDLE) + tilt[1] * (fit.centre[1] - SOUTH - EDGE / 2)
    assert abs(fit.z_m - level) < max(4 * fit.z_sd, 0.01)
    assert fit.nmad_after_m < 0.06
    left = measure_fit(tiles, new, fit.move(1.0, 0.0), common_grid(tiles, new), Area(AREA), Silent())
    assert left.within(0.03, 0.05)


def hills(x, y):
    """Long slopes: on a small piece of them a tilt looks much like a shift."""
    return 120 + 18 * np.sin((x - MIDDLE) / 80 + 1.5) + 15 * np.cos(y / 90)


@pytest.mark.parametrize("edge", [110, 190])
def test_tilt_of_a_small_capture_is_no_shift(tmp_path, edge):
    box = MIDDLE - edge / 2, SOUTH + 75 - edge / 2, MIDDLE + edge / 2, SOUTH + 75 + edge / 2
    wide = WEST, SOUTH - 50, WEST + 2 * EDGE, SOUTH + EDGE + 50
    base = catalogue(capture(tmp_path / "base.laz", wide, 1, surface=hills))
    new = catalogue(capture(tmp_path / "new.laz", box, 2, surface=hills, tilt=(3e-3, 0)))
    fit = measure_fit(base, new, Move(), common_grid(base, new), None, Silent())
    assert fit.tilt_known(0.1)
    assert abs(fit.tilt_east - 3) < max(4 * fit.tilt_sd, 0.05) and abs(fit.tilt_north) < max(4 * fit.tilt_sd, 0.05)
    assert fit.horizontal_m < 0.05
    left = measure_fit(base, new, fit.move(1.0, 0.0), common_grid(base, new), None, Silent())
    assert left.within(0.02, 0.05) and left.block_m < 0.02


def test_a_tilt_that_cannot_be_told_is_not_corrected(base, out, tmp_path):
    strip = WEST + 20, SOUTH + 20, WEST + 70, SOUTH + 60

    def rough(x, y):
        return ground(x, y) + 1.5 * np.sin(x / 5 + 3) * np.cos(y / 6)

    new = capture(tmp_path / "new.laz", strip, 9, surface=rough)
    with pytest.raises(InputError, match=r"tilt.*standard error; tolerated misfit: 0\.1 m"):
        update_base(catalogue(base), catalogue(new), out, Settings(fit="correct"))
    assert list(out.iterdir()) == []


def test_a_bend_that_is_left_is_refused_with_both_numbers(base, out, tmp_path):
    def bent(x, y):
        return ground(x, y) + 0.8 * ((x - MIDDLE) / EDGE) ** 2

    new = capture(tmp_path / "new.laz", BOX, 9, surface=bent, move=(0, 0, 0.5))
    with pytest.raises(InputError, match=r"were off by up to 0\.\d+ m and are still by 0\.[2-5]\d m"):
        update_base(catalogue(base), catalogue(new), out, Settings(AREA, fit="correct", vertical_m=0.25))
    assert list(out.iterdir()) == []


def test_what_does_not_fit_is_refused_with_both_numbers_or_taken_out(base, out, tmp_path):
    new = capture(tmp_path / "new.laz", BOX, 9, surface=filled, move=(0.8, 0.5, 0.4))
    with pytest.raises(InputError, match=r"tolerated: 0\.1 m.*tolerated: 0\.5 m") as told:
        update_base(catalogue(base), catalogue(new), out, Settings(AREA))
    assert "+0.4" in str(told.value) and "correct" in str(told.value)
    assert list(out.iterdir()) == []
    update = update_base(catalogue(base), catalogue(new), out, Settings(AREA, fit="correct"))
    assert update.after.within(0.03, 0.05) and update.corrected
    found = points_of(out)
    replaced = found[found[:, 3] == 9]
    assert np.median(replaced[:, 2] - filled(replaced[:, 0], replaced[:, 1])) == pytest.approx(0, abs=0.02)


def test_elevation_models_go_into_elevationchange(base, out, tmp_path):
    new = capture(tmp_path / "new.laz", BOX, 9, surface=filled, move=(0.7, -0.4, 0.3), tilt=(1e-3, 0))
    models = str(tmp_path / "before.tif"), str(tmp_path / "after.tif")
    settings = Settings(AREA, fit="correct", base_date="2015-05-01", new_date="2023-05-01")
    update_base(catalogue(base), catalogue(new), out, settings, *models)
    with rasterio.open(models[1]) as dataset:
        assert dataset.tags()["SURVEY_DATE"] == "2023-05-01" and dataset.crs == CRS_IX
    outputs = [str(tmp_path / f"{name}.tif") for name in ("difference", "significant", "score")]
    change = detect(ElevationFiles(*models), *outputs)
    (fill,) = [patch for patch in change.patches if patch.fill]
    true = np.pi * 15**2 * 3
    low, high = fill.earthwork.fill_volume_interval_m3
    assert low <= true <= high or fill.earthwork.fill_volume_m3 == pytest.approx(true, rel=0.05)
    assert fill.outline.intersects(shapely.Point(WEST + 155, SOUTH + 75))


def test_without_an_area_what_new_covers_is_replaced_without_a_gap(base, out, tmp_path):
    box = WEST + 30, SOUTH + 20, WEST + 230, SOUTH + 130
    new = capture(tmp_path / "new.laz", box, 9)
    update = update_base(catalogue(base), catalogue(new), out)
    covered = update.area.geometry
    assert shapely.box(*box).buffer(-6).within(covered) and covered.within(shapely.box(*box))
    found = points_of(out)
    cells = np.floor((found[:, :2] - [WEST, SOUTH]) / 3).astype(int)
    cells = cells[(found[:, 0] < WEST + 300) & (found[:, 1] < SOUTH + EDGE)]
    seen = np.zeros((100, 50), bool)
    seen[cells[:, 0], cells[:, 1]] = True
    assert seen.all()


def test_new_ground_beyond_the_base_becomes_its_own_tile(base, out, tmp_path):
    box = WEST + 20, SOUTH + 20, WEST + 250, SOUTH + EDGE + 60
    new = capture(tmp_path / "new.laz", box, 9)
    update = update_base(catalogue(base), catalogue(new), out)
    kinds = {change.tile: change.kind for change in update.changes}
    assert kinds == {"west.copc.laz": "replaced", "east.copc.laz": "replaced", "new-new.copc.laz": "added"}
    was, comes = points_of_las(base), points_of_las(tmp_path)
    area = update.area
    expected = (~area.contains(was[:, 0], was[:, 1])).sum() + area.contains(comes[:, 0], comes[:, 1]).sum()
    assert len(points_of(out)) == expected


def test_untouched_copc_tiles_are_linked_and_the_base_stays_as_it_is(base, out, tmp_path):
    first = tmp_path / "first"
    first.mkdir()
    update_base(catalogue(base), catalogue(capture(tmp_path / "new.laz", BOX, 9)), first, Settings(AREA))
    stamps = {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in first.iterdir()}
    later = capture(tmp_path / "newer.laz", BOX, 8)
    west = shapely.box(WEST + 30, SOUTH + 30, WEST + 60, SOUTH + 60)
    update = update_base(catalogue(first), catalogue(later), out, Settings(west))
    assert update.linked == 2 and [change.tile for change in update.changes] == ["west.copc.laz"]
    assert os.path.samefile(first / "far.copc.laz", out / "far.copc.laz")
    assert {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in first.iterdir()} == stamps
    history = json.loads((out / "update-history.json").read_text())
    assert [entry["new"][0].rsplit("/")[-1] for entry in history] == ["new.laz", "newer.laz"]
    assert history[1]["tiles"] == [
        {
            "tile": "west.copc.laz", "kind": "replaced", "removed": update.changes[0].removed,
            "added": update.changes[0].added, "base": str(first / "west.copc.laz"), "new": [str(later)],
        }
    ]  # fmt: skip


def test_a_killed_run_is_taken_up(base, out, tmp_path, monkeypatch):
    new = capture(tmp_path / "new.laz", BOX, 9)
    write, calls = update_tiles.write_copc, []

    def dying(path, *rest):
        calls.append(path.name)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return write(path, *rest)

    monkeypatch.setattr(update_tiles, "write_copc", dying)
    with pytest.raises(KeyboardInterrupt):
        update_base(catalogue(base), catalogue(new), out, Settings(AREA))
    assert len(list(out.glob("*.copc.laz"))) == 1 and not (out / "pointcloud.vpc").exists()
    (out / ".soranome-0123abcd").write_bytes(b"half a tile")
    update = update_base(catalogue(base), catalogue(new), out, Settings(AREA))
    assert update.repeated == 1 and len(calls) == 4
    assert [path.name for path in out.glob(".*")] == [update_tiles.JOURNAL]
    whole = tmp_path / "whole"
    whole.mkdir()
    update_base(catalogue(base), catalogue(new), whole, Settings(AREA))
    for path in whole.glob("*.laz"):
        assert (out / path.name).read_bytes() == path.read_bytes()
    again = update_base(catalogue(base), catalogue(new), out, Settings(AREA))
    assert again.repeated == 3
    assert len(json.loads((out / "update-history.json").read_text())) == 1


def test_a_folder_of_inputs_or_of_something_else_is_refused(base, out, tmp_path):
    new = capture(tmp_path / "new.laz", BOX, 9)
    with pytest.raises(OutputError, match="never changed"):
        update_base(catalogue(base), catalogue(new), base)
    shutil.copy(new, out / "other.laz")
    with pytest.raises(OutputError, match=r"other\.laz"):
        update_base(catalogue(base), catalogue(new), out, Settings(AREA))


def test_a_transition_meets_the_base_at_the_edge(base, tmp_path):
    new = capture(tmp_path / "new.laz", BOX, 9, move=(0, 0, 0.08))
    steps = {}
    for width in (0, 20):
        out = tmp_path / f"out{width}"
        out.mkdir()
        update_base(catalogue(base), catalogue(new), out, Settings(AREA, feather_m=width))
        found = points_of(out)
        comes = found[found[:, 3] == 9]
        away = shapely.distance(AREA.boundary, shapely.points(comes[:, 0], comes[:, 1]))
        error = comes[:, 2] - ground(comes[:, 0], comes[:, 1])
        steps[width] = [np.median(error[(away >= a) & (away < b)]) for a, b in ((0, 2), (9, 11), (21, 30))]
    assert steps[0] == pytest.approx([0.08, 0.08, 0.08], abs=0.015)
    assert steps[20] == pytest.approx([0.004, 0.04, 0.08], abs=0.02)


def test_captures_that_cannot_be_put_together_are_refused(base, out, tmp_path):
    from rasterio.crs import CRS

    tiles = catalogue(base)
    elsewhere = catalogue(capture(tmp_path / "x.laz", (WEST + 900, SOUTH, WEST + 950, SOUTH + 50), 9))
    with pytest.raises(InputError, match="does not overlap"):
        update_base(tiles, elsewhere, out)
    new = capture(tmp_path / "new.laz", BOX, 9)
    with pytest.raises(InputError, match=r"EPSG:6677.*EPSG:6676"):
        update_base(tiles, catalogue(new, crs=CRS.from_epsg(6676)), out)
    with pytest.raises(InputError, match="AREA lies outside"):
        update_base(tiles, catalogue(new), out, Settings(shapely.box(0, 0, 1, 1)))
    bare = capture(tmp_path / "bare.laz", BOX, 9, classification=1)
    with pytest.raises(InputError, match=r"NEW has no ground .* Classify"):
        update_base(tiles, catalogue(bare), out)
    small = capture(tmp_path / "small.laz", (WEST + 10, SOUTH + 10, WEST + 30, SOUTH + 30), 9)
    with pytest.raises(InputError, match="too little to check"):
        update_base(tiles, catalogue(small), out)
    assert list(out.iterdir()) == []
    assert update_base(tiles, catalogue(bare), out, Settings(AREA, fit="none")).fit is None


def test_flat_ground_shows_heights_only(tmp_path):
    def plain(x, y):
        return 5 + 0 * x

    base = catalogue(capture(tmp_path / "base.laz", BOX, 1, surface=plain))
    new = catalogue(capture(tmp_path / "new.laz", BOX, 2, surface=plain, move=(1.5, 0, 0.3)))
    fit = measure_fit(base, new, Move(), common_grid(base, new), None, Silent())
    assert not fit.horizontal and fit.x_m == 0 and fit.z_m == pytest.approx(0.3, abs=0.01)


def test_heights_of_different_datums_or_epochs_are_not_mixed_silently():
    before, after = Epoch("2022-07-01", "2023-01-31", (), True), Epoch("2025-06-01", "2025-06-01", (), True)
    with pytest.raises(InputError, match=r"2022-07-01/2023-01-31.*2025-06-01.*2025-04-01"):
        height_offset(before, after, "refuse", 0)
    assert height_offset(before, after, "same", 9.0) == (0.0, [])
    assert height_offset(before, after, "offset", -0.23) == (-0.23, [])
    assert height_offset(before, Epoch("2025-03-31", "2025-03-31", (), True), "refuse", 0) == (0.0, [])
    old, revised = (Epoch("", "", (code,), False) for code in ("jgd2011", "jgd2024"))
    with pytest.raises(InputError, match="different datums"):
        height_offset(old, revised, "refuse", 0)
    assert height_offset(old, old, "refuse", 0) == (0.0, [])
    _, (warning,) = height_offset(Epoch("", "", (), False), after, "refuse", 0)
    assert "2025-04-01" in str(warning)
    assert HEIGHT_CHANGES == ("refuse", "same", "offset")


def test_dates_come_from_the_headers_unless_they_are_given(tmp_path):
    from datetime import date

    tiles = catalogue(capture(tmp_path / "a.laz", BOX, 1, created=date(2022, 9, 3)))
    assert epoch_of(tiles).dates == "2022-09-03" and not epoch_of(tiles).stated
    assert epoch_of(tiles, "2021-02-03").dates == "2021-02-03"
    with pytest.raises(InputError, match="no date"):
        epoch_of(tiles, "03/02/21")


def test_an_offset_of_heights_is_added_to_new(base, out, tmp_path):
    new = capture(tmp_path / "new.laz", BOX, 9, move=(0, 0, -0.5))
    settings = Settings(AREA, height_change="offset", height_offset_m=0.5)
    update = update_base(catalogue(base), catalogue(new), out, settings)
    assert abs(update.fit.z_m) < 0.02 and not update.corrected
    found = points_of(out)
    comes = found[found[:, 3] == 9]
    assert np.median(comes[:, 2] - ground(comes[:, 0], comes[:, 1])) == pytest.approx(0, abs=0.01)


def test_older_formats_colours_and_extra_bytes_survive(out, tmp_path):
    base = tmp_path / "base"
    base.mkdir()
    capture(base / "a.laz", BOX, 1, point_format=1, scale=0.01, classification=2, intensity=7, course=-31)
    new = capture(tmp_path / "new.laz", BOX, 9, point_format=7, red=500, green=600, blue=700, intensity=9)
    update_base(catalogue(base), catalogue(new), out, Settings(AREA))
    with open_points(Source(out / "a.copc.laz")) as points:
        chunk = next(points.chunks())
    comes = np.asarray(chunk.user_data) == 9
    assert set(np.asarray(chunk.red)[comes]) == {500} and set(np.asarray(chunk.red)[~comes]) == {0}
    assert set(np.asarray(chunk.intensity)[comes]) == {9} and set(np.asarray(chunk.intensity)[~comes]) == {7}
    assert set(np.asarray(chunk.classification)) == {2}
    assert set(np.asarray(chunk.course)[~comes]) == {-31} and set(np.asarray(chunk.course)[comes]) == {0}


def test_a_full_disk_or_a_read_only_one_is_told(base, small_disk, tmp_path):
    new = capture(tmp_path / "new.laz", BOX, 9)
    folder = small_disk(1)
    with pytest.raises(OutputError):
        update_base(catalogue(base), catalogue(new), folder, Settings(AREA))
    assert [path for path in folder.iterdir() if path.suffix == ".laz"] == []
    with pytest.raises(OutputError):
        update_base(catalogue(base), catalogue(new), small_disk(1, read_only=True), Settings(AREA))


def test_a_cancelled_update_leaves_whole_tiles_only(base, out, tmp_path):
    new = capture(tmp_path / "new.laz", BOX, 9)

    class Impatient:
        cancelled = False

        def report(self, fraction, text=""):
            self.cancelled = self.cancelled or fraction > 0.6

    with pytest.raises(Cancelled):
        update_base(catalogue(base), catalogue(new), out, Settings(AREA), progress=Impatient())
    left = {path.name for path in out.iterdir()}
    assert not any("pointcloud" in name for name in left) and "update-history.json" not in left
    catalogue(*out.glob("*.copc.laz"))  # whole files
    assert update_base(catalogue(base), catalogue(new), out, Settings(AREA)).repeated >= 1


def test_two_surveys_of_toronto(data, out, tmp_path):
    from rasterio.crs import CRS

    folder = data / "pointcloud" / "two_epoch"
    crs = CRS.from_epsg(26917)
    base, new = (catalogue(folder / name, crs=crs) for name in ("TTP_15.laz", "TTP_23.laz"))
    settings = Settings(base_date="2015-06-01", new_date="2023-06-01")
    with pytest.raises(InputError, match="does not fit"):
        update_base(base, new, out, settings)
    models = str(tmp_path / "before.tif"), str(tmp_path / "after.tif")
    settings = Settings(base_date="2015-06-01", new_date="2023-06-01", fit="correct")
    update = update_base(base, new, out, settings, *models)
    # CGVD28 and CGVD2013 lie some 0.4 m apart in Toronto.
    assert update.fit.z_m == pytest.approx(-0.41, abs=0.02)
    assert update.after.within(0.02, 0.05)
    outputs = [str(tmp_path / f"{name}.tif") for name in ("difference", "significant", "score")]
    change = detect(ElevationFiles(*models), *outputs)
    assert abs(change.registration.z_m) < 0.02 and change.patches
