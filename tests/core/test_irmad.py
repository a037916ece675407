"""IR-MAD against an independent implementation, and what must not change its result."""

import numpy as np
import pytest
import scipy.linalg
import scipy.stats

from soranome.plugin.core.change import irmad
from soranome.plugin.core.errors import InputError


def plain_irmad(first, second, tolerance=1e-3, rounds=30):
    """Nielsen 2007 written down with an SVD of the whitened cross-covariance: another road to the same variates."""
    p = len(first)
    weights = np.ones(first.shape[1])
    last = np.zeros(p)
    for _ in range(rounds):
        mean_x = np.average(first, axis=1, weights=weights)
        mean_y = np.average(second, axis=1, weights=weights)
        covariance = np.cov(np.vstack([first, second]), aweights=weights, ddof=0)
        white_x = scipy.linalg.inv(scipy.linalg.cholesky(covariance[:p, :p], lower=True))
        white_y = scipy.linalg.inv(scipy.linalg.cholesky(covariance[p:, p:], lower=True))
        left, rho, right = scipy.linalg.svd(white_x @ covariance[:p, p:] @ white_y.T)
        variates = (white_x.T @ left).T @ (first - mean_x[:, None]) - (white_y.T @ right.T).T @ (
            second - mean_y[:, None]
        )
        statistic = (variates**2 / (2 * (1 - rho))[:, None]).sum(axis=0)
        weights = scipy.stats.chi2.sf(statistic, p)
        if np.abs(rho - last).max() < tolerance:
            break
        last = rho
    return variates, statistic, rho


@pytest.mark.parametrize("bands", [6, 4, 3, 1])
def test_agrees_with_an_independent_implementation(pair_arrays, bands):
    before, after, _ = pair_arrays
    first, second = before[:bands].reshape(bands, -1), after[:bands].reshape(bands, -1)
    found = irmad.fit(np.vstack([first, second]))
    variates, statistic, rho = plain_irmad(first.astype(float), second.astype(float))
    ours = found.variates(before[:bands], after[:bands]).reshape(bands, -1)
    sign = np.sign((ours * variates).sum(axis=1, keepdims=True))
    assert found.converged
    np.testing.assert_allclose(found.rho, rho, atol=1e-9)
    np.testing.assert_allclose(ours * sign, variates, atol=1e-6)
    got = found.chi_square(before[:bands], after[:bands]).ravel()
    np.testing.assert_allclose(got, statistic, rtol=1e-5, atol=1e-5)  # float32 out


@pytest.mark.parametrize("p", range(1, 13))
def test_tail_of_chi_square(p):
    t = np.array([0.0, 1e-9, 0.3, 2.0, 7.5, 40.0, 119.0, 1e4, 1e9])
    rows = np.sqrt(t / p) * np.ones((p, 1))
    ours = np.empty(len(t))
    irmad._weights(rows, ours)
    np.testing.assert_allclose(ours, scipy.stats.chi2.sf(t, p), rtol=1e-6, atol=1e-12)


def test_gain_and_offset_of_a_band_change_nothing(pair_arrays):
    before, after, _ = pair_arrays
    gain = np.array([0.5, 2, 3, 0.1, 1, 7])[:, None, None]
    bent = (after * gain + 100).astype("float32")
    plain = irmad.fit(np.vstack([before.reshape(6, -1), after.reshape(6, -1)])).chi_square(before, after)
    changed = np.vstack([before.reshape(6, -1).astype("float32"), bent.reshape(6, -1)])
    np.testing.assert_allclose(irmad.fit(changed).chi_square(before, bent), plain, rtol=2e-3)


def test_threads_do_not_change_a_bit():
    rng = np.random.default_rng(3)
    base = rng.normal(1000, 200, (3, 700_000))
    pixels = np.vstack([base, base + rng.normal(0, 30, base.shape)]).astype("float32")
    one, two = (irmad.fit(pixels, workers=workers) for workers in (1, 2))
    assert np.array_equal(one.rho, two.rho)
    assert np.array_equal(one.a, two.a)


def test_a_constant_band_is_refused_with_advice(pair_arrays):
    before, after, _ = pair_arrays
    before = before.copy()
    before[2] = 500
    with pytest.raises(InputError, match="constant"):
        irmad.fit(np.vstack([before.reshape(6, -1), after.reshape(6, -1)]))


def test_beginning_on_a_sample_ends_where_all_pixels_end(monkeypatch):
    rng = np.random.default_rng(5)
    n = 400_000
    scene = rng.normal(size=(4, n)) * np.array([[3.0], [2.0], [1.0], [0.5]])
    mix = rng.normal(size=(2, 4, 4))
    first, second = (mix[date] @ scene + rng.normal(0, 0.4, (4, n)) for date in (0, 1))
    changed = rng.random(n) < 0.03
    second[:, changed] = rng.normal(0, 4, (4, changed.sum()))
    pixels = np.vstack([first, second]).astype("float32")
    plain = irmad.fit(pixels)
    monkeypatch.setattr(irmad, "_MANY", 100_000)
    quick = irmad.fit(pixels)
    assert quick.converged and plain.converged and quick.iterations < plain.iterations
    np.testing.assert_allclose(quick.rho, plain.rho, atol=2e-3)
    shape = (4, 1, n)
    ours, theirs = (
        np.cbrt(found.chi_square(pixels[:4].reshape(shape), pixels[4:].reshape(shape))) for found in (quick, plain)
    )
    # As near as the tolerance of the correlations lets the two be.
    assert np.corrcoef(ours.ravel(), theirs.ravel())[0, 1] > 0.995
    assert ((ours > 3) == (theirs > 3)).mean() > 0.995
