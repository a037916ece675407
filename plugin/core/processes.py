"""Whether another process of this computer still runs."""

from __future__ import annotations

import ctypes
import functools
import os
import socket
import sys
import zlib


def process_space() -> str:
    """Which numbering of processes ours is: in Flatpak and containers, one computer has several."""
    try:
        return os.readlink("/proc/self/ns/pid")
    except OSError:
        return ""


@functools.cache
def numbering() -> str:
    """Eight hexadecimal digits that processes share where their numbers can be compared."""
    return f"{zlib.crc32(f'{socket.gethostname()}|{process_space()}'.encode()):08x}"


def is_running(pid: int) -> bool:
    """Whether the process ``pid`` of our own numbering runs."""
    if sys.platform == "win32":  # os.kill(pid, 0) would press Ctrl+C there
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
        if not handle:
            return ctypes.get_last_error() == 5  # it runs, but is another user's
        code = ctypes.c_ulong()
        known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return not known or code.value == 259  # STILL_ACTIVE
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
