"""What goes out with a list or a package and must come back with it.

Inspectors fill in the same fields whether they carry paper, an Excel file or a phone: :data:`VISIT_FIELDS`. Beside them
each row carries two columns nobody edits:

* ``key``: the place, by ``site_id`` of the register; for a list made of candidates without a register
  ``C0012@2024-10-25``, the candidate and the day it was observed (:func:`candidate_key`);
* ``basis``: what the register said of the place when the list was made (:func:`basis_of`). A register that has since
  learnt something else of it has been told by somebody else, and what the row says becomes a conflict to decide on.

Once per list or package there is a :class:`ListInfo`.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, dataclass, fields

from ..text import QT_TRANSLATE_NOOP
from . import register_schema as schema
from .values import DIRECTIONS, EMERGENCY_MEASURES, FINDINGS, STATUSES

PHOTOS = 3
"""Photos one row has columns for."""


@dataclass(frozen=True)
class VisitField:
    """One thing to fill in. ``kind``: date, text, choice (``values``: code → words), photo (name of a file), direction
    (degrees from north 0 ≤ d < 360, or a word of :data:`~.values.DIRECTIONS`)."""

    code: str
    title: str
    kind: str
    values: dict[str, str] | None = None


def _photo_fields() -> tuple[VisitField, ...]:
    titles = (
        (QT_TRANSLATE_NOOP("SoraNoMe", "Photo 1"), QT_TRANSLATE_NOOP("SoraNoMe", "Direction of photo 1")),
        (QT_TRANSLATE_NOOP("SoraNoMe", "Photo 2"), QT_TRANSLATE_NOOP("SoraNoMe", "Direction of photo 2")),
        (QT_TRANSLATE_NOOP("SoraNoMe", "Photo 3"), QT_TRANSLATE_NOOP("SoraNoMe", "Direction of photo 3")),
    )
    return tuple(
        field
        for number, (photo, direction) in enumerate(titles, 1)
        for field in (
            VisitField(f"photo_{number}", photo, "photo"),
            VisitField(f"direction_{number}", direction, "direction", DIRECTIONS),
        )
    )


VISIT_FIELDS = (
    VisitField("visited_on", QT_TRANSLATE_NOOP("SoraNoMe", "Date of visit"), "date"),
    VisitField("visited_by", QT_TRANSLATE_NOOP("SoraNoMe", "Visited by"), "text"),
    VisitField("status", QT_TRANSLATE_NOOP("SoraNoMe", "Status"), "choice", STATUSES),
    VisitField("finding", QT_TRANSLATE_NOOP("SoraNoMe", "Finding"), "choice", FINDINGS),
    VisitField("emergency_measures", QT_TRANSLATE_NOOP("SoraNoMe", "Emergency measures"), "choice", EMERGENCY_MEASURES),
    *_photo_fields(),
    VisitField("remarks", QT_TRANSLATE_NOOP("SoraNoMe", "Remarks"), "text"),
)
"""What an inspector fills in, in the order of all papers and forms. ``status`` is filled in beforehand with what the
register says; everything else is empty, and a row that says nothing new is no visit."""


@dataclass(frozen=True)
class ListInfo:
    """What a list knows of itself; ``made_at`` UTC as the register writes it, ``register_id`` empty without register."""

    list_id: str
    made_at: str
    register_id: str = ""
    language: str = "ja"

    def as_text(self) -> str:
        """One line of JSON, as it is kept in files."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_text(cls, text: str) -> ListInfo | None:
        """What :meth:`as_text` wrote; None where ``text`` is something else."""
        try:
            found = json.loads(text)
            return cls(**{field.name: str(found[field.name]) for field in fields(cls)})
        except (ValueError, KeyError, TypeError, RecursionError):
            return None


def new_list(register_id: str = "", language: str = "ja") -> ListInfo:
    """A :class:`ListInfo` for a list made now."""
    return ListInfo(str(uuid.uuid4()), schema.now(), register_id, language)


def candidate_key(candidate_id: str, observed_on: str) -> str:
    """The key of a place that is in no register yet; see :func:`read_candidate_key`."""
    return f"{candidate_id}@{observed_on[:10]}" if observed_on else candidate_id


def read_candidate_key(key: str) -> tuple[str, str]:
    """(candidate_id, day it was observed or "") of a key."""
    candidate_id, _, observed_on = key.rpartition("@")
    return (candidate_id, observed_on) if candidate_id else (key, "")


def basis_of(status: str, last_visit_id: str | None) -> str:
    """What the register says of a place now: its status and the visit entered last."""
    return f"{status}|{last_visit_id or ''}"


def read_basis(text: str) -> tuple[str, str]:
    """(status, visit entered last or "") of a basis."""
    status, _, visit = text.partition("|")
    return status, visit
