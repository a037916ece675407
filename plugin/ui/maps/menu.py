"""The menus 背景地図 and 地図の印刷 of the plugin, and the attribution of backgrounds on the map."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
)
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFontMetricsF, QPainter
from qgis.PyQt.QtWidgets import QMenu, QPushButton, QToolButton

from ...core.errors import SoraNoMeError
from ...translation import tr, tr_core

if TYPE_CHECKING:
    from . import backgrounds

_TOKYO = QgsRectangle(138.9, 35.45, 139.95, 35.95)
"""Where a map that shows nothing yet begins: degrees, without the islands."""


class MapsMenu:
    """Adds both menus to ``menu`` and the backgrounds to ``toolbar``; :meth:`close_down` takes back what they reach."""

    def __init__(self, iface, menu: QMenu, toolbar):
        self.iface = iface
        self._asked = None
        self._dialog = self._message = None
        self.backgrounds = QMenu(tr("Background maps"), menu)
        self.backgrounds.setObjectName("SoraNoMeBackgrounds")
        self.backgrounds.setIcon(QgsApplication.getThemeIcon("/mActionAddRasterLayer.svg"))
        self.layouts = QMenu(tr("Print a map"), menu)
        self.layouts.setObjectName("SoraNoMeLayouts")
        self.layouts.setIcon(QgsApplication.getThemeIcon("/mActionNewLayout.svg"))
        for one, fill in ((self.backgrounds, self._fill_backgrounds), (self.layouts, self._fill_layouts)):
            menu.addMenu(one)
            one.aboutToShow.connect(fill)  # nothing of it before it is opened
        self.button = QToolButton()
        self.button.setObjectName("SoraNoMeBackgroundButton")
        self.button.setIcon(self.backgrounds.icon())
        self.button.setToolTip(tr("Background maps"))
        self.button.setMenu(self.backgrounds)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        toolbar.addWidget(self.button)
        iface.mapCanvas().renderComplete.connect(self._draw_rights)

    # -- backgrounds ---------------------------------------------------------------------------

    def _fill_backgrounds(self) -> None:
        from . import backgrounds

        if not self.backgrounds.isEmpty():
            return
        for tiles in backgrounds.all_tiles():
            action = self.backgrounds.addAction(tiles.name)
            action.setObjectName(tiles.id)
            action.setToolTip(tiles.rights)
            action.triggered.connect(lambda _checked, tiles=tiles: self.choose(tiles))
        self.backgrounds.addSeparator()
        action = self.backgrounds.addAction(tr("Without a network: hillshade and roads…"))
        action.setObjectName(backgrounds.OFFLINE)
        action.triggered.connect(lambda _checked: self.choose_offline())

    def choose(self, tiles: backgrounds.Tiles) -> None:
        """Add ``tiles`` once the network answers; where it does not, say so and offer what works without."""

        from . import backgrounds

        self._forget_question()
        self._asked = backgrounds.ask_network(lambda reached: self._answered(tiles, reached))

    def _answered(self, tiles: backgrounds.Tiles, reached: bool) -> None:
        self._asked = None
        if reached:
            self._add(tiles)
            return
        bar = self.iface.messageBar()
        said = bar.createMessage(
            tr("Background maps"),
            tr("{name} cannot be fetched: the network does not answer.").format(name=tiles.name),
        )
        offline = QPushButton(tr("Use hillshade and roads"))
        offline.setObjectName("SoraNoMeUseOffline")
        anyway = QPushButton(tr("Add it anyway"))
        anyway.setObjectName("SoraNoMeAddAnyway")

        def chosen(do) -> None:
            self._take_back_message()
            do()

        offline.clicked.connect(lambda: chosen(self.choose_offline))
        anyway.clicked.connect(lambda: chosen(lambda: self._add(tiles)))
        said.layout().addWidget(offline)
        said.layout().addWidget(anyway)
        self._take_back_message()
        self._message = bar.pushWidget(said, Qgis.MessageLevel.Warning)

    def _take_back_message(self) -> None:
        if self._message is not None and self._message in self.iface.messageBar().items():
            self.iface.messageBar().popWidget(self._message)
        self._message = None

    def _add(self, tiles: backgrounds.Tiles) -> None:
        from . import backgrounds

        project, canvas = QgsProject.instance(), self.iface.mapCanvas()
        is_first = not project.mapLayers()
        backgrounds.add_tiles(tiles)
        if is_first:
            self.iface.layerTreeCanvasBridge().setCanvasLayers()  # which goes to the first layer's extent, the whole world
            canvas.setReferencedExtent(QgsReferencedRectangle(_TOKYO, QgsCoordinateReferenceSystem("EPSG:4326")))
        canvas.refresh()

    def choose_offline(self) -> None:
        """Ask for terrain model and roads, filled in where results in the project name them."""
        from .offline_dialog import OfflineDialog

        if self._dialog is not None and not self._dialog.isVisible():
            self._dialog.deleteLater()  # its choosers would remember what another project had
            self._dialog = None
        if self._dialog is None:
            self._dialog = OfflineDialog(self.iface.mainWindow(), self._add_offline)
        self._dialog.begin()

    def _add_offline(self, dem: str, roads) -> str:
        """Add the background; what is wrong, "" where it is there."""

        from ..forms import algorithm_named
        from . import backgrounds

        able, why = algorithm_named("fieldsheets").canExecute()  # the same libraries
        if not able:
            return why
        project = QgsProject.instance()
        is_first = not project.mapLayers()
        try:
            layers = backgrounds.add_offline(dem, roads)
        except SoraNoMeError as error:
            return error.message.say(tr_core)
        if is_first:
            project.setCrs(layers[-1].crs())
            self.iface.mapCanvas().setReferencedExtent(QgsReferencedRectangle(layers[-1].extent(), layers[-1].crs()))
        self.iface.mapCanvas().refresh()
        return ""

    def _draw_rights(self, painter: QPainter) -> None:
        """The attribution of the backgrounds on the map, as their terms ask for."""

        from . import backgrounds

        canvas = self.iface.mapCanvas()
        shown = [layer for layer in canvas.layers() if layer.customProperty(backgrounds.BACKGROUND)]
        text = (
            tr("Source: {rights}").format(rights=" / ".join(rights)) if (rights := backgrounds.rights_of(shown)) else ""
        )
        if not text:
            return
        painter.save()
        font = QgsApplication.font()
        font.setPointSizeF(max(7.0, font.pointSizeF() * 0.85))
        painter.setFont(font)
        metrics = QFontMetricsF(font, painter.device())
        width = canvas.mapSettings().outputSize().width()
        height = canvas.mapSettings().outputSize().height()
        room = QRectF(0, 0, width * 0.9, height)
        box = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignRight), text)
        box.adjust(-4, -2, 4, 2)
        box.moveBottomRight(room.bottomRight())
        box.moveRight(width)
        painter.fillRect(box, QColor(255, 255, 255, 200))  # on a map, whatever the theme
        painter.setPen(QColor(40, 40, 40))
        painter.drawText(box.adjusted(4, 2, -4, -2), int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignRight), text)
        painter.restore()

    # -- layouts -------------------------------------------------------------------------------

    def _fill_layouts(self) -> None:
        if not self.layouts.isEmpty():
            return
        from . import layouts

        for task, title in layouts.titles().items():
            action = self.layouts.addAction(title)
            action.setObjectName(task)
            action.triggered.connect(lambda _checked, task=task: self.print_map(task))

    def print_map(self, task: str) -> None:
        from . import layouts

        layouts.open_layout(self.iface, task)

    # -- end -----------------------------------------------------------------------------------

    def _forget_question(self) -> None:
        if self._asked is not None:
            self._asked.blockSignals(True)
            self._asked.abort()
            self._asked.deleteLater()
            self._asked = None

    def close_down(self) -> None:
        self._forget_question()
        self._take_back_message()
        with contextlib.suppress(TypeError):  # not connected any more
            self.iface.mapCanvas().renderComplete.disconnect(self._draw_rights)
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()
            self._dialog = None
