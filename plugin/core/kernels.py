"""Compiled functions: the first run on a machine waits for them, and should say so."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path

from .tasks import Progress
from .text import QT_TRANSLATE_NOOP, Message


def tell_of_compiling(progress: Progress, fraction: float, *kernels: Callable) -> None:
    """Tell that some seconds go into compiling, where numba has none of ``kernels`` (its cached functions) from this
    process or an earlier one, or their source is newer. ``fraction`` is what the progress shows anyway."""
    for kernel in kernels:
        if kernel.signatures:
            continue
        source = Path(inspect.getsourcefile(kernel.py_func))
        kept = Path(kernel.stats.cache_path).glob(f"{source.stem}.{kernel.py_func.__qualname__}-*.nbi")
        if not any(index.stat().st_mtime >= source.stat().st_mtime for index in kept):
            progress.report(
                fraction,
                Message(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "Fast code is made for this computer, once after each installation: this takes up to a minute.",
                    )
                ),
            )
            return
