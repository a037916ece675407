"""Received power around each of many sites over a landscape.

Received power (dBm, median over the places within a cell, at the place of use) = EIRP + antenna pattern − path loss
(:mod:`.area`) − clutter around the receiver (:mod:`..propagation.p2108`, where chosen and no surface model is given)
− entry into a vehicle or building (:mod:`..propagation.entry`) + receiver gain − body loss + correction.

Sites are taken one after the other (small ones several at a time) and let go, so that memory does not grow with their
number. Signals are whole multiples of 1/64 dB: files become smaller, and nobody measures finer.
"""

from __future__ import annotations

import math
import os
import shutil
import zlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numba import njit
from rasterio.windows import Window

from ...errors import ClusterError, InputError
from ...grid import Grid, crs_name
from ...kernels import tell_of_compiling
from ...memory import require_memory
from ...tasks import Part, Progress, Silent, check_cancelled, default_workers, run_ordered, run_units
from ...text import QT_TRANSLATE_NOOP
from ..landscape import Landscape
from ..propagation.climate import Climate, climate_at
from ..propagation.entry import entry_loss
from ..propagation.p2108 import TERRESTRIAL_LEAST_KM, terrestrial_loss
from ..sites import Site
from . import area_models, area_p1812
from .antenna import DEFAULT_SECTOR, gain_along, sector
from .area import AreaLoss, area_loss
from .rays import NEAR
from .site_files import SiteFolder, SiteRasters, open_folder
from .woodland import in_woods, woods_loss

if TYPE_CHECKING:
    from ...checkpoint import Step
    from ...cluster import Cluster

MODELS = {"p1812": (30.0, 6000.0), "itm": (20.0, 20_000.0), "los28": (6000.0, 100_000.0)}
"""Frequencies each model holds for, MHz."""

CLUTTERS = ("none", "p2108")

Box = tuple[float, float, float, float]
"""West, south, east, north in map units."""

_ALONE_CELLS = 2_000_000  # sites with more cells are worked on one at a time, by all threads
_BYTES_PER_CELL = (
    50  # of a site under way: its landscape, loss, angle, line of sight, signal, and what making them takes
)
_LONG_CELLS = 50_000_000  # some 10 s
_MOST_SECTORS = 6
_PART_ROWS = 256
_ROUND_DB = 1 / 64


@dataclass(frozen=True)
class Settings:
    """How signals are predicted. ``place`` of use and ``building`` as in :mod:`..propagation.entry`; ``delta_n`` and
    ``n0`` None: those of the landscape's centre (:mod:`..propagation.climate`); ``clutter`` one of CLUTTERS;
    ``vegetation`` as in :mod:`.woodland`. ``correction_db``, which a comparison with measurements may have found, is
    added to each signal.
    """

    model: str = "p1812"
    reach_m: float = 10_000.0
    receiver_height_m: float = 1.5
    receiver_gain_dbi: float = 0.0
    body_loss_db: float = 0.0
    place: str = "outdoor"
    building: str | None = None
    percent_time: float = 50.0
    delta_n: float | None = None
    n0: float | None = None
    clutter: str = "none"
    correction_db: float = 0.0
    vegetation: str = "auto"


def extent_needed(sites: Sequence[Site], extent: Box | None, reach_m: float) -> tuple[list[Site], Box, Box]:
    """Sites that reach ``extent``, the extent itself (None: what the sites reach), and the box of terrain to read for it.

    The box holds every path from one of these sites to a cell of the extent. Raises :class:`InputError` where no site
    reaches it.
    """
    if extent is None:
        found = (
            min(site.x for site in sites) - reach_m,
            min(site.y for site in sites) - reach_m,
            max(site.x for site in sites) + reach_m,
            max(site.y for site in sites) + reach_m,
        )
        return list(sites), found, found
    west, south, east, north = extent
    near = [
        site
        for site in sites
        if math.hypot(max(west - site.x, 0, site.x - east), max(south - site.y, 0, site.y - north)) <= reach_m
    ]
    if not near:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "None of the {count} sites comes within {reach} m of the extent. Choose another extent or a longer reach, "
                "or check the coordinate system of the sites.",
            ),
            count=len(sites),
            reach=f"{reach_m:g}",
        )
    box = (
        min(west, *(site.x for site in near)),
        min(south, *(site.y for site in near)),
        max(east, *(site.x for site in near)),
        max(north, *(site.y for site in near)),
    )
    return near, extent, box


def require_inside(sites: Sequence[Site], terrain: Grid) -> None:
    """Raise :class:`InputError` for a site beyond the edge of ``terrain``."""
    west, south, east, north = terrain.bounds

    def holds(x: float, y: float) -> bool:
        return west <= x < east and south < y <= north

    outside = [site for site in sites if not holds(site.x, site.y)]
    if not outside:
        return
    in_degrees = all(abs(site.x) <= 180 and abs(site.y) <= 180 for site in sites)
    template = QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Site {site} lies outside the terrain model ({x}, {y}). Give a terrain model that reaches it, or leave "
        "the site out; where all sites lie outside, check the coordinate systems.",
    )
    if len(outside) == len(sites):
        if in_degrees:
            template = QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "All sites lie outside the terrain model, and their coordinates look like degrees, not metres (site {site}: "
                "{x}, {y}). Set the layer's coordinate system to the one they are in (such as EPSG:6668), not to {crs}.",
            )
        elif all(holds(site.y, site.x) for site in sites):
            template = QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "All sites lie outside the terrain model, but would lie inside if their two coordinates were swapped (site "
                "{site}: {x}, {y}). Plane rectangular tables often give north as X: swap the columns.",
            )
    site, digits = outside[0], 5 if in_degrees else 0
    raise InputError(
        template,
        site=site.id,
        x=f"{site.x:.{digits}f}",
        y=f"{site.y:.{digits}f}",
        crs=crs_name(terrain.crs),
    )


def predict_sites(
    landscape: Landscape,
    sites: Sequence[Site],
    settings: Settings,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
    store: SiteFolder | None = None,
    workers: int | None = None,
    cluster: Cluster | None = None,
    step: Step | None = None,
) -> Iterator[tuple[Site, Window, np.ndarray]]:
    """Yield (site, window in ``landscape.grid``, received power in dBm float32, NaN where none) in the order of ``sites``.

    With a ``store`` (:func:`site_folder`) what is there already is taken from it and the rest put there; else a ``step``
    of a checkpoint keeps them. On a ``cluster`` the landscape has to lie in files that its workers see. Raises
    :class:`InputError` where a site needs more memory than there is.
    """
    masts = masts_of(landscape, sites, settings, store)
    if store is None:
        work = PackedSignals(landscape, settled(settings, landscape))
        if step is None and cluster is None:
            work = Signals(landscape, work.settings)
    else:
        work = StoredSignals(landscape, settled(settings, landscape), rasters=store.rasters, give=cluster is None)
    for mast, results in zip(masts, run_masts(work, masts, progress, workers, cluster, step)):
        for site, name, found in zip(mast.sites, mast.files or mast.sites, work.unpacked(results)):
            if store is not None:
                key, kept, window, signal = found
                store.note(site, key, kept)
                if signal is None:
                    window, signal = _read_back(store, name, key)
            else:
                window, signal = found
            yield site, window, signal


@dataclass(frozen=True)
class Mast:
    """Sites with the same antenna place and frequency, the window of the grid within their reach, and their files."""

    sites: tuple[Site, ...]
    reach: Window
    files: tuple[str, ...] = ()


def masts_of(
    landscape: Landscape, sites: Sequence[Site], settings: Settings, store: SiteFolder | None = None
) -> list[Mast]:
    """Neighbours in the list that share antenna place and frequency, such as sectors: their path loss is the same."""
    masts: list[list[Site]] = []
    before = None
    for site in sites:
        place = site.x, site.y, site.height_m, site.frequency_mhz
        if place != before or len(masts[-1]) == _MOST_SECTORS:
            masts.append([])
        masts[-1].append(site)
        before = place
    return [
        Mast(
            tuple(mast),
            _reach(landscape, mast[0], settings),
            () if store is None else tuple(store.name(site) for site in mast),
        )
        for mast in masts
    ]


def is_long(landscape: Landscape, sites: Sequence[Site], settings: Settings, beside: Path) -> bool:
    """Whether a run takes so long that its tiles are worth keeping, and the disk has room for them."""
    cells = sum(mast.reach.width * mast.reach.height for mast in masts_of(landscape, sites, settings))
    return cells >= _LONG_CELLS and shutil.disk_usage(beside.parent).free > 2 * cells


def run_masts(
    work: Signals,
    masts: Sequence[Mast],
    progress: Progress,
    workers: int | None = None,
    cluster: Cluster | None = None,
    step: Step | None = None,
) -> Iterator:
    """``work`` done for each mast, in their order: large ones one at a time by all threads, others several at a time."""
    workers = workers or default_workers()
    cells = max((mast.reach.width * mast.reach.height for mast in masts), default=0)
    alone = cluster is None and (cells >= _ALONE_CELLS or len(masts) == 1)
    if cluster is None:
        bytes_per_cell = _BYTES_PER_CELL + 4 * max((len(mast.sites) for mast in masts), default=0)
        side = math.isqrt(cells)
        require_memory(bytes_per_cell * cells * (1 if alone else workers + 1), side, side)
    work.landscape.zones  # noqa: B018 - made once, before threads ask for them
    if cluster is None:
        tell_of_compiling(progress, 0, _LARGEST_KERNEL[work.settings.model])
    if not alone:
        yield from run_units(work, masts, progress, len(masts), workers, cluster, step)
        return
    work = replace(work, threads=workers)
    kept = work if step is None else step.keeping(work)
    for done, mast in enumerate(masts):
        check_cancelled(progress)
        share = Part(progress, done / len(masts), (done + 1) / len(masts))
        yield kept(mast, share) if step is None else kept(mast, done, share)
        share.report(1)


_LARGEST_KERNEL = {"p1812": area_p1812.walk, "itm": area_models.walk_itm, "los28": area_models.walk_millimetre}


@dataclass(frozen=True)
class Signals:
    """The work for a mast: windows and signals of its sites. ``settings`` are settled."""

    landscape: Landscape
    settings: Settings
    threads: int = 1

    def __call__(self, mast: Mast, watch: Progress) -> list[tuple[Window, np.ndarray]]:
        return list(self._signals(mast, self.landscape.around(mast.reach), watch))

    def unpacked(self, results) -> list[tuple[Window, np.ndarray]]:
        return results

    def _signals(
        self, mast: Mast, part: Landscape, watch: Progress, wanted: np.ndarray | None = None
    ) -> Iterator[tuple[Window, np.ndarray]]:
        """Windows in the whole grid, and signals, of the mast's sites; the loss is computed when asked for the first.
        ``wanted`` (bool) as of :func:`.area.area_loss`, in ``part``.
        """
        loss = _loss(part, mast.sites[0], self.settings, self.threads, watch, wanted)
        inside = loss.window
        window = Window(
            mast.reach.col_off + inside.col_off, mast.reach.row_off + inside.row_off, inside.width, inside.height
        )
        for site in mast.sites:
            yield window, _signal(site, loss, part, self.settings, self.threads)


@dataclass(frozen=True)
class PackedSignals(Signals):
    """The same as arrays that take little room, to be kept or sent: signals are whole multiples of 1/64 dB."""

    def __call__(self, mast: Mast, watch: Progress) -> tuple[np.ndarray, ...]:
        return tuple(
            part for window, signal in super().__call__(mast, watch) for part in (_numbers(window), pack(signal))
        )

    def unpacked(self, results) -> list[tuple[Window, np.ndarray]]:
        windows = [window_of(numbers) for numbers in results[::2]]
        return [(window, unpack(packed, window)) for window, packed in zip(windows, results[1::2])]


@dataclass(frozen=True)
class StoredSignals(Signals):
    """The same, each site's raster taken from a folder or put there; the signals come back only where ``give``."""

    rasters: SiteRasters | None = None
    give: bool = True

    def __call__(self, mast: Mast, watch: Progress) -> list[tuple]:
        part = self.landscape.around(mast.reach)
        keys = [self.rasters.key(site, part) for site in mast.sites]
        found = [self.rasters.read(name, key) for name, key in zip(mast.files, keys)]
        made: list = [None] * len(found)
        if None in found:
            made = list(self._signals(mast, part, watch))
        results = []
        for site, name, key, kept, new in zip(mast.sites, mast.files, keys, found, made):
            check_cancelled(watch)
            if kept is None:
                self.rasters.write(name, key, site, *new)
            results.append((key, kept is not None, *((kept or new) if self.give else (None, None))))
        return results


def _read_back(store: SiteFolder, name: str, key: str) -> tuple[Window, np.ndarray]:
    """What a worker put into the folder."""
    found = store.rasters.read(name, key)
    if found is None:
        raise ClusterError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "A tile that a worker finished is not in {folder}. Check that the folder is the same for all machines.",
            ),
            folder=store.folder,
        )
    return found


_NONE = -32768


def pack(signal: np.ndarray) -> np.ndarray:
    """A signal (dBm, multiples of 1/64 dB, NaN where none) in few bytes (uint8)."""
    known = np.isfinite(signal)
    if np.abs(signal[known]).max(initial=0) >= 511:
        return np.frombuffer(zlib.compress(np.ascontiguousarray(signal), 1), np.uint8)
    steps = np.full(signal.shape, _NONE, np.int16)
    steps[known] = (signal[known] / np.float32(_ROUND_DB)).astype(np.int16)
    steps[:, 1:] -= steps[:, :-1].copy()  # wraps around, here and back
    halves = steps.view(np.uint8).reshape(-1, 2).T  # high bytes are nearly all the same
    return np.frombuffer(zlib.compress(np.ascontiguousarray(halves), 1), np.uint8)


def unpack(packed: np.ndarray, window: Window) -> np.ndarray:
    """The signal that :func:`pack` was given, in cells of ``window``."""
    shape = int(window.height), int(window.width)
    raw = np.frombuffer(zlib.decompress(np.ascontiguousarray(packed)), np.uint8)
    if raw.size == 4 * shape[0] * shape[1]:
        return raw.view(np.float32).reshape(shape)
    steps = np.ascontiguousarray(raw.reshape(2, -1).T).view(np.int16).reshape(shape)
    steps = np.cumsum(steps, axis=1, dtype=np.int16)
    return np.where(steps == _NONE, np.float32(np.nan), steps * np.float32(_ROUND_DB))


def _numbers(window: Window) -> np.ndarray:
    return np.array([window.col_off, window.row_off, window.width, window.height], np.int64)


def window_of(numbers: np.ndarray) -> Window:
    return Window(*map(int, numbers))


def site_folder(
    folder: str | os.PathLike, landscape: Landscape, sites: Sequence[Site], settings: Settings
) -> AbstractContextManager[SiteFolder]:
    """A folder that keeps each site's raster, for :func:`predict_sites`; call its ``finish`` when all are there."""
    return open_folder(folder, landscape, sites, asdict(settled(settings, landscape)))


def settled(settings: Settings, landscape: Landscape) -> Settings:
    """The settings with the climate decided. Raises :class:`InputError` for clutter counted twice, or an odd climate.

    The climate is rounded, so that a slightly other extent does not make all sites of a folder new.
    """
    if settings.clutter != "none" and landscape.has_surface:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Clutter by P.2108 and a surface model (DSM) would count buildings and trees twice. Leave one of them out.",
            )
        )
    here = climate_at(*landscape.centre_deg)
    delta_n = round(here.delta_n, 1) if settings.delta_n is None else settings.delta_n
    n0 = round(here.n0) if settings.n0 is None else settings.n0
    Climate(delta_n, n0)
    return replace(settings, delta_n=delta_n, n0=n0)


def _reach(landscape: Landscape, site: Site, settings: Settings) -> Window:
    """The square of the reach around a site: the cells its signal depends on."""
    row, column = landscape.cell_of(site.x, site.y)
    cells = max(math.ceil(settings.reach_m / landscape.cell_m) + 1, NEAR)
    top, left = max(0, row - cells), max(0, column - cells)
    bottom, right = min(landscape.grid.height, row + cells + 1), min(landscape.grid.width, column + cells + 1)
    return Window(left, top, right - left, bottom - top)


def _signal(site: Site, loss: AreaLoss, part: Landscape, settings: Settings, workers: int) -> np.ndarray:
    """Received power (dBm) of a site whose path loss over ``part`` is known."""
    level = site.eirp_dbm + settings.receiver_gain_dbi - settings.body_loss_db + settings.correction_db
    level += site.correction_db
    level -= entry_loss(settings.place, site.frequency_mhz, settings.building).median_db
    place = ~part.grid.crop(loss.window).transform * (site.x, site.y)
    return _received(site, loss.loss_db, loss.departure_deg, level, place, workers)


def _loss(
    landscape: Landscape,
    site: Site,
    settings: Settings,
    workers: int,
    progress: Progress,
    wanted: np.ndarray | None = None,
) -> AreaLoss:
    """Path loss around a site, with the clutter around the receiver where chosen."""
    buildings = landscape.buildings is not None
    woods = in_woods(settings.vegetation, settings.model, site.frequency_mhz, landscape.has_surface, buildings)
    loss = (woods_loss if woods else area_loss)(
        landscape,
        site.x,
        site.y,
        site.height_m,
        site.frequency_mhz,
        receiver_height_m=settings.receiver_height_m,
        model=settings.model,
        climate=Climate(settings.delta_n, settings.n0),
        percent_time=settings.percent_time,
        reach_m=settings.reach_m,
        workers=workers,
        progress=progress,
        wanted=wanted,
    )
    if settings.clutter == "p2108":
        place = ~landscape.grid.crop(loss.window).transform * (site.x, site.y)
        _add_clutter(loss.loss_db, site.frequency_mhz / 1000, place, landscape.cell_m / 1000)
    return loss


def _add_clutter(loss: np.ndarray, frequency_ghz: float, place: tuple[float, float], cell_km: float) -> None:
    """Add the clutter around the receiver by P.2108, section 3.2, median over locations; none nearer than it holds for."""
    distances = np.arange(TERRESTRIAL_LEAST_KM, 2.01, 0.01)  # from 2 km on it stays the same
    losses = terrestrial_loss(frequency_ghz, distances)
    across = np.arange(loss.shape[1]) + 0.5 - place[0]
    for row in range(loss.shape[0]):
        away = np.hypot(across, row + 0.5 - place[1]) * cell_km
        loss[row] += np.interp(away, distances, losses, left=0.0)


def _received(site: Site, loss, departure, level: float, place: tuple[float, float], workers: int) -> np.ndarray:
    """``level`` − loss + gain of the site's antenna (dBm, float32); the site stands at ``place``, column and row."""
    pattern = site.pattern
    if pattern is None and site.azimuth_deg is not None:
        pattern = sector(DEFAULT_SECTOR)
    signal = np.empty(loss.shape, np.float32)

    def fill(top: int) -> None:
        part = slice(top, top + _PART_ROWS)
        if pattern is None:
            signal[part] = np.rint((level - loss[part]) / _ROUND_DB) * _ROUND_DB + 0.0  # no −0
        else:
            cuts = pattern.horizontal_db, pattern.vertical_db, pattern.floor_db
            where = place[0], place[1] - top
            _direct(
                loss[part], departure[part], level, *where, site.azimuth_deg or 0.0, site.tilt_deg, *cuts, signal[part]
            )

    parts = range(0, loss.shape[0], _PART_ROWS)
    for _ in run_ordered(fill, parts, Silent(), len(parts), workers):
        pass
    return signal


@njit(cache=True, nogil=True)
def _direct(loss, departure, level, column, row, azimuth, tilt, horizontal, vertical, floor, out):
    north, east = math.cos(math.radians(azimuth)), math.sin(math.radians(azimuth))
    cos_tilt, sin_tilt = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
    for i in range(loss.shape[0]):
        for j in range(loss.shape[1]):
            if math.isnan(loss[i, j]):
                out[i, j] = math.nan
                continue
            right, up = j + 0.5 - column, row - i - 0.5  # of the map
            away = math.sqrt(right * right + up * up)
            if away == 0.0:
                right, up, away = east, north, 1.0  # right below the mast all bearings are the same
            elevation = math.radians(departure[i, j])
            flat = math.cos(elevation) / away
            ahead, across = flat * (up * north + right * east), flat * (right * north - up * east)
            towards = gain_along(ahead, across, math.sin(elevation), cos_tilt, sin_tilt, horizontal, vertical, floor)
            out[i, j] = np.rint((level - loss[i, j] + towards) / _ROUND_DB) * _ROUND_DB + 0.0
