"""Candidates of ``choosesites``: read from a layer, a list of assets or a folder of coverage, and what they cover."""

from __future__ import annotations

import math
import re
from pathlib import Path

from qgis.core import NULL

from ...core.errors import InputError
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr, tr_core
from ..features import crs_of, geometries, require_fields, value
from .lists import assets_source
from .woods import buildings_of, tell_coarse

_COST_FIELDS = ("cost", "cost_yen", "費用", "整備費", "概算費用", "事業費", "金額")
_KIND_FIELDS = ("kind", "種別", "アセット種別", "区分")
_YES = ("1", "1.0", "true", "yes", "t", "y", "○", "◯", "はい", "有")
_RELAY_HEIGHT_M = 20.0  # of sites whose height is not known

MEANINGS = {
    "ID_FIELD": "id", "NAME_FIELD": "name", "HEIGHT_FIELD": "height_m", "CARRIER_FIELD": "carrier", "COST_FIELD": "cost",
}  # fmt: skip
"""Parameter that chooses a field of the candidates → what the field means."""


class SiteCandidates:
    """Reading candidates, for an :class:`~..base.Algorithm` with the parameters of ``choosesites``."""

    def candidates(self, parameters, enough, context, feedback, progress, beside: str, stack):
        """(candidates, their coverage, a function that proposes more or None); what prediction needs meanwhile is kept
        beside the result ``beside`` until ``stack`` closes."""
        from ...core.coverage.siting.candidate_sites import FolderSites

        folder = self.parameterAsString(parameters, "COVERAGE_FOLDER", context)
        proposing = self.parameterAsBoolean(parameters, "PROPOSE", context)
        if not folder:
            costs = [parameters.get(name) for name in ("BUDGET", "PROPOSE_COST", "COST")]
            if proposing and costs[0] not in (None, "") and all(cost in (None, "") for cost in costs[1:]):
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe", "Within a budget, proposed places need a cost. Give PROPOSE_COST, or COST for all."
                    )
                )
            return self._predicted(parameters, enough, proposing, context, feedback, progress, beside, stack)
        if proposing:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Proposed places must be predicted like the others. Leave COVERAGE_FOLDER empty and give DTM and "
                    "CANDIDATES, or do not propose.",
                )
            )
        coverage = FolderSites(folder, enough)
        place = self.parameterAsEnumString(parameters, "PLACE", context)
        if place != coverage.settings.place:
            feedback.pushWarning(
                tr(
                    "PLACE ({place}) does not count: COVERAGE_FOLDER was predicted for the place of use “{own}”, and its "
                    "signals are those there."
                ).format(place=place, own=coverage.settings.place)
            )
        by_id = {site.id: number for number, site in enumerate(coverage.sites)}
        rows = self._rows(parameters, coverage.grid.crs, context)
        if rows is None:
            rows = [
                _Row(site.id, site.name, site.x, site.y, site.height_m, carriers=listed(site.carrier))
                for site in coverage.sites
            ]
        made = []
        for row in rows:
            number = by_id.get(row.id)
            site = coverage.sites[number] if number is not None else None
            carriers = row.carriers or (listed(site.carrier) if site else ())
            height = site.height_m if site else row.height_m
            made.append((row, number, "" if site else "no_raster", carriers, height))
        return self._finished(parameters, made, context), coverage, None

    def _predicted(self, parameters, enough, proposing: bool, context, feedback, progress, beside: str, stack):
        from ...core.checkpoint import checkpoint
        from ...core.coverage.landscape import read_landscape
        from ...core.coverage.layers import Room
        from ...core.coverage.prediction.prediction import MODELS, Settings, is_long, settled
        from ...core.coverage.sites import Site, check_sites
        from ...core.coverage.siting.candidate_sites import PredictedSites, ground_problem
        from ...core.coverage.siting.proposals import propose_sites, shipped_settings
        from ...core.raster import Raster

        dtm, dsm = (self.raster_path(parameters, name, context) for name in ("DTM", "DSM"))
        if not dtm:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "It is not known what the candidates cover. Give COVERAGE_FOLDER (predictcoverage with PER_SITE), or "
                    "DTM to predict them.",
                )
            )
        with Raster(dtm, "DTM") as raster:
            raster.grid.require_metres("DTM")
            crs = raster.grid.crs
        rows = self._rows(parameters, crs, context) or []
        if not rows and not proposing:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "CANDIDATES holds no candidate. Give places to choose from, or take away a filter."
                )
            )
        reach = self.real(parameters, "REACH", context)
        box = (
            min(row.x for row in rows) - reach, min(row.y for row in rows) - reach,
            max(row.x for row in rows) + reach, max(row.y for row in rows) + reach,
        ) if rows and not proposing else None  # fmt: skip
        resolution = self.real(parameters, "RESOLUTION", context)
        houses = [shape for shape in buildings_of(self, parameters, crs_of(crs), context) or () if shape.area > 0]
        cluster = stack.enter_context(self.cluster(parameters, context, progress))
        room = stack.enter_context(Room(beside, shared=cluster is not None))
        landscape = read_landscape(dtm, dsm, box, resolution, progress=progress, buildings=houses or None, room=room)
        if cluster is not None:
            cluster.require_shared(Path(beside).parent, landscape.files)
        if dsm:
            tell_coarse(landscape.cell_m, dsm, feedback)
        settings = Settings(
            model=self.parameterAsEnumString(parameters, "MODEL", context),
            reach_m=reach,
            place=self.parameterAsEnumString(parameters, "PLACE", context),
        )
        frequency, eirp = (self.real(parameters, name, context) for name in ("FREQUENCY", "EIRP"))
        height = self.optional_number(parameters, "HEIGHT", context)
        made, sites = [], []
        for row in rows:
            above = row.height_m if row.height_m is not None else height
            problem = ground_problem(landscape, row.x, row.y) or ("no_height" if above is None else "")
            number = None
            if not problem:
                number = len(sites)
                sites.append(
                    Site(row.id, row.name, row.x, row.y, above, row.frequency_mhz or frequency, row.eirp_dbm or eirp)
                )
            made.append((row, number, problem, row.carriers, above))
        kept = None
        if cluster is not None or is_long(landscape, sites, settings, Path(beside)):
            key = landscape.digest, settled(settings, landscape), enough
            kept = stack.enter_context(checkpoint(beside, (), key, progress))
        coverage = PredictedSites(landscape, (), settings, enough, cluster, kept, room=room)
        if sites:
            for warning in check_sites(sites, landscape, MODELS[settings.model]):
                feedback.pushWarning(warning.say(tr_core))
            coverage.add(sites)

        candidates = self._finished(parameters, made, context)
        if not proposing:
            return candidates, coverage, None
        linked = [coverage.sites[one.source] for one in candidates if one.stands and one.source is not None]
        linked += self._relays(parameters, landscape, context)
        cost = self.optional_number(parameters, "PROPOSE_COST", context)

        def propose(rest, roads):
            found = propose_sites(landscape, rest, roads, linked, shipped_settings(reach_m=reach))
            feedback.pushInfo(tr("{count} places are proposed from the terrain.").format(count=len(found)))
            sites = [Site(one.id, one.id, one.x, one.y, one.height_m, frequency, eirp) for one in found]
            price = self.optional_number(parameters, "COST", context) if cost is None else cost
            return [_proposed(one, number, price) for one, number in zip(found, coverage.add(sites))]

        return candidates, coverage, propose

    def _rows(self, parameters, crs, context) -> list[_Row] | None:
        """Candidates of CANDIDATES in ``crs``; None where it is left empty."""
        if parameters.get("CANDIDATES") in (None, ""):
            return None
        assets = assets_source(parameters["CANDIDATES"], crs_of(crs), context)
        if assets is not None:
            return [
                _Row(asset.id, asset.name or asset.address, point.x, point.y, asset.antenna_height_m, kind=asset.kind)
                for asset, point in assets
            ]
        return self._layer_rows(self.source(parameters, "CANDIDATES", context), parameters, crs, context)

    def _layer_rows(self, source, parameters, crs, context) -> list[_Row]:
        from ...core.coverage.lists.assets import KINDS, Heights
        from ...core.coverage.lists.columns import find_columns
        from ...core.coverage.lists.site_table import columns_of
        from ...core.coverage.siting.candidate_sites import antenna_height

        names = source.fields().names()
        chosen = {meaning: self.parameterAsString(parameters, name, context) for name, meaning in MEANINGS.items()}
        for field in filter(None, chosen.values()):
            require_fields(source, (field,))
        cost_field = chosen.pop("cost")
        if not chosen["height_m"] and "antenna_height_m" in names:
            chosen["height_m"] = "antenna_height_m"
        columns = columns_of(names, chosen)
        found = find_columns(names, {"cost": _COST_FIELDS, "kind": _KIND_FIELDS})
        columns |= {meaning: names[place] for meaning, place in found.items()}
        if cost_field:
            columns["cost"] = cost_field
        marks = {
            name: field if (field := self.parameterAsString(parameters, name, context).strip()) in names else ""
            for name in ("FORCED", "FORBIDDEN", "STANDING")
        }
        rows, seen = [], {}
        for feature, point in geometries(source, crs_of(crs), context):

            def of(meaning: str, row=feature):
                return value(row, columns[meaning], None) if meaning in columns else None

            given = str(of("id") if of("id") not in (None, "") else feature.id())
            seen[given] = seen.get(given, 0) + 1
            kind, height = str(of("kind") or ""), number_of(of("height_m"))
            if kind in KINDS and columns.get("height_m") != "antenna_height_m":
                height = antenna_height(kind, height, Heights())
            place = point.centroid
            rows.append(
                _Row(
                    given if seen[given] == 1 else f"{given}-{seen[given]}",
                    str(of("name") or "") or given,
                    place.x,
                    place.y,
                    height if height and height > 0 else None,
                    number_of(of("frequency_mhz")),
                    number_of(of("eirp_dbm")),
                    listed(str(of("carrier") or "")),
                    number_of(of("cost")),
                    kind,
                    frozenset(name for name, field in marks.items() if field and _is_yes(value(feature, field, None))),
                )
            )
        for row in rows:
            row.shared = seen.get(row.id, 1)
        return rows

    def _finished(self, parameters, made, context) -> list:
        """Candidates of the core from (row, number of its coverage, what is wrong, carriers, height)."""
        from ...core.coverage.lists.assets import KIND_WORDS
        from ...core.coverage.siting.site_plan import Candidate

        default, budget = (self.optional_number(parameters, name, context) for name in ("COST", "BUDGET"))
        ids = {row.id for row, *_ in made}
        marked = {}
        for name in ("FORCED", "FORBIDDEN", "STANDING"):
            text = self.parameterAsString(parameters, name, context)
            given = set(listed(text))
            unknown = sorted(given - ids)
            if unknown and not self._is_field(parameters, text.strip(), context):
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name}: there is no candidate {sites}, and no such field. Give numbers of candidates.",
                    ),
                    name=name,
                    sites=", ".join(unknown[:5]),
                )
            ambiguous = [row for row, *_ in made if row.id in given and row.shared > 1]
            if ambiguous:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name}: {count} candidates have the number {site}, and which is meant is not known. Give each a "
                        "number of its own, or name a field that marks them.",
                    ),
                    name=name,
                    count=ambiguous[0].shared,
                    site=ambiguous[0].id,
                )
            marked[name] = given & ids
        usable = [row for row, _, problem, *_ in made if not problem]
        proposing = self.parameterAsBoolean(parameters, "PROPOSE", context)
        if budget is not None and default is None and not proposing and usable and all(r.cost is None for r in usable):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "BUDGET needs costs, but no candidate has one. Give COST (of every site without one), or choose the "
                    "field of the costs as COST_FIELD.",
                )
            )
        candidates = []
        for row, number, problem, carriers, height in made:
            cost = default if row.cost is None else row.cost
            forced, forbidden, stands = (
                row.id in marked[name] or name in row.marks for name in ("FORCED", "FORBIDDEN", "STANDING")
            )
            unpriced = budget is not None and cost is None and not stands
            left_out = problem or ("no_cost" if unpriced else "")
            kind = tr_core(KIND_WORDS[row.kind]) if row.kind in KIND_WORDS and row.kind else row.kind
            candidates.append(
                Candidate(
                    row.id,
                    row.name,
                    row.x,
                    row.y,
                    number,
                    cost,
                    tuple(carriers),
                    forced,
                    forbidden,
                    stands,
                    left_out,
                    height,
                    kind,
                )
            )
        return candidates

    def _is_field(self, parameters, name: str, context) -> bool:
        source = self.parameterAsSource(parameters, "CANDIDATES", context)
        return bool(name) and source is not None and name in source.fields().names()

    def _relays(self, parameters, landscape, context) -> list:
        """Sites of RELAYS, which have a link to the network."""
        from ...core.coverage.lists.site_table import columns_of
        from ...core.coverage.sites import Site

        source = self.source(parameters, "RELAYS", context)
        if source is None:
            return []
        columns = columns_of(source.fields().names(), {})
        sites = []
        for feature, point in geometries(source, crs_of(landscape.grid.crs), context):
            height = number_of(value(feature, columns["height_m"], None)) if "height_m" in columns else None
            name = str(value(feature, columns["id"], feature.id()) if "id" in columns else feature.id())
            place = point.centroid
            sites.append(Site(name, name, place.x, place.y, height or _RELAY_HEIGHT_M, math.nan, math.nan))
        return sites


def _proposed(one, number: int, cost: float | None):
    """A proposal as a candidate."""
    from ...core.coverage.siting.proposals import BACKHAULS, KINDS, POWERS
    from ...core.coverage.siting.site_plan import Candidate

    kind = tr_core(KINDS[one.kind])
    return Candidate(
        one.id,
        f"{kind} {one.id}",
        one.x,
        one.y,
        number,
        cost,
        height_m=one.height_m,
        kind=kind,
        power=tr_core(POWERS[one.power]),
        backhaul=", ".join(tr_core(BACKHAULS[way]) for way in one.backhauls),
    )


class _Row:
    """A candidate as its list tells of it; None is unknown."""

    def __init__(
        self,
        id,
        name,
        x,
        y,
        height_m=None,
        frequency_mhz=None,
        eirp_dbm=None,
        carriers=(),
        cost=None,
        kind="",
        marks=frozenset(),
    ):
        self.id, self.name, self.x, self.y, self.height_m = id, name, x, y, height_m
        self.frequency_mhz, self.eirp_dbm, self.carriers, self.cost = frequency_mhz, eirp_dbm, carriers, cost
        self.kind, self.marks = kind, marks
        self.shared = 1  # how many candidates have this number in the list


def listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in (part.strip() for part in re.split(r"[,;、，；\n]", text)) if part)


def number_of(found) -> float | None:
    from ...core.coverage.lists.columns import number_in

    if found is None or found == NULL or isinstance(found, bool):
        return None
    try:
        number = number_in(str(found))
    except ValueError:
        return None
    return number if number is not None and number == number else None  # noqa: PLR0124 - NaN is unknown


def _is_yes(found) -> bool:
    return found is True or str(found).strip().lower() in _YES
