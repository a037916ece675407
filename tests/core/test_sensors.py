"""Which band is which."""

import pytest

from soranome.plugin.core.change.sensors import AUTO, CUSTOM, ROLES, bands_of, presets
from soranome.plugin.core.errors import InputError

NAME = "The BEFORE image"


@pytest.mark.parametrize(
    ("count", "dtype", "sensor"),
    [
        (4, "uint8", "four_band"),
        (4, "uint16", "four_band"),
        (6, "uint8", "landsat_tm"),
        (7, "uint8", "landsat_tm"),
        (6, "uint16", "sentinel2"),
        (6, "int16", "sentinel2"),
        (6, "float32", "sentinel2"),
        (7, "uint16", "landsat8"),
        (10, "uint16", "sentinel2"),
        (12, "float32", "sentinel2"),
    ],
)
def test_a_sensor_is_recognised_by_bands_and_type(count, dtype, sensor):
    found = bands_of(AUTO, count, dtype, NAME)
    assert found.sensor == sensor and found.has("red", "nir")
    assert found == bands_of(sensor, count, dtype, NAME)


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 13, 200])
def test_a_number_of_bands_no_sensor_has_is_refused(count):
    with pytest.raises(InputError, match=f"^{NAME} has {count} bands, which no sensor.* such as blue,green,red,nir"):
        bands_of(AUTO, count, "uint16", NAME)


@pytest.mark.parametrize("sensor", list(presets()))
def test_every_preset_is_complete_and_in_order(sensor):
    preset = presets()[sensor]
    assert preset["source"] and preset["label"] and preset["types"]
    for count, roles in preset["bands"].items():
        assert len(roles) == int(count) == len(set(roles))
        assert {"red", "nir", "green"} <= set(roles) <= {*ROLES, "thermal"}
        for dtype in preset["types"]:
            bands = bands_of(sensor, int(count), dtype, NAME)
            assert [roles[number - 1] for number in bands.numbers] == list(bands.roles)
            assert bands.reflectance == preset["reflectance"]
            assert not {"thermal", "vapour"} & set(bands.roles), "no reflectance of the ground"


def test_known_band_orders():
    assert bands_of("landsat_tm", 7, "uint8", NAME).numbers == (1, 2, 3, 4, 5, 7)
    assert bands_of("landsat8", 7, "uint16", NAME).roles[:2] == ("coastal", "blue")
    twelve = bands_of("sentinel2", 12, "uint16", NAME)
    assert twelve.numbers[twelve.index("red")] == 4 and twelve.numbers[twelve.index("nir")] == 8
    assert twelve.numbers[twelve.index("swir1")] == 11


def test_a_preset_of_another_number_of_bands_is_refused():
    with pytest.raises(
        InputError, match=rf"^{NAME} has 4 bands, but Landsat 8/9 .* images have 6 / 7\. Choose the sensor"
    ):
        bands_of("landsat8", 4, "uint16", NAME)


@pytest.mark.parametrize(("sensor", "count"), [("sentinel2", 6), ("landsat8", 6)])
def test_a_preset_of_another_type_is_refused(sensor, count):
    with pytest.raises(InputError, match=f"^{NAME} holds uint8 values, which .* never do. Choose the sensor"):
        bands_of(sensor, count, "uint8", NAME)


def test_an_unknown_sensor_is_refused():
    with pytest.raises(InputError, match=r"sensor modis is not known. Choose one of auto, sentinel2, .*custom"):
        bands_of("modis", 6, "uint16", NAME)


@pytest.mark.parametrize("text", ["blue, green ,-,RED,nir", "blue、green、-、red、nir", "blue，green，-，red，nir"])
@pytest.mark.parametrize("sensor", [CUSTOM, AUTO, "sentinel2"])
def test_named_bands_win_over_any_preset(text, sensor):
    bands = bands_of(sensor, 5, "uint32", NAME, text)
    assert bands.sensor == CUSTOM and bands.numbers == (1, 2, 4, 5) and bands.roles == ("blue", "green", "red", "nir")
    assert not bands.reflectance


def test_custom_without_names_is_refused():
    for text in ("", "  "):
        with pytest.raises(InputError, match=r"bands are not named. List them in file order, such as blue"):
            bands_of(CUSTOM, 4, "uint16", NAME, text)


@pytest.mark.parametrize(
    "text", ["blue,green,rot,nir", "blue,green,red,red", "blue,green,red", "green,nir", "-,-,-,-", "blue;red;nir", ",,"]
)
def test_a_list_that_cannot_be_used_is_refused(text):
    with pytest.raises(InputError, match=f"^The list of bands {text} cannot be used.*red and nir are needed"):
        bands_of(CUSTOM, 4, "uint16", NAME, text)


@pytest.mark.parametrize("text", ["blue,red,nir", "blue,green,red,nir,swir1"])
def test_a_list_of_another_length_is_refused(text):
    listed = text.count(",") + 1
    with pytest.raises(InputError, match=f"^{NAME} has 4 bands, but {listed} are named. Name every band"):
        bands_of(CUSTOM, 4, "uint16", NAME, text)
