"""``visitorder``: sites → which team visits which site on which day, in which order, by which way."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ...core.dates import today_in_japan
from ...core.errors import InputError
from ...core.tasks import Part
from ...core.text import QT_TRANSLATE_NOOP, Message
from ...dependencies import install_command
from ...translation import tr, tr_core, words_in
from ..base import FeedbackProgress
from ..styling import style_on_load
from .sites import ChosenSites
from .visit_layers import polygons_only, write_order, write_routes
from .visit_travel import NAMED, TravelAlgorithm

if TYPE_CHECKING:
    from ...core.fieldwork.site import FieldSite

_MOST_TEAMS = 50


class VisitOrder(TravelAlgorithm):
    NAME = "visitorder"
    TAGS = ("route", "visit", "team", "plan", "巡回", "順序", "現地確認", "班", "経路")

    def title(self) -> str:
        return tr("Visiting order")

    def help(self) -> str:
        return tr(
            "Plans field visits: which team goes to which site on which day, in which order, and when it arrives. Give "
            "where the days start, how many teams there are and how long they work; with a road layer they drive along it "
            "and walk the rest, without one they drive straight lines with a detour, slower where an elevation model shows "
            "slopes.\n\n"
            "Where the days given are too few, sites of a higher class never give way to lower ones; what is left out is "
            "listed with the reason. Days with more sites of class A come first. With a register the plan is kept in it, "
            "and lists, sheets and packages made from it follow the plan.\n\n"
            "The order is searched with PyVRP (Wouda, Lan and Kool 2024): good, not proven to be the best. The same input "
            "gives the same plan. One-way streets, traffic, closed roads and holidays are not known to it; islands need a "
            "run each, with a start there."
        )

    def declare(self) -> None:
        self.add_sites(tr("None chosen: all that are not closed, and closed ones that want another look."))
        self.add_travel()
        self._declare_days()
        self._declare_results()

    def _declare_days(self) -> None:
        number = QgsProcessingParameterNumber
        whole, real = number.Type.Integer, number.Type.Double
        self.add(
            QgsProcessingParameterString("TEAM_NAMES", tr("Teams"), "1"),
            tr("How many, or their names separated by commas."),
        )
        self.add(
            number("DAYS", tr("Days"), whole, 0, minValue=0, maxValue=366),
            tr("Working days each team has. 0: as many as are needed for all sites."),
        )
        self.add_date("FIRST_DAY", tr("First day"), tr("Empty: the next working day."))
        self.add(
            QgsProcessingParameterBoolean("WEEKENDS", tr("Work on Saturdays and Sundays"), False),
            tr("Public holidays are not known: choose FIRST_DAY accordingly."),
        )
        self.add(
            number("HOURS", tr("Working hours a day"), real, 7, minValue=0.5, maxValue=24),
            tr("From leaving the start to reaching the end, without the break."),
        )
        self.add(
            number("SERVICE", tr("Minutes at each site"), real, 30, minValue=0, maxValue=1440),
            tr("For looking, photographs and notes; walks from the car are added."),
        )
        self.add(
            number("BEGIN", tr("Days begin at (hour)"), real, 9, minValue=0, maxValue=23.99),
            tr("8.5 is half past eight."),
            advanced=True,
        )
        self.add(
            number("BREAK", tr("Break (minutes)"), real, 60, minValue=0, maxValue=240),
            tr("After the first visit that ends at noon or later; not part of the working hours."),
            advanced=True,
        )
        self.add_choice(
            "EFFORT",
            tr("Effort"),
            {"quick": tr("quick"), "normal": tr("normal"), "thorough": tr("thorough")},
            "normal",
            tr(
                "500, 3,000 or 20,000 rounds of search, more where there are over 400 sites. Normal takes seconds for 57."
            ),
            advanced=True,
        )
        self.add(
            number("SEED", tr("Seed"), whole, 1, minValue=0, maxValue=2**31 - 1),
            tr("Another number may give another plan that is as good."),
            advanced=True,
        )

    def _declare_results(self) -> None:
        self.add(
            QgsProcessingParameterBoolean("KEEP_PLAN", tr("Keep the plan in the register"), True),
            tr("Team, day and order of the chosen sites; what they had is replaced. Only with REGISTER."),
        )
        self.add_operator()
        self.add_wait()
        self.add_language()
        vector = QgsProcessing.SourceType.TypeVectorAnyGeometry
        self.add(
            QgsProcessingParameterVectorDestination("ORDER", tr("Sites in order of visits"), vector),
            tr(
                "All fields of the sites, with team, day, order and times; sites not planned come last, with the reason."
            ),
        )
        self.add(
            QgsProcessingParameterVectorDestination(
                "ROUTES", tr("Routes"), QgsProcessing.SourceType.TypeVectorLine, optional=True, createByDefault=True
            ),
            tr("A line for each day of a team."),
        )
        self.add(
            QgsProcessingParameterFileDestination("REPORT", tr("Plan of field visits"), "HTML (*.html)", optional=True),
            tr("A page to print: times, map, and what was left out."),
        )
        for name, label in (
            ("PLANNED", tr("Sites planned")),
            ("NOT_PLANNED", tr("Sites not planned")),
            ("TEAM_DAYS", tr("Days of teams")),
            ("TRAVEL_HOURS", tr("Hours on the way")),
            ("ROAD_KM", tr("Kilometres driven")),
            ("GREEDY_HOURS", tr("Hours on the way, always to the nearest site")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    # -- the run -------------------------------------------------------------------------------

    def execute(self, parameters, context, feedback):
        _require_solver()
        from ...core.fieldwork.visiting.day_plan import PlanInfo, write_day_plan
        from ...core.fieldwork.visiting.days import lay_out
        from ...core.fieldwork.visiting.order import plan_routes, rounds_of

        language = self.language(parameters, context)
        words = words_in(language)
        teams = self._teams(parameters, context, words)
        paths = {name: self.destination(parameters, name, context) for name in ("ORDER", "ROUTES", "REPORT")}
        chosen = self.choose_sites(parameters, context, feedback, words, language)
        chosen, closed = _without_closed(chosen) if not parameters.get("STATUSES") else (chosen, [])
        if closed:
            feedback.pushInfo(
                tr("{count} closed sites are not planned; choose STATUSES to visit them, too.").format(
                    count=len(closed)
                )
            )
        if not chosen.sites:
            raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "No site is left to plan. Widen the choice of sites."))
        progress = FeedbackProgress(feedback)
        plane = self.plane(chosen)
        places = self.places(chosen.sites, plane, parameters, context)
        shift_s = int(3600 * self.parameterAsDouble(parameters, "HOURS", context))
        service_s = math.ceil(60 * self.parameterAsDouble(parameters, "SERVICE", context))
        travel, told, warnings = self.travel(parameters, context, plane, places, shift_s, Part(progress, 0, 0.4))
        stops = _stops(chosen.sites, service_s)
        days = self.parameterAsInt(parameters, "DAYS", context)
        routes = plan_routes(
            travel,
            stops,
            shift_s,
            days * len(teams),
            rounds_of(self.parameterAsEnumString(parameters, "EFFORT", context), len(stops)),
            self.parameterAsInt(parameters, "SEED", context),
            Part(progress, 0.4, 0.85),
        )
        plan = lay_out(
            routes.routes,
            travel,
            stops,
            teams,
            self._first_day(parameters, context),
            self.parameterAsBool(parameters, "WEEKENDS", context),
            round(3600 * self.parameterAsDouble(parameters, "BEGIN", context)),
            round(60 * self.parameterAsDouble(parameters, "BREAK", context)),
            Part(progress, 0.85, 1),
        )
        warnings += _left_out_messages(routes.left_out, chosen.sites)
        for warning in warnings:
            feedback.pushWarning(warning.say(tr_core))

        def write() -> None:
            write_order(paths["ORDER"], chosen.sites, plan, routes.left_out, plane, context, words)
            if paths["ROUTES"]:
                write_routes(paths["ROUTES"], plan, plane, chosen.sites)
            if paths["REPORT"]:
                info = PlanInfo(today_in_japan(), teams, shift_s, service_s, told)
                write_day_plan(paths["REPORT"], plan, routes, chosen.sites, places, info, warnings, words, language)

        keep = chosen.register and self.parameterAsBool(parameters, "KEEP_PLAN", context)
        if keep and not plan:  # more likely a slip, of START or HOURS, than the wish to have no plan any more
            keep = False
            feedback.pushWarning(tr("Nothing could be planned. The plan the register holds was left as it is."))
        if keep:
            self._keep(chosen, closed, plan, parameters, context, progress, write)
        else:
            write()
        style = "visit_order" if polygons_only(chosen.sites) else "visit_order_points"
        style_on_load(paths["ORDER"], style, context, tr("Plan of field visits"))
        if paths["ROUTES"]:
            style_on_load(paths["ROUTES"], "visit_routes", context, tr("Plan of field visits"))
        numbers = _numbers(plan, routes)
        self._tell(numbers, routes, feedback)
        return {**{name: path for name, path in paths.items() if path}, **numbers}

    def _teams(self, parameters, context, words) -> list[str]:
        text = self.parameterAsString(parameters, "TEAM_NAMES", context).replace("、", ",").replace("，", ",").strip()
        if text.isdecimal() and len(text) < 9:  # full-width digits, too
            template = words(QT_TRANSLATE_NOOP("SoraNoMe", "Team {number}"))
            names = [template.format(number=k + 1) for k in range(min(int(text), _MOST_TEAMS + 1))]
        else:
            names = [name.strip() for name in text.split(",") if name.strip()]
        if not 1 <= len(names) <= _MOST_TEAMS or len(set(names)) < len(names):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "TEAM_NAMES: “{value}” is neither a number from 1 to {most} nor a list of different names, such as "
                    "“North, South”.",
                ),
                value=text,
                most=_MOST_TEAMS,
            )
        return names

    def _first_day(self, parameters, context) -> date:
        text = self.date(parameters, "FIRST_DAY", context)
        return date.fromisoformat(text) if text else date.fromisoformat(today_in_japan()) + timedelta(days=1)

    def _keep(self, chosen, closed, plan, parameters, context, progress, write) -> None:
        """Write the results, and the plan into the register in one transaction: both or none.

        Sites in ``closed`` lose the plan they may still have: nobody is to be sent there.
        """
        from ...core.fieldwork.register import crs_of_register, open_register
        from .register_layers import layer_source, styles, target_of

        none = (None, None, None)
        kept = {visit.site: (route.team, route.day, visit.order) for route in plan for visit in route.visits}
        rows = [(site.key, *kept.get(number, none)) for number, site in enumerate(chosen.sites)]
        rows += [(site.key, *none) for site in closed if site.planned_on]
        target = target_of(chosen.register)
        by, wait = self.operator(parameters, context), self.parameterAsInt(parameters, "WAIT", context)
        with open_register(target, by, None, styles(), tr_core, wait, progress) as register:
            register.plan(rows)
            write()
        self.show_register(layer_source(chosen.register, crs_of_register(target, progress=progress)), load=False)

    @staticmethod
    def _tell(numbers, routes, feedback) -> None:
        feedback.pushInfo(
            tr(
                "{planned} sites planned on {days} days of a team, {hours} hours on the way; {left} not planned."
            ).format(
                planned=numbers["PLANNED"],
                days=numbers["TEAM_DAYS"],
                hours=numbers["TRAVEL_HOURS"],
                left=numbers["NOT_PLANNED"],
            )
        )
        if numbers["PLANNED"]:
            feedback.pushInfo(
                tr("Always going to the nearest site next would take {hours} hours on {days} days of a team.").format(
                    hours=numbers["GREEDY_HOURS"], days=routes.greedy_days
                )
            )


def _require_solver() -> None:
    from ...core.fieldwork.visiting.order import solver_found

    if not solver_found():
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The visiting order needs the library pyvrp 0.14, which is not installed. Install it with “{command}” and "
                "start QGIS again. Nothing else needs it.",
            ),
            command=install_command(["pyvrp~=0.14.0"]),
        )


def _without_closed(chosen: ChosenSites) -> tuple[ChosenSites, list[FieldSite]]:
    """Sites of a register to visit, and those that are closed: decided or corrected, and nothing seen of them since."""
    from ...core.fieldwork.lifecycle import CLOSED

    if not chosen.register:
        return chosen, []
    parted = {True: [], False: []}
    for site in chosen.sites:
        parted[site.status in CLOSED and not site.attention].append(site)
    return replace(chosen, sites=parted[False]), parted[True]


def _stops(sites, service_s: int):
    """What the planner is to know of sites: their class, and a weight that falls from the first rank to the last."""
    from ...core.fieldwork.visiting.order import Stop

    ranked = sorted(range(len(sites)), key=lambda k: (sites[k].rank or 10**9, k))
    weight = {site: 1 - place / len(sites) for place, site in enumerate(ranked)}
    return [Stop(site.priority_class, weight[number], service_s) for number, site in enumerate(sites)]


def _left_out_messages(left_out: dict[int, str], sites) -> list[Message]:
    """A line for each reason, with the names of the first sites."""
    from ...core.fieldwork.visiting.order import REASONS

    messages = []
    for why, words in REASONS.items():
        names = [sites[number].name for number, reason in sorted(left_out.items()) if reason == why]
        if names:
            shown = ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
            messages.append(
                Message(
                    QT_TRANSLATE_NOOP("SoraNoMe", "Not planned: {count} sites ({names}). {why}."),
                    {"count": len(names), "names": shown, "why": Message(words)},
                )
            )
    return messages


def _numbers(plan, routes) -> dict:
    return {
        "PLANNED": sum(len(route.visits) for route in plan),
        "NOT_PLANNED": len(routes.left_out),
        "TEAM_DAYS": len(plan),
        "TRAVEL_HOURS": round(routes.travel_s / 3600, 2),
        "ROAD_KM": round(sum(route.road_m for route in plan) / 1000, 1),
        "GREEDY_HOURS": round(routes.greedy_travel_s / 3600, 2),
    }
