"""The picture of a link: its section as SVG, with what stands in the way and where the loss comes from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape

import numpy as np

from ...text import QT_TRANSLATE_NOOP, Message, Translate
from ..landscape import SEA
from .link import Link, Section

WIDTH, HEIGHT = 1200, 850
SECTION = 0, 70, 1200, 490
"""Left, top, width and height of the section with its legend, without title and tables, for where room is scarce."""

_LEFT, _RIGHT, _TOP, _BOTTOM = 74, 1176, 84, 486
_LEGEND, _TABLES = 546, 590
_LINE = 21
_COLUMNS = ((40, 372), (420, 770), (818, 1176))

_INK, _SOFT, _GRID = "#1d2733", "#53606e", "#dde4ea"
_SKY, _LAND, _LAND_EDGE, _SEA, _CLUTTER = "#f7fafc", "#d8c6a5", "#7a5c33", "#8fc1e3", "#8fb77a"
_SEA_EDGE = "#4d93c4"
_RAY, _ZONE, _CUT = "#1f4f8b", "#e3a23c", "#b3261e"

_TITLE = QT_TRANSLATE_NOOP("SoraNoMe", "Radio link over {length} km")
_UNDER = QT_TRANSLATE_NOOP("SoraNoMe", "{frequency} MHz, {model}; Earth curved with an effective radius of {radius} km")
_MODELS = {
    "p1812": QT_TRANSLATE_NOOP("SoraNoMe", "Rec. ITU-R P.1812-6"),
    "itm": QT_TRANSLATE_NOOP("SoraNoMe", "ITM (Longley–Rice)"),
    "los28": QT_TRANSLATE_NOOP("SoraNoMe", "line of sight and knife edges (P.526, P.676, P.838)"),
}
_DISTANCE = QT_TRANSLATE_NOOP("SoraNoMe", "Distance from FROM (km)")
_HEIGHT = QT_TRANSLATE_NOOP("SoraNoMe", "Height above sea level (m)")
_LEGENDS = (
    (_LAND, QT_TRANSLATE_NOOP("SoraNoMe", "Ground")),
    (_SEA, QT_TRANSLATE_NOOP("SoraNoMe", "Sea")),
    (_CLUTTER, QT_TRANSLATE_NOOP("SoraNoMe", "Buildings and trees")),
    (_ZONE, QT_TRANSLATE_NOOP("SoraNoMe", "First Fresnel zone (dashed: 60 %)")),
    (_CUT, QT_TRANSLATE_NOOP("SoraNoMe", "What cuts the line of sight")),
)
_LINK = QT_TRANSLATE_NOOP("SoraNoMe", "The link")
_LOSSES = QT_TRANSLATE_NOOP("SoraNoMe", "Losses by mechanism (dB)")
_POINTS = QT_TRANSLATE_NOOP("SoraNoMe", "Points to look at")
_FROM = QT_TRANSLATE_NOOP("SoraNoMe", "FROM: ground, antenna above it")
_TO = QT_TRANSLATE_NOOP("SoraNoMe", "TO: ground, antenna above it")
_ENDS = QT_TRANSLATE_NOOP("SoraNoMe", "{ground} m, {antenna} m")
_CLIMATE = QT_TRANSLATE_NOOP("SoraNoMe", "Climate: ΔN, N0")
_SHARES = QT_TRANSLATE_NOOP("SoraNoMe", "Time, locations")
_SIGHT = QT_TRANSLATE_NOOP("SoraNoMe", "Line of sight")
_FREE = QT_TRANSLATE_NOOP("SoraNoMe", "free")
_BLOCKED = QT_TRANSLATE_NOOP("SoraNoMe", "blocked")
_CLEARANCE = QT_TRANSLATE_NOOP("SoraNoMe", "Least clearance, of the first Fresnel zone")
_EIRP = QT_TRANSLATE_NOOP("SoraNoMe", "Radiated power (EIRP)")
_RECEIVED = QT_TRANSLATE_NOOP("SoraNoMe", "Received by an isotropic antenna")
_TOTAL = QT_TRANSLATE_NOOP("SoraNoMe", "Basic transmission loss")
_MARKS = {
    "clearance": QT_TRANSLATE_NOOP("SoraNoMe", "Least clearance"),
    "horizon_t": QT_TRANSLATE_NOOP("SoraNoMe", "Horizon of FROM"),
    "horizon_r": QT_TRANSLATE_NOOP("SoraNoMe", "Horizon of TO"),
    "bullington": QT_TRANSLATE_NOOP("SoraNoMe", "Edge in place of all (Bullington)"),
}
_AT = QT_TRANSLATE_NOOP("SoraNoMe", "{km} km, {height} m")


def link_svg(link: Link, say: Translate = str) -> str:
    """The picture of ``link`` as an SVG document, its words in the language of ``say``."""
    section = link.section
    low, high = _range(link)
    plot = _Plot(link.length_km, low, high)
    parts = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        _text(40, 36, say(_TITLE).format(length=f"{link.length_km:.2f}"), size=22, weight="bold"),
        _text(40, 61, _subtitle(link, say), fill=_SOFT),
        f'<rect x="{_LEFT}" y="{_TOP}" width="{_RIGHT - _LEFT}" height="{_BOTTOM - _TOP}" fill="{_SKY}"/>',
        *_axes(plot, say),
        *_zone(plot, section),
        *_surface(plot, section),
        *_ray(plot, section),
        *_cuts(plot, section),
        *_marks(plot, link),
        f'<rect x="{_LEFT}" y="{_TOP}" width="{_RIGHT - _LEFT}" height="{_BOTTOM - _TOP}" fill="none" stroke="{_SOFT}"/>',
        *_legend(link, say),
        *_table(_COLUMNS[0], say(_LINK), _link_rows(link, say)),
        *_table(_COLUMNS[1], say(_LOSSES), _loss_rows(link, say), ruled=len(link.parts)),
        *_table(_COLUMNS[2], say(_POINTS), _point_rows(link, say), circled=True),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" font-size="14">\n' + "\n".join(parts) + "\n</svg>\n"
    )


class _Plot:
    """Where distances and heights lie in the picture."""

    def __init__(self, d: float, low: float, high: float):
        self.d, self.low, self.high = d, low, high

    def x(self, km):
        return _LEFT + np.asarray(km) / self.d * (_RIGHT - _LEFT)

    def y(self, height):
        return _BOTTOM - (np.asarray(height) - self.low) / (self.high - self.low) * (_BOTTOM - _TOP)

    def points(self, km: np.ndarray, heights: np.ndarray) -> str:
        ys = np.clip(self.y(heights), _TOP, _BOTTOM)
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(self.x(km), ys, strict=True))


def _range(link: Link) -> tuple[float, float]:
    section = link.section
    tops = [section.surface_m.max(), (section.ray_m + section.fresnel_m).max(), *(mark.height_m for mark in link.marks)]
    low, high = float(section.ground_m.min()), float(max(tops))
    room = max(high - low, 10.0)
    return low - 0.08 * room, high + (0.24 if len(link.marks) > 1 else 0.12) * room  # for the numbers of the marks


def _subtitle(link: Link, say: Translate) -> str:
    return say(_UNDER).format(
        frequency=f"{link.settings.frequency_mhz:g}",
        model=say(_MODELS[link.settings.model]),
        radius=f"{link.section.radius_km:,.0f}",
    )


def _axes(plot: _Plot, say: Translate) -> Iterable[str]:
    for value in _ticks(0, plot.d, 10):
        x = float(plot.x(value))
        yield _line(x, _TOP, x, _BOTTOM, _GRID)
        yield _text(x, _BOTTOM + 18, f"{value:g}", anchor="middle", size=12, fill=_SOFT)
    for value in _ticks(plot.low, plot.high, 7):
        y = float(plot.y(value))
        yield _line(_LEFT, y, _RIGHT, y, _GRID)
        yield _text(_LEFT - 8, y + 4, _number(value, ".15g"), anchor="end", size=12, fill=_SOFT)
    middle = (_TOP + _BOTTOM) / 2
    yield _text((_LEFT + _RIGHT) / 2, _BOTTOM + 37, say(_DISTANCE), anchor="middle", size=12, fill=_SOFT)
    yield (
        f'<g transform="translate(22 {middle:g}) rotate(-90)">'
        f"{_text(0, 0, say(_HEIGHT), anchor='middle', size=12, fill=_SOFT)}</g>"
    )


def _ticks(low: float, high: float, count: int) -> list[float]:
    """Round values between ``low`` and ``high``, about ``count`` of them."""
    rough = (high - low) / count
    base = 10 ** math.floor(math.log10(rough))
    step = next(base * factor for factor in (1, 2, 2.5, 5, 10) if base * factor >= rough)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(i * step, 10) for i in range(first, last + 1)]


def _zone(plot: _Plot, section: Section) -> Iterable[str]:
    km = section.profile.distance_km
    for share, style in (
        (1.0, f'fill="{_ZONE}" fill-opacity="0.18" stroke="{_ZONE}" stroke-width="1.2"'),
        (0.6, f'fill="none" stroke="{_ZONE}" stroke-width="1.2" stroke-dasharray="6 4"'),
    ):
        upper, lower = section.ray_m + share * section.fresnel_m, section.ray_m - share * section.fresnel_m
        yield f'<polygon points="{plot.points(km, upper)} {plot.points(km[::-1], lower[::-1])}" {style}/>'


def _surface(plot: _Plot, section: Section) -> Iterable[str]:
    profile = section.profile
    km, ground = profile.distance_km, section.ground_m
    if profile.clutter_m.any():
        both = f"{plot.points(km, section.surface_m)} {plot.points(km[::-1], ground[::-1])}"
        yield f'<polygon points="{both}" fill="{_CLUTTER}"/>'
    down = np.full(2, plot.low)
    yield f'<polygon points="{plot.points(km, ground)} {plot.points(km[[-1, 0]], down)}" fill="{_LAND}"/>'
    yield f'<polyline points="{plot.points(km, ground)}" fill="none" stroke="{_LAND_EDGE}" stroke-width="1.4"/>'
    for first, last in _runs(profile.zone == SEA):
        start = km[0] if first == 0 else (km[first - 1] + km[first]) / 2
        end = km[-1] if last == len(km) - 1 else (km[last] + km[last + 1]) / 2
        along = np.concatenate([[start], km[first : last + 1], [end]])
        top = plot.points(along, np.interp(along, km, ground))
        yield f'<polygon points="{top} {plot.points(along[[-1, 0]], down)}" fill="{_SEA}"/>'
        yield f'<polyline points="{top}" fill="none" stroke="{_SEA_EDGE}" stroke-width="2"/>'


def _ray(plot: _Plot, section: Section) -> Iterable[str]:
    profile = section.profile
    for index, anchor in ((0, "start"), (-1, "end")):
        x = float(plot.x(profile.distance_km[index]))
        ground, antenna = section.ground_m[index], section.ray_m[index]
        yield _line(x, float(plot.y(ground)), x, float(plot.y(antenna)), _INK, 5)
        name = "FROM" if index == 0 else "TO"
        shift = 10 if index == 0 else -10
        y, wide = float(plot.y(antenna)) - 10, _width(name, 13) + 12
        left = x + 5 if index == 0 else x - 5 - wide
        yield f'<rect x="{left:.1f}" y="{y - 13:.1f}" width="{wide:.1f}" height="18" fill="#fff" fill-opacity="0.8"/>'
        yield _text(x + shift, y, name, anchor=anchor, size=13, weight="bold")
    ends = profile.distance_km[[0, -1]]
    yield f'<polyline points="{plot.points(ends, section.ray_m[[0, -1]])}" fill="none" stroke="{_RAY}" stroke-width="1.8"/>'


def _cuts(plot: _Plot, section: Section) -> Iterable[str]:
    km = section.profile.distance_km
    for first, last in _runs(section.clearance_m <= 0):
        part = slice(max(first - 1, 0), last + 2)
        along = plot.points(km[part], section.surface_m[part])
        yield f'<polyline points="{along}" fill="none" stroke="{_CUT}" stroke-width="3"/>'


def _marks(plot: _Plot, link: Link) -> Iterable[str]:
    taken: list[tuple[float, float]] = []
    for number, mark in enumerate(link.marks, 1):
        x, y = float(plot.x(mark.km)), float(plot.y(mark.height_m))
        steps = [-24 * step for step in range(1, 20)] + [24 * step for step in range(1, 20)]  # above, else below
        top = next(
            y + step
            for step in steps
            if y + step >= _TOP + 12 and all(abs(x - a) >= 23 or abs(y + step - b) >= 23 for a, b in taken)
        )
        taken.append((x, top))
        yield _line(x, y, x, top, _INK, 1.2)
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{_INK}"/>'
        yield _circled(x, top, number)


def _circled(x: float, y: float, number: int) -> str:
    x = min(max(x, _LEFT + 12), _RIGHT - 12) if y < _LEGEND else x
    label = _text(x, y + 4.5, str(number), anchor="middle", size=12, weight="bold")
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="10" fill="#fff" stroke="{_INK}" stroke-width="1.4"/>{label}'


def _legend(link: Link, say: Translate) -> Iterable[str]:
    section = link.section
    shown = {
        _SEA: bool((section.profile.zone == SEA).any()),
        _CLUTTER: bool(section.profile.clutter_m[1:-1].any()),
        _CUT: bool((section.clearance_m <= 0).any()),
    }
    x = _LEFT
    for colour, text in _LEGENDS:
        if not shown.get(colour, True):
            continue
        yield f'<rect x="{x:g}" y="{_LEGEND - 11}" width="18" height="12" fill="{colour}"/>'
        yield _text(x + 24, _LEGEND, say(text), size=13)
        x += 48 + _width(say(text), 13)


def _link_rows(link: Link, say: Translate) -> list[tuple[str, str]]:
    settings, heights = link.settings, link.section.profile.height_m

    def end(index: int, antenna_m: float) -> str:
        return say(_ENDS).format(ground=_number(heights[index]), antenna=f"{antenna_m:g}")

    rows = [
        (say(_FROM), end(0, link.start.antenna_m)),
        (say(_TO), end(-1, link.end.antenna_m)),
        (say(_SHARES), f"{settings.time_percent:g} %, {settings.location_percent:g} %"),
        (say(_CLIMATE), f"{link.climate.delta_n:.1f}, {link.climate.n0:.0f}"),
        (say(_SIGHT), say(_FREE if link.line_of_sight else _BLOCKED)),
        (say(_CLEARANCE), f"{_number(100 * link.clearance, '.0f')} %"),
    ]
    if link.received_dbm is not None:
        rows.append((say(_EIRP), f"{_number(settings.eirp_dbm)} dBm"))
        rows.append((say(_RECEIVED), f"{_number(link.received_dbm)} dBm"))
    return rows


def _loss_rows(link: Link, say: Translate) -> list[tuple[str, str]]:
    rows = [(say(name), _number(value)) for name, value in link.parts]
    rows.append((say(_TOTAL), _number(link.loss_db)))
    return rows + [(say(name), _number(value)) for name, value in link.alone]


def _point_rows(link: Link, say: Translate) -> list[tuple[str, str]]:
    section = link.section
    bulges = np.interp([mark.km for mark in link.marks], section.profile.distance_km, section.bulge_m)
    return [
        (say(_MARKS[mark.kind]), say(_AT).format(km=f"{mark.km:.2f}", height=_number(mark.height_m - bulge, ".0f")))
        for mark, bulge in zip(link.marks, bulges, strict=True)
    ]


def _table(
    column: tuple[int, int],
    title: str,
    rows: Sequence[tuple[str, str]],
    ruled: int | None = None,
    circled: bool = False,
) -> Iterable[str]:
    """Names and values below a title; row number ``ruled`` is a sum; ``circled`` numbers the rows."""
    left, right = column
    yield _text(left, _TABLES, title, weight="bold", fill=_RAY)
    yield _line(left, _TABLES + 7, right, _TABLES + 7, _SOFT)
    for index, (name, value) in enumerate(rows):
        y = _TABLES + 28 + index * (_LINE + (5 if circled else 0))
        weight = "bold" if index == ruled else "normal"
        if index == ruled:
            yield _line(left, y - 15, right, y - 15, _GRID)
        if circled:
            yield _circled(left + 10, y - 4.5, index + 1)
        soft = ruled is not None and index > ruled
        size = 13
        room = right - left - _width(value, size) - 12 - (28 if circled else 0)
        yield _text(
            left + (28 if circled else 0), y, name, size=min(size, size * room / _width(name, size)), weight=weight,
            fill=_SOFT if soft else _INK,
        )  # fmt: skip
        yield _text(right, y, value, anchor="end", size=size, weight=weight, fill=_SOFT if soft else _INK)


def _runs(mask: np.ndarray) -> list[tuple[int, int]]:
    """First and last index of each stretch where ``mask`` is true."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    return [(int(first), int(last) - 1) for first, last in edges.reshape(-1, 2)]


def _number(value: float, form: str = ".1f") -> str:
    """A number with a real minus sign, and no minus before zero."""
    text = format(value, form)
    if text.startswith("-"):
        text = text[1:] if float(text) == 0 else "−" + text[1:]
    return text


def _width(text: str, size: float) -> float:
    """About how wide a text is: a Japanese letter as wide as high, a Latin one 0.53 of it."""
    return max(1.0, sum(size if ord(letter) > 0x2E80 else 0.53 * size for letter in text))


def _line(x0: float, y0: float, x1: float, y1: float, colour: str, width: float = 1.0) -> str:
    return f'<line x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}" stroke="{colour}" stroke-width="{width:g}"/>'


def _text(
    x: float,
    y: float,
    text: str | Message,
    anchor: str = "start",
    size: float = 14,
    weight: str = "normal",
    fill: str = _INK,
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size:.3g}" font-weight="{weight}" '
        f'fill="{fill}">{escape(str(text))}</text>'
    )
