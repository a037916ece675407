"""The field-check list: every value comes back, nothing in it is a formula, and it prints."""

from __future__ import annotations

import csv
import datetime
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from soranome.plugin.core.errors import OutputError
from soranome.plugin.core.fieldwork.papers.checklist import (
    COLUMNS,
    HEADER_ROW,
    HIDDEN,
    ChecklistInfo,
    ChecklistRow,
    columns_for,
    write_checklist,
)
from soranome.plugin.core.fieldwork.values import EMERGENCY_MEASURES, FINDINGS, STATUSES
from soranome.plugin.core.spreadsheet import text_width

INFO = ChecklistInfo(datetime.date(2026, 5, 14), "前.tif", "後.tif", "2025-04-30", datetime.date(2025, 11, 28))
ROW = ChecklistRow(
    candidate_id="C0001",
    rank=1,
    priority=0.91,
    change=1,
    score=0.823,
    score_max=0.97,
    area_m2=1234.5,
    municipality="奥多摩町",
    latitude=35.809512,
    longitude=139.096123,
    x_m=-21034.56,
    y_m=-66512.34,
    before_date="2025-04-30",
    after_date=datetime.date(2025, 11, 28),
    reasons="変化前は植生、変化後は裸地です。\nまとまった輪郭です。",
    remarks="林道から見える",
    key="7d3c-1",
)


def rows_of(count: int) -> list[ChecklistRow]:
    return [replace(ROW, candidate_id=f"C{i:04d}", rank=i, key=f"key-{i}") for i in range(1, count + 1)]


def cell(sheet, code: str, line: int = HEADER_ROW + 1):
    return sheet.cell(line, [column.code for column in columns_for([ROW])].index(code) + 1)


def written(tmp_path, rows, **options):
    path = tmp_path / "確認.xlsx"
    write_checklist(path, rows, INFO, **options)
    return load_workbook(path)


def test_every_value_comes_back(tmp_path):
    sheet = written(tmp_path, [ROW]).worksheets[0]
    plain = ("candidate_id", "rank", "priority", "score", "score_max", "area_m2", "municipality", "latitude")
    for code in (*plain, "longitude", "x_m", "y_m", "reasons", "remarks", "key"):
        assert cell(sheet, code).value == getattr(ROW, code), code
    assert cell(sheet, "before_date").value == datetime.datetime(2025, 4, 30)
    assert cell(sheet, "after_date").value == datetime.datetime(2025, 11, 28)
    assert cell(sheet, "after_date").number_format == "yyyy/m/d"
    assert cell(sheet, "change").value == "vegetation → bare"
    assert cell(sheet, "status").value == "not yet visited"
    for code in ("visited_on", "visited_by", "finding", "emergency_measures"):
        assert cell(sheet, code).value is None


def test_rows_stand_in_rank_order_under_translated_heads(tmp_path):
    sheet = written(tmp_path, rows_of(5)[::-1], translate=lambda text: f"訳{text}").worksheets[0]
    assert sheet.title == "訳Field check list"
    assert [cell(sheet, "rank", HEADER_ROW + i).value for i in range(1, 6)] == [1, 2, 3, 4, 5]
    assert cell(sheet, "municipality", HEADER_ROW).value == "訳City / town"
    assert cell(sheet, "status").value == "訳not yet visited"
    head = " ".join(str(sheet.cell(line, HIDDEN + 1).value) for line in (1, 2, 3))
    for part in ("5 places", "2026/5/14", "前.tif", "2025/4/30", "後.tif", "2025/11/28"):
        assert part in head


def test_unknown_values_are_empty_cells(tmp_path):
    nan = float("nan")
    row = replace(ROW, latitude=nan, longitude=nan, area_m2=nan, before_date="", after_date="spring 2025", change=9)
    sheet = written(tmp_path, [row]).worksheets[0]
    for code in ("latitude", "area_m2", "before_date", "gsi_map", "google_maps"):
        assert cell(sheet, code).value is None, code
        assert cell(sheet, code).hyperlink is None
    assert cell(sheet, "after_date").value == "spring 2025"
    assert cell(sheet, "change").value == "9"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "=", "#REF!"]
)
def test_no_text_becomes_a_formula(tmp_path, text):
    row = replace(ROW, candidate_id=text, municipality=text, reasons=text, remarks=text, key=text, before_date=text)
    book = written(tmp_path, [row])
    for code in ("candidate_id", "municipality", "reasons", "remarks", "key", "before_date"):
        got = cell(book.worksheets[0], code)
        assert got.data_type == "s", code
        assert got.value == text.replace("\r", "\n")
        assert got.quotePrefix == (text != "#REF!")
    with zipfile.ZipFile(tmp_path / "確認.xlsx") as archive:
        assert all(b"<f>" not in archive.read(name) for name in archive.namelist() if "worksheets/" in name)


def test_translated_words_that_look_like_formulas_stay_text(tmp_path):
    book = written(tmp_path, [ROW], translate=lambda text: "=" + text)
    for sheet in book:
        assert not [c.coordinate for line in sheet.iter_rows() for c in line if c.data_type == "f"]


def test_characters_xml_cannot_hold_are_dropped(tmp_path):
    row = replace(ROW, remarks="a\x00b\x0bc\x1fd\ud800e\ufffff\r\ng 𠮟😀")
    assert cell(written(tmp_path, [row]).worksheets[0], "remarks").value == "abcdef\ng 𠮟😀"


def test_links_lead_to_the_place(tmp_path):
    sheet = written(tmp_path, [ROW]).worksheets[0]
    assert cell(sheet, "gsi_map").hyperlink.target == "https://maps.gsi.go.jp/#17/35.809512/139.096123/"
    assert cell(sheet, "google_maps").hyperlink.target == "https://www.google.com/maps?q=35.809512,139.096123"


def test_drop_downs_offer_the_value_lists(tmp_path):
    book = written(tmp_path, rows_of(7))
    sheet = book.worksheets[0]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert len(rules) == 4
    for code, values in (("status", STATUSES), ("finding", FINDINGS), ("emergency_measures", EMERGENCY_MEASURES)):
        letter = cell(sheet, code).column_letter
        rule = rules[f"{letter}{HEADER_ROW + 1}:{letter}{HEADER_ROW + 7}"]
        assert rule.type == "list"
        ((title, area),) = book.defined_names[rule.formula1].destinations
        assert [c.value for (c,) in book[title][area.replace("$", "")]] == list(values.values())
    letter = cell(sheet, "visited_on").column_letter
    rule = rules[f"{letter}{HEADER_ROW + 1}:{letter}{HEADER_ROW + 7}"]
    assert (rule.type, rule.operator, rule.formula1, rule.formula2) == ("date", "between", "36526", "73050")
    assert all(rule.showErrorMessage for rule in rules.values())


def test_it_is_set_up_for_screen_and_print(tmp_path):
    book = written(tmp_path, rows_of(3))
    sheet = book.worksheets[0]
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9  # A4
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    assert sheet.oddFooter.center.text == "Page &P of &N"
    assert sheet.oddHeader.left.text == "Field-check list of places with altered ground"
    assert sheet.freeze_panes == cell(sheet, "municipality").coordinate
    assert sheet.auto_filter.ref == f"A{HEADER_ROW}:X{HEADER_ROW + 3}"
    hidden = [key for key, dimension in sheet.column_dimensions.items() if dimension.hidden]
    assert hidden == ["A", "B", "C"]
    assert cell(sheet, "key").column_letter == "A"
    assert {c.font.name for line in sheet.iter_rows(min_row=HEADER_ROW) for c in line} == {"Meiryo UI"}


def test_rows_are_high_enough_for_their_text(tmp_path):
    long = replace(ROW, rank=2, reasons="長い理由" * 40)
    sheet = written(tmp_path, [ROW, long]).worksheets[0]
    column = next(column for column in COLUMNS if column.code == "reasons")
    needed = text_width(long.reasons) / column.width * 13  # points a line of 10-point Japanese text takes
    assert sheet.row_dimensions[HEADER_ROW + 2].height >= needed
    assert sheet.row_dimensions[HEADER_ROW + 2].height > 2 * sheet.row_dimensions[HEADER_ROW + 1].height


def test_full_width_characters_count_double():
    assert text_width("abc") == 3
    assert text_width("盛土ア") == 6
    assert text_width("ｱ") == 1


def test_an_empty_list_says_so(tmp_path):
    sheet = written(tmp_path, []).worksheets[0]
    assert sheet.cell(HEADER_ROW + 1, HIDDEN + 1).value == "No candidate was found."
    assert sheet.cell(HEADER_ROW + 1, 1).value is None
    assert not sheet.data_validations.dataValidation


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(OutputError, match="its folder does not exist"):
        write_checklist(tmp_path / "無い" / "a.xlsx", [ROW], INFO)


def test_a_locked_file_is_told_and_kept(tmp_path, monkeypatch):
    path = tmp_path / "確認.xlsx"
    path.write_bytes(b"old")

    def locked(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(OutputError, match=r"確認\.xlsx cannot be written \(Permission denied\)"):
        write_checklist(path, [ROW], INFO)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["確認.xlsx"]


def test_a_longer_list_replaces_an_older_one(tmp_path):
    written(tmp_path, rows_of(2))
    assert cell(written(tmp_path, rows_of(3)).worksheets[0], "candidate_id", HEADER_ROW + 3).value == "C0003"
    assert os.listdir(tmp_path) == ["確認.xlsx"]


def test_what_triage_found_has_columns_only_where_there_is_any(tmp_path):
    triaged = replace(ROW, priority_class="A", verdict="exceeds", zone="zone", permit="no permit", parcels="沢12-3 (70%)",
                      houses_below=0, onset="after")  # fmt: skip
    added = [column for column in COLUMNS if column.is_triage]
    assert {column.code for column in added} == {column.code for column in columns_for([ROW, triaged])} - {
        column.code for column in columns_for([ROW])
    }
    sheet = written(tmp_path, [triaged]).worksheets[0]
    line = dict(zip((c.code for c in columns_for([triaged])), (c.value for c in sheet[HEADER_ROW + 1])))
    assert {column.code: line[column.code] for column in added} == {
        column.code: getattr(triaged, column.code) for column in added
    }
    partly = replace(ROW, houses_below=3)
    assert [column.code for column in columns_for([ROW, partly]) if column.is_triage] == ["houses_below"]


def test_a_place_without_a_kind_of_change_shows_none(tmp_path):
    assert cell(written(tmp_path, [replace(ROW, change=0)]).worksheets[0], "change").value is None


def convert(path, kind):
    """``path`` converted by a LibreOffice with a profile of its own."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", path.parent / "out", path]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return path.parent / "out" / f"{path.stem}.{kind.split(':', maxsplit=1)[0]}"


def test_libreoffice_reads_it(tmp_path):
    path = tmp_path / "確認.xlsx"
    write_checklist(path, [replace(ROW, remarks="=1+1")], INFO)
    table = convert(path, "csv:Text - txt - csv (StarCalc):44,34,76")
    with open(table, encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    line = dict(zip((column.code for column in columns_for([ROW])), lines[HEADER_ROW]))
    assert line["candidate_id"] == "C0001"
    assert line["before_date"] == "2025/4/30"
    assert line["remarks"] == "=1+1"  # not 2
    assert line["reasons"] == ROW.reasons


def test_libreoffice_keeps_lists_and_links_when_saving(tmp_path):
    path = tmp_path / "確認.xlsx"
    write_checklist(path, rows_of(4), INFO)
    book = load_workbook(convert(path, "xlsx"))
    rules = book.worksheets[0].data_validations.dataValidation
    assert {rule.formula1 for rule in rules if rule.type == "list"} == {
        "list_status",
        "list_finding",
        "list_emergency_measures",
    }
    assert cell(book.worksheets[0], "key", HEADER_ROW + 4).value == "key-4"


def test_it_prints_one_page_wide_with_the_header_on_every_page(tmp_path):
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    path = tmp_path / "確認.xlsx"
    write_checklist(path, rows_of(60), INFO)
    pdf = convert(path, "pdf")
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True).stdout.decode()
    list_pages = [page for page in text.split("\f") if re.search(r"C00\d\d", page)]
    assert 2 <= len(list_pages) <= 4
    assert "###" not in text
    for page in list_pages:
        assert "Latitude" in page and "Remarks" in page  # the first and last columns: not spread over pages
        assert re.search(r"Page \d of \d", page)
    assert all(f"C{i:04d}" in text for i in range(1, 61))
