"""Parameters that tell whether waves pass through what stands on the ground: woods, and the buildings among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qgis.core import QgsProcessing, QgsProcessingParameterFeatureSource

from ...translation import tr
from ..base import Algorithm
from ..features import geometries

if TYPE_CHECKING:
    import shapely


def declare_woods(algorithm: Algorithm) -> None:
    algorithm.add_choice(
        "VEGETATION",
        tr("Trees in the DSM"),
        {
            "auto": tr("as woods below 3 GHz, and above it where BUILDINGS is given; else opaque"),
            "woodland": tr("as woods: over or through them, whichever costs less (Rec. ITU-R P.833)"),
            "opaque": tr("opaque, as buildings are"),
        },
        "auto",
        tr(
            "Opaque trees beside a forest road hold back 30 to 45 dB, measured woods at most 20 dB at 800 MHz and 31 dB "
            "at 2.1 GHz. The default is a judgement: compare both with measurements (comparecoverage). Takes two to "
            "three times as long; needs a DSM, 100 MHz to 30 GHz, and not Longley–Rice, which knows no trees."
        ),
    )
    algorithm.add(
        QgsProcessingParameterFeatureSource(
            "BUILDINGS", tr("Buildings"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
        ),
        tr(
            "Polygons; cells they touch stay opaque. A DSM does not tell houses from trees: without this all that "
            "stands 2 m high or higher counts as woods, and towns come out too well."
        ),
    )


def buildings_of(algorithm: Algorithm, parameters, crs, context) -> list[shapely.Geometry] | None:
    """Buildings in ``crs``; None where no layer is given."""
    source = algorithm.parameterAsSource(parameters, "BUILDINGS", context)
    return None if source is None else [shape for _, shape in geometries(source, crs, context)]


def tell_woods(
    vegetation: str, model: str, frequencies_mhz: Sequence[float], landscape, has_buildings: bool, feedback
) -> None:
    """Tell the log where woods count, and that BUILDINGS hold none of the landscape."""
    from ...core.coverage.prediction.woodland import in_woods

    if has_buildings and not landscape.has_buildings:
        feedback.pushWarning(tr("BUILDINGS holds none where the prediction is: everything counts as woods there."))
    if not landscape.has_surface:
        if vegetation == "woodland" or has_buildings:
            feedback.pushWarning(tr("Without a DSM there are neither trees nor buildings: VEGETATION changes nothing."))
        return
    if model == "itm":  # sees neither
        return
    count = sum(in_woods(vegetation, model, mhz, True, has_buildings) for mhz in frequencies_mhz)
    feedback.pushInfo(
        tr("Trees of the DSM count as woods for {count} of {total} sites, as opaque for the others.").format(
            count=count, total=len(frequencies_mhz)
        )
    )
    if count and not has_buildings:
        feedback.pushInfo(
            tr("No BUILDINGS are given: houses count as woods too, and signals behind them come out too strong.")
        )


def tell_coarse(cell_m: float, dsm: str, feedback) -> None:
    """Warn where what stands on the ground is smoothed away."""
    from ...core.raster import Raster

    with Raster(dsm, "DSM") as raster:
        own = max(raster.grid.cell_size)
    if cell_m > 5 * own * 1.001:
        feedback.pushWarning(
            tr(
                "RESOLUTION: cells of {cell} m are more than five times those of the DSM ({own} m). Trees and houses are "
                "smoothed away, and coverage comes out too well. {most} m or less is safer."
            ).format(cell=f"{cell_m:g}", own=f"{own:g}", most=f"{5 * own:g}")
        )
