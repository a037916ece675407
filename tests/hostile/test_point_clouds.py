"""LAS, LAZ, COPC, text tiles, zips of them, indexes and journals from anybody."""

import io
import json
import sqlite3
import tempfile
import zipfile
from functools import cache
from itertools import islice
from pathlib import Path

import laspy
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from soranome.plugin.core.pointcloud.copc import read_nodes, write_copc
from soranome.plugin.core.pointcloud.copcfolder import Journal
from soranome.plugin.core.pointcloud.crs import of_wkt, written
from soranome.plugin.core.pointcloud.facts import Facts, look
from soranome.plugin.core.pointcloud.header import read_header
from soranome.plugin.core.pointcloud.looks import looks_of
from soranome.plugin.core.pointcloud.manifest import Manifest
from soranome.plugin.core.pointcloud.reading import open_points
from soranome.plugin.core.pointcloud.sheets import SIZES, find_code, parse, sheet_at
from soranome.plugin.core.pointcloud.source import POINTS, TEXT, Source, find_sources

from .hostile_tools import DEEP, NAMES, cells, dumped, json_values, like, made_file, mutated, names, numbers, refuses

WKT = (
    'COMPD_CS["x",PROJCS["JGD2011 / Japan Plane Rectangular CS IX",GEOGCS["JGD2011",DATUM["Japanese_Geodetic_Datum_2011",'
    'SPHEROID["GRS 1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],'
    'PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",36],PARAMETER["central_meridian",139.833333333333],'
    'PARAMETER["scale_factor",0.9999],PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1]],'
    'VERT_CS["h",VERT_DATUM["d",2005],UNIT["metre",1]]]'
)
KEYS = np.array([1, 1, 0, 3, 1024, 0, 1, 1, 3072, 0, 1, 6677, 4099, 0, 1, 9001], "<u2").tobytes()


def _cloud(version, point_format, compressed, records) -> bytes:
    header = laspy.LasHeader(version=version, point_format=point_format)
    header.scales, header.offsets = np.full(3, 0.001), np.array([-13600.0, -36900.0, 0.0])
    for user, number, data in records:
        header.vlrs.append(laspy.VLR(user, number, "", data))
    header.add_extra_dim(laspy.ExtraBytesParams("amplitude", "f4"))
    cloud = laspy.LasData(header)
    count = 200
    cloud.x, cloud.y, cloud.z = -13600 + np.arange(count) / 7, -36900 + np.arange(count) / 5, np.arange(count) / 3
    cloud.classification, cloud.return_number, cloud.number_of_returns = (np.full(count, n) for n in (2, 1, 1))
    made = io.BytesIO()
    cloud.write(made, do_compress=compressed)
    return made.getvalue()


@cache
def clouds(compressed: bool) -> tuple[bytes, ...]:
    return (
        _cloud("1.2", 3, compressed, [("LASF_Projection", 34735, KEYS)]),
        _cloud("1.4", 6, compressed, [("LASF_Projection", 2112, WKT.encode() + b"\0")]),
    )


TEXTS = (
    b"1,-13590.12,-36880.55,12.30,2\n2,-13591.12,-36881.55,12.31,2\n3,-13592.12,-36882.55,-9999,2\n",
    "番号 X座標 Y座標 標高\n1 -13590.1 -36880.5 12\n2 -13591.1 -36881.5 13\n".encode("cp932"),
    b"-13590 -36880 12 255 0 128\r\n-13589 -36880 12.5 1 2 3\r\n",
    b"\xef\xbb\xbfx;y;z;class;intensity\n1e3;2E+2;-3.5;2;9\n\n1;2;3;4;5",
)


def _read_all(source):
    """All a run does with a tile; what comes out must hold together."""
    facts = look(source, deep=True)
    facts = Facts.from_json(facts.to_json())
    assert facts is not None and all(problem.message.say() for problem in facts.problems)
    look(source)
    with open_points(source) as points:
        read = 0
        for chunk in points.chunks(64):
            read += len(chunk)
            assert len(chunk) <= 64 and np.asarray(chunk.x).shape == (len(chunk),)
        assert read == points.header.count


@pytest.mark.parametrize("compressed", [False, True])
@given(data=st.data())
def test_damaged_clouds(compressed, data):
    with made_file(data.draw(mutated(*clouds(compressed))), f"09LD2626.{'laz' if compressed else 'las'}") as path:
        source = Source(path)
        header = refuses(read_header, source)
        if header is not None:
            written(header)
        refuses(_read_all, source)


@given(mutated(*TEXTS), st.sampled_from(["09LD2626.txt", "tile.csv", "a.xyz"]))
def test_damaged_text_tiles(data, name):
    with made_file(data, name) as path:
        refuses(_read_all, Source(path))


@given(st.lists(st.lists(numbers, min_size=3, max_size=7), min_size=1, max_size=4), st.sampled_from([",", " ", "\t"]))
def test_odd_numbers_in_text_tiles(rows, mark):
    lines = ["1,2,3", *(mark.join(row) for row in rows)]
    with made_file("\n".join(lines), "a.txt") as path:
        refuses(_read_all, Source(path))


def _zipped(name: str, data: bytes, how: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        archive.writestr(name, data)
    return made.getvalue()


@cache
def _zips() -> tuple[bytes, ...]:
    ways = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
    files = (("a/09LD2626.las", clouds(False)[1]), ("09LD2626.laz", clouds(True)[0]), ("b.txt", TEXTS[0] * 9))
    return tuple(_zipped(name, data, how) for how in ways for name, data in files)


@given(st.deferred(lambda: mutated(*_zips(), most=3)))
def test_damaged_zips(data):
    with made_file(data, "tiles.zip") as path:
        sources, faults = find_sources([path])
        assert all(fault.say() for _, fault in faults)
        for source in sources[:3]:
            refuses(_read_all, source)
        assert [file.name for file in path.parent.iterdir()] == ["tiles.zip"]


@given(names)
@example("../09LD2626.las")
@example("C:\\x\\09LD2626.las")
def test_names_in_zips_never_become_files(name):
    member = (name or "x").replace("\0", "") + ".las"
    try:
        packed = _zipped(member, clouds(False)[0], zipfile.ZIP_DEFLATED)
    except (ValueError, UnicodeError):  # no zip can hold this name
        return
    with made_file(packed, "tiles.zip") as path:
        sources, _ = find_sources([path])
        for source in sources:
            refuses(_read_all, source)
            assert not {"/", "\\"} & set(source.stem.replace("\\", ""))
        assert [file.name for file in path.parent.iterdir()] == ["tiles.zip"]


@cache
def _copc() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.las"
        source.write_bytes(clouds(False)[1])
        target = Path(folder) / "a.copc.laz"
        with open_points(Source(source)) as points:
            write_copc(target, points.chunks(), points.header, "")
        return target.read_bytes()


@given(st.deferred(lambda: mutated(_copc(), most=3)))
def test_damaged_copc_files(data):
    with made_file(data, "a.copc.laz") as path:
        refuses(read_nodes, path)
        refuses(looks_of, path)
        refuses(_read_all, Source(path))


ITEM = {"type": "Feature", "assets": {"data": {"href": "./a.las"}}, "properties": {"pc:count": 200}}


@given(like({"type": "FeatureCollection", "features": [ITEM, ITEM]}))
@example(DEEP)
@example({"features": [{"assets": {"data": {"href": "a\0b"}}}]})
def test_virtual_point_clouds(document):
    text = document if document == DEEP else dumped(document)
    with made_file(text, "pointcloud.vpc") as path:
        sources, faults = find_sources([path])
        assert all(fault.say() for _, fault in faults)
        for source in sources:
            refuses(read_header, source)


KEPT = {
    "path": "/x/a.las", "member": "", "size": 5, "changed": 7, "deep": False, "kind": "points", "las": "1.2",
    "point_format": 3, "count": 4, "returns": [4], "classes": {"2": 4}, "box": [0.0, 0.0, 1.0, 1.0], "heights": [0.0, 1.0],
    "crs": "EPSG:6677", "height": "", "metres_per_height_unit": None, "created": "", "surveyed": [], "spacing": None,
    "occupied": None, "not_last": None, "problems": [["empty", "It holds no points.", {}]],
}  # fmt: skip


@given(like(KEPT))
@example({**KEPT, "problems": [["empty", "{a:>99999999999}", {"a": "x"}]]})
@example({**KEPT, "problems": [["empty", "{a.__class__.__mro__}", {"a": "x"}]]})
@example({**KEPT, "problems": [["no such code", "It holds no points.", {}]]})
@example({**KEPT, "path": 5})
@example({**KEPT, "path": "a\0b"})
def test_facts_of_an_index(document):
    version = json.loads(Facts("/x").to_json())["version"]
    for text in (dumped({**document, "version": version}) if isinstance(document, dict) else dumped(document), DEEP):
        facts = Facts.from_json(text)
        if facts is not None:
            assert facts.source.name and facts.readable in (True, False)
            for problem in facts.problems:
                assert problem.severity and len(problem.message.say()) < 10_000
            assert Facts.from_json(facts.to_json()) is not None


@given(st.binary(max_size=200), st.text(max_size=20))
def test_an_index_that_is_none(data, text):
    with made_file(b"SQLite format 3\0" + data, "index.gpkg") as path:
        assert Manifest(path).facts(Source(path)) is None
    with made_file(b"", "index.gpkg") as path:
        database = sqlite3.connect(path)
        database.execute('CREATE TABLE "index" (facts)')
        database.execute(
            "INSERT INTO \"index\" VALUES (?), (?), (5), (x'ff')", (text.encode("utf-8", "replace").decode(), DEEP)
        )
        database.commit()
        database.close()
        assert Manifest(path).facts(Source(path)) is None


LINE = {
    "source": "/x/09LD2626.las", "member": "", "stamp": [1, 2], "settings": [], "output": "09LD2626.copc.laz", "size": 1,
    "changed": 2, "count": 3, "mins": [0.0, 0.0, 0.0], "maxs": [1.0, 1.0, 1.0], "point_format": 6, "brightest": 0,
    "classes": {}, "checksum": 1, "created": "", "crs": "EPSG:6677", "wkt": "", "origin": "written", "height": "",
    "metres_per_unit": 1.0, "sheet": "", "identity": ["09LD2626"],
}  # fmt: skip


@given(
    st.lists(st.one_of(like(LINE), like({"begun": "x.copc.laz", "of": ["/x/a.las", ""]}), json_values), max_size=5),
    names,
)
@example([{"begun": "../../evil.copc.laz", "of": ["/x/09LD2626.las", ""]}], "x")
@example([{"begun": "C:\\evil.copc.laz", "of": ["/x/09LD2626.las", ""]}], "x")
@example([{**LINE, "output": "../evil.copc.laz"}], "x")
def test_names_in_journals_stay_in_the_folder(entries, name):
    from types import SimpleNamespace

    lines = "\n".join([*map(dumped, entries), dumped({"begun": name, "of": ["/x/09LD2626.las", ""]}), DEEP, ""])
    with made_file(lines, "journal") as path:
        journal = Journal(path.parent, "journal")
        job = SimpleNamespace(source=Source(Path("/x/09LD2626.las")), known=None, output="")
        journal.name_outputs([job])
        assert job.output == Path(job.output).name and not {"/", "\\", ":", "\0"} & set(job.output)


@given(st.one_of(cells, st.from_regex(r"[01][0-9][A-Z][A-H][0-9A-Z]{0,4}", fullmatch=True)))
@example("０９ＬＤ２６２６")
@example("٠٩LD2626")
def test_sheet_codes(text):
    sheet = refuses(parse, text)
    if sheet is not None:
        assert sheet.code.isascii() and parse(sheet.code, sheet.extent).extent[2] - sheet.extent[0] in {
            w for w, _ in SIZES.values()
        }
    found = find_code(text)
    assert found is None or parse(found).code == found


@given(st.integers(1, 19), st.sampled_from(list(SIZES)), st.floats(allow_nan=True), st.floats(-480_000, 300_000))
def test_sheets_come_back_by_their_codes(zone, level, east, north):
    sheet = refuses(sheet_at, zone, level, east, north)
    if sheet is not None:
        west, south, eastern, northern = sheet.extent
        assert west <= east < eastern and south <= north < northern
        again = parse(sheet.code.lower(), sheet.extent)
        assert (again.code, again.extent) == (sheet.code, sheet.extent)


@given(mutated(WKT.encode()))
@example(b"COMPD_CS[" * 50_000)
@example(b'COMPD_CS["' + b"[" * 100_000)
def test_damaged_coordinate_systems(data):
    of_wkt(data.decode("utf-8", "replace"))


def test_folders_with_nasty_names(tmp_path):
    for name in NAMES:
        try:
            (tmp_path / f"x{name}.las").write_bytes(clouds(False)[0][:300])
        except (OSError, ValueError):  # no file can have this name
            continue
    sources, _ = find_sources([tmp_path], POINTS + TEXT)
    assert sources
    for source in islice(sources, 30):
        refuses(_read_all, source)
