"""``visitorder``: sites → which team visits which site on which day, in which order, by which way."""

from __future__ import annotations

import math
from datetime import date, timedelta

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterPoint,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsWkbTypes,
)

from ...core.errors import InputError
from ...core.tasks import Part, check_cancelled
from ...core.text import QT_TRANSLATE_NOOP, Message
from ...dependencies import install_command
from ...translation import tr, tr_core, words_in
from ..base import FeedbackProgress
from ..styling import style_on_load
from .sites import JGD2011, SiteAlgorithm
from .visit_layers import polygons_only, write_order, write_routes

_NAMED = 10
_MOST_TEAMS = 50
_ROUND_SITES_M = 5_000.0
_APART_SHARE = 0.05


class VisitOrder(SiteAlgorithm):
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
        self.add_sites()
        self.add(
            QgsProcessingParameterPoint("START", tr("Start of each day")),
            tr("Where teams leave from, as x,y [EPSG:6677]; without a system, that of the project."),
        )
        self.add(
            QgsProcessingParameterPoint("END", tr("End of each day"), optional=True), tr("Empty: back at the start.")
        )
        self._declare_travel()
        self._declare_days()
        self._declare_results()

    def _declare_travel(self) -> None:
        number = QgsProcessingParameterNumber
        real = number.Type.Double
        lines = [QgsProcessing.SourceType.TypeVectorLine]
        self.add(
            QgsProcessingParameterFeatureSource("ROADS", tr("Roads"), lines, optional=True),
            tr("Centre lines of roads, in any coordinate system. Empty: straight lines with a detour."),
        )
        any_field, numeric = QgsProcessingParameterField.DataType.Any, QgsProcessingParameterField.DataType.Numeric
        self.add(
            QgsProcessingParameterField(
                "SPEED_FIELD", tr("Field of the speed (km/h)"), None, "ROADS", numeric, optional=True
            ),
            tr("Goes before the class; 0 closes a road to cars. Empty: speed_kmh, where there is one."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterField(
                "CLASS_FIELD", tr("Field of the class of road"), None, "ROADS", any_field, optional=True
            ),
            tr(
                "Classes have speeds in resources/presets/travel.json: values of OpenStreetMap and of GSI are known, forest "
                "roads 15 km/h. Empty: the first of class, highway, fclass, rdCtg."
            ),
            advanced=True,
        )
        self.add_choice(
            "JOIN",
            tr("Where roads meet"),
            {
                "auto": tr("as the layer was drawn"),
                "ends": tr("at common vertices and ends"),
                "crossings": tr("also where they cross"),
            },
            "auto",
            tr(
                "Crossings without a common vertex are bridges in good data, junctions in simple drawings. auto takes them "
                "for junctions where they are more than the proper ones."
            ),
            advanced=True,
        )
        self.add(
            number("TOLERANCE", tr("Ends of roads meet within (m)"), real, 1.0, minValue=0, maxValue=100),
            tr("An end no farther than this from another road is joined to it."),
            advanced=True,
        )
        self.add(
            number("WALK_LIMIT", tr("Longest walk from a road (m)"), real, 2000, minValue=0, maxValue=50_000),
            tr("As the crow flies. Sites farther from every road that the start leads to are not planned."),
        )
        self.add(
            number("SPEED", tr("Speed without a road layer (km/h)"), real, 25, minValue=1, maxValue=120),
            tr("Average of driving; for a plan on foot about 4, with a detour of 1.2."),
            advanced=True,
        )
        self.add(
            number("DETOUR", tr("Detour without a road layer"), real, 1.4, minValue=1, maxValue=5),
            tr("How many times the straight line the way is."),
            advanced=True,
        )
        self.add_raster(
            "DEM",
            tr("Elevation model"),
            tr(
                "For slopes on walks, and on straight lines where there are no roads (Tobler 1993). Empty: level ground."
            ),
            optional=True,
        )

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
        from ...core.fieldwork.visiting.days import lay_out
        from ...core.fieldwork.visiting.order import plan_routes, rounds_of

        words = words_in(self.language(parameters, context))
        teams = self._teams(parameters, context, words)
        paths = {name: self.destination(parameters, name, context) for name in ("ORDER", "ROUTES", "REPORT")}
        chosen = self.choose_sites(parameters, context, feedback, words, self.language(parameters, context))
        if not chosen.sites:
            raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "No site is left to plan. Widen the choice of sites."))
        progress = FeedbackProgress(feedback)
        plane = self._plane(chosen, parameters, context)
        places = self._places(chosen.sites, plane, parameters, context)
        shift_s = int(3600 * self.parameterAsDouble(parameters, "HOURS", context))
        service_s = math.ceil(60 * self.parameterAsDouble(parameters, "SERVICE", context))
        travel, told, warnings = self._travel(
            parameters, context, plane, places, shift_s, chosen.sites, Part(progress, 0, 0.4)
        )
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
                info = _info(teams, shift_s, service_s, told)
                self._report(paths["REPORT"], plan, routes, chosen, places, info, warnings, words, parameters, context)

        if chosen.register and self.parameterAsBool(parameters, "KEEP_PLAN", context):
            self._keep(chosen, plan, parameters, context, progress, write)
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
        return date.fromisoformat(text) if text else date.today() + timedelta(days=1)

    @staticmethod
    def _plane(chosen, parameters, context) -> QgsCoordinateReferenceSystem:
        """A system in metres: the sites' zone, or where they lie in several or in none, one of their own middle."""
        if chosen.plane:
            return QgsCoordinateReferenceSystem(chosen.plane)
        longitudes, latitudes = ([getattr(s, n) for s in chosen.sites] for n in ("longitude", "latitude"))
        west, east = min(longitudes), max(longitudes)
        return QgsCoordinateReferenceSystem.fromProj(
            f"+proj=tmerc +lat_0={(min(latitudes) + max(latitudes)) / 2:.4f} +lon_0={(west + east) / 2:.4f} +k=1 "
            "+x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs"
        )

    def _places(self, sites, plane, parameters, context):
        """START, END and the sites as (2 + n, 2) metres."""
        import numpy as np

        to_plane = QgsCoordinateTransform(JGD2011, plane, context.transformContext())
        start = self.parameterAsPoint(parameters, "START", context, plane)
        end = start
        if parameters.get("END") not in (None, ""):
            end = self.parameterAsPoint(parameters, "END", context, plane)
        placed = [to_plane.transform(QgsPointXY(site.longitude, site.latitude)) for site in sites]
        places = np.array([(point.x(), point.y()) for point in (start, end, *placed)])
        for name, place in zip(("START", "END"), places):
            away = np.hypot(*(places[2:] - place).T).min()
            if not np.isfinite(place).all() or away > 500_000:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name} lies {away} km from the nearest site. Check its coordinates and their system, as in "
                        "“-46000,-35000 [EPSG:6677]”.",
                    ),
                    name=name,
                    away=f"{away / 1000:,.0f}",
                )
        return places

    def _travel(self, parameters, context, plane, places, shift_s, sites, progress):
        """Travel between places, a sentence on where its times come from, and what to beware of."""
        import numpy as np

        from ...core.fieldwork.visiting.travel import road_travel, straight_travel
        from ...core.fieldwork.visiting.walking import preset, read_heights

        shipped, warnings = preset(), []
        heights, dem = None, self.raster_path(parameters, "DEM", context)
        if dem:
            low, high = places.min(axis=0) - _ROUND_SITES_M, places.max(axis=0) + _ROUND_SITES_M
            heights = read_heights(dem, "DEM", plane.toWkt(), (*low, *high))
            outside = int(np.isnan(heights.at(places)).sum())
            if outside:
                warnings.append(
                    Message(
                        QT_TRANSLATE_NOOP(
                            "SoraNoMe",
                            "DEM knows no height at {count} of {all} places; ways there are taken to be level.",
                        ),
                        {"count": outside, "all": len(places)},
                    )
                )
        slopes = Message(
            QT_TRANSLATE_NOOP("SoraNoMe", "with slopes from the elevation model (Tobler 1993)")
            if heights
            else QT_TRANSLATE_NOOP("SoraNoMe", "without slopes")
        )
        roads = self.parameterAsSource(parameters, "ROADS", context)
        if roads is None:
            if parameters.get("ROADS") not in (None, ""):
                raise QgsProcessingException(self.invalidSourceError(parameters, "ROADS"))
            speed = self.parameterAsDouble(parameters, "SPEED", context)
            detour = self.parameterAsDouble(parameters, "DETOUR", context)
            travel = straight_travel(places, speed, detour, heights, shipped["walking"], progress)
            told = Message(
                QT_TRANSLATE_NOOP("SoraNoMe", "Straight lines × {detour} at {speed} km/h, {slopes}"),
                {"detour": f"{detour:g}", "speed": f"{speed:g}", "slopes": slopes},
            )
            return travel, told, warnings
        lines, speeds, unknown = self._roads(roads, parameters, context, plane, shipped, progress)
        join = self.parameterAsEnumString(parameters, "JOIN", context)
        travel = road_travel(
            places,
            lines,
            speeds,
            self.parameterAsDouble(parameters, "TOLERANCE", context),
            {"auto": None, "ends": False, "crossings": True}[join],
            self.parameterAsDouble(parameters, "WALK_LIMIT", context),
            shift_s,
            heights,
            shipped["walking"],
            progress,
        )
        if unknown:
            warnings.append(
                Message(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "ROADS has classes travel.json does not know ({classes}); they go at {speed} km/h. Choose "
                        "CLASS_FIELD or SPEED_FIELD.",
                    ),
                    {"classes": ", ".join(list(unknown)[:_NAMED]), "speed": shipped["default_kmh"]},
                )
            )
        if travel.crossings and join != "crossings":
            warnings.append(
                Message(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{count} pairs of roads cross without a common vertex. They were taken for junctions; where they "
                        "are bridges, set JOIN to ends.",
                    )
                    if travel.crossings_joined
                    else QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{count} pairs of roads cross without a common vertex. They were taken for bridges; where teams can "
                        "turn there, set JOIN to crossings.",
                    ),
                    {"count": travel.crossings},
                )
            )
        if travel.other_m > _APART_SHARE * travel.network_m:
            warnings.append(
                Message(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "Only {km} km of roads hang together with the start, {other} km near them do not. Where only gaps "
                        "in the drawing part them, raise TOLERANCE.",
                    ),
                    {"km": f"{travel.network_m / 1000:,.1f}", "other": f"{travel.other_m / 1000:,.1f}"},
                )
            )
        told = Message(
            QT_TRANSLATE_NOOP("SoraNoMe", "{km} km of roads that the start leads to, the rest on foot, {slopes}"),
            {"km": f"{travel.network_m / 1000:,.0f}", "slopes": slopes},
        )
        return travel, told, warnings

    def _roads(self, source, parameters, context, plane, shipped, progress):
        """Lines in ``plane`` with their speeds, and classes nothing is known of."""
        import shapely

        from ...core.fieldwork.visiting.roads import read_speeds
        from ..features import geometries, value

        if QgsWkbTypes.geometryType(source.wkbType()) != QgsWkbTypes.GeometryType.LineGeometry:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "ROADS: {name} is a layer of {kind}. Choose a layer of lines, or leave ROADS empty."
                ),
                name=source.sourceName(),
                kind=QgsWkbTypes.displayString(source.wkbType()),
            )
        names = source.fields().names()
        known = {name.lower(): name for name in names}

        def field(parameter: str, usual: str) -> str:
            given = self.parameterAsString(parameters, parameter, context)
            if given and given not in names:
                raise InputError(
                    QT_TRANSLATE_NOOP("SoraNoMe", "{name} has no field {field}. It has: {fields}."),
                    name=source.sourceName(),
                    field=given,
                    fields=", ".join(names),
                )
            return given or next((known[name.lower()] for name in shipped[usual] if name.lower() in known), "")

        speed_field, class_field = field("SPEED_FIELD", "speed_fields"), field("CLASS_FIELD", "class_fields")
        lines, speeds, classes = [], [], []
        for feature, geometry in geometries(source, plane, context):
            check_cancelled(progress)
            for part in shapely.get_parts(shapely.force_2d(geometry)):
                if part.geom_type == "LineString" and part.length:
                    lines.append(part)
                    speeds.append(value(feature, speed_field, None) if speed_field else None)
                    classes.append(value(feature, class_field, None) if class_field else None)
        kmh, unknown = read_speeds(classes, speeds, shipped["classes"], shipped["default_kmh"])
        return lines, kmh, unknown

    def _keep(self, chosen, plan, parameters, context, progress, write) -> None:
        """Write the results, and the plan into the register in one transaction: both or none."""
        from ...core.fieldwork.register import crs_of_register, open_register
        from .register_layers import layer_source, styles, target_of

        kept = {
            visit.site: (route.team, route.day, visit.order) for route in plan for visit in route.visits
        }  # fmt: skip
        rows = [(site.key, *kept.get(number, (None, None, None))) for number, site in enumerate(chosen.sites)]
        target = target_of(chosen.register)
        by, wait = self.operator(parameters, context), self.parameterAsInt(parameters, "WAIT", context)
        with open_register(target, by, None, styles(), tr_core, wait, progress) as register:
            register.plan(rows)
            write()
        self.show_register(layer_source(chosen.register, crs_of_register(target, progress=progress)))

    def _report(self, path, plan, routes, chosen, places, info, warnings, words, parameters, context) -> None:
        from ...core.fieldwork.visiting.day_plan import write_day_plan

        write_day_plan(
            path, plan, routes, chosen.sites, places, info, warnings, words, self.language(parameters, context)
        )

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
            shown = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
            messages.append(
                Message(
                    QT_TRANSLATE_NOOP("SoraNoMe", "Not planned: {count} sites ({names}). {why}."),
                    {"count": len(names), "names": shown, "why": Message(words)},
                )
            )
    return messages


def _info(teams, shift_s, service_s, told: Message):
    from ...core.fieldwork.visiting.day_plan import PlanInfo

    return PlanInfo(date.today().isoformat(), teams, shift_s, service_s, told)


def _numbers(plan, routes) -> dict:
    return {
        "PLANNED": sum(len(route.visits) for route in plan),
        "NOT_PLANNED": len(routes.left_out),
        "TEAM_DAYS": len(plan),
        "TRAVEL_HOURS": round(routes.travel_s / 3600, 2),
        "ROAD_KM": round(sum(route.road_m for route in plan) / 1000, 1),
        "GREEDY_HOURS": round(routes.greedy_travel_s / 3600, 2),
    }
