"""Hulls, crests and ranges beside brute force, on rough, smooth and degenerate profiles."""

from __future__ import annotations

import math

import numpy as np
import pytest

from soranome.plugin.core.coverage.prediction.hull import (
    CHUNK,
    NO_SKYLINE,
    closest_crest,
    edges,
    grow,
    highest_above,
    highest_between,
    push,
    tangent,
)
from soranome.plugin.core.coverage.propagation.p1812 import slopes

WAVELENGTH = 0.375


def profiles():
    """(distances in km, heights) of many shapes: the first distance is not the spacing of the others."""
    rng = np.random.default_rng(7)
    for number in range(60):
        n = int(rng.integers(2, 700))
        step = rng.uniform(0.003, 0.1)
        d = np.concatenate([[0.0], rng.uniform(0.5, 1.5) * step + step * np.arange(n)])
        x = np.arange(n + 1)
        shapes = [
            rng.normal(0, 30, n + 1),
            np.cumsum(rng.normal(0, 5, n + 1)),
            np.zeros(n + 1),
            np.full(n + 1, 500.0),
            0.5 * x,
            300 - 0.5 * x,
            200 * np.sin(x / 40) + rng.normal(0, 1, n + 1),
            np.where(x % 50 < 25, 100.0, 0.0),
            -0.001 * (x - n / 2) ** 2,
            0.001 * (x - n / 2) ** 2,
        ]
        yield d, shapes[number % len(shapes)] + rng.uniform(-50, 300)


@pytest.mark.parametrize("bend", [0.0, 500 / 8500, 500 / 19113])
def test_the_skyline_tells_what_a_scan_tells(bend):
    blocked = 0
    for d, h in profiles():
        rng = np.random.default_rng(len(d))
        hts = h[0] + rng.choice([1.0, 30.0, 500.0])
        skyline, state, guess = np.empty((4, len(d))), NO_SKYLINE, -1
        for n in range(1, len(d)):
            hrs = h[n] + rng.choice([1.5, 20.0, 400.0])
            if n > 1 and (n < 40 or n % 7 == 0):
                s_tim, s_rim, nu, clear, guess = edges(skyline, state, guess, d[n], hts, hrs, bend, WAVELENGTH)
                most_t, most_r, most_nu = slopes(d, h, n, hts, hrs, bend / 500, WAVELENGTH)
                assert s_tim == pytest.approx(most_t, rel=1e-9, abs=1e-8)
                if abs(most_nu) < 1e-9:
                    continue  # grazing: both branches give the same loss
                assert clear == (most_nu < 0)
                blocked += not clear
                if not clear:
                    assert s_rim == pytest.approx(most_r, rel=1e-9, abs=1e-7)
                elif most_nu > -0.78:
                    assert nu == pytest.approx(most_nu, rel=1e-7)
                else:
                    assert nu <= -0.78
            state = grow(skyline, state, d[n], h[n] - bend * d[n] ** 2, hts)
    assert blocked > 500


def test_the_crest_of_the_largest_nu_is_found_whatever_the_guess():
    for d, h in profiles():
        n = len(d) - 1
        hts, hrs = h[0] + 2, h.max() + 300.0  # nothing in between
        level = (hrs - hts) / d[n]
        skyline, state = np.empty((4, len(d))), NO_SKYLINE
        for i in range(1, n):
            state = grow(skyline, state, d[i], h[i], hts)
        if n < 2 or state[2] >= level:
            continue
        x = d[1:n]
        nu = -(level - (h[1:n] - hts) / x) * np.sqrt(x / (d[n] - x))
        for guess in (-1, 0, state[1] - 1, state[1] // 2):
            crest, least = closest_crest(skyline, state[1], d[n], level, math.inf, guess)
            assert -math.sqrt(least) == pytest.approx(nu.max(), rel=1e-12)
            assert skyline[2, crest] == x[len(nu) - 1 - nu[::-1].argmax()]


def test_the_hull_answers_for_every_line():
    for d, h in profiles():
        n = len(d) - 1
        hull, count = np.empty((2, n + 1)), 0
        for i in range(1, n):
            count = push(hull, count, d[i], h[i])
        if not count:
            continue
        xs, ys = hull
        rise = np.diff(ys[:count]) / np.diff(xs[:count])
        assert (np.diff(rise) < 1e-9).all()
        for top in (-500.0, h[n], h.max() + 1, 5000.0):
            vertex = tangent(hull, count, d[n], top)
            found = (ys[vertex] - top) / (d[n] - xs[vertex])
            assert found == pytest.approx(((h[1:n] - top) / (d[n] - d[1:n])).max(), rel=1e-12)
        for slope in (-300.0, -20.0, 0.0, 0.3, 50.0):
            vertex = highest_above(hull, count, slope)
            assert ys[vertex] - slope * xs[vertex] == pytest.approx((h[1:n] - slope * d[1:n]).max(), rel=1e-12)


def test_ranges_are_searched_whole():
    rng = np.random.default_rng(3)
    for d, h in profiles():
        n = len(d) - 1
        blocks = np.full(n // CHUNK + 1, np.nan)
        for start in range(0, n + 1, CHUNK):
            blocks[start // CHUNK] = h[max(start, 1) : start + CHUNK].max(initial=-np.inf)
        for _ in range(20):
            first, last = sorted(rng.integers(1, n + 1, 2))
            slope = rng.choice([-40.0, 0.0, 25.0])
            expected = (h[first : last + 1] - slope * d[first : last + 1]).max()
            assert highest_between(d, h, blocks, first, last, slope) == expected
