"""``sarchange``: what changed in a stack of SAR images, and in which interval first."""

from __future__ import annotations

from dataclasses import replace

from qgis.core import (
    Qgis,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ...translation import tr
from ..base import Algorithm, FeedbackProgress, rasters_in
from ..styling import style_on_load

_STYLES = {"SCORE": "score", "CHANGE": "sar_change", "FIRST_CHANGE": "first_change", "STEP_DB": "sar_step"}
_NAMED_FILES = 5  # in a warning


class SarChange(Algorithm):
    NAME = "sarchange"
    GROUP = "fill"
    TAGS = ("sar", "sentinel-1", "alos", "omnibus", "wishart", "speckle", "レーダ", "変化抽出")

    def title(self) -> str:
        return tr("Change in a stack of SAR images")

    def help(self) -> str:
        return tr(
            "Tests two to 253 radar images of one orbit for change in every cell, and tells between which dates it came "
            "first. Clouds do not matter. Each date is one file per polarisation (VV or VH in its name) or one file with a "
            "band for each; power or decibels, terrain corrected, all on one grid.\n\n"
            "SCORE is 0 to 1; change begins at 0.5, the significance. CHANGE: 1 brighter, 2 darker, 3 mixed (the "
            "polarisations disagree), 0 none, 255 no data. FIRST_CHANGE j: between the dates j and j + 1. The dates stand "
            "in the log and in the tags of the rasters.\n\n"
            "Real ground is never as still as pure speckle. With NULL = stack, the default, weather is taken out of each "
            "date, cells are averaged 3 × 3, and what counts is a step that stays, measured against the unrest of the cell "
            "itself; how far chance goes is learnt from the quieter part of the stack. NULL = none is the theory alone: the "
            "omnibus test of Conradsen et al. (2016) on single cells, right for pure speckle with the right number of looks."
        )

    def declare(self) -> None:
        self.add_stack(
            tr("SAR images of the stack"),
            tr("Terrain corrected backscatter (γ⁰ or σ⁰) of one orbit on one grid, two dates or more, in any order."),
        )
        self.add(
            QgsProcessingParameterString("POLARISATIONS", tr("Polarisations"), optional=True),
            tr(
                "Such as VV,VH. Empty: all that are named in files or bands. Needed where bands do not say which they are."
            ),
        )
        self.add_choice(
            "METHOD",
            tr("Test"),
            {
                "omnibus": tr("all dates against each other, and the first that differs"),
                "ratio": tr("first half of the dates against the second, significance of the ratio"),
                "logratio": tr("first half against the second, threshold found in the data"),
            },
            "omnibus",
        )
        self.add_choice(
            "NULL",
            tr("What no change looks like"),
            {"stack": tr("learnt from the stack"), "none": tr("theory of speckle")},
            "stack",
        )
        number = QgsProcessingParameterNumber
        self.add(
            number("SIGNIFICANCE", tr("Significance"), number.Type.Double, 0.01, minValue=1e-6, maxValue=0.2),
            tr("Share of unchanged cells that may be flagged. Not used by the log ratio."),
        )
        self.add(
            number("LOOKS", tr("Number of looks"), number.Type.Double, 0, minValue=0, maxValue=1000),
            tr("Equivalent number of looks of the images. 0: estimated, which the log reports with its spread."),
        )
        self._declare_null()
        self._declare_reading()
        self.add_scheduler()
        raster = QgsProcessingParameterRasterDestination
        self.add(
            raster("SCORE", tr("Change score")),
            tr("0 to 1; 0.5 and more is change. No data is unknown, not unchanged."),
        )
        self.add(raster("CHANGE", tr("Kind of change")), tr("1 became brighter, 2 became darker, 3 mixed, 0 none."))
        self.add(
            raster("FIRST_CHANGE", tr("Interval of the change")),
            tr("j means between the dates j and j + 1; the dates are in the log."),
        )
        self.add(
            raster("STEP_DB", tr("Step of the change (dB)"), optional=True, createByDefault=False),
            tr("A band for each polarisation: by how many decibels a changed cell became brighter."),
        )
        self.addOutput(QgsProcessingOutputNumber("LOOKS", tr("Number of looks")))
        self.addOutput(QgsProcessingOutputNumber("LOOKS_SPREAD", tr("Spread of the looks")))
        self.addOutput(QgsProcessingOutputNumber("FLAGGED", tr("Share of cells flagged")))

    def _declare_null(self) -> None:
        self.add(
            QgsProcessingParameterMultipleLayers(
                "NULL_STACK", tr("Images without change"), Qgis.ProcessingSourceType.Raster, optional=True
            ),
            tr(
                "Another stack over the same cells in which nothing is known to have changed, such as the same season of a "
                "year before. NULL = stack then also learns how restless each cell is and how far the tail reaches."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFile(
                "NULL_STACK_FOLDER",
                tr("Folder of images without change"),
                QgsProcessingParameterFile.Behavior.Folder,
                optional=True,
            ),
            tr("Instead of choosing files: every GeoTIFF in this folder."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString("NULL_DATES", tr("Dates without change"), optional=True),
            tr(
                "Which of those images to learn from, or, where none are given, which of the stack: first and last date as "
                "2022-10-01/2022-12-31, or dates separated by commas."
            ),
            advanced=True,
        )
        self.add_raster(
            "LANDCOVER",
            tr("Land cover"),
            tr("A raster of classes; what no change looks like is learnt for each class of 400 cells or more."),
            optional=True,
            advanced=True,
        )

    def _declare_reading(self) -> None:
        self.add_choice(
            "SCALE",
            tr("Unit of the images"),
            {"auto": tr("told from the values"), "power": tr("linear power"), "db": tr("decibels")},
            "auto",
            advanced=True,
        )
        self.add_choice(
            "SPECKLE_FILTER",
            tr("Speckle filter"),
            {
                "auto": tr("3 × 3 mean, but none in pure theory"),
                "none": tr("none"),
                "mean": tr("3 × 3 mean"),
                "nlmeans": tr("non-local means (slow)"),
            },
            "auto",
            tr("LOOKS is that of the images as given; after a filter it is always estimated."),
            advanced=True,
        )
        self.add_choice(
            "THRESHOLD",
            tr("Threshold of the log ratio"),
            {"kittler_illingworth": tr("Kittler and Illingworth (small changes)"), "otsu": tr("Otsu (large changes)")},
            "kittler_illingworth",
            advanced=True,
        )

    def execute(self, parameters, context, feedback):
        from ...core.change.sar import SarSettings, detect

        outputs = {name: path for name in _STYLES if (path := self.destination(parameters, name, context))}
        files, quiet = self._files(parameters, context)
        null = self.parameterAsEnumString(parameters, "NULL", context)
        if quiet is not None and null == "none":
            feedback.pushWarning(tr("NULL is none: the images without change are not used."))
        settings = SarSettings(
            self.parameterAsEnumString(parameters, "METHOD", context),
            null,
            self.parameterAsDouble(parameters, "LOOKS", context),
            self.parameterAsDouble(parameters, "SIGNIFICANCE", context),
            self.raster_path(parameters, "LANDCOVER", context),
            quiet,
            self.parameterAsEnumString(parameters, "SPECKLE_FILTER", context),
            self.parameterAsEnumString(parameters, "THRESHOLD", context),
        )
        progress = FeedbackProgress(feedback)
        with self.cluster(parameters, context, progress) as cluster:
            paths = (outputs.get(name) for name in _STYLES)
            result = detect(files, *paths, settings=settings, progress=progress, cluster=cluster)
        report_sar(result, settings, feedback)
        for name, path in outputs.items():
            style_on_load(path, _STYLES[name], context)
        return {
            **outputs,
            "LOOKS": result.looks.number,
            "LOOKS_SPREAD": result.looks.spread,
            "FLAGGED": result.flagged_share,
        }

    def _files(self, parameters, context):
        """The stack, and the images without change (None where there are none)."""
        from ...core.change.sar_stack import StackFiles, chosen

        files = StackFiles(
            tuple(self.stack_paths(parameters, context)),
            self.parameterAsString(parameters, "DATES", context),
            self.parameterAsString(parameters, "POLARISATIONS", context),
            self.parameterAsEnumString(parameters, "SCALE", context),
        )
        folder = self.parameterAsFile(parameters, "NULL_STACK_FOLDER", context)
        paths = rasters_in(folder) if folder else self.list_paths(parameters, "NULL_STACK", context)
        quiet = replace(files, paths=tuple(paths), dates="") if paths else None
        period = self.parameterAsString(parameters, "NULL_DATES", context).strip()
        return files, chosen(quiet or files, period) if period else quiet


def report_sar(result, settings, feedback) -> None:
    """Tell the log how a SAR change detection went."""
    from ...core.change.sar_stack import UNNAMED

    named = [tr("polarisation not named") if name == UNNAMED else name for name in result.polarisations]
    feedback.pushInfo(
        tr("{dates} dates from {first} to {last}, {polarisations}, {unit}.").format(
            dates=len(result.dates),
            first=result.dates[0],
            last=result.dates[-1],
            polarisations=" + ".join(named),
            unit=tr("decibels") if result.scale == "db" else tr("linear power"),
        )
    )
    if result.unusable:
        _warn_of_unusable(result.unusable, feedback)
    if settings.looks:
        feedback.pushInfo(tr("Number of looks as given: {looks}.").format(looks=f"{result.looks.number:.1f}"))
    else:
        feedback.pushInfo(
            tr("Number of looks estimated: {looks} (single windows spread by ±{spread}, {windows} windows).").format(
                looks=f"{result.looks.number:.1f}",
                spread=f"{result.looks.spread:.1f}",
                windows=result.looks.windows,
            )
        )
    if result.tested_looks != result.looks:
        feedback.pushInfo(tr("After the filter: {looks} looks.").format(looks=f"{result.tested_looks.number:.1f}"))
    if result.looks.number < 2 and settings.null == "none":
        feedback.pushWarning(tr("Below two looks: the exact distribution is used in place of its approximation."))
    if result.null is not None:
        law = result.null.classes[None]
        feedback.pushInfo(
            tr(
                "Null learnt from the stack for {classes} classes; unrest of ±{unrest} dB on one date, stretch {stretch}, "
                "tail {tail}."
            ).format(
                classes=max(1, len(result.null.classes) - 1),
                unrest=f"{4.343 * law.unrest**0.5:.2f}",
                stretch=f"{law.stretch:.2f}",
                tail=f"{law.tail:.2f}",
            )
        )
    if settings.method == "logratio":
        feedback.pushInfo(
            tr("Threshold: {threshold} standard deviations of speckle.").format(threshold=f"{result.threshold:.2f}")
        )
    feedback.pushInfo(
        tr("{changed} of {seen} cells changed ({share} %).").format(
            changed=result.changed_cells, seen=result.seen_cells, share=f"{100 * result.flagged_share:.2f}"
        )
    )
    for j in range(1, len(result.dates)):
        if result.intervals[j]:
            feedback.pushInfo(
                tr("FIRST_CHANGE {j}: {after} to {until}, {cells} cells.").format(
                    j=j, after=result.dates[j - 1], until=result.dates[j], cells=result.intervals[j]
                )
            )


def _warn_of_unusable(files, feedback) -> None:
    named = ", ".join(f"{one.name} ({100 * one.share:.2g} %)" for one in files[:_NAMED_FILES])
    feedback.pushWarning(
        tr(
            "Files with cells that are zero, negative or infinite, which no backscatter is: {number}. The worst: {files}. "
            "These cells were treated as not seen. Where they are not the empty rim of the image, check how it was "
            "calibrated and whether noise was subtracted."
        ).format(number=len(files), files=named)
    )
