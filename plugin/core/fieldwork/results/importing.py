"""Results of visits → the register, each exactly once.

A row is about the site its key names, never about the site of its place in the list. It enters where the register still
says what it said when the list was made (the row's basis). Where the register has learnt something since:

* the same result is there: nothing happens; so the same file a second time changes nothing;
* all that was learnt came from the same list and the same inspector: his own later edit. Of the same day it revises his
  visit, of a later one it is another visit;
* else it is a conflict: nothing is entered, and the list of conflicts shows both versions for somebody to decide.

Everything of one run is one transaction. Photos are copied before it ends; see :mod:`.photos`.
"""

from __future__ import annotations

import errno
import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ...errors import InputError
from ...files import require_writable, unwritable
from ...tasks import Part, Progress, Silent, check_cancelled
from ...text import QT_TRANSLATE_NOOP, Message, Translate
from .. import register_schema as schema
from ..exchange import basis_of, read_candidate_key
from ..register import WAIT_S, Photo, Register, Visit, fingerprint, is_database, look_at, open_register
from .conflicts import Conflict, Decided, read_decided, write_conflicts
from .given import Given, GivenFile, open_in_excel
from .package import read_geopackage
from .photos import PhotoIndex, PhotoStore, Picture, look_at_photo
from .reading import Reader, Told
from .rows import Problem, Returned
from .values import Wrong, folded
from .workbook import read_workbook


@dataclass
class Outcome:
    """What an import did. Rows: ``entered``, ``revised`` (own later edits), ``unchanged`` (known already),
    ``replaced`` (of those: said before by an edit that a later one has replaced), ``conflicting``, ``rejected``, ``silent``
    (nothing filled in); ``decided`` are conflicts settled for the register, ``undecided`` those that came back open.
    ``photos``: newly linked."""

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
    conflicts: list[Conflict] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)


@dataclass
class _Read:
    """One file read: what its rows say, decisions in it, and the problems met."""

    returned: Returned
    told: list[Told]
    decided: list[Decided]
    pictures: dict[int, list[tuple[Photo, Picture]]]
    silent: int


def import_results(
    target: str | os.PathLike,
    results: str | os.PathLike,
    by: str,
    photos: str | os.PathLike | None = None,
    photo_folder: str | os.PathLike | None = None,
    conflicts: str | os.PathLike | None = None,
    languages: Sequence[Translate] = (str,),
    today: date | None = None,
    wait_s: float = WAIT_S,
    progress: Progress | None = None,
) -> Outcome:
    """Bring ``results`` (see :class:`~.given.Given`) into the register at ``target``.

    ``photos`` is a folder to look in for photos besides; ``photo_folder`` where they are kept (default: beside the
    register; a database needs it). ``conflicts`` is the Excel file to write what is to be decided and corrected to, in
    the last of ``languages``, which are those words may be in. Raises :class:`InputError` or :class:`OutputError` where
    nothing could be done; then nothing was changed.
    """
    progress = progress or Silent()
    store = _photo_store(target, photo_folder, progress)
    with look_at(target, wait_s, progress) as register:
        register_id = register.register_id()
    _require_writable(target, conflicts)
    outcome = Outcome()
    with Given(results, photos, progress) as given:
        for path in open_in_excel([file.path for file in given.files]):
            outcome.notes.append(
                Message(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe", "{path} is open in Excel: what was not saved there is not taken over."
                    ),
                    {"path": path.name},
                )
            )
        found = _read_all(given, register_id, languages, today or date.today(), outcome, progress)
        _require_store(found, store)
        with open_register(target, by, wait_s=wait_s, progress=progress) as register:
            run = _Run(register, store, outcome)
            rows = sum(len(one.told) + len(one.decided) for one in found)
            for one in found:
                run.bring(one, Part(progress, 0.6, 0.95), rows)
            if store is not None:
                store.settle()
            if conflicts is not None:
                write_conflicts(conflicts, outcome.conflicts, outcome.problems, register_id, languages[-1])
            progress.report(0.97)
    progress.report(1.0)
    return outcome


def _photo_store(target, photo_folder, progress: Progress) -> PhotoStore | None:
    if is_database(str(target)):
        return PhotoStore(Path(os.path.abspath(photo_folder)), None, progress) if photo_folder else None
    register = Path(os.path.abspath(target))
    folder = Path(os.path.abspath(photo_folder)) if photo_folder else register.with_name(f"{register.stem}_photos")
    return PhotoStore(folder, register.parent, progress)


def _require_writable(target, conflicts) -> None:
    """Raise :class:`OutputError` where the register or the list of conflicts cannot be written, before long work."""
    if not is_database(str(target)):
        path = Path(os.path.realpath(target))
        # Not by opening it: to close a file gives up the locks this process has on it, QGIS's own among them.
        if not os.access(path, os.W_OK):
            raise unwritable(path, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
        require_writable(path.with_name(f"{path.name}.lock"))
    if conflicts is not None:
        require_writable(conflicts)


def _require_store(found: Sequence[_Read], store: PhotoStore | None) -> None:
    if store is None and any(one.pictures for one in found):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The results name photos, and a register in a database needs a folder to keep them in. Give PHOTO_FOLDER.",
            )
        )


def _read_all(
    given: Given,
    register_id: str,
    languages: Sequence[Translate],
    today: date,
    outcome: Outcome,
    progress: Progress,
) -> list[_Read]:
    """All files read; one that cannot be is a problem to report among others, and an error by itself."""
    found, refused = [], list(given.refused)
    for number, file in enumerate(given.files):
        part = Part(progress, 0.6 * number / len(given.files), 0.6 * (number + 1) / len(given.files))
        try:
            found.append(_read(file, register_id, languages, today, part))
        except InputError as error:
            refused.append((file.name, error))
    if not found:
        raise refused[0][1]
    advice = Message(QT_TRANSLATE_NOOP("SoraNoMe", "The other files were read. Give this one again by itself."))
    outcome.problems += [Problem(name, "", 0, "", "", error.message, advice) for name, error in refused]
    return found


def _read(file: GivenFile, register_id: str, languages, today: date, progress: Progress) -> _Read:
    if file.is_package:
        returned = read_geopackage(file.path, file.name, progress)
    else:
        with open(file.path, "rb") as opened:
            returned = read_workbook(opened, file.name, languages, progress)
    if returned.info is not None and returned.info.register_id and returned.info.register_id != register_id:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "{path} was made from another register. Choose the register it was made from, as REGISTER."
            ),
            path=file.name,
        )
    reader = Reader(languages, today)
    if returned.is_decided:
        return _Read(returned, [], read_decided(returned, reader), {}, 0)
    told, silent = reader.read(returned)
    pictures = {}
    for number, one in enumerate(told):
        pictures[number] = _look_at_photos(one, file.photos, returned, progress)
        progress.report((number + 1) / len(told))
    return _Read(returned, told, [], {number: found for number, found in pictures.items() if found}, silent)


def _look_at_photos(told: Told, index: PhotoIndex, returned: Returned, progress) -> list[tuple[Photo, Picture]]:
    """The photos a row names that can be taken over; the others are reported."""
    found = []
    for number, name in told.photos:
        try:
            picture = look_at_photo(index.find(name), progress)
        except Wrong as wrong:
            returned.report_wrong(wrong, told.row, f"photo_{number}", rejects=False)
            continue
        direction = dict(told.visit.directions).get(number, picture.direction_deg)
        photo = Photo("", picture.sha256, picture.taken_at, direction, None, name, picture.latitude, picture.longitude)
        if photo.sha256 not in {other.sha256 for other, _ in found}:
            found.append((photo, picture))
    return found


class _Run:
    """One import into an open register."""

    def __init__(self, register: Register, store: PhotoStore | None, outcome: Outcome):
        self._register, self._store, self._outcome = register, store, outcome
        self._sites = {site["site_id"]: site for site in register.places()}
        self._seen: dict[tuple[str, str], set[str]] = defaultdict(set)
        for candidate_id, after_date, observed_on, site_id in register.seen_as():
            for day in {"", str(after_date or "")[:10], str(observed_on)[:10]}:
                self._seen[candidate_id, day].add(site_id)
        self._visits: dict[str, list[dict]] = defaultdict(list)
        for visit in register.rows(schema.VISITS):
            self._visits[visit["site_id"]].append(visit)
        self._known = {visit["content_hash"]: visit for visits in self._visits.values() for visit in visits}
        self._settled = {row["content_hash"]: row for row in register.rows(schema.DECISIONS_TABLE)}
        self._done = 0

    def bring(self, read: _Read, progress: Progress, rows: int) -> None:
        """Bring in what one file says."""
        about: dict[str, list[tuple[Told, str, list]]] = defaultdict(list)
        for number, told in enumerate(read.told):
            site_id = self._site_of(told, read.returned)
            if site_id:
                about[site_id].append((told, fingerprint(site_id, told.visit), read.pictures.get(number, [])))
        for site_id, found in about.items():
            check_cancelled(progress)
            self._bring_site(site_id, found)
            self._step(progress, rows)
        for decided in read.decided:
            check_cancelled(progress)
            self._decide(decided, read.returned)
            self._step(progress, rows)
        self._outcome.silent += read.silent
        self._outcome.rejected += len({(p.sheet, p.row) for p in read.returned.problems if p.row and p.rejects})
        self._outcome.problems += read.returned.problems

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
        several = len({digest for _, digest, _ in found}) > 1
        for digest, (told, pictures) in fresh.items():
            revised = None if several else self._own_visit(site_id, told)
            if not several and self._may_enter(site_id, told):
                visit_id = self._register.add_visit(site_id, told.visit)
                self._outcome.entered += 1
            elif revised is not None:
                visit_id = revised["visit_id"]
                self._register.revise_visit(visit_id, told.visit)
                self._outcome.revised += 1
            else:
                self._conflict(site_id, told, digest, pictures)
                continue
            self._add_photos(visit_id, site_id, pictures, turn=revised is not None)
            self._refresh(site_id)

    def _may_enter(self, site_id: str, told: Told) -> bool:
        """Whether a row is news: nothing was learnt since the list was made, or only what its inspector did before."""
        site, visits = self._sites[site_id], self._visits[site_id]
        if told.basis:
            if told.basis == basis_of(site["status"], visits[-1]["visit_id"] if visits else None):
                return True
        elif not visits and (site["status"] == "unvisited" or site["status"] == told.visit.status):
            return True
        own = self._own_since(site_id, told)
        return bool(own) and told.visit.visited_on > max(visit["visited_on"] for visit in own)

    def _own_visit(self, site_id: str, told: Told) -> dict | None:
        """The visit a row is a later edit of."""
        same_day = [v for v in self._own_since(site_id, told) if v["visited_on"] == told.visit.visited_on]
        return same_day[-1] if same_day else None

    def _own_since(self, site_id: str, told: Told) -> list[dict]:
        """Visits entered since the list was made, where all came from this list and this inspector; else none."""
        visits = self._visits[site_id]
        known = next((n for n, visit in enumerate(visits, 1) if told.basis.endswith(f"|{visit['visit_id']}")), 0)
        since = visits[known:]
        by, list_id = folded(told.visit.visited_by or ""), told.visit.list_id
        direct = told.key.lower() == site_id or told.key.lower() not in self._sites  # not of a site merged since
        own = by and list_id and direct and all(
            visit["list_id"] == list_id and folded(visit["visited_by"] or "") == by for visit in since
        )  # fmt: skip
        return since if own else []

    def _conflict(self, site_id: str, told: Told, digest: str, pictures: list) -> None:
        # The photos are kept now: they may be gone by the time somebody has decided.
        visit = replace(told.visit, photos=self._keep(site_id, pictures))
        self._list(site_id, visit, digest, told.row.sheet)

    def _list(self, site_id: str, visit: Visit, digest: str, sheet: str) -> None:
        visits = self._visits[site_id]
        shown = visits[-1] if visits else {}
        self._outcome.conflicts.append(Conflict(self._sites[site_id], shown, visit, sheet, digest))
        self._outcome.conflicting += 1

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

    def _decide(self, decided: Decided, returned: Returned) -> None:
        """Do what somebody decided about a conflict."""
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
        site_id, settled = self._living(decided.site_id), self._settled.get(decided.digest)
        if decided.digest in self._known or (settled and settled["decision"] == "list"):
            self._outcome.unchanged += 1
        elif decided.decision == "list":
            photos = [photo for photo in decided.visit.photos if self._holds(photo, decided, returned)]
            visit_id = self._register.add_visit(site_id, replace(decided.visit, photos=()), foremost=True)
            self._outcome.photos += self._register.add_photos(visit_id, photos) if visit_id else 0
            self._settle(decided)
            self._outcome.entered += 1
            self._refresh(site_id)
        elif settled:
            self._outcome.unchanged += 1
        elif decided.decision == "register":
            self._settle(decided)
            self._outcome.decided += 1
        else:
            self._list(site_id, decided.visit, decided.digest, decided.sheet)
            self._outcome.undecided += 1

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
