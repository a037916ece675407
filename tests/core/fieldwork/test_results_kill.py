"""Power cuts while results are imported: the register is before or after, never between."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time

from tests.core.fieldwork import results_tools as tools
from tests.core.fieldwork.register_tools import ROOT, contents
from tests.core.fieldwork.results_tools import bring, counts, told
from tests.core.fieldwork.test_register_lock import lock_of, require_sound

ROWS, PHOTOS = 300, 100
# Imports the libraries once; for each line of input a child of its own brings in the list.
WORKER = """
import os, sys
sys.path.insert(0, {root!r})
from tests import conftest
from tests.core.fieldwork import results_tools as tools
import soranome.plugin.core.fieldwork.results.importing

def tell(*words):
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())

class Steps:
    cancelled = False

    def report(self, fraction, text=""):
        tell("step")

for line in sys.stdin:
    register, results = line.strip().split("\\t")
    child = os.fork()
    if not child:
        tools.bring(register, results, progress=Steps())
        os._exit(0)
    tell("child", child)
    tell("ended", os.waitpid(child, 0)[1])
"""


def test_killed_at_any_of_twenty_moments(tmp_path):
    pristine = tools.make_register(tmp_path, ROWS)
    keys = tools.keys(pristine)
    folder = tools.make_package(tmp_path / "package", pristine)
    tools.fill_package(folder, {
        key: {"visited_on": "2026-05-14", "visited_by": "山田", "status": "visited", "remarks": f"箇所{n}",
              "photo_1": f"DCIM/{n}.jpg" if n < PHOTOS else None} for n, key in enumerate(keys)
    })  # fmt: skip
    for n in range(PHOTOS):
        tools.photo(folder / "DCIM" / f"{n}.jpg", n)
    expected = sorted((key, "2026-05-14", "山田", "visited", "", "", f"箇所{n}") for n, key in enumerate(keys))
    work = tmp_path / "work"
    register = work / "台帳.gpkg"
    command = [sys.executable, "-c", WORKER.format(root=str(ROOT))]
    left = tmp_path / "left"  # what those killed cannot take away
    left.mkdir()
    environment = {**os.environ, "TMPDIR": str(left)}
    worker = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    )

    def begin() -> int:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        shutil.copy(pristine, register)
        print(f"{register}\t{folder}", file=worker.stdin, flush=True)
        while (words := worker.stdout.readline().split())[0] != "child":
            pass  # it was quicker to tell of a step than its parent of it
        return int(words[1])

    def steps(most) -> int:
        """Wait for so many steps of the child, or its end; how many there were."""
        count = 0
        while count < most and worker.stdout.readline().split()[0] == "step":
            count += 1
        return count

    rng = random.Random(5)  # noqa: S311
    inside = before = after = 0
    try:
        begin()
        whole = steps(10**6)
        for moment in range(20):
            child = begin()
            # Reading takes the first half of the steps, writing the second; there most are killed.
            wanted = rng.randrange(whole) if moment % 4 == 0 else rng.randrange(whole // 2, whole)
            done = steps(wanted)
            time.sleep(rng.uniform(0, 0.01))
            with contextlib.suppress(ProcessLookupError):  # it was quicker
                os.kill(child, signal.SIGKILL)
            if done == wanted:
                steps(10**6)
            inside += lock_of(register).exists()
            require_sound(register)
            rows = contents(register)
            found = (len(rows["visits"]), len(rows["photos"]))
            assert found in ((0, 0), (ROWS, PHOTOS)), "between"
            statuses = {site["status"] for site in rows["sites"]}
            assert statuses == ({"visited"} if found[0] else {"unvisited"})
            for row in rows["photos"]:  # what the register knows of is there
                assert (work / row["path"]).is_file()
            before, after = before + (not found[0]), after + bool(found[0])
            again = counts(bring(register, folder))
            assert again == ({"unchanged": ROWS} if found[0] else {"entered": ROWS, "photos": PHOTOS})
            assert told(register) == expected
            files = [path for path in work.rglob("*") if path.is_file()]
            assert len(files) == PHOTOS + 1, "each photo once, nothing left over"
    finally:
        worker.stdin.close()
        worker.wait(60)
    assert inside >= 8 and before >= 8, "too few kills met an import under way to mean anything"
