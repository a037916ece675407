"""Where numba keeps the plugin's kernels once it compiled them: beside the sources, or with the user's caches where that
folder is read-only. Found without importing numba, which takes seconds."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from pathlib import Path

SOURCES = Path(os.path.abspath(__file__)).parent / "core"  # links are not followed: numba does not either
_ENDINGS = (".nbi", ".nbc")


def files() -> list[Path]:
    """All files of compiled kernels of this plugin."""
    sources = [folder for folder in (SOURCES, *SOURCES.rglob("*")) if folder.is_dir() and folder.name != "__pycache__"]
    return [
        path
        for folder in sources
        for place in (folder / "__pycache__", *(cache / _name_of(folder) for cache in caches()))
        if place.is_dir()
        for path in sorted(place.iterdir())
        if path.suffix in _ENDINGS
    ]


def size_bytes() -> int:
    return sum(path.stat().st_size for path in files())


def empty() -> int:
    """Remove them; how many could not be (Windows keeps files that are in use). They are made again when needed."""
    left = 0
    for path in files():
        try:
            path.unlink()
        except OSError:
            left += 1
        with contextlib.suppress(OSError):
            path.parent.rmdir()  # where nothing else is in it
    return left


def caches() -> list[Path]:
    """Folders numba takes where it is told so, or where it cannot write beside the sources (numba.core.caching)."""
    if sys.platform == "win32":
        own = Path(os.environ.get("LOCALAPPDATA", "~/AppData/Local")) / "numba" / "Cache"
    elif sys.platform == "darwin":
        own = Path("~/Library/Caches/numba")
    else:
        own = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache") / "numba"
    told = os.environ.get("NUMBA_CACHE_DIR")
    return [*([Path(told)] if told else []), own.expanduser()]


def _name_of(folder: Path) -> str:
    """What numba calls the folder for kernels of sources in ``folder``."""
    hashed = hashlib.sha1(str(folder).encode(), usedforsecurity=False).hexdigest()
    return f"{folder.name}_{hashed}"
