"""``visitaccuracy``: what visits say of the ranking, and of its weights."""

from __future__ import annotations

import json

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...core.dates import today_in_japan
from ...core.files import require_writable, write_whole
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr, tr_core, words_in
from ..base import FeedbackProgress
from .sites import SiteAlgorithm


class VisitAccuracy(SiteAlgorithm):
    NAME = "visitaccuracy"
    TAGS = ("accuracy", "hit rate", "weights", "calibration", "的中率", "精度", "重み", "見直し", "現地確認")

    def title(self) -> str:
        return tr("Accuracy from visits")

    def help(self) -> str:
        return tr(
            "Tells from the visits in a register how good the ranking was: how many places really were altered and how many "
            "improper, by rank, class, evidence, kind of change, municipality and reason, with 95 % intervals; whether the "
            "probabilities came true; and which weights would have ordered the visited places better.\n\n"
            "The weights in use count as a number of visits, so few results move little; below a number of hits and misses "
            "nothing is suggested. WEIGHTS can be given to the triage. Only visited places are known, mostly of high rank: "
            "the report names a random sample of low ranks to visit. Nothing in the register is changed."
        )

    def declare(self) -> None:
        integer, real = QgsProcessingParameterNumber.Type.Integer, QgsProcessingParameterNumber.Type.Double
        self.add_register(tr("With the results of visits."))
        self.add(
            QgsProcessingParameterString("PRESENT", tr("Weights in use"), optional=True),
            tr(
                "As they were given to the triage (WEIGHTS): a file, or pairs such as houses=5. Empty: the plugin's own."
            ),
        )
        self.add(
            QgsProcessingParameterBoolean("DESK", tr("Count sites closed without a visit"), defaultValue=False),
            tr("Sites whose status was set at the desk are left out else."),
        )
        self.add(
            QgsProcessingParameterNumber("MINIMUM", tr("Hits and misses needed"), integer, 20, minValue=5),
            tr("With fewer of either, no weights are suggested."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                "PRIOR_VISITS", tr("Visits the weights in use count as"), real, optional=True, minValue=1, maxValue=1e6
            ),
            tr("The larger, the less the visits move them. Empty: found from the visits themselves."),
            advanced=True,
        )
        self.add_language()
        self.add(
            QgsProcessingParameterFileDestination("REPORT", tr("Report"), "HTML (*.html *.htm)"),
            tr("How often the class and the probability were right, on a page to print."),
        )
        self.add(
            QgsProcessingParameterFileDestination("RATES", tr("Hit rates"), "CSV (*.csv)", optional=True),
            tr("The same numbers as a table."),
        )
        self.add(
            QgsProcessingParameterFileDestination("WEIGHTS", tr("Suggested weights"), "JSON (*.json)", optional=True),
            tr("Not written where there are not enough visits."),
        )
        for name, label in (
            ("DECIDED", tr("Sites with a result")),
            ("ALTERED_RATE", tr("Share really altered")),
            ("IMPROPER_RATE", tr("Share improper")),
            ("HITS", tr("Improper sites")),
            ("SUGGESTED", tr("Weights were suggested (1) or not (0)")),
            ("AUC", tr("Area under the curve, weights in use")),
            ("AUC_SUGGESTED", tr("Area under the curve, suggested weights")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def execute(self, parameters, context, feedback):
        from ...core.fieldwork.outcomes import hits, reweigh
        from ...core.fieldwork.outcomes.accuracy_report import Study, rates_csv, report_html, too_few_text
        from ...core.fieldwork.register import look_at
        from ...core.fill.evidence import preset as evidence_preset
        from ...core.fill.triage import weights_from
        from ...core.html import write_page
        from .register_layers import target_of

        preset = weights_from(self.parameterAsString(parameters, "PRESENT", context))
        named = self.parameterAsString(parameters, "REGISTER", context).strip()
        paths = {name: self.destination(parameters, name, context) for name in ("REPORT", "RATES", "WEIGHTS")}
        for path in filter(None, paths.values()):
            require_writable(path)
        desk = self.parameterAsBool(parameters, "DESK", context)
        with look_at(target_of(named), progress=FeedbackProgress(feedback)) as register:
            outcomes = hits.read_outcomes(register, desk)
        feedback.setProgress(20)
        options = {
            "prior_visits": self.optional_number(parameters, "PRIOR_VISITS", context),
            "minimum": self.parameterAsInt(parameters, "MINIMUM", context),
        }
        weights = reweigh.suggest_weights(outcomes, preset["weights"], preset["unknown"], **options)
        feedback.setProgress(60)
        evidence = evidence_preset()
        trust = {name: about["reliability"] for name, about in evidence["witnesses"].items()}
        reliabilities = reweigh.suggest_reliabilities(outcomes, trust, evidence["prior"], **options)
        feedback.setProgress(90)
        language = self.language(parameters, context)
        words, today = words_in(language), today_in_japan()
        study = Study(outcomes, weights, reliabilities, _shown(named, words), today, desk)
        page = report_html(study, words, language)
        suggested = isinstance(weights, reweigh.Suggestion)
        if paths["RATES"]:
            write_whole(paths["RATES"], rates_csv(outcomes, words))
        if paths["WEIGHTS"] and suggested:
            found = reweigh.preset_of(weights, reliabilities, today)
            write_whole(paths["WEIGHTS"], json.dumps(found, ensure_ascii=False, indent=2).encode())
        write_page(paths["REPORT"], page)
        if not suggested:
            feedback.pushWarning(too_few_text(weights).say(tr_core))
        return {**_results(outcomes, weights, suggested), **_written(paths, suggested)}


def _shown(named: str, words) -> str:
    """The register as a report may name it: the name of the file, or of the connection; never a password."""
    from ...core.fieldwork.register import is_database

    if is_database(named):
        return words(QT_TRANSLATE_NOOP("SoraNoMe", "PostgreSQL database"))
    return named.replace("\\", "/").rsplit("/", maxsplit=1)[-1]


def _results(outcomes, weights, suggested: bool) -> dict:
    from ...core.fieldwork.outcomes.hits import ALTERED, IMPROPER, ranked, share_of

    altered, improper = (share_of(ranked(outcomes), outcome) for outcome in (ALTERED, IMPROPER))
    found = {"DECIDED": altered.total, "HITS": improper.hits, "SUGGESTED": int(suggested)}
    if altered.total:  # else they are unknown, not 0
        found |= {"ALTERED_RATE": altered.value, "IMPROPER_RATE": improper.value}
    if suggested:
        found |= {"AUC": weights.gains["auc"].now, "AUC_SUGGESTED": weights.gains["auc"].suggested}
    return found


def _written(paths: dict, suggested: bool) -> dict:
    return {name: path for name, path in paths.items() if path and (suggested or name != "WEIGHTS")}
