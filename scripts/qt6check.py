"""Is the code ready for Qt 6? By PyQt6 itself, and by QGIS's migration checker. Run by `make qt6check`.

The checker is scripts/pyqt5_to_pyqt6/pyqt5_to_pyqt6.py of QGIS's sources (GPL; with enums.json beside it in later ones); the
argument says where it is, and without one only PyQt6 is asked. It runs over copies: some versions of it edit in place.
"""

from __future__ import annotations

import ast
import filecmp
import importlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("plugin", "scripts", "tests")


def main() -> None:
    faults = [f"{path.relative_to(ROOT)}:{said}" for path in _sources() for said in _unknown(path)]
    print("\n".join(faults) or f"PyQt6 has every class and member that {len(_sources())} files name.")
    if len(sys.argv) > 1 and sys.argv[1]:
        found = _by_checker(Path(sys.argv[1]).resolve())
        print("\n".join(found) or "QGIS's checker finds nothing.")
        faults += found
    else:
        print("QGIS's checker was not run: make qt6check CHECKER=path/to/pyqt5_to_pyqt6.py")
    sys.exit(1 if faults else 0)


def _sources() -> list[Path]:
    return [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]


def _unknown(path: Path) -> list[str]:
    """Names and members of qgis.PyQt that PyQt6 lacks, as "line: name"."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known, found = {}, []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qgis.PyQt."):
            module = importlib.import_module(node.module.replace("qgis.PyQt", "PyQt6"))
            for one in node.names:
                if hasattr(module, one.name):
                    known[one.asname or one.name] = getattr(module, one.name)
                else:
                    found.append(f"{node.lineno}: {node.module}.{one.name}")
    for node in ast.walk(tree):
        dotted, inner = [], node
        while isinstance(inner, ast.Attribute):
            dotted.insert(0, inner.attr)
            inner = inner.value
        holder = known.get(inner.id) if isinstance(inner, ast.Name) else None
        for name in dotted if holder is not None else ():
            if not hasattr(holder, name):
                found.append(f"{node.lineno}: {ast.unparse(node)}")
                break
            holder = getattr(holder, name)
    return found


def _by_checker(checker: Path) -> list[str]:
    """What QGIS's checker says or would change, one line each.

    It knows enumerations by looking into PyQt6 and QGIS. Beside a QGIS of Qt 5 that takes two runs, as its star imports
    put that QGIS's Qt in the place of PyQt6.
    """
    if not checker.is_file():
        sys.exit(f"{checker} is not there")
    found = []
    for python_path in ("", "/usr/lib/python3/dist-packages"):
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": python_path}
        for folder in FOLDERS:
            found += _checked(checker, folder, environment)
    return sorted(set(found))


def _checked(checker: Path, folder: str, environment: dict[str, str]) -> list[str]:
    with tempfile.TemporaryDirectory() as copies:
        copy, before = Path(copies, folder), Path(copies, "before")
        shutil.copytree(ROOT / folder, copy, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(copy, before)
        run = [sys.executable, str(checker), str(copy)]
        done = subprocess.run(run, env=environment, cwd=copies, capture_output=True, text=True, check=False)
        told = [line for line in done.stderr.splitlines() if "WARNING" in line or "ERROR" in line]
        for path in copy.rglob("*.py"):
            if not filecmp.cmp(path, before / path.relative_to(copy), shallow=False):
                told.append(f"{folder}/{path.relative_to(copy)}: would be changed")
        if done.returncode and not told:
            told = [*done.stdout.splitlines()[-20:], *done.stderr.splitlines()[-20:]]
        return told


if __name__ == "__main__":
    main()
