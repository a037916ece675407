"""``checkpair``: do two images fit together?"""

from __future__ import annotations

from qgis.core import (
    QgsProcessingOutputBoolean,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterDestination,
)

from ...core.files import require_writable
from ...translation import language_of_user, tr, tr_core, words_in
from ..base import FeedbackProgress
from .pairs import PairAlgorithm


class CheckPair(PairAlgorithm):
    NAME = "checkpair"
    TAGS = ("coregistration", "shift", "位置ずれ", "点検")

    def title(self) -> str:
        return tr("Check an image pair")

    def help(self) -> str:
        return tr(
            "Says whether two images fit together before they are compared: the same area and cells, how far they are "
            "apart (phase correlation on gradients), how different their radiometry is, how cloudy they are. The report "
            "is an HTML page.\n\n"
            "A pair passes with a shift of at most half a pixel. With co-registration switched on, AFTER is also "
            "written on the grid of BEFORE with the shift taken out. Elevation models can be checked too.\n\n"
            "SHIFT_X and SHIFT_Y are pixels of BEFORE by which AFTER lies to the right and down."
        )

    def declare(self) -> None:
        self.add_images()
        self.add_masks()
        self.add(
            QgsProcessingParameterBoolean("COREGISTER", tr("Correct the shift"), defaultValue=False),
            tr("Writes AFTER resampled (cubic) onto the grid of BEFORE."),
        )
        self.add(
            QgsProcessingParameterFileDestination("REPORT", tr("Report"), "HTML (*.html *.htm)"),
            tr("Says whether the two images can be compared, and what to do where they cannot."),
        )
        self.add(
            QgsProcessingParameterRasterDestination(
                "CORRECTED", tr("AFTER, corrected"), optional=True, createByDefault=False
            ),
            tr("Only written with co-registration switched on."),
        )
        self.addOutput(QgsProcessingOutputNumber("SHIFT_X", tr("Shift to the right (pixels)")))
        self.addOutput(QgsProcessingOutputNumber("SHIFT_Y", tr("Shift down (pixels)")))
        self.addOutput(QgsProcessingOutputNumber("OVERLAP", tr("Share of BEFORE that AFTER covers")))
        self.addOutput(QgsProcessingOutputBoolean("PASSED", tr("The pair can be compared")))

    def execute(self, parameters, context, feedback):
        from ...core.change.check import check_pair, report
        from ...core.html import write_page

        coregister = self.parameterAsBoolean(parameters, "COREGISTER", context)
        path = self.destination(parameters, "REPORT", context)
        require_writable(path)
        corrected = self.destination(parameters, "CORRECTED", context) if coregister else ""
        check = check_pair(self.pair_files(parameters, context), coregister, corrected, FeedbackProgress(feedback))
        language = language_of_user()
        write_page(path, report(check, words_in(language), language))
        for problem in check.problems:
            feedback.pushWarning(problem.say(tr_core))
        for note in check.notes:
            feedback.pushInfo(note.say(tr_core))
        results = {
            "REPORT": path,
            "SHIFT_X": check.shift.x,
            "SHIFT_Y": check.shift.y,
            "OVERLAP": check.overlap,
            "PASSED": check.passed,
        }
        return {**results, "CORRECTED": corrected} if corrected else results
