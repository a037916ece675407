"""Running many independent pieces of work: progress, cancellation, threads.

Work is done by threads because the heavy parts (NumPy, numba ``nogil``, GDAL) release the lock, and
because ``multiprocessing`` inside QGIS on Windows would start QGIS again.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol, TypeVar

from .errors import Cancelled
from .text import Message

Item = TypeVar("Item")
Result = TypeVar("Result")


BEGUN, DONE, KEPT, FAILED = "begun", "done", "kept", "failed"
"""States of an item: being worked on; done now, or in an earlier run; left out."""


@dataclass(frozen=True)
class ItemState:
    """What became of one of many items (a tile, say), for callers that show each; no line for the log."""

    item: str
    state: str
    why: Message | None = None


class Progress(Protocol):
    """What a long function tells its caller, and how the caller stops it."""

    @property
    def cancelled(self) -> bool: ...

    def report(self, fraction: float, text: Message | ItemState | str = "") -> None:
        """``fraction`` of the work done, 0–1; ``text``, where given, is a line for the log, or the state of an item."""


class Silent:
    """The progress of a caller who does not want to know."""

    cancelled = False

    def report(self, fraction: float, text: Message | ItemState | str = "") -> None:
        return


class Part:
    """A share ``[start, stop]`` of another progress, for one step of several."""

    def __init__(self, whole: Progress, start: float, stop: float):
        self._whole, self._start, self._span = whole, start, stop - start

    @property
    def cancelled(self) -> bool:
        return self._whole.cancelled

    def report(self, fraction: float, text: Message | ItemState | str = "") -> None:
        self._whole.report(self._start + self._span * fraction, text)


def check_cancelled(progress: Progress) -> None:
    """Raise :class:`Cancelled` where the user asked to stop."""
    if progress.cancelled:
        raise Cancelled


_limit = 0


def limit_workers(most: int) -> None:
    """How many threads this process uses where the caller does not say; 0: as many as the machine has cores.

    The user's wish for all runs, also for those under way. The decoders of point clouds (lazrs) take all cores regardless.
    """
    global _limit  # noqa: PLW0603 - one machine, one wish; passing it down would touch every function that calls another
    _limit = max(0, most)


def default_workers() -> int:
    """Threads to use where the caller does not say."""
    return _limit or max(1, os.cpu_count() or 1)


def run_ordered(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    progress: Progress,
    total: int,
    workers: int | None = None,
) -> Iterator[Result]:
    """Yield ``work(item)`` in the order of ``items``, at most ``workers + 1`` items under way.

    Results come in input order, so sums over them do not depend on the number of threads.
    """
    workers = workers or default_workers()
    pool = ThreadPoolExecutor(workers)
    waiting: deque = deque()
    done = 0
    try:
        for item in items:
            check_cancelled(progress)
            waiting.append(pool.submit(work, item))
            if len(waiting) > workers:
                yield waiting.popleft().result()
                done += 1
                progress.report(done / total)
        while waiting:
            check_cancelled(progress)
            yield waiting.popleft().result()
            done += 1
            progress.report(done / total)
    finally:
        for future in waiting:
            future.cancel()
        pool.shutdown(wait=True)
