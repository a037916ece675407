"""Which plane rectangular zone and which zero of heights a place of Tokyo has (``resources/presets/islands.json``)."""

from __future__ import annotations

import functools
import json
import unicodedata
from dataclasses import dataclass

import shapely
from rasterio.warp import transform

from ..errors import InputError
from ..raster import environment
from ..resources import FOLDER
from ..text import QT_TRANSLATE_NOOP
from .sheets import epsg

TOKYO_BAY, LOCAL = "tokyo_bay", "local"
GEOGRAPHIC = 6668  # EPSG: JGD2011, longitude and latitude


@dataclass(frozen=True)
class Place:
    """An island (or mainland Tokyo). ``box``: west, south, east, north in degrees; ``height``: TOKYO_BAY or LOCAL."""

    ja: str
    en: str
    municipality: str
    box: tuple[float, float, float, float]
    zone: int
    height: str
    island: bool = True

    def holds(self, longitude: float, latitude: float) -> bool:
        west, south, east, north = self.box
        return west <= longitude <= east and south <= latitude <= north


@functools.cache
def _preset() -> dict:
    return json.loads((FOLDER / "presets" / "islands.json").read_text(encoding="utf-8"))


@functools.cache
def places() -> tuple[Place, ...]:
    """All places, in the order in which they are looked up."""
    found = []
    for entry in _preset()["places"]:
        west, south, east, north = entry["box"]
        zone = _zone_by_lines((west + east) / 2, (south + north) / 2)
        found.append(Place(**{**entry, "box": tuple(entry["box"]), "zone": zone}))
    return tuple(found)


def place_at(longitude: float, latitude: float) -> Place | None:
    """The island (or mainland Tokyo) at a position; None elsewhere."""
    return next((place for place in places() if place.holds(longitude, latitude)), None)


def in_tokyo(longitude: float, latitude: float) -> bool:
    """Whether a position lies in mainland Tokyo, on one of its islands, or in the sea between these."""
    return place_at(longitude, latitude) is not None or shapely.intersects_xy(_among_islands(), longitude, latitude)


@functools.cache
def _among_islands() -> shapely.Polygon:
    """What the boxes of all islands span: no other land lies in it."""
    return shapely.convex_hull(shapely.union_all([shapely.box(*place.box) for place in places() if place.island]))


def place_in_zone(zone: int, east: float, north: float) -> Place | None:
    """As :func:`place_at`, from plane rectangular coordinates in metres."""
    return place_at(*geographic(zone, [east], [north])[0])


def place_named(name: str) -> Place | None:
    """The place of a name, Japanese or English, or one that holds it (a file name); None where none is named."""
    text = unicodedata.normalize("NFKC", name).lower()
    spelt = text.replace("ケ", "ヶ").replace("が島", "ヶ島").replace("の", "ノ")
    named = [
        (len(word), place)
        for place in places()
        for word in (place.ja.replace("列島", ""), place.en.lower())
        if word in text or word in spelt
    ]
    return max(named, key=lambda found: found[0])[1] if named else None  # 南硫黄島 rather than 硫黄島


def zone_at(longitude: float, latitude: float) -> int | None:
    """The zone of a position in Tokyo or the sea of its islands; None elsewhere, where zones follow prefectures."""
    place = place_at(longitude, latitude)
    if place:
        return place.zone
    lines = _preset()["lines"]
    among_islands = 135 <= longitude <= 155 and 20 <= latitude < lines["south_of"]
    # Above 28° the sea of the Izu islands; west of it lie Shizuoka and Kochi, of other zones.
    among_islands |= 138.9 <= longitude <= 141 and lines["south_of"] <= latitude < lines["islands_south_of"]
    return _zone_by_lines(longitude, latitude) if among_islands else None


def zone_of_box(box: tuple[float, float, float, float]) -> int:
    """The zone of a box of degrees; raises :class:`InputError` where its middle and corners do not tell one."""
    west, south, east, north = box
    spots = [((west + east) / 2, (south + north) / 2), (west, south), (east, south), (west, north), (east, north)]
    found = {zone for spot in spots if (zone := zone_at(*spot))}
    if len(found) == 1:
        return found.pop()
    raise InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "The extent does not tell one plane rectangular zone ({found}). Give ZONE, 1 to 19: outside Tokyo zones follow "
            "prefectures, and its islands lie in four of them (9, 14, 18, 19).",
        ),
        found=", ".join(map(str, sorted(found))) or "-",
    )


def revised_heights(survey_date: str) -> bool:
    """Whether heights of a survey of that ISO date follow the revision of 2025-04-01 (測地成果2024) by default."""
    return survey_date >= _preset()["revision"]["date"]


def geographic(zone: int, east: list[float], north: list[float]) -> list[tuple[float, float]]:
    """Longitude and latitude of places in a zone."""
    with environment():
        return list(zip(*transform(f"EPSG:{epsg(zone)}", f"EPSG:{GEOGRAPHIC}", east, north)))


def _zone_by_lines(longitude: float, latitude: float) -> int:
    lines = _preset()["lines"]
    if latitude >= lines["south_of"]:
        return lines["otherwise"]
    west, middle, east = lines["zones"]
    if longitude <= lines["west"]:
        return west
    return east if longitude >= lines["east"] else middle
