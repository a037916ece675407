"""Which column of a table of measurements is what, told by its title."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...delimited import Delimited
from ...errors import InputError
from ...text import QT_TRANSLATE_NOOP, Message
from .carriers import plain
from .measurement_values import is_blank, number

ROLES: dict[str, tuple[str, ...]] = {
    "longitude": ("longitude", "lon", "lng", "long", "gpslongitude", "gpslon", "alllongitude", "経度", "測定経度"),
    "latitude": ("latitude", "lat", "gpslatitude", "gpslat", "alllatitude", "緯度", "測定緯度"),
    "x": ("x", "x座標", "easting", "east"),
    "y": ("y", "y座標", "northing", "north"),
    "rsrp": ("rsrp", "ltersrp", "rsrplte", "servingrsrp", "pcellrsrp", "rsrppcell", "servingcellrsrp"),
    "ss_rsrp": ("ssrsrp", "nrssrsrp", "nrrsrp", "5grsrp", "rsrpnr", "5gssrsrp"),
    "rscp": ("rscp", "cpichrscp", "wcdmarscp", "3grscp", "umtsrscp"),
    "rssi": ("rssi", "rxlev", "rxlevel", "rxlevsub", "rxlevfull", "lterssi", "wcdmarssi"),
    "signal": (
        "signal", "signalstrength", "signallevel", "level", "dbm", "rxpower", "receivedpower", "電波強度",
        "受信レベル", "受信強度", "信号強度", "受信信号強度", "受信電力", "電界強度",
    ),
    "asu": ("asu", "asulevel"),
    "carrier": (
        "carrier", "operatorname", "carriername", "networkoperatorname", "operator", "provider", "事業者", "事業者名",
        "通信事業者", "通信事業者名", "携帯事業者", "キャリア", "キャリア名", "通信キャリア",
    ),
    "plmn": ("plmn", "mccmnc", "networkoperator"),
    "mcc": ("mcc",),
    "mnc": ("mnc", "net"),
    "band": ("band", "lteband", "nrband", "frequencyband", "バンド", "周波数帯", "周波数帯域"),
    "channel": ("earfcn", "dlearfcn", "arfcn"),
    "radio": (
        "radio", "act", "rat", "networktech", "networktype", "technology", "tech", "rattype", "通信方式", "無線方式", "方式",
        "通信規格", "世代", "ネットワーク種別",
    ),
    "time": (
        "measuredat", "timestamp", "datetime", "utctime", "time", "日時", "測定日時", "計測日時", "取得日時", "測定時刻",
        "計測時刻", "タイムスタンプ",
    ),
    "date": ("date", "日付", "測定日", "計測日", "年月日"),
    "clock": ("clock", "時刻", "時間"),
    "accuracy": ("accuracym", "accuracy", "gpsaccuracy", "horizontalaccuracy", "rating", "精度", "測位精度", "位置精度"),
    "in_service": ("inservice", "圏内", "圏内フラグ", "在圏"),
    "out_of_service": ("outofservice", "noservice", "圏外", "圏外フラグ"),
    "service": ("service", "servicestate", "servicestatus", "圏内圏外", "圏内外", "在圏状態", "サービス状態", "通信状態"),
    "cell": ("cellid", "cell", "eci", "nci", "cid", "ci", "globalcellid", "cgi", "ecgi", "セルid"),
    "pci": ("pci", "psc", "nrpci", "ltepci"),
}  # fmt: skip
"""What a column may be, with the titles it is known by (see :func:`title_key`), the best first."""

SIGNALS = ("ss_rsrp", "rsrp", "rscp", "signal", "asu", "rssi")

CELL_COLUMNS = (
    "radio", "mcc", "net", "area", "cell", "unit", "lon", "lat", "range", "samples", "changeable", "created", "updated",
    "averageSignal",
)  # fmt: skip
"""Columns of OpenCelliD's list of cells; the files of one country come without titles."""

_HEADERS = 6  # rows among which titles are looked for
_RADIOS = ("gsm", "umts", "lte", "cdma", "nr")


@dataclass(frozen=True)
class Columns:
    """Where in a row what stands: ``at`` role → index; ``titles`` as written; ``skip`` rows of titles.

    ``cells``: a list of cells, not measurements. ``phone``: levels of the phone app G-NetTrack, whose quantity follows
    from the radio technology. ``notes`` are for the log.
    """

    at: Mapping[str, int]
    titles: Sequence[str]
    skip: int
    cells: bool = False
    phone: bool = False
    notes: list[Message] = field(default_factory=list)


def title_key(title: str) -> tuple[str, str]:
    """A title to compare by, and its unit: ``"RSRP (dBm)"``, ``rsrp_dbm`` → ``("rsrp", "dbm")``."""
    title = unicodedata.normalize("NFKC", title).lower()
    written = re.search(r"[(\[](.*?)[)\]]", title)
    key, unit = plain(re.sub(r"[(\[].*?[)\]]", "", title)), plain(written.group(1)) if written else ""
    ending = re.fullmatch(r"(.+?)(dbm|deg|asu)", key)
    return (ending.group(1), unit or ending.group(2)) if ending else (key, unit)


def find_columns(table: Delimited, given: Mapping[str, str] | None = None) -> Columns:
    """The columns of ``table``; ``given`` (role → title) goes before what titles say.

    Raises :class:`InputError` where no position or no signal is found, or ``given`` names what is not there.
    """
    head = [fields for _, fields in _first(table, _HEADERS)]
    if head and len(head[0]) == len(CELL_COLUMNS) and head[0][0].lower() in _RADIOS and head[0][1].isdigit():
        return Columns(_recognised(CELL_COLUMNS), CELL_COLUMNS, 0, cells=True)
    given = dict(given or {})
    rows = [_with_given(fields, given) for fields in head]
    best = max(range(len(rows)), key=lambda row: (len(rows[row]), -row))
    titles, at = head[best], rows[best]
    _require_given(table, titles, at, given)
    _require_position(table, titles, at)
    notes = _ambiguous(table, titles, at, given)
    keys = {title_key(title)[0] for title in titles}
    if {"range", "samples", "averagesignal"} <= keys:
        return Columns(at, titles, best + 1, cells=True, notes=notes)
    if not any(role in at for role in (*SIGNALS, "service", "in_service", "out_of_service")):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name}: no column with a signal in dBm was recognised. Its columns are: {columns}. Say which one it is "
                "with COLUMNS, such as signal={example}; field strengths in dBµV/m must be turned into dBm first.",
            ),
            name=table.name,
            columns=", ".join(filter(None, titles)),
            example=next((title for title in reversed(titles) if title), "RSRP"),
        )
    skip = best + 1
    while skip < len(head) and _is_titles(head[skip], at):  # a row of units, say
        skip += 1
    if skip > 1:
        notes.append(
            Message(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{name}: the first {count} rows are titles; those of row {row} are used."
                ),
                {"name": table.name, "count": skip, "row": best + 1},
            )
        )
    return Columns(at, titles, skip, phone={"networktech", "level"} <= keys, notes=notes)


def parse_given(text: str) -> dict[str, str]:
    """COLUMNS as role → title, from ``signal=受信電力; latitude=緯度(度)``. Raises :class:`InputError` on unknown roles."""
    given = {}
    for part in re.split(r"[;\n]|,(?=[^,;=]*=)", text):
        if not part.strip():
            continue
        role, _, title = (piece.strip(" '\"") for piece in part.partition("="))
        role = role.lower()
        if role not in ROLES or not title:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "COLUMNS: {part} cannot be understood. Write what=title pairs with semicolons between, such as "
                    "signal=RSRP; latitude=緯度. What may be: {roles}.",
                ),
                part=part.strip(),
                roles=", ".join(ROLES),
            )
        given[role] = title
    return given


def _first(table: Delimited, count: int):
    rows = table.rows()
    for _, row in zip(range(count), rows):
        yield row
    rows.close()


def _is_titles(row: Sequence[str], at: Mapping[str, int]) -> bool:
    """Whether a row under the titles belongs to them: words without any digit where positions stand, and no number.

    A row that could be data, however incomplete, is none: it is read, and told where it cannot be used.
    """
    axes = ("longitude", "latitude") if "longitude" in at else ("x", "y")
    words = [row[at[axis]] if at[axis] < len(row) else "" for axis in axes]
    if any(is_blank(word) or re.search(r"\d", word) for word in words):
        return False
    return not any(_is_number(text) for text in row)


def _is_number(text: str) -> bool:
    value = number(text, decimal_comma=True)
    return value is not None and not math.isnan(value)


def _recognised(titles: Sequence[str]) -> dict[str, int]:
    """Role → index by titles alone: the best title of each role, the first of equal ones."""
    keys = [title_key(title) for title in titles]
    at = {}
    for role, names in ROLES.items():
        for name in names:
            found = next((i for i, (key, unit) in enumerate(keys) if key == name and _fits(role, name, unit)), None)
            if found is not None:
                at[role] = found
                break
    for i, (key, unit) in enumerate(keys):
        if unit == "asu" and any(key in ROLES[role] for role in SIGNALS):
            at.setdefault("asu", i)
    return at


def _fits(role: str, name: str, unit: str) -> bool:
    """Whether a column of this unit can be that: a signal is in dBm, a field strength only where it says so."""
    if role not in SIGNALS:
        return True
    if role == "asu":
        return unit in ("", "asu")
    return unit == "dbm" or (unit == "" and name != "電界強度")


def _with_given(titles: Sequence[str], given: Mapping[str, str]) -> dict[str, int]:
    at = _recognised(titles)
    keys = [title_key(title)[0] for title in titles]
    if any(role in SIGNALS for role in given):
        at = {role: index for role, index in at.items() if role not in SIGNALS}  # the one named is the one meant
    for role, title in given.items():
        exact = [i for i, own in enumerate(titles) if own == title]
        alike = exact or [i for i, key in enumerate(keys) if key == title_key(title)[0]]
        if alike:
            at[role] = alike[0]
    return at


def _require_given(table: Delimited, titles: Sequence[str], at: Mapping[str, int], given: Mapping[str, str]) -> None:
    for role, title in given.items():
        if role not in at or title_key(titles[at[role]])[0] != title_key(title)[0]:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name} has no column {title} (COLUMNS). Its columns are: {columns}."),
                name=table.name,
                title=title,
                columns=", ".join(filter(None, titles)),
            )


def _require_position(table: Delimited, titles: Sequence[str], at: Mapping[str, int]) -> None:
    if not ({"longitude", "latitude"} <= at.keys() or {"x", "y"} <= at.keys()):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name}: no columns with longitude and latitude were recognised. Its first row reads: {columns}. Say which "
                "they are with COLUMNS, such as longitude=経度; latitude=緯度.",
            ),
            name=table.name,
            columns=", ".join(titles)[:300],
        )


def _ambiguous(
    table: Delimited, titles: Sequence[str], at: Mapping[str, int], given: Mapping[str, str]
) -> list[Message]:
    """A note for every role two columns of the same title could be."""
    notes = []
    for role, index in at.items():
        twins = [title for title in titles if title_key(title) == title_key(titles[index])]
        if len(twins) > 1 and role not in given:
            notes.append(
                Message(
                    QT_TRANSLATE_NOOP("SoraNoMe", "{name}: {count} columns are called {title}; the first is used."),
                    {"name": table.name, "count": len(twins), "title": titles[index]},
                )
            )
    return notes
