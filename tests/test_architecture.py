"""Dependencies point one way: ui → processing → core."""

import ast
from pathlib import Path

import pytest

PLUGIN = Path(__file__).resolve().parent.parent / "plugin"
FORBIDDEN = {
    "core": ("qgis", "PyQt5", "PyQt6", "processing", "plugin.processing", "plugin.ui", "plugin.translation"),
    "processing": ("PyQt5", "PyQt6", "plugin.ui"),
    "ui": ("PyQt5", "PyQt6"),
}


def imported(path: Path) -> list[str]:
    """Full names of the modules a file imports, relative ones resolved from ``plugin``."""
    package = ["plugin", *path.relative_to(PLUGIN).parts[:-1]]
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            names.append(".".join([*base, *([node.module] if node.module else [])]))
            names += [".".join([*base, *([node.module] if node.module else []), alias.name]) for alias in node.names]
    return names


@pytest.mark.parametrize("room", FORBIDDEN)
def test_no_import_against_the_arrow(room):
    wrong = [
        f"{path.relative_to(PLUGIN)}: {name}"
        for path in sorted((PLUGIN / room).rglob("*.py"))
        for name in imported(path)
        if any(name == root or name.startswith(f"{root}.") for root in FORBIDDEN[room])
    ]
    assert wrong == []


def test_the_core_neither_prints_nor_edits_the_environment():
    wrong = []
    for path in sorted((PLUGIN / "core").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
                wrong.append(f"{path}: print")
            if isinstance(node, ast.Attribute) and node.attr == "environ":
                wrong.append(f"{path}: environ")
    assert wrong == []
