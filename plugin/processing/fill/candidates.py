"""The candidate layer: its fields, how it is written, how it is read back."""

from __future__ import annotations

from qgis.core import QgsFields, QgsWkbTypes
from qgis.PyQt.QtCore import QMetaType

from ...core.fill.candidates import CLASS_NAMES, WITNESS_NAMES, Candidate, say_reasons
from ...core.fill.witnesses import WITNESSES
from ...translation import tr, tr_core
from ..base import fields_of, write_layer
from ..features import crs_of
from ..styling import styled
from .earthworks import earthwork_fields, earthwork_values, rounded

LAYER = "candidates"


def candidate_fields() -> QgsFields:
    """Fields of the candidate layer, with titles users read as aliases."""
    text, whole, real = QMetaType.Type.QString, QMetaType.Type.Int, QMetaType.Type.Double
    return fields_of((
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
        *earthwork_fields(),
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
    ))  # fmt: skip


def write_candidates(path: str, candidates: list[Candidate], crs) -> None:
    """Write the layer as a GeoPackage with its style; ``crs`` is the core's."""

    from shapely import MultiPolygon, to_wkb

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
                    *(rounded(candidate.evidence_db.get(name), 1) for name in WITNESSES),
                    *(rounded(candidate.seen.get(name), 3) for name in WITNESSES),
                    *earthwork_values(candidate.earthwork),
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
