"""A folder of COPC files that are made one by one, joined as a virtual point cloud with an overview.

A journal in the folder says which tile was made from what, so that a run that was stopped goes on where it was, and a
later run repeats only what changed; see :mod:`.sameness` for what counts as changed. Tiles of a run that did not come to
its end are read to theirs before they are believed.

On this machine tiles are made one after the other, each by all cores: what takes the time (lazrs) uses all of them within
a file, and two tiles at once would need twice the memory and be no faster. The workers of a cluster make one each.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import threading
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import laspy
import numpy as np
from rasterio.crs import CRS

from ..errors import InputError, OutputError
from ..files import only_run_in, require_writable, unwritable, write_whole
from ..foreign import is_sentence, safe_name
from ..grid import crs_name
from ..raster import environment
from ..tasks import (
    BEGUN,
    DONE,
    FAILED,
    KEPT,
    ItemState,
    Part,
    Progress,
    check_cancelled,
    default_workers,
    opened,
    run_units,
)
from ..text import QT_TRANSLATE_NOOP, Message
from .catalogue import Fault, nothing_left
from .copc import MEMORY, Written, disk_needed, workspace, write_copc
from .crs import Decision, compound_wkt
from .header import Header
from .octree import Workspace
from .sameness import is_same, mark_of
from .sheets import Sheet
from .source import Source
from .thinning import save
from .vpc import Member, column_width, thinned, write_overview, write_vpc

if TYPE_CHECKING:
    from ..cluster import Cluster

VPC, OVERVIEW = "pointcloud.vpc", "pointcloud-overview.copc.laz"
"""Files in the folder beside the tiles."""

_WORK, _LOCK = ".soranome-tiles", ".soranome-tiles.lock"
_BYTES_PER_POINT = 10  # of a COPC file; Tokyo's tiles need 8


@dataclass
class Made:
    """A tile that was made, now or in an earlier run; what the journal keeps of it."""

    source: str
    member: str
    stamp: list[int]
    settings: list
    output: str
    size: int
    changed: int
    count: int
    mins: list[float]
    maxs: list[float]
    point_format: int
    brightest: int
    classes: dict[str, int]
    checksum: int
    created: str
    crs: str
    wkt: str
    origin: str
    height: str
    metres_per_unit: float
    sheet: str
    identity: list
    notes: list[tuple[str, dict]] = field(default_factory=list)
    source_mark: list[int] = field(default_factory=list)
    output_mark: list[int] = field(default_factory=list)
    """See :mod:`.sameness`."""
    kept: bool = False
    """Whether it was there already."""

    @property
    def name(self) -> str:
        return Source(Path(self.source), self.member).name

    @property
    def messages(self) -> list[Message]:
        return [Message(template, values) for template, values in self.notes]

    def member_in(self, folder: Path) -> Member:
        box = tuple(self.mins), tuple(self.maxs)
        return Member(folder / self.output, self.count, *box, self.point_format, self.created)


@dataclass(frozen=True)
class Outcome:
    """What a run left: the layer's files, its tiles in the order of their names, and the tiles left out."""

    vpc: Path
    overview: Path
    tiles: tuple[Made, ...]
    faults: tuple[Fault, ...]
    crs: CRS
    stale: tuple[str, ...] = ()
    """Files of earlier runs in the folder, made from tiles that are no longer among the input."""

    @property
    def brightest(self) -> int:
        """The largest value of a colour, 0 where a tile has none."""
        return max(tile.brightest for tile in self.tiles) if all(tile.brightest for tile in self.tiles) else 0

    @property
    def classes(self) -> dict[int, int]:
        """Points of each class that occurs."""
        counts: Counter = Counter()
        for tile in self.tiles:
            counts.update({int(code): count for code, count in tile.classes.items()})
        return dict(sorted(counts.items()))

    @property
    def heights(self) -> tuple[float, float]:
        """The lowest and the highest point."""
        return min(tile.mins[2] for tile in self.tiles), max(tile.maxs[2] for tile in self.tiles)

    @property
    def made(self) -> int:
        return sum(not tile.kept for tile in self.tiles)

    @property
    def crs_name(self) -> str:
        return crs_name(self.crs)

    @property
    def points(self) -> int:
        return sum(tile.count for tile in self.tiles)


@dataclass
class Job:
    """A tile to make, or one that is ``known`` from the journal."""

    source: Source
    stamp: list[int]
    key: list
    """Of everything else the result depends on, as JSON has it."""
    header: Header | None = None
    sheet: Sheet | None = None
    decision: Decision | None = None
    notes: tuple[Message, ...] = ()
    known: Made | None = None
    mark: list[int] | None = None
    """Of the source, where it is known before the tile is made; see :mod:`.sameness`."""
    output: str = ""
    number: int = 0
    """Among those to make."""

    @property
    def weight(self) -> int:
        return 0 if self.known else max(1, self.header.count)

    @property
    def crs(self) -> CRS:
        return crs_of(self.known.crs) if self.known else self.decision.crs

    @property
    def same(self) -> tuple:
        """Equal for copies of a tile."""
        if self.known:
            return tuple(self.known.identity)
        return self.source.stem, self.header.count, *self.header.mins, *self.header.maxs


@dataclass(frozen=True)
class Unit:
    """A tile to make at ``output``, whose source had ``stamp``; ``more`` is what else its points depend on."""

    number: int
    source: Source
    stamp: list[int]
    header: Header
    wkt: str
    output: Path
    mark: list[int] | None = None
    more: object = None


class Points(Protocol):
    """Where the points of a tile come from: small, and can be pickled. What is to be told is added to ``notes``."""

    def __call__(
        self, unit: Unit, workers: int, notes: list[Message], progress: Progress
    ) -> Iterator[laspy.ScaleAwarePointRecord]: ...


def all_at_once(jobs: list[Job], work: Path, shares: Shares) -> Iterator[list[tuple[Job, object]]]:
    """The tiles as one group, with nothing to be done before."""
    yield [(job, None) for job in jobs]


def fill_folder(
    folder: str | os.PathLike,
    journal_name: str,
    plan: Callable[[Journal, Progress], tuple[list[Job], list[Fault]]],
    points: Points,
    faults: Iterable[Fault],
    progress: Progress,
    groups: Callable[[list[Job], Path, Shares], Iterator[list[tuple[Job, object]]]] = all_at_once,
    preparing: float = 0.0,
    memory: int = MEMORY,
    keep_memory: bool = True,
    at_once: int = 1,
    workers: int | None = None,
    cluster: Cluster | None = None,
) -> Outcome:
    """Make the tiles ``plan`` asks for in ``folder``, and the virtual point cloud and overview of all of them.

    ``plan`` is given the journal, which knows what is there already; it returns what to make and what is left out.
    ``groups`` (given what to make and a folder for scratch files, which is there until the end) puts tiles together that
    are made at the same time, each with :attr:`Unit.more`. ``points`` gives the points of a tile, after the share
    ``preparing`` of the work on it. A tile that cannot be used (:class:`InputError`) is left out and told beside
    ``faults``; where none is left an :class:`InputError` says so. Raises :class:`OutputError` where ``folder`` cannot be
    written or is full: tiles that are done stay, and the next run goes on behind them. ``progress`` is told the state of
    each tile by its source's name. ``memory`` is for the points of the tiles made ``at_once``, which share ``workers``;
    without ``keep_memory`` it is taken for each tile and given back.
    """
    folder = Path(folder)
    require_writable(folder / VPC)
    with only_run_in(folder, _LOCK), _work_folder(folder) as work:
        journal = Journal(folder, journal_name)
        jobs, left_out = plan(journal, Part(progress, 0, 0.05))
        left_out = [*faults, *left_out]
        missing = [job for job in jobs if job.known is None]
        _require_room(folder, missing)
        if cluster is not None and missing:
            cluster.require_shared(folder, (str(job.source.path) for job in missing))
        journal.name_outputs(jobs)
        for fault in left_out:
            progress.report(0.05, ItemState(fault.name, FAILED, fault.why))
        for number, job in enumerate(missing):
            job.number = number
        at_once = max(1, min(at_once, len(missing)))
        threads = workers or default_workers()
        inside = min(threads, max(2, threads // at_once))  # with one, lazrs would keep Python's lock from the others
        memory //= at_once
        shares = Shares(Part(progress, 0.05, 0.9), [job.weight for job in missing])
        column = _column(jobs, folder)
        make = _Make(points, memory, keep_memory, preparing, inside, column, None if cluster else shares)
        tiles = {job.output: job.known for job in jobs if job.known}
        for job in jobs:
            if job.known:
                progress.report(0.05, ItemState(job.source.name, KEPT))
        with contextlib.closing(groups(missing, work, shares)) as together:
            for group in together:
                units = _begun(group, work, shares)
                with contextlib.closing(run_units(make, units, shares, len(group), at_once, cluster)) as results:
                    for (job, _), result in zip(group, results):
                        if isinstance(result, Message):
                            left_out.append(Fault(job.source.path, job.source.name, result))
                            shares.set(job.number, 1, ItemState(job.source.name, FAILED, result))
                        else:
                            tiles[job.output] = _enter(job, result, folder, work, journal)
                            shares.set(job.number, 1, ItemState(job.source.name, DONE))
        if not tiles:
            raise nothing_left(left_out)
        made = [tiles[job.output] for job in jobs if job.output in tiles]
        crs = crs_of(made[0].crs)
        overview = _Overview(folder, work, crs, column, workers, memory, cluster)
        overview.join(made, journal, Part(progress, 0.9, 1))
        journal.tidy(made)
        stale = journal.stale(made, left_out)
        return Outcome(folder / VPC, folder / OVERVIEW, tuple(made), tuple(left_out), crs, stale)


def changed(source: Source) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP("SoraNoMe", "{name} was changed while it was read. Run again when it is complete."),
        name=source.name,
    )


def _require_room(folder: Path, missing: list[Job]) -> None:
    require_writable(folder / VPC, _BYTES_PER_POINT * sum(job.header.count for job in missing))


def _begun(group: list[tuple[Job, object]], work: Path, shares: Shares) -> Iterator[Unit]:
    for job, more in group:
        shares.set(job.number, 0, ItemState(job.source.name, BEGUN))
        wkt = compound_wkt(job.decision.crs, job.decision.height)
        yield Unit(job.number, job.source, job.stamp, job.header, wkt, work / job.output, job.mark, more)


class Shares:
    """The progress of tiles that are made at the same time, each with its share."""

    def __init__(self, progress: Progress, weights: list[int]):
        self._progress, self._weights, self._whole = progress, weights, sum(weights) or 1
        self._done = [0.0] * len(weights)
        self._lock = threading.Lock()

    @property
    def cancelled(self) -> bool:
        return self._progress.cancelled

    def report(self, fraction: float, text: Message | ItemState | str = "") -> None:
        """Told by groups of tiles, which count by tile."""

    def set(self, number: int, fraction: float, text: Message | ItemState | str = "") -> None:
        """Tile ``number`` is done so far, or farther."""
        with self._lock:
            self._done[number] = max(fraction, self._done[number])
            done = sum(weight * part for weight, part in zip(self._weights, self._done))
            self._progress.report(min(1.0, done / self._whole), text)


@dataclass(frozen=True)
class _Share:
    """The progress of one of them."""

    shares: Shares
    number: int
    watch: Progress

    @property
    def cancelled(self) -> bool:
        return self.watch.cancelled

    def report(self, fraction: float, text: Message | ItemState | str = "") -> None:
        self.shares.set(self.number, fraction)


@dataclass(frozen=True)
class _Result:
    """What became of a unit."""

    written: Written
    source_mark: list[int]
    output_mark: list[int]
    notes: tuple[Message, ...]


@dataclass(frozen=True)
class _Room:
    """Memory to write tiles in."""

    memory: int
    workers: int

    def __call__(self) -> contextlib.AbstractContextManager[Workspace]:
        return contextlib.nullcontext(workspace(self.workers, self.memory))


@dataclass(frozen=True)
class _Make:
    """The work on a unit: its tile at ``output``, or why there is none."""

    points: Points
    memory: int
    keep_memory: bool
    preparing: float
    workers: int
    column: float
    """See :func:`~.copc.write_copc`."""
    shares: Shares | None
    """None on other machines."""

    def __call__(self, unit: Unit, watch: Progress) -> _Result | Message:
        progress = watch if self.shares is None else _Share(self.shares, unit.number, watch)
        room = _Room(self.memory, self.workers if self.shares is not None else default_workers())
        notes: list[Message] = []
        try:
            mark = unit.mark or mark_of(unit.source)
            with contextlib.closing(
                self.points(unit, room.workers, notes, Part(progress, 0, self.preparing))
            ) as chunks:
                space = opened(room) if self.keep_memory else workspace(room.workers, room.memory)
                require_writable(unit.output, disk_needed(unit.header, space))
                share = Part(progress, self.preparing, 1)
                written = write_copc(unit.output, chunks, unit.header, unit.wkt, share, space, self.column)
                if 2 * len(written.shown) <= written.count:  # else there is little to be gained, and much to be kept
                    with contextlib.suppress(OutputError):  # it can be found again
                        save(_shown(unit.output), written.shown)
            if list(unit.source.stamp) != unit.stamp:
                raise changed(unit.source)
        except InputError as error:
            return error.message
        except FileNotFoundError:
            return changed(unit.source).message
        return _Result(replace(written, nodes=(), shown=None), mark, mark_of(Source(unit.output)), tuple(notes))


def _enter(job: Job, result: _Result, folder: Path, work: Path, journal: Journal) -> Made:
    """Give a tile its name, and enter it in the journal."""
    journal.begin(job)
    target = folder / job.output
    try:
        os.replace(work / job.output, target)
        status = os.stat(target)
    except OSError as error:
        raise unwritable(target, error) from error
    made = _made(job, result, status)
    journal.enter(made)
    return made


def _made(job: Job, made: _Result, status: os.stat_result) -> Made:
    result, notes = made.written, [*job.notes, *made.notes]
    if result.dropped_waveforms:
        notes.append(Message(QT_TRANSLATE_NOOP("SoraNoMe", "Its waveforms were left out; COPC has none.")))
    if result.lacked_time:
        notes.append(Message(QT_TRANSLATE_NOOP("SoraNoMe", "It has no GPS times; they are 0.")))
    return Made(
        str(job.source.path.absolute()),
        job.source.member,
        job.stamp,
        job.key,
        job.output,
        status.st_size,
        status.st_mtime_ns,
        result.count,
        list(result.mins),
        list(result.maxs),
        result.point_format,
        result.summary.brightest,
        {str(code): int(n) for code, n in enumerate(result.summary.classes) if n},
        result.summary.checksum,
        job.header.created.isoformat() if isinstance(job.header.created, date) else "",
        _crs_text(job.decision.crs),
        compound_wkt(job.decision.crs, job.decision.height),
        job.decision.origin,
        job.decision.height,
        job.decision.metres_per_unit,
        job.sheet.code if job.sheet else "",
        list(job.same),
        [(note.template, {key: str(value) for key, value in note.values.items()}) for note in notes],
        made.source_mark,
        [status.st_ctime_ns, *made.output_mark[1:]],
    )


def _crs_text(crs: CRS) -> str:
    code = crs.to_epsg()
    return f"EPSG:{code}" if code else crs.to_wkt()


def crs_of(text: str) -> CRS:
    with environment():
        return CRS.from_user_input(text)


def _column(jobs: list[Job], folder: Path) -> float:
    """How wide the columns of the overview will be, unless headers are wrong or tiles are left out."""
    boxes = (job.known or job.header for job in jobs)
    members = [Member(folder, box.count, tuple(box.mins), tuple(box.maxs), 0) for box in boxes]
    return column_width(members, (jobs[0].known or jobs[0].decision).metres_per_unit) if jobs else 0.0


def _shown(output: Path) -> Path:
    """Where the points are that the overview shows of a tile made at ``output``."""
    return output.with_name(output.name + ".shown.npy")


@dataclass(frozen=True)
class _Thinning:
    """Finds what the overview shows of a tile (by its path) that has no such file. On other machines, where ``work`` is
    given, it makes that, as it is more than should travel with a result."""

    column: float
    work: Path | None

    def __call__(self, tile: Path, watch: Progress) -> np.ndarray | None:
        check_cancelled(watch)
        rows = thinned(tile, self.column)
        if self.work is None:
            return rows
        save(_shown(self.work / tile.name), rows)
        return None


@dataclass(frozen=True)
class _Overview:
    """The overview and the virtual point cloud of a folder's tiles. ``column``: for which tiles just made, in ``work``,
    have their points ready."""

    folder: Path
    work: Path
    crs: CRS
    column: float
    workers: int | None
    memory: int
    cluster: Cluster | None

    def join(self, tiles: list[Made], journal: Journal, progress: Progress) -> None:
        """Make both, unless they are there for these very tiles."""
        folder = self.folder
        members = [tile.member_in(folder) for tile in tiles]
        state = [[tile.output, tile.size, tile.changed] for tile in tiles]
        if journal.joined == state and (folder / VPC).exists() and (folder / OVERVIEW).exists():
            return
        metres = tiles[0].metres_per_unit
        wkt = tiles[0].wkt if len({tile.height for tile in tiles}) == 1 else compound_wkt(self.crs, "")
        column = column_width(members, metres)
        ready = column == self.column
        missing = [member.path for member in members if not (ready and _shown(self.work / member.path.name).exists())]
        thinning = _Thinning(column, self.work if self.cluster else None)
        found = run_units(thinning, missing, Part(progress, 0, 0.5), len(missing), self.workers, self.cluster)
        with contextlib.closing(found):
            shown = self._shown(members, set(missing), found)
            space = workspace(self.workers, self.memory)
            write_overview(folder / OVERVIEW, members, wkt, metres, Part(progress, 0.5, 1), space, shown)
        write_vpc(folder / VPC, members, self.crs, wkt, folder / OVERVIEW)
        journal.join(state)

    def _shown(
        self, members: list[Member], missing: set[Path], found: Iterator[np.ndarray | None]
    ) -> Iterator[np.ndarray]:
        """What the overview shows of each tile."""
        for member in members:
            rows = next(found) if member.path in missing else None
            if rows is None:
                path = _shown(self.work / member.path.name)
                rows = np.load(path)
                path.unlink()
            yield rows


class Journal:
    """A file with a line for each tile begun or done, the last for each output counts. Appending a line costs the
    same for the first tile as for the ten-thousandth; a line torn by a crash is not read."""

    def __init__(self, folder: Path, name: str):
        self._folder, self._path = folder, folder / name
        self.joined: list | None = None
        self._tiles: dict[tuple[str, str], Made] = {}
        self._begun: dict[str, tuple[str, str]] = {}
        self._moved: dict[tuple, Made] = {}
        self._unsure: set[str] = set()
        """Outputs of runs that did not come to their end."""
        with contextlib.suppress(FileNotFoundError), open(self._path, "rb") as file:
            for line in file:
                self._read(line)

    def _read(self, line: bytes) -> None:
        with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
            entry = json.loads(line)
            if "joined" in entry:
                self.joined = entry["joined"]
                self._unsure.clear()
            elif "begun" in entry:
                source, member = entry["of"]
                self._begun[_own_name(entry["begun"])] = str(source), str(member)
            else:
                tile = Made(**entry)
                _own_name(tile.output)
                if not all(is_sentence(template, values) for template, values in tile.notes):
                    raise ValueError(tile.notes)
                self._tiles[tile.source, tile.member] = tile
                self._moved[tile.identity[0], *tile.stamp] = tile
                self._begun[tile.output] = (tile.source, tile.member)
                self._unsure.add(tile.output)

    def known(self, source: Source, stamp: list[int], key: list) -> Made | None:
        """The tile made of ``source``, wherever that was then, if neither it nor ``key`` nor the result changed."""
        tile = self._tile_of(source, stamp)
        if tile is None or tile.settings != key:
            return None
        try:
            status = os.stat(self._folder / tile.output)
        except OSError:
            return None
        if [status.st_size, status.st_mtime_ns] != [tile.size, tile.changed]:
            return None
        if not is_same(Source(self._folder / tile.output), tile.output_mark, surely=tile.output in self._unsure):
            return None
        path, member = _key(source)
        return replace(tile, source=path, member=member, kept=True)

    def mark(self, source: Source, stamp: list[int]) -> list[int]:
        """Of ``source``, which is read to its end unless the journal knows it; raises :class:`InputError`."""
        tile = self._tile_of(source, stamp)
        return tile.source_mark if tile else mark_of(source)

    def _tile_of(self, source: Source, stamp: list[int]) -> Made | None:
        tile = self._tiles.get(_key(source)) or self._moved.get((source.stem, *stamp))
        return tile if tile and tile.stamp == stamp and is_same(source, tile.source_mark) else None

    def name_outputs(self, plan: list[Job]) -> None:
        """Give each tile a file of its own: the name it had, else its stem, numbered where that is another's."""
        owners = {output.lower(): owner for output, owner in self._begun.items()}
        named = {owner: output for output, owner in self._begun.items()}
        taken = {os.path.realpath(job.source.path).lower() for job in plan}
        reserved = {name.lower() for name in (VPC, OVERVIEW, self._path.name)}
        for job in plan:
            key = _key(job.source)
            number = 1
            output = job.known.output if job.known else named.get(key, f"{safe_name(job.source.stem)}.copc.laz")
            while not job.known:
                path, owner = self._folder / output, owners.get(output.lower())
                free = not path.exists() if owner is None else owner == key
                if free and output.lower() not in reserved and os.path.realpath(path).lower() not in taken:
                    break
                number += 1
                output = f"{safe_name(job.source.stem)}_{number}.copc.laz"
            owners[output.lower()] = key
            job.output = output

    def begin(self, job: Job) -> None:
        """Say whose the file is before it is there: a crash between the two must not make it a stranger's."""
        self._append({"begun": job.output, "of": _key(job.source)})

    def enter(self, tile: Made) -> None:
        self._append(asdict(tile))

    def join(self, state: list) -> None:
        self._append({"joined": state})
        self.joined = state

    def tidy(self, tiles: list[Made]) -> None:
        """Write it anew, one line for each tile: those of this run, and those of earlier runs that are still there."""
        for tile in tiles:
            self._tiles[tile.source, tile.member] = replace(tile, kept=False)
        lines = [asdict(tile) for tile in self._tiles.values() if (self._folder / tile.output).exists()]
        lines.append({"joined": self.joined})
        write_whole(self._path, b"".join(_line(entry) for entry in lines))

    def stale(self, tiles: list[Made], left_out: list[Fault]) -> tuple[str, ...]:
        """Files that are there though neither ``tiles`` nor what was ``left_out`` is their source."""
        used = {tile.output for tile in tiles}
        faulty = {(os.path.abspath(fault.path), Path(fault.name).name) for fault in left_out}
        return tuple(
            sorted(
                {
                    tile.output
                    for tile in self._tiles.values()
                    if tile.output not in used
                    and (tile.source, Path(tile.name).name) not in faulty
                    and (self._folder / tile.output).exists()
                }
            )
        )

    def _append(self, entry: dict) -> None:
        try:
            with open(self._path, "ab") as file:
                file.write(_line(entry))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise unwritable(self._path, error) from error


def _own_name(output: str) -> str:
    """``output`` where it is the name of a file in the folder; raises ValueError where it leads elsewhere."""
    if not output.endswith(".copc.laz") or safe_name(output) != output:
        raise ValueError(output)
    return output


def _line(entry: dict) -> bytes:
    return json.dumps(entry).encode() + b"\n"


def _key(source: Source) -> tuple[str, str]:
    return str(source.path.absolute()), source.member


@contextlib.contextmanager
def _work_folder(folder: Path) -> Iterator[Path]:
    """Where files are until they are whole; what a killed run left there is removed first."""
    work = folder / _WORK
    # Of another name every time: a worker that was lost may still write for the run before.
    mine = work / uuid.uuid4().hex[:8]
    try:
        shutil.rmtree(work, ignore_errors=True)
        mine.mkdir(parents=True)
    except OSError as error:
        raise unwritable(work, error) from error
    try:
        yield mine
    finally:
        shutil.rmtree(work, ignore_errors=True)
