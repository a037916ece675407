"""The section through a site: heights before and after along one line, and its plot as SVG."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import numpy as np
import shapely
from rasterio.windows import Window

from ...raster import Raster
from ...text import QT_TRANSLATE_NOOP, Message, Translate

Transform = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]
"""Brings x and y into the coordinate system of a raster; what cannot be brought there becomes infinite."""

SAMPLES = 300
_STEEP_DEG = 3.0  # below this the ground has no direction worth following
_LEAST_LENGTH_M = 60.0
_MARGIN = 0.4  # of the site's length, beyond either end of it
_WINDOW_CELLS = 1 << 20

_HEIGHT = QT_TRANSLATE_NOOP("SoraNoMe", "Elevation (m)")
_DISTANCE = QT_TRANSLATE_NOOP("SoraNoMe", "Distance (m)")
_BEFORE = QT_TRANSLATE_NOOP("SoraNoMe", "before")
_AFTER = QT_TRANSLATE_NOOP("SoraNoMe", "after")
_GROUND = QT_TRANSLATE_NOOP("SoraNoMe", "ground")
_RAISED = QT_TRANSLATE_NOOP("SoraNoMe", "raised")
_LOWERED = QT_TRANSLATE_NOOP("SoraNoMe", "lowered")
_OUTLINE = QT_TRANSLATE_NOOP("SoraNoMe", "outline")
_EXAGGERATED = QT_TRANSLATE_NOOP("SoraNoMe", "heights × {factor}")


@dataclass(frozen=True)
class Heights:
    """An elevation model open for reading, and the way into its coordinate system; ``factor`` makes metres of it."""

    raster: Raster
    to_raster: Transform
    factor: float = 1.0

    def at(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Heights in metres at points, between cell centres linearly; NaN where there are none."""
        x, y = self.to_raster(np.asarray(x, float), np.asarray(y, float))
        with np.errstate(invalid="ignore"):
            columns, rows = ~self.raster.grid.transform * (x, y)
        return self._interpolated(columns - 0.5, rows - 0.5) * self.factor

    def _interpolated(self, columns: np.ndarray, rows: np.ndarray) -> np.ndarray:
        height, width = self.raster.grid.shape
        found = np.full(columns.shape, np.nan)
        inside = (columns >= 0) & (rows >= 0) & (columns <= width - 1) & (rows <= height - 1)
        if not inside.any():
            return found
        at_columns, at_rows = columns[inside], rows[inside]
        left, top = int(at_columns.min()), int(at_rows.min())
        right, bottom = min(int(at_columns.max()) + 2, width), min(int(at_rows.max()) + 2, height)
        if (right - left) * (bottom - top) > _WINDOW_CELLS and inside.sum() > 1:
            # A long slanting line would read a large square for a few cells.
            half = columns.size // 2
            return np.concatenate(
                [self._interpolated(columns[part], rows[part]) for part in (slice(half), slice(half, None))]
            )
        cells, valid = self.raster.read_valid(Window(left, top, right - left, bottom - top), [1])
        cells = np.where(valid, cells[0].astype(float), np.nan)
        low_column = np.clip(np.floor(at_columns).astype(int) - left, 0, max(0, right - left - 2))
        low_row = np.clip(np.floor(at_rows).astype(int) - top, 0, max(0, bottom - top - 2))
        high_column = np.minimum(low_column + 1, right - left - 1)
        high_row = np.minimum(low_row + 1, bottom - top - 1)
        across, down = at_columns - left - low_column, at_rows - top - low_row
        upper = cells[low_row, low_column] * (1 - across) + cells[low_row, high_column] * across
        lower = cells[high_row, low_column] * (1 - across) + cells[high_row, high_column] * across
        found[inside] = upper * (1 - down) + lower * down
        return found


@dataclass(frozen=True)
class Section:
    """Heights along a line from A, the upper end, to B.

    ``line`` is (x, y) of both ends; ``distance`` in metres from A, ``heights`` and ``before`` (None where only one date
    is known) in metres, NaN where unknown, all of :data:`SAMPLES`; ``inside`` are stretches (from, to) within the site.
    """

    line: tuple[tuple[float, float], tuple[float, float]]
    distance: np.ndarray
    heights: np.ndarray
    before: np.ndarray | None
    inside: tuple[tuple[float, float], ...]

    @property
    def length(self) -> float:
        return float(self.distance[-1])


def section_through(
    outline: shapely.Geometry, point: shapely.Point, now: Heights, before: Heights | None
) -> Section | None:
    """The section down the slope through ``point`` of a site, along its longest axis where the ground is flat.

    Down the slope is where fill in a valley shows its thickness and its toe. ``outline`` and ``point`` are in metres. The
    slope is a plane fitted to the earlier heights. None where fewer than a third of the heights are known.
    """
    direction = _down_slope(outline, before or now) or _longest_axis(outline)
    corners = shapely.get_coordinates(outline) - (point.x, point.y)
    along = corners @ direction
    low, high = float(along.min()), float(along.max())
    margin = max(_MARGIN * (high - low), (_LEAST_LENGTH_M - (high - low)) / 2)
    low, high = low - margin, high + margin
    steps = np.linspace(low, high, SAMPLES)
    x, y = point.x + steps * direction[0], point.y + steps * direction[1]
    heights = now.at(x, y)
    earlier = None if before is None else before.at(x, y)
    if np.isfinite(heights).mean() < 1 / 3 and (earlier is None or np.isfinite(earlier).mean() < 1 / 3):
        return None
    line = ((x[0], y[0]), (x[-1], y[-1]))
    return Section(line, steps - low, heights, earlier, _inside(outline, line))


def _down_slope(outline: shapely.Geometry, heights: Heights) -> tuple[float, float] | None:
    """The unit vector down the plane that fits the heights around a site best, None where that is nearly level."""
    west, south, east, north = outline.bounds
    half = max(east - west, north - south, _LEAST_LENGTH_M / 2) / 2
    offsets = np.linspace(-half, half, 15)
    x, y = (grid.ravel() for grid in np.meshgrid(offsets, offsets))
    z = heights.at((west + east) / 2 + x, (south + north) / 2 + y)
    known = np.isfinite(z)
    if known.sum() < 9:
        return None
    plane = np.linalg.lstsq(np.column_stack([x, y, np.ones_like(x)])[known], z[known], rcond=None)[0]
    steepness = math.hypot(plane[0], plane[1])
    if steepness < math.tan(math.radians(_STEEP_DEG)):
        return None
    return -plane[0] / steepness, -plane[1] / steepness


def _longest_axis(outline: shapely.Geometry) -> tuple[float, float]:
    box = shapely.minimum_rotated_rectangle(outline)
    if box.geom_type != "Polygon":  # a point, or a line
        return 1.0, 0.0
    sides = np.diff(shapely.get_coordinates(box)[:3], axis=0)
    x, y = max(sides, key=lambda side: math.hypot(*side))
    length = math.hypot(x, y)
    return (x / length, y / length) if length else (1.0, 0.0)


def _inside(outline: shapely.Geometry, line) -> tuple[tuple[float, float], ...]:
    shared = shapely.intersection(shapely.LineString(line), outline)
    start = np.array(line[0])
    return tuple(
        tuple(sorted(float(np.hypot(*(corner - start))) for corner in shapely.get_coordinates(part)[[0, -1]]))
        for part in shapely.get_parts(shared)
        if part.geom_type == "LineString"
    )


# ---- the plot ------------------------------------------------------------------------------------------------------

_INK, _SOFT, _GRID = "#1d2733", "#53606e", "#d5dce3"
_BEFORE_COLOUR, _AFTER_COLOUR = "#3b6ea5", "#b3261e"
_RAISED_COLOUR, _LOWERED_COLOUR, _SITE_COLOUR = "#f2b880", "#9fc5e8", "#fff4cf"
_TEXT = 21  # tenths of a millimetre: 6 points


def section_svg(
    section: Section,
    width_mm: float,
    height_mm: float,
    before_date: str = "",
    after_date: str = "",
    font: str = "sans-serif",
    translate: Translate = str,
) -> str:
    """The plot of a section as an SVG document of the given size; text stays text, in ``font``."""
    width, height = 10 * width_mm, 10 * height_mm
    left, right, top, bottom = 82.0, width - 22, 44.0, height - 62
    both = [section.heights] if section.before is None else [section.heights, section.before]
    low, high = float(np.nanmin(both)), float(np.nanmax(both))
    # Level ground is drawn level: noise of centimetres must not look like mountains.
    room = max(high - low, section.length / 25, 2.0)
    low, high = (low + high) / 2 - 0.56 * room, (low + high) / 2 + 0.56 * room

    def px(metres):
        return left + metres / section.length * (right - left)

    def py(metres):
        return bottom - (metres - low) / (high - low) * (bottom - top)

    def text(x, y, words, anchor="start", colour=_INK, weight="normal"):
        return (
            f'<text x="{x:.1f}" y="{y:.1f}" font-family="{escape(font)}" font-size="{_TEXT}" font-weight="{weight}" '
            f'text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'
        )

    parts = [f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>']
    for start, stop in section.inside:
        parts.append(
            f'<rect x="{px(start):.1f}" y="{top}" width="{px(stop) - px(start):.1f}" height="{bottom - top:.1f}" '
            f'fill="{_SITE_COLOUR}"/>'
        )
    for value, label in _ticks(low, high, 5):
        parts.append(f'<path d="M{left} {py(value):.1f}H{right:.1f}" stroke="{_GRID}" stroke-width="1.5" fill="none"/>')
        parts.append(text(left - 7, py(value) + 7, label, "end", _SOFT))
    for value, label in _ticks(0, section.length, 6):
        parts.append(
            f'<path d="M{px(value):.1f} {bottom:.1f}v7" stroke="{_SOFT}" stroke-width="1.5" fill="none"/>'
            + text(px(value), bottom + 27, label, "middle", _SOFT)
        )
    if section.before is not None:
        parts += _between(section, px, py)
        parts.append(_line(section.distance, section.before, px, py, _BEFORE_COLOUR, 'stroke-dasharray="12 7"'))
    parts.append(_line(section.distance, section.heights, px, py, _AFTER_COLOUR))
    parts.append(
        f'<rect x="{left}" y="{top}" width="{right - left:.1f}" height="{bottom - top:.1f}" fill="none" stroke="{_SOFT}" '
        'stroke-width="1.5"/>'
    )
    parts.append(text(left + 8, top + 24, "A", weight="bold"))
    parts.append(text(right - 8, top + 24, "B", "end", weight="bold"))
    parts.append(text(8, top - 9, translate(_HEIGHT), colour=_SOFT))
    factor = ((bottom - top) / (high - low)) / ((right - left) / section.length)
    shown = f"{factor:.1f}" if factor < 9.95 else f"{factor:.0f}"
    parts.append(text(right, top - 9, Message(_EXAGGERATED, {"factor": shown}).say(translate), "end", _SOFT))
    parts.append(text(right, height - 12, translate(_DISTANCE), "end", _SOFT))
    parts += _legend(section, before_date, after_date, height, text, translate)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width_mm}mm" height="{height_mm}mm" '
        f'viewBox="0 0 {width:.0f} {height:.0f}">' + "".join(parts) + "</svg>"
    )


def _ticks(low: float, high: float, most: int) -> list[tuple[float, str]]:
    """Round values between ``low`` and ``high``, at most about ``most``."""
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    digits = max(0, -math.floor(math.log10(step)))
    return [(k * step, f"{k * step:.{digits}f}") for k in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _runs(known: np.ndarray) -> list[slice]:
    """Stretches of at least two samples in a row that are known."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], known, [False]]).astype(int)))
    return [slice(start, stop) for start, stop in zip(edges[::2], edges[1::2]) if stop - start > 1]


def _line(distance, heights, px, py, colour, style="") -> str:
    path = "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in zip(px(distance[run]), py(heights[run])))
        for run in _runs(np.isfinite(heights))
    )
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="4" stroke-linejoin="round" {style}/>'


def _between(section: Section, px, py) -> list[str]:
    """What was raised and what was lowered, as areas between the two lines."""
    areas = []
    for sign, colour in ((1, _RAISED_COLOUR), (-1, _LOWERED_COLOUR)):
        later = np.where(sign * (section.heights - section.before) > 0, section.heights, section.before)
        for run in _runs(np.isfinite(section.heights) & np.isfinite(section.before)):
            x = px(section.distance[run])
            there = [f"{a:.1f} {b:.1f}" for a, b in zip(x, py(later[run]))]
            back = [f"{a:.1f} {b:.1f}" for a, b in zip(x[::-1], py(section.before[run][::-1]))]
            areas.append(f'<path d="M{"L".join(there + back)}Z" fill="{colour}"/>')
    return areas


def _legend(
    section: Section, before_date: str, after_date: str, height: float, text, translate: Translate
) -> list[str]:
    y = height - 12
    after = translate(_GROUND) if section.before is None else translate(_AFTER)
    entries = [(_AFTER_COLOUR, "line", f"{after} {after_date}".strip())]
    if section.before is not None:
        entries = [
            (_BEFORE_COLOUR, "dashed", f"{translate(_BEFORE)} {before_date}".strip()),
            *entries,
            (_RAISED_COLOUR, "area", translate(_RAISED)),
            (_LOWERED_COLOUR, "area", translate(_LOWERED)),
        ]
    elif section.inside:
        entries.append((_SITE_COLOUR, "area", translate(_OUTLINE)))
    parts, x = [], 12.0
    for colour, kind, words in entries:
        if kind == "area":
            parts.append(
                f'<rect x="{x:.1f}" y="{y - 15:.1f}" width="22" height="15" fill="{colour}" stroke="{_GRID}"/>'
            )
            x += 28
        else:
            dashes = 'stroke-dasharray="12 7"' if kind == "dashed" else ""
            parts.append(f'<path d="M{x:.1f} {y - 7:.1f}h32" stroke="{colour}" stroke-width="4" {dashes}/>')
            x += 38
        parts.append(text(x, y, words, colour=_SOFT))
        x += sum(_TEXT if ord(sign) > 0x2E7F else 0.56 * _TEXT for sign in words) + 16
    return parts
