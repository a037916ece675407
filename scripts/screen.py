"""A virtual screen with the real QGIS on it, for tests and for the pictures of the guide."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@contextlib.contextmanager
def virtual_screen(size: str = "1366x768") -> Iterator[str]:
    """The name of a new X display."""
    read, write = os.pipe()
    # 96 dots per inch is a scaling of 100 %; Xvfb's own 100 would be 104 %.
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-dpi", "96"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            yield f":{pipe.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def is_here() -> bool:
    return bool(shutil.which("Xvfb") and shutil.which("qgis"))


def run_qgis(
    script: Path,
    language: str,
    settings: dict[str, str],
    size: str = "1366x768",
    options: Sequence[str] = (),
    limit_s: float = 300,
) -> subprocess.CompletedProcess:
    """Start QGIS on a screen of its own with ``script`` (told ``settings`` by its environment) until it ends."""
    with virtual_screen(size) as display:
        environment = {**os.environ, **settings, "DISPLAY": display}
        environment.pop("QT_QPA_PLATFORM", None)
        command = [
            ROOT / "scripts" / "qgis.sh",
            "qgis",
            "--nologo",
            "--lang",
            language,
            *options,
            "--code",
            str(script),
        ]
        return subprocess.run(command, env=environment, timeout=limit_s, check=False, capture_output=True)
