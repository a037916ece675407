"""When a place changed: the narrowest interval between two observations that a witness can name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .witnesses import Sample

_LEAST_CELLS = 3
_AGREED = 0.5
"""Half the changed cells must name the interval; a work takes weeks and speckle delays a cell's detection, so it is
widened over its neighbours until they do."""


@dataclass(frozen=True)
class Onset:
    """ISO dates between which the change came, empty where not known, and the witness that says so."""

    first: str = ""
    last: str = ""
    witness: str = ""


def onset(samples: dict[str, Sample], dates: dict[str, list[str]], pairs: dict[str, tuple[str, str]]) -> Onset:
    """The narrowest interval of all witnesses that saw a change.

    ``dates`` of the stacks and (before, after) of the ``pairs``, by witness. A stack's interval that lies wholly outside
    the pair in which another witness saw the change is of something else, and not taken.
    """
    known = [
        Onset(*days, witness)
        for witness, days in pairs.items()
        if all(days) and witness in samples and samples[witness].cells.any()
    ]
    for witness, days in dates.items():
        found = _interval(samples[witness], days) if witness in samples and len(days) > 1 else None
        if found and not any(found[1] <= pair.first or pair.last <= found[0] for pair in known):
            known.append(Onset(*found, witness))
    return min(known, key=lambda o: _days(o.first, o.last), default=Onset())


def _interval(sample: Sample, dates: list[str]) -> tuple[str, str] | None:
    counts = sample.first[1 : len(dates)]
    total = counts.sum()
    if total < _LEAST_CELLS:
        return None
    low = high = int(np.argmax(counts))
    while counts[low : high + 1].sum() < _AGREED * total:
        before, after = counts[low - 1] if low else -1, counts[high + 1] if high + 1 < len(counts) else -1
        low, high = (low - 1, high) if before >= after else (low, high + 1)
    if sample.unchanged.any():  # clouds may have hidden it before the date it was first seen on
        low = min(low, int(np.argmax(sample.unchanged)) - 1)
    return dates[low], dates[high + 1]


def _days(first: str, last: str) -> int:
    return (np.datetime64(last) - np.datetime64(first)).astype(int)
