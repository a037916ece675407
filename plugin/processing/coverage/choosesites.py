"""``choosesites``: which of many places for a station cover most of what is wanted, within a number or a budget."""

from __future__ import annotations

import contextlib
from pathlib import Path

from qgis.core import (
    NULL,
    Qgis,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from ...core.errors import InputError
from ...core.files import refuse_overwriting, require_writable
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr, tr_core, words_in
from ..base import Algorithm, FeedbackProgress, fields_of, write_layer
from ..features import crs_of
from ..styling import style_on_load, styled
from .siting_candidates import SiteCandidates, listed
from .siting_demand import SiteDemand

_POINTS = [QgsProcessing.SourceType.TypeVectorPoint]
_LINES = [QgsProcessing.SourceType.TypeVectorLine]
_POLYGONS = [QgsProcessing.SourceType.TypeVectorPolygon]
_ANY = [QgsProcessing.SourceType.TypeVector]
_TEXT, _WHOLE, _REAL = QMetaType.Type.QString, QMetaType.Type.Int, QMetaType.Type.Double

_NUMBERS = ("CHOSEN_COUNT", "COVERED_WEIGHT", "TOTAL_WEIGHT", "BOUND", "GAP", "PROVEN", "NONZEROS")


class ChooseSites(SiteCandidates, SiteDemand, Algorithm):
    NAME = "choosesites"
    GROUP = "coverage"
    TAGS = (
        "maximal covering",
        "greedy",
        "milp",
        "highs",
        "assets",
        "置局",
        "基地局",
        "候補地",
        "最大被覆",
        "整備計画",
        "費用",
    )

    def title(self) -> str:
        return tr("Choose sites")

    def help(self) -> str:
        return tr(
            "Chooses, among many candidate places, those that together cover most people, roads and places that have no "
            "coverage yet, within a number of sites or a budget; and says how much better any other choice could be.\n\n"
            "What each candidate covers comes from COVERAGE_FOLDER (predictcoverage with PER_SITE), or is predicted from "
            "DTM, DSM and FREQUENCY. Give at least one demand: POPULATION, ROADS, PLACES or DEMAND; with HOLES only what "
            "lies in them counts, and what EXISTING covers does not count.\n\n"
            "Candidates that cannot be used, or cover nothing, are listed in the table with the reason. There, numbers of a "
            "list that was not given are unknown, not zero."
        )

    def declare(self) -> None:
        self._declare_candidates()
        self._declare_coverage()
        self._declare_demand()
        self._declare_limits()
        self._declare_advanced()
        self.add(
            QgsProcessingParameterVectorDestination("CHOSEN", tr("Chosen sites")),
            tr("Points in the order of building, with what each newly covers, cost, power and backhaul."),
        )
        self.add(
            QgsProcessingParameterRasterDestination("COVERED", tr("Covered by chosen sites"), optional=True),
            tr("The order of the chosen site that covers a cell first; 0 none."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                "TABLE", tr("Table of sites"), "Excel (*.xlsx);;CSV (*.csv)", optional=True
            ),
            tr("Newly covered people, houses, km and places, cost and cost per person of each site, and the totals."),
        )
        for name, label in zip(
            _NUMBERS,
            (
                tr("Number of chosen sites"),
                tr("Weight newly covered"),
                tr("Weight not covered before"),
                tr("Bound: no allowed choice covers more"),
                tr("Gap to the bound (share)"),
                tr("Proven best (1 yes, 0 no)"),
                tr("Non-zeros of the covering problem"),
            ),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _declare_candidates(self) -> None:
        number, real = QgsProcessingParameterNumber, QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterFeatureSource("CANDIDATES", tr("Candidate places"), _ANY, optional=True),
            tr(
                "Points, or the city's list of assets (CSV) as it comes. Antennas send alike in all directions. May be left "
                "empty with COVERAGE_FOLDER, whose sites are then the candidates; else they are matched by their number."
            ),
        )
        self.add(
            QgsProcessingParameterFile(
                "COVERAGE_FOLDER",
                tr("Folder of site rasters"),
                QgsProcessingParameterFile.Behavior.Folder,
                optional=True,
            ),
            tr("Of predictcoverage, with coverage.json. Empty: candidates are predicted from the terrain."),
        )
        self.add(
            number("COST", tr("Cost of a site without one"), real, optional=True, minValue=0),
            tr("In the unit of BUDGET. Empty: unknown."),
        )

    def _declare_coverage(self) -> None:
        number, real = QgsProcessingParameterNumber, QgsProcessingParameterNumber.Type.Double
        self.add_raster(
            "DTM", tr("Terrain (DTM)"), tr("Not used with COVERAGE_FOLDER, except to propose places."), optional=True
        )
        self.add_raster("DSM", tr("Surface (DSM)"), tr("Heights with buildings and trees."), optional=True)
        self.add(
            number("FREQUENCY", tr("Frequency of candidates (MHz)"), real, 800, minValue=20, maxValue=100_000),
            tr("Of candidates without one of their own."),
        )
        self.add(
            number("EIRP", tr("EIRP of candidates (dBm)"), real, 55, minValue=-50, maxValue=120),
            tr("Of candidates without one of their own."),
        )
        self.add(
            number(
                "HEIGHT",
                tr("Antenna height of candidates without one (m)"),
                real,
                optional=True,
                minValue=1,
                maxValue=3000,
            ),
            tr("Empty: candidates without a known height are not used, and listed."),
        )
        self.add(
            number("REACH", tr("Reach (m)"), real, 3000, minValue=100, maxValue=100_000),
            tr("How far from a candidate its signal is computed."),
        )
        self.add(
            number("RESOLUTION", tr("Cell size (m)"), real, 20, minValue=0.5, maxValue=1000),
            tr("Of the prediction and the demand. Not used with COVERAGE_FOLDER, whose cells count."),
        )
        self.add(
            number("THRESHOLD", tr("Least signal that is enough (dBm)"), real, -100, minValue=-200, maxValue=50),
            tr("In the same terms as the EIRP."),
        )
        self.add(
            number("MIN_PROBABILITY", tr("Least probability of coverage"), real, 0.9, minValue=0.01, maxValue=0.999),
            tr("A cell is covered where the signal is enough at a place in it with this probability."),
        )

    def _declare_demand(self) -> None:
        source, places = QgsProcessingParameterFeatureSource, Qgis.ProcessingSourceType.Vector
        number, real = QgsProcessingParameterNumber, QgsProcessingParameterNumber.Type.Double
        self.add(
            source("POPULATION", tr("Population"), _ANY, optional=True),
            tr("Grid squares (or points) with a number of people, or a table of e-Stat as it comes."),
        )
        self.add(source("ROADS", tr("Roads and ferry routes"), _LINES, optional=True), tr("Counted by their length."))
        self.add(
            QgsProcessingParameterMultipleLayers("PLACES", tr("Facilities"), places, optional=True),
            tr(
                "Shelters, offices, stations …; each counts as one, a polygon by a point inside it. Lists with positions "
                "(CSV) are read as they come."
            ),
        )
        self.add(
            source("BUILDINGS", tr("Houses"), [QgsProcessing.SourceType.TypeVectorAnyGeometry], optional=True),
            tr(
                "Counted in the table; the people of a square are put where its houses are. Polygons also stay opaque where "
                "the rest of the DSM counts as woods."
            ),
        )
        self.add(
            QgsProcessingParameterMapLayer(
                "DEMAND",
                tr("Demand weighed already"),
                optional=True,
                types=[QgsProcessing.SourceType.TypeRaster, QgsProcessing.SourceType.TypeVectorAnyGeometry],
            ),
            tr("A raster of weights, or features with a weight; lines by km, others as a whole. Added to the rest."),
        )
        self.add(
            source("HOLES", tr("Coverage holes"), _POLYGONS, optional=True),
            tr("Of coverageholes: only demand inside them counts."),
        )
        self.add_choice(
            "HOLE_CLASSES",
            tr("Which holes count"),
            {
                "holes": tr("measured and predicted holes"),
                "measured": tr("measured holes"),
                "all": tr("measured and predicted holes, and where there is no data"),
            },
            "holes",
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                "EXISTING", tr("Existing coverage"), Qgis.ProcessingSourceType.Raster, optional=True
            ),
            tr("Signal (dBm) or probability rasters of what serves already. No data is not covered."),
        )
        for name, label, default in (
            ("PERSON_WEIGHT", tr("Weight of a person"), 1.0),
            ("ROAD_WEIGHT", tr("Weight of a kilometre of road"), 50.0),
            ("PLACE_WEIGHT", tr("Weight of a place"), 100.0),
        ):
            self.add(
                number(name, label, real, default, minValue=0),
                tr("0: counted in the table, but not looked for."),
            )

    def _declare_limits(self) -> None:
        number = QgsProcessingParameterNumber
        self.add(
            number("COUNT", tr("Number of sites"), number.Type.Integer, optional=True, minValue=1),
            tr("At most so many, forced ones included. Empty: the budget decides."),
        )
        self.add(
            number("BUDGET", tr("Budget"), number.Type.Double, optional=True, minValue=0),
            tr("In the unit of the costs, forced sites included. Empty: costs do not matter."),
        )
        for name, label, about in (
            (
                "FORCED",
                tr("Forced sites"),
                tr("That must be chosen: numbers of candidates, separated by commas, or a field."),
            ),
            ("FORBIDDEN", tr("Forbidden sites"), tr("That must not be chosen; likewise.")),
            ("STANDING", tr("Sites that stand already"), tr("Cover without being chosen, and cost nothing; likewise.")),
        ):
            self.add(QgsProcessingParameterString(name, label, optional=True), about)
        self.add(
            QgsProcessingParameterString("CARRIERS", tr("Carriers"), optional=True),
            tr("Each must cover on its own; names separated by commas. Empty: whichever carrier."),
        )
        self.add(
            QgsProcessingParameterBoolean("PROPOSE", tr("Also propose places from the terrain"), False),
            tr("Ridges and roadsides for what no candidate covers, with power and backhaul. Needs DTM, and no folder."),
        )
        self.add(
            QgsProcessingParameterFeatureSource("RELAYS", tr("Sites with a link"), _POINTS, optional=True),
            tr("Existing stations to which a proposed place may be joined by radio, beside those that stand already."),
        )

    def _declare_advanced(self) -> None:
        number, real = QgsProcessingParameterNumber, QgsProcessingParameterNumber.Type.Double
        self.add_choice(
            "EXACT",
            tr("Look for the proven best choice"),
            {"auto": tr("where the problem is small enough"), "yes": tr("always"), "no": tr("never")},
            "auto",
            tr("By HiGHS, after the problem was shrunk; lazy greedy alone is usually within 1–3 %."),
            advanced=True,
        )
        self.add(
            number("TIME_LIMIT", tr("Time for the proven best choice (s)"), real, 60, minValue=1, maxValue=86_400),
            tr("After it the best choice found is taken, with its bound."),
            advanced=True,
        )
        self.add_choice(
            "MODEL",
            tr("Propagation model"),
            {
                "p1812": tr("Rec. ITU-R P.1812, 30 MHz–6 GHz (recommended)"),
                "itm": tr("Longley–Rice (ITM), 20 MHz–20 GHz"),
                "los28": tr("line of sight and knife edges for millimetre waves, 6–100 GHz"),
            },
            "p1812",
            tr("What the loss along each path is computed with."),
            advanced=True,
        )
        self.add_choice(
            "PLACE",
            tr("Place of use"),
            {"outdoor": tr("outdoors"), "vehicle": tr("in a vehicle"), "indoor": tr("indoors")},
            "outdoor",
            tr("Where the signal must be enough. With COVERAGE_FOLDER that of its prediction counts."),
            advanced=True,
        )
        self.add(
            number("MODEL_ERROR", tr("Error of the model (dB)"), real, 0, minValue=0, maxValue=30),
            tr("Spread of measurements about the prediction, as comparecoverage reports it."),
            advanced=True,
        )
        self.add(
            number("PROPOSE_COST", tr("Cost of a proposed place"), real, optional=True, minValue=0),
            tr("Empty: as COST."),
            advanced=True,
        )
        for name, label in _fields().items():
            self.add(
                QgsProcessingParameterField(name, label, parentLayerParameterName="CANDIDATES", optional=True),
                tr("Empty: the field with a usual name."),
                advanced=True,
            )
        for name, label in (
            ("POPULATION_FIELD", tr("Field of people")),
            ("DEMAND_FIELD", tr("Field of the demand's weight")),
        ):
            self.add(
                QgsProcessingParameterString(name, label, optional=True),
                tr("Found by itself where left empty."),
                advanced=True,
            )
        self.add_scheduler()
        self.add_language()

    # -- work ----------------------------------------------------------------------------------

    def execute(self, parameters, context, feedback):
        with contextlib.ExitStack() as stack:
            return self._run(parameters, context, feedback, stack)

    def _run(self, parameters, context, feedback, stack):
        from ...core.coverage.siting.candidate_sites import Enough
        from ...core.coverage.siting.demand import Weights
        from ...core.coverage.siting.site_plan import make_plan, served_by
        from ...core.coverage.siting.siting_report import said_of, write_table
        from ...core.tasks import Part

        paths = {name: self.destination(parameters, name, context) for name in ("CHOSEN", "COVERED", "TABLE")}
        for path in filter(None, paths.values()):
            require_writable(path)
        existing = self.list_paths(parameters, "EXISTING", context)
        given = [self.raster_path(parameters, name, context) for name in ("DTM", "DSM")]
        refuse_overwriting([*given, *existing], paths.values())
        limits = self._limits(parameters, context)
        self._require_demand(parameters)
        progress = FeedbackProgress(feedback)
        enough = Enough(
            *(self.real(parameters, name, context) for name in ("THRESHOLD", "MIN_PROBABILITY", "MODEL_ERROR"))
        )
        candidates, coverage, propose = self.candidates(
            parameters, enough, context, feedback, progress, paths["CHOSEN"], stack
        )
        grid = coverage.grid
        carriers = listed(self.parameterAsString(parameters, "CARRIERS", context))
        demand, known_roads = self.demand(parameters, grid, context, feedback, progress)
        weights = Weights(*(self.real(parameters, f"{name}_WEIGHT", context) for name in ("PERSON", "ROAD", "PLACE")))
        plan = make_plan(
            candidates,
            coverage,
            demand,
            weights,
            limits,
            carriers,
            self.holes(parameters, grid, carriers, context),
            served_by(existing, grid, enough, progress) if existing else None,
            paths["COVERED"] or None,
            None if propose is None else lambda rest: propose(rest, known_roads),
            Part(progress, 0.1, 1.0),
        )
        language = self.language(parameters, context)
        if paths["TABLE"]:
            write_table(paths["TABLE"], plan, words_in(language))
        _write_chosen(paths["CHOSEN"], plan, crs_of(grid.crs))
        style_on_load(paths["CHOSEN"], "chosen_sites", context)
        if paths["COVERED"]:
            style_on_load(paths["COVERED"], "best_server", context)
        for message in said_of(plan):
            feedback.pushInfo(message.say(tr_core))
        _tell_left_out(plan, feedback)
        choice = plan.choice
        numbers = (
            len(plan.sites), choice.value, choice.total, choice.bound, choice.gap, int(choice.proven), plan.nonzeros
        )  # fmt: skip
        return {**{name: path for name, path in paths.items() if path}, **dict(zip(_NUMBERS, numbers))}

    def real(self, parameters, name: str, context) -> float:
        return self.parameterAsDouble(parameters, name, context)

    def _limits(self, parameters, context):
        from ...core.coverage.siting.site_plan import Limits

        budget, count = (self.optional_number(parameters, name, context) for name in ("BUDGET", "COUNT"))
        if budget is None and count is None:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Without a limit all candidates would be chosen. Give COUNT (a number of sites), BUDGET, or both.",
                )
            )
        exact = self.parameterAsEnumString(parameters, "EXACT", context)
        return Limits(
            budget, None if count is None else int(count), exact, self.real(parameters, "TIME_LIMIT", context)
        )

    def _require_demand(self, parameters) -> None:
        if not any(parameters.get(name) for name in ("POPULATION", "ROADS", "PLACES", "DEMAND")):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "There is no demand to cover. Give at least one of POPULATION, ROADS, PLACES and DEMAND (HOLES alone "
                    "say where, not what for).",
                )
            )

    def source(self, parameters, name: str, context):
        if parameters.get(name) in (None, ""):
            return None
        source = self.parameterAsSource(parameters, name, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, name))
        return source


def _fields() -> dict[str, str]:
    return {
        "ID_FIELD": tr("Field of the site's number"),
        "NAME_FIELD": tr("Field of the name"),
        "HEIGHT_FIELD": tr("Field of the antenna height (m)"),
        "CARRIER_FIELD": tr("Field of the carrier"),
        "COST_FIELD": tr("Field of the cost"),
    }


def _tell_left_out(plan, feedback) -> None:
    from collections import Counter

    from ...core.coverage.siting.site_plan import LEFT_OUT

    chosen = {site.number for site in plan.sites}
    left = {number: code for number, code in plan.left_out.items() if number not in chosen}
    for code, count in Counter(left.values()).items():
        first = next(plan.candidates[number] for number, found in left.items() if found == code)
        feedback.pushInfo(
            tr("{count} candidates: {reason} (the first: {site}).").format(
                count=count, reason=tr_core(LEFT_OUT[code]), site=first.name or first.id
            )
        )


def _write_chosen(path: str, plan, crs) -> None:
    from shapely import Point, to_wkb

    fields = fields_of((
        ("order", _WHOLE, tr("Order")),
        ("site_id", _TEXT, tr("ID")),
        ("name", _TEXT, tr("Name")),
        ("kind", _TEXT, tr("Kind")),
        ("carrier", _TEXT, tr("Carriers")),
        ("height_m", _REAL, tr("Antenna above ground (m)")),
        ("power", _TEXT, tr("Power")),
        ("backhaul", _TEXT, tr("Backhaul")),
        ("people", _REAL, tr("Newly covered people")),
        ("houses", _REAL, tr("Newly covered houses")),
        ("road_km", _REAL, tr("Newly covered road (km)")),
        ("places", _REAL, tr("Newly covered places")),
        ("gain", _REAL, tr("Gain (weight)")),
        ("share", _REAL, tr("Share so far")),
        ("cost", _REAL, tr("Cost")),
        ("forced", _WHOLE, tr("Forced (1 yes, 0 no)")),
    ))  # fmt: skip

    def rows():
        so_far = 0.0
        for site in plan.sites:
            so_far += site.gain
            place = site.candidate
            values = (
                site.order, place.id, place.name, place.kind or None, ", ".join(place.carriers) or None, place.height_m,
                place.power or None, place.backhaul or None, site.people, site.houses, site.road_km, site.places, site.gain,
                so_far / plan.choice.total if plan.choice.total else 0.0, place.cost, int(place.forced),
            )  # fmt: skip
            yield to_wkb(Point(place.x, place.y)), tuple(NULL if found is None else found for found in values)

    write_layer(path, Path(path).stem, fields, QgsWkbTypes.Type.Point, crs, rows(), styled("chosen_sites"))
