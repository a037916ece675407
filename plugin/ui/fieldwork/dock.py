"""The dock 現地確認."""

from __future__ import annotations

from ...translation import tr
from ..dock import TaskDock


class FieldworkDock(TaskDock):
    KEY = "fieldwork"
    PAGE = "fieldwork"

    def title(self) -> str:
        return tr("Field checks")

    def intro(self) -> str:
        return tr("From the register to the field, and back with the results.")

    def build(self) -> None:
        self.add_step(tr("Data"), folded=False)
