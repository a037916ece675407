"""The report of an import: what came in, how it was understood, and what was left out."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from .. import html
from ..text import QT_TRANSLATE_NOOP, Message, Translate
from .copcfolder import Outcome
from .importing import height_name

STALE = QT_TRANSLATE_NOOP("SoraNoMe", "{count} tiles are no longer in the input; left in the folder: {names}")

_LISTED = 500  # tiles in the table; the index holds all
_ORIGINS = {
    "written": QT_TRANSLATE_NOOP("SoraNoMe", "written in the tiles"),
    "given": QT_TRANSLATE_NOOP("SoraNoMe", "given by the user"),
    "sheet": QT_TRANSLATE_NOOP("SoraNoMe", "implied by the map sheet in the name"),
}
_CLASSES = {
    0: QT_TRANSLATE_NOOP("SoraNoMe", "never classified"),
    1: QT_TRANSLATE_NOOP("SoraNoMe", "unclassified"),
    2: QT_TRANSLATE_NOOP("SoraNoMe", "ground"),
    3: QT_TRANSLATE_NOOP("SoraNoMe", "low vegetation"),
    4: QT_TRANSLATE_NOOP("SoraNoMe", "medium vegetation"),
    5: QT_TRANSLATE_NOOP("SoraNoMe", "high vegetation"),
    6: QT_TRANSLATE_NOOP("SoraNoMe", "building"),
    7: QT_TRANSLATE_NOOP("SoraNoMe", "low noise"),
    9: QT_TRANSLATE_NOOP("SoraNoMe", "water"),
    17: QT_TRANSLATE_NOOP("SoraNoMe", "bridge"),
    18: QT_TRANSLATE_NOOP("SoraNoMe", "high noise"),
}


def write_import_report(path: str | os.PathLike, outcome: Outcome, translate: Translate, language: str) -> None:
    """Write the page about ``outcome`` in the language of ``translate``."""

    def say(text: str, **values) -> str:
        return Message(text, values).say(translate)

    low, high = outcome.heights
    origins = Counter(tile.origin for tile in outcome.tiles)
    heights = Counter(tile.height for tile in outcome.tiles)
    unknown = say(QT_TRANSLATE_NOOP("SoraNoMe", "not known"))
    kept = len(outcome.tiles) - outcome.made
    facts = [
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Tiles")), f"{len(outcome.tiles):,}"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "of them unchanged since an earlier run")), f"{kept:,}"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Tiles left out")), f"{len(outcome.faults):,}"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Points")), f"{outcome.points:,}"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Coordinate system")), outcome.crs_name),
        (
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Known from")),
            ", ".join(f"{say(_ORIGINS[origin])} ({count:,})" for origin, count in origins.items()),
        ),
        (
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Height datum")),
            ", ".join(f"{height_name(height) or unknown} ({count:,})" for height, count in heights.items()),
        ),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Heights")), f"{low:,.2f} – {high:,.2f}"),
    ]
    parts: list[object] = [html.key_values(facts)]
    if len(heights) > 1:
        text = QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "The tiles have different height datums: the layer carries none. Do not subtract heights of these tiles from "
            "one another before they are brought to one datum.",
        )
        parts.append(html.box(say(text), "warning"))
    elif "" in heights:
        text = QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "No tile says from where its heights count, and no datum was given: the layer carries none. Tokyo's surveys "
            "before 2025-04-01 are of JGD2011 (Tokyo Bay), on Hachijojima and further south of the sea around the island.",
        )
        parts.append(html.box(say(text)))
    if outcome.stale:
        names = ", ".join(outcome.stale[:_LISTED])
        parts.append(html.box(say(STALE, count=len(outcome.stale), names=names), "warning"))
    if outcome.faults:
        rows = [(fault.name, fault.why.say(translate)) for fault in outcome.faults[:_LISTED]]
        header = (say(QT_TRANSLATE_NOOP("SoraNoMe", "File")), say(QT_TRANSLATE_NOOP("SoraNoMe", "Why")))
        parts += [
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Tiles left out"))),
            html.table(rows, header, caption=_shortened(outcome.faults, say)),
        ]
    notes = Counter()
    first: dict[str, tuple[str, Message]] = {}
    for tile in outcome.tiles:
        for message in tile.messages:
            notes[message.template] += 1
            first.setdefault(message.template, (tile.name, message))
    if notes:
        header = (
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Remark")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Tiles")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "The first")),
        )
        rows = [(first[t][1].say(translate), f"{count:,}", Path(first[t][0]).name) for t, count in notes.most_common()]
        parts += [
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Remarks"))),
            html.table(rows, header, numbers=(1,)),
        ]
    header = (
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Class")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Points")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Share (%)")),
    )
    rows = [
        (f"{code} {say(_CLASSES[code])}" if code in _CLASSES else code, f"{n:,}", f"{100 * n / outcome.points:.2f}")
        for code, n in outcome.classes.items()
    ]
    parts += [
        html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Points by class"))),
        html.table(rows, header, numbers=(1, 2)),
    ]
    header = (
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Tile")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Sheet")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Points")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Heights")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Made from")),
    )
    rows = [
        (tile.output, tile.sheet or "-", f"{tile.count:,}", f"{tile.mins[2]:,.1f} – {tile.maxs[2]:,.1f}", tile.name)
        for tile in outcome.tiles[:_LISTED]
    ]
    parts += [
        html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Tiles"))),
        html.table(rows, header, numbers=(2, 3), caption=_shortened(outcome.tiles, say)),
    ]
    text = QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Every tile was read back after it was written: number of points, bounds, coordinates (by a checksum), points by "
        "class and by return agree with its source.",
    )
    parts.append(html.box(say(text), "good"))
    title = say(QT_TRANSLATE_NOOP("SoraNoMe", "Import of point clouds"))
    html.write_page(path, html.page(title, html.join(parts), language))


def _shortened(items: tuple, say) -> str:
    if len(items) <= _LISTED:
        return ""
    text = QT_TRANSLATE_NOOP("SoraNoMe", "The first {shown} of {count}; the index holds all.")
    return say(text, shown=_LISTED, count=len(items))
