"""Surfaces: closed forms, seams, what does not matter, what is left out, bad input."""

import numpy as np
import pytest
import rasterio

from soranome.plugin.core.errors import Cancelled, InputError, OutputError
from soranome.plugin.core.pointcloud import surfaces as surfaces_module
from soranome.plugin.core.pointcloud.surfaces import OUTPUTS, Settings, make_surfaces
from tests.core.pointcloud.surface_tools import SOUTH, WEST, catalogue, centres, grid_of_points, surfaces, write_tile


def rolling(x, y):
    return 20 + 3 * np.sin(x / 7) + 2 * np.cos(y / 5) + 0.1 * x


def scene(seed=1, edge_m=120.0):
    """Ground with a round hole in it, trees with gaps in their crowns, some water: points and their fields."""
    ground = grid_of_points(edge_m, 0.7, rolling, seed)
    x, y = ground[:, 0] - WEST, ground[:, 1] - SOUTH
    ground = ground[np.hypot(x - 70, y - 50) > 12]
    trees = grid_of_points(edge_m, 0.8, lambda x, y: rolling(x, y) + 8 + 4 * np.sin(x) * np.sin(y), seed + 1)
    trees = trees[(np.sin(trees[:, 0] / 9) > 0.3) & (np.hypot(trees[:, 0] - WEST - 70, trees[:, 1] - SOUTH - 50) > 12)]
    points = np.concatenate([ground, trees])
    kinds = np.concatenate([np.full(len(ground), 2), np.full(len(trees), 5)])
    kinds[: len(ground)][ground[:, 0] - WEST < 20] = 9
    kinds[: len(ground)][ground[:, 1] - SOUTH > 30] = 2
    rng = np.random.default_rng(seed)
    colours = {name: rng.integers(0, 65_535, len(points)) for name in ("red", "green", "blue", "intensity")}
    return points, {
        "classification": kinds,
        "return_number": rng.integers(1, 3, len(points)),
        "number_of_returns": 2,
        **colours,
    }


def write_scene(folder, cuts=(), seed=1, suffix=".las"):
    """The scene as one tile, or cut at ``cuts`` (metres from the corner) in both directions."""
    points, fields = scene(seed)
    column = np.searchsorted(cuts, points[:, 0] - WEST, side="right")
    row = np.searchsorted(cuts, points[:, 1] - SOUTH, side="right")
    paths = []
    for number in range((len(cuts) + 1) ** 2):
        here = (row * (len(cuts) + 1) + column) == number
        chosen = {name: values[here] if np.ndim(values) else values for name, values in fields.items()}
        paths.append(write_tile(folder / f"tile{number}{suffix}", points[here], **chosen))
    return paths


def same(first, second, but=()):
    return all(np.array_equal(first[n], second[n], equal_nan=first[n].dtype.kind == "f") for n in first if n not in but)


METHODS = pytest.mark.parametrize(("dtm", "dsm"), [("tin", "pitfree"), ("idw", "highest")])

# -- closed forms ------------------------------------------------------------------------------


def test_plane_is_exact_to_the_rounding_of_its_points(tmp_path):
    def plane(x, y):
        return (30 + 0.5 * x - 0.25 * y).round(3)

    tile = write_tile(tmp_path / "a.las", grid_of_points(height=plane))
    rasters, made = surfaces(tmp_path, [tile])
    x, y = centres(made)
    inside = (x > 2) & (x < 58) & (y > 2) & (y < 58)
    assert np.abs(rasters["DTM"] - (30 + 0.5 * x - 0.25 * y))[inside].max() < 1e-3
    assert np.abs(rasters["DSM"] - rasters["DTM"])[inside].max() < 1e-3


def test_cone_is_met_between_its_points(tmp_path):
    def cone(x, y):
        return 50 - np.hypot(x - 30, y - 30)

    tile = write_tile(tmp_path / "a.las", grid_of_points(height=cone, spacing_m=0.25))
    rasters, made = surfaces(tmp_path, [tile])
    x, y = centres(made)
    away = (np.hypot(x - 30, y - 30) > 3) & (np.abs(x - 30) < 28) & (np.abs(y - 30) < 28)
    # Chords of a circle at least 3 m wide, drawn by triangles with sides below 1 m.
    assert np.abs(rasters["DTM"] - cone(x, y))[away].max() < 1 / (8 * 3) + 2e-3


@METHODS
def test_step_keeps_both_levels_and_nothing_beyond_them(tmp_path, dtm, dsm):
    tile = write_tile(tmp_path / "a.las", grid_of_points(height=lambda x, y: np.where(x < 30.5, 10.0, 15.0)))
    rasters, made = surfaces(tmp_path, [tile], dtm=dtm, dsm=dsm)
    x, y = centres(made)
    inside = (x > 2) & (x < 58) & (y > 2) & (y < 58)
    for name in ("DTM", "DSM"):
        values = rasters[name][inside]
        assert np.isfinite(values).all() and values.min() >= 10 - 1e-6 and values.max() <= 15 + 1e-6
        np.testing.assert_allclose(rasters[name][inside & (x < 28)], 10, atol=1e-6)
        np.testing.assert_allclose(rasters[name][inside & (x > 33)], 15, atol=1e-6)


def test_counts_are_counts(tmp_path):
    points = np.array(
        [(WEST + 0.5, SOUTH + 0.5, 1), (WEST + 0.6, SOUTH + 0.5, 9), (WEST + 4, SOUTH + 4, 5), (WEST + 4.5, SOUTH, 2)]
    )
    tile = write_tile(tmp_path / "a.las", points, classification=[2, 1, 2, 2])
    rasters, made = surfaces(tmp_path, [tile], dsm="highest", dtm="idw", fill_m=0)
    assert made.grid.bounds == (WEST, SOUTH, WEST + 5, SOUTH + 5)  # west and south edges belong to a cell
    assert (rasters["DENSITY"][4, 0], rasters["DENSITY"][0, 4], rasters["DENSITY"][4, 4]) == (2, 1, 1)
    assert rasters["DENSITY"].sum() == 4 == made.points
    assert rasters["GROUND_DENSITY"].sum() == 3 == made.ground
    assert rasters["DSM"][4, 0] == 9
    assert rasters["DTM"][4, 0] == 1


def test_pits_in_a_crown_are_closed(tmp_path):
    """A crown 15 m high of which every third first return passed through to the ground."""
    points = grid_of_points(40, 0.4, lambda x, y: 0 * x + 15.0)
    through = np.arange(len(points)) % 3 == 0
    points[through, 2] = 0
    tile = write_tile(tmp_path / "a.las", points, classification=np.where(through, 2, 5))
    rasters, made = surfaces(tmp_path, [tile], cell_m=0.5)
    x, y = centres(made)
    inside = (x > 2) & (x < 38) & (y > 2) & (y < 38)
    raw, _ = surfaces(tmp_path / "raw", [tile], cell_m=0.5, dsm="highest")
    assert (raw["CHM"][inside] < 10).mean() > 0.08
    assert (rasters["CHM"][inside] < 10).mean() < 0.02


# -- what does not matter ----------------------------------------------------------------------


@METHODS
def test_four_tiles_are_as_one(tmp_path, dtm, dsm):
    rasters, made = surfaces(tmp_path / "1", write_scene(tmp_path / "one"), OUTPUTS, dtm=dtm, dsm=dsm)
    cut, cut_made = surfaces(tmp_path / "4", write_scene(tmp_path / "four", (57.3,)), OUTPUTS, dtm=dtm, dsm=dsm)
    assert made.points == cut_made.points and np.isfinite(rasters["DTM"]).mean() > 0.9
    assert same(rasters, cut)  # to the bit, where 1 mm is asked


@METHODS
def test_blocks_threads_chunks_and_order_do_not_matter(tmp_path, dtm, dsm):
    paths = write_scene(tmp_path / "in", (31.2, 80.6), suffix=".laz")
    rasters, made = surfaces(tmp_path / "1", paths, OUTPUTS, voids=True, dtm=dtm, dsm=dsm)
    other, other_made = surfaces(
        tmp_path / "2", paths[::-1], OUTPUTS, voids=True, dtm=dtm, dsm=dsm, edge=23, workers=1, chunk=777
    )
    assert same(rasters, other)
    assert [(v.kind, v.outline.wkb) for v in made.voids] == [(v.kind, v.outline.wkb) for v in other_made.voids]


@METHODS
def test_an_extent_cuts_and_changes_nothing_else(tmp_path, dtm, dsm):
    paths = write_scene(tmp_path / "in", (57.3,))
    rasters, made = surfaces(tmp_path / "1", paths, OUTPUTS, dtm=dtm, dsm=dsm)
    part, part_made = surfaces(
        tmp_path / "2", paths, OUTPUTS, dtm=dtm, dsm=dsm, extent=(WEST + 40, SOUTH + 30, WEST + 90, SOUTH + 69.5)
    )
    assert part_made.grid.bounds == (WEST + 40, SOUTH + 30, WEST + 90, SOUTH + 70)
    top = round(made.grid.bounds[3] - (SOUTH + 70))
    assert same({n: rasters[n][..., top : top + 40, 40:90] for n in rasters}, part)


def test_bands_change_nothing(tmp_path, monkeypatch):
    paths = write_scene(tmp_path / "in", (31.2, 80.6))
    rasters, _ = surfaces(tmp_path / "1", paths, OUTPUTS, edge=40, fill_m=3)
    monkeypatch.setattr(surfaces_module, "_BAND_POINTS", 10_000)
    bands = []
    cut = surfaces_module._Job._in_bands
    monkeypatch.setattr(surfaces_module._Job, "_in_bands", lambda self: bands.extend(cut(self)) or iter(bands))
    other, _ = surfaces(tmp_path / "2", paths, OUTPUTS, edge=40, fill_m=3, chunk=3000)
    assert len(bands) > 1 and sum(len(tiles) > 0 for _, tiles in bands) > 1
    assert same(rasters, other)


def test_neighbouring_runs_share_their_cells(tmp_path):
    """A grid begins at multiples of the cell, wherever its points begin."""
    for resolution in (1.0, 0.25, 0.3):
        tile = write_tile(tmp_path / "a.las", np.add(grid_of_points(10), (0.777, 0.333, 0)))
        _, made = surfaces(tmp_path / f"{resolution}", [tile], cell_m=resolution)
        west, _, _, north = made.grid.bounds
        assert abs(west / resolution - round(west / resolution)) < 1e-6
        assert abs(north / resolution - round(north / resolution)) < 1e-6


def test_doubled_points_change_heights_nowhere(tmp_path):
    points, fields = scene()
    fields = {name: np.tile(values, 2) if np.ndim(values) else values for name, values in fields.items()}
    tile = write_tile(tmp_path / "two" / "a.las", np.tile(points, (2, 1)), **fields)
    rasters, _ = surfaces(tmp_path / "1", write_scene(tmp_path / "one"), cell_m=2)
    twice, _ = surfaces(tmp_path / "2", [tile], cell_m=2)
    assert same(rasters, twice, but=("DENSITY", "GROUND_DENSITY"))
    np.testing.assert_array_equal(2 * rasters["DENSITY"], twice["DENSITY"])


@pytest.mark.parametrize("point_format", [0, 1, 2, 3, 6, 7, 8])
def test_formats_tell_the_same(tmp_path, point_format):
    points, fields = scene()
    fields = {name: fields[name] for name in ("classification", "return_number", "number_of_returns", "intensity")}
    names = ("DTM", "DSM", "DENSITY", "INTENSITY")
    expected, _ = surfaces(tmp_path / "1", [write_tile(tmp_path / "a.las", points, 3, **fields)], names)
    other = write_tile(tmp_path / "b.laz", points, point_format, **fields)
    assert same(expected, surfaces(tmp_path / "2", [other], names)[0])


# -- what is left out --------------------------------------------------------------------------


@pytest.mark.parametrize("point_format", [3, 7])
def test_noise_and_withheld_points_take_no_part(tmp_path, point_format):
    points, fields = scene()
    fields = {name: fields[name] for name in ("classification", "return_number", "number_of_returns")}
    expected, made = surfaces(tmp_path / "1", [write_tile(tmp_path / "a.las", points, point_format, **fields)])
    bad = grid_of_points(120, 5, lambda x, y: 0 * x + 300, seed=9)
    many = len(bad)
    kinds = np.resize([7, 18, 5], many)
    fields = {name: np.concatenate([np.broadcast_to(fields[name], len(points)), np.ones(many, int)]) for name in fields}
    fields["classification"] = np.concatenate([fields["classification"][:-many], kinds])
    withheld = np.concatenate([np.zeros(len(points), int), kinds == 5])
    tile = write_tile(tmp_path / "b.las", np.concatenate([points, bad]), point_format, withheld=withheld, **fields)
    rasters, other = surfaces(tmp_path / "2", [tile])
    assert made.points == other.points
    assert same(expected, rasters)


def test_gaps_are_filled_to_the_distance_and_no_further(tmp_path):
    """The scene's ground has a round hole of 24 m."""
    paths = write_scene(tmp_path / "in")
    for dtm in ("tin", "idw"):
        narrow, made = surfaces(tmp_path / "1", paths, ("DTM",), dtm=dtm, fill_m=15)
        wide, _ = surfaces(tmp_path / "2", paths, ("DTM",), dtm=dtm, fill_m=40)
        x, y = centres(made)
        hole = np.hypot(x - 70, y - 50) < 6
        assert np.isnan(narrow["DTM"][hole]).all()
        assert np.isfinite(wide["DTM"][hole]).all()
        outside = (x < 0) | (y < 0) | (x > 120) | (y > 120)
        assert np.isnan(wide["DTM"][outside]).all()


def test_heights_above_ground_are_never_negative(tmp_path):
    for dtm, dsm in (("tin", "pitfree"), ("tin", "highest"), ("idw", "pitfree")):
        rasters, _ = surfaces(tmp_path, write_scene(tmp_path / "in"), dtm=dtm, dsm=dsm)
        known = np.isfinite(rasters["CHM"])
        assert known.mean() > 0.9 and rasters["CHM"][known].min() >= 0
        np.testing.assert_allclose(rasters["CHM"][known], (rasters["DSM"] - rasters["DTM"])[known], atol=1e-4)


def test_voids_are_told_by_kind(tmp_path):
    points = grid_of_points(100, 0.5)
    x, y = points[:, 0] - WEST, points[:, 1] - SOUTH
    dry, wet, open_ = np.hypot(x - 30, y - 30) < 8, np.hypot(x - 70, y - 70) < 8, (x > 90) & (y < 20)
    kinds = np.where(np.hypot(x - 70, y - 70) < 11, 9, 2)
    kept = ~(dry | wet | open_)
    tile = write_tile(tmp_path / "a.las", points[kept], classification=kinds[kept])
    _, made = surfaces(tmp_path, [tile], voids=True)
    found = {void.kind: void for void in made.voids}
    assert len(made.voids) == 3 and set(found) == {"void", "water", "edge"}
    assert found["void"].area_m2 == pytest.approx(np.pi * 64, rel=0.15)
    assert found["void"].outline.centroid.distance(found["water"].outline.centroid) == pytest.approx(40 * 2**0.5, abs=1)
    assert made.void_share == pytest.approx((2 * np.pi * 64 + 200) / 10_000, rel=0.15)


def test_small_voids_are_left_out(tmp_path):
    points = grid_of_points(60, 0.4)
    x, y = points[:, 0] - WEST, points[:, 1] - SOUTH
    kept = (np.maximum(np.abs(x - 15), np.abs(y - 15)) > 2) & (np.maximum(np.abs(x - 40), np.abs(y - 40)) > 4)
    tile = write_tile(tmp_path / "a.las", points[kept])
    _, made = surfaces(tmp_path, [tile], voids=True, min_void_m2=30)
    assert [void.area_m2 for void in made.voids] == [pytest.approx(64, abs=20)]


def test_feet_give_the_heights_of_metres(tmp_path):
    """EPSG:2994 is in international feet: the same ground, written in feet."""
    metres = grid_of_points(60, 0.5, rolling)
    points = np.add(metres, (40_000, 100_000, 0)) / 0.3048
    tile = write_tile(tmp_path / "feet.las", points)
    rasters, made = surfaces(tmp_path, [tile], crs=2994)
    columns, rows = np.meshgrid(np.arange(made.grid.width) + 0.5, np.arange(made.grid.height) + 0.5)
    x, y = made.grid.transform * (columns, rows)
    x, y = x * 0.3048 - 40_000 - WEST, y * 0.3048 - 100_000 - SOUTH
    inside = (x > 3) & (x < 57) & (y > 3) & (y < 57)
    assert made.grid.cell_size[0] == pytest.approx(1 / 0.3048)
    assert np.abs(rasters["DTM"] - rolling(x, y))[inside].max() < 0.2
    assert rasters["DENSITY"][inside].mean() == pytest.approx(4, rel=0.05)
    assert made.grid.width == pytest.approx(61, abs=1)


def test_colour_of_eight_bits_and_of_sixteen(tmp_path):
    points = grid_of_points(20, 0.5)
    for shift, name in ((0, "a.las"), (8, "b.las")):
        tile = write_tile(
            tmp_path / name, points, red=200 << shift, green=100 << shift, blue=50 << shift, intensity=700
        )
        rasters, made = surfaces(tmp_path / str(shift), [tile], ("RGB", "INTENSITY"))
        seen = rasters["RGB"][3] == 255
        assert seen.mean() > 0.9
        assert rasters["RGB"][:3, seen].T.tolist() == [[200, 100, 50]] * int(seen.sum())
        assert (rasters["INTENSITY"][seen] == 700).all() and np.isnan(rasters["INTENSITY"][~seen]).all()
        assert made.points == len(points)


# -- bad input ---------------------------------------------------------------------------------


def test_without_ground_it_is_refused_by_name(tmp_path, files_in):
    tile = write_tile(tmp_path / "in" / "unclassified.las", grid_of_points(), classification=1)
    with pytest.raises(InputError, match=r"unclassified\.las.*classifyground"):
        surfaces(tmp_path / "out", [tile])
    assert files_in(tmp_path / "out") == []
    rasters, _ = surfaces(tmp_path / "out", [tile], ("DSM", "DENSITY"))  # which need no ground
    assert np.isfinite(rasters["DSM"]).mean() > 0.9


def test_one_tile_without_ground_is_a_warning(tmp_path):
    paths = write_scene(tmp_path / "in", (57.3,))
    lost = write_tile(tmp_path / "in" / "other.las", np.add(grid_of_points(), (150, 0, 0)), classification=1)
    rasters, made = surfaces(tmp_path, [*paths, lost])
    assert [
        str(warning) for warning in made.warnings if "other.las" in str(warning) and "classifyground" in str(warning)
    ]
    x, _ = centres(made)
    assert np.isnan(rasters["DTM"][x > 150]).all() and np.isfinite(rasters["DSM"][x > 152]).any()


def test_a_class_may_be_called_ground(tmp_path):
    tile = write_tile(tmp_path / "a.las", grid_of_points(height=rolling), classification=1)
    rasters, _ = surfaces(tmp_path, [tile], ground_classes=frozenset({1}))
    assert np.isfinite(rasters["DTM"]).mean() > 0.9


def test_a_truncated_tile_is_told_and_the_others_go_on(tmp_path):
    paths = write_scene(tmp_path / "in", (57.3,))
    damaged = paths[1].read_bytes()
    paths[1].write_bytes(damaged[: len(damaged) * 2 // 3])
    rasters, made = surfaces(tmp_path, paths)
    assert any("tile1.las" in str(warning) for warning in made.warnings)
    assert np.isfinite(rasters["DTM"]).mean() > 0.7


def test_points_outside_the_box_of_the_header_are_told(tmp_path):
    tile = write_tile(tmp_path / "a.las", grid_of_points(height=rolling))
    data = bytearray(tile.read_bytes())
    data[179:187] = np.float64(WEST + 30).tobytes()  # max x
    tile.write_bytes(data)
    rasters, made = surfaces(tmp_path, [tile])
    assert any("a.las" in str(warning) and "outside the box" in str(warning) for warning in made.warnings)
    assert made.grid.bounds[2] == WEST + 31 and np.isfinite(rasters["DTM"]).mean() > 0.9


def good_and_bad(folder, east):
    """Two tiles, the box of the second false."""
    good = write_tile(folder / "good.las", grid_of_points())
    bad = write_tile(folder / "bad.las", grid_of_points(20, 2))
    data = bytearray(bad.read_bytes())
    data[179:187] = np.float64(east).tobytes()  # max x
    data[195:203] = np.float64(SOUTH + 4000).tobytes()  # max y
    bad.write_bytes(data)
    return [good, bad]


def test_an_absurd_box_is_refused_by_name_before_work(tmp_path):
    with pytest.raises(InputError, match=r"bad\.las"):
        surfaces(tmp_path / "out", good_and_bad(tmp_path, 300_000))


def test_a_box_beyond_the_zone_leaves_its_tile_out(tmp_path):
    _, made = surfaces(tmp_path / "out", good_and_bad(tmp_path, 9e6))
    assert made.points == len(grid_of_points())
    assert any("bad.las was left out: Its coordinates lie outside EPSG:6677" in str(told) for told in made.warnings)


def test_an_extent_without_tiles_is_refused(tmp_path):
    tile = write_tile(tmp_path / "a.las", grid_of_points())
    with pytest.raises(InputError, match="EXTENT"):
        surfaces(tmp_path / "out", [tile], extent=(0, 0, 100, 100))


def test_points_on_a_line_make_no_terrain_and_no_error(tmp_path):
    x = np.arange(0, 50, 0.25)
    tile = write_tile(tmp_path / "a.las", np.stack([WEST + x, SOUTH + x, x], axis=1))
    rasters, made = surfaces(tmp_path, [tile])
    assert np.isnan(rasters["DTM"]).all() and made.ground == len(x)


def test_a_result_does_not_replace_a_tile(tmp_path):
    tile = write_tile(tmp_path / "a.las", grid_of_points())
    with pytest.raises(OutputError):
        make_surfaces(catalogue(tile), {"DTM": str(tile)}, Settings())
    assert tile.stat().st_size > 1000


class Cancelling:
    """Cancelled from the ``at``-th look on."""

    def __init__(self, at):
        self._left = at

    @property
    def cancelled(self):
        self._left -= 1
        return self._left < 0

    def report(self, fraction, text=""):
        pass


@pytest.mark.parametrize("at", [0, 1, 3, 6, 10])
def test_a_cancelled_run_leaves_nothing(tmp_path, results_in, at):
    paths = write_scene(tmp_path / "in", (57.3,))
    with pytest.raises(Cancelled):
        surfaces(tmp_path / "out", paths, OUTPUTS, voids=True, edge=40, progress=Cancelling(at))
    assert results_in(tmp_path / "out") == []


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path, small_disk, results_in):
    paths = write_scene(tmp_path / "in", (57.3,))
    disk = small_disk(1)
    with pytest.raises(OutputError):
        surfaces(disk / "out", paths, OUTPUTS, cell_m=0.25)
    assert results_in(disk) == []


def test_results_are_mosaics_with_overviews(tmp_path):
    surfaces(tmp_path, write_scene(tmp_path / "in"), cell_m=0.2)
    with rasterio.open(tmp_path / "DTM.tif") as dataset:
        assert dataset.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG" and dataset.overviews(1)
        assert dataset.tags()["UNIT"] == "metre" and np.isnan(dataset.nodata)


# -- real data ---------------------------------------------------------------------------------


def test_real_tiles_have_no_seam(data, tmp_path):
    import laspy

    paths = sorted((data / "pointcloud" / "tiles_ign").glob("*.laz"))
    parts = [laspy.read(path) for path in paths]
    whole = laspy.LasData(
        laspy.LasHeader(point_format=parts[0].header.point_format.id, version=parts[0].header.version)
    )
    whole.header.scales, whole.header.offsets = parts[0].header.scales, parts[0].header.offsets
    together = np.concatenate([part.points.array for part in parts])
    whole.points = laspy.ScaleAwarePointRecord(
        together, parts[0].point_format, parts[0].header.scales, parts[0].header.offsets
    )
    whole.write(tmp_path / "whole.las")
    rasters, _ = surfaces(tmp_path / "tiles", paths, crs=2154, cell_m=0.5)
    one, _ = surfaces(tmp_path / "one", [tmp_path / "whole.las"], crs=2154, cell_m=0.5)
    assert np.isfinite(rasters["DTM"]).mean() > 0.9
    assert same(rasters, one, but=("DENSITY", "GROUND_DENSITY"))  # 0 or unknown is a matter of the tiles' boxes


def test_a_tile_far_outside_the_zone_is_left_out_and_told(tmp_path):
    points = grid_of_points(30)
    near = write_tile(tmp_path / "near.las", points)
    alone, _ = surfaces(tmp_path / "alone", [near])
    far = write_tile(tmp_path / "far.las", points + np.array([629_000, 6_800_000, 0]), scale=0.01)
    rasters, made = surfaces(tmp_path / "both", [near, far])
    assert [str(warning) for warning in made.warnings if "far.las was left out" in str(warning)]
    for name, raster in rasters.items():
        np.testing.assert_array_equal(raster, alone[name])
    _, only = surfaces(tmp_path / "only", [far])  # consistent, if in another place than its system says
    assert only.points == len(points)


def test_height_datums_are_not_mixed(tmp_path):
    from dataclasses import replace

    paths = write_scene(tmp_path, cuts=(60.0,))
    both = catalogue(*paths)
    tiles = [replace(tile, decision=replace(tile.decision, height="jgd2011")) for tile in both.tiles]
    made = make_surfaces(replace(both, tiles=tuple(tiles)), {"DTM": str(tmp_path / "one.tif")}, Settings(2.0))
    assert made.points
    with rasterio.open(tmp_path / "one.tif") as dataset:
        assert dataset.tags()["HEIGHT_DATUM"] == "jgd2011"
    tiles[-1] = replace(tiles[-1], decision=replace(tiles[-1].decision, height="jgd2024"))
    with pytest.raises(InputError, match=r"jgd2011.*jgd2024"):
        make_surfaces(replace(both, tiles=tuple(tiles)), {"DTM": str(tmp_path / "two.tif")}, Settings(2.0))
    assert not (tmp_path / "two.tif").exists()
