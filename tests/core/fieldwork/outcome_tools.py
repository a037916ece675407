"""What the tests of the accuracy from visits share: sites whose outcomes follow weights that are known."""

from __future__ import annotations

import numpy as np
from scipy.special import expit

from soranome.plugin.core.fieldwork.outcomes.hits import DECIDED, Outcome
from soranome.plugin.core.fill.evidence import tempered

PARTS = ("evidence", "houses", "debris", "zone", "slope")
PRESENT = dict(zip(PARTS, (6.0, 3.0, 3.0, 1.0, 1.0)))
TRUST = {"optical": 0.9, "sar": 0.8, "elevation": 0.98}


def scaled(weights) -> np.ndarray:
    """``weights`` with the sum of the present ones."""
    weights = np.array([weights[name] for name in PARTS], float)
    return weights / weights.sum() * sum(PRESENT.values())


def improper_sites(count: int, true, seed: int, strength: float = 8.0) -> list[Outcome]:
    """Visited sites that are improper by the logistic model with weights ``true`` and a level for each class."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(size=(count, len(PARTS)))
    x[:, 2] = rng.choice([0, 0.8, 1], count)
    x[:, 3] = rng.choice([0, 1], count, p=[0.3, 0.7])
    levels = rng.integers(0, 4, count)
    share = scaled(true) / sum(PRESENT.values())
    hit = rng.random(count) < expit(strength * (x @ share - 0.55) + 0.5 * (levels - 1.5))
    return [
        Outcome(
            f"S{n:05d}",
            DECIDED,
            True,
            bool(hit[n]),
            rank=n + 1,
            priority_class="DCBA"[levels[n]],
            parts=dict(zip(PARTS, x[n].tolist())),
        )
        for n in range(count)
    ]


def altered_sites(count: int, trust, prior: float, seed: int) -> list[Outcome]:
    """Visited sites whose witnesses speak of the place with the shares ``trust``, and at random else; what each says is
    kept as a weight tempered by :data:`TRUST`, as the detection keeps it.

    A witness reads "changed" with probability 0.9 at earthworks and 0.1 elsewhere, and so at random as often as not.
    """
    rng = np.random.default_rng(seed)
    altered = rng.random(count) < prior
    sites = []
    for n in range(count):
        evidence = {}
        for name, share in trust.items():
            speaks = rng.random() < share
            changed = rng.random() < ((0.9 if altered[n] else 0.1) if speaks else 0.5)
            evidence[name] = tempered(10 * np.log10(9.0 if changed else 1 / 9), TRUST[name])
        sites.append(Outcome(f"S{n:05d}", DECIDED, bool(altered[n]), False, rank=n + 1, evidence=evidence))
    return sites
