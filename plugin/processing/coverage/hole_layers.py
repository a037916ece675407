"""The layers of ``coverageholes``, read into what the core takes, in one coordinate system."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

from qgis.core import NULL, QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QDateTime, Qt

from ...core.dates import date_in_name
from ...core.errors import InputError
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr
from ..base import rasters_in
from ..features import crs_of, geometries
from .lists import parts_of, places_source, population_source

_LISTS = (".geojson", ".json", ".gpkg", ".shp", ".csv")
_DEFAULT_CELL_M = 50.0


class HoleLayers:
    """Reads the inputs of :class:`~.coverageholes.CoverageHoles`."""

    def predictions(self, parameters, context) -> tuple[list[str], list[str]]:
        """Files of SIGNAL and PROBABILITY, or those of SIGNAL_FOLDER; refused where they hold something else."""
        from ...core.coverage.holes.hole_inputs import by_quantity
        from ...core.coverage.quantities import require_power, require_probability

        folder = self.parameterAsFile(parameters, "SIGNAL_FOLDER", context)
        probabilities = self.list_paths(parameters, "PROBABILITY", context)
        signals = [] if folder else self.list_paths(parameters, "SIGNAL", context)
        if folder:
            found, likely = by_quantity(rasters_in(folder))
            signals = [path for path in found if Path(path).name.startswith("carrier_")] or found
            probabilities = probabilities or likely
        for path in signals:
            require_power(path, "SIGNAL_FOLDER" if folder else "SIGNAL")
        for path in probabilities:
            require_probability(path)
        return signals, probabilities

    @staticmethod
    def tell_rules(carriers, rules, feedback) -> None:
        """Tell the log by what each carrier is judged, and of probabilities made for another level."""
        from ...core.coverage.holes.hole_inputs import other_thresholds

        for carrier in carriers:
            name = carrier.name or tr("Any carrier")
            if carrier.probabilities:
                said = tr("{carrier}: covered where the probability is {least} or more (PROBABILITY).")
                feedback.pushInfo(said.format(carrier=name, least=f"{rules.min_probability:g}"))
            elif carrier.signals:
                said = tr("{carrier}: covered where the signal is {least} dBm or more (SIGNAL; no probability).")
                feedback.pushInfo(said.format(carrier=name, least=f"{rules.threshold_dbm:g}"))
            for path, level in other_thresholds(carrier.probabilities, rules.threshold_dbm):
                said = tr(
                    "{path} is the probability of {level} dBm or more, but THRESHOLD is {threshold} dBm. Predict again "
                    "with that threshold, or give the same one here."
                )
                feedback.pushWarning(said.format(path=path, level=level, threshold=f"{rules.threshold_dbm:g}"))

    # -- ground --------------------------------------------------------------------------------

    def ground(self, parameters, carriers, context):
        """(Coordinate system of the run, grid of the rasters or None)."""
        from rasterio.crs import CRS

        from ...core.coverage.holes.hole_inputs import common_grid

        wanted = self.parameterAsCrs(parameters, "CRS", context)
        if wanted.isValid() and wanted.isGeographic():
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "CRS: {crs} is in degrees. Choose one in metres, for Tokyo EPSG:6677."),
                crs=wanted.authid(),
            )
        rasters = [path for carrier in carriers for path in carrier.rasters]
        if rasters:
            crs = CRS.from_wkt(wanted.toWkt()) if wanted.isValid() else None
            grid = common_grid(rasters, self._resolution(parameters, context), crs)
            return crs_of(grid.crs), grid
        source = self.parameterAsSource(parameters, "AREAS", context)
        if not wanted.isValid() and source is not None:
            wanted = source.sourceCrs()
        if not wanted.isValid() or wanted.isGeographic():
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Without rasters it is not clear in which coordinate system to work. Give CRS, in metres (for "
                    "Tokyo EPSG:6677).",
                )
            )
        return wanted, None

    def _resolution(self, parameters, context) -> float | None:
        return (
            None
            if parameters.get("RESOLUTION") in (None, "")
            else self.parameterAsDouble(parameters, "RESOLUTION", context)
        )

    def grid(self, parameters, carriers, crs, of_rasters, lists, samples, context):
        """The grid of the run: that of the rasters, else one over the municipalities, published areas and measurements."""
        from affine import Affine
        from rasterio.crs import CRS

        from ...core.coverage.holes.hole_inputs import grid_over
        from ...core.grid import Grid

        if of_rasters is not None:
            return of_rasters
        if lists.areas is not None:
            boxes = [shape.bounds for shape in lists.areas.shapes]
        else:
            boxes = [shape.bounds for carrier in carriers for shape in carrier.areas or ()]
            if samples is not None and len(samples.x):
                boxes.append((samples.x.min(), samples.y.min(), samples.x.max(), samples.y.max()))
        like = Grid(CRS.from_wkt(crs.toWkt()), Affine.scale(1, -1), 1, 1)
        return grid_over(boxes, like, self._resolution(parameters, context) or _DEFAULT_CELL_M)

    def require_overlap(self, grid, lists, carriers) -> None:
        """Raise :class:`InputError` where a list lies wholly elsewhere: its coordinate system is probably wrong."""
        import shapely

        box = shapely.box(*grid.bounds)
        tree = None if lists.areas is None else shapely.STRtree(lists.areas.shapes)
        if tree is not None and not shapely.intersects(box, lists.areas.shapes).any():
            raise _elsewhere("AREAS")
        areas = [shape for carrier in carriers for shape in carrier.areas or ()]
        if areas and not shapely.intersects(box, shapely.box(*shapely.total_bounds(areas))):
            raise _elsewhere("CARRIER_AREAS")
        for name, shapes in (
            ("POPULATION", lists.people and lists.people.shapes),
            ("ROADS", lists.roads and lists.roads.lines),
            ("PLACES", None if lists.places is None else list(shapely.points(lists.places.xy))),
            ("COMMERCIAL", lists.commercial),
        ):
            if not shapes or shapely.intersects(box, shapes).any():
                continue
            if tree is None or not len(tree.query(shapes, predicate="intersects")[0]):
                raise _elsewhere(name)

    # -- carriers ------------------------------------------------------------------------------

    def published(self, parameters, carriers, samples, crs, context):
        """``carriers`` with the published areas of CARRIER_AREAS; carriers met there only are added.

        Polygons whose carrier cannot be told are of the carrier of the run, where there is but one.
        """
        from ...core.coverage.holes.hole_inputs import Carrier, same_name
        from .carrierareas import carrier_areas

        found = {same_name(carrier.name): carrier for carrier in carriers}
        measured = [] if samples is None else samples.carrier
        known = [name for name in dict.fromkeys([*(carrier.name for carrier in carriers), *measured]) if name]
        only = carriers[0].name if len(carriers) == 1 else None
        given = parts_of(parameters.get("CARRIER_AREAS"))
        for name, shapes in carrier_areas(given, crs, context, known=known, only=only).items():
            carrier = found.setdefault(same_name(name), Carrier(name))
            carrier.areas = [*(carrier.areas or []), *shapes]
        return list(found.values())

    def samples(self, parameters, crs, context):
        """Measurements, None where none are given."""
        import numpy as np
        import shapely

        from ...core.coverage.holes.hole_inputs import Samples
        from ...core.coverage.holes.programme import field_for

        source = self.parameterAsSource(parameters, "MEASUREMENTS", context)
        if source is None:
            return None
        if source.featureCount() == 0:
            context.feedback().pushWarning(tr("{name} is empty.").format(name=source.sourceName()))
            return None
        fields = source.fields().names()
        if "signal_dbm" not in fields and "in_service" not in fields:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name} has neither signal_dbm nor in_service. Choose the MEASUREMENTS of importmeasurements. It "
                    "has: {fields}.",
                ),
                name=source.sourceName(),
                fields=", ".join(fields),
            )
        carrier_field = field_for("carrier", fields)
        shapes, dbm, carrier, service = [], [], [], []
        for feature, shape in geometries(source, crs, context):
            shapes.append(shape)
            dbm.append(_number(feature, "signal_dbm"))
            carrier.append(_text(feature, carrier_field))
            service.append(_service(feature))
        if not shapes:  # points without a place
            context.feedback().pushWarning(tr("{name} is empty.").format(name=source.sourceName()))
            return None
        x, y = shapely.get_coordinates(shapely.centroid(shapes)).T
        return Samples(x, y, np.array(dbm, float), carrier, np.array(service, int))

    @staticmethod
    def sample_places(samples):
        import numpy as np

        return None if samples is None else np.column_stack([samples.x, samples.y])

    @staticmethod
    def sample_numbers(samples, carriers, apart: bool):
        """The number of each sample's carrier, -1 where it is none of them."""
        import numpy as np

        from ...core.coverage.holes.hole_inputs import same_name

        if samples is None:
            return np.zeros(0, int)
        known = {same_name(carrier.name): number for number, carrier in enumerate(carriers)}
        return np.array([known.get(same_name(name), -1) if apart else 0 for name in samples.carrier], int)

    # -- lists ---------------------------------------------------------------------------------

    def lists(self, parameters, crs, context, feedback):
        from ...core.coverage.holes.indicators import Lists

        lists = Lists(
            self._areas(parameters, crs, context),
            self._people(parameters, crs, context),
            self._roads(parameters, crs, context),
            self._places(parameters, crs, context),
            self._commercial(parameters, crs, context),
        )
        for name, given in (
            ("AREAS", lists.areas),
            ("POPULATION", lists.people),
            ("ROADS", lists.roads),
            ("PLACES", lists.places),
            ("COMMERCIAL", lists.commercial),
        ):
            if given is None and parameters.get(name) not in (None, "", []):
                feedback.pushWarning(tr("{name} is empty: what it would tell is unknown.").format(name=name))
        return lists

    def _filled(self, parameters, name: str, context):
        """The layer of a parameter; None where there is none, or nothing in it (then it needs neither fields nor a CRS)."""
        source = self.parameterAsSource(parameters, name, context)
        return None if source is None or source.featureCount() == 0 else source

    def _areas(self, parameters, crs, context):
        from ...core.coverage.holes.indicators import Areas
        from ...core.coverage.holes.programme import field_for

        source = self._filled(parameters, "AREAS", context)
        if source is None:
            return None
        fields = source.fields().names()
        name, code = field_for("area", fields), field_for("area_code", fields)
        found = [
            (shape, _text(feature, name), _text(feature, code))
            for feature, shape in geometries(source, crs, context)
            if shape.area > 0
        ]
        return Areas.merged(*zip(*found)) if found else None

    def _people(self, parameters, crs, context):
        import numpy as np

        from ...core.coverage.holes.indicators import People
        from ...core.coverage.holes.programme import field_for

        wanted = self.parameterAsString(parameters, "POPULATION_FIELD", context).strip()
        squares = population_source(parameters.get("POPULATION"), crs, context, wanted)
        if squares is not None:
            people = [np.nan if square.people is None else square.people for square, _ in squares]
            return People([shape for _, shape in squares], np.array(people, float), [s.mesh.code for s, _ in squares])
        source = self._filled(parameters, "POPULATION", context)
        if source is None:
            return None
        fields = source.fields().names()
        field = wanted or field_for("people", fields)
        if field not in fields:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{name}: which field holds the people? Give POPULATION_FIELD. It has: {fields}."
                ),
                name=source.sourceName(),
                fields=", ".join(fields),
            )
        code = field_for("mesh", fields)
        found = [
            (shape, _number(feature, field), _text(feature, code))
            for feature, shape in geometries(source, crs, context)
        ]
        if not found:
            return None
        shapes, people, codes = zip(*found)
        return People(list(shapes), np.array(people, float), list(codes))

    def _roads(self, parameters, crs, context):
        import numpy as np

        from ...core.coverage.holes.indicators import Roads
        from ...core.coverage.holes.programme import fields_for, is_ferry

        source = self._filled(parameters, "ROADS", context)
        if source is None:
            return None
        fields = source.fields().names()
        field, _, wanted = self.parameterAsString(parameters, "FERRIES", context).partition("=")
        if field.strip() and field.strip() not in fields:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name} has no field {field}. It has: {fields}."),
                name=source.sourceName(),
                field=field.strip(),
                fields=", ".join(fields),
            )
        kinds = fields_for("road_kind", fields)
        lines, ferry = [], []
        for feature, shape in geometries(source, crs, context):
            lines.append(shape)
            if field.strip():
                ferry.append(_text(feature, field.strip()) == wanted.strip())
            else:
                ferry.append(is_ferry([_text(feature, kind) for kind in kinds]))
        return Roads(lines, np.array(ferry, bool)) if lines else None

    def _places(self, parameters, crs, context):
        import numpy as np

        from ...core.coverage.holes.indicators import Places, inner_point
        from ...core.coverage.holes.programme import field_for, place_kind

        layers = list(self.parameterAsLayerList(parameters, "PLACES", context) or [])
        folder = self.parameterAsFile(parameters, "PLACES_FOLDER", context)
        more, unavailable = _lists_in(folder) if folder else ([], [])
        xy, kinds, names, unplaced = [], [], [], []
        for layer in [*layers, *more]:
            listed = places_source(layer, crs, context)
            if listed is not None:
                unplaced += [place.kind for place, point in listed if point is None]
                placed = [(place, point) for place, point in listed if point is not None]
                xy += [(point.x, point.y) for _, point in placed]
                kinds += [place.kind for place, _ in placed]
                names += [place.name for place, _ in placed]
                continue
            fields = layer.fields().names()
            kind, name = field_for("kind", fields), field_for("name", fields)
            whole = place_kind(fields) or layer.name()
            if layer.featureCount() == 0:  # such a file often has no coordinate system either
                continue
            for feature, shape in geometries(layer, crs, context):
                xy.append(inner_point(shape))
                kinds.append(_text(feature, kind) or whole)
                names.append(_text(feature, name))
        if not (xy or unavailable or unplaced):
            return None
        return Places(np.array(xy, float).reshape(-1, 2), kinds, names, unavailable, unplaced)

    def _commercial(self, parameters, crs, context):
        source = self._filled(parameters, "COMMERCIAL", context)
        if source is None:
            return None
        return [shape for _, shape in geometries(source, crs, context) if shape.area > 0] or None

    # -- what the report says of the inputs ----------------------------------------------------

    def given(self, parameters, signals, probabilities, context):
        """The inputs with their dates: in the name, else the day the file was written."""
        from ...core.coverage.holes.holes_report import Given

        found = [
            Given(role, Path(path).name, _date_of(path))
            for role, paths in (("SIGNAL", signals), ("PROBABILITY", probabilities))
            for path in paths
        ]
        for name in ("MEASUREMENTS", "AREAS", "POPULATION", "ROADS", "COMMERCIAL"):
            source = self.parameterAsSource(parameters, name, context)
            if source is None:
                continue
            layer = self.parameterAsVectorLayer(parameters, name, context)
            path = layer.source().split("|")[0] if layer is not None else ""
            told = _span(source) if name == "MEASUREMENTS" else ""
            found.append(Given(name, Path(path).name or source.sourceName(), told or _date_of(path)))
        for name in ("CARRIER_AREAS", "PLACES"):
            for layer in self.parameterAsLayerList(parameters, name, context) or []:
                path = layer.source().split("|")[0]
                found.append(Given(name, Path(path).name or layer.name(), _date_of(path)))
        folder = self.parameterAsFile(parameters, "PLACES_FOLDER", context)
        if folder:
            found.append(Given("PLACES", Path(folder).name, _date_of(folder)))
        return found


def _elsewhere(name: str) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{name} lies nowhere over the rasters and areas looked at. Check its coordinate system, and that it is of "
            "the same region.",
        ),
        name=name,
    )


def _lists_in(folder: str) -> tuple[list[QgsVectorLayer | str], list[tuple[str, str, str]]]:
    """(Layers, or paths of text tables, of the lists in a folder, (code, name, kind) of those said to be not published)."""
    from ...core.coverage.holes.programme import programme

    kinds = programme()["unavailable_kinds"]
    layers, unavailable = [], []
    for path in sorted(Path(folder).rglob("*")):
        if path.suffix.lower() not in _LISTS or path.name.startswith("."):
            continue
        if path.suffix.lower() == ".csv":
            layers.append(str(path))
            continue
        missing = _not_published(path)
        if missing is not None:
            kind = missing.get("dataType", "")
            unavailable.append((str(missing.get("code", "")), str(missing.get("name", "")), kinds.get(kind, kind)))
            continue
        layer = QgsVectorLayer(str(path), path.stem, "ogr")
        if not layer.isValid():
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{path} cannot be read as a list of places. Take it out of the folder."),
                path=path,
            )
        layers.append(layer)
    if not layers and not unavailable:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} holds no list of places (GeoJSON, GeoPackage, shapefile, CSV)."),
            path=folder,
        )
    return layers, unavailable


def _not_published(path: Path) -> dict | None:
    """What a JSON says that stands for a list which is not published; None where it is a list."""
    if path.suffix.lower() not in (".json", ".geojson") or path.stat().st_size > 10_000:
        return None
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, OSError):
        return None
    return told if isinstance(told, dict) and told.get("type") == "unavailable" else None


def _value(feature, field: str):
    if not field or feature.fields().indexOf(field) < 0:
        return None
    found = feature[field]
    return None if found is None or found == NULL else found


def _text(feature, field: str) -> str:
    found = _value(feature, field)
    if isinstance(found, QDate | QDateTime):
        return found.toString(Qt.DateFormat.ISODate)
    return "" if found is None else str(found).strip()


def _number(feature, field: str) -> float:
    """A number, NaN where there is none: NULL, ``*`` and the like."""
    from ...core.coverage.lists.columns import number_in

    found = _value(feature, field)
    if found is None:
        return float("nan")
    try:
        number = number_in(found) if isinstance(found, str) else float(found)
    except (TypeError, ValueError):
        return float("nan")
    return float("nan") if number is None else number


def _service(feature) -> int:
    """1 in service, 0 out of service, -1 not said."""
    found = _value(feature, "in_service")
    if found is None or found == "":
        return -1
    if isinstance(found, str):
        return 0 if found.strip().lower() in ("0", "false", "f", "no", "圏外") else 1
    return int(bool(found))


def _date_of(path: str) -> str:
    """The date in a file's name, else the day it was written."""
    named = date_in_name(path) if path else ""
    if named or not os.path.exists(path):
        return named
    return date.fromtimestamp(os.path.getmtime(path)).isoformat()


def _span(source) -> str:
    """First and last day of measurements."""
    if source.fields().indexOf("measured_at") < 0:
        return ""
    days = sorted({_text(feature, "measured_at")[:10] for feature in source.getFeatures()} - {""})
    return "" if not days else days[0] if len(days) == 1 else f"{days[0]} … {days[-1]}"
