"""``makesample``: a made scene with known truth, to learn on."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from qgis.core import (
    QgsField,
    QgsFields,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QMetaType
from shapely import to_wkb

from ...core.errors import OutputError
from ...core.files import require_writable, write_whole
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr
from ..base import Algorithm, FeedbackProgress, write_layer
from ..features import crs_of

_TYPES = {
    str: QMetaType.Type.QString,
    int: QMetaType.Type.Int,
    float: QMetaType.Type.Double,
    date: QMetaType.Type.QDate,
}


class MakeSample(Algorithm):
    NAME = "makesample"
    GROUP = "fill"
    TAGS = ("sample", "scene", "練習", "模擬データ")

    def title(self) -> str:
        return tr("Make a sample scene")

    def help(self) -> str:
        return tr(
            "Makes a small piece of Tama that does not exist: mountains with valleys, a town, forest and fields; two "
            "dates of optical images with clouds and masks, a stack of SAR images, two elevation models, permits, zones, "
            "buildings, roads and streams; and the truth about every fill, cut and stockpile in it, with clear-cuts, "
            "ploughed fields, roofs and a solar farm that only look like them.\n\n"
            "The same size and seed make the same scene. The files are named after what they hold; scene.json tells the "
            "dates and how the scene was made."
        )

    def declare(self) -> None:
        number = QgsProcessingParameterNumber
        self.add(
            number("SIZE", tr("Edge of the scene (km)"), number.Type.Double, 5, minValue=1, maxValue=20),
            tr("5 km takes about 15 seconds and 65 MB."),
        )
        self.add(
            number("SEED", tr("Seed"), number.Type.Integer, 1, minValue=0), tr("Another number makes another scene.")
        )
        self.add(
            QgsProcessingParameterBoolean("SERIES", tr("Two years of optical images"), defaultValue=False),
            tr(
                "Also takes an image about every month, with seasons, paddies and ploughed fields, into the folder optical; "
                "for 5 km about 40 seconds and 60 MB more."
            ),
        )
        self.add_choice("PLACE", tr("Place"), {"tama": tr("mountains of Tama")}, "tama", advanced=True)
        self.add(QgsProcessingParameterFolderDestination("FOLDER", tr("Folder for the scene")))
        self.addOutput(QgsProcessingOutputVectorLayer("TRUTH", tr("Truth")))

    def execute(self, parameters, context, feedback):
        from ...core.sample import make_scene, write_rasters, write_series
        from ...core.tasks import Part, check_cancelled

        folder = Path(self.destination(parameters, "FOLDER", context))
        require_writable(folder / "scene.json")
        if (folder / "optical_before.tif").exists() and not (folder / "scene.json").exists():
            raise OutputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{path} holds images that are no sample scene. Choose an empty folder for the sample."
                ),
                path=folder,
            )
        progress = FeedbackProgress(feedback)
        with_series = self.parameterAsBoolean(parameters, "SERIES", context)
        made, written = (0.2, 0.25) if with_series else (0.8, 0.95)  # shares of the time
        scene = make_scene(
            self.parameterAsDouble(parameters, "SIZE", context),
            self.parameterAsInt(parameters, "SEED", context),
            Part(progress, 0, made),
        )
        write_rasters(scene, folder, Part(progress, made, written))
        if with_series:
            write_series(scene, folder, Part(progress, written, 0.95))
        crs = crs_of(scene.grid.crs)
        for table in scene.tables.values():
            check_cancelled(progress)
            fields = QgsFields()
            for name, kind in table.fields.items():
                fields.append(QgsField(name, _TYPES[kind]))
            rows = (
                (
                    to_wkb(geometry, output_dimension=2),
                    [QDate(v.year, v.month, v.day) if isinstance(v, date) else v for v in values],
                )
                for geometry, values in table.rows
            )
            kind = getattr(QgsWkbTypes.Type, table.geometry_type)
            write_layer(str(folder / f"{table.name}.gpkg"), table.name, fields, kind, crs, rows)
        dates = {"BEFORE_DATE": scene.dates[0].isoformat(), "AFTER_DATE": scene.dates[1].isoformat()}
        about = {"dates": dates, **scene.summary}
        write_whole(folder / "scene.json", json.dumps(about, ensure_ascii=False, indent=2).encode())
        counts = ", ".join(f"{kind} {count}" for kind, count in sorted(scene.summary["counts"].items()))
        feedback.pushInfo(tr("In the scene: {counts}.").format(counts=counts))
        return {"FOLDER": str(folder), "TRUTH": str(folder / "truth.gpkg")}
