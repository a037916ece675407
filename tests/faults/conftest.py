"""What the tests of faults share: children to be killed, prepared jobs, small disks."""

from __future__ import annotations

import os
import shutil

import pytest

from tests.core.conftest import small_disk  # noqa: F401 - a fixture
from tests.faults.jobs import JOBS, prepared
from tests.faults.nursery import Nursery

TRIES = int(os.environ.get("SORANOME_FAULTS", "20"))
"""Kills at random moments of each kind of job."""


@pytest.fixture(scope="session")
def nursery():
    with Nursery() as running:
        yield running


class Case:
    """A job with its inputs, what is there before it, and what an undisturbed run leaves."""

    def __init__(self, name, folder, nursery):
        self.name, self.job = name, JOBS[name]
        self._folder, self._nursery, self._made = folder, nursery, 0
        self.pristine = prepared(name, folder / "pristine")
        self.before = self.job.content(self.pristine)
        undisturbed = self.fresh()
        nursery.run(name, undisturbed)  # compiles, fills caches
        again = self.fresh()
        self.seconds = nursery.run(name, again)["seconds"]
        self.expected = self.job.content(again)
        assert self.expected == self.job.content(undisturbed) != self.before, "it can be told what is right"

    def fresh(self):
        """A copy of the inputs to work on."""
        self._made += 1
        folder = self._folder / f"{self.name}{self._made}"
        shutil.copytree(self.pristine, folder)
        return folder

    def run(self, folder, fault="", *arguments) -> dict:
        return self._nursery.run(self.name, folder, fault, *arguments)

    def start(self, folder):
        return self._nursery.start(self.name, folder)

    def require_whole(self, folder) -> dict:
        """Raise unless what lies under final names is whole; it is returned."""
        found = self.job.content(folder)
        if self.name in ("register", "results"):
            assert found in (self.before, self.expected), "all of the run, or nothing of it"
        else:
            wrong = {name for name, what in found.items() if self.expected.get(name) != what}
            assert not wrong, "a file under a final name is that of an undisturbed run"
        return found


@pytest.fixture(scope="session")
def cases(tmp_path_factory, nursery):
    """A function: the :class:`Case` of a job, made once."""
    made = {}

    def case(name):
        if name not in made:
            made[name] = Case(name, tmp_path_factory.mktemp(name), nursery)
        return made[name]

    return case
