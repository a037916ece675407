"""Libraries that are missing or too old: really taken away, and who is refused then."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from soranome.plugin import dependencies
from soranome.tests.imports_of import algorithms, libraries_of
from soranome.tests.site_farm import farm, modules_with

ROOT = Path(__file__).resolve().parents[2]
PYTHON = Path(sys.base_prefix, "bin", f"python3.{sys.version_info.minor}")


def run(code: str, site: Path, *arguments: str) -> str:
    """What QGIS's own Python prints that finds our libraries in ``site`` alone."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(site), str(ROOT / ".venv" / "plugins")]),
        "PYTHONNOUSERSITE": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [PYTHON, "-c", code, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:] + done.stdout[-3000:]
    return done.stdout


START = """
import json, os, sys
from qgis.core import QgsApplication
application = QgsApplication([], True)
application.initQgis()
sys.path.append(os.path.join(QgsApplication.pkgDataPath(), "python", "plugins"))
from processing.core.Processing import Processing
Processing.initialize()
import processing, soranome
plugin = soranome.classFactory(None)
plugin.initProcessing()
registry = QgsApplication.processingRegistry()
"""

ABLE = (
    START
    + """
provider = registry.providerById("soranome")
able = {algorithm.name(): algorithm.canExecute() for algorithm in provider.algorithms()}
from soranome.plugin import dependencies
print(json.dumps({
    "able": {name: found[0] for name, found in able.items()},
    "why": {name: found[1] for name, found in able.items() if not found[0]},
    "states": {library.module: [library.state, library.version] for library in dependencies.everything()},
}), flush=True)
os._exit(0)
"""
)


def test_the_table_holds_what_the_sources_import():
    known = set(dependencies.PACKAGES)
    optional = set(dependencies.OPTIONAL)
    reached = {name: modules_with(libraries_of(module, known) - optional) for name, module in algorithms().items()}
    table = {name: set(text.split()) for name, text in dependencies.NEEDS.items()}
    assert table == reached


def test_optional_ones_are_used_by_those_they_are_listed_for(qgis):
    from qgis.core import QgsApplication

    users = {name for name, own in algorithms().items() if "CSF" in libraries_of(own, {"CSF"})}
    assert users == set(dependencies.OPTIONAL["CSF"])
    provider = QgsApplication.processingRegistry().providerById("soranome")
    own = [algorithm for algorithm in provider.algorithms() if algorithm.name() in dependencies.NEEDS]
    users = {algorithm.name() for algorithm in own if algorithm.parameterDefinition("SCHEDULER")}
    assert users == set(dependencies.OPTIONAL["distributed"])
    assert set(dependencies.CHOICES) == set(dependencies.OPTIONAL)


def test_every_algorithm_of_the_provider_is_in_the_table(qgis):
    from qgis.core import QgsApplication

    provider = QgsApplication.processingRegistry().providerById("soranome")
    assert set(dependencies.NEEDS) | {
        "fillpatrol",
        "fillpatrolareas",
        "pointcloudterrain",
        "coverageplan",
        "fieldround",
    } == {algorithm.name() for algorithm in provider.algorithms()}


def test_all_there_all_can_run(tmp_path):
    found = json.loads(run(ABLE, farm(tmp_path / "site")))
    assert all(found["able"].values()), found["why"]


@pytest.mark.parametrize("module", list(dependencies.PACKAGES))
def test_taken_away_only_those_that_need_it_are_refused(tmp_path, module):
    package = dependencies.PACKAGES[module]
    found = json.loads(run(ABLE, farm(tmp_path / "site", without={package})))
    state, version = found["states"][module]
    if state == dependencies.FOUND:
        pytest.skip(f"Debian's own {package} {version} is new enough")
    assert state != dependencies.UNAVAILABLE or module in dependencies.OPTIONAL
    users = {name for name, text in dependencies.NEEDS.items() if module in text.split()}
    refused = {name for name, able in found["able"].items() if not able}
    assert refused & set(dependencies.NEEDS) == users
    if "visitorder" in users:
        assert "fieldround" in refused, "a model whose step is refused"
    for why in found["why"].values():
        assert package in why and "pip install --user" in why
        assert version in why if state == dependencies.TOO_OLD else True


@pytest.mark.parametrize(("below", "state"), [((3, 0), dependencies.UNAVAILABLE), ((99, 0), dependencies.MISSING)])
def test_one_not_made_for_this_python_is_not_offered(monkeypatch, below, state):
    assert dependencies._requirements()["cloth-simulation-filter"] == ("cloth-simulation-filter>=1.1.5,<2", (3, 13))
    monkeypatch.setattr(dependencies, "_requirements", lambda: {"segno": ("segno>=1.6,<2", below)})
    monkeypatch.setattr(dependencies.importlib.util, "find_spec", lambda name: None)
    library = dependencies.look_up.__wrapped__("segno")
    assert (library.state, library.wanted, library.least) == (state, "segno>=1.6,<2", "1.6")


def test_without_any_the_plugin_loads_in_qgis_process(tmp_path):
    environment = {
        **os.environ,
        "PYTHONPATH": str(farm(tmp_path / "site", only=set())),
        "PYTHONNOUSERSITE": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "QGIS_PLUGINPATH": str(ROOT / ".venv" / "plugins"),
        "QGIS_CUSTOM_CONFIG_PATH": os.environ.get("SORANOME_PROFILES", str(ROOT / ".venv" / "config")),
    }

    def process(*arguments):
        return subprocess.run(
            ["qgis_process", *arguments], env=environment, capture_output=True, text=True, check=False
        )

    listed = process("list")
    assert all(f"soranome:{name}" in listed.stdout for name in dependencies.NEEDS), listed.stderr
    refused = process("run", "soranome:fieldsheets", "--", f"PDF={tmp_path / 'a.pdf'}")
    assert refused.returncode != 0 and "segno" in refused.stdout + refused.stderr
    assert "Traceback" not in refused.stdout + refused.stderr


# -- each runs with what it is said to need, and nothing else ----------------------------------


@pytest.fixture(scope="module")
def material(qgis, sample, tmp_path_factory):
    """The made scene with candidates and a register."""
    folder = tmp_path_factory.mktemp("material")
    scene = sample(folder / "scene", SIZE=1, SEED=2)
    pair = {"BEFORE": f"{scene}/optical_before.tif", "AFTER": f"{scene}/optical_after.tif"}
    masks = {"BEFORE_MASK": f"{scene}/mask_before.tif", "AFTER_MASK": f"{scene}/mask_after.tif"}
    candidates = f"{folder}/candidates.gpkg"
    score = {"SCORE": f"{folder}/score.tif", "CHANGE": f"{folder}/change.tif"}
    qgis.run("soranome:detectfill", {**pair, **masks, "CANDIDATES": candidates, **score})
    return folder


CHAIN = (
    START
    + """
material, out, names = sys.argv[1], sys.argv[2], sys.argv[3:]
scene, register, candidates = f"{material}/scene", f"{out}/register.gpkg", f"{material}/candidates.gpkg"
pair = {"BEFORE": f"{scene}/optical_before.tif", "AFTER": f"{scene}/optical_after.tif"}
with open(f"{out}/drive.csv", "w") as file:
    file.write("lat,lon,rsrp\\n35.71,139.25,-95\\n35.72,139.26,-100\\n")
runs = {
    "updateregister": {"CANDIDATES": candidates, "REGISTER": register, "OBSERVED_ON": "2024-10-25"},
    "fieldwaypoints": {"REGISTER": register, "GPX": f"{out}/a.gpx", "KML": f"{out}/a.kml", "GEOJSON": f"{out}/a.json"},
    "fieldpackage": {"REGISTER": register, "FOLDER": f"{out}/package", "BACKGROUND": [f"{scene}/optical_after.tif"]},
    "importresults": {"REGISTER": register, "RESULTS": f"{out}/package", "OPERATOR": "A"},
    "fieldprogress": {"REGISTER": register, "REPORT": f"{out}/progress.html"},
    "importpopulation": {"FILE": [f"{scene}/coverage/population.csv"], "POPULATION": f"{out}/population.gpkg"},
    "importmeasurements": {"FILE": [f"{out}/drive.csv"], "MEASUREMENTS": f"{out}/drive.gpkg"},
    "fieldchecklist": {"CANDIDATES": candidates, "XLSX": f"{out}/a.xlsx", "LIMIT": 2, **pair},
    "fieldsheets": {"CANDIDATES": candidates, "PDF": f"{out}/a.pdf", "LIMIT": 1, **pair},
    "mapsheets": {"EXTENT": "-68000,-67000,-32000,-31000 [EPSG:6677]", "LEVEL": "1000", "SHEETS": f"{out}/sheets.gpkg"},
    "importassets": {"FILE": f"{scene}/coverage/assets.csv", "ASSETS": f"{out}/assets.gpkg"},
    "wificoverage": {"FILE": [f"{scene}/coverage/wifi.csv"], "SPOTS": f"{out}/spots.gpkg", "REACH": f"{out}/reach.gpkg"},
    "accuracy": {"CANDIDATES": candidates, "REFERENCE": f"{scene}/truth.gpkg",
                 "REPORT": f"{out}/accuracy.html"},
    "visitorder": {"CANDIDATES": candidates, "LIMIT": 5, "START": "-67500,-31500 [EPSG:6677]", "EFFORT": "quick",
                   "ROADS": f"{scene}/roads.gpkg", "DEM": f"{scene}/dtm_after.tif", "ORDER": f"{out}/order.gpkg"},
    "triage": {"CANDIDATES": candidates, "DEM": f"{scene}/dtm_after.tif", "TRIAGED": f"{out}/triaged.gpkg",
               "BUILDINGS": f"{scene}/buildings.gpkg", "ZONES": f"{scene}/zones.gpkg"},
    "fillcandidates": {"OPTICAL": f"{material}/score.tif", "OPTICAL_CHANGE": f"{material}/change.tif",
                       "CANDIDATES": f"{out}/found.gpkg"},
    "checkpair": {**pair, "REPORT": f"{out}/pair.html"},
    "elevationchange": {"BEFORE": f"{scene}/dtm_before.tif", "AFTER": f"{scene}/dtm_after.tif",
                        "DIFFERENCE": f"{out}/difference.tif", "EARTHWORKS": f"{out}/earthworks.gpkg",
                        "SIGNIFICANT": f"{out}/significant.tif", "SCORE": f"{out}/elevation.tif",
                        "SUMMARY": f"{out}/elevation.html"},
}
for name in names:
    try:
        processing.run(f"soranome:{name}", runs[name])
    except Exception as error:
        print(name, "FAILED", error)
    else:
        print(name, "RAN")
sys.stdout.flush()
os._exit(0)
"""
)

GROUPS = {
    "numpy shapely openpyxl PIL gpxpy": (
        "updateregister", "fieldwaypoints", "fieldpackage", "importresults", "fieldprogress", "importpopulation",
        "importmeasurements",
    ),
    "numpy rasterio affine shapely openpyxl PIL segno": (
        "fieldchecklist", "fieldsheets", "mapsheets", "importassets", "wificoverage", "accuracy",
    ),
    "numpy scipy rasterio affine skimage shapely PIL": ("fillcandidates", "checkpair", "elevationchange"),
    "numpy scipy numba rasterio affine shapely pyflwdir": ("triage",),
    "numpy scipy rasterio affine shapely pyvrp": ("visitorder",),
}  # fmt: skip


@pytest.mark.parametrize("given", list(GROUPS))
def test_what_is_needed_is_enough(material, tmp_path, given):
    names = GROUPS[given]
    assert all(set(dependencies.NEEDS[name].split()) <= set(given.split()) for name in names)
    site = farm(tmp_path / "site", only={dependencies.PACKAGES[module] for module in given.split()})
    out = tmp_path / "out"
    out.mkdir()
    said = run(CHAIN, site, str(material), str(out), *names)
    ran = [line.split()[0] for line in said.splitlines() if line.endswith(" RAN")]
    assert ran == list(names), said


# -- what is said of versions ------------------------------------------------------------------


def test_versions_are_compared_as_numbers(monkeypatch):
    monkeypatch.setattr(metadata, "version", lambda package: {"scipy": "1.9.3"}.get(package, "99.0rc1"))
    dependencies.look_again()
    try:
        assert dependencies.look_up("scipy").state == dependencies.TOO_OLD
        assert dependencies.look_up("segno").state == dependencies.FOUND, "newer than tested is let through"
    finally:
        monkeypatch.undo()
        dependencies.look_again()


def test_pip_is_told_to_leave_alone_what_qgis_is_built_on(monkeypatch):
    monkeypatch.setattr(dependencies, "_geos", lambda: (3, 11))
    monkeypatch.setattr(dependencies.sys, "platform", "linux")
    asked = dependencies.requirements_for([dependencies.look_up("scipy")])
    first = int(dependencies.look_up("numpy").version.split(".")[0])
    assert asked == ["scipy>=1.12,<2", f"numpy<{first + 1}", "shapely<2.1"]
    assert dependencies.requirements_for([]) == []
    monkeypatch.setattr(dependencies, "_geos", lambda: (3, 13))
    assert not any(
        text.startswith("shapely") for text in dependencies.requirements_for([dependencies.look_up("scipy")])
    )
    monkeypatch.setattr(dependencies.sys, "platform", "win32")
    assert dependencies.install_command(["segno>=1.6,<2"]) == 'python3 -m pip install --user "segno>=1.6,<2"'


def test_a_library_that_is_there_but_broken_is_told(qgis, material, monkeypatch, tmp_path):
    """As with a DLL that does not load: found, but its import fails."""
    from qgis.core import QgsProcessingException

    monkeypatch.setitem(sys.modules, "gpxpy", None)
    monkeypatch.setattr(dependencies, "missing", lambda algorithm=None: [])
    for module in [name for name in sys.modules if name.endswith("papers.waypoints")]:
        monkeypatch.delitem(sys.modules, module)
    with pytest.raises(QgsProcessingException, match="gpxpy"):
        qgis.run(
            "soranome:fieldwaypoints", {"CANDIDATES": f"{material}/candidates.gpkg", "GPX": str(tmp_path / "a.gpx")}
        )
