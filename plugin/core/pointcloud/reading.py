"""Reading the points of a tile chunk by chunk, whatever the file: LAS, LAZ, text, in a zip or not."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import BinaryIO

import laspy
import lazrs
import numpy as np

from ..errors import InputError
from ..foreign import BROKEN_ARCHIVE
from ..tasks import Progress, Silent, check_cancelled, default_workers
from ..text import QT_TRANSLATE_NOOP, Message
from .header import BOX, BOX_READ, Header, read_header
from .source import TEXT, Source

CHUNK = 1_000_000
"""Points decoded at a time: 34 MB in format 3."""

_SPOTS, _SAMPLE = 8, 512  # places, and points in all of them together, that stand for a tile
_FIRST_CHUNK = 1 << 20  # bytes in which the first chunk begins, of 50,000 points for most writers
_CHUNK_BYTES = 1 << 28  # at most decoded at a time, however long the records are

_FOREIGN = (*BROKEN_ARCHIVE, lazrs.LazrsError)


@contextlib.contextmanager
def open_points(source: Source, only: int | None = None, workers: int | None = None) -> Iterator[PointReader]:
    """The points of ``source`` as a context; raises :class:`InputError` where they cannot be read.

    ``only``: the parts to decompress, a sum of lazrs's ``SELECTIVE_DECOMPRESS_…`` (point formats 6 to 10 of LAZ; the
    other fields are then 0); all parts without it. ``workers``: 1 decodes in the thread that asks, more on all cores.
    """
    if source.suffix in TEXT:
        from .text_points import TextReader

        yield TextReader(source)
        return
    header = read_header(source)
    stream = source.open_seekable() if header.compressed else source.open()
    with stream:
        yield PointReader(source, header, stream, only, workers)


class PointReader:
    """A LAS or LAZ file that is open; ``point_format`` knows its extra dimensions."""

    def __init__(
        self, source: Source, header: Header, stream: BinaryIO, only: int | None = None, workers: int | None = None
    ):
        self.source, self.header = source, header
        self.point_format = point_format_of(source, header)
        self._stream, self._only, self._alone = stream, only, (workers or default_workers()) == 1

    def chunks(self, size: int = CHUNK) -> Iterator[laspy.ScaleAwarePointRecord]:
        """Records of at most ``size`` points in the order of the file, from the first; with several workers the next
        one is decoded meanwhile. Fewer points than the header promises are an :class:`InputError`, after those that are
        there."""
        decode = self._decoder()
        left = self.header.count
        size = max(1, min(size, _CHUNK_BYTES // self.header.record_length))
        if self._alone:
            while left:
                raw = decode(min(size, left))
                left -= len(raw) // self.header.record_length
                yield self._whole(raw)
            return
        with ThreadPoolExecutor(1) as pool:
            coming = pool.submit(decode, min(size, left))
            while left:
                raw = coming.result()
                left -= len(raw) // self.header.record_length
                if left and raw:
                    coming = pool.submit(decode, min(size, left))
                yield self._whole(raw)

    def _whole(self, raw: bytearray) -> laspy.ScaleAwarePointRecord:
        if not raw:
            raise _damaged(self.source, "end of file")
        return self._record(raw)

    def spots(self, firsts: list[int]) -> laspy.ScaleAwarePointRecord:
        """A few points from each of ``firsts`` on (numbers of points, ascending), fewer at the end of the file."""
        length, raw = self.header.record_length, bytearray()
        spot = _SAMPLE // len(firsts)
        with self._telling():
            if self.header.compressed:
                self._stream.seek(self.header.data_offset)
                laszip = self._laszip()
                self._largest_chunk(laszip)
                decompressor = lazrs.LasZipDecompressor(self._stream, laszip)
                chunk = lazrs.LazVlr(laszip).chunk_size()
                for first in sorted({first // chunk * chunk for first in firsts} if 0 < chunk < 1 << 31 else {0}):
                    decompressor.seek(first)
                    part = bytearray(min(spot, self.header.count - first) * length)
                    decompressor.decompress_many(part)
                    raw += part
            else:
                for first in firsts:
                    _skip_to(self._stream, self.header.data_offset + first * length)
                    part = self._stream.read(spot * length)
                    raw += part[: len(part) // length * length]
        return self._record(raw[: len(raw) // length * length])

    def _record(self, raw: bytearray) -> laspy.ScaleAwarePointRecord:
        points = np.frombuffer(raw, self.point_format.dtype())
        header = self.header
        return laspy.ScaleAwarePointRecord(points, self.point_format, np.array(header.scales), np.array(header.offsets))

    def _decoder(self):
        """A function that gives the bytes of the next n points, fewer at the end of a file."""
        with self._telling():
            if isinstance(self._stream, zipfile.ZipExtFile) and not self._stream.tell():
                self._stream.read(self.header.data_offset)  # from Python 3.13 on a seek gives up the checksum
            else:
                _skip_to(self._stream, self.header.data_offset)
            if not self.header.compressed:
                return self._uncompressed
            laszip = self._laszip()
            largest = self._largest_chunk(laszip)
            selection = lazrs.SELECTIVE_DECOMPRESS_ALL if self._only is None else self._only
            only = lazrs.DecompressionSelection(selection)
            # The parallel one makes room for whole chunks; none is there for points written one by one.
            parallel = not self._alone and 0 < largest * self.header.record_length <= _CHUNK_BYTES
            kind = lazrs.ParLasZipDecompressor if parallel else lazrs.LasZipDecompressor
            decompressor = kind(self._stream, laszip, only)

        def compressed(count: int) -> bytearray:
            raw = bytearray(count * self.header.record_length)
            with self._telling():
                decompressor.decompress_many(raw)
            return raw

        return compressed

    def _uncompressed(self, count: int) -> bytearray:
        length = self.header.record_length
        with self._telling():
            raw = bytearray(self._stream.read(count * length))
        return raw[: len(raw) // length * length]

    def _laszip(self) -> bytes:
        laszip = self.header.vlr("laszip encoded", 22204)
        if laszip is None or len(laszip) < 34:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name} is compressed, but does not say how (no laszip record). Download or copy it again.",
                ),
                name=self.source.name,
            )
        if lazrs.LazVlr(laszip).item_size() != self.header.record_length:  # lazrs trusts that they agree
            raise _damaged(self.source, "length of points")
        return laszip

    def _largest_chunk(self, laszip: bytes) -> int:
        """Points in the largest chunk, 0 where points were written one by one.

        Raises :class:`InputError` where the table of chunks is false: lazrs makes room for what it promises.
        """
        start, length = self.header.data_offset, self.header.record_length
        self._stream.seek(0, 2)
        end = self._stream.tell()
        self._stream.seek(start)
        largest = 0
        if self.header.count and struct.unpack_from("<H", laszip)[0] != 1:
            (table,) = struct.unpack("<q", self._stream.read(8))
            if table == -1:  # a writer that could not seek put it at the very end
                self._stream.seek(end - 8)
                (table,) = struct.unpack("<q", self._stream.read(8))
            if not start + 8 <= table <= end - 8:
                raise _damaged(self.source, "chunk table")
            self._stream.seek(table)
            _, chunks = struct.unpack("<II", self._stream.read(8))
            if chunks * length > table - start:  # the first point of a chunk is written in full
                raise _damaged(self.source, "chunk table")
            self._stream.seek(start)
            entries = lazrs.read_chunk_table(self._stream, lazrs.LazVlr(laszip))
            if sum(size for _, size in entries) > table - start:
                raise _damaged(self.source, "chunk table")
            largest = max((points for points, _ in entries), default=0)
        self._stream.seek(start)
        return largest

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except MemoryError as error:
            raise _damaged(self.source, "memory") from error
        except _FOREIGN as error:
            raise _damaged(self.source, str(error)) from error
        except BaseException as error:
            if type(error).__name__ == "PanicException":  # of Rust; no Exception, on purpose of PyO3
                raise _damaged(self.source, str(error)) from None
            raise


def with_true_box(source: Source, header: Header, progress: Progress = Silent()) -> Header:  # noqa: B008 - it has no state
    """``header`` with a box that can be one: where its own cannot, all points are read once for theirs, and that is told.

    Raises :class:`InputError` where they cannot be read to the end, or lie nowhere on the Earth.
    """
    if header.count == 0 or header.box_plausible:
        return header
    parts = lazrs.SELECTIVE_DECOMPRESS_XY_RETURNS_CHANNEL | lazrs.SELECTIVE_DECOMPRESS_Z
    lows, highs = np.full(3, np.inf), np.full(3, -np.inf)
    with open_points(source, parts if header.point_format >= 6 else None) as points:
        for chunk in points.chunks():
            check_cancelled(progress)
            for axis, values in enumerate((chunk.x, chunk.y, chunk.z)):
                lows[axis] = min(lows[axis], np.min(values))
                highs[axis] = max(highs[axis], np.max(values))
    problems = tuple(problem for problem in header.problems if problem.template != BOX)
    true = replace(
        header, mins=tuple(lows.tolist()), maxs=tuple(highs.tolist()), problems=(*problems, Message(BOX_READ))
    )
    if not true.box_plausible:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "{name}: its coordinates lie nowhere on the Earth ({box}). Download or copy it again."
            ),
            name=source.name,
            box=", ".join(f"{value:g}" for value in true.box),
        )
    return true


def sample(source: Source, header: Header) -> laspy.ScaleAwarePointRecord | None:
    """Some hundred points of a LAS or LAZ file from several places in it, in a zip from its beginning only.

    None where it has none, or where much would have to be read for them. Raises :class:`InputError` as reading would.
    """
    if header.count == 0:
        return None
    stream, size = source.open_sized()
    with stream:
        if source.member and header.compressed:
            beginning = _beginning(source, header, stream)
            return PointReader(source, header, beginning).spots([0]) if beginning else None
        held = (size - header.data_offset) // header.record_length
        count = header.count if header.compressed else min(header.count, held)
        spots = [0] if source.member else sorted({count * i // _SPOTS for i in range(_SPOTS)})
        return PointReader(source, header, stream).spots(spots)


def _beginning(source: Source, header: Header, stream: BinaryIO) -> BinaryIO | None:
    """A LAZ file made of the first chunk of another, so that nothing behind it need be unpacked."""
    try:
        head = stream.read(header.data_offset + 8)
        chunk = stream.read(_FIRST_CHUNK)
    except _FOREIGN as error:
        raise _damaged(source, str(error)) from error
    try:
        laszip = lazrs.LazVlr(header.vlr("laszip encoded", 22204) or b"")
        if laszip.uses_variable_size_chunks() or laszip.chunk_size() > 1_000_000:
            return None
        made = io.BytesIO(head[:-8] + struct.pack("<q", len(head) + len(chunk)) + chunk)
        made.seek(0, 2)
        lazrs.write_chunk_table(made, [(laszip.chunk_size(), len(chunk))], laszip)
    except lazrs.LazrsError as error:
        raise _damaged(source, str(error)) from error
    made.seek(0)
    return made


def point_format_of(source: Source, header: Header) -> laspy.PointFormat:
    """laspy's point format with the extra dimensions the file describes; what it does not describe stays as bytes."""
    kind = laspy.PointFormat(header.point_format)
    extra = header.record_length - kind.size
    if extra == 0:
        return kind
    described = header.vlr("LASF_Spec", 4)
    if described:
        with contextlib.suppress(Exception):  # descriptions are often wrong; the bytes are kept all the same
            record = laspy.vlrs.known.ExtraBytesVlr()
            record.parse_record_data(described)
            for dimension in record.type_of_extra_dims():
                kind.add_extra_dimension(dimension)
            if kind.size == header.record_length:
                return kind
        kind = laspy.PointFormat(header.point_format)
    kind.add_extra_dimension(laspy.ExtraBytesParams("extra_bytes", f"{extra}u1"))
    return kind


def _skip_to(stream: BinaryIO, offset: int) -> None:
    if stream.seekable():
        stream.seek(offset)
    else:
        stream.read(offset)


def _damaged(source: Source, detail: str) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe", "{name}: its points cannot be read to the end ({detail}). Download or copy it again."
        ),
        name=source.name,
        detail=detail,
    )
