"""Point clouds on the map: renderers that are ready when a layer opens, in 2D and 3D."""

from __future__ import annotations

import contextlib

from qgis.core import (
    Qgis,
    QgsColorRampShader,
    QgsContrastEnhancement,
    QgsGradientColorRamp,
    QgsGradientStop,
    QgsPointCloudAttributeByRampRenderer,
    QgsPointCloudClassifiedRenderer,
    QgsPointCloudLayer,
    QgsPointCloudRenderer,
    QgsPointCloudRgbRenderer,
    QgsProcessingContext,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingUtils,
    QgsUnitTypes,
)
from qgis.PyQt.QtGui import QColor

COLOURS, ELEVATION, CLASSES, INTENSITY = "colours", "elevation", "classes", "intensity"

_POINT_PIXELS = 3.0
_ERROR_PIXELS = 1.5  # how far apart points on the screen may be before the next level is drawn
_RAMP = ("#2b5d34", ((0.25, "#8fb35a"), (0.5, "#f1e3a0"), (0.75, "#b9794a")), "#f7f4f2")
_GREYS = ("#101010", ((0.5, "#8c8c8c"),), "#ffffff")

# QGIS keeps no reference: a post-processor held by nobody else never runs.
_alive: list[QgsProcessingLayerPostProcessorInterface] = []


def load(
    path: str, title: str, output: str, renderer: QgsPointCloudRenderer, context: QgsProcessingContext, order: int = 0
) -> None:
    """Have QGIS open the point cloud at ``path`` when the algorithm is done, drawn by ``renderer``."""
    hint = QgsProcessingUtils.LayerHint.PointCloud
    details = QgsProcessingContext.LayerDetails(title, context.project(), output, hint)
    styler = _Styler(renderer)
    _alive.append(styler)
    details.setPostProcessor(styler)
    details.layerSortKey = order
    details.forceName = True
    context.addLayerToLoadOnCompletion(path, details)


class _Styler(QgsProcessingLayerPostProcessorInterface):
    def __init__(self, renderer: QgsPointCloudRenderer):
        super().__init__()
        self._renderer = renderer

    def postProcessLayer(self, layer, context, feedback) -> None:
        style(layer, self._renderer)


def style(layer: QgsPointCloudLayer, renderer: QgsPointCloudRenderer) -> None:
    """Draw ``layer`` by ``renderer``, in 3D alike."""
    layer.setRenderer(renderer.clone())
    with contextlib.suppress(ImportError):  # QGIS can be built without 3D
        from qgis._3d import QgsPointCloudLayer3DRenderer

        layer.setRenderer3D(QgsPointCloudLayer3DRenderer())
        layer.setSync3DRendererTo2DRenderer(True)
        layer.convertRenderer3DFromRenderer2D()
    layer.triggerRepaint()


def renderer_for(
    kind: str,
    heights: tuple[float, float],
    brightest: int,
    classes: dict[int, int],
    intensities: tuple[float, float] = (0, 65535),
) -> QgsPointCloudRenderer:
    """The renderer ``kind``; ``heights`` and ``intensities`` span the ramps, ``brightest`` is the largest colour value,
    ``classes`` occur."""
    if kind == INTENSITY:
        made = _ramp("Intensity", intensities, _GREYS)
    else:
        made = {COLOURS: _colours, ELEVATION: _elevation, CLASSES: _classes}[kind](heights, brightest, classes)
    made.setPointSize(_POINT_PIXELS)
    made.setPointSizeUnit(QgsUnitTypes.RenderUnit.RenderPixels)
    made.setMaximumScreenError(_ERROR_PIXELS)
    made.setMaximumScreenErrorUnit(QgsUnitTypes.RenderUnit.RenderPixels)
    return made


def _colours(heights, brightest: int, classes) -> QgsPointCloudRgbRenderer:
    renderer = QgsPointCloudRgbRenderer()
    if brightest > 255:  # 16 bits, as LAS asks; without stretching QGIS takes them for 8
        for setter in ("setRedContrastEnhancement", "setGreenContrastEnhancement", "setBlueContrastEnhancement"):
            stretch = QgsContrastEnhancement(Qgis.DataType.UInt16)
            stretch.setMinimumValue(0)
            stretch.setMaximumValue(65535)
            stretch.setContrastEnhancementAlgorithm(
                QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
            )
            getattr(renderer, setter)(stretch)
    return renderer


def _elevation(heights: tuple[float, float], brightest, classes) -> QgsPointCloudAttributeByRampRenderer:
    return _ramp("Z", heights, _RAMP)


def _ramp(attribute: str, span: tuple[float, float], colours: tuple) -> QgsPointCloudAttributeByRampRenderer:
    low, high = span
    high = max(high, low + 0.01)
    first, stops, last = colours
    ramp = QgsGradientColorRamp(
        QColor(first), QColor(last), False, [QgsGradientStop(at, QColor(colour)) for at, colour in stops]
    )
    shader = QgsColorRampShader(low, high, ramp)
    shader.classifyColorRamp(8, -1)
    renderer = QgsPointCloudAttributeByRampRenderer()
    renderer.setAttribute(attribute)
    renderer.setMinimum(low)
    renderer.setMaximum(high)
    renderer.setColorRampShader(shader)
    return renderer


def _classes(heights, brightest, classes: dict[int, int]) -> QgsPointCloudClassifiedRenderer:
    known = QgsPointCloudClassifiedRenderer.defaultCategories()
    return QgsPointCloudClassifiedRenderer(
        "Classification", [category for category in known if category.value() in classes] or known
    )
