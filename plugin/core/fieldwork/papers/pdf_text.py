"""Text of a PDF as people typed it, so that it is found and copied; and whether the file is whole.

Qt says of each glyph which sign it stands for by the first code that leads to it. Fonts draw 見 and the radical ⾒ by one
glyph, and the radical comes first: a search for 見本町 would find nothing. The tables that say so (ToUnicode, ISO 32000-1
§9.10.3) are written as plain text of fixed width, so they are mended in place.
"""

from __future__ import annotations

import errno
import mmap
import os
import re
import unicodedata

_TABLE = re.compile(rb"beginbf(?:range|char)\r?\n(.*?)endbf", re.DOTALL)
_RANGE = re.compile(rb"^(<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})> )(.*)$", re.MULTILINE)
_CODE = re.compile(rb"<([0-9A-Fa-f]{4})>")
_LARGEST_TABLE = 4 << 20
_END = 1024  # bytes in which a PDF says where its table of objects is
_MEANT = {0x0009: 0x0020, 0x2027: 0x30FB, 0x2012: 0x2013}
"""Signs that share a glyph with what is meant, beside the radicals: the space, the middle dot ・ and the dash –."""


def require_whole(path: str | os.PathLike) -> None:
    """Bring a PDF safely to the disk; raises OSError unless its end says where its table of objects is, and it is there.

    Qt does not tell where writing failed: on a full disk the rest is missing.
    """
    with open(path, "r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _END))
        end = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", file.read())
        if end is not None:
            file.seek(int(end[1]))
        if end is None or file.read(4) != b"xref":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        os.fsync(file.fileno())


def mend_text(path: str | os.PathLike) -> int:
    """Mend the tables of a PDF written by Qt in place; the number of signs changed. Other files stay as they are."""
    with open(path, "r+b") as file:
        if not os.fstat(file.fileno()).st_size:
            return 0
        with mmap.mmap(file.fileno(), 0) as data:
            changed = 0
            for table in _TABLE.finditer(data):
                if table.end() - table.start() > _LARGEST_TABLE:
                    continue
                mended, count = _mended(table[1])
                data[table.start(1) : table.end(1)] = mended
                changed += count
    return changed


def _mended(table: bytes) -> tuple[bytes, int]:
    changed = 0

    def code(found: re.Match) -> bytes:
        nonlocal changed
        meant = meant_by(int(found[1], 16))
        changed += meant != int(found[1], 16)
        return b"<%04X>" % meant

    def line(found: re.Match) -> bytes:
        # A range that counts on from its first code has no place for another.
        if found[2] != found[3] and b"[" not in found[4]:
            return found[0]
        return found[1] + _CODE.sub(code, found[4])

    return _RANGE.sub(line, table), changed


def meant_by(code: int) -> int:
    """The sign that is meant where a glyph was said to stand for ``code``."""
    if code in _MEANT:
        return _MEANT[code]
    if 0x2E80 <= code <= 0x2FDF:  # CJK and Kangxi radicals
        unified = unicodedata.normalize("NFKC", chr(code))
        if len(unified) == 1 and ord(unified) <= 0xFFFF:
            return ord(unified)
    return code
