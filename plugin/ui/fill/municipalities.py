"""Choosing one municipality of a layer of them."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsExpression, QgsFeatureRequest, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtWidgets import QComboBox

from ...processing.features import name_field
from ...translation import tr


class MunicipalityBox(QComboBox):
    """All of them, or one; ``layer`` gives the layer they are in, None where none is chosen.

    Names are read when the list is opened, and outlines of the one that is chosen: a layer of all Japan has many.
    """

    def __init__(self, layer: Callable[[], QgsVectorLayer | None]):
        super().__init__()
        self._layer = layer
        self.addItem(tr("All municipalities"), "")

    def showPopup(self) -> None:
        self.offer()
        super().showPopup()

    def offer(self) -> None:
        """Bring the list up to date; what is chosen stays so where it is still there."""
        chosen, layer = self.currentData(), self._layer()
        field = name_field(layer) if layer is not None else ""
        found = layer.uniqueValues(layer.fields().indexOf(field)) if field else ()
        self.blockSignals(True)
        self.clear()
        self.addItem(tr("All municipalities"), "")
        for name in sorted(str(value) for value in found if value):
            self.addItem(name, name)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(False)
        if self.currentData() != chosen:
            self.currentIndexChanged.emit(self.currentIndex())

    def extent(self) -> QgsRectangle:
        """Around the chosen one, in the coordinate system of the layer; empty where all are chosen or it is not there."""
        layer, around = self._layer(), QgsRectangle()
        if layer is None or not self.currentData():
            return around
        of_name = QgsExpression.createFieldEqualityExpression(name_field(layer), self.currentData())
        for feature in layer.getFeatures(QgsFeatureRequest().setFilterExpression(of_name).setNoAttributes()):
            around.combineExtentWith(feature.geometry().boundingBox())
        return around
