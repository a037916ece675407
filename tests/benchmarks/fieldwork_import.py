"""Results of visits back into the register: 1,000 sites × all fields, by three ways; is all equal, and how long it takes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITES = 1_000

# In a process of its own: QGIS is started once, and what is measured is not what other benchmarks left in memory.
JOB = """
import json, sys, time, zipfile
from pathlib import Path
sys.path.insert(0, {root!r})
from tests import conftest
from tests.core.fieldwork import results_tools as tools
from tests.core.fieldwork.register_tools import contents
from tests.processing import test_importresults as trip
from soranome.plugin.core.fieldwork.results import importing
folder, way = Path(sys.argv[1]), sys.argv[2]
register = tools.make_register(folder, {sites})
typed, expected = trip.answers_for(tools.keys(register))
if way == "package":
    from qgis.core import QgsApplication
    application = QgsApplication([], False)
    application.initQgis()
    given = trip.make_layer(folder / "package", register)
    for row in typed.values():
        row |= {{code: "DCIM/" + row[code] for code in ("photo_1", "photo_2", "photo_3")}}
    photos = trip.take_photos(given / "DCIM", typed)
    layer = trip.edit_in_qgis(given / "survey.gpkg", typed)
else:
    given = tools.fill(tools.make_list(folder / "list.xlsx", register), trip.in_words(typed))
    photos = trip.take_photos(folder / "photos", typed)
    if way == "libreoffice":
        given = trip.through_libreoffice(given, folder).rename(folder / "saved.xlsx")
start = time.perf_counter()
outcome = tools.bring(register, given)
seconds = time.perf_counter() - start
trip.require_all(register, expected, photos)
before = tools.dump(register)
start = time.perf_counter()
again = tools.bring(register, given)
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([outcome.entered, outcome.photos, again.unchanged, tools.dump(register) == before, seconds,
                  time.perf_counter() - start, int(peak.split()[1]) / 1024]), flush=True)
import os
os._exit(0)
"""


def round_trips(folder: Path, data: Path | None) -> list[tuple[str, str, str, str]]:
    """Every value, date and photo of 1,000 sites through each way; an inequality ends the benchmark with an error."""
    rows = []
    ways = {"openpyxl": "list filled in with openpyxl", "libreoffice": "the same, saved once by LibreOffice",
            "package": "GeoPackage edited in QGIS, layer still open"}  # fmt: skip
    for way, said in ways.items():
        if way == "libreoffice" and shutil.which("soffice") is None:
            continue
        place = folder / f"import_{way}"
        place.mkdir()
        command = [sys.executable, "-c", JOB.format(root=str(ROOT), sites=SITES), str(place), way]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr)
        entered, photos, unchanged, same, seconds, again, memory = json.loads(done.stdout.splitlines()[-1])
        if (entered, photos, unchanged, same) != (SITES, 3 * SITES, SITES, True):
            raise RuntimeError(f"{way}: {entered} entered, {photos} photos, {unchanged} unchanged the second time")
        rows.append(
            (
                f"Round trip of {SITES:,} sites × all fields: {said}",
                "every value, date and photo equal; zero lost, zero doubled",
                f"{entered:,} visits and {photos:,} photos equal, none lost, none doubled; a second import changes nothing",
                f"{seconds:.1f} s, once more {again:.1f} s, {memory:.0f} MB of memory",
            )
        )
        shutil.rmtree(place)
    return rows


def large_photo(folder: Path, data: Path | None) -> list[tuple[str, str, str, str]]:
    """How long a 500 MB photo takes."""
    from tests.core.fieldwork import results_tools as tools

    place = folder / "import_large"
    place.mkdir()
    register = tools.make_register(place, 1)
    (key,) = tools.keys(register)
    path = tools.make_list(place / "l.xlsx", register)
    tools.photo(place / "photos" / "a.jpg", 1)
    with open(place / "photos" / "a.jpg", "ab") as file:
        file.truncate(500_000_000)
    tools.fill(path, {key: {"visited_on": "2026/5/14", "photo_1": "a.jpg"}})
    start = time.perf_counter()
    outcome = tools.bring(register, path)
    seconds = time.perf_counter() - start
    shutil.rmtree(place)
    return [("A photo of 500 MB", "no harm", f"{outcome.photos} linked", f"{seconds:.1f} s, streamed")]


MEASURES = (round_trips, large_photo)
