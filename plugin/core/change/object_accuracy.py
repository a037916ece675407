"""How right a list of candidates is, against polygons of known places."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ..errors import InputError
from ..text import QT_TRANSLATE_NOOP, Message
from .accuracy import NAN, Share, f1


class Detection(NamedTuple):
    """A place found: outline, rank (1 is first) and score 0–1, which orders equal ranks."""

    outline: BaseGeometry
    rank: int
    score: float = NAN


class ReferencePlace(NamedTuple):
    """A known place: ``is_target`` where it should be found, False for a confuser or a lawful work."""

    outline: BaseGeometry
    is_target: bool = True
    kind: str = ""


@dataclass(frozen=True)
class ObjectAccuracy:
    """Accuracy by place; the rules are :func:`object_accuracy`'s, intervals are 95 %.

    ``recall`` counts targets found, ``precision`` true candidates. ``area_*`` weigh by area: the
    share of candidate area inside targets, and of target area inside candidates. ``first`` is the
    precision among the first N, ``kinds`` per (kind, is_target) the places that candidates cover.
    ``candidate_is_true`` and ``place_is_found`` follow the order of the inputs.
    """

    min_cover: float
    min_share: float
    precision: float
    precision_interval: tuple[float, float]
    recall: float
    recall_interval: tuple[float, float]
    f1: float
    area_precision: float
    area_recall: float
    area_f1: float
    true_candidates: Share
    found_targets: Share
    first: dict[int, Share] = field(default_factory=dict)
    kinds: dict[tuple[str, bool], Share] = field(default_factory=dict)
    candidate_is_true: tuple[bool, ...] = ()
    place_is_found: tuple[bool, ...] = ()


def object_accuracy(
    candidates: Iterable[Sequence],
    reference: Iterable[Sequence],
    min_cover: float = 0.25,
    min_share: float = 0.10,
    first: Sequence[int] = (10, 57, 100),
) -> ObjectAccuracy:
    """Compare candidates with known places, both in one projected CRS.

    ``candidates`` are :class:`Detection` or (outline, rank, score), ``reference`` are
    :class:`ReferencePlace` or (polygon, is_target[, kind]).

    A place counts as found where candidates together cover at least ``min_cover`` of its area. A candidate is true
    where at least ``min_share`` of its own area lies in targets, or where it alone covers ``min_cover`` of a target (a
    large outline around a small fill leads there too).
    """
    candidates = [Detection(*item) for item in candidates]
    places = [ReferencePlace(*item) for item in reference]
    outlines = _polygons([c.outline for c in candidates], QT_TRANSLATE_NOOP("SoraNoMe", "The candidates"))
    grounds = _polygons([p.outline for p in places], QT_TRANSLATE_NOOP("SoraNoMe", "The reference"))
    is_target = np.array([bool(p.is_target) for p in places], bool)
    targets = grounds[is_target]

    found = _covered_share(grounds, outlines) >= min_cover
    true = _covered_share(outlines, targets) >= min_share
    pairs = shapely.STRtree(targets).query(outlines, predicate="intersects")  # rows: candidate, target
    alone = shapely.area(shapely.intersection(outlines[pairs[0]], targets[pairs[1]])) / shapely.area(targets[pairs[1]])
    true[pairs[0][alone >= min_cover]] = True

    order = sorted(range(len(candidates)), key=lambda i: (candidates[i].rank, -_or_zero(candidates[i].score)))
    precision, recall = Share(int(true.sum()), len(true)), Share(int(found[is_target].sum()), int(is_target.sum()))
    all_candidates, all_targets = shapely.union_all(outlines), shapely.union_all(targets)
    shared = all_candidates.intersection(all_targets).area
    area_precision = shared / all_candidates.area if all_candidates.area else NAN
    area_recall = shared / all_targets.area if all_targets.area else NAN
    keys = [(place.kind or "", bool(place.is_target)) for place in places]
    return ObjectAccuracy(
        min_cover,
        min_share,
        precision.value,
        precision.interval,
        recall.value,
        recall.interval,
        f1(precision.value, recall.value),
        area_precision,
        area_recall,
        f1(area_precision, area_recall),
        precision,
        recall,
        {n: Share(int(true[order[:n]].sum()), min(n, len(order))) for n in first},
        {
            key: Share(sum(bool(hit) for k, hit in zip(keys, found) if k == key), keys.count(key))
            for key in sorted(set(keys), key=lambda key: (not key[1], key[0]))
        },
        tuple(bool(value) for value in true),
        tuple(bool(value) for value in found),
    )


def _or_zero(score: float | None) -> float:
    return 0.0 if score is None or math.isnan(score) else score


def _polygons(geometries: list[BaseGeometry], what: str) -> np.ndarray:
    """``geometries`` as an array of valid areas; anything without area is refused."""
    valid = shapely.make_valid(np.array(geometries, object))
    without = np.flatnonzero(~(shapely.area(valid) > 0))
    if without.size:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{what}: feature {number} is no polygon with an area. Remove it, or choose a layer of polygons.",
            ),
            what=Message(what),
            number=int(without[0]) + 1,
        )
    return valid


def _covered_share(grounds: np.ndarray, covers: np.ndarray) -> np.ndarray:
    """Share of each of ``grounds`` that ``covers`` together cover."""
    share = np.zeros(len(grounds))
    pairs = shapely.STRtree(covers).query(grounds, predicate="intersects")
    order = np.argsort(pairs[0], kind="stable")
    touched, starts = np.unique(pairs[0][order], return_index=True)
    for index, over in zip(touched, np.split(pairs[1][order], starts[1:])):
        cover = shapely.union_all(covers[over])
        share[index] = grounds[index].intersection(cover).area / grounds[index].area
    return share
