"""Which libraries the sources of the plugin import, read from their text: what runs on import, and what a name leads to."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = {}
for _path in (ROOT / "plugin").rglob("*.py"):
    _parts = _path.relative_to(ROOT).with_suffix("").parts
    FILES[".".join(_parts[:-1] if _parts[-1] == "__init__" else _parts)] = _path

# Helpers all algorithms share, whose imports only some need: those have them by another way.
NOT_FOLLOWED = {("plugin.processing.base", "_check_raster"), ("plugin.processing.styling", "_add_servers")}


def algorithms() -> dict[str, str]:
    """NAME of each algorithm → its module."""
    found = {}
    for module, path in FILES.items():
        if module.startswith("plugin.processing."):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "NAME" and node.value.value:
                    found[node.value.value] = module
    return found


def libraries_of(module: str, known: set[str]) -> set[str]:
    """Those of ``known`` (import names) that running anything in ``module`` can reach."""
    libraries: set[str] = set()
    seen: set[tuple[str, str]] = set()
    todo = [(module, name) for name in ("", *_parsed(module)[1])]
    while todo:
        place = todo.pop()
        if place not in seen:
            seen.add(place)
            tops, further = _step(*place)
            libraries |= tops & known
            todo += further
    return libraries


@cache
def _step(module: str, name: str) -> tuple[set[str], list[tuple[str, str]]]:
    """What running ``name`` of ``module`` ("": the module itself) imports, and where that leads to in the plugin."""
    run, defined = _parsed(module)
    tops, todo = set(), []
    if name == "":
        nodes = run
        if module.rpartition(".")[0] in FILES:
            todo.append((module.rpartition(".")[0], ""))
    elif name in defined:
        nodes = [defined[name]]
    else:
        return tops, [_imported(module)[name]] if name in _imported(module) else []
    for node in _walk(module, nodes):
        if isinstance(node, ast.Import | ast.ImportFrom):
            tops |= _top_names(node)
            for target, wanted, _ in _own(module, node):
                names = ("", *_parsed(target)[1]) if wanted is None else ("", wanted)
                # A module's import brings what runs on it; its names count where they are used.
                todo += [(target, one) for one in (("",) if node in run else names)]
        elif isinstance(node, ast.Name):
            if node.id in defined:
                todo.append((module, node.id))
            elif node.id in _imported(module):
                target, wanted = _imported(module)[node.id]
                todo += [(target, one) for one in (_parsed(target)[1] if wanted is None else (wanted,))]
    return tops, todo


@cache
def _parsed(module: str) -> tuple[list[ast.stmt], dict[str, ast.stmt]]:
    """What runs when ``module`` is imported, and its functions and classes by name."""
    body = ast.parse(FILES[module].read_text(encoding="utf-8")).body
    defined = {node.name: node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    return [node for node in body if not isinstance(node, ast.FunctionDef | ast.ClassDef)], defined


@cache
def _imported(module: str) -> dict[str, tuple[str, str | None]]:
    """Names of ``module`` that come from the plugin: (module, name); None for a module as a whole."""
    nodes = [node for statement in _parsed(module)[0] for node in _walk(module, [statement])]
    return {
        local: (target, wanted)
        for node in nodes
        if isinstance(node, ast.Import | ast.ImportFrom)
        for target, wanted, local in _own(module, node)
    }


def _walk(module: str, nodes: list[ast.AST]):
    """All nodes that can run: without annotations, and what is for type checkers only."""
    todo = list(nodes)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.FunctionDef) and (module, node.name) in NOT_FOLLOWED:
            continue
        yield node
        for field, value in ast.iter_fields(node):
            if field not in ("annotation", "returns"):
                todo += [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, ast.AST)]


def _top_names(node: ast.Import | ast.ImportFrom) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    return set() if node.level else {(node.module or "").split(".")[0]}


def _own(module: str, node: ast.Import | ast.ImportFrom) -> list[tuple[str, str | None, str]]:
    """(module, name or None for all of it, what it is called here) of imports from the plugin."""
    if isinstance(node, ast.Import) or not node.level:
        return []
    package = module if FILES[module].name == "__init__.py" else module.rpartition(".")[0]
    parts = package.split(".")
    base = ".".join(parts[: len(parts) - node.level + 1] + ([node.module] if node.module else []))
    found = []
    for alias in node.names:
        whole = f"{base}.{alias.name}"
        local = alias.asname or alias.name
        if whole in FILES:
            found.append((whole, None, local))
        elif base in FILES:
            found.append((base, alias.name, local))
    return found
