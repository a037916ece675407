"""Candidates: places of altered ground, with the figures and the reasons an inspector reads."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..text import QT_TRANSLATE_NOOP, Message, Translate

if TYPE_CHECKING:  # algorithms read the words below as QGIS loads, when nothing heavy may be imported
    from shapely import MultiPolygon, Polygon

    from ..change.earthwork import Earthwork
    from .onset import Onset

CLASS_NAMES = {
    1: QT_TRANSLATE_NOOP("SoraNoMe", "vegetation → bare"),
    2: QT_TRANSLATE_NOOP("SoraNoMe", "other → bare"),
    3: QT_TRANSLATE_NOOP("SoraNoMe", "bare → vegetation"),
    4: QT_TRANSLATE_NOOP("SoraNoMe", "other change"),
    5: QT_TRANSLATE_NOOP("SoraNoMe", "masked, but changed"),
    6: QT_TRANSLATE_NOOP("SoraNoMe", "ground raised or lowered"),
    7: QT_TRANSLATE_NOOP("SoraNoMe", "change in radar only"),
}
"""Kinds of change: 1–5 are the codes of an optical CHANGE raster, 6 and 7 places in which optics saw none."""

WITNESS_NAMES = {
    "optical": QT_TRANSLATE_NOOP("SoraNoMe", "optics"),
    "sar": QT_TRANSLATE_NOOP("SoraNoMe", "radar"),
    "elevation": QT_TRANSLATE_NOOP("SoraNoMe", "elevation"),
}

REASONS = {
    "vegetation_to_bare": QT_TRANSLATE_NOOP("SoraNoMe", "Vegetation before, bare ground now ({share} % of the place)."),
    "other_to_bare": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Bare ground now that was neither vegetation nor the same ground before ({share} % of the place)."
    ),
    "bare_to_vegetation": QT_TRANSLATE_NOOP("SoraNoMe", "Bare before, vegetation now ({share} % of the place)."),
    "other_change": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Changed, but not to bare ground ({share} % of the place): a roof, a crop or water, perhaps."
    ),
    "masked_but_changed": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Masked as cloud in the later image, yet it looks like bare ground there ({share} % of the place).",
    ),
    "strength": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Change score {mean} on average, {maximum} at most (0.5 is the threshold)."
    ),
    "compact": QT_TRANSLATE_NOOP("SoraNoMe", "Compact outline (compactness {compactness}), as earthworks have."),
    "ragged": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Ragged or drawn-out outline (compactness {compactness}): perhaps a road edge or a shadow."
    ),
    "small": QT_TRANSLATE_NOOP("SoraNoMe", "Only {cells} cells large: at the limit of what this image can show."),
    "unseen": QT_TRANSLATE_NOOP(
        "SoraNoMe", "{share} % of its edge borders on ground hidden by cloud: it may be larger."
    ),
    "raised": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Ground raised by up to {height} m over {area} m²: {volume} m³ (95 % between {low} and {high}).",
    ),
    "lowered": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Ground lowered by up to {height} m over {area} m²: {volume} m³ (95 % between {low} and {high})."
    ),
    "ground_unchanged": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Elevations show no earth moved; {provable} m and more would be provable here."
    ),
    "thickness_unknown": QT_TRANSLATE_NOOP(
        "SoraNoMe", "The area over 30 cm cannot be told with these elevations: {provable} m and more are provable."
    ),
    "radar_changed": QT_TRANSLATE_NOOP("SoraNoMe", "Radar backscatter changed on {share} % of the place."),
    "radar_unchanged": QT_TRANSLATE_NOOP("SoraNoMe", "Radar backscatter did not change."),
    "optics_unchanged": QT_TRANSLATE_NOOP("SoraNoMe", "The optical images show no change here."),
    "optics_unseen": QT_TRANSLATE_NOOP("SoraNoMe", "Not seen by optics (cloud, or outside the images): unknown."),
    "radar_unseen": QT_TRANSLATE_NOOP("SoraNoMe", "Not seen by radar (layover, shadow, or outside): unknown."),
    "elevation_unseen": QT_TRANSLATE_NOOP("SoraNoMe", "No elevations of both dates here: unknown."),
    "onset": QT_TRANSLATE_NOOP("SoraNoMe", "Changed between {first} and {last}."),
}
"""Why a place is a candidate: code → sentence. Codes are kept in the register, words made when read."""

CLASS_REASONS = {
    1: "vegetation_to_bare",
    2: "other_to_bare",
    3: "bare_to_vegetation",
    4: "other_change",
    5: "masked_but_changed",
}


@dataclass
class Candidate:
    """One place of altered ground.

    ``outline`` is in the CRS of the candidates. ``priority`` is the probability of moved earth given the evidence and
    orders the list (rank 1 is the first). ``change`` is a key of :data:`CLASS_NAMES`, ``class_share`` its share of the
    changed cells; ``score`` and ``score_max`` are those of the first witness that saw a change. ``evidence_db`` and
    ``seen`` are by witness, None where it saw nothing; ``earthwork`` what elevations tell. ``reasons`` is a list of
    (code of :data:`REASONS`, values).
    """

    candidate_id: str
    rank: int
    priority: float
    outline: Polygon | MultiPolygon
    change: int
    class_share: float
    score: float
    score_max: float
    area_m2: float
    compactness: float
    unseen_edge: float
    onset: Onset
    found_by: tuple[str, ...] = ()
    evidence_db: dict[str, float | None] = field(default_factory=dict)
    seen: dict[str, float] = field(default_factory=dict)
    earthwork: Earthwork | None = None
    before_date: str = ""
    after_date: str = ""
    before_image: str = ""
    after_image: str = ""
    municipality: str = ""
    longitude: float = float("nan")
    latitude: float = float("nan")
    reasons: list[tuple[str, dict]] = field(default_factory=list)

    def reasons_json(self) -> str:
        """The reasons as codes and values, independent of any language."""
        return json.dumps(self.reasons, ensure_ascii=False)


def say_reasons(reasons_json: str, translate: Translate = str) -> str:
    """The sentences of ``reasons_json`` (see :meth:`Candidate.reasons_json`) in a language, a line each."""
    return "\n".join(Message(REASONS[code], values).say(translate) for code, values in json.loads(reasons_json))
