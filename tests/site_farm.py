"""Folders of links to some of the installed packages: QGIS with a library really taken away."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

from soranome.plugin import dependencies

ROOT = Path(__file__).resolve().parents[1]
SITE = next((ROOT / ".venv" / "lib").glob("python*")) / "site-packages"


def needed_themselves(package: str) -> set[str]:
    """Packages that ``package`` cannot do without, and theirs."""
    found, todo = set(), [package]
    while todo:
        name = todo.pop().lower().replace("_", "-")
        if name in found:
            continue
        found.add(name)
        # Those that are Debian's own, and of another Python, are not walked through.
        asked = [text for one in metadata.distributions(name=name, path=[str(SITE)]) for text in one.requires or ()]
        todo += [
            re.match(r"[\w.-]+", text)[0] for text in asked if "extra" not in text and "python_version <" not in text
        ]
    return found


def modules_with(modules: set[str]) -> set[str]:
    """``modules`` and those of our libraries they need themselves."""
    of = {package: module for module, package in dependencies.PACKAGES.items()}
    return modules | {
        of[package]
        for module in modules
        for package in needed_themselves(dependencies.PACKAGES[module])
        if package in of
    }


def farm(folder: Path, without: set[str] = frozenset(), only: set[str] | None = None) -> Path:
    """A site-packages folder of links to all packages but those of ``without``, or to those of ``only`` and what they
    need."""
    folder.mkdir()
    wanted = None if only is None else set().union(*map(needed_themselves, only)) if only else set()
    for distribution in metadata.distributions(path=[str(SITE)]):
        name = distribution.metadata["Name"].lower().replace("_", "-")
        if name in without or (wanted is not None and name not in wanted):
            continue
        for file in distribution.files or ():
            top = file.parts[0]
            if top not in ("..", "__pycache__") and not (folder / top).exists():
                (folder / top).symlink_to(SITE / top)
    return folder
