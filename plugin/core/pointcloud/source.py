"""Where the bytes of a tile are: a file, or a file inside a zip, which is read in place."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import BinaryIO

from ..errors import InputError
from ..foreign import BROKEN_ARCHIVE as BROKEN
from ..text import QT_TRANSLATE_NOOP, Message

POINTS = (".las", ".laz")
TEXT = (".txt", ".csv", ".xyz")
GRIDS = (".tif", ".tiff")

_JSON_LIMIT = 1 << 28  # bytes of a virtual point cloud that are read at most
_UNPACKED_LIMIT, _UNPACKED_RATIO = 1 << 28, 20  # a LAZ file in a zip hardly gets smaller


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
        stream, size = self.open_sized()
        stream.close()
        return size

    def open(self) -> BinaryIO:
        """Its bytes from the start. In a zip, seeking backwards unpacks from the beginning again."""
        return self.open_sized()[0]

    def open_sized(self) -> tuple[BinaryIO, int]:
        """Its bytes, and how many there are once unpacked."""
        try:
            if not self.member:
                stream = open(self.path, "rb")  # noqa: SIM115 - the caller closes it
                return stream, os.fstat(stream.fileno()).st_size
            with zipfile.ZipFile(self.path) as archive:  # the member keeps the file open for itself
                info = archive.getinfo(self.member)
                return archive.open(info), info.file_size
        except BROKEN as error:
            raise unreadable(self.name, error) from error

    def open_seekable(self) -> BinaryIO:
        """Its bytes where seeking is cheap: a member of a zip is unpacked into a nameless temporary file."""
        stream, size = self.open_sized()
        if not self.member:
            return stream
        if size > _UNPACKED_LIMIT + _UNPACKED_RATIO * os.path.getsize(self.path):
            stream.close()
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{name} would unpack to {size} MB, which no tile does. Ask who delivered it."
                ),
                name=self.name,
                size=size // 1_000_000,
            )
        unpacked = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
        try:
            with stream:
                shutil.copyfileobj(stream, unpacked, 1 << 20)
        except BROKEN as error:
            unpacked.close()
            raise unreadable(self.name, error) from error
        unpacked.seek(0)
        return unpacked


def find_sources(
    paths: Iterable[str | os.PathLike],
    suffixes: tuple[str, ...] = POINTS + TEXT,
    known: Callable[[Path], list[Source] | None] = lambda path: None,
) -> tuple[list[Source], list[tuple[Path, Message]]]:
    """Tiles among ``paths``: files, folders (searched with their subfolders), zips, virtual point clouds (.vpc).

    ``known`` gives the tiles of a zip that need not be opened again, None for others. Returns the sources, each once,
    ordered by path; and what could not be opened, with the reason. Hidden files are left out. Raises
    :class:`InputError` where a path does not exist.
    """
    found: dict[Source, None] = {}
    faults: list[tuple[Path, Message]] = []
    for path in (Path(path).absolute() for path in paths):  # workers of a cluster have other working folders
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
                    tiles = known(file)
                    found.update(dict.fromkeys(_members(file, suffixes) if tiles is None else tiles))
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


def _visible(file: PurePath) -> bool:
    return not any(part.startswith((".", "__MACOSX")) and part != ".." for part in file.parts)


def _members(path: Path, suffixes: tuple[str, ...]) -> list[Source]:
    """Tiles in a zip; their names never become files, so that they may be any."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except BROKEN as error:
        raise unreadable(str(path), error) from error
    members, wrapped = [], False
    for info in infos:
        name = PurePosixPath(_readable(info.filename))
        wrapped |= name.suffix.lower() in (".zip", ".7z", ".rar")
        if info.is_dir() or not _visible(name) or name.suffix.lower() not in suffixes:
            continue
        if info.flag_bits & 1:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{path} is locked with a password. Unpack it and choose the files."),
                path=path,
            )
        members.append(Source(path, info.filename))
    if wrapped and not members:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} holds other archives. Unpack it once and choose what comes out."),
            path=path,
        )
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


def unreadable(name: str, error: Exception) -> InputError:
    """The error where what ``name`` calls cannot be opened."""
    return InputError(
        QT_TRANSLATE_NOOP("SoraNoMe", "{name} cannot be opened ({detail}). Download or copy it again."),
        name=name,
        detail=getattr(error, "strerror", None) or str(error),
    )
