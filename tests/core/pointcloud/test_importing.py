"""From a delivery of tiles to one layer: what is kept, refused, repeated, and what a crash leaves."""

from __future__ import annotations

import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import laspy
import numpy as np
import pytest
from rasterio.crs import CRS

from soranome.plugin.core.errors import Cancelled, InputError, OutputError
from soranome.plugin.core.files import only_run_in
from soranome.plugin.core.pointcloud import copcfolder
from soranome.plugin.core.pointcloud.header import BOX_READ
from soranome.plugin.core.pointcloud.import_report import write_import_report
from soranome.plugin.core.pointcloud.importing import (
    LOCAL_HEIGHTS,
    UNLABELLED_DATED,
    UNLABELLED_LOCAL,
    Settings,
    import_tiles,
)
from soranome.plugin.core.pointcloud.sheets import parse
from soranome.plugin.core.pointcloud.source import find_sources
from soranome.plugin.core.tasks import DONE, ItemState
from soranome.tests.tiles import patched

ROOT = Path(__file__).resolve().parents[3]
MEMORY = 60_000_000
ZONE_9 = CRS.from_epsg(6677)
PLAIN = Settings()


def write_tile(path, count=4000, seed=1, crs=None, swap=False, extent=None, point_format=3):
    """A tile of level ground; where its name is a sheet it fills that."""
    rng = np.random.default_rng(seed)
    west, south, east, north = extent or parse(path.name.split(".")[0]).extent
    header = laspy.LasHeader(point_format=point_format, version="1.2")
    header.scales, header.offsets = [0.001] * 3, [0.0] * 3
    if crs:  # as GeoTIFF keys: projected, code
        keys = struct.pack("<12H", 1, 1, 0, 2, 1024, 0, 1, 1, 3072, 0, 1, crs)
        header.vlrs.append(laspy.VLR("LASF_Projection", 34735, "", keys))
    las = laspy.LasData(header)
    x, y = rng.uniform(west, east, count), rng.uniform(south, north, count)
    las.x, las.y = (y, x) if swap else (x, y)
    las.z = rng.uniform(10, 20, count)
    las.classification = rng.integers(1, 4, count)
    if point_format in (2, 3):
        las.red = las.green = las.blue = rng.integers(1, 65535, count).astype("u2")
    las.write(path)
    return path


@pytest.fixture
def delivery(tmp_path):
    """Four neighbouring tiles."""
    folder = tmp_path / "納品"
    folder.mkdir()
    for seed, name in enumerate(("09LD2626", "09LD2627", "09LD2636", "09LD2637")):
        write_tile(folder / f"{name}.las", seed=seed)
    return folder


def run(folder, out, settings=PLAIN, **options):
    sources, faults = find_sources([folder])
    assert faults == []
    return import_tiles(sources, out, settings, memory=MEMORY, **options)


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def content(folder):
    return {p.name: (p.stat().st_mtime_ns, p.read_bytes()) for p in folder.glob("*.copc.laz")}


def test_tiles_become_one_layer(delivery, out):
    done = run(delivery, out)
    assert [tile.output for tile in done.tiles] == [
        f"{name}.copc.laz" for name in ("09LD2626", "09LD2627", "09LD2636", "09LD2637")
    ]
    assert done.points == 16_000
    assert done.made == 4
    assert done.crs.to_epsg() == 6677
    assert done.brightest > 255
    assert sum(done.classes.values()) == 16_000
    assert str(done.tiles[0].messages[0]).startswith("It has no coordinate system; EPSG:6677 was taken")
    assert sorted(os.listdir(out)) == sorted(
        [".soranome-tiles.lock", "import.jsonl", "pointcloud-overview.copc.laz", "pointcloud.vpc"]
        + [tile.output for tile in done.tiles]
    )


def test_nothing_is_repeated_without_need(delivery, out):
    run(delivery, out)
    before = content(out)
    again = run(delivery, out)
    assert again.made == 0
    assert content(out) == before
    write_tile(delivery / "09LD2627.las", seed=99)
    os.utime(delivery / "09LD2627.las", ns=(1, 1))
    third = run(delivery, out)
    after = content(out)
    assert third.made == 1
    assert {name for name in after if after[name] != before[name]} == {
        "09LD2627.copc.laz",
        "pointcloud-overview.copc.laz",
    }


def test_other_settings_are_another_result(delivery, out):
    run(delivery, out)
    done = run(delivery, out, Settings(height="jgd2011"))
    assert done.made == 4
    wkt = laspy.read(out / "09LD2626.copc.laz").header.vlrs.get("WktCoordinateSystemVlr")[0].string
    assert wkt.startswith("COMPD_CS")
    assert "JGD2011 (vertical) height" in wkt
    assert "6695" in wkt


def test_a_result_that_was_touched_is_made_again(delivery, out):
    run(delivery, out)
    with open(out / "09LD2636.copc.laz", "ab") as file:
        file.write(b"x")
    (out / "09LD2637.copc.laz").unlink()
    done = run(delivery, out)
    assert [tile.output for tile in done.tiles if not tile.kept] == ["09LD2636.copc.laz", "09LD2637.copc.laz"]


def test_a_delivery_that_moved_is_known(delivery, out, tmp_path):
    run(delivery, out)
    delivery.rename(tmp_path / "moved")
    assert run(tmp_path / "moved", out).made == 0


def test_same_names_do_not_overwrite_each_other(tmp_path, out):
    for part in ("a", "b"):
        (tmp_path / part).mkdir()
        write_tile(tmp_path / part / "tile.las", seed=ord(part), extent=(0, 0, 90, 90), crs=6677)
    with zipfile.ZipFile(tmp_path / "a" / "c.zip", "w") as archive:
        write_tile(tmp_path / "tile.las", seed=5, extent=(0, 0, 90, 90), crs=6677)
        archive.write(tmp_path / "tile.las", "tile.las")
    sources, _ = find_sources([tmp_path / "a", tmp_path / "b"])
    settings = Settings(given=ZONE_9)
    done = import_tiles(sources, out, settings, memory=MEMORY)
    assert sorted(tile.output for tile in done.tiles) == ["tile.copc.laz", "tile_2.copc.laz", "tile_3.copc.laz"]
    sums = {tile.name: tile.checksum for tile in done.tiles}
    # The other way round each keeps the name it had.
    again = import_tiles(sources[::-1], out, settings, memory=MEMORY)
    assert again.made == 0
    assert {tile.name: tile.checksum for tile in again.tiles} == sums


def test_files_of_others_stay(delivery, out):
    (out / "09LD2626.copc.laz").write_bytes(b"mine")
    done = run(delivery, out)
    assert (out / "09LD2626.copc.laz").read_bytes() == b"mine"
    assert done.tiles[0].output == "09LD2626_2.copc.laz"
    assert run(delivery, out).made == 0


def test_sources_in_the_output_folder_stay(delivery):
    run(delivery, delivery)
    copy = {p.name: p.read_bytes() for p in delivery.glob("0*.copc.laz")}
    done = run(delivery, delivery)  # now it finds its own results among the sources
    assert {p.name: p.read_bytes() for p in delivery.glob("0*.copc.laz") if p.name in copy} == copy
    assert len(done.tiles) == 4


def test_copies_are_used_once(delivery, out):
    shutil.copytree(delivery, delivery / "copy")
    done = run(delivery, out)
    assert len(done.tiles) == 4
    assert all("is the same tile as" in str(fault.why) for fault in done.faults)
    assert len(done.faults) == 4
    assert run(delivery, out).made == 0


def test_broken_tiles_are_told_and_the_others_go_on(delivery, out):
    whole = (delivery / "09LD2626.las").read_bytes()
    (delivery / "09LD2626.las").write_bytes(whole[: len(whole) // 2])
    (delivery / "09LD2645.las").write_bytes(b"LASF" + bytes(100))
    (delivery / "09LD2646.las").write_bytes(b"")
    with zipfile.ZipFile(delivery / "z.zip", "w") as archive:
        archive.writestr("09LD2647.las", whole)
    broken = bytearray((delivery / "z.zip").read_bytes())
    broken[5000:5100] = bytes(100)
    (delivery / "z.zip").write_bytes(broken)
    done = run(delivery, out)
    assert [tile.output for tile in done.tiles] == ["09LD2627.copc.laz", "09LD2636.copc.laz", "09LD2637.copc.laz"]
    assert len(done.faults) == 4
    for fault in done.faults:
        assert fault.name in str(fault.why)
    assert [p.name for p in out.glob("*.copc.laz")].count("09LD2626.copc.laz") == 0


def test_nothing_usable_is_an_error(tmp_path, out):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.las").write_bytes(b"nothing")
    with pytest.raises(InputError, match=r"None of the 1 tiles.*x\.las"):
        run(tmp_path / "in", out)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no point clouds"):
        run(tmp_path / "empty", out)


def test_crs_is_never_silent(delivery, out):
    write_tile(delivery / "somewhere.las", extent=(0, 0, 9, 9))
    write_tile(delivery / "09LD2647.las", crs=6676)
    done = run(delivery, out)
    assert len(done.tiles) == 4
    told = {Path(fault.name).name: str(fault.why) for fault in done.faults}
    assert "has no coordinate system" in told["somewhere.las"]
    assert "EPSG:6676" in told["09LD2647.las"]


def test_a_given_crs_that_contradicts_is_refused_unless_ticked(tmp_path, out):
    (tmp_path / "in").mkdir()
    write_tile(tmp_path / "in" / "a.las", extent=(0, 0, 9, 9), crs=6676)
    with pytest.raises(InputError, match=r"a\.las says it is in EPSG:6676"):
        run(tmp_path / "in", out, Settings(given=ZONE_9))
    done = run(tmp_path / "in", out, Settings(given=ZONE_9, override=True))
    assert done.crs.to_epsg() == 6677


def test_zones_mixed_in_a_folder(delivery, out):
    write_tile(delivery / "14LD2626.las")
    done = run(delivery, out)
    assert len(done.tiles) == 4
    assert "14LD2626.las lies in EPSG:6682, most other tiles in EPSG:6677" in str(done.faults[0].why)


def test_north_before_east_is_asked_about(tmp_path, out):
    folder = tmp_path / "in"
    folder.mkdir()
    write_tile(folder / "09LD2626.las", swap=True)
    with pytest.raises(InputError, match=r"09LD2626\.las seems to have north before east"):
        run(folder, out)
    done = run(folder, out, Settings(axes="north_east"))
    assert done.tiles[0].sheet == "09LD2626"
    las = laspy.read(out / "09LD2626.copc.laz")
    assert (las.x.min() >= -13600) and (las.y.max() <= -36600)
    write_tile(folder / "09LD2627.las")
    both = run(folder, out, Settings(axes="north_east"))
    assert "east before north" in str(both.faults[0].why)


def test_text_north_first(tmp_path, out):
    folder = tmp_path / "in"
    folder.mkdir()
    rng = np.random.default_rng(1)
    west, south, east, north = parse("09LD2626").extent
    lines = [f"{y:.2f},{x:.2f},{z:.2f}" for x, y, z in zip(
        rng.uniform(west, east, 500), rng.uniform(south, north, 500), rng.uniform(5, 9, 500)
    )]  # fmt: skip
    (folder / "09LD2626.txt").write_text("\n".join(lines))
    with pytest.raises(InputError, match="north before east"):
        run(folder, out)
    assert run(folder, out, Settings(axes="north_east")).points == 500


def test_coordinates_beyond_the_zone_are_asked_about(tmp_path, out):
    folder = tmp_path / "in"
    folder.mkdir()
    write_tile(folder / "a.las", extent=(-300_000, -50_000, -299_900, -49_900))
    with pytest.raises(InputError, match="north before east"):
        run(folder, out, Settings(given=ZONE_9))
    run(folder, out, Settings(given=ZONE_9, axes="east_north"))


def test_full_disk_keeps_what_is_done(delivery, small_disk):
    for name in ("09LD2626", "09LD2627", "09LD2636", "09LD2637"):
        write_tile(delivery / f"{name}.las", 40_000)
    disk = small_disk(2)
    with pytest.raises(OutputError, match=r"MB free|cannot be written"):
        run(delivery, disk)
    written = content(disk)
    assert written
    for name in ("09LD2636", "09LD2637"):
        (delivery / f"{name}.las").unlink()
        (disk / f"{name}.copc.laz").unlink(missing_ok=True)
    done = run(delivery, disk)
    assert [tile.kept for tile in done.tiles] == [True, True]
    assert not (disk / ".soranome-tiles").exists()


def test_no_room_is_told_before(delivery, small_disk):
    write_tile(delivery / "09LD2697.las", 300_000)
    disk = small_disk(2)
    with pytest.raises(OutputError, match="needs about 4 MB"):
        run(delivery, disk)
    assert list(disk.glob("*.laz")) == []


def test_read_only_folder(delivery, small_disk):
    with pytest.raises(OutputError, match="cannot be written"):
        run(delivery, small_disk(1, read_only=True))


def test_a_source_that_vanishes(delivery, out, monkeypatch):
    make = copcfolder._Make.__call__

    def vanish(self, unit, watch):
        if unit.source.stem == "09LD2627":
            unit.source.path.unlink()
        return make(self, unit, watch)

    monkeypatch.setattr(copcfolder._Make, "__call__", vanish)
    done = run(delivery, out)
    assert len(done.tiles) == 3
    assert "09LD2627.las" in str(done.faults[0].why)


def test_a_source_that_changes_meanwhile(delivery, out, monkeypatch):
    write = copcfolder.write_copc

    def slow(path, *rest):
        done = write(path, *rest)
        if "2627" in str(path):
            os.utime(delivery / "09LD2627.las", ns=(5, 5))
        return done

    monkeypatch.setattr(copcfolder, "write_copc", slow)
    done = run(delivery, out)
    assert "was changed while it was read" in str(done.faults[0].why)
    assert not (out / "09LD2627.copc.laz").exists()


def test_cancelled_in_mid_run(delivery, out):
    class Impatient:
        done = 0

        @property
        def cancelled(self):
            return self.done >= 2

        def report(self, fraction, text=""):
            self.done += isinstance(text, ItemState) and text.state == DONE

    with pytest.raises(Cancelled):
        run(delivery, out, progress=Impatient())
    assert not (out / ".soranome-tiles").exists()
    done = run(delivery, out)
    assert 0 < done.made < 4


def test_one_run_at_a_time(delivery, out):
    with only_run_in(out, copcfolder._LOCK), pytest.raises(OutputError, match="another run"):
        run(delivery, out)


def test_a_torn_line_of_the_journal_is_not_read(delivery, out):
    run(delivery, out)
    lines = (out / "import.jsonl").read_bytes().splitlines(keepends=True)
    begun = json.dumps({"begun": "09LD2637.copc.laz", "of": [str(delivery / "09LD2637.las"), ""]}).encode() + b"\n"
    (out / "import.jsonl").write_bytes(b"".join(lines[:3]) + begun + lines[3][:50])
    done = run(delivery, out)
    assert done.made == 1
    assert len(list(out.glob("*.copc.laz"))) == 5  # it kept its name
    assert all(json.loads(line) for line in (out / "import.jsonl").read_text().splitlines())


JOB = """
import sys; sys.path.insert(0, {root!r})
from tests import conftest
from soranome.plugin.core.pointcloud.importing import import_tiles
from soranome.plugin.core.pointcloud.source import find_sources
class Telling:
    cancelled = False
    def report(self, fraction, text=""):
        print(fraction, flush=True)
import_tiles(find_sources([{source!r}])[0], {out!r}, progress=Telling())
"""


def test_killed_in_mid_run_repeats_at_most_one_tile(delivery, out):
    for row in range(6):
        write_tile(delivery / f"09LD268{row}.las", 60_000, seed=row)
    job = JOB.format(root=str(ROOT), source=str(delivery), out=str(out))
    process = subprocess.Popen([sys.executable, "-c", job], stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if float(line) > 0.4:
            break
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = len(list(out.glob("0*.copc.laz")))
    assert 0 < done < 10
    assert (out / ".soranome-tiles").exists()
    before = content(out)
    again = run(delivery, out)
    assert len(again.tiles) == 10
    assert again.made <= 10 - done + 1
    kept = [name for name, state in content(out).items() if before.get(name) == state]
    assert len(kept) >= done - 1
    assert not (out / ".soranome-tiles").exists()


def test_cancelling_is_quick(delivery, out):
    write_tile(delivery / "09LD2697.las", 3_000_000)

    class Stopped:
        since = None

        @property
        def cancelled(self):
            return self.since is not None

        def report(self, fraction, text=""):
            if fraction > 0.5 and self.since is None:
                self.since = time.monotonic()

    progress = Stopped()
    with pytest.raises(Cancelled):
        run(delivery, out, progress=progress)
    assert time.monotonic() - progress.since < 20  # a second or so; this only says that it does not run on


def test_a_tie_of_zones_is_a_question(tmp_path, out):
    (tmp_path / "in").mkdir()
    for name in ("09LD2626", "14LD2626"):
        write_tile(tmp_path / "in" / f"{name}.las")
    with pytest.raises(InputError, match=r"Which coordinate system\?.*EPSG:6677 \(.*09LD2626.*EPSG:6682 \(.*14LD2626"):
        run(tmp_path / "in", out)


def test_a_false_box_comes_in_with_the_true_one(delivery, out):
    path = delivery / "09LD2626.las"
    path.write_bytes(patched(path.read_bytes(), 179, "<d", float("nan")))
    done = run(delivery, out)
    west, _, east, _ = parse("09LD2626").extent
    assert done.tiles[0].mins[0] == pytest.approx(west, abs=1) and done.tiles[0].maxs[0] == pytest.approx(east, abs=1)
    assert done.tiles[0].sheet == "09LD2626"
    assert BOX_READ in [note.template for note in done.tiles[0].messages]


def templates(done):
    return [note.template for note in done.tiles[0].messages]


def test_heights_of_islands_and_heights_without_a_label_are_told(delivery, tmp_path, out):
    assert UNLABELLED_DATED in templates(run(delivery, out))
    labelled = run(delivery, out, Settings(height="jgd2011"))
    assert not {UNLABELLED_DATED, LOCAL_HEIGHTS} & set(templates(labelled))
    island = tmp_path / "八丈"
    island.mkdir()
    write_tile(island / "09UD7829.las")
    for height, said in (("jgd2011", LOCAL_HEIGHTS), ("auto", UNLABELLED_LOCAL)):
        done = run(island, out, Settings(height=height))
        (note,) = [note for note in done.tiles[0].messages if note.template == said]
        assert note.values["place"] == "八丈島"
    assert not {LOCAL_HEIGHTS, UNLABELLED_LOCAL} & set(templates(run(island, out, Settings(height="local"))))


def test_tiles_of_sources_that_are_gone_are_told_and_stay(delivery, out, tmp_path):
    assert run(delivery, out).stale == ()
    (delivery / "09LD2627.las").unlink()
    (delivery / "09LD2636.las").write_bytes(b"LASF")  # still there, if damaged
    done = run(delivery, out)
    assert done.stale == ("09LD2627.copc.laz",) and (out / "09LD2627.copc.laz").exists()
    assert run(delivery, out).stale == ("09LD2627.copc.laz",)
    write_import_report(tmp_path / "report.html", done, str, "en")
    said = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "1 tiles are no longer in the input; left in the folder: 09LD2627.copc.laz" in said
