"""Where the bytes of a tile are: a file, or a file inside a zip, which is read in place."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from ..errors import InputError
from ..text import QT_TRANSLATE_NOOP, Message

POINTS = (".las", ".laz")
TEXT = (".txt", ".csv", ".xyz")
GRIDS = (".tif", ".tiff")

_JSON_LIMIT = 1 << 28  # bytes of a virtual point cloud that are read at most


@dataclass(frozen=True)
class Source:
    """A file at ``path``, or the file ``member`` of the zip at ``path`` (as zipfile names it)."""

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        """What messages call it."""
        return f"{self.path} ({_readable(self.member)})" if self.member else str(self.path)

    @property
    def file_name(self) -> str:
        """The name of the file itself, without folders."""
        return PurePosixPath(_readable(self.member)).name if self.member else self.path.name

    @property
    def stem(self) -> str:
        """File name without its endings; ``a.copc.laz`` is ``a``."""
        stem = PurePosixPath(self.file_name).stem
        return stem[:-5] if stem.lower().endswith(".copc") else stem

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.file_name).suffix.lower()

    @property
    def stamp(self) -> tuple[int, int]:
        """Size in bytes and time of the last change (ns) of the file or zip: equal means unchanged."""
        status = os.stat(self.path)
        return status.st_size, status.st_mtime_ns

    @property
    def size(self) -> int:
        """Bytes of the file once unpacked."""
        try:
            if self.member:
                with zipfile.ZipFile(self.path) as archive:
                    return archive.getinfo(self.member).file_size
            return self.path.stat().st_size
        except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError) as error:
            raise _unreadable(self.name, error) from error

    def open(self) -> BinaryIO:
        """Its bytes from the start. In a zip, seeking backwards unpacks from the beginning again."""
        try:
            if not self.member:
                return open(self.path, "rb")
            with zipfile.ZipFile(self.path) as archive:  # the member keeps the file open for itself
                return archive.open(self.member)
        except (OSError, KeyError, RuntimeError, zipfile.BadZipFile, NotImplementedError) as error:
            raise _unreadable(self.name, error) from error

    def open_seekable(self) -> BinaryIO:
        """Its bytes where seeking is cheap: a member of a zip is unpacked into a nameless temporary file."""
        stream = self.open()
        if not self.member:
            return stream
        unpacked = tempfile.TemporaryFile()
        try:
            with stream:
                shutil.copyfileobj(stream, unpacked, 1 << 20)
        except (OSError, EOFError, zipfile.BadZipFile, zipfile.zlib.error) as error:
            unpacked.close()
            raise _unreadable(self.name, error) from error
        unpacked.seek(0)
        return unpacked


def find_sources(
    paths: Iterable[str | os.PathLike], suffixes: tuple[str, ...] = POINTS + TEXT
) -> tuple[list[Source], list[tuple[Path, Message]]]:
    """Tiles among ``paths``: files, folders (searched with their subfolders), zips, virtual point clouds (.vpc).

    Returns the sources, each once, ordered by path; and what could not be opened, with the reason. Hidden files are
    left out. Raises :class:`InputError` where a path does not exist.
    """
    found: dict[Source, None] = {}
    faults: list[tuple[Path, Message]] = []
    for path in map(Path, paths):
        if path.is_dir():
            files = (file for file in sorted(path.rglob("*")) if _visible(file.relative_to(path)) and file.is_file())
        elif path.is_file():
            files = iter([path])
        else:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{path} does not exist. Check the name and the folder."), path=path
            )
        for file in files:
            suffix = file.suffix.lower()
            try:
                if suffix == ".zip":
                    found.update(dict.fromkeys(_members(file, suffixes)))
                elif suffix == ".vpc" and file == path:  # in a folder, its tiles lie beside it
                    found.update(dict.fromkeys(_assets(file)))
                elif suffix in suffixes and not _is_overview(file):
                    found[Source(file)] = None
            except InputError as error:
                faults.append((file, error.message))
    return list(found), faults


def _is_overview(file: Path) -> bool:
    """Whether the file is the overview beside a virtual point cloud, whose points the tiles hold too."""
    return file.name.lower().endswith("-overview.copc.laz")


def _visible(file: Path) -> bool:
    return not any(part.startswith((".", "__MACOSX")) for part in file.parts)


def _members(path: Path, suffixes: tuple[str, ...]) -> list[Source]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
        raise _unreadable(str(path), error) from error
    members = []
    for info in infos:
        name = PurePosixPath(info.filename)
        if info.is_dir() or not _visible(Path(*name.parts)) or name.suffix.lower() not in suffixes:
            continue
        if info.flag_bits & 1:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{path} is locked with a password. Unpack it and choose the files."),
                path=path,
            )
        members.append(Source(path, info.filename))
    return sorted(members, key=lambda source: source.member)


def _assets(path: Path) -> list[Source]:
    """Tiles of a virtual point cloud: a STAC item collection whose data assets are files beside it."""
    try:
        if path.stat().st_size > _JSON_LIMIT:
            raise ValueError("too large")
        items = json.loads(path.read_bytes())["features"]
        links = [item["assets"]["data"]["href"] for item in items]
        return [Source((path.parent / link).resolve()) for link in links]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "{path} is no virtual point cloud that can be read ({detail}). Make it anew from its tiles."
            ),
            path=path,
            detail=str(error),
        ) from error


def _readable(member: str) -> str:
    """The name of a zip's member; Windows in Japan writes CP932 where zipfile expects CP437."""
    try:
        return member.encode("cp437").decode("cp932").replace("\\", "/")
    except UnicodeError:
        return member


def _unreadable(name: str, error: Exception) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP("SoraNoMe", "{name} cannot be opened ({detail}). Download or copy it again."),
        name=name,
        detail=getattr(error, "strerror", None) or str(error),
    )
