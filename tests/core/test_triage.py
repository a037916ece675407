"""Triage: what is known decides, what is not known is said, and nothing is dropped."""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import shapely
from rasterio.crs import CRS
from shapely import box

from soranome.plugin.core.errors import Cancelled, InputError
from soranome.plugin.core.fill import triage_reasons
from soranome.plugin.core.fill.funnel import funnel_csv, funnel_lines, funnel_of, funnel_page
from soranome.plugin.core.fill.law import law_from
from soranome.plugin.core.fill.permits import Permit
from soranome.plugin.core.fill.setting import Layer
from soranome.plugin.core.fill.triage import Place, Surroundings, outline_errors, triage, weights_from
from soranome.plugin.core.fill.triage_reasons import PARTS, say_triage, say_verdicts

LAW, PRESET, CRS_IX = law_from(), weights_from(), CRS.from_epsg(6677)
REFERENCE = date(2024, 7, 31)
DATES = {"first": date(2024, 5, 18), "last": date(2024, 10, 25)}
WEST = -60000.0
GROUND = box(WEST, -32000, WEST + 2000, -30000)


def at(x, y, size=60, **options) -> Place:
    """A place ``size`` m wide, ``x`` m east and ``y`` m south of the corner of the ground."""
    outline = box(WEST + x, -30000 - y - size, WEST + x + size, -30000 - y)
    return Place(**{"id": f"{x}/{y}", "outline": outline, "figures": {"probability": 0.8}, **DATES, **options})


def run(places, around=None, preset=PRESET, reference=REFERENCE, **options):
    return triage(places, around or Surroundings(), CRS_IX, LAW, preset, reference, **options)


def one(place=None, around=None, **options):
    return run([place or at(0, 0)], around, **options)[0]


def everywhere(value):
    return Layer([(GROUND, value)])


def codes(found) -> list[str]:
    return [code for code, _ in found.reasons]


def test_nothing_given_is_everything_unknown_and_nothing_dropped():
    found = run([Place("x", box(WEST, -31000, WEST + 50, -30950)), at(0, 0)])
    assert [item.rank for item in found] == [1, 2]
    assert {item.stage for item in found} == {0}
    patrol = next(item for item in found if item.place.id == "x")
    assert (patrol.permit_state, patrol.zone, patrol.onset) == ("unknown", "unknown", "unknown")
    assert patrol.restricted is None and patrol.debris_risk is None
    assert set(patrol.parts) == {"evidence", "size", "onset", "verdict"}
    assert patrol.parts["evidence"] == PRESET["reported"]


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ({}, 0),
        ({"permits": []}, 1),
        ({"permits": [], "planning": everywhere("3")}, 2),
        ({"permits": [], "planning": everywhere("")}, 2),
        ({"permits": [], "planning": everywhere("2")}, 1),
        ({"permits": [], "planning": Layer([])}, 2),  # no polygon: outside city planning
        ({"permits": [], "planning": everywhere("3"), "hazard": everywhere(("2", "1"))}, 3),
        ({"permits": [], "planning": everywhere("3"), "hazard": everywhere(("1", "2"))}, 2),
        ({"permits": [], "planning": everywhere("2"), "hazard": everywhere(("2", "2"))}, 1),
        ({"planning": everywhere("3"), "hazard": everywhere(("2", "1"))}, 3),  # what is not given holds nobody back
        ({"hazard": everywhere(("2", "1"))}, 3),
    ],
)
def test_the_stage_is_the_last_of_the_funnel(layers, expected):
    assert one(around=Surroundings(**layers)).stage == expected


def test_a_permit_of_the_right_time_puts_a_place_last():
    permit = Permit(at(0, 0).outline, "第1号", date(2024, 4, 1), date(2025, 3, 31))
    around = Surroundings(permits=[permit], planning=everywhere("3"), hazard=everywhere(("2", "2")))
    first, last = run([at(0, 0), at(500, 500)], around)
    assert (first.place.id, first.priority_class, first.stage) == ("500/500", "A", 3)
    assert (last.permit_state, last.priority_class, last.stage, last.rank) == ("explained", "D", 0, 2)
    assert "第1号" in say_triage(last.reasons_json())


@pytest.mark.parametrize(
    ("start", "end", "state"),
    [
        (date(2022, 4, 1), date(2024, 3, 31), "expired"),
        (date(2025, 4, 1), date(2026, 3, 31), "not_yet"),
        (date(2024, 4, 1), date(2024, 8, 31), "ran_out"),
        (None, None, "undated"),
    ],
)
def test_a_permit_of_another_time_explains_nothing_but_is_named(start, end, state):
    found = one(around=Surroundings(permits=[Permit(at(0, 0).outline, "第9号", start, end)]))
    assert (found.permit_state, found.stage, found.parts["unexplained"]) == (state, 1, 1)
    assert codes(found)[1] == f"permit_{state}"


def test_the_interval_of_the_onset_counts_for_permits():
    permit = Permit(at(0, 0).outline, "1", date(2024, 4, 1), date(2024, 8, 31))
    early = at(0, 0, first=date(2024, 6, 5), last=date(2024, 6, 17))
    assert one(early, Surroundings(permits=[permit])).permit_state == "explained"
    late = at(0, 0, first=date(2024, 9, 9), last=date(2024, 9, 21))
    assert one(late, Surroundings(permits=[permit])).permit_state == "expired"


def test_a_place_that_outgrew_its_permit_stays_in_the_funnel():
    permit = Permit(at(0, 0, 100).outline, "1", date(2024, 4, 1), date(2025, 3, 31))
    found = one(at(0, 0, 200), Surroundings(permits=[permit], permit_buffer_m=0))
    assert (found.permit_state, found.stage) == ("partly", 1)
    assert found.parts["unexplained"] == 0.75
    assert found.explained.unexplained_m2 == pytest.approx(30000)
    # Nine tenths of a hectare explained leave more than the law's smallest area.
    almost = Permit(box(WEST, -30100, WEST + 90, -30000), "1", date(2024, 4, 1), date(2025, 3, 31))
    assert one(at(0, 0, 100), Surroundings(permits=[almost], permit_buffer_m=0)).permit_state == "partly"


@pytest.mark.parametrize(
    ("code", "zone", "area_verdict"),
    [("1", "residential", "exceeds"), ("2", "specified", "cannot_be_told"), ("9", "undivided", "cannot_be_told")],
)
def test_the_zone_says_which_sizes_count(code, zone, area_verdict):
    found = one(around=Surroundings(zones=everywhere(code)))  # 3,600 m², 2,400 to 4,800 with an error of 5 m
    assert found.zone == zone
    assert {v.item: v.value for v in found.verdicts}["area"] == area_verdict


def test_a_place_in_two_zones_obeys_the_stricter():
    zones = Layer([(box(WEST, -32000, WEST + 30, -30000), "1"), (box(WEST + 30, -32000, WEST + 2000, -30000), "2")])
    assert one(around=Surroundings(zones=zones)).zone == "residential"
    assert one(at(28, 0), Surroundings(zones=zones)).zone == "specified"  # a sliver is the map's inaccuracy
    outside = one(at(5000, 0), Surroundings(zones=zones))
    assert (outside.zone, outside.verdict, outside.verdicts) == ("outside", "outside", [])


def test_an_area_without_thickness_says_what_it_assumes():
    found = one(around=Surroundings(zones=everywhere("1")))
    assert found.verdict == "exceeds"
    assert "law_area_assumed" in codes(found) and "30 cm" in say_triage(found.reasons_json())
    known = {
        "fill_area_m2": 3000.0,
        "cut_area_m2": 0.0,
        "fill_height_m": 4.0,
        "provable_m": 0.5,
        "area_30cm_m2": 2900.0,
    }
    measured = one(at(0, 0, figures=known), Surroundings(zones=everywhere("1")))
    assert "law_area_assumed" not in codes(measured)
    assert codes(measured).count("law_exceeds") == 3  # area, height, stockpile


def test_the_cell_of_the_image_is_the_error_of_outlines_that_follow_it():
    cells = Place("cells", shapely.union_all([box(0, 0, 20, 10), box(0, 10, 10, 30)]))
    rectangle, drawn = Place("r", box(0, 0, 400, 200)), Place("d", shapely.Point(0, 0).buffer(30))
    assert outline_errors([cells, rectangle, drawn], 7) == [5, 5, 7]
    assert outline_errors([rectangle, drawn, Place("e", shapely.Polygon())], 7) == [7, 7, 7]
    assert outline_errors([], 7) == []


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2024, 8, 1), date(2024, 10, 1), "after"),
        (REFERENCE, date(2024, 10, 1), "after"),
        (date(2024, 5, 1), date(2024, 7, 30), "before"),
        (date(2024, 5, 1), REFERENCE, "straddles"),
        (date(2024, 5, 1), date(2024, 10, 1), "straddles"),
        (None, date(2024, 10, 1), "unknown"),
        (None, date(2024, 7, 1), "before"),
        (date(2024, 9, 1), None, "after"),
        (None, None, "unknown"),
    ],
)
def test_the_onset_against_the_designation(first, last, expected):
    assert one(at(0, 0, first=first, last=last)).onset == expected


def test_planning_by_share_and_by_the_finer_division():
    planning = Layer([(GROUND, "1"), (box(WEST, -32000, WEST + 30, -30000), "2")])
    found = one(around=Surroundings(planning=planning))
    assert found.restricted is False
    control = Layer([(GROUND, "1"), (box(WEST, -32000, WEST + 20, -30000), "3")])
    found = one(around=Surroundings(planning=control))
    assert found.planning == "city_planning" and found.restricted is True
    assert found.restricted_share == pytest.approx(1 / 3)


def test_weak_evidence_is_listed_but_no_better_than_c():
    around = Surroundings(permits=[], planning=everywhere("3"), hazard=everywhere(("2", "2")))
    found = run([at(0, 0, figures={"probability": 0.1}), at(500, 0)], around)
    assert [(item.place.id, item.priority_class, item.stage) for item in found] == [("500/0", "A", 3), ("0/0", "C", 3)]
    assert "weak" in codes(found[1])


def test_the_order_is_class_then_priority_and_the_parts_make_the_priority():
    around = Surroundings(permits=[], planning=everywhere("3"), hazard=Layer([(at(0, 0).outline, ("2", "1"))]),
                          zones=everywhere("1"))  # fmt: skip
    places = [at(0, 0, figures={"probability": 0.5}), at(500, 0, figures={"probability": 0.9}), at(900, 0), at(1300, 0)]
    found = run(places, around)
    assert [item.place.id for item in found] == ["0/0", "500/0", "900/0", "1300/0"]
    for item in found:
        weights = {name: PRESET["weights"][name] for name in item.parts}
        mean = sum(weights[name] * item.parts[name] for name in weights) / sum(weights.values())
        assert item.priority == pytest.approx(mean)
        assert all(0 <= value <= 1 for value in item.parts.values())


def test_weights_change_the_order_within_a_class():
    small, large = at(0, 0, 80, figures={"probability": 0.9}), at(500, 0, 150, figures={"probability": 0.7})
    assert [t.place.id for t in run([large, small])] == ["0/0", "500/0"]
    by_size = weights_from("size=20, evidence=0")
    assert [t.place.id for t in run([large, small], preset=by_size)] == ["500/0", "0/0"]


@pytest.mark.parametrize("text", ["houses", "houses=", "houses=-1", "houses=viel", "hoses=3", "houses=nan"])
def test_wrong_weights_are_named(text):
    with pytest.raises(InputError, match=r"WEIGHTS: h\w+="):
        weights_from(text)


def test_weights_from_a_preset_file(tmp_path):
    path = tmp_path / "重み.json"
    path.write_text(json.dumps({"weights": {"houses": 9}, "reported": 0.3}), encoding="utf-8")
    preset = weights_from(str(path))
    assert (preset["weights"]["houses"], preset["weights"]["evidence"], preset["reported"]) == (9, 6, 0.3)
    with pytest.raises(InputError, match="above 0"):
        weights_from(",".join(f"{name}=0" for name in PRESET["weights"]))
    with pytest.raises(InputError, match="JSON"):
        weights_from(str(tmp_path / "無い.json"))


# -- with elevations -----------------------------------------------------------------------------


@pytest.fixture
def hill(make_raster):
    """A slope of 0.3 to the south with a valley in its middle, 3 × 3 km at 10 m."""
    x = (np.arange(300) + 0.5) * 10
    return make_raster(
        "dem.tif", (0.4 * np.abs(x - 1505)[None] + 0.3 * (3000 - x)[:, None]).astype("float32"), nodata=-9999
    )


def test_elevations_tell_slope_valley_and_who_lives_below(hill):
    house = Layer([(box(WEST + 1495, -31510, WEST + 1505, -31500), None)])
    found = one(at(1520, 1000), Surroundings(dem=hill, buildings=house, roads=Layer([]), hazard=Layer([])))
    assert found.terrain.slope_mean == pytest.approx(math.degrees(math.atan(0.5)), abs=0.5)
    assert found.terrain.valley_m == pytest.approx(15, abs=7)
    assert found.terrain.houses == 1 and 350 < found.terrain.house_m < 520
    assert found.debris_risk is False
    assert {"in_valley", "houses", "slope"} <= set(codes(found))


def test_debris_that_would_reach_a_hazard_area_counts(hill):
    hazard = Layer([(box(WEST + 1480, -31800, WEST + 1530, -31600), ("2", "2"))])
    found = one(at(1520, 1000), Surroundings(dem=hill, permits=[], planning=everywhere("3"), hazard=hazard))
    assert (found.hazard_here, found.hazard_below, found.stage) == (None, ("debris_flow", "special"), 3)
    assert found.parts["debris"] == PRESET["debris"]["path_special"]


def test_where_elevations_end_things_are_unknown_not_zero(hill):
    around = Surroundings(dem=hill, buildings=Layer([]), permits=[], planning=everywhere("3"), hazard=Layer([]))
    found = {item.place.id: item for item in run([at(8000, 0), at(1520, 1000)], around)}
    away = found["8000/0"]
    assert math.isnan(away.terrain.slope_mean) and away.terrain.houses is None and away.debris_risk is None
    assert away.parts["houses"] == away.parts["debris"] == PRESET["unknown"]
    assert "terrain_unknown" in codes(away)
    assert funnel_of(list(found.values()), around).unknown == 1


def test_the_answer_for_a_place_does_not_depend_on_the_others(hill):
    places = [at(1520, 1000), at(300, 400), at(2000, 1800)]
    together = {item.place.id: item.terrain for item in run(places, Surroundings(dem=hill))}
    for place in places:
        assert one(place, Surroundings(dem=hill)).terrain == together[place.id]


def test_elevations_in_degrees_serve_too(make_raster, hill):
    """The same slope on a grid of JGD2011 degrees around 139.1° E, 35.7° N."""
    x = (np.arange(400) + 0.5) * 10
    dem = make_raster("deg.tif", (0.3 * (4000 - x)[:, None] + 0 * x[None]).astype("float32"), cell=1 / 11100, west=139.1,
                      north=35.75, crs="EPSG:6668")  # fmt: skip
    import rasterio.warp

    (x0,), (y0,) = rasterio.warp.transform("EPSG:6668", "EPSG:6677", [139.117], [35.733])
    found = one(Place("a", box(x0, y0, x0 + 60, y0 + 60)), Surroundings(dem=dem))
    assert found.terrain.slope_mean == pytest.approx(math.degrees(math.atan(0.3)), rel=0.03)


def test_elevations_without_a_crs_are_refused(make_raster):
    dem = make_raster("bare.tif", np.ones((50, 50), "float32"), crs=None)
    with pytest.raises(InputError, match="coordinate reference system"):
        one(around=Surroundings(dem=dem))


def test_undeclared_minus_9999_is_no_ground(make_raster):
    dem = make_raster("u.tif", np.full((300, 300), -9999, "float32"))
    assert not one(at(1000, 1000), Surroundings(dem=dem)).terrain.known


def test_land_use_from_a_raster(make_raster):
    classes = np.full((200, 200), 5, "uint8")
    classes[:, 100:] = 8
    use = make_raster("use.tif", classes, nodata=0)
    found = one(at(980, 100), Surroundings(landuse_raster=use))
    assert (found.landuse, found.landuse_share) == ("8", pytest.approx(2 / 3, abs=0.02))
    assert one(at(5000, 100), Surroundings(landuse_raster=use)).landuse == ""


def test_maps_give_names_and_shares():
    parcels = Layer(
        [
            (box(WEST, -32000, WEST + 40, -30000), "例示村字沢1"),
            (box(WEST + 40, -32000, WEST + 90, -30000), "例示村字沢2-1"),
        ]
    )
    roads = Layer([(shapely.LineString([(WEST + 160, -32000), (WEST + 160, -30000)]), True)])
    around = Surroundings(
        parcels=parcels, landuse=everywhere("森林"), municipalities=everywhere("例示村"), drivable=roads
    )
    found = one(around=around)
    assert [name for name, _ in found.parcels] == ["例示村字沢1", "例示村字沢2-1"]
    assert [share for _, share in found.parcels] == pytest.approx([2 / 3, 1 / 3])
    assert (found.landuse, found.municipality, found.road_m) == ("森林", "例示村", 100)


def test_a_place_without_area_is_kept_at_the_end():
    found = run([Place("leer", shapely.Polygon()), at(0, 0)], Surroundings(permits=[], zones=everywhere("1")))
    assert [item.place.id for item in found] == ["0/0", "leer"]


def test_it_can_be_cancelled(hill):
    class Stop:
        cancelled = True

        def report(self, fraction, text=""):
            pass

    with pytest.raises(Cancelled):
        run([at(1520, 1000)], Surroundings(dem=hill), progress=Stop())


# -- words and pages -----------------------------------------------------------------------------


def test_the_funnel_counts_what_is_left_and_says_what_was_not_looked_at():
    around = Surroundings(permits=[], hazard=Layer([(at(0, 0).outline, ("2", "1"))]))
    found = run([at(0, 0), at(500, 0), at(900, 0, figures={"probability": 0.1})], around)
    funnel = funnel_of(found, around)
    assert funnel.counts == (2, 2, None, 1) and (funnel.found, funnel.weak) == (3, 1)
    assert [funnel.count(stage) for stage in range(4)] == [2, 2, 2, 1]
    lines = funnel_lines(funnel)
    assert lines[0].startswith("3 places found and listed, 1 of them") and lines[1].endswith("moved earth: 2")
    assert "PLANNING" in lines[3] and lines[4].endswith(": 1")
    rows = list(csv.reader(io.StringIO(funnel_csv(funnel).decode("utf-8-sig"))))
    assert [row[2] for row in rows[1:]] == ["2", "2", "", "1"]
    page = funnel_page(found, funnel, LAW, PRESET)
    for text in ("1,334", "1,226", "330", "57", "0/0", "盛土規制法"):
        assert text in page


def test_reasons_and_verdicts_are_said_in_a_language():
    found = one(around=Surroundings(zones=everywhere("1"), planning=everywhere("3"), permits=[]))
    said = say_triage(found.reasons_json(), lambda text: "訳" + text)
    assert len(said.splitlines()) == len(found.reasons)
    assert all(line.startswith("訳") and "{" not in line for line in said.splitlines())
    assert "訳urbanisation control area" in said
    verdicts = say_verdicts(found.verdicts_json())
    assert len(verdicts.splitlines()) == len(found.verdicts) == 6
    assert "施行令第3条第5号" in verdicts and "> 500 m²" in verdicts


def test_every_code_has_words():
    planning = LAW.data["planning"]
    assert set(planning["codes"].values()) == set(triage_reasons.PLANNING)
    assert set(LAW.data["hazard"]["phenomena"].values()) == set(triage_reasons.PHENOMENA)
    assert set(PRESET["weights"]) == set(PARTS)


def test_a_page_of_a_hostile_name_is_no_markup():
    found = run([replace(at(0, 0), id="<script>")])
    assert "<script>" not in funnel_page(found, funnel_of(found, Surroundings()), LAW, PRESET)
