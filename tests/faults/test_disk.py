"""Disks that are full or may only be read: it is said of which file and why, and nothing half done has a name."""

import errno
import os
import shutil
import subprocess
import tempfile

import pytest

from tests.faults.jobs import left_in

FREE_KB = (0, 16, 64, 160, 320, 640)
FULL = os.strerror(errno.ENOSPC)
ANY = ["optical", "copc", "surfaces", "register", "results", "checklist", "coverage", "choice"]


@pytest.fixture
def on_disk():
    """A function: mount a disk over ``out`` of a folder, with what lay there; skips where that is not permitted."""
    mounted = []

    def mount(folder, free_kb=None, read_only=False):
        out = folder / "out"
        aside = out.rename(folder / "aside")
        out.mkdir()
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(out)], capture_output=True, check=False
        )
        if done.returncode:
            pytest.skip(f"cannot mount a small disk here: {done.stderr.decode().strip()}")
        mounted.append(out)
        shutil.copytree(aside, out, dirs_exist_ok=True)
        if free_kb is not None:
            about = os.statvfs(out)
            used_kb = (about.f_blocks - about.f_bfree) * about.f_frsize // 1024
            remount(out, f"size={max(4, used_kb + free_kb)}k")
        if read_only:
            remount(out, "ro")
        return folder

    yield mount
    for out in mounted:
        subprocess.run(["umount", str(out)], check=True)


def remount(out, option):
    subprocess.run(["mount", "-o", f"remount,{option}", str(out)], check=True, capture_output=True)


@pytest.mark.parametrize("name", ANY)
def test_a_full_disk(cases, on_disk, name):
    case = cases(name)
    failed = 0
    for free_kb in FREE_KB:
        folder = on_disk(case.fresh(), free_kb)
        ended = case.run(folder)
        assert ended["status"] == 0, "it does not crash"
        case.require_whole(folder)
        if "error" in ended:
            failed += 1
            assert ended["error"] == "OutputError", ended
            assert str(folder / "out") in ended["text"], ended
            assert FULL in ended["text"] or "MB free" in ended["text"], ended
            # Room is made, and the run is started again.
            remount(folder / "out", "size=64m")
            assert "error" not in case.run(folder)
        assert case.job.content(folder) == case.expected
        assert left_in(folder / "out") == []
    assert failed, "no disk was small enough"


@pytest.mark.parametrize("name", ANY)
def test_files_that_may_not_grow(cases, name):
    """As a full disk, for who may not mount one: a limit to the size of any file, met in the middle of writing."""
    case = cases(name)
    failed = 0
    sizes = sorted(path.stat().st_size for path in (case.pristine / "out").rglob("*") if path.is_file())
    for limit in {(sizes or [0])[-1] + more for more in (300, 3_000, 20_000, 80_000)}:
        folder = case.fresh()
        ended = case.run(folder, "fsize", limit)
        assert ended["status"] == 0, "it does not crash"
        case.require_whole(folder)
        if "error" in ended:
            failed += 1
            assert ended["error"] == "OutputError", ended
            # Excel's sheets are streamed to the folder of temporary files first.
            assert str(folder / "out") in ended["text"] or f"{tempfile.gettempdir()}/openpyxl" in ended["text"], ended
            assert "error" not in case.run(folder)
        assert case.job.content(folder) == case.expected
        assert left_in(folder / "out") == []
    assert failed, "no file was large enough"


@pytest.mark.parametrize("name", ANY)
def test_a_folder_that_may_only_be_read(cases, on_disk, name):
    case = cases(name)
    folder = on_disk(case.fresh(), read_only=True)
    ended = case.run(folder)
    assert ended["status"] == 0 and ended["error"] == "OutputError", ended
    assert str(folder / "out") in ended["text"], ended
    assert case.job.content(folder) == case.before
