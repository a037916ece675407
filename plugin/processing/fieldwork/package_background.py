"""The background of a package: layers drawn by QGIS itself as tiles near the sites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsMapLayer,
    QgsMapRendererCustomPainterJob,
    QgsMapSettings,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from qgis.PyQt.QtGui import QImage, QPainter

from ...core.dates import today_in_japan
from ...core.fieldwork.papers.package_tiles import (
    TILE,
    Block,
    add_tile,
    blocks_of,
    coarsest_zoom,
    finest_zoom,
    mbtiles,
    tiles_near,
)
from ...core.fieldwork.site import FieldSite
from ...core.tasks import Progress, Silent, run_ordered
from ..features import transformed
from .sites import JGD2011

WEB_MERCATOR = QgsCoordinateReferenceSystem("EPSG:3857")
_QUALITY = 80  # of JPEG
_SAMPLES = 12


@dataclass
class Background:
    """What is going to be drawn: ``layers`` (the first on top) on ``tiles`` (level → column and row) near the sites.

    A picture of images is JPEG, on white; of vectors only PNG, which keeps lines sharp and lets through what lies below.
    """

    layers: list[QgsMapLayer]
    surroundings: list[shapely.Geometry]
    tiles: dict[int, list[tuple[int, int]]]
    transforms: QgsCoordinateTransformContext

    @property
    def count(self) -> int:
        return sum(map(len, self.tiles.values()))

    @property
    def format(self) -> str:
        return "jpg" if any(isinstance(layer, QgsRasterLayer) for layer in self.layers) else "png"

    def estimate(self) -> int:
        """Bytes the file is going to have, by drawing a few tiles."""
        finest = max(self.tiles)
        tiles = self.tiles[finest]
        some = tiles[:: max(1, len(tiles) // _SAMPLES)][:_SAMPLES]
        blocks = [Block(finest, column, row, 1, 1, ((column, row),)) for column, row in some]
        drawn = run_ordered(_draw, (self._job(block) for block in blocks), Silent(), len(blocks))
        sizes = [len(data) for _, pictures in drawn for _, data in pictures]
        return int(self.count * (sum(sizes) / len(sizes) + 50))

    def write(self, path: Path, title: str, progress: Progress) -> None:
        """Draw it into a new file. Raises :class:`Cancelled`, OutputError."""
        blocks = [block for zoom, tiles in self.tiles.items() for block in blocks_of(tiles, zoom)]
        west, south, east, north = self._bounds()
        about = {
            "name": title,
            "type": "baselayer",
            "version": "1",
            "description": today_in_japan(),
            "format": self.format,
            "minzoom": str(min(self.tiles)),
            "maxzoom": str(max(self.tiles)),
            "bounds": f"{west:.6f},{south:.6f},{east:.6f},{north:.6f}",
            "center": f"{(west + east) / 2:.6f},{(south + north) / 2:.6f},{min(self.tiles)}",
        }
        with mbtiles(path, about) as cursor:
            # Jobs are prepared here, in the thread the layers belong to, and only drawn by the others.
            for block, pictures in run_ordered(_draw, map(self._job, blocks), progress, len(blocks)):
                for (column, row), data in pictures:
                    add_tile(cursor, block.zoom, column, row, data)

    def _bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of all tiles, in degrees (WGS 84)."""
        to_degrees = QgsCoordinateTransform(WEB_MERCATOR, QgsCoordinateReferenceSystem("EPSG:4326"), self.transforms)
        coarsest = min(self.tiles)
        boxes = [Block(coarsest, column, row, 1, 1, ()).bounds for column, row in self.tiles[coarsest]]
        west, south, east, north = shapely.total_bounds([shapely.box(*box) for box in boxes])
        found = to_degrees.transformBoundingBox(QgsRectangle(west, south, east, north))
        return found.xMinimum(), found.yMinimum(), found.xMaximum(), found.yMaximum()

    def _job(self, block: Block) -> tuple:
        opaque = self.format == "jpg"
        image = QImage(
            QSize(block.columns * TILE, block.rows * TILE),
            QImage.Format.Format_RGB32 if opaque else QImage.Format.Format_ARGB32_Premultiplied,
        )
        image.fill(Qt.GlobalColor.white if opaque else Qt.GlobalColor.transparent)
        settings = QgsMapSettings()
        settings.setLayers(self.layers)
        settings.setDestinationCrs(WEB_MERCATOR)
        settings.setTransformContext(self.transforms)
        settings.setOutputSize(image.size())
        settings.setExtent(QgsRectangle(*block.bounds))
        settings.setFlag(Qgis.MapSettingsFlag.Antialiasing)
        settings.setFlag(Qgis.MapSettingsFlag.RenderMapTile)
        painter = QPainter(image)
        job = QgsMapRendererCustomPainterJob(settings, painter)
        job.prepare()
        return block, image, painter, job, self.format


def plan_background(
    layers: list[QgsMapLayer],
    sites: list[FieldSite],
    buffer_m: float,
    resolution_m: float,
    transforms: QgsCoordinateTransformContext,
) -> Background | None:
    """The tiles within ``buffer_m`` of the sites, from one that shows all to ``resolution_m``; None: far too many."""
    to_mercator = QgsCoordinateTransform(JGD2011, WEB_MERCATOR, transforms)
    outlines = shapely.box(
        *shapely.bounds([transformed(site.outline, to_mercator) for site in sites]).T
    )  # a tile is coarser than an outline's shape
    latitudes = shapely.get_y(shapely.points([(site.longitude, site.latitude) for site in sites]))
    around = list(shapely.buffer(outlines, buffer_m / _cosine(latitudes), quad_segs=4))
    finest = finest_zoom(resolution_m, float(latitudes.mean()))
    tiles = {}
    for zoom in range(coarsest_zoom(around, finest), finest + 1):
        near = tiles_near(around, zoom)
        if near is None:
            return None
        tiles[zoom] = near
    return Background(layers, around, tiles, transforms)


def _cosine(degrees):
    import numpy as np

    return np.cos(np.radians(degrees))


def _draw(given: tuple) -> tuple[Block, list[tuple[tuple[int, int], bytes]]]:
    """A prepared picture, drawn and cut into encoded tiles."""
    block, image, painter, job, kind = given
    job.renderPrepared()
    painter.end()
    return block, list(_cut(block, image, kind))


def _cut(block: Block, image: QImage, kind: str) -> Iterator[tuple[tuple[int, int], bytes]]:
    for column, row in block.tiles:
        tile = image.copy((column - block.column) * TILE, (row - block.row) * TILE, TILE, TILE)
        held = QByteArray()
        buffer = QBuffer(held)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        tile.save(buffer, kind.upper(), _QUALITY if kind == "jpg" else -1)
        yield (column, row), bytes(held)
