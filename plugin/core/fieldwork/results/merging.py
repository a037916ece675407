"""Rows of results → the register, each exactly once.

A row is about the site its key names, never about the site of its place in the list; a row that shows people the name of
another site is left out. It enters where the register still says what it said when the list was made (the row's basis).
Where the register has learnt something since:

* the same result is there: nothing happens; so the same file a second time changes nothing;
* all that was learnt came from the same list, the same inspector and the same hand, not later, and the register stands as
  he left it: his own later edit. Of the same day it revises his visit, of a later one it is another visit;
* the register says the same, and nobody said anything else in between: it is one more visit;
* else it is a conflict: nothing is entered, and the list of conflicts shows both versions for somebody to decide.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...tasks import Progress, check_cancelled
from ...text import QT_TRANSLATE_NOOP, Message
from .. import register_schema as schema
from ..exchange import basis_of, read_basis, read_candidate_key
from ..register import Register
from ..register_visits import Photo, Visit, fingerprint, is_as_entered
from .conflicts import Conflict, Decided
from .photos import PhotoStore, Picture
from .reading import Told
from .rows import NAME, Problem, Returned
from .values import folded, read_time


@dataclass
class Outcome:
    """What an import did. Rows: ``entered``, ``revised`` (own later edits), ``unchanged`` (known already),
    ``replaced`` (of those: said before by an edit that a later one has replaced), ``conflicting``, ``rejected``, ``silent``
    (nothing filled in); ``decided`` are conflicts settled for the register, ``undecided`` those that came back open.
    ``photos``: newly linked; ``lost_photos``: named, but not there. Of the rows entered or revised, ``left_unvisited``:
    those whose status still says that nobody was there; ``older``: those of a day before the visit the site shows.
    """

    entered: int = 0
    revised: int = 0
    unchanged: int = 0
    replaced: int = 0
    conflicting: int = 0
    rejected: int = 0
    silent: int = 0
    decided: int = 0
    undecided: int = 0
    photos: int = 0
    lost_photos: int = 0
    left_unvisited: int = 0
    older: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)


@dataclass
class ReadFile:
    """One file read: what its rows say, decisions in it, and the problems met."""

    returned: Returned
    told: list[Told]
    decided: list[Decided]
    pictures: dict[int, list[tuple[Photo, Picture]]]
    silent: int


class Merge:
    """One import into an open register."""

    def __init__(self, register: Register, store: PhotoStore | None, outcome: Outcome):
        self._register, self._store, self._outcome = register, store, outcome
        self._sites = {site["site_id"]: site for site in register.places()}
        self._seen: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._names: dict[str, set[str]] = defaultdict(set)
        for site_id, site in self._sites.items():
            self._names[self._living(site_id)] |= {folded(site[n]) for n in ("site_code", "candidate_id") if site[n]}
        for candidate_id, after_date, observed_on, site_id in register.seen_as():
            self._names[self._living(site_id)].add(folded(candidate_id))
            for day in {"", str(after_date or "")[:10], str(observed_on)[:10]}:
                self._seen[candidate_id, day].add(site_id)
        self._visits: dict[str, list[dict]] = defaultdict(list)
        for visit in register.rows(schema.VISITS):
            self._visits[visit["site_id"]].append(visit)
        self._known = {visit["content_hash"]: visit for visits in self._visits.values() for visit in visits}
        self._settled = {row["content_hash"]: row for row in register.rows(schema.DECISIONS_TABLE)}
        self._done = 0

    def bring(self, read: ReadFile, progress: Progress, rows: int) -> None:
        """Bring in what one file says."""
        about: dict[str, list[tuple[Told, str, list]]] = defaultdict(list)
        for number, told in enumerate(read.told):
            site_id = self._site_of(told, read.returned)
            if site_id and self._shows(site_id, told, read.returned):
                about[site_id].append((told, fingerprint(site_id, told.visit), read.pictures.get(number, [])))
        for site_id, found in about.items():
            check_cancelled(progress)
            self._bring_site(site_id, found)
            self._step(progress, rows)
        self._note_nameless(read)
        refused = self._refuse_decisions(read.decided)
        for decided in read.decided:
            check_cancelled(progress)
            self._decide(decided, read.returned, refused.get(decided.row.number))
            self._step(progress, rows)
        self._outcome.silent += read.silent
        self._outcome.rejected += len({(p.sheet, p.row) for p in read.returned.problems if p.row and p.rejects})
        self._outcome.rejected += read.returned.left_out
        self._outcome.lost_photos += read.returned.lost_photos
        self._outcome.problems += read.returned.problems

    def show_conflicts(self) -> None:
        """Bring what the conflicts say of the register to what it says at the end of the run."""
        self._outcome.conflicts = [self._conflict_of(one) for one in self._outcome.conflicts]

    def _step(self, progress: Progress, rows: int) -> None:
        self._done += 1
        progress.report(min(1.0, self._done / max(rows, 1)))

    # -- one site ------------------------------------------------------------------------------

    def _site_of(self, told: Told, returned: Returned) -> str | None:
        """The living site a row is about; None, and reported, where there is none or not one alone."""
        key = told.key
        found = {key.lower()} & self._sites.keys() or {
            self._living(s) for s in self._seen.get(read_candidate_key(key), ())
        }
        if len(found) != 1:
            if found:
                what = QT_TRANSLATE_NOOP("SoraNoMe", "Several sites of the register were this candidate.")
                advice = QT_TRANSLATE_NOOP("SoraNoMe", "Make a list from the register, and enter the visit there.")
            else:
                what = QT_TRANSLATE_NOOP("SoraNoMe", "The register has no site with this key.")
                advice = QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "Copy the key from the list that was handed out, or enter the site into the register first.",
                )
            returned.report(what, advice, told.row.sheet, told.row.number, "key", key)
            return None
        (site_id,) = found
        living = self._living(site_id)
        if living != site_id:
            self._outcome.notes.append(
                Message(
                    QT_TRANSLATE_NOOP("SoraNoMe", "{file}, row {row}: site {site} has become part of {other} since."),
                    {
                        "file": returned.name,
                        "row": told.row.number,
                        "site": self._code(site_id),
                        "other": self._code(living),
                    },
                )
            )
        return living

    def _shows(self, site_id: str, told: Told, returned: Returned) -> bool:
        """Whether a row shows people the site its hidden key is about; reported where it shows another."""
        if not told.name or folded(told.name) in self._names[site_id]:
            return True
        returned.report(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The row shows {name}, but its hidden key is that of {site}: part of the list was sorted or moved without "
                "the rest.",
            ),
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Write it into the row of its site in the list as it was handed out. Where {site} is right, empty the cell "
                "with the name.",
            ),
            told.row.sheet,
            told.row.number,
            NAME,
            told.name[:200],
            values={"name": told.name[:200], "site": self._code(site_id)},
        )
        return False

    def _note_nameless(self, read: ReadFile) -> None:
        count = sum(not told.name for told in read.told)
        if count:
            text = QT_TRANSLATE_NOOP(
                "SoraNoMe", "{file}: {count} rows show no name of a site; they were taken by their hidden keys alone."
            )
            self._outcome.notes.append(Message(text, {"file": read.returned.name, "count": count}))

    def _living(self, site_id: str) -> str:
        """The site a site has become part of, or itself."""
        passed = {site_id}
        while (into := self._sites[site_id]["merged_into"]) in self._sites and into not in passed:
            passed.add(into)
            site_id = into
        return site_id

    def _code(self, site_id: str) -> str:
        return self._sites[site_id]["site_code"] or site_id

    def _bring_site(self, site_id: str, found: Sequence[tuple[Told, str, list]]) -> None:
        """Bring in the rows of one file that are about one site; usually there is one."""
        fresh: dict[str, tuple[Told, list]] = {}
        for told, digest, pictures in found:
            if digest in self._known:
                self._outcome.unchanged += 1
                self._add_photos(self._known[digest]["visit_id"], site_id, pictures)
            elif digest in self._settled:
                self._outcome.unchanged += 1
                self._outcome.replaced += self._settled[digest]["remarks"] == "revised"
            elif digest in fresh:  # a copied row
                self._outcome.unchanged += 1
                fresh[digest] = (fresh[digest][0], fresh[digest][1] + pictures)
            else:
                fresh[digest] = (told, pictures)
        in_turn = _in_turn([told for told, *_ in found], {digest for _, digest, _ in found})
        for digest, (told, pictures) in sorted(fresh.items(), key=lambda one: one[1][0].visit.visited_on):
            revised = self._own_visit(site_id, told) if in_turn else None
            if in_turn and self._may_enter(site_id, told):
                self._outcome.older += (self._sites[site_id]["last_visited_on"] or "") > told.visit.visited_on
                visit_id = self._register.add_visit(site_id, told.visit)
                self._outcome.entered += 1
            elif revised is not None:
                visit_id = revised["visit_id"]
                self._register.revise_visit(visit_id, told.visit)
                self._outcome.revised += 1
            else:
                self._conflict(site_id, told, digest, pictures)
                continue
            self._outcome.left_unvisited += told.left_unvisited
            self._add_photos(visit_id, site_id, pictures, turn=revised is not None)
            self._refresh(site_id)

    def _may_enter(self, site_id: str, told: Told) -> bool:
        """Whether a row is another visit: nothing was learnt since the list was made, or only what its inspector did
        before, or what the row says itself."""
        site, visits = self._sites[site_id], self._visits[site_id]
        if told.basis:
            if told.basis == basis_of(site["status"], visits[-1]["visit_id"] if visits else None):
                return True
        elif not visits and site["status"] == "unvisited":
            return True
        own = self._own_since(site_id, told)
        if own and told.visit.visited_on > max(visit["visited_on"] for visit in own):
            return True
        return self._is_agreed(site_id, told)

    def _own_visit(self, site_id: str, told: Told) -> dict | None:
        """The visit a row is a later edit of."""
        same_day = [v for v in self._own_since(site_id, told) if v["visited_on"] == told.visit.visited_on]
        return same_day[-1] if same_day else None

    def _since(self, site_id: str, told: Told) -> list[dict]:
        """Visits entered since the list was made; all of them where it does not say when that was."""
        visits = self._visits[site_id]
        known = next((n for n, visit in enumerate(visits, 1) if told.basis.endswith(f"|{visit['visit_id']}")), 0)
        return visits[known:]

    def _own_since(self, site_id: str, told: Told) -> list[dict]:
        """Visits entered since the list was made, where all are its inspector's own, not edited later than the row, and
        the register stands as they left it; else none."""
        since = self._since(site_id, told)
        direct = told.key.lower() == site_id or told.key.lower() not in self._sites  # not of a site merged since
        own = direct and all(_is_same_hand(told, visit) for visit in since) and self._is_as_left(site_id, told, since)
        return since if own else []

    def _is_as_left(self, site_id: str, told: Told, since: Sequence[Mapping]) -> bool:
        """Whether nobody changed what the visits ``since`` the list was made brought: neither them nor the site."""
        site = self._sites[site_id]
        status = read_basis(told.basis)[0]
        left = _said("status", since) or (status if status not in ("", "unvisited") else "visited")
        return (
            all(map(is_as_entered, since))
            and site["status"] == left
            and all(site[name] == _said(name, self._visits[site_id]) for name in ("finding", "emergency_measures"))
        )

    def _is_agreed(self, site_id: str, told: Told) -> bool:
        """Whether a row says of the site what the register says, and nobody said anything else since the list was made.

        An edit of a visit that is there already is none more.
        """
        visit, site, since = told.visit, self._sites[site_id], self._since(site_id, told)
        if visit.status is None or visit.status != site["status"]:
            return False
        names = ("status", "finding", "emergency_measures")
        others = [(row[name], getattr(visit, name)) for row in (site, *since) for name in names]
        return all(None in pair or pair[0] == pair[1] for pair in others) and not any(
            row["visited_on"] == visit.visited_on and _is_same_name(told, row) for row in since
        )

    def _conflict(self, site_id: str, told: Told, digest: str, pictures: list) -> None:
        # The photos are kept now: they may be gone by the time somebody has decided.
        visit = replace(told.visit, photos=self._keep(site_id, pictures))
        self._list(site_id, visit, digest, told.row.sheet)

    def _list(self, site_id: str, visit: Visit, digest: str, sheet: str) -> None:
        self._outcome.conflicts.append(Conflict(self._sites[site_id], {}, visit, sheet, digest))
        self._outcome.conflicting += 1

    def _conflict_of(self, listed: Conflict) -> Conflict:
        site_id = listed.site["site_id"]
        site, visits = self._sites[site_id], self._visits[site_id]
        last = (site["last_visited_on"], site["last_visited_by"])
        shown = [visit for visit in visits if (visit["visited_on"], visit["visited_by"]) == last] or visits
        return replace(listed, site=site, shown=shown[-1] if shown else {}, basis=self._state(site_id))

    def _state(self, site_id: str) -> str:
        """A text that changes with what the register says of a site."""
        site = self._sites[site_id]
        told = [
            site[name] for name in ("status", "finding", "emergency_measures", "last_visited_on", "last_visited_by")
        ]
        names = ("visit_id", "visited_on", "visited_by", "status", "finding", "emergency_measures", "remarks")
        told += [[visit[name] for name in names] for visit in self._visits[site_id]]
        return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()

    def _keep(self, site_id: str, pictures: Sequence[tuple[Photo, Picture]]) -> list[Photo]:
        site = self._code(site_id)
        return [replace(photo, path=self._store.keep(site, picture)) for photo, picture in pictures]

    def _add_photos(self, visit_id: str, site_id: str, pictures: list, turn: bool = False) -> None:
        self._outcome.photos += self._register.add_photos(visit_id, self._keep(site_id, pictures), turn)

    def _refresh(self, site_id: str) -> None:
        """Know what was just written."""
        (self._sites[site_id],) = self._register.places(site_id)
        for visit in self._visits[site_id]:
            self._known.pop(visit["content_hash"])
        self._visits[site_id] = self._register.rows(schema.VISITS, site_id=site_id)
        self._known |= {visit["content_hash"]: visit for visit in self._visits[site_id]}
        self._settled |= {
            row["content_hash"]: row for row in self._register.rows(schema.DECISIONS_TABLE, site_id=site_id)
        }

    # -- decisions -----------------------------------------------------------------------------

    def _is_done(self, decided: Decided) -> bool:
        settled = self._settled.get(decided.digest)
        if decided.digest in self._known or (settled and settled["decision"] == "list"):
            return True
        return bool(settled) and decided.decision != "list"

    def _refuse_decisions(self, all_decided: Sequence[Decided]) -> dict[int, tuple[str, str]]:
        """Row → what is wrong and what to do, of decisions of one file that cannot be done as the register stands."""
        taken: dict[str, set[str]] = defaultdict(set)
        for decided in all_decided:
            if decided.site_id in self._sites and decided.decision == "list" and not self._is_done(decided):
                taken[self._living(decided.site_id)].add(decided.digest)
        refused = {}
        for decided in all_decided:
            if decided.site_id not in self._sites or decided.decision is None or self._is_done(decided):
                continue
            site_id = self._living(decided.site_id)
            if decided.basis != self._state(site_id):
                refused[decided.row.number] = (
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "The register has changed for this site since the list of conflicts was made; the decision was not "
                        "carried out.",
                    ),
                    QT_TRANSLATE_NOOP("SoraNoMe", "Decide anew in the new list of conflicts."),
                )
            elif decided.decision == "list" and len(taken[site_id]) > 1:
                refused[decided.row.number] = (
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe", "Several rows of one site were to be taken from the list; none of them was."
                    ),
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "Decide for one of them in the new list of conflicts, for the register in the others.",
                    ),
                )
        return refused

    def _decide(self, decided: Decided, returned: Returned, refused: tuple[str, str] | None) -> None:
        """Do what somebody decided about a conflict; where it is ``refused``, say why, and list it again."""
        if decided.site_id not in self._sites:
            returned.report(
                QT_TRANSLATE_NOOP("SoraNoMe", "The register has no site with this key."),
                QT_TRANSLATE_NOOP("SoraNoMe", "Give the list of conflicts to the register it is about."),
                decided.row.sheet,
                decided.row.number,
                "key",
                decided.site_id,
            )
            return
        site_id = self._living(decided.site_id)
        if self._is_done(decided):
            self._outcome.unchanged += 1
        elif refused or decided.decision is None:
            if refused:
                returned.report(
                    *refused, decided.row.sheet, decided.row.number, "decision", self._code(site_id), rejects=False
                )
            self._list(site_id, decided.visit, decided.digest, decided.sheet)
            self._outcome.undecided += 1
        elif decided.decision == "list":
            photos = [photo for photo in decided.visit.photos if self._holds(photo, decided, returned)]
            visit_id = self._register.add_visit(site_id, replace(decided.visit, photos=()), foremost=True)
            self._outcome.photos += self._register.add_photos(visit_id, photos) if visit_id else 0
            self._settle(decided)
            self._outcome.entered += 1
            self._refresh(site_id)
        else:
            self._settle(decided)
            self._outcome.decided += 1

    def _settle(self, decided: Decided) -> None:
        told = {name: getattr(decided.visit, name) for name in ("visited_on", "visited_by", "status", "finding",
                "emergency_measures", "remarks", "list_id", "result_file", "result_row")}  # fmt: skip
        who = " ".join(part for part in (decided.by, decided.on) if part)
        self._register.decide(decided.site_id, decided.decision, told, decided.digest, who or None)
        self._settled |= {
            row["content_hash"]: row for row in self._register.rows(schema.DECISIONS_TABLE, content_hash=decided.digest)
        }

    def _holds(self, photo: Photo, decided: Decided, returned: Returned) -> bool:
        if self._store is not None and self._store.holds(photo.path, photo.sha256 or ""):
            return True
        returned.report(
            QT_TRANSLATE_NOOP("SoraNoMe", "The photo kept for this conflict is no longer there."),
            QT_TRANSLATE_NOOP("SoraNoMe", "Import the file of the inspector again once the conflict is decided."),
            decided.row.sheet,
            decided.row.number,
            "told",
            photo.original_name or photo.path,
            rejects=False,
        )
        return False


def _said(name: str, visits: Sequence[Mapping]) -> str | None:
    """What the latest of ``visits``, by date, says of a point."""
    said = [visit[name] for visit in sorted(visits, key=lambda row: row["visited_on"]) if visit[name] is not None]
    return said[-1] if said else None


def _is_same_name(told: Told, visit: Mapping) -> bool:
    """Whether a row and a visit of the register come from one list, under one name."""
    by = folded(told.visit.visited_by or "")
    return visit["list_id"] == told.visit.list_id and folded(visit["visited_by"] or "") == by


def _is_same_hand(told: Told, visit: Mapping) -> bool:
    """Whether a row is by who brought a visit of the register, and no older than that.

    A name may be that of a team: as far as files and phones know, the same hand must have edited both.
    """
    if not (told.visit.visited_by and told.visit.list_id and _is_same_name(told, visit)):
        return False
    hands = [folded(name or "") for name in (told.visit.edited_by, visit["edited_by"])]
    of_phone = told.is_package or str(visit["result_file"] or "").lower().endswith(".gpkg")
    if hands[0] != hands[1] and (all(hands) or of_phone):
        return False
    times = [read_time(time) for time in (told.visit.edited_at, visit["edited_at"])]
    return None in times or times[0] >= times[1]


def _in_turn(rows: Sequence[Told], digests: set[str]) -> bool:
    """Whether the rows of one file about one site are one visit, or visits of one inspector on different days."""
    if len(digests) == 1:
        return True
    by = {(folded(told.visit.visited_by or ""), folded(told.visit.edited_by or ""), told.key) for told in rows}
    days = {told.visit.visited_on for told in rows}
    return len(by) == 1 and bool(rows[0].visit.visited_by) and len(days) == len(digests)
