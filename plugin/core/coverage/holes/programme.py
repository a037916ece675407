"""The indicators and rules of the programme つながる東京, as data: ``resources/coverage/programme.json``."""

from __future__ import annotations

import json
from functools import cache

from ...resources import FOLDER
from ..lists.columns import find_columns, plain


@cache
def programme() -> dict:
    return json.loads((FOLDER / "coverage" / "programme.json").read_text(encoding="utf-8"))


def rule(name: str) -> float:
    """The default of a rule."""
    return programme()["rules"][name]["value"]


def field_for(meaning: str, fields: list[str]) -> str:
    """The field of a layer that holds ``meaning`` by its name, empty where none does."""
    found = find_columns(fields, {meaning: programme()["fields"][meaning]})
    return fields[found[meaning]] if found else ""


def fields_for(meaning: str, fields: list[str]) -> list[str]:
    """All fields of a layer that may hold ``meaning``."""
    known = {plain(name) for name in programme()["fields"][meaning]}
    return [name for name in fields if plain(name) in known]


def place_kind(fields: list[str]) -> str:
    """The kind of the places of a known list that has no field for it, empty where the list is not known."""
    for known in programme()["recognised_places"]:
        if set(known["fields"]) <= set(fields):
            return known["kind"]
    return ""


def is_ferry(values: list[str]) -> bool:
    """Whether one of a line's attributes says that it is a ferry route."""
    known = {plain(value) for value in programme()["ferry_values"]}
    return any(plain(value) in known for value in values)
