"""Whether a file is still what it was, without reading all of it every time.

A mark holds the time of the last change of the file's entry (which a program cannot set, other than that of its
content; on Windows it is the time of creation), a CRC-32 of some of its bytes, and one of all. Size and time of content
equal, as :attr:`Source.stamp` has them, a file counts as the same

* where the time of its entry is equal too, by the checksum of some bytes: all of a file up to 2 MiB, else 32 pieces
  of 64 KiB, the header and the table of chunks at the end of a LAZ file among them;
* else (it was moved, linked, restored, or written to with its time set back), by the checksum of all bytes.

A member of a zip is known by the CRC-32 in the zip's directory. Times are compared for being equal, never for which is
later, so that a clock that is set wrong cannot make old things pass for new.
"""

from __future__ import annotations

import functools
import os
import zipfile
import zlib

import numpy as np

from .source import BROKEN, Source, unreadable

_PIECE, _PIECES = 1 << 16, 32
_READ = 1 << 22


def mark_of(source: Source) -> list[int]:
    """[time of the entry's last change (ns), checksum of some bytes, checksum of all]; raises :class:`InputError` where
    ``source`` cannot be read."""
    try:
        return [os.stat(source.path).st_ctime_ns, _of_some(source), _of_all(source)]
    except (KeyError, *BROKEN) as error:
        raise unreadable(source.name, error) from error


def glance(source: Source) -> list[int]:
    """The first two of :func:`mark_of`: what tells almost always, without reading all."""
    try:
        return [os.stat(source.path).st_ctime_ns, _of_some(source)]
    except (KeyError, *BROKEN) as error:
        raise unreadable(source.name, error) from error


def is_same(source: Source, mark: list[int], surely: bool = False) -> bool:
    """Whether ``source``, of the size and time it had, is what ``mark`` was made of; ``surely`` reads all of it."""
    try:
        if not surely and os.stat(source.path).st_ctime_ns == mark[0]:
            return _of_some(source) == mark[1]
        return _of_all(source) == mark[2]
    except (IndexError, KeyError, *BROKEN):
        return False


def _of_some(source: Source) -> int:
    if source.member:
        return _of_all(source)
    checksum = 0
    with open(source.path, "rb", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        if size <= _PIECE * _PIECES:
            return zlib.crc32(file.read())
        for start in np.linspace(0, size - _PIECE, _PIECES).astype(np.int64).tolist():
            file.seek(start)
            checksum = zlib.crc32(file.read(_PIECE), checksum)
    return checksum


def _of_all(source: Source) -> int:
    if source.member:
        return _directory(source.path, source.stamp)[source.member]
    checksum = 0
    with open(source.path, "rb") as file:
        while piece := file.read(_READ):
            checksum = zlib.crc32(piece, checksum)
    return checksum


@functools.lru_cache(maxsize=16)
def _directory(path, stamp: tuple[int, int]) -> dict[str, int]:
    with zipfile.ZipFile(path) as archive:
        return {info.filename: info.CRC for info in archive.infolist()}
