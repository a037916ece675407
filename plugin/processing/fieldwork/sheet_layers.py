"""Layers of the maps on field-check sheets, with their styles; all in a project of their own, none of the user's changed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsBilinearRasterResampler,
    QgsContrastEnhancement,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsFillSymbol,
    QgsGeometry,
    QgsHillshadeRenderer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsMultiBandColorRenderer,
    QgsPalLayerSettings,
    QgsRasterDataProvider,
    QgsRasterLayer,
    QgsRuleBasedRenderer,
    QgsSingleBandGrayRenderer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QMetaType
from qgis.PyQt.QtGui import QColor, QFont

from ...core.errors import InputError
from ...core.text import QT_TRANSLATE_NOOP
from .sheet_layout import plain

if TYPE_CHECKING:
    import shapely

_CURRENT = '"page" = @atlas_featurenumber'
_RED, _WHITE, _INK = "#d7191c", "#ffffff", "#1d2733"
_COARSEST = 16.0  # cells of heights to a pixel; beyond, QGIS takes single ones
_GAMMA = 1 / 0.75  # forest is dark; as on the chips of the list


def memory_layer(
    kind: str, crs: QgsCoordinateReferenceSystem, names: Iterable[str], rows: Iterable[tuple[shapely.Geometry, tuple]]
) -> QgsVectorLayer:
    """A layer in memory; ``rows`` are geometry and the values of the fields ``names``, each text or a whole number."""

    import shapely

    rows = list(rows)
    layer = QgsVectorLayer(kind, "", "memory")
    layer.setCrs(crs)
    types = [
        QMetaType.Type.Int if isinstance(value, int) else QMetaType.Type.QString
        for value in (rows[0][1] if rows else ())
    ]
    layer.dataProvider().addAttributes([QgsField(*field) for field in zip(names, types)])
    layer.updateFields()
    features = []
    for shape, values in rows:
        feature = QgsFeature(layer.fields())
        geometry = QgsGeometry()
        geometry.fromWkb(shapely.to_wkb(shape, output_dimension=2))
        feature.setGeometry(geometry)
        feature.setAttributes(list(values))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


def outlines(shapes: list[shapely.Geometry], crs: QgsCoordinateReferenceSystem) -> QgsVectorLayer:
    """Outlines of all sites, that of the page in red over a white casing, its neighbours thin."""
    layer = memory_layer("MultiPolygon", crs, ("page",), ((_multi(s), (n,)) for n, s in enumerate(shapes, 1)))
    current = QgsFillSymbol.createSimple({"style": "no", "outline_color": _WHITE, "outline_width": "1.1"})
    line = QgsFillSymbol.createSimple({"style": "no", "outline_color": _RED, "outline_width": "0.55"})
    current.appendSymbolLayer(line.symbolLayer(0).clone())
    other = QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": "#8a3a3a", "outline_width": "0.25", "outline_style": "dash"}
    )
    layer.setRenderer(_by_page(current, other))
    return layer


def markers(points: list[shapely.Geometry], crs: QgsCoordinateReferenceSystem) -> QgsVectorLayer:
    """A mark for each site on the small map: the page's large, the others dots."""
    layer = memory_layer("Point", crs, ("page",), ((p, (n,)) for n, p in enumerate(points, 1)))
    style = {"name": "circle", "outline_color": _WHITE, "outline_width": "0.3"}
    current = QgsMarkerSymbol.createSimple({**style, "color": _RED, "size": "3.2", "outline_width": "0.5"})
    layer.setRenderer(_by_page(current, QgsMarkerSymbol.createSimple({**style, "color": "#6b7785", "size": "1.3"})))
    return layer


def sections(lines: list[tuple[int, shapely.LineString]], crs: QgsCoordinateReferenceSystem) -> QgsVectorLayer:
    """Lines of section by number of page; only that of the page is drawn."""
    layer = memory_layer("LineString", crs, ("page",), ((line, (page,)) for page, line in lines))
    symbol = QgsLineSymbol.createSimple({"line_color": _INK, "line_width": "0.3", "line_style": "dash dot"})
    layer.setRenderer(_by_page(symbol))
    return layer


def section_ends(lines: list[tuple[int, shapely.LineString]], crs, font: str) -> QgsVectorLayer:
    """A and B at the ends of the section of the page."""

    import shapely

    ends = (
        (shapely.Point(line.coords[at]), (page, letter)) for page, line in lines for at, letter in ((0, "A"), (-1, "B"))
    )
    layer = memory_layer("Point", crs, ("page", "letter"), ends)
    layer.setRenderer(_by_page(QgsMarkerSymbol.createSimple({"name": "circle", "color": _INK, "size": "1.1"})))
    _label(layer, f"if({_CURRENT}, \"letter\", '')", font, 8)
    return layer


def municipalities(polygons: list[tuple[shapely.Geometry, str]], crs, font: str) -> QgsVectorLayer:
    """Borders with names."""
    layer = memory_layer("MultiPolygon", crs, ("name",), ((_multi(shape), (name,)) for shape, name in polygons))
    symbol = QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": "#7a4fa3", "outline_width": "0.35", "outline_style": "dash"}
    )
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    _label(layer, '"name"', font, 7, "#5b3a7c")
    return layer


def roads(layer: QgsVectorLayer) -> QgsVectorLayer:
    copy = layer.clone()
    symbol = QgsLineSymbol.createSimple({"line_color": "#7d7d7d", "line_width": "0.9", "capstyle": "round"})
    inner = QgsLineSymbol.createSimple({"line_color": "#fffdf2", "line_width": "0.6", "capstyle": "round"})
    symbol.appendSymbolLayer(inner.symbolLayer(0).clone())
    return _drawn(copy, symbol, Qgis.GeometryType.Line, "#e9e4d4")


def streams(layer: QgsVectorLayer) -> QgsVectorLayer:
    symbol = QgsLineSymbol.createSimple({"line_color": "#2b7bba", "line_width": "0.4", "capstyle": "round"})
    return _drawn(layer.clone(), symbol, Qgis.GeometryType.Line, "#a9d1ee")


def buildings(layer: QgsVectorLayer) -> QgsVectorLayer:
    symbol = QgsFillSymbol.createSimple(
        {"color": "#b9a99a", "outline_color": "#5f5348", "outline_width": "0.15", "style": "solid"}
    )
    return _drawn(layer.clone(), symbol, Qgis.GeometryType.Polygon, "#b9a99a")


def hillshade(path: str, latitude: float) -> QgsRasterLayer:
    """Light from all sides on the ground, pale, so that lines stand out."""
    layer = _raster(path)
    renderer = QgsHillshadeRenderer(layer.dataProvider(), 1, 315, 45)
    renderer.setMultiDirectional(True)
    # Heights are metres where the grid may be degrees.
    metres = 111_320 * math.cos(math.radians(latitude)) if layer.crs().isGeographic() else 1
    renderer.setZFactor(1.4 / metres)
    layer.setRenderer(renderer)
    # Heights are made finer before they are lit; light on cells drawn finer shows every cell.
    layer.setResamplingStage(Qgis.RasterResamplingStage.Provider)
    layer.dataProvider().setZoomedInResamplingMethod(QgsRasterDataProvider.ResamplingMethod.Cubic)
    # And made coarser by averages: every second height would be stripes.
    layer.dataProvider().setZoomedOutResamplingMethod(QgsRasterDataProvider.ResamplingMethod.Average)
    layer.dataProvider().setMaxOversampling(_COARSEST)
    layer.brightnessFilter().setBrightness(45)
    layer.brightnessFilter().setContrast(-20)
    return layer


def image(path: str, bands: list[int], stretch: list[tuple[float, float]]) -> QgsRasterLayer:
    """An image in the colours of ``bands`` (three, or one for grey), each between its black and white."""
    layer = _raster(path)
    provider = layer.dataProvider()
    enhanced = [_stretched(provider.dataType(band), *between) for band, between in zip(bands, stretch)]
    if len(bands) == 1:
        renderer = QgsSingleBandGrayRenderer(provider, bands[0])
        renderer.setContrastEnhancement(enhanced[0])
    else:
        renderer = QgsMultiBandColorRenderer(provider, *bands)
        renderer.setRedContrastEnhancement(enhanced[0])
        renderer.setGreenContrastEnhancement(enhanced[1])
        renderer.setBlueContrastEnhancement(enhanced[2])
    layer.setRenderer(renderer)
    layer.resampleFilter().setZoomedInResampler(QgsBilinearRasterResampler())
    layer.brightnessFilter().setGamma(_GAMMA)
    return layer


def _raster(path: str) -> QgsRasterLayer:
    layer = QgsRasterLayer(path, "")
    if not layer.isValid():
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} cannot be drawn as a map. Choose a raster that QGIS opens."),
            path=path,
        )
    return layer


def _stretched(kind, low: float, high: float) -> QgsContrastEnhancement:
    stretch = QgsContrastEnhancement(kind)
    stretch.setContrastEnhancementAlgorithm(QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum)
    stretch.setMinimumValue(low)
    stretch.setMaximumValue(high)
    return stretch


def _drawn(layer: QgsVectorLayer, symbol: QgsSymbol, kind: Qgis.GeometryType, fill: str) -> QgsVectorLayer:
    """``layer`` with one symbol, or where its geometries are of another kind, with a plain one of that colour."""
    if layer.geometryType() != kind:
        symbol = QgsSymbol.defaultSymbol(layer.geometryType())
        symbol.setColor(QColor(fill))
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    layer.setLabelsEnabled(False)
    return layer


def _by_page(current: QgsSymbol, other: QgsSymbol | None = None) -> QgsRuleBasedRenderer:
    root = QgsRuleBasedRenderer.Rule(None)
    if other is not None:
        root.appendChild(QgsRuleBasedRenderer.Rule(other, 0, 0, f"NOT ({_CURRENT})"))
    root.appendChild(QgsRuleBasedRenderer.Rule(current, 0, 0, _CURRENT))
    return QgsRuleBasedRenderer(root)


def _label(layer: QgsVectorLayer, expression: str, font: str, size: float, colour: str = _INK) -> None:
    form = QgsTextFormat()
    form.setFont(plain(QFont(font)))
    form.setSize(size)
    form.setColor(QColor(colour))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.7)
    halo.setColor(QColor(_WHITE))
    form.setBuffer(halo)
    settings = QgsPalLayerSettings()
    settings.fieldName = expression
    settings.isExpression = True
    settings.setFormat(form)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def _multi(shape: shapely.Geometry) -> shapely.Geometry:
    """The polygons of a shape as one; a point or line becomes an area wide enough to see."""

    import shapely

    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    if not parts:
        parts = [shape.buffer(8.0)]
    return shapely.MultiPolygon([p for part in parts for p in shapely.get_parts(part)])
