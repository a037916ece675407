"""Two programs at work on one register at the same moment: nothing is lost, nothing doubled, nothing damaged."""

import json
import os
import shutil
import sqlite3
import subprocess
import threading
import time
from contextlib import closing

import pytest

from tests.faults.jobs import LIST_ROWS, records
from tests.faults.nursery import ROOT, Nursery


@pytest.fixture(scope="module")
def two():
    with Nursery() as one, Nursery() as other:
        yield one, other


def at_once(two, jobs, folder, times=3):
    """Run each job on ``folder`` by a process of its own, ``times`` times, all at the same moment; what they say."""
    said = []

    def work(nursery, job):
        for _ in range(times):
            said.append(nursery.run(job, folder))

    threads = [threading.Thread(target=work, args=pair) for pair in zip(two, jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def test_the_same_update_twice(cases, two):
    case = cases("register")
    for _ in range(3):
        folder = case.fresh()
        said = at_once(two, ("register", "register"), folder)
        assert all("error" not in one for one in said), said
        assert case.job.content(folder) == case.expected
        shutil.rmtree(folder)


def test_the_same_list_twice(cases, two):
    case = cases("results")
    for _ in range(3):
        folder = case.fresh()
        said = at_once(two, ("results", "results"), folder)
        assert all("error" not in one for one in said), said
        found = case.job.content(folder)
        for table in ("sites", "visits", "photos", "history"):
            assert found[table] == case.expected[table], table
        shutil.rmtree(folder)


def test_a_list_and_an_update(cases, two):
    case = cases("results")
    folder = case.fresh()
    said = at_once(two, ("results", "register"), folder)
    assert all("error" not in one for one in said), said
    found = case.job.content(folder)
    after = case.fresh()
    for job in ("results", "register"):
        two[0].run(job, after)
    expected = case.job.content(after)
    assert {table: len(rows) for table, rows in found.items()} == {table: len(rows) for table, rows in expected.items()}
    assert len(found["visits"]) == LIST_ROWS and len(found["observations"]) > len(case.before["observations"])


def test_while_somebody_edits(cases):
    """Somebody has the register open with a write-ahead log, as QGIS does to edit, and saves while a run wants to write."""
    case = cases("register")
    folder = case.fresh()
    path = folder / "out/register.gpkg"
    with closing(sqlite3.connect(path, isolation_level=None)) as editor:
        assert editor.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
        editor.execute("BEGIN IMMEDIATE")
        editor.execute("UPDATE sites SET remarks = 'edited' WHERE fid = 1")
        child = case.start(folder)
        time.sleep(0.5)
        editor.execute("COMMIT")
        ended = child.ended()
        assert "error" not in ended and ended["seconds"] > 0.4, "it waited"
        assert editor.execute("SELECT remarks FROM sites WHERE fid = 1").fetchone() == ("edited",)
    found = records(path)
    assert len(found["sites"]) == len(case.expected["sites"])
    assert len(found["observations"]) == len(case.expected["observations"])


def test_two_qgis(cases, tmp_path):
    """Two real runs of ``qgis_process``: the same list is imported, and the register updated, at the same moment."""
    if shutil.which("qgis_process") is None:
        pytest.skip("qgis_process is not installed")
    case = cases("results")
    folder = case.fresh()
    register = str(folder / "out/register.gpkg")
    outlines = tmp_path / "outlines.geojson"
    outlines.write_text(json.dumps({
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::6677"}},
        "features": [
            {"type": "Feature", "properties": {"rank": i + 1, "after_date": "2025-10-25"}, "geometry": {
                "type": "Polygon", "coordinates": [[[x, 5000], [x + 40, 5000], [x + 40, 5040], [x, 5040], [x, 5000]]]}}
            for i, x in enumerate(range(0, 3000, 100))
        ],
    }))  # fmt: skip
    commands = [
        ["soranome:importresults", f"RESULTS={folder / 'in/list.xlsx'}", f"PHOTOS={folder / 'in/photos'}"],
        ["soranome:updateregister", f"CANDIDATES={outlines}"],
    ]
    running = []
    for number, (algorithm, *given) in enumerate(commands):
        profile = tmp_path / f"profile{number}"
        shutil.copytree(os.environ.get("SORANOME_PROFILES", ROOT / ".venv/config"), profile)
        command = [str(ROOT / "scripts/qgis.sh"), "qgis_process", "run", algorithm, "--json", "--", *given]
        running.append(subprocess.Popen(
            [*command, f"REGISTER={register}", "OPERATOR=係"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, "SORANOME_PROFILES": str(profile), "LANG": "ja_JP.UTF-8"},
        ))  # fmt: skip
    for process in running:
        said, _ = process.communicate(timeout=240)
        assert process.returncode == 0, said[-2000:]
    found = case.job.content(folder)
    assert len(found["visits"]) == LIST_ROWS
    assert len(found["sites"]) == len(case.before["sites"]) + 30
    assert len(found["observations"]) == len(case.before["observations"]) + 30
