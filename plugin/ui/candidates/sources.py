"""Where the images and series of a layer of candidates are: told by the run that made it, else by names in its fields."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ...core.dates import date_in_name, dates_of
from ...core.errors import InputError
from ...core.text import QT_TRANSLATE_NOOP, Message

PARAMETERS = "soranome/parameters"
"""Custom property of a result: the parameters of its run as JSON; see ``ui/results.py``."""

_TOLD_BY = ("BEFORE", "OPTICAL_FOLDER", "STACK", "STACK_FOLDER", "DEM_BEFORE")


def run_parameters(layer: QgsVectorLayer) -> dict:
    """Parameters of the run that made ``layer``; where it names no observations (a register), of a run of another
    layer of the same place."""
    own = _parameters(layer)
    if any(own.get(name) for name in _TOLD_BY):
        return own
    for other in QgsProject.instance().mapLayers().values():
        found = _parameters(other)
        if any(found.get(name) for name in _TOLD_BY) and _meet(layer, other):
            return found
    return own


def _meet(layer: QgsMapLayer, other: QgsMapLayer) -> bool:
    try:
        to_layer = QgsCoordinateTransform(other.crs(), layer.crs(), QgsProject.instance())
        return to_layer.transformBoundingBox(other.extent()).intersects(layer.extent())
    except QgsCsException:
        return False


def _parameters(layer) -> dict:
    with contextlib.suppress(ValueError, TypeError):
        found = json.loads(layer.customProperty(PARAMETERS) or "{}")
        return found if isinstance(found, dict) else {}
    return {}


def path_of(value) -> str:
    """The file a parameter names; "" where there is none any more."""
    if not isinstance(value, str) or not value:
        return ""
    layer = QgsProject.instance().mapLayer(value)
    path = layer.source() if layer is not None else value
    return path if os.path.exists(path.split("|")[0]) else ""


def paths_of(value) -> list[str]:
    """The files of a parameter that takes several."""
    given = value.split(";") if isinstance(value, str) else value or []
    return [path for one in given if (path := path_of(one))]


def day_of(value) -> str:
    """ISO day of a parameter or field that is a date or a date and time, written in whichever way; "" where it is none."""
    found = re.match(r"\s*(\d{4}\D?\d{2}\D?\d{2})", str(value or ""))
    with contextlib.suppress(InputError):
        return dates_of([found[1]], found[1])[0] if found else ""
    return ""


def pair_of(layer: QgsVectorLayer, attributes: Mapping[str, object]) -> tuple[str, str]:
    """Files of the images before and after the change of one candidate ("" where they are not known)."""
    given = run_parameters(layer)
    pair = path_of(given.get("BEFORE")), path_of(given.get("AFTER"))
    if all(pair):
        return pair
    folder = path_of(given.get("OPTICAL_FOLDER"))
    if folder:
        return _around(folder, attributes)
    names = [str(attributes.get(name) or "") for name in ("before_image", "after_image")]
    return _found(layer, names[0]), _found(layer, names[1])


def _around(folder: str, attributes: Mapping[str, object]) -> tuple[str, str]:
    """The images of a series either side of the change; the first and the last where it is not dated."""
    from ...core.change.series_stack import is_mask_name

    found = sorted(
        (day, str(path))
        for path in Path(folder).glob("*.tif*")
        if (day := date_in_name(str(path))) and not is_mask_name(str(path))
    )
    if not found:
        return "", ""
    since, until = (day_of(attributes.get(name)) for name in ("onset_from", "onset_to"))
    before = [path for day, path in found if since and day <= since] or [found[0][1]]
    after = [path for day, path in found if until and day >= until] or [found[-1][1]]
    return before[-1], after[0]


def _found(layer: QgsVectorLayer, name: str) -> str:
    """A file of this name: a raster of the project, or beside one, beside the layer, or beside the project."""
    if not name:
        return ""
    project = QgsProject.instance()
    rasters = [one.source() for one in project.mapLayers().values() if isinstance(one, QgsRasterLayer)]
    for source in rasters:
        if os.path.basename(source) == name:
            return source
    folders = [os.path.dirname(source) for source in (layer.source().split("|")[0], *rasters)] + [project.homePath()]
    return next((path for folder in folders if folder and os.path.isfile(path := os.path.join(folder, name))), "")


def sources_of(given: Mapping[str, object], files: Mapping[str, object], attributes: Mapping[str, object]):
    """(sources of a site's history, what had to be assumed as messages) of a run's parameters; ``files`` are those of its
    parameters that name files, looked up (:func:`files_of`)."""
    from ...core.change.sar_stack import StackFiles
    from ...core.change.sensors import AUTO
    from ...core.change.site_history import Image, Sources, sources_in

    assumed: list[Message] = []
    days = [day_of(attributes.get(name)) for name in ("before_date", "after_date")]

    def dated(names: tuple[str, str]):
        for name, day in zip(names, days):
            path = files.get(name)
            own = path and (day_of(given.get(f"{name}_DATE")) or date_in_name(path))
            if path and not own and day:
                text = QT_TRANSLATE_NOOP("SoraNoMe", "{name} has no date of its own; it is drawn at {date}.")
                assumed.append(Message(text, {"name": os.path.basename(path), "date": day}))
            elif path and not own:
                text = QT_TRANSLATE_NOOP("SoraNoMe", "{name} has no date; it is left out.")
                assumed.append(Message(text, {"name": os.path.basename(path)}))
            if path and (own or day):
                yield name, path, own or day

    images = [Image(path, day, files.get(f"{name}_MASK") or None) for name, path, day in dated(("BEFORE", "AFTER"))]
    elevations = [(path, day) for _, path, day in dated(("DEM_BEFORE", "DEM_AFTER"))]
    radar = tuple(files.get("STACK") or ())
    for folder in (files.get("OPTICAL_FOLDER"), files.get("STACK_FOLDER")):
        if folder:
            found = sources_in(folder)
            images += found.images if folder == files.get("OPTICAL_FOLDER") else ()
            radar = radar or (found.radar.paths if found.radar else ())
    return (
        Sources(
            tuple(images),
            StackFiles(radar, str(given.get("DATES") or "")) if radar else None,
            tuple(elevations),
            str(given.get("SENSOR") or AUTO),
            str(given.get("BANDS") or ""),
            str(given.get("MASK_TYPE") or "auto"),
        ),
        assumed,
    )


def files_of(given: Mapping[str, object]) -> dict[str, object]:
    """Files and folders of a run's parameters that are still there; in the main thread, as they may name layers."""
    one = ("BEFORE", "AFTER", "BEFORE_MASK", "AFTER_MASK", "DEM_BEFORE", "DEM_AFTER", "OPTICAL_FOLDER", "STACK_FOLDER")
    found: dict[str, object] = {name: path_of(given.get(name)) for name in one}
    return found | {"STACK": paths_of(given.get("STACK"))}
