"""The folder in which a run of several steps works."""

import errno
import os

import pytest

from soranome.plugin.core.errors import Cancelled, InputError, OutputError
from soranome.plugin.core.fill.working_folder import move_whole, working_folder


def work(folder):
    """As a step does: results, and tiles of its own unfinished one."""
    (folder / "optical").mkdir(exist_ok=True)
    (folder / "optical" / "score.tif").write_bytes(b"score")
    tiles = folder / "optical" / ".soranome-unfinished-0123"
    tiles.mkdir(exist_ok=True)
    (tiles / "classify-00000.npz").write_bytes(b"tile")
    (tiles / "key.json").write_bytes(b"{}")


def test_it_goes_with_the_run(tmp_path):
    with working_folder(tmp_path / "c.gpkg") as folder:
        work(folder)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(InputError), working_folder(tmp_path / "c.gpkg") as folder:
        work(folder)
        raise InputError("bad")
    assert list(tmp_path.iterdir()) == []


def test_finished_tiles_and_nothing_else_wait_for_the_next_run(tmp_path):
    with pytest.raises(Cancelled), working_folder(tmp_path / "c.gpkg") as folder:
        work(folder)
        raise Cancelled
    (kept,) = tmp_path.iterdir()
    assert sorted(path.name for path in kept.rglob("*") if path.is_file()) == ["classify-00000.npz", "key.json", "lock"]
    (kept / "optical" / "left by a killed run.tif").touch()
    with working_folder(tmp_path / "c.gpkg") as folder:
        assert folder == kept and (folder / "optical" / ".soranome-unfinished-0123" / "classify-00000.npz").exists()
        assert not (folder / "optical" / "left by a killed run.tif").exists()
    assert list(tmp_path.iterdir()) == []


def test_a_stopped_run_without_tiles_leaves_nothing(tmp_path):
    with pytest.raises(Cancelled), working_folder(tmp_path / "c.gpkg") as folder:
        (folder / "score.tif").touch()
        raise Cancelled
    assert list(tmp_path.iterdir()) == []


def test_two_runs_for_one_result(tmp_path):
    with working_folder(tmp_path / "c.gpkg") as folder:
        with pytest.raises(OutputError, match="another run"), working_folder(tmp_path / "c.gpkg"):
            pass
        assert folder.exists()
        with working_folder(tmp_path / "d.gpkg") as other:
            assert other != folder


def test_results_are_moved_to_another_disk_too(tmp_path, monkeypatch):
    source, target = tmp_path / "a.tif", tmp_path / "out" / "b.tif"
    target.parent.mkdir()
    source.write_bytes(b"new")
    target.write_bytes(b"old")
    replace = os.replace

    def other_disk(one, other):
        if one == source:
            raise OSError(errno.EXDEV, "other device")
        replace(one, other)

    monkeypatch.setattr(os, "replace", other_disk)
    move_whole({source: str(target)})
    assert target.read_bytes() == b"new" and len(list(target.parent.iterdir())) == 1
    with pytest.raises(OutputError, match=r"gone.*b\.tif"):
        move_whole({source: str(tmp_path / "gone" / "b.tif")})
