"""Cloud masks: what each value means, how a mask is recognised, how it comes onto the image's grid."""

import numpy as np
import pytest
from rasterio.crs import CRS
from rasterio.transform import from_origin
from rasterio.windows import Window

from soranome.plugin.core.change.masks import CLEAR, CLOUD, NO_DATA, Mask, decode
from soranome.plugin.core.errors import InputError
from soranome.plugin.core.grid import Grid
from soranome.plugin.core.tasks import Silent
from soranome.plugin.core.text import Message

GRID = Grid(CRS.from_epsg(6677), from_origin(-60000, -30000, 10, 10), 40, 40)

# ESA Sentinel-2 Level-2A Algorithm Theoretical Basis Document, scene classification values.
SCL = {
    0: NO_DATA,  # no data
    1: NO_DATA,  # saturated or defective
    2: CLEAR,  # dark area
    3: CLOUD,  # cloud shadow
    4: CLEAR,  # vegetation
    5: CLEAR,  # not vegetated
    6: CLEAR,  # water
    7: CLEAR,  # unclassified
    8: CLOUD,  # cloud, medium probability
    9: CLOUD,  # cloud, high probability
    10: CLOUD,  # thin cirrus
    11: CLOUD,  # snow or ice
}

# USGS Landsat 8-9 Collection 2 Level 2 Science Product Guide, QA_PIXEL value interpretations; the last rows are those
# of Landsat 4-7, which have no cirrus bits.
QA_PIXEL = {
    1: NO_DATA,  # fill
    21824: CLEAR,  # clear, all confidences low
    21826: CLOUD,  # dilated cloud over land
    21888: CLEAR,  # water
    21890: CLOUD,  # dilated cloud over water
    22080: CLEAR,  # cloud of medium confidence only
    22280: CLOUD,  # cloud of high confidence
    23888: CLOUD,  # shadow
    23952: CLOUD,  # water with shadow
    24344: CLOUD,  # cloud and shadow
    30048: CLOUD,  # snow or ice
    54596: CLOUD,  # cirrus
    55052: CLOUD,  # cirrus and cloud
    5440: CLEAR,
    5442: CLOUD,
    5504: CLEAR,
    5896: CLOUD,
    7440: CLOUD,
    13664: CLOUD,
}


def open_mask(path, kind="auto", grid=GRID, **options):
    return Mask(path, Message("The mask of AFTER"), grid, kind, Silent(), **options)


@pytest.mark.parametrize("dtype", ["uint8", "int16", "float32"])
def test_scl_classes_mean_what_esa_says(dtype):
    values = np.array(list(SCL), dtype)
    assert decode(values, "scl").tolist() == list(SCL.values())


@pytest.mark.parametrize("dtype", ["uint16", "int32", "float32"])
def test_qa_pixel_flags_mean_what_usgs_says(dtype):
    values = np.array(list(QA_PIXEL), dtype)
    assert decode(values, "qa_pixel").tolist() == list(QA_PIXEL.values())


def test_each_qa_pixel_flag_alone():
    flags = np.array([1 << bit for bit in range(16)], "uint16")
    assert decode(flags, "qa_pixel").tolist() == [NO_DATA] + 5 * [CLOUD] + 10 * [CLEAR]


def test_values_without_a_meaning_do_not_show_the_ground():
    assert decode(np.array([12, 99, 255], "uint8"), "scl").tolist() == [NO_DATA] * 3
    for kind in ("scl", "qa_pixel", "plain"):
        assert decode(np.array([np.nan], "float32"), kind).tolist() == [NO_DATA]


def test_a_plain_mask_hides_whatever_is_not_zero():
    assert decode(np.array([0, 1, 2, 255], "uint8"), "plain").tolist() == [CLEAR, CLOUD, CLOUD, CLOUD]


@pytest.mark.parametrize(
    ("values", "dtype", "kind"),
    [
        (range(12), "uint8", "scl"),
        ([4, 9], "uint8", "scl"),
        ([4], "uint8", "scl"),
        ([0, 4], "float32", "scl"),
        ([4, 5, 6, 9, 255], "uint8", "scl"),
        ([0], "uint8", "plain"),
        ([0, 1], "uint8", "plain"),
        ([0, 1], "float32", "plain"),
        ([0, 255], "uint8", "plain"),
        ([0, 1, 255], "uint8", "plain"),
        ([0, 1, np.nan], "float32", "plain"),
        (list(QA_PIXEL), "uint16", "qa_pixel"),
        ([1, 21824], "uint16", "qa_pixel"),
        ([21824], "int32", "qa_pixel"),
    ],
)
def test_a_mask_is_recognised_by_its_values(make_raster, values, dtype, kind):
    values = np.array(list(values), dtype)
    image = np.resize(values, (40, 40))
    with open_mask(make_raster("m.tif", image)) as mask:
        assert mask.kind == kind


@pytest.mark.parametrize(
    ("values", "dtype", "least", "most"),
    [
        ([0, 100], "uint8", "0", "100"),
        ([0, 1, 2, 3, 77], "uint8", "0", "77"),
        ([0.0, 0.3, 0.9], "float32", "0", "0.9"),
        ([-3, 4], "int16", "-3", "4"),
        (range(300, 1900), "int16", "300", "1899"),  # an elevation model
    ],
)
def test_what_is_no_mask_is_refused(make_raster, values, dtype, least, most):
    image = np.resize(np.array(list(values), dtype), (40, 40))
    with pytest.raises(
        InputError, match=rf"^The mask of AFTER is no cloud mask .*\(values {least} to {most}\)\. Use Sentinel-2 SCL"
    ):
        open_mask(make_raster("m.tif", image))


@pytest.mark.parametrize("kind", ["auto", "scl", "qa_pixel", "plain"])
def test_an_image_of_several_bands_is_no_mask(make_raster, kind):
    path = make_raster("m.tif", np.zeros((3, 40, 40), "uint8"))
    with pytest.raises(InputError, match=r"The mask of AFTER has 3 bands; a cloud mask has one. Choose"):
        open_mask(path, kind)


def test_a_mask_elsewhere_is_refused(make_raster):
    zeros = np.zeros((40, 40), "uint8")
    with pytest.raises(InputError, match=r"The mask of AFTER lies in another coordinate system.*Reproject"):
        open_mask(make_raster("a.tif", zeros, crs="EPSG:6676"))
    with pytest.raises(InputError, match=r"The mask of AFTER does not cover its image. Choose"):
        open_mask(make_raster("b.tif", zeros, west=-60000 + 20))
    with pytest.raises(InputError, match="does not cover"):
        open_mask(make_raster("c.tif", zeros[:38]))
    open_mask(make_raster("d.tif", zeros[:39])).__exit__()  # one cell may be missing


def test_a_coarser_mask_is_spread_over_the_cells_it_covers(make_raster):
    """SCL comes with 20 m cells; clouds take one more cell of the image along their edge."""
    scl = np.full((22, 22), 4, "uint8")
    scl[5:8, 10:12] = 9
    path = make_raster("m.tif", scl, cell=20, west=-60020, north=-29980)
    with open_mask(path) as mask:
        state = mask.read(Window(0, 0, 40, 40))
    expected = np.zeros((40, 40), bool)
    expected[8:14, 18:22] = True
    rim = np.zeros_like(expected)
    rim[7:15, 18:22] = rim[8:14, 17:23] = True
    np.testing.assert_array_equal(state == CLOUD, rim)
    assert (state[~rim] == CLEAR).all()


def test_no_data_is_not_widened_and_a_plain_mask_is_taken_as_it_is(make_raster):
    scl = np.full((40, 40), 4, "uint8")
    scl[10, 10], scl[20, 20], scl[20, 21] = 0, 9, 1
    with open_mask(make_raster("scl.tif", scl)) as mask:
        state = mask.read(Window(0, 0, 40, 40))
    assert (state == NO_DATA).sum() == 2 and state[20, 21] == NO_DATA and (state == CLOUD).sum() == 4
    with open_mask(make_raster("plain.tif", (scl == 9).astype("uint8"))) as mask:
        assert (mask.read(Window(0, 0, 40, 40)) == CLOUD).sum() == 1


def test_water_is_what_the_mask_calls_so(make_raster):
    scl = np.full((40, 40), 4, "uint8")
    scl[10:20], scl[30:, :5] = 6, 9
    qa = np.where(scl == 6, 21952, 21824).astype("uint16")  # USGS table 6-3: clear with water, and with none
    for array in (scl, qa):
        with open_mask(make_raster("m.tif", array)) as mask:
            np.testing.assert_array_equal(mask.read_water(Window(0, 5, 40, 30)), scl[5:35] == 6)
    with open_mask(make_raster("m.tif", (scl == 9).astype("uint8"))) as mask:
        assert not mask.read_water(Window(0, 0, 40, 40)).any()


def test_windows_make_up_the_whole(make_raster):
    rng = np.random.default_rng(5)
    with open_mask(make_raster("m.tif", rng.choice(np.array([4, 4, 4, 5, 9, 0], "uint8"), (40, 40)))) as mask:
        whole = mask.read(Window(0, 0, 40, 40))
        for size in (1, 7, 16):
            for window in GRID.blocks(size):
                np.testing.assert_array_equal(mask.read(window), whole[window.toslices()])
