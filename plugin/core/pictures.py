"""Pictures for HTML pages: small maps as PNG and bar charts as SVG, inside the page itself."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Sequence

import numpy as np

from .html import Html, escape

Ramp = tuple[tuple[float, str], ...]
"""Values and their colours (#rrggbb), ascending."""

_EMPTY = (238, 238, 238)


def png(rgb: np.ndarray) -> bytes:
    """``rgb`` (rows, columns, 3) uint8 as a PNG file (ISO/IEC 15948)."""
    rows, columns, _ = rgb.shape
    lines = np.concatenate([np.zeros((rows, 1), np.uint8), rgb.reshape(rows, columns * 3)], axis=1)

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", columns, rows, 8, 2, 0, 0, 0)
    body = zlib.compress(np.ascontiguousarray(lines).tobytes(), 9)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", body) + part(b"IEND", b"")


def coloured(values: np.ndarray, ramp: Ramp) -> np.ndarray:
    """``values`` (rows, columns) in the colours of ``ramp``, linear between its steps; grey where they are NaN."""
    steps = [step for step, _ in ramp]
    colours = np.array([[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for _, colour in ramp])
    bands = [np.interp(np.nan_to_num(values), steps, colours[:, band]) for band in range(3)]
    rgb = np.stack(bands, axis=-1).round().astype(np.uint8)
    rgb[np.isnan(values)] = _EMPTY
    return rgb


def map_figure(values: np.ndarray, ramp: Ramp, title: object, unit: str, scale_m: float, width_px: int = 420) -> Html:
    """A map of ``values`` (row 0 in the south) with the legend of its colours and its width on the ground."""
    rows, columns = values.shape
    times = max(1, round(width_px / columns)) if columns >= rows else max(1, round(width_px / rows))
    picture = np.kron(coloured(values[::-1], ramp), np.ones((times, times, 1), np.uint8))
    data = base64.b64encode(png(picture)).decode()
    stops = "".join(
        f'<span style="display:inline-block;margin-right:.9em;white-space:nowrap"><span style="display:inline-block;'
        f'width:1em;height:1em;vertical-align:-.15em;background:{colour};border:1px solid #999"></span> {step:g}</span>'
        for step, colour in ramp
    )
    return Html(
        f'<figure style="display:inline-block;margin:.4em 1em 1em 0;vertical-align:top;max-width:{width_px}px">'
        f'<figcaption style="font-weight:600">{escape(title)}</figcaption>'
        f'<img alt="{escape(title)}" src="data:image/png;base64,{data}" style="max-width:100%;max-height:{width_px}px;'
        f'border:1px solid #c5ced8;image-rendering:pixelated">'
        f'<div style="font-size:.85em">{stops}{escape(unit)}<br>↔ {scale_m:,.0f} m</div></figure>'
    )


def bars(
    counts: Sequence[float], edges: Sequence[float], title: object, unit: object, mark: float | None = None
) -> Html:
    """A histogram: ``counts`` between ``edges`` (one more); ``mark`` draws a line at a value."""
    width, height, left, bottom = 420, 170, 8, 34
    most = max([*counts, 1e-12])
    low, high = edges[0], edges[-1]

    def x(value: float) -> float:
        return left + (value - low) / (high - low) * (width - 2 * left)

    shapes = [
        f'<rect x="{x(a):.1f}" y="{height - bottom - 120 * count / most:.1f}" width="{max(0.5, x(b) - x(a) - 0.6):.1f}" '
        f'height="{120 * count / most:.1f}" fill="#1f6f8b"/>'
        for count, a, b in zip(counts, edges[:-1], edges[1:])
    ]
    if mark is not None and low <= mark <= high:
        shapes.append(
            f'<line x1="{x(mark):.1f}" x2="{x(mark):.1f}" y1="6" y2="{height - bottom}" stroke="#b3261e" stroke-width="2"/>'
        )
    ticks = "".join(
        f'<text x="{x(value):.1f}" y="{height - bottom + 15}" font-size="11" text-anchor="{anchor}">{value:g}</text>'
        for value, anchor in ((low, "start"), ((low + high) / 2, "middle"), (high, "end"))
    )
    return Html(
        f'<figure style="display:inline-block;margin:.4em 1em 1em 0;vertical-align:top">'
        f'<figcaption style="font-weight:600">{escape(title)}</figcaption>'
        f'<svg role="img" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<line x1="{left}" x2="{width - left}" y1="{height - bottom}" y2="{height - bottom}" stroke="#53606e"/>'
        f'{"".join(shapes)}{ticks}<text x="{width / 2}" y="{height - 4}" font-size="12" text-anchor="middle">{escape(unit)}'
        f"</text></svg></figure>"
    )
