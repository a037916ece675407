"""P.1812 point to point: the ITU-R's validation logs, closed forms, and what must hold of any path."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm

from soranome.plugin.core.coverage.propagation import p1812
from soranome.plugin.core.coverage.propagation.p1812 import PathProfile, predict_path
from soranome.plugin.core.coverage.propagation.p1812_diffraction import (
    bullington,
    knife_edge,
    reflection_point,
    smooth_bullington,
)
from soranome.plugin.core.errors import InputError
from tests.core.coverage.p1812_cases import LOGGED, predict_case, read_log, read_profile

PROFILES = [
    "b2iseac",
    "b2iseac_dense_urban_land",
    "b2iseac_eqdist",
    "b2iseac_eqdist_vertical",
    "b2iseac_rural_land_100km",
    "b2iseac_rural_land_100km_eqdist",
    "b2iseac_rural_land_10km",
    "b2iseac_rural_land_10km_eqdist",
    "b2iseac_rural_land_1km",
    "b2iseac_rural_land_1km_eqdist",
    "rburg",
    "rburg_rural_noclutter",
    "rburg_rural_noclutter_los",
    "rburg_rural_noclutter_los_subpath_diffraction",
    "rburg_rural_with_clutter",
]


@pytest.mark.parametrize("case", range(3))
@pytest.mark.parametrize("name", PROFILES)
def test_every_logged_value_agrees(data, name, case):
    folder = data / "coverage" / "p1812"
    log = read_log(folder / "logs" / f"{name}_{case}_log.csv")
    ours = predict_case(read_profile(folder / "profiles" / f"{name}.csv"), log)
    assert set(LOGGED) <= set(log)
    off = {
        logged: (found, log[logged])
        for logged, own in LOGGED.items()
        if not abs((found := getattr(ours, own)) - float(log[logged])) <= 1e-6
    }
    assert not off


def path(d=20.0, n=200, rough=0.0, seed=0, zone=4, clutter=0.0, base=10.0):
    """A path of ``d`` km and ``n`` steps: smoothed noise of ``rough`` m standard deviation on ``base`` m."""
    rng = np.random.default_rng(seed)
    noise = np.convolve(rng.normal(size=n + 21), np.ones(21) / math.sqrt(21), "valid")[: n + 1]
    heights = np.maximum(base + rough * noise, 0.0)
    return PathProfile(
        np.linspace(0, d, n + 1), heights, np.full(n + 1, float(clutter)), np.full(n + 1, zone, np.uint8)
    )


def predict(profile, frequency=800.0, transmitter=40.0, receiver=1.5, **options):
    options = {"latitude": 35.7, "delta_n": 44.0, "n0": 332.0} | options
    return predict_path(profile, frequency, transmitter, receiver, **options)


def random_paths(count, seed):
    """Paths over land, sea and both, short and long, with the arguments of a prediction."""
    rng = np.random.default_rng(seed)
    for i in range(count):
        n = int(rng.choice([2, 3, 5, 20, 150]))
        profile = path(10 ** rng.uniform(-0.6, 2.2), n, 10 ** rng.uniform(-1, 2.6), seed=1000 * seed + i)
        inner = np.sort(rng.uniform(0.02, 0.98, n - 1)) * profile.distance_km[-1]
        zone = rng.choice([1, 3, 4], p=[0.6, 0.2, 0.2]) if i % 3 else 0
        zones = np.full(n + 1, zone or 4, np.uint8)
        if not zone:
            zones[: n // 3 + 1], zones[n - n // 4 :] = 1, 3
        profile = replace(
            profile,
            distance_km=np.concatenate([[0.0], inner, profile.distance_km[-1:]]),
            height_m=np.where(zones == 1, 0.0, profile.height_m),
            clutter_m=np.where(zones == 1, 0.0, rng.choice([0.0, 5.0, 20.0], n + 1)),
            zone=zones,
        )
        yield (
            profile,
            {
                "frequency": 10 ** rng.uniform(1.48, 3.77),
                "transmitter": 10 ** rng.uniform(0, 2.5),
                "receiver": 10 ** rng.uniform(0.2, 2),
                "time_percent": float(rng.choice([1, 5, 30, 50])),
                "vertical": bool(rng.integers(2)),
            },
        )


def test_free_space_with_all_clearance():
    found = predict(path(3.0, 100), 2000.0, 300.0, 300.0)
    assert found.lbfs == pytest.approx(92.4 + 20 * math.log10(2) + 20 * math.log10(3), abs=1e-9)
    assert found.lb == pytest.approx(found.lbfs, abs=1e-3)
    assert found.line_of_sight and found.ld50 == 0
    assert found.ep == pytest.approx(199.36 + 20 * math.log10(2) - found.lb, abs=1e-9)


def test_a_path_and_its_reverse_lose_the_same():
    for profile, terms in random_paths(200, 1):
        there = predict(profile, **terms)
        ends = {"transmitter": terms["receiver"], "receiver": terms["transmitter"]}
        d = profile.distance_km[-1]
        turned = PathProfile(
            d - profile.distance_km[::-1], profile.height_m[::-1], profile.clutter_m[::-1], profile.zone[::-1]
        )
        back = predict(turned, **(terms | ends))
        assert back.lb == pytest.approx(there.lb, abs=1e-7)
        assert (back.dlt, back.theta_t) == pytest.approx((there.dlr, there.theta_r), abs=1e-7)
        assert (back.dct, back.hte, back.omega) == pytest.approx((there.dcr, there.hre, there.omega), abs=1e-9)


def test_leaving_out_what_does_not_matter_changes_nothing(monkeypatch):
    cases = list(random_paths(300, 2))
    full = [predict(profile, **terms).lb for profile, terms in cases]
    kernel = p1812.losses
    monkeypatch.setattr(p1812, "losses", lambda *terms: kernel(*terms[:-1], False))
    assert [predict(profile, **terms).lb for profile, terms in cases] == pytest.approx(full, abs=1e-9)


def test_a_higher_obstacle_never_helps():
    profile = path(15.0, 150)
    found = []
    for top in range(0, 400, 20):
        heights = profile.height_m.copy()
        heights[70] += top
        found.append(predict(replace(profile, height_m=heights)))
    edges = np.diff([one.lbulla_50 for one in found])
    assert edges.min() > -1e-9 and edges.sum() > 20
    assert found[-1].lb > found[0].lb + 20


def test_clutter_obstructs_between_the_ends_only():
    bare, grown = predict(path(2.0, 100)), predict(path(2.0, 100, clutter=20.0))
    assert grown.lb > bare.lb + 10
    ends = np.zeros(101)
    ends[[0, -1]] = 20
    assert predict(replace(path(2.0, 100), clutter_m=ends)).lb == bare.lb


def test_loss_grows_with_time_and_locations():
    for profile in (path(60.0, 300, 60.0), path(60.0, 300, 5.0), path(60.0, 300, zone=1, base=0.0)):
        times = [predict(profile, time_percent=p).lb for p in (1, 3, 10, 20, 49.9, 50)]
        assert np.all(np.diff(times) > -1e-9) and times[-1] > times[0] + 1
    spread = [predict(path(), location_percent=q, location_sigma_db=5.5).lb for q in (50, 90, 99)]
    assert np.subtract(spread[1:], spread[0]) == pytest.approx(5.5 * norm.isf([0.1, 0.01]), abs=0.01)
    sea = path(zone=1, base=0.0)
    assert predict(sea, location_percent=90, location_sigma_db=5.5).lb == predict(sea).lb


def test_at_half_of_the_time_diffraction_is_the_median():
    found = predict(path(40.0, 200, 100.0))
    assert found.ldp == found.ld50 and found.ldb < found.ld50 and found.lbd == found.lbd50
    rarer = predict(path(40.0, 200, 100.0), time_percent=10)
    assert rarer.ldb <= rarer.ldp <= rarer.ld50


def test_a_smooth_earth_has_the_larger_of_both_diffractions():
    for d in (5.0, 20.0, 80.0):
        found = predict(path(d, 400, base=0.0), 150.0, 60.0, 20.0)
        assert found.lbulla_50 == pytest.approx(found.lbulls_50, abs=1e-9)
        assert found.ld50 == pytest.approx(max(found.lbulla_50, found.ldsph_50), abs=1e-9)
        assert (found.hstd, found.hsrd, found.hm) == (0, 0, 0)


def test_smooth_earth_of_uneven_points_equals_walking_along_them():
    rng = np.random.default_rng(3)
    for _ in range(500):
        n = int(rng.choice([2, 3, 7, 40]))
        d = 10 ** rng.uniform(-1, 2.3)
        distances = np.concatenate([[0.0], np.sort(rng.uniform(0, d, n - 1)), [d]])
        ht, hr, radius = 10 ** rng.uniform(0, 2.5), 10 ** rng.uniform(0, 2.5), rng.choice([8800.0, 19113.0])
        walked = p1812.slopes(distances, np.zeros(n + 1), n, ht, hr, 1 / radius, 0.3)
        reflection = reflection_point(d, ht, hr, radius)
        assert smooth_bullington(distances, n, ht, hr, radius, reflection, 0.3) == pytest.approx(
            bullington(d, ht, hr, *walked, 0.3), abs=1e-9
        )


def test_sea_and_polarisation_matter_where_they_should():
    land, sea = path(80.0, 400, base=0.0), path(80.0, 400, base=0.0, zone=1)
    low = [predict(p, 40.0, vertical=v).ldsph_50 for p in (land, sea) for v in (False, True)]
    assert low[3] < low[1] - 10 and low[3] < low[2] - 10  # low bands, vertical, along the sea
    high = [predict(p, 4000.0, vertical=v).ldsph_50 for p in (land, sea) for v in (False, True)]
    assert np.ptp(high) < 1
    assert predict(sea, time_percent=5).lba < predict(land, time_percent=5).lba - 10


def test_a_coast_is_halfway_between_two_points():
    zones = np.array([4, 3, 1, 1, 1, 3, 4, 4, 4], np.uint8)
    omega, dtm, dlm, dct, dcr = p1812.zone_lengths(np.arange(9.0), zones, 8)
    assert (omega, dtm, dlm, dct, dcr) == (3 / 8, 3.5, 2.5, 1.5, 3.5)
    assert p1812.zone_lengths(np.arange(4.0), np.full(4, 4, np.uint8), 3) == (0, 3, 3, 500, 500)
    assert p1812.zone_lengths(np.arange(4.0), np.ones(4, np.uint8), 3) == (1, 0, 0, 0, 0)


def test_three_quarters_of_sea_are_enough_whatever_the_rounding():
    profile = replace(path(0.3, 4, base=0.0), zone=np.array([4, 1, 1, 1, 3], np.uint8))
    assert predict(profile).omega == pytest.approx(0.75, abs=1e-12)
    near, far = (predict(profile, coast_km=(coast, 500.0)).lba for coast in (0.0, 6.0))
    assert far - near == pytest.approx(3 * (1 + math.tanh(0.07 * (50 - 40))), abs=1e-6)


def test_the_parts_have_their_closed_forms():
    assert knife_edge(0.0) == pytest.approx(6.9 + 20 * math.log10(math.sqrt(1.01) - 0.1), abs=1e-12)
    assert knife_edge(-0.78) == 0 and knife_edge(-0.7799) < 0.02
    shares = np.array([0.01, 0.1, 0.5, 0.7, 0.99])
    assert [p1812.inverse_normal(share) for share in shares] == pytest.approx(norm.isf(shares), abs=5.4e-4)
    assert p1812._soft_maximum(100.0, 97.0) == pytest.approx(2.5 * math.log(math.exp(40) + math.exp(38.8)), abs=1e-12)
    assert p1812._parallel(100.0, 97.0) == pytest.approx(-5 * math.log10(10**-20 + 10**-19.4), abs=1e-12)
    assert p1812._parallel(100.0, 400.0) == 100


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"frequency": 28000.0}, "30 to 6000 MHz, not 28000 MHz"),
        ({"frequency": float("nan")}, "not nan MHz"),
        ({"time_percent": 0.5}, "1 to 50 % of the time, not 0.5 %"),
        ({"location_percent": 100}, "1 to 99 % of locations, not 100 %"),
        ({"receiver": 0.5}, "1 to 3000 m above ground, not 0.5 m"),
    ],
)
def test_what_is_out_of_range_is_refused(change, words):
    with pytest.raises(InputError, match=words):
        predict(path(), **change)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"distance_km": np.array([0.0, 1.0, 1.0, 2.0])}, "must rise from 0"),
        ({"distance_km": np.array([0.1, 1.0, 1.5, 2.0])}, "must rise from 0"),
        ({"height_m": np.array([0.0, np.nan, 1.0, 2.0])}, "without a height"),
        ({"clutter_m": np.zeros(3)}, "three points or more"),
        ({"zone": np.array([4, 2, 4, 4], np.uint8)}, r"must be 1 \(sea\)"),
    ],
)
def test_a_broken_profile_is_refused(change, words):
    with pytest.raises(InputError, match=words):
        predict(replace(path(2.0, 3), **change))
