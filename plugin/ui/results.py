"""Where results of docks go: files in one folder per run, layers in one group per run, and how they were made."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsNotSupportedException,
    QgsProcessingAlgorithm,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QStandardPaths

from ..core.dates import JAPAN
from ..core.errors import OutputError
from ..core.text import QT_TRANSLATE_NOOP
from ..settings import RESULTS_FOLDER, UNFINISHED
from ..translation import tr

_KINDS = {"rasterDestination": ".tif", "vectorDestination": ".gpkg", "sink": ".gpkg"}


_given_out: set[Path] = set()
"""Folders of this session: a run makes its folder only when it writes."""
_under_way: set[Path] = set()
_MOST_UNFINISHED = 20


def results_folder() -> Path:
    """The folder below which every run gets one of its own: as set, else beside the project, else in the documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    if RESULTS_FOLDER.value():
        return Path(documents, RESULTS_FOLDER.value())  # which an absolute path replaces
    return Path(QgsProject.instance().homePath() or documents) / "soranome"


def run_folder(name: str) -> Path:
    """A folder nobody uses yet for the results of a run of ``name``; not made.

    Raises :class:`OutputError` where no results can be kept there.
    """
    stem = f"{datetime.now(JAPAN):%Y%m%d-%H%M}_{name}"
    folder, number = results_folder() / stem, 2
    try:
        if "|" in str(folder):  # QGIS would take what follows for the name of a layer
            raise OSError(tr("it has a | in its name"))
        while folder.exists() or folder in _given_out:
            folder, number = results_folder() / f"{stem}_{number}", number + 1
    except OSError as error:
        raise OutputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Results cannot be kept in {folder} ({detail}). Choose another folder in QGIS's options, page SoraNoMe.",
            ),
            folder=folder.parent,
            detail=error.strerror or str(error),
        ) from error
    _given_out.add(folder)
    return folder


def resumed_folder(name: str, given: Mapping[str, object]) -> Path:
    """As :func:`run_folder`; but where the same was run before (``given``: its parameters without the outputs) and did not
    come to its end, the folder of that run: finished tiles are taken from there."""
    key = _key_of(name, given)
    known = _unfinished()
    folder = Path(known[key]) if key in known else None
    if folder is None or not folder.is_dir() or folder in _under_way or folder.parent != results_folder():
        folder = run_folder(name)
    known.pop(key, None)
    known = dict(list(known.items())[-_MOST_UNFINISHED:]) | {key: str(folder)}
    UNFINISHED.set(json.dumps(known))
    _under_way.add(folder)
    return folder


def run_ended(folder: Path, well: bool) -> None:
    """The run that was given ``folder`` is over; ``well``: there is nothing to be resumed."""
    _under_way.discard(folder)
    if well:
        UNFINISHED.set(json.dumps({key: path for key, path in _unfinished().items() if Path(path) != folder}))


def _unfinished() -> dict[str, str]:
    try:
        return dict(json.loads(UNFINISHED.value()))
    except ValueError:
        return {}


def _key_of(name: str, given: Mapping[str, object]) -> str:
    told = {key: str(value) for key, value in given.items() if value is not None}
    return hashlib.sha256(json.dumps([name, told], sort_keys=True).encode()).hexdigest()[:16]


def with_outputs(algorithm: QgsProcessingAlgorithm, parameters: dict, project: QgsProject | None, folder: Path) -> dict:
    """``parameters`` with a file in ``folder`` for every output nobody named; layers are loaded into ``project``.

    Outputs made only on demand are left out unless they are True; None for a parameter leaves that output out as well.
    """
    given = {name: value for name, value in parameters.items() if value is not None}
    for definition in algorithm.destinationParameterDefinitions():
        name = definition.name()
        if given.get(name) is True:
            given[name] = str(folder / _file_name(definition))
        optional = definition.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional
        if name not in given:
            if name in parameters or (optional and not definition.createByDefault()):
                continue
            given[name] = str(folder / _file_name(definition))
        if definition.type() in _KINDS and isinstance(given[name], str):
            given[name] = QgsProcessingOutputLayerDefinition(given[name], project)
    return given


def _file_name(definition: QgsProcessingParameterDefinition) -> str:
    """A name people know again: of its parameter, or of the algorithm where that is only a kind of file (XLSX, PDF)."""
    name = definition.name().lower()
    if definition.type() == "fileDestination" and name == definition.defaultFileExtension():
        name = definition.algorithm().name()
    if definition.type() == "folderDestination":
        return name
    if definition.type() in _KINDS:
        return name + _KINDS[definition.type()]
    return f"{name}.{definition.defaultFileExtension()}"


def group_name(wanted: str) -> str:
    """A name for the layer group of a run that no group of the project has yet, with ``wanted`` and the time in it."""
    stem = f"{wanted} {datetime.now(JAPAN):%Y/%m/%d %H:%M}"
    root, name, number = QgsProject.instance().layerTreeRoot(), stem, 2
    while root.findGroup(name) is not None:
        name, number = f"{stem} ({number})", number + 1
    return name


def arrange(name: str) -> None:
    """Put the layers of the new group ``name`` in order: points, lines, outlines, clouds, then rasters; no empty group."""
    group = QgsProject.instance().layerTreeRoot().findGroup(name)
    if group is None:
        return
    if not group.children():  # what was made is in the project already, as a register is
        group.parent().removeChildNode(group)
        return
    nodes = [node for node in group.findLayers() if node.layer() is not None]
    # One by one: reorderGroupLayers() of QGIS 3.40 looks at nodes it has just deleted, and crashes now and then.
    for place, node in enumerate(sorted(nodes, key=lambda node: _height(node.layer()))):
        group.insertChildNode(place, node.clone())
        node.parent().removeChildNode(node)


def _height(layer: QgsMapLayer) -> int:
    """Where a layer lies in its group, from the top."""
    if isinstance(layer, QgsVectorLayer):
        return {Qgis.GeometryType.Point: 0, Qgis.GeometryType.Line: 1, Qgis.GeometryType.Polygon: 2}.get(
            layer.geometryType(), 6
        )
    kinds = (Qgis.LayerType.VectorTile, Qgis.LayerType.PointCloud, Qgis.LayerType.Raster)
    return 3 + kinds.index(layer.type()) if layer.type() in kinds else 6


def describe(run) -> None:
    """Give the layers of a finished run their metadata: how they were made, from what, when, with which parameters."""
    given = {source.path.partition("|")[0] for source in run.record.sources}
    for layer in run.layers:
        run.record.mark(layer)
        layer.setMetadata(run.record.metadata(layer, run.seconds))
        # A file that was there before, such as a register, has a history of its own.
        if layer.source().partition("|")[0] not in given:
            _save_metadata(layer)


def _save_metadata(layer: QgsMapLayer) -> None:
    """Keep a layer's metadata beside its file, or in a GeoPackage; where that cannot be, the project has them."""
    if layer.providerType() != "ogr":
        layer.saveDefaultMetadata()
        return
    registry = QgsProviderRegistry.instance()
    parts = registry.querySublayers(layer.source())
    if len(parts) == 1:  # the name of the table, which the source of a result does not say
        with contextlib.suppress(QgsNotSupportedException):
            registry.saveLayerMetadata("ogr", parts[0].uri(), layer.metadata())


def keep_record(run) -> None:
    """Leave ``run.json`` in the folder of a run that went through, where anything was written there."""
    run.record.look_at_files()
    if run.record.folder.is_dir():
        with contextlib.suppress(OutputError):  # the results are there; that is what counts
            run.record.write(run.seconds, run.results)


def made_files(run) -> list[tuple[str, Path]]:
    """Files and folders of a finished run that are not on the map (reports, tables, packages): (label, path)."""
    shown = {_path_of(layer.source()) for layer in run.layers}
    found = []
    for output in run.algorithm.outputDefinitions():
        value = run.results.get(output.name())
        if not isinstance(value, str) or not os.path.isabs(value.partition("|")[0]):
            continue
        path = _path_of(value)
        if path.exists() and path not in shown and all(path != other for _, other in found):
            found.append((output.description(), path))
    return found


def _path_of(source: str) -> Path:
    return Path(source.partition("|")[0])
