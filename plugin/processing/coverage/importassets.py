"""``importassets``: the city's list of assets → points with the height an antenna would have there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    NULL,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from ...core.files import require_writable
from ...translation import tr, tr_core
from ..base import Algorithm, fields_of, write_layer
from ..styling import style_on_load, styled
from .lists import points_in, require_plane, tell

if TYPE_CHECKING:
    import shapely

_STYLE = "assets"


class ImportAssets(Algorithm):
    NAME = "importassets"
    GROUP = "coverage"
    TAGS = ("assets", "buildings", "csv", "都保有アセット", "公有財産", "建物", "土地", "工作物", "基地局", "候補地")

    def title(self) -> str:
        return tr("Import the list of assets")

    def help(self) -> str:
        return tr(
            "Turns the list of the city's assets (都保有アセットデータベース and the like) into points: buildings, land and "
            "structures, with height, area and the height an antenna would have above ground. The list is read as it comes: "
            "Shift_JIS or UTF-8, titles above the header, columns known by name (名称, 所在地, 緯度, 経度, X座標, Y座標, "
            "種別, 高さ, 階数, 延床面積, 敷地面積 …).\n\n"
            "An antenna stands on a mast on a roof, on a pole on land, or at a structure's own height. A building without "
            "height gets its storeys; one with neither stays unknown. Exchanged latitude and longitude are put right. Rows "
            "without a usable position stay in the table without a point, and cannot be candidates; what is odd about a row "
            "stands in its field problems."
        )

    def declare(self) -> None:
        number = QgsProcessingParameterNumber
        self.add(
            QgsProcessingParameterFile("FILE", tr("List of assets"), fileFilter="CSV (*.csv *.txt *.tsv)"),
            tr("CSV in Shift_JIS or UTF-8."),
        )
        for name, label, default, about in (
            ("MAST", tr("Mast on a roof (m)"), 3.0, tr("Added to a building's height.")),
            ("POLE", tr("Pole on land (m)"), 15.0, tr("Height of an antenna on land.")),
            (
                "STOREY",
                tr("Height of a storey (m)"),
                3.5,
                tr("Where only storeys are known: 3.5 m suits dwellings and offices, 4 m schools and halls."),
            ),
        ):
            self.add(number(name, label, number.Type.Double, default, minValue=0, maxValue=100), about)
        self.add(
            number("ZONE", tr("Plane rectangular zone of X and Y"), number.Type.Integer, 9, minValue=1, maxValue=19),
            tr("Where the list has X and Y instead of degrees. Whether X is north or east is found out."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterCrs("CRS", tr("Coordinate system of the result"), "EPSG:6677"),
            tr("Projected, in metres."),
        )
        self.add(
            QgsProcessingParameterVectorDestination("ASSETS", tr("Assets")),
            tr("Points with owner, kind and height, as candidates of sites."),
        )
        for name, label in (
            ("READ", tr("Rows read")),
            ("LEFT_OUT", tr("Rows without a position")),
            ("NO_HEIGHT", tr("Assets without a known height")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def execute(self, parameters, context, feedback):
        from ...core.coverage.lists.assets import Heights, read_assets

        path = self.destination(parameters, "ASSETS", context)
        require_writable(path)
        crs = self.parameterAsCrs(parameters, "CRS", context)
        require_plane(crs, "CRS")
        heights = Heights(*(self.parameterAsDouble(parameters, name, context) for name in ("MAST", "POLE", "STOREY")))
        zone = self.parameterAsInt(parameters, "ZONE", context)
        assets = read_assets(self.parameterAsFile(parameters, "FILE", context), heights, zone)
        tell(assets.messages, feedback)
        places = [(asset.position.longitude, asset.position.latitude) for asset in assets.placed]
        points = dict(zip((asset.line for asset in assets.placed), points_in(places, crs, context)))
        rows = ((_wkb(points.get(asset.line)), _values(asset)) for asset in assets.rows)
        write_layer(path, "assets", _fields(), QgsWkbTypes.Type.Point, crs, rows, styled(_STYLE))
        unknown = sum(asset.antenna_height_m is None for asset in assets.placed)
        feedback.pushInfo(
            tr("Rows read: {read}; without a position: {left_out}; assets without a known height: {unknown}.").format(
                read=f"{len(assets.rows):,}", left_out=len(assets.left_out), unknown=unknown
            )
        )
        style_on_load(path, _STYLE, context, group=tr("Coverage lists"))
        return {
            "ASSETS": path,
            "READ": len(assets.rows),
            "LEFT_OUT": len(assets.left_out),
            "NO_HEIGHT": unknown,
        }


def _fields():
    text, real = QMetaType.Type.QString, QMetaType.Type.Double
    return fields_of((
        ("id", text, tr("Number")),
        ("name", text, tr("Name")),
        ("kind", text, tr("Kind (code)")),
        ("kind_name", text, tr("Kind")),
        ("address", text, tr("Address")),
        ("height_m", real, tr("Height (m)")),
        ("height_from", text, tr("Height known from")),
        ("area_m2", real, tr("Area (m²)")),
        ("antenna_height_m", real, tr("Antenna above ground (m)")),
        ("problems", text, tr("Problems")),
        ("line", QMetaType.Type.Int, tr("Line in the file")),
    ))  # fmt: skip


def _values(asset) -> tuple:
    from ...core.coverage.lists.assets import KIND_WORDS

    return (
        asset.id,
        asset.name,
        asset.kind or NULL,
        tr_core(KIND_WORDS[asset.kind]),
        asset.address or NULL,
        NULL if asset.height_m is None else asset.height_m,
        asset.height_from or NULL,
        NULL if asset.area_m2 is None else asset.area_m2,
        NULL if asset.antenna_height_m is None else asset.antenna_height_m,
        "\n".join(problem.say(tr_core) for problem in asset.problems) or NULL,
        asset.line,
    )


def _wkb(point: shapely.Point | None) -> bytes | None:
    import shapely

    return None if point is None else shapely.to_wkb(point)
