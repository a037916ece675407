"""Writes the models that ship with the provider into resources/models/. Run by ``make models`` after their steps changed."""

from __future__ import annotations

import sys
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildDependency,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterPoint,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QPointF

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
import conftest  # noqa: E402, F401 - makes the plugin importable

from soranome.plugin.core.fieldwork.lifecycle import CLOSED  # noqa: E402
from soranome.plugin.core.fieldwork.values import STATUSES  # noqa: E402

Source = QgsProcessingModelChildParameterSource
POLYGONS = [QgsProcessing.SourceType.TypeVectorPolygon]
LINES = [QgsProcessing.SourceType.TypeVectorLine]
POINTS = [QgsProcessing.SourceType.TypeVectorPoint]
ANY = [QgsProcessing.SourceType.TypeVectorAnyGeometry]
TABLES = [QgsProcessing.SourceType.TypeVector]
DOUBLE = QgsProcessingParameterNumber.Type.Double

REGISTER = (
    ("REGISTER", QgsProcessingParameterString, False, {}),
    ("OBSERVED_ON", QgsProcessingParameterDateTime, True, {"type": QgsProcessingParameterDateTime.Type.Date}),
)
MAPS = (
    ("DEM", QgsProcessingParameterRasterLayer, True, {}),
    ("PERMITS", QgsProcessingParameterFeatureSource, True, {"types": POLYGONS}),
    ("ZONES", QgsProcessingParameterFeatureSource, True, {"types": POLYGONS}),
    ("PLANNING", QgsProcessingParameterFeatureSource, True, {"types": POLYGONS}),
    ("HAZARD", QgsProcessingParameterFeatureSource, True, {"types": POLYGONS}),
    ("BUILDINGS", QgsProcessingParameterFeatureSource, True, {"types": ANY}),
    ("STREAMS", QgsProcessingParameterFeatureSource, True, {"types": LINES}),
    ("ROADS", QgsProcessingParameterFeatureSource, True, {"types": LINES}),
    ("PARCELS", QgsProcessingParameterFeatureSource, True, {"types": POLYGONS}),
    ("MUNICIPALITIES", QgsProcessingParameterFeatureSource, True, {"types": POLYGONS}),
)
OBSERVATIONS = (
    ("BEFORE", QgsProcessingParameterRasterLayer, True, {}),
    ("AFTER", QgsProcessingParameterRasterLayer, True, {}),
    ("BEFORE_MASK", QgsProcessingParameterRasterLayer, True, {}),
    ("AFTER_MASK", QgsProcessingParameterRasterLayer, True, {}),
    ("BEFORE_DATE", QgsProcessingParameterDateTime, True, {"type": QgsProcessingParameterDateTime.Type.Date}),
    ("AFTER_DATE", QgsProcessingParameterDateTime, True, {"type": QgsProcessingParameterDateTime.Type.Date}),
    ("OPTICAL_FOLDER", QgsProcessingParameterFile, True, {"behavior": QgsProcessingParameterFile.Behavior.Folder}),
    ("STACK_FOLDER", QgsProcessingParameterFile, True, {"behavior": QgsProcessingParameterFile.Behavior.Folder}),
    ("DEM_BEFORE", QgsProcessingParameterRasterLayer, True, {}),
    ("DEM_AFTER", QgsProcessingParameterRasterLayer, True, {}),
    ("DEM_BEFORE_DATE", QgsProcessingParameterDateTime, True, {"type": QgsProcessingParameterDateTime.Type.Date}),
    ("DEM_AFTER_DATE", QgsProcessingParameterDateTime, True, {"type": QgsProcessingParameterDateTime.Type.Date}),
)
FIELD_SITES = (
    ("REGISTER", QgsProcessingParameterString, False, {}),
    ("AREA", QgsProcessingParameterFeatureSource, True, {"types": POLYGONS}),
    ("LIMIT", QgsProcessingParameterNumber, False, {"defaultValue": 0, "minValue": 0}),
    ("CLASSES", QgsProcessingParameterString, True, {}),
    (
        "STATUSES",
        QgsProcessingParameterEnum,
        True,
        {
            "options": list(STATUSES),
            "allowMultiple": True,
            "defaultValue": [code for code in STATUSES if code not in CLOSED],
            "usesStaticStrings": True,
        },
    ),
)
FIELD_PLAN = (
    ("START", QgsProcessingParameterPoint, False, {}),
    ("TEAM_NAMES", QgsProcessingParameterString, False, {"defaultValue": "1"}),
    ("DAYS", QgsProcessingParameterNumber, False, {"defaultValue": 0, "minValue": 0, "maxValue": 366}),
    ("FIRST_DAY", QgsProcessingParameterDateTime, True, {"type": QgsProcessingParameterDateTime.Type.Date}),
    ("ROADS", QgsProcessingParameterFeatureSource, True, {"types": LINES}),
    ("TOLERANCE", QgsProcessingParameterNumber, False, {"type": DOUBLE, "defaultValue": 1.0, "minValue": 0}),
    ("DEM", QgsProcessingParameterRasterLayer, True, {}),
)
FIELD_PICTURES = (
    ("BEFORE", QgsProcessingParameterRasterLayer, True, {}),
    ("AFTER", QgsProcessingParameterRasterLayer, True, {}),
    ("DEM_BEFORE", QgsProcessingParameterRasterLayer, True, {}),
    ("MUNICIPALITIES", QgsProcessingParameterFeatureSource, True, {"types": POLYGONS}),
)
HEIGHTS = ("auto", "jgd2011", "jgd2024", "local", "unknown")
TILES = (
    ("FOLDER", QgsProcessingParameterFile, False, {"behavior": QgsProcessingParameterFile.Behavior.Folder}),
    ("CRS", QgsProcessingParameterCrs, True, {}),
    ("OVERRIDE", QgsProcessingParameterBoolean, False, {"defaultValue": False}),
    (
        "HEIGHT",
        QgsProcessingParameterEnum,
        False,
        {"options": list(HEIGHTS), "defaultValue": "auto", "usesStaticStrings": True},
    ),
)
HEIGHTS = ("auto", "jgd2011", "jgd2024", "local", "unknown")
TERRAIN = ("auto", "mountain", "town", "island")
RELIEF = (
    (
        "TERRAIN",
        QgsProcessingParameterEnum,
        False,
        {"options": list(TERRAIN), "defaultValue": "auto", "usesStaticStrings": True},
    ),
    ("RESOLUTION", QgsProcessingParameterNumber, False, {"defaultValue": 1.0}),
)
COVERAGE = (
    ("SITES", QgsProcessingParameterFeatureSource, False, {"types": POINTS}),
    ("DTM", QgsProcessingParameterRasterLayer, False, {}),
    ("DSM", QgsProcessingParameterRasterLayer, True, {}),
    ("FREQUENCY", QgsProcessingParameterNumber, False, {"type": DOUBLE, "defaultValue": 800}),
    ("EIRP", QgsProcessingParameterNumber, False, {"type": DOUBLE, "defaultValue": 55}),
    ("HEIGHT", QgsProcessingParameterNumber, True, {"type": DOUBLE}),
    ("REACH", QgsProcessingParameterNumber, False, {"type": DOUBLE, "defaultValue": 10_000}),
    ("RESOLUTION", QgsProcessingParameterNumber, False, {"type": DOUBLE, "defaultValue": 20}),
    ("THRESHOLD", QgsProcessingParameterNumber, False, {"type": DOUBLE, "defaultValue": -100}),
)
LISTS = (
    ("MEASUREMENTS", QgsProcessingParameterFeatureSource, True, {"types": POINTS}),
    ("CARRIER_AREAS", QgsProcessingParameterMultipleLayers, True, {"layerType": POLYGONS[0]}),
    ("AREAS", QgsProcessingParameterFeatureSource, True, {"types": POLYGONS}),
    ("POPULATION", QgsProcessingParameterFeatureSource, True, {"types": TABLES}),
    ("ROADS", QgsProcessingParameterFeatureSource, True, {"types": LINES}),
    ("PLACES", QgsProcessingParameterMultipleLayers, True, {"layerType": TABLES[0]}),
    ("COMMERCIAL", QgsProcessingParameterFeatureSource, True, {"types": POLYGONS}),
)
SITING = (
    ("CANDIDATES", QgsProcessingParameterFeatureSource, True, {"types": TABLES}),
    ("COUNT", QgsProcessingParameterNumber, False, {"defaultValue": 10, "minValue": 1}),
    ("BUILDINGS", QgsProcessingParameterFeatureSource, True, {"types": POLYGONS}),
    ("PROPOSE", QgsProcessingParameterBoolean, False, {"defaultValue": False}),
)
AREAS = (("CANDIDATES", QgsProcessingParameterMultipleLayers, False, {"layerType": POLYGONS[0]}),)


def one_observation() -> QgsProcessingModelAlgorithm:
    """Detection with all that is given → register → list for inspectors."""
    inputs = (*OBSERVATIONS, *MAPS)
    model = _model("fillpatrol", (*inputs, *REGISTER))
    detect = _child("detect", "soranome:detectfill", 1)
    _pass_on(detect, [name for name, *_ in inputs])
    detect.addParameterSources("COREGISTER", [Source.fromStaticValue(True)])
    _outputs(detect, "CANDIDATES", "REPORT", "FUNNEL")
    model.addChildAlgorithm(detect)
    _register_and_list(model, "detect", "CANDIDATES")
    return model


def batch_of_areas() -> QgsProcessingModelAlgorithm:
    """Candidates of many areas (detectfill run as a batch, a row per area) → one order of visits → register → list."""
    model = _model("fillpatrolareas", (*AREAS, *MAPS, *REGISTER))
    merge = _child("merge", "native:mergevectorlayers", 1)
    merge.addParameterSources("LAYERS", [Source.fromModelParameter("CANDIDATES")])
    model.addChildAlgorithm(merge)
    triage = _child("triage", "soranome:triage", 2)
    triage.addParameterSources("CANDIDATES", [Source.fromChildOutput("merge", "OUTPUT")])
    _pass_on(triage, [name for name, *_ in MAPS])
    _outputs(triage, "TRIAGED", "FUNNEL")
    model.addChildAlgorithm(triage)
    _register_and_list(model, "triage", "TRIAGED")
    return model


def point_clouds() -> QgsProcessingModelAlgorithm:
    """A folder of tiles → COPC, one layer → ground → surfaces → maps of the terrain."""
    model = _model("pointcloudterrain", (*TILES, *RELIEF))
    imported = _child("import", "soranome:importpointcloud", 1)
    _pass_on(imported, [name for name, *_ in TILES])
    _outputs(imported, "REPORT", COPC_FOLDER="OUTPUT_FOLDER")
    model.addChildAlgorithm(imported)
    ground = _child("ground", "soranome:classifyground", 2)
    ground.addParameterSources("INDEX", [Source.fromChildOutput("import", "VPC")])
    _pass_on(ground, ["TERRAIN"])
    _outputs(ground, GROUND_FOLDER="OUTPUT_FOLDER")
    model.addChildAlgorithm(ground)
    surfaces = _child("surfaces", "soranome:surfaces", 3)
    surfaces.addParameterSources("INDEX", [Source.fromChildOutput("ground", "INDEX")])
    _pass_on(surfaces, ["RESOLUTION"])
    _outputs(surfaces, "DTM", "DSM", "CHM", "DENSITY", "VOIDS")
    model.addChildAlgorithm(surfaces)
    maps = _child("maps", "soranome:terrainmaps", 4)
    maps.addParameterSources("DTM", [Source.fromChildOutput("surfaces", "DTM")])
    _outputs(maps, "HILLSHADE", "SLOPE", "CSMAP")
    model.addChildAlgorithm(maps)
    return model


def coverage() -> QgsProcessingModelAlgorithm:
    """Masts → signal of each carrier → holes and indicators → sites that close most of them."""
    model = _model("coverageplan", (*COVERAGE, *LISTS, *SITING))
    signal = _child("signal", "soranome:predictcoverage", 1)
    _pass_on(signal, [name for name, *_ in COVERAGE])
    _pass_on(signal, ["BUILDINGS"])
    signal.addParameterSources("PER_CARRIER", [Source.fromStaticValue(True)])
    _outputs(signal, "SIGNAL", "PROBABILITY", "BEST_SERVER", SIGNAL_FOLDER="OUTPUT_FOLDER")
    model.addChildAlgorithm(signal)
    holes = _child("holes", "soranome:coverageholes", 2)
    holes.addParameterSources("SIGNAL_FOLDER", [Source.fromChildOutput("signal", "OUTPUT_FOLDER")])
    _pass_on(holes, ["THRESHOLD", *(name for name, *_ in LISTS)])
    _outputs(holes, "HOLES", "SUMMARY", "REPORT")
    model.addChildAlgorithm(holes)
    sites = _child("sites", "soranome:choosesites", 3)
    sites.addParameterSources("HOLES", [Source.fromChildOutput("holes", "HOLES")])
    shared = ["DTM", "DSM", "FREQUENCY", "EIRP", "HEIGHT", "RESOLUTION", "THRESHOLD", "POPULATION", "ROADS", "PLACES"]
    _pass_on(sites, [*shared, *(name for name, *_ in SITING)])
    sites.addParameterSources("RELAYS", [Source.fromModelParameter("SITES")])
    _outputs(sites, "CHOSEN", "COVERED", "TABLE")
    model.addChildAlgorithm(sites)
    return model


def field_round() -> QgsProcessingModelAlgorithm:
    """A register → plan of visits → what inspectors carry, in the order of the plan."""
    model = _model("fieldround", (*FIELD_SITES, *FIELD_PLAN, *FIELD_PICTURES))
    order = _child("order", "soranome:visitorder", 1)
    _pass_on(order, [name for name, *_ in (*FIELD_SITES, *FIELD_PLAN)])
    _outputs(order, "ORDER", "ROUTES", PLAN="REPORT")
    model.addChildAlgorithm(order)
    pictures = ["BEFORE", "AFTER"]
    maps = [*pictures, "DEM", "DEM_BEFORE", "ROADS", "MUNICIPALITIES"]
    papers = (
        ("list", "fieldchecklist", pictures, ("XLSX",)),
        ("sheets", "fieldsheets", maps, ("PDF",)),
        ("waypoints", "fieldwaypoints", [], ("GPX", "KML")),
    )
    for column, (name, algorithm, more, outputs) in enumerate(papers, 2):
        paper = _child(name, f"soranome:{algorithm}", column)
        _pass_on(paper, [*(name for name, *_ in FIELD_SITES), *more])
        _outputs(paper, *outputs)
        paper.setDependencies([QgsProcessingModelChildDependency("order")])  # the register holds the plan by then
        model.addChildAlgorithm(paper)
    return model


def _register_and_list(model: QgsProcessingModelAlgorithm, child: str, output: str) -> None:
    register = _child("register", "soranome:updateregister", 3)
    register.addParameterSources("CANDIDATES", [Source.fromChildOutput(child, output)])
    _pass_on(register, [name for name, *_ in REGISTER])
    model.addChildAlgorithm(register)
    listed = _child("list", "soranome:fieldchecklist", 4)
    listed.addParameterSources("CANDIDATES", [Source.fromChildOutput(child, output)])
    _outputs(listed, "XLSX")
    model.addChildAlgorithm(listed)


def _model(name: str, inputs) -> QgsProcessingModelAlgorithm:
    """A model with ``inputs``, each described as in the step that takes it (the plugin translates that)."""
    model = QgsProcessingModelAlgorithm(name, "models")
    for number, (key, kind, optional, options) in enumerate(inputs):
        definition = kind(key, key, optional=optional, **options)
        definition.setFlags(definition.flags() & ~QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        component = QgsProcessingModelParameter(key)
        component.setPosition(QPointF(120, 60 + 60 * number))
        model.addModelParameter(definition, component)
    model.setParameterOrder([key for key, *_ in inputs])
    return model


def _child(name: str, algorithm: str, column: int) -> QgsProcessingModelChildAlgorithm:
    child = QgsProcessingModelChildAlgorithm(algorithm)
    child.setChildId(name)
    child.setDescription(name)
    child.setPosition(QPointF(120 + 300 * column, 200))
    return child


def _pass_on(child: QgsProcessingModelChildAlgorithm, names: list[str]) -> None:
    for name in names:
        child.addParameterSources(name, [Source.fromModelParameter(name)])


def _outputs(child: QgsProcessingModelChildAlgorithm, *names: str, **renamed: str) -> None:
    """Results of the model: ``names`` as in the step, ``renamed`` (model's name=step's name) where two would clash."""
    outputs = {}
    for name, own in {**dict(zip(names, names)), **renamed}.items():
        output = QgsProcessingModelOutput(name, name)
        output.setChildId(child.childId())
        output.setChildOutputName(own)
        outputs[name] = output
    child.setModelOutputs(outputs)


def main() -> None:
    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    from processing.core.Processing import Processing

    Processing.initialize()
    import soranome

    plugin = soranome.classFactory(None)
    plugin.initProcessing()
    folder = ROOT / "resources" / "models"
    folder.mkdir(exist_ok=True)
    for model in (one_observation(), batch_of_areas(), point_clouds(), coverage(), field_round()):
        problems = model.validate()[1]
        if problems:
            raise SystemExit(f"{model.name()}: {problems}")
        model.toFile(str(folder / f"{model.name()}.model3"))
        print(folder / f"{model.name()}.model3")


if __name__ == "__main__":
    main()
