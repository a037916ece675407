"""A folder of COPC files that are made one by one, joined as a virtual point cloud with an overview.

A journal in the folder says which tile was made from what, so that a run that was stopped goes on where it was, and a
later run repeats only what changed. Tiles are written one after the other, each by all cores: what takes the time
(lazrs) uses all of them within a file, and two tiles at once would need twice the memory and be no faster.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path

import laspy
from rasterio.crs import CRS

from ..errors import InputError
from ..files import only_run_in, require_writable, unwritable, write_whole
from ..grid import crs_name
from ..raster import environment
from ..tasks import BEGUN, DONE, FAILED, KEPT, ItemState, Part, Progress, check_cancelled
from ..text import QT_TRANSLATE_NOOP, Message
from .catalogue import Fault, nothing_left
from .copc import Written, disk_needed, workspace, write_copc
from .crs import Decision, compound_wkt
from .header import Header
from .octree import Workspace
from .sheets import Sheet
from .source import Source
from .vpc import Member, write_overview, write_vpc

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
    output: str = ""

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


def fill_folder(
    folder: str | os.PathLike,
    journal_name: str,
    plan: Callable[[Journal, Path, Progress], tuple[list[Job], list[Fault]]],
    chunks: Callable[[Job, Progress], Iterator[laspy.ScaleAwarePointRecord]],
    faults: Iterable[Fault],
    progress: Progress,
    space: Workspace | None = None,
    preparing: float = 0.0,
) -> Outcome:
    """Make the tiles ``plan`` asks for in ``folder``, and the virtual point cloud and overview of all of them.

    ``plan`` is given the journal, which knows what is there already, and a folder for scratch files; it returns what to
    make and what is left out. ``chunks`` gives the points of a tile, after the share ``preparing`` of the work on it. A
    tile that cannot be used (:class:`InputError`) is left out and told beside ``faults``; where none is left an
    :class:`InputError` says so. Raises :class:`OutputError` where ``folder`` cannot be written or is full: tiles that are
    done stay, and the next run goes on behind them. ``progress`` is told the state of each tile by its source's name.
    Without ``space``, memory is taken for each tile and given back.
    """
    folder = Path(folder)
    require_writable(folder / VPC)
    with only_run_in(folder, _LOCK), _work_folder(folder) as work:
        journal = Journal(folder, journal_name)
        jobs, left_out = plan(journal, work, Part(progress, 0, 0.05))
        left_out = [*faults, *left_out]
        _require_room(folder, jobs)
        journal.name_outputs(jobs)
        for fault in left_out:
            progress.report(0.05, ItemState(fault.name, FAILED, fault.why))
        tiles: list[Made] = []
        whole, done = sum(job.weight for job in jobs) or 1, 0
        for job in jobs:
            check_cancelled(progress)
            try:
                share = Part(progress, 0.05 + 0.85 * done / whole, 0.05 + 0.85 * (done + job.weight) / whole)
                made = job.known
                share.report(0, ItemState(job.source.name, BEGUN if made is None else KEPT))
                if made is None:
                    with contextlib.closing(chunks(job, Part(share, 0, preparing))) as points:
                        made = _make(job, folder, work, points, journal, Part(share, preparing, 1), space)
                    share.report(1, ItemState(job.source.name, DONE))
                tiles.append(made)
            except InputError as error:
                left_out.append(Fault(job.source.path, job.source.name, error.message))
                share.report(1, ItemState(job.source.name, FAILED, error.message))
            done += job.weight
        if not tiles:
            raise nothing_left(left_out)
        crs = crs_of(tiles[0].crs)
        _join(tiles, folder, crs, journal, Part(progress, 0.9, 1), space or workspace())
        journal.tidy(tiles)
        stale = journal.stale(tiles, left_out)
        return Outcome(folder / VPC, folder / OVERVIEW, tuple(tiles), tuple(left_out), crs, stale)


def changed(source: Source) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP("SoraNoMe", "{name} was changed while it was read. Run again when it is complete."),
        name=source.name,
    )


def _require_room(folder: Path, plan: list[Job]) -> None:
    require_writable(folder / VPC, _BYTES_PER_POINT * sum(job.header.count for job in plan if not job.known))


def _make(
    job: Job,
    folder: Path,
    work: Path,
    chunks: Iterator[laspy.ScaleAwarePointRecord],
    journal: Journal,
    progress: Progress,
    space: Workspace | None,
) -> Made:
    """Write one tile and enter it in the journal."""
    space = space or workspace()
    require_writable(work / job.output, disk_needed(job.header, space))
    wkt = compound_wkt(job.decision.crs, job.decision.height)
    result = write_copc(work / job.output, chunks, job.header, wkt, progress, space)
    if list(job.source.stamp) != job.stamp:
        raise changed(job.source)
    journal.begin(job)
    target = folder / job.output
    try:
        os.replace(work / job.output, target)
        status = os.stat(target)
    except OSError as error:
        raise unwritable(target, error) from error
    made = _made(job, result, [status.st_size, status.st_mtime_ns], wkt)
    journal.enter(made)
    return made


def _made(job: Job, result: Written, output_stamp: list[int], wkt: str) -> Made:
    notes = list(job.notes)
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
        *output_stamp,
        result.count,
        list(result.mins),
        list(result.maxs),
        result.point_format,
        result.summary.brightest,
        {str(code): int(n) for code, n in enumerate(result.summary.classes) if n},
        result.summary.checksum,
        job.header.created.isoformat() if isinstance(job.header.created, date) else "",
        _crs_text(job.decision.crs),
        wkt,
        job.decision.origin,
        job.decision.height,
        job.decision.metres_per_unit,
        job.sheet.code if job.sheet else "",
        list(job.same),
        [(note.template, {key: str(value) for key, value in note.values.items()}) for note in notes],
    )


def _crs_text(crs: CRS) -> str:
    code = crs.to_epsg()
    return f"EPSG:{code}" if code else crs.to_wkt()


def crs_of(text: str) -> CRS:
    with environment():
        return CRS.from_user_input(text)


def _join(tiles: list[Made], folder: Path, crs: CRS, journal: Journal, progress: Progress, space: Workspace) -> None:
    """The overview and the virtual point cloud, unless they are there for these very tiles."""
    members = [tile.member_in(folder) for tile in tiles]
    state = [[tile.output, tile.size, tile.changed] for tile in tiles]
    if journal.joined == state and (folder / VPC).exists() and (folder / OVERVIEW).exists():
        return
    wkt = tiles[0].wkt if len({tile.height for tile in tiles}) == 1 else compound_wkt(crs, "")
    write_overview(folder / OVERVIEW, members, wkt, tiles[0].metres_per_unit, progress, space)
    write_vpc(folder / VPC, members, crs, wkt, folder / OVERVIEW)
    journal.join(state)


class Journal:
    """A file with a line for each tile begun or done, the last for each output counts. Appending a line costs the
    same for the first tile as for the ten-thousandth; a line torn by a crash is not read."""

    def __init__(self, folder: Path, name: str):
        self._folder, self._path = folder, folder / name
        self.joined: list | None = None
        self._tiles: dict[tuple[str, str], Made] = {}
        self._begun: dict[str, tuple[str, str]] = {}
        self._moved: dict[tuple, Made] = {}
        with contextlib.suppress(FileNotFoundError), open(self._path, "rb") as file:
            for line in file:
                self._read(line)

    def _read(self, line: bytes) -> None:
        with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError):
            entry = json.loads(line)
            if "joined" in entry:
                self.joined = entry["joined"]
            elif "begun" in entry:
                self._begun[entry["begun"]] = tuple(entry["of"])
            else:
                tile = Made(**entry)
                self._tiles[tile.source, tile.member] = tile
                self._moved[tile.identity[0], *tile.stamp] = tile
                self._begun[tile.output] = (tile.source, tile.member)

    def known(self, source: Source, stamp: list[int], key: list) -> Made | None:
        """The tile made of ``source``, wherever that was then, if neither it nor ``key`` nor the result changed."""
        tile = self._tiles.get(_key(source)) or self._moved.get((source.stem, *stamp))
        if tile is None or tile.stamp != stamp or tile.settings != key:
            return None
        try:
            status = os.stat(self._folder / tile.output)
        except OSError:
            return None
        if [status.st_size, status.st_mtime_ns] != [tile.size, tile.changed]:
            return None
        path, member = _key(source)
        return replace(tile, source=path, member=member, kept=True)

    def name_outputs(self, plan: list[Job]) -> None:
        """Give each tile a file of its own: the name it had, else its stem, numbered where that is another's."""
        owners = {output.lower(): owner for output, owner in self._begun.items()}
        named = {owner: output for output, owner in self._begun.items()}
        taken = {os.path.realpath(job.source.path).lower() for job in plan}
        reserved = {name.lower() for name in (VPC, OVERVIEW, self._path.name)}
        for job in plan:
            key = _key(job.source)
            number = 1
            output = job.known.output if job.known else named.get(key, f"{job.source.stem}.copc.laz")
            while not job.known:
                path, owner = self._folder / output, owners.get(output.lower())
                free = not path.exists() if owner is None else owner == key
                if free and output.lower() not in reserved and os.path.realpath(path).lower() not in taken:
                    break
                number += 1
                output = f"{job.source.stem}_{number}.copc.laz"
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


def _line(entry: dict) -> bytes:
    return json.dumps(entry).encode() + b"\n"


def _key(source: Source) -> tuple[str, str]:
    return str(source.path.absolute()), source.member


@contextlib.contextmanager
def _work_folder(folder: Path) -> Iterator[Path]:
    """Where files are until they are whole; what a killed run left there is removed first."""
    work = folder / _WORK
    try:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(exist_ok=True)
    except OSError as error:
        raise unwritable(work, error) from error
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
