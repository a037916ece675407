"""Point clouds by units: the same bytes on threads and on a cluster, stopped runs that go on, inputs that changed."""

from __future__ import annotations

import json
import os
import pickle
import signal
import time

import numpy as np
import pytest
from rasterio.crs import CRS

from soranome.plugin.core.cluster import connect
from soranome.plugin.core.errors import Cancelled, ClusterError, InputError
from soranome.plugin.core.pointcloud import copcfolder, sameness, surfaces
from soranome.plugin.core.pointcloud.catalogue import catalogue_of
from soranome.plugin.core.pointcloud.classify import REPLACE, classify_tiles
from soranome.plugin.core.pointcloud.ground import settings_of
from soranome.plugin.core.pointcloud.importing import Settings as ImportSettings
from soranome.plugin.core.pointcloud.importing import import_tiles
from soranome.plugin.core.pointcloud.index import scan
from soranome.plugin.core.pointcloud.quality import examine, specification
from soranome.plugin.core.pointcloud.source import Source, find_sources
from soranome.plugin.core.pointcloud.surface_units import BlockWork, TileWork
from soranome.plugin.core.pointcloud.surfaces import Settings, make_surfaces
from soranome.plugin.core.tasks import Silent, limit_workers
from soranome.plugin.core.terrain.maps import draw
from soranome.tests.core.dask_cluster import running

from .surface_tools import SOUTH, WEST, grid_of_points, write_tile

CRS_IX = CRS.from_epsg(6677)
EDGE = 25
NAMES = ("DTM", "DSM", "DENSITY")
SMRF = settings_of("smrf", "mountain")


@pytest.fixture
def tiles(tmp_path):
    """Nine tiles of 25 m with ground and trees, as LAZ."""
    return write_tiles(tmp_path / "tiles")


def write_tiles(folder, across=3):
    ground = grid_of_points(across * EDGE, 0.6, lambda x, y: 20 + 3 * np.sin(x / 17) + 0.1 * y)
    trees = grid_of_points(across * EDGE, 0.9, lambda x, y: 30 + 3 * np.sin(x / 17) + 0.1 * y + np.sin(x), seed=2)
    trees = trees[np.sin(trees[:, 0] / 9) > 0.5]
    points = np.concatenate([ground, trees])
    kinds = np.concatenate([np.full(len(ground), 2), np.full(len(trees), 5)])
    place = ((points[:, :2] - (WEST, SOUTH)) // EDGE).astype(int).clip(0, across - 1)
    for row in range(across):
        for column in range(across):
            here = (place == (column, row)).all(axis=1)
            write_tile(folder / f"t{column}{row}.laz", points[here], classification=kinds[here])
    return folder


def run_import(folder, out, **options):
    out.mkdir(exist_ok=True)
    return import_tiles(find_sources([folder])[0], out, ImportSettings(given=CRS_IX), memory=30_000_000, **options)


def run_classify(folder, out, **options):
    out.mkdir(exist_ok=True)
    return classify_tiles(catalogue_of(find_sources([folder])[0], CRS_IX), out, SMRF, REPLACE, **options)


def run_surfaces(folder, out, **options):
    out.mkdir(exist_ok=True)
    catalogue = catalogue_of(find_sources([folder])[0], CRS_IX)
    outputs = {name: str(out / f"{name}.tif") for name in NAMES}
    options = {"edge": 25, "keep_voids": lambda *_: None} | options
    return make_surfaces(catalogue, outputs, Settings(fill_m=5), **options)


def run_maps(folder, out, **options):
    out.mkdir(exist_ok=True)
    outputs = {kind: str(out / f"{kind}.tif") for kind in ("hillshade", "openness")}
    return draw(str(folder / "dtm.tif"), outputs, block_size=64, **options)


RUNS = {"import": run_import, "classify": run_classify, "surfaces": run_surfaces}


def content(folder):
    """Bytes of the files under final names, journals (with times) apart."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.suffix in (".laz", ".tif", ".vpc")}


def left(folder):
    return sorted(p.name for p in folder.iterdir() if p.name.startswith(".") and not p.name.endswith(".lock"))


class Stopping:
    """A progress that is cancelled from ``at`` on."""

    def __init__(self, at):
        self._at, self.cancelled, self.fractions = at, False, []

    def report(self, fraction, text=""):
        self.fractions.append(fraction)
        self.cancelled = self.cancelled or fraction >= self._at


# -- the same bytes ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", RUNS)
def test_threads_and_cluster_write_the_same_bytes(tmp_path, tiles, cluster, name):
    run = RUNS[name]
    ways = {"one": {"workers": 1}, "two": {"workers": 2}, "cluster": {"cluster": cluster}}
    made = {way: run(tiles, tmp_path / way, **options) for way, options in ways.items()}
    one = content(tmp_path / "one")
    assert len(one) >= 3
    assert content(tmp_path / "two") == one and content(tmp_path / "cluster") == one
    assert made["one"].points == made["two"].points == made["cluster"].points > 5_000
    assert left(tmp_path / "one") == left(tmp_path / "cluster") == []


def test_maps_are_the_same(tmp_path, tiles, cluster):
    run_surfaces(tiles, tmp_path / "in")
    (tmp_path / "in" / "DTM.tif").rename(tmp_path / "in" / "dtm.tif")
    run_maps(tmp_path / "in", tmp_path / "one", workers=1)
    run_maps(tmp_path / "in", tmp_path / "cluster", cluster=cluster)
    assert len(content(tmp_path / "one")) == 2 and content(tmp_path / "cluster") == content(tmp_path / "one")


def test_a_limit_of_one_thread_changes_nothing(tmp_path, tiles):
    """Which also takes the decoder and the way of compressing that use one core."""
    run_import(tiles, tmp_path / "all")
    limit_workers(1)
    try:
        run_import(tiles, tmp_path / "one")
    finally:
        limit_workers(0)
    assert content(tmp_path / "one") == content(tmp_path / "all")


def test_units_are_small(tiles, monkeypatch):
    """Whatever is sent to workers names files: a hundred bytes a tile, not its points."""
    sizes = []
    for work in (copcfolder._Make, TileWork, BlockWork):

        def measured(self, unit, watch, call=work.__call__):
            if not isinstance(self, copcfolder._Make):
                sizes.append(len(pickle.dumps((self, unit))))
            else:
                sizes.append(len(pickle.dumps(unit)))
            return call(self, unit, watch)

        monkeypatch.setattr(work, "__call__", measured)
    run_classify(tiles, tiles.parent / "out")
    run_surfaces(tiles, tiles.parent / "out")
    assert len(sizes) > 9 + 9 and max(sizes) < 20_000


# -- stopped and taken up ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["import", "classify"])
@pytest.mark.parametrize("there", [False, True], ids=["threads", "cluster"])
def test_a_cancelled_folder_is_taken_up(tmp_path, tiles, cluster, name, there):
    run, options = RUNS[name], {"cluster": cluster} if there else {}
    run(tiles, tmp_path / "whole")
    progress = Stopping(0.5)
    began = time.monotonic()
    with pytest.raises(Cancelled):
        run(tiles, tmp_path / "out", progress=progress, **options)
    assert time.monotonic() - began < 60
    assert progress.fractions == sorted(progress.fractions)
    done = {p.name: p.stat().st_mtime_ns for p in (tmp_path / "out").glob("*.copc.laz")}
    assert 0 < len(done) < 9 and left(tmp_path / "out") == []
    made = run(tiles, tmp_path / "out", **options)
    assert sum(tile.kept for tile in made.tiles) == len(done)
    assert content(tmp_path / "out") == content(tmp_path / "whole")
    assert {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in done} == done


@pytest.mark.parametrize("there", [False, True], ids=["threads", "cluster"])
def test_cancelled_surfaces_are_taken_up(tmp_path, tiles, cluster, there, monkeypatch):
    options = {"cluster": cluster} if there else {}
    whole = run_surfaces(tiles, tmp_path / "whole")
    with pytest.raises(Cancelled):
        run_surfaces(tiles, tmp_path / "out", progress=Stopping(0.5), **options)
    (kept,) = (tmp_path / "out").glob(".soranome-unfinished-*")
    blocks = {p.name: p.stat().st_mtime_ns for p in kept.glob("band*.npz")}
    assert 0 < len(blocks) < 9 and len(list(kept.glob("tile-*.npz"))) == 9
    asked = []
    read = surfaces._Job._unit
    monkeypatch.setattr(
        surfaces._Job, "_unit", lambda self, block, live, done: asked.append(done) or read(self, block, live, done)
    )
    again = run_surfaces(tiles, tmp_path / "out", **options)
    assert sum(asked) == len(blocks)
    assert content(tmp_path / "out") == content(tmp_path / "whole") and left(tmp_path / "out") == []
    assert (again.points, again.ground, again.surveyed, again.void) == (
        whole.points,
        whole.ground,
        whole.surveyed,
        whole.void,
    )


def test_finished_blocks_spare_the_reading_of_their_tiles(tmp_path, tiles, monkeypatch):
    """All but the last block finished: only tiles that reach into it are read again."""
    run_surfaces(tiles, tmp_path / "whole")
    with pytest.raises(Cancelled):
        run_surfaces(tiles, tmp_path / "out", progress=Stopping(0.84))
    (kept,) = (tmp_path / "out").glob(".soranome-unfinished-*")
    count = len(list(kept.glob("band*.npz")))
    read = []
    call = TileWork.__call__
    monkeypatch.setattr(TileWork, "__call__", lambda self, unit, watch: read.append(unit) or call(self, unit, watch))
    run_surfaces(tiles, tmp_path / "out")
    assert count >= 8 and len(read) < 9
    assert content(tmp_path / "out") == content(tmp_path / "whole")


@pytest.mark.parametrize("what", ["input", "parameter", "block"])
def test_kept_blocks_of_something_else_are_not_taken(tmp_path, tiles, what):
    with pytest.raises(Cancelled):
        run_surfaces(tiles, tmp_path / "out", progress=Stopping(0.5))
    if what == "input":
        change_in_place(tiles / "t00.laz")
    if what == "block":
        (kept,) = (tmp_path / "out").glob(".soranome-unfinished-*")
        torn = next(kept.glob("band*.npz"))
        torn.write_bytes(torn.read_bytes()[:-100])
    edge = 23 if what == "parameter" else 25
    made = run_surfaces(tiles, tmp_path / "out", edge=edge)
    again = run_surfaces(tiles, tmp_path / "again", edge=edge)
    assert content(tmp_path / "out") == content(tmp_path / "again")
    assert [str(told) for told in made.warnings] == [str(told) for told in again.warnings]


def test_a_killed_worker_costs_its_tiles_only(tmp_path, tiles, dask, cluster):
    run_import(tiles, tmp_path / "here")

    class Killing(Stopping):
        def report(self, fraction, text=""):
            if fraction >= 0.3 and not self.fractions:
                self.fractions.append(fraction)
                with connect(dask.address, Silent()) as other:
                    os.kill(next(iter(other._client.run(os.getpid).values())), signal.SIGKILL)

    done = run_import(tiles, tmp_path / "there", progress=Killing(2), cluster=cluster)
    assert len(done.tiles) == 9 and done.faults == ()
    assert content(tmp_path / "there") == content(tmp_path / "here")


def test_a_lost_scheduler_leaves_finished_tiles(tmp_path, tiles):
    with running(tmp_path / "dask", workers=1) as mortal:

        class Ending(Stopping):
            def report(self, fraction, text=""):
                if fraction >= 0.3 and mortal.scheduler.poll() is None:
                    mortal.scheduler.kill()

        with connect(mortal.address, Silent()) as cluster, pytest.raises(ClusterError, match="run again"):
            run_import(tiles, tmp_path / "out", progress=Ending(2), cluster=cluster)
    done = len(list((tmp_path / "out").glob("*.copc.laz")))
    assert done > 0
    # The worker does not know yet, and may bring what it is at to its end.
    assert sum(tile.kept for tile in run_import(tiles, tmp_path / "out").tiles) >= done
    assert left(tmp_path / "out") == []  # what the lost worker still wrote, too
    run_import(tiles, tmp_path / "whole")
    assert content(tmp_path / "out") == content(tmp_path / "whole")


# -- what counts as changed --------------------------------------------------------------------


def change_in_place(path, at=None):
    """Other bytes, the same size and the same time of the last change."""
    status = path.stat()
    with open(path, "r+b") as file:
        file.seek(at or status.st_size // 2)
        byte = file.read(1)
        file.seek(-1, 1)
        file.write(bytes([byte[0] ^ 1]))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)


def test_a_source_of_equal_size_and_time_is_made_again(tmp_path, tiles):
    las = write_tile(tiles / "big.las", np.add(grid_of_points(100, 0.25), (200, 0, 0)))
    run_import(tiles, tmp_path / "out")
    assert las.stat().st_size > 2 << 20
    change_in_place(las, las.stat().st_size // 3)  # between the pieces of a glance
    done = run_import(tiles, tmp_path / "out")
    assert [tile.output for tile in done.tiles if not tile.kept] == ["big.copc.laz"]


@pytest.mark.parametrize("name", ["import", "classify"])
def test_damaged_tiles_of_a_run_that_was_stopped_are_made_again(tmp_path, tiles, name):
    run = RUNS[name]
    run(tiles, tmp_path / "whole")
    with pytest.raises(Cancelled):
        run(tiles, tmp_path / "out", progress=Stopping(0.5))
    done = sorted((tmp_path / "out").glob("t*.copc.laz"))
    change_in_place(done[0])
    again = run(tiles, tmp_path / "out")
    assert [tile.output for tile in again.tiles if tile.kept] == [p.name for p in done[1:]]
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def test_tiles_of_a_stopped_run_are_read_once_and_then_believed(tmp_path, tiles, monkeypatch):
    with pytest.raises(Cancelled):
        run_import(tiles, tmp_path / "out", progress=Stopping(0.5))
    surely = []
    same = sameness.is_same

    def asked(source, mark, surely_=False, **named):
        surely.append(named.get("surely", surely_))
        return same(source, mark, surely[-1])

    monkeypatch.setattr(copcfolder, "is_same", asked)
    first = run_import(tiles, tmp_path / "out")
    assert sum(surely) == sum(tile.kept for tile in first.tiles) > 0
    surely.clear()
    assert run_import(tiles, tmp_path / "out").made == 0
    assert surely and not any(surely)


def test_clocks_do_not_matter(tmp_path, tiles):
    """Results from the future, sources from before 1980: what counts is that times are as they were."""
    for path in tiles.iterdir():
        os.utime(path, ns=(1, 1))
    run_import(tiles, tmp_path / "out")
    assert run_import(tiles, tmp_path / "out").made == 0
    os.utime(tmp_path / "out" / "t00.copc.laz", (4e9, 4e9))
    change_in_place(tiles / "t11.laz")
    done = run_import(tiles, tmp_path / "out")
    kept = {tile.output for tile in done.tiles if tile.kept}
    assert len(kept) == 7 and not kept & {"t00.copc.laz", "t11.copc.laz"}


def test_a_changed_neighbour_counts(tmp_path, tiles):
    run_classify(tiles, tmp_path / "out")
    change_in_place(tiles / "t00.laz", 300)  # in its header, in the name of the software
    redone = {tile.output for tile in run_classify(tiles, tmp_path / "out").tiles if not tile.kept}
    assert redone == {tile.name.replace(".laz", ".copc.laz") for tile in tiles.iterdir()}  # all are near


def test_a_journal_before_checksums_keeps_names_and_makes_tiles_again(tmp_path, tiles):
    run_import(tiles, tmp_path / "out")
    journal = tmp_path / "out" / "import.jsonl"
    lines = [json.loads(line) for line in journal.read_text().splitlines()]
    for line in lines:
        line.pop("source_mark", None)
        line.pop("output_mark", None)
    journal.write_text("".join(json.dumps(line) + "\n" for line in lines))
    before = content(tmp_path / "out")
    assert run_import(tiles, tmp_path / "out").made == 9
    assert content(tmp_path / "out") == before


def test_members_of_a_zip_are_known_by_their_checksum(tmp_path):
    import zipfile

    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.las", b"one")
        archive.writestr("b.las", b"two")
    one, other = Source(path, "a.las"), Source(path, "b.las")
    mark = sameness.mark_of(one)
    assert sameness.is_same(one, mark) and not sameness.is_same(other, mark)
    assert not sameness.is_same(one, []) and not sameness.is_same(Source(tmp_path / "none.las"), mark)
    with pytest.raises(InputError, match=r"none\.las"):
        sameness.mark_of(Source(tmp_path / "none.las"))


# -- damage ------------------------------------------------------------------------------------


@pytest.mark.parametrize("there", [False, True], ids=["threads", "cluster"])
def test_a_corrupt_chunk_costs_its_tile_only(tmp_path, tiles, cluster, there):
    options = {"cluster": cluster} if there else {}
    good = (tiles / "t11.laz").read_bytes()
    (tiles / "t11.laz").write_bytes(good[:1000] + bytes(255 - b for b in good[1000:3000]) + good[3000:])
    done = run_import(tiles, tmp_path / "copc", **options)
    assert len(done.tiles) + len(done.faults) == 9
    made = run_surfaces(tiles, tmp_path / "rasters", **options)
    if done.faults:
        assert "t11.laz" in str(done.faults[0].why)
        assert any("t11.laz" in str(told) for told in made.warnings)
    assert made.points > 8 / 9 * 0.8 * done.points


# -- looking at tiles --------------------------------------------------------------------------


def test_index_and_quality_are_the_same_from_a_cluster(tiles, cluster):
    indexes = [scan([tiles], deep=True, given=CRS_IX, **options) for options in ({"workers": 1}, {"cluster": cluster})]
    assert len(indexes[0].rows) == 9 and indexes[0].rows == indexes[1].rows
    catalogue = catalogue_of(find_sources([tiles])[0], CRS_IX)
    here, there = (examine(catalogue, specification(), **options) for options in ({}, {"cluster": cluster}))
    assert len(here.tiles) == 9 and here.issues == there.issues
    assert np.array_equal(here.map.layers, there.map.layers) and np.array_equal(here.histogram, there.histogram)
