"""``sampleresults``: a list or package of the made scene → what inspectors bring back, and what must come of it."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
)

from ...core.errors import InputError
from ...core.fieldwork.exchange import PHOTOS
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import LANGUAGES, tr, words_in
from ..base import Algorithm, FeedbackProgress
from .sites import JGD2011

MOST_INSPECTORS = 10


class SampleResults(Algorithm):
    NAME = "sampleresults"
    GROUP = "fieldwork"
    TAGS = ("sample", "visits", "results", "練習", "模擬データ", "現地確認")

    def title(self) -> str:
        return tr("Fill in lists for the sample scene")

    def help(self) -> str:
        return tr(
            "For training and trials with the sample scene: fills in a field-check list or a package as inspectors "
            "would, by the truth of the scene, with drawn photos that hold date, place and direction. Each inspector "
            "brings back a file of his own; import the folder into the register the list was made from.\n\n"
            "Fills without a permit are found to be such, permitted ones lawful, everything else false detections. Where "
            "asked, some sites are visited twice with different answers, and the lists hold the mistakes people make. "
            "truth.json in the folder says what an import must leave in the register. Not for real sites."
        )

    def declare(self) -> None:
        number = QgsProcessingParameterNumber
        kind = QgsProcessingParameterFile.Behavior
        self.add(
            QgsProcessingParameterFile(
                "XLSX", tr("Field-check list"), kind.File, optional=True, fileFilter="Excel (*.xlsx)"
            ),
            tr("As it was handed out. Give this or PACKAGE."),
        )
        self.add(
            QgsProcessingParameterFile("PACKAGE", tr("Package for the visit"), kind.Folder, optional=True),
            tr("Instead of a list: the folder that was made for phones."),
        )
        self.add(
            QgsProcessingParameterFeatureSource("TRUTH", tr("Truth"), [QgsProcessing.SourceType.TypeVectorPolygon]),
            tr("The layer truth of the sample scene the sites were found in."),
        )
        self.add(number("SEED", tr("Seed"), number.Type.Integer, 1, minValue=0), tr("Another number, other photos."))
        self.add(
            number("INSPECTORS", tr("Inspectors"), number.Type.Integer, 2, minValue=1, maxValue=MOST_INSPECTORS),
            tr("They share the sites in turn, best ranks first."),
        )
        self.add(
            number("SHARE", tr("Share of the sites visited"), number.Type.Double, 1.0, minValue=0, maxValue=1),
            tr("The best ranks; closed sites are not visited again."),
        )
        self.add(
            number("OVERLAP", tr("Sites two inspectors visit"), number.Type.Integer, 0, minValue=0),
            tr("They disagree, so each makes a conflict to decide on."),
        )
        self.add(
            number("PHOTOS", tr("Photos of each visit"), number.Type.Integer, 1, minValue=0, maxValue=PHOTOS),
            tr("About 25 kB each."),
        )
        self.add(
            QgsProcessingParameterBoolean("MESSY", tr("With mistakes"), defaultValue=False),
            tr(
                "A date in a Japanese era, full-width digits, a lost photo, a wrong word, a deleted row and rows in another "
                "order in each list."
            ),
        )
        self.add_date("LAST_DAY", tr("Day of the last visits"), tr("Empty: the day the list was made."))
        self.add(
            QgsProcessingParameterFolderDestination("FOLDER", tr("Folder for the results")),
            tr("Filled-in lists or packages with their photos, ready to be imported."),
        )
        self.addOutput(QgsProcessingOutputFile("EXPECTED", tr("What must come out")))
        for name, title in (
            ("VISITS", tr("Visits to be entered")),
            ("CONFLICTS", tr("Conflicts to be found")),
            ("REJECTED", tr("Rows to be rejected")),
            ("PHOTO_COUNT", tr("Photos to be linked")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def execute(self, parameters, context, feedback):
        from ...core.sample.inspection import SETTLED, fill_in
        from ...core.sample.inspection_plan import Settings

        given = [self.parameterAsFile(parameters, name, context) for name in ("XLSX", "PACKAGE")]
        if bool(given[0]) == bool(given[1]):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "Give either XLSX, a field-check list, or PACKAGE, a folder; not both, not none."
                )
            )
        settings = Settings(
            self.date(parameters, "LAST_DAY", context),
            self.parameterAsInt(parameters, "SEED", context),
            self.parameterAsInt(parameters, "INSPECTORS", context),
            self.parameterAsDouble(parameters, "SHARE", context),
            self.parameterAsInt(parameters, "OVERLAP", context),
            self.parameterAsInt(parameters, "PHOTOS", context),
            self.parameterAsBoolean(parameters, "MESSY", context),
        )
        truth = self._truth(parameters, context)
        folder = Path(self.destination(parameters, "FOLDER", context))
        words = {language: words_in(language) for language in LANGUAGES}
        told = fill_in(given[0] or given[1], folder, truth, settings, words, FeedbackProgress(feedback))
        feedback.pushInfo(tr("{count} sites visited.").format(count=len(told["sites"])))
        return {
            "FOLDER": str(folder),
            "EXPECTED": str(folder / SETTLED),
            "VISITS": len(told["sites"]),
            "CONFLICTS": len(told["conflicts"]),
            "REJECTED": len(told["rejected"]),
            "PHOTO_COUNT": sum(len(site["photos"]) for site in told["sites"].values()),
        }

    def _truth(self, parameters, context):
        from ...core.sample.inspection_plan import Event, Truth
        from ..features import geometries, require_fields, value

        source = self.parameterAsSource(parameters, "TRUTH", context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, "TRUTH"))
        require_fields(source, ("kind", "permitted", "height_m"))
        return Truth(
            [
                Event(
                    geometry,
                    str(value(feature, "kind", "")),
                    bool(value(feature, "permitted", 0)),
                    float(value(feature, "height_m", 0)),
                )
                for feature, geometry in geometries(source, JGD2011, context)
            ]
        )
