"""Short work beside the desktop: reading rasters, waiting for a register somebody else has."""

from __future__ import annotations

import traceback
from collections.abc import Callable

from qgis.core import Qgis, QgsApplication, QgsMessageLog, QgsTask
from qgis.PyQt import sip

from ...core.errors import Cancelled, SoraNoMeError
from ...core.text import QT_TRANSLATE_NOOP, Message

_under_way: set[Work] = set()
"""QGIS keeps the task, not its Python half."""


class Work(QgsTask):
    """``do(self)`` in another thread, then always ``then(self)`` in the main one, unless it was dropped meanwhile.
    ``result`` is what ``do`` gave, ``error`` the :class:`SoraNoMeError` it raised, or one that tells of anything unforeseen.
    It is the :class:`~...core.tasks.Progress` of ``do``. QGIS deletes it when ``then`` has been called.
    """

    def __init__(self, title: str, do: Callable, then: Callable[[Work], None]):
        super().__init__(title, QgsTask.Flag.CanCancel | QgsTask.Flag.Hidden | QgsTask.Flag.Silent)
        self._do, self._then = do, then
        self.result = None
        self.error: SoraNoMeError | None = None
        self._trace = ""

    def start(self) -> Work:
        _under_way.add(self)
        QgsApplication.taskManager().addTask(self)
        return self

    def drop(self) -> None:
        """Nobody wants the result any more."""
        self._then = None
        if not sip.isdeleted(self):
            self.cancel()

    def leave_alone(self) -> None:
        """Let it go on to its end, though nobody is told any more."""
        self._then = None

    @property
    def cancelled(self) -> bool:
        return self.isCanceled()

    def report(self, fraction: float, text: Message | str = "") -> None:
        self.setProgress(100 * fraction)

    def run(self) -> bool:
        try:
            self.result = self._do(self)
        except Cancelled:
            return False
        except SoraNoMeError as error:
            self.error = error
        except Exception as error:
            self._trace = traceback.format_exc()
            self.error = SoraNoMeError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Something unforeseen happened ({detail}). The log of QGIS (SoraNoMe) tells more; please report it.",
                ),
                detail=f"{type(error).__name__}: {error}",
            )
        return True

    def finished(self, ok: bool) -> None:
        _under_way.discard(self)
        then, self._then = self._then, None
        if self._trace:
            QgsMessageLog.logMessage(self._trace, "SoraNoMe", Qgis.MessageLevel.Critical)
        if then is None:
            return
        if not ok and self.error is None:  # by QGIS, or before it began
            self.error = Cancelled()
        then(self)
