"""What the four docks share: a column of steps, one run at a time, help."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qgis.core import QgsApplication
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.resources import FOLDER
from ..translation import tr
from . import guide
from .run_panel import RunPanel
from .running import DONE, RUNNING, Run

_WIDTH = 330  # leaves room for a map on a screen of 1366 pixels


class Step(QWidget):
    """One step of a dock: a numbered title that folds its content. Put widgets into ``column``."""

    def __init__(self, number: int, title: str, folded: bool = True):
        super().__init__()
        self.header = QToolButton()
        self.header.setText(f"{number}  {title}")
        self.header.setCheckable(True)
        self.header.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.header.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.header.setAutoRaise(True)
        font = self.header.font()
        font.setBold(True)
        self.header.setFont(font)
        self.content = QWidget()
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(12, 2, 4, 6)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addWidget(self.content)
        self.header.toggled.connect(self._fold)
        self.header.setChecked(not folded)
        self._fold(not folded)

    def _fold(self, open_: bool) -> None:
        self.content.setVisible(open_)
        self.header.setArrowType(Qt.ArrowType.DownArrow if open_ else Qt.ArrowType.RightArrow)

    def open(self) -> None:
        self.header.setChecked(True)


class TaskDock(QgsDockWidget):
    """A dock of one task. Subclasses set ``KEY`` (icon, object name) and ``PAGE`` (of the guide), and write ``title()``,
    ``intro()`` and ``build()``, which is called when the dock is first shown and adds the steps.
    """

    KEY = ""
    PAGE = ""

    def __init__(self, desktop):
        super().__init__()
        self.desktop = desktop
        self.iface = desktop.iface
        self.setObjectName(f"SoraNoMe_{self.KEY}")
        self.setWindowTitle(self.title())
        self.setWindowIcon(self.icon())
        self.steps: list[Step] = []
        self.panel: RunPanel | None = None
        self._buttons: list[QWidget] = []

    def title(self) -> str:
        raise NotImplementedError

    def intro(self) -> str:
        raise NotImplementedError

    def build(self) -> None:
        raise NotImplementedError

    def icon(self) -> QIcon:
        return QIcon(str(FOLDER / "icons" / f"{self.KEY}.svg"))

    # -- building ------------------------------------------------------------------------------

    def showEvent(self, event) -> None:
        self.ensure_built()
        super().showEvent(event)

    def ensure_built(self) -> None:
        """Make the content, which QGIS's start does not wait for."""
        if self.panel is not None:
            return
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setSpacing(2)
        top = QHBoxLayout()
        intro = QLabel(self.intro())
        intro.setWordWrap(True)
        top.addWidget(intro, 1)
        self.help_button = QToolButton()
        self.help_button.setIcon(QgsApplication.getThemeIcon("/mActionHelpContents.svg"))
        self.help_button.setToolTip(tr("Help (F1)"))
        self.help_button.setAutoRaise(True)
        self.help_button.clicked.connect(self.show_help)
        top.addWidget(self.help_button, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(top)
        self.panel = RunPanel()
        self.panel.busy.connect(self._busy)
        self.build()
        self._column.addStretch(1)
        for box in inner.findChildren(QComboBox):  # long names of layers and choices must not widen the dock
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        whole = QWidget()
        whole.setMinimumWidth(_WIDTH)
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(4, 4, 4, 4)
        outer.addWidget(scroll, 1)
        outer.addWidget(self.panel)  # below the steps, so that it stays in sight on small screens
        self.setWidget(whole)

    def add_step(self, title: str, folded: bool = True) -> Step:
        step = Step(len(self.steps) + 1, title, folded)
        self.steps.append(step)
        self._column.addWidget(step)
        return step

    def locks(self, *widgets: QWidget) -> None:
        """These cannot be used while something runs."""
        self._buttons += widgets

    # -- running -------------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        return self.panel is not None and self.panel.run is not None and self.panel.run.state == RUNNING

    def run(
        self,
        algorithm: str,
        parameters: Mapping[str, object],
        then: Callable[[Run], None] | None = None,
        group: str = "",
        load: bool = True,
        otherwise: Callable[[Run], None] | None = None,
    ) -> Run | None:
        """Run ``soranome:algorithm``; ``then`` is called with the run where it went through, ``otherwise`` where it
        failed or was cancelled. None while another runs."""
        if self.running:
            return None
        run = Run(algorithm, parameters, group, load)

        def ended() -> None:
            follow_up = then if run.state == DONE else otherwise
            if follow_up is not None:
                follow_up(run)

        self.panel.follow(run, ended)
        return run

    def _busy(self, busy: bool) -> None:
        for widget in self._buttons:
            widget.setEnabled(not busy)

    # -- help and end --------------------------------------------------------------------------

    def event(self, event) -> bool:
        # Not a shortcut: of a key that QGIS knows, too, Qt would do neither. Taken as an override, it comes as a key.
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_F1:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_F1:
            self.show_help()
        else:
            super().keyPressEvent(event)

    def show_help(self) -> None:
        guide.open_page(self.PAGE)

    def close_down(self) -> None:
        """Called when the plugin goes: undo what reaches beyond the dock (map tools, signals of project or canvas)."""
