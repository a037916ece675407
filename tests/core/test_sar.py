"""SAR change: what is found in stacks, what is not, and what must not matter."""

import re
import time
from datetime import date, timedelta

import numpy as np
import pytest
import rasterio
from rasterio.features import rasterize

from soranome.plugin.core.change.sar import METHODS, SarSettings, detect
from soranome.plugin.core.change.sar_null import _fit
from soranome.plugin.core.change.sar_stack import StackFiles, chosen
from soranome.plugin.core.change.wishart import omnibus
from soranome.plugin.core.errors import Cancelled, InputError, OutputError
from soranome.plugin.core.tasks import Silent

LOOKS = 4.4
THEORY = SarSettings(null="none", looks=LOOKS)


def speckle(k=8, p=2, shape=(120, 130), looks=LOOKS, seed=0):
    rng = np.random.default_rng(seed)
    return (rng.gamma(looks, 0.1 / looks, (k, p, *shape)) * np.array([1, 0.2])[:p, None, None]).astype(np.float32)


@pytest.fixture
def write(make_raster):
    """A function that writes a stack (k, p, rows, columns) as files, 12 days apart from a month of 2024 on."""

    def files(power, start=1, prefix="S1"):
        days = [date(2024, start, 1) + timedelta(days=12 * i) for i in range(power.shape[0])]
        names = [f"{prefix}_{day:%Y%m%d}_{p}.tif" for day in days for p in ("VV", "VH")[: power.shape[1]]]
        layers = power.reshape(-1, *power.shape[2:])
        return StackFiles(tuple(make_raster(name, layer) for name, layer in zip(names, layers)))

    return files


@pytest.fixture
def run(tmp_path):
    def once(files, settings=None, name="out", **options):
        paths = [str(tmp_path / f"{name}_{kind}.tif") for kind in ("score", "change", "first", "step")]
        result = detect(files, *paths, settings=settings, **options)
        layers = []
        for path in paths:
            with rasterio.open(path) as dataset:
                layers.append(dataset.read())
        return result, layers[0][0], layers[1][0], layers[2][0], layers[3]

    return once


def with_blocks(power, decibels=3.0, begin=None, size=5, every=24):
    """``power`` with blocks that become alternately brighter and darker, and their numbers (0 elsewhere)."""
    power, number = power.copy(), np.zeros(power.shape[2:], int)
    begin = power.shape[0] // 2 if begin is None else begin
    for i, (row, column) in enumerate(
        (r, c) for r in range(8, number.shape[0] - size, every) for c in range(8, number.shape[1] - size, every)
    ):
        sign = 1 if i % 2 else -1
        power[begin:, :, row : row + size, column : column + size] *= 10 ** (sign * decibels / 10)
        number[row : row + size, column : column + size] = i + 1
    return power, number


def found_share(change, number, least=0.25):
    """Share of blocks of which ``least`` of the cells is flagged."""
    flagged = (change > 0) & (change < 255)
    return np.mean([flagged[number == i].mean() >= least for i in range(1, number.max() + 1)])


@pytest.mark.parametrize(
    "settings",
    [SarSettings(), SarSettings(method="ratio"), SarSettings(method="ratio", null="none"), SarSettings(method="logratio"),
     SarSettings(method="logratio", null="none"), SarSettings(null="none"), SarSettings(speckle_filter="none"),
     SarSettings(speckle_filter="nlmeans"), SarSettings(null="none", speckle_filter="mean")],
    ids=lambda s: f"{s.method}-{s.null}-{s.speckle_filter}",
)  # fmt: skip
def test_clear_changes_are_found_where_and_when_they_came(write, run, settings):
    power, number = with_blocks(speckle(), 8.0, size=8)
    result, _, change, first, step = run(write(power), settings)
    assert found_share(change, number, 0.6) == 1
    inside = (number > 0) & (change > 0)
    assert (first[inside] == 4).mean() > 0.9
    assert (change[inside & (number % 2 == 0)] == 1).mean() > 0.97
    assert (change[inside & (number % 2 == 1)] == 2).mean() > 0.97
    # Averages of 3 × 3 mix the cells at the rim.
    assert 6 < np.median(np.abs(step[:, inside])) < 10
    assert result.changed_cells == (change > 0).sum()
    assert result.intervals.sum() == result.changed_cells
    assert (change[number == 0] > 0).mean() < 0.1


@pytest.mark.parametrize("settings", [THEORY, SarSettings(), SarSettings(method="logratio")], ids=lambda s: s.null)
def test_files_with_cells_of_no_power_are_told(write, run, settings):
    power = speckle(k=4)
    power[1, 0, 30] = -1e-4
    power[2, 1, 0, :3] = 0  # a trace
    power[3, 1, 5:9, :65] = np.inf
    files = write(power)
    result = run(files, settings)[0]
    names = [path.rpartition("/")[2] for path in files.paths]
    assert [(one.name, round(one.share, 9)) for one in result.unusable] == [
        (names[7], round(2 / 120, 9)),
        (names[2], round(1 / 120, 9)),
    ]
    again = run(files, settings, block_size=50)[0]
    assert again.unusable == result.unusable


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("null", ["none", "stack"])
def test_the_rasters_say_the_same(write, run, method, null):
    power, _ = with_blocks(speckle(seed=1), 6.0)
    power[:, :, 50:60, 50:60] = np.nan
    power[1:, 0, 70:72] = np.nan
    _, score, change, first, step = run(write(power), SarSettings(method=method, null=null))
    unseen = np.zeros(score.shape, bool)
    unseen[50:60, 50:60] = unseen[70:72] = True
    assert np.array_equal(np.isnan(score), unseen)
    assert np.array_equal(change == 255, unseen) and np.array_equal(first == 255, unseen)
    assert np.array_equal(score >= 0.5, np.isin(change, (1, 2, 3)))
    assert np.array_equal((first > 0) & ~unseen, (change > 0) & ~unseen)
    assert np.array_equal(np.isnan(step[0]), unseen)
    assert np.nanmin(score) >= 0 and np.nanmax(score) < 1


def test_theory_alone_gives_the_p_values_of_the_test(write, run):
    power = speckle(seed=2)
    result, score, change, first, _ = run(write(power), THEORY)
    expected = omnibus(power, LOOKS)
    with np.errstate(divide="ignore"):
        p = 10 ** (-2 * score.astype(float) / (1 - score))
    assert np.abs(p - np.exp(expected.log_p)).max() < 1e-6
    assert np.array_equal(first, expected.first)
    assert np.array_equal(change, expected.direction)
    assert abs(result.flagged_share / 0.01 - 1) < 0.25


@pytest.mark.parametrize("settings", [SarSettings(), SarSettings(method="ratio"), SarSettings(method="ratio", null="none")],
                         ids=["omnibus-stack", "ratio-stack", "ratio-none"])  # fmt: skip
@pytest.mark.parametrize("k", [2, 3, 10])
def test_pure_speckle_is_flagged_as_often_as_promised(write, run, settings, k):
    result, *_ = run(write(speckle(k, shape=(200, 200), seed=k)), settings)
    assert 0.6 < result.flagged_share / 0.01 < 1.6  # 3 × 3 means leave some 4,000 independent cells


def test_a_stack_of_one_look_is_tested_by_its_exact_law(write, run):
    result, *_ = run(write(speckle(5, looks=1.0, seed=3)), SarSettings(null="none", looks=1.0))
    assert abs(result.flagged_share / 0.01 - 1) < 0.25
    assert run(write(speckle(5, looks=1.0, seed=3)))[0].looks.number == pytest.approx(1, rel=0.05)


def test_block_size_and_files_do_not_matter(write, run):
    power, _ = with_blocks(speckle(6, seed=4), 6.0)
    power[2, :, 30:60] = np.nan
    files = write(power)
    for settings in (SarSettings(), THEORY, SarSettings(method="logratio")):
        whole = run(files, settings, "whole")
        for size in (17, 64):
            parts = run(StackFiles(files.paths[::-1]), settings, "parts", block_size=size)
            for one, other in zip(whole[1:], parts[1:]):
                np.testing.assert_array_equal(one, other)


def test_decibels_give_what_power_gives(make_raster, write, run):
    power, _ = with_blocks(speckle(4, seed=5), 6.0)
    files = write(power)
    decibels = [make_raster(re.sub("S1", "dB", path.rsplit("/", 1)[1]), 10 * np.log10(layer))
                for path, layer in zip(files.paths, power.reshape(-1, *power.shape[2:]))]  # fmt: skip
    ours, theirs = run(files, THEORY), run(StackFiles(tuple(decibels)), THEORY)
    assert theirs[0].scale == "db"
    assert (ours[2] != theirs[2]).mean() < 1e-3
    np.testing.assert_allclose(ours[1], theirs[1], atol=1e-4)


def test_weather_is_taken_out(write, run):
    power = speckle(8, seed=6)
    rng = np.random.default_rng(6)
    ramp = np.linspace(-1, 1, power.shape[3])
    power *= np.exp(rng.normal(0, 0.4, (8, 2, 1, 1)) + rng.normal(0, 0.3, (8, 1, 1, 1)) * ramp).astype(np.float32)
    assert run(write(power), THEORY)[0].flagged_share > 0.2
    assert run(write(power))[0].flagged_share < 0.02


def test_restless_ground_is_not_flagged_though_speckle_theory_would(write, run):
    power = speckle(10, seed=7)
    rng = np.random.default_rng(7)
    fields = np.kron(rng.random((24, 26)) < 0.3, np.ones((5, 5)))
    lives = np.kron(rng.normal(0, 0.7, (10, 24, 26)), np.ones((1, 5, 5))) * fields
    power, number = with_blocks(power * np.exp(lives[:, None]).astype(np.float32), 4.0)
    assert run(write(power), THEORY)[0].flagged_share > 0.25
    _, _, change, _, _ = run(write(power))
    assert ((change > 0) & (number == 0)).mean() < 0.03
    calm = np.array([fields[number == i].mean() < 0.1 for i in range(1, number.max() + 1)])
    hit = np.array([(change[number == i] > 0).mean() >= 0.25 for i in range(1, number.max() + 1)])
    assert hit[calm].mean() > 0.9


def test_changes_in_the_stack_do_not_hide_themselves(write, run):
    for every in (24, 14):  # 4 % and 12 % of the cells
        power, number = with_blocks(speckle(8, seed=8), 4.0, every=every)
        assert found_share(run(write(power))[2], number) > 0.95


def test_a_seam_of_missing_data_makes_no_change(write, run):
    power = speckle(8, seed=9)
    power *= np.exp(np.random.default_rng(9).normal(0, 0.3, (8, 2, 1, 1))).astype(np.float32)
    power[:5, :, :, :60] = np.nan  # frames that begin late
    power[6, :, 70:, :] = np.nan
    _, score, change, first, _ = run(write(power))
    assert np.isfinite(score).all()
    seam = np.zeros(change.shape, bool)
    seam[:, 56:64] = seam[66:74] = True
    assert (change[seam] > 0).mean() < 0.03
    assert (change[:, :56] > 0).mean() < 0.03
    late = change[:, :60] > 0
    assert (first[:, :60][late] > 5).all()  # nothing is known of earlier intervals


def test_an_interval_ends_with_the_first_date_that_shows_the_change(write, run):
    power = speckle(8, 1, seed=10)
    power[4:, :, 40:60, 40:60] *= 10
    power[4:6, :, 40:60, 40:60] = np.nan
    _, _, change, first, _ = run(write(power), THEORY)
    assert (first[42:58, 42:58][change[42:58, 42:58] == 1] == 6).mean() > 0.9


def test_each_class_of_land_cover_has_its_own_null(make_raster, write, run):
    power = speckle(8, seed=11, shape=(160, 160))
    rng = np.random.default_rng(11)
    power[:, :, 110:] *= np.exp(rng.normal(0, 1.2, (8, 2, 50, 160))).astype(np.float32)
    cover = np.ones((160, 160), "uint8")
    cover[110:] = 7
    path = make_raster("cover.tif", cover, nodata=0)
    _, _, change, _, _ = run(write(power), SarSettings(landcover=path))
    assert (change[:108] > 0).mean() < 0.02 and (change[112:] > 0).mean() < 0.025
    result, _, _, _, _ = run(write(power), SarSettings(landcover=path))
    assert set(result.null.classes) == {None, 1, 7}
    assert result.null.classes[7].unrest > 1.5 * result.null.classes[1].unrest


def test_a_quiet_stack_teaches_how_restless_a_cell_is(write, run):
    rng = np.random.default_rng(12)
    fields = np.kron(rng.random((24, 26)) < 0.15, np.ones((5, 5)))

    def season(seed):
        lives = np.kron(np.random.default_rng(seed).normal(0, 1.0, (6, 24, 26)), np.ones((1, 5, 5))) * fields
        steps = np.cumsum(lives, axis=0) / 1.5  # drifts, as crops do: it looks like steps that stay
        return speckle(6, seed=seed) * np.exp(steps[:, None]).astype(np.float32)

    tested, quiet = write(season(13), 1, "test"), write(season(14), 8, "quiet")
    alone = run(tested)[0].flagged_share
    taught = run(tested, SarSettings(quiet=quiet))[0].flagged_share
    assert taught < 0.7 * alone and taught < 0.025
    # The same through the dates of one stack.
    joined = StackFiles(tested.paths + quiet.paths)
    assert run(joined, SarSettings(quiet=chosen(joined, "2024-07-01/2024-12-31")))[0].null is not None


@pytest.mark.parametrize("changed", [0.0, 0.1, 0.2])
def test_the_null_is_fitted_to_the_cells_that_did_not_change(changed):
    rng = np.random.default_rng(17)
    reference = np.log(rng.chisquare(5, 200_000))
    log_u = 0.2 + 1.1 * np.log(rng.chisquare(5, 20_000))
    log_u[: int(changed * len(log_u))] += 2.0
    place, stretch = _fit(log_u, reference, natural=0.1)
    assert abs(stretch - 1.1) < 0.04 and abs(place - 0.2) < 0.06
    inflated = _fit(log_u, reference)[1]
    assert inflated > 1.15 if changed else abs(inflated - 1.1) < 0.03


def test_changes_in_the_quiet_stack_do_not_blind_the_test(write, run):
    power, number = with_blocks(speckle(8, seed=15), 4.0)
    quiet, _ = with_blocks(np.roll(speckle(8, seed=16), 12, axis=3), 4.0)
    settings = SarSettings(quiet=write(np.roll(quiet, 12, axis=3), 8, "quiet"))
    assert found_share(run(write(power), settings)[2], number) > 0.9


def test_tags_tell_what_later_steps_need(write, run, tmp_path):
    run(write(speckle(3)), SarSettings(null="none", looks=LOOKS, significance=0.001))
    for kind in ("score", "change", "first", "step"):
        with rasterio.open(tmp_path / f"out_{kind}.tif") as dataset:
            tags = dataset.tags()
            assert tags["DATES"] == "2024-01-01,2024-01-13,2024-01-25"
            assert (tags["METHOD"], tags["SIGNIFICANCE"], tags["POLARISATIONS"]) == ("omnibus", "0.001", "VV,VH")
            assert tags["LOOKS"] == "4.4"
    with rasterio.open(tmp_path / "out_step.tif") as dataset:
        assert dataset.descriptions == ("step_db_VV", "step_db_VH")


def test_too_little_to_learn_from_and_nothing_seen_twice(write, run):
    with pytest.raises(InputError, match="NULL"):
        run(write(speckle(shape=(15, 15))), SarSettings(looks=LOOKS))
    with pytest.raises(InputError, match="LOOKS"):
        run(write(speckle(shape=(8, 8))), SarSettings(null="none"))
    alternating = speckle(2)
    alternating[0, :, :60] = np.nan
    alternating[1, :, 60:] = np.nan
    with pytest.raises(InputError, match="two dates"):
        run(write(alternating), THEORY)


def test_nothing_is_overwritten_and_only_finished_tiles_are_left_by_a_cancelled_run(write, tmp_path, results_in):
    files = write(speckle(4))
    with pytest.raises(OutputError):
        detect(files, files.paths[0], str(tmp_path / "c.tif"), str(tmp_path / "f.tif"))
    before = results_in(tmp_path)

    class Impatient(Silent):
        asked, stopped = 0, None
        cancelled = property(lambda self: self._count())

        def _count(self):
            self.asked += 1
            if self.asked > self.limit and not self.stopped:
                self.stopped = time.monotonic()
            return bool(self.stopped)

    outputs = [str(tmp_path / f"{n}.tif") for n in "scf"]
    for limit in (0, 10, 14, 20):
        progress = Impatient()
        progress.limit = limit
        with pytest.raises(Cancelled):
            detect(files, *outputs, block_size=32, progress=progress)
        assert time.monotonic() - progress.stopped < 2
        assert results_in(tmp_path) == before


def test_a_method_that_is_none_is_refused():
    for wrong in ({"method": "guess"}, {"null": "x"}, {"speckle_filter": "x"}, {"threshold": "x"}, {"significance": 0}):
        with pytest.raises(ValueError):
            SarSettings(**wrong)


# -- real stacks, and the made scene ------------------------------------------------------------

BURSTS = ("T137-292319-IW2", "T137-292320-IW2", "T137-292322-IW2", "T137-292325-IW1")
SEASONS = {"2021": "2021-10-01/2022-01-31", "2022": "2022-10-01/2023-01-31", "2023": "2023-10-01/2024-01-31"}


@pytest.mark.parametrize(("quiet", "tested"), [("2022", "2023"), ("2021", "2022"), ("2023", "2021")])
def test_real_no_change_stacks(data, run, make_raster, quiet, tested):
    hits = []
    for burst in BURSTS:
        files = StackFiles(tuple(sorted(str(p) for p in (data / "sar" / "rtc_10SGD" / burst).glob("*.tif"))))
        season, learnt = chosen(files, SEASONS[tested]), chosen(files, SEASONS[quiet])
        assert run(season, SarSettings(quiet=learnt))[0].flagged_share <= 0.02
        injected, number = _injected(season, make_raster)
        hits.append(found_share(run(injected, SarSettings(quiet=learnt))[2], number))
    assert np.mean(hits) >= 0.9


def _injected(files, make_raster):
    """The season with blocks of 5 × 5 cells 3 dB brighter or darker from its middle on."""
    dates = sorted(set(files.dates.split(", ")))
    paths = []
    for path, day in zip(files.paths, files.dates.split(", ")):
        with rasterio.open(path) as dataset:
            power, crs = dataset.read(1), dataset.crs
            west, north = dataset.transform.c, dataset.transform.f
        changed, number = with_blocks(power[None, None], begin=0 if day >= dates[len(dates) // 2] else 1)
        name = f"inj_{day}_{path[-6:-4]}.tif"
        paths.append(make_raster(name, changed[0, 0], 30.0, west, north, crs, float("nan")))
    return StackFiles(tuple(paths)), number


def test_fills_of_the_made_scene(tmp_path, run):
    from soranome.plugin.core.sample import make_scene
    from soranome.plugin.core.sample.scene import write_rasters

    scene = make_scene(2.5, 1)
    write_rasters(scene, tmp_path)
    files = StackFiles(tuple(sorted(str(p) for p in (tmp_path / "sar").glob("*.tif"))))
    result, _, change, first, _ = run(files)
    assert result.looks.number == pytest.approx(scene.sar_looks, rel=0.03)
    names = list(scene.truth.fields)
    days = [str(day) for day in scene.sar_dates]
    hit, right = [], []
    for shape, values in scene.truth.rows:
        row = dict(zip(names, values))
        if row["kind"] != "fill" or shape.area < 500:
            continue
        cells = rasterize([(shape, 1)], change.shape, transform=scene.grid.transform) > 0
        cells &= change < 255
        flagged = cells & (change > 0)
        if cells.sum() >= 3:
            hit.append(flagged.sum() >= 0.25 * cells.sum())
        if flagged.any():
            right.append(np.median(first[flagged]) == sum(day < str(row["onset"])[:10] for day in days))
    assert len(hit) >= 8 and np.mean(hit) >= 0.8
    assert np.mean(right) >= 0.8
    assert result.flagged_share < 0.07
