"""Units for the tests of clusters, in a module that workers can import."""

from __future__ import annotations

import errno
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from soranome.plugin.core.errors import InputError
from soranome.plugin.core.tasks import check_cancelled


@dataclass(frozen=True)
class Tile:
    number: int
    seconds: float = 0.0


def squares(tile: Tile, watch) -> tuple[np.ndarray, int]:
    until = time.monotonic() + tile.seconds
    while time.monotonic() < until:
        check_cancelled(watch)
        time.sleep(0.01)
    return np.full((3, 4), tile.number**2, np.float32), tile.number


def pids(tile: Tile, watch) -> tuple[int]:
    squares(tile, watch)
    return (os.getpid(),)


def bad(tile: Tile, watch) -> tuple[int]:
    if tile.number == 5:
        raise InputError("{name} is damaged", name="five.tif")
    return (tile.number,)


def full(tile: Tile, watch) -> tuple[int]:
    raise OSError(errno.ENOSPC, "No space left on device")


@dataclass(frozen=True)
class Deadly:
    """Kills the process it runs in at tile 3, the first ``times`` times; counts what it did in ``folder``."""

    folder: str
    times: int

    def __call__(self, tile: Tile, watch) -> tuple[int]:
        if tile.number == 3:
            deaths = len(list(Path(self.folder).glob("death-*")))
            if deaths < self.times:
                Path(self.folder, f"death-{deaths}").touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return (tile.number,)
