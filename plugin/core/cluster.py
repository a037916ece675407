"""Units of work done by the workers of a Dask scheduler, on this machine or others.

The units are those of :func:`~.tasks.run_units`: they name files, which every worker must see under the same path, and
finished tiles go back through the folder of the result, so that scheduler and network carry small things only.
"""

from __future__ import annotations

import contextlib
import platform
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from importlib import metadata
from pathlib import Path

from .checkpoint import Step, code_fingerprint
from .errors import ClusterError
from .files import scratch_beside, write_whole
from .tasks import Progress, close_opened, limit_workers
from .text import QT_TRANSLATE_NOOP, Message

_CONNECT = 10  # seconds to wait for the scheduler's answer
_NO_WORKER = 30  # seconds without any worker after which a run gives up
_STOPPING = 10  # seconds to wait for workers to stop what was cancelled
_NUMERIC = ("numpy", "scipy", "numba", "scikit-image", "rasterio", "laspy", "lazrs")
"""Libraries whose versions may show in the last digits of results."""


class Cluster:
    """A scheduler and its workers; see :func:`connect`. ``threads``: units all workers do at once."""

    def __init__(self, client):
        self._client = client
        self._run = ""
        self._pending: dict[int, _Pending] = {}
        self._seen_workers = time.monotonic()
        self._looked = 0.0

    @property
    def threads(self) -> int:
        return max(1, sum(self._client.nthreads().values()))

    def require_shared(self, folder: Path, inputs: Iterable[str]) -> None:
        """Raise :class:`ClusterError` unless every worker sees the ``inputs``, and what is written into ``folder``."""
        probe, token = scratch_beside(folder.absolute() / "x"), uuid.uuid4().hex
        write_whole(probe, token.encode())
        try:
            for worker, unseen in self._client.run(_unseen, str(probe), token, [str(path) for path in inputs]).items():
                if unseen:
                    raise ClusterError(
                        QT_TRANSLATE_NOOP(
                            "SoraNoMe",
                            "The worker {worker} does not see {path}. Keep inputs and results in a shared folder that all "
                            "machines reach under the same path, and let the worker write there.",
                        ),
                        worker=worker,
                        path=folder if unseen == str(probe) else unseen,
                    )
        finally:
            probe.unlink(missing_ok=True)

    # -- for run_units -------------------------------------------------------------------------

    def submitter(self, work: Callable, step: Step | None) -> Callable[[object, int], _Pending]:
        """A function that gives a unit and its number to the workers and returns what comes of it."""
        self._run, self._pending = uuid.uuid4().hex, {}
        self._seen_workers = time.monotonic()

        def submit(unit, number: int) -> _Pending:
            with self._telling_loss():
                future = self._client.submit(
                    _work_on, self._run, work, unit, number, step, key=f"soranome-{self._run}-{number}", pure=False
                )
            pending = _Pending(self, future, number, step)
            self._pending[number] = pending
            return pending

        return submit

    def taken(self, number: int) -> None:
        """The result of a unit is here: let the scheduler forget it."""
        self._pending.pop(number, None)

    def wait(self, pending: _Pending, seconds: float) -> None:
        """Until ``pending`` is done, at most ``seconds``. Raises :class:`ClusterError` where it never will be."""
        until = time.monotonic() + seconds
        while not pending.done() and time.monotonic() < until:
            if self._client.status != "running":
                raise _lost()
            time.sleep(0.01)
        now = time.monotonic()
        if now - self._looked > 1:
            self._looked = now
            with self._telling_loss():
                if self._client.nthreads():
                    self._seen_workers = now
        if now - self._seen_workers > _NO_WORKER:
            raise ClusterError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The scheduler has no worker left. Start workers and run again: finished tiles are kept.",
                )
            )

    def end_units(self) -> None:
        """Stop what is still under way, and wait until the workers have stopped."""
        open_ends, self._pending = self._pending, {}
        if not open_ends or self._client.status != "running":
            return
        until = time.monotonic() + _STOPPING
        with contextlib.suppress(Exception):  # the run has ended already, well or badly
            self._client.cancel([pending.future for pending in open_ends.values()], force=True)
            while any(self._client.run(_stop, self._run).values()) and time.monotonic() < until:
                time.sleep(0.1)

    @contextlib.contextmanager
    def _telling_loss(self) -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError, ValueError, CancelledError, TimeoutError) as error:
            raise _lost() from error


class _Pending:
    """A unit under way, with what :class:`concurrent.futures.Future` has."""

    def __init__(self, cluster: Cluster, future, number: int, step: Step | None):
        self.future, self._cluster, self._number, self._step = future, cluster, number, step

    def done(self) -> bool:
        return self.future.done()

    def cancel(self) -> None:
        """:meth:`Cluster.end_units` cancels all together."""

    def result(self):
        from distributed.scheduler import KilledWorker

        try:
            result = self.future.result()
        except KilledWorker as error:
            raise ClusterError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Workers died again and again on the same tile, the last one at {worker}. As a rule their memory does "
                    "not suffice: start fewer workers on each machine, or give them more. Finished tiles are kept.",
                ),
                worker=error.last_worker.address,
            ) from error
        except CancelledError as error:  # not by us: the scheduler does not know of it any more
            raise _lost() from error
        except OSError as error:
            if self.future.status == "error":  # of the work itself
                raise
            raise _lost() from error  # while the result was fetched
        self._cluster.taken(self._number)
        if self._step is None:
            return result
        tile = self._step.load(self._number)
        if tile is None:
            raise ClusterError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "A tile that a worker finished is not in {folder}. Check that the folder is the same for all machines.",
                ),
                folder=self._step.folder,
            )
        return tile


@contextlib.contextmanager
def connect(address: str, progress: Progress) -> Iterator[Cluster]:
    """The scheduler at ``address`` (``tcp://name:8786``), checked.

    Raises :class:`ClusterError` where nobody answers, where it has no workers, or where a worker has another plugin,
    Python or Dask than here; other versions of numeric libraries are told.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The Python library distributed is missing, which a Dask scheduler ({address}) needs. Install it, or leave "
                "the scheduler empty to work on this machine.",
            ),
            address=address,
        ) from error
    try:
        client = Client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise ClusterError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "No Dask scheduler answers at {address} ({detail}). Check the address, that the scheduler runs, and that no "
                "firewall is between.",
            ),
            address=address,
            detail=str(error) or type(error).__name__,
        ) from error
    try:
        cluster = Cluster(client)
        _require_alike(client, address, progress)
        progress.report(
            0,
            Message(
                QT_TRANSLATE_NOOP("SoraNoMe", "Working with {workers} workers ({threads} threads) of {address}"),
                {"workers": len(client.nthreads()), "threads": cluster.threads, "address": address},
            ),
        )
        yield cluster
    finally:
        with contextlib.suppress(Exception):  # it may be gone already
            client.close(timeout=2)


def _require_alike(client, address: str, progress: Progress) -> None:
    if not client.nthreads():
        raise ClusterError(
            QT_TRANSLATE_NOOP("SoraNoMe", "The scheduler at {address} has no workers. Start some and run again."),
            address=address,
        )
    here = about()
    everyone = client.run(about, on_error="return")
    try:  # units pass through the scheduler's hands
        everyone[address] = client.run_on_scheduler(about)
    except Exception as error:  # whatever it lacks
        everyone[address] = error
    for worker, there in everyone.items():
        if not isinstance(there, dict):
            raise ClusterError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{worker} (worker or scheduler) cannot use the plugin ({detail}). Start it where the plugin's folder is "
                    "found (PYTHONPATH) and its libraries are installed; see the guide.",
                ),
                worker=worker,
                detail=there,
            )
        for name in ("plugin", "python", "distributed"):
            if there[name] != here[name]:
                raise ClusterError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{worker} (worker or scheduler) has another version of {name} ({there}) than this machine ({here}). "
                        "Install the same on all machines and start it again.",
                    ),
                    worker=worker,
                    name=name,
                    there=there[name],
                    here=here[name],
                )
        for name in _NUMERIC:
            if there[name] != here[name]:
                progress.report(
                    0,
                    Message(
                        QT_TRANSLATE_NOOP(
                            "SoraNoMe",
                            "{worker} (worker or scheduler) has {name} {there}, this machine {here}: results may differ in "
                            "their last digits.",
                        ),
                        {"worker": worker, "name": name, "there": there[name], "here": here[name]},
                    ),
                )


def _lost() -> ClusterError:
    return ClusterError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "The connection to the Dask scheduler was lost. Check that it runs, then run again: finished tiles are kept.",
        )
    )


# -- on the workers --------------------------------------------------------------------------------

_stopped: set[str] = set()
_working: Counter = Counter()
_lock = threading.Lock()


def about() -> dict[str, str]:
    """What this process works with: versions of the plugin's code, of Python and of libraries."""
    versions = {}
    for name in (*_NUMERIC, "distributed"):
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            versions[name] = "-"
    python = ".".join(platform.python_version_tuple()[:2])
    return {"plugin": code_fingerprint(), "python": python} | versions


def _unseen(probe: str, token: str, inputs: list[str]) -> str:
    """The first of the files this worker does not see, empty where it sees all; it must be able to write, too."""
    path = Path(probe)
    try:
        if path.read_text() != token:
            return probe
        own = scratch_beside(path)
        own.touch()
        own.unlink()
    except OSError:
        return probe
    return next((path for path in inputs if not Path(path).exists()), "")


class _RunWatch:
    """The progress of a unit on a worker: it hears that its run was stopped."""

    def __init__(self, run: str):
        self._run = run

    @property
    def cancelled(self) -> bool:
        return self._run in _stopped

    def report(self, fraction: float, text="") -> None:
        return


def _work_on(run: str, work: Callable, unit, number: int, step: Step | None):
    limit_workers(1)  # a thread of the worker's each; how many there are is for who starts the workers
    watch = _RunWatch(run)
    with _lock:
        _working[run] += 1
    try:
        if step is None:
            return work(unit, watch)
        step.keeping(work)(unit, number, watch)  # read by the client from its file
        return None
    finally:
        close_opened()
        with _lock:
            _working[run] -= 1


def _stop(run: str) -> int:
    """Tell the units of ``run`` to stop; how many are still at work."""
    _stopped.add(run)
    return _working[run]
