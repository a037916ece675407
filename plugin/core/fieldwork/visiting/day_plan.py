"""The plan of visits as a page to print: what each team does each day, a map, and what was left out and why."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ... import html
from ...dates import write_day
from ...html import Html, escape
from ...text import QT_TRANSLATE_NOOP, Message, Translate
from ..map_links import google_maps
from ..site import FieldSite
from .days import DayRoute, clock_text
from .order import REASONS, Routes

_MAP_PX = 760
_NUMBERED = 250
_STYLE = Html(
    "<style>.day{break-inside:avoid-page} .day td{white-space:nowrap} .day td,.day th{padding:.2em .5em} "
    "svg.map{border:1px solid #c5ced8;max-width:100%;height:auto} "
    # Printed, the map stands on the first page.
    "@media print{svg.map{max-height:84mm}} "
    ".swatch{display:inline-block;width:.8em;height:.8em;margin-right:.45em;border-radius:50%}</style>"
)


@dataclass(frozen=True)
class PlanInfo:
    """What the page says of itself: teams, length of a working day and of a visit, where times come from."""

    made_on: str
    teams: Sequence[str]
    shift_s: int
    service_s: int
    travel: Message


def colour(number: int) -> str:
    """A colour for route ``number`` from 1; the styles of the layers compute the same hue."""
    return f"hsl({number * 137 % 360}, 75%, 38%)"


def write_day_plan(
    path: str | os.PathLike,
    plan: Sequence[DayRoute],
    routes: Routes,
    sites: Sequence[FieldSite],
    places: np.ndarray,
    info: PlanInfo,
    warnings: Sequence[Message],
    translate: Translate,
    language: str,
) -> None:
    """Write the page, whole or not at all. ``places`` (2 + n, 2): start, end and sites in metres."""

    def say(template: str, **values) -> str:
        return Message(template, values).say(translate)

    def day(iso: str) -> str:
        return write_day(iso, language)

    body = [
        _STYLE,
        html.key_values(_summary(plan, routes, sites, info, say, day, translate)),
        *(html.box(message.say(translate), "warning") for message in warnings),
    ]
    if plan:
        body += [html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Map"))), _map(plan, sites, places, routes, say, day)]
    body += [_day(route, sites, say, day) for route in plan]
    if routes.left_out:
        body.append(html.heading(say(QT_TRANSLATE_NOOP("SoraNoMe", "Not planned"))))
        body.append(_left_out(routes.left_out, sites, say, translate))
    title = say(QT_TRANSLATE_NOOP("SoraNoMe", "Plan of field visits"))
    footer = say(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "Made on {day} by SoraNoMe. The order was searched with PyVRP (iterated local search); it is good, not proven "
            "the best. Traffic, closed roads and holidays are not known to it.",
        ),
        day=day(info.made_on),
    )
    html.write_page(path, html.page(title, html.join(body), language, footer))


def _hours(seconds: float) -> str:
    return f"{int(seconds) // 3600}:{int(seconds) % 3600 // 60:02d}"


def _summary(plan, routes: Routes, sites, info: PlanInfo, say, day, translate):
    planned = sum(len(route.visits) for route in plan)
    travel_s = sum(route.travel_s for route in plan)
    rows = [
        (
            say(QT_TRANSLATE_NOOP("SoraNoMe", "Sites planned")),
            say(QT_TRANSLATE_NOOP("SoraNoMe", "{planned} of {all}"), planned=planned, all=len(sites)),
        ),
        (say(QT_TRANSLATE_NOOP("SoraNoMe", "Teams")), ", ".join(info.teams)),
    ]
    if plan:
        rows += [
            (
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Days")),
                say(
                    QT_TRANSLATE_NOOP("SoraNoMe", "{first} to {last}, {count} days of a team"),
                    first=day(min(route.day for route in plan)),
                    last=day(max(route.day for route in plan)),
                    count=len(plan),
                ),
            ),
            (
                say(QT_TRANSLATE_NOOP("SoraNoMe", "On the way")),
                say(
                    QT_TRANSLATE_NOOP("SoraNoMe", "{hours} h, of which {walk} h on foot; {km} km driven"),
                    hours=_hours(travel_s),
                    walk=_hours(sum(route.walk_s for route in plan)),
                    km=f"{sum(route.road_m for route in plan) / 1000:,.1f}",
                ),
            ),
            (
                say(QT_TRANSLATE_NOOP("SoraNoMe", "Always going to the nearest site next")),
                say(
                    QT_TRANSLATE_NOOP("SoraNoMe", "{hours} h on the way, {count} days of a team"),
                    hours=_hours(routes.greedy_travel_s),
                    count=routes.greedy_days,
                ),
            ),
        ]
    rows.append((say(QT_TRANSLATE_NOOP("SoraNoMe", "Working day without break")), f"{_hours(info.shift_s)} h"))
    rows.append((say(QT_TRANSLATE_NOOP("SoraNoMe", "At each site")), f"{info.service_s // 60} min"))
    rows.append((say(QT_TRANSLATE_NOOP("SoraNoMe", "Travel times")), info.travel.say(translate)))
    return rows


def _day(route: DayRoute, sites, say, day) -> Html:
    title = Html(
        f'<h2><span class="swatch" style="background:{colour(route.number)}"></span>'
        f"{escape(day(route.day))} · {escape(route.team)}</h2>"
    )
    header = [
        say(word)
        for word in (
            QT_TRANSLATE_NOOP("SoraNoMe", "No."),
            QT_TRANSLATE_NOOP("SoraNoMe", "Site"),
            QT_TRANSLATE_NOOP("SoraNoMe", "Priority class"),
            QT_TRANSLATE_NOOP("SoraNoMe", "City / town"),
            QT_TRANSLATE_NOOP("SoraNoMe", "Arrive"),
            QT_TRANSLATE_NOOP("SoraNoMe", "Leave"),
            QT_TRANSLATE_NOOP("SoraNoMe", "Way there (min)"),
            QT_TRANSLATE_NOOP("SoraNoMe", "of which on foot"),
            QT_TRANSLATE_NOOP("SoraNoMe", "By car (km)"),
            QT_TRANSLATE_NOOP("SoraNoMe", "Map"),
        )
    ]
    rows = []
    for visit in route.visits:
        site = sites[visit.site]
        link = escape(google_maps(site.latitude, site.longitude))
        rows.append(
            (
                visit.order,
                site.name,
                site.priority_class,
                site.municipality,
                clock_text(visit.arrive_s),
                clock_text(visit.leave_s),
                *_way(visit.leg),
                Html(f'<a href="{link}">↗</a>'),
            )
        )
    end = say(QT_TRANSLATE_NOOP("SoraNoMe", "End"))
    rows.append(("", end, "", "", clock_text(route.end_s), "", *_way(route.home), ""))
    start = say(
        QT_TRANSLATE_NOOP(
            "SoraNoMe", "Leave the start at {begin}; {count} sites, {hours} h on the way, {km} km driven."
        ),
        begin=clock_text(route.begin_s),
        count=len(route.visits),
        hours=_hours(route.travel_s),
        km=f"{route.road_m / 1000:,.1f}",
    )
    times = html.table(rows, header, numbers=(0, 4, 5, 6, 7, 8))
    return Html(f'<section class="day">{title}<p>{escape(start)}</p>{times}</section>')


def _way(leg) -> tuple[str, str, str]:
    return f"{leg.seconds / 60:.0f}", f"{leg.walk_s / 60:.0f}", f"{leg.road_m / 1000:.1f}"


def _left_out(left_out: Mapping[int, str], sites, say, translate) -> Html:
    header = [
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Site")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Priority class")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "City / town")),
        say(QT_TRANSLATE_NOOP("SoraNoMe", "Why")),
    ]
    rows = [
        (sites[n].name, sites[n].priority_class, sites[n].municipality, translate(REASONS[why]))
        for n, why in sorted(left_out.items())
    ]
    return html.table(rows, header)


def _map(plan: Sequence[DayRoute], sites, places: np.ndarray, routes: Routes, say, day) -> Html:
    """Routes, sites with their number of the day, start and end; north is up."""
    lines = [route.line for route in plan]
    shown = [0, 1, *(visit.site + 2 for route in plan for visit in route.visits)]
    west, south, east, north = shapely.total_bounds([*lines, shapely.MultiPoint(places[shown])])
    pad = 0.04 * max(east - west, north - south, 1.0)
    west, south, east, north = west - pad, south - pad, east + pad, north + pad
    scale = _MAP_PX / max(east - west, north - south)
    width, height = (east - west) * scale, (north - south) * scale

    def at(x: float, y: float) -> tuple[float, float]:
        return (x - west) * scale, (north - y) * scale

    shapes = []
    for route, line in zip(plan, lines):
        drawn = shapely.get_parts(shapely.simplify(line, 0.4 / scale))
        path = " ".join(
            "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in (at(*xy) for xy in part.coords)) for part in drawn
        )
        shapes.append(
            f'<path d="{path}" fill="none" stroke="{colour(route.number)}" stroke-width="2.2" stroke-linejoin="round" '
            f'stroke-opacity=".8"><title>{escape(day(route.day))} {escape(route.team)}</title></path>'
        )
    for number in routes.left_out:
        x, y = at(*places[number + 2])
        if 0 <= x <= width and 0 <= y <= height:
            shapes.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#fff" stroke="#888"/>')
    few = sum(len(route.visits) for route in plan) <= _NUMBERED
    for route in plan:
        for visit in route.visits:
            x, y = at(*places[visit.site + 2])
            shapes.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{7 if few else 3}" fill="{colour(route.number)}" stroke="#fff">'
                f"<title>{escape(sites[visit.site].name)}</title></circle>"
            )
            if few:
                shapes.append(
                    f'<text x="{x:.1f}" y="{y + 3.2:.1f}" font-size="9" fill="#fff" text-anchor="middle">'
                    f"{visit.order}</text>"
                )
    for number in (1, 0):
        x, y = at(*places[number])
        shapes.append(f'<rect x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" fill="#111" stroke="#fff"/>')
    caption = say(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "A colour for each day of a team; numbers are the order of the day; squares: start and end; grey rings: not "
            "planned. ↔ {km} km",
        ),
        km=f"{(east - west) / 1000:,.1f}",
    )
    return Html(
        f'<svg class="map" role="img" width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}">'
        f'<rect width="100%" height="100%" fill="#f7f8f9"/>{"".join(shapes)}</svg><p>{escape(caption)}</p>'
    )
