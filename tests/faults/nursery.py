"""Processes that are made to fail: a nursery imports what jobs need once, and forks a child for each run of one.

    with Nursery() as nursery:
        child = nursery.start("optical", folder)  # begins at once
        child.kill(after_s=0.05)
        said = nursery.run("optical", folder, "fsize", 100_000)  # to its end: {"status": …, "error": …, "text": …}

The faults a child can be given are the functions of :data:`FAULTS`; they happen inside it, before its work begins, and may
return a function that tells of them when it has ended.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib
import json
import os
import pickle
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 400.0  # the first child of a fresh checkout compiles kernels, on a busy machine


# -- outside --------------------------------------------------------------------------------------------


class Nursery:
    """The parent of the children; see the module's text. One child at a time."""

    def __enter__(self) -> Nursery:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONWARNINGS": "ignore"},
        )  # fmt: skip
        self._rest = b""
        return self

    def __exit__(self, kind, *_) -> None:
        self._process.stdin.close()
        if kind is not None:
            self._process.kill()
        self._process.wait(PATIENCE_S)
        self._process.stdout.close()

    def start(self, job: str, folder: Path, fault: str = "", *arguments) -> Child:
        line = json.dumps([job, str(folder), fault, *arguments])
        self._process.stdin.write(line.encode() + b"\n")
        self._process.stdin.flush()
        return Child(self)

    def run(self, job: str, folder: Path, fault: str = "", *arguments) -> dict:
        return self.start(job, folder, fault, *arguments).ended()

    def listen(self) -> list:
        """What the nursery says next."""
        give_up = time.monotonic() + PATIENCE_S
        while b"\n" not in self._rest:
            ready, _, _ = select.select([self._process.stdout], [], [], max(0.0, give_up - time.monotonic()))
            if not ready:
                self._process.kill()
                raise AssertionError("a child hangs")
            piece = os.read(self._process.stdout.fileno(), 1 << 16)
            assert piece, "the nursery is gone"
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\n")
        return json.loads(line)


class Child:
    """One run."""

    def __init__(self, nursery: Nursery):
        self._nursery = nursery
        word, self._pid = nursery.listen()
        if word != "begun":
            raise AssertionError("a child ended before its work began")
        self.since = time.monotonic()

    def kill(self, after_s: float) -> bool:
        """Kill it ``after_s`` seconds after it began; whether it was still at work."""
        time.sleep(max(0.0, self.since + after_s - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        return self.ended()["status"] == -signal.SIGKILL

    def ended(self) -> dict:
        """How it ended: ``status`` (negative: the signal), ``seconds``, and where it raised ``error`` with ``text``."""
        found: dict = {}
        while True:
            word, what = self._nursery.listen()
            if word == "ended":
                return {**found, "status": os.waitstatus_to_exitcode(what), "seconds": time.monotonic() - self.since}
            found |= what


# -- inside ---------------------------------------------------------------------------------------------


class Killer:
    """Kills its process at the ``nth`` call of what it wraps (from 1), before or after the call."""

    def __init__(self, nth: int, after: bool):
        self._nth, self._after = nth, after
        self.calls = 0

    def wrap(self, function):
        def called(*given, **named):
            self.calls = number = self.calls + 1
            if number == self._nth and not self._after:
                os.kill(os.getpid(), signal.SIGKILL)
            try:
                return function(*given, **named)
            finally:
                if number == self._nth:
                    os.kill(os.getpid(), signal.SIGKILL)

        return called


def kill_at_step(nth: int, after: bool, naming: bool = False) -> Callable[[], dict]:
    """Kill at the ``nth`` step that others can see: a file renamed, removed or brought to the disk, a folder made or
    removed, a statement of SQLite that writes; or, ``naming``, at the ``nth`` file that gets a name."""
    killer = Killer(nth, after)
    for name in (
        ("replace", "rename") if naming else ("replace", "rename", "unlink", "remove", "fsync", "mkdir", "rmdir")
    ):
        setattr(os, name, killer.wrap(getattr(os, name)))
    if naming:
        return lambda: {"steps": killer.calls}
    from soranome.plugin.core.fieldwork.register_geopackage import GeoPackage

    run, many = GeoPackage.run, GeoPackage._many
    stop_run, stop_many = killer.wrap(run), killer.wrap(many)

    def run_or_stop(store, sql, values=()):
        begins = sql.lstrip().upper()
        return (run if begins.startswith(("SELECT", "PRAGMA")) else stop_run)(store, sql, values)

    GeoPackage.run, GeoPackage._many = run_or_stop, stop_many
    return lambda: {"steps": killer.calls}


def limit_files(size: int) -> None:
    """No file may become larger than ``size`` bytes: what a full disk is to who may not mount one."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def shift_clock(seconds: float) -> None:
    """The clock of this process is ``seconds`` off."""
    import datetime as module

    real, real_ns = time.time, time.time_ns

    class Shifted(module.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls.fromtimestamp(real() + seconds, tz)

        @classmethod
        def utcnow(cls):
            return cls.fromtimestamp(real() + seconds, module.UTC).replace(tzinfo=None)

    class ShiftedDay(module.date):
        @classmethod
        def today(cls):
            return Shifted.now().date()

    time.time, time.time_ns = lambda: real() + seconds, lambda: real_ns() + int(seconds * 1e9)
    for held in [m for name, m in sys.modules.items() if name.startswith(("soranome.", "tests.")) and m is not None]:
        for name, value in list(vars(held).items()):
            if value is module.datetime:
                setattr(held, name, Shifted)
            elif value is module.date:
                setattr(held, name, ShiftedDay)
    module.datetime, module.date = Shifted, ShiftedDay


def lose_input(path: str, at_open_of: str) -> None:
    """Remove ``path`` when a file whose name holds ``at_open_of`` is opened for the first time."""
    real, done = builtins.open, []

    def opened(file, *given, **named):
        if not done and at_open_of in str(file):
            done.append(file)
            os.unlink(path)
        return real(file, *given, **named)

    builtins.open = opened


FAULTS = {"step": kill_at_step, "fsize": limit_files, "clock": shift_clock, "lose": lose_input}


def _child(job, folder: Path, fault: str, arguments: list) -> None:
    from soranome.plugin.core.tasks import Silent

    tell_of_it = FAULTS[fault](*arguments) if fault else None
    _tell("begun", os.getpid())
    try:
        result = job.run(folder, Silent())
        said = {"faults": [str(one.why) for one in getattr(result, "faults", ())], "result": str(result)[:500]}
    except Exception as error:
        said = {"error": type(error).__name__, "text": str(error)}
    _tell("said", said | (tell_of_it() if tell_of_it else {}))


def _tell(*words) -> None:
    os.write(1, json.dumps(words).encode() + b"\n")  # in one piece: parent and child write


def _habits_of(job, folder: Path) -> tuple[list[str], list[tuple]]:
    """What a run of ``job`` imports, and of which module which kernel it runs with which arguments; found out by a child:
    the parent must have no threads that its children would lack."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        with contextlib.suppress(Exception):
            _rehearse(job, folder)
        with os.fdopen(writing, "wb") as file:
            pickle.dump((list(sys.modules), _kernels()), file)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        found = pickle.load(file)  # noqa: S301 - our own child's
    os.waitpid(pid, 0)
    return found


def _rehearse(job, folder: Path) -> None:
    from soranome.plugin.core.tasks import Silent

    (folder / "out").mkdir(parents=True)
    job.prepare(folder)
    job.run(folder, Silent())


def _kernels() -> list[tuple]:
    """Module, name and signatures of the kernels this process has used."""
    if "numba" not in sys.modules:
        return []
    from numba.core.dispatcher import Dispatcher

    own = [(name, module) for name, module in list(sys.modules.items()) if name.startswith("soranome.")]
    values = [(module, name, value) for module, held in own for name, value in list(vars(held).items())]
    return [
        (module, name, value.signatures) for module, name, value in values
        if isinstance(value, Dispatcher) and value.signatures
    ]  # fmt: skip


def _learn(job) -> None:
    """Import what ``job`` needs and load its kernels, which each child would otherwise do for a good part of its time."""
    with tempfile.TemporaryDirectory() as folder:
        modules, kernels = _habits_of(job, Path(folder))
    for module in modules:
        if module.partition(".")[0] not in ("__main__", "__mp_main__") and module not in sys.modules:
            with contextlib.suppress(Exception):
                importlib.import_module(module)
    for module, name, signatures in kernels:
        for signature in signatures:
            getattr(sys.modules[module], name).compile(signature)
    if "rasterio" in sys.modules:
        with sys.modules["rasterio"].Env():  # GDAL's drivers; a raster opened here would start threads
            pass
    if "tests.core.fieldwork.results_tools" in sys.modules:
        sys.modules["tests.core.fieldwork.results_tools"].japanese("")  # reads the translations


def main() -> None:
    import tests.conftest  # noqa: F401 - makes the alias
    from tests.faults.jobs import JOBS

    learnt = set()
    for line in sys.stdin.buffer:
        name, folder, fault, *arguments = json.loads(line)
        job = JOBS[name]
        if name not in learnt:
            learnt.add(name)
            _learn(job)
        pid = os.fork()
        if not pid:
            try:
                _child(job, Path(folder), fault, arguments)
            finally:
                os._exit(0)
        _tell("ended", os.waitpid(pid, 0)[1])


if __name__ == "__main__":
    main()
