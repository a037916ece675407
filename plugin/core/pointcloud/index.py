"""A folder of tiles as one table: where each lies, what is wrong with it, and which sheets are missing."""

from __future__ import annotations

import bisect
import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import numpy as np
import shapely
from rasterio.crs import CRS
from rasterio.warp import transform

from ..errors import InputError
from ..grid import crs_name, epsg_of
from ..raster import environment
from ..tasks import Part, Progress, Silent, check_cancelled, run_units
from ..text import Message
from . import problems as say
from .catalogue import ELSEWHERE, Bounds, disagreement, swapped
from .crs import (
    HEIGHTS,
    IMPLIED,
    REPLACED,
    contradicts,
    feet_of,
    height_code,
    linear_unit,
    misplaced,
    most_used,
    of_epsg,
    of_wkt,
    same_plane,
)
from .facts import GRID_KIND, Facts, look
from .manifest import Manifest
from .places import LOCAL, place_in_zone
from .problems import Problem, coded, worst
from .sheets import LEVELS, SIZES, Sheet, count_in, epsg, find_code, parse, sheet_at, zone_of
from .source import GRIDS, POINTS, TEXT, Source, find_sources

if TYPE_CHECKING:
    from ..cluster import Cluster

SUFFIXES = POINTS + TEXT + GRIDS

_GAP = 20  # sheets in a row or column that may be missing between two that are there; more is another block
_COVERED = 0.5  # share of the smaller of two tiles that lies in the other where they cover the same ground
_STRANGERS = 0.1  # share of points in a tile of the ground that no ground has
_REVISION = "2025-04-01"  # 測地成果2024: heights of all Japan

_GROUND = re.compile(r"(?<![a-z])ground|(?<![a-z])grd(?![a-z])|グラウンド|グランド|地盤|地表面")
_ORIGINAL = re.compile(r"original|(?<![a-z])org(?![a-z])|オリジナル")
"""What folders of deliveries are called; the nearest one that says either counts."""


@dataclass
class Row:
    """A tile in the index. ``outline`` is a polygon in the CRS of the index, None where its place is not known.

    ``named`` is the sheet in its name, ``sheet`` the same unless its coordinates contradict it. ``origin`` of its CRS: see
    :class:`~.crs.Decision`.
    """

    facts: Facts
    named: Sheet | None = None
    sheet: Sheet | None = None
    crs: CRS | None = None
    origin: str = ""
    height: str = ""
    outline: shapely.Polygon | None = None
    density: float | None = None
    """Points per m² of its box."""
    density_held: float | None = None
    """Points per m² of the cells of 1 m that hold any."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def severity(self) -> str:
        return worst(self.problems)

    @property
    def name(self) -> str:
        return self.facts.source.name

    @property
    def folder(self) -> tuple[str, str]:
        """Where it lies, zips taken as folders of one level."""
        return str(Path(self.facts.path).parent), str(PurePath(self.facts.member).parent)

    def tell(self, code: str, said: str, **values) -> None:
        self.problems.append(Problem(code, Message(said, values)))


@dataclass(frozen=True)
class Missing:
    """A sheet that is missing inside the block of the others."""

    sheet: Sheet
    kind: str
    outline: shapely.Polygon


@dataclass(frozen=True)
class Index:
    """``rows`` ordered by path; ``crs`` is the one most tiles have, None where no tile has any.

    ``strangers``: text files that are no tiles. ``reused``: rows taken from the index before.
    """

    rows: tuple[Row, ...]
    missing: tuple[Missing, ...]
    crs: CRS | None
    strangers: tuple[str, ...] = ()
    reused: int = 0

    @property
    def points(self) -> int:
        """Points of all tiles that are no grids."""
        return sum(row.facts.count for row in self.rows if row.facts.kind != GRID_KIND)

    @property
    def troubled(self) -> int:
        """Rows with an error or a warning."""
        return sum(row.severity in (say.ERROR, say.WARNING) for row in self.rows)

    def tally(self) -> list[tuple[str, int, Row]]:
        """(code, rows, the first of them) of every problem, the worst and most frequent first."""
        counts, firsts = Counter(), {}
        for row in self.rows:
            for code in {problem.code for problem in row.problems}:
                counts[code] += 1
                firsts.setdefault(code, row)
        order = sorted(counts, key=lambda code: (say.SEVERITIES.index(say.SEVERITY_OF[code]), -counts[code], code))
        return [(code, counts[code], firsts[code]) for code in order]


@dataclass(frozen=True)
class _Looking:
    """What is found in a tile."""

    deep: bool

    def __call__(self, source: Source, watch: Progress) -> Facts:
        return look(source, self.deep, watch)


def scan(
    paths: Iterable[str | os.PathLike],
    deep: bool = False,
    given: CRS | None = None,
    override: bool = False,
    before: str | os.PathLike | None = None,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
    workers: int | None = None,
    cluster: Cluster | None = None,
) -> Index:
    """The index of all tiles and grids among ``paths`` (files, folders, zips).

    Headers and a few points of each are read, with ``deep`` all points. ``before`` is an index of an earlier scan (a
    GeoPackage): files that have not changed since are taken from it. ``given`` and ``override``: see
    :func:`~.crs.decide`. Raises :class:`InputError` where a path does not exist; what is wrong with single files is
    among the problems of their rows.
    """
    manifest = Manifest(before, deep)
    paths = [os.path.abspath(path) for path in paths]
    sources, faults = find_sources(paths, SUFFIXES, manifest.members)
    check_cancelled(progress)
    known = {source: facts for source in sources if (facts := manifest.facts(source)) is not None}
    new = [source for source in sources if source not in known]

    looked = run_units(_Looking(deep), new, Part(progress, 0, 0.9), len(new), workers, cluster)
    found = known | dict(zip(new, looked))
    rows = [Row(found[source]) for source in sources]
    for path, why in faults:
        rows.append(Row(Facts(str(path), problems=[coded(why, "unreadable")])))
    rows.sort(key=lambda row: (row.facts.path, row.facts.member))
    strangers = tuple(row.name for row in rows if row.facts.strange)
    rows = [row for row in rows if not row.facts.strange]
    crs, missing = relate(rows, given, override)
    return Index(tuple(rows), tuple(missing), crs, strangers, len(known))


def relate(rows: list[Row], given: CRS | None = None, override: bool = False) -> tuple[CRS | None, list[Missing]]:
    """Fill ``rows`` with what follows from their facts and from one another; the CRS of the index and missing sheets."""
    for row in rows:
        row.problems = list(row.facts.problems)
        _decide(row, given, override)
        _measure(row)
        _judge_ground(row)
    _find_doubles(rows)
    _find_mixed_heights(rows)
    usual = most_used(row.crs for row in rows if row.crs)
    crs = usual[0] if usual else None
    for row in rows:
        others = [system for system in usual if row.crs and not same_plane(row.crs, system)]
        if len(others) == len(usual) > 0:
            row.tell("zones", say.ZONES, crs=crs_name(row.crs), usual=crs_name(crs))
        elif others:
            row.tell("zones", say.ZONES_TIED, crs=crs_name(row.crs), other=crs_name(others[0]))
        row.outline = _outline(_footprint(row), row.crs, crs)
    missing = [
        Missing(sheet, kind, outline)
        for sheet, kind in _missing(rows)
        if (outline := _outline(sheet.extent, of_epsg(epsg(sheet.zone)), crs)) is not None
    ]
    return crs, missing


def _decide(row: Row, given: CRS | None, override: bool) -> None:
    """Its sheet and its CRS, and how they agree with its coordinates."""
    facts = row.facts
    code = find_code(facts.source.stem)
    if code:
        row.named = row.sheet = parse(code, facts.box)
        if row.named.ambiguous and facts.box:
            row.named = row.sheet = parse(code, swapped(facts.box))
    written = _crs(facts.crs)
    row.height = height_code(facts.height)
    row.crs, row.origin = written, "written" if written else ""
    if given is not None and (written is None or override):
        row.crs, row.origin = given, "given"
        if written is not None and not same_plane(written, given):
            row.tell("crs_replaced", REPLACED, written=crs_name(written), given=crs_name(given))
    elif given is not None and not same_plane(written, given):
        row.tell("wrong_zone", say.CRS_DIFFERS, written=crs_name(written), given=crs_name(given))
    elif written is None and row.named:
        row.crs, row.origin = of_epsg(epsg(row.named.zone)), "sheet"
        if facts.readable:
            row.tell("crs_implied", IMPLIED, crs=crs_name(row.crs), sheet=row.named.code)
    elif written is None and facts.readable:
        unusable = any(problem.code == "crs_unusable" for problem in facts.problems)
        row.tell("no_crs", say.UNUSABLE_CRS if unusable else say.NO_CRS)
    if row.named and contradicts(row.crs, row.named):
        expected = of_epsg(epsg(row.named.zone))
        row.tell(
            "wrong_zone",
            say.WRONG_ZONE,
            written=crs_name(row.crs),
            sheet=row.named.code,
            expected=crs_name(expected),
        )
        if facts.box and not disagreement(row.named, facts.box):  # its coordinates side with its name
            row.crs, row.origin = expected, "sheet"
        else:
            row.sheet = None
    if row.crs is None:
        row.sheet = None if facts.box else row.sheet
        return
    if row.crs.is_geographic:
        row.tell("degrees", say.DEGREES, crs=crs_name(row.crs))
        row.sheet = None
        return
    _judge_place(row)


def _judge_place(row: Row) -> None:
    """Name and coordinates against each other, in a projected CRS."""
    facts = row.facts
    unit = linear_unit(row.crs)
    feet = feet_of(unit, facts.metres_per_height_unit or unit)
    if feet:
        row.tell("feet", feet, crs=crs_name(row.crs))
    code = epsg_of(row.crs)
    zone = zone_of(code)
    if zone is not None and code != epsg(zone):
        row.tell("old_datum", say.OLD_DATUM, crs=crs_name(row.crs))
    if row.sheet and facts.box:
        said = disagreement(row.sheet, facts.box)
        if said == ELSEWHERE:
            _tell_where(row, zone)
            row.sheet = None
        elif said:
            row.problems.append(coded(Message(said, {"sheet": row.sheet.code}), "name"))
    elif facts.box and (astray := misplaced(row.crs, facts.box)):
        row.problems.append(coded(astray, "far"))
    elif facts.box and zone is not None and not count_in(LEVELS[0], facts.box):
        row.tell("far", say.FAR)


def _tell_where(row: Row, zone: int | None) -> None:
    """Which sheet its coordinates lie in, where its name says another."""
    west, south, east, north = row.facts.box
    try:
        other = sheet_at(zone or row.sheet.zone, row.sheet.level, (west + east) / 2, (south + north) / 2)
        row.tell("name", say.LIES_IN, sheet=row.sheet.code, other=other.code)
    except InputError:  # no sheet at all
        row.tell("name", ELSEWHERE, sheet=row.sheet.code)


def _measure(row: Row) -> None:
    """Its density."""
    facts = row.facts
    if not facts.count or row.crs is None or row.crs.is_geographic:
        return
    unit = linear_unit(row.crs)
    bounds = facts.box or (row.sheet.extent if row.sheet else None)
    if bounds:
        area = (bounds[2] - bounds[0]) * (bounds[3] - bounds[1]) * unit**2
        if facts.kind == GRID_KIND and facts.spacing:
            row.density = 1 / (facts.spacing * unit) ** 2
        elif area > 0:
            row.density = facts.count / area
    if facts.occupied:
        row.density_held = facts.count / (facts.occupied * unit**2)


def _judge_ground(row: Row) -> None:
    """Whether a tile in a folder called ground holds what is none."""
    facts = row.facts
    folders = [*Path(facts.path).parent.parts[-2:], *PurePath(facts.source.name).parts[-2:-1]]
    names = [unicodedata.normalize("NFKC", name).lower() for name in reversed(folders)]
    promised = next((name for name in names if _GROUND.search(name) or _ORIGINAL.search(name)), "")
    if facts.kind == GRID_KIND or not _GROUND.search(promised):
        return
    total = sum(facts.classes.values())
    others = 1 - facts.classes.get("2", 0) / total if facts.classes.get("2") else 0.0
    for share, kind in ((others, say.OTHER_CLASSES), (facts.not_last or 0.0, say.NOT_LAST)):
        if share > _STRANGERS:
            row.tell("everything", say.EVERYTHING, share=round(100 * share), kind=Message(kind))
            return


def _find_doubles(rows: list[Row]) -> None:
    """Tiles that are there twice, sheets of which there are two, tiles that cover the same ground."""
    firsts: dict[tuple, Row] = {}
    singles = []
    for row in rows:
        facts = row.facts
        if not facts.readable or not facts.box or not facts.count:
            continue
        if any(problem.code in ("truncated", "damaged") for problem in facts.problems):
            continue  # its header says what is not there
        key = (facts.kind, facts.count, *facts.box, *(facts.heights or ()), facts.spacing)
        first = firsts.setdefault(key, row)
        if first is row:
            singles.append(row)
        else:
            row.tell("duplicate", say.DUPLICATE, other=first.name)
    sheets: dict[tuple, list[Row]] = defaultdict(list)
    for row in singles:
        if row.sheet:
            sheets[row.facts.kind, row.sheet].append(row)
    for (_, sheet), sharing in sheets.items():
        for row in sharing[1:]:
            same_folder = row.folder == sharing[0].folder
            row.tell(
                "same_sheet" if same_folder else "elsewhere_too",
                say.SAME_SHEET,
                sheet=sheet.code,
                other=sharing[0].name,
            )
    _find_overlaps([row for row in singles if not row.sheet])


def _find_overlaps(rows: list[Row]) -> None:
    """Tiles without sheets, each told of the first before it that covers the same ground."""
    groups: dict[tuple, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.facts.kind, crs_name(row.crs)].append(row)
    for group in groups.values():
        boxes = np.array([shapely.box(*row.facts.box) for row in group])
        tree = shapely.STRtree(boxes)
        for one, other in tree.query(boxes).T:
            if other >= one:
                continue
            smaller = min(boxes[one].area, boxes[other].area)
            told = any(problem.message.template == say.OVERLAP for problem in group[one].problems)
            if told or not smaller or boxes[one].intersection(boxes[other]).area <= _COVERED * smaller:
                continue
            same_folder = group[one].folder == group[other].folder
            group[one].tell("overlap" if same_folder else "elsewhere_too", say.OVERLAP, other=group[other].name)


def _find_mixed_heights(rows: list[Row]) -> None:
    """Height datums that do not go together, or not with the place."""
    told = Counter(row.height for row in rows if row.height)
    usual = max(told, key=lambda name: (told[name], name)) if told else ""
    for row in rows:
        if row.height and row.height != usual:
            row.tell("heights", say.HEIGHTS, height=_height_name(row.height), usual=_height_name(usual))
    if not told:
        dates = [row.facts.surveyed[-1] if row.facts.surveyed else row.facts.created for row in rows]
        if any(date and date < _REVISION for date in dates):
            for row, date in zip(rows, dates):
                if date >= _REVISION:
                    row.tell("heights", say.REVISION, date=date, revision=_REVISION)
    islands = {}
    for row in rows:
        if not row.sheet or row.height == "local":
            continue
        block = row.sheet.code[:6]  # islands are looked up once for 4 × 3 km
        if block not in islands:
            west, south, east, north = row.sheet.extent
            islands[block] = place_in_zone(row.sheet.zone, (west + east) / 2, (south + north) / 2)
        place = islands[block]
        if place and place.height == LOCAL and row.height:
            row.tell("heights", say.LOCAL_HEIGHTS, height=_height_name(row.height), place=place.ja)
        elif place and place.height == LOCAL:
            row.tell("local_heights", say.COUNTED_LOCALLY, place=place.ja)


def _height_name(height: str) -> str:
    return HEIGHTS[height][0] if height in HEIGHTS else height


def _missing(rows: list[Row]) -> list[tuple[Sheet, str]]:
    """Sheets that are not there though others are on both sides of them, in their row and in their column."""
    there: dict[tuple, set[tuple[int, int]]] = defaultdict(set)
    for row in rows:
        if row.sheet and row.facts.kind in ("points", "text", GRID_KIND):
            width, height = SIZES[row.sheet.level]
            place = row.sheet.extent[0] // width, row.sheet.extent[1] // height
            kind = GRID_KIND if row.facts.kind == GRID_KIND else "points"
            there[kind, row.sheet.zone, row.sheet.level].add(place)
    found = []
    for (kind, zone, level), places in there.items():
        width, height = SIZES[level]
        along = _gaps(places)
        up = {(x, y) for y, x in _gaps({(y, x) for x, y in places})}
        for x, y in sorted(along & up):
            found.append((sheet_at(zone, level, (x + 0.5) * width, (y + 0.5) * height), kind))
    return found


def _gaps(places: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Places between two of ``places`` with the same second number, few of them in a row."""
    lines: dict[int, list[int]] = defaultdict(list)
    for x, y in places:
        bisect.insort(lines[y], x)
    return {
        (x, y)
        for y, line in lines.items()
        for first, second in pairwise(line)
        if second - first - 1 <= _GAP
        for x in range(first + 1, second)
    }


def _footprint(row: Row) -> Bounds | None:
    """Where to draw it: its sheet where that fits, else its box, else the sheet in its name."""
    if row.sheet:
        return row.sheet.extent
    return row.facts.box or (row.named.extent if row.named else None)


def _outline(bounds: Bounds | None, own: CRS | None, crs: CRS | None) -> shapely.Polygon | None:
    """The box as a polygon in ``crs``; it is taken to be in it already where its own CRS is not known."""
    if bounds is None:
        return None
    outline = shapely.box(*bounds)
    if own is None or crs is None or same_plane(own, crs):
        return outline
    ring = np.asarray(
        shapely.segmentize(outline, max(bounds[2] - bounds[0], bounds[3] - bounds[1], 1e-9) / 4).exterior.coords
    )
    with environment():
        x, y = transform(own, crs, ring[:, 0], ring[:, 1])
    brought = np.column_stack([x, y])
    return shapely.Polygon(brought) if np.isfinite(brought).all() else None


def _crs(written: str) -> CRS | None:
    if written.startswith("EPSG:"):
        return of_epsg(int(written[5:]))
    return of_wkt(written).crs if written else None
