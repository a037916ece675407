"""A register to practise with: from the made scene, in a folder of its own that says so."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtGui import QColor

from ...processing.styling import natural_colours
from ...translation import tr
from ..forms import algorithm_named

_SCENE = "scene"
_SIZE_KM, _SEED = 2, 1
_OFFICE = "見本町役場"  # of the three offices the one most roads lead to
_LAYERS = {
    "ROADS": ("roads.gpkg", True, "#d8b04a"),
    "STREAMS": ("streams.gpkg", True, "#4aa3df"),
    "BUILDINGS": ("buildings.gpkg", True, "#a08070"),
    "MUNICIPALITIES": ("municipalities.gpkg", False, "#cccccc"),
    "AFTER": ("optical_after.tif", True, ""),
    "BEFORE": ("optical_before.tif", False, ""),
    "DEM": ("dtm_after.tif", False, ""),
    "DEM_BEFORE": ("dtm_before.tif", False, ""),
}
"""Parameter of papers → file of the scene, whether the map shows it, and in which colour."""
GAPS_M = 20
"""Roads of the scene end so far from each other (TOLERANCE of the visiting order)."""


def scene_parameters(folder: Path) -> dict:
    """For ``makesample``."""
    return {"SIZE": _SIZE_KM, "SEED": _SEED, "FOLDER": str(folder / _SCENE)}


def detection_parameters(folder: Path) -> dict:
    """For ``detectfill``: everything the scene has."""
    scene = folder / _SCENE
    files = {
        "BEFORE": "optical_before.tif",
        "AFTER": "optical_after.tif",
        "BEFORE_MASK": "mask_before.tif",
        "AFTER_MASK": "mask_after.tif",
        "STACK_FOLDER": "sar",
        "DEM_BEFORE": "dtm_before.tif",
        "DEM_AFTER": "dtm_after.tif",
        **{
            name: f"{name.lower()}.gpkg"
            for name in (
                "PERMITS", "ZONES", "PLANNING", "HAZARD", "BUILDINGS", "STREAMS", "ROADS", "MUNICIPALITIES",
            )
        },
    }  # fmt: skip
    return {
        **{name: str(scene / file) for name, file in files.items()},
        "SENSOR": "sentinel2",
        "BEFORE_DATE": "2024-05-18",
        "AFTER_DATE": "2024-10-25",
        "COREGISTER": True,
        "CANDIDATES": str(folder / "candidates.gpkg"),
        "SCORE": None,
    }


def register_in(folder: Path) -> str:
    return str(folder / "register.gpkg")


def scene_of(register: str) -> Path | None:
    """The folder of the made scene a register is about; None for registers of real sites."""
    scene = Path(register).parent / _SCENE
    return scene if register.endswith(".gpkg") and (scene / "truth.gpkg").is_file() else None


def truth_of(scene: Path) -> str:
    return str(scene / "truth.gpkg")


def show(scene: Path) -> dict[str, str]:
    """The scene's images and maps as layers, in a group below all others: parameter of papers → id of the layer.

    Those the project has already are taken as they are.
    """
    project = QgsProject.instance()
    known = {layer.source(): layer for layer in project.mapLayers().values()}
    papers = algorithm_named("fieldsheets")
    group = None
    found = {}
    for name, (file, visible, colour) in _LAYERS.items():
        path = str(scene / file)
        layer = known.get(path)
        if layer is None:
            group = group or project.layerTreeRoot().addGroup(tr("Made data to practise with"))
            kind = QgsRasterLayer if file.endswith(".tif") else QgsVectorLayer
            layer = kind(path, papers.parameterDefinition(name).description())
            natural_colours(layer)
            if colour:
                layer.renderer().symbol().setColor(QColor(colour))
            project.addMapLayer(layer, False)
            node = group.addLayer(layer)
            node.setItemVisibilityChecked(visible)
            node.setExpanded(False)
        found[name] = layer.id()
    return found


def start_of(scene: Path) -> str:
    """Where days start, as a parameter of the visiting order."""
    places = QgsVectorLayer(str(scene / "places.gpkg"), "places", "ogr")
    for feature in places.getFeatures(f"\"name\" = '{_OFFICE}'"):
        point = feature.geometry().centroid().asPoint()
        return f"{point.x():.1f},{point.y():.1f} [{places.crs().authid()}]"
    return ""
