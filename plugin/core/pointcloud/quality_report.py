"""The quality of a point cloud as a page to read."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np

from .. import html
from ..grid import crs_name
from ..pictures import bars, map_figure
from ..text import QT_TRANSLATE_NOOP, Message, Translate
from .quality import Quality
from .quality_tile import DENSITY_BINS, NOTE, SERIOUS, WARNING

KINDS = {
    "density": QT_TRANSLATE_NOOP("SoraNoMe", "Density below the specification"),
    "sparse": QT_TRANSLATE_NOOP("SoraNoMe", "Sparse area"),
    "void": QT_TRANSLATE_NOOP("SoraNoMe", "Void"),
    "strip": QT_TRANSLATE_NOOP("SoraNoMe", "Step between strips"),
    "edge": QT_TRANSLATE_NOOP("SoraNoMe", "Step between tiles"),
    "control": QT_TRANSLATE_NOOP("SoraNoMe", "Difference from control points"),
    "control_outlier": QT_TRANSLATE_NOOP("SoraNoMe", "Outlying control point"),
    "control_unused": QT_TRANSLATE_NOOP("SoraNoMe", "Control point not used"),
    "noise": QT_TRANSLATE_NOOP("SoraNoMe", "Isolated points, share"),
    "isolated": QT_TRANSLATE_NOOP("SoraNoMe", "Isolated points"),
    "below_ground": QT_TRANSLATE_NOOP("SoraNoMe", "Points below the ground"),
    "above_ground": QT_TRANSLATE_NOOP("SoraNoMe", "Points far above the ground"),
    "ground_spike": QT_TRANSLATE_NOOP("SoraNoMe", "Spike of the ground"),
    "ground_raised": QT_TRANSLATE_NOOP("SoraNoMe", "Ground above its surroundings"),
    "ground_mixed": QT_TRANSLATE_NOOP("SoraNoMe", "Ground that is not only ground"),
    "one_class": QT_TRANSLATE_NOOP("SoraNoMe", "Not classified"),
    "ground_share": QT_TRANSLATE_NOOP("SoraNoMe", "Share of ground"),
    "class_undefined": QT_TRANSLATE_NOOP("SoraNoMe", "Undefined classes"),
    "returns": QT_TRANSLATE_NOOP("SoraNoMe", "Return numbers"),
    "times": QT_TRANSLATE_NOOP("SoraNoMe", "GPS times"),
    "duplicates": QT_TRANSLATE_NOOP("SoraNoMe", "Duplicate points"),
    "outside": QT_TRANSLATE_NOOP("SoraNoMe", "Points outside the box"),
    "count": QT_TRANSLATE_NOOP("SoraNoMe", "Number of points"),
    "colour": QT_TRANSLATE_NOOP("SoraNoMe", "Colours"),
    "header": QT_TRANSLATE_NOOP("SoraNoMe", "Header"),
    "unreadable": QT_TRANSLATE_NOOP("SoraNoMe", "Tile left out"),
}
"""What the kinds of issues are called."""

SEVERITIES = {
    SERIOUS: QT_TRANSLATE_NOOP("SoraNoMe", "serious"),
    WARNING: QT_TRANSLATE_NOOP("SoraNoMe", "to be checked"),
    NOTE: QT_TRANSLATE_NOOP("SoraNoMe", "note"),
}

RETURNS = {
    "all": QT_TRANSLATE_NOOP("SoraNoMe", "all returns"),
    "first": QT_TRANSLATE_NOOP("SoraNoMe", "first returns"),
    "last": QT_TRANSLATE_NOOP("SoraNoMe", "last returns"),
}

_LISTED = 60


def report(quality: Quality, translate: Translate = str, language: str = "en") -> str:
    """The examination as an HTML page."""

    def say(text: str, **values) -> str:
        return Message(text, values).say(translate)

    title = say(QT_TRANSLATE_NOOP("SoraNoMe", "Quality of the point cloud"))
    body = html.join(
        [
            _verdict(quality, say),
            _summary(quality, say),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "What was found"))),
            _issues(quality, say, translate),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Density and voids"))),
            _density(quality, say),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Strips and neighbouring tiles"))),
            _strips(quality, say),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Control points"))),
            _control(quality, say, translate),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Classes"))),
            _classes(quality, say),
        ]
    )
    return html.page(title, body, language)


def number(value: float, digits: int = 3, sign: bool = False) -> str:
    """A number for a table, – where there is none."""
    if not math.isfinite(value):
        return "–"
    return f"{value:+.{digits}f}" if sign else f"{value:.{digits}f}"


def _percent(share: float, digits: int = 1) -> str:
    return f"{100 * share:.{digits}f} %" if math.isfinite(share) else "–"


def _verdict(quality: Quality, say) -> html.Html:
    counts = Counter(issue.severity for issue in quality.issues)
    text = QT_TRANSLATE_NOOP("SoraNoMe", "{serious} serious findings, {warning} to be checked, {note} notes.")
    kind = "bad" if counts[SERIOUS] else "warning" if counts[WARNING] else "good"
    return html.box(say(text, serious=counts[SERIOUS], warning=counts[WARNING], note=counts[NOTE]), kind)


def _summary(quality: Quality, say) -> html.Html:
    spec, control = quality.spec, quality.control
    met = say(
        QT_TRANSLATE_NOOP("SoraNoMe", "{share} of cells of {cell} m ({asked} asked; {density} points/m², {returns})"),
        share=_percent(quality.met_share),
        cell=f"{spec.cell_m:g}",
        asked=_percent(spec.met_share, 0),
        density=f"{spec.density:g}",
        returns=say(RETURNS[spec.returns]),
    )
    points = f"{quality.density(0):.2f} / {quality.density(1):.2f} / {quality.density(2):.2f}"
    area = quality.total("surveyed") * spec.cell_m**2 / 1e6
    rows = [
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Coordinate system")), crs_name(quality.catalogue.crs)),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Tiles")), f"{len(quality.tiles):,}"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Points")), f"{quality.total('points'):,}"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Surveyed area")), f"{area:,.3f} km²"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Points per m² (all / first / last returns)")), points),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Density met")), met),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Share of voids")), _percent(quality.void_share, 2)),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Noise (marked or isolated)")), _percent(quality.noise_share, 3)),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Duplicate points")), _percent(quality.duplicate_share, 3)),
        (
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Difference between strips (RMS)")),
            f"{number(quality.strip_rms_m)} m",
        ),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Largest step between tiles")), f"{number(quality.edge_step_m)} m"),
    ]
    if control:
        text = f"{number(control.bias_m, 3, True)} m / {number(control.rmse_m)} m / {number(control.error95_m)} m"
        rows.append((say(QT_TRANSLATE_NOOP("SoraNoMe", "Control points: bias / RMSE / 95 % (1.96 RMSE)")), text))
    return html.key_values(rows)


def _issues(quality: Quality, say, translate: Translate) -> html.Html:
    if not quality.issues:
        return html.box(say(QT_TRANSLATE_NOOP("SoraNoMe", "Nothing was found that is worth a word.")), "good")
    counts = Counter((issue.severity, issue.kind) for issue in quality.issues)
    order = list(SEVERITIES)
    rows = [
        (say(SEVERITIES[severity]), say(KINDS[kind]), f"{count:,}")
        for (severity, kind), count in sorted(counts.items(), key=lambda item: (order.index(item[0][0]), -item[1]))
    ]
    header = [
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Severity")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Kind")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Number")),
    ]
    overview = html.table(rows, header, numbers=(2,))
    told = [issue for issue in quality.issues if issue.severity != NOTE]
    told.sort(key=lambda issue: order.index(issue.severity))
    lines = [
        (
            say(SEVERITIES[issue.severity]),
            say(KINDS[issue.kind]),
            issue.tile.replace("\\", "/").rsplit("/", 1)[-1],
            issue.text.say(translate),
        )
        for issue in told[:_LISTED]
    ]
    header = [header[0], header[1], say(QT_TRANSLATE_NOOP("SoraNoMe", "Tile")), ""]
    caption = say(
        QT_TRANSLATE_NOOP("SoraNoMe", "The first {count} of {total}, without notes; all are in the layer of findings."),
        count=len(lines),
        total=len(told),
    )
    return html.join([overview, html.table(lines, header, caption=caption) if lines else html.Html("")])


def _density(quality: Quality, say) -> html.Html:
    spec, picture = quality.spec, quality.map
    metres = quality.catalogue.tiles[0].decision.metres_per_unit
    cells = picture.layer("surveyed")
    with np.errstate(invalid="ignore", divide="ignore"):
        density = np.where(cells > 0, picture.layer("points") / (cells * spec.cell_m**2), np.nan)
        ground = np.where(cells > 0, picture.layer("ground") / (cells * spec.cell_m**2), np.nan)
        met = np.where(cells > 0, picture.layer("met") / cells, np.nan)
        void = np.where(cells > 0, picture.layer("void") / cells, np.nan)
    width = picture.pixel * picture.layers.shape[2] * metres
    asked = spec.density
    shades = (
        (0, "#b2182b"),
        (asked / 2, "#ef8a62"),
        (asked, "#fee090"),
        (2 * asked, "#91bfdb"),
        (4 * asked, "#313695"),
    )
    sparse = tuple((value / 8, colour) for value, colour in shades)  # under trees an eighth reaches the ground
    unit = say(QT_TRANSLATE_NOOP("SoraNoMe", "points/m²"))
    share = ((0, "#b2182b"), (0.5, "#fee090"), (spec.met_share, "#d9ef8b"), (1, "#1a9850"))
    counts = quality.histogram
    top = _top(counts, asked)
    shown = [*counts[:top].tolist(), int(counts[top:].sum())]
    return html.join(
        [
            map_figure(density, shades, say(QT_TRANSLATE_NOOP("SoraNoMe", "Points of all returns")), unit, width),
            map_figure(
                met, share, say(QT_TRANSLATE_NOOP("SoraNoMe", "Share of cells that meet the density")), "", width
            ),
            map_figure(
                void,
                ((0, "#ffffff"), (0.1, "#9ecae1"), (1, "#08306b")),
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Share of voids")),
                "",
                width,
            ),
            map_figure(
                ground, sparse, say(QT_TRANSLATE_NOOP("SoraNoMe", "Points of the ground (class 2)")), unit, width
            ),
            bars(
                shown,
                list(range(top + 2)),
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Cells by density (line: asked; last bar: and more)")),
                unit,
                asked,
            ),
        ]
    )


def _top(counts: np.ndarray, asked: float) -> int:
    """Where the last bar of the histogram begins: beyond it lies a hundredth of the cells."""
    sums = np.cumsum(counts)
    most = int(np.searchsorted(sums, 0.99 * sums[-1])) + 1 if sums[-1] else 1
    return min(DENSITY_BINS - 1, max(most, math.ceil(2 * asked)))


def _strips(quality: Quality, say) -> html.Html:
    parts = []
    header = [
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Strips")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Median (m)")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "NMAD (m)")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Cells")),
    ]
    pairs = sorted(quality.strips.items(), key=lambda item: -abs(item[1].median))
    if pairs:
        rows = [
            (f"{second} − {first}", number(d.median, 3, True), number(d.nmad), f"{d.count:,}")
            for (first, second), d in pairs[:_LISTED]
        ]
        caption = say(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "Height of the second strip above the first where both have a smooth surface in one cell."
            )
        )
        parts.append(html.table(rows, header, numbers=(1, 2, 3), caption=caption))
        picture = quality.map
        with np.errstate(invalid="ignore", divide="ignore"):
            difference = picture.layer("strip_sum") / picture.layer("strip_count")
        limit = quality.spec.strip_m
        metres = quality.catalogue.tiles[0].decision.metres_per_unit
        parts.append(
            map_figure(
                difference,
                ((0, "#f7f7f7"), (limit / 2, "#fee090"), (limit, "#ef8a62"), (2 * limit, "#b2182b")),
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Difference between strips, mean of absolute values")),
                "m",
                picture.pixel * picture.layers.shape[2] * metres,
            )
        )
        together = sum(d.counts for _, d in pairs)
        parts.append(_differences(together, pairs[0][1].middles, say))
    else:
        text = QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "No two strips overlap on a smooth surface, or the points do not say their strip (point source ID).",
        )
        parts.append(html.box(say(text)))
    if quality.edges:
        tiles = quality.catalogue.tiles
        rows = [
            (
                f"{tiles[step.edge.second].source.stem} − {tiles[step.edge.first].source.stem}",
                number(step.median_m, 3, True),
                number(step.nmad_m),
                f"{step.count:,}",
            )
            for step in sorted(quality.edges, key=lambda step: -abs(step.median_m))[:_LISTED]
        ]
        header = [
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Tiles")),
            *header[1:3],
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Places")),
        ]
        caption = say(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "Step along the shared edge, from planes fitted on both sides of every 5 m of it."
            )
        )
        parts.append(html.table(rows, header, numbers=(1, 2, 3), caption=caption))
    return html.join(parts)


def _differences(counts: np.ndarray, middles: np.ndarray, say) -> html.Html:
    edges = np.linspace(-0.3, 0.3, 61)
    binned, _ = np.histogram(middles, edges, weights=counts)
    title = say(QT_TRANSLATE_NOOP("SoraNoMe", "Differences between strips"))
    return bars(binned.tolist(), edges.round(4).tolist(), title, "m", 0.0)


def _control(quality: Quality, say, translate: Translate) -> html.Html:
    control = quality.control
    if control is None:
        return html.box(say(QT_TRANSLATE_NOOP("SoraNoMe", "No control points were given: heights were not checked.")))
    order = (
        QT_TRANSLATE_NOOP("SoraNoMe", "X was read as north and Y as east (survey order).")
        if control.survey_axes
        else QT_TRANSLATE_NOOP("SoraNoMe", "The first coordinate was read as east, the second as north.")
    )
    facts = [
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Points used")), f"{control.count} / {len(control.checked)}"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Bias (cloud − control)")), f"{number(control.bias_m, 3, True)} m"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Standard deviation")), f"{number(control.sd_m)} m"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "RMSE")), f"{number(control.rmse_m)} m"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "95 % (NSSDA, 1.96 RMSE)")), f"{number(control.error95_m)} m"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "95 % (percentile)")), f"{number(control.percentile95_m)} m"),
    ]
    rows = [
        (
            checked.point.id,
            f"{checked.point.east:.3f}",
            f"{checked.point.north:.3f}",
            f"{checked.point.height_m:.3f}",
            number(checked.difference_m, 3, True) if checked.difference_m is not None else "–",
            checked.points,
            _remark(checked, say, translate),
        )
        for checked in control.checked[: 4 * _LISTED]
    ]
    header = [
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Control point")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "East (m)")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "North (m)")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Height (m)")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Cloud − control (m)")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Points")),
        "",
    ]
    few = html.Html("")
    if control.count < 20:
        few = html.box(
            say(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "With fewer than 20 control points the 95 % figures are rough (NSSDA asks for 20)."
                )
            )
        )
    return html.join(
        [html.escape(say(order)), html.key_values(facts), few, html.table(rows, header, numbers=range(1, 6))]
    )


def _remark(checked, say, translate: Translate) -> str:
    if checked.why is not None:
        return checked.why.say(translate)
    return say(QT_TRANSLATE_NOOP("SoraNoMe", "outlier")) if checked.outlying else ""


def _classes(quality: Quality, say) -> html.Html:
    classes, points = quality.classes, max(1, quality.total("points"))
    rows = [(str(k), f"{classes[k]:,}", _percent(classes[k] / points, 2)) for k in np.flatnonzero(classes).tolist()]
    header = [
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Class")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Points")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Share")),
    ]
    return html.table(rows, header, numbers=(0, 1, 2))
