"""Parameters that all algorithms on an image pair share."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)

from ...core.change.sensors import AUTO, CUSTOM, presets
from ...core.errors import InputError
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr
from ..base import Algorithm

LEAST_AREA_M2 = 300
LEAST_CELLS = 3  # one or two cells are noise more often than change, however large they are on the ground


class PairAlgorithm(Algorithm):
    GROUP = "fill"

    def add_images(self, optional: bool = False) -> None:
        self.add_raster(
            "BEFORE",
            tr("BEFORE image"),
            tr(
                "The earlier image. For change detection: surface reflectance or digital numbers, all bands in one file."
            ),
            optional,
        )
        self.add_raster(
            "AFTER", tr("AFTER image"), tr("The later image: same bands, same order, same coordinate system."), optional
        )

    def add_masks(self) -> None:
        self.add_raster(
            "BEFORE_MASK",
            tr("Cloud mask of BEFORE"),
            tr("Sentinel-2 SCL, Landsat QA_PIXEL, or 0 where the ground is seen and 1 where it is not."),
            optional=True,
        )
        self.add_raster("AFTER_MASK", tr("Cloud mask of AFTER"), tr("As for BEFORE."), optional=True)
        self.add_mask_kind()

    def add_mask_kind(self) -> None:
        self.add_choice(
            "MASK_TYPE",
            tr("Kind of masks"),
            {
                "auto": tr("recognised from their values"),
                "scl": "Sentinel-2 SCL",
                "qa_pixel": "Landsat QA_PIXEL",
                "plain": tr("0 seen, anything else not"),
            },
            "auto",
            advanced=True,
        )

    def add_sensor(self) -> None:
        labels = {name: preset["label"] for name, preset in presets().items()}
        self.add_choice(
            "SENSOR",
            tr("Sensor"),
            {AUTO: tr("recognised from the bands"), **labels, CUSTOM: tr("bands named below")},
            AUTO,
        )
        self.add(
            QgsProcessingParameterString("BANDS", tr("Bands in file order"), optional=True),
            tr("For other sensors: one name each, such as blue,green,red,nir,swir1,swir2; - leaves a band out."),
            advanced=True,
        )

    def add_method(self) -> None:
        self.add_choice(
            "METHOD",
            tr("Method"),
            {
                "irmad": tr("IR-MAD: all bands, unmoved by season and haze (recommended)"),
                "cva": tr("CVA: length of the change vector"),
                "indices": tr("NDVI and bare-ground index"),
            },
            "irmad",
        )
        self.add(
            QgsProcessingParameterBoolean("COREGISTER", tr("Correct a shift of AFTER"), defaultValue=False),
            tr("Without it, a pair more than half a pixel apart is refused."),
        )

    def add_dates(self) -> None:
        hint = tr("Read from the file name where left empty.")
        self.add_date("BEFORE_DATE", tr("Date of BEFORE"), hint)
        self.add_date("AFTER_DATE", tr("Date of AFTER"), hint)

    def add_survey_dates(self) -> None:
        hint = tr("The date of the survey, to say when the ground changed.")
        self.add_date("DEM_BEFORE_DATE", tr("Date of the earlier elevations"), hint)
        self.add_date("DEM_AFTER_DATE", tr("Date of the later elevations"), hint)

    def add_objects(self) -> None:
        self.add(
            QgsProcessingParameterNumber(
                "MIN_AREA",
                tr("Smallest area (m²)"),
                QgsProcessingParameterNumber.Type.Double,
                LEAST_AREA_M2,
                minValue=0,
            ),
            tr("Smaller groups of changed cells are left out, and groups of one or two cells whatever their size."),
        )
        self.add(
            QgsProcessingParameterVectorLayer("MUNICIPALITIES", tr("Municipalities"), optional=True),
            tr("Polygons whose names are given to the candidates."),
        )
        self.add(
            QgsProcessingParameterString("MUNICIPALITY_FIELD", tr("Name field of municipalities"), optional=True),
            tr("Found by itself where left empty (N03_004, name, 市区町村 …)."),
            advanced=True,
        )

    def add_reliabilities(self) -> None:
        """How far each witness is believed; empty takes the preset's."""
        for name, label in (
            ("OPTICAL_RELIABILITY", tr("Reliability of optics (0–1)")),
            ("SAR_RELIABILITY", tr("Reliability of radar (0–1)")),
            ("ELEVATION_RELIABILITY", tr("Reliability of elevations (0–1)")),
        ):
            kind = QgsProcessingParameterNumber.Type.Double
            self.add(
                QgsProcessingParameterNumber(name, label, kind, optional=True, minValue=0, maxValue=1),
                tr(
                    "1: its word is taken as measured on the made scene; 0: it is not listened to. Empty: as in the preset."
                ),
                advanced=True,
            )

    def reliabilities(self, parameters: dict, context: QgsProcessingContext) -> dict[str, float]:
        return {
            name.split("_")[0].lower(): self.parameterAsDouble(parameters, name, context)
            for name in ("OPTICAL_RELIABILITY", "SAR_RELIABILITY", "ELEVATION_RELIABILITY")
            if parameters.get(name) not in (None, "")
        }

    def pair_files(self, parameters: dict, context: QgsProcessingContext):
        """The pair as the core wants it."""
        from ...core.change.pair import PairFiles

        with_sensor = self.parameterDefinition("SENSOR") is not None
        return PairFiles(
            before=self.raster_path(parameters, "BEFORE", context),
            after=self.raster_path(parameters, "AFTER", context),
            sensor=self.parameterAsEnumString(parameters, "SENSOR", context) if with_sensor else AUTO,
            bands=self.parameterAsString(parameters, "BANDS", context) if with_sensor else "",
            before_mask=self.raster_path(parameters, "BEFORE_MASK", context),
            after_mask=self.raster_path(parameters, "AFTER_MASK", context),
            mask_kind=self.parameterAsEnumString(parameters, "MASK_TYPE", context),
        )

    def observed(self, parameters: dict, context: QgsProcessingContext, before: str = "", after: str = ""):
        """Dates and file names of what was compared; refuses dates in the wrong order."""
        from ...core.fill.ranking import Observed

        first = self.date(parameters, "BEFORE_DATE", context, before)
        second = self.date(parameters, "AFTER_DATE", context, after)
        self._refuse_order(first, second)
        surveys = ("", "")
        if self.parameterDefinition("DEM_BEFORE_DATE") is not None:
            surveys = tuple(self.date(parameters, name, context) for name in ("DEM_BEFORE_DATE", "DEM_AFTER_DATE"))
            self._refuse_order(*surveys)
        return Observed(first, second, Path(before).name, Path(after).name, surveys)

    @staticmethod
    def _refuse_order(first: str, second: str) -> None:
        if first and second and first >= second:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "BEFORE is dated {first}, AFTER {second}: the earlier image must be BEFORE. Swap the images or correct "
                    "the dates.",
                ),
                first=first,
                second=second,
            )

    def municipalities(self, parameters: dict, context: QgsProcessingContext, raster: str) -> list:
        """(shapely polygon, name) of the municipalities in the CRS of ``raster``, empty where not given."""
        from ...core.raster import Raster
        from ..features import crs_of, named_polygons, require_fields

        source = self.parameterAsSource(parameters, "MUNICIPALITIES", context)
        if source is None:
            if parameters.get("MUNICIPALITIES"):
                raise QgsProcessingException(self.invalidSourceError(parameters, "MUNICIPALITIES"))
            return []
        wanted = self.parameterAsString(parameters, "MUNICIPALITY_FIELD", context)
        if wanted:
            require_fields(source, (wanted,))
        with Raster(raster) as opened:
            opened.grid.require_metres(opened.name)
            areas = named_polygons(source, crs_of(opened.grid.crs), context, wanted)
        if not areas:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name} holds no polygons. Choose a layer of municipal areas, or none."),
                name=source.sourceName(),
            )
        return areas

    def make_candidates(self, parameters, context, progress, path: str, files: dict, observed, areas: list) -> list:
        """Candidates of the witnesses in ``files``, ranked and written to ``path``; returned too."""
        from ...core.fill.ranking import find_candidates
        from .candidates import write_candidates

        candidates, grid = find_candidates(
            files,
            self.parameterAsDouble(parameters, "MIN_AREA", context),
            LEAST_CELLS,
            observed,
            areas,
            self.reliabilities(parameters, context),
            progress,
            str(Path(path).parent),
        )
        write_candidates(path, candidates, grid.crs)
        return candidates
