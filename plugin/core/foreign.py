"""What others made is not believed: archives break, names lead elsewhere, sentences have holes of their own."""

from __future__ import annotations

import lzma
import re
import string
import struct
import zipfile
import zlib

BROKEN_ARCHIVE = (
    *(OSError, EOFError, RuntimeError, ValueError, LookupError, NotImplementedError, OverflowError),
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
)
"""What zipfile raises over what is no sound zip; RuntimeError where a password is asked for."""

_LONGEST = 180  # bytes of a name; most systems take 255, and endings and numbers come behind
_NOT_IN_NAMES = re.compile('[<>:"/\\\\|?*\x00-\x1f\x7f\ud800-\udfff]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])\s*(\..*)?")


def safe_name(text: str) -> str:
    """``text`` as every system takes it as the name of a file: no folders, no drives, none of the names Windows keeps."""
    name = _NOT_IN_NAMES.sub("_", text).strip(". ")
    name = name.encode()[:_LONGEST].decode("utf-8", "ignore")
    return f"_{name}" if not name or is_reserved(name) else name


def is_reserved(name: str) -> bool:
    """Whether Windows keeps this name, whatever its ending, for a device."""
    return _RESERVED.fullmatch(name) is not None


def is_sentence(template: object, values: object) -> bool:
    """Whether these make a Message: a text whose holes are plain names among ``values``.

    Files keep sentences with their values; one made to do harm could ask for a width of gigabytes or for attributes.
    """
    if not isinstance(template, str) or not isinstance(values, dict):
        return False
    try:
        holes = [hole for hole in string.Formatter().parse(template) if hole[1] is not None]
    except ValueError:
        return False
    return all(name in values and not spec and not conversion for _, name, spec, conversion in holes)


def real_number(value: object) -> float:
    """``value`` of a JSON file where it is a number to reckon with; raises ValueError elsewhere: 1e308, NaN, true, text."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e12:
        raise ValueError(str(value)[:40])
    return value
