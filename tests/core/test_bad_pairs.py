"""What users do wrong, and what goes wrong around them: one clear sentence, early, and no file left behind."""

import os
import re
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rasterio

from soranome.plugin.core import raster
from soranome.plugin.core.change import irmad, optical
from soranome.plugin.core.change.optical import METHODS, detect
from soranome.plugin.core.change.pair import Pair, PairFiles
from soranome.plugin.core.errors import Cancelled, InputError, OutputError


class Stop:
    """A progress whose user cancels once ``fraction`` is reached."""

    def __init__(self, fraction=None):
        self.fraction, self.cancelled, self.at = fraction, fraction == 0, None

    def report(self, fraction, text=""):
        if self.fraction is not None and fraction >= self.fraction and not self.cancelled:
            self.cancelled, self.at = True, time.monotonic()


@pytest.fixture
def images(pair_arrays):
    before, after, _ = pair_arrays
    return before, after


@pytest.fixture
def pair(make_raster, images):
    return PairFiles(make_raster("前の画像.tif", images[0]), make_raster("後の画像.tif", images[1]), "sentinel2")


@pytest.fixture
def outputs(tmp_path):
    folder = tmp_path / "結果 フォルダ"
    folder.mkdir()
    return [str(folder / name) for name in ("点数.tif", "変化.tif", "土.tif")]


@pytest.fixture
def refused(tmp_path, outputs, files_in, results_in, monkeypatch):
    """A function: ``detect`` must raise ``error`` before statistics are worked out, and leave nothing; where it is raised
    ``late`` and the input is not to blame, finished tiles may stay."""

    def check(files, match, error=InputError, paths=None, late=False, **options):
        if not late:
            monkeypatch.setattr(irmad, "fit", lambda *_, **__: pytest.fail("long work before the refusal"))
        listing = results_in if late and error is not InputError else files_in
        there = listing(tmp_path)
        with pytest.raises(error, match=match) as caught:
            detect(files, *(paths or outputs), **options)
        sentence = str(caught.value)
        assert "\n" not in sentence and sentence.endswith("."), "a sentence"
        assert re.search(r"\. [A-Z]|; ", sentence), "what is wrong, and what to do"
        assert not re.search(r"Traceback|Error|0x[0-9a-f]{6}", sentence)
        assert listing(tmp_path) == there
        monkeypatch.undo()

    return check


def remake(make_raster, path, image, **options):
    return make_raster(Path(path).name, image, **options)


# -- pairs that do not fit -----------------------------------------------------------------------


def test_different_coordinate_systems(refused, make_raster, images, pair):
    remake(make_raster, pair.after, images[1], crs="EPSG:32654")
    refused(pair, r"AFTER image is in EPSG:32654, the BEFORE image in EPSG:6677\. Reproject one .*run again")


@pytest.mark.parametrize("which", ["before", "after"])
def test_a_geographic_system(refused, make_raster, images, pair, which):
    image = images[which == "after"]
    remake(make_raster, getattr(pair, which), image, crs="EPSG:4326", west=139.0, north=36.0, cell=1e-4)
    refused(pair, rf"^The {which.upper()} image is in degrees \(EPSG:4326\).*Reproject it to .*EPSG:6677")


def test_both_in_degrees(refused, make_raster, images, pair):
    for path, image in zip((pair.before, pair.after), images):
        remake(make_raster, path, image, crs="EPSG:6668", west=139.0, north=36.0, cell=1e-4)
    refused(pair, r"^The BEFORE image is in degrees \(EPSG:6668\).*Reproject")


@pytest.mark.parametrize("which", ["before", "after"])
def test_no_coordinate_system(refused, make_raster, images, pair, which):
    remake(make_raster, getattr(pair, which), images[0], crs=None)
    refused(pair, rf"^The {which.upper()} image has no coordinate reference system\. Assign")


def test_no_overlap(refused, make_raster, images, pair):
    remake(make_raster, pair.after, images[1], west=0.0)
    refused(pair, r"do not overlap: BEFORE covers -60000–-58400, .* AFTER 0–1600, .*Choose two images of one place")


def test_hardly_any_overlap(refused, make_raster, images, pair):
    remake(make_raster, pair.after, images[1], west=-60000 + 1500)
    refused(pair, r"share only 10 × 150 cells; at least 16 .*Choose larger images")


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (1, 300), (8, 8), (15, 40)])
def test_tiny_images(refused, make_raster, images, pair, rows, columns):
    for path, image in zip((pair.before, pair.after), images):
        remake(make_raster, path, np.resize(image, (6, rows, columns)))
    refused(pair, rf"share only {columns} × {rows} cells; at least 16 in each direction .*Choose larger images")


@pytest.mark.parametrize("method", METHODS)
def test_small_images_work(make_raster, images, outputs, pair, method):
    for path, image in zip((pair.before, pair.after), images):
        remake(make_raster, path, image[:, 10:40, 20:50])
    assert detect(pair, *outputs, method=method).seen_cells == 900


def test_different_band_counts(refused, make_raster, images, pair):
    remake(make_raster, pair.after, images[1][:4])
    refused(pair, r"BEFORE image has 6 bands, the AFTER image 4\. Both must hold the same bands")


def test_different_cells(refused, make_raster, images, pair):
    remake(make_raster, pair.after, images[1][:, ::2, ::2], cell=20)
    refused(pair, r"different cells \(BEFORE 10 × 10, .*AFTER 20 × 20, .*Switch on co-registration")
    remake(make_raster, pair.after, images[1], west=-60000 + 5)
    refused(pair, r"different cells \(BEFORE 10 × 10, -60000\.00 .*AFTER 10 × 10, -59995\.00 .*Switch on")


@pytest.mark.parametrize(
    ("sensor", "bands", "match"),
    [
        ("four_band", "", r"AFTER image has 6 bands, but Four bands .* have 4\. Choose the sensor"),
        ("modis", "", r"sensor modis is not known\. Choose one of"),
        ("custom", "", r"bands are not named\. List them"),
        ("custom", "blue,green,red,nir", r"AFTER image has 6 bands, but 4 are named\. Name every band"),
        ("custom", "a,b,c,d,e,f", r"list of bands a,b,c,d,e,f cannot be used\. Name each band once"),
    ],
)
def test_the_wrong_preset(refused, pair, sensor, bands, match):
    refused(replace(pair, sensor=sensor, bands=bands), match)


def test_the_wrong_type_for_a_preset(refused, make_raster, images, pair):
    for path, image in zip((pair.before, pair.after), images):
        remake(make_raster, path, (image / 40).astype("uint8"))
    refused(pair, r"AFTER image holds uint8 values, which Sentinel-2 L2A images never do\. Choose the sensor")


def test_no_preset_for_so_many_bands(refused, make_raster, images, pair):
    for path, image in zip((pair.before, pair.after), images):
        remake(make_raster, path, image[:3])
    refused(replace(pair, sensor="auto"), r"AFTER image has 3 bands, which no sensor preset knows\. Name its bands")


@pytest.mark.parametrize("x", [3, -20, 45])
def test_a_shift_large_or_huge(refused, make_raster, images, pair, x):
    remake(make_raster, pair.after, np.roll(images[1], x, axis=2))
    refused(pair, r"AFTER image lies [+-]\d+\.\d+ pixels right .*Switch on co-registration")
    with Pair(pair) as opened:
        assert opened.measure_shift().x == pytest.approx(x, abs=0.1)


def test_images_of_different_places_are_not_co_registered(refused, make_raster, images, pair):
    noise = np.random.default_rng(1).integers(1, 5000, images[0].shape).astype("uint16")
    remake(make_raster, pair.after, noise)
    refused(pair, r"shift between the images cannot be measured.*Check that both show the same place", coregister=True)


# -- images without information ------------------------------------------------------------------


def test_all_masked(refused, make_raster, pair):
    mask = make_raster("雲.tif", np.ones((150, 160), "uint8"))
    refused(replace(pair, after_mask=mask), r"Only 0 cells of 24000 show land on both dates.*Choose dates with less")
    mask = make_raster("SCL.tif", np.full((150, 160), 9, "uint8"))
    refused(replace(pair, before_mask=mask), r"Only 0 cells of 24000 show land on both dates")


def test_masks_that_leave_nothing_in_common(refused, make_raster, pair):
    left = np.zeros((150, 160), "uint8")
    left[:, :80] = 1
    masks = make_raster("左.tif", left), make_raster("右.tif", 1 - left)
    refused(replace(pair, before_mask=masks[0], after_mask=masks[1]), "Only 0 cells of 24000")


@pytest.mark.parametrize("nodata", [None, 0])
def test_all_no_data(refused, make_raster, images, pair, nodata):
    remake(make_raster, pair.after, np.zeros_like(images[1]), nodata=nodata)
    refused(pair, r"Only 0 cells of 24000 .*the rest is masked, open water or without data\. Choose")


def test_a_mask_of_another_image(refused, make_raster, pair):
    zeros = np.zeros((150, 160), "uint8")
    elsewhere = make_raster("m.tif", zeros, west=-50000.0)
    refused(replace(pair, after_mask=elsewhere), r"^The mask of AFTER does not cover its image\. Choose the mask")
    elsewhere = make_raster("m.tif", zeros, crs="EPSG:4326", west=139.0, north=36.0, cell=1e-4)
    refused(replace(pair, before_mask=elsewhere), r"^The mask of BEFORE lies in another coordinate system.*Reproject")
    refused(replace(pair, before_mask=pair.after), r"^The mask of BEFORE has 6 bands; a cloud mask has one\. Choose")


@pytest.mark.parametrize("coregister", [False, True])
@pytest.mark.parametrize("nodata", [None, 0, 65535])
def test_seams_of_no_data_make_no_change(make_raster, images, outputs, pair, nodata, coregister):
    before, after = (image.copy() for image in images)
    fill = nodata or 0
    before[:, :, 60:64] = before[:, 145:] = fill
    after[:, 85:88] = fill
    after[2, 30, 100:110] = fill if nodata is not None else after[2, 30, 100:110]  # one band alone
    if coregister:
        after = np.roll(after, 2, axis=2)
    for path, image in zip((pair.before, pair.after), (before, after)):
        remake(make_raster, path, image, nodata=nodata)
    detect(pair, *outputs, coregister=coregister)
    with rasterio.open(outputs[1]) as dataset:
        change = dataset.read(1)
    assert (change[:, 60:64] == 255).all() and (change[145:] == 255).all() and (change[86] == 255).mean() > 0.9
    beside = np.zeros(change.shape, bool)
    beside[:, 55:69] = beside[80:93] = beside[140:] = beside[26:35, 95:115] = True
    beside[40:46, 130:136] = False  # fresh soil
    beside[:, :5] = beside[:, -5:] = False
    assert np.isin(change, (1, 2, 3, 4))[beside].mean() < 0.02


@pytest.mark.parametrize("which", [0, 1])
def test_a_constant_band_is_refused_by_its_name(refused, make_raster, images, pair, which):
    images = [image.copy() for image in images]
    images[which][2] = 500
    for path, image in zip((pair.before, pair.after), images):
        remake(make_raster, path, image)
    said = ("BEFORE", "AFTER")[which] + r" image.*band 3 \(red\) holds nothing but 500.*leave this one out"
    for method in METHODS:
        refused(pair, said, method=method)


def test_a_result_never_replaces_an_input_or_another_result(pair, outputs):
    for paths in ([pair.before, *outputs[1:]], [outputs[0], outputs[0]]):
        with pytest.raises(OutputError, match="a name of its own"):
            detect(pair, *paths)
    with rasterio.open(pair.before) as dataset:
        assert dataset.count == 6


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("same_file", [True, False])
def test_identical_images_show_no_change(make_raster, images, outputs, pair, method, same_file):
    remake(make_raster, pair.after, images[0])
    files = replace(pair, after=pair.before) if same_file else pair
    for coregister in (False, True):
        result = detect(files, *outputs, method=method, coregister=coregister)
        assert result.changed_cells == 0 and result.seen_cells == 24000 and result.shift.length < 0.05
        with rasterio.open(outputs[0]) as dataset:
            assert dataset.read(1).max() < 0.5


# -- files that are broken -----------------------------------------------------------------------


@pytest.mark.parametrize("which", ["before", "after", "before_mask", "after_mask"])
def test_a_truncated_file(refused, make_raster, pair, which):
    mask = make_raster("雲.tif", np.zeros((150, 160), "uint8"), compress="deflate")
    files = replace(pair, before_mask=mask, after_mask=make_raster("雲2.tif", np.zeros((150, 160), "uint8")))
    path = getattr(files, which)
    name = which.replace("_mask", "").upper()
    os.truncate(path, int(os.path.getsize(path) * 0.8))
    refused(files, rf"{name}(?: image)?: .*{Path(path).name} (is damaged or incomplete|cannot be opened).*\.")


@pytest.mark.parametrize("which", ["before", "after", "before_mask", "after_mask"])
def test_a_file_that_is_no_image(refused, tmp_path, pair, which):
    name = which.replace("_mask", "").upper()
    path = tmp_path / "現地写真の説明.txt"
    path.write_text("画像ではありません", encoding="utf-8")
    refused(replace(pair, **{which: str(path)}), rf"{name}(?: image)?: .*説明\.txt cannot be opened .*Choose a raster")
    refused(replace(pair, **{which: str(path) + "x"}), rf"{name}(?: image)?: .*txtx does not exist\. Choose another")


# -- places that cannot be written ---------------------------------------------------------------


@pytest.mark.parametrize("which", [0, 1, 2])
def test_an_unwritable_output(refused, tmp_path, pair, outputs, which, small_disk):
    for place, match in (
        (tmp_path / "ない" / "a.tif", r"a\.tif cannot be written: its folder does not exist\. Choose another place"),
        (tmp_path, r"cannot be written: it is a folder\. Choose the name of a file"),
        (small_disk(read_only=True) / "a.tif", r"a\.tif cannot be written \(Read-only file system\)\. Check"),
    ):
        paths = [*outputs[:which], str(place), *outputs[which + 1 :]]
        refused(pair, match, OutputError, paths)


def test_a_disk_too_small(refused, make_raster, images, pair, small_disk):
    for path, image in zip((pair.before, pair.after), images):
        remake(make_raster, path, np.tile(image, (1, 5, 5)))
    folder = small_disk(2)
    paths = [str(folder / name) for name in ("点数.tif", "変化.tif", "土.tif")]
    refused(pair, r"点数\.tif needs about 11 MB, but its disk has 2 MB free\. Make room", OutputError, paths)


def test_a_disk_that_fills_up_on_the_way(refused, make_raster, images, pair, small_disk, monkeypatch):
    for path, image in zip((pair.before, pair.after), images):
        remake(make_raster, path, np.tile(image, (1, 5, 5)))
    folder = small_disk(2)
    for module in (raster, optical):
        monkeypatch.setattr(module, "require_writable", lambda *_: None)
    paths = [str(folder / name) for name in ("点数.tif", "変化.tif", "土.tif")]
    refused(pair, r"cannot be written \(No space left on device\)\. Check that the disk", OutputError, paths, True)


def test_a_result_that_cannot_take_its_name_leaves_none(refused, pair, outputs, monkeypatch):
    """As when another program has opened one of the old results meanwhile."""

    def busy(source, target, replace=os.replace):
        if str(target) == outputs[1]:
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr(raster.os, "replace", busy)
    refused(
        pair, r"変化\.tif cannot be written \(Permission denied\)\. Check .*no other program", OutputError, late=True
    )


# -- cancelling ----------------------------------------------------------------------------------


@pytest.mark.parametrize("method", METHODS)
def test_a_cancelled_run_stops_soon_and_leaves_finished_tiles_only(
    tmp_path, results_in, make_raster, images, outputs, pair, method
):
    for path, image in zip((pair.before, pair.after), images):
        remake(make_raster, path, np.tile(image, (1, 2, 2)))
    mask = make_raster("雲.tif", np.zeros((300, 320), "uint8"))
    there = results_in(tmp_path)
    for fraction in (0, 0.04, 0.15, 0.3, 0.65, 0.95):
        progress = Stop(fraction)
        start = time.monotonic()
        with pytest.raises(Cancelled, match="cancelled; no result was written"):
            detect(replace(pair, after_mask=mask), *outputs, method=method, block_size=128, progress=progress)
        assert time.monotonic() - (progress.at or start) < 2
        assert results_in(tmp_path) == there


def test_a_cancelled_run_keeps_the_old_results(results_in, outputs, pair):
    for path in outputs:
        Path(path).write_bytes(b"old")
    with pytest.raises(Cancelled):
        detect(pair, *outputs, progress=Stop(0.5))
    assert results_in(Path(outputs[0]).parent) == sorted(outputs)
    assert all(Path(path).read_bytes() == b"old" for path in outputs)


def test_any_other_error_leaves_no_result_either(refused, pair, monkeypatch):
    def out_of_memory(*_, **__):
        raise MemoryError("too large. Give up.")

    monkeypatch.setattr(optical, "_classified", out_of_memory)
    refused(pair, "too large", MemoryError, late=True)


# -- Japanese ------------------------------------------------------------------------------------


def test_japanese_paths_work_and_leave_only_results(tmp_path, files_in, outputs, pair):
    there = files_in(tmp_path)
    result = detect(pair, *outputs)
    assert result.changed_cells > 0
    assert files_in(tmp_path) == sorted([*there, *outputs])
    for path in outputs:
        with rasterio.open(path) as dataset:
            assert dataset.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG" and dataset.shape == (150, 160)
