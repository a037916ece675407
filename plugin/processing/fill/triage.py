"""``triage``: candidates against law, permits, ground and those who live below, in the order of visits."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterVectorDestination,
)

from ...translation import tr
from ..styling import style_on_load
from .triaging import TriageAlgorithm


class Triage(TriageAlgorithm):
    NAME = "triage"
    TAGS = ("triage", "law", "permits", "priority", "盛土規制法", "許可", "優先度", "絞り込み")

    def title(self) -> str:
        return tr("Triage of candidates")

    def help(self) -> str:
        return tr(
            "Reads each candidate by the law and by who lives below: zone and sizes of the fill law, permits by place and "
            "period, city planning, debris-flow areas, slope, valley lines, buildings and roads along the flow path, the "
            "way of inspectors, land use and parcels. Prints the funnel: candidates, without permits, in restricted areas, "
            "with debris-flow risk.\n\n"
            "Nothing is dropped. The class (A to D) is the last stage of the funnel reached, no better than C where the "
            "evidence is weak; within a class the priority orders, a weighted mean of named parts. All maps are optional: "
            "what is not given or not covered is unknown, never harmless. Works on any polygons, such as finds of a patrol."
        )

    def declare(self) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(
                "CANDIDATES", tr("Fill candidates"), [QgsProcessing.SourceType.TypeVectorPolygon]
            ),
            tr("Made by the detection or candidate algorithm, or other polygons in a plane coordinate system."),
        )
        self.add_surroundings()
        self.add(
            QgsProcessingParameterVectorDestination("TRIAGED", tr("Triaged candidates")),
            tr("The candidates with class, rank and reasons, by law, permits, terrain and houses."),
        )
        self.add_funnel()

    def execute(self, parameters, context, feedback):
        source = self.parameterAsSource(parameters, "CANDIDATES", context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, "CANDIDATES"))
        path = self.destination(parameters, "TRIAGED", context)
        funnel = self.destination(parameters, "FUNNEL", context)
        _, _, numbers = self.triage_layer(source, parameters, context, feedback, path, funnel)
        style_on_load(path, self.triage_style(parameters), context)
        return {"TRIAGED": path, **({"FUNNEL": funnel} if funnel else {}), **numbers}
