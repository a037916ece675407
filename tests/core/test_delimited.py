"""Text tables as offices deliver them."""

from __future__ import annotations

import pytest

from soranome.plugin.core.delimited import read_delimited
from soranome.plugin.core.errors import InputError

TEXT = '名称,高さ\n奥多摩町役場,"12,5"\n\n 檜原村役場　,9 \n'
ROWS = [(1, ["名称", "高さ"]), (2, ["奥多摩町役場", "12,5"]), (4, ["檜原村役場", "9"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_encodings_and_line_ends(tmp_path, encoding, ending):
    path = tmp_path / "表.csv"
    path.write_bytes(TEXT.replace("\n", ending).encode(encoding))
    table = read_delimited(path)
    assert list(table.rows()) == ROWS
    assert list(table.rows(skip=2)) == ROWS[2:]
    assert table.encoding == {"utf-8": "utf-8-sig"}.get(encoding, encoding)


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_delimiters(tmp_path, mark):
    path = tmp_path / "a.txt"
    path.write_text(mark.join("abc") + "\n" + mark.join("123") + "\n", encoding="utf-8")
    assert [fields for _, fields in read_delimited(path).rows()] == [list("abc"), list("123")]


def test_a_late_byte_decides_the_encoding(tmp_path):
    path = tmp_path / "late.csv"
    path.write_bytes(b"a,b\n" * 400_000 + "１,東京\n".encode("cp932"))
    table = read_delimited(path)
    assert table.encoding == "cp932"
    assert list(table.rows())[-1] == (400_001, ["１", "東京"])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n,,\n", "is empty"),
        (b"\xff\xfea\0b", "neither UTF-8 nor Shift_JIS"),
        (b"PK\x03\x04\0\0\0\0", "neither UTF-8 nor Shift_JIS"),
        (b"a,b\n\x81\x00\n", "neither UTF-8 nor Shift_JIS"),
        (b"a,b\n\x81 \n", "neither UTF-8 nor Shift_JIS"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, content, words):
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=words):
        read_delimited(path)


def test_a_missing_file(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_delimited(tmp_path / "none.csv")


def test_a_quote_never_closed_is_an_error_with_its_line_not_a_swallowed_file(tmp_path):
    path = tmp_path / "quote.csv"
    path.write_text('a,b\n1,"2\n' + "3,4\n" * 50_000, encoding="utf-8")
    with pytest.raises(InputError, match="near line"):
        list(read_delimited(path).rows())


def test_decimal_commas_outnumber_the_semicolons_between_fields(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("x;y\n35,7;139,1\n35,8;139,2\n", encoding="utf-8")
    assert [fields for _, fields in read_delimited(path).rows()][1] == ["35,7", "139,1"]
    path.write_text("a;b,c,d\n1,2,3\n", encoding="utf-8")
    assert [fields for _, fields in read_delimited(path).rows()] == [["a;b", "c", "d"], ["1", "2", "3"]]
