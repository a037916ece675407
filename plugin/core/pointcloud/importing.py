"""From a delivery of tiles to one layer: each tile as COPC, a virtual point cloud of them all, and an overview."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import laspy
import numpy as np
from rasterio.crs import CRS

from ..errors import InputError, SoraNoMeError
from ..grid import crs_name, epsg_of
from ..tasks import Progress, Silent, default_workers, run_ordered
from ..text import QT_TRANSLATE_NOOP, Message
from .catalogue import SWAPPED, Fault, nothing_left, sheet_of
from .copc import MEMORY
from .copcfolder import Job, Journal, Outcome, Unit, fill_folder
from .crs import HEIGHTS, Decision, decide, misplaced, most_used, same_plane, written
from .header import Header
from .places import LOCAL, Place, place_in_zone, revised_heights
from .reading import open_points, with_true_box
from .sheets import zone_of
from .source import Source, unreadable

if TYPE_CHECKING:
    from ..cluster import Cluster

JOURNAL = "import.jsonl"
"""File in the output folder beside the tiles."""

AS_DECIDED, UNKNOWN = "auto", "unknown"
AUTO, EAST_NORTH, NORTH_EAST = "auto", "east_north", "north_east"

LOCAL_HEIGHTS = QT_TRANSLATE_NOOP(
    "SoraNoMe",
    "Its heights are labelled {height}, but those of {place} count from the sea level of the island. Choose that for "
    "HEIGHT unless they were converted.",
)
UNLABELLED = QT_TRANSLATE_NOOP(
    "SoraNoMe", "Nothing says from where its heights count; they are not labelled. Give HEIGHT."
)
UNLABELLED_LOCAL = QT_TRANSLATE_NOOP(
    "SoraNoMe",
    "Nothing says from where its heights count; they are not labelled. On {place} that is the sea level of the island: "
    "give HEIGHT.",
)
UNLABELLED_DATED = QT_TRANSLATE_NOOP(
    "SoraNoMe",
    "Nothing says from where its heights count; they are not labelled. Its date ({date}) suggests {height}: give HEIGHT "
    "when the survey's papers say so.",
)
"""How heights were labelled, or not."""

_VERSION = 1  # of what is written; a journal of another is not believed
_CHUNK = 500_000
_AT_ONCE = 2  # tiles at most: each has so much less memory for its points before they go through scratch files
_JAPAN = range(6669, 6688)  # EPSG codes of the plane rectangular systems (JGD2011)
_EAST_LIMIT_M = 200_000  # no zone reaches further east or west of its origin


@dataclass(frozen=True)
class Settings:
    """What a user decides. ``given``, ``override``: see :func:`~.crs.decide`.

    ``height``: :data:`AS_DECIDED`, :data:`UNKNOWN`, or a code of :data:`~.crs.HEIGHTS`. ``axes``: whether the first
    coordinate is east or north; :data:`AUTO` takes it for east and refuses tiles where that cannot be.
    """

    given: CRS | None = None
    override: bool = False
    height: str = AS_DECIDED
    axes: str = AUTO

    def key(self) -> list:
        """What of them tells whether a tile has to be made anew."""
        return [_VERSION, self.given.to_wkt() if self.given else "", self.override, self.height, self.axes]


def import_tiles(
    sources: Iterable[Source],
    folder: str | os.PathLike,
    settings: Settings = Settings(),
    faults: Iterable[Fault] = (),
    progress: Progress = Silent(),  # noqa: B008 - it has no state
    memory: int = MEMORY,
    workers: int | None = None,
    cluster: Cluster | None = None,
) -> Outcome:
    """Make a COPC file of each tile in ``folder``, and the virtual point cloud and overview of them.

    ``faults`` are tiles left out before. A tile that cannot be used is left out and told; where none is left an
    :class:`InputError` says so. Raises :class:`OutputError` where ``folder`` cannot be written or is full: tiles that
    are done stay, and the next run goes on behind them.
    """
    found = list(dict.fromkeys(sources))

    def plan(journal: Journal, part: Progress) -> tuple[list[Job], list[Fault]]:
        return _plan(found, settings, journal, part)

    points = _Points(settings.axes == NORTH_EAST)
    at_once = min(workers or default_workers(), _AT_ONCE)
    return fill_folder(
        folder, JOURNAL, plan, points, faults, progress,
        memory=memory, at_once=at_once, workers=workers, cluster=cluster,
    )  # fmt: skip


@dataclass(frozen=True)
class _Points:
    """The points of a tile as they are; ``turned``: with the first two coordinates exchanged."""

    turned: bool

    def __call__(
        self, unit: Unit, workers: int, notes: list[Message], progress: Progress
    ) -> Iterator[laspy.ScaleAwarePointRecord]:
        with open_points(unit.source, workers=workers) as points:
            read = points.chunks(_CHUNK)
            yield from _turned_chunks(read) if self.turned else read


def _plan(
    sources: list[Source], settings: Settings, journal: Journal, progress: Progress
) -> tuple[list[Job], list[Fault]]:
    """Tiles to make or keep, all in one coordinate system and each once, by name; and the others."""
    faults: list[Fault] = []
    jobs: dict[tuple, Job] = {}
    looked = run_ordered(
        lambda source: _look(source, settings, journal, progress), sources, progress, max(1, len(sources))
    )
    for source, job in zip(sources, looked):
        if isinstance(job, Message):
            faults.append(Fault(source.path, source.name, job))
            continue
        first = jobs.setdefault(job.same, job)
        if first is not job:
            said = QT_TRANSLATE_NOOP("SoraNoMe", "{name} is the same tile as {other}; it is used once.")
            values = {"name": source.name, "other": first.source.name}
            faults.append(Fault(source.path, source.name, Message(said, values)))
    if not jobs:
        raise nothing_left(faults)
    ordered = sorted(jobs.values(), key=lambda job: (job.source.stem, job.source.name))
    kept, strangers = _of_one_crs(ordered)
    return kept, faults + strangers


def _look(source: Source, settings: Settings, journal: Journal, progress: Progress) -> Job | Message:
    """What is to be done with a tile; a message where it cannot be used."""
    try:
        stamp = list(source.stamp)
        known = journal.known(source, stamp, settings.key())
        if known:
            return Job(source, stamp, settings.key(), known=known)
        with open_points(source) as points:
            header = with_true_box(source, points.header, progress)
        if settings.axes == NORTH_EAST:
            header = _turned(header)
        if header.count == 0:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name} holds no points. Leave it out, or download it again."),
                name=source.name,
            )
        sheet, notes = sheet_of(source.stem, header)
        if settings.axes != EAST_NORTH and any(note.template == SWAPPED for note in notes):
            raise _exchanged(source, settings)
        decision = decide(written(header), sheet, settings.given, source.name, settings.override, notes)
        if settings.axes == AUTO and _beyond_its_zone(header, decision):
            raise _exchanged(source, settings)
    except SoraNoMeError as error:
        return error.message
    except OSError as error:
        return unreadable(source.name, error).message
    if settings.height != AS_DECIDED:
        height = "" if settings.height == UNKNOWN else settings.height
        if decision.height and height and decision.height != height and not settings.override:
            return Message(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name} says its heights are {written}, but {given} was given. Take the heights as decided, or tick "
                    "that yours replaces what is in the file.",
                ),
                {"name": source.name, "written": height_name(decision.height), "given": height_name(height)},
            )
        decision = replace(decision, height=height)
    told = [
        *header.problems,
        *notes,
        *decision.notes,
        misplaced(decision.crs, header.box),
        _heights_note(header, decision),
    ]
    return Job(source, stamp, settings.key(), header, sheet, decision, tuple(note for note in told if note))


def _heights_note(header: Header, decision: Decision) -> Message | None:
    """What to say where heights are not labelled, or as none that count in that place."""
    zone, (west, south, east, north) = zone_of(epsg_of(decision.crs)), header.box
    place = None
    if zone and not misplaced(decision.crs, header.box):
        place = _place_near(zone, round((west + east) / 2, -2), round((south + north) / 2, -2))
    local = place is not None and place.height == LOCAL
    if decision.height in ("jgd2011", "jgd2024") and local:
        return Message(LOCAL_HEIGHTS, {"height": height_name(decision.height), "place": place.ja})
    if decision.height:
        return None
    if local:
        return Message(UNLABELLED_LOCAL, {"place": place.ja})
    if not zone or header.created is None:
        return Message(UNLABELLED)
    likely = "jgd2024" if revised_heights(header.created.isoformat()) else "jgd2011"
    return Message(UNLABELLED_DATED, {"date": header.created.isoformat(), "height": height_name(likely)})


@functools.lru_cache(maxsize=4096)
def _place_near(zone: int, east: float, north: float) -> Place | None:
    return place_in_zone(zone, east, north)


def height_name(height: str) -> str:
    """The name of a height datum by its code, or as it was written."""
    return HEIGHTS[height][0] if height in HEIGHTS else height


def _exchanged(source: Source, settings: Settings) -> InputError:
    if settings.axes == NORTH_EAST:
        return InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} has east before north, against what was chosen: only so does it lie in its map sheet or zone. "
                "Import it with the other order.",
            ),
            name=source.name,
        )
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{name} seems to have north before east, as surveyors write X and Y: only so does it lie in its map sheet or "
            "zone. Choose that order and run again, for these tiles alone.",
        ),
        name=source.name,
    )


def _beyond_its_zone(header: Header, decision: Decision) -> bool:
    """Whether coordinates in a Japanese zone could be right only the other way round."""
    if decision.crs.to_epsg() not in _JAPAN or not header.box_plausible:
        return False
    x, y = (header.mins[0] + header.maxs[0]) / 2, (header.mins[1] + header.maxs[1]) / 2
    return abs(x) > _EAST_LIMIT_M >= abs(y)


def _turned(header: Header) -> Header:
    """With the first two coordinates exchanged."""
    names = ("scales", "offsets", "mins", "maxs")
    return replace(
        header, **{name: (values[1], values[0], values[2]) for name in names for values in [getattr(header, name)]}
    )


def _turned_chunks(chunks: Iterable[laspy.ScaleAwarePointRecord]) -> Iterator[laspy.ScaleAwarePointRecord]:
    for chunk in chunks:
        array = chunk.array.copy()
        array["X"], array["Y"] = chunk.array["Y"], chunk.array["X"]
        turn = [1, 0, 2]
        scales, offsets = np.asarray(chunk.scales)[turn], np.asarray(chunk.offsets)[turn]
        yield laspy.ScaleAwarePointRecord(array, chunk.point_format, scales, offsets)


def _of_one_crs(jobs: list[Job]) -> tuple[list[Job], list[Fault]]:
    """The tiles in the system most of them have, and the others as faults: one layer has one system.

    Raises :class:`InputError` where as many have another.
    """
    usual, *others = most_used(job.crs for job in jobs)
    if others:
        names = [next(job.source.name for job in jobs if same_plane(job.crs, crs)) for crs in (usual, others[0])]
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Which coordinate system? As many tiles lie in {first_crs} ({first}) as in {other_crs} ({other}), and one "
                "layer has one system. Choose the tiles of one of them, or give the right one for tiles that are wrong.",
            ),
            first=names[0],
            first_crs=crs_name(usual),
            other=names[1],
            other_crs=crs_name(others[0]),
        )
    kept = [job for job in jobs if same_plane(job.crs, usual)]
    said = QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "{name} lies in {crs}, most other tiles in {usual}; one layer has one system. Import it by itself into another "
        "folder.",
    )
    faults = [
        Fault(
            job.source.path,
            job.source.name,
            Message(said, {"name": job.source.name, "crs": crs_name(job.crs), "usual": crs_name(usual)}),
        )
        for job in jobs
        if not same_plane(job.crs, usual)
    ]
    return kept, faults
