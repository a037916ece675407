"""The provider as QGIS sees it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = {
    "makesample": {"FOLDER", "SIZE", "SEED", "PLACE", "TRUTH"},
    "checkpair": {
        "BEFORE", "AFTER", "BEFORE_MASK", "AFTER_MASK", "COREGISTER", "REPORT", "SHIFT_X", "SHIFT_Y", "OVERLAP",
        "PASSED", "CORRECTED",
    },
    "opticalchange": {
        "BEFORE", "AFTER", "SENSOR", "BANDS", "BEFORE_MASK", "AFTER_MASK", "COREGISTER", "METHOD", "SCORE", "CHANGE",
    },
    "fillcandidates": {"OPTICAL", "OPTICAL_CHANGE", "BEFORE_DATE", "AFTER_DATE", "MIN_AREA", "CANDIDATES"},
    "detectfill": {
        "BEFORE", "AFTER", "SENSOR", "BEFORE_MASK", "AFTER_MASK", "BEFORE_DATE", "AFTER_DATE", "COREGISTER",
        "MUNICIPALITIES", "CANDIDATES", "SCORE", "REPORT",
    },
    "accuracy": {"CANDIDATES", "SCORE", "CHANGE", "REFERENCE", "REPORT", "PRECISION", "RECALL", "F1", "KAPPA"},
    "fieldchecklist": {"CANDIDATES", "AREA", "LANGUAGE", "XLSX"},
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
    assert {algorithm.name() for algorithm in provider.algorithms()} == set(CONTRACT)


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
registry = QgsApplication.processingRegistry()
before = [provider.id() for provider in registry.providers()]
for _ in range(3):
    plugin = soranome.classFactory(None)
    plugin.initGui()
    assert registry.providerById("soranome").algorithms()
    plugin.unload()
    assert [provider.id() for provider in registry.providers()] == before
heavy = {"numba", "rasterio", "skimage", "scipy", "openpyxl", "llvmlite"} & set(sys.modules)
assert not heavy, heavy
print("clean")
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip().endswith("clean"), done.stderr


def test_without_its_libraries_the_plugin_loads_and_says_what_is_missing(qgis, monkeypatch):
    from soranome.plugin import dependencies

    monkeypatch.setitem(dependencies.LIBRARIES, "no_such_module", "no-such-package")
    able, why = qgis.algorithm("soranome:detectfill").canExecute()
    assert not able
    assert "no-such-package" in why and "pip install" in why
