"""The header of a LAS or LAZ file, read with bounds where laspy would follow whatever the file says.

Layout: ASPRS LAS Specification 1.4 R15, sections 2.4 (public header), 2.5 (variable length records), 2.7 (extended).
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import BinaryIO

from ..errors import InputError
from ..foreign import BROKEN_ARCHIVE
from ..text import QT_TRANSLATE_NOOP, Message
from .source import Source

_RECORD_LENGTHS = (20, 28, 26, 34, 57, 63, 30, 36, 38, 59, 67)
"""Bytes of a point by format 0–10, without extra bytes (specification, section 2.6)."""

EMPTY = QT_TRANSLATE_NOOP("SoraNoMe", "It holds no points.")
BOX = QT_TRANSLATE_NOOP("SoraNoMe", "The box in its header cannot be right.")
BOX_READ = QT_TRANSLATE_NOOP("SoraNoMe", "The box in its header cannot be right; that of its points was taken.")
TRUNCATED = QT_TRANSLATE_NOOP("SoraNoMe", "It is truncated: {count} points promised, {held} there.")
"""Flaws which others look for among the problems of a header, by their sentence."""

_RECORDS_LIMIT = 1 << 24  # bytes of variable length records that are kept; real ones have some thousand
_COORDINATE_LIMIT = 2e7  # metres or feet: half the girth of the Earth


@dataclass(frozen=True)
class Vlr:
    """A variable length record; ``extended`` where it stood behind the points."""

    user_id: str
    record_id: int
    data: bytes
    extended: bool = False


@dataclass(frozen=True)
class Header:
    """What a LAS file says of itself. ``problems`` are flaws that can be lived with."""

    version: tuple[int, int]
    point_format: int
    compressed: bool
    record_length: int
    count: int
    counts_by_return: tuple[int, ...]
    scales: tuple[float, float, float]
    offsets: tuple[float, float, float]
    mins: tuple[float, float, float]
    maxs: tuple[float, float, float]
    data_offset: int
    system: str = ""
    software: str = ""
    created: date | None = None
    global_encoding: int = 0
    guid: bytes = bytes(16)
    source_id: int = 0
    vlrs: tuple[Vlr, ...] = ()
    problems: tuple[Message, ...] = field(default=())

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north as the header says."""
        return self.mins[0], self.mins[1], self.maxs[0], self.maxs[1]

    @property
    def box_plausible(self) -> bool:
        """Whether the box can be one: finite, not inside out, on the Earth."""
        values = (*self.mins, *self.maxs)
        return (
            all(math.isfinite(v) and abs(v) <= _COORDINATE_LIMIT for v in values)
            and all(low <= high for low, high in zip(self.mins, self.maxs))
            and not (self.count > 1 and all(v == 0 for v in values))
        )

    def vlr(self, user_id: str, record_id: int) -> bytes | None:
        """The data of the first such record, None where there is none."""
        for vlr in self.vlrs:
            if vlr.user_id == user_id and vlr.record_id == record_id:
                return vlr.data
        return None


def read_header(source: Source) -> Header:
    """The header of ``source``; raises :class:`InputError` where its points could not be read."""
    stream, size = source.open_sized()
    with stream:
        try:
            return _read(source, stream, size)
        except BROKEN_ARCHIVE as error:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{name} ends within its header or is damaged. Download or copy it again."
                ),
                name=source.name,
            ) from error


def _read(source: Source, stream: BinaryIO, size: int) -> Header:
    head = stream.read(375)
    if head[:4] == b"LASF" and len(head) < 227:
        raise struct.error
    if head[:4] != b"LASF":
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "{name} is no LAS or LAZ file (it does not begin like one). Download or copy it again."
            ),
            name=source.name,
        )
    source_id, encoding = struct.unpack_from("<HH", head, 4)
    version = (head[24], head[25])
    day, year, header_size, data_offset, vlr_count, kind, length, count = struct.unpack_from("<HHHIIBHI", head, 90)
    counts = struct.unpack_from("<5I", head, 111)
    scales, offsets = struct.unpack_from("<3d", head, 131), struct.unpack_from("<3d", head, 155)
    box = struct.unpack_from("<6d", head, 179)
    evlr_start = evlr_count = 0
    if version >= (1, 4):
        if len(head) < 375:
            raise struct.error
        evlr_start, evlr_count, count = struct.unpack_from("<QIQ", head, 235)
        counts = struct.unpack_from("<15Q", head, 255)
    compressed, point_format = bool(kind & 0xC0), kind & 0x3F
    _require_sound(source.name, version, kind, length, header_size, data_offset, scales, offsets, size)
    problems: list[Message] = []
    rest = b""
    if data_offset > len(head):
        wanted = data_offset - len(head)
        if wanted > _RECORDS_LIMIT:
            problems.append(
                Message(
                    QT_TRANSLATE_NOOP("SoraNoMe", "Its records before the points are too long; the rest was not read.")
                )
            )
        rest = stream.read(min(wanted, _RECORDS_LIMIT))
    vlrs = _records((head + rest)[header_size:data_offset], vlr_count, problems)
    header = Header(
        version,
        point_format,
        compressed,
        length,
        count,
        counts,
        scales,
        offsets,
        box[1::2],
        box[0::2],
        data_offset,
        _text(head[26:58]),
        _text(head[58:90]),
        _date(year, day),
        encoding,
        head[8:24],
        source_id,
        vlrs,
    )
    if evlr_count and not any(vlr.user_id == "LASF_Projection" for vlr in vlrs):  # in a zip this unpacks everything
        vlrs += _extended(stream, evlr_start, evlr_count, size, problems)
    _tell_flaws(header, size, problems)
    return Header(**{**header.__dict__, "vlrs": vlrs, "problems": tuple(problems)})


def _require_sound(name, version, kind, length, header_size, data_offset, scales, offsets, size) -> None:
    if version[0] != 1 or version[1] > 4:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "{name} is LAS {version}; 1.0 to 1.4 can be read. Convert it or ask who delivered it."
            ),
            name=name,
            version=f"{version[0]}.{version[1]}",
        )
    point_format = kind & 0x3F
    if point_format >= len(_RECORD_LENGTHS):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} has points of format {format}; 0 to 10 are defined. The file is damaged: copy it again.",
            ),
            name=name,
            format=kind & 0x7F,  # the highest bit alone says that it is LAZ
        )
    sound = (
        header_size >= 227
        and header_size <= data_offset <= size
        and length >= _RECORD_LENGTHS[point_format]
        and all(1e-12 <= scale <= 1e3 for scale in scales)  # false for NaN
        and all(abs(offset) <= 1e12 for offset in offsets)
    )
    if not sound:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} has a header that contradicts itself (length of points, scale or start of the points). "
                "The file is damaged: download or copy it again.",
            ),
            name=name,
        )


def _records(data: bytes, count: int, problems: list[Message]) -> tuple[Vlr, ...]:
    """Variable length records in ``data``, however many the header promises."""
    records, position = [], 0
    while len(records) < count and position + 54 <= len(data):
        user, record_id, length = struct.unpack_from("<2x16sHH", data, position)
        if position + 54 + length > len(data):
            break
        records.append(Vlr(_text(user), record_id, data[position + 54 : position + 54 + length]))
        position += 54 + length
    if len(records) < count:
        problems.append(
            Message(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "Its header promises {promised} records before the points; there are {found}."
                ),
                {"promised": count, "found": len(records)},
            )
        )
    return tuple(records)


def _extended(stream: BinaryIO, start: int, count: int, size: int, problems: list[Message]) -> tuple[Vlr, ...]:
    """Extended records behind the points, as far as the file reaches."""
    records: list[Vlr] = []
    position = start
    for _ in range(min(count, 1000)):
        if position < 227 or position + 60 > size:
            break
        stream.seek(position)
        user, record_id, length = struct.unpack("<2x16sHQ32x", stream.read(60))
        if position + 60 + length > size:
            break
        if user.startswith(b"LASF_"):  # COPC's hierarchy and the like are long, and nothing to us
            records.append(Vlr(_text(user), record_id, stream.read(min(length, _RECORDS_LIMIT)), True))
        else:
            records.append(Vlr(_text(user), record_id, b"", True))
        position += 60 + length
    if len(records) < count:
        problems.append(
            Message(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "Its header promises {promised} records behind the points; there are {found}."
                ),
                {"promised": count, "found": len(records)},
            )
        )
    return tuple(records)


def _tell_flaws(header: Header, size: int, problems: list[Message]) -> None:
    if header.count == 0:
        problems.append(Message(EMPTY))
    elif not header.box_plausible:
        problems.append(Message(BOX))
    held = (size - header.data_offset) // header.record_length
    if not header.compressed and held < header.count:
        problems.append(Message(TRUNCATED, {"count": header.count, "held": held}))
    by_return = sum(header.counts_by_return)
    if header.count and by_return and by_return != header.count:
        problems.append(
            Message(
                QT_TRANSLATE_NOOP("SoraNoMe", "Its counts by return add up to {sum}, not to its {count} points."),
                {"sum": by_return, "count": header.count},
            )
        )


def _text(data: bytes) -> str:
    return data.split(b"\0")[0].decode("cp932", "replace").strip()


def _date(year: int, day: int) -> date | None:
    if 1990 <= year <= 2100 and 1 <= day <= 366:
        return date(year, 1, 1) + timedelta(days=day - 1)
    return None
