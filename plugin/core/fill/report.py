"""The report of a detection run: what was compared, what was found, how far to trust it."""

from __future__ import annotations

from .. import html
from ..change.optical import OpticalChange
from ..text import QT_TRANSLATE_NOOP, Message, Translate
from .candidates import CLASS_NAMES, Candidate, say_reasons
from .ranking import Observed

_LISTED = 57  # how many Tokyo visited first in 2024


def detection_report(
    change: OpticalChange,
    candidates: list[Candidate],
    observed: Observed,
    translate: Translate = str,
    language: str = "en",
) -> str:
    """The run as an HTML page."""

    def say(text: str, **values) -> str:
        return Message(text, values).say(translate)

    unknown = say(QT_TRANSLATE_NOOP("SoraNoMe", "not known"))
    seen_km2 = change.seen_cells * change.cell_area_m2 / 1e6
    hidden = change.counts[255] / max(1, change.counts.sum())
    facts = [
        (
            say(QT_TRANSLATE_NOOP("SoraNoMe", "BEFORE")),
            f"{observed.before_image} ({observed.before_date or unknown})",
        ),
        (
            say(QT_TRANSLATE_NOOP("SoraNoMe", "AFTER")),
            f"{observed.after_image} ({observed.after_date or unknown})",
        ),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Sensor")), change.sensor),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Method")), change.method),
        (
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Shift of AFTER (pixels)")),
            say(
                QT_TRANSLATE_NOOP("SoraNoMe", "{x} right, {y} down, corrected")
                if change.corrected
                else QT_TRANSLATE_NOOP("SoraNoMe", "{x} right, {y} down, not corrected"),
                x=f"{change.shift.x:+.2f}",
                y=f"{change.shift.y:+.2f}",
            )
            if change.shift.reliable
            else say(QT_TRANSLATE_NOOP("SoraNoMe", "could not be measured")),
        ),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Area compared")), f"{seen_km2:.2f} km²"),
        (
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Hidden by cloud on either date, or without data")),
            f"{100 * hidden:.1f} %",
        ),
        (
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Changed cells")),
            f"{change.changed_cells:,} ({100 * change.changed_cells / max(1, change.seen_cells):.2f} %)",
        ),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Candidates")), f"{len(candidates):,}"),
    ]
    by_class = [
        (
            translate(name),
            f"{sum(c.change == code for c in candidates):,}",
            f"{sum(c.area_m2 for c in candidates if c.change == code) / 1e4:.2f}",
        )
        for code, name in CLASS_NAMES.items()
    ]
    listed = [
        (
            c.rank,
            c.candidate_id,
            c.municipality,
            f"{c.area_m2:,.0f}",
            translate(CLASS_NAMES[c.change]),
            f"{c.score:.2f}",
            f"{c.latitude:.5f}, {c.longitude:.5f}",
            say_reasons(c.reasons_json(), translate),
        )
        for c in candidates[:_LISTED]
    ]
    header = [
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Rank")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "ID")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Municipality")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Area (m²)")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Kind of change")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Score")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Latitude, longitude")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Reasons")),
    ]
    caution = say(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "Two images show where the ground's cover changed, not whether earth was moved: a clear-cut or a ploughed "
            "field looks like a fill. What clouds hid is unknown, not unchanged. Nothing found was dropped; all "
            "candidates are in the layer.",
        )
    )
    unsettled = say(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "IR-MAD did not settle within {rounds} rounds: the scene may be too small or too changed for it.",
        ),
        rounds=change.fit.iterations if change.fit else 0,
    )
    body = [
        html.box(caution, "warning"),
        html.box(unsettled, "warning") if change.fit and not change.fit.converged else html.Html(""),
        html.key_values(facts),
        html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Candidates by kind of change"))),
        html.table(
            by_class,
            [
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Kind of change")),
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Number")),
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Area (ha)")),
            ],
            numbers=(1, 2),
        ),
        html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "The first {count} candidates"), count=len(listed))),
        html.table(listed, header, numbers=(0, 3, 5)),
    ]
    return html.page(say(QT_TRANSLATE_NOOP("SoraNoMe", "Detection of altered ground")), html.join(body), language)
