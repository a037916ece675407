"""How much the plugin slows the start of QGIS: the real desktop, with and without it, in turns."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).resolve().parents[2]
PROBE = Path(__file__).with_name("startup_probe.py")
TURNS = 20


def _screen():
    sys.path.insert(0, str(ROOT / "scripts"))
    import screen

    return screen


def _start(display: str, folder: Path, with_plugin: bool, more: Mapping[str, str] = MappingProxyType({})) -> dict:
    """Times of one start, in a profile of its own; see startup_probe.py."""
    profile = folder / ("with" if with_plugin else "without")
    times = folder / "times.json"
    times.unlink(missing_ok=True)
    environment = {
        **os.environ,
        **more,
        "DISPLAY": display,
        "PYTHONPATH": os.pathsep.join([str(next((ROOT / ".venv/lib").glob("python*")) / "site-packages")]),
        "QGIS_PLUGINPATH": str(ROOT / ".venv/plugins"),
        "QGIS_CUSTOM_CONFIG_PATH": str(profile),
        "PYQGIS_STARTUP": str(PROBE),
        "SORANOME_TIMES": str(times),
    }
    environment.pop("QT_QPA_PLATFORM", None)
    settings = profile / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f"[PythonPlugins]\nsoranome={str(with_plugin).lower()}\n", encoding="ascii")
    subprocess.run(
        ["qgis", "--nologo", "--noversioncheck", "--lang", "ja"],
        env=environment,
        timeout=120,
        check=False,
        capture_output=True,
    )
    return json.loads(times.read_text(encoding="ascii"))


def start_of_qgis(folder: Path, data: Path | None):
    screen = _screen()
    if not screen.is_here():
        return
    with screen.virtual_screen() as display:
        for with_plugin in (True, False):  # both profiles made, and everything in the cache of the disk
            _start(display, folder, with_plugin)
        pairs = []
        for turn in range(TURNS):  # each as often before the other as after it
            found = {
                with_plugin: _start(display, folder, with_plugin) for with_plugin in (turn % 2 == 0, turn % 2 != 0)
            }
            pairs.append((found[True], found[False]))
        cold = _start(display, folder, True, {"PYTHONPYCACHEPREFIX": str(folder / "compiled")})["plugin"]
    own = sorted(pair[0]["plugin"] for pair in pairs)
    yield (
        "Start of QGIS: loading and starting the plugin",
        "< 50 ms",
        f"{1000 * statistics.median(own):.0f} ms ({1000 * own[0]:.0f}–{1000 * own[-1]:.0f})",
        f"median of {TURNS} starts inside the real QGIS, {pairs[0][0]['modules']} files imported; "
        f"{1000 * cold:.0f} ms the very first time, when Python compiles them",
    )
    without = statistics.median(pair[1]["idle"] for pair in pairs)
    clock, processor = (
        sorted(1000 * (with_it[name] - without_it[name]) for with_it, without_it in pairs) for name in ("idle", "cpu")
    )
    yield (
        "Start of QGIS until its window can be used, with the plugin and without",
        "< 50 ms slower",
        f"{statistics.median(clock):+.0f} ms; {statistics.median(processor):+.0f} ms of processor time",
        f"median of {TURNS} pairs of starts in turns ({clock[0]:+.0f} to {clock[-1]:+.0f}; {processor[0]:+.0f} to "
        f"{processor[-1]:+.0f}); {without:.2f} s without",
    )
    behind = statistics.median(1000 * (pair[0]["settled"] - pair[0]["idle"]) for pair in pairs)
    pause = statistics.median(1000 * pair[0]["pause"] for pair in pairs)
    yield (
        "What the start does not wait for: algorithms, models and docks",
        "—",
        f"{behind:.0f} ms",
        f"in steps behind the window that is there already, the longest {pause:.0f} ms",
    )


MEASURES = (start_of_qgis,)
