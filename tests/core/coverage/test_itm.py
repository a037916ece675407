"""The Irregular Terrain Model against NTIA's published cases, and what it refuses."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from soranome.plugin.core.coverage.propagation.itm import CLIMATES, ItmSettings, area, path_loss, point_to_point
from soranome.plugin.core.coverage.propagation.itm_terrain import WORK, evenly
from soranome.plugin.core.errors import InputError

HILL = np.r_[np.full(50, 10.0), 10 + 400 * np.hanning(60), np.full(50, 20.0)]


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return [{key: float(value) for key, value in row.items()} for row in csv.DictReader(file)]


def settings_of(row):
    return ItmSettings(
        climate=int(row["climate"]),
        n0=row["N_0"],
        vertical=bool(row["pol"]),
        permittivity=row["epsilon"],
        conductivity=row["sigma"],
        mode=int(row["mdvar"]),
        time=row.get("time", row.get("reliability")),
        location=row.get("location", 50.0),
        situation=row.get("situation", row.get("confidence")),
    )


def profile_of(line):
    count, spacing, *heights = (float(value) for value in line.split(","))
    assert len(heights) == count + 1
    return np.array(heights), spacing


def example(folder, name):
    """Inputs and printed results of an example of NTIA's command line."""
    given = {}
    for line in (folder / f"i_{name}.txt").read_text().splitlines():
        key, *values = line.split(",")
        given[key] = [float(value) for value in values]
    printed = {}
    for line in (folder / f"o_{name}.txt").read_text().splitlines():
        for key in ("ITM Warning Flags", "ITM Return Code", "Basic Transmission Loss ", "Free Space  ", "Mode of Prop"):
            if line.startswith(key):
                printed[key.strip()] = line[25:].split()[0]
        head = line.split()
        if len(head) > 1 and head[0].startswith(("theta_hzn", "d_hzn", "h_e_", "N_s", "A_ref", "delta_h")):
            printed[head[0]] = head[1]  # the last one stands among the intermediate values
    return given, printed


def test_ntia_point_to_point_cases_to_their_printed_digits(data):
    folder = data / "coverage" / "itm"
    cases = rows(folder / "p2p.csv")
    profiles = [profile_of(line) for line in (folder / "pfls.csv").read_text().splitlines() if line]
    assert len(cases) == len(profiles) == 5
    for row, (profile, spacing) in zip(cases, profiles, strict=True):
        found = point_to_point(
            profile, spacing, row["h_tx__meter"], row["h_rx__meter"], row["f__mhz"], settings_of(row)
        )
        assert f"{found.loss_db:.2f}" == f"{row['A__db']:.2f}"


def test_ntia_area_cases_to_their_printed_digits(data):
    for row in rows(data / "coverage" / "itm" / "area.csv"):
        found = area(
            row["d__km"],
            row["delta_h__meter"],
            row["h_tx__meter"],
            row["h_rx__meter"],
            row["f__mhz"],
            settings_of(row),
            (int(row["tx_siting_criteria"]), int(row["rx_siting_criteria"])),
        )
        assert f"{found.loss_db:.1f}" == f"{row['A__db']:.1f}"


@pytest.mark.parametrize("name", ["p2ptls", "p2pcr", "areatls", "areacr"])
def test_ntia_command_line_examples_with_their_intermediate_values(data, name):
    folder = data / "coverage" / "itm" / "cmd_examples"
    given, printed = example(folder, name)
    row = {key: values[0] for key, values in given.items()}
    terminal = (row["h_tx__meter"], row["h_rx__meter"], row["f__mhz"], settings_of(row))
    if name.startswith("p2p"):
        found = point_to_point(*profile_of((folder / "pfl.txt").read_text()), *terminal)
    else:
        siting = (int(row["tx_site_criteria"]), int(row["rx_site_criteria"]))
        found = area(row["d__km"], row["delta_h__meter"], *terminal, siting)
    assert found.flags == int(printed["ITM Warning Flags"], 16)
    assert printed["ITM Return Code"] == "0"
    assert f"{found.loss_db:.1f}" == printed["Basic Transmission Loss"]
    assert f"{found.free_space_db:.1f}" == printed["Free Space"]
    assert f"{found.attenuation_db:.1f}" == printed["A_ref__db"]
    assert str(found.mode) == printed["Mode of Prop"]
    assert f"{found.refractivity:.1f}" == printed["N_s"]
    assert f"{found.irregularity_m:.1f}" == printed["delta_h__meter"]
    for end, i in (("tx", 0), ("rx", 1)):
        assert f"{found.horizon_rad[i] * 1000:.3f}" == printed[f"theta_hzn_{end}"]
        assert f"{found.horizon_m[i]:.0f}" == printed[f"d_hzn_{end}__meter"]
        assert f"{found.effective_m[i]:.1f}" == printed[f"h_e_{end}__meter"]


def test_ntia_table_of_confidence_and_reliability(data):
    folder = data / "coverage" / "itm" / "cmd_examples"
    given, _ = example(folder, "p2pcr_tbl")
    profile, spacing = profile_of((folder / "pfl.txt").read_text())
    table = (folder / "o_p2pcr_tbl.txt").read_text().split("Reliability    with Confidence")[1].splitlines()[2:5]
    for reliability, line in zip(given["reliability"], table, strict=True):
        for confidence, value in zip(given["confidence"], line.split()[1:], strict=True):
            row = {key: values[0] for key, values in given.items()} | {
                "reliability": reliability,
                "confidence": confidence,
            }
            found = point_to_point(
                profile, spacing, row["h_tx__meter"], row["h_rx__meter"], row["f__mhz"], settings_of(row)
            )
            assert f"{found.loss_db:.1f}" == value


def test_ntia_table_over_distance(data):
    folder = data / "coverage" / "itm" / "cmd_examples"
    given, _ = example(folder, "areacr_tbl")
    lines = (folder / "o_areacr_tbl.txt").read_text().split("(km)")[1].splitlines()[1:]
    lines = [line.split() for line in lines if line.strip()]
    assert len(lines) == 19
    for distance, free_space, *losses in lines:
        for confidence, value in zip(given["confidence"], losses, strict=True):
            row = {key: values[0] for key, values in given.items()} | {"confidence": confidence}
            found = area(float(distance), 0.0, 3.0, 3.0, 10000.0, settings_of(row))
            assert f"{found.loss_db:.1f}" == value
            assert f"{found.free_space_db:.1f}" == free_space


def test_a_hill_costs_and_a_path_is_the_same_from_both_ends():
    over = point_to_point(HILL, 50.0, 30.0, 1.5, 800.0)
    flat = point_to_point(np.full_like(HILL, 10.0), 50.0, 30.0, 1.5, 800.0)
    back = point_to_point(HILL[::-1], 50.0, 1.5, 30.0, 800.0)
    assert flat.mode == 1
    assert over.loss_db > flat.loss_db + 15
    assert back.loss_db == pytest.approx(over.loss_db, abs=0.5)  # not exact: the interval's ends are cut differently


def test_uneven_profiles_are_made_even():
    rng = np.random.default_rng(5)
    for count in (2, 3, 50):
        distances = np.r_[0.0, np.sort(rng.uniform(0.01, 5.0, count - 1))]
        heights = rng.uniform(0, 300, count)
        found = evenly(distances, heights, count - 1, np.full(60, np.nan))
        expected = np.interp(np.linspace(0, distances[-1], count), distances, heights)
        np.testing.assert_allclose(found, expected, atol=1e-9)


def test_more_time_more_loss():
    losses = [point_to_point(HILL, 50.0, 30.0, 1.5, 800.0, ItmSettings(time=time)).loss_db for time in (10, 50, 90)]
    assert losses == sorted(losses)


def test_the_kernel_does_not_keep_anything_between_paths():
    work = np.full(WORK, 1e9)
    first = path_loss(HILL, 50.0, 30.0, 1.5, 800.0, ItmSettings(), work)
    path_loss(HILL[::-1].copy(), 70.0, 3.0, 10.0, 2100.0, ItmSettings(), work)
    assert path_loss(HILL, 50.0, 30.0, 1.5, 800.0, ItmSettings(), work) == first


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"tx_height_m": 0.4}, "transmitter's height"),
        ({"rx_height_m": 3001.0}, "receiver's height"),
        ({"frequency_mhz": 28000.0}, "frequency (MHz) is 28000; it must lie within 20–20000"),
        ({"spacing_m": 0.0}, "spacing"),
        ({"profile": HILL[:2]}, "number of heights"),
        ({"profile": np.where(HILL > 300, np.nan, HILL)}, "without a height"),
        ({"profile": HILL + 90000}, "below 150 N-units"),
        ({"settings": ItmSettings(climate=8)}, "radio climate"),
        ({"settings": ItmSettings(n0=200)}, "refractivity"),
        ({"settings": ItmSettings(permittivity=0.5)}, "permittivity"),
        ({"settings": ItmSettings(conductivity=0)}, "conductivity"),
        ({"settings": ItmSettings(mode=14)}, "mode of variability"),
        ({"settings": ItmSettings(time=100)}, "percentage of time"),
        ({"settings": ItmSettings(location=0)}, "percentage of locations"),
        ({"settings": ItmSettings(situation=float("nan"))}, "percentage of situations"),
        ({"settings": ItmSettings(n0=400), "profile": HILL - 2000}, "over 400 N-units"),
        ({"settings": ItmSettings(permittivity=1.0, vertical=False)}, "impedance"),
    ],
)
def test_what_it_refuses(change, words):
    given = {"profile": HILL, "spacing_m": 50.0, "tx_height_m": 30.0, "rx_height_m": 1.5, "frequency_mhz": 800.0}
    with pytest.raises(InputError) as error:
        point_to_point(**{**given, **change})
    assert words in str(error.value)


def test_what_it_warns_of():
    low = point_to_point(HILL, 5.0, 0.6, 1.5, 30.0)
    assert low.flags & 0x5 == 0x5
    assert any("40–10,000 MHz" in str(warning) for warning in low.warnings)
    assert low.flags & 0x40 and any("short" in str(warning) for warning in low.warnings)


def test_area_refuses_what_it_cannot_know():
    with pytest.raises(InputError, match="distance"):
        area(0.0, 90.0, 30.0, 1.5, 800.0)
    with pytest.raises(InputError, match="irregularity"):
        area(10.0, -1.0, 30.0, 1.5, 800.0)
    with pytest.raises(InputError, match="siting"):
        area(10.0, 90.0, 30.0, 1.5, 800.0, siting=(0, 3))
    assert set(CLIMATES) == set(range(1, 8))


def test_where_the_formulas_have_no_value_it_says_so():
    cliff = np.array([0.0, 300.0, 0.0, 0.0])
    found = point_to_point(cliff, 5.0, 1.6, 4.6, 48.0, ItmSettings(permittivity=25, conductivity=6))
    assert found.flags & 0x8000
    assert any("no value" in str(warning) for warning in found.warnings)
    assert found.attenuation_db == 0
