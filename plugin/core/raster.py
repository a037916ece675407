"""Reading and writing rasters: windows in, whole files out.

The only module that opens raster files. rasterio's wheel brings a PROJ of its own; inside QGIS it may
meet QGIS's PROJ database (``PROJ_LIB``) and refuse it. :func:`environment` settles that in one place
without touching ``os.environ``.
"""

from __future__ import annotations

import contextlib
import errno
import math
import os
import re
import threading
import warnings
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import rasterio
import rasterio.shutil
from rasterio._err import CPLE_BaseError
from rasterio.crs import CRS
from rasterio.enums import ColorInterp, Compression, MaskFlags, Resampling
from rasterio.env import get_gdal_config, set_gdal_config, set_proj_data_search_path
from rasterio.errors import CRSError, NotGeoreferencedWarning, RasterioError
from rasterio.io import MemoryFile
from rasterio.vrt import WarpedVRT
from rasterio.windows import Window

from .errors import InputError
from .files import require_writable, scratch_beside, unwritable
from .grid import Grid, crs_name
from .tasks import default_workers
from .text import QT_TRANSLATE_NOOP

BLOCK_SIZE = 2048
"""Default edge of a processing block, in cells; bounds memory whatever the scene."""

_GDAL_ERRORS = (RasterioError, CPLE_BaseError, OSError)
"""What rasterio raises; closing a file passes GDAL's own errors on unwrapped."""

warnings.filterwarnings("ignore", category=NotGeoreferencedWarning)  # where it matters, an error says so


# GDAL would keep a twentieth of the machine's memory for blocks already read; of tiled files we read each once or twice.
# Strips go on below the windows beside: while a file of them is open, there is room for those of a row of windows.
_CACHE_BYTES = 64 << 20
_STRIPS_CACHE_BYTES = 256 << 20

_PIECE = 1 << 22  # bytes inflated at a time

# Cells by which a place may be off where a raster is brought from one CRS to another; GDAL's own eighth of a cell shows
# in the difference of two elevation models.
WARP_TOLERANCE = 0.01


_inside = threading.local()


class _BlockCache:
    """GDAL's memory of blocks, which all threads share: bounded while any is in an :func:`environment`, then as it was.

    An option of ``rasterio.Env`` would be taken back when the thread leaves that came first, whoever else is at work.
    """

    def __init__(self):
        self._lock = threading.Lock()
        self._users = self._files_of_strips = self._before = 0

    @contextlib.contextmanager
    def bounded(self) -> Iterator[None]:
        with self._lock:
            if not self._users:
                self._before = get_gdal_config("GDAL_CACHEMAX")
            self._users += 1
            self._set()
        try:
            yield
        finally:
            with self._lock:
                self._users -= 1
                if not self._users:
                    set_gdal_config("GDAL_CACHEMAX", self._before)

    @contextlib.contextmanager
    def for_strips(self) -> Iterator[None]:
        with self._lock:
            self._files_of_strips += 1
            self._set()
        try:
            yield
        finally:
            with self._lock:
                self._files_of_strips -= 1

    def _set(self) -> None:
        wanted = _STRIPS_CACHE_BYTES if self._files_of_strips else _CACHE_BYTES
        if self._users and get_gdal_config("GDAL_CACHEMAX") != wanted:
            set_gdal_config("GDAL_CACHEMAX", wanted)


_block_cache = _BlockCache()


@contextlib.contextmanager
def environment() -> Iterator[None]:
    """The GDAL/PROJ environment of the calling thread, to open, read and write rasters in.

    Where rasterio's PROJ cannot use the database it was pointed to (QGIS's, of another version), it is
    given the one of its own wheel. Where rasterio runs on QGIS's libraries, nothing needs mending. Inside another one of
    the same thread it costs nothing: work on thousands of small windows goes into one.
    """
    if getattr(_inside, "it", False):
        yield
        return
    with (
        contextlib.ExitStack() as leaving,
        rasterio.Env(GDAL_NUM_THREADS=str(default_workers())),
        _block_cache.bounded(),
    ):
        _inside.it = True
        leaving.callback(setattr, _inside, "it", False)
        # Entering points PROJ to PROJ_DATA or PROJ_LIB again, whatever the options say.
        try:
            CRS.from_epsg(6677)
        except CRSError:
            own = Path(rasterio.__file__).parent / "proj_data"
            if (own / "proj.db").exists():
                set_proj_data_search_path(str(own))
        yield


class Raster:
    """A raster opened for reading by windows; use it with ``with``.

    ``name`` is how messages call it (a layer's or a parameter's name). Where ``grid`` is given, the
    raster is seen resampled on that grid, in any CRS, as float32 unless ``resampling`` is nearest.
    ``nodata`` is the count of no data where the file does not declare it. Rotated rasters are refused
    unless ``rotated``; they are good for :meth:`suggested_grid`, and to be seen on a grid.
    """

    def __init__(
        self,
        path: str | os.PathLike,
        name: str | None = None,
        grid: Grid | None = None,
        resampling: Resampling = Resampling.cubic,
        nodata: float | None = None,
        rotated: bool = False,
    ):
        self.path = os.fspath(path)
        self.name = name or Path(self.path).name
        with contextlib.ExitStack() as stack:
            with environment():
                self._dataset = stack.enter_context(self._open())
                self._refuse_truncated()
                if self._dataset.block_shapes[0][1] > BLOCK_SIZE:
                    stack.enter_context(_block_cache.for_strips())
                self.files: tuple[str, ...] = tuple(self._dataset.files)
                self.grid = self._own_grid(rotated)
                self._alpha = self._alpha_band()
                if grid is not None:
                    if not self._alpha:
                        self._dataset = self._without_alpha(stack)
                    self._dataset = stack.enter_context(self._seen_on(grid, resampling, nodata))
                    self.grid = grid
            self._stack = stack.pop_all()
        self.count: int = self._dataset.count
        self.image_bands: int = self.count - (ColorInterp.alpha in self._dataset.colorinterp and self.count == 2)
        self.dtype: str = self._dataset.dtypes[0]
        self.nodata: float | None = self._dataset.nodata
        self.band_names: tuple[str | None, ...] = self._dataset.descriptions
        self.units: tuple[str | None, ...] = self._dataset.units
        self.tags: dict[str, str] = self._dataset.tags()
        self.block_rows: int = max(1, self._dataset.block_shapes[0][0])

    def __enter__(self) -> Raster:
        return self

    def __exit__(self, *_) -> None:
        self._stack.close()

    def _open(self) -> rasterio.DatasetReader:
        # A prefix of two letters or more is GDAL's (GPKG:…, NETCDF:…, https:…), a single one a drive's.
        elsewhere = self.path.startswith("/vsi") or re.match(r"\w{2,}:", self.path)
        if not elsewhere and not Path(self.path).exists():
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name}: the file {path} does not exist. Choose another file."),
                name=self.name,
                path=self.path,
            )
        try:
            dataset = rasterio.open(self.path)
        except RasterioError as error:
            if _is_fg_gml(self.path):
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name}: {path} is an elevation model of GSI as it is downloaded (FG-GML), no image. Convert it to "
                        "GeoTIFF first, with the QGIS plugin QuickDEM4JP or GSI's own converter.",
                    ),
                    name=self.name,
                    path=self.path,
                ) from error
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{name}: {path} cannot be opened as an image ({detail}). Choose a raster file."
                ),
                name=self.name,
                path=self.path,
                detail=str(error),
            ) from error
        if dataset.count == 0:
            inside = ", ".join(dataset.subdatasets) or "-"
            dataset.close()
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{name}: {path} is a container of several images. Choose one of them: {inside}."
                ),
                name=self.name,
                path=self.path,
                inside=inside,
            )
        return dataset

    def _alpha_band(self) -> int:
        """The number of the band that says what is transparent, 0 where there is none.

        GDAL marks the fourth band of 8-bit images as alpha by default; in ours it is the near infrared.
        """
        kinds = self._dataset.colorinterp
        return kinds.index(ColorInterp.alpha) + 1 if ColorInterp.alpha in kinds and len(kinds) != 4 else 0

    def _without_alpha(self, stack: contextlib.ExitStack) -> rasterio.DatasetReader:
        """The open dataset, any alpha a band like the others, so that warping does not weigh by it."""
        if ColorInterp.alpha not in self._dataset.colorinterp:
            return self._dataset
        described = stack.enter_context(MemoryFile(ext=".vrt"))
        rasterio.shutil.copy(self._dataset, described.name, driver="VRT")
        with rasterio.open(described.name, "r+") as dataset:
            dataset.colorinterp = [ColorInterp.undefined] * dataset.count
        return stack.enter_context(rasterio.open(described.name))

    def _seen_on(self, grid: Grid, resampling: Resampling, nodata: float | None) -> WarpedVRT:
        """The open dataset resampled on ``grid``; as float32 and NaN where no data, unless nearest."""
        options = {} if nodata is None else {"src_nodata": nodata}
        if resampling is not Resampling.nearest:
            source = self._dataset
            options |= {"dtype": "float32", "nodata": math.nan}
            if source.nodata is not None or nodata is not None:
                options["UNIFIED_SRC_NODATA"] = "PARTIAL"  # a cell is no data where any band is; never mix it in
            elif source.count > 1 and MaskFlags.all_valid in source.mask_flag_enums[0]:
                options |= {"src_nodata": 0, "UNIFIED_SRC_NODATA": "YES"}  # nor fill, zero in all bands
        return WarpedVRT(
            self._dataset,
            crs=grid.crs,
            transform=grid.transform,
            width=grid.width,
            height=grid.height,
            resampling=resampling,
            tolerance=WARP_TOLERANCE,
            **options,
        )

    def suggested_grid(self, crs: CRS | None = None) -> Grid:
        """The north-up grid in ``crs`` (None: its own) that covers all of the raster with about its own cells."""
        try:
            with environment(), WarpedVRT(self._dataset, crs=crs) as seen:
                return Grid(seen.crs, seen.transform, seen.width, seen.height)
        except _GDAL_ERRORS as error:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name} cannot be brought into {crs} ({detail}). Choose a coordinate system of its region.",
                ),
                name=self.name,
                crs=crs_name(crs),
                detail=str(error),
            ) from error

    def _own_grid(self, rotated: bool) -> Grid:
        transform = self._dataset.transform
        if transform.is_identity:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name} has no position on the ground. Georeference it first."),
                name=self.name,
            )
        if not rotated and (transform.b or transform.d or transform.e >= 0 or transform.a <= 0):
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name} is rotated or not north-up. Warp it to a north-up grid first."),
                name=self.name,
            )
        return Grid(self._dataset.crs, transform, self._dataset.width, self._dataset.height)

    def _refuse_truncated(self) -> None:
        """A TIFF cut short by a broken copy still opens; its last blocks point past the file's end."""
        if self._dataset.driver not in ("GTiff", "COG") or not Path(self.path).is_file():
            return
        size = Path(self.path).stat().st_size
        if any(offset + length > size for offset, length in _blocks_in(self._dataset)):
            raise _damaged(self.name, self.path)

    def read(self, window: Window | None = None, bands: list[int] | None = None) -> np.ndarray:
        """Cells of ``window`` in the file's own type, shape (bands, rows, columns); bands count from 1."""
        try:
            with environment():
                return self._dataset.read(bands, window=window)
        except _GDAL_ERRORS as error:
            raise _damaged(self.name, self.path) from error

    def read_valid(self, window: Window | None = None, bands: list[int] | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Cells as :meth:`read`, and where all those bands hold data (rows, columns; bool).

        A cell counts as no data where any band is nodata or not finite, where the file's own mask says
        so, or where all bands are exactly zero (how undeclared fill looks in optical products).
        """
        data = self.read(window, bands)
        return data, self.valid(data, window)

    def valid(self, data: np.ndarray, window: Window | None = None) -> np.ndarray:
        """Where ``data``, read from ``window``, is data; see :meth:`read_valid`."""
        valid = np.any(data != 0, axis=0) if data.shape[0] > 1 else np.ones(data.shape[1:], bool)
        for band in data:
            if self.nodata is not None and not np.isnan(self.nodata):
                valid &= band != self.nodata
            if np.issubdtype(band.dtype, np.floating):
                valid &= np.isfinite(band)
        flags = self._dataset.mask_flag_enums[0]
        try:
            with environment():
                if self._alpha:
                    valid &= self._dataset.read(self._alpha, window=window) > 0
                elif MaskFlags.per_dataset in flags and MaskFlags.alpha not in flags:
                    valid &= self._dataset.dataset_mask(window=window) > 0
        except _GDAL_ERRORS as error:
            raise _damaged(self.name, self.path) from error
        return valid


def _as_stored(path: str | os.PathLike) -> rasterio.DatasetReader:
    """The TIFF ``path`` without its place on earth: in a new thread PROJ takes ten times as long for that as all else."""
    return rasterio.open(path, driver="GTiff", GEOREF_SOURCES="NONE")


def _blocks_in(dataset: rasterio.DatasetReader) -> Iterator[tuple[int, int]]:
    """Where blocks of a TIFF are in its file: offset and length in bytes, without those left out as empty."""
    rows, columns = dataset.block_shapes[0]
    across, down = -(-dataset.width // columns), -(-dataset.height // rows)
    bands = dataset.count if dataset.interleaving is rasterio.enums.Interleaving.band else 1
    for band in range(1, bands + 1):
        for y in range(down):
            for x in range(across):
                offset = dataset.get_tag_item(f"BLOCK_OFFSET_{x}_{y}", "TIFF", bidx=band)
                length = dataset.get_tag_item(f"BLOCK_SIZE_{x}_{y}", "TIFF", bidx=band)
                if offset and length:
                    yield int(offset), int(length)


def require_sound(path: str | os.PathLike) -> None:
    """Raise :class:`InputError` where a block of a TIFF compressed by deflate is not what was written.

    These blocks carry a checksum (RFC 1950), which GDAL does not look at: what a bad sector left of one may be read as
    numbers. All others, and what is no TIFF on this computer or a share, are taken as they are.
    """
    if not Path(path).is_file():
        return
    try:
        with environment(), _as_stored(path) as dataset:
            places = list(_blocks_in(dataset)) if dataset.compression is Compression.deflate else []
    except RasterioError:
        return  # no TIFF, or said when it is opened
    with open(path, "rb") as file:
        for offset, length in places:
            file.seek(offset)
            if not _inflates(file.read(length)):
                raise _damaged(Path(path).name, os.fspath(path))


def _inflates(data: bytes) -> bool:
    """Whether ``data`` is deflated and its checksum right; in pieces, whatever size it promises."""
    inflating = zlib.decompressobj()
    try:
        while data:
            inflating.decompress(data, _PIECE)
            data = inflating.unconsumed_tail
    except zlib.error:
        return False
    return inflating.eof


def _is_fg_gml(path: str) -> bool:
    """Whether a file is in the format of the Geospatial Information Authority of Japan, XML or zipped."""
    if Path(path).suffix.lower() not in (".xml", ".zip"):
        return False
    try:
        with open(path, "rb") as file:
            start = file.read(1024).lower()
    except OSError:
        return False
    return "fg-gml" in Path(path).name.lower() or b"fg-gml" in start or b"fgd.gsi.go.jp" in start


def _damaged(name: str, path: str) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{name}: {path} is damaged or incomplete (it ends before its image does). Copy or download it again.",
        ),
        name=name,
        path=path,
    )


class RasterWriter:
    """A raster written by windows, which appears under its final name whole or not at all.

    Windows go to a scratch file beside the target; :meth:`finish` turns it into a cloud-optimised
    GeoTIFF with overviews, still beside it and readable as :attr:`complete`; :func:`publish` renames. Leaving the
    ``with`` block removes whatever was not published. ``tags`` are kept in the file (see ``Raster.tags``).
    """

    def __init__(
        self,
        path: str | os.PathLike,
        grid: Grid,
        dtype: str,
        count: int = 1,
        nodata: float | None = None,
        band_names: list[str] | None = None,
        tags: dict[str, str] | None = None,
    ):
        self.path = Path(path)
        self.grid, self.dtype, self.count = grid, np.dtype(dtype), count
        require_writable(self.path, grid.width * grid.height * count * self.dtype.itemsize)
        self._scratch = scratch_beside(self.path, ".scratch.tif")
        self._finished = scratch_beside(self.path, ".finished.tif")
        self._dataset = None
        try:
            with environment():
                self._dataset = rasterio.open(
                    self._scratch,
                    "w",
                    driver="GTiff",
                    width=grid.width,
                    height=grid.height,
                    count=count,
                    dtype=self.dtype,
                    crs=grid.crs,
                    transform=grid.transform,
                    nodata=nodata,
                    tiled=True,
                    blockxsize=512,
                    blockysize=512,
                    bigtiff="IF_SAFER",
                    sparse_ok=False,  # see _require_all_blocks
                )
        except _GDAL_ERRORS as error:
            failure = unwritable(self.path, error)
            self._discard()
            raise failure from error
        for band, band_name in enumerate(band_names or [], 1):
            self._dataset.set_band_description(band, band_name)
        self._dataset.update_tags(**tags or {})

    def __enter__(self) -> RasterWriter:
        return self

    def __exit__(self, *_) -> None:
        self._discard()

    def write(self, data: np.ndarray, window: Window | None = None) -> None:
        """Write ``data``, shape (rows, columns) or (bands, rows, columns), into ``window``."""
        try:
            with environment():
                self._dataset.write(data[np.newaxis] if data.ndim == 2 else data, window=window)
        except _GDAL_ERRORS as error:
            raise unwritable(self.path, error) from error

    @property
    def complete(self) -> Path:
        """All that was written, once closed or finished and until published: a later step of the same run may read it."""
        return self._finished if self._finished.exists() else self._scratch

    def close(self) -> None:
        """Nothing more is written: :attr:`complete` may be read. Once is enough."""
        if self._dataset.closed:
            return
        try:
            with environment():
                self._dataset.close()
                self._require_all_blocks()
        except _GDAL_ERRORS as error:
            raise unwritable(self.path, error) from error

    def finish(self) -> None:
        """Make the complete file, beside its final name and safely on the disk; once is enough."""
        if self._finished.exists():
            return
        self.close()
        resampling = "nearest" if np.issubdtype(self.dtype, np.integer) else "average"
        try:
            with environment():
                rasterio.shutil.copy(
                    self._scratch,
                    self._finished,
                    driver="COG",
                    compress="deflate",
                    level=1,
                    predictor="standard" if np.issubdtype(self.dtype, np.integer) else "floating_point",
                    overview_resampling=resampling,
                    num_threads=str(default_workers()),
                    bigtiff="IF_SAFER",
                )
            # A full disk shows only in what reached it: the complete check of a fresh read.
            with Raster(self._finished):
                pass
            with open(self._finished, "rb+") as file:
                os.fsync(file.fileno())
            self._scratch.unlink()  # its room may be needed for the next
        except (*_GDAL_ERRORS, InputError) as error:
            raise unwritable(self.path, error) from error

    def _require_all_blocks(self) -> None:
        """Raise OSError unless every block is in the scratch file, at a place of its own.

        GDAL writes what it kept in memory when the file is closed, and rasterio does not tell where that failed: the blocks
        would be missing, or point to others.
        """
        size = self._scratch.stat().st_size
        with _as_stored(self._scratch) as dataset:
            rows, columns = dataset.block_shapes[0]
            count = -(-dataset.width // columns) * -(-dataset.height // rows)
            count *= dataset.count if dataset.interleaving is rasterio.enums.Interleaving.band else 1
            places = [offset for offset, length in _blocks_in(dataset) if offset + length <= size]
        if len(set(places)) != count:
            raise OSError(errno.EIO, "some of it did not reach the disk")

    def _discard(self) -> None:
        if self._dataset is not None and not self._dataset.closed:
            with contextlib.suppress(*_GDAL_ERRORS), environment():
                self._dataset.close()
        for path in (self._scratch, self._finished):
            path.unlink(missing_ok=True)


def publish(*writers: RasterWriter) -> None:
    """Finish all of ``writers``, then give each its final name: all of them, or none."""
    with ThreadPoolExecutor(default_workers()) as pool:
        list(pool.map(RasterWriter.finish, writers))
    done: list[tuple[Path, Path | None]] = []  # final names, and where what was there waits
    try:
        for writer in writers:
            previous = None
            # The last needs no way back: either it takes the place of the old file or that stays.
            if writer is not writers[-1] and writer.path.is_file():
                previous = _set_aside(writer.path, writer._finished)
            done.append((writer.path, previous))
            os.replace(writer._finished, writer.path)
    except OSError as error:
        for path, previous in done:
            with contextlib.suppress(OSError):
                if previous:
                    os.replace(previous, path)
                    previous.unlink(missing_ok=True)  # two names of one file are left as they are
                elif path != writer.path:
                    path.unlink()
        raise unwritable(writer.path, error) from error
    for _, previous in done:
        if previous:
            previous.unlink(missing_ok=True)


def _set_aside(path: Path, beside: Path) -> Path:
    """Give the file at ``path`` a second name, so that a run killed now leaves it where it was; or that name alone, where
    the disk knows no second names. Returns it."""
    try:
        aside = beside.with_suffix(".linked")
        os.link(path, aside)
    except OSError:
        aside = beside.with_suffix(".previous")
        os.replace(path, aside)
    return aside
