"""Objects of change: their figures in closed form, and that blocks leave no trace in them."""

import math

import numpy as np
import pytest
import shapely
from rasterio.features import rasterize
from rasterio.transform import from_origin
from scipy import ndimage

from soranome.plugin.core.change import objects
from soranome.plugin.core.change.objects import GROUPS, change_objects
from soranome.plugin.core.errors import Cancelled, InputError

CELL = 10.0


@pytest.fixture
def find(make_raster):
    """A function: objects of a CHANGE array, with SCORE 0.75 and no SOIL where not given."""

    def found(change, score=None, soil=None, **options):
        change = np.asarray(change, "uint8")
        score = np.where(GROUPS[change] > 0, 0.75, 0.1) if score is None else score
        paths = [make_raster("score.tif", score.astype("float32")), make_raster("change.tif", change)]
        if soil is not None:
            paths.append(make_raster("soil.tif", soil.astype("float32")))
        return change_objects(*paths, **options)[0]

    return found


def scene(rows=60, columns=60):
    return np.zeros((rows, columns), "uint8")


def disc(radius):
    rows, columns = np.mgrid[: 2 * radius + 5, : 2 * radius + 5]
    return ((rows - radius - 2) ** 2 + (columns - radius - 2) ** 2 <= radius**2).astype("uint8")


def test_figures_of_a_rectangle(find):
    change, score, soil = scene(), np.full((60, 60), 0.2), np.full((60, 60), np.nan)
    change[10:14, 20:26] = 1
    change[13, 20:22] = 2
    change[10, 25] = 5
    score[change > 0] = 0.625
    score[12, 22] = 0.875
    soil[10:12, 20:26], soil[12, 20:26] = 0.5, 0.25
    (found,) = find(change, score, soil)
    assert found.cells.tolist() == [0, 21, 2, 0, 0, 1] and found.change == 1
    assert found.area_m2 == found.outline.area == 24 * CELL**2
    assert found.score == (0.625 * 23 + 0.875) / 24 and found.score_max == 0.875
    assert found.soil == (12 * 0.5 + 6 * 0.25) / 18, "where soil is not known it does not count"
    assert found.unseen_edge == 0
    assert found.outline.bounds == (-60000 + 200, -30000 - 140, -60000 + 260, -30000 - 100)
    assert len(found.outline.exterior.coords) == 5


@pytest.mark.parametrize(("length", "width"), [(1, 1), (5, 1), (40, 1), (40, 3), (7, 7)])
def test_compactness_of_rectangles(find, length, width):
    change = scene()
    change[5 : 5 + width, 5 : 5 + length] = 1
    perimeter = 2 * (length + width) * math.pi / 4
    assert find(change)[0].compactness == pytest.approx(min(1, 4 * math.pi * length * width / perimeter**2))


@pytest.mark.parametrize(("radius", "least"), [(4, 0.75), (8, 0.85), (28, 0.95)])
def test_a_disc_is_compact(find, radius, least):
    (found,) = find(disc(radius))
    cells = disc(radius).sum()
    assert found.area_m2 == cells * CELL**2
    assert found.compactness == pytest.approx(4 * cells / (math.pi * (2 * radius + 1) ** 2))
    assert least < found.compactness <= 1


def test_a_line_and_a_ring_are_not_compact(find):
    slope = np.eye(50, dtype="uint8")
    (line,) = find(slope)
    assert line.area_m2 == 50 * CELL**2 and line.compactness < 0.15
    ring = disc(12)
    ring[ndimage.binary_erosion(ring, iterations=2)] = 0
    assert find(ring)[0].compactness < 0.3


def test_cells_touching_at_a_corner_are_one_object(find):
    change = scene()
    change[10:12, 10:12] = change[12:14, 12:14] = 1
    change[30, 31] = change[31, 30] = 2
    change[40, 10] = change[42, 10] = 1
    found = find(change)
    assert sorted(int(one.cells.sum()) for one in found) == [1, 1, 2, 8]
    assert all(one.outline.is_valid for one in found)


def test_kinds_of_change_are_not_merged_but_ground_that_became_bare_is(find):
    change = scene()
    change[10:20, 10:20] = 1
    change[10:20, 20:30] = 2
    change[20:30, 10:20] = 3
    change[20:30, 20:30] = 4
    change[30:40, 20:30] = 5  # touches 4 only
    found = {tuple(np.flatnonzero(one.cells)): one for one in find(change)}
    assert set(found) == {(1, 2), (3,), (4,), (5,)}
    assert found[1, 2].area_m2 == 2 * found[3,].area_m2 == 200 * CELL**2


def test_a_hole_is_a_hole(find):
    change = scene()
    change[10:20, 10:20] = 1
    change[13:16, 13:16] = 0
    (found,) = find(change)
    assert found.outline.area == found.area_m2 == 91 * CELL**2
    assert len(found.outline.interiors) == 1


def test_small_objects_are_left_out_and_the_limit_itself_stays(find):
    change = scene()
    change[5, 5:8] = change[10, 5:9] = 1
    assert [one.area_m2 for one in find(change, min_area_m2=400)] == [400]
    assert len(find(change, min_area_m2=400.01)) == 0


def test_the_edge_that_borders_on_the_unseen(find):
    change = scene()
    change[10:14, 10:14] = 1  # 16 edges of cells
    change[10:14, 14] = 255  # 4 of them
    change[30:40, 0:5] = 1  # at the edge of the raster: 10 of 30
    change[50:54, 20:24] = 1
    change[49, 19] = 255  # touches a corner only
    shares = {one.outline.bounds[0] + 60000: one.unseen_edge for one in find(change)}
    assert shares == {100: 4 / 16, 0: 10 / 30, 200: 0}


def test_no_change_makes_no_objects(find):
    assert find(scene()) == []
    assert find(np.full((30, 30), 255, "uint8")) == []
    assert find(scene(), block_size=7, min_area_m2=5) == []


def test_everything_changed_is_one_object(find):
    (found,) = find(np.ones((40, 50), "uint8"), block_size=6)
    assert found.area_m2 == 2000 * CELL**2 and found.unseen_edge == 1 and len(found.outline.exterior.coords) == 5


def brute_force(change, transform):
    """Cells, scores and outline shapes found in one piece, group by group, by other means."""
    everything = {}
    for group in (1, 2, 3):
        labels, count = ndimage.label(GROUPS[change] == group, np.ones((3, 3)))
        for number in range(1, count + 1):
            rows, columns = np.nonzero(labels == number)
            boxes = [
                shapely.box(*(transform * (column, row + 1)), *(transform * (column + 1, row)))
                for row, column in zip(rows, columns)
            ]
            everything[rows[0], columns[0], group] = (shapely.union_all(boxes), len(rows))
    return everything


@pytest.mark.parametrize("density", [0.15, 0.45, 0.85])
def test_blocks_leave_no_trace(find, density):
    rng = np.random.default_rng(round(100 * density))
    for rows, columns in ((1, 23), (23, 1), (19, 31), (40, 17)):
        codes = rng.choice(np.array([1, 2, 3, 4, 5, 255], "uint8"), (rows, columns))
        change = np.where(rng.random((rows, columns)) < density, codes, 0).astype("uint8")
        score = rng.random((rows, columns)).astype("float32") / 2 + 0.5
        soil = rng.integers(-64, 65, (rows, columns)) / 64
        soil[rng.random((rows, columns)) < 0.2] = np.nan
        whole = find(change, score, soil)
        expected = brute_force(change, from_origin(-60000, -30000, CELL, CELL))
        assert len(whole) == len(expected)
        assert sum(one.cells.sum() for one in whole) == (GROUPS[change] > 0).sum()
        for one in whole:
            assert one.outline.is_valid and one.outline.area == pytest.approx(one.area_m2)
            assert any(one.outline.equals(outline) for outline, _ in expected.values())
        for size in (1, 9, 14):
            parts = find(change, score, soil, block_size=size)
            assert len(parts) == len(whole)
            for one, other in zip(parts, whole):
                assert one.outline.wkb == other.outline.wkb, size
                assert one.cells.tolist() == other.cells.tolist()
                np.testing.assert_array_equal(
                    [one.area_m2, one.score, one.score_max, one.soil, one.unseen_edge],
                    [other.area_m2, other.score, other.score_max, other.soil, other.unseen_edge],
                )


def test_a_smooth_large_shape_is_the_same_in_any_blocks(find):
    rng = np.random.default_rng(4)
    field = ndimage.gaussian_filter(rng.normal(size=(300, 260)), 6)
    change = np.select([field > 0.06, field < -0.07], [1, 3], 0).astype("uint8")
    whole = find(change, block_size=1000)
    drawn = rasterize(
        [(one.outline, GROUPS[one.change]) for one in whole],
        (300, 260),
        transform=from_origin(-60000, -30000, CELL, CELL),
    )
    np.testing.assert_array_equal(drawn, GROUPS[change])
    for size in (17, 64, 101):
        parts = find(change, block_size=size)
        assert [one.outline.wkb for one in parts] == [one.outline.wkb for one in whole]


def test_blocks_leave_no_trace_where_cells_are_no_round_number(make_raster):
    """Corners of 0.3 m cells are not exact in floating point; pieces must still meet."""
    change = np.ones((40, 40), "uint8")
    paths = [
        make_raster(name, change.astype(dtype), cell=0.3, west=-60000.1, north=-30000.7)
        for name, dtype in (("score.tif", "float32"), ("change.tif", "uint8"))
    ]
    for size in (40, 11, 7):
        (found,) = change_objects(*paths, block_size=size)[0]
        assert found.outline.geom_type == "Polygon" and len(found.outline.exterior.coords) == 5
        assert found.outline.length == pytest.approx(4 * 12)


def test_layers_of_different_runs_are_refused(make_raster):
    score, change = np.ones((20, 20), "float32"), np.ones((20, 20), "uint8")
    here = make_raster("change.tif", change)
    for options in ({"cell": 20.0}, {"west": -59995.0}, {"crs": "EPSG:6676"}):
        other = make_raster("score.tif", score, **options)
        with pytest.raises(InputError, match=r"CHANGE and SCORE do not lie on the same cells. Choose"):
            change_objects(other, here)
    smaller = make_raster("soil.tif", score[:19])
    with pytest.raises(InputError, match="CHANGE and SOIL do not lie on the same cells"):
        change_objects(make_raster("score.tif", score), here, smaller)


def test_score_given_for_change_is_refused(make_raster):
    score = make_raster("score.tif", np.ones((20, 20), "float32"))
    with pytest.raises(InputError, match=r"^CHANGE holds no codes of change .*float32.*Choose the CHANGE raster"):
        change_objects(score, score)


def test_degrees_are_refused(make_raster):
    options = {"crs": "EPSG:4326", "west": 139.0, "north": 36.0, "cell": 1e-4}
    with pytest.raises(InputError, match="CHANGE is in degrees"):
        change_objects(
            make_raster("score.tif", np.ones((20, 20), "float32"), **options),
            make_raster("change.tif", np.ones((20, 20), "uint8"), **options),
        )


def test_it_can_be_cancelled(find, monkeypatch):
    class Stop:
        cancelled = False

        def report(self, fraction, text=""):
            self.cancelled = fraction > 0.7  # while outlines are drawn

    monkeypatch.setattr(objects.shapely, "union_all", lambda *_: pytest.fail("went on"))
    with pytest.raises(Cancelled):
        find(np.ones((50, 50), "uint8"), block_size=10, progress=Stop())
