"""The visits of a register: who is to go where (the plan), what inspectors brought back, and their photos.

A visit is added, never overwritten; only a later edit by its own inspector revises it, and the history keeps the former
words. The site shows the latest visit by date.
"""

# ruff: noqa: S608 - names of tables and columns come from register_schema; values are always bound

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..errors import InputError
from ..text import QT_TRANSLATE_NOOP
from . import register_schema as schema


@dataclass(frozen=True)
class Photo:
    """``path`` as it is to be kept: relative to the register's folder where it lies below it; ``taken_at`` UTC."""

    path: str
    sha256: str | None = None
    taken_at: str | None = None
    direction_deg: float | None = None
    remarks: str | None = None
    original_name: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Visit:
    """What an inspector brought back; codes of ``values.py``, ISO date. None: nothing said about it.

    ``list_id``, ``result_file`` and ``result_row`` are where it came from; ``edited_at`` (UTC) and ``edited_by`` what the
    file or the phone knows of who typed it last, which is not who visited. ``directions`` are those written beside the
    names of photos, (number of the photo, degrees): they count as said even where a photo is missing still.
    """

    visited_on: str
    visited_by: str | None = None
    status: str | None = None
    finding: str | None = None
    emergency_measures: str | None = None
    remarks: str | None = None
    photos: Sequence[Photo] = ()
    list_id: str | None = None
    result_file: str | None = None
    result_row: int | None = None
    directions: Sequence[tuple[int, float]] = ()
    edited_at: str | None = None
    edited_by: str | None = None


class Visits:
    """What an open register does with visits; see :class:`~.register.Register`, which is one."""

    def _stamps(self, stamp: str) -> dict:
        return {"created_at": stamp, "created_by": self._by, "updated_at": stamp, "updated_by": self._by}

    # -- plan of visits ------------------------------------------------------------------------

    def plan(self, rows: Sequence[tuple[str, str | None, str | None, int | None]]) -> None:
        """Keep who is to visit which site when: (site_id, team, ISO day, order of the visit that day from 1).

        None three times takes a site out of the plan; sites not named keep what they have. Raises :class:`InputError` for an
        unknown site or a bad date.
        """
        known = {site_id for (site_id,) in self._store.run("SELECT site_id FROM sites")}
        for site_id, _, day, _ in rows:
            if site_id not in known:
                raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "The register has no site {key}."), key=site_id)
            if day is not None:
                schema.require_date(day)
        names, stamp = ("team", "planned_on", "visit_order", "updated_at", "updated_by"), (schema.now(), self._by)
        self._store.update("sites", names, "site_id", [(*plan, *stamp, site_id) for site_id, *plan in rows])

    # -- visits --------------------------------------------------------------------------------

    def places(self, site_id: str | None = None) -> list[dict]:
        """All sites, merged ones too, or the one named: what visits are about, without the outlines."""
        names = (
            "site_id", "site_code", "candidate_id", "state", "merged_into", "status", "last_visited_on", "last_visited_by",
            "finding", "emergency_measures",
        )  # fmt: skip
        where, values = ("WHERE site_id = ?", (site_id,)) if site_id else ("", ())
        sql = f"SELECT {', '.join(names)} FROM sites {where} ORDER BY fid"  # nosec B608  # names of ours
        rows = self._store.run(sql, values)
        return [dict(zip(names, row)) for row in rows]

    def seen_as(self) -> list[tuple[str, str | None, str, str]]:
        """(candidate_id, its after_date, day of the observation, site) of all observations of named candidates."""
        return self._store.run(
            "SELECT candidate_id, after_date, observed_on, site_id FROM observations "
            "WHERE candidate_id IS NOT NULL AND site_id IS NOT NULL ORDER BY fid"
        )

    def add_visit(self, site_id: str, visit: Visit, foremost: bool = False) -> str | None:
        """Add the result of a visit; its key, or None where the same result is there already.

        A visit is never overwritten. The site shows the latest one by date; one that says nothing of a point (None) leaves
        what earlier ones said. Where it is ``foremost`` the site shows this one, and nothing that others said but the
        status where it says none. Raises :class:`InputError` for an unknown site, code
        or date.
        """
        if not self._store.run("SELECT 1 FROM sites WHERE site_id = ?", (site_id,)):
            raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "The register has no site {key}."), key=site_id)
        _check_visit(visit)
        digest = fingerprint(site_id, visit)
        if self._store.run("SELECT 1 FROM visits WHERE content_hash = ?", (digest,)):
            return None
        visit_id = schema.new_key()
        row = {"visit_id": visit_id, "site_id": site_id, **_told(visit), **_origin(visit), "content_hash": digest}
        row |= self._stamps(schema.now())
        self._store.insert("visits", tuple(row), [tuple(row.values())])
        self.add_photos(visit_id, visit.photos)
        self._show_visit(site_id, visit, foremost)
        return visit_id

    def revise_visit(self, visit_id: str, visit: Visit) -> None:
        """Give a visit the content of a later edit by its own inspector, with the same date.

        The former content goes to the history, and to ``decisions`` as settled: given back once more, it is nothing new.
        """
        (old,) = self.rows(schema.VISITS, visit_id=visit_id)
        _check_visit(visit)
        site_id, told = old["site_id"], _told(visit)
        self.decide(site_id, "list", {name: old[name] for name in told}, old["content_hash"], "revised")
        row = {**told, **_origin(visit), "content_hash": fingerprint(site_id, visit)}
        row |= {"updated_at": schema.now(), "updated_by": self._by}
        self._store.update("visits", tuple(row), "visit_id", [(*row.values(), visit_id)])
        self.add_photos(visit_id, visit.photos, turn=True)
        self._show_revised(site_id, old, visit)

    def add_photos(self, visit_id: str, photos: Sequence[Photo], turn: bool = False) -> int:
        """Link photos with a visit; how many are new. One that is there stays as it is, or takes the direction it comes
        with (``turn``)."""
        sql = "SELECT photo_id, sha256, path, direction_deg FROM photos WHERE visit_id = ?"
        known = {
            sha256 or path: (photo_id, turned) for photo_id, sha256, path, turned in self._store.run(sql, (visit_id,))
        }
        stamps = self._stamps(schema.now())
        added = 0
        for photo in photos:
            photo_id, turned = known.get(photo.sha256 or photo.path, (None, None))
            if photo_id is None:
                row = {"photo_id": schema.new_key(), "visit_id": visit_id, **vars(photo), **stamps}
                self._store.insert("photos", tuple(row), [tuple(row.values())])
                known[photo.sha256 or photo.path] = (row["photo_id"], photo.direction_deg)
                added += 1
            elif turn and photo.direction_deg not in (None, turned):
                names = ("direction_deg", "updated_at", "updated_by")
                self._store.update(
                    "photos", names, "photo_id", [(photo.direction_deg, stamps["updated_at"], self._by, photo_id)]
                )
        return added

    def decide(self, site_id: str, decision: str, told: Mapping, digest: str, remarks: str | None = None) -> None:
        """Keep what became of a result (``told``, known by its fingerprint) that was not simply entered."""
        schema.require_code("decision", decision, schema.DECISIONS)
        row = {
            "site_id": site_id,
            "decision": decision,
            "told": json.dumps(told, ensure_ascii=False, sort_keys=True),
            "remarks": remarks,
        }
        if self._store.run("SELECT 1 FROM decisions WHERE content_hash = ?", (digest,)):
            row |= {"updated_at": schema.now(), "updated_by": self._by}
            self._store.update("decisions", tuple(row), "content_hash", [(*row.values(), digest)])
            return
        row |= {"decision_id": schema.new_key(), "content_hash": digest, **self._stamps(schema.now())}
        self._store.insert("decisions", tuple(row), [tuple(row.values())])

    def _show_visit(self, site_id: str, visit: Visit, foremost: bool = False) -> None:
        ((last, status, attention_on),) = self._store.run(
            "SELECT last_visited_on, status, attention_on FROM sites WHERE site_id = ?", (site_id,)
        )
        earlier = bool(last and last > visit.visited_on)
        if earlier and not foremost:
            return
        shown = {"finding": visit.finding, "emergency_measures": visit.emergency_measures}
        if not foremost:
            shown = {name: value for name, value in shown.items() if value is not None}
        shown |= {"last_visited_on": visit.visited_on, "last_visited_by": visit.visited_by}
        if visit.status or status == "unvisited":
            shown["status"] = visit.status or "visited"
        if visit.status == "corrected":
            shown["state"] = "healed"
        if attention_on and visit.visited_on >= attention_on:
            shown |= {"attention": None, "attention_on": None}
        shown |= {"updated_at": schema.now(), "updated_by": self._by}
        self._store.update("sites", tuple(shown), "site_id", [(*shown.values(), site_id)])

    def _show_revised(self, site_id: str, old: Mapping, visit: Visit) -> None:
        """Show on the site what a revision changed, where the visit is the one the site shows."""
        self._show_visit(site_id, visit)
        visits = sorted(self.rows(schema.VISITS, site_id=site_id), key=lambda row: row["visited_on"])
        if not visits or visits[-1]["visited_on"] > visit.visited_on:
            return
        shown = {}
        for name in ("status", "finding", "emergency_measures"):
            if old[name] is not None and getattr(visit, name) is None:  # taken back: what others said counts again
                said = [row[name] for row in visits if row[name] is not None]
                shown[name] = said[-1] if said else {"status": "visited"}.get(name)
        if old["status"] == "corrected" and visit.status != "corrected":
            ((state,),) = self._store.run("SELECT state FROM sites WHERE site_id = ?", (site_id,))
            found = self.rows(schema.HISTORY, site_id=site_id, what="state", new_value="healed")
            if state == "healed" and found and found[-1]["old_value"] in schema.STATES:
                shown["state"] = found[-1]["old_value"]
        if shown:
            shown |= {"updated_at": schema.now(), "updated_by": self._by}
            self._store.update("sites", tuple(shown), "site_id", [(*shown.values(), site_id)])


_TOLD = ("visited_on", "visited_by", "status", "finding", "emergency_measures", "remarks")


def _told(visit: Visit) -> dict:
    return {name: getattr(visit, name) for name in _TOLD}


def _origin(visit: Visit) -> dict:
    return {name: getattr(visit, name) for name in ("list_id", "result_file", "result_row", "edited_at", "edited_by")}


def fingerprint(site_id: str, visit: Visit) -> str:
    """A text two results share that say the same of one site."""
    turned = [f"{number}:{degrees:g}" for number, degrees in visit.directions]
    return _digest(site_id, _told(visit)) + (f"-{_sha256(turned)[:16]}" if turned else "")


def is_as_entered(row: Mapping) -> bool:
    """Whether a row of ``visits`` still says what was entered; no matter who edited it in which program."""
    return row["content_hash"].partition("-")[0] == _digest(row["site_id"], {name: row[name] for name in _TOLD})


def _digest(site_id: str, told: Mapping) -> str:
    return _sha256([site_id, *("" if value is None else str(value) for value in told.values())])


def _sha256(words: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()


def _check_visit(visit: Visit) -> None:
    schema.require_date(visit.visited_on)
    for name in ("status", "finding", "emergency_measures"):
        codes = next(c for c in schema.VISITS.columns if c.name == name).choices
        schema.require_code(name, getattr(visit, name), codes)
