"""People on grid squares: tables as e-Stat delivers them, and what people make of them."""

import zipfile

import pytest

from soranome.plugin.core.coverage.lists.population import is_population_table, read_population
from soranome.plugin.core.errors import InputError

CODES = "KEY_CODE,HTKSYORI,HTKSAKI,GASSAN,T000847001,T000847002,T000847003,T000847004"
TITLES = ",,,,　人口総数,　人口総数　男,　人口総数　女,　０～１４歳人口総数"
# Rows as published for squares near Hachijo-Oshima (5339), cut after the fourth number.
CENSUS = [
    "533900054,0,,,64,33,31,6",
    "533900064,2,533900073,,3,1,2,*",
    "533900073,1,,533900064,57,27,30,6",
    "533900341,1,,533900342;533900343,24,12,12,0",
    "533900342,2,533900341,,2,1,1,*",
    "533900343,2,533900341,,4,3,1,*",
]


@pytest.fixture
def table(tmp_path):
    """A function that writes a table: lines, name, encoding."""

    def write(lines, name="tblT000847H5339.txt", encoding="cp932", end="\r\n"):
        path = tmp_path / name
        path.write_bytes((end.join(lines) + end).encode(encoding))
        return path

    return write


def by_code(population):
    return {square.mesh.code: square for square in population.squares}


def test_the_total_of_the_census_is_never_suppressed_and_nothing_is_added(table):
    population = read_population([table([CODES, TITLES, *CENSUS])])
    squares = by_code(population)
    assert population.column == "T000847001" and population.total == 64 + 3 + 57 + 24 + 2 + 4
    assert squares["533900064"].people == 3 and not squares["533900064"].suppressed
    assert not squares["533900073"].holds and not population.messages


def test_a_suppressed_column_keeps_its_total_and_says_who_holds_whom(table):
    population = read_population([table([CODES, TITLES, *CENSUS])], "　０～１４歳人口総数")
    squares = by_code(population)
    assert population.total == 12 and population.suppressed == 3
    assert squares["533900064"].people is None and squares["533900064"].merged_into == ("533900073",)
    assert squares["533900341"].holds == ("533900342", "533900343") and squares["533900341"].people == 0
    assert "not known" in str(population.messages[0])
    by_number = read_population([table([CODES, TITLES, *CENSUS])], "T000847004")
    assert by_number.squares == population.squares


def test_who_holds_a_suppressed_square_is_found_by_gassan_too(table):
    rows = ["533900341,1,,533900342,24", "533900342,2,,,*", "533900343,2,533911111,,*"]
    lines = [CODES.rsplit(",", 3)[0], TITLES.rsplit(",", 3)[0], *rows]
    population = read_population([table(lines)])
    squares = by_code(population)
    assert squares["533900342"].merged_into == ("533900341",) and squares["533900341"].holds == ("533900342",)
    assert "533900343" in str(population.messages[1]) and "missing from the total" in str(population.messages[1])


@pytest.mark.parametrize("title", ["　人口（総数）", "人口総数", " 総人口 ", "Population", "人口(総数)"])
@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig", "utf-8"])
def test_the_total_is_found_by_its_title_wherever_it_stands(table, title, encoding):
    lines = ["KEY_CODE,HTKSYORI,HTKSAKI,GASSAN,T001101002,T001101001", f",,,,　人口（総数）　男,{title}",
             "533946114,0,,,40,100", "533946113,0,,,1,\"1,234\""]  # fmt: skip
    population = read_population([table(lines, encoding=encoding)])
    assert population.total == 1334 and population.column == "T001101001"
    assert [square.mesh.code for square in population.squares] == ["533946113", "533946114"]


def test_a_table_with_one_header_row_and_the_columns_of_others(table):
    population = read_population([table(["メッシュコード\t人口", "53394611\t12.5", "5339-46-12\t7"])])
    assert population.total == 19.5 and population.column == "人口"
    assert "mended" in str(population.messages[0]) and "5339-46-12" in str(population.messages[0])


def test_tables_and_zips_that_follow_each_other(table, tmp_path):
    first = table([CODES, TITLES, *CENSUS[:3]], "a.txt")
    second = table([CODES, TITLES, *CENSUS[2:]], "b.txt")
    with zipfile.ZipFile(tmp_path / "人口.zip", "w") as archive:
        archive.write(second, "tblT000847H5340.txt")
    population = read_population([first, tmp_path / "人口.zip"])
    assert population.total == 154 and len(population.squares) == 6
    assert "twice" in str(population.messages[0])


def test_rows_that_cannot_be_used_are_told_by_line(table):
    rows = ["533946114,0,,,10", "計,,,,999", "533946113,0,,,多い", "533946112,0,,,", "533946111,0,,,-"]
    lines = [CODES.rsplit(",", 3)[0], TITLES.rsplit(",", 3)[0], *rows]
    population = read_population([table(lines)])
    assert population.total == 10 and by_code(population)["533946111"].people == 0
    said = [str(message) for message in population.messages]
    assert "rows left out: 1 (line 4: “計”). “計” is no grid square code" in said[0]
    assert "left out: 2 (line 5: “533946113”, 6: “533946112”). No number" in said[1] and len(said) == 2


def test_a_code_that_lost_digits_is_told_with_its_reason(table):
    population = read_population([table(["KEY_CODE,人口", "533946113,7", "5.33E+08,10"])])
    assert population.total == 7
    assert "left out: 1 (line 3: “5.33E+08”)" in str(population.messages[0])
    assert "has lost digits in a spreadsheet" in str(population.messages[0])


def test_what_makes_no_sense_is_refused(table, tmp_path):
    def refused(match, *paths, column=""):
        with pytest.raises(InputError, match=match):
            read_population(paths, column)

    head = [CODES, TITLES]
    refused("two sizes.*9 digits.*1 of 8 digits", table([*head, *CENSUS, "53394611,0,,,5,3,2,1"]))
    refused("two numbers", table([*head, *CENSUS, "533900054,0,,,65,33,31,6"]))
    refused("T000847001.*T001101001", table([*head, CENSUS[0]], "a.txt"),
            table(["KEY_CODE,T001101001", ",人口（総数）", "533946114,1"], "b.txt"))  # fmt: skip
    refused("no column 女.*T000847001 人口総数", table([*head, *CENSUS]), column="女")
    refused("no column KEY_CODE", table(["名称,緯度", "役場,35.1"]))
    refused("tblT000847H5339.txt.*Line 2.*lost digits", table(["KEY_CODE,人口", "5.33E+08,10", "5.33E+08,11"]))
    refused("Line 2: No number of people", table(["KEY_CODE,人口", "53394611,", "53394612,1e999"]))
    refused("no grid square with people", table(head))
    refused("is empty", table(["", ""]))
    refused("cannot be read", tmp_path / "none.csv")
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 not a zip")
    refused("cannot be unpacked", broken)


def test_tables_of_people_are_told_from_other_lists(table):
    assert is_population_table(table([CODES, TITLES, *CENSUS]))
    assert not is_population_table(table(["名称,緯度", "役場,35.1"], "b.csv"))
    assert not is_population_table("none.csv")
