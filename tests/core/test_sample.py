"""The made scene: repeatable, physically consistent, and honest about its truth."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from scipy import stats
from scipy.special import polygamma
from skimage.registration import phase_cross_correlation

from soranome.plugin.core.errors import Cancelled
from soranome.plugin.core.raster import Raster
from soranome.plugin.core.sample import (
    LAND_COVER,
    SERIES_DATES,
    clouds,
    make_scene,
    noise,
    optical,
    take_series,
    write_rasters,
    write_series,
)
from soranome.plugin.core.sample.events import EARTHWORKS, apply_events, make_events
from soranome.plugin.core.sample.features import PERSONS_PER_HOME
from soranome.plugin.core.sample.geometry import burn
from soranome.plugin.core.sample.landcover import Cover, make_land
from soranome.plugin.core.sample.scene import DATES, SUN
from soranome.plugin.core.sample.seasons import make_calendar, spectra_of, sun_at
from soranome.plugin.core.sample.series import LARGEST_SHIFT
from soranome.plugin.core.sample.terrain import make_terrain

SEED = 7
SCL = {0, 3, 4, 5, 6, 8, 9, 10}


@pytest.fixture(scope="module")
def scene():
    return make_scene(2, SEED)


@pytest.fixture(scope="module")
def parts(scene):
    """Terrain, land and events that the scene was made of."""
    rng = noise.generators(SEED)
    terrain = make_terrain(rng["terrain"], scene.dtm_grid)
    land = make_land(rng["landcover"], terrain)
    return terrain, land, make_events(rng["events"], terrain, land, DATES)


def rows_of(table):
    return [(shape, dict(zip(table.fields, values))) for shape, values in table.rows]


def ndvi(image):
    red, nir = image[2].astype(float), image[3].astype(float)
    return (nir - red) / (nir + red)


def cloudless(scene):
    return ~(np.isin(scene.mask_before, (0, *clouds.CLOUDY)) | np.isin(scene.mask_after, (0, *clouds.CLOUDY)))


def test_same_seed_same_scene():
    one, two, other = make_scene(1, 3), make_scene(1, 3), make_scene(1, 4)
    for name in ("before", "after", "mask_before", "mask_after", "sar", "dtm_before", "dtm_after", "landcover"):
        np.testing.assert_array_equal(getattr(one, name), getattr(two, name), err_msg=name)
        assert not np.array_equal(getattr(one, name), getattr(other, name)), name
    assert one.summary == two.summary
    for name, table in one.tables.items():
        assert table.rows == two.tables[name].rows, name


def test_parts_draw_independently():
    first = np.random.default_rng(np.random.SeedSequence(5).spawn(1)[0])
    assert noise.generators(5)["terrain"].random() == first.random()


@pytest.mark.parametrize("size_km", [1, 1.5])
def test_size(size_km):
    made = make_scene(size_km, 1)
    cells = round(size_km * 100)
    assert made.grid.shape == (cells, cells) and made.before.shape == (6, cells, cells)
    assert made.dtm_grid.shape == (5 * cells, 5 * cells) == made.dtm_before.shape
    assert made.grid.bounds == made.dtm_grid.bounds
    assert made.summary["counts"]["fill"] == round(1.6 * size_km**2)


def test_truth_is_the_change_of_the_ground(scene):
    left = scene.ground_change.copy()
    for shape, row in rows_of(scene.truth):
        inside = burn(scene.dtm_grid, [shape]) > 0
        change = scene.ground_change[inside]
        assert row["area_m2"] == pytest.approx(shape.area, abs=0.1)
        assert inside.sum() * 4 == pytest.approx(shape.area, abs=0.7 * shape.length)
        assert row["volume_m3"] == pytest.approx(np.abs(change).sum() * 4, rel=1e-3, abs=0.1)
        assert row["height_m"] == pytest.approx(np.abs(change).max(), abs=0.01)
        if row["kind"] in EARTHWORKS:
            assert 0.5 <= row["height_m"] <= 12
            assert (change <= 0).all() if row["kind"] == "cut" else (change >= 0).all()
            assert (change != 0).mean() > 0.9
            measured = (scene.dtm_after - scene.dtm_before)[inside].mean()
            # A small place holds hardly more than one patch of correlated error, 0.11 m for two dates.
            assert measured == pytest.approx(change.mean(), abs=0.45)
        else:
            assert row["height_m"] == 0
        left[inside] = 0
    assert not left.any()


def test_loose_soil_lies_no_steeper_than_it_can(parts):
    terrain, _, events = parts
    for event in events:
        if event.kind != "fill":
            continue
        ground = terrain.ground[event.window]
        down, right = np.gradient(ground + event.change_m, 2.0)
        before = np.hypot(*np.gradient(ground, 2.0))[event.inside]
        steep = np.hypot(down, right)[event.inside]
        # What was steeper already may stay so; the rest follows the slope at which fill stands.
        assert np.quantile(steep, 0.95) < max(0.9, np.quantile(before, 0.95) + 0.25)


def test_height_errors_are_as_stated(scene):
    error = scene.dtm_after - scene.dtm_before - scene.ground_change
    sigma = scene.summary["sigma_m"]
    flat = np.repeat(np.repeat(scene.landcover > 2, 5, 0), 5, 1)
    assert error[flat].std() == pytest.approx(np.sqrt(2) * np.hypot(sigma["white"], sigma["correlated"]), rel=0.1)
    assert error[~flat].std() > error[flat].std()


def stable_pairs(scene, first, second, polarisation):
    """Ratios of two SAR dates over forest far from any event, brought to mean 1 of the two."""
    quiet = burn(scene.grid, [shape.buffer(60) for shape, _ in scene.truth.rows]) == 0
    one, two = scene.sar[first, polarisation], scene.sar[second, polarisation]
    quiet &= (scene.landcover <= 2) & np.isfinite(one)
    return one[quiet] / one[quiet].mean(), two[quiet] / two[quiet].mean()


@pytest.mark.parametrize("polarisation", [0, 1])
def test_speckle_is_gamma_with_the_stated_looks(scene, polarisation):
    looks = scene.sar_looks
    one, two = stable_pairs(scene, 1, 8, polarisation)
    # The ratio of two gamma variables of one mean is F distributed, whatever that mean is from place to place.
    assert np.var(np.log(one / two)) == pytest.approx(2 * polygamma(1, looks), rel=0.05)
    assert stats.kstest(one / two, stats.f(2 * looks, 2 * looks).cdf).pvalue > 1e-3
    assert stats.kstest(one / two, stats.f(20, 20).cdf).pvalue < 1e-6


def test_looks_by_mean_and_variance(scene):
    images = [scene.sar[k, 1] for k in range(12)]
    quiet = burn(scene.grid, [shape.buffer(60) for shape, _ in scene.truth.rows]) == 0
    quiet &= (scene.landcover <= 2) & np.isfinite(images[0])
    stack = np.array([image[quiet] / image[quiet].mean() for image in images])
    looks = np.mean(stack.mean(axis=0) ** 2) / np.mean(stack.var(axis=0, ddof=1))
    assert looks == pytest.approx(scene.sar_looks, rel=0.06)


def test_speckle_is_independent(scene):
    base = np.divide(*stable_pairs(scene, 0, 1, 0))
    for other in (np.divide(*stable_pairs(scene, 0, 1, 1)), np.divide(*stable_pairs(scene, 2, 3, 0))):
        assert abs(np.corrcoef(np.log(base), np.log(other))[0, 1]) < 0.03


def test_fills_darken_sar_from_their_onset(scene):
    drops = []
    for shape, row in rows_of(scene.truth):
        if row["kind"] == "fill" and row["cover_before"] in ("conifer", "deciduous") and row["area_m2"] > 2500:
            inside = burn(scene.grid, [shape.buffer(-12)]) > 0
            later = np.array([day.isoformat() >= row["onset"] for day in scene.sar_dates])
            mean = np.nanmean(scene.sar[:, 1][:, inside], axis=1)
            drops.append(10 * np.log10(mean[later].mean() / mean[~later].mean()))
    assert drops and -7 < np.mean(drops) < -2.5


def test_after_lies_right_and_down_by_the_stated_shift(scene, parts):
    terrain, land, _ = parts
    rng = np.random.default_rng(0)
    texture = optical.make_texture(rng, land.before.shape, 2.0)
    drift = np.zeros(land.before.shape, np.float32)
    images = []
    for shift in ((0.0, 0.0), scene.shift):
        clear = optical.Acquisition(DATES[0], *SUN[0], 0.0, 0.0, (1.0,) * 6, (0.0,) * 6, shift, 0.0)
        images.append(optical.render(land.before, land.tone, terrain.ground, texture, clear, drift))
    for band in range(4):
        (dy, dx), _, _ = phase_cross_correlation(
            images[0][band][10:-10, 10:-10], images[1][band][10:-10, 10:-10], upsample_factor=100, normalization=None
        )
        assert (-dx, -dy) == pytest.approx(scene.shift, abs=0.05)
    assert all(0.15 <= abs(s) <= 0.4 for s in scene.shift)


def test_strips_do_not_show(parts, monkeypatch):
    terrain, land, _ = parts
    texture = optical.make_texture(np.random.default_rng(0), land.before.shape, 2.0)
    taken = optical.Acquisition(DATES[1], *SUN[1], 1.0, 0.0, (1.0,) * 6, (0.0,) * 6, (0.3, -0.2), 0.0)
    arguments = land.before, land.tone, terrain.ground, texture, taken, texture.water
    whole = optical.render(*arguments)
    monkeypatch.setattr(optical, "STRIP", 37)
    np.testing.assert_allclose(optical.render(*arguments), whole, rtol=1e-5)


def test_masks_find_most_clouds(scene):
    for mask, image in ((scene.mask_before, scene.before), (scene.mask_after, scene.after)):
        assert set(np.unique(mask)) <= SCL
        thick = image[0] > 3500
        assert np.isin(mask, (8, 9, 10))[thick].mean() > 0.97
    assert scene.summary["cloud_share_after"] == pytest.approx(0.08, abs=0.03)
    assert scene.summary["cloud_share_before"] == pytest.approx(0.04, abs=0.03)


def test_classification_grows_clouds_and_misses_some_rims(scene):
    rng = np.random.default_rng(1)
    cloud, shadow = clouds.make_clouds(rng, (400, 400), 0.1, *SUN[1])
    image = np.full((6, 400, 400), 500, np.uint16)
    flagged = np.isin(clouds.classify(rng, image, cloud, shadow), (8, 9, 10))
    assert flagged[cloud > 0.5].all()
    rim = (cloud > 0.05) & (cloud < 0.3)
    assert 0 < (~flagged & rim).sum() < 0.3 * rim.sum()
    assert (flagged & (cloud == 0)).sum() > 0.2 * (cloud > 0).sum()


def test_shadows_fall_away_from_the_sun():
    cloud, shadow = clouds.make_clouds(np.random.default_rng(2), (400, 400), 0.05, 40.0, 180.0)
    (down, right), _, _ = phase_cross_correlation(cloud, shadow, normalization=None)
    # The sun stands in the south, so a shadow lies north of (above) its cloud.
    assert down == pytest.approx(clouds.BASE_M / np.tan(np.radians(40)) / 10, abs=2) and right == pytest.approx(
        0, abs=2
    )


def test_reflectances_are_plausible(scene):
    clear = cloudless(scene)
    for code, name in LAND_COVER.items():
        if name in ("conifer", "deciduous"):
            for image in (scene.before, scene.after):
                values = ndvi(image)[clear & (scene.landcover == code)]
                assert np.median(values) > 0.6 and np.quantile(values, 0.02) > 0.35
    assert scene.before.dtype == np.uint16 and scene.before.min() >= 1
    clear_values = scene.after[:, clear]
    assert np.quantile(clear_values, 0.999) < 6000


def test_fresh_fill_is_bare(scene):
    fresh, regrown = [], []
    for made in (scene, make_scene(2, 8), make_scene(2, 9)):
        for shape, row in rows_of(made.truth):
            inside = (burn(made.grid, [shape]) > 0) & cloudless(made)
            if row["kind"] in EARTHWORKS and row["area_m2"] > 1500 and inside.any():
                value = np.quantile(ndvi(made.after)[inside], 0.3)
                (fresh if row["green_share"] < 0.1 else regrown).append(value)
    assert np.median(fresh) < 0.25 and max(fresh) < 0.4
    assert len(regrown) < len(fresh)


def test_seasons_change_the_deciduous_forest_more(scene):
    change = ndvi(scene.after) - ndvi(scene.before)
    clear = cloudless(scene)
    conifer, deciduous = (np.median(change[clear & (scene.landcover == code)]) for code in (1, 2))
    assert deciduous < conifer - 0.04


def test_tables_hold_what_they_declare(scene):
    for table in scene.tables.values():
        assert table.rows, table.name
        for shape, values in table.rows:
            assert shape.geom_type == table.geometry_type and shape.is_valid, table.name
            assert len(values) == len(table.fields)
            for value, kind in zip(values, table.fields.values()):
                assert value is None or type(value) is kind, (table.name, value, kind)


def test_permits_cover_permitted_works_in_place_and_time(scene):
    permits = rows_of(scene.tables["permits"])

    def covered(shape, onset):
        return any(
            p["valid_from"].isoformat() <= onset <= p["valid_to"].isoformat() and area.buffer(0.5).contains(shape)
            for area, p in permits
        )

    works = [(shape, row) for shape, row in rows_of(scene.truth) if row["kind"] in EARTHWORKS]
    assert {row["permitted"] for _, row in works} == {0, 1}
    for shape, row in works:
        assert covered(shape, row["onset"]) == bool(row["permitted"])
        assert scene.dates[0].isoformat() < row["onset"] < scene.dates[1].isoformat()
    expired = [p for _, p in permits if p["valid_to"] < scene.dates[1]]
    assert expired


def test_events_keep_apart(scene):
    shapes = [shape for shape, _ in scene.truth.rows]
    for i, shape in enumerate(shapes):
        assert not shapely.union_all(shapes[:i]).buffer(20).intersects(shape)


def test_zones_and_municipalities_tile_the_scene(scene):
    west, south, east, north = scene.grid.bounds
    for name in ("zones", "planning", "municipalities"):
        shapes = [shape for shape, _ in scene.tables[name].rows]
        assert shapely.union_all(shapes).area == pytest.approx((east - west) * (north - south), rel=1e-3), name
        assert sum(s.area for s in shapes) == pytest.approx((east - west) * (north - south), rel=1e-3), name
    assert {row["A56_004"] for _, row in rows_of(scene.tables["zones"])} == {1, 2}


def test_people_live_in_grid_squares(scene):
    shapes = [shape for shape, _ in scene.tables["population"].rows]
    assert shapely.covers(shapely.union_all(shapes).buffer(0.1), shapely.box(*scene.grid.bounds))
    homes = [row for _, row in rows_of(scene.tables["buildings"]) if row["class"] in PERSONS_PER_HOME]
    people = sum(row["population"] for _, row in rows_of(scene.tables["population"]))
    assert people == pytest.approx(sum(PERSONS_PER_HOME[row["class"]] for row in homes), abs=len(shapes))
    for shape, row in rows_of(scene.tables["population"]):
        assert len(row["mesh"]) == 9 and 450 < np.sqrt(shape.area) < 550


def test_what_stands_on_the_ground(scene):
    clutter = scene.dsm - scene.dtm_before
    assert np.isfinite(clutter).all() and clutter.min() >= -1e-3
    forest = np.repeat(np.repeat(scene.landcover == 1, 5, 0), 5, 1)
    assert 14 < np.median(clutter[forest]) < 20
    road = np.repeat(np.repeat(scene.landcover == 9, 5, 0), 5, 1)
    assert np.median(clutter[road]) == 0
    for shape, row in list(rows_of(scene.tables["buildings"]))[:50]:
        west, _, _, north = scene.dtm_grid.bounds
        column, line = ((np.array(shape.centroid.coords[0]) - [west, north]) / [2, -2]).astype(int)
        assert clutter[line, column] == pytest.approx(row["height_m"], abs=1e-3)


def test_places_people_rely_on(scene):
    places = [row for _, row in rows_of(scene.tables["places"])]
    kinds = [row["kind"] for row in places]
    assert kinds.count("office") == len(scene.tables["municipalities"].rows)
    assert {"office", "station", "hospital", "shelter"} == set(kinds)
    assert len({row["name"] for row in places}) == len(places)
    towns = shapely.union_all([shape for shape, _ in scene.tables["municipalities"].rows])
    assert all(shape.within(towns) for shape, _ in scene.tables["commercial"].rows)


def test_streams_descend(scene):
    west, _, _, north = scene.dtm_grid.bounds
    for line, row in rows_of(scene.tables["streams"]):
        assert row["upper_m"] >= row["lower_m"]
        points = shapely.get_coordinates(line)
        columns, rows = ((points - [west, north]) / [2, -2]).astype(int).T
        heights = scene.dtm_before[rows, columns]
        assert heights[0] > heights[-1] - 3
    order = [row["strahler"] for _, row in rows_of(scene.tables["streams"])]
    assert max(order) >= 3 and np.mean(np.array(order) == 1) > 0.4


def test_events_lie_where_such_work_is_done(parts):
    terrain, land, events = parts
    _, change = apply_events(events, land.after, land.tone)
    assert change.shape == terrain.ground.shape
    fills = [event for event in events if event.kind == "fill"]
    assert np.mean([event.cover_before in ("conifer", "deciduous") for event in fills]) >= 0.5
    roads = shapely.union_all([road.line for road in land.roads])
    assert np.median([event.shape.distance(roads) for event in fills]) < 150


def test_some_fills_lie_under_cloud():
    shares = []
    for seed in (1, 2):
        made = make_scene(1.5, seed)
        shares += [row["cloud_share_after"] for _, row in rows_of(made.truth) if row["kind"] == "fill"]
    assert max(shares) > 0.3 and min(shares) == 0


def test_rasters_on_disk(tmp_path):
    made = make_scene(1, 2)
    folder = tmp_path / "見本"
    paths = write_rasters(made, folder)
    assert {p.name for p in folder.iterdir()} == {
        "optical_before.tif", "optical_after.tif", "mask_before.tif", "mask_after.tif",
        "dtm_before.tif", "dtm_after.tif", "dsm.tif", "landcover.tif", "sar",
    }  # fmt: skip
    assert len(list((folder / "sar").iterdir())) == 24
    with Raster(paths["optical_after"]) as raster:
        assert raster.grid.same_cells(made.grid) and raster.band_names == optical.BANDS and raster.nodata == 0
        np.testing.assert_array_equal(raster.read(), made.after)
    with Raster(paths["sar_20240331_VH"]) as raster:
        np.testing.assert_array_equal(raster.read()[0], made.sar[0, 1])


@pytest.fixture(scope="module")
def series(scene):
    return list(take_series(scene))


def month_of(taken, *months):
    return [one for one in taken if one.day.month in months]


def seen(one):
    return ~np.isin(one.mask, (0, *clouds.CLOUDY))


def test_the_series_holds_the_pair_unchanged(scene, series):
    assert tuple(one.day for one in series) == SERIES_DATES and set(DATES) < set(SERIES_DATES)
    assert (SERIES_DATES[-1] - SERIES_DATES[0]).days == 730
    by_day = {one.day: one for one in series}
    for day, image, mask in zip(DATES, (scene.before, scene.after), (scene.mask_before, scene.mask_after)):
        np.testing.assert_array_equal(by_day[day].image, image)
        np.testing.assert_array_equal(by_day[day].mask, mask)
    for one in series:
        assert one.day == DATES[1] or max(map(abs, one.shift)) <= LARGEST_SHIFT
        assert (
            one.image.shape == scene.before.shape and one.image.dtype == np.uint16 and set(np.unique(one.mask)) <= SCL
        )


def test_the_series_is_the_same_again():
    made = make_scene(1, 3)
    for one, two in zip(take_series(made), take_series(made)):
        np.testing.assert_array_equal(one.image, two.image)
        np.testing.assert_array_equal(one.mask, two.mask)


def test_leaves_come_and_go_in_the_series(scene, series):
    events = burn(scene.grid, [shape.buffer(60) for shape, _ in scene.truth.rows]) > 0

    def green(one, code):
        return np.median(ndvi(one.image)[seen(one) & ~events & (scene.landcover == code)])

    for code, least in ((1, 0.05), (2, 0.3), (3, 0.3)):
        summer = [green(one, code) for one in month_of(series, 7, 8)]
        winter = [green(one, code) for one in month_of(series, 12, 1, 2)]
        assert min(summer) - max(winter) > least, LAND_COVER[code]


def test_events_appear_in_the_series_at_their_onset(scene, series):
    drops = []
    for shape, row in rows_of(scene.truth):
        if (
            row["kind"] == "fill"
            and row["cover_before"] == "conifer"
            and row["area_m2"] > 1500
            and row["green_share"] < 0.1
        ):
            inside = burn(scene.grid, [shape.buffer(-10)]) > 0
            values = [(one.day.isoformat() >= row["onset"], ndvi(one.image)[inside & seen(one)]) for one in series]
            before, after = (
                np.median(np.concatenate([v for late, v in values if late == when])) for when in (False, True)
            )
            drops.append(before - after)
    assert drops and min(drops) > 0.3


def test_fields_are_bare_for_months_and_green_again_every_year():
    rng = np.random.default_rng(1)
    crops = np.array([(Cover.CROP, Cover.CROP), (Cover.TILLED, Cover.CROP), (Cover.CROP, Cover.TILLED)] * 30, np.uint8)
    calendar = make_calendar(rng, crops, (2022, 2023, 2024, 2025))
    first, last = (np.datetime64(f"{year}-01-01").astype(object) for year in (2023, 2025))
    days = [first + (last - first) * k / 365 for k in range(365)]
    bare = np.array([calendar.on(day) == Cover.TILLED for day in days])
    np.testing.assert_array_equal(np.column_stack([calendar.on(day) for day in DATES]), crops)
    for half in (bare[:183], bare[183:]):
        assert (half.any(axis=0)).mean() > 0.95, "ploughed in each of the two years"
    assert 0.05 < bare.mean() < 0.4
    moved = (bare[:182] != bare[183:]).mean(axis=0)
    assert moved.max() > 0.3 and moved.min() < 0.15, "some fields rotate, some repeat"


def test_paddies_are_flooded_green_and_cut_in_turn():
    crops = np.array(
        [(Cover.PADDY_FLOODED, Cover.PADDY_STUBBLE), (Cover.PADDY_GREEN, Cover.PADDY_GREEN)] * 20, np.uint8
    )
    calendar = make_calendar(np.random.default_rng(2), crops, (2022, 2023, 2024, 2025))
    np.testing.assert_array_equal(np.column_stack([calendar.on(day) for day in DATES]), crops)
    for year in (2023, 2024):
        on = [calendar.on(DATES[0].replace(year=year, month=month, day=1)) for month in range(1, 13)]
        assert (on[7] == Cover.PADDY_GREEN).all()
        assert np.isin(on[1], (Cover.PADDY_STUBBLE, Cover.TILLED)).all() and (on[11] == Cover.PADDY_STUBBLE).all()


def test_sun_and_seasons_agree_with_the_pair():
    for day, sun in zip(DATES, SUN):
        assert sun_at(day) == pytest.approx(sun, abs=4)
    for day, season in zip(DATES, (0, 1)):
        spectra, passed = spectra_of(day)
        look = spectra[round(passed)]
        expected = (optical.SPRING, optical.AUTUMN)[season]
        assert look[Cover.DECIDUOUS] == expected[Cover.DECIDUOUS]


def test_series_on_disk(tmp_path):
    made = make_scene(1, 2)
    paths = write_series(made, tmp_path)
    assert len(paths) == 2 * len(SERIES_DATES) == len(list((tmp_path / "optical").iterdir()))
    with Raster(paths["S2_20241025"]) as image, Raster(paths["SCL_20241025"]) as mask:
        assert image.grid.same_cells(made.grid) and image.band_names == optical.BANDS
        np.testing.assert_array_equal(image.read(), made.after)
        np.testing.assert_array_equal(mask.read()[0], made.mask_after)


def test_cancelled():
    class Stopped:
        cancelled = True

        def report(self, fraction, text=""):
            raise AssertionError("work went on")

    with pytest.raises(Cancelled):
        make_scene(1, 1, Stopped())
