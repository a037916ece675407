"""The candidate layer: its fields, how it is written, how it is read back."""

from __future__ import annotations

from qgis.core import QgsField, QgsFields, QgsWkbTypes
from qgis.PyQt.QtCore import QMetaType
from shapely import MultiPolygon, to_wkb

from ...core.fill.candidates import CLASS_NAMES, Candidate, say_reasons
from ...translation import tr, tr_core
from ..base import write_layer
from ..features import crs_of
from ..styling import styled

LAYER = "candidates"


def candidate_fields() -> QgsFields:
    """Fields of the candidate layer, with titles users read as aliases."""
    text, whole, real = QMetaType.Type.QString, QMetaType.Type.Int, QMetaType.Type.Double
    fields = QgsFields()
    for name, kind, alias in (
        ("candidate_id", text, tr("ID")),
        ("rank", whole, tr("Rank")),
        ("priority", real, tr("Priority (0–1)")),
        ("change", whole, tr("Code of change")),
        ("change_name", text, tr("Kind of change")),
        ("class_share", real, tr("Share of that kind")),
        ("score", real, tr("Mean change score")),
        ("score_max", real, tr("Highest change score")),
        ("area_m2", real, tr("Area (m²)")),
        ("compactness", real, tr("Compactness (0–1)")),
        ("unseen_edge", real, tr("Edge hidden by cloud (share)")),
        ("before_date", text, tr("Date of BEFORE")),
        ("after_date", text, tr("Date of AFTER")),
        ("before_image", text, tr("BEFORE image")),
        ("after_image", text, tr("AFTER image")),
        ("municipality", text, tr("Municipality")),
        ("latitude", real, tr("Latitude")),
        ("longitude", real, tr("Longitude")),
        ("reasons", text, tr("Reasons")),
        ("reason_codes", text, tr("Reasons (codes)")),
    ):
        field = QgsField(name, kind)
        field.setAlias(alias)
        fields.append(field)
    return fields


def write_candidates(path: str, candidates: list[Candidate], crs) -> None:
    """Write the layer as a GeoPackage with its style; ``crs`` is the core's."""

    def rows():
        for candidate in candidates:
            outline = candidate.outline
            codes = candidate.reasons_json()
            yield (
                # Asking for more than two dimensions fails where shapely meets an older GEOS, QGIS's.
                to_wkb(MultiPolygon(getattr(outline, "geoms", [outline])), output_dimension=2),
                (
                    candidate.candidate_id,
                    candidate.rank,
                    round(candidate.priority, 4),
                    candidate.change,
                    tr_core(CLASS_NAMES[candidate.change]),
                    round(candidate.class_share, 3),
                    round(candidate.score, 4),
                    round(candidate.score_max, 4),
                    round(candidate.area_m2, 1),
                    round(candidate.compactness, 3),
                    round(candidate.unseen_edge, 3),
                    candidate.before_date,
                    candidate.after_date,
                    candidate.before_image,
                    candidate.after_image,
                    candidate.municipality,
                    round(candidate.latitude, 6),
                    round(candidate.longitude, 6),
                    say_reasons(codes, tr_core),
                    codes,
                ),
            )

    kind = QgsWkbTypes.Type.MultiPolygon
    write_layer(path, LAYER, candidate_fields(), kind, crs_of(crs), rows(), styled("candidates"))
