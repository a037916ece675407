"""Positions as lists hold them: decimal degrees, degrees and minutes, exchanged columns, plane rectangular X and Y."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...pointcloud.places import geographic, in_tokyo
from ...text import QT_TRANSLATE_NOOP, Message

NAMES = {
    "latitude": ("緯度", "latitude", "lat", "北緯", "緯度経度緯度", "位置緯度", "施設緯度", "設置位置緯度"),
    "longitude": (
        "経度", "longitude", "lon", "lng", "long", "東経", "緯度経度経度", "位置経度", "施設経度", "設置位置経度",
    ),
    "x": ("x座標", "座標x", "x", "平面直角座標x", "xcoord"),
    "y": ("y座標", "座標y", "y", "平面直角座標y", "ycoord"),
}  # fmt: skip
"""Spellings of the columns with positions, for :func:`~.columns.find_columns`."""
TOKYO_ZONE = 9

WORDS = {
    "": "",
    "swapped": QT_TRANSLATE_NOOP("SoraNoMe", "latitude and longitude were exchanged, and were put right"),
    "outside_tokyo": QT_TRANSLATE_NOOP("SoraNoMe", "lies outside Tokyo"),
    "missing": QT_TRANSLATE_NOOP("SoraNoMe", "has no position"),
    "zero": QT_TRANSLATE_NOOP("SoraNoMe", "has 0 as its position"),
    "text": QT_TRANSLATE_NOOP("SoraNoMe", "the position is no number"),
    "outside": QT_TRANSLATE_NOOP("SoraNoMe", "the position lies outside Japan"),
}
"""What is to be said of a position, by ``Position.code``."""

_JAPAN = (122.0, 20.0, 154.5, 46.0)  # west, south, east, north in degrees


@dataclass(frozen=True)
class Position:
    """Degrees (JGD2011), None where a row has no usable position; ``code`` of WORDS says why, or what was mended."""

    longitude: float | None
    latitude: float | None
    code: str = ""

    @property
    def known(self) -> bool:
        return self.longitude is not None


def degrees_in(text: str) -> float | None:
    """Degrees of a cell: decimal, 35°41′22.1″, 35度41分22秒, 35:41:22, 35.41.22.1, N35…, 北緯…, or run together (354122.1,
    1394602.5). None where it is empty. Raises ValueError where it is none of these.
    """
    value = unicodedata.normalize("NFKC", text).strip()
    if value in ("", "-", "ー", "−", "*", "不明"):
        return None
    value = re.sub(r"^(北緯|東経|[nNeE])\s*|\s*[nNeE]$", "", value).strip()
    if re.fullmatch(r"-?\d{1,15}(\.\d*)?", value, re.ASCII):
        number = float(value)
        if number < 10_000:
            return number
        seconds = number % 100
        degrees, minutes = divmod(int(number // 100), 100)
        return _sexagesimal(degrees, minutes, seconds)
    parts = re.fullmatch(r"(\d{1,3})[°度:.\s]+(\d{1,3})['′’分:.\s]+(\d+(?:\.\d*)?)?[\"″”秒'′’]*", value, re.ASCII)
    if not parts:
        raise ValueError(text)
    return _sexagesimal(int(parts[1]), int(parts[2]), float(parts[3] or 0))


def _sexagesimal(degrees: int, minutes: int, seconds: float) -> float:
    if minutes >= 60 or seconds >= 60:
        raise ValueError(f"{degrees}°{minutes}′{seconds}″")
    return degrees + minutes / 60 + seconds / 3600


def position_in(latitude: str, longitude: str) -> Position:
    """The position in two cells. Exchanged ones are put right: no place of Japan is one when they are exchanged."""
    try:
        south, west = degrees_in(latitude), degrees_in(longitude)
    except ValueError:
        return Position(None, None, "text")
    if south is None or west is None:
        return Position(None, None, "missing")
    return position_at(west, south)


def position_at(longitude: float, latitude: float) -> Position:
    """The position of two numbers in degrees, checked and put right as in :func:`position_in`."""
    if longitude == 0 and latitude == 0:
        return Position(None, None, "zero")
    if _in_japan(longitude, latitude):
        return Position(longitude, latitude, "" if in_tokyo(longitude, latitude) else "outside_tokyo")
    if _in_japan(latitude, longitude):
        return Position(latitude, longitude, "swapped")
    return Position(None, None, "outside")


def positions_of(
    rows: Sequence[Sequence[str]], columns: Mapping[str, int], zone: int = TOKYO_ZONE
) -> tuple[list[Position], bool]:
    """The position of each row, and whether X and Y were taken as east and north.

    Degrees are used where the list has columns for them, else X and Y: of plane rectangular ``zone``, or degrees where the
    numbers are that small. In surveying X is north (as the law of coordinates has it), in mapping programs east: whichever
    puts more rows into Tokyo, north where both do.
    """
    if {"latitude", "longitude"} <= columns.keys():
        north, east = columns["latitude"], columns["longitude"]
        return [position_in(_at(row, north), _at(row, east)) for row in rows], False
    x, y = (np.array([_metres(_at(row, columns[axis])) for row in rows], float) for axis in ("x", "y"))
    known = np.isfinite(x) & np.isfinite(y)
    if known.any() and np.nanmax(np.abs(np.concatenate([x[known], y[known]]))) <= 180:
        return [position_in(_at(row, columns["y"]), _at(row, columns["x"])) for row in rows], True
    known &= (x != 0) | (y != 0)
    survey, mapping = (_from_plane(zone, *axes, known) for axes in ((y, x), (x, y)))
    east_first = _in_tokyo(mapping) > _in_tokyo(survey)
    found = mapping if east_first else survey
    for number, row in enumerate(rows):
        if not known[number]:
            texts = _at(row, columns["x"]), _at(row, columns["y"])
            code = "missing" if not all(texts) else "zero" if x[number] == y[number] == 0 else "text"
            found[number] = Position(None, None, code)
    return found, east_first


def position_messages(
    name: str, rows: Sequence[tuple[Position, int, str]], columns: Mapping[str, int], east_first: bool, zone: int
) -> list[Message]:
    """What is to be said of the positions of list ``name``: ``rows`` are (position, line in the file, what it is called)."""
    said: list[Message] = []
    if "latitude" not in columns:
        template = (
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "{name}: positions are X, Y of plane rectangular zone {zone}; X was taken as east."
            )
            if east_first
            else QT_TRANSLATE_NOOP(
                "SoraNoMe", "{name}: positions are X, Y of plane rectangular zone {zone}; X was taken as north."
            )
        )
        said.append(Message(template, {"name": name, "zone": zone}))
    for code, count in Counter(position.code for position, _, _ in rows if position.code).items():
        line, called = next((line, called) for position, line, called in rows if position.code == code)
        template = QT_TRANSLATE_NOOP("SoraNoMe", "{name}: {problem}: {count} (the first: line {line}, {asset}).")
        values = {"name": name, "count": count, "problem": Message(WORDS[code]), "line": line, "asset": called}
        said.append(Message(template, values))
    return said


def _from_plane(zone: int, east: np.ndarray, north: np.ndarray, known: np.ndarray) -> list[Position]:
    found = [Position(None, None, "missing")] * len(east)
    # Beyond these no projection of the zone is meant to be used; far beyond it raises errors.
    near = known & (np.abs(east) < 1e6) & (np.abs(north) < 2e6)
    places = geographic(zone, east[near].tolist(), north[near].tolist()) if near.any() else []
    for number in np.flatnonzero(known & ~near):
        found[number] = Position(None, None, "outside")
    for number, place in zip(np.flatnonzero(near), places):
        position = position_at(*place)
        found[number] = Position(None, None, "outside") if position.code == "swapped" else position
    return found


def _in_tokyo(positions: list[Position]) -> int:
    return sum(position.known and position.code == "" for position in positions)


def _in_japan(longitude: float, latitude: float) -> bool:
    west, south, east, north = _JAPAN
    return west <= longitude <= east and south <= latitude <= north


def _at(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _metres(text: str) -> float:
    try:
        return float(unicodedata.normalize("NFKC", text).replace(",", "").rstrip("mM "))
    except ValueError:
        return float("nan")
