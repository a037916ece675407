"""An index as the memory of the scan before it: tiles whose files have not changed are not looked at again.

The index is its own manifest: each row keeps what was found in a tile in its field ``facts``.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections import defaultdict
from pathlib import Path

from .facts import Facts
from .source import Source

LAYER, FIELD = "index", "facts"


class Manifest:
    """The rows of an index that still hold; empty where there is no index, or what is there is none."""

    def __init__(self, path: str | os.PathLike | None = None, deep: bool = False):
        self._kept: dict[Source, Facts] = {}
        self._members: dict[Path, list[Source]] = defaultdict(list)
        for facts in _rows(path):
            if facts.readable and (facts.deep or not deep):
                self._kept[facts.source] = facts
            if facts.member:
                self._members[facts.source.path].append(facts.source)

    def facts(self, source: Source) -> Facts | None:
        """What is known of a tile, None where it is to be looked at."""
        facts = self._kept.get(source)
        return facts if facts is not None and self._unchanged(facts) else None

    def members(self, path: Path) -> list[Source] | None:
        """Tiles of a zip that has not changed, None where it is to be opened."""
        members = self._members.get(path)
        if not members or any(self.facts(member) is None for member in members):
            return None
        return members

    def _unchanged(self, facts: Facts) -> bool:
        try:
            status = os.stat(facts.path)
        except OSError:
            return False
        return (facts.size, facts.changed) == (status.st_size, status.st_mtime_ns)


def _rows(path: str | os.PathLike | None) -> list[Facts]:
    if not path or not Path(path).is_file():
        return []
    found = []
    with contextlib.suppress(sqlite3.Error):
        address = f"{Path(path).absolute().as_uri()}?immutable=1"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as database:
            sql = f'SELECT "{FIELD}" FROM "{LAYER}" WHERE "{FIELD}" <> \'\''  # noqa: S608  # nosec B608  # names of ours
            for (text,) in database.execute(sql):
                facts = Facts.from_json(text)
                if facts is not None:
                    found.append(facts)
    return found
