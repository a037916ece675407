"""Before/after picture chips of sites: the same extent and stretch on both dates, north up, the outline drawn.

Pictures are cut from images of any coordinate system, type and size by windowed reads. Widths on the ground go in steps of
two from a base, so that chips of a list can be compared by eye.

    with Chips(before, after) as chips:
        pair = chips.pair(site.outline)  # pair.before and pair.after: JPEG bytes, or None where there is no image
"""

from __future__ import annotations

import contextlib
import io
import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import rasterio.warp
import shapely
from affine import Affine
from PIL import Image, ImageDraw, ImageFont
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasterio.transform import from_origin
from rasterio.windows import Window
from shapely import Geometry

from ...change.sensors import AUTO, bands_of, recorded_sensor
from ...errors import InputError
from ...grid import Grid
from ...raster import Raster, environment
from ...tasks import default_workers
from ...text import QT_TRANSLATE_NOOP

WIDTH_M = 250.0
"""Least ground width of a chip: a works site of 0.3 ha and what surrounds it."""

SIZE_PX = 240
QUALITY = 82  # of JPEG; outlines stay clean
EMPTY = 225  # grey of cells without data

_DEGREES = CRS.from_epsg(4326)
_JGD2011 = CRS.from_epsg(6668)
_ROOM = 1.4  # a chip is so many times as wide as the outline
_MAX_DOUBLINGS = 10
_SAMPLES, _SAMPLE_CELLS = 6, 96  # the stretch is learnt from 6 × 6 windows of at most 96² cells of each image
_MAX_CELLS = 12_000_000  # of an image to be read for one chip; wider ones are read through overviews
_COLLAR = 3  # cells around a frame, for the interpolation at its edge
_TAILS = (1.0, 99.0)  # percentiles that become black and white,
_SPANS = 8  # but white no farther above the median than so many interquartile ranges: clouds would darken all else
_GAMMA = 0.75  # forest is dark
_OUTLINE, _CASING = (255, 226, 0, 255), (0, 0, 0, 110)


@dataclass(frozen=True)
class ChipPair:
    """JPEG files of one site; None where that image does not show it. ``width_m``: ground width of both."""

    before: bytes | None
    after: bytes | None
    width_m: float


@dataclass(frozen=True)
class _Seen:
    """Cells around a frame: 1 or 3 bands, rows, columns; where they hold data (rows, columns); and the way from pixels of
    the chip to columns and rows."""

    cells: np.ndarray
    valid: np.ndarray
    to_cells: Affine

    @property
    def is_grey(self) -> bool:
        return len(self.cells) == 1

    def picture(self, stretch: list[tuple[float, float]], size_px: int) -> Image.Image:
        """The frame in RGB between black and white of each band; grey where there is no data."""
        scaled = np.stack([(band - low) / (high - low) for band, (low, high) in zip(self.cells, stretch)], axis=-1)
        rgb = (np.clip(np.nan_to_num(scaled), 0, 1) ** _GAMMA * 255).round().astype(np.uint8)
        rgb = np.repeat(rgb, 3, axis=-1) if self.is_grey else rgb
        # A collar of the cells at the edge, for the interpolation there.
        rgb = np.pad(rgb, ((_COLLAR, _COLLAR), (_COLLAR, _COLLAR), (0, 0)), "edge")
        size, way = (size_px, size_px), tuple(Affine.translation(_COLLAR, _COLLAR) * self.to_cells)[:6]
        picture = Image.fromarray(rgb).transform(size, Image.Transform.AFFINE, way, Image.Resampling.BICUBIC)
        data = Image.fromarray(np.pad(np.where(self.valid, 255, 0).astype(np.uint8), _COLLAR))
        seen = data.transform(size, Image.Transform.AFFINE, way, Image.Resampling.NEAREST)
        picture.paste((EMPTY,) * 3, mask=seen.point(lambda value: 255 - value))
        return picture


class Chips:
    """Cuts chips of one or two images; use it with ``with``. Not for several threads at once.

    ``before`` and ``after`` are paths, None for none. ``width_m`` is the least ground width, doubled for outlines that need
    more. ``bands`` of an image are the numbers (from 1) of red, green and blue as "3,2,1", one number for grey, empty to
    recognise them (names of the bands, then the sensor, then the first three). ``scale_bar`` draws one.

    The stretch runs between about the 1st and 99th percentile of a bounded sample of both images together, where they can be
    compared; of each alone where one is, say, 8 bit and the other 16. A single band (heights, radar) is stretched between
    the percentiles of each pair of chips.

    Raises :class:`InputError` for an image that cannot be used, and where the two show different regions.
    """

    def __init__(
        self,
        before: str | None,
        after: str | None,
        width_m: float = WIDTH_M,
        size_px: int = SIZE_PX,
        before_bands: str = "",
        after_bands: str = "",
        scale_bar: bool = True,
    ):
        self.width_m, self.size_px, self.scale_bar = width_m, size_px, scale_bar
        self._paths = (before, after)
        self._stack = contextlib.ExitStack()
        self._pool = self._stack.enter_context(ThreadPoolExecutor(min(2, default_workers())))
        self._levels: dict[tuple[int, int], Raster] = {}
        self._bands: list[list[int]] = [[], []]
        self._bounds: list[tuple[float, float, float, float] | None] = [None, None]
        self._rasters: list[Raster | None] = [None, None]
        try:
            self._open(before_bands, after_bands)
        except BaseException:
            self._stack.close()
            raise

    def _open(self, before_bands: str, after_bands: str) -> None:
        before, after = self._paths
        samples: list[np.ndarray | None] = [None, None]
        self.crs = self._crs_of(after or before)
        for place, (path, wanted) in enumerate(((before, before_bands), (after, after_bands))):
            if path is not None:
                raster = self._rasters[place] = self._stack.enter_context(Raster(path, rotated=True))
                _require_crs(raster)
                self._bands[place] = colours_of(raster, wanted)
                self._bounds[place] = raster.suggested_grid(self.crs).bounds
                samples[place] = sample_of(raster, self._bands[place])
        self._stretches = stretches_of(samples)
        self._refuse_apart()

    def __enter__(self) -> Chips:
        return self

    def __exit__(self, *_) -> None:
        self._stack.close()

    @property
    def shown(self) -> tuple[bool, bool]:
        """Whether there is an image before, and one after."""
        return self._paths[0] is not None, self._paths[1] is not None

    def covers(self, outline: Geometry) -> bool:
        """Whether some of the images may show the place; no more than a look at their frames."""
        frame = self._frame(self._projected(outline))[0]
        return any(_meet(frame, bounds) for bounds in self._bounds if bounds)

    def pair(self, outline: Geometry) -> ChipPair:
        """Chips of ``outline``, a polygon, line or point in JGD2011 degrees (x east)."""
        shape = self._projected(outline)
        frame, doublings = self._frame(shape)
        # Unpacking is most of the work, and each image has a thread of its own.
        seen = list(self._pool.map(lambda place: self._cells(place, frame, doublings), (0, 1)))
        local = _local_stretch([one for one in seen if one is not None and one.is_grey])
        width_m = self.width_m * 2**doublings
        made = []
        for one, stretch in zip(seen, self._stretches):
            if one is None:
                made.append(None)
                continue
            picture = one.picture(local if one.is_grey else stretch, self.size_px)
            made.append(_jpeg(self._drawn(picture, shape, frame, width_m)))
        return ChipPair(made[0], made[1], width_m)

    def _crs_of(self, path: str | None) -> CRS:
        """A transverse Mercator of the image's own meridian: metres, and north is up."""
        if path is None:
            raise ValueError("neither image given")
        with Raster(path, rotated=True) as raster:
            _require_crs(raster)
            x, y = raster.grid.transform * (raster.grid.width / 2, raster.grid.height / 2)
            with environment():
                (longitude,), (latitude,) = rasterio.warp.transform(raster.grid.crs, _DEGREES, [x], [y])
        if not (math.isfinite(longitude) and math.isfinite(latitude)):
            raise _no_place(raster.name)
        return CRS.from_string(
            f"+proj=tmerc +lat_0={latitude:.5f} +lon_0={longitude:.5f} +k=1 +datum=WGS84 +units=m +no_defs"
        )

    def _refuse_apart(self) -> None:
        first, second = self._bounds
        if first and second and not _meet(first, second):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{before} and {after} show different regions. Choose two images of the same region."
                ),
                before=self._paths[0],
                after=self._paths[1],
            )

    def _projected(self, outline: Geometry) -> Geometry:
        def project(degrees: np.ndarray) -> np.ndarray:
            with environment():
                return np.column_stack(
                    rasterio.warp.transform(_JGD2011, self.crs, degrees[:, 0], degrees[:, 1])
                )  # fmt: skip

        return shapely.transform(shapely.force_2d(outline), project)

    def _frame(self, shape: Geometry) -> tuple[tuple[float, float, float, float], int]:
        """West, south, east, north of a chip, and how often the least width was doubled."""
        west, south, east, north = shape.bounds
        needed = max(east - west, north - south) * _ROOM
        doublings = min(_MAX_DOUBLINGS, max(0, math.ceil(math.log2(max(needed, 1e-9) / self.width_m))))
        half = self.width_m * 2**doublings / 2
        x, y = (west + east) / 2, (south + north) / 2
        return (x - half, y - half, x + half, y + half), doublings

    def _cells(self, place: int, frame: tuple[float, float, float, float], doublings: int) -> _Seen | None:
        """What an image shows of a frame; None where it holds no data there."""
        bounds = self._bounds[place]
        if bounds is None or not all(map(math.isfinite, frame)) or not _meet(frame, bounds):
            return None
        raster = self._rasters[place]
        to_cells = self._to_cells(raster.grid, frame)
        window = _window_around(to_cells, self.size_px, raster.grid)
        if window is not None and window.width * window.height > _MAX_CELLS:
            raster = self._level(place, doublings)
            to_cells = ~raster.grid.transform * _frame_to_map(frame, self.size_px)
            window = _window_around(to_cells, self.size_px, raster.grid)
        if window is None:
            return None
        cells, valid = raster.read_valid(window, self._bands[place])
        if not valid.any():
            return None
        to_cells = Affine.translation(-window.col_off, -window.row_off) * to_cells
        # Cells much smaller than pixels are averaged, else single ones would stand for many.
        times = max(1, round(min(math.hypot(to_cells.a, to_cells.d), math.hypot(to_cells.b, to_cells.e))))
        return _Seen(*_averaged(cells, valid, times), Affine.scale(1 / times) * to_cells)

    def _to_cells(self, grid: Grid, frame: tuple[float, float, float, float]) -> Affine:
        """From pixels of a chip to columns and rows of an image; over so short a way every map projection is affine."""
        west, south, east, north = frame
        with environment():
            xs, ys = rasterio.warp.transform(self.crs, grid.crs, [west, east, west], [north, north, south])
        (c, f), (right, right_row), (down, down_row) = (~grid.transform * place for place in zip(xs, ys))
        size = self.size_px
        return Affine((right - c) / size, (down - c) / size, c, (right_row - f) / size, (down_row - f) / size, f)

    def _level(self, place: int, doublings: int) -> Raster:
        """A fine image on the grid of wide chips, with so much room around it that each that meets it lies inside.

        GDAL then reads its overviews, where it has some.
        """
        if (place, doublings) not in self._levels:
            width_m = self.width_m * 2**doublings
            cell = width_m / self.size_px
            west, south, east, north = self._bounds[place]
            columns, rows = (math.ceil((span + 2 * width_m) / cell) for span in (east - west, north - south))
            grid = Grid(self.crs, from_origin(west - width_m, north + width_m, cell, cell), columns, rows)
            opened = Raster(self._paths[place], grid=grid, resampling=Resampling.average, rotated=True)
            self._levels[place, doublings] = self._stack.enter_context(opened)
        return self._levels[place, doublings]

    def _drawn(self, picture: Image.Image, shape: Geometry, frame, width_m: float) -> Image.Image:
        """``picture`` with the outline, and the scale bar where wanted."""
        draw = ImageDraw.Draw(picture, "RGBA")
        scale = self.size_px / width_m
        lines = [
            [((x - frame[0]) * scale, (frame[3] - y) * scale) for x, y in line]
            for line in _lines(shape, self.size_px / 40 / scale)
        ]
        for colour, width in ((_CASING, 3), (_OUTLINE, 1)):
            for line in lines:
                draw.line(line, fill=colour, width=width, joint="curve")
        if self.scale_bar:
            _draw_scale(draw, self.size_px, width_m)
        return picture


def _frame_to_map(frame: tuple[float, float, float, float], size_px: int) -> Affine:
    west, south, east, north = frame
    return Affine((east - west) / size_px, 0, west, 0, (south - north) / size_px, north)


def _window_around(to_cells: Affine, size_px: int, grid: Grid) -> Window | None:
    """The cells of a grid that a chip needs; None where it has none of them."""
    corners = [to_cells * (x, y) for x in (0, size_px) for y in (0, size_px)]
    columns, rows = zip(*corners)
    left, top = max(0, math.floor(min(columns)) - _COLLAR), max(0, math.floor(min(rows)) - _COLLAR)
    right = min(grid.width, math.ceil(max(columns)) + _COLLAR)
    bottom = min(grid.height, math.ceil(max(rows)) + _COLLAR)
    return Window(left, top, right - left, bottom - top) if right > left and bottom > top else None


def _averaged(cells: np.ndarray, valid: np.ndarray, times: int) -> tuple[np.ndarray, np.ndarray]:
    """Means of ``times`` × ``times`` cells, as float32 and 0 where there is no data; and where there is some."""
    if not valid.all():
        cells = np.where(valid, cells, np.zeros(1, cells.dtype))
    if times == 1:
        return cells.astype(np.float32), valid
    rows, columns = (-(-size // times) for size in valid.shape)
    margin = [(0, rows * times - valid.shape[0]), (0, columns * times - valid.shape[1])]

    def total(plane: np.ndarray) -> np.ndarray:
        plane = np.pad(plane, margin)
        found = np.zeros((rows, columns), np.float32)
        for row in range(times):
            for column in range(times):
                found += plane[row::times, column::times]
        return found

    counts = total(valid)
    return np.stack([total(band) for band in cells]) / np.maximum(counts, 1), counts > 0


def _require_crs(raster: Raster) -> None:
    if raster.grid.crs is None:
        raster.grid.require_metres(raster.name)


def _no_place(name: str) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP("SoraNoMe", "{name} lies nowhere on the Earth. Check its coordinate system."), name=name
    )


def _meet(a: Sequence[float], b: Sequence[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def colours_of(raster: Raster, wanted: str) -> list[int]:
    """Numbers of the bands that are shown, three for red, green and blue or one for grey."""
    if wanted.strip():
        return _given_bands(raster, wanted)
    names = [(name or "").strip().lower() for name in raster.band_names]
    if all(colour in names for colour in ("red", "green", "blue")):
        return [names.index(colour) + 1 for colour in ("red", "green", "blue")]
    count = raster.image_bands
    if count < 3:
        return [1]
    if count > 3:
        # A 4-band 8-bit image is taken as everywhere else here: blue, green, red, near infrared.
        with contextlib.suppress(InputError):
            bands = bands_of(recorded_sensor(AUTO, raster.tags), count, raster.dtype, raster.name)
            return [bands.numbers[bands.index(colour)] for colour in ("red", "green", "blue")]
    return [1, 2, 3]


def _given_bands(raster: Raster, wanted: str) -> list[int]:
    words = wanted.replace("、", ",").replace("，", ",").split(",")
    try:
        numbers = [int(word) for word in words]
    except ValueError:
        numbers = []
    if len(numbers) not in (1, 3) or not all(1 <= number <= raster.count for number in numbers):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{bands} cannot be shown of {name}, which has {count} bands. Give the numbers of red, green and blue such "
                "as 3,2,1, or one number for grey.",
            ),
            bands=wanted,
            name=raster.name,
            count=raster.count,
        )
    return numbers


def sample_of(raster: Raster, bands: list[int]) -> np.ndarray:
    """Cells of a regular pattern of small windows, shape (bands, n)."""
    grid, found = raster.grid, []
    width, height = min(_SAMPLE_CELLS, grid.width), min(_SAMPLE_CELLS, grid.height)
    columns = sorted({round(share * (grid.width - width)) for share in np.linspace(0, 1, _SAMPLES)})
    rows = sorted({round(share * (grid.height - height)) for share in np.linspace(0, 1, _SAMPLES)})
    for row in rows:
        for column in columns:
            cells, valid = raster.read_valid(Window(column, row, width, height), bands)
            found.append(cells[:, valid].astype(np.float32))
    return np.concatenate(found, axis=1)


def stretches_of(samples: Sequence[np.ndarray | None]) -> list[list[tuple[float, float]]]:
    """Black and white of each band, for each image."""
    first, second = (sample if sample is not None and sample.size else None for sample in samples)
    if first is not None and second is not None and _comparable(first, second):
        both = _black_and_white(np.concatenate([first, second], axis=1))
        return [both, both]
    return [_black_and_white(sample) if sample is not None else [(0.0, 1.0)] * 3 for sample in (first, second)]


def _comparable(first: np.ndarray, second: np.ndarray) -> bool:
    """Whether one stretch can show both: as many bands, and the middle of each lies in the range of the other."""
    if len(first) != len(second):
        return False
    return all(
        np.all((low <= np.median(other, axis=1)) & (np.median(other, axis=1) <= high))
        for one, other in ((first, second), (second, first))
        for low, high in (np.percentile(one, _TAILS, axis=1),)
    )


def _black_and_white(sample: np.ndarray) -> list[tuple[float, float]]:
    low, high, lower, middle, upper = np.percentile(sample, (*_TAILS, 25, 50, 75), axis=1)
    white = np.where(upper > lower, np.minimum(high, middle + _SPANS * (upper - lower)), high)
    # Bands differ in haze, the black of each, but share one span: soil stays brown.
    span = max(float((white - low).max()), 1e-6)
    return [(float(black), float(black) + span) for black in low]


def _local_stretch(seen: list[_Seen]) -> list[tuple[float, float]]:
    values = np.concatenate([one.cells[0, one.valid] for one in seen]) if seen else np.zeros(1)
    return _black_and_white(values[np.newaxis])


def _lines(shape: Geometry, radius: float) -> list[np.ndarray]:
    """Rings and lines of a geometry; a point becomes a small circle."""
    found = []
    for part in shapely.get_parts(shape):
        if part.geom_type == "Point":
            part = part.buffer(radius)  # noqa: PLW2901 - drawn like the others
        if part.geom_type == "GeometryCollection":
            found += _lines(part, radius)
        elif part.geom_type == "Polygon":
            found += [shapely.get_coordinates(ring) for ring in (part.exterior, *part.interiors)]
        else:
            found.append(shapely.get_coordinates(part))
    return found


def _draw_scale(draw: ImageDraw.ImageDraw, size: int, width_m: float) -> None:
    """A bar of a round length at the lower left."""
    most = width_m / 3
    unit = 10 ** math.floor(math.log10(most))
    length_m = max(step * unit for step in (1, 2, 5) if step * unit <= most)
    length, margin, y = length_m / width_m * size, size * 0.04, size * 0.95
    text = f"{length_m:g} m" if length_m < 1000 else f"{length_m / 1000:g} km"
    letters = ImageFont.load_default(max(10, size // 15))
    for colour, width in (((0, 0, 0, 200), 4), ((255, 255, 255, 255), 2)):
        draw.line([(margin, y), (margin + length, y)], fill=colour, width=width)
    draw.text(
        (margin, y - 3), text, font=letters, anchor="ls", fill=(255, 255, 255), stroke_width=1, stroke_fill=(0, 0, 0)
    )


def _jpeg(picture: Image.Image) -> bytes:
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=QUALITY)
    return data.getvalue()
