"""A prediction beside measurements as a page to read."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np

from ... import html
from ...pictures import Ramp, bars, map_figure
from ...text import QT_TRANSLATE_NOOP, Message, Translate
from .calibration import BUFFER_M, SHARE
from .compare import LEFT_OUT, Comparison
from .offsets import LEVELS, Group, Key

Say = Callable[..., str]

_DIVERGING: Ramp = ((-20, "#b2182b"), (-10, "#ef8a62"), (0, "#f7f7f7"), (10, "#67a9cf"), (20, "#2166ac"))
_MAP_CELLS = 70
_BINS, _WIDEST_DB = 41, 41.0
_ROWS = 60

TITLES = {
    "carrier": QT_TRANSLATE_NOOP("SoraNoMe", "Carrier"),
    "band": QT_TRANSLATE_NOOP("SoraNoMe", "Frequency band"),
    "clutter": QT_TRANSLATE_NOOP("SoraNoMe", "Clutter"),
}


def report(comparison: Comparison, translate: Translate = str, language: str = "en") -> str:
    """The comparison as an HTML page."""

    def say(text: str, **values) -> str:
        return Message(text, values).say(translate)

    title = say(QT_TRANSLATE_NOOP("SoraNoMe", "Predicted signal beside measurements"))
    body = html.join(
        [
            _verdict(comparison, say),
            _numbers(comparison, say),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Residuals (measured − predicted)"))),
            _pictures(comparison, say),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Calibration by group"))),
            _groups(comparison, say),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Out of service"))),
            _out_of_service(comparison, say),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "How it was done"))),
            _method(comparison, say),
        ]
    )
    return html.page(title, body, language)


def _db(value: float, sign: bool = False) -> str:
    if math.isnan(value):
        return "–"
    return f"{value:+.1f} dB" if sign else f"{value:.1f} dB"


def _percent(share: float, digits: int = 1) -> str:
    return "–" if math.isnan(share) else f"{100 * share:.{digits}f} %"


def _verdict(comparison: Comparison, say: Say) -> html.Html:
    bias, check = comparison.bias_db, comparison.check
    if abs(bias) < 1:
        first = say(QT_TRANSLATE_NOOP("SoraNoMe", "On average the prediction is right (within 1 dB)."))
    elif bias < 0:
        first = say(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "On average {size} less was measured than predicted: the prediction is too high."
            ),
            size=_db(-bias),
        )
    else:
        first = say(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "On average {size} more was measured than predicted: the prediction is too low."
            ),
            size=_db(bias),
        )
    if not check.folds:
        second = say(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "All measurements lie in {areas} area(s) of {size} m: too few to hold any out. Nothing shows yet that the "
                "calibration holds elsewhere.",
            ),
            areas=check.areas,
            size=f"{comparison.block_m:g}",
        )
        return html.box(f"{first}\n{second}", "warning")
    second = say(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "Calibrated, the error falls from {before} to {after} (RMSE in areas that were held out), and {coverage} of "
            "the places there lie in the 90 % interval (standard error {error}).",
        ),
        before=_db(check.rmse_before_db),
        after=_db(check.rmse_after_db),
        coverage=_percent(check.coverage),
        error=_percent(check.coverage_se),
    )
    good = check.rmse_after_db <= check.rmse_before_db and abs(check.coverage - SHARE) <= max(
        0.03, 2 * check.coverage_se
    )
    return html.box(f"{first}\n{second}", "good" if good else "warning")


def _numbers(comparison: Comparison, say: Say) -> html.Html:
    check, cells = comparison.check, comparison.cells
    rows = [
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Places compared")), f"{len(cells.x):,}"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Samples in them")), f"{int(cells.samples.sum()):,}"),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Bias (mean of measured − predicted)")), _db(comparison.bias_db, True)),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "RMSE")), _db(comparison.rmse_db)),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Standard deviation")), _db(comparison.sd_db)),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "RMSE after calibration, held out")), _db(check.rmse_after_db)),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Bias after calibration, held out")), _db(check.bias_after_db, True)),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Held-out places in the 90 % interval")), _percent(check.coverage)),
    ]
    for why, text in LEFT_OUT.items():
        if comparison.left_out[why]:
            label = say(QT_TRANSLATE_NOOP("SoraNoMe", "Samples not compared: {why}"), why=say(text))
            rows.append((label, f"{comparison.left_out[why]:,}"))
    return html.key_values(rows)


def _pictures(comparison: Comparison, say: Say) -> html.Html:
    residual, held = comparison.residual_db, comparison.learnt.held_out_db
    held = held[np.isfinite(held)]
    edges = np.linspace(-_WIDEST_DB, _WIDEST_DB, _BINS + 1)  # an odd number: one bin around zero
    unit = say(QT_TRANSLATE_NOOP("SoraNoMe", "dB; the ends hold all beyond"))

    def histogram(values: np.ndarray, title: str) -> html.Html:
        counts, _ = np.histogram(np.clip(values, edges[0], edges[-1]), edges)
        return bars(counts.tolist(), edges.tolist(), title, unit, mark=0.0)

    parts = [histogram(residual, say(QT_TRANSLATE_NOOP("SoraNoMe", "As predicted")))]
    if len(held):
        parts.append(histogram(held, say(QT_TRANSLATE_NOOP("SoraNoMe", "Calibrated, in held-out areas"))))
    parts.append(html.Html("<br>"))
    parts.append(_map(comparison, residual, say(QT_TRANSLATE_NOOP("SoraNoMe", "Where: as predicted"))))
    parts.append(
        _map(comparison, comparison.learnt.held_out_db, say(QT_TRANSLATE_NOOP("SoraNoMe", "Where: calibrated")))
    )
    hint = say(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "Red: less was measured than predicted; blue: more. Patches of one colour after calibration are places the "
            "prediction does not understand: a missing site, a wrong height, a ridge that is not in the terrain model.",
        )
    )
    return html.join([*parts, html.Html(f"<p>{html.escape(hint)}</p>")])


def _map(comparison: Comparison, values: np.ndarray, title: str) -> html.Html:
    """Mean residual on a coarse grid over all places."""
    known = np.isfinite(values)
    if not known.any():
        return html.Html("")
    x, y = comparison.cells.x, comparison.cells.y
    size = max(np.ptp(x), np.ptp(y), comparison.cell_m) / _MAP_CELLS
    column, row = ((x - x.min()) / size).astype(int), ((y - y.min()) / size).astype(int)
    shape = int(row.max()) + 1, int(column.max()) + 1
    flat = (row * shape[1] + column)[known]
    count = np.bincount(flat, minlength=shape[0] * shape[1])
    with np.errstate(invalid="ignore"):
        mean = np.bincount(flat, values[known], shape[0] * shape[1]) / count
    return map_figure(mean.reshape(shape), _DIVERGING, title, "dB", shape[1] * size)


def _groups(comparison: Comparison, say: Say) -> html.Html:
    calibration = comparison.calibration
    everything = say(QT_TRANSLATE_NOOP("SoraNoMe", "all groups"))
    unknown = say(QT_TRANSLATE_NOOP("SoraNoMe", "unknown"))
    header = [
        *(say(TITLES[level]) for level in LEVELS),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Number of places")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Number of areas")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Mean residual")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Offset")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "90 % interval around the calibrated level")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Held-out places in it")),
    ]
    inside = _inside_by_group(comparison)
    rows = []
    shown = [
        key for key in sorted(calibration.groups) if _children(calibration.groups, key) != 1
    ]  # else it is its child
    if len(shown) > _ROWS:
        shown = [key for key in shown if len(key) < len(LEVELS)]
    for key in shown:
        group = calibration.groups[key]
        names = [*(name or unknown for name in key), *[everything] * (len(LEVELS) - len(key))]
        ends = f"{calibration.low * group.sigma_db:+.1f} / {calibration.high * group.sigma_db:+.1f} dB"
        held = inside.get(key, (0, 0))
        share = f"{_percent(held[0] / held[1], 0)} ({held[1]:,})" if held[1] else "–"
        rows.append(
            [
                *names,
                f"{group.cells:,}",
                f"{group.areas:,}",
                _db(group.mean_db, True),
                _db(group.offset_db, True),
                ends,
                share,
            ]
        )
    caption = say(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "The offset is added to the prediction. A group measured in few areas is drawn towards the one above it, which "
            "is why offset and mean differ.",
        )
    )
    return html.table(rows, header, numbers=range(3, 9), caption=caption)


def _children(groups: Mapping[Key, Group], key: Key) -> int:
    """Groups directly below a group."""
    return sum(len(other) == len(key) + 1 and other[: len(key)] == key for other in groups)


def _inside_by_group(comparison: Comparison) -> dict[Key, tuple[int, int]]:
    """Key → held-out cells in their interval, held-out cells."""
    held = np.isfinite(comparison.learnt.held_out_db)
    found: dict[Key, list[int]] = {}
    for at in np.flatnonzero(held).tolist():
        key = comparison.cells.keys[at]
        for length in range(len(key) + 1):
            counts = found.setdefault(key[:length], [0, 0])
            counts[0] += bool(comparison.learnt.held_out_inside[at])
            counts[1] += 1
    return {key: (counts[0], counts[1]) for key, counts in found.items()}


def _out_of_service(comparison: Comparison, say: Say) -> html.Html:
    out = comparison.out
    total = len(out.wrong)
    if not total:
        return html.box(say(QT_TRANSLATE_NOOP("SoraNoMe", "No place was measured as out of service.")))
    origin = (
        QT_TRANSLATE_NOOP("SoraNoMe", "{level} dBm (sensitivity that was given)")
        if out.given
        else QT_TRANSLATE_NOOP(
            "SoraNoMe", "{level} dBm (weakest 5 % of the measured levels; SENSITIVITY was not given)"
        )
    )
    rows = [
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Places out of service (most of their samples)")), f"{total:,}"),
        (
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Level from which there should be service")),
            say(origin, level=f"{out.threshold_dbm:.0f}"),
        ),
        (
            say(QT_TRANSLATE_NOOP("SoraNoMe", "of them predicted with service")),
            f"{int(out.wrong.sum()):,} ({_percent(float(np.mean(out.wrong)))})",
        ),
        (
            say(QT_TRANSLATE_NOOP("SoraNoMe", "of them predicted with service, calibrated")),
            f"{int(out.wrong_calibrated.sum()):,} ({_percent(float(np.mean(out.wrong_calibrated)))})",
        ),
    ]  # fmt: skip
    return html.key_values(rows)


def _method(comparison: Comparison, say: Say) -> html.Html:
    check, learnt = comparison.check, comparison.learnt
    texts = [
        say(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Samples were gathered by {cell} m cell, carrier, band and clutter (medians), so that many samples of one "
                "place count once. The prediction is that of the cell a sample lies in.",
            ),
            cell=f"{comparison.cell_m:g}",
        ),
        say(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Held out were squares of {block} m in {folds} folds ({areas} squares); cells within {buffer} m of a fold "
                "were not learnt from while it was predicted.",
            ),
            block=f"{comparison.block_m:g}",
            folds=check.folds,
            areas=check.areas,
            buffer=f"{BUFFER_M:g}",
        ),
        say(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The interval holds for places like the measured ones: roads of a drive test say little about houses and "
                "forests beside them.",
            )
        ),
    ]
    floor = comparison.calibration.details.get("sensitivity_dbm")
    if floor is None:
        texts.append(
            say(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Levels below what the receiver can measure are missing, so offsets of weak places come out too high. "
                    "The lowest level measured is {lowest} dBm; give SENSITIVITY to learn only where this cannot matter.",
                ),
                lowest=f"{comparison.lowest_dbm:.0f}",
            )
        )
    elif learnt.near_floor.any():
        texts.append(
            say(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{count} places predicted within two spreads of the sensitivity ({floor} dBm) were neither learnt from "
                    "nor held out: only what happened to be strong was measured there.",
                ),
                count=f"{int(learnt.near_floor.sum()):,}",
                floor=f"{floor:g}",
            )
        )
    else:
        texts.append(
            say(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Every place was learnt from: none is predicted near the sensitivity ({floor} dBm), or too few are not.",
                ),
                floor=f"{floor:g}",
            )
        )
    return html.join(html.Html(f"<p>{html.escape(text)}</p>") for text in texts)
