"""Small files that promise much: read or refused, and never with the memory they ask for."""

import gzip
import io
import struct
import tarfile
import tracemalloc
import zipfile

import numpy as np
import pytest
from rasterio.crs import CRS

from soranome.plugin.core.delimited import read_delimited
from soranome.plugin.core.pointcloud.importing import Settings, import_tiles
from soranome.plugin.core.pointcloud.source import find_sources
from soranome.plugin.core.scenes.package import open_package
from tests.core.pointcloud.cloud_tools import write_tile

from .hostile_tools import in_little_memory, refuses
from .test_point_clouds import clouds
from .test_results import SHEET, made_list, packed, parts


def _promising(compressed: bool, count: int, record: int) -> bytes:
    """A file of some kilobytes whose header says ``count`` points of ``record`` bytes."""
    made = bytearray(clouds(compressed)[1])
    struct.pack_into("<H", made, 105, record)
    struct.pack_into("<IQ", made, 243, 0, count)
    struct.pack_into("<Q", made, 247, count)
    return bytes(made)


CLOUD = """
from pathlib import Path
from soranome.plugin.core.pointcloud.facts import look
from soranome.plugin.core.pointcloud.reading import open_points
from soranome.plugin.core.pointcloud.source import Source
def read(path):
    look(Source(Path(path)), deep=True)
    with open_points(Source(Path(path))) as points:
        print(points.header.count)
        for chunk in points.chunks():
            pass
read(sys.argv[2])
# go
refuses(read, sys.argv[1])
"""


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize(("count", "record"), [(10**9, 34), (2**62, 34), (10**9, 65_535)])
def test_a_header_that_promises_a_thousand_million_points(tmp_path, compressed, count, record):
    ending = "laz" if compressed else "las"
    (tmp_path / f"a.{ending}").write_bytes(_promising(compressed, count, record))
    (tmp_path / f"sound.{ending}").write_bytes(clouds(compressed)[1])
    in_little_memory(CLOUD, 1200, tmp_path / f"a.{ending}", tmp_path / f"sound.{ending}")


def test_a_header_that_promises_long_records(tmp_path):
    """Variable records of 4 GB before the points, and of 2⁶⁰ bytes behind them."""
    made = bytearray(clouds(False)[1])
    struct.pack_into("<II", made, 96, 2**32 - 1, 2**32 - 1)
    (tmp_path / "a.las").write_bytes(made)
    (tmp_path / "sound.las").write_bytes(clouds(False)[1])
    in_little_memory(CLOUD, 300, tmp_path / "a.las", tmp_path / "sound.las")
    made = bytearray(clouds(False)[1])
    struct.pack_into("<QI", made, 235, len(made), 2**32 - 1)
    made += struct.pack("<2x16sHQ32x", b"LASF_Projection", 2112, 2**60)
    (tmp_path / "b.las").write_bytes(made)
    in_little_memory(CLOUD, 300, tmp_path / "b.las", tmp_path / "sound.las")


def test_a_stray_point_that_the_header_does_not_know(tmp_path):
    """An overview shows what lies in columns as wide as headers let expect; empty ground between must cost nothing."""
    x, y = np.append(np.random.default_rng(1).uniform(0, 100, (2, 5000)), [[1e6], [1e6]], axis=1)
    path = write_tile(tmp_path / "a.las", x, y, np.full(len(x), 10.0))
    made = bytearray(path.read_bytes())
    struct.pack_into("<4d", made, 179, 100.0, 0.0, 100.0, 0.0)  # greatest and least X, and Y
    path.write_bytes(made)
    (tmp_path / "out").mkdir()
    settings = Settings(given=CRS.from_epsg(6677))
    tracemalloc.start()
    try:
        import_tiles(find_sources([path])[0], tmp_path / "out", settings, memory=20_000_000, workers=1)
        assert tracemalloc.get_traced_memory()[1] < 200e6
    finally:
        tracemalloc.stop()
    assert (tmp_path / "out" / "a.copc.laz").exists()


def test_text_tiles_of_empty_lines(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"x,y,z,class,intensity,r,g,b\n1,2,3,2,9,0,0,0\n" + b"\n" * 50_000_000)
    code = CLOUD.replace("Source(Path(path))", 'Source(Path(path), "a.txt")').replace("read(sys.argv[2])", "")
    code = code.replace(
        "# go",
        "from soranome.plugin.core.pointcloud.text_points import _parsed, np\n_parsed(b'1 2', 2, np.zeros(2, 'i8'))\n# go",
    )
    in_little_memory(code, 400, tmp_path / "a.zip")


def _peak(call, *arguments) -> int:
    tracemalloc.start()
    try:
        refuses(call, *arguments)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("line", ["a" * 100_000_000, "1," * 50_000_000, '"' + "a,b\n" * 25_000_000])
def test_a_table_with_a_line_without_end(tmp_path, line):
    path = tmp_path / "a.csv"
    path.write_text(f"KEY_CODE,T001\n533946,5\n{line}\n", encoding="utf-8")
    assert _peak(lambda: list(read_delimited(path).rows())) < 40_000_000


WORKBOOK = """
from tests.core.fieldwork import results_tools as tools
from soranome.plugin.core.fieldwork.results.workbook import read_workbook
from soranome.plugin.core.fieldwork.results.reading import Reader
def read(path):
    with open(path, "rb") as file:
        Reader(tools.LANGUAGES, tools.TODAY).read(read_workbook(file, "a.xlsx", tools.LANGUAGES))
read(sys.argv[2])
# go
refuses(read, sys.argv[1])
"""


SHARED = b'<Relationship Id="shared" Type="x/sharedStrings" Target="sharedStrings.xml"/>'


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("sheet1.xml", SHEET.format('<row r="1">' + "<c/>" * 1_000_000 + "</row>", "")),
        ("sheet1.xml", SHEET.format('<row r="1"><c t="str"><v>' + "a" * 100_000_000 + "</v></c></row>", "")),
        ("sheet1.xml", SHEET.format("", "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 1_000_000 + "</mergeCells>")),
        ("styles.xml", "<styleSheet><cellXfs>" + '<xf numFmtId="0"/>' * 2_000_000 + "</cellXfs></styleSheet>"),
        ("workbook.xml", "<workbook>" + "<sheet/>" * 2_000_000 + "</workbook>"),
        (
            "workbook.xml.rels",
            "<Relationships>" + "".join(f'<Relationship Id="{i}"/>' for i in range(900_000)) + "</Relationships>",
        ),
        ("sharedStrings.xml", "<sst>" + "<si/>" * 6_000_000 + "</sst>"),
    ],
    ids=["columns", "text", "merges", "styles", "sheets", "relations", "strings"],
)
def test_workbooks_that_promise_much(tmp_path, part, content):
    name = next((name for name in parts() if name.endswith(f"/{part}")), f"xl/{part}")
    relations = parts()["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", SHARED + b"</Relationships>")
    (tmp_path / "a.xlsx").write_bytes(packed({"xl/_rels/workbook.xml.rels": relations, name: content.encode()}))
    (tmp_path / "sound.xlsx").write_bytes(made_list())
    assert (tmp_path / "a.xlsx").stat().st_size < 5_000_000
    in_little_memory(WORKBOOK, 100, tmp_path / "a.xlsx", tmp_path / "sound.xlsx")


PACKAGE = """
import sqlite3
from pathlib import Path
from soranome.plugin.core.fieldwork.results import package
def read(path):
    package.read_geopackage(Path(path), "survey.gpkg")
path = Path(sys.argv[1])
database = sqlite3.connect(path)
database.execute("CREATE TABLE sites (key TEXT, visited_by TEXT, remarks TEXT)")
database.executemany("INSERT INTO sites (key) VALUES (?)", [(i,) for i in range(3000)])
database.execute(f"ALTER TABLE sites ADD COLUMN status TEXT DEFAULT '{'a' * 1_000_000}'")
database.commit()
database.close()
# go
refuses(read, path)
"""


def test_a_default_value_in_thousands_of_rows(tmp_path):
    """A GeoPackage of 1 MB that says 3 GB; columns that are reckoned (hex(zeroblob(…))) are in test_results."""
    in_little_memory(
        PACKAGE.replace("def read", "package.MAX_TEXT = 50_000_000\ndef read"), 300, tmp_path / "survey.gpkg"
    )
    assert (tmp_path / "survey.gpkg").stat().st_size < 3_000_000


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME])
def test_a_tar_with_a_name_of_gigabytes(tmp_path, kind):
    member = tarfile.TarInfo("x")
    member.type, member.size = kind, 200_000_000
    made = io.BytesIO()
    with gzip.GzipFile(fileobj=made, mode="wb", compresslevel=1) as packing:
        packing.write(member.tobuf(tarfile.GNU_FORMAT))
        for _ in range(200):
            packing.write(bytes(1_000_000))
    (tmp_path / "a.tgz").write_bytes(made.getvalue())
    assert len(made.getvalue()) < 2_000_000
    assert _peak(open_package, tmp_path / "a.tgz") < 20_000_000
