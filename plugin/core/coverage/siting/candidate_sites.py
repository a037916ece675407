"""What candidate sites would cover: from a folder of their rasters, or predicted one by one and let go again."""

from __future__ import annotations

import hashlib
import json
import math
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from affine import Affine
from rasterio.crs import CRS
from rasterio.windows import Window

from ...errors import InputError
from ...foreign import real_number
from ...grid import Grid
from ...raster import Raster, environment
from ...tasks import Progress, run_ordered
from ...text import QT_TRANSLATE_NOOP
from ..landscape import Landscape
from ..layers import Layer
from ..lists.assets import BUILDING, LAND, Heights
from ..prediction.prediction import Mast, Settings, Signals, masts_of, run_masts, settled
from ..prediction.site_files import INDEX, described
from ..propagation.entry import entry_loss
from ..propagation.p2108 import terrestrial_sigma
from ..propagation.variability import combined_sigma, location_sigma, required_margin
from ..sites import Site

if TYPE_CHECKING:
    from ...checkpoint import Checkpoint
    from ...cluster import Cluster

_MOST_CELLS = 4_000_000_000

Covered = tuple[int, int, int, np.ndarray]
"""Number of a candidate, row and column of its window in the grid, and what it covers there (bool)."""


@dataclass(frozen=True)
class Enough:
    """When a place counts as covered: a signal of ``threshold_dbm`` with ``probability``, ``model_error_db`` included."""

    threshold_dbm: float = -100.0
    probability: float = 0.9
    model_error_db: float = 0.0

    def median_dbm(self, frequency_mhz: float, settings: Settings, cell_m: float) -> float:
        """The median signal that is needed; as :mod:`..prediction.combination` spreads signals over land."""
        frequency_ghz = frequency_mhz / 1000
        spread = combined_sigma(
            location_sigma(frequency_ghz, cell_m, settings.receiver_height_m),
            terrestrial_sigma(frequency_ghz, 2.0) if settings.clutter == "p2108" else 0.0,
            entry_loss(settings.place, frequency_mhz, settings.building).sigma_db,
            self.model_error_db,
        )
        return self.threshold_dbm + required_margin(self.probability, spread)


_EMPTY = np.frombuffer(zlib.compress(b""), np.uint8)


@dataclass(frozen=True)
class _Covers(Signals):
    """Work for a mast of one candidate: its window, and the cells it covers there, packed. ``wanted`` (bool, rows and
    columns of the landscape): where that is asked.
    """

    enough: Enough | None = None
    wanted: np.ndarray | Layer | None = None

    def __call__(self, mast: Mast, watch: Progress) -> tuple[np.ndarray, np.ndarray]:
        wanted = None
        if self.wanted is not None:
            wanted = self.wanted[mast.reach.toslices()]
            if not wanted.any():
                return np.array([mast.reach.row_off, mast.reach.col_off, 0, 0], np.int64), _EMPTY
        ((window, signal),) = self._signals(mast, self.landscape.around(mast.reach), watch, wanted)
        (site,) = mast.sites
        with np.errstate(invalid="ignore"):
            covered = signal >= self.enough.median_dbm(site.frequency_mhz, self.settings, self.landscape.cell_m)
        packed = np.frombuffer(zlib.compress(np.packbits(covered), 1), np.uint8)
        return np.array([window.row_off, window.col_off, *covered.shape], np.int64), packed


def _unpacked(number: int, result: tuple[np.ndarray, np.ndarray]) -> Covered:
    row, column, height, width = map(int, result[0])
    bits = np.frombuffer(zlib.decompress(np.ascontiguousarray(result[1])), np.uint8)
    return number, row, column, np.unpackbits(bits, count=height * width).view(bool).reshape(height, width)


class PredictedSites:
    """Candidates whose signals are predicted over a landscape whenever they are asked for.

    Where a checkpoint is given as ``kept``, what each covers is kept there for the next run.
    """

    def __init__(
        self,
        landscape: Landscape,
        sites: Sequence[Site],
        settings: Settings,
        enough: Enough,
        cluster: Cluster | None = None,
        kept: Checkpoint | None = None,
        workers: int | None = None,
        room: Callable = np.zeros,
    ):
        self.grid = landscape.grid
        self._landscape, self._cluster, self._kept, self._workers = landscape, cluster, kept, workers
        self._work = _Covers(landscape, settled(settings, landscape), enough=enough)
        self._room = room  # makes arrays that the cluster's workers see, too
        self.sites: list[Site] = []
        self.add(sites)

    def add(self, sites: Sequence[Site]) -> range:
        """Take more sites; returns their numbers."""
        first = len(self.sites)
        self.sites += sites
        return range(first, len(self.sites))

    def covered(
        self, numbers: Sequence[int], progress: Progress, wanted: np.ndarray | None = None
    ) -> Iterator[Covered]:
        """What each of ``numbers`` (candidates by index) covers, in that order; of what is ``wanted`` (bool, rows and
        columns of the grid; None: everywhere) all, of the rest perhaps nothing.
        """
        settings, work = self._work.settings, self._work
        masts = [mast for number in numbers for mast in masts_of(self._landscape, [self.sites[number]], settings)]
        if wanted is not None:
            layer = self._room(self.grid.shape, bool)
            layer[:, :] = wanted
            work = replace(work, wanted=layer)
        step = None
        if self._kept is not None:
            told = hashlib.blake2b(b"" if wanted is None else np.packbits(wanted), digest_size=6)
            told.update(repr([described(self.sites[number]) for number in numbers]).encode())
            step = self._kept.step(f"covered-{told.hexdigest()}")
        results = run_masts(work, masts, progress, self._workers, self._cluster, step)
        for number, result in zip(numbers, results):
            yield _unpacked(number, result)


class FolderSites:
    """Candidates whose rasters ``predictcoverage`` left in a folder, with ``coverage.json``."""

    def __init__(self, folder: str, enough: Enough):
        self._folder = Path(folder)
        index = _read_index(self._folder / INDEX)
        try:
            described = index["grid"]
            with environment():
                crs = CRS.from_user_input(described["crs"])
            transform = Affine(*map(real_number, described["transform"]))
            self.grid = Grid(crs, transform, int(described["width"]), int(described["height"]))
            if not 0 < self.grid.width * self.grid.height <= _MOST_CELLS or min(self.grid.width, self.grid.height) < 1:
                raise ValueError("width, height")
            if transform.is_degenerate:
                raise ValueError("transform")
            names = {part.name for part in fields(Settings)}
            self.settings = Settings(**{name: value for name, value in index["settings"].items() if name in names})
            self.sites = [
                Site(
                    str(entry["id"]),
                    str(entry["name"]),
                    *(real_number(entry[name]) for name in ("x", "y", "height_m", "frequency_mhz", "eirp_dbm")),
                    str(entry["carrier"]),
                )
                for entry in index["sites"]
            ]
            self._files = [self._folder / Path(entry["file"]).name for entry in index["sites"]]
            self.grid.require_metres(INDEX)
            cell_m = self.grid.cell_area_m2**0.5
            self._needed = [enough.median_dbm(site.frequency_mhz, self.settings, cell_m) for site in self.sites]
        except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
            raise _no_index(self._folder, str(error)) from error
        missing = [path.name for path in self._files if not path.is_file()]
        if missing:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "COVERAGE_FOLDER: {count} of {total} site rasters are missing in {folder} (the first: {first}). Run the "
                    "prediction again with the same folder; it makes only what is missing.",
                ),
                count=len(missing),
                total=len(self._files),
                folder=self._folder,
                first=missing[0],
            )

    def covered(
        self, numbers: Sequence[int], progress: Progress, wanted: np.ndarray | None = None
    ) -> Iterator[Covered]:
        """What each of ``numbers`` (candidates by index) covers, in that order; whatever is ``wanted``."""
        yield from run_ordered(self._read, numbers, progress, max(1, len(numbers)))

    def _read(self, number: int) -> Covered:
        path = self._files[number]
        with Raster(path) as raster:
            if not raster.grid.crs == self.grid.crs or not raster.grid.same_cells(self.grid):
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{path} has other cells than coverage.json says. Run the prediction again into an empty folder.",
                    ),
                    path=path,
                )
            column, row = (round(value) for value in self.grid.offset_of(raster.grid))
            signal = raster.read(Window(0, 0, raster.grid.width, raster.grid.height), [1])[0]
        with np.errstate(invalid="ignore"):
            return number, row, column, signal >= self._needed[number]


def _read_index(path: Path) -> dict:
    try:
        index = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "COVERAGE_FOLDER: {path} cannot be read ({detail}). Choose a folder into which predictcoverage wrote a "
                "raster for each site, its run finished.",
            ),
            path=path,
            detail=error.strerror or str(error),
        ) from error
    except (ValueError, RecursionError) as error:
        raise _no_index(path.parent, str(error)) from error
    if not isinstance(index, dict):
        raise _no_index(path.parent, "-")
    return index


def _no_index(folder: Path, detail: str) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "COVERAGE_FOLDER: coverage.json in {folder} is not one that predictcoverage wrote ({detail}). Run the "
            "prediction again.",
        ),
        folder=folder,
        detail=detail,
    )


def ground_problem(landscape: Landscape, x: float, y: float) -> str:
    """Why no site can stand at a place, a code of :data:`.site_plan.LEFT_OUT`; empty where one can."""
    cell = landscape.cell_of(x, y)
    if cell is None:
        return "outside"
    return "no_ground" if math.isnan(landscape.height_m[cell]) else ""


def antenna_height(kind: str, height_m: float | None, heights: Heights) -> float | None:
    """Antenna above ground on an asset of a ``kind`` (:data:`..lists.assets.KINDS`) and height; None where not known."""
    if kind == LAND:
        return heights.pole_m
    if height_m is None or not 0 < height_m <= 3000:
        return None
    return height_m + heights.mast_m if kind == BUILDING else height_m
