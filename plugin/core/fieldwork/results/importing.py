"""Files of results → one transaction on the register: what is given is read and checked, photos are looked at, then
:class:`~.merging.Merge` brings rows and decisions in, and what is left to decide or correct is written down.

Photos are copied before the transaction ends; see :mod:`.photos`.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ...dates import today_in_japan
from ...errors import InputError, OutputError
from ...files import refuse_overwriting, require_writable, unwritable
from ...tasks import Part, Progress, Silent
from ...text import QT_TRANSLATE_NOOP, Message, Translate
from .. import register_schema as schema
from ..register import WAIT_S, Register, is_database, look_at, open_register
from ..register_visits import Photo
from .conflicts import holds_open_decisions, read_decided, write_conflicts
from .filled import holds_results
from .given import Given, GivenFile, open_in_excel
from .merging import Merge, Outcome, ReadFile
from .package import read_geopackage
from .photos import NoPhoto, PhotoIndex, PhotoStore, Picture, look_at_photo
from .reading import Reader, Told
from .rows import Problem, Returned
from .values import Wrong
from .workbook import read_workbook


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
    the last of ``languages``, which are those words may be in. ``today`` (default: that of Japan) is the last day of a
    visit. Raises :class:`InputError` or :class:`OutputError` where
    nothing could be done; then nothing was changed.
    """
    progress = progress or Silent()
    store = _photo_store(target, photo_folder, progress)
    with look_at(target, wait_s, progress) as register:
        register_id = register.register_id()
        if conflicts is not None:
            refuse_overwriting([os.fspath(results)], [os.fspath(conflicts)])
            _require_free(conflicts, register, languages)
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
        outcome.notes += given.notes
        found = _read_all(
            given, register_id, languages, today or date.fromisoformat(today_in_japan()), outcome, progress
        )
        _require_store(found, store)
        with open_register(target, by, wait_s=wait_s, progress=progress) as register:
            run = Merge(register, store, outcome)
            rows = sum(len(one.told) + len(one.decided) for one in found)
            for one in found:
                run.bring(one, Part(progress, 0.6, 0.95), rows)
            run.show_conflicts()
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


def _require_free(conflicts: str | os.PathLike, register: Register, languages: Sequence[Translate]) -> None:
    """Raise :class:`OutputError` where the list of conflicts would replace decisions or results nobody has imported."""
    if not os.path.isfile(conflicts):
        return
    known = {visit["content_hash"]: "list" for visit in register.rows(schema.VISITS)}
    known |= {row["content_hash"]: row["decision"] for row in register.rows(schema.DECISIONS_TABLE)}
    is_open = holds_open_decisions(conflicts, known, languages)
    if is_open:
        raise OutputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{path} holds decisions that have not been imported. Give it as RESULTS first, or choose another name for "
                "CONFLICTS.",
            ),
            path=conflicts,
        )
    if is_open is None and holds_results(conflicts, languages):
        raise OutputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{path} is a list in which somebody has filled in results. Choose another name for CONFLICTS.",
            ),
            path=conflicts,
        )


def _require_store(found: Sequence[ReadFile], store: PhotoStore | None) -> None:
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
) -> list[ReadFile]:
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


def _read(file: GivenFile, register_id: str, languages, today: date, progress: Progress) -> ReadFile:
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
        return ReadFile(returned, [], read_decided(returned, reader), {}, 0)
    told, silent = reader.read(returned)
    pictures = {}
    for number, one in enumerate(told):
        pictures[number] = _look_at_photos(one, file.photos, returned, progress)
        progress.report((number + 1) / len(told))
    return ReadFile(returned, told, [], {number: found for number, found in pictures.items() if found}, silent)


def _look_at_photos(told: Told, index: PhotoIndex, returned: Returned, progress) -> list[tuple[Photo, Picture]]:
    """The photos a row names that can be taken over; the others are reported."""
    found = []
    for number, name in told.photos:
        try:
            picture = look_at_photo(index.find(name), progress)
            if not picture.is_whole:
                broken = Wrong(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe", "The photo is damaged or ends too early; it was taken over as it is."
                    ),
                    QT_TRANSLATE_NOOP("SoraNoMe", "Copy the photo again, and import the same file again."),
                )
                returned.report_wrong(broken, told.row, f"photo_{number}", rejects=False)
        except Wrong as wrong:
            returned.lost_photos += isinstance(wrong, NoPhoto)
            returned.report_wrong(wrong, told.row, f"photo_{number}", rejects=False)
            continue
        direction = dict(told.visit.directions).get(number, picture.direction_deg)
        photo = Photo("", picture.sha256, picture.taken_at, direction, None, name, picture.latitude, picture.longitude)
        if photo.sha256 not in {other.sha256 for other, _ in found}:
            found.append((photo, picture))
    return found
