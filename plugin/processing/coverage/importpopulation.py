"""``importpopulation``: census tables of e-Stat → grid squares with people."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    NULL,
    Qgis,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from ...core.errors import InputError
from ...core.files import require_writable
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr
from ..base import Algorithm, FeedbackProgress, fields_of, write_layer
from ..features import geometries
from ..pointcloud.tiles import listed
from ..styling import style_on_load, styled
from .lists import JGD2011, TABLES, mesh_polygons, require_plane, tell

# Tokyo Datum by the three parameters of 国土地理院 for all of Japan (some metres, where squares are 450 m off without):
# asked for by its EPSG code, PROJ silently leaves out the shift where its grid of Japan is not installed.
_TOKYO = "PROJ:+proj=longlat +ellps=bessel +towgs84=-146.414,507.337,680.507,0,0,0,0 +no_defs"
_DATUMS = {"jgd2011": JGD2011, "tokyo": _TOKYO}
_STYLE = "population"


class ImportPopulation(Algorithm):
    NAME = "importpopulation"
    GROUP = "coverage"
    TAGS = ("census", "mesh", "e-stat", "jis x 0410", "国勢調査", "地域メッシュ", "人口", "秘匿", "統計")

    def title(self) -> str:
        return tr("Import population on grid squares")

    def help(self) -> str:
        return tr(
            "Turns tables of e-Stat (国勢調査, 地域メッシュ統計) into grid squares with people. Tables and the zips they "
            "come in are read as they are: two header rows, UTF-8 or Shift_JIS, squares of 1 km, 500 m, 250 m or 125 m.\n\n"
            "Suppressed numbers (*) stay unknown: their people are in the number of another square, which names them in the "
            "field holds, and are not shared out, so that the total is kept. The total of people itself is never suppressed "
            "in the census. Squares without people are in no table."
        )

    def declare(self) -> None:
        self.add(
            QgsProcessingParameterMultipleLayers("FILE", tr("Tables"), Qgis.ProcessingSourceType.File, optional=True),
            tr("One or several that follow each other: CSV, text, or the zips of e-Stat."),
        )
        self.add(
            QgsProcessingParameterFile(
                "FOLDER", tr("Folder of tables"), QgsProcessingParameterFile.Behavior.Folder, optional=True
            ),
            tr("Instead of files: every table of grid squares in it, zipped or not."),
        )
        self.add(
            QgsProcessingParameterString("COLUMN", tr("Column to count"), optional=True),
            tr("Its code (T001101001) or title. Empty: the total, 人口（総数） or 人口総数."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                "AREA",
                tr("Only squares that share ground with"),
                [QgsProcessing.SourceType.TypeVectorPolygon],
                optional=True,
            ),
            tr("Such as a municipality. Squares on its border are whole, with all their people."),
        )
        self.add(
            QgsProcessingParameterExtent("EXTENT", tr("Only squares within the extent"), optional=True),
            tr("Squares on its edge are whole too. Together with an area: what both share."),
        )
        self.add(
            QgsProcessingParameterCrs("CRS", tr("Coordinate system of the result"), "EPSG:6677"),
            tr("Projected, in metres."),
        )
        self.add_choice(
            "DATUM",
            tr("Datum of the squares"),
            {"jgd2011": tr("JGD2000 or JGD2011 (世界測地系)"), "tokyo": tr("Tokyo Datum (日本測地系)")},
            "jgd2011",
            tr("Old tables were published in Tokyo Datum too: 450 m away, with the same codes."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterVectorDestination("POPULATION", tr("Population")),
            tr("Grid squares with their people; unknown stays empty and is never taken for 0."),
        )
        for name, label in (
            ("PEOPLE", tr("People")),
            ("SQUARES", tr("Grid squares")),
            ("SUPPRESSED", tr("Grid squares with unknown people")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def execute(self, parameters, context, feedback):
        import shapely

        from ...core.coverage.lists.population import read_population

        path = self.destination(parameters, "POPULATION", context)
        require_writable(path)
        crs = self.parameterAsCrs(parameters, "CRS", context)
        require_plane(crs, "CRS")
        area = self._area(parameters, crs, context)
        population = read_population(
            self._paths(parameters, context),
            self.parameterAsString(parameters, "COLUMN", context).strip(),
            FeedbackProgress(feedback),
        )
        tell(population.messages, feedback)
        datum = _DATUMS[self.parameterAsEnumString(parameters, "DATUM", context)]
        outlines = mesh_polygons([square.mesh for square in population.squares], crs, context, datum)
        kept = list(zip(population.squares, outlines))
        if area is not None:
            inside = shapely.intersects(outlines, area) & ~shapely.touches(outlines, area)
            kept = [pair for pair, chosen in zip(kept, inside) if chosen]
            if not kept:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "None of the {count} grid squares lies in the area. Choose the tables of that place (5338 and 5339: "
                        "mainland Tokyo), or check the area's coordinate system.",
                    ),
                    count=len(outlines),
                )
        write_layer(path, "population", _fields(), QgsWkbTypes.Type.Polygon, crs, map(_row, kept), styled(_STYLE))
        people = sum(square.people for square, _ in kept if square.people is not None)
        suppressed = sum(square.suppressed for square, _ in kept)
        feedback.pushInfo(
            tr("Grid squares: {squares}; people: {people} ({column}); squares of unknown people: {suppressed}.").format(
                squares=f"{len(kept):,}", people=f"{people:,.0f}", column=population.column, suppressed=suppressed
            )
        )
        style_on_load(path, _STYLE, context, group=tr("Coverage lists"))
        return {"POPULATION": path, "PEOPLE": people, "SQUARES": len(kept), "SUPPRESSED": suppressed}

    def _paths(self, parameters, context) -> list[str]:
        from ...core.coverage.lists.population import is_population_table

        paths = list(dict.fromkeys(listed(parameters.get("FILE"))))
        folder = self.parameterAsFile(parameters, "FOLDER", context)
        if folder:
            found = sorted(str(p) for p in Path(folder).rglob("*") if p.suffix.lower() in TABLES and p.is_file())
            paths += [found_path for found_path in found if found_path not in paths and is_population_table(found_path)]
        if not paths:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "Choose tables of grid squares (e-Stat) or a folder with some: none were found."
                )
            )
        return paths

    def _area(self, parameters, crs, context):
        """AREA and EXTENT in ``crs``; None without them."""

        import shapely

        area = None
        source = self.parameterAsSource(parameters, "AREA", context)
        if source is not None:
            area = shapely.union_all([shape for _, shape in geometries(source, crs, context)])
            if not area.area:
                raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "AREA holds no polygons. Draw one, or leave it empty."))
        extent = self.parameterAsExtent(parameters, "EXTENT", context, crs)
        if not extent.isEmpty():
            box = shapely.box(extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
            area = box if area is None else shapely.intersection(area, box)
        if area is not None:
            shapely.prepare(area)
        return area


def _fields():
    text, real = QMetaType.Type.QString, QMetaType.Type.Double
    return fields_of((
        ("mesh", text, tr("Grid square")),
        ("population", real, tr("People")),
        ("suppressed", QMetaType.Type.Bool, tr("Suppressed (people unknown)")),
        ("merged", text, tr("Its people are in")),
        ("holds", text, tr("Holds the people of")),
    ))  # fmt: skip


def _row(pair) -> tuple[bytes, tuple]:
    import shapely

    square, outline = pair
    people = NULL if square.people is None else square.people
    merged, holds = (";".join(codes) or NULL for codes in (square.merged_into, square.holds))
    return shapely.to_wkb(outline), (square.mesh.code, people, square.suppressed, merged, holds)
