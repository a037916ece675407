"""What candidate sites would cover: from a folder of their rasters, or predicted one by one and let go again."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from affine import Affine
from rasterio.crs import CRS
from rasterio.windows import Window

from ...errors import InputError
from ...grid import Grid
from ...raster import Raster, environment
from ...tasks import Progress, run_ordered
from ...text import QT_TRANSLATE_NOOP
from ..landscape import Landscape
from ..lists.assets import BUILDING, LAND, Heights
from ..prediction.prediction import Settings, predict_sites
from ..prediction.site_files import INDEX
from ..propagation.entry import entry_loss
from ..propagation.p2108 import terrestrial_sigma
from ..propagation.variability import combined_sigma, location_sigma, required_margin
from ..sites import Site

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


class PredictedSites:
    """Candidates whose signals are predicted over a landscape whenever they are asked for."""

    def __init__(self, landscape: Landscape, sites: Sequence[Site], settings: Settings, enough: Enough):
        self.grid = landscape.grid
        self._landscape, self._settings, self._enough = landscape, settings, enough
        self.sites: list[Site] = []
        self._needed: list[float] = []
        self.add(sites)

    def add(self, sites: Sequence[Site]) -> range:
        """Take more sites; returns their numbers."""
        first = len(self.sites)
        self.sites += sites
        self._needed += [self._median(site) for site in sites]
        return range(first, len(self.sites))

    def _median(self, site: Site) -> float:
        return self._enough.median_dbm(site.frequency_mhz, self._settings, self._landscape.cell_m)

    def covered(self, numbers: Sequence[int], progress: Progress) -> Iterator[Covered]:
        """What each of ``numbers`` (candidates by index) covers, in that order."""
        sites = [self.sites[number] for number in numbers]
        predicted = predict_sites(self._landscape, sites, self._settings, progress)
        for number, (_, window, signal) in zip(numbers, predicted):
            with np.errstate(invalid="ignore"):
                yield number, int(window.row_off), int(window.col_off), signal >= self._needed[number]


class FolderSites:
    """Candidates whose rasters ``predictcoverage`` left in a folder, with ``coverage.json``."""

    def __init__(self, folder: str, enough: Enough):
        self._folder = Path(folder)
        index = _read_index(self._folder / INDEX)
        try:
            described = index["grid"]
            with environment():
                crs = CRS.from_user_input(described["crs"])
            self.grid = Grid(crs, Affine(*described["transform"]), int(described["width"]), int(described["height"]))
            names = {part.name for part in fields(Settings)}
            self.settings = Settings(**{name: value for name, value in index["settings"].items() if name in names})
            self.sites = [
                Site(
                    entry["id"],
                    entry["name"],
                    entry["x"],
                    entry["y"],
                    entry["height_m"],
                    entry["frequency_mhz"],
                    entry["eirp_dbm"],
                    entry["carrier"],
                )
                for entry in index["sites"]
            ]
            self._files = [self._folder / Path(entry["file"]).name for entry in index["sites"]]
        except (KeyError, TypeError, ValueError) as error:
            raise _no_index(self._folder, str(error)) from error
        self.grid.require_metres(INDEX)
        cell_m = self.grid.cell_area_m2**0.5
        self._needed = [enough.median_dbm(site.frequency_mhz, self.settings, cell_m) for site in self.sites]
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

    def covered(self, numbers: Sequence[int], progress: Progress) -> Iterator[Covered]:
        """What each of ``numbers`` (candidates by index) covers, in that order."""
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
    except ValueError as error:
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
