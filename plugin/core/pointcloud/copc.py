"""Writing COPC 1.0: a LAZ file (LAS 1.4, formats 6 to 8) whose chunks are the nodes of an octree.

Sources: COPC Specification 1.0 (https://copc.io); ASPRS LAS Specification 1.4 R15.

Chunks are compressed by lazrs (Rust) and not by copclib (C++). Measured on the same chunks, lazrs needs a fifth less
processor time and spreads chunks over all cores, where copclib compresses one after the other; copclib puts the WKT
behind the points, where QGIS does not look for it; and with lazrs the tiles are read anyway. The octree is
:mod:`.octree`.

The bytes depend on nothing but the points in their order and the header: not on threads, the size of the chunks they
come in, how much fits into memory, or the day.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import struct
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import laspy
import lazrs
import numpy as np

from ..errors import InputError, OutputError, SoraNoMeError
from ..files import require_writable, scratch_beside, unwritable
from ..tasks import Part, Progress, Silent, check_cancelled, default_workers
from ..text import QT_TRANSLATE_NOOP
from .header import Header, Vlr
from .octree import CELLS, LEAST, Cube, Node, Streamed, Workspace, arrange, batches, child
from .records import Converter, Summary, convert_parallel, gather, summarise, summarise_parallel
from .thinning import Thinner

MEMORY = 420_000_000
"""Bytes for the points held at a time: 6.9 million of format 7. With QGIS around it this stays below 1 GiB."""

_BATCH = 500_000  # points compressed or read back at a time
_ENTRY = struct.Struct("<iiiiQii")
_HEADER, _VLR, _EVLR, _INFO = 375, 54, 60, 160
_ROOT = (0, 0, 0, 0)
_KEPT_ENCODING = 0b1001  # kind of GPS time, synthetic return numbers
_WKT_ENCODING = 0b10000
_CHECKED = lazrs.SELECTIVE_DECOMPRESS_XY_RETURNS_CHANNEL | lazrs.SELECTIVE_DECOMPRESS_Z
_CHECKED |= lazrs.SELECTIVE_DECOMPRESS_CLASSIFICATION


@dataclass(frozen=True)
class Written:
    """A COPC file that was written, read back, and found to hold what it should."""

    path: Path
    summary: Summary
    mins: tuple[float, float, float]
    maxs: tuple[float, float, float]
    point_format: int
    nodes: tuple[Node, ...]
    spacing: float
    """Width of a cell of the root in units of the CRS; half of that a level below, and so on."""
    size: int
    """Bytes of the file."""
    lacked_time: bool = False
    """Whether the source had no GPS times."""
    dropped_waveforms: bool = False
    shown: np.ndarray | None = None
    """Rows of bytes (n, length) of the points an overview shows; see :mod:`.thinning`."""

    @property
    def count(self) -> int:
        return self.summary.count

    @property
    def coloured(self) -> bool:
        """Whether any point has a colour other than black."""
        return self.summary.brightest > 0


def write_copc(
    path: str | os.PathLike,
    chunks: Iterable[laspy.ScaleAwarePointRecord],
    header: Header,
    wkt: str,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
    space: Workspace | None = None,
    column: float = 0.0,
) -> Written:
    """Write the points of ``chunks`` as a COPC file at ``path``, whole or not at all, and read it back.

    ``chunks``: records of any LAS format 0–10 with the scales and offsets of ``header`` (as of ``PointReader.chunks``);
    gone through once. ``header``: of the source; scales, offsets, creation date, system, software, GUID, source ID,
    kind of GPS time and records (VLRs, but for those on the CRS, compression and waveforms) are kept, its count only
    sizes memory, the rest is found anew. ``wkt``: see ``Decision.wkt``.

    Every attribute is kept bit for bit, or as :mod:`.records` says where formats differ. The file is checked by what
    is decoded from it again: number of points, bounds, checksum of the coordinates, points by class, and that no point
    lies outside its node. The same points in the same order give the same bytes.

    ``space`` is memory to work in, with its number of threads; who writes many files makes one (:func:`workspace`) and
    hands it over each time. Points that do not fit into it go through scratch files beside ``path``, as large as the
    uncompressed points, twice that for a moment. ``column``: where it is not 0, what the file shows in columns so wide
    (units of the CRS) is kept in :attr:`Written.shown`.

    Raises :class:`InputError` where there are no points, :class:`OutputError` where writing or the check fails, and
    what ``chunks`` raises.
    """
    path = Path(path)
    require_writable(path)
    space = space or workspace()
    scratch = scratch_beside(path)
    with ThreadPoolExecutor(space.workers) as pool, contextlib.ExitStack() as cleanup:
        cleanup.callback(scratch.unlink, missing_ok=True)
        cleanup.callback(shutil.rmtree, _spool_folder(scratch), ignore_errors=True)
        try:
            points = _Points(scratch, header, space, pool)
            points.read(chunks, Part(progress, 0, 0.45))
            summary = points.summary
            if not summary.count:
                raise InputError(
                    QT_TRANSLATE_NOOP("SoraNoMe", "{path} would hold no points. Check what it is made from."), path=path
                )
            scales, offsets = np.array(header.scales), np.array(header.offsets)
            lowest, highest = (tuple((v * scales + offsets).tolist()) for v in (summary.mins, summary.maxs))
            thinner = None
            if column:
                thinner = Thinner(scales, offsets, column, points.cube.width / CELLS)
            with open(scratch, "w+b") as file:
                writer = _Writer(file, points, header, wkt, thinner)
                for order, nodes in points.arranged(Part(progress, 0.45, 0.8)):
                    writer.write(order, nodes, progress)
                writer.finish()
                file.flush()
                os.fsync(file.fileno())
            size, converter = scratch.stat().st_size, points.converter
            nodes, cube = tuple(writer.nodes), points.cube
            del points, writer
            _check(scratch, path, summary, nodes, cube, space, pool, Part(progress, 0.8, 1))
            os.replace(scratch, path)
        except OSError as error:
            raise unwritable(path, error) from error
        except lazrs.LazrsError as error:
            raise unwritable(path, error) from error
    return Written(
        path,
        summary,
        lowest,
        highest,
        converter.number,
        nodes,
        cube.width / CELLS,
        size,
        converter.lacks_time,
        converter.drops_waveform,
        thinner.chosen() if thinner else None,
    )


def workspace(workers: int | None = None, memory: int = MEMORY) -> Workspace:
    """What :func:`write_copc` works in, for one file after the other."""
    return Workspace(memory, workers or default_workers())


def disk_needed(header: Header, space: Workspace) -> int:
    """Bytes of disk :func:`write_copc` needs for a source with this header, at most: the result, and scratch files."""
    converter = Converter(laspy.PointFormat(header.point_format))
    raw = header.count * converter.length
    return raw // 2 + (0 if header.count <= space.capacity(converter.length) else 2 * raw)


class _Points:
    """The points on their way: in memory as long as they fit, else in files of rows of bytes."""

    def __init__(self, scratch: Path, header: Header, space: Workspace, pool: ThreadPoolExecutor):
        self._folder, self._header, self.space, self.pool = _spool_folder(scratch), header, space, pool
        self.summary = Summary()
        self.converter: Converter | None = None
        self._filled = 0
        self._spool: Path | None = None
        self.cube: Cube | None = None

    @property
    def number(self) -> int:
        return self.converter.number

    @property
    def length(self) -> int:
        return self.converter.length

    def read(self, chunks: Iterable[laspy.ScaleAwarePointRecord], progress: Progress) -> None:
        """Take in all points."""
        for chunk in chunks:
            check_cancelled(progress)
            if self.converter is None:
                self._begin(chunk.point_format)
            self._require_same(chunk)
            array, start, rows, places = chunk.array, 0, self.space.rows, self.space.places
            while start < len(array):
                stop = min(len(array), start + self._capacity - self._filled)
                into = slice(self._filled, self._filled + stop - start)
                self.summary.add(
                    convert_parallel(
                        self.converter, array[start:stop], rows[into], places[into], self.pool, self.space.workers
                    )
                )
                self._filled, start = into.stop, stop
                if start < len(array):
                    self._spill()
            progress.report(min(1.0, self.summary.count / max(1, self._header.count)))
        if self.summary.count:
            self.cube = Cube.around(self.summary, self._header.scales, self._header.offsets)
        if self._spool:
            self._spill()

    def _begin(self, point_format: laspy.PointFormat) -> None:
        self.converter = Converter(point_format)
        self._capacity = min(self.space.capacity(self.length), max(2, self._header.count))
        self.space.lay_out(self.length, self._capacity)

    def _require_same(self, chunk: laspy.ScaleAwarePointRecord) -> None:
        same = (
            chunk.point_format.id == self.converter.source_id
            and chunk.point_format.size == self.converter.source_length
            and np.array_equal(chunk.scales, self._header.scales)
            and np.array_equal(chunk.offsets, self._header.offsets)
        )
        if not same:
            raise ValueError("chunks differ in point format, scale or offset from the first or from the header")

    def _spill(self) -> None:
        if self._spool is None:
            self._folder.mkdir()
            self._spool = self._folder / "all"
        with open(self._spool, "ab") as file:
            file.write(self.space.rows[: self._filled])
        self._filled = 0

    def arranged(self, progress: Progress) -> Iterator[tuple[np.ndarray, list[Node]]]:
        """Runs of nodes, parents before children, each with the order of its points in ``rows``."""
        self._done, self._progress = 0, progress
        if self._spool is None:
            yield self._in_memory(_ROOT)
        else:
            yield from self._from_disk(self._spool, _ROOT)

    def _in_memory(self, key: tuple[int, int, int, int]) -> tuple[np.ndarray, list[Node]]:
        check_cancelled(self._progress)
        found = arrange(self.space.places[: self._filled], self.cube, key, self.space, self.pool)
        self._done += self._filled
        self._progress.report(self._done / self.summary.count)
        return found

    def _from_disk(self, spool: Path, key: tuple[int, int, int, int]) -> Iterator[tuple[np.ndarray, list[Node]]]:
        """As :func:`.octree.arrange` would, for points in the file ``spool``, which is used up."""
        count = spool.stat().st_size // self.length
        if count <= self._capacity or key[0] > self.cube.deepest:
            if count > self._capacity:
                raise InputError(
                    QT_TRANSLATE_NOOP("SoraNoMe", "{count} points lie at one place. The source is damaged: check it."),
                    count=count,
                )
            with open(spool, "rb") as file:
                file.readinto(self.space.rows[:count])
            spool.unlink()
            self._filled = count
            self._summarise(self.space.rows[:count], self.space.places[:count])
            yield self._in_memory(key)
            return
        splitting = Streamed(self.cube, key[0], self.space)
        for _, places in self._blocks(spool):
            splitting.look(places)
        own, counts = self._distribute(spool, splitting, key)
        spool.unlink()
        self.space.rows[: len(own)] = own
        self._done += len(own)
        yield np.arange(len(own), dtype=np.uint32), [Node(key, len(own))]
        del own
        for octant in range(8):
            if counts[octant]:
                yield from self._from_disk(self._part(key, octant), child(key, octant))

    def _distribute(self, spool: Path, splitting: Streamed, key) -> tuple[np.ndarray, np.ndarray]:
        """Rows the node itself holds, in the order of the file; the others go to files, one for each child."""
        own: list[tuple[np.ndarray, np.ndarray]] = []
        small: list[list[tuple[np.ndarray, np.ndarray]]] = [[] for _ in range(8)]
        counts = np.zeros(8, np.int64)
        first = 0
        with contextlib.ExitStack() as stack:
            files: dict[int, BinaryIO] = {}
            for rows, places in self._blocks(spool):
                labels = splitting.label(places)
                for label in np.unique(labels).tolist():
                    chosen = np.flatnonzero(labels == label)
                    taken = rows[chosen]
                    if label == 8:
                        own.append((first + chosen, taken))
                        continue
                    if counts[label] < LEAST:  # it may stay too small to be a node
                        small[label].append((first + chosen[:LEAST], taken[:LEAST]))
                    counts[label] += len(chosen)
                    if label not in files:
                        files[label] = stack.enter_context(open(self._part(key, label), "wb"))
                    files[label].write(taken)
                first += len(places)
        for octant in range(8):
            if 0 < counts[octant] < LEAST:
                own += small[octant]
                counts[octant] = 0
                self._part(key, octant).unlink()
        numbers = np.concatenate([n for n, _ in own])
        return np.concatenate([rows for _, rows in own])[np.argsort(numbers)], counts

    def _blocks(self, spool: Path) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Rows and places of the points in a file, in blocks that are used again."""
        most = min(self._capacity, _BATCH)
        with open(spool, "rb") as file:
            while held := file.readinto(self.space.rows[:most]) // self.length:
                check_cancelled(self._progress)
                rows, places = self.space.rows[:held], self.space.places[:held]
                self._summarise(rows, places)
                yield rows, places

    def _summarise(self, rows: np.ndarray, places: np.ndarray) -> None:
        summarise_parallel(rows, places, self.pool, self.space.workers)

    def _part(self, key: tuple[int, int, int, int], octant: int) -> Path:
        return self._folder / "-".join(map(str, child(key, octant)))


class _Writer:
    """The file itself: header and records, chunks, table of chunks, hierarchy."""

    def __init__(self, file: BinaryIO, points: _Points, header: Header, wkt: str, thinner: Thinner | None):
        self._file, self._points, self._header, self._thinner = file, points, header, thinner
        self.nodes: list[Node] = []
        extra = points.converter.extra
        self._laszip = lazrs.LazVlr.new_for_compression(points.number, extra, use_variable_size_chunks=True)
        kept = [Vlr("laszip encoded", 22204, bytes(self._laszip.record_data()))]
        if wkt:
            kept.insert(0, Vlr("LASF_Projection", 2112, wkt.encode() + b"\0"))
        self._records = kept + [vlr for vlr in header.vlrs if _is_kept(vlr, points.converter)]
        self._start = _HEADER + _VLR + _INFO + sum(_VLR + len(vlr.data) for vlr in self._records)
        file.write(bytes(self._start))
        self._compressor = lazrs.ParLasZipCompressor(file, self._laszip)
        self._compressor.reserve_offset_to_chunk_table()

    def write(self, order: np.ndarray, nodes: list[Node], progress: Progress) -> None:
        """Append the chunks of ``nodes``, whose points lie in ``order`` one after the other."""
        coming = None
        runs = list(batches(nodes, _BATCH))
        for i, (_, run) in enumerate(runs):
            check_cancelled(progress)
            taken = coming.result() if coming else self._take(i % 2, order, *runs[i])
            if i + 1 < len(runs) and self._points.space.workers > 1:
                coming = self._points.pool.submit(self._take, (i + 1) % 2, order, *runs[i + 1])
            edges = np.cumsum([0] + [node.count for node in run])
            chunks = [taken[a:b].reshape(-1) for a, b in itertools.pairwise(edges)]
            # Chunks given together are compressed on all cores.
            for together in [chunks] if self._points.space.workers > 1 else [[chunk] for chunk in chunks]:
                self._compressor.compress_chunks(together)
            if self._thinner:
                self._thinner.add(run, taken)
            self.nodes += run

    def _take(self, which: int, order: np.ndarray, start: int, run: list[Node]) -> np.ndarray:
        count, space = sum(node.count for node in run), self._points.space
        return gather(space.rows, order[start : start + count], space.batch(which, count, self._points.length))

    def finish(self) -> None:
        """Write what stands behind the chunks, then what stands before them."""
        self._compressor.done()
        file = self._file
        file.flush()
        file.seek(self._start)
        table = lazrs.read_chunk_table(file, self._laszip)
        file.seek(0, os.SEEK_END)
        hierarchy = file.tell()
        entries, position = [], self._start + 8
        for node, (_, size) in zip(self.nodes, table):
            entries.append(_ENTRY.pack(*node.key, position, size, node.count))
            position += size
        entries = b"".join(entries)
        file.write(struct.pack("<H16sHQ32s", 0, b"copc", 1000, len(entries), b"EPT Hierarchy") + entries)
        file.seek(0)
        file.write(self._head(hierarchy) + self._info(hierarchy + _EVLR, len(entries)))
        for vlr in self._records:
            file.write(_vlr_head(vlr.user_id, vlr.record_id, len(vlr.data)) + vlr.data)

    def _head(self, hierarchy: int) -> bytes:
        points, header = self._points, self._header
        scales, offsets = np.array(header.scales), np.array(header.offsets)
        box = np.stack([points.summary.maxs * scales + offsets, points.summary.mins * scales + offsets], 1)
        year, day = (header.created.year, header.created.timetuple().tm_yday) if header.created else (0, 0)
        encoding = header.global_encoding & _KEPT_ENCODING | _WKT_ENCODING
        return b"".join(
            (
                struct.pack("<4sHH16sBB", b"LASF", header.source_id, encoding, header.guid, 1, 4),
                struct.pack("<32s32sHH", _bytes(header.system), _bytes(header.software or "SoraNoMe"), day, year),
                struct.pack("<HII", _HEADER, self._start, 1 + len(self._records)),
                struct.pack("<BH", points.number | 0x80, points.length),
                bytes(24),  # the legacy counts
                struct.pack("<3d3d", *header.scales, *header.offsets),
                struct.pack("<6d", *box.ravel()),
                struct.pack("<QQI", 0, hierarchy, 1),
                struct.pack("<Q15Q", points.summary.count, *points.summary.returns[1:].tolist()),
            )
        )

    def _info(self, hierarchy: int, size: int) -> bytes:
        cube, times = self._points.cube, self._points.summary.times
        times = times if times[0] <= times[1] else (0.0, 0.0)
        values = struct.pack("<5d", *cube.centre, cube.width / 2, cube.width / CELLS)
        values += struct.pack("<2Q2d", hierarchy, size, *times)
        return _vlr_head("copc", 1, _INFO) + values.ljust(_INFO, b"\0")


def _is_kept(vlr: Vlr, converter: Converter) -> bool:
    """Whether a record of the source stays true of the result."""
    if vlr.extended or len(vlr.data) > 0xFFFF or vlr.user_id in ("LASF_Projection", "laszip encoded", "copc"):
        return False
    if vlr.user_id != "LASF_Spec":
        return True
    if vlr.record_id == 4:  # the extra bytes, unless it describes other ones than there are
        return converter.extra_described
    return not 99 < vlr.record_id < 355  # waveforms


def _vlr_head(user_id: str, record_id: int, size: int) -> bytes:
    return struct.pack("<H16sHH32s", 0, user_id.encode("ascii", "replace"), record_id, size, b"")


def _bytes(text: str) -> bytes:
    return text.encode("cp932", "replace")[:32]


def _spool_folder(scratch: Path) -> Path:
    return scratch.with_name(scratch.name + ".points")


def read_nodes(path: str | os.PathLike) -> tuple[Header, list[tuple[Node, int, int]], float]:
    """Header, nodes with the place and size of their chunks, and spacing of a COPC file with one page of hierarchy.

    Raises :class:`InputError` where the file is no such file.
    """
    from .header import read_header
    from .source import Source

    header = read_header(Source(Path(path)))
    info = header.vlr("copc", 1)
    try:
        spacing, start, size = struct.unpack_from("<dQQ", info, 32)
        with open(path, "rb") as file:
            if start + size > os.fstat(file.fileno()).st_size:  # no room is made for what is not there
                raise struct.error
            file.seek(start)
            data = file.read(size)
        if len(data) != size or size % _ENTRY.size:
            raise struct.error
    except (TypeError, struct.error) as error:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} is no whole COPC file. Make it again from its source."), path=path
        ) from error
    entries = [_ENTRY.unpack_from(data, at) for at in range(0, size, _ENTRY.size)]
    return header, [(Node(entry[:4], entry[6]), entry[4], entry[5]) for entry in entries], spacing


def decode_nodes(
    path: str | os.PathLike,
    header: Header,
    nodes: Iterable[tuple[Node, int, int]],
    only: int | None = None,
    space: Workspace | None = None,
) -> Iterator[tuple[list[Node], np.ndarray]]:
    """Rows of bytes (n, length) of ``nodes`` (as of :func:`read_nodes`), several nodes at a time.

    ``only``: the parts to decompress, as for ``open_points``. With ``space``, rows hold until the next are asked for.
    """
    laszip = header.vlr("laszip encoded", 22204)
    selection = lazrs.DecompressionSelection(lazrs.SELECTIVE_DECOMPRESS_ALL if only is None else only)
    entries = {node: (start, size) for node, start, size in nodes}
    # Chunks that are given together are decompressed on all cores.
    alone = (space.workers if space else default_workers()) == 1
    with open(path, "rb") as file:
        for _, run in batches(list(entries), 1 if alone else _BATCH):
            packed = b"".join(_bytes_at(file, *entries[node]) for node in run)
            table = [(node.count, entries[node][1]) for node in run]
            shape = sum(node.count for node in run), header.record_length
            rows = space.batch(0, *shape) if space else np.empty(shape, np.uint8)
            lazrs.decompress_points_with_chunk_table(packed, laszip, rows.reshape(-1), table, selection)
            yield run, rows


def _bytes_at(file: BinaryIO, start: int, size: int) -> bytes:
    file.seek(start)
    return file.read(size)


def _check(
    scratch: Path,
    path: Path,
    wanted: Summary,
    nodes: tuple[Node, ...],
    cube: Cube,
    space: Workspace,
    pool: ThreadPoolExecutor,
    progress: Progress,
) -> None:
    """Raise :class:`OutputError` unless the file holds, by what is decoded from it, the points it was made of."""
    found = Summary()
    try:
        header, entries, _ = read_nodes(scratch)
        kept_in_place = [node for node, _, _ in entries] == list(nodes)
        for run, rows in decode_nodes(scratch, header, entries, _CHECKED, space):
            check_cancelled(progress)
            places = space.batch(2, len(rows), 16).view(np.int32)
            edges = np.cumsum([0] + [node.count for node in run]).tolist()
            jobs = [pool.submit(summarise, rows[a:b], places[a:b]) for a, b in itertools.pairwise(edges)]
            for node, job in zip(run, jobs):
                part = job.result()
                kept_in_place &= cube.holds(node, part)
                found.add(part)
            progress.report(found.count / wanted.count)
    except (InputError, lazrs.LazrsError, ValueError) as error:
        raise _not_as_written(path, str(error)) from error
    differing = [
        name
        for name, same in (
            ("count", found.count == wanted.count == header.count),
            ("bounds", np.array_equal(found.mins, wanted.mins) and np.array_equal(found.maxs, wanted.maxs)),
            ("coordinates", found.checksum == wanted.checksum),
            ("classes", np.array_equal(found.classes, wanted.classes)),
            ("returns", np.array_equal(found.returns, wanted.returns)),
            ("nodes", kept_in_place),
        )
        if not same
    ]
    if differing:
        raise _not_as_written(path, ", ".join(differing))


def _not_as_written(path: Path, detail: str) -> SoraNoMeError:
    return OutputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{path} does not read back as it was written ({detail}) and was not kept. Run again; if it happens again, "
            "check the disk.",
        ),
        path=path,
        detail=detail,
    )
