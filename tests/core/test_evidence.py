"""Weights of evidence: what a witness says, how far it is believed, what is unknown."""

import math

import numpy as np
import pytest
from shapely import box

from soranome.plugin.core.fill import evidence
from soranome.plugin.core.fill.evidence import preset, reading, tempered, weigh
from soranome.plugin.core.fill.onset import Onset, onset
from soranome.plugin.core.fill.witnesses import WITNESSES, Sample

OUTLINE = box(0, 0, 50, 40)


def sample(flagged=0, code=1, cells=20, seen=20, soil=0.5, score=0.8, upper=0.3, strength=0.2, first=()):
    counts = np.zeros(6, int)
    counts[code] = flagged
    intervals = np.zeros(256, int)
    for interval, number in first:
        intervals[interval] = number
    return Sample(cells, seen, counts, score if flagged else 0.0, score, soil, upper, strength, intervals)


def test_likelihood_ratios_multiply():
    """Independent computation: prior odds times the ratios the curves hold, each mixed with the chance of unreliability."""
    samples = {"sar": sample(strength=0.5), "elevation": sample(upper=0.6)}
    odds = preset()["prior"] / (1 - preset()["prior"])
    for name, value in (("sar", 0.5), ("elevation", 1.5)):
        nodes = preset()["witnesses"][name]
        ratio = 10 ** (np.interp(value, *zip(*nodes["curve"])) / 10)
        r, at, elsewhere = nodes["reliability"], ratio / (1 + ratio), 1 / (1 + ratio)
        odds *= (r * at + (1 - r) / 2) / (r * elsewhere + (1 - r) / 2)
    assert weigh(samples, OUTLINE).probability == pytest.approx(odds / (1 + odds), rel=1e-9)


def test_not_seen_is_unknown_and_changes_nothing():
    seen = weigh({"elevation": sample(upper=0.6)}, OUTLINE)
    blind = weigh({"elevation": sample(upper=0.6), "optical": sample(seen=0), "sar": sample(seen=1)}, OUTLINE)
    assert blind.probability == seen.probability
    assert blind.weights_db["optical"] is None and blind.weights_db["sar"] is None


def test_no_change_is_not_unknown():
    alone = weigh({"elevation": sample(upper=0.6)}, OUTLINE).probability
    denied = weigh({"elevation": sample(upper=0.6), "optical": sample(flagged=0)}, OUTLINE)
    assert denied.probability < alone and denied.weights_db["optical"] < 0


@pytest.mark.parametrize("witness", WITNESSES)
def test_half_seen_is_half_believed(witness):
    strong = {"flagged": 8, "upper": 0.75, "strength": 2.0}
    whole = weigh({witness: sample(cells=20, seen=20, **strong | {"flagged": 16})}, OUTLINE).weights_db[witness]
    half = weigh({witness: sample(cells=20, seen=10, **strong)}, OUTLINE).weights_db[witness]
    assert 0 < half < whole


def test_reliability_bounds_what_a_witness_can_say():
    assert tempered(7.0, 1.0) == pytest.approx(7.0)
    assert tempered(7.0, 0.0) == 0
    assert tempered(200.0, 0.9) == pytest.approx(10 * math.log10(1.9 / 0.1))
    assert tempered(-5.0, 0.8) == pytest.approx(-tempered(5.0, 0.8))


def test_an_unreliable_witness_is_turned_down_by_the_user():
    samples = {"sar": sample(strength=2.0)}
    assert weigh(samples, OUTLINE, {"sar": 0.0}).probability == pytest.approx(preset()["prior"])


@pytest.mark.parametrize("witness", WITNESSES)
def test_curves_never_fall(witness):
    readings, weights = zip(*preset()["witnesses"][witness]["curve"])
    assert list(readings) == sorted(set(readings)) and list(weights) == sorted(weights)
    assert weights[0] < 0 < weights[-1]


def test_a_barer_place_reads_higher():
    readings = [reading("optical", sample(flagged=16, soil=soil), OUTLINE) for soil in (0.0, 0.4, 0.9)]
    assert readings == sorted(readings) and readings[0] < readings[-1]
    assert reading("optical", sample(flagged=0), OUTLINE) == 0
    assert evidence.reading("elevation", sample(upper=0.75), OUTLINE) == pytest.approx(3)


DAYS = ["2024-03-01", "2024-04-01", "2024-05-01", "2024-06-01", "2024-07-01"]


def test_onset_is_the_interval_most_cells_name():
    found = onset({"sar": sample(flagged=9, first=[(2, 7), (4, 2)])}, {"sar": DAYS}, {})
    assert found == Onset("2024-04-01", "2024-05-01", "sar")


def test_onset_widens_until_half_the_cells_agree():
    found = onset({"sar": sample(flagged=12, first=[(1, 4), (2, 3), (3, 3), (4, 2)])}, {"sar": DAYS}, {})
    assert found == Onset("2024-03-01", "2024-05-01", "sar")


def test_onset_outside_the_pair_is_another_change():
    samples = {"sar": sample(flagged=9, first=[(1, 9)]), "optical": sample(flagged=9)}
    pair = {"optical": ("2024-05-01", "2024-10-01")}
    assert onset(samples, {"sar": DAYS}, pair) == Onset("2024-05-01", "2024-10-01", "optical")
    samples["sar"] = sample(flagged=9, first=[(4, 9)])
    assert onset(samples, {"sar": DAYS}, pair) == Onset("2024-06-01", "2024-07-01", "sar")


def test_onset_unknown_is_empty():
    assert onset({"sar": sample(flagged=2, first=[(1, 2)])}, {"sar": DAYS}, {}) == Onset()
    assert onset({"optical": sample()}, {}, {"optical": ("2024-05-01", "2024-10-01")}) == Onset()
    assert onset({}, {}, {}) == Onset()


def test_clouds_before_the_first_sight_of_a_change_widen_its_onset():
    seen = sample(flagged=9, first=[(3, 9)])
    seen.unchanged[1] = 9
    assert onset({"optical": seen}, {"optical": DAYS}, {}) == Onset("2024-03-01", "2024-06-01", "optical")
