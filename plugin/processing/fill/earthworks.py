"""What heights tell of a place, as fields of a layer."""

from __future__ import annotations

import math

from qgis.core import NULL
from qgis.PyQt.QtCore import QMetaType

from ...translation import tr


def earthwork_fields() -> list[tuple[str, QMetaType.Type, str]]:
    """Name, type and title of each field, in the order of :func:`earthwork_values`."""
    titles = (
        ("fill_area_m2", tr("Area of fill (m²)")),
        ("fill_height_m", tr("Height of fill (m)")),
        ("fill_volume_m3", tr("Volume of fill (m³)")),
        ("fill_volume_low_m3", tr("Volume of fill, at least (m³)")),
        ("fill_volume_high_m3", tr("Volume of fill, at most (m³)")),
        ("cut_area_m2", tr("Area of cut (m²)")),
        ("cut_depth_m", tr("Depth of cut (m)")),
        ("cut_volume_m3", tr("Volume of cut (m³)")),
        ("cut_volume_low_m3", tr("Volume of cut, at least (m³)")),
        ("cut_volume_high_m3", tr("Volume of cut, at most (m³)")),
        ("area_30cm_m2", tr("Area over 30 cm (m²)")),
        ("area_30cm_low_m2", tr("Area over 30 cm, at least (m²)")),
        ("area_30cm_high_m2", tr("Area over 30 cm, at most (m²)")),
        ("provable_m", tr("Provable thickness (m)")),
    )
    return [(name, QMetaType.Type.Double, title) for name, title in titles]


def earthwork_values(found) -> list:
    """The values of an :class:`~soranome.plugin.core.change.earthwork.Earthwork`; all NULL where it is None."""
    if found is None:
        return [NULL] * len(earthwork_fields())
    return [
        rounded(value, 2)
        for value in (
            found.fill_area_m2,
            found.fill_height_m,
            found.fill_volume_m3,
            *found.fill_volume_interval_m3,
            found.cut_area_m2,
            found.cut_depth_m,
            found.cut_volume_m3,
            *found.cut_volume_interval_m3,
            found.area_30cm_m2,
            *found.area_30cm_interval_m2,
            found.provable_thickness_m,
        )
    ]


def rounded(value: float | None, digits: int):
    """A number as a field holds it: NULL where it is not known."""
    return NULL if value is None or not math.isfinite(value) else round(value, digits)
