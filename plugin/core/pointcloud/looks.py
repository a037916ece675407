"""What a renderer has to know of a point cloud, from the few points that show it from afar."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import laspy
import numpy as np

from ..errors import InputError
from ..text import QT_TRANSLATE_NOOP
from .copcfolder import OVERVIEW
from .source import find_sources

_TILES = 25  # of a virtual point cloud without an overview that are looked at
_SHARE = (0.5, 99.5)  # percentiles of intensities: a few mirrors must not make everything dark


@dataclass(frozen=True)
class Looks:
    """``heights``: lowest and highest point in units of the file; ``brightest``: largest value of a colour, 0 without
    colours; ``classes``: points looked at of each class; ``intensities``: what most lie between, equal without any."""

    heights: tuple[float, float]
    brightest: int
    classes: dict[int, int]
    intensities: tuple[float, float]


def looks_of(path: str | os.PathLike) -> Looks:
    """The looks of a COPC file, or of a virtual point cloud of such; raises :class:`InputError` where it cannot be read.

    Heights are those of the headers, thus of all points; the rest is of the coarsest level.
    """
    files = _files(Path(path))
    low, high, brightest, classes, intensities = np.inf, -np.inf, 0, Counter(), []
    for file in files:
        try:
            with laspy.CopcReader.open(file) as reader:
                low, high = min(low, reader.header.mins[2]), max(high, reader.header.maxs[2])
                points = reader.query(level=0)
        except Exception as error:  # laspy and lazrs raise anything over a file that is none
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name} cannot be opened ({detail}). Download or copy it again."),
                name=str(file),
                detail=str(error),
            ) from error
        classes.update(np.asarray(points.classification).tolist())
        intensities.append(np.asarray(points.intensity))
        if "red" in points.point_format.dimension_names and len(points):
            brightest = max(brightest, *(int(np.max(points[name])) for name in ("red", "green", "blue")))
    values = np.concatenate(intensities)
    span = np.percentile(values, _SHARE) if len(values) else (0, 0)
    return Looks((float(low), float(high)), brightest, dict(sorted(classes.items())), (float(span[0]), float(span[1])))


def _files(path: Path) -> list[Path]:
    """The files to look at: the overview beside a virtual point cloud, else tiles spread over it."""
    if path.suffix.lower() != ".vpc":
        return [path]
    overview = path.with_name(OVERVIEW)
    if overview.exists():
        return [overview]
    sources, _ = find_sources([path])
    if not sources:
        raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "{path} names no tiles that are there."), path=path)
    return [source.path for source in sources[:: max(1, len(sources) // _TILES)]]
