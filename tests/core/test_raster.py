"""Rasters: what counts as data, which files are refused, and that results appear whole or not at all."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.crs import CRS
from rasterio.enums import ColorInterp, Resampling
from rasterio.env import get_gdal_config
from rasterio.transform import from_origin
from rasterio.windows import Window

from soranome.plugin.core import raster
from soranome.plugin.core.errors import InputError, OutputError
from soranome.plugin.core.grid import Grid
from soranome.plugin.core.raster import Raster, RasterWriter, environment, publish, require_writable

ROOT = Path(__file__).resolve().parents[2]


def grid_of(size, cell=10.0):
    return Grid(CRS.from_epsg(6677), from_origin(-60000, -30000, cell, cell), size, size)


def noise(*shape, dtype="uint16", seed=0):
    return np.random.default_rng(seed).integers(1, 200, shape).astype(dtype)


# -- reading -------------------------------------------------------------------------------------


def test_a_window_holds_the_cells_of_the_whole(make_raster):
    image = noise(3, 50, 70)
    with Raster(make_raster("前.tif", image)) as opened:
        assert (opened.count, opened.dtype, opened.grid.shape) == (3, "uint16", (50, 70))
        window = Window(60, 10, 10, 7)
        np.testing.assert_array_equal(opened.read(window), image[:, 10:17, 60:70])
        np.testing.assert_array_equal(opened.read(window, [3, 1]), image[[2, 0], 10:17, 60:70])


def test_rasters_may_be_closed_in_any_order(make_raster):
    path = make_raster("a.tif", noise(20, 20))
    first, second = Raster(path), Raster(path)
    first.__exit__()
    assert second.read().shape == (1, 20, 20)
    second.__exit__()


def test_a_cell_is_no_data_where_any_of_the_bands_read_is(make_raster):
    image = noise(3, 8, 8)
    image[1, 2, 3] = 255
    with Raster(make_raster("a.tif", image, nodata=255)) as opened:
        _, valid = opened.read_valid()
        assert np.argwhere(~valid).tolist() == [[2, 3]]
        _, valid = opened.read_valid(bands=[1, 3])
        assert valid.all()


def test_nan_and_infinity_are_no_data_whether_declared_or_not(make_raster):
    image = noise(2, 8, 8, dtype="float32")
    image[0, 1, 1], image[1, 2, 2], image[1, 3, 3] = np.nan, np.inf, -np.inf
    for name, nodata in (("undeclared.tif", None), ("nan.tif", np.nan), ("value.tif", -9999)):
        with Raster(make_raster(name, image, nodata=nodata)) as opened:
            _, valid = opened.read_valid()
            assert np.argwhere(~valid).tolist() == [[1, 1], [2, 2], [3, 3]]


def test_zero_in_all_bands_is_undeclared_fill_but_zero_in_one_is_dark(make_raster):
    image = noise(3, 8, 8)
    image[:, 0, 0] = 0
    image[:2, 5, 5] = 0
    with Raster(make_raster("a.tif", image)) as opened:
        assert np.argwhere(~opened.read_valid()[1]).tolist() == [[0, 0]]


def test_zero_is_a_height_in_a_raster_of_one_band(make_raster):
    with Raster(make_raster("dem.tif", np.zeros((8, 8), "float32"))) as opened:
        assert opened.read_valid()[1].all()


def test_the_mask_inside_a_file_is_honoured(tmp_path, make_raster):
    path = make_raster("a.tif", noise(3, 32, 32))
    mask = np.full((32, 32), 255, "uint8")
    mask[4:9, 20:30] = 0
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True), rasterio.open(path, "r+") as dataset:
        dataset.write_mask(mask)
    assert not Path(path + ".msk").exists()
    with Raster(path) as opened:
        np.testing.assert_array_equal(opened.read_valid()[1], mask > 0)
        np.testing.assert_array_equal(opened.read_valid(Window(18, 2, 8, 8))[1], mask[2:10, 18:26] > 0)


def test_transparent_cells_are_no_data(make_raster):
    image = noise(5, 16, 16, dtype="uint8")
    image[4] = 255
    image[4, 3:6, 7:9] = 0
    path = make_raster("a.tif", image)
    with rasterio.open(path, "r+") as dataset:
        dataset.colorinterp = [ColorInterp.undefined] * 4 + [ColorInterp.alpha]
    for grid in (None, grid_of(16)):
        with Raster(path, grid=grid) as opened:
            data, valid = opened.read_valid(bands=[1, 2, 3, 4])
        np.testing.assert_array_equal(valid, image[4] > 0)
        np.testing.assert_array_equal(data[:, valid], image[:4, valid])


@pytest.mark.parametrize("nodata", [None, 0, 255])
def test_infrared_that_gdal_calls_alpha_is_a_band_like_the_others(make_raster, nodata):
    """So are 8-bit images of four bands written, unless asked otherwise; water is black in infrared."""
    image = noise(4, 40, 40, dtype="uint8")
    image[3, :20] = 3 if nodata == 0 else 0
    image[:, 30:33] = nodata or 0
    path = make_raster("a.tif", image, nodata=nodata)
    with rasterio.open(path) as dataset:
        assert dataset.colorinterp[3] is ColorInterp.alpha
    for grid in (None, grid_of(40)):
        with Raster(path, grid=grid) as opened:
            data, valid = opened.read_valid()
        assert not valid[30:33].any() and valid[:30].all() and valid[33:].all()
        np.testing.assert_allclose(data[:, valid], image[:, valid], atol=1e-3)
    moved = Grid(grid_of(40).crs, from_origin(-60000 + 5, -30000, 10, 10), 39, 40)
    with Raster(path, grid=moved, resampling=Resampling.bilinear) as opened:
        data, valid = opened.read_valid()
    between = (image[:, :, :-1].astype(float) + image[:, :, 1:]) / 2
    assert valid[:29].all() and valid[35:].all()
    np.testing.assert_allclose(data[:, :29], between[:, :29], atol=0.01)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("nodata", [None, 0, 250])
def test_resampled_cells_outside_the_file_are_no_data(make_raster, count, nodata):
    path = make_raster("a.tif", np.full((count, 20, 20), 7, "uint8"), nodata=nodata)
    here = grid_of(20)
    moved = Grid(here.crs, from_origin(-60000 - 33, -30000 + 24, 10, 10), 30, 30)
    with Raster(path, grid=moved) as opened:
        data, valid = opened.read_valid()
    expected = np.zeros((30, 30), bool)
    expected[2:22, 3:23] = True
    assert (valid == expected).mean() > 0.95, "half a cell of rim may go either way"
    assert not valid[:2].any() and not valid[:, :3].any() and not valid[23:].any() and not valid[:, 24:].any()
    np.testing.assert_allclose(data[:, valid], 7, atol=1e-4)


@pytest.mark.parametrize("nodata", [None, 0, 65535])
def test_resampling_never_mixes_no_data_into_its_neighbours(make_raster, nodata):
    image = np.full((3, 30, 30), 700, "uint16")
    image[:, :, 14:17] = 0 if nodata is None else nodata
    image[1, 5, 5] = 650 if nodata is None else nodata  # and a hole in one band alone
    here = grid_of(30)
    moved = Grid(here.crs, from_origin(-60000 + 3, -30000 - 4, 10, 10), 28, 28)
    with Raster(make_raster("a.tif", image, nodata=nodata), grid=moved) as opened:
        data, valid = opened.read_valid()
    assert 0.02 < (~valid).mean() < 0.2
    assert data[:, valid].min() > 600 and data[:, valid].max() < 760


def test_the_nearest_cell_keeps_codes(make_raster):
    codes = noise(10, 10, dtype="uint8") % 12
    with Raster(make_raster("scl.tif", codes, cell=20), grid=grid_of(20), resampling=Resampling.nearest) as opened:
        assert opened.read().dtype == np.uint8
        np.testing.assert_array_equal(opened.read()[0], np.kron(codes, np.ones((2, 2), int)))


# -- files that are refused ----------------------------------------------------------------------

LAYOUTS = {
    "striped": {},
    "tiled": {"tiled": True, "blockxsize": 32, "blockysize": 32},
    "compressed": {"compress": "deflate", "tiled": True, "blockxsize": 32, "blockysize": 32},
    "by_band": {"interleave": "band"},
    "by_pixel": {"interleave": "pixel"},
    "big": {"BIGTIFF": "YES"},
    "cog": {"driver": "COG", "compress": "lzw"},
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_truncated_tiff_is_refused_at_opening(tmp_path, make_raster, layout):
    plain = make_raster("plain.tif", noise(4, 150, 130))
    whole, cut = tmp_path / "whole.tif", tmp_path / "途中.tif"
    rasterio.shutil.copy(plain, whole, **{"driver": "GTiff", **LAYOUTS[layout]})
    content = whole.read_bytes()
    with Raster(whole) as opened:
        opened.read()
    for share in (0.999, 0.9, 0.5, 0.05, 0.001):
        cut.write_bytes(content[: int(len(content) * share)])
        with pytest.raises(InputError, match=r"途中\.tif.*(incomplete|cannot be opened)"):
            Raster(cut)


def test_a_sparse_tiff_is_not_taken_for_a_truncated_one(tmp_path):
    path = tmp_path / "sparse.tif"
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=600,
        height=600,
        count=1,
        dtype="uint8",
        crs="EPSG:6677",
        transform=from_origin(100, 900, 1, 1),
        tiled=True,
        sparse_ok=True,
    ) as dataset:
        dataset.write(np.ones((1, 10, 10), "uint8"), window=Window(500, 500, 10, 10))
    with Raster(path) as opened:
        assert opened.read().sum() == 100


def test_damage_inside_is_reported_when_read(tmp_path, make_raster):
    path = make_raster("a.tif", noise(1, 64, 64), compress="deflate")
    content = bytearray(Path(path).read_bytes())
    with rasterio.open(path) as dataset:
        start = int(dataset.get_tag_item("BLOCK_OFFSET_0_0", "TIFF", bidx=1))
    content[start : start + 400] = b"\xff" * 400
    Path(path).write_bytes(content)
    with Raster(path, "The BEFORE image") as opened, pytest.raises(InputError, match=r"BEFORE image.*a\.tif.*damaged"):
        opened.read()


def _text(folder):
    (folder / "メモ.tif").write_text("これは画像ではない\n" * 50, encoding="utf-8")
    return folder / "メモ.tif"


def _empty(folder):
    (folder / "空.tif").touch()
    return folder / "空.tif"


def _folder(folder):
    (folder / "フォルダ").mkdir()
    return folder / "フォルダ"


@pytest.mark.parametrize("make", [_text, _empty, _folder])
def test_what_is_no_image_is_refused_by_name(tmp_path, make):
    path = make(tmp_path)
    with pytest.raises(InputError, match=f"^The mask: .*{path.name}.* cannot be opened as an image .*Choose") as caught:
        Raster(path, "The mask")
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(InputError, match=r"なし\.tif does not exist\. Choose another"):
        Raster(tmp_path / "なし.tif")


def test_a_container_names_its_images_and_each_name_can_be_opened(tmp_path):
    path = tmp_path / "二枚.gpkg"
    for table in ("one", "two"):
        with rasterio.open(
            path,
            "w",
            driver="GPKG",
            width=20,
            height=20,
            count=1,
            dtype="uint8",
            crs="EPSG:6677",
            transform=from_origin(0, 0, 10, 10),
            RASTER_TABLE=table,
            APPEND_SUBDATASET="YES" if table == "two" else "NO",
        ) as dataset:
            dataset.write(np.ones((1, 20, 20), "uint8"))
    with pytest.raises(InputError, match=r"container of several images. Choose one of them: GPKG:") as caught:
        Raster(path)
    for name in caught.value.message.values["inside"].split(", "):
        with Raster(name) as opened:
            assert opened.grid.shape == (20, 20)


def test_an_image_without_position_is_refused(tmp_path):
    path = tmp_path / "写真.png"
    with rasterio.open(path, "w", driver="PNG", width=9, height=9, count=1, dtype="uint8") as dataset:
        dataset.write(np.ones((1, 9, 9), "uint8"))
    with pytest.raises(InputError, match=r"^写真\.png has no position on the ground\. Georeference"):
        Raster(path)


@pytest.mark.parametrize("turn", ["rotated", "south_up"])
def test_an_image_that_is_not_north_up_is_refused(tmp_path, make_raster, turn):
    path = make_raster("a.tif", noise(9, 9))
    place = from_origin(0, 0, 10, 10)
    turned = place * place.rotation(5) if turn == "rotated" else place * place.scale(1, -1)
    with rasterio.open(path, "r+") as dataset:
        dataset.transform = turned
    with pytest.raises(InputError, match=r"^a\.tif is rotated or not north-up\. Warp it"):
        Raster(path)


def test_a_refused_file_is_closed(tmp_path, make_raster):
    """On Windows an open file could not be replaced by the right one."""
    path = make_raster("a.tif", noise(4, 90, 90))
    os.truncate(path, os.path.getsize(path) // 2)
    with pytest.raises(InputError):
        Raster(path)
    opened = {os.path.realpath(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd")}
    assert os.path.realpath(path) not in opened


# -- writing -------------------------------------------------------------------------------------


def test_nothing_has_the_final_name_before_all_is_published(tmp_path, files_in):
    paths = [tmp_path / "点数.tif", tmp_path / "変化.tif"]
    grid = grid_of(300)
    with RasterWriter(paths[0], grid, "float32", nodata=np.nan) as one, RasterWriter(paths[1], grid, "uint8") as two:
        for window in grid.blocks(100):
            one.write(np.full((100, 100), 0.25, "float32"), window)
            two.write(np.full((1, 100, 100), 3, "uint8"), window)
            assert not any(path.exists() for path in paths)
        one.finish()
        assert not any(path.exists() for path in paths)
        with RasterWriter(paths[0], grid, "uint8") as first, RasterWriter(paths[1], grid, "uint8") as second:
            first.write(np.full((300, 300), 8, "uint8"))
            second.write(np.full((300, 300), 9, "uint8"))
            publish(first, second)
    assert files_in(tmp_path) == sorted(map(str, paths)), "the writers that were not published leave nothing"
    for path, value in zip(paths, (8, 9)):
        with rasterio.open(path) as dataset:
            assert (dataset.read() == value).all()


def test_what_is_closed_can_be_read_until_it_is_published(tmp_path, files_in):
    path = tmp_path / "a.tif"
    cells = np.arange(700 * 600, dtype="float32").reshape(700, 600)
    with RasterWriter(path, Grid(CRS.from_epsg(6677), from_origin(0, 0, 1, 1), 600, 700), "float32") as writer:
        writer.write(cells)
        writer.close()
        closed = writer.complete
        with Raster(closed) as raster:
            assert (raster.read(Window(0, 0, 600, 700))[0] == cells).all()
        assert not path.exists()
        writer.finish()
        writer.close()
        assert writer.complete != closed and not closed.exists(), "the room of one copy"
        publish(writer)
    assert files_in(tmp_path) == [str(path)]
    with rasterio.open(path) as dataset:
        assert (dataset.read(1) == cells).all()


@pytest.mark.parametrize("stage", ["writing", "closed", "finished"])
def test_an_exception_leaves_no_file_and_the_old_result(tmp_path, files_in, stage):
    path = tmp_path / "a.tif"
    path.write_bytes(b"the result of the last run")
    with pytest.raises(ZeroDivisionError), RasterWriter(path, grid_of(50), "uint8") as writer:
        writer.write(np.ones((50, 50), "uint8"))
        if stage == "closed":
            writer.close()
        if stage == "finished":
            writer.finish()
        raise ZeroDivisionError
    assert files_in(tmp_path) == [str(path)]
    assert path.read_bytes() == b"the result of the last run"


def test_what_is_published_is_a_cloud_optimised_tiff_with_overviews(tmp_path):
    path = tmp_path / "a.tif"
    grid = grid_of(1300)
    image = np.random.default_rng(1).random((2, 1300, 1300), "float32")
    image[:, :100, :100] = np.nan
    with RasterWriter(path, grid, "float32", 2, np.nan, ["score", "点"]) as writer:
        for window in grid.blocks(512):
            writer.write(image[:, window.row_off :, window.col_off :][:, : window.height, : window.width], window)
        publish(writer)
    with rasterio.open(path) as dataset:
        assert dataset.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert dataset.overviews(1) == [2, 4]
        assert dataset.block_shapes[0] == (512, 512)
        assert dataset.crs == grid.crs and dataset.transform == grid.transform
        assert np.isnan(dataset.nodata) and dataset.descriptions == ("score", "点")
        np.testing.assert_array_equal(dataset.read(), image)
        # COG: the directories come first, then the overviews from the smallest, the image last.
        image_starts = int(dataset.get_tag_item("BLOCK_OFFSET_0_0", "TIFF", bidx=1))
    with rasterio.open(path, OVERVIEW_LEVEL=1) as smallest:
        assert 0 < int(smallest.get_tag_item("BLOCK_OFFSET_0_0", "TIFF", bidx=1)) < image_starts


def test_codes_are_not_averaged_in_overviews(tmp_path):
    path = tmp_path / "a.tif"
    codes = np.random.default_rng(1).choice(np.array([0, 4], "uint8"), (1100, 1100))
    with RasterWriter(path, grid_of(1100), "uint8") as writer:
        writer.write(codes)
        publish(writer)
    with rasterio.open(path, OVERVIEW_LEVEL=0) as dataset:
        assert set(np.unique(dataset.read())) == {0, 4}


def test_an_existing_result_is_replaced(tmp_path, files_in):
    path = tmp_path / "a.tif"
    for value in (1, 2):
        with RasterWriter(path, grid_of(30), "uint8") as writer:
            writer.write(np.full((30, 30), value, "uint8"))
            publish(writer)
        with Raster(path) as opened:
            assert (opened.read() == value).all()
    assert files_in(tmp_path) == [str(path)]


@pytest.mark.parametrize("old", [True, False])
def test_several_results_are_replaced_together_or_not_at_all(tmp_path, files_in, old):
    """As when another program holds the second of them open."""
    paths = [tmp_path / name for name in ("a.tif", "b.tif", "c.tif")]
    if old:
        paths[0].write_bytes(b"old")
    writers = [RasterWriter(path, grid_of(30), "uint8") for path in paths]
    paths[1].mkdir()
    (paths[1] / "in the way").touch()
    with writers[0], writers[1], writers[2], pytest.raises(OutputError, match=r"b\.tif cannot be written"):
        for writer in writers:
            writer.write(np.ones((30, 30), "uint8"))
        publish(*writers)
    assert files_in(tmp_path) == ([str(paths[0])] if old else []) + [str(paths[1] / "in the way")]
    assert not old or paths[0].read_bytes() == b"old"


def test_a_name_as_long_as_names_may_be_can_be_written(tmp_path):
    path = tmp_path / ("候" * 83 + ".tif")  # 253 of 255 bytes
    with RasterWriter(path, grid_of(20), "uint8") as writer:
        writer.write(np.ones((20, 20), "uint8"))
        publish(writer)
    assert path.exists()


def test_a_place_that_cannot_be_written_is_refused_at_once(tmp_path, small_disk):
    with pytest.raises(OutputError, match=r"folder does not exist\. Choose another place"):
        RasterWriter(tmp_path / "ない" / "a.tif", grid_of(9), "uint8")
    (tmp_path / "ファイル").touch()
    with pytest.raises(OutputError, match=r"folder does not exist\. Choose another place"):
        RasterWriter(tmp_path / "ファイル" / "a.tif", grid_of(9), "uint8")
    with pytest.raises(OutputError, match=r"it is a folder\. Choose the name of a file"):
        RasterWriter(tmp_path, grid_of(9), "uint8")
    with pytest.raises(OutputError, match=r"cannot be written \(Read-only file system\)\. Check"):
        RasterWriter(small_disk(read_only=True) / "a.tif", grid_of(9), "uint8")


def test_a_disk_without_room_is_refused_at_once(small_disk, files_in):
    folder = small_disk(2)
    with pytest.raises(OutputError, match=r"a\.tif needs about 4 MB, but its disk has 2 MB free\. Make room"):
        RasterWriter(folder / "a.tif", grid_of(1000), "float32")
    require_writable(folder / "a.tif", 1_000_000)
    assert files_in(folder) == []


@pytest.mark.parametrize(
    ("size", "rows", "compressible"),
    [(1500, 512, False), (1500, 64, True), (750, 100, True), (600, 7, False)],
    ids=["while writing", "in the cache", "closing", "thin strips"],
)
def test_a_disk_that_fills_up_leaves_nothing(monkeypatch, small_disk, files_in, size, rows, compressible):
    folder = small_disk(2)
    monkeypatch.setattr(raster, "require_writable", lambda *_: None)
    grid = grid_of(size)
    rng = np.random.default_rng(0)
    with (
        pytest.raises(OutputError, match=r"a\.tif cannot be written \(No space left on device\)\. Check that the disk"),
        RasterWriter(folder / "a.tif", grid, "float32") as writer,
    ):
        for top in range(0, size, rows):
            height = min(rows, size - top)
            strip = np.full((height, size), 3, "float32") if compressible else rng.random((height, size), "float32")
            writer.write(strip, Window(0, top, size, height))
        publish(writer)
    assert files_in(folder) == []


def test_a_disk_that_fills_up_while_finishing_leaves_nothing(monkeypatch, small_disk, files_in):
    """The scratch file (1 MB) fits, the finished file beside it does not."""
    folder = small_disk(2)
    monkeypatch.setattr(raster, "require_writable", lambda *_: None)
    grid = grid_of(512)
    with RasterWriter(folder / "a.tif", grid, "float32") as writer:
        writer.write(np.random.default_rng(0).random((512, 512), "float32"))
        writer._dataset.close()
        (folder / "other.bin").write_bytes(b"x" * 700_000)
        with pytest.raises(OutputError, match=r"a\.tif cannot be written"):
            publish(writer)
    assert files_in(folder) == [str(folder / "other.bin")]


# -- PROJ ----------------------------------------------------------------------------------------

_PROJ_SCRIPT = """
import os, sys, threading
sys.path.insert(0, {tests!r})
import conftest, rasterio
from soranome.plugin.core.raster import CRS, Raster, environment
before = dict(os.environ)
with environment(), environment():
    print(CRS.from_epsg(6677).to_epsg())
def elsewhere():
    with Raster({path!r}) as opened:
        opened.grid.require_metres("it")
        print(opened.grid.crs.to_epsg())
thread = threading.Thread(target=elsewhere)
thread.start()
thread.join()
elsewhere()
print(dict(os.environ) == before)
"""


@pytest.mark.parametrize("variable", ["PROJ_LIB", "PROJ_DATA", None])
def test_the_proj_database_of_another_program_does_no_harm(make_raster, variable):
    """Inside QGIS the variables point to QGIS's own database, which the PROJ of rasterio's wheel may refuse."""
    if not Path("/usr/share/proj/proj.db").exists():
        pytest.skip("no proj.db of the system")
    script = _PROJ_SCRIPT.format(tests=str(ROOT / "tests"), path=make_raster("a.tif", noise(20, 20)))
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PROJ")}
    if variable:
        variables[variable] = "/usr/share/proj"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=variables, check=False)
    assert done.stdout.split() == ["6677", "6677", "6677", "True"], done.stderr


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("FG-GML-5339-05-DEM5A.zip", b"PK\x03\x04"),
        ("標高.zip", b"PK\x03\x04" + bytes(26) + b"FG-GML-5339-05-00-DEM5A-20161001.xml"),
        ("a.xml", b'<?xml version="1.0"?>\n<Dataset xmlns="http://fgd.gsi.go.jp/spec/2008/FGD_GMLSchema">'),
    ],
)
def test_models_as_gsi_gives_them_are_known(tmp_path, name, start):
    (tmp_path / name).write_bytes(start)
    with pytest.raises(InputError, match=r"FG-GML.*GeoTIFF"):
        Raster(tmp_path / name)
    (tmp_path / "other.xml").write_bytes(b"<a/>")
    with pytest.raises(InputError, match="cannot be opened as an image"):
        Raster(tmp_path / "other.xml")


def cache_bytes():
    return get_gdal_config("GDAL_CACHEMAX")


def test_a_thread_that_leaves_does_not_unbind_the_cache_of_those_at_work():
    """rasterio's own option went back to a twentieth of the machine's memory when the first thread was done."""
    before, inside, leave = cache_bytes(), threading.Event(), threading.Event()

    def first():
        with environment():
            inside.set()
            leave.wait(10)

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(first)
        assert inside.wait(10)
        with environment():
            bound = cache_bytes()
            leave.set()
            done.result()
            assert cache_bytes() == bound < 256 << 20
    assert cache_bytes() == before


def test_strips_across_many_windows_find_room_while_their_file_is_open(make_raster):
    tiled = make_raster("tiled.tif", np.ones((600, 2600), "uint8"), tiled=True, blockxsize=512, blockysize=512)
    strips = make_raster("strips.tif", np.ones((600, 2600), "uint8"))
    with environment():
        with Raster(tiled):
            bound = cache_bytes()
        with Raster(strips):
            assert cache_bytes() > bound
    with environment():
        assert cache_bytes() == bound
