"""Users are told where they wait for a compiler."""

import os

from numba import njit

from soranome.plugin.core.kernels import tell_of_compiling


@njit(cache=True)
def twice(x):
    return 2 * x


def new_process():
    """The kernel as another process meets it: only what is kept in files."""
    return njit(cache=True)(twice.py_func)


class Log:
    cancelled = False

    def __init__(self):
        self.said = []

    def report(self, fraction, text=""):
        self.said.append((fraction, str(text)))


def test_compiling_is_told_until_it_is_done_and_again_where_the_source_is_newer():
    log = Log()
    for index in _kept():
        index.unlink()
    tell_of_compiling(log, 0.3, new_process())
    assert [fraction for fraction, text in log.said] == [0.3] and "once after each installation" in log.said[0][1]
    assert twice(2) == 4
    tell_of_compiling(log, 0.3, new_process())
    assert len(log.said) == 1
    for index in _kept():
        os.utime(index, (0, 0))
    tell_of_compiling(log, 0.3, twice)
    assert len(log.said) == 1  # it is there, whatever the files are by now
    tell_of_compiling(log, 0.3, new_process())
    assert len(log.said) == 2


def _kept():
    from pathlib import Path

    return list(Path(twice.stats.cache_path).glob("test_kernels.twice-*.nbi"))
