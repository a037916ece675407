"""Why a place stands where it stands in the list: codes and values, and the sentences they make."""

from __future__ import annotations

import json

from ..text import QT_TRANSLATE_NOOP, Message, Translate
from .law import ITEMS, VERDICTS

ZONES = {
    "residential": QT_TRANSLATE_NOOP("SoraNoMe", "zone for residential land (宅地造成等工事規制区域)"),
    "specified": QT_TRANSLATE_NOOP("SoraNoMe", "zone for specified fill (特定盛土等規制区域)"),
    "undivided": QT_TRANSLATE_NOOP("SoraNoMe", "zone of the fill law, kind not told apart"),
    "outside": QT_TRANSLATE_NOOP("SoraNoMe", "outside the zones"),
    "unknown": QT_TRANSLATE_NOOP("SoraNoMe", "unknown (no zones given)"),
}

PLANNING = {
    "urbanisation": QT_TRANSLATE_NOOP("SoraNoMe", "urbanisation promotion area"),
    "control": QT_TRANSLATE_NOOP("SoraNoMe", "urbanisation control area"),
    "use_district": QT_TRANSLATE_NOOP("SoraNoMe", "use district of an undivided planning area"),
    "city_planning": QT_TRANSLATE_NOOP("SoraNoMe", "undivided planning area"),
    "unplanned": QT_TRANSLATE_NOOP("SoraNoMe", "outside city planning"),
}

PHENOMENA = {
    "steep_slope": QT_TRANSLATE_NOOP("SoraNoMe", "collapse of a steep slope"),
    "debris_flow": QT_TRANSLATE_NOOP("SoraNoMe", "debris flow"),
    "landslide": QT_TRANSLATE_NOOP("SoraNoMe", "landslide"),
}

LEVELS = {
    "warning": QT_TRANSLATE_NOOP("SoraNoMe", "warning area"),
    "special": QT_TRANSLATE_NOOP("SoraNoMe", "special warning area"),
}

PERMIT_STATES = {
    "none": QT_TRANSLATE_NOOP("SoraNoMe", "no permit"),
    "explained": QT_TRANSLATE_NOOP("SoraNoMe", "explained by a permit"),
    "partly": QT_TRANSLATE_NOOP("SoraNoMe", "partly explained by a permit"),
    "ran_out": QT_TRANSLATE_NOOP("SoraNoMe", "permit ran out meanwhile"),
    "expired": QT_TRANSLATE_NOOP("SoraNoMe", "permit had expired"),
    "not_yet": QT_TRANSLATE_NOOP("SoraNoMe", "permit not yet valid"),
    "undated": QT_TRANSLATE_NOOP("SoraNoMe", "period of the permit or of the change unknown"),
    "unknown": QT_TRANSLATE_NOOP("SoraNoMe", "unknown (no permits given)"),
}

STANDINGS = {
    "valid": QT_TRANSLATE_NOOP("SoraNoMe", "valid"),
    "ran_out": QT_TRANSLATE_NOOP("SoraNoMe", "ran out meanwhile"),
    "expired": QT_TRANSLATE_NOOP("SoraNoMe", "expired"),
    "not_yet": QT_TRANSLATE_NOOP("SoraNoMe", "not yet valid"),
    "undated": QT_TRANSLATE_NOOP("SoraNoMe", "period not known"),
}

ONSETS = {
    "after": QT_TRANSLATE_NOOP("SoraNoMe", "after the designation"),
    "before": QT_TRANSLATE_NOOP("SoraNoMe", "before the designation"),
    "straddles": QT_TRANSLATE_NOOP("SoraNoMe", "before or after the designation"),
    "unknown": QT_TRANSLATE_NOOP("SoraNoMe", "unknown"),
}

PARTS = {
    "evidence": QT_TRANSLATE_NOOP("SoraNoMe", "evidence of moved earth"),
    "unexplained": QT_TRANSLATE_NOOP("SoraNoMe", "not explained by permits"),
    "verdict": QT_TRANSLATE_NOOP("SoraNoMe", "size against the law"),
    "houses": QT_TRANSLATE_NOOP("SoraNoMe", "buildings below"),
    "debris": QT_TRANSLATE_NOOP("SoraNoMe", "debris-flow areas"),
    "restricted": QT_TRANSLATE_NOOP("SoraNoMe", "restricted by city planning"),
    "zone": QT_TRANSLATE_NOOP("SoraNoMe", "in a zone of the fill law"),
    "valley": QT_TRANSLATE_NOOP("SoraNoMe", "near a valley line"),
    "slope": QT_TRANSLATE_NOOP("SoraNoMe", "slope of the ground"),
    "road_below": QT_TRANSLATE_NOOP("SoraNoMe", "road below"),
    "size": QT_TRANSLATE_NOOP("SoraNoMe", "size"),
    "onset": QT_TRANSLATE_NOOP("SoraNoMe", "onset against the designation"),
    "access": QT_TRANSLATE_NOOP("SoraNoMe", "within reach of a road"),
}
"""Names of the parts of a priority; their weights are data."""

STAGES = (
    QT_TRANSLATE_NOOP("SoraNoMe", "candidates, with evidence of moved earth"),
    QT_TRANSLATE_NOOP("SoraNoMe", "not explained by permits"),
    QT_TRANSLATE_NOOP("SoraNoMe", "in urbanisation control or unplanned areas"),
    QT_TRANSLATE_NOOP("SoraNoMe", "with debris-flow risk"),
)
"""What the stages of the published funnel hold, from the first."""

REASONS = {
    "explained": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Permit {number} ({start} to {end}) explains {share} % of the place: valid when the ground changed."
    ),
    "partly_explained": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Permit {number} ({start} to {end}) explains only {share} % of the place; {rest} m² are unexplained.",
    ),
    "permit_expired": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Permit {number} covers {share} % of the place, but it ended on {end}, before the ground changed."
    ),
    "permit_not_yet": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Permit {number} covers {share} % of the place, but begins on {start}, after the ground changed."
    ),
    "permit_ran_out": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Permit {number} covers {share} % of the place, but ran out on {end}, within the time in which the ground "
        "changed: check whether the works were finished by then.",
    ),
    "permit_undated": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Permit {number} covers {share} % of the place, but its period or the date of the change is not known: not "
        "taken as an explanation.",
    ),
    "no_permit": QT_TRANSLATE_NOOP("SoraNoMe", "No permit is registered here."),
    "zone": QT_TRANSLATE_NOOP("SoraNoMe", "Fill law: {zone} ({share} % of the place)."),
    "no_zone": QT_TRANSLATE_NOOP("SoraNoMe", "Outside the zones of the fill law (by an approximate map)."),
    "law_exceeds": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Larger than what needs a permit: {item}, {value} ({size}; {source})."
    ),
    "law_area_assumed": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Larger than what needs a permit: {item}, {value} ({size}; {source}), if the ground changed by more than 30 cm, "
        "which was not measured.",
    ),
    "law_cannot_be_told": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Whether it is large enough to need a permit cannot be told at this resolution ({value})."
    ),
    "law_cannot_exceed": QT_TRANSLATE_NOOP("SoraNoMe", "Too small to need a permit by every size ({value})."),
    "planning": QT_TRANSLATE_NOOP("SoraNoMe", "City planning: {area} ({share} % of the place)."),
    "hazard_here": QT_TRANSLATE_NOOP("SoraNoMe", "Lies in a {level} for {phenomenon}."),
    "hazard_below": QT_TRANSLATE_NOOP("SoraNoMe", "The path below enters a {level} for {phenomenon}."),
    "in_valley": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Within {limit} m of a valley line ({distance} m): fill there holds back water."
    ),
    "valley": QT_TRANSLATE_NOOP("SoraNoMe", "{distance} m from the nearest valley line."),
    "slope": QT_TRANSLATE_NOOP("SoraNoMe", "Ground slope {mean}° on average, {steepest}° at most."),
    "houses": QT_TRANSLATE_NOOP(
        "SoraNoMe", "{count} buildings along the flow path below, the nearest {distance} m down."
    ),
    "no_houses": QT_TRANSLATE_NOOP("SoraNoMe", "No building along the flow path below ({reach} m)."),
    "road_below": QT_TRANSLATE_NOOP("SoraNoMe", "A road lies on the flow path {distance} m below."),
    "path_cut": QT_TRANSLATE_NOOP(
        "SoraNoMe", "The flow path leaves the elevations after {reach} m: what lies beyond is unknown."
    ),
    "terrain_unknown": QT_TRANSLATE_NOOP(
        "SoraNoMe", "No elevations here: slope, valley lines and what lies below are unknown."
    ),
    "access": QT_TRANSLATE_NOOP("SoraNoMe", "{distance} m to the nearest road for cars."),
    "landuse": QT_TRANSLATE_NOOP("SoraNoMe", "Land use: {use} ({share} % of the place)."),
    "onset_after": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Changed between {first} and {last}, after the zones came into force ({reference})."
    ),
    "onset_before": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Changed between {first} and {last}, before the zones came into force ({reference})."
    ),
    "onset_straddles": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Changed between {first} and {last}: whether before or after the zones came into force ({reference}) is open.",
    ),
    "weak": QT_TRANSLATE_NOOP("SoraNoMe", "The evidence of moved earth is weak ({evidence}): no better than class C."),
}
"""Why a place ranks as it does: code → sentence. Codes are kept in the layer, words made when read."""

_WORDS = {**ZONES, **PLANNING, **PHENOMENA, **LEVELS, **ITEMS, **VERDICTS}
_NAMED = ("zone", "area", "phenomenon", "level", "item")  # values that are codes of words


def say_triage(codes: str, translate: Translate = str) -> str:
    """The sentences of triage reasons kept as JSON, a line each."""
    lines = []
    for code, values in json.loads(codes):
        words = {k: Message(_WORDS[v]) if k in _NAMED and v in _WORDS else v for k, v in values.items()}
        lines.append(Message(REASONS[code], words).say(translate))
    return "\n".join(lines)


def say_verdicts(verdicts: str, translate: Translate = str) -> str:
    """The verdicts of a place kept as JSON, a line each: item, verdict, size and provision."""
    template = QT_TRANSLATE_NOOP("SoraNoMe", "{item}: {verdict} ({size}; {source})")
    plain = QT_TRANSLATE_NOOP("SoraNoMe", "{item}: {verdict} ({source})")
    return "\n".join(
        Message(
            template if found["size"] else plain,
            {
                "item": Message(ITEMS[found["item"]]),
                "verdict": Message(VERDICTS[found["verdict"]]),
                "size": found["size"],
                "source": found["source"],
            },
        ).say(translate)
        for found in json.loads(verdicts)
    )
