"""Where tiles are found: folders, zips as Windows and Unix write them, and what only looks like one."""

import json
import zipfile

import pytest

from soranome.plugin.core.errors import InputError
from soranome.plugin.core.pointcloud.source import GRIDS, POINTS, TEXT, Source, find_sources
from soranome.tests.tiles import las_bytes, patched, points_in, write, zipped

LAS = las_bytes(points_in((0, 0, 10, 10), 20))


def names(found):
    return [source.file_name for source in found]


def locked(path):
    """A zip whose member says that it wants a password."""
    data = zipped(path, {"a.las": LAS}).read_bytes()
    data = patched(data, 6, "<H", 1)
    return write(path, patched(data, data.index(b"PK\1\2") + 8, "<H", 1))


def test_a_folder_gives_its_tiles_in_order_with_those_in_subfolders_and_zips(tmp_path):
    write(tmp_path / "b.LAS", LAS)
    write(tmp_path / "小笠原" / "a.las", LAS)
    write(tmp_path / ".cache" / "hidden.las", LAS)
    write(tmp_path / "__MACOSX" / "._b.las", LAS)
    write(tmp_path / "note.doc", b"no tile")
    write(tmp_path / "grid.tif", b"")
    (tmp_path / "folder.las").mkdir()
    zipped(tmp_path / "c.zip", {"x/1.las": LAS, "x/2.txt": b"1 2 3", "__MACOSX/x/._1.las": b"", "x/readme.pdf": b""})
    found, faults = find_sources([tmp_path])
    assert names(found) == ["b.LAS", "1.las", "2.txt", "a.las"]
    assert faults == []
    assert names(find_sources([tmp_path], GRIDS)[0]) == ["grid.tif"]
    assert names(find_sources([tmp_path, tmp_path / "b.LAS"])[0]) == names(found)  # each once


def test_japanese_names_in_zips_of_windows_are_read_and_shown(tmp_path):
    path = tmp_path / "納品.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("x" * 23)
        archive.writestr(info, LAS)
    name = "グラウンド/八丈島01.las".encode("cp932")
    assert len(name) == 23
    write(path, path.read_bytes().replace(b"x" * 23, name))
    (source,), faults = find_sources([path])
    assert faults == [] and source.stem == "八丈島01" and "グラウンド/八丈島01.las" in source.name
    with source.open() as stream:
        assert stream.read() == LAS
    utf8, _ = find_sources([zipped(tmp_path / "utf8.zip", {"地盤/三宅島.las": LAS})])
    assert utf8[0].file_name == "三宅島.las" and utf8[0].size == len(LAS)


@pytest.mark.parametrize("name", ["../../evil.las", "/etc/evil.las", "..\\..\\evil.las", "C:\\evil.las"])
def test_names_that_climb_out_of_a_zip_are_only_names(tmp_path, name):
    path = zipped(tmp_path / "in" / "slip.zip", {name: LAS})
    (source,), _ = find_sources([path])
    assert source.file_name == "evil.las"
    with source.open_seekable() as stream:
        assert stream.read() == LAS
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["in", "slip.zip"]


def test_broken_zips_are_told_and_the_rest_is_found(tmp_path):
    good = zipped(tmp_path / "good.zip", {"a.las": LAS})
    whole = good.read_bytes()
    write(tmp_path / "cut.zip", whole[: len(whole) // 2])
    write(tmp_path / "empty.zip", b"")
    write(tmp_path / "las.zip", LAS)
    locked(tmp_path / "locked.zip")
    zipped(tmp_path / "nested.zip", {"inner.zip": whole})
    write(tmp_path / "directory.zip", patched(whole, len(whole) - 10, "<II", 2**31, 2**31))
    found, faults = find_sources([tmp_path])
    told = {path.name: str(why) for path, why in faults}
    assert names(found) == ["a.las"]
    assert told.keys() >= {"cut.zip", "directory.zip", "empty.zip", "las.zip", "locked.zip", "nested.zip"}
    assert all(name in why for name, why in told.items())
    assert "password" in told["locked.zip"] and "archives" in told["nested.zip"]


def test_a_bad_checksum_and_a_bomb_are_refused_when_unpacked(tmp_path):
    path = zipped(tmp_path / "crc.zip", {"a.laz": LAS}, zipfile.ZIP_STORED)
    data = path.read_bytes()
    write(path, data.replace(LAS, LAS[:-1] + bytes([LAS[-1] ^ 255])))
    with pytest.raises(InputError, match=r"crc\.zip"):
        Source(path, "a.laz").open_seekable()
    bomb = zipped(tmp_path / "bomb.zip", {"a.laz": bytes(300 << 20)})
    assert bomb.stat().st_size < 1 << 20
    with pytest.raises(InputError, match="314 MB"):
        Source(bomb, "a.laz").open_seekable()


def test_what_is_not_there_is_refused_by_name(tmp_path):
    with pytest.raises(InputError, match="nowhere"):
        find_sources([tmp_path / "nowhere"])
    with pytest.raises(InputError, match=r"gone\.las"):
        Source(tmp_path / "gone.las").open()
    path = zipped(tmp_path / "a.zip", {"a.las": LAS})
    with pytest.raises(InputError, match=r"b\.las"):
        Source(path, "b.las").open()


def test_a_virtual_point_cloud_names_its_tiles(tmp_path):
    write(tmp_path / "tiles" / "a.copc.laz", LAS)
    write(tmp_path / "tiles" / "all-overview.copc.laz", LAS)
    item = {"assets": {"data": {"href": "./tiles/a.copc.laz"}}}
    vpc = write(tmp_path / "all.vpc", json.dumps({"features": [item]}).encode())
    (source,), faults = find_sources([vpc])
    assert source.stem == "a" and source.path == (tmp_path / "tiles" / "a.copc.laz").resolve() and not faults
    assert names(find_sources([tmp_path], POINTS)[0]) == ["a.copc.laz"]
    for wrong in (b"", b"[]", b'{"features": [{}]}', b"[" * 100_000):
        _, ((_, why),) = find_sources([write(tmp_path / "wrong.vpc", wrong)])
        assert "wrong.vpc" in str(why)


def test_zips_that_are_known_are_not_opened(tmp_path):
    path = write(tmp_path / "a.zip", b"not even a zip")
    known = Source(path, "a.las")
    found, faults = find_sources([tmp_path], POINTS + TEXT, lambda zip_path: [known] if zip_path == path else None)
    assert found == [known] and faults == []
