"""What an airborne laser meets in the made scene, and the returns it gives.

Ground as the scene has it, roofs flat or gabled, single trees with crowns, understorey, birds. Echoes follow what such
surveys show: up to three in forest, the last of them on the ground in about half, one elsewhere, none from the sea.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
import shapely
from numba import njit

from ..grid import Grid
from .events import Event
from .geometry import burn_local
from .landcover import Building, Cover
from .optical import AUTUMN, SPRING

CELL_M = 0.5  # of canopy and roofs
NOISE_M = {"open": 0.03, "forest": 0.05, "strip": 0.02}
"""Errors (1 σ) of a height: of one return in the open and under trees; and of a whole strip."""
STRIP_M = 260.0
MIXED_M = 40.0  # on either side of the line between two strips both give returns
FLIGHT_M = 900.0
TALL_M = 2.0
BIRDS_PER_PULSE = 4e-6
LOW_PER_PULSE = 4e-6
ROOF_M = 8.0  # height of a new roof of the truth


class Truth(IntEnum):
    """What a return came from, as ASPRS numbers classes."""

    OTHER = 1
    GROUND = 2
    LOW = 3
    MEDIUM = 4
    HIGH = 5
    BUILDING = 6
    NOISE = 7
    WATER = 9


# Lattice (m), height and its spread (m), share of the height that is crown, crown's radius over the lattice, and how
# blunt the crown is (1 cone, 2 dome).
_TREES = {
    Cover.CONIFER: (3.6, 18.0, 2.5, 0.45, 0.62, 1.1),
    Cover.DECIDUOUS: (5.6, 13.0, 2.5, 0.35, 0.60, 2.4),
    Cover.GARDEN: (14.0, 5.0, 1.2, 0.55, 0.14, 2.0),
}
# Shares of pulses over trees with one, two, three returns; and of those that reach the ground with the last.
_RETURNS = np.cumsum([0.35, 0.40, 0.25])
_REACH = np.array([0.25, 0.55, 0.65])
_PLANTS = (Cover.GRASS, Cover.CROP, Cover.GARDEN, Cover.SLASH, Cover.SPROUT, Cover.PADDY_GREEN, Cover.PADDY_STUBBLE)
_WATER = (Cover.WATER, Cover.SEA, Cover.SURF, Cover.PADDY_FLOODED)
_RIVER_RETURNS = 0.02  # a river mirrors most pulses away, the sea all


@dataclass(frozen=True)
class Roofs:
    """Roofs as planes. ``number``: which covers each cell of 0.5 m, 0 none; roof k has row k − 1 of ``planes``: x, y of
    its middle, the unit vector across its ridge, half its depth, and heights of eaves and ridge above datum."""

    number: np.ndarray
    planes: np.ndarray

    def height(self, number: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        cx, cy, ux, uy, half, eaves, ridge = self.planes[number - 1].T
        across = np.abs((x - cx) * ux + (y - cy) * uy) / half
        return ridge - (ridge - eaves) * np.minimum(across, 1)


@dataclass(frozen=True)
class Surface:
    """All a laser can meet in a patch at one time. ``ground`` (m, float32), ``cover`` and ``tone`` on ``grid`` (2 m),
    ``canopy`` (height of the crowns above the ground, m) and ``roofs`` on ``fine`` (0.5 m)."""

    grid: Grid
    ground: np.ndarray
    cover: np.ndarray
    tone: np.ndarray
    fine: Grid
    canopy: np.ndarray
    roofs: Roofs

    def heights(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Heights of the ground, m, between the centres of its cells linearly."""
        column = (x - self.grid.transform.c) / self.grid.transform.a - 0.5
        row = (self.grid.transform.f - y) / self.grid.transform.a - 0.5
        column = np.clip(column, 0, self.grid.width - 1.001)
        row = np.clip(row, 0, self.grid.height - 1.001)
        left, top = column.astype(np.intp), row.astype(np.intp)
        right, down = column - left, row - top
        flat, at = self.ground.ravel(), top * self.grid.width + left
        upper = flat[at] * (1 - right) + flat[at + 1] * right
        lower = flat[at + self.grid.width] * (1 - right) + flat[at + self.grid.width + 1] * right
        return upper * (1 - down) + lower * down


@dataclass
class Returns:
    """Returns of one block, each array of the same length."""

    x: np.ndarray
    y: np.ndarray
    z: np.ndarray
    truth: np.ndarray
    number: np.ndarray
    of: np.ndarray
    strip: np.ndarray
    angle: np.ndarray
    time: np.ndarray
    colour: np.ndarray
    intensity: np.ndarray


def make_surface(
    grid: Grid,
    ground: np.ndarray,
    cover: np.ndarray,
    tone: np.ndarray,
    buildings: list[Building],
    trees: np.random.Generator,
    grown_m: float,
) -> Surface:
    """The surface of the patch ``grid`` (2 m). ``trees`` must be fresh of one seed for the same trees on every date;
    ``grown_m`` is added to their heights."""
    factor = round(grid.transform.a / CELL_M)
    fine = Grid(grid.crs, grid.transform * grid.transform.scale(1 / factor), factor * grid.width, factor * grid.height)
    canopy = np.zeros(fine.shape, np.float32)
    for kind, (lattice, height, spread, crown, radius, blunt) in _TREES.items():
        x, y = np.meshgrid(
            np.arange(0.5 * lattice, fine.width * CELL_M, lattice),
            np.arange(0.5 * lattice, fine.height * CELL_M, lattice),
        )
        x, y = (a.ravel() + trees.uniform(-0.35, 0.35, a.size) * lattice for a in (x, y))
        tall = np.maximum(trees.normal(height, spread, x.size), 0.4 * height)
        wide = radius * lattice * (tall / height) * trees.uniform(0.85, 1.15, x.size)
        row, column = (
            np.clip(a / grid.transform.a, 0, n - 1).astype(int) for a, n in ((y, grid.height), (x, grid.width))
        )
        stands = cover[row, column] == kind
        _raise_crowns(
            canopy, x[stands] / CELL_M, y[stands] / CELL_M, tall[stands] + grown_m, wide[stands] / CELL_M, crown, blunt
        )
    surface = Surface(grid, ground, cover, tone, fine, canopy, Roofs(np.zeros((0, 0), np.int32), np.zeros((0, 7))))
    roofs = _make_roofs(surface, buildings)
    canopy[roofs.number > 0] = 0
    return replace(surface, roofs=roofs)


def new_roofs(events: list[Event]) -> list[Building]:
    """The roofs among the events as buildings."""
    return [Building(event.shape, "hall", ROOF_M) for event in events if event.kind == "roof"]


def scan(
    rng: np.random.Generator,
    surface: Surface,
    extent: tuple[float, float, float, float],
    density: float,
    strip_error: np.ndarray,
) -> Returns:
    """Returns of ``density`` pulses per m² over ``extent`` (west, south, east, north).

    ``strip_error``: how much too high each strip lies (m); strips count from the south edge of the surface.
    """
    west, south, east, north = extent
    across, down = (max(1, round(span * np.sqrt(density))) for span in (east - west, north - south))
    x = (np.arange(across) + rng.random((down, across))).ravel() * ((east - west) / across) + west
    y = (np.arange(down)[:, None] + rng.random((down, across))).ravel() * ((north - south) / down) + south
    base = surface.grid.transform.f - surface.grid.height * surface.grid.transform.a
    line = (y - base) / STRIP_M
    strip = (line + rng.uniform(-1, 1, x.size) * (MIXED_M / STRIP_M)).clip(0, len(strip_error) - 1).astype(np.uint8)
    cover, canopy, roof = _below(surface, x, y)
    silent = np.isin(cover, _WATER) & (roof == 0) & (canopy < TALL_M)
    silent &= ~((cover == Cover.WATER) & (rng.random(x.size) < _RIVER_RETURNS))
    heard = ~silent
    x, y, strip, line, cover, canopy, roof = (a[heard] for a in (x, y, strip, line, cover, canopy, roof))

    tree = (canopy >= TALL_M) & (roof == 0)
    count = np.ones(x.size, np.uint8)
    count[tree] += np.searchsorted(_RETURNS[:2], rng.random(tree.sum())).astype(np.uint8)
    reaches = rng.random(x.size) < _REACH[count - 1]
    pulse = np.repeat(np.arange(x.size), count)
    number = (np.arange(pulse.size) - np.repeat(np.cumsum(count) - count, count) + 1).astype(np.uint8)
    of, tree, cover, canopy, roof, strip = (a[pulse] for a in (count, tree, cover, canopy, roof, strip))
    # Beams are slanted, so later returns lie a little aside.
    aside = rng.normal(0, 0.15, (2, pulse.size)) * (number > 1)
    x = np.clip(x[pulse] + aside[0], west, east - 0.001)
    y = np.clip(y[pulse] + aside[1], south, north - 0.001)

    last = number == of
    above, truth = _above(rng, cover, canopy, tree, number, last, reaches[pulse])
    z = surface.heights(x, y) + above
    built = roof > 0
    z[built] = surface.roofs.height(roof[built], x[built], y[built])
    truth[built] = Truth.BUILDING
    z += rng.standard_normal(z.size) * np.where(tree, NOISE_M["forest"], NOISE_M["open"]) + strip_error[strip]
    _add_noise(rng, z, truth, last & ~tree, x.size)

    middle = base + (strip + 0.5) * STRIP_M
    angle = np.degrees(np.arctan((y - middle) / FLIGHT_M))
    time = strip * 300.0 + (x - surface.grid.transform.c) / 60 + number * 1e-8
    colour, intensity = _look(rng, surface, x, y, truth, cover, of)
    return Returns(x, y, z, truth, number, of, strip, angle, time, colour, intensity)


def is_open(surface: Surface, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Whether nothing stands on the ground at these points."""
    cover, canopy, roof = _below(surface, x, y)
    return (canopy == 0) & (roof == 0) & ~np.isin(cover, (*_WATER, Cover.PANEL, Cover.CONIFER, Cover.DECIDUOUS))


def _below(surface: Surface, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cover, canopy and number of the roof at points."""
    column, row = x - surface.grid.transform.c, surface.grid.transform.f - y
    coarse = [
        np.clip(a / surface.grid.transform.a, 0, n - 1).astype(np.intp)
        for a, n in zip((row, column), surface.grid.shape)
    ]
    fine = [np.clip(a / CELL_M, 0, n - 1).astype(np.intp) for a, n in zip((row, column), surface.fine.shape)]
    return surface.cover[tuple(coarse)], surface.canopy[tuple(fine)], surface.roofs.number[tuple(fine)]


def _above(rng, cover, canopy, tree, number, last, reaches) -> tuple[np.ndarray, np.ndarray]:
    """Height of each return above the ground without error, and what it came from."""
    above, truth = np.zeros(cover.size), np.full(cover.size, Truth.GROUND, np.uint8)
    share = rng.random(cover.size)
    crown = tree & (number == 1) & ~(last & reaches)
    above[crown] = np.maximum(canopy - 0.6 * share, 0.85 * canopy)[crown]
    between = tree & (number > 1) & ~last
    above[between] = (canopy * (0.4 + 0.4 * share))[between]
    stem = tree & (number > 1) & last & ~reaches
    above[stem] = (canopy * 0.35 * share)[stem]
    low = ~tree & np.isin(cover, _PLANTS) & (share < 0.25)
    above[low] = 0.08 + 2.0 * share[low]
    bush = ~tree & (canopy > 0.5) & (share < 0.7)
    above[bush] = canopy[bush]
    for kind, lower in ((Truth.LOW, 0.0), (Truth.MEDIUM, 0.5), (Truth.HIGH, TALL_M)):
        truth[(above > lower)] = kind
    panel = cover == Cover.PANEL
    above[panel], truth[panel] = 1.2, Truth.OTHER
    truth[(cover == Cover.WATER) & ~tree] = Truth.WATER
    return above, truth


def _add_noise(rng, z: np.ndarray, truth: np.ndarray, single: np.ndarray, pulses: int) -> None:
    """Turn a few single returns into birds and echoes from below the ground, in place."""
    where = np.flatnonzero(single)
    birds, lows = rng.poisson(BIRDS_PER_PULSE * pulses) + 1, rng.poisson(LOW_PER_PULSE * pulses) + 1
    chosen = rng.choice(where, min(birds + lows, len(where)), replace=False)
    z[chosen[:birds]] += rng.uniform(20, 120, len(chosen[:birds]))
    z[chosen[birds:]] -= rng.uniform(1.5, 15, len(chosen[birds:]))
    truth[chosen] = Truth.NOISE


def _look(rng, surface: Surface, x, y, truth, cover, of) -> tuple[np.ndarray, np.ndarray]:
    """Colours (n, 3; 16 bit) as a photograph taken with the survey would give, and intensities."""
    table = np.zeros((32, 4))
    for code in Cover:
        spectrum = AUTUMN.get(code, SPRING[code])
        table[code] = [spectrum[2], spectrum[1], spectrum[0], spectrum[3]]
    seen = cover.copy()
    seen[truth == Truth.BUILDING] = Cover.ROOF
    row = np.clip((surface.grid.transform.f - y) / surface.grid.transform.a, 0, surface.grid.height - 1).astype(np.intp)
    column = np.clip((x - surface.grid.transform.c) / surface.grid.transform.a, 0, surface.grid.width - 1).astype(
        np.intp
    )
    look = table[seen]
    look *= (1 + (surface.tone[row, column].astype(float) - 128) / 400 + rng.normal(0, 0.08, x.size))[:, None]
    look[(truth == Truth.GROUND) & (of > 1)] *= 0.6  # in the shade of the trees
    colour = np.rint(np.clip(look[:, :3] * 3.0, 0, 1) ** 0.7 * 255).astype(np.uint16) * 256
    return colour, np.clip(look[:, 3] * 9000 / of, 1, 65535).astype(np.uint16)


def _make_roofs(surface: Surface, buildings: list[Building]) -> Roofs:
    frame = shapely.box(*surface.fine.bounds)
    inside = [b for b in buildings if b.shape.intersects(frame)]
    number, planes = np.zeros(surface.fine.shape, np.int32), np.zeros((len(inside), 7))
    for k, building in enumerate(inside):
        window, cells = burn_local(surface.fine, building.shape)
        number[window][cells] = k + 1
        corners = shapely.get_coordinates(building.shape)[:4]
        sides = np.diff(corners[:3], axis=0)
        lengths = np.hypot(*sides.T)
        across = sides[np.argmin(lengths)] / lengths.min()  # the ridge runs along the longer side
        x, y = corners.mean(axis=0)
        ground = float(surface.heights(corners[:, 0], corners[:, 1]).mean())
        ridge = ground + building.height_m
        # Two houses of three have gables of about 27°, by their place, so that they are the same on every date.
        gabled = building.kind == "house" and int(abs(x) * 10) % 3 > 0
        eaves = ridge - (0.25 * lengths.min() if gabled else 0.0)
        planes[k] = x, y, *across, lengths.min() / 2, eaves, ridge
    return Roofs(number, planes)


@njit(cache=True, nogil=True)
def _raise_crowns(canopy, x, y, height, radius, crown, blunt):
    """Lift ``canopy`` to the crowns of trees at x, y (cells from its corner, as are the radii), in place."""
    rows, columns = canopy.shape
    for k in range(x.size):
        top, bottom = max(0, int(y[k] - radius[k])), min(rows - 1, int(y[k] + radius[k]))
        left, right = max(0, int(x[k] - radius[k])), min(columns - 1, int(x[k] + radius[k]))
        for i in range(top, bottom + 1):
            for j in range(left, right + 1):
                share = np.hypot(j + 0.5 - x[k], i + 0.5 - y[k]) / radius[k]
                if share < 1:
                    z = height[k] * (1 - crown * share**blunt)
                    canopy[i, j] = max(canopy[i, j], z)
