"""From a product to files that can be analysed: one grid, comparable values, a mask, date and sensor in the tags.

Optical surface reflectance is written × 10,000 as uint16, zero being no data and reflectances below 1/10,000 (hazy
shadows and water) 1: so old and new Sentinel-2, and Landsat, are comparable, at half the room of float32 and with less
rounding than the noise of any of them. Counts of other optical images stay as they are. Backscatter is linear power in
float32, no data NaN, also where layover or shadow hide the ground.

Optical bands are resampled by cubic convolution unless their cells coincide with the grid's. Backscatter is not
interpolated, because that would change its number of looks: the nearest cell is taken, or on a coarser grid the mean
of the cells inside.
"""

from __future__ import annotations

import contextlib
import math
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from affine import Affine
from rasterio.windows import Window

from ..change.masks import CLEAR, decode
from ..errors import InputError, OutputError
from ..files import unwritable
from ..foreign import safe_name
from ..grid import Grid
from ..raster import BLOCK_SIZE, Raster, RasterWriter, Resampling, publish
from ..tasks import Progress, Silent, check_cancelled
from ..text import QT_TRANSLATE_NOOP
from .product import COUNTS, GAMMA, OPERA, POWER, QA_PIXEL, REFLECTANCE, SCL, Band, Product
from .target import Wanted, target_grid

_MASK_FILL = {SCL: 0, QA_PIXEL: 1, OPERA: 255, GAMMA: 0}  # value outside the product
_MASK_TYPE = {SCL: "uint8", QA_PIXEL: "uint16"}
_GAMMA_HIDDEN = 4 | 16  # layover, shadow
_NEGATIVE_IS_DECIBEL = 0.01  # share of negative values; noise subtraction leaves a few below zero in power


@dataclass(frozen=True)
class Imported:
    """What was written. ``covered``: share of the grid in the frame of the product; ``valid``: with data;
    ``seen``: with data and, by the mask, with the ground in sight."""

    product: Product
    grid: Grid
    covered: float
    valid: float
    seen: float
    files: tuple[Path, ...]
    mask: Path | None


def import_scene(
    product: Product,
    stack: str | None,
    mask: str | None = None,
    folder: str | None = None,
    wanted: Wanted = Wanted(),  # noqa: B008 - frozen
    progress: Progress | None = None,
    block_size: int = BLOCK_SIZE,
) -> Imported:
    """Write ``product`` as a file of all bands (``stack``), its mask, and into ``folder`` under names that tell sensor
    and date, backscatter with a file for each polarisation and its mask in ``folder``/masks; any of the three.

    Raises :class:`InputError` where the product does not cover the place or has no data there, and
    :class:`OutputError` where a file cannot be written; then, and where cancelled, nothing is left.
    """
    progress = progress or Silent()
    grid, covered = target_grid(product, wanted)
    with contextlib.ExitStack() as opened:
        reader = opened.enter_context(_reader(product, grid, progress))
        masks = opened.enter_context(_MaskReader(product, grid))
        images, mask_files = _outputs(opened, product, grid, reader, stack, mask, folder)
        counted = np.zeros(2, np.int64)
        total = grid.block_count(block_size)
        for done, window in enumerate(grid.blocks(block_size)):
            check_cancelled(progress)
            data, valid = reader.read(window)
            values, hidden = masks.read(window, valid)
            if product.quantity == POWER:
                valid &= ~hidden
                data[:, ~valid] = np.nan
            counted += valid.sum(), (valid & ~hidden).sum()
            for writer, numbers in images:
                writer.write(data[numbers], window)
            for writer in mask_files:
                writer.write(values, window)
            progress.report((done + 1) / total)
        if not counted[0]:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name} holds no data at the place asked for, although its frame covers it. Choose another product or "
                    "extent.",
                ),
                name=product.name,
            )
        check_cancelled(progress)
        publish(*(writer for writer, _ in images), *mask_files)
    cells = grid.width * grid.height
    return Imported(
        product,
        grid,
        covered,
        counted[0] / cells,
        counted[1] / cells,
        tuple(writer.path for writer, _ in images),
        mask_files[0].path if mask_files else None,
    )


# -- what is written ---------------------------------------------------------------------------------


def file_stem(product: Product) -> str:
    """The name of files made from ``product``: sensor, place or orbit where known, and date."""
    day = product.date.replace("-", "")
    short = safe_name(product.short)  # that of a plain image is its own
    return short if day in short.replace("-", "") else f"{short}_{day}"


def _outputs(opened, product: Product, grid: Grid, reader, stack: str | None, mask: str | None, folder: str | None):
    """([(writer, indices of bands)], [mask writers]), for each place asked for."""
    names = [band.name for band in product.bands]
    everything = list(range(len(names)))
    places: list[tuple[str | Path, list[int]]] = [(stack, everything)] if stack else []
    mask_places: list[str | Path] = [mask] if mask else []
    if folder:
        stem = file_stem(product)
        mask_place = Path(folder)
        if product.quantity == POWER:
            places += [(Path(folder) / f"{stem}_{name.partition('_')[2]}.tif", [i]) for i, name in enumerate(names)]
            mask_place /= "masks"  # every file of a folder of backscatter counts as an image
            opened.callback(_remove_if_empty, mask_place)  # where nothing came of it
            try:
                mask_place.mkdir(exist_ok=True)
            except OSError as error:
                raise unwritable(mask_place, error) from error
        else:
            places.append((Path(folder) / f"{stem}.tif", everything))
        mask_places.append(mask_place / f"{stem}_mask.tif")
        _refuse_another(product, [path for path, _ in places if path != stack])
    tags = {"DATE": product.date, "SENSOR": product.sensor, "PRODUCT": product.name}
    if product.track:
        tags["TRACK"] = product.track
    nodata = {REFLECTANCE: 0, POWER: math.nan, COUNTS: reader.nodata}[product.quantity]
    images = []
    for path, numbers in places:
        listed = [names[i] for i in numbers]
        own = tags | (
            {"POLARISATIONS": ",".join(n.partition("_")[2] for n in listed)} if product.quantity == POWER else {}
        )
        writer = RasterWriter(path, grid, reader.dtype, len(numbers), nodata, listed, own)
        images.append((opened.enter_context(writer), numbers))
    kind = product.mask[1] if product.mask and product.mask[1] in _MASK_TYPE else "plain"
    masks = [
        opened.enter_context(
            RasterWriter(
                path,
                grid,
                _MASK_TYPE.get(kind, "uint8"),
                1,
                _MASK_FILL.get(kind),
                [kind.upper()],
                tags | {"MASK": kind},
            )
        )
        for path in mask_places
    ]
    return images, masks


def _remove_if_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()


def _refuse_another(product: Product, paths: list[Path]) -> None:
    """Names made here may meet those of another product of the same day, which must not be lost."""
    for path in paths:
        if path.exists():
            with Raster(path) as there:
                other = there.tags.get("PRODUCT", "-")
            if other != product.name:
                raise OutputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{path} is already there and holds {other}. Give the result a name of its own (STACK), or choose "
                        "another folder.",
                    ),
                    path=path,
                    other=other,
                )


# -- what is read ------------------------------------------------------------------------------------


def _reader(product: Product, grid: Grid, progress: Progress):
    return (_Backscatter if product.quantity == POWER else _Optical)(product, grid, progress)


class _Reader:
    """The bands of a product, seen on ``grid``."""

    def __init__(self, product: Product, grid: Grid, progress: Progress):
        self.product, self.grid = product, grid
        self._stack = contextlib.ExitStack()
        try:
            self._open(progress)
        except BaseException:
            self._stack.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_) -> None:
        self._stack.close()

    def _name(self, band: Band) -> str:
        return f"{self.product.name} ({band.name})"


class _Optical(_Reader):
    def _open(self, progress: Progress) -> None:
        self._files: list[tuple[Raster, list[int]]] = []  # and the indices of the bands it holds
        by_path: dict[str, list[int]] = {}
        for index, band in enumerate(self.product.bands):
            by_path.setdefault(band.path, []).append(index)
        dtypes = set()
        for path, indices in by_path.items():
            name = self._name(self.product.bands[indices[0]])
            with Raster(path, name, rotated=True) as raster:
                self._require_bands(raster, indices)
                nearest = raster.grid.same_cells(self.grid)
                self.nodata = raster.nodata
                dtypes.add(raster.dtype)
            resampling = Resampling.nearest if nearest else Resampling.cubic
            seen = Raster(path, name, self.grid, resampling, self.product.nodata, rotated=True)
            self._files.append((self._stack.enter_context(seen), indices))
        self.dtype = np.dtype("uint16") if self.product.quantity == REFLECTANCE else np.result_type(*dtypes)

    def _require_bands(self, raster: Raster, indices: list[int]) -> None:
        most = max(self.product.bands[i].number for i in indices)
        if most > raster.count:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name} holds {count} bands, but band {number} is needed. Download the product again, whole.",
                ),
                name=raster.name,
                count=raster.count,
                number=most,
            )

    def read(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """Values of all bands (bands, rows, columns) and where all of them hold data."""
        bands = self.product.bands
        out = np.empty((len(bands), int(window.height), int(window.width)), self.dtype)
        valid = np.ones(out.shape[1:], bool)
        for raster, indices in self._files:
            data, good = raster.read_valid(window, [bands[i].number for i in indices])
            valid &= good
            for values, index in zip(data, indices, strict=True):
                out[index] = self._converted(np.where(good, values, 0), bands[index])
        out[:, ~valid] = 0 if self.nodata is None or self.product.quantity == REFLECTANCE else self.nodata
        return out, valid

    def _converted(self, values: np.ndarray, band: Band) -> np.ndarray:
        if self.product.quantity == REFLECTANCE:
            scaled = values.astype(np.float32) * np.float32(band.gain) + np.float32(band.offset)
            return np.clip(np.rint(scaled), 1, 65535)
        if np.issubdtype(self.dtype, np.integer) and values.dtype != self.dtype:  # cubic convolution overshoots
            limits = np.iinfo(self.dtype)
            return np.clip(np.rint(values), limits.min, limits.max)
        return values


class _Backscatter(_Reader):
    dtype, nodata = np.dtype("float32"), math.nan

    def _open(self, progress: Progress) -> None:
        self._files = []
        for band in self.product.bands:
            with Raster(band.path, self._name(band), rotated=True) as raster:
                if raster.dtype.startswith("complex"):
                    raise InputError(
                        QT_TRANSLATE_NOOP(
                            "SoraNoMe",
                            "{name} holds complex numbers (SLC). Choose a product of amplitudes on the ground.",
                        ),
                        name=raster.name,
                    )
                scale = self.product.scale if self.product.scale != "auto" else _scale_of(raster, progress)
                own = raster.grid if raster.grid.crs == self.grid.crs else raster.suggested_grid(self.grid.crs)
            # On a coarser grid, cells about as fine as the product's are averaged as power.
            inside = max(1, math.floor(self.grid.transform.a / math.hypot(own.transform.a, own.transform.d) + 0.25))
            fine = replace(
                self.grid,
                transform=self.grid.transform * Affine.scale(1 / inside),
                width=self.grid.width * inside,
                height=self.grid.height * inside,
            )
            seen = Raster(band.path, self._name(band), fine, Resampling.nearest, self.product.nodata, rotated=True)
            self._files.append((self._stack.enter_context(seen), scale, inside))

    def read(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """Linear power of all bands (bands, rows, columns; float32) and where all of them hold data."""
        rows, columns = int(window.height), int(window.width)
        out = np.empty((len(self._files), rows, columns), np.float32)
        for (raster, scale, inside), power in zip(self._files, out, strict=True):
            # Strips, so that averaging many cells into one needs no more memory than reading them one to one.
            strip = max(1, rows // inside**2)
            for top in range(0, rows, strip):
                height = min(strip, rows - top)
                fine = Window(
                    window.col_off * inside, (window.row_off + top) * inside, columns * inside, height * inside
                )
                data, good = raster.read_valid(fine)
                power[top : top + height] = self._mean_power(data[0], good, scale, inside)
        return out, np.isfinite(out).all(axis=0)

    def _mean_power(self, data: np.ndarray, good: np.ndarray, scale: str, inside: int) -> np.ndarray:
        power = np.where(good, to_power(data, scale, self.product.calibration_db), np.float32(np.nan))
        if inside == 1:
            return power
        parts = power.reshape(power.shape[0] // inside, inside, power.shape[1] // inside, inside)
        known = np.isfinite(parts)
        count = known.sum(axis=(1, 3))
        total = np.where(known, parts, 0).sum(axis=(1, 3))
        enough = count * 2 >= inside**2
        return np.where(enough, total / np.maximum(count, 1), np.float32(np.nan)).astype(np.float32)


def to_power(values: np.ndarray, scale: str, calibration_db: float = 0.0) -> np.ndarray:
    """Linear backscatter (float32) of stored ``values``: ``power``, ``amplitude`` or ``decibel``; NaN where not positive.

    With JAXA's calibration for ALOS-2: σ⁰ dB = 10·log₁₀(DN²) − 83.0.
    """
    values = values.astype(np.float32)
    power = {"power": lambda v: v, "amplitude": np.square, "decibel": lambda v: 10 ** (v / 10)}[scale](values)
    power = power * np.float32(10 ** (calibration_db / 10))
    return np.where(power > 0, power, np.float32(np.nan))


def _scale_of(raster: Raster, progress: Progress) -> str:
    """``decibel`` where more than a few values are negative, as power never is; else ``power``."""
    for window in raster.grid.blocks(BLOCK_SIZE):
        check_cancelled(progress)
        data, valid = raster.read_valid(window)
        if valid.any():
            return "decibel" if (data[0][valid] < 0).mean() > _NEGATIVE_IS_DECIBEL else "power"
    return "power"


class _MaskReader:
    """The mask of a product on ``grid``, nearest cell: as it is for SCL and QA_PIXEL, else 0 seen and 1 not."""

    def __init__(self, product: Product, grid: Grid):
        self._raster, self.kind = None, "plain"
        if product.mask:
            path, self.kind = product.mask
            name = f"{product.name} ({self.kind.upper()})"
            self._raster = Raster(path, name, grid, Resampling.nearest, _MASK_FILL[self.kind], rotated=True)

    def __enter__(self):
        return self

    def __exit__(self, *_) -> None:
        if self._raster:
            self._raster.__exit__()

    def read(self, window: Window, valid: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(values to write, where the ground is not seen) in ``window``; ``valid``: where the image holds data."""
        if self._raster is None:
            return (~valid).astype(np.uint8), ~valid
        values = self._raster.read(window)[0]
        if self.kind in _MASK_TYPE:
            values = np.where(valid, values, _MASK_FILL[self.kind]).astype(_MASK_TYPE[self.kind])
            return values, decode(values, self.kind) != CLEAR
        hidden = values > 0 if self.kind == OPERA else values & _GAMMA_HIDDEN != 0
        hidden |= ~valid
        return hidden.astype(np.uint8), hidden
