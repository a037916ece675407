"""A made scene with known truth: ``make_scene`` in memory, ``write_rasters`` to files."""

from .features import FeatureTable
from .landcover import LAND_COVER
from .scene import Scene, make_scene, write_rasters

__all__ = ["LAND_COVER", "FeatureTable", "Scene", "make_scene", "write_rasters"]
