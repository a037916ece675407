"""``importresults``: what inspectors brought back → the register of sites."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
)

from ...core.errors import InputError
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr, tr_core, words_in
from ..base import FeedbackProgress
from .sites import SiteAlgorithm

NUMBERS = ("ENTERED", "REVISED", "UNCHANGED", "CONFLICTING", "REJECTED", "PHOTOS")
_SAID_AT_MOST = 50  # lines of the log where all are in the list of conflicts, too


class ImportResults(SiteAlgorithm):
    NAME = "importresults"
    TAGS = ("xlsx", "excel", "qfield", "photos", "visits", "register", "現地確認", "結果", "取込", "写真", "台帳")

    def title(self) -> str:
        return tr("Import results of visits")

    def help(self) -> str:
        return tr(
            "Brings what inspectors filled in back into the register: the Excel list, the GeoPackage of a package, a folder "
            "or a zip of these, with the photos. Each row goes to its site by the hidden key, wherever it was sorted to. "
            "The same file a second time changes nothing.\n\n"
            "Where somebody else has entered something about a site since the list was made, nothing is overwritten: both "
            "versions go to the list of conflicts. Choose a decision there, save it, and give it here as results.\n\n"
            "Rows with a wrong date, an unknown key or an impossible value are reported and left out as a whole; all others "
            "go in, in one transaction. Correct the reported rows and import the same file again."
        )

    def declare(self) -> None:
        file = QgsProcessingParameterFile
        self.add_register(tr("Visits and photos are entered here."))
        # All files, too: of another kind QGIS would say no more than that the value is incorrect.
        every = tr("All files")
        kinds = f"Excel, GeoPackage, zip (*.xlsx *.xlsm *.gpkg *.zip);;{every} (*)"
        self.add(
            file("RESULTS", tr("Results"), file.Behavior.File, optional=True, fileFilter=kinds),
            tr("The list (.xlsx), the GeoPackage or a zip that came back; or a list of conflicts with decisions."),
        )
        self.add(
            file("RESULTS_FOLDER", tr("Folder of results"), file.Behavior.Folder, optional=True),
            tr("Instead of one file: a package, or a folder with several lists. All in it are read, by name."),
        )
        self.add(
            file("PHOTOS", tr("Folder of photos"), file.Behavior.Folder, optional=True),
            tr(
                "Looked through besides, for photos named in the list. Photos in a package, beside the list, or in a folder "
                "“photos” or “写真” there are found without it."
            ),
        )
        self.add_operator()
        self.add(
            file("PHOTO_FOLDER", tr("Where photos are kept"), file.Behavior.Folder, optional=True),
            tr("Empty: a folder beside the register, named after it. A register in a database needs one."),
            advanced=True,
        )
        self.add_wait()
        self.add_language()
        self.add(
            QgsProcessingParameterFileDestination(
                "CONFLICTS",
                tr("Conflicts and problems"),
                "Excel (*.xlsx)",
                optional=True,
                createByDefault=True,
            ),
            tr("What is to be decided, with drop-down lists, and what was left out, row by row."),
        )
        self.addOutput(QgsProcessingOutputFile("REGISTER", tr("Register of sites")))
        self.addOutput(QgsProcessingOutputVectorLayer("SITES", tr("Sites")))
        for name, label in zip(
            NUMBERS,
            (
                tr("Visits entered"),
                tr("Visits revised by their own inspector"),
                tr("Rows that were known"),
                tr("Rows in conflict"),
                tr("Rows left out"),
                tr("Photos linked"),
            ),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def execute(self, parameters, context, feedback):
        from ...core.fieldwork.register import crs_of_register
        from ...core.fieldwork.results.importing import import_results
        from .register_layers import layer_source, target_of

        named = self.parameterAsString(parameters, "REGISTER", context).strip()
        target = target_of(named)
        given = [self.parameterAsFile(parameters, name, context) for name in ("RESULTS", "RESULTS_FOLDER")]
        if bool(given[0]) == bool(given[1]):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "Give either RESULTS, a file, or RESULTS_FOLDER, a folder; not both, not none."
                )
            )
        progress = FeedbackProgress(feedback)
        wait_s = self.parameterAsInt(parameters, "WAIT", context)
        conflicts = self.destination(parameters, "CONFLICTS", context) if parameters.get("CONFLICTS") else None
        outcome = import_results(
            target,
            given[0] or given[1],
            self.operator(parameters, context),
            self.parameterAsFile(parameters, "PHOTOS", context) or None,
            self.parameterAsFile(parameters, "PHOTO_FOLDER", context) or None,
            conflicts,
            (str, words_in("ja"), words_in(self.language(parameters, context))),
            wait_s=wait_s,
            progress=progress,
        )
        self._tell(outcome, conflicts, feedback)
        sites = layer_source(named, crs_of_register(target, wait_s, progress))
        self.show_register(sites)
        numbers = {name: getattr(outcome, name.lower()) for name in NUMBERS}
        return {"REGISTER": named, "SITES": sites, "CONFLICTS": conflicts or "", **numbers}

    @staticmethod
    def _tell(outcome, conflicts: str | None, feedback) -> None:
        told = (
            ("entered", tr("Visits entered: {count}")),
            ("revised", tr("Visits revised by their own inspector: {count}")),
            ("photos", tr("Photos linked: {count}")),
            ("unchanged", tr("Rows the register knew already: {count}")),
            ("replaced", tr("Of these, replaced by a later edit since: {count}")),
            ("silent", tr("Rows nobody filled in: {count}")),
            ("left_unvisited", tr("Visits whose status was left at unvisited, taken as visited: {count}")),
            ("older", tr("Visits of a day before the one the site shows; they do not change it: {count}")),
            ("lost_photos", tr("Photos that are named but missing: {count}")),
            ("decided", tr("Conflicts decided for the register: {count}")),
            ("conflicting", tr("Rows in conflict, to be decided: {count}")),
            ("rejected", tr("Rows left out, to be corrected: {count}")),
        )
        alarming = ("older", "lost_photos", "conflicting", "rejected")
        for name, text in told:
            count = getattr(outcome, name)
            if count or name == "entered":
                (feedback.pushWarning if name in alarming else feedback.pushInfo)(text.format(count=count))
        for note in outcome.notes:
            feedback.pushInfo(note.say(tr_core))
        lines = [*(_problem(one) for one in outcome.problems), *(_conflict(one) for one in outcome.conflicts)]
        for line in lines[: _SAID_AT_MOST if conflicts else None]:
            feedback.pushWarning(line)
        if conflicts and lines:
            feedback.pushInfo(tr("All of them are in {path}.").format(path=conflicts))


def _problem(problem) -> str:
    from ...core.fieldwork.results.conflicts import title_of

    where = [problem.file, problem.sheet, tr("row {row}").format(row=problem.row) if problem.row else ""]
    column = title_of(problem.column, tr_core)
    value = f" “{problem.value}”" if problem.value else ""
    place = ", ".join(part for part in where if part)
    return f"{place}: {column}{value}: {problem.what.say(tr_core)} {problem.advice.say(tr_core)}".replace(": : ", ": ")


def _conflict(conflict) -> str:
    from ...core.fieldwork.values import STATUSES

    def said(visited_on, visited_by, status) -> str:
        parts = (visited_on, visited_by, tr_core(STATUSES[status]) if status in STATUSES else "")
        return " ".join(part for part in parts if part) or "-"

    site, visit = conflict.site, conflict.visit
    return tr("{file}, row {row}: site {site}: the register says {register}, the list {told}.").format(
        file=visit.result_file,
        row=visit.result_row,
        site=site["site_code"] or site["site_id"],
        register=said(conflict.shown.get("visited_on"), conflict.shown.get("visited_by"), site["status"]),
        told=said(visit.visited_on, visit.visited_by, visit.status),
    )
