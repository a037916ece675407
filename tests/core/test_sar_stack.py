"""Which stacks are taken, how they are read, and what those that cannot be used are told."""

import numpy as np
import pytest
from rasterio.windows import Window

from soranome.plugin.core.change.sar_stack import SarStack, StackFiles, chosen
from soranome.plugin.core.errors import InputError
from soranome.plugin.core.grid import Grid


def image(seed=0, shape=(40, 50)):
    return np.random.default_rng(seed).gamma(4.4, 0.1 / 4.4, shape).astype(np.float32)


@pytest.fixture
def make(make_raster):
    """A function that writes files of power and names them: ``make("S1_20240101_VV.tif", …)``."""

    def files(*names, **options):
        return tuple(make_raster(name, image(i), **options) for i, name in enumerate(names))

    return files


def refused(paths, *words, **options):
    with pytest.raises(InputError) as caught, SarStack(StackFiles(tuple(paths), **options)):
        pass
    for word in words:
        assert word in str(caught.value), str(caught.value)


def whole(stack):
    return stack.read(Window(0, 0, stack.grid.width, stack.grid.height))


def test_a_file_for_each_date_and_polarisation(make):
    paths = make("S1_20240424_VH.tif", "S1_20240331_VV.tif", "S1_20240331_VH.tif", "S1_20240424_VV.tif")
    with SarStack(StackFiles(paths)) as stack:
        assert stack.dates == ["2024-03-31", "2024-04-24"]
        assert stack.polarisations == ["VV", "VH"]
        assert stack.scale == "power"
        data = whole(stack)
        assert np.array_equal(data, np.stack([np.stack([image(1), image(2)]), np.stack([image(3), image(0)])]))
    with SarStack(StackFiles(paths, polarisations="vh")) as stack:
        assert stack.polarisations == ["VH"]


def test_names_of_opera_products(make):
    name = "OPERA_L2_RTC-S1_T137-292319-IW2_{}T015857Z_20250830T065219Z_S1A_30_v1.0_{}.tif"
    with SarStack(StackFiles(make(name.format("20211201", "VV"), name.format("20211213", "VV")))) as stack:
        assert stack.dates == ["2021-12-01", "2021-12-13"]
        assert stack.polarisations == ["VV"]


def test_a_band_for_each_polarisation(make_raster):
    import rasterio

    both = np.stack([image(0), image(1)])
    paths = (make_raster("20240101.tif", both), make_raster("20240113.tif", 2 * both))
    refused(paths, "20240101.tif", "2 bands", "POLARISATIONS")
    with SarStack(StackFiles(paths, polarisations="VH, VV")) as stack:
        assert stack.polarisations == ["VH", "VV"]
        assert np.array_equal(whole(stack)[0], both)
    for path in paths:
        with rasterio.open(path, "r+") as dataset:
            dataset.set_band_description(1, "Gamma0_VV")
            dataset.set_band_description(2, "Gamma0_VH")
    with SarStack(StackFiles(paths)) as stack:
        assert stack.polarisations == ["VV", "VH"]


def test_dates_typed_once_for_both_polarisations(make):
    paths = make("a_VV.tif", "b_VV.tif", "a_VH.tif", "b_VH.tif")
    with SarStack(StackFiles(paths, dates="2024-01-13 2024-01-01")) as stack:
        assert stack.dates == ["2024-01-01", "2024-01-13"]
        assert np.array_equal(whole(stack)[0, 0], image(1))


def test_decibels_are_recognised_and_read_as_power(make_raster):
    fill = 10 * np.log10(image(0))
    fill[0, 0] = 0  # fill that nobody declared
    paths = (make_raster("20240101_VV.tif", fill), make_raster("20240113_VV.tif", 10 * np.log10(image(1))))
    with SarStack(StackFiles(paths)) as stack:
        assert stack.scale == "db"
        data = whole(stack)
        assert np.isnan(data[0, 0, 0, 0])
        assert np.allclose(data[1, 0], image(1), rtol=1e-5)


def test_decibels_said_to_be_power_and_the_reverse(make_raster):
    decibels = [make_raster(f"2024010{i}_VV.tif", 10 * np.log10(image(i))) for i in (1, 2)]
    power = [make_raster(f"2024020{i}_VV.tif", image(i)) for i in (1, 2)]
    refused(decibels, "20240101_VV.tif", "SCALE", "db", scale="power")
    refused(power, "20240201_VV.tif", "SCALE", "power", scale="db")
    refused([decibels[0], power[0]], "decibels", "linear power", "20240101_VV.tif", "20240201_VV.tif")


def test_values_that_are_no_backscatter(make_raster):
    odd = image(0) - np.float32(0.08)
    refused([make_raster("20240101_VV.tif", odd), make_raster("20240102_VV.tif", image(1))], "below zero")
    counts = [make_raster(f"2024020{i}_HH.tif", (image(i) * 1e5).astype("uint16")) for i in (1, 2)]
    refused(counts, "digital numbers", "20240201_HH.tif")


def test_advice_for_many_negative_values_is_not_what_was_done_already(make_raster):
    odd = image(0) - np.float32(np.quantile(image(0), 0.3))
    paths = make_raster("20240101_VV.tif", odd), make_raster("20240102_VV.tif", odd)
    refused(paths, "20240101_VV.tif", "30.0 %", "set SCALE to db", "no data")
    refused(paths, "20240101_VV.tif", "said to be linear power", "30.0 %", "no data", scale="power")
    with SarStack(StackFiles(paths, scale="db")) as stack:  # what the advice says goes
        assert stack.scale == "db"


def test_files_with_more_than_a_trace_of_unusable_cells_are_told(make_raster):
    few, many, db = image(0), image(1), 10 * np.log10(image(2))
    few[0, 0] = -0.001  # 1 of 2000
    many[0, :10], many[1, :5], many[2, :2] = 0, -0.001, np.inf
    many[3] = np.nan  # no data, declared
    db[0, :4] = -np.inf  # of a cell of no power
    paths = make_raster("20240101_VV.tif", few), make_raster("20240113_VV.tif", many)
    with SarStack(StackFiles(paths)) as stack:
        top, rest = Window(0, 0, 50, 20), Window(0, 18, 50, 22)
        _, above = stack.read_counted(top, (slice(0, 20), slice(0, 50)))
        _, below = stack.read_counted(rest, (slice(2, 22), slice(0, 50)))
        assert stack.unusable(0 * above) == []
        found = stack.unusable(above + below)
    assert [(one.name, one.share) for one in found] == [("20240113_VV.tif", 17 / 1950)]
    paths = make_raster("20240201_VV.tif", db), make_raster("20240213_VV.tif", 10 * np.log10(image(3)))
    with SarStack(StackFiles(paths)) as stack:
        _, counts = stack.read_counted(Window(0, 0, 50, 40), (slice(0, 40), slice(0, 50)))
        assert [(one.name, one.share) for one in stack.unusable(counts)] == [("20240201_VV.tif", 4 / 2000)]


def test_a_few_cells_at_or_below_zero_are_not_seen(make_raster):
    first = image(0)
    first[3, 4], first[5, 6], first[7, 8] = 0, -0.001, np.inf
    with SarStack(StackFiles((make_raster("20240101_VV.tif", first), make_raster("20240102_VV.tif", image(1))))) as s:
        data = whole(s)[0, 0]
    assert np.isnan(data[[3, 5, 7], [4, 6, 8]]).all()
    assert np.isnan(data).sum() == 3


def test_a_date_missing_one_polarisation_in_a_cell_is_missing_there(make_raster):
    holed = image(0)
    holed[2, 2] = np.nan
    names = ("20240101_VV.tif", "20240101_VH.tif", "20240102_VV.tif", "20240102_VH.tif")
    with SarStack(StackFiles(tuple(make_raster(n, holed if i == 0 else image(i)) for i, n in enumerate(names)))) as s:
        data = whole(s)
    assert np.isnan(data[0, :, 2, 2]).all() and np.isfinite(data[1, :, 2, 2]).all()


def test_one_date_and_none(make):
    refused(make("20240101_VV.tif", "20240101_VH.tif"), "two dates", "2 files of 1 dates")
    refused((), "two dates")


def test_the_same_date_twice(make):
    paths = make("a_20240101_VV.tif", "b_20240101_VV.tif", "c_20240113_VV.tif")
    refused(paths, "a_20240101_VV.tif", "b_20240101_VV.tif", "same date")


def test_polarisations_that_differ_between_dates(make):
    paths = make("20240101_VV.tif", "20240101_VH.tif", "20240113_VV.tif")
    refused(paths, "VH", "2024-01-13", "20240113_VV.tif")
    with SarStack(StackFiles(paths, polarisations="VV")) as stack:
        assert stack.polarisations == ["VV"]


def test_no_polarisation_of_ours(make):
    paths = make("20240101_VV.tif", "20240113_VV.tif")
    refused(paths, "XX", "VV", polarisations="XX")
    refused(paths, "is VH", "there is VV", polarisations="VV,VH")


def test_other_resolution_grid_system_and_place(make_raster):
    first = make_raster("20240101_VV.tif", image(0))
    for name, options, words in (
        ("20240102_VV.tif", {"cell": 20.0}, ("10", "20", "resolution")),
        ("20240103_VV.tif", {"west": -60003.0}, ("do not coincide",)),
        ("20240104_VV.tif", {"crs": "EPSG:32654"}, ("EPSG:6677", "EPSG:32654")),
        ("20240105_VV.tif", {"west": -50000.0}, ("do not overlap",)),
    ):
        refused([first, make_raster(name, image(1), **options)], "20240101_VV.tif", name, *words)


def test_frames_of_different_extent_are_read_where_all_lie(make_raster):
    whole_image = image(0)
    paths = (
        make_raster("20240101_VV.tif", whole_image),
        make_raster("20240113_VV.tif", whole_image[5:, 10:], west=-59900.0, north=-30050.0),
    )
    with SarStack(StackFiles(paths)) as stack:
        assert stack.grid.shape == (35, 40)
        data = whole(stack)
    assert np.array_equal(data[0], data[1])


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        ("S1_20240101T204312_VV.tif", "S1_20240107T085012_VV.tif", "UTC"),
        ("S1_20240101_ASC_VV.tif", "S1_20240113_DESC_VV.tif", "descending"),
        ("X_T137-292319-IW2_20240101_VV.tif", "X_T064-292319-IW2_20240113_VV.tif", "track 64"),
        ("S1_20240101_track46_VV.tif", "S1_20240113_track119_VV.tif", "track 119"),
        ("S1_R046_20240101_VV.tif", "S1_R119_20240113_VV.tif", "track 119"),
        ("S1_20240101_VV_A.tif", "S1_20240113_VV_D.tif", "descending"),
        (
            "S1A_IW_GRDH_1SDV_20240101T204312_20240101T204337_051926_0645C2_7A2C_VV.tif",
            "S1A_IW_GRDH_1SDV_20240106T205112_20240106T205137_051999_0648E0_1234_VV.tif",
            "track",
        ),
    ],
)
def test_mixed_orbits_by_name(make, one, other, word):
    refused(make(one, other), "orbits", word, one, other)


@pytest.mark.parametrize(
    ("tag", "one", "other"),
    [
        ("ORBIT_DIRECTION", "ASCENDING", "descending"),
        ("ORBIT_PASS", "ASCENDING", "DESCENDING"),
        ("orbit_pass", "A", "D"),
        ("sat:orbit_state", "ascending", "descending"),
        ("ORBIT", "ASC", "DESC"),
    ],
)
def test_mixed_orbits_by_tag(make_raster, tag, one, other):
    import rasterio

    paths = [make_raster(f"2024010{i}_VV.tif", image(i)) for i in (1, 2)]
    for path, value in zip(paths, (one, other)):
        with rasterio.open(path, "r+") as dataset:
            dataset.update_tags(**{tag: value})
    refused(paths, "ascending", "descending", "20240101_VV.tif", "20240102_VV.tif")


def test_the_number_of_an_orbit_is_no_pass(make_raster):
    import rasterio

    paths = [make_raster(f"2024010{i}_VV.tif", image(i)) for i in (1, 2)]
    for path, value in zip(paths, ("51926", "52101")):  # of the same track, 175 orbits later
        with rasterio.open(path, "r+") as dataset:
            dataset.update_tags(ORBIT=value)
    with SarStack(StackFiles(tuple(paths))) as stack:
        assert len(stack.dates) == 2


def test_mixed_tracks_by_the_tag_of_importscene(make_raster):
    import rasterio

    paths = [make_raster(f"2024010{i}_VV.tif", image(i)) for i in (1, 2)]
    for path, value in zip(paths, ("T137", "T064")):
        with rasterio.open(path, "r+") as dataset:
            dataset.update_tags(TRACK=value)
    refused(paths, "track 137", "track 64")


def test_one_orbit_of_two_satellites(make):
    names = (
        "OPERA_L2_RTC-S1_T137-292319-IW2_20211119T015858Z_20250830T120333Z_S1A_30_v1.0_VV.tif",
        "OPERA_L2_RTC-S1_T137-292319-IW2_20211125T015816Z_20250830T093052Z_S1B_30_v1.0_VV.tif",
    )
    with SarStack(StackFiles(make(*names))) as stack:
        assert len(stack.dates) == 2


def test_a_file_without_data(make_raster):
    empty = np.full((40, 50), np.nan, np.float32)
    refused(
        [make_raster("20240101_VV.tif", image(0)), make_raster("20240113_VV.tif", empty)], "20240113_VV.tif", "no data"
    )


def test_dates_of_a_period(make):
    files = StackFiles(make(*(f"2022{m:02d}01_VV.tif" for m in (8, 9, 10, 11, 12))))
    assert len(chosen(files, "2022-10-01/2022-12-31").paths) == 3
    assert chosen(files, "2022-08-01, 2022-12-01").dates == "2022-08-01, 2022-12-01"
    with pytest.raises(InputError, match="2021-01-01/2022-08-15"):
        chosen(files, "2021-01-01/2022-08-15")


def test_a_second_stack_must_cover_the_first(make):
    paths = make("20240101_VV.tif", "20240113_VV.tif")
    with SarStack(StackFiles(paths)) as stack:
        larger = Grid(stack.grid.crs, stack.grid.transform, 60, 40)
        with pytest.raises(InputError, match="20240101_VV"):
            SarStack(StackFiles(paths), grid=larger)
        with SarStack(StackFiles(paths), grid=stack.grid.crop(Window(5, 5, 10, 10))) as part:
            assert np.array_equal(whole(part), whole(stack)[:, :, 5:15, 5:15])
