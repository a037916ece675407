"""Predictions beside measurements made from them: what was put in must come out."""

import math

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from soranome.plugin.core.coverage.measuring.calibration import Calibration, calibrate, clutter_names, read_calibration
from soranome.plugin.core.coverage.measuring.compare import Samples, calibrate_raster, compare
from soranome.plugin.core.coverage.measuring.sampling import sample
from soranome.plugin.core.errors import InputError
from soranome.plugin.core.raster import Raster

WEST, NORTH, CELL, SIZE = -60000.0, -30000.0, 20.0, 300
SPREAD_DB = 6.0
CARRIER_DB = {"docomo": 3.0, "KDDI": -4.0}
CLUTTER_DB = {0.0: 0.0, 8.0: -5.0, 20.0: -12.0}


def shadows(rng, x, y):
    """Errors with a spread of 6 dB, four fifths of them correlated over about 60 m."""
    field = gaussian_filter(rng.normal(size=(SIZE * 2, SIZE * 2)), 4)
    field /= field.std()
    rows, columns = ((NORTH - y) / 10).astype(int), ((x - WEST) / 10).astype(int)
    return SPREAD_DB * (0.8 * field[rows, columns] + 0.6 * rng.normal(size=len(x)))


@pytest.fixture
def scene(make_raster):
    """A prediction, clutter heights, and a function that measures there with a known truth."""
    rng = np.random.default_rng(5)
    signal = (-85 + 12 * gaussian_filter(rng.normal(size=(SIZE, SIZE)), 30) / 0.0094).astype("float32")
    clutter = rng.choice(list(CLUTTER_DB), (SIZE, SIZE)).astype("float32")
    signal[:, :10] = np.nan
    paths = make_raster("予測.tif", signal, CELL, WEST, NORTH), make_raster("clutter.tif", clutter, CELL, WEST, NORTH)

    def measure(seed, count=6000, noise=True, band="B19"):
        rng = np.random.default_rng(seed)
        x, y = WEST + rng.uniform(0, SIZE * CELL, count), NORTH - rng.uniform(0, SIZE * CELL, count)
        row, column = ((NORTH - y) / CELL).astype(int), ((x - WEST) / CELL).astype(int)
        carrier = rng.choice(list(CARRIER_DB), count)
        truth = np.array([CARRIER_DB[name] for name in carrier]) + np.array(
            [CLUTTER_DB[h] for h in clutter[row, column].tolist()]
        )
        level = signal[row, column] + truth + (shadows(rng, x, y) if noise else 0)
        return Samples(x, y, level.astype(float), carrier, np.full(count, band), np.ones(count, bool))

    return (*paths, signal, clutter, measure)


def test_values_are_those_of_the_cell_a_point_lies_in(make_raster):
    values = np.arange(1200 * 1500, dtype="float32").reshape(1200, 1500)  # several blocks
    values[3, 4] = -9999
    path = make_raster("v.tif", values, CELL, WEST, NORTH, nodata=-9999)
    rng = np.random.default_rng(1)
    row, column = rng.integers(0, 1200, 5000), rng.integers(0, 1500, 5000)
    x, y = WEST + (column + rng.uniform(0.01, 0.99, 5000)) * CELL, NORTH - (row + rng.uniform(0.01, 0.99, 5000)) * CELL
    with Raster(path) as raster:
        found, inside = sample(raster, x, y)
        assert inside.all()
        np.testing.assert_array_equal(found, np.where((row == 3) & (column == 4), np.nan, values[row, column]))
        found, inside = sample(
            raster, [WEST + 4.5 * CELL, WEST - 1, WEST + 1], [NORTH - 3.5 * CELL, NORTH - 1, NORTH + 1]
        )
        assert np.isnan(found).all() and inside.tolist() == [True, False, False]


def test_without_noise_offsets_are_exact(scene):
    signal, clutter, _, _, measure = scene
    result = compare([(signal, "")], measure(1, noise=False), clutter, cell_m=CELL)
    found = {(k[0], k[2]): g.offset_db for k, g in result.calibration.groups.items() if len(k) == 3}
    for carrier, own in CARRIER_DB.items():
        for (height, more), name in zip(CLUTTER_DB.items(), ("0-1 m", "5-15 m", "≥15 m")):
            assert found[carrier, name] == pytest.approx(own + more, abs=0.01), height
    assert result.check.rmse_after_db < 0.02 and result.bias_db == pytest.approx(np.mean(result.residual_db))


def test_known_offsets_and_spread_are_recovered_and_held_out_coverage_is_what_is_promised(scene):
    signal, clutter, _, _, measure = scene
    result = compare([(signal, "")], measure(2), clutter)
    for key, group in result.calibration.groups.items():
        if len(key) == 3:
            heights = {"0-1 m": 0.0, "5-15 m": 8.0, "≥15 m": 20.0}
            truth = CARRIER_DB[key[0]] + CLUTTER_DB[heights[key[2]]]
            assert group.offset_db == pytest.approx(truth, abs=1.5), key  # correlated shadows: some 0.4 dB each
            assert group.sigma_db == pytest.approx(SPREAD_DB, rel=0.15)
    check = result.check
    assert check.rmse_after_db == pytest.approx(SPREAD_DB, rel=0.1) and check.rmse_before_db > 7.5
    assert abs(check.bias_after_db) < 0.6
    assert check.coverage == pytest.approx(0.9, abs=0.02)
    assert 0.002 < check.coverage_se < 0.02


def test_the_interval_holds_where_nothing_was_learnt(scene):
    signal, clutter, _, _, measure = scene
    learnt = compare([(signal, "")], measure(3), clutter).calibration
    fresh = compare([(signal, "")], measure(99), clutter)
    shares = []
    for key, measured, predicted in zip(fresh.cells.keys, fresh.cells.measured_dbm, fresh.cells.predicted_dbm):
        group = learnt.group(*key)
        shares.append(learnt.low <= (measured - predicted - group.offset_db) / group.sigma_db <= learnt.high)
    assert np.mean(shares) == pytest.approx(0.9, abs=0.03)


def test_small_groups_are_drawn_towards_their_parent_and_large_ones_are_not():
    rng = np.random.default_rng(1)
    n = 3000
    x, y = rng.uniform(0, 8000, (2, n + 6))
    names = ["a", "b", "c"]
    carrier = np.array([names[i] for i in rng.integers(0, 3, n)] + ["rare"] * 6)
    x[n:], y[n:] = 100 + rng.uniform(0, 50, 6), 100 + rng.uniform(0, 50, 6)  # all in one area
    offset = np.array([{"a": 2.0, "b": -2.0, "c": 1.0, "rare": 15.0}[name] for name in carrier])
    predicted = rng.uniform(-110, -70, n + 6)
    keys = [(name, "", "") for name in carrier.tolist()]
    learnt = calibrate(x, y, predicted, predicted + offset + rng.normal(0, 6, n + 6), keys, 500.0)
    groups = learnt.calibration.groups
    overall = groups[()].offset_db
    rare = groups[("rare",)]
    assert overall < rare.offset_db < rare.mean_db - 1
    assert groups[("a",)].offset_db == pytest.approx(groups[("a",)].mean_db, abs=0.1)
    assert learnt.calibration.group("never seen").offset_db == overall


def test_many_samples_of_one_place_count_once(scene):
    signal, _, values, _, _ = scene
    x = np.concatenate([np.linspace(WEST + 1000, WEST + 5000, 200), np.full(20000, WEST + 3005.0)])
    y = np.full(len(x), NORTH - 2005.0)
    row, column = ((NORTH - y) / CELL).astype(int), ((x - WEST) / CELL).astype(int)
    level = values[row, column] + np.where(np.arange(len(x)) < 200, 2.0, 30.0)
    everywhere = np.full(len(x), "KDDI")
    result = compare(
        [(signal, "")], Samples(x, y, level.astype(float), everywhere, np.full(len(x), ""), np.ones(len(x), bool))
    )
    assert result.bias_db == pytest.approx(2.0, abs=0.5)
    assert result.cells.samples.max() > 19000


def test_levels_below_the_receiver_do_not_bias_where_its_sensitivity_is_given(scene):
    signal, clutter, _, _, measure = scene
    samples = measure(4, 12000)
    seen = samples.signal_dbm > -92
    kept = Samples(*(getattr(samples, name)[seen] for name in vars(samples)))
    heights = {"0-1 m": 0.0, "5-15 m": 8.0, "≥15 m": 20.0}

    def error(result):
        groups = {key: group for key, group in result.calibration.groups.items() if len(key) == 3}
        return np.mean([g.offset_db - CARRIER_DB[k[0]] - CLUTTER_DB[heights[k[2]]] for k, g in groups.items()])

    plain, careful = compare([(signal, "")], kept, clutter), compare([(signal, "")], kept, clutter, floor_dbm=-92.0)
    assert error(plain) > 1.2
    assert abs(error(careful)) < 0.4
    assert careful.learnt.near_floor.any() and not careful.learnt.held_out_inside[careful.learnt.near_floor].any()


def test_samples_out_of_service_are_no_numbers_but_a_check(scene):
    signal, _, _, _, measure = scene
    samples = measure(6, 4000)
    out = samples.x > WEST + 4000
    level = np.where(out, -90.0, samples.signal_dbm)  # a number beside "out of service" must not be used
    result = compare(
        [(signal, "")],
        Samples(samples.x, samples.y, level, samples.carrier, samples.band, ~out),
        floor_dbm=-100.0,
    )
    assert result.cells.x.max() <= WEST + 4000 + 25
    dead = result.out
    assert len(dead.wrong) > 500 and dead.given and dead.threshold_dbm == -100
    np.testing.assert_array_equal(dead.wrong, dead.cells.predicted_dbm >= -100)
    assert 0 < dead.wrong.mean() < 1


def test_what_is_not_compared_is_counted(scene):
    signal, _, _, _, measure = scene
    samples = measure(7, 3000)
    x, level, carrier = samples.x.copy(), samples.signal_dbm.copy(), samples.carrier.copy()
    x[:5] = WEST - 100
    level[10:17] = np.nan
    carrier[20:31] = "Rakuten"
    given = Samples(x, samples.y, level, carrier, samples.band, samples.in_service)
    in_void = int(np.sum((x >= WEST) & (x < WEST + 10 * CELL) & (carrier != "Rakuten")))
    result = compare([(signal, "docomo")], given)
    assert result.left_out["no_prediction"] == int(np.sum(carrier != "docomo"))
    docomo = carrier == "docomo"
    assert result.left_out["outside"] == int(np.sum(docomo[:5]))
    assert result.left_out["no_data"] == int(np.sum(docomo & (x >= WEST) & (x < WEST + 10 * CELL))) <= in_void
    silent = docomo & ~np.isfinite(level) & (x >= WEST + 10 * CELL)
    assert result.left_out["no_level"] == int(np.sum(silent))
    assert result.cells.samples.sum() + result.left_out.total() == len(x)


def test_each_carrier_is_compared_with_its_own_raster(scene, make_raster):
    signal, _, values, _, measure = scene
    other = make_raster("other.tif", values + 10, CELL, WEST, NORTH)
    samples = measure(8, noise=False)
    result = compare([(signal, "ドコモ"), (other, "au")], samples)
    own = {key[0]: group.mean_db for key, group in result.calibration.groups.items() if len(key) == 1}
    assert own["docomo"] - own["KDDI"] == pytest.approx(CARRIER_DB["docomo"] - CARRIER_DB["KDDI"] + 10, abs=0.5)
    with pytest.raises(InputError, match="another carrier"):
        compare([(signal, ""), (other, "")], samples)


def test_too_little_is_said(scene):
    signal, _, _, _, measure = scene
    with pytest.raises(InputError, match="at least 10"):
        compare([(signal, "")], measure(9, 4))
    samples = measure(9, 4000)
    near = (np.abs(samples.x - WEST - 2200) < 200) & (np.abs(samples.y - NORTH + 2200) < 200)
    few = Samples(*(getattr(samples, name)[near] for name in vars(samples)))
    result = compare([(signal, "")], few, cell_m=10.0)
    assert result.check.folds == 0 and math.isnan(result.check.coverage)
    assert math.isfinite(result.calibration.low)


def test_order_of_samples_does_not_matter(scene):
    signal, clutter, _, _, measure = scene
    samples = measure(10, 2000)
    mixed = np.random.default_rng(0).permutation(len(samples.x))
    again = Samples(*(getattr(samples, name)[mixed] for name in vars(samples)))
    first, second = compare([(signal, "")], samples, clutter), compare([(signal, "")], again, clutter)
    np.testing.assert_allclose(first.cells.measured_dbm, second.cells.measured_dbm)
    assert first.calibration.groups.keys() == second.calibration.groups.keys()
    for key, group in first.calibration.groups.items():
        assert second.calibration.groups[key].offset_db == pytest.approx(group.offset_db, abs=1e-9)


def test_a_calibration_survives_its_file_and_corrects_the_raster(scene, tmp_path):
    signal, clutter, values, heights, measure = scene
    result = compare([(signal, "")], measure(11), clutter)
    result.calibration.write(tmp_path / "較正.json")
    again: Calibration = read_calibration(tmp_path / "較正.json")
    assert (
        again.check.coverage == result.check.coverage and again.clutter_breaks_m == result.calibration.clutter_breaks_m
    )
    calibrate_raster(signal, str(tmp_path / "c.tif"), again, "docomo", clutter)
    with Raster(tmp_path / "c.tif") as raster:
        found, tags = raster.read()[0], raster.tags
    names = clutter_names(heights, again.clutter_breaks_m)
    assert tags["SORANOME_CARRIER"] == "docomo"
    assert np.isnan(found[:, :10]).all()
    for name in np.unique(names):
        where = (names == name) & np.isfinite(values)
        np.testing.assert_allclose(
            found[where] - values[where], again.group("docomo", "", str(name)).offset_db, atol=1e-4
        )
    (tmp_path / "bad.json").write_text("{}")
    with pytest.raises(InputError, match="no calibration"):
        read_calibration(tmp_path / "bad.json")


def test_classes_and_heights_of_clutter(scene, make_raster):
    signal, _, _, heights, measure = scene
    classes = make_raster("classes.tif", (heights / 4).astype("uint8"), CELL, WEST, NORTH)
    result = compare([(signal, "")], measure(12), classes)
    assert {key[2] for key in result.cells.keys} == {"0", "2", "5"} and result.calibration.clutter_breaks_m is None
    noisy = make_raster("many.tif", np.arange(SIZE * SIZE).reshape(SIZE, SIZE).astype("int32"), CELL, WEST, NORTH)
    with pytest.raises(InputError, match="no map of classes"):
        compare([(signal, "")], measure(12), noisy)


def test_degrees_are_refused(make_raster):
    path = make_raster("d.tif", np.zeros((10, 10), "float32"), 0.001, 139, 35, crs="EPSG:4326")
    samples = Samples(np.zeros(1), np.zeros(1), np.zeros(1), np.array([""]), np.array([""]), np.ones(1, bool))
    with pytest.raises(InputError, match="degrees"):
        compare([(path, "")], samples)


def test_probabilities_and_field_strengths_are_no_signal(scene, make_raster):
    _, _, signal, _, measure = scene
    for name, values in (("p", 1 / (1 + np.exp(-(signal + 100) / 8))), ("f", signal + 150)):
        path = make_raster(f"{name}.tif", values.astype("float32"), CELL, WEST, NORTH, nodata=np.nan)
        with pytest.raises(InputError, match="takes received power in dBm"):
            compare([(path, "")], measure(1))


def test_a_calibrated_signal_says_what_it_holds(scene, tmp_path):
    path, _, _, _, measure = scene
    target = tmp_path / "calibrated.tif"
    calibrate_raster(path, str(target), compare([(path, "")], measure(1)).calibration)
    with Raster(target) as raster:
        assert raster.tags["SORANOME_QUANTITY"] == "power"
