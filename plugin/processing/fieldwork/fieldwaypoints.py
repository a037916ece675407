"""``fieldwaypoints``: sites → GPX, KML and GeoJSON for receivers, phones and maps on the web."""

from __future__ import annotations

from qgis.core import QgsProcessingOutputNumber, QgsProcessingParameterFileDestination

from ...translation import tr, words_in
from .sites import SiteAlgorithm


class FieldWaypoints(SiteAlgorithm):
    NAME = "fieldwaypoints"
    TAGS = (
        "gpx",
        "kml",
        "geojson",
        "google earth",
        "garmin",
        "waypoints",
        "ウェイポイント",
        "地理院地図",
        "スマートフォン",
    )

    def title(self) -> str:
        return tr("Way points (GPX, KML, GeoJSON)")

    def help(self) -> str:
        return tr(
            "Writes the sites for what inspectors carry: GPX for receivers and walking apps, KML for Google Earth and the "
            "GSI map, GeoJSON for maps on the web. Each site has its name with its rank (or its number in the day's order), "
            "a description with reasons and law verdict, and links to the GSI map and Google Maps; KML and GeoJSON have "
            "its outline too, coloured by class.\n\n"
            "Where visits are planned, the GPX has a route for each day of each team and the KML a folder. Positions are "
            "JGD2011, which differs from WGS 84 by less than a metre. Give at least one of the three files."
        )

    def declare(self) -> None:
        self.add_sites()
        self.add_language()
        for name, label, kind in (
            ("GPX", tr("GPX (receivers, walking apps)"), "GPX (*.gpx)"),
            ("KML", tr("KML (Google Earth, GSI map)"), "KML (*.kml)"),
            ("GEOJSON", tr("GeoJSON (maps on the web)"), "GeoJSON (*.geojson *.json)"),
        ):
            self.add(
                QgsProcessingParameterFileDestination(name, label, kind, optional=True),
                tr("The sites in this format; leave out what nobody needs."),
            )
        self.addOutput(QgsProcessingOutputNumber("COUNT", tr("Sites written")))

    def execute(self, parameters, context, feedback):
        from ...core.fieldwork.papers.waypoints import write_waypoints

        language = self.language(parameters, context)
        words = words_in(language)
        chosen = self.choose_sites(parameters, context, feedback, words, language)
        paths = {name: self.destination(parameters, name, context) for name in ("GPX", "KML", "GEOJSON")}
        written = {name: path for name, path in paths.items() if path}
        write_waypoints(chosen.sites, **{name.lower(): path for name, path in written.items()}, translate=words)
        feedback.pushInfo(tr("Way points of {count} sites written.").format(count=len(chosen.sites)))
        return {**written, "COUNT": len(chosen.sites)}
