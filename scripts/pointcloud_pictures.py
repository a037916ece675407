"""Draws the pictures of docs/pointclouds.*.md: pointcloud_pictures.py FOLDER [PICTURES].

FOLDER holds what the guide's first ten minutes leave there, under the names its commands use.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from qgis.core import (
    QgsApplication,
    QgsBilinearRasterResampler,
    QgsHillshadeRenderer,
    QgsMapLayer,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QBuffer, QSize
from qgis.PyQt.QtGui import QColor, QImage

ROOT = Path(__file__).resolve().parent.parent
PART = QgsRectangle(-68640, -31620, -68000, -31140)
"""Of the scene of 2 km with seed 1: a fill of 12 m in a valley, a cut, houses and forest."""
WIDTH, GAP = 480, 8
"""Pixels of a map, and between two of them."""


def opened(layer: QgsMapLayer, style: str = "") -> QgsMapLayer:
    if not layer.isValid():
        sys.exit(f"{layer.source()} cannot be opened; run the commands of the guide first")
    if style:
        layer.loadNamedStyle(str(ROOT / "resources" / "styles" / f"{style}.qml"))
    QgsProject.instance().addMapLayer(layer)
    return layer


def raster(path: Path, style: str = "") -> QgsRasterLayer:
    layer = opened(QgsRasterLayer(str(path), path.stem), style)
    layer.resampleFilter().setZoomedInResampler(QgsBilinearRasterResampler())
    layer.resampleFilter().setZoomedOutResampler(QgsBilinearRasterResampler())
    layer.resampleFilter().setMaxOversampling(4)
    return layer


def shaded(path: Path) -> QgsRasterLayer:
    layer = raster(path)
    renderer = QgsHillshadeRenderer(layer.dataProvider(), 1, 315, 45)
    renderer.setMultiDirectional(True)
    layer.setRenderer(renderer)
    return layer


def drawn(layers: list[QgsMapLayer], extent: QgsRectangle, width: int = WIDTH) -> Image.Image:
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[-1].crs())
    settings.setBackgroundColor(QColor("white"))
    settings.setOutputSize(QSize(width, round(width * extent.height() / extent.width())))
    settings.setExtent(extent)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return pillow(job.renderedImage())


def pillow(image: QImage) -> Image.Image:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data()))).convert("RGB")


def save(path: Path, *maps: Image.Image) -> None:
    """Maps side by side, in 128 colours of their own: files are a third as large and look the same."""
    whole = Image.new("RGB", (sum(part.width + GAP for part in maps) - GAP, max(part.height for part in maps)), "white")
    left = 0
    for part in maps:
        whole.paste(part, (left, 0))
        left += part.width + GAP
    whole.quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path, f"{path.stat().st_size / 1000:.0f} kB")


def main(folder: str, pictures: str = str(ROOT / "docs" / "images")) -> None:
    made, out = Path(folder), Path(pictures)
    index = made / "delivery.gpkg"
    tiles = opened(QgsVectorLayer(str(index), index.stem))
    around = tiles.extent().buffered(tiles.extent().width() / 40)
    save(out / "pointcloud_index.png", drawn([tiles], around, 640))
    terrain, surface = shaded(made / "dtm2024.tif"), shaded(made / "dsm2024.tif")
    save(out / "pointcloud_surfaces.png", drawn([terrain], PART), drawn([surface], PART))
    places = opened(QgsVectorLayer(str(made / "earthworks.gpkg"), "earthworks"))
    symbol = places.renderer().symbol()
    symbol.symbolLayer(0).setBrushStyle(0)  # outlines only
    change = [places, raster(made / "difference.tif", "difference")]
    relief = raster(made / "csmap2024.tif", "csmap")
    save(out / "pointcloud_csmap.png", drawn([relief], PART), drawn(change, PART))


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    main(*sys.argv[1:])
