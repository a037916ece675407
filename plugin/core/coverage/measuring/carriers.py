"""Mobile carriers of Japan: names and network codes as measurements and coverage maps write them → one name each.

The list is data, ``resources/coverage/carriers.json``, with its sources and what is uncertain.
"""

from __future__ import annotations

import bisect
import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from ...resources import FOLDER

_PATH = FOLDER / "coverage" / "carriers.json"
_SAME_FREQUENCY = 0.01


def plain(text: str) -> str:
    """``text`` without case, widths, blanks and punctuation, to compare names by."""
    return re.sub(r"[\s_\-./,'\"・:()!&]+", "", unicodedata.normalize("NFKC", text).lower())


@cache
def carrier_name(text: str) -> str:
    """The one name of a carrier however it is written; a network code (44010, 440-10) counts as a name.

    Unknown names stay as they are.
    """
    text = text.strip()
    key = plain(text)
    code = re.fullmatch(r"(\d{3})(\d{2,3})", key)
    if code:
        return carrier_of_code(*code.groups())
    return _names().get(key, text)


@cache
def carrier_of_code(mcc: str, mnc: str) -> str:
    """The carrier behind a mobile country and network code, ``440-99`` where the code is unknown, empty where none is."""
    if not (mcc.isdigit() and mnc.isdigit()):
        return ""
    # 010 is Japan's 10, whose codes have two digits; elsewhere it may be another network.
    two = mnc.lstrip("0").zfill(2)
    return _codes().get(mcc + two) or f"{mcc}-{mnc.zfill(2)}"


def carrier_in(text: str, known: Sequence[str] = ()) -> str:
    """The carrier a file or layer name speaks of (``4G_docomo_2023``, ``楽天モバイルのエリア``), empty where none is.

    ``known``: names of carriers that are no others' in this run, such as those of its rasters.
    """
    key = plain(text)
    words = {plain(word) for word in re.split(r"[^0-9A-Za-z]+", text)}
    for name in sorted(known, key=len, reverse=True):
        if plain(name) and (plain(name) in words or (not name.isascii() and plain(name) in key)):
            return carrier_name(name)
    # Short Latin names ("au", "uq") only where they stand alone: they are parts of many words.
    for name, carrier in sorted(_names().items(), key=lambda pair: -len(pair[0])):
        if name in words or (name in key and (len(name) > 3 or not name.isascii())):
            return carrier
    return ""


def lte_band(earfcn: int) -> str:
    """The band (``B19``) of a downlink EARFCN, empty where it is none of Japan's (3GPP TS 36.101, table 5.7.3-1)."""
    bands = _read()["lte_bands"]
    at = bisect.bisect_right([band["earfcn"][0] for band in bands], earfcn) - 1
    return bands[at]["band"] if at >= 0 and earfcn <= bands[at]["earfcn"][1] else ""


@cache
def band_match(text: str, frequency_mhz: float) -> int:
    """How surely a frequency is of the band that ``text`` names (``B19``, ``n77``, ``800MHz``): 0 it is not, 1 it lies in
    its downlink, 2 it is what that band is called, 3 it is the number in the text.
    """
    plainly = unicodedata.normalize("NFKC", text).lower()
    number = re.search(r"([\d.]+)\s*([mg])hz", plainly)
    name = re.search(r"(?:band|b|n)\s*(\d+)", plainly)
    bands = _read()["bands"]
    if number:
        told = float(number[1]) * (1000 if number[2] == "g" else 1)
        if abs(frequency_mhz / told - 1) < _SAME_FREQUENCY:
            return 3
        meant = [band for band in bands if told in band["called"]]
        meant = meant or [band for band in bands if band["mhz"][0] <= told <= band["mhz"][1]]
    else:
        meant = [band for band in bands if name and band["number"] == int(name[1])]
    if any(frequency_mhz in band["called"] for band in meant):
        return 2
    return int(any(band["mhz"][0] <= frequency_mhz <= band["mhz"][1] for band in meant))


@cache
def uncertain_codes() -> frozenset[str]:
    """Network codes whose carrier is not certain."""
    return frozenset(c["plmn"] for carrier in _read()["carriers"] for c in carrier["codes"] if not c["certain"])


@cache
def _read() -> dict:
    return json.loads(_PATH.read_text(encoding="utf-8"))


@cache
def _names() -> dict[str, str]:
    return {
        plain(name): carrier["name"] for carrier in _read()["carriers"] for name in (carrier["name"], *carrier["names"])
    }


@cache
def _codes() -> dict[str, str]:
    return {code["plmn"]: carrier["name"] for carrier in _read()["carriers"] for code in carrier["codes"]}
