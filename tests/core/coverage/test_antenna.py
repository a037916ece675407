"""Antenna patterns: the standard's formulas, both cuts of a file returned, files as they come and as they should not."""

import math

import numpy as np
import pytest

from soranome.plugin.core.coverage.prediction.antenna import SECTORS, pattern_of, read_pattern, sector
from soranome.plugin.core.errors import InputError

ANGLES = np.arange(360)
AWAY = np.minimum(ANGLES, 360 - ANGLES)


def horizontal_loss(angle):
    away = np.minimum(angle % 360, -angle % 360)
    return np.minimum(12 * (away / 65) ** 2, 25).round(2)


def vertical_loss(angle, tilt=4):
    """Losses by angles downward from the horizon in front, strongest ``tilt`` below it, a back lobe of 25 dB."""
    away = np.minimum((angle - tilt) % 360, (tilt - angle) % 360)
    return np.minimum(12 * (away / 8) ** 2, np.where(away < 90, 30, 25)).round(2)


def msi(angles=ANGLES, head="NAME 試験アンテナ\nFREQUENCY 2100\nGAIN 17.5 dBi\nTILT ELECTRICAL\nELECTRICAL_TILT 4"):
    lines = [head, f"HORIZONTAL {len(angles)}"]
    lines += [f"{a:.1f} {loss:.2f}" for a, loss in zip(angles, horizontal_loss(angles))]
    lines += [f"VERTICAL {len(angles)}", *(f"{a:.1f}\t{loss:.2f}" for a, loss in zip(angles, vertical_loss(angles)))]
    return "\n".join(lines) + "\n"


def write(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(("name", "row"), SECTORS.items())
def test_sectors_are_the_formula_of_their_table(name, row):
    width, floor, vertical_width, vertical_floor = row
    rng = np.random.default_rng(3)
    bearing, elevation = rng.uniform(-360, 720, 2000), rng.uniform(-90, 90, 2000)
    off = (bearing - 120 + 180) % 360 - 180
    across = -np.minimum(12 * (off / width) ** 2, floor)
    upright = -np.minimum(12 * (elevation / vertical_width) ** 2, vertical_floor)
    expected = -np.minimum(-(across + upright), floor)
    np.testing.assert_allclose(sector(name).gain_db(bearing, elevation, 120), expected, atol=2e-3)


def test_a_tilted_antenna_is_strongest_where_it_points():
    pattern = sector("3gpp36814")
    elevations = np.arange(-30, 30, 0.5)
    ahead = pattern.gain_db(200, elevations, azimuth_deg=200, tilt_deg=6)
    assert elevations[np.argmax(ahead)] == -6 and ahead.max() == pytest.approx(0, abs=1e-9)
    # Behind, the same antenna points up.
    behind = pattern.gain_db(20, np.array([-6.0, 6.0]), azimuth_deg=200, tilt_deg=6)
    assert behind[1] >= behind[0]
    # To the side, a mechanical tilt does nothing at the horizon but roll the antenna.
    side = pattern.gain_db(290, 0.0, azimuth_deg=200, tilt_deg=6)
    assert side == pytest.approx(pattern.gain_db(290, 0.0, azimuth_deg=200), abs=0.2)


@pytest.mark.parametrize("name", ["a.msi", "a.pln", "パターン.txt"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_files_of_manufacturers(tmp_path, name, encoding):
    pattern = read_pattern(write(tmp_path / name, msi(), encoding))
    assert pattern.name == "試験アンテナ"
    assert (pattern.gain_dbi, pattern.frequency_mhz, pattern.electrical_tilt_deg) == (17.5, 2100, 4)
    assert pattern.notes == ()
    # The horizontal cut ahead of an antenna tilted by 4° is V(4°) = 0 dB down there, V(0°) at the horizon.
    np.testing.assert_allclose(pattern.gain_db(ANGLES, 0)[:1], -vertical_loss(np.array([0])), atol=1e-9)
    down = np.arange(-90, 91)
    np.testing.assert_allclose(pattern.gain_db(0, -down), -vertical_loss(down), atol=1e-9)
    assert np.argmax(pattern.gain_db(0, -down)) == 94
    behind = -vertical_loss(180 - down)
    np.testing.assert_allclose(pattern.gain_db(180, -down), behind, atol=1e-9)


def test_the_horizontal_cut_of_an_untilted_file_is_returned_everywhere(tmp_path):
    text = "HORIZONTAL 360\n" + "\n".join(f"{a} {loss}" for a, loss in zip(ANGLES, horizontal_loss(ANGLES)))
    upright = np.where(AWAY < 90, vertical_loss(ANGLES, 0), 25)
    text += "\nVERTICAL 360\n" + "\n".join(f"{a} {loss}" for a, loss in zip(ANGLES, upright))
    pattern = read_pattern(write(tmp_path / "a.msi", text))
    np.testing.assert_allclose(pattern.gain_db(ANGLES + 77, 0, azimuth_deg=77), -horizontal_loss(ANGLES), atol=1e-9)
    everywhere = pattern.gain_db(*np.meshgrid(np.arange(0, 360, 3.5), np.arange(-90, 91, 2.5)))
    assert everywhere.max() <= 0 and np.isfinite(everywhere).all()
    assert math.isnan(pattern.gain_dbi)


def test_gain_without_unit_is_over_a_dipole(tmp_path):
    assert read_pattern(write(tmp_path / "a.msi", msi(head="NAME a\nGAIN 15.35"))).gain_dbi == pytest.approx(17.5)


def test_a_tilt_in_words_that_is_not_in_the_table_is_told(tmp_path):
    pattern = read_pattern(write(tmp_path / "a.msi", msi(head="NAME a\nELECTRICAL_TILT 10")))
    assert "10°" in str(pattern.notes[0]) and "4°" in str(pattern.notes[0])


@pytest.mark.parametrize(
    "title", ["angle,horizontal,vertical", "角度,水平面,垂直面（dB）", "vertical,horizontal,angle"]
)
@pytest.mark.parametrize("sign", [1, -1])
def test_csv_of_losses_or_gains(tmp_path, title, sign):
    step = np.arange(-180, 180, 5)
    rows = [(a, sign * horizontal_loss(a), sign * vertical_loss(a, 5) + (sign < 0) * 17) for a in step]
    rows = [row[::-1] if title.endswith("angle") else row for row in rows]
    if title.endswith("angle"):
        rows = [(v, h, a) for v, h, a in rows]
    text = title + "\n" + "\n".join(",".join(f"{value:.2f}" for value in row) for row in rows)
    pattern = read_pattern(write(tmp_path / "アンテナ.csv", text, "cp932"))
    np.testing.assert_allclose(
        pattern.gain_db(0, -np.arange(-90, 91, 5)), -vertical_loss(np.arange(-90, 91, 5), 5), atol=0.02
    )


def without(text, line):
    lines = text.splitlines()
    return "\n".join(lines[: line - 1] + lines[line:])


def with_line(text, line, new):
    lines = text.splitlines()
    lines[line - 1] = new
    return "\n".join(lines)


GOOD = msi()  # HORIZONTAL is line 6, its angle 0 line 7; VERTICAL line 367


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (without(GOOD, 107), r"line 106.*100° is missing in HORIZONTAL"),
        (with_line(without(GOOD, 107), 6, "HORIZONTAL 359"), r"line 106.*100° is missing in HORIZONTAL"),
        (with_line(GOOD, 107, "99.0 7.0"), r"line 107.*99° is there twice.*line 106"),
        (with_line(GOOD, 107, "100.0 7,0"), r"line 107.*7,0"),
        (with_line(GOOD, 107, "100.0 強い"), r"line 107.*強い"),
        (with_line(GOOD, 107, "100.0 nan"), r"line 107.*nan"),
        (with_line(GOOD, 107, "100.0"), r"line 107"),
        (with_line(GOOD, 107, "100.4 7.0"), r"100"),
        (with_line(GOOD, 107, "1000 7.0"), r"line 107.*1000"),
        (with_line(GOOD, 6, "HORIZONTAL 350"), r"line 357.*350"),
        (with_line(GOOD, 6, "HORIZONTAL many"), r"line 6.*many"),
        ("\n".join(GOOD.splitlines()[:366]), r"VERTICAL"),
        ("\n".join(GOOD.splitlines()[:500]), r"133° is missing in VERTICAL \(133 angles"),
        (with_line(GOOD, 367, "VERTICAL 370"), r"VERTICAL promises 370 rows, but has 360"),
        ("\n".join(GOOD.splitlines()[5:366]) + "\n" + GOOD, r"second table HORIZONTAL"),
        ("", r"no rows"),
        ("NAME only\n", r"columns angle"),
        ("angle,horizontal,vertical\n0,1\n", r"line 2.*fewer columns"),
        ("angle,horizontal,vertical\n0,1,2\n", r"missing"),
        ("angle;h;v\n" + "\n".join(f"{a};1;x" for a in ANGLES), r"line 2.*x"),
    ],
)
@pytest.mark.parametrize("name", ["壊れた.msi"])
def test_faults_name_file_and_line(tmp_path, text, words, name):
    with pytest.raises(InputError, match=words) as caught:
        read_pattern(write(tmp_path / name, text))
    assert name in str(caught.value) and "line" in str(caught.value)


def test_zero_and_360_may_both_be_there_if_they_agree(tmp_path):
    angles = np.arange(361)
    assert read_pattern(write(tmp_path / "a.msi", msi(angles))).horizontal_db.size == 360
    with pytest.raises(InputError, match="360° is there twice"):
        read_pattern(write(tmp_path / "b.msi", msi(angles).replace("360.0 0.00", "360.0 1.00", 1)))


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"\x81\xff" * 9, b"HORIZONTAL 1\n" + b" " * (5 << 20)])
def test_what_is_no_text_is_refused(tmp_path, data):
    path = tmp_path / "a.msi"
    path.write_bytes(data)
    with pytest.raises(InputError, match="no antenna pattern"):
        read_pattern(path)


def test_names_in_tables(tmp_path):
    assert pattern_of("") is None and pattern_of("Omni") is None and pattern_of("無指向性") is None
    assert pattern_of("3GPP38901").name == "3gpp38901"
    write(tmp_path / "型.msi", msi())
    assert pattern_of("型.msi", tmp_path).name == "試験アンテナ"
    with pytest.raises(InputError, match=r"kathrein\.msi.*3gpp36814"):
        pattern_of("kathrein.msi", tmp_path)
