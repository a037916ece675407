"""``mapsheets``: the map sheets (国土基本図) or meshes (JIS X 0410) that cover an extent."""

from __future__ import annotations

from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProcessingOutputNumber,
    QgsProcessingParameterExtent,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from ...core.errors import InputError
from ...core.files import require_writable
from ...core.tasks import check_cancelled
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import language_of_user, tr
from ..base import Algorithm, FeedbackProgress, fields_of, write_layer
from ..styling import style_on_load, styled

_SHEETS = ("50000", "5000", "2500", "1250", "1000", "500", "250")


class MapSheets(Algorithm):
    NAME = "mapsheets"
    GROUP = "pointcloud"
    TAGS = ("sheet", "mesh", "jis", "国土基本図", "図郭", "図郭コード", "地域メッシュ", "平面直角座標系")

    def title(self) -> str:
        return tr("Map sheets and meshes")

    def help(self) -> str:
        return tr(
            "Draws the sheets of 国土基本図, by which surveys and point clouds are delivered, over an extent, each with its "
            "code, such as 09LD2626: to see which tiles to ask for, and which are missing. Meshes of JIS X 0410, by which "
            "the Geospatial Information Authority delivers, are drawn in the same way.\n\n"
            "Sheets belong to one of the 19 plane rectangular zones; Tokyo with the Izu islands is zone 9, Ogasawara 14, "
            "Okinotorishima 18, Minamitorishima 19. On Tokyo's islands each sheet also says from where heights count: from "
            "the mean level of Tokyo Bay, or, from Hachijojima southward, from that of the sea around the island.\n\n"
            "Codes of eight digits may mean level 500 or the older level 1250. More than a million sheets are refused."
        )

    def declare(self) -> None:
        self.add(
            QgsProcessingParameterExtent("EXTENT", tr("Extent")),
            tr("Sheets that share ground with it are drawn. In a command: west,east,south,north [EPSG:6677]."),
        )
        self.add_choice(
            "LEVEL",
            tr("Level"),
            {
                "50000": "40 × 30 km",
                "5000": "4 × 3 km",
                "2500": "2 × 1.5 km",
                "1250": tr("1 × 0.75 km, older surveys"),
                "1000": "800 × 600 m",
                "500": tr("400 × 300 m, Tokyo's point clouds"),
                "250": "200 × 150 m",
                "mesh1": tr("first mesh, 80 km"),
                "mesh2": tr("second mesh, 10 km"),
                "mesh3": tr("third mesh, 1 km: the tiles of GSI"),
                "mesh500": tr("half mesh, 500 m"),
                "mesh250": tr("quarter mesh, 250 m"),
                "mesh125": tr("eighth mesh, 125 m"),
                "mesh100": tr("tenth of a third mesh, 100 m"),
            },
            "500",
        )
        self.add(
            QgsProcessingParameterNumber(
                "ZONE", tr("Zone"), QgsProcessingParameterNumber.Type.Integer, 0, minValue=0, maxValue=19
            ),
            tr("Plane rectangular zone, 1 to 19. 0: that of the extent's coordinate system, else, in Tokyo, of its place. "
               "Meshes have none."),
        )  # fmt: skip
        self.add(
            QgsProcessingParameterVectorDestination("SHEETS", tr("Sheets")),
            tr("Outlines with code, zone and zero of heights."),
        )
        self.addOutput(QgsProcessingOutputNumber("COUNT", tr("Number of sheets")))

    def execute(self, parameters, context, feedback):
        from shapely import to_wkb

        from ...core.pointcloud.layout import meshes_over, sheets_over
        from ...core.pointcloud.places import GEOGRAPHIC
        from ...core.pointcloud.sheets import epsg

        path = self.destination(parameters, "SHEETS", context)
        require_writable(path)
        level = self.parameterAsEnumString(parameters, "LEVEL", context)
        if level in _SHEETS:
            zone = self.parameterAsInt(parameters, "ZONE", context) or self._zone(parameters, context)
            crs = QgsCoordinateReferenceSystem(f"EPSG:{epsg(zone)}")
            outlines = sheets_over(self._area(parameters, context, crs), int(level), zone)
        else:
            crs = QgsCoordinateReferenceSystem(f"EPSG:{GEOGRAPHIC}")
            outlines = meshes_over(self._area(parameters, context, crs), level)
        fields = fields_of(
            (
                ("code", QMetaType.Type.QString, tr("Code")),
                ("level", QMetaType.Type.QString, tr("Level")),
                ("zone", QMetaType.Type.Int, tr("Zone")),
                ("island", QMetaType.Type.QString, tr("Island")),
                ("height_zero", QMetaType.Type.QString, tr("Zero of heights")),
            )
        )
        progress, count = FeedbackProgress(feedback), 0

        def rows():
            nonlocal count
            for outline in outlines:
                check_cancelled(progress)
                count += 1
                told = (outline.code, outline.level, outline.zone or NULL, *_place_words(outline.places))
                yield to_wkb(outline.polygon, output_dimension=2), told

        write_layer(path, "sheets", fields, QgsWkbTypes.Type.Polygon, crs, rows(), styled("mapsheets"))
        feedback.pushInfo(
            tr("{count} sheets of level {level} in {crs}.").format(count=count, level=level, crs=crs.authid())
        )
        style_on_load(path, "mapsheets", context)
        return {"SHEETS": path, "COUNT": count}

    def _zone(self, parameters, context) -> int:
        """The zone of the extent's coordinate system, else that of its place."""
        from ...core.pointcloud.places import GEOGRAPHIC, zone_of_box
        from ...core.pointcloud.sheets import zone_of

        own = self._crs(parameters, context)
        plane = own.horizontalCrs() if hasattr(own, "horizontalCrs") else own
        authority, _, code = plane.authid().partition(":")
        zone = zone_of(int(code)) if authority == "EPSG" and code.isdigit() else None
        return zone or zone_of_box(
            self._area(parameters, context, QgsCoordinateReferenceSystem(f"EPSG:{GEOGRAPHIC}")).bounds
        )

    def _crs(self, parameters, context) -> QgsCoordinateReferenceSystem:
        crs = self.parameterAsExtentCrs(parameters, "EXTENT", context)
        if not crs.isValid():
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name} has no coordinate reference system. Write it behind the numbers: west,east,south,north "
                    "[EPSG:6677].",
                ),
                name="EXTENT",
            )
        return crs

    def _area(self, parameters, context, crs: QgsCoordinateReferenceSystem):
        """The extent as a shapely polygon in ``crs``, with enough corners to bend where its sides do."""
        from ...core.pointcloud.layout import area_of

        own = self._crs(parameters, context)
        extent = self.parameterAsExtent(parameters, "EXTENT", context)
        outline = QgsGeometry.fromRect(extent)
        if own != crs:
            try:
                outline = outline.densifyByCount(50)
                outline.transform(QgsCoordinateTransform(own, crs, context.transformContext()))
            except QgsCsException as error:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "The extent cannot be brought into {crs} ({detail}). Draw it where that system is used.",
                    ),
                    crs=crs.authid(),
                    detail=str(error),
                ) from error
        return area_of((point.x(), point.y()) for point in outline.vertices())


def _place_words(places) -> tuple:
    """Islands a sheet holds a part of, and from where heights count there; NULL where nothing is known."""
    zeros = {
        "tokyo_bay": tr("Mean sea level of Tokyo Bay"),
        "local": tr("Mean sea level at the island"),
    }
    language = language_of_user()
    names = [getattr(place, language, place.en) for place in places if place.island]
    heights = list(dict.fromkeys(zeros[place.height] for place in places))
    return "・".join(names) or NULL, "・".join(heights) or NULL
