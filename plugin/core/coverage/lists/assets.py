"""Assets an antenna could stand on (都保有アセットデータベース): buildings, land and structures, from the list as it comes.

The list is text (CP932 or UTF-8) with names, addresses, positions, heights and areas; which columns it has differs from one
edition to the next, so they are known by name. Nothing is dropped silently: rows without a position stay in the result.

Height of the antenna above ground: a building's height and a mast on its roof; on land a pole; a structure's own height.
Where a building has no height but storeys, each counts for ``storey_m``. What is not known stays unknown. Where the list
says how high an antenna would be, that counts. Assets of unknown kind count as buildings, where they have a height.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from ...delimited import read_delimited
from ...errors import InputError
from ...text import QT_TRANSLATE_NOOP, Message
from .columns import cell, find_columns, find_header, number_in
from .positions import NAMES, TOKYO_ZONE, WORDS, Position, position_messages, positions_of

BUILDING, LAND, STRUCTURE, UNKNOWN = "building", "land", "structure", ""
KINDS = (BUILDING, LAND, STRUCTURE)

_COLUMNS = NAMES | {
    "id": (
        "ID", "アセットID", "アセット番号", "管理番号", "財産番号", "施設ID", "施設番号", "建物番号", "口座番号", "整理番号",
        "識別番号", "番号", "NO", "No.", "項番", "連番",
    ),
    "name": (
        "名称", "施設名", "施設名称", "アセット名", "アセット名称", "財産名称", "財産名", "建物名", "建物名称", "口座名",
        "口座名称", "工作物名", "工作物名称", "件名", "name",
    ),
    "address": ("所在地", "住所", "所在地_連結表記", "所在", "所在地住所", "所在地番", "設置場所", "address"),
    "kind": (
        "アセット種別", "アセット区分", "財産種別", "財産区分", "種別", "区分", "種類", "分類", "資産区分", "資産種別",
        "施設種別", "工作物種別", "kind", "type",
    ),
    "height": (
        "高さ", "建物高さ", "建物の高さ", "建築物の高さ", "最高高さ", "最高の高さ", "地上高", "構造物高さ", "工作物高さ",
        "アセット高さ", "高さm", "height", "height_m",
    ),
    "antenna": ("アンテナ高", "アンテナ高さ", "アンテナ地上高", "空中線地上高", "antenna_height_m", "antenna_height"),
    "storeys": ("地上階数", "階数_地上", "階数", "地上階", "階層", "地上", "階数地上地下", "storeys", "floors"),
}  # fmt: skip
_AREAS = {
    BUILDING: ("建築面積", "延床面積", "延べ床面積", "延べ面積", "建物面積", "面積", "床面積", "敷地面積", "area"),
    LAND: ("敷地面積", "土地面積", "地積", "公簿面積", "実測面積", "面積", "area"),
    STRUCTURE: ("面積", "設置面積", "敷地面積", "area"),
}
_KIND_WORDS = (  # the first that occurs decides
    (STRUCTURE, ("工作物", "構造物", "structure")),
    (BUILDING, ("建物", "建築物", "building")),
    (LAND, ("土地", "用地", "land")),
    (
        STRUCTURE,
        (
            "街路灯",
            "街灯",
            "照明",
            "信号",
            "標識",
            "バス停",
            "停留所",
            "橋",
            "出入口",
            "鉄塔",
            "電柱",
            "ポール",
            "柱",
            "塔",
        ),
    ),
    (BUILDING, ("庁舎", "住宅", "校舎", "学校", "病院", "ビル", "会館", "センター", "事務所")),
    (LAND, ("敷地", "公園", "緑地", "宅地", "山林", "原野", "雑種地", "空地", "広場", "霊園", "駐車場")),
)
_NEEDED = (("latitude", "longitude"), ("x", "y"))
_TALLEST_M = 700.0
_MOST_STOREYS = 100
_NUMBERS = ("height", "antenna", "storeys")
_TELL = 5  # lines named in a message

_NO_ROWS = QT_TRANSLATE_NOOP("SoraNoMe", "{name} has a header, but no rows. Choose the list of assets.")
_IMPOSSIBLE = QT_TRANSLATE_NOOP("SoraNoMe", "a height of {height} m cannot be; taken as unknown")

KIND_WORDS = {
    BUILDING: QT_TRANSLATE_NOOP("SoraNoMe", "building"),
    LAND: QT_TRANSLATE_NOOP("SoraNoMe", "land"),
    STRUCTURE: QT_TRANSLATE_NOOP("SoraNoMe", "structure"),
    UNKNOWN: QT_TRANSLATE_NOOP("SoraNoMe", "unknown kind"),
}


@dataclass(frozen=True)
class Heights:
    """What antennas stand on, metres: ``mast_m`` above a roof, ``pole_m`` on land, ``storey_m`` from floor to floor."""

    mast_m: float = 3.0
    pole_m: float = 15.0
    storey_m: float = 3.5


@dataclass(frozen=True)
class Asset:
    """A row of the list; None is unknown. ``height_from``: "height", "storeys" or "" (unknown); ``line`` in the file."""

    id: str
    name: str
    kind: str
    address: str
    position: Position
    height_m: float | None
    height_from: str
    area_m2: float | None
    antenna_height_m: float | None
    line: int
    problems: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Assets:
    """All rows in the order of the list, and what is to be said of the list as a whole."""

    rows: tuple[Asset, ...]
    messages: tuple[Message, ...] = field(default=())

    @property
    def placed(self) -> tuple[Asset, ...]:
        """Rows with a position: what can be a candidate."""
        return tuple(row for row in self.rows if row.position.known)

    @property
    def left_out(self) -> tuple[Asset, ...]:
        """Rows without a position."""
        return tuple(row for row in self.rows if not row.position.known)


def read_assets(path: str | Path, heights: Heights | None = None, zone: int = TOKYO_ZONE) -> Assets:
    """The assets in a list. ``zone``: plane rectangular zone of X and Y, where the list has these instead of degrees.

    Raises :class:`InputError` where the file is no text, has no columns for positions, or no rows.
    """
    heights = heights or Heights()
    table = read_delimited(path, Path(path).name)
    skip, header, columns = find_header(table, _COLUMNS, _NEEDED)
    areas = {kind: find_columns(header, {"area": names}) for kind, names in _AREAS.items()}
    whole = _kind_in(Path(path).stem) if "kind" not in columns else UNKNOWN
    numbered = list(table.rows(skip))
    if not numbered:
        raise InputError(_NO_ROWS, name=table.name)
    heads = _more_titles(numbered, header, columns, areas)
    numbered = [(line, row) for line, row in numbered if line not in heads]
    if not numbered:
        raise InputError(_NO_ROWS, name=table.name)
    positions, east_first = positions_of([row for _, row in numbered], columns, zone)
    ids: Counter = Counter()
    rows = [
        _asset(row, line, columns, areas, whole, position, heights, ids)
        for (line, row), position in zip(numbered, positions)
    ]
    said = _messages(table.name, rows, columns, east_first, zone)
    if heads:
        template = QT_TRANSLATE_NOOP(
            "SoraNoMe", "{name}: left out as titles or units, no assets: {count} (line {lines})."
        )
        lines = ", ".join(f"{line}: {text}" for line, text in list(heads.items())[:_TELL])
        said.append(Message(template, {"name": table.name, "count": len(heads), "lines": lines}))
    return Assets(tuple(rows), tuple(said))


def _more_titles(numbered, header: list[str], columns, areas) -> dict[int, str]:
    """Line → words of the rows that are titles again: those that repeat the header, and, right under it, those with words
    where numbers belong (units, a second row of titles)."""
    counted = {columns[name] for name in (*_NUMBERS, "latitude", "longitude", "x", "y") if name in columns}
    counted |= {column for own in areas.values() for column in own.values()}
    found, under = {}, True
    for line, row in numbered:
        texts = [(text, header[at] if at < len(header) else "") for at, text in enumerate(row) if text]
        again = sum(text == title for text, title in texts) > len(texts) / 2
        words = [row[at] for at in counted if at < len(row) and row[at]]
        under = under and bool(words) and not any(map(_has_digit, (*words, cell(row, columns, "id"))))
        if again or (under and not all(map(_says_unknown, words))):
            found[line] = " ".join(text for text, _ in texts)[:40].strip()
    return found


def _has_digit(text: str) -> bool:
    """Whether there is a digit, those of square and cubic metres aside."""
    return bool(re.search(r"\d", re.sub(r"m[23]", "", unicodedata.normalize("NFKC", text).lower())))


def _says_unknown(text: str) -> bool:
    try:
        return number_in(text) is None
    except ValueError:
        return False


def _asset(row, line: int, columns, areas, whole: str, position: Position, heights: Heights, ids: Counter) -> Asset:
    problems = []
    if position.code:
        problems.append(Message(WORDS[position.code]))
    kind = whole or _kind_in(cell(row, columns, "kind"))
    height = _height(row, columns, "height", problems)
    storeys = storeys_in(cell(row, columns, "storeys"))
    origin = "height" if height is not None else ""
    if height is None and storeys and kind != LAND:
        height, origin = storeys * heights.storey_m, "storeys"
    if kind == UNKNOWN and storeys:
        kind = BUILDING
    area = _number(row, areas[kind or BUILDING], "area", problems)
    return Asset(
        _unique(cell(row, columns, "id") or f"L{line}", ids),
        cell(row, columns, "name"),
        kind,
        cell(row, columns, "address"),
        position,
        height,
        origin,
        area if area and area > 0 else None,
        _height(row, columns, "antenna", problems) or _antenna_height(kind, height, heights),
        line,
        tuple(problems),
    )


def _antenna_height(kind: str, height_m: float | None, heights: Heights) -> float | None:
    if kind == LAND:
        return heights.pole_m
    if height_m is None:
        return None
    return height_m if kind == STRUCTURE else height_m + heights.mast_m


def _kind_in(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).lower()
    return next((kind for kind, words in _KIND_WORDS if any(word in plain for word in words)), UNKNOWN)


def storeys_in(text: str) -> int | None:
    """Storeys above ground of “地上3階地下1階”, “5F”, “3/1”, “RC造3階建”; None where none are told."""
    plain = unicodedata.normalize("NFKC", text)
    above = re.search(r"地上\s*(\d{1,9})(?!\d)", plain) or re.search(
        r"(?<![\d地下B-])(\d{1,9})(?!\d)", re.sub(r"(地下|B)\s*\d+", "", plain)
    )
    storeys = int(above[1]) if above else 0
    return storeys if 0 < storeys <= _MOST_STOREYS else None


def _number(row, columns, meaning: str, problems: list[Message]) -> float | None:
    text = cell(row, columns, meaning)
    try:
        return number_in(text)
    except ValueError:
        said = QT_TRANSLATE_NOOP("SoraNoMe", "“{text}” is no number; taken as unknown")
        problems.append(Message(said, {"text": text[:30]}))
        return None


def _height(row, columns, meaning: str, problems: list[Message]) -> float | None:
    height = _number(row, columns, meaning, problems)
    if not height:  # a 0 is how lists say that nobody measured
        return None
    if 0 < height <= _TALLEST_M:
        return height
    problems.append(Message(_IMPOSSIBLE, {"height": f"{height:g}"}))
    return None


def _unique(wanted: str, ids: Counter) -> str:
    """``wanted``, or with a number behind it where another row has it already."""
    ids[wanted] += 1
    if ids[wanted] == 1:
        return wanted
    found = f"{wanted}-{ids[wanted]}"
    return found if found not in ids else _unique(found, ids)


def _messages(name: str, rows: list[Asset], columns, east_first: bool, zone: int) -> list[Message]:
    told = [(row.position, row.line, row.name or row.id) for row in rows]
    said = position_messages(name, told, columns, east_first, zone)
    odd = [(row, problem) for row in rows for problem in row.problems if problem.template == _IMPOSSIBLE]
    if odd:
        template = QT_TRANSLATE_NOOP(
            "SoraNoMe", "{name}: heights that cannot be: {count} (the first: line {line}, {asset}: {problem})."
        )
        first, problem = odd[0]
        values = {"line": first.line, "asset": first.name or first.id, "problem": problem}
        said.append(Message(template, {"name": name, "count": len(odd), **values}))
    without = [row for row in rows if row.antenna_height_m is None]
    if without:
        template = QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{name}: buildings, structures or assets of unknown kind with neither height nor storeys: {count} (the first: "
            "line {line}, {asset}). The height of an antenna there is unknown.",
        )
        first = without[0]
        values = {"name": name, "count": len(without), "line": first.line, "asset": first.name or first.id}
        said.append(Message(template, values))
    return said
