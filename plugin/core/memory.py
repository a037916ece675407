"""How much memory is free, so that a run that cannot fit is refused before it starts."""

from __future__ import annotations

import ctypes
import os
import sys

from .errors import InputError
from .text import QT_TRANSLATE_NOOP

_SHARE = 0.8  # of the free memory; the rest is for QGIS and what it does meanwhile


def available_bytes() -> int | None:
    """Memory a program can still take without swapping; None where the system does not tell."""
    if sys.platform == "win32":
        return _available_on_windows()
    try:
        with open("/proc/meminfo", encoding="ascii") as file:
            for line in file:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError, AttributeError):
        return None


def _available_on_windows() -> int | None:
    class MemoryStatus(ctypes.Structure):  # MEMORYSTATUSEX of the Windows API
        _fields_ = [
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *((name, ctypes.c_ulonglong) for name in ("total", "free", "a", "b", "c", "d", "e")),
        ]

    status = MemoryStatus(length=ctypes.sizeof(MemoryStatus))
    if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return None
    return int(status.free)


def require_memory(needed_bytes: int, width: int, height: int) -> None:
    """Raise :class:`InputError` where a grid of ``width`` × ``height`` cells needs more memory than is free."""
    free = available_bytes()
    if free is not None and needed_bytes > _SHARE * free:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{width} × {height} cells need about {needed} GB of memory, {free} GB are free. Choose a coarser "
                "resolution or a smaller extent.",
            ),
            width=width,
            height=height,
            needed=f"{needed_bytes / 1e9:.1f}",
            free=f"{free / 1e9:.1f}",
        )
