"""Finished tiles of a run that may be stopped, so that the next run goes on where it was.

Beside the result lies a hidden folder with a file for each finished tile: NumPy's ``.npz``, a zip whose members carry a
CRC-32, so that a torn or damaged file is not taken for a tile. ``key.json`` says what the tiles were made from: content
of the inputs, parameters, and the code itself. Where any of it differs, the tiles are thrown away. A run that succeeds
removes the folder.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import shutil
import uuid
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np

from .errors import InputError
from .files import only_run_in, scratch_beside, unwritable, write_whole
from .resources import FOLDER as RESOURCES
from .tasks import Progress, check_cancelled, default_workers
from .text import QT_TRANSLATE_NOOP, Message

Item = TypeVar("Item")

PREFIX = ".soranome-unfinished-"
_KEY, LOCK = "key.json", "lock"
_PIECE = 1 << 22  # bytes hashed between looks at whether the user cancelled


@dataclass(frozen=True)
class Step(Generic[Item]):
    """The tiles of one pass over a scene, files ``folder/name-00000.npz`` in the order of the units."""

    folder: Path
    name: str

    def path(self, number: int) -> Path:
        return self.folder / f"{self.name}-{number:05d}.npz"

    def keeping(self, work: Callable[[Item, Progress], tuple]) -> Callable[[Item, int, Progress], tuple]:
        """``work``, which now takes the number of its unit too, looks for its result first and keeps it afterwards."""
        return functools.partial(_kept, self, work)

    def load(self, number: int) -> tuple[np.ndarray, ...] | None:
        """The result kept under ``number``; None where there is none, or none that is whole."""
        try:
            with np.load(self.path(number), allow_pickle=False) as held:
                return tuple(held[f"arr_{i}"] for i in range(len(held.files)))
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
            return None

    def save(self, number: int, result: tuple[np.ndarray, ...]) -> None:
        path = self.path(number)
        scratch = scratch_beside(path)
        try:
            with open(scratch, "wb") as file:
                np.savez(file, *result)
            os.replace(scratch, path)
        except OSError as error:
            raise unwritable(path, error) from error
        finally:
            scratch.unlink(missing_ok=True)


def _kept(
    step: Step, work: Callable[[Item, Progress], tuple], unit: Item, number: int, watch: Progress
) -> tuple[np.ndarray, ...]:
    result = step.load(number)
    if result is None:
        result = tuple(np.asarray(part) for part in work(unit, watch))
        step.save(number, result)
    return result


class Checkpoint:
    """The tiles kept for one result; see :func:`checkpoint`."""

    def __init__(self, folder: Path):
        self.folder = folder

    def step(self, name: str) -> Step:
        """Where the tiles of the pass ``name`` are kept. Passes that depend on others' results need no key of their own:
        the same inputs and parameters give the same results of those."""
        return Step(self.folder, name)

    @property
    def count(self) -> int:
        """How many tiles are there."""
        return sum(1 for _ in self.folder.glob("*.npz"))


@contextlib.contextmanager
def checkpoint(
    result: str | os.PathLike, inputs: Iterable[str | os.PathLike], parameters: object, progress: Progress
) -> Iterator[Checkpoint]:
    """Keep finished tiles of ``result`` until the ``with`` block ends well.

    ``inputs`` are all files the tiles depend on, read to their ends for a checksum; ``parameters`` anything whose
    ``repr`` tells all else, block size included. Where the block ends by an :class:`InputError` the tiles go too: what
    was wrong with the input may be in them. Raises :class:`OutputError` where another run is making ``result``.
    """
    result = Path(result).absolute()  # workers have other working folders
    key = {
        "code": code_fingerprint(),
        "parameters": hashlib.sha256(repr(parameters).encode()).hexdigest(),
        "inputs": _checksums(inputs, progress),
    }
    with kept_folder(result, result.name) as folder:
        _begin(folder, key)
        kept = Checkpoint(folder)
        _tell(kept, progress, QT_TRANSLATE_NOOP("SoraNoMe", "An earlier run was stopped; its {count} tiles are used."))
        try:
            yield kept
        except InputError:
            raise
        except BaseException:
            _tell(
                kept,
                progress,
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{count} finished tiles are kept in {folder}: a run with the same inputs, parameters and result "
                    "goes on from there.",
                ),
            )
            raise


@contextlib.contextmanager
def kept_folder(result: Path, mark: str) -> Iterator[Path]:
    """A hidden folder beside ``result``, the same for every run with this ``mark``.

    It goes when the ``with`` block ends, unless that is stopped, by anything but an :class:`InputError`, with finished
    tiles in it. Raises :class:`OutputError` where another run holds it.
    """
    folder = result.with_name(PREFIX + hashlib.sha256(mark.encode()).hexdigest()[:12])
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise unwritable(result, error) from error
    keep = True  # where another run holds it
    try:
        with only_run_in(folder, LOCK):
            keep = False
            try:
                yield folder
            except InputError:
                raise
            except BaseException:
                keep = any(folder.rglob("*.npz"))
                raise
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def _begin(folder: Path, key: dict) -> None:
    """Make ``folder`` hold tiles of ``key`` only."""
    path = folder / _KEY
    try:
        if json.loads(path.read_bytes()) == key:
            return
    except (OSError, ValueError):
        pass
    path.unlink(missing_ok=True)  # first: tiles without a key are nobody's
    for tile in folder.iterdir():
        if tile.name != LOCK:
            tile.unlink()
    write_whole(path, json.dumps(key).encode())


def _tell(kept: Checkpoint, progress: Progress, template: str) -> None:
    if kept.count:
        progress.report(0, Message(template, {"count": kept.count, "folder": kept.folder}))


def _checksums(inputs: Iterable[str | os.PathLike], progress: Progress) -> list[list]:
    """Name, size and CRC-32 of each file; something new every time for what is no file.

    A CRC, because nobody forges what is only resumed, and it keeps up with disks where cryptographic sums do not.

    Raises :class:`InputError` where a TIFF is damaged: what is read of it is kept.
    """
    from .raster import require_sound

    def told(path: Path) -> list:
        require_sound(path)
        checksum = 0
        try:
            with open(path, "rb") as file:
                while piece := file.read(_PIECE):
                    check_cancelled(progress)
                    checksum = zlib.crc32(piece, checksum)
                return [path.name, file.tell(), checksum]
        except OSError:
            return [str(path), uuid.uuid4().hex]

    with ThreadPoolExecutor(default_workers()) as pool:
        return list(pool.map(told, map(Path, inputs)))


@functools.cache
def code_fingerprint() -> str:
    """A checksum of the core's sources and of the numbers in ``resources``: what results depend on beside their inputs."""
    digest = hashlib.blake2b(digest_size=16)
    core = Path(__file__).parent
    for path in (*sorted(core.rglob("*.py")), *sorted(RESOURCES.rglob("*.json"))):
        digest.update(path.name.encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()
