"""Points of LAS and LAZ, as laspy reads them where they are sound; refused in bounds where they are not."""

import json
import random
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import laspy
import numpy as np
import pytest

from soranome.plugin.core.errors import InputError
from soranome.plugin.core.pointcloud.header import read_header
from soranome.plugin.core.pointcloud.reading import open_points, sample
from soranome.plugin.core.pointcloud.source import Source
from soranome.tests.tiles import las_bytes, patched, points_in, write, zipped

ROOT = Path(__file__).resolve().parents[3]
BOX = (-13600, -36900, -13200, -36600)
PLACES = points_in(BOX, 5000)
RETURNS = (np.tile([1, 2, 3], 1667)[:5000], np.full(5000, 3))
LAZ = las_bytes(points_in(BOX, 120_000), 6677, compressed=True)
LASZIP = LAZ.index(b"laszip encoded") + 52
START = struct.unpack_from("<I", LAZ, 96)[0]
(TABLE,) = struct.unpack_from("<q", LAZ, START)


def read(source, size=1_000_000):
    with open_points(source) as points:
        return points.point_format, [chunk.array.copy() for chunk in points.chunks(size)]


def same_as_laspy(path, source=None):
    kind, chunks = read(source or Source(path))
    theirs = laspy.read(path)
    ours = laspy.PackedPointRecord(np.concatenate(chunks), kind)
    assert list(kind.dimension_names) == list(theirs.point_format.dimension_names)
    for name in kind.dimension_names:
        np.testing.assert_array_equal(np.asarray(ours[name]), np.asarray(theirs[name]), err_msg=f"{path}: {name}")


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("point_format", [0, 1, 2, 3, 6, 7, 8])
def test_every_field_of_every_format_is_read_as_laspy_reads_it(tmp_path, point_format, compressed):
    version = "1.4" if point_format >= 6 else "1.2"
    extra = ("amplitude", "width") if point_format in (1, 7) else ()
    data = las_bytes(PLACES, None, compressed, point_format, version, returns=RETURNS, extra=extra)
    same_as_laspy(write(tmp_path / "tile.laz", data))  # by what it holds, not by its name


def test_a_tile_is_the_same_in_a_zip_and_out_of_it(tmp_path):
    for name, compressed in (("a.las", False), ("b.laz", True)):
        data = las_bytes(PLACES, None, compressed)
        path = write(tmp_path / name, data)
        for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA):
            same_as_laspy(path, Source(zipped(tmp_path / f"{name}{method}.zip", {name: data}, method), name))


@pytest.mark.parametrize("compressed", [False, True])
def test_chunks_of_any_size_hold_the_same_points(tmp_path, compressed):
    source = Source(write(tmp_path / "tile.laz", las_bytes(PLACES, compressed=compressed)))
    whole = np.concatenate(read(source)[1])
    for size in (1, 777, 5000, 5001) if not compressed else (777, 5001):
        chunks = read(source, size)[1]
        assert all(len(chunk) == size for chunk in chunks[:-1])
        np.testing.assert_array_equal(np.concatenate(chunks), whole)


def test_delivered_tiles_are_read_as_laspy_reads_them(data):
    files = sorted((data / "pointcloud").glob("[st]*/*.la[sz]"))
    for path in files:
        if path.stat().st_size < 5_000_000:
            same_as_laspy(path)


def test_extra_bytes_that_nobody_describes_are_kept_as_bytes(tmp_path):
    data = las_bytes(PLACES[:10], extra=("amplitude",))
    at = data.index(b"LASF_Spec")
    kind, (points,) = read(Source(write(tmp_path / "tile.las", patched(data, at, "<9s", b"LASF_XXXX"))))
    theirs = laspy.read(write(tmp_path / "sound.las", data))
    held = laspy.PackedPointRecord(points, kind)["extra_bytes"]
    np.testing.assert_array_equal(np.ascontiguousarray(held).view("<f4").ravel(), theirs["amplitude"])


def test_a_sample_comes_from_all_over_the_tile(tmp_path):
    data = las_bytes(PLACES)
    for source in (
        Source(write(tmp_path / "a.las", data)),
        Source(write(tmp_path / "a.laz", LAZ)),
        Source(zipped(tmp_path / "a.zip", {"a.las": data}), "a.las"),
        Source(zipped(tmp_path / "b.zip", {"a.laz": LAZ}), "a.laz"),
    ):
        whole = np.concatenate(read(source)[1])
        points = sample(source, read_header(source)).array
        assert 150 <= len(points) <= 512
        assert np.isin(points["X"], whole["X"]).all() and points[0] == whole[0]
        if not source.member:
            assert points["X"][-1] in whole["X"][len(whole) // 2 :]
        else:
            assert len(points) == 512


def test_the_sample_of_a_zip_looks_at_its_beginning_only(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a.laz": LAZ + random.Random(1).randbytes(3_000_000)}, zipfile.ZIP_STORED)  # noqa: S311
    whole = path.read_bytes()
    write(path, patched(whole, len(whole) - 500_000, "<4s", b"bad!"))
    assert len(sample(Source(path, "a.laz"), read_header(Source(path, "a.laz")))) == 512


def test_points_before_a_cut_are_read_and_the_cut_is_told(tmp_path):
    data = las_bytes(PLACES)
    source = Source(write(tmp_path / "切れた.las", data[:-1000]))
    read_so_far = 0
    with open_points(source) as points, pytest.raises(InputError, match="切れた"):
        for chunk in points.chunks(1000):
            read_so_far += len(chunk)
    length = read_header(source).record_length
    assert read_so_far == (len(data) - 1000 - read_header(source).data_offset) // length


@pytest.mark.parametrize("part", range(36))
def test_laz_cut_anywhere_is_refused_by_name(tmp_path, part):
    cut = random.Random(part).randrange(len(LAZ))  # noqa: S311
    if part < 3:
        cut = (START, TABLE, len(LAZ) - 1)[part]
    with pytest.raises(InputError, match=r"切れた\.laz"):
        read(Source(write(tmp_path / "切れた.laz", LAZ[:cut])))


@pytest.mark.parametrize("part", range(20))
def test_a_zip_with_noise_in_it_is_read_or_refused(tmp_path, part):
    rng = random.Random(part)  # noqa: S311
    path = zipped(tmp_path / "a.zip", {"a.laz": LAZ[: START + 9000]})
    noisy = bytearray(path.read_bytes())
    for _ in range(8):
        noisy[rng.randrange(len(noisy))] = rng.randrange(256)
    path.write_bytes(noisy)
    with pytest.raises(InputError, match=r"a\.(zip|laz)"):
        read(Source(path, "a.laz"))


HOSTILE = {
    "count of 4 thousand million": patched(LAZ, 107, "<I", 2**32 - 1),
    "chunks of 4 thousand million points": patched(LAZ, LASZIP + 12, "<I", 2**32 - 2),
    "chunks of any size": patched(LAZ, LASZIP + 12, "<I", 2**32 - 1),
    "chunks of no points": patched(LAZ, LASZIP + 12, "<I", 0),
    "table of 4 thousand million chunks": patched(LAZ, TABLE + 4, "<I", 2**32 - 1),
    "table of 50,000 chunks": patched(LAZ, TABLE + 4, "<I", 50_000),
    "table before the points": patched(LAZ, START, "<q", 0),
    "table far behind the file": patched(LAZ, START, "<q", 2**62),
    "table at a negative place": patched(LAZ, START, "<q", -2),
    "records of 65,535 bytes": patched(LAZ, 105, "<H", 65535),
    "no items": patched(LAZ, LASZIP + 32, "<H", 0),
    "65,535 items": patched(LAZ, LASZIP + 32, "<H", 65535),
    "item of no bytes": patched(LAZ, LASZIP + 36, "<H", 0),
    "item of another kind": patched(LAZ, LASZIP + 34, "<H", 10),
    "points written one by one, which they are not": patched(LAZ, LASZIP, "<H", 1),
    "unknown compressor": patched(LAZ, LASZIP, "<H", 9),
    "no laszip record": LAZ.replace(b"laszip encoded", b"laszip unknown"),
    "LAS that says it is LAZ": patched(las_bytes(PLACES), 104, "<B", 0x83),
    "LAZ that says it is LAS": patched(LAZ, 104, "<B", 3),
    "noise for points": LAZ[: START + 8] + random.Random(2).randbytes(TABLE - START - 8) + LAZ[TABLE:],  # noqa: S311
    "LAS of a thousand million points": patched(las_bytes(PLACES), 107, "<I", 10**9),
    "LAS of records of 65,535 bytes": patched(patched(las_bytes(PLACES), 105, "<H", 65535), 107, "<I", 10**9),
}


def test_hostile_files_are_refused_within_two_seconds_and_500_mb(tmp_path):
    """In a process that may have no more memory than that beyond what it has after its imports."""
    for number, data in enumerate(HOSTILE.values()):
        write(tmp_path / f"{number:02d}.laz", data)
    done = subprocess.run(
        [sys.executable, "-c", HOSTILE_JOB, str(ROOT), str(tmp_path), str(len(HOSTILE))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    for number, what in enumerate(HOSTILE):
        said, seconds = told[number]
        assert f"{number:02d}.laz" in said, f"{what}: {said}"
        assert seconds < 2, f"{what}: {seconds} s"


HOSTILE_JOB = """
import json, resource, sys, time, warnings
from pathlib import Path
sys.path.insert(0, sys.argv[1] + "/tests")
warnings.simplefilter("ignore")
import conftest
from soranome.plugin.core.errors import InputError
from soranome.plugin.core.pointcloud.reading import open_points
from soranome.plugin.core.pointcloud.source import Source
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + (500 << 20),) * 2)
told = []
for number in range(int(sys.argv[3])):
    start, said = time.perf_counter(), "read to the end"
    try:
        with open_points(Source(Path(sys.argv[2]) / f"{number:02d}.laz")) as points:
            for chunk in points.chunks():
                pass
    except InputError as error:
        said = str(error)
    told.append((said, time.perf_counter() - start))
print(json.dumps(told))
"""


def test_chunks_follow_one_another_where_their_table_is_empty(tmp_path):
    sound = np.concatenate(read(Source(write(tmp_path / "a.laz", LAZ)))[1])
    found = np.concatenate(read(Source(write(tmp_path / "b.laz", patched(LAZ, TABLE + 4, "<I", 0))))[1])
    np.testing.assert_array_equal(found, sound)


def test_the_malformed_files_are_read_or_refused_by_name(data):
    """What each of them is: see the README of the data."""
    files = sorted((data / "pointcloud" / "malformed").iterdir())
    assert len(files) >= 11
    truncated = {"garbage_nVariableLength.las"}
    for path in files:
        source = Source(path)
        if path.name in truncated:
            with pytest.raises(InputError, match=path.name):
                read(source)
            continue
        header = read_header(source)
        assert sum(map(len, read(source)[1])) == header.count
        if path.name in ("bad_vlr_count.las", "no-points.las"):
            assert header.problems
