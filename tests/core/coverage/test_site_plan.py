"""From candidates and demand to a plan, and the table of it."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import numpy as np
import openpyxl
import pytest
from affine import Affine
from rasterio.crs import CRS
from rasterio.windows import Window

from soranome.plugin.core.coverage.prediction.combination import servers_in
from soranome.plugin.core.coverage.prediction.prediction import Settings
from soranome.plugin.core.coverage.siting.candidate_sites import Enough, FolderSites
from soranome.plugin.core.coverage.siting.demand import Demand, Weights
from soranome.plugin.core.coverage.siting.site_plan import Candidate, Limits, make_plan, served_by
from soranome.plugin.core.coverage.siting.siting_report import said_of, write_table
from soranome.plugin.core.errors import InputError
from soranome.plugin.core.grid import Grid
from soranome.plugin.core.raster import Raster, RasterWriter, publish
from soranome.plugin.core.tasks import Silent

GRID = Grid(CRS.from_epsg(6677), Affine(10, 0, -60000, 0, -10, -30000), 12, 8)


class Squares:
    """Coverage of 3 × 3 cells around each place (row, column)."""

    grid = GRID

    def __init__(self, *places):
        self.places = list(places)
        self.asked = []

    def covered(self, numbers, progress, wanted=None):
        for number in numbers:
            self.asked.append(number)
            row, column = self.places[number]
            yield number, row - 1, column - 1, np.ones((3, 3), bool)


def candidate(number, place, **options):
    x, y = GRID.transform * (place[1] + 0.5, place[0] + 0.5)
    return Candidate(**{"id": f"K{number}", "name": f"候補{number}", "x": x, "y": y, "source": number, **options})


PLACES = ((2, 2), (2, 3), (5, 8), (7, 11))


def demand(people=1.0, **layers):
    return Demand(GRID, people=np.full(GRID.shape, people), **layers)


def plan_of(candidates=None, given=None, limits=None, coverage=None, **options):
    candidates = candidates or [candidate(number, place) for number, place in enumerate(PLACES)]
    return make_plan(
        candidates, coverage or Squares(*PLACES), given or demand(), Weights(), limits or Limits(most=2), **options
    )


def test_sites_in_the_order_of_what_they_add():
    plan = plan_of(limits=Limits(most=3))
    assert [site.candidate.id for site in plan.sites] == ["K0", "K2", "K3"]
    assert [site.people for site in plan.sites] == [9, 9, 4]
    assert [site.houses for site in plan.sites] == [None] * 3  # no list: unknown, not none
    assert plan.choice.proven and plan.choice.value == 22 and plan.open_totals["people"] == 96
    assert plan.cost is None


def test_what_exists_or_stands_does_not_count_again():
    served = np.zeros(GRID.shape, bool)
    served[:, 6:] = True
    plan = plan_of(served={"": served}, limits=Limits(most=4))
    assert [site.candidate.id for site in plan.sites] == ["K0", "K1"]
    assert {plan.candidates[number].id: why for number, why in plan.left_out.items()} == {
        "K2": "covers_nothing",
        "K3": "covers_nothing",
    }
    stands = [candidate(number, place, stands=number == 0) for number, place in enumerate(PLACES)]
    plan = plan_of(stands, limits=Limits(most=4))
    assert [site.people for site in plan.sites] == [9, 4, 3] and plan.left_out == {0: "stands"}


def test_only_holes_count():
    holes = np.zeros(GRID.shape, bool)
    holes[6:, 10:] = True
    plan = plan_of(wanted={"": holes}, limits=Limits(most=4))
    assert [site.candidate.id for site in plan.sites] == ["K3"]
    assert plan.sites[0].people == 4 and plan.open_totals["people"] == 4


def test_each_carrier_counts_on_its_own():
    sites = [
        candidate(0, PLACES[0], carriers=("KDDI",)),
        candidate(1, PLACES[1], carriers=("ソフトバンク",)),
        candidate(2, PLACES[2]),
        candidate(3, PLACES[3], carriers=("楽天",)),
    ]
    plan = plan_of(sites, carriers=("KDDI", "ソフトバンク"), limits=Limits(most=4))
    assert [site.candidate.id for site in plan.sites] == ["K2", "K0", "K1"]  # K2 serves both
    assert [site.people for site in plan.sites] == [9, 4.5, 4.5]
    assert plan.left_out == {3: "other_carrier"}
    served = {"kddi": np.ones(GRID.shape, bool)}
    plan = plan_of(sites, carriers=("KDDI", "ソフトバンク"), limits=Limits(most=4), served=served)
    assert [site.candidate.id for site in plan.sites] == ["K1", "K2"]
    assert "means over these carriers" in said_of(plan)[1].say()


def test_costs_and_their_table(tmp_path):
    sites = [candidate(number, place, cost=cost) for (number, place), cost in zip(enumerate(PLACES), (5, 1, 2, None))]
    sites[3] = replace(sites[3], left_out="no_cost")
    houses = np.zeros(GRID.shape)
    houses[2, 2] = 3
    plan = plan_of(sites, demand(houses=houses), Limits(budget=3.0))
    assert sorted(site.candidate.id for site in plan.sites) == ["K1", "K2"]
    assert plan.cost == 3 and plan.left_out == {3: "no_cost"}
    write_table(tmp_path / "表.csv", plan)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "表.csv").read_text(encoding="utf-8-sig"))))
    first, second, *others, total = rows
    assert {row["ID"]: row["Why not"] for row in others} == {
        "K0": "the chosen sites cover more",
        "K3": "has no known cost, which the budget needs",
    }
    assert (first["Newly covered people"], first["Cost per person"]) == ("9", "0.1111111111")
    assert second["Cost so far"] == "3" and second["Newly covered road (km)"] == "unknown"
    assert second["Cost per house"] == "unknown"  # none of its own, so no price of one
    assert (total["Name"], total["Newly covered people"], total["Newly covered houses"]) == ("Total", "18", "3")
    assert (total["Cost"], total["Cost per house"], total["Newly covered places"]) == ("3", "1", "unknown")


def test_the_excel_table_says_what_is_unknown_and_who_was_left_out(tmp_path):
    sites = [candidate(number, place, name="=1+1" if number == 0 else "森") for number, place in enumerate(PLACES)]
    sites[3] = replace(sites[3], left_out="no_height", source=None)
    path = tmp_path / "表.xlsx"
    write_table(path, plan_of(sites), made_on=date(2026, 11, 22))
    book = openpyxl.load_workbook(path)
    chosen, others = book.worksheets
    assert "proven" in chosen["A3"].value
    header = [cell.value for cell in chosen[6]]
    row = dict(zip(header, (cell.value for cell in chosen[7])))
    assert row["Name"] == "=1+1" and chosen.cell(7, 3).data_type == "s"
    assert row["Newly covered people"] == 9 and row["Newly covered houses"] == "unknown" and row["Cost"] == "unknown"
    assert [cell.value for cell in chosen[9]][2] == "Total"
    listed = {row[0].value: row[3].value for row in others.iter_rows(min_row=2)}
    assert listed == {"K1": "the chosen sites cover more", "K3": "has no known antenna height"}


def test_an_empty_plan_is_still_told(tmp_path):
    plan = plan_of([candidate(0, (50, 50), source=0)], coverage=Squares((50, 50)))
    assert plan.sites == [] and plan.left_out == {0: "covers_nothing"}
    assert said_of(plan)[0].say() == "No allowed choice of candidates covers any of the open demand."
    write_table(tmp_path / "t.xlsx", plan)
    write_table(tmp_path / "t.csv", plan)
    assert "0" in (tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()[-1]


def test_who_covers_a_cell_first(tmp_path):
    path = str(tmp_path / "covered.tif")
    plan = plan_of(covered_path=path, limits=Limits(most=3))
    with Raster(path) as raster:
        cells = raster.read()[0]
    assert (cells[1:4, 1:4] == 1).all() and (cells == 2).sum() == 9 and (cells[6:, 10:] == 3).all() and cells[0, 0] == 0
    assert [number for number, _, _ in servers_in(path)] == [site.order for site in plan.sites]


def test_proposals_are_for_what_no_candidate_covers():
    coverage = Squares(PLACES[0])
    seen = {}

    def propose(rest):
        seen["rest"] = rest
        coverage.places.append((5, 9))
        return [candidate(1, (5, 9), id="P1", name="尾根", power="太陽光", backhaul="衛星")]

    plan = plan_of([candidate(0, PLACES[0])], coverage=coverage, propose=propose, limits=Limits(most=5))
    assert seen["rest"].sum() == 96 - 9 and seen["rest"][2, 2] == 0
    assert [site.candidate.id for site in plan.sites] == ["K0", "P1"] and plan.sites[1].candidate.power == "太陽光"


def test_sites_that_must_be_chosen_but_cannot():
    sites = [candidate(0, PLACES[0]), candidate(1, PLACES[1], forced=True, left_out="no_height", source=None)]
    with pytest.raises(InputError, match=r"候補1 must be chosen, but has no known antenna height"):
        plan_of(sites)


def test_the_forced_sites_are_compared_with_the_budget_before_any_coverage_is_asked_for():
    sites = [candidate(number, place, cost=10.0, forced=number < 2) for number, place in enumerate(PLACES)]
    coverage = Squares(*PLACES)
    with pytest.raises(InputError, match="cost 20, more than the budget of 15"):
        plan_of(sites, limits=Limits(budget=15.0), coverage=coverage)
    assert coverage.asked == []


def test_nothing_to_choose_or_to_cover():
    with pytest.raises(InputError, match="no candidate"):
        make_plan([], Squares(), demand(), Weights(), Limits(most=1))
    with pytest.raises(InputError, match="nothing left to cover"):
        plan_of(given=demand(0.0))
    with pytest.raises(InputError, match="nothing left to cover"):
        plan_of(served={"": np.ones(GRID.shape, bool)})
    with pytest.raises(InputError, match=r"None of the 1 candidates.*outside"):
        plan_of([candidate(0, PLACES[0], left_out="outside")])


# -- coverage from files -----------------------------------------------------------------------------------------------


def write_signal(path, array, column=0, row=0, **tags):
    array = np.asarray(array, "float32")
    grid = GRID.crop(Window(column, row, array.shape[1], array.shape[0]))
    with RasterWriter(path, grid, "float32", nodata=np.nan, tags=tags) as writer:
        writer.write(array)
        publish(writer)
    return str(path)


def write_folder(folder, signals):
    sites = []
    for number, (signal, column, row) in enumerate(signals):
        write_signal(folder / f"site_{number}.tif", signal, column, row)
        sites.append(
            {"id": f"K{number}", "name": f"局{number}", "file": f"site_{number}.tif", "carrier": "A", "x": 0.0, "y": 0.0,
             "height_m": 15.0, "frequency_mhz": 800.0, "eirp_dbm": 50.0}
        )  # fmt: skip
    grid = {"crs": "EPSG:6677", "transform": list(GRID.transform)[:6], "width": GRID.width, "height": GRID.height}
    settings = {"model": "p1812", "place": "outdoor", "reach_m": 1000.0, "something_new": 1}
    (folder / "coverage.json").write_text(json.dumps({"grid": grid, "settings": settings, "sites": sites}))


def test_a_folder_of_site_rasters(tmp_path):
    needed = Enough(-100, 0.9).median_dbm(800.0, Settings(), 10.0)
    assert needed == pytest.approx(-100 + 1.2816 * 0.5392 * 50**0.28, abs=1e-3)  # P.1812, section 4.8
    signal = np.full((3, 4), needed + 0.5)
    signal[0, 0], signal[1, 1] = needed - 0.5, np.nan
    write_folder(tmp_path, [(signal, 5, 2), (signal, -2, 7)])
    sites = FolderSites(str(tmp_path), Enough(-100, 0.9))
    assert sites.grid == GRID and [site.id for site in sites.sites] == ["K0", "K1"]
    (number, row, column, covered), other = sites.covered([0, 1], Silent())
    assert (number, row, column) == (0, 2, 5) and covered.sum() == 10 and not covered[0, 0] and not covered[1, 1]
    assert other[1:3] == (7, -2)
    assert FolderSites(str(tmp_path), Enough(-100, 0.5)).covered([0], Silent()).__next__()[3].sum() == 11


def test_folders_that_are_none(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        FolderSites(str(tmp_path), Enough())
    for text in ("{", "[]", "{}", '{"grid": 1, "settings": {}, "sites": []}'):
        (tmp_path / "coverage.json").write_text(text)
        with pytest.raises(InputError, match="not one that predictcoverage wrote"):
            FolderSites(str(tmp_path), Enough())
    write_folder(tmp_path, [(np.zeros((2, 2)), 0, 0)])
    (tmp_path / "site_0.tif").unlink()
    with pytest.raises(InputError, match=r"1 of 1 site rasters are missing"):
        FolderSites(str(tmp_path), Enough())


def test_existing_signals_and_probabilities(tmp_path):
    signal = np.full(GRID.shape, -120.0)
    signal[:, :4], signal[0] = -90, np.nan
    chance = np.zeros(GRID.shape)
    chance[:, 9:] = 0.95
    paths = [
        write_signal(tmp_path / "s.tif", signal, SORANOME_CARRIER="KDDI"),
        write_signal(tmp_path / "p.tif", chance),
    ]
    served = served_by(paths, GRID, Enough(-100, 0.9), Silent())
    assert set(served) == {"kddi", ""}
    assert served["kddi"].sum() == 7 * 4 and served[""].sum() == 8 * 3
