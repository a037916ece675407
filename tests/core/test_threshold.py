"""The threshold of change, on mixtures whose best threshold is known."""

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import chi2, norm

from soranome.plugin.core.change.threshold import MARGIN, histogram, score, split, transformed

BANDS = 6
FLOOR = float(np.cbrt(chi2.isf(1e-4, BANDS)))
N = 400_000


def mixture(share, mean, sd, seed, quiet_mean=1.75, quiet_sd=0.3):
    rng = np.random.default_rng(seed)
    changed = round(share * N)
    quiet = np.abs(rng.normal(quiet_mean, quiet_sd, N - changed))
    return quiet, np.abs(rng.normal(mean, sd, changed))


def best_threshold(share, mean, sd, quiet_mean=1.75, quiet_sd=0.3):
    """Where both classes are equally likely: the least error there can be."""

    def difference(t):
        return np.log(share) + norm.logpdf(t, mean, sd) - np.log(1 - share) - norm.logpdf(t, quiet_mean, quiet_sd)

    return brentq(difference, quiet_mean, mean)


def errors(quiet, changed, threshold):
    return (quiet >= threshold).sum() + (changed < threshold).sum()


@pytest.mark.parametrize("share", [0.3, 0.1, 0.03, 0.01, 0.003, 0.001])
@pytest.mark.parametrize(("mean", "sd"), [(6.0, 1.0), (9.0, 2.0)])
def test_the_threshold_makes_hardly_more_errors_than_the_best(share, mean, sd):
    for seed in range(3):
        quiet, changed = mixture(share, mean, sd, seed)
        found = split(histogram(np.concatenate([quiet, changed])), BANDS)
        best = max(best_threshold(share, mean, sd), FLOOR)
        assert found == pytest.approx(best, abs=0.35)
        assert errors(quiet, changed, found) <= 1.2 * errors(quiet, changed, best) + 0.02 * len(changed)


@pytest.mark.parametrize("bands", [1, 2, 3, 4, 6, 10, 12])
def test_noise_alone_hardly_exceeds_the_threshold(bands):
    statistic = np.random.default_rng(bands).chisquare(bands, N).astype("float32")
    found = split(histogram(np.cbrt(statistic)), bands)
    assert found >= np.cbrt(chi2.isf(1e-4, bands)) - 1e-6
    assert (np.cbrt(statistic) >= found).mean() < 3e-4


@pytest.mark.parametrize("value", [0.0, 0.003, 1.7, 63.99, 64.0, 1e6])
def test_one_value_everywhere_gives_the_floor(value):
    assert split(histogram(np.full(5000, value, "float32")), BANDS) == FLOOR


def test_a_handful_of_cells_is_no_class_of_its_own():
    quiet, _ = mixture(0.0, 0, 1, 1)
    found = split(histogram(np.concatenate([quiet, np.full(10, 50.0)])), BANDS)
    assert FLOOR <= found < 10


def test_change_of_nearly_half_the_scene_is_still_found():
    """Beyond half, change could not be told from no change."""
    quiet, changed = mixture(0.45, 8, 1.5, 2)
    assert split(histogram(np.concatenate([quiet, changed])), BANDS) == pytest.approx(3.2, abs=0.6)


def test_histograms_of_blocks_add_up_exactly():
    values = np.random.default_rng(0).gamma(2, 3, 10_007).astype("float32")
    values[:5] = (0, 64, 1e9, 63.999, 1e-9)
    for size in (1000, 37, 10_007):
        parts = [histogram(values[start : start + size]) for start in range(0, len(values), size)]
        np.testing.assert_array_equal(sum(parts), histogram(values))
    assert histogram(values).sum() == len(values)
    assert histogram(values[:0]).sum() == 0


def test_cells_without_data_do_not_dim_their_neighbours():
    statistic = np.full((30, 30), 27.0, "float32")
    valid = np.ones((30, 30), bool)
    valid[10:20, 15:] = valid[5, 5] = False
    statistic[~valid] = 1e9
    found = transformed(statistic, valid)
    np.testing.assert_allclose(found[valid], 3, rtol=1e-5)
    assert (found[~valid] == 0).all()


def test_smoothing_reaches_no_further_than_its_margin():
    """Blocks are read with that margin, so what lies beyond must not matter."""
    rng = np.random.default_rng(0)
    statistic, valid = rng.chisquare(6, (40, 40)).astype("float32"), rng.random((40, 40)) > 0.2
    whole = transformed(statistic, valid)[10:20, 10:25]
    around = slice(10 - MARGIN, 20 + MARGIN), slice(10 - MARGIN, 25 + MARGIN)
    part = transformed(statistic[around], valid[around])[MARGIN:-MARGIN, MARGIN:-MARGIN]
    np.testing.assert_allclose(part, whole, rtol=1e-6)


def test_one_bright_cell_alone_stays_weaker_than_a_patch():
    statistic = np.full((30, 30), 5.0, "float32")
    statistic[5, 5] = 200
    statistic[20:23, 20:23] = 200
    found = transformed(statistic, np.ones((30, 30), bool))
    assert found[21, 21] > 1.4 * found[5, 5]


def test_scores_lie_between_0_and_1_and_cross_at_a_half():
    values = np.array([0, 1, 3.9999, 4, 4.0001, 40, 1e9], "float32")
    found = score(values, 4.0)
    assert found.dtype == np.float32 and (np.diff(found) >= 0).all()
    assert found[0] == 0 and found[3] == 0.5 and found[-1] <= 1
    np.testing.assert_array_equal(found >= 0.5, values >= 4)
