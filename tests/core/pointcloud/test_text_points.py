"""Text tiles as they are delivered, and what only looks like one."""

import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from soranome.plugin.core.errors import InputError
from soranome.plugin.core.pointcloud import text_points
from soranome.plugin.core.pointcloud.reading import open_points
from soranome.plugin.core.pointcloud.source import Source
from soranome.plugin.core.pointcloud.text_points import TextReader
from soranome.tests.tiles import points_in, write, zipped

ROOT = Path(__file__).resolve().parents[3]
BOX = (-13600, -36900, -13200, -36600)
PLACES = points_in(BOX, 300).round(2)
NUMBERS = np.arange(1, 301)


def lines(template, places=PLACES, end="\n", **columns):
    rows = (
        template.format(i=i + 1, x=x, y=y, z=z, **{k: v[i] for k, v in columns.items()})
        for i, (x, y, z) in enumerate(places)
    )
    return end.join(rows) + end


def read(path, size=1_000_000, member=""):
    with open_points(Source(path, member)) as points:
        chunks = list(points.chunks(size))
    places = np.concatenate([np.column_stack([chunk.x, chunk.y, chunk.z]) for chunk in chunks])
    return points, chunks, places


LAYOUTS = {
    "comma": lines("{x:.2f},{y:.2f},{z:.2f}"),
    "space": lines("{x:.2f} {y:.2f} {z:.2f}"),
    "many spaces": lines("  {x:12.2f}   {y:12.2f} {z:9.2f}  "),
    "tab": lines("{x:.2f}\t{y:.2f}\t{z:.2f}"),
    "comma and space": lines("{x:.2f}, {y:.2f}, {z:.2f}"),
    "CRLF": lines("{x:.2f},{y:.2f},{z:.2f}", end="\r\n"),
    "blank lines": "\n\n" + lines("{x:.2f},{y:.2f},{z:.2f}", end="\n\n"),
    "no last line feed": lines("{x:.2f},{y:.2f},{z:.2f}").rstrip(),
    "signs and exponents": lines("{x:+.6e};{y:+.6e};{z:+.4e}"),
    "quoted": lines('"{x:.2f}","{y:.2f}","{z:.2f}"'),
    "id x y z attribute": lines("{i},{x:.2f},{y:.2f},{z:.2f},1"),
    "id x y z": lines("{i} {x:.2f} {y:.2f} {z:.2f}"),
    "x y z attribute": lines("{x:.2f},{y:.2f},{z:.2f},7"),
    "title": "X,Y,Z\n" + lines("{x:.2f},{y:.2f},{z:.2f}"),
    "title that names the order": "No,標高,Y座標(m),X座標(m),備考\n" + lines("{i},{z:.2f},{y:.2f},{x:.2f},0"),
    "remarks": "# 静岡県\n# グリッドデータ\n" + lines("{x:.2f} {y:.2f} {z:.2f}"),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_points(tmp_path, layout, encoding):
    points, _, places = read(write(tmp_path / "点.txt", LAYOUTS[layout].encode(encoding)))
    np.testing.assert_allclose(places, PLACES, rtol=0, atol=1e-9)
    header = points.header
    assert header.count == 300 and header.scales == (0.001, 0.001, 0.001) and header.version == (0, 0)
    np.testing.assert_allclose(header.mins, PLACES.min(axis=0))
    np.testing.assert_allclose(header.maxs, PLACES.max(axis=0))
    assert points.spacing is None and not header.problems and header.box_plausible


def test_the_sheet_in_the_name_tells_the_coordinates(tmp_path):
    """Whole coordinates in rising order look like running numbers; their sheet says what they are."""
    places = np.column_stack([np.arange(-13600, -13300), np.full(300, -36700), np.full(300, 12.0)])
    text = lines("{x:.0f},{y:.0f},{z:.1f},5", places).encode()
    assert read(write(tmp_path / "09LD2626.csv", text))[2][0].tolist() == [-13600, -36700, 12]


def test_chunks_of_any_size_and_blocks_of_any_size_hold_the_same_points(tmp_path, monkeypatch):
    path = write(tmp_path / "a.txt", LAYOUTS["id x y z attribute"].encode())
    whole = read(path)[2]
    for block, size in ((64, 7), (1000, 299), (4 << 20, 300)):
        monkeypatch.setattr(text_points, "_BLOCK", block)
        _, chunks, places = read(path, size)
        assert [len(chunk) for chunk in chunks[:-1]] == [size] * (len(chunks) - 1)
        np.testing.assert_array_equal(places, whole)


def test_numbers_are_read_as_python_reads_them(tmp_path):
    rng = random.Random(3)  # noqa: S311
    values = [round(rng.uniform(-1e6, 1e6), rng.randrange(0, 9)) for _ in range(3000)]
    rows = np.array(values).reshape(-1, 3)
    text = "".join(",".join(map(repr, row.tolist())) + "\n" for row in rows)
    source = Source(write(tmp_path / "a.txt", text.encode()))
    blocks = list(TextReader(source)._values(np.zeros(3, "i8")))
    np.testing.assert_array_equal(np.concatenate(blocks), rows)


def test_more_decimals_than_three_are_kept_where_they_fit(tmp_path):
    places = points_in((0, 0, 100, 100), 50).round(5)
    points, _, read_back = read(write(tmp_path / "a.txt", lines("{x:.5f} {y:.5f} {z:.5f}", places).encode()))
    assert points.header.scales == (1e-5, 1e-5, 1e-5)
    np.testing.assert_allclose(read_back, places, atol=1e-10)
    far = points_in((5e8, 5e8, 5e8 + 100, 5e8 + 100), 50).round(3)
    np.testing.assert_allclose(read(write(tmp_path / "b.txt", lines("{x:.3f} {y:.3f} {z:.3f}", far).encode()))[2], far)


def test_colours_are_kept(tmp_path):
    colours = np.random.default_rng(1).integers(0, 256, (300, 3))
    columns = {"r": colours[:, 0], "g": colours[:, 1], "b": colours[:, 2]}
    text = lines("{x:.2f},{y:.2f},{z:.2f},{r},{g},{b}", **columns)
    _, (chunk,), places = read(write(tmp_path / "a.xyz", text.encode()))
    np.testing.assert_array_equal(np.column_stack([chunk.red, chunk.green, chunk.blue]), colours * 257)
    np.testing.assert_allclose(places, PLACES)
    titled = "X,Y,Z,強度,分類\n" + lines("{x:.2f},{y:.2f},{z:.2f},{i},2")
    _, (chunk,), _ = read(write(tmp_path / "b.csv", titled.encode("cp932")))
    assert chunk.intensity.tolist() == NUMBERS.tolist() and set(np.asarray(chunk.classification)) == {2}


def test_lines_without_a_height_are_left_out_and_told(tmp_path):
    places = PLACES.copy()
    places[::3, 2] = -9999
    points, _, read_back = read(write(tmp_path / "a.txt", lines("{x:.2f} {y:.2f} {z:.2f}", places).encode()))
    assert len(read_back) == points.header.count == 200 and points.header.mins[2] >= 100
    assert "100 of its lines" in str(points.header.problems[0])


def grid(step=0.5, order="rows"):
    x, y = np.meshgrid(np.arange(-13600 + step / 2, -13560, step), np.arange(-36600 - step / 2, -36630, -step))
    if order == "columns":
        x, y = x.T, y.T
    return np.column_stack([x.ravel(), y.ravel(), np.sin(x.ravel()) * 10])


@pytest.mark.parametrize("order", ["rows", "columns"])
def test_a_grid_is_recognised_by_its_spacing(tmp_path, order):
    points, _, places = read(write(tmp_path / "a.txt", lines("{x:.2f} {y:.2f} {z:.2f}", grid(0.5, order)).encode()))
    assert points.spacing == (0.5, 0.5) and len(places) == 80 * 60


def test_a_grid_with_holes_is_one_and_rounded_points_are_none(tmp_path):
    rng = np.random.default_rng(5)
    holes = grid()[rng.random(4800) > 0.3]
    assert TextReader(Source(write(tmp_path / "a.txt", lines("{x:.2f} {y:.2f} {z:.2f}", holes).encode()))).spacing
    rounded = points_in(BOX, 60_000).round(0)
    rounded = rounded[np.unique(rounded[:, :2], axis=0, return_index=True)[1]]
    rng.shuffle(rounded)
    text = lines("{x:.0f} {y:.0f} {z:.1f}", rounded).encode()
    assert TextReader(Source(write(tmp_path / "b.txt", text))).spacing is None


def test_tiles_in_zips(tmp_path):
    path = zipped(tmp_path / "a.zip", {"グリッド/09LD2626.txt": LAYOUTS["comma"].encode()})
    np.testing.assert_allclose(read(path, member="グリッド/09LD2626.txt")[2], PLACES)


BAD = {
    "a word": "1,2,3\n4,5,6\n7,acht,9\n",
    "a field too few": "1,2,3\n4,5,6\n7,8\n",
    "a field too many": "1,2,3\n4,5,6\n7,8,9,10\n",
    "an empty field": "1,2,3\n4,5,6\n7,,9\n",
    "NaN": "1,2,3\n4,5,6\n7,8,nan\n",
    "a number beyond all bounds": "1,2,3\n4,5,6\n7,8,1e300\n",
    "two points in a number": "1,2,3\n4,5,6\n7,8,9.1.2\n",
    "zeros of a broken copy": "1,2,3\n4,5,6\n" + "\0" * 5000,
    "a line without end": "1,2,3\n4,5,6\n" + "7" * 200_000,
}


@pytest.mark.parametrize("what", BAD)
def test_bad_lines_are_refused_by_file_and_line(tmp_path, what):
    with pytest.raises(InputError, match=r"点群\.txt: line 3 "):
        TextReader(Source(write(tmp_path / "点群.txt", BAD[what].encode())))


def test_a_bad_line_far_down_has_its_number(tmp_path, monkeypatch):
    monkeypatch.setattr(text_points, "_BLOCK", 500)
    text = "X Y Z\r\n" + lines("{x:.2f} {y:.2f} {z:.2f}", end="\r\n") + "oops\r\n"
    with pytest.raises(InputError, match=r"line 302 \(“oops”\)"):
        TextReader(Source(write(tmp_path / "a.txt", text.encode())))


NO_TILES = {
    "empty": b"",
    "a letter": "ご利用にあたって\nこのデータは…\n".encode("cp932") * 20,
    "a table": "ファイル名,サイズ\n09LD2626.las,12\n".encode(),
    "two columns": b"1,2\n3,4\n",
    "seven columns": b"1,2,3,4,5,6,7\n",
    "LAS": b"LASF" + bytes(1000),
    "UTF-16": "1,2,3\n4,5,6\n".encode("utf-16"),
    "noise": random.Random(1).randbytes(100_000),  # noqa: S311
}


@pytest.mark.parametrize("what", NO_TILES)
def test_what_is_no_tile_is_refused_as_such(tmp_path, what):
    with pytest.raises(InputError, match=r"文書\.txt is no text tile"):
        TextReader(Source(write(tmp_path / "文書.txt", NO_TILES[what])))


def test_memory_does_not_grow_with_the_file(tmp_path):
    """A million lines (26 MB) within 150 MB of what is used for a hundred."""
    path = tmp_path / "big.txt"
    row = "".join(f"{x:.2f} {y:.2f} {z:.2f}\n" for x, y, z in points_in(BOX, 1000))
    write(path, row.encode() * 1000)
    write(tmp_path / "small.txt", row.encode())
    done = subprocess.run(
        [sys.executable, "-c", MEMORY_JOB, str(ROOT), str(tmp_path)], capture_output=True, text=True, check=True
    )
    small, big, count = map(int, done.stdout.split())
    assert count == 1_000_000 and big - small < 150 * 1024


MEMORY_JOB = """
import resource, sys, warnings
from pathlib import Path
sys.path.insert(0, sys.argv[1] + "/tests")
warnings.simplefilter("ignore")
import conftest
from soranome.plugin.core.pointcloud.reading import open_points
from soranome.plugin.core.pointcloud.source import Source
for name in ("small.txt", "big.txt"):
    with open_points(Source(Path(sys.argv[2]) / name)) as points:
        count = sum(len(chunk) for chunk in points.chunks(100_000))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print(count)
"""
