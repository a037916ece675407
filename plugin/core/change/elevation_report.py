"""The report of a comparison of heights: what moved, how surely, and what this pair cannot prove."""

from __future__ import annotations

import math

from .. import html
from ..grid import crs_name
from ..text import QT_TRANSLATE_NOOP, Message, Translate
from .earthwork import LAW_M
from .elevation import CUT, FILL, NODATA, ElevationChange

_LISTED = 30


def report(change: ElevationChange, translate: Translate = str, language: str = "en") -> str:
    """The comparison as an HTML page."""

    def say(text: str, **values) -> str:
        return Message(text, values).say(translate)

    title = say(QT_TRANSLATE_NOOP("SoraNoMe", "Change between two elevation models"))
    body = html.join(
        [
            html.join(html.box(message.say(translate), "warning") for message in change.warnings),
            html.box(change.proof.say(translate), "warning" if change.provable_m > LAW_M else "good"),
            html.join(html.box(message.say(translate)) for message in change.notes),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "What moved"))),
            _moved(change, say),
            _patches(change, say),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Position of the two models"))),
            _position(change, say),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Errors, where the ground did not change"))),
            _errors(change, say),
        ]
    )
    return html.page(title, body, language)


def _moved(change: ElevationChange, say) -> str:
    unknown = change.counts[NODATA] / max(1, change.counts.sum())
    rows = []
    for name, code in (
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Fill")), FILL),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Cut")), CUT),
    ):
        middle, low, high = change.volume_m3(code == FILL)
        count = sum(patch.fill == (code == FILL) for patch in change.patches)
        rows.append((name, count, f"{middle:,.0f}", f"{low:,.0f}–{high:,.0f}", f"{change.area_m2(code):,.0f}"))
    header = [
        "",
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Places")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Volume (m³)")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Interval ({confidence} %)"), confidence=f"{100 * change.confidence:g}"),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Area of all significant cells (m²)")),
    ]
    caption = say(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "Volumes are those of the places listed below, each levelled on the ground around it. The interval holds the "
            "random and the correlated error. Significant cells outside places are mostly chance: {chance} % of unchanged "
            "cells are. No data: {unknown} %.",
        ),
        chance=f"{100 * (1 - change.confidence):g}",
        unknown=f"{100 * unknown:.1f}",
    )
    return html.table(rows, header, numbers=range(1, 5), row_headings=True, caption=caption)


def _patches(change: ElevationChange, say) -> str:
    if not change.patches:
        return html.escape(say(QT_TRANSLATE_NOOP("SoraNoMe", "No place stands out from the ground around it.")))
    rows = []
    for number, patch in enumerate(change.patches[:_LISTED], 1):
        found, fill = patch.earthwork, patch.fill
        low, high = found.fill_volume_interval_m3 if fill else found.cut_volume_interval_m3
        point = patch.outline.representative_point()
        least, most = found.area_30cm_interval_m2
        rows.append(
            (
                number,
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Fill") if fill else QT_TRANSLATE_NOOP("SoraNoMe", "Cut")),
                f"{point.x:,.0f} / {point.y:,.0f}",
                f"{found.fill_area_m2 if fill else found.cut_area_m2:,.0f}",
                f"{found.fill_height_m if fill else found.cut_depth_m:.2f}",
                f"{found.fill_volume_m3 if fill else found.cut_volume_m3:,.0f} ({low:,.0f}–{high:,.0f})",
                say(
                    QT_TRANSLATE_NOOP("SoraNoMe", "cannot be told ({least}–{most})"),
                    least=f"{least:,.0f}",
                    most=f"{most:,.0f}",
                )
                if found.area_30cm_m2 is None
                else f"{found.area_30cm_m2:,.0f}",
                f"{found.provable_thickness_m:.2f}",
            )
        )
    header = [
        say(QT_TRANSLATE_NOOP("SoraNoMe", "No.")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Kind")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "East / north (m)")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Area (m²)")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Height (m)")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Volume (m³)")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Area over 30 cm (m²)")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Provable thickness (m)")),
    ]
    caption = say(
        QT_TRANSLATE_NOOP("SoraNoMe", "{shown} of {all} places, the largest volumes first."),
        shown=len(rows),
        all=len(change.patches),
    )
    return html.table(rows, header, numbers=(0, 3, 4, 5, 6, 7), caption=caption)


def _position(change: ElevationChange, say) -> str:
    shift = change.registration

    def metres(value: float, sd: float) -> str:
        return f"{value:+.3f} ± {sd:.3f} m" if math.isfinite(sd) else "–"

    cells = "{:g} × {:g} m"
    way = QT_TRANSLATE_NOOP("SoraNoMe", "AFTER resampled onto the grid of BEFORE")
    if change.joined > 1:
        way = QT_TRANSLATE_NOOP("SoraNoMe", "cells of BEFORE averaged to be as coarse as AFTER, which was resampled")
    elif not change.resampled:
        way = QT_TRANSLATE_NOOP("SoraNoMe", "the same cells in both")
    removed = (
        QT_TRANSLATE_NOOP("SoraNoMe", "taken out")
        if change.corrected
        else QT_TRANSLATE_NOOP("SoraNoMe", "not taken out (COREGISTER is off)")
    )
    return html.key_values(
        [
            (say(QT_TRANSLATE_NOOP("SoraNoMe", "BEFORE")), change.files.before),
            (say(QT_TRANSLATE_NOOP("SoraNoMe", "AFTER")), change.files.after),
            (say(QT_TRANSLATE_NOOP("SoraNoMe", "Coordinate system")), crs_name(change.grid.crs)),
            (say(QT_TRANSLATE_NOOP("SoraNoMe", "Cells compared")), cells.format(*change.cell_m)),
            (say(QT_TRANSLATE_NOOP("SoraNoMe", "How they were brought together")), say(way)),
            (say(QT_TRANSLATE_NOOP("SoraNoMe", "Shift of AFTER")), say(removed)),
            (say(QT_TRANSLATE_NOOP("SoraNoMe", "to the east")), metres(shift.x_m, shift.x_sd_m)),
            (say(QT_TRANSLATE_NOOP("SoraNoMe", "to the north")), metres(shift.y_m, shift.y_sd_m)),
            (say(QT_TRANSLATE_NOOP("SoraNoMe", "upwards")), metres(shift.z_m, shift.z_sd_m)),
            (
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Scatter of the differences (NMAD)")),
                say(
                    QT_TRANSLATE_NOOP("SoraNoMe", "{before} m with the shift, {after} m without"),
                    before=f"{shift.nmad_before_m:.3f}",
                    after=f"{shift.nmad_after_m:.3f}",
                ),
            ),
            (
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Ground steep enough to show a shift")),
                f"{100 * shift.steep_share:.1f} %",
            ),
        ]
    )


def _errors(change: ElevationChange, say) -> str:
    errors = change.errors
    share = errors.white + errors.correlated
    facts = [
        (
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Random, another in each cell")),
            f"{change.sigma_m * math.sqrt(errors.white):.3f} m",
        ),
        (
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Correlated with its surroundings")),
            say(
                QT_TRANSLATE_NOOP("SoraNoMe", "{sigma} m, over about {range} m"),
                sigma=f"{change.sigma_m * math.sqrt(errors.correlated):.3f}",
                range=f"{errors.range_m:.0f}",
            ),
        ),
        (
            say(QT_TRANSLATE_NOOP("SoraNoMe", "The same everywhere, left after correction")),
            f"{errors.systematic_m:.3f} m",
        ),
    ]
    rows = [
        (f"{slope:.0f}°", f"{sigma:.3f}", f"{sigma * change.lod_m / change.sigma_m:.3f}")
        for slope, sigma in zip(errors.slopes_deg, errors.sigmas_m)
    ]
    header = [
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Slope")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "σ of a difference (m)")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Level of detection (m)")),
    ]
    source = QT_TRANSLATE_NOOP("SoraNoMe", "σ measured on this pair (NMAD by slope).")
    if any(change.given_m):
        source = QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "σ on level ground from the standard deviations given, {before} m and {after} m (0: measured); its growth with "
            "slope as measured (NMAD).",
        )
    caption = say(source, before=f"{change.given_m[0]:g}", after=f"{change.given_m[1]:g}")
    outlying = say(
        QT_TRANSLATE_NOOP("SoraNoMe", "Errors with the outliers of unchanged ground are {share} times as wide as σ."),
        share=f"{math.sqrt(share):.2f}",
    )
    return html.join(
        [html.table(rows, header, numbers=range(3), caption=caption), html.key_values(facts), html.escape(outlying)]
    )
