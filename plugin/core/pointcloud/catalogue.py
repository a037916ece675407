"""The tiles of a survey with what is decided about them: coordinate system, sheet, extent, neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import laspy
import numpy as np
from rasterio.crs import CRS
from shapely import STRtree, box

from ..errors import InputError, SoraNoMeError
from ..grid import crs_name
from ..tasks import Progress, Silent, check_cancelled
from ..text import QT_TRANSLATE_NOOP, Message
from .crs import Decision, decide, misplaced, same_plane, written
from .header import Header
from .reading import open_points, with_true_box
from .sheets import Sheet, find_code, parse
from .source import Source

Bounds = tuple[float, float, float, float]
"""West, south, east, north in units of the CRS."""

OVERHANG = QT_TRANSLATE_NOOP("SoraNoMe", "It reaches over the edge of its sheet {sheet}.")
SWAPPED = QT_TRANSLATE_NOOP("SoraNoMe", "X and Y are exchanged: only so do its coordinates lie in its sheet {sheet}.")
ELSEWHERE = QT_TRANSLATE_NOOP("SoraNoMe", "Its name says sheet {sheet}, but its coordinates lie elsewhere.")
"""How the name and the coordinates of a tile disagree."""

_SLACK_M = 1.0  # how far a tile may reach over the edge of its sheet


@dataclass(frozen=True)
class Tile:
    """A tile that can be read. ``sheet`` is the one its name gives, None where that is none or contradicts the box."""

    source: Source
    header: Header
    sheet: Sheet | None
    decision: Decision
    notes: tuple[Message, ...] = ()

    @property
    def name(self) -> str:
        return self.source.name

    @property
    def bounds(self) -> Bounds:
        """The box in its header."""
        return self.header.box

    @property
    def astray(self) -> Message | None:
        """What to say where its coordinates cannot be of its CRS."""
        return misplaced(self.decision.crs, self.bounds)

    @property
    def extent(self) -> Bounds:
        """What the tile stands for: the extent of its sheet, else its box."""
        return self.sheet.extent if self.sheet else self.bounds


@dataclass(frozen=True)
class Fault:
    """A tile or file left out, and why."""

    path: Path
    name: str
    why: Message


@dataclass(frozen=True)
class Catalogue:
    """Tiles in one coordinate system, ordered by name."""

    tiles: tuple[Tile, ...]
    faults: tuple[Fault, ...] = field(default=())

    @property
    def crs(self) -> CRS:
        return self.tiles[0].decision.crs

    @property
    def bounds(self) -> Bounds:
        """Of all tiles together."""
        boxes = np.array([tile.bounds for tile in self.tiles])
        return (*boxes[:, :2].min(axis=0).tolist(), *boxes[:, 2:].max(axis=0).tolist())

    @cached_property
    def _tree(self) -> STRtree:
        return STRtree([box(*tile.bounds) for tile in self.tiles])

    def within(self, bounds: Bounds) -> list[Tile]:
        """Tiles whose boxes touch ``bounds``, in the order of the catalogue."""
        return [self.tiles[i] for i in sorted(self._tree.query(box(*bounds)))]

    def neighbours(self, tile: Tile, collar_m: float) -> list[Tile]:
        """The other tiles which reach into a collar of ``collar_m`` metres around ``tile``."""
        return [other for other in self.within(widened(tile, collar_m)) if other is not tile]


def without_strays(catalogue: Catalogue) -> Catalogue:
    """``catalogue`` with the tiles that are :attr:`~Tile.astray` as faults, unless all are: then the CRS is in question,
    not a tile."""
    strays = [tile for tile in catalogue.tiles if tile.astray]
    if not strays or len(strays) == len(catalogue.tiles):
        return catalogue
    said = QT_TRANSLATE_NOOP("SoraNoMe", "{name} was left out: {why}")
    faults = [
        Fault(tile.source.path, tile.name, Message(said, {"name": tile.name, "why": tile.astray})) for tile in strays
    ]
    return Catalogue(tuple(tile for tile in catalogue.tiles if not tile.astray), (*catalogue.faults, *faults))


def widened(tile: Tile, collar_m: float) -> Bounds:
    """Extent and box of ``tile`` together with a collar of ``collar_m`` metres, in units of its CRS."""
    reach = collar_m / tile.decision.metres_per_unit
    west, south, east, north = tile.bounds
    outer = tile.extent
    return (
        min(west, outer[0]) - reach,
        min(south, outer[1]) - reach,
        max(east, outer[2]) + reach,
        max(north, outer[3]) + reach,
    )


def catalogue_of(
    sources: Iterable[Source],
    given: CRS | None = None,
    override: bool = False,
    faults: Iterable[tuple[Path, Message]] = (),
    progress: Progress = Silent(),  # noqa: B008 - it has no state
) -> Catalogue:
    """The catalogue of the tiles that can be used; the others, with ``faults``, are its faults.

    Reads headers only, but all points of tiles whose box cannot be right. ``given`` and ``override``: see
    :func:`~.crs.decide`. Raises :class:`InputError` where no tile is left, and where tiles lie in different coordinate
    systems.
    """
    left_out = [Fault(path, str(path), why) for path, why in faults]
    tiles: dict[tuple, Tile] = {}
    for source in sources:
        check_cancelled(progress)
        try:
            tile = read_tile(source, given, override, progress)
        except SoraNoMeError as error:
            left_out.append(Fault(source.path, source.name, error.message))
            continue
        same = tiles.setdefault((source.stem, tile.header.count, tile.header.mins, tile.header.maxs), tile)
        if same is not tile:
            why = Message(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name} is the same tile as {other}; it is used once."),
                {"name": source.name, "other": same.name},
            )
            left_out.append(Fault(source.path, source.name, why))
    if not tiles:
        raise nothing_left(left_out)
    found = tuple(sorted(tiles.values(), key=lambda tile: (tile.source.stem, tile.name)))
    _require_one_crs(found)
    return Catalogue(found, tuple(left_out))


def nothing_left(faults: list[Fault]) -> InputError:
    """The error where no tile can be used."""
    if faults:
        return InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "None of the {count} tiles can be used. The first: {why}"),
            count=len(faults),
            why=faults[0].why,
        )
    return InputError(
        QT_TRANSLATE_NOOP("SoraNoMe", "There are no point clouds (LAS, LAZ, zips of them). Choose another folder.")
    )


def read_tile(
    source: Source,
    given: CRS | None = None,
    override: bool = False,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
) -> Tile:
    """One tile; raises :class:`InputError` where it cannot be used. See :func:`~.reading.with_true_box`."""
    with open_points(source) as points:
        header = points.header
    if header.count == 0:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{name} holds no points. Leave it out, or download it again."),
            name=source.name,
        )
    header = with_true_box(source, header, progress)
    sheet, notes = sheet_of(source.stem, header)
    decision = decide(written(header), sheet, given, source.name, override, notes)
    astray = misplaced(decision.crs, header.box)
    return Tile(source, header, sheet, decision, (*notes, astray) if astray else notes)


def sheet_of(stem: str, header: Header) -> tuple[Sheet | None, tuple[Message, ...]]:
    """The sheet in a file's name, None where there is none or where the box in the header lies elsewhere (said then)."""
    code = find_code(stem)
    if code is None:
        return None, ()
    if not header.box_plausible:
        return parse(code), ()
    sheet = parse(code, header.box)
    if sheet.ambiguous:
        sheet = parse(code, swapped(header.box))
    said = disagreement(sheet, header.box)
    if not said:
        return sheet, ()
    return (sheet if said == OVERHANG else None), (Message(said, {"sheet": sheet.code}),)


def disagreement(sheet: Sheet, bounds: Bounds) -> str:
    """What to say where ``bounds`` (metres of the zone) do not lie in the sheet to the metre; empty where they do."""
    if _share(sheet, bounds, _SLACK_M) == 1:
        return ""
    if _share(sheet, bounds) > 0.5:
        return OVERHANG
    return SWAPPED if _share(sheet, swapped(bounds), _SLACK_M) > 0.5 else ELSEWHERE


def swapped(bounds: Bounds) -> Bounds:
    """The box where X and Y were exchanged."""
    return bounds[1], bounds[0], bounds[3], bounds[2]


def _share(sheet: Sheet, bounds: Bounds, slack: float = 0.0) -> float:
    """The part of ``bounds`` inside the sheet, by length and width, 0–1."""
    west, south, east, north = sheet.extent
    share = 1.0
    for low, high, first, last in ((bounds[0], bounds[2], west, east), (bounds[1], bounds[3], south, north)):
        inside = min(high, last + slack) - max(low, first - slack)
        if inside < 0:
            return 0.0
        share *= inside / (high - low) if high > low else 1.0
    return share


def read_window(
    tiles: Iterable[Tile], bounds: Bounds, only: int | None = None
) -> Iterator[tuple[Tile, laspy.ScaleAwarePointRecord]]:
    """Points of ``tiles`` in [west, east) × [south, north), chunk by chunk, with the tile they come from.

    ``only``: see :func:`~.reading.open_points`; it must hold at least x, y and z.
    """
    west, south, east, north = bounds
    for tile in tiles:
        inside = bounds[0] <= tile.bounds[0] and bounds[1] <= tile.bounds[1]
        inside = inside and tile.bounds[2] < bounds[2] and tile.bounds[3] < bounds[3]
        with open_points(tile.source, only) as points:
            for chunk in points.chunks():
                if inside:
                    yield tile, chunk
                    continue
                x, y = np.asarray(chunk.x), np.asarray(chunk.y)
                chosen = (x >= west) & (x < east) & (y >= south) & (y < north)
                if chosen.any():
                    yield tile, chunk[chosen]


def _require_one_crs(tiles: tuple[Tile, ...]) -> None:
    first = tiles[0]
    for tile in tiles:
        if not same_plane(first.decision.crs, tile.decision.crs):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The tiles lie in different coordinate systems: {first} in {first_crs}, {other} in {other_crs}. "
                    "Run each system by itself, or give the right one for a tile that is wrong.",
                ),
                first=first.name,
                first_crs=crs_name(first.decision.crs),
                other=tile.name,
                other_crs=crs_name(tile.decision.crs),
            )
