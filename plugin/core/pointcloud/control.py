"""Control points (調整用基準点, 検証点) and how far the ground of a point cloud lies from them.

The vertical error at 95 % is that of the National Standard for Spatial Data Accuracy (FGDC-STD-007.3-1998, section
3.2.1 and appendix 3-A): 1.96 × RMSE where errors are normal. The percentile beside it needs no normal errors.
"""

from __future__ import annotations

import csv
import io
import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ..change.elevation_error import nmad
from ..errors import InputError
from ..text import QT_TRANSLATE_NOOP, Message
from .catalogue import Bounds

AXES = ("auto", "xy", "survey")
"""``xy``: X is east, as in QGIS; ``survey``: X is north, Y is east, as in Japanese surveying."""

_ENCODINGS = ("utf-8-sig", "cp932")
_LARGEST_FILE = 50 << 20
_NAMES = {
    "id": (
        "id",
        "no",
        "no.",
        "name",
        "number",
        "point",
        "pointid",
        "点名",
        "点番号",
        "番号",
        "名称",
        "測点",
        "測点名",
        "基準点名",
    ),
    "east": ("east", "easting", "e", "東", "東距", "東座標"),
    "north": ("north", "northing", "n", "北", "北距", "北座標"),
    "x": ("x", "x座標", "座標x"),
    "y": ("y", "y座標", "座標y"),
    "height": ("height", "elevation", "elev", "h", "z", "z座標", "標高", "高さ", "標高値"),
}
_LEAST_POINTS = 4
_OUTLYING = 3.0  # NMADs
_LEAST_SCATTER_M = 0.03
_STEEPEST = 4.0  # m per m
_SMOOTH_M = 0.10


@dataclass(frozen=True)
class ControlPoint:
    id: str
    east: float
    north: float
    height_m: float


@dataclass(frozen=True)
class Checked:
    """A control point and the cloud there: ``difference_m`` is cloud − control, None where ``why`` says so."""

    point: ControlPoint
    difference_m: float | None
    points: int = 0
    scatter_m: float = math.nan
    outlying: bool = False
    why: Message | None = None


@dataclass(frozen=True)
class ControlCheck:
    """All control points against the cloud. Numbers are NaN where no point could be checked."""

    checked: tuple[Checked, ...]
    survey_axes: bool

    @property
    def differences(self) -> np.ndarray:
        return np.array([c.difference_m for c in self.checked if c.difference_m is not None])

    @property
    def count(self) -> int:
        return len(self.differences)

    @property
    def bias_m(self) -> float:
        return float(np.mean(self.differences)) if self.count else math.nan

    @property
    def sd_m(self) -> float:
        return float(np.std(self.differences, ddof=1)) if self.count > 1 else math.nan

    @property
    def rmse_m(self) -> float:
        return float(np.sqrt(np.mean(self.differences**2))) if self.count else math.nan

    @property
    def error95_m(self) -> float:
        """1.96 × RMSE (NSSDA)."""
        return 1.96 * self.rmse_m

    @property
    def percentile95_m(self) -> float:
        """95th percentile of absolute differences."""
        return float(np.percentile(np.abs(self.differences), 95)) if self.count else math.nan


# -- reading -----------------------------------------------------------------------------------------------------


def read_control(
    path: str | Path, extents: Sequence[Bounds], axes: str = "auto"
) -> tuple[list[ControlPoint], bool, list[Message]]:
    """Control points of a CSV file (UTF-8 or CP932), whether its X is north (``survey``), and warnings on rows left out.

    Columns are known by name; without names they are [id,] first, second coordinate, height. Where names leave open
    which of X and Y is north, the order is taken by which more points lie in ``extents`` of tiles (CRS of the tiles, as
    the points must be). Rows without a number where one belongs are left out. Raises :class:`InputError` where columns are
    missing, no row can be used, or the order cannot be told.
    """
    rows = _rows(Path(path))
    titles = rows[0][1]
    names = _columns(titles)
    named = bool(names)
    if named:
        rows = rows[1:]
    else:
        width = len(titles)
        names = {"id": 0, "x": 1, "y": 2, "height": 3} if width >= 4 else {"x": 0, "y": 1, "height": 2}
        if width < 3:
            raise _no_columns(path, titles)
    if "height" not in names or not ({"east", "north"} <= names.keys() or {"x", "y"} <= names.keys()):
        raise _no_columns(path, list(names))
    stated = {"east", "north"} <= names.keys()
    first, second = ("east", "north") if stated else ("x", "y")
    found, warnings = [], []
    for number, (line, row) in enumerate(rows, 1):
        try:
            values = _values(path, line, row, names, first, second)
        except _NoNumber as fault:
            # Without names, a first row of words may be names not known here: columns must not be guessed then.
            if not named and number == 1:
                raise InputError(fault.message.template, **fault.message.values) from None
            warnings.append(fault.message)
            continue
        if values is not None:
            found.append((_id(row, names) or str(number), *values))
    if not found and warnings:
        raise InputError(warnings[0].template, **warnings[0].values)
    if not found:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} holds no control points. It needs a row for each, with its height."),
            path=path,
        )
    survey = False if stated else _survey_order(path, found, extents, axes)
    return [ControlPoint(i, *((b, a) if survey else (a, b)), h) for i, a, b, h in found], survey, warnings


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """Rows that are not empty, with the number of their (last) line in the file."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise OSError("larger than 50 MB")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} cannot be read ({detail}). Choose the CSV of control points."),
            path=path,
            detail=error.strerror or str(error),
        ) from error
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            break
    else:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "{path} is neither UTF-8 nor Shift_JIS (CP932) text. Save it as “CSV UTF-8” and run again."
            ),
            path=path,
        )
    head = text[:4096]
    delimiter = max(",\t;", key=head.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = [(reader.line_num, row) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} cannot be read ({detail}). Choose the CSV of control points."),
            path=path,
            detail=str(error),
        ) from error
    if not rows:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} holds no control points. It needs a row for each, with its height."),
            path=path,
        )
    return rows


def _plain(title: str) -> str:
    text = re.sub(r"[(\[]\s*(m|metres?|メートル)\s*[)\]]", "", unicodedata.normalize("NFKC", title).lower())
    return re.sub(r"[()\[\]\s_・.]", "", text)


def _columns(row: list[str]) -> dict[str, int]:
    """Column by meaning, from a row of names; empty where the row holds none."""
    found: dict[str, int] = {}
    for column, title in enumerate(map(_plain, row)):
        for meaning, spellings in _NAMES.items():
            if title in map(_plain, spellings) and meaning not in found:
                found[meaning] = column
                break
    if found.keys() & {"east", "north", "x", "y", "height"}:
        return found
    return {}


def _no_columns(path, titles: list[str]) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{path}: coordinates or heights of the control points were not found (columns: {columns}). Name the columns id, "
            "east, north, height, or 点名, X, Y, 標高.",
        ),
        path=path,
        columns=", ".join(titles)[:200],
    )


class _NoNumber(InputError):
    """A row holds something else where a number belongs."""


def _id(row: list[str], names: dict[str, int]) -> str:
    return row[names["id"]].strip() if "id" in names and names["id"] < len(row) else ""


def _values(path, line: int, row: list[str], names: dict[str, int], first: str, second: str):
    """(first, second, height) of a row; None where it has no numbers at all. Raises :class:`_NoNumber`."""
    texts = [row[names[name]] if names[name] < len(row) else "" for name in (first, second, "height")]
    if not any(text.strip() for text in texts):
        return None
    numbers = []
    for name, text in zip((first, second, "height"), texts):
        try:
            number = float(unicodedata.normalize("NFKC", text).replace(",", "").strip())
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise _NoNumber(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{path}, line {line} (control point {id}): “{text}” in the column {column} is no number; the point is "
                    "left out.",
                ),
                path=path,
                line=line,
                id=_id(row, names) or "–",
                text=text[:40],
                column=name,
            )
        numbers.append(number)
    return numbers


def _survey_order(path, found: list[tuple], extents: Sequence[Bounds], axes: str) -> bool:
    """Whether the first coordinate is north."""
    if axes != "auto":
        return axes == "survey"
    a, b = (np.array([row[i] for row in found]) for i in (1, 2))
    as_xy, as_survey = _inside(a, b, extents), _inside(b, a, extents)
    if as_xy == as_survey:
        template = (
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{path}: whether X of the control points is east or north cannot be told ({xy} lie in the tiles either "
                "way). Say it by AXES.",
            )
            if as_xy
            else QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{path}: no control point lies in the tiles ({bounds}), whichever of X and Y is north. Check that they "
                "are in the coordinate system of the tiles.",
            )
        )
        boxes = np.array(extents)
        bounds = (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0))
        raise InputError(template, path=path, xy=as_xy, bounds=", ".join(f"{value:.0f}" for value in bounds))
    return as_survey > as_xy


def _inside(x: np.ndarray, y: np.ndarray, extents: Sequence[Bounds]) -> int:
    inside = np.zeros(len(x), bool)
    for west, south, east, north in extents:
        inside |= (x >= west) & (x <= east) & (y >= south) & (y <= north)
    return int(inside.sum())


# -- checking ----------------------------------------------------------------------------------------------------


@dataclass
class Around:
    """Last returns around one control point, (n, 4): metres east, north and up of it, and whether ground (1 or 0)."""

    parts: list[np.ndarray] = field(default_factory=list)


def check(points: Sequence[ControlPoint], around: Sequence[Around], within_tiles: Sequence[bool], survey: bool):
    """The :class:`ControlCheck` of ``points``, given the points ``around`` each."""
    results = []
    for point, near, inside in zip(points, around, within_tiles):
        if not inside:
            why = Message(QT_TRANSLATE_NOOP("SoraNoMe", "outside the tiles"))
            results.append(Checked(point, None, why=why))
            continue
        cloud = np.concatenate(near.parts) if near.parts else np.empty((0, 4))
        results.append(_check(point, cloud[np.lexsort(cloud.T)]))
    known = np.array([c.difference_m for c in results if c.difference_m is not None])
    if len(known) >= 4:
        middle = float(np.median(known))
        limit = _OUTLYING * max(nmad(known), _LEAST_SCATTER_M)
        results = [
            Checked(c.point, c.difference_m, c.points, c.scatter_m, abs(c.difference_m - middle) > limit, c.why)
            if c.difference_m is not None
            else c
            for c in results
        ]
    return ControlCheck(tuple(results), survey)


def _check(point: ControlPoint, cloud: np.ndarray) -> Checked:
    """The plane of the ground around, at the point; twice, the second time without outliers.

    Where nothing around is classed as ground, last returns stand for it if they are one smooth surface.
    """
    classed = cloud[:, 3] == 1
    used = cloud[classed] if classed.any() else cloud
    for _ in range(2):
        if len(used) < _LEAST_POINTS:
            why = Message(QT_TRANSLATE_NOOP("SoraNoMe", "only {count} ground points around"), {"count": len(used)})
            return Checked(point, None, len(used), why=why)
        design = np.column_stack([np.ones(len(used)), used[:, :2]])
        plane, _, rank, _ = np.linalg.lstsq(design, used[:, 2], rcond=1e-4)
        if rank < 3 or np.hypot(plane[1], plane[2]) > _STEEPEST:
            why = Message(QT_TRANSLATE_NOOP("SoraNoMe", "the ground points around lie in a line or on a wall"))
            return Checked(point, None, len(used), why=why)
        left = used[:, 2] - design @ plane
        scatter = nmad(left)
        used = used[np.abs(left) <= _OUTLYING * max(scatter, _LEAST_SCATTER_M)]
    if not classed.any() and scatter > _SMOOTH_M:
        why = Message(QT_TRANSLATE_NOOP("SoraNoMe", "only {count} ground points around"), {"count": 0})
        return Checked(point, None, 0, why=why)
    return Checked(point, float(plane[0]), len(used), scatter)
