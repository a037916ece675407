"""``accuracy``: a detection beside a reference."""

from __future__ import annotations

from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterExpression,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterString,
    QgsVectorLayer,
)

from ...core.errors import InputError
from ...core.files import require_writable
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import language_of_user, tr, words_in
from ..base import Algorithm, FeedbackProgress
from ..features import geometries, require_fields, require_metres, value


class Accuracy(Algorithm):
    NAME = "accuracy"
    GROUP = "fill"
    TAGS = ("precision", "recall", "kappa", "精度", "評価")

    def title(self) -> str:
        return tr("Accuracy of a detection")

    def help(self) -> str:
        return tr(
            "Compares a detection with what is known: candidates with reference polygons, or a SCORE or CHANGE raster "
            "with a raster of samples (1 unchanged, 2 changed, 0 not labelled).\n\n"
            "Polygons: a place counts as found where candidates cover a quarter of it; a candidate is true where a tenth "
            "of it lies in target places, or it covers a quarter of one. Samples: precision, recall, F1, Cohen's kappa, "
            "and shares of the whole map weighted by area (Olofsson et al. 2014)."
        )

    def declare(self) -> None:
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource("CANDIDATES", tr("Fill candidates"), polygons, optional=True),
            tr("To be compared with reference polygons."),
        )
        self.add_raster("SCORE", tr("Change score"), tr("To be compared with a raster of samples."), optional=True)
        self.add_raster("CHANGE", tr("Kind of change"), tr("Instead of the score."), optional=True)
        self.add(
            QgsProcessingParameterMapLayer("REFERENCE", tr("Reference")),
            tr("Polygons of known places, or a raster of samples."),
        )
        self.add(
            QgsProcessingParameterExpression("TARGET", tr("Which reference places should be found"), optional=True),
            tr(
                "For example {example}; all where left empty. The others may be found or not, but count as no hit."
            ).format(example='"kind" = \'fill\' and "permitted" = 0'),
        )
        self.add(
            QgsProcessingParameterString("KIND_FIELD", tr("Field with the kind of place"), optional=True),
            tr("Gives the share found for each kind."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFileDestination("REPORT", tr("Report"), "HTML (*.html *.htm)"),
            tr("Precision, recall and the tables behind them, on a page to print."),
        )
        for name, label in (("PRECISION", tr("Precision")), ("RECALL", tr("Recall")), ("F1", "F1"), ("KAPPA", "κ")):
            self.addOutput(QgsProcessingOutputNumber(name, label))
        self.addOutput(QgsProcessingOutputNumber("FOUND", tr("Target places found")))
        self.addOutput(QgsProcessingOutputNumber("TARGETS", tr("Target places")))

    def execute(self, parameters, context, feedback):
        from ...core.change.accuracy_report import report_html
        from ...core.html import write_page

        path = self.destination(parameters, "REPORT", context)
        require_writable(path)
        given = [name for name in ("CANDIDATES", "SCORE", "CHANGE") if parameters.get(name)]
        if len(given) != 1:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "Give exactly one of {names} to compare with the reference."),
                names="CANDIDATES, SCORE, CHANGE",
            )
        language = language_of_user()
        if given == ["CANDIDATES"]:
            found = self._places(parameters, context)
            page = report_html(objects=found, translate=words_in(language), language=language)
            results = {"PRECISION": found.precision, "RECALL": found.recall, "F1": found.f1}
            counts = {"FOUND": found.found_targets.hits, "TARGETS": found.found_targets.total}
            feedback.pushInfo(
                tr("Found {hits} of {targets} target places; {true} of {candidates} candidates are true.").format(
                    hits=found.found_targets.hits,
                    targets=found.found_targets.total,
                    true=found.true_candidates.hits,
                    candidates=found.true_candidates.total,
                )
            )
            if not found.found_targets.total:
                feedback.pushWarning(tr("No reference place is a target: check the expression and the layer."))
            for first, share in found.first.items():
                if share.total:
                    feedback.pushInfo(
                        tr("Of the first {first}: {hits} true ({share} %).").format(
                            first=first, hits=share.hits, share=f"{100 * share.value:.0f}"
                        )
                    )
        else:
            found = self._samples(parameters, context, given[0], FeedbackProgress(feedback))
            counts = {}
            page = report_html(pixels=found, translate=words_in(language), language=language)
            results = {"PRECISION": found.precision, "RECALL": found.recall, "F1": found.f1, "KAPPA": found.kappa}
        write_page(path, page)
        for name, number in results.items():
            feedback.pushInfo(f"{name}: {number:.4f}")
        return {"REPORT": path, **results, **counts}

    def _samples(self, parameters, context, name: str, progress):
        from ...core.change.accuracy import confusion_of_rasters

        reference = self.raster_path(parameters, "REFERENCE", context)
        confusion = confusion_of_rasters(
            self.raster_path(parameters, name, context), reference, name, "REFERENCE", progress
        )
        return confusion.accuracy(confusion.mapped_shares)

    def _places(self, parameters, context):
        from ...core.change.object_accuracy import object_accuracy

        candidates = self.parameterAsSource(parameters, "CANDIDATES", context)
        if candidates is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, "CANDIDATES"))
        reference = self.parameterAsLayer(parameters, "REFERENCE", context)
        if not isinstance(reference, QgsVectorLayer):
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "Candidates are compared with polygons, but {name} is no vector layer."),
                name=reference.name() if reference else str(parameters.get("REFERENCE")),
            )
        require_fields(candidates, ("rank", "score"))
        require_metres(candidates)
        crs = candidates.sourceCrs()
        kind_field = self.parameterAsString(parameters, "KIND_FIELD", context)
        if kind_field:
            require_fields(reference, (kind_field,))
        target = self._target(parameters, context, reference)
        return object_accuracy(
            [
                (geometry, int(value(feature, "rank", 0)), float(value(feature, "score", 0)))
                for feature, geometry in geometries(candidates, crs, context)
            ],
            [
                (geometry, target(feature), str(value(feature, kind_field, "")) if kind_field else "")
                for feature, geometry in geometries(reference, crs, context)
            ],
        )

    def _target(self, parameters, context, layer):
        """A function saying whether a feature of ``layer`` should be found."""
        # As it was typed: parameterAsExpression gives nothing for one that cannot be read.
        text = self.parameterAsString(parameters, "TARGET", context)
        if not text:
            return lambda feature: True
        expression = QgsExpression(text)
        if expression.hasParserError():
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "The expression {text} cannot be used: {detail}"),
                text=text,
                detail=expression.parserErrorString(),
            )
        scope = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))

        def target(feature) -> bool:
            scope.setFeature(feature)
            answer = expression.evaluate(scope)
            if expression.hasEvalError():
                raise InputError(
                    QT_TRANSLATE_NOOP("SoraNoMe", "The expression {text} cannot be used: {detail}"),
                    text=text,
                    detail=expression.evalErrorString(),
                )
            return bool(answer)

        return target
