"""Before and after side by side on the canvas, with a divider to drag."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    Qgis,
    QgsContrastEnhancement,
    QgsMapLayer,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsMultiBandColorRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPen

_PAUSE_MS = 120  # after the map moved, before the images are drawn anew
_REACH = 7  # pixels from the divider in which it can be taken
_STRETCH_CELLS = 250_000  # looked at to find how bright an image is
_NATURAL = ("red", "green", "blue")
_TYPES = {
    Qgis.DataType.Byte: "uint8",
    Qgis.DataType.UInt16: "uint16",
    Qgis.DataType.Int16: "int16",
    Qgis.DataType.Int32: "int32",
    Qgis.DataType.Float32: "float32",
    Qgis.DataType.Float64: "float64",
}


def image_layer(path: str) -> QgsRasterLayer:
    """The image as a layer nobody sees in the layer tree: as the project shows it where it does, else in natural colours."""
    for layer in QgsProject.instance().mapLayers().values():
        if isinstance(layer, QgsRasterLayer) and layer.source() == path:
            return layer.clone()
    layer = QgsRasterLayer(path, path)
    bands = _natural_bands(layer) if layer.isValid() else None
    if bands:
        provider = layer.dataProvider()
        renderer = QgsMultiBandColorRenderer(provider, *bands)
        # These hand over what they are given; the constructor would not, and both sides would free it.
        renderer.setRedContrastEnhancement(_stretch(provider, bands[0]))
        renderer.setGreenContrastEnhancement(_stretch(provider, bands[1]))
        renderer.setBlueContrastEnhancement(_stretch(provider, bands[2]))
        layer.setRenderer(renderer)
    return layer


def _stretch(provider, band: int) -> QgsContrastEnhancement:
    """Dark to bright over all but the brightest tenth: clouds would leave the ground black."""
    low, high = provider.cumulativeCut(band, 0.01, 0.9, provider.extent(), _STRETCH_CELLS)
    stretch = QgsContrastEnhancement(provider.dataType(band))
    stretch.setContrastEnhancementAlgorithm(QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum)
    stretch.setMinimumValue(low)
    stretch.setMaximumValue(max(high, low + 1e-6))
    return stretch


def _natural_bands(layer: QgsRasterLayer) -> list[int] | None:
    """Numbers of red, green and blue; None where the image does not tell."""
    from ...core.change.sensors import AUTO, bands_of
    from ...core.errors import InputError

    try:
        kind = _TYPES.get(layer.dataProvider().dataType(1), "")
        bands = bands_of(AUTO, layer.bandCount(), kind, layer.name())
    except InputError:
        return None
    return [bands.numbers[bands.index(role)] for role in _NATURAL] if bands.has(*_NATURAL) else None


class Swipe(QObject):
    """Draws ``before`` left and ``after`` right of a divider over the map, both below those layers ``above`` that the map
    shows.

    ``fraction`` is where the divider stands, 0–1 of the canvas. :meth:`remove` takes everything off again.
    """

    def __init__(
        self,
        canvas: QgsMapCanvas,
        before: QgsRasterLayer,
        after: QgsRasterLayer,
        above: Sequence[QgsMapLayer],
        labels: Sequence[str],
    ):
        super().__init__()
        self.canvas = canvas
        self.fraction = 0.5
        self._images = [before, after]
        self._jobs: list[QgsMapRendererParallelJob | None] = [None, None]
        self._ended: list[QgsMapRendererParallelJob] = []
        self._dragged = self._over = False
        self.picture: _Picture | None = _Picture(canvas, labels)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.render)
        self._signals = (
            canvas.extentsChanged,
            canvas.destinationCrsChanged,
            canvas.rotationChanged,
            canvas.layersChanged,
        )
        for signal in self._signals:
            signal.connect(self._later)
        for layer in above:
            layer.repaintRequested.connect(self._later)
        self._above = list(above)
        canvas.viewport().installEventFilter(self)
        self.render()

    @property
    def drawing(self) -> bool:
        return self._timer.isActive() or any(self._jobs)

    def _later(self, *_) -> None:
        self._timer.start()

    # -- drawing -------------------------------------------------------------------------------

    def render(self) -> None:
        self._stop_jobs()
        shown = self.canvas.layers()
        above = [layer for layer in self._above if layer in shown]
        for side, image in enumerate(self._images):
            settings = QgsMapSettings(self.canvas.mapSettings())
            settings.setLayers([*above, image])
            settings.setFlag(Qgis.MapSettingsFlag.DrawSelection, False)  # it would hide what is to be compared
            settings.setBackgroundColor(QColor(Qt.GlobalColor.white))
            job = QgsMapRendererParallelJob(settings)
            self._jobs[side] = job
            job.finished.connect(lambda side=side, job=job: self._drawn(side, job))
            job.start()

    def _drawn(self, side: int, job: QgsMapRendererParallelJob) -> None:
        if job in self._ended:  # cancelled
            self._ended.remove(job)
            return
        if self._jobs[side] is not job or self.picture is None:
            return
        self._jobs[side] = None
        self.picture.images[side] = job.renderedImage()
        self.picture.show_at(_item_rectangle(job.mapSettings()), self.fraction)

    def _stop_jobs(self) -> None:
        for side, job in enumerate(self._jobs):
            if job is not None:
                self._jobs[side] = None
                self._ended.append(job)  # until it has ended
                job.cancelWithoutBlocking()

    def move_to(self, fraction: float) -> None:
        self.fraction = min(1.0, max(0.0, fraction))
        if self.picture is not None:
            self.picture.fraction = self.fraction
            self.picture.update()

    # -- dragging ------------------------------------------------------------------------------

    def eventFilter(self, viewport, event) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            return False
        x, width = event.pos().x(), max(1, viewport.width())
        if kind == QEvent.Type.MouseMove:
            if self._dragged:
                self.move_to(x / width)
                return True
            over = not event.buttons() and abs(x - self.fraction * width) <= _REACH
            if over != self._over:
                self._over = over
                if over:
                    self._cursor = viewport.cursor()  # the map tool's
                    viewport.setCursor(Qt.CursorShape.SplitHCursor)
                else:
                    viewport.setCursor(self._cursor)
            return False
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if kind == QEvent.Type.MouseButtonPress and abs(x - self.fraction * width) <= _REACH:
            self._dragged = True
            return True
        if kind == QEvent.Type.MouseButtonRelease and self._dragged:
            self._dragged = False
            return True
        return False

    def remove(self) -> None:
        self._timer.stop()
        self._stop_jobs()
        for job in list(self._ended):
            job.waitForFinished()
        self._ended.clear()
        self.canvas.viewport().removeEventFilter(self)
        for signal in self._signals:
            signal.disconnect(self._later)
        for layer in self._above:
            if not sip.isdeleted(layer):
                layer.repaintRequested.disconnect(self._later)
        if self._over:
            self.canvas.viewport().setCursor(self._cursor)
        if self.picture is not None:
            self.canvas.scene().removeItem(self.picture)
            sip.delete(self.picture)
            self.picture = None
        self._images.clear()


def _item_rectangle(settings: QgsMapSettings) -> QgsRectangle:
    """What an item of the canvas must be given to fill it: the place of its top left corner, and from there its size in
    pixels times map units per pixel. On a rotated map that is not the extent, which is the box around all corners."""
    place, size = settings.mapToPixel(), settings.outputSize()
    corner, step = place.toMapCoordinates(0, 0), place.mapUnitsPerPixel()
    x, y = corner.x(), corner.y()
    return QgsRectangle(x, y - size.height() * step, x + size.width() * step, y)


class _Picture(QgsMapCanvasItem):
    """Two images of one extent, and the line between them."""

    def __init__(self, canvas: QgsMapCanvas, labels: Sequence[str]):
        super().__init__(canvas)
        self._canvas, self._labels = canvas, labels
        self._extent: QgsRectangle | None = None
        self.images: list[QImage | None] = [None, None]
        self.fraction = 0.5
        self.setZValue(-1)  # below rubber bands and marks

    def show_at(self, extent: QgsRectangle, fraction: float) -> None:
        self._extent, self.fraction = extent, fraction
        self.setRect(extent)  # with the rotation the map has now
        self.update()

    def updatePosition(self) -> None:
        if self._extent is not None:
            self.setRect(self._extent, False)

    def paint(self, painter: QPainter, *_) -> None:
        if self._extent is None or None in self.images:
            return
        whole = self.boundingRect()
        shift = self.pos()
        middle = self.fraction * self._canvas.width() - shift.x()
        for side, image in enumerate(self.images):
            painter.save()
            painter.setClipRect(
                QRectF(whole.left(), whole.top(), middle - whole.left(), whole.height())
                if side == 0
                else QRectF(middle, whole.top(), whole.right() - middle, whole.height())
            )
            painter.drawImage(whole.adjusted(0, 0, -2, -2), image)  # an item is 2 pixels larger than its rectangle
            painter.restore()
        top = -shift.y()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for width, colour in ((4, QColor(0, 0, 0, 130)), (2, QColor(255, 255, 255))):
            painter.setPen(QPen(colour, width))
            painter.drawLine(QPointF(middle, top), QPointF(middle, top + self._canvas.height()))
        self._draw_handle(painter, QPointF(middle, top + self._canvas.height() / 2))
        self._draw_labels(painter, middle, top)

    @staticmethod
    def _draw_handle(painter: QPainter, centre: QPointF) -> None:
        painter.setPen(QPen(QColor(0, 0, 0, 150), 1))
        painter.setBrush(QColor(255, 255, 255))
        painter.drawEllipse(centre, 10, 10)
        painter.setPen(QPen(QColor(40, 40, 40), 2))
        for sign in (-1, 1):
            tip = centre + QPointF(6 * sign, 0)
            painter.drawLine(tip, tip + QPointF(-3 * sign, -3))
            painter.drawLine(tip, tip + QPointF(-3 * sign, 3))

    def _draw_labels(self, painter: QPainter, middle: float, top: float) -> None:
        painter.setFont(self._canvas.font())
        text = painter.fontMetrics()
        for side, label in enumerate(self._labels):
            width = text.horizontalAdvance(label) + 12
            place = QRectF(middle - width - 6 if side == 0 else middle + 6, top + 6, width, text.height() + 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 160))
            painter.drawRoundedRect(place, 4, 4)
            painter.setPen(QColor(255, 255, 255))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, label)
