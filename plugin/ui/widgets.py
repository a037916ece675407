"""Small widgets docks share."""

from __future__ import annotations

import os
from collections.abc import Callable

from qgis.core import QgsApplication
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QFileInfo, Qt, QTimer, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QFileIconProvider,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ..translation import tr

_ROWS = 4
_LAID_OUT_MS = 50


def plain_label(text: str = "") -> QLabel:
    """A label that breaks its lines, and whose words can be copied."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def push_button(column: QVBoxLayout, words: str, do: Callable[[], object] | None = None) -> QPushButton:
    """A button at the end of ``column`` that does something."""
    button = QPushButton(words)
    if do is not None:
        button.clicked.connect(lambda _checked: do())
    column.addWidget(button)
    return button


def folded(column: QVBoxLayout, title: str) -> QVBoxLayout:
    """The column of a box at the end of ``column`` that is folded at first."""
    box = QgsCollapsibleGroupBox(title)
    box.setSaveCollapsedState(False)  # QGIS would give boxes without a name one state
    box.setCollapsed(True)
    column.addWidget(box)
    return QVBoxLayout(box)


def into_sight(widget: QWidget) -> None:
    """Scroll the dock so far that ``widget`` can be seen, once it has its place."""

    def scroll() -> None:
        around = None if sip.isdeleted(widget) else widget.parent()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parent()
        if around is not None and widget.isVisible():
            around.ensureWidgetVisible(widget)

    QTimer.singleShot(_LAID_OUT_MS, scroll)


class Note(QLabel):
    """What a step says about the last click; gone where it has nothing to say."""

    def __init__(self):
        super().__init__()
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def say(self, text: str) -> None:
        self.setText(text)
        self.setVisible(bool(text))
        if text:
            into_sight(self)

    def warn(self, text: str) -> None:
        self.say(f"⚠ {text}")


class DropPlace(QLabel):
    """Takes one file or folder that is dropped on it."""

    dropped = pyqtSignal(str)

    def __init__(self, text: str):
        super().__init__(text)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setMargin(self.fontMetrics().height() // 2)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event) -> None:
        if self._path(event):
            event.acceptProposedAction()

    def dropEvent(self, event) -> None:
        event.acceptProposedAction()
        self.dropped.emit(self._path(event))

    @staticmethod
    def _path(event) -> str:
        paths = [url.toLocalFile() for url in event.mimeData().urls()]
        return paths[0] if len(paths) == 1 else ""


class MadeFiles(QWidget):
    """Files a step made, the newest on top, with buttons that open them; hidden until there is one."""

    def __init__(self):
        super().__init__()
        self.list = QListWidget()
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(self.list.fontMetrics().height() * (_ROWS + 1) + self.list.frameWidth() * 2)
        self.open_button = QPushButton(QgsApplication.getThemeIcon("/mActionFileOpen.svg"), tr("Open"))
        self.folder_button = QPushButton(QgsApplication.getThemeIcon("/mIconFolderOpen.svg"), tr("Open the folder"))
        self.note = Note()
        self.list.itemActivated.connect(lambda _item: self.open())
        self.open_button.clicked.connect(self.open)
        self.folder_button.clicked.connect(self.open_folder)
        title = QLabel(tr("Files made"))
        title.setBuddy(self.list)
        line = QHBoxLayout()
        line.addWidget(self.open_button)
        line.addWidget(self.folder_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(title)
        column.addWidget(self.list)
        column.addLayout(line)
        column.addWidget(self.note)
        self.hide()

    def add(self, *paths: str) -> None:
        for path in paths:
            item = QListWidgetItem(QFileIconProvider().icon(QFileInfo(path)), os.path.basename(path))
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setToolTip(path)
            self.list.insertItem(0, item)
        self.list.setCurrentRow(0)
        self.show()
        into_sight(self)

    @property
    def path(self) -> str:
        """The file that is chosen."""
        return self.list.currentItem().data(Qt.ItemDataRole.UserRole)

    def open(self) -> None:
        self._open(self.path)

    def open_folder(self) -> None:
        self._open(os.path.dirname(self.path))

    def _open(self, path: str) -> None:
        self.note.say("" if opened(path) else "⚠ " + not_opened(path))


def opened(path: str) -> bool:
    """Open a file or folder with what this computer has for it; whether that went well."""
    return os.path.exists(path) and QDesktopServices.openUrl(QUrl.fromLocalFile(path))


def not_opened(path: str) -> str:
    """Why :func:`opened` did not."""
    if not os.path.exists(path):
        return tr("{path} is no longer there.").format(path=path)
    return tr("This computer has no program that opens {path}.").format(path=path)
