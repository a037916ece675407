"""``detectfill``: the main job, from an image pair to ranked candidates."""

from __future__ import annotations

import tempfile
from pathlib import Path

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterVectorDestination,
)

from ...core.files import require_writable
from ...translation import language_of_user, tr, words_in
from ..base import FeedbackProgress
from ..styling import style_on_load
from .opticalchange import report_change
from .pairs import PairAlgorithm


class DetectFill(PairAlgorithm):
    NAME = "detectfill"
    TAGS = ("fill", "盛土", "不適正盛土", "detection", "検出")

    def title(self) -> str:
        return tr("Detect improper fill")

    def help(self) -> str:
        return tr(
            "The whole way in one run: compares two optical images, joins changed cells into places, ranks them and "
            "writes the candidates as a styled layer, with a report.\n\n"
            "Every candidate says why in words. Make the list for inspectors from it with the field-check list "
            "algorithm. What clouds hid is unknown, not unchanged."
        )

    def declare(self) -> None:
        self.add_images()
        self.add_sensor()
        self.add_masks()
        self.add_dates()
        self.add_method()
        self.add_objects()
        self.add(QgsProcessingParameterVectorDestination("CANDIDATES", tr("Fill candidates")))
        self.add(QgsProcessingParameterRasterDestination("SCORE", tr("Change score"), optional=True))
        self.add(
            QgsProcessingParameterRasterDestination(
                "CHANGE", tr("Kind of change"), optional=True, createByDefault=False
            )
        )
        self.add(QgsProcessingParameterFileDestination("REPORT", tr("Report"), "HTML (*.html *.htm)", optional=True))
        self.addOutput(QgsProcessingOutputNumber("COUNT", tr("Number of candidates")))

    def execute(self, parameters, context, feedback):
        from ...core.change.optical import detect
        from ...core.fill.report import detection_report
        from ...core.html import write_page
        from ...core.tasks import Part

        names = ("CANDIDATES", "SCORE", "CHANGE", "REPORT")
        outputs = {name: path for name in names if (path := self.destination(parameters, name, context))}
        for path in outputs.values():
            require_writable(path)
        files = self.pair_files(parameters, context)
        observed = self.observed(parameters, context, files.before, files.after)
        areas = self.municipalities(parameters, context, files.before)
        progress = FeedbackProgress(feedback)
        # What nobody asked to keep is made beside the candidates, on a disk with room for it.
        with tempfile.TemporaryDirectory(dir=Path(outputs["CANDIDATES"]).parent, prefix=".soranome-") as scratch:
            score = outputs.get("SCORE", str(Path(scratch) / "score.tif"))
            change = outputs.get("CHANGE", str(Path(scratch) / "change.tif"))
            soil = str(Path(scratch) / "soil.tif")
            result = detect(
                files,
                score,
                change,
                soil,
                self.parameterAsEnumString(parameters, "METHOD", context),
                self.parameterAsBoolean(parameters, "COREGISTER", context),
                progress=Part(progress, 0, 0.85),
            )
            report_change(result, feedback)
            candidates = self.make_candidates(
                parameters,
                context,
                Part(progress, 0.85, 1),
                outputs["CANDIDATES"],
                (score, change, soil),
                observed,
                areas,
            )
        feedback.pushInfo(tr("{count} candidates.").format(count=len(candidates)))
        if "REPORT" in outputs:
            language = language_of_user()
            page = detection_report(result, candidates, observed, words_in(language), language)
            write_page(outputs["REPORT"], page)
        for name, style in (("CANDIDATES", "candidates"), ("SCORE", "score"), ("CHANGE", "change")):
            if name in outputs:
                style_on_load(outputs[name], style, context)
        return {**outputs, "COUNT": len(candidates)}
