"""28 GHz: published values of air and rain, and paths whose loss is known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from soranome.plugin.core.coverage.propagation import gases, rain
from soranome.plugin.core.coverage.propagation.millimetre import millimetre_link, millimetre_losses, predict_path
from soranome.plugin.core.coverage.propagation.p1812 import PathProfile, slopes
from soranome.plugin.core.errors import InputError

REFERENCE_AIR = gases.Air(1013.25, 15.0, 7.5)


def flat(length_km=2.0, count=201, ground=10.0):
    distances = np.linspace(0, length_km, count)
    return PathProfile(distances, np.full(count, ground), np.zeros(count), np.full(count, 4, np.uint8))


def with_clutter(profile, first, last, height):
    clutter = profile.clutter_m.copy()
    clutter[first : last + 1] = height
    return PathProfile(profile.distance_km, profile.height_m, clutter, profile.zone)


@pytest.mark.parametrize(
    ("frequency", "per_km"),
    # P.676, figure 1 (sea level, 15 °C, 7.5 g/m³): about 0.1 dB/km at 28 GHz, 0.2 on the 22 GHz line, 15 at 60.
    [(10.0, 0.013), (22.235, 0.2), (28.0, 0.1), (60.0, 14.7)],
)
def test_air_as_in_the_figure_of_the_recommendation(frequency, per_km):
    assert gases.specific_attenuation(frequency, REFERENCE_AIR) == pytest.approx(per_km, rel=0.15)


@pytest.mark.parametrize(
    ("frequency", "vertical", "k", "alpha"),
    # P.838-3, table 5.
    [
        (10, False, 0.01217, 1.2571),
        (10, True, 0.01129, 1.2156),
        (28, False, 0.2051, 0.9679),
        (28, True, 0.1964, 0.9277),
        (60, False, 0.8606, 0.7656),
        (60, True, 0.8515, 0.7486),
    ],
)
def test_rain_coefficients_of_table_5(frequency, vertical, k, alpha):
    found = rain.coefficients(frequency, vertical)
    assert f"{found[0]:.4g}" == f"{k:.4g}"
    assert f"{found[1]:.4f}" == f"{alpha:.4f}"


def test_rain_in_time():
    assert rain.time_factor(28.0, 0.01) == pytest.approx(1.0, abs=0.01)
    factors = [rain.time_factor(28.0, percent) for percent in (0.001, 0.01, 0.1, 1.0)]
    assert factors == sorted(factors, reverse=True)
    assert rain.time_factor(28.0, 50) == 0.0


def test_short_paths_are_longer_to_rain_than_they_are_and_long_ones_shorter():
    assert rain.effective_length(0.2, 28.0, 42.0, 0.93) == pytest.approx(0.5)  # at most 2.5 times
    assert rain.effective_length(20.0, 28.0, 42.0, 0.93) < 20


def test_a_free_path_is_free_space_and_air():
    found = predict_path(flat(), 28_000, 60.0, 60.0)
    assert found.line_of_sight and found.clearance > 1
    assert found.diffraction == found.rain == 0
    assert found.free_space == pytest.approx(92.45 + 20 * math.log10(28 * 2), abs=1e-9)
    assert found.gas == pytest.approx(2 * gases.specific_attenuation(28, REFERENCE_AIR), rel=1e-9)
    assert found.lb == pytest.approx(found.free_space + found.gas)


def test_grazing_an_edge_costs_6_db_and_bullingtons_correction():
    profile = with_clutter(flat(), 100, 100, 50.0)
    link = millimetre_link(28_000)
    bulge = 500 * link.ce * 1.0 * 1.0
    found = predict_path(profile, 28_000, 50.0 + bulge, 50.0 + bulge)
    assert found.nu == pytest.approx(0.0, abs=1e-9)
    assert found.clearance == pytest.approx(0.0, abs=1e-9)
    edge = 6.9 + 20 * math.log10(math.sqrt(1.01) - 0.1)
    assert edge == pytest.approx(6.03, abs=0.01)
    assert found.diffraction == pytest.approx(edge + (1 - math.exp(-edge / 6)) * (10 + 0.02 * 2), abs=1e-6)
    assert found.obstacle == 100


def test_fresnel_clearance_by_hand():
    profile = with_clutter(flat(), 100, 100, 45.0)
    found = predict_path(profile, 28_000, 50.0, 50.0, delta_n=0.0)
    bulge = 500 * 1 * 1 / 6371
    radius = math.sqrt(0.299792458 / 28 * 1000 * 1000 / 2000)
    assert found.clearance == pytest.approx((5.0 - bulge) / radius, rel=1e-9)


def test_a_higher_obstacle_costs_more_and_directions_do_not_matter():
    losses = [predict_path(with_clutter(flat(), 60, 70, top), 28_000, 30.0, 1.5).lb for top in (0.0, 20.0, 40.0)]
    assert losses == sorted(losses) and losses[2] > losses[0] + 30
    profile = with_clutter(flat(), 60, 70, 40.0)
    back = PathProfile(2.0 - profile.distance_km[::-1], profile.height_m[::-1], profile.clutter_m[::-1], profile.zone)
    assert predict_path(back, 28_000, 1.5, 30.0).lb == pytest.approx(losses[2], abs=1e-9)


def test_rain_counts_for_the_rare_times_only():
    usual, rare = (predict_path(flat(), 28_000, 60.0, 60.0, time_percent=time) for time in (50, 99.99))
    assert usual.rain == 0
    alpha = rain.coefficients(28)[1]
    expected = rain.specific_attenuation(28, 42) * rain.effective_length(2.0, 28.0, 42.0, alpha)
    assert rare.rain == pytest.approx(expected, rel=0.01)
    assert rare.lb - usual.lb == pytest.approx(rare.rain)
    heavy = predict_path(flat(), 28_000, 60.0, 60.0, time_percent=99.99, rain_mm_h=80)
    assert heavy.rain > rare.rain
    assert predict_path(flat(), 28_000, 60.0, 60.0, time_percent=99.99, rain_mm_h=0).rain == 0


def test_the_kernel_says_the_same_as_the_path():
    profile = with_clutter(flat(), 60, 70, 40.0)
    link = millimetre_link(28_000, time_percent=99.9)
    surface = profile.height_m + profile.clutter_m
    seen = slopes(profile.distance_km, surface, 200, 40.0, 11.5, link.ce, link.wavelength)
    found = predict_path(profile, 28_000, 30.0, 1.5, time_percent=99.9)
    assert millimetre_losses(link, 2.0, 40.0, 11.5, *seen)[0] == found.lb


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"frequency_mhz": 3500}, "within 6000–100000"),
        ({"transmitter_m": 0.0}, "transmitter's height"),
        ({"receiver_m": float("nan")}, "receiver's height"),
        ({"time_percent": 100}, "percentage of time"),
        ({"rain_mm_h": -1}, "rain rate"),
        ({"air": gases.Air(0, 15, 7.5)}, "air pressure"),
        ({"profile": flat(count=2)}, "three points"),
        ({"profile": flat(ground=np.nan)}, "known heights"),
    ],
)
def test_what_it_refuses(change, words):
    given = {"profile": flat(), "frequency_mhz": 28_000, "transmitter_m": 30.0, "receiver_m": 1.5}
    with pytest.raises(InputError, match=words):
        predict_path(**{**given, **change})
