"""Travel between sites: the parameters of it, and the work from roads and heights to times."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterPoint,
    QgsWkbTypes,
)

from ...core.errors import InputError
from ...core.tasks import check_cancelled
from ...core.text import QT_TRANSLATE_NOOP, Message
from ...translation import tr
from .sites import JGD2011, SiteAlgorithm

NAMED = 10
"""So many names a message lists."""
_ROUND_SITES_M = 5_000.0
_FAR_M = 30_000.0  # farther than a team would drive to its first site
_APART_SHARE = 0.05


class TravelAlgorithm(SiteAlgorithm):
    """An algorithm about the ways between chosen sites."""

    def add_travel(self) -> None:
        """START, END, and what times of travel are made of."""
        number = QgsProcessingParameterNumber
        real = number.Type.Double
        lines = [QgsProcessing.SourceType.TypeVectorLine]
        self.add(
            QgsProcessingParameterPoint("START", tr("Start of each day")),
            tr("Where teams leave from, as x,y [EPSG:6677]; without a system, that of the project."),
        )
        self.add(
            QgsProcessingParameterPoint("END", tr("End of each day"), optional=True), tr("Empty: back at the start.")
        )
        self.add(
            QgsProcessingParameterFeatureSource("ROADS", tr("Roads"), lines, optional=True),
            tr("Centre lines of roads, in any coordinate system. Empty: straight lines with a detour."),
        )
        any_field, numeric = QgsProcessingParameterField.DataType.Any, QgsProcessingParameterField.DataType.Numeric
        self.add(
            QgsProcessingParameterField(
                "SPEED_FIELD", tr("Field of the speed (km/h)"), None, "ROADS", numeric, optional=True
            ),
            tr("Goes before the class; 0 closes a road to cars. Empty: speed_kmh, where there is one."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterField(
                "CLASS_FIELD", tr("Field of the class of road"), None, "ROADS", any_field, optional=True
            ),
            tr(
                "Classes have speeds in resources/presets/travel.json: values of OpenStreetMap and of GSI are known, forest "
                "roads 15 km/h. Empty: the first of class, highway, fclass, rdCtg."
            ),
            advanced=True,
        )
        self.add_choice(
            "JOIN",
            tr("Where roads meet"),
            {
                "auto": tr("as the layer was drawn"),
                "ends": tr("at common vertices and ends"),
                "crossings": tr("also where they cross"),
            },
            "auto",
            tr(
                "Crossings without a common vertex are bridges in good data, junctions in simple drawings. auto takes them "
                "for junctions where they are more than the proper ones."
            ),
            advanced=True,
        )
        self.add(
            number("TOLERANCE", tr("Ends of roads meet within (m)"), real, 1.0, minValue=0, maxValue=100),
            tr(
                "An end no farther than this from another road is joined to it: where lines were drawn with gaps, roads "
                "would else lead nowhere. 1 m suits surveyed roads, 10 to 50 m forest roads sketched by hand; too much "
                "joins roads that pass each other. The log tells how many km hang together with the start: raise it "
                "where they are too few."
            ),
            advanced=True,
        )
        self.add(
            number("WALK_LIMIT", tr("Longest walk from a road (m)"), real, 2000, minValue=0, maxValue=50_000),
            tr("As the crow flies. Sites farther from every road that the start leads to are not planned."),
        )
        self.add(
            number("SPEED", tr("Speed without a road layer (km/h)"), real, 25, minValue=1, maxValue=120),
            tr("Average of driving; for a plan on foot about 4, with a detour of 1.2."),
            advanced=True,
        )
        self.add(
            number("DETOUR", tr("Detour without a road layer"), real, 1.4, minValue=1, maxValue=5),
            tr("How many times the straight line the way is."),
            advanced=True,
        )
        self.add_raster(
            "DEM",
            tr("Elevation model"),
            tr(
                "For slopes on walks, and on straight lines where there are no roads (Tobler 1993). Empty: level ground."
            ),
            optional=True,
        )

    @staticmethod
    def plane(chosen) -> QgsCoordinateReferenceSystem:
        """A system in metres: the sites' zone, or where they lie in several or in none, one of their own middle."""
        if chosen.plane:
            return QgsCoordinateReferenceSystem(chosen.plane)
        longitudes, latitudes = ([getattr(s, n) for s in chosen.sites] for n in ("longitude", "latitude"))
        west, east = min(longitudes), max(longitudes)
        return QgsCoordinateReferenceSystem.fromProj(
            f"+proj=tmerc +lat_0={(min(latitudes) + max(latitudes)) / 2:.4f} +lon_0={(west + east) / 2:.4f} +k=1 "
            "+x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs"
        )

    def places(self, sites, plane, parameters, context):
        """START, END and the sites as (2 + n, 2) metres."""
        import numpy as np

        to_plane = QgsCoordinateTransform(JGD2011, plane, context.transformContext())
        start = self.parameterAsPoint(parameters, "START", context, plane)
        end = start
        if parameters.get("END") not in (None, ""):
            end = self.parameterAsPoint(parameters, "END", context, plane)
        placed = [to_plane.transform(QgsPointXY(site.longitude, site.latitude)) for site in sites]
        places = np.array([(point.x(), point.y()) for point in (start, end, *placed)])
        for name, place in zip(("START", "END"), places):
            away = np.hypot(*(places[2:] - place).T).min()
            if not np.isfinite(place).all() or away > 500_000:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name} lies {away} km from the nearest site. Check its coordinates and their system, as in "
                        "“-46000,-35000 [EPSG:6677]”.",
                    ),
                    name=name,
                    away=f"{away / 1000:,.0f}",
                )
        return places

    def travel(self, parameters, context, plane, places, shift_s, progress):
        """Travel between places, a sentence on where its times come from, and what to beware of."""
        import numpy as np

        from ...core.fieldwork.visiting.travel import road_travel, straight_travel
        from ...core.fieldwork.visiting.walking import preset, read_heights

        shipped, warnings = preset(), _far_ends(places)
        heights, dem = None, self.raster_path(parameters, "DEM", context)
        if dem:
            low, high = places.min(axis=0) - _ROUND_SITES_M, places.max(axis=0) + _ROUND_SITES_M
            heights = read_heights(dem, "DEM", plane.toWkt(), (*low, *high))
            outside = int(np.isnan(heights.at(places)).sum())
            if outside:
                warnings.append(
                    Message(
                        QT_TRANSLATE_NOOP(
                            "SoraNoMe",
                            "DEM knows no height at {count} of {all} places; ways there are taken to be level.",
                        ),
                        {"count": outside, "all": len(places)},
                    )
                )
        slopes = Message(
            QT_TRANSLATE_NOOP("SoraNoMe", "with slopes from the elevation model (Tobler 1993)")
            if heights
            else QT_TRANSLATE_NOOP("SoraNoMe", "without slopes")
        )
        roads = self.optional_source(parameters, "ROADS", context)
        if roads is None:
            speed = self.parameterAsDouble(parameters, "SPEED", context)
            detour = self.parameterAsDouble(parameters, "DETOUR", context)
            travel = straight_travel(places, speed, detour, heights, shipped["walking"], progress)
            told = Message(
                QT_TRANSLATE_NOOP("SoraNoMe", "Straight lines × {detour} at {speed} km/h, {slopes}"),
                {"detour": f"{detour:g}", "speed": f"{speed:g}", "slopes": slopes},
            )
            return travel, told, warnings
        lines, speeds, unknown = self._roads(roads, parameters, context, plane, shipped, progress)
        join = self.parameterAsEnumString(parameters, "JOIN", context)
        travel = road_travel(
            places,
            lines,
            speeds,
            self.parameterAsDouble(parameters, "TOLERANCE", context),
            {"auto": None, "ends": False, "crossings": True}[join],
            self.parameterAsDouble(parameters, "WALK_LIMIT", context),
            shift_s,
            heights,
            shipped["walking"],
            progress,
        )
        told = Message(
            QT_TRANSLATE_NOOP("SoraNoMe", "{km} km of roads that the start leads to, the rest on foot, {slopes}"),
            {"km": f"{travel.network_m / 1000:,.0f}", "slopes": slopes},
        )
        return travel, told, warnings + _doubts(travel, join, unknown, shipped["default_kmh"])

    def _roads(self, source, parameters, context, plane, shipped, progress):
        """Lines in ``plane`` with their speeds, and classes nothing is known of."""
        import shapely

        from ...core.fieldwork.visiting.roads import read_speeds
        from ..features import geometries, value

        if QgsWkbTypes.geometryType(source.wkbType()) != QgsWkbTypes.GeometryType.LineGeometry:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "ROADS: {name} is a layer of {kind}. Choose a layer of lines, or leave ROADS empty."
                ),
                name=source.sourceName(),
                kind=QgsWkbTypes.displayString(source.wkbType()),
            )
        names = source.fields().names()
        known = {name.lower(): name for name in names}

        def field(parameter: str, usual: str) -> str:
            given = self.parameterAsString(parameters, parameter, context)
            if given and given not in names:
                raise InputError(
                    QT_TRANSLATE_NOOP("SoraNoMe", "{name} has no field {field}. It has: {fields}."),
                    name=source.sourceName(),
                    field=given,
                    fields=", ".join(names),
                )
            return given or next((known[name.lower()] for name in shipped[usual] if name.lower() in known), "")

        speed_field, class_field = field("SPEED_FIELD", "speed_fields"), field("CLASS_FIELD", "class_fields")
        lines, speeds, classes = [], [], []
        for feature, geometry in geometries(source, plane, context):
            check_cancelled(progress)
            for part in shapely.get_parts(shapely.force_2d(geometry)):
                if part.geom_type == "LineString" and part.length:
                    lines.append(part)
                    speeds.append(value(feature, speed_field, None) if speed_field else None)
                    classes.append(value(feature, class_field, None) if class_field else None)
        kmh, unknown = read_speeds(classes, speeds, shipped["classes"], shipped["default_kmh"])
        return lines, kmh, unknown


def _far_ends(places) -> list[Message]:
    """A doubt for each end of the day that lies far from every site: x and y exchanged, mostly."""
    import numpy as np

    doubts = []
    for name, place in zip(("START", "END"), places):
        away = np.hypot(*(places[2:] - place).T).min()
        if away > _FAR_M:
            text = QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} lies {away} km from the nearest site. Check that it was given as x,y, east first, and in which "
                "system.",
            )
            doubts.append(Message(text, {"name": name, "away": f"{away / 1000:,.0f}"}))
    return doubts


def _doubts(travel, join: str, unknown, default_kmh: float) -> list[Message]:
    """What to beware of in a network of roads: classes not known, crossings, parts it does not reach."""
    warnings = []
    if unknown:
        warnings.append(
            Message(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "ROADS has classes travel.json does not know ({classes}); they go at {speed} km/h. Choose "
                    "CLASS_FIELD or SPEED_FIELD.",
                ),
                {"classes": ", ".join(list(unknown)[:NAMED]), "speed": default_kmh},
            )
        )
    if travel.crossings and join != "crossings":
        warnings.append(
            Message(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{count} pairs of roads cross without a common vertex. They were taken for junctions; where they "
                    "are bridges, set JOIN to ends.",
                )
                if travel.crossings_joined
                else QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{count} pairs of roads cross without a common vertex. They were taken for bridges; where teams can "
                    "turn there, set JOIN to crossings.",
                ),
                {"count": travel.crossings},
            )
        )
    if travel.other_m > _APART_SHARE * travel.network_m:
        warnings.append(
            Message(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Only {km} km of roads hang together with the start, {other} km near them do not. Where only gaps "
                    "in the drawing part them, raise TOLERANCE.",
                ),
                {"km": f"{travel.network_m / 1000:,.1f}", "other": f"{travel.other_m / 1000:,.1f}"},
            )
        )
    return warnings
