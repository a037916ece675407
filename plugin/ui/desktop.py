"""What the plugin adds to the QGIS window: one menu, one toolbar, four docks. ``stop`` takes each back, in reverse."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from qgis.core import Qgis
from qgis.gui import QgsDockWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QAction, QIcon
from qgis.PyQt.QtWidgets import QApplication, QMenu, QPushButton, QToolBar

from .. import dependencies
from ..core.resources import FOLDER
from ..translation import tr

if TYPE_CHECKING:
    from .dock import TaskDock

Panel = TypeVar("Panel", bound=QgsDockWidget)


class _OptionsFactory(QgsOptionsWidgetFactory):
    """The plugin's page in QGIS's options, imported when they are opened."""

    def __init__(self):
        super().__init__("SoraNoMe 宙の目", QIcon(str(FOLDER / "icons" / "soranome.svg")), "soranome")

    def createWidget(self, parent):
        from .options import OptionsPage

        self.page = OptionsPage(parent)  # QGIS keeps no reference of its own
        return self.page


def _dock_class(key: str) -> type[TaskDock]:
    """The dock of a task. By import statements: QGIS lets go of no other modules when it reloads a plugin."""
    if key == "fill":
        from .fill.dock import FillDock as Dock
    elif key == "pointcloud":
        from .pointcloud.dock import PointCloudDock as Dock
    elif key == "coverage":
        from .coverage.dock import CoverageDock as Dock
    else:
        from .fieldwork.dock import FieldworkDock as Dock
    return Dock


def _titles() -> dict[str, str]:
    """Titles of the docks, known before their modules are imported."""
    return {
        "fill": tr("Improper fill"),
        "pointcloud": tr("Point clouds"),
        "coverage": tr("Coverage holes"),
        "fieldwork": tr("Field checks"),
    }


class Desktop:
    """``docks`` are the four docks by their KEY; :meth:`panel` gives the wide panels they open at the bottom.

    :meth:`start` makes the menu and the toolbar; the docks come by :meth:`later`, which QGIS's start does not wait for.
    """

    def __init__(self, iface):
        self.iface = iface
        self.docks: dict[str, TaskDock] = {}
        self._panels: dict[type, QgsDockWidget] = {}
        self.libraries = None
        self._dock_actions: dict[str, QAction] = {}
        self._kept: list = []  # actions of the menu

    def start(self) -> None:
        from .maps.menu import MapsMenu

        window = self.iface.mainWindow()
        self.menu = QMenu("SoraNoMe 宙の目", window)
        self.menu.setObjectName("SoraNoMeMenu")
        self.menu.setIcon(QIcon(str(FOLDER / "icons" / "soranome.svg")))
        self.iface.pluginMenu().addMenu(self.menu)
        self.toolbar: QToolBar = self.iface.addToolBar("SoraNoMe 宙の目")
        self.toolbar.setObjectName("SoraNoMeToolBar")
        for key, title in _titles().items():
            action = QAction(QIcon(str(FOLDER / "icons" / f"{key}.svg")), title, window)
            action.setObjectName(f"SoraNoMeAction_{key}")
            action.setCheckable(True)
            action.setEnabled(False)  # until its dock is there
            self.menu.addAction(action)
            self.toolbar.addAction(action)
            self._dock_actions[key] = action
            self._kept.append(action)
        self.menu.addSeparator()
        self.maps = MapsMenu(self.iface, self.menu, self.toolbar)
        self._options = _OptionsFactory()
        self.iface.registerOptionsWidgetFactory(self._options)
        self._add_action(tr("Required libraries…"), "soranome", self.open_libraries)
        self._add_action(tr("User guide"), "soranome", self._open_guide)

    def later(self) -> list[Callable[[], None]]:
        """What is left to do after :meth:`start`, in steps short enough for nobody to notice."""
        return [*(partial(self._add_dock, key) for key in _titles()), self._tell_missing]

    def _add_dock(self, key: str) -> None:
        dock = _dock_class(key)(self)
        window = self.iface.mainWindow()
        dock.hide()  # iface.addDockWidget would show it, and so build its content
        # Where QGIS remembers it from the last session; else tabbed with the others, hidden until it is asked for.
        if not window.restoreDockWidget(dock):
            window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
            for other in self.docks.values():
                window.tabifyDockWidget(other, dock)
        dock.setToggleVisibilityAction(self._dock_actions[key])
        self._dock_actions[key].setEnabled(True)
        self.docks[key] = dock

    def panel(self, kind: type[Panel]) -> Panel:
        """The panel of this class (made with ``Desktop``, with ``close_down()`` like a dock), made when first asked for and
        tabbed with the others at the bottom of the window."""
        if kind not in self._panels:
            panel, window = kind(self), self.iface.mainWindow()
            window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, panel)
            for other in self._panels.values():
                window.tabifyDockWidget(other, panel)
            window.resizeDocks([panel], [round(0.3 * window.height())], Qt.Orientation.Vertical)  # the map needs room
            self._panels[kind] = panel
        return self._panels[kind]

    def _add_action(self, title: str, icon: str, do) -> QAction:
        action = QAction(QIcon(str(FOLDER / "icons" / f"{icon}.svg")), title, self.iface.mainWindow())
        action.triggered.connect(lambda _checked: do())
        self.menu.addAction(action)
        self._kept.append(action)
        return action

    def open_libraries(self) -> None:
        """Show which libraries there are and who needs them."""
        from .libraries_dialog import LibrariesDialog

        if self.libraries is None:
            self.libraries = LibrariesDialog(self.iface.mainWindow())
        elif self.libraries.process is None:
            self.libraries.refresh()
        self.libraries.show()
        self.libraries.raise_()
        self.libraries.activateWindow()

    def _tell_missing(self) -> None:
        """A line above the map where libraries are missing; once while QGIS runs, also where the plugin is reloaded."""
        missing, application = dependencies.missing(), QApplication.instance()
        if not missing or application.property("soranome_told"):
            return
        application.setProperty("soranome_told", True)
        bar = self.iface.messageBar()
        said = tr("Python libraries are missing: {names}. Some algorithms cannot run without them.").format(
            names=", ".join(library.package for library in missing)
        )
        item = bar.createMessage("SoraNoMe 宙の目", said)
        button = QPushButton(tr("Required libraries…"))
        button.clicked.connect(lambda _checked: (self.open_libraries(), bar.popWidget(item)))
        item.layout().addWidget(button)
        bar.pushWidget(item, Qgis.MessageLevel.Warning)

    def _open_guide(self) -> None:
        from .guide import open_page

        open_page("index")

    def stop(self) -> None:
        from .running import cancel_all

        cancel_all()
        if self.libraries is not None:
            self.libraries.close_down()
            self.libraries.deleteLater()
            self.libraries = None
        self.iface.unregisterOptionsWidgetFactory(self._options)
        self.maps.close_down()
        for dock in (*reversed(self._panels.values()), *reversed(self.docks.values())):
            dock.close_down()
            self.iface.removeDockWidget(dock)
            dock.deleteLater()
        self._panels.clear()
        self.docks.clear()
        self.iface.mainWindow().removeToolBar(self.toolbar)
        self.toolbar.deleteLater()
        self.iface.pluginMenu().removeAction(self.menu.menuAction())
        for action in self._kept:
            action.deleteLater()
        self._kept.clear()
        self._dock_actions.clear()
        self.menu.deleteLater()
