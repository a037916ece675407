"""Change detection by units: the same bytes whoever works on them, and a stopped run goes on where it was."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace

import numpy as np
import pytest
import rasterio

from soranome.plugin.core.change import elevation, optical, sar, series
from soranome.plugin.core.change.elevation_pair import ElevationFiles
from soranome.plugin.core.change.pair import PairFiles
from soranome.plugin.core.change.sar_stack import StackFiles
from soranome.plugin.core.change.series_stack import SeriesFiles
from soranome.plugin.core.checkpoint import PREFIX, Step
from soranome.plugin.core.cluster import connect
from soranome.plugin.core.errors import Cancelled, ClusterError
from soranome.plugin.core.sample import make_scene, write_rasters
from soranome.plugin.core.tasks import Silent, limit_workers

from .dask_cluster import ROOT

BLOCK, OTHER_BLOCK = 64, 50
NAMES = "abcde"


class Recorder(Silent):
    """A progress that remembers, and is cancelled once so much is done."""

    def __init__(self, stop_at=None):
        self.stop_at, self.cancelled, self.reached = stop_at, False, []

    def report(self, fraction, text=""):
        self.reached.append(fraction)
        self.cancelled = self.cancelled or (self.stop_at is not None and fraction >= self.stop_at)


def _optical(data, out, parameter="irmad", **options):
    files = PairFiles(
        str(data / "optical_before.tif"),
        str(data / "optical_after.tif"),
        before_mask=str(data / "mask_before.tif"),
        after_mask=str(data / "mask_after.tif"),
    )
    return optical.detect(files, *out[:3], parameter, coregister=True, **options)


def _series(data, out, parameter=0.05, **options):
    images = tuple(map(str, sorted(data.glob("series/S2_*.tif"))))
    dates = tuple(f"{path[-12:-8]}-{path[-8:-6]}-{path[-6:-4]}" for path in images)
    masks = tuple(map(str, sorted(data.glob("series/SCL_*.tif"))))
    files = SeriesFiles(images, dates, masks)
    return series.detect_series(files, series.SeriesOutputs(*out), coregister=True, significance=parameter, **options)


def _sar(data, out, parameter=0.01, **settings):
    options = {name: settings.pop(name) for name in ("block_size", "progress", "cluster") if name in settings}
    paths = tuple(map(str, sorted(data.glob("sar/S1_*.tif"))))
    quiet = StackFiles(tuple(path for path in paths if path[-15:-11] < "2024" or path[-11:-9] < "05"))
    chosen = sar.SarSettings(significance=parameter, landcover=str(data / "landcover.tif"), quiet=quiet)
    return sar.detect(StackFiles(paths), *out[:4], settings=replace(chosen, **settings), **options)


def _logratio(data, out, **options):
    return _sar(data, out, method="logratio", **options)


def _elevation(data, out, parameter=0.95, **options):
    files = ElevationFiles(str(data / "dtm_before.tif"), str(data / "dtm_after.tif"))
    return elevation.detect(files, *out[:3], confidence=parameter, **options)


JOBS = {
    # The job, where its last pass is half done, another parameter, and an input.
    "optical": (_optical, 0.87, "cva", "optical_after.tif"),
    "series": (_series, 0.7, 0.01, "series/S2_20240610.tif"),
    "sar": (_sar, 0.8, 0.02, "sar/S1_20240518_VV.tif"),
    "logratio": (_logratio, 0.8, None, None),
    "elevation": (_elevation, 0.5, 0.9, "dtm_after.tif"),
}


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scene")
    made = make_scene(1.5, 3)
    paths = write_rasters(made, folder)
    (folder / "series").mkdir()
    rng = np.random.default_rng(1)
    for month in range(1, 9):
        when = "before" if month < 5 else "after"
        with rasterio.open(paths[f"optical_{when}"]) as dataset:
            image, profile = dataset.read(), dataset.profile
        image += rng.integers(0, 60, image.shape, np.uint16)
        with rasterio.open(folder / "series" / f"S2_2024{month:02d}10.tif", "w", **profile) as dataset:
            dataset.write(image)
        shutil.copy(paths[f"mask_{when}"], folder / "series" / f"SCL_2024{month:02d}10.tif")
    return folder


@pytest.fixture(scope="module")
def whole(scene, tmp_path_factory):
    """A function: the results of a job that one thread did in one go, by name."""
    done = {}

    def results(name):
        if name not in done:
            folder = tmp_path_factory.mktemp(name)
            limit_workers(1)
            run(name, scene, folder)
            limit_workers(0)
            done[name] = read(folder)
        return done[name]

    return results


def run(name, data, folder, block=BLOCK, **options):
    return JOBS[name][0](data, [str(folder / f"{n}.tif") for n in NAMES], block_size=block, **options)


def read(folder):
    """The bytes of all results in a folder, in which nothing else may be."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def stopped(name, data, folder):
    """A run that was cancelled in its last pass; the tiles it kept."""
    with pytest.raises(Cancelled):
        run(name, data, folder, progress=Recorder(JOBS[name][1]))
    assert not list(folder.glob("*.tif"))
    (kept,) = folder.iterdir()
    assert kept.name.startswith(PREFIX)
    return {path: path.stat().st_mtime_ns for path in kept.glob("*.npz")}


@pytest.fixture
def threads():
    yield limit_workers
    limit_workers(0)


@pytest.mark.parametrize("name", JOBS)
def test_the_same_bytes_whoever_works(name, scene, whole, dask, threads, tmp_path):
    expected = whole(name)
    assert len(expected) >= 3
    progress = Recorder()
    (tmp_path / "threads").mkdir()
    threads(2)
    run(name, scene, tmp_path / "threads", OTHER_BLOCK, progress=progress)
    assert read(tmp_path / "threads") == expected
    assert progress.reached == sorted(progress.reached) and progress.reached[-1] == 1
    progress = Recorder()
    (tmp_path / "dask").mkdir()
    with connect(dask.address, Silent()) as cluster:
        run(name, scene, tmp_path / "dask", progress=progress, cluster=cluster)
    assert read(tmp_path / "dask") == expected
    assert progress.reached == sorted(progress.reached) and progress.reached[-1] == 1


@pytest.mark.parametrize("name", ["optical", "series", "sar", "elevation"])
def test_a_stopped_run_goes_on_where_it_was(name, scene, whole, threads, tmp_path, monkeypatch):
    expected = whole(name)
    threads(2)
    saved = []
    save = Step.save
    monkeypatch.setattr(Step, "save", lambda self, *rest: (saved.append(self.name), save(self, *rest)))
    tiles = stopped(name, scene, tmp_path)
    begun = len(saved)
    assert begun >= len(tiles) > 2 and len(set(saved)) == (1 if name == "elevation" else 2 if name != "sar" else 3)
    run(name, scene, tmp_path)
    assert read(tmp_path) == expected
    again = saved[begun:]
    assert len(again) > 0 and set(again) == {saved[-1]}, "only of the last pass"
    # 3 × 3 blocks of 64 cells; elevations have more.
    assert len(again) + sum(one == saved[-1] for one in saved[:begun]) == (144 if name == "elevation" else 9)


def test_a_stopped_run_goes_on_elsewhere(scene, whole, dask, tmp_path):
    tiles = stopped("optical", scene, tmp_path)
    with connect(dask.address, Silent()) as cluster:
        progress = Recorder(0.94)
        with pytest.raises(Cancelled):
            run("optical", scene, tmp_path, progress=progress, cluster=cluster)
        assert {path: path.stat().st_mtime_ns for path in tiles} == tiles, "taken, not made again"
        assert not list(tmp_path.glob("*.tif"))
        run("optical", scene, tmp_path, cluster=cluster)
    assert read(tmp_path) == whole("optical")


def test_a_cancelled_run_stops_the_workers(scene, whole, dask, tmp_path):
    with connect(dask.address, Silent()) as cluster:
        with pytest.raises(Cancelled):
            run("sar", scene, tmp_path, block=16, progress=Recorder(0.7), cluster=cluster)
        began = time.monotonic()
        assert not list(tmp_path.glob("*.tif"))
        run("optical", scene, tmp_path, cluster=cluster)
        assert time.monotonic() - began < 30
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.tif")} == whole("optical")


@pytest.mark.parametrize("name", ["optical", "series", "sar", "elevation"])
def test_tiles_of_another_parameter_are_not_taken(name, scene, tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir(), other.mkdir()
    stopped(name, scene, one)
    run(name, scene, one, parameter=JOBS[name][2])
    run(name, scene, other, parameter=JOBS[name][2])
    assert read(one) == read(other)


@pytest.mark.parametrize("name", ["optical", "series", "sar", "elevation"])
def test_tiles_of_another_input_are_not_taken(name, scene, whole, tmp_path):
    """The input changed, but has the size and the time it had."""
    data = tmp_path / "data"
    shutil.copytree(scene, data)
    path = data / JOBS[name][3]
    with rasterio.open(path) as dataset:
        image, profile = dataset.read(), dataset.profile
    profile.update(driver="GTiff", compress=None)
    path.unlink()
    with rasterio.open(path, "w", **profile) as dataset:
        dataset.write(image)
    before = path.stat()
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir(), other.mkdir()
    stopped(name, data, one)
    rows = slice(20, 60)
    image[:, rows, rows] = image[:, rows, rows][:, ::-1, ::-1] + np.ones(1, image.dtype)
    with rasterio.open(path, "r+") as dataset:
        dataset.write(image)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size and path.stat().st_mtime_ns == before.st_mtime_ns
    run(name, data, one)
    run(name, data, other)
    assert read(one) == read(other) != whole(name)


def test_a_killed_run_goes_on_where_it_was(scene, whole, tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from tests import conftest\n"
        "from tests.core import test_change_units as here\n"
        "here.run('optical', Path(sys.argv[2]), Path(sys.argv[3]))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(ROOT), str(scene), str(tmp_path)])
    until = time.monotonic() + 120
    while not (tiles := list(tmp_path.glob(f"{PREFIX}*/classify-*.npz"))) and process.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert tiles and not list(tmp_path.glob("[a-e].tif"))
    run("optical", scene, tmp_path)
    results = {path.name: path.read_bytes() for path in tmp_path.glob("[a-e].tif")}
    assert results == whole("optical")


def test_workers_that_do_not_see_the_images_are_told_before_long_work(scene, dask, tmp_path, monkeypatch):
    def unseen(cluster, folder, inputs):
        assert folder == tmp_path and str(scene / "mask_after.tif") in inputs
        raise ClusterError("{worker} does not see it", worker="there")

    monkeypatch.setattr("soranome.plugin.core.cluster.Cluster.require_shared", unseen)
    monkeypatch.setattr(optical, "pool", lambda *_: pytest.fail("long work before the refusal"))
    with connect(dask.address, Silent()) as cluster, pytest.raises(ClusterError):
        run("optical", scene, tmp_path, cluster=cluster)
    assert list(tmp_path.iterdir()) == []
