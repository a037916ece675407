"""Masts as units of work: the same bytes on threads, on a cluster and in files; nothing is lost, and nothing mixed."""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import replace

import numpy as np
import pytest
import rasterio
from affine import Affine
from numba import njit
from rasterio.crs import CRS
from scipy import ndimage

from soranome.plugin.core.checkpoint import PREFIX, Step
from soranome.plugin.core.coverage import landscape as landscape_module
from soranome.plugin.core.coverage import layers
from soranome.plugin.core.coverage.landscape import near_sea, read_landscape
from soranome.plugin.core.coverage.layers import Layer, Room
from soranome.plugin.core.coverage.prediction import prediction
from soranome.plugin.core.coverage.prediction.antenna import sector
from soranome.plugin.core.coverage.prediction.combination import OUTPUTS, predict
from soranome.plugin.core.coverage.prediction.prediction import Settings, pack, predict_sites, unpack
from soranome.plugin.core.coverage.sites import Site
from soranome.plugin.core.coverage.siting.candidate_sites import Enough, PredictedSites
from soranome.plugin.core.errors import Cancelled, OutputError
from soranome.plugin.core.grid import Grid
from soranome.plugin.core.tasks import Silent

SIZE, CELL, WEST, NORTH = 300, 10.0, -60_000.0, -30_000.0
REACH = Settings(reach_m=700.0)


def write_models(folder, raised=0.0):
    """Hills beside the sea with small holes, and woods on them."""
    rng = np.random.default_rng(5)
    ground = ndimage.gaussian_filter(rng.normal(size=(SIZE, SIZE)), 9)
    ground = (300 * (ground - ground.min()) / np.ptp(ground)).astype(np.float32) - 70
    ground[ground < 0] = -9999
    for row, column in rng.integers(0, SIZE - 4, (30, 2)):
        ground[row : row + 3, column : column + 4] = -9999
    ground[ground > 0] += np.float32(raised)
    stands = np.where(ndimage.gaussian_filter(rng.normal(size=ground.shape), 5) > 0, 14, 0).astype(np.float32)
    profile = {
        "driver": "GTiff", "width": SIZE, "height": SIZE, "count": 1, "dtype": "float32", "nodata": -9999,
        "crs": "EPSG:6677", "transform": Affine(CELL, 0, WEST, 0, -CELL, NORTH),
    }  # fmt: skip
    for name, heights in (("dtm", ground), ("dsm", np.where(ground == -9999, ground, ground + stands))):
        with rasterio.open(folder / f"{name}.tif", "w", **profile) as file:
            file.write(heights.astype(np.float32), 1)
    return str(folder / "dtm.tif"), str(folder / "dsm.tif")


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    return write_models(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def landscape(models):
    return read_landscape(*models)


@pytest.fixture(scope="module")
def sites(landscape):
    rng = np.random.default_rng(7)
    rows, columns = np.nonzero(landscape.height_m > 20)
    made = []
    for number, place in enumerate(rng.choice(len(rows), 8, replace=False)):
        x, y = WEST + CELL * (columns[place] + 0.3), NORTH - CELL * (rows[place] + 0.6)
        made.append(Site(f"{number}a", "", x, y, 20.0, 800.0, 40.0, "AB"[number % 2], azimuth_deg=40.0 * number))
        if number % 2:  # a second sector of the same mast
            made.append(
                replace(made[-1], id=f"{number}b", azimuth_deg=40.0 * number + 180, pattern=sector("3gpp38901"))
            )
    return made


def run(folder, landscape, sites, **options):
    """Bytes of all results by name."""
    folder.mkdir(exist_ok=True)
    outputs = {name: str(folder / f"{name}.tif") for name in OUTPUTS}
    predict(landscape, sites, options.pop("settings", REACH), outputs, folder=folder, per_carrier=True, **options)
    assert not [path for path in folder.iterdir() if path.name.startswith((PREFIX, layers.PREFIX))]
    # Hidden: what a killed worker was writing, which a later run sweeps.
    return {path.name: path.read_bytes() for path in folder.glob("[!.]*")}


@pytest.fixture(scope="module")
def expected(tmp_path_factory, landscape, sites):
    return run(tmp_path_factory.mktemp("one"), landscape, sites, per_site=True, workers=1)


class CancelAt(Silent):
    """Cancelled once so much is done."""

    def __init__(self, fraction):
        self._fraction, self.cancelled = fraction, False

    def report(self, fraction, text=""):
        self.cancelled = self.cancelled or fraction >= self._fraction


# -- the same bytes --------------------------------------------------------------------------------


def test_one_thread_two_threads_and_a_cluster_write_the_same_bytes(tmp_path, landscape, sites, expected, cluster):
    assert len(expected) == 4 + 4 + len(sites) + 1
    assert run(tmp_path / "two", landscape, sites, per_site=True, workers=2) == expected
    assert run(tmp_path / "dask", landscape, sites, per_site=True, cluster=cluster) == expected


def test_without_a_folder_of_sites_the_results_are_the_same(tmp_path, landscape, sites, expected, cluster, monkeypatch):
    combined = {name: data for name, data in expected.items() if not name.startswith(("site_", "coverage.json"))}
    assert run(tmp_path / "plain", landscape, sites, workers=2) == combined
    assert run(tmp_path / "dask", landscape, sites, cluster=cluster) == combined
    monkeypatch.setattr(prediction, "_LONG_CELLS", 0)
    assert run(tmp_path / "checkpoint", landscape, sites, workers=2) == combined


def test_arrays_in_files_and_other_strips_give_the_same_bytes(tmp_path, models, sites, expected, monkeypatch):
    monkeypatch.setattr(layers, "_SMALL_BYTES", 0)
    monkeypatch.setattr(landscape_module, "_STRIP_CELLS", 7 * SIZE)
    with Room(tmp_path / "x") as room:
        kept = read_landscape(*models, room=room)
        assert all(isinstance(layer, Layer) for layer in (kept.height_m, kept.clutter_m, kept.sea, kept.zones))
        assert run(tmp_path / "made", kept, sites, per_site=True) == expected
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_candidates_cover_the_same_on_threads_and_a_cluster(tmp_path, landscape, sites, cluster):
    def covered(made):
        return [(place, row, column, cells.tobytes()) for place, row, column, cells in made]

    numbers = range(len(sites))
    enough = Enough(-90.0)
    one = covered(PredictedSites(landscape, sites, REACH, enough, workers=1).covered(numbers, Silent()))
    assert any(b"\x01" in cells for *_, cells in one)
    assert covered(PredictedSites(landscape, sites, REACH, enough, workers=2).covered(numbers, Silent())) == one
    with Room(tmp_path / "x", shared=True) as room:
        there = PredictedSites(landscape.kept_in(room), sites, REACH, enough, cluster)
        assert covered(there.covered(numbers, Silent())) == one


# -- stopped, killed, damaged, changed -------------------------------------------------------------


@pytest.mark.parametrize("on", ["threads", "cluster"])
def test_a_stopped_run_without_a_folder_goes_on(tmp_path, landscape, sites, expected, cluster, monkeypatch, on):
    monkeypatch.setattr(prediction, "_LONG_CELLS", 0)
    options = {"cluster": cluster} if on == "cluster" else {"workers": 1}
    with pytest.raises(Cancelled):
        run(tmp_path / "a", landscape, sites, progress=CancelAt(0.4), **options)
    tiles = list((tmp_path / "a").glob(f"{PREFIX}*/*.npz"))
    assert len(tiles) >= 3
    # What is kept is taken: none of these masts is predicted again.
    saved, made = {int(path.stem[-5:]) for path in tiles}, []
    save = Step.save
    monkeypatch.setattr(Step, "save", lambda step, number, result: (made.append(number), save(step, number, result)))
    assert run(tmp_path / "a", landscape, sites, workers=2)["SIGNAL.tif"] == expected["SIGNAL.tif"]
    assert sorted([*saved, *made]) == list(range(8))


def test_a_damaged_raster_of_a_site_is_made_again(tmp_path, landscape, sites, expected):
    run(tmp_path / "a", landscape, sites, per_site=True)
    path, other = (tmp_path / "a" / f"site_{sites[n].id}.tif" for n in (0, 1))
    with rasterio.open(path, "r+", IGNORE_COG_LAYOUT_BREAK="YES") as file:  # a single cell, every block whole
        cells = file.read(1)
        cells[70, 70] += 1
        file.write(cells, 1)
    before = other.stat().st_mtime_ns
    assert run(tmp_path / "a", landscape, sites, per_site=True) == expected
    path.write_bytes(expected[path.name][:-2000])
    assert run(tmp_path / "a", landscape, sites, per_site=True) == expected
    assert other.stat().st_mtime_ns == before


@pytest.mark.parametrize("per_site", [True, False])
def test_a_changed_terrain_of_the_same_size_and_time_is_noticed(tmp_path, sites, monkeypatch, per_site):
    monkeypatch.setattr(prediction, "_LONG_CELLS", 0)
    models = write_models(tmp_path)
    stat = os.stat(models[0])
    with pytest.raises(Cancelled):
        run(tmp_path / "a", read_landscape(*models), sites, progress=CancelAt(0.5), per_site=per_site)
    write_models(tmp_path, raised=3.0)
    os.utime(models[0], ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert os.stat(models[0]).st_size == stat.st_size and os.stat(models[0]).st_mtime_ns == stat.st_mtime_ns
    changed = read_landscape(*models)
    resumed = run(tmp_path / "a", changed, sites, per_site=per_site)
    assert resumed == run(tmp_path / "fresh", changed, sites, per_site=per_site)


def test_cancelling_on_a_cluster_does_not_wait_for_a_large_mast(landscape, cluster, tmp_path):
    stop = threading.Event()

    class Later(Silent):
        @property
        def cancelled(self):
            return stop.is_set()

    size = 1200
    rough = np.random.default_rng(1).normal(100, 20, (size, size)).astype(np.float32)
    grid = Grid(CRS.from_epsg(6677), Affine(CELL, 0, WEST, 0, -CELL, NORTH), size, size)
    large = landscape_module.Landscape(grid, rough, np.zeros_like(rough), np.zeros(rough.shape, bool), False)
    sites = [Site(str(n), "", WEST + 6000 + n, NORTH - 6000, 20.0, 800.0, 40.0) for n in range(60)]
    with Room(tmp_path / "x", shared=True) as room:
        threading.Timer(0.5, stop.set).start()
        began = time.monotonic()
        with pytest.raises(Cancelled):
            list(predict_sites(large.kept_in(room), sites, Settings(reach_m=6000.0), Later(), cluster=cluster))
        assert time.monotonic() - began < 4


def test_a_killed_worker_loses_nothing(tmp_path, dask, landscape, sites, expected, cluster):
    class Killing(Silent):
        done = False

        def report(self, fraction, text=""):
            if not self.done and fraction > 0.2:
                self.done = True
                for pid in cluster._client.run(os.getpid).values():
                    os.kill(pid, signal.SIGKILL)
                    break

    assert run(tmp_path / "a", landscape, sites, per_site=True, cluster=cluster, progress=Killing()) == expected
    dask.wait_for(2)


# -- parts -----------------------------------------------------------------------------------------


def test_packed_signals_come_back():
    rng = np.random.default_rng(2)
    signal = (np.rint(64 * rng.normal(-90, 60, (50, 31))) / 64).astype(np.float32)
    signal[rng.random(signal.shape) < 0.2] = np.nan
    window = rasterio.windows.Window(0, 0, 31, 50)
    np.testing.assert_array_equal(unpack(pack(signal), window), signal)
    signal[3, 3] = -700.5  # more than 16 bits hold
    np.testing.assert_array_equal(unpack(pack(signal), window), signal)


@pytest.mark.parametrize("reach", [1, 7.3, 25, 200])
def test_cells_near_the_sea_are_those_of_a_distance_transform(reach):
    rng = np.random.default_rng(3)
    sea = rng.random((90, 130)) < 0.001
    sea[60:, 100:] = True
    expected = ndimage.distance_transform_edt(~sea) <= reach
    windows = [rasterio.windows.Window(0, top, 130, min(8, 90 - top)) for top in range(0, 90, 8)]
    found = np.zeros_like(expected)
    for window, near in near_sea(sea, windows, reach, np.zeros):
        found[window.toslices()] = near
    np.testing.assert_array_equal(found, expected)


def test_landscapes_do_not_depend_on_strips(models, monkeypatch):
    whole = read_landscape(*models)
    assert whole.bridged > 50 and whole.sea.any() and len(np.unique(whole.zones)) > 1
    for rows in (1, 13, 100):
        monkeypatch.setattr(landscape_module, "_STRIP_CELLS", rows * SIZE)
        again = read_landscape(*models)
        for name in ("height_m", "clutter_m", "sea", "zones"):
            np.testing.assert_array_equal(getattr(again, name), getattr(whole, name))
        assert (again.bridged, again.digest) == (whole.bridged, whole.digest)


def test_layers_are_arrays_in_files(tmp_path):
    rng = np.random.default_rng(4)
    array = np.zeros((40, 300), np.float32)
    layer = Layer(tmp_path / "layer", array.shape, array.dtype)
    for rows, columns in (
        (slice(3, 9), slice(None)),
        (slice(20, 40), slice(7, 12)),
        (slice(0, 40), slice(100, 250)),
        (slice(5, 5), slice(1, 9)),
    ):
        part = rng.random(array[rows, columns].shape).astype(np.float32)
        array[rows, columns], layer[rows, columns] = part, part
        np.testing.assert_array_equal(layer[rows, columns], array[rows, columns])
    np.testing.assert_array_equal(np.asarray(layer), array)
    assert layer[21, 8] == array[21, 8] and layer[4].shape == (300,)
    with pytest.raises(IndexError):
        layer[40, 0]


def test_a_full_disk_is_told_before_work(small_disk, models):
    disk = small_disk(1)
    with pytest.raises(OutputError, match="MB free"), Room(disk / "x", shared=True) as room:
        for _ in range(40):
            room((300, 300), np.float32)[:, :] = 1
    assert list(disk.iterdir()) == []


def test_folders_of_dead_runs_go_and_those_of_living_stay(tmp_path):
    dead = tmp_path / f"{layers.PREFIX}dead"
    dead.mkdir()
    os.utime(dead, (0, 0))
    with Room(tmp_path / "x", shared=True) as living:
        layer = living((10, 10), np.uint8)
        os.utime(layer.path.parent, (0, 0))
        with Room(tmp_path / "y", shared=True) as other:
            other((10, 10), np.uint8)
            assert layer.path.exists() and not dead.exists()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("model", "mhz"), [("p1812", 800.0), ("itm", 800.0), ("los28", 28_000.0)])
def test_where_only_some_cells_are_wanted_these_are_the_same(landscape, sites, model, mhz):
    chosen = [replace(of, frequency_mhz=mhz) for of in sites[:3]]
    coverage = PredictedSites(landscape, chosen, replace(REACH, model=model), Enough(-95.0))
    wanted = np.random.default_rng(6).random(landscape.grid.shape) < 0.03
    wanted[:, SIZE // 2 :] = False

    def cells(found):
        whole = np.zeros(landscape.grid.shape, bool)
        _, row, column, covered = found
        whole[row : row + covered.shape[0], column : column + covered.shape[1]] = covered
        return whole & wanted

    asked = [cells(found) for found in coverage.covered(range(3), Silent(), wanted)]
    full = [cells(found) for found in coverage.covered(range(3), Silent())]
    np.testing.assert_array_equal(asked, full)
    assert np.any(full)
    (nothing,) = coverage.covered([0], Silent(), np.zeros_like(wanted))
    assert nothing[3].size == 0


def test_it_is_told_that_kernels_are_compiled(landscape, sites, monkeypatch):
    told = []

    class Told(Silent):
        def report(self, fraction, text=""):
            told.append(str(text))

    list(predict_sites(landscape, sites[:1], REACH, Told()))
    assert not any(told)
    monkeypatch.setitem(prediction._LARGEST_KERNEL, REACH.model, njit(cache=True)(lambda: 0))  # nobody called it yet
    list(predict_sites(landscape, sites[:1], REACH, Told()))
    assert any("once after each installation" in line for line in told)
