"""Whether a file holds answers that must not be overwritten."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from ...errors import InputError
from ...text import Translate
from ..exchange import VISIT_FIELDS, read_basis
from .values import as_text, folded, is_empty
from .workbook import read_workbook

_FILLED_IN = tuple(field.code for field in VISIT_FIELDS if field.code != "status")


def holds_results(path: str | os.PathLike, languages: Sequence[Translate] = (str,)) -> bool:
    """Whether ``path`` is a list of SoraNoMe, or a list of conflicts, in which something is filled in.

    False for any other file, and for one that cannot be read. ``languages`` find the columns by their titles where the
    row of codes was deleted. The status is filled in when a list goes out, so one that was changed is told from the
    others: rows of one status when the list was made show one word, and no two statuses show the same.
    """
    try:
        with open(path, "rb") as file:
            found = read_workbook(file, Path(path).name, languages)
    except (InputError, OSError):
        return False
    if found.is_decided:
        return any(not is_empty(row.cells.get("decision")) for row in found.rows)
    shown: dict[str, set[str]] = defaultdict(set)
    for row in found.rows:
        if any(not is_empty(row.cells.get(code)) for code in _FILLED_IN):
            return True
        if not is_empty(row.cells.get("status")):
            basis = row.cells.get("basis")
            shown[read_basis(basis)[0] if isinstance(basis, str) else ""].add(folded(as_text(row.cells["status"])))
    return sum(map(len, shown.values())) > len(shown) or len(set().union(*shown.values())) < len(shown)
