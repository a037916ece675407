"""Writing the tiles of an update: replaced, added or linked, each whole or not at all, one after the other."""

from __future__ import annotations

import hashlib
import json
import math
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import laspy
import numpy as np
import shapely

from ..errors import OutputError
from ..files import require_writable, scratch_beside, unwritable, write_whole
from ..foreign import safe_name
from ..grid import crs_name
from ..tasks import Part, Progress, check_cancelled
from ..text import QT_TRANSLATE_NOOP
from .area import Owners
from .catalogue import Tile
from .copc import disk_needed, workspace, write_copc
from .fit import Fit, Move
from .reading import open_points
from .retarget import Conversion, modern_format, richest_format
from .vpc import Member, write_overview, write_vpc

if TYPE_CHECKING:
    from .update import Settings, Update

VPC, OVERVIEW, HISTORY = "pointcloud.vpc", "pointcloud-overview.copc.laz", "update-history.json"
JOURNAL = ".soranome-update.json"
"""Files in the output folder beside the tiles."""

REPLACED, ADDED = "replaced", "added"

_CHUNK = 500_000
_BYTES_PER_POINT = 10  # of a COPC file


@dataclass(frozen=True)
class Change:
    """One tile that was replaced in part, or added. ``outline``: the part of the area in it."""

    tile: str
    kind: str
    removed: int
    added: int
    base: str
    new: tuple[str, ...]
    outline: shapely.Geometry


@dataclass
class _Done:
    """A tile in the output folder, as the journal keeps it; ``output`` is empty where no point was left."""

    output: str
    stamp: list[int]
    count: int
    mins: list[float]
    maxs: list[float]
    point_format: int
    created: str
    linked: bool
    removed: int = 0
    added: int = 0
    sources: list[str] = field(default_factory=list)


class Writing:
    """The tiles of an update, its virtual point cloud and its history; :meth:`run` fills ``result``."""

    def __init__(self, base, new, result: Update, feather, settings: Settings, progress: Progress):
        self.base, self.new, self.result, self.feather, self._progress = base, new, result, feather, progress
        self.folder = result.folder
        self.owners = Owners(base.tiles)
        self._key = self._fingerprint(settings)
        self._journal: dict[str, _Done] = {}
        self._space = workspace()

    def run(self) -> None:
        self._resume()
        jobs = [*self._base_jobs(), *self._new_jobs()]
        self._require_room(jobs)
        names = _names([name for name, _, _, _ in jobs])
        whole = sum(weight for _, weight, _, _ in jobs) or 1
        done, members = 0.0, []
        for (_, weight, touched, make), name in zip(jobs, names):
            check_cancelled(self._progress)
            part = Part(self._progress, 0.9 * done / whole, 0.9 * (done + weight) / whole)
            entry = self._kept(name)
            if entry is None:
                entry = make(self.folder / name, part)
                self._journal[name] = entry
                self._keep_journal()
            else:
                self.result.repeated += 1
            done += weight
            if touched is not None and (entry.removed or entry.added):
                self.result.changes.append(self._change(name, entry, *touched))
            self.result.linked += entry.linked
            self.result.points += entry.count
            if entry.output:
                path = self.folder / entry.output
                box = tuple(entry.mins), tuple(entry.maxs)
                members.append(Member(path, entry.count, *box, entry.point_format, entry.created))
        decision = self.base.tiles[0].decision
        overview = self.folder / OVERVIEW
        write_overview(overview, members, decision.wkt, decision.metres_per_unit, Part(self._progress, 0.9, 1))
        write_vpc(self.result.vpc, members, self.base.crs, decision.wkt, overview)
        self._remember()

    def _require_room(self, jobs: list[tuple]) -> None:
        """Raise :class:`OutputError` where the disk has no room for what is to be written."""
        largest = max((tile.header for tile in (*self.base.tiles, *self.new.tiles)), key=lambda header: header.count)
        points = sum(weight for _, weight, touched, _ in jobs if touched is not None)
        require_writable(self.folder / VPC, int(points * _BYTES_PER_POINT) + disk_needed(largest, self._space))

    # -- what there is to do -----------------------------------------------------------------------------------

    def _base_jobs(self) -> Iterator[tuple]:
        """(name, weight, (kind, tile) where the area touches it, how to make it) of each tile of BASE."""
        slack = 1.0 / self.base.tiles[0].decision.metres_per_unit
        geometry = self.result.area.geometry
        shapely.prepare(geometry)
        for number, tile in enumerate(self.base.tiles):
            name = f"{safe_name(tile.source.stem)}.copc.laz"
            # By its box too: points may lie beyond its sheet.
            west, south, east, north = (
                np.minimum(tile.extent[:2], tile.bounds[:2]).tolist()
                + np.maximum(tile.extent[2:], tile.bounds[2:]).tolist()
            )
            if geometry.intersects(shapely.box(west - slack, south - slack, east + slack, north + slack)):
                make = self._replacing(number, tile)
                yield name, 2.0 * tile.header.count, (REPLACED, tile), make
            elif tile.header.vlr("copc", 1) is not None and not tile.source.member:
                yield name, 1.0, None, self._linking(tile)
            else:
                yield name, float(tile.header.count), None, self._copying(tile)

    def _new_jobs(self) -> Iterator[tuple]:
        """Tiles for what of NEW lies in the area, but in no tile of BASE."""
        held = shapely.union_all([shapely.box(*self.owners.reach(number)) for number in range(len(self.base.tiles))])
        beyond = self.result.area.geometry.difference(held)
        for tile in self.new.tiles:
            west, south, east, north = tile.bounds
            move = self.result.move
            box = shapely.box(west - move.x, south - move.y, east - move.x, north - move.y)
            if not beyond.is_empty and beyond.intersection(box).area > 0:
                name = f"{safe_name(tile.source.stem)}-new.copc.laz"
                yield name, float(tile.header.count), (ADDED, tile), self._adding(tile)

    # -- making a tile -----------------------------------------------------------------------------------------

    def _linking(self, tile: Tile) -> Callable:
        def make(path: Path, progress: Progress) -> _Done:
            scratch = scratch_beside(path, ".laz")
            try:
                try:
                    os.link(tile.source.path, scratch)
                except OSError:  # another disk, or one without links
                    shutil.copyfile(tile.source.path, scratch)
                os.replace(scratch, path)
            except OSError as error:
                raise unwritable(path, error) from error
            finally:
                scratch.unlink(missing_ok=True)
            header = tile.header
            return _Done(
                path.name, _stamp(path), header.count, list(header.mins), list(header.maxs), header.point_format,
                _created(tile), True,
            )  # fmt: skip

        return make

    def _copying(self, tile: Tile) -> Callable:
        def make(path: Path, progress: Progress) -> _Done:
            with open_points(tile.source) as points:
                written = write_copc(path, points.chunks(_CHUNK), tile.header, tile.decision.wkt, progress, self._space)
            return _done(path, written, tile, _Tally())

        return make

    def _replacing(self, number: int, tile: Tile) -> Callable:
        def make(path: Path, progress: Progress) -> _Done:
            tally = _Tally()
            west, south, east, north = self.owners.reach(number)
            move = self.result.move
            box = west + move.x, south + move.y, east + move.x, north + move.y  # where NEW has them before it is moved
            sources = [other for other in self.new.tiles if _meet(other.bounds, box)]
            kind = richest_format([tile, *sources])
            count = tile.header.count + sum(other.header.count for other in sources)
            chunks = self._replaced(number, tile, sources, kind, tally)
            first = next(chunks, None)
            if first is None:
                return _Done("", [], 0, [], [], 0, "", False, tally.removed, tally.added, [])
            header = replace(tile.header, count=count, point_format=kind.id)
            written = write_copc(path, _chained(first, chunks), header, tile.decision.wkt, progress, self._space)
            return _done(path, written, tile, tally)

        return make

    def _adding(self, tile: Tile) -> Callable:
        def make(path: Path, progress: Progress) -> _Done:
            tally = _Tally()
            kind = modern_format(tile)
            chunks = self._inside(tile, -1, kind, tile, tally)
            first = next(chunks, None)
            if first is None:
                return _Done("", [], 0, [], [], 0, "", False)
            wkt = self.base.tiles[0].decision.wkt
            header = replace(tile.header, point_format=kind.id)
            return _done(
                path, write_copc(path, _chained(first, chunks), header, wkt, progress, self._space), tile, tally
            )

        return make

    def _replaced(self, number, tile: Tile, sources, kind, tally: _Tally) -> Iterator[laspy.ScaleAwarePointRecord]:
        """BASE outside the area, then NEW inside it."""
        area = self.result.area
        convert = Conversion(tile, kind, tile)
        with open_points(tile.source) as points:
            for chunk in points.chunks(_CHUNK):
                check_cancelled(self._progress)
                outside = ~area.contains(*Move()(tile, chunk.array)[:2])
                tally.removed += int(len(outside) - outside.sum())
                if outside.any():
                    yield convert(chunk, outside)
        for source in sources:
            yield from self._inside(source, number, kind, tile, tally)

    def _inside(self, source: Tile, owner: int, kind, target: Tile, tally: _Tally):
        """Points of NEW inside the area that belong to ``owner``, moved, as records of ``target``'s scale."""
        area, move = self.result.area, self.result.move
        convert = Conversion(source, kind, target)
        before = tally.added
        with open_points(source.source) as points:
            for chunk in points.chunks(_CHUNK):
                check_cancelled(self._progress)
                x, y, z = move(source, chunk.array)
                chosen = area.contains(x, y)
                chosen[chosen] = self.owners.of(x[chosen], y[chosen]) == owner
                if chosen.any():
                    x, y, z = x[chosen], y[chosen], z[chosen]
                    if self.feather is not None:
                        z = z + self.feather.lift(x, y)
                    tally.added += len(x)
                    yield convert(chunk, chosen, (x, y, z))
        if tally.added > before:
            tally.sources.append(source.name)

    # -- journal and history -------------------------------------------------------------------------------------

    def _fingerprint(self, settings: Settings) -> str:
        """Equal for runs that would write the same."""
        move = self.result.move
        tiles = [(tile.name, *tile.source.stamp) for tile in (*self.base.tiles, *self.new.tiles)]
        kept = (tiles, self.result.area.geometry.wkb_hex, asdict(move), settings.feather_m, crs_name(self.base.crs))
        return hashlib.sha256(json.dumps(kept, default=str).encode()).hexdigest()

    def _resume(self) -> None:
        """Take up what an earlier run of the same update left; refuse a folder that holds something else."""
        path = self.folder / JOURNAL
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            if kept["key"] == self._key:
                self._journal = {name: _Done(**entry) for name, entry in kept["tiles"].items()}
                self._tidy()
                return
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            pass
        others = [p.name for p in self.folder.iterdir() if p.suffix.lower() in (".laz", ".las", ".vpc", ".zip")]
        if others:
            raise OutputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{folder} already holds point clouds ({name}) that are not from this update. Choose an empty folder.",
                ),
                folder=self.folder,
                name=sorted(others)[0],
            )

    def _tidy(self) -> None:
        """Remove what a killed run left half done."""
        for leftover in self.folder.glob(".soranome-*"):
            if leftover.is_dir():
                shutil.rmtree(leftover, ignore_errors=True)
            elif leftover.name != JOURNAL:
                leftover.unlink(missing_ok=True)

    def _kept(self, name: str) -> _Done | None:
        entry = self._journal.get(name)
        if entry is None:
            return None
        if entry.output and (not (self.folder / name).exists() or _stamp(self.folder / name) != entry.stamp):
            return None
        return entry

    def _keep_journal(self) -> None:
        tiles = {name: asdict(entry) for name, entry in self._journal.items()}
        data = json.dumps({"key": self._key, "tiles": tiles}, ensure_ascii=False)
        write_whole(self.folder / JOURNAL, data.encode())

    def _change(self, name: str, entry: _Done, kind: str, tile: Tile) -> Change:
        outline = self.result.area.geometry.intersection(shapely.box(*tile.extent))
        base = tile.name if kind == REPLACED else ""
        return Change(name, kind, entry.removed, entry.added, base, tuple(entry.sources), outline)

    def _remember(self) -> None:
        """Add this update to the history, which goes on from that of BASE."""
        result = self.result
        path = self.folder / HISTORY
        history = _history(path) or _history(self.base.tiles[0].source.path.parent / HISTORY)
        if any(entry.get("key") == self._key for entry in history):
            return
        history.append(
            {
                "key": self._key,
                "written": datetime.now(UTC).isoformat(timespec="seconds"),
                "base": sorted({str(tile.source.path.parent) for tile in self.base.tiles}),
                "new": [tile.name for tile in self.new.tiles],
                "crs": crs_name(self.base.crs),
                "area": result.area.geometry.wkt,
                "base_epoch": asdict(result.base_epoch),
                "new_epoch": asdict(result.new_epoch),
                "height_offset_m": result.height_offset_m,
                "fit": _plain(result.fit),
                "fit_after": _plain(result.after),
                "moved": asdict(result.move) if result.corrected else None,
                "tiles": [
                    {
                        "tile": change.tile,
                        "kind": change.kind,
                        "removed": change.removed,
                        "added": change.added,
                        "base": change.base,
                        "new": change.new,
                    }
                    for change in result.changes
                ],
            }
        )
        write_whole(path, json.dumps(history, ensure_ascii=False, indent=1).encode())


def _history(path: Path) -> list[dict]:
    """Updates recorded so far; none where there is no such file, or it is none."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    return kept if isinstance(kept, list) else []


def _plain(fit: Fit | None) -> dict | None:
    """A fit for JSON, which knows no infinity."""
    if fit is None:
        return None
    return {k: None if isinstance(v, float) and not math.isfinite(v) else v for k, v in asdict(fit).items()}


@dataclass
class _Tally:
    removed: int = 0
    added: int = 0
    sources: list[str] = field(default_factory=list)


def _done(path: Path, written, tile: Tile, tally: _Tally) -> _Done:
    return _Done(
        path.name, _stamp(path), written.count, list(written.mins), list(written.maxs), written.point_format,
        _created(tile), False, tally.removed, tally.added, tally.sources,
    )  # fmt: skip


def _created(tile: Tile) -> str:
    return tile.header.created.isoformat() if tile.header.created else ""


def _stamp(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns]


def _names(wanted: list[str]) -> list[str]:
    """File names, those wanted twice numbered."""
    seen: dict[str, int] = {}
    names = []
    for name in wanted:
        number = seen[name.lower()] = seen.get(name.lower(), 0) + 1
        names.append(name if number == 1 else name.replace(".copc.laz", f"-{number}.copc.laz"))
    return names


def _meet(one, other) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _chained(first, rest) -> Iterator:
    yield first
    yield from rest
