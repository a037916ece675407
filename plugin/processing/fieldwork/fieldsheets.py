"""``fieldsheets``: sites → a PDF with one page each (現地確認票)."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterVectorLayer,
    QgsProcessingUtils,
)

from ...core.errors import InputError
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr, tr_core, words_in
from ..base import FeedbackProgress
from .sites import SiteAlgorithm


class FieldSheets(SiteAlgorithm):
    NAME = "fieldsheets"
    TAGS = ("pdf", "print", "sheet", "atlas", "layout", "現地確認票", "調査票", "印刷")

    def flags(self):
        # Layouts are drawn in QGIS's own thread; it stays responsive because progress is told with each page.
        return super().flags() | QgsProcessingAlgorithm.Flag.FlagNoThreading

    def title(self) -> str:
        return tr("Field-check sheets")

    def help(self) -> str:
        return tr(
            "Writes a PDF with one A4 page for each site: maps, images before and after, a section through the ground, key "
            "figures, reasons, size against the law, QR codes for map apps, and blanks to fill in by hand.\n\n"
            "Whatever is left out leaves its room to the rest. The page is a layout template (.qpt): copy the plugin's, "
            "change it in QGIS and give it as TEMPLATE. Labels read fields of the site; maps are found by their ids."
        )

    def declare(self) -> None:
        self.add_sites()
        self.add_raster(
            "BEFORE", tr("Image before"), tr("Shown beside the later one, in the same stretch."), optional=True
        )
        self.add_raster(
            "AFTER", tr("Image after"), tr("Also the background of maps where no DEM is given."), optional=True
        )
        self.add_date("BEFORE_DATE", tr("Date of the image before"), tr("Empty: from the file name, else of the site."))
        self.add_date("AFTER_DATE", tr("Date of the image after"), tr("Empty: from the file name, else of the site."))
        self.add_raster(
            "DEM", tr("Elevations now"), tr("For the section and the shaded relief of the maps."), optional=True
        )
        self.add_raster(
            "DEM_BEFORE",
            tr("Elevations before"),
            tr("The section then shows what was raised and lowered."),
            optional=True,
        )
        kinds = QgsProcessing.SourceType
        for name, label, kind, help in (
            ("ROADS", tr("Roads"), kinds.TypeVectorLine, tr("Drawn on the maps.")),
            ("STREAMS", tr("Streams"), kinds.TypeVectorLine, tr("Drawn on the maps.")),
            ("BUILDINGS", tr("Buildings"), kinds.TypeVectorPolygon, tr("Drawn on the large map.")),
        ):
            self.add(QgsProcessingParameterVectorLayer(name, label, [kind], optional=True), help)
        self.add(
            QgsProcessingParameterFeatureSource(
                "MUNICIPALITIES", tr("Municipalities"), [kinds.TypeVectorPolygon], optional=True
            ),
            tr("Borders and names on the small map."),
        )
        self.add(
            QgsProcessingParameterMultipleLayers("MAPS", tr("More map layers"), kinds.TypeMapLayer, optional=True),
            tr("Any layers, vector, raster or tiles, in the style they have; the first on top, all under the roads."),
        )
        self.add(
            QgsProcessingParameterFile("TEMPLATE", tr("Layout template"), extension="qpt", optional=True),
            tr("A template of your own, made from the plugin's resources/layouts/fieldsheet.qpt."),
            advanced=True,
        )
        self.add_language()
        self.add(
            QgsProcessingParameterFileDestination("PDF", tr("Field-check sheets"), "PDF (*.pdf)"),
            tr("A page of A4 for each site, in the order of the list."),
        )

    def checkParameterValues(self, parameters, context):
        # QGIS would say only that the parameter is wrong, not which layer it cannot read.
        try:
            self.map_layers(parameters, context)
            for name in ("ROADS", "STREAMS", "BUILDINGS"):
                if parameters.get(name):
                    self.map_layer(parameters[name], name, context)
        except InputError as error:
            return False, error.message.say(tr_core)
        return super().checkParameterValues(parameters, context)

    def map_layers(self, parameters, context) -> list:
        """Layers of MAPS; raises :class:`InputError` naming one that cannot be read."""
        given = parameters.get("MAPS") or []
        given = given.split(";") if isinstance(given, str) else given
        given = given if isinstance(given, list | tuple) else [given]
        return [self.map_layer(value, "MAPS", context) for value in given]

    def map_layer(self, value, name: str, context):
        """The layer of one value of a parameter; raises :class:`InputError` where it cannot be read."""
        layer = value if isinstance(value, QgsMapLayer) else QgsProcessingUtils.mapLayerFromString(str(value), context)
        if layer is None or not layer.isValid():
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{name}: {layer} cannot be read as a map layer. Choose another, or none."
                ),
                name=self.parameterDefinition(name).description(),
                layer=layer.name() if layer is not None else value,
            )
        return layer

    def execute(self, parameters, context, feedback):
        from ...core.fieldwork.papers.sheet import words_of
        from ...core.files import require_writable
        from ...core.tasks import Part
        from .sheet_layout import SheetLayout, japanese_font
        from .sheet_pages import Pages

        path = self.destination(parameters, "PDF", context)
        require_writable(path)
        language = self.language(parameters, context)
        words = words_in(language)
        font = japanese_font()
        if not font:
            feedback.pushWarning(
                tr(
                    "No font with Japanese signs is installed: they may be missing in the PDF. Install Noto Sans JP, say."
                )
            )
        layout = SheetLayout(self.parameterAsFile(parameters, "TEMPLATE", context), words_of(words), font)
        if layout.missing:
            feedback.pushInfo(
                tr("The template has no map with the id {names}: left out.").format(names=", ".join(layout.missing))
            )
        chosen = self.choose_sites(parameters, context, feedback, words, language)
        if not chosen.sites:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "No site is left to print. Check the filters, or whether the input is empty."
                )
            )
        progress = FeedbackProgress(feedback)
        with contextlib.ExitStack() as stack:
            pictures = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="soranome-sheets-")))
            pages = Pages(self, parameters, context, chosen, layout, font, words, pictures, stack)
            layers, sites = pages.prepared(Part(progress, 0.0, 0.15))
            layout.fill(layers, sites, pages.crs)
            layout.write(path, words(QT_TRANSLATE_NOOP("SoraNoMe", "Field-check sheet")), Part(progress, 0.15, 1.0))
        feedback.pushInfo(tr("{count} sheets written.").format(count=len(chosen.sites)))
        return {"PDF": path}
