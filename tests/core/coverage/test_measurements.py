"""Tables of measurements as they come: titles, encodings, swapped places, units, holes, repeats; and real ones."""

import csv
import math
import resource

import numpy as np
import pytest

from soranome.plugin.core.coverage.measuring import measurement_values as values
from soranome.plugin.core.coverage.measuring.carriers import carrier_in, carrier_name, carrier_of_code, lte_band
from soranome.plugin.core.coverage.measuring.measurement_columns import parse_given, title_key
from soranome.plugin.core.coverage.measuring.measurements import BATCH_ROWS, MeasurementFile, Tally, find_tables
from soranome.plugin.core.errors import InputError

PLAIN = "lat,lon,RSRP,operator,time\n"


class Read:
    """A file read to its end: ``tally``, ``notes``, and the columns of all batches."""

    def __init__(self, path, **options):
        self.tally = Tally()
        self.file = MeasurementFile(path, **options)
        batches = list(self.file.batches(self.tally))
        self.notes = [str(note) for note in self.file.notes]
        self.rows = [
            dict(zip(("x", "y", "dbm", "quantity", "carrier", "band", "radio", "cell", "at", "served", "line"), row))
            for b in batches
            for row in zip(
                b.x.tolist(), b.y.tolist(), b.signal_dbm.tolist(), b.quantity, b.carrier, b.band, b.radio, b.cell,
                b.measured_at, b.in_service, b.line.tolist(),
            )
        ]  # fmt: skip

    def all(self, name):
        return [row[name] for row in self.rows]


@pytest.fixture
def table(tmp_path):
    def write(text, encoding="utf-8", name="測定.csv"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


# -- formats ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_japanese_titles_encodings_and_delimiters(table, encoding, mark):
    text = (
        "測定日時,緯度,経度,受信レベル(dBm),事業者,圏外,通信方式,バンド\n"
        "2022/11/05 13:02:11,35.7295,139.1484,-95,NTTドコモ,0,4G,19\n"
        "2022年11月5日 13時2分12秒,35.7296,139.1485,,ソフトバンク,1,4G,8\n"
    )
    read = Read(table(text.replace(",", mark), encoding))
    first, second = read.rows
    assert (first["y"], first["x"], first["dbm"]) == (35.7295, 139.1484, -95)
    assert (first["carrier"], first["radio"], first["band"], first["served"]) == ("docomo", "LTE", "B19", True)
    assert (second["carrier"], second["served"], second["at"]) == ("SoftBank", False, "2022-11-05T13:02:12")
    assert math.isnan(second["dbm"]) and read.tally.out_of_service == 1 and read.tally.times_without_zone == 2
    assert read.all("line") == [2, 3]


def test_phone_app_with_semicolons_and_decimal_commas(table):
    read = Read(
        table(
            "Timestamp;Longitude;Latitude;Speed;Operatorname;Operator;CellID;NetworkTech;Level;Qual;LTERSSI;Accuracy\n"
            "2016.05.11_13.34.24;139,1;35,7;0;JP DOCOMO;44010;123;4G;-101;-11;-75;5\n"
            "2016.05.11_13.34.25;139,1;35,7;0;JP DOCOMO;44010;124;3G;-91;-;-;5\n"
            "2016.05.11_13.34.26;139,1;35,7;0;-;-;-;No service;-;-;-;5\n"
        )
    )
    assert read.all("dbm")[:2] == [-101, -91] and read.all("quantity") == ["RSRP", "RSCP", ""]
    assert read.all("served") == [True, True, False] and read.all("x") == [139.1] * 3
    assert read.all("at")[0] == "2016-05-11T13:34:24" and read.all("radio") == ["LTE", "UMTS", ""]


def test_5g_rows_take_their_own_level_and_others_theirs(table):
    read = Read(
        table(
            "Time,Latitude,Longitude,RAT,MCC,MNC,EARFCN,RSRP,SS-RSRP,RSSI\n"
            "2024-01-01T00:00:00Z,35.7,139.1,LTE,440,11,1500,-99,-88,-70\n"
            "2024-01-01T00:00:01+09:00,35.7,139.1,5G NSA,440,11,1500,-99,-88,-70\n"
            "2024-01-01 00:00:02 JST,35.7,139.1,LTE,440,11,6050,,,-70\n"
        )
    )
    assert read.all("dbm") == [-99, -88, -70] and read.all("quantity") == ["RSRP", "SS-RSRP", "RSSI"]
    assert read.all("carrier") == ["Rakuten"] * 3 and read.all("band") == ["B3", "", "B19"]
    assert read.all("at") == ["2024-01-01T00:00:00Z", "2024-01-01T00:00:01+09:00", "2024-01-01T00:00:02+09:00"]


def test_two_rows_of_titles(table):
    read = Read(
        table(
            "位置,,測定,,\n緯度,経度,RSRP,事業者,日時\n(度),(度),(dBm),,\n"
            "35.7,139.1,-90,au,2022/1/2 3:04\n35.7,139.1,*,au,\n"
        )
    )
    assert read.all("dbm") == [-90] and read.all("carrier") == ["KDDI"] and read.all("at") == ["2022-01-02T03:04:00"]
    assert any("3 rows are titles" in note for note in read.notes)
    assert read.tally.left_out == {"no_signal": 1}  # suppressed is not out of service


def test_list_of_cells_is_no_measurement(table):
    head = "radio,mcc,net,area,cell,unit,lon,lat,range,samples,changeable,created,updated,averageSignal\n"
    row = "LTE,440,10,7000,12345,0,139.1,35.7,1000,7,1,1459813819,1459813819,-95\n"
    for text in (head + row, row + row.replace("12345", "12346")):  # files of one country have no titles
        read = Read(table(text))
        assert read.file.columns.cells and read.all("carrier")[0] == "docomo" and read.all("cell")[0] == "12345"
        assert all(math.isnan(level) for level in read.all("dbm")) and set(read.all("served")) == {None}
        assert read.tally.out_of_service == 0


def test_real_opencellid_files_agree_with_a_plain_reader(data):
    files = find_tables(data / "coverage" / "opencellid")
    tables = [path for path in files if path.suffix == ".csv"]
    assert len(tables) == 18
    tally, got = Tally(), []
    for path in tables:
        for batch in MeasurementFile(path).batches(tally):
            got += list(zip(batch.x.tolist(), batch.y.tolist(), batch.signal_dbm.tolist(), batch.line.tolist()))
            assert set(batch.carrier) == {"302-720"} and set(batch.radio) == {"LTE"} and all(batch.in_service)
            assert all(at.startswith("20") and at.endswith("Z") for at in batch.measured_at)
    plain, seen = [], set()
    for path in tables:
        with open(path, newline="") as file:
            for line, row in enumerate(csv.DictReader(file), 2):
                key = row["lat"], row["lon"], row["measured_at"], row["cellid"], row["pci"]
                if key not in seen:
                    plain.append((float(row["lon"]), float(row["lat"]), float(row["signal"]), line))
                seen.add(key)
    assert got == plain and tally.read == len(plain) and tally.left_out_total == 1


# -- columns ---------------------------------------------------------------------------------------------------------


def test_columns_may_be_named(table):
    path = table("Y,X,値,会社,RSRP\n35.7,139.1,-88,ahamo,-70\n")
    with pytest.raises(InputError, match="no column nowhere"):
        Read(path, columns=parse_given("latitude=nowhere"))
    read = Read(path, columns=parse_given("longitude=X; latitude=Y, signal=値\ncarrier=会社"))
    assert read.rows[0]["dbm"] == -88 and read.rows[0]["carrier"] == "docomo"
    with pytest.raises(InputError, match="cannot be understood"):
        parse_given("power=RSRP")


def test_titles_are_compared_without_case_width_and_unit():
    assert title_key("ＲＳＲＰ [dBm]") == ("rsrp", "dbm") and title_key(" SS_RSRP ") == ("ssrsrp", "")
    assert (
        title_key("rsrp_dbm") == ("rsrp", "dbm")
        and title_key("dBm") == ("dbm", "")
        and title_key("lat_deg") == ("lat", "deg")
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,RSRP\na,-90\n", "no columns with longitude"),
        ("lat,lon,speed\n35,139,10\n", "no column with a signal"),
        ("lat,lon,電界強度(dBμV/m)\n35,139,60\n", "no column with a signal"),
        ("lat,lon,signal\n35,139,31\n35.1,139,28\n", "asu=signal"),
        ("lat,lon,RSRP\n,,-90\n,,-91\n", "it has no position"),
        ("x,y,RSRP\n-40000,-35000,-90\n", "no degrees"),
        ("lat,lon,RSRP\n3541.37,13907.2,-90\n", "no degrees"),
        ("lat,lon,RSRP\n", "測定.csv has titles, but no rows"),
        ("lat,lon,RSRP\n(度),(度),(dBm)\n", "titles, but no rows"),
        ("lat,lon,RSRP\n35,71,139,08,-90,5\n35,72,139,09,-91,5\n", "line 2 has 6 fields, but there are 3 titles"),
    ],
)
def test_what_cannot_be_used_is_said(table, text, said):
    with pytest.raises(InputError, match=said):
        Read(table(text))


@pytest.mark.parametrize("clock", ["12:00:0{}", "12:00:0{},5"])  # more commas than semicolons in the second
def test_decimal_commas_lose_no_row(table, clock):
    rows = "".join(f"2022-11-05 {clock.format(n)};35,71{n};139,08;-90,{n}\n" for n in range(9))
    read = Read(table("時刻;緯度;経度;RSRP\n" + rows))
    assert read.all("dbm") == pytest.approx([-90 - n / 10 for n in range(9)]) and not read.tally.left_out
    assert read.all("y") == pytest.approx([35.71 + n / 1000 for n in range(9)]) and read.all("line") == [*range(2, 11)]
    assert not read.notes, "no row is taken for titles"


def test_rows_that_could_be_data_are_no_titles(table):
    """Places in degrees and minutes, or none, and no level: no plain number stands in these rows."""
    text = "lat,lon,RSRP,service\n35°42′,139°05′,-,圏外\n,,*,圏内\n35.7,139.1,-90,圏内\n"
    read = Read(table(text))
    assert read.all("line") == [2, 4] and read.tally.left_out == {"no_position": 1} and not read.notes


def test_not_one_row_of_all_files_is_an_error_with_its_reasons(table):
    read = Read(table(PLAIN + "35.7,139.1,-90,au,\n35.8,139.2,-91,au,\n"))
    read.tally.require_any()
    tally = Tally()
    for batch in read.file.batches(tally):
        for row in range(len(batch)):
            tally.take_back(batch, row)
    with pytest.raises(InputError, match=r"No row.*\(2 were.*測定.csv, line 2: its place.*測定.csv, line 3: its place"):
        tally.require_any()


def test_metres_and_degrees_are_not_mixed_up(table):
    read = Read(table("X座標,Y座標,RSRP\n-40000,-35000,-90\n"), projected=True)
    assert read.rows[0]["x"] == -40000 and "X座標 was read as east" in read.notes[0]
    with pytest.raises(InputError, match="EPSG:4326"):
        Read(table("lon,lat,RSRP\n139.1,35.7,-90\n"), projected=True)


# -- places ----------------------------------------------------------------------------------------------------------


def test_swapped_places_are_swapped_back_aloud_where_nothing_else_is_possible(table):
    read = Read(table("lon,lat,RSRP\n" + "35.7,139.1,-90\n" * 3 + "35.8,139.2,-91\n"))
    assert read.all("x") == [139.1] * 3 + [139.2] and read.all("y")[0] == 35.7
    assert any("swapped back" in note for note in read.notes)


def test_single_swapped_rows_are_left_out(table):
    read = Read(table("lon,lat,RSRP\n" + "139.1,35.7,-90\n" * 9 + "35.7,139.1,-90\n"))
    assert len(read.rows) == 9 and read.tally.left_out == {"impossible": 1} and not read.notes
    source, line, why = read.tally.examples[0]
    assert (source, line) == ("測定.csv", 11) and "139.1" in str(why)


def test_places_in_degrees_minutes_seconds(table):
    text = (
        "緯度,経度,RSRP\n35°43'46.2\"N,139°8'54.24\"E,-90\n"
        "北緯35度43分46.2秒,東経139度8分54.24秒,-91\n35°43.77',139°8.904',-92\n"
    )
    read = Read(table(text))
    np.testing.assert_allclose(read.all("y"), 35.7295, atol=1e-7)
    np.testing.assert_allclose(read.all("x"), 139.1484, atol=1e-7)


def test_rows_left_out_are_counted_with_line_and_reason(table):
    read = Read(
        table(
            PLAIN
            + "35.7,139.1,-90,au,2024-01-01 00:00:00\n"
            + "0,0,-90,au,2024-01-01 00:00:01\n"
            + "abc,139.1,-90,au,2024-01-01 00:00:02\n"
            + ",,-90,au,2024-01-01 00:00:03\n"
            + "35.7,139.1,strong,au,2024-01-01 00:00:04\n"
            + "35.7,139.1,-,au,2024-01-01 00:00:05\n"
            + "35.7,139.1,99,au,2024-01-01 00:00:06\n"
            + "35.7,139.1\n"
            + "\n"
            + "35.7,139.1,-95 dBm,au,sometime\n"
        )
    )
    assert read.all("dbm") == [-90, -95] and read.tally.times_unclear == 1
    assert read.tally.left_out == {
        "origin": 1,
        "position": 1,
        "no_position": 1,
        "signal": 1,
        "no_signal": 2,
        "level": 1,
    }
    assert sorted(line for _, line, _ in read.tally.examples) == [3, 4, 5, 6, 7, 8, 9]
    assert read.tally.read + read.tally.left_out_total == 9


# -- levels and service ----------------------------------------------------------------------------------------------


def test_an_empty_level_is_no_hole_unless_it_is_said_so(table):
    path = table(PLAIN + "35.7,139.1,,au,\n35.7,139.1,-90,au,\n")
    assert Read(path).all("served") == [True]
    assert Read(path, no_signal="out").all("served") == [False, True]


def test_service_that_is_told_is_kept_without_a_level(table):
    read = Read(
        table(
            "lat,lon,RSRP,サービス状態\n35.7,139.1,,圏内\n35.7,139.1,-120,圏外\n35.7,139.1,,?\n35.7,139.1,圏外,\n"
            "35.7,139.1,-999,OUT_OF_SERVICE\n"
        )
    )
    assert read.all("served") == [True, False, False, False]
    assert all(math.isnan(level) for level in read.all("dbm"))  # a number beside "out of service" is none
    assert read.tally.left_out == {"no_signal": 1}


def test_asu_by_title_only_and_with_its_technology(table):
    levels = "LTE,45", "UMTS,30", "GSM,20", "?,20", "LTE,99"
    read = Read(table("lat,lon,radio,signal (asu)\n" + "".join(f"35.7,139.1,{level}\n" for level in levels)))
    assert read.all("dbm") == [-95, -90, -73]
    assert read.tally.left_out == {"asu": 2}


def test_carriers_given_for_the_file(table):
    read = Read(table("lat,lon,RSRP,operator\n35.7,139.1,-90,\n35.7,139.1,-90,ソフトバンク\n"), carrier="au")
    assert read.all("carrier") == ["KDDI", "SoftBank"]


# -- repeats, size ---------------------------------------------------------------------------------------------------


def test_repeats_are_same_place_time_and_cell(table, tmp_path):
    head = "lat,lon,signal,measured_at,cellid\n"
    rows = "35.7,139.1,-90,1598796852000,1\n35.7,139.1,-91,1598796852000,1\n35.7,139.1,-90,1598796852000,2\n"
    read = Read(table(head + rows + "35.7,139.1,-90,1598796853000,1\n35.71,139.1,-90,1598796852000,1\n"))
    assert read.tally.left_out == {"duplicate": 1} and read.all("line") == [2, 4, 5, 6]
    # Without a cell the level must be the same; without a time nothing tells.
    read = Read(
        table(
            "lat,lon,signal,time\n"
            + "35.7,139.1,-90,2024-01-01 00:00:00\n" * 2
            + "35.7,139.1,-91,2024-01-01 00:00:00\n"
        )
    )
    assert len(read.rows) == 2
    assert len(Read(table("lat,lon,signal\n" + "35.7,139.1,-90\n" * 3)).rows) == 3


def test_a_file_given_twice_counts_once(table):
    path = table("lat,lon,signal,measured_at,cellid\n35.7,139.1,-90,1598796852000,1\n")
    tally = Tally()
    kept = [len(batch) for _ in range(2) for batch in MeasurementFile(path).batches(tally)]
    assert kept == [1, 0] and tally.left_out == {"duplicate": 1}


def test_many_rows_come_in_batches_within_bounded_memory(tmp_path):
    count = 4 * BATCH_ROWS + 7
    path = tmp_path / "big.csv"
    with open(path, "w") as file:
        file.write("lat,lon,RSRP,time\n")
        for i in range(count):
            file.write(
                f"35.{i:06d},139.1,-90,2024-01-{1 + i // 86400:02d} {i // 3600 % 24:02d}:{i // 60 % 60:02d}:{i % 60:02d}\n"
            )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tally, sizes, lines = Tally(), [], []
    for batch in MeasurementFile(path).batches(tally):
        sizes.append(len(batch))
        lines += batch.line[[0, -1]].tolist()
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert sizes == [BATCH_ROWS] * 4 + [7] and tally.read == count
    assert lines[0] == 2 and lines[-1] == count + 1
    assert grown < 250


# -- values ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1598796852000", "2020-08-30T14:14:12.000Z"),
        ("1598796852", "2020-08-30T14:14:12.000Z"),
        ("20221105130211", "2022-11-05T13:02:11"),
        ("2022/11/05", "2022-11-05"),
        ("２０２２年１１月５日　９時５分", "2022-11-05T09:05:00"),
        ("2022-11-05T13:02:11.5+0900", "2022-11-05T13:02:11.500+09:00"),
        ("2022-13-05 00:00:00", ""),
        ("11/05/2022 13:02", ""),
        ("-", ""),
    ],
)
def test_times(text, iso):
    assert values.times([text])[0] == [iso]
    assert values.times([text, "2020-01-01 00:00:00"])[0][0] == iso  # not only where all are alike


def test_numbers():
    found, bad = values.numbers(["-90", " −90 ", "－９０", "-90dBm", "", "*", "-", "N/A", "1e400", "strong"])
    np.testing.assert_array_equal(found, [-90, -90, -90, -90, *[np.nan] * 6])
    assert bad.tolist() == [False] * 8 + [True, True]
    assert values.number("-90,5", decimal_comma=True) == -90.5 and values.number("-90,5") is None


def test_carriers_by_name_and_code():
    assert [carrier_name(n) for n in ("ＮＴＴ ドコモ", "au", "Y!mobile", "44011", "440-20", "KDDI")] == [
        "docomo", "KDDI", "SoftBank", "Rakuten", "SoftBank", "KDDI",
    ]  # fmt: skip
    assert (
        carrier_of_code("440", "10") == carrier_of_code("440", "010") == "docomo"
        and carrier_of_code("302", "720") == "302-720"
    )
    assert carrier_of_code("", "10") == "" and carrier_name("ローカル5G") == "ローカル5G"
    assert carrier_in("4G_au_2023") == "KDDI" and carrier_in("楽天モバイルのエリア") == "Rakuten"
    assert carrier_in("saudi_quake") == "" and carrier_in("areas_A") == "" and carrier_in("areas_A", ["A", "B"]) == "A"
    assert [lte_band(n) for n in (0, 599, 600, 6050, 9500, 99999)] == ["B1", "B1", "", "B19", "B28", ""]
