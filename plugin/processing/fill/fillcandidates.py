"""``fillcandidates``: the evidence of optics, radar and elevation → ranked candidate polygons."""

from __future__ import annotations

from qgis.core import QgsProcessingOutputNumber, QgsProcessingParameterVectorDestination

from ...core.errors import InputError
from ...core.files import require_writable
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr
from ..base import FeedbackProgress
from ..styling import style_on_load
from .pairs import PairAlgorithm

_NEEDS = {
    "OPTICAL": "OPTICAL_CHANGE",
    "OPTICAL_CHANGE": "OPTICAL",
    "OPTICAL_SOIL": "OPTICAL",
    "OPTICAL_FIRST_CHANGE": "OPTICAL",
    "OPTICAL_LAST_UNCHANGED": "OPTICAL_FIRST_CHANGE",
    "SAR": "SAR_CHANGE",
    "SAR_CHANGE": "SAR",
    "SAR_FIRST_CHANGE": "SAR",
    "DIFFERENCE": "ELEVATION",
}
"""Rasters that say nothing without another of the same run."""


class FillCandidates(PairAlgorithm):
    NAME = "fillcandidates"
    TAGS = ("candidates", "fill", "fusion", "evidence", "盛土", "候補", "統合")

    def title(self) -> str:
        return tr("Fill candidates from change")

    def help(self) -> str:
        return tr(
            "Joins changed cells into places and weighs what optics, radar and elevations say of each: any of them, or all. "
            "The result is the probability that earth was moved there, with the weight of each witness beside it (in dB: "
            "+10 makes the odds ten times as high), the interval in which the change came, and, with elevations, heights "
            "and volumes.\n\n"
            "What a witness did not see (cloud, radar layover, no data) is unknown and counts neither way. Nothing is "
            "dropped but places below the smallest area: harmless looking ones only rank lower."
        )

    def declare(self) -> None:
        for name, label, help in (
            ("OPTICAL", tr("Change score (optical)"), tr("SCORE of an optical change or series algorithm.")),
            ("OPTICAL_CHANGE", tr("Kind of change (optical)"), tr("CHANGE of the same run.")),
            (
                "OPTICAL_SOIL",
                tr("Gain of bare soil (optical)"),
                tr("SOIL of the same run; without it the order is less sharp."),
            ),
            ("OPTICAL_FIRST_CHANGE", tr("Interval of change (optical)"), tr("FIRST_CHANGE of an optical series.")),
            (
                "OPTICAL_LAST_UNCHANGED",
                tr("Last date without the change (optical)"),
                tr("LAST_UNCHANGED of the same run: widens the interval where clouds lay between."),
            ),
            ("SAR", tr("Change score (SAR)"), tr("SCORE of the SAR change algorithm.")),
            ("SAR_CHANGE", tr("Kind of change (SAR)"), tr("CHANGE of the same run.")),
            ("SAR_FIRST_CHANGE", tr("Interval of change (SAR)"), tr("FIRST_CHANGE of the same run.")),
            ("ELEVATION", tr("Change score (elevation)"), tr("SCORE of the elevation change algorithm.")),
            ("DIFFERENCE", tr("Difference of heights"), tr("DIFFERENCE of the same run: gives heights and volumes.")),
        ):
            self.add_raster(name, label, help, optional=True)
        self.add_dates()
        self.add_survey_dates()
        self.add_objects()
        self.add_reliabilities()
        self.add(
            QgsProcessingParameterVectorDestination("CANDIDATES", tr("Fill candidates")),
            tr("Places with the probability that earth was moved, and what each observation says of them."),
        )
        self.addOutput(QgsProcessingOutputNumber("COUNT", tr("Number of candidates")))

    def execute(self, parameters, context, feedback):
        from ...core.fill.witnesses import ELEVATION, OPTICAL, SAR, WitnessFiles

        path = self.destination(parameters, "CANDIDATES", context)
        require_writable(path)
        rasters = {name: self.raster_path(parameters, name, context) for name in (*_NEEDS, "ELEVATION")}
        for name, needed in _NEEDS.items():
            if rasters[name] and not rasters[needed]:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe", "{name} is given without {needed}. Give both, of one and the same run."
                    ),
                    name=name,
                    needed=needed,
                )
        files = {}
        if rasters["OPTICAL"]:
            files[OPTICAL] = WitnessFiles(
                *(rasters[name] for name in ("OPTICAL", *(key for key in _NEEDS if key.startswith("OPTICAL_"))))
            )
        if rasters["SAR"]:
            files[SAR] = WitnessFiles(rasters["SAR"], rasters["SAR_CHANGE"], first_change=rasters["SAR_FIRST_CHANGE"])
        if rasters["ELEVATION"]:
            files[ELEVATION] = WitnessFiles(rasters["ELEVATION"], difference=rasters["DIFFERENCE"])
        leading = next((found.score for found in files.values()), None)
        candidates = self.make_candidates(
            parameters,
            context,
            FeedbackProgress(feedback),
            path,
            files,
            self.observed(parameters, context),
            self.municipalities(parameters, context, leading) if leading else [],
        )
        feedback.pushInfo(tr("{count} candidates.").format(count=len(candidates)))
        style_on_load(path, "candidates", context)
        return {"CANDIDATES": path, "COUNT": len(candidates)}
