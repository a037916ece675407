"""One radio link over terrain: its section, what stands in the way, and where its loss comes from."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
import shapely

from ...errors import InputError
from ...raster import Raster
from ...tasks import Progress, Silent
from ...text import QT_TRANSLATE_NOOP, Message
from ..landscape import INLAND, Landscape, read_landscape
from ..propagation import itm, millimetre, p1812
from ..propagation.climate import Climate, climate_at
from ..propagation.p1812 import PathLoss, PathProfile, predict_path
from ..propagation.p1812_diffraction import bullington_point
from ..propagation.variability import location_sigma
from .woodland import Through, in_woods, require_woodland, through_woods

MODELS = ("p1812", "itm", "los28")

MOST_STEPS = 2000
"""A longer path is looked at in cells larger than those of the terrain model, which bounds memory by the box around it."""
LEAST_STEPS = 8
_SHORT_KM = 0.25

FREE_SPACE = QT_TRANSLATE_NOOP("SoraNoMe", "Free space")
FADING = QT_TRANSLATE_NOOP("SoraNoMe", "Multipath and focusing")
TERRAIN = QT_TRANSLATE_NOOP("SoraNoMe", "Diffraction by terrain")
CLUTTER = QT_TRANSLATE_NOOP("SoraNoMe", "Diffraction by buildings and trees")
WOODS = QT_TRANSLATE_NOOP("SoraNoMe", "Way through trees")
OTHER = QT_TRANSLATE_NOOP("SoraNoMe", "Ducting and troposcatter")
LOCATION = QT_TRANSLATE_NOOP("SoraNoMe", "Location variability")
TOTAL = QT_TRANSLATE_NOOP("SoraNoMe", "Basic transmission loss")
ALONG_TERRAIN = QT_TRANSLATE_NOOP("SoraNoMe", "Alone: line of sight and diffraction")
TROPOSCATTER = QT_TRANSLATE_NOOP("SoraNoMe", "Alone: troposcatter")
DUCTING = QT_TRANSLATE_NOOP("SoraNoMe", "Alone: ducting and layer reflection")
ITM_TERRAIN = QT_TRANSLATE_NOOP("SoraNoMe", "Terrain and atmosphere")
AIR = QT_TRANSLATE_NOOP("SoraNoMe", "Oxygen and water vapour")
RAIN = QT_TRANSLATE_NOOP("SoraNoMe", "Rain")


@dataclass(frozen=True)
class End:
    """A place in map units of the terrain model, and its antenna in metres above ground."""

    x: float
    y: float
    antenna_m: float


@dataclass(frozen=True)
class LinkSettings:
    """How a link is predicted. ``time_percent`` and ``location_percent`` are those of which the loss is not exceeded;
    ``eirp_dbm`` (None: not known) gives the power an isotropic antenna receives; ``climate`` None: of the place;
    ``vegetation`` as in :mod:`.woodland`; ``resolution_m``: cells that heights are looked at in (None: those of the
    terrain model).
    """

    frequency_mhz: float
    model: str = "p1812"
    time_percent: float = 50.0
    location_percent: float = 50.0
    vertical: bool = True
    eirp_dbm: float | None = None
    climate: Climate | None = None
    sea: str = "auto"
    unit: str = "auto"
    vegetation: str = "auto"
    resolution_m: float | None = None


@dataclass(frozen=True)
class Section:
    """A path as it is drawn: arrays float64 (points,) over a flat Earth, heights in metres above sea level at the ends.

    ``bulge_m`` is how much the Earth of ``radius_km`` (median refraction) rises between the ends, so that rays are straight;
    ``ray_m`` is the line between the antennas, ``fresnel_m`` the radius of the first Fresnel zone around it.
    """

    profile: PathProfile
    radius_km: float
    bulge_m: np.ndarray
    ray_m: np.ndarray
    fresnel_m: np.ndarray

    @property
    def ground_m(self) -> np.ndarray:
        return self.profile.height_m + self.bulge_m

    @property
    def surface_m(self) -> np.ndarray:
        """Ground with what stands on it; at the ends, where the antennas are, the ground alone."""
        clutter = self.profile.clutter_m.copy()
        clutter[[0, -1]] = 0.0
        return self.ground_m + clutter

    @property
    def clearance_m(self) -> np.ndarray:
        """How far the line passes above the surface, negative where it is cut; (points,)."""
        return self.ray_m - self.surface_m


@dataclass(frozen=True)
class Mark:
    """Something to point at in the section: ``kind`` is ``horizon_t``, ``horizon_r``, ``bullington`` or ``clearance``.

    ``height_m`` is that of the section, with the Earth's bulge.
    """

    kind: str
    km: float
    height_m: float


@dataclass(frozen=True)
class Link:
    """What became of a link. ``parts`` add up to ``loss_db``; ``alone`` are losses of single mechanisms, as if there were no
    other. ``clearance`` is the least of clearance over radius of the first Fresnel zone (1: free, 0: grazing, less: cut).
    """

    section: Section
    start: End
    end: End
    settings: LinkSettings
    climate: Climate
    loss_db: float
    parts: list[tuple[str, float]]
    alone: list[tuple[str, float]]
    line_of_sight: bool
    clearance: float
    marks: list[Mark]
    warnings: list[Message] = field(default_factory=list)
    path: PathLoss | None = None

    @property
    def length_km(self) -> float:
        return float(self.section.profile.distance_km[-1])

    @property
    def received_dbm(self) -> float | None:
        """Power at an isotropic antenna."""
        eirp = self.settings.eirp_dbm
        return None if eirp is None else eirp - self.loss_db


def predict_link(
    dtm: str,
    dsm: str | None,
    start: End,
    end: End,
    settings: LinkSettings,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
    buildings: Iterable[shapely.Geometry] | None = None,
) -> Link:
    """The link from ``start`` to ``end`` over terrain ``dtm`` and, where given, surface model ``dsm``; ``buildings`` as of
    :func:`..landscape.read_landscape`.

    Raises :class:`InputError`, before heights are read, for places outside the terrain model or on one spot, models in
    degrees, and values the propagation model was not made for; and for a path with unknown heights.
    """
    _require_model(settings, start, end)
    with Raster(dtm, "DTM") as raster:
        raster.grid.require_metres("DTM")
        bounds, own = raster.grid.bounds, raster.grid.cell_size[0]
    cell = settings.resolution_m or own
    for name, place in (("FROM", start), ("TO", end)):
        _require_inside(name, place, bounds, dtm)
    length_m = math.hypot(end.x - start.x, end.y - start.y)
    if length_m < cell:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "FROM and TO are {length} m apart, less than a cell of the terrain model ({cell} m). Choose places further "
                "apart, or a finer terrain model.",
            ),
            length=f"{length_m:.1f}",
            cell=f"{cell:g}",
        )
    warnings: list[Message] = []
    resolution = max(cell, length_m / MOST_STEPS)
    if resolution > 1.01 * cell:
        warnings.append(
            Message(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "The path is long: terrain is looked at in cells of {resolution} m instead of {cell} m."
                ),
                {"resolution": f"{resolution:.1f}", "cell": f"{cell:g}"},
            )
        )
    west, east = sorted((start.x, end.x))
    south, north = sorted((start.y, end.y))
    landscape = read_landscape(
        dtm,
        dsm,
        (west, south, east, north),
        resolution if settings.resolution_m or resolution > 1.01 * cell else None,
        3 * resolution,
        settings.sea,
        settings.unit,
        progress,
        buildings,
    )
    ends = start.x, start.y, end.x, end.y
    profile = straight_profile(landscape, *ends)
    known = landscape.buildings is not None
    woods = in_woods(settings.vegetation, settings.model, settings.frequency_mhz, landscape.has_surface, known)
    opaque = straight_profile(landscape.without_woods, *ends) if woods else None
    longitude, latitude = landscape.centre_deg
    climate = settings.climate or climate_at(longitude, latitude)
    if climate.warning:
        warnings.append(climate.warning)
    if length_m < 1000 * _SHORT_KM:
        warnings.append(
            Message(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "The path is only {length} m long; the models are made for {least} m and more."
                ),
                {"length": f"{length_m:.0f}", "least": f"{1000 * _SHORT_KM:.0f}"},
            )
        )
    return link_over(profile, start, end, settings, climate, latitude, resolution, warnings, opaque)


def link_over(
    profile: PathProfile,
    start: End,
    end: End,
    settings: LinkSettings,
    climate: Climate,
    latitude: float,
    resolution_m: float,
    warnings: list[Message] | None = None,
    opaque: PathProfile | None = None,
) -> Link:
    """The link over a profile already sampled; arguments as of :func:`predict_link`, ``latitude`` of the path's centre.

    ``opaque``: the same profile without woods, where a way through them counts; None: all that stands there is opaque.
    """
    warnings = list(warnings or [])
    radius = p1812.EARTH_KM * 157 / (157 - climate.delta_n)
    section = section_of(profile, start.antenna_m, end.antenna_m, settings.frequency_mhz, radius)
    inner = slice(1, -1)
    ratio = section.clearance_m[inner] / section.fresnel_m[inner]
    worst = int(np.argmin(ratio)) + 1
    marks = [Mark("clearance", float(profile.distance_km[worst]), float(section.surface_m[worst]))]
    predict = {"p1812": _predict_p1812, "itm": _predict_itm, "los28": _predict_millimetre}[settings.model]
    through = None
    if opaque is not None:
        through = through_woods(
            profile, opaque, settings.frequency_mhz, start.antenna_m, end.antenna_m, climate.delta_n
        )
    loss, parts, alone, path, more_marks = predict(
        section, start, end, settings, climate, latitude, resolution_m, warnings, opaque, through
    )
    return Link(
        section,
        start,
        end,
        settings,
        climate,
        loss,
        parts,
        alone,
        bool(ratio.min() > 0),
        float(ratio.min()),
        marks + more_marks,
        warnings,
        path,
    )


def straight_profile(landscape: Landscape, x0: float, y0: float, x1: float, y1: float) -> PathProfile:
    """Terrain between two places of a landscape in equal steps of a cell or less.

    Terrain is bilinear between the cells, clutter and zone are those of the cell a point lies in: walls are not thinned out.
    Raises :class:`InputError` where heights are unknown on the way.
    """
    length = math.hypot(x1 - x0, y1 - y0)
    steps = max(LEAST_STEPS, math.ceil(length / landscape.cell_m - 1e-9))
    share = np.linspace(0, 1, steps + 1)
    columns, rows = ~landscape.grid.transform * np.array([x0 + share * (x1 - x0), y0 + share * (y1 - y0)])
    last_row, last_column = landscape.grid.height - 1, landscape.grid.width - 1
    in_row = np.clip(np.floor(rows).astype(int), 0, last_row)
    in_column = np.clip(np.floor(columns).astype(int), 0, last_column)
    height = _bilinear(landscape.height_m, rows - 0.5, columns - 0.5)
    unknown = np.isnan(height)
    if unknown.any():
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The terrain model has no heights on {share} of the path, first {km} km from FROM. Fill it there, choose "
                "other places, or say that what is missing is sea.",
            ),
            share=f"{100 * unknown.mean():.0f} %",
            km=f"{share[unknown.argmax()] * length / 1000:.2f}",
        )
    clutter = landscape.clutter_m[in_row, in_column].astype(float)
    return PathProfile(share * length / 1000, height, clutter, landscape.zones[in_row, in_column])


def _bilinear(values: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """``values`` at fractional rows and columns of cell centres; of the known cells around, NaN where none is known."""
    top, left = np.floor(rows).astype(int), np.floor(columns).astype(int)
    total, weights = np.zeros(len(rows)), np.zeros(len(rows))
    for down in (0, 1):
        for right in (0, 1):
            row, column = np.clip(top + down, 0, values.shape[0] - 1), np.clip(left + right, 0, values.shape[1] - 1)
            weight = (1 - np.abs(rows - top - down)) * (1 - np.abs(columns - left - right))
            found = values[row, column].astype(float)
            weight = np.where(np.isnan(found), 0.0, weight)
            total += weight * np.nan_to_num(found)
            weights += weight
    return np.where(weights > 1e-9, total / np.maximum(weights, 1e-9), np.nan)


def section_of(profile: PathProfile, start_m: float, end_m: float, frequency_mhz: float, radius_km: float) -> Section:
    """The section of a profile between antennas ``start_m`` and ``end_m`` above ground."""
    x = profile.distance_km
    d = x[-1]
    first, last = profile.height_m[0] + start_m, profile.height_m[-1] + end_m
    wavelength = 0.299792458 / (frequency_mhz / 1000)
    return Section(
        profile,
        radius_km,
        500 * x * (d - x) / radius_km,
        first + (last - first) * x / d,
        np.sqrt(1000 * wavelength * x * (d - x) / d),
    )


def profile_csv(link: Link) -> bytes:
    """The points of a section as CSV (UTF-8 with BOM, so that spreadsheets read it)."""
    section, profile = link.section, link.section.profile
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        ["distance_km", "ground_m", "clutter_m", "zone", "earth_bulge_m", "ray_m", "fresnel_m", "clearance_m"]
    )
    columns = (
        profile.distance_km,
        profile.height_m,
        profile.clutter_m,
        profile.zone,
        section.bulge_m,
        section.ray_m,
        section.fresnel_m,
        section.clearance_m,
    )
    for km, ground, clutter, zone, *others in zip(*columns, strict=True):
        writer.writerow([f"{km:.5f}", f"{ground:.2f}", f"{clutter:.2f}", int(zone), *(f"{v:.2f}" for v in others)])
    return out.getvalue().encode("utf-8-sig")


def _predict_p1812(
    section, start, end, settings, climate, latitude, resolution_m, warnings, opaque, through: Through | None
):
    """(loss, parts, alone, intermediates, marks) by P.1812."""
    profile = section.profile
    sigma = location_sigma(
        settings.frequency_mhz / 1000, resolution_m, end.antenna_m, float(profile.clutter_m[-1]) or 10.0
    )

    def predicted(over: PathProfile) -> PathLoss:
        return predict_path(
            over,
            settings.frequency_mhz,
            start.antenna_m,
            end.antenna_m,
            latitude=latitude,
            delta_n=climate.delta_n,
            n0=climate.n0,
            time_percent=settings.time_percent,
            location_percent=settings.location_percent,
            location_sigma_db=sigma,
            vertical=settings.vertical,
        )

    path, woods = _cheaper(predicted, profile, opaque, through)
    bare = predicted(_bare(profile)) if profile.clutter_m.any() else path
    added = path.lb - path.lb0p - path.ldp - path.location
    parts = [
        (FREE_SPACE, path.lbfs),
        (FADING, path.lb0p - path.lbfs),
        (TERRAIN, bare.ldp),
        (CLUTTER, path.ldp - bare.ldp),
        *woods,
        (OTHER, added),
        (LOCATION, path.location),
    ]
    alone = [(ALONG_TERRAIN, path.lbd), (TROPOSCATTER, path.lbs), (DUCTING, path.lba)]
    marks = []
    if not path.line_of_sight:
        for kind, index in (("horizon_t", path.horizon_t), ("horizon_r", path.horizon_r)):  # of the bare terrain
            marks.append(Mark(kind, float(profile.distance_km[index]), float(section.ground_m[index])))
    if path.s_tim >= (path.hrs - path.hts) / path.d:
        km = float(bullington_point(path.d, path.hts, path.hrs, path.s_tim, path.s_rim))
        marks.append(Mark("bullington", km, float(path.hts + path.s_tim * km)))
    return path.lb + sum(loss for _, loss in woods), parts, alone, path, marks


def _predict_itm(section, start, end, settings, climate, latitude, resolution_m, warnings, opaque, through):
    """(loss, parts, alone, None, marks) by ITM, which knows terrain only."""
    profile = section.profile
    if profile.clutter_m.any():
        warnings.append(
            Message(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "ITM knows no buildings or trees: the DSM shows in the plot, not in the loss."
                )
            )
        )
    found = itm.point_to_point(
        profile.height_m,
        float(profile.distance_km[1] * 1000),
        start.antenna_m,
        end.antenna_m,
        settings.frequency_mhz,
        itm.ItmSettings(
            climate=6 if (profile.zone != INLAND).any() else 5,
            n0=climate.n0,
            vertical=settings.vertical,
            time=settings.time_percent,
            location=settings.location_percent,
        ),
    )
    warnings.extend(found.warnings)
    parts = [(FREE_SPACE, found.free_space_db), (ITM_TERRAIN, found.loss_db - found.free_space_db)]
    return found.loss_db, parts, [], None, []


def _predict_millimetre(
    section, start, end, settings, climate, latitude, resolution_m, warnings, opaque, through: Through | None
):
    """(loss, parts, alone, None, marks) by line of sight, knife edges, air and rain."""
    profile = section.profile

    def predicted(over: PathProfile) -> millimetre.MillimetreLoss:
        return millimetre.predict_path(
            over,
            settings.frequency_mhz,
            start.antenna_m,
            end.antenna_m,
            delta_n=climate.delta_n,
            time_percent=settings.time_percent,
            vertical=settings.vertical,
        )

    path, woods = _cheaper(predicted, profile, opaque, through)
    bare = predicted(_bare(profile)) if profile.clutter_m.any() else path
    parts = [
        (FREE_SPACE, path.free_space),
        (TERRAIN, bare.diffraction),
        (CLUTTER, path.diffraction - bare.diffraction),
        *woods,
        (AIR, path.gas),
        (RAIN, path.rain),
    ]
    return path.lb + sum(loss for _, loss in woods), parts, [], None, []


def _cheaper(predicted, profile: PathProfile, opaque: PathProfile | None, through: Through | None):
    """The path over all that stands there, or the one through the woods where that costs less; and what the woods cost, as
    parts: none for a path over them.
    """
    over = predicted(profile)
    if opaque is None:
        return over, []
    under = predicted(opaque)
    return (under, [(WOODS, through.loss_db)]) if under.lb + through.loss_db < over.lb else (over, [])


def _bare(profile: PathProfile) -> PathProfile:
    """The profile with nothing on the terrain."""
    return replace(profile, clutter_m=np.zeros_like(profile.clutter_m))


def _require_model(settings: LinkSettings, start: End, end: End) -> None:
    if settings.model not in MODELS:
        raise ValueError(f"model {settings.model!r} is none of {MODELS}")
    if settings.vegetation == "woodland":
        require_woodland(settings.model, [settings.frequency_mhz])
    terms = settings.frequency_mhz, start.antenna_m, end.antenna_m
    if settings.model == "p1812":
        p1812.require_ranges(*terms, settings.time_percent, settings.location_percent)
    elif settings.model == "itm":
        chosen = itm.ItmSettings(time=settings.time_percent, location=settings.location_percent)
        itm.check(*terms[1:], settings.frequency_mhz, chosen)
    else:
        millimetre.millimetre_link(settings.frequency_mhz, time_percent=settings.time_percent)


def _require_inside(name: str, place: End, bounds: tuple[float, float, float, float], path: str) -> None:
    west, south, east, north = bounds
    if west <= place.x <= east and south <= place.y <= north:
        return
    raise InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{name} ({x}, {y}) lies outside the terrain model {path}. Move it, or give a terrain model that reaches it; "
            "check the coordinate system of the point too.",
        ),
        name=name,
        x=f"{place.x:.0f}",
        y=f"{place.y:.0f}",
        path=path,
    )
