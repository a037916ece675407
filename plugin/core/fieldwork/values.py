"""What an inspector may answer: codes kept in files and registers → words shown.

The wording of findings is Osaka Prefecture's (安全性把握調査が必要 / 経過観察 / 当面対応不要).
"""

from __future__ import annotations

from ..text import QT_TRANSLATE_NOOP

STATUSES = {
    "unvisited": QT_TRANSLATE_NOOP("SoraNoMe", "not yet visited"),
    "visited": QT_TRANSLATE_NOOP("SoraNoMe", "visited"),
    "under_correction": QT_TRANSLATE_NOOP("SoraNoMe", "being corrected"),
    "corrected": QT_TRANSLATE_NOOP("SoraNoMe", "corrected"),
    "lawful": QT_TRANSLATE_NOOP("SoraNoMe", "lawful"),
    "false_detection": QT_TRANSLATE_NOOP("SoraNoMe", "false detection"),
}
"""The process of a site: the first four follow each other, the last two end it after a visit."""

FINDINGS = {
    "survey_needed": QT_TRANSLATE_NOOP("SoraNoMe", "safety survey needed"),
    "watch": QT_TRANSLATE_NOOP("SoraNoMe", "keep watching"),
    "no_action": QT_TRANSLATE_NOOP("SoraNoMe", "no action for now"),
}
"""What the visit found about safety."""

EMERGENCY_MEASURES = {
    "needed": QT_TRANSLATE_NOOP("SoraNoMe", "needed"),
    "not_needed": QT_TRANSLATE_NOOP("SoraNoMe", "not needed"),
}
"""Whether emergency measures (応急対策) are needed at once."""

DIRECTIONS = {
    "n": QT_TRANSLATE_NOOP("SoraNoMe", "north"),
    "ne": QT_TRANSLATE_NOOP("SoraNoMe", "north-east"),
    "e": QT_TRANSLATE_NOOP("SoraNoMe", "east"),
    "se": QT_TRANSLATE_NOOP("SoraNoMe", "south-east"),
    "s": QT_TRANSLATE_NOOP("SoraNoMe", "south"),
    "sw": QT_TRANSLATE_NOOP("SoraNoMe", "south-west"),
    "w": QT_TRANSLATE_NOOP("SoraNoMe", "west"),
    "nw": QT_TRANSLATE_NOOP("SoraNoMe", "north-west"),
}
"""Where a photo looks, clockwise from north in steps of 45°."""
