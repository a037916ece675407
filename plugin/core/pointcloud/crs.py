"""The coordinate system and height datum of a tile: as written, as given by the user, or as its map sheet says.

Nothing is assumed without a word: a :class:`Decision` says where its CRS came from and notes what a reader should know.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rasterio.crs import CRS
from rasterio.errors import CRSError

from ..errors import InputError
from ..grid import crs_name, epsg_of
from ..raster import environment
from ..text import QT_TRANSLATE_NOOP, Message
from .header import Header
from .sheets import Sheet, epsg, zone_of

# GeoTIFF 1.1 (OGC 19-008), section 7.1: keys used here.
_MODEL, _GEOGRAPHIC, _PROJECTED, _LINEAR_UNITS, _VERTICAL, _VERTICAL_UNITS = 1024, 2048, 3072, 3076, 4096, 4099
_METRES_OF_UNIT = {9001: 1.0, 9002: 0.3048, 9003: 1200 / 3937}  # metre, international foot, US survey foot

HEIGHTS = {
    "jgd2011": ("JGD2011 (vertical) height", "Japanese Geodetic Datum 2011 (vertical)", 6695),
    "jgd2024": ("JGD2024 (vertical) height", "Japanese Geodetic Datum 2024 (vertical)", None),
    "local": ("Local mean sea level height", "Local mean sea level", None),
}
"""Height datums by code: name of the vertical CRS, of its datum, EPSG code where older PROJ knows one.

``jgd2011``: Tokyo Bay, before the revision of 2025-04-01; ``jgd2024``: since; ``local``: sea level of an island.
"""


IMPLIED = QT_TRANSLATE_NOOP("SoraNoMe", "It has no coordinate system; {crs} was taken from its map sheet {sheet}.")
REPLACED = QT_TRANSLATE_NOOP("SoraNoMe", "Its {written} was replaced by {given}, as asked.")
FEET = QT_TRANSLATE_NOOP("SoraNoMe", "Its coordinates are in feet ({crs}); lengths you give are metres.")
FEET_HEIGHTS = QT_TRANSLATE_NOOP(
    "SoraNoMe", "Its heights are in feet, though {crs} is in metres; lengths you give are metres."
)
OUTSIDE = QT_TRANSLATE_NOOP("SoraNoMe", "Its coordinates lie outside {crs}; check the coordinate system.")
AS_DEGREES = QT_TRANSLATE_NOOP(
    "SoraNoMe", "Its coordinates seem to be degrees, though {crs} is in metres; check the coordinate system."
)

_ZONE_REACH_M = 400_000, 720_000
"""How far east and north of its origin a zone can hold anything: Etorofu lies 361 km east of the origin of zone 13,
Sofugan 689 km south of that of zone 9 (Torishima 612 km), Okinoerabu 665 km south of that of zone 1. Ogasawara,
Okinotorishima and Minamitorishima have zones of their own (14, 18, 19) and lie within 200 km of their origins."""
_DEGREES = 180, 90
_WIDEST_DEGREES = 1.0  # of a tile; in metres, nobody delivers so little


@dataclass(frozen=True)
class Written:
    """What a file says itself; ``crs`` is horizontal, None where nothing usable is written."""

    crs: CRS | None
    height: str = ""
    """Name of the vertical CRS, or empty."""
    metres_per_height_unit: float | None = None
    problems: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Decision:
    """The CRS of a tile's coordinates (horizontal, projected) and the datum of its heights."""

    crs: CRS
    origin: str
    """``written`` in the file, ``given`` by the user, or ``sheet``: implied by the name of the map sheet."""
    height: str
    """A code of :data:`HEIGHTS`, else the name written in the file, else empty: unknown."""
    metres_per_unit: float
    metres_per_height_unit: float
    notes: tuple[Message, ...] = ()

    @property
    def wkt(self) -> str:
        """WKT 1 for a LAS file: compound where the height datum is known."""
        return compound_wkt(self.crs, self.height)


def written(header: Header) -> Written:
    """The CRS written in a header: WKT before GeoTIFF keys, as LAS 1.4 section 3.2 asks where both are there."""
    wkt = header.vlr("LASF_Projection", 2112)
    if wkt:
        found = of_wkt(wkt.split(b"\0")[0].decode("utf-8", "replace"))
        if found.crs or header.vlr("LASF_Projection", 34735) is None:
            return found
    keys = header.vlr("LASF_Projection", 34735)
    return _of_keys(keys) if keys else Written(None)


def written_as(crs: CRS | None) -> Written:
    """As :func:`written`, of the CRS of a raster, which may be compound."""
    return of_wkt(crs.to_wkt()) if crs else Written(None)


def decide(
    written: Written,
    sheet: Sheet | None,
    given: CRS | None,
    name: str,
    override: bool = False,
    why: tuple[Message, ...] = (),
) -> Decision:
    """The CRS of a tile, from what is ``written`` in it, ``given`` by the user, or implied by its ``sheet``.

    ``why`` tells what keeps the sheet in its name from counting.

    Raises :class:`InputError`, naming the tile, where none of them says it, where the given one contradicts the file
    (unless ``override``), where the file contradicts its sheet (unless one is given), and where coordinates would be
    degrees.
    """
    notes = list(written.problems)
    crs, origin = written.crs, "written"
    if given is not None and (crs is None or override or same_plane(crs, given)):
        if crs is not None and not same_plane(crs, given):
            notes.append(
                Message(
                    REPLACED,
                    {"written": crs_name(crs), "given": crs_name(given)},
                )
            )
        origin = "given" if crs is None or not same_plane(crs, given) else "written"
        crs = given if origin == "given" else crs
    elif given is not None:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} says it is in {written}, but {given} was given. Leave the coordinate system empty, or tick that "
                "yours replaces the one in the file.",
            ),
            name=name,
            written=crs_name(crs),
            given=crs_name(given),
        )
    elif crs is None and sheet is not None:
        crs, origin = of_epsg(epsg(sheet.zone)), "sheet"
        notes.append(
            Message(
                IMPLIED,
                {"crs": crs_name(crs), "sheet": sheet.code},
            )
        )
    elif given is None and sheet is not None and contradicts(crs, sheet):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} says it is in {written}, but its map sheet {sheet} lies in {expected}. Give the right coordinate "
                "system, and tick that yours replaces the one in the file where that is wrong.",
            ),
            name=name,
            written=crs_name(crs),
            sheet=sheet.code,
            expected=crs_name(of_epsg(epsg(sheet.zone))),
        )
    if crs is None and (written.problems or why):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} has no coordinate system that can be used. {why} Give the coordinate system "
                "(for Tokyo usually EPSG:6677).",
            ),
            name=name,
            why=(*written.problems, *why)[0],
        )
    if crs is None:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} has no coordinate system, and its name is no map sheet. Give the coordinate system "
                "(for Tokyo usually EPSG:6677).",
            ),
            name=name,
        )
    if crs.is_geographic:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} is in degrees ({crs}), but metres are needed. Project it to a plane rectangular system.",
            ),
            name=name,
            crs=crs_name(crs),
        )
    unit = linear_unit(crs)
    height_unit = written.metres_per_height_unit or unit
    feet = feet_of(unit, height_unit)
    if feet:
        notes.append(Message(feet, {"crs": crs_name(crs)}))
    return Decision(crs, origin, height_code(written.height), unit, height_unit, tuple(notes))


def feet_of(metres_per_unit: float, metres_per_height_unit: float) -> str:
    """What to say of a tile that is not in metres; empty where it is."""
    if abs(metres_per_unit - 1) > 1e-9:
        return FEET
    return FEET_HEIGHTS if abs(metres_per_height_unit - 1) > 1e-9 else ""


def misplaced(crs: CRS, box: tuple[float, float, float, float]) -> Message | None:
    """What to say where a tile's ``box`` (units of ``crs``, projected) lies far outside its zone, or looks like degrees."""
    west, south, east, north = box
    if max(abs(west), abs(east)) <= _DEGREES[0] and max(abs(south), abs(north)) <= _DEGREES[1]:
        if max(east - west, north - south) < _WIDEST_DEGREES:
            return Message(AS_DEGREES, {"crs": crs_name(crs)})
        return None
    beyond = max(abs(west), abs(east)) > _ZONE_REACH_M[0] or max(abs(south), abs(north)) > _ZONE_REACH_M[1]
    return Message(OUTSIDE, {"crs": crs_name(crs)}) if beyond and zone_of(epsg_of(crs)) else None


def most_used(systems: Iterable[CRS]) -> list[CRS]:
    """The system that most of ``systems`` are, the first of each kind; several where as many are each of them."""
    kinds: list[tuple[CRS, int]] = []
    for crs in systems:
        place = next((i for i, (known, _) in enumerate(kinds) if same_plane(known, crs)), None)
        if place is None:
            kinds.append((crs, 1))
        else:
            kinds[place] = kinds[place][0], kinds[place][1] + 1
    most = max((count for _, count in kinds), default=0)
    return [crs for crs, count in kinds if count == most]


def contradicts(crs: CRS | None, sheet: Sheet) -> bool:
    """Whether ``crs`` is known to be another than one of the sheet's zone, of whatever datum."""
    return crs is not None and epsg_of(crs) is not None and zone_of(epsg_of(crs)) != sheet.zone


def same_plane(one: CRS, other: CRS) -> bool:
    """Whether two CRS are horizontally the same, by code or by definition."""
    if one is other:
        return True
    codes = epsg_of(one), epsg_of(other)
    return codes[0] == codes[1] if all(codes) else one == other


def height_code(name: str) -> str:
    """The code of :data:`HEIGHTS` a written name stands for; a name that is none of them stays as it is."""
    for code, (title, datum, _) in HEIGHTS.items():
        if name in (title, datum):
            return code
    return name


def compound_wkt(crs: CRS, height: str) -> str:
    """OGC WKT 1 (LAS 1.4, section 3.2), compound with the height datum where ``height`` is a code of HEIGHTS.

    Written out because PROJ before 9.2 knows neither EPSG:10170 nor JGD2024.
    """
    with environment():
        plane = crs.to_wkt(version="WKT1_GDAL")
    if height not in HEIGHTS:
        return plane
    title, datum, code = HEIGHTS[height]
    name = f"{plane.split(chr(34))[1]} + {title}"
    authority = f',AUTHORITY["EPSG","{code}"]' if code else ""
    vertical = (
        f'VERT_CS["{title}",VERT_DATUM["{datum}",2005],UNIT["metre",1],AXIS["Gravity-related height",UP]{authority}]'
    )
    return f'COMPD_CS["{name}",{plane},{vertical}]'


@lru_cache(maxsize=64)
def of_epsg(code: int) -> CRS:
    with environment():
        return CRS.from_epsg(code)


@lru_cache(maxsize=64)
def linear_unit(crs: CRS) -> float:
    """Metres of a unit of ``crs``."""
    with environment():
        return crs.linear_units_factor[1]


@lru_cache(maxsize=64)
def of_wkt(wkt: str) -> Written:
    plane, height, unit = _parts(wkt)
    try:
        with environment():
            crs = CRS.from_wkt(plane)
            if not (crs.is_projected or crs.is_geographic):
                raise CRSError("neither projected nor geographic")
    except CRSError as error:
        return Written(None, problems=(_unusable(error),))
    code = epsg_of(crs)
    return Written(of_epsg(code) if code else crs, height, unit)


def _parts(wkt: str) -> tuple[str, str, float | None]:
    """The horizontal part of a WKT, and the name and unit of its vertical part, where it is compound."""
    text = wkt.strip()
    if not text.upper().startswith(("COMPD_CS", "COMPOUNDCRS")):
        return text, "", None
    parts = [part for part in _members(text) if "[" in part]
    plane = next((part for part in parts if not part.upper().startswith(("VERT", "AUTHORITY", "ID"))), text)
    vertical = next((part for part in parts if part.upper().startswith("VERT")), "")
    if not vertical:
        return plane, "", None
    unit = next((m for m in _members(vertical) if m.upper().startswith(("UNIT", "LENGTHUNIT"))), "")
    try:
        metres = float(_members(unit)[1]) if unit else None
    except (ValueError, IndexError):
        metres = None
    return plane, vertical.split('"')[1] if '"' in vertical else "", metres


def _members(node: str) -> list[str]:
    """The members of a WKT node, at the top level."""
    start = node.find("[") + 1
    members, depth, quoted, last = [], 0, False, start
    for position in range(start, len(node)):
        letter = node[position]
        if letter == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif letter == "[":
            depth += 1
        elif letter in ",]" and depth == 0:
            members.append(node[last:position].strip())
            last = position + 1
            if letter == "]":
                break
        elif letter == "]":
            depth -= 1
    return members


@lru_cache(maxsize=64)
def _of_keys(data: bytes) -> Written:
    """GeoTIFF keys as codes; user-defined projections are not built."""
    values = struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])
    count = min(values[3], (len(values) - 4) // 4) if len(values) >= 4 else 0
    keys = {}
    for i in range(count):
        key, location, _, value = values[4 + 4 * i : 8 + 4 * i]
        if location == 0:
            keys[key] = value
    model = keys.get(_MODEL)
    code = keys.get(_GEOGRAPHIC) if model == 2 else keys.get(_PROJECTED)
    if not code:
        problem = Message(QT_TRANSLATE_NOOP("SoraNoMe", "Its GeoTIFF keys name no coordinate system."))
        return Written(None, problems=(problem,) if keys else ())
    if code == 32767:
        problem = Message(QT_TRANSLATE_NOOP("SoraNoMe", "Its coordinate system is user-defined and was not read."))
        return Written(None, problems=(problem,))
    try:
        crs = of_epsg(code)
    except CRSError as error:
        return Written(None, problems=(_unusable(error),))
    unit = _METRES_OF_UNIT.get(keys.get(_VERTICAL_UNITS))
    vertical = keys.get(_VERTICAL, 0)
    height = next((c for c, (_, _, known) in HEIGHTS.items() if known and known == vertical), "")
    problems = ()
    stated = _METRES_OF_UNIT.get(keys.get(_LINEAR_UNITS))
    if crs.is_projected and stated and abs(stated - linear_unit(crs)) > 1e-9:
        problems = (
            Message(QT_TRANSLATE_NOOP("SoraNoMe", "Its GeoTIFF keys name a unit that its system does not have.")),
        )
    return Written(crs, height or (f"EPSG:{vertical}" if 0 < vertical < 32767 else ""), unit, problems)


def _unusable(error: Exception) -> Message:
    return Message(
        QT_TRANSLATE_NOOP("SoraNoMe", "Its coordinate system cannot be understood ({detail})."),
        {"detail": str(error)[:200]},
    )
