"""Styles of results: the .qml files of ``resources/styles``, given to layers as QGIS loads them."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import (
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingLayerPostProcessorInterface,
    QgsRuleBasedRenderer,
)

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
)
"""Legend labels in the .qml files beside the names of changes; marked here for translation."""

# QGIS keeps no reference: a post-processor held by nobody else never runs.
_alive: list[QgsProcessingLayerPostProcessorInterface] = []


class _Styler(QgsProcessingLayerPostProcessorInterface):
    def __init__(self, style: str):
        super().__init__()
        self._style = style

    def postProcessLayer(self, layer, context, feedback) -> None:
        apply_style(layer, self._style)


def apply_style(layer: QgsMapLayer, style: str) -> None:
    """Give ``layer`` the named style, its legend in the user's language."""
    layer.loadNamedStyle(str(FOLDER / "styles" / f"{style}.qml"))
    renderer = layer.renderer()
    if isinstance(renderer, QgsPalettedRasterRenderer):
        for kind in renderer.classes():
            renderer.setLabel(kind.value, tr_core(kind.label))
    elif isinstance(renderer, QgsRuleBasedRenderer):
        for rule in renderer.rootRule().children():
            rule.setLabel(tr_core(rule.label()))
    layer.triggerRepaint()


def styled(style: str) -> Callable[[QgsMapLayer], None]:
    """A function that gives a layer the named style."""
    return lambda layer: apply_style(layer, style)


def style_on_load(path: str, style: str, context: QgsProcessingContext) -> None:
    """Give the result at ``path`` a style, where QGIS is going to load it."""
    if context.willLoadLayerOnCompletion(path):
        styler = _Styler(style)
        _alive.append(styler)
        details = context.layerToLoadOnCompletionDetails(path)
        details.setPostProcessor(styler)
        details.layerSortKey = 1 if path.endswith(".gpkg") else 0  # outlines lie over rasters
