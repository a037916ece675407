"""Deciding on sites at the desk: what the register knows of one, and entering a decision beside what others say.

A decision is a visit like those that come back from the field (:mod:`.register_visits`): added, never overwriting.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..errors import InputError
from ..text import QT_TRANSLATE_NOOP, Translate
from . import register_schema as schema
from .exchange import read_basis
from .register import look_at, open_register
from .register_visits import Visit

CLOSING = ("lawful", "false_detection")
"""Statuses that end a site. Whoever sets them says why: nobody else will look at it again."""

_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufffc")
"""Letters and signs by their category that nobody sees: fillers of Hangul, empty Braille, the place of a picture."""

WAIT_S = 3.0
"""How long somebody at a desk waits for another who writes."""


class Overtaken(InputError):
    """Somebody else entered something of a site since it was looked at."""


@dataclass(frozen=True)
class SiteRecord:
    """What the register knows of one site: its ``visits`` and ``observations`` (rows as dicts, the latest day first) and
    the ``basis`` a decision stands on (see :func:`~.exchange.basis_of`)."""

    visits: tuple[dict, ...]
    observations: tuple[dict, ...]
    basis: str


def site_record(target: str | os.PathLike, site_id: str, wait_s: float = WAIT_S) -> SiteRecord:
    """Raises :class:`InputError` where there is no such register or site."""
    with look_at(target, wait_s) as register:
        basis = register.bases().get(site_id)
        if basis is None:
            raise _no_site(site_id)
        visits = register.rows(schema.VISITS, site_id=site_id)
        seen = register.rows(schema.OBSERVATIONS, site_id=site_id)
    return SiteRecord(
        tuple(sorted(reversed(visits), key=lambda row: row["visited_on"], reverse=True)),
        tuple(sorted(reversed(seen), key=lambda row: row["observed_on"], reverse=True)),
        basis,
    )


def known_bases(target: str | os.PathLike, site_ids: Iterable[str], wait_s: float = WAIT_S) -> dict[str, str]:
    """Site → what the register says of it now, of those named that it has."""
    with look_at(target, wait_s) as register:
        known = register.bases()
    return {site_id: known[site_id] for site_id in site_ids if site_id in known}


def lacks_reason(status: str | None, remarks: str | None) -> bool:
    """Whether to set this status closes a site without saying why."""
    return status in CLOSING and not any(map(_is_seen, remarks or ""))


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNPS" and letter not in _BLANK


def _text(words: str | None) -> str | None:
    """Halves of a pair (an emoji cut in two) replaced: no file could hold them."""
    return words and words.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def enter_decision(
    target: str | os.PathLike,
    by: str,
    bases: Mapping[str, str],
    decision: Visit,
    translate: Translate = str,
    wait_s: float = WAIT_S,
) -> int:
    """Enter ``decision`` for every site of ``bases`` (site → what was known of it when it was decided), all or none; how
    many were new. Without a status each site keeps its own.

    Raises :class:`Overtaken` where the register has learnt something else of one of them since; :class:`InputError` where a
    site is closed without a reason, or is unknown; :class:`~..errors.OutputError` where somebody else has the register for
    longer than ``wait_s`` seconds.
    """
    by = _text(by)
    with open_register(target, by, translate=translate, wait_s=wait_s) as register:
        known = register.bases()
        entered = 0
        for site_id, basis in bases.items():
            if site_id not in known:
                raise _no_site(site_id)
            if known[site_id] != basis:
                _refuse_overtaken(register, site_id, known[site_id], translate)
            present = read_basis(basis)[0]
            status = decision.status or present
            if status != present and lacks_reason(status, decision.remarks):
                raise InputError(
                    QT_TRANSLATE_NOOP("SoraNoMe", "“{status}” closes a site: write the reason into the note."),
                    status=translate(schema.STATUSES[status]),
                )
            visit = replace(
                decision, status=status, remarks=_text(decision.remarks), visited_by=_text(decision.visited_by) or by
            )
            entered += register.add_visit(site_id, visit) is not None
    return entered


def _refuse_overtaken(register, site_id: str, basis: str, translate: Translate) -> None:
    status, visit_id = read_basis(basis)
    (place,) = register.places(site_id)
    visits = register.rows(schema.VISITS, visit_id=visit_id) if visit_id else []
    raise Overtaken(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{site} has been changed meanwhile: it is now “{status}” (last entry: {by}, {day}). Nothing was saved; look at "
            "its history and save again if your decision still stands.",
        ),
        site=place["site_code"],
        status=translate(schema.STATUSES.get(status, status)),
        by=visits[0]["visited_by"] or visits[0]["created_by"] or "?" if visits else "?",
        day=visits[0]["visited_on"] if visits else "?",
    )


def _no_site(site_id: str) -> InputError:
    return InputError(QT_TRANSLATE_NOOP("SoraNoMe", "The register has no site {key}."), key=site_id)
