"""Made tiles for tests and benchmarks: LAS and LAZ with whatever a delivery may bring."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import laspy
import numpy as np

GEO_KEYS = "GeoKeyDirectoryVlr"


def points_in(box, count=200, seed=0, heights=(100.0, 160.0)) -> np.ndarray:
    """Coordinates (count, 3) in a box, the corners among them."""
    rng = np.random.default_rng(seed)
    west, south, east, north = box
    places = np.column_stack([
        rng.uniform(west, east, count),
        rng.uniform(south, north, count),
        rng.uniform(*heights, count),
    ])  # fmt: skip
    places[:2, :2] = (west, south), (east, north)
    return places


def las_bytes(
    places: np.ndarray,
    epsg: int | None = None,
    compressed: bool = False,
    point_format: int = 3,
    version: str = "1.2",
    scale: float = 0.001,
    offset: float = 0.0,
    classes=2,
    returns=None,
    extra: tuple[str, ...] = (),
    seed: int = 0,
) -> bytes:
    """A sound LAS file; ``returns`` are (number, of how many) arrays."""
    header = laspy.LasHeader(point_format=point_format, version=version)
    header.scales, header.offsets = np.full(3, scale), np.full(3, offset)
    for name in extra:
        header.add_extra_dim(laspy.ExtraBytesParams(name, "f4"))
    if epsg:
        header.vlrs.append(_geo_keys(epsg))
    data = laspy.LasData(header)
    data.x, data.y, data.z = places.T
    data.classification = np.broadcast_to(np.asarray(classes, "u1"), len(places))
    data.return_number = data.number_of_returns = np.ones(len(places), "u1")
    if returns is not None:
        data.return_number, data.number_of_returns = returns
    rng = np.random.default_rng(seed)
    data.intensity = rng.integers(0, 65535, len(places), "u2")
    if "red" in data.point_format.dimension_names:
        data.red, data.green, data.blue = rng.integers(0, 65535, (3, len(places)), "u2")
    if "gps_time" in data.point_format.dimension_names:
        data.gps_time = np.linspace(3.5e8, 3.5e8 + 60, len(places))
    for name in extra:
        data[name] = rng.random(len(places), "f4")
    made = io.BytesIO()
    data.write(made, do_compress=compressed, laz_backend=laspy.LazBackend.Lazrs if compressed else None)
    return made.getvalue()


def _geo_keys(epsg: int) -> laspy.VLR:
    kind, key = (2, 2048) if 4000 <= epsg < 5000 or epsg == 6668 else (1, 3072)
    keys = (1, 1, 0, 2, 1024, 0, 1, kind, key, 0, 1, epsg)
    return laspy.VLR("LASF_Projection", 34735, record_data=struct.pack("<12H", *keys))


def patched(data: bytes, position: int, layout: str, *values) -> bytes:
    """``data`` with other values at ``position``."""
    changed = bytearray(data)
    struct.pack_into(layout, changed, position, *values)
    return bytes(changed)


def write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path
