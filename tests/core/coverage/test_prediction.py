"""Many sites over a landscape: sums that add up, pieces that agree, folders that survive a killed run."""

import json
import math
import os
import threading
import time
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.crs import CRS
from scipy import ndimage

from soranome.plugin.core import memory
from soranome.plugin.core.coverage.landscape import Landscape
from soranome.plugin.core.coverage.prediction import combination, prediction
from soranome.plugin.core.coverage.prediction.antenna import sector
from soranome.plugin.core.coverage.prediction.area import area_loss
from soranome.plugin.core.coverage.prediction.combination import OUTPUTS, SERVER_NODATA, colours_of, predict, servers_in
from soranome.plugin.core.coverage.prediction.prediction import Settings, extent_needed, predict_sites, site_folder
from soranome.plugin.core.coverage.propagation.climate import climate_at
from soranome.plugin.core.coverage.propagation.entry import entry_loss
from soranome.plugin.core.coverage.propagation.p2108 import terrestrial_loss
from soranome.plugin.core.coverage.propagation.variability import combined_sigma, location_sigma
from soranome.plugin.core.coverage.propagation.variability import probability as reaches
from soranome.plugin.core.coverage.sites import Site
from soranome.plugin.core.errors import Cancelled, InputError, OutputError
from soranome.plugin.core.grid import Grid
from soranome.plugin.core.tasks import Silent

CELL, SIZE = 10.0, 120
WEST, NORTH = -60_000.0, -30_000.0
REACH = Settings(reach_m=400.0)


def make_landscape(size=SIZE, seed=1, sea=False, clutter=False):
    rng = np.random.default_rng(seed)
    height = ndimage.gaussian_filter(rng.normal(size=(size, size)), 6)
    height = (200 * (height - height.min()) / np.ptp(height)).astype(np.float32)
    water = np.zeros((size, size), bool)
    if sea:
        water[:, : size // 4] = True
        height[water] = 0
    height[-5:, -5:] = np.nan
    stands = np.zeros((size, size), np.float32)
    if clutter:
        stands[40:60, 40:60] = 12
    grid = Grid(CRS.from_epsg(6677), Affine(CELL, 0, WEST, 0, -CELL, NORTH), size, size)
    return Landscape(grid, height, stands, water, clutter)


LANDSCAPE = make_landscape()


def site(number, x, y, **changes):
    """A site ``x``, ``y`` metres right and down of the corner."""
    made = Site(f"局{number}", f"第{number}局", WEST + x, NORTH - y, 20.0, 800.0, 30.0, "AB"[number % 2])
    return replace(made, **changes)


SITES = [
    site(1, 305, 405),
    site(2, 805, 300, frequency_mhz=2100.0),
    site(3, 700, 700, azimuth_deg=45.0, tilt_deg=4.0),
    site(4, 300, 800, azimuth_deg=200.0, pattern=sector("3gpp38901")),
    site(5, 1100, 655, eirp_dbm=20.0),
]


def loss_of(landscape, of, settings=REACH):
    return area_loss(
        landscape, of.x, of.y, of.height_m, of.frequency_mhz, climate=climate_at(*landscape.centre_deg),
        reach_m=settings.reach_m,
    )  # fmt: skip


def whole(landscape, of, settings=REACH):
    """A site's signal on all of the grid."""
    ((_, window, signal),) = predict_sites(landscape, [of], settings)
    out = np.full(landscape.grid.shape, np.nan, np.float32)
    out[window.toslices()] = signal
    return out


def read(path):
    with rasterio.open(path) as dataset:
        return dataset.read(1)


def run(where, sites=SITES, landscape=LANDSCAPE, settings=REACH, **options):
    where.mkdir(exist_ok=True)
    outputs = {name: str(where / f"{name}.tif") for name in OUTPUTS}
    found = predict(landscape, sites, settings, outputs, **options)
    return found, {name: read(path) for name, path in outputs.items()}


@pytest.fixture
def counted(monkeypatch):
    """Ids of the heights for which a loss was computed: which sites were not taken from the folder."""
    made = []

    def counting(landscape, x, y, *rest, **named):
        made.append((x, y))
        return area_loss(landscape, x, y, *rest, **named)

    monkeypatch.setattr(prediction, "area_loss", counting)
    return made


def test_power_is_eirp_less_loss():
    loss = loss_of(LANDSCAPE, SITES[0])
    ((found, window, signal),) = predict_sites(LANDSCAPE, SITES[:1], REACH)
    assert found is SITES[0] and window == loss.window and signal.dtype == np.float32
    np.testing.assert_allclose(signal, 30.0 - loss.loss_db, atol=1 / 128 + 1e-5)
    assert np.isfinite(signal).mean() > 0.7


def test_the_antenna_weighs_by_bearing_and_departure():
    of = SITES[3]
    loss = loss_of(LANDSCAPE, of)
    ((_, window, signal),) = predict_sites(LANDSCAPE, [of], REACH)
    column, row = ~LANDSCAPE.grid.crop(window).transform * (of.x, of.y)
    rows, columns = np.mgrid[: window.height, : window.width] + 0.5
    bearing = np.degrees(np.arctan2(columns - column, row - rows))
    gain = of.pattern.gain_db(bearing, loss.departure_deg, azimuth_deg=200)
    np.testing.assert_allclose(signal, 30.0 - loss.loss_db + gain, atol=1 / 128 + 1e-4)
    assert np.nanmin(gain) < -25 and np.nanmax(gain) > -0.1


def test_an_azimuth_alone_makes_a_sector():
    plain, named = SITES[2], replace(SITES[2], pattern=sector("3gpp36814"))
    np.testing.assert_array_equal(whole(LANDSCAPE, plain), whole(LANDSCAPE, named))
    assert np.nanmax(whole(LANDSCAPE, replace(plain, azimuth_deg=None)) - whole(LANDSCAPE, plain)) > 20


@pytest.mark.parametrize(
    ("settings", "less"),
    [
        ({"place": "vehicle"}, entry_loss("vehicle", 800).median_db),
        ({"place": "indoor"}, entry_loss("indoor", 800).median_db),
        ({"place": "indoor", "building": "efficient"}, entry_loss("indoor", 800, "efficient").median_db),
        ({"receiver_gain_dbi": 3.0, "body_loss_db": 5.0}, 2.0),
        ({"correction_db": -6.5}, 6.5),
    ],
)
def test_what_is_added_at_the_receiver(settings, less):
    difference = whole(LANDSCAPE, SITES[0]) - whole(LANDSCAPE, SITES[0], replace(REACH, **settings))
    assert less > 1
    np.testing.assert_allclose(difference[np.isfinite(difference)], less, atol=1 / 64 + 1e-5)


def test_clutter_by_statistics_only_without_a_surface_model():
    settings = replace(REACH, clutter="p2108")
    difference = whole(LANDSCAPE, SITES[0]) - whole(LANDSCAPE, SITES[0], settings)
    row, column = LANDSCAPE.cell_of(SITES[0].x, SITES[0].y)
    assert difference[row, column + 39] == pytest.approx(terrestrial_loss(0.8, 0.39), abs=0.1)
    assert difference[row, column + 20] == 0  # nearer than P.2108 holds for
    with pytest.raises(InputError, match="twice"):
        list(predict_sites(make_landscape(clutter=True), SITES[:1], settings))


@pytest.mark.parametrize("workers", [1, 2, 5])
@pytest.mark.parametrize("alone_cells", [1, 10**9])
def test_threads_do_not_change_results(monkeypatch, workers, alone_cells):
    monkeypatch.setattr(prediction, "_ALONE_CELLS", alone_cells)
    monkeypatch.setattr(prediction, "_PART_ROWS", 17)
    for of, window, signal in predict_sites(LANDSCAPE, SITES, REACH, workers=workers):
        np.testing.assert_array_equal(signal, whole(LANDSCAPE, of)[window.toslices()])


def test_sectors_of_a_mast_share_their_loss(monkeypatch, counted):
    monkeypatch.setattr(prediction, "_MOST_SECTORS", 3)
    sectors = [site(n, 600, 600, azimuth_deg=72.0 * n) for n in range(5)]
    others = [site(5, 600, 600, frequency_mhz=2100.0), site(6, 601, 600)]
    found = list(predict_sites(LANDSCAPE, sectors + others, REACH))
    assert [of.id for of, _, _ in found] == [f"局{n}" for n in range(7)]
    assert len(counted) == 4  # three sectors, two more, another frequency, another place
    for of, window, signal in found:
        np.testing.assert_array_equal(signal, whole(LANDSCAPE, of)[window.toslices()])


@pytest.mark.parametrize("block", [2048, 50])
def test_the_strongest_site_wins_everywhere(monkeypatch, tmp_path, block):
    monkeypatch.setattr(combination, "BLOCK_SIZE", block)
    landscape = make_landscape(sea=True)
    layers = np.array([whole(landscape, of) for of in SITES])
    known = np.isfinite(layers).any(axis=0)
    strongest = np.where(known, np.nanargmax(np.where(np.isnan(layers), -999, layers), axis=0), 0)
    expected = np.where(known, np.take_along_axis(layers, strongest[None], 0)[0], np.nan)
    settings = replace(REACH, place="vehicle")
    entry = entry_loss("vehicle", 800)
    expected = expected - np.float32(entry.median_db)
    found, made = run(tmp_path, landscape=landscape, settings=settings, threshold_dbm=-70.0, model_error_db=2.0)
    np.testing.assert_allclose(made["SIGNAL"], expected, atol=1 / 64 + 1e-5)
    np.testing.assert_allclose(made["MARGIN"], made["SIGNAL"] + 70.0)
    enough = made["MARGIN"] >= 0
    np.testing.assert_array_equal(made["BEST_SERVER"][enough], strongest[enough] + 1)
    assert set(made["BEST_SERVER"][known & ~enough]) == {0}
    assert set(made["BEST_SERVER"][~known]) == {SERVER_NODATA} and not known.all()
    places = np.array([location_sigma(of.frequency_mhz / 1000, CELL) for of in SITES])[strongest]
    sigma = np.where(landscape.sea, combined_sigma(entry.sigma_db, 2.0), np.sqrt(places**2 + entry.sigma_db**2 + 4))
    np.testing.assert_allclose(made["PROBABILITY"], reaches(made["SIGNAL"], -70.0, sigma), atol=1e-5)
    land = known & ~landscape.sea
    assert found.covered_share == pytest.approx(enough[land].mean())
    assert found.certain_share == pytest.approx((made["PROBABILITY"] >= 0.9)[land].mean())
    assert found.predicted_share == pytest.approx(land.sum() / (np.isfinite(landscape.height_m) & ~landscape.sea).sum())
    assert 0 < found.certain_share < found.covered_share < 1


def test_legend_of_best_servers(tmp_path):
    run(tmp_path, threshold_dbm=-60.0)
    legend = servers_in(str(tmp_path / "BEST_SERVER.tif"))
    occurring = set(np.unique(read(tmp_path / "BEST_SERVER.tif"))) - {0, SERVER_NODATA}
    assert {number for number, _, _ in legend} == occurring
    assert legend[0][1] == "第1局 (B)"


def test_neighbours_have_different_colours():
    rng = np.random.default_rng(1)
    places = rng.uniform(0, 1000, (60, 2))
    colours = np.array(colours_of(places))
    apart = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    same = (colours[:, None] == colours[None]) & (apart > 0)
    assert apart[same].min() > 2 * np.median(np.sort(apart, axis=1)[:, 1])


def test_an_extent_is_a_part_of_the_whole(tmp_path):
    _, everything = run(tmp_path / "all")
    extent = WEST + 503, NORTH - 850, WEST + 900, NORTH - 420
    near, _, box = extent_needed(SITES, extent, REACH.reach_m)
    assert [of.id for of in near] == [of.id for of in SITES]
    assert box[0] == SITES[3].x and box[2] == SITES[4].x and box[3] == NORTH - 300 and box[1] == extent[1]
    _, part = run(tmp_path / "part", extent=extent)
    with rasterio.open(tmp_path / "part" / "SIGNAL.tif") as dataset:
        assert dataset.bounds == (WEST + 500, NORTH - 850, WEST + 900, NORTH - 420)
    for name in OUTPUTS:
        np.testing.assert_array_equal(part[name], everything[name][42:85, 50:90])


def test_sites_out_of_reach_of_the_extent_are_left_out():
    extent = WEST + 900, NORTH - 500, WEST + 1000, NORTH - 300
    assert [of.id for of in extent_needed(SITES, extent, 250.0)[0]] == ["局2", "局5"]
    with pytest.raises(InputError, match="None of the 5 sites"):
        extent_needed(SITES, extent, 50.0)
    assert extent_needed(SITES, None, 100.0)[1] == (WEST + 200, NORTH - 900, WEST + 1200, NORTH - 200)


def test_field_strength_is_that_of_the_recommendation(tmp_path):
    """P.1812 gives 199.36 + 20 log f (GHz) − L for 1 kW e.r.p., 62.15 dBm e.i.r.p."""
    of = site(1, 305, 405, eirp_dbm=62.15, frequency_mhz=1500.0)
    settings = replace(REACH, receiver_gain_dbi=4.0, body_loss_db=1.0)
    _, made = run(tmp_path, [of], settings=settings, quantity="field")
    loss = loss_of(LANDSCAPE, of)
    field = made["SIGNAL"][loss.window.toslices()]
    np.testing.assert_allclose(field, 199.36 + 20 * math.log10(1.5) - loss.loss_db, atol=0.02)
    margin = made["MARGIN"][loss.window.toslices()]
    np.testing.assert_allclose(margin, 62.15 + 3 - loss.loss_db + 100, atol=0.02)


def test_rasters_of_sites_and_carriers(tmp_path):
    found, _ = run(tmp_path, folder=tmp_path, per_site=True, per_carrier=True)
    index = json.loads((tmp_path / "coverage.json").read_text(encoding="utf-8"))
    assert index["grid"] == {
        "crs": "EPSG:6677",
        "transform": [10, 0, WEST, 0, -10, NORTH],
        "width": SIZE,
        "height": SIZE,
    }
    assert index["receiver"]["threshold_dbm"] == -100 and index["receiver"]["height_m"] == 1.5
    assert [entry["id"] for entry in index["sites"]] == [of.id for of in SITES]
    by_carrier = {carrier: np.full(LANDSCAPE.grid.shape, np.nan, np.float32) for carrier in "AB"}
    for entry, of in zip(index["sites"], SITES):
        assert (entry["carrier"], entry["eirp_dbm"], entry["x"]) == (of.carrier, of.eirp_dbm, of.x)
        with rasterio.open(tmp_path / entry["file"]) as dataset:
            assert dataset.tags()["SORANOME_SITE"] == of.id and dataset.tags()["SORANOME_CARRIER"] == of.carrier
            assert math.isnan(dataset.nodata) and dataset.dtypes == ("float32",)
            column, row = ~LANDSCAPE.grid.transform * (dataset.bounds.left, dataset.bounds.top)
            part = slice(round(row), round(row) + dataset.height), slice(round(column), round(column) + dataset.width)
            np.testing.assert_array_equal(dataset.read(1), whole(LANDSCAPE, of)[part])
        by_carrier[of.carrier] = np.fmax(by_carrier[of.carrier], whole(LANDSCAPE, of))
    assert [path.name for path in found.carrier_files] == [
        f"{k}_{c}.tif" for k in ("carrier", "probability") for c in "AB"
    ]
    for carrier, path in zip("AB", found.carrier_files):
        np.testing.assert_array_equal(read(path), by_carrier[carrier])
    # The probability of a carrier is what a run of its sites alone says.
    for carrier, path in zip("AB", found.carrier_files[2:]):
        _, alone = run(tmp_path / carrier, [of for of in SITES if of.carrier == carrier])
        np.testing.assert_allclose(read(path), alone["PROBABILITY"], atol=1e-6)
        with rasterio.open(path) as dataset:
            tags = dataset.tags()
        assert (tags["SORANOME_CARRIER"], tags["SORANOME_QUANTITY"]) == (carrier, "probability")
        assert tags["SORANOME_THRESHOLD_DBM"] == "-100"


def test_a_second_run_repeats_only_what_changed(tmp_path, counted):
    first, made = run(tmp_path, folder=tmp_path, per_site=True)
    assert first.kept_sites == 0 and len(counted) == 5
    counted.clear()
    again, same = run(tmp_path, folder=tmp_path, per_site=True)
    assert again.kept_sites == 5 and counted == []
    for name in OUTPUTS:
        np.testing.assert_array_equal(made[name], same[name])
    # One file gone, one cut short, one with a wrong cell, one of another run under this name.
    index = json.loads((tmp_path / "coverage.json").read_text(encoding="utf-8"))
    files = [tmp_path / entry["file"] for entry in index["sites"]]
    files[0].unlink()
    files[1].write_bytes(files[1].read_bytes()[:-3000])
    with rasterio.open(files[2], "r+", IGNORE_COG_LAYOUT_BREAK="YES") as dataset:
        cells = dataset.read(1)
        cells[40, 40] += 1
        dataset.write(cells, 1)
    files[3].write_bytes(files[4].read_bytes())
    healed, same = run(tmp_path, folder=tmp_path, per_site=True)
    assert healed.kept_sites == 1 and len(counted) == 4
    np.testing.assert_array_equal(made["SIGNAL"], same["SIGNAL"])


@pytest.mark.parametrize(
    ("change", "repeated"),
    [
        (lambda args: args["sites"].__setitem__(1, replace(SITES[1], eirp_dbm=31.0)), 1),
        (lambda args: args["sites"].__setitem__(3, replace(SITES[3], pattern=sector("3gpp36942"))), 1),
        (lambda args: args["sites"].__setitem__(1, replace(SITES[1], name="新しい名")), 0),
        (lambda args: args["sites"].append(site(6, 600, 200)), 1),
        (lambda args: args["sites"].reverse(), 0),
        (lambda args: args.update(settings=replace(REACH, percent_time=10.0)), 5),
        (lambda args: args.update(settings=replace(REACH, place="indoor")), 5),
        (lambda args: args.update(threshold_dbm=-80.0), 0),
        (lambda args: args["landscape"].height_m.__setitem__((5, 5), 99.0), 1),  # in reach of the first only
        (lambda args: args["landscape"].clutter_m.__setitem__((5, 5), 9.0), 1),
    ],
)
def test_changed_inputs_are_never_mixed(tmp_path, counted, change, repeated):
    given = {"sites": list(SITES), "landscape": make_landscape(), "settings": REACH}
    run(tmp_path, folder=tmp_path, per_site=True, **given)
    counted.clear()
    change(given)
    run(tmp_path, folder=tmp_path, per_site=True, **given)
    assert len(counted) == repeated


class CancelAfter(Silent):
    """A progress that is cancelled once so many sites are done."""

    def __init__(self, counted, sites):
        self._counted, self._sites = counted, sites

    @property
    def cancelled(self):
        return len(self._counted) >= self._sites


def test_a_stopped_run_goes_on_where_it_was(tmp_path, counted, monkeypatch):
    monkeypatch.setattr(prediction, "default_workers", lambda: 1)
    _, clean = run(tmp_path / "clean", folder=tmp_path / "clean", per_site=True)
    counted.clear()
    folder = tmp_path / "stopped"
    with pytest.raises(Cancelled):
        run(folder, folder=folder, per_site=True, progress=CancelAfter(counted, 3))
    left = sorted(path.name for path in folder.iterdir())
    assert left.pop(0) == ".soranome-sites.lock"
    assert left and all(name.startswith("site_") for name in left)  # no list, no combined raster, no half file
    counted.clear()
    found, made = run(folder, folder=folder, per_site=True)
    assert found.kept_sites == len(left) and len(counted) == 5 - len(left)
    for name in OUTPUTS:
        np.testing.assert_array_equal(made[name], clean[name])


def test_a_run_stopped_over_an_older_one_leaves_no_list(tmp_path, counted):
    run(tmp_path, folder=tmp_path, per_site=True)
    counted.clear()
    with pytest.raises(Cancelled):
        louder = [replace(of, eirp_dbm=50.0) for of in SITES]
        run(tmp_path, louder, folder=tmp_path, per_site=True, progress=CancelAfter(counted, 2))
    assert not (tmp_path / "coverage.json").exists()


def test_two_runs_in_one_folder_are_refused(tmp_path):
    with site_folder(tmp_path, LANDSCAPE, SITES, REACH), pytest.raises(OutputError, match="another run"):
        run(tmp_path, folder=tmp_path, per_site=True)


def test_what_a_killed_run_left_is_swept_when_it_is_old(tmp_path):
    old, young = tmp_path / ".soranome-1.scratch.tif", tmp_path / ".soranome-2.finished.tif"
    old.touch()
    young.touch()
    os.utime(old, (0, time.time() - 90_000))
    run(tmp_path, folder=tmp_path, per_site=True)
    assert young.exists() and not old.exists()


def test_files_of_other_sites_are_told(tmp_path):
    run(tmp_path, folder=tmp_path, per_site=True)
    found, _ = run(tmp_path, SITES[:3], folder=tmp_path, per_site=True)
    assert found.stale_files == ("site_局4.tif", "site_局5.tif")
    index = json.loads((tmp_path / "coverage.json").read_text(encoding="utf-8"))
    assert len(index["sites"]) == 3


def test_ids_that_are_no_file_names(tmp_path):
    ids = ["a/b", "a_b", "A/B", "..", "x" * 300, "局 1:東", ""]
    sites = [replace(SITES[0], id=name) for name in ids]
    with site_folder(tmp_path, LANDSCAPE, sites, REACH) as store:
        list(predict_sites(LANDSCAPE, sites, REACH, store=store))
        store.finish({})
    files = [entry["file"] for entry in json.loads((tmp_path / "coverage.json").read_text(encoding="utf-8"))["sites"]]
    assert len({name.lower() for name in files}) == len(ids)
    assert all((tmp_path / name).parent == tmp_path and (tmp_path / name).is_file() for name in files)


@pytest.mark.parametrize("alone_cells", [1, 10**9])
def test_cancelling_does_not_wait_for_a_large_site(monkeypatch, alone_cells):
    monkeypatch.setattr(prediction, "_ALONE_CELLS", alone_cells)
    landscape = make_landscape(1200)
    list(predict_sites(LANDSCAPE, SITES[:1], REACH))  # compiled before the clock starts
    stop = threading.Event()

    class Later(Silent):
        @property
        def cancelled(self):
            return stop.is_set()

    sites = [site(n, 6000 + n, 6000) for n in range(200)]
    threading.Timer(0.3, stop.set).start()
    start = time.monotonic()
    with pytest.raises(Cancelled):
        list(predict_sites(landscape, sites, Settings(reach_m=6000.0), Later()))
    assert time.monotonic() - start < 2.5


def test_memory_does_not_grow_with_the_number_of_sites(tmp_path):
    def peak(count):
        sites = [site(n, 300 + 5 * n, 405) for n in range(count)]
        tracemalloc.start()
        run(tmp_path, sites)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(2)
    assert peak(60) < 1.3 * peak(6)


def test_what_needs_too_much_memory_is_refused_before_work(monkeypatch, tmp_path, counted):
    monkeypatch.setattr(memory, "available_bytes", lambda: 100_000)
    with pytest.raises(InputError, match="GB"):
        run(tmp_path)
    assert counted == [] and list(tmp_path.iterdir()) == []


def test_more_sites_than_a_raster_can_name_are_refused(tmp_path):
    with pytest.raises(InputError, match="70000"):
        run(tmp_path, SITES * 14_000)


def test_an_extent_beside_the_landscape_is_refused(tmp_path):
    with pytest.raises(InputError, match="does not meet"):
        run(tmp_path, extent=(0, 0, 100, 100))


def test_where_nothing_is_predicted_no_share_is_given(tmp_path):
    landscape = make_landscape()
    landscape.sea[:] = True
    found, _ = run(tmp_path, landscape=landscape)
    assert (found.covered_share, found.certain_share, found.predicted_share) == (None, None, None)
