"""COPC files: every point kept, each in its node, the same bytes however they were made."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import laspy
import numpy as np
import pytest

from soranome.plugin.core.errors import Cancelled, InputError, OutputError
from soranome.plugin.core.pointcloud import copc, octree, records
from soranome.plugin.core.pointcloud.reading import open_points
from soranome.plugin.core.pointcloud.source import Source

ROOT = Path(__file__).resolve().parents[3]
WKT = (
    'PROJCS["made",GEOGCS["g",DATUM["d",SPHEROID["s",6378137,298.257222101]],PRIMEM["Greenwich",0],'
    'UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",36],'
    'PARAMETER["central_meridian",139.833333333333],PARAMETER["scale_factor",0.9999],PARAMETER["false_easting",0],'
    'PARAMETER["false_northing",0],UNIT["metre",1]]'
)
FORMATS = range(11)


@pytest.fixture
def make_las(tmp_path):
    """A function that writes a LAS file of hilly ground with woods, every field filled at random, and returns its path."""

    def make(name="made.las", count=30_000, point_format=3, extra=False, seed=1, folder=tmp_path, scales=(0.001,) * 3):
        rng = np.random.default_rng(seed)
        header = laspy.LasHeader(point_format=point_format, version="1.4" if point_format > 5 else "1.3")
        if point_format < 4:
            header = laspy.LasHeader(point_format=point_format, version="1.2")
        header.scales, header.offsets = scales, [-13000.0, -36000.0, 0.0]
        header.creation_date = date(2022, 11, 3)
        header.system_identifier = "made"
        if extra:
            header.add_extra_dim(laspy.ExtraBytesParams("height", "f4"))
            header.add_extra_dim(laspy.ExtraBytesParams("tag", "u1"))
        points = laspy.ScaleAwarePointRecord.zeros(count, header=header)
        for field in points.array.dtype.names:
            points.array[field] = rng.integers(0, 200, count).astype(points.array.dtype[field])
        if "gps_time" in points.array.dtype.names:
            points.array["gps_time"] = np.sort(rng.uniform(1e5, 2e5, count))
        for field in points.array.dtype.names:
            if field.startswith(("wavepacket", "wavepack", "byte_offset", "return_point", "x_t", "y_t", "z_t")):
                points.array[field] = 0
        x, y = rng.uniform(-13600, -13200, count), rng.uniform(-36900, -36600, count)
        points.x, points.y = x, y
        points.z = 120 + 25 * np.sin(x / 70) + rng.gamma(1, 3, count)
        path = folder / name
        with laspy.open(path, "w", header=header) as writer:
            writer.write_points(points)
        return path

    return make


def convert(path, out, chunk=1_000_000, wkt=WKT, **options):
    with open_points(Source(Path(path))) as points:
        return copc.write_copc(out, points.chunks(chunk), points.header, wkt, **options)


def digest(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def sorted_points(las):
    """Points of a laspy object in an order that depends on their content only."""
    array = las.points.array
    return array[np.lexsort([array[name] for name in ("intensity", "Z", "Y", "X")])]


@pytest.mark.parametrize("point_format", FORMATS)
@pytest.mark.parametrize("extra", [False, True])
def test_every_attribute_of_every_format_is_kept(make_las, tmp_path, point_format, extra):
    source = make_las(point_format=point_format, extra=extra, count=3000)
    done = convert(source, tmp_path / "out.copc.laz")
    before, after = laspy.read(source), laspy.read(tmp_path / "out.copc.laz")
    assert (
        done.point_format
        == after.header.point_format.id
        == {0: 6, 1: 6, 2: 7, 3: 7, 4: 6, 5: 7, 8: 8, 10: 8}.get(point_format, 6 if point_format in (6, 9) else 7)
    )
    names = ("X", "Y", "Z", "intensity")
    one = np.lexsort([before[name] for name in names])
    other = np.lexsort([after[name] for name in names])
    kept = {"X", "Y", "Z", "intensity", "return_number", "number_of_returns", "classification", "user_data"}
    kept |= {"point_source_id", "synthetic", "key_point", "withheld", "scan_direction_flag", "edge_of_flight_line"}
    shared = set(before.point_format.dimension_names) & set(after.point_format.dimension_names)
    kept |= shared & {"gps_time", "red", "green", "blue", "nir", "overlap", "scanner_channel", "scan_angle"}
    kept |= {"height", "tag"} if extra else set()
    for name in kept:
        assert np.array_equal(np.asarray(before[name])[one], np.asarray(after[name])[other]), name
    if point_format < 6:
        degrees = np.asarray(after["scan_angle"])[other] * 0.006
        assert np.abs(degrees - np.asarray(before["scan_angle_rank"])[one]).max() <= 0.003
    assert done.lacked_time == (point_format in (0, 2))
    assert done.dropped_waveforms == (point_format in (4, 5, 9, 10))


def test_flags_of_old_classes_go_to_flags(make_las, tmp_path):
    source = make_las(point_format=1, count=4)
    las = laspy.read(source)
    las.points.array["raw_classification"] = [2, 2 | 32, 12 | 64, 31 | 128]
    las.write(source)
    convert(source, tmp_path / "out.copc.laz")
    after = laspy.read(tmp_path / "out.copc.laz")
    order = [list(after.X).index(x) for x in las.X]
    assert [int(after.classification[i]) for i in order] == [2, 2, 12, 31]
    assert [int(after.synthetic[i]) for i in order] == [0, 1, 0, 0]
    assert [int(after.key_point[i]) for i in order] == [0, 0, 1, 0]
    assert [int(after.withheld[i]) for i in order] == [0, 0, 0, 1]


def test_header_says_what_is_there(make_las, tmp_path):
    source = make_las(count=250_000)
    done = convert(source, tmp_path / "out.copc.laz")
    with laspy.CopcReader.open(tmp_path / "out.copc.laz") as reader:
        header, info = reader.header, reader.copc_info
        assert header.creation_date == date(2022, 11, 3)
        assert header.system_identifier == "made"
        assert header.vlrs.get("WktCoordinateSystemVlr")[0].string.startswith('PROJCS["made"')
        before = laspy.read(source)
        assert np.allclose(header.mins, [before.x.min(), before.y.min(), before.z.min()])
        assert np.allclose(header.maxs, [before.x.max(), before.y.max(), before.z.max()])
        assert (info.gps_min, info.gps_max) == (before.gps_time.min(), before.gps_time.max())
        assert info.halfsize * 2 >= 400
        assert info.spacing == pytest.approx(info.halfsize * 2 / 128)
        assert len(reader.query()) == 250_000
        coarse = reader.query(level=0)
        assert len(coarse) == done.nodes[0].count
    data = (tmp_path / "out.copc.laz").read_bytes()
    assert data[375:381] == b"\0\0copc"  # the specification puts the info record right behind the header
    assert data.index(b"LASF_Projection") < int.from_bytes(data[96:100], "little")


def test_points_lie_in_their_nodes_and_levels_are_even(make_las, tmp_path):
    done = convert(make_las(count=400_000), tmp_path / "out.copc.laz")
    assert sum(node.count for node in done.nodes) == 400_000
    assert len(done.nodes) > 4
    with laspy.CopcReader.open(tmp_path / "out.copc.laz") as reader:
        info = reader.copc_info
        corner = info.center - info.halfsize
        for level in range(max(node.key[0] for node in done.nodes)):
            points = reader.query(level=range(level + 1))
            cell = info.spacing / 2**level
            places = np.stack([points.x, points.y, points.z], 1)
            cells = np.floor((places - corner) / cell).astype(int)
            _, counts = np.unique(cells, axis=0, return_counts=True)
            if level == 0:  # further down, small nodes keep all they have
                assert (counts == 1).all()
            everything = reader.query(level=range(99))
            wanted = np.unique(
                np.floor((np.stack([everything.x, everything.y, everything.z], 1) - corner) / cell).astype(int), axis=0
            )
            assert len(counts) == len(wanted)  # no cell that holds points is empty
    header, entries, _ = copc.read_nodes(tmp_path / "out.copc.laz")
    for (node, _, _), (run, rows) in zip(entries, (x for e in entries for x in copc.decode_nodes(
        tmp_path / "out.copc.laz", header, [e]
    ))):  # fmt: skip
        assert run == [node]
        raw = np.ndarray((len(rows), 3), "<i4", rows, strides=(rows.shape[1], 4))
        places = raw * np.array(header.scales) + np.array(header.offsets)
        side = 2 * info.halfsize / 2 ** node.key[0]
        low = corner + np.array(node.key[1:]) * side
        assert (places >= low).all()
        assert (places <= low + side).all()


def test_same_bytes_whatever_threads_chunks_and_memory(make_las, tmp_path):
    source = make_las(count=300_000, point_format=7, extra=True)
    out = tmp_path / "out.copc.laz"
    found = set()
    for workers, chunk, memory in ((1, 1_000_000, 10**8), (3, 77_777, 10**8), (2, 10_000, 7_000_000)):
        convert(source, out, chunk, space=copc.workspace(workers, memory))
        found.add(digest(out))
    assert len(found) == 1
    assert sorted(os.listdir(tmp_path)) == ["made.las", "out.copc.laz"]


def test_same_bytes_with_one_core(make_las, tmp_path):
    source = make_las(count=150_000)
    convert(source, tmp_path / "here.copc.laz")
    job = f"""
import sys; sys.path.insert(0, {str(ROOT)!r})
from tests import conftest
from pathlib import Path
from soranome.plugin.core.pointcloud import copc
from soranome.plugin.core.pointcloud.reading import open_points
from soranome.plugin.core.pointcloud.source import Source
with open_points(Source(Path({str(source)!r}))) as points:
    copc.write_copc({str(tmp_path / "there.copc.laz")!r}, points.chunks(), points.header, {WKT!r}, space=copc.workspace(1))
"""
    subprocess.run([sys.executable, "-c", job], check=True, env={**os.environ, "RAYON_NUM_THREADS": "1"})
    assert digest(tmp_path / "here.copc.laz") == digest(tmp_path / "there.copc.laz")


def test_a_rewritten_copc_keeps_its_points(make_las, tmp_path):
    convert(make_las(count=120_000, extra=True), tmp_path / "one.copc.laz")
    convert(tmp_path / "one.copc.laz", tmp_path / "two.copc.laz")
    one, two = laspy.read(tmp_path / "one.copc.laz"), laspy.read(tmp_path / "two.copc.laz")
    assert np.array_equal(sorted_points(one), sorted_points(two))


@pytest.mark.parametrize("scales", [(0.001, 0.001, 0.01), (0.01, 0.002, 0.0005)])
def test_scales_that_differ_by_axis(make_las, tmp_path, scales):
    done = convert(make_las(count=150_000, scales=scales), tmp_path / "out.copc.laz")
    assert sum(node.count for node in done.nodes) == 150_000


@pytest.mark.parametrize("count", [1, 2, 3])
def test_few_points(make_las, tmp_path, count):
    done = convert(make_las(count=count), tmp_path / "out.copc.laz")
    assert [node.key for node in done.nodes] == [(0, 0, 0, 0)]
    assert len(laspy.read(tmp_path / "out.copc.laz")) == count


def test_points_at_one_place_and_one_far_away(make_las, tmp_path):
    source = make_las(count=150_000)
    las = laspy.read(source)
    las.x, las.y, las.z = np.full(150_000, -13400.0), np.full(150_000, -36700.0), np.full(150_000, 5.0)
    las.points.array["X"][0] = -(2**31) + 1
    las.points.array["Y"][1] = 2**31 - 2
    las.write(source)
    done = convert(source, tmp_path / "out.copc.laz")
    assert done.count == 150_000
    assert len(laspy.read(tmp_path / "out.copc.laz")) == 150_000


def test_gps_times_that_are_no_numbers(make_las, tmp_path):
    source = make_las(count=100)
    las = laspy.read(source)
    las.points.array["gps_time"] = np.nan
    las.write(source)
    convert(source, tmp_path / "out.copc.laz")
    with laspy.CopcReader.open(tmp_path / "out.copc.laz") as reader:
        assert (reader.copc_info.gps_min, reader.copc_info.gps_max) == (0, 0)
        assert np.isnan(reader.query().gps_time).all()


def test_no_points_are_refused(make_las, tmp_path):
    with open_points(Source(make_las(count=2))) as points, pytest.raises(InputError, match="no points"):
        copc.write_copc(tmp_path / "out.copc.laz", iter(()), points.header, WKT)
    assert not (tmp_path / "out.copc.laz").exists()


def test_what_reads_back_differently_is_not_kept(make_las, tmp_path, monkeypatch):
    finish = copc._Writer.finish

    def spoilt(self):
        finish(self)
        self._points.summary.checksum ^= 1

    monkeypatch.setattr(copc._Writer, "finish", spoilt)
    with pytest.raises(OutputError, match="coordinates"):
        convert(make_las(), tmp_path / "out.copc.laz")
    assert os.listdir(tmp_path) == ["made.las"]


def test_a_flipped_bit_is_found(make_las, tmp_path, monkeypatch):
    finish = copc._Writer.finish

    def spoilt(self):
        finish(self)
        self._file.seek(self._start + 5000)
        byte = self._file.read(1)
        self._file.seek(self._start + 5000)
        self._file.write(bytes([byte[0] ^ 16]))

    monkeypatch.setattr(copc._Writer, "finish", spoilt)
    with pytest.raises(OutputError, match="does not read back"):
        convert(make_las(), tmp_path / "out.copc.laz")


@pytest.mark.parametrize("memory", [10**8, 7_000_000])
def test_full_disk(make_las, tmp_path, small_disk, memory):
    disk = small_disk(3)
    with pytest.raises(OutputError, match=r"out\.copc\.laz"):
        convert(make_las(count=400_000), disk / "out.copc.laz", space=copc.workspace(2, memory))
    assert os.listdir(disk) == []


@pytest.mark.parametrize("after", [0, 1, 2, 4, 8])
@pytest.mark.parametrize("memory", [10**8, 7_000_000])
def test_cancelled(make_las, tmp_path, after, memory):
    class Impatient:
        asked = 0

        @property
        def cancelled(self):
            self.asked += 1
            return self.asked > after

        def report(self, fraction, text=""):
            assert 0 <= fraction <= 1

    source = make_las(count=300_000)
    with pytest.raises(Cancelled):
        convert(source, tmp_path / "out.copc.laz", 50_000, progress=Impatient(), space=copc.workspace(2, memory))
    assert os.listdir(tmp_path) == ["made.las"]


def test_hash_spreads():
    near = {int(records.hash_of(x, y, z)) for x in range(8) for y in range(8) for z in range(8)}
    assert len(near) == 512
    assert 0.4 < np.mean([bin(value).count("1") / 64 for value in near]) < 0.6


def test_cube_keeps_points_off_its_faces():
    summary = records.Summary(count=2, mins=np.array([-5, 0, 3]), maxs=np.array([1018, 10, 3]))
    cube = octree.Cube.around(summary, (0.01,) * 3, (100.0, 0, 0))
    assert cube.width == pytest.approx(10.24)
    assert cube.corner[0] == pytest.approx(100 - 0.055)
    assert cube.holds(octree.Node((0, 0, 0, 0), 2), summary)
