"""The published funnel of a run: candidates → without permits → restricted areas → debris-flow risk.

Places whose evidence is weak are listed, but are no candidates of the funnel: its last stage is class A."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from .. import html
from ..text import QT_TRANSLATE_NOOP, Message, Translate
from .law import VERDICTS, Law
from .triage import Surroundings, Triage
from .triage_reasons import PARTS, PERMIT_STATES, STAGES, say_triage

_INPUTS = ("", "PERMITS", "PLANNING", "HAZARD")
_STAGE = QT_TRANSLATE_NOOP("SoraNoMe", "Stage")
_CONTENT = QT_TRANSLATE_NOOP("SoraNoMe", "What it holds")
_PLACES = QT_TRANSLATE_NOOP("SoraNoMe", "Places")
_LISTED = 57  # how many Tokyo visited first in 2024


@dataclass(frozen=True)
class Funnel:
    """How many places reach each stage; None for a stage whose map was not given.

    ``found`` counts all places, ``unknown`` those of the last stage but one of which the last cannot be told.
    """

    counts: tuple[int | None, ...]
    found: int
    unknown: int = 0

    @property
    def weak(self) -> int:
        """Places that are listed, but whose evidence is weak."""
        return self.found - self.counts[0]

    def count(self, stage: int) -> int:
        """The places at a stage; a stage that was not looked at holds those of the one before."""
        known = [count for count in self.counts[: stage + 1] if count is not None]
        return known[-1]


def funnel_of(found: list[Triage], around: Surroundings) -> Funnel:
    given = (True, around.permits is not None, around.planning is not None, around.hazard is not None)
    strong = [item for item in found if not item.weak]
    counts = tuple(sum(t.stage >= stage for t in strong) if given[stage] else None for stage in range(4))
    before_last = max(stage for stage in range(3) if given[stage])
    unknown = sum(t.stage == before_last and t.debris_risk is None for t in strong) if given[3] else 0
    return Funnel(counts, len(found), unknown)


def funnel_lines(funnel: Funnel, translate: Translate = str) -> list[str]:
    """The funnel for a log, a line each."""
    lines = [_found(funnel).say(translate)]
    for number, (label, count) in enumerate(zip(STAGES, funnel.counts)):
        arrow = "→ " if number else ""
        if count is None:
            text = QT_TRANSLATE_NOOP("SoraNoMe", "{arrow}{stage}: not looked at ({input} is not given)")
            values = {"input": _INPUTS[number]}
        else:
            text, values = QT_TRANSLATE_NOOP("SoraNoMe", "{arrow}{stage}: {count}"), {"count": f"{count:,}"}
        lines.append(Message(text, {"arrow": arrow, "stage": Message(label), **values}).say(translate))
    if funnel.unknown:
        text = QT_TRANSLATE_NOOP(
            "SoraNoMe", "({count} more of which the debris-flow risk is unknown: no elevations there)"
        )
        lines.append(Message(text, {"count": f"{funnel.unknown:,}"}).say(translate))
    return lines


def _found(funnel: Funnel) -> Message:
    text = QT_TRANSLATE_NOOP("SoraNoMe", "{found} places found and listed, {weak} of them on weak evidence")
    return Message(text, {"found": f"{funnel.found:,}", "weak": f"{funnel.weak:,}"})


def funnel_csv(funnel: Funnel, translate: Translate = str) -> bytes:
    """The funnel as a table for spreadsheets, UTF-8 with a mark of byte order."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow([translate(word) for word in (_STAGE, _CONTENT, _PLACES)])
    for number, (label, count) in enumerate(zip(STAGES, funnel.counts)):
        rows.writerow([number, translate(label), "" if count is None else count])
    return text.getvalue().encode("utf-8-sig")


def funnel_table(funnel: Funnel, law: Law, translate: Translate = str) -> html.Html:
    """The funnel beside the published one, as a part of an HTML page."""

    def say(text: str, **values) -> str:
        return Message(text, values).say(translate)

    published = law.data["published_funnel"]
    not_given = QT_TRANSLATE_NOOP("SoraNoMe", "not looked at ({input} is not given)")
    stages = [
        (
            number,
            translate(label),
            say(not_given, input=_INPUTS[number]) if count is None else f"{count:,}",
            f"{published['counts'][number]:,}",
        )
        for number, (label, count) in enumerate(zip(STAGES, funnel.counts))
    ]
    unknown = say(
        QT_TRANSLATE_NOOP("SoraNoMe", "({count} more of which the debris-flow risk is unknown: no elevations there)"),
        count=f"{funnel.unknown:,}",
    )
    table = html.table(
        stages,
        [translate(_STAGE), translate(_CONTENT), translate(_PLACES), say(QT_TRANSLATE_NOOP("SoraNoMe", "Tokyo 2024"))],
        numbers=(0, 2, 3),
        caption=say(QT_TRANSLATE_NOOP("SoraNoMe", "Published figures: {source}"), source=published["source"]),
    )
    listed = html.box(_found(funnel).say(translate))
    return html.join([listed, table, html.box(unknown) if funnel.unknown else html.Html("")])


def funnel_page(
    found: list[Triage], funnel: Funnel, law: Law, preset: dict, translate: Translate = str, language: str = "en"
) -> str:
    """The run as an HTML page: the funnel beside the published one, verdicts, permits, weights, the first places."""

    def say(text: str, **values) -> str:
        return Message(text, values).say(translate)

    listed = [
        (
            item.rank,
            item.place.id,
            item.priority_class,
            f"{item.priority:.2f}",
            f"{item.place.outline.area:,.0f}",
            translate(VERDICTS[item.verdict]) if item.verdict else "",
            say_triage(item.reasons_json(), translate),
        )
        for item in found[:_LISTED]
    ]
    verdicts = [(translate(name), f"{sum(t.verdict == code for t in found):,}") for code, name in VERDICTS.items()]
    permits = [
        (translate(name), f"{count:,}")
        for code, name in PERMIT_STATES.items()
        if (count := sum(t.permit_state == code for t in found))
    ]
    weights = [(translate(PARTS[name]), f"{weight:g}") for name, weight in preset["weights"].items()]
    verdict_title = say(QT_TRANSLATE_NOOP("SoraNoMe", "Verdict"))
    number_of = say(QT_TRANSLATE_NOOP("SoraNoMe", "Number"))
    caution = say(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "A list to look at first, not a finding of unlawfulness. Zones and hazard areas are approximate maps; a permit "
            "counts only where place and period fit; verdicts tell what the observations allow. Nothing was dropped: "
            "every candidate is in the layer.",
        )
    )
    body = [
        html.box(caution, "warning"),
        funnel_table(funnel, law, translate),
        html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Size against the law"))),
        html.table(verdicts, [verdict_title, number_of], numbers=(1,), caption=law.data["law"]),
        html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Permits"))),
        html.table(permits, [say(QT_TRANSLATE_NOOP("SoraNoMe", "Permit")), number_of], numbers=(1,)),
        html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "The first {count} candidates"), count=len(listed))),
        html.table(
            listed,
            [
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Rank")),
                say(QT_TRANSLATE_NOOP("SoraNoMe", "ID")),
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Class")),
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Priority (0–1)")),
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Area (m²)")),
                verdict_title,
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Reasons")),
            ],
            numbers=(0, 3, 4),
        ),
        html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Weights of the priority"))),
        html.table(weights, [say(QT_TRANSLATE_NOOP("SoraNoMe", "Part")), say(QT_TRANSLATE_NOOP("SoraNoMe", "Weight"))],
                   numbers=(1,)),
    ]  # fmt: skip
    return html.page(say(QT_TRANSLATE_NOOP("SoraNoMe", "Triage of candidates")), html.join(body), language)
