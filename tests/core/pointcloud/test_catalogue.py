"""Tiles of a survey together: which can be used, what they stand for, who lies beside whom."""

import math

import numpy as np
import pytest

from soranome.plugin.core.errors import InputError
from soranome.plugin.core.pointcloud.catalogue import (
    ELSEWHERE,
    OVERHANG,
    SWAPPED,
    catalogue_of,
    disagreement,
    read_tile,
    read_window,
)
from soranome.plugin.core.pointcloud.crs import AS_DEGREES, OUTSIDE, of_epsg
from soranome.plugin.core.pointcloud.header import BOX_READ
from soranome.plugin.core.pointcloud.sheets import parse
from soranome.plugin.core.pointcloud.source import Source, find_sources
from soranome.tests.tiles import las_bytes, patched, points_in, write

SHEET = parse("09LD2626")
WEST, SOUTH, EAST, NORTH = SHEET.extent
CODES = ("09LD2616", "09LD2625", "09LD2626", "09LD2627", "09LD2636")


def inside(code, seed=0, count=400):
    west, south, east, north = parse(code).extent
    return points_in((west, south, east - 0.001, north - 0.001), count, seed)


@pytest.fixture
def survey(tmp_path):
    for seed, code in enumerate(CODES):
        write(tmp_path / f"{code}.las", las_bytes(inside(code, seed)))
    return catalogue_of(find_sources([tmp_path])[0])


def test_a_catalogue_is_ordered_and_knows_its_neighbours(survey):
    assert [tile.source.stem for tile in survey.tiles] == list(CODES) and survey.crs == of_epsg(6677)
    middle = survey.tiles[2]
    assert middle.extent == SHEET.extent
    assert {tile.source.stem for tile in survey.neighbours(middle, 20)} == set(CODES) - {"09LD2626"}
    assert {tile.source.stem for tile in survey.within((WEST + 10, SOUTH + 10, WEST + 20, SOUTH + 20))} == {"09LD2626"}
    assert survey.bounds == (WEST - 400, SOUTH - 300, pytest.approx(EAST + 400), pytest.approx(NORTH + 300))


def test_a_window_holds_the_points_of_all_tiles_in_it_each_once(survey):
    every = np.concatenate([inside(code, seed) for seed, code in enumerate(CODES)])
    window = (WEST - 100, SOUTH - 100, EAST + 50, NORTH + 50)
    found = np.concatenate([np.column_stack([c.x, c.y, c.z]) for _, c in read_window(survey.within(window), window)])
    west, south, east, north = window
    chosen = (every[:, 0] >= west) & (every[:, 0] < east) & (every[:, 1] >= south) & (every[:, 1] < north)
    assert len(found) == chosen.sum() and 400 < chosen.sum() < 2000
    whole = list(read_window(survey.tiles, (-1e6, -1e6, 1e6, 1e6)))
    assert sum(len(chunk) for _, chunk in whole) == 2000


def test_bad_tiles_are_left_out_by_name_and_the_others_go_on(tmp_path):
    write(tmp_path / "09LD2626.las", las_bytes(inside("09LD2626")))
    write(tmp_path / "壊れた.las", b"LASF nothing")
    write(tmp_path / "empty.las", patched(las_bytes(inside("09LD2626")), 107, "<I", 0))
    write(tmp_path / "no_crs.las", las_bytes(inside("09LD2626")))
    write(tmp_path / "degrees.las", las_bytes(points_in((139, 35, 140, 36)), 4326))
    write(tmp_path / "sub" / "09LD2626.las", las_bytes(inside("09LD2626")))
    write(tmp_path / "readme.txt", "読んでください".encode("cp932"))
    sources, faults = find_sources([tmp_path])
    catalogue = catalogue_of(sources, faults=faults)
    assert [tile.source.stem for tile in catalogue.tiles] == ["09LD2626"]
    told = {fault.path.relative_to(tmp_path).as_posix(): str(fault.why) for fault in catalogue.faults}
    assert told.keys() == {
        "壊れた.las", "empty.las", "no_crs.las", "degrees.las", "readme.txt", "sub/09LD2626.las",
    }  # fmt: skip
    assert all(name.split("/")[-1] in why for name, why in told.items())
    assert "same tile" in told["sub/09LD2626.las"]


def test_zones_that_are_mixed_are_refused_with_both_names(tmp_path):
    write(tmp_path / "09LD2626.las", las_bytes(inside("09LD2626"), 6677))
    write(tmp_path / "14LD2626.las", las_bytes(inside("09LD2626", 1), 6682))
    with pytest.raises(InputError, match=r"09LD2626\.las in EPSG:6677.*14LD2626\.las in EPSG:6682"):
        catalogue_of(find_sources([tmp_path])[0])


def test_nothing_to_use_is_refused_with_the_first_reason(tmp_path):
    with pytest.raises(InputError, match="no point clouds"):
        catalogue_of([])
    with pytest.raises(InputError, match=r"None of the 1 tiles.*x\.las"):
        catalogue_of([Source(write(tmp_path / "x.las", b""))])


@pytest.mark.parametrize(
    ("box", "said"),
    [
        ((WEST, SOUTH, EAST, NORTH), ""),
        ((WEST + 50, SOUTH + 50, WEST + 60, SOUTH + 60), ""),
        ((WEST + 5, SOUTH + 5, WEST + 5, SOUTH + 5), ""),  # one point
        ((WEST - 1, SOUTH, EAST + 1, NORTH), ""),
        ((WEST - 20, SOUTH - 20, EAST + 20, NORTH + 20), OVERHANG),
        ((WEST - 20, SOUTH, EAST, NORTH), OVERHANG),
        ((SOUTH, WEST, NORTH, EAST), SWAPPED),
        ((WEST + 400, SOUTH, EAST + 400, NORTH), ELSEWHERE),
        ((WEST / 0.3048, SOUTH / 0.3048, EAST / 0.3048, NORTH / 0.3048), ELSEWHERE),
        ((0, 0, 1, 1), ELSEWHERE),
    ],
)
def test_how_a_name_and_coordinates_agree(box, said):
    assert disagreement(SHEET, box) == said


def test_a_name_that_contradicts_the_coordinates_is_no_sheet_and_a_collar_is(tmp_path):
    tile = read_tile(Source(write(tmp_path / "09LD2627.las", las_bytes(inside("09LD2626"), 6677))))
    assert tile.sheet is None and tile.notes[0].template == ELSEWHERE and tile.extent == tile.bounds
    collar = points_in((WEST - 20, SOUTH - 20, EAST + 20, NORTH + 20))
    tile = read_tile(Source(write(tmp_path / "09LD2626.las", las_bytes(collar, 6677))))
    assert tile.sheet == SHEET and tile.notes[0].template == OVERHANG and tile.extent == SHEET.extent
    turned = las_bytes(inside("09LD2626")[:, [1, 0, 2]], 6677)
    assert read_tile(Source(write(tmp_path / "x" / "09LD2626.las", turned))).notes[0].template == SWAPPED


def test_tiles_in_text_stand_beside_las(tmp_path):
    x, y, z = inside("09LD2626").round(2).T
    text = "".join(f"{a:.2f},{b:.2f},{c:.2f}\n" for a, b, c in zip(x, y, z))
    tile = read_tile(Source(write(tmp_path / "09LD2626.txt", text.encode())))
    assert tile.sheet == SHEET and tile.decision.origin == "sheet" and tile.header.count == 400


@pytest.mark.parametrize("false", [1e30, math.nan, math.inf])
@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("point_format", [3, 6])
def test_a_box_that_cannot_be_is_taken_from_the_points(tmp_path, false, compressed, point_format):
    version = "1.4" if point_format == 6 else "1.2"
    data = las_bytes(inside("09LD2626"), 6677, compressed, point_format, version)
    good = read_tile(Source(write(tmp_path / "good" / "09LD2626.laz", data)))
    tile = read_tile(Source(write(tmp_path / "09LD2626.laz", patched(data, 179, "<d", false))))
    assert tile.bounds == pytest.approx(good.bounds, abs=1e-6) and tile.sheet == SHEET
    assert [problem.template for problem in tile.header.problems] == [BOX_READ] and not good.header.problems
    assert tile.header.mins[2] == pytest.approx(good.header.mins[2])


def test_points_off_the_earth_and_damage_behind_a_false_box_are_refused(tmp_path):
    data = patched(las_bytes(inside("09LD2626"), 6677), 179, "<d", math.nan)
    with pytest.raises(InputError, match=r"a\.las: its coordinates lie nowhere on the Earth"):
        read_tile(Source(write(tmp_path / "a.las", patched(data, 131, "<d", 900.0))))
    with pytest.raises(InputError, match=r"b\.las: its points cannot be read to the end"):
        read_tile(Source(write(tmp_path / "b.las", data[:-100])))


def test_coordinates_that_cannot_be_of_the_system_are_told(tmp_path):
    def notes(name, box, scale=0.01):
        return [note.template for note in read_tile(Source(write(tmp_path / name, tile_in(box, scale)))).notes]

    def tile_in(box, scale):
        return las_bytes(points_in(box, 99), 6677, scale=scale)

    assert notes("a.las", (629_000, 43_000, 629_500, 43_500)) == [OUTSIDE]
    assert notes("b.las", (139.30, 35.60, 139.31, 35.61), 1e-6) == [AS_DEGREES]
    assert notes("c.las", (49_000, -689_500, 49_500, -689_000)) == []


def test_a_sheet_name_against_the_coordinates_is_told_where_nothing_gives_the_system(tmp_path):
    with pytest.raises(InputError, match=r"09LD2627\.las has no .* Its name says sheet 09LD2627, but"):
        read_tile(Source(write(tmp_path / "09LD2627.las", las_bytes(inside("09LD2626")))))
    with pytest.raises(InputError, match="X and Y are exchanged"):
        read_tile(Source(write(tmp_path / "09LD2626.las", las_bytes(inside("09LD2626")[:, [1, 0, 2]]))))
