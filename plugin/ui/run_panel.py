"""What a dock shows of its run: state, progress, time, cancel, and the log."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from qgis.utils import plugins

from ..translation import tr
from .running import CANCELLED, DONE, FAILED, RUNNING, Run

_TICK_MS = 200


class RunPanel(QWidget):
    """Shows one :class:`~.running.Run` at a time."""

    busy = pyqtSignal(bool)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.run: Run | None = None
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar()
        self.bar.setTextVisible(True)
        self.time = QLabel()
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.clicked.connect(self.cancel)
        self.log_button = QToolButton()
        self.log_button.setText(tr("Log"))
        self.log_button.setCheckable(True)
        self.copy_button = QToolButton()
        self.copy_button.setText(tr("Copy the log"))
        self.copy_button.clicked.connect(self.copy_log)
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setMaximumHeight(140)
        self.log.setMaximumBlockCount(5000)
        self.log.hide()
        self.log_button.toggled.connect(self.log.setVisible)
        self.libraries_button = QPushButton(tr("Required libraries…"))
        self.libraries_button.clicked.connect(
            lambda _checked: plugins[__package__.split(".")[0]].desktop.open_libraries()
        )
        self.libraries_button.hide()
        line = QHBoxLayout()
        line.addWidget(self.bar, 1)
        line.addWidget(self.cancel_button)
        below = QHBoxLayout()
        below.addWidget(self.time, 1)
        below.addWidget(self.log_button)
        below.addWidget(self.copy_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.state)
        column.addWidget(self.libraries_button)
        column.addLayout(line)
        column.addLayout(below)
        column.addWidget(self.log)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.setVisible(False)

    def follow(self, run: Run, then: Callable[[], None]) -> None:
        """Show ``run`` from its start to its end, and start it; ``then`` is called when it has ended."""
        self.run, self._then = run, then
        self.log.clear()
        self.log_button.setText(tr("Log"))
        self.libraries_button.hide()
        run.said.connect(self._say)
        run.ended.connect(self._ended)
        self.state.setText(tr("{title}: running").format(title=run.title))
        self.cancel_button.setEnabled(True)
        self.setVisible(True)
        self.busy.emit(True)
        self._timer.start()
        self._tick()
        run.start()

    def cancel(self) -> None:
        if self.run is not None and self.run.state == RUNNING:
            self.cancel_button.setEnabled(False)
            self.state.setText(tr("{title}: being cancelled").format(title=self.run.title))
            self.run.cancel()

    def copy_log(self) -> None:
        QApplication.clipboard().setText(self.run.text() if self.run else "")

    def _say(self, kind: str, text: str) -> None:
        mark = {"error": "✕ ", "warning": "⚠ "}.get(kind, "")
        self.log.appendPlainText(mark + text)

    def _tick(self) -> None:
        run = self.run
        # Nothing known of the share done yet: the bar runs to and fro.
        self.bar.setRange(0, 100 if run.fraction > 0 or run.state != RUNNING else 0)
        self.bar.setValue(int(100 * run.fraction))
        spent = tr("{time} so far").format(time=duration(run.seconds))
        left = run.remaining_s if run.state == RUNNING else None
        self.time.setText(
            tr("{spent}, about {time} left").format(spent=spent, time=duration(left)) if left is not None else spent
        )

    def _ended(self) -> None:
        self._timer.stop()
        self._tick()
        run = self.run
        self.cancel_button.setEnabled(False)
        said = {
            DONE: tr("{title}: done in {time}"),
            CANCELLED: tr("{title}: cancelled after {time}; nothing was changed"),
        }.get(run.state, tr("{title}: failed after {time}"))
        text = said.format(title=run.title, time=duration(run.seconds))
        self.time.clear()
        self.libraries_button.setVisible(run.state == FAILED and not run.algorithm.canExecute()[0])
        if run.state not in (DONE, CANCELLED):
            text = f"✕ {text}\n{run.error}"
        elif run.notice:
            text = f"{text}\n⚠ {run.notice}"
        warnings = sum(kind == "warning" for kind, _ in run.log)
        if warnings:
            self.log_button.setText(tr("Log (⚠ {count})").format(count=warnings))
        self.state.setText(text)
        self.busy.emit(False)
        self._then()


def duration(seconds: float) -> str:
    """Seconds in words of the user's language."""
    seconds = round(seconds)
    if seconds < 60:
        return tr("{seconds} s").format(seconds=seconds)
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60:
        return tr("{minutes} min {seconds} s").format(minutes=minutes, seconds=seconds)
    hours, minutes = divmod(minutes, 60)
    return tr("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
