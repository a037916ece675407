"""What the tests of the core share: a disk that is really full, a progress that cancels, a folder's content."""

from __future__ import annotations

import os
import subprocess

import pytest

from soranome.plugin.core.change import sar_null
from soranome.plugin.core.checkpoint import PREFIX
from soranome.plugin.core.cluster import connect
from soranome.plugin.core.tasks import Silent

from .dask_cluster import running


@pytest.fixture(scope="session", autouse=True)
def _simulated_once():
    """What SAR statistics are compared with is simulated from fixed seeds for seconds, the same in many tests."""
    kept, simulated = {}, sar_null._simulated

    def simulated_once(weights, *rest):
        key = weights.shape, weights.tobytes(), rest
        if key not in kept:
            kept[key] = simulated(weights, *rest)
        return kept[key].copy()

    sar_null._simulated = simulated_once
    yield
    sar_null._simulated = simulated


@pytest.fixture(scope="session")
def dask(tmp_path_factory):
    """A scheduler and two workers; tests may kill workers, which come back."""
    with running(tmp_path_factory.mktemp("dask")) as cluster:
        yield cluster


@pytest.fixture
def cluster(dask):
    dask.wait_for(2)
    with connect(dask.address, Silent()) as cluster:
        yield cluster


@pytest.fixture
def small_disk(tmp_path):
    """A function that mounts a file system of so many MB (``read_only`` if asked) and returns its folder."""
    mounted = []

    def mount(megabytes=2, read_only=False):
        folder = tmp_path / f"disk{len(mounted)}"
        folder.mkdir()
        options = f"size={megabytes}m" + (",ro" if read_only else "")
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
        try:
            done = subprocess.run(command, capture_output=True, check=False)
        except OSError:
            done = None
        if done is None or done.returncode:
            pytest.skip("cannot mount a small disk here (needs root and tmpfs)")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def files_in():
    """A function listing all files below a folder, hidden ones too."""

    def listing(folder):
        return sorted(os.path.join(root, name) for root, _, names in os.walk(folder) for name in names)

    return listing


@pytest.fixture
def results_in(files_in):
    """As ``files_in``, but what a stopped run keeps for the next left out."""

    def listing(folder):
        return [path for path in files_in(folder) if f"{os.sep}{PREFIX}" not in path]

    return listing
