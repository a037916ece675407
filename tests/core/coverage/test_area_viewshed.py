"""What is in sight: closed forms, GDAL's viewshed, and the same rays as the losses."""

from __future__ import annotations

import shutil
import subprocess

import numpy as np
import pytest
import rasterio

from soranome.plugin.core.coverage.prediction.area import area_loss
from soranome.plugin.core.coverage.prediction.viewshed import RADIO, viewshed
from tests.core.coverage.area_cases import CLIMATE, centre, coast, hills, landscape, made_scene, us_mountains


def by_gdal(land, x, y, height_m, receiver_m, reach_m, folder, refraction):
    """GDAL's viewshed on the landscape's grid."""
    source, target = folder / "ground.tif", folder / "seen.tif"
    rows, columns = land.grid.shape
    with rasterio.open(
        source, "w", driver="GTiff", count=1, width=columns, height=rows, dtype="float32", crs=land.grid.crs,
        transform=land.grid.transform,
    ) as dataset:  # fmt: skip
        dataset.write(land.height_m + land.clutter_m, 1)
    options = {"-ox": x, "-oy": y, "-oz": height_m, "-tz": receiver_m, "-md": reach_m, "-cc": 1 - refraction}
    words = [str(word) for pair in options.items() for word in pair]
    subprocess.run(["gdal_viewshed", "-q", *words, str(source), str(target)], check=True)
    seen = np.zeros(land.grid.shape, bool)
    with rasterio.open(target) as dataset:
        column, row = (round(number) for number in ~land.grid.transform * (dataset.transform.c, dataset.transform.f))
        seen[row : row + dataset.height, column : column + dataset.width] = dataset.read(1) > 0
    return seen


def on_grid(land, window, seen):
    full = np.zeros(land.grid.shape, bool)
    full[window.toslices()] = seen
    return full


def away(land):
    """Distance of cells' centres from the middle cell's, in metres."""
    rows, columns = land.grid.shape
    return np.hypot(*np.ogrid[-(rows // 2) : rows - rows // 2, -(columns // 2) : columns - columns // 2]) * land.cell_m


@pytest.mark.skipif(shutil.which("gdal_viewshed") is None, reason="needs gdal_viewshed (gdal-bin)")
@pytest.mark.parametrize("place", ["hills", "made", "real"])
def test_gdal_agrees_on_99_percent(place, request, tmp_path):
    if place == "real":
        land = us_mountains(request.getfixturevalue("data") / "coverage" / "dem_us_mountain" / "N44W072.hgt")
    else:
        land = landscape(hills(500, seed=5), 30.0) if place == "hills" else made_scene(False)
    x, y = centre(land, 0, 0)
    reach_m = 0.45 * min(land.grid.shape) * land.cell_m
    for height_m, receiver_m in ((30.0, 1.5), (10.0, 10.0)):
        window, seen = viewshed(land, x, y, height_m, receiver_height_m=receiver_m, reach_m=reach_m)
        theirs = by_gdal(land, x, y, height_m, receiver_m, reach_m, tmp_path, RADIO)
        within = away(land) < reach_m - 2 * land.cell_m
        ours = on_grid(land, window, seen)
        assert (ours == theirs)[within].mean() > 0.99
        assert 0.01 < ours[within].mean() < 0.99
        assert ours[within].sum() == pytest.approx(theirs[within].sum(), rel=0.03)  # neither sees more


def test_a_smooth_earth_is_seen_to_its_horizon():
    land = landscape(np.zeros((2001, 41)), 20.0)
    x, y = centre(land, 0, 0)
    for refraction, curvature in ((RADIO, True), (0.0, True), (0.5, True), (0.0, False)):
        window, seen = viewshed(
            land, x, y, 20.0, refraction=refraction, curvature=curvature, receiver_height_m=0.0, reach_m=19_990.0
        )
        column = on_grid(land, window, seen)[:, 20]
        far = np.abs(np.arange(2001) - 1000)[column].max() * 20
        if not curvature:
            assert far == 19_980
        else:
            assert far == pytest.approx(min(np.sqrt(2 * 20 * 6_371_000 / (1 - refraction)), 19_980), abs=21)


def test_a_wall_hides_what_is_below_its_shadow():
    height = np.zeros((101, 101))
    height[:, 70] = 20.0
    land = landscape(height, 10.0)
    window, seen = viewshed(land, *centre(land, 0, 0), 10.0, receiver_height_m=16.0, curvature=False, reach_m=490.0)
    full = on_grid(land, window, seen)
    # At 200 m the wall rises 10 m: the shadow is 30 m high at 400 m and 17.5 m at 230 m, but 16 m reach 15 m at 210 m.
    assert full[50, 60:71].all() and not full[50, 72:99].any()


def test_it_is_the_line_of_sight_of_the_losses():
    land = coast(200)
    x, y = centre(land)
    refraction = CLIMATE.delta_n / 157
    window, seen = viewshed(land, x, y, 25.0, receiver_height_m=1.5, refraction=refraction, reach_m=2800.0)
    for model, mhz in (("p1812", 800.0), ("itm", 800.0), ("los28", 28_000.0)):
        area = area_loss(land, x, y, 25.0, mhz, model=model, climate=CLIMATE, reach_m=2800.0)
        assert area.window == window and np.array_equal(area.line_of_sight, seen)


def test_workers_do_not_matter():
    land = landscape(hills(200), 30.0)
    seen = [viewshed(land, *centre(land), 15.0, reach_m=2500.0, workers=workers)[1] for workers in (1, 3)]
    assert np.array_equal(*seen) and seen[0].any()
