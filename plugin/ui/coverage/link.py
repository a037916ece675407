"""The panel "ask a place": sites nearest to a place, what arrives from each, and the section between."""

from __future__ import annotations

import contextlib
import math
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
)
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QRectF, QSize, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QPainter
from qgis.PyQt.QtSvg import QSvgRenderer
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...translation import language_of_user, tr
from ..running import DONE, RUNNING, Run
from .sites import RadioSite, compass
from .tools import Marks

_NEAREST = 8
_LINES = 16
_LIST_LETTERS = 54
"""Width of the list at first."""
_KEY = Qt.ItemDataRole.UserRole


@dataclass
class _Seen:
    """A site as seen from the place: metres, degrees from the map's north; then what the link profile says."""

    site: RadioSite
    distance_m: float
    bearing_deg: float
    found: dict | None = None
    error: str = ""


class LinkPanel(QgsDockWidget):
    """Made by ``desktop.panel(LinkPanel)``; :meth:`ask` fills it."""

    def __init__(self, desktop):
        super().__init__()
        self._canvas, self._window = desktop.iface.mapCanvas(), desktop.iface.mainWindow()
        self._low = False
        self.setObjectName("SoraNoMe_coverage_link")
        self.setWindowTitle(tr("Ask a place"))
        self.marks = Marks(self._canvas, mast=False)
        self.seen: list[_Seen] = []
        self.run: Run | None = None
        self._waiting: list[_Seen] = []
        self._folder: Path | None = None
        self.title = QLabel()
        self.title.setWordWrap(True)
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setHeaderLabels(
            [tr("Station"), tr("Carrier"), tr("Distance"), tr("Level"), tr("Sight"), tr("Direction"), tr("Loss")]
        )
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(False)
        self.list.setSortingEnabled(True)
        self.list.sortByColumn(2, Qt.SortOrder.AscendingOrder)
        self.list.currentItemChanged.connect(lambda item, _: self._chosen(item))
        self.view = ProfileView()
        self.numbers = QLabel()
        self.numbers.setWordWrap(True)
        self.numbers.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.numbers.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_button = QPushButton(tr("Whole picture"))
        self.open_button.clicked.connect(self._open_picture)
        self.open_button.setEnabled(False)
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self.list, 1)
        line = QHBoxLayout()
        line.addWidget(self.numbers, 1)
        line.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(right)
        column.setContentsMargins(4, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.view, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget in (left, right):
            splitter.addWidget(widget)
            splitter.setCollapsible(splitter.indexOf(widget), False)
        splitter.setStretchFactor(1, 1)
        letter = self.fontMetrics().averageCharWidth()
        splitter.setSizes([_LIST_LETTERS * letter, _LIST_LETTERS * letter])
        whole = QWidget()
        outer = QHBoxLayout(whole)
        outer.setContentsMargins(4, 2, 4, 4)
        outer.addWidget(splitter)
        self.setWidget(whole)
        self.closed.connect(self.forget)
        QgsProject.instance().cleared.connect(self.forget)

    def ask(
        self,
        place: QgsPointXY,
        crs: QgsCoordinateReferenceSystem,
        sites: Sequence[RadioSite],
        parameters: dict,
        signal: str,
    ) -> None:
        """Show the sites nearest to ``place``; it and they are in ``crs``. ``parameters`` of linkprofile but for the
        ends; ``signal``: the raster of the last prediction, empty where there is none."""
        self.forget()
        self._place, self._crs, self._parameters = place, crs, parameters
        self._folder = Path(tempfile.mkdtemp(prefix="soranome-link-"))
        self.seen = sorted(
            (_Seen(site, place.distance(site.place), place.azimuth(site.place) % 360) for site in sites),
            key=lambda seen: seen.distance_m,
        )[:_NEAREST]
        with contextlib.suppress(QgsCsException):  # the map may show another part of the world by now
            self.marks.put(self._on_canvas().transform(place))
        self.title.setText(self._said_of_place(signal))
        for seen in self.seen:
            item = _Row(seen)
            self.list.addTopLevelItem(item)
        self._waiting = list(self.seen)
        self.setUserVisible(True)
        if not self._low:  # the map needs the room more; afterwards as the user likes it
            self._window.resizeDocks([self], [_LINES * self.fontMetrics().height()], Qt.Orientation.Vertical)
            self._low = True
        self.list.setCurrentItem(self._row_of(self.seen[0]))
        self._next()

    def choose(self, seen: _Seen) -> None:
        """Show the section to this site."""
        self.list.setCurrentItem(self._row_of(seen))

    def forget(self) -> None:
        """Back to nothing: no marks, no run, no files."""
        self._waiting.clear()
        if self.run is not None and self.run.state == RUNNING:
            self.run.cancel()
        self.run = None
        self.seen = []
        self.list.clear()
        self.title.clear()
        self.numbers.clear()
        self.view.show_file("")
        self.open_button.setEnabled(False)
        self.marks.clear()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def close_down(self) -> None:
        QgsProject.instance().cleared.disconnect(self.forget)
        self.forget()

    # -- links ---------------------------------------------------------------------------------

    def _next(self) -> None:
        """Work out the next link: the chosen site's before the others."""
        if self.run is not None or not self._waiting:
            return
        chosen = self._current()
        seen = chosen if chosen in self._waiting else self._waiting[0]
        self._waiting.remove(seen)
        if not seen.site.complete:
            seen.error = tr("Height, frequency or EIRP of this site is not known.")
            self._tell(seen)
            self._next()
            return
        run = Run("linkprofile", self._link(seen), load=False, remembered=False)
        self.run = run
        run.ended.connect(lambda: self._ended(run, seen))
        run.start()

    def _link(self, seen: _Seen) -> dict:
        site = seen.site
        return {
            **self._parameters,
            "FROM": f"{site.place.x()},{site.place.y()} [{self._crs.authid()}]",
            "TO": f"{self._place.x()},{self._place.y()} [{self._crs.authid()}]",
            "FREQUENCY": site.frequency_mhz,
            "FROM_HEIGHT": site.height_m,
            "EIRP": site.eirp_dbm,
            "LANGUAGE": language_of_user(),
            "PROFILE": str(self._folder / f"{self.seen.index(seen)}.svg"),
        }

    def _ended(self, run: Run, seen: _Seen) -> None:
        if run is not self.run:  # another place was asked meanwhile
            return
        self.run = None
        if run.state == DONE:
            seen.found = run.results
        else:
            seen.error = run.error
        self._tell(seen)
        self._next()

    def _tell(self, seen: _Seen) -> None:
        self._row_of(seen).tell()
        if seen is self._current():
            self._show(seen)

    # -- what is shown -------------------------------------------------------------------------

    def _current(self) -> _Seen | None:
        item = self.list.currentItem()
        return item.seen if item is not None else None

    def _row_of(self, seen: _Seen) -> _Row:
        rows = (self.list.topLevelItem(number) for number in range(self.list.topLevelItemCount()))
        return next(row for row in rows if row.seen is seen)

    def _chosen(self, item: _Row | None) -> None:
        if item is None:
            return
        line = QgsGeometry.fromPolylineXY([self._place, item.seen.site.place])
        with contextlib.suppress(QgsCsException):
            line.transform(self._on_canvas())
            self.marks.outline(line)
        self._show(item.seen)

    def _show(self, seen: _Seen) -> None:
        self.view.show_file(seen.found["PROFILE"] if seen.found else "")
        self.open_button.setEnabled(bool(seen.found))
        if seen.error:
            self.numbers.setText(f"✕ {seen.error}")
        elif seen.found is None:
            self.numbers.setText(tr("Working out the link …"))
        else:
            self.numbers.setText("\n".join(self._numbers(seen)))
            site = seen.site
            self.numbers.setToolTip(
                tr("{frequency} MHz, antenna {height} m, EIRP {eirp} dBm").format(
                    frequency=f"{site.frequency_mhz:g}", height=f"{site.height_m:g}", eirp=f"{site.eirp_dbm:g}"
                )
            )

    def _numbers(self, seen: _Seen) -> list[str]:
        site, found = seen.site, seen.found
        share = 100 * found["CLEARANCE"]
        zone = (
            tr("Fresnel zone free: {share} %").format(share=f"{share:.0f}")
            if share > 0
            else tr("Fresnel zone: blocked")
        )
        parts = [
            tr("Received power: {level} dBm").format(level=_signed(found["RECEIVED"])),
            tr("Loss: {loss} dB").format(loss=f"{found['LOSS']:.1f}"),
            tr("Line of sight: free") if found["LINE_OF_SIGHT"] else tr("Line of sight: blocked"),
            zone,
        ]
        lines = ["　".join(parts)]
        if site.directed:
            lines.append(tr("The antenna's direction is not counted here: the map may show less."))
        return lines

    def _said_of_place(self, signal: str) -> str:
        text = tr("Place {x}, {y}.").format(x=f"{self._place.x():.0f}", y=f"{self._place.y():.0f}").replace("-", "−")
        layer = QgsRasterLayer(signal, "", "gdal") if signal else None
        if layer is None or not layer.isValid():
            return text
        to_layer = QgsCoordinateTransform(self._crs, layer.crs(), QgsProject.instance().transformContext())
        try:
            level, known = layer.dataProvider().sample(to_layer.transform(self._place), 1)
        except QgsCsException:
            level, known = math.nan, False
        if not known or math.isnan(level):
            return tr("{place} The map has no prediction there.").format(place=text)
        return tr("{place} The map predicts {level} dBm.").format(place=text, level=_signed(level))

    def _on_canvas(self) -> QgsCoordinateTransform:
        crs = self._canvas.mapSettings().destinationCrs()
        return QgsCoordinateTransform(self._crs, crs, QgsProject.instance().transformContext())

    def _open_picture(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._current().found["PROFILE"]))


class _Row(QTreeWidgetItem):
    """A site in the list; sorts by its numbers."""

    def __init__(self, seen: _Seen):
        super().__init__()
        self.seen = seen
        bearing = tr("{wind} {degrees}°").format(wind=compass(seen.bearing_deg), degrees=f"{seen.bearing_deg:.0f}")
        length = tr("{length} km").format(length=f"{seen.distance_m / 1000:.2f}")
        shown = (seen.site.name, seen.site.carrier, length, "…", "…", bearing, "…")
        keys = (_natural(seen.site.name), seen.site.carrier, seen.distance_m, -math.inf, 2, seen.bearing_deg, math.inf)
        self._fill(shown, keys)

    def tell(self) -> None:
        """Show what became known of the link."""
        found = self.seen.found
        if found is None:
            for column in (3, 4, 6):
                self.setText(column, "✕")
            self.setToolTip(0, self.seen.error)
            return
        sight = tr("free") if found["LINE_OF_SIGHT"] else tr("blocked")
        level, loss = found["RECEIVED"], found["LOSS"]
        self._fill((f"{_signed(level)} dBm", sight), (level, int(found["LINE_OF_SIGHT"])), 3)
        self._fill((f"{loss:.1f} dB",), (loss,), 6)

    def _fill(self, shown: Sequence[str], keys: Sequence, first: int = 0) -> None:
        for column, (text, key) in enumerate(zip(shown, keys), first):
            self.setText(column, text)
            self.setData(column, _KEY, key)
            if column in (2, 3, 5, 6):
                self.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        column = self.treeWidget().sortColumn()
        return self.data(column, _KEY) < other.data(column, _KEY)


class ProfileView(QWidget):
    """The section of a link profile's picture, as large as it fits."""

    def __init__(self):
        super().__init__()
        self._renderer: QSvgRenderer | None = None
        self.file = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        height = 12 * self.fontMetrics().height()
        return QSize(height * 12 // 5, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() / 2

    def show_file(self, path: str) -> None:
        """Show this SVG of linkprofile; nothing where it is empty."""
        self.file = path
        self._renderer = QSvgRenderer(path) if path else None
        if self._renderer is not None:
            from ...core.coverage.prediction.link_plot import SECTION

            self._renderer.setViewBox(QRectF(*SECTION))
        self.update()

    def paintEvent(self, _event) -> None:
        if self._renderer is None:
            return
        box = QRectF(self.rect())
        size = self._renderer.viewBoxF().size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        inside = QRectF(0, 0, size.width(), size.height())
        inside.moveCenter(box.center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(inside)  # the title and the tables lie outside the view box
        self._renderer.render(painter, inside)
        painter.end()


def _signed(number: float, digits: int = 1) -> str:
    return f"{number:.{digits}f}".replace("-", "−")


def _natural(name: str) -> str:
    """A key by which "2" comes before "10"."""
    return name.rjust(30, "0") if name.isdigit() else name
