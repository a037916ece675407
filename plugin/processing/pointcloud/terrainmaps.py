"""``terrainmaps``: maps that show the shape of the ground."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterNumber, QgsProcessingParameterRasterDestination

from ...translation import tr, tr_core
from ..base import Algorithm, FeedbackProgress
from ..styling import style_on_load

_OUTPUTS = {  # kind, by output
    "HILLSHADE": "hillshade",
    "SLOPE": "slope",
    "CSMAP": "csmap",
    "CURVATURE": "curvature",
    "OPENNESS": "openness",
}


class TerrainMaps(Algorithm):
    NAME = "terrainmaps"
    GROUP = "pointcloud"
    TAGS = (
        "hillshade",
        "slope",
        "curvature",
        "openness",
        "cs map",
        "CS立体図",
        "陰影起伏図",
        "傾斜",
        "曲率",
        "地上開度",
        "微地形",
    )

    def title(self) -> str:
        return tr("Terrain maps")

    def help(self) -> str:
        return tr(
            "Draws an elevation model of the ground so that landforms can be read: hillshade lit from several sides, slope "
            "in degrees, and the CS map (CS立体図) of foresters: ridges and other convex ground reddish, valleys and other "
            "concave ground bluish, steep ground dark. Fill shows as a smooth, pale flat with a reddish rim and a dark "
            "face. On demand also curvature (1/m, convex positive) and openness (degrees: 90 on a plane, more on ridges, "
            "less in valleys).\n\n"
            "Use a model of the ground (DTM) of 0.25 to 10 m in a system in metres. Hillshade and slope are those of "
            "gdaldem. Colours of the CS map mean the same in every sheet, so that neighbouring maps match."
        )

    def declare(self) -> None:
        number = QgsProcessingParameterNumber
        self.add_raster("DTM", tr("Elevation model"), tr("Heights of the ground (one band), in a system in metres."))
        self.add_choice(
            "LIGHT",
            tr("Light of the hillshade"),
            {"multi": tr("from several sides"), "single": tr("from one side")},
            "multi",
        )
        self.add(
            number("AZIMUTH", tr("Azimuth of the light (°)"), number.Type.Double, 315, minValue=0, maxValue=360),
            tr("Where light from one side comes from, clockwise from north."),
        )
        self.add(
            number("ALTITUDE", tr("Altitude of the light (°)"), number.Type.Double, 45, minValue=1, maxValue=90),
            tr("Above the horizon."),
        )
        self.add(
            number("EXAGGERATION", tr("Exaggeration of heights"), number.Type.Double, 1, minValue=0.01, maxValue=100),
            tr("In the hillshade only."),
            advanced=True,
        )
        self.add(
            number("RADIUS", tr("Smoothing of curvature (m)"), number.Type.Double, 3, minValue=0),
            tr(
                "Standard deviation of the Gaussian that takes out what is smaller, in curvature and CS map. 3 m suits "
                "models of 0.25 to 2 m; larger radii show larger landforms; 0: none, for models of 10 m."
            ),
        )
        self.add(
            number("STRENGTH", tr("Strength of colours"), number.Type.Double, 1, minValue=0.05, maxValue=20),
            tr("Of the CS map. 1 suits mountains; 2 to 4 bring out gentle ground."),
        )
        self.add(
            number("OPENNESS_RADIUS", tr("Radius of openness (m)"), number.Type.Double, 50, minValue=0),
            tr("How far the horizon is looked for; the time it takes grows with it."),
            advanced=True,
        )
        self.add_choice(
            "UNIT",
            tr("Unit of the heights"),
            {"auto": tr("as the file says, else metres"), "metres": tr("metres"), "feet": tr("feet")},
            "auto",
            advanced=True,
        )
        self.add_scheduler()
        self.add(
            QgsProcessingParameterRasterDestination("HILLSHADE", tr("Hillshade")),
            tr("Light on the slopes, as a relief."),
        )
        self.add(QgsProcessingParameterRasterDestination("SLOPE", tr("Slope")), tr("In degrees."))
        self.add(
            QgsProcessingParameterRasterDestination("CSMAP", tr("CS map")),
            tr("Ridges are red, hollows blue and steep slopes dark: valleys, scarps and fills show."),
        )
        for name, label, help in (
            ("CURVATURE", tr("Curvature"), tr("Above 0 on ridges, below 0 in hollows.")),
            ("OPENNESS", tr("Openness"), tr("In degrees; how much sky is seen, large on ridges and small in valleys.")),
        ):
            self.add(QgsProcessingParameterRasterDestination(name, label, optional=True, createByDefault=False), help)

    def execute(self, parameters, context, feedback):
        from ...core.terrain.maps import Options, draw

        outputs = {name: path for name in _OUTPUTS if (path := self.destination(parameters, name, context))}
        single = self.parameterAsEnumString(parameters, "LIGHT", context) == "single"
        options = Options(
            azimuth_deg=self.parameterAsDouble(parameters, "AZIMUTH", context) if single else None,
            altitude_deg=self.parameterAsDouble(parameters, "ALTITUDE", context),
            exaggeration=self.parameterAsDouble(parameters, "EXAGGERATION", context),
            radius_m=self.parameterAsDouble(parameters, "RADIUS", context),
            strength=self.parameterAsDouble(parameters, "STRENGTH", context),
            openness_radius_m=self.parameterAsDouble(parameters, "OPENNESS_RADIUS", context),
            unit=self.parameterAsEnumString(parameters, "UNIT", context),
        )
        progress = FeedbackProgress(feedback)
        maps = {_OUTPUTS[name]: path for name, path in outputs.items()}
        with self.cluster(parameters, context, progress) as cluster:
            found = draw(self.raster_path(parameters, "DTM", context), maps, options, progress, cluster=cluster)
        for message in found.notes:
            feedback.pushWarning(message.say(tr_core))
        for name, path in outputs.items():
            style_on_load(path, _OUTPUTS[name], context)
        return outputs
