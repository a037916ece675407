"""Reading the points of a tile chunk by chunk, whatever the file: LAS, LAZ, text, in a zip or not."""

from __future__ import annotations

import contextlib
import struct
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO

import laspy
import lazrs
import numpy as np

from ..errors import InputError
from ..text import QT_TRANSLATE_NOOP
from .header import Header, read_header
from .source import TEXT, Source

CHUNK = 1_000_000
"""Points decoded at a time: 34 MB in format 3."""

_FOREIGN = (OSError, EOFError, ValueError, lazrs.LazrsError, zipfile.BadZipFile, zlib.error, struct.error)


@contextlib.contextmanager
def open_points(source: Source, only: int | None = None) -> Iterator[PointReader]:
    """The points of ``source`` as a context; raises :class:`InputError` where they cannot be read.

    ``only``: the parts to decompress, a sum of lazrs's ``SELECTIVE_DECOMPRESS_…`` (point formats 6 to 10 of LAZ; the
    other fields are then 0); all parts without it.
    """
    if source.suffix in TEXT:
        from .text_points import TextReader

        yield TextReader(source)
        return
    header = read_header(source)
    stream = source.open_seekable() if header.compressed else source.open()
    with stream:
        yield PointReader(source, header, stream, only)


class PointReader:
    """A LAS or LAZ file that is open; ``point_format`` knows its extra dimensions."""

    def __init__(self, source: Source, header: Header, stream: BinaryIO, only: int | None = None):
        self.source, self.header = source, header
        self.point_format = point_format_of(source, header)
        self._stream, self._only = stream, only

    def chunks(self, size: int = CHUNK) -> Iterator[laspy.ScaleAwarePointRecord]:
        """Records of at most ``size`` points in the order of the file, from the first; the next one is decoded
        meanwhile. Fewer points than the header promises are an :class:`InputError`, after those that are there."""
        decode = self._decoder()
        left = self.header.count
        with ThreadPoolExecutor(1) as pool:
            coming = pool.submit(decode, min(size, left))
            while left:
                raw = coming.result()
                left -= len(raw) // self.header.record_length
                if left and raw:
                    coming = pool.submit(decode, min(size, left))
                if raw:
                    yield self._record(raw)
                else:
                    raise _damaged(self.source, "end of file")

    def _record(self, raw: bytearray) -> laspy.ScaleAwarePointRecord:
        points = np.frombuffer(raw, self.point_format.dtype())
        header = self.header
        return laspy.ScaleAwarePointRecord(points, self.point_format, np.array(header.scales), np.array(header.offsets))

    def _decoder(self):
        """A function that gives the bytes of the next n points, fewer at the end of a file."""
        with self._telling():
            _skip_to(self._stream, self.header.data_offset)
            if not self.header.compressed:
                return self._uncompressed
            laszip = self._laszip()
            self._refuse_false_chunk_table(laszip)
            selection = lazrs.SELECTIVE_DECOMPRESS_ALL if self._only is None else self._only
            only = lazrs.DecompressionSelection(selection)
            try:
                decompressor = lazrs.ParLasZipDecompressor(self._stream, laszip, only)
            except lazrs.LazrsError:  # written point by point, or without a table of its chunks
                self._stream.seek(self.header.data_offset)
                decompressor = lazrs.LasZipDecompressor(self._stream, laszip, only)

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
                    "SoraNoMe", "{name} is compressed, but does not say how (no laszip record). Download or copy it again."
                ),
                name=self.source.name,
            )
        return laszip

    def _refuse_false_chunk_table(self, laszip: bytes) -> None:
        """lazrs makes room for as many chunks as the file promises."""
        self._stream.seek(0, 2)
        end = self._stream.tell()
        start = self.header.data_offset
        self._stream.seek(start)
        compressor = struct.unpack_from("<H", laszip)[0]
        if self.header.count and compressor != 1:
            (table,) = struct.unpack("<q", self._stream.read(8))
            if table == -1:  # a writer that could not seek put it at the very end
                self._stream.seek(end - 8)
                (table,) = struct.unpack("<q", self._stream.read(8))
            if not start + 8 <= table <= end - 8:
                raise _damaged(self.source, "chunk table")
            self._stream.seek(table)
            _, chunks = struct.unpack("<II", self._stream.read(8))
            if chunks * self.header.record_length > table - start:
                raise _damaged(self.source, "chunk table")
        self._stream.seek(start)

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
