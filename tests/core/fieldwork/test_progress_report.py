"""The page on the progress: whole HTML, nothing from the network, numbers that are the register's."""

import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest
from shapely import box

HOSTILE = "<img src=http://x.jp/a.png onerror=alert(1)>\n\"町'&"
VOID = {"meta", "br", "img", "rect", "path"}


class Strict(HTMLParser):
    """Collects text and attributes; raises where tags do not nest."""

    def __init__(self):
        super().__init__()
        self.open, self.attributes, self.text = [], [], []

    def handle_starttag(self, tag, attributes):
        self.attributes += [(tag, name, value) for name, value in attributes]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.attributes += [(tag, name, value) for name, value in attributes]

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, tag

    def handle_data(self, data):
        self.text.append(data)


def parsed(page):
    parser = Strict()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser


def life(number, **values):
    from soranome.plugin.core.fieldwork.outcomes.progress import Life

    x, y = 100 * (number % 100), 100 * (number // 100)
    given = {
        "name": f"S{number:05d}",
        "found_on": "2024-10-25",
        "municipality": "奥多摩町",
        "priority_class": "A",
        "rank": number + 1,
        "latitude": 35.8,
        "longitude": 139.1,
        "outline": box(x, y, x + 40, y + 40),
        **values,
    }
    return Life(str(number), **given)


def made(lives, translate=str, language="en", areas=(), **about):
    from soranome.plugin.core.fieldwork.outcomes.progress import Notes
    from soranome.plugin.core.fieldwork.outcomes.progress_report import About, report

    about = {"register": "台帳.gpkg", "day": "2025-03-31", "made_on": "2025-04-01", **about}
    return report(lives, Notes(), About(**about), areas, translate, language)


def table_with(page, word):
    """Rows (texts of cells) of the first table whose head holds a word."""
    for table in re.findall(r"<table>.*?</table>", page, re.S):
        rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in re.findall(r"<tr.*?</tr>", table, re.S)]
        if word in rows[0]:
            return rows
    raise AssertionError(word)


FEW = [
    life(0, steps=(("2024-11-05", "visited"), ("2025-01-10", "under_correction"))),
    life(1, steps=(("2024-12-05", "lawful"),), municipality="檜原村", visits=("2024-12-05",)),
    life(2, municipality="", priority_class=""),
    life(3, found_on="2025-02-01", steps=(("2025-04-20", "corrected"),), emergency=(("2025-02-02", "needed"),)),
    life(4, found_on="2025-04-02"),
]


def test_the_numbers_are_those_of_the_day():
    page = made(FEW)
    parsed(page)
    statuses = {row[0]: row[1:] for row in table_with(page, "Share")[1:]}
    assert statuses["not yet visited"] == ["2", "50.0 %"], "the last was found later, the fourth corrected later"
    assert (statuses["being corrected"][0], statuses["lawful"][0], statuses["Total"][0]) == ("1", "1", "4")
    months = table_with(page, "Open at its start")
    assert [row[:6] for row in months[1:]] == [
        ["2024-10", "0", "3", "0", "0", "3"],
        ["2024-11", "3", "0", "0", "0", "3"],
        ["2024-12", "3", "0", "0", "1", "2"],
        ["2025-01", "2", "0", "0", "0", "2"],
        ["2025-02", "2", "1", "0", "0", "3"],
        ["2025-03", "3", "0", "0", "0", "3"],
        ["Total", "0", "4", "0", "1", "3"],
    ]
    places = {row[0]: row[1:] for row in table_with(page, "Municipality")[1:]}
    assert list(places) == ["奥多摩町", "檜原村", "unknown", "Total"]
    columns = list(zip(*[[int(n) for n in row] for name, row in places.items() if name != "Total"]))
    sums = [sum(column) for column in columns]
    assert [sums[i] for i in (0, 1, 2, 3, 4, 5, 6, 8, 9)] == [
        int(places["Total"][i]) for i in (0, 1, 2, 3, 4, 5, 6, 8, 9)
    ]
    assert "Emergency measures are needed at 1 sites." in page
    assert page.count("maps.gsi.go.jp") == 4, "two open of class A, one emergency, one waiting"


def test_a_site_decided_at_the_desk_was_not_visited():
    """The headline, the funnel and the months speak of the same visits."""
    from soranome.plugin.core.fieldwork.outcomes.progress_report import numbers

    found = numbers(FEW, "2025-03-31", 30)
    assert (found.found, found.visited, found.decided, found.unseen) == (4, 1, 2, 1)
    assert numbers(FEW, "2024-12-04", 30).visited == 0
    page = made(FEW)
    assert "1 of 4 sites have been visited (25 %)" in page and "1 more sites were decided without a visit." in page
    (months,) = (row for row in table_with(page, "Open at its start") if row[0] == "Total")
    assert months[7] == "1", "visited for the first time"
    assert {row[0]: row[8] for row in table_with(page, "Municipality")[1:]}["Total"] == "25"
    (funnel,) = re.findall(r'<svg role="img" aria-label="From finding.*?</svg>', page, re.S)
    assert [text for text in re.findall(r">([^<]+)</text>", funnel) if "%" in text] == [
        "4 (100 %)", "1 (25 %)", "2 (50 %)", "1 (25 %)", "1 (25 %)", "0 (0 %)",
    ]  # fmt: skip
    after_a_visit = [life(0, steps=(("2024-11-05", "lawful"),), visits=("2024-11-05",))]
    assert "without a visit" not in made(after_a_visit)


def test_the_map_stands_on_the_first_printed_page(tmp_path):
    """A figure that may not be broken left half of it empty."""
    if not shutil.which("chromium") or not shutil.which("pdftotext"):
        pytest.skip("chromium or pdftotext is not installed")
    (tmp_path / "p.html").write_text(made([*FEW, life(9, outline=box(0, 0, 9000, 9000))]), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile"]
    command = ["chromium", *options, f"--print-to-pdf={tmp_path}/p.pdf", (tmp_path / "p.html").as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    first = subprocess.run(["pdftotext", "-l", "1", tmp_path / "p.pdf", "-"], capture_output=True, check=True).stdout
    assert {"From finding to correction", "Map", "N"} <= set(first.decode().splitlines())


def test_months_begin_where_they_are_asked_to():
    months = table_with(made(FEW, first="2025-01-15"), "Open at its start")
    assert [row[:6] for row in months[1:]] == [
        ["2025-01", "2", "0", "0", "0", "2"],
        ["2025-02", "2", "1", "0", "0", "3"],
        ["2025-03", "3", "0", "0", "0", "3"],
        ["Total", "2", "1", "0", "0", "3"],
    ]
    assert table_with(made(FEW, first="1900-01-01"), "Open at its start")[1][0] == "2024-10"
    old = made([life(0, found_on="2015-01-01")])
    assert len(table_with(old, "Open at its start")) == 24 + 2, "two years, head and sum"


def test_nothing_is_loaded_and_names_stay_text():
    sites = [life(i, municipality=HOSTILE, name=HOSTILE, team=HOSTILE, planned_on="2024-11-01") for i in range(3)]
    page = made(sites, register=HOSTILE, area=HOSTILE, areas=[(box(0, 0, 200, 200), HOSTILE)])
    found = parsed(page)
    assert not [one for one in found.attributes if one[1].startswith("on") or one[1] in ("src", "srcset", "xlink:href")]
    links = {(tag, value) for tag, name, value in found.attributes if name == "href"}
    assert links == {("a", "https://maps.gsi.go.jp/#17/35.800000/139.100000/")}
    assert not re.search(r"<(script|link|iframe|image|use|object|embed)\b|url\(|@import", page)
    svg = "".join(re.findall(r"<svg.*?</svg>", page, re.S))
    assert "<br" not in svg, "HTML inside an SVG ends it"
    assert HOSTILE.splitlines()[0] in "".join(found.text)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_register_without_sites_or_without_outlines_makes_a_page(language):
    parsed(made([], language=language))
    page = made([life(0, outline=None, latitude=None, longitude=None, rank=None)], language=language)
    parsed(page)
    assert "No site has an outline" in page and "maps.gsi" not in page


def test_japanese_pages_write_days_and_months_as_offices_do():
    page = made(FEW, language="ja")
    assert "As of 令和7年3月31日" in page and "令和6年10月" in page and ">R6.10<" in page
    assert not re.search(r"\d{4}-\d{2}", "".join(parsed(page).text[2:]))


def test_ten_thousand_sites_stay_small():
    statuses = ["visited", "lawful", "false_detection", "under_correction", "corrected"]
    sites = [
        life(
            i,
            steps=(("2024-12-05", statuses[i % 5]),) if i % 3 else (),
            municipality=f"{i % 62}町",
            priority_class="ABCD"[i % 4],
        )
        for i in range(10_000)
    ]
    page = made(sites)
    assert len(page.encode()) < 5_000_000
    assert page.count("<svg") < 100, "symbols share few paths"
    (shown,) = re.findall(r'<svg role="img" aria-label="Map of.*?</svg>', page, re.S)
    assert sum(path.count("M") for path in re.findall(r'<path transform.*?d="([^"]*)"', shown)) == 10_000


def test_sites_in_one_place_and_far_apart_make_a_map():
    away = [
        (box(9e5, 9e5, 9.1e5, 9.1e5), "遠い町"),
        (box(-9e5, -9e5, -250, 9e5), "隣の町"),
        (box(0, 0, 30, 30), "近い町"),
    ]
    near = made([life(0)], areas=away)
    assert "近い町" in near and "遠い町" not in near
    far = made([life(0), life(1, outline=box(1e6, -8e5, 1e6 + 40, -8e5 + 40))])
    for page, bar in ((near, "100 m"), (far, "200 km")):
        parsed(page)
        assert f">{bar}</text>" in page and "nan" not in page.lower()
