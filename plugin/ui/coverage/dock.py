"""The dock 通信困難地域."""

from __future__ import annotations

from ...translation import tr
from ..dock import TaskDock


class CoverageDock(TaskDock):
    KEY = "coverage"
    PAGE = "coverage"

    def title(self) -> str:
        return tr("Coverage holes")

    def intro(self) -> str:
        return tr("Predicts radio coverage, finds where nobody is served, and chooses sites.")

    def build(self) -> None:
        self.add_step(tr("Data"), folded=False)
