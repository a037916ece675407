"""Clocks that are wrong, and dates of files that say nothing: nothing is mixed, nothing old is taken for new."""

import os
import shutil

import pytest

from tests.faults.jobs import SHEETS, left_in, write_sheet

YEARS = 365.25 * 86400
WRONG = (-30 * YEARS, 30 * YEARS)


@pytest.mark.parametrize("name", ["optical", "copc", "register", "results", "checklist", "coverage"])
def test_a_clock_that_is_years_off(cases, name):
    case = cases(name)
    for seconds in WRONG:
        folder = case.fresh()
        ended = case.run(folder, "clock", seconds)
        if name in ("register",) and seconds < 0:
            # 2024 is the future to it: an observation from there would make all others old ones.
            assert ended["error"] == "InputError" and case.job.content(folder) == case.before
            ended = case.run(folder)
        assert "error" not in ended, ended
        assert case.job.content(folder) == case.expected
        shutil.rmtree(folder)


@pytest.mark.parametrize("name", ["optical", "copc", "register", "results", "coverage"])
@pytest.mark.parametrize("seconds", WRONG)
def test_a_clock_that_jumps_between_a_killed_run_and_the_next(cases, name, seconds):
    case = cases(name)
    folder = case.fresh()
    count = case.run(case.fresh(), "step", 10**9, False)["steps"]
    assert case.run(folder, "step", max(1, 2 * count // 3), False)["status"] == -9
    ended = case.run(folder, "clock", seconds)
    assert "error" not in ended or name == "register", ended
    if "error" in ended:
        case.run(folder)
    assert case.job.content(folder) == case.expected and left_in(folder / "out") == []


@pytest.mark.parametrize("when", [0, 4_102_444_800])  # 1970, 2100
@pytest.mark.parametrize("name", ["optical", "copc", "coverage", "results"])
def test_dates_of_files(cases, name, when):
    """Inputs, results and journals are dated 1970 or 2100, before and between runs."""
    case = cases(name)
    folder = case.fresh()
    for _ in range(2):
        for path in folder.rglob("*"):
            os.utime(path, (when, when))
        assert "error" not in case.run(folder)
        if name == "results":
            assert case.job.content(folder)["visits"] == case.expected["visits"]
        else:
            assert case.job.content(folder) == case.expected


def test_another_tile_of_the_same_size_and_date(cases):
    case = cases("copc")
    folder = case.fresh()
    case.run(folder)
    path = folder / "in" / f"{SHEETS[2]}.las"
    exchange(path, lambda: write_sheet(path, 99))
    assert "error" not in case.run(folder)
    fresh = case.fresh()
    shutil.copy2(path, fresh / "in" / path.name)
    case.run(fresh)
    assert case.job.content(folder) == case.job.content(fresh) != case.expected


def test_another_image_of_the_same_size_and_date(cases):
    """Tiles that a killed run finished are not taken for those of an image that has taken the place of another."""
    case = cases("optical")
    folder, fresh = case.fresh(), case.fresh()
    count = case.run(case.fresh(), "step", 10**9, False)["steps"]
    assert case.run(folder, "step", count // 2, False)["status"] == -9
    path = folder / "in/after.tif"
    data = path.read_bytes()
    other = (folder / "in/before.tif").read_bytes()
    exchange(path, lambda: path.write_bytes((other + bytes(len(data)))[: len(data)]))
    shutil.copy2(path, fresh / "in/after.tif")
    one, two = case.run(folder), case.run(fresh)
    assert one.get("error") == two.get("error") and case.job.content(folder) == case.job.content(fresh)
    assert case.job.content(folder) != case.expected


def exchange(path, write):
    """Give ``path`` another content of the same size and date."""
    before = path.stat()
    write()
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
