"""The plugin's page in QGIS's options dialog."""

from __future__ import annotations

import contextlib
import getpass
import os
import re

from qgis.core import QgsApplication, QgsProviderRegistry, QgsTask
from qgis.gui import QgsFileWidget, QgsOptionsPageWidget
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .. import compiled_code
from ..core.errors import SoraNoMeError
from ..core.tasks import ItemState, Silent
from ..core.text import Message
from ..settings import DASK_SCHEDULER, OPERATOR, REGISTER, RESULTS_FOLDER, THREADS
from ..translation import tr, tr_core
from . import guide, preset_store
from .preset_store import Preset


class OptionsPage(QgsOptionsPageWidget):
    """Settings are kept when the dialog is confirmed (:meth:`apply`); presets and the cache change at once."""

    def __init__(self, parent=None):
        super().__init__(parent)
        self.setObjectName("SoraNoMeOptions")
        inner = QWidget()
        column = QVBoxLayout(inner)
        for group in (self._office(), self._runs(), self._presets(), self._cache(), self._dask()):
            column.addWidget(group)
        help_button = QPushButton(tr("Help"))
        help_button.clicked.connect(lambda _checked: guide.open_page("settings"))
        column.addWidget(help_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def apply(self) -> None:
        """Keep what was entered."""
        REGISTER.set(self.register.filePath().strip())
        OPERATOR.set(self.operator.text().strip())
        RESULTS_FOLDER.set(self.results.filePath().strip())
        THREADS.set(self.threads.value())
        DASK_SCHEDULER.set(self.scheduler.text().strip())

    # -- office and runs -----------------------------------------------------------------------

    def _office(self) -> QGroupBox:
        group = QGroupBox(tr("Register of sites"))
        form = _form(group)
        self.register = QgsFileWidget()
        self.register.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.register.setConfirmOverwrite(False)  # it is added to, never replaced
        self.register.setFilter("GeoPackage (*.gpkg)")
        self.register.setFilePath(REGISTER.value())
        form.addRow(tr("Register docks open first"), self.register)
        stored = QgsProviderRegistry.instance().providerMetadata("postgres")
        names = sorted(stored.connections(False)) if stored else []
        self.connections = QComboBox()
        self.connections.addItem(tr("A database of this QGIS …"), "")
        for name in names:
            self.connections.addItem(name, name)
        self.connections.activated.connect(self._connection_chosen)
        if names:
            form.addRow("", self.connections)
        else:
            self.connections.hide()
        self.operator = QLineEdit(OPERATOR.value())
        self.operator.setPlaceholderText(getpass.getuser())
        form.addRow(tr("Name entered as author"), self.operator)
        return group

    def _connection_chosen(self, index: int) -> None:
        if self.connections.itemData(index):
            self.register.setFilePath(self.connections.itemData(index))

    def _runs(self) -> QGroupBox:
        group = QGroupBox(tr("Runs"))
        form = _form(group)
        self.results = QgsFileWidget()
        self.results.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.results.setFilePath(RESULTS_FOLDER.value())
        self.results.lineEdit().setPlaceholderText(tr("beside the project, else in the documents"))
        form.addRow(tr("Folder for results"), self.results)
        self.threads = QSpinBox()
        self.threads.setRange(0, 4 * (os.cpu_count() or 1))
        self.threads.setSpecialValueText(tr("all ({count})").format(count=os.cpu_count() or 1))
        self.threads.setValue(THREADS.value())
        self.threads.setToolTip(
            tr(
                "Fewer leave more of the machine to other programs. From the next run on. Point clouds are decoded by one "
                "thread or by all cores. Results do not depend on it."
            )
        )
        form.addRow(tr("Threads of a run"), self.threads)
        return group

    # -- presets -------------------------------------------------------------------------------

    def _presets(self) -> QGroupBox:
        group = QGroupBox(tr("Presets of the office"))
        column = QVBoxLayout(group)
        column.addWidget(_words(tr("Saved in the docks. Double-click a name to change it.")))
        self.presets = QTreeWidget()
        self.presets.setHeaderLabels([tr("Name"), tr("Dock")])
        self.presets.setRootIsDecorated(False)
        self.presets.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.presets.setMaximumHeight(self.fontMetrics().height() * 9)
        self.presets.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.presets.itemDoubleClicked.connect(lambda row, _column: self.presets.editItem(row, 0))
        self.presets.itemChanged.connect(self._renamed)
        self.presets.itemSelectionChanged.connect(self._show_buttons)
        column.addWidget(self.presets)
        self.rename_button = _button(tr("Rename"), self._rename)
        self.delete_button = _button(tr("Delete"), self._delete)
        line = QHBoxLayout()
        line.addWidget(self.rename_button)
        line.addWidget(self.delete_button)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(_words(tr("To share them: export them into a file, which colleagues import here.")))
        self.shared = QgsFileWidget()
        self.shared.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.shared.setConfirmOverwrite(False)
        self.shared.setFilter("JSON (*.json)")
        self.shared.fileChanged.connect(lambda _path: self._show_buttons())
        self.export_button = _button(tr("Export the presets"), self._export)
        self.import_button = _button(tr("Import presets"), self._import)
        line = QHBoxLayout()
        line.addWidget(self.shared, 1)
        line.addWidget(self.export_button)
        line.addWidget(self.import_button)
        column.addLayout(line)
        self.presets_said = _words()
        column.addWidget(self.presets_said)
        self._list_presets()
        return group

    def _list_presets(self) -> None:
        titles = {
            "fill": tr("Improper fill"),
            "pointcloud": tr("Point clouds"),
            "coverage": tr("Coverage holes"),
            "fieldwork": tr("Field checks"),
        }
        self.presets.blockSignals(True)
        self.presets.clear()
        for preset in preset_store.own():
            row = QTreeWidgetItem([preset.name, titles.get(preset.key, preset.key)])
            row.setData(0, Qt.ItemDataRole.UserRole, preset)
            row.setFlags(row.flags() | Qt.ItemFlag.ItemIsEditable)
            self.presets.addTopLevelItem(row)
        self.presets.resizeColumnToContents(0)
        self.presets.blockSignals(False)
        self._show_buttons()

    def _chosen(self) -> list[Preset]:
        return [row.data(0, Qt.ItemDataRole.UserRole) for row in self.presets.selectedItems()]

    def _show_buttons(self) -> None:
        chosen, path = self._chosen(), self.shared.filePath()
        self.rename_button.setEnabled(len(chosen) == 1)
        self.delete_button.setEnabled(bool(chosen))
        self.export_button.setEnabled(bool(path) and self.presets.topLevelItemCount() > 0)
        self.import_button.setEnabled(os.path.isfile(path))

    def _rename(self) -> None:
        self.presets.editItem(self.presets.selectedItems()[0], 0)

    def _renamed(self, row: QTreeWidgetItem, column: int) -> None:
        preset: Preset = row.data(0, Qt.ItemDataRole.UserRole)
        self._do(lambda: preset_store.rename(preset, row.text(column)))
        QTimer.singleShot(0, self._list_presets)  # the editor still holds the row

    def _delete(self) -> None:
        for preset in self._chosen():
            preset_store.remove(preset)
        self._list_presets()

    def _export(self) -> None:
        path = self.shared.filePath()
        path = path if path.lower().endswith(".json") else f"{path}.json"
        self.shared.setFilePath(path)
        count = self._do(lambda: preset_store.export(path))
        if count is not None:
            self.presets_said.setText(tr("Presets exported: {count}").format(count=count))

    def _import(self) -> None:
        count = self._do(lambda: preset_store.bring_in(self.shared.filePath()))
        self._list_presets()
        if count is not None:
            self.presets_said.setText(tr("Presets imported: {count}").format(count=count))

    def _do(self, work):
        """What ``work`` gives; None where it could not, which is then told."""
        self.presets_said.clear()
        try:
            return work()
        except SoraNoMeError as error:
            self.presets_said.setText("✕ " + error.message.say(tr_core))
            return None

    # -- cache and scheduler -------------------------------------------------------------------

    def _cache(self) -> QGroupBox:
        group = QGroupBox(tr("Cache"))
        column = QVBoxLayout(group)
        column.addWidget(
            _words(
                tr(
                    "The first run of an algorithm compiles its kernels, which takes up to a minute; later runs take them "
                    "from here. Empty it only where runs fail after an update."
                )
            )
        )
        self.cache_size = QLabel()
        self.empty_button = _button(tr("Empty the cache"), self._empty)
        line = QHBoxLayout()
        line.addWidget(self.cache_size, 1)
        line.addWidget(self.empty_button)
        column.addLayout(line)
        self._show_cache()
        return group

    def _show_cache(self, left: int = 0) -> None:
        size = compiled_code.size_bytes()
        text = tr("Compiled kernels: {size} MB").format(size=f"{size / 1e6:.1f}")
        if left:
            text += " · " + tr("{count} files are in use; restart QGIS first").format(count=left)
        self.cache_size.setText(text)
        self.empty_button.setEnabled(size > 0)

    def _empty(self) -> None:
        self._show_cache(compiled_code.empty())

    def _dask(self) -> QGroupBox:
        group = QGroupBox(tr("Dask scheduler"))
        column = QVBoxLayout(group)
        column.addWidget(
            _words(
                tr(
                    "Shares the tiles of long runs among the office's machines; the guide says how to start it. Empty: this "
                    "machine alone. Name only a scheduler of your own office: its workers are trusted."
                )
            )
        )
        self.scheduler = QLineEdit(DASK_SCHEDULER.value())
        self.scheduler.setPlaceholderText("tcp://dask.example.jp:8786")
        self.try_button = _button(tr("Try the connection"), self._try)
        line = QHBoxLayout()
        line.addWidget(self.scheduler, 1)
        line.addWidget(self.try_button)
        column.addLayout(line)
        self.answer = _words()
        column.addWidget(self.answer)
        return group

    def _try(self) -> None:
        address = self.scheduler.text().strip()
        if not re.fullmatch(r"\w+://[^/\s]+:\d{1,5}", address):
            self.answer.setText("✕ " + tr("Write the address as tcp://name:8786."))
            return
        self.try_button.setEnabled(False)
        self.answer.setText(tr("Being tried …"))
        self._trial = QgsTask.fromFunction(tr("Dask scheduler"), lambda _task: _ask(address), on_finished=self._tried)
        QgsApplication.taskManager().addTask(self._trial)

    def _tried(self, error: Exception | None, said: str = "") -> None:
        with contextlib.suppress(RuntimeError):  # the dialog was closed meanwhile
            self.answer.setText(said or f"✕ {error}")
            self.try_button.setEnabled(True)


def _ask(address: str) -> str:
    """What a scheduler says of itself, or why it cannot be used; in a thread of its own."""
    try:
        from ..core.cluster import connect

        said: list[str] = []
        with connect(address, _Listening(said)):
            return "✔ " + " ".join(said)
    except SoraNoMeError as error:
        return "✕ " + error.message.say(tr_core)


class _Listening(Silent):
    """A progress that keeps what is told."""

    def __init__(self, said: list[str]):
        self._said = said

    def report(self, fraction: float, text: Message | ItemState | str = "") -> None:
        self._said.append(text.say(tr_core) if isinstance(text, Message) else str(text))


def _form(group: QGroupBox) -> QFormLayout:
    form = QFormLayout(group)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    return form


def _words(text: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label


def _button(text: str, do) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked: do())
    return button
