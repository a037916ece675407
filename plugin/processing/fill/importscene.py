"""``importscene``: a product as it was delivered → files that can be analysed."""

from __future__ import annotations

import os

from qgis.core import (
    QgsProcessingOutputString,
    QgsProcessingParameterCrs,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ...core.errors import InputError
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr
from ..base import Algorithm, FeedbackProgress


class ImportScene(Algorithm):
    NAME = "importscene"
    GROUP = "fill"
    TAGS = ("sentinel", "landsat", "spot", "pleiades", "alos", "palsar", "SAFE", "DIMAP", "取り込み", "衛星画像")

    def title(self) -> str:
        return tr("Import a satellite product")

    def help(self) -> str:
        return tr(
            "Brings a product as it was downloaded or delivered onto one grid, with comparable values, a mask and its date. "
            "Zips and tars are read as they are; nothing needs unpacking.\n\n"
            "Known: Sentinel-2 L2A (SAFE), Landsat 4–9 Collection 2 Level 2, SPOT and Pléiades (DIMAP, orthorectified), "
            "Sentinel-1 RTC (OPERA, ASF HyP3), ALOS-2 levels 1.5 and 2.1, and any image whose bands are named. "
            "Date (UTC) and sensor are read from the product.\n\n"
            "Values: Sentinel-2 and Landsat become surface reflectance × 10,000, the offset of newer Sentinel-2 products "
            "taken off; SPOT, Pléiades and plain images stay as they are; SAR becomes linear backscatter, without data "
            "where layover or shadow hide the ground. MASK is SCL, QA_PIXEL, or 0 where the ground is seen and 1 "
            "where it is not.\n\n"
            "Give two dates the same REFERENCE, or the same EXTENT and CRS, and their cells coincide."
        )

    def declare(self) -> None:
        self.add(
            QgsProcessingParameterFile(
                "PRODUCT",
                tr("Product: zip, tar or one of its files"),
                optional=True,
                fileFilter="* (*)",  # QGIS's own *.* would refuse a folder typed here
            ),
            tr("For example S2B_MSIL2A_….zip, LC09_L2SP_….tar, DIM_….XML, or the VV file of a Sentinel-1 pair."),
        )
        self.add(
            QgsProcessingParameterFile(
                "PRODUCT_FOLDER",
                tr("Product: folder"),
                QgsProcessingParameterFile.Behavior.Folder,
                optional=True,
            ),
            tr("Instead of a file: the folder of an unpacked product, such as ….SAFE."),
        )
        self.add_raster(
            "REFERENCE",
            tr("Reference image"),
            tr(
                "The result gets its cells and its coordinate system: take the first image imported for all later ones."
            ),
            optional=True,
        )
        self.add(
            QgsProcessingParameterExtent("EXTENT", tr("Extent"), optional=True),
            tr("Only this part. Empty: the whole product, or the whole reference."),
        )
        self.add(
            QgsProcessingParameterNumber(
                "RESOLUTION",
                tr("Cell size (m)"),
                QgsProcessingParameterNumber.Type.Double,
                0,
                minValue=0,
            ),
            tr("0: the finest of the product (Sentinel-2: 10 m)."),
        )
        self.add(
            QgsProcessingParameterCrs("CRS", tr("Coordinate system"), optional=True),
            tr("Empty: that of the product. It must be in metres."),
        )
        self.add(
            QgsProcessingParameterString("BANDS", tr("Bands in file order"), optional=True),
            tr("For plain images only: one name each, such as blue,green,red,nir; - leaves a band out."),
            advanced=True,
        )
        self.add_date(
            "OBSERVED_ON", tr("Date of observation"), tr("Only for plain images whose name does not hold it.")
        )
        self.add(
            QgsProcessingParameterRasterDestination("STACK", tr("Image of all bands"), optional=True),
            tr("Bands are named by what they show, such as blue or gamma0_VV."),
        )
        self.add(
            QgsProcessingParameterRasterDestination("MASK", tr("Mask"), optional=True),
            tr("Where clouds and other things hide the ground; give it beside the image."),
        )
        self.add(
            QgsProcessingParameterFolderDestination(
                "OUTPUT_FOLDER", tr("Folder of a collection"), optional=True, createByDefault=False
            ),
            tr(
                "Files are named by sensor and date there, SAR with one for each polarisation and masks in a folder below: "
                "the folder can be analysed as a stack."
            ),
        )
        for name, label in (
            ("DATE", tr("Date of observation")),
            ("SENSOR", tr("Sensor")),
            ("BANDS_USED", tr("Bands, where the sensor is custom")),
        ):
            self.addOutput(QgsProcessingOutputString(name, label))

    def execute(self, parameters, context, feedback):
        from ...core.scenes.assemble import import_scene
        from ...core.scenes.recognise import open_product

        product = open_product(
            self._product_path(parameters, context),
            self.parameterAsString(parameters, "BANDS", context),
            self.date(parameters, "OBSERVED_ON", context),
        )
        feedback.pushInfo(
            tr("{name}: {sensor}, observed on {date} (UTC), bands {bands}.").format(
                name=product.name,
                sensor=product.sensor,
                date=product.date,
                bands=", ".join(band.name for band in product.bands),
            )
        )
        outputs = {
            name: path
            for name in ("STACK", "MASK", "OUTPUT_FOLDER")
            if (path := self.destination(parameters, name, context))
        }
        if not {"STACK", "OUTPUT_FOLDER"} & set(outputs):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "No result is asked for. Give STACK, the name of a file, or OUTPUT_FOLDER."
                )
            )
        result = import_scene(
            product,
            outputs.get("STACK"),
            outputs.get("MASK"),
            outputs.get("OUTPUT_FOLDER"),
            self._wanted(parameters, context),
            FeedbackProgress(feedback),
        )
        _report(result, feedback)
        return {**outputs, "DATE": product.date, "SENSOR": product.sensor, "BANDS_USED": product.roles}

    def _product_path(self, parameters, context) -> str:
        given = [
            path
            for name in ("PRODUCT", "PRODUCT_FOLDER")
            if (path := self.parameterAsFile(parameters, name, context)) and path.strip()
        ]
        if len(given) != 1:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "Give exactly one of PRODUCT (a file or archive) and PRODUCT_FOLDER; given: {count}."
                ),
                count=len(given),
            )
        return os.path.expanduser(given[0])

    def _wanted(self, parameters, context):
        from ...core.scenes.target import Wanted

        extent = self.parameterAsExtent(parameters, "EXTENT", context)
        extent_crs = self.parameterAsExtentCrs(parameters, "EXTENT", context)
        crs = self.parameterAsCrs(parameters, "CRS", context)
        return Wanted(
            reference=self.raster_path(parameters, "REFERENCE", context),
            extent=None
            if extent.isNull()
            else (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()),
            extent_crs=_crs_text(extent_crs),
            resolution=self.parameterAsDouble(parameters, "RESOLUTION", context),
            crs=_crs_text(crs),
        )


def _crs_text(crs) -> str:
    if not crs.isValid():
        return ""
    return crs.authid() if crs.authid().startswith("EPSG:") else crs.toWkt()


def _report(result, feedback) -> None:
    feedback.pushInfo(
        tr("{columns} × {rows} cells of {size} m; {valid} % hold data, {seen} % show the ground.").format(
            columns=result.grid.width,
            rows=result.grid.height,
            size=f"{result.grid.cell_size[0]:g}",
            valid=f"{100 * result.valid:.1f}",
            seen=f"{100 * result.seen:.1f}",
        )
    )
    if result.covered < 0.995:
        feedback.pushWarning(
            tr("The product covers {share} % of the place only; the rest holds no data.").format(
                share=f"{100 * result.covered:.0f}"
            )
        )
    for path in result.files:
        feedback.pushInfo(str(path))
