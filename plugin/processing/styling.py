"""Styles of results: the .qml files of ``resources/styles``, given to layers as QGIS loads them."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import (
    QgsContrastEnhancement,
    QgsMapLayer,
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
    QgsRectangle,
    QgsRuleBasedRenderer,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from ..core.resources import FOLDER
from ..core.text import QT_TRANSLATE_NOOP
from ..translation import tr_core

LABELS = (
    QT_TRANSLATE_NOOP("SoraNoMe", "no change"),
    QT_TRANSLATE_NOOP("SoraNoMe", "brighter in radar"),
    QT_TRANSLATE_NOOP("SoraNoMe", "darker in radar"),
    QT_TRANSLATE_NOOP("SoraNoMe", "mixed in radar"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Cut"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Fill"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Rank 1–10"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Rank 11–57"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Lower ranks"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Other change"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Closed (lawful or false)"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Needs another look"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Class A: debris-flow risk"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Class B: restricted area"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Class C: not explained by permits"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Class D: none of these"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Weak evidence"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Missing sheet"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Open to the edge of the survey"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Water without points"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Void below 100 m²"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Void of 100 m² or more"),
    QT_TRANSLATE_NOOP("SoraNoMe", "2,000 people or more"),
    QT_TRANSLATE_NOOP("SoraNoMe", "500–1,999 people"),
    QT_TRANSLATE_NOOP("SoraNoMe", "100–499 people"),
    QT_TRANSLATE_NOOP("SoraNoMe", "10–99 people"),
    QT_TRANSLATE_NOOP("SoraNoMe", "fewer than 10 people"),
    QT_TRANSLATE_NOOP("SoraNoMe", "people unknown (suppressed)"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Wi-Fi with OpenRoaming"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Wi-Fi, OpenRoaming unknown"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Wi-Fi without OpenRoaming"),
    QT_TRANSLATE_NOOP("SoraNoMe", "No Wi-Fi in reach"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Unknown whether in reach"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Strong: −80 dBm or more"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Good: −90 to −80 dBm"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Fair: −100 to −90 dBm"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Weak: −110 to −100 dBm"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Out of service: below −110 dBm"),
    QT_TRANSLATE_NOOP("SoraNoMe", "below 20 dBµV/m"),
    QT_TRANSLATE_NOOP("SoraNoMe", "20 to 30 dBµV/m"),
    QT_TRANSLATE_NOOP("SoraNoMe", "30 to 40 dBµV/m"),
    QT_TRANSLATE_NOOP("SoraNoMe", "40 to 50 dBµV/m"),
    QT_TRANSLATE_NOOP("SoraNoMe", "50 dBµV/m or more"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Hardly any: below 10 %"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Doubtful: 10 to 50 %"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Likely: 50 to 90 %"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Covered: 90 % or more"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Short by more than 10 dB"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Short by up to 10 dB"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Up to 10 dB to spare"),
    QT_TRANSLATE_NOOP("SoraNoMe", "10 to 20 dB to spare"),
    QT_TRANSLATE_NOOP("SoraNoMe", "More than 20 dB to spare"),
    QT_TRANSLATE_NOOP("SoraNoMe", "No site is strong enough"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Forced site"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Site 1–5"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Site 6–20"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Later sites"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Covered"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Measured hole"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Predicted hole"),
    QT_TRANSLATE_NOOP("SoraNoMe", "No data"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Hole of one carrier"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Below −110 dBm"),
    QT_TRANSLATE_NOOP("SoraNoMe", "In service, level not known"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Out of service"),
    QT_TRANSLATE_NOOP("SoraNoMe", "No measurement (list of cells)"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Measured more than 15 dB below"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Measured 5 to 15 dB below"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Within 5 dB"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Measured 5 to 15 dB above"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Measured more than 15 dB above"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Out of service where signal was predicted"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Out of service, none predicted"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Not planned"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Planned: number of the day, a colour for each route"),
    QT_TRANSLATE_NOOP("SoraNoMe", "Route: a colour for each day of a team"),
)
"""Legend labels in the .qml files beside the names of changes; marked here for translation."""

SERVERS = "best_server"
"""The style whose classes are the sites a raster names."""

# QGIS keeps no reference: a post-processor held by nobody else never runs.
_alive: list[QgsProcessingLayerPostProcessorInterface] = []


class _Styler(QgsProcessingLayerPostProcessorInterface):
    def __init__(self, style: str, shown: bool):
        super().__init__()
        self._style, self._shown = style, shown

    def postProcessLayer(self, layer, context, feedback) -> None:
        apply_style(layer, self._style)
        node = context.project().layerTreeRoot().findLayer(layer.id()) if context.project() else None
        if node is not None:
            node.setItemVisibilityChecked(self._shown)


def apply_style(layer: QgsMapLayer, style: str) -> None:
    """Give ``layer`` the named style, its legend in the user's language."""
    layer.loadNamedStyle(str(FOLDER / "styles" / f"{style}.qml"))
    renderer = layer.renderer()
    if isinstance(renderer, QgsPalettedRasterRenderer):
        for kind in renderer.classes():
            renderer.setLabel(kind.value, tr_core(kind.label))
        if style == SERVERS:
            _add_servers(layer)
    elif isinstance(renderer, QgsSingleBandPseudoColorRenderer):
        shader = renderer.shader().rasterShaderFunction()
        items = shader.colorRampItemList()
        for item in items:
            item.label = tr_core(item.label)
        shader.setColorRampItemList(items)
    elif isinstance(renderer, QgsRuleBasedRenderer):
        for rule in renderer.rootRule().children():
            rule.setLabel(tr_core(rule.label()))
    layer.legendChanged.emit()
    layer.triggerRepaint()


def _add_servers(layer: QgsMapLayer) -> None:
    """A class for each site that occurs in a raster of best servers, with its name."""
    from ..core.coverage.prediction.combination import servers_in

    renderer = layer.renderer()
    classes = renderer.classes()
    for number, label, colour in servers_in(layer.source()):
        classes.append(QgsPalettedRasterRenderer.Class(number, QColor(colour), label))
    opacity = renderer.opacity()
    renderer = QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes)
    renderer.setOpacity(opacity)
    layer.setRenderer(renderer)


def styled(style: str) -> Callable[[QgsMapLayer], None]:
    """A function that gives a layer the named style."""
    return lambda layer: apply_style(layer, style)


def style_on_load(path: str, style: str, context: QgsProcessingContext, group: str = "", shown: bool = True) -> None:
    """Give the result at ``path`` a style and a place in a ``group`` of layers, where QGIS is going to load it.

    ``shown``: whether its box in the layer tree is checked.
    """
    if context.willLoadLayerOnCompletion(path):
        styler = _Styler(style, shown)
        _alive.append(styler)
        details = context.layerToLoadOnCompletionDetails(path)
        details.setPostProcessor(styler)
        details.groupName = group
        details.layerSortKey = 1 if path.endswith(".gpkg") else 0  # outlines lie over rasters


_CUT = (0.01, 0.9)  # shares of pixels; clouds would otherwise darken the land


def natural_colours(layer: QgsMapLayer) -> None:
    """Red, green and blue as they are named in the file, where nobody has given the image a style."""
    if not isinstance(layer, QgsRasterLayer) or not isinstance(layer.renderer(), QgsMultiBandColorRenderer):
        return
    names = [layer.bandName(band).rpartition(":")[2].strip().lower() for band in range(1, layer.bandCount() + 1)]
    if not {"red", "green", "blue"} <= set(names):
        return
    provider = layer.dataProvider()
    bands = [names.index(name) + 1 for name in ("red", "green", "blue")]
    renderer = QgsMultiBandColorRenderer(provider, *bands)
    give = (
        renderer.setRedContrastEnhancement,
        renderer.setGreenContrastEnhancement,
        renderer.setBlueContrastEnhancement,
    )
    for band, set_stretch in zip(bands, give):
        low, high = provider.cumulativeCut(band, *_CUT, QgsRectangle(), 250_000)
        if low < high:
            stretch = QgsContrastEnhancement(provider.dataType(band))
            stretch.setContrastEnhancementAlgorithm(
                QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
            )
            stretch.setMinimumValue(low)
            stretch.setMaximumValue(high)
            set_stretch(stretch)
    layer.setRenderer(renderer)
