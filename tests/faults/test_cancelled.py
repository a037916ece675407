"""Cancelled at any stage: it is said, nothing has its name, and the next run is as if nothing had been."""

import shutil

import pytest

from soranome.plugin.core.errors import Cancelled
from tests.faults.jobs import JOBS, left_in, prepared

STAGES = 4
LAST = 2  # reports at the end, where names are given


class Impatient:
    """Cancels at the ``nth`` report of the fraction done (from 1), and remembers whether it was told of more than all."""

    def __init__(self, nth=10**9):
        self._nth, self.reports, self.fractions = nth, 0, []

    @property
    def cancelled(self):
        return self.reports >= self._nth

    def report(self, fraction, text=""):
        self.reports += 1
        self.fractions.append(fraction)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """A function: folder of a job with its inputs, what is there before it and what after, and how often it reports."""
    made = {}

    def run(name):
        if name not in made:
            folder = prepared(name, tmp_path_factory.mktemp(name) / "pristine")
            whole = shutil.copytree(folder, folder.with_name("whole"))
            progress = Impatient()
            JOBS[name].run(whole, progress)
            content = JOBS[name].content
            made[name] = folder, content(folder), content(whole), progress.reports
            assert made[name][1] != made[name][2]
        return made[name]

    return run


@pytest.mark.parametrize("name", JOBS)
def test_at_any_stage(undisturbed, name):
    folder, before, expected, count = undisturbed(name)
    job = JOBS[name]
    stages = {1 + (count - 1) * i // STAGES for i in range(STAGES)} | set(range(max(1, count - LAST + 1), count + 1))
    stopped = 0
    for stage in sorted(stages):
        work = shutil.copytree(folder, folder.with_name(f"stage{stage}"))
        try:
            job.run(work, Impatient(stage))
        except Cancelled:
            stopped += 1
            found = job.content(work)
            if job.keeps:  # finished tiles, which the next run takes over
                assert all(expected[file] == what for file, what in found.items())
                assert found != expected
            else:
                assert found == before, "nothing has its name"
        else:
            assert job.content(work) == expected, "what is not told as cancelled is there, all of it"
        job.run(work, Impatient())
        assert job.content(work) == expected, "the next run is as if nothing had been"
        assert left_in(work / "out") == []
        shutil.rmtree(work)
    assert stopped >= min(STAGES, len(stages)) // 2, "it can be cancelled"
