"""The number of looks, and speckle filters."""

import numpy as np
import pytest

from soranome.plugin.core.change.looks import WINDOW, looks_of, window_variances
from soranome.plugin.core.change.speckle import filtered


def stack(looks, shape=(5, 2, 108, 108), seed=0):
    return np.random.default_rng(seed).gamma(looks, 1 / looks, shape)


@pytest.mark.parametrize("looks", [1, 2.5, 4.4, 12, 40])
def test_the_estimate_is_right_for_speckle(looks):
    estimate = looks_of(window_variances(np.log(stack(looks))))
    assert estimate.number == pytest.approx(looks, rel=0.03)
    assert 0.08 < estimate.spread / looks < 0.25
    assert estimate.windows == 4 * 2 * 12 * 12


def test_texture_weather_changes_and_gaps_do_not_mislead_it():
    rng = np.random.default_rng(1)
    power = stack(4.4)
    power *= np.exp(rng.normal(0, 0.8, (1, 2, 108, 108)))  # relief and cover
    power *= np.exp(rng.normal(0, 0.4, (5, 2, 1, 1)))  # rain
    power[2:, :, 20:50, 20:60] *= 8  # a reservoir emptied
    power[rng.random(power.shape) < 0.1] = np.nan
    power[1, :, :30] = np.nan
    assert looks_of(window_variances(np.log(power))).number == pytest.approx(4.4, rel=0.06)


def test_nothing_seen_gives_no_estimate():
    assert looks_of(window_variances(np.full((3, 1, 30, 30), np.nan))) is None
    assert looks_of(window_variances(np.zeros((3, 1, WINDOW - 1, 50)))) is None


def test_the_mean_is_over_what_is_seen():
    power = np.arange(1, 26, dtype=np.float32).reshape(1, 5, 5)
    power[0, 2, 2] = np.nan
    out = filtered(power, "mean", 1.0)
    assert np.isnan(out[0, 2, 2]) and np.isfinite(out).sum() == 24
    assert out[0, 1, 1] == pytest.approx(np.nanmean(power[0, :3, :3]))
    assert out[0, 0, 4] == pytest.approx(np.mean([4, 5, 9, 10]))


@pytest.mark.parametrize(("kind", "gain"), [("mean", 7), ("nlmeans", 7)])
def test_filters_raise_the_looks_and_keep_edges_and_gaps(kind, gain):
    power = stack(4.4, (1, 120, 120)).astype(np.float32)
    power[0, :, 60:] *= 10
    power[0, 10:15, 10:15] = np.nan
    out = filtered(power, kind, 4.4)
    assert np.array_equal(np.isnan(out), np.isnan(power))
    flat = out[0, 30:110, 5:50]
    assert flat.mean() ** 2 / flat.var() > gain * 4.4
    assert out[0, :, 65:].mean() / np.nanmean(out[0, :, :55]) == pytest.approx(10, rel=0.1)
    assert filtered(power, "none", 4.4) is power
