"""Files that are locked, broken, of another kind, or made to do harm."""

import io
import os
import random
import re
import shutil
import sqlite3
import stat
import time
import tracemalloc
import unicodedata
import zipfile

import pytest

from tests.core.fieldwork import results_tools as tools
from tests.core.fieldwork.register_tools import contents
from tests.core.fieldwork.results_tools import bring, counts, dump, fill, make_list

VISIT = {"visited_on": "2026/5/14", "visited_by": "山田"}


@pytest.fixture
def register(tmp_path):
    return tools.make_register(tmp_path)


@pytest.fixture
def keys(register):
    return tools.keys(register)


@pytest.fixture
def path(register, tmp_path):
    return make_list(tmp_path / "リスト.xlsx", register)


def refused(register, given, match, **options):
    from soranome.plugin.core.errors import SoraNoMeError

    before = register.read_bytes()
    with pytest.raises(SoraNoMeError, match=match):
        bring(register, given, **options)
    assert register.read_bytes() == before


def rewritten(path, name, change, to=None):
    """The workbook with one part changed."""
    to = to or path
    with zipfile.ZipFile(path) as old:
        parts = {about.filename: old.read(about) for about in old.infolist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for part, data in parts.items():
            new.writestr(part, data)
    return to


def as_excel_saves(path):
    """The workbook with the texts of its cells in a part they share, as Excel keeps them; openpyxl writes them inline."""
    with zipfile.ZipFile(path) as old:
        parts = {about.filename: old.read(about).decode() for about in old.infolist()}
    texts = []

    def shared(found):
        texts.append(found[1])
        return f't="s"><v>{len(texts) - 1}</v></c>'

    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        parts[name] = re.sub(r't="inlineStr"><is>(.*?)</is></c>', shared, parts[name], flags=re.S)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">' + "".join(f"<si>{t}</si>" for t in texts) + "</sst>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace("</Relationships>", relation)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, text in parts.items():
            new.writestr(name, text)


# -- the file as a whole ---------------------------------------------------------------------------


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)


@pytest.mark.parametrize(
    ("name", "content", "match"),
    [
        ("a.xlsx", b"", "a.xlsx is empty"),
        ("a.csv", "キー,確認日\n".encode("cp932"), "a.csv is neither an Excel file"),
        ("a.xls", OLE, r"a.xls is of the old Excel format"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx is protected by a password"),
        ("a.xlsx", b"PK\x03\x04" + bytes(500), "a.xlsx cannot be read"),
        ("a.gpkg", b"SQLite format 3\0" + bytes(500), "a.gpkg is no GeoPackage or is damaged"),
        ("a.xlsx", b"<html>", "a.xlsx is neither"),
    ],
)
def test_files_that_are_something_else(register, tmp_path, name, content, match):
    (tmp_path / name).write_bytes(content)
    refused(register, tmp_path / name, match)


def test_zips_that_are_something_else(register, tmp_path):
    def packed(name, **members):
        with zipfile.ZipFile(tmp_path / name, "w") as file:
            for member, data in members.items():
                file.writestr(member.replace("__", "/").replace("_dot_", "."), data)
        return tmp_path / name

    refused(register, packed("a.ods", mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument")
    refused(register, packed("b.zip", a_dot_jpg=b"x"), "no list .*b.zip")
    refused(register, packed("c.zip", x_dot_xlsx=(tmp_path / "b.zip").read_bytes()), "is an archive and no list")
    refused(register, tmp_path / "gone.xlsx", "gone.xlsx does not exist")
    folder = tmp_path / "empty"
    folder.mkdir()
    refused(register, folder, "no list")


def test_a_workbook_without_a_list_and_a_geopackage_without_sites(register, tmp_path):
    from openpyxl import Workbook

    Workbook().save(tmp_path / "x.xlsx")
    refused(register, tmp_path / "x.xlsx", "x.xlsx holds no field-check list")
    shutil.copy(register, tmp_path / "copy.gpkg")
    refused(register, tmp_path / "copy.gpkg", "copy.gpkg is no package")


def test_a_truncated_list(register, path, tmp_path):
    whole = path.read_bytes()
    for share in (0.3, 0.7, 0.98):
        (tmp_path / "t.xlsx").write_bytes(whole[: int(len(whole) * share)])
        refused(register, tmp_path / "t.xlsx", "t.xlsx cannot be read")


def test_a_file_nobody_may_read(register, path, monkeypatch):
    import builtins

    true_open = builtins.open

    def locked(file, *given, **options):
        if str(file) == str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return true_open(file, *given, **options)

    monkeypatch.setattr(builtins, "open", locked)
    refused(register, path, r"リスト\.xlsx cannot be read \(Permission denied\)\. Close it in other programs")


def test_a_list_open_in_excel_is_read_and_said(register, path, keys):
    fill(path, {keys[0]: VISIT})
    path.with_name(f"~${path.name}").write_bytes(b"x" * 165)
    outcome = bring(register, path)
    assert outcome.entered == 1 and "open in Excel" in str(outcome.notes[0])


# -- inside a workbook -----------------------------------------------------------------------------


BOMB = '<!DOCTYPE x [<!ENTITY a "{}">{}]>'.format(
    "ha" * 100, "".join(f'<!ENTITY {c} "{f"&{p};" * 100}">' for p, c in zip("abcde", "bcdef"))
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declaration", [BOMB, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"]
)
def test_entities_are_refused(register, path, keys, declaration, encoding, part):
    fill(path, {keys[0]: VISIT})
    as_excel_saves(path)

    def change(data):
        text = data.decode("utf-8")
        start = text.index("?>") + 2 if text.startswith("<?xml") else 0
        return f'<?xml version="1.0" encoding="{encoding}"?>{declaration}{text[start:]}'.encode(encoding)

    rewritten(path, part, change)
    if part == "[Content_Types].xml":  # nobody reads it
        assert bring(register, path).entered == 1
    else:
        refused(register, path, "cannot be read.*document type")


def test_a_sheet_said_to_be_huge_and_merged_all_over(register, path, keys):
    fill(path, {keys[0]: VISIT})
    rewritten(path, "xl/worksheets/sheet1.xml", lambda data: data.replace(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A200:XFD1048576"/></mergeCells>'))  # fmt: skip
    start = time.monotonic()
    assert bring(register, path).entered == 1
    assert time.monotonic() - start < 10
    rewritten(path, "xl/worksheets/sheet1.xml", lambda data: data.replace(b"A200:", b"A1:"))
    assert counts(bring(register, path)) == {"rejected": 5}
    rewritten(path, "xl/worksheets/sheet1.xml", lambda data: data.replace(
        b'<mergeCell ref="A1:XFD1048576"/>', b'<mergeCell ref="A1:XFD1048576"/>' * 3000))  # fmt: skip
    refused(register, path, "merged cells overlap")


def test_rows_and_columns_without_end(register, path, keys):
    """A million styled rows, and cells far to the right: read past, not held."""
    fill(path, {keys[0]: VISIT})
    empty = b'<row r="%d"><c r="A%d" s="1"/><c r="XFD%d"><v>1</v></c></row>'
    rows = b"".join(empty % (n, n, n) for n in range(100, 100_100))
    rewritten(path, "xl/worksheets/sheet1.xml", lambda data: data.replace(b"</sheetData>", rows + b"</sheetData>"))
    tracemalloc.start()
    try:
        assert bring(register, path).entered == 1
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


def test_a_sheet_too_large_to_read(register, path, monkeypatch):
    from soranome.plugin.core.fieldwork.results import xlsx

    monkeypatch.setattr(xlsx, "MAX_PART", 3_000)
    refused(register, path, "more than the 0 MB that are read")
    monkeypatch.setattr(xlsx, "MAX_PART", 10**9)
    monkeypatch.setattr(xlsx, "MAX_CELLS", 10)
    refused(register, path, "more than 10 cells")


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b't="s"', b't="s" x="1"').replace(b"<v>1</v>", b"<v>99999</v>"),
        lambda data: data.replace(b"<v>1</v>", b"<v>abc</v>"),
        lambda data: data.replace(b"</row>", b""),
        lambda data: b"\xff\xfe" + data,
        lambda data: data.replace(b'r="A5"', b'r="&amp;"'),
    ],
)
def test_broken_sheets_are_refused_or_read_never_half(register, path, keys, change):
    from soranome.plugin.core.errors import InputError

    fill(path, {keys[0]: VISIT})
    rewritten(path, "xl/worksheets/sheet1.xml", change)
    before = dump(register)
    try:
        outcome = bring(register, path)
    except InputError as error:
        assert "リスト.xlsx" in str(error)
        assert dump(register) == before
    else:
        assert outcome.entered + outcome.rejected <= 5


def test_workbooks_with_bytes_changed_are_read_or_refused(register, path, keys):
    """600 of them: nothing but rows, or an error that names the file."""
    from soranome.plugin.core.errors import InputError
    from soranome.plugin.core.fieldwork.results.reading import Reader
    from soranome.plugin.core.fieldwork.results.workbook import read_workbook

    fill(path, {key: {**VISIT, "direction_1": "90", "photo_1": "a.jpg"} for key in keys})
    with zipfile.ZipFile(path) as old:
        parts = {about.filename: old.read(about) for about in old.infolist()}
    raw, rng, outcomes = path.read_bytes(), random.Random(3), set()  # noqa: S311
    pieces = (
        b"<c",
        b"</v>",
        b't="s"',
        b't="e"',
        b's="99"',
        b"nan",
        b"-1",
        b"1e999",
        b"<f/>",
        b"\xff",
        b'r="A0"',
        b"</row>",
    )
    for number in range(600):
        data = bytearray(raw)
        if number % 3:
            name = rng.choice(
                ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]
            )
            part = bytearray(parts[name])
            at = rng.randrange(len(part))
            part[at : at + rng.randrange(12)] = rng.choice(pieces)
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w") as new:
                for other, content in parts.items():
                    new.writestr(other, bytes(part) if other == name else content)
            data = packed.getvalue()
        else:
            for _ in range(rng.randrange(1, 5)):
                data[rng.randrange(len(data))] = rng.randrange(256)
        try:
            Reader(tools.LANGUAGES, tools.TODAY).read(read_workbook(io.BytesIO(data), "名前.xlsx", tools.LANGUAGES))
            outcomes.add("read")
        except InputError as error:
            assert "名前.xlsx" in str(error)
            outcomes.add("refused")
    assert outcomes == {"read", "refused"}


def test_furigana_beside_words_is_no_part_of_them(register, path, keys):
    """Japanese Excel keeps the reading of every word typed."""
    fill(path, {keys[0]: {**VISIT, "remarks": "東京"}})
    as_excel_saves(path)
    rich = (
        '<r><t>東</t></r><r><t xml:space="preserve">京_x000D_ </t></r>'
        '<rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>'
    )
    rewritten(path, "xl/sharedStrings.xml", lambda data: re.sub(b"<t>&#26481;&#20140;</t>", rich.encode(), data))
    assert bring(register, path).entered == 1
    assert contents(register)["visits"][0]["remarks"] == "東京"


def test_what_excel_makes_of_what_was_typed(register, path, keys):
    """A name taken for a date, a number for a text, another calendar."""
    from openpyxl import load_workbook

    fill(path, {keys[0]: {"visited_by": 1.0, "remarks": True}})
    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    columns = tools.columns_of(sheet)
    day = sheet.cell(5, columns["visited_on"])
    day.value, day.number_format = 46156, 'ggge"年"m"月"d"日"'
    note = sheet.cell(6, columns["remarks"])
    note.value, note.number_format = 46157.5, "yyyy/m/d h:mm"
    sheet.cell(6, columns["visited_on"]).value = "20260515"
    workbook.save(path)
    assert bring(register, path).entered == 2
    first, second = contents(register)["visits"]
    assert (first["visited_on"], first["visited_by"], first["remarks"]) == ("2026-05-14", "1", "TRUE")
    assert (second["visited_on"], second["remarks"]) == ("2026-05-15", "2026-05-15")
    rewritten(path, "xl/workbook.xml", lambda data: re.sub(rb"<workbookPr\b", b'<workbookPr date1904="1"', data))
    outcome = bring(register, path)
    assert {(p.row, str(p.what)) for p in outcome.problems} == {(5, "The date lies in the future.")}


# -- zips ------------------------------------------------------------------------------------------


def test_a_zip_bomb_and_a_locked_zip(register, tmp_path):
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("l.xlsx", bytes(50_000_000))
    refused(register, bomb, "bomb.zip is not unpacked: it would become 50 MB")
    locked = bytearray(bomb.read_bytes())
    with zipfile.ZipFile(tmp_path / "small.zip", "w") as file:
        file.writestr("l.xlsx", b"x")
    locked = bytearray((tmp_path / "small.zip").read_bytes())
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(locked)
    refused(register, tmp_path / "locked.zip", "locked.zip is protected by a password")


def test_names_in_a_zip_lead_nowhere(register, path, keys, tmp_path, files_in):
    """Members named to be written elsewhere are not even read; links are refused."""
    fill(path, {key: {**VISIT, "photo_1": name} for key, name in zip(keys, ("a.jpg", "link.jpg", "evil.jpg"))})
    raw = tools.photo(seed=1)
    packed = tmp_path / "z.zip"
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("提出/リスト.xlsx", path.read_bytes())
        file.writestr("提出/a.jpg", raw)
        for name in ("../evil.jpg", "/evil.jpg", "C:/evil.jpg", "..\\evil.jpg", "__MACOSX/evil.jpg", "../x.xlsx"):
            file.writestr(name, raw)
        link = zipfile.ZipInfo("提出/link.jpg")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/passwd")
    path.unlink()
    before = files_in(tmp_path)
    outcome = bring(register, packed)
    assert counts(outcome) == {"entered": 3, "photos": 1}
    assert sorted(p.value for p in outcome.problems) == ["evil.jpg", "link.jpg"]
    (row,) = contents(register)["photos"]
    assert files_in(tmp_path) == sorted([*before, str(tmp_path / row["path"])])


@pytest.mark.parametrize("system", ["windows", "macos", "plain"])
def test_japanese_names_in_zips_of_all_systems(register, path, keys, tmp_path, system):
    name = "現場ガ写真.jpg"
    fill(path, {keys[0]: {**VISIT, "photo_1": name}})
    packed = tmp_path / "z.zip"
    inside = unicodedata.normalize("NFD", name) if system == "macos" else name
    encoded = inside.encode("cp932" if system == "windows" else "utf-8")
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("list.xlsx", path.read_bytes())
        if system == "plain":
            file.writestr(name, tools.photo(seed=1))
        else:
            file.writestr("X" * len(encoded), tools.photo(seed=1))
    packed.write_bytes(packed.read_bytes().replace(b"X" * len(encoded), encoded))
    assert counts(bring(register, packed)) == {"entered": 1, "photos": 1}


# -- photos ----------------------------------------------------------------------------------------


def entered_photos(register, path, keys, names, **options):
    fill(path, {key: {**VISIT, "photo_1": name} for key, name in zip(keys, names)})
    return bring(register, path, **options)


def test_what_is_no_picture_is_refused_by_its_content(register, path, keys, tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "exe.jpg").write_bytes(b"MZ" + bytes(500))
    (folder / "page.png").write_bytes(b"<html><script>alert(1)</script>")
    (folder / "half.png").write_bytes(tools.photo(kind="PNG", size=(200, 200))[:150])
    (folder / "empty.jpg").write_bytes(b"")
    (folder / "vector.jpg").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n")
    outcome = entered_photos(register, path, keys, ("exe.jpg", "page.png", "half.png", "empty.jpg", "vector.jpg"))
    assert counts(outcome) == {"entered": 5}, "the visits go in without"
    assert [p.column for p in outcome.problems] == ["photo_1"] * 5 and not contents(register)["photos"]
    assert not (tmp_path / "台帳_photos").exists()


def test_a_picture_said_to_be_huge_is_not_decoded(register, path, keys, tmp_path):
    from PIL import Image

    data = io.BytesIO()
    Image.new("1", (1, 1)).save(data, "BMP")
    raw = bytearray(data.getvalue())
    raw[18:26] = (60_000).to_bytes(4, "little") * 2
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "bomb.bmp").write_bytes(raw)
    outcome = entered_photos(register, path, keys, ("bomb.bmp",))
    assert counts(outcome) == {"entered": 1} and "no picture" in str(outcome.problems[0].what)


def test_a_large_photo_is_copied_in_little_memory_and_a_larger_one_refused(register, path, keys, tmp_path, monkeypatch):
    from soranome.plugin.core.fieldwork.results import photos

    large = tmp_path / "photos" / "large.jpg"
    tools.photo(large, 1)
    with open(large, "ab") as file:
        file.truncate(500_000_000)
    tracemalloc.start()
    try:
        outcome = entered_photos(register, path, keys, ("large.jpg",))
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()
    assert counts(outcome) == {"entered": 1, "photos": 1}
    (row,) = contents(register)["photos"]
    assert (tmp_path / row["path"]).stat().st_size == 500_000_000
    monkeypatch.setattr(photos, "MAX_PHOTO", 400_000_000)
    outcome = bring(register, path)
    assert "500 MB, more than the 400 MB" in str(outcome.problems[0].what)


def test_a_rotated_photo_and_one_of_a_phone_are_kept_as_they_are(register, path, keys, tmp_path):
    raw = tools.photo(tmp_path / "DCIM" / "a.JPG", 1, {"orientation": 6, "taken": "2026:05:14 09:00:00",
                                                       "offset": "+00:00", "direction": 271.5})  # fmt: skip
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + os.urandom(2000)
    (tmp_path / "DCIM" / "b.heic").write_bytes(heic)
    assert counts(entered_photos(register, path, keys, ("a.jpg", "B"))) == {"entered": 2, "photos": 2}
    first, second = contents(register)["photos"]
    assert (tmp_path / first["path"]).read_bytes() == raw and first["direction_deg"] == 271.5
    assert first["taken_at"] == "2026-05-14T09:00:00.000Z"
    assert (tmp_path / second["path"]).read_bytes() == heic and second["path"].endswith(".heic")


def test_exif_made_to_do_harm(register, path, keys, tmp_path):
    (tmp_path / "photos").mkdir()
    raw = tools.photo(
        seed=1, exif={"taken": "2026:05:14 09:00:00", "latitude": 36.1, "longitude": 139.5, "direction": 90.0}
    )
    start = raw.index(b"Exif")
    harm = [raw.replace(b"2026:05:14 09:00:00", b"9999:99:99 99:99:99")]
    for seed in range(4):
        data = bytearray(raw)
        for place in range(start + 6 + seed, start + 250, 3):
            data[place] = (data[place] * 31 + seed * 77) % 256
        harm.append(bytes(data))
    for number, data in enumerate(harm):
        (tmp_path / "photos" / f"{number}.jpg").write_bytes(data)
    outcome = entered_photos(register, path, keys, [f"{n}.jpg" for n in range(5)])
    refused = [p for p in outcome.problems if "damaged" not in str(p.what)]
    assert outcome.entered == 5 and outcome.photos + len(refused) == 5 and outcome.photos >= 1
    assert contents(register)["photos"][0]["taken_at"] is None


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../a.jpg", "C:\\写真\\a.jpg", "\\\\srv\\share\\a.jpg", "file:///a.jpg", "x/../../a"]
)
def test_names_that_lead_out_of_the_folder(register, path, keys, tmp_path, name):
    tools.photo(tmp_path / "a.jpg", 1)
    outcome = entered_photos(register, path, keys, (name,))
    assert counts(outcome) == {"rejected": 1} and "outside the folder" in str(outcome.problems[0].what)


def test_links_that_lead_out_of_the_folder(register, path, keys, tmp_path):
    secret = tmp_path / "secret"
    tools.photo(secret / "a.jpg", 1)
    folder = tmp_path / "sent"
    (folder / "photos").mkdir(parents=True)
    (folder / "photos" / "link.jpg").symlink_to(secret / "a.jpg")
    (folder / "photos" / "own.jpg").symlink_to(tools_photo(folder / "photos" / "true.jpg"))
    (folder / "more").symlink_to(secret)
    shutil.move(path, folder / "l.xlsx")
    outcome = entered_photos(register, folder / "l.xlsx", keys, ("link.jpg", "own.jpg", "more/a.jpg"))
    assert counts(outcome) == {"entered": 3, "photos": 1}
    assert sorted(p.value for p in outcome.problems) == ["link.jpg", "more/a.jpg"]


def tools_photo(path):
    tools.photo(path, 5)
    return path


def test_a_photo_that_comes_later_is_added(register, path, keys, tmp_path):
    outcome = entered_photos(register, path, keys, ("後から.jpg",))
    assert counts(outcome) == {"entered": 1} and "no photo of this name" in str(outcome.problems[0].what)
    visits = dump(register)["visits"]
    tools.photo(tmp_path / "リスト" / unicodedata.normalize("NFD", "後から.JPG"), 1)
    assert counts(bring(register, path)) == {"unchanged": 1, "photos": 1}
    assert dump(register)["visits"] == visits and len(dump(register)["photos"]) == 1
    assert counts(bring(register, path)) == {"unchanged": 1}


def test_the_same_photo_twice_and_two_of_one_name(register, path, keys, tmp_path):
    raw = tools.photo(tmp_path / "a" / "x.jpg", 1)
    (tmp_path / "a" / "y.jpg").write_bytes(raw)
    tools.photo(tmp_path / "b" / "x.jpg", 2)
    fill(path, {keys[0]: {**VISIT, "photo_1": "a/x.jpg", "photo_2": "a/y.jpg"}, keys[1]: {**VISIT, "photo_1": "x.jpg"},
                keys[2]: {**VISIT, "photo_1": "b/x.jpg"}})  # fmt: skip
    outcome = bring(register, path, photos=tmp_path)
    assert counts(outcome) == {"entered": 3, "photos": 2}
    assert "2 different photos" in str(outcome.problems[0].what)


# -- the register ----------------------------------------------------------------------------------


def test_a_register_somebody_else_writes(register, path, keys):
    from tests.core.fieldwork.test_register_lock import hold, lock_of

    fill(path, {keys[0]: VISIT})
    hold(register)
    refused(register, path, "佐藤 on PC-07", wait_s=0.5)
    lock_of(register).unlink()
    other = sqlite3.connect(register)
    other.execute("BEGIN EXCLUSIVE")
    refused(register, path, "locked by another program", wait_s=0.5)
    other.close()
    assert bring(register, path).entered == 1


def test_a_register_that_may_only_be_read(small_disk, path, keys, register, tmp_path):
    from soranome.plugin.core.errors import OutputError
    from soranome.plugin.core.fieldwork.results import importing

    fill(path, {keys[0]: VISIT})
    folder = small_disk(4)
    shutil.copy(register, folder / "台帳.gpkg")
    import subprocess

    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    called = []
    importing_read = importing._read_all
    importing._read_all = lambda *given: called.append(1) or importing_read(*given)
    try:
        with pytest.raises(OutputError, match="cannot be written"):
            bring(folder / "台帳.gpkg", path)
    finally:
        importing._read_all = importing_read
    assert not called, "said before long work"


def test_a_disk_that_fills_up_while_photos_are_copied(small_disk, register, path, keys, tmp_path):
    from soranome.plugin.core.errors import OutputError

    folder = small_disk(3)
    shutil.copy(register, folder / "台帳.gpkg")
    tools.photo(tmp_path / "photos" / "a.jpg", 1)
    with open(tmp_path / "photos" / "a.jpg", "ab") as file:
        file.write(os.urandom(4_000_000))
    fill(path, {keys[0]: VISIT, keys[1]: {**VISIT, "photo_1": "a.jpg"}})
    before = dump(folder / "台帳.gpkg")
    with pytest.raises(OutputError, match="cannot be written"):
        bring(folder / "台帳.gpkg", path)
    assert dump(folder / "台帳.gpkg") == before
    assert not [p for p in folder.rglob("*") if p.is_file() and p.name != "台帳.gpkg"]


def test_a_cancelled_import_changes_nothing(register, path, keys):
    from soranome.plugin.core.errors import Cancelled

    class Stop:
        said = 0.0

        @property
        def cancelled(self):
            return self.said > 0.9

        def report(self, fraction, text=""):
            self.said = fraction

    fill(path, {key: VISIT for key in keys})
    before = dump(register)
    with pytest.raises(Cancelled):
        bring(register, path, progress=Stop())
    assert dump(register) == before


def test_a_hostile_geopackage(register, tmp_path, keys):
    """A view that never ends, blobs for text, text that is no UTF-8."""
    folder = tools.fill_package(tools.make_package(tmp_path / "g", register), {keys[0]: {"visited_on": "2026-05-14"}})
    with sqlite3.connect(folder / "survey.gpkg") as db:
        db.execute(
            "UPDATE sites SET remarks = CAST(x'E381FF41' AS TEXT), visited_by = x'E5B1B1' WHERE key = ?", (keys[0],)
        )
    assert bring(register, folder).entered == 1
    visit = contents(register)["visits"][0]
    assert visit["visited_by"] == "山" and visit["remarks"].endswith("A")
    with sqlite3.connect(folder / "survey.gpkg") as db:
        db.execute("ALTER TABLE sites RENAME TO s")
        db.execute(
            "CREATE VIEW sites AS WITH RECURSIVE r(key) AS (SELECT 1 UNION ALL SELECT key + 1 FROM r) SELECT * FROM r"
        )
    refused(register, folder / "survey.gpkg", "no package for the visit")
