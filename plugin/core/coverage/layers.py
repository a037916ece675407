"""Large arrays in files beside a result, so that memory does not grow with the extent and other processes see them.

They are read and written in parts by plain files, not mapped: a full disk or a lost share is then an error, not a crash.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ..errors import OutputError
from ..files import only_run_in, require_writable, unwritable

PREFIX = ".soranome-layers-"
_LOCK = "lock"
_YOUNG_S = 60  # a folder of another run may not have its lock yet
_SMALL_BYTES = 16 << 20
_WIDER = 4  # rows are read whole where they are at most so much longer than what is wanted of them


class Layer:
    """An array (rows, columns) in a file, zeros at first. ``layer[rows, columns]`` with slices or numbers reads an array
    and writes one. It can be pickled, and used by several threads.
    """

    def __init__(self, path: Path, shape: tuple[int, int], dtype):
        self.path, self.shape, self.dtype = path, (int(shape[0]), int(shape[1])), np.dtype(dtype)
        size = self.shape[0] * self.shape[1] * self.dtype.itemsize
        require_writable(path, size)
        try:
            with open(path, "wb") as file:
                file.truncate(size)
        except OSError as error:
            raise unwritable(path, error) from error

    def __getitem__(self, where) -> np.ndarray:
        (top, bottom, left, right), numbers = self._box(where)
        width = self.shape[1]
        whole = width <= _WIDER * (right - left)
        part = np.empty((bottom - top, width if whole else right - left), self.dtype)
        try:
            with open(self.path, "rb", buffering=0) as file:
                if whole:
                    self._read(file, top * width, part)
                else:
                    for row in range(len(part)):
                        self._read(file, (top + row) * width + left, part[row])
        except OSError as error:
            raise unwritable(self.path, error) from error
        return (part[:, left:right] if whole else part)[numbers]

    def _read(self, file, place: int, into: np.ndarray) -> None:
        file.seek(place * self.dtype.itemsize)
        room = memoryview(into).cast("B")
        while room:
            count = file.readinto(room)
            if not count:
                raise OSError("truncated")
            room = room[count:]

    def __setitem__(self, where, values) -> None:
        (top, bottom, left, right), _ = self._box(where)
        part = np.ascontiguousarray(np.broadcast_to(values, (bottom - top, right - left)), self.dtype)
        try:
            with open(self.path, "r+b") as file:
                if right - left == self.shape[1]:
                    part = part.reshape(1, -1)
                for row in range(len(part)):
                    file.seek(((top + row) * self.shape[1] + left) * self.dtype.itemsize)
                    file.write(part[row])
        except OSError as error:
            raise unwritable(self.path, error) from error

    def __array__(self, dtype=None, copy=None) -> np.ndarray:
        return self[:, :] if dtype is None else self[:, :].astype(dtype)

    def _box(self, where) -> tuple[tuple[int, int, int, int], tuple]:
        """First and last row and column, and what of that part is wanted: all, or its only row or column."""
        rows, columns = where if isinstance(where, tuple) else (where, slice(None))
        box, numbers = [], []
        for wanted, size in ((rows, self.shape[0]), (columns, self.shape[1])):
            if isinstance(wanted, slice):
                start, stop, _ = wanted.indices(size)
                box += [start, max(start, stop)]
                numbers.append(slice(None))
            elif 0 <= wanted < size:
                box += [int(wanted), int(wanted) + 1]
                numbers.append(0)
            else:
                raise IndexError(wanted)
        return tuple(box), tuple(numbers)


class Room:
    """Makes arrays of zeros: small ones in memory, unless ``shared`` by processes; large ones in files in ``folder``."""

    def __init__(self, beside: str | os.PathLike, shared: bool = False):
        self._beside, self.shared = Path(beside), shared
        self._stack = contextlib.ExitStack()
        self._folder: Path | None = None

    def __call__(self, shape: tuple[int, int], dtype) -> np.ndarray | Layer:
        if not self.shared and shape[0] * shape[1] * np.dtype(dtype).itemsize <= _SMALL_BYTES:
            return np.zeros(shape, dtype)
        if self._folder is None:
            self._folder = self._stack.enter_context(_folder_beside(self._beside))
        return Layer(self._folder / uuid.uuid4().hex, shape, dtype)

    def __enter__(self) -> Room:
        return self

    def __exit__(self, *_) -> None:
        self._stack.close()


@contextlib.contextmanager
def _folder_beside(path: Path) -> Iterator[Path]:
    """A hidden folder beside ``path`` for the time of the run; those that killed runs left go."""
    for old in path.parent.glob(PREFIX + "*"):
        with contextlib.suppress(OSError, OutputError):
            if time.time() - old.stat().st_mtime > _YOUNG_S:
                with only_run_in(old, _LOCK):
                    pass
                shutil.rmtree(old)
    try:
        folder = path.with_name(PREFIX + uuid.uuid4().hex[:8])
        folder.mkdir()
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        with only_run_in(folder, _LOCK):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
