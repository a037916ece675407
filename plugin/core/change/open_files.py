"""How many files may be open: stacks open hundreds, in every thread that reads them."""

from __future__ import annotations

import contextlib


def allow_open_files() -> None:
    """Let this process have as many files open as the system allows; the usual limits (1024, 256 on macOS) are lower, for
    programs that cannot deal with more. Windows has none."""
    try:
        import resource
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _ENOUGH if hard == resource.RLIM_INFINITY else min(hard, _ENOUGH)
    if soft != resource.RLIM_INFINITY and soft < most:
        with contextlib.suppress(ValueError, OSError):  # macOS allows less than it says
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


_ENOUGH = 10_240
