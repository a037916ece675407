"""Tables as text from anybody: they are read, or refused with a sentence; nothing else is raised, nothing hangs."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from soranome.plugin.core.coverage.holes.holes_report import read_summary
from soranome.plugin.core.coverage.lists.assets import read_assets, storeys_in
from soranome.plugin.core.coverage.lists.columns import number_in
from soranome.plugin.core.coverage.lists.mesh import LEVELS, mesh_at, parse_mesh
from soranome.plugin.core.coverage.lists.population import is_population_table, read_population
from soranome.plugin.core.coverage.lists.positions import degrees_in, position_in
from soranome.plugin.core.coverage.lists.wifi import read_spots
from soranome.plugin.core.coverage.measuring.measurement_columns import parse_given
from soranome.plugin.core.coverage.measuring.measurements import MeasurementFile, Tally
from soranome.plugin.core.coverage.prediction.antenna import pattern_of, read_pattern
from soranome.plugin.core.dates import dates_of, write_day, year_in_name
from soranome.plugin.core.delimited import read_delimited
from soranome.plugin.core.pointcloud.control import read_control

from .hostile_tools import NAMES, NUMBERS, cells, made_file, mutated, names, numbers, refuses, table

TABLES = {
    "population": (["KEY_CODE", "HTKSYORI", "HTKSAKI", "GASSAN", "人口（総数）"], ["533946113", "", "", "", "12"]),
    "wifi": (
        ["全国地方公共団体コード", "ID", "名称", "緯度", "経度", "SSID"],
        ["130001", "1", "駅前", "35.7", "139.6", "FREE"],
    ),
    "assets": (
        ["管理番号", "名称", "種別", "緯度", "経度", "高さ", "地上階数", "建築面積"],
        ["1", "庁舎", "建物", "35.7", "139.6", "12.5", "地上3階地下1階", "200"],
    ),
    "assets_plane": (["番号", "名称", "X座標", "Y座標", "階数"], ["1", "庁舎", "-35000", "-40000", "5"]),
    "measurements": (
        ["timestamp", "longitude", "latitude", "rsrp", "earfcn", "radio", "mcc", "mnc", "cellid"],
        ["2024-01-01 00:00:00", "139.6", "35.7", "-85", "1500", "LTE", "440", "10", "77"],
    ),
    "asu": (["日時", "経度", "緯度", "asu", "方式", "圏外"], ["1704067200", "139.6", "35.7", "30", "LTE", "0"]),
    "control": (["点名", "X", "Y", "標高"], ["T1", "-35000.123", "-40000.5", "12.3"]),
    "summary": (["area", "carrier", "land_km2_share"], ["Tokyo", "A", "0.5"]),
}


def _measure(path):
    tally = Tally()
    batches = list(MeasurementFile(path).batches(tally))
    for batch in batches:
        assert len(batch.x) == len(batch.signal_dbm) == len(batch.carrier) == len(batch.measured_at)
        level = batch.signal_dbm[~(batch.signal_dbm != batch.signal_dbm)]
        assert ((level >= -160) & (level <= -10)).all()
        assert (abs(batch.x) <= 180).all() and (abs(batch.y) <= 90).all()
    return batches


def _count(path):
    people = read_population([path])
    assert math.isfinite(people.total) and people.total >= 0
    return people


def _assets(path):
    found = read_assets(path)
    for row in found.rows:
        assert row.height_m is None or 0 < row.height_m < 1000
        assert row.area_m2 is None or math.isfinite(row.area_m2)
    assert len({row.id for row in found.rows}) == len(found.rows)
    return found


READERS = {
    "population": _count,
    "wifi": lambda path: read_spots([path]),
    "assets": _assets,
    "assets_plane": _assets,
    "measurements": _measure,
    "asu": _measure,
    "control": lambda path: read_control(path, [(-40000, -45000, -30000, -35000)]),
    "summary": read_summary,
}


@st.composite
def _tables(draw, header, row):
    """The table with some of its cells, titles and rows replaced."""
    titles = [draw(cells) if draw(st.integers(0, 15)) == 0 else title for title in header]
    rows = [
        [draw(cells) if draw(st.integers(0, 3)) == 0 else cell for cell in row][
            : draw(st.sampled_from([99, 99, 99, 2]))
        ]
        for _ in range(draw(st.integers(0, 4)))
    ]
    return table(titles, [row, *rows], draw(st.sampled_from([",", ",", "\t", ";"])))


@pytest.mark.parametrize("kind", TABLES)
@given(data=st.data())
def test_tables_with_odd_cells_are_read_or_refused(kind, data):
    text = data.draw(_tables(*TABLES[kind]))
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "cp932", "utf-16"]))
    with made_file(text.encode(encoding, "ignore"), "given.csv") as path:
        refuses(READERS[kind], path)
        is_population_table(path)


@pytest.mark.parametrize("kind", TABLES)
@given(data=st.data())
def test_damaged_tables_are_read_or_refused(kind, data):
    header, row = TABLES[kind]
    whole = [table(header, [row] * 3).encode(encoding, "ignore") for encoding in ("utf-8", "cp932", "utf-16")]
    with made_file(data.draw(mutated(*whole)), "given.csv") as path:
        refuses(READERS[kind], path)


@pytest.mark.parametrize("kind", TABLES)
def test_every_nasty_text_in_every_column(kind):
    header, row = TABLES[kind]
    for column in range(len(row)):
        for nasty in (*NUMBERS, *NAMES):
            given_row = [nasty if number == column else cell for number, cell in enumerate(row)]
            with made_file(table(header, [given_row, row]), "given.csv") as path:
                refuses(READERS[kind], path)


@given(
    st.lists(
        st.lists(
            st.text(alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=8),
            min_size=2,
            max_size=4,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_was_written_is_read_again(rows):
    import csv
    import io

    text = io.StringIO()
    csv.writer(text).writerows([["first", "second"], *rows])
    with made_file(text.getvalue(), "given.csv") as path:
        read = [fields for _, fields in read_delimited(path).rows(1)]
    stripped = [[cell.strip(" \t\ufeff\u3000") for cell in row] for row in rows]
    assert (
        read == [row for row in stripped if any(row)]
        or not text.getvalue().isascii()
        or set(text.getvalue()) & set("\t;\x1a\r")
    )


MSI = "NAME made\nFREQUENCY 800\nGAIN 15 dBi\nTILT 0\n" + "".join(
    f"{cut} 36\n" + "".join(f"{angle} {angle % 30}.5\n" for angle in range(0, 360, 10))
    for cut in ("HORIZONTAL", "VERTICAL")
)
ANTENNA_CSV = "angle,horizontal,vertical\n" + "".join(f"{a},-{a % 30},-{a % 20}\n" for a in range(0, 360, 10))


def _pattern(path):
    pattern = read_pattern(path)
    for cut in (pattern.horizontal_db, pattern.vertical_db):
        assert (cut <= 0).all() and (abs(cut) < 1e4).all()
    assert not math.isinf(pattern.gain_dbi) and not math.isinf(pattern.frequency_mhz)
    assert math.isfinite(pattern.electrical_tilt_deg)
    assert math.isfinite(float(pattern.gain_db(12.0, -3.0)))
    return pattern


@given(mutated(MSI.encode(), ANTENNA_CSV.encode()), st.sampled_from(["a.msi", "a.csv", "a.txt"]))
def test_damaged_antenna_files(data, name):
    with made_file(data, name) as path:
        refuses(_pattern, path)


@given(st.integers(0, 79), st.integers(0, 1), numbers)
@example(0, 1, "NAME x\nGAIN " + "9" * 400)
@example(5, 1, "1e308")
@example(5, 1, "-1e308")
@example(4, 1, "9" * 5000)
def test_odd_numbers_in_antenna_files(line, column, text):
    for whole, mark, name in ((MSI, " ", "a.msi"), (ANTENNA_CSV, ",", "a.csv")):
        lines = whole.splitlines()
        parts = lines[line % len(lines)].split(mark)
        parts[column % len(parts)] = text
        lines[line % len(lines)] = mark.join(parts)
        with made_file("\n".join(lines), name) as path:
            refuses(_pattern, path)


@given(names)
@example("a" * 300)
@example("x\0y")
def test_names_of_patterns(name):
    with made_file(ANTENNA_CSV, "a.csv") as path:
        refuses(pattern_of, name, path.parent)


@given(st.one_of(cells, st.text(alphabet='0123456789０１٣-－ =".Ee+', max_size=14)))
def test_mesh_codes_are_squares_or_refused(text):
    mesh = refuses(parse_mesh, text)
    if mesh is not None:
        assert parse_mesh(mesh.code) == mesh
        west, south, east, north = mesh.bounds_deg
        assert 122 <= west < east <= 155 and 20 <= south < north <= 46


@given(st.floats(122, 153.9), st.floats(20, 45.9), st.sampled_from(list(LEVELS)))
def test_mesh_codes_come_back(longitude, latitude, level):
    mesh = mesh_at(longitude, latitude, level)
    wide = mesh.code.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    assert parse_mesh(mesh.code) == parse_mesh(wide) == parse_mesh(f'="{mesh.code}"') == mesh


@given(cells)
@example("9" * 400)
@example("9" * 5000 + "階")
@example("9" * 400 + ":1:1")
def test_values_of_cells(text):
    """What single cells may hold: ValueError is how these say that it is no such value."""
    assert storeys_in(text) is None or 0 < storeys_in(text) <= 100
    for read in (number_in, degrees_in):
        try:
            value = read(text)
        except ValueError:
            continue
        assert value is None or math.isfinite(value)
    found = position_in(text, text)
    assert not found.known or (122 <= found.longitude <= 155 and 20 <= found.latitude <= 46)
    refuses(parse_given, text)
    refuses(dates_of, [text], text)
    refuses(dates_of, [text])
    year_in_name(text)
    write_day(text, "ja")
