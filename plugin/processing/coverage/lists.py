"""Lists that planners have as text tables (CSV), used where an algorithm takes a layer: people, assets, places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingUtils,
    QgsProperty,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QUrl

from ...core.errors import InputError
from ...core.text import QT_TRANSLATE_NOOP, Message
from ...translation import tr_core

if TYPE_CHECKING:
    import numpy as np
    import shapely

    from ...core.coverage.lists.assets import Asset, Heights
    from ...core.coverage.lists.mesh import Mesh
    from ...core.coverage.lists.place_list import Place
    from ...core.coverage.lists.population import MeshPeople

JGD2011 = "EPSG:6668"
TEXTS = (".csv", ".txt", ".tsv")
TABLES = (*TEXTS, ".zip")


def table_path(value, context: QgsProcessingContext, suffixes: tuple[str, ...] = TEXTS) -> str | None:
    """The text table behind the value of a vector parameter; None where it is a layer with geometry, or none at all.

    QGIS takes a .csv for such a parameter as a layer without geometry: what is meant is known by its file.
    """
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source
    if isinstance(value, QgsProperty):
        value = value.staticValue()
    if isinstance(value, str):
        if Path(value).suffix.lower() in suffixes:
            return value
        value = QgsProcessingUtils.mapLayerFromString(value, context) if value else None
    if not isinstance(value, QgsVectorLayer) or value.isSpatial():
        return None
    source = value.source()
    path = QUrl(source).toLocalFile() if value.providerType() == "delimitedtext" else source.split("|")[0]
    return path if Path(path).suffix.lower() in suffixes else None


def population_source(
    value, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext, column: str = ""
) -> list[tuple[MeshPeople, shapely.Polygon]] | None:
    """Grid squares with people and their outlines in ``crs``, where POPULATION is a table of e-Stat; None where it is none.

    Raises :class:`InputError` as :func:`~soranome.plugin.core.coverage.lists.population.read_population` does. Squares of
    unknown people (``people`` None) are among them.
    """
    path = table_path(value, context, TABLES)
    if path is None:
        return None
    from ...core.coverage.lists.population import is_population_table, read_population

    if path.lower().endswith(".zip") and not is_population_table(path):
        return None  # a zipped shapefile is a layer
    population = read_population([path], column)
    tell(population.messages, context.feedback())
    return list(zip(population.squares, mesh_polygons([square.mesh for square in population.squares], crs, context)))


def assets_source(
    value,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    heights: Heights | None = None,
    zone: int = 9,
) -> list[tuple[Asset, shapely.Point]] | None:
    """Assets with a position, and their points in ``crs``, where CANDIDATES is the list of assets; None where it is none.

    The log tells how many have no position and are no candidates. ``antenna_height_m`` is None where it is not known.
    Raises :class:`InputError` as :func:`~soranome.plugin.core.coverage.lists.assets.read_assets` does.
    """
    path = table_path(value, context)
    if path is None:
        return None
    from ...core.coverage.lists.assets import read_assets

    assets = read_assets(path, heights, zone)
    tell(assets.messages, context.feedback())
    placed = [(asset.position.longitude, asset.position.latitude) for asset in assets.placed]
    return list(zip(assets.placed, points_in(placed, crs, context)))


def places_source(
    value, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext, kind_column: str = ""
) -> list[tuple[Place, shapely.Point | None]] | None:
    """Places of a list and their points in ``crs``, where PLACES is a text table; None where it is none.

    Rows without a usable position have no point; the log names them. Raises :class:`InputError` as
    :func:`~soranome.plugin.core.coverage.lists.place_list.read_places` does.
    """
    path = table_path(value, context)
    if path is None:
        return None
    from ...core.coverage.lists.place_list import read_places

    places = read_places(path, kind_column)
    tell(places.messages, context.feedback())
    known = [place.position for place in places.rows if place.position.known]
    points = iter(points_in([(position.longitude, position.latitude) for position in known], crs, context))
    return [(place, next(points) if place.position.known else None) for place in places.rows]


def parts_of(value) -> list:
    """The layers, ids and paths of a parameter that takes several, which comes as a list or as one text with semicolons."""
    return [part for part in value.split(";") if part] if isinstance(value, str) else list(value or [])


def mesh_polygons(
    meshes: list[Mesh], crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext, datum: str = JGD2011
) -> list[shapely.Polygon]:
    """Outlines of grid squares in ``crs``; ``datum``: of the degrees their codes count."""

    import numpy as np
    import shapely

    rings = [mesh.ring_deg() for mesh in meshes]
    corners = _transformed(np.array([corner for ring in rings for corner in ring]), datum, crs, context)
    pieces = np.repeat(np.arange(len(rings)), [len(ring) for ring in rings])
    return list(shapely.polygons(shapely.linearrings(corners, indices=pieces)))


def points_in(
    positions: list[tuple[float, float]], crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext
) -> list[shapely.Point]:
    """Points in ``crs`` at (longitude, latitude) of JGD2011."""

    import numpy as np
    import shapely

    return list(shapely.points(_transformed(np.array(positions, float).reshape(-1, 2), JGD2011, crs, context)))


def _transformed(places: np.ndarray, datum: str, crs: QgsCoordinateReferenceSystem, context) -> np.ndarray:
    """(n, 2) degrees of ``datum`` in ``crs``."""

    import shapely

    if not len(places):
        return places
    geometry = QgsGeometry()
    geometry.fromWkb(shapely.to_wkb(shapely.multipoints(places)))
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem(datum), crs, context.transformContext())
    try:
        geometry.transform(transform)
    except QgsCsException as error:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "The positions of the list cannot be brought into {crs}. Choose the system of that place."
            ),
            crs=crs.authid() or "-",
        ) from error
    return shapely.get_coordinates(shapely.from_wkb(bytes(geometry.asWkb())))


def require_plane(crs: QgsCoordinateReferenceSystem, name: str) -> None:
    """Raise :class:`InputError` where a CRS of results is none in metres."""
    if not crs.isValid() or crs.isGeographic():
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name}: {crs} is no projected coordinate system. Choose one in metres, for Tokyo EPSG:6677.",
            ),
            name=name,
            crs=crs.authid() or "-",
        )


def tell(messages: tuple[Message, ...], feedback) -> None:
    """Warnings in the log."""
    for message in messages if feedback else ():
        feedback.pushWarning(message.say(tr_core))
