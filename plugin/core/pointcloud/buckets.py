"""Records waiting for their block to be complete: in memory up to a limit, beyond it in files."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ..files import unwritable

LIMIT = 128 << 20
"""Bytes of records kept in memory."""


class Buckets:
    """Records by block, in the order they came. ``folder``: where they go when there are more than :data:`LIMIT` bytes."""

    def __init__(self, folder: Path, dtype: np.dtype):
        self._folder, self._dtype = folder, dtype
        # Pieces are views of their chunk, whose memory is free when the last of them is gone: so count by chunks.
        self._chunks: dict[int, dict[int, np.ndarray]] = {}
        self._sizes: dict[int, int] = {}
        self._added = 0

    def add(self, records: np.ndarray, starts: np.ndarray) -> None:
        """A chunk of records sorted by block; block b has those from ``starts[b]`` to ``starts[b + 1]``."""
        pieces = {int(block): records[starts[block] : starts[block + 1]] for block in np.flatnonzero(np.diff(starts))}
        if pieces:
            self._chunks[self._added], self._sizes[self._added] = pieces, records.nbytes
            self._added += 1
        while sum(self._sizes.values()) > LIMIT:
            self._put_away(next(iter(self._chunks)))

    def take(self, block: int) -> list[np.ndarray]:
        """The records of a block, in pieces; they are given away."""
        path = self._path(block)
        pieces = [np.fromfile(path, self._dtype)] if path.exists() else []
        path.unlink(missing_ok=True)
        for chunk in [chunk for chunk, held in self._chunks.items() if block in held]:
            pieces.append(self._chunks[chunk].pop(block))
            if not self._chunks[chunk]:
                del self._chunks[chunk], self._sizes[chunk]
        return pieces

    def _put_away(self, chunk: int) -> None:
        """Write the pieces of a chunk, the oldest, to the files of their blocks."""
        for block, piece in self._chunks.pop(chunk).items():
            path = self._path(block)
            try:
                with open(path, "ab") as file:
                    file.write(piece.tobytes())
            except OSError as error:
                raise unwritable(path, error) from error
        del self._sizes[chunk]

    def _path(self, block: int) -> Path:
        return self._folder / f"{block}.points"
