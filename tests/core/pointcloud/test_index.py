"""The index of a folder: what it says of sound tiles, and every problem it is to find."""

import random
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

from soranome.plugin.core.errors import Cancelled, InputError
from soranome.plugin.core.pointcloud.facts import Facts, look
from soranome.plugin.core.pointcloud.index import relate, scan
from soranome.plugin.core.pointcloud.problems import ERROR, NOTE, OK, SEVERITY_OF, WARNING
from soranome.plugin.core.pointcloud.sheets import Sheet, parse, sheets_in
from soranome.plugin.core.pointcloud.source import Source
from soranome.tests.tiles import las_bytes, patched, points_in, write, zipped

ROOT = Path(__file__).resolve().parents[3]
SHEET = parse("09LD2626")
WEST, SOUTH, EAST, NORTH = SHEET.extent


def inside(code="09LD2626", seed=0, count=600):
    west, south, east, north = parse(code).extent
    return points_in((west, south, east - 0.001, north - 0.001), count, seed)


def tile(code="09LD2626", seed=0, epsg=6677, **options):
    return las_bytes(inside(code, seed), epsg, **options)


def row_of(path, **options):
    (row,) = scan([path], **options).rows
    return row


def codes(row):
    return {problem.code for problem in row.problems}


def test_a_sound_tile_is_told_as_it_is(tmp_path):
    row = row_of(write(tmp_path / "09ld2626_org.las", tile()))
    facts = row.facts
    assert (row.severity, row.problems, row.sheet, row.origin) == (OK, [], SHEET, "written")
    assert (facts.kind, facts.las, facts.point_format, facts.count) == ("points", "1.2", 3, 600)
    assert row.crs.to_epsg() == 6677 and facts.returns == [600]
    assert row.density == pytest.approx(600 / (400 * 300), rel=1e-4)
    assert row.outline.bounds == SHEET.extent


@pytest.mark.parametrize("compressed", [False, True])
def test_reading_all_points_tells_classes_true_boxes_and_survey_days(tmp_path, compressed):
    classes = np.where(np.arange(600) % 4, 2, 5)
    data = tile(classes=classes, compressed=compressed)
    encoded = patched(patched(data, 6, "<H", 1), 179, "<d", 1e30)  # standard GPS time, an absurd box
    for path, member in (
        (write(tmp_path / "a" / "09LD2626.laz", encoded), ""),
        (zipped(tmp_path / "b" / "09LD2626.zip", {"09LD2626.laz": encoded}), "09LD2626.laz"),
    ):
        quick, deep = row_of(path), row_of(path, deep=True)
        assert "box" in codes(quick) and quick.facts.box is None and quick.outline.bounds == SHEET.extent
        assert deep.facts.classes == {"2": 450, "5": 150} and deep.facts.member == member
        np.testing.assert_allclose(deep.facts.box, (WEST, SOUTH, EAST, NORTH), atol=0.01)
        assert deep.facts.occupied == len(np.unique(np.floor(inside()[:, :2].round(3)), axis=0))
        assert deep.facts.surveyed == quick.facts.surveyed == ["2022-10-17", "2022-10-17"]


def raster(path, crs="EPSG:6677"):
    path.parent.mkdir(parents=True, exist_ok=True)
    with rasterio.open(
        path, "w", driver="GTiff", width=1600, height=1200, count=1, dtype="float32", nodata=-9999, crs=crs,
        transform=from_origin(WEST, NORTH, 0.25, 0.25), compress="deflate",
    ) as dataset:  # fmt: skip
        values = np.full((1200, 1600), 120, "f4")
        values[:300] = -9999
        dataset.write(values, 1)
    return path


def test_grids_lie_beside_points(tmp_path):
    path = raster(tmp_path / "dem" / "09LD2626.tif")
    zipped(tmp_path / "zips" / "格子.zip", {"グリッド/09LD2626.tif": path.read_bytes()})
    x, y = np.meshgrid(np.arange(WEST + 0.5, EAST), np.arange(SOUTH + 0.5, NORTH))
    text = "".join(f"{a:.2f} {b:.2f} 7.00\n" for a, b in zip(x.ravel(), y.ravel()))
    write(tmp_path / "text" / "09LD2626.txt", text.encode())
    index = scan([tmp_path])
    assert [row.facts.kind for row in index.rows] == ["grid"] * 3 and index.points == 0
    assert [row.facts.spacing for row in index.rows] == [0.25, 1.0, 0.25]
    assert [row.facts.count for row in index.rows] == [1920000, 120000, 1920000]
    assert all(row.sheet == SHEET and row.severity in (OK, NOTE, WARNING) for row in index.rows)
    assert "duplicate" in codes(index.rows[2])
    deep = row_of(path, deep=True).facts
    assert deep.count == 1920000 * 3 // 4 and deep.heights == [120, 120]


def case(tmp_path, name, data, **options):
    return row_of(write(tmp_path / name, data), **options)


def test_every_contradiction_between_name_coordinates_and_system_is_told(tmp_path):
    places = inside()
    row = case(tmp_path, "a/09LD2627.las", tile())
    assert codes(row) == {"name"} and row.severity == ERROR and row.sheet is None
    assert "sheet 09LD2627" in str(row.problems[0].message) and "lie in 09LD2626" in str(row.problems[0].message)
    np.testing.assert_allclose(row.outline.bounds, SHEET.extent, atol=0.01)
    turned = case(tmp_path, "b/09LD2626.las", las_bytes(places[:, [1, 0, 2]], 6677))
    assert codes(turned) == {"swapped"} and turned.outline.bounds == SHEET.extent
    other = case(tmp_path, "c/09LD2626.las", tile(epsg=6682))
    assert codes(other) == {"wrong_zone"} and other.crs.to_epsg() == 6677
    implied = case(tmp_path, "d/09LD2626.las", tile(epsg=None))
    assert codes(implied) == {"crs_implied"} and implied.severity == NOTE
    nameless = case(tmp_path, "e/tile.las", tile(epsg=None))
    assert codes(nameless) == {"no_crs"} and nameless.crs is None and nameless.outline is not None
    given = row_of(tmp_path / "e" / "tile.las", given=rasterio.CRS.from_epsg(6677))
    assert codes(given) == set() and given.origin == "given"
    collar = points_in((WEST - 20, SOUTH - 20, EAST + 20, NORTH + 20))
    assert codes(case(tmp_path, "f/09LD2626.las", las_bytes(collar, 6677))) == {"overhang"}
    degrees = points_in((139.3, 35.6, 139.4, 35.7))
    assert codes(case(tmp_path, "g/a.las", las_bytes(degrees, 6668, scale=1e-7))) == {"degrees"}
    assert codes(case(tmp_path, "h/a.las", las_bytes(points_in((6e5, 8e5, 6.1e5, 8.1e5)), 2903))) == {"feet"}
    assert codes(case(tmp_path, "i/09LD2626.las", tile(epsg=2451))) == {"old_datum"}
    assert codes(
        case(tmp_path, "j/a.las", las_bytes(points_in((5e5, 3.9e6, 5.1e5, 3.91e6), 99, 0), 6677, scale=0.01))
    ) == {"far"}


def test_legacy_sheets_are_told_from_new_ones_by_the_header_even_when_turned(tmp_path):
    older = Sheet(9, "09LD1234", 1250)
    places = points_in(older.extent)
    assert case(tmp_path, "a/09LD1234.las", las_bytes(places, 6677)).sheet == older
    turned = case(tmp_path, "b/09LD1234.las", las_bytes(places[:, [1, 0, 2]], 6677))
    assert codes(turned) == {"swapped"} and turned.sheet == older


def test_flaws_of_files_are_told_and_the_others_go_on(tmp_path):
    good = tile()
    write(tmp_path / "09LD2626.las", good)
    write(tmp_path / "09LD2627.las", b"LASF")
    write(tmp_path / "09LD2628.las", tile("09LD2628", 1)[:-500])
    write(tmp_path / "09LD2629.laz", tile("09LD2629", 2, compressed=True)[:-500])
    write(tmp_path / "09LD2630.las", patched(tile("09LD2630", 3), 107, "<I", 0))
    write(tmp_path / "09LD2631.zip", b"PK no zip")
    write(tmp_path / "09LD2632.tif", b"II*\0nothing")
    write(tmp_path / "09LD2633.txt", b"1 2 3\n4 5 6\nx\n")
    write(tmp_path / "はじめに.txt", "読んでください".encode("cp932"))
    write(tmp_path / "09LD2634.las", patched(tile("09LD2634", 4), 100, "<I", 2**32 - 1))
    # The box of its neighbour: the points lie elsewhere, and so does the name.
    moved = patched(patched(tile("09LD2635", 5), 179, "<2d", EAST, WEST), 195, "<2d", NORTH, SOUTH)
    write(tmp_path / "09LD2635.las", moved)
    (tmp_path / "folder.las").mkdir()
    index = scan([tmp_path])
    told = {row.named.code: codes(row) for row in index.rows}
    assert told == {
        "09LD2626": set(),
        "09LD2627": {"unreadable"},
        "09LD2628": {"truncated"},
        "09LD2629": {"damaged"},
        "09LD2630": {"empty"},
        "09LD2631": {"unreadable"},
        "09LD2632": {"unreadable"},
        "09LD2633": {"unreadable"},
        "09LD2634": {"header"},
        "09LD2635": {"box", "name"},
    }
    assert len(index.strangers) == 1 and "はじめに.txt" in index.strangers[0]
    for row in index.rows:
        assert row.outline is not None
        for problem in row.problems:
            if problem.code == "unreadable":
                assert Path(row.facts.path).name in str(problem.message) and row.outline.bounds == row.named.extent
    assert scan([tmp_path / "09LD2626.las"]).rows[0].problems == []


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("compressed", [False, True])
def test_damage_inside_a_zip_is_found_by_reading_all(tmp_path, compressed, method):
    data = tile(compressed=compressed)
    path = zipped(tmp_path / "09LD2626.zip", {"09LD2626.laz": data}, method)
    whole = path.read_bytes()
    path.write_bytes(patched(whole, whole.index(b"PK\1\2") - 100, "<8s", b"damaged!"))
    assert codes(row_of(path, deep=True)) == {"damaged"}
    if not compressed:  # of a LAZ file as small as this, all is sampled
        assert row_of(path).problems == []


def test_tiles_that_are_there_twice_are_told(tmp_path):
    write(tmp_path / "a" / "09LD2626.las", tile())
    write(tmp_path / "b" / "again.las", tile())
    write(tmp_path / "a" / "09LD2626_2.las", tile(seed=1))
    write(tmp_path / "ground" / "09LD2626.las", tile(seed=2))
    rows = {Path(row.facts.path).relative_to(tmp_path).as_posix(): codes(row) for row in scan([tmp_path]).rows}
    assert rows == {
        "a/09LD2626.las": set(),
        "a/09LD2626_2.las": {"same_sheet"},
        "b/again.las": {"duplicate"},
        "ground/09LD2626.las": {"elsewhere_too"},
    }
    assert SEVERITY_OF["elsewhere_too"] == NOTE


def test_tiles_without_sheets_that_cover_the_same_ground_are_told(tmp_path):
    for name, shift in (("a", 0), ("b", 10), ("c", 80)):
        box = (shift, 0, shift + 100, 100)
        write(tmp_path / f"{name}.las", las_bytes(points_in(box, 50, seed=shift), 6677))
    rows = [codes(row) for row in scan([tmp_path]).rows]
    assert rows == [set(), {"overlap"}, set()]


def test_a_folder_that_promises_less_than_it_holds_is_told(tmp_path):
    many = (np.tile([1, 2], 300), np.full(600, 2))
    for number, folder in enumerate(("ground", "グラウンド", "地盤データ", "background", "org")):
        write(tmp_path / folder / "a.las", las_bytes(inside(seed=number), 6677, returns=many))
    ended = tmp_path / "GROUND" / "b.las"
    write(ended, las_bytes(inside("09LD2627", 9), 6677))
    told = {row.folder[0].split("/")[-1] for row in scan([tmp_path]).rows if "everything" in codes(row)}
    assert told == {"ground", "グラウンド", "地盤データ"}
    write(ended, las_bytes(inside("09LD2627", 9), 6677, classes=np.where(np.arange(600) % 2, 2, 5)))
    assert codes(row_of(ended)) == set() and codes(row_of(ended, deep=True)) == {"everything"}


def test_zones_that_are_mixed_are_told_and_drawn_in_one_system(tmp_path):
    for code in ("09LD2626", "09LD2627"):
        write(tmp_path / f"{code}.las", tile(code))
    write(tmp_path / "14QC1711.las", tile("14QC1711", 1, 6682))
    index = scan([tmp_path])
    assert index.crs.to_epsg() == 6677
    assert [codes(row) for row in index.rows] == [set(), set(), {"zones"}]
    with rasterio.Env():
        x, y = rasterio.warp.transform("EPSG:6682", "EPSG:6677", [-51600], [-183300])
    ring = np.array(index.rows[2].outline.exterior.coords)
    assert np.hypot(*(ring - (x[0], y[0])).T).min() < 0.01


def test_height_datums_that_do_not_fit_are_told():
    def facts(code, height, created="2022-01-01"):
        west, south, east, north = parse(code).extent
        box = [west, south, east, north]
        return Facts(
            f"/t/{code}.las", count=9, box=box, heights=[0, 1], crs="EPSG:6677", height=height, created=created
        )

    from soranome.plugin.core.pointcloud.index import Row

    def told(*rows):
        rows = [Row(row) for row in rows]
        relate(rows)
        return [codes(row) for row in rows]

    first, second, third = "09LD2626", "09LD2627", "09LD2628"
    assert told(facts(first, "jgd2011"), facts(second, "jgd2011"), facts(third, "jgd2024")) == [
        set(),
        set(),
        {"heights"},
    ]
    assert told(facts(first, ""), facts(second, "", "2025-06-01")) == [set(), {"heights"}]
    assert told(facts(first, ""), facts(second, "")) == [set(), set()]
    hachijo = "09UD7829"
    (island,) = told(facts(hachijo, "jgd2011"))
    assert island == {"heights"}
    assert told(facts(hachijo, "local")) == [set()] and told(facts(hachijo, "")) == [{"local_heights"}]


def test_missing_sheets_are_those_among_others(tmp_path):
    """A block of 5 × 4 sheets with two holes and a notch: the holes are missing, the notch is not."""
    block = list(sheets_in(9, 500, (-20000, -36600, -18000, -35400)))
    assert len(block) == 20
    holes, notch = {block[7].code, block[11].code}, {block[0].code, block[1].code}
    made = las_bytes(points_in((0, 0, 400, 300), 10), 6677)
    for sheet in block:
        if sheet.code in holes | notch:
            continue
        west, south, east, north = sheet.extent
        data = patched(made, 155, "<2d", west, south)
        data = patched(patched(data, 179, "<2d", east, west), 195, "<2d", north, south)
        zipped(tmp_path / f"{sheet.code}.zip", {f"{sheet.code}.las": data})
    write(tmp_path / "09LD9999.las", tile("09LD9999"))  # far away: no block between
    index = scan([tmp_path])
    assert {missing.sheet.code for missing in index.missing} == holes
    assert {missing.outline.bounds for missing in index.missing} == {parse(code).extent for code in holes}


def written_index(path, index):
    """What the GeoPackage of the algorithm holds of interest here."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as database:
        database.execute('CREATE TABLE "index" (facts TEXT)')
        database.executemany('INSERT INTO "index" VALUES (?)', [(row.facts.to_json(),) for row in index.rows])
    database.close()
    return path


def test_a_rescan_looks_only_at_what_has_changed(tmp_path, monkeypatch):
    tiles = tmp_path / "tiles"
    zipped(tiles / "a.zip", {"09LD2626.las": tile(), "09LD2627.las": tile("09LD2627", 1)})
    write(tiles / "09LD2628.las", tile("09LD2628", 2))
    write(tiles / "09LD2629.las", b"broken")
    write(tiles / "09LD2630.las", tile("09LD2630", 3))
    first = scan([tiles])
    path = written_index(tmp_path / "index.gpkg", first)
    looked, opened = [], []
    from soranome.plugin.core.pointcloud import facts as module
    from soranome.plugin.core.pointcloud import index as index_module

    monkeypatch.setattr(
        index_module, "look", lambda source, *how: looked.append(source.stem) or module.look(source, *how)
    )
    unzip = zipfile.ZipFile
    monkeypatch.setattr(zipfile, "ZipFile", lambda *a, **k: opened.append(a[0]) or unzip(*a, **k))
    again = scan([tiles], before=path)
    assert looked == ["09LD2629"] and not opened and again.reused == 4
    assert [row.facts for row in again.rows] == [row.facts for row in first.rows]
    assert [row.problems for row in again.rows] == [row.problems for row in first.rows]

    looked.clear()
    write(tiles / "09LD2628.las", tile("09LD2628", 7)[:-34])
    (tiles / "09LD2630.las").unlink()
    write(tiles / "09LD2631.las", tile("09LD2631", 4))
    changed = scan([tiles], before=path)
    assert sorted(looked) == ["09LD2628", "09LD2629", "09LD2631"]
    assert [row.named.code for row in changed.rows] == [
        "09LD2628", "09LD2629", "09LD2631", "09LD2626", "09LD2627",
    ]  # fmt: skip
    assert "truncated" in codes(changed.rows[0])

    looked.clear()
    scan([tiles], deep=True, before=path)
    assert len(looked) == 5  # what was only skimmed is read now
    looked.clear()
    scan([tiles], before=written_index(path, scan([tiles], deep=True)))
    assert looked[5:] == ["09LD2629"]  # what was read need not be skimmed


@pytest.mark.parametrize("before", [b"", b"SQLite format 3\0" + bytes(100), b"no database at all"])
def test_an_index_that_is_none_is_no_hindrance(tmp_path, before):
    write(tmp_path / "09LD2626.las", tile())
    index = scan([tmp_path / "09LD2626.las"], before=write(tmp_path / "index.gpkg", before))
    assert len(index.rows) == 1 and index.reused == 0
    assert Facts.from_json("[]") is None and Facts.from_json('{"version": 0}') is None


def test_results_do_not_depend_on_threads_or_order(tmp_path):
    for seed, code in enumerate(("09LD2626", "09LD2627", "09LD2628", "09LD2629")):
        write(tmp_path / f"{code}.laz", tile(code, seed, compressed=True))
        write(tmp_path / "copy" / f"{code}.laz", tile(code, seed, compressed=True))
    one = scan([tmp_path], deep=True, workers=1)
    files = [str(path) for path in tmp_path.rglob("*.laz")]
    random.Random(1).shuffle(files)  # noqa: S311
    many = scan(files, deep=True, workers=4)
    assert one.rows == many.rows


def test_noise_anywhere_in_a_file_never_stops_the_scan(tmp_path):
    """Headers, records and points of 150 files damaged at random: told or read, and no other error."""
    rng = random.Random(11)  # noqa: S311
    sound = [tile(), tile(compressed=True), las_bytes(inside(), None, True, 6, "1.4", extra=("width",))]
    sound.append("".join(f"{x:.2f},{y:.2f},{z:.2f}\n" for x, y, z in inside()).encode())
    for number in range(150):
        data = bytearray(sound[number % 4])
        reach = len(data) if number % 3 else 400
        for _ in range(rng.randrange(1, 30)):
            data[rng.randrange(reach)] = rng.randrange(256)
        cut = rng.randrange(len(data)) if number % 5 == 0 else len(data)
        write(tmp_path / f"{number:03d}.{'txt' if number % 4 == 3 else 'las'}", bytes(data[:cut]))
    index = scan([tmp_path], deep=True)
    assert len(index.rows) + len(index.strangers) == 150
    assert scan([tmp_path]).rows


def test_a_cancelled_scan_stops_inside_a_tile(tmp_path):
    class Impatient:
        asked = 0

        @property
        def cancelled(self):
            self.asked += 1
            return self.asked > 2

        def report(self, fraction, text=""):
            pass

    path = write(tmp_path / "09LD2626.las", las_bytes(inside(count=10), 6677))
    with pytest.raises(Cancelled):
        scan([path], deep=True, progress=Impatient(), workers=1)


def test_what_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="nowhere"):
        scan([tmp_path / "nowhere"])
    assert look(Source(tmp_path / "gone.las")).problems[0].code == "unreadable"


def test_the_folder_of_malformed_files_in_time_and_memory(data):
    """All of them, read to the end, within 500 MB beyond the imports; each named flaw is found."""
    done = subprocess.run(
        [sys.executable, "-c", MALFORMED_JOB, str(ROOT), str(data / "pointcloud" / "malformed")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = dict(line.split("|") for line in done.stdout.splitlines())
    assert len(told) >= 11
    flaws = {
        "1.2-empty-geotiff-vlrs.las": "no_crs",
        "bad_vlr_count.las": "header",
        "epsg_4326.las": "degrees",
        "garbage_nVariableLength.las": "truncated",
        "gps-time-nan.las": "no_crs",
        "no-points.las": "empty",
        "nocrs.las": "no_crs",
        "test_noepsg_043500_629205_IGN69.laz": "no_crs",
    }
    for name, flaw in flaws.items():
        assert flaw in told[name].split(","), (name, told[name])
    assert float(told["slowest"]) < 2


MALFORMED_JOB = """
import resource, sys, time, warnings
from pathlib import Path
sys.path.insert(0, sys.argv[1] + "/tests")
warnings.simplefilter("ignore")
import conftest
from soranome.plugin.core.pointcloud.index import scan
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + (500 << 20),) * 2)
slowest = 0
for path in sorted(Path(sys.argv[2]).iterdir()):
    start = time.perf_counter()
    (row,) = scan([path], deep=True).rows
    slowest = max(slowest, time.perf_counter() - start)
    print(f"{path.name}|{','.join(problem.code for problem in row.problems)}")
print(f"slowest|{slowest}")
"""


def test_headers_with_endless_counts_take_no_time(tmp_path):
    for number in range(200):
        data = patched(tile(), 100, "<I", 2**32 - 1 - number)
        write(tmp_path / f"{number}.las", patched(data, 107, "<I", 10**9))
    index = scan([tmp_path])
    assert all("truncated" in codes(row) for row in index.rows)
    assert len(index.rows) == 200


def test_one_tile_of_each_zone_is_no_majority(tmp_path):
    write(tmp_path / "09LD2626.las", tile())
    write(tmp_path / "14QC1711.las", tile("14QC1711", 1, 6682))
    index = scan([tmp_path])
    assert [codes(row) for row in index.rows] == [{"zones"}, {"zones"}]
    told = [str(row.problems[0].message) for row in index.rows]
    assert "in EPSG:6677, as many other tiles in EPSG:6682" in told[0] and "in EPSG:6682, as many" in told[1]


def test_a_sound_tile_is_not_called_a_copy_of_a_damaged_one(tmp_path):
    write(tmp_path / "a" / "09LD2626.las", tile()[:-500])
    write(tmp_path / "b" / "09LD2626.las", tile())
    assert [codes(row) for row in scan([tmp_path]).rows] == [{"truncated"}, set()]
