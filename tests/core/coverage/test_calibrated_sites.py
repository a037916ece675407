"""Offsets and spreads of a calibration brought to sites, by carrier and band."""

import math

import pytest

from soranome.plugin.core.coverage.measuring.calibration import Calibration, Check
from soranome.plugin.core.coverage.measuring.carriers import band_match
from soranome.plugin.core.coverage.measuring.offsets import Group
from soranome.plugin.core.coverage.prediction.calibrated_sites import calibrated_sites
from soranome.plugin.core.coverage.sites import Site

CHECK = Check(0, 1, 10, *[math.nan] * 5)


def site(carrier, frequency_mhz, correction_db=0.0):
    return Site(f"{carrier}{frequency_mhz}", "", 0, 0, 30, frequency_mhz, 55, carrier, correction_db=correction_db)


def calibration(groups):
    return Calibration(
        {key: Group(offset, 6 + offset / 10, 100, 5, offset) for key, offset in groups.items()}, -1, 1, CHECK
    )


LEARNT = calibration({
    (): 1, ("docomo",): 2, ("docomo", "B19"): 3, ("docomo", "B1"): 4, ("docomo", "B1", "0-1 m"): 9,
    ("docomo", "B1", "≥1 m"): 8, ("KDDI",): 5, ("KDDI", "800MHz"): 6, ("KDDI", "800MHz", ""): 6.5,
})  # fmt: skip


def test_offsets_by_carrier_and_band():
    given = [site("NTTドコモ", 800), site("docomo", 2140), site("docomo", 3500), site("au", 800), site("", 800)]
    found, spreads, done, warnings = calibrated_sites(given, LEARNT)
    assert [of.correction_db for of in found] == [3, 4, 2, 6.5, 1], "by clutter only where there is but one class"
    assert spreads == pytest.approx([6.3, 6.4, 6.2, 6.65, 6.1]) and warnings == []
    assert [of.id for of in found] == [of.id for of in given] and len(done) == 5
    assert "docomo B19: +3.0 dB added, spread 6.3 dB" in str(done[-1])


def test_carriers_that_were_not_measured_get_what_all_have_and_are_named():
    found, spreads, _, (warning,) = calibrated_sites([site("甲社", 800, 2.0)], LEARNT)
    assert found[0].correction_db == 3.0 and spreads == [6.1], "added to what was there"
    assert "甲社" in str(warning)
    nameless = calibration({(): 1, ("",): 1, ("", "B1"): 1})
    assert calibrated_sites([site("甲社", 800)], nameless)[3] == []


@pytest.mark.parametrize(
    ("text", "frequency_mhz", "sure"),
    [
        ("B19", 882.5, 1), ("B19", 800, 2), ("Band 1", 2100, 2), ("B1", 800, 0), ("n77", 3700, 2), ("n77", 4050, 1),
        ("800MHz", 800, 3), ("800MHz帯", 870, 1), ("800MHz", 770, 0), ("２．１GHz", 2100, 3), ("3.7 GHz", 3900, 1),
        ("28GHz", 27500, 1), ("B99", 800, 0), ("", 800, 0), ("プラチナ", 800, 0), ("880 MHz", 800, 2),
    ],
)  # fmt: skip
def test_which_band_a_frequency_is_of(text, frequency_mhz, sure):
    assert band_match(text, frequency_mhz) == sure
