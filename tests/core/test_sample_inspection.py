"""What inspectors bring back of the made scene: judged by its truth, kept as it was handed out, mistakes on request."""

import io
import json
import shutil
import sqlite3
from datetime import date

import pytest
from openpyxl import load_workbook
from shapely import box

DEGREE = 1 / 111_195
STRINGS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")


def place(x, y):
    """Longitude and latitude some metres from a corner."""
    return 139.1 + x * DEGREE / 0.8107, 35.83 + y * DEGREE


def square(x, y, width=40):
    (west, south), (east, north) = place(x, y), place(x + width, y + width)
    return box(west, south, east, north)


def truth():
    from soranome.plugin.core.sample.inspection_plan import Event, Truth

    return Truth(
        [
            Event(square(0, 0), "fill", False, 6.0),
            Event(square(100, 0), "fill", True, 6.0),
            Event(square(200, 0), "stockpile", False, 1.2),
            Event(square(300, 0), "ploughed", False),
        ]
    )


def site(number, x, **values):
    from soranome.plugin.core.fieldwork.site import FieldSite

    outline = square(x, 0)
    given = {
        "key": f"{number:036d}", "basis": "unvisited|", "name": f"S{number:05d}", "rank": number, "score": 0.5,
        "score_max": 0.9, "area_m2": 100.0 * number, "priority": 0.5, "reasons": "=1+1 ではない\n🙂", "change": 1,
    }  # fmt: skip
    return FieldSite(outline=outline, point=outline.centroid, **{**given, **values})


def sites(count=40):
    return [site(n, 100 * (n - 1)) for n in range(1, count + 1)]


@pytest.fixture
def checklist(tmp_path):
    """A function that writes a list of sites."""
    from soranome.plugin.core.fieldwork.exchange import new_list
    from soranome.plugin.core.fieldwork.papers.checklist import ChecklistInfo, write_checklist

    def make(found, **options):
        path = tmp_path / "リスト.xlsx"
        info = ChecklistInfo(made_on=date(2026, 5, 14), listed=new_list("7" * 36, "en"))
        write_checklist(path, found, info, **options)
        return path

    return make


def fill(given, folder, **settings):
    from soranome.plugin.core.sample.inspection import fill_in
    from soranome.plugin.core.sample.inspection_plan import Settings

    settings = {"last_day": "2026-05-15", **settings}
    return fill_in(given, folder, truth(), Settings(**settings), {"en": str, "ja": str})


def rows(path):
    """Key → code → value of the list sheets."""
    found = {}
    for sheet in load_workbook(path).worksheets:
        lines = list(sheet.iter_rows(values_only=True))
        heads = [i for i, line in enumerate(lines) if "key" in line and "visited_on" in line]
        for line in lines[heads[0] + 2 :] if heads else ():
            if line[0]:
                found[line[0]] = dict(zip(lines[heads[0]], line))
    return found


def test_what_is_found_follows_the_truth_and_the_status():
    from soranome.plugin.core.sample.inspection_plan import judge

    asked = truth()

    def told(x, y, status="unvisited"):
        longitude, latitude = place(x, y)
        return judge(asked.at(latitude, longitude), status)[:3]

    assert told(20, 20) == ("under_correction", "survey_needed", "needed")
    assert told(20, 20, "under_correction") == ("corrected", "no_action", "not_needed")
    assert told(120, 20) == ("lawful", "no_action", "not_needed")
    assert told(220, 20) == ("visited", "watch", "not_needed")
    assert told(220, 20, "visited")[0] == "under_correction"
    assert told(320, 20) == told(20, 70) == ("false_detection", "no_action", "not_needed")
    assert told(20, 55)[0] == "under_correction", "15 m beside the fill"
    assert judge(asked.at(0.0, 0.0), "unvisited")[0] == "false_detection"


def test_lists_come_back_filled_in_and_otherwise_as_they_went_out(checklist, tmp_path):
    given = checklist(sites())
    told = fill(given, tmp_path / "結果", inspectors=2, photos=2)
    assert sorted(p.name for p in (tmp_path / "結果").iterdir()) == ["01_Sato", "01_Sato.xlsx", "02_Suzuki",
                                                                    "02_Suzuki.xlsx", "truth.json"]  # fmt: skip
    assert json.loads((tmp_path / "結果" / "truth.json").read_text(encoding="utf-8")) == json.loads(json.dumps(told))
    assert len(told["sites"]) == 40 and told["conflicts"] == told["rejected"] == told["missing_photos"] == []
    assert told["register_id"] == "7" * 36
    out, back = rows(given), [rows(tmp_path / "結果" / name) for name in told["files"]]
    filled = ("visited_on", "visited_by", "status", "finding", "emergency_measures", "remarks", "photo_1", "direction_1",
              "photo_2", "direction_2")  # fmt: skip
    for key, row in out.items():
        mine = told["files"].index(told["sites"][key]["file"])
        for number in (0, 1):
            changed = {code for code, value in back[number][key].items() if value != row[code]}
            assert changed == (set(filled) if number == mine else set()), key
    first = told["sites"][f"{1:036d}"]
    assert (first["status"], first["visited_by"], first["kind"]) == ("under_correction", "Sato", "fill")
    row = back[0][f"{1:036d}"]
    assert (row["status"], row["finding"]) == ("being corrected", "safety survey needed")
    assert row["visited_on"].date().isoformat() == first["visited_on"] == "2026-05-13"
    assert date.fromisoformat(first["visited_on"]).weekday() < 5
    before, after = load_workbook(given), load_workbook(tmp_path / "結果" / "01_Sato.xlsx")
    for old, new in zip(before.worksheets, after.worksheets):
        assert (old.title, old.sheet_state, old.print_area, old.freeze_panes, old.auto_filter.ref) == (
            new.title, new.sheet_state, new.print_area, new.freeze_panes, new.auto_filter.ref,
        )  # fmt: skip
        assert len(old.data_validations.dataValidation) == len(new.data_validations.dataValidation)
        assert {k: d.hidden for k, d in old.column_dimensions.items()} == {
            k: d.hidden for k, d in new.column_dimensions.items()
        }
    assert set(before.defined_names) == set(after.defined_names)


def test_only_the_best_ranks_and_open_sites_are_visited(checklist, tmp_path):
    closed = [site(n, 0, basis=f"{status}|x", status=status) for n, status in
              ((1, "lawful"), (2, "false_detection"), (3, "corrected"), (4, "under_correction"))]  # fmt: skip
    told = fill(checklist(closed + sites()[4:]), tmp_path / "r", share=0.5, photos=0)
    assert sorted(int(key) for key in told["sites"]) == list(range(4, 4 + 18))
    assert told["sites"][f"{4:036d}"]["status"] == "corrected"
    assert [p.suffix for p in sorted((tmp_path / "r").iterdir())] == [".xlsx", ".xlsx", ".json"]


def test_two_at_one_site_disagree_and_the_first_file_counts(checklist, tmp_path):
    told = fill(checklist(sites()), tmp_path / "r", inspectors=3, overlap=5)
    assert len(told["conflicts"]) == 5 and len(told["sites"]) == 40
    for other in told["conflicts"]:
        first = told["sites"][other["key"]]
        assert first["file"] < other["file"] and first["status"] != other["status"]
        row = rows(tmp_path / "r" / other["file"])[other["key"]]
        assert (
            row["visited_by"] == other["visited_by"] and (tmp_path / "r" / other["file"][:-5] / row["photo_1"]).exists()
        )
    assert fill(checklist(sites()), tmp_path / "alone", inspectors=1, overlap=5)["conflicts"] == []


def test_mistakes_are_made_and_told(checklist, tmp_path):
    given = checklist(sites())
    told = fill(given, tmp_path / "r", inspectors=2, share=0.9, messy=True)
    assert len(told["rejected"]) == len(told["missing_photos"]) == 2 and told["deleted_rows"] == [f"{40:036d}"]
    assert len(told["sites"]) == 34
    for name in told["files"]:
        back = rows(tmp_path / "r" / name)
        assert list(back) == list(rows(given))[-2::-1], "turned round, without the last"
        typed = [row["visited_on"] for row in back.values() if isinstance(row["visited_on"], str)]
        assert sorted(text[:2] for text in typed) == ["令和", "２０"]
        assert [row["finding"] for row in back.values()].count("たぶん危険") == 1
        assert any(str(row["direction_1"]) > "９" or str(row["direction_1"])[0] in "０１２３" for row in back.values())
        sheet = load_workbook(tmp_path / "r" / name).worksheets[0]
        codes = [cell.value for cell in sheet[3]]
        for number in range(5, 44):
            link = sheet.cell(number, codes.index("name") + 1).hyperlink
            assert f"{sheet.cell(number, codes.index('latitude') + 1).value:.6f}" in link.target
            assert sheet.cell(number, codes.index("reasons") + 1).data_type == "s"
    for lost in told["missing_photos"]:
        assert not list((tmp_path / "r").rglob(lost["photo"]))
        assert lost["photo"] not in [name for name, _ in told["sites"][lost["key"]]["photos"]]


def test_pictures_of_a_list_move_with_their_rows(checklist, tmp_path, make_raster):
    import numpy as np

    from soranome.plugin.core.fieldwork.papers.chips import Chips

    gradient = np.tile(np.linspace(0, 250, 600).astype("uint8"), (200, 1))
    west, north = place(-50, 150)
    image = make_raster("i.tif", np.stack([gradient] * 3), cell=10 * DEGREE, west=west, north=north, crs="EPSG:6668")
    with Chips(image, None, width_m=100) as chips:
        given = checklist(sites(12), chips=chips)
    fill(given, tmp_path / "r", inspectors=1, messy=True, share=0.9)

    def pictures(path):
        sheet = load_workbook(path).worksheets[0]
        return {sheet.cell(i.anchor._from.row + 1, 1).value: i._data() for i in sheet._images}

    out, back = pictures(given), pictures(tmp_path / "r" / "01_Sato.xlsx")
    assert len(out) == 12 and out.pop(f"{12:036d}") and back == out


def test_photos_hold_what_cameras_write(checklist, tmp_path):
    from PIL import ExifTags, Image

    told = fill(checklist(sites()), tmp_path / "r", inspectors=1)
    seen = set()
    for key, one in told["sites"].items():
        ((name, degrees),) = one["photos"]
        data = (tmp_path / "r" / "01_Sato" / name).read_bytes()
        seen.add(data)
        with Image.open(io.BytesIO(data)) as image:
            exif = image.getexif()
            gps, taken = exif.get_ifd(ExifTags.IFD.GPSInfo), exif.get_ifd(ExifTags.IFD.Exif)
            turned = exif[ExifTags.Base.Orientation] == 6
            assert image.size == ((720, 960) if turned else (960, 720))
        assert gps[ExifTags.GPS.GPSImgDirection] == degrees
        assert taken[ExifTags.Base.DateTimeOriginal][:10] == one["visited_on"].replace("-", ":")
        d, m, s = (float(part) for part in gps[ExifTags.GPS.GPSLatitude])
        assert d + m / 60 + s / 3600 == pytest.approx(35.83 + 20 * DEGREE, abs=1e-6)
        row = rows(tmp_path / "r" / "01_Sato.xlsx")[key] if key.endswith("1") else None
        assert row is None or row["photo_1"] == name
    assert len(seen) == 40, "no two alike"
    sides = {Image.open(path).size for path in (tmp_path / "r").rglob("*.jpg")}
    assert sides == {(960, 720), (720, 960)}


def test_the_same_seed_makes_the_same(checklist, tmp_path):
    given = checklist(sites(9))
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        fill(given, tmp_path / name, seed=seed)
    photos = [{p.name: p.read_bytes() for p in sorted((tmp_path / name).rglob("*.jpg"))} for name in "abc"]
    assert photos[0] == photos[1] != photos[2]
    assert (tmp_path / "a" / "truth.json").read_bytes() == (tmp_path / "b" / "truth.json").read_bytes()


def made_package(folder, count=9):
    """A package as far as it comes back: its GeoPackage."""
    from soranome.plugin.core.fieldwork.exchange import VISIT_FIELDS, new_list

    folder.mkdir()
    fields = (
        "key",
        "basis",
        "name",
        "latitude",
        "longitude",
        "edited_at",
        "edited_by",
        *(f.code for f in VISIT_FIELDS),
    )
    with sqlite3.connect(folder / "survey.gpkg") as connection:
        connection.execute(f"CREATE TABLE sites (fid INTEGER PRIMARY KEY, rank INTEGER, {', '.join(fields)})")
        connection.execute("CREATE TRIGGER r AFTER UPDATE ON sites WHEN OLD.fid <> NEW.fid BEGIN "
                           "SELECT ST_IsEmpty(NEW.key); END")  # fmt: skip
        for one in sites(count):
            connection.execute(
                "INSERT INTO sites (rank, key, basis, name, latitude, longitude, status) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (one.rank, one.key, one.basis, one.name, one.latitude, one.longitude, "unvisited"),
            )
        connection.execute("CREATE TABLE soranome_list (info TEXT)")
        connection.execute("INSERT INTO soranome_list VALUES (?)", (new_list("7" * 36, "ja").as_text(),))
    connection.close()
    return folder


def test_a_package_comes_back_with_codes_and_photos(tmp_path):
    given = made_package(tmp_path / "p")
    before = (given / "survey.gpkg").read_bytes()
    told = fill(given, tmp_path / "r", inspectors=2, messy=True, share=0.8)
    assert (given / "survey.gpkg").read_bytes() == before
    assert told["files"] == ["01_佐藤/survey.gpkg", "02_鈴木/survey.gpkg"] and told["rejected"] == []
    for name in told["files"]:
        with sqlite3.connect(tmp_path / "r" / name) as connection:
            connection.row_factory = sqlite3.Row
            found = {row["key"]: dict(row) for row in connection.execute("SELECT * FROM sites")}
        connection.close()
        mine = {key: one for key, one in told["sites"].items() if one["file"] == name}
        assert {key for key, row in found.items() if row["visited_on"]} == set(mine)
        assert set(told["deleted_rows"]) & set(found) == set()
        for key, one in mine.items():
            row = found[key]
            assert all(row[code] == one[code] for code in ("visited_on", "status", "finding", "remarks"))
            assert row["direction_1"] in STRINGS or 0 <= float(row["direction_1"]) < 360
            for photo, _ in one["photos"]:
                assert (
                    row["photo_1"] == f"DCIM/{photo}"
                    and (tmp_path / "r" / name).with_name("DCIM").joinpath(photo).exists()
                )


def test_what_cannot_be_filled_in_is_said(checklist, tmp_path):
    from openpyxl import Workbook

    from soranome.plugin.core.errors import InputError, OutputError

    given = checklist(sites(3))
    other = tmp_path / "他.xlsx"
    Workbook().save(other)
    broken = tmp_path / "壊.xlsx"
    broken.write_bytes(given.read_bytes()[:3000])
    bare = tmp_path / "空"
    bare.mkdir()
    damaged = made_package(tmp_path / "p")
    (damaged / "survey.gpkg").write_bytes(b"no database at all, but long enough to be taken for one" * 40)
    for path in (other, broken, tmp_path / "無い.xlsx", bare, damaged):
        with pytest.raises(InputError, match=path.name):
            fill(path, tmp_path / "r")
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("keep")
    with pytest.raises(OutputError, match="full is not empty"):
        fill(given, full)
    assert not (tmp_path / "r").exists() and [p.name for p in full.iterdir()] == ["mine.txt"]
    shutil.rmtree(full)


def test_stopping_leaves_nothing(checklist, tmp_path):
    from soranome.plugin.core.errors import Cancelled
    from soranome.plugin.core.sample.inspection import fill_in
    from soranome.plugin.core.sample.inspection_plan import Settings

    class Stops:
        fraction = 0.0

        @property
        def cancelled(self):
            return self.fraction > 0.3

        def report(self, fraction, text=""):
            self.fraction = fraction

    with pytest.raises(Cancelled):
        fill_in(checklist(sites()), tmp_path / "r", truth(), Settings(), {"en": str}, Stops())
    assert sorted(p.name for p in tmp_path.iterdir()) == ["リスト.xlsx"]
