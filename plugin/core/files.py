"""Writing files whole or not at all, and saying before long work where that will fail."""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import re
import shutil
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from .errors import OutputError
from .processes import is_running, numbering
from .text import QT_TRANSLATE_NOOP

_FULL = 1 << 20  # free bytes below which a disk counts as full
_SCRATCH = re.compile(r"\.soranome-([0-9a-f]{8})-([0-9]+)-")


def write_whole(path: str | os.PathLike, data: bytes) -> None:
    """Write ``data`` beside ``path``, bring it safely to the disk, and give it its name."""
    path = Path(path)
    scratch = scratch_beside(path)
    try:
        with open(scratch, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(scratch, path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        scratch.unlink(missing_ok=True)


def scratch_beside(path: Path, suffix: str = "") -> Path:
    """A hidden name in the folder of ``path``; not made of its name, which may be as long as names may be.

    What a killed run leaves under such a name is removed by a later one; see :func:`require_writable`.
    """
    return path.with_name(f"{scratch_prefix()}{uuid.uuid4().hex[:8]}{suffix}")


def scratch_prefix() -> str:
    """How hidden names of this process begin."""
    return f".soranome-{numbering()}-{os.getpid()}-"


@functools.cache  # once for each folder: it may hold thousands of files, on a share
def _sweep(folder: Path) -> None:
    """Remove what processes of this computer that are no more left in ``folder`` under hidden names."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            maker = _SCRATCH.match(entry.name)
            # The file that was there before is no leftover; see raster.publish.
            if not maker or maker[1] != numbering() or is_running(int(maker[2])) or entry.name.endswith(".previous"):
                continue
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)


def require_writable(path: str | os.PathLike, size: int = 0) -> None:
    """Raise :class:`OutputError` unless a file of ``size`` bytes can be made at ``path``.

    What killed runs left in its folder goes first.
    """
    path = Path(path)
    if path.is_dir():
        raise OutputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} cannot be written: it is a folder. Choose the name of a file."),
            path=path,
        )
    if not path.parent.is_dir():
        raise OutputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} cannot be written: its folder does not exist. Choose another place."),
            path=path,
        )
    _sweep(path.parent.absolute())
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise unwritable(path, error) from error
    free = shutil.disk_usage(path.parent).free
    if free < size:
        raise OutputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{path} needs about {needed} MB, but its disk has {free} MB free. Make room or choose another disk.",
            ),
            path=path,
            needed=-(-size // 1_000_000),
            free=free // 1_000_000,
        )


def refuse_overwriting(inputs: Iterable[str | None], outputs: Iterable[str | None]) -> None:
    """Raise :class:`OutputError` where a result would replace an input or another result; None is left out."""
    taken = {os.path.realpath(path) for path in inputs if path}
    for path in filter(None, outputs):
        if os.path.realpath(path) in taken:
            raise OutputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{path} is an input, or named for two results. Give each result a name of its own."
                ),
                path=path,
            )
        taken.add(os.path.realpath(path))


@contextlib.contextmanager
def only_run_in(folder: Path, name: str) -> Iterator[None]:
    """Hold a lock, the file ``name``, on the folder, which the system lets go when the process ends in whatever way."""
    path = folder / name
    try:
        file = open(path, "a+b")  # noqa: SIM115 - closed below
    except OSError as error:
        raise unwritable(path, error) from error
    with file:
        try:
            _lock(file.fileno())
        except OSError as error:
            raise OutputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{folder} is being written to by another run. Wait for it, or choose another folder."
                ),
                folder=folder,
            ) from error
        yield


def _lock(descriptor: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def unwritable(path: Path, error: Exception) -> OutputError:
    """The error to raise where writing ``path`` failed with ``error``."""
    detail = getattr(error, "strerror", None) or str(error)
    with contextlib.suppress(OSError):
        if shutil.disk_usage(path.parent).free < _FULL:  # GDAL says only that a write failed
            detail = os.strerror(errno.ENOSPC)
    return OutputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{path} cannot be written ({detail}). Check that the disk has room and the folder may be "
            "written to, and that no other program has the file open.",
        ),
        path=path,
        detail=detail,
    )
