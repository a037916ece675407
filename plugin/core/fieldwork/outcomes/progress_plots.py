"""Pictures of the progress as SVG inside the page: a map, stacked bars, a funnel. Nothing is loaded, nothing runs.

Statuses differ by hue as Okabe and Ito chose them for all colour vision (2008, jfly.uni-koeln.de/color), by lightness
between neighbours of a bar, and on the map by shape, so that prints in black and white can be read, too.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import shapely
from shapely import Geometry

from ...html import Html, escape
from ..values import STATUSES

COLOURS = {
    "unvisited": "#d55e00",
    "visited": "#f3c14b",
    "under_correction": "#0072b2",
    "corrected": "#00b083",
    "lawful": "#bfdff2",
    "false_detection": "#8a8f96",
}
# Relative paths round a centre, a unit wide each way.
_SHAPES = {
    "unvisited": "m-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0z",
    "visited": "m-.9-.9h1.8v1.8h-1.8z",
    "under_correction": "m0-1.2l1.1 2h-2.2z",
    "corrected": "m0-1.25l1.1 1.25-1.1 1.25-1.1-1.25z",
    "lawful": "m-.8 0a.8.8 0 1 0 1.6 0a.8.8 0 1 0-1.6 0z",
    "false_detection": "m-.9-.5l.4-.4.5.5.5-.5.4.4-.5.5.5.5-.4.4-.5-.5-.5.5-.4-.4.5-.5z",
}
_LINE, _TEXT = "#53606e", "#1d2733"
_WIDTH = 680
_ROWS = 30
_BELOW = ("corrected", "false_detection", "lawful", "visited", "under_correction", "unvisited")
"""Order of drawing on the map: what is to be done lies on top."""


def legend(words: Mapping[str, str], counts: Mapping[str, int] | None = None) -> Html:
    """Colours and shapes of the statuses with their words, and how many there are."""
    parts = [
        f'<span style="display:inline-block;margin-right:1.2em;white-space:nowrap">{_symbol(status)} '
        f"{escape(words[status])}{'' if counts is None else f' {counts[status]:,}'}</span>"
        for status in STATUSES
    ]
    return Html(f'<div style="font-size:.9em">{"".join(parts)}</div>')


def _symbol(status: str) -> str:
    return (
        '<svg width="13" height="13" viewBox="-1.5 -1.5 3 3" aria-hidden="true" style="vertical-align:-.12em">'
        f'<path d="M0 0{_SHAPES[status]}" fill="{COLOURS[status]}" stroke="#333" stroke-width=".15"/></svg>'
    )


def stacked_months(labels: Sequence[str], counts: Sequence[Mapping[str, int]], title: str) -> Html:
    """A bar of sites by status for each month."""
    height, left, bottom, top = 230, 46, 26, 8
    most = max([sum(one.values()) for one in counts] + [1])
    step, ticks = _ticks(most)
    full = step * ticks
    wide = (_WIDTH - left - 14) / len(labels)

    def y(value: float) -> float:
        return top + (height - top - bottom) * (1 - value / full)

    shapes = _grid(left, _WIDTH, [(value * step, y(value * step)) for value in range(ticks + 1)])
    for number, one in enumerate(counts):
        x, base = left + wide * number + wide * 0.12, 0
        for status in STATUSES:
            if one[status]:
                low, high = y(base), y(base + one[status])
                shapes.append(_bar(x, high, wide * 0.76, low - high, COLOURS[status]))
                base += one[status]
    shapes += _months(labels, left, wide, height)
    return _figure(shapes, _WIDTH, height, title)


def monthly(labels: Sequence[str], counts: Sequence[int], title: str, colour: str, width: int = 310) -> Html:
    """Plain bars by month."""
    height, left, bottom, top = 150, 40, 26, 8
    step, ticks = _ticks(max([*counts, 1]))
    full, wide = step * ticks, (width - left - 14) / len(labels)

    def y(value: float) -> float:
        return top + (height - top - bottom) * (1 - value / full)

    shapes = _grid(left, width, [(value * step, y(value * step)) for value in range(ticks + 1)])
    shapes += [
        _bar(left + wide * (number + 0.15), y(count), wide * 0.7, y(0) - y(count), colour)
        for number, count in enumerate(counts)
        if count
    ]
    shapes += _months(labels, left, wide, height)
    return _figure(shapes, width, height, title, shown=True)


def funnel(stages: Sequence[tuple[str, int, str]], title: str) -> Html:
    """Horizontal bars, each with its word, count and share of the first. ``stages``: (word, count, colour)."""
    left, row, bar = 190, 30, 20
    most = max(stages[0][1], 1)
    room = _WIDTH - left - 110
    shapes = []
    for number, (word, count, colour) in enumerate(stages):
        y = number * row + 4
        width = room * count / most
        share = f" ({100 * count / stages[0][1]:.0f} %)" if stages[0][1] else ""
        shapes.append(_text(left - 8, y + 15, word, "end", 13))
        shapes.append(_bar(left, y, max(width, 0.8), bar, colour))
        shapes.append(_text(left + width + 6, y + 15, f"{count:,}{share}", "start", 13))
    return _figure(shapes, _WIDTH, len(stages) * row + 4, title)


def stacked_rows(rows: Sequence[tuple[str, Mapping[str, int]]], title: str) -> Html:
    """A horizontal bar of sites by status for each named row; many rows in several pictures, which fit on pages."""
    most = max([sum(counts.values()) for _, counts in rows] + [1])
    return Html("".join(_rows(rows[i : i + _ROWS], most, title) for i in range(0, len(rows), _ROWS)))


def _rows(rows: Sequence[tuple[str, Mapping[str, int]]], most: int, title: str) -> Html:
    left, row, bar = 150, 24, 16
    room = _WIDTH - left - 60
    shapes = []
    for number, (name, counts) in enumerate(rows):
        y, x = number * row + 4, float(left)
        shapes.append(_text(left - 8, y + 12.5, _short(name, 11), "end", 12))
        for status in STATUSES:
            width = room * counts[status] / most
            if width:
                shapes.append(_bar(x, y, width, bar, COLOURS[status]))
            label = f"{counts[status]:,}"
            if width > 7 * len(label) + 6:
                ink = "#fff" if status in ("under_correction", "unvisited") else _TEXT
                shapes.append(_text(x + width / 2, y + 12.5, label, "middle", 11, ink))
            x += width
        shapes.append(_text(x + 6, y + 12.5, f"{sum(counts.values()):,}", "start", 12))
    return _figure(shapes, _WIDTH, len(rows) * row + 6, title)


def site_map(
    places: Sequence[tuple[float, float, str]], areas: Sequence[tuple[Geometry, str]], title: str, north: str
) -> Html:
    """Sites ((x, y, status), in metres) over outlines of named areas, with a scale bar; north is up."""
    west, south, east, north_edge = _extent(places)
    height = min(max(_WIDTH * (north_edge - south) / (east - west), 200), 500)
    scale = min(_WIDTH / (east - west), height / (north_edge - south))  # pixels per metre
    middle_x, middle_y = (west + east) / 2, (south + north_edge) / 2

    def x(value):
        return _WIDTH / 2 + (value - middle_x) * scale

    def y(value):
        return height / 2 - (value - middle_y) * scale

    seen = shapely.box(
        middle_x - _WIDTH / 2 / scale,
        middle_y - height / 2 / scale,
        middle_x + _WIDTH / 2 / scale,
        middle_y + height / 2 / scale,
    )
    shapes = [f'<rect width="{_WIDTH}" height="{height:.0f}" fill="#fafbfc" stroke="#c5ced8"/>']
    names = []
    for area, name in areas:
        shown = shapely.intersection(shapely.simplify(shapely.make_valid(area), 1 / scale), seen)
        line = "".join(
            "M" + "L".join(f"{x(a):.1f} {y(b):.1f}" for a, b in ring.coords)
            for part in shapely.get_parts(shown)
            if part.area
            for ring in (part.exterior, *part.interiors)
        )
        if line:  # it reaches into the map
            shapes.append(f'<path d="{line}" fill="#eef3f7" stroke="#7a8794" stroke-width="1"/>')
            label = shown.representative_point()
            halo = 'paint-order="stroke" stroke="#fff" stroke-width="3"'
            names.append(_text(x(label.x), y(label.y), _short(name, 12), "middle", 13, "#3c4854", halo))
    size = 5.5 if len(places) <= 400 else 4.0 if len(places) <= 3000 else 2.6
    by_status: dict[str, list[str]] = {status: [] for status in _BELOW}
    for a, b, status in places:
        by_status[status].append(f"M{x(a) / size:.1f} {y(b) / size:.1f}{_SHAPES[status]}")
    for status, paths in by_status.items():
        if paths:
            shapes.append(
                f'<path transform="scale({size:g})" d="{"".join(paths)}" fill="{COLOURS[status]}" stroke="#333" '
                'stroke-width=".12"/>'
            )
    length = round_number(140 / scale)
    bar = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"
    base = height - 14
    shapes += [
        *names,
        f'<rect x="8" y="{base - 20:.1f}" width="{length * scale + 16:.1f}" height="30" fill="#fff" fill-opacity=".8"/>',
        f'<path d="M16 {base - 5:.1f}v5h{length * scale:.1f}v-5" fill="none" stroke="{_TEXT}" stroke-width="1.5"/>',
        _text(16 + length * scale / 2, base - 7, bar, "middle", 12),
        f'<path d="M{_WIDTH - 22} 34l-7 0 7-22 7 22z" fill="{_TEXT}"/>',
        _text(_WIDTH - 22, 48, north, "middle", 13),
    ]
    return _figure(shapes, _WIDTH, round(height), title)


def round_number(value: float) -> float:
    """The largest of 1, 2, 5 × 10ⁿ that is no larger."""
    power = 10 ** math.floor(math.log10(value))
    return max(step * power for step in (1, 2, 5) if step * power <= value * (1 + 1e-9))


def _extent(places: Sequence[tuple[float, float, str]]) -> tuple[float, float, float, float]:
    """West, south, east, north with a margin, at least 500 m each way."""
    xs, ys = [place[0] for place in places], [place[1] for place in places]
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    half_x, half_y = (max(0.54 * (max(v) - min(v)), 250) for v in (xs, ys))
    half_y = max(half_y, 0.4 * half_x)  # room for a legible map of sites along a line
    return middle_x - half_x, middle_y - half_y, middle_x + half_x, middle_y + half_y


def _ticks(most: int) -> tuple[int, int]:
    """(Step, number of steps) of an axis of counts that reaches ``most``."""
    step = 1
    while most / step > 5:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return step, -(-most // step)


def _grid(left: float, right: float, lines: Sequence[tuple[int, float]]) -> list[str]:
    shapes = []
    for value, y in lines:
        shapes.append(f'<path d="M{left} {y:.1f}H{right}" stroke="{_LINE if value == 0 else "#dde3e8"}"/>')
        shapes.append(_text(left - 6, y + 4, f"{value:,}", "end", 11, _LINE))
    return shapes


def _months(labels: Sequence[str], left: float, wide: float, height: float) -> list[str]:
    every = max(1, math.ceil(52 / wide))
    return [
        _text(left + wide * (number + 0.5), height - 9, label, "middle", 11, _LINE)
        for number, label in enumerate(labels)
        if not number % every
    ]


def _bar(x: float, y: float, width: float, height: float, colour: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}" stroke="#fff" '
        'stroke-width=".8"/>'
    )


def _text(x: float, y: float, text: str, anchor: str, size: int, colour: str = _TEXT, more: str = "") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}" {more}>'
        # In one line: a line break would be HTML inside the SVG.
        f"{escape(' '.join(text.split()))}</text>"
    )


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _figure(shapes: Sequence[str], width: int, height: int, title: str, shown: bool = False) -> Html:
    caption = f'<figcaption style="font-weight:600;font-size:.95em">{escape(title)}</figcaption>' if shown else ""
    style = "display:inline-block;margin:.3em .6em .5em 0" if shown else "margin:.4em 0"
    return Html(
        f'<figure style="{style}">{caption}<svg role="img" aria-label="{escape(title)}" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" style="max-width:100%;height:auto">{"".join(shapes)}</svg></figure>'
    )
