"""Pictures of hit rates as SVG inside the page: bars with whiskers, a curve over ranks, forecasts against outcomes.

Whiskers and bands are 95 % intervals (Wilson). The two colours differ in lightness, too, for prints in black and white.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ...change.accuracy import Share
from ...html import Html, escape
from .hits import ALTERED, IMPROPER, Bin

COLOURS = {ALTERED: "#8fbfd1", IMPROPER: "#1f4e79"}
_LINE, _GRID = "#53606e", "#dfe5ea"
_WIDTH, _LEFT, _RIGHT = 640, 190, 92


def legend(words: dict[str, str]) -> Html:
    """The colours of the outcomes with their words."""
    parts = [
        f'<span style="display:inline-block;margin-right:1.2em"><span style="display:inline-block;width:1em;height:1em;'
        f'vertical-align:-.15em;background:{COLOURS[outcome]}"></span> {escape(word)}</span>'
        for outcome, word in words.items()
    ]
    return Html(f'<div style="font-size:.9em">{"".join(parts)}</div>')


def rate_bars(groups: Sequence[tuple[str, dict[str, Share]]], title: str, unknown: str) -> Html:
    """A bar with whiskers for each outcome of each group (label, outcome → share); ``unknown`` where nobody was there."""
    shapes, y = [], 22
    for label, shares in groups:
        shapes.append(_text(_LEFT - 8, y + 8 * len(shares) + 3, _short(label), "end", 12))
        for outcome, share in shares.items():
            shapes += _bar(y, share, COLOURS[outcome], unknown)
            y += 16
        y += 8
    height = y + 4
    grid = [
        f'<line x1="{_x(p):.1f}" x2="{_x(p):.1f}" y1="18" y2="{height - 4}" stroke="{_GRID}"/>'
        f"{_text(_x(p), 13, f'{100 * p:g} %', 'middle')}"
        for p in (0, 0.25, 0.5, 0.75, 1)
    ]
    return _figure(title, _WIDTH, height, [*grid, *shapes])


def _x(share: float) -> float:
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _bar(y: float, share: Share, colour: str, unknown: str) -> list[str]:
    if not share.total:
        return [_text(_LEFT + 4, y + 11, unknown, "start")]
    low, high = (_x(edge) for edge in share.interval)
    middle = y + 7
    return [
        f'<rect x="{_LEFT}" y="{y}" width="{max(0.5, _x(share.value) - _LEFT):.1f}" height="14" fill="{colour}"/>',
        f'<path d="M{low:.1f} {middle}H{high:.1f}M{low:.1f} {middle - 4}v8M{high:.1f} {middle - 4}v8" stroke="#fff" '
        'stroke-width="3.6" fill="none"/>',
        f'<path d="M{low:.1f} {middle}H{high:.1f}M{low:.1f} {middle - 4}v8M{high:.1f} {middle - 4}v8" stroke="#222" '
        'stroke-width="1.4" fill="none"/>',
        _text(_WIDTH - _RIGHT + 10, y + 11, f"{share.hits:,} / {share.total:,}", "start"),
    ]


def curve(curves: dict[str, Sequence[tuple[int, Share]]], title: str, across: str) -> Html:
    """Share of hits among the decided sites up to each rank, with its band; ``across`` names the axis of ranks."""
    height, left, bottom, top = 250, 46, 36, 10
    last = max((rank for points in curves.values() for rank, _ in points), default=1)

    def x(rank: float) -> float:
        return left + rank / last * (_WIDTH - left - 14)

    def y(share: float) -> float:
        return top + (1 - share) * (height - bottom - top)

    shapes = [
        f'<line x1="{left}" x2="{_WIDTH - 14}" y1="{y(p):.1f}" y2="{y(p):.1f}" stroke="{_GRID}"/>'
        f"{_text(left - 6, y(p) + 4, f'{100 * p:g} %', 'end')}"
        for p in (0, 0.25, 0.5, 0.75, 1)
    ]
    for outcome, points in curves.items():
        if not points:
            continue
        upper = " ".join(f"{x(rank):.1f},{y(share.interval[1]):.1f}" for rank, share in points)
        lower = " ".join(f"{x(rank):.1f},{y(share.interval[0]):.1f}" for rank, share in reversed(points))
        line = " ".join(f"{x(rank):.1f},{y(share.value):.1f}" for rank, share in points)
        shapes.append(f'<polygon points="{upper} {lower}" fill="{COLOURS[outcome]}" fill-opacity="0.22"/>')
        shapes.append(f'<polyline points="{line}" fill="none" stroke="{COLOURS[outcome]}" stroke-width="2.2"/>')
    for rank in dict.fromkeys((1, *(round(last * k / 4) for k in range(1, 5)))):
        shapes.append(_text(x(rank), height - bottom + 16, f"{rank:,}", "middle"))
    shapes.append(_text((left + _WIDTH) / 2, height - 4, across, "middle", 12))
    return _figure(title, _WIDTH, height, shapes)


def reliability(bins: Sequence[Bin], title: str, across: str, up: str) -> Html:
    """What came true over what was forecast, each bin with its whiskers; on the diagonal both are equal."""
    size, left, bottom, top = 330, 50, 40, 10
    span = size - left - 14

    def x(share: float) -> float:
        return left + share * span

    def y(share: float) -> float:
        return top + (1 - share) * span

    height = top + span + bottom
    shapes = [
        f'<path d="M{x(0):.1f} {y(p):.1f}H{x(1):.1f}M{x(p):.1f} {y(0):.1f}V{y(1):.1f}" stroke="{_GRID}"/>'
        f"{_text(left - 6, y(p) + 4, f'{100 * p:g}', 'end')}{_text(x(p), top + span + 15, f'{100 * p:g}', 'middle')}"
        for p in (0, 0.25, 0.5, 0.75, 1)
    ]
    shapes.append(
        f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}" stroke="{_LINE}" stroke-dasharray="5 4" fill="none"/>'
    )
    colour = COLOURS[ALTERED]
    for one in bins:
        if not one.share.total or math.isnan(one.forecast):
            continue
        low, high = one.share.interval
        here = x(one.forecast)
        shapes.append(f'<path d="M{here:.1f} {y(low):.1f}V{y(high):.1f}" stroke="#222" stroke-width="1.4"/>')
        radius = 3 + min(6, math.sqrt(one.share.total) / 3)
        shapes.append(
            f'<circle cx="{here:.1f}" cy="{y(one.share.value):.1f}" r="{radius:.1f}" fill="{colour}" stroke="#222"/>'
        )
    shapes.append(_text(left + span / 2, height - 6, across, "middle", 12))
    middle = top + span / 2
    shapes.append(
        f'<text transform="rotate(-90 12 {middle})" x="12" y="{middle}" font-size="12" text-anchor="middle" '
        f'fill="#1d2733">{escape(up)}</text>'
    )
    return _figure(title, size, height, shapes)


def _short(label: str, most: int = 26) -> str:
    """``label``, cut to what the margin holds; a full-width character takes two places."""
    width = 0
    for number, sign in enumerate(label):
        width += 2 if ord(sign) > 0x2E7F else 1
        if width > most:
            return label[: max(1, number - 1)] + "…"
    return label


def _text(x: float, y: float, text: str, anchor: str, size: int = 11) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="#1d2733">{escape(text)}</text>'
    )


def _figure(title: str, width: float, height: float, shapes: Sequence[str]) -> Html:
    return Html(
        '<figure style="margin:.4em 0 1em 0;break-inside:avoid">'
        f'<svg role="img" aria-label="{escape(title)}" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" style="max-width:100%">{"".join(shapes)}</svg></figure>'
    )
