"""What observations of many dates say of one place: vegetation, radar backscatter and height inside its outline.

NDVI as in :mod:`.surface`. Backscatter is the mean of linear power over the place, told in decibels: the mean of decibels
would be lower, with one look by 2.5 dB (10 γ / ln 10, γ being Euler's constant). Heights are means as surveyed; the
difference counts only cells both surveys saw, and is not co-registered as :mod:`.elevation` does it.
"""

from __future__ import annotations

import contextlib
import math
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import shapely
from rasterio.crs import CRS
from rasterio.windows import Window

from ..dates import date_in_name
from ..errors import InputError, SoraNoMeError
from ..grid import Grid
from ..heights import height_scale
from ..outlines import cells_beyond, in_crs, strips
from ..raster import Raster, Resampling
from ..tasks import Progress, Silent, check_cancelled
from ..text import QT_TRANSLATE_NOOP, Message
from . import masks
from .sar_stack import SarStack, StackFiles
from .sensors import AUTO, Bands, bands_of, recorded_sensor
from .series_stack import is_mask_name
from .surface import no_light, normalised_difference

LEAST_SEEN = 0.5
"""Share of a place that must be seen at a date to count: a rim beside a cloud does not speak for the place. Judged."""

NDVI, HEIGHT, RISE = "ndvi", "height", "rise"
_SAMPLE = 256  # cells, edge of the windows that the count of no light is told from
_RADAR_WORDS = ("vv", "vh", "hh", "hv")
_HEIGHT_WORDS = ("dem", "dtm", "dsm", "標高")


@dataclass(frozen=True)
class Image:
    """An optical image, its ISO date, and its cloud mask where there is one."""

    path: str
    day: str
    mask: str | None = None


@dataclass(frozen=True)
class Sources:
    """Where the history of a place is read from. ``elevations`` are (path, ISO date); the first is what rises are counted
    from. ``sensor``, ``bands`` and ``mask_kind`` are for all images."""

    images: tuple[Image, ...] = ()
    radar: StackFiles | None = None
    elevations: tuple[tuple[str, str], ...] = ()
    sensor: str = AUTO
    bands: str = ""
    mask_kind: str = "auto"

    def __bool__(self) -> bool:
        return bool(self.images or self.radar or self.elevations)


@dataclass(frozen=True)
class Value:
    """``value`` on ``day`` (ISO); ``seen`` is the share of the place it was read from, 0–1."""

    day: str
    value: float
    seen: float


@dataclass(frozen=True)
class Series:
    """Values by date. ``quantity``: NDVI (−1 to 1), a polarisation (dB), HEIGHT (m) or RISE (m since the first survey)."""

    quantity: str
    values: tuple[Value, ...]


@dataclass
class History:
    """``left_out`` says which sources could not be read, and why."""

    series: list[Series] = field(default_factory=list)
    left_out: list[Message] = field(default_factory=list)


def sources_in(folder: str) -> Sources:
    """What a folder of files holds, told from their names: polarisations are radar, dem/dtm/dsm are elevations, SCL, mask
    … are masks, all else images; each needs a date in its name. Raises :class:`InputError` where there is nothing."""
    found = sorted(str(p) for p in Path(folder).glob("*") if p.suffix.lower() in (".tif", ".tiff") and p.is_file())
    dated = [(path, date_in_name(path)) for path in found]
    radar, elevations, images, mask_of = [], [], [], {}
    for path, day in dated:
        if not day:
            continue
        name = Path(path).stem.lower().replace("_", " ").replace("-", " ").split()
        if is_mask_name(path):
            mask_of[day] = path
        elif any(word in name for word in _RADAR_WORDS):
            radar.append(path)
        elif any(word in part for part in name for word in _HEIGHT_WORDS):
            elevations.append((path, day))
        else:
            images.append((path, day))
    for path in sorted(Path(folder, "masks").glob("*.tif")):
        mask_of.setdefault(date_in_name(str(path)), str(path))
    sources = Sources(
        tuple(Image(path, day, mask_of.get(day)) for path, day in images),
        StackFiles(tuple(radar)) if radar else None,
        tuple(elevations),
    )
    if not sources:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "There is no GeoTIFF with a date in its name in {folder}. Name files like S1_20240731_VV.tif, "
                "S2_20240731.tif or DEM_20240731.tif.",
            ),
            folder=folder,
        )
    return sources


class SiteHistory:
    """Reads the history of one place after the other; what is found out about a file is found out once.

    Files stay open until :meth:`close`. One reading at a time: a second one waits.
    """

    def __init__(self, sources: Sources):
        self.sources = sources
        self._lock = threading.Lock()
        self._files = contextlib.ExitStack()
        self._opened: dict[object, object] = {}

    def __enter__(self) -> SiteHistory:
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def close(self) -> None:
        with self._lock:
            self._files.close()
            self._opened.clear()

    def of(self, outline: shapely.Geometry, crs: CRS | str, progress: Progress | None = None) -> History:
        """The history inside ``outline``, which is in ``crs`` (WKT or EPSG:…), dates ascending.

        A source that cannot be read, or does not cover the place, is left out and told.
        """
        progress, found = progress or Silent(), History()
        place = _Place(outline, CRS.from_user_input(crs))
        steps: list[tuple[Callable, object]] = [(self._ndvi, image) for image in self.sources.images]
        steps += [(self._radar, self.sources.radar)] if self.sources.radar else []
        steps += [(self._height, one) for one in self.sources.elevations]
        values: dict[str, list[Value]] = {}
        with self._lock:
            for number, (read, source) in enumerate(steps):
                check_cancelled(progress)
                try:
                    for quantity, value in read(source, place, progress):
                        values.setdefault(quantity, []).append(value)
                except InputError as error:
                    found.left_out.append(error.message)
                progress.report((number + 1) / len(steps))
        found.series = [
            Series(quantity, tuple(sorted(some, key=lambda value: value.day))) for quantity, some in values.items()
        ]
        return found

    # -- optics --------------------------------------------------------------------------------

    def _ndvi(self, image: Image, place: _Place, progress: Progress) -> Iterator[tuple[str, Value]]:
        opened = self._once(image, lambda: self._open_image(image, progress))
        mean = _Mean()
        for window, inside in place.strips(opened.raster.grid):
            cells, valid = opened.raster.read_valid(window, list(opened.bands.numbers))
            if opened.mask:
                valid &= opened.mask.read(window) == masks.CLEAR
            light = np.maximum(cells.astype(np.float32) - opened.dark[:, None, None], 0)
            red, nir = light[opened.bands.index("red")], light[opened.bands.index("nir")]
            mean.add(normalised_difference(nir, red), valid, inside)
        yield from place.told(NDVI, image.day, mean)

    def _open_image(self, image: Image, progress: Progress) -> _Opened:
        raster = self._files.enter_context(Raster(image.path))
        _require_crs(raster.grid, raster.name)
        sensor = recorded_sensor(self.sources.sensor, raster.tags)
        bands = bands_of(sensor, raster.count, raster.dtype, raster.name, self.sources.bands)
        if not bands.has("red", "nir"):
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name} has no red and near infrared, so it tells no vegetation."),
                name=raster.name,
            )
        used = [(n, role) for n, role in zip(bands.numbers, bands.roles) if role in ("red", "nir")]
        bands = replace(bands, numbers=tuple(n for n, _ in used), roles=tuple(role for _, role in used))
        mask = None
        if image.mask:
            name = Message(os.path.basename(image.mask))
            mask = self._files.enter_context(
                masks.Mask(image.mask, name, raster.grid, self.sources.mask_kind, progress)
            )
        return _Opened(raster, bands, _dark_of(raster, bands), mask)

    # -- radar ---------------------------------------------------------------------------------

    def _radar(self, files: StackFiles, place: _Place, progress: Progress) -> Iterator[tuple[str, Value]]:
        stack: SarStack = self._once(files, lambda: self._files.enter_context(SarStack(files, progress)))
        _require_crs(stack.grid, os.path.basename(files.paths[0]))
        shape = len(stack.dates), len(stack.polarisations)
        means = [[_Mean() for _ in stack.polarisations] for _ in stack.dates]
        for window, inside in place.strips(stack.grid, shape[0] * shape[1]):
            check_cancelled(progress)
            power = stack.read(window)
            for t, row in enumerate(means):
                for p, mean in enumerate(row):
                    mean.add(power[t, p], np.isfinite(power[t, p]), inside)
        for day, row in zip(stack.dates, means):
            for polarisation, mean in zip(stack.polarisations, row):
                yield from place.told(polarisation, day, mean, lambda power: 10 * math.log10(power))

    # -- heights -------------------------------------------------------------------------------

    def _height(self, survey: tuple[str, str], place: _Place, _progress) -> Iterator[tuple[str, Value]]:
        path, day = survey
        raster, scale = self._once(survey, lambda: self._open_survey(path))
        mean = _Mean()
        for window, inside in place.strips(raster.grid):
            cells, valid = raster.read_valid(window, [1])
            mean.add(cells[0] * scale, valid, inside)
        yield from place.told(HEIGHT, day, mean)
        first = min(self.sources.elevations, key=lambda one: one[1])
        if first == survey:
            return
        before, before_scale = self._once(first, lambda: self._open_survey(first[0]))
        mean = _Mean()
        for window, inside in place.strips(raster.grid):
            cells, valid = raster.read_valid(window, [1])
            with Raster(before.path, grid=raster.grid.crop(window), resampling=Resampling.bilinear) as seen:
                earlier, there = seen.read_valid(bands=[1])
            mean.add(cells[0] * scale - earlier[0] * before_scale, valid & there, inside)
        yield from place.told(RISE, day, mean)

    def _open_survey(self, path: str) -> tuple[Raster, float]:
        raster = self._files.enter_context(Raster(path))
        _require_crs(raster.grid, raster.name)
        if raster.count != 1:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name} has {count} bands; an elevation model has one."),
                name=raster.name,
                count=raster.count,
            )
        return raster, height_scale(raster)

    def _once(self, key: object, make: Callable[[], object]):
        """What ``make`` made of this source, or the error it raised, the first time."""
        if key not in self._opened:
            try:
                self._opened[key] = make()
            except InputError as error:
                self._opened[key] = error
        found = self._opened[key]
        if isinstance(found, SoraNoMeError):
            raise found
        return found


@dataclass(frozen=True)
class _Opened:
    raster: Raster
    bands: Bands
    dark: np.ndarray
    mask: masks.Mask | None


class _Place:
    """The outline on one source after the other."""

    def __init__(self, outline: shapely.Geometry, crs: CRS):
        self._outline, self._crs = outline, crs
        self._cells = 0

    def strips(self, grid: Grid, layers: int = 1) -> Iterator[tuple[Window, np.ndarray]]:
        """See :func:`~..outlines.strips`."""
        outline = in_crs(self._outline, self._crs, grid.crs)
        self._cells = 0
        for window, inside in strips(grid, outline, layers):
            self._cells += int(inside.sum())
            yield window, inside
        self._cells += cells_beyond(grid, outline, self._cells)

    def told(self, quantity: str, day: str, mean: _Mean, unit: Callable[[float], float] = float):
        """The mean over the strips of the last source, where enough of the place was seen."""
        seen = mean.cells / self._cells if self._cells else 0.0
        if seen >= LEAST_SEEN:
            yield quantity, Value(day, unit(mean.sum / mean.cells), seen)


@dataclass
class _Mean:
    sum: float = 0.0
    cells: int = 0

    def add(self, values: np.ndarray, valid: np.ndarray, inside: np.ndarray) -> None:
        seen = inside & valid
        self.sum += float(values[seen].sum(dtype=np.float64))
        self.cells += int(seen.sum())


def _require_crs(grid: Grid, name: str) -> None:
    if grid.crs is None:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{name} has no coordinate reference system. Assign the right one."),
            name=name,
        )


def _dark_of(raster: Raster, bands: Bands) -> np.ndarray:
    """The count of no light in each used band (p,), from windows all over the image."""
    grid = raster.grid
    samples = []
    for row in sorted({round(f * max(0, grid.height - _SAMPLE)) for f in (0.1, 0.5, 0.9)}):
        for column in sorted({round(f * max(0, grid.width - _SAMPLE)) for f in (0.1, 0.5, 0.9)}):
            window = Window(column, row, min(_SAMPLE, grid.width - column), min(_SAMPLE, grid.height - row))
            cells, valid = raster.read_valid(window, list(bands.numbers))
            samples.append(cells[:, valid])
    pixels = np.concatenate(samples, axis=1)
    return no_light(pixels, bands) if pixels.size else np.zeros(len(bands.numbers), np.float32)
