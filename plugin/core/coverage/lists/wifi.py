"""Public Wi-Fi: lists of spots as municipalities publish them, how far a spot reaches, and which places none reaches.

Lists follow 公衆無線LANアクセスポイント一覧 of the open-data standards: the older 推奨データセット begins with
都道府県コード又は市区町村コード, NO; the present 自治体標準オープンデータセット with 全国地方公共団体コード, ID. Neither has
a column for OpenRoaming; it is read from a column of that name where somebody added one, else from SSID, remarks and
name. Nothing said is *unknown*.

The reach of a spot is a circle: the distance at which the loss of ``resources/coverage/wifi.json`` (Rec. ITU-R P.1411
outdoors, P.1238 indoors) leaves the wanted level at a share of places (the scatter of the loss taken as normal). Where
buildings are given, a spot inside one reaches no further than that building, and a spot outside reaches into none.
"""

from __future__ import annotations

import functools
import json
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist

import numpy as np
import shapely

from ...delimited import read_delimited
from ...errors import InputError
from ...resources import FOLDER
from ...tasks import Progress, Silent, check_cancelled
from ...text import QT_TRANSLATE_NOOP, Message
from .columns import cell, find_header, plain
from .positions import NAMES, WORDS, Position, positions_of

YES, NO, UNKNOWN = "yes", "no", "unknown"
INDOOR, OUTDOOR = "indoor", "outdoor"
ENVIRONMENTS = ("street", "residential", "high_rise")
BANDS = ("2.4", "5.2", "5.6")
OLD, NEW, OTHER = "old", "new", "other"

_COLUMNS = NAMES | {
    "code_new": ("全国地方公共団体コード",),
    "code_old": ("都道府県コード又は市区町村コード",),
    "id": ("ID", "NO", "No.", "番号", "識別番号"),
    "name": ("名称", "施設名", "施設名称", "設置場所", "設置場所名", "設置施設名", "スポット名", "name"),
    "address": ("所在地_連結表記", "所在地_連結標記", "住所", "所在地", "address"),
    "installer": ("設置者", "設置主体", "提供者", "事業者"),
    "ssid": ("SSID", "ＳＳＩＤ名", "SSID名"),
    "area": ("提供エリア", "利用可能エリア", "利用エリア", "設置位置", "提供範囲", "屋内屋外"),
    "note": ("備考", "特記事項", "note"),
}  # fmt: skip
_OUTDOOR = (
    "屋外", "公園", "広場", "バス停", "停留所", "停留場", "路上", "街頭", "街路", "商店街", "通り", "海岸", "海水浴場",
    "園内", "ロータリー", "キャンプ場", "登山口", "展望台", "outdoor",
)  # fmt: skip
_INDOOR = (
    "屋内", "館内", "施設内", "店内", "所内", "院内", "校内", "庁舎", "ロビー", "待合", "体育館", "ホール", "階", "室",
    "図書館", "会館", "センター", "役場", "役所", "病院", "学校", "公民館", "美術館", "博物館", "出張所", "indoor",
)  # fmt: skip
_YES = ("○", "◯", "〇", "●", "有", "有り", "あり", "可", "対応", "対応済", "対応済み", "yes", "y", "true", "1", "済")
_NO = ("×", "✕", "無", "無し", "なし", "不可", "非対応", "未対応", "no", "n", "false", "0")
_OPENROAMING = ("openroaming", "オープンローミング")
_DENIED = ("無し", "なし", "不可", "非対応", "未対応")
_NEEDED = (("name", "latitude", "longitude"), ("name", "x", "y"))
_SEGMENTS = 16  # of a quarter circle: its area is 0.16 % short


@dataclass(frozen=True)
class Spot:
    """An access point, or a place with some. ``setting``: INDOOR, OUTDOOR, UNKNOWN; ``openroaming``: YES, NO, UNKNOWN."""

    id: str
    name: str
    address: str
    installer: str
    ssid: str
    area: str
    setting: str
    openroaming: str
    position: Position
    source: str
    line: int


@dataclass(frozen=True)
class Spots:
    """Spots of one list or several, those without a position too; formats of the lists; what is to be said."""

    rows: tuple[Spot, ...]
    formats: tuple[str, ...]
    messages: tuple[Message, ...]

    @property
    def placed(self) -> tuple[Spot, ...]:
        return tuple(spot for spot in self.rows if spot.position.known)


# -- lists -------------------------------------------------------------------------------------------------------


def read_spots(paths: Sequence[str | Path]) -> Spots:
    """Spots of lists. Raises :class:`InputError` where one is no such list, or none has a row."""
    rows: list[Spot] = []
    formats: list[str] = []
    messages: list[Message] = []
    known: set[tuple] = set()
    for path in paths:
        table = read_delimited(path, Path(path).name)
        skip, header, columns = find_header(table, _COLUMNS, _NEEDED)
        formats.append(NEW if "code_new" in columns else OLD if "code_old" in columns else OTHER)
        told = [number for number, title in enumerate(header) if "openroaming" in plain(title)]
        numbered = list(table.rows(skip))
        positions, _ = positions_of([row for _, row in numbered], columns)
        found = [
            _spot(row, columns, told, position, table.name, line) for (line, row), position in zip(numbered, positions)
        ]
        fresh = [spot for spot in found if _place_of(spot) not in known]
        if len(fresh) < len(found):
            template = QT_TRANSLATE_NOOP("SoraNoMe", "{name}: {count} spots stand in another list too, and count once.")
            messages.append(Message(template, {"name": table.name, "count": len(found) - len(fresh)}))
        rows += fresh
        known |= {_place_of(spot) for spot in found if spot.position.known}
        for code, count in Counter(spot.position.code for spot in found if spot.position.code).items():
            first = next(spot for spot in found if spot.position.code == code)
            template = QT_TRANSLATE_NOOP(
                "SoraNoMe", "{name}: {count} spots: {problem} (the first: line {line}, {spot})."
            )
            values = {"name": table.name, "count": count, "problem": Message(WORDS[code]), "line": first.line}
            messages.append(Message(template, values | {"spot": first.name}))
    if not rows:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{name} holds no Wi-Fi spot, only a header. Choose another list."),
            name=", ".join(Path(path).name for path in paths),
        )
    return Spots(tuple(rows), tuple(formats), tuple(messages))


def _place_of(spot: Spot) -> tuple:
    """What a spot has in common with itself in the list of another office: name and place to 10 m or so."""
    if not spot.position.known:
        return ()
    return plain(spot.name), round(spot.position.longitude, 4), round(spot.position.latitude, 4)


def _spot(row, columns, told: list[int], position: Position, source: str, line: int) -> Spot:
    name, ssid, area, note = (cell(row, columns, meaning) for meaning in ("name", "ssid", "area", "note"))
    return Spot(
        cell(row, columns, "id"),
        name,
        cell(row, columns, "address"),
        cell(row, columns, "installer"),
        ssid,
        area,
        setting_in(f"{area} {note}", name),
        openroaming_in([row[column] for column in told if column < len(row)], f"{ssid} {note} {name}"),
        position,
        source,
        line,
    )


def setting_in(told: str, name: str) -> str:
    """Whether a spot is indoors, by what the list says of its area, else by its name. Both: outdoors, the longer reach."""
    for text in (unicodedata.normalize("NFKC", said).lower() for said in (told, name)):
        if any(word in text for word in _OUTDOOR):
            return OUTDOOR
        if any(word in text for word in _INDOOR):
            return INDOOR
    return UNKNOWN


def openroaming_in(cells: Sequence[str], text: str) -> str:
    """Whether a spot takes part in OpenRoaming: by a column of that name, else by a mention; nothing said is unknown."""
    for value in map(plain, cells):
        if value in map(plain, _YES):
            return YES
        if value in map(plain, _NO):
            return NO
    text = plain(text)
    if not any(name in text for name in _OPENROAMING):
        return UNKNOWN
    return NO if any(name + word in text for name in _OPENROAMING for word in _DENIED) else YES


# -- reach -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Link:
    """What a reach is reckoned from. ``eirp_dbm`` of the weaker side, ``level_dbm`` wanted at ``share`` of the places."""

    band: str = "2.4"
    eirp_dbm: float = 20.0
    level_dbm: float = -70.0
    share: float = 0.9


@functools.cache
def _preset() -> dict:
    return json.loads((FOLDER / "coverage" / "wifi.json").read_text(encoding="utf-8"))


def reach_m(link: Link, environment: str) -> float:
    """Metres to which a spot reaches in one of ENVIRONMENTS or INDOOR, within the distances the formula was made for."""
    model = _preset()["environments"][environment]
    frequency_ghz = _preset()["bands"][link.band]["frequency_mhz"] / 1000
    margin_db = NormalDist().inv_cdf(link.share) * model["sigma_db"]
    left_db = link.eirp_dbm - link.level_dbm - margin_db - model["constant_db"]
    left_db -= model["frequency_db"] * np.log10(frequency_ghz)
    _, farthest = model["valid_m"]
    return float(min(farthest, 10 ** (left_db / model["distance_db"])))


def check_link(link: Link) -> list[Message]:
    """What the rules say against a link."""
    rules = _preset()["bands"][link.band]
    said = []
    if link.eirp_dbm > rules["limit_dbm"]:
        template = QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{eirp} dBm are more than the {limit} dBm allowed in the {band} GHz band: the reach is longer than it may be.",
        )
        said.append(Message(template, {"eirp": link.eirp_dbm, "limit": rules["limit_dbm"], "band": link.band}))
    if not rules["outdoors"]:
        template = QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "Outdoors only registered stations may use the {band} GHz band; other spots may not serve anybody there.",
        )
        said.append(Message(template, {"band": link.band}))
    return said


@dataclass(frozen=True)
class Reach:
    """Ground reached, in three parts that do not overlap: OpenRoaming, else unknown whether, else not. ``mine``: each."""

    parts: dict[str, shapely.Geometry]
    mine: np.ndarray
    confined: int  # spots indoors that lie in a building


def reach_of(
    points: Sequence[shapely.Point],
    settings: Sequence[str],
    openroaming: Sequence[str],
    radii_m: dict[str, float],
    buildings: Sequence[shapely.Geometry] = (),
    progress: Progress | None = None,
) -> Reach:
    """The ground spots at ``points`` (metres) reach, by ``radii_m`` of INDOOR, OUTDOOR and UNKNOWN settings.

    A spot of unknown setting is confined to its building like one indoors, where it lies in one.
    """
    progress = progress or Silent()
    radii = np.array([radii_m[setting] for setting in settings])
    mine = shapely.buffer(np.array(points, object), radii, quad_segs=_SEGMENTS)
    confined = 0
    if len(buildings):
        shapes = np.array(buildings, object)
        tree = shapely.STRtree(shapes)
        for number, (point, setting) in enumerate(zip(points, settings)):
            if number % 256 == 0:
                check_cancelled(progress)
                progress.report(0.8 * number / len(points))
            own = tree.query(point, "intersects")
            if setting != OUTDOOR and len(own):
                mine[number] = shapely.intersection(mine[number], shapely.union_all(shapes[own]))
                confined += 1
            elif setting == OUTDOOR:
                near = tree.query(mine[number], "intersects")
                if len(near):
                    mine[number] = shapely.difference(mine[number], shapely.union_all(shapes[near]))
    states = np.array(openroaming)
    wholes: dict[str, shapely.Geometry] = {}
    parts = {}
    for state in (YES, UNKNOWN, NO):
        check_cancelled(progress)
        chosen = states == state
        part = wholes[state] = shapely.union_all(mine[chosen]) if chosen.any() else shapely.Polygon()
        for better in list(wholes)[:-1]:
            part = shapely.difference(part, wholes[better])
        parts[state] = part
    progress.report(1.0)
    return Reach(parts, mine, confined)


# -- places ------------------------------------------------------------------------------------------------------

REACHED, WITHOUT = "reached", "without"


@dataclass(frozen=True)
class PlaceWifi:
    """A place: REACHED, WITHOUT or UNKNOWN (only spots reach it of which it is not known whether they count), and the
    nearest spot that counts or may count (its number, None where there is none) with its distance in metres.
    """

    state: str
    nearest: int | None
    distance_m: float | None


def places_reached(
    places: Sequence[shapely.Geometry | None],
    points: Sequence[shapely.Point],
    openroaming: Sequence[str],
    reach: Reach,
    tolerance_m: float,
    only_openroaming: bool,
) -> list[PlaceWifi]:
    """What Wi-Fi is at each place; unknown where it has no position (None).

    ``tolerance_m``: how far a place and a spot at it may lie apart in their lists.
    """
    states = np.array(openroaming)
    counts = states == YES if only_openroaming else np.ones(len(states), bool)
    may = counts | (states == UNKNOWN)
    shapes = np.array(places, object)
    sure, perhaps = (_within(shapes, reach.mine[chosen], tolerance_m) for chosen in (counts, may))
    usable = np.flatnonzero(may)
    tree = shapely.STRtree(np.array(points, object)[usable]) if len(usable) else None
    found = []
    for number, place in enumerate(shapes):
        if place is None:
            found.append(PlaceWifi(UNKNOWN, None, None))
            continue
        state = REACHED if sure[number] else UNKNOWN if perhaps[number] else WITHOUT
        nearest = int(usable[tree.nearest(place)]) if tree else None
        distance = None if nearest is None else float(shapely.distance(place, points[nearest]))
        found.append(PlaceWifi(state, nearest, distance))
    return found


def _within(places: np.ndarray, areas: np.ndarray, distance_m: float) -> np.ndarray:
    """Which places lie within a distance of any of the areas."""
    reached = np.zeros(len(places), bool)
    areas = areas[~shapely.is_empty(areas)] if len(areas) else areas
    if len(areas) and len(places):
        reached[np.unique(shapely.STRtree(areas).query(places, "dwithin", distance_m)[0])] = True
    return reached


def by_kind(kinds: Sequence[str], found: Sequence[PlaceWifi]) -> list[tuple[str, dict[str, int]]]:
    """(Kind, counts of REACHED, UNKNOWN and WITHOUT), the most frequent kind first."""
    tally: dict[str, Counter] = {}
    for kind, place in zip(kinds, found):
        tally.setdefault(kind, Counter())[place.state] += 1
    order = sorted(tally.items(), key=lambda item: (-item[1].total(), item[0]))
    return [(kind, {state: counts[state] for state in (REACHED, UNKNOWN, WITHOUT)}) for kind, counts in order]
