"""Places that should have coverage (offices, shelters, hospitals …), from lists as offices publish them.

Nothing is dropped: a row without a usable position stays in the list, because whether it is covered is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...delimited import read_delimited
from ...errors import InputError
from ...text import QT_TRANSLATE_NOOP, Message
from ..holes.programme import place_kind, programme
from .columns import cell, find_header
from .positions import NAMES, TOKYO_ZONE, Position, position_messages, positions_of

_NEEDED = (("latitude", "longitude"), ("x", "y"))
_MOST_NAMED = 20


@dataclass(frozen=True)
class Place:
    """A row of a list; ``line`` in the file."""

    name: str
    kind: str
    position: Position
    line: int


@dataclass(frozen=True)
class PlaceList:
    """All rows in the order of the list, and what is to be said of it."""

    rows: tuple[Place, ...]
    messages: tuple[Message, ...]


def read_places(path: str | Path, kind_column: str = "", zone: int = TOKYO_ZONE) -> PlaceList:
    """The places of a text table. Where no column tells their kind, its other columns do, or else the file's name.

    ``zone``: plane rectangular zone of X and Y, where the list has these instead of degrees. Raises :class:`InputError`
    where the file is no text, has no columns for positions, or lacks ``kind_column``.
    """
    table = read_delimited(path, Path(path).name)
    fields = programme()["fields"]
    skip, header, columns = find_header(table, NAMES | {"kind": fields["kind"], "name": fields["name"]}, _NEEDED)
    if kind_column:
        if kind_column not in header:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name} has no field {field}. It has: {fields}."),
                name=table.name,
                field=kind_column,
                fields=", ".join(header),
            )
        columns["kind"] = header.index(kind_column)
    whole = place_kind(header) or Path(path).stem
    numbered = list(table.rows(skip))
    positions, east_first = positions_of([row for _, row in numbered], columns, zone)
    rows = [
        Place(cell(row, columns, "name"), cell(row, columns, "kind") or whole, position, line)
        for (line, row), position in zip(numbered, positions)
    ]
    placed = [(row.position, row.line, row.name or row.kind) for row in rows if row.position.known]
    messages = position_messages(table.name, placed, columns, east_first, zone)
    lost = [row for row in rows if not row.position.known]
    if lost:
        template = QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{name}: {count} places have no usable position; whether they are covered is unknown: {places}.",
        )
        told = [f"{row.name or row.kind} ({row.line})" for row in lost[:_MOST_NAMED]]
        more = ["…"] if len(lost) > _MOST_NAMED else []
        messages.append(
            Message(template, {"name": table.name, "count": len(lost), "places": ", ".join([*told, *more])})
        )
    return PlaceList(tuple(rows), tuple(messages))
