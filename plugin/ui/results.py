"""Where results of docks go: files in one folder per run, layers in one group per run, and how they were made."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProject,
)
from qgis.PyQt.QtCore import QStandardPaths

from ..settings import RESULTS_FOLDER

_KINDS = {"rasterDestination": ".tif", "vectorDestination": ".gpkg", "sink": ".gpkg"}


def results_folder() -> Path:
    """The folder below which every run gets one of its own: as set, else beside the project, else in the documents."""
    if RESULTS_FOLDER.value():
        return Path(RESULTS_FOLDER.value())
    home = QgsProject.instance().homePath()
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(home or documents) / "soranome"


def run_folder(name: str) -> Path:
    """A folder nobody uses yet for the results of a run of ``name``; not made."""
    stem = f"{datetime.now():%Y%m%d-%H%M}_{name}"
    folder, number = results_folder() / stem, 2
    while folder.exists():
        folder, number = results_folder() / f"{stem}_{number}", number + 1
    return folder


def with_outputs(algorithm: QgsProcessingAlgorithm, parameters: dict, project: QgsProject | None) -> dict:
    """``parameters`` with a file for every output nobody named, all in one new folder; layers are loaded into ``project``.

    Outputs made only on demand are left out; None for a parameter leaves that output out as well.
    """
    folder = run_folder(algorithm.name())
    given = {name: value for name, value in parameters.items() if value is not None}
    for definition in algorithm.destinationParameterDefinitions():
        name = definition.name()
        optional = definition.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional
        if name not in given:
            if name in parameters or (optional and not definition.createByDefault()):
                continue
            given[name] = str(folder / _file_name(definition))
        if definition.type() in _KINDS and isinstance(given[name], str):
            given[name] = QgsProcessingOutputLayerDefinition(given[name], project)
    return given


def _file_name(definition: QgsProcessingParameterDefinition) -> str:
    name = definition.name().lower()
    if definition.type() == "folderDestination":
        return name
    if definition.type() in _KINDS:
        return name + _KINDS[definition.type()]
    return f"{name}.{definition.defaultFileExtension()}"


def group_name(algorithm: QgsProcessingAlgorithm) -> str:
    """The name of the layer group of a run that starts now."""
    return f"{algorithm.displayName()} {datetime.now():%Y-%m-%d %H:%M}"


def describe(run) -> None:
    """Give the layers of a finished run their metadata: how they were made, from what, when, with which parameters."""
