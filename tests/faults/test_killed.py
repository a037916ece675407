"""Killed at whatever moment: what has its name is whole, the register before or after, and the next run makes all good."""

import random
import shutil

import pytest

from tests.faults.conftest import TRIES
from tests.faults.jobs import left_in


@pytest.mark.parametrize("names", [("optical", "elevation"), ("copc",), ("register",), ("results",)])
def test_at_random_moments(cases, names):
    rng = random.Random(8)  # noqa: S311
    met = 0
    for number in range(TRIES):
        case = cases(names[number % len(names)])
        folder = case.fresh()
        met += case.start(folder).kill(rng.uniform(0, case.seconds))
        go_on(case, folder)
    assert met >= TRIES // 2, "too few kills met a run under way to mean anything"


@pytest.mark.parametrize("name", ["optical", "copc", "register", "results", "checklist", "coverage"])
def test_at_steps_others_can_see(cases, name):
    """Before a file is renamed, removed or brought to the disk, or a statement writes; and where files get their names."""
    case = cases(name)
    steps = thinned(count_steps(case, case.fresh()), TRIES // 4)
    names = thinned(count_steps(case, case.fresh(), True), TRIES // 6)
    moments = [*((False, step) for step in steps), *((True, step) for step in names)]
    met = 0
    for naming, step in moments:
        folder = case.fresh()
        ended = case.run(folder, "step", step, naming, naming)
        met += ended["status"] == -9
        # Two tiles at once share folders: a run may have a few steps less than the run that was counted.
        assert ended["status"] == -9 or ended["steps"] < step, ended
        go_on(case, folder)
    assert met >= len(moments) - 2


def count_steps(case, folder, naming=False) -> int:
    return case.run(folder, "step", 10**9, False, naming)["steps"]


def thinned(count, most) -> list[int]:
    """Numbers up to ``count``, the first and the last among them, about ``most`` of them."""
    return sorted({*range(1, count + 1, max(1, -(-count // max(1, most)))), *range(count, count + 1)} - {0})


def go_on(case, folder):
    """What a killed run left is whole, and a run to the end makes of it what an undisturbed one makes."""
    case.require_whole(folder)
    ended = case.run(folder)
    assert ended["status"] == 0 and "error" not in ended, ended
    assert case.job.content(folder) == case.expected, "nothing lost, nothing doubled"
    assert left_in(folder / "out") == [], "nothing is left over"
    assert not list((folder / "out").glob("*.gpkg?*")), "nor a lock or a journal"
    shutil.rmtree(folder)


def test_old_results_stay_until_new_ones_take_their_place(cases):
    """While a run replaces the rasters of an earlier one, there is a whole file under every name at any moment."""
    case = cases("optical")
    old = case.fresh()
    case.run(old)
    for path in (old / "out").glob("*.tif"):  # what an earlier version would have made of it
        path.write_bytes(path.read_bytes() + b"\0")
    before = case.job.content(old)
    count = count_steps(case, shutil.copytree(old, old.with_name("counted")), True)
    for step in range(max(1, count - 2), count + 1):  # the three rasters get their names last
        for after in (False, True):
            folder = shutil.copytree(old, old.with_name(f"step{step}{after}"))
            assert case.run(folder, "step", step, after, True)["status"] == -9
            found = case.job.content(folder)
            assert found.keys() == case.expected.keys(), "each name has its file"
            assert all(found[name] in (before[name], case.expected[name]) for name in found)
            assert "error" not in case.run(folder)
            assert case.job.content(folder) == case.expected and left_in(folder / "out") == []
