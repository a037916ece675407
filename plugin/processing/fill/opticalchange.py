"""``opticalchange``: what changed between two optical images."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterRasterDestination

from ...translation import tr
from ..base import FeedbackProgress
from ..styling import style_on_load
from .pairs import PairAlgorithm


class OpticalChange(PairAlgorithm):
    NAME = "opticalchange"
    TAGS = ("irmad", "cva", "ndvi", "bsi", "change", "変化抽出")

    def title(self) -> str:
        return tr("Change between two optical images")

    def help(self) -> str:
        return tr(
            "Compares two images cell by cell. SCORE is 0 to 1 whatever the method; change begins at 0.5, a threshold "
            "found in the data, so that nothing needs tuning.\n\n"
            "CHANGE tells what the change was: 1 vegetation → bare, 2 other → bare, 3 bare → vegetation, 4 other, "
            "5 masked as cloud in AFTER but soil-like and changed there; 0 none, 255 no data. SOIL, where asked for, is "
            "how much barer the ground became (−1 to 1).\n\n"
            "Memory stays below 2 GiB whatever the size of the scene."
        )

    def declare(self) -> None:
        self.add_images()
        self.add_sensor()
        self.add_masks()
        self.add_method()
        self.add_scheduler()
        self.add(
            QgsProcessingParameterRasterDestination("SCORE", tr("Change score")),
            tr("0 to 1; 0.5 and more is change. No data is unknown, not unchanged."),
        )
        self.add(
            QgsProcessingParameterRasterDestination("CHANGE", tr("Kind of change")),
            tr(
                "1 vegetation became bare, 2 other ground became bare, 3 bare became vegetation, 4 other change, "
                "5 soil-like but masked as cloud, 0 none."
            ),
        )
        self.add(
            QgsProcessingParameterRasterDestination(
                "SOIL", tr("Gain of bare soil"), optional=True, createByDefault=False
            ),
            tr("Sharpens the order of fill candidates."),
        )

    def execute(self, parameters, context, feedback):
        from ...core.change.optical import detect

        outputs = {
            name: path for name in ("SCORE", "CHANGE", "SOIL") if (path := self.destination(parameters, name, context))
        }
        progress = FeedbackProgress(feedback)
        with self.cluster(parameters, context, progress) as cluster:
            result = detect(
                self.pair_files(parameters, context),
                outputs["SCORE"],
                outputs["CHANGE"],
                outputs.get("SOIL"),
                self.parameterAsEnumString(parameters, "METHOD", context),
                self.parameterAsBoolean(parameters, "COREGISTER", context),
                progress=progress,
                cluster=cluster,
            )
        report_change(result, feedback)
        for name, path in outputs.items():
            style_on_load(path, name.lower(), context)
        return outputs


def report_change(result, feedback) -> None:
    """Tell the log how a change detection went."""
    feedback.pushInfo(
        tr("Sensor {sensor}; threshold {threshold}; {changed} of {seen} cells changed ({share} %).").format(
            sensor=result.sensor,
            threshold=f"{result.threshold:.3f}",
            changed=result.changed_cells,
            seen=result.seen_cells,
            share=f"{100 * result.changed_cells / max(1, result.seen_cells):.2f}",
        )
    )
    if result.fit is not None and not result.fit.converged:
        feedback.pushWarning(tr("IR-MAD did not settle within {rounds} rounds.").format(rounds=result.fit.iterations))
    if result.sampled_every > 1:
        feedback.pushInfo(
            tr("Large scene: statistics are from every {step}th row and column; the rasters hold every cell.").format(
                step=result.sampled_every
            )
        )
    if not result.shift.reliable:
        feedback.pushWarning(tr("The shift between the images could not be measured; check the pair by eye."))
    elif result.corrected:
        feedback.pushInfo(
            tr("AFTER was moved onto BEFORE: it lay {x} pixels right and {y} pixels down.").format(
                x=f"{result.shift.x:+.2f}", y=f"{result.shift.y:+.2f}"
            )
        )
