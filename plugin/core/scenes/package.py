"""The files of a product, whether it is a folder, a zip, a tar or one of its own files; nothing is ever unpacked.

Metadata are read by Python, images by GDAL through ``/vsizip/`` and ``/vsitar/``. Names inside archives are only
names of members: none of them becomes a file on the disk.
"""

from __future__ import annotations

import os
import re
import tarfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..errors import InputError
from ..foreign import BROKEN_ARCHIVE
from ..text import QT_TRANSLATE_NOOP

_MOST_FILES = 20_000  # a SAFE holds about a hundred; more is the folder of something else
_MOST_TEXT = 16 << 20  # bytes of a metadata file; Sentinel-2's are under one
_MOST_NAME = 1 << 20  # bytes a tar may say a name has
_LONGEST_NAME = 1000  # characters; names are matched with patterns
_NAMING = (
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
)
_TAR = (".tar", ".tar.gz", ".tgz")
_METADATA = (".xml", ".safe", ".dim", ".txt", ".json")  # the images may lie in folders below


@dataclass(frozen=True)
class Package:
    """``names`` are paths below ``path`` with ``/``; ``chosen`` the one the user pointed at, if any."""

    path: str
    names: tuple[str, ...]
    archive: str = ""  # zip, tar, or empty for a folder
    chosen: str = ""

    @property
    def name(self) -> str:
        return Path(self.path).name

    def matching(self, pattern: str) -> list[tuple[str, re.Match]]:
        """(name with folders, match) of the files whose own name matches ``pattern`` wholly, ignoring case."""
        compiled = re.compile(pattern, re.IGNORECASE)
        found = [(name, compiled.fullmatch(PurePosixPath(name).name)) for name in self.names]
        return [(name, match) for name, match in found if match]

    def gdal(self, name: str) -> str:
        """What GDAL opens to read the member ``name``."""
        if self.archive:
            return f"/vsi{self.archive}/{{{self.path}}}/{name}"
        return os.path.join(self.path, *PurePosixPath(name).parts)

    def text(self, name: str) -> str:
        """The content of a metadata file."""
        try:
            if self.archive == "zip":
                with zipfile.ZipFile(self.path) as archive, archive.open(name) as file:
                    content = file.read(_MOST_TEXT)
            elif self.archive == "tar":
                with _open_tar(self.path) as archive:
                    member = next(m for m in archive if _tar_name(m) == name)
                    content = archive.extractfile(member).read(_MOST_TEXT)
            else:
                with open(self.gdal(name), "rb") as file:
                    content = file.read(_MOST_TEXT)
        except _BROKEN as error:
            raise _damaged(self.path, error) from error
        return content.decode("utf-8", errors="replace")


_BROKEN = (*BROKEN_ARCHIVE, tarfile.TarError)
"""What a truncated, encrypted or strangely packed archive raises."""


def open_package(path: str | os.PathLike) -> Package:
    """The files of the product at ``path``. Raises :class:`InputError` where it is missing, damaged, empty or huge."""
    path = os.path.abspath(os.fspath(path))
    lower = path.lower()
    try:
        if os.path.isdir(path):
            return Package(path, _members(path, _walk(path)))
        if not os.path.isfile(path):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "There is no product at {path}. Choose the folder, the zip or one of the files of a product.",
                ),
                path=path,
            )
        if lower.endswith(".zip"):
            return Package(path, _members(path, _in_zip(path)), "zip")
        if lower.endswith(_TAR):
            return Package(path, _members(path, _in_tar(path)), "tar")
        safe = next((str(p) for p in Path(path).parents if p.name.upper().endswith(".SAFE")), None)
        if safe:  # a file deep inside: the whole is meant
            return Package(safe, _members(safe, _walk(safe)))
        folder, file = os.path.split(path)
        if lower.endswith(_METADATA):
            return Package(folder, _members(folder, _walk(folder)), chosen=file)
        names = [entry.name for entry in os.scandir(folder) if entry.is_file()]
        return Package(folder, _members(folder, names), chosen=file)
    except _BROKEN as error:
        raise _damaged(path, error) from error


def _walk(folder: str) -> Iterable[str]:
    for parent, _, files in os.walk(folder):
        inside = Path(parent).relative_to(folder).as_posix()
        yield from files if inside == "." else (f"{inside}/{file}" for file in files)


def _in_zip(path: str) -> Iterable[str]:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if member.flag_bits & 1:
                raise RuntimeError("password")
            if not member.is_dir():
                yield member.filename


def _in_tar(path: str) -> Iterable[str]:
    size = os.path.getsize(path)
    compressed = not path.lower().endswith(".tar")
    with _open_tar(path) as archive:
        for member in archive:
            if not compressed and member.offset_data + member.size > size:
                raise EOFError(member.name)
            if member.isfile():
                yield _tar_name(member)


def _open_tar(path: str) -> tarfile.TarFile:
    return tarfile.open(path, tarinfo=_Header)


def _tar_name(member: tarfile.TarInfo) -> str:
    return member.name.removeprefix("./")


class _Header(tarfile.TarInfo):
    """The header of a member, whose name is not taken from gigabytes that tarfile would read for it."""

    def _proc_member(self, archive):
        if self.type in _NAMING and self.size > _MOST_NAME:
            raise tarfile.ReadError("a name without end")
        return super()._proc_member(archive)


def _members(path: str, names: Iterable[str]) -> tuple[str, ...]:
    """Sorted names, without what systems leave behind and without names that point out of the product."""
    kept = []
    for count, name in enumerate(names):
        if count >= _MOST_FILES:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{path} holds more than {most} files. Choose the folder of one product, not one above it.",
                ),
                path=path,
                most=_MOST_FILES,
            )
        parts = PurePosixPath(name).parts
        hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts) or len(name) > _LONGEST_NAME
        if not hidden and not name.startswith(("/", "\\")) and "\\" not in name and ":" not in name:
            kept.append(name)
    if not kept:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} is empty. Choose the folder or file that holds the product."),
            path=path,
        )
    return tuple(sorted(kept))


def _damaged(path: str, error: Exception) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{path} cannot be read: it is incomplete, damaged or protected by a password ({detail}). Copy or download it "
            "again, or unpack it and choose the folder.",
        ),
        path=path,
        detail=str(error),
    )
