"""Where folders and files are dropped from the file manager."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QMimeData, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QLabel

_TAKEN = (".las", ".laz", ".zip", ".txt", ".csv", ".xyz", ".tif", ".tiff")


class DropArea(QLabel):
    """A framed field that takes folders and files of tiles."""

    dropped = pyqtSignal(list)
    """Paths of what was dropped, as text."""

    def __init__(self, words: str):
        super().__init__(words)
        self.setAcceptDrops(True)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMargin(self.fontMetrics().height() // 2)
        self.setMinimumHeight(3 * self.fontMetrics().height())
        self._show_welcome(False)

    def dragEnterEvent(self, event) -> None:
        if paths_in(event.mimeData()):
            event.acceptProposedAction()
            self._show_welcome(True)

    def dragLeaveEvent(self, event) -> None:
        self._show_welcome(False)

    def dropEvent(self, event) -> None:
        self._show_welcome(False)
        paths = paths_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def _show_welcome(self, welcome: bool) -> None:
        palette = self.palette()
        line = palette.color(QPalette.ColorRole.Highlight if welcome else QPalette.ColorRole.Mid).name()
        self.setStyleSheet(f"DropArea {{ border: 2px dashed {line}; border-radius: 4px; }}")


def paths_in(data: QMimeData) -> list[str]:
    """Folders, and files that may be tiles, among what is dragged."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [str(path) for path in paths if path.is_dir() or path.suffix.lower() in _TAKEN]
