"""The dock 点群."""

from __future__ import annotations

from ...translation import tr
from ..dock import TaskDock


class PointCloudDock(TaskDock):
    KEY = "pointcloud"
    PAGE = "pointclouds"

    def title(self) -> str:
        return tr("Point clouds")

    def intro(self) -> str:
        return tr("Takes in laser tiles as they were delivered, and makes terrain of them.")

    def build(self) -> None:
        self.add_step(tr("Data"), folded=False)
