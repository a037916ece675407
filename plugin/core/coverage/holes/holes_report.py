"""Coverage holes as a page of A4 and as a table: the programme's indicators, by municipality, and the largest holes."""

from __future__ import annotations

import base64
import csv
import io
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from affine import Affine
from rasterio.features import rasterize

from ... import html
from ...delimited import text_cell
from ...errors import InputError
from ...grid import crs_name
from ...pictures import png
from ...text import QT_TRANSLATE_NOOP, Message, Translate
from .hole_inputs import Rules
from .holes import ANY
from .indicators import Findings, Hole, Indicators, Share, is_half_mesh
from .programme import programme
from .states import (
    CODES,
    COVERED,
    EITHER,
    MEASURED_HOLE,
    NAMES,
    NO_DATA,
    PREDICTED_HOLE,
    PREDICTION,
    PUBLISHED,
    UNKNOWN,
)

COLOURS = {COVERED: "#d1e5f0", MEASURED_HOLE: "#a50026", PREDICTED_HOLE: "#fdb863", NO_DATA: "#8c8c8c"}
"""Told apart by lightness too, so in any colour vision and in black and white."""

DISAGREEMENT = {
    EITHER: QT_TRANSLATE_NOOP("SoraNoMe", "where they disagree, either one that says no coverage makes a hole"),
    PUBLISHED: QT_TRANSLATE_NOOP("SoraNoMe", "where they disagree, the published area counts"),
    PREDICTION: QT_TRANSLATE_NOOP("SoraNoMe", "where they disagree, the prediction counts"),
}

ROLES = {
    "SIGNAL": QT_TRANSLATE_NOOP("SoraNoMe", "Signal"),
    "PROBABILITY": QT_TRANSLATE_NOOP("SoraNoMe", "Probability of coverage"),
    "MEASUREMENTS": QT_TRANSLATE_NOOP("SoraNoMe", "Measurements"),
    "CARRIER_AREAS": QT_TRANSLATE_NOOP("SoraNoMe", "Published coverage areas"),
    "AREAS": QT_TRANSLATE_NOOP("SoraNoMe", "Municipalities"),
    "POPULATION": QT_TRANSLATE_NOOP("SoraNoMe", "Population"),
    "ROADS": QT_TRANSLATE_NOOP("SoraNoMe", "Roads and ferry routes"),
    "PLACES": QT_TRANSLATE_NOOP("SoraNoMe", "Facilities"),
    "COMMERCIAL": QT_TRANSLATE_NOOP("SoraNoMe", "Commercial districts"),
}
"""What the report calls the inputs."""

UNKNOWN_WORD = QT_TRANSLATE_NOOP("SoraNoMe", "unknown")
_LISTED = 15
_NAMED = 8

_STYLE = html.Html(
    "<style>table{font-size:.86em} th,td{padding:.2em .5em;word-break:keep-all} th{text-align:center} "
    "th[scope=row]{text-align:left;white-space:nowrap} caption{word-break:normal} figure{margin:.4em 0} "
    "@media print{h1{font-size:1.3em} h2{margin-top:1.1em} table{font-size:8.5pt;break-inside:auto} "
    "tr,figure{break-inside:avoid} tr:first-child{break-after:avoid}}</style>"
)


@dataclass(frozen=True)
class Given:
    """One input of :data:`ROLES`; ``date`` is that of its data, else of its file, empty where neither is known."""

    role: str
    what: str
    date: str = ""


def summary(findings: Findings) -> tuple[list[tuple[str, type]], list[tuple]]:
    """(Columns with their type, rows) of the table: a row for each area and carrier, and for all areas.

    None stands for what is unknown, an empty text for the share of nothing. Of shares, ``_share`` is of what is known,
    ``_low`` and ``_high`` take all that is unknown as not covered and as covered.
    """
    columns: list[tuple[str, type]] = [("area", str), ("carrier", str)]
    figures = {
        "land_km2": (lambda row: row.land_m2, 1e-6),
        "places": (lambda row: row.facilities, 1),
        "roads_km": (lambda row: row.roads_m, 1e-3),
        "ferries_km": (lambda row: row.ferries_m, 1e-3),
        "commercial_ha": (lambda row: row.commercial_m2, 1e-4),
        "people": (lambda row: row.people, 1),
        "people_half_mesh": (lambda row: row.people_half, 1),
    }
    for name in figures:
        columns += [(f"{name}_{part}", float) for part in ("covered", "holes", "measured", "unknown")]
        columns += [(f"{name}_{part}", float) for part in ("share", "low", "high")]
    columns.append(("people_suppressed_squares", int))
    rows = []
    for row in findings.indicators:
        values: list = [row.area, row.carrier]
        for of, factor in figures.values():
            share = of(row)
            if share is None:
                values += [None] * 7
                continue
            amounts = share.covered, share.holes, share.measured, share.unknown
            values += [round(amount * factor, 6) for amount in amounts]
            # Of nothing there is no share: that is not unknown.
            shares = (share.known, share.low, share.high) if share.total else ("",) * 3
            values += [value if value in (None, "") else round(value, 6) for value in shares]
        rows.append((*values, None if row.people is None else row.suppressed))
    kinds = list(dict.fromkeys(kind for row in findings.indicators for kind in row.facility_kinds))
    for number, kind in enumerate(kinds):
        again = kind.casefold() in [other.casefold() for other in kinds[:number]]  # databases know no case
        name = f"place_{kind}_{number}" if again else f"place_{kind}"
        columns += [(f"{name}_{part}", float) for part in ("covered", "holes", "unknown", "share")]
    rows = [
        (*values, *(value for kind in kinds for value in _kind_values(row.facility_kinds.get(kind))))
        for row, values in zip(findings.indicators, rows)
    ]
    return columns, rows


def _kind_values(share: Share | None) -> tuple:
    return (None,) * 4 if share is None else (share.covered, share.holes, share.unknown, share.known)


def summary_csv(findings: Findings, translate: Translate = str) -> bytes:
    """The table for spreadsheets, UTF-8 with a mark of byte order; what is unknown is said so."""
    columns, rows = summary(findings)
    unknown, everything = translate(UNKNOWN_WORD), translate(_ALL)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([text_cell(name) for name, _ in columns])
    for area, carrier, *values in rows:
        told = [unknown if value is None else value if value == "" else _bare(value) for value in values]
        writer.writerow([text_cell(everything if area is None else area), text_cell(carrier), *told])
    return text.getvalue().encode("utf-8-sig")


def read_summary(path: str | os.PathLike) -> list[dict[str, str | float | None]]:
    """Rows of a table of :func:`summary_csv`, in whichever language: column → number, None for what is unknown, an empty
    text for the share of nothing. Raises :class:`InputError` for another file.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(Path(path).read_bytes().decode("utf-8-sig"))))
    except (OSError, UnicodeDecodeError, csv.Error):
        rows = []
    if not rows or not {"area", "carrier", "land_km2_share"} <= rows[0].keys():
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} is no table of indicators. Choose SUMMARY (CSV) of coverageholes."),
            path=path,
        )
    return [
        {
            name: text if name in ("area", "carrier") or text == "" else _number(text)
            for name, text in row.items()
            if name is not None  # fields behind the last title
        }
        for row in rows
    ]


def _number(text: str | None) -> float | None:
    try:
        return float(text)
    except (TypeError, ValueError):  # a row that ends early, or the word for unknown
        return None


def _bare(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


_ALL = QT_TRANSLATE_NOOP("SoraNoMe", "All")


def evidence(hole: Hole, rules: Rules, translate: Translate = str) -> str:
    """Why a place is a hole, in words."""

    def say(text: str, **values) -> str:
        return Message(text, values).say(translate)

    said = []
    if hole.kind == MEASURED_HOLE:
        said.append(
            say(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{bad} of {samples} measurements were out of service or below {threshold} dBm."
                ),
                bad=f"{hole.bad:,}",
                samples=f"{hole.samples:,}",
                threshold=f"{rules.sample_threshold_dbm:g}",
            )
        )
    elif hole.kind == PREDICTED_HOLE:
        said.append(
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Not covered by what is predicted or published; not measured by all."))
            if hole.carrier == ANY
            else say(QT_TRANSLATE_NOOP("SoraNoMe", "Not covered by what is predicted or published; not measured."))
        )
    elif hole.outside:
        said.append(say(QT_TRANSLATE_NOOP("SoraNoMe", "Outside all rasters.")))
    else:
        said.append(
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Nothing is known of at least one carrier, and no other covers."))
            if hole.carrier == ANY
            else say(QT_TRANSLATE_NOOP("SoraNoMe", "Neither measured, predicted nor published."))
        )
    if hole.disagree_m2:
        said.append(
            say(
                QT_TRANSLATE_NOOP("SoraNoMe", "Prediction and published area disagree on {area} m²: {rule}."),
                area=f"{hole.disagree_m2:,.0f}",
                rule=say(DISAGREEMENT[rules.disagreement]),
            )
        )
    if hole.published_m2:
        said.append(
            say(
                QT_TRANSLATE_NOOP("SoraNoMe", "{area} m² are published as covered."),
                area=f"{hole.published_m2:,.0f}",
            )
        )
    if hole.suppressed:
        said.append(
            say(
                QT_TRANSLATE_NOOP("SoraNoMe", "The people of {count} squares in it are unknown."),
                count=hole.suppressed,
            )
        )
    return " ".join(said) if translate is str else "".join(said)


# -- the page ----------------------------------------------------------------------------------------------------------


def report(
    findings: Findings,
    rules: Rules,
    given: Sequence[Given],
    date: str,
    half_mesh_m2: float | None = None,
    translate: Translate = str,
    language: str = "en",
) -> str:
    """The page; ``date`` of the run, ``half_mesh_m2`` the size of what the half-mesh rule was applied to."""

    def say(text: str, **values) -> str:
        return Message(text, values).say(translate)

    page = _Page(findings, rules, say)
    title = say(QT_TRANSLATE_NOOP("SoraNoMe", "Coverage holes and indicators of connectivity"))
    body = [
        _STYLE,
        page.head(date),
        page.verdict(),
        html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Indicators and targets"))),
        page.targets(),
        page.by_carrier(),
        html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Map: any carrier"))),
        page.map(),
        *page.by_area(),
        html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Holes with most people, then the largest"))),
        page.largest(),
        html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "What was not known"))),
        page.unknown(half_mesh_m2),
        html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Inputs"))),
        page.inputs(given),
        html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Method"))),
        page.method(),
    ]
    return html.page(title, html.join(body), language)


class _Page:
    def __init__(self, findings: Findings, rules: Rules, say):
        self.findings, self.rules, self.say = findings, rules, say
        self.total = findings.total()
        self.several = len(findings.map.carriers) > 1

    # -- numbers in words --

    def percent(self, share: Share | None) -> str:
        """Covered share; as a range where something is unknown."""
        if share is None:
            return self.say(UNKNOWN_WORD)
        if share.total == 0:
            return "–"
        if share.known is None:
            return self.say(UNKNOWN_WORD)
        low, high = f"{100 * share.low:.1f}", f"{100 * share.high:.1f}"
        return f"{low} %" if low == high else f"{low}–{high} %"

    def amount(self, value: float | None, digits: int = 0, unit: str = "") -> str:
        return self.say(UNKNOWN_WORD) if value is None else f"{value:,.{digits}f}{unit}"

    def left(self, share: Share | None, factor: float, digits: int, unit: str = "") -> str:
        """What is not covered; as a range where something is unknown."""
        if share is None or (share.total > 0 and share.known is None):
            return self.say(UNKNOWN_WORD)
        low, high = f"{share.holes * factor:,.{digits}f}", f"{(share.holes + share.unknown) * factor:,.{digits}f}"
        return f"{low}{unit}" if low == high else f"{low}–{high}{unit}"

    # -- parts --

    def head(self, date: str) -> html.Html:
        names = ", ".join(carrier.name or "–" for carrier in self.findings.map.carriers)
        return html.escape(
            self.say(
                QT_TRANSLATE_NOOP("SoraNoMe", "Made on {date}. Carriers: {carriers}. Coordinate system: {crs}."),
                date=date,
                carriers=names,
                crs=crs_name(self.findings.map.grid.crs),
            )
        )

    def verdict(self) -> html.Html:
        holes = [hole for hole in self.findings.holes if hole.carrier == ANY]
        counts = {kind: sum(hole.kind == kind for hole in holes) for kind in CODES}
        land = self.total.land_m2
        unknown = land.unknown / land.total if land.total else 0.0
        said = self.say(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "No carrier covers: {measured} measured holes and {predicted} predicted holes, {area} km², "
                "{people} people. Of "
                "{unknown} % of the area it is not known.",
            ),
            measured=f"{counts[MEASURED_HOLE]:,}",
            predicted=f"{counts[PREDICTED_HOLE]:,}",
            area=f"{land.holes / 1e6:,.2f}",
            people=self.amount(None if self.total.people is None else self.total.people.holes),
            unknown=f"{100 * unknown:.1f}",
        )
        return html.box(said, "bad" if land.holes else "warning" if unknown else "good")

    def targets(self) -> html.Html:
        say, known, total = self.say, programme()["programme"], self.total
        places = total.facilities
        rows = []

        def add(name: str, key: str, value: str, unknown: str) -> None:
            aim = known["indicators"].get(key)
            if aim is None:
                before = target = "–"
            elif aim["unit"] == "ha":
                before, target = f"{aim['baseline']:g} ha", f"{aim['target']:g} ha"
            else:
                before, target = f"{100 * aim['baseline']:g} %", f"{100 * aim['target']:g} %"
            rows.append((name, before, target, value, unknown))

        def part(share: Share | None, factor: float, digits: int, unit: str) -> str:
            if share is None:
                return say(QT_TRANSLATE_NOOP("SoraNoMe", "no list given"))
            return f"{share.unknown * factor:,.{digits}f} / {share.total * factor:,.{digits}f}{unit}"

        unlisted = len({area for area, _ in self.findings.unlisted()})
        without = say(QT_TRANSLATE_NOOP("SoraNoMe", "; {count} municipalities without a list"), count=unlisted)
        add(say(_FACILITIES), "facilities", self.percent(places), part(places, 1, 0, without if unlisted else ""))
        add(
            say(_COMMERCIAL),
            "commercial",
            self.left(total.commercial_m2, 1e-4, 1, " ha"),
            part(total.commercial_m2, 1e-4, 1, " ha"),
        )
        add(say(_ROADS), "roads", self.percent(total.roads_m), part(total.roads_m, 1e-3, 1, " km"))
        if total.ferries_m is not None:
            add(say(_FERRIES), "ferries", self.percent(total.ferries_m), part(total.ferries_m, 1e-3, 1, " km"))
        add(say(_PEOPLE), "people", self.percent(total.people), part(total.people, 1, 0, ""))
        add(say(_PEOPLE_HALF), "people", self.percent(total.people_half), part(total.people_half, 1, 0, ""))
        header = [
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Indicator (any carrier)")),
            known["baseline"].replace("-", "\u2011"),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Target {year}"), year=known["target_year"]),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Here")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Unknown / listed")),
        ]
        caption = say(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Targets are those of the whole programme ({source}); figures here are of the lists given. A "
                "range: from "
                "everything unknown not covered to everything unknown covered.",
            ),
            source=known["source"],
        )
        return html.table(rows, header, numbers=(1, 2, 3, 4), row_headings=True, caption=caption)

    def by_carrier(self) -> html.Html:
        if not self.several:
            return html.Html("")
        rows = [
            (
                row.carrier if row.carrier != ANY else self.say(_ANY),
                self.percent(row.land_m2),
                self.percent(row.facilities),
                self.left(row.commercial_m2, 1e-4, 1),
                self.percent(row.roads_m),
                self.percent(row.people),
                self.percent(row.people_half),
            )
            for row in self.findings.indicators
            if row.area is None
        ]
        header = [self.say(_CARRIER), *self._columns()]
        return html.table(rows, header, numbers=range(1, 7), row_headings=True)

    def _columns(self) -> list[str]:
        return [
            self.say(QT_TRANSLATE_NOOP("SoraNoMe", "Land area")),
            self.say(QT_TRANSLATE_NOOP("SoraNoMe", "Facilities")),
            self.say(QT_TRANSLATE_NOOP("SoraNoMe", "Commercial left (ha)")),
            self.say(QT_TRANSLATE_NOOP("SoraNoMe", "Roads")),
            self.say(QT_TRANSLATE_NOOP("SoraNoMe", "People")),
            self.say(QT_TRANSLATE_NOOP("SoraNoMe", "People, half-mesh")),
        ]

    def by_area(self) -> list[html.Html]:
        rows = [
            (
                row.area,
                self.percent(row.land_m2),
                self.percent(row.facilities),
                self.left(row.commercial_m2, 1e-4, 1),
                self.percent(row.roads_m),
                self.percent(row.people),
                self.percent(row.people_half),
                self.left(row.people, 1, 0),
            )
            for row in self.findings.by_area()
        ]
        if not rows:
            return []
        header = [
            self.say(QT_TRANSLATE_NOOP("SoraNoMe", "Municipality")),
            *self._columns(),
            self.say(QT_TRANSLATE_NOOP("SoraNoMe", "People in holes")),
        ]
        table = html.table(rows, header, numbers=range(1, 8), row_headings=True)
        return [html.heading(self.say(QT_TRANSLATE_NOOP("SoraNoMe", "By municipality (any carrier)"))), table]

    def map(self) -> html.Html:
        found = self.findings.map
        counts = found.picture
        seen = counts.sum(axis=-1) > 0
        rows, columns = (np.flatnonzero(seen.any(axis=axis)) for axis in (1, 0))
        top, left = (max(0, lines[0] - 2) if len(lines) else 0 for lines in (rows, columns))
        bottom, right = (lines[-1] + 3 if len(lines) else None for lines in (rows, columns))
        counts, seen = counts[top:bottom, left:right], seen[top:bottom, left:right]
        kinds = counts.argmax(axis=-1)
        kinds[counts[..., MEASURED_HOLE] > 0] = MEASURED_HOLE  # along roads, narrower than a pixel
        rgb = np.full((*kinds.shape, 3), 255, np.uint8)
        for kind, colour in COLOURS.items():
            rgb[(kinds == kind) & seen] = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
        areas = self.findings.lists.areas
        if areas is not None:
            size = found.picture_cells
            inverse = Affine.translation(-left, -top) * Affine.scale(1 / size) * ~found.grid.transform
            edges = [
                shapely.transform(shapely.boundary(shape), lambda xy: np.column_stack(inverse * xy.T))
                for shape in areas.shapes
            ]
            burnt = rasterize(edges, kinds.shape, all_touched=True)
            rgb[burnt > 0] = (40, 40, 40)
        times = max(1, 900 // max(kinds.shape))
        data = base64.b64encode(png(np.kron(rgb, np.ones((times, times, 1), np.uint8)))).decode()
        legend = "".join(
            f'<span style="display:inline-block;margin-right:1.2em;white-space:nowrap"><span style="display:inline-block;'
            f'width:1em;height:1em;vertical-align:-.15em;background:{COLOURS[kind]};border:1px solid #777"></span> '
            f"{html.escape(self.say(NAMES[kind]))}</span>"
            for kind in (MEASURED_HOLE, PREDICTED_HOLE, NO_DATA, COVERED)
        )
        width_m = kinds.shape[1] * found.picture_cells * found.grid.cell_size[0] * found.grid.crs.linear_units_factor[1]
        bar = _round_number(width_m / 4)
        label = f"{bar / 1000:g} km" if bar >= 1000 else f"{bar:g} m"
        title = html.escape(self.say(QT_TRANSLATE_NOOP("SoraNoMe", "Map: any carrier")))
        wide = kinds.shape[1] >= kinds.shape[0]
        size = "width:100%" if wide else "height:95mm"
        return html.Html(
            f'<figure><div style="display:inline-block;max-width:100%;{"width:112mm" if wide else ""}">'
            f'<img alt="{title}" src="data:image/png;base64,{data}" style="{size};border:1px solid #c5ced8;'
            f'image-rendering:pixelated;display:block">'
            f'<div style="width:{100 * bar / width_m:.2f}%;border-bottom:3px solid #222;font-size:.85em">{label}</div></div>'
            f'<div style="font-size:.9em">{legend} ↑ N</div></figure>'
        )

    def largest(self) -> html.Html:
        holes = [hole for hole in self.findings.holes if hole.carrier == ANY and hole.kind != NO_DATA]
        if not holes:
            return html.box(self.say(QT_TRANSLATE_NOOP("SoraNoMe", "None was found.")))
        holes.sort(key=lambda hole: (-(hole.people or 0), -hole.area_m2))
        rows = [
            (
                self.say(NAMES[hole.kind]),
                hole.area,
                f"{hole.area_m2 / 1e6:,.3f}",
                self.amount(hole.people),
                self.amount(None if hole.road_m is None else hole.road_m / 1000, 2),
                self.say(UNKNOWN_WORD) if hole.places is None else _named(hole.places),
                f"{hole.bad:,} / {hole.samples:,}" if hole.samples else "–",
            )
            for hole in holes[:_LISTED]
        ]
        header = [
            self.say(QT_TRANSLATE_NOOP("SoraNoMe", "Class")),
            self.say(QT_TRANSLATE_NOOP("SoraNoMe", "Municipality")),
            self.say(QT_TRANSLATE_NOOP("SoraNoMe", "Area (km²)")),
            self.say(QT_TRANSLATE_NOOP("SoraNoMe", "People")),
            self.say(QT_TRANSLATE_NOOP("SoraNoMe", "Roads (km)")),
            self.say(QT_TRANSLATE_NOOP("SoraNoMe", "Facilities")),
            self.say(QT_TRANSLATE_NOOP("SoraNoMe", "Bad / all measurements")),
        ]
        caption = self.say(
            QT_TRANSLATE_NOOP("SoraNoMe", "The first {count} of {total}; all are in the layer of holes."),
            count=len(rows),
            total=f"{len(holes):,}",
        )
        return html.table(rows, header, numbers=(2, 3, 4, 6), row_headings=True, caption=caption)

    def unknown(self, half_mesh_m2: float | None) -> html.Html:
        say, findings, total = self.say, self.findings, self.total
        lists = findings.lists
        told = []
        for value, name in (
            (lists.places, _FACILITIES),
            (lists.commercial, _COMMERCIAL),
            (lists.roads, _ROADS),
            (lists.people, _PEOPLE),
            (lists.areas, ROLES["AREAS"]),
        ):
            if value is None:
                told.append(say(QT_TRANSLATE_NOOP("SoraNoMe", "{list}: no list given."), list=say(name)))
        missing: dict[str, list[str]] = {}
        for area, kind in findings.unlisted():
            missing.setdefault(kind, []).append(area)
        if missing:
            for kind, areas in missing.items():
                told.append(
                    say(
                        QT_TRANSLATE_NOOP(
                            "SoraNoMe", "{kind}: no list, or nothing in it, for {count} municipalities ({names})."
                        ),
                        kind=kind,
                        count=len(areas),
                        names=_named(areas),
                    )
                )
        if total.suppressed:
            told.append(
                say(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe", "People of {count} squares are suppressed (*) or missing: not counted."
                    ),
                    count=f"{total.suppressed:,}",
                )
            )
        if half_mesh_m2 is not None and not is_half_mesh(half_mesh_m2):
            told.append(
                say(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "The half-mesh rule is made for 500 m squares; here it was applied to areas of {area} m².",
                    ),
                    area=f"{half_mesh_m2:,.0f}",
                )
            )
        if lists.people is not None and total.people_half is None:
            told.append(
                say(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe", "The half-mesh rule needs squares; the population was given as points."
                    )
                )
            )
        if total.land_m2.unknown:
            told.append(
                say(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe", "{area} km² without data (outside the rasters, or a carrier not known)."
                    ),
                    area=f"{total.land_m2.unknown / 1e6:,.2f}",
                )
            )
        aside = [c.name for c, wanted in zip(findings.map.carriers, findings.map.considered) if not wanted]
        if aside:
            told.append(
                say(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe", "Neither rasters nor areas of {names}: they count only where measured."
                    ),
                    names=_named(aside),
                )
            )
        small, small_m2 = findings.small_holes()
        if small:
            told.append(
                say(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{count} holes below {least} m², {area} km² in all, are in the figures, but not in the layer.",
                    ),
                    count=f"{small:,}",
                    least=f"{self.rules.min_area_m2:,.0f}",
                    area=f"{small_m2 / 1e6:,.3f}",
                )
            )
        if findings.roads_elsewhere_m >= 1 or findings.places_elsewhere:
            told.append(
                say(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe", "Outside all municipalities, not counted: {roads} km of roads, {places} places."
                    ),
                    roads=f"{findings.roads_elsewhere_m / 1000:,.1f}",
                    places=f"{findings.places_elsewhere:,}",
                )
            )
        if not told:
            return html.box(say(QT_TRANSLATE_NOOP("SoraNoMe", "Nothing was missing.")), "good")
        return html.Html("<ul>" + "".join(f"<li>{html.escape(line)}</li>" for line in told) + "</ul>")

    def inputs(self, given: Sequence[Given]) -> html.Html:
        header = [
            self.say(QT_TRANSLATE_NOOP("SoraNoMe", "Input")),
            self.say(QT_TRANSLATE_NOOP("SoraNoMe", "Source")),
            self.say(QT_TRANSLATE_NOOP("SoraNoMe", "Date")),
        ]
        return html.table(
            [(self.say(ROLES[one.role]), one.what, one.date or self.say(UNKNOWN_WORD)) for one in given], header
        )

    def method(self) -> html.Html:
        say, rules, grid = self.say, self.rules, self.findings.map.grid
        outside = (
            say(QT_TRANSLATE_NOOP("SoraNoMe", "unknown"))
            if rules.outside_published == UNKNOWN
            else say(QT_TRANSLATE_NOOP("SoraNoMe", "not covered"))
        )
        lines = [
            say(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Cells of {cell} m count as predicted to be covered where the probability of coverage is at "
                    "least {probability} "
                    "%, or, where no probability is given, the signal at least {threshold} dBm.",
                ),
                cell=f"{grid.cell_area_m2**0.5:g}",
                probability=f"{100 * rules.min_probability:g}",
                threshold=f"{rules.threshold_dbm:g}",
            ),
            say(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "A carrier's published area is compared with the prediction, places outside it being "
                    "{outside}: {rule}.",
                ),
                outside=outside,
                rule=say(DISAGREEMENT[rules.disagreement]),
            ),
            say(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Measurements go before both: a square of {cell} m is a measured hole where at least {share} % "
                    "of at least "
                    "{least} samples were out of service or below {threshold} dBm, else covered.",
                ),
                cell=f"{rules.sample_cell_m:g}",
                share=f"{100 * rules.bad_share:g}",
                least=rules.min_samples,
                threshold=f"{rules.sample_threshold_dbm:g}",
            ),
            say(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "A place is covered where any carrier covers it, a hole where all are known not to, and "
                    "unknown in between.",
                )
            ),
            say(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Places count by one point, roads by length, people by the covered share of their square, and "
                    "by the half-mesh rule: all people of a square of which half or more is covered, else none; of a "
                    "square that municipalities do not fill (sea), their part is judged.",
                )
            ),
        ]
        return html.Html("<ol>" + "".join(f"<li>{html.escape(line)}</li>" for line in lines) + "</ol>")


_FACILITIES = QT_TRANSLATE_NOOP("SoraNoMe", "Places with coverage (offices, stations, shelters, hospitals …)")
_COMMERCIAL = QT_TRANSLATE_NOOP("SoraNoMe", "Commercial districts left without coverage")
_ROADS = QT_TRANSLATE_NOOP("SoraNoMe", "Roads with coverage, by length")
_FERRIES = QT_TRANSLATE_NOOP("SoraNoMe", "Ferry routes with coverage, by length")
_PEOPLE = QT_TRANSLATE_NOOP("SoraNoMe", "People with coverage, by area")
_PEOPLE_HALF = QT_TRANSLATE_NOOP("SoraNoMe", "People with coverage, half-mesh rule")
_ANY = QT_TRANSLATE_NOOP("SoraNoMe", "Any carrier")
_CARRIER = QT_TRANSLATE_NOOP("SoraNoMe", "Carrier")


def numbers(total: Indicators) -> dict[str, float]:
    """The indicators of all areas as numbers by name; what is unknown is left out."""
    found = {
        "PLACE_SHARE": total.facilities and total.facilities.known,
        "ROAD_SHARE": total.roads_m and total.roads_m.known,
        "POPULATION_SHARE": total.people and total.people.known,
        "POPULATION_SHARE_HALF_MESH": total.people_half and total.people_half.known,
        "COMMERCIAL_LEFT": total.commercial_m2 and total.commercial_m2.holes / 1e4,
        "PEOPLE_IN_HOLES": total.people and total.people.holes,
        "HOLE_AREA": total.land_m2.holes,
        "NO_DATA_AREA": total.land_m2.unknown,
    }
    return {name: float(value) for name, value in found.items() if value is not None}


def _named(names: Sequence[str]) -> str:
    """Names for a table cell, not too many."""
    shown = ", ".join(names[:_NAMED])
    return (f"{shown} … ({len(names)})" if len(names) > _NAMED else shown) or "–"


def _round_number(value: float) -> float:
    """The largest of 1, 2, 5 × 10ⁿ that is no larger."""
    power = 10 ** math.floor(math.log10(value))
    return max(step * power for step in (1, 2, 5) if step * power <= value * (1 + 1e-9))
