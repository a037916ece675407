"""``fieldchecklist``: sites → the XLSX list inspectors carry, fill in and bring back."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

from qgis.core import (
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...core.dates import today_in_japan
from ...core.errors import OutputError
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr, words_in
from ..base import FeedbackProgress
from .sites import ChosenSites, SiteAlgorithm


class FieldCheckList(SiteAlgorithm):
    NAME = "fieldchecklist"
    TAGS = ("xlsx", "excel", "list", "現地確認", "リスト")

    def title(self) -> str:
        return tr("Field-check list")

    def help(self) -> str:
        return tr(
            "Writes sites as an XLSX list for the visit: place, area, what changed, reasons, what the law and earlier "
            "visits say, pictures before and after, links to the GSI map and Google Maps, and empty columns with drop-down "
            "lists for what is found on site, with photos.\n\n"
            "It prints on A4 landscape, and what is filled in comes back into the register. Names and reasons are in the "
            "language of the document, whatever the language of QGIS."
        )

    def declare(self) -> None:
        self.add_sites()
        self.add_choice(
            "SHEETS_BY",
            tr("A sheet for each"),
            {"none": tr("all on one sheet"), "team": tr("team"), "municipality": tr("municipality")},
            "none",
        )
        self.add_raster(
            "BEFORE",
            tr("Image before"),
            tr(
                "Each row gets a picture cut from it: aerial photo, satellite image, shaded relief. Any coordinate system."
            ),
            optional=True,
        )
        self.add_raster(
            "AFTER", tr("Image after"), tr("Shown with the same extent and the same stretch."), optional=True
        )
        hint = tr("Empty: from the file name, else of the sites found on this image.")
        self.add_date("BEFORE_DATE", tr("Date of the image before"), hint)
        self.add_date("AFTER_DATE", tr("Date of the image after"), hint)
        self.add(
            QgsProcessingParameterNumber(
                "CHIP_WIDTH",
                tr("Ground width of pictures (m)"),
                QgsProcessingParameterNumber.Type.Double,
                250,
                minValue=10,
                maxValue=20_000,
            ),
            tr("Doubled for sites that need more."),
            advanced=True,
        )
        for name, label in (("BEFORE_BANDS", tr("Bands to show, before")), ("AFTER_BANDS", tr("Bands to show, after"))):
            self.add(
                QgsProcessingParameterString(name, label, optional=True),
                tr("Numbers of red, green and blue such as 3,2,1, or one number for grey. Empty: recognised."),
                advanced=True,
            )
        self.add_language()
        self.add(
            QgsProcessingParameterFileDestination("XLSX", tr("Field-check list"), "Excel (*.xlsx)"),
            tr("Columns with a yellow heading are for the visit. Once filled in, it is imported into the register."),
        )

    def execute(self, parameters, context, feedback):
        from ...core.fieldwork.papers.checklist import ChecklistInfo, write_checklist
        from ...core.fieldwork.results.filled import holds_results

        path = self.destination(parameters, "XLSX", context)
        if holds_results(path, [words_in(known) for known in ("ja", "en")]):
            raise OutputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{path} holds results that were filled in: a new list would overwrite them. Import it into the register "
                    "first and move it away, or choose another name.",
                ),
                path=path,
            )
        language = self.language(parameters, context)
        words = words_in(language)
        chosen = self.choose_sites(parameters, context, feedback, words, language)
        images = [self.raster_path(parameters, name, context) for name in ("BEFORE", "AFTER")]
        common = {name: chosen.common(name) for name in ("before_image", "after_image", "before_date", "after_date")}
        info = ChecklistInfo(
            made_on=date.fromisoformat(today_in_japan()),
            listed=chosen.info,
            zone=chosen.zone,
            chip_dates=tuple(
                self._image_date(parameters, name, image, chosen, context)
                for name, image in zip(("before", "after"), images)
            ),
            **common,
        )
        with contextlib.ExitStack() as stack:
            chips = self._chips(images, parameters, context)
            if chips:
                stack.enter_context(chips)
            by = self.parameterAsEnumString(parameters, "SHEETS_BY", context)
            bare = write_checklist(path, chosen.sites, info, words, by, chips, FeedbackProgress(feedback))
        if bare:
            feedback.pushWarning(tr("{count} sites lie outside the images: they have no picture.").format(count=bare))
        feedback.pushInfo(tr("{count} places listed.").format(count=len(chosen.sites)))
        return {"XLSX": path}

    def _chips(self, images: list[str | None], parameters, context):
        """What cuts the pictures; None where no image is given."""
        if not any(images):
            return None
        from ...core.fieldwork.papers.chips import Chips

        bands = [self.parameterAsString(parameters, name, context) for name in ("BEFORE_BANDS", "AFTER_BANDS")]
        width_m = self.parameterAsDouble(parameters, "CHIP_WIDTH", context)
        return Chips(*images, width_m=width_m, before_bands=bands[0], after_bands=bands[1])

    def _image_date(self, parameters, name: str, image: str | None, chosen: ChosenSites, context) -> str:
        """ISO date of an image: as given, in its name, or that of the sites where they were found on it; else ""."""
        if image is None:
            return ""
        own = chosen.common(f"{name}_date") if Path(image).name == chosen.common(f"{name}_image") else ""
        return self.date(parameters, f"{name.upper()}_DATE", context, image) or own
