"""Antenna patterns: how much weaker than in its best direction a mast sends, by bearing and elevation.

Three kinds: none (the same in all directions), the sectors of 3GPP's evaluation models, and files of manufacturers (MSI
Planet ``.msi``, ``.pln``, ``.txt``; CSV). All are two cuts, horizontal and vertical, in dB relative to the maximum, and
a rule to combine them:

- sectors of 3GPP: A(φ, θ) = −min(−(A_H(φ) + A_V(θ)), A_m), the rule of the tables they come from;
- files: horizontal projection interpolation, Gil et al. 2001, "A 3D interpolation method for base-station-antenna
  radiation patterns", IEEE Antennas and Propagation Magazine 43(2): G(φ, θ) = H(φ) − [(1 − w)(H(0) − V(θ))
  + w (H(180°) − V(180° − θ))] with w = |φ| / 180°, at most 0 dB. It returns both cuts where they were measured, behind
  the antenna too, which their plain sum does not.

Angles: bearings clockwise from grid north, elevations up from the horizon, tilt downward; the vertical cut, as in MSI
files, counts from the horizon in front downward (90° is straight down, 180° behind, 270° straight up).
"""

from __future__ import annotations

import math
import os
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numba import njit

from ...errors import InputError
from ...text import QT_TRANSLATE_NOOP, Message

_MOST_BYTES = 4 << 20
_STEP_3GPP = 0.1  # degrees; between them straight lines, less than 0.001 dB off
_DIPOLE_DBI = 2.15
_TILT_TOLERANCE_DEG = 2.0
_ANGLE_TOLERANCE_DEG = 0.01
_MOST_DB = 1000.0  # no gain and no loss of an antenna, whatever a file says

_ANGLE = ("angle", "angle_deg", "deg", "degree", "角度", "方位角")
_HORIZONTAL = ("horizontal", "horizontal_db", "h", "azimuth", "水平", "水平面")
_VERTICAL = ("vertical", "vertical_db", "v", "elevation", "垂直", "垂直面")


@dataclass(frozen=True, eq=False)
class Pattern:
    """Two cuts of an antenna: gains in dB relative to the maximum (≤ 0), evenly spaced around the circle from 0°.

    ``floor_db`` is A_m of 3GPP's rule, NaN where the cuts are combined by interpolation. ``gain_dbi`` is the file's own
    maximum (the EIRP holds it already, it is only told), NaN where the file does not say. ``electrical_tilt_deg`` is what
    the file says; it is in the vertical cut already.
    """

    name: str
    horizontal_db: np.ndarray
    vertical_db: np.ndarray
    floor_db: float = math.nan
    gain_dbi: float = math.nan
    frequency_mhz: float = math.nan
    electrical_tilt_deg: float = 0.0
    notes: tuple[Message, ...] = ()

    def gain_db(self, bearing_deg, elevation_deg, azimuth_deg: float = 0.0, tilt_deg: float = 0.0) -> np.ndarray:
        """Gain relative to the maximum, dB (≤ 0), towards bearings and elevations of one shape.

        ``azimuth_deg`` is where the antenna looks, ``tilt_deg`` its mechanical tilt, down positive.
        """
        shape = np.broadcast_shapes(np.shape(bearing_deg), np.shape(elevation_deg))
        out = np.empty(shape)
        _gains(
            np.full(shape, bearing_deg, np.float64).ravel(),
            np.full(shape, elevation_deg, np.float64).ravel(),
            azimuth_deg,
            tilt_deg,
            self.horizontal_db,
            self.vertical_db,
            self.floor_db,
            out.reshape(-1),
        )
        return out


def sector(name: str) -> Pattern:
    """A sector antenna of :data:`SECTORS`."""
    width, floor, vertical_width, vertical_floor = SECTORS[name]
    angles = np.arange(0, 360, _STEP_3GPP)
    away = np.minimum(angles, 360 - angles)
    horizontal = -np.minimum(12 * (away / width) ** 2, floor)
    vertical = -np.minimum(12 * (away / vertical_width) ** 2, vertical_floor)
    return Pattern(name, horizontal, vertical, floor)


SECTORS = {
    "3gpp36814": (70.0, 25.0, 10.0, 20.0),
    "3gpp36942": (65.0, 20.0, math.inf, 0.0),
    "3gpp38901": (65.0, 30.0, 65.0, 30.0),
}
"""φ_3dB (°), A_m (dB), θ_3dB (°), SLA_v (dB): TR 36.814 table A.2.1.1-2 (a macro cell's sector), TR 36.942 section 4.2.1
(horizontal only), TR 38.901 table 7.3-1 (one element of a panel)."""

DEFAULT_SECTOR = "3gpp36814"


def pattern_of(text: str, folder: Path | None = None) -> Pattern | None:
    """The pattern a site's table names: empty or ``omni`` (None), a name of :data:`SECTORS`, or a file.

    Files are looked for as given and in ``folder``. Raises :class:`InputError` where there is none.
    """
    text = text.strip()
    if text.lower() in ("", "omni", "無指向性", "オムニ"):
        return None
    if text.lower() in SECTORS:
        return sector(text.lower())
    places = [Path(text)] if folder is None else [Path(text), folder / text]
    for path in places:
        if os.path.isfile(path):  # False for names no system takes, where Path.is_file raises
            return read_pattern(path)
    raise InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "The antenna pattern {name} is neither a file (looked for in {folder}) nor one of: omni, {known}. Give a "
            ".msi, .pln, .txt or .csv file, or one of these.",
        ),
        name=text,
        folder=", ".join(str(path.parent.absolute()) for path in places),
        known=", ".join(SECTORS),
    )


def read_pattern(path: str | Path) -> Pattern:
    """A pattern from a file in the form of MSI Planet, or from a CSV with columns angle, horizontal, vertical.

    CSV values that are nowhere negative are losses, as in MSI files; else gains, of which the largest becomes 0 dB.
    Raises :class:`InputError` naming file and line: text in numbers, angles missing or twice, wrong counts.
    """
    path = Path(path)
    lines = _text_of(path).splitlines()
    if path.suffix.lower() == ".csv" or not any(re.match(r"\s*(HORIZONTAL|VERTICAL)\b", line, re.I) for line in lines):
        return _read_csv(path, lines)
    return _read_msi(path, lines)


def _text_of(path: Path) -> str:
    try:
        with open(path, "rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "The antenna pattern {path} cannot be read ({detail}). Choose another file."),
            path=path,
            detail=error.strerror or str(error),
        ) from error
    if len(data) <= _MOST_BYTES and b"\0" not in data:
        for encoding in ("utf-8-sig", "cp932"):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe", "{path} is no antenna pattern: it is no text. Give a .msi, .pln, .txt or .csv file."
        ),
        path=path,
    )


Row = tuple[int, float, float]  # line in the file, angle, value


def _read_msi(path: Path, lines: list[str]) -> Pattern:
    header: dict[str, str] = {}
    cuts: dict[str, list[Row]] = {}
    begun: dict[str, tuple[int, int]] = {}  # line and count of each table's title
    table = ""
    for number, line in enumerate(lines, 1):
        words = line.split()
        if not words:
            continue
        key = words[0].upper()
        if key in ("HORIZONTAL", "VERTICAL") and key in begun:
            raise _fault(path, number, QT_TRANSLATE_NOOP("SoraNoMe", "a second table {table}"), table=key)
        if key in ("HORIZONTAL", "VERTICAL"):
            table = key
            begun[key] = number, int(_number(path, number, words[1] if len(words) > 1 else ""))
            cuts[key] = []
        elif table and len(cuts[table]) < begun[table][1]:
            if len(words) != 2:
                raise _fault(
                    path,
                    number,
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe", "“{text}” instead of an angle and a loss; {table} promises {count} rows"
                    ),
                    text=line.strip()[:60],
                    table=table,
                    count=begun[table][1],
                )
            cuts[table].append((number, _number(path, number, words[0]), _number(path, number, words[1])))
        elif table and _is_number(words[0]):
            raise _fault(
                path,
                number,
                QT_TRANSLATE_NOOP("SoraNoMe", "more rows than the {count} that {table} promises"),
                count=begun[table][1],
                table=table,
            )
        else:
            header.setdefault(key, line.strip()[len(words[0]) :].strip())
    circles = {}
    for key in ("HORIZONTAL", "VERTICAL"):
        if key not in cuts:
            raise _fault(path, len(lines), QT_TRANSLATE_NOOP("SoraNoMe", "there is no table {table}"), table=key)
        circles[key] = _circle(path, key, cuts[key])  # a missing angle tells more than a wrong count
        if len(cuts[key]) != begun[key][1]:
            raise _fault(
                path,
                begun[key][0],
                QT_TRANSLATE_NOOP("SoraNoMe", "{table} promises {count} rows, but has {found}"),
                table=key,
                count=begun[key][1],
                found=len(cuts[key]),
            )
    gain = _first_number(header.get("GAIN", ""))
    if "dbi" not in header.get("GAIN", "").lower():
        gain += _DIPOLE_DBI  # without a unit, MSI means dBd
    tilt = _first_number(header.get("ELECTRICAL_TILT", "") or header.get("TILT", ""))
    pattern = Pattern(
        header.get("NAME", "") or path.stem,
        -circles["HORIZONTAL"],
        -circles["VERTICAL"],
        gain_dbi=gain,
        frequency_mhz=_first_number(header.get("FREQUENCY", "")),
        electrical_tilt_deg=0.0 if math.isnan(tilt) else tilt,
    )
    return _normalised(pattern, path)


def _read_csv(path: Path, lines: list[str]) -> Pattern:
    columns: list[int] | None = None
    rows: list[tuple[int, list[float]]] = []
    for number, line in enumerate(lines, 1):
        words = [word.strip().strip('"') for word in re.split(r"[,;\t]", line)]
        if not any(words) or line.startswith("#"):
            continue
        if columns is None:
            columns = _columns(path, number, words)
        elif len(words) <= max(columns):
            raise _fault(path, number, QT_TRANSLATE_NOOP("SoraNoMe", "fewer columns than its title line"))
        else:
            rows.append((number, [_number(path, number, words[column]) for column in columns]))
    if not rows:
        raise _fault(path, 1, QT_TRANSLATE_NOOP("SoraNoMe", "no rows of angle, horizontal and vertical"))
    cuts = []
    for cut, name in enumerate(("horizontal", "vertical"), 1):
        values = _circle(path, name, [(number, row[0], row[cut]) for number, row in rows])
        cuts.append(values if values.min() < 0 else -values)
    return _normalised(Pattern(path.stem, *cuts), path)


def _columns(path: Path, number: int, words: list[str]) -> list[int]:
    """Places of angle, horizontal and vertical in the title line of a CSV."""
    titles = [re.sub(r"\s*[(\[（].*", "", word).lower() for word in words]
    found = [
        next((titles.index(name) for name in names if name in titles), -1) for names in (_ANGLE, _HORIZONTAL, _VERTICAL)
    ]
    if min(found) < 0:
        raise _fault(
            path,
            number,
            QT_TRANSLATE_NOOP("SoraNoMe", "“{text}” is no title line with the columns angle, horizontal and vertical"),
            text=", ".join(words)[:80],
        )
    return found


def _circle(path: Path, table: str, rows: list[Row]) -> np.ndarray:
    """Values of a cut in the order of its angles, 0° first; raises where an angle is missing or there twice."""
    if not rows:
        raise _fault(path, 1, QT_TRANSLATE_NOOP("SoraNoMe", "{table} has no rows"), table=table)
    seen: dict[float, Row] = {}
    for row in rows:
        number, angle, value = row
        if abs(value) > _MOST_DB:
            raise _fault(
                path, number, QT_TRANSLATE_NOOP("SoraNoMe", "{value} dB is no gain of an antenna"), value=f"{value:g}"
            )
        if not -360 <= angle <= 360:
            raise _fault(
                path, number, QT_TRANSLATE_NOOP("SoraNoMe", "the angle {angle}° is no angle"), angle=f"{angle:g}"
            )
        place = round(angle % 360, 3) % 360
        # 0 and 360 (or −180 and 180) may both be there, if they agree.
        if place in seen and (seen[place][1] == angle or seen[place][2] != value):
            raise _fault(
                path,
                number,
                QT_TRANSLATE_NOOP("SoraNoMe", "the angle {angle}° is there twice in {table} (also in line {other})"),
                angle=f"{angle:g}",
                table=table,
                other=seen[place][0],
            )
        seen.setdefault(place, row)
    angles = np.array(sorted(seen))
    gaps = np.diff(np.append(angles, angles[0] + 360))
    step = float(np.median(gaps))
    if len(angles) < 8 or angles[0] > _ANGLE_TOLERANCE_DEG or gaps.max() - step > _ANGLE_TOLERANCE_DEG:
        before = int(np.argmax(gaps)) if angles[0] <= _ANGLE_TOLERANCE_DEG else -1
        missing = angles[before] + step if before >= 0 else 0.0
        raise _fault(
            path,
            seen[angles[before]][0] if before >= 0 else rows[0][0],
            QT_TRANSLATE_NOOP("SoraNoMe", "the angle {angle}° is missing in {table} ({count} angles are there)"),
            angle=f"{missing % 360:g}",
            table=table,
            count=len(angles),
        )
    if step - gaps.min() > _ANGLE_TOLERANCE_DEG:
        odd = angles[(int(np.argmin(gaps)) + 1) % len(angles)]
        raise _fault(
            path,
            seen[odd][0],
            QT_TRANSLATE_NOOP("SoraNoMe", "the angle {angle}° does not fit the even steps of {step}° in {table}"),
            angle=f"{odd:g}",
            step=f"{step:g}",
            table=table,
        )
    return np.array([seen[angle][2] for angle in angles])


def _normalised(pattern: Pattern, path: Path) -> Pattern:
    """The cuts relative to their maxima; what is odd about the file is told in ``notes``."""
    horizontal, vertical = pattern.horizontal_db, pattern.vertical_db
    notes = []
    peak = int(np.argmax(vertical)) * 360 / len(vertical)
    peak = peak - 360 if peak > 180 else peak
    if pattern.electrical_tilt_deg and abs(peak - pattern.electrical_tilt_deg) > _TILT_TOLERANCE_DEG:
        notes.append(
            Message(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{path} says an electrical tilt of {tilt}°, but is strongest {peak}° below the horizon. That counts.",
                ),
                {"path": path.name, "tilt": f"{pattern.electrical_tilt_deg:g}", "peak": f"{peak:g}"},
            )
        )
    return Pattern(
        pattern.name,
        horizontal - horizontal.max(),
        vertical - vertical.max(),
        gain_dbi=pattern.gain_dbi,
        frequency_mhz=pattern.frequency_mhz,
        electrical_tilt_deg=pattern.electrical_tilt_deg,
        notes=tuple(notes),
    )


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _number(path: Path, line: int, text: str) -> float:
    if not _is_number(text):
        raise _fault(path, line, QT_TRANSLATE_NOOP("SoraNoMe", "“{text}” is no number"), text=text[:40])
    return float(text)


def _first_number(text: str) -> float:
    found = re.search(r"[-+]?\d+(?:\.\d+)?", text)
    return float(found[0]) if found and len(found[0]) < 30 else math.nan


def _fault(path: Path, line: int, template: str, **values) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe", "The antenna pattern {path} cannot be used; line {line}: {what}. Correct the file."
        ),
        path=path,
        line=line,
        what=Message(template, values),
    )


@njit(cache=True, nogil=True)
def _gains(bearing, elevation, azimuth, tilt, horizontal, vertical, floor, out):
    cos_tilt, sin_tilt = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
    for i in range(bearing.size):
        b, e = math.radians(bearing[i] - azimuth), math.radians(elevation[i])
        ahead, right = math.cos(e) * math.cos(b), math.cos(e) * math.sin(b)
        out[i] = gain_along(ahead, right, math.sin(e), cos_tilt, sin_tilt, horizontal, vertical, floor)


@njit(cache=True, nogil=True, inline="always")
def gain_along(ahead, right, up, cos_tilt, sin_tilt, horizontal, vertical, floor):
    """Gain (dB, ≤ 0) along a unit vector: ahead along the antenna's azimuth, to its right, and up.

    The tables and ``floor`` are those of :class:`Pattern`. Inlined: called, it takes three times as long.
    """
    # As the tilted antenna sees it: turned about the horizontal axis across its azimuth.
    forward, above = ahead * cos_tilt - up * sin_tilt, ahead * sin_tilt + up * cos_tilt
    around = math.degrees(math.atan2(right, forward))
    down = -math.degrees(math.asin(min(1.0, max(-1.0, above))))
    across, upright = _value(horizontal, around), _value(vertical, down)
    if not math.isnan(floor):
        return max(across + upright, -floor)
    behind = abs(around) / 180.0
    front = _value(horizontal, 0.0) - upright
    back = _value(horizontal, 180.0) - _value(vertical, 180.0 - down)
    return min(0.0, across - (1.0 - behind) * front - behind * back)


@njit(cache=True, nogil=True, inline="always")
def _value(table, angle):
    """A cut at an angle of −180° to 360°, between its steps by straight lines."""
    if angle < 0.0:
        angle += 360.0
    place = angle / 360.0 * table.size
    below = int(place)
    share = place - below
    if below >= table.size:
        below -= table.size
    above = below + 1 if below + 1 < table.size else 0
    return (1.0 - share) * table[below] + share * table[above]
