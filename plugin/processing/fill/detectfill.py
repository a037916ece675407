"""``detectfill``: the main job, from observations of different dates to triaged candidates."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterVectorDestination,
    QgsVectorLayer,
)

from ...core.errors import InputError
from ...core.files import require_writable
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import language_of_user, tr, tr_core, words_in
from ..base import FeedbackProgress, rasters_in
from ..styling import style_on_load
from .opticalchange import report_change
from .pairs import PairAlgorithm
from .triaging import TriageAlgorithm


class DetectFill(PairAlgorithm, TriageAlgorithm):
    NAME = "detectfill"
    TAGS = ("fill", "盛土", "不適正盛土", "detection", "検出")

    def title(self) -> str:
        return tr("Detect improper fill")

    def help(self) -> str:
        return tr(
            "The whole way in one run: compares what observations there are of different dates, joins changed cells into "
            "places, weighs the evidence, reads each place by permits, law and danger, and writes the candidates as a "
            "styled layer in the order of visits, with a report and the funnel.\n\n"
            "Give any of: an image pair (BEFORE, AFTER) or a folder with a series of images; a stack of radar images "
            "(STACK or STACK_FOLDER); two elevation models (DEM_BEFORE, DEM_AFTER). With more of them fewer harmless "
            "places rank high. All maps are optional too: what is not given is unknown, and said so.\n\n"
            "Every candidate says why in words, and none is dropped. Make the list for inspectors from it with the "
            "field-check list algorithm."
        )

    def declare(self) -> None:
        self.add_images(optional=True)
        self.add_masks()
        self.add_dates()
        self.add(
            QgsProcessingParameterFile(
                "OPTICAL_FOLDER",
                tr("Folder of a series of images"),
                QgsProcessingParameterFile.Behavior.Folder,
                optional=True,
            ),
            tr(
                "Instead of the pair: three images or more, with their dates and masks in the names; seasons and ploughing "
                "are then told from works."
            ),
        )
        self.add_sensor()
        self.add_method()
        self.add_stack(
            tr("SAR stack"),
            tr("Radar images of one orbit, two dates or more, with dates and polarisations in the names."),
        )
        self.add_raster(
            "DEM_BEFORE", tr("Elevations BEFORE"), tr("The earlier elevation model of the ground."), optional=True
        )
        self.add_raster("DEM_AFTER", tr("Elevations AFTER"), tr("The later one."), optional=True)
        self.add_survey_dates()
        self.add_objects()
        self.add_surroundings(municipalities=False)
        self.add_reliabilities()
        self.add_scheduler()
        self.add(
            QgsProcessingParameterVectorDestination("CANDIDATES", tr("Fill candidates")),
            tr("Places where earth may have been moved, in the order of visits. Not a finding that they are unlawful."),
        )
        self.add(
            QgsProcessingParameterRasterDestination("SCORE", tr("Change score"), optional=True),
            tr("Of optics, else of radar, else of elevations."),
        )
        self.add(
            QgsProcessingParameterRasterDestination(
                "CHANGE", tr("Kind of change"), optional=True, createByDefault=False
            ),
            tr("Of the same, for elevations 1 cut and 2 fill."),
        )
        self.add(
            QgsProcessingParameterFileDestination("REPORT", tr("Report"), "HTML (*.html *.htm)", optional=True),
            tr("What was compared, what was found and how sure that is, on a page to print."),
        )
        self.add_funnel()
        self.addOutput(QgsProcessingOutputNumber("COUNT", tr("Number of candidates")))

    def execute(self, parameters, context, feedback):
        from ...core.fill.report import detection_report, speaker
        from ...core.fill.working_folder import move_whole, working_folder
        from ...core.html import write_page
        from ...core.tasks import Part
        from .candidates import LAYER

        names = ("CANDIDATES", "SCORE", "CHANGE", "REPORT", "FUNNEL")
        outputs = {name: path for name in names if (path := self.destination(parameters, name, context))}
        for path in outputs.values():
            require_writable(path)
        law, *_ = self.triage_inputs(parameters, context)  # what cannot be read is said now
        steps = self._steps(parameters, context)
        observed, areas = self._given(parameters, context)
        language = language_of_user()
        words = words_in(language)
        progress = FeedbackProgress(feedback)
        # What nobody asked to keep is made beside the candidates, on a disk with room for it.
        with working_folder(Path(outputs["CANDIDATES"])) as scratch:
            files, sections = {}, []
            with self.cluster(parameters, context, progress) as cluster:
                for number, (name, step) in enumerate(steps.items()):
                    part = Part(progress, 0.6 * number / len(steps), 0.6 * (number + 1) / len(steps))
                    run = _Run(scratch / name, part, cluster, observed, speaker(words), words)
                    files[name], section = step(parameters, context, feedback, run)
                    sections.append(section)
            evidence = str(scratch / "candidates.gpkg")
            candidates = self.make_candidates(
                parameters, context, Part(progress, 0.6, 0.85), evidence, files, observed, areas
            )
            feedback.pushInfo(tr("{count} candidates.").format(count=len(candidates)))
            layer = QgsVectorLayer(f"{evidence}|layername={LAYER}", LAYER, "ogr")
            given = dict(parameters)
            if not given.get("DEM"):
                given["DEM"] = given.get("DEM_AFTER") or given.get("DEM_BEFORE")
            triaged, funnel, numbers = self.triage_layer(
                layer,
                given,
                context,
                feedback,
                outputs["CANDIDATES"],
                outputs.get("FUNNEL", ""),
                Part(progress, 0.85, 1),
            )
            del layer  # an open file cannot be removed on Windows
            # Rasters to keep get their names at the very end, like all results of a run that went through.
            first = next(iter(steps))
            move_whole({scratch / first / f"{k.lower()}.tif": outputs[k] for k in ("SCORE", "CHANGE") if k in outputs})
        if "REPORT" in outputs:
            write_page(outputs["REPORT"], detection_report(sections, candidates, triaged, funnel, law, words, language))
        for name, style in (
            ("CANDIDATES", self.triage_style(parameters)),
            ("SCORE", "score"),
            ("CHANGE", _change_style(steps)),
        ):
            if name in outputs:
                style_on_load(outputs[name], style, context)
        return {**outputs, **numbers, "COUNT": len(candidates)}

    def _steps(self, parameters, context) -> dict:
        """The method that asks each witness of whom something is given, by its name; raises where nothing is."""
        from ...core.fill.witnesses import ELEVATION, OPTICAL, SAR

        given = {
            name: parameters.get(name) not in (None, "", [])
            for name in ("BEFORE", "AFTER", "OPTICAL_FOLDER", "STACK", "STACK_FOLDER", "DEM_BEFORE", "DEM_AFTER")
        }
        for one, other in (("BEFORE", "AFTER"), ("DEM_BEFORE", "DEM_AFTER")):
            if given[one] != given[other]:
                raise InputError(
                    QT_TRANSLATE_NOOP("SoraNoMe", "{given} is given without {missing}. Give both, or neither."),
                    given=one if given[one] else other,
                    missing=other if given[one] else one,
                )
        if given["BEFORE"] and given["OPTICAL_FOLDER"]:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Both an image pair and a folder with a series are given. Leave one out; the series can hold the pair.",
                )
            )
        steps = {}
        if given["BEFORE"] or given["OPTICAL_FOLDER"]:
            steps[OPTICAL] = self._pair if given["BEFORE"] else self._series
        if given["STACK"] or given["STACK_FOLDER"]:
            steps[SAR] = self._radar
        if given["DEM_BEFORE"]:
            steps[ELEVATION] = self._elevations
        if not steps:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Nothing to compare is given. Choose an image pair, a folder of images, a SAR stack or two elevation "
                    "models.",
                )
            )
        return steps

    def _given(self, parameters, context):
        """What was observed when, and the municipalities in the CRS the candidates will have."""
        files = [self.raster_path(parameters, name, context) or "" for name in ("BEFORE", "AFTER")]
        leading = files[0]
        if not leading and parameters.get("OPTICAL_FOLDER"):
            leading = rasters_in(self.parameterAsFile(parameters, "OPTICAL_FOLDER", context))[0]
        leading = leading or next(iter(self.stack_paths(parameters, context)), "")
        leading = leading or self.raster_path(parameters, "DEM_BEFORE", context)
        return self.observed(parameters, context, *files), self.municipalities(parameters, context, leading)

    # -- the witnesses: each makes its rasters and says how it went ----------------------------

    def _pair(self, parameters, context, feedback, run):
        from ...core.change.optical import detect
        from ...core.fill.report import optical_section
        from ...core.fill.witnesses import WitnessFiles

        score, change, soil = (run.path(name) for name in ("SCORE", "CHANGE", "SOIL"))
        result = detect(
            self.pair_files(parameters, context),
            score,
            change,
            soil,
            self.parameterAsEnumString(parameters, "METHOD", context),
            self.parameterAsBoolean(parameters, "COREGISTER", context),
            progress=run.progress,
            cluster=run.cluster,
        )
        report_change(result, feedback)
        return WitnessFiles(score, change, soil), optical_section(result, run.observed, run.say)

    def _series(self, parameters, context, feedback, run):
        from ...core.change.series import SeriesOutputs, detect_series
        from ...core.fill.report import series_section
        from ...core.fill.witnesses import WitnessFiles
        from .opticalseries import report_series, series_files

        folder = self.parameterAsFile(parameters, "OPTICAL_FOLDER", context)
        files = series_files(
            rasters_in(folder),
            folder,
            [],
            "",
            self.parameterAsEnumString(parameters, "SENSOR", context),
            self.parameterAsString(parameters, "BANDS", context),
            self.parameterAsEnumString(parameters, "MASK_TYPE", context),
        )
        names = ("SCORE", "CHANGE", "FIRST_CHANGE", "LAST_UNCHANGED", "SOIL")
        score, change, first, last, soil = paths = [run.path(name) for name in names]
        result = detect_series(
            files,
            SeriesOutputs(*paths),
            coregister=self.parameterAsBoolean(parameters, "COREGISTER", context),
            progress=run.progress,
            cluster=run.cluster,
        )
        report_series(result, feedback)
        return WitnessFiles(score, change, soil, first, last), series_section(result, run.say)

    def _radar(self, parameters, context, feedback, run):
        from ...core.change.sar import detect
        from ...core.change.sar_stack import StackFiles
        from ...core.fill.report import radar_section
        from ...core.fill.witnesses import WitnessFiles

        score, change, first = (run.path(name) for name in ("SCORE", "CHANGE", "FIRST_CHANGE"))
        result = detect(
            StackFiles(
                tuple(self.stack_paths(parameters, context)), self.parameterAsString(parameters, "DATES", context)
            ),
            score,
            change,
            first,
            progress=run.progress,
            cluster=run.cluster,
        )
        return WitnessFiles(score, change, first_change=first), radar_section(result, run.say)

    def _elevations(self, parameters, context, feedback, run):
        from ...core.change.elevation import detect
        from ...core.change.elevation_pair import ElevationFiles
        from ...core.fill.report import elevation_section
        from ...core.fill.witnesses import WitnessFiles

        difference, significant, score = (run.path(name) for name in ("DIFFERENCE", "CHANGE", "SCORE"))
        result = detect(
            ElevationFiles(*(self.raster_path(parameters, name, context) for name in ("DEM_BEFORE", "DEM_AFTER"))),
            difference,
            significant,
            score,
            progress=run.progress,
            cluster=run.cluster,
        )
        for message in result.warnings:
            feedback.pushWarning(message.say(tr_core))
        return WitnessFiles(score, difference=difference), elevation_section(result, run.say, run.words)


class _Run:
    """Where a witness puts its rasters, and what it needs to say how it went."""

    def __init__(self, folder: Path, progress, cluster, observed, say, words):
        folder.mkdir(exist_ok=True)  # with the tiles of a run that was stopped
        self._folder = folder
        self.progress, self.cluster, self.observed, self.say, self.words = progress, cluster, observed, say, words

    def path(self, name: str) -> str:
        return str(self._folder / f"{name.lower()}.tif")


def _change_style(steps: dict) -> str:
    return {"optical": "change", "sar": "sar_change", "elevation": "significant"}[next(iter(steps))]
