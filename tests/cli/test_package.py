"""The zip for the plugin repository."""

import ast
import configparser
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_package_is_one_a_repository_takes_and_qgis_loads(tmp_path):
    subprocess.run([sys.executable, ROOT / "scripts" / "package.py"], check=True, capture_output=True)
    newest = max((ROOT / "dist").glob("soranome-*.zip"), key=lambda path: path.stat().st_mtime)
    assert newest.stat().st_size < 25_000_000
    with zipfile.ZipFile(newest) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path)
    assert {name.split("/")[0] for name in names} == {"soranome"}
    assert {"soranome/metadata.txt", "soranome/LICENSE", "soranome/__init__.py", "soranome/i18n/soranome_ja.qm"} <= set(
        names
    )
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc") or "/." in name]
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(tmp_path / "soranome" / "metadata.txt", encoding="utf-8")
    general = metadata["general"]
    assert general["qgisMinimumVersion"] == "3.40" and general["qgisMaximumVersion"] == "4.99"
    assert general["hasProcessingProvider"] == "yes"
    assert (tmp_path / "soranome" / general["icon"]).is_file()
    code = (
        "from qgis.core import QgsApplication; a = QgsApplication([], False); a.initQgis(); import soranome;"
        "p = soranome.classFactory(None); p.initProcessing();"
        "print([a.id() for a in p.provider.algorithms()]); p.unload()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    offered = ast.literal_eval(done.stdout.strip() or "[]")
    assert {"soranome:detectfill", "soranome:updateregister", "soranome:fillpatrol"} <= set(offered), done.stderr


def test_code_is_what_the_repository_scan_accepts():
    """Its critical rules: no exec, eval, pickle, shell=True; and asserts only in tests."""
    wrong = []
    for path in sorted((ROOT / "plugin").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assert):
                wrong.append(f"{path.name}:{node.lineno} assert")
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("exec", "eval"):
                wrong.append(f"{path.name}:{node.lineno} {node.func.id}")
            if isinstance(node, ast.keyword) and node.arg == "shell":
                wrong.append(f"{path.name}:{node.value.lineno} shell")
            if isinstance(node, ast.Import | ast.ImportFrom) and "pickle" in ast.dump(node):
                wrong.append(f"{path.name}:{node.lineno} pickle")
    assert wrong == []
