"""How much the witnesses together say that earth was moved at a place.

Each witness has a *reading* there, one number; a curve of the preset (``resources/presets/evidence.json``) turns it into
a weight of evidence, 10·log10 of the ratio of how often such a reading is met at earthworks and elsewhere (in dB, Good
1985). Weights add to the prior odds (naive Bayes): the witnesses are taken as independent given what happened.

Reliability r is the chance that a witness speaks of the place at all; otherwise its reading is drawn at random, as
often at earthworks as elsewhere. A likelihood ratio L so becomes (1 + r·t)/(1 − r·t), t = (L − 1)/(L + 1): r = 1 keeps
it, r = 0 makes it 1, and no witness can say more than (1 + r)/(1 − r). What it saw of only a share of the place, it is
as much less reliable for. Not seen is no reading: 0 dB, kept apart from a reading of no change.
"""

from __future__ import annotations

import functools
import json
import math
from dataclasses import dataclass

import numpy as np

from ..resources import FOLDER
from .likeness import likeness
from .witnesses import OPTICAL, SAR, Sample

_LEAST_SEEN = 0.1
"""Less than a tenth of a place seen is nothing seen: its edge cells, mixed with the ground around."""


@dataclass(frozen=True)
class Evidence:
    """``weights_db`` by witness, None where it saw nothing; ``probability`` of moved earth given all of them."""

    weights_db: dict[str, float | None]
    probability: float


@functools.cache
def preset() -> dict:
    """Curves, reliabilities and the prior, each with where it comes from."""
    return json.loads((FOLDER / "presets" / "evidence.json").read_text(encoding="utf-8"))


def reading(witness: str, sample: Sample, outline) -> float | None:
    """The number a curve takes; None where too little was seen.

    Optics: how much the changed cells look like an earthwork (:func:`.likeness.likeness`), times twice the share of the
    place that changed, 1 at most. Radar: how many times the threshold of change its cells
    reach on average (0.2 where nothing changed, at a significance of 0.01). Elevation: how many times the level of
    detection the ground rose or sank in the quarter that moved most.
    """
    if sample.seen < _LEAST_SEEN:
        return None
    if witness == OPTICAL:
        return min(1.0, 2 * sample.flagged) * likeness(sample, outline)
    if witness == SAR:
        return sample.strength
    return sample.upper / (1 - sample.upper)


def weigh(samples: dict[str, Sample], outline, reliability: dict[str, float] | None = None) -> Evidence:
    """Evidence of ``samples`` by witness inside ``outline``; ``reliability`` replaces the preset's."""
    weights: dict[str, float | None] = {}
    for witness, sample in samples.items():
        value = reading(witness, sample, outline)
        curve = preset()["witnesses"][witness]
        trust = (reliability or {}).get(witness, curve["reliability"]) * min(1.0, sample.seen)
        weights[witness] = None if value is None else tempered(_on_curve(curve["curve"], value), trust)
    prior = preset()["prior"]
    total = 10 * math.log10(prior / (1 - prior)) + sum(weight or 0.0 for weight in weights.values())
    return Evidence(weights, 1 / (1 + 10 ** (-total / 10)))


def tempered(weight_db: float, reliability: float) -> float:
    """A weight of evidence of a witness that may be talking of something else (see the module)."""
    t = math.tanh(weight_db * math.log(10) / 20)  # (L − 1)/(L + 1)
    return 10 * math.log10((1 + reliability * t) / (1 - reliability * t))


def _on_curve(nodes: list[list[float]], value: float) -> float:
    readings, weights = zip(*nodes)
    return float(np.interp(value, readings, weights))
