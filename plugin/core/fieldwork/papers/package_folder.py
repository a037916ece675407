"""A folder that appears whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from ...errors import OutputError
from ...files import only_run_in, scratch_beside, unwritable

_PREFIX, _LOCK = ".soranome-package", ".lock"


@contextlib.contextmanager
def made_whole(folder: Path) -> Iterator[Path]:
    """A hidden folder beside ``folder`` to work in, which becomes it when the work is done.

    ``folder`` is not there, or empty. What killed runs left beside it is swept.
    """
    _sweep(folder.parent)
    scratch = scratch_beside(folder)
    scratch = scratch.with_name(scratch.name.replace(".soranome", _PREFIX))
    try:
        scratch.mkdir(parents=True)
        with only_run_in(scratch, _LOCK):
            yield scratch
        (scratch / _LOCK).unlink()
        for path in scratch.rglob("*"):
            if path.is_file():
                with open(path, "r+b") as file:
                    os.fsync(file.fileno())
        if folder.exists():
            folder.rmdir()
        os.rename(scratch, folder)
    except OSError as error:
        raise unwritable(folder, error) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _sweep(parent: Path) -> None:
    """Remove work of runs that are no more: their lock is free."""
    for leftover in parent.glob(f"{_PREFIX}-*"):
        try:
            with only_run_in(leftover, _LOCK):
                pass
        except OutputError:
            continue
        shutil.rmtree(leftover, ignore_errors=True)
