"""Inputs that are damaged in the middle, or go away during the run: the file is named, or the tile left out and told."""

import random
import shutil
import zipfile

import pytest

from tests.faults.jobs import SHEETS, write_sheet


def spoil(path, seed):
    """Zeros instead of 512 bytes in the middle half of the file, as a bad sector leaves them."""
    data = bytearray(path.read_bytes())
    at = random.Random(seed).randrange(len(data) // 4, 3 * len(data) // 4 - 512)  # noqa: S311
    data[at : at + 512] = bytes(512)
    path.write_bytes(data)


def require_told(case, folder, ended, path):
    """An error that names the file, and nothing written; or the tile left out and told."""
    assert ended["status"] == 0, "it does not crash"
    found = case.job.content(folder)
    if "error" in ended:
        assert ended["error"] == "InputError", ended
        # What becomes of heights or of the fit of two images is looked at first, and names the image by its parameter.
        assert path.name in ended["text"] or path.stem.upper() in ended["text"], ended
        assert found == case.before
    else:
        assert any(path.name in said for said in ended["faults"]), "it is left out, and that is told"


@pytest.mark.parametrize("name", ["optical", "elevation", "sar"])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_block_of_a_tiff(cases, name, seed):
    case = cases(name)
    folder = case.fresh()
    path = sorted((folder / "in").iterdir())[0]
    spoil(path, seed)
    require_told(case, folder, case.run(folder), path)


@pytest.mark.parametrize("ending", ["las", "laz"])
def test_points_of_a_tile(cases, tmp_path, ending):
    """LAS has no checksums: what cannot be told is taken as it is, but a run never ends without its tiles."""
    case = cases("copc")
    folder = case.fresh()
    path = write_sheet(folder / "in" / f"09LE2626.{ending}", 7, 60_000)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 4000] = bytes(4000)
    path.write_bytes(data)
    ended = case.run(folder)
    assert ended["status"] == 0 and "error" not in ended, ended
    found = case.job.content(folder)
    assert {name for name in found if name.startswith("09LD")} == {f"{sheet}.copc.laz" for sheet in SHEETS}
    for name in (f"{sheet}.copc.laz" for sheet in SHEETS):
        assert found[name] == case.expected[name]
    if "09LE2626.copc.laz" not in found:
        assert any(path.name in said for said in ended["faults"]), ended
    else:
        assert ending == "las"


def test_a_chunk_of_a_copc_file(cases):
    """A tile of the point cloud made earlier is damaged, and read by another step."""
    from soranome.plugin.core.errors import InputError
    from soranome.plugin.core.pointcloud.surfaces import Settings, make_surfaces
    from tests.core.pointcloud.cloud_tools import catalogue

    case = cases("classify")
    folder = case.fresh()
    case.run(folder)
    path = folder / "out/t00.copc.laz"
    data = bytearray(path.read_bytes())
    data[800 : len(data) // 2] = bytes(len(data) // 2 - 800)  # points lie between the header and the index at the end
    path.write_bytes(data)
    outputs = {"DSM": str(folder / "dsm.tif")}
    try:
        made = make_surfaces(catalogue(*(folder / "out").glob("t*.laz")), outputs, Settings(cell_m=2.0), workers=1)
    except InputError as error:
        assert path.name in str(error)
    else:
        assert any(path.name in str(said) for said in made.warnings), made.warnings


def test_a_page_of_a_register(cases):
    case = cases("register")
    told = 0
    for page in range(2, 40, 6):
        folder = case.fresh()
        path = folder / "out/register.gpkg"
        data = bytearray(path.read_bytes())
        data[4096 * page : 4096 * page + 4096] = b"\xa5" * 4096
        path.write_bytes(data)
        ended = case.run(folder)
        assert ended["status"] == 0
        if "error" in ended:
            told += 1
            assert ended["error"] in ("InputError", "OutputError") and path.name in ended["text"], ended
            assert path.read_bytes() == bytes(data), "nothing is written to a damaged register"
    assert told, "no page that is read was damaged"


def test_a_part_of_a_list(cases):
    case = cases("results")
    folder = case.fresh()
    path = folder / "in/list.xlsx"
    with zipfile.ZipFile(path) as parts:
        about = next(part for part in parts.infolist() if part.filename.startswith("xl/worksheets/sheet1"))
        start = about.header_offset + 30 + len(about.filename.encode())
        middle = start + about.compress_size // 2
    data = bytearray(path.read_bytes())
    data[middle : middle + 16] = bytes(byte ^ 0x5A for byte in data[middle : middle + 16])
    path.write_bytes(data)
    require_told(case, folder, case.run(folder), path)


@pytest.mark.parametrize("name", ["copc", "sar"])
def test_an_input_that_goes_away(cases, name):
    """The last of several inputs is removed when work on the first has begun."""
    case = cases(name)
    folder = case.fresh()
    first, *_, last = sorted((folder / "in").iterdir())
    ended = case.run(folder, "lose", str(last), first.name)
    assert not last.exists(), "it was removed in the middle"
    if "error" in ended or ended["faults"]:
        require_told(case, folder, ended, last)
    else:
        assert case.job.content(folder) == case.expected, "it was open before it went"


def test_an_input_that_changes(cases):
    """A tile that is another one when its turn comes is not mixed with what was read of it before."""
    case = cases("copc")
    folder = case.fresh()
    case.run(folder)
    changed = write_sheet(folder / "in" / f"{SHEETS[1]}.las", 77)
    again = case.fresh()
    shutil.copy2(changed, again / "in" / changed.name)
    assert "error" not in case.run(folder) and "error" not in case.run(again)
    assert case.job.content(folder) == case.job.content(again) != case.expected
