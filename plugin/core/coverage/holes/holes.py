"""Coverage holes: every cell classed by what was measured, predicted and published, and counted by place and area.

One pass over strips of the common grid classes the cells of each carrier and of "any carrier" (:mod:`.states`), writes
them as a raster, labels the holes (:mod:`.hole_regions`) and counts cells by hole, population square, commercial area and
municipality. All sums are of whole cells, so that neither strips nor threads change a result.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

import numpy as np
import shapely
from affine import Affine
from rasterio.features import rasterize
from rasterio.windows import Window

from ...errors import InputError
from ...grid import Grid
from ...raster import BLOCK_SIZE, Raster, RasterWriter
from ...tasks import Part, Progress, Silent, default_workers, run_ordered
from ...text import QT_TRANSLATE_NOOP
from ..seams import Seams
from .hole_inputs import Carrier, CarrierRasters, Rules, Samples, same_name
from .hole_regions import labelled, outlines, strips
from .states import NO, NO_DATA, OUTSIDE, UNKNOWN, YES, any_class, class_table

ANY = "any"
_CLASSES = 4
_PICTURE = 700  # cells of the picture's longer side


@dataclass(frozen=True)
class Layers:
    """What cells are counted by, in the grid's CRS; areas and squares may overlap, the later then has the cell.

    ``areas``: municipalities (None: all is one area); ``squares``: polygons of population; ``commercial``: polygons.
    """

    areas: Sequence[shapely.Geometry] | None = None
    squares: Sequence[shapely.Geometry] = ()
    commercial: Sequence[shapely.Geometry] = ()


@dataclass(frozen=True)
class Counts:
    """Cells counted for one carrier: arrays (n,), one row for each combination that is there.

    ``region`` -1 where the cell is in no hole; ``square`` and ``area`` from 0, -1 for none; ``commercial`` bool.
    """

    region: np.ndarray
    kind: np.ndarray  # COVERED … NO_DATA
    square: np.ndarray
    area: np.ndarray
    commercial: np.ndarray
    cells: np.ndarray


@dataclass
class Band:
    """The result for one carrier, or for any: its holes and what was counted."""

    name: str
    counts: Counts
    region_class: np.ndarray
    region_cells: np.ndarray
    published_cells: np.ndarray  # of each region: published as covered
    disagree_cells: np.ndarray  # of each region: prediction and published area differ
    points: np.ndarray  # class at each point, uint8; NO_DATA outside the grid
    point_region: np.ndarray  # its hole, -1 for none
    kept: np.ndarray = field(default_factory=lambda: np.zeros(0, bool))  # regions large enough
    outlines: dict[int, shapely.Geometry] = field(default_factory=dict)


@dataclass
class HoleMap:
    """All that was found on ``grid``; ``bands[0]`` is any carrier. ``point_area``: area of each point by its cell, -1
    none, -2 outside the grid. ``picture``: cells by class (rows, columns, 4), of any carrier, ``picture_cells`` wide."""

    grid: Grid
    carriers: list[Carrier]
    considered: np.ndarray
    bands: list[Band]
    point_area: np.ndarray
    picture: np.ndarray
    picture_cells: int
    samples_used: int
    samples_outside: int


def complete_carriers(carriers: Sequence[Carrier], samples: Samples | None) -> tuple[list[Carrier], np.ndarray, bool]:
    """(Carriers with those met in measurements only, which of them are considered, whether carriers are told apart).

    A carrier is considered for "any carrier" where its rasters or areas are given; where none are, all measured ones
    are. A single raster without a carrier's name stands for whichever carrier: then carriers are not told apart.
    """
    found = {same_name(carrier.name): carrier for carrier in carriers}
    if "" in found and len(found) == 2:
        (other,) = (carrier for key, carrier in found.items() if key)
        if not other.rasters:  # the published areas of one carrier tell whose the raster is
            found[""].name, found[""].areas = other.name, other.areas
            found = {same_name(other.name): found[""]}
    met = dict.fromkeys(samples.carrier) if samples is not None else {}
    met = {same_name(name): name for name in met}
    if "" in found:
        others = [key for key in {*found, *met} if key]
        if len(found) == 1:
            carrier = found.pop("")
            if len(others) == 1:
                carrier.name = met[others[0]]
            found[same_name(carrier.name)] = carrier
            if len(others) != 1:
                return [carrier], np.ones(1, bool), False
        else:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "It is not clear whose the raster without a carrier's name is, where there are others: "
                    "{names}. Give "
                    "CARRIERS.",
                ),
                names=", ".join(sorted(carrier.name for key, carrier in found.items() if key)),
            )
    considered = [True] * len(found)
    for key, name in met.items():
        if key and key not in found:
            found[key] = Carrier(name)
            considered.append(not carriers)
    if not found:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "There is nothing that tells coverage: give rasters (SIGNAL or PROBABILITY), published areas "
                "(CARRIER_AREAS) or "
                "measurements with their carrier (MEASUREMENTS).",
            )
        )
    return list(found.values()), np.array(considered, bool), True


def find_holes(
    grid: Grid,
    carriers: Sequence[Carrier],
    considered: np.ndarray,
    rules: Rules,
    layers: Layers,
    writer: RasterWriter,
    samples: Samples | None = None,
    told_apart: bool = True,
    points: np.ndarray | None = None,
    per_carrier: bool = True,
    block_size: int = BLOCK_SIZE // 2,
    workers: int | None = None,
    progress: Progress | None = None,
) -> HoleMap:
    """Class all cells and find the holes; ``writer`` (uint8, a band for any carrier and each carrier) gets the classes.

    ``points`` (n, 2) in map units are told their class. Holes smaller than ``rules.min_area_m2`` have no outline, nor,
    unless ``per_carrier``, have those of one carrier.
    """
    progress = progress or Silent()
    grid.require_metres(QT_TRANSLATE_NOOP("SoraNoMe", "The grid"))
    points = np.zeros((0, 2)) if points is None else np.asarray(points, float)
    with ExitStack() as stack:
        scene = _Scene(stack, grid, carriers, considered, rules, layers, samples, told_apart, points)
        windows = strips(grid, block_size)
        found = _Result(scene, len(points))
        given = ((window, [r.state(window) for r in scene.rasters]) for window in windows)
        for strip in run_ordered(
            scene.strip, given, Part(progress, 0, 0.7), len(windows), workers or min(2, default_workers())
        ):
            writer.write(strip.classes, strip.window)
            found.add(strip)
    writer.close()
    bands = found.bands([ANY, *(carrier.name for carrier in carriers)])
    with Raster(writer.complete) as classes:
        for number, band in enumerate(bands):
            if number == 1 and len(carriers) == 1:  # the one carrier is any carrier
                bands[1].kept, bands[1].outlines = bands[0].kept, bands[0].outlines
                break
            band.kept = band.region_cells * grid.cell_area_m2 >= rules.min_area_m2 - 1e-6
            if number and not per_carrier:
                continue
            part = Part(progress, 0.7 + 0.3 * number / len(bands), 0.7 + 0.3 * (number + 1) / len(bands))
            region_of = found.region_of[number]
            band.outlines = dict(outlines(classes, number + 1, windows, region_of, band.kept, part))
    used, outside = scene.samples_used
    return HoleMap(
        grid, list(carriers), considered, bands, found.point_area, found.picture, scene.picture_cells, used, outside
    )


@dataclass
class _BandStrip:
    keys: np.ndarray
    cells: np.ndarray
    class_of: np.ndarray
    first_row: np.ndarray
    last_row: np.ndarray
    published: np.ndarray
    disagree: np.ndarray
    point_class: np.ndarray
    point_label: np.ndarray


@dataclass
class _Strip:
    window: Window
    classes: np.ndarray
    bands: list[_BandStrip]
    point_numbers: np.ndarray
    point_area: np.ndarray
    picture: np.ndarray
    picture_row: int


class _Scene:
    """Everything on the grid, ready to be looked at strip by strip."""

    def __init__(self, stack, grid, carriers, considered, rules, layers, samples, told_apart, points):
        self.grid, self.rules, self.considered = grid, rules, considered
        self.rasters = [CarrierRasters(stack, carrier, grid, rules) for carrier in carriers]
        self.table = class_table(rules.disagreement)
        self._published = [None if c.areas is None else Burner(c.areas, grid) for c in carriers]
        self._areas = None if layers.areas is None else Burner(layers.areas, grid)
        self._squares = Burner(layers.squares, grid)
        self._commercial = Burner(layers.commercial, grid)
        self.bases = (len(layers.squares) + 1, (1 if layers.areas is None else len(layers.areas)) + 1, 2)
        self._bins = SampleCells(grid, carriers, rules, samples, told_apart)
        self.samples_used = self._bins.used, self._bins.outside
        self.picture_cells = max(1, math.ceil(max(grid.shape) / _PICTURE))
        columns, rows = (np.floor(values).astype(np.int64) for values in (~grid.transform * points.T))
        inside = (columns >= 0) & (columns < grid.width) & (rows >= 0) & (rows < grid.height)
        self._numbers = np.flatnonzero(inside)
        self._numbers = self._numbers[np.argsort(rows[self._numbers], kind="stable")]
        self._rows, self._columns = rows[self._numbers], columns[self._numbers]

    def strip(self, given: tuple[Window, list[np.ndarray]]) -> _Strip:
        window, predicted = given
        shape = int(window.height), int(window.width)
        per_carrier, published_any, disagree_any = [], np.zeros(shape, bool), np.zeros(shape, bool)
        flags = []
        for number, prediction in enumerate(predicted):
            published = self._publishes(number, window)
            measured = self._bins.state(number, window)
            per_carrier.append(self.table[9 * measured + 3 * prediction + published])
            disagree = (published != prediction) & (published != UNKNOWN) & (prediction != UNKNOWN)
            flags.append((published == YES, disagree))
            published_any |= flags[-1][0]
            disagree_any |= disagree
        classes = np.stack(per_carrier)
        classes = np.concatenate([any_class(classes, self.considered)[np.newaxis], classes])
        areas = np.ones(shape, np.int64) if self._areas is None else self._areas.numbers(window)
        base = (self._squares.numbers(window) * self.bases[1] + areas) * 2 + (self._commercial.numbers(window) > 0)
        start, stop = np.searchsorted(self._rows, [window.row_off, window.row_off + window.height])
        at = self._rows[start:stop] - window.row_off, self._columns[start:stop]
        kept = np.where(areas > 0, classes, OUTSIDE).astype(np.uint8)
        bands = [
            self._band(all_classes, inside, base, at, *flag)
            for all_classes, inside, flag in zip(classes, kept, [(published_any, disagree_any), *flags])
        ]
        picture, row = self._picture(kept[0], window)
        return _Strip(window, kept, bands, self._numbers[start:stop], areas[at] - 1, picture, row)

    def _publishes(self, number: int, window: Window) -> np.ndarray:
        burner = self._published[number]
        if burner is None:
            return np.full((int(window.height), int(window.width)), UNKNOWN, np.uint8)
        return np.where(burner.numbers(window) > 0, YES, self.rules.outside_published).astype(np.uint8)

    def _band(self, classes, kept, base, at, published, disagree) -> _BandStrip:
        labels, class_of = labelled(kept)
        codes = np.where(labels > 0, labels + (_CLASSES - 1), classes)
        keys, cells = _tally(codes * np.int64(math.prod(self.bases)) + base)
        most = len(class_of) + 1
        return _BandStrip(
            keys,
            cells,
            class_of,
            labels[0],
            labels[-1],
            np.bincount(labels[published], minlength=most)[1:],
            np.bincount(labels[disagree], minlength=most)[1:],
            classes[at],
            labels[at],
        )

    def _picture(self, classes: np.ndarray, window: Window) -> tuple[np.ndarray, int]:
        """Cells by class in each square of the picture this strip touches, and the first row of these."""
        size = self.picture_cells
        first = window.row_off // size
        rows = np.flatnonzero(np.arange(window.row_off, window.row_off + window.height) % size == 0)
        rows = np.unique(np.concatenate([[0], rows]))
        columns = np.arange(0, int(window.width), size)
        counts = [
            np.add.reduceat(np.add.reduceat(classes == kind, columns, axis=1, dtype=np.int64), rows, axis=0)
            for kind in range(_CLASSES)
        ]
        return np.stack(counts, axis=-1), first


class _Result:
    """Strips put together, in their order."""

    def __init__(self, scene: _Scene, points: int):
        self._scene = scene
        count = len(scene.rasters) + 1
        self._seams = [Seams(scene.grid.width) for _ in range(count)]
        self._parts: list[list[tuple[np.ndarray, np.ndarray]]] = [[] for _ in range(count)]
        self._flags: list[list[tuple[np.ndarray, np.ndarray]]] = [[] for _ in range(count)]
        self._point_class = np.full((count, points), NO_DATA, np.uint8)
        self._point_label = np.zeros((count, points), np.int64)
        self.point_area = np.full(points, -2, np.int64)
        size = scene.picture_cells
        self.picture = np.zeros((*(math.ceil(side / size) for side in scene.grid.shape), _CLASSES), np.int64)
        self.region_of: list[np.ndarray] = []

    def add(self, strip: _Strip) -> None:
        places = math.prod(self._scene.bases)
        for number, band in enumerate(strip.bands):
            start = self._seams[number].add(band.first_row, band.last_row, band.class_of)
            codes, base = np.divmod(band.keys, places)
            self._parts[number].append(((codes + np.where(codes >= _CLASSES, start, 0)) * places + base, band.cells))
            self._flags[number].append((band.published, band.disagree))
            self._point_class[number, strip.point_numbers] = band.point_class
            labels = np.where(band.point_label > 0, band.point_label.astype(np.int64) + start, 0)
            self._point_label[number, strip.point_numbers] = labels
        self.point_area[strip.point_numbers] = strip.point_area
        self.picture[strip.picture_row : strip.picture_row + len(strip.picture)] += strip.picture

    def bands(self, names: list[str]) -> list[Band]:
        return [self._band(number, name) for number, name in enumerate(names)]

    def _band(self, number: int, name: str) -> Band:
        region_of, region_class = self._seams[number].joined()
        self.region_of.append(region_of)
        keys, cells = (np.concatenate(arrays) for arrays in zip(*self._parts[number]))
        self._parts[number] = []
        codes, base = np.divmod(keys, math.prod(self._scene.bases))
        labels = codes >= _CLASSES
        codes[labels] = region_of[codes[labels] - _CLASSES] + _CLASSES
        keys, inverse = np.unique(codes * math.prod(self._scene.bases) + base, return_inverse=True)
        cells = np.bincount(inverse, cells).astype(np.int64)
        codes, base = np.divmod(keys, math.prod(self._scene.bases))
        region = np.where(codes >= _CLASSES, codes - _CLASSES, -1)
        kind = codes.copy()
        kind[region >= 0] = region_class[region[region >= 0]]
        base, commercial = np.divmod(base, 2)
        square, area = np.divmod(base, self._scene.bases[1])
        count = len(region_class)
        in_region = region >= 0
        label = self._point_label[number]
        return Band(
            name,
            Counts(region, kind.astype(np.uint8), square - 1, area - 1, commercial.astype(bool), cells),
            region_class,
            np.bincount(region[in_region], cells[in_region], count).astype(np.int64),
            *(
                np.bincount(region_of, np.concatenate(flags), count).astype(np.int64)
                for flags in zip(*self._flags[number])
            ),
            self._point_class[number],
            np.where(label > 0, region_of[label - 1] if len(region_of) else -1, -1),
        )


def _tally(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Different ``keys`` in ascending order, and how many cells hold each; by runs, of which there are far fewer."""
    flat = keys.ravel()
    starts = np.flatnonzero(np.concatenate([[True], flat[1:] != flat[:-1]]))
    lengths = np.diff(np.append(starts, flat.size))
    found, inverse = np.unique(flat[starts], return_inverse=True)
    return found, np.bincount(inverse, lengths).astype(np.int64)


class Burner:
    """Polygons by number on the cells of a grid: a cell belongs to the polygon that holds its centre."""

    def __init__(self, geometries: Sequence[shapely.Geometry], grid: Grid):
        inverse = ~grid.transform
        # In columns and rows of the whole grid: windows then differ by whole numbers, which changes no decision.
        self._shapes = [
            shapely.transform(shape, lambda xy: np.column_stack(inverse * xy.T)) if not shape.is_empty else shape
            for shape in geometries
        ]
        self._tree = shapely.STRtree(self._shapes)

    def numbers(self, window: Window) -> np.ndarray:
        """The number of the polygon (from 1; 0 none) in each cell of ``window``, int64."""
        shape = int(window.height), int(window.width)
        left, top = window.col_off, window.row_off
        box = shapely.box(left, top, left + window.width, top + window.height)
        here = np.sort(self._tree.query(box))
        here = [number for number in here if self._shapes[number].area > 0]
        if not here:
            return np.zeros(shape, np.int64)
        numbered = ((self._shapes[number], number + 1) for number in here)
        burnt = rasterize(numbered, shape, transform=Affine.translation(left, top), dtype="int32")
        return burnt.astype(np.int64)


class SampleCells:
    """Measurements judged together in squares of about ``rules.sample_cell_m``, whole cells of the grid wide.

    A square is a measured hole where at least ``bad_share`` of at least ``min_samples`` samples are out of service or
    weaker than the threshold, covered where fewer are; with fewer samples it is not measured.
    """

    def __init__(
        self, grid: Grid, carriers: Sequence[Carrier], rules: Rules, samples: Samples | None, told_apart: bool
    ):
        self._size = max(1, round(rules.sample_cell_m / grid.cell_area_m2**0.5))
        self._width = -(-grid.width // self._size)
        self._states: list[dict[str, np.ndarray]] = []
        self.used = self.outside = 0
        if samples is None:
            self._states = [_judged_none() for _ in carriers]
            return
        columns, rows = ~grid.transform * np.stack([samples.x, samples.y])
        inside = (columns >= 0) & (columns < grid.width) & (rows >= 0) & (rows < grid.height) & samples.usable
        self.outside = int((samples.usable & ~inside).sum())
        cell = np.floor(rows[inside] / self._size).astype(np.int64) * self._width
        cell += np.floor(columns[inside] / self._size).astype(np.int64)
        bad = samples.bad(rules.sample_threshold_dbm)[inside]
        names = np.array([same_name(name) for name in samples.carrier], object)[inside]
        if told_apart:
            parts = [names == same_name(carrier.name) for carrier in carriers]
            self._states = [_judged(cell[part], bad[part], rules) for part in parts]
            self.used = int(sum(part.sum() for part in parts))
        else:
            kinds = [_judged(cell[names == name], bad[names == name], rules) for name in dict.fromkeys(names)]
            self._states = [_whichever(kinds)]
            self.used = int(inside.sum())

    def state(self, number: int, window: Window) -> np.ndarray:
        """YES, NO or UNKNOWN of the measurements of carrier ``number``, uint8 (rows, columns) of a full-width window."""
        size = self._size
        first, last = window.row_off // size, (window.row_off + window.height - 1) // size + 1
        states = np.full((last - first) * self._width, UNKNOWN, np.uint8)
        judged = self._states[number]
        start, stop = np.searchsorted(judged["cell"], [first * self._width, last * self._width])
        states[judged["cell"][start:stop] - first * self._width] = judged["state"][start:stop]
        if size == 1:
            return states.reshape(-1, self._width)
        whole = np.repeat(np.repeat(states.reshape(-1, self._width), size, axis=0), size, axis=1)
        top = window.row_off - first * size
        return whole[top : top + int(window.height), : int(window.width)]


def _judged_none() -> dict[str, np.ndarray]:
    return {"cell": np.zeros(0, np.int64), "state": np.zeros(0, np.uint8)}


def _judged(cell: np.ndarray, bad: np.ndarray, rules: Rules) -> dict[str, np.ndarray]:
    cells, inverse, counts = np.unique(cell, return_inverse=True, return_counts=True)
    share = np.bincount(inverse, bad, len(cells)) / np.maximum(1, counts)
    enough = counts >= rules.min_samples
    return {"cell": cells[enough], "state": np.where(share >= rules.bad_share, NO, YES).astype(np.uint8)[enough]}


def _whichever(kinds: list[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """Covered where any carrier is measured as covering, a hole where all that were measured are not."""
    if not kinds:
        return _judged_none()
    cell = np.concatenate([kind["cell"] for kind in kinds])
    good = np.concatenate([kind["state"] for kind in kinds]) == YES
    cells, inverse = np.unique(cell, return_inverse=True)
    return {"cell": cells, "state": np.where(np.bincount(inverse, good) > 0, YES, NO).astype(np.uint8)}


def uncovered_outside(grid: Grid, areas: Sequence[shapely.Geometry]) -> Iterator[tuple[int, shapely.Geometry]]:
    """(Area, what of it lies outside the grid), where there is any: places of which nothing is known."""
    box = shapely.box(*grid.bounds)
    for number, shape in enumerate(areas):
        if not shapely.covers(box, shape):
            outside = shapely.difference(shape, box)
            if outside.area > 0:
                yield number, outside
