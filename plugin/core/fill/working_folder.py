"""Where a run of several steps makes what nobody asked to keep, and where finished tiles of its steps wait for the next."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..checkpoint import LOCK, PREFIX, kept_folder
from ..files import scratch_beside, unwritable


@contextlib.contextmanager
def working_folder(result: Path) -> Iterator[Path]:
    """A hidden folder beside ``result``, the same for every run that makes it.

    It goes when the ``with`` block ends, unless that is stopped where a step has finished tiles: those stay (see
    ``checkpoint``), and nothing else. Raises :class:`OutputError` where another run is making ``result``.
    """
    with kept_folder(result, f"steps of {result.name}") as folder:
        _sweep(folder)  # after a run that was killed
        try:
            yield folder
        except BaseException:
            _sweep(folder)
            raise


def _sweep(folder: Path) -> None:
    """Remove all files but those of checkpoints."""
    for place, _, names in os.walk(folder):
        if not Path(place).name.startswith(PREFIX) or Path(place) == folder:
            for name in set(names) - {LOCK}:
                with contextlib.suppress(OSError):
                    os.unlink(os.path.join(place, name))


def move_whole(moves: Mapping[Path, str]) -> None:
    """Give files their final names, which may be on another disk; those are whole or not there at all."""
    ready: dict[str, Path] = {}
    try:
        for source, target in moves.items():
            ready[target] = scratch_beside(Path(target))
            try:
                os.replace(source, ready[target])
            except OSError:  # on another disk
                shutil.copyfile(source, ready[target])
        for target, beside in ready.items():
            os.replace(beside, target)
    except OSError as error:
        raise unwritable(Path(target), error) from error
    finally:
        for beside in ready.values():
            beside.unlink(missing_ok=True)
