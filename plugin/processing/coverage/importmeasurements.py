"""``importmeasurements``: measured signal from tables, as points."""

from __future__ import annotations

import math

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from ...core.errors import InputError
from ...core.files import require_writable
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr, tr_core
from ..base import Algorithm, FeedbackProgress, fields_of, write_layer
from ..pointcloud.tiles import listed
from ..styling import style_on_load, styled


class ImportMeasurements(Algorithm):
    NAME = "importmeasurements"
    GROUP = "coverage"
    TAGS = (
        "drive test",
        "opencellid",
        "g-nettrack",
        "qualipoc",
        "rsrp",
        "csv",
        "電波測定",
        "走行調査",
        "受信レベル",
        "圏外",
    )

    def title(self) -> str:
        return tr("Import measurements of signal")

    def help(self) -> str:
        return tr(
            "Turns tables of drive tests, phone apps (G-NetTrack, QualiPoc, others) and OpenCelliD into points: signal in "
            "dBm, carrier, band, radio technology, time, accuracy, and whether there was service at all.\n\n"
            "Columns are known by their titles, English or Japanese (緯度, 経度, 受信レベル, 事業者, 圏外 …); UTF-8 or "
            "Shift_JIS; commas, tabs or semicolons. Samples out of service are kept: they are measured holes. Carriers are "
            "told by network code (MCC and MNC) or name.\n\n"
            "Nothing is guessed: a level that is no dBm, an empty one, and a row without a place are left out, counted and "
            "listed with their line. OpenCelliD's list of cells holds estimated places of cells, no measurements; its points"
            " get neither signal nor service."
        )

    def declare(self) -> None:
        self.add(
            QgsProcessingParameterMultipleLayers("FILE", tr("Files"), Qgis.ProcessingSourceType.File, optional=True),
            tr("One table or several: CSV, TSV or text."),
        )
        self.add(
            QgsProcessingParameterFile(
                "FOLDER", tr("Folder of tables"), QgsProcessingParameterFile.Behavior.Folder, optional=True
            ),
            tr("Instead of files: every .csv, .txt and .tsv in it and in its subfolders."),
        )
        self.add(
            QgsProcessingParameterString("COLUMNS", tr("Columns"), optional=True),
            tr("Where titles are not understood: pairs such as signal=受信電力; latitude=Y; carrier=会社. What may be: "
               "longitude, latitude, x, y, signal (dBm), asu, rsrp, ss_rsrp, rscp, rssi, carrier, plmn, mcc, mnc, band, "
               "channel, radio, time, date, clock, accuracy, service, in_service, out_of_service, cell, pci."),
        )  # fmt: skip
        self.add(
            QgsProcessingParameterString("CARRIER", tr("Carrier"), optional=True),
            tr("Of rows that name none, such as docomo, KDDI, SoftBank or Rakuten."),
        )
        self.add_choice(
            "NO_SIGNAL",
            tr("Rows without a level"),
            {"unknown": tr("say nothing and are left out"), "out": tr("were out of service")},
            "unknown",
            tr("Where no column tells of service. Ask who measured before choosing the second."),
        )
        self.add(
            QgsProcessingParameterCrs("CRS", tr("Coordinate system of the tables"), "EPSG:4326"),
            tr("Of the coordinates in the tables. In a system in metres x is east and y is north."),
        )
        self.add(
            QgsProcessingParameterCrs("OUTPUT_CRS", tr("Coordinate system of the points"), optional=True),
            tr("Empty: that of the tables."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterVectorDestination("MEASUREMENTS", tr("Measurements")),
            tr("Points with level, carrier, band, time, and whether there was service."),
        )
        self.addOutput(QgsProcessingOutputNumber("READ", tr("Measurements read")))
        self.addOutput(QgsProcessingOutputNumber("LEFT_OUT", tr("Rows left out")))
        self.addOutput(QgsProcessingOutputNumber("OUT_OF_SERVICE", tr("Samples out of service")))

    def execute(self, parameters, context, feedback):
        from ...core.coverage.measuring.measurement_columns import parse_given
        from ...core.coverage.measuring.measurements import MeasurementFile, Tally

        target = self.destination(parameters, "MEASUREMENTS", context)
        require_writable(target)
        paths, found = self._paths(parameters, context)
        crs, output_crs = self._systems(parameters, context)
        given = parse_given(self.parameterAsString(parameters, "COLUMNS", context))
        carrier = self.parameterAsString(parameters, "CARRIER", context)
        no_signal = self.parameterAsEnumString(parameters, "NO_SIGNAL", context)
        # All are opened before the first is read: a wrong one is told at once.
        options = given, carrier, no_signal, not crs.isGeographic()
        files = [MeasurementFile(path, *options) for path in paths] + _tables_among(found, options, feedback)
        tally = Tally()
        write_layer(
            target,
            "measurements",
            _fields(),
            QgsWkbTypes.Type.Point,
            output_crs,
            _rows(files, tally, crs, output_crs, context, FeedbackProgress(feedback)),
            styled("measurements"),
        )
        _tell(files, tally, feedback)
        style_on_load(target, "measurements", context, group=tr("Coverage measurements"))
        return {
            "MEASUREMENTS": target,
            "READ": tally.read,
            "LEFT_OUT": tally.left_out_total,
            "OUT_OF_SERVICE": tally.out_of_service,
        }

    def _paths(self, parameters, context) -> tuple[list[str], list[str]]:
        """Files that were named, and those found in the folder."""
        from ...core.coverage.measuring.measurements import find_tables

        named = list(dict.fromkeys(listed(parameters.get("FILE"))))
        folder = self.parameterAsFile(parameters, "FOLDER", context)
        if not named and not folder:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "Choose tables of measurements or a folder: none were given.")
            )
        found = [str(path) for path in find_tables(folder)] if folder else []
        return named, [path for path in found if path not in named]

    def _systems(self, parameters, context) -> tuple[QgsCoordinateReferenceSystem, QgsCoordinateReferenceSystem]:
        crs = self.parameterAsCrs(parameters, "CRS", context)
        output = self.parameterAsCrs(parameters, "OUTPUT_CRS", context)
        for name, system in (("CRS", crs), ("OUTPUT_CRS", output)):
            if parameters.get(name) and not system.isValid():
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe", "{name}: {crs} is no coordinate system QGIS knows. Degrees are EPSG:4326."
                    ),
                    name=name,
                    crs=str(parameters[name]),
                )
        return crs, output if output.isValid() else crs


def _tables_among(paths, options, feedback) -> list:
    """Tables of measurements among the files of a folder; others are told, and an error where there are only others."""
    from ...core.coverage.measuring.measurements import MeasurementFile

    tables, last = [], None
    for path in paths:
        try:
            tables.append(MeasurementFile(path, *options))
        except InputError as error:
            last = error
            feedback.pushWarning(tr("Left out: {why}").format(why=error.message.say(tr_core)))
    if last and not tables:
        raise last
    return tables


def _fields():
    text, real, whole = QMetaType.Type.QString, QMetaType.Type.Double, QMetaType.Type.LongLong
    return fields_of(
        (
            ("signal_dbm", real, tr("Signal (dBm)")),
            ("quantity", text, tr("Quantity")),
            ("carrier", text, tr("Carrier")),
            ("band", text, tr("Frequency band")),
            ("radio", text, tr("Radio technology")),
            ("cell", text, tr("Cell")),
            ("measured_at", text, tr("Measured at")),
            ("accuracy_m", real, tr("Accuracy of the place (m)")),
            ("in_service", QMetaType.Type.Bool, tr("In service")),
            ("source", text, tr("File")),
            ("row", whole, tr("Line in the file")),
        )
    )


def _rows(files, tally, crs, output_crs, context, progress):
    """Rows of the layer, batch by batch; stops where the user cancels."""
    import numpy as np

    from ...core.tasks import Part
    from ..points import point_wkbs, transformed

    for number, file in enumerate(files):
        part = Part(progress, number / len(files), (number + 1) / len(files))
        for batch in file.batches(tally, part):
            levels = [None if math.isnan(level) else level for level in batch.signal_dbm.tolist()]
            accuracy = [None if math.isnan(metres) else metres for metres in batch.accuracy_m.tolist()]
            lines = batch.line.tolist()
            source = [batch.source] * len(batch)
            values = zip(
                levels, batch.quantity, batch.carrier, batch.band, batch.radio, batch.cell, batch.measured_at, accuracy,
                batch.in_service, source, lines,
            )  # fmt: skip
            x, y = transformed(batch.x, batch.y, crs, output_crs, context)
            for known, wkb, row in zip(np.isfinite(x).tolist(), point_wkbs(x, y), enumerate(values)):
                if known:
                    yield wkb, row[1]
                else:
                    tally.take_back(batch, row[0])
    tally.require_any()


def _tell(files, tally, feedback) -> None:
    from ...core.coverage.measuring.measurements import LISTED, WHY

    for file in files:
        for note in file.notes:
            feedback.pushWarning(note.say(tr_core))
        if file.columns.cells:
            feedback.pushWarning(
                tr(
                    "{name} is a list of cells (OpenCelliD), not of measurements: its points are estimated places of cells, "
                    "written without signal and without service, and no later step counts them."
                ).format(name=file.name)
            )
    feedback.pushInfo(
        tr("Measurements read: {read}, out of service among them: {out}; rows left out: {left}.").format(
            read=f"{tally.read:,}", out=f"{tally.out_of_service:,}", left=f"{tally.left_out_total:,}"
        )
    )
    for why, count in tally.left_out.most_common():
        example = next((text for _, _, text in tally.examples if text.template == WHY[why]), None)
        shown = example.say(tr_core) if example else tr_core(WHY[why])
        feedback.pushWarning(tr("Rows left out: {count}, such as: {why}").format(count=f"{count:,}", why=shown))
    for source, line, text in tally.examples:
        feedback.pushInfo(tr("{source}, line {line}: {why}").format(source=source, line=line, why=text.say(tr_core)))
    if tally.left_out_total > LISTED:
        feedback.pushInfo(tr("… and {count} more.").format(count=f"{tally.left_out_total - len(tally.examples):,}"))
    if tally.times_unclear:
        feedback.pushWarning(
            tr("{count} times were not understood and left empty (year first: 2022-11-05 13:02:11).").format(
                count=f"{tally.times_unclear:,}"
            )
        )
    if tally.times_without_zone:
        feedback.pushInfo(
            tr("{count} times name no time zone; they are kept as written.").format(
                count=f"{tally.times_without_zone:,}"
            )
        )
    told = {kind: count for kind, count in tally.quantities.items() if kind not in ("", "cell")}
    if len(told) > 1:
        mixed = ", ".join(f"{kind} {count:,}" for kind, count in sorted(told.items()))
        feedback.pushWarning(
            tr("Levels are of several kinds ({kinds}); compare them one kind at a time.").format(kinds=mixed)
        )
    if tally.uncertain:
        feedback.pushWarning(
            tr(
                "The carrier of these network codes is not certain: {codes}. See resources/coverage/carriers.json."
            ).format(codes=", ".join(sorted(tally.uncertain)))
        )
