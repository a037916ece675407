"""Every setting of the plugin, typed; kept in QGIS's own settings, edited in its options dialog (``ui/options.py``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from qgis.core import QgsSettings

Value = TypeVar("Value", str, int, bool)


@dataclass(frozen=True)
class Setting(Generic[Value]):
    """One setting: ``name`` below "soranome/" in the user's profile, and what it is where nobody set it."""

    name: str
    default: Value

    def value(self) -> Value:
        return QgsSettings().value(f"soranome/{self.name}", self.default, type=type(self.default))

    def set(self, value: Value) -> None:
        QgsSettings().setValue(f"soranome/{self.name}", value)

    def reset(self) -> None:
        QgsSettings().remove(f"soranome/{self.name}")


REGISTER = Setting("register", "")
"""The register of sites docks offer first: a GeoPackage, or a PostgreSQL connection of this QGIS."""
RESULTS_FOLDER = Setting("results_folder", "")
"""Where docks save results; empty: beside the project, else in the user's documents."""
OPERATOR = Setting("operator", "")
"""Who is written into the register as author; empty: the name of the computer's user."""
THREADS = Setting("threads", 0)
"""How many threads a run may use; 0: as many as the machine has."""
DASK_SCHEDULER = Setting("dask_scheduler", "")
"""Address of the office's Dask scheduler (tcp://name:8786), which runs use unless they name another; empty: none."""
PRESETS = Setting("presets", "")
"""Presets of the office, as JSON (``ui/presets.py``)."""
UNFINISHED = Setting("unfinished", "{}")
"""Folders of runs that were stopped, as JSON: what was run → folder (``ui/results.py``)."""
