"""The field-check list: every value comes back, nothing in it is a formula, it prints, and it can be read back."""

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
import shapely
from openpyxl import load_workbook

from soranome.plugin.core.errors import Cancelled, InputError, OutputError
from soranome.plugin.core.fieldwork.exchange import VISIT_FIELDS, ListInfo
from soranome.plugin.core.fieldwork.papers.checklist import (
    CODES_ROW,
    HEADER_ROW,
    INFO_SHEET,
    ChecklistInfo,
    write_checklist,
)
from soranome.plugin.core.fieldwork.papers.checklist_columns import COLUMNS, PRINT_WIDTH, columns_for, is_printed
from soranome.plugin.core.fieldwork.papers.chips import Chips
from soranome.plugin.core.fieldwork.site import FieldSite
from soranome.plugin.core.fieldwork.values import DIRECTIONS, EMERGENCY_MEASURES, FINDINGS, STATUSES
from soranome.plugin.core.spreadsheet import text_width

LISTED = ListInfo("5f2c", "2026-05-14T01:02:03.000Z", "b1e7", "ja")
INFO = ChecklistInfo(datetime.date(2026, 5, 14), LISTED, "前.tif", "後.tif", "2025-04-30", datetime.date(2025, 11, 28))
SITE = FieldSite(
    key="7d3c-1",
    name="S00001",
    outline=shapely.Point(139.096123, 35.809512).buffer(0.0004),
    point=shapely.Point(139.096123, 35.809512),
    basis="unvisited|",
    candidate_id="C0001",
    rank=1,
    priority=0.91,
    change=1,
    score=0.823,
    score_max=0.97,
    area_m2=1234.5,
    municipality="奥多摩町",
    x_m=-21034.56,
    y_m=-66512.34,
    before_date="2025-04-30",
    after_date="2025-11-28",
    reasons="変化前は植生、変化後は裸地です。\nまとまった輪郭です。",
)
TRIAGED = replace(SITE, priority_class="A", verdict="超過", zone="規制区域", permit="許可なし", parcels="沢12-3 (70%)",
                  houses_below=0, onset="指定の後")  # fmt: skip
VISITED = replace(TRIAGED, last_visited_on="2026-04-01", last_visited_by="山田", finding="watch", status="visited",
                  emergency_measures="not_needed", remarks="林道から見える")  # fmt: skip
PLANNED = replace(VISITED, team="班A", planned_on="2026-06-01", visit_order=1)


def sites_of(count: int, site: FieldSite = SITE) -> list[FieldSite]:
    return [replace(site, name=f"S{i:05d}", rank=i, key=f"key-{i}") for i in range(1, count + 1)]


def codes_of(sheet) -> list[str]:
    return [cell.value for cell in sheet[CODES_ROW]]


def cell(sheet, code: str, line: int = HEADER_ROW + 1):
    return sheet.cell(line, codes_of(sheet).index(code) + 1)


def written(tmp_path, sites, **options):
    path = tmp_path / "確認.xlsx"
    write_checklist(path, sites, INFO, **options)
    return load_workbook(path)


def test_every_value_comes_back(tmp_path):
    sheet = written(tmp_path, [TRIAGED]).worksheets[0]
    plain = ("key", "basis", "name", "rank", "priority", "score", "score_max", "area_m2", "municipality", "latitude")
    triaged = ("priority_class", "verdict", "zone", "permit", "parcels", "houses_below", "onset")
    for code in (*plain, "longitude", "x_m", "y_m", "reasons", *triaged):
        assert cell(sheet, code).value == getattr(TRIAGED, code), code
    assert cell(sheet, "before_date").value == datetime.datetime(2025, 4, 30)
    assert cell(sheet, "after_date").value == datetime.datetime(2025, 11, 28)
    assert cell(sheet, "after_date").number_format == "yyyy/m/d"
    assert cell(sheet, "change").value == "vegetation → bare"
    assert cell(sheet, "place").value == "奥多摩町\n35.809512\n139.096123\nX -21034.6\nY -66512.3"
    facts = cell(sheet, "facts").value.split("\n")
    assert facts[:2] == ["vegetation → bare", "1,234 m²"]
    # "Change, law, …" of a row of ten lines; the rest stands behind.
    assert facts[2:] == ["Size against the law: 超過", "規制区域", "許可なし", "Buildings below: 0", "Onset: 指定の後",
                         "2025/4/30 → 2025/11/28…"]  # fmt: skip


def test_only_the_status_is_filled_in_of_the_visit(tmp_path):
    sheet = written(tmp_path, [VISITED]).worksheets[0]
    assert cell(sheet, "status").value == "visited"
    for field in VISIT_FIELDS:
        if field.code != "status":
            assert cell(sheet, field.code).value is None, field.code
    last = "2026/4/1 山田\nvisited\nkeep watching\nEmergency measures: not needed\n林道から見える"
    assert cell(sheet, "earlier").value == last
    assert "Buildings below: 0\nLast visit: 2026/4/1 山田\nvisited" in cell(sheet, "facts").value
    few = written(tmp_path, [replace(VISITED, verdict="", zone="", permit="")]).worksheets[0]
    assert f"\nLast visit: {last}" in cell(few, "facts").value
    assert cell(written(tmp_path, [SITE]).worksheets[0], "status").value == "not yet visited"


def test_the_list_can_be_read_back(tmp_path):
    """The agreed form: codes in a hidden row above the headings, key and basis in A and B, a hidden sheet says which."""
    book = written(tmp_path, sites_of(3, PLANNED), sheets_by="team", translate=lambda text: f"訳{text}")
    *lists, values, instructions, info = book.worksheets
    assert info.title == INFO_SHEET and info.sheet_state == "hidden"
    assert ListInfo.from_text(info["A1"].value) == LISTED
    (sheet,) = lists
    codes = codes_of(sheet)
    assert codes[:2] == ["key", "basis"]
    assert [code for code in codes if code in {f.code for f in VISIT_FIELDS}] == [
        f.code for f in sorted(VISIT_FIELDS, key=lambda field: field.kind in ("photo", "direction"))
    ]
    assert sheet.row_dimensions[CODES_ROW].hidden
    assert [key for key, dimension in sheet.column_dimensions.items() if dimension.hidden] == ["A", "B"]
    assert all(str(head.value).startswith("訳") for head in sheet[HEADER_ROW])
    assert [row[0] for row in sheet.iter_rows(min_row=HEADER_ROW + 1, values_only=True)] == ["key-1", "key-2", "key-3"]
    assert values.sheet_state == instructions.sheet_state == "visible"


def test_sites_stand_in_their_order_under_translated_heads(tmp_path):
    sheet = written(tmp_path, sites_of(5)[::-1], translate=lambda text: f"訳{text}").worksheets[0]
    assert sheet.title == "訳Field check list"
    assert [cell(sheet, "rank", HEADER_ROW + i).value for i in range(1, 6)] == [5, 4, 3, 2, 1]
    assert cell(sheet, "municipality", HEADER_ROW).value == "訳City / town"
    assert cell(sheet, "status").value == "訳not yet visited"
    head = " ".join(str(sheet.cell(line, 3).value) for line in (1, 2))
    for part in ("5 places", "2026/5/14", "前.tif", "2025/4/30", "後.tif", "2025/11/28"):
        assert part in head


def test_unknown_values_are_empty_cells(tmp_path):
    nan = float("nan")
    site = replace(SITE, area_m2=nan, x_m=nan, y_m=nan, before_date="", after_date="spring 2025", change=9, rank=0)
    sheet = written(tmp_path, [site]).worksheets[0]
    for code in ("area_m2", "before_date", "rank"):
        assert cell(sheet, code).value is None, code
    assert "x_m" not in codes_of(sheet)
    assert cell(sheet, "after_date").value == "spring 2025"
    assert cell(sheet, "facts").value == "9\nunknown → spring 2025"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "=", "#REF!"]
)
def test_no_text_becomes_a_formula(tmp_path, text):
    site = replace(PLANNED, name=text, municipality=text, reasons=text, remarks=text, key=text, basis=text, parcels=text,
                   before_date=text, status=text, finding=text, team=text, planned_on=text)  # fmt: skip
    for by in ("none", "team", "municipality"):
        book = written(tmp_path, [site], sheets_by=by)
        for code in ("name", "municipality", "reasons", "key", "basis", "before_date", "team", "planned_on", "status"):
            got = cell(book.worksheets[0], code)
            assert got.data_type == "s", code
            assert got.value == text.replace("\r", "\n")
            assert got.quotePrefix == (text != "#REF!")
        with zipfile.ZipFile(tmp_path / "確認.xlsx") as archive:
            assert all(b"<f>" not in archive.read(name) for name in archive.namelist() if "worksheets/" in name)


def test_translated_words_that_look_like_formulas_stay_text(tmp_path):
    book = written(tmp_path, [SITE], translate=lambda text: "=" + text)
    for sheet in book:
        assert not [c.coordinate for line in sheet.iter_rows() for c in line if c.data_type == "f"]


def test_characters_xml_cannot_hold_are_dropped(tmp_path):
    site = replace(SITE, reasons="a\x00b\x0bc\x1fd\ud800e\uffff\r\ng 𠮟😀")
    assert cell(written(tmp_path, [site]).worksheets[0], "reasons").value == "abcde\ng 𠮟😀"


def test_links_lead_to_the_place(tmp_path):
    sheet = written(tmp_path, [SITE]).worksheets[0]
    assert cell(sheet, "name").hyperlink.target == "https://maps.gsi.go.jp/#17/35.809512/139.096123/"
    assert cell(sheet, "google_maps").hyperlink.target == "https://www.google.com/maps?q=35.809512,139.096123"


def test_drop_downs_offer_the_value_lists(tmp_path):
    book = written(tmp_path, sites_of(7))
    sheet = book.worksheets[0]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert len(rules) == 7

    def rule_of(code):
        letter = cell(sheet, code).column_letter
        return rules[f"{letter}{HEADER_ROW + 1}:{letter}{HEADER_ROW + 7}"]

    lists = {"status": STATUSES, "finding": FINDINGS, "emergency_measures": EMERGENCY_MEASURES}
    for code, values in (lists | {f"direction_{i}": DIRECTIONS for i in (1, 2, 3)}).items():
        rule = rule_of(code)
        assert rule.type == "list"
        ((title, area),) = book.defined_names[rule.formula1].destinations
        assert [c.value for (c,) in book[title][area.replace("$", "")]] == list(values.values())
        # Degrees are good too: they must not be stopped.
        assert (rule.errorStyle == "warning") == code.startswith("direction")
    rule = rule_of("visited_on")
    assert (rule.type, rule.operator, rule.formula1, rule.formula2) == ("date", "between", "36526", "73050")
    assert all(rule.showErrorMessage for rule in rules.values())


def test_it_is_set_up_for_screen_and_print(tmp_path):
    book = written(tmp_path, sites_of(3))
    sheet = book.worksheets[0]
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9  # A4
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    last = cell(sheet, "remarks").column_letter
    assert sheet.print_area == f"'Field check list'!$C$1:${last}${HEADER_ROW + 3}"
    assert sheet.oddFooter.center.text == "Page &P of &N"
    assert sheet.oddHeader.left.text == "Field-check list of places with altered ground"
    assert sheet.freeze_panes == cell(sheet, "place").coordinate
    assert sheet.auto_filter.ref == f"A{HEADER_ROW}:{sheet[HEADER_ROW][-1].column_letter}{HEADER_ROW + 3}"
    assert {c.font.name for line in sheet.iter_rows(min_row=HEADER_ROW) for c in line} == {"Meiryo UI"}


@pytest.mark.parametrize("site", [SITE, TRIAGED, VISITED, PLANNED])
@pytest.mark.parametrize("chips", [(False, False), (True, True)])
@pytest.mark.parametrize("by", ["none", "team"])
def test_what_is_printed_stays_legible(site, chips, by):
    printed = [column for column in columns_for([site], chips, by) if is_printed(column)]
    assert sum(column.width for column in printed) <= PRINT_WIDTH
    assert next(column.width for column in printed if column.code == "reasons") >= 26


def test_rows_are_high_enough_for_their_text(tmp_path):
    long = replace(SITE, rank=2, reasons="長い理由" * 60)
    book = written(tmp_path, [SITE, long])
    sheet = book.worksheets[0]
    width = sheet.column_dimensions[cell(sheet, "reasons").column_letter].width
    needed = text_width(long.reasons) / width * 12  # points a line of 10-point Japanese text takes
    assert sheet.row_dimensions[HEADER_ROW + 2].height >= needed
    assert sheet.row_dimensions[HEADER_ROW + 2].height > 1.5 * sheet.row_dimensions[HEADER_ROW + 1].height


@pytest.mark.parametrize(
    "reasons", ["長い理由です。\n" * 30, "理由" * 900, "The ground was raised here. " * 90, "W" * 900]
)
def test_long_reasons_end_visibly_and_stand_whole_behind(tmp_path, reasons):
    reasons = reasons.strip()
    short = written(tmp_path, [SITE]).worksheets[0]
    assert cell(short, "reasons").value == cell(short, "reasons_all").value == SITE.reasons
    sheet = written(tmp_path, [replace(SITE, reasons=reasons)]).worksheets[0]
    shown = cell(sheet, "reasons").value
    assert shown.endswith("…") and reasons.startswith(shown.removesuffix("…"))
    assert cell(sheet, "reasons_all").value == reasons
    assert cell(sheet, "reasons_all").column > cell(sheet, "remarks").column, "not printed"
    width = sheet.column_dimensions[cell(sheet, "reasons").column_letter].width
    assert 6 * width < text_width(shown.replace("\n", " " * 30)) < 12 * width, "the row is used"
    assert sheet.row_dimensions[HEADER_ROW + 1].height == pytest.approx(149)


def test_full_width_characters_count_double():
    assert text_width("abc") == 3
    assert text_width("盛土ア") == 6
    assert text_width("ｱ") == 1


@pytest.mark.parametrize("by", ["none", "team", "municipality"])
def test_an_empty_list_says_so(tmp_path, by):
    sheet = written(tmp_path, [], sheets_by=by).worksheets[0]
    assert sheet.cell(HEADER_ROW + 1, 3).value == "No site was found."
    assert sheet.cell(HEADER_ROW + 1, 1).value is None
    assert not sheet.data_validations.dataValidation


def test_each_team_or_municipality_has_a_sheet_of_its_own(tmp_path):
    towns = ["奥多摩町", "", "檜原村", "奥多摩町"]
    sites = [replace(site, municipality=town) for site, town in zip(sites_of(4), towns)]
    *lists, _, _, _ = written(tmp_path, sites, sheets_by="municipality").worksheets
    assert [sheet.title for sheet in lists] == ["奥多摩町", "檜原村", "without a municipality"]
    keys = [[row[0] for row in s.iter_rows(min_row=HEADER_ROW + 1, values_only=True)] for s in lists]
    assert keys == [["key-1", "key-4"], ["key-3"], ["key-2"]]
    assert lists[0].cell(1, 3).value.endswith("奥多摩町")
    assert "2 places" in lists[0].cell(2, 3).value
    assert len({tuple(codes_of(sheet)) for sheet in lists}) == 1


NAMES = ["a/b:c?*[d]\\", "'奥多摩'", "History", "😀" * 20, "長い市区町村名" * 6, "長い市区町村名" * 6 + "違", "ＡＢＣ",
         "abc", "Value lists", "SORANOME", " ", "x & <y> \"z\"", "O'Brien", "\x00"]  # fmt: skip


def test_any_name_makes_a_sheet(tmp_path):
    sites = [replace(site, team=name) for site, name in zip(sites_of(len(NAMES)), NAMES)]
    book = written(tmp_path, sites, sheets_by="team")
    titles = book.sheetnames
    assert len(titles) == len(NAMES) + 3
    assert len({title.casefold() for title in titles}) == len(titles)
    for title in titles:
        assert 1 <= len(title.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[:\\/?*\[\]]", title) and title.strip("'") == title
        assert title.casefold() != "history"
    for sheet in book.worksheets[: len(NAMES)]:
        assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
        assert sheet.print_area.endswith(f"${HEADER_ROW + 1}")
    again = load_workbook(convert(tmp_path / "確認.xlsx", "xlsx"))
    assert again.sheetnames == titles


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(OutputError, match="its folder does not exist"):
        write_checklist(tmp_path / "無い" / "a.xlsx", [SITE], INFO)


def test_a_locked_file_is_told_and_kept(tmp_path, monkeypatch):
    path = tmp_path / "確認.xlsx"
    path.write_bytes(b"old")

    def locked(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(OutputError, match=r"確認\.xlsx cannot be written \(Permission denied\)"):
        write_checklist(path, [SITE], INFO)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["確認.xlsx"]


def test_a_longer_list_replaces_an_older_one(tmp_path):
    written(tmp_path, sites_of(2))
    assert cell(written(tmp_path, sites_of(3)).worksheets[0], "name", HEADER_ROW + 3).value == "S00003"
    assert os.listdir(tmp_path) == ["確認.xlsx"]


class Stopping:
    """A user who stops the run the moment ``writes`` rows or pieces are done."""

    def __init__(self, asked: int):
        self.left, self.fractions = asked, []

    @property
    def cancelled(self) -> bool:
        self.left -= 1
        return self.left < 0

    def report(self, fraction, text="") -> None:
        self.fractions.append(fraction)


def test_progress_is_told_and_a_stopped_run_leaves_nothing(tmp_path, monkeypatch):
    work = tmp_path / "temp"
    work.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(work))
    never = Stopping(10**9)
    write_checklist(tmp_path / "a.xlsx", sites_of(50), INFO, progress=never)
    assert never.fractions == sorted(never.fractions) and never.fractions[-1] == 1
    asked = 10**9 - never.left
    (tmp_path / "a.xlsx").unlink()
    # While rows are written, while the file is packed, and right at the end.
    for moment in (0, 1, 25, 51, 60, asked - 1):
        with pytest.raises(Cancelled):
            write_checklist(tmp_path / "a.xlsx", sites_of(50), INFO, progress=Stopping(moment))
        assert os.listdir(tmp_path) == ["temp"] and os.listdir(work) == []


def test_a_place_without_a_kind_of_change_shows_none(tmp_path):
    assert cell(written(tmp_path, [replace(SITE, change=0)]).worksheets[0], "change").value is None


def test_columns_without_any_value_are_left_out():
    optional = {column.code for column in COLUMNS if column.optional}
    plan = {"team", "planned_on", "visit_order"}
    assert optional & {column.code for column in columns_for([SITE])} == {"x_m", "y_m", "reasons_all"}
    assert optional & {column.code for column in columns_for([SITE, VISITED])} == optional - plan
    planned = [column.code for column in columns_for([PLANNED])]
    assert planned[2:5] == ["team", "planned_on", "visit_order"]
    assert planned[-1] == "rank"


# -- pictures ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def images(make_raster):
    """Two dates around SITE, 2 km wide."""
    import numpy as np

    noise = np.random.default_rng(3).integers(200, 2500, (2, 3, 200, 200), "uint16")
    return [make_raster(f"{name}.tif", array, west=-67500, north=-20000) for name, array in zip("ba", noise)]


def pictures(sheet) -> dict[str, bytes]:
    """JPEG by the cell that holds it."""
    found = {}
    for image in sheet._images:
        start, end = image.anchor._from, image.anchor.to
        assert image.anchor.editAs == "twoCell"
        assert (start.row, start.col) == (end.row, end.col)
        found[sheet.cell(start.row + 1, start.col + 1).coordinate] = image._data()
    return found


def test_pictures_stand_in_their_rows(tmp_path, images):
    far = replace(SITE, outline=shapely.Point(139.5, 35.5).buffer(0.001))
    sites = [replace(site, outline=shapely.transform(site.outline, lambda xy, i=i: xy + 0.0005 * i))
             for i, site in enumerate(sites_of(4))]  # fmt: skip
    sites.insert(2, far)
    info = replace(INFO, chip_dates=("2025-04-30", ""))
    path = tmp_path / "確認.xlsx"
    with Chips(*images) as chips:
        bare = write_checklist(path, sites, info, chips=chips)
        expected = [chips.pair(site.outline) for site in sites]
    assert bare == 1
    sheet = load_workbook(path).worksheets[0]
    found = pictures(sheet)
    assert len(found) == 8
    for line, pair in enumerate(expected, HEADER_ROW + 1):
        for code, jpeg in (("chip_before", pair.before), ("chip_after", pair.after)):
            place = cell(sheet, code, line)
            assert found.get(place.coordinate) == jpeg
            assert place.value == (None if jpeg else "no image")
        height = sheet.row_dimensions[line].height
        assert not pair.before or height >= 100
    assert cell(sheet, "chip_before", HEADER_ROW).value == "Image before\n2025/4/30"
    assert cell(sheet, "chip_after", HEADER_ROW).value == "Image after"


def test_one_image_makes_one_column(tmp_path, images):
    with Chips(None, images[1]) as chips:
        sheet = written(tmp_path, [SITE], chips=chips).worksheets[0]
    assert "chip_after" in codes_of(sheet) and "chip_before" not in codes_of(sheet)
    assert len(pictures(sheet)) == 1


def test_images_of_another_region_are_refused_before_the_work(tmp_path, images):
    with Chips(*images) as chips, pytest.raises(InputError, match="None of the 1 sites lies on the images"):
        write_checklist(tmp_path / "a.xlsx", [replace(SITE, outline=shapely.Point(141, 38))], INFO, chips=chips)
    assert not (tmp_path / "a.xlsx").exists()


# -- the package, and other programs -------------------------------------------------------------------------------------


def test_the_package_is_sound(tmp_path, images):
    """What makes Excel "repair" a file: parts twice or without a type, links to nothing, XML that is none."""
    from lxml import etree

    path = tmp_path / "確認.xlsx"
    with Chips(*images) as chips:
        sites = [
            replace(site, team=team) for site, team in zip(sites_of(4, PLANNED), ["x & <y>", "x & <y>", "b/c", ""])
        ]
        write_checklist(path, sites, INFO, sheets_by="team", chips=chips)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert len(set(names)) == len(names) and archive.testzip() is None
        parts = {name: etree.fromstring(archive.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    types = parts.pop("[Content_Types].xml")
    endings = {e.get("Extension") for e in types if e.tag.endswith("Default")}
    overrides = [e.get("PartName") for e in types if e.tag.endswith("Override")]
    assert len(set(overrides)) == len(overrides) and {name[1:] for name in overrides} <= set(names)
    for name in set(names) - {"[Content_Types].xml"}:
        assert f"/{name}" in overrides or name.rsplit(".", 1)[-1] in endings, name
    for name, part in parts.items():
        if name.endswith(".rels"):
            identifiers = [e.get("Id") for e in part]
            assert len(set(identifiers)) == len(identifiers)
            for relation in part:
                if relation.get("TargetMode") != "External" and relation.get("Target").startswith("/"):
                    assert relation.get("Target")[1:] in names
    order = ["sheetPr", "sheetViews", "sheetFormatPr", "cols", "sheetData", "autoFilter", "dataValidations", "hyperlinks",
             "pageMargins", "pageSetup", "headerFooter", "drawing"]  # fmt: skip
    assert [etree.QName(e).localname for e in parts["xl/worksheets/sheet1.xml"]] == order


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
    write_checklist(path, [replace(VISITED, parcels="=1+1")], INFO)
    table = convert(path, "csv:Text - txt - csv (StarCalc):44,34,76")
    with open(table, encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    line = dict(zip(lines[CODES_ROW - 1], lines[HEADER_ROW]))
    assert line["name"] == "S00001"
    assert line["before_date"] == "2025/4/30"
    assert line["parcels"] == "=1+1"  # not 2
    assert line["reasons"] == SITE.reasons


def test_libreoffice_keeps_everything_when_saving(tmp_path, images):
    path = tmp_path / "確認.xlsx"
    with Chips(*images) as chips:
        write_checklist(path, sites_of(4, PLANNED), INFO, chips=chips, sheets_by="team")
    book, again = load_workbook(path), load_workbook(convert(path, "xlsx"))
    assert again.sheetnames == book.sheetnames
    for before, after in zip(book.worksheets, again.worksheets):
        values = [[[c.value for c in row] for row in sheet.iter_rows()] for sheet in (before, after)]
        assert values[0] == [row[: len(values[0][0])] for row in values[1][: len(values[0])]]
    sheet, saved = book.worksheets[0], again.worksheets[0]
    assert again[INFO_SHEET].sheet_state == "hidden" and saved.row_dimensions[CODES_ROW].hidden
    assert saved.column_dimensions["A"].hidden
    rules = [{(rule.formula1, str(rule.sqref), rule.errorStyle or "stop") for rule in s.data_validations.dataValidation
              if rule.type == "list"} for s in (sheet, saved)]  # fmt: skip
    assert len(rules[0]) == 6 and rules[0] == rules[1]
    link = cell(saved, "name").hyperlink  # LibreOffice keeps what follows # apart
    assert f"{link.target}#{link.location}" == cell(sheet, "name").hyperlink.target
    assert len(saved._images) == 8
    assert {(i.anchor._from.row, i.anchor._from.col) for i in saved._images} == {
        (i.anchor._from.row, i.anchor._from.col) for i in sheet._images
    }


def test_it_prints_one_page_wide_with_the_header_on_every_page(tmp_path, images):
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    path = tmp_path / "確認.xlsx"
    with Chips(*images) as chips:
        write_checklist(path, sites_of(20, PLANNED), INFO, chips=chips)
    pdf = convert(path, "pdf")
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True).stdout.decode()
    list_pages = [page for page in text.split("\f") if re.search(r"S000\d\d", page)]
    assert 3 <= len(list_pages) <= 8
    assert "###" not in text
    for page in list_pages:
        assert "Visit" in page and "Remarks" in page  # the first and last columns: not spread over pages
        assert "Photo 1" not in page
        assert re.search(r"Page \d+ of \d+", page)
    assert all(f"S{i:05d}" in text for i in range(1, 21))
    assert smallest_text(pdf) >= 5.9


def smallest_text(pdf) -> float:
    """Points of the smallest text of the first page, from its own content."""
    import zlib

    for packed in re.findall(rb"stream\r?\n(.*?)endstream", pdf.read_bytes(), re.S):
        try:
            content = zlib.decompress(packed)
        except zlib.error:
            continue
        if b"BT" in content:
            return min(float(size) for size in re.findall(rb"/F\d+ ([\d.]+) Tf", content))
    raise AssertionError("no text")
