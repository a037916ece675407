"""Running many independent pieces of work: progress, cancellation, threads, other machines.

Work is done by threads because the heavy parts (NumPy, numba ``nogil``, GDAL) release the lock, and
because ``multiprocessing`` inside QGIS on Windows would start QGIS again. Where the caller has a cluster
(``cluster.py``), the same units are done by its workers: they name files, so that only small things travel.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from .errors import Cancelled
from .text import Message

if TYPE_CHECKING:
    from .checkpoint import Step
    from .cluster import Cluster

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

    The user's wish for all runs, also for those under way. Decoders of point clouds (lazrs) know only one thread or all.
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


_PATIENCE = 0.2  # seconds between looks at whether the user cancelled


class Watch:
    """A progress for units: it hears that the run is cancelled or has failed, and tells nothing."""

    def __init__(self, progress: Progress):
        self._progress = progress
        self.stopped = False

    @property
    def cancelled(self) -> bool:
        return self.stopped or self._progress.cancelled

    def report(self, fraction: float, text: Message | ItemState | str = "") -> None:
        return


def run_units(
    work: Callable[[Item, Progress], Result],
    units: Iterable[Item],
    progress: Progress,
    total: int,
    workers: int | None = None,
    cluster: Cluster | None = None,
    step: Step | None = None,
) -> Iterator[Result]:
    """Yield ``work(unit, watch)`` in the order of ``units``: on threads here, or by the workers of ``cluster``.

    ``work`` is a function of a module or a small object that can be called, and like the units it can be pickled: they
    name files, windows and numbers, never large arrays. It opens files by :func:`opened` and looks at ``watch.cancelled``
    where a unit takes longer than a second. With a ``step`` of a checkpoint results are tuples of arrays; those an
    earlier run finished are taken from there. The results do not depend on where the work is done.
    """
    watch = Watch(progress)
    if cluster is not None:
        submit, most = cluster.submitter(work, step), 2 * cluster.threads
        end: Callable[[], None] = cluster.end_units
    else:
        workers = workers or default_workers()
        threads: list[dict] = []  # what each thread has open
        pool = ThreadPoolExecutor(workers, initializer=lambda: threads.append(_in_this_thread.__dict__))
        most = workers
        kept = work if step is None else step.keeping(work)

        def submit(unit: Item, number: int):
            return pool.submit(kept, unit, watch) if step is None else pool.submit(kept, unit, number, watch)

        def end() -> None:
            pool.shutdown(wait=True)
            for mine in threads:
                _close(mine)

    waiting: deque = deque()
    done = 0

    def first() -> Result:
        nonlocal done
        while not waiting[0].done():
            check_cancelled(progress)
            if cluster is None:
                wait([waiting[0]], _PATIENCE)
            else:
                cluster.wait(waiting[0], _PATIENCE)
        result = waiting.popleft().result()
        done += 1
        progress.report(done / max(1, total))
        return result

    try:
        for number, unit in enumerate(units):
            check_cancelled(progress)
            waiting.append(submit(unit, number))
            if len(waiting) > most:
                yield first()
        while waiting:
            check_cancelled(progress)
            yield first()
    finally:
        watch.stopped = True
        for future in waiting:
            future.cancel()
        end()


_in_this_thread = threading.local()


def opened(source: Callable[[], AbstractContextManager[Result]]) -> Result:
    """What ``source()`` opens, in this thread: once for all units that follow with an equal ``source``.

    Rasters may be used by one thread at a time, and opening them again for every unit costs. ``source`` is small, can be
    pickled and compared (a frozen dataclass that can be called). It is closed when the thread comes to another source,
    and when its run ends.
    """
    mine = _in_this_thread.__dict__
    if mine.get("source") != source:
        _close(mine)
        held = source()
        mine["result"] = held.__enter__()
        mine["held"], mine["source"] = held, source
    return mine["result"]


def close_opened() -> None:
    """Close what this thread opened by :func:`opened`."""
    _close(_in_this_thread.__dict__)


def _close(mine: dict) -> None:
    held = mine.get("held")
    mine.clear()
    if held is not None:
        held.__exit__(None, None, None)
