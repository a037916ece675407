"""The progress of field checks as one page: numbers, plots with a table beneath each, a map, and what is urgent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shapely import Geometry

from ... import html
from ...dates import short_month, write_day, write_month
from ...html import Html
from ...text import QT_TRANSLATE_NOOP, Message, Translate
from ..map_links import gsi_maps
from ..register_schema import ATTENTIONS
from ..values import STATUSES
from . import progress_plots as plots
from .progress import (
    DECIDED,
    EARLY_DAYS,
    MUST_CORRECT,
    URGENT_CLASS,
    Flow,
    Life,
    Notes,
    count,
    first_day,
    flows,
    grouped,
)
from .progress_days import days_between

MONTHS = 24
"""Months shown where no first day is given."""
_LISTED = 100
_MONTHS_BY_AREA = 9

_STYLE = Html(
    "<style>body{max-width:64em} table{font-size:.86em} th,td{padding:.2em .5em;word-break:keep-all} "
    "th[scope=col]{text-align:center} th[scope=row]{text-align:left;white-space:nowrap} caption{word-break:normal} "
    ".side{display:flex;flex-wrap:wrap;align-items:center;gap:0 1.5em} .side figure{min-width:0} "
    "figure{margin:.4em 0;break-inside:avoid} tr.sum td,tr.sum th{font-weight:600;background:#f4f7f9} "
    # Printed, the map stands on the first page with the funnel.
    "@media print{.side{flex-wrap:nowrap} .side figure{flex:1} .map svg{max-height:95mm} h1{font-size:1.3em} "
    "h2{margin-top:1em} table{font-size:8pt} tr{break-inside:avoid} a{color:inherit}}</style>"
)


@dataclass(frozen=True)
class Numbers:
    """The register on a day. ``visited`` are the sites with a visit in the register; ``decided`` those with a status of
    :data:`~.progress.DECIDED`, ``unseen`` of these the ones without a visit. The lists hold sites by rank."""

    statuses: dict[str, int]
    visited: int
    unseen: int
    waiting: list[Life]
    missed: list[Life]
    emergencies: list[Life]
    flagged: list[Life]
    open_urgent: list[Life]

    @property
    def found(self) -> int:
        return sum(self.statuses.values())

    @property
    def decided(self) -> int:
        return sum(self.statuses[status] for status in DECIDED)


def numbers(lives: Sequence[Life], day: str, overdue_days: int) -> Numbers:
    """What the page says of ``day``; ``overdue_days``: how long a site of class A may wait for a visit."""
    ranked = sorted(lives, key=lambda life: (life.rank or 10**9, life.name))
    known = [life for life in lives if life.found_on <= day]
    return Numbers(
        count(lives, day),
        sum(bool(life.last_visit(day)) for life in known),
        sum(life.status_on(day) in DECIDED and not life.last_visit(day) for life in known),
        [life for life in ranked if life.waits_too_long(day, overdue_days)],
        [life for life in ranked if life.missed_plan(day)],
        [life for life in ranked if life.emergency_on(day)],
        [life for life in ranked if life.attention_on(day)],
        [life for life in ranked if life.priority_class == URGENT_CLASS and life.is_open_on(day)],
    )


@dataclass(frozen=True)
class About:
    """What the page is about: the register as the user named it, the day it speaks of (``day``) and the first one of its
    months ("" to choose), the day it is made on, the name of the area where only a part is told, the days a site of
    class A may wait, and how many sites took their municipality from its polygon."""

    register: str
    day: str
    made_on: str
    first: str = ""
    area: str = ""
    overdue_days: int = 30
    placed: int = 0


def report(
    lives: Sequence[Life],
    notes: Notes,
    about: About,
    areas: Sequence[tuple[Geometry, str]] = (),
    translate: Translate = str,
    language: str = "en",
) -> str:
    """The page; ``areas`` are outlines of municipalities with their names, in the CRS of the sites' outlines."""

    def say(text: str, **values) -> str:
        return Message(text, values).say(translate)

    told = [life for life in lives if life.found_on <= about.day]
    page = _Page(told, about, say, language)
    title = say(QT_TRANSLATE_NOOP("SoraNoMe", "Progress of field checks"))
    if not told:
        body = [page.head(), html.box(say(QT_TRANSLATE_NOOP("SoraNoMe", "No site was found until that day.")))]
    else:
        body = [
            page.head(),
            page.verdict(),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "From finding to correction"))),
            page.funnel(),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Map"))),
            page.map(areas),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "By month"))),
            page.by_month(),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "By municipality"))),
            page.by_municipality(),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "By priority class"))),
            page.by_class(),
            *page.urgent(),
            html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Open sites of class A"))),
            page.open_urgent(),
        ]
    body += [html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "How it was counted"))), page.method(notes)]
    return html.page(title, html.join([_STYLE, *body]), language)


class _Page:
    def __init__(self, lives: Sequence[Life], about: About, say: Callable[..., str], language: str):
        self.lives, self.about, self.say, self.language = lives, about, say, language
        self.numbers = numbers(lives, about.day, about.overdue_days)
        self.words = {status: say(word) for status, word in STATUSES.items()}
        self.unknown = say(QT_TRANSLATE_NOOP("SoraNoMe", "unknown"))

    def day(self, day: str) -> str:
        return write_day(day, self.language)

    def months(self, first: str) -> list[Flow]:
        return flows(self.lives, first, self.about.day)

    # -- parts --

    def head(self) -> Html:
        say, about = self.say, self.about
        lines = [
            say(
                QT_TRANSLATE_NOOP("SoraNoMe", "As of {day}. Register: {register}. Made on {made}."),
                day=self.day(about.day),
                register=about.register,
                made=self.day(about.made_on),
            )
        ]
        if about.area:
            lines.append(
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Only sites that touch the polygons of {area}."), area=about.area)
            )
        return html.escape("\n".join(lines))

    def verdict(self) -> Html:
        say, found = self.say, self.numbers
        lines = [
            say(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{visited} of {found} sites have been visited ({share} %); {open} sites are open, {urgent} of them of "
                    "class A.",
                ),
                visited=f"{found.visited:,}",
                found=f"{found.found:,}",
                share=f"{100 * found.visited / found.found:.0f}",
                open=f"{sum(life.is_open_on(self.about.day) for life in self.lives):,}",
                urgent=f"{len(found.open_urgent):,}",
            )
        ]
        if found.unseen:
            lines.append(
                say(
                    QT_TRANSLATE_NOOP("SoraNoMe", "{count} more sites were decided without a visit."),
                    count=f"{found.unseen:,}",
                )
            )
        pressing = [
            (found.emergencies, QT_TRANSLATE_NOOP("SoraNoMe", "Emergency measures are needed at {count} sites.")),
            (
                found.waiting,
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{count} sites of class A were not visited within {days} days of being found."
                ),
            ),
            (found.missed, QT_TRANSLATE_NOOP("SoraNoMe", "At {count} sites the planned day passed without a visit.")),
            (found.flagged, QT_TRANSLATE_NOOP("SoraNoMe", "{count} closed sites have changed since.")),
        ]
        told = [say(text, count=f"{len(sites):,}", days=self.about.overdue_days) for sites, text in pressing if sites]
        lines += told
        kind = "bad" if found.emergencies else "warning" if told else "good"
        return html.box("\n".join(lines), kind)

    def funnel(self) -> Html:
        say, found = self.say, self.numbers
        must = sum(found.statuses[status] for status in MUST_CORRECT)
        stages = [
            (say(QT_TRANSLATE_NOOP("SoraNoMe", "Found")), found.found, "#53606e"),
            (say(QT_TRANSLATE_NOOP("SoraNoMe", "Visited")), found.visited, plots.COLOURS["visited"]),
            (say(QT_TRANSLATE_NOOP("SoraNoMe", "Decided")), found.decided, "#56b4e9"),
            (say(QT_TRANSLATE_NOOP("SoraNoMe", "of these without a visit")), found.unseen, "#bac6d0"),
            (say(QT_TRANSLATE_NOOP("SoraNoMe", "To be corrected")), must, plots.COLOURS["under_correction"]),
            (
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Corrected")),
                found.statuses["corrected"],
                plots.COLOURS["corrected"],
            ),
        ]
        if not found.unseen:
            del stages[3]
        rows = [
            *((self.words[status], *self._share(number, found.found)) for status, number in found.statuses.items()),
            (say(QT_TRANSLATE_NOOP("SoraNoMe", "Total")), *self._share(found.found, found.found)),
        ]
        header = [
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Status")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Sites")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Share")),
        ]
        note = say(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Visited: a visit is in the register. Decided: lawful, false detection, being corrected or corrected, "
                "after a visit or at the desk. To be corrected: being corrected or corrected.",
            )
        )
        return html.join(
            [
                Html('<div class="side">'),
                plots.funnel(stages, say(QT_TRANSLATE_NOOP("SoraNoMe", "From finding to correction"))),
                _summed(html.table(rows, header, numbers=(1, 2), row_headings=True)),
                Html("</div>"),
                Html(f'<p style="font-size:.86em;color:#53606e">{html.escape(note)}</p>'),
            ]
        )

    def map(self, areas: Sequence[tuple[Geometry, str]]) -> Html:
        say, day = self.say, self.about.day
        placed = [life for life in self.lives if life.outline is not None]
        if not placed:
            return html.box(say(QT_TRANSLATE_NOOP("SoraNoMe", "No site has an outline to draw.")))
        points = [(life.outline.representative_point(), life.status_on(day)) for life in placed]
        shown = plots.site_map(
            [(point.x, point.y, status) for point, status in points],
            areas,
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Map of the sites by status")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "N")),
        )
        return html.join(
            [Html('<div class="map">'), shown, plots.legend(self.words, count(placed, day)), Html("</div>")]
        )

    def by_month(self) -> Html:
        say, language = self.say, self.language
        found = self._months()
        labels = [short_month(flow.month, language) for flow in found]
        colours = plots.COLOURS
        small = (
            (QT_TRANSLATE_NOOP("SoraNoMe", "Sites found"), [f.found for f in found], "#53606e"),
            (QT_TRANSLATE_NOOP("SoraNoMe", "Visits"), [f.visits for f in found], colours["visited"]),
            (QT_TRANSLATE_NOOP("SoraNoMe", "Lawful"), [f.reached["lawful"] for f in found], "#7fb8da"),
            (QT_TRANSLATE_NOOP("SoraNoMe", "Corrected"), [f.reached["corrected"] for f in found], colours["corrected"]),
        )
        header = [
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Month")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Open at its start")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Found")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Reopened")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Closed")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Open at its end")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Visits")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Visited for the first time")),
            *(self.words[status] for status in DECIDED),
        ]
        each = [_counted(flow) for flow in found]
        sums = [sum(column) for column in zip(*each)]
        # What is open is no sum: the first month's start, the last one's end.
        sums[0], sums[4] = found[0].opening, found[-1].closing
        names = [*(write_month(flow.month, language) for flow in found), say(QT_TRANSLATE_NOOP("SoraNoMe", "Total"))]
        rows = [(name, *(f"{number:,}" for number in counts)) for name, counts in zip(names, [*each, sums])]
        caption = say(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Open at its start + found + reopened − closed = open at its end. The last columns count how often each "
                "status was reached in the month.",
            )
        )
        return html.join(
            [
                plots.stacked_months(
                    labels,
                    [flow.statuses for flow in found],
                    say(QT_TRANSLATE_NOOP("SoraNoMe", "Sites by status at the end of each month")),
                ),
                plots.legend(self.words),
                *(plots.monthly(labels, values, say(title), colour) for title, values, colour in small),
                _summed(html.table(rows, header, numbers=range(1, 12), row_headings=True, caption=caption)),
            ]
        )

    def by_municipality(self) -> Html:
        say = self.say
        groups = grouped(self.lives, "municipality")
        title = say(QT_TRANSLATE_NOOP("SoraNoMe", "Sites by municipality and status"))
        parts = [
            plots.stacked_rows([(name or self.unknown, self._count(sites)) for name, sites in groups.items()], title),
            plots.legend(self.words),
            self._groups(say(QT_TRANSLATE_NOOP("SoraNoMe", "Municipality")), groups),
        ]
        # Sites still open by municipality and month, and visits made: where it goes on and where it stands still.
        months = self._months()[-_MONTHS_BY_AREA:]
        first = max(months[0].month + "-01", self._first())
        each = {name: flows(sites, first, self.about.day) for name, sites in groups.items()}
        header = [
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Municipality")),
            *(short_month(m.month, self.language) for m in months),
        ]
        rows = [
            (name or self.unknown, *(f"{f.closing:,} ({f.visits:,})" for f in found)) for name, found in each.items()
        ]
        rows.append(
            (
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Total")),
                *(f"{f.closing:,} ({f.visits:,})" for f in flows(self.lives, first, self.about.day)),
            )
        )
        caption = say(
            QT_TRANSLATE_NOOP("SoraNoMe", "Sites open at the end of the month, in brackets visits made in it.")
        )
        parts.append(
            _summed(html.table(rows, header, numbers=range(1, len(months) + 1), row_headings=True, caption=caption))
        )
        return html.join(parts)

    def by_class(self) -> Html:
        say = self.say
        groups = grouped(self.lives, "priority_class")
        title = say(QT_TRANSLATE_NOOP("SoraNoMe", "Sites by priority class and status"))
        return html.join(
            [
                plots.stacked_rows(
                    [(name or self.unknown, self._count(sites)) for name, sites in groups.items()], title
                ),
                self._groups(say(QT_TRANSLATE_NOOP("SoraNoMe", "Priority class")), groups),
            ]
        )

    def urgent(self) -> list[Html]:
        """What waits for somebody: a table for each reason that has sites."""
        say, found, day = self.say, self.numbers, self.about.day
        kinds = (
            (
                QT_TRANSLATE_NOOP("SoraNoMe", "Emergency measures needed"),
                found.emergencies,
                QT_TRANSLATE_NOOP("SoraNoMe", "Last visit"),
                lambda life: self.day(life.last_visit(day)),
            ),
            (
                QT_TRANSLATE_NOOP("SoraNoMe", "Class A, waiting for a visit too long"),
                found.waiting,
                QT_TRANSLATE_NOOP("SoraNoMe", "Days since found"),
                lambda life: f"{days_between(life.found_on, day):,}",
            ),
            (
                QT_TRANSLATE_NOOP("SoraNoMe", "The planned day has passed"),
                found.missed,
                QT_TRANSLATE_NOOP("SoraNoMe", "Planned"),
                lambda life: " ".join(filter(None, (self.day(life.planned_on), life.team))),
            ),
            (
                QT_TRANSLATE_NOOP("SoraNoMe", "Changed after they were closed"),
                found.flagged,
                QT_TRANSLATE_NOOP("SoraNoMe", "Attention"),
                lambda life: say(ATTENTIONS[life.attention_on(day)]),
            ),
        )
        parts: list[Html] = []
        for title, sites, column, value in kinds:
            if sites:
                parts.append(html.heading(f"{say(title)} ({len(sites):,})"))
                parts.append(self._sites(sites[:_LISTED], len(sites), say(column), value))
        return parts

    def open_urgent(self) -> Html:
        sites = self.numbers.open_urgent
        if not sites:
            return html.box(self.say(QT_TRANSLATE_NOOP("SoraNoMe", "None.")), "good")
        last = QT_TRANSLATE_NOOP("SoraNoMe", "Last visit")
        return self._sites(sites, len(sites), self.say(last), lambda life: self.day(life.last_visit(self.about.day)))

    def method(self, notes: Notes) -> Html:
        say, about = self.say, self.about
        lines = [
            say(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "A site counts as found on the day it was first observed on. A status that came with a visit counts "
                    "from the day of the visit, one typed into the register from the day it was typed.",
                )
            ),
            say(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Open sites are not yet visited, visited without a decision, or being corrected; closed ones are "
                    "corrected, lawful or false detections.",
                )
            ),
            say(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Earlier months are told as they are known now: results entered later change them. Municipality, class "
                    "and plan are those of today.",
                )
            ),
            say(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Too long: class A and not visited {days} days after it was found. Planned day passed: the site is open "
                    "and the last visit is more than {early} days older than the plan, or there is none.",
                ),
                days=about.overdue_days,
                early=EARLY_DAYS,
            ),
        ]
        told = [
            (
                notes.merged,
                QT_TRANSLATE_NOOP("SoraNoMe", "{count} sites were merged into others and count as part of these."),
            ),
            (
                notes.undated,
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{count} sites have no day of finding and count from the day they were entered."
                ),
            ),
            (
                notes.late_visits,
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{count} visits are dated after they were entered and count on the day of entry."
                ),
            ),
            (
                notes.placeless,
                QT_TRANSLATE_NOOP("SoraNoMe", "{count} sites have no outline and are not on the map."),
            ),
            (
                about.placed,
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{count} sites without municipality took the name of the polygon they lie in."
                ),
            ),
        ]
        lines += [say(text, count=f"{number:,}") for number, text in told if number]
        return Html("<ul>" + "".join(f"<li>{html.escape(line)}</li>" for line in lines) + "</ul>")

    # -- pieces --

    def _first(self) -> str:
        """The first day of the months: as given, else :data:`MONTHS` back; nothing before the first site was found."""
        day = self.about.day
        year, month = divmod(int(day[:4]) * 12 + int(day[5:7]) - MONTHS, 12)
        return max(first_day(self.lives), self.about.first or f"{year:04d}-{month + 1:02d}-01")

    def _months(self) -> list[Flow]:
        return flows(self.lives, self._first(), self.about.day)

    def _count(self, sites: Sequence[Life]) -> dict[str, int]:
        return count(sites, self.about.day)

    @staticmethod
    def _share(number: int, of: int) -> tuple[str, str]:
        return f"{number:,}", f"{100 * number / of:.1f} %"

    def _groups(self, name: str, groups: dict[str, list[Life]]) -> Html:
        """A table of statuses and of what is urgent, a row for each group."""
        say, about = self.say, self.about
        header = [
            name,
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Found")),
            *self.words.values(),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Visited (%)")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Waiting too long")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Emergency measures needed")),
        ]

        def row(title: str, sites: Sequence[Life]) -> tuple:
            found = numbers(sites, about.day, about.overdue_days)
            return (
                title,
                f"{found.found:,}",
                *(f"{number:,}" for number in found.statuses.values()),
                f"{100 * found.visited / found.found:.0f}",
                f"{len(found.waiting):,}",
                f"{len(found.emergencies):,}",
            )

        rows = [row(title or self.unknown, sites) for title, sites in groups.items()]
        rows.append(row(say(QT_TRANSLATE_NOOP("SoraNoMe", "Total")), self.lives))
        return _summed(html.table(rows, header, numbers=range(1, len(header)), row_headings=True))

    def _sites(self, sites: Sequence[Life], total: int, column: str, value: Callable[[Life], str]) -> Html:
        say = self.say
        header = [
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Site")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Rank")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Priority class")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Municipality")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Status")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Found on")),
            column,
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Map")),
        ]
        rows = [
            (
                life.name,
                life.rank or "–",
                life.priority_class or "–",
                life.municipality or self.unknown,
                self.words[life.status_on(self.about.day)],
                self.day(life.found_on),
                value(life),
                self._link(life),
            )
            for life in sites
        ]
        caption = ""
        if total > len(sites):
            caption = say(
                QT_TRANSLATE_NOOP("SoraNoMe", "The first {count} of {total} by rank."),
                count=f"{len(sites):,}",
                total=f"{total:,}",
            )
        return _headed(html.table(rows, header, numbers=(1,), row_headings=True, caption=caption))

    def _link(self, life: Life) -> Html:
        if life.latitude is None or life.longitude is None:
            return Html("–")
        word = html.escape(self.say(QT_TRANSLATE_NOOP("SoraNoMe", "GSI Maps")))
        return Html(f'<a href="{html.escape(gsi_maps(life.latitude, life.longitude))}">{word}</a>')


def _counted(flow: Flow) -> tuple[int, ...]:
    """A row of the table of months."""
    return (
        flow.opening,
        flow.found,
        flow.reopened,
        flow.closed,
        flow.closing,
        flow.visits,
        flow.first_visits,
        *(flow.reached[status] for status in DECIDED),
    )


def _headed(table: Html) -> Html:
    """A table whose head stands on each page it fills."""
    return Html(table.replace("<tr>", "<thead><tr>", 1).replace("</tr>", "</tr></thead>", 1))


def _summed(table: Html) -> Html:
    """The same, its last row, a sum, set off from the others."""
    head, _, last = _headed(table).rpartition("<tr>")
    return Html(f'{head}<tr class="sum">{last}')
