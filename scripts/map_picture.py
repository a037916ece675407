"""Draws a result as a map: map_picture.py IMAGE CANDIDATES PICTURE.png [LANGUAGE]."""

from __future__ import annotations

import sys
from pathlib import Path

from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsContrastEnhancement,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendStyle,
    QgsMultiBandColorRenderer,
    QgsPrintLayout,
    QgsProject,
    QgsRasterBandStats,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QFont


def natural_colours(layer: QgsRasterLayer) -> None:
    """Red, green, blue of an image in blue–green–red order, stretched so that clouds do not darken the land."""
    provider = layer.dataProvider()
    bands = (3, 2, 1) if layer.bandCount() >= 3 else (1, 1, 1)
    renderer = QgsMultiBandColorRenderer(provider, *bands)
    for band, give in zip(
        bands,
        (renderer.setRedContrastEnhancement, renderer.setGreenContrastEnhancement, renderer.setBlueContrastEnhancement),
    ):
        low, high = provider.cumulativeCut(band, 0.01, 0.88, QgsRectangle(), 250_000)
        if low == high:
            stats = provider.bandStatistics(band, QgsRasterBandStats.Stats.All)
            low, high = stats.minimumValue, stats.maximumValue
        stretch = QgsContrastEnhancement(provider.dataType(band))
        stretch.setContrastEnhancementAlgorithm(
            QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
        )
        stretch.setMinimumValue(low)
        stretch.setMaximumValue(high)
        give(stretch)
    layer.setRenderer(renderer)


def main(image: str, candidates: str, picture: str, language: str = "en") -> None:
    project = QgsProject.instance()
    background = QgsRasterLayer(image, Path(image).stem)
    natural_colours(background)
    places = QgsVectorLayer(candidates, "盛土候補地" if language == "ja" else "Fill candidates")
    project.addMapLayers([background, places])

    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    page = layout.pageCollection().page(0)
    height = 150 * background.extent().height() / background.extent().width()
    page.setPageSize(QgsLayoutSize(210, height + 24))

    def place(item, x, y, width, height):
        layout.addLayoutItem(item)
        item.attemptMove(QgsLayoutPoint(x, y))
        item.attemptResize(QgsLayoutSize(width, height))
        return item

    map_item = place(QgsLayoutItemMap(layout), 8, 16, 150, height)
    map_item.setLayers([places, background])
    map_item.setCrs(background.crs())
    map_item.zoomToExtent(background.extent())
    map_item.setFrameEnabled(True)

    title = QgsLayoutItemLabel(layout)
    title.setText("土地改変候補地" if language == "ja" else "Candidates of altered ground")
    form = title.textFormat()
    form.setFont(QFont("Noto Sans CJK JP", 14))
    form.setSize(14)
    title.setTextFormat(form)
    place(title, 8, 5, 150, 9)

    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(map_item)
    legend.setAutoUpdateModel(False)
    legend.model().rootGroup().removeLayer(background)
    legend.setWrapString(":")  # the classes of triage say what they are after a colon
    for kind in (QgsLegendStyle.Style.Subgroup, QgsLegendStyle.Style.SymbolLabel):
        style = legend.style(kind)
        text = style.textFormat()
        text.setSize(8)
        style.setTextFormat(text)
        legend.setStyle(kind, style)
    place(legend, 160, 16, 45, 60)

    arrow = QgsLayoutItemPicture(layout)
    arrow.setPicturePath(":/images/north_arrows/layout_default_north_arrow.svg")
    place(arrow, 174, 110, 14, 14)
    bar = QgsLayoutItemScaleBar(layout)
    bar.setStyle("Single Box")
    bar.setLinkedMap(map_item)
    bar.setUnits(Qgis.DistanceUnit.Kilometers)
    bar.setUnitLabel("km")
    bar.setNumberOfSegmentsLeft(0)
    bar.setNumberOfSegments(1)
    fitting = background.extent().width() / 1000 * 40 / 150  # kilometres on 40 mm of paper
    bar.setUnitsPerSegment(
        max(length for length in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50) if length <= max(0.1, fitting))
    )
    place(bar, 162, 130, 44, 14)

    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 150
    settings.generateWorldFile = False
    settings.exportMetadata = False
    gdal.PushErrorHandler("CPLQuietErrorHandler")  # QGIS tries to georeference the picture, which a PNG cannot be
    done = QgsLayoutExporter(layout).exportToImage(picture, settings)
    gdal.PopErrorHandler()
    if done != QgsLayoutExporter.ExportResult.Success:
        sys.exit(f"{picture} could not be drawn")


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    main(*sys.argv[1:])
