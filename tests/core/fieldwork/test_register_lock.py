"""Several people, several programs, power cuts: real processes on real files."""

import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from shapely import box

from tests.core.fieldwork.register_tools import ROOT, contents, outline, sites, update

# Imports once; for each line of input a child of its own brings in updates: each of a date of its own, with 40 outlines of
# its own and 40 that everybody brings.
WORKERS = """
import json, os, sys
sys.path.insert(0, {root!r})
from tests import conftest
from tests.core.fieldwork.register_tools import outline, update
import soranome.plugin.core.fieldwork.register

def tell(*words):  # in one piece: two processes write
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())

def work(path, name, first, count):
    for number in range(first, first + count):
        day = f"20{{10 + number // 336:02d}}-{{1 + number // 28 % 12:02d}}-{{1 + number % 28:02d}}"
        own = [outline(100 * i, 1000 * number + 100_000 * (1 + ord(name)), note=name) for i in range(40)]
        common = [outline(100 * i, 1000 * number, note="common") for i in range(40)]
        tell("begin")
        update(path, own + common, day, by=name)
        tell("done")

for line in sys.stdin:
    child = os.fork()
    if not child:
        work(*json.loads(line))
        os._exit(0)
    tell("child", child)
    tell("ended", os.waitpid(child, 0)[1])
"""
EACH = 40


class Worker:
    """A process of its own that brings in updates, one child after the other."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-c", WORKERS.format(root=str(ROOT))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip

    def begin(self, path, name, first, count):
        print(json.dumps([str(path), name, first, count]), file=self.process.stdin, flush=True)
        word = ""
        while word != "child":
            word, *rest = self.process.stdout.readline().split()
        self.child = int(rest[0])

    def wait_for(self, word) -> list[str]:
        while True:
            line = self.process.stdout.readline().split()
            if line[0] in (word, "ended"):
                return line

    def kill(self):
        os.kill(self.child, signal.SIGKILL)
        assert self.wait_for("ended")[1] == str(signal.SIGKILL.value), "it ended by itself, or with an error"

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        self.process.stdin.close()
        if kind is not None:
            self.process.kill()
        self.process.wait(60)


def require_sound(path):
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()


def lock_of(path):
    return path.with_name(f"{path.name}.lock")


def hold(path, **changes):
    """Leave a lock file as another holder would."""
    about = {
        "token": "t", "user": "佐藤", "host": "PC-07", "pid": 4711, "processes": "", "since": "2025-05-01T08:15:00Z",
        "beat": "000000000",
    }  # fmt: skip
    whole = path.with_name("lock.part")  # else somebody may read half of it
    whole.write_text(json.dumps({**about, **changes}), encoding="utf-8")
    os.replace(whole, lock_of(path))


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "台帳.gpkg"
    update(path, [outline(0, 0)])
    return path


@pytest.fixture
def quick(monkeypatch):
    """Locks go stale after a second instead of 45."""
    from soranome.plugin.core.fieldwork import register_geopackage
    from soranome.plugin.core.fieldwork.register_lock import LockFile

    monkeypatch.setattr(register_geopackage, "LockFile", lambda *given: LockFile(*given, beat_s=0.2, stale_s=1.0))


def open_briefly(path, wait_s=0.5):
    from soranome.plugin.core.fieldwork.register import open_register

    with open_register(path, "x", wait_s=wait_s) as register:
        return len(register.sites())


def test_killed_at_any_moment_the_file_is_before_or_after(tmp_path):
    """40 kills: 15 while the register is being made, 25 while it is added to."""
    rng = random.Random(11)  # noqa: S311
    path = tmp_path / "台帳.gpkg"
    inside, first = 0, 0
    with Worker() as worker:
        for kill in range(40):
            if kill < 15:
                for leftover in tmp_path.iterdir():
                    leftover.unlink()
                first = 0
            worker.begin(path, "a", first, 1000)
            for _ in range(rng.randrange(1, 3)):
                worker.wait_for("begin")
            time.sleep(rng.uniform(0, 0.08))
            worker.kill()
            inside += lock_of(path).exists()
            update(path, [outline(-500, -500 - 100 * kill)], "2009-01-01", by="after")  # the next cleans up by itself
            require_sound(path)
            assert sorted(p.name for p in tmp_path.iterdir()) == [path.name]
            rows = contents(path)
            runs = {row["update_id"]: 0 for row in rows["updates"] if row["created_by"] == "a"}
            for row in rows["observations"]:
                if row["created_by"] == "a":
                    runs[row["update_id"]] += 1
            assert set(runs.values()) <= {2 * EACH}, "half an update"
            assert len(rows["sites"]) == len(rows["observations"])
            first = len(runs)  # one killed after the end of an update left it whole
    assert inside >= 15, "too few kills met an update under way to mean anything"


def test_two_processes_at_once_lose_nothing_and_double_nothing(tmp_path):
    path = tmp_path / "台帳.gpkg"
    rounds = 25
    with Worker() as first, Worker() as second:
        for worker, name in ((first, "a"), (second, "b")):
            worker.begin(path, name, 0, rounds)
        assert [worker.wait_for("ended") for worker in (first, second)] == [["ended", "0"]] * 2
    require_sound(path)
    rows = contents(path)
    assert len(rows["observations"]) == len(rows["sites"]) == 3 * EACH * rounds
    by_note = [json.loads(row["attributes"])["note"] for row in rows["observations"]]
    assert [by_note.count(note) for note in ("a", "b", "common")] == [EACH * rounds] * 3
    assert len(rows["updates"]) == 2 * rounds
    assert {row["created_by"] for row in rows["updates"]} == {"a", "b"}
    assert sorted(p.name for p in tmp_path.iterdir()) == [path.name]


def test_who_holds_it_since_when_is_said(register):
    from soranome.plugin.core.errors import OutputError

    hold(register)
    with pytest.raises(OutputError, match=r"佐藤 on PC-07 \(process 4711\) since 2025-05-01T08:15:00Z.*run again"):
        open_briefly(register)
    assert lock_of(register).exists(), "another's lock is not removed"
    lock_of(register).unlink()
    assert open_briefly(register) == 1


def test_waiting_can_be_cancelled_and_says_for_whom(register):
    from soranome.plugin.core.errors import Cancelled
    from soranome.plugin.core.fieldwork.register import open_register

    class Told:
        lines = []
        cancelled = False

        def report(self, fraction, text=""):
            self.lines.append(str(text))
            self.cancelled = True

    hold(register)
    told = Told()
    with pytest.raises(Cancelled), open_register(register, "x", progress=told):
        pass
    assert "佐藤" in told.lines[0]


def test_the_lock_of_a_dead_process_of_this_computer_is_taken_at_once(register):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    hold(register, host=socket.gethostname(), pid=dead.pid, processes=os.readlink("/proc/self/ns/pid"))
    start_at = time.monotonic()
    assert open_briefly(register, 30) == 1
    assert time.monotonic() - start_at < 5
    assert not lock_of(register).exists()


@pytest.mark.parametrize("content", [None, b"", b"{", b"[1]"])
def test_a_lock_nobody_keeps_alive_is_taken_after_a_while(register, quick, content):
    """Of another computer, or half written. Its time is of no account: clocks differ."""
    hold(register, since="2999-01-01T00:00:00Z")
    if content is not None:
        lock_of(register).write_bytes(content)
    os.utime(lock_of(register), (4e9, 4e9))
    start_at = time.monotonic()
    assert open_briefly(register, 30) == 1
    assert 0.9 < time.monotonic() - start_at < 10
    assert sorted(p.name for p in register.parent.iterdir()) == [register.name]


def test_a_lock_that_is_kept_alive_is_not_taken(register, quick):
    from soranome.plugin.core.errors import OutputError

    ended = threading.Event()

    def beat():
        number = 0
        while not ended.wait(0.2):
            number += 1
            hold(register, beat=f"{number:09d}")

    hold(register)
    other = threading.Thread(target=beat)
    other.start()
    try:
        with pytest.raises(OutputError, match="佐藤"):
            open_briefly(register, 3)
    finally:
        ended.set()
        other.join()


def test_a_holder_at_work_for_long_keeps_his_lock(register, quick):
    from soranome.plugin.core.errors import OutputError
    from soranome.plugin.core.fieldwork.register import open_register

    with open_register(register, "x"):
        with pytest.raises(OutputError, match=f"process {os.getpid()}"):
            open_briefly(register, 2.5)
        assert lock_of(register).exists()


def test_many_who_find_a_dead_lock_take_it_one_after_the_other(tmp_path):
    """The race of breaking: eight threads meet one stale lock; never are two inside."""
    from soranome.plugin.core.fieldwork.register_lock import LockFile
    from soranome.plugin.core.tasks import Silent

    path = tmp_path / "r.gpkg"
    inside, worst, entered = 0, 0, 0
    count = threading.Lock()

    def enter():
        nonlocal inside, worst, entered
        with LockFile(path, 60, Silent(), beat_s=0.2, stale_s=0.5):
            with count:
                inside += 1
                worst, entered = max(worst, inside), entered + 1
            time.sleep(0.02)
            with count:
                inside -= 1

    for _ in range(4):
        hold(path)
        threads = [threading.Thread(target=enter) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (entered, worst) == (32, 1)
    assert list(tmp_path.iterdir()) == []


def test_a_killed_breaker_blocks_nobody(register, quick):
    hold(register)
    guard = register.with_name(f"{register.name}.lock.break")
    guard.write_bytes(b"")
    os.utime(guard, (1e9, 1e9))
    assert open_briefly(register, 30) == 1
    assert not guard.exists()


def test_whose_lock_was_taken_away_writes_nothing(register):
    from soranome.plugin.core.errors import OutputError
    from soranome.plugin.core.fieldwork.register import Observation, open_register

    before = contents(register)
    with pytest.raises(OutputError, match="taken away"), open_register(register, "x") as mine:
        mine.update(Observation([outline(500, 0)], "2025-05-01"))
        hold(register)
    assert contents(register) == before
    assert json.loads(lock_of(register).read_text(encoding="utf-8"))["user"] == "佐藤", "released only by its owner"


def test_a_file_locked_by_another_program_is_said(register):
    from soranome.plugin.core.errors import OutputError

    before = contents(register)
    other = sqlite3.connect(register, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(OutputError, match=r"locked by another program.*run again"):
        open_briefly(register)
    other.close()
    assert contents(register) == before
    assert not lock_of(register).exists()


# Holds a file as other programs do, until it is told to let go or has held it for the seconds given.
HOLDER = """
import select, sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
select.select([sys.stdin], [], [], float(sys.argv[2]))
other.rollback()
"""


@pytest.fixture
def held_by_a_process(register):
    """A function that has another process hold the register for some seconds."""
    processes = []

    def hold_it(seconds):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(register), str(seconds)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        processes.append(process)
        assert process.stdout.readline() == "held\n"

    yield hold_it
    for process in processes:
        process.communicate()


def look(path, wait_s, progress=None):
    from soranome.plugin.core.fieldwork.register import look_at

    with look_at(path, wait_s, progress) as opened:
        return len(opened.sites())


def crs_code(path, wait_s, progress=None):
    from soranome.plugin.core.fieldwork.register import crs_of_register

    return crs_of_register(path, wait_s, progress).epsg


def write(path, wait_s, progress=None):
    from soranome.plugin.core.fieldwork.register import open_register

    with open_register(path, "x", wait_s=wait_s, progress=progress) as opened:
        return len(opened.sites())


@pytest.mark.parametrize(("use", "result"), [(look, 1), (crs_code, 6677), (write, 1)])
def test_another_process_that_has_the_file_is_waited_for(register, held_by_a_process, use, result):
    held_by_a_process(2.5)
    start_at = time.monotonic()
    assert use(register, 60) == result
    assert 2 < time.monotonic() - start_at < 30


@pytest.mark.parametrize("use", [look, crs_code, write])
def test_it_waits_no_longer_than_asked(register, held_by_a_process, use):
    from soranome.plugin.core.errors import OutputError

    held_by_a_process(60)
    start_at = time.monotonic()
    with pytest.raises(OutputError, match="locked by another program"):
        use(register, 2)
    assert 1.9 < time.monotonic() - start_at < 15
    assert not lock_of(register).exists()


@pytest.mark.parametrize("use", [look, crs_code, write])
def test_waiting_for_another_process_is_told_and_can_be_cancelled(register, held_by_a_process, use):
    from soranome.plugin.core.errors import Cancelled

    class Told:
        lines = ()
        cancelled = False

        def report(self, fraction, text=""):
            self.lines = (*self.lines, str(text))
            self.cancelled = True

    held_by_a_process(60)
    told = Told()
    start_at = time.monotonic()
    with pytest.raises(Cancelled):
        use(register, 60, told)
    assert time.monotonic() - start_at < 15
    assert len(told.lines) == 1 and "台帳.gpkg is locked by another program" in told.lines[0]
    assert not lock_of(register).exists()


def test_it_waits_for_a_reader_before_it_commits(register):
    """QGIS drawing the map holds a read lock for a moment."""
    reader = sqlite3.connect(register, isolation_level=None, check_same_thread=False)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM sites").fetchone()
    threading.Timer(1.0, reader.rollback).start()
    assert update(register, [outline(500, 0)], "2025-05-01").new == 1
    reader.close()


def test_a_write_ahead_log_left_behind_is_folded_in(register):
    writer = sqlite3.connect(register)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("UPDATE sites SET remarks = 'QGISで編集'")
    writer.commit()
    # As after a power cut: a copy taken by SQLite's files as they lie there, nobody having them open.
    folder = register.parent / "after the cut"
    folder.mkdir()
    for part in register.parent.glob("台帳.gpkg*"):
        shutil.copy(part, folder / part.name)
    writer.close()
    copy = folder / register.name
    assert sorted(p.name for p in folder.iterdir())[1:], "the log is part of it"
    update(copy, [outline(500, 0)], "2025-05-01")
    assert [row["remarks"] for row in sites(copy)] == ["QGISで編集", None]
    with sqlite3.connect(copy) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


@pytest.mark.parametrize("on_share", [True, False])
def test_a_register_being_edited_is_refused_on_a_share_and_shared_on_a_disk(register, monkeypatch, on_share):
    from soranome.plugin.core.errors import OutputError
    from soranome.plugin.core.fieldwork import register_geopackage

    monkeypatch.setattr(register_geopackage, "is_on_network", lambda path: on_share)
    editor = sqlite3.connect(register, isolation_level=None)
    editor.execute("PRAGMA journal_mode = WAL")
    editor.execute("UPDATE sites SET remarks = 'a'")
    if on_share:
        with pytest.raises(OutputError, match="open for editing in QGIS"):
            update(register, [outline(500, 0)], "2025-05-01")
    else:
        update(register, [outline(500, 0)], "2025-05-01")
    editor.execute("UPDATE sites SET remarks = 'b'")
    editor.close()
    assert [row["remarks"] for row in sites(register)] == (["b"] if on_share else ["b", "b"])
    require_sound(register)


@pytest.mark.parametrize(
    ("line", "on_share"),
    [
        ("//server/share /mnt/台帳\\040共有 cifs rw 0 0", True),
        ("server:/x /mnt nfs4 rw 0 0", True),
        ("user@h: /mnt/台帳\\040共有 fuse.sshfs rw 0 0", True),
        ("/dev/sdb1 /mnt/台帳\\040共有 ext4 rw 0 0", False),
        ("/dev/sdb1 /mnt/台帳\\040共有 fuse.ntfs-3g rw 0 0", False),
        ("//server/share /mnt/else cifs rw 0 0", False),
    ],
)
def test_shares_are_told_from_disks(monkeypatch, line, on_share):
    from pathlib import Path

    from soranome.plugin.core.fieldwork.register_geopackage import is_on_network

    monkeypatch.setattr(Path, "read_text", lambda *_, **__: f"/dev/sda1 / ext4 rw 0 0\n{line}\n")
    assert is_on_network(Path("/mnt/台帳 共有/r.gpkg")) == on_share


def test_a_folder_that_may_only_be_read_is_said(register, small_disk):
    from soranome.plugin.core.errors import OutputError

    disk = small_disk(8)
    copy = disk / register.name
    shutil.copy(register, copy)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    before = copy.read_bytes()
    with pytest.raises(OutputError, match="no lock file can be made beside it"):
        update(copy, [outline(500, 0)], "2025-05-01")
    assert copy.read_bytes() == before
    assert len(sites(copy)) == 1, "it can still be looked at"


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to become somebody who may not write")
def test_a_file_that_may_only_be_read_is_said(register):
    code = f"""
import os, sys
sys.path.insert(0, {str(ROOT)!r})
from tests import conftest
from tests.core.fieldwork.register_tools import outline, update
import shapely, soranome.plugin.core.fieldwork.register
os.setuid(65534)
try:
    update(sys.argv[1], [outline(500, 0)], "2025-05-01")
except Exception as error:
    print(type(error).__name__, error)
"""
    with tempfile.TemporaryDirectory() as folder:  # pytest's own is for nobody else
        os.chmod(folder, 0o777)  # noqa: S103
        copy = Path(shutil.copy(register, folder))
        copy.chmod(0o444)
        command = [sys.executable, "-c", code, str(copy)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        assert done.stdout.startswith("OutputError") and "may only be read" in done.stdout, done.stdout + done.stderr
        assert len(sites(copy)) == 1 and not lock_of(copy).exists()


def test_a_full_disk_is_said_and_nothing_is_lost(register, small_disk):
    from soranome.plugin.core.errors import OutputError

    disk = small_disk(1)
    copy = disk / register.name
    shutil.copy(register, copy)
    before = contents(copy)
    many = [outline(100 * i, 500, reasons="理由" * 500) for i in range(800)]
    with pytest.raises(OutputError, match="cannot be written"):
        update(copy, many, "2025-05-01")
    require_sound(copy)
    assert contents(copy) == before
    assert [p.name for p in disk.iterdir()] == [register.name]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"not a database, rather a letter to somebody " * 40, "no GeoPackage"), (None, "no register")],
)
def test_another_file_is_refused(tmp_path, content, said):
    from soranome.plugin.core.errors import InputError
    from soranome.plugin.core.fieldwork.register import crs_of_register

    path = tmp_path / "x.gpkg"
    if content is None:
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE candidates (fid INTEGER)")
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    for use in (lambda: update(path, [outline(0, 0)]), lambda: crs_of_register(path)):
        with pytest.raises(InputError, match=said):
            use()
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("name", "said"), [("missing/r.gpkg", "folder does not exist"), (".", "is a folder")])
def test_a_place_that_is_none_is_said(tmp_path, name, said):
    from soranome.plugin.core.errors import OutputError

    with pytest.raises(OutputError, match=said):
        update(tmp_path / name, [outline(0, 0)])


def test_a_damaged_register_is_said(register):
    from soranome.plugin.core.errors import SoraNoMeError

    update(register, [outline(100 * i, 500) for i in range(300)], "2025-05-01")
    data = bytearray(register.read_bytes())
    data[8192:200_000] = os.urandom(200_000 - 8192)
    register.write_bytes(bytes(data))
    with pytest.raises(SoraNoMeError, match="damaged"):
        update(register, [outline(0, 0, 90)], "2025-08-01")


def test_the_file_is_a_geopackage_others_can_read(register):
    update(register, [outline(1000, 2000)], "2025-05-01", area=box(-10, -10, 3000, 3000))
    with sqlite3.connect(register) as connection:
        run = connection.execute
        assert run("PRAGMA application_id").fetchone() == (0x47504B47,)
        assert run("PRAGMA journal_mode").fetchone() == ("delete",)
        bounds = "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?"
        assert run(bounds, ("sites",)).fetchone() == (0, 0, 1040, 2040)
        assert run(bounds, ("updates",)).fetchone() == (-10, -10, 3000, 3000)
        listed = {name for (name,) in run("SELECT table_name FROM gpkg_contents")}
        tables = {name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert tables - listed == {"gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys", "sqlite_sequence"}
        blob = run("SELECT geom FROM sites").fetchone()[0]
        assert blob[:4] == b"GP\x00\x03" and int.from_bytes(blob[4:8], "little") == 6677
