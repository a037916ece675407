"""Who visits which site of the made scene, and what he says: by its truth, and with mistakes where asked.

Inspectors here make no errors of judgement: a fill nobody permitted is one, crops are none. What they do wrong is what
people do wrong with lists.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta

import numpy as np
import shapely
from shapely import Geometry, Point, STRtree

from ..fieldwork.exchange import ListInfo
from ..fieldwork.lifecycle import CLOSED
from ..fieldwork.values import DIRECTIONS
from ..text import QT_TRANSLATE_NOOP, Translate

PER_DAY = 8
"""Visits of one inspector in a day."""
REACH_M = 20.0
"""An event this near to the place a site is at is what the site is."""
EARTHWORKS = ("fill", "cut", "stockpile")
_NAMES = {
    "ja": ("佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤"),
    "en": ("Sato", "Suzuki", "Takahashi", "Tanaka", "Ito", "Watanabe", "Yamamoto", "Nakamura", "Kobayashi", "Kato"),
}
MOST = len(_NAMES["ja"])
"""Inspectors there can be."""
POINTS = tuple(DIRECTIONS)
_FULL_WIDTH = str.maketrans("0123456789/", "０１２３４５６７８９／")

_REMARKS = {
    "unpermitted": QT_TRANSLATE_NOOP("SoraNoMe", "{kind}, about {height} m high. No notice of a permit.\nNobody was met."),
    "corrected": QT_TRANSLATE_NOOP("SoraNoMe", "{kind} removed and the slope planted."),
    "permitted": QT_TRANSLATE_NOOP("SoraNoMe", "{kind} by permit; the notice stands at the entrance."),
    "other": QT_TRANSLATE_NOOP("SoraNoMe", "No earthworks: {kind}."),
    "nothing": QT_TRANSLATE_NOOP("SoraNoMe", "No change of the ground to be seen."),
    "second": QT_TRANSLATE_NOOP("SoraNoMe", "Seen from the road only."),
}  # fmt: skip
_KINDS = {
    "fill": QT_TRANSLATE_NOOP("SoraNoMe", "Fill"),
    "cut": QT_TRANSLATE_NOOP("SoraNoMe", "Cut"),
    "stockpile": QT_TRANSLATE_NOOP("SoraNoMe", "Stockpile"),
    "clearcut": QT_TRANSLATE_NOOP("SoraNoMe", "felled trees"),
    "roof": QT_TRANSLATE_NOOP("SoraNoMe", "a roof"),
    "solar": QT_TRANSLATE_NOOP("SoraNoMe", "solar panels"),
    "ploughed": QT_TRANSLATE_NOOP("SoraNoMe", "a ploughed field"),
}


@dataclass(frozen=True)
class Event:
    """What was done to the ground, of the scene's truth; ``outline`` in JGD2011 degrees."""

    outline: Geometry
    kind: str
    permitted: bool
    height_m: float = 0.0


@dataclass(frozen=True)
class Listed:
    """A row of a list as it went out; ``place`` tells the writer where it stands."""

    key: str
    name: str
    status: str
    latitude: float
    longitude: float
    rank: int = 10**9
    place: tuple = ()


@dataclass(frozen=True)
class Settings:
    """``share`` of the rows, best ranks first, is visited; ``overlap`` sites twice, by different inspectors, who disagree;
    ``photos`` of each visit, at most :data:`~..fieldwork.exchange.PHOTOS`. ``last_day``: ISO day of the last visits; "" for
    the day the list was made."""

    last_day: str = ""
    seed: int = 1
    inspectors: int = 2
    share: float = 1.0
    overlap: int = 0
    photos: int = 1
    messy: bool = False


@dataclass
class Said:
    """What one inspector says of one row; codes of ``values.py``. ``photos``: (name, degrees) in the order of columns.

    ``typed``: column → what is typed instead of the value, where he makes a mistake."""

    row: Listed
    visited_on: str
    visited_by: str
    status: str
    finding: str
    emergency_measures: str
    remarks: str
    kind: str
    photos: list[tuple[str, float]] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    @property
    def is_rejected(self) -> bool:
        return "finding" in self.typed


@dataclass
class Inspector:
    """``mark`` tells his files from others'; ``deleted`` are keys of rows he deletes; ``resorts``: his rows come back in
    another order."""

    name: str
    mark: str
    said: list[Said] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    resorts: bool = False


# -- what is found ------------------------------------------------------------------------------------------------------


class Truth:
    """The events of a scene, to be asked what lies at a place."""

    def __init__(self, events: Sequence[Event]):
        self._events = list(events)
        middle = shapely.union_all([e.outline for e in self._events]).centroid if self._events else Point(139.8, 36.0)
        # Metres along a degree on a sphere: to some mm over the 20 m asked.
        self._scale = np.array([math.cos(math.radians(middle.y)), 1.0]) * 111_195.0
        self._tree = STRtree([self._metres(event.outline) for event in self._events])

    def at(self, latitude: float, longitude: float) -> Event | None:
        """The event nearest to a place, within :data:`REACH_M`."""
        place = self._metres(Point(longitude, latitude))
        near = self._tree.query_nearest(place, max_distance=REACH_M) if self._events else ()
        return self._events[min(near)] if len(near) else None

    def _metres(self, shape: Geometry) -> Geometry:
        return shapely.transform(shape, lambda xy: xy * self._scale)


def judge(event: Event | None, status: str, translate: Translate = str) -> tuple[str, str, str, str]:
    """(Status, finding, emergency measures, remarks) of a visit to a site that had ``status``."""
    if event is None:
        return "false_detection", "no_action", "not_needed", translate(_REMARKS["nothing"])
    words = {"kind": translate(_KINDS.get(event.kind, event.kind)), "height": f"{event.height_m:.1f}"}
    if event.kind not in EARTHWORKS:
        return "false_detection", "no_action", "not_needed", translate(_REMARKS["other"]).format(**words)
    if event.permitted:
        return "lawful", "no_action", "not_needed", translate(_REMARKS["permitted"]).format(**words)
    if status == "under_correction":
        return "corrected", "no_action", "not_needed", translate(_REMARKS["corrected"]).format(**words) + " 👍"
    high = event.height_m >= 2  # 盛土規制法施行令第3条第4号
    following = "under_correction" if high or status == "visited" else "visited"
    urgent = "needed" if event.height_m >= 5 and event.kind != "cut" else "not_needed"
    finding = "survey_needed" if high else "watch"
    return following, finding, urgent, translate(_REMARKS["unpermitted"]).format(**words)


def plan(rows: Sequence[Listed], truth: Truth, settings: Settings, language: str, translate: Translate = str) -> list:
    """The :class:`Inspector`\\ s and what they say. Closed sites are not visited again."""
    rng = np.random.default_rng(settings.seed)
    names = _NAMES.get(language, _NAMES["en"])
    inspectors = [Inspector(names[i], f"{i + 1:02d}") for i in range(settings.inspectors)]
    ranked = sorted((row for row in rows if row.status not in CLOSED), key=lambda row: (row.rank, row.name, row.key))
    chosen = ranked[: round(settings.share * len(ranked))]
    for number, row in enumerate(chosen):
        inspector = inspectors[number % len(inspectors)]
        event = truth.at(row.latitude, row.longitude)
        inspector.said.append(
            Said(row, "", inspector.name, *judge(event, row.status, translate), event.kind if event else "")
        )
    for inspector in inspectors:
        _date(inspector, settings)
        for number, said in enumerate(inspector.said):
            _take_photos(said, inspector, number, settings, rng)
        if settings.messy:
            _mistake(inspector, rows, chosen)
    _overlap(inspectors, settings, rng, translate)
    for inspector in inspectors:
        inspector.resorts = settings.messy
    return inspectors


def _date(inspector: Inspector, settings: Settings) -> None:
    """Days of visits: working days, the last of them ``last_day`` or before."""
    day = date.fromisoformat(settings.last_day)
    for number, said in enumerate(reversed(inspector.said)):
        if number and not number % PER_DAY:
            day -= timedelta(days=1)
        while day.weekday() >= 5:
            day -= timedelta(days=1)
        said.visited_on = day.isoformat()


def _take_photos(said: Said, inspector: Inspector, number: int, settings: Settings, rng) -> None:
    for photo in range(settings.photos):
        degrees = 45.0 * rng.integers(8) if number % 2 else float(rng.integers(360))
        stem = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in said.row.name) or "site"
        said.photos.append((f"{stem}_{inspector.mark}_{number + 1:04d}_{photo + 1}.jpg", degrees))


def _mistake(inspector: Inspector, rows: Sequence[Listed], chosen: Sequence[Listed]) -> None:
    """A mistake of each kind, in the rows in which they can be made."""
    said = inspector.said
    if len(said) > 0:
        day = date.fromisoformat(said[0].visited_on)
        said[0].typed["visited_on"] = f"令和{day.year - 2018}年{day.month}月{day.day}日"
    if len(said) > 1:
        day = date.fromisoformat(said[1].visited_on)
        said[1].typed["visited_on"] = f"{day.year}/{day.month}/{day.day}".translate(_FULL_WIDTH)
    if len(said) > 2 and said[2].photos:
        degrees = said[2].photos[0][1]
        said[2].typed["direction_1"] = f"{degrees:.0f}".translate(_FULL_WIDTH)
    if len(said) > 3 and said[3].photos:
        said[3].missing.append(said[3].photos[0][0])
    if len(said) > 4:
        said[4].typed["finding"] = "たぶん危険"
    visited = {row.key for row in chosen}
    inspector.deleted += [row.key for row in rows if row.key not in visited][-1:]


def _overlap(inspectors: Sequence[Inspector], settings: Settings, rng, translate: Translate) -> None:
    """Some sites are visited by a second inspector, too, who says something else; his file is read after the first one's."""
    sure = [
        (number, said)
        for number, inspector in enumerate(inspectors[:-1])
        for said in inspector.said
        if not said.typed and not said.missing
    ]
    wanted = min(settings.overlap, len(sure))
    for place in np.linspace(0, len(sure) - 1, wanted).round().astype(int).tolist():
        number, first = sure[place]
        second = inspectors[number + 1]
        other = "lawful" if first.status == "visited" else "visited"
        said = replace(
            first,
            visited_by=second.name,
            status=other,
            finding="watch",
            emergency_measures="not_needed",
            remarks=translate(_REMARKS["second"]),
            photos=[],
            typed={},
            missing=[],
        )
        _take_photos(said, second, len(second.said), settings, rng)
        second.said.append(said)


def expected(inspectors: Sequence[Inspector], files: Sequence[str], info: ListInfo | None, settings: Settings) -> dict:
    """What an import of all files, in the order of their names, must leave in the register."""
    sites: dict[str, dict] = {}
    conflicts, rejected, missing = [], [], []
    for inspector, file in zip(inspectors, files):
        for said in inspector.said:
            about = {"key": said.row.key, "name": said.row.name, "file": file}
            missing += [{**about, "photo": name} for name in said.missing]
            told = {
                "visited_on": said.visited_on,
                "visited_by": said.visited_by,
                "status": said.status,
                "finding": said.finding,
                "emergency_measures": said.emergency_measures,
                "remarks": said.remarks,
            }
            if said.is_rejected:
                rejected.append({**about, "typed": said.typed})
            elif said.row.key in sites:
                conflicts.append({**about, **told})
            else:
                kept = [(name, degrees) for name, degrees in said.photos if name not in said.missing]
                sites[said.row.key] = {**about, **told, "kind": said.kind, "photos": [list(photo) for photo in kept]}
    return {
        "list_id": info.list_id if info else "",
        "register_id": info.register_id if info else "",
        "settings": asdict(settings),
        "files": list(files),
        "sites": sites,
        "conflicts": conflicts,
        "rejected": rejected,
        "missing_photos": missing,
        "deleted_rows": sorted({key for inspector in inspectors for key in inspector.deleted}),
    }
