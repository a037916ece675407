"""One raster for each site in a folder, kept from run to run: what is there and still holds is not made again.

Each file says in its tags what it was made from (a hash of the site, the settings and the landscape in its reach) and a
checksum of its cells, so that the folder needs no journal: files appear whole or not at all, and one is used again only if
both agree. ``coverage.json`` lists the files of the last run that was finished.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import os
import re
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from rasterio.windows import Window

from ...errors import InputError
from ...files import only_run_in, require_writable, unwritable, write_whole
from ...grid import Grid, crs_name
from ...raster import Raster, RasterWriter, publish
from ..landscape import Landscape
from ..sites import Site

INDEX = "coverage.json"
_LOCK = ".soranome-sites.lock"

_FORMAT = 1  # counts up when the same input gives other cells
_HASH_ROWS = 256
_LONGEST_NAME = 80
_OLD_S = 24 * 3600


@dataclass(frozen=True)
class SiteRasters:
    """How rasters of sites are read and written, by whichever process; ``settings``: JSON of all that decides signals."""

    folder: Path
    grid: Grid
    settings: str

    def key(self, site: Site, part: Landscape) -> str:
        """A hash of everything the signal of ``site`` depends on; ``part``: the landscape in its reach."""
        hasher = hashlib.blake2b(digest_size=16)
        grid = part.grid
        values = _FORMAT, described(site), json.loads(self.settings), crs_text(grid), list(grid.transform), grid.shape
        for value in values:
            hasher.update(json.dumps(value, sort_keys=True).encode())
        hasher.update(b"woods" if part.buildings is None else b"buildings")
        layers = part.height_m, part.clutter_m, part.zones, part.buildings
        for layer in (layer for layer in layers if layer is not None):
            for row in range(0, layer.shape[0], _HASH_ROWS):
                hasher.update(np.ascontiguousarray(layer[row : row + _HASH_ROWS]))
        return hasher.hexdigest()

    def read(self, name: str, key: str) -> tuple[Window, np.ndarray] | None:
        """Window and signal from a file; None where that is not there, not whole, or not of ``key``."""
        path = self.folder / name
        if not path.exists():
            return None
        with contextlib.suppress(InputError), Raster(path) as raster:
            if raster.tags.get("SORANOME_MADE_FROM") != key or not self.grid.same_cells(raster.grid):
                return None
            column, row = self.grid.offset_of(raster.grid)
            signal = raster.read(bands=[1])[0]
            if raster.tags.get("SORANOME_CHECKSUM") == _checksum(signal):
                return Window(round(column), round(row), raster.grid.width, raster.grid.height), signal
        return None

    def write(self, name: str, key: str, site: Site, window: Window, signal: np.ndarray) -> None:
        """Keep a site's signal (dBm, float32, NaN where none), whole or not at all."""
        tags = {
            "SORANOME_SITE": site.id,
            "SORANOME_CARRIER": site.carrier,
            "SORANOME_MADE_FROM": key,
            "SORANOME_CHECKSUM": _checksum(signal),
        }
        with RasterWriter(
            self.folder / name,
            self.grid.crop(window),
            "float32",
            nodata=math.nan,
            band_names=["signal_dbm"],
            tags=tags,
        ) as file:
            file.write(signal)
            publish(file)


@contextlib.contextmanager
def open_folder(
    folder: str | os.PathLike, landscape: Landscape, sites: Sequence[Site], settings: dict
) -> Iterator[SiteFolder]:
    """The folder for one run, which no other run may write to meanwhile; raises :class:`OutputError` where one does."""
    folder = Path(folder)
    require_writable(folder / INDEX)
    with only_run_in(folder, _LOCK):
        yield SiteFolder(folder, landscape.grid, sites, settings)


class SiteFolder:
    """A file for each of ``sites``, in ``grid``."""

    def __init__(self, folder: Path, grid: Grid, sites: Sequence[Site], settings: dict):
        self.folder = folder
        self.rasters = SiteRasters(folder, grid, json.dumps(settings, sort_keys=True))
        self._sites, self._settings = sites, settings
        self._names = file_names("site", (site.id for site in sites))
        self._keys: dict[str, str] = {}
        self.kept: set[str] = set()
        """Ids of sites that needed no work."""
        self._rivals = [path.name for path in self.folder.glob("site_*.tif")]
        self._sweep()
        # Files are replaced one by one: until all are there, no list of them holds.
        try:
            (self.folder / INDEX).unlink(missing_ok=True)
        except OSError as error:
            raise unwritable(self.folder / INDEX, error) from error

    def _sweep(self) -> None:
        """Remove what runs that were killed left; younger files may be another algorithm's."""
        for path in self.folder.glob(".soranome-*.tif*"):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > _OLD_S:
                    path.unlink()

    def name(self, site: Site) -> str:
        return self._names[site.id]

    def note(self, site: Site, key: str, kept: bool) -> None:
        """A site's file is there, made from ``key``, or kept from an earlier run."""
        self._keys[site.id] = key
        if kept:
            self.kept.add(site.id)

    def finish(self, receiver: dict) -> list[str]:
        """Write ``coverage.json``; returns files of earlier runs in the folder that are not of this one."""
        grid = self.rasters.grid
        listed = [
            {
                "id": site.id,
                "name": site.name,
                "file": self._names[site.id],
                "carrier": site.carrier,
                "x": site.x,
                "y": site.y,
                "height_m": site.height_m,
                "frequency_mhz": site.frequency_mhz,
                "eirp_dbm": site.eirp_dbm,
                "made_from": self._keys[site.id],
            }
            for site in self._sites
        ]
        index = {
            "grid": {
                "crs": crs_text(grid),
                "transform": list(grid.transform)[:6],
                "width": grid.width,
                "height": grid.height,
            },
            "receiver": receiver,
            "settings": self._settings,
            "sites": listed,
            "made_from": _digest([entry["made_from"] for entry in listed]),
        }
        write_whole(self.folder / INDEX, json.dumps(index, ensure_ascii=False, indent=1).encode())
        return sorted(set(self._rivals) - set(self._names.values()))


def described(site: Site) -> list:
    """All of a site that decides its signal, for JSON."""
    told = [getattr(site, part.name) for part in fields(site) if part.name not in ("name", "pattern")]
    if site.pattern is None:
        return told
    cuts = hashlib.blake2b(site.pattern.horizontal_db.tobytes(), digest_size=16)
    cuts.update(site.pattern.vertical_db.tobytes())
    return [*told, cuts.hexdigest(), str(site.pattern.floor_db)]


def crs_text(grid: Grid) -> str:
    name = crs_name(grid.crs)
    return name if name.startswith("EPSG:") else grid.crs.to_wkt()


def _checksum(signal: np.ndarray) -> str:
    return f"{zlib.crc32(np.ascontiguousarray(signal)):08x}"


def _digest(value) -> str:
    return hashlib.blake2b(json.dumps(value).encode(), digest_size=16).hexdigest()


def file_names(prefix: str, texts: Iterable[str]) -> dict[str, str]:
    """A .tif for each of ``texts``, numbered where two would have the same name on Windows."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for text in texts:
        name, number = f"{prefix}_{_safe(text)}.tif", 1
        while name.lower() in taken:
            number += 1
            name = f"{prefix}_{_safe(text)}_{number}.tif"
        taken.add(name.lower())
        names[text] = name
    return names


def _safe(text: str) -> str:
    """``text`` as part of a file name: its letters (of any script), digits and hyphens."""
    return re.sub(r"[^\w\-]+", "_", text)[:_LONGEST_NAME]
