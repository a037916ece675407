"""The columns of the field-check list: what they hold, how wide they are, and which of them a list needs.

Three parts stand side by side. The first is printed: all of it must stay legible on a sheet of A4, so several facts share
one column there. Behind it come the photos, which only a tablet fills in, and each fact in a column of its own to filter by.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ...fill.candidates import CLASS_NAMES
from ...text import QT_TRANSLATE_NOOP, Message, Translate
from .. import register_schema, values
from ..exchange import VISIT_FIELDS
from ..map_links import google_maps, gsi_maps
from ..site import FieldSite

DATE = "yyyy/m/d"
PRINT_WIDTH = 200
"""Half-width characters across a printed page: 10-point text, made to fit A4 landscape, is then 6 points high.

282 mm between the margins are 799 points, at 60 % 1,331 points of the sheet; programs make one character 5.3 to 6.2 points
wide (measured in LibreOffice, which also rounds the scale down).
"""

CHIP_WIDTH = 20

HIDDEN, READ, VISIT, PHOTO, DETAIL = "hidden", "read", "visit", "photo", "detail"
_PRINTED = (READ, VISIT)
_REASONS_WIDTH = (26, 56)  # least and most; they take what the others leave


@dataclass(frozen=True)
class Column:
    """A column of the list; ``width`` in half-width characters.

    ``link`` makes the address a cell leads to; ``values`` are the answers of a drop-down list. An ``optional`` column is
    left out where no site has a value for it.
    """

    code: str
    title: str
    width: float
    value: Callable[[FieldSite, Translate], object] = lambda site, translate: None
    part: str = DETAIL
    number_format: str = "General"
    align: str = "center"
    link: Callable[[FieldSite], str] | None = None
    values: dict[str, str] | None = None
    optional: bool = False

    @property
    def is_filled_in(self) -> bool:
        return self.part in (VISIT, PHOTO)


def columns_for(
    sites: Sequence[FieldSite], chips: tuple[bool, bool] = (False, False), sheets_by: str = "none"
) -> tuple[Column, ...]:
    """The columns a list of ``sites`` needs, from the left; ``chips``: whether there are pictures before and after.

    Printed columns together are no wider than :data:`PRINT_WIDTH`.
    """
    there = {"chip_before": chips[0], "chip_after": chips[1]}
    columns = [
        column
        for column in COLUMNS
        if there.get(column.code, True)
        and (not column.optional or any(column.value(site, str) not in ("", None) for site in sites))
    ]
    behind = set()
    if any(column.code == "visit_order" for column in columns):
        behind.add("rank")  # the order of the visits takes its place
    if sheets_by == "team":
        behind.add("team")  # which the head of its sheet names
    moved = [replace(column, part=DETAIL) for column in columns if column.code in behind]
    columns = [column for column in columns if column.code not in behind] + moved
    taken = sum(column.width for column in columns if column.part in _PRINTED and column.code != "reasons")
    least, most = _REASONS_WIDTH
    room = min(most, max(least, PRINT_WIDTH - taken))
    return tuple(replace(column, width=room) if column.code == "reasons" else column for column in columns)


def is_printed(column: Column) -> bool:
    return column.part in _PRINTED


def as_date(value: date | str | None) -> date | str | None:
    """A date where ``value`` is one or its ISO text (a time of day is dropped); other text unchanged."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value.strip()).date()
        except ValueError:
            return value
    return value


def date_text(value: date | str | None, translate: Translate) -> str:
    """A date as people write it; the word for unknown where there is none."""
    value = as_date(value)
    if not value:
        return translate(QT_TRANSLATE_NOOP("SoraNoMe", "unknown"))
    return value if isinstance(value, str) else f"{value.year}/{value.month}/{value.day}"


def change_words(site: FieldSite, translate: Translate) -> str:
    # A place found by a patrol has no kind of change: 0.
    return translate(CLASS_NAMES[site.change]) if site.change in CLASS_NAMES else str(site.change or "")


def _place(site: FieldSite, translate: Translate) -> str:
    lines = [site.municipality] if site.municipality else []
    lines += [f"{site.latitude:.6f}", f"{site.longitude:.6f}"]
    if math.isfinite(site.x_m):
        lines += [f"X {site.x_m:.1f}", f"Y {site.y_m:.1f}"]
    return "\n".join(lines)


def _known(number: float) -> float | None:
    return number if math.isfinite(number) else None


def _facts(site: FieldSite, translate: Translate) -> str:
    """What changed, what triage found of law and danger, what the last visit brought, and when it changed, a line each.

    The end is cut where a row is too short: dates stand over the pictures, too.
    """
    dates = ""
    if site.before_date or site.after_date:
        dates = " → ".join(date_text(day, translate) for day in (site.before_date, site.after_date))
    verdict = (QT_TRANSLATE_NOOP("SoraNoMe", "Size against the law: {value}"), site.verdict)
    onset = (QT_TRANSLATE_NOOP("SoraNoMe", "Onset: {value}"), site.onset)
    houses = (
        QT_TRANSLATE_NOOP("SoraNoMe", "Buildings below: {value}"),
        "" if site.houses_below is None else str(site.houses_below),
    )
    area = f"{site.area_m2:,.0f} m²" if math.isfinite(site.area_m2) else ""
    lines = [change_words(site, translate), area]
    lines += [Message(text, {"value": value}).say(translate) for text, value in (verdict,) if value]
    lines += [site.zone, site.permit]
    last_visit = (QT_TRANSLATE_NOOP("SoraNoMe", "Last visit: {value}"), _earlier(site, translate))
    said = [
        Message(text, {"value": value}).say(translate) if value else "" for text, value in (houses, last_visit, onset)
    ]
    lines += [said[0], *_register_words(site, translate), *said[1:], dates, site.parcels]
    return "\n".join(line for line in lines if line)


def _register_words(site: FieldSite, translate: Translate) -> list[str]:
    """What the observations since say of a site of a register."""
    named = ((register_schema.STATES, site.state), (register_schema.ATTENTIONS, site.attention))
    return [translate(words[code]) for words, code in named if code in words]


def _earlier(site: FieldSite, translate: Translate) -> str:
    """What the last visit brought: date, who, result, remarks."""
    head = " ".join(
        part
        for part in (date_text(site.last_visited_on, translate) if site.last_visited_on else "", site.last_visited_by)
        if part
    )
    result = [
        _word(values.STATUSES, site.status, translate) if site.last_visited_on else "",
        _word(values.FINDINGS, site.finding, translate),
        Message(
            QT_TRANSLATE_NOOP("SoraNoMe", "Emergency measures: {value}"),
            {"value": _word(values.EMERGENCY_MEASURES, site.emergency_measures, translate)},
        ).say(translate)
        if site.emergency_measures
        else "",
    ]
    return "\n".join(line for line in (head, *result, site.remarks) if line)


def _word(words: dict[str, str], code: str, translate: Translate) -> str:
    return translate(words[code]) if code in words else code


def _gsi_link(site: FieldSite) -> str:
    return gsi_maps(site.latitude, site.longitude)


def _google_link(site: FieldSite) -> str:
    return google_maps(site.latitude, site.longitude)


def _open_word(site: FieldSite, translate: Translate) -> str:
    return translate(QT_TRANSLATE_NOOP("SoraNoMe", "Open"))


_WIDTHS = {"visited_on": 10, "visited_by": 8, "status": 10, "finding": 11, "emergency_measures": 10.5, "remarks": 17}


def _visit_columns(photos: bool) -> tuple[Column, ...]:
    """The columns to fill in: those of the photos, or the others."""
    columns = []
    for field in VISIT_FIELDS:
        if (field.kind in ("photo", "direction")) != photos:
            continue
        columns.append(
            Column(
                field.code,
                field.title,
                _WIDTHS.get(field.code, 18 if field.kind == "photo" else 11),
                _status if field.code == "status" else _nothing,
                PHOTO if photos else VISIT,
                DATE if field.kind == "date" else "General",
                "left" if field.kind == "photo" or field.code == "remarks" else "center",
                values=field.values,
            )
        )
    return tuple(columns)


def _status(site: FieldSite, translate: Translate) -> str:
    return _word(values.STATUSES, site.status, translate)


def _nothing(site: FieldSite, translate: Translate) -> None:
    return None


COLUMNS = (
    Column("key", QT_TRANSLATE_NOOP("SoraNoMe", "Key (do not change)"), 12, lambda s, _: s.key, HIDDEN),
    Column("basis", QT_TRANSLATE_NOOP("SoraNoMe", "Basis (do not change)"), 12, lambda s, _: s.basis, HIDDEN),
    Column("team", QT_TRANSLATE_NOOP("SoraNoMe", "Team"), 8, lambda s, _: s.team, READ, optional=True),
    Column(
        "planned_on",
        QT_TRANSLATE_NOOP("SoraNoMe", "Visit planned on"),
        9.5,
        lambda s, _: as_date(s.planned_on),
        READ,
        DATE,
        optional=True,
    ),
    Column(
        "visit_order",
        QT_TRANSLATE_NOOP("SoraNoMe", "Order of visit"),
        5.5,
        lambda s, _: s.visit_order,
        READ,
        "0",
        optional=True,
    ),
    Column("rank", QT_TRANSLATE_NOOP("SoraNoMe", "Rank"), 6, lambda s, _: s.rank or None, READ, "0"),
    Column("name", QT_TRANSLATE_NOOP("SoraNoMe", "ID"), 8, lambda s, _: s.name, READ, link=_gsi_link),
    Column("place", QT_TRANSLATE_NOOP("SoraNoMe", "City / town, position"), 10.5, _place, READ),
    Column(
        "priority_class",
        QT_TRANSLATE_NOOP("SoraNoMe", "Class"),
        5.5,
        lambda s, _: s.priority_class,
        READ,
        optional=True,
    ),
    Column("chip_before", QT_TRANSLATE_NOOP("SoraNoMe", "Image before"), CHIP_WIDTH, part=READ),
    Column("chip_after", QT_TRANSLATE_NOOP("SoraNoMe", "Image after"), CHIP_WIDTH, part=READ),
    Column("facts", QT_TRANSLATE_NOOP("SoraNoMe", "Change, law, last visit"), 20, _facts, READ, align="left"),
    Column("reasons", QT_TRANSLATE_NOOP("SoraNoMe", "Reasons"), 40, lambda s, _: s.reasons, READ, align="left"),
    *_visit_columns(photos=False),
    *_visit_columns(photos=True),
    Column(
        "earlier", QT_TRANSLATE_NOOP("SoraNoMe", "Result of the last visit"), 24, _earlier, align="left", optional=True
    ),
    Column(
        "reasons_all",
        QT_TRANSLATE_NOOP("SoraNoMe", "Reasons, all"),
        56,
        lambda s, _: s.reasons,
        align="left",
        optional=True,
    ),
    Column("google_maps", QT_TRANSLATE_NOOP("SoraNoMe", "Google Maps"), 9, _open_word, link=_google_link),
    Column("municipality", QT_TRANSLATE_NOOP("SoraNoMe", "City / town"), 10, lambda s, _: s.municipality, align="left"),
    Column("area_m2", QT_TRANSLATE_NOOP("SoraNoMe", "Area (m²)"), 9, lambda s, _: s.area_m2, DETAIL, "#,##0"),
    Column("latitude", QT_TRANSLATE_NOOP("SoraNoMe", "Latitude"), 10.5, lambda s, _: s.latitude, DETAIL, "0.000000"),
    Column("longitude", QT_TRANSLATE_NOOP("SoraNoMe", "Longitude"), 11, lambda s, _: s.longitude, DETAIL, "0.000000"),
    Column(
        "x_m",
        QT_TRANSLATE_NOOP("SoraNoMe", "Zone {zone} X north (m)"),
        11,
        lambda s, _: _known(s.x_m),
        DETAIL,
        "0.0",
        optional=True,
    ),
    Column(
        "y_m",
        QT_TRANSLATE_NOOP("SoraNoMe", "Zone {zone} Y east (m)"),
        11,
        lambda s, _: _known(s.y_m),
        DETAIL,
        "0.0",
        optional=True,
    ),
    Column(
        "before_date",
        QT_TRANSLATE_NOOP("SoraNoMe", "Date before"),
        10.5,
        lambda s, _: as_date(s.before_date),
        DETAIL,
        DATE,
    ),
    Column(
        "after_date",
        QT_TRANSLATE_NOOP("SoraNoMe", "Date after"),
        10.5,
        lambda s, _: as_date(s.after_date),
        DETAIL,
        DATE,
    ),
    Column("change", QT_TRANSLATE_NOOP("SoraNoMe", "Kind of change"), 14, change_words, align="left"),
    Column("score", QT_TRANSLATE_NOOP("SoraNoMe", "Score (0–1)"), 9, lambda s, _: s.score, DETAIL, "0.00"),
    Column("score_max", QT_TRANSLATE_NOOP("SoraNoMe", "Score, highest"), 9, lambda s, _: s.score_max, DETAIL, "0.00"),
    Column("priority", QT_TRANSLATE_NOOP("SoraNoMe", "Priority (0–1)"), 9, lambda s, _: s.priority, DETAIL, "0.00"),
    *(
        Column(code, title, width, value, align="left", optional=True)
        for code, title, width, value in (
            ("verdict", QT_TRANSLATE_NOOP("SoraNoMe", "Size against the law"), 16, lambda s, _: s.verdict),
            ("zone", QT_TRANSLATE_NOOP("SoraNoMe", "Zone of the fill law"), 18, lambda s, _: s.zone),
            ("permit", QT_TRANSLATE_NOOP("SoraNoMe", "Permits"), 14, lambda s, _: s.permit),
            ("parcels", QT_TRANSLATE_NOOP("SoraNoMe", "Parcels (share)"), 20, lambda s, _: s.parcels),
            ("houses_below", QT_TRANSLATE_NOOP("SoraNoMe", "Buildings below"), 8, lambda s, _: s.houses_below),
            ("onset", QT_TRANSLATE_NOOP("SoraNoMe", "Onset against the designation"), 14, lambda s, _: s.onset),
        )
    ),
)
"""All columns, from the left; :func:`columns_for` says which of them a list has."""
