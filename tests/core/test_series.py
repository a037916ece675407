"""Series of optical images: seasons and ploughing are no change, soil that stays is, and the interval is the right one."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin
from scipy import ndimage

from soranome.plugin.core.change.series import SeriesOutputs, detect_series, history_of
from soranome.plugin.core.change.series_stack import SeriesFiles, Stack, is_mask_name
from soranome.plugin.core.errors import Cancelled, InputError, OutputError
from soranome.plugin.core.raster import Raster

ROWS, COLUMNS = 90, 100
START = datetime.date(2023, 1, 5)
DAYS = tuple(range(0, 730, 32))  # 23 dates
SUMMER = np.array(
    [[250, 450, 300, 3200, 1500, 700], [400, 750, 500, 3400, 2100, 1100], [1200, 1300, 1350, 1700, 1900, 1700]]
)
WINTER = np.array(
    [[350, 480, 560, 1700, 1600, 1000], [410, 760, 560, 3000, 2050, 1150], [1180, 1290, 1360, 1650, 1880, 1690]]
)
SOIL = np.array([750, 1030, 1450, 2150, 3000, 2550])
FILL = (slice(20, 28), slice(30, 40))  # in the forest
FIELD = (slice(50, 62), slice(0, 25))  # ploughed twice, in other months of the second year
HIDDEN = (slice(70, 76), slice(80, 88))  # a fill that the masks take for cloud
FILLED_ON = 500


def dates_at(days=DAYS):
    return tuple((START + datetime.timedelta(days=day)).isoformat() for day in days)


def image_at(day: int, rng) -> np.ndarray:
    """Forest, fields and town (6, rows, columns), leaves by the season, fields bare for two months now and then."""
    green = 0.5 - 0.5 * np.cos(2 * np.pi * (day - 20) / 365.25)
    spectra = WINTER + (SUMMER - WINTER) * green
    cover = np.zeros((ROWS, COLUMNS), int)
    cover[45:65, :40], cover[:20, 60:] = 1, 2
    image = spectra[cover].transpose(2, 0, 1) * (1 + 0.08 * texture())
    bare = np.zeros((ROWS, COLUMNS), bool)
    bare[FIELD] = 100 <= day < 165 or 560 <= day < 625
    if day >= FILLED_ON:
        bare[FILL] = bare[HIDDEN] = True
    image = np.where(bare, SOIL[:, None, None] * (1 + 0.05 * texture()), image)
    return np.clip(np.rint(image + rng.normal(0, 25, image.shape)), 1, 10000).astype(np.uint16)


def texture():
    return ndimage.gaussian_filter(np.random.default_rng(9).normal(size=(ROWS, COLUMNS)), 1.5) / 0.19


def mask_at(day: int, rng) -> np.ndarray:
    """SCL with a cloud that wanders, and HIDDEN taken for cloud once it is bare."""
    mask = np.full((ROWS, COLUMNS), 4, np.uint8)
    row, column = rng.integers(0, ROWS - 20), rng.integers(0, COLUMNS - 20)
    mask[row : row + 20, column : column + 20] = 9
    if day >= FILLED_ON:
        mask[HIDDEN] = 8
    return mask


@pytest.fixture
def write(tmp_path):
    """A function that writes the series of ``days`` and returns its files; ``change(day, image, mask)`` alters them."""

    def make(days=DAYS, change=None, cells=None, masks=True, folder="s"):
        (tmp_path / folder).mkdir()
        rng = np.random.default_rng(4)
        images, written = [], []
        for number, (day, name) in enumerate(zip(days, dates_at(days))):
            image, mask = image_at(day, rng), mask_at(day, rng)
            if change:
                image, mask = change(day, image, mask)
            for kind, array, paths in (("S2", image, images), ("SCL", mask[None], written)):
                paths.append(str(tmp_path / folder / f"{kind}_{name.replace('-', '')}.tif"))
                west = -60000 + (cells(number) if cells else 0)
                with rasterio.open(
                    paths[-1], "w", driver="GTiff", count=len(array), height=array.shape[1], width=array.shape[2],
                    dtype=array.dtype, crs="EPSG:6677", transform=from_origin(west, -30000, 10, 10), nodata=0,
                ) as dataset:  # fmt: skip
                    dataset.write(array)
        return SeriesFiles(tuple(images), dates_at(days), tuple(written) if masks else ())

    return make


@pytest.fixture
def watch(tmp_path):
    """A function that runs the detection and returns SCORE, CHANGE, FIRST_CHANGE, LAST_UNCHANGED, SOIL and the result."""

    def run(files, **options):
        paths = [str(tmp_path / f"{name}.tif") for name in ("score", "change", "first", "last", "soil")]
        result = detect_series(files, SeriesOutputs(*paths), **options)
        layers = []
        for path in paths:
            with Raster(path) as raster:
                layers.append(raster.read()[0])
        return (*layers, result)

    return run


def test_soil_that_stays_is_found_with_its_interval_and_ploughing_is_not(write, watch, tmp_path):
    _, change, first, last, soil, result = watch(write())
    before = sum(day < FILLED_ON for day in DAYS)  # the last date without the fill, counted from 1
    assert (change[FILL] == 1).mean() > 0.9
    found = change[FILL] == 1
    assert ((last[FILL][found] <= before) & (first[FILL][found] >= before)).mean() > 0.95
    assert (first[FILL][found] == before).mean() > 0.7, "clouds lie on a part of the cells only"
    assert soil[FILL][found].mean() > 0.3
    assert (np.isin(change[FIELD], (1, 2, 5))).mean() < 0.02
    away = np.ones(change.shape, bool)
    for place in (FILL, FIELD, HIDDEN):
        away[place] = False
    assert (np.isin(change[away], (1, 2, 5))).mean() < 0.002
    assert result.harmonics_fitted == 2 and result.monitored_from == dates_at()[11]
    assert result.changed_cells == np.isin(change, range(1, 6)).sum()


def test_two_dates_would_take_season_and_ploughing_for_change(write, watch, tmp_path):
    """The scene above is a test only if the difference of two dates sees soil in the field."""
    from soranome.plugin.core.change.optical import detect
    from soranome.plugin.core.change.pair import PairFiles

    files = write()
    at = next(i for i, day in enumerate(DAYS) if 560 <= day < 625)
    detect(
        PairFiles(files.images[at - 11], files.images[at], "sentinel2"),
        str(tmp_path / "s.tif"),
        str(tmp_path / "c.tif"),
    )
    with Raster(tmp_path / "c.tif") as raster:
        assert np.isin(raster.read()[0][FIELD], (1, 2)).mean() > 0.9


def test_soil_behind_wrong_masks_is_code_5(write, watch):
    _, change, first, *_ = watch(write())
    assert (change[HIDDEN] == 5).mean() > 0.9
    onset = sum(day < FILLED_ON for day in DAYS)
    assert (first[HIDDEN][change[HIDDEN] == 5] >= onset).mean() > 0.9


def test_water_that_stays_water_is_no_change_and_a_filled_pond_is(write, watch):
    clear, muddy = np.array([[600, 500, 300, 120, 60, 40], [1200, 1400, 1300, 700, 150, 80]])
    stays, filled, lake = (np.s_[30:40, 60:72], np.s_[5:15, 40:52], np.s_[78:, :75])

    def ponds(day, image, mask):
        for place, later in ((lake, clear), (stays, muddy), (filled, SOIL)):
            spectrum = later if day >= FILLED_ON else clear
            image[(slice(None), *place)] = spectrum[:, None, None] * (1 + 0.03 * texture()[place])
        return image, mask

    score, change, first, *_ = watch(write(change=ponds))
    seen = change[stays] != 255
    assert seen.mean() > 0.9 and (change[stays][seen] == 0).all() and (score[stays][seen] < 0.5).all()
    assert (change[filled] == 2).mean() > 0.9
    assert (first[filled] >= sum(day < FILLED_ON for day in DAYS)).all()


def test_clouds_behind_right_masks_are_no_change(write, watch):
    def overcast(day, image, mask):
        if day >= 560:
            image[:, 30:40, 50:60], mask[30:40, 50:60] = 6000, 9
        return image, mask

    _, change, *_ = watch(write(change=overcast))
    assert not np.isin(change[30:40, 50:60], range(1, 6)).any()


def test_score_is_half_or_more_exactly_where_a_change_is_reported(write, watch):
    score, change, first, last, *_ = watch(write())
    unknown = change == 255
    np.testing.assert_array_equal(np.isnan(score), unknown)
    np.testing.assert_array_equal(score[~unknown] >= 0.5, change[~unknown] > 0)
    for codes in (first, last):
        np.testing.assert_array_equal(codes == 255, unknown)
        np.testing.assert_array_equal((codes > 0) & ~unknown, np.isin(change, range(1, 6)))
    here = np.isin(change, range(1, 6))
    assert (last[here] <= first[here]).all()


def test_tags_tell_the_dates(write, watch, tmp_path):
    watch(write(), significance=0.02)
    for name in ("score", "change", "first"):
        with Raster(tmp_path / f"{name}.tif") as raster:
            assert raster.tags["DATES"] == ",".join(dates_at())
            assert raster.tags["METHOD"] == "opticalseries ndvi_bsi" and raster.tags["SIGNIFICANCE"] == "0.02"


@pytest.mark.parametrize("size", [17, 64])
def test_blocks_do_not_show(write, watch, size):
    files = write()
    whole = watch(files)[:5]
    for one, other in zip(whole, watch(files, block_size=size)[:5]):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("index", ["ndvi", "bsi"])
def test_each_index_alone_finds_the_fill(write, watch, index):
    _, change, *_ = watch(write(), index=index)
    assert np.isin(change[FILL], (1, 2)).mean() > 0.8


def test_order_of_files_is_free(write, watch):
    files = write()
    mixed = SeriesFiles(files.images[::-1], files.dates[::-1], files.masks[3:] + files.masks[:3])
    for one, other in zip(watch(files)[:5], watch(mixed)[:5]):
        np.testing.assert_array_equal(one, other)


def test_changes_only_after_a_date(write, watch):
    files = write()
    _, change, first, _, _, result = watch(files, monitor_from=dates_at()[14])
    assert result.monitored_from == dates_at()[14]
    found = np.isin(change, range(1, 6))
    assert found[FILL].mean() > 0.9 and first[found].min() >= 15


def test_three_dates_are_enough_and_what_could_be_learnt_is_said(write, watch):
    told = []

    class Log:
        cancelled = False

        def report(self, fraction, text=""):
            told.append(str(text))

    days = (180, 540, 555)  # the same season, but for the fill
    _, change, first, _, _, result = watch(write(days), progress=Log())
    assert result.harmonics_fitted == 0
    assert any("1 of 3 dates" in line and "0 harmonics" in line for line in told)
    assert np.isin(change[FILL], (1, 2)).mean() > 0.7
    assert (first[FILL][np.isin(change[FILL], (1, 2))] == 1).all()


def test_a_shift_is_refused_or_corrected(write, watch):
    def moved(day, image, mask):
        return (np.roll(image, (1, 2), (1, 2)), mask) if day == DAYS[15] else (image, mask)

    files = write(change=moved)
    with pytest.raises(InputError, match=r"S2_.*half a pixel"):
        watch(files)
    *_, result = watch(files, coregister=True)
    shift = result.moved[dates_at()[15]]
    assert (shift.x, shift.y) == pytest.approx((2, 1), abs=0.15)


def test_other_cells_are_brought_onto_the_first(write, watch):
    files = write(cells=lambda number: 5 if number == 3 else 0)
    *_, result = watch(files, coregister=True)
    assert result.resampled == [dates_at()[3]]
    assert result.counts.sum() < ROWS * COLUMNS, "the part that all images cover"


def test_history_is_the_first_year_or_half():
    for days, expected in ((DAYS, 12), ((0, 30, 60, 90, 120, 150), 3), ((0, 200, 400), 1), ((0, 10, 400, 500), 2)):
        assert history_of(list(dates_at(days)), np.array(days, float), "", 2) == expected


# -- bad input -----------------------------------------------------------------------------------


def test_fewer_than_three_dates_are_refused_with_the_way_for_two(write, watch):
    with pytest.raises(InputError, match=r"three dates.*two"):
        watch(write(DAYS[:2]))


def test_a_date_twice_is_named(write, watch):
    files = write()
    twice = SeriesFiles(files.images, (files.dates[1], *files.dates[1:]), files.masks)
    with pytest.raises(InputError, match=r"S2_20230105.tif and S2_20230206.tif.*2023-02-06"):
        watch(twice)


def test_images_may_lack_masks_and_masks_their_image(write, watch):
    files = write()
    part = SeriesFiles(files.images[1:], files.dates[1:], files.masks[:5])
    *_, result = watch(part)
    assert result.without_mask == list(files.dates[5:])
    assert result.unused_masks == [files.masks[0]]


def test_masks_without_dates_go_by_order_or_are_refused(write, tmp_path):
    files = write(DAYS[:4])
    renamed = []
    for number, path in enumerate(files.masks):
        renamed.append(str(tmp_path / f"mask_{number}.tif"))
        with open(path, "rb") as source, open(renamed[-1], "wb") as target:
            target.write(source.read())
    with Stack(SeriesFiles(files.images, files.dates, tuple(renamed))) as stack:
        assert stack.without_mask == []
    with pytest.raises(InputError, match=r"mask_0\.tif holds no date"):
        Stack(SeriesFiles(files.images, files.dates, tuple(renamed[:2])))


def test_two_masks_of_a_date_are_refused(write):
    files = write(DAYS[:4])
    with pytest.raises(InputError, match="both masks of 2023-01-05"):
        Stack(SeriesFiles(files.images, files.dates, (files.masks[0], *files.masks)))


def test_other_bands_are_named(write, watch):
    def fewer(day, image, mask):
        return (image[:4] if day == DAYS[2] else image), mask

    with pytest.raises(InputError, match=r"S2_20230310.tif has 4 bands.*6"):
        watch(write(change=fewer))


def test_all_cloudy_is_refused(write, watch):
    with pytest.raises(InputError, match="Only 0 of 23 dates"):
        watch(write(change=lambda day, image, mask: (image, np.full_like(mask, 9))))


def test_cloudy_dates_say_nothing(write, watch):
    gone = {DAYS[5], DAYS[20]}
    _, change, *_, result = watch(
        write(change=lambda day, image, mask: (image, np.full_like(mask, 9) if day in gone else mask))
    )
    assert result.unusable == [day for day, number in zip(dates_at(), DAYS) if number in gone]
    assert (change[FILL] == 1).mean() > 0.9


def test_a_place_under_lasting_cloud_is_unknown(write, watch):
    def cloudy(day, image, mask):
        mask[5:15, 5:15] = 9
        return image, mask

    score, change, first, *_ = watch(write(change=cloudy))
    assert (change[6:14, 6:14] == 255).all() and (first[6:14, 6:14] == 255).all() and np.isnan(score[6:14, 6:14]).all()


def test_a_constant_band_is_named(write, watch):
    def flat(day, image, mask):
        if day == DAYS[4]:
            image[3] = 77
        return image, mask

    with pytest.raises(InputError, match=r"S2_20230513.tif: band 4 \(nir\).*77"):
        watch(write(change=flat))


def test_another_place_is_named(write, watch):
    with pytest.raises(InputError, match=r"S2_20230411.tif does not cover"):
        watch(write(cells=lambda number: 50_000 if number == 3 else 0))


def test_a_date_that_leaves_nothing_to_watch_is_refused(write, watch):
    files = write()
    for day, said in (("2022-01-01", "0 up to it"), (dates_at()[21], "1 after it")):
        with pytest.raises(InputError, match=said):
            watch(files, monitor_from=day)


def test_more_confirmations_than_dates_are_refused(write, watch):
    with pytest.raises(InputError, match="3 dates cannot confirm"):
        watch(write(DAYS[:3]), confirmations=3)


def test_inputs_are_not_overwritten(write, tmp_path):
    files = write(DAYS[:4])
    with pytest.raises(OutputError, match="is an input"):
        detect_series(files, SeriesOutputs(files.images[0], str(tmp_path / "c.tif"), str(tmp_path / "f.tif")))
    with pytest.raises(OutputError, match="two results"):
        detect_series(files, SeriesOutputs(*[str(tmp_path / "c.tif")] * 3))


def test_a_cancelled_run_leaves_finished_tiles_only(write, tmp_path, results_in):
    files = write()

    class Stop:
        cancelled = False

        def report(self, fraction, text=""):
            self.cancelled = fraction > 0.4

    (tmp_path / "out").mkdir()
    with pytest.raises(Cancelled):
        detect_series(
            files, SeriesOutputs(*[str(tmp_path / "out" / f"{n}.tif") for n in "abc"]), block_size=32, progress=Stop()
        )
    assert results_in(tmp_path / "out") == []


@pytest.mark.parametrize(
    ("name", "mask"),
    [
        ("SCL_20240518.tif", True), ("LC09_20240518_QA_PIXEL.tif", True), ("S2B_20240518_mask.tif", True),
        ("雲_20240518.tif", True), ("S2_20240518.tif", False), ("cloudfree_20240518.tif", False),
        ("unmasked20240518.tif", False),
    ],
)  # fmt: skip
def test_masks_are_known_by_name(name, mask):
    assert is_mask_name(name) == mask
