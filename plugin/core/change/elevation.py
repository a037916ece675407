"""What rose and what sank between two elevation models: DIFFERENCE, SIGNIFICANT and SCORE rasters, and earthworks.

The models are brought to one grid (:mod:`.elevation_pair`), the shift between them is measured and taken out
(:mod:`.nuth_kaab`), errors are learnt where the ground did not change (:mod:`.elevation_error`). A cell changed
significantly where its difference reaches the level of detection z·σ(slope) (Wheaton et al. 2010, "Accounting for
uncertainty in DEMs from repeat topographic surveys", doi 10.1002/esp.1886; z = 1.96 for a confidence of 0.95).
"""

from __future__ import annotations

import math
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely
from rasterio.windows import Window
from scipy import ndimage

from ..checkpoint import Checkpoint, checkpoint
from ..errors import InputError
from ..files import refuse_overwriting, require_writable
from ..grid import Grid
from ..raster import RasterWriter, publish
from ..tasks import Part, Progress, Silent, Watch, check_cancelled, opened, run_ordered, run_units
from ..terrain.slope import gradient, slope_degrees
from ..text import QT_TRANSLATE_NOOP, Message
from .earthwork import LAW_M, Earthwork, measure, standing_out
from .elevation_error import ErrorModel, provable, quantile, thinned
from .elevation_pair import ElevationFiles, ElevationPair, ElevationSource, SampleTile
from .masks import grow
from .nuth_kaab import LARGEST_SHIFT, LEAST_SLOPE_DEG, Registration, register
from .objects import change_objects

if TYPE_CHECKING:
    from ..cluster import Cluster

NONE, CUT, FILL = range(3)
NODATA = 255
METHOD = "dem of difference"
BLOCK_SIZE = 1024  # cells
LEAST_AREA_M2 = 100.0
LEAST_CELLS = 4

_CELL_BYTES = 28  # of DIFFERENCE, SCORE, SIGNIFICANT and patches together, and of the finished tiles
_MARGIN = 2  # cells: slope reaches one, and so does the cleaning of what it says
_FILL_PATCH, _CUT_PATCH = 1, 3  # codes that objects keep apart
_FLOOR_M = 0.01
_OFFSET_M = 5.0  # heights that differ by more on the whole are of two datums
_OFFSET_WORTH_SAYING_M = 0.05
_SURFACE_M, _SURFACE_SHARE = 2.0, 0.05  # trees and buildings stand out by so much, over so much more ground than sank
_WORSE_THAN_GIVEN = 1.5
_POOR_AGREEMENT = 0.5


@dataclass(frozen=True)
class Patch:
    """Connected ground that rose or sank, and its figures."""

    outline: shapely.Polygon
    earthwork: Earthwork

    @property
    def fill(self) -> bool:
        return self.earthwork.fill_volume_m3 >= self.earthwork.cut_volume_m3


@dataclass
class ElevationChange:
    """How a comparison went. ``counts``: cells by code of SIGNIFICANT. ``slopes_deg`` of the sample: 5, 50, 95 %.

    ``sigma_m``, ``lod_m``, ``provable_m``: of half the cells, one standard deviation, the level of detection and the
    thickness that is surely found. ``registration``: of the pair as it was given. ``warnings`` keep the result from
    being taken as it stands, ``notes`` do not.
    """

    files: ElevationFiles
    grid: Grid
    cell_m: tuple[float, float]
    joined: int
    resampled: bool
    registration: Registration
    corrected: bool
    errors: ErrorModel
    given_m: tuple[float, float]
    confidence: float
    sigma_m: float
    slopes_deg: tuple[float, float, float]
    counts: np.ndarray = field(default_factory=lambda: np.zeros(256, np.int64))
    patches: list[Patch] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)

    @property
    def lod_m(self) -> float:
        return quantile(self.confidence) * self.sigma_m

    @property
    def provable_m(self) -> float:
        return provable(self.sigma_m, self.confidence)

    @property
    def proof(self) -> Message:
        """What can be proved of the 30 cm from which ground counts as changed."""
        values = {"lod": f"{self.lod_m:.2f}", "provable": f"{self.provable_m:.2f}"}
        if self.provable_m > LAW_M:
            text = QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "30 cm is not provable in a single cell with this pair: level of detection {lod} m, provable thickness "
                "{provable} m. For thinly covered places the area over 30 cm is given as not to be told.",
            )
            return Message(text, values)
        text = QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "30 cm is provable with this pair: level of detection {lod} m, provable thickness {provable} m.",
        )
        return Message(text, values)

    def area_m2(self, code: int) -> float:
        """Area of the cells of a code of SIGNIFICANT."""
        return float(self.counts[code]) * self.grid.cell_area_m2

    def volume_m3(self, fill: bool) -> tuple[float, float, float]:
        """Volume of all patches of fill, or of cut: the figure, and the bounds of its interval.

        Patches are levelled each on its own ring, so that their errors are taken as independent of each other.
        """
        total = squares = 0.0
        for patch in self.patches:
            found = patch.earthwork
            middle = found.fill_volume_m3 if fill else found.cut_volume_m3
            high = (found.fill_volume_interval_m3 if fill else found.cut_volume_interval_m3)[1]
            total += middle
            squares += (high - middle) ** 2
        reach = math.sqrt(squares)
        return total, max(0.0, total - reach), total + reach


def detect(
    files: ElevationFiles,
    difference_path: str,
    significant_path: str,
    score_path: str,
    sigma_before_m: float = 0.0,
    sigma_after_m: float = 0.0,
    coregister: bool = True,
    confidence: float = 0.95,
    min_area_m2: float = LEAST_AREA_M2,
    block_size: int = BLOCK_SIZE,
    progress: Progress | None = None,
    cluster: Cluster | None = None,
) -> ElevationChange:
    """Compare two elevation models and write the rasters on their common grid (:mod:`.elevation_pair`).

    DIFFERENCE float32: band 1 AFTER − BEFORE in m, band 2 the level of detection in m (NaN no data), with the error
    model as tags. SIGNIFICANT uint8: 0 none, 1 cut, 2 fill, 255 no data. SCORE float32 = abs(d)/(abs(d) + LoD), at least 0.5
    exactly where SIGNIFICANT is 1 or 2. ``sigma_*_m``: standard deviation of each model's heights on level ground; where
    one is 0 the scatter on unchanged ground is taken, and never less than the other. Results depend neither on
    ``block_size`` nor on who works on its blocks: the threads of this machine, or the workers of a ``cluster``. A stopped
    run goes on from the blocks it finished. Raises :class:`InputError` where the pair cannot be compared, before long work.
    """
    progress = progress or Silent()
    outputs = [difference_path, significant_path, score_path]
    refuse_overwriting((files.before, files.after), outputs)
    with ExitStack() as stack:
        pair = stack.enter_context(ElevationPair(files))
        require_writable(difference_path, pair.grid.width * pair.grid.height * _CELL_BYTES)
        for path in outputs[1:]:
            require_writable(path)
        if cluster is not None:
            cluster.require_shared(Path(difference_path).parent, pair.inputs)
        tiles = pair.sample(Part(progress, 0, 0.1))
        result = _measure_errors(
            pair, tiles, (sigma_before_m, sigma_after_m), coregister, confidence, Part(progress, 0.1, 0.25)
        )
        del tiles
        told = replace(files, unstable=tuple(area.wkb for area in files.unstable))
        parameters = told, sigma_before_m, sigma_after_m, coregister, confidence, block_size
        kept = stack.enter_context(checkpoint(difference_path, pair.inputs, parameters, Part(progress, 0.25, 0.25)))
        writers = _writers(stack, outputs, pair.grid, result)
        _write(pair, result, writers, block_size, kept, cluster, Part(progress, 0.25, 0.65))
        result.patches = _patches(writers, min_area_m2, confidence, Part(progress, 0.65, 1))
        check_cancelled(progress)
        publish(*writers[:3])
    progress.report(1)
    return result


# -- shift and errors ------------------------------------------------------------------------------


def _measure_errors(
    pair: ElevationPair,
    tiles: list[SampleTile],
    given_m: tuple[float, float],
    coregister: bool,
    confidence: float,
    progress: Progress,
) -> ElevationChange:
    """Register the pair, correct it where asked, and learn the error model from what is left."""
    shift = register([(tile.before, tile.after, tile.stable) for tile in tiles], pair.cell_m, progress)
    resampled = pair.resampled  # by bringing it to the grid alone
    if coregister:
        _refuse_unregistered(shift)
        pair.correct(shift.x_m, shift.y_m, shift.z_m)
        heights = pair.read_all([tile.window for tile in tiles], Watch(progress))
        tiles = [SampleTile(tile.window, *found, tile.stable) for tile, found in zip(tiles, heights)]
    else:
        _refuse_other_datum(shift)

    def residual(tile: SampleTile) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return tile.after - tile.before, _slope(pair, tile.before), tile.stable

    residuals = list(run_ordered(residual, tiles, Watch(progress), len(tiles)))
    check_cancelled(progress)
    errors = ErrorModel.fit(residuals, pair.cell_m, _rounding(pair))
    measured = errors
    if math.isfinite(shift.z_sd_m):  # the level itself is not known better than that
        errors = replace(errors, systematic_m=math.hypot(errors.systematic_m, shift.z_sd_m))
    if any(given_m):
        known = math.hypot(*given_m)
        errors = errors.given(known if all(given_m) else max(known, errors.sigmas_m[0]))
    seen = thinned(np.concatenate([slope[keep & np.isfinite(dh)] for dh, slope, keep in residuals]))
    result = ElevationChange(
        pair.files,
        pair.grid,
        pair.cell_m,
        pair.joined,
        resampled,
        shift,
        coregister,
        errors,
        given_m,
        confidence,
        float(np.median(errors.sigma(seen))),
        tuple(float(slope) for slope in np.percentile(seen, (5, 50, 95))),
    )
    _remark(result, pair, measured, residuals, tiles)
    return result


def _slope(pair: ElevationPair, heights: np.ndarray) -> np.ndarray:
    return slope_degrees(*gradient(heights, *pair.cell_m))


def _rounding(pair: ElevationPair) -> float:
    """Least σ in m: what rounding to whole units alone makes of a difference."""
    whole = sum(
        scale**2
        for raster, scale in ((pair.before, pair.before_scale), (pair.after, pair.after_scale))
        if "int" in raster.dtype
    )
    return max(_FLOOR_M, math.sqrt(whole / 12))


def _refuse_unregistered(shift: Registration) -> None:
    if shift.flat:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The ground is too flat to register on: {share} % of it is steeper than {slope}°, or all slopes face one "
                "way, so that a shift does not show. Run without co-registration (COREGISTER off).",
            ),
            share=f"{100 * shift.steep_share:.1f}",
            slope=f"{LEAST_SLOPE_DEG:.0f}",
        )
    if not shift.reliable:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The shift between the elevation models cannot be measured: the search ended {x} m east and {y} m north, "
                "unsure by {sd} m (at most {most} cells are looked for). Check that both show the same place and carry the "
                "right coordinate system.",
            ),
            x=f"{shift.x_m:+.1f}",
            y=f"{shift.y_m:+.1f}",
            sd=f"{math.hypot(shift.x_sd_m, shift.y_sd_m):.1f}",
            most=f"{LARGEST_SHIFT:.0f}",
        )


def _refuse_other_datum(shift: Registration) -> None:
    if abs(shift.offset_before_m) > max(_OFFSET_M, 3 * shift.nmad_before_m):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "AFTER lies {offset} m above BEFORE on the whole. That is no change of ground but another height datum "
                "(around Tokyo ellipsoidal heights are about 37 m above those over sea level). Switch on COREGISTER, which "
                "takes the offset out, or convert one of them.",
            ),
            offset=f"{shift.offset_before_m:+.2f}",
        )


def _remark(
    result: ElevationChange, pair: ElevationPair, measured: ErrorModel, residuals: list, tiles: list[SampleTile]
) -> None:
    """What a person should know before believing the result."""

    def warn(text: str, **values) -> None:
        result.warnings.append(Message(text, values))

    def note(text: str, **values) -> None:
        result.notes.append(Message(text, values))

    shift = result.registration
    before, after = (raster.tags.get("HEIGHT_DATUM", "unknown") for raster in (pair.before, pair.after))
    if before != after and "unknown" not in (before, after):  # as surfaces and updatepointcloud write them
        warn(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The heights of BEFORE refer to {before}, those of AFTER to {after}. Their difference contains the "
                "difference of the two datums; it is taken off only where the shift is corrected.",
            ),
            before=before,
            after=after,
        )
    if result.corrected and abs(shift.z_m) > _OFFSET_M:
        warn(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "AFTER lay {offset} m above BEFORE on the whole: that looks like another height datum (around Tokyo "
                "ellipsoidal heights are about 37 m above those over sea level). The offset was taken out.",
            ),
            offset=f"{shift.z_m:+.2f}",
        )
    if not result.corrected and shift.flat:
        note(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The ground is too flat to measure a horizontal shift; on flat ground it hardly shows either.",
            )
        )
    elif not result.corrected and _shifted(shift):
        warn(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "AFTER lies {x} m east, {y} m north and {z} m above BEFORE, and was compared as it is. Switch on COREGISTER "
                "to take that out.",
            ),
            x=f"{shift.x_m:+.2f}",
            y=f"{shift.y_m:+.2f}",
            z=f"{shift.z_m:+.2f}",
        )
    if pair.copied_share:
        warn(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{share} % of the cells are exactly alike in both: one model was copied into the other in part. Errors were "
                "measured on the rest only. A shift that was corrected moved the copied part too.",
            ),
            share=f"{100 * pair.copied_share:.0f}",
        )
    given = result.errors.sigmas_m[0]
    if any(result.given_m) and measured.sigmas_m[0] > _WORSE_THAN_GIVEN * given:
        warn(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Unchanged ground scatters by {measured} m, much more than the {given} m that were stated. Leave the "
                "standard deviations at 0 to use what was measured.",
            ),
            measured=f"{measured.sigmas_m[0]:.2f}",
            given=f"{given:.2f}",
        )
    differences = np.concatenate([dh[keep & np.isfinite(dh)] for dh, _, keep in residuals])
    higher, lower = float((differences > _SURFACE_M).mean()), float((differences < -_SURFACE_M).mean())
    for more, less, name in ((higher, lower, pair.after.name), (lower, higher, pair.before.name)):
        if more - less > _SURFACE_SHARE:
            warn(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name} is more than {height} m higher than the other in {share} % of the area: it looks like a surface "
                    "model with trees and buildings. Compare ground with ground, else every wood is a fill.",
                ),
                name=name,
                height=f"{_SURFACE_M:.0f}",
                share=f"{100 * more:.0f}",
            )
    before, after = (np.concatenate([getattr(t, n)[t.stable] for t in tiles]) for n in ("before", "after"))
    known = np.isfinite(before) & np.isfinite(after)
    before, after = (thinned(heights[known]).astype(np.float64) for heights in (before, after))
    if before.std() > 10 * result.sigma_m and np.corrcoef(before, after)[0, 1] < _POOR_AGREEMENT:
        warn(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The two elevation models hardly agree (correlation {correlation}). Check that both show the same place.",
            ),
            correlation=f"{np.corrcoef(before, after)[0, 1]:.2f}",
        )


def _shifted(shift: Registration) -> bool:
    """Whether a shift is there beyond doubt and large enough to matter."""
    if abs(shift.z_m) > max(_OFFSET_WORTH_SAYING_M, 2 * shift.z_sd_m):
        return True
    if not shift.reliable or shift.length_cells < 0.5:
        return False
    return math.hypot(shift.x_m, shift.y_m) > 2 * math.hypot(shift.x_sd_m, shift.y_sd_m)


# -- rasters -----------------------------------------------------------------------------------------


def _writers(stack: ExitStack, outputs: list[str], grid: Grid, result: ElevationChange) -> list[RasterWriter]:
    """Writers of DIFFERENCE, SIGNIFICANT and SCORE, and of the scratch raster that patches are found in."""
    shift = result.registration
    tags = {
        "METHOD": METHOD,
        "CONFIDENCE": f"{result.confidence:g}",
        "SHIFT_X": f"{shift.x_m:.3f}",
        "SHIFT_Y": f"{shift.y_m:.3f}",
        "SHIFT_Z": f"{shift.z_m:.3f}",
        "COREGISTERED": "YES" if result.corrected else "NO",
        **result.errors.tags(),
    }
    difference, significant, score = outputs
    names = ["difference_m", "lod_m"]
    return [
        stack.enter_context(writer)
        for writer in (
            RasterWriter(difference, grid, "float32", 2, math.nan, names, tags),
            RasterWriter(significant, grid, "uint8", nodata=NODATA, band_names=["significant"], tags=tags),
            RasterWriter(score, grid, "float32", nodata=math.nan, band_names=["score"], tags=tags),
            RasterWriter(difference, grid, "uint8", nodata=NODATA),
        )
    ]


@dataclass(frozen=True)
class _Compare:
    """DIFFERENCE (2 bands), SIGNIFICANT, SCORE and the patches of a window."""

    source: ElevationSource
    errors: ErrorModel
    confidence: float

    def __call__(self, window: Window, watch: Progress) -> tuple[np.ndarray, ...]:
        pair = opened(self.source)
        grown, inner = grow(window, _MARGIN, pair.grid)
        return tuple(layer[(..., *inner)] for layer in self._compared(pair, *pair.read(grown)))

    def _compared(self, pair: ElevationPair, before: np.ndarray, after: np.ndarray) -> list[np.ndarray]:
        difference = after - before
        valid = np.isfinite(difference)
        lod = np.float32(quantile(self.confidence)) * self.errors.sigma(_slope(pair, before))
        lod[~valid] = np.nan
        size = np.abs(difference)
        score = size / (size + lod)
        changed = score >= 0.5
        significant = np.where(valid, np.uint8(NONE), np.uint8(NODATA))
        significant[changed & (difference > 0)] = FILL
        significant[changed & (difference < 0)] = CUT
        patches = np.where(valid, np.uint8(0), np.uint8(NODATA))
        # One cell in forty is beyond its level by chance on either side, four hardly ever.
        square = np.ones((2, 2), bool)
        patches[ndimage.binary_opening(significant == FILL, square)] = _FILL_PATCH
        patches[ndimage.binary_opening(significant == CUT, square)] = _CUT_PATCH
        return [np.stack([difference, lod]), significant, score, patches]


def _write(
    pair: ElevationPair,
    result: ElevationChange,
    writers: list[RasterWriter],
    block_size: int,
    kept: Checkpoint,
    cluster: Cluster | None,
    progress: Progress,
) -> None:
    work, total = _Compare(pair.source, result.errors, result.confidence), pair.grid.block_count(block_size)
    windows = list(pair.grid.blocks(block_size))
    with closing(run_units(work, windows, progress, total, cluster=cluster, step=kept.step("compare"))) as found:
        for window, layers in zip(windows, found):
            result.counts += np.bincount(layers[1].ravel(), minlength=256)
            for writer, layer in zip(writers, layers):
                writer.write(layer, window)


def _patches(writers: list[RasterWriter], min_area_m2: float, confidence: float, progress: Progress) -> list[Patch]:
    """Connected ground that rose or sank by more than chance, also when levelled on what lies around it."""
    for writer in writers:
        writer.close()
    difference, _, score, patches = (str(writer.complete) for writer in writers)
    objects, _ = change_objects(score, patches, None, min_area_m2, LEAST_CELLS, progress=Part(progress, 0, 0.3))
    outlines = [found.outline for found in objects]
    outlines = standing_out(difference, outlines, min_area_m2, Part(progress, 0.3, 0.9))
    figures = measure(difference, outlines, confidence, Part(progress, 0.9, 1))
    found = [Patch(outline, earthwork) for outline, earthwork in zip(outlines, figures) if earthwork is not None]
    kept = [patch for patch in found if max(patch.earthwork.fill_area_m2, patch.earthwork.cut_area_m2) > 0]
    return sorted(kept, key=lambda p: (-max(p.earthwork.fill_volume_m3, p.earthwork.cut_volume_m3), p.outline.bounds))
