"""Radio sites as the dock needs them, and the layers behind values of forms."""

from __future__ import annotations

import math
from dataclasses import dataclass

from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsMapLayer,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ...core.errors import InputError
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr, tr_core

MEANINGS = {
    "ID_FIELD": "id", "NAME_FIELD": "name", "HEIGHT_FIELD": "height_m", "FREQUENCY_FIELD": "frequency_mhz",
    "EIRP_FIELD": "eirp_dbm", "CARRIER_FIELD": "carrier", "AZIMUTH_FIELD": "azimuth", "PATTERN_FIELD": "pattern",
}  # fmt: skip
"""Parameters of predictcoverage that choose fields → what the field means."""

DEFAULTS = {"height_m": "HEIGHT", "frequency_mhz": "FREQUENCY", "eirp_dbm": "EIRP"}


@dataclass(frozen=True)
class RadioSite:
    """A site in the CRS it was asked in; numbers are None where neither table nor form tells them."""

    id: str
    name: str
    carrier: str
    place: QgsPointXY
    height_m: float | None
    frequency_mhz: float | None
    eirp_dbm: float | None
    directed: bool
    """It has an azimuth or a pattern, so it does not send alike to all sides."""

    @property
    def complete(self) -> bool:
        return None not in (self.height_m, self.frequency_mhz, self.eirp_dbm)


class Opened:
    """Layers behind values of forms: those of the project, others opened for as long as this lives."""

    def __init__(self):
        self._context = QgsProcessingContext()
        self._context.setProject(QgsProject.instance())

    def layer(self, value) -> QgsMapLayer | None:
        """The valid layer a value names, None where there is none."""
        if isinstance(value, QgsProcessingFeatureSourceDefinition):
            value = value.source.staticValue()
        if isinstance(value, str) and value:
            value = QgsProcessingUtils.mapLayerFromString(value, self._context)
        return value if isinstance(value, QgsMapLayer) and value.isValid() else None

    def vector(self, value) -> QgsVectorLayer | None:
        layer = self.layer(value)
        return layer if isinstance(layer, QgsVectorLayer) else None

    def raster(self, value) -> QgsRasterLayer | None:
        layer = self.layer(value)
        return layer if isinstance(layer, QgsRasterLayer) else None


def read_sites(layer: QgsVectorLayer, values: dict, crs: QgsCoordinateReferenceSystem) -> list[RadioSite]:
    """Sites of ``layer`` in ``crs``. ``values`` of predictcoverage's form: which fields hold what, and what sites without a
    value have; fields with usual names are found as predictcoverage finds them. Raises :class:`InputError`.
    """
    from ...core.coverage.lists.columns import number_in
    from ...core.coverage.lists.site_table import columns_of
    from ...core.coverage.measuring.carriers import carrier_name

    chosen = {meaning: values.get(name) or "" for name, meaning in MEANINGS.items()}
    columns = columns_of(layer.fields().names(), chosen)
    transform = QgsCoordinateTransform(layer.crs(), crs, QgsProject.instance().transformContext())

    def text(feature, meaning: str) -> str:
        found = feature[columns[meaning]] if meaning in columns else None
        return "" if found is None or found == NULL else str(found).strip()

    def number(feature, meaning: str) -> float | None:
        try:
            found = number_in(text(feature, meaning))
        except ValueError:
            found = None
        found = values.get(DEFAULTS[meaning]) if found is None else found
        return None if found is None or math.isnan(float(found)) else float(found)

    sites = []
    for feature in layer.getFeatures(QgsFeatureRequest()):
        geometry = feature.geometry()
        if geometry.isEmpty():
            continue
        middle = geometry.boundingBox().center()  # a transform that fails spoils the geometry
        try:
            geometry.transform(transform)
        except QgsCsException as error:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The radio sites ({layer}) lie nowhere on Earth in {crs}, such as {x}, {y}: the coordinate "
                    "reference system of the layer is wrong. Set the one its numbers are in.",
                ),
                layer=layer.name() or layer.source(),
                crs=layer.crs().authid() or layer.crs().description(),
                x=f"{middle.x():.10g}",
                y=f"{middle.y():.10g}",
            ) from error
        name_or_number = text(feature, "id") or str(feature.id())
        sites.append(
            RadioSite(
                name_or_number,
                text(feature, "name") or name_or_number,
                carrier_name(text(feature, "carrier")),
                geometry.centroid().asPoint(),
                number(feature, "height_m"),
                number(feature, "frequency_mhz"),
                number(feature, "eirp_dbm"),
                bool(text(feature, "azimuth") or text(feature, "pattern")),
            )
        )
    return sites


def said(error: InputError) -> str:
    """An error of the core in the user's language."""
    return error.message.say(tr_core)


def compass(degrees: float) -> str:
    """A bearing in words: one of eight winds."""
    winds = (tr("N"), tr("NE"), tr("E"), tr("SE"), tr("S"), tr("SW"), tr("W"), tr("NW"))
    return winds[round(degrees / 45) % 8]
