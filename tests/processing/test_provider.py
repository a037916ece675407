"""The provider as QGIS sees it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = {
    "makesample": {"FOLDER", "SIZE", "SEED", "PLACE", "SERIES", "POINTCLOUD", "POINT_DENSITY", "TRUTH"},
    "importscene": {
        "PRODUCT", "PRODUCT_FOLDER", "EXTENT", "REFERENCE", "RESOLUTION", "CRS", "STACK", "MASK", "DATE", "SENSOR",
    },
    "checkpair": {
        "BEFORE", "AFTER", "BEFORE_MASK", "AFTER_MASK", "COREGISTER", "REPORT", "SHIFT_X", "SHIFT_Y", "OVERLAP",
        "PASSED", "CORRECTED",
    },
    "opticalchange": {
        "BEFORE", "AFTER", "SENSOR", "BANDS", "BEFORE_MASK", "AFTER_MASK", "COREGISTER", "METHOD", "SCORE", "CHANGE",
        "SCHEDULER",
    },
    "elevationchange": {
        "BEFORE", "AFTER", "SIGMA_BEFORE", "SIGMA_AFTER", "COREGISTER", "CONFIDENCE", "BEFORE_UNIT", "AFTER_UNIT",
        "UNSTABLE", "DIFFERENCE", "SIGNIFICANT", "SCORE", "SUMMARY", "EARTHWORKS", "SHIFT_X", "SHIFT_Y", "SHIFT_Z", "LOD",
        "FILL_VOLUME", "FILL_VOLUME_LOW", "FILL_VOLUME_HIGH", "PROVABLE_THICKNESS", "SCHEDULER",
    },
    "opticalseries": {
        "STACK", "STACK_FOLDER", "DATES", "MASKS", "INDEX", "SENSOR", "BANDS", "MASK_TYPE", "COREGISTER", "MONITOR_FROM",
        "CONFIRMATIONS", "SIGNIFICANCE", "HARMONICS", "SCORE", "CHANGE", "FIRST_CHANGE", "LAST_UNCHANGED", "SOIL",
        "SCHEDULER",
    },
    "sarchange": {
        "STACK", "STACK_FOLDER", "DATES", "POLARISATIONS", "LOOKS", "METHOD", "NULL", "SIGNIFICANCE", "NULL_STACK",
        "NULL_STACK_FOLDER", "NULL_DATES", "LANDCOVER", "SCALE", "SPECKLE_FILTER", "THRESHOLD", "SCORE", "CHANGE",
        "FIRST_CHANGE", "STEP_DB", "LOOKS_SPREAD", "FLAGGED", "SCHEDULER",
    },
    "fillcandidates": {
        "OPTICAL", "OPTICAL_CHANGE", "SAR", "SAR_CHANGE", "SAR_FIRST_CHANGE", "ELEVATION", "DIFFERENCE", "BEFORE_DATE",
        "AFTER_DATE", "MIN_AREA", "CANDIDATES",
    },
    "triage": {
        "CANDIDATES", "DEM", "PERMITS", "ZONES", "PLANNING", "HAZARD", "BUILDINGS", "STREAMS", "ROADS", "LANDUSE", "PARCELS",
        "MUNICIPALITIES", "WEIGHTS", "REFERENCE_DATE", "TRIAGED", "FUNNEL",
    },
    "detectfill": {
        "BEFORE", "AFTER", "SENSOR", "BEFORE_MASK", "AFTER_MASK", "BEFORE_DATE", "AFTER_DATE", "COREGISTER",
        "STACK", "DATES", "DEM_BEFORE", "DEM_AFTER", "DEM", "PERMITS", "ZONES", "PLANNING", "HAZARD", "BUILDINGS", "STREAMS",
        "ROADS", "LANDUSE", "PARCELS", "MUNICIPALITIES", "WEIGHTS", "REFERENCE_DATE", "CANDIDATES", "SCORE", "REPORT",
        "SCHEDULER",
    },
    "accuracy": {"CANDIDATES", "SCORE", "CHANGE", "REFERENCE", "REPORT", "PRECISION", "RECALL", "F1", "KAPPA"},
    "indextiles": {
        "FOLDER", "FILES", "CRS", "OVERRIDE", "DEEP", "RESCAN", "INDEX", "TILES", "POINTS", "PROBLEMS", "MISSING",
    },
    "fieldpackage": {
        "REGISTER", "CANDIDATES", "AREA", "LIMIT", "STATUSES", "CLASSES", "TEAMS", "BACKGROUND", "REFERENCE", "BUFFER",
        "RESOLUTION", "SIZE_LIMIT", "TITLE", "CHECK_ONLY", "LANGUAGE", "FOLDER", "PROJECT", "SITES", "PROBLEMS", "SIZE_MB",
    },
    "updateregister": {
        "CANDIDATES", "REGISTER", "OBSERVED_ON", "SOURCE", "AREA", "OPERATOR", "SITES", "NEW", "REPEATED", "GROWING",
        "DORMANT", "HEALED",
    },
    "importresults": {
        "REGISTER", "RESULTS", "RESULTS_FOLDER", "PHOTOS", "PHOTO_FOLDER", "OPERATOR", "WAIT", "LANGUAGE", "CONFLICTS",
        "SITES", "ENTERED", "REVISED", "UNCHANGED", "CONFLICTING", "REJECTED",
    },
    "importpointcloud": {
        "FOLDER", "FILES", "INDEX", "CRS", "OVERRIDE", "HEIGHT", "AXES", "STYLE", "LOAD", "OUTPUT_FOLDER", "REPORT", "VPC",
        "OVERVIEW", "TILES", "POINTS", "LEFT_OUT",
    },
    "classifyground": {
        "FOLDER", "FILES", "INDEX", "CRS", "OVERRIDE", "METHOD", "TERRAIN", "CLASSES", "CELL", "SLOPE", "WINDOW",
        "THRESHOLD", "COLLAR", "LOAD", "OUTPUT_FOLDER", "VPC", "OVERVIEW", "TILES", "POINTS", "GROUND", "LEFT_OUT",
    },
    "coverageholes": {
        "SIGNAL", "SIGNAL_FOLDER", "CARRIERS", "PROBABILITY", "THRESHOLD", "MIN_PROBABILITY", "MEASUREMENTS",
        "CARRIER_AREAS", "POPULATION", "ROADS", "PLACES", "PLACES_FOLDER", "COMMERCIAL", "AREAS", "MIN_AREA",
        "LANGUAGE", "HOLES", "SUMMARY", "REPORT",
        "CLASSES", "PLACE_SHARE", "ROAD_SHARE", "POPULATION_SHARE", "POPULATION_SHARE_HALF_MESH", "COMMERCIAL_LEFT",
        "PEOPLE_IN_HOLES", "HOLE_COUNT",
    },
    "importpopulation": {
        "FILE", "FOLDER", "COLUMN", "AREA", "EXTENT", "CRS", "DATUM", "POPULATION", "PEOPLE", "SQUARES", "SUPPRESSED",
    },
    "importassets": {"FILE", "MAST", "POLE", "STOREY", "ZONE", "CRS", "ASSETS", "READ", "LEFT_OUT", "NO_HEIGHT"},
    "wificoverage": {
        "FILE", "PLACES", "KIND_FIELD", "REQUIRE", "BUILDINGS", "ENVIRONMENT", "BAND", "EIRP", "LEVEL", "SHARE",
        "OUTDOOR_RADIUS", "INDOOR_RADIUS", "TOLERANCE", "CRS", "SPOTS", "REACH", "PLACES_WITHOUT", "SUMMARY", "READ",
        "LEFT_OUT", "OPENROAMING", "OPENROAMING_UNKNOWN", "TOTAL", "REACHED", "UNKNOWN", "WITHOUT", "REACHED_SHARE",
    },
    "visitorder": {
        "REGISTER", "CANDIDATES", "AREA", "LIMIT", "STATUSES", "CLASSES", "TEAMS", "START", "END", "ROADS", "SPEED_FIELD",
        "CLASS_FIELD", "JOIN", "TOLERANCE", "WALK_LIMIT", "SPEED", "DETOUR", "DEM", "TEAM_NAMES", "DAYS", "FIRST_DAY",
        "WEEKENDS", "HOURS", "SERVICE", "BEGIN", "BREAK", "EFFORT", "SEED", "KEEP_PLAN", "OPERATOR", "LANGUAGE", "ORDER",
        "ROUTES", "REPORT", "PLANNED", "NOT_PLANNED", "TEAM_DAYS", "TRAVEL_HOURS", "ROAD_KM", "GREEDY_HOURS",
    },
    "mapsheets": {"EXTENT", "LEVEL", "ZONE", "SHEETS", "COUNT"},
    "surfaces": {
        "FOLDER", "FILES", "INDEX", "CRS", "RESOLUTION", "EXTENT", "DTM_METHOD", "DSM_METHOD", "FILL_DISTANCE", "MIN_VOID",
        "GROUND_CLASSES", "DTM", "DSM", "CHM", "DENSITY", "VOIDS", "GROUND_DENSITY", "INTENSITY", "RGB", "POINTS", "GROUND",
        "VOID_COUNT", "VOID_SHARE",
    },
    "terrainmaps": {
        "DTM", "LIGHT", "AZIMUTH", "ALTITUDE", "RADIUS", "STRENGTH", "HILLSHADE", "SLOPE", "CSMAP", "CURVATURE", "OPENNESS",
    },
    "pointcloudquality": {
        "FOLDER", "FILES", "INDEX", "CRS", "CONTROL", "AXES", "SPECIFICATION", "REQUIRED_DENSITY", "CELL", "REPORT",
        "ISSUES", "BIAS", "RMSE", "ERROR95", "DENSITY", "MET_SHARE", "VOID_SHARE", "STRIP_RMS", "EDGE_STEP", "NOISE_SHARE",
    },
    "updatepointcloud": {
        "BASE", "BASE_FOLDER", "NEW", "NEW_FOLDER", "AREA", "EXTENT", "CRS", "FIT", "VERTICAL_TOLERANCE",
        "HORIZONTAL_TOLERANCE", "HEIGHT_CHANGE", "HEIGHT_OFFSET", "BASE_DATE", "NEW_DATE", "FEATHER", "OUTPUT_FOLDER",
        "CHANGED", "BASE_DTM", "NEW_DTM", "VPC", "SHIFT_X", "SHIFT_Y", "SHIFT_Z", "TILT", "NMAD_BEFORE", "NMAD_AFTER",
    },
    "predictcoverage": {
        "SITES", "DTM", "DSM", "FREQUENCY", "MODEL", "VEGETATION", "BUILDINGS", "EXTENT", "RESOLUTION", "REACH",
        "THRESHOLD", "PLACE",
        "CARRIER",
        "PER_SITE", "PER_CARRIER", "CALIBRATION", "SEA", "SIGNAL", "PROBABILITY", "MARGIN", "BEST_SERVER", "OUTPUT_FOLDER",
        "COVERED_SHARE",
    },
    "linkprofile": {
        "FROM", "TO", "DTM", "DSM", "FREQUENCY", "FROM_HEIGHT", "TO_HEIGHT", "EIRP", "MODEL", "VEGETATION", "BUILDINGS",
        "PERCENT_TIME",
        "PERCENT_LOCATIONS", "PROFILE", "TABLE", "LOSS", "LINE_OF_SIGHT", "CLEARANCE", "RECEIVED",
    },
    "importmeasurements": {
        "FILE", "FOLDER", "COLUMNS", "CARRIER", "NO_SIGNAL", "CRS", "OUTPUT_CRS", "MEASUREMENTS", "READ", "LEFT_OUT",
        "OUT_OF_SERVICE",
    },
    "choosesites": {
        "CANDIDATES", "COVERAGE_FOLDER", "COST", "DTM", "DSM", "FREQUENCY", "EIRP", "HEIGHT", "REACH", "RESOLUTION",
        "THRESHOLD", "MIN_PROBABILITY", "POPULATION", "ROADS", "PLACES", "BUILDINGS", "DEMAND", "HOLES", "HOLE_CLASSES",
        "EXISTING", "PERSON_WEIGHT", "ROAD_WEIGHT", "PLACE_WEIGHT", "COUNT", "BUDGET", "FORCED", "FORBIDDEN", "STANDING",
        "CARRIERS", "PROPOSE", "EXACT", "TIME_LIMIT", "CHOSEN", "COVERED", "TABLE", "CHOSEN_COUNT", "COVERED_WEIGHT",
        "TOTAL_WEIGHT", "BOUND", "GAP", "PROVEN",
    },
    "comparecoverage": {
        "SIGNAL", "CARRIERS", "MEASUREMENTS", "SIGNAL_FIELD", "CARRIER_FIELD", "BAND_FIELD", "SERVICE_FIELD", "CLUTTER",
        "CLUTTER_KIND", "SENSITIVITY", "CELL", "BLOCK", "LANGUAGE", "RESIDUALS", "REPORT", "CALIBRATION",
        "CALIBRATED", "BIAS",
        "RMSE", "SD", "PLACES", "NOT_COMPARED", "HELD_OUT_RMSE", "HELD_OUT_COVERAGE", "OUT_OF_SERVICE", "OUT_PREDICTED",
    },
    "fieldwaypoints": {
        "REGISTER", "CANDIDATES", "AREA", "LIMIT", "STATUSES", "CLASSES", "TEAMS", "LANGUAGE", "GPX", "KML", "GEOJSON",
        "COUNT",
    },
    "visitaccuracy": {
        "REGISTER", "PRESENT", "DESK", "MINIMUM", "PRIOR_VISITS", "LANGUAGE", "REPORT", "RATES", "WEIGHTS", "DECIDED",
        "ALTERED_RATE", "IMPROPER_RATE", "HITS", "SUGGESTED", "AUC", "AUC_SUGGESTED",
    },
    "fieldchecklist": {
        "REGISTER", "CANDIDATES", "AREA", "LIMIT", "STATUSES", "CLASSES", "TEAMS", "SHEETS_BY", "BEFORE", "AFTER",
        "BEFORE_DATE", "AFTER_DATE", "CHIP_WIDTH", "BEFORE_BANDS", "AFTER_BANDS", "LANGUAGE", "XLSX",
    },
    "fieldsheets": {
        "REGISTER", "CANDIDATES", "AREA", "LIMIT", "STATUSES", "CLASSES", "TEAMS", "BEFORE", "AFTER", "BEFORE_DATE",
        "AFTER_DATE", "DEM", "DEM_BEFORE", "ROADS", "STREAMS", "BUILDINGS", "MUNICIPALITIES", "MAPS", "TEMPLATE", "LANGUAGE",
        "PDF",
    },
    "sampleresults": {
        "XLSX", "PACKAGE", "TRUTH", "SEED", "INSPECTORS", "SHARE", "OVERLAP", "PHOTOS", "MESSY", "LAST_DAY", "FOLDER",
        "EXPECTED", "VISITS", "CONFLICTS", "REJECTED", "PHOTO_COUNT",
    },
    "fieldprogress": {
        "REGISTER", "AREA", "MUNICIPALITIES", "FROM", "TO", "OVERDUE_DAYS", "LANGUAGE", "REPORT", "FOUND", "VISITED",
        "UNVISITED", "LAWFUL", "UNDER_CORRECTION", "CORRECTED", "FALSE_DETECTIONS", "OPEN", "OVERDUE", "EMERGENCIES",
    },
}  # fmt: skip


@pytest.fixture
def provider(qgis):
    from qgis.core import QgsApplication

    return QgsApplication.processingRegistry().providerById("soranome")


@pytest.mark.parametrize("name", CONTRACT)
def test_ids_and_names_are_the_contract(provider, name):
    algorithm = provider.algorithm(name)
    assert algorithm is not None
    names = {p.name() for p in algorithm.parameterDefinitions()} | {o.name() for o in algorithm.outputDefinitions()}
    assert names >= CONTRACT[name]


def test_nothing_else_is_offered(provider):
    from soranome.plugin.processing.models import MODELS

    assert {algorithm.name() for algorithm in provider.algorithms()} == {*CONTRACT, *MODELS}


@pytest.mark.parametrize("name", CONTRACT)
def test_every_algorithm_explains_itself(provider, name):
    algorithm = provider.algorithm(name)
    assert len(algorithm.shortHelpString()) > 200
    assert not algorithm.icon().isNull()
    inputs = [p for p in algorithm.parameterDefinitions() if not p.isDestination()]
    assert [p.name() for p in inputs if not p.help()] == []


def test_choices_are_those_of_the_core(provider):
    from soranome.plugin.core.change.masks import KINDS
    from soranome.plugin.core.change.optical import METHODS
    from soranome.plugin.core.change.sensors import AUTO, CUSTOM, presets

    algorithm = provider.algorithm("opticalchange")
    assert tuple(algorithm.parameterDefinition("METHOD").options()) == METHODS
    assert tuple(algorithm.parameterDefinition("MASK_TYPE").options()) == KINDS
    assert algorithm.parameterDefinition("SENSOR").options() == [AUTO, *presets(), CUSTOM]


def test_a_misspelt_parameter_is_refused(qgis):
    from qgis.core import QgsProcessingContext

    algorithm = qgis.algorithm("soranome:checkpair")
    able, why = algorithm.checkParameterValues({"BEFROE": "a.tif"}, QgsProcessingContext())
    assert not able
    assert "BEFROE" in why and "BEFORE" in why


def test_loading_imports_nothing_heavy_and_unloading_leaves_no_trace():
    code = """
import sys
sys.path.insert(0, "tests")
from qgis.core import QgsApplication
application = QgsApplication([], False)
application.initQgis()
import conftest, soranome
from soranome.plugin import dependencies
there = set(sys.modules)  # QGIS itself takes numpy and shapely where they are
registry = QgsApplication.processingRegistry()
before = [provider.id() for provider in registry.providers()]
for _ in range(3):
    plugin = soranome.classFactory(None)
    plugin.initProcessing()
    assert registry.providerById("soranome").algorithms()
    plugin.unload()
    assert [provider.id() for provider in registry.providers()] == before
heavy = set(dependencies.PACKAGES) & set(sys.modules) - there
assert not heavy, heavy
print("clean")
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip().endswith("clean"), done.stderr
