"""Picture chips: the right place, north up, the same stretch, and nothing where there is nothing."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import shapely
from PIL import Image
from rasterio.warp import transform

from soranome.plugin.core.errors import InputError
from soranome.plugin.core.fieldwork.papers.chips import EMPTY, Chips
from soranome.plugin.core.raster import environment

WEST, NORTH = -60000.0, -30000.0
SIZE = 240


def degrees(x: float, y: float, crs: str = "EPSG:6677") -> tuple[float, float]:
    with environment():
        (longitude,), (latitude,) = transform(crs, "EPSG:6668", [x], [y])
    return longitude, latitude


def square(x: float, y: float, side: float = 40.0) -> shapely.Polygon:
    half = side / 2
    corners = [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
    return shapely.Polygon([degrees(*corner) for corner in corners])


def pixels(jpeg: bytes) -> np.ndarray:
    image = Image.open(io.BytesIO(jpeg))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (SIZE, SIZE))
    return np.asarray(image).astype(int)


def bright_spot(jpeg: bytes) -> np.ndarray:
    """Row and column of the middle of the brightest spot; blue, because outlines have none."""
    blue = pixels(jpeg)[..., 2]
    return np.argwhere(blue > 0.85 * blue.max()).mean(axis=0)


def scene(dtype="uint16", bands=3, cells=200, seed=1, scale=1000.0):
    """Noise with a bright square of 6 cells in the middle."""
    rng = np.random.default_rng(seed)
    array = rng.normal(0.3, 0.03, (bands, cells, cells))
    middle = cells // 2
    array[:, middle - 3 : middle + 3, middle - 3 : middle + 3] = 0.9
    return (array * scale).astype(dtype)


def dotted(row: int, column: int, rows: int = 3) -> np.ndarray:
    """Grey ground, uneven so that the stretch is wide, with a bright dot from (row, column)."""
    array = np.random.default_rng(5).normal(100, 12, (1, 200, 200)).clip(60, 140)
    array[:, :20] = 230  # far away, and wide enough to set the white of the stretch
    array[:, row : row + rows, column : column + rows] = 220
    return np.repeat(array, 3, axis=0).astype("uint8")


def middle_of(cells=200, cell=10.0) -> tuple[float, float]:
    return WEST + cells * cell / 2, NORTH - cells * cell / 2


@pytest.mark.parametrize(
    ("dtype", "bands", "scale"),
    [("uint16", 6, 3000.0), ("uint16", 4, 3000.0), ("uint8", 3, 250.0), ("uint8", 4, 250.0), ("uint8", 1, 250.0),
     ("float32", 1, 1.0), ("uint16", 13, 3000.0), ("float32", 2, 1.0)],
)  # fmt: skip
def test_the_place_is_in_the_middle_for_every_kind_of_image(make_raster, dtype, bands, scale):
    path = make_raster("a.tif", scene(dtype, bands, scale=scale))
    with Chips(str(path), str(path), scale_bar=False) as chips:
        pair = chips.pair(square(*middle_of(), 100.0))
    before = pixels(pair.before)
    assert pair.width_m == 250
    centre, corner = before[110:130, 110:130].mean(), before[10:40, 10:40].mean()
    assert centre > corner + 50
    assert pair.before == pair.after


def test_north_is_up_and_places_are_met_to_a_fraction_of_a_cell(make_raster):
    """A bright cell of 10 m north-west of the middle appears there, on the pixel."""
    path = make_raster("a.tif", dotted(94, 104))  # centre 55 m east and 45 m north of the middle
    x, y = middle_of()
    with Chips(str(path), None, scale_bar=False) as chips:
        pair = chips.pair(square(x, y, 30.0))
    assert pair.after is None
    row, column = bright_spot(pair.before)
    assert column == pytest.approx(119.5 + 55 / 250 * SIZE, abs=1)
    assert row == pytest.approx(119.5 - 45 / 250 * SIZE, abs=1)


def test_images_of_different_systems_and_cells_show_the_same_extent(make_raster):
    """The same bright square in plane rectangular metres, in UTM and in degrees."""
    import rasterio
    from rasterio.warp import Resampling, calculate_default_transform, reproject

    first = Path(make_raster("a.tif", dotted(98, 98, 4)))
    shown = []
    for crs in ("EPSG:32654", "EPSG:4326", "EPSG:3857"):
        with environment(), rasterio.open(first) as source:
            where, width, height = calculate_default_transform(source.crs, crs, 200, 200, *source.bounds)
            made = np.zeros((3, height, width), "uint8")
            reproject(
                source.read(), made, src_transform=source.transform, src_crs=source.crs, dst_transform=where,
                dst_crs=crs, resampling=Resampling.bilinear,
            )  # fmt: skip
            other = first.parent / f"{crs[5:]}.tif"
            options = {"crs": crs, "transform": where, "width": width, "height": height, "count": 3, "dtype": "uint8"}
            with rasterio.open(other, "w", driver="GTiff", **options) as target:
                target.write(made)
        with Chips(str(first), str(other), scale_bar=False) as chips:
            pair = chips.pair(square(*middle_of(), 120.0))
        shown.append([bright_spot(jpeg) for jpeg in (pair.before, pair.after)])
    assert np.array(shown) == pytest.approx(119.5, abs=2.5)  # a quarter of a cell of 10 m


def test_both_dates_have_the_same_stretch(make_raster):
    """A darker second date stays darker: nothing is brightened on its own."""
    first = scene("uint16", 3, scale=3000.0)
    before, after = make_raster("a.tif", first), make_raster("b.tif", (first * 0.93).astype("uint16"))
    place = square(*middle_of(), 120.0)
    with Chips(str(before), str(after), scale_bar=False) as chips:
        pair = chips.pair(place)
    dark = [pixels(jpeg)[:40].mean() for jpeg in (pair.before, pair.after)]
    assert dark[0] - dark[1] > 12
    # Values of another kind have nothing in common; each keeps its own stretch and can be seen.
    other = make_raster("c.tif", scene("uint8", 3, seed=2, scale=200.0))
    with Chips(str(before), str(other), scale_bar=False) as chips:
        pair = chips.pair(place)
    assert all(30 < pixels(jpeg)[:40].mean() < 200 for jpeg in (pair.before, pair.after))


def test_clouds_do_not_darken_the_rest(make_raster):
    array = scene("uint16", 3, scale=3000.0)
    clear = make_raster("a.tif", array)
    array[:, :60, :] = 12000  # 30 % cloud
    cloudy = make_raster("b.tif", array)
    place = square(*middle_of(), 120.0)
    seen = []
    for path in (clear, cloudy):
        with Chips(str(path), None, scale_bar=False) as chips:
            seen.append(pixels(chips.pair(place).before)[100:140, 100:140].mean())
    assert seen[1] > 0.5 * seen[0]


def test_the_outline_is_drawn(make_raster):
    path = make_raster("a.tif", dotted(20, 20))
    x, y = middle_of()
    hole = shapely.Polygon(square(x, y, 150.0).exterior.coords, [square(x, y, 60.0).exterior.coords])
    point = shapely.Point(degrees(x, y))
    for shape, at in ((hole, (120 - 72, 120 - 29)), (point, (120 - SIZE // 40,))):
        with Chips(str(path), None, scale_bar=False) as chips:
            red, _, blue = np.moveaxis(pixels(chips.pair(shape).before), -1, 0)
        column = (red - blue)[:120, 118:122].mean(axis=1)  # from the middle northwards
        rows = np.nonzero(column > 25)[0]
        assert {row for row in range(120) if np.abs(np.array(at) - row).min() <= 2} >= set(rows.tolist())
        assert all(np.abs(rows - row).min() <= 2 for row in at)


def test_large_places_get_a_wider_chip_in_steps_of_two(make_raster):
    path = make_raster("a.tif", scene(cells=400))
    x, y = middle_of(400)
    with Chips(str(path), None) as chips:
        widths = [chips.pair(square(x, y, side)).width_m for side in (10, 170, 190, 400, 3000)]
    assert widths == [250, 250, 500, 1000, 8000]


def test_a_wide_chip_of_a_fine_image_is_read_through_overviews(make_raster, monkeypatch):
    """Within bounded memory, and it shows the same."""
    path = make_raster("a.tif", dotted(94, 104), cell=1.0)
    x, y = middle_of(cell=1.0)
    seen = []
    for most in (12_000_000, 1000):
        monkeypatch.setattr("soranome.plugin.core.fieldwork.papers.chips._MAX_CELLS", most)
        with Chips(path, None, width_m=400, scale_bar=False) as chips:
            seen.append(chips.pair(square(x, y, 2.0)).before)
            assert bool(chips._levels) == (most == 1000)
    assert np.abs(bright_spot(seen[0]) - bright_spot(seen[1])).max() < 2
    assert np.abs(pixels(seen[0]) - pixels(seen[1])).mean() < 12


def test_nothing_is_shown_where_there_is_nothing(make_raster):
    array = scene("uint16", 3)
    array[:, :, :100] = 0
    after = make_raster("b.tif", array, nodata=0)
    before = make_raster("a.tif", scene("uint16", 3))
    x, y = middle_of()
    with Chips(str(before), str(after)) as chips:
        empty = chips.pair(square(x - 500, y))
        half = chips.pair(square(x, y))
        outside = chips.pair(square(x + 50_000, y))
        assert chips.covers(square(x, y)) and not chips.covers(square(x + 50_000, y))
    assert empty.before and empty.after is None
    assert (outside.before, outside.after) == (None, None)
    left = pixels(half.after)[20:200, 20:60]
    assert np.abs(left - EMPTY).max() < 12


@pytest.mark.parametrize(("bands", "shown"), [("3,2,1", 2), ("2", 1), ("1、2、3", 0)])
def test_bands_can_be_named(make_raster, bands, shown):
    """Each band is bright in a third of its own; the one shown as red says which was taken."""
    array = np.full((4, 60, 60), 50, "uint16")
    for band in range(3):
        array[band, :, 20 * band : 20 * band + 20] = 250
    path = make_raster("a.tif", array)
    x, y = WEST + 300, NORTH - 300
    with Chips(str(path), None, width_m=600, before_bands=bands, scale_bar=False) as chips:
        red = pixels(chips.pair(shapely.Point(degrees(x, y))).before)[20:60, :, 0].mean(axis=0)
    thirds = [red[start + 20 : start + 60].mean() for start in (0, 80, 160)]
    assert int(np.argmax(thirds)) == shown


@pytest.mark.parametrize("bands", ["0", "4", "1,2", "rot", "1,2,3,4", ","])
def test_bands_that_are_not_there_are_refused(make_raster, bands):
    path = make_raster("a.tif", scene())
    with pytest.raises(InputError, match="which has 3 bands"):
        Chips(str(path), None, before_bands=bands)


def test_names_and_sensors_tell_the_bands(make_raster):
    import rasterio

    array = np.zeros((4, 60, 60), "uint16") + np.array([300, 200, 100, 400], "uint16")[:, None, None]
    array += np.random.default_rng(1).integers(0, 40, array.shape, "uint16")
    path = make_raster("a.tif", array)
    with Chips(str(path), None) as chips:
        assert chips._bands[0] == [3, 2, 1]  # blue, green, red, near infrared
    with rasterio.open(path, "r+") as dataset:
        dataset.descriptions = ("nir", "red", "green", "blue")
    with Chips(str(path), None) as chips:
        assert chips._bands[0] == [2, 3, 4]


def test_images_that_cannot_be_used_are_named(make_raster, tmp_path):
    good = make_raster("a.tif", scene())
    far = make_raster("far.tif", scene(), west=60000.0)
    bare = make_raster("bare.tif", scene(), crs=None)
    cut = tmp_path / "cut.tif"
    cut.write_bytes(Path(good).read_bytes()[:20000])
    text = tmp_path / "text.tif"
    text.write_text("no image")
    for before, after, said in (
        (good, far, "different regions"),
        (good, bare, "no coordinate reference system"),
        (good, cut, "damaged or incomplete"),
        (text, good, "cannot be opened"),
        (tmp_path / "none.tif", good, "does not exist"),
    ):
        with pytest.raises(InputError, match=said):
            Chips(str(before), str(after))


def test_a_rotated_image_is_turned_north_up(make_raster):
    import rasterio
    from affine import Affine

    path = make_raster("a.tif", dotted(98, 98, 4))
    x, y = middle_of()
    with rasterio.open(path, "r+") as dataset:
        dataset.transform = (
            Affine.translation(x, y) * Affine.rotation(30) * Affine.scale(10, -10) * Affine.translation(-100, -100)
        )
    with Chips(str(path), None, scale_bar=False) as chips:
        pair = chips.pair(square(x, y, 120.0))
    assert bright_spot(pair.before) == pytest.approx([119.5, 119.5], abs=1)


def test_a_picture_does_not_depend_on_what_was_asked_before(make_raster):
    path = make_raster("a.tif", scene(cells=400))
    x, y = middle_of(400)
    places = [square(x + dx, y, 40.0) for dx in (-500, 0, 500)]
    with Chips(str(path), str(path)) as chips:
        forth = [chips.pair(place) for place in places]
        assert [chips.pair(place) for place in places[::-1]] == forth[::-1]


def test_real_images_can_be_seen(data):
    paths = sorted(str(path) for path in (data / "optical" / "taizhou").glob("taizhou_2*.tif"))
    with Chips(*paths, width_m=3000) as chips, environment():
        from soranome.plugin.core.raster import Raster

        with Raster(paths[0]) as raster:
            x, y = raster.grid.transform * (200, 200)
        pair = chips.pair(shapely.Point(degrees(x, y, "EPSG:32651")).buffer(0.005))
    for jpeg in (pair.before, pair.after):
        assert pixels(jpeg).std() > 15
