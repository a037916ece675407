"""Ground told from the rest over tiles: edges, classes, units, what is repeated, and what goes wrong."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import laspy
import numpy as np
import pytest

from soranome.plugin.core.errors import Cancelled, InputError, OutputError
from soranome.plugin.core.pointcloud import classify
from soranome.plugin.core.pointcloud.catalogue import catalogue_of
from soranome.plugin.core.pointcloud.classify import KEEP, REPLACE, classify_tiles
from soranome.plugin.core.pointcloud.ground import settings_of
from soranome.plugin.core.pointcloud.source import find_sources
from tests.core.pointcloud.cloud_tools import SOUTH, WEST, catalogue, ground, write_tile

ROOT = Path(__file__).resolve().parents[3]
SMRF = settings_of("smrf", "auto")
EDGE = 80.0  # metres of a made tile
FOOT = 1200 / 3937


def made(across=2, down=2, density=3.0, seed=1, west=WEST, south=SOUTH):
    """A wood with houses on gentle hills: x, y, z, return number, number of returns, true class."""
    rng = np.random.default_rng(seed)
    wide, high = across * EDGE, down * EDGE
    count = int(wide * high * density)
    x, y = np.round(west + rng.uniform(0, wide, count), 3), np.round(south + rng.uniform(0, high, count), 3)
    base = 100 + (ground(x, y) - 120) / 3
    house = (np.mod(x, 27) < 9) & (np.mod(y, 31) < 8)
    tree = ~house & (np.sin(x / 17) * np.cos(y / 13) > 0.3) & (rng.random(count) < 0.6)
    top = base + np.where(house, 6.0, 0) + np.where(tree, rng.uniform(3, 12, count), 0)
    returns = np.where(tree, 2, 1)
    number = np.where(tree & (rng.random(count) < 0.7), 1, returns)
    truth = np.where(house, 6, np.where(tree, 5, 2))
    return x, y, top + rng.normal(0, 0.02, count), number, returns, truth


def write_tiles(folder, cloud, across=2, down=2, whole=False, west=WEST, south=SOUTH, **options):
    """The cloud as adjacent tiles ``t<column><row>.laz``, or as one file; user_data holds the true class."""
    folder.mkdir(exist_ok=True)
    x, y, z, number, returns, truth = cloud
    column, row = ((x - west) // EDGE).astype(int), ((y - south) // EDGE).astype(int)
    for c in range(1 if whole else across):
        for r in range(1 if whole else down):
            at = np.full(len(x), True) if whole else (column == c) & (row == r)
            fields = {"classification": 1, "return_number": number[at], "number_of_returns": returns[at]}
            fields |= {"user_data": truth[at], **{k: v[at] for k, v in options.items()}}
            write_tile(folder / ("whole.laz" if whole else f"t{c}{r}.laz"), x[at], y[at], z[at], **fields)
    return folder


@pytest.fixture(scope="module")
def cloud():
    return made()


@pytest.fixture
def tiles(tmp_path, cloud):
    return write_tiles(tmp_path / "納品", cloud)


def run(folder, out, settings=SMRF, classes=KEEP, **options):
    out.mkdir(exist_ok=True)
    return classify_tiles(catalogue(folder), out, settings, classes, **options)


def labels(folder, field="classification"):
    """Values of a field by raw coordinates, of all tiles in a folder together."""
    found = {}
    for path in sorted(folder.glob("*.copc.laz")):
        if "overview" not in path.name:
            las = laspy.read(path)
            keys = zip(np.round(las.x, 3).tolist(), np.round(las.y, 3).tolist(), np.round(las.z, 3).tolist())
            found.update(zip(keys, np.asarray(las[field]).tolist()))
    return found


def content(folder):
    return {p.name: (p.stat().st_mtime_ns, p.read_bytes()) for p in folder.glob("t*.copc.laz")}


def disagreement(one, other, edges_x, edges_y, near=5.0):
    """Shares of points whose labels differ: within ``near`` metres of an edge, and elsewhere."""
    assert one.keys() == other.keys()
    keys = np.array(list(one))
    differ = np.array([one[k] != other[k] for k in one])
    close = np.zeros(len(keys), bool)
    for axis, edges in enumerate((edges_x, edges_y)):
        for edge in edges:
            close |= np.abs(keys[:, axis] - edge) < near
    return differ[close].mean(), differ[~close].mean()


@pytest.mark.parametrize("method", ["smrf", "ptd"])
def test_edges_do_not_show(tmp_path, cloud, method):
    settings = settings_of(method, "auto")
    run(write_tiles(tmp_path / "tiles", cloud), tmp_path / "out", settings)
    run(write_tiles(tmp_path / "one", cloud, whole=True), tmp_path / "whole", settings)
    tiled, whole = labels(tmp_path / "out"), labels(tmp_path / "whole")
    near, inside = disagreement(tiled, whole, [WEST + EDGE], [SOUTH + EDGE])
    assert near == inside == 0
    truth = labels(tmp_path / "whole", "user_data")
    right = np.mean([(whole[k] == 2) == (truth[k] == 2) for k in truth])
    assert right > 0.9


def test_without_a_collar_edges_would_show(tmp_path, cloud, monkeypatch):
    """That the comparison above can fail: a terrace of which one tile holds a strip as narrow as a house."""
    x, y, z, *rest = cloud
    cloud = x, y, z + np.where(x > WEST + EDGE - 12, 8.0, 0.0), *rest
    run(write_tiles(tmp_path / "one", cloud, whole=True), tmp_path / "whole")
    monkeypatch.setattr(classify._Run, "_around", lambda self, tile: [])
    run(write_tiles(tmp_path / "tiles", cloud), tmp_path / "out")
    near, _ = disagreement(labels(tmp_path / "out"), labels(tmp_path / "whole"), [WEST + EDGE], [SOUTH + EDGE])
    assert near > 0.1


def test_blocks_of_a_large_tile_do_not_show(tmp_path, cloud, monkeypatch):
    folder = write_tiles(tmp_path / "one", cloud, whole=True)
    run(folder, tmp_path / "a")
    monkeypatch.setattr(classify, "_MOST", 70_000)
    blocks = []
    monkeypatch.setattr(classify, "_blocks", lambda *of, real=classify._blocks: blocks.append(real(*of)) or blocks[-1])
    run(folder, tmp_path / "b")
    assert len(blocks[-1]) > 1
    assert labels(tmp_path / "a") == labels(tmp_path / "b")


@pytest.mark.parametrize("name", ["tiles_bcts", "tiles_ign"])
def test_edges_of_real_tiles(tmp_path, data, name):
    folder = data / "pointcloud" / name
    sources, faults = find_sources([folder])
    tiles = catalogue_of(sources, faults=faults)
    if name == "tiles_bcts":  # a part of each, around where they meet
        tiles = catalogue_of(find_sources([_middle(tiles, tmp_path / "middle", 60.0)])[0])
    joined = tmp_path / "joined"
    joined.mkdir()
    _join(tiles, joined / "whole.laz")
    for where, source in (("out", tiles), ("one", catalogue_of(find_sources([joined])[0]))):
        (tmp_path / where).mkdir()
        classify_tiles(source, tmp_path / where, SMRF, REPLACE)
    boxes = np.array([tile.bounds for tile in tiles.tiles])
    inner = [sorted(set(np.round(boxes[:, axis]).tolist()))[1:] for axis in (0, 1)]
    near, inside = disagreement(labels(tmp_path / "out"), labels(tmp_path / "one"), *inner)
    assert near <= inside + 1e-4


def _middle(tiles, folder, reach):
    """Tiles cut to ``reach`` metres around the point where most of them meet."""
    folder.mkdir()
    boxes = np.array([tile.bounds for tile in tiles.tiles])
    x, y = np.median(boxes[:, [0, 2]]), np.median(boxes[:, [1, 3]])
    for tile in tiles.tiles:
        las = laspy.read(tile.source.path)
        near = (np.abs(las.x - x) < reach) & (np.abs(las.y - y) < reach)
        if near.any():
            las.points = las.points[near]
            las.write(str(folder / tile.source.path.name))
    return folder


def _join(tiles, path):
    first = laspy.read(tiles.tiles[0].source.path)
    with laspy.open(path, "w", header=first.header) as writer:
        writer.write_points(first.points)
        for tile in tiles.tiles[1:]:
            las = laspy.read(tile.source.path)
            points = laspy.ScaleAwarePointRecord.zeros(len(las.points), header=first.header)
            for name in first.point_format.dimension_names:
                if name not in "XYZ":
                    points[name] = las[name]
            points.x, points.y, points.z = las.x, las.y, las.z
            writer.write_points(points)


def test_zips_and_text(tmp_path, cloud):
    """However a tile is packed, its neighbours see the same points."""
    folder = write_tiles(tmp_path / "in", cloud)
    run(folder, tmp_path / "plain")
    with zipfile.ZipFile(folder / "納品.zip", "w") as archive:
        archive.write(folder / "t01.laz", "下/t01.laz")
    (folder / "t01.laz").unlink()
    run(folder, tmp_path / "zipped")
    assert content(tmp_path / "zipped").keys() == content(tmp_path / "plain").keys()
    assert labels(tmp_path / "zipped") == labels(tmp_path / "plain")
    las = laspy.read(folder / "t11.laz")
    lines = (f"{x:.3f},{y:.3f},{z:.3f}" for x, y, z in zip(las.x, las.y, las.z))
    (folder / "t11.txt").write_text("\n".join(lines))
    (folder / "t11.laz").unlink()
    done = run(folder, tmp_path / "text")
    assert done.points == len(cloud[0])
    assert done.tiles[3].classes["2"] > 1000


def test_nothing_but_classes_changes(tmp_path, tiles):
    done = run(tiles, tmp_path / "out")
    assert done.points == sum(len(laspy.read(p).points) for p in tiles.glob("*.laz"))
    for path in tiles.glob("*.laz"):
        old, new = laspy.read(path), laspy.read(tmp_path / "out" / f"{path.stem}.copc.laz")
        names = [n for n in old.point_format.dimension_names if n != "classification"]
        rows = [np.sort(np.rec.fromarrays([np.asarray(las[n]) for n in names], names=names)) for las in (old, new)]
        assert (rows[0] == rows[1]).all()
        assert set(np.unique(new.classification)) == {1, 2}


def test_classes_kept_and_replaced(tmp_path, cloud):
    x, y, z, number, returns, truth = cloud
    rng = np.random.default_rng(5)
    before = np.where(truth == 6, 6, np.where(rng.random(len(x)) < 0.5, 1, 2))
    z = z.copy()
    noise = rng.choice(len(x), 60, replace=False)
    z[noise] -= 30.0  # far below: it would spoil the ground around it
    before[noise[:30]], before[noise[30:]] = 7, 18
    before[noise[50:]] = 2
    withheld = np.zeros(len(x), bool)
    withheld[noise[50:]] = True
    other = (before == 1) & (rng.random(len(x)) < 0.05)
    before[other] = 9
    changed = x, y, z, number, returns, before
    options = {"classification": before, "withheld": withheld.astype("u1")}
    folder = write_tiles(tmp_path / "in", changed, **options)
    found = {}
    for classes in (KEEP, REPLACE):
        done = run(folder, tmp_path / classes, classes=classes)
        found[classes], source = labels(tmp_path / classes), labels(tmp_path / classes, "user_data")
        hidden = {k: v for k, v in labels(tmp_path / classes, "withheld").items() if v}
        for key, old in source.items():
            new = found[classes][key]
            if old in (7, 18) or key in hidden or (classes == KEEP and old > 2):
                assert new == old
            else:
                assert new in (1, 2)
        told = " ".join(str(m) for tile in done.tiles for m in tile.messages)
        assert ("had ground already" in told) == (classes == REPLACE)
    clean = write_tiles(tmp_path / "clean", tuple(np.delete(c, noise) for c in changed))
    run(clean, tmp_path / "plain", classes=REPLACE)
    plain = labels(tmp_path / "plain")
    assert all(found[REPLACE][key] == value for key, value in plain.items())  # noise was not looked at


def test_old_formats_keep_their_flags(tmp_path, cloud):
    x, y, z, number, returns, _ = cloud
    path = tmp_path / "in" / "t.las"
    path.parent.mkdir()
    write_tile(path, x, y, z, 3, classification=1, return_number=number, number_of_returns=returns, key_point=1)
    done = run(path.parent, tmp_path / "out")
    las = laspy.read(tmp_path / "out" / "t.copc.laz")
    assert np.asarray(las.key_point).all()
    assert done.classes.keys() == {1, 2}


def test_feet(tmp_path, cloud):
    """Lengths are metres whatever the units; coordinates stay as they are."""
    from rasterio.crs import CRS

    x, y, z, number, returns, _ = cloud
    fields = {"classification": 1, "return_number": number, "number_of_returns": returns}
    (tmp_path / "ft").mkdir()
    feet = tuple(v / FOOT for v in (x - WEST, y - SOUTH, z))
    write_tile(tmp_path / "ft" / "t.laz", *feet, offsets=[0.0, 0.0, 0.0], scale=0.0001, **fields)
    (tmp_path / "m").mkdir()
    write_tile(tmp_path / "m" / "t.laz", x - WEST, y - SOUTH, z, offsets=[0.0, 0.0, 0.0], **fields)
    found = {}
    for name, code in (("ft", 2225), ("m", 6677)):
        (tmp_path / f"{name}out").mkdir()
        tiles = catalogue(tmp_path / name, crs=CRS.from_epsg(code))
        if name == "ft":
            assert tiles.tiles[0].decision.metres_per_unit == pytest.approx(FOOT)
            assert tiles.tiles[0].decision.metres_per_height_unit == pytest.approx(FOOT)
        classify_tiles(tiles, tmp_path / f"{name}out", SMRF)
        las = laspy.read(tmp_path / f"{name}out" / "t.copc.laz")
        order = np.lexsort((las.y, las.x))
        found[name] = np.asarray(las.classification)[order]
        assert las.x.max() == pytest.approx((2 * EDGE) / (FOOT if name == "ft" else 1), rel=0.01)
    assert (found["ft"] != found["m"]).mean() < 0.001  # rounding at the edges of cells


def test_the_same_bytes_in_any_order_and_with_any_threads(tmp_path, tiles):
    results = []
    for number, workers in enumerate((1, 3)):
        sources, _ = find_sources([tiles])
        sources = sources[::-1] if number else sources
        from tests.core.pointcloud.cloud_tools import CRS_IX

        out = tmp_path / str(number)
        out.mkdir()
        classify_tiles(catalogue_of(sources, CRS_IX), out, SMRF, workers=workers)
        results.append({name: data for name, (_, data) in content(out).items()})
    assert results[0] == results[1]
    assert len(results[0]) == 4


def test_order_of_points_in_a_file_does_not_matter(tmp_path, cloud):
    order = np.random.default_rng(3).permutation(len(cloud[0]))
    run(write_tiles(tmp_path / "a", cloud), tmp_path / "ao")
    run(write_tiles(tmp_path / "b", tuple(c[order] for c in cloud)), tmp_path / "bo")
    assert labels(tmp_path / "ao") == labels(tmp_path / "bo")


def test_nothing_is_repeated_without_need(tmp_path, tiles):
    out = tmp_path / "out"
    assert run(tiles, out).made == 4
    before = content(out)
    assert run(tiles, out).made == 0
    assert content(out) == before
    assert run(tiles, out, settings_of("smrf", "mountain")).made == 4
    assert run(tiles, out, settings_of("smrf", "mountain"), REPLACE).made == 4


def test_a_changed_tile_redoes_itself_and_its_neighbours(tmp_path):
    folder = write_tiles(tmp_path / "in", made(5, 4, density=1.0), 5, 4)
    settings = settings_of("smrf", "mountain")  # looks less far than a tile of this test is wide
    assert run(folder, tmp_path / "out", settings).made == 20
    os.utime(folder / "t11.laz", ns=(1, 1))
    again = run(folder, tmp_path / "out", settings)
    redone = {tile.output[:3] for tile in again.tiles if not tile.kept}
    assert redone == {f"t{c}{r}" for c in range(3) for r in range(3)}


def test_broken_tiles_are_told_and_the_others_go_on(tmp_path, tiles):
    whole = (tiles / "t01.laz").read_bytes()
    (tiles / "t01.laz").write_bytes(whole[: len(whole) // 2])
    (tiles / "x.laz").write_bytes(b"LASF" + bytes(100))
    done = run(tiles, tmp_path / "out")
    assert [tile.output for tile in done.tiles] == ["t00.copc.laz", "t10.copc.laz", "t11.copc.laz"]
    assert sorted(Path(fault.name).name for fault in done.faults) == ["t01.laz", "x.laz"]
    told = [str(m) for m in done.tiles[0].messages]
    assert any("t01.laz cannot be read" in said for said in told)


def test_a_neighbour_that_vanished(tmp_path, tiles):
    found = catalogue(tiles)
    (tiles / "t01.laz").unlink()
    (tmp_path / "out").mkdir()
    done = classify_tiles(found, tmp_path / "out", SMRF)
    assert len(done.tiles) == 3
    assert "t01.laz is not there any more" in str(done.faults[0].why)


def test_the_folder_of_the_sources_is_refused(tiles):
    with pytest.raises(OutputError, match=r"holds a tile that is to be read \(t00\.laz\)"):
        run(tiles, tiles)


def test_nothing_usable_is_an_error(tmp_path, tiles):
    found = catalogue(tiles)
    for path in tiles.glob("*.laz"):
        path.write_bytes(path.read_bytes()[:3000])
    (tmp_path / "out").mkdir()
    with pytest.raises(InputError, match="None of the 4 tiles can be used"):
        classify_tiles(found, tmp_path / "out", SMRF)


def test_what_a_reader_should_know(tmp_path, cloud):
    x, y, z = cloud[:3]
    folder = tmp_path / "グラウンドデータ"
    folder.mkdir()
    write_tile(folder / "a.laz", x, y, z, classification=1, return_number=1, number_of_returns=2)
    few = slice(None, None, 100)
    write_tile(folder / "b.laz", x[few] + 500, y[few], z[few], classification=1)
    done = run(folder, tmp_path / "out")
    told = {tile.output: " ".join(str(m) for m in tile.messages) for tile in done.tiles}
    assert "None of its points is the last return" in told["a.copc.laz"]
    assert "It is called ground, but 100 % of its points are not the last" in told["a.copc.laz"]
    assert "too few for cells" in told["b.copc.laz"]
    assert done.classes[2] > 0


def test_points_outside_the_box_take_no_part(tmp_path, cloud):
    x, y, z = (c[:5000] for c in cloud[:3])
    folder = tmp_path / "in"
    folder.mkdir()
    path = write_tile(folder / "t.las", np.append(x, x[0] + 1e6), np.append(y, y[0]), np.append(z, 0.0))
    data = bytearray(path.read_bytes())
    import struct

    struct.pack_into("<d", data, 179, float(x.max()))  # the box of the other points
    path.write_bytes(bytes(data))
    done = run(folder, tmp_path / "out", classes=REPLACE)
    assert "1 points outside the box" in " ".join(str(m) for m in done.tiles[0].messages)
    assert labels(tmp_path / "out")[round(float(x[0] + 1e6), 3), round(float(y[0]), 3), 0.0] == 1


def test_full_disk_keeps_what_is_done(tmp_path, small_disk, monkeypatch):
    monkeypatch.setattr(classify, "_GROUP", 1)
    folder, disk = write_tiles(tmp_path / "in", made(9, 1), 9, 1), small_disk(3)
    with pytest.raises(OutputError, match=r"MB free|cannot be written"):
        run(folder, disk)
    done = list(disk.glob("t*.copc.laz"))
    assert 0 < len(done) < 9
    assert all(len(laspy.read(path).points) for path in done)
    assert not (disk / ".soranome-tiles").exists()
    for path in sorted(folder.glob("*.laz"))[len(done) - 1 :]:
        path.unlink()
    assert len(run(folder, disk).tiles) == len(done) - 1


def test_no_room_is_told_before(tmp_path, tiles, small_disk):
    with pytest.raises(OutputError, match="MB free"):
        run(write_tiles(tmp_path / "in", made(12, 1), 12, 1), small_disk(2))


class Impatient:
    """Cancels at a share of the work and notes when."""

    def __init__(self, at):
        self.at, self.since = at, None

    @property
    def cancelled(self):
        return self.since is not None

    def report(self, fraction, text=""):
        if fraction >= self.at and self.since is None:
            self.since = time.monotonic()


@pytest.mark.parametrize("at", [0.06, 0.3, 0.7])
def test_cancelled_in_mid_run(tmp_path, tiles, at):
    progress = Impatient(at)
    with pytest.raises(Cancelled):
        run(tiles, tmp_path / "out", progress=progress)
    assert time.monotonic() - progress.since < 20  # well below in fact; this only says that it does not run on
    assert not (tmp_path / "out" / ".soranome-tiles").exists()
    assert not (tmp_path / "out" / "pointcloud.vpc").exists()
    assert len(run(tiles, tmp_path / "out").tiles) == 4


JOB = """
import sys; sys.path.insert(0, {root!r})
from tests import conftest
from tests.core.pointcloud.cloud_tools import catalogue
from soranome.plugin.core.pointcloud.classify import classify_tiles
from soranome.plugin.core.pointcloud.ground import settings_of
from pathlib import Path
class Telling:
    cancelled = False
    def report(self, fraction, text=""):
        print(fraction, flush=True)
classify_tiles(catalogue({source!r}), Path({out!r}), settings_of("smrf", "auto"), progress=Telling())
"""


def test_killed_in_mid_run_repeats_at_most_one_tile(tmp_path):
    folder = write_tiles(tmp_path / "in", made(3, 2), 3, 2)
    out = tmp_path / "out"
    out.mkdir()
    job = JOB.format(root=str(ROOT), source=str(folder), out=str(out))
    process = subprocess.Popen([sys.executable, "-c", job], stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if float(line) > 0.5:
            break
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = content(out)
    assert 0 < len(before) < 6
    again = run(folder, out)
    assert len(again.tiles) == 6
    assert again.made <= 6 - len(before) + 1
    assert sum(content(out).get(name) == state for name, state in before.items()) >= len(before) - 1
    shutil.rmtree(tmp_path / "fresh", ignore_errors=True)
    run(folder, tmp_path / "fresh")
    assert {k: v[1] for k, v in content(tmp_path / "fresh").items()} == {k: v[1] for k, v in content(out).items()}
