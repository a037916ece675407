"""The accuracy of a detection as a page to read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from .. import html
from ..text import QT_TRANSLATE_NOOP, Message, Translate
from .accuracy import Accuracy, Confusion, Estimate, Share, Stratified
from .object_accuracy import ObjectAccuracy

_WORDS = {
    "title": QT_TRANSLATE_NOOP("SoraNoMe", "Accuracy of the detection"),
    "by_place": QT_TRANSLATE_NOOP("SoraNoMe", "By place"),
    "by_kind": QT_TRANSLATE_NOOP("SoraNoMe", "By kind of place"),
    "by_cell": QT_TRANSLATE_NOOP("SoraNoMe", "By cell"),
    "by_area": QT_TRANSLATE_NOOP("SoraNoMe", "Weighted by area"),
    "measure": QT_TRANSLATE_NOOP("SoraNoMe", "Measure"),
    "value": QT_TRANSLATE_NOOP("SoraNoMe", "Value"),
    "interval": QT_TRANSLATE_NOOP("SoraNoMe", "95 % interval"),
    "meaning": QT_TRANSLATE_NOOP("SoraNoMe", "Meaning"),
    "unknown": QT_TRANSLATE_NOOP("SoraNoMe", "cannot be told"),
    "precision": QT_TRANSLATE_NOOP("SoraNoMe", "Precision"),
    "recall": QT_TRANSLATE_NOOP("SoraNoMe", "Recall"),
    "area_precision": QT_TRANSLATE_NOOP("SoraNoMe", "Precision by area"),
    "area_recall": QT_TRANSLATE_NOOP("SoraNoMe", "Recall by area"),
    "area_f1": QT_TRANSLATE_NOOP("SoraNoMe", "F1 by area"),
    "first": QT_TRANSLATE_NOOP("SoraNoMe", "Precision among the first {n}"),
    "overall": QT_TRANSLATE_NOOP("SoraNoMe", "Overall accuracy"),
    "true_candidates": QT_TRANSLATE_NOOP("SoraNoMe", "{hits} of {total} candidates are true"),
    "found_targets": QT_TRANSLATE_NOOP("SoraNoMe", "{hits} of {total} places to be found were found"),
    "f1_means": QT_TRANSLATE_NOOP("SoraNoMe", "Harmonic mean of precision and recall"),
    "area_precision_means": QT_TRANSLATE_NOOP("SoraNoMe", "Share of the candidates' area inside places to be found"),
    "area_recall_means": QT_TRANSLATE_NOOP("SoraNoMe", "Share of the area to be found inside candidates"),
    "cell_precision_means": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Of the labelled cells reported as changed, share truly changed"
    ),
    "cell_recall_means": QT_TRANSLATE_NOOP("SoraNoMe", "Of the truly changed cells, share reported as changed"),
    "overall_means": QT_TRANSLATE_NOOP("SoraNoMe", "Share of labelled cells where map and reference agree"),
    "kappa_means": QT_TRANSLATE_NOOP("SoraNoMe", "Cohen's kappa: agreement beyond chance, 1 is perfect, 0 is chance"),
    "rule": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "A place counts as found where candidates cover at least {cover} % of its area. A candidate is true where at "
        "least {share} % of its area lies in places to be found, or where it alone covers {cover} % of one.",
    ),
    "no_candidate": QT_TRANSLATE_NOOP("SoraNoMe", "There is no candidate, so the precision cannot be told."),
    "no_target": QT_TRANSLATE_NOOP("SoraNoMe", "The reference has no place to be found, so the recall cannot be told."),
    "no_label": QT_TRANSLATE_NOOP(
        "SoraNoMe", "No labelled cell lies where the map has data, so the accuracy cannot be told."
    ),
    "unseen": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "{unseen} labelled cells ({changed} of them changed) lie where the map has no data (cloud, or outside it). "
        "They are not counted.",
    ),
    "neighbours": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "The intervals take every cell as an independent sample. Neighbouring cells are alike, so where areas rather "
        "than single points were labelled, the true uncertainty is larger.",
    ),
    "olofsson": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Estimates for the whole map after Olofsson et al. 2014 (doi 10.1016/j.rse.2014.02.015), with 95 % intervals. "
        "They hold only if the labelled cells were drawn at random within each class of the map.",
    ),
    "kind": QT_TRANSLATE_NOOP("SoraNoMe", "Kind"),
    "role": QT_TRANSLATE_NOOP("SoraNoMe", "In the reference"),
    "target": QT_TRANSLATE_NOOP("SoraNoMe", "to be found"),
    "no_target_kind": QT_TRANSLATE_NOOP("SoraNoMe", "not to be found"),
    "places": QT_TRANSLATE_NOOP("SoraNoMe", "Places"),
    "covered": QT_TRANSLATE_NOOP("SoraNoMe", "Covered by candidates"),
    "share": QT_TRANSLATE_NOOP("SoraNoMe", "Share"),
    "class": QT_TRANSLATE_NOOP("SoraNoMe", "Class"),
    "area_share": QT_TRANSLATE_NOOP("SoraNoMe", "Estimated share of the area"),
    "labelled": QT_TRANSLATE_NOOP("SoraNoMe", "Labelled cells"),
    "map_unchanged": QT_TRANSLATE_NOOP("SoraNoMe", "Map: unchanged"),
    "map_changed": QT_TRANSLATE_NOOP("SoraNoMe", "Map: changed"),
    "reference_unchanged": QT_TRANSLATE_NOOP("SoraNoMe", "Reference: unchanged"),
    "reference_changed": QT_TRANSLATE_NOOP("SoraNoMe", "Reference: changed"),
    "unchanged": QT_TRANSLATE_NOOP("SoraNoMe", "unchanged"),
    "changed": QT_TRANSLATE_NOOP("SoraNoMe", "changed"),
    "total": QT_TRANSLATE_NOOP("SoraNoMe", "Total"),
}


def report_html(
    pixels: Accuracy | None = None,
    objects: ObjectAccuracy | None = None,
    inputs: Sequence[tuple[str, str]] = (),
    translate: Translate = str,
    language: str = "ja",
) -> str:
    """A page to read; ``inputs`` are pairs of (marked English label, name of the file or layer)."""
    words = _Words(translate)
    parts = [html.key_values((translate(label), name) for label, name in inputs)] if inputs else []
    if objects is not None:
        parts += _objects_part(objects, words)
    if pixels is not None:
        parts += _pixels_part(pixels, words)
    return html.page(words("title"), html.join(parts), language)


class _Words:
    """The words of the report and its numbers, in one language."""

    def __init__(self, translate: Translate):
        self._translate = translate

    def __call__(self, code: str, **values) -> str:
        return Message(_WORDS[code], values).say(self._translate)

    def all(self, *codes: str) -> list[str]:
        return [self(code) for code in codes]

    def count(self, code: str, share: Share) -> str:
        return self(code, hits=f"{share.hits:,}", total=f"{share.total:,}")

    def percent(self, value: float) -> str:
        return self("unknown") if math.isnan(value) else f"{100 * value:.1f} %"

    def number(self, value: float) -> str:
        return self("unknown") if math.isnan(value) else f"{value:.3f}"

    def interval(self, interval: tuple[float, float]) -> str:
        return "–" if math.isnan(interval[0]) else f"{100 * interval[0]:.1f}–{100 * interval[1]:.1f} %"

    def estimate(self, estimate: Estimate) -> str:
        if math.isnan(estimate.value):
            return self("unknown")
        return f"{self.percent(estimate.value)} ({self.interval(estimate.interval)})"

    def measures(self, rows: Iterable[tuple]) -> html.Html:
        """The table of measures; rows of (name, value, interval, meaning)."""
        return html.table(rows, self.all("measure", "value", "interval", "meaning"), (1, 2), True)


def _objects_part(objects: ObjectAccuracy, words: _Words) -> list[html.Html]:
    say, percent, interval = words, words.percent, words.interval
    true = words.count("true_candidates", objects.true_candidates)
    found = words.count("found_targets", objects.found_targets)
    rows = [
        (say("precision"), percent(objects.precision), interval(objects.precision_interval), true),
        (say("recall"), percent(objects.recall), interval(objects.recall_interval), found),
        ("F1", words.number(objects.f1), "–", say("f1_means")),
        (say("area_precision"), percent(objects.area_precision), "–", say("area_precision_means")),
        (say("area_recall"), percent(objects.area_recall), "–", say("area_recall_means")),
        (say("area_f1"), words.number(objects.area_f1), "–", say("f1_means")),
    ]
    for n, share in objects.first.items():
        true = words.count("true_candidates", share)
        rows.append((say("first", n=n), percent(share.value), interval(share.interval), true))
    parts = [html.heading(say("by_place"))]
    if not objects.true_candidates.total:
        parts.append(html.box(say("no_candidate"), "warning"))
    if not objects.found_targets.total:
        parts.append(html.box(say("no_target"), "warning"))
    rule = say("rule", cover=f"{100 * objects.min_cover:g}", share=f"{100 * objects.min_share:g}")
    parts += [words.measures(rows), html.box(rule)]
    if len(objects.kinds) > 1 or any(kind for kind, _ in objects.kinds):
        rows = [
            (
                kind or "–",
                say("target" if is_target else "no_target_kind"),
                f"{share.total:,}",
                f"{share.hits:,}",
                percent(share.value),
            )
            for (kind, is_target), share in objects.kinds.items()
        ]
        header = words.all("kind", "role", "places", "covered", "share")
        parts += [html.heading(say("by_kind")), html.table(rows, header, (2, 3, 4))]
    return parts


def _pixels_part(pixels: Accuracy, words: _Words) -> list[html.Html]:
    say, percent, interval = words, words.percent, words.interval
    counts = pixels.confusion
    parts = [html.heading(say("by_cell"))]
    if not counts.matrix.sum():
        parts.append(html.box(say("no_label"), "warning"))
    rows = [
        (
            say("precision"),
            percent(pixels.precision),
            interval(pixels.precision_interval),
            say("cell_precision_means"),
        ),
        (say("recall"), percent(pixels.recall), interval(pixels.recall_interval), say("cell_recall_means")),
        ("F1", words.number(pixels.f1), "–", say("f1_means")),
        (say("overall"), percent(pixels.overall), "–", say("overall_means")),
        ("κ", words.number(pixels.kappa), "–", say("kappa_means")),
    ]
    parts += [words.measures(rows), _confusion_table(counts, words)]
    unseen = counts.unseen_changed + counts.unseen_unchanged
    if unseen:
        text = say("unseen", unseen=f"{unseen:,}", changed=f"{counts.unseen_changed:,}")
        parts.append(html.box(text, "warning"))
    parts.append(html.box(say("neighbours")))
    if pixels.stratified is not None:
        parts += _stratified_part(pixels.stratified, words)
    return parts


def _confusion_table(counts: Confusion, words: _Words) -> html.Html:
    matrix = np.vstack([counts.matrix, counts.matrix.sum(axis=0)])
    heads = words.all("map_unchanged", "map_changed", "total")
    rows = [(head, *(f"{n:,}" for n in (*row, row.sum()))) for head, row in zip(heads, matrix)]
    header = ("", *words.all("reference_unchanged", "reference_changed", "total"))
    return html.table(rows, header, (1, 2, 3), True, words("labelled"))


def _stratified_part(result: Stratified, words: _Words) -> list[html.Html]:
    columns = zip(words.all("unchanged", "changed"), result.area, result.users, result.producers)
    rows = [(name, *(words.estimate(estimate) for estimate in estimates)) for name, *estimates in columns]
    return [
        html.heading(words("by_area")),
        html.table(rows, words.all("class", "area_share", "precision", "recall"), (1, 2, 3), True),
        html.key_values([(words("overall"), words.estimate(result.overall))]),
        html.box(words("olofsson")),
    ]
