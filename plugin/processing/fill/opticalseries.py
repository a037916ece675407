"""``opticalseries``: what changed in many optical images, and between which dates."""

from __future__ import annotations

import glob
import os

from qgis.core import (
    Qgis,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
)

from ...translation import tr
from ..base import FeedbackProgress
from ..styling import style_on_load
from .pairs import PairAlgorithm

_STYLES = {"SCORE": "score", "CHANGE": "change", "FIRST_CHANGE": "first_change", "SOIL": "soil"}


class OpticalSeries(PairAlgorithm):
    NAME = "opticalseries"
    TAGS = ("time series", "harmonic", "ndvi", "bsi", "season", "onset", "時系列", "季節", "変化抽出")

    def title(self) -> str:
        return tr("Change in a series of optical images")

    def help(self) -> str:
        return tr(
            "Learns the seasons of every cell from the first part of a series (NDVI and bare-ground index), watches the "
            "later dates and reports what departs from its season on two or more of them and stays. Autumn leaves, paddies "
            "and ploughed fields, which return, are not reported.\n\n"
            "Three dates are the least; with a year of monthly dates before the change it works as meant. What could be "
            "learnt is said in the log. A change is confirmed by the second clear date after it; on land that is ploughed "
            "every year only after four months.\n\n"
            "CHANGE: 1 vegetation → bare, 2 other → bare, 3 bare → vegetation, 4 other, 5 seen only on dates masked as "
            "cloud; 0 none, 255 too few clear dates. FIRST_CHANGE j: between the dates j and j + 1; where clouds lay "
            "between, LAST_UNCHANGED is the last clear date without the change. Both count from 1; the dates stand in the "
            "log and in the tags of the rasters."
        )

    def declare(self) -> None:
        self.add_stack(
            tr("Images of the series"),
            tr(
                "Three images of different dates or more, in any order: same bands, same coordinate system. Files named "
                "SCL, QA_PIXEL or mask are taken as masks."
            ),
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                "MASKS", tr("Cloud masks"), Qgis.ProcessingSourceType.Raster, optional=True
            ),
            tr(
                "Matched by the dates in their names, or in the order of the images where no name holds a date. Masks in "
                "the folder of the stack, or in its folder masks, are found by themselves. Images may lack one."
            ),
        )
        self.add_mask_kind()
        self.add_sensor()
        self.add_choice(
            "INDEX",
            tr("Index"),
            {"ndvi_bsi": tr("NDVI and bare-ground index"), "ndvi": "NDVI", "bsi": tr("bare-ground index (BSI)")},
            "ndvi_bsi",
        )
        self.add_date(
            "MONITOR_FROM",
            tr("Changes after"),
            tr(
                "Dates up to this one show the usual state. Empty: the first year of a series of a year and a half or more, "
                "else its first half."
            ),
        )
        self.add(
            QgsProcessingParameterBoolean("COREGISTER", tr("Correct shifts"), defaultValue=False),
            tr("Without it, an image more than half a pixel off the clearest one is refused."),
        )
        number = QgsProcessingParameterNumber
        self.add(
            number("CONFIRMATIONS", tr("Dates that confirm a change"), number.Type.Integer, 2, minValue=2, maxValue=10),
            tr("More are surer and later."),
            advanced=True,
        )
        self.add(
            number("SIGNIFICANCE", tr("Significance"), number.Type.Double, 0.05, minValue=1e-6, maxValue=0.5),
            tr("Share of the clear dates of unchanged ground that may depart; a change needs several in a row."),
            advanced=True,
        )
        self.add(
            number(
                "HARMONICS", tr("Harmonics of the year"), number.Type.Integer, optional=True, minValue=0, maxValue=2
            ),
            tr("Empty: as many as the dates can carry (2 from a year and twelve dates on)."),
            advanced=True,
        )
        self.add_scheduler()
        raster = QgsProcessingParameterRasterDestination
        self.add(
            raster("SCORE", tr("Change score")),
            tr("0 to 1; 0.5 and more is change that stayed. No data is unknown, not unchanged."),
        )
        self.add(
            raster("CHANGE", tr("Kind of change")),
            tr(
                "1 vegetation became bare, 2 other ground became bare, 3 bare became vegetation, 4 other change, "
                "5 soil-like but masked as cloud, 0 none."
            ),
        )
        self.add(
            raster("FIRST_CHANGE", tr("Interval of the change")),
            tr("j means between the dates j and j + 1; the dates are in the log."),
        )
        self.add(
            raster("LAST_UNCHANGED", tr("Last clear date without the change"), optional=True, createByDefault=False),
            tr("The change came after this date; the dates are in the log."),
        )
        self.add(
            raster("SOIL", tr("Gain of bare soil"), optional=True, createByDefault=False),
            tr("Sharpens the order of fill candidates."),
        )

    def execute(self, parameters, context, feedback):
        from ...core.change.series import SeriesOutputs, detect_series

        names = ("SCORE", "CHANGE", "FIRST_CHANGE", "LAST_UNCHANGED", "SOIL")
        outputs = {name: path for name in names if (path := self.destination(parameters, name, context))}
        files = series_files(
            self.stack_paths(parameters, context),
            self.parameterAsFile(parameters, "STACK_FOLDER", context),
            self.list_paths(parameters, "MASKS", context),
            self.parameterAsString(parameters, "DATES", context),
            self.parameterAsEnumString(parameters, "SENSOR", context),
            self.parameterAsString(parameters, "BANDS", context),
            self.parameterAsEnumString(parameters, "MASK_TYPE", context),
        )
        progress = FeedbackProgress(feedback)
        with self.cluster(parameters, context, progress) as cluster:
            result = detect_series(
                files,
                SeriesOutputs(*(outputs.get(name) for name in names)),
                self.parameterAsEnumString(parameters, "INDEX", context),
                self.date(parameters, "MONITOR_FROM", context),
                self.parameterAsBoolean(parameters, "COREGISTER", context),
                self.parameterAsDouble(parameters, "SIGNIFICANCE", context),
                self.parameterAsInt(parameters, "CONFIRMATIONS", context),
                None if parameters.get("HARMONICS") is None else self.parameterAsInt(parameters, "HARMONICS", context),
                progress=progress,
                cluster=cluster,
            )
        report_series(result, feedback)
        for name, path in outputs.items():
            if name in _STYLES:
                style_on_load(path, _STYLES[name], context)
        return outputs


def series_files(found: list[str], folder: str, masks: list[str], dates: str, sensor: str, bands: str, mask_kind: str):
    """Images and masks as the core wants them: masks among the images ``found``, or in a folder ``masks`` beside those of
    ``folder``, join ``masks``."""
    from ...core.change.series_stack import SeriesFiles, is_mask_name
    from ...core.dates import dates_of

    images = [path for path in found if not is_mask_name(path)]
    masks = [path for path in found if is_mask_name(path)] + masks
    if folder:
        masks += sorted(glob.glob(os.path.join(glob.escape(folder), "masks", "*.tif")))
    return SeriesFiles(
        tuple(images),
        tuple(dates_of(images, dates)),
        tuple(dict.fromkeys(os.path.realpath(path) for path in masks)),
        sensor,
        bands,
        mask_kind,
    )


def report_series(result, feedback) -> None:
    """Tell the log how it went: what was learnt is said before; here the dates, what was mended, and what was found."""
    for number, (day, share) in enumerate(zip(result.dates, result.clear_share), 1):
        feedback.pushInfo(
            tr("{number}: {date}, {share} % clear").format(number=number, date=day, share=f"{100 * share:.0f}")
        )
    feedback.pushInfo(
        tr("Sensor {sensor}; changes after {date}; {changed} of {seen} cells changed ({share} %).").format(
            sensor=result.sensor,
            date=result.monitored_from,
            changed=result.changed_cells,
            seen=result.seen_cells,
            share=f"{100 * result.changed_cells / max(1, result.seen_cells):.2f}",
        )
    )
    for date, shift in result.moved.items():
        feedback.pushInfo(
            tr("{date} was moved: it lay {x} pixels right and {y} pixels down.").format(
                date=date, x=f"{shift.x:+.2f}", y=f"{shift.y:+.2f}"
            )
        )
    if result.sampled_every > 1:
        feedback.pushInfo(
            tr("Large scene: statistics are from every {step}th row and column; the rasters hold every cell.").format(
                step=result.sampled_every
            )
        )
    for dates, told in (
        (result.resampled, tr("Other cells than the first image's, resampled onto them: {dates}.")),
        (result.unused_masks, tr("Masks of no image, left out: {dates}.")),
    ):
        if dates:
            feedback.pushInfo(told.format(dates=", ".join(map(os.path.basename, dates))))
    for dates, told in (
        (result.without_mask, tr("Without a cloud mask, taken as clear: {dates}.")),
        (result.unmeasured, tr("The shift of these dates could not be measured; check them by eye: {dates}.")),
        (result.unusable, tr("Too little is seen on these dates, which say nothing: {dates}.")),
    ):
        if dates:
            feedback.pushWarning(told.format(dates=", ".join(dates)))
