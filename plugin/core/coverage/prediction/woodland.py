"""Coverage in woods: over the trees or through them, whichever costs less.

A surface model tells how high something stands, not whether waves pass through it. Taken as opaque (P.1812's clutter
heights, knife edges at 28 GHz) the crowns beside a forest road are a wall 10 m away and 15 m high, which costs 30 to 45 dB;
measured woods cost 20 dB at 800 MHz and 31 dB at 2.1 GHz at most (:mod:`..propagation.vegetation`). Here a wave takes
the cheaper of two ways (:func:`..propagation.vegetation.least_loss`, never both):

- *over*: the model as it is, with all that stands on the ground opaque;
- *through*: the model with the woods taken away, and P.833's loss for the length of the way that lies in the crowns.

That way is a string drawn tight over the terrain from antenna to antenna: the straight line where terrain leaves it free,
else over the horizons. Near the receiver it rises towards the mast or the last horizon; where an antenna stands above the
crowns they do not touch it. Crowns anywhere on the way count, those on a ridge in between too, and P.833's limit holds for
all of them together. Lengths are along the slope; heights are linear between the points of the profile, and the crown over
the mast's and the receiver's own cells counts, for they stand among the trees. Beneath crowns there is no gap.

Buildings are not woods, but the surface model does not tell: polygons of buildings (:attr:`.Landscape.buildings`) keep their
cells opaque on both ways; without them all that stands LEAST_M high counts as woods.

The same kernels serve areas, along the rays of :mod:`.rays`, and single profiles. Heights are *bent* as in :mod:`.hull`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numba import njit

from ...errors import InputError
from ...tasks import Part, Progress, Silent
from ...text import QT_TRANSLATE_NOOP
from ..landscape import Landscape
from ..propagation.climate import Climate
from ..propagation.limits import FREQUENCY_MHZ, require_within
from ..propagation.p1812 import PathProfile
from ..propagation.vegetation import RANGE_MHZ, least_loss, woodland, woodland_loss
from .area import AreaLoss, area_loss, walk_all
from .area_models import bend_of
from .borrow import borrowed
from .hull import CHUNK, push, tangent
from .rays import NEAR, NEAR_STEPS, cell_at, crop_fan, make_fan, near_profile, ray_of, sample, serves

VEGETATIONS = ("auto", "woodland", "opaque")

TOWNS_MHZ = 3000.0
"""From here on carriers serve towns: ``auto`` takes what stands there for houses unless polygons tell which they are."""

LEAST_M = 2.0
"""What stands lower is no wood: grass, cars, and errors of the surface model."""

_SATURATED_DB = 1e-3
"""So near its limit P.833's loss counts as being there, and no more of the way is looked at."""

_HAIR_M = 1e-6
"""Rounding must not find crowns on bare ground that the string touches."""


def in_woods(vegetation: str, model: str, frequency_mhz: float, has_surface: bool, has_buildings: bool) -> bool:
    """Whether a way through woods counts. ``auto``: where model and P.833 allow it and the clutter is likely woods, which is
    below TOWNS_MHZ, or at any frequency where buildings are known. Raises :class:`InputError` for ``woodland`` with ITM, or
    at frequencies P.833 does not know.
    """
    if vegetation not in VEGETATIONS:
        raise ValueError(f"vegetation {vegetation!r} is none of {VEGETATIONS}")
    if vegetation == "woodland":
        require_woodland(model, [frequency_mhz])
        return has_surface
    known = RANGE_MHZ[0] <= frequency_mhz <= RANGE_MHZ[1]
    likely = has_buildings or frequency_mhz < TOWNS_MHZ
    return vegetation == "auto" and has_surface and model != "itm" and known and likely


def require_woodland(model: str, frequencies_mhz: Iterable[float]) -> None:
    """Raise :class:`InputError` where ``woodland`` cannot be had from a model, or at a frequency."""
    if model == "itm":
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Longley–Rice (ITM) knows only the ground, neither trees nor a way through them. Choose P.1812, or another "
                "VEGETATION than woodland.",
            )
        )
    for frequency in frequencies_mhz:
        require_within("P.833 (VEGETATION=woodland)", FREQUENCY_MHZ, frequency, *RANGE_MHZ)


def woods_loss(
    landscape: Landscape,
    x: float,
    y: float,
    height_m: float,
    frequency_mhz: float,
    *,
    receiver_height_m: float = 1.5,
    model: str = "p1812",
    climate: Climate,
    reach_m: float,
    workers: int | None = None,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
    **options,
) -> AreaLoss:
    """:func:`.area.area_loss` over the trees or through them, whichever is less; arguments and errors are the same.

    ``line_of_sight`` stays that over terrain and everything on it.
    """
    gamma, most = woodland(frequency_mhz)
    options |= {
        "receiver_height_m": receiver_height_m,
        "model": model,
        "climate": climate,
        "reach_m": reach_m,
        "workers": workers,
    }
    mast = x, y, height_m, frequency_mhz
    over = area_loss(landscape, *mast, progress=Part(progress, 0, 0.4), **options)
    bare = landscape.without_woods
    under = area_loss(bare, *mast, progress=Part(progress, 0.4, 0.7), **options)
    _, fan, (height, clutter, zones) = crop_fan(make_fan(landscape, x, y, reach_m), landscape)
    rows, columns = over.window.toslices()
    opaque = np.ascontiguousarray(bare.clutter_m[rows, columns]) if bare.has_surface else np.zeros((1, 1), np.float32)
    grids = height, clutter, opaque, zones
    wood = gamma, most, saturation_m(gamma, most)
    tail = wood, bend_of(climate.delta_n), float(height_m), float(receiver_height_m), bare.has_surface
    losses = over.loss_db, over.departure_deg, under.loss_db, under.departure_deg
    _near_cells(grids, fan.place, *tail, *losses)

    def walk(start: int, stop: int) -> None:
        scratch = np.empty((4, fan.reach + 1)), np.empty((4, fan.reach + 1))
        _walk(grids, fan.place, start, stop, *tail, scratch, *losses)

    walk_all(fan, walk, workers, Part(progress, 0.7, 1))
    return over


@dataclass(frozen=True)
class Through:
    """The way through woods over one profile: metres in the crowns, and what they cost in dB."""

    canopy_m: float
    loss_db: float


def through_woods(
    profile: PathProfile,
    opaque: PathProfile,
    frequency_mhz: float,
    transmitter_m: float,
    receiver_m: float,
    delta_n: float,
) -> Through:
    """The way through the woods of ``profile``, in which they stand, beside ``opaque``, the same without them; the crowns at
    their first and last points are those over the antennas, which stand ``transmitter_m`` and ``receiver_m`` above ground.
    """
    gamma, most = woodland(frequency_mhz)
    ground = np.ascontiguousarray(opaque.height_m + opaque.clutter_m, np.float64)
    woods = np.ascontiguousarray(profile.clutter_m - opaque.clutter_m, np.float64)
    n = len(ground) - 1
    hts, hrs = float(opaque.height_m[0] + transmitter_m), float(opaque.height_m[n] + receiver_m)
    distances = np.ascontiguousarray(profile.distance_km, np.float64)
    canopy = canopy_length(distances, ground, woods, n, hts, hrs, bend_of(delta_n), saturation_m(gamma, most))
    return Through(canopy, woodland_loss(canopy, gamma, most))


def saturation_m(gamma: float, most: float) -> float:
    """Metres of woodland after which more of it costs nothing."""
    return most / gamma * math.log(most / _SATURATED_DB)


# ---- The string and the crowns on it ------------------------------------------------------------------------------------
#
# A ray is four rows (distance, ground, tops of the crowns, largest top of 17 points from each multiple of CHUNK); a string
# four too (the hull's x and y, the point's number, metres of crowns from the mast to it or UNASKED: most points leave the
# string before a receiver asks). Point 0 is the mast's antenna.

_UNASKED = -1.0


@njit(nogil=True, cache=True, inline="always")
def _top(ground, woods):
    return ground + woods - _HAIR_M if woods >= LEAST_M else ground - _HAIR_M


@njit(nogil=True, cache=True, inline="always")
def _within(before, after):
    """Share of a segment whose ends are so much below the tops that is below them."""
    if before <= 0 and after <= 0:
        return 0.0
    if before > 0 and after > 0:
        return 1.0
    return max(before, after) / abs(after - before)


@njit(nogil=True, cache=True)
def _crowns(ray, first, last, y, slope, most):
    """Metres in crowns along the line of ``slope`` through height ``y`` at point ``first``, as far as point ``last``.

    Looked at from the end; where ``most`` is passed the rest is left out.
    """
    x0 = ray[0, first]
    along = 1000 * math.sqrt(1 + 1e-6 * slope * slope)
    total = 0.0
    after = ray[2, last] - y - slope * (ray[0, last] - x0)
    i = last
    while i > first:
        if i % CHUNK == 0 and i - CHUNK >= first:
            j = i - CHUNK
            lowest = y + slope * ((ray[0, j] if slope > 0 else ray[0, i]) - x0)
            if ray[3, j // CHUNK] <= lowest:
                i = j
                after = ray[2, i] - y - slope * (ray[0, i] - x0)
                continue
        before = ray[2, i - 1] - y - slope * (ray[0, i - 1] - x0)
        total += _within(before, after) * (ray[0, i] - ray[0, i - 1]) * along
        if total > most:
            break
        after = before
        i -= 1
    return total


@njit(nogil=True, cache=True, inline="always")
def _begin(ray, string, ground, woods, hts):
    """Put the mast's antenna at the head of a string; the number of its points."""
    ray[0, 0], ray[1, 0], ray[2, 0], ray[3, 0] = 0.0, ground, _top(ground, woods), _top(ground, woods)
    string[0, 0], string[1, 0], string[2, 0], string[3, 0] = 0.0, hts, 0.0, 0.0
    return 1


@njit(nogil=True, cache=True, inline="always")
def _grow(ray, string, count, k, x, ground, woods):
    """Lay a string over one more point of its ray; the new number of its points."""
    top = _top(ground, woods)
    ray[0, k], ray[1, k], ray[2, k] = x, ground, top
    block = k // CHUNK
    if k % CHUNK == 0:
        ray[3, block - 1] = max(ray[3, block - 1], top)
        ray[3, block] = top
    else:
        ray[3, block] = max(ray[3, block], top)
    count = push(string, count, x, ground)
    string[2, count - 1], string[3, count - 1] = k, _UNASKED
    return count


@njit(nogil=True, cache=True)
def _to_vertex(ray, string, v, most):
    """Metres in crowns from the mast by the string as far as its vertex ``v``; a number above ``most`` where it is more."""
    known = v
    while string[3, known] == _UNASKED:
        known -= 1
    for w in range(known + 1, v + 1):
        k = int(string[2, w])
        string[3, w] = _on(ray, string, w - 1, k, string[0, w], string[1, w], ray[2, k], string[3, w - 1], most)
    return string[3, v]


@njit(nogil=True, cache=True)
def _on(ray, string, v, k, x, y, top, total, most):
    """``total`` and the metres in crowns from vertex ``v`` to (``x``, ``y``), just behind point k − 1, with crowns up to
    ``top`` there; a number above ``most`` where it is more.
    """
    if total > most:
        return total
    slope = (y - string[1, v]) / (x - string[0, v])
    gap = x - ray[0, k - 1]
    share = _within(ray[2, k - 1] - y + slope * gap, top - y)
    total += 1000 * share * gap * math.sqrt(1 + 1e-6 * slope * slope)
    return total + _crowns(ray, int(string[2, v]), k - 1, string[1, v], slope, most - total)


@njit(nogil=True, cache=True)
def canopy_length(distances, ground, woods, n, hts, hrs, bend, most):
    """Metres in crowns from antenna to antenna by the string over points 0 … ``n`` of a profile; a number above ``most``
    where it is more.

    ``distances`` km; ``ground`` what nothing passes and ``woods`` the crowns' height above it, m; ``hts`` and ``hrs``
    antennas in metres above sea level; ``bend`` of :func:`..prediction.area_models.bend_of`.
    """
    ray, string = np.empty((4, n + 1)), np.empty((4, n + 1))
    count = _begin(ray, string, ground[0], woods[0], hts)
    for k in range(1, n):
        x = distances[k]
        count = _grow(ray, string, count, k, x, ground[k] - bend * x * x, woods[k])
    d = distances[n]
    low = hrs - bend * d * d
    v = tangent(string, count, d, low)
    top = _top(ground[n] - bend * d * d, woods[n])
    return _on(ray, string, v, n, d, low, top, _to_vertex(ray, string, v, most), most)


@njit(nogil=True, cache=True, inline="always")
def _enough(over, under, wood):
    """Metres in crowns with which the way through costs as much as the one over them, or all that there is to lose."""
    gamma, most, saturated = wood
    if over - under >= most:
        return saturated
    return min(-most / gamma * math.log(1 - (over - under) / most), saturated)


@njit(nogil=True, cache=True)
def _walk(
    grids, place, start, stop, wood, bend, height_t, height_r, has_opaque, scratch, loss, leaves, under, under_leaves
):
    """Lower ``loss`` to that of the way through woods, along the rays ``start`` to ``stop``; ``under``: the loss without.

    ``grids``: terrain, clutter, its opaque part (only with ``has_opaque``), zones. ``leaves``: departure of the way taken.
    ``scratch``: room for a ray and its string.
    """
    height, clutter = borrowed(grids[0]), borrowed(grids[1])
    opaque, zones = borrowed(grids[2]), borrowed(grids[3])
    loss, leaves, under, under_leaves = borrowed(loss), borrowed(leaves), borrowed(under), borrowed(under_leaves)
    ray, string = borrowed(scratch[0]), borrowed(scratch[1])
    row, column, _, _, reach, cell_km, reach_km = place
    gamma, most, saturated = wood
    hts = float(height[row, column]) + height_t
    stays = float(opaque[row, column]) if has_opaque else 0.0
    for number in range(start, stop):
        side, end, slope, step, off_along, off_across = ray_of(place, number)
        count = _begin(ray, string, height[row, column] + stays, clutter[row, column] - stays, hts)
        for k in range(1, reach + 1):
            d = (k - off_along) * step
            at = off_across + slope * (k - off_along)
            across = math.floor(at + 0.5)
            here, there = cell_at(row, column, side, k, across)
            if not (0 <= here < height.shape[0] and 0 <= there < height.shape[1]):
                break
            drop = bend * d * d
            if serves(place, side, end, k, across, off_along, off_across) and under[here, there] < loss[here, there]:
                low = float(height[here, there]) + height_r - drop
                stays = float(opaque[here, there]) if has_opaque else 0.0
                top = _top(height[here, there] + stays - drop, clutter[here, there] - stays)
                enough = _enough(loss[here, there], under[here, there], wood)
                v = tangent(string, count, d, low)
                canopy = _on(ray, string, v, k, d, low, top, _to_vertex(ray, string, v, saturated), enough)
                found = least_loss(loss[here, there], under[here, there], canopy, gamma, most)
                if found < loss[here, there]:
                    loss[here, there] = found
                    leaves[here, there] = under_leaves[here, there]
            if d > reach_km + cell_km:
                break
            h, stands, _ = sample(height, clutter, zones, row, column, side, k, at)
            if math.isnan(h):
                break
            stays = sample(height, opaque, zones, row, column, side, k, at)[1] if has_opaque else 0.0
            count = _grow(ray, string, count, k, d, h + stays - drop, stands - stays)


@njit(nogil=True, cache=True)
def _near_cells(grids, place, wood, bend, height_t, height_r, has_opaque, loss, leaves, under, under_leaves):
    """Cells beside the mast; arguments as of :func:`_walk`."""
    height, clutter, opaque, zones = grids
    row, column = place[0], place[1]
    gamma, most, saturated = wood
    profile, bare = np.empty((4, NEAR_STEPS + 1)), np.zeros((4, NEAR_STEPS + 1))
    for down in range(1 - NEAR, NEAR):
        for right in range(1 - NEAR, NEAR):
            here, there = row + down, column + right
            if not near_profile(height, clutter, zones, place, right, down, profile):
                continue
            if not under[here, there] < loss[here, there]:
                continue
            profile[2, 0], profile[2, NEAR_STEPS] = clutter[row, column], clutter[here, there]
            if has_opaque:
                near_profile(height, opaque, zones, place, right, down, bare)
                bare[2, 0], bare[2, NEAR_STEPS] = opaque[row, column], opaque[here, there]
            hts, hrs = profile[1, 0] + height_t, profile[1, NEAR_STEPS] + height_r
            canopy = canopy_length(
                profile[0], profile[1] + bare[2], profile[2] - bare[2], NEAR_STEPS, hts, hrs, bend, saturated
            )
            found = least_loss(loss[here, there], under[here, there], canopy, gamma, most)
            if found < loss[here, there]:
                loss[here, there] = found
                leaves[here, there] = under_leaves[here, there]
