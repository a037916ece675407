"""Finished tiles of runs that were stopped: taken where nothing changed, never mixed, never half."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from soranome.plugin.core.checkpoint import PREFIX, checkpoint, code_fingerprint
from soranome.plugin.core.errors import Cancelled, InputError, OutputError
from soranome.plugin.core.tasks import Silent, run_units


class Work:
    """Doubles its units; ``calls`` are those really worked on."""

    def __init__(self):
        self.calls = []

    def __call__(self, unit, watch):
        self.calls.append(unit)
        return np.full((4, 5), 2 * unit, np.int16), unit / 2


@pytest.fixture
def source(tmp_path) -> Path:
    path = tmp_path / "source.tif"
    path.write_bytes(bytes(range(256)) * 100)
    return path


def run(folder, inputs, parameters="p", stop_at=None, error=Cancelled, name="result.tif"):
    """Six units, the run stopped before unit ``stop_at``; the units worked on, and the results."""
    work, results = Work(), []
    with checkpoint(folder / name, inputs, parameters, Silent()) as kept:
        for result in run_units(work, range(6), Silent(), 6, workers=1, step=kept.step("double")):
            results.append(result)
            if len(results) == stop_at:
                raise error() if error is Cancelled else error("wrong")
    return work.calls, results


def leftovers(folder):
    return [path for path in folder.iterdir() if path.name.startswith(PREFIX)]


def stopped(folder, source, **options):
    with pytest.raises(Cancelled):
        run(folder, [source], stop_at=3, **options)
    (left,) = leftovers(folder)
    return left


def test_a_run_goes_on_where_the_last_was_stopped(tmp_path, source):
    left = stopped(tmp_path, source)
    done = {int(path.stem[-5:]) for path in left.glob("*.npz")}
    assert {0, 1, 2} <= done
    calls, results = run(tmp_path, [source])
    assert set(calls) == set(range(6)) - done
    assert [int(array[0, 0]) for array, _ in results] == [0, 2, 4, 6, 8, 10]
    assert all(array.dtype == np.int16 and float(half) == i / 2 for i, (array, half) in enumerate(results))
    assert leftovers(tmp_path) == []


def test_other_parameters_begin_anew(tmp_path, source):
    stopped(tmp_path, source)
    calls, _ = run(tmp_path, [source], parameters="q")
    assert calls == list(range(6))


def test_a_changed_input_begins_anew_though_size_and_time_are_the_same(tmp_path, source):
    stopped(tmp_path, source)
    before = source.stat()
    data = bytearray(source.read_bytes())
    data[len(data) // 2] ^= 1
    source.write_bytes(data)
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    calls, _ = run(tmp_path, [source])
    assert calls == list(range(6))


@pytest.mark.parametrize("year", [1970, 2099])
def test_the_clock_does_not_matter(tmp_path, source, year):
    left = stopped(tmp_path, source)
    for path in (source, *left.iterdir()):
        os.utime(path, ((year - 1970) * 31_556_952,) * 2)
    calls, _ = run(tmp_path, [source])
    assert len(calls) < 6


@pytest.mark.parametrize("harm", ["torn", "flipped", "emptied", "not a zip"])
def test_a_damaged_tile_is_made_again(tmp_path, source, harm):
    left = stopped(tmp_path, source)
    tile = left / "double-00001.npz"
    data = bytearray(tile.read_bytes())
    if harm == "flipped":
        data[data.index(b"\x02\x00" * 10)] ^= 4  # a value of the array
    tile.write_bytes({"torn": data[:-30], "flipped": data, "emptied": b"", "not a zip": b"x" * len(data)}[harm])
    calls, results = run(tmp_path, [source])
    assert 1 in calls and 0 not in calls
    assert (results[1][0] == 2).all()


def test_an_error_of_the_input_leaves_nothing(tmp_path, source):
    with pytest.raises(InputError):
        run(tmp_path, [source], stop_at=3, error=InputError)
    assert leftovers(tmp_path) == []


def test_what_is_no_file_is_never_taken_for_the_same(tmp_path):
    with pytest.raises(Cancelled):
        run(tmp_path, ["/vsicurl/https://example.jp/a.tif"], stop_at=3)
    calls, _ = run(tmp_path, ["/vsicurl/https://example.jp/a.tif"])
    assert calls == list(range(6))


def test_another_run_of_the_same_result_is_told(tmp_path, source):
    with (
        checkpoint(tmp_path / "result.tif", [source], "p", Silent()),
        pytest.raises(OutputError, match="another run"),
        checkpoint(tmp_path / "result.tif", [source], "p", Silent()),
    ):
        pass
    with (
        checkpoint(tmp_path / "result.tif", [source], "p", Silent()),
        checkpoint(tmp_path / "other.tif", [source], "p", Silent()),
    ):
        assert len(leftovers(tmp_path)) == 2
    assert leftovers(tmp_path) == []


def test_the_code_is_part_of_what_tiles_depend_on(tmp_path, source, monkeypatch):
    stopped(tmp_path, source)
    monkeypatch.setattr("soranome.plugin.core.checkpoint.code_fingerprint", lambda: "newer")
    calls, _ = run(tmp_path, [source])
    assert calls == list(range(6)) and code_fingerprint() != "newer"
