"""A raster given as something it does not hold is refused: by its tag, its unit, or its values."""

import numpy as np
import pytest
import rasterio

from soranome.plugin.core.coverage.quantities import require_power, require_probability
from soranome.plugin.core.errors import InputError

NAN = np.float32(np.nan)


@pytest.fixture
def raster(make_raster):
    """A function: path of a raster of values, with a quantity in its tag and a unit where given."""

    def make(values, quantity=None, unit=None):
        path = make_raster("r.tif", np.asarray(values, "float32"), nodata=np.nan)
        with rasterio.open(path, "r+") as dataset:
            if quantity:
                dataset.update_tags(SORANOME_QUANTITY=quantity)
            if unit:
                dataset.set_band_unit(1, unit)
        return path

    return make


@pytest.fixture
def values():
    """Rasters of 700 × 1300 cells by what they hold, the half of each without data."""
    rng = np.random.default_rng(3)
    shape = 700, 1300
    found = {
        "power": rng.uniform(-140, 5, shape),
        "field": rng.uniform(-5, 110, shape),
        "probability": rng.uniform(0, 1, shape),
    }
    for array in found.values():
        array[:, 650:] = np.nan
    return found


@pytest.mark.parametrize(("held", "said"), [("probability", "from 0 to 1: these are prob"), ("field", "above 0")])
def test_signals_are_told_by_their_values(raster, values, held, said):
    with pytest.raises(InputError, match=said):
        require_power(raster(values[held]))
    require_power(raster(values["power"]))
    require_power(raster(np.full((5, 5), NAN)))


@pytest.mark.parametrize("held", ["power", "field"])
def test_probabilities_are_told_by_their_values(raster, values, held):
    with pytest.raises(InputError, match=r"run from .* takes probabilities"):
        require_probability(raster(values[held]))
    require_probability(raster(values["probability"]))


def test_the_tag_goes_first(raster, values):
    for held, words in (("probability", "holds probabilities"), ("field", "holds field strength in dBµV/m")):
        with pytest.raises(InputError, match=f"{words}.*SIGNAL takes received power"):
            require_power(raster(values["power"], held))
    for held, words in (("power", "holds received power"), ("field", "holds field strength")):
        with pytest.raises(InputError, match=f"{words}.*PROBABILITY takes prob"):
            require_probability(raster(values["probability"], held))
    require_power(raster(np.full((5, 5), 3.0), "power"))  # a picocell, all of it beside the antenna
    require_probability(raster(values["probability"], "probability"))


def test_the_unit_tells_too(raster, values):
    with pytest.raises(InputError, match=r"field strengths \(dBµV/m\)"):
        require_power(raster(values["power"], unit="dBµV/m"))
