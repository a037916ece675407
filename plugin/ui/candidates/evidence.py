"""The tab of a site's evidence over time: read beside the desktop, drawn when it is there."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsVectorLayer
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ...core.errors import InputError
from ...core.text import QT_TRANSLATE_NOOP, Message
from ...translation import tr, tr_core
from .chart import Chart, lanes_of
from .sources import day_of, files_of, run_parameters, sources_of
from .work import Work


class EvidenceTab(QWidget):
    """Series come from the run that made the layer, or from a folder the user chooses."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.chart = Chart()
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setDialogTitle(tr("Folder of dated images"))
        self.folder.setToolTip(
            tr(
                "Optical images, radar images and elevation models of this area with their dates in the names, such as "
                "S2_20240731.tif, S1_20240731_VV.tif, DEM_20240731.tif."
            )
        )
        self.folder.lineEdit().setPlaceholderText(tr("Folder of dated images"))
        self.folder.fileChanged.connect(self._folder_chosen)
        self.folder_button = QToolButton()
        self.folder_button.setText(tr("Other images…"))
        self.folder_button.setCheckable(True)
        self.folder_button.setToolTip(tr("Draw the series of a folder of your own"))
        self.folder_button.toggled.connect(self.folder.setVisible)
        self.folder.hide()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.chart)
        below = QHBoxLayout()
        below.addWidget(self.said, 1)
        below.addWidget(self.folder_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(2)
        column.addWidget(scroll, 1)
        column.addLayout(below)
        column.addWidget(self.folder)
        self._work: Work | None = None
        self._history = None
        self._of = None  # the sources the history was opened for
        self._lock = threading.Lock()
        self._asked: tuple | None = None
        self.clear()

    @property
    def loading(self) -> bool:
        return self._work is not None

    def clear(self, said: str = "") -> None:
        self._drop()
        self._asked = None
        self.chart.show_lanes([], ("", ""))
        self.said.setText(said)

    def show_site(
        self,
        layer: QgsVectorLayer,
        attributes: Mapping[str, object],
        geometry: QgsGeometry,
        areas: tuple[tuple[str, float], ...] = (),
    ) -> None:
        """Read and draw one site; ``areas`` are (ISO day, m²) of the register's observations."""
        self._asked = (layer, attributes, geometry, areas)
        self._drop()
        given = run_parameters(layer)
        files = files_of(given)
        folder = self.folder.filePath().strip()
        wkb = bytes(geometry.asWkb())
        crs, name = layer.crs().toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT2_2019), layer.name()
        self.said.setText(tr("Reading…"))
        self._work = Work(
            tr("Evidence of a site"),
            lambda work: self._read(work, given, files, folder, attributes, wkb, crs, name),
            lambda work: self._show(work, attributes, areas),
        ).start()

    def close_down(self) -> None:
        self._drop()
        self._close_history()

    def forget_files(self) -> None:
        """Let go of all files that are open."""
        self.clear()
        self._close_history()

    def _close_history(self) -> None:
        with self._lock:
            if self._history is not None:
                self._history.close()
            self._history = self._of = None

    def _drop(self) -> None:
        if self._work is not None:
            self._work.drop()
            self._work = None

    def _folder_chosen(self, _path: str) -> None:
        if self._asked is not None:
            self.show_site(*self._asked)

    # -- beside the desktop --------------------------------------------------------------------

    def _read(self, work: Work, given, files, folder: str, attributes, wkb: bytes, crs: str, name: str):
        import shapely

        from ...core.change.site_history import History, SiteHistory, sources_in
        from ...core.tasks import check_cancelled

        sources, assumed = (sources_in(folder), []) if folder else sources_of(given, files, attributes)
        if not sources:
            return History(), assumed, False
        if not crs:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name} has no coordinate reference system. Assign the right one."),
                name=name,
            )
        outline = shapely.make_valid(shapely.from_wkb(wkb))
        with self._lock:  # a reading that was dropped may still be at its last file
            check_cancelled(work)
            if sources != self._of:
                if self._history is not None:
                    self._history.close()
                self._history, self._of = SiteHistory(sources), sources
            return self._history.of(outline, crs, work), assumed, True

    def _show(self, work: Work, attributes: Mapping[str, object], areas) -> None:
        self._work = None
        period = tuple(day_of(attributes.get(name)) for name in ("onset_from", "onset_to"))
        if work.error is not None:
            self.chart.show_lanes(lanes_of([], areas), period)
            self.said.setText(work.error.message.say(tr_core))
            return
        history, assumed, known = work.result
        lanes = lanes_of(history.series, areas)
        self.chart.show_lanes(lanes, period)
        self.said.setText(self._words(history.left_out + assumed, bool(lanes), known))
        self.said.setToolTip("\n".join(message.say(tr_core) for message in history.left_out + assumed))
        if not known and not areas:
            self.folder_button.setChecked(True)

    @staticmethod
    def _words(messages: list[Message], drawn: bool, known: bool) -> str:
        if not known and messages:
            return tr("The dates of the images are not known. Choose a folder of images with dates in their names.")
        if not known:
            return tr("The images of this layer are not known. Choose a folder of dated images.")
        if not drawn:
            return messages[0].say(tr_core) if messages else tr("The images show nothing here (cloud, or outside).")
        return tr("⚠ {count} remarks").format(count=len(messages)) if messages else ""
