"""Demand of ``choosesites``: people, roads, places, houses and holes, brought onto the cells of the coverage."""

from __future__ import annotations

from qgis.core import QgsProcessingUtils, QgsRasterLayer

from ...core.errors import InputError
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr
from ..features import crs_of, geometries, require_fields, value
from .lists import places_source, population_source
from .siting_candidates import number_of


class SiteDemand:
    """Reading demand, for an :class:`~..base.Algorithm` with the parameters of ``choosesites``."""

    def demand(self, parameters, grid, context, feedback, progress):
        """(demand on ``grid``, roads on land)."""
        import numpy as np
        import shapely

        from ...core.coverage.holes.programme import is_ferry
        from ...core.coverage.siting.demand import Demand, count_points, line_km

        demand, crs, roads = Demand(grid), crs_of(grid.crs), []
        if (source := self.source(parameters, "BUILDINGS", context)) is not None:
            shapes = [shape for _, shape in geometries(source, crs, context)]
            demand.houses = count_points(_inner(shapes), grid)
        if parameters.get("POPULATION") not in (None, ""):
            demand.people = self._people(parameters, grid, demand.houses, context, feedback)
        if (source := self.source(parameters, "ROADS", context)) is not None:
            lines = list(geometries(source, crs, context))
            demand.road_km = line_km([shape for _, shape in lines], grid)
            roads = [shape for row, shape in lines if not is_ferry([str(part) for part in row.attributes()])]
        layers = self.parameterAsLayerList(parameters, "PLACES", context) if parameters.get("PLACES") else []
        if layers:
            shapes = []
            for layer in layers:
                listed = places_source(layer, crs, context)
                shapes += [shape for _, shape in (geometries(layer, crs, context) if listed is None else listed)]
            demand.places = count_points(_inner([shape for shape in shapes if shape is not None]), grid)
        if parameters.get("DEMAND") not in (None, ""):
            demand.given = self._given(parameters, grid, context, feedback, progress)
        for name, layer in demand.known().items():
            if not np.any(layer):
                feedback.pushWarning(tr("{name}: nothing of it lies in the area of the coverage.").format(name=name))
        return demand, shapely.get_parts(roads).tolist() if roads else []

    def _people(self, parameters, grid, houses, context, feedback):
        import shapely

        from ...core.coverage.siting.demand import count_points, spread

        field = self.parameterAsString(parameters, "POPULATION_FIELD", context)
        crs = crs_of(grid.crs)
        squares = population_source(parameters["POPULATION"], crs, context, field)
        if squares is not None:
            rows = [(square.people, shape) for square, shape in squares]
        else:
            source = self.source(parameters, "POPULATION", context)
            name = _field(source, field, "people")
            rows = [(number_of(value(row, name, None)), shape) for row, shape in geometries(source, crs, context)]
        unknown = sum(people is None for people, _ in rows)
        if unknown:
            feedback.pushWarning(
                tr("The people of {count} squares are not known; they weigh nothing.").format(count=unknown)
            )
        known = [(people, shape) for people, shape in rows if people is not None]
        if any(people < 0 for people, _ in known):
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "POPULATION holds a number below zero. Choose the field of people.")
            )
        areas = [(people, shape) for people, shape in known if shape.area > 0]
        points = [(people, shape) for people, shape in known if not shape.area > 0]
        layer = spread([shape for _, shape in areas], [people for people, _ in areas], grid, houses)
        if points:
            xy = shapely.get_coordinates(shapely.centroid([shape for _, shape in points]))
            layer += count_points(xy, grid, [people for people, _ in points])
        return layer

    def _given(self, parameters, grid, context, feedback, progress):
        from ...core.coverage.siting.demand import count_points, line_km, raster_demand, spread

        given = parameters["DEMAND"]
        layer = QgsProcessingUtils.mapLayerFromString(given, context) if isinstance(given, str) else given
        if layer is None or isinstance(layer, QgsRasterLayer):
            path = self._file_behind(layer, "DEMAND") if layer is not None else str(given)
            weights, unknown = raster_demand(path, grid, progress)
            if unknown:
                told = tr("DEMAND: {count} cells of the coverage hold no weight; they count nothing.")
                feedback.pushInfo(told.format(count=f"{unknown:,}"))
            return weights
        field = _field(layer, self.parameterAsString(parameters, "DEMAND_FIELD", context), "weight")
        rows = [
            (number_of(value(row, field, None)), shape) for row, shape in geometries(layer, crs_of(grid.crs), context)
        ]
        if any(weight is not None and weight < 0 for weight, _ in rows):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "DEMAND: the field {field} holds weights below zero. Give weights of 0 or more."
                ),
                field=field,
            )
        known = [(weight, shape) for weight, shape in rows if weight is not None]
        areas, lines, points = ([], []), ([], []), ([], [])
        for weight, shape in known:
            kind = areas if shape.area > 0 else lines if shape.length > 0 else points
            kind[0].append(shape)
            kind[1].append(weight)
        weights = spread(*areas, grid) + line_km(lines[0], grid, lines[1])
        return weights + count_points(_inner(points[0]), grid, points[1]) if points[0] else weights

    def holes(self, parameters, grid, carriers, context):
        """Where demand counts, by carrier; None: everywhere."""
        from ...core.coverage.holes.hole_inputs import same_name
        from ...core.coverage.holes.states import CODES, MEASURED_HOLE, NO_DATA, PREDICTED_HOLE
        from ...core.coverage.siting.demand import holds

        source = self.source(parameters, "HOLES", context)
        if source is None:
            return None
        kinds = {"holes": (MEASURED_HOLE, PREDICTED_HOLE), "measured": (MEASURED_HOLE,)}.get(
            self.parameterAsEnumString(parameters, "HOLE_CLASSES", context), (MEASURED_HOLE, PREDICTED_HOLE, NO_DATA)
        )
        codes = {CODES[kind] for kind in kinds}
        shapes: dict[str, list] = {}
        for row, shape in geometries(source, crs_of(grid.crs), context):
            if str(value(row, "class", "") or "") in codes or source.fields().indexOf("class") < 0:
                carrier = str(value(row, "carrier", "any") or "any")
                shapes.setdefault("" if carrier == "any" else same_name(carrier), []).append(shape)
        asked = [same_name(carrier) for carrier in carriers] if carriers else [""]
        found = {name: shapes[name] for name in asked if name in shapes}
        if not found and "" in shapes:
            found = {"": shapes[""]}
        if not found:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "HOLES holds no hole of the chosen classes and carriers. Choose other classes, or the layer of "
                    "coverageholes.",
                )
            )
        return {name: holds(polygons, grid) for name, polygons in found.items()}


def _field(source, wanted: str, meaning: str) -> str:
    """The field of people or weights of a layer; raises where there is none."""
    from ...core.coverage.holes.programme import field_for

    names = source.fields().names()
    if wanted:
        require_fields(source, (wanted,))
        return wanted
    found = (
        field_for("people", names) if meaning == "people" else next((n for n in ("weight", "重み") if n in names), "")
    )
    if not found:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "{name} has no field that looks like {meaning}. It has: {fields}. Name the field."
            ),
            name=source.sourceName() if hasattr(source, "sourceName") else source.name(),
            meaning=meaning,
            fields=", ".join(names),
        )
    return found


def _inner(shapes):
    import numpy as np

    from ...core.coverage.holes.indicators import inner_point

    return np.array([inner_point(shape) for shape in shapes], float).reshape(-1, 2)
