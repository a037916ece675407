"""The candidate layer: its fields, how it is written, how it is read back."""

from __future__ import annotations

import math

from qgis.core import NULL, QgsField, QgsFields, QgsWkbTypes
from qgis.PyQt.QtCore import QMetaType
from shapely import MultiPolygon, to_wkb

from ...core.change.earthwork import Earthwork
from ...core.fill.candidates import CLASS_NAMES, WITNESS_NAMES, Candidate, say_reasons
from ...core.fill.witnesses import WITNESSES
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
        ("found_by", text, tr("Found by")),
        ("probability", real, tr("Probability of moved earth")),
        ("evidence_optical", real, tr("Weight of optics (dB)")),
        ("evidence_sar", real, tr("Weight of radar (dB)")),
        ("evidence_elevation", real, tr("Weight of elevations (dB)")),
        ("seen_optical", real, tr("Share seen by optics")),
        ("seen_sar", real, tr("Share seen by radar")),
        ("seen_elevation", real, tr("Share with elevations")),
        ("fill_area_m2", real, tr("Area of fill (m²)")),
        ("fill_height_m", real, tr("Height of fill (m)")),
        ("fill_volume_m3", real, tr("Volume of fill (m³)")),
        ("fill_volume_low_m3", real, tr("Volume of fill, at least (m³)")),
        ("fill_volume_high_m3", real, tr("Volume of fill, at most (m³)")),
        ("cut_area_m2", real, tr("Area of cut (m²)")),
        ("cut_depth_m", real, tr("Depth of cut (m)")),
        ("cut_volume_m3", real, tr("Volume of cut (m³)")),
        ("cut_volume_low_m3", real, tr("Volume of cut, at least (m³)")),
        ("cut_volume_high_m3", real, tr("Volume of cut, at most (m³)")),
        ("area_30cm_m2", real, tr("Area over 30 cm (m²)")),
        ("provable_m", real, tr("Provable thickness (m)")),
        ("onset_from", text, tr("Changed after")),
        ("onset_to", text, tr("Changed before")),
        ("onset_by", text, tr("Interval named by")),
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


def _rounded(value: float | None, digits: int):
    return NULL if value is None or not math.isfinite(value) else round(value, digits)


def _earthwork(found: Earthwork | None) -> list:
    """The fields of what elevations tell, in order; all NULL where they tell nothing."""
    if found is None:
        return [NULL] * 12
    low_fill, high_fill = found.fill_volume_interval_m3
    low_cut, high_cut = found.cut_volume_interval_m3
    return [
        *(_rounded(value, 1) for value in (found.fill_area_m2, found.fill_height_m)),
        *(_rounded(value, 0) for value in (found.fill_volume_m3, low_fill, high_fill)),
        *(_rounded(value, 1) for value in (found.cut_area_m2, found.cut_depth_m)),
        *(_rounded(value, 0) for value in (found.cut_volume_m3, low_cut, high_cut)),
        _rounded(found.area_30cm_m2, 1),
        _rounded(found.provable_thickness_m, 2),
    ]


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
                    ", ".join(tr_core(WITNESS_NAMES[name]) for name in candidate.found_by),
                    round(candidate.priority, 4),
                    *(_rounded(candidate.evidence_db.get(name), 1) for name in WITNESSES),
                    *(_rounded(candidate.seen.get(name), 3) for name in WITNESSES),
                    *_earthwork(candidate.earthwork),
                    candidate.onset.first,
                    candidate.onset.last,
                    tr_core(WITNESS_NAMES[candidate.onset.witness]) if candidate.onset.witness else "",
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
