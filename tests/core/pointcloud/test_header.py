"""LAS headers: as laspy reads them where they are sound, in bounds where they are not."""

import struct
from datetime import date

import laspy
import pytest

from soranome.plugin.core.errors import InputError
from soranome.plugin.core.pointcloud.header import BOX, EMPTY, TRUNCATED, read_header
from soranome.plugin.core.pointcloud.source import Source
from soranome.tests.tiles import las_bytes, patched, points_in, write, zipped

PLACES = points_in((-13600, -36900, -13200, -36600), 50)
GOOD = las_bytes(PLACES, 6677)
DATA_OFFSET = struct.unpack_from("<I", GOOD, 96)[0]
INF, NAN = float("inf"), float("nan")


def header_of(tmp_path, data, name="tile.las"):
    return read_header(Source(write(tmp_path / name, data)))


def same_as_laspy(path):
    ours = read_header(Source(path))
    with laspy.open(path) as reader:
        theirs = reader.header
        evlrs = theirs.evlrs or []
    assert ours.version == (theirs.version.major, theirs.version.minor)
    assert (ours.point_format, ours.record_length) == (theirs.point_format.id, theirs.point_format.size)
    assert (ours.count, ours.data_offset) == (theirs.point_count, theirs.offset_to_point_data)
    assert ours.compressed == theirs.are_points_compressed
    returns = list(theirs.number_of_points_by_return)
    assert list(ours.counts_by_return) == returns[: len(ours.counts_by_return)]
    for mine, other in (("scales", "scales"), ("offsets", "offsets"), ("mins", "mins"), ("maxs", "maxs")):
        assert list(getattr(ours, mine)) == list(getattr(theirs, other))
    assert ours.created in (theirs.creation_date, None)  # laspy takes day 0 for the last one of the year before
    assert ours.global_encoding == theirs.global_encoding.value
    records = {(v.user_id, v.record_id) for v in theirs.vlrs} | {(v.user_id, v.record_id) for v in evlrs}
    kept = {(v.user_id, v.record_id) for v in ours.vlrs}
    # Records behind the points are read only where a coordinate system may be among them.
    assert kept <= records | {("laszip encoded", 22204)} and {(v.user_id, v.record_id) for v in theirs.vlrs} <= kept


@pytest.mark.parametrize("version", ["1.1", "1.2", "1.3", "1.4"])
@pytest.mark.parametrize("compressed", [False, True])
def test_sound_headers_are_read_as_laspy_reads_them(tmp_path, version, compressed):
    point_format = 7 if version == "1.4" else 1
    data = las_bytes(PLACES, 6677, compressed, point_format, version)
    same_as_laspy(write(tmp_path / "tile.laz", data))
    header = header_of(tmp_path, data)
    assert header.created == date.today()
    assert header.problems == () and header.box == (-13600, -36900, -13200, -36600)


def test_delivered_headers_are_read_as_laspy_reads_them(data):
    files = sorted((data / "pointcloud").glob("[st]*/*.la[sz]"))
    assert len(files) > 15
    for path in files:
        same_as_laspy(path)


def test_in_a_zip_only_the_beginning_is_unpacked(tmp_path):
    """A member whose end is damaged: what is behind the header is never looked at."""
    path = zipped(tmp_path / "tile.zip", {"tile.las": GOOD + bytes(5_000_000)}, method=0)
    whole = path.read_bytes()
    path.write_bytes(patched(whole, len(GOOD) + 1_000_000, "<4B", 1, 2, 3, 4))  # its checksum would fail
    assert read_header(Source(path, "tile.las")).count == 50


REFUSED = {
    "empty file": b"",
    "no LAS": b"hello" * 100,
    "cut in the header": GOOD[:200],
    "LAS 2.0": patched(GOOD, 24, "<2B", 2, 0),
    "LAS 1.9": patched(GOOD, 25, "<B", 9),
    "1.4 with a short header": patched(GOOD, 25, "<B", 4)[:300],
    "header_size 0": patched(GOOD, 94, "<H", 0),
    "header_size 65535": patched(GOOD, 94, "<H", 65535),
    "points beyond the file": patched(GOOD, 96, "<I", len(GOOD) + 1),
    "points at the end of 4 GB": patched(GOOD, 96, "<I", 2**32 - 1),
    "points inside the header": patched(GOOD, 96, "<I", 100),
    "record length 0": patched(GOOD, 105, "<H", 0),
    "record length 1": patched(GOOD, 105, "<H", 1),
    "point format 11": patched(GOOD, 104, "<B", 11),
    "scale 0": patched(GOOD, 131, "<d", 0.0),
    "scale negative": patched(GOOD, 131, "<d", -0.001),
    "scale NaN": patched(GOOD, 139, "<d", NAN),
    "scale infinite": patched(GOOD, 147, "<d", INF),
    "scale 1e300": patched(GOOD, 147, "<d", 1e300),
    "offset NaN": patched(GOOD, 155, "<d", NAN),
    "offset 1e300": patched(GOOD, 163, "<d", 1e300),
}


@pytest.mark.parametrize("what", REFUSED)
def test_headers_that_cannot_be_are_refused_by_name(tmp_path, what):
    with pytest.raises(InputError, match=r"壊れた\.las"):
        header_of(tmp_path, REFUSED[what], "壊れた.las")


TOLD = {
    "endless records": (patched(GOOD, 100, "<I", 2**32 - 1), "promises 4294967295 records"),
    "a record longer than the file": (patched(GOOD, 227 + 20, "<H", 65535), "there are 0"),
    "no points": (patched(GOOD, 107, "<I", 0), EMPTY),
    "a thousand million points": (patched(GOOD, 107, "<I", 10**9), TRUNCATED.split(":")[0]),
    "truncated": (GOOD[:-100], "50 points promised, 47 there"),
    "box inside out": (patched(GOOD, 179, "<2d", -13600.0, -13200.0), BOX),
    "box NaN": (patched(GOOD, 179, "<d", NAN), BOX),
    "box of zeros": (patched(GOOD, 179, "<6d", *[0.0] * 6), BOX),
    "box off the Earth": (patched(GOOD, 179, "<d", 1e12), BOX),
    "wrong counts by return": (patched(GOOD, 111, "<I", 7), "add up to 7"),
}


@pytest.mark.parametrize("what", TOLD)
def test_flaws_that_can_be_lived_with_are_told(tmp_path, what):
    data, said = TOLD[what]
    problems = [str(problem) for problem in header_of(tmp_path, data).problems]
    assert any(said in problem for problem in problems), problems


def test_records_behind_the_points_are_bounded(tmp_path):
    new = las_bytes(PLACES, None, False, 6, "1.4")
    ring = new + struct.pack("<2x16sHQ32x", b"x", 1, 0)
    header = header_of(tmp_path, patched(ring, 235, "<QI", len(new), 2**32 - 1))
    assert any("behind the points; there are 1" in str(problem) for problem in header.problems)
    header = header_of(tmp_path, patched(ring, 235, "<QI", 2**64 - 1, 5))
    assert any("there are 0" in str(problem) for problem in header.problems)


def test_a_date_that_is_none_is_none(tmp_path):
    assert header_of(tmp_path, patched(GOOD, 90, "<2H", 400, 2024)).created is None
    assert header_of(tmp_path, patched(GOOD, 90, "<2H", 10, 0)).created is None
    assert header_of(tmp_path, patched(GOOD, 90, "<2H", 60, 2024)).created.isoformat() == "2024-02-29"


def test_a_stump_is_called_cut_and_a_format_by_its_byte(tmp_path):
    with pytest.raises(InputError, match="ends within its header"):
        header_of(tmp_path, GOOD[:100])
    with pytest.raises(InputError, match="does not begin like one"):
        header_of(tmp_path, b"PK" * 50)
    with pytest.raises(InputError, match="points of format 77;"):
        header_of(tmp_path, patched(GOOD, 104, "<B", 77))
    with pytest.raises(InputError, match="points of format 11;"):
        header_of(tmp_path, patched(GOOD, 104, "<B", 128 + 11))
