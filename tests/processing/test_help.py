"""Processing's own Help button leads to the right place of the guide, and everything has words, in both languages."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def built():
    """The guide where the plugin looks for it."""
    spec = importlib.util.spec_from_file_location("build_help", ROOT / "scripts" / "help.py")
    build_help = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build_help)
    build_help.main()
    return build_help.BUILT


@pytest.fixture
def algorithms(qgis):
    from qgis.core import QgsApplication

    return QgsApplication.processingRegistry().providerById("soranome").algorithms()


def test_every_algorithm_has_its_place_in_the_guide(algorithms, built):
    from qgis.PyQt.QtCore import QUrl

    from soranome.plugin.help_pages import PAGES

    assert set(PAGES) == {algorithm.name() for algorithm in algorithms}
    for algorithm in algorithms:
        address = QUrl(algorithm.helpUrl())
        assert Path(address.toLocalFile()).is_file() and address.fragment() == algorithm.name()
    for language in ("ja", "en"):
        for name, page in PAGES.items():
            text = (built / language / f"{page}.html").read_text(encoding="utf-8")
            assert text.count(f'id="{name}"') == 1, f"{language}/{page} says nothing of {name}"


def test_a_page_is_in_the_users_language_else_in_the_other_else_nowhere(qgis, tmp_path, monkeypatch):
    from soranome.plugin import help_pages

    monkeypatch.setattr(help_pages, "HELP", tmp_path)
    assert help_pages.page_url("fill") is None and help_pages.algorithm_url("detectfill") == ""
    for language, page in (("ja", "fill"), ("en", "fill"), ("en", "trouble")):
        (tmp_path / language).mkdir(exist_ok=True)
        (tmp_path / language / f"{page}.html").write_text("", encoding="utf-8")
    for user in ("ja", "en"):
        monkeypatch.setattr(help_pages, "language_of_user", lambda user=user: user)
        assert help_pages.page_file("fill").parent.name == user
        assert help_pages.page_file("trouble").parent.name == "en", "the other language is better than nothing"
    assert help_pages.page_url("fill", "run").fragment() == "run"


def test_every_dock_has_its_page(built):
    pages = []
    for path in (ROOT / "plugin" / "ui").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        pages += re.findall(r'^    PAGE = "(\w+)"', text, re.MULTILINE)
        pages += re.findall(r'open_page\(\s*"(\w+)"', text)
    assert {"fill", "pointclouds", "coverage", "fieldwork", "index"} <= set(pages)
    for page in pages:
        assert (built / "ja" / f"{page}.html").is_file(), page


UNEXPLAINED = """
import sys, re
sys.path.insert(0, "tests")
from qgis.core import QgsApplication
QgsApplication.setTranslation(sys.argv[1])
application = QgsApplication([], False)
application.initQgis()
import conftest, soranome
plugin = soranome.classFactory(None)
plugin.initProcessing()
japanese, latin = re.compile("[ぁ-ヿ一-鿿]"), re.compile("[A-Za-z]")
def in_language(text):
    if sys.argv[1] == "ja":
        return bool(japanese.search(text))
    return len(latin.findall(text)) > len(japanese.findall(text))  # names of Japanese things stay
# The same in every language: names of quantities and formats.
names = {"κ", "F1", "RMSE", "RMSE (dB)", "EIRP（dBm）", "EIRP (dBm)", "ITM (Longley–Rice)", "VPC"}
count = 0
def look(where, text):
    global count
    count += 1
    if not text.strip():
        print(where, "says nothing")
    elif text not in names and (not in_language(text) or re.fullmatch("[A-Z_]+", text)):
        print(where, "is in another language:", text[:60])
for algorithm in QgsApplication.processingRegistry().providerById("soranome").algorithms():
    name = algorithm.name()
    look(name, algorithm.displayName())
    look(name + " (help)", algorithm.shortHelpString().split("<ul>")[0])
    for one in algorithm.parameterDefinitions():
        look(f"{name} {one.name()}", one.description())
        look(f"{name} {one.name()} (help)", one.help())
    for one in algorithm.outputDefinitions():
        look(f"{name} {one.name()} (output)", one.description())
print(count, "texts")
"""


@pytest.mark.parametrize("language", ["ja", "en"])
def test_everything_is_explained(language):
    """Titles, help, every parameter and output of every algorithm and model say something, in that language."""
    command = [sys.executable, "-c", UNEXPLAINED, language]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    *wrong, last = done.stdout.splitlines() or [""]
    assert re.fullmatch(r"\d+ texts", last) and int(last.split()[0]) > 1000, done.stderr
    assert wrong == []
