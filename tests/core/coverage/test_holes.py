"""Coverage holes: three-valued logic, closed forms, precedence, and that blocks leave no trace."""

import itertools

import numpy as np
import pytest
import shapely
from rasterio.transform import from_origin

from soranome.plugin.core.coverage.holes.hole_inputs import (
    Carrier,
    Rules,
    Samples,
    carriers_of,
    common_grid,
    grid_over,
    refuse_apart,
)
from soranome.plugin.core.coverage.holes.holes import Layers, complete_carriers, find_holes
from soranome.plugin.core.coverage.holes.states import (
    COVERED,
    EITHER,
    MEASURED_HOLE,
    NO,
    NO_DATA,
    PREDICTED_HOLE,
    PREDICTION,
    PUBLISHED,
    UNKNOWN,
    YES,
    any_class,
    carrier_class,
    class_table,
)
from soranome.plugin.core.errors import InputError
from soranome.plugin.core.grid import Grid
from soranome.plugin.core.raster import Raster, RasterWriter, publish

WEST, NORTH, CELL = -60000.0, -30000.0, 10.0
GOOD, BAD = -80.0, -120.0
NAN = np.float32(np.nan)


@pytest.fixture
def signal(make_raster):
    """A function that writes received power, with half or all of it given by rows of numbers."""

    def write(name, values, tag=None, **options):
        path = make_raster(name, np.asarray(values, "float32"), nodata=np.nan, **options)
        if tag:
            import rasterio

            with rasterio.open(path, "r+") as dataset:
                dataset.update_tags(SORANOME_CARRIER=tag)
        return path

    return write


@pytest.fixture
def run(tmp_path):
    """A function: (HoleMap, classes (bands, rows, columns)) of carriers given as {name: raster}."""

    def found(carriers, rules=None, samples=None, layers=None, grid=None, publish_as=None, **options):
        rules = rules or Rules(-100.0)
        carriers = [Carrier(name, [path]) if isinstance(path, str) else path for name, path in carriers.items()]
        grid = grid or common_grid([path for carrier in carriers for path in carrier.rasters])
        carriers, considered, apart = complete_carriers(carriers, samples)
        path = tmp_path / (publish_as or "classes.tif")
        with RasterWriter(path, grid, "uint8", len(carriers) + 1, 255) as writer:
            result = find_holes(
                grid, carriers, considered, rules, layers or Layers(), writer, samples, apart, **options
            )
            publish(writer)
        with Raster(path) as raster:
            return result, raster.read()

    return found


def samples_at(*rows):
    """Samples of (column, row, dBm, carrier, in service) on cells of the usual grid."""
    columns, at, dbm, carrier, service = zip(*rows)
    x = WEST + (np.array(columns) + 0.5) * CELL
    y = NORTH - (np.array(at) + 0.5) * CELL
    return Samples(x, y, np.array(dbm, float), list(carrier), np.array(service, int))


def half(rows=20, columns=20, left=GOOD, right=BAD):
    values = np.full((rows, columns), left, "float32")
    values[:, columns // 2 :] = right
    return values


# -- logic -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("carriers", [1, 2, 3])
def test_any_carrier_is_kleenes_or_for_every_combination(carriers):
    """Compared with the definition: what could still be true, whatever the unknown ones turn out to be."""
    for classes in itertools.product((COVERED, MEASURED_HOLE, PREDICTED_HOLE, NO_DATA), repeat=carriers):
        possible = set()
        for guess in itertools.product((False, True), repeat=carriers):
            covers = [g if c == NO_DATA else c == COVERED for c, g in zip(classes, guess)]
            possible.add(any(covers))
        found = any_class(np.array(classes, np.uint8), np.ones(carriers, bool))
        if possible == {True}:
            assert found == COVERED
        elif possible == {True, False}:
            assert found == NO_DATA
        else:
            assert found == (MEASURED_HOLE if set(classes) == {MEASURED_HOLE} else PREDICTED_HOLE)


def test_carriers_met_in_measurements_only_are_not_missed_elsewhere():
    aside = np.array([True, False])
    assert any_class(np.array([PREDICTED_HOLE, NO_DATA], np.uint8), aside) == PREDICTED_HOLE
    assert any_class(np.array([MEASURED_HOLE, NO_DATA], np.uint8), aside) == MEASURED_HOLE
    assert any_class(np.array([PREDICTED_HOLE, COVERED], np.uint8), aside) == COVERED
    assert any_class(np.array([NO_DATA, MEASURED_HOLE], np.uint8), aside) == NO_DATA


def test_what_was_measured_goes_first_and_unknown_is_never_no():
    for measured, prediction, published in itertools.product((NO, YES, UNKNOWN), repeat=3):
        for rule in (EITHER, PUBLISHED, PREDICTION):
            found = carrier_class(measured, prediction, published, rule)
            assert class_table(rule)[9 * measured + 3 * prediction + published] == found
            if measured != UNKNOWN:
                assert found == (COVERED if measured == YES else MEASURED_HOLE)
            elif {prediction, published} == {UNKNOWN}:
                assert found == NO_DATA
            elif NO not in (prediction, published):
                assert found == COVERED
            elif YES not in (prediction, published):
                assert found == PREDICTED_HOLE
            else:  # they disagree
                ruling = {EITHER: NO, PUBLISHED: published, PREDICTION: prediction}[rule]
                assert found == (COVERED if ruling == YES else PREDICTED_HOLE)


# -- closed forms ------------------------------------------------------------------------------------------------------


def test_half_planes_of_two_carriers(run, signal):
    a = half(20, 20)
    b = half(20, 20).T.copy()  # covered in the north
    found, classes = run({"A": signal("a.tif", a), "B": signal("b.tif", b)})
    assert [band.name for band in found.bands] == ["any", "A", "B"]
    (outline,) = found.bands[0].outlines.values()
    assert outline.equals(shapely.box(WEST + 100, NORTH - 200, WEST + 200, NORTH - 100))
    assert found.bands[1].region_cells.tolist() == [200] and found.bands[2].region_cells.tolist() == [200]
    assert (classes[0] == PREDICTED_HOLE).sum() == 100 and (classes[0] == COVERED).sum() == 300


def test_one_carrier_unknown_and_the_other_not_covering_is_no_data(run, signal):
    b = np.full((20, 20), BAD, "float32")
    b[:5] = NAN
    found, classes = run({"A": signal("a.tif", half()), "B": signal("b.tif", b)})
    assert (classes[0][:5, 10:] == NO_DATA).all() and (classes[0][5:, 10:] == PREDICTED_HOLE).all()
    assert (classes[0][:, :10] == COVERED).all(), "covered by one is covered, whatever the other"
    kinds = sorted(found.bands[0].region_class.tolist())
    assert kinds == [PREDICTED_HOLE, NO_DATA]


def test_the_threshold_itself_is_covered(run, signal):
    values = np.full((4, 4), -100.0, "float32")
    values[0, 0] = np.nextafter(np.float32(-100), np.float32(-101))
    _, classes = run({"A": signal("a.tif", values)})
    assert classes[0][0, 0] == PREDICTED_HOLE and (classes[0] == COVERED).sum() == 15


def test_a_probability_goes_before_the_signal_where_it_is_known(run, signal):
    probability = np.full((20, 20), 0.95, "float32")
    probability[:10] = 0.5
    probability[:, 15:] = NAN
    path = signal("a.tif", half()), signal("p.tif", probability)
    _, classes = run({"A": Carrier("A", [path[0]], [path[1]])}, Rules(-100.0, min_probability=0.9))
    assert (classes[0][:10, :15] == PREDICTED_HOLE).all() and (classes[0][10:, :15] == COVERED).all()
    assert (classes[0][:, 15:] == PREDICTED_HOLE).all(), "the signal speaks there"


def test_measurements_go_before_prediction_and_conflicts_follow_the_rule(run, signal):
    samples = samples_at(
        (2, 2, NAN, "A", 0),  # out of service where coverage is predicted
        (12, 12, GOOD, "A", 1),  # good where none is
        (7, 2, BAD, "A", 1), (7, 3, GOOD, "A", 1), (8, 2, GOOD, "A", 1),  # a third bad
        (7, 7, BAD, "A", 1), (8, 7, GOOD, "A", 1),  # half bad
        (17, 17, NAN, "A", -1),  # says nothing
    )  # fmt: skip
    found, classes = run({"A": signal("a.tif", half())}, Rules(-100.0, sample_cell_m=50.0), samples)
    squares = classes[0].reshape(4, 5, 4, 5)
    assert (squares == squares[:, :1, :, :1]).all(), "a square of 50 m is judged as one"
    kinds = squares[:, 0, :, 0]
    assert kinds.tolist() == [
        [MEASURED_HOLE, COVERED, PREDICTED_HOLE, PREDICTED_HOLE],
        [COVERED, MEASURED_HOLE, PREDICTED_HOLE, PREDICTED_HOLE],
        [COVERED, COVERED, COVERED, PREDICTED_HOLE],
        [COVERED, COVERED, PREDICTED_HOLE, PREDICTED_HOLE],
    ]
    assert found.samples_used == 7 and found.samples_outside == 0


def test_too_few_samples_say_nothing(run, signal):
    samples = samples_at((2, 2, NAN, "A", 0), (7, 7, NAN, "A", 0), (7, 8, NAN, "A", 0))
    _, classes = run({"A": signal("a.tif", half())}, Rules(-100.0, min_samples=2), samples)
    assert classes[0][2, 2] == COVERED and classes[0][7, 7] == MEASURED_HOLE


def test_any_carrier_is_measured_only_where_each_was(run, signal):
    nothing = np.full((20, 20), BAD, "float32")
    samples = samples_at((2, 2, NAN, "A", 0), (2, 2, NAN, "B", 0), (12, 12, NAN, "A", 0))
    _, classes = run({"A": signal("a.tif", nothing), "B": signal("b.tif", nothing)}, None, samples)
    assert classes[0][2, 2] == MEASURED_HOLE
    assert classes[1][12, 12] == MEASURED_HOLE and classes[0][12, 12] == PREDICTED_HOLE


def test_a_raster_without_a_name_stands_for_whichever_carrier(run, signal):
    samples = samples_at((2, 2, NAN, "A", 0), (2, 3, GOOD, "B", 1), (7, 7, NAN, "A", 0), (7, 7, NAN, "B", 0))
    found, classes = run({"": signal("a.tif", half())}, None, samples)
    assert classes.shape[0] == 2 and [carrier.name for carrier in found.carriers] == [""]
    assert classes[0][2, 2] == COVERED, "one of them is in service there"
    assert classes[0][7, 7] == MEASURED_HOLE and classes[0][0, 15] == PREDICTED_HOLE


def test_published_areas_disagree_and_the_rule_decides(run, signal):
    east = shapely.box(WEST + 50, NORTH - 200, WEST + 150, NORTH)  # columns 5 to 14 claimed, 0 to 9 predicted
    counts = {}
    for rule in (EITHER, PUBLISHED, PREDICTION):
        carrier = Carrier("A", [signal("a.tif", half())], areas=[east])
        found, classes = run({"A": carrier}, Rules(-100.0, disagreement=rule))
        counts[rule] = [(classes[0] == COVERED).sum(), found.bands[0].disagree_cells.sum()]
        assert set(np.unique(classes)) == {COVERED, PREDICTED_HOLE}
    assert counts == {EITHER: [100, 200], PUBLISHED: [200, 100], PREDICTION: [200, 100]}
    carrier = Carrier("A", [signal("a.tif", half())], areas=[east])
    _, classes = run({"A": carrier}, Rules(-100.0, outside_published=UNKNOWN))
    assert (classes[0][:, :10] == COVERED).all() and (classes[0][:, 10:] == PREDICTED_HOLE).all()


def test_published_areas_alone_tell_coverage(run):
    grid = Grid(common_crs(), from_origin(WEST, NORTH, CELL, CELL), 20, 20)
    carrier = Carrier("A", areas=[shapely.box(WEST, NORTH - 200, WEST + 100, NORTH)])
    found, classes = run({"A": carrier}, grid=grid)
    assert (classes[0][:, :10] == COVERED).all() and (classes[0][:, 10:] == PREDICTED_HOLE).all()
    (outline,) = found.bands[0].outlines.values()
    assert outline.area == 20 * 10 * CELL**2


def common_crs():
    from rasterio.crs import CRS

    return CRS.from_epsg(6677)


# -- grids -------------------------------------------------------------------------------------------------------------


def test_rasters_of_different_cells_come_onto_the_finest(run, signal):
    coarse = np.full((10, 10), BAD, "float32")
    coarse[:, :5] = GOOD
    coarse[0, 9] = NAN
    fine = np.full((16, 16), BAD, "float32")
    paths = {"A": signal("a.tif", coarse, cell=20.0), "B": signal("b.tif", fine, cell=10.0, west=WEST + 40)}
    found, classes = run(paths)
    assert found.grid.cell_size == (10.0, 10.0) and found.grid.shape == (20, 20)
    assert found.grid.bounds == (WEST, NORTH - 200, WEST + 200, NORTH)
    assert (classes[0][:, :10] == COVERED).all(), "A alone is known there, and covers"
    assert (classes[0][:2, 18:] == NO_DATA).all() and (classes[0][:16, 10:18] == PREDICTED_HOLE).all()
    assert (classes[0][16:, 10:] == NO_DATA).all(), "B ends there"
    assert (classes[2] == NO_DATA).sum() == 400 - 256


def test_outside_a_raster_without_declared_no_data_is_not_zero_dbm(run, make_raster, signal):
    bare = make_raster("bare.tif", np.full((5, 5), BAD, "float32"), cell=20.0)
    _, classes = run({"A": signal("a.tif", half()), "B": bare})
    assert (classes[2][:10, :10] == PREDICTED_HOLE).all() and (classes[2][10:] == NO_DATA).all()
    whole = make_raster("whole.tif", np.full((5, 5), -120, "int16"), cell=20.0)
    _, classes = run({"A": signal("a.tif", half()), "B": whole})
    assert (classes[2][:10, :10] == PREDICTED_HOLE).all() and (classes[2][10:] == NO_DATA).all()


def test_several_rasters_of_one_carrier_are_one_prediction(run, signal):
    left, right = np.full((20, 12), BAD, "float32"), np.full((20, 12), BAD, "float32")
    left[5:, 10:], right[:5, :2] = GOOD, NAN
    carrier = Carrier("A", [signal("l.tif", left), signal("r.tif", right, west=WEST + 100)])
    _, classes = run({"A": carrier})
    assert classes[0].shape == (20, 22) and not (classes[0] == NO_DATA).any()
    assert (classes[0] == COVERED).sum() == 15 * 2


def test_blocks_leave_no_trace(run, signal):
    rng = np.random.default_rng(5)
    shape = 61, 47
    smooth = [rng.normal(size=(9, 7)).repeat(7, 0).repeat(7, 1)[: shape[0], : shape[1]] for _ in range(3)]
    values = [np.where(s > 1.2, NAN, -100 + 20 * s + rng.normal(0, 6, shape)) for s in smooth]
    paths = {name: signal(f"{name}.tif", v) for name, v in zip("ABC", values[:2])}
    paths["C"] = signal("C.tif", values[2][::2, ::2], cell=20.0)
    samples = samples_at(
        *[(*rng.integers(0, 47, 2), BAD if rng.random() < 0.5 else GOOD, "ABC"[rng.integers(3)], 1) for _ in range(300)]
    )
    tilted = shapely.affinity.rotate(shapely.box(WEST + 33, NORTH - 401, WEST + 333, NORTH - 52), 17)
    squares = [
        shapely.box(WEST + 90 * i, NORTH - 90 * j - 90, WEST + 90 * i + 90, NORTH - 90 * j)
        for i in range(5)
        for j in range(6)
    ]
    layers = Layers([tilted, shapely.box(WEST, NORTH - 600, WEST + 200, NORTH - 300)], squares, [tilted.buffer(-60)])
    points = np.column_stack([WEST + rng.uniform(-30, 500, 400), NORTH - rng.uniform(-30, 640, 400)])
    results = []
    for block, workers in ((4096, 1), (7, 2), (16, 3)):
        found, classes = run(
            paths, Rules(-100.0, min_area_m2=300), samples, layers, points=points, block_size=block, workers=workers
        )
        told = []
        for band in found.bands:
            kept = sorted(
                (shape.wkb, int(band.region_class[n]), int(band.region_cells[n]), int(band.disagree_cells[n]))
                for n, shape in band.outlines.items()
            )
            c = band.counts
            rows = sorted(zip(c.kind, c.square, c.area, c.commercial, c.cells))
            merged = {}
            for kind, square, area, commercial, cells in rows:
                key = int(kind), int(square), int(area), bool(commercial)
                merged[key] = merged.get(key, 0) + int(cells)
            small = sorted(band.region_cells[~band.kept].tolist())
            told.append((kept, merged, small, band.points.tolist(), (band.point_region >= 0).tolist()))
        results.append((classes.tobytes(), told, found.picture.tobytes(), found.point_area.tolist()))
    assert results[0] == results[1] == results[2]
    assert len(results[0][1][0][0]) > 5, "a scene worth the comparison"


def test_small_holes_have_no_outline_but_count(run, signal):
    values = np.full((20, 20), GOOD, "float32")
    values[2, 2], values[10:14, 10:14] = BAD, BAD
    found, _ = run({"A": signal("a.tif", values)}, Rules(-100.0, min_area_m2=500.0))
    band = found.bands[0]
    assert sorted(band.region_cells.tolist()) == [1, 16] and len(band.outlines) == 1
    assert band.counts.cells[band.counts.kind == PREDICTED_HOLE].sum() == 17


def test_diagonal_neighbours_are_two_holes(run, signal):
    values = np.full((4, 4), GOOD, "float32")
    values[1, 1] = values[2, 2] = BAD
    found, _ = run({"A": signal("a.tif", values)})
    assert len(found.bands[0].outlines) == 2 and all(s.is_valid for s in found.bands[0].outlines.values())


# -- names and bad input -----------------------------------------------------------------------------------------------


def test_names_come_from_the_parameter_the_tag_or_the_file(signal):
    a, b = signal("docomo_800.tif", half(), tag="KDDI"), signal("x.tif", half())
    assert [c.name for c in carriers_of([a, b], [], ["P", "Q"])] == ["P", "Q"]
    assert [c.name for c in carriers_of([a, b], [], [])] == ["KDDI", "x"]
    assert [c.name for c in carriers_of([b], [], [])] == [""], "one alone stands for whichever"
    (both,) = carriers_of([a, b], [], ["au", "ＡＵ "])
    assert both.signals == [a, b], "the same carrier, however it is written"
    first, second = carriers_of([a, b], [b, a], ["P", "Q"])
    assert first.probabilities == [b] and second.probabilities == [a]
    with pytest.raises(InputError, match="CARRIERS names 1 carriers, but there are 2"):
        carriers_of([a, b], [], ["P"])
    with pytest.raises(InputError, match="whose probability"):
        carriers_of([a, b, signal("y.tif", half())], [signal("p.tif", half()), b], [])


def test_rasters_that_lie_apart_are_refused(signal):
    a, b = signal("a.tif", half()), signal("b.tif", half(), west=WEST + 5000)
    grid = common_grid([a, b])
    with pytest.raises(InputError, match=r"b\.tif|a\.tif"):
        refuse_apart([Carrier("A", [a]), Carrier("B", [b])], grid)
    refuse_apart([Carrier("A", [a, b])], grid)  # two places of one carrier


def test_degrees_are_refused_but_may_lie_beside_metres(run, signal, tmp_path):
    import rasterio
    from rasterio.warp import Resampling, reproject

    metres = signal("m.tif", half())
    degrees = tmp_path / "d.tif"
    west, _, _, north = rasterio.warp.transform_bounds("EPSG:6677", "EPSG:6668", WEST, NORTH - 200, WEST + 200, NORTH)
    transform = from_origin(west - 1e-4, north + 1e-4, 2e-4, 2e-4)
    with rasterio.open(
        degrees, "w", driver="GTiff", count=1, height=14, width=14, dtype="float32", crs="EPSG:6668",
        transform=transform, nodata=np.nan,
    ) as target:  # fmt: skip
        reproject(
            np.full((60, 60), BAD, "float32"), rasterio.band(target, 1),
            src_transform=from_origin(WEST - 200, NORTH + 200, 10, 10), src_crs="EPSG:6677", src_nodata=np.nan,
            resampling=Resampling.nearest,
        )  # fmt: skip
    with pytest.raises(InputError, match="degrees"):
        common_grid([str(degrees)])
    found, classes = run({"A": metres, "B": str(degrees)})
    assert found.grid.crs.to_epsg() == 6677 and found.grid.cell_size == (10.0, 10.0)
    assert (classes[2] == PREDICTED_HOLE).sum() >= 400


@pytest.mark.parametrize(
    ("kind", "fill", "value", "said"),
    [
        ("signals", -80, 120, "no received power"),
        ("probabilities", 0.5, 95, "0 to 1"),
        ("probabilities", 0.5, -0.2, "0 to 1"),
    ],
)
def test_values_of_another_kind_are_refused(run, signal, kind, fill, value, said):
    values = np.full((8, 8), fill, "float32")
    values[3, 3] = value
    with pytest.raises(InputError, match=said):
        run({"A": Carrier("A", **{kind: [signal("a.tif", values)]})})


def test_nothing_that_tells_coverage_and_a_grid_too_large(signal):
    with pytest.raises(InputError, match="nothing that tells coverage"):
        complete_carriers([], None)
    with pytest.raises(InputError, match="whose the raster"):
        complete_carriers([Carrier("", ["a.tif"]), Carrier("B", areas=[]), Carrier("C", areas=[])], None)
    (one,), _, apart = complete_carriers([Carrier("", ["a.tif"]), Carrier("B", areas=[])], None)
    assert (one.name, one.rasters, one.areas, apart) == ("B", ["a.tif"], [], True)
    a = signal("a.tif", half())
    with pytest.raises(InputError, match="coarser RESOLUTION"):
        common_grid([a, signal("far.tif", half(), west=WEST + 3e6, north=NORTH - 3e6)])
    grid = common_grid([a], resolution_m=40.0)
    assert grid.cell_size == (40.0, 40.0) and grid.bounds[0] % 40 == 0 and grid.shape == (5, 5)
    with Raster(a) as raster:
        assert grid_over([raster.grid.bounds], raster.grid) == raster.grid


def test_a_cancelled_run_leaves_nothing(run, signal, tmp_path):
    from soranome.plugin.core.errors import Cancelled

    class Stop:
        cancelled = False

        def report(self, fraction, text=""):
            self.cancelled = fraction > 0.3

    path = signal("a.tif", half())
    with pytest.raises(Cancelled):
        run({"A": path}, block_size=4, progress=Stop())
    assert [file.name for file in tmp_path.iterdir()] == ["a.tif"]
