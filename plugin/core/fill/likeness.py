"""How much a changed place looks like an earthwork to optics: five named parts, each 0–1, whose weights are data
(``resources/presets/ranking.json``): what the ground turned into, how much barer it became, how strong the change is,
how large and how compact the place is."""

from __future__ import annotations

import functools
import json
import math

import numpy as np
import shapely

from ..change.objects import compactness
from ..resources import FOLDER
from .witnesses import Sample


@functools.cache
def preset() -> dict:
    """Weights of the parts, with their meaning."""
    return json.loads((FOLDER / "presets" / "ranking.json").read_text(encoding="utf-8"))


def likeness(sample: Sample, outline: shapely.Geometry) -> float:
    """0–1, a weighted mean of the parts named in the preset; 0 where nothing changed. ``outline`` in metres."""
    if not sample.cells.any():
        return 0.0
    weights = preset()["weights"]
    parts = {
        "change": preset()["change"][str(kind(sample))],
        "soil": min(1.0, max(0.0, 0.0 if math.isnan(sample.soil) else sample.soil)),
        "strength": min(1.0, max(0.0, (sample.score - 0.5) / 0.4)),
        "size": min(1.0, math.log10(max(outline.area, 100) / 100) / 2),  # 100 m² … 1 ha
        "compactness": compactness(outline),
    }
    return sum(weights[name] * value for name, value in parts.items()) / sum(weights.values())


def kind(sample: Sample) -> int:
    """The code most of the changed cells carry."""
    return int(np.argmax(sample.cells))
