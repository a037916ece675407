"""Areas that carriers publish as served: layers or files (shapefile, GeoJSON, KML, GeoPackage), by carrier."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingUtils,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ...core.errors import InputError
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr
from ..features import geometries, value

FIELDS = (
    "carrier",
    "operator",
    "provider",
    "事業者",
    "事業者名",
    "通信事業者",
    "キャリア",
    "キャリア名",
    "company",
    "mccmnc",
)
"""Fields that hold the carrier of a polygon, the first that is there."""


def carrier_areas(
    layers: Sequence[QgsVectorLayer | str],
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    field: str = "",
    known: Sequence[str] = (),
    only: str | None = None,
) -> dict[str, list[shapely.Polygon]]:
    """Carrier → its polygons in ``crs``, flat (no heights), valid, multipolygons in their parts.

    ``layers``: layers or paths; of a file all polygon layers in it are read (folders of a KML). The carrier of a polygon is
    in ``field``, else in a field that looks like it, else named by its layer or file; names and network codes become one
    name (docomo, KDDI, SoftBank, Rakuten), others stay. ``known``: carriers of this run, looked for in names too; ``only``:
    the carrier of polygons of which nothing tells it. Raises :class:`InputError` where a file cannot be opened, a layer has
    no CRS or no polygons, or, without ``only``, its carrier cannot be told.
    """
    found: dict[str, list[shapely.Polygon]] = {}
    for given in layers:
        for layer in _opened(given, context):
            count = 0
            for carrier, polygons in _of_layer(layer, crs, context, field, known, only):
                found.setdefault(carrier, []).extend(polygons)
                count += len(polygons)
            if not count:
                raise InputError(
                    QT_TRANSLATE_NOOP("SoraNoMe", "{name} holds no polygons. Choose a layer of served areas."),
                    name=layer.name(),
                )
    return found


def _opened(given: QgsVectorLayer | str, context: QgsProcessingContext) -> list[QgsVectorLayer]:
    """The polygon layers behind a layer, a layer's id or a file."""
    if isinstance(given, QgsVectorLayer):
        return [given]
    if not os.path.exists(given):
        layer = QgsProcessingUtils.mapLayerFromString(given, context)
        if isinstance(layer, QgsVectorLayer):
            return [layer]
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "CARRIER_AREAS: {path} cannot be opened as polygons. Choose another file."),
            path=given,
        )
    # Not sub.toLayer(): in a thread, Python hears too late that such a layer is gone, and takes the next one at its address
    # for the dead one ("wrapped C/C++ object has been deleted", in one of three runs beside a busy window).
    options = QgsVectorLayer.LayerOptions(context.transformContext())
    inside = [
        QgsVectorLayer(sub.uri(), sub.name(), sub.providerKey(), options)
        for sub in QgsProviderRegistry.instance().querySublayers(given)
        if sub.providerKey() == "ogr" and QgsWkbTypes.geometryType(sub.wkbType()).name in ("Polygon", "Unknown")
    ]
    inside = [layer for layer in inside if layer.isValid() and layer.name() != "layer_styles"]
    if not inside:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "CARRIER_AREAS: {path} cannot be opened as polygons. Choose another file."),
            path=given,
        )
    for layer in inside:
        _mend_encoding(layer, given)
    return inside


def _mend_encoding(layer: QgsVectorLayer, path: str) -> None:
    """Shapefiles without a .cpg from Japanese offices are Shift_JIS; GDAL takes them for Latin."""
    if path.lower().endswith(".shp") and not any(
        Path(path).with_suffix(suffix).exists() for suffix in (".cpg", ".CPG")
    ):
        layer.setProviderEncoding("CP932")


def _of_layer(layer, crs, context, field, known, only):
    """(carrier, polygons) of each feature."""
    from ...core.coverage.measuring.carriers import carrier_in, carrier_name

    names = {name.lower(): name for name in layer.fields().names()}
    if field and field.lower() not in names:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{name} has no field {field}. It has: {fields}."),
            name=layer.name(),
            field=field,
            fields=", ".join(layer.fields().names()),
        )
    field = names.get(field.lower()) if field else next((names[name] for name in FIELDS if name in names), "")
    file_name = Path(layer.source().split("|")[0]).stem
    otherwise = carrier_in(layer.name(), known) or carrier_in(file_name, known)
    others = 0
    for feature, shape in geometries(layer, crs, context):
        polygons = _polygons(shape)
        if not polygons:
            others += 1
            continue
        told = str(value(feature, field, "")).strip() if field else ""
        # KML keeps what a polygon is called in Name.
        told = carrier_name(told) if told else carrier_in(str(value(feature, "Name", "")), known) or otherwise
        if not told and only is None:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name}: the carrier of feature {number} cannot be told. Give the field that holds it, or name the "
                    "layer after it (docomo, KDDI, SoftBank, Rakuten …).",
                ),
                name=layer.name(),
                number=feature.id(),
            )
        yield told or only, polygons
    if others and context.feedback():
        context.feedback().pushWarning(
            tr("{name}: {count} features are no polygons and were left out.").format(name=layer.name(), count=others)
        )


def _polygons(shape: shapely.Geometry) -> list[shapely.Polygon]:
    """The polygons in a geometry, without heights and without empty ones."""
    return [
        part
        for part in shapely.get_parts(shapely.force_2d(shape)).tolist()
        if part.geom_type == "Polygon" and part.area > 0
    ] + [
        inner
        for part in shapely.get_parts(shape).tolist()
        if part.geom_type in ("MultiPolygon", "GeometryCollection")
        for inner in _polygons(part)
    ]
