"""A base of point clouds updated by a newer or local capture: checked, replaced inside an area, recorded.

Inside the area the points of NEW take the place of those of BASE; outside, BASE stays as it is. Which points lie inside
is decided by one partition of the plane (:class:`~.area.Area`), so that none is doubled or lost. BASE is never changed:
touched tiles are written anew into another folder, the others linked there.

A run that was stopped leaves each tile as it was, or whole; the next one with the same inputs goes on where it ended.
"""

from __future__ import annotations

import contextlib
import math
import os
from dataclasses import dataclass, field
from pathlib import Path

import shapely

from ..errors import InputError, OutputError
from ..files import require_writable
from ..grid import crs_name
from ..raster import RasterWriter, publish
from ..tasks import Part, Progress, Silent
from ..text import QT_TRANSLATE_NOOP, Message
from .area import Area, footprint
from .catalogue import Catalogue
from .crs import same_plane
from .epochs import REFUSE, Epoch, epoch_of, height_offset
from .feather import Feather
from .fit import Fit, GroundModel, Move, common_grid, measure_fit
from .update_tiles import VPC, Change, Writing

CORRECT, UNCHECKED = "correct", "none"
FITS = REFUSE, CORRECT, UNCHECKED

VERTICAL_M, HORIZONTAL_M = 0.10, 0.50
"""Misfit that is let through: about what two good airborne surveys differ by; half a metre is a cell of the grids."""

_DTM_BLOCK = 512


@dataclass(frozen=True)
class Settings:
    """What a user decides. ``area`` is in the CRS of BASE, None: what NEW covers. Lengths are metres."""

    area: shapely.Geometry | None = None
    fit: str = REFUSE
    vertical_m: float = VERTICAL_M
    horizontal_m: float = HORIZONTAL_M
    height_change: str = REFUSE
    height_offset_m: float = 0.0
    base_date: str = ""
    new_date: str = ""
    feather_m: float = 0.0


@dataclass
class Update:
    """How an update went. ``fit`` is None where it was not checked; ``after`` is what is left once NEW was moved."""

    folder: Path
    area: Area
    base_epoch: Epoch
    new_epoch: Epoch
    height_offset_m: float
    fit: Fit | None = None
    after: Fit | None = None
    move: Move = field(default_factory=Move)
    changes: list[Change] = field(default_factory=list)
    linked: int = 0
    repeated: int = 0
    """Tiles that an earlier run of the same update had done."""
    points: int = 0
    warnings: list[Message] = field(default_factory=list)

    @property
    def corrected(self) -> bool:
        return self.after is not None

    @property
    def vpc(self) -> Path:
        return self.folder / VPC


def update_base(
    base: Catalogue,
    new: Catalogue,
    folder: str | os.PathLike,
    settings: Settings = Settings(),
    base_dtm: str | None = None,
    new_dtm: str | None = None,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
) -> Update:
    """Update ``base`` by ``new`` into ``folder``; ``base_dtm``, ``new_dtm``: elevation models of both, where asked for.

    Raises :class:`InputError` where the two do not fit (CRS, heights, position; see :class:`Settings`) or do not overlap,
    :class:`OutputError` where ``folder`` is that of an input, holds something else, or cannot be written.
    """
    folder = Path(folder)
    _require_same_plane(base, new)
    _require_own_folder(folder, base, new)
    metres = base.tiles[0].decision.metres_per_unit
    epochs = epoch_of(base, settings.base_date), epoch_of(new, settings.new_date)
    offset, warnings = height_offset(*epochs, settings.height_change, settings.height_offset_m)
    grid = common_grid(base, new)
    given = Area(settings.area) if settings.area is not None else None
    if given is not None and not given.geometry.intersects(shapely.box(*new.bounds)):
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "AREA lies outside NEW. Draw it where NEW has points, or leave it empty.")
        )
    fit = after = None
    move = Move(offset_m=offset)
    if settings.fit != UNCHECKED:
        fit = measure_fit(base, new, move, grid, given, Part(progress, 0, 0.15))
        warnings += _judge(fit, settings)
        if settings.fit == CORRECT:
            _require_tilt(fit, settings)
            move = fit.move(metres, offset)
            after = measure_fit(base, new, move, grid, given, Part(progress, 0.15, 0.25))
            _require_corrected(fit, after, settings)
    area = given or Area(footprint(new, move, Part(progress, 0.25, 0.3)))
    result = Update(folder, area, *epochs, offset, fit, after, move, warnings=warnings)
    if base_dtm or new_dtm:
        _write_models(base, new, move, grid, (base_dtm, new_dtm), result, Part(progress, 0.3, 0.4))
    feather = None
    if settings.feather_m > 0:
        scatter = (after or fit).nmad_after_m if fit else 0.0
        limit = max(3 * scatter, settings.vertical_m)
        feather = Feather(base, new, move, area, settings.feather_m, limit, progress)
    Writing(base, new, result, feather, settings, Part(progress, 0.4, 1)).run()
    return result


# -- checks ------------------------------------------------------------------------------------------------------


def _require_same_plane(base: Catalogue, new: Catalogue) -> None:
    if same_plane(base.crs, new.crs):
        return
    raise InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "BASE is in {base}, NEW in {new}. Bring NEW into the system of BASE first (points are not reprojected here), or "
            "give the right system if one of them is wrong.",
        ),
        base=crs_name(base.crs),
        new=crs_name(new.crs),
    )


def _require_own_folder(folder: Path, base: Catalogue, new: Catalogue) -> None:
    require_writable(folder / VPC)
    own = folder.resolve()
    for tile in (*base.tiles, *new.tiles):
        if tile.source.path.resolve().parent == own:
            raise OutputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{folder} holds tiles of BASE or NEW ({name}), which are never changed. Choose an empty folder.",
                ),
                folder=folder,
                name=tile.source.file_name,
            )


def _judge(fit: Fit, settings: Settings) -> list[Message]:
    """Warnings on the fit; raises :class:`InputError` where it is refused."""
    warnings = []
    if not fit.horizontal:
        text = QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "The ground both share is too flat to show a horizontal shift of NEW; only heights were checked.",
        )
        warnings.append(Message(text))
    if not fit.tilt_known(settings.vertical_m) and settings.fit != CORRECT:
        text = QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "The ground both share is too small or fits too unevenly to tell a tilt of NEW (standard error {sd} m at "
            "its ends); whether heights fit there is not sure.",
        )
        warnings.append(Message(text, {"sd": _metres(fit.vertical_sd_m)}))
    if fit.within(settings.vertical_m, settings.horizontal_m) or settings.fit == CORRECT:
        return warnings
    raise InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "NEW does not fit BASE: it lies {x} m east, {y} m north and {z} m above, tilted by {tilt} m/km, so that heights "
            "are off by up to {vertical} m (tolerated: {vertical_limit} m) and places by {horizontal} m (tolerated: "
            "{horizontal_limit} m). Choose FIT “correct” to take this out, or check the height datums and the survey.",
        ),
        x=_with_error(fit.x_m, fit.x_sd),
        y=_with_error(fit.y_m, fit.y_sd),
        z=_with_error(fit.z_m, fit.z_sd),
        tilt=f"{fit.tilt:.2f}",
        vertical=f"{fit.vertical_m:.2f}",
        vertical_limit=f"{settings.vertical_m:g}",
        horizontal=f"{fit.horizontal_m:.2f}",
        horizontal_limit=f"{settings.horizontal_m:g}",
    )


def _require_tilt(fit: Fit, settings: Settings) -> None:
    if fit.tilt_known(settings.vertical_m):
        return
    raise InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "NEW cannot be corrected: the ground it shares with BASE is too small or fits too unevenly to tell its tilt, "
            "which leaves heights at its ends open by {sd} m (standard error; tolerated misfit: {limit} m, two standard "
            "errors must lie within). Choose a larger NEW, or FIT “refuse” to check without correcting.",
        ),
        sd=_metres(fit.vertical_sd_m),
        limit=f"{settings.vertical_m:g}",
    )


def _require_corrected(fit: Fit, after: Fit, settings: Settings) -> None:
    """What is left is judged by differences measured anew, block by block, and by another fit through them."""
    left = max(after.vertical_m, after.block_m)
    if left <= settings.vertical_m and after.horizontal_m <= settings.horizontal_m:
        return
    raise InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "NEW does not fit BASE even when moved: heights were off by up to {before} m and are still by {after} m, places "
            "by {before_xy} m and still by {after_xy} m. Check what NEW is.",
        ),
        before=f"{fit.vertical_m:.2f}",
        after=f"{left:.2f}",
        before_xy=f"{fit.horizontal_m:.2f}",
        after_xy=f"{after.horizontal_m:.2f}",
    )


def _metres(value: float) -> str:
    return f"{value:.2f}" if math.isfinite(value) else "∞"


def _with_error(value: float, error: float) -> str:
    return f"{value:+.3f} ± {error:.3f}" if math.isfinite(error) else f"{value:+.3f}"


# -- elevation models --------------------------------------------------------------------------------------------


def _write_models(base, new, move: Move, grid, paths, result: Update, progress: Progress) -> None:
    """The ground of BASE and of NEW as moved, on one grid, for ``elevationchange``."""
    epochs = result.base_epoch, result.new_epoch
    models = GroundModel(base, grid, Move(), progress), GroundModel(new, grid, move, progress)
    wanted = [(path, model, epoch) for path, model, epoch in zip(paths, models, epochs) if path]
    with contextlib.ExitStack() as stack:
        writers = []
        for path, _, epoch in wanted:
            tags = {"SURVEY_DATE": epoch.dates, "HEIGHT_DATUM": ",".join(epoch.heights), "HEIGHT_UNIT": "metre"}
            writers.append(stack.enter_context(RasterWriter(path, grid, "float32", nodata=math.nan, tags=tags)))
        count = grid.block_count(_DTM_BLOCK)
        for number, window in enumerate(grid.blocks(_DTM_BLOCK)):
            for writer, (_, model, _) in zip(writers, wanted):
                writer.write(model.read(window), window)
            progress.report((number + 1) / count)
        publish(*writers)
