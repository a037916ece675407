"""Small self-contained HTML pages: no network, no scripts, fit to print.

Every function takes plain text and returns finished HTML. Only :class:`Html`, which these functions
return, passes unescaped, so a hostile layer name cannot become markup.
"""

from __future__ import annotations

import html
import os
from collections.abc import Iterable, Sequence

from .files import write_whole

STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.6 "Yu Gothic UI", Meiryo, "Hiragino Sans", "Noto Sans CJK JP", sans-serif;
  color: #1d2733; background: #fff; max-width: 60em; margin: 2em auto; padding: 0 1.2em; }
h1 { font-size: 1.5em; line-height: 1.3; border-bottom: 3px solid #1f6f8b; padding-bottom: .3em; }
h2 { font-size: 1.15em; margin-top: 1.8em; color: #1f6f8b; break-after: avoid; }
table { border-collapse: collapse; margin: .6em 0 1.2em; }
th, td { border: 1px solid #c5ced8; padding: .3em .7em; text-align: left; vertical-align: top;
  overflow-wrap: break-word; }
th { background: #eef3f7; font-weight: 600; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
caption { caption-side: bottom; text-align: left; font-size: .88em; color: #53606e; padding-top: .3em; }
.box { border-left: 5px solid #1f6f8b; background: #eef6f9; padding: .6em 1em; margin: 1em 0; }
.box.warning { border-color: #c77700; background: #fff5e2; }
.box.good { border-color: #2f8f4e; background: #ebf7ee; }
.box.bad { border-color: #b3261e; background: #fcecea; }
p { overflow-wrap: anywhere; }
footer { margin-top: 2.5em; font-size: .85em; color: #53606e; border-top: 1px solid #c5ced8; }
@media print { @page { size: A4; margin: 15mm; } body { margin: 0; max-width: none; font-size: 10.5pt; }
  table, .box { break-inside: avoid; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def escape(text: object) -> Html:
    """``text`` as HTML that shows it literally; line breaks are kept."""
    if isinstance(text, Html):
        return text
    return Html(html.escape(str(text)).replace("\n", "<br>"))


def join(parts: Iterable[object]) -> Html:
    return Html("\n".join(escape(part) for part in parts))


def heading(text: object) -> Html:
    return Html(f"<h2>{escape(text)}</h2>")


def box(text: object, kind: str = "note") -> Html:
    """A framed remark; ``kind`` is ``note``, ``warning``, ``good`` or ``bad``."""
    return Html(f'<div class="box {escape(kind)}">{escape(text)}</div>')


def table(
    rows: Iterable[Sequence[object]],
    header: Sequence[object] = (),
    numbers: Iterable[int] = (),
    row_headings: bool = False,
    caption: object = "",
) -> Html:
    """A table; ``numbers`` are the columns (from 0) set flush right, ``row_headings`` marks column 0."""
    numbers = set(numbers)

    def cell(column: int, text: object) -> str:
        if row_headings and column == 0:
            return f'<th scope="row">{escape(text)}</th>'
        attribute = ' class="number"' if column in numbers else ""
        return f"<td{attribute}>{escape(text)}</td>"

    lines = ["<table>"]
    if caption:
        lines.append(f"<caption>{escape(caption)}</caption>")
    if header:
        lines.append("<tr>" + "".join(f'<th scope="col">{escape(text)}</th>' for text in header) + "</tr>")
    lines += ["<tr>" + "".join(cell(i, text) for i, text in enumerate(row)) + "</tr>" for row in rows]
    return Html("\n".join([*lines, "</table>"]))


def key_values(pairs: Iterable[tuple[object, object]]) -> Html:
    """A two-column table of names and their values."""
    return table(pairs, row_headings=True)


def page(title: object, body: object, language: str = "ja", footer: object = "") -> str:
    """A whole document, to be written as UTF-8; ``body`` is :class:`Html` (see :func:`join`) or plain text."""
    end = f"<footer>{escape(footer)}</footer>\n" if footer else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(str(title))}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(title)}</h1>\n{escape(body)}\n{end}</body>\n</html>\n"
    )


def write_page(path: str | os.PathLike, text: str) -> None:
    """Write a page made by :func:`page` to ``path``, whole or not at all."""
    # "replace": a file name that is not valid Unicode may be in the text.
    write_whole(path, text.encode("utf-8", errors="replace"))
