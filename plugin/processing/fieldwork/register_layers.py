"""The register as QGIS shows it: where its layers are, and the styles and forms it carries with it."""

from __future__ import annotations

import os

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDataSourceUri,
    QgsDefaultValue,
    QgsEditorWidgetSetup,
    QgsMapLayer,
    QgsProviderRegistry,
    QgsReadWriteContext,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtXml import QDomDocument

from ...core.errors import InputError
from ...core.fieldwork import register_schema as schema
from ...core.fieldwork.register import Crs, is_database
from ...core.fieldwork.register_postgis import SCHEMA
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr_core
from ..styling import apply_style

_NO_VALUE = "{2839923C-8B7D-419E-B84B-CA2FE9B80EC7}"  # QgsValueMapFieldFormatter's sign for NULL
_HIDDEN = ("content_hash", "attributes")
_FIXED = ("uuid", "time")  # kinds of columns nobody types into
_KINDS = {
    "text": "string",
    "uuid": "string",
    "date": "date",
    "time": "datetime",
    "real": "double",
    "integer": "integer",
    "boolean": "bool",
}


def target_of(text: str) -> str:
    """The core's name of the register a user named: a .gpkg, a stored PostgreSQL connection, or an address.

    Raises :class:`InputError` where it is none of these.
    """
    stored = QgsProviderRegistry.instance().providerMetadata("postgres")
    connections = stored.connections(False) if stored else {}
    if text in connections:
        # With user and password, also those kept in QGIS's password store.
        return QgsDataSourceUri(connections[text].uri()).connectionInfo(True)
    if is_database(text):
        return text
    path = text.split("|", maxsplit=1)[0]
    if path.lower().endswith(".gpkg"):
        return os.path.abspath(path)
    raise InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "REGISTER: {value} is neither a GeoPackage (.gpkg) nor a PostgreSQL connection of this QGIS (it has: {known}).",
        ),
        value=text,
        known=", ".join(sorted(connections)) or "-",
    )


def layer_source(text: str, crs: Crs, table: str = "sites") -> str:
    """What Processing opens as a layer of the register named by ``text``."""
    target = target_of(text)
    if not is_database(target):
        return f"{target}|layername={table}"
    stored = QgsProviderRegistry.instance().providerMetadata("postgres").connections(False)
    if text in stored:
        uri = QgsDataSourceUri(stored[text].uri())  # names the password store rather than the password
    else:
        from psycopg2.extensions import parse_dsn

        parts = parse_dsn(target)
        uri = QgsDataSourceUri()
        if "service" in parts:
            uri.setConnection(
                parts["service"], parts.get("dbname", ""), parts.get("user", ""), parts.get("password", "")
            )
        else:
            names = ("host", "port", "dbname", "user", "password")
            uri.setConnection(*(parts.get(name, "") for name in names))
    uri.setDataSource(SCHEMA, table, "geom", "", "fid")
    uri.setSrid(str(crs.epsg))
    uri.setWkbType(QgsWkbTypes.Type.MultiPolygon)
    return f"postgres://{uri.uri(False)}"


def crs_from_qgis(crs: QgsCoordinateReferenceSystem) -> Crs:
    """QGIS's coordinate system as the register keeps it."""
    authority, _, number = crs.authid().partition(":")
    wkt = crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT1_GDAL)
    return Crs(int(number) if authority == "EPSG" else 0, crs.description() or crs.authid(), wkt)


def crs_to_qgis(crs: Crs) -> QgsCoordinateReferenceSystem:
    if crs.epsg:
        return QgsCoordinateReferenceSystem(f"EPSG:{crs.epsg}")
    return QgsCoordinateReferenceSystem.fromWkt(crs.wkt)


def styles() -> dict[str, str]:
    """Table → QML with symbols, titles of fields and forms, in the user's language."""
    return {table.name: _style(table) for table in schema.TABLES}


def _style(table: schema.Table) -> str:
    fields = [f"field={column.name}:{_KINDS[column.kind]}" for column in table.columns]
    source = "&".join(["MultiPolygon?field=fid:integer" if table.geometry else "None?field=fid:integer", *fields])
    # Made by Python, and nothing asked of its provider: that an object C++ made is gone, PyQt hears in the main thread, by
    # the event loop, and takes the next one at the same place of memory for it, which a thread may be using by then.
    layer = QgsVectorLayer(source, table.name, "memory")
    if table is schema.SITES:
        apply_style(layer, "register")
    form = layer.editFormConfig()
    layer.setEditorWidgetSetup(0, QgsEditorWidgetSetup("Hidden", {}))
    for number, column in enumerate(table.columns, 1):
        layer.setFieldAlias(number, tr_core(column.title))
        if column.name in _HIDDEN:
            layer.setEditorWidgetSetup(number, QgsEditorWidgetSetup("Hidden", {}))
        elif column.choices:
            choices = [{tr_core(word): str(code)} for code, word in column.choices.items()]
            choices += [] if column.required else [{"": _NO_VALUE}]
            layer.setEditorWidgetSetup(number, QgsEditorWidgetSetup("ValueMap", {"map": choices}))
        elif column.name in ("reasons", "remarks", "triage_reasons"):
            layer.setEditorWidgetSetup(number, QgsEditorWidgetSetup("TextEdit", {"IsMultiline": True}))
        if column.kind in _FIXED or column.name in ("site_code", "created_by", "updated_by"):
            form.setReadOnly(number, True)
        if column.default == "uuid":  # QGIS takes the database's own expression for the value
            layer.setDefaultValueDefinition(number, QgsDefaultValue("uuid('WithoutBraces')"))
        if column.name in ("created_by", "updated_by"):
            every_time = column.name == "updated_by"
            layer.setDefaultValueDefinition(number, QgsDefaultValue("@user_account_name", every_time))
    layer.setEditFormConfig(form)
    if table is schema.SITES:
        layer.setDisplayExpression("site_code")
    document = QDomDocument()
    kept = QgsMapLayer.StyleCategory
    layer.exportNamedStyle(
        document,
        QgsReadWriteContext(),
        kept.Symbology | kept.Labeling | kept.Fields | kept.Forms | kept.AttributeTable | kept.MapTips,
    )
    return document.toString()
