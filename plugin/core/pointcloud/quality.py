"""Whether a point cloud is what was ordered: density, strips, neighbours, control points, noise, classes, voids.

One pass over each tile (several where it has more cells than fit), tiles in parallel, results in the order of the
catalogue: neither order, nor threads, nor the size of chunks change them.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ..errors import InputError
from ..resources import FOLDER
from ..tasks import Progress, Silent, default_workers, run_units
from ..text import QT_TRANSLATE_NOOP, Message
from .catalogue import Catalogue, Fault
from .control import Around, ControlCheck, ControlPoint, check
from .quality_tile import (
    DENSITY_BINS,
    MANY_CELLS,
    NOTE,
    SERIOUS,
    VOID,
    WARNING,
    Issue,
    Job,
    Map,
    TileQuality,
    examine_tile,
)
from .strips import Differences, Edge, edge_steps, shared_edges

if TYPE_CHECKING:
    from ..cluster import Cluster

RETURNS = ("all", "first", "last")
_MOST_WORKERS = (
    2  # each holds a chunk of points and the cells of a tile, 350 MB at most; decoding has threads of its own
)
_MAP_PIXELS = 360  # of the longer side
_LEAST_STRETCHES = 5


@dataclass(frozen=True)
class Specification:
    """What is asked for; see ``resources/presets/pointcloud_quality.json``."""

    density: float
    cell_m: float
    met_share: float
    void_m2: float
    low_m2: float
    strip_m: float
    edge_m: float
    control_bias_m: float
    control_rmse_m: float
    isolated_share: float
    duplicate_share: float
    outside_share: float
    returns: str = "all"
    radius_m: float = 2.0
    """Ground within this distance of a control point is compared with it."""


def specifications() -> dict[str, dict]:
    """The presets by name."""
    return _presets()["specifications"]


def specification(name: str = "standard", **changes) -> Specification:
    """A preset, with ``changes`` where they are not None."""
    data = _presets()
    known = {item.name for item in fields(Specification)}
    values = {k: v for k, v in {**data["common"], **data["specifications"][name]}.items() if k in known}
    return replace(Specification(**values), **{key: value for key, value in changes.items() if value is not None})


def _presets() -> dict:
    return json.loads((FOLDER / "presets" / "pointcloud_quality.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class EdgeStep:
    """How much the second tile of an edge stands above the first."""

    edge: Edge
    median_m: float
    nmad_m: float
    count: int


@dataclass
class Quality:
    """What was found. Sums over tiles; shares are NaN where nothing was there to count."""

    catalogue: Catalogue
    spec: Specification
    map: Map
    tiles: list[TileQuality] = field(default_factory=list)
    unread: list[Fault] = field(default_factory=list)
    strips: dict[tuple[int, int], Differences] = field(default_factory=dict)
    edges: list[EdgeStep] = field(default_factory=list)
    control: ControlCheck | None = None
    issues: list[Issue] = field(default_factory=list)
    shared_void_m2: float = 0.0
    """Voids that reach over edges of tiles."""
    histogram: np.ndarray = field(default_factory=lambda: np.zeros(DENSITY_BINS, np.int64))

    def total(self, name: str) -> int:
        return sum(getattr(tile, name) for tile in self.tiles)

    def share(self, name: str, of: str = "points") -> float:
        whole = self.total(of)
        return self.total(name) / whole if whole else float("nan")

    def density(self, kind: int) -> float:
        """Points per m² of the surveyed area: 0 all, 1 first, 2 last returns."""
        area = self.total("surveyed") * self.spec.cell_m**2
        return sum(tile.counted[kind] for tile in self.tiles) / area if area else float("nan")

    @property
    def void_share(self) -> float:
        """Share of the surveyed cells that lie in voids of the reported size."""
        area = self.total("surveyed") * self.spec.cell_m**2
        return (sum(tile.void_m2 for tile in self.tiles) + self.shared_void_m2) / area if area else float("nan")

    @property
    def met_share(self) -> float:
        return self.share("met", "surveyed")

    @property
    def duplicate_share(self) -> float:
        looked = self.total("hashed")
        return self.total("duplicates") / looked if looked else float("nan")

    @property
    def noise_share(self) -> float:
        points = self.total("points")
        return (self.total("isolated") + self.total("noise")) / points if points else float("nan")

    @property
    def strip_rms_m(self) -> float:
        """Root mean square of the height differences of all pairs of strips."""
        together = Differences()
        for differences in self.strips.values():
            together.counts += differences.counts
        return together.rms

    @property
    def edge_step_m(self) -> float:
        """Largest median step between neighbouring tiles."""
        steps = [abs(step.median_m) for step in self.edges if step.count >= _LEAST_STRETCHES]
        return max(steps, default=float("nan"))

    @property
    def classes(self) -> np.ndarray:
        """Points by class, (256,)."""
        return sum((tile.classes for tile in self.tiles), np.zeros(256, np.int64))


def examine(
    catalogue: Catalogue,
    spec: Specification,
    control: Sequence[ControlPoint] = (),
    survey_axes: bool = False,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
    workers: int | None = None,
    cluster: Cluster | None = None,
) -> Quality:
    """Examine all tiles of ``catalogue``. ``control`` is in its CRS (see :func:`~.control.read_control`).

    A tile whose points cannot be read is left out and reported as an issue; raises :class:`InputError` where that is so
    for all, and where ``control`` is given but lies outside all tiles.
    """
    metres = catalogue.tiles[0].decision.metres_per_unit
    if control and not any(_holding(catalogue, point) for point in control):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "None of the {count} control points lies in the tiles ({bounds}). Check that they are in the coordinate "
                "system of the tiles, and which of X and Y is north (AXES).",
            ),
            count=len(control),
            bounds=", ".join(f"{value:.0f}" for value in catalogue.bounds),
        )
    result = Quality(catalogue, spec, Map.over(catalogue.bounds, _MAP_PIXELS))
    edges = shared_edges(catalogue)
    jobs = _jobs(catalogue, spec, edges, control, metres, result.map.frame)
    around = [Around() for _ in control]
    halves: dict[Edge, np.ndarray] = {}
    fragments: list[tuple[str, shapely.Geometry]] = []
    workers = 1 if _largest(catalogue, spec) > MANY_CELLS else min(workers or default_workers(), _MOST_WORKERS)
    count = len(catalogue.tiles)
    with contextlib.closing(run_units(examine_tile, jobs, progress, count, workers, cluster)) as examined:
        for found in examined:
            if isinstance(found, Fault):
                result.unread.append(found)
                continue
            fragments += [(found.name, outline) for outline in found.fragments]
            _take(result, found, around, halves)
    if not result.tiles:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "None of the {count} tiles can be used. The first: {why}"),
            count=len(result.unread),
            why=result.unread[0].why,
        )
    if control:
        inside = [bool(_holding(catalogue, point)) for point in control]
        result.control = check(control, around, inside, survey_axes)
        _judge_control(result, spec.radius_m / metres)
    _judge_voids(result, fragments, metres)
    _judge_edges(result, metres)
    _judge_unread(result)
    return result


def _largest(catalogue: Catalogue, spec: Specification) -> float:
    """Cells of the largest tile."""
    cell = spec.cell_m / catalogue.tiles[0].decision.metres_per_unit
    return max((t.extent[2] - t.extent[0]) * (t.extent[3] - t.extent[1]) for t in catalogue.tiles) / cell**2


def _holding(catalogue: Catalogue, point: ControlPoint) -> list:
    return catalogue.within((point.east, point.north, point.east, point.north))


def _jobs(catalogue, spec, edges, control, metres, frame):
    """One job for each tile, with the edges and control points that concern it."""
    by_tile: list[list[tuple[int, Edge]]] = [[] for _ in catalogue.tiles]
    for edge in edges:
        by_tile[edge.first].append((0, edge))
        by_tile[edge.second].append((1, edge))
    reach = spec.radius_m / metres
    near: list[list[tuple[int, ControlPoint]]] = [[] for _ in catalogue.tiles]
    numbers = {id(tile): number for number, tile in enumerate(catalogue.tiles)}
    for k, point in enumerate(control):
        around = (point.east - reach, point.north - reach, point.east + reach, point.north + reach)
        for tile in catalogue.within(around):
            near[numbers[id(tile)]].append((k, point))
    for number, tile in enumerate(catalogue.tiles):
        yield Job(tile, spec, tuple(by_tile[number]), tuple(near[number]), frame)


def _take(result: Quality, tile: TileQuality, around: list[Around], halves: dict[Edge, np.ndarray]) -> None:
    """Add what was found in one tile, and let go what is not needed any more."""
    result.tiles.append(tile)
    result.issues += tile.issues
    result.histogram += tile.histogram
    result.map.add(*tile.painted)
    for pair, differences in tile.strips.items():
        together = result.strips.setdefault(pair, Differences())
        together.counts += differences.counts
    for number, points in tile.near.items():
        around[number].parts += points
    for side, edge, heights in tile.edges:
        other = halves.pop(edge, None)
        if other is None:
            halves[edge] = heights
            continue
        first, second = (heights, other) if side == 0 else (other, heights)
        steps = Differences()
        steps.add(edge_steps(first, second))
        if steps.count:
            result.edges.append(EdgeStep(edge, steps.median, steps.nmad, steps.count))
    tile.forget()


def _judge_voids(result: Quality, fragments: list[tuple[str, shapely.Geometry]], metres: float) -> None:
    """Join voids that reach over edges of tiles, and report the large ones."""
    if not fragments:
        return
    outlines = [outline for _, outline in fragments]
    # Between tiles that are no map sheets lie cells that belong wholly to neither: they are bridged.
    gap = 1.01 * result.spec.cell_m / metres
    bridged = shapely.get_parts(
        shapely.union_all(shapely.buffer(outlines, gap, cap_style="square", join_style="mitre"))
    )
    tree = shapely.STRtree(outlines)
    for whole in bridged:
        held = sorted(tree.query(whole, predicate="intersects").tolist())
        outline = shapely.union_all([outlines[number] for number in held])
        area = outline.area * metres**2
        if area >= result.spec.void_m2:
            result.shared_void_m2 += area
            text = Message(VOID, {"value": f"{area:.0f}"})
            issue = Issue("void", WARNING, area, result.spec.void_m2, fragments[held[0]][0], text, outline)
            result.issues.append(issue)


def _judge_edges(result: Quality, metres: float) -> None:
    limit = result.spec.edge_m
    for step in result.edges:
        if step.count < _LEAST_STRETCHES or abs(step.median_m) <= limit:
            continue
        tiles = result.catalogue.tiles
        first, second = tiles[step.edge.first], tiles[step.edge.second]
        text = Message(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{second} stands {step} m above {first} along the edge they share (median of {count} places).",
            ),
            {
                "second": second.source.file_name,
                "first": first.source.file_name,
                "step": f"{step.median_m:+.3f}",
                "count": step.count,
            },
        )
        outline = shapely.box(*step.edge.bounds).buffer(2 / metres, cap_style="square")
        severity = SERIOUS if abs(step.median_m) > 3 * limit else WARNING
        result.issues.append(Issue("edge", severity, step.median_m, limit, second.name, text, outline))


def _judge_control(result: Quality, reach: float) -> None:
    found, spec = result.control, result.spec
    if (found.count and abs(found.bias_m) > spec.control_bias_m) or found.rmse_m > spec.control_rmse_m:
        text = Message(
            QT_TRANSLATE_NOOP("SoraNoMe", "The cloud lies {bias} m from the control points on average, RMSE {rmse} m."),
            {"bias": f"{found.bias_m:+.3f}", "rmse": f"{found.rmse_m:.3f}"},
        )
        used = [c.point for c in found.checked if c.difference_m is not None]
        where = shapely.MultiPoint([(p.east, p.north) for p in used]).buffer(reach)
        result.issues.append(Issue("control", SERIOUS, found.rmse_m, spec.control_rmse_m, "", text, where))
    for checked in found.checked:
        point = checked.point
        where = shapely.Point(point.east, point.north).buffer(reach)
        if checked.why is not None:
            text = Message(
                QT_TRANSLATE_NOOP("SoraNoMe", "Control point {id} was not used: {why}."),
                {"id": point.id, "why": checked.why},
            )
            result.issues.append(Issue("control_unused", NOTE, None, None, "", text, where))
        elif checked.outlying:
            text = Message(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "Control point {id} differs from the others: cloud − control {difference} m."
                ),
                {"id": point.id, "difference": f"{checked.difference_m:+.3f}"},
            )
            result.issues.append(Issue("control_outlier", WARNING, checked.difference_m, None, "", text, where))


def _judge_unread(result: Quality) -> None:
    tiles = {tile.name: tile for tile in result.catalogue.tiles}
    for fault in (*result.catalogue.faults, *result.unread):
        tile = tiles.get(fault.name)
        where = shapely.box(*tile.extent) if tile else shapely.Polygon()
        result.issues.append(Issue("unreadable", SERIOUS, None, None, fault.name, fault.why, where))
