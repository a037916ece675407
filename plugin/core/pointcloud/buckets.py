"""Records of a tile waiting for their blocks, in one file for each tile: pieces that are named by place and length."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from ..files import unwritable


@dataclass(frozen=True)
class Pieces:
    """Where in the file ``path`` the records of one block are: (first, count), in the order they came."""

    path: Path
    spans: tuple[tuple[int, int], ...]

    def read(self, dtype: np.dtype) -> Iterable[np.ndarray]:
        for first, count in self.spans:
            yield np.fromfile(self.path, dtype, count, offset=first * dtype.itemsize)


class Bucket:
    """The file of one tile, while it is written."""

    def __init__(self, path: Path, file: BinaryIO):
        self._path, self._file = path, file
        self._spans: dict[int, list[tuple[int, int]]] = {}
        self._written = 0

    def add(self, records: np.ndarray, starts: np.ndarray) -> None:
        """A chunk of records sorted by block; block b has those from ``starts[b]`` to ``starts[b + 1]``."""
        try:
            self._file.write(records.view(np.uint8).data)
        except OSError as error:
            raise unwritable(self._path, error) from error
        for block in np.flatnonzero(np.diff(starts)).tolist():
            first, last = int(starts[block]), int(starts[block + 1])
            self._spans.setdefault(block, []).append((self._written + first, last - first))
        self._written += len(records)

    @property
    def pieces(self) -> dict[int, Pieces]:
        """By block."""
        return {block: Pieces(self._path, tuple(spans)) for block, spans in self._spans.items()}
