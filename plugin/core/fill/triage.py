"""Triage: every candidate against the law, the permits and the ground it lies on, put in order of visits.

Nothing is dropped. The class is the last stage of the published funnel a place reaches: D candidate, C not explained by
permits, B in a restricted area, A with debris-flow risk. Where earth was less likely moved than not, it is no better
than C: half of all weak changes lie above some debris-flow area too. Within a class the priority orders, a weighted
mean of named parts whose weights are data (``resources/presets/triage.json``). What is not known is said and counts as
unknown, never as no.
"""

from __future__ import annotations

import functools
import json
import math
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import shapely
from affine import Affine
from rasterio.crs import CRS

from ..errors import InputError
from ..grid import Grid
from ..kernels import tell_of_compiling
from ..raster import Raster
from ..resources import FOLDER
from ..tasks import Progress, Silent, Watch, check_cancelled, run_ordered
from ..terrain import flow
from ..text import QT_TRANSLATE_NOOP, Message
from . import law as laws
from .law import Law, Verdict, measure, read_json, require_like, sizes_text, verdicts
from .permits import EXPIRED, NOT_YET, RAN_OUT, UNDATED, VALID, Explained, Permit, Permits
from .setting import UNKNOWN_TERRAIN, Layer, Terrain, TerrainSetting, landuse_share

CLASSES = "DCBA"
"""Priority class by stage, from stage 0 on."""

_TILE_M = 4000.0
_HAIR_M = 1e-3
_MARGIN_M = 2000.0  # more than the reach of a flow path, and enough for a valley's catchment


@dataclass(frozen=True)
class Place:
    """A candidate, or a place found by a patrol: ``outline`` in metres.

    ``figures`` by the names of candidate fields (``probability``, ``fill_height_m`` …), absent where not known.
    ``first`` and ``last`` bracket the change.
    """

    id: str
    outline: shapely.Geometry
    figures: dict[str, float] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None


@dataclass
class Surroundings:
    """Maps around the places, in their CRS; None where not given.

    Values: ``zones`` and ``planning`` a code, ``hazard`` (phenomenon, level) codes, ``parcels``, ``municipalities`` and
    ``landuse`` a name; ``buildings``, ``streams``, ``roads`` and ``drivable`` (the roads for cars) none. ``dem`` and
    ``landuse_raster`` are files in any CRS.
    """

    permits: list[Permit] | None = None
    permit_buffer_m: float | None = None
    zones: Layer | None = None
    planning: Layer | None = None
    hazard: Layer | None = None
    buildings: Layer | None = None
    streams: Layer | None = None
    roads: Layer | None = None
    drivable: Layer | None = None
    landuse: Layer | None = None
    landuse_raster: str | None = None
    parcels: Layer | None = None
    municipalities: Layer | None = None
    dem: str | None = None


@dataclass
class Triage:
    """What was found about a place, and where it stands. None, NaN or "" where not known."""

    place: Place
    rank: int = 0
    priority: float = 0.0
    stage: int = 0
    priority_class: str = "D"
    weak: bool = False
    parts: dict[str, float] = field(default_factory=dict)
    permit_state: str = "unknown"
    explained: Explained | None = None
    zone: str = "unknown"
    zone_share: float = math.nan
    verdicts: list[Verdict] = field(default_factory=list)
    verdict: str = ""
    planning: str = ""
    restricted: bool | None = None
    restricted_share: float = math.nan
    hazard_here: tuple[str, str] | None = None
    hazard_below: tuple[str, str] | None = None
    debris_risk: bool | None = None
    terrain: TerrainSetting = UNKNOWN_TERRAIN
    outline_error_m: float = math.nan
    road_m: float = math.nan
    landuse: str = ""
    landuse_share: float = math.nan
    parcels: list[tuple[str, float]] = field(default_factory=list)
    municipality: str = ""
    onset: str = "unknown"
    reasons: list[tuple[str, dict]] = field(default_factory=list)
    sizes: dict[str, str] = field(default_factory=dict)

    def reasons_json(self) -> str:
        return json.dumps(self.reasons, ensure_ascii=False)

    def verdicts_json(self) -> str:
        return json.dumps(
            [
                {"item": v.item, "verdict": v.value, "size": self.sizes.get(v.item, ""), "source": v.source}
                for v in self.verdicts
            ],
            ensure_ascii=False,
        )


def weights_from(text: str = "") -> dict:
    """The preset of the plugin, the one in a JSON file, or the plugin's with some weights changed: ``houses=5, zone=0``.

    Raises :class:`InputError` for what is neither, for a part that does not exist and for a weight below zero.
    """
    built_in = _built_in()
    if not text.strip():
        return built_in
    if text.strip().lower().endswith(".json") or os.path.isfile(text):  # False for names no system takes
        given = read_json(text)
        changed = given.get("weights")
        if not isinstance(changed, dict):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "WEIGHTS: {path} is no preset: it holds no weights. Choose a changed copy of "
                    "resources/presets/triage.json.",
                ),
                path=text,
            )
        require_like({name: part for name, part in given.items() if name != "weights"}, built_in, text)
        preset = {**built_in, **given}
    else:
        pairs = [part.split("=") for part in text.replace("、", ",").split(",") if part.strip()]
        changed = {pair[0].strip(): pair[1].strip() if len(pair) == 2 else "" for pair in pairs}
        preset = built_in
    weights = dict(built_in["weights"])
    for name, value in changed.items():
        try:
            weights[name] = float(value)
        except (TypeError, ValueError, OverflowError):
            weights[name] = -1.0
        if name not in built_in["weights"] or not 0 <= weights[name] < math.inf:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "WEIGHTS: {name}={value} is no weight. Give numbers from 0 on for: {names}; or a preset file (.json).",
                ),
                name=name,
                value=value,
                names=", ".join(built_in["weights"]),
            )
    if not any(weights.values()):
        raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "WEIGHTS: all weights are 0. Give at least one above 0."))
    return {**preset, "weights": weights}


@functools.cache
def _built_in() -> dict:
    return read_json(str(FOLDER / "presets" / "triage.json"))


def triage(
    places: list[Place],
    around: Surroundings,
    crs: CRS,
    law: Law,
    preset: dict,
    reference: date,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
) -> list[Triage]:
    """Every place of ``places`` (in the projected ``crs``), the most pressing first.

    ``reference`` is the day the zones came into force, ``preset`` from :func:`weights_from`. Places of equal standing
    keep their order.
    """
    rules = preset["permits"]
    buffer_m = rules["buffer_m"] if around.permit_buffer_m is None else around.permit_buffer_m
    permits = None if around.permits is None else Permits(around.permits, buffer_m, rules["ran_out_explains"])
    errors = outline_errors(places, preset["outline_error_m"])
    found = {}
    for done, (index, terrain) in enumerate(_terrain_settings(places, around, crs, preset["terrain"], progress)):
        check_cancelled(progress)
        item = found[index] = Triage(places[index], terrain=terrain, outline_error_m=errors[index])
        _look(item, around, permits, crs, law, preset, reference)
        progress.report(0.05 + 0.95 * (done + 1) / len(places))
    given = _parts_given(around)
    for item in found.values():
        _put_in_class(item, around, preset)
        item.priority = _priority(item, given, preset, law)
    order = sorted(
        found.items(), key=lambda pair: (CLASSES[::-1].index(pair[1].priority_class), -pair[1].priority, pair[0])
    )
    for number, (_, item) in enumerate(order, 1):
        item.rank = number
    return [item for _, item in order]


# -- the ground ----------------------------------------------------------------------------------


def _terrain_settings(
    places: list[Place], around: Surroundings, crs: CRS, settings: dict, progress: Progress
) -> Iterator[tuple[int, TerrainSetting]]:
    """(number of the place, its setting), tile by tile of a lattice fixed on the ground.

    A prefecture's elevations fit no memory; a tile with a margin wider than any flow path tells the same of a place,
    whatever else is asked for.
    """
    if around.dem is None:
        yield from ((index, UNKNOWN_TERRAIN) for index in range(len(places)))
        return
    tell_of_compiling(progress, 0, *flow.KERNELS)
    cell = settings["cell_m"]
    with Raster(around.dem) as raster:
        if raster.grid.crs is None:
            raster.grid.require_metres(raster.name)
        if raster.grid.crs.is_projected:
            cell = max(cell, raster.grid.cell_size[0] * raster.grid.crs.linear_units_factor[1])
        else:
            cell = max(cell, raster.grid.cell_size[1] * 111_000)
    progress.report(
        0, Message(QT_TRANSLATE_NOOP("SoraNoMe", "Flow paths on cells of {cell} m."), {"cell": f"{cell:g}"})
    )
    tiles: dict[tuple[int, int], list[int]] = {}
    for index, place in enumerate(places):
        if not place.outline.area:
            yield index, UNKNOWN_TERRAIN
            continue
        point = place.outline.representative_point()
        tiles.setdefault((math.floor(point.x / _TILE_M), math.floor(point.y / _TILE_M)), []).append(index)

    def prepared(item: tuple[tuple[int, int], list[int]]) -> tuple[list[int], Terrain | None]:
        (column, row), members = item
        box = shapely.box(column * _TILE_M, row * _TILE_M, (column + 1) * _TILE_M, (row + 1) * _TILE_M)
        west, south, east, north = shapely.total_bounds([box, *(places[i].outline for i in members)])
        west, south, east, north = west - _MARGIN_M, south - _MARGIN_M, east + _MARGIN_M, north + _MARGIN_M
        west, north = math.floor(west / cell) * cell, math.ceil(north / cell) * cell
        grid = Grid(
            crs,
            Affine(cell, 0, west, 0, -cell, north),
            math.ceil((east - west) / cell),
            math.ceil((north - south) / cell),
        )
        return members, Terrain.of(around.dem, grid, settings)

    # The next tile is made ready while the places on this one are looked at.
    for members, terrain in run_ordered(prepared, sorted(tiles.items()), Watch(progress), len(tiles), workers=1):
        for index in members:
            check_cancelled(progress)
            outline = places[index].outline
            layers = around.streams, around.buildings, around.roads, around.hazard
            yield index, terrain.around(outline, *layers) if terrain else UNKNOWN_TERRAIN


# -- one place -----------------------------------------------------------------------------------


def _look(
    found: Triage, around: Surroundings, permits: Permits | None, crs: CRS, law: Law, preset: dict, reference: date
):
    """Fill in what the maps tell of the place of ``found``."""
    _onset(found, reference)
    if not found.place.outline.area:
        return
    _permits(found, permits, preset["permits"])
    _law(found, around, law, preset)
    _planning(found, around, law, preset)
    _hazards(found, around, law)
    _ground(found, around, law, preset)
    _map(found, around, crs)


def _onset(found: Triage, reference: date) -> None:
    first, last = found.place.first, found.place.last
    if first is not None and first >= reference:
        found.onset = "after"
    elif last is not None and last < reference:
        found.onset = "before"
    elif first is not None and last is not None:
        found.onset = "straddles"
    if found.onset != "unknown" and first is not None and last is not None:
        days = {"first": first.isoformat(), "last": last.isoformat(), "reference": reference.isoformat()}
        found.reasons.append((f"onset_{found.onset}", days))


def _permits(found: Triage, permits: Permits | None, rules: dict) -> None:
    if permits is None:
        return
    explained = permits.explain(found.place.outline, found.place.first, found.place.last)
    found.explained = explained
    standings = [standing for _, standing, _ in explained.touching]
    if (
        VALID in standings
        and explained.share >= rules["explained_share"]
        and explained.unexplained_m2 <= rules["unexplained_m2"]
    ):
        found.permit_state = "explained"
    elif VALID in standings:
        found.permit_state = "partly"
    else:
        order = (RAN_OUT, UNDATED, EXPIRED, NOT_YET)
        found.permit_state = next((state for state in order if state in standings), "none")
    if not explained.touching:
        found.reasons.append(("no_permit", {}))
    for permit, standing, share in explained.touching[:3]:
        code = {
            VALID: "explained" if found.permit_state == "explained" else "partly_explained",
            EXPIRED: "permit_expired",
            NOT_YET: "permit_not_yet",
            RAN_OUT: "permit_ran_out",
            UNDATED: "permit_undated",
        }[standing]
        values = {
            "number": permit.number or "-",
            "start": permit.start.isoformat() if permit.start else "-",
            "end": permit.end.isoformat() if permit.end else "-",
            "share": round(100 * share),
            "rest": f"{explained.unexplained_m2:,.0f}",
        }
        found.reasons.append((code, values))


def _law(found: Triage, around: Surroundings, law: Law, preset: dict) -> None:
    columns: tuple[str, ...] = (laws.RESIDENTIAL, laws.SPECIFIED)
    if around.zones is not None:
        shares = around.zones.shares(found.place.outline)
        least = preset["zones_least_share"]
        asked = [law.columns_of(code) for code, share in shares.items() if share >= least]
        # A code nobody knows is still a zone; a place in two zones obeys the stricter one somewhere.
        alone = {column[0] for column in asked if len(column) == 1}
        found.zone = "outside"
        if asked:
            found.zone = next((zone for zone in (laws.RESIDENTIAL, laws.SPECIFIED) if zone in alone), "undivided")
        found.zone_share = min(1.0, sum(shares.values()))
        columns = () if not asked else (found.zone,) if found.zone in law.data["columns"] else columns
        share = round(100 * found.zone_share)
        found.reasons.append(("zone", {"zone": found.zone, "share": share}) if asked else ("no_zone", {}))
    thickness = law.data["thickness_m"]["value"]
    measured = measure(found.place.outline, found.place.figures, found.outline_error_m, thickness)
    found.verdicts = verdicts(measured, columns, law)
    found.verdict = laws.overall([v.value for v in found.verdicts if v.item != "notification"])
    found.sizes = {
        v.item: " ／ ".join(text for c in columns if (text := sizes_text(v.item, c, law))) for v in found.verdicts
    }
    _law_reasons(found, measured)


def _law_reasons(found: Triage, measured: laws.Measured) -> None:
    low, high = measured.of("changed_area_m2")
    area = f"{low:,.0f}–{high:,.0f} m²"
    values = {"area": area, "stockpile": "{:,.0f}–{:,.0f} m²".format(*measured.of("fill_area_m2"))}
    for item, name in (("fill_height", "fill_height_m"), ("fill_cliff", "fill_cliff_m"), ("cut_cliff", "cut_cliff_m"),
                       ("both_cliff", "both_cliff_m")):  # fmt: skip
        values[item] = "{:.1f}–{:.1f} m".format(*measured.of(name))
    for verdict in found.verdicts:
        if verdict.value == laws.EXCEEDS and verdict.item != "notification":
            assumed = verdict.item == "area" and not measured.thickness_known
            code = "law_area_assumed" if assumed else "law_exceeds"
            about = {"item": verdict.item, "value": values[verdict.item]}
            found.reasons.append((code, {**about, "size": found.sizes[verdict.item], "source": verdict.source}))
    if found.verdict in (laws.CANNOT_BE_TOLD, laws.CANNOT_EXCEED):
        found.reasons.append((f"law_{found.verdict}", {"value": area}))


def _steps(outline: shapely.Geometry) -> np.ndarray:
    """Lengths of the edges of an outline that follows the cells of an image; none where it does not."""
    edges = shapely.get_coordinates(shapely.boundary(outline))
    steps = np.abs(np.diff(edges, axis=0))
    # Rings follow each other: the jump between two is a step too, and seldom along an axis.
    along = (steps.min(axis=1, initial=math.inf) < _HAIR_M) & (steps.max(axis=1, initial=0) > _HAIR_M)
    return steps.max(axis=1)[along] if len(steps) and along.sum() >= 0.9 * len(steps) else np.empty(0)


def outline_errors(places: list[Place], otherwise_m: float) -> list[float]:
    """How far each outline may lie off, in m: half a cell where outlines follow cells, else ``otherwise_m``.

    The shortest edge of all is the cell; rectangles alone do not show one.
    """
    steps = [_steps(place.outline) for place in places]
    follows = [len(edges) > 0 for edges in steps]
    if not any(len(edges) > 4 for edges in steps):
        return [otherwise_m] * len(places)
    cell = min(edges.min() for edges in steps if len(edges))
    return [float(cell) / 2 if cells else otherwise_m for cells in follows]


def _planning(found: Triage, around: Surroundings, law: Law, preset: dict) -> None:
    if around.planning is None:
        return
    planning = law.data["planning"]
    shares: dict[str, float] = {}
    for code, share in around.planning.shares(found.place.outline).items():
        area = planning["codes"].get(code, "city_planning")
        shares[area] = min(1.0, shares.get(area, 0.0) + share)
    # City planning as a whole lies under its divisions; where no polygon lies there is no planning.
    divided = sum(share for area, share in shares.items() if area not in ("city_planning", "unplanned"))
    if "city_planning" in shares:
        shares["city_planning"] = max(0.0, shares["city_planning"] - divided)
    shares["unplanned"] = max(shares.get("unplanned", 0.0), 1 - sum(s for a, s in shares.items() if a != "unplanned"))
    found.planning = max(shares, key=lambda area: (shares[area], area))
    found.restricted_share = min(1.0, sum(shares.get(area, 0.0) for area in planning["restricted"]))
    found.restricted = found.restricted_share >= preset["restricted_share"]
    share = round(100 * min(1.0, shares[found.planning]))
    found.reasons.append(("planning", {"area": found.planning, "share": share}))


def _hazards(found: Triage, around: Surroundings, law: Law) -> None:
    if around.hazard is None:
        return
    hazard = law.data["hazard"]

    def kinds(rows: list[int]) -> list[tuple[str, str]]:
        """(phenomenon, level) of the rows, what counts for the funnel first, special before warning."""
        known = {
            (hazard["phenomena"][phenomenon], hazard["levels"].get(level, "warning"))
            for phenomenon, level in (around.hazard.values[row] for row in rows)
            if phenomenon in hazard["phenomena"]
        }
        return sorted(known, key=lambda kind: (kind[0] != hazard["counted"], kind[1] != "special", kind[0]))

    here = kinds(around.hazard.touching(found.place.outline))
    below = kinds(found.terrain.hazards)
    found.hazard_here = here[0] if here else None
    found.hazard_below = below[0] if below else None
    counted = [kind for kind in (found.hazard_here, found.hazard_below) if kind and kind[0] == hazard["counted"]]
    # Without elevations nobody knows where debris would go.
    found.debris_risk = True if counted else False if found.terrain.known else None
    for code, kind in (("hazard_here", found.hazard_here), ("hazard_below", found.hazard_below)):
        if kind:
            found.reasons.append((code, {"phenomenon": kind[0], "level": kind[1]}))


def _ground(found: Triage, around: Surroundings, law: Law, preset: dict) -> None:
    terrain = found.terrain
    if around.dem is None:
        return
    if not terrain.known:
        found.reasons.append(("terrain_unknown", {}))
        return
    if terrain.valley_m <= law.valley_m:
        found.reasons.append(("in_valley", {"limit": f"{law.valley_m:g}", "distance": f"{terrain.valley_m:.0f}"}))
    elif terrain.valley_m <= preset["scales"]["valley_far_m"]:
        found.reasons.append(("valley", {"distance": f"{terrain.valley_m:.0f}"}))
    found.reasons.append(("slope", {"mean": f"{terrain.slope_mean:.0f}", "steepest": f"{terrain.slope_max:.0f}"}))
    if terrain.houses:
        found.reasons.append(("houses", {"count": terrain.houses, "distance": f"{terrain.house_m:.0f}"}))
    elif terrain.houses == 0:
        found.reasons.append(("no_houses", {"reach": f"{terrain.path_m:.0f}"}))
    if terrain.road:
        found.reasons.append(("road_below", {"distance": f"{terrain.road_m:.0f}"}))
    if terrain.cut_off:
        found.reasons.append(("path_cut", {"reach": f"{terrain.path_m:.0f}"}))


def _map(found: Triage, around: Surroundings, crs: CRS) -> None:
    outline = found.place.outline
    if around.drivable is not None and len(around.drivable):
        found.road_m = around.drivable.nearest_m(outline)
        found.reasons.append(("access", {"distance": f"{found.road_m:.0f}"}))
    use = None
    if around.landuse is not None:
        use = next(iter(around.landuse.shares(outline).items()), None)
    elif around.landuse_raster is not None:
        use = landuse_share(around.landuse_raster, outline, crs, 5.0)
    if use:
        found.landuse, found.landuse_share = use
        found.reasons.append(("landuse", {"use": found.landuse or "-", "share": round(100 * found.landuse_share)}))
    if around.parcels is not None:
        found.parcels = [(name, share) for name, share in around.parcels.shares(outline).items() if name]
    if around.municipalities is not None:
        found.municipality = next(iter(around.municipalities.shares(outline)), "")


# -- the order -----------------------------------------------------------------------------------


def _put_in_class(found: Triage, around: Surroundings, preset: dict) -> None:
    """The last stage of the funnel reached; a stage whose map is not given holds nobody back and is not reached."""
    stages = (
        (around.permits is not None, found.permit_state != "explained"),
        (around.planning is not None, found.restricted is True),
        (around.hazard is not None, found.debris_risk is True),
    )
    for number, (given, passed) in enumerate(stages, 1):
        if given and not passed:
            break
        if given:
            found.stage = number
    found.weak = _evidence(found.place, preset) < preset["weak_evidence"]
    found.priority_class = CLASSES[min(found.stage, 1) if found.weak else found.stage]
    if found.weak and found.stage > 1:
        found.reasons.append(("weak", {"evidence": f"{_evidence(found.place, preset):.2f}"}))


def _evidence(place: Place, preset: dict) -> float:
    """How sure it is that earth was moved; places that people reported come without figures."""
    figures = place.figures
    return min(1.0, max(0.0, figures.get("probability", figures.get("priority", preset["reported"]))))


def _parts_given(around: Surroundings) -> set[str]:
    """The parts of a priority for which there is a map, or which need none."""
    given = {"evidence", "size", "onset", "verdict"}
    maps = {
        "unexplained": around.permits,
        "restricted": around.planning,
        "debris": around.hazard,
        "zone": around.zones,
        "valley": around.dem,
        "slope": around.dem,
        "houses": around.dem and around.buildings,
        "road_below": around.dem and around.roads,
        "access": around.drivable,
    }
    return given | {name for name, value in maps.items() if value is not None}


def _priority(found: Triage, given: set[str], preset: dict, law: Law) -> float:
    weights = {name: weight for name, weight in preset["weights"].items() if name in given and weight}
    values = _values(found, preset, law)
    found.parts = {name: round(min(1.0, max(0.0, values[name])), 4) for name in weights}
    return sum(weights[name] * found.parts[name] for name in weights) / (sum(weights.values()) or 1.0)


def _values(found: Triage, preset: dict, law: Law) -> dict[str, float]:
    """Each part of a priority, 0–1."""
    scales, unknown, terrain = preset["scales"], preset["unknown"], found.terrain
    area = max(found.place.outline.area, 1.0)
    low, high = scales["area_low_m2"], scales["area_high_m2"]
    values = {
        "evidence": _evidence(found.place, preset),
        "size": math.log(max(area, low) / low) / math.log(high / low),
        "onset": preset["onset"][found.onset],
        "verdict": {laws.EXCEEDS: 1.0, laws.CANNOT_EXCEED: 0.0, laws.OUTSIDE: 0.0}.get(found.verdict, unknown),
        "unexplained": 1 - found.explained.share if found.explained else unknown,
        "restricted": unknown if found.restricted is None else found.restricted_share,
        "zone": 0.0 if found.zone == "outside" else 1.0,
        "debris": _debris(found, preset),
        "access": unknown if math.isnan(found.road_m) else math.exp(-found.road_m / scales["access_m"]),
        "valley": unknown,
        "slope": unknown,
        "houses": unknown,
        "road_below": unknown,
    }
    if terrain.known:
        far = scales["valley_far_m"]
        values["valley"] = (far - max(terrain.valley_m, law.valley_m)) / (far - law.valley_m)
        values["slope"] = terrain.slope_mean / scales["slope_deg"]
        values["houses"] = math.sqrt((terrain.houses or 0) / scales["houses"])
        values["road_below"] = float(bool(terrain.road))
    return values


def _debris(found: Triage, preset: dict) -> float:
    if found.debris_risk is None:
        return preset["unknown"]
    here, below = (
        preset["debris"][prefix + kind[1]] if kind and kind[0] == "debris_flow" else preset["debris"]["none"]
        for prefix, kind in (("", found.hazard_here), ("path_", found.hazard_below))
    )
    return max(here, below)
