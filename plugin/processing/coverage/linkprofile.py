"""``linkprofile``: the section between two places, what stands in the way of radio, and what it costs."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessingOutputBoolean,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterPoint,
)

from ...core.errors import InputError
from ...core.files import require_writable, write_whole
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr, tr_core, words_in
from ..base import Algorithm, FeedbackProgress
from ..features import crs_of
from ..vectorpictures import svg_as_png
from .woods import buildings_of, declare_woods


class LinkProfile(Algorithm):
    NAME = "linkprofile"
    GROUP = "coverage"
    TAGS = ("p1812", "fresnel", "line of sight", "path profile", "見通し", "フレネル", "回線設計", "断面図", "伝搬損失")

    def title(self) -> str:
        return tr("Link profile")

    def help(self) -> str:
        return tr(
            "Shows the terrain between two places as radio sees it, and what a signal loses on the way. For relay links, "
            "and for asking why a place has no signal.\n\n"
            "PROFILE is a picture: ground with the curvature of the Earth, buildings and trees, sea, the line between the "
            "antennas with its first Fresnel zone, what cuts it, and the losses by mechanism. A link is called free where "
            "nothing touches the line; good links keep 60 % of the Fresnel zone free too.\n\n"
            "LOSS is the basic transmission loss in dB, outdoors; CLEARANCE is the least free share of the radius of the "
            "Fresnel zone (1: free, 0: grazing, below: cut). Rec. ITU-R P.1812 counts what stands on the ground everywhere "
            "but at the ends: give a DSM wherever there are woods or towns. Where the way through trees costs less than "
            "the one over them, the table of losses shows it.\n\n"
            "The profile is a straight line sampled once in each cell. Coverage predictions follow rays through the centres "
            "of cells and may differ a little; their values agree with this one only on equal cells: give the RESOLUTION "
            "of the prediction here."
        )

    def declare(self) -> None:
        number, double = QgsProcessingParameterNumber, QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterPoint("FROM", tr("FROM: transmitter")),
            tr("As x,y [EPSG:6677]; without a system, that of the project."),
        )
        self.add(QgsProcessingParameterPoint("TO", tr("TO: receiver")), tr("Likewise."))
        self.add_raster(
            "DTM", tr("Terrain (DTM)"), tr("Heights of the ground, in a projected system (for Tokyo EPSG:6677).")
        )
        self.add_raster(
            "DSM",
            tr("Surface (DSM)"),
            tr("Heights with buildings and trees. Without it only the ground is in the way."),
            optional=True,
        )
        self.add(
            number("FREQUENCY", tr("Frequency (MHz)"), double, 800, minValue=1, maxValue=100_000),
            tr("Of the carrier: 700 to 2100 in mountains, 3500 to 4900 and 28000 in towns."),
        )
        self.add(
            number("FROM_HEIGHT", tr("Antenna at FROM (m)"), double, 30, minValue=0.5, maxValue=3000),
            tr("Above the ground."),
        )
        self.add(
            number("TO_HEIGHT", tr("Antenna at TO (m)"), double, 1.5, minValue=0.5, maxValue=3000),
            tr("Above the ground. A phone in the hand is at 1.5 m."),
        )
        self.add(
            number("EIRP", tr("EIRP (dBm)"), double, None, optional=True, minValue=-100, maxValue=150),
            tr("Power with antenna gain and cable loss, towards TO. Gives the received power too."),
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
            tr("What the loss is computed with."),
        )
        declare_woods(self)
        self.add(
            number("RESOLUTION", tr("Cell size (m)"), double, None, optional=True, minValue=0.5, maxValue=1000),
            tr(
                "Empty: that of the DTM. Give the RESOLUTION of a coverage prediction to compare with it: coarser cells "
                "smooth trees and houses, and losses come out smaller."
            ),
        )
        self.add(
            number("PERCENT_TIME", tr("Time (%)"), double, 50, minValue=1, maxValue=99.999),
            tr("The loss is not exceeded for this share of the time. P.1812: 1–50; below 50 for interference."),
            advanced=True,
        )
        self.add(
            number("PERCENT_LOCATIONS", tr("Locations (%)"), double, 50, minValue=1, maxValue=99),
            tr("The loss is not exceeded at this share of places around TO: 90 to be sure, 50 for the median."),
            advanced=True,
        )
        self.add_choice(
            "POLARISATION",
            tr("Polarisation"),
            {"vertical": tr("vertical"), "horizontal": tr("horizontal")},
            "vertical",
            tr("Matters over the sea and at low frequencies."),
            advanced=True,
        )
        for name, label in (
            ("DELTA_N", tr("Refractivity gradient ΔN (N-units/km)")),
            ("N0", tr("Sea-level refractivity N0 (N-units)")),
        ):
            self.add(
                number(name, label, double, None, optional=True),
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
        self.add_choice(
            "UNIT",
            tr("Unit of heights"),
            {"auto": tr("as the files say, else metres"), "metres": tr("metres"), "feet": tr("feet")},
            "auto",
            tr("Of DTM and DSM."),
            advanced=True,
        )
        self.add_language()
        file = QgsProcessingParameterFileDestination
        self.add(file("PROFILE", tr("Profile"), "SVG (*.svg);;PNG (*.png)"), tr("A picture; its kind by the ending."))
        self.add(
            file("TABLE", tr("Points of the profile"), "CSV (*.csv)", optional=True, createByDefault=False),
            tr("Distance, ground, clutter, line and Fresnel zone at every point."),
        )
        self.addOutput(QgsProcessingOutputNumber("LOSS", tr("Basic transmission loss (dB)")))
        self.addOutput(QgsProcessingOutputBoolean("LINE_OF_SIGHT", tr("Line of sight")))
        self.addOutput(QgsProcessingOutputNumber("CLEARANCE", tr("Least clearance (share of the Fresnel zone)")))
        self.addOutput(QgsProcessingOutputNumber("DISTANCE", tr("Distance (km)")))
        self.addOutput(QgsProcessingOutputNumber("RECEIVED", tr("Received power (dBm)")))

    def execute(self, parameters, context, feedback):
        from ...core.coverage.prediction.link import predict_link, profile_csv
        from ...core.coverage.prediction.link_plot import link_svg
        from ...core.raster import Raster

        picture, table = (self.destination(parameters, name, context) for name in ("PROFILE", "TABLE"))
        for path in (picture, table):
            if path:
                require_writable(path)
        dtm, dsm = (self.raster_path(parameters, name, context) for name in ("DTM", "DSM"))
        with Raster(dtm, "DTM") as raster:
            raster.grid.require_metres("DTM")
            crs = crs_of(raster.grid.crs)
        start, end = (self._end(parameters, name, crs, context) for name in ("FROM", "TO"))
        settings = self._settings(parameters, context)
        buildings = buildings_of(self, parameters, crs, context)
        link = predict_link(dtm, dsm, start, end, settings, FeedbackProgress(feedback), buildings)
        for message in link.warnings:
            feedback.pushWarning(message.say(tr_core))
        svg = link_svg(link, words_in(self.language(parameters, context))).encode()
        write_whole(picture, svg_as_png(svg, scale=2) if Path(picture).suffix.lower() == ".png" else svg)
        results = {"PROFILE": picture}
        if table:
            write_whole(table, profile_csv(link))
            results["TABLE"] = table
        if link.received_dbm is not None:
            results["RECEIVED"] = link.received_dbm
        feedback.pushInfo(
            (
                tr("{length} km, line of sight free: {loss} dB.")
                if link.line_of_sight
                else tr("{length} km, line of sight blocked: {loss} dB.")
            ).format(length=f"{link.length_km:.2f}", loss=f"{link.loss_db:.1f}")
        )
        return {
            **results,
            "LOSS": link.loss_db,
            "LINE_OF_SIGHT": link.line_of_sight,
            "CLEARANCE": link.clearance,
            "DISTANCE": link.length_km,
        }

    def _end(self, parameters, name, crs, context):
        from ...core.coverage.prediction.link import End

        point = self.parameterAsPoint(parameters, name, context, crs)
        if point.isEmpty():
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{name}: {value} is no place. Give x,y [EPSG:…], such as -42000,-31000 [EPSG:6677]."
                ),
                name=name,
                value=str(parameters.get(name)),
            )
        return End(point.x(), point.y(), self.parameterAsDouble(parameters, f"{name}_HEIGHT", context))

    def _settings(self, parameters, context):
        from ...core.coverage.prediction.link import LinkSettings
        from ...core.coverage.propagation.climate import Climate

        given = [parameters.get(name) for name in ("DELTA_N", "N0")]
        climate = None
        if any(value not in (None, "") for value in given):
            if any(value in (None, "") for value in given):
                raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "Give both ΔN and N0, or neither."))
            climate = Climate(*(self.parameterAsDouble(parameters, name, context) for name in ("DELTA_N", "N0")))
        return LinkSettings(
            self.parameterAsDouble(parameters, "FREQUENCY", context),
            self.parameterAsEnumString(parameters, "MODEL", context),
            self.parameterAsDouble(parameters, "PERCENT_TIME", context),
            self.parameterAsDouble(parameters, "PERCENT_LOCATIONS", context),
            self.parameterAsEnumString(parameters, "POLARISATION", context) == "vertical",
            self.optional_number(parameters, "EIRP", context),
            climate,
            self.parameterAsEnumString(parameters, "SEA", context),
            self.parameterAsEnumString(parameters, "UNIT", context),
            self.parameterAsEnumString(parameters, "VEGETATION", context),
            self.parameterAsDouble(parameters, "RESOLUTION", context) or None,
        )
