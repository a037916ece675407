"""Weights learnt from visits: towards what made the sites, with intervals that cover it, and not from too few."""

import json

import numpy as np
import pytest
from scipy.special import expit

from soranome.plugin.core.fieldwork.outcomes import reweigh
from soranome.plugin.core.fieldwork.outcomes.hits import IMPROPER, Outcome
from soranome.plugin.core.fieldwork.outcomes.reweigh import (
    Suggestion,
    TooFew,
    preset_of,
    suggest_reliabilities,
    suggest_weights,
)
from soranome.plugin.core.fill.triage import weights_from
from tests.core.fieldwork.outcome_tools import PARTS, PRESENT, TRUST, altered_sites, improper_sites, scaled

TRUE = dict(zip(PARTS, (2.0, 6.0, 1.0, 4.0, 1.0)))


def distance(weights: dict) -> float:
    return float(np.abs(scaled(weights) - scaled(TRUE)).sum())


def test_weights_move_towards_the_truth_and_the_more_visits_the_closer():
    found = [suggest_weights(improper_sites(count, TRUE, 1), PRESENT) for count in (100, 400, 4000)]
    steps = [distance(PRESENT), *(distance(one.values()) for one in found)]
    assert steps == sorted(steps, reverse=True)
    assert steps[-1] < 0.15 * steps[0]
    assert all(sum(one.values().values()) == pytest.approx(sum(PRESENT.values())) for one in found)


def test_where_the_present_weights_are_true_they_stay():
    found = suggest_weights(improper_sites(2000, PRESENT, 2), PRESENT)
    assert distance(PRESENT) > 5 and np.abs(scaled(found.values()) - scaled(PRESENT)).max() < 0.8
    assert abs(found.gains["auc"].suggested - found.gains["auc"].now) < 0.01


def test_many_prior_visits_hold_the_weights_where_they_are():
    sites = improper_sites(400, TRUE, 3)
    few, many = (suggest_weights(sites, PRESENT, prior_visits=n) for n in (1, 1e6))
    assert distance(few.values()) < distance(many.values())
    assert np.abs(scaled(many.values()) - scaled(PRESENT)).max() < 0.01


def test_intervals_cover_the_truth_about_as_often_as_they_say(monkeypatch):
    # 40 simulated registers × 5 weights: a true 95 % would show as 0.95 ± 0.03 (two standard errors). The normal
    # approximation and the bound at 0 cost a little.
    monkeypatch.setattr(reweigh, "_DRAWS", 500)
    monkeypatch.setattr(reweigh, "_RESAMPLES", 5)
    covered = []
    for seed in range(40):
        rng = np.random.default_rng(1000 + seed)
        true = dict(zip(PARTS, rng.gamma(4, np.array([6, 3, 3, 1, 1]) / 4)))
        found = suggest_weights(improper_sites(800, true, seed), PRESENT, folds=2)
        covered += [w.interval[0] - 1e-9 <= t <= w.interval[1] for w, t in zip(found.weights, scaled(true))]
    assert 0.90 <= np.mean(covered) <= 0.99


def test_a_gain_is_proven_only_where_there_is_one():
    found = suggest_weights(improper_sites(1500, TRUE, 4), PRESENT)
    assert found.gains["auc"].proven and found.gains["auc"].suggested > found.gains["auc"].now + 0.01
    same = suggest_weights(improper_sites(1500, PRESENT, 4), PRESENT)
    assert not same.gains["auc"].proven


def test_nothing_is_suggested_from_too_few():
    sites = improper_sites(400, TRUE, 5)
    some_hits, misses = [s for s in sites if s.improper][:19], [s for s in sites if not s.improper]
    assert suggest_weights([*some_hits, *misses], PRESENT) == TooFew("few", 19, len(misses), 20)
    assert suggest_weights([], PRESENT) == TooFew("few", 0, 0, 20)
    assert suggest_reliabilities([], TRUST, 0.1) == TooFew("few", 0, 0, 20)
    assert isinstance(suggest_weights([*some_hits, *misses], PRESENT, minimum=10), Suggestion)


def test_nothing_is_suggested_where_the_parts_have_nothing_to_do_with_it():
    rng = np.random.default_rng(6)
    sites = [
        Outcome(one.name, one.state, True, bool(rng.random() < 0.4), rank=one.rank, parts=one.parts, priority_class="C")
        for one in improper_sites(200, TRUE, 6)
    ]
    assert suggest_weights(sites, PRESENT).code == "no_order"
    bare = [Outcome(one.name, one.state, True, one.improper, rank=one.rank) for one in sites]
    assert suggest_weights(bare, PRESENT).code in ("few", "no_parts")


def test_parts_alike_everywhere_or_never_seen_keep_their_weight():
    sites = improper_sites(500, TRUE, 7)
    sites = [
        Outcome(one.name, one.state, True, one.improper, rank=one.rank, priority_class=one.priority_class,
                parts={**one.parts, "slope": 0.5})
        for one in sites
    ]  # fmt: skip
    found = suggest_weights(sites, {**PRESENT, "access": 0.5})
    by_name = {weight.name: weight for weight in found.weights}
    for name in ("slope", "access"):
        assert not by_name[name].learnt and by_name[name].suggested == by_name[name].present
    assert by_name["houses"].learnt
    assert list(by_name) == [*PARTS, "access"]


def test_levels_of_classes_do_not_pass_for_weights():
    """A part that only follows the class says nothing of the order within one."""
    rng = np.random.default_rng(8)
    sites = []
    for n in range(3000):
        level = int(rng.integers(0, 4))
        x = rng.uniform(size=2)
        hit = rng.random() < expit(1.5 * (level - 1.5) + 4 * (x[0] - 0.5))
        parts = {"evidence": x[0], "debris": float(np.clip(level / 3 + rng.normal(0, 0.05), 0, 1))}
        sites.append(
            Outcome(f"S{n}", "decided", True, bool(hit), rank=n + 1, priority_class="DCBA"[level], parts=parts)
        )
    found = suggest_weights(sites, {"evidence": 1.0, "debris": 1.0}, prior_visits=10).values()
    assert found["evidence"] > 2 * found["debris"]


def test_the_order_of_sites_changes_little_and_a_second_run_nothing():
    sites = improper_sites(300, TRUE, 9)
    one, again, backwards = (suggest_weights(s, PRESENT) for s in (sites, sites, sites[::-1]))
    assert one == again
    assert list(one.values().values()) == pytest.approx(list(backwards.values().values()), abs=1e-3)


def test_the_slope_is_that_of_a_plain_logistic_regression_where_nothing_pulls():
    """Against Newton's method on the likelihood alone."""
    sites = improper_sites(2000, TRUE, 10)
    x = np.array([[one.parts[name] for name in PARTS] for one in sites])
    y = np.array([one.improper for one in sites], float)
    design = np.hstack([np.ones((len(x), 1)), x])
    theta = np.zeros(design.shape[1])
    for _ in range(30):
        p = expit(design @ theta)
        theta += np.linalg.solve((design * (p * (1 - p))[:, None]).T @ design, design.T @ (y - p))
    one_class = [
        Outcome(s.name, s.state, True, s.improper, rank=s.rank, priority_class="C", parts=s.parts) for s in sites
    ]
    found = suggest_weights(one_class, PRESENT, prior_visits=1e-3)
    expected = theta[1:] / theta[1:].sum() * sum(PRESENT.values())
    assert list(found.values().values()) == pytest.approx(expected, abs=0.05)
    decibels = [weight.observed_db for weight in found.weights]
    assert decibels == pytest.approx(10 / np.log(10) * theta[1:], rel=0.01, abs=0.05)


# -- reliabilities ---------------------------------------------------------------------------------


def test_a_witness_that_talks_at_random_is_found_out():
    true = {"optical": 0.9, "sar": 0.2, "elevation": 0.98}
    found = [suggest_reliabilities(altered_sites(n, true, 0.3, 1), TRUST, 0.1, prior_visits=10) for n in (300, 3000)]
    few, many = (one.values() for one in found)
    assert few["sar"] < 0.5 < TRUST["sar"]
    assert many == pytest.approx({**true, "prior": 0.3}, abs=0.04)
    assert found[1].gains["skill"].proven
    assert [weight.name for weight in found[1].weights] == [*TRUST, "prior"]


def test_reliabilities_that_are_true_stay():
    found = suggest_reliabilities(altered_sites(3000, TRUST, 0.1, 2), TRUST, 0.1)
    assert found.values() == pytest.approx({**TRUST, "prior": 0.1}, abs=0.06)


def test_intervals_of_reliabilities_cover_the_truth(monkeypatch):
    monkeypatch.setattr(reweigh, "_RESAMPLES", 5)
    covered = []
    for seed in range(24):
        rng = np.random.default_rng(seed)
        true = {name: rng.beta(30 * r + 1, 30 * (1 - r) + 1) for name, r in TRUST.items()}
        prior = rng.beta(10, 22)
        found = suggest_reliabilities(altered_sites(400, true, prior, seed), TRUST, 0.3, folds=2)
        truth = [*true.values(), prior]
        covered += [w.interval[0] <= t <= w.interval[1] for w, t in zip(found.weights, truth)]
    assert 0.88 <= np.mean(covered) <= 0.995


def test_a_place_a_witness_did_not_see_says_nothing_of_it():
    sites = [
        Outcome(one.name, one.state, one.altered, False, rank=one.rank,
                evidence={k: v for k, v in one.evidence.items() if k != "sar"})
        for one in altered_sites(500, TRUST, 0.3, 3)
    ]  # fmt: skip
    assert "sar" not in suggest_reliabilities(sites, TRUST, 0.1).values()


# -- the preset ------------------------------------------------------------------------------------


def test_the_preset_is_one_triage_takes(tmp_path):
    built_in = weights_from()
    sites = improper_sites(500, TRUE, 11)
    found = suggest_weights(sites, built_in["weights"])
    trusted = suggest_reliabilities(altered_sites(500, TRUST, 0.3, 4), TRUST, 0.1)
    path = tmp_path / "重み.json"
    path.write_text(json.dumps(preset_of(found, trusted, "2026-01-31"), ensure_ascii=False), encoding="utf-8")
    taken = weights_from(str(path))
    assert taken["weights"] == pytest.approx(found.values(), abs=5e-4)
    assert taken["weights"] != built_in["weights"]
    assert taken["scales"] == built_in["scales"], "what it does not name stays"
    assert taken["reliabilities"] == pytest.approx(trusted.values(), abs=5e-4)
    assert sum(bool(getattr(one, IMPROPER)) for one in sites) == found.hits
    assert str(found.hits) in taken["source"]
