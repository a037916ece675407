"""Indicators in closed form, and that what is unknown never becomes zero."""

import csv
import io
import re

import numpy as np
import pytest
import shapely
from rasterio.crs import CRS
from rasterio.transform import from_origin

from soranome.plugin.core.coverage.holes.hole_inputs import Carrier, Rules, Samples
from soranome.plugin.core.coverage.holes.holes import complete_carriers, find_holes
from soranome.plugin.core.coverage.holes.holes_report import (
    Given,
    evidence,
    numbers,
    read_summary,
    report,
    summary,
    summary_csv,
)
from soranome.plugin.core.coverage.holes.indicators import (
    Areas,
    Assessment,
    Lists,
    People,
    Places,
    Roads,
    Share,
    inner_point,
    pieces_of,
)
from soranome.plugin.core.coverage.holes.programme import field_for, is_ferry, place_kind, programme
from soranome.plugin.core.coverage.holes.states import MEASURED_HOLE, NO_DATA, PREDICTED_HOLE
from soranome.plugin.core.coverage.lists.mesh import parse_mesh
from soranome.plugin.core.errors import InputError
from soranome.plugin.core.grid import Grid
from soranome.plugin.core.raster import RasterWriter

WEST, NORTH, CELL = -60000.0, -30000.0, 50.0
SIZE = 40  # cells: 2 km
GOOD, BAD, NAN = -80.0, -120.0, float("nan")


def at(x, y):
    """Map units of metres east and south of the corner."""
    return WEST + x, NORTH - y


def box(left, top, right, bottom):
    return shapely.box(WEST + left, NORTH - bottom, WEST + right, NORTH - top)


def line(*points):
    return shapely.LineString([at(*point) for point in points])


@pytest.fixture
def assess(make_raster, tmp_path):
    """A function: (Assessment, Findings) of one signal (rows, columns) of 50 m, or several, and lists."""

    def found(signals, lists, rules=None, samples=None, block_size=2048):
        if not isinstance(signals, dict):
            signals = {"A": signals}
        carriers = [
            Carrier(name, [make_raster(f"{name}.tif", np.asarray(v, "float32"), cell=CELL, nodata=np.nan)])
            for name, v in signals.items()
        ]
        rules = rules or Rules(-100.0)
        grid = Grid(CRS.from_epsg(6677), from_origin(WEST, NORTH, CELL, CELL), SIZE, SIZE)
        carriers, considered, apart = complete_carriers(carriers, samples)
        xy = None if samples is None else np.column_stack([samples.x, samples.y])
        assessment = Assessment(lists, grid, xy)
        with RasterWriter(tmp_path / "c.tif", grid, "uint8", len(carriers) + 1, 255) as writer:
            result = find_holes(
                grid,
                carriers,
                considered,
                rules,
                assessment.layers,
                writer,
                samples,
                apart,
                assessment.points,
                block_size=block_size,
            )
        known = {carrier.name: number for number, carrier in enumerate(carriers)}
        of = np.zeros(0, int) if samples is None else np.array([known.get(n, -1) for n in samples.carrier])
        bad = np.zeros(0, bool) if samples is None else samples.bad(rules.sample_threshold_dbm)
        return assessment, assessment.take(result, of, bad)

    return found


def signal(covered=0.5, unknown=0.0):
    """Covered in the west, not covered in the east, the last columns unknown."""
    values = np.full((SIZE, SIZE), BAD)
    values[:, : round(covered * SIZE)] = GOOD
    if unknown:
        values[:, SIZE - round(unknown * SIZE) :] = np.nan
    return values


# -- closed forms ------------------------------------------------------------------------------------------------------


def test_half_of_everything_is_covered(assess):
    lists = Lists(
        Areas([box(0, 0, 2000, 1000), box(0, 1000, 2000, 2000)], ["北", "南"], ["", ""]),
        People([box(0, 0, 500, 500), box(750, 0, 1250, 500), box(1500, 1500, 2000, 2000)], np.array([100.0, 40, 7]),
               [""] * 3),
        Roads([line((0, 500), (2000, 500)), line((500, 1500), (1300, 1500)), line((0, 1990), (2000, 1990))],
              np.array([False, False, True])),
        Places(np.array([at(10, 10), at(1500, 10), at(400, 1600), at(600, 1700)]), ["駅", "駅", "病院", "病院"],
               list("abcd")),
        [box(800, 0, 1200, 500)],
    )  # fmt: skip
    _, findings = assess(signal(), lists)
    total = findings.total()
    assert (total.land_m2.covered, total.land_m2.holes, total.land_m2.unknown) == (2e6, 2e6, 0)
    assert (total.facilities.covered, total.facilities.holes) == (3, 1) and total.facilities.known == 0.75
    assert total.roads_m.covered == pytest.approx(1000 + 500) and total.roads_m.holes == pytest.approx(1000 + 300)
    assert total.ferries_m.known == 0.5
    assert total.commercial_m2.holes == 200 * 500
    assert total.people.covered == pytest.approx(100 + 20) and total.people.holes == pytest.approx(20 + 7)
    assert total.people_half.covered == pytest.approx(140) and total.people_half.holes == pytest.approx(7), (
        "half is enough"
    )
    north, south = findings.by_area()
    assert (north.area, south.area) == ("北", "南")
    assert north.facility_kinds["駅"].known == 0.5 and north.facility_kinds["病院"] is None
    assert south.facilities.known == 1.0 and south.roads_m.known == pytest.approx(500 / 800)
    assert south.commercial_m2.total == 0 and south.ferries_m.total == pytest.approx(2000)
    assert ("北", "病院") in findings.unlisted() and ("南", "駅") in findings.unlisted()
    (north_hole,) = (hole for hole in findings.holes if hole.area in ("北", "南"))
    assert north_hole.kind == PREDICTED_HOLE and north_hole.area_m2 == 2e6
    assert north_hole.people == pytest.approx(27) and north_hole.places == ["b"]
    assert north_hole.road_m == pytest.approx(1300) and north_hole.ferry_m == pytest.approx(1000)
    assert numbers(total)["COMMERCIAL_LEFT"] == 10.0


@pytest.mark.parametrize(
    ("covered", "unknown", "verdict"),
    [
        (0.5, 0.0, "covered"),
        (0.475, 0.0, "holes"),
        (0.475, 0.5, "unknown"),
        (0.1, 0.4, "unknown"),
        (0.1, 0.375, "holes"),
        (0.5, 0.5, "covered"),
    ],
)
def test_the_half_mesh_rule_and_what_unknown_decides(assess, covered, unknown, verdict):
    people = People([box(0, 0, 2000, 2000)], np.array([200.0]), [""])
    _, findings = assess(signal(covered, unknown), Lists(people=people))
    half = findings.total().people_half
    assert getattr(half, verdict) == pytest.approx(200) and half.total == pytest.approx(200)
    plain = findings.total().people
    assert plain.covered == pytest.approx(200 * covered) and plain.unknown == pytest.approx(200 * unknown)
    assert plain.low == pytest.approx(covered) and plain.high == pytest.approx(covered + unknown)


def test_quarters_are_judged_by_their_500_m_square(assess):
    codes = [f"53394611{quarter}{digit}" for quarter in (1, 2) for digit in (1, 2, 3, 4)]
    assert all(parse_mesh(code) for code in codes)
    shapes = [box(x, y, x + 250, y + 250) for left in (500, 1000) for x, y in
              ((left, 250), (left + 250, 250), (left, 0), (left + 250, 0))]  # fmt: skip
    people = People(shapes, np.full(8, 10.0), codes)
    _, findings = assess(signal(0.35), Lists(people=people))  # covered to 700 m
    total = findings.total()
    assert total.people.covered == pytest.approx(20 * 200 / 250)
    assert total.people_half.holes == pytest.approx(80), "200 m of 500 m are less than half, for all four quarters"
    _, findings = assess(signal(0.4), Lists(people=people))  # covered to 800 m
    assert findings.total().people_half.covered == pytest.approx(40)


def test_suppressed_people_are_unknown_and_reported(assess):
    people = People([box(0, 0, 500, 500), box(1500, 0, 2000, 500)], np.array([50.0, np.nan]), ["", ""])
    _, findings = assess(signal(), Lists(people=people))
    total = findings.total()
    assert (total.people.total, total.suppressed) == (50, 1)
    (hole,) = findings.holes
    assert hole.people == 0 and hole.suppressed == 1 and "1" in evidence(hole, Rules(-100.0))
    assert "suppressed" in report(findings, Rules(-100.0), [], "2026-11-22")


def test_people_of_a_shore_square_live_on_land(assess):
    land = Areas([box(0, 0, 900, 2000)], ["島"], [""])
    people = People([box(500, 0, 1000, 500), box(1200, 0, 1700, 500)], np.array([80.0, 9.0]), ["", ""])
    _, findings = assess(signal(0.35), Lists(areas=land, people=people))  # covered to 700 m
    total = findings.total()
    assert total.people.total == pytest.approx(80) and total.people.covered == pytest.approx(80 * 200 / 400)
    assert total.people_half.covered == pytest.approx(80), "half of the square's land is covered, where its people live"
    _, findings = assess(signal(0.325), Lists(areas=land, people=people))  # covered to 650 m, 150 of 400 m of land
    assert findings.total().people_half.holes == pytest.approx(80)


def test_covered_sea_covers_nobody(assess):
    """An island's square: a fifth of it land, of which a quarter is covered, and so is the sea."""
    land = Areas([box(0, 0, 100, 500)], ["島"], [""])
    values = np.full((SIZE, SIZE), GOOD)
    values[:, :2] = BAD
    values[:10, 0] = np.where(np.arange(10) < 5, GOOD, BAD)
    _, findings = assess(values, Lists(areas=land, people=People([box(0, 0, 500, 500)], np.array([60.0]), [""])))
    total = findings.total()
    assert total.people.covered == pytest.approx(15) and total.people_half.holes == pytest.approx(60)
    _, findings = assess(values, Lists(people=People([box(0, 0, 500, 500)], np.array([60.0]), [""])))
    assert findings.total().people_half.covered == pytest.approx(60), "without municipalities nobody knows the land"


def test_small_holes_are_in_the_area_and_told_beside_it(assess):
    values = np.full((SIZE, SIZE), GOOD)
    values[:10, :10], values[20, 20], values[30, 30] = BAD, BAD, BAD
    _, findings = assess(values, Lists(), Rules(-100.0, min_area_m2=10_000))
    count, area = findings.small_holes()
    drawn = sum(hole.area_m2 for hole in findings.holes)
    assert (count, area, drawn) == (2, 5000, 250_000)
    assert numbers(findings.total())["HOLE_AREA"] == drawn + area


def test_people_outside_all_municipalities_are_told(assess):
    squares = [box(0, 0, 500, 500), box(1200, 0, 1700, 500)]
    people = People(squares, np.array([60.0, 9.0]), ["", ""])
    _, findings = assess(signal(), Lists(people=people))
    assert findings.people_outside() == pytest.approx(0)
    _, findings = assess(signal(), Lists(areas=Areas([box(0, 0, 1000, 2000)], ["町"], [""]), people=people))
    assert findings.people_outside() == pytest.approx(9)
    _, findings = assess(signal(), Lists())
    assert findings.people_outside() == 0


def test_points_of_people_have_no_half_mesh_rule(assess):
    people = People([shapely.Point(at(10, 10)), shapely.Point(at(1900, 10)), shapely.Point(at(9000, 10))],
                    np.array([3.0, 4.0, 5.0]), [""] * 3)  # fmt: skip
    _, findings = assess(signal(), Lists(people=people))
    total = findings.total()
    assert (total.people.covered, total.people.holes, total.people.unknown) == (3, 4, 5)
    assert total.people_half is None
    assert next(hole for hole in findings.holes).people == 4


def test_no_people_are_lost_where_polygons_lie_over_each_other(assess):
    shapes = [box(100, 100, 600, 600), box(100, 100, 600, 600), box(1510, 10, 1520, 20), box(0, 0, 700, 700)]
    _, findings = assess(signal(), Lists(people=People(shapes, np.array([10.0, 20, 4, 1]), [""] * 4)))
    people = findings.total().people
    assert (people.covered, people.holes) == (pytest.approx(31), pytest.approx(4))
    assert findings.holes[0].people == pytest.approx(4)


def test_what_lies_outside_the_rasters_is_unknown(assess):
    areas = Areas([box(1000, 0, 3000, 2000), box(5000, 0, 6000, 1000)], ["半分", "外"], ["", ""])
    lists = Lists(
        areas,
        People([box(1500, 0, 2500, 1000), box(5000, 0, 5500, 500)], np.array([10.0, 6.0]), ["", ""]),
        Roads([line((1000, 100), (3000, 100))], np.array([False])),
        Places(np.array([at(1100, 10), at(2900, 10), at(5100, 10)]), ["役場"] * 3, list("abc")),
        [box(1900, 0, 2100, 100)],
    )
    _, findings = assess(signal(), lists)
    near, far = findings.by_area()
    assert (near.land_m2.holes, near.land_m2.unknown) == (2e6, 2e6) and far.land_m2.unknown == 1e6
    assert (near.people.holes, near.people.unknown) == (pytest.approx(5), pytest.approx(5)) and far.people.unknown == 6
    assert (near.roads_m.holes, near.roads_m.unknown) == (pytest.approx(1000), pytest.approx(1000))
    assert (near.facilities.holes, near.facilities.unknown) == (1, 1) and far.facilities.unknown == 1
    assert (near.commercial_m2.holes, near.commercial_m2.unknown) == (1e4, 1e4)
    assert near.people_half.unknown == pytest.approx(10), "the unknown half decides"
    beyond = [hole for hole in findings.holes if hole.outside]
    beyond.sort(key=lambda hole: -hole.area_m2)
    assert [hole.area for hole in beyond] == ["半分", "外"] and all(hole.kind == NO_DATA for hole in beyond)
    assert beyond[0].outline.area == 2e6 and beyond[0].people == pytest.approx(5) and beyond[0].places == ["b"]
    assert beyond[0].road_m == pytest.approx(1000)


def test_lists_that_are_not_given_are_unknown(assess):
    _, findings = assess(signal(), Lists())
    total = findings.total()
    assert findings.indicators == [total]
    assert (total.facilities, total.roads_m, total.ferries_m, total.commercial_m2, total.people, total.people_half) == (
        None,
    ) * 6
    assert set(numbers(total)) == {"HOLE_AREA", "NO_DATA_AREA"}
    columns, (row,) = summary(findings)
    assert {value for (name, _), value in zip(columns, row) if not name.startswith("land")} == {None, "any"}
    (hole,) = findings.holes
    assert hole.people is None and hole.places is None and hole.road_m is None
    page = report(
        findings, Rules(-100.0), [], "2026-11-22", translate=lambda text: "不明" if text == "unknown" else text
    )
    targets = page[page.index("Indicators and targets") : page.index("Map: any carrier")]
    assert targets.count("不明") == 5 and ">0.0 %" not in targets and "no list given" in targets


def test_a_list_not_published_is_unknown_for_its_municipality(assess):
    areas = Areas([box(0, 0, 2000, 1000), box(0, 1000, 2000, 2000)], ["大島町", "奥多摩町"], ["13361", "13308"])
    places = Places(np.array([at(10, 10)]), ["指定避難所"], ["a"], [("133086", "東京都奥多摩町", "指定避難所")])
    _, findings = assess(signal(), Lists(areas=areas, places=places))
    first, second = findings.by_area()
    assert first.facilities.known == 1.0 and second.facilities is None
    assert second.facility_kinds == {"指定避難所": None}
    assert findings.unlisted() == [("奥多摩町", "指定避難所")]
    assert areas.find("133086", "") == 1 and areas.find("", "東京都大島町") == 0 and areas.find("99999", "x") == -1
    columns, rows = summary(findings)
    share = [name for name, _ in columns].index("places_share")
    assert [row[share] for row in rows] == [1.0, None, 1.0]
    table = list(
        csv.reader(io.StringIO(summary_csv(findings, lambda t: "不明" if t == "unknown" else t).decode("utf-8-sig")))
    )
    assert table[2][0] == "奥多摩町" and table[2][share] == "不明" and table[1][share] == "1"


def test_the_share_of_nothing_is_empty_and_of_the_unknown_is_said(assess):
    areas = Areas([box(0, 0, 1000, 2000), box(1000, 0, 2000, 2000)], ["=町", "村"], ["", ""])
    roads = Roads([line((1500, 100), (1900, 100))], np.array([False]))
    values = signal()
    values[:, 20:] = np.nan
    _, findings = assess(values, Lists(areas=areas, roads=roads))
    table = list(csv.DictReader(io.StringIO(summary_csv(findings).decode("utf-8-sig"))))
    assert table[0]["area"] == "'=町", "no spreadsheet takes it for a formula"
    assert table[0]["roads_km_share"] == "" and table[0]["roads_km_covered"] == "0"
    assert (
        table[1]["roads_km_share"] == "unknown" and table[1]["roads_km_low"] == "0" and table[1]["roads_km_high"] == "1"
    )


def test_the_table_is_read_back_in_either_language(assess, tmp_path):
    areas = Areas([box(0, 0, 1000, 2000), box(1000, 0, 2000, 2000)], ["町", "村"], ["", ""])
    roads = Roads([line((1500, 100), (1900, 100))], np.array([False]))
    values = signal()
    values[:, 20:] = np.nan
    _, findings = assess(values, Lists(areas=areas, roads=roads))
    path = tmp_path / "indicators.csv"
    for words in (str, lambda text: {"unknown": "不明", "All": "全体"}.get(text, text)):
        path.write_bytes(summary_csv(findings, words))
        rows = read_summary(path)
        assert [row["area"] for row in rows] == ["町", "村", words("All")] and rows[0]["carrier"] == "any"
        assert rows[0]["roads_km_share"] == "" and rows[1]["roads_km_share"] is None and rows[1]["roads_km_high"] == 1
        assert rows[0]["places_share"] is None
    path.write_text("a,b\n1,2\n")
    for wrong in (path, tmp_path / "none.csv"):
        with pytest.raises(InputError, match=re.escape(str(wrong))):
            read_summary(wrong)


def test_kinds_that_differ_by_case_have_columns_of_their_own(assess):
    places = Places(np.array([at(10, 10)] * 3), ["Station", "station", "s"], ["a", "b", "c"])
    columns, _ = summary(assess(signal(), Lists(places=places))[1])
    names = [name.casefold() for name, _ in columns]
    assert len(names) == len(set(names))


def test_any_carrier_and_each(assess):
    east = signal()[:, ::-1]
    places = Places(np.array([at(10, 10), at(1500, 10)]), ["", ""], ["a", "b"])
    _, findings = assess({"A": signal(), "B": east}, Lists(places=places))
    assert findings.total().facilities.known == 1.0 and findings.total("A").facilities.known == 0.5
    assert [hole.carrier for hole in findings.holes] == ["A", "B"]
    assert findings.total("B").land_m2.covered == 2e6 and findings.total().land_m2.holes == 0


def test_measurements_stand_beside_their_hole(assess):
    x, y = np.array([at(125, 125), at(126, 120), at(1500, 500)]).T
    samples = Samples(x, y, np.array([NAN, -80, -80]), ["A", "A", "A"], np.array([0, 1, 1]))
    _, findings = assess(signal(), Lists(), samples=samples)
    measured = [hole for hole in findings.holes if hole.kind == MEASURED_HOLE]
    assert [(hole.samples, hole.bad, hole.area_m2) for hole in measured] == [(2, 1, CELL**2)]
    assert evidence(measured[0], Rules(-100.0)).startswith("1 of 2 measurements")
    assert findings.total().land_m2.measured == CELL**2


def test_figures_do_not_depend_on_blocks(assess):
    rng = np.random.default_rng(3)
    values = np.where(rng.random((SIZE, SIZE)) < 0.1, np.nan, -100 + rng.normal(0, 10, (SIZE, SIZE)))
    tilted = shapely.affinity.rotate(box(150, 130, 1777, 1800), 23)
    lists = Lists(
        Areas([tilted, box(0, 0, 700, 700)], ["a", "b"], ["", ""]),
        People([box(x, y, x + 333, y + 333) for x in range(-100, 2000, 333) for y in range(-100, 2000, 333)],
               rng.integers(0, 90, 49).astype(float), [""] * 49),
        Roads([line((0, 7), (1990, 1700)), line((50, 1900), (2500, 30))], np.array([False, True])),
        Places(np.column_stack(at(rng.uniform(-50, 2050, 60), rng.uniform(-50, 2050, 60))), ["k"] * 60, ["n"] * 60),
        [shapely.Point(at(900, 900)).buffer(444)],
    )  # fmt: skip
    told = []
    for block in (2048, 9, 3):
        _, findings = assess({"A": values, "B": values[::-1]}, lists, Rules(-100.0, min_area_m2=6000), block_size=block)
        holes = [
            (h.kind, h.carrier, h.area, h.area_m2, h.people, h.road_m, h.places, h.outline.wkb) for h in findings.holes
        ]
        told.append((summary(findings), holes, findings.small))
    assert told[0] == told[1] == told[2] and len(told[0][1]) > 30


# -- pieces ------------------------------------------------------------------------------------------------------------


def test_lines_are_cut_without_losing_length():
    lines = [
        shapely.LineString([(0, 0), (35, 0), (35, 0), (35, 12)]),
        shapely.MultiLineString([[(0, 0), (3, 4)], [(100, 0), (100, 10)]]),
    ]
    middles, lengths, of = pieces_of(lines, 10.0)
    assert lengths.max() <= 10 and np.bincount(of, lengths).tolist() == pytest.approx([47, 15])
    assert len(lengths) == 4 + 2 + 1 + 1 and middles[0].tolist() == [35 / 8, 0]
    assert pieces_of([], 10.0)[0].shape == (0, 2)


def test_a_place_counts_inside_its_polygon():
    ring = shapely.box(0, 0, 10, 10).difference(shapely.box(2, 2, 8, 8))
    assert ring.contains(shapely.Point(inner_point(ring))) and inner_point(shapely.Point(3, 4)) == (3, 4)


def test_shares():
    assert Share(3, 1, 4).known == 0.75 and Share(3, 1, 4).low == 3 / 8 and Share(3, 1, 4).high == 7 / 8
    assert Share().known is None and Share(unknown=2).known is None and Share(unknown=2).low == 0


def test_parts_of_one_municipality_are_one():
    areas = Areas.merged(
        [box(0, 0, 1, 1), box(5, 5, 6, 6), box(0, 0, 1, 1)], ["島", "島", "他"], ["13361", "13361", ""]
    )
    assert areas.names == ["島", "他"] and areas.shapes[0].area == 2


def test_fields_and_ferries_are_found_by_name():
    assert field_for("people", ["id", "人口（総数）"]) == "人口（総数）" and field_for("people", ["x"]) == ""
    assert place_kind(["名称", "指定緊急避難場所との住所同一"]) == "指定避難所" and place_kind(["名称"]) == ""
    assert is_ferry(["", "航路"]) and is_ferry(["Ferry"]) and not is_ferry(["primary", ""])


def test_the_programme_is_data_with_sources():
    known = programme()
    aims = {name: (aim["baseline"], aim["target"]) for name, aim in known["programme"]["indicators"].items()}
    assert aims == {"facilities": (0.83, 0.96), "commercial": (300, 0), "roads": (0.88, 0.97)}
    assert known["programme"]["source"] and all(rule["source"] for rule in known["rules"].values())


def test_the_report_is_one_page_of_words_in_its_language(assess):
    areas = Areas([box(0, 0, 2000, 2000)], ["<b>村</b>"], [""])
    _, findings = assess(signal(0.5, 0.1), Lists(areas=areas))
    page = report(
        findings, Rules(-100.0, min_area_m2=500), [Given("SIGNAL", "a_20240731.tif", "2024-07-31")], "2026-11-22"
    )
    assert "<b>村" not in page and "&lt;b&gt;村" in page and "2024-07-31" in page
    assert page.count("data:image/png") == 1 and page.count("<li>") >= 10
    assert page.count("<ol>") == 1 and page[page.index("<ol>") :].count("<li>") == 5, "the method in five sentences"
    assert re.search(r"50\.0–60\.0 %", page), "unknown makes a range"
