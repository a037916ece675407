"""What renderers have to know of point clouds."""

import numpy as np
import pytest

from soranome.plugin.core.errors import InputError
from soranome.plugin.core.pointcloud.copcfolder import OVERVIEW, VPC
from soranome.plugin.core.pointcloud.importing import import_tiles
from soranome.plugin.core.pointcloud.looks import looks_of
from soranome.plugin.core.pointcloud.source import find_sources
from soranome.plugin.core.tasks import ItemState

from .cloud_tools import SOUTH, WEST, ground, scattered, write_tile


class Recorder:
    cancelled = False

    def __init__(self):
        self.items = []

    def report(self, fraction, text=""):
        if isinstance(text, ItemState):
            self.items.append((text.item, text.state, str(text.why or "")))


@pytest.fixture
def survey(tmp_path):
    """Two tiles as COPC: heights and classes differ, one of them has the brightest colour; the progress that was told."""
    tiles, copc = tmp_path / "tiles", tmp_path / "copc"
    tiles.mkdir()
    copc.mkdir()
    for number, name in enumerate(("09LD2626", "09LD2627")):
        west = WEST + 400 * number
        x, y = scattered(west, SOUTH, west + 60, SOUTH + 60, 2, number)
        z = ground(x, y) + 100 * number
        grey = np.full(len(x), 20_000 + 10_000 * number)
        write_tile(
            tiles / f"{name}.las", x, y, z, 7, classification=2 + 3 * number, intensity=np.arange(len(x)) % 1000,
            red=grey, green=grey, blue=grey,
        )  # fmt: skip
    (tiles / "09LD2628.las").write_bytes(b"LASF but broken")
    progress = Recorder()
    sources, _ = find_sources([tiles])
    import_tiles(sources, copc, progress=progress)
    return tiles, copc, progress


@pytest.mark.parametrize("without_overview", [False, True])
def test_looks_of_a_virtual_point_cloud(survey, without_overview):
    folder = survey[1]
    if without_overview:
        (folder / OVERVIEW).unlink()
    looks = looks_of(folder / VPC)
    assert looks.heights[0] < 130 and looks.heights[1] > 210
    assert looks.brightest == 30_000
    assert set(looks.classes) == {2, 5}
    assert 0 <= looks.intensities[0] < 20 and 980 < looks.intensities[1] < 1000


def test_what_is_none_is_told(survey, tmp_path):
    with pytest.raises(InputError, match=r"09LD2626\.las cannot be opened"):
        looks_of(survey[0] / "09LD2626.las")
    (tmp_path / "empty.vpc").write_text('{"type": "FeatureCollection", "features": []}')
    with pytest.raises(InputError, match="names no tiles"):
        looks_of(tmp_path / "empty.vpc")


def test_the_state_of_each_tile_is_told(survey):
    folder, copc, progress = survey
    first, second, broken = (str(folder / f"09LD262{number}.las") for number in (6, 7, 8))
    # Tiles are worked on side by side: of each its states in order, and that of the first they know before they begin.
    assert sorted(((item, state) for item, state, _ in progress.items), key=lambda told: told[0]) == [
        (first, "begun"),
        (first, "done"),
        (second, "begun"),
        (second, "done"),
        (broken, "failed"),
    ]
    assert progress.items[0][:2] == (broken, "failed") and broken in progress.items[0][2]
    again = Recorder()
    import_tiles(find_sources([folder])[0], copc, progress=again)
    assert {state for _, state, _ in again.items} == {"failed", "kept"}
