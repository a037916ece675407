"""What is written for spreadsheets: a name somebody typed never becomes a formula there."""

import csv
import io

from hypothesis import example, given

from soranome.plugin.core.coverage.siting.siting_report import _plain
from soranome.plugin.core.delimited import FORMULA_STARTS, text_cell
from soranome.plugin.core.fieldwork.outcomes import accuracy_report
from soranome.plugin.core.fieldwork.outcomes.hits import Outcome

from .hostile_tools import names


@given(names)
@example("=cmd|' /C calc'!A0")
@example("\t=1+1")
@example("\r=1+1")
@example(" =1+1")
@example("＝1+1")
@example("＠SUM(A1)")
def test_texts_in_tables_are_no_formulas(name):
    for made in (text_cell(name), _plain(name)):
        assert len(made) < 2 or not made.startswith(FORMULA_STARTS)
        assert made.endswith(name)
    assert text_cell("駅前") == "駅前" and text_cell("") == ""
    text = io.StringIO()
    csv.writer(text).writerow([text_cell(name), "x"])
    read = next(csv.reader(io.StringIO(text.getvalue(), newline="")))
    assert read == [text_cell(name), "x"]


@given(names)
@example("=HYPERLINK(1)")
def test_municipalities_in_the_table_of_rates(name):
    outcomes = [Outcome("a", "confirmed", True, True, 1, municipality=name), Outcome("b", "cleared", False, False, 2)]
    table = accuracy_report.rates_csv(outcomes).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(table, newline="")):
        assert not any(len(cell) > 1 and cell.startswith(FORMULA_STARTS) for cell in row[2:4])


def test_numbers_stay_numbers():
    assert _plain(-85.25) == "-85.25" and _plain(3) == 3
