"""Checks of point clouds: what was put in is found, and nothing else."""

import math
import random

import numpy as np
import pytest
import shapely

from soranome.plugin.core.errors import Cancelled, InputError
from soranome.plugin.core.pointcloud import quality_tile
from soranome.plugin.core.pointcloud.catalogue import Catalogue
from soranome.plugin.core.pointcloud.control import read_control
from soranome.plugin.core.pointcloud.quality import RETURNS, examine, specification, specifications
from soranome.plugin.core.pointcloud.quality_report import KINDS, SEVERITIES, report
from tests.core.pointcloud.cloud_tools import SOUTH, WEST, catalogue, ground, lattice, scattered, write_tile

SIZE = 60.0
BOX = WEST, SOUTH, WEST + SIZE, SOUTH + SIZE


def kinds(quality):
    return {issue.kind for issue in quality.issues}


def of_kind(quality, kind):
    return [issue for issue in quality.issues if issue.kind == kind]


def pulses(box=BOX, step=0.5, surface=ground, seed=1):
    x, y = lattice(*box, step)
    z = surface(x, y) + np.random.default_rng(seed).normal(0, 0.02, len(x))
    return x, y, z


def test_a_regular_cloud_has_its_density_and_no_faults(tmp_path):
    x, y, z = pulses()
    classes = np.where(np.arange(len(x)) % 10 == 0, 1, 2)
    quality = examine(catalogue(write_tile(tmp_path / "a.laz", x, y, z, classification=classes)), specification())
    assert [quality.density(kind) for kind in range(3)] == pytest.approx([4, 4, 4])
    assert quality.met_share == 1 and quality.void_share == 0
    assert quality.histogram[4] == quality.total("surveyed") == (SIZE - 2) ** 2  # whole cells within the points
    assert quality.issues == []


def test_density_is_judged_by_the_returns_that_are_asked_for(tmp_path):
    x, y, z = pulses()
    number = np.where(np.arange(len(x)) % 2, 1, 2)
    tile = write_tile(tmp_path / "a.laz", x, y, z, return_number=number, number_of_returns=2)
    first = examine(catalogue(tile), specification(returns="first"))
    assert first.density(1) == pytest.approx(2, rel=0.01)
    assert first.met_share == 0
    assert [issue.severity for issue in of_kind(first, "density")] == ["serious"]
    assert examine(catalogue(tile), specification(density=2.0, returns="first")).met_share == 1
    assert RETURNS == ("all", "first", "last") and "standard" in specifications()


def test_a_void_is_outlined_and_the_unsurveyed_edge_is_not(tmp_path):
    x, y, z = pulses()
    hole = (np.abs(x - WEST - 30) < 4) & (np.abs(y - SOUTH - 20) < 3)
    edge = x - WEST > 40 + (y - SOUTH) / 4
    tile = write_tile(tmp_path / "a.laz", x[~(hole | edge)], y[~(hole | edge)], z[~(hole | edge)])
    quality = examine(catalogue(tile), specification())
    (void,) = of_kind(quality, "void")
    assert void.value == pytest.approx(48, abs=1e-6)
    assert void.outline.area == pytest.approx(48)
    assert void.outline.centroid.distance(shapely.Point(WEST + 30, SOUTH + 20)) < 0.1
    assert quality.void_share == pytest.approx(48 / quality.total("surveyed"))
    assert quality.density(0) == pytest.approx(4, rel=0.05)  # of what was surveyed


def test_a_void_over_the_edge_of_two_tiles_is_one(tmp_path):
    half = WEST + SIZE / 2
    for name, box in (("a", (WEST, SOUTH, half, SOUTH + SIZE)), ("b", (half, SOUTH, WEST + SIZE, SOUTH + SIZE))):
        x, y, z = pulses(box)
        kept = (np.abs(x - half) >= 4) | (np.abs(y - SOUTH - 30) >= 3)
        write_tile(tmp_path / f"{name}.laz", x[kept], y[kept], z[kept])
    quality = examine(catalogue(tmp_path), specification())
    (void,) = of_kind(quality, "void")  # neither half of it is large enough
    assert void.value == pytest.approx(36)  # without the cells that belong wholly to neither
    assert quality.shared_void_m2 == void.value
    assert void.outline.buffer(1).contains(shapely.Point(half, SOUTH + 30))


def test_steps_between_strips_are_measured(tmp_path):
    x, y = lattice(*BOX)
    second = y - SOUTH > 20
    both = np.concatenate([x, x[second] + 0.2]), np.concatenate([y, y[second]])
    z = 100 + 0.02 * (both[0] - WEST) + np.random.default_rng(3).normal(0, 0.02, len(both[0]))
    strip = np.r_[np.full(len(x), 12), np.full(second.sum(), 7)]
    for step, found in ((0.05, set()), (0.25, {"strip"})):
        tile = write_tile(tmp_path / f"{step}.laz", *both, z + step * (strip == 12), point_source_id=strip)
        quality = examine(catalogue(tile), specification(density=2.0))
        differences = quality.strips[7, 12]
        assert differences.median == pytest.approx(step, abs=0.004)
        assert 0.005 < differences.nmad < 0.03
        assert quality.strip_rms_m == pytest.approx(math.hypot(step, differences.nmad), rel=0.1)
        assert kinds(quality) & {"strip"} == found


def test_steps_between_neighbouring_tiles_are_measured(tmp_path):
    half = WEST + SIZE / 2
    west = pulses((WEST, SOUTH, half, SOUTH + SIZE))
    east = pulses((half, SOUTH, WEST + SIZE, SOUTH + SIZE), seed=2)
    write_tile(tmp_path / "b_west.laz", *west)
    for step in (0.0, 0.18):
        write_tile(tmp_path / "a_east.laz", east[0], east[1], east[2] + step)
        quality = examine(catalogue(tmp_path), specification())
        (edge,) = quality.edges
        assert edge.count >= 10
        # The catalogue is in the order of names; the edge goes from west to east.
        assert quality.catalogue.tiles[edge.edge.first].source.stem == "b_west"
        assert edge.median_m == pytest.approx(step, abs=0.02)
        assert bool(of_kind(quality, "edge")) == (step > 0.1)


def test_noise_is_found_where_it_is(tmp_path):
    x, y, z = pulses()
    places = WEST + 10.0 + np.arange(5) * 9, SOUTH + 15.0 + np.arange(5) * 6
    high, low = ground(*places) + 60, ground(*places) - 12
    marked = write_tile(
        tmp_path / "marked.laz",
        *(np.r_[a, b, b] for a, b in zip((x, y), places)),
        np.r_[z, high, low],
        classification=np.r_[np.full(len(x), 2), np.full(10, 7)],
    )
    bare = write_tile(
        tmp_path / "bare.laz",
        *(np.r_[a, b, b] for a, b in zip((x, y), places)),
        np.r_[z, high, low],
        classification=np.r_[np.full(len(x), 2), np.full(10, 1)],
    )
    quality = examine(catalogue(marked), specification())
    assert quality.total("noise") == 10 and quality.total("isolated") == quality.total("below") == 0
    quality = examine(catalogue(bare), specification())
    assert quality.total("isolated") == 10 and quality.total("noise") == 0
    assert quality.noise_share == pytest.approx(10 / (len(x) + 10))
    assert {"noise", "isolated", "below_ground"} <= kinds(quality)
    assert quality.total("below") == 5
    found = shapely.union_all([issue.outline for issue in of_kind(quality, "below_ground")])
    assert all(found.distance(shapely.Point(*place)) == 0 for place in zip(*places))


def test_a_roof_among_the_ground_is_told_and_a_terrace_is_not(tmp_path):
    def town(x, y):
        roof = (np.abs(x - WEST - 20) < 5) & (np.abs(y - SOUTH - 20) < 4)
        terrace = x - WEST > 44
        return 50 + 0.01 * (x - WEST) + 6 * roof + 5 * terrace

    quality = examine(catalogue(write_tile(tmp_path / "a.laz", *pulses(surface=town))), specification())
    (raised,) = of_kind(quality, "ground_raised")
    assert raised.outline.intersects(shapely.Point(WEST + 20, SOUTH + 20))
    assert raised.outline.area == pytest.approx(80, rel=0.4)


def forest(tmp_path, name, classes):
    x, y, z = pulses(step=0.4)
    tree = np.random.default_rng(5).random(len(x)) < 0.5
    tall = np.where(tree, 8 + 6 * np.sin(x * 3), 0)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    return write_tile(path, x, y, z + tall, classification=classes(tree))


def test_a_ground_folder_that_holds_everything_is_told(tmp_path):
    everything = forest(tmp_path, "グラウンドデータ/a.laz", lambda tree: 1)
    (issue,) = of_kind(examine(catalogue(everything), specification()), "ground_mixed")
    assert issue.severity == "serious" and issue.value > 0.5
    classed = forest(tmp_path, "ground/b.laz", lambda tree: np.where(tree, 5, 2))
    assert "ground_mixed" not in kinds(examine(catalogue(classed), specification()))
    wrong = forest(tmp_path, "town/c.laz", lambda tree: np.where(np.arange(len(tree)) % 9, 2, 1))
    assert [i.severity for i in of_kind(examine(catalogue(wrong), specification()), "ground_mixed")] == ["warning"]


def test_attributes_that_cannot_be_right_are_told(tmp_path):
    x, y, z = pulses()
    count = len(x)
    some = np.arange(count) % 50 == 0
    x, y, z = (np.r_[values, values[:100]] for values in (x, y, z))
    some = np.r_[some, np.zeros(100, bool)]
    tile = write_tile(
        tmp_path / "a.las", x, y, z, point_format=7,
        classification=np.where(some, 40, 1),
        return_number=np.where(some, 3, 1), number_of_returns=np.where(some, 2, 1),
        gps_time=np.where(some, np.nan, 1.0), red=200, green=100, blue=50,
    )  # fmt: skip
    quality = examine(catalogue(tile), specification())
    assert quality.duplicate_share == pytest.approx(100 / (count + 100))
    assert quality.total("times_nan") == quality.total("returns_wrong") == some.sum()
    assert {"class_undefined", "returns", "times", "duplicates", "colour", "ground_share"} <= kinds(quality)
    zero = write_tile(tmp_path / "zero.laz", *pulses(), point_format=3, return_number=0, number_of_returns=0)
    quality = examine(catalogue(zero), specification())
    assert quality.total("returns_zero") == count and {"returns", "colour"} <= kinds(quality)


def test_results_depend_on_neither_chunks_nor_threads_nor_order(tmp_path, monkeypatch):
    for i in range(4):
        box = WEST + 30 * (i % 2), SOUTH + 30 * (i // 2), WEST + 30 * (i % 2) + 30, SOUTH + 30 * (i // 2) + 30
        x, y = scattered(*box, 5, i)
        strip = (np.arange(len(x)) % 3).astype(np.uint16)
        z = ground(x, y) + np.random.default_rng(i).normal(0, 0.03, len(x))
        write_tile(
            tmp_path / f"t{i}.laz", x, y, z, point_source_id=strip, classification=1 + (np.arange(len(x)) % 4 > 0)
        )
    tiles = catalogue(tmp_path)
    pages = {report(examine(tiles, specification(), workers=1))}
    monkeypatch.setattr(quality_tile, "_CHUNK", 777)
    pages.add(report(examine(tiles, specification(), workers=3)))
    monkeypatch.setattr(quality_tile, "_MOST_CELLS", 200)  # several passes
    counts = examine(tiles, specification(), workers=2)
    assert len(pages) == 1
    mixed = list(tiles.tiles)
    random.Random(2).shuffle(mixed)  # noqa: S311
    shuffled = examine(Catalogue(tuple(mixed)), specification())
    assert shuffled.met_share == counts.met_share and shuffled.strip_rms_m == counts.strip_rms_m
    assert sorted(abs(e.median_m) for e in shuffled.edges) == sorted(abs(e.median_m) for e in counts.edges)


def test_a_damaged_tile_is_told_and_the_others_go_on(tmp_path):
    write_tile(tmp_path / "good.laz", *pulses())
    whole = write_tile(tmp_path / "cut.laz", *pulses((WEST + 60, SOUTH, WEST + 120, SOUTH + 60))).read_bytes()
    (tmp_path / "cut.laz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "none.laz").write_bytes(b"LASF" + bytes(40))
    quality = examine(catalogue(tmp_path), specification())
    assert [tile.name.rsplit("/")[-1] for tile in quality.tiles] == ["good.laz"]
    left_out = of_kind(quality, "unreadable")
    assert sorted(issue.tile.rsplit("/")[-1] for issue in left_out) == ["cut.laz", "none.laz"]
    (tmp_path / "good.laz").unlink()
    with pytest.raises(InputError, match=r"cut\.laz"):
        examine(catalogue(tmp_path), specification())


def test_a_cancelled_run_stops(tmp_path):
    class Stopped:
        cancelled = True

        def report(self, fraction, text=""):
            pass

    with pytest.raises(Cancelled):
        examine(catalogue(write_tile(tmp_path / "a.laz", *pulses())), specification(), progress=Stopped())


def test_feet_are_metres_in_what_is_said(tmp_path):
    from rasterio.crs import CRS

    foot = 0.3048
    x, y = lattice(1_000_000, 600_000, 1_000_000 + 60 / foot, 600_000 + 60 / foot, 0.5 / foot)
    z = (50 + 0.05 * (x - 1_000_000) * foot) / foot
    tile = write_tile(tmp_path / "a.laz", x, y, z, offsets=(1_000_000, 600_000, 0))
    quality = examine(catalogue(tile, crs=CRS.from_epsg(2994)), specification())  # Oregon Lambert, international feet
    assert quality.density(0) == pytest.approx(4, rel=0.02)


def test_malformed_files_are_told_or_examined(data):
    folder = data / "pointcloud" / "malformed"
    for path in sorted(folder.iterdir()):
        try:
            tiles = catalogue(path, crs=None)
        except InputError as error:
            assert path.name in str(error)
            continue
        try:
            found = examine(tiles, specification())
        except InputError as error:
            assert path.name in str(error)
        else:
            assert len(found.tiles) == 1


# -- control points ----------------------------------------------------------------------------------------------


@pytest.fixture
def surveyed(tmp_path):
    x, y, z = pulses(step=0.4)
    return catalogue(write_tile(tmp_path / "a.laz", x, y, z + 0.07))


def control_rows(count=25, seed=4, noise=0.02):
    rng = np.random.default_rng(seed)
    x, y = WEST + rng.uniform(5, SIZE - 5, count), SOUTH + rng.uniform(5, SIZE - 5, count)
    return x, y, ground(x, y) + rng.normal(0, noise, count)


def check(tiles, path, axes="auto"):
    points, survey, _ = read_control(path, [tile.bounds for tile in tiles.tiles], axes)
    return examine(tiles, specification(), points, survey)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_control_in_survey_order_gives_bias_and_errors(surveyed, tmp_path, encoding):
    x, y, z = control_rows()
    rows = [f"基{i},{north:.4f},{east:.4f},{height:.4f}" for i, (east, north, height) in enumerate(zip(x, y, z))]
    path = tmp_path / "検証点.csv"
    path.write_bytes("\r\n".join(["点名,X座標(m),Y座標(m),標高(m)", *rows]).encode(encoding))
    found = check(surveyed, path).control
    assert found.survey_axes and found.count == 25 and found.checked[3].point.id == "基3"
    assert found.bias_m == pytest.approx(0.07, abs=0.02)
    differences = found.differences
    assert found.rmse_m == pytest.approx(math.sqrt(np.mean(differences**2)))
    assert found.error95_m == pytest.approx(1.96 * found.rmse_m)
    assert found.percentile95_m == pytest.approx(np.percentile(np.abs(differences), 95))
    assert found.sd_m < 0.06


def test_control_outliers_and_points_that_cannot_be_used_are_named(surveyed, tmp_path):
    x, y, z = control_rows()
    z[7] += 1.5
    x[9] += 5000
    path = tmp_path / "c.csv"
    lines = [f"P{i};{a};{b};{h}" for i, (a, b, h) in enumerate(zip(x, y, z))]
    path.write_text("\n".join(["name;east;north;height", *lines]))
    quality = check(surveyed, path)
    assert quality.control.count == 24 and not quality.control.survey_axes
    assert [c.point.id for c in quality.control.checked if c.outlying] == ["P7"]
    assert "P7" in str(of_kind(quality, "control_outlier")[0].text)
    assert "P9" in str(of_kind(quality, "control_unused")[0].text)
    assert "control" in kinds(quality)  # RMSE beyond 0.25 m


def test_control_files_that_cannot_be_read_are_refused(surveyed, tmp_path):
    boxes = [tile.bounds for tile in surveyed.tiles]

    def refused(text, match, axes="auto", encoding="utf-8"):
        path = tmp_path / "bad.csv"
        path.write_bytes(text.encode(encoding))
        with pytest.raises(InputError, match=match) as told:
            read_control(path, boxes, axes)
        assert "bad.csv" in str(told.value)

    refused("id,east,north\nA,1,2\n", "heights")
    refused("", "no control points")
    refused("id,X,Y,H\n", "no control points")
    refused(f"id,X,Y,H\nA,{WEST + 9},{SOUTH + 9},abc\n", "abc")
    refused("id,X,Y,H\nA,1,2,3\n", "whichever")
    refused("点名,X,Y,H\nA,1,2,3\n", "Shift_JIS", encoding="utf-16")
    with pytest.raises(InputError, match="cannot be read"):
        read_control(tmp_path / "absent.csv", boxes)
    path = tmp_path / "far.csv"
    path.write_text("id,east,north,height\nA,1,2,3\n")
    points, survey, _ = read_control(path, boxes)
    with pytest.raises(InputError, match="None of the 1 control points"):
        examine(surveyed, specification(), points, survey)


@pytest.mark.parametrize("bad", ["", "n/a", "nan", "１２．３m"])
def test_rows_without_a_number_are_left_out_and_named(surveyed, tmp_path, bad):
    boxes = [tile.bounds for tile in surveyed.tiles]
    x, y, z = control_rows(5)
    heights = [f"{height:.3f}" for height in z]
    heights[2] = bad
    path = tmp_path / "c.csv"
    rows = [f"P{i},{a},{b},{h}" for i, (a, b, h) in enumerate(zip(x, y, heights))]
    path.write_text("\n".join(["id,east,north,height", "", *rows]), encoding="utf-8")
    points, _, (warning,) = read_control(path, boxes)
    assert [point.id for point in points] == ["P0", "P1", "P3", "P4"]
    assert "line 5" in str(warning) and "P2" in str(warning) and f"“{bad}”" in str(warning)
    path.write_text(f"id,east,north,height\nA,{x[0]},{y[0]},{bad}\nB,{x[1]},{y[1]},-\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        read_control(path, boxes)
    path.write_text(f"name_,ost,nord,hoch\nA,{x[0]},{y[0]},{z[0]}\n", encoding="utf-8")
    with pytest.raises(InputError, match="ost"):  # names not known: columns are not guessed
        read_control(path, boxes)


def test_the_order_of_axes_is_asked_for_where_it_cannot_be_told(tmp_path):
    boxes = [(0.0, 0.0, 100.0, 100.0)]
    path = tmp_path / "c.csv"
    path.write_text("A 10 20 5\n".replace(" ", "\t"))
    with pytest.raises(InputError, match="AXES"):
        read_control(path, boxes)
    (point,), survey, _ = read_control(path, boxes, "survey")
    assert survey and (point.east, point.north, point.height_m) == (20, 10, 5)
    (point,), survey, _ = read_control(path, boxes, "xy")
    assert not survey and (point.east, point.north) == (10, 20)


def test_the_report_is_one_page_with_pictures(surveyed, tmp_path):
    x, y, z = control_rows(6)
    path = tmp_path / "c.csv"
    path.write_text("\n".join(f"<b>{i}</b>,{a},{b},{h}" for i, (a, b, h) in enumerate(zip(x, y, z))))
    quality = check(surveyed, path)
    page = report(quality)
    assert page.count("data:image/png;base64,") >= 4 and page.count("<svg") >= 1
    assert "http" not in page and "<b>0" not in page and "&lt;b&gt;0" in page
    assert {issue.kind for issue in quality.issues} <= set(KINDS)
    assert {issue.severity for issue in quality.issues} <= set(SEVERITIES)


def test_pictures_are_png_files():
    import io

    from PIL import Image

    from soranome.plugin.core.pictures import coloured, png

    values = np.array([[0.0, 1.0], [np.nan, 0.5]])
    rgb = coloured(values, ((0, "#000000"), (1, "#ffffff")))
    picture = np.asarray(Image.open(io.BytesIO(png(rgb))))
    assert picture.tolist() == [[[0, 0, 0], [255, 255, 255]], [[238, 238, 238], [128, 128, 128]]]
