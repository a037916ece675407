"""``predictcoverage``: the signal of radio sites over terrain, who serves where, and how surely."""

from __future__ import annotations

import contextlib
from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ...core.errors import InputError
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr, tr_core
from ..base import Algorithm, FeedbackProgress
from ..features import crs_of, geometries, value
from ..styling import style_on_load
from .woods import buildings_of, declare_woods, tell_coarse, tell_woods

STYLES = {"SIGNAL": "signal", "PROBABILITY": "probability", "MARGIN": "margin", "BEST_SERVER": "best_server"}


class PredictCoverage(Algorithm):
    NAME = "predictcoverage"
    GROUP = "coverage"
    TAGS = ("p1812", "longley-rice", "itm", "signal", "rssi", "電波", "カバーエリア", "受信電力", "伝搬", "基地局")

    def title(self) -> str:
        return tr("Coverage prediction")

    def help(self) -> str:
        return tr(
            "Predicts the received power around radio sites from terrain, buildings and trees. For planners who want "
            "to see where a signal is enough, which site serves where, and how surely.\n\n"
            "SIGNAL is the median power of the strongest site at an antenna that receives alike from everywhere, at "
            "the place of use; MARGIN is what it lies above THRESHOLD; PROBABILITY is how likely it is enough at a "
            "place within the cell; BEST_SERVER is the site it comes from, where it is enough. A cell beyond REACH of "
            "all sites, or without terrain, holds nothing: that is unknown, not uncovered.\n\n"
            "SITES needs height above ground, frequency and EIRP. Sites outside EXTENT count as far as they reach; "
            "terrain is read up to them. With one row for each sector, give azimuth and, where known, tilt and an "
            "antenna pattern.\n\n"
            "A run that was stopped goes on where it was if PER_SITE keeps a raster of each site in OUTPUT_FOLDER: "
            "those whose site, settings and terrain are the same are not made again.\n\n"
            "Below 3 GHz what stands on the ground in the DSM counts as woods: a signal comes over the trees or through "
            "them, whichever costs less. In towns give BUILDINGS, or choose VEGETATION opaque."
        )

    def declare(self) -> None:
        number, double = QgsProcessingParameterNumber, QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterFeatureSource("SITES", tr("Radio sites"), [QgsProcessing.SourceType.TypeVectorPoint]),
            tr(
                "Points with fields for height (m above ground), frequency (MHz), EIRP (dBm) and, where there are, "
                "carrier, azimuth, tilt and pattern. Usual Japanese and English names are recognised; others are "
                "chosen below."
            ),
        )
        self.add_raster(
            "DTM",
            tr("Terrain (DTM)"),
            tr(
                "Heights of the ground, in a projected system (for Tokyo EPSG:6677). The finer, the slower: 5 to 10 m "
                "is usual."
            ),
        )
        self.add_raster(
            "DSM",
            tr("Surface (DSM)"),
            tr(
                "Heights with buildings and trees. Matters most at 2 GHz and above. Without it only the ground is in "
                "the way."
            ),
            optional=True,
        )
        self.add(
            number("FREQUENCY", tr("Frequency of sites without one (MHz)"), double, None, optional=True, minValue=1),
            tr("Used only where the table has none; the log tells for how many."),
        )
        self.add(
            number("EIRP", tr("EIRP of sites without one (dBm)"), double, None, optional=True),
            tr("Power with antenna gain and cable loss, in the best direction. Used only where the table has none."),
        )
        self.add(
            number("HEIGHT", tr("Antenna height of sites without one (m)"), double, None, optional=True, minValue=0),
            tr("Above the ground. Used only where the table has none."),
        )
        self.add_choice(
            "MODEL",
            tr("Propagation model"),
            {
                "p1812": tr("Rec. ITU-R P.1812, 30 MHz–6 GHz (recommended)"),
                "itm": tr("Longley–Rice (ITM), 20 MHz–20 GHz"),
                "los28": tr("line of sight and knife edges for millimetre waves, 6–100 GHz"),
            },
            "p1812",
            tr("How the loss along each path is computed. Longley–Rice knows only the ground, not the DSM."),
        )
        declare_woods(self)
        self.add(
            QgsProcessingParameterExtent("EXTENT", tr("Extent"), optional=True),
            tr("The area to predict. Empty: all that is in reach of the sites."),
        )
        self.add(
            number("RESOLUTION", tr("Cell size (m)"), double, None, optional=True, minValue=0.5, maxValue=1000),
            tr(
                "Empty: that of the DTM. Coarser cells smooth trees and houses and look better than it is: of a wooded test "
                "area 27.8, 27.9, 28.3, 30.5 and 39.9 % was covered at 2, 5, 10, 20 and 50 m. Values, also those of "
                "linkprofile, can be compared only on equal cells."
            ),
        )
        self.add(
            number("REACH", tr("Reach (m)"), double, 10_000, minValue=100, maxValue=200_000),
            tr(
                "How far from a site its signal is computed. Double the reach takes four times as long. It also decides "
                "which ray serves a cell, and so moves values a little (0.5 dB or less in nine of ten cells; rarely, "
                "behind sharp edges, much more)."
            ),
        )
        self.add(
            number("THRESHOLD", tr("Least signal that is enough (dBm)"), double, -100, minValue=-200, maxValue=50),
            tr("In the same terms as the EIRP: power of the whole channel, or of one reference signal."),
        )
        self.add_choice(
            "PLACE",
            tr("Place of use"),
            {"outdoor": tr("outdoors"), "vehicle": tr("in a vehicle"), "indoor": tr("indoors")},
            "outdoor",
            tr(
                "Signals are those at that place: entry costs about 9 dB into a vehicle, more into a building (P.2109)."
            ),
        )
        self.add(
            QgsProcessingParameterString("CARRIER", tr("Only this carrier"), optional=True),
            tr("Empty: the strongest of all carriers."),
        )
        self.add(
            QgsProcessingParameterBoolean("PER_CARRIER", tr("A raster for each carrier"), False),
            tr(
                "Also writes carrier_….tif, the strongest signal of each carrier, and probability_….tif, how likely it is "
                "enough, into OUTPUT_FOLDER."
            ),
        )
        self.add(
            QgsProcessingParameterBoolean("PER_SITE", tr("A raster for each site"), False),
            tr("Also writes site_….tif and coverage.json into OUTPUT_FOLDER, as choosesites wants them."),
        )
        self._declare_advanced(number, double)
        raster = QgsProcessingParameterRasterDestination
        self.add(
            raster("SIGNAL", tr("Signal"), optional=True),
            tr("Power of the strongest site in dBm. Empty is unknown, not uncovered."),
        )
        self.add(
            raster("PROBABILITY", tr("Probability of coverage"), optional=True),
            tr("How likely the signal is enough, 0 to 1; call a place covered from 0.9 on."),
        )
        self.add(
            raster("MARGIN", tr("Margin (dB)"), optional=True, createByDefault=False),
            tr("By how much the signal exceeds what is needed."),
        )
        self.add(
            raster("BEST_SERVER", tr("Best server"), optional=True),
            tr("Number of the site that serves; 0 none is strong enough."),
        )
        self.add(
            QgsProcessingParameterFolderDestination(
                "OUTPUT_FOLDER", tr("Folder of site and carrier rasters"), optional=True, createByDefault=False
            ),
            tr("Only needed for a raster of each site or carrier."),
        )
        for name, label in (
            ("COVERED_SHARE", tr("Share of land where the median signal is enough")),
            ("CERTAIN_SHARE", tr("Share of land covered with 90 % probability or more")),
            ("PREDICTED_SHARE", tr("Share of land with a prediction")),
            ("SITE_COUNT", tr("Number of sites used")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _declare_advanced(self, number, double) -> None:
        self.add(
            number("RECEIVER_HEIGHT", tr("Receiver's height (m)"), double, 1.5, minValue=0.5, maxValue=3000),
            tr("Above the ground. A phone in the hand is at 1.5 m."),
            advanced=True,
        )
        self.add(
            number("RECEIVER_GAIN", tr("Receiver's antenna gain (dBi)"), double, 0, minValue=-50, maxValue=60),
            tr("0: an antenna that receives alike from everywhere."),
            advanced=True,
        )
        self.add(
            number("BODY_LOSS", tr("Body loss (dB)"), double, 0, minValue=0, maxValue=30),
            tr("What the person holding the device takes away."),
            advanced=True,
        )
        self.add_choice(
            "BUILDING",
            tr("Kind of building"),
            {"traditional": tr("traditional"), "efficient": tr("thermally efficient (metallised glass, foil)")},
            "traditional",
            tr("Counts indoors only (Rec. ITU-R P.2109)."),
            advanced=True,
        )
        self.add_choice(
            "QUANTITY",
            tr("Quantity of the signal raster"),
            {"power": tr("received power (dBm)"), "field": tr("field strength (dBµV/m)")},
            "power",
            tr("Margin and probability are always of the power."),
            advanced=True,
        )
        self.add(
            number("PERCENT_TIME", tr("Time (%)"), double, 50, minValue=1, maxValue=99),
            tr("The signal is exceeded for this share of the time. P.1812: 1–50; below 50 for interference."),
            advanced=True,
        )
        self.add_choice(
            "CLUTTER",
            tr("Clutter without a surface model"),
            {"none": tr("none"), "p2108": tr("urban and suburban statistics of Rec. ITU-R P.2108 (0.5 GHz and above)")},
            "none",
            tr("For towns where there is no DSM; refused together with one, which would count buildings twice."),
            advanced=True,
        )
        self.add(
            number("CORRECTION", tr("Correction (dB)"), double, 0, minValue=-60, maxValue=60),
            tr("Added to each signal: the offset that comparecoverage found between prediction and measurements."),
            advanced=True,
        )
        self.add(
            number("MODEL_ERROR", tr("Error of the model (dB)"), double, 0, minValue=0, maxValue=30),
            tr(
                "Spread of measurements about the prediction, as comparecoverage reports it. 0: PROBABILITY knows only "
                "of differences from place to place, and looks surer than it is. Not used with CALIBRATION."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFile(
                "CALIBRATION",
                tr("Calibration"),
                optional=True,
                fileFilter=tr("Calibration (*.json)"),
            ),
            tr(
                "CALIBRATION of comparecoverage, learnt from a prediction with the same settings and no calibration: each "
                "site's signal gets the offset of its carrier and, where it was measured, band; PROBABILITY takes the "
                "spread left instead of MODEL_ERROR. Offsets by clutter are not applied."
            ),
            advanced=True,
        )
        self.add(
            number("DELTA_N", tr("Refractivity gradient ΔN (N-units/km)"), double, None, optional=True),
            tr("Empty: from the table of Tokyo's places."),
            advanced=True,
        )
        self.add(
            number("N0", tr("Sea-level refractivity N0 (N-units)"), double, None, optional=True),
            tr("Empty: from the table of Tokyo's places."),
            advanced=True,
        )
        self.add_choice(
            "SEA",
            tr("What is sea"),
            {
                "auto": tr("large low-lying gaps and flat zeros in the DTM"),
                "nodata": tr("every cell without data"),
                "none": tr("nothing"),
            },
            "auto",
            tr("Signals carry further over the sea."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                "SEA_AREA", tr("Polygons of the sea"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
            ),
            tr("Instead of telling the sea from the DTM."),
            advanced=True,
        )
        self.add_choice(
            "UNIT",
            tr("Unit of heights"),
            {"auto": tr("as the files say, else metres"), "metres": tr("metres"), "feet": tr("feet")},
            "auto",
            tr("Of DTM and DSM."),
            advanced=True,
        )
        self.add_choice(
            "SECTOR",
            tr("Sector antenna"),
            {
                "3gpp36814": tr("3GPP TR 36.814 (70° wide, 10° high)"),
                "3gpp36942": tr("3GPP TR 36.942 (65° wide, horizontal only)"),
                "3gpp38901": tr("3GPP TR 38.901, one element (65° wide, 65° high)"),
            },
            "3gpp36814",
            tr("For sites with an azimuth, but without a pattern of their own."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFile(
                "PATTERN_FOLDER",
                tr("Folder of antenna patterns"),
                QgsProcessingParameterFile.Behavior.Folder,
                optional=True,
            ),
            tr(
                "Where the files (.msi, .pln, .txt, .csv) lie that the pattern field names. Empty: beside the sites' "
                "file."
            ),
            advanced=True,
        )
        for name, label in _fields().items():
            self.add(
                QgsProcessingParameterField(name, label, parentLayerParameterName="SITES", optional=True),
                tr("Empty: the field with a usual name."),
                advanced=True,
            )
        self.add_scheduler()

    def execute(self, parameters, context, feedback):
        with contextlib.ExitStack() as stack:
            return self._run(parameters, context, feedback, stack)

    def _run(self, parameters, context, feedback, stack):
        from ...core.coverage.landscape import read_landscape
        from ...core.coverage.layers import Room
        from ...core.coverage.lists.site_table import of_carrier
        from ...core.coverage.measuring.calibration import read_calibration
        from ...core.coverage.prediction.calibrated_sites import calibrated_sites
        from ...core.coverage.prediction.combination import OUTPUTS, predict
        from ...core.coverage.prediction.prediction import MODELS, extent_needed, require_inside, settled
        from ...core.coverage.prediction.woodland import require_woodland
        from ...core.coverage.sites import check_sites
        from ...core.files import refuse_overwriting
        from ...core.raster import Raster

        outputs = {name: path for name in OUTPUTS if (path := self.destination(parameters, name, context))}
        folder = self.destination(parameters, "OUTPUT_FOLDER", context)
        per_site = self.parameterAsBoolean(parameters, "PER_SITE", context)
        per_carrier = self.parameterAsBoolean(parameters, "PER_CARRIER", context)
        _require_results(outputs, folder, per_site or per_carrier)
        dtm, dsm = (self.raster_path(parameters, name, context) for name in ("DTM", "DSM"))
        learnt = self.parameterAsFile(parameters, "CALIBRATION", context)
        refuse_overwriting([dtm, dsm, learnt], outputs.values())
        calibration = read_calibration(learnt) if learnt else None
        with Raster(dtm, "DTM") as raster:
            raster.grid.require_metres("DTM")
            grid, crs = raster.grid, raster.grid.crs
        settings = self._settings(parameters, context)
        sites = self._sites(parameters, crs_of(crs), context, feedback)
        sites = of_carrier(sites, self.parameterAsString(parameters, "CARRIER", context))
        quantity = self.parameterAsEnumString(parameters, "QUANTITY", context)
        count = len(sites)
        sites, extent, box = extent_needed(sites, self._extent(parameters, crs_of(crs), context), settings.reach_m)
        require_inside(sites, grid)
        if len(sites) < count:
            feedback.pushInfo(
                tr("{left} of {count} sites do not reach the extent and are left out.").format(
                    left=count - len(sites), count=count
                )
            )
        if settings.vegetation == "woodland":
            require_woodland(settings.model, [site.frequency_mhz for site in sites])
        buildings = buildings_of(self, parameters, crs_of(crs), context)
        progress = FeedbackProgress(feedback)
        cluster = stack.enter_context(self.cluster(parameters, context, progress))
        beside = next(iter(outputs.values()), None) or Path(folder) / "coverage.json"
        room = stack.enter_context(Room(beside, shared=cluster is not None))
        landscape = read_landscape(
            dtm,
            dsm,
            box,
            self.parameterAsDouble(parameters, "RESOLUTION", context) or None,
            sea=self._sea(parameters, crs_of(crs), context),
            unit=self.parameterAsEnumString(parameters, "UNIT", context),
            progress=progress,
            buildings=buildings,
            room=room,
        )
        if dsm:
            tell_coarse(landscape.cell_m, dsm, feedback)
        if landscape.bridged:
            told = tr("{count} cells in small holes of the terrain model got heights from around them.")
            feedback.pushWarning(told.format(count=landscape.bridged))
        for warning in check_sites(sites, landscape, MODELS[settings.model]):
            feedback.pushWarning(warning.say(tr_core))
        settings = settled(settings, landscape)
        frequencies = [site.frequency_mhz for site in sites]
        tell_woods(settings.vegetation, settings.model, frequencies, landscape, buildings is not None, feedback)
        error_db = self.parameterAsDouble(parameters, "MODEL_ERROR", context)
        if calibration is not None:
            sites, error_db, done, warnings = calibrated_sites(sites, calibration)
            for message in done:
                feedback.pushInfo(message.say(tr_core))
            for message in warnings:
                feedback.pushWarning(message.say(tr_core))
        own = (self.optional_number(parameters, name, context) for name in ("DELTA_N", "N0"))
        _tell_climate(settings, landscape, *own, feedback)
        found = predict(
            landscape,
            sites,
            settings,
            outputs,
            self.parameterAsDouble(parameters, "THRESHOLD", context),
            extent,
            folder or None,
            per_site,
            per_carrier,
            quantity,
            error_db,
            progress,
            cluster,
        )
        _report(found, len(sites), feedback)
        styles = STYLES if quantity == "power" else {**STYLES, "SIGNAL": "field_strength"}
        for name, path in outputs.items():
            # One above the other they would mix their colours.
            style_on_load(path, styles[name], context, group=tr("Coverage prediction"), shown=name == "SIGNAL")
        if folder:
            outputs["OUTPUT_FOLDER"] = folder
        return {
            **outputs,
            "COVERED_SHARE": found.covered_share,
            "CERTAIN_SHARE": found.certain_share,
            "PREDICTED_SHARE": found.predicted_share,
            "SITE_COUNT": len(sites),
        }

    def _settings(self, parameters, context):
        from ...core.coverage.prediction.prediction import Settings

        number = self.parameterAsDouble
        return Settings(
            model=self.parameterAsEnumString(parameters, "MODEL", context),
            reach_m=number(parameters, "REACH", context),
            receiver_height_m=number(parameters, "RECEIVER_HEIGHT", context),
            receiver_gain_dbi=number(parameters, "RECEIVER_GAIN", context),
            body_loss_db=number(parameters, "BODY_LOSS", context),
            place=self.parameterAsEnumString(parameters, "PLACE", context),
            building=self.parameterAsEnumString(parameters, "BUILDING", context),
            percent_time=number(parameters, "PERCENT_TIME", context),
            delta_n=self.optional_number(parameters, "DELTA_N", context),
            n0=self.optional_number(parameters, "N0", context),
            clutter=self.parameterAsEnumString(parameters, "CLUTTER", context),
            correction_db=number(parameters, "CORRECTION", context),
            vegetation=self.parameterAsEnumString(parameters, "VEGETATION", context),
        )

    def _sites(self, parameters, crs, context, feedback) -> list:
        """Sites of the layer, in ``crs``."""
        from ...core.coverage.lists.site_table import NEEDED, SiteTable, columns_of

        source = self.parameterAsSource(parameters, "SITES", context)
        chosen = {
            meaning: self.parameterAsString(parameters, name, context) for name, meaning in _FIELD_MEANINGS.items()
        }
        defaults = zip(
            NEEDED, (self.optional_number(parameters, name, context) for name in ("HEIGHT", "FREQUENCY", "EIRP"))
        )
        table = SiteTable(
            columns_of(source.fields().names(), chosen),
            {meaning: number for meaning, number in defaults if number is not None},
            self.parameterAsEnumString(parameters, "SECTOR", context),
            self._pattern_folder(parameters, context),
        )
        _require_degrees(source)
        sites = []
        for feature, point in geometries(source, crs, context):
            if point.geom_type not in ("Point", "MultiPoint"):
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "SITES holds lines or areas (feature {number}), but a site is a point. Choose a layer of points, or "
                        "make one (in QGIS: Centroids).",
                    ),
                    number=feature.id(),
                )
            place = point.centroid
            sites.append(table.site(place.x, place.y, feature.id(), lambda name, row=feature: value(row, name, None)))
        if not sites:
            raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "SITES holds no site. Add masts, or take away the filter."))
        for message in table.messages(len(sites)):
            feedback.pushInfo(message.say(tr_core))
        for message in table.warnings():
            feedback.pushWarning(message.say(tr_core))
        return sites

    def _pattern_folder(self, parameters, context) -> Path | None:
        folder = self.parameterAsString(parameters, "PATTERN_FOLDER", context)
        layer = self.parameterAsVectorLayer(parameters, "SITES", context)
        file = layer.source().split("|")[0] if layer is not None else ""
        return Path(folder) if folder else Path(file).parent if file and Path(file).is_file() else None

    def _extent(self, parameters, crs, context):
        """EXTENT in ``crs``; None where it is left empty."""
        if not parameters.get("EXTENT"):
            return None
        extent = self.parameterAsExtent(parameters, "EXTENT", context, crs)
        if extent.isEmpty():
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "EXTENT: {extent} is no extent. Give west,east,south,north [EPSG:…]."),
                extent=str(parameters["EXTENT"]),
            )
        return extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()

    def _sea(self, parameters, crs, context):
        """The rule or the polygons that tell what is sea."""
        source = self.parameterAsSource(parameters, "SEA_AREA", context)
        if source is None:
            return self.parameterAsEnumString(parameters, "SEA", context)
        return [shape for _, shape in geometries(source, crs, context)]


def _fields() -> dict[str, str]:
    """Parameters that choose fields of the sites, and their labels."""
    return {
        "ID_FIELD": tr("Field of the site's number"),
        "NAME_FIELD": tr("Field of the name"),
        "HEIGHT_FIELD": tr("Field of the antenna height (m)"),
        "FREQUENCY_FIELD": tr("Field of the frequency (MHz)"),
        "EIRP_FIELD": tr("Field of the EIRP (dBm)"),
        "CARRIER_FIELD": tr("Field of the carrier"),
        "AZIMUTH_FIELD": tr("Field of the azimuth (°)"),
        "TILT_FIELD": tr("Field of the tilt (°, down positive)"),
        "PATTERN_FIELD": tr("Field of the antenna pattern"),
    }


_FIELD_MEANINGS = {
    "ID_FIELD": "id",
    "NAME_FIELD": "name",
    "HEIGHT_FIELD": "height_m",
    "FREQUENCY_FIELD": "frequency_mhz",
    "EIRP_FIELD": "eirp_dbm",
    "CARRIER_FIELD": "carrier",
    "AZIMUTH_FIELD": "azimuth",
    "TILT_FIELD": "tilt",
    "PATTERN_FIELD": "pattern",
}


def _require_degrees(source) -> None:
    """Raise :class:`InputError` where a layer in degrees has latitudes that are none."""
    extent = source.sourceExtent()
    highest = max(abs(extent.yMinimum()), abs(extent.yMaximum()))
    if source.sourceCrs().isGeographic() and not extent.isNull() and highest > 90:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "SITES holds a latitude of {value}°, but there are none beyond 90°: latitude and longitude are probably "
                "swapped. Import the table again with longitude as X and latitude as Y.",
            ),
            value=f"{highest:g}",
        )


def _require_results(outputs: dict, folder: str, wants_folder: bool) -> None:
    if wants_folder and not folder:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "Rasters of sites or carriers need a folder. Choose OUTPUT_FOLDER.")
        )
    if not outputs and not wants_folder:
        raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "No result was asked for. Choose at least one."))


def _tell_climate(settings, landscape, delta_n, n0, feedback) -> None:
    """Tell the log which radio-climatic constants are used, and where they are far-fetched."""
    from ...core.coverage.propagation.climate import climate_at

    warning = climate_at(*landscape.centre_deg).warning
    if warning is not None and (delta_n is None or n0 is None):
        feedback.pushWarning(warning.say(tr_core))
    feedback.pushInfo(
        tr("Radio climate: ΔN {delta_n}, N0 {n0}.").format(delta_n=f"{settings.delta_n:.1f}", n0=f"{settings.n0:.0f}")
    )


def _report(found, count: int, feedback) -> None:
    """Tell the log how a prediction went."""
    if found.unknown_share > 0.05:
        feedback.pushWarning(
            tr("On {share} % of the extent the DTM has no heights; nothing can be said there.").format(
                share=f"{100 * found.unknown_share:.0f}"
            )
        )
    if found.covered_share is None:
        feedback.pushWarning(tr("No land in the extent holds a prediction."))
        return
    feedback.pushInfo(
        tr(
            "{count} sites. Of the land predicted, the median signal is enough on {covered} %, and with a probability "
            "of 90 % or more on {certain} %."
        ).format(count=count, covered=f"{100 * found.covered_share:.1f}", certain=f"{100 * found.certain_share:.1f}")
    )
    if found.predicted_share < 0.9995:
        feedback.pushWarning(
            tr(
                "{share} % of the land in the extent lies beyond reach of all sites, or is cut off by terrain that is "
                "not known: it holds no prediction and counts as unknown. A longer REACH or a larger DTM helps."
            ).format(share=f"{100 * (1 - found.predicted_share):.1f}")
        )
    if found.kept_sites:
        feedback.pushInfo(
            tr("{kept} of {count} sites were there from an earlier run and still hold.").format(
                kept=found.kept_sites, count=count
            )
        )
    if found.stale_files:
        feedback.pushWarning(
            tr("The folder also holds rasters of sites that are not of this run: {files}").format(
                files=", ".join(found.stale_files[:20])
            )
        )
