"""Run by QGIS before its plugins (PYQGIS_STARTUP): writes when what was done into SORANOME_TIMES, and ends QGIS.

``plugin`` is what loading and starting this plugin took (wall time, seconds); ``ready``, ``idle`` and ``settled`` are
seconds since the process began: when QGIS says that its start is over, when it next has nothing to do, and when what the
plugin put off is done as well; ``cpu`` is the processor time until ``idle``; ``pause`` is the longest time meanwhile in
which QGIS heard nothing. ``modules`` are the files of the plugin that were imported for the start.
"""

import json
import os
import sys
import time

import qgis.utils
from qgis.PyQt.QtCore import QTimer

times = {"plugin": 0.0}


def since_start() -> float:
    """Seconds since this process began, to a hundredth (Linux)."""
    with open("/proc/self/stat", encoding="ascii") as file:
        began = int(file.read().rpartition(")")[2].split()[19]) / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - began


def timed(do):
    def run(name, *rest):
        start = time.perf_counter()
        try:
            return do(name, *rest)
        finally:
            if name == "soranome":
                times["plugin"] += time.perf_counter() - start
            if do.__name__ == "startPlugin" and name == "soranome":
                times["modules"] = sum(module.startswith("soranome") for module in sys.modules)

    return run


qgis.utils.loadPlugin, qgis.utils.startPlugin = timed(qgis.utils.loadPlugin), timed(qgis.utils.startPlugin)


def ready():
    times["ready"] = since_start()
    QTimer.singleShot(0, idle)


def idle():
    times["idle"], times["cpu"] = since_start(), time.process_time()
    times["pause"] = 0.0
    beat(time.perf_counter())


def beat(last):
    """Once between any two things QGIS does, until the plugin has nothing left to do."""
    now = time.perf_counter()
    times["pause"] = max(times["pause"], now - last)
    plugin = qgis.utils.plugins.get("soranome")
    if plugin is not None and plugin.left:
        QTimer.singleShot(0, lambda: beat(now))
        return
    times["settled"] = since_start()
    with open(os.environ["SORANOME_TIMES"], "w", encoding="ascii") as file:
        json.dump(times, file)
    os._exit(0)


def watch():
    """``iface`` comes after this file was run."""
    if qgis.utils.iface is None:
        QTimer.singleShot(0, watch)
    else:
        qgis.utils.iface.initializationCompleted.connect(ready)


original = qgis.utils.initInterface


def init_interface(pointer):
    original(pointer)
    watch()


qgis.utils.initInterface = init_interface
