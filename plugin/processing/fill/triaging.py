"""What triage shares with the main job: its parameters, the maps read by QGIS, the layer and funnel written."""

from __future__ import annotations

import json
import math
from collections import Counter
from datetime import date

from qgis.core import (
    NULL,
    QgsField,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsRasterLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QMetaType

from ...core.errors import InputError
from ...core.files import require_writable, write_whole
from ...core.text import QT_TRANSLATE_NOOP, Message
from ...translation import language_of_user, tr, tr_core, words_in
from ..base import Algorithm, FeedbackProgress, fields_of, write_layer
from ..features import features_of, geometries, named_polygons, require_fields, require_metres, value
from ..styling import styled

LAYER = "triaged"
_POLYGONS = [QgsProcessing.SourceType.TypeVectorPolygon]
_LINES = [QgsProcessing.SourceType.TypeVectorLine]
_ANY = [QgsProcessing.SourceType.TypeVectorAnyGeometry]

# Names of fields in registers and open data, tried in this order, whatever their case.
_FROM_FIELDS = ("valid_from", "許可期間自", "有効期間自", "工期自", "着手予定日", "着手日", "着工日", "開始日", "許可年月日",
                "許可日", "start_date", "start", "date_from", "from")  # fmt: skip
_TO_FIELDS = ("valid_to", "許可期間至", "有効期間至", "工期至", "完了予定日", "完了日", "終了日", "期限", "満了日",
              "end_date", "end", "date_to", "to")  # fmt: skip
_NUMBER_FIELDS = ("number", "許可番号", "permit_no", "permit_number", "番号", "id")
_PARCEL_FIELDS = (("市区町村名", "市区町村"), ("大字名", "大字", "町名"), ("丁目名", "丁目"), ("小字名", "小字"),
                  ("地番", "parcel", "chiban"))  # fmt: skip
_ADDRESS_FIELDS = ("所在地番", "所在", "address")
_LANDUSE_FIELDS = ("土地利用種別", "土地利用", "landuse", "land_use", "class", "L03b_002", "種別", "name")
_ROAD_KIND_FIELDS = ("highway", "class", "道路種別", "種別", "rdCtg", "fclass")
_ROAD_WIDTH_FIELDS = ("width_m", "幅員", "width", "rnkWidth")
_ID_FIELDS = ("candidate_id", "site_id", "id", "番号", "name", "名称")

_TEXT, _WHOLE, _REAL = QMetaType.Type.QString, QMetaType.Type.Int, QMetaType.Type.Double


def _triage_fields() -> list[tuple[str, QMetaType.Type, str]]:
    """Fields triage adds, in order: name, type, title."""
    return [
        ("rank", _WHOLE, tr("Rank")),
        ("priority", _REAL, tr("Priority (0–1)")),
        ("priority_class", _TEXT, tr("Priority class")),
        ("stage", _WHOLE, tr("Stage of the funnel (0–3)")),
        ("weak", _WHOLE, tr("Weak evidence (1 yes, 0 no)")),
        ("triage_reasons", _TEXT, tr("Reasons of triage")),
        ("verdict", _TEXT, tr("Size against the law (code)")),
        ("verdict_name", _TEXT, tr("Size against the law")),
        ("verdict_text", _TEXT, tr("Verdict on each size, with its provision")),
        ("permit_state", _TEXT, tr("State of permits (code)")),
        ("permit_name", _TEXT, tr("State of permits")),
        ("permit_share", _REAL, tr("Share explained by permits")),
        ("unexplained_m2", _REAL, tr("Area not explained (m²)")),
        ("permit_numbers", _TEXT, tr("Permits on the place")),
        ("zone", _TEXT, tr("Zone of the fill law (code)")),
        ("zone_name", _TEXT, tr("Zone of the fill law")),
        ("zone_share", _REAL, tr("Share in the zones")),
        ("planning", _TEXT, tr("City planning (code)")),
        ("planning_name", _TEXT, tr("City planning")),
        ("restricted", _WHOLE, tr("Urbanisation control or unplanned (1 yes, 0 no)")),
        ("hazard_here", _TEXT, tr("Hazard area on the place")),
        ("hazard_below", _TEXT, tr("Hazard area on the path below")),
        ("debris_risk", _WHOLE, tr("Debris-flow risk (1 yes, 0 no)")),
        ("slope_mean_deg", _REAL, tr("Mean slope (°)")),
        ("slope_max_deg", _REAL, tr("Steepest slope (°)")),
        ("valley_m", _REAL, tr("Distance to a valley line (m)")),
        ("in_valley", _WHOLE, tr("Within reach of a valley line (1 yes, 0 no)")),
        ("catchment_m2", _REAL, tr("Largest catchment on the place (m²)")),
        ("path_m", _REAL, tr("Length of the flow path below (m)")),
        ("houses_below", _WHOLE, tr("Buildings below")),
        ("house_below_m", _REAL, tr("Nearest building below (m along the path)")),
        ("road_below", _WHOLE, tr("Road below (1 yes, 0 no)")),
        ("road_below_m", _REAL, tr("Nearest road below (m along the path)")),
        ("road_m", _REAL, tr("Nearest road for cars (m)")),
        ("landuse", _TEXT, tr("Land use")),
        ("landuse_share", _REAL, tr("Share of that land use")),
        ("parcels", _TEXT, tr("Parcels (share)")),
        ("onset", _TEXT, tr("Onset against the designation (code)")),
        ("onset_name", _TEXT, tr("Onset against the designation")),
        ("triage_parts", _TEXT, tr("Parts of the priority")),
        ("triage_codes", _TEXT, tr("Reasons of triage (codes)")),
        ("verdict_codes", _TEXT, tr("Verdicts (codes)")),
    ]


class TriageAlgorithm(Algorithm):
    """Parameters and work of triage, for an algorithm of its own and for the main job."""

    GROUP = "fill"

    def add_surroundings(self, municipalities: bool = True) -> None:
        """The maps around the candidates; ``municipalities`` where the algorithm has not got them already."""
        self.add_raster(
            "DEM",
            tr("Elevations"),
            tr(
                "A ground model in any coordinate system, the newest there is; for slope, valley lines and what lies below. "
                "Finer cells are averaged to 5 m; more than 10 m is too coarse for small valleys."
            ),
            optional=True,
        )
        self._add_layer(
            "PERMITS",
            tr("Permits"),
            _POLYGONS,
            tr(
                "Areas of development permits, permits under the fill law and notified works. A permit explains a candidate "
                "only where it was valid when the ground changed and still so when that was seen. One without both dates, "
                "or with dates that cannot be read, explains nothing: it is named in the reasons, and the log says how many."
            ),
        )
        self._add_layer(
            "ZONES", tr("Zones of the fill law (A56)"), _POLYGONS, tr("A56_004: 1, 2, or 9 where undivided.")
        )
        self._add_layer(
            "PLANNING",
            tr("City planning (A09)"),
            _POLYGONS,
            tr("layer_no: 2 urbanisation promotion, 3 urbanisation control; no polygon or no value: outside planning."),
        )
        self._add_layer(
            "HAZARD",
            tr("Sediment disaster areas (A33)"),
            _POLYGONS,
            tr("A33_001: 2 debris flow; A33_002: 1 warning, 2 special, 3 and 4 before designation."),
        )
        self._add_layer("BUILDINGS", tr("Buildings"), _ANY, tr("Counted along the flow path below a candidate."))
        self._add_layer("STREAMS", tr("Streams"), _LINES, tr("Valley lines beside those found from the elevations."))
        self._add_layer(
            "ROADS",
            tr("Roads"),
            _LINES,
            tr("For the way of inspectors, and roads that lie below. Footpaths are left out."),
        )
        self.add(
            QgsProcessingParameterMapLayer(
                "LANDUSE",
                tr("Land use"),
                optional=True,
                types=[QgsProcessing.SourceType.TypeRaster, QgsProcessing.SourceType.TypeVectorPolygon],
            ),
            tr("Polygons with a name of the use, or a raster of classes."),
        )
        self._add_layer(
            "PARCELS",
            tr("Parcels"),
            _POLYGONS,
            tr("登記所備付地図 and the like; 所在 and 地番 are found by their names."),
        )
        if municipalities:
            self._add_layer(
                "MUNICIPALITIES",
                tr("Municipalities"),
                _POLYGONS,
                tr("Polygons whose names are given to the candidates."),
            )
        self.add_date(
            "REFERENCE_DATE", tr("Designation of the zones"), tr("Tokyo's came into force on 2024-07-31, the default.")
        )
        self.add(
            QgsProcessingParameterString("WEIGHTS", tr("Weights of the priority"), optional=True),
            tr(
                "Changes to the plugin's weights, such as houses=5, zone=0; or a preset file (.json). Empty: the plugin's."
            ),
        )
        self._add_details()

    def _add_details(self) -> None:
        self.add(
            QgsProcessingParameterNumber(
                "PERMIT_BUFFER",
                tr("Buffer around permits (m)"),
                QgsProcessingParameterNumber.Type.Double,
                10,
                minValue=0,
                maxValue=200,
            ),
            tr("Outlines follow the cells of the image; half a cell to one cell is right."),
            advanced=True,
        )
        for name, label, known in (
            ("PERMIT_FROM_FIELD", tr("Field of the permits' first day"), _FROM_FIELDS),
            ("PERMIT_TO_FIELD", tr("Field of the permits' last day"), _TO_FIELDS),
            ("PERMIT_NUMBER_FIELD", tr("Field of the permits' number"), _NUMBER_FIELDS),
            ("LANDUSE_FIELD", tr("Field of the land use"), _LANDUSE_FIELDS),
        ):
            self.add(
                QgsProcessingParameterString(name, label, optional=True),
                tr("Found by itself where left empty ({names} …).").format(names=", ".join(known[:4])),
                advanced=True,
            )
        self.add(
            QgsProcessingParameterFile("LAW", tr("Sizes and codes of the law"), extension="json", optional=True),
            tr("A changed copy of resources/law/fill.json. Empty: the plugin's own."),
            advanced=True,
        )

    def _add_layer(self, name: str, label: str, kinds: list, help: str) -> None:
        self.add(QgsProcessingParameterFeatureSource(name, label, kinds, optional=True), help)

    def add_funnel(self) -> None:
        self.add(
            QgsProcessingParameterFileDestination(
                "FUNNEL", tr("Funnel"), "HTML (*.html *.htm);;CSV (*.csv)", optional=True
            ),
            tr("How many candidates reach each stage, with the first of the list; or the bare numbers as CSV."),
        )
        for name, label in (
            ("TRIAGED_COUNT", tr("Number of places")),
            ("EVIDENT", tr("With evidence of moved earth")),
            ("WITHOUT_PERMIT", tr("Not explained by permits")),
            ("RESTRICTED", tr("In urbanisation control or unplanned areas")),
            ("DEBRIS_RISK", tr("With debris-flow risk")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    # -- work ----------------------------------------------------------------------------------

    def triage_inputs(self, parameters, context):
        """(law, preset, reference date) of the run; raises for what cannot be read, before any long work."""
        from ...core.fill.law import law_from
        from ...core.fill.triage import weights_from

        law = law_from(self.parameterAsFile(parameters, "LAW", context) or "")
        preset = weights_from(self.parameterAsString(parameters, "WEIGHTS", context))
        for name in ("ZONES", "PLANNING", "HAZARD"):
            if (source := self._source(parameters, name, context)) is not None:
                codes = law.data[name.lower()]
                for key in ("field",) if "field" in codes else ("phenomenon_field", "level_field"):
                    _require_field(source, codes[key])
        reference = self.date(parameters, "REFERENCE_DATE", context) or law.designated
        return law, preset, date.fromisoformat(reference)

    def triage_layer(
        self, source, parameters, context, feedback, path: str, funnel_path: str = "", progress=None
    ) -> tuple[list, object, dict]:
        """Triage the features of ``source`` into the GeoPackage ``path``; returns the places in their order, the funnel,
        and its numbers as outputs.

        ``source`` is a feature source or layer of polygons, in metres. Nothing of it is lost: all features and fields
        are in the result, ``rank`` and ``priority`` as ``evidence_rank`` and ``evidence_priority``.
        """
        from ...core.fill.funnel import funnel_csv, funnel_lines, funnel_of, funnel_page
        from ...core.fill.triage import triage
        from ...core.html import write_page

        law, preset, reference = self.triage_inputs(parameters, context)
        require_metres(source)
        if QgsWkbTypes.geometryType(source.wkbType()) != QgsWkbTypes.GeometryType.PolygonGeometry:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name} holds no polygons. Choose a layer of candidates."),
                name=source.sourceName(),
            )
        for target in filter(None, (path, funnel_path)):
            require_writable(target)
        progress = progress or FeedbackProgress(feedback)
        places, features = _places(source, context, feedback)
        around = self._surroundings(parameters, context, feedback, source.sourceCrs(), law, preset)
        _warn_where_apart(places, around, feedback)
        found = triage(places, around, _core_crs(source.sourceCrs()), law, preset, reference, progress)
        if around.dem and found and not any(item.terrain.known for item in found):
            said = tr("The elevations cover none of the candidates: slope, valleys and what lies below are unknown.")
            feedback.pushWarning(said)
        funnel = funnel_of(found, around)
        for line in funnel_lines(funnel, tr_core):
            feedback.pushInfo(line)
        _write(path, source, places, features, found, law, self.triage_style(parameters))
        if funnel_path:
            language = language_of_user()
            words = words_in(language)
            if funnel_path.lower().endswith(".csv"):
                write_whole(funnel_path, funnel_csv(funnel, words))
            else:
                write_page(funnel_path, funnel_page(found, funnel, law, preset, words, language))
        names = ("EVIDENT", "WITHOUT_PERMIT", "RESTRICTED", "DEBRIS_RISK")
        # A stage that was not looked at has no number: its output is left out rather than repeated.
        numbers = {name: count for name, count in zip(names, funnel.counts) if count is not None}
        return found, funnel, {"TRIAGED_COUNT": funnel.found, **numbers}

    def triage_style(self, parameters) -> str:
        """The classes of triage mean something where a stage of the funnel was looked at; else the ranks."""
        stages = ("PERMITS", "PLANNING", "HAZARD")
        return "triaged" if any(parameters.get(name) not in (None, "") for name in stages) else "candidates"

    def _source(self, parameters, name: str, context):
        """The source of a parameter, None where it is left out; QGIS's message where it cannot be opened."""
        if parameters.get(name) in (None, ""):
            return None
        source = self.parameterAsSource(parameters, name, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, name))
        return source

    def _surroundings(self, parameters, context, feedback, crs, law, preset):
        from ...core.fill.setting import Layer, code_text, drivable
        from ...core.fill.triage import Surroundings

        def source_of(name: str):
            return self._source(parameters, name, context)

        around = Surroundings(dem=self.raster_path(parameters, "DEM", context))
        if (permits := source_of("PERMITS")) is not None:
            around.permits = self._permits(permits, parameters, context, feedback, crs)
            around.permit_buffer_m = self.parameterAsDouble(parameters, "PERMIT_BUFFER", context)
        for name in ("zones", "planning"):
            if (source := source_of(name.upper())) is not None:
                field = _require_field(source, law.data[name]["field"])
                rows = [(g, code_text(_plain(f[field]))) for f, g in geometries(source, crs, context) if g.area]
                setattr(around, name, Layer(rows))
                _warn_of_codes(source, field, {c for _, c in rows} - {"", *law.data[name]["codes"]}, feedback)
        if (source := source_of("HAZARD")) is not None:
            kinds = [_require_field(source, law.data["hazard"][key]) for key in ("phenomenon_field", "level_field")]
            around.hazard = Layer(
                [
                    (g, tuple(code_text(_plain(f[kind])) for kind in kinds))
                    for f, g in geometries(source, crs, context)
                    if g.area
                ]
            )
            _warn_of_codes(
                source, kinds[0], {v[0] for v in around.hazard.values} - set(law.data["hazard"]["phenomena"]), feedback
            )
        for name in ("buildings", "streams"):
            if (source := source_of(name.upper())) is not None:
                setattr(around, name, Layer([(g, None) for _, g in geometries(source, crs, context)]))
        if (source := source_of("ROADS")) is not None:
            kind, width = _found_field(source, _ROAD_KIND_FIELDS), _found_field(source, _ROAD_WIDTH_FIELDS)
            roads = [
                (g, drivable(_plain(f[kind]) if kind else "", _plain(f[width]) if width else None, preset["roads"]))
                for f, g in geometries(source, crs, context)
            ]
            around.roads = Layer(roads)
            around.drivable = Layer([road for road in roads if road[1]])
        if (source := source_of("PARCELS")) is not None:
            around.parcels = Layer(_parcels(source, crs, context))
        if (source := source_of("MUNICIPALITIES")) is not None:
            field = ""
            if self.parameterDefinition("MUNICIPALITY_FIELD") is not None:
                field = self.parameterAsString(parameters, "MUNICIPALITY_FIELD", context)
            around.municipalities = Layer(named_polygons(source, crs, context, field))
        self._landuse(around, parameters, context, crs)
        return around

    def _permits(self, source, parameters, context, feedback, crs) -> list:
        from ...core.fill.permits import Permit, parse_date

        first, last, number = (
            self._field(source, parameters, context, name, known)
            for name, known in (
                ("PERMIT_FROM_FIELD", _FROM_FIELDS),
                ("PERMIT_TO_FIELD", _TO_FIELDS),
                ("PERMIT_NUMBER_FIELD", _NUMBER_FIELDS),
            )
        )
        permits, unread = [], []
        for feature, geometry in geometries(source, crs, context):
            if not geometry.area:
                continue
            days = []
            for field in (first, last):
                given = _plain(feature[field]) if field else None
                days.append(None if given in (None, "") else parse_date(given))
                if given not in (None, "") and days[-1] is None:
                    unread.append(str(given))
            permits.append(Permit(geometry, str(_plain(feature[number]) or "") if number else "", *days))
        said = tr("Permits: {count}; first day from the field {first}, last day from {last}.")
        feedback.pushInfo(said.format(count=len(permits), first=first or "-", last=last or "-"))
        if unread:
            said = tr("{count} dates of permits cannot be read, such as “{example}”. Write them as 2024-07-31.")
            feedback.pushWarning(said.format(count=len(unread), example=unread[0]))
        undated = sum(not permit.dated for permit in permits)
        if undated:
            said = tr(
                "{count} of {all} permits have no first or last day: they explain no candidate, but are named in the "
                "reasons. Fill in the dates in {name}, or name the fields that hold them."
            )
            feedback.pushWarning(said.format(count=undated, all=len(permits), name=source.sourceName()))
        return permits

    def _field(self, source, parameters, context, name: str, known: tuple[str, ...]) -> str:
        """The field a parameter names, which must be there, else one of the ``known`` names, else empty."""
        wanted = self.parameterAsString(parameters, name, context)
        if wanted:
            require_fields(source, (wanted,))
        return wanted or _found_field(source, known)

    def _landuse(self, around, parameters, context, crs) -> None:
        from ...core.fill.setting import Layer

        if parameters.get("LANDUSE") in (None, ""):
            return
        layer = self.parameterAsLayer(parameters, "LANDUSE", context)
        if layer is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, "LANDUSE"))
        if isinstance(layer, QgsRasterLayer):
            around.landuse_raster = self._file_behind(layer, "LANDUSE")
            return
        field = self._field(layer, parameters, context, "LANDUSE_FIELD", _LANDUSE_FIELDS)
        if not field:
            require_fields(layer, (_LANDUSE_FIELDS[0],))
        around.landuse = Layer([(g, str(_plain(f[field]) or "")) for f, g in geometries(layer, crs, context) if g.area])


# -- reading --------------------------------------------------------------------------------------


def _plain(found):
    """A value of a QGIS feature as Python knows it; NULL is None."""
    if found is None or found == NULL:
        return None
    if isinstance(found, QDateTime):
        found = found.date()
    if isinstance(found, QDate):
        return date(found.year(), found.month(), found.day()) if found.isValid() else None
    return found


def _found_field(source, known: tuple[str, ...]) -> str:
    lower = {name.lower(): name for name in source.fields().names()}
    return next((lower[name.lower()] for name in known if name.lower() in lower), "")


def _require_field(source, known: list[str]) -> str:
    found = _found_field(source, tuple(known))
    if not found:
        require_fields(source, (known[0],))
    return found


def _warn_of_codes(source, field: str, unknown: set[str], feedback) -> None:
    if unknown:
        said = tr("{name}: the field {field} holds codes that are not known: {codes}. See the file of law sizes.")
        feedback.pushWarning(
            said.format(name=source.sourceName(), field=field, codes=", ".join(sorted(c or "NULL" for c in unknown)))
        )


def _warn_where_apart(places: list, around, feedback) -> None:
    """Say where a map lies elsewhere: everything would be outside of it."""
    for name in ("zones", "planning"):
        layer = getattr(around, name)
        if layer is not None and places and not any(layer.touching(p.outline) for p in places if p.outline.area):
            said = tr("{name}: none of its polygons meets any candidate. Check that it is of the right prefecture.")
            feedback.pushWarning(said.format(name=name.upper()))


def _parcels(source, crs, context) -> list:
    """(polygon, 所在 and 地番) of each parcel."""
    address = _found_field(source, _ADDRESS_FIELDS)
    parts = [field for names in _PARCEL_FIELDS if (field := _found_field(source, names))]
    lot = _found_field(source, _PARCEL_FIELDS[-1])
    fields = [address, lot] if address and lot else [address] if address else parts
    if not fields:
        require_fields(source, ("地番",))
    return [
        (geometry, "".join(str(_plain(feature[field]) or "") for field in fields))
        for feature, geometry in geometries(source, crs, context)
        if geometry.area
    ]


_FIGURES = (
    "probability", "priority", "fill_area_m2", "cut_area_m2", "fill_height_m", "cut_depth_m", "area_30cm_m2",
    "area_30cm_low_m2", "area_30cm_high_m2", "provable_m",
)  # fmt: skip


def _places(source, context, feedback):
    """The places of a source in its CRS, and the feature of each."""
    import shapely

    from ...core.fill.permits import parse_date
    from ...core.fill.triage import Place

    again = source.fields().indexOf("triage_codes") >= 0  # triaged before: its own order is no evidence
    id_field = _found_field(source, _ID_FIELDS)
    outlines = {feature.id(): outline for feature, outline in geometries(source, source.sourceCrs(), context)}
    places, features, bare = [], [], 0
    taken: Counter[str] = Counter()
    for feature in features_of(source):
        outline = outlines.get(feature.id(), shapely.Polygon())
        bare += not outline.area
        figures = {}
        for name in _FIGURES:
            found = value(feature, "evidence_priority" if again and name == "priority" else name, None)
            if isinstance(found, int | float) and math.isfinite(found):
                figures[name] = float(found)
        days = [parse_date(_plain(value(feature, name, None)) or "") for name in ("onset_from", "onset_to")]
        if not all(days):
            days = [parse_date(_plain(value(feature, name, None)) or "") for name in ("before_date", "after_date")]
        name = (str(_plain(feature[id_field]) or "") if id_field else "") or f"P{feature.id():04d}"
        taken[name] += 1
        if taken[name] > 1:  # candidates of several areas, merged
            name = f"{name}-{taken[name]}"
        places.append(Place(name, outline, figures, *days))
        features.append(feature)
    if bare:
        said = tr("{count} features of {name} have no area: they are listed last, nothing can be said of them.")
        feedback.pushWarning(said.format(count=bare, name=source.sourceName()))
    return places, features


def _core_crs(crs):
    """The core's view of a QGIS CRS."""
    from rasterio.crs import CRS

    from ...core.raster import environment

    with environment():
        return CRS.from_wkt(crs.toWkt())


# -- writing --------------------------------------------------------------------------------------


def _write(path: str, source, places: list, features: list, found: list, law, style: str) -> None:
    from shapely import MultiPolygon, get_parts, to_wkb

    added = _triage_fields()
    kept = _kept(source, {name for name, _, _ in added})
    if "candidate_id" not in kept.values():
        added.insert(0, ("candidate_id", _TEXT, tr("ID")))
    for name, kind, title in (("area_m2", _REAL, tr("Area (m²)")), ("municipality", _TEXT, tr("Municipality"))):
        if name not in kept.values():
            added.append((name, kind, title))
    fields = fields_of(added)
    for name, new in kept.items():
        field = QgsField(source.fields().field(name))
        field.setName(new)
        fields.append(field)
    feature_of = {id(place): feature for place, feature in zip(places, features)}

    def rows():
        for item in found:
            feature = feature_of[id(item.place)]
            values = {**_values(item, law), "candidate_id": item.place.id, "area_m2": round(item.place.outline.area, 1)}
            own = [feature[name] for name in kept]
            for number, new in enumerate(kept.values()):
                if new == "municipality" and not _plain(own[number]):
                    own[number] = item.municipality or NULL
                elif new == "candidate_id":
                    own[number] = item.place.id
            # Mended outlines may hold lines beside polygons, and collections of them.
            parts = get_parts(get_parts(item.place.outline))
            wkb = to_wkb(MultiPolygon([part for part in parts if part.geom_type == "Polygon"]), output_dimension=2)
            yield wkb, [*(values[name] for name, _, _ in added), *own]

    crs = source.sourceCrs()
    write_layer(path, LAYER, fields, QgsWkbTypes.Type.MultiPolygon, crs, rows(), styled(style))


def _kept(source, added: set[str]) -> dict[str, str]:
    """Fields of the source that stay, old name → new. What triage wrote before is written anew."""
    names = source.fields().names()
    again = "triage_codes" in names
    kept = {}
    for name in names:
        if name in added:
            if again:
                continue
            kept[name] = f"evidence_{name}" if name in ("rank", "priority") else f"source_{name}"
        elif name != "fid":
            kept[name] = name
        elif "source_fid" not in names:  # the key of the new layer follows the rank
            kept[name] = "source_fid"
    return kept


def _values(item, law) -> dict:
    """The values of the fields of one place, by name."""
    from ...core.fill.law import VERDICTS
    from ...core.fill.triage_reasons import (
        LEVELS,
        ONSETS,
        PERMIT_STATES,
        PHENOMENA,
        PLANNING,
        STANDINGS,
        ZONES,
        say_triage,
        say_verdicts,
    )

    ground, explained = item.terrain, item.explained
    codes, verdicts = item.reasons_json(), item.verdicts_json()

    def word(words: dict, code: str):
        return tr_core(words[code]) if code else NULL

    def hazard(kind):
        if kind is None:
            return NULL
        said = Message(
            "{phenomenon} ({level})", {"phenomenon": Message(PHENOMENA[kind[0]]), "level": Message(LEVELS[kind[1]])}
        )
        return said.say(tr_core)

    def number(found: float, digits: int = 1):
        return round(found, digits) if math.isfinite(found) else NULL

    def yes(found: bool | None):
        return NULL if found is None else int(found)

    permits = [
        f"{permit.number or '-'} ({permit.start or '-'}–{permit.end or '-'}, {word(STANDINGS, standing)}, {share:.0%})"
        for permit, standing, share in (explained.touching if explained else ())
    ]
    return {
        "rank": item.rank,
        "priority": round(item.priority, 4),
        "priority_class": item.priority_class,
        "stage": item.stage,
        "weak": int(item.weak),
        "triage_reasons": say_triage(codes, tr_core),
        "verdict": item.verdict or NULL,
        "verdict_name": word(VERDICTS, item.verdict),
        "verdict_text": say_verdicts(verdicts, tr_core),
        "permit_state": item.permit_state,
        "permit_name": word(PERMIT_STATES, item.permit_state),
        "permit_share": round(explained.share, 3) if explained else NULL,
        "unexplained_m2": round(explained.unexplained_m2, 1) if explained else NULL,
        "permit_numbers": "\n".join(permits),
        "zone": item.zone,
        "zone_name": word(ZONES, item.zone),
        "zone_share": number(item.zone_share, 3),
        "planning": item.planning or NULL,
        "planning_name": word(PLANNING, item.planning),
        "restricted": yes(item.restricted),
        "hazard_here": hazard(item.hazard_here),
        "hazard_below": hazard(item.hazard_below),
        "debris_risk": yes(item.debris_risk),
        "slope_mean_deg": number(ground.slope_mean),
        "slope_max_deg": number(ground.slope_max),
        "valley_m": number(ground.valley_m),
        "in_valley": int(ground.valley_m <= law.valley_m) if ground.known else NULL,
        "catchment_m2": number(ground.catchment_m2, 0),
        "path_m": number(ground.path_m, 0),
        "houses_below": NULL if ground.houses is None else ground.houses,
        "house_below_m": number(ground.house_m, 0),
        "road_below": yes(ground.road),
        "road_below_m": number(ground.road_m, 0),
        "road_m": number(item.road_m, 0),
        "landuse": item.landuse or NULL,
        "landuse_share": number(item.landuse_share, 3),
        "parcels": "、".join(f"{name} ({share:.0%})" for name, share in item.parcels) or NULL,
        "onset": item.onset,
        "onset_name": word(ONSETS, item.onset),
        "triage_parts": json.dumps(item.parts),
        "triage_codes": codes,
        "verdict_codes": verdicts,
        "municipality": item.municipality or NULL,
    }
