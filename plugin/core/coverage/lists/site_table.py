"""Sites from the rows of a table, whatever its columns are called, with defaults where a value is missing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ...errors import InputError
from ...text import QT_TRANSLATE_NOOP, Message
from ..measuring.carriers import carrier_name
from ..prediction.antenna import DEFAULT_SECTOR, Pattern, pattern_of
from ..sites import Site
from .columns import find_columns, number_in

NAMES = {
    "id": ("site_id", "id", "局番", "局番号", "基地局番号", "番号", "candidate_id", "fid"),
    "name": ("name", "site_name", "局名", "基地局名", "名称", "施設名"),
    "height_m": (
        "height_m", "antenna_height_m", "antenna_height", "height", "hgt", "地上高", "アンテナ高", "アンテナ地上高",
        "空中線高", "空中線地上高", "高さ",
    ),
    "frequency_mhz": ("frequency_mhz", "freq_mhz", "frequency", "freq", "mhz", "周波数", "周波数mhz"),
    "eirp_dbm": ("eirp_dbm", "eirp", "等価等方輻射電力", "等価等方放射電力"),
    "carrier": ("carrier", "operator", "provider", "事業者", "通信事業者", "事業者名", "キャリア"),
    "azimuth": ("azimuth", "azimuth_deg", "bearing", "方位", "方位角", "指向方向"),
    "tilt": ("tilt", "tilt_deg", "downtilt", "チルト", "チルト角", "俯角"),
    "pattern": ("pattern", "antenna_pattern", "パターン", "アンテナパターン", "指向性パターン"),
}  # fmt: skip
"""Meaning → spellings of its column, for :func:`~.columns.find_columns`."""

NEEDED = ("height_m", "frequency_mhz", "eirp_dbm")
_LABELS = {
    "height_m": QT_TRANSLATE_NOOP("SoraNoMe", "antenna height (m)"),
    "frequency_mhz": QT_TRANSLATE_NOOP("SoraNoMe", "frequency (MHz)"),
    "eirp_dbm": QT_TRANSLATE_NOOP("SoraNoMe", "EIRP (dBm)"),
    "azimuth": QT_TRANSLATE_NOOP("SoraNoMe", "azimuth (°)"),
    "tilt": QT_TRANSLATE_NOOP("SoraNoMe", "tilt (°)"),
}
_ALL_AROUND = ("", "omni", "全方向", "無指向", "無指向性", "オムニ")


@dataclass
class SiteTable:
    """Turns rows into sites. ``columns``: meaning of NAMES → the table's field; ``defaults``: of NEEDED, where given."""

    columns: Mapping[str, str]
    defaults: Mapping[str, float]
    sector: str = DEFAULT_SECTOR
    pattern_folder: Path | None = None
    filled: Counter = field(default_factory=Counter)
    """How often each default was used."""
    _patterns: dict[str, Pattern | None] = field(default_factory=dict)
    shared: Counter = field(default_factory=Counter)
    """Numbers that several rows have, and how often beyond the first."""
    _ids: set[str] = field(default_factory=set)

    def site(self, x: float, y: float, number: int, value: Callable[[str], object]) -> Site:
        """The site of one row at ``x``, ``y``; ``value`` gives what a field holds, None for nothing.

        Raises :class:`InputError` where a value is missing or no number.
        """

        def of(meaning: str):
            name = self.columns.get(meaning)
            return value(name) if name else None

        given = str(of("id") if of("id") not in (None, "") else number)
        numbers = {meaning: self._number(given, meaning, of(meaning)) for meaning in NEEDED}
        text = str(of("azimuth") if of("azimuth") is not None else "").strip()
        azimuth = None if text.lower() in _ALL_AROUND else self._read(given, "azimuth", text)
        pattern = self._pattern(str(of("pattern") or ""))
        if pattern is None and azimuth is not None:
            pattern = self._pattern(self.sector)
        return Site(
            self._own_id(given),
            str(of("name") or "") or given,
            x,
            y,
            numbers["height_m"],
            numbers["frequency_mhz"],
            numbers["eirp_dbm"],
            carrier_name(str(of("carrier") or "")),
            azimuth,
            self._read(given, "tilt", of("tilt")) or 0.0,
            pattern,
        )

    def messages(self, count: int) -> list[Message]:
        """What the log should say: defaults used, odd antenna files."""
        said = [
            Message(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{what} is {value} by default for {filled} of {count} sites, whose table has none."
                ),
                {
                    "what": Message(_LABELS[meaning]),
                    "value": f"{self.defaults[meaning]:g}",
                    "filled": filled,
                    "count": count,
                },
            )
            for meaning, filled in self.filled.items()
        ]
        return said + [note for pattern in self._patterns.values() if pattern for note in pattern.notes]

    def warnings(self) -> list[Message]:
        """What the log should say aloud: numbers that do not tell sites apart."""
        if not self.shared:
            return []
        first = next(iter(self.shared))
        return [
            Message(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{count} sites have a number that another one has already (the first: {site}). They are told apart as "
                    "{site}-2 and so on, in their order in the layer, also in names of files. Better give each its own.",
                ),
                {"count": sum(self.shared.values()), "site": first},
            )
        ]

    def _own_id(self, given: str) -> str:
        """``given``, numbered where another site has it already."""
        own, number = given, 1
        while own in self._ids:
            number += 1
            own = f"{given}-{number}"
        self._ids.add(own)
        if own != given:
            self.shared[given] += 1
        return own

    def _number(self, site: str, meaning: str, found) -> float:
        number = self._read(site, meaning, found)
        if number is not None:
            return number
        if meaning in self.defaults:
            self.filled[meaning] += 1
            return self.defaults[meaning]
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Site {site} has no {what}. Fill the field {field} of the layer, choose the field that holds it, or give a "
                "number for sites without one.",
            ),
            site=site,
            what=Message(_LABELS[meaning]),
            field=self.columns.get(meaning) or NAMES[meaning][0],
        )

    def _read(self, site: str, meaning: str, found) -> float | None:
        """A number, None where there is none."""
        if isinstance(found, int | float) and not isinstance(found, bool):
            return None if math.isnan(found) else float(found)
        try:
            return None if found is None else number_in(str(found).rstrip("°度"))
        except ValueError:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "Site {site}: “{value}” is no {what}. Correct the field {field} of the layer."
                ),
                site=site,
                value=str(found)[:40],
                what=Message(_LABELS[meaning]),
                field=self.columns[meaning],
            ) from None

    def _pattern(self, text: str) -> Pattern | None:
        if text not in self._patterns:
            self._patterns[text] = pattern_of(text, self.pattern_folder)
        return self._patterns[text]


def columns_of(fields: Iterable[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """Meaning → field of a table: the ``chosen`` ones, else those with a known name. Raises :class:`InputError`."""
    fields = list(fields)
    for meaning, name in chosen.items():
        if name and name not in fields:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "SITES has no field {field} (asked for as {meaning}). It has: {fields}."),
                field=name,
                meaning=meaning,
                fields=", ".join(fields),
            )
    found = {meaning: fields[column] for meaning, column in find_columns(fields, NAMES).items()}
    return {**found, **{meaning: name for meaning, name in chosen.items() if name}}


def of_carrier(sites: list[Site], carrier: str) -> list[Site]:
    """Sites of one carrier however it is written (empty: all). Raises :class:`InputError` where there are none."""
    if not carrier.strip():
        return sites
    name = carrier_name(carrier)
    chosen = [site for site in sites if site.carrier == name]
    if not chosen:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "CARRIER: none of the sites is of {carrier}. There are: {known}."),
            carrier=carrier,
            known=", ".join(sorted({site.carrier or "-" for site in sites})),
        )
    return chosen
