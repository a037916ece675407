"""Why a place is listed, as a list; and what was entered of it."""

from __future__ import annotations

import contextlib
import html
import json
from collections.abc import Callable, Mapping

from ...core.fieldwork.values import EMERGENCY_MEASURES, FINDINGS, STATUSES
from ...core.fill.candidates import say_reasons
from ...core.fill.triage_reasons import say_triage
from ...translation import tr, tr_core


def unpacked(attributes: Mapping[str, object]) -> dict:
    """Fields of a site, those the register keeps as JSON like the others."""
    with contextlib.suppress(ValueError, TypeError, RecursionError):
        kept = json.loads(str(attributes.get("attributes") or "{}"))
        if isinstance(kept, dict):
            return {**kept, **attributes}
    return dict(attributes)


def reasons_of(attributes: Mapping[str, object]) -> list[tuple[str, list[str]]]:
    """(heading, sentences) of what was seen and of what the triage says, in the user's language where codes are kept."""
    given = unpacked(attributes)
    found = (
        (tr("What was seen"), _said(given, "reason_codes", "reasons", say_reasons)),
        (tr("Law, permits and danger"), _said(given, "triage_codes", "triage_reasons", say_triage)),
    )
    return [(heading, lines) for heading, lines in found if lines]


def _said(given: Mapping[str, object], codes: str, words: str, say: Callable) -> list[str]:
    text = str(given.get(words) or "")
    with contextlib.suppress(
        ValueError, KeyError, TypeError, RecursionError
    ):  # codes of a later version, or edited by hand
        text = say(str(given[codes]), tr_core)
    return [line for line in text.split("\n") if line.strip()]


def reasons_page(attributes: Mapping[str, object]) -> str:
    parts = [
        f"<b>{html.escape(heading)}</b><ul style='margin-left:-20px'>"
        + "".join(f"<li>{html.escape(line)}</li>" for line in lines)
        + "</ul>"
        for heading, lines in reasons_of(attributes)
    ]
    return "".join(parts) or html.escape(tr("No reasons are kept for this place."))


def visits_page(visits: tuple[dict, ...]) -> str:
    """Rows of ``visits`` as a list: date, who, what."""
    if not visits:
        return html.escape(tr("Nobody has entered anything of this site yet."))
    return "".join(f"<p style='margin:2px 0'>{_visit(row)}</p>" for row in visits)


def _visit(row: Mapping[str, object]) -> str:
    said = [
        tr_core(words[row[name]]) for name, words in (("status", STATUSES), ("finding", FINDINGS)) if row[name] in words
    ]
    if row["emergency_measures"] in EMERGENCY_MEASURES:
        said.append(
            tr("Emergency measures: {word}").format(word=tr_core(EMERGENCY_MEASURES[row["emergency_measures"]]))
        )
    who = row["visited_by"] or row["created_by"] or "?"
    line = f"<b>{html.escape(str(row['visited_on']))}</b> {html.escape(str(who))}: {html.escape(' / '.join(said))}"
    return line + (f"<br/>{html.escape(str(row['remarks']))}" if row["remarks"] else "")
