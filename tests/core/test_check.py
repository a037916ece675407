"""The check of a pair: its verdict, its report, and the corrected image."""

import re

import numpy as np
import pytest
import rasterio
from scipy import ndimage

from soranome.plugin.core.change import check as check_module
from soranome.plugin.core.change.check import check_pair, report
from soranome.plugin.core.change.pair import PairFiles
from soranome.plugin.core.errors import Cancelled, InputError, OutputError
from soranome.plugin.core.raster import Raster

SHIFT = (1.3, -2.6)


def moved(image, x, y):
    return ndimage.shift(image.astype("float64"), (0, y, x), order=3, mode="nearest")


@pytest.fixture
def shifted(make_raster, pair_arrays):
    """BEFORE, and AFTER lying ``SHIFT`` pixels right and down, as paths."""
    before, after, _ = pair_arrays
    after = moved(after, *SHIFT).clip(1, 10000).astype("uint16")
    return make_raster("前.tif", before), make_raster("後.tif", after)


def problems(check):
    return " ".join(str(problem) for problem in check.problems)


def test_a_fitting_pair_passes(make_raster, pair_arrays):
    before, after, _ = pair_arrays
    check = check_pair(PairFiles(make_raster("a.tif", before), make_raster("b.tif", after)))
    assert check.passed and check.same_cells and check.overlap == check.clear == 1
    assert check.shift.length < 0.1 and check.residual is None
    assert check.before_cloud is check.after_cloud is None
    assert "Without a cloud mask" in str(check.notes[0])
    assert len(check.bands) == 6
    assert check.bands[0].before_median == np.median(before[0])
    assert check.bands[3].after_spread == pytest.approx(np.subtract(*np.percentile(after[3], (75, 25))))
    expected = np.corrcoef(before[3].ravel(), after[3].ravel())[0, 1]
    assert check.bands[3].correlation == pytest.approx(expected)


def test_a_shifted_pair_does_not_pass_and_is_told_what_to_do(shifted):
    check = check_pair(PairFiles(*shifted))
    assert not check.passed
    assert (check.shift.x, check.shift.y) == pytest.approx(SHIFT, abs=0.1)
    assert re.search(r"AFTER lies \+1\.\d+ pixels right and -2\.\d+ pixels down.*co-registration", problems(check))


def test_the_corrected_image_is_really_aligned(tmp_path, shifted):
    corrected = tmp_path / "補正.tif"
    check = check_pair(PairFiles(*shifted), coregister=True, corrected_path=str(corrected))
    assert check.passed and check.residual.length < 0.1
    again = check_pair(PairFiles(shifted[0], str(corrected)))
    assert again.passed and again.shift.length < 0.1
    with Raster(shifted[0]) as before, Raster(corrected) as after:
        assert after.grid == before.grid
        _, valid = after.read_valid()
    assert not valid[:, -1].any() and not valid[:2].any(), "what AFTER does not show is no data"
    assert valid[4:-2, 2:-3].all()


@pytest.mark.parametrize(
    ("dtype", "nodata", "expected"),
    [
        ("uint16", None, 0),
        ("uint16", 65535, 65535),
        ("uint8", 0, 0),
        ("int16", None, -32768),
        ("int16", -9999, -9999),
        ("float32", None, np.nan),
        ("float32", -1, -1),
        ("float64", np.nan, np.nan),
    ],
)
def test_the_corrected_image_keeps_type_bands_and_nodata(tmp_path, make_raster, pair_arrays, dtype, nodata, expected):
    before, after, _ = pair_arrays
    before, after = (
        (image[:4] / (20 if dtype == "uint8" else 1)).clip(5, 30000 if dtype != "uint8" else 250).astype(dtype)
        for image in (before, after)
    )
    after = np.roll(after, 2, axis=2)
    seam = np.zeros(after.shape[1:], bool)
    seam[70:75, 40:90] = True
    if nodata is not None:
        after[:, seam] = nodata
    path = make_raster("b.tif", after, nodata=nodata)
    with rasterio.open(path, "r+") as dataset:
        dataset.set_band_description(2, "緑")
    corrected = str(tmp_path / "c.tif")
    check_pair(PairFiles(make_raster("a.tif", before), path), True, corrected)
    with rasterio.open(corrected) as dataset:
        assert dataset.dtypes == (dtype,) * 4 and dataset.descriptions == (None, "緑", None, None)
        np.testing.assert_equal(dataset.nodata, expected)
        image = dataset.read()
    with Raster(corrected) as opened:
        valid = opened.read_valid()[1]
    assert not valid[:, -1].any()
    assert valid[3:60, 3:-5].all() and valid[80:-3, 3:-5].all()
    assert nodata is None or (~valid[71:74, 42:84]).mean() > 0.9
    unmoved = np.roll(after, -2, axis=2)[:, 5:60, 5:-8].astype("float64")
    # The shift is found to some hundredths of a pixel; resampling by that hardly changes a value.
    assert np.median(np.abs(image[:, 5:60, 5:-8] - unmoved)) < 0.05 * np.median(unmoved)


def test_dark_cells_do_not_turn_into_no_data(tmp_path, make_raster, pair_arrays):
    """Water is 0 in 8-bit infrared; 0 is what the corrected image calls no data."""
    before, after, _ = pair_arrays
    before, after = ((image / 20).clip(0, 250).astype("uint8") for image in (before, after))
    before[3:, 20:50, 20:50] = after[3:, 20:50, 20:50] = 0
    corrected = str(tmp_path / "c.tif")
    check_pair(PairFiles(make_raster("a.tif", before), make_raster("b.tif", np.roll(after, 2, 2))), True, corrected)
    with Raster(corrected) as opened:
        data, valid = opened.read_valid()
    assert valid[22:48, 22:48].all() and data[3:, 25:45, 25:45].max() <= 2


def test_a_pair_of_different_resolution_is_brought_together(tmp_path, make_raster, pair_arrays):
    before, after, _ = pair_arrays
    coarse = after[:, :150, :160].reshape(6, 75, 2, 80, 2).mean(axis=(2, 4)).astype("uint16")
    files = PairFiles(make_raster("a.tif", before), make_raster("b.tif", coarse, cell=20))
    check = check_pair(files)
    assert not check.passed and not check.same_cells
    assert check.before_cell == (10, 10) and check.after_cell == (20, 20)
    assert "different cells. Run again with co-registration switched on" in problems(check)
    assert check.shift.length < 0.1
    corrected = str(tmp_path / "c.tif")
    check = check_pair(files, True, corrected)
    assert check.passed and check.residual.length < 0.1
    with Raster(corrected) as opened:
        assert opened.grid.cell_size == (10, 10) and opened.count == 6


def test_the_overlap_is_the_share_of_before(make_raster, pair_arrays):
    before, after, _ = pair_arrays
    files = PairFiles(make_raster("a.tif", before), make_raster("b.tif", after[:, 15:, 40:], west=-59600, north=-30150))
    check = check_pair(files)
    assert check.passed and check.overlap == pytest.approx(135 * 120 / (150 * 160))


def test_another_number_of_bands_is_a_problem(make_raster, pair_arrays):
    before, after, _ = pair_arrays
    check = check_pair(PairFiles(make_raster("a.tif", before), make_raster("b.tif", after[:4])))
    assert not check.passed and "BEFORE has 6 bands, AFTER 4. Choose" in problems(check)
    assert len(check.bands) == 4


def test_the_share_of_cloud_is_told(make_raster, pair_arrays):
    before, after, _ = pair_arrays
    scl = np.full((150, 160), 4, "uint8")
    scl[:30] = 9
    plain = np.zeros((150, 160), "uint8")
    plain[:, :40] = 1
    files = PairFiles(
        make_raster("a.tif", before),
        make_raster("b.tif", after),
        before_mask=make_raster("scl.tif", scl),
        after_mask=make_raster("plain.tif", plain),
    )
    check = check_pair(files)
    assert check.before_cloud == pytest.approx(31 / 150) and check.after_cloud == 0.25
    assert check.clear == pytest.approx(119 / 150 * 0.75)
    assert check.passed and not check.notes


def test_a_pair_wholly_under_cloud_is_judged_not_crashed(make_raster, pair_arrays):
    before, after, _ = pair_arrays
    mask = make_raster("m.tif", np.ones((150, 160), "uint8"))
    check = check_pair(PairFiles(make_raster("a.tif", before), make_raster("b.tif", after), after_mask=mask))
    assert not check.passed and check.clear == 0 and check.bands == []
    assert "Only 0.0 % of the area is seen" in problems(check) and "could not be measured" in problems(check)
    assert "could not be measured" in report(check)


def test_bands_in_another_order_are_noted(make_raster, pair_arrays):
    before, after, _ = pair_arrays
    other = np.random.default_rng(0).integers(1, 999, (1, 150, 160)).astype("uint16")
    images = np.concatenate([before[:3], other]), np.concatenate([after[:3], other[:, ::-1]])
    check = check_pair(PairFiles(make_raster("a.tif", images[0]), make_raster("b.tif", images[1])))
    assert any("Bands 4 hardly resemble" in str(note) for note in check.notes)


def test_an_elevation_pair_in_degrees_can_be_checked_and_corrected(tmp_path, data):
    """SRTM and its blurred copy: AFTER's content lies 3 pixels left and 5 up; different sizes."""
    folder = data / "dem" / "srtm_shift"
    files = PairFiles(str(folder / "srtm_ref.tif"), str(folder / "srtm_blurred_and_shifted.tif"))
    check = check_pair(files)
    assert check.crs == "EPSG:4326" and not check.passed
    assert (check.shift.x, check.shift.y) == pytest.approx((-3, -5), abs=0.1)
    corrected = str(tmp_path / "c.tif")
    check = check_pair(files, True, corrected)
    assert check.passed and check.residual.length < 0.1
    with Raster(files.before) as before, Raster(corrected) as after:
        size = after.grid.height, after.grid.width
        heights, seen = after.read_valid()
        reference = before.read()[:, : size[0], : size[1]]
    assert not seen[:, :2].any() and not seen[:4].any() and seen[10:-10, 10:-10].all()
    rest = (heights - reference)[0, 10:-10, 10:-10]
    assert np.abs(np.median(rest)) < 1 and np.std(rest) < 0.2 * np.std(reference)


def test_a_shift_that_cannot_be_measured_is_not_corrected(tmp_path, make_raster, pair_arrays, files_in):
    before, _, _ = pair_arrays
    noise = np.random.default_rng(0).integers(1, 999, before.shape).astype("uint16")
    files = PairFiles(make_raster("a.tif", before), make_raster("b.tif", noise))
    assert "could not be measured" in problems(check_pair(files))
    inputs = files_in(tmp_path)
    with pytest.raises(InputError, match=r"cannot be measured.*run without co-registration"):
        check_pair(files, True, str(tmp_path / "c.tif"))
    assert files_in(tmp_path) == inputs
    coarse = PairFiles(files.before, make_raster("c20.tif", noise[:, ::2, ::2], cell=20))
    with pytest.raises(InputError, match=r"cannot be measured.*bring AFTER onto the cells of BEFORE yourself"):
        check_pair(coarse, True, str(tmp_path / "c.tif"))


def test_where_the_corrected_image_cannot_go_is_said_first(tmp_path, shifted, monkeypatch):
    monkeypatch.setattr(check_module, "_sampled", lambda *_: pytest.fail("long work before"))
    with pytest.raises(OutputError, match="folder does not exist"):
        check_pair(PairFiles(*shifted), True, str(tmp_path / "ない" / "c.tif"))


def test_a_cancelled_check_leaves_nothing(tmp_path, shifted, files_in):
    class Stop:
        def __init__(self, at):
            self.at, self.cancelled = at, False

        def report(self, fraction, text=""):
            self.cancelled = self.cancelled or fraction >= self.at

    inputs = files_in(tmp_path)
    for at in (0, 0.3, 0.55, 0.75, 0.85):
        progress = Stop(at)
        progress.cancelled = at == 0
        with pytest.raises(Cancelled):
            check_pair(PairFiles(*shifted), True, str(tmp_path / "c.tif"), progress)
        assert files_in(tmp_path) == inputs


# -- the report ----------------------------------------------------------------------------------


def test_the_report_of_a_pair_that_passed(make_raster, pair_arrays):
    before, after, _ = pair_arrays
    check = check_pair(PairFiles(make_raster("前.tif", before), make_raster("後.tif", after)))
    page = report(check)
    assert page.startswith("<!DOCTYPE html>") and '<html lang="en">' in page
    assert 'class="box good"' in page and 'class="box bad"' not in page
    for text in ("前.tif", "後.tif", "EPSG:6677", "10 × 10", "100.0 %", "unknown", "1 of 1 tiles"):
        assert text in page
    assert page.count('<td class="number">') == 6 * 5


def test_the_report_of_a_pair_that_failed(shifted):
    page = report(check_pair(PairFiles(*shifted)))
    assert 'class="box bad"' in page and 'class="box good"' not in page
    assert "more than half a pixel" in page
    page = report(check_pair(PairFiles(*shifted), coregister=True))
    assert "Shift left after correction" in page and 'class="box good"' in page


def test_names_cannot_become_markup(make_raster, pair_arrays):
    before, after, _ = pair_arrays
    path = make_raster("a<script>&.tif", before)
    with rasterio.open(path, "r+") as dataset:
        dataset.set_band_description(1, "<img src=x>")
    page = report(check_pair(PairFiles(path, make_raster("b.tif", after))))
    assert "<script" not in page and "<img" not in page
    assert "a&lt;script&gt;&amp;.tif" in page and "&lt;img src=x&gt;" in page


def test_every_sentence_of_the_report_is_translated(shifted):
    check = check_pair(PairFiles(*shifted))
    page = report(check, lambda text: "訳:" + text, "ja")
    assert '<html lang="ja">' in page
    body = page[page.index("<body>") :]
    for text in re.findall(r">([^<>]+)</(?:h1|h2|th|div)>", body):
        assert text.startswith("訳:"), text
