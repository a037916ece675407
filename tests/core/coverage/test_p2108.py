"""P.2108 against NTIA's published cases, errors included."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from soranome.plugin.core.coverage.propagation.p2108 import (
    height_gain_loss,
    slant_loss,
    terrestrial_loss,
    terrestrial_sigma,
)
from soranome.plugin.core.errors import InputError

TYPES = {"1": "water", "2": "open", "3": "suburban", "4": "urban", "5": "trees", "6": "dense"}
REFUSED = {
    32: "frequency",
    33: "antenna's height",
    34: "street width",
    35: "clutter height",
    48: "frequency",
    49: "distance",
    50: "percentage of locations",
    64: "frequency",
    65: "elevation angle",
    66: "percentage of locations",
}


def check(found, row, name):
    """``found()`` prints as NTIA's value, or is refused for the reason of NTIA's code."""
    code = int(row["rtn"])
    if code:
        with pytest.raises(InputError, match=REFUSED[code]):
            found()
    else:
        assert f"{found():.1f}" == f"{float(row[name]):.1f}"


def cases(data, name):
    with open(data / "coverage" / "p2108" / f"{name}ModelTestData.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 11
    return rows


def test_ntia_height_gain_cases(data):
    for row in cases(data, "HeightGainTerminalCorrection"):
        given = [float(row[key]) for key in ("f__ghz", "h__meter", "R__meter", "w_s__meter")]
        check(
            lambda given=given, row=row: height_gain_loss(*given[:2], TYPES[row["clutter_type"]], *given[2:]),
            row,
            "A_h__db",
        )


def test_ntia_terrestrial_cases(data):
    for row in cases(data, "TerrestrialStatistical"):
        given = [float(row[key]) for key in ("f__ghz", "d__km", "p")]
        check(lambda given=given: terrestrial_loss(*given), row, "L_ctt__db")


def test_ntia_slant_cases(data):
    for row in cases(data, "AeronauticalStatistical"):
        given = [float(row[key]) for key in ("f__ghz", "theta_deg", "p")]
        check(lambda given=given: slant_loss(*given), row, "L_ces__db")


def test_an_unknown_clutter_type_is_named():
    with pytest.raises(InputError, match="clutter type is moor; choose one of water, open"):
        height_gain_loss(1.0, 2.0, "moor")


def test_heights_of_the_table_and_above_them():
    assert height_gain_loss(2.1, 1.5, "urban") == height_gain_loss(2.1, 1.5, "urban", 15.0)
    assert height_gain_loss(2.1, 15.0, "urban") == 0.0


def test_over_an_array_as_over_numbers_and_unknown_stays_unknown():
    distances = np.array([[0.25, 1.0], [2.0, 40.0]])
    found = terrestrial_loss(3.7, distances, 80.0)
    assert found.shape == (2, 2)
    for place in np.ndindex(2, 2):
        assert found[place] == terrestrial_loss(3.7, float(distances[place]), 80.0)
    assert found[1, 0] == found[1, 1]  # no more than at 2 km
    assert np.isnan(terrestrial_loss(3.7, np.array([1.0, np.nan]))).tolist() == [False, True]
    with pytest.raises(InputError, match="distance"):
        terrestrial_loss(3.7, np.array([1.0, 0.1]))


def test_the_spread_is_that_of_the_quantiles():
    one_sigma = 84.13447460685429
    for distance in (0.25, 0.3):
        spread = terrestrial_loss(3.7, distance, one_sigma) - terrestrial_loss(3.7, distance)
        assert terrestrial_sigma(3.7, distance) == pytest.approx(spread, abs=1e-9)
    assert 4 < terrestrial_sigma(3.7, 0.5) < 6
