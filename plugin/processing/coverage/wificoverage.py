"""``wificoverage``: lists of public Wi-Fi → spots, the ground they reach, and places without."""

from __future__ import annotations

import csv
import io

from qgis.core import (
    NULL,
    Qgis,
    QgsFeature,
    QgsFields,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from ...core.delimited import text_cell
from ...core.errors import InputError
from ...core.files import require_writable, write_whole
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr
from ..base import Algorithm, FeedbackProgress, fields_of, write_layer
from ..features import geometries, require_fields
from ..pointcloud.tiles import listed
from ..styling import style_on_load, styled
from .lists import places_source, points_in, require_plane, tell

_SPOTS, _REACH, _WITHOUT = "wifi_spots", "wifi_reach", "wifi_without"
_KIND_FIELDS = ("kind", "種別", "種類", "区分", "分類", "type", "P20_002", "P02_002")


class WifiCoverage(Algorithm):
    NAME = "wificoverage"
    GROUP = "coverage"
    TAGS = ("wi-fi", "wifi", "openroaming", "wlan", "公衆無線LAN", "アクセスポイント", "つながる東京", "避難所")

    def title(self) -> str:
        return tr("Public Wi-Fi and places without")

    def help(self) -> str:
        return tr(
            "Reads lists of public Wi-Fi (公衆無線LANアクセスポイント一覧) in the older and the present form of the "
            "open-data standard, shows the ground the spots reach, and lists the places none reaches: shelters, stations, "
            "offices.\n\n"
            "The reach is a circle: a simple formula (Rec. ITU-R P.1411 outdoors, P.1238 indoors), or a radius you give. "
            "Whether a spot is indoors is read from the list (提供エリア), else from its name; what is not known is taken "
            "as indoors, the shorter reach. With BUILDINGS, a spot inside a building reaches no further than its walls, and "
            "one outside into none. Neither terrain nor trees are looked at.\n\n"
            "The lists have no column for OpenRoaming: it is read from a column of that name, SSID or remarks. Where "
            "nothing is said it is unknown, which is never taken as no."
        )

    def declare(self) -> None:
        number = QgsProcessingParameterNumber
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterMultipleLayers("FILE", tr("Lists of Wi-Fi spots"), Qgis.ProcessingSourceType.File),
            tr("One or several: CSV in Shift_JIS or UTF-8."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                "PLACES", tr("Facilities"), [QgsProcessing.SourceType.TypeVector], optional=True
            ),
            tr(
                "Where there should be Wi-Fi, such as shelters: a layer, or a list with positions (CSV) as offices publish "
                "it. Without it, PLACES_WITHOUT is not made."
            ),
        )
        self.add(
            QgsProcessingParameterField(
                "KIND_FIELD", tr("Field with the kind of facility"), parentLayerParameterName="PLACES", optional=True
            ),
            tr("Numbers are told for each kind. Empty: kind or 種別, where there is one."),
        )
        self.add_choice(
            "REQUIRE",
            tr("What counts"),
            {"any": tr("any public Wi-Fi"), "openroaming": tr("only OpenRoaming")},
            "any",
            tr("With only OpenRoaming, places reached by spots of which it is not known are listed as unknown."),
        )
        self.add(
            QgsProcessingParameterFeatureSource("BUILDINGS", tr("Buildings"), polygons, optional=True),
            tr("Outlines whose walls end the reach."),
        )
        self.add_choice(
            "ENVIRONMENT",
            tr("Surroundings outdoors"),
            {
                "street": tr("along a street, in sight"),
                "residential": tr("houses, out of sight"),
                "high_rise": tr("high buildings, out of sight"),
            },
            "residential",
            tr("What the formula outdoors was measured in."),
        )
        bands = {"2.4": tr("2.4 GHz"), "5.2": tr("5.2 GHz (W52, indoors)"), "5.6": tr("5.6 GHz (W56)")}
        self.add_choice("BAND", tr("Frequency band"), bands, "2.4")
        for name, label, default, low, high, about in (
            ("EIRP", tr("Radiated power (dBm EIRP)"), 20.0, 0, 36,
             tr("Of the weaker side, usually the phone. Allowed: 25.1 dBm at 2.4 GHz, 23 indoors at 5.2, 30 at 5.6.")),
            ("LEVEL", tr("Wanted level (dBm)"), -70.0, -95, -40, tr("What a phone needs to work without breaks.")),
            ("SHARE", tr("At which share of places"), 0.9, 0.5, 0.99, tr("How sure the level is at the edge of the reach.")),
        ):  # fmt: skip
            self.add(
                number(name, label, number.Type.Double, default, minValue=low, maxValue=high), about, advanced=True
            )
        for name, label in (
            ("OUTDOOR_RADIUS", tr("Reach outdoors instead of the formula's (m)")),
            ("INDOOR_RADIUS", tr("Reach indoors instead of the formula's (m)")),
        ):
            self.add(
                number(name, label, number.Type.Double, None, optional=True, minValue=1, maxValue=2000),
                tr("Such as a measured one. Empty: by the formula."),
                advanced=True,
            )
        self.add(
            number("TOLERANCE", tr("Position error of lists (m)"), number.Type.Double, 30, minValue=0, maxValue=1000),
            tr("A place this far beyond the reach still counts as reached: two lists seldom place one building alike."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterCrs("CRS", tr("Coordinate system of the result"), "EPSG:6677"),
            tr("Projected, in metres."),
        )
        destination = QgsProcessingParameterVectorDestination
        self.add(destination("SPOTS", tr("Wi-Fi spots")), tr("Points of all lists, each spot once."))
        self.add(destination("REACH", tr("Reach of Wi-Fi")), tr("The ground the spots reach, as areas."))
        self.add(
            destination("PLACES_WITHOUT", tr("Places without Wi-Fi"), optional=True),
            tr("Places no spot reaches, and those of which it is unknown."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                "SUMMARY", tr("Numbers by kind of place"), "CSV (*.csv)", optional=True, createByDefault=False
            ),
            tr("How many places of each kind are reached, unknown and without."),
        )
        for name, label in (
            ("READ", tr("Spots read")),
            ("LEFT_OUT", tr("Spots without a position")),
            ("OPENROAMING", tr("Spots with OpenRoaming")),
            ("OPENROAMING_UNKNOWN", tr("Spots of which it is not known")),
            ("TOTAL", tr("All places")),
            ("REACHED", tr("Places reached")),
            ("UNKNOWN", tr("Places of which it is not known")),
            ("WITHOUT", tr("Places beyond reach")),
            ("REACHED_SHARE", tr("Share of places reached")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def execute(self, parameters, context, feedback):
        from ...core.coverage.lists import wifi

        targets = {
            name: self.destination(parameters, name, context)
            for name in ("SPOTS", "REACH", "PLACES_WITHOUT", "SUMMARY")
        }
        for path in filter(None, targets.values()):
            require_writable(path)
        crs = self.parameterAsCrs(parameters, "CRS", context)
        require_plane(crs, "CRS")
        places = self._places(parameters, crs, context)
        if targets["SUMMARY"] and not places:
            raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "SUMMARY counts places: give PLACES, or leave it out."))
        radii = self._radii(parameters, context, feedback)
        paths = listed(parameters.get("FILE"))
        if not paths:
            raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "Choose a list of Wi-Fi spots: none was given."))
        spots = wifi.read_spots(paths)
        tell(spots.messages, feedback)
        placed = spots.placed
        if not placed:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "None of the {count} Wi-Fi spots has a usable position. Fill in latitude and longitude, and run again.",
                ),
                count=len(spots.rows),
            )
        points = points_in([(spot.position.longitude, spot.position.latitude) for spot in placed], crs, context)
        roaming = [spot.openroaming for spot in placed]
        reach = wifi.reach_of(
            points,
            [spot.setting for spot in placed],
            roaming,
            radii,
            self._buildings(parameters, crs, context),
            FeedbackProgress(feedback),
        )
        by_line = {(spot.source, spot.line): point for spot, point in zip(placed, points)}
        rows = ((_wkb(by_line.get((spot.source, spot.line))), _spot_values(spot, radii)) for spot in spots.rows)
        write_layer(targets["SPOTS"], "spots", _spot_fields(), QgsWkbTypes.Type.Point, crs, rows, styled(_SPOTS))
        write_layer(
            targets["REACH"],
            "reach",
            _reach_fields(),
            QgsWkbTypes.Type.MultiPolygon,
            crs,
            _reach_rows(reach.parts, roaming),
            styled(_REACH),
        )
        states = [spot.openroaming for spot in spots.rows]
        outputs = {name: path for name, path in targets.items() if path and name in ("SPOTS", "REACH")} | {
            "READ": len(spots.rows),
            "LEFT_OUT": len(spots.rows) - len(placed),
            "OPENROAMING": states.count(wifi.YES),
            "OPENROAMING_UNKNOWN": states.count(wifi.UNKNOWN),
        }
        feedback.pushInfo(
            tr(
                "{read} spots read, {left_out} without a position; OpenRoaming: {yes} yes, {no} no, {unknown} unknown. "
                "Reach outdoors {outdoor} m, indoors {indoor} m."
            ).format(
                read=f"{len(spots.rows):,}",
                left_out=outputs["LEFT_OUT"],
                yes=states.count(wifi.YES),
                no=states.count(wifi.NO),
                unknown=states.count(wifi.UNKNOWN),
                outdoor=f"{radii[wifi.OUTDOOR]:.0f}",
                indoor=f"{radii[wifi.INDOOR]:.0f}",
            )
        )
        if places:
            outputs |= self._judge(parameters, places, placed, points, reach, targets, crs, context, feedback)
        for name, style in (("SPOTS", _SPOTS), ("REACH", _REACH), ("PLACES_WITHOUT", _WITHOUT)):
            if outputs.get(name):
                style_on_load(outputs[name], style, context, group=tr("Public Wi-Fi"))
        return outputs

    def _radii(self, parameters, context, feedback) -> dict[str, float]:
        """Metres by setting; a spot of unknown setting gets the reach of one indoors."""
        from ...core.coverage.lists import wifi

        link = wifi.Link(
            self.parameterAsEnumString(parameters, "BAND", context),
            *(self.parameterAsDouble(parameters, name, context) for name in ("EIRP", "LEVEL", "SHARE")),
        )
        tell(wifi.check_link(link), feedback)
        environments = {
            wifi.OUTDOOR: self.parameterAsEnumString(parameters, "ENVIRONMENT", context),
            wifi.INDOOR: wifi.INDOOR,
        }
        radii = {}
        for setting, environment in environments.items():
            given = parameters.get(f"{setting.upper()}_RADIUS")
            told = self.parameterAsDouble(parameters, f"{setting.upper()}_RADIUS", context)
            radii[setting] = wifi.reach_m(link, environment) if given in (None, "") else told
        return radii | {wifi.UNKNOWN: radii[wifi.INDOOR]}

    def _buildings(self, parameters, crs, context) -> list:
        source = self.parameterAsSource(parameters, "BUILDINGS", context)
        return [] if source is None else [shape for _, shape in geometries(source, crs, context) if shape.area]

    def _places(self, parameters, crs, context) -> list:
        """(Feature, shape or None where a list tells no position) of each of PLACES, empty without it."""
        source = self.parameterAsSource(parameters, "PLACES", context)
        if source is None:
            return []
        field = self.parameterAsString(parameters, "KIND_FIELD", context)
        listed = places_source(parameters["PLACES"], crs, context, field)
        if listed is None and field:
            require_fields(source, (field,))
        found = list(geometries(source, crs, context)) if listed is None else _features(listed)
        if not found:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name} holds no places. Choose another layer, or leave PLACES empty."),
                name=source.sourceName(),
            )
        return found

    def _judge(self, parameters, found, placed, points, reach, targets, crs, context, feedback) -> dict:
        """What Wi-Fi is at the places: layer, table, log and numbers."""
        from ...core.coverage.lists import wifi

        at = wifi.places_reached(
            [shape for _, shape in found],
            points,
            [spot.openroaming for spot in placed],
            reach,
            self.parameterAsDouble(parameters, "TOLERANCE", context),
            self.parameterAsEnumString(parameters, "REQUIRE", context) == "openroaming",
        )
        field = self.parameterAsString(parameters, "KIND_FIELD", context)
        names = found[0][0].fields().names()
        if field not in names:  # of a list, whose places have their kind already
            field = next((name for name in _KIND_FIELDS if name in names), "")
        kinds = [str(feature[field]) if field and feature[field] else tr("(no kind)") for feature, _ in found]
        table = wifi.by_kind(kinds, at)
        totals = {
            state: sum(counts[state] for _, counts in table) for state in (wifi.REACHED, wifi.UNKNOWN, wifi.WITHOUT)
        }
        said = tr("{kind}: {reached} of {count} places reached ({share} %), {unknown} unknown, {without} without.")
        for kind, counts in [*table, (tr("All"), totals)]:
            count = sum(counts.values())
            share = f"{100 * counts[wifi.REACHED] / count:.1f}"
            feedback.pushInfo(said.format(kind=kind, count=count, share=share, **counts))
        if targets["SUMMARY"]:
            write_whole(targets["SUMMARY"], _summary([*table, (tr("All"), totals)]))
        if targets["PLACES_WITHOUT"]:
            rows = _without_rows(found, at, placed, kinds)
            fields = _without_fields(found[0][0].fields())
            path, point = targets["PLACES_WITHOUT"], QgsWkbTypes.Type.Point
            write_layer(path, "places_without", fields, point, crs, rows, styled(_WITHOUT))
        paths = {name: targets[name] for name in ("PLACES_WITHOUT", "SUMMARY") if targets[name]}
        return paths | {
            "TOTAL": len(at),
            "REACHED": totals[wifi.REACHED],
            "UNKNOWN": totals[wifi.UNKNOWN],
            "WITHOUT": totals[wifi.WITHOUT],
            "REACHED_SHARE": totals[wifi.REACHED] / len(at),
        }


def _features(listed: list) -> list:
    """The places of a list as features with their points."""
    text = QMetaType.Type.QString
    fields = fields_of((
        ("name", text, tr("Name")),
        ("kind", text, tr("Kind of place")),
        ("line", QMetaType.Type.Int, tr("Line in the file")),
    ))  # fmt: skip
    found = []
    for place, point in listed:
        feature = QgsFeature(fields)
        feature.setAttributes([place.name or NULL, place.kind, place.line])
        found.append((feature, point))
    return found


def _spot_fields() -> QgsFields:
    text = QMetaType.Type.QString
    return fields_of((
        ("id", text, tr("Number")),
        ("name", text, tr("Name")),
        ("address", text, tr("Address")),
        ("installer", text, tr("Installed by")),
        ("ssid", text, tr("SSID")),
        ("area", text, tr("Area served")),
        ("setting", text, tr("Indoors or outdoors")),
        ("openroaming", text, tr("OpenRoaming")),
        ("radius_m", QMetaType.Type.Double, tr("Radius of reach (m)")),
        ("source", text, tr("File")),
        ("line", QMetaType.Type.Int, tr("Line in the file")),
    ))  # fmt: skip


def _spot_values(spot, radii: dict[str, float]) -> tuple:
    told = (spot.id, spot.name, spot.address, spot.installer, spot.ssid, spot.area)
    radius = round(radii[spot.setting], 1)
    return (*(value or NULL for value in told), spot.setting, spot.openroaming, radius, spot.source, spot.line)


def _reach_fields() -> QgsFields:
    return fields_of((
        ("openroaming", QMetaType.Type.QString, tr("OpenRoaming")),
        ("spots", QMetaType.Type.Int, tr("Spots")),
        ("area_m2", QMetaType.Type.Double, tr("Area (m²)")),
    ))  # fmt: skip


def _reach_rows(parts: dict, roaming: list[str]):
    import shapely

    for state, part in parts.items():
        if roaming.count(state):
            whole = shapely.multipolygons([piece for piece in shapely.get_parts(part) if piece.geom_type == "Polygon"])
            yield shapely.to_wkb(whole, output_dimension=2), (state, roaming.count(state), round(part.area, 1))


def _without_fields(own: QgsFields) -> QgsFields:
    fields = fields_of((
        ("wifi", QMetaType.Type.QString, tr("Wi-Fi")),
        ("wifi_kind", QMetaType.Type.QString, tr("Kind of place")),
        ("nearest_spot", QMetaType.Type.QString, tr("Nearest spot")),
        ("distance_m", QMetaType.Type.Double, tr("Distance to it (m)")),
    ))  # fmt: skip
    for field in own:
        if field.name().lower() != "fid" and fields.indexOf(field.name()) < 0:
            fields.append(field)
    return fields


def _without_rows(found: list, at: list, placed, kinds: list[str]):
    import shapely

    from ...core.coverage.lists.wifi import REACHED

    for (feature, shape), place, kind in zip(found, at, kinds):
        if place.state == REACHED:
            continue
        spot = NULL if place.nearest is None else placed[place.nearest].name
        distance = NULL if place.distance_m is None else round(place.distance_m, 1)
        ours = ("wifi", "wifi_kind", "nearest_spot", "distance_m")
        own = [feature[name] for name in feature.fields().names() if name.lower() != "fid" and name not in ours]
        # One kind of layer and one legend, whatever the places are.
        yield _wkb(shapely.point_on_surface(shape)), (place.state, kind, spot, distance, *own)


def _summary(table: list[tuple[str, dict[str, int]]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(
        [tr("Kind of place"), tr("All places"), tr("reached"), tr("unknown"), tr("without"), tr("Share reached")]
    )
    for kind, counts in table:
        total = sum(counts.values())
        writer.writerow([text_cell(kind), total, *counts.values(), f"{counts['reached'] / total:.4f}"])
    return text.getvalue().encode("utf-8-sig")


def _wkb(point) -> bytes | None:
    import shapely

    return None if point is None else shapely.to_wkb(point, output_dimension=2)
