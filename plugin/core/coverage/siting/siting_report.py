"""The table of chosen sites (整備計画), as an Excel file or CSV: what each site newly covers, and for how much."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ...delimited import text_cell
from ...files import require_writable, write_whole
from ...spreadsheet import BORDER, HEADER_FILL, LINE_HEIGHT, font, put, text_width
from ...text import QT_TRANSLATE_NOOP, Message, Translate
from .site_plan import LEFT_OUT, Candidate, ChosenSite, Plan

_UNKNOWN = QT_TRANSLATE_NOOP("SoraNoMe", "unknown")
_TITLE = QT_TRANSLATE_NOOP("SoraNoMe", "Proposed sites and what they newly cover")
_WHY_NOT = QT_TRANSLATE_NOOP("SoraNoMe", "Why not")
_HEADER_ROW = 6


AMOUNT = "amount"
"""The format of numbers that are mostly whole: decimals only where there are some."""


@dataclass(frozen=True)
class Column:
    """A column: ``value`` of a site and its running totals; ``total``: what stands in the last row (None: nothing)."""

    title: str
    width: float
    value: Callable[[ChosenSite, Running, Translate], object]
    number_format: str = "General"
    total: Callable[[Plan], object] | None = None


@dataclass(frozen=True)
class Running:
    """Sums up to and including a site: share of all open weight, cost (None: not known)."""

    share: float
    cost: float | None


def _cost_per(site: ChosenSite, amount: float | None) -> float | None:
    cost = site.candidate.cost
    return None if cost is None or not amount else cost / amount


def _total_of(kind: str) -> Callable[[Plan], float | None]:
    def total(plan: Plan) -> float | None:
        amounts = [getattr(site, kind) for site in plan.sites]
        # Of an empty plan nothing is covered, unless the list itself is not known.
        return None if None in amounts or plan.open_totals[kind] is None else float(sum(amounts))

    return total


def _total_per(kind: str) -> Callable[[Plan], float | None]:
    def total(plan: Plan) -> float | None:
        amount = _total_of(kind)(plan)
        return None if plan.cost is None or not amount else plan.cost / amount

    return total


COLUMNS = (
    Column(QT_TRANSLATE_NOOP("SoraNoMe", "Order"), 6, lambda s, r, t: s.order, "0"),
    Column(QT_TRANSLATE_NOOP("SoraNoMe", "ID"), 11, lambda s, r, t: s.candidate.id),
    Column(QT_TRANSLATE_NOOP("SoraNoMe", "Name"), 22, lambda s, r, t: s.candidate.name),
    Column(QT_TRANSLATE_NOOP("SoraNoMe", "Kind"), 9, lambda s, r, t: s.candidate.kind),
    Column(
        QT_TRANSLATE_NOOP("SoraNoMe", "Carriers"),
        11,
        lambda s, r, t: ", ".join(s.candidate.carriers) or t(QT_TRANSLATE_NOOP("SoraNoMe", "all")),
    ),
    Column(QT_TRANSLATE_NOOP("SoraNoMe", "Antenna above ground (m)"), 9, lambda s, r, t: s.candidate.height_m, "0.0"),
    Column(QT_TRANSLATE_NOOP("SoraNoMe", "Power"), 10, lambda s, r, t: s.candidate.power),
    Column(QT_TRANSLATE_NOOP("SoraNoMe", "Backhaul"), 10, lambda s, r, t: s.candidate.backhaul),
    Column(
        QT_TRANSLATE_NOOP("SoraNoMe", "Newly covered people"),
        10,
        lambda s, r, t: s.people,
        "#,##0",
        _total_of("people"),
    ),
    Column(
        QT_TRANSLATE_NOOP("SoraNoMe", "Newly covered houses"),
        10,
        lambda s, r, t: s.houses,
        "#,##0",
        _total_of("houses"),
    ),
    Column(
        QT_TRANSLATE_NOOP("SoraNoMe", "Newly covered road (km)"),
        10,
        lambda s, r, t: s.road_km,
        "#,##0.00",
        _total_of("road_km"),
    ),
    Column(
        QT_TRANSLATE_NOOP("SoraNoMe", "Newly covered places"),
        10,
        lambda s, r, t: s.places,
        AMOUNT,
        _total_of("places"),
    ),
    Column(
        QT_TRANSLATE_NOOP("SoraNoMe", "Gain (weight)"), 10, lambda s, r, t: s.gain, "#,##0.0", lambda p: p.choice.value
    ),
    Column(QT_TRANSLATE_NOOP("SoraNoMe", "Share so far"), 8, lambda s, r, t: r.share, "0.0%"),
    Column(QT_TRANSLATE_NOOP("SoraNoMe", "Cost"), 9, lambda s, r, t: s.candidate.cost, AMOUNT, lambda p: p.cost),
    Column(QT_TRANSLATE_NOOP("SoraNoMe", "Cost so far"), 9, lambda s, r, t: r.cost, AMOUNT),
    Column(
        QT_TRANSLATE_NOOP("SoraNoMe", "Cost per person"),
        9,
        lambda s, r, t: _cost_per(s, s.people),
        "#,##0.00",
        _total_per("people"),
    ),
    Column(
        QT_TRANSLATE_NOOP("SoraNoMe", "Cost per house"),
        9,
        lambda s, r, t: _cost_per(s, s.houses),
        "#,##0.00",
        _total_per("houses"),
    ),
)
_FIRST_NUMBER = 8  # the first column whose empty cells are unknown
_LEFT = (1, 2, 3, 4, 6, 7)  # columns of words


def write_table(path: str | os.PathLike, plan: Plan, translate: Translate = str, made_on: date | None = None) -> None:
    """Write the table of ``plan`` to ``path`` (.xlsx, else CSV in UTF-8 with a mark, which Excel reads); whole or not
    at all. What is not known is said to be unknown."""
    path = Path(path)
    require_writable(path)
    if path.suffix.lower() == ".xlsx":
        write_whole(path, _workbook(plan, translate, made_on or date.today()))
    else:
        write_whole(path, _csv(plan, translate))


def said_of(plan: Plan) -> list[Message]:
    """What the plan reaches, in sentences."""
    choice = plan.choice
    if not choice.value:
        return [
            Message(QT_TRANSLATE_NOOP("SoraNoMe", "No allowed choice of candidates covers any of the open demand."))
        ]
    share, most = choice.value / choice.total, choice.bound / choice.total
    values = {"count": len(plan.sites), "share": f"{100 * share:.1f}", "most": f"{100 * most:.1f}"}
    if choice.proven:
        first = QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{count} sites newly cover {share} % of the open demand. It is proven that no allowed choice covers more.",
        )
    else:
        first = QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{count} sites newly cover {share} % of the open demand; at most {most} % would be possible with any "
            "allowed choice (proven bound).",
        )
    said = [Message(first, values)]
    if plan.carriers:
        template = QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "Each of {carriers} counts on its own: people, houses, km and places are means over these carriers.",
        )
        said.append(Message(template, {"carriers": ", ".join(plan.carriers)}))
    said.extend(plan.notes)
    return said


def _cells(plan: Plan, translate: Translate) -> list[list[object]]:
    """Rows of values, None where unknown, the totals last."""
    total = plan.choice.total
    gains = accumulate(site.gain for site in plan.sites)
    costs = accumulate(
        (site.candidate.cost for site in plan.sites), lambda a, b: None if a is None or b is None else a + b
    )
    rows = [
        [column.value(site, Running(gain / total if total else 0.0, cost), translate) for column in COLUMNS]
        for site, gain, cost in zip(plan.sites, gains, costs)
    ]
    last: list[object] = [column.total(plan) if column.total else "" for column in COLUMNS]
    last[2] = translate(QT_TRANSLATE_NOOP("SoraNoMe", "Total"))
    return [*rows, last]


def _said(value: object, column: int, translate: Translate) -> object:
    return translate(_UNKNOWN) if value is None and column >= _FIRST_NUMBER else value


def _csv(plan: Plan, translate: Translate) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([*(translate(column.title) for column in COLUMNS), translate(_WHY_NOT)])
    *chosen, last = _cells(plan, translate)
    for row in chosen:
        writer.writerow([_plain(_said(value, column, translate)) for column, value in enumerate(row)] + [""])
    for candidate, reason in _others(plan, translate):
        words = ["", candidate.id, candidate.name, candidate.kind]
        writer.writerow([_plain(value) for value in [*words, *[""] * (len(COLUMNS) - len(words)), reason]])
    writer.writerow([_plain(_said(value, column, translate)) for column, value in enumerate(last)] + [""])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _plain(value: object) -> object:
    """Text that Excel would take for a formula is kept text."""
    if isinstance(value, float):
        return f"{value:.10g}"
    return text_cell(value) if isinstance(value, str) else value


def _workbook(plan: Plan, translate: Translate, made_on: date) -> bytes:
    workbook = Workbook()
    workbook.properties.creator = "SoraNoMe"
    workbook.properties.title = translate(_TITLE)
    _chosen_sheet(workbook.active, plan, translate, made_on)
    _others_sheet(workbook.create_sheet(), plan, translate)
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


def _chosen_sheet(sheet: Worksheet, plan: Plan, translate: Translate, made_on: date) -> None:
    sheet.title = translate(QT_TRANSLATE_NOOP("SoraNoMe", "Proposed sites"))
    put(sheet["A1"], translate(_TITLE))
    sheet["A1"].font = font(size=16, bold=True)
    sheet.row_dimensions[1].height = 27
    made = Message(
        QT_TRANSLATE_NOOP("SoraNoMe", "Made on {date} from predictions; to be checked on site before any decision."),
        {"date": f"{made_on.year}/{made_on.month}/{made_on.day}"},
    )
    for line, text in enumerate([made, *said_of(plan)][: _HEADER_ROW - 2], 2):
        put(sheet.cell(line, 1), text.say(translate))
        sheet.cell(line, 1).font = font()
    _header(sheet, _HEADER_ROW, [(translate(column.title), column.width) for column in COLUMNS])
    rows = _cells(plan, translate)
    for line, row in enumerate(rows, _HEADER_ROW + 1):
        last = line == _HEADER_ROW + len(rows)
        for number, value in enumerate(row):
            cell = sheet.cell(line, number + 1)
            shown = _said(value, number, translate)
            put(cell, shown)
            cell.font, cell.border = font(bold=last), BORDER
            cell.number_format = _format(COLUMNS[number].number_format, value)
            words = number in _LEFT
            side = "center" if number == 0 else "left" if words else "right"
            cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=words)
            if last:
                cell.fill = HEADER_FILL
        height = max(_lines(str(row[number] or ""), COLUMNS[number].width) for number in _LEFT)
        sheet.row_dimensions[line].height = height * LINE_HEIGHT + 4
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, 4)
    _for_print(sheet, _HEADER_ROW)


def _others_sheet(sheet: Worksheet, plan: Plan, translate: Translate) -> None:
    """Candidates that were not chosen, each with the reason."""
    sheet.title = translate(QT_TRANSLATE_NOOP("SoraNoMe", "Not chosen"))
    titles = (
        (QT_TRANSLATE_NOOP("SoraNoMe", "ID"), 14),
        (QT_TRANSLATE_NOOP("SoraNoMe", "Name"), 32),
        (QT_TRANSLATE_NOOP("SoraNoMe", "Kind"), 12),
        (_WHY_NOT, 60),
    )
    _header(sheet, 1, [(translate(title), width) for title, width in titles])
    line = 1
    for line, (candidate, reason) in enumerate(_others(plan, translate), 2):
        for column, value in enumerate((candidate.id, candidate.name, candidate.kind, reason), 1):
            cell = sheet.cell(line, column)
            put(cell, value)
            cell.font, cell.border = font(), BORDER
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:D{max(2, line)}"
    _for_print(sheet, 1)


def _format(number_format: str, value: object) -> str:
    if number_format != AMOUNT:
        return number_format
    return "#,##0.00" if isinstance(value, float) and value != int(value) else "#,##0"


def _others(plan: Plan, translate: Translate) -> Iterator[tuple[Candidate, str]]:
    """Candidates that were not chosen, and why."""
    chosen = {site.number for site in plan.sites}
    better = QT_TRANSLATE_NOOP("SoraNoMe", "the chosen sites cover more")
    for number, candidate in enumerate(plan.candidates):
        if number not in chosen:
            yield candidate, translate(LEFT_OUT[plan.left_out[number]] if number in plan.left_out else better)


def _header(sheet: Worksheet, line: int, titles: Sequence[tuple[str, float]]) -> None:
    height = 1
    for number, (title, width) in enumerate(titles, 1):
        cell = sheet.cell(line, number)
        put(cell, title)
        cell.font, cell.fill, cell.border = font(bold=True), HEADER_FILL, BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
        height = max(height, _lines(title, width))
    sheet.row_dimensions[line].height = height * LINE_HEIGHT + 4


def _lines(text: str, width: float) -> int:
    return max(1, -(-text_width(text) // max(1, int(width) - 1)))


def _for_print(sheet: Worksheet, header: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{header}:{header}"
    margins = sheet.page_margins
    margins.left = margins.right = 0.3  # inches
    sheet.oddFooter.center.text = "&P / &N"
