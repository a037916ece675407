"""What comes back from inspectors, made by anybody: Excel files, GeoPackages, zips, photos."""

# ruff: noqa: S608 - statements of the tests

import contextlib
import io
import json
import sqlite3
import struct
import tempfile
import zipfile
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from soranome.plugin.core.fieldwork.exchange import ListInfo, new_list, read_basis, read_candidate_key
from soranome.plugin.core.fieldwork.outcomes import hits
from soranome.plugin.core.fieldwork.register_lock import _parse
from soranome.plugin.core.fieldwork.register_visits import Photo, Visit, fingerprint
from soranome.plugin.core.fieldwork.results import conflicts, values, xlsx
from soranome.plugin.core.fieldwork.results.given import Given
from soranome.plugin.core.fieldwork.results.package import may_be_package, read_geopackage
from soranome.plugin.core.fieldwork.results.photos import Entry, PhotoIndex, _folder_of, look_at_photo
from soranome.plugin.core.fieldwork.results.reading import Reader
from soranome.plugin.core.fieldwork.results.rows import Returned, Row
from soranome.plugin.core.fieldwork.results.workbook import read_workbook
from soranome.plugin.core.fieldwork.site import _unpacked
from soranome.plugin.core.foreign import is_reserved, safe_name
from soranome.plugin.core.spreadsheet import put
from tests.core.fieldwork import results_tools as tools

from .hostile_tools import DEEP, NAMES, cells, dumped, json_values, like, made_file, mutated, names, refuses

READER = Reader(tools.LANGUAGES, tools.TODAY)
KEYS = ("C0001@2024-10-25", "C0002@2024-10-25")


@cache
def made_list() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = tools.make_list(Path(folder) / "a.xlsx", None, candidates=KEYS)
        tools.fill(path, {KEYS[0]: {"visited_on": "2026/5/14", "visited_by": "山田", "remarks": "土砂"}})
        return path.read_bytes()


@cache
def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made_list())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(changed: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**parts(), **changed}.items():
            archive.writestr(name, data)
    return made.getvalue()


def read_list(data: bytes):
    """All that is done with the cells of a list before the register is looked at."""
    returned = read_workbook(io.BytesIO(data), "list.xlsx", tools.LANGUAGES)
    if returned.is_decided:
        conflicts.read_decided(returned, READER)
    else:
        READER.read(returned)
    for problem in returned.problems:
        assert problem.what.say() and problem.advice.say()
    return returned


@given(st.deferred(lambda: mutated(made_list())))
def test_damaged_workbooks(data):
    refuses(read_list, data)


@given(st.deferred(lambda: st.sampled_from(sorted(name for name in parts() if "theme" not in name))), st.data())
def test_workbooks_with_damaged_parts(name, data):
    refuses(read_list, packed({name: data.draw(mutated(parts()[name]))}))


@given(st.lists(st.tuples(st.sampled_from(["key", "basis", "visited_on", "visited_by", "status", "finding", "photo_1",
                                           "photo_1_direction", "remarks"]), cells), max_size=6))  # fmt: skip
def test_odd_values_in_lists(answers):
    book = load_workbook(io.BytesIO(made_list()))
    sheet = tools.list_sheets(book)[0]
    columns = tools.columns_of(sheet)
    for code, value in answers:
        if code in columns:
            put(sheet.cell(5, columns[code]), value)
    data = io.BytesIO()
    book.save(data)
    returned = refuses(read_list, data.getvalue())
    for row in returned.rows if returned else ():
        for code, value in row.cells.items():
            if code.startswith("photo") and isinstance(value, str) and "direction" not in code:
                try:
                    kept = values.read_photo_name(value)
                except values.Wrong:
                    continue
                assert kept is None or (".." not in kept.split("/") and not kept.strip("/").startswith(("C:", "/")))


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData>{}</worksheet>'


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="' + "A" * 1_000_000 + '1"><v>1</v></c></row>',
        '<row r="' + "9" * 5000 + '"><c><v>1</v></c></row>',
        '<row r="999999999"><c><v>1</v></c></row>',
        '<row r="-5"><c><v>1</v></c></row>',
        '<row r="1"><c t="s"><v>-1</v></c><c t="s"><v>99999999</v></c><c t="s"><v>1e3</v></c></row>',
        '<row r="1"><c><v>1e999</v></c><c s="1"><v>1e308</v></c><c><v>nan</v></c><c><v>'
        + "9" * 5000
        + "</v></c></row>",
        '<row r="1"><c s="-1"><v>1</v></c><c s="99999999999"><v>1</v></c><c t="d"><v>x</v></c><c t="?"><v>1</v></c></row>',
        "<row>" * 100_000,
        '<row r="1">' + "<c/>" * 200_000 + "</row>",
    ],
)
def test_sheets_that_promise_too_much(rows):
    """Sheet1 of the list is its first; what is read of it is told or refused, at once."""
    name = next(name for name in parts() if name.endswith("sheet1.xml"))
    refuses(read_list, packed({name: SHEET.format(rows, "").encode()}))


@pytest.mark.parametrize(
    "merge", ['<mergeCell ref="A1:XFD1048576"/>' * 50, '<mergeCell ref="1:1"/>', '<mergeCell ref=""/>']
)
def test_merged_cells_that_promise_too_much(merge):
    name = next(name for name in parts() if name.endswith("sheet1.xml"))
    last = f'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData><mergeCells>{merge}</mergeCells>'
    merged = parts()[name].replace(b"</sheetData>", last.encode())
    refuses(read_list, packed({name: merged}))


ENTITIES = '<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;&b;">{}]>'


@given(
    st.deferred(lambda: st.sampled_from(sorted(name for name in parts() if name.endswith((".xml", ".rels"))))),
    st.sampled_from(['<!ENTITY x SYSTEM "file:///etc/passwd">', '<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;', ""]),
    st.sampled_from(["utf-8", "utf-16"]),
)
def test_entities_are_never_followed(name, entity, encoding):
    text = parts()[name].decode("utf-8").replace("?>", "?>\n" + ENTITIES.format(entity), 1)
    if not text.startswith("<?xml"):
        text = ENTITIES.format(entity) + text
    text = text.replace('encoding="UTF-8"', f'encoding="{encoding}"', 1).replace("<v>", "<v>&c;&x;", 1)
    returned = refuses(read_list, packed({name: text.encode(encoding)}))
    assert returned is None or not any("root:" in str(value) for row in returned.rows for value in row.cells.values())


@given(st.lists(st.lists(cells, min_size=1, max_size=4), min_size=1, max_size=4))
def test_what_is_put_into_cells_is_read_again_as_text(rows):
    """Nothing written becomes a formula, whoever typed it; and what was written comes back."""
    book = Workbook()
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            put(book.active.cell(number, column), value)
    data = io.BytesIO()
    book.save(data)
    for row in load_workbook(io.BytesIO(data.getvalue())).active.iter_rows():
        assert all(cell.data_type != "f" for cell in row)
    (sheet,) = xlsx.read_sheets(io.BytesIO(data.getvalue()), "a.xlsx")
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            found = sheet.cells.get(number, {}).get(column)
            assert not isinstance(found, values.Formula)
            wanted = values.NOT_XML.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
            assert found == (wanted or None) or "_x" in value


@given(st.one_of(cells, st.integers(), st.floats(), st.booleans(), st.none(), st.floats().map(values.Serial)))
@example(float("inf"))
@example(1e308)
@example(values.Serial(-1.0))
@example(values.Serial(1e300))
@example("2026年" + "9" * 5000 + "月1日")
def test_values_people_type(value):
    reads = (
        values.read_text, lambda v: values.read_date(v, tools.TODAY), values.read_time, values.read_photo_name,
        values.Directions({"n": "north"}, tools.LANGUAGES).read, values.Choices({"a": "answer"}, tools.LANGUAGES).read,
    )  # fmt: skip
    for read in reads:
        try:
            read(value)
        except values.Wrong as wrong:
            assert wrong.what.say() and wrong.advice.say()
    if isinstance(value, str):
        read_basis(value)
        read_candidate_key(value)


INFO = {"list_id": "1", "made_at": "2026-01-01T00:00:00.000Z", "register_id": "2", "language": "ja"}


@given(st.one_of(like(INFO), json_values))
def test_json_in_fields(document):
    for text in (dumped(document), DEEP, DEEP + "1", "{" * 9):
        found = ListInfo.from_text(text)
        assert found is None or ListInfo.from_text(found.as_text()) == found
        assert isinstance(_unpacked(text), dict)
        assert isinstance(hits._json(text, {}), dict)
        assert isinstance(_parse(text.encode()), dict)


@st.composite
def _conflicts(draw):
    visit = Visit("2026-05-14", "山田", None, None, None, "r", photos=[Photo("p/1.jpg", "ab")], directions=((1, 90.0),))
    document = json.loads(conflicts._pack(visit))
    return draw(like(document))


@given(_conflicts(), st.sampled_from(["", "list", "x"]))
@example({"photos": [], "directions": [[float("inf"), 1]]}, "")
def test_decisions_that_come_back(document, decision):
    """The hidden cells of a list of conflicts, which anybody can change."""
    for text in (dumped(document), DEEP, None, 5.0):
        key, digest = "site", "x"
        with contextlib.suppress(Exception):  # the fingerprint keeps nobody out: it can be computed
            digest = fingerprint(key, conflicts._unpack(text, None))
        returned = Returned("c.xlsx", None, is_decided=True)
        returned.rows = [Row("s", 5, {"key": key, "told": text, "fingerprint": digest, "decision": decision})]
        for found in conflicts.read_decided(returned, READER):
            assert all(isinstance(photo.path, str) for photo in found.visit.photos)


@given(st.text(max_size=30), st.one_of(cells))
def test_conflicts_are_read_as_they_were_written(remarks, name):
    clean = values.NOT_XML.sub("", remarks.replace("\r\n", "\n").replace("\r", "\n")).strip() or None
    name = values.NOT_XML.sub("", name).encode("utf-8", "ignore").decode() or "x"
    visit = Visit(
        "2026-05-14", name, "visited", None, None, clean, photos=[], result_file=name, directions=((1, 90.0),)
    )
    site = {"site_id": "1", "site_code": name, "status": "visited", "finding": None, "emergency_measures": None}
    conflict = conflicts.Conflict(site, {}, visit, "sheet", fingerprint("1", visit), "b|")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "c.xlsx"
        conflicts.write_conflicts(path, [conflict], [], "r", str)
        with open(path, "rb") as file:
            returned = read_workbook(file, "c.xlsx", tools.LANGUAGES)
    (found,) = conflicts.read_decided(returned, READER)
    assert (found.visit.visited_by, found.visit.remarks) == (visit.visited_by, visit.remarks) or "_x" in remarks + name


# -- GeoPackages -------------------------------------------------------------------------------------------------


def _geopackage(path: Path, statements) -> Path:
    with closing(sqlite3.connect(path)) as database, database:
        for statement in statements:
            database.execute(statement)
    return path


@cache
def package() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        tools.make_package(Path(folder), tools.make_register(Path(folder), 2), new_list())
        return (Path(folder) / "survey.gpkg").read_bytes()


def _read_package(path):
    returned = read_geopackage(path, path.name)
    READER.read(returned)
    return returned


@given(st.deferred(lambda: mutated(package(), most=4)))
def test_damaged_geopackages(data):
    with made_file(data, "survey.gpkg") as path:
        may_be_package(path)
        refuses(_read_package, path)


BASE = "CREATE TABLE sites (fid INTEGER PRIMARY KEY, key TEXT, visited_on TEXT, visited_by TEXT, remarks TEXT{})"


@pytest.mark.parametrize(
    "statements",
    [
        [BASE.format(", status AS (hex(zeroblob(400000000)))"), "INSERT INTO sites (key) VALUES ('a')"],
        ["CREATE TABLE sites (key TEXT, visited_by TEXT, rowid AS (hex(zeroblob(400000000))))",
         "INSERT INTO sites (key) VALUES ('a')"],
        ["CREATE VIEW sites AS WITH RECURSIVE c(key) AS (SELECT 1 UNION ALL SELECT key + 1 FROM c) SELECT key FROM c"],
        ["CREATE TABLE sites (key TEXT PRIMARY KEY, visited_by TEXT) WITHOUT ROWID", "INSERT INTO sites (key) VALUES ('a')"],
        [BASE.format(""), "INSERT INTO sites (key, remarks) VALUES (x'ff00', 5), (1e308, x'')"],
        [BASE.format(", CHECK (remarks > 0)"), "CREATE TABLE soranome_list (info)",
         f"INSERT INTO soranome_list VALUES ('{DEEP}')", "INSERT INTO sites (key) VALUES ('a')"],
    ],
)  # fmt: skip
def test_geopackages_made_to_do_harm(tmp_path, statements):
    path = _geopackage(tmp_path / "survey.gpkg", statements)
    may_be_package(path)
    refuses(_read_package, path)


# -- zips and photos ---------------------------------------------------------------------------------------------


@given(st.lists(names, min_size=1, max_size=4), st.sampled_from(["utf-8", "cp932"]))
@example(["../../evil.xlsx", "C:\\evil.xlsx", "\\\\host\\x.xlsx"], "utf-8")
def test_names_in_zips_of_results(given_names, encoding):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number, name in enumerate(given_names):
            try:
                archive.writestr(f"{name}.xlsx".replace("\0", ""), made_list())
                archive.writestr(f"{number}/{name}.jpg".replace("\0", ""), b"\xff\xd8\xff")
            except (UnicodeError, ValueError):
                continue
    with made_file(made.getvalue(), "results.zip") as path:
        before = sorted(path.parent.rglob("*"))

        def read():
            with Given(path) as given_files:
                for file in given_files.files:
                    assert file.path.is_relative_to(given_files._scratch) and file.path.parent == given_files._scratch
            assert not given_files._scratch.exists()

        refuses(read)
        assert sorted(path.parent.rglob("*")) == before


@given(st.deferred(lambda: mutated(_results_zip(), most=4)))
def test_damaged_zips_of_results(data):
    with made_file(data, "results.zip") as path:

        def read():
            with Given(path) as given_files:
                for file in given_files.files:
                    with open(file.path, "rb") as opened:
                        refuses(read_list, opened.read())

        refuses(read)


@cache
def _results_zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("班1/リスト.xlsx", made_list())
        archive.writestr("班1/photos/1.jpg", _photos()[0])
    return made.getvalue()


@cache
def _photos() -> tuple[bytes, ...]:
    from PIL import Image

    exif = Image.Exif()
    exif[0x0132] = "2026:05:14 10:00:00"
    exif.get_ifd(0x8769).update({0x9003: "2026:05:14 10:00:00", 0x9011: "+09:00"})
    exif.get_ifd(0x8825).update({1: "N", 2: (35.0, 40.0, 1.5), 3: "E", 4: (139.0, 3.0, 2.0), 17: 90.0})
    made = []
    for kind in ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP"):
        data = io.BytesIO()
        options = {"exif": exif} if kind in ("JPEG", "PNG", "WEBP", "TIFF") else {}
        Image.new("RGB", (16, 12), "green").save(data, kind, **options)
        made.append(data.getvalue())
    return (*made, b"\0\0\0\x18ftypheic" + bytes(64))


@given(st.deferred(lambda: mutated(*_photos())))
def test_damaged_photos(data):
    try:
        found = look_at_photo(Entry("a.jpg", "a.jpg", len(data), lambda: io.BytesIO(data)))
    except values.Wrong as wrong:
        assert wrong.what.say() and wrong.advice.say()
        return
    assert found.ending.isalpha() and (found.taken_at is None or len(found.taken_at) == 24)
    assert found.direction_deg is None or 0 <= found.direction_deg < 360
    assert found.latitude is None or (abs(found.latitude) <= 90 and abs(found.longitude) <= 180)


@pytest.mark.parametrize(
    ("size", "kind"), [((60_000, 60_000), "PNG"), ((65_000, 65_000), "JPEG"), ((2**31 - 1, 2**31 - 1), "BMP")]
)
def test_photos_that_promise_too_much(size, kind):
    width, height = size
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(
        ">I4sIIBBBBBI", 13, b"IHDR", width % 2**32, height % 2**32, 8, 2, 0, 0, 0, 0
    )
    jpeg = (
        b"\xff\xd8\xff\xc0\0\x11\x08"
        + struct.pack(">HH", height % 65536, width % 65536)
        + b"\x03\x01\x11\0\x02\x11\0\x03\x11\0"
    )
    bmp = b"BM" + struct.pack("<IHHIIiiHHIIiiII", 54, 0, 0, 54, 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)
    data = {"PNG": png, "JPEG": jpeg, "BMP": bmp}[kind]
    try:
        look_at_photo(Entry("a", "a", len(data), lambda: io.BytesIO(data)))
    except values.Wrong as wrong:
        assert wrong.what.say()


@given(names, names)
def test_names_of_photos_and_their_folders(name, site):
    for text in (name, site):
        folder = _folder_of(text)
        assert (
            folder and folder == Path(folder).name and not set(folder) & set('<>:"/\\|?*\0') and not is_reserved(folder)
        )
        safe = safe_name(text)
        assert safe == Path(safe).name == safe_name(safe) and not is_reserved(safe) and len(safe.encode()) < 200
    index = PhotoIndex([Entry(f"a/{name}.jpg", "x", 1, lambda: io.BytesIO(b"1"))])
    try:
        index.find(site)
    except values.Wrong as wrong:
        assert wrong.what.say()


def test_names_that_are_kept_for_devices():
    for name in NAMES:
        assert not is_reserved(safe_name(name)) and safe_name(name) not in (".", "..", "")
    assert [safe_name(name) for name in ("con", "COM¹", "aux.las", "09LD2626", "夏の山")] == [
        "_con", "_COM¹", "_aux.las", "09LD2626", "夏の山",
    ]  # fmt: skip
