"""``fillcandidates``: change rasters → ranked candidate polygons."""

from __future__ import annotations

from qgis.core import QgsProcessingOutputNumber, QgsProcessingParameterVectorDestination

from ...core.files import require_writable
from ...translation import tr
from ..base import FeedbackProgress
from ..styling import style_on_load
from .pairs import PairAlgorithm


class FillCandidates(PairAlgorithm):
    NAME = "fillcandidates"
    TAGS = ("candidates", "fill", "盛土", "候補")

    def title(self) -> str:
        return tr("Fill candidates from change")

    def help(self) -> str:
        return tr(
            "Joins changed cells into places and ranks them: what the ground turned into, how much barer it became, how "
            "strong the change is, how large and compact the place is. Each candidate says why in words.\n\n"
            "Nothing is dropped but places below the smallest area: harmless looking ones only rank lower."
        )

    def declare(self) -> None:
        self.add_raster("OPTICAL", tr("Change score (optical)"), tr("SCORE of the optical change algorithm."))
        self.add_raster("OPTICAL_CHANGE", tr("Kind of change (optical)"), tr("CHANGE of the same run."))
        self.add_raster(
            "OPTICAL_SOIL",
            tr("Gain of bare soil (optical)"),
            tr("SOIL of the same run; without it the order is less sharp."),
            optional=True,
        )
        self.add_dates()
        self.add_objects()
        self.add(QgsProcessingParameterVectorDestination("CANDIDATES", tr("Fill candidates")))
        self.addOutput(QgsProcessingOutputNumber("COUNT", tr("Number of candidates")))

    def execute(self, parameters, context, feedback):

        path = self.destination(parameters, "CANDIDATES", context)
        require_writable(path)
        score, change, soil = (
            self.raster_path(parameters, name, context) for name in ("OPTICAL", "OPTICAL_CHANGE", "OPTICAL_SOIL")
        )
        candidates = self.make_candidates(
            parameters,
            context,
            FeedbackProgress(feedback),
            path,
            (score, change, soil),
            self.observed(parameters, context),
            self.municipalities(parameters, context, change),
        )
        feedback.pushInfo(tr("{count} candidates.").format(count=len(candidates)))
        style_on_load(path, "candidates", context)
        return {"CANDIDATES": path, "COUNT": len(candidates)}
