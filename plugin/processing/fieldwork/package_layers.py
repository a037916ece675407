"""Layers of a package: the sites with form and style, and copies of layers to look at."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import shapely
from qgis.core import (
    NULL,
    Qgis,
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsCentroidFillSymbolLayer,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsDefaultValue,
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsFeature,
    QgsFeatureRequest,
    QgsFieldConstraints,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProperty,
    QgsReadWriteContext,
    QgsRectangle,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsSymbolLayer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsValueMapFieldFormatter,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType
from qgis.PyQt.QtGui import QColor, QFont
from qgis.PyQt.QtXml import QDomDocument

from ...core.fieldwork.exchange import VISIT_FIELDS, ListInfo
from ...core.fieldwork.papers import package
from ...core.fieldwork.site import FieldSite
from ...core.files import unwritable
from ...core.text import Translate
from ..base import fields_of, write_layer
from ..features import transformed
from .sites import JGD2011

_KINDS = {
    "text": QMetaType.Type.QString,
    "integer": QMetaType.Type.Int,
    "real": QMetaType.Type.Double,
    "date": QMetaType.Type.QDate,
}
_POINT_RADIUS_M = 10.0  # of the circle a reported point becomes
_SUMMARY_SCALE = 8000  # beyond it a point marks the site, its outline being too small to see
_DONE = "#2a9d4a"
# The first of these a device has: Linux, Windows, Apple, Android. QGIS warns where it has none.
_FONTS = [
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Yu Gothic UI",
    "Meiryo",
    "Hiragino Sans",
    "Roboto",
    "Noto Sans",
    "DejaVu Sans",
]


# -- the sites ----------------------------------------------------------------------------------------


def write_survey(
    path: Path,
    sites: list[FieldSite],
    info: ListInfo,
    crs: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
    translate: Translate,
) -> None:
    """The GeoPackage inspectors fill in: ``sites``, with its form as default style, and the list's own table."""
    described = [
        *((name, QMetaType.Type.QString, package.KEY_TITLES[name]) for name in (package.KEY, package.BASIS)),
        *((field.code, _KINDS[field.kind], field.title) for field in package.READING_FIELDS),
        *((field.code, _KINDS.get(field.kind, _KINDS["text"]), field.title) for field in VISIT_FIELDS),
        (package.EDITED_AT, QMetaType.Type.QDateTime, package.KEY_TITLES[package.EDITED_AT]),
        (package.EDITED_BY, QMetaType.Type.QString, package.KEY_TITLES[package.EDITED_BY]),
    ]
    fields = fields_of((name, kind, translate(title)) for name, kind, title in described)
    to_crs = QgsCoordinateTransform(JGD2011, crs, transforms)
    rows = (
        (
            _multipolygon(transformed(site.outline, to_crs)),
            tuple(
                NULL if value is None else value
                for value in (
                    site.key,
                    site.basis,
                    *package.reading_values(site, translate),
                    *package.visit_values(site),
                    None,
                    None,
                )
            ),
        )
        for site in sites
    )
    write_layer(
        str(path),
        package.SITES,
        fields,
        QgsWkbTypes.Type.MultiPolygon,
        crs,
        rows,
        lambda layer: dress_sites(layer, sites, translate),
    )
    _add_list(path, info)


def _multipolygon(shape: shapely.Geometry) -> bytes:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    parts += [p for part in shapely.get_parts(shape) if part.geom_type == "MultiPolygon" for p in part.geoms]
    if not parts:
        parts = [shape.centroid.buffer(_POINT_RADIUS_M)]
    return shapely.to_wkb(shapely.MultiPolygon(parts), output_dimension=2)


def _add_list(path: Path, info: ListInfo) -> None:
    fields = fields_of([("info", QMetaType.Type.QString, "")])
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", package.LIST
    options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    writer = QgsVectorFileWriter.create(
        str(path),
        fields,
        QgsWkbTypes.Type.NoGeometry,
        QgsCoordinateReferenceSystem(),
        QgsCoordinateTransformContext(),
        options,
    )
    feature = QgsFeature(fields)
    feature.setAttributes([info.as_text()])
    if writer.hasError() or not writer.addFeature(feature):
        raise unwritable(path, OSError(writer.errorMessage()))


def dress_sites(layer: QgsVectorLayer, sites: list[FieldSite], translate: Translate) -> None:
    """Give the sites titles, form, rules and style."""
    _widgets(layer, translate)
    _form(layer, sites, translate)
    _symbols(layer, sites, translate)
    layer.setDisplayExpression(package.DISPLAY)
    # What QField and its plugin read: photos' names, outlines that nobody moves, buttons for short choices.
    naming = {field.code: package.photo_name(field) for field in VISIT_FIELDS if field.kind == "photo"}
    for name, value in {
        "action": "copy",
        "cloud_action": "offline",
        "attachment_naming": json.dumps(naming),
        "photo_naming": json.dumps(naming),
        "value_map_button_interface_threshold": 4,
        "is_geometry_locked": True,
        "is_geometry_editing_locked": True,
        "is_feature_addition_locked": True,
        "is_feature_deletion_locked": True,
    }.items():
        layer.setCustomProperty(f"QFieldSync/{name}", value)


def _widgets(layer: QgsVectorLayer, translate: Translate) -> None:
    index = layer.fields().indexOf
    titles = {field.code: field.title for field in (*package.READING_FIELDS, *VISIT_FIELDS)} | package.KEY_TITLES
    for code, title in titles.items():
        layer.setFieldAlias(index(code), translate(title))
        layer.setEditorWidgetSetup(
            index(code), QgsEditorWidgetSetup("TextEdit", {"IsMultiline": code in package.LONG_FIELDS})
        )
    for name in ("fid", package.KEY, package.BASIS):
        layer.setEditorWidgetSetup(index(name), QgsEditorWidgetSetup("Hidden", {}))
    for name in ("visited_on", package.EDITED_AT):
        shown = "yyyy-MM-dd" if name == "visited_on" else "yyyy-MM-dd HH:mm:ss"
        layer.setEditorWidgetSetup(
            index(name),
            QgsEditorWidgetSetup(
                "DateTime",
                {
                    "display_format": shown,
                    "field_format": shown,
                    "field_iso_format": False,
                    "calendar_popup": True,
                    "allow_null": True,
                },
            ),
        )
    for field in VISIT_FIELDS:
        choices = package.choices_of(field)
        if choices:
            empty = [] if field.code == "status" else [{translate(package.NOT_FILLED_IN): _no_value()}]
            known = [{translate(word): code} for code, word in choices.items()]
            layer.setEditorWidgetSetup(index(field.code), QgsEditorWidgetSetup("ValueMap", {"map": empty + known}))
        elif field.kind == "photo":
            layer.setEditorWidgetSetup(index(field.code), _photo_widget())
    layer.setConstraintExpression(index("visited_on"), package.DATE_RULE, translate(package.DATE_SENTENCE))
    hard = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthHard
    layer.setFieldConstraint(index("visited_on"), QgsFieldConstraints.Constraint.ConstraintExpression, hard)
    layer.setFieldConstraint(index("status"), QgsFieldConstraints.Constraint.ConstraintNotNull, hard)
    layer.setDefaultValueDefinition(index("visited_by"), QgsDefaultValue(package.VISITOR, True))
    layer.setDefaultValueDefinition(index(package.EDITED_AT), QgsDefaultValue("now()", True))
    layer.setDefaultValueDefinition(index(package.EDITED_BY), QgsDefaultValue(package.WHO, True))


def _no_value() -> str:
    return QgsValueMapFieldFormatter.NULL_VALUE


def _photo_widget() -> QgsEditorWidgetSetup:
    """A picture, kept by its path from the project's folder."""
    root = {"active": True, "type": 3, "expression": f"@project_folder || '/{package.PHOTOS}'"}
    return QgsEditorWidgetSetup(
        "ExternalResource",
        {
            "DocumentViewer": 1,  # an image
            "DocumentViewerHeight": 0,
            "DocumentViewerWidth": 0,
            "FileWidget": True,
            "FileWidgetButton": True,
            "FileWidgetFilter": "*.jpg *.jpeg *.png *.heic",
            "PropertyCollection": {"name": None, "type": "collection", "properties": {"propertyRootPath": root}},
            "RelativeStorage": 1,  # to the project
            "StorageMode": 0,  # files
        },
    )


def _form(layer: QgsVectorLayer, sites: list[FieldSite], translate: Translate) -> None:
    """Two tabs: what is filled in, first; what is known of the site, as far as anything is."""
    index = layer.fields().indexOf
    form = layer.editFormConfig()
    form.setLayout(Qgis.AttributeFormLayout.DragAndDrop)
    form.clearTabs()
    form.setSuppress(QgsEditFormConfig.FeatureFormSuppress.SuppressOff)

    def container(title: str, parent, kind: Qgis.AttributeEditorContainerType, codes) -> QgsAttributeEditorContainer:
        made = QgsAttributeEditorContainer(translate(title), parent)
        made.setType(kind)
        for code in codes:
            made.addChildElement(QgsAttributeEditorField(code, index(code), made))
        return made

    root, tab = form.invisibleRootContainer(), Qgis.AttributeEditorContainerType.Tab
    form.addTab(container(package.THEME_TITLE, root, tab, [field.code for field in VISIT_FIELDS]))
    information = container(package.INFORMATION_TITLE, root, tab, [])
    for title, fields in package.READING_GROUPS:
        known = [f.code for f in fields if any(f.value(site, str) is not None for site in sites)]
        if known:
            box = Qgis.AttributeEditorContainerType.GroupBox
            information.addChildElement(container(title, information, box, known))
    form.addTab(information)
    for name in ("fid", package.KEY, package.BASIS, package.EDITED_AT, package.EDITED_BY):
        form.setReadOnly(index(name), True)
    for field in package.READING_FIELDS:
        form.setReadOnly(index(field.code), True)
    layer.setEditFormConfig(form)


def _symbols(layer: QgsVectorLayer, sites: list[FieldSite], translate: Translate) -> None:
    found = {site.priority_class for site in sites}
    rules = [('"visited_on" IS NOT NULL', _DONE, package.FILLED_IN)]
    rules += [
        (f'"visited_on" IS NULL AND "priority_class" = \'{name}\'', colour, words)
        for name, (colour, words) in package.CLASSES.items()
        if name in found
    ]
    if found - set(package.CLASSES):
        known = ", ".join(f"'{name}'" for name in package.CLASSES)
        rules.append(
            (
                f'"visited_on" IS NULL AND coalesce("priority_class", \'\') NOT IN ({known})',
                "#e4572e",
                package.UNCLASSED,
            )
        )
    root = QgsRuleBasedRenderer.Rule(None)
    for condition, colour, words in rules:
        root.appendChild(QgsRuleBasedRenderer.Rule(_outline(colour), 0, 0, condition, translate(words)))
    renderer = QgsRuleBasedRenderer(root)
    # The first ranks on top: outlines of several detections overlap.
    renderer.setOrderBy(QgsFeatureRequest.OrderBy([QgsFeatureRequest.OrderByClause('"rank"', False, True)]))
    renderer.setOrderByEnabled(True)
    layer.setRenderer(renderer)

    text = QgsTextFormat()
    font = QFont(_FONTS[0])
    font.setBold(True)
    text.setFont(font)
    text.setFamilies(_FONTS)
    text.setSize(9)
    text.setColor(QColor("#1b1b1b"))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(1)
    halo.setColor(QColor("white"))
    text.setBuffer(halo)
    label = QgsPalLayerSettings()
    label.isExpression, label.fieldName = True, package.LABEL
    label.placement = Qgis.LabelPlacement.AroundPoint
    label.dist = 2
    label.scaleVisibility, label.minimumScale, label.maximumScale = True, 30_000, 0
    label.setFormat(text)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(label))
    layer.setLabelsEnabled(True)


def _outline(colour: str) -> QgsFillSymbol:
    """An outline with a dark rim, legible on any ground; from afar a point in its place."""
    symbol = QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": "#80000000", "outline_width": "1.1", "outline_style": "solid"}
    )
    inner = QgsFillSymbol.createSimple({"style": "no", "outline_color": colour, "outline_width": "0.6"})
    symbol.appendSymbolLayer(inner.symbolLayer(0).clone())
    point = QgsCentroidFillSymbolLayer()
    point.setPointOnSurface(True)
    point.setSubSymbol(
        QgsMarkerSymbol.createSimple({"color": colour, "outline_color": "#ffffff", "outline_width": "0.3", "size": "3"})
    )
    point.setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertyLayerEnabled, QgsProperty.fromExpression(f"@map_scale > {_SUMMARY_SCALE}")
    )
    symbol.appendSymbolLayer(point)
    return symbol


# -- copies -------------------------------------------------------------------------------------------


def copy_reference(
    layer: QgsVectorLayer,
    path: Path,
    name: str,
    crs: QgsCoordinateReferenceSystem,
    extent: QgsRectangle,
    transforms: QgsCoordinateTransformContext,
) -> None:
    """Copy what a layer shows in ``extent`` (in its own system) into a table of a GeoPackage."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", name
    if path.exists():
        options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    options.filterExtent = extent
    options.ct = QgsCoordinateTransform(layer.crs(), crs, transforms)
    options.forceMulti = True
    fields = layer.fields()
    options.attributes = [i for i in range(fields.count()) if fields[i].name().lower() != "fid"] or []
    options.skipAttributeCreation = not options.attributes
    error, detail, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), transforms, options)
    if error != QgsVectorFileWriter.WriterError.NoError:
        raise unwritable(path, OSError(detail))


def dress_reference(copy: QgsVectorLayer, layer: QgsVectorLayer, plain: bool) -> bool:
    """Give a copy the look of its layer, or a plain one; False where that look needs files of this computer."""
    kept = QgsMapLayer.StyleCategory
    copy.setReadOnly(True)
    for name, value in {"action": "copy", "cloud_action": "no_action", "is_geometry_locked": True}.items():
        copy.setCustomProperty(f"QFieldSync/{name}", value)
    if not plain:
        document = QDomDocument()
        layer.exportNamedStyle(
            document, QgsReadWriteContext(), kept.Symbology | kept.Labeling | kept.Rendering | kept.Fields
        )
        if not _names_files(document.toString()):
            return copy.importNamedStyle(document)[0]
    colour = "#5b4b8a"
    geometry = layer.geometryType()
    if geometry == Qgis.GeometryType.Polygon:
        symbol = QgsFillSymbol.createSimple({"style": "no", "outline_color": colour, "outline_width": "0.4"})
    elif geometry == Qgis.GeometryType.Line:
        symbol = QgsLineSymbol.createSimple({"line_color": colour, "line_width": "0.4"})
    else:
        symbol = QgsMarkerSymbol.createSimple({"color": colour, "size": "1.8"})
    copy.setRenderer(QgsSingleSymbolRenderer(symbol))
    return plain


def _names_files(style: str) -> bool:
    """Whether a style names a file by a whole path."""
    values = re.findall(r'value="([^"]*)"', style)
    return any(os.path.isabs(v) and "\n" not in v and os.path.exists(v) for v in values if 1 < len(v) < 1000)
