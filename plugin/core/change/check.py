"""Do two images fit together? What a person wants to know before comparing them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from .. import html
from ..files import require_writable
from ..grid import crs_name
from ..raster import BLOCK_SIZE, RasterWriter, publish
from ..tasks import Part, Progress, Silent, check_cancelled
from ..text import QT_TRANSLATE_NOOP, Message, Translate
from . import masks
from .coregistration import LARGEST_SHIFT, Shift
from .pair import Pair, PairFiles

_LEAST_CLEAR = 0.05
_LEAST_CORRELATION = 0.2
_SAMPLE_EDGE = 1500  # rows and columns looked at for radiometry and cloud, evenly spread


@dataclass(frozen=True)
class BandCheck:
    """One band on both dates, over cells both see: medians, interquartile ranges, correlation."""

    name: str
    before_median: float
    after_median: float
    before_spread: float
    after_spread: float
    correlation: float


@dataclass
class PairCheck:
    """What was found. ``problems`` keep the pair from being compared as it is, ``notes`` do not."""

    files: PairFiles
    crs: str
    before_cell: tuple[float, float]
    after_cell: tuple[float, float]
    same_cells: bool
    overlap: float
    shift: Shift
    residual: Shift | None
    clear: float
    before_cloud: float | None
    after_cloud: float | None
    bands: list[BandCheck]
    problems: list[Message] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return not self.problems


def check_pair(
    files: PairFiles, coregister: bool = False, corrected_path: str | None = None, progress: Progress | None = None
) -> PairCheck:
    """Check a pair; where ``coregister``, also write AFTER on BEFORE's grid to ``corrected_path``.

    Any two rasters of one CRS will do, elevation models too. Raises :class:`InputError` where they cannot be opened,
    share no CRS or do not overlap.
    """
    progress = progress or Silent()
    with Pair(files, progress, roles_needed=False) as pair:
        if coregister and corrected_path:
            require_writable(corrected_path)
        shift = pair.measure_shift(Part(progress, 0, 0.4))
        radiometry, cloud = _sampled(pair, Part(progress, 0.4, 0.6))
        if coregister:
            pair.align(correct=True)
            if corrected_path:
                _write_corrected(pair, corrected_path, Part(progress, 0.8, 1))
        check = PairCheck(
            files,
            crs_name(pair.grid.crs),
            pair.before.grid.cell_size,
            pair.after.grid.cell_size,
            pair.same_cells,
            pair.overlap,
            shift,
            pair.residual,
            *cloud,
            radiometry,
        )
        _judge(check, pair)
    progress.report(1)
    return check


def _sampled(pair: Pair, progress: Progress) -> tuple[list[BandCheck], tuple[float, float | None, float | None]]:
    """Radiometry by band; shares of clear cells, and of cloud on each date where masks are given."""
    every = max(1, math.ceil(max(pair.grid.shape) / _SAMPLE_EDGE))
    before, after = [], []
    clear = cells = 0
    cloud = [0, 0]
    for window in pair.strips(BLOCK_SIZE * BLOCK_SIZE // 2):
        check_cancelled(progress)
        block = pair.read(window)
        rows = slice(-int(window.row_off) % every, None, every)
        seen = block.clear[rows, ::every]
        before.append(block.before[:, rows, ::every][:, seen])
        after.append(block.after[:, rows, ::every][:, seen])
        clear += int(block.clear.sum())
        cells += block.clear.size
        for index, mask in enumerate((pair.before_mask, pair.after_mask)):
            if mask:
                cloud[index] += int((mask.read(window) == masks.CLOUD).sum())
        progress.report((window.row_off + window.height) / pair.grid.height)
    first, second = np.concatenate(before, axis=1), np.concatenate(after, axis=1)
    names = pair.before.band_names
    bands = [
        _band(names[i] or str(i + 1), first[i].astype(np.float64), second[i].astype(np.float64))
        for i in range(min(len(first), len(second)))
        if first.shape[1] > 1
    ]
    shares = [cloud[i] / cells if mask else None for i, mask in enumerate((pair.before_mask, pair.after_mask))]
    return bands, (clear / cells, *shares)


def _band(name: str, before: np.ndarray, after: np.ndarray) -> BandCheck:
    quartiles = [np.percentile(values, (25, 50, 75)) for values in (before, after)]
    constant = before.std() == 0 or after.std() == 0
    correlation = math.nan if constant else float(np.corrcoef(before, after)[0, 1])
    return BandCheck(
        name,
        *(float(q[1]) for q in quartiles),
        *(float(q[2] - q[0]) for q in quartiles),
        correlation,
    )


def _judge(check: PairCheck, pair: Pair) -> None:
    def problem(text: str, **values) -> None:
        check.problems.append(Message(text, values))

    def note(text: str, **values) -> None:
        check.notes.append(Message(text, values))

    shift = check.residual or check.shift
    if not shift.reliable:
        problem(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The shift could not be measured: too little of the two images agrees. Check that both show the same "
                "place and are not mostly cloud.",
            )
        )
    elif shift.too_large and check.residual:
        problem(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "After correction AFTER still lies {x} pixels right and {y} pixels down of BEFORE, so the measured shift "
                "cannot be trusted. Check that the masks belong to these images and that both show the same place.",
            ),
            x=f"{shift.x:+.2f}",
            y=f"{shift.y:+.2f}",
        )
    elif shift.too_large:
        problem(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "AFTER lies {x} pixels right and {y} pixels down of BEFORE, more than half a pixel. Run again with "
                "co-registration switched on.",
            ),
            x=f"{shift.x:+.2f}",
            y=f"{shift.y:+.2f}",
        )
    elif shift.spread > LARGEST_SHIFT / 2:
        note(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The shift differs from place to place (spread {spread} pixels), as steep terrain or a bent image "
                "cause; expect false edges where it is larger.",
            ),
            spread=f"{shift.spread:.2f}",
        )
    if not check.same_cells and check.residual is None:
        problem(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The images have different cells. Run again with co-registration switched on, which brings AFTER onto "
                "the grid of BEFORE.",
            )
        )
    if pair.before.count != pair.after.count:
        problem(
            QT_TRANSLATE_NOOP("SoraNoMe", "BEFORE has {before} bands, AFTER {after}. Choose images of the same bands."),
            before=pair.before.count,
            after=pair.after.count,
        )
    if check.clear < _LEAST_CLEAR:
        problem(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "Only {share} % of the area is seen on both dates. Choose dates with less cloud."
            ),
            share=f"{100 * check.clear:.1f}",
        )
    if check.before_cloud is None or check.after_cloud is None:
        note(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Without a cloud mask for both dates the share of cloud is unknown; clouds look like change.",
            )
        )
    if pair.grid.crs is not None and not pair.grid.crs.is_projected:
        note(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The images are in degrees. Change detection needs metres: reproject both to a plane rectangular system "
                "first (for Tokyo EPSG:6677).",
            )
        )
    weak = [band.name for band in check.bands if band.correlation < _LEAST_CORRELATION]
    if weak:
        note(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Bands {bands} hardly resemble each other on the two dates (correlation below {limit}): another "
                "season, cloud, or another order of bands?",
            ),
            bands=", ".join(weak),
            limit=_LEAST_CORRELATION,
        )


def _write_corrected(pair: Pair, path: str, progress: Progress) -> None:
    dtype = np.dtype(pair.after.dtype)
    whole = np.issubdtype(dtype, np.integer)
    nodata = pair.after.nodata
    if nodata is None:
        nodata = np.iinfo(dtype).min if whole else math.nan
    names = [name or "" for name in pair.after.band_names]
    with RasterWriter(path, pair.grid, dtype.name, pair.after.count, nodata, names) as writer:
        total = pair.grid.block_count(BLOCK_SIZE)
        for done, window in enumerate(pair.grid.blocks(BLOCK_SIZE)):
            check_cancelled(progress)
            data, valid = pair.read_after(window)
            if whole:
                limits = np.iinfo(dtype)
                data = np.clip(np.rint(data), limits.min, limits.max)
                # What is seen must not turn into no data by rounding.
                data[:, valid] = np.where(
                    data[:, valid] == nodata, nodata + 1 if nodata < limits.max else nodata - 1, data[:, valid]
                )
            writer.write(np.where(valid, data, nodata).astype(dtype), window)
            progress.report((done + 1) / total)
        check_cancelled(progress)
        publish(writer)


# -- the report a person reads -------------------------------------------------------------------


def report(check: PairCheck, translate: Translate = str, language: str = "en") -> str:
    """The check as an HTML page."""

    def say(text: str, **values) -> str:
        return Message(text, values).say(translate)

    def share(value: float | None) -> str:
        return say(QT_TRANSLATE_NOOP("SoraNoMe", "unknown")) if value is None else f"{100 * value:.1f} %"

    def pixels(shift: Shift) -> str:
        if not shift.reliable:
            return say(QT_TRANSLATE_NOOP("SoraNoMe", "could not be measured"))
        return say(
            QT_TRANSLATE_NOOP("SoraNoMe", "{x} right, {y} down (spread {spread}; {tiles} of {tried} tiles)"),
            x=f"{shift.x:+.2f}",
            y=f"{shift.y:+.2f}",
            spread=f"{shift.spread:.2f}" if shift.tiles > 1 else "–",
            tiles=shift.tiles,
            tried=shift.tried,
        )

    verdict = (
        html.box(say(QT_TRANSLATE_NOOP("SoraNoMe", "The pair fits and can be compared.")), "good")
        if check.passed
        else html.join(html.box(problem.say(translate), "bad") for problem in check.problems)
    )
    cells = "{:g} × {:g}"
    facts = [
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "BEFORE")), check.files.before),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "AFTER")), check.files.after),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Coordinate system")), check.crs),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Cell of BEFORE")), cells.format(*check.before_cell)),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Cell of AFTER")), cells.format(*check.after_cell)),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Share of BEFORE that AFTER covers")), share(check.overlap)),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Shift of AFTER (pixels)")), pixels(check.shift)),
    ]
    if check.residual:
        facts.append(
            (say(QT_TRANSLATE_NOOP("SoraNoMe", "Shift left after correction (pixels)")), pixels(check.residual))
        )
    facts += [
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Masked as cloud or shadow, BEFORE")), share(check.before_cloud)),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Masked as cloud or shadow, AFTER")), share(check.after_cloud)),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Seen on both dates")), share(check.clear)),
    ]
    columns = [
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Band")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Median BEFORE")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Median AFTER")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Interquartile range BEFORE")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Interquartile range AFTER")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Correlation")),
    ]
    rows = [
        (
            band.name,
            *(f"{v:.4g}" for v in (band.before_median, band.after_median, band.before_spread, band.after_spread)),
            f"{band.correlation:.3f}",
        )
        for band in check.bands
    ]
    title = say(QT_TRANSLATE_NOOP("SoraNoMe", "Check of the image pair"))
    body = html.join(
        [
            verdict,
            html.join(html.box(note.say(translate)) for note in check.notes),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Position and cloud"))),
            html.key_values(facts),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Radiometry, over cells seen on both dates"))),
            html.table(rows, columns, numbers=range(1, len(columns))),
        ]
    )
    return html.page(title, body, language)
