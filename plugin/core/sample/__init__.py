"""A made scene with known truth: ``make_scene`` in memory, ``write_rasters`` to files, ``write_series`` for more dates."""

from .features import FeatureTable
from .landcover import LAND_COVER
from .scene import Scene, make_scene, write_rasters
from .series import SERIES_DATES, take_series, write_series

__all__ = [
    "LAND_COVER",
    "SERIES_DATES",
    "FeatureTable",
    "Scene",
    "make_scene",
    "take_series",
    "write_rasters",
    "write_series",
]
