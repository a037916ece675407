"""Models that ship with the provider (``resources/models/*.model3``): steps chained as an office runs them.

``scripts/models.py`` writes the files. What users read comes from here and from the steps, in their language.
"""

from __future__ import annotations

from qgis.core import QgsApplication, QgsProcessingModelAlgorithm
from qgis.PyQt.QtGui import QIcon

from ..core.resources import FOLDER
from ..core.text import QT_TRANSLATE_NOOP
from ..help_pages import algorithm_url
from ..translation import tr, tr_core
from .base import can_execute

MODELS = {
    "fillpatrol": (
        QT_TRANSLATE_NOOP("SoraNoMe", "Fill patrol, one observation"),
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "From an observation to the field: detects what was altered with all that is given (image pair or series, "
            "radar, elevations), triages it, brings it into the register of sites and writes the list for inspectors.",
        ),
    ),
    "fillpatrolareas": (
        QT_TRANSLATE_NOOP("SoraNoMe", "Fill patrol, batch of areas"),
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "Joins the candidates of many areas into one order of visits: run the detection as a batch first, a row per "
            "area, then give its results here. They are triaged together, brought into the register of sites and listed for "
            "inspectors.",
        ),
    ),
    "pointcloudterrain": (
        QT_TRANSLATE_NOOP("SoraNoMe", "Point clouds, from tiles to terrain"),
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "From a folder of downloaded tiles to maps of the terrain: converts the tiles to one layer (COPC), classifies "
            "the ground, makes the elevation models of ground and surface, and draws hillshade, slope and CS map.",
        ),
    ),
    "coverageplan": (
        QT_TRANSLATE_NOOP("SoraNoMe", "Coverage, from masts to new sites"),
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "From the masts that stand to a plan: predicts the signal of each carrier, finds where people, roads and places "
            "have none, with measurements and published areas where given, writes the report of indicators, and chooses "
            "among the candidates, or from the terrain, the sites that close most holes.",
        ),
    ),
    "fieldround": (
        QT_TRANSLATE_NOOP("SoraNoMe", "Field round, from register to papers"),
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "From the register of sites to what inspectors carry: plans which team goes where on which day, keeps the plan "
            "in the register, and makes the list, the sheets and the way points in its order.",
        ),
    ),
}
"""Name of the file, which is the id of the model → its title and help."""


class ShippedModel(QgsProcessingModelAlgorithm):
    """A model whose id is the name of its file. QGIS shows a model's id as its title; a subclass may show another.

    The algorithms it chains must be registered already.
    """

    def __init__(self, name: str):
        super().__init__()
        self._name = name
        self.fromFile(str(FOLDER / "models" / f"{name}.model3"))
        registry = QgsApplication.processingRegistry()
        self._steps = sorted(c.algorithmId().removeprefix("soranome:") for c in self.childAlgorithms().values())
        steps = [registry.algorithmById(child.algorithmId()) for child in self.childAlgorithms().values()]
        outputs = {
            name.lower(): (registry.algorithmById(child.algorithmId()), output.childOutputName())
            for child in self.childAlgorithms().values()
            for name, output in child.modelOutputs().items()
        }
        for definition in self.parameterDefinitions():
            # Inputs bear the names of the parameters they are passed to; what these say of themselves holds here too.
            name = definition.name().upper()
            if definition.isDestination():
                step, own = outputs.get(definition.name().lower(), (None, ""))
                known = step.parameterDefinition(own) if step else None
            else:
                known = next((found for step in steps if step and (found := step.parameterDefinition(name))), None)
            if known is not None:
                definition.setDescription(known.description())
                definition.setHelp(known.help())
                definition.setMetadata({**known.metadata(), **definition.metadata()})  # QGIS keeps its links there
        for output in self.outputDefinitions():
            step, own = outputs.get(output.name().lower(), (None, ""))
            known = step.outputDefinition(own) if step else None
            if known is not None:
                output.setDescription(known.description())

    def createInstance(self):
        return ShippedModel(self._name)

    def canExecute(self) -> tuple[bool, str]:
        able, why = super().canExecute()
        return can_execute(self._steps) if able else (able, why)

    def displayName(self) -> str:
        return tr_core(MODELS[self._name][0])

    def shortHelpString(self) -> str:
        return tr_core(MODELS[self._name][1])

    def shortDescription(self) -> str:
        return tr_core(MODELS[self._name][1])

    def helpUrl(self) -> str:
        return algorithm_url(self._name)

    def group(self) -> str:
        return tr("Models")

    def groupId(self) -> str:
        return "models"

    def icon(self) -> QIcon:
        return QIcon(str(FOLDER / "icons" / "soranome.svg"))
