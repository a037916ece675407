"""A real Dask scheduler and worker processes on this machine, for tests."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON = str(Path(sys.prefix, "bin", "python")) if sys.prefix != sys.base_prefix else str(ROOT / ".venv/bin/python")
"""Inside QGIS, ``sys.executable`` is QGIS itself, or whatever Python comes first."""


class Running:
    """A scheduler at ``address`` and its nannies; ``scheduler`` is its process."""

    def __init__(self, folder: Path, workers: int, plugin: Path | None = None):
        site = folder / "site"
        site.mkdir(parents=True, exist_ok=True)
        (site / "soranome").symlink_to(plugin or ROOT)
        self._folder = folder
        self._environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(site), str(ROOT), *sys.path[1:]])}
        self._log = open(folder / "log.txt", "wb")  # noqa: SIM115 - closed in stop()
        file = folder / "scheduler.json"
        self.scheduler = self._start("dask_scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", file)
        self._wait(file.exists)
        time.sleep(0.05)
        self.address = json.loads(file.read_text())["address"]
        self.workers = [self.start_worker() for _ in range(workers)]
        self.wait_for(workers)

    def _start(self, module: str, *arguments) -> subprocess.Popen:
        command = [PYTHON, "-m", f"distributed.cli.{module}", "--host", "127.0.0.1", *map(str, arguments)]
        return subprocess.Popen(
            command, env=self._environment, stdout=self._log, stderr=subprocess.STDOUT, start_new_session=True
        )

    def start_worker(self) -> subprocess.Popen:
        place = self._folder / "scratch"
        return self._start(
            "dask_worker",
            self.address,
            "--nthreads",
            1,
            "--no-dashboard",
            "--local-directory",
            place,
            "--death-timeout",
            20,
        )

    def wait_for(self, workers: int) -> None:
        from distributed import Client

        if not workers:
            return
        with Client(self.address, set_as_default=False, timeout=20) as client:
            client.wait_for_workers(workers, timeout=60)

    @staticmethod
    def _wait(condition, seconds: float = 30) -> None:
        until = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > until:
                raise TimeoutError
            time.sleep(0.02)

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):  # each with all it started: asked nicely, it takes ten seconds
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._log.close()


@contextmanager
def running(folder: Path, workers: int = 2, plugin: Path | None = None) -> Iterator[Running]:
    cluster = Running(folder, workers, plugin)
    try:
        yield cluster
    finally:
        cluster.stop()
