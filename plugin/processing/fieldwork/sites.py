"""Which sites a paper, a package or a plan is about: parameters that the algorithms of field checks share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QThread

from ...core.errors import InputError
from ...core.fieldwork.values import STATUSES
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr, tr_core
from ..base import Algorithm, FeedbackProgress

if TYPE_CHECKING:
    from ...core.fieldwork.exchange import ListInfo
    from ...core.fieldwork.site import FieldSite

JGD2011 = QgsCoordinateReferenceSystem("EPSG:6668")

# Plane rectangular zones of Tokyo by (west, south, east, north) in degrees (DOMAIN §6); Ogasawara first.
_ZONES = (((140.5, 24.0, 143.5, 29.0), "XIV", "EPSG:6682"), ((138.0, 29.0, 141.5, 37.9), "IX", "EPSG:6677"))


@dataclass(frozen=True)
class ChosenSites:
    """Sites in the order of visits (or of rank), what their list is called by, and where they are.

    ``zone`` and ``plane`` are name and EPSG code of the plane rectangular zone that holds them all, or "". ``register``
    is the register as the user named it, "" for candidates.
    """

    sites: list[FieldSite]
    info: ListInfo
    zone: str = ""
    plane: str = ""
    register: str = ""

    def common(self, name: str) -> str:
        """The one text all sites share in a field, else "": a title must not speak for half of a list."""
        different = {str(getattr(site, name)) for site in self.sites}
        return different.pop() if len(different) == 1 else ""


class _OwnStyle(QgsProcessingLayerPostProcessorInterface):
    """Shows a layer as the register itself says; Processing would not ask it."""

    def postProcessLayer(self, layer, context, feedback) -> None:
        layer.loadDefaultStyle()
        layer.triggerRepaint()


# QGIS keeps no reference: a post-processor held by nobody else never runs.
_alive: list[_OwnStyle] = []


class SiteAlgorithm(Algorithm):
    """An algorithm about chosen sites of a register or a layer."""

    GROUP = "fieldwork"

    def add_sites(self, no_status: str = "") -> None:
        """REGISTER or CANDIDATES, and which of them: AREA, LIMIT, STATUSES, CLASSES, TEAMS.

        ``no_status`` says what is taken where no status is chosen, if not all.
        """
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add_register(
            tr("Sites come from here, with what is known of them. Give this or CANDIDATES."), optional=True
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                "CANDIDATES",
                tr("Fill candidates"),
                [*polygons, QgsProcessing.SourceType.TypeVectorPoint],
                optional=True,
            ),
            tr("Instead of a register: a layer made by the detection, the triage or the visiting order."),
        )
        self.add(
            QgsProcessingParameterFeatureSource("AREA", tr("Only inside this area"), polygons, optional=True),
            tr("Sites that touch its polygons are taken."),
        )
        self.add(
            QgsProcessingParameterNumber(
                "LIMIT", tr("Only the first ranks"), QgsProcessingParameterNumber.Type.Integer, 0, minValue=0
            ),
            tr("0 takes all."),
        )
        self.add_choices(
            "STATUSES",
            tr("Only with this status"),
            {code: tr_core(word) for code, word in STATUSES.items()},
            no_status or tr("None chosen: all."),
        )
        self.add(
            QgsProcessingParameterString("CLASSES", tr("Only of these classes"), optional=True),
            tr("Priority classes separated by commas, such as A,B. Empty: all."),
        )
        self.add(
            QgsProcessingParameterString("TEAMS", tr("Only of these teams"), optional=True),
            tr("Names of teams separated by commas, as the visiting order gave them. Empty: all."),
        )

    def add_register(self, help: str, optional: bool = False) -> None:
        """REGISTER, chosen as a file or typed as a connection."""
        register = QgsProcessingParameterString("REGISTER", tr("Register of sites"), optional=optional)
        register.setMetadata(
            {
                "widget_wrapper": {
                    "class": f"{__package__.rpartition('.')[0]}.widgets.RegisterWrapper",
                    "filter": "GeoPackage (*.gpkg)",
                }
            }
        )
        named = tr("A .gpkg, the name of a PostgreSQL connection of this QGIS, or an address (postgresql://…).")
        self.add(register, f"{help} {named}")

    def add_operator(self) -> None:
        """OPERATOR; see :meth:`operator`."""
        self.add(
            QgsProcessingParameterString("OPERATOR", tr("Entered by"), optional=True),
            tr("Kept with every row. Empty: the user of this computer."),
        )

    def add_wait(self) -> None:
        """WAIT: seconds to wait for somebody else who writes the register."""
        self.add(
            QgsProcessingParameterNumber(
                "WAIT",
                tr("Wait for others (s)"),
                QgsProcessingParameterNumber.Type.Integer,
                120,
                minValue=0,
                maxValue=3600,
            ),
            tr("How long to wait for somebody else who is updating the register."),
            advanced=True,
        )

    def operator(self, parameters, context) -> str:
        """Who is to be kept as the one who entered it."""
        by = self.parameterAsString(parameters, "OPERATOR", context).strip()
        return by or QgsApplication.userFullName() or QgsApplication.userLoginName()

    def optional_source(self, parameters, name: str, context):
        """The features of a parameter; None where it is left out. Raises where what is given cannot be read."""
        source = self.parameterAsSource(parameters, name, context)
        if source is None and parameters.get(name) not in (None, ""):
            raise QgsProcessingException(self.invalidSourceError(parameters, name))
        return source

    def show_register(self, source: str, load: bool = True) -> None:
        """Show the sites (``register_layers.layer_source``) when the run has ended, anew where they are shown already.

        Without ``load`` only that: a layer of them is not added.
        """
        self._sites, self._load_sites = source, load

    def postProcessAlgorithm(self, context, feedback) -> dict:
        """Show the sites, or draw them anew where they are shown already."""
        sites, project = getattr(self, "_sites", None), context.project()
        if sites is None or project is None:
            return {}
        shown = []
        if QThread.currentThread() == QCoreApplication.instance().thread():  # layers belong to the main one
            shown = [
                layer
                for layer in project.mapLayers().values()
                if isinstance(layer, QgsVectorLayer) and sites in (layer.source(), f"postgres://{layer.source()}")
            ]
        for layer in shown:
            layer.dataProvider().reloadData()
            layer.triggerRepaint()
        if not shown and self._load_sites:
            details = QgsProcessingContext.LayerDetails(tr("Register of sites"), project, "SITES")
            _alive.append(_OwnStyle())
            details.setPostProcessor(_alive[-1])
            context.addLayerToLoadOnCompletion(sites, details)
        return {}

    def choose_sites(
        self, parameters, context, feedback, translate: Callable[[str], str] = tr_core, language: str = "ja"
    ) -> ChosenSites:
        """The sites asked for; ``translate`` makes their words, in ``language``.

        Raises :class:`InputError` where both or neither of REGISTER and CANDIDATES is given, or a filter has no such value.
        """
        from ...core.fieldwork.exchange import new_list
        from ...core.fieldwork.site import in_order

        register = self.parameterAsString(parameters, "REGISTER", context).strip()
        source = self.optional_source(parameters, "CANDIDATES", context)
        if bool(register) == (source is not None):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Give either REGISTER, the register of sites, or CANDIDATES, a layer; not both, not none.",
                )
            )
        if register:
            sites, info = self._of_register(register, context, feedback, translate, language)
        else:
            sites, info = self._of_layer(source, parameters, context, translate), new_list("", language)
        sites = in_order(self._asked_for(sites, parameters, context))
        zone, plane = _zone(sites)
        if plane:
            to_plane = QgsCoordinateTransform(JGD2011, QgsCoordinateReferenceSystem(plane), context.transformContext())
            placed = [to_plane.transform(QgsPointXY(site.longitude, site.latitude)) for site in sites]
            # Surveyors' X is north.
            sites = [replace(site, x_m=place.y(), y_m=place.x()) for site, place in zip(sites, placed)]
        return ChosenSites(sites, info, zone, plane, register)

    def _of_register(self, named, context, feedback, translate, language) -> tuple[list[FieldSite], ListInfo]:
        from ...core.fieldwork.exchange import new_list
        from ...core.fieldwork.register import crs_of_register, look_at
        from ...core.fieldwork.site import read_site
        from ..features import transformed
        from .register_layers import crs_to_qgis, target_of

        target = target_of(named)
        progress = FeedbackProgress(feedback)
        with look_at(target, progress=progress) as register:
            rows = [row for row in register.sites() if row["geom"] is not None]
            bases, register_id = register.bases(), register.register_id()
        to_degrees = QgsCoordinateTransform(
            crs_to_qgis(crs_of_register(target, progress=progress)), JGD2011, context.transformContext()
        )
        sites = [
            read_site(row, transformed(row.pop("geom"), to_degrees), translate, bases[row["site_id"]]) for row in rows
        ]
        return sites, new_list(register_id, language)

    def _of_layer(self, source, parameters, context, translate) -> list[FieldSite]:
        from ...core.fieldwork.site import read_site
        from ..features import attributes_of, geometries, require_fields

        if source.fields().indexOf("site_id") < 0:
            require_fields(source, ("candidate_id",))
        if self.parameterAsInt(parameters, "LIMIT", context):
            require_fields(source, ("rank",))
        return [
            read_site(attributes_of(feature), geometry, translate)
            for feature, geometry in geometries(source, JGD2011, context)
        ]

    def _asked_for(self, sites: list[FieldSite], parameters, context) -> list[FieldSite]:
        """Those of ``sites`` the filters leave."""
        from ...core.fieldwork.choice import Choice

        choice = Choice(
            self.parameterAsInt(parameters, "LIMIT", context),
            # QGIS takes no value for the first one.
            self.parameterAsEnumStrings(parameters, "STATUSES", context) if parameters.get("STATUSES") else [],
            self._words(parameters, "CLASSES", context, {site.priority_class for site in sites}),
            self._words(parameters, "TEAMS", context, {site.team for site in sites}),
            self._area(parameters, context),
        )
        return [site for site in sites if choice.takes(site)]

    def _area(self, parameters, context):
        """AREA in JGD2011 degrees, ready to be asked often; None where it is not given."""
        source = self.optional_source(parameters, "AREA", context)
        return None if source is None else area_of(source, JGD2011, context)

    def _words(self, parameters, name: str, context, known: set[str]) -> set[str]:
        """Values of a list of words; raises :class:`InputError` where no site has one of them."""
        from ...core.fieldwork.choice import listed

        wanted = set(listed(self.parameterAsString(parameters, name, context)))
        if wanted - known:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name}: no site has {value}. There are: {known}."),
                name=name,
                value=", ".join(sorted(wanted - known)),
                known=", ".join(sorted(known - {""})) or "-",
            )
        return wanted


def area_of(source, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext):
    """The polygons of ``source`` as one shape, prepared; raises :class:`InputError` where there are none."""
    import shapely

    from ..features import geometries

    area = shapely.union_all([geometry for _, geometry in geometries(source, crs, context)])
    if not area.area:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{name} holds no polygons. Choose the area to list, or none."),
            name=source.sourceName(),
        )
    shapely.prepare(area)
    return area


def _zone(sites: list[FieldSite]) -> tuple[str, str]:
    """Name and EPSG code of the plane rectangular zone that holds all sites, or empty strings."""
    for (west, south, east, north), name, authority in _ZONES:
        if sites and all(west <= s.longitude <= east and south <= s.latitude <= north for s in sites):
            return name, authority
    return "", ""
