"""A delivery of tiles as its index tells it: the tiles, and sentences on them."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsGeometry,
    QgsRectangle,
    QgsUnitTypes,
    QgsVectorLayer,
)

from ...translation import tr
from .kinds import MARKS, kind_names

_NAMES = (
    *("sheet", "severity", "problems", "codes", "kind", "points", "crs", "crs_origin", "height", "created"),
    *("surveyed_from", "surveyed_to", "path", "member"),
)
_BYTES_PER_POINT = 8  # of a COPC file
_ALMOST = 0.9  # of the free room is taken for all of it
_GRID = "grid"


@dataclass
class Tile:
    """A tile of the index. ``name`` is what runs call it, ``label`` what people do; ``fid`` is its feature."""

    fid: int
    name: str
    label: str
    points: int
    severity: str
    problems: str
    codes: tuple[str, ...]
    outline: QgsGeometry
    state: str = ""
    why: str = ""


@dataclass
class Delivery:
    """``paths`` were looked through; ``index`` is the file of the index."""

    paths: list[str]
    index: str
    crs: QgsCoordinateReferenceSystem
    tiles: list[Tile] = field(default_factory=list)
    missing: list[Tile] = field(default_factory=list)
    systems: Counter = field(default_factory=Counter)
    """(coordinate system, known from) → tiles."""
    heights: Counter = field(default_factory=Counter)
    surveyed: set[str] = field(default_factory=set)
    created: set[str] = field(default_factory=set)
    """Days, as 2024-07-31: when the points were measured, when the files were made."""
    square_km: float = 0.0

    @property
    def points(self) -> int:
        return sum(tile.points for tile in self.tiles)

    @property
    def name(self) -> str:
        """What the results are called."""
        first = Path(self.paths[0])
        return first.name if first.is_dir() else first.parent.name

    def tally(self) -> list[tuple[str, str, list[Tile]]]:
        """(code, severity, tiles) of every kind of problem, the worst and most frequent first."""
        from ...core.pointcloud.problems import SEVERITIES, SEVERITY_OF

        found: dict[str, list[Tile]] = {}
        for tile in (*self.tiles, *self.missing):
            for code in dict.fromkeys(tile.codes):
                found.setdefault(code, []).append(tile)
        order = sorted(found, key=lambda code: (SEVERITIES.index(SEVERITY_OF[code]), -len(found[code]), code))
        return [(code, SEVERITY_OF[code], found[code]) for code in order]

    def wrong(self) -> list[Tile]:
        """Tiles that cannot be used as they are."""
        return [tile for tile in self.tiles if tile.severity == "error"]

    def extent(self) -> QgsRectangle:
        """That of the tiles which lie where they should; of all where none does."""
        sound = [tile for tile in self.tiles if tile.severity != "error" and not tile.outline.isNull()]
        return extent_of(sound or self.tiles)

    def summary(self) -> str:
        words = tr("{tiles} tiles, {points} points, {area} km²")
        said = [
            words.format(tiles=f"{len(self.tiles):,}", points=f"{self.points:,}", area=f"{self.square_km:,.2f}"),
        ]
        days = self.surveyed or self.created
        if days:
            dates = min(days) if len(days) == 1 else f"{min(days)} – {max(days)}"
            words = tr("Surveyed: {dates}") if self.surveyed else tr("Files made on: {dates}")
            said.append(words.format(dates=dates))
        names = [name for name in dict.fromkeys(name for name, _ in self.systems) if name]
        said.append(tr("Coordinate system: {names}").format(names=", ".join(names[:4]) or tr("not known")))
        return "\n".join(said)

    def findings(self) -> str:
        """What to know before the tiles are used, one sentence a line."""
        return "\n".join(f"{MARKS[kind]} {text}" for kind, text in self._findings())

    def _findings(self) -> list[tuple[str, str]]:
        origins = {
            "written": tr("written in {count}"),
            "given": tr("given for {count}"),
            "sheet": tr("from the map sheet of {count}"),
        }
        found = []
        per_system: dict[str, list[str]] = {}
        for (name, origin), count in self.systems.items():
            if name:
                per_system.setdefault(name, []).append(origins.get(origin, origin).format(count=f"{count:,}"))
        for name, said in per_system.items():
            found.append(("ok" if len(per_system) == 1 else "warning", f"{name} ({', '.join(said)})"))
        unknown = sum(count for (name, _), count in self.systems.items() if not name)
        if unknown:
            text = tr("No coordinate system is known of {count} tiles. Choose it below and look again.")
            found.append(("error", text.format(count=f"{unknown:,}")))
        if len(per_system) > 1:
            text = tr("One layer has one coordinate system: tiles in another than most are left out.")
            found.append(("warning", text))
        if any(self.heights):
            names = ", ".join(height or tr("not known") for height in self.heights)
            found.append(("ok" if len(self.heights) == 1 else "warning", tr("Heights: {names}").format(names=names)))
        elif self.tiles:
            text = tr("The tiles do not say from where heights count. Choose it in the next step (“Height datum”).")
            found.append(("warning", text))
        wrong = len(self.wrong())
        if wrong:
            text = tr("Tiles that cannot be used as they are: {count}. See the list above.")
            found.append(("error", text.format(count=f"{wrong:,}")))
        twice = sum("elsewhere_too" in tile.codes for tile in self.tiles)
        if twice:
            text = tr("Sheets in several folders: {count}. Where these are two surveys, take in one folder at a time.")
            found.append(("warning", text.format(count=f"{twice:,}")))
        if self.missing:
            sheets = ", ".join(tile.label for tile in self.missing[:8]) + (" …" if len(self.missing) > 8 else "")
            found.append(("missing", tr("Missing sheets: {sheets}").format(sheets=sheets)))
        return found

    def room(self, folder: Path) -> str:
        """How much room the point cloud needs where ``folder`` is or will be, and how much there is."""
        while not folder.exists():
            folder = folder.parent
        needed, free = self.points * _BYTES_PER_POINT, shutil.disk_usage(folder).free
        mark = MARKS["ok" if needed < _ALMOST * free else "error"]
        words = tr("Needs about {needed} of room; {free} are free.")
        return f"{mark} {words.format(needed=_size(needed), free=_size(free))}"


def _size(count: float) -> str:
    return f"{count / 1e9:,.0f} GB" if count >= 1e10 else f"{max(1, count / 1e6):,.0f} MB"


def read_delivery(layer: QgsVectorLayer, paths: list[str], index: str) -> Delivery:
    """The delivery of the layer ``indextiles`` made at ``index`` of ``paths``."""
    from ...core.pointcloud.source import Source

    delivery = Delivery(paths, index, layer.crs())
    request = QgsFeatureRequest().setSubsetOfAttributes(list(_NAMES), layer.fields())
    metres = QgsUnitTypes.fromUnitToUnitFactor(layer.crs().mapUnits(), Qgis.DistanceUnit.Meters)
    places = {}
    for feature in layer.getFeatures(request):
        told = {name: feature[name] or "" for name in _NAMES}
        codes = tuple(code for code in told["codes"].split(",") if code)
        common = told["severity"], told["problems"], codes, feature.geometry()
        if not told["path"]:
            delivery.missing.append(Tile(feature.id(), told["sheet"], told["sheet"], 0, *common))
            continue
        source = Source(Path(told["path"]), told["member"])
        points = 0 if told["kind"] == _GRID else int(told["points"] or 0)
        delivery.tiles.append(Tile(feature.id(), source.name, source.file_name, points, *common))
        delivery.systems[told["crs"], told["crs_origin"]] += 1
        delivery.heights[told["height"]] += 1
        delivery.surveyed |= {told["surveyed_from"], told["surveyed_to"]} - {""}
        delivery.created |= {told["created"]} - {""}
        box = feature.geometry().boundingBox()
        if not box.isEmpty():
            places[round(box.xMinimum()), round(box.yMinimum())] = box.area()
    delivery.square_km = sum(places.values()) * metres**2 / 1e6
    return delivery


def extent_of(tiles: list[Tile]) -> QgsRectangle:
    """The box of the tiles whose place is known, in the coordinate system of the index."""
    box = QgsRectangle()
    box.setNull()
    for tile in tiles:
        if not tile.outline.isNull():
            box.combineExtentWith(tile.outline.boundingBox())
    return box


def details(code: str, tiles: list[Tile]) -> str:
    """What is wrong with the first of ``tiles``, which have the problem ``code``."""
    shown = [f"{tile.label}: {tile.problems}" for tile in tiles[:3]]
    more = len(tiles) - len(shown)
    if more > 0:
        shown.append(tr("and {count} more").format(count=f"{more:,}"))
    return f"{kind_names()[code]}\n" + "\n".join(shown)
