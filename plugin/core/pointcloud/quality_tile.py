"""Quality of one tile: one pass over its points, then what its cells say."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely
from affine import Affine
from rasterio.features import shapes
from scipy import ndimage

from ..errors import InputError
from ..tasks import Progress, check_cancelled
from ..text import QT_TRANSLATE_NOOP, Message
from .catalogue import Bounds, Fault, Tile
from .control import ControlPoint
from .quality_cells import Cells, Voxels, attributes, cells_of, hashes, plateaus, scaled, spikes, strip_differences
from .quality_classes import judge_attributes, judge_classes
from .reading import open_points
from .strips import Differences, Edge, EdgeSums, by_pair
from .voids import square_of, void_cells

if TYPE_CHECKING:
    from .quality import Specification

SERIOUS, WARNING, NOTE = "serious", "warning", "note"
"""Severities: data not to be used like this; to be looked at; to be known."""

DENSITY_BINS = 101
"""Cells are counted by whole points per m², 100 and more in the last."""

LAYERS = ("surveyed", "met", "points", "ground", "void", "strip_sum", "strip_count")
"""What maps add up for each pixel: cells, cells, points, ground points, cells, sum of absolute differences (m), how many."""

VOID = QT_TRANSLATE_NOOP("SoraNoMe", "No points on {value} m² (water, shadow of a building, or a gap).")

_CHUNK = 500_000
MANY_CELLS = 1 << 20
"""Tiles with more are better examined one at a time, to bound memory."""

_MOST_CELLS = 1 << 21  # 210 MB; larger tiles take several passes
_MOST_PASSES = 64
_LISTED = 100  # issues of one kind in one tile
_HASHES = 2_000_000
_FEW = 6  # points in 27 voxels
_LEAST_VOXEL_M = 2.0
_SMOOTH_M = 0.10
_LEAST_IN_STRIP = 3
_LEAST_PAIRS = 50
_BELOW_M, _ABOVE_M = 1.0, 300.0
_SPIKE_M = 1.0
_COARSE_M = 2.0
_ROOF_STEP_M, _ROOF_M2 = 2.0, (16.0, 2500.0)
_MIXED_M, _MIXED_SHARE = 2.0, 0.05


@dataclass(frozen=True)
class Issue:
    """Something to look at. ``kind`` and ``severity`` are codes; ``value`` and ``limit`` numbers where there are some."""

    kind: str
    severity: str
    value: float | None
    limit: float | None
    tile: str
    text: Message
    outline: shapely.Geometry


@dataclass(frozen=True)
class Frame:
    """Where the pixels of small rasters over the whole survey are, row 0 in the south."""

    west: float
    south: float
    pixel: float
    rows: int
    columns: int

    def places(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Columns of ``x`` and rows of ``y``."""
        return (
            np.clip(((x - self.west) / self.pixel).astype(np.int64), 0, self.columns - 1),
            np.clip(((y - self.south) / self.pixel).astype(np.int64), 0, self.rows - 1),
        )


@dataclass(frozen=True)
class Map(Frame):
    """Such rasters of :data:`LAYERS`."""

    layers: np.ndarray

    @classmethod
    def over(cls, bounds: Bounds, pixels: int) -> Map:
        west, south, east, north = bounds
        pixel = max(east - west, north - south, 1e-6) / pixels
        rows, columns = max(1, math.ceil((north - south) / pixel)), max(1, math.ceil((east - west) / pixel))
        return cls(west, south, pixel, rows, columns, np.zeros((len(LAYERS), rows, columns)))

    @property
    def frame(self) -> Frame:
        return Frame(self.west, self.south, self.pixel, self.rows, self.columns)

    def add(self, row: int, column: int, layers: np.ndarray) -> None:
        _, rows, columns = layers.shape
        self.layers[:, row : row + rows, column : column + columns] += layers

    def layer(self, name: str) -> np.ndarray:
        return self.layers[LAYERS.index(name)]


@dataclass(frozen=True)
class Job:
    """A tile with the edges it shares (0 or 1: its side) and the control points in reach (with their numbers)."""

    tile: Tile
    spec: Specification
    edges: tuple[tuple[int, Edge], ...]
    control: tuple[tuple[int, ControlPoint], ...]
    frame: Frame


@dataclass
class TileQuality:
    """Counts of one tile. ``surveyed``, ``met``, ``empty`` count cells; ``counted`` points in them: all, first, last."""

    name: str
    points: int = 0
    classes: np.ndarray = field(default_factory=lambda: np.zeros(256, np.int64))
    returns_zero: int = 0
    returns_wrong: int = 0
    times_nan: int = 0
    colourless: int = 0
    brightest: int = -1
    """Largest of red, green and blue; −1 where the format has none."""
    outside: int = 0
    hashed: int = 0
    duplicates: int = 0
    noise: int = 0
    isolated: int = 0
    below: int = 0
    surveyed: int = 0
    met: int = 0
    empty: int = 0
    void_m2: float = 0.0
    fragments: list[shapely.Geometry] = field(default_factory=list)
    """Voids that reach a neighbouring tile, of any size."""
    counted: tuple[int, int, int] = (0, 0, 0)
    histogram: np.ndarray = field(default_factory=lambda: np.zeros(DENSITY_BINS, np.int64))
    strips: dict[tuple[int, int], Differences] = field(default_factory=dict)
    edges: list[tuple[int, Edge, np.ndarray]] = field(default_factory=list)
    near: dict[int, list[np.ndarray]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    painted: tuple | None = None

    def forget(self) -> None:
        """Drop what was added up elsewhere."""
        self.strips, self.edges, self.near, self.issues, self.fragments, self.painted = {}, [], {}, [], [], None


def examine_tile(job: Job, progress: Progress) -> TileQuality | Fault:
    """Examine one tile; a :class:`Fault` where its points cannot be read."""
    try:
        return _Examination(job, progress).run()
    except InputError as error:
        return Fault(job.tile.source.path, job.tile.name, error.message)


class _Examination:
    def __init__(self, job: Job, progress: Progress):
        self.job, self.spec, self.tile, self._progress = job, job.spec, job.tile, progress
        self.metres = job.tile.decision.metres_per_unit
        self.height_m = job.tile.decision.metres_per_height_unit
        self.cell = job.spec.cell_m / self.metres
        self.found = TileQuality(job.tile.name)
        self._ground_cells = self._mixed_cells = self._held_cells = self._scattered_cells = 0
        units = 1.0, 1.0, self.height_m
        self._scaling = [
            (scale * unit, offset * unit)
            for scale, offset, unit in zip(self.tile.header.scales, self.tile.header.offsets, units)
        ]
        west, south, east, north = self.tile.extent
        # Cells are whole multiples of their width from (0, 0), so that tiles share them; only whole ones are judged.
        self.west, self.south = _up(west, self.cell) * self.cell, _up(south, self.cell) * self.cell
        self.columns = max(0, _down(east, self.cell) - _up(west, self.cell))
        self.rows = max(0, _down(north, self.cell) - _up(south, self.cell))
        rows = max(1, _MOST_CELLS // max(1, self.columns))
        self._bands = [(row, min(self.rows, row + rows)) for row in range(0, self.rows, rows)]
        if self.columns * self.rows == 0 or self.columns > _MOST_CELLS or len(self._bands) > _MOST_PASSES:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name}: its box ({columns} × {rows} cells of {cell} m) is too large or too small to be judged. "
                    "Choose other cells, or check the box in its header.",
                ),
                name=self.tile.name,
                columns=self.columns,
                rows=self.rows,
                cell=job.spec.cell_m,
            )

    def run(self) -> TileQuality:
        job, found = self.job, self.found
        west, south, east, north = self.tile.bounds
        area = max((east - west) * (north - south) * self.metres**2, 1.0)
        self.edge_m = max(_LEAST_VOXEL_M, math.sqrt(_FEW * area / self.tile.header.count))
        bottom = self.tile.header.mins[2] * self.height_m
        self.voxels = Voxels(west, south, bottom, self.edge_m / self.metres, self.edge_m)
        mask = 1
        while self.tile.header.count / mask > _HASHES:
            mask *= 2
        self._mask, self._hashes = np.uint64(mask - 1), []
        self._edges = [(side, edge, EdgeSums(edge, self.metres)) for side, edge in job.edges]
        self._near: dict[int, list] = {number: [] for number, _ in job.control}
        whole = np.zeros((len(LAYERS), self.rows, self.columns), np.float32)
        counts = np.zeros((self.rows, self.columns), np.int32)
        for number, (start, stop) in enumerate(self._bands):
            self._pass(start, stop, number == 0, whole, counts)
        self._judge_density(counts, whole)
        self._finish()
        found.painted = self._paint(whole)
        return found

    # -- the pass over the points ------------------------------------------------------------------------------

    def _pass(self, start: int, stop: int, first: bool, whole: np.ndarray, counts: np.ndarray) -> None:
        """Read the tile for the cells of rows ``start`` to ``stop``; the ``first`` time for all else too."""
        cells = Cells(stop - start, self.columns)
        south = self.south + start * self.cell
        with open_points(self.tile.source) as points:
            for chunk in points.chunks(_CHUNK):
                check_cancelled(self._progress)
                x, y, z = (scaled(chunk.array[name], *how) for name, how in zip("XYZ", self._scaling))
                classes, number, returns = attributes(chunk.array)
                place = cells_of(x, y, self.west, south, self.cell, stop - start, self.columns)
                strips = chunk.array["point_source_id"].astype(np.int32)
                cells.add(place, z, classes, number, returns, strips)
                if first:
                    self._tally(chunk, classes, number, returns, x, y)
                    self.voxels.add(x, y, z, classes)
                    self._around(x, y, z, classes == 2, number >= returns)
        self._judge_cells(cells, start, stop, whole, counts)

    def _tally(self, chunk, classes, number, returns, x, y) -> None:
        found, raw = self.found, chunk.array
        found.points += len(classes)
        found.classes += np.bincount(classes, minlength=256)
        found.noise += int(np.count_nonzero((classes == 7) | (classes == 18)))
        found.returns_zero += int(np.count_nonzero((number == 0) | (returns == 0)))
        found.returns_wrong += int(np.count_nonzero(number > returns))
        west, south, east, north = self.tile.bounds
        slack = 2 * max(self.tile.header.scales[:2])
        outside = (x < west - slack) | (x > east + slack) | (y < south - slack) | (y > north + slack)
        found.outside += int(np.count_nonzero(outside))
        names = raw.dtype.names
        if "gps_time" in names:
            found.times_nan += int(np.count_nonzero(~np.isfinite(raw["gps_time"])))
        if "red" in names:
            black = (raw["red"] == 0) & (raw["green"] == 0) & (raw["blue"] == 0)
            found.colourless += int(np.count_nonzero(black))
            found.brightest = max(found.brightest, *(int(raw[name].max()) for name in ("red", "green", "blue")))
        room = np.empty(len(raw), np.uint64)
        kept = hashes(raw["X"], raw["Y"], raw["Z"], self._mask, room)
        self._hashes.append(room[:kept].copy())

    def _around(self, x, y, z, ground, last) -> None:
        """Keep what control points and shared edges need."""
        for _, _, sums in self._edges:
            sums.add(x, y, z, ground, last)
        reach = self.spec.radius_m / self.metres
        for number, point in self.job.control:
            east, north = x - point.east, y - point.north
            near = np.flatnonzero((np.abs(east) <= reach) & (np.abs(north) <= reach))
            near = near[(east[near] ** 2 + north[near] ** 2 <= reach**2) & last[near]]
            if len(near):
                up = z[near] - point.height_m
                self._near[number].append(
                    np.column_stack([east[near] * self.metres, north[near] * self.metres, up, ground[near]])
                )

    # -- what the cells say --------------------------------------------------------------------------------------

    def _judge_cells(self, cells: Cells, start: int, stop: int, whole: np.ndarray, counts: np.ndarray) -> None:
        """Put a band of cells into the layers of the tile, and judge heights and strips in it."""
        found, spec = self.found, self.spec
        kind = ("all", "first", "last").index(spec.returns)
        band = slice(start, stop)
        counts[band] = cells.returns[kind].reshape(cells.shape)
        whole[LAYERS.index("points"), band] = cells.returns[0].reshape(cells.shape)
        whole[LAYERS.index("ground"), band] = cells.ground.reshape(cells.shape)
        found.counted = tuple(a + int(b) for a, b in zip(found.counted, cells.returns.sum(axis=1)))
        self._judge_ground(cells, start)
        place, lower, higher, differences = strip_differences(
            cells.strip, cells.strip_count, cells.strip_first, cells.strip_sum, cells.strip_squares, _LEAST_IN_STRIP,
            _SMOOTH_M,
        )  # fmt: skip
        size = cells.shape[0] * cells.shape[1]
        total = np.bincount(place, np.abs(differences), size).reshape(cells.shape)
        whole[LAYERS.index("strip_sum"), band] = total
        whole[LAYERS.index("strip_count"), band] = np.bincount(place, minlength=size).reshape(cells.shape)
        for pair, part in by_pair(lower, higher, differences).items():
            found.strips.setdefault(pair, Differences()).add(part)

    def _judge_ground(self, cells: Cells, start: int) -> None:
        ground = cells.ground_mean
        low, high = cells.low.reshape(cells.shape), cells.high.reshape(cells.shape)
        lowest = np.where(cells.ground > 0, cells.ground_low, np.inf).reshape(cells.shape)
        around = ndimage.minimum_filter(lowest, 3, mode="nearest")
        below = np.isfinite(low) & np.isfinite(around) & (low < around - _BELOW_M)
        above = np.isfinite(high) & np.isfinite(around) & (high > around + _ABOVE_M)
        odd = spikes(ground, _SPIKE_M)
        below |= odd == -1
        self.found.below += int(below.sum())
        self._areas(
            below, start, "below_ground", WARNING,
            QT_TRANSLATE_NOOP("SoraNoMe", "Points more than {limit} m below the ground around, not marked as noise."),
            _BELOW_M,
        )  # fmt: skip
        self._areas(
            above, start, "above_ground", WARNING,
            QT_TRANSLATE_NOOP("SoraNoMe", "Points more than {limit} m above the ground, not marked as noise."),
            _ABOVE_M,
        )  # fmt: skip
        self._areas(
            odd == 1, start, "ground_spike", WARNING,
            QT_TRANSLATE_NOOP("SoraNoMe", "Ground more than {limit} m above all the ground next to it."),
            _SPIKE_M,
        )  # fmt: skip
        self._judge_roofs(cells, start)
        self._judge_mixture(cells)

    def _judge_roofs(self, cells: Cells, start: int) -> None:
        """Ground that stands above everything around it."""
        times = max(1, math.ceil(_COARSE_M / self.spec.cell_m - 1e-9))
        rows, columns = (-(-size // times) for size in cells.shape)
        sums, counts = (
            _joined(values.reshape(cells.shape), rows, columns, times) for values in (cells.ground_sum, cells.ground)
        )
        with np.errstate(invalid="ignore", divide="ignore"):
            ground = np.where(counts > 0, sums / counts, np.nan)
        cell_m2 = (times * self.spec.cell_m) ** 2
        patches = plateaus(ground, _ROOF_STEP_M, math.ceil(_ROOF_M2[0] / cell_m2), int(_ROOF_M2[1] / cell_m2))
        self._areas(
            patches > 0, start, "ground_raised", WARNING,
            QT_TRANSLATE_NOOP("SoraNoMe", "Ground more than {limit} m above all around it: a roof taken for ground?"),
            _ROOF_STEP_M, times,
        )  # fmt: skip

    def _judge_mixture(self, cells: Cells) -> None:
        """How many cells hold, as their ground or as all they hold, what cannot be one surface."""
        several = cells.ground > 1
        with np.errstate(invalid="ignore"):
            self._ground_cells += int(several.sum())
            mixed = several & (cells.ground_high - cells.ground_low > _MIXED_M)
            self._mixed_cells += int(mixed.sum())
            held = cells.returns[0] > 1
            scattered = held & (
                np.maximum(cells.high, cells.ground_high) - np.minimum(cells.low, cells.ground_low) > _MIXED_M
            )
        self._held_cells += int(held.sum())
        self._scattered_cells += int(scattered.sum())

    def _judge_density(self, counts: np.ndarray, whole: np.ndarray) -> None:
        found, spec = self.found, self.spec
        spacing = 1 / math.sqrt(spec.density)
        header = self.tile.header
        west, south, east, north = self.tile.bounds
        actual = math.sqrt(max((east - west) * (north - south), 1e-9) * self.metres**2 / header.count)
        everywhere = np.ones(counts.shape, bool)
        # Squares so wide that in a surveyed place one in a thousand is empty by chance, at most (Poisson).
        square = max(1, math.ceil(math.sqrt(-math.log(0.001)) * actual / spec.cell_m))
        open_rim = self._open_rim(counts.shape)
        outside = _joined_to(void_cells(counts, everywhere, square) == 1, open_rim)
        outside = ndimage.binary_dilation(outside, iterations=square) & (counts == 0) | outside  # slivers beside it
        surveyed = ~outside
        voids = void_cells(counts, surveyed, square_of(spacing, spec.cell_m)) == 1
        area = spec.cell_m**2
        density = counts / area
        met = surveyed & (density >= spec.density)
        found.surveyed, found.met = int(surveyed.sum()), int(met.sum())
        found.empty = int((surveyed & (counts == 0)).sum())
        found.histogram = np.bincount(
            np.minimum(density[surveyed], DENSITY_BINS - 1).astype(np.int64), minlength=DENSITY_BINS
        )
        # What reaches a neighbour may go on there: it is joined with that, and judged, once all tiles are known.
        cut = _joined_to(voids, _border(counts.shape) & ~open_rim)
        found.fragments = self._outlines(cut, self.cell, 0)
        labels, number = ndimage.label(voids & ~cut)
        sizes = np.bincount(labels.ravel(), minlength=number + 1) * area
        large = sizes >= spec.void_m2
        large[0] = False
        found.void_m2 = float(sizes[large].sum())
        whole[LAYERS.index("surveyed")], whole[LAYERS.index("met")] = surveyed, met
        whole[LAYERS.index("void")] = large[labels] | cut
        self._areas(
            large[labels], 0, "void", WARNING,
            VOID,
            spec.void_m2,
        )  # fmt: skip
        self._judge_sparse(counts, surveyed, large[labels] | cut)

    def _judge_sparse(self, counts: np.ndarray, surveyed: np.ndarray, voids: np.ndarray) -> None:
        found, spec = self.found, self.spec
        if not found.surveyed:
            return
        share = found.met / found.surveyed
        if share < spec.met_share:
            text = Message(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{share} % of the cells hold {density} points/m² or more; {asked} % should."
                ),
                {"share": f"{100 * share:.1f}", "density": f"{spec.density:g}", "asked": f"{100 * spec.met_share:g}"},
            )
            severity = SERIOUS if share < 0.5 * spec.met_share else WARNING
            self._whole_tile("density", severity, share, spec.met_share, text)
        # Means of 5 × 5 cells, of what was surveyed and is no void: single cells scatter by chance.
        judged = surveyed & ~voids
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = ndimage.uniform_filter(np.where(judged, counts, 0).astype(np.float64), 5, mode="constant")
            weight = ndimage.uniform_filter(judged.astype(np.float64), 5, mode="constant")
            low = judged & (mean / weight < spec.density * spec.cell_m**2 * (1 - 1e-9))
        if low.sum() <= 0.5 * judged.sum():
            labels, number = ndimage.label(low)
            large = np.bincount(labels.ravel(), minlength=number + 1) * spec.cell_m**2 >= spec.low_m2
            large[0] = False
            self._areas(
                large[labels], 0, "sparse", NOTE,
                QT_TRANSLATE_NOOP("SoraNoMe", "Fewer points than asked for on {value} m²."),
                spec.low_m2,
            )  # fmt: skip

    def _open_rim(self, shape: tuple[int, int]) -> np.ndarray:
        """Cells on the rim of the tile beyond which no other tile lies."""
        rim = _border(shape)
        for side, edge in self.job.edges:
            start, stop = edge.start, edge.stop
            if edge.vertical:
                a, b = _cells_between(start, stop, self.south, self.cell, self.rows)
                rim[a:b, -1 if side == 0 else 0] = False
            else:
                a, b = _cells_between(start, stop, self.west, self.cell, self.columns)
                rim[-1 if side == 0 else 0, a:b] = False
        return rim

    # -- the tile as a whole -----------------------------------------------------------------------------------

    def _finish(self) -> None:
        found, spec = self.found, self.spec
        found.edges = [(side, edge, sums.heights()) for side, edge, sums in self._edges]
        found.near = self._near
        hashed = np.concatenate(self._hashes)
        self._hashes = []
        hashed.sort()
        found.hashed, found.duplicates = len(hashed), int(np.count_nonzero(hashed[1:] == hashed[:-1]))
        self._judge_isolated()
        for pair, differences in found.strips.items():
            median = differences.median
            if differences.count >= _LEAST_PAIRS and abs(median) > spec.strip_m:
                text = Message(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "Strip {second} lies {median} m above strip {first} (scatter {nmad} m, {count} cells).",
                    ),
                    {
                        "first": pair[0],
                        "second": pair[1],
                        "median": f"{median:+.3f}",
                        "nmad": f"{differences.nmad:.3f}",
                        "count": differences.count,
                    },
                )
                severity = SERIOUS if abs(median) > 3 * spec.strip_m else WARNING
                self._whole_tile("strip", severity, median, spec.strip_m, text)
        mixed = self._mixed_cells / max(1, self._ground_cells), self._scattered_cells / max(1, self._held_cells)
        judged = (*judge_classes(self.tile, found, mixed, _MIXED_SHARE), *judge_attributes(self.tile, found, spec))
        for kind, severity, value, limit, text in judged:
            self._whole_tile(kind, severity, value, limit, text)

    def _judge_isolated(self) -> None:
        found, spec = self.found, self.spec
        voxels = self.voxels.isolated(_FEW)
        found.isolated = int(voxels[:, 3].sum())
        share = found.isolated / max(1, found.points)
        if share > spec.isolated_share:
            text = Message(
                QT_TRANSLATE_NOOP("SoraNoMe", "{count} points stand alone and are not marked as noise ({share} %)."),
                {"count": found.isolated, "share": f"{100 * share:.3f}"},
            )
            self._whole_tile("noise", WARNING, share, spec.isolated_share, text)
        west, south, _ = self.voxels.origin
        for column, row, layer, count in voxels[:_LISTED]:
            left, low = west + column * self.voxels.edge, south + row * self.voxels.edge
            text = Message(
                QT_TRANSLATE_NOOP("SoraNoMe", "{count} points stand alone at about {height} m."),
                {"count": int(count), "height": f"{self.voxels.origin[2] + (layer + 0.5) * self.edge_m:.0f}"},
            )
            outline = shapely.box(left, low, left + self.voxels.edge, low + self.voxels.edge)
            found.issues.append(Issue("isolated", NOTE, float(count), None, self.tile.name, text, outline))

    def _whole_tile(self, kind: str, severity: str, value, limit, text: Message) -> None:
        outline = shapely.box(*self.tile.extent)
        self.found.issues.append(Issue(kind, severity, value, limit, self.tile.name, text, outline))

    def _areas(self, mask: np.ndarray, start: int, kind: str, severity: str, text: str, limit: float, times: int = 1):
        """An issue for each connected area of ``mask``, whose first row is row ``start`` of the tile; the largest ones."""
        if not mask.any():
            return
        outlines = self._outlines(mask, self.cell * times, start)
        outlines.sort(key=lambda outline: (-outline.area, outline.bounds))
        for outline in outlines[:_LISTED]:
            area = outline.area * self.metres**2
            message = Message(text, {"value": f"{area:.0f}", "limit": f"{limit:g}"})
            self.found.issues.append(Issue(kind, severity, area, limit, self.tile.name, message, outline))

    def _outlines(self, mask: np.ndarray, edge: float, start: int) -> list[shapely.Geometry]:
        """Connected areas of ``mask``, whose cells are ``edge`` wide and whose first row is row ``start`` of the tile."""
        transform = Affine(edge, 0, self.west, 0, edge, self.south + start * self.cell)
        outlines = [
            shapely.Polygon(shape["coordinates"][0], shape["coordinates"][1:])
            for shape, _ in shapes(mask.astype(np.uint8), mask=mask, connectivity=8, transform=transform)
        ]
        return [outline if outline.is_valid else shapely.make_valid(outline) for outline in outlines]

    def _paint(self, whole: np.ndarray) -> tuple[int, int, np.ndarray]:
        """The tile's share of the map: its first row and column there, and sums of the layers."""
        x = self.west + (np.arange(self.columns) + 0.5) * self.cell
        y = self.south + (np.arange(self.rows) + 0.5) * self.cell
        columns, rows = self.job.frame.places(x, y)
        starts = [np.flatnonzero(np.r_[True, places[1:] != places[:-1]]) for places in (rows, columns)]
        summed = np.add.reduceat(np.add.reduceat(whole, starts[0], axis=1, dtype=np.float64), starts[1], axis=2)
        layers = np.zeros((len(LAYERS), rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1))
        layers[:, (rows[starts[0]] - rows[0])[:, None], columns[starts[1]] - columns[0]] = summed
        return int(rows[0]), int(columns[0]), layers


def _border(shape: tuple[int, int]) -> np.ndarray:
    rim = np.zeros(shape, bool)
    rim[0], rim[-1], rim[:, 0], rim[:, -1] = True, True, True, True
    return rim


def _joined_to(mask: np.ndarray, seeds: np.ndarray) -> np.ndarray:
    """The connected areas of ``mask`` that reach a cell of ``seeds``."""
    labels, number = ndimage.label(mask)
    reached = np.zeros(number + 1, bool)
    reached[labels[seeds]] = True
    reached[0] = False
    return reached[labels]


def _up(value: float, cell: float) -> int:
    return math.ceil(value / cell - 1e-6)


def _down(value: float, cell: float) -> int:
    return math.floor(value / cell + 1e-6)


def _cells_between(start: float, stop: float, origin: float, cell: float, count: int) -> tuple[int, int]:
    """First and last + 1 of the cells that reach into [start, stop]."""
    return max(0, math.floor((start - origin) / cell)), min(count, math.ceil((stop - origin) / cell))


def _joined(values: np.ndarray, rows: int, columns: int, times: int) -> np.ndarray:
    """Sums of blocks of ``times`` × ``times`` cells; what is missing at the edges counts as nothing."""
    padded = np.zeros((rows * times, columns * times), np.float64)
    padded[: values.shape[0], : values.shape[1]] = values
    return padded.reshape(rows, times, columns, times).sum(axis=(1, 3))
