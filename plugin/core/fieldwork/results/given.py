"""What inspectors give back: an Excel file, a GeoPackage, the folder of a package, or a zip of any of these.

Nothing is unpacked by the names in a zip. What has to be a file (lists, GeoPackages) is copied under names of our own into
a folder that is gone afterwards; photos are read where they are.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import stat
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from ...errors import InputError
from ...tasks import Progress, Silent, check_cancelled
from ...text import QT_TRANSLATE_NOOP, Message
from .package import may_be_package
from .photos import Entry, PhotoIndex
from .xlsx import UNREADABLE, damaged

MAX_UNPACKED = 50_000_000_000
MAX_RATIO = 150
"""A zip that grows more than this when unpacked was made to do harm; lists grow some twenty times, photos not at all."""
MAX_LIST = 2_000_000_000
MAX_FILES = 200_000
_NAMED_AT_MOST = 10
_PHOTO_FOLDERS = {"dcim", "photos", "photo", "pictures", "images", "写真", "画像"}
_SIDE_FILES = ("-wal", "-journal")  # what SQLite has not yet taken into the file itself


@dataclass(frozen=True)
class GivenFile:
    """A list or a GeoPackage to be read at ``path``; ``name`` is what people call it, ``photos`` where its photos are."""

    name: str
    path: Path
    is_package: bool
    photos: PhotoIndex


class Given:
    """``with Given(path, photos) as given:`` — ``given.files`` in the order of their names.

    ``photos`` is a folder to look in besides. ``given.notes`` is what to tell people, ``given.refused`` are files that
    cannot be read, among others that can.
    Raises :class:`InputError` where there is nothing to read.
    """

    def __init__(self, path: str | os.PathLike, photos: str | os.PathLike | None = None,
                 progress: Progress | None = None):  # fmt: skip
        self._path, self._photos, self._progress = Path(path), photos, progress or Silent()
        self.files: list[GivenFile] = []
        self.refused: list[tuple[str, InputError]] = []
        self.notes: list[Message] = []

    def __enter__(self) -> Given:
        self._scratch = Path(tempfile.mkdtemp(prefix="soranome-results-"))
        self._zip: zipfile.ZipFile | None = None
        try:
            self._others = _on_disk(Path(self._photos), _everything) if self._photos else []
            self._open()
        except OSError as error:
            self.__exit__()
            raise _unreadable(self._path, error) from error
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_) -> None:
        if self._zip is not None:
            self._zip.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _open(self) -> None:
        if not self._path.exists():
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{path} does not exist. Choose what the inspectors gave back."),
                path=self._path,
            )
        if self._path.is_dir():
            self._open_folder()
        elif (kind := _kind_of(self._path)) == "zip":
            self._open_zip()
        else:
            entries = _on_disk(self._path.parent, partial(_is_photo_folder, self._path.stem))
            self._add(self._path.name, self._path, kind, entries, "")
        if not self.files:
            if self.refused:
                raise self.refused[0][1]
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "There is no list (.xlsx) and no GeoPackage of a package in {path}. Choose what the inspectors gave "
                    "back.",
                ),
                path=self._path,
            )

    def _open_folder(self) -> None:
        entries = _on_disk(self._path, _everything)
        for entry in sorted(entries, key=lambda e: e.path):
            if _may_be_list(entry.path):
                path = self._path / entry.real
                with self._or_refused(entry.path):
                    if entry.outside:
                        raise damaged(entry.path, "a link that leads out of the folder")
                    self._add(entry.path, path, _kind_of(path), entries, str(PurePosixPath(entry.path).parent))

    @contextlib.contextmanager
    def _or_refused(self, name: str) -> Iterator[None]:
        try:
            yield
        except InputError as error:
            self.refused.append((name, error))

    def _open_zip(self) -> None:
        try:
            self._zip = zipfile.ZipFile(self._path)
        except UNREADABLE as error:
            raise damaged(str(self._path), error) from error
        members = [about for about in self._zip.infolist() if not about.is_dir()]
        packed = max(1, self._path.stat().st_size)
        unpacked = sum(about.file_size for about in members)
        if len(members) > MAX_FILES or unpacked > MAX_UNPACKED or unpacked > max(MAX_RATIO * packed, 10_000_000):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{path} is not unpacked: it would become {size} MB in {count} files. Unpack it yourself, look at it, "
                    "and give the folder.",
                ),
                path=self._path,
                size=unpacked // 1_000_000,
                count=len(members),
            )
        if any(about.flag_bits & 1 for about in members):
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{path} is protected by a password. Unpack it, and give the folder."),
                path=self._path,
            )
        named, unsafe = [], []
        for about in members:
            name = _name_of(about)
            if _leads_elsewhere(name):
                unsafe.append(name)
            elif not _is_hidden(name):
                named.append((name, about))
        if unsafe:
            self.notes.append(
                Message(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{path}: {count} files were left out, because their names lead out of the archive: {names}. Unpack "
                        "it, look at them, and give the folder.",
                    ),
                    {
                        "path": self._path.name,
                        "count": len(unsafe),
                        "names": ", ".join(name[:80] for name in unsafe[:_NAMED_AT_MOST]),
                    },
                )
            )
        entries = [
            Entry(name, name, about.file_size, partial(self._zip.open, about), stat.S_ISLNK(about.external_attr >> 16))
            for name, about in named
        ]
        sides = dict(named)
        for number, (name, about) in enumerate(sorted(named, key=lambda pair: pair[0])):
            if _may_be_list(name):
                path = self._scratch / f"{number}{PurePosixPath(name).suffix.lower()}"
                label = f"{self._path.name}/{name}"
                with self._or_refused(label):
                    self._unpack(about, path, name)
                    for side in _SIDE_FILES:
                        if f"{name}{side}" in sides:
                            self._unpack(sides[f"{name}{side}"], path.with_name(f"{path.name}{side}"), name)
                    self._add(label, path, _kind_of(path, label), entries, str(PurePosixPath(name).parent))

    def _unpack(self, about: zipfile.ZipInfo, path: Path, name: str) -> None:
        if about.file_size > MAX_LIST:
            raise damaged(f"{self._path}/{name}", f"{about.file_size // 1_000_000} MB")
        try:
            with self._zip.open(about) as packed, open(path, "wb") as file:
                _copy(packed, file, self._progress)
        except UNREADABLE as error:
            raise damaged(f"{self._path}/{name}", error) from error

    def _add(self, name: str, path: Path, kind: str, entries: list[Entry], base: str) -> None:
        if kind == "zip":  # a zip inside a folder or another zip
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{path} is an archive and no list. Unpack it, and give the folder it makes."
                ),
                path=name,
            )
        if kind == "geopackage":
            if path != self._path and not may_be_package(path):
                return  # the map behind the sites, say
            path = self._own_copy(path)
        base = "" if base == "." else base
        self.files.append(GivenFile(name, path, kind == "geopackage", PhotoIndex(entries, base, self._others)))

    def _own_copy(self, path: Path) -> Path:
        """A copy of a GeoPackage, with what SQLite keeps beside it: reading that takes the right to write."""
        if path.parent == self._scratch:
            return path
        copy = self._scratch / f"{len(self.files)}-own.gpkg"
        if path.with_name(f"{path.name}-shm").exists() and _copied_by_sqlite(path, copy):
            return copy
        for side in ("", *_SIDE_FILES):
            source = path.with_name(f"{path.name}{side}")
            if not side or source.is_file():
                with open(source, "rb") as file, open(f"{copy}{side}", "wb") as target:
                    _copy(file, target, self._progress)
        return copy


def _copied_by_sqlite(path: Path, copy: Path) -> bool:
    """Copy a GeoPackage somebody has open; False where SQLite cannot.

    It may be this QGIS, and to read the file in any other way would give up the locks it holds in this process.
    """
    try:
        with (
            contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source,
            contextlib.closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
    except sqlite3.Error:
        copy.unlink(missing_ok=True)
        return False
    return True


def _copy(source, target, progress: Progress) -> None:
    while piece := source.read(1 << 20):
        check_cancelled(progress)
        target.write(piece)


def _everything(_: str) -> bool:
    return True


def _is_photo_folder(stem: str, name: str) -> bool:
    name = unicodedata.normalize("NFC", name).casefold()
    return name in _PHOTO_FOLDERS or name == unicodedata.normalize("NFC", stem).casefold()


def _on_disk(root: Path, wanted) -> list[Entry]:
    """Files in ``root`` and in those of its folders that are ``wanted``; links to folders are not followed."""
    found: list[Entry] = []
    real_root = os.path.realpath(root)
    for folder, folders, names in os.walk(root):
        at_top = Path(folder) == root
        folders[:] = sorted(n for n in folders if not n.startswith(".") and (not at_top or wanted(n)))
        for name in sorted(names):
            if name.startswith((".", "~$")):
                continue
            path = Path(folder, name)
            relative = path.relative_to(root).as_posix()
            real = os.path.realpath(path)
            outside = os.path.commonpath([real, real_root]) != real_root if path.is_symlink() else False
            size = -1 if outside or not path.is_file() else path.stat().st_size
            found.append(
                Entry(unicodedata.normalize("NFC", relative), relative, size, partial(open, path, "rb"), outside)
            )
            if len(found) > MAX_FILES:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe", "{path} holds more than {limit} files. Give a folder with the results alone."
                    ),
                    path=root,
                    limit=MAX_FILES,
                )
    return found


def _may_be_list(name: str) -> bool:
    return name.lower().endswith((".xlsx", ".xlsm", ".gpkg", ".xls"))


def _name_of(about: zipfile.ZipInfo) -> str:
    """The name of a file in a zip, with / and in NFC.

    Windows writes Japanese names in code page 932, macOS in UTF-8, neither saying so.
    """
    name = about.filename
    if not about.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "cp932"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _leads_elsewhere(name: str) -> bool:
    parts = name.split("/")
    return name.startswith("/") or ".." in parts or ":" in parts[0]


def _is_hidden(name: str) -> bool:
    """Whether a file is the system's own."""
    return any(part.startswith((".", "~$")) or part == "__MACOSX" for part in name.split("/"))


def _kind_of(path: Path, name: str = "") -> str:
    """``workbook``, ``geopackage`` or ``zip``; raises :class:`InputError` for all else, saying what it is."""
    name = name or str(path)
    if path.suffix.lower() == ".gpkg" and path.stat().st_size:
        return "geopackage"  # not opened but by SQLite; see _copied_by_sqlite
    with open(path, "rb") as file:
        start = file.read(16)
        if start.startswith(b"\xd0\xcf\x11\xe0"):
            raise _ole(name, file)
    if start.startswith(b"SQLite format 3"):
        return "geopackage"
    if start.startswith(b"PK"):
        return _kind_of_zip(path, name)
    if not start:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} is empty: it was not copied to its end. Fetch it again."), path=name
        )
    raise InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{path} is neither an Excel file (.xlsx) nor a GeoPackage nor a zip. A CSV holds no keys of the places one can "
            "trust: give the list itself, saved as .xlsx.",
        ),
        path=name,
    )


def _kind_of_zip(path: Path, name: str) -> str:
    try:
        with zipfile.ZipFile(path) as parts:
            names = parts.namelist()
            kind = parts.read("mimetype")[:100] if names[:1] == ["mimetype"] else b""
    except UNREADABLE as error:
        raise damaged(name, error) from error
    if b"opendocument" in kind:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} is an OpenDocument file. Save it as .xlsx, and give that."), path=name
        )
    return "workbook" if "[Content_Types].xml" in names else "zip"


def _ole(name: str, file) -> InputError:
    """Excel before 2007, or an .xlsx behind a password: both are compound files."""
    behind = b""
    while piece := file.read(1 << 20):
        behind = behind[-64:] + piece
        if "EncryptedPackage".encode("utf-16-le") in behind:
            return InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{path} is protected by a password. Open it in Excel, take the password away, and save."
                ),
                path=name,
            )
    return InputError(
        QT_TRANSLATE_NOOP("SoraNoMe", "{path} is of the old Excel format (.xls). Save it as .xlsx, and give that."),
        path=name,
    )


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{path} cannot be read ({detail}). Close it in other programs, and check the right to read it.",
        ),
        path=error.filename or path,
        detail=error.strerror or error,
    )


def open_in_excel(paths: Iterable[Path]) -> list[Path]:
    """Those of ``paths`` Excel has open now: it leaves its mark beside them."""
    return [path for path in paths if path.with_name(f"~${path.name}").exists()]
