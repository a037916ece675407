"""Units on a real Dask scheduler with real worker processes; they are killed here, too."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time

import numpy as np
import pytest

from soranome.plugin.core import cluster as cluster_module
from soranome.plugin.core.checkpoint import checkpoint
from soranome.plugin.core.cluster import about, connect
from soranome.plugin.core.errors import Cancelled, ClusterError, InputError
from soranome.plugin.core.tasks import Silent, run_units

from .cluster_work import Deadly, Tile, bad, full, pids, squares
from .dask_cluster import ROOT, running


class Recorder:
    """A progress that remembers, and is cancelled from ``cancel_at`` on."""

    def __init__(self, cancel_at=None):
        self.texts, self._cancel_at, self.cancelled = [], cancel_at, False

    def report(self, fraction, text=""):
        self.texts.append(str(text))
        self.cancelled = self.cancelled or (self._cancel_at is not None and fraction >= self._cancel_at)


@pytest.fixture
def kept(tmp_path):
    with checkpoint(tmp_path / "result.tif", [], "parameters", Silent()) as kept:
        yield kept


def tiles(count, seconds=0.0):
    return [Tile(number, seconds) for number in range(count)]


def test_units_come_back_in_order_and_equal_to_those_of_threads(cluster, kept):
    there = list(run_units(squares, tiles(20), Silent(), 20, cluster=cluster, step=kept.step("there")))
    here = list(run_units(squares, tiles(20), Silent(), 20, workers=2, step=kept.step("here")))
    for one, other in zip(there, here):
        assert one[0].dtype == other[0].dtype and one[0].tobytes() == other[0].tobytes() and one[1] == other[1]
    assert [int(one[1]) for one in there] == list(range(20))


def test_all_workers_work(cluster):
    seen = {pid for (pid,) in run_units(pids, tiles(12, 0.1), Silent(), 12, cluster=cluster)}
    assert len(seen) == 2 and os.getpid() not in seen


def test_an_error_of_a_worker_arrives_with_its_words(cluster):
    with pytest.raises(InputError) as raised:
        list(run_units(bad, tiles(8), Silent(), 8, cluster=cluster))
    assert raised.value.message.template == "{name} is damaged" and raised.value.message.values == {"name": "five.tif"}


def test_an_error_of_a_disk_at_a_worker_is_no_loss_of_the_scheduler(cluster):
    with pytest.raises(OSError, match="No space left"):
        list(run_units(full, tiles(2), Silent(), 2, cluster=cluster))


def test_cancelling_stops_the_workers_at_once(cluster):
    began = time.monotonic()
    progress = Recorder(cancel_at=0.1)
    with pytest.raises(Cancelled):
        for _ in run_units(squares, [Tile(0), *tiles(9, 60)], progress, 10, cluster=cluster):
            pass
    assert time.monotonic() - began < 10
    # Nothing of it blocks the workers: the next run gets them.
    assert len(list(run_units(squares, tiles(4), Silent(), 4, cluster=cluster))) == 4
    assert time.monotonic() - began < 10


def test_finished_tiles_are_taken_by_the_next_run_wherever_it_runs(cluster, kept):
    step = kept.step("one")
    progress = Recorder(cancel_at=0.4)
    with pytest.raises(Cancelled):
        list(run_units(squares, tiles(10), progress, 10, cluster=cluster, step=step))
    done = kept.count
    assert done >= 4
    changed = {number: step.path(number).stat().st_mtime_ns for number in range(10) if step.path(number).exists()}
    assert len(list(run_units(squares, tiles(10), Silent(), 10, workers=2, step=step))) == 10
    assert {number: step.path(number).stat().st_mtime_ns for number in changed} == changed


def test_a_worker_that_is_killed_loses_nothing(dask, cluster, kept, tmp_path):
    work = Deadly(str(tmp_path), times=2)
    results = list(run_units(work, tiles(10), Silent(), 10, cluster=cluster, step=kept.step("deadly")))
    assert [int(one) for (one,) in results] == list(range(10))
    assert len(list(tmp_path.glob("death-*"))) == 2
    dask.wait_for(2)


def test_a_tile_that_kills_every_worker_ends_the_run_with_advice(dask, cluster, kept, tmp_path):
    with pytest.raises(ClusterError, match="again and again on the same tile"):
        list(run_units(Deadly(str(tmp_path), 99), tiles(6), Silent(), 6, cluster=cluster, step=kept.step("deadly")))
    dask.wait_for(2)


def test_a_scheduler_that_is_lost_ends_the_run_and_keeps_its_tiles(tmp_path):
    kept_folder = []
    with running(tmp_path / "dask", workers=1) as dask, connect(dask.address, Silent()) as cluster:

        def run(cluster, kill_at):
            with checkpoint(tmp_path / "result.tif", [], "parameters", Silent()) as kept:
                kept_folder.append(kept.folder)
                for _, number in run_units(squares, tiles(8, 0.05), Silent(), 8, cluster=cluster, step=kept.step("s")):
                    if number == kill_at:
                        dask.scheduler.send_signal(signal.SIGKILL)
                return kept.count

        began = time.monotonic()
        with pytest.raises(ClusterError, match="was lost"):
            run(cluster, kill_at=2)
        assert time.monotonic() - began < 20
        assert len(list(kept_folder[0].glob("*.npz"))) >= 3
        assert run(None, kill_at=None) == 8
    assert not kept_folder[0].exists()


def test_a_scheduler_that_is_lost_while_it_hands_out_a_result(tmp_path):
    with running(tmp_path / "dask", workers=1) as dask, connect(dask.address, Silent()) as cluster:
        pending = cluster.submitter(squares, None)(Tile(0), 0)
        cluster.wait(pending, 20)
        dask.scheduler.send_signal(signal.SIGSTOP)
        threading.Timer(0.5, dask.scheduler.kill).start()
        with pytest.raises(ClusterError, match="was lost"):
            pending.result()


def test_files_that_a_worker_does_not_see_are_named(cluster, tmp_path):
    (tmp_path / "there.tif").touch()
    cluster.require_shared(tmp_path, [str(tmp_path / "there.tif")])
    with pytest.raises(ClusterError, match=r"does not see .*gone\.tif"):
        cluster.require_shared(tmp_path, [str(tmp_path / "gone.tif")])
    assert [path.name for path in tmp_path.iterdir()] == ["there.tif"]


def test_nobody_at_the_address(monkeypatch):
    monkeypatch.setattr(cluster_module, "_CONNECT", 1)
    with (
        pytest.raises(ClusterError, match="No Dask scheduler answers at tcp://127"),
        connect("tcp://127.0.0.1:9", Silent()),
    ):
        pass
    with pytest.raises(ClusterError, match="No Dask scheduler answers at what"), connect("what://x", Silent()):
        pass


def test_a_scheduler_without_workers(tmp_path):
    with (
        running(tmp_path, workers=0) as dask,
        pytest.raises(ClusterError, match="has no workers"),
        connect(dask.address, Silent()),
    ):
        pass


def test_a_worker_with_other_code_is_refused(tmp_path):
    """Else its tiles, made by other rules, would be mixed with ours."""
    other = tmp_path / "other"
    shutil.copytree(ROOT / "plugin" / "core", other / "plugin" / "core", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "resources", other / "resources", ignore=shutil.ignore_patterns("help"))
    (other / "plugin" / "core" / "grid.py").open("a").write("\n# changed\n")
    with (
        running(tmp_path / "dask", workers=1, plugin=other) as dask,
        pytest.raises(ClusterError, match="has another version of plugin"),
        connect(dask.address, Silent()),
    ):
        pass


def test_a_worker_without_the_plugin_is_refused(tmp_path):
    (tmp_path / "empty").mkdir()
    with (
        running(tmp_path / "dask", workers=1, plugin=tmp_path / "empty") as dask,
        pytest.raises(ClusterError, match="cannot use the plugin"),
        connect(dask.address, Silent()),
    ):
        pass


def test_what_a_process_works_with():
    assert about()["numpy"] == np.__version__ and len(about()["plugin"]) == 32
