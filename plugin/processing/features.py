"""Vector features between QGIS and the core: shapely geometries in the core's CRS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt

from ..core.errors import InputError
from ..core.text import QT_TRANSLATE_NOOP
from ..translation import tr

if TYPE_CHECKING:
    import shapely

_NAME_FIELDS = ("N03_004", "municipality", "市区町村", "市区町村名", "city", "name", "名称")


def crs_of(crs) -> QgsCoordinateReferenceSystem:
    """QGIS's view of a rasterio CRS."""
    epsg = crs.to_epsg()
    if epsg:
        return QgsCoordinateReferenceSystem(f"EPSG:{epsg}")
    return QgsCoordinateReferenceSystem.fromWkt(crs.to_wkt())


def geometries(source, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext):
    """Yield (feature, valid shapely geometry in ``crs``) of the features of a source or layer that have one.

    The log is told how many were mended, and how many have none.
    """

    import shapely

    if not source.sourceCrs().isValid():
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} has no coordinate reference system. Assign the right one to the layer and run again.",
            ),
            name=source.sourceName(),
        )
    to_crs = QgsCoordinateTransform(source.sourceCrs(), crs, context.transformContext())
    mended = bare = 0
    for feature in features_of(source):
        geometry = feature.geometry()
        if geometry.isEmpty():
            bare += 1
            continue
        try:
            geometry.transform(to_crs)
        except QgsCsException as error:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{name}: feature {number} cannot be brought into {crs}. Check its coordinate system."
                ),
                name=source.sourceName(),
                number=feature.id(),
                crs=crs.authid(),
            ) from error
        shape = shapely.from_wkb(bytes(geometry.asWkb()))
        if not shape.is_valid:
            mended += 1
            shape = shapely.make_valid(shape)
        yield feature, shape
    name, feedback = source.sourceName(), context.feedback()
    if feedback and mended:
        said = tr("{name}: {count} invalid geometries (crossing themselves, say) were mended. Check them in the layer.")
        feedback.pushWarning(said.format(name=name, count=mended))
    if feedback and bare:
        said = tr("{name}: {count} features without a geometry were left out.")
        feedback.pushWarning(said.format(name=name, count=bare))


def transformed(shape: shapely.Geometry, transform: QgsCoordinateTransform) -> shapely.Geometry:
    """A shapely geometry in another coordinate system, by QGIS's own transformation."""

    import shapely

    geometry = QgsGeometry()
    geometry.fromWkb(shapely.to_wkb(shape, output_dimension=2))
    geometry.transform(transform)
    return shapely.from_wkb(bytes(geometry.asWkb()))


def features_of(source):
    """All features of a source or layer, without QGIS's geometry check.

    That stops at the first invalid polygon, which make_valid mends; a source of Processing does not heed the request.
    """
    if isinstance(source, QgsProcessingFeatureSource):
        return source.getFeatures(QgsFeatureRequest(), QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks)
    return source.getFeatures()


def name_field(source) -> str:
    """The first field of a source or layer that looks like the name of a municipality, empty where none does."""
    lower = {name.lower(): name for name in source.fields().names()}
    return next((lower[name.lower()] for name in _NAME_FIELDS if name.lower() in lower), "")


def named_polygons(source, crs, context: QgsProcessingContext, field: str = "") -> list[tuple[shapely.Geometry, str]]:
    """(polygon, name) of each feature; without ``field``, the first field that looks like a name."""
    field = field or name_field(source)
    return [
        (geometry, str(feature[field]) if field and feature[field] else "")
        for feature, geometry in geometries(source, crs, context)
        if geometry.area > 0
    ]


def value(feature, field: str, otherwise):
    """A feature's value, or ``otherwise`` where it has no such field or holds NULL."""
    if feature.fields().indexOf(field) < 0:
        return otherwise
    found = feature[field]
    return otherwise if found is None or found == NULL else found


def attributes_of(feature) -> dict:
    """Fields of a feature as plain values: dates as ISO text; NULL and the row's number are left out."""
    found = {}
    for name, value in zip(feature.fields().names(), feature.attributes()):
        if value is None or value == NULL or name.lower() in ("fid", "ogc_fid"):
            continue
        found[name] = value.toString(Qt.DateFormat.ISODate) if isinstance(value, QDate | QDateTime) else value
    return found


def require_metres(source) -> None:
    """Raise :class:`InputError` where areas of a layer would not be square metres."""
    crs = source.sourceCrs()
    if not crs.isValid() or crs.isGeographic():
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} is not in a projected coordinate system ({crs}). Reproject it (for Tokyo to EPSG:6677).",
            ),
            name=source.sourceName() if hasattr(source, "sourceName") else source.name(),
            crs=crs.authid() or "-",
        )


def require_fields(source, fields: tuple[str, ...]) -> None:
    """Raise :class:`InputError` where a layer lacks one of ``fields``."""
    missing = [field for field in fields if source.fields().indexOf(field) < 0]
    if missing:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{name} has no field {field}. It has: {fields}."),
            name=source.sourceName() if hasattr(source, "sourceName") else source.name(),
            field=", ".join(missing),
            fields=", ".join(source.fields().names()),
        )
