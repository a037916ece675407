"""Which libraries are there and which algorithms need them; installs what is missing, for this user, by QGIS's own pip."""

from __future__ import annotations

import os
import re
import sys
from urllib.parse import quote

from qgis.core import QgsApplication, QgsSettings
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QProcess, Qt
from qgis.PyQt.QtWidgets import (
    QApplication,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from .. import dependencies, pip_install
from ..dependencies import FOUND, MISSING, TOO_OLD, UNAVAILABLE, Library
from ..translation import tr
from . import guide
from .forms import algorithm_named

_WHEELS = "soranome/wheel_folder"


class LibrariesDialog(QDialog):
    """Not modal. ``process`` is the pip under way, None otherwise."""

    def __init__(self, parent=None):
        super().__init__(parent)
        self.setObjectName("SoraNoMeLibraries")
        self.setWindowTitle(tr("Required libraries"))
        self.process: QProcess | None = None
        self._asked_for: list[Library] = []
        self._cancelled = False
        self._secrets: list[str] = []
        column = QVBoxLayout(self)
        self.said = self._words()
        column.addWidget(self.said)
        self.table = QTreeWidget()
        self.table.setHeaderLabels([tr("Library"), tr("State"), tr("Needed by")])
        self.table.setRootIsDecorated(False)
        self.table.setAlternatingRowColors(True)
        self.table.itemChanged.connect(lambda *_: self._show_plan())
        column.addWidget(self.table, 1)
        column.addLayout(self._sources())
        self.plan = self._words()
        column.addWidget(self.plan)
        self.install_button = QPushButton(tr("Install the ticked libraries"))
        self.install_button.clicked.connect(self.install)
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.setEnabled(False)
        self.cancel_button.clicked.connect(self.cancel)
        self.help_button = QPushButton(tr("Help"))
        self.help_button.clicked.connect(lambda _checked: guide.open_page("libraries"))
        self.close_button = QPushButton(tr("Close"))
        self.close_button.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self.install_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        buttons.addWidget(self.help_button)
        buttons.addWidget(self.close_button)
        for button in (self.install_button, self.cancel_button, self.help_button, self.close_button):
            button.setAutoDefault(False)  # Enter in a field must not start anything
        column.addLayout(buttons)
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setMaximumBlockCount(5000)
        self.log.hide()
        column.addWidget(self.log, 1)
        column.addLayout(self._command())
        self.resize(self.fontMetrics().averageCharWidth() * 110, self.fontMetrics().height() * 32)
        self.refresh()

    def _words(self) -> QLabel:
        label = QLabel()
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _sources(self) -> QGridLayout:
        self.from_index = QRadioButton(tr("Download them from the internet (PyPI)"))
        self.from_folder = QRadioButton(tr("From a folder of wheel files (.whl):"))
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setFilePath(QgsSettings().value(_WHEELS, "", type=str))
        self.folder.fileChanged.connect(lambda _path: self._show_plan())
        self.from_folder.toggled.connect(self.folder.setEnabled)
        self.from_folder.toggled.connect(lambda _on: self._show_plan())
        (self.from_folder if self.folder.filePath() else self.from_index).setChecked(True)
        self.folder.setEnabled(self.from_folder.isChecked())
        grid = QGridLayout()
        grid.addWidget(self.from_index, 0, 0, 1, 2)
        grid.addWidget(self.from_folder, 1, 0)
        grid.addWidget(self.folder, 1, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _command(self) -> QVBoxLayout:
        where = (
            tr("Or type this in the OSGeo4W Shell:") if sys.platform == "win32" else tr("Or type this in a terminal:")
        )
        self.command_title = QLabel(where)
        self.command = QLineEdit()
        self.command.setReadOnly(True)
        self.command_title.setBuddy(self.command)
        self.copy_button = QPushButton(tr("Copy"))
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(lambda _checked: QApplication.clipboard().setText(self.command.text()))
        line = QHBoxLayout()
        line.addWidget(self.command, 1)
        line.addWidget(self.copy_button)
        column = QVBoxLayout()
        column.addWidget(self.command_title)
        column.addLayout(line)
        return column

    # -- what is there -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look at the libraries anew."""
        dependencies.look_again()
        libraries = dependencies.everything()
        self.table.blockSignals(True)
        self.table.clear()
        for library in sorted(libraries, key=lambda one: one.state in (FOUND, UNAVAILABLE)):
            self.table.addTopLevelItem(self._row(library))
        self.table.blockSignals(False)
        for index in (0, 1):
            self.table.resizeColumnToContents(index)
        lacking = [library for library in libraries if library.state in (MISSING, TOO_OLD)]
        if dependencies.missing():
            self.said.setText(
                tr("Some Python libraries are missing. The algorithms that need them cannot run; all others can.")
            )
        elif lacking:
            self.said.setText(tr("Every library that is needed is there. What is missing is for one choice only."))
        else:
            self.said.setText(tr("Every library is there. Nothing has to be done."))
        self._show_plan()

    def _row(self, library: Library) -> QTreeWidgetItem:
        states = {
            MISSING: tr("missing"),
            TOO_OLD: tr("{version}: too old, {least} or newer is needed"),
            FOUND: library.version or tr("found"),
            UNAVAILABLE: tr("missing; not made for this version of Python"),
        }
        names = dependencies.needed_by(library.module)
        titles = [algorithm_named(name).displayName() for name in names]
        optional = library.module in dependencies.OPTIONAL
        if len(names) == len(dependencies.NEEDS):
            users = tr("everything")
        elif optional:
            users = tr("{titles}, for {choice} only").format(
                titles=tr(", ").join(titles), choice=dependencies.CHOICES[library.module]
            )
        else:
            users = tr(", ").join(titles)
        state = states[library.state].format(version=library.version, least=library.least)
        row = QTreeWidgetItem([library.package, state, users])
        row.setData(0, Qt.ItemDataRole.UserRole, library.module)
        row.setToolTip(2, "\n".join(titles))
        if library.state in (FOUND, UNAVAILABLE):
            row.setFlags(row.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        else:
            row.setCheckState(0, Qt.CheckState.Unchecked if optional else Qt.CheckState.Checked)
            row.setIcon(1, QgsApplication.getThemeIcon("/mIconWarning.svg"))
        return row

    def chosen(self) -> list[Library]:
        """The libraries that are ticked."""
        rows = [self.table.topLevelItem(index) for index in range(self.table.topLevelItemCount())]
        return [
            dependencies.look_up(row.data(0, Qt.ItemDataRole.UserRole))
            for row in rows
            if row.flags() & Qt.ItemFlag.ItemIsUserCheckable and row.checkState(0) == Qt.CheckState.Checked
        ]

    def _show_plan(self) -> None:
        """Say what the button would do, or why it cannot."""
        chosen = self.chosen()
        lacking = any(library.state in (MISSING, TOO_OLD) for library in dependencies.everything())
        for widget in (self.from_index, self.from_folder, self.folder, self.install_button, self.cancel_button):
            widget.setVisible(lacking or self.process is not None)
        for widget in (self.command_title, self.command, self.copy_button):
            widget.setVisible(bool(chosen))
        self.command.setText(dependencies.install_command(dependencies.requirements_for(chosen)))
        self.command.setCursorPosition(0)
        problem = self._problem()
        self.install_button.setEnabled(bool(chosen) and not problem and self.process is None)
        if not chosen:
            self.plan.clear()
        elif problem:
            self.plan.setText(f"⚠ {problem}")
        else:
            says = tr(
                "Into: {folder} (for you alone, without the administrator's rights; other programs that use the same Python "
                "find them too). What QGIS brings is left as it is where it is new enough."
            ).format(folder=pip_install.target())
            proxy = pip_install.proxy_url(hidden=True) if self.from_index.isChecked() else ""
            if proxy:
                says = f"{says}\n" + tr("By the proxy of QGIS: {proxy}").format(proxy=proxy)
            self.plan.setText(says)

    def _problem(self) -> str:
        """Why nothing can be installed from here; "" where it can."""
        if not pip_install.python():
            return tr("The Python of this QGIS was not found. Use the command below.")
        if not pip_install.target():
            return tr("The Python of this QGIS does not look into folders of users. Ask your administrator.")
        if self.from_folder.isChecked():
            folder = self.folder.filePath()
            if not folder:
                return tr("Choose the folder with the wheel files.")
            if not os.path.isdir(folder):
                return tr("There is no folder {folder}.").format(folder=folder)
            if not any(name.lower().endswith((".whl", ".tar.gz", ".zip")) for name in os.listdir(folder)):
                return tr("There is no wheel file (.whl) in {folder}.").format(folder=folder)
        return ""

    # -- installing ----------------------------------------------------------------------------

    def install(self) -> None:
        """Start pip; what it says is shown as it comes."""
        self._asked_for, self._cancelled = self.chosen(), False
        wheels = self.folder.filePath() if self.from_folder.isChecked() else ""
        QgsSettings().setValue(_WHEELS, wheels)
        requirements = dependencies.requirements_for(self._asked_for)
        arguments = pip_install.arguments(requirements, wheels)
        full, shown = pip_install.proxy_url(), pip_install.proxy_url(hidden=True)
        self._secrets = [] if full == shown else [full.split("//")[1].rsplit("@", 1)[0], pip_install.proxy_password()]
        self._secrets += [quote(secret, safe="") for secret in self._secrets]
        self.log.setPlainText(" ".join(["python3", *arguments]))
        self.log.show()
        self.process = QProcess(self)
        self.process.setProcessEnvironment(pip_install.environment(bool(wheels)))
        self.process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        self.process.readyRead.connect(self._read)
        self.process.finished.connect(self._finished)
        self.process.errorOccurred.connect(self._not_started)
        self._show_plan()
        self.table.setEnabled(False)
        self.cancel_button.setEnabled(True)
        self.said.setText(tr("Being installed …"))
        self.process.start(pip_install.python(), arguments)

    def cancel(self) -> None:
        if self.process is not None:
            self._cancelled = True
            self.process.kill()

    def _read(self) -> None:
        text = bytes(self.process.readAll()).decode("utf-8", errors="replace")
        for secret in filter(None, self._secrets):
            text = text.replace(secret, "…")
        for line in re.split(r"[\r\n]+", text.rstrip()):
            self.log.appendPlainText(line)

    def _not_started(self, error) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._ended()
            self.said.setText("✕ " + tr("{program} could not be started.").format(program=pip_install.python()))

    def _finished(self, code: int, _status) -> None:
        self._read()
        self._ended()
        text = self.log.toPlainText()
        if self._cancelled:
            self.said.setText(tr("Cancelled. What is missing can be installed at any time."))
        elif code == 0:
            self._installed()
        elif "No module named pip" in text:
            self.said.setText("✕ " + tr("This Python has no pip. Ask your administrator to install it (python3-pip)."))
        else:
            self.said.setText(
                "✕ "
                + tr(
                    "It did not work; what pip said is below. Without access to the internet, set QGIS's proxy "
                    "(Options › Network) or take a folder of wheel files."
                )
            )

    def _ended(self) -> None:
        self.process.deleteLater()
        self.process = None
        self.table.setEnabled(True)
        self.cancel_button.setEnabled(False)
        self.refresh()

    def _installed(self) -> None:
        """Take into use what was installed, where nothing older of it is in use already."""
        used = [library.package for library in self._asked_for if library.module in sys.modules]
        pip_install.bring_into_sight()
        self.refresh()
        still = [library.package for library in self._asked_for if dependencies.look_up(library.module).state != FOUND]
        if used or still:
            names = ", ".join(dict.fromkeys(used + still))
            self.said.setText("✔ " + tr("Installed. Restart QGIS to use them: {names}").format(names=names))
        else:
            self.said.setText("✔ " + tr("Installed. They can be used at once."))

    def close_down(self) -> None:
        """Called when the plugin goes."""
        if self.process is not None:
            self.process.finished.disconnect(self._finished)
            self.process.kill()
            self.process.waitForFinished(2000)
            self.process = None
        self.close()
