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
            "Makes a small piece of Tama that does not exist: mountains with valleys, a town, forest and fields; or a "
            "volcanic island with cliffs, a harbour and the sea around it (no data in the elevation models), its heights "
            "from local sea level. Two dates of optical images with clouds and masks, a stack of SAR images, two elevation "
            "models, permits, zones, buildings, roads and streams; and the truth about every fill, cut and stockpile in it, "
            "with clear-cuts, ploughed fields, roofs and a solar farm that only look like them. For coverage: a surface "
            "model, masts of four carriers, public assets, places people rely on and people by grid square; lists of them "
            "(CSV) lie in the folder coverage.\n\n"
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
        places = {"tama": tr("mountains of Tama"), "island": tr("volcanic island")}
        self.add_choice("PLACE", tr("Place"), places, "tama")
        self.add(
            QgsProcessingParameterBoolean("POINTCLOUD", tr("Point clouds of two surveys"), defaultValue=False),
            tr(
                "Also writes LAS tiles of 400 × 300 m by map sheet around some of the fills, of 2022 and 2024, with control "
                "points, a later capture of one site and tiles that are wrong, into the folder pointcloud; about half a "
                "minute and 450 MB more."
            ),
        )
        self.add(
            number("POINT_DENSITY", tr("Laser pulses per m²"), number.Type.Double, 4, minValue=0.5, maxValue=50),
            tr("Time and space grow with it."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean("DRIVE_TEST", tr("Drive test of four carriers"), defaultValue=False),
            tr(
                "Also writes what phones measured along the roads and where the carriers say they serve, into the folder "
                "coverage; truth.json there tells by how much they differ from a prediction. Some 20 seconds more."
            ),
        )
        self.add(
            QgsProcessingParameterFolderDestination("FOLDER", tr("Folder for the scene")),
            tr("Filled with images, elevations, maps and lists, as the guide describes them."),
        )
        self.addOutput(QgsProcessingOutputVectorLayer("TRUTH", tr("Truth")))

    def execute(self, parameters, context, feedback):
        import numpy as np
        from shapely import to_wkb

        from ...core.sample import make_scene, write_rasters, write_series
        from ...core.sample.lists import write_lists
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
        with_points = self.parameterAsBoolean(parameters, "POINTCLOUD", context)
        if with_points:  # at once, where its libraries are missing
            from ...core.sample.pointcloud import write_pointcloud
        # Seconds for 5 km, to share out the progress.
        with_drive = self.parameterAsBoolean(parameters, "DRIVE_TEST", context)
        costs = np.cumsum([12, 2, 40 * with_series, 60 * with_points, 20 * with_drive, 1])
        made, written, in_series, in_points, driven, _ = costs / costs[-1]
        scene = make_scene(
            self.parameterAsDouble(parameters, "SIZE", context),
            self.parameterAsInt(parameters, "SEED", context),
            Part(progress, 0, made),
            self.parameterAsEnumString(parameters, "PLACE", context),
        )
        write_rasters(scene, folder, Part(progress, made, written))
        if with_series:
            write_series(scene, folder, Part(progress, written, in_series))
        if with_points:
            density = self.parameterAsDouble(parameters, "POINT_DENSITY", context)
            truth = write_pointcloud(scene, folder, density, Part(progress, in_series, in_points))
            days = {name: survey["day"] for name, survey in truth["surveys"].items()}
            scene.summary["pointcloud"] = {"truth": "pointcloud/truth.json", "surveys": days}
        if with_drive:
            from ...core.sample.drive import write_drive_test

            seed = self.parameterAsInt(parameters, "SEED", context)
            write_drive_test(scene, folder / "coverage", seed, Part(progress, in_points, driven))
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
        write_lists(scene, folder / "coverage")
        dates = {"BEFORE_DATE": scene.dates[0].isoformat(), "AFTER_DATE": scene.dates[1].isoformat()}
        about = {"dates": dates, **scene.summary}
        write_whole(folder / "scene.json", json.dumps(about, ensure_ascii=False, indent=2).encode())
        counts = ", ".join(f"{kind} {count}" for kind, count in sorted(scene.summary["counts"].items()))
        feedback.pushInfo(tr("In the scene: {counts}.").format(counts=counts))
        return {"FOLDER": str(folder), "TRUTH": str(folder / "truth.gpkg")}
