"""The field-check list: how long it takes with pictures, how large it is, and how soon it stops."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import shapely

SITES, MANY = 1_000, 10_000


class _Told:
    """A user who stops the run when ``share`` of it is done, and how long that takes."""

    def __init__(self, share: float = 2.0):
        self._share, self.asked_at, self.fraction = share, 0.0, 0.0

    @property
    def cancelled(self) -> bool:
        return bool(self.asked_at)

    def report(self, fraction: float, text="") -> None:
        self.fraction = fraction
        if fraction > self._share and not self.asked_at:
            self.asked_at = time.perf_counter()


def _sites(count: int, extent_m: float) -> list:
    """Triaged sites with reasons as long as real ones, all over a square whose north-west corner is :data:`_CORNER`."""
    from rasterio.warp import transform

    from soranome.plugin.core.fieldwork.site import FieldSite
    from soranome.plugin.core.raster import environment

    rng = np.random.default_rng(1)
    x, y = _CORNER[0] + rng.uniform(0, extent_m, count), _CORNER[1] - rng.uniform(0, extent_m, count)
    with environment():
        longitude, latitude = transform("EPSG:6677", "EPSG:6668", x, y)
    radius = rng.uniform(1e-4, 8e-4, count)
    return [
        FieldSite(
            key=f"{i:08x}-0000-4000-8000-000000000000", name=f"S{i:05d}", outline=shapely.Point(*place).buffer(r),
            point=shapely.Point(*place), basis="unvisited|", rank=i, priority=0.8, change=1, score=0.8, score_max=0.9,
            area_m2=1800.0, municipality="奥多摩町", x_m=-31000.0, y_m=-66000.0, before_date="2024-05-18",
            after_date="2024-10-25", reasons="流下経路沿いの下流に建物が54棟あり、最も近いものまで経路沿いに7mです。\n" * 10,
            priority_class="A", verdict="超過", zone="宅地造成等工事規制区域", permit="許可なし", parcels="沢12-3 (70%)",
            houses_below=54, onset="区域指定の後",
        )
        for i, (place, r) in enumerate(zip(zip(longitude, latitude), radius), 1)
    ]  # fmt: skip


_CORNER = (-70_000.0, -30_000.0)


def _image(path: Path, seed: int, bands: int, cells: int, cell: float, dtype: str) -> str:
    """A smooth image with noise, written in tiles and bounded memory."""
    from affine import Affine
    from rasterio.crs import CRS
    from rasterio.windows import Window

    from soranome.plugin.core.grid import Grid
    from soranome.plugin.core.raster import RasterWriter, publish

    rng = np.random.default_rng(seed)
    grid = Grid(CRS.from_epsg(6677), Affine(cell, 0, _CORNER[0], 0, -cell, _CORNER[1]), cells, cells)
    with RasterWriter(path, grid, dtype, bands) as writer:
        for window in grid.blocks(2048):
            shape = (bands, int(window.height), int(window.width))
            writer.write(
                rng.normal(90, 25, shape).clip(1, 250).astype(dtype),
                Window(window.col_off, window.row_off, *shape[:0:-1]),
            )
        publish(writer)
    return str(path)


def _written(path: Path, sites: list, images: tuple = (), progress=None) -> float:
    """Seconds of writing a list."""
    from datetime import date

    from soranome.plugin.core.fieldwork.exchange import new_list
    from soranome.plugin.core.fieldwork.papers.checklist import ChecklistInfo, write_checklist
    from soranome.plugin.core.fieldwork.papers.chips import Chips

    start = time.perf_counter()
    info = ChecklistInfo(date.today(), new_list("x"))
    if images:
        with Chips(*images) as chips:
            write_checklist(path, sites, info, chips=chips, progress=progress)
    else:
        write_checklist(path, sites, info, progress=progress)
    return time.perf_counter() - start


def list_with_pictures(folder: Path, data: Path | None) -> list[tuple[str, str, str, str]]:
    rows = []
    path = folder / "list.xlsx"
    for what, extent_m, bands, cell, dtype in (
        ("satellite images of 10 m, 6 bands", 20_000, 6, 10.0, "uint16"),
        ("aerial images of 0.5 m, 3 bands", 6_000, 3, 0.5, "uint8"),
    ):
        cells = round(extent_m / cell)
        images = tuple(_image(folder / f"{name}.tif", i, bands, cells, cell, dtype) for i, name in enumerate("ab"))
        seconds = _written(path, _sites(SITES, extent_m), images)
        megabytes = path.stat().st_size / 1e6
        rows.append(
            (f"XLSX of {SITES:,} sites with pictures before and after", "< 60 s, < 100 MB",
             f"{seconds:.0f} s, {megabytes:.0f} MB", f"{what}, made")
        )  # fmt: skip
        for image in images:
            os.unlink(image)
    return rows


def list_without_pictures(folder: Path, data: Path | None) -> list[tuple[str, str, str, str]]:
    sites, path = _sites(MANY, 20_000), folder / "many.xlsx"
    seconds = _written(path, sites)
    row = (f"XLSX of {MANY:,} sites", "-", f"{seconds:.0f} s, {path.stat().st_size / 1e6:.0f} MB", "without pictures")
    path.unlink()
    from soranome.plugin.core.errors import Cancelled

    waits = []
    for share in (0.1, 0.5, 0.94, 0.949999):
        told = _Told(share)
        try:
            _written(path, sites, progress=told)
        except Cancelled:
            waits.append(time.perf_counter() - told.asked_at)
        assert not path.exists()
    how = f"stopped at {len(waits)} moments up to the packing of the file; no file is left"
    return [row, (f"Stopping a list of {MANY:,} sites", "< 2 s", f"{max(waits):.2f} s", how)]


MEASURES = (list_with_pictures, list_without_pictures)
