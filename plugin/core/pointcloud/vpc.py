"""Virtual point clouds: many COPC files as one layer, and an overview of them all.

A ``.vpc`` file is a STAC item collection (STAC 1.0.0 with the extensions pointcloud 1.0.0 and projection 1.1.0) as QGIS
and ``pdal_wrench`` write it. QGIS 3.40 reads ``pc:count``, ``proj:wkt2`` of the first tile, ``proj:bbox``, the names in
``pc:schemas``, the geometry (WGS 84), and the first asset. The assets are named relative to the file, so that the folder
can move. From afar QGIS draws of a virtual point cloud only the outlines of its tiles: hence the overview.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import laspy
import numpy as np
from rasterio.crs import CRS
from rasterio.warp import transform

from ..files import write_whole
from ..raster import environment
from ..tasks import Part, Progress, Silent, check_cancelled
from .copc import Written, decode_nodes, read_nodes, workspace, write_copc
from .header import Header
from .octree import Workspace
from .records import LENGTHS
from .thinning import Thinner

OVERVIEW_POINTS = 10_000_000
FINEST_M = 1.0
"""Width of the columns of an overview that shows one point each, at least."""

_EXTENSIONS = [
    "https://stac-extensions.github.io/pointcloud/v1.0.0/schema.json",
    "https://stac-extensions.github.io/projection/v1.1.0/schema.json",
]
_FIELDS = {
    "X": ("signed", 4), "Y": ("signed", 4), "Z": ("signed", 4), "Intensity": ("unsigned", 2),
    "ReturnNumber": ("unsigned", 1), "NumberOfReturns": ("unsigned", 1), "ScanDirectionFlag": ("unsigned", 1),
    "EdgeOfFlightLine": ("unsigned", 1), "Classification": ("unsigned", 1), "ScanAngleRank": ("floating", 4),
    "UserData": ("unsigned", 1), "PointSourceId": ("unsigned", 2), "GpsTime": ("floating", 8),
    "ScannerChannel": ("unsigned", 1), "ClassificationFlags": ("unsigned", 1),
}  # fmt: skip
_COLOURS = {"Red": ("unsigned", 2), "Green": ("unsigned", 2), "Blue": ("unsigned", 2)}
_INFRARED = {"Infrared": ("unsigned", 2)}


@dataclass(frozen=True)
class Member:
    """A tile of a virtual point cloud. ``mins``, ``maxs``: of its points; ``created``: ISO date or empty."""

    path: Path
    count: int
    mins: tuple[float, float, float]
    maxs: tuple[float, float, float]
    point_format: int
    created: str = ""


def write_vpc(
    path: str | os.PathLike, members: Sequence[Member], crs: CRS, wkt: str, overview: Path | None = None
) -> None:
    """Write the virtual point cloud of ``members``, which lie beside or below it, at ``path``, whole or not at all.

    ``crs`` is the horizontal one of all of them, ``wkt`` what is written as theirs.
    """
    path = Path(path)
    corners = _outlines(members, crs)
    items = [_item(path.parent, member, ring, wkt, overview) for member, ring in zip(members, corners)]
    collection = {"type": "FeatureCollection", "features": items}
    write_whole(path, json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode(errors="replace"))


def _item(folder: Path, member: Member, ring: np.ndarray, wkt: str, overview: Path | None) -> dict:
    low, high = member.mins, member.maxs
    fields = _FIELDS | (_COLOURS if member.point_format > 6 else {}) | (_INFRARED if member.point_format > 7 else {})
    assets = {"data": {"href": _relative(member.path, folder), "roles": ["data"]}}
    if overview is not None:
        assets["overview"] = {"href": _relative(overview, folder), "roles": ["overview"]}
    longitudes, latitudes = ring[:, 0].tolist(), ring[:, 1].tolist()
    box = (low[0], low[1]), (high[0], low[1]), (high[0], high[1]), (low[0], high[1]), (low[0], low[1])
    return {
        "type": "Feature",
        "stac_version": "1.0.0",
        "stac_extensions": _EXTENSIONS,
        "id": member.path.name.removesuffix(".copc.laz"),
        "geometry": {"type": "Polygon", "coordinates": [ring.tolist()]},
        "bbox": [min(longitudes), min(latitudes), low[2], max(longitudes), max(latitudes), high[2]],
        "properties": {
            "datetime": f"{member.created}T00:00:00Z" if member.created else None,
            "pc:count": member.count,
            "pc:encoding": "application/vnd.laszip+copc",
            "pc:type": "lidar",
            "pc:schemas": [{"name": name, "type": kind, "size": size} for name, (kind, size) in fields.items()],
            "pc:statistics": [{"name": axis, "minimum": low[i], "maximum": high[i]} for i, axis in enumerate("XYZ")],
            "proj:wkt2": wkt,
            "proj:bbox": [*low, *high],
            "proj:geometry": {"type": "Polygon", "coordinates": [[list(corner) for corner in box]]},
        },
        "links": [],
        "assets": assets,
    }


def _relative(path: Path, folder: Path) -> str:
    return "./" + Path(os.path.relpath(path, folder)).as_posix()  # QGIS looks for the "./"


def _outlines(members: Sequence[Member], crs: CRS) -> np.ndarray:
    """Corners of the boxes as longitude and latitude, (n, 5, 2), counter-clockwise."""
    boxes = np.array([(*member.mins[:2], *member.maxs[:2]) for member in members])
    x, y = boxes[:, [0, 2, 2, 0, 0]], boxes[:, [1, 1, 3, 3, 1]]
    with environment():
        longitudes, latitudes = transform(crs, CRS.from_epsg(4326), x.ravel(), y.ravel())
    return np.stack([np.reshape(longitudes, x.shape), np.reshape(latitudes, y.shape)], -1)


def column_width(members: Sequence[Member], metres_per_unit: float, most: int = OVERVIEW_POINTS) -> float:
    """Width of the columns of an overview, in units of the CRS: a power of two of :data:`FINEST_M`, so that at most
    ``most`` columns cover the tiles."""
    area = sum((m.maxs[0] - m.mins[0]) * (m.maxs[1] - m.mins[1]) for m in members) * metres_per_unit**2
    doublings = max(0, int(np.ceil(np.log2(max(area, 1e-9) / most / FINEST_M**2) / 2)))
    return FINEST_M * 2**doublings / metres_per_unit


def write_overview(
    path: str | os.PathLike,
    members: Sequence[Member],
    wkt: str,
    metres_per_unit: float,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
    space: Workspace | None = None,
    shown: Iterable[np.ndarray] | None = None,
) -> Written:
    """Write one COPC file that shows all ``members`` thinned evenly: one point in each column of a square grid.

    Points come from the upper levels of each tile's octree; of those in a column the one nearest to its middle is
    shown, so that heights and classes are drawn without preference. Extra bytes and near infrared are left out.
    ``shown``: the points of each member, as of :func:`thinned`, where they are known.
    """
    if shown is None:
        width = column_width(members, metres_per_unit)
        shown = (thinned(member.path, width) for member in members)
    space = space or workspace()
    space.renew()  # the points of a large tile and those of its overview need not be held at once
    number = 7 if any(member.point_format > 6 for member in members) else 6
    first, _, _ = read_nodes(members[0].path)
    boxes = np.array([(*member.mins, *member.maxs) for member in members])
    offsets = np.rint((boxes[:, :3].min(axis=0) + boxes[:, 3:].max(axis=0)) / 2)
    reach = np.maximum(boxes[:, 3:].max(axis=0) - offsets, offsets - boxes[:, :3].min(axis=0))
    scales = np.maximum(first.scales, reach / (2**31 - 2))
    kind = laspy.PointFormat(number)
    header = Header(
        (1, 4), number, True, LENGTHS[number], sum(member.count for member in members), (), tuple(scales.tolist()),
        tuple(offsets.tolist()), tuple(boxes[:, :3].min(axis=0)), tuple(boxes[:, 3:].max(axis=0)), 0,
        global_encoding=first.global_encoding, created=first.created,
    )  # fmt: skip

    def chunks() -> Iterator[laspy.ScaleAwarePointRecord]:
        for done, (member, own) in enumerate(zip(members, shown)):
            check_cancelled(progress)
            rows = _converted(own, member, number, scales, offsets)
            yield laspy.ScaleAwarePointRecord(rows.reshape(-1).view(kind.dtype()), kind, scales, offsets)
            progress.report(0.8 * (done + 1) / len(members))

    return write_copc(path, chunks(), header, wkt, Part(progress, 0.8, 1), space=space)


def thinned(path: str | os.PathLike, width: float) -> np.ndarray:
    """Rows of bytes (n, length) of the points the COPC file at ``path`` shows in columns ``width`` units wide."""
    header, nodes, spacing = read_nodes(path)
    thinner = Thinner(header.scales, header.offsets, width, spacing)
    for run, decoded in decode_nodes(path, header, [entry for entry in nodes if thinner.wants(entry[0])]):
        thinner.add(run, decoded)
    return thinner.chosen()


def _converted(rows: np.ndarray, member: Member, number: int, scales: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """Rows of a member as rows of format ``number``, their coordinates by the ``scales`` and ``offsets`` given."""
    header, _, _ = read_nodes(member.path)
    shared = LENGTHS[min(number, header.point_format)]
    raw = np.ndarray((len(rows), 3), "<i4", rows, strides=(rows.shape[1], 4))
    places = raw * np.array(header.scales) + np.array(header.offsets)
    converted = np.zeros((len(rows), LENGTHS[number]), np.uint8)
    converted[:, :shared] = rows[:, :shared]
    converted[:, :12] = np.rint((places - offsets) / scales).astype("<i4").view(np.uint8).reshape(len(rows), 12)
    return converted
