"""The omnibus test: rates under pure speckle, p-values against an evaluation of their own, what is found."""

import numpy as np
import pytest
from scipy.stats import chi2

from soranome.plugin.core.change import wishart
from soranome.plugin.core.change.wishart import BRIGHTER, DARKER, MIXED, factor_log_p, omnibus, omnibus_log_p


def speckle(looks, k, p, n, seed=0):
    return np.random.default_rng(seed).gamma(looks, 0.1 / looks, (k, p, n)).astype(np.float32)


def published(power, looks):
    """The p-values as the paper prints them for p = 2 and p = 1, in plain NumPy and SciPy, float64."""
    power = power.astype(np.float64)
    k, p = power.shape[:2]
    log_q = looks * (p * k * np.log(k) + np.log(power).sum(axis=(0, 1)) - k * np.log(power.sum(axis=0)).sum(axis=0))
    f = (k - 1) * p
    rho = 1 - (k / looks - 1 / (looks * k)) / (6 * (k - 1))
    omega = -f / 4 * (1 - 1 / rho) ** 2
    z = -2 * rho * log_q
    return (1 - omega) * chi2.sf(z, f) + omega * chi2.sf(z, f + 4)


def published_factor(power, j, looks):
    power = power.astype(np.float64)
    p = power.shape[1]
    before = power[: j - 1].sum(axis=0)
    log_r = p * (j * np.log(j) - (j - 1) * np.log(j - 1)) + (
        (j - 1) * np.log(before) + np.log(power[j - 1]) - j * np.log(before + power[j - 1])
    ).sum(axis=0)
    rho = 1 - (1 + 1 / (j * (j - 1))) / (6 * looks)
    omega = -p / 4 * (1 - 1 / rho) ** 2
    z = -2 * rho * looks * log_r
    return -2 * looks * log_r, (1 - omega) * chi2.sf(z, p) + omega * chi2.sf(z, p + 4)


@pytest.mark.parametrize(
    ("looks", "k", "p"), [(2, 2, 2), (2, 50, 1), (3, 5, 2), (4.4, 24, 2), (10, 8, 1), (30, 100, 2)]
)
def test_p_values_are_the_published_ones(looks, k, p):
    power = speckle(looks, k, p, 4000)
    power[k // 2 :, :, ::3] *= 1.7  # far tails too
    assert np.abs(np.exp(omnibus(power, looks).log_p) - published(power, looks)).max() < 1e-6


@pytest.mark.parametrize(("looks", "j", "p"), [(2, 2, 1), (2, 50, 2), (4.4, 3, 2), (10, 7, 1)])
def test_factors_are_the_published_ones(looks, j, p):
    statistic, expected = published_factor(speckle(looks, j, p, 4000), j, looks)
    assert np.abs(np.exp(factor_log_p(statistic, j, p, looks)) - expected).max() < 1e-6


@pytest.mark.parametrize("p", [1, 2])
@pytest.mark.parametrize("k", [2, 5, 50])
@pytest.mark.parametrize("looks", [1, 2, 4.4])
def test_false_alarms_are_as_many_as_promised(looks, k, p):
    n = 400_000 if k < 50 else 100_000
    p_values = np.exp(omnibus(speckle(looks, k, p, n, seed=k), looks).log_p)
    for alpha, tolerance in ((0.05, 0.1), (0.01, 0.1), (0.001, 0.2)):
        chance = 3 * np.sqrt(alpha / n) / alpha  # of the simulation
        assert abs((p_values < alpha).mean() / alpha - 1) < tolerance + chance


@pytest.mark.parametrize("looks", [1, 1.5, 2, 4.4])
@pytest.mark.parametrize("j", [2, 3, 20])
def test_false_alarms_of_the_factors(looks, j):
    n = 200_000
    statistic, _ = published_factor(speckle(looks, j, 2, n, seed=j), j, looks)
    p_values = np.exp(factor_log_p(statistic, j, 2, looks))
    for alpha in (0.05, 0.01):
        assert abs((p_values < alpha).mean() / alpha - 1) < 0.1 + 3 * np.sqrt(alpha / n) / alpha


def test_the_exact_law_meets_the_approximation_where_that_is_good():
    root = np.linspace(0.1, 9, 200)
    for groups in ((1,) * 6, (5, 1)):
        exact = wishart._exact_log_p(root, groups, 2, 10.0)
        near = wishart._approximate_log_p(root, groups, 2, 10.0)
        assert np.abs(np.exp(exact) - np.exp(near)).max() < 2e-5
    assert np.all(np.diff(omnibus_log_p(np.linspace(0, 400, 3000), 6, 2, 2.0)) <= 0)


def test_a_step_is_found_at_its_date_with_its_direction():
    power = speckle(10, 12, 2, 3000, seed=4)
    power[7:, :, :1000] *= 4
    power[3:, :, 1000:2000] /= 4
    power[5:, 0, 2000:] *= 4
    power[5:, 1, 2000:] /= 4
    found = omnibus(power, 10.0, 0.001)
    for cells, date, direction, vv in (
        (slice(0, 1000), 7, BRIGHTER, 6.0),
        (slice(1000, 2000), 3, DARKER, -6.0),
        (slice(2000, 3000), 5, MIXED, 6.0),
    ):
        assert (found.first[cells] == date).mean() > 0.9
        assert (found.direction[cells] == direction).mean() > 0.97
        assert abs(np.median(found.step_db[0, cells]) - vv) < 0.3


def test_the_first_change_is_not_blurred_by_a_second():
    power = speckle(20, 12, 1, 2000, seed=5)
    power[4:8] *= 4  # comes and goes
    found = omnibus(power, 20.0, 0.001)
    assert (found.first == 4).mean() > 0.95
    assert (found.direction == BRIGHTER).mean() > 0.99
    assert abs(np.median(found.step_db[0]) - 6) < 0.3


def test_dates_that_are_not_seen_are_left_out_of_their_cells():
    power = speckle(4.4, 10, 2, 60_000, seed=6)
    rng = np.random.default_rng(7)
    power[rng.random(power.shape) < 0.1] = np.nan
    power[3, 1, ::5] = 0
    power[6, 0, ::7] = -1
    p_values = np.exp(omnibus(power, 4.4).log_p)
    assert abs((p_values < 0.05).mean() / 0.05 - 1) < 0.1
    # Cells alone give what they give among others.
    seen = np.all(power[:, :, 11] > 0, axis=1)
    alone = omnibus(power[seen][:, :, 11:12], 4.4)
    assert alone.log_p[0] == pytest.approx(np.log(p_values[11]), abs=1e-9)


def test_fewer_than_two_dates_tell_nothing():
    power = speckle(4.4, 4, 2, 10)
    power[1:, 0, 3] = np.nan
    power[:, :, 4] = np.nan
    found = omnibus(power, 4.4)
    assert np.array_equal(np.isnan(found.log_p), np.isin(np.arange(10), (3, 4)))
    assert found.first[3] == found.first[4] == 0


def test_one_look_against_a_closed_form():
    # Two single-look dates: Q = 4b(1 − b) with b uniform.
    z = np.linspace(0.001, 60, 500)
    expected = 1 - np.sqrt(1 - np.exp(-z / 2))
    assert np.abs(np.exp(omnibus_log_p(z, 2, 1, 1.0)) - expected).max() < 1e-6
