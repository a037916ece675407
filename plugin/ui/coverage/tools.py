"""Map tools of the coverage dock, and what they draw on the canvas."""

from __future__ import annotations

from qgis.core import Qgis, QgsGeometry, QgsPointXY
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand, QgsVertexMarker
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor

_PLACE, _MAST, _FILL = QColor("#b3261e"), QColor("#202020"), QColor("#ffd400")  # seen on every colour of a signal


class PlaceTool(QgsMapTool):
    """Click a place; or press, drag and let go. ``placed`` comes with each new place, in map units, and whether the mouse
    button is still down."""

    placed = pyqtSignal(QgsPointXY, bool)

    def __init__(self, canvas: QgsMapCanvas, drags: bool):
        super().__init__(canvas)
        self._drags, self._down = drags, False
        self.setCursor(Qt.CursorShape.CrossCursor)

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._down = True
            if self._drags:
                self.placed.emit(event.mapPoint(), True)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        if self._down and self._drags:
            self.placed.emit(event.mapPoint(), True)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        if self._down and event.button() == Qt.MouseButton.LeftButton:
            self._down = False
            self.placed.emit(event.mapPoint(), False)

    def deactivate(self) -> None:
        self._down = False
        super().deactivate()


class Marks:
    """A place on the canvas, with a line to a site or a circle around it where asked."""

    def __init__(self, canvas: QgsMapCanvas, mast: bool):
        self._canvas = canvas
        self._mast = mast
        self._colour = _MAST if mast else _PLACE
        self._icon = QgsVertexMarker.IconType.ICON_TRIANGLE if mast else QgsVertexMarker.IconType.ICON_CROSS
        self._place: QgsVertexMarker | None = None
        self._line: QgsRubberBand | None = None

    @property
    def shown(self) -> bool:
        return self._place is not None

    def put(self, place: QgsPointXY) -> None:
        """Mark ``place`` (map units)."""
        if self._place is None:
            self._place = QgsVertexMarker(self._canvas)
            self._place.setIconType(self._icon)
            self._place.setIconSize(18)
            self._place.setPenWidth(2 if self._mast else 3)
            self._place.setColor(self._colour)
            self._place.setFillColor(_FILL)
        self._place.setCenter(place)

    def outline(self, shape: QgsGeometry) -> None:
        """Draw the line of ``shape`` (map units), in place of the last."""
        if self._line is None:
            self._line = QgsRubberBand(self._canvas, Qgis.GeometryType.Line)
            self._line.setColor(self._colour)
            self._line.setWidth(2)
            self._line.setLineStyle(Qt.PenStyle.DashLine)
        self._line.setToGeometry(shape, None)

    def clear(self) -> None:
        for item in (self._place, self._line):
            if item is not None:
                self._canvas.scene().removeItem(item)
        self._place = self._line = None
