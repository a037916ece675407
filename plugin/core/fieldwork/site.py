"""One site as papers, packages and way points show it, whether it comes from a register or from a layer of candidates."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..fill.candidates import say_reasons
from ..fill.law import VERDICTS
from ..fill.triage_reasons import ONSETS, PERMIT_STATES, ZONES, say_triage
from ..text import Translate
from .exchange import candidate_key

if TYPE_CHECKING:
    from shapely import Geometry, Point

# What has a column of its own in a triaged list, or is for the desk: a row is read standing on a slope.
_NOT_LISTED = {
    "strength", "small", "compact", "ragged", "thickness_unknown",
    "zone", "no_zone", "no_permit", "no_houses", "valley", "onset_after", "onset_before", "onset_straddles", "weak",
    "law_exceeds", "law_area_assumed", "law_cannot_be_told", "law_cannot_exceed",
}  # fmt: skip


@dataclass(frozen=True)
class FieldSite:
    """A site in plain values; words are in the language of the document, codes as in ``values.py``.

    ``key`` and ``basis``: see :mod:`.exchange`. ``name`` is what people call it (S00012, or the candidate's id).
    ``outline`` (polygon or point) and ``point`` (inside it) are in JGD2011 degrees, x east; ``x_m`` (north) and ``y_m``
    (east) are plane rectangular, NaN where the sites lie in several zones. ``change`` is a code of ``CLASS_NAMES``;
    scores and ``priority`` are 0–1. Unknown numbers are NaN or None, unknown words and dates (ISO) "". ``reasons`` has a
    line each. ``attributes`` are all fields of the source, for what has no name here.
    """

    key: str
    name: str
    outline: Geometry
    point: Point
    basis: str = ""
    candidate_id: str = ""
    rank: int = 0
    priority: float = math.nan
    change: int = 0
    score: float = math.nan
    score_max: float = math.nan
    area_m2: float = math.nan
    municipality: str = ""
    x_m: float = math.nan
    y_m: float = math.nan
    before_date: str = ""
    after_date: str = ""
    before_image: str = ""
    after_image: str = ""
    reasons: str = ""
    priority_class: str = ""
    verdict: str = ""
    zone: str = ""
    permit: str = ""
    parcels: str = ""
    houses_below: int | None = None
    onset: str = ""
    state: str = ""
    attention: str = ""
    status: str = "unvisited"
    finding: str = ""
    emergency_measures: str = ""
    last_visited_on: str = ""
    last_visited_by: str = ""
    remarks: str = ""
    team: str = ""
    planned_on: str = ""
    visit_order: int | None = None
    attributes: Mapping[str, object] = field(default_factory=dict)

    @property
    def latitude(self) -> float:
        return self.point.y

    @property
    def longitude(self) -> float:
        return self.point.x


def read_site(
    attributes: Mapping[str, object],
    outline: Geometry,
    translate: Translate = str,
    basis: str = "",
    plane: tuple[float, float] = (math.nan, math.nan),
) -> FieldSite:
    """A site of the fields of a register's row or of a candidate; ``outline`` in JGD2011 degrees, ``plane`` its (X, Y).

    Fields the register keeps as JSON (``attributes``) are read like the others.
    """
    given = {name: value for name, value in attributes.items() if value is not None and value != ""}
    given = {**_unpacked(given.pop("attributes", "")), **given}
    candidate_id, after_date = _text(given, "candidate_id"), _text(given, "after_date")[:10]
    houses, order = _number(given, "houses_below"), _number(given, "visit_order")
    return FieldSite(
        key=_text(given, "site_id") or candidate_key(candidate_id, after_date),
        name=_text(given, "site_code") or candidate_id,
        outline=outline,
        point=_point(given, outline),
        basis=basis,
        candidate_id=candidate_id,
        rank=int(_number(given, "rank", 0)),
        change=int(_number(given, "change", 0)),
        **{name: _number(given, name) for name in ("priority", "score", "score_max", "area_m2")},
        x_m=plane[0],
        y_m=plane[1],
        before_date=_text(given, "before_date")[:10],
        after_date=after_date,
        reasons=_reasons(given, translate),
        verdict=_word(given, "verdict", VERDICTS, translate) or _text(given, "verdict_name"),
        zone=_word(given, "zone", ZONES, translate) or _text(given, "zone_name"),
        permit=_permit(given, translate),
        houses_below=None if math.isnan(houses) else int(houses),
        onset=_word(given, "onset", ONSETS, translate),
        status=_text(given, "status") or "unvisited",
        visit_order=None if math.isnan(order) else int(order),
        **{
            name: _text(given, name)
            for name in (
                "municipality",
                "before_image",
                "after_image",
                "priority_class",
                "parcels",
                "state",
                "attention",
                "finding",
                "emergency_measures",
                "last_visited_on",
                "last_visited_by",
                "remarks",
                "team",
                "planned_on",
            )
        },
        attributes=given,
    )


def in_order(sites) -> list[FieldSite]:
    """Sites by team, day and order of the visit where they are planned; by rank else."""
    planned = any(site.visit_order for site in sites)
    if planned:
        return sorted(
            sites, key=lambda s: (not s.visit_order, s.team, s.planned_on, s.visit_order or 0, s.rank or 10**9)
        )
    return sorted(sites, key=lambda s: (s.rank or 10**9, s.name))


def _unpacked(text: object) -> dict:
    try:
        found = json.loads(str(text)) if text else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _text(given: Mapping, name: str) -> str:
    return str(given.get(name, "")).strip()


def _number(given: Mapping, name: str, otherwise: float = math.nan) -> float:
    try:
        found = float(given.get(name, otherwise))
    except (TypeError, ValueError):
        return otherwise
    return found if math.isfinite(found) else otherwise


def _point(given: Mapping, outline: Geometry) -> Point:
    # The point the candidate was given; another one inside it would make two places of one.
    from shapely import Point

    x, y = _number(given, "longitude"), _number(given, "latitude")
    if not math.isnan(x) and not math.isnan(y) and outline.intersects(Point(x, y)):
        return Point(x, y)
    return outline.representative_point()


def _word(given: Mapping, name: str, words: Mapping[str, str], translate: Translate) -> str:
    code = _text(given, name)
    return translate(words[code]) if code in words else ""


def _permit(given: Mapping, translate: Translate) -> str:
    state = _word(given, "permit_state", PERMIT_STATES, translate) or _text(given, "permit_name")
    share = _number(given, "permit_share", 0)
    return f"{state} ({share:.0%})" if state and share else state


def _reasons(given: Mapping, translate: Translate) -> str:
    """Why the place is listed: the first of what was seen, what triage says of it beside its columns, then all else.

    Papers cut the end of long reasons: law and danger must not be there.
    """
    codes, triaged = _text(given, "reason_codes"), _text(given, "triage_codes")
    if not triaged:
        return say_reasons(codes, translate) if codes else _text(given, "reasons")
    seen, beside = (
        json.dumps([reason for reason in json.loads(found or "[]") if reason[0] not in _NOT_LISTED])
        for found in (codes, triaged)
    )
    told = say_reasons(seen, translate) if codes else _text(given, "reasons")
    first, _, rest = told.partition("\n")
    return "\n".join(part for part in (first, say_triage(beside, translate), rest) if part)
