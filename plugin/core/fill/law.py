"""What the fill law asks of a place: sizes over which a permit is needed, as data with their sources.

Sizes, codes and dates live in ``resources/law/fill.json``. Quantities are intervals of what the observations allow, so
every verdict has three values: it exceeds, it cannot exceed, or it cannot be told at this resolution.
"""

from __future__ import annotations

import functools
import json
import math
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..errors import InputError
from ..resources import FOLDER
from ..text import QT_TRANSLATE_NOOP

EXCEEDS, CANNOT_EXCEED, CANNOT_BE_TOLD, OUTSIDE = "exceeds", "cannot_exceed", "cannot_be_told", "outside"
RESIDENTIAL, SPECIFIED = "residential", "specified"

VERDICTS = {
    EXCEEDS: QT_TRANSLATE_NOOP("SoraNoMe", "exceeds"),
    CANNOT_EXCEED: QT_TRANSLATE_NOOP("SoraNoMe", "cannot exceed"),
    CANNOT_BE_TOLD: QT_TRANSLATE_NOOP("SoraNoMe", "cannot be told at this resolution"),
    OUTSIDE: QT_TRANSLATE_NOOP("SoraNoMe", "outside the zones of the fill law"),
}

ITEMS = {
    "area": QT_TRANSLATE_NOOP("SoraNoMe", "area of fill or cut"),
    "fill_height": QT_TRANSLATE_NOOP("SoraNoMe", "height of fill"),
    "fill_cliff": QT_TRANSLATE_NOOP("SoraNoMe", "cliff made by fill"),
    "cut_cliff": QT_TRANSLATE_NOOP("SoraNoMe", "cliff made by cut"),
    "both_cliff": QT_TRANSLATE_NOOP("SoraNoMe", "cliff made by fill and cut together"),
    "stockpile": QT_TRANSLATE_NOOP("SoraNoMe", "stockpile, if it is one"),
    "notification": QT_TRANSLATE_NOOP("SoraNoMe", "notification 30 days ahead (its sizes are not verified)"),
}

Interval = tuple[float, float]
ANYTHING: Interval = (0.0, math.inf)
"""The interval of a quantity nobody measured."""

_LOD_OF_PROVABLE = 1.96 / (1.96 + 1.645)  # 95 % limit of detection as a share of the provable thickness (DOMAIN §3)
_ELEVATION_CELL_M = 1.0  # cell of the elevation models behind an area over 30 cm; candidates do not say


@dataclass(frozen=True)
class Verdict:
    """One size of the law against one place. ``source`` is the provision, to be shown with it."""

    item: str
    value: str
    source: str


@dataclass(frozen=True)
class Law:
    """The content of a law file; see ``resources/law/fill.json`` for its keys."""

    data: dict

    @property
    def designated(self) -> str:
        """ISO date on which the zones came into force."""
        designation = self.data["designation"]
        return designation[designation["default"]]["date"]

    @property
    def valley_m(self) -> float:
        return float(self.data["valley_m"]["value"])

    def columns_of(self, code: str) -> tuple[str, ...]:
        """Columns of sizes that a zone code asks for; none for an unknown code."""
        return tuple(self.data["zones"]["codes"].get(code, ()))


@functools.cache
def law_from(path: str = "") -> Law:
    """The law of ``path``, or the one that ships with the plugin; :class:`InputError` where it is no law file."""
    own = read_json(str(FOLDER / "law" / "fill.json"))
    if not path:
        return Law(own)
    data = read_json(path)
    missing = {"items", "zones", "planning", "hazard", "designation", "valley_m", "thickness_m"} - set(data)
    if missing:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{path} is no file of law sizes: it lacks {keys}. Begin with a copy of the plugin's own file.",
            ),
            path=path,
            keys=", ".join(sorted(missing)),
        )
    require_like(data, own, path)
    for part, known in (
        ("items", set(data["items"]) <= ITEMS.keys()),
        ("designation.default", data["designation"].get("default") in set(data["designation"]) - {"default"}),
        ("zones.codes", {column for columns in data["zones"]["codes"].values() for column in columns} <= _COLUMNS),
        ("hazard.levels", set(data["hazard"]["levels"].values()) <= _LEVELS),
        ("published_funnel.counts", _funnel_length(data, own) == _funnel_length(own, own)),
    ):
        if not known:
            raise _unlike(path, part)
    law = Law({**own, **data})
    try:
        date.fromisoformat(law.designated)
    except ValueError:
        raise _unlike(path, "designation") from None
    return law


def _funnel_length(data: dict, own: dict) -> int:
    return len(data.get("published_funnel", own["published_funnel"])["counts"])


_COLUMNS, _LEVELS = {RESIDENTIAL, SPECIFIED}, {"warning", "special"}
_FREE = ("designation", "items", "any", "codes", "phenomena", "levels")  # objects with keys of an office's own
_REMARKS = ("about", "law", "checked", "existing_works_notified_by")


def require_like(given: dict, own: dict, path: str) -> None:
    """Raise :class:`InputError` where something in ``given``, read from ``path``, is of another kind than in the plugin's
    ``own`` file, or missing inside a part that is given; remarks (``checked`` …) may be left out."""
    for name in given.keys() & own.keys():
        _require_kind(given[name], own[name], name, path)


def _require_kind(given, own, name: str, path: str) -> None:
    last = name.rpartition(".")[2]
    if isinstance(own, dict):
        if not isinstance(given, dict) or not (last in _FREE or set(given) >= set(own) - set(_REMARKS)):
            raise _unlike(path, name)
        for key, value in given.items():
            if key in own or last in _FREE:
                _require_kind(value, own[key] if key in own else list(own.values())[-1], f"{name}.{key}", path)
    elif isinstance(own, list):
        if not isinstance(given, list) or (own and not given):
            raise _unlike(path, name)
        for value in given if own else ():
            _require_kind(value, own[0], f"{name}.any" if last == "any" else f"{name}.", path)
    elif isinstance(own, bool) or isinstance(given, bool) or isinstance(own, str):
        if type(given) is not type(own):
            raise _unlike(path, name)
    elif not isinstance(given, int | float) or not abs(given) < 1e12:
        raise _unlike(path, name)


def _unlike(path: str, part: str) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{path}: “{part}” is missing something, or is not as in the plugin's own file. Begin with a copy of that.",
        ),
        path=path,
        part=part[:100],
    )


def read_json(path: str) -> dict:
    """The object in a JSON file; :class:`InputError` where there is none."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} cannot be read as JSON ({detail}). Choose another file."),
            path=path,
            detail=str(error),
        ) from error
    if not isinstance(data, dict):
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} cannot be read as JSON ({detail}). Choose another file."),
            path=path,
            detail=type(data).__name__,
        )
    return data


@dataclass(frozen=True)
class Measured:
    """Quantities of one place, in m² and m, each (lowest, highest) the observations allow."""

    quantities: dict[str, Interval] = field(default_factory=dict)
    thickness_known: bool = False

    def of(self, name: str) -> Interval:
        return self.quantities.get(name, ANYTHING)


def measure(outline, figures: dict[str, float], outline_error_m: float, thickness_m: float) -> Measured:
    """What a place's outline and figures tell of the quantities the law asks for.

    ``outline`` in metres, ``figures`` by the names of candidate fields, absent where NULL. ``outline_error_m``: how far
    the outline may lie off, half a cell of the image; it widens the area all along the edge. Without elevations the
    area is that of the changed ground, whatever its thickness, and heights are anything.
    """
    around = outline.length * outline_error_m
    drawn = (max(0.0, outline.area - around), outline.area + around)
    if "fill_area_m2" not in figures:
        return Measured({"changed_area_m2": drawn, "fill_area_m2": (0.0, drawn[1])})
    fill, cut = figures["fill_area_m2"], figures.get("cut_area_m2", 0.0)
    provable = figures.get("provable_m", math.inf)
    error = _LOD_OF_PROVABLE * provable
    if "area_30cm_low_m2" in figures and "area_30cm_high_m2" in figures:
        changed = _with_edge(figures["area_30cm_low_m2"])[0], _with_edge(figures["area_30cm_high_m2"])[1]
    elif "area_30cm_m2" in figures:
        changed = _with_edge(figures["area_30cm_m2"])
    else:  # cells proved to have changed by more than the thickness that counts are the least it can be
        changed = (_with_edge(fill + cut)[0] if error >= thickness_m else 0.0, drawn[1])
    # Of a stockpile too only what is thicker counts, and what was cut beside it is none of it.
    piled = max(0.0, min(_with_edge(fill)[0], changed[0] - (_with_edge(cut)[1] if cut else 0.0)))
    fill_height = _height(figures.get("fill_height_m", 0.0), error)
    cut_depth = _height(figures.get("cut_depth_m", 0.0), error)
    return Measured(
        {
            "changed_area_m2": changed,
            "fill_area_m2": (piled, drawn[1]),
            "fill_height_m": fill_height,
            # Whether a face is steeper than 30° cannot be seen at the cells of a DEM: a cliff of 1 m is narrower.
            "fill_cliff_m": (0.0, fill_height[1]),
            "cut_cliff_m": (0.0, cut_depth[1]),
            "both_cliff_m": (0.0, fill_height[1] + cut_depth[1]),
        },
        thickness_known=True,
    )


def _with_edge(area: float) -> Interval:
    around = 2 * math.sqrt(math.pi * area) * _ELEVATION_CELL_M / 2
    return max(0.0, area - around), area + around


def _height(value: float, error: float) -> Interval:
    return max(0.0, value - error) if math.isfinite(error) else 0.0, value + error


def verdicts(measured: Measured, columns: tuple[str, ...], law: Law) -> list[Verdict]:
    """The verdict of every size. With several ``columns`` (undivided or unknown zones) what holds in all of them."""
    found = [
        Verdict(
            item,
            _agreed([_judge(measured, sizes[column]["any"]) for column in columns]),
            sizes[columns[0]]["source"] if len(columns) == 1 else "／".join(sizes[c]["source"] for c in columns),
        )
        for item, sizes in law.data["items"].items()
        if columns
    ]
    notice = law.data.get("notification")
    if notice and columns == (notice["column"],):
        sizes = [size[notice["sizes_of"]]["any"] for size in law.data["items"].values()]
        value = overall([_judge(measured, size) for size in sizes])
        found.append(Verdict("notification", value, notice["source"]))
    return found


def overall(values: list[str]) -> str:
    """The strongest of several verdicts: one that exceeds is enough, all must be small to be so."""
    if not values:
        return OUTSIDE
    for strong in (EXCEEDS, CANNOT_BE_TOLD):
        if strong in values:
            return strong
    return CANNOT_EXCEED


def sizes_text(item: str, column: str, law: Law) -> str:
    """The sizes of an item as a reader sees them, such as ``> 2 m, > 300 m² / > 0.3 m, > 500 m²``."""
    data = law.data["items"]
    alternatives = data[item][column]["any"] if item in data else []
    return " / ".join(
        ", ".join(f"> {size:,g} {'m²' if name.endswith('_m2') else 'm'}" for name, size in sizes.items())
        for sizes in alternatives
    )


def _judge(measured: Measured, alternatives: list[dict[str, float]]) -> str:
    """Whether any of the alternatives holds, each a set of sizes that must all be exceeded."""
    each = []
    for sizes in alternatives:
        intervals = [(measured.of(name), size) for name, size in sizes.items()]
        if any(high <= size for (_, high), size in intervals):
            each.append(CANNOT_EXCEED)
        elif all(low > size for (low, _), size in intervals):
            each.append(EXCEEDS)
        else:
            each.append(CANNOT_BE_TOLD)
    return overall(each)


def _agreed(values: list[str]) -> str:
    return values[0] if len(set(values)) == 1 else CANNOT_BE_TOLD
