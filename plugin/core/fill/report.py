"""The report of a detection run: what was compared, what was found, how far to trust it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from .. import html
from ..change.elevation import CUT, FILL, ElevationChange
from ..change.optical import OpticalChange
from ..change.sar import SarChange
from ..change.series import SeriesChange
from ..text import QT_TRANSLATE_NOOP, Message, Translate
from .candidates import CLASS_NAMES, Candidate, say_reasons
from .funnel import Funnel, funnel_table
from .law import VERDICTS, Law
from .ranking import Observed
from .triage import Triage
from .triage_reasons import say_triage

_LISTED = 57  # how many Tokyo visited first in 2024
Say = Callable[..., str]


@dataclass
class Section:
    """One witness: its title, figures (label, value) and what to beware of."""

    title: str
    facts: list[tuple[str, str]]
    warnings: list[str] = field(default_factory=list)


def speaker(translate: Translate) -> Say:
    """A function that says a marked text, with its values, in a language."""
    return lambda text, **values: Message(text, values).say(translate)


def optical_section(change: OpticalChange, observed: Observed, say: Say) -> Section:
    """Two images."""
    unknown = say(QT_TRANSLATE_NOOP("SoraNoMe", "not known"))
    if not change.shift.reliable:
        shift = say(QT_TRANSLATE_NOOP("SoraNoMe", "could not be measured"))
    else:
        shift = say(
            QT_TRANSLATE_NOOP("SoraNoMe", "{x} right, {y} down, corrected")
            if change.corrected
            else QT_TRANSLATE_NOOP("SoraNoMe", "{x} right, {y} down, not corrected"),
            x=f"{change.shift.x:+.2f}",
            y=f"{change.shift.y:+.2f}",
        )
    facts = [
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "BEFORE")), f"{observed.before_image} ({observed.before_date or unknown})"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "AFTER")), f"{observed.after_image} ({observed.after_date or unknown})"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Sensor")), change.sensor),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Method")), change.method),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Shift of AFTER (pixels)")), shift),
        *_cells(change.counts, change.cell_area_m2, say),
    ]
    warnings = []
    if change.fit and not change.fit.converged:
        text = QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "IR-MAD did not settle within {rounds} rounds: the scene may be too small or too changed for it.",
        )
        warnings.append(say(text, rounds=change.fit.iterations))
    return Section(say(QT_TRANSLATE_NOOP("SoraNoMe", "Optics: two images")), facts, warnings)


def series_section(change: SeriesChange, say: Say) -> Section:
    """A series of images."""
    facts = [
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Images")), _span(change.dates)),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Sensor")), change.sensor),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Dates of which too little is seen")), ", ".join(change.unusable) or "-"),
        *_cells(change.counts, change.cell_area_m2, say),
    ]
    return Section(say(QT_TRANSLATE_NOOP("SoraNoMe", "Optics: a series")), facts)


def radar_section(change: SarChange, say: Say) -> Section:
    """A stack of radar images."""
    facts = [
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Images")), _span(change.dates)),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Polarisations")), ", ".join(change.polarisations)),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Method")), change.method),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Looks")), f"{change.looks.number:.1f}"),
        *_cells(change.counts, change.cell_area_m2, say),
    ]
    return Section(say(QT_TRANSLATE_NOOP("SoraNoMe", "Radar")), facts)


def elevation_section(change: ElevationChange, say: Say, translate: Translate) -> Section:
    """Two elevation models."""
    shift = change.registration
    facts = [
        (
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Shift of AFTER (m)")),
            say(
                QT_TRANSLATE_NOOP("SoraNoMe", "{x} east, {y} north, {z} up, corrected")
                if change.corrected
                else QT_TRANSLATE_NOOP("SoraNoMe", "{x} east, {y} north, {z} up, not corrected"),
                x=f"{shift.x_m:+.2f}",
                y=f"{shift.y_m:+.2f}",
                z=f"{shift.z_m:+.2f}",
            ),
        ),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Level of detection (m)")), f"{change.lod_m:.2f}"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Provable thickness (m)")), f"{change.provable_m:.2f}"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Area of significant fill (m²)")), f"{change.area_m2(FILL):,.0f}"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Area of significant cut (m²)")), f"{change.area_m2(CUT):,.0f}"),
    ]
    warnings = [message.say(translate) for message in (*change.warnings, change.proof)]
    return Section(say(QT_TRANSLATE_NOOP("SoraNoMe", "Elevations")), facts, warnings)


def detection_report(
    sections: list[Section],
    candidates: list[Candidate],
    triaged: list[Triage],
    funnel: Funnel,
    law: Law,
    translate: Translate = str,
    language: str = "en",
) -> str:
    """The run as an HTML page: the funnel, each witness, the first places of ``triaged`` with all their reasons."""
    say = speaker(translate)
    caution = say(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "A list to look at first, not a finding of unlawfulness. Images show where the ground's cover changed, not "
            "whether earth was moved: without elevations a clear-cut or a ploughed field looks like a fill. What a "
            "witness did not see is unknown, not unchanged. Nothing found was dropped; all candidates are in the layer.",
        )
    )
    body = [html.box(caution, "warning"), funnel_table(funnel, law, translate)]
    for section in sections:
        body += [
            html.heading(section.title),
            *(html.box(text, "warning") for text in section.warnings),
            html.key_values(section.facts),
        ]
    body += [
        html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Candidates by kind of change"))),
        html.table(
            [
                (
                    translate(name),
                    f"{sum(c.change == code for c in candidates):,}",
                    f"{sum(c.area_m2 for c in candidates if c.change == code) / 1e4:.2f}",
                )
                for code, name in CLASS_NAMES.items()
            ],
            [
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Kind of change")),
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Number")),
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Area (ha)")),
            ],
            numbers=(1, 2),
        ),
        *_first(candidates, triaged, say, translate),
    ]
    return html.page(say(QT_TRANSLATE_NOOP("SoraNoMe", "Detection of altered ground")), html.join(body), language)


def _first(candidates: list[Candidate], triaged: list[Triage], say: Say, translate: Translate) -> list:
    by_id = {candidate.candidate_id: candidate for candidate in candidates}
    listed = []
    for item in triaged[:_LISTED]:
        found = by_id[item.place.id]
        seen = json.dumps([reason for reason in found.reasons if reason[0] != "onset"])  # triage tells it with the law
        listed.append(
            (
                item.rank,
                found.candidate_id,
                item.priority_class,
                found.municipality,
                f"{found.area_m2:,.0f}",
                f"{found.priority:.2f}",
                translate(CLASS_NAMES[found.change]),
                translate(VERDICTS[item.verdict]) if item.verdict else "",
                f"{found.latitude:.5f}, {found.longitude:.5f}",
                f"{say_reasons(seen, translate)}\n{say_triage(item.reasons_json(), translate)}",
            )
        )
    header = [
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Rank")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "ID")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Class")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Municipality")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Area (m²)")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Probability")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Kind of change")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Size against the law")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Latitude, longitude")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Reasons")),
    ]
    title = say(QT_TRANSLATE_NOOP("SoraNoMe", "The first {count} candidates"), count=len(listed))
    return [html.heading(title), html.table(listed, header, numbers=(0, 4, 5))]


def _cells(counts, cell_area_m2: float, say: Say) -> list[tuple[str, str]]:
    """Area compared, what was not seen and what changed, from the cells by code of CHANGE."""
    seen, changed = int(counts[:255].sum()), int(counts[1:6].sum())
    return [
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Area compared")), f"{seen * cell_area_m2 / 1e6:.2f} km²"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Not seen")), f"{100 * counts[255] / max(1, counts.sum()):.1f} %"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Changed cells")), f"{changed:,} ({100 * changed / max(1, seen):.2f} %)"),
    ]


def _span(dates: list[str]) -> str:
    return f"{len(dates)} ({dates[0]} … {dates[-1]})"
