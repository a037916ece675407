"""``comparecoverage``: a predicted signal beside measurements, and its calibration."""

from __future__ import annotations

import math

from qgis.core import (
    Qgis,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from ...core.errors import InputError
from ...core.files import require_writable
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr, tr_core, words_in
from ..base import Algorithm, FeedbackProgress, fields_of, write_layer
from ..styling import style_on_load, styled


class CompareCoverage(Algorithm):
    NAME = "comparecoverage"
    GROUP = "coverage"
    TAGS = ("residual", "calibration", "rmse", "drive test", "残差", "較正", "検証", "電波測定", "受信レベル")

    def title(self) -> str:
        return tr("Compare predicted signal with measurements")

    def help(self) -> str:
        return tr(
            "Says how far a prediction lies from what was measured, and corrects it. Samples of one place count once "
            "(medians by cell, carrier, band and clutter).\n\n"
            "BIAS is the mean of measured − predicted: what must be added. The calibration estimates it by carrier, band "
            "and clutter, small groups drawn towards their carrier, and gives a 90 % interval. Both are checked in areas "
            "that were held out; the report says how many of their places really lie in the interval.\n\n"
            "Samples out of service are no numbers: the report says how many lie where service was predicted."
        )

    def declare(self) -> None:
        number, any_field = QgsProcessingParameterNumber, QgsProcessingParameterField.DataType.Any
        self.add(
            QgsProcessingParameterMultipleLayers("SIGNAL", tr("Predicted signal"), Qgis.ProcessingSourceType.Raster),
            tr("Rasters in dBm of predictcoverage: one for all measurements, or one for each carrier."),
        )
        self.add(
            QgsProcessingParameterString("CARRIERS", tr("Carriers of the rasters"), optional=True),
            tr("In the order of the rasters, separated by commas: docomo, KDDI, SoftBank, Rakuten. Empty: as the rasters "
               "say; a single raster without a carrier is compared with all measurements."),
        )  # fmt: skip
        self.add(
            QgsProcessingParameterFeatureSource(
                "MEASUREMENTS", tr("Measurements"), [Qgis.ProcessingSourceType.VectorPoint]
            ),
            tr("Points of importmeasurements, or others with a level in dBm."),
        )
        for name, label, default, help in (
            ("SIGNAL_FIELD", tr("Field of the level"), "signal_dbm", tr("In dBm.")),
            ("CARRIER_FIELD", tr("Field of the carrier"), "carrier", tr("Name or network code.")),
            ("BAND_FIELD", tr("Field of the band"), "band", tr("Such as B19 or n78.")),
            (
                "SERVICE_FIELD",
                tr("Field of service"),
                "in_service",
                tr("False: out of service, which is a measurement too."),
            ),
        ):
            field = QgsProcessingParameterField(name, label, default, "MEASUREMENTS", any_field, optional=True)
            self.add(
                field, tr("{what} A field the layer does not have counts as empty.").format(what=help), advanced=True
            )
        self.add_raster(
            "CLUTTER",
            tr("Clutter"),
            tr("Heights of trees and buildings (surface − terrain, metres) or a map of land cover classes, in the "
               "coordinate system of SIGNAL."),
            optional=True,
        )  # fmt: skip
        self.add_choice(
            "CLUTTER_KIND",
            tr("The clutter raster holds"),
            {
                "auto": tr("whole numbers: classes, else heights"),
                "heights": tr("heights in metres"),
                "classes": tr("classes"),
            },
            "auto",
            tr("Heights are parted at 1, 5 and 15 m."),
            advanced=True,
        )
        self.add(
            number(
                "SENSITIVITY",
                tr("Sensitivity of the receiver (dBm)"),
                number.Type.Double,
                optional=True,
                minValue=-160,
                maxValue=-10,
            ),
            tr("Below it nothing was measured. Weak places are then not learnt from, where only lucky samples have a level; "
               "and places out of service are judged by it."),
        )  # fmt: skip
        self.add(
            number("CELL", tr("Cell samples are gathered in (m)"), number.Type.Double, 25, minValue=1, maxValue=1000),
            tr("About 20 to 40 wavelengths or more, so that fading averages out."),
            advanced=True,
        )
        self.add(
            number("BLOCK", tr("Areas held out together (m)"), number.Type.Double, 500, minValue=50, maxValue=20000),
            tr("Edge of the squares; wider than shadows of hills and buildings are correlated."),
            advanced=True,
        )
        self.add_language()
        self.add(
            QgsProcessingParameterVectorDestination("RESIDUALS", tr("Residuals")),
            tr(
                "A point for each place compared, with what was measured, what was predicted, and the difference; black "
                "crosses are places out of service."
            ),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                "REPORT", tr("Report"), "HTML (*.html *.htm)", optional=True, createByDefault=True
            ),
            tr("Bias, spread, offsets, and the check in areas held out, on a page to print."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                "CALIBRATION", tr("Calibration"), "JSON (*.json)", optional=True, createByDefault=True
            ),
            tr("Offsets and spread of each carrier and band; give it to the prediction."),
        )
        self.add(
            QgsProcessingParameterRasterDestination(
                "CALIBRATED", tr("Calibrated signal"), optional=True, createByDefault=False
            ),
            tr("The raster of SIGNAL with its offsets; for a single raster only."),
        )
        for name, label in _number_titles():
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def execute(self, parameters, context, feedback):
        from ...core.coverage.measuring.compare import calibrate_raster, compare
        from ...core.coverage.measuring.compare_report import report
        from ...core.html import write_page
        from ...core.tasks import Part

        names = ("RESIDUALS", "REPORT", "CALIBRATION", "CALIBRATED")
        outputs = {name: path for name in names if (path := self.destination(parameters, name, context))}
        for path in outputs.values():
            require_writable(path)
        signals = self._signals(parameters, context)
        if "CALIBRATED" in outputs and len(signals) > 1:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "CALIBRATED is made of one raster, but SIGNAL holds {count}. Run them one by one."
                ),
                count=len(signals),
            )
        clutter = self.raster_path(parameters, "CLUTTER", context)
        kind = self.parameterAsEnumString(parameters, "CLUTTER_KIND", context)
        samples, crs = self._samples(parameters, context, feedback, signals[0][0])
        progress = FeedbackProgress(feedback)
        result = compare(
            signals,
            samples,
            clutter,
            kind,
            self.parameterAsDouble(parameters, "CELL", context),
            self.parameterAsDouble(parameters, "BLOCK", context),
            self.optional_number(parameters, "SENSITIVITY", context),
            Part(progress, 0.3, 0.8),
        )
        _tell(result, feedback)
        _write_residuals(outputs["RESIDUALS"], result, crs)
        if "CALIBRATION" in outputs:
            result.calibration.write(outputs["CALIBRATION"])
        if "CALIBRATED" in outputs:
            path, carrier = result.rasters[0]
            if not carrier and len({key[0] for key in result.cells.keys}) > 1:
                feedback.pushWarning(
                    tr("SIGNAL names no carrier (CARRIERS), so CALIBRATED got the one offset of all carriers together.")
                )
            calibrate_raster(path, outputs["CALIBRATED"], result.calibration, carrier, clutter, Part(progress, 0.8, 1))
            style_on_load(outputs["CALIBRATED"], "signal", context, group=tr("Coverage measurements"))
        if "REPORT" in outputs:
            language = self.language(parameters, context)
            write_page(outputs["REPORT"], report(result, words_in(language), language))
        style_on_load(outputs["RESIDUALS"], "residuals", context, group=tr("Coverage measurements"))
        return {**outputs, **_numbers(result)}

    def _signals(self, parameters, context) -> list[tuple[str, str]]:
        """(file, carrier or empty) of each raster of SIGNAL."""
        paths = self.list_paths(parameters, "SIGNAL", context)
        if not paths:
            raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "SIGNAL is empty. Choose a raster of predicted signal."))
        given = self.parameterAsString(parameters, "CARRIERS", context)
        carriers = [name.strip() for name in given.replace("、", ",").replace(";", ",").split(",") if name.strip()]
        if carriers and len(carriers) != len(paths):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "CARRIERS names {carriers} carriers, but SIGNAL holds {rasters} rasters. Name one for each.",
                ),
                carriers=len(carriers),
                rasters=len(paths),
            )
        return list(zip(paths, carriers or [""] * len(paths)))

    def _samples(self, parameters, context, feedback, first: str):
        """Measurements in the CRS of the first raster, and that CRS."""
        import numpy as np

        from ...core.coverage.measuring.carriers import carrier_name
        from ...core.coverage.measuring.compare import Samples
        from ...core.raster import Raster
        from ..features import crs_of, require_fields
        from ..points import transformed

        source = self.parameterAsSource(parameters, "MEASUREMENTS", context)
        if source is None:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "MEASUREMENTS: {path} cannot be opened as points."),
                path=str(parameters.get("MEASUREMENTS")),
            )
        if source.featureCount() == 0:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "MEASUREMENTS: {name} is empty, so there is no measurement to compare with. Choose the points of "
                    "importmeasurements.",
                ),
                name=source.sourceName(),
            )
        if not source.sourceCrs().isValid():
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name} has no coordinate reference system. Assign the right one to the layer and run again.",
                ),
                name=source.sourceName(),
            )
        fields = {
            role: self.parameterAsString(parameters, f"{role}_FIELD", context)
            for role in ("SIGNAL", "CARRIER", "BAND", "SERVICE")
        }
        require_fields(source, (fields["SIGNAL"],))
        with Raster(first) as raster:
            raster.grid.require_metres(raster.name)
            crs = crs_of(raster.grid.crs)
        x, y, level, carrier, band, service, kinds = _read(source, fields, feedback)
        x, y = transformed(x, y, source.sourceCrs(), crs, context)
        if len(kinds) > 1:
            feedback.pushWarning(
                tr("Levels are of several kinds ({kinds}); compare them one kind at a time.").format(
                    kinds=", ".join(sorted(kinds))
                )
            )
        carriers = np.array([carrier_name(name) for name in carrier], dtype=str)
        return Samples(x, y, level, carriers, np.array(band, dtype=str), service), crs


def _read(source, fields: dict[str, str], feedback):
    """Columns of a layer of measurements: x, y, level, carrier, band, service; and the quantities met."""
    import numpy as np
    from qgis.core import NULL

    from ..features import features_of

    names = source.fields()
    at = {role: names.indexOf(field) if field else -1 for role, field in fields.items()}
    quantity_at = names.indexOf("quantity")
    x, y, level, service = [], [], [], []
    carrier, band, kinds = [], [], set()
    unused = 0
    total = max(1, source.featureCount())
    for number, feature in enumerate(features_of(source)):
        if number % 10_000 == 0:
            feedback.setProgress(30 * number / total)
            if feedback.isCanceled():
                from ...core.errors import Cancelled

                raise Cancelled
        values = feature.attributes()
        value = values[at["SIGNAL"]]
        served = values[at["SERVICE"]] if at["SERVICE"] >= 0 else True
        geometry = feature.geometry()
        try:
            value = math.nan if value is None or value == NULL else float(value)
        except (TypeError, ValueError):
            value = math.nan
        # A cell of a list, no measurement, has neither level nor service.
        if geometry.isEmpty() or ((served is None or served == NULL) and math.isnan(value)):
            unused += 1
            continue
        point = geometry.asMultiPoint()[0] if geometry.isMultipart() else geometry.asPoint()
        x.append(point.x())
        y.append(point.y())
        level.append(value)
        service.append(True if served is None or served == NULL else _served(served))
        carrier.append(_text(values, at["CARRIER"]))
        band.append(_text(values, at["BAND"]))
        kind = _text(values, quantity_at)
        if kind and not math.isnan(value):
            kinds.add(kind)
    if unused:
        feedback.pushWarning(tr("Points left out, without a place or with neither level nor service: {count}.").format(
            count=f"{unused:,}"
        ))  # fmt: skip
    return np.array(x), np.array(y), np.array(level), carrier, band, np.array(service, bool), kinds


def _served(value) -> bool:
    """Whether a field of service says yes; text as well as true and false."""
    return value.strip().lower() not in ("0", "false", "no", "圏外", "") if isinstance(value, str) else bool(value)


def _text(values: list, at: int) -> str:
    from qgis.core import NULL

    return "" if at < 0 or values[at] is None or values[at] == NULL else str(values[at])


def _write_residuals(path: str, result, crs) -> None:
    """Places compared, and places out of service (``state`` tells them apart)."""
    import numpy as np
    from shapely import points, to_wkb

    text, real, whole = QMetaType.Type.QString, QMetaType.Type.Double, QMetaType.Type.LongLong
    fields = fields_of(
        (
            ("state", text, tr("State")),
            ("carrier", text, tr("Carrier")),
            ("band", text, tr("Frequency band")),
            ("clutter", text, tr("Clutter")),
            ("samples", whole, tr("Samples")),
            ("measured_dbm", real, tr("Measured (dBm)")),
            ("predicted_dbm", real, tr("Predicted (dBm)")),
            ("residual_db", real, tr("Measured − predicted (dB)")),
            ("calibrated_dbm", real, tr("Calibrated (dBm)")),
            ("low_dbm", real, tr("Lower end of the 90 % interval (dBm)")),
            ("high_dbm", real, tr("Upper end of the 90 % interval (dBm)")),
            ("held_out_db", real, tr("Residual when held out (dB)")),
            ("inside", QMetaType.Type.Bool, tr("In the interval when held out")),
            ("fold", whole, tr("Fold")),
        )
    )
    cells, learnt, calibration = result.cells, result.learnt, result.calibration

    def level(value: float) -> float | None:
        return None if math.isnan(value) else round(float(value), 2)

    def rows():
        shapes = to_wkb(points(cells.x, cells.y))
        for i, (key, wkb) in enumerate(zip(cells.keys, shapes)):
            group = calibration.group(*key)
            centre = cells.predicted_dbm[i] + group.offset_db
            ends = centre + calibration.low * group.sigma_db, centre + calibration.high * group.sigma_db
            held = learnt.fold[i] >= 0
            yield wkb, (
                "near_floor" if learnt.near_floor[i] else "compared", *key, int(cells.samples[i]),
                level(cells.measured_dbm[i]), level(cells.predicted_dbm[i]),
                level(cells.measured_dbm[i] - cells.predicted_dbm[i]), level(centre), level(ends[0]), level(ends[1]),
                level(learnt.held_out_db[i]), bool(learnt.held_out_inside[i]) if held else None,
                int(learnt.fold[i]) + 1 if held else None,
            )  # fmt: skip
        out = result.out
        for i, (key, wkb) in enumerate(
            zip(out.cells.keys, to_wkb(points(np.column_stack([out.cells.x, out.cells.y]))))
        ):
            yield wkb, (
                "out_predicted" if out.wrong[i] else "out", *key, int(out.cells.samples[i]), None,
                level(out.cells.predicted_dbm[i]), *[None] * 7,
            )  # fmt: skip

    write_layer(path, "residuals", fields, QgsWkbTypes.Type.Point, crs, rows(), styled("residuals"))


def _tell(result, feedback) -> None:
    from ...core.coverage.measuring.compare import LEFT_OUT

    for why, count in result.left_out.items():
        if count:
            feedback.pushWarning(
                tr("Samples not compared ({why}): {count}.").format(count=f"{count:,}", why=tr_core(LEFT_OUT[why]))
            )
    feedback.pushInfo(
        tr("Places: {cells}; bias {bias} dB, RMSE {rmse} dB.").format(
            cells=f"{len(result.cells.x):,}", bias=f"{result.bias_db:+.2f}", rmse=f"{result.rmse_db:.2f}"
        )
    )
    check = result.check
    if check.folds:
        feedback.pushInfo(
            tr("Held out: RMSE {rmse} dB after calibration; {share} % of the places in the 90 % interval.").format(
                rmse=f"{check.rmse_after_db:.2f}", share=f"{100 * check.coverage:.1f}"
            )
        )
    else:
        feedback.pushWarning(
            tr(
                "All measurements lie in {areas} areas: too few to hold any out; the calibration is not checked."
            ).format(areas=check.areas)
        )


def _number_titles() -> tuple[tuple[str, str], ...]:
    return (
        ("BIAS", tr("Bias: mean of measured − predicted (dB)")),
        ("RMSE", tr("RMSE (dB)")),
        ("SD", tr("Standard deviation of residuals (dB)")),
        ("PLACES", tr("Places compared")),
        ("NOT_COMPARED", tr("Samples not compared")),
        ("HELD_OUT_RMSE", tr("RMSE after calibration, held out (dB)")),
        ("HELD_OUT_COVERAGE", tr("Share of held-out places in the 90 % interval")),
        ("OUT_OF_SERVICE", tr("Places out of service")),
        ("OUT_PREDICTED", tr("Share of them predicted with service")),
    )


def _numbers(result) -> dict[str, float]:
    """Numbers of the results; what could not be told is left out."""
    out = result.out
    found = {
        "BIAS": result.bias_db,
        "RMSE": result.rmse_db,
        "SD": result.sd_db,
        "PLACES": len(result.cells.x),
        "NOT_COMPARED": result.left_out.total(),
        "HELD_OUT_RMSE": result.check.rmse_after_db,
        "HELD_OUT_COVERAGE": result.check.coverage,
        "OUT_OF_SERVICE": len(out.wrong),
        "OUT_PREDICTED": float(out.wrong.mean()) if len(out.wrong) else math.nan,
    }
    return {name: value for name, value in found.items() if math.isfinite(value)}
