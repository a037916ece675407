"""Comparing two elevation models: what is found, on which grid, and which pairs are refused with which words."""

import math

import numpy as np
import pytest
import rasterio
import shapely
from scipy import ndimage

from soranome.plugin.core.change import elevation_pair
from soranome.plugin.core.change.elevation import detect
from soranome.plugin.core.change.elevation_error import ErrorModel
from soranome.plugin.core.change.elevation_pair import ElevationFiles
from soranome.plugin.core.change.elevation_report import report
from soranome.plugin.core.errors import Cancelled, InputError, OutputError
from soranome.plugin.core.sample.noise import field
from soranome.plugin.core.tasks import Silent

CELL = 2.0
SHAPE = (260, 280)
WHITE = 0.06


def mountains(seed=0, shape=SHAPE, cell=CELL, relief=25.0):
    return 400 + relief * field(np.random.default_rng(seed), shape, cell, 300.0, beta=4)


def surveyed(ground, seed, white=WHITE):
    return (ground + np.random.default_rng(seed).normal(0, white, ground.shape)).astype("float32")


@pytest.fixture
def ground():
    return mountains()


@pytest.fixture
def pair(make_raster, ground):
    """Paths of two surveys; between them a fill of 2 m on 20 × 24 cells and a cut of 1.5 m on 15 × 15."""
    after = ground.copy()
    after[60:80, 50:74] += 2
    after[150:165, 180:195] -= 1.5
    return make_raster("前.tif", surveyed(ground, 1), cell=CELL), make_raster("後.tif", surveyed(after, 2), cell=CELL)


@pytest.fixture
def run(tmp_path):
    """A function that compares a pair and returns the result, DIFFERENCE (2 bands), SIGNIFICANT and SCORE."""

    def compare(before, after, name="out", files=None, **options):
        paths = [str(tmp_path / f"{name}_{kind}.tif") for kind in ("difference", "significant", "score")]
        result = detect(ElevationFiles(before, after, **files or {}), *paths, **options)
        layers = []
        for path in paths:
            with rasterio.open(path) as dataset:
                layers.append(dataset.read().squeeze())
        return result, *layers

    return compare


# -- what is found -----------------------------------------------------------------------------------


def test_fill_and_cut_are_found_with_their_figures(run, pair):
    result, difference, significant, _ = run(*pair)
    assert (significant[62:78, 52:72] == 2).mean() > 0.99
    assert (significant[152:163, 182:193] == 1).mean() > 0.99
    assert np.median(difference[0][62:78, 52:72]) == pytest.approx(2, abs=0.05)
    assert [patch.fill for patch in result.patches] == [True, False]
    true_fill, true_cut = 2 * 20 * 24 * CELL**2, 1.5 * 225 * CELL**2
    for fill, truth in ((True, true_fill), (False, true_cut)):
        middle, low, high = result.volume_m3(fill)
        assert low < truth < high
        assert middle == pytest.approx(truth, rel=0.04)
    assert result.patches[0].earthwork.area_30cm_m2 == pytest.approx(20 * 24 * CELL**2, rel=0.05)


def test_the_rasters_keep_their_contract(run, pair):
    result, difference, significant, score = run(*pair)
    d, lod = difference
    seen = significant != 255
    np.testing.assert_allclose(score[seen], np.abs(d[seen]) / (np.abs(d[seen]) + lod[seen]), rtol=1e-5)
    assert np.array_equal(score >= 0.5, np.isin(significant, (1, 2)))
    assert (np.isnan(score) == ~seen).all() and (np.isnan(d) == ~seen).all() and (np.isnan(lod) == ~seen).all()
    assert (d[significant == 2] > 0).all() and (d[significant == 1] < 0).all()
    with rasterio.open(pair[0].replace("前", "out_difference")) as dataset:
        tags = dataset.tags()
        assert dataset.descriptions == ("difference_m", "lod_m")
        assert math.isnan(dataset.nodata)
    assert tags["METHOD"] and tags["CONFIDENCE"] == "0.95"
    assert float(tags["SHIFT_X"]) == pytest.approx(result.registration.x_m, abs=1e-3)
    assert ErrorModel.from_tags(tags).sigmas_m == pytest.approx(result.errors.sigmas_m, abs=1e-4)
    assert result.counts.sum() == significant.size


def test_unchanged_cells_are_flagged_as_often_as_the_confidence_says(run, make_raster, ground):
    before, after = (make_raster(f"{n}.tif", surveyed(ground, n), cell=CELL) for n in (1, 2))
    for confidence in (0.8, 0.95):
        result, _, significant, _ = run(before, after, confidence=confidence)
        assert np.isin(significant, (1, 2)).mean() == pytest.approx(1 - confidence, abs=0.15 * (1 - confidence))
    assert result.patches == []
    assert result.sigma_m == pytest.approx(WHITE * math.sqrt(2), rel=0.05)


@pytest.mark.parametrize("coregister", [True, False])
def test_block_size_does_not_matter(run, pair, coregister):
    whole = run(*pair, "whole", coregister=coregister)
    for size in (37, 100):
        parts = run(*pair, f"parts{size}", coregister=coregister, block_size=size)
        assert np.array_equal(parts[0].counts, whole[0].counts)
        for one, other in zip(parts[1:], whole[1:]):
            np.testing.assert_array_equal(one, other)
        assert [p.earthwork for p in parts[0].patches] == [p.earthwork for p in whole[0].patches]


def test_given_errors_make_the_level_of_detection(run, pair):
    result, difference, _, _ = run(*pair, sigma_before_m=0.2, sigma_after_m=0.15)
    assert result.errors.sigmas_m[0] == pytest.approx(0.25)
    assert np.nanmin(difference[1]) == pytest.approx(1.96 * 0.25, rel=0.02)
    one_only, _, _, _ = run(*pair, sigma_before_m=0.001)
    assert one_only.errors.sigmas_m[0] == pytest.approx(WHITE * math.sqrt(2), rel=0.1)


def test_errors_stated_too_small_are_doubted(run, pair):
    result, _, _, _ = run(*pair, sigma_before_m=0.02, sigma_after_m=0.02)
    assert any("scatters by" in str(message) for message in result.warnings)


def test_what_cannot_be_proved_is_said_in_words(run, make_raster, ground, pair):
    rough = [make_raster(f"r{n}.tif", surveyed(ground, n, 0.15), cell=CELL) for n in (1, 2)]
    page = report(run(*rough)[0])
    assert "30 cm is not provable" in page and "level of detection 0.4" in page and "provable thickness 0.7" in page
    fine = [make_raster(f"f{n}.tif", surveyed(ground, n, 0.03), cell=CELL) for n in (1, 2)]
    assert "30 cm is provable" in report(run(*fine)[0])
    page = report(run(*pair)[0])
    assert page.count("<tr>") > 15 and "Cut" in page and "Fill" in page


def test_a_file_name_cannot_become_markup(run, pair, make_raster, ground):
    evil = make_raster("<script>.tif", surveyed(ground, 1), cell=CELL)
    assert "<script>" not in report(run(evil, pair[1])[0])


# -- position ----------------------------------------------------------------------------------------


def shifted(ground, x, y, z=0.0):
    return ndimage.shift(ground, (-y / CELL, x / CELL), order=3, mode="nearest") + z


def test_a_shift_is_measured_and_taken_out(run, make_raster, ground):
    before = make_raster("a.tif", surveyed(ground, 1), cell=CELL)
    after = make_raster("b.tif", surveyed(shifted(ground, 4.6, -3.4, 0.4), 2), cell=CELL)
    result, difference, significant, _ = run(before, after)
    shift = result.registration
    assert (shift.x_m, shift.y_m, shift.z_m) == pytest.approx((4.6, -3.4, 0.4), abs=0.05)
    assert shift.nmad_after_m < 0.3 * shift.nmad_before_m
    assert np.nanstd(difference[0][5:-5, 5:-5]) < 0.2
    assert np.isin(significant, (1, 2)).mean() < 0.07
    left, _, _, _ = run(before, after, coregister=False)
    assert any("COREGISTER" in str(message) for message in left.warnings)
    assert left.lod_m > 2 * result.lod_m


def test_another_height_datum_is_named(run, make_raster, ground):
    before = make_raster("a.tif", surveyed(ground, 1), cell=CELL)
    after = make_raster("b.tif", surveyed(ground + 36.9, 2), cell=CELL)
    with pytest.raises(InputError, match=r"\+36\.9\d m above BEFORE.*datum.*COREGISTER"):
        run(before, after, coregister=False)
    result, difference, _, _ = run(before, after)
    assert any("36.9" in str(message) and "taken out" in str(message) for message in result.warnings)
    assert abs(np.nanmedian(difference[0])) < 0.02


def test_height_datums_written_in_the_files_are_compared(run, make_raster, ground):
    pair = [make_raster(f"{name}.tif", surveyed(ground, seed), cell=CELL) for seed, name in enumerate("ab", 1)]
    assert not any("refer to" in str(warning) for warning in run(*pair)[0].warnings)
    for path, datum in zip(pair, ("jgd2011", "jgd2024")):
        with rasterio.open(path, "r+") as dataset:
            dataset.update_tags(HEIGHT_DATUM=datum)
    warnings = [str(warning) for warning in run(*pair, name="again")[0].warnings]
    assert any("jgd2011" in warning and "jgd2024" in warning for warning in warnings)


@pytest.mark.parametrize(("fine", "coarse"), [("before", "after"), ("after", "before")])
def test_the_finer_model_is_averaged_to_the_coarser(run, make_raster, ground, fine, coarse):
    """Fine detail that the coarse model cannot hold must not become change."""
    fine_ground = ground + 0.4 * (-1.0) ** np.add.outer(np.arange(SHAPE[0]), np.arange(SHAPE[1]))
    coarse_ground = fine_ground.reshape(SHAPE[0] // 2, 2, SHAPE[1] // 2, 2).mean(axis=(1, 3))
    paths = {
        fine: make_raster("fine.tif", surveyed(fine_ground, 1), cell=CELL),
        coarse: make_raster("coarse.tif", surveyed(coarse_ground, 2), cell=2 * CELL),
    }
    result, difference, _, _ = run(paths["before"], paths["after"], coregister=False)
    assert result.grid.cell_size == (2 * CELL, 2 * CELL)
    assert difference[0].shape == (SHAPE[0] // 2, SHAPE[1] // 2)
    assert result.sigma_m == pytest.approx(math.hypot(WHITE, WHITE / 2), rel=0.1)


def analytic(x, y):
    """Ground that can be evaluated anywhere (metres of EPSG:6677)."""
    return 300 + 20 * np.sin((x + 60000) / 40) + 15 * np.cos((y + 30000) / 55) + 0.05 * (x + 60000)


@pytest.mark.parametrize("crs", ["EPSG:6690", "EPSG:6668", "EPSG:32654"])
def test_another_coordinate_system_is_brought_to_the_grid_of_before(run, make_raster, crs):
    from rasterio.warp import transform

    from soranome.plugin.core.raster import environment

    x, y = np.meshgrid(-60000 + (np.arange(200) + 0.5) * 5, -30000 - (np.arange(190) + 0.5) * 5)
    before = make_raster("a.tif", surveyed(analytic(x, y), 1), cell=5.0)
    with environment():
        west, north = (c[0] for c in transform("EPSG:6677", crs, [-60150], [-29850]))
    cell = 5 / 111000 if crs == "EPSG:6668" else 5.0
    columns, rows = np.meshgrid(np.arange(320) + 0.5, np.arange(280) + 0.5)
    with environment():
        places = transform(crs, "EPSG:6677", (west + columns * cell).ravel(), (north - rows * cell).ravel())
    heights = analytic(*(np.array(c).reshape(columns.shape) for c in places))
    after = make_raster("b.tif", surveyed(heights, 2), cell=cell, west=west, north=north, crs=crs)
    result, difference, _, _ = run(before, after, coregister=False)
    assert result.grid.crs.to_epsg() == 6677
    assert result.joined == 1
    assert abs(result.registration.x_m) < 0.1 and abs(result.registration.y_m) < 0.1
    assert np.nanstd(difference[0]) < 0.12
    assert np.isfinite(difference[0]).mean() > 0.97


def test_nodata_seams_make_no_change(run, make_raster, ground):
    before, after = surveyed(ground, 1), surveyed(shifted(ground, 0.7, 0.9), 2)
    before[:, 100:103] = -9999
    after[120:124] = -9999
    paths = [make_raster(n, a, cell=CELL, nodata=-9999) for n, a in (("a.tif", before), ("b.tif", after))]
    for coregister in (True, False):
        _, difference, significant, _ = run(*paths, coregister=coregister)
        assert (significant[:, 100:103] == 255).all() and (significant[121:123] == 255).all()
        beside = np.zeros(SHAPE, bool)
        beside[:, 95:108] = beside[115:129] = True
        assert np.isin(significant[beside], (1, 2)).mean() < 0.08
        if coregister:
            assert np.nanmax(np.abs(difference[0][2:-2, 2:-2])) < 1
    assert np.isfinite(difference[0]).mean() > 0.95


# -- what the errors are learnt from -------------------------------------------------------------------


def test_much_changed_ground_can_be_left_out(run, make_raster, ground):
    after = ground.copy()
    after[:150] += 1.5 + field(np.random.default_rng(9), (150, SHAPE[1]), CELL, 40.0)
    paths = [make_raster("a.tif", surveyed(ground, 1), cell=CELL), make_raster("b.tif", surveyed(after, 2), cell=CELL)]
    works = shapely.box(-60000, -30000 - 155 * CELL, -60000 + SHAPE[1] * CELL, -30000)
    blind, _, _, _ = run(*paths)
    told, _, significant, _ = run(*paths, files={"unstable": (works,)})
    assert told.sigma_m == pytest.approx(WHITE * math.sqrt(2), rel=0.1) and blind.sigma_m > 5 * told.sigma_m
    assert (significant[5:145] == 2).mean() > 0.8


def test_cells_copied_from_one_model_tell_nothing_of_errors(run, make_raster, ground):
    before = surveyed(ground, 1)
    after = before.copy()
    after[:, 200:] = surveyed(ground, 2)[:, 200:]
    paths = [make_raster("a.tif", before, cell=CELL), make_raster("b.tif", after, cell=CELL)]
    result, _, significant, _ = run(*paths, coregister=False)
    assert result.sigma_m == pytest.approx(WHITE * math.sqrt(2), rel=0.1)
    assert any("71 %" in str(message) for message in result.warnings)
    assert not significant[:, :200].any()


def test_the_same_file_twice_shows_no_change(run, pair):
    result, difference, significant, _ = run(pair[0], pair[0])
    assert not significant.any() and not difference[0].any()
    assert result.patches == [] and result.lod_m > 0


def test_whole_metres_are_no_precision(run, make_raster, ground):
    whole = [make_raster(f"{n}.tif", np.rint(surveyed(ground, n)).astype("int16"), cell=CELL) for n in (1, 2)]
    result, _, _, _ = run(*whole)
    assert result.sigma_m >= math.sqrt(2 / 12) - 1e-6


def test_a_surface_model_is_recognised(run, make_raster, ground):
    woods = ndimage.gaussian_filter(np.random.default_rng(3).normal(size=SHAPE), 6) > 0.03
    trees = np.where(woods, 12 + np.random.default_rng(4).normal(0, 3, SHAPE), 0)
    before = make_raster("a.tif", surveyed(ground, 1), cell=CELL)
    after = make_raster("b.tif", surveyed(ground + trees, 2), cell=CELL)
    result, _, _, _ = run(before, after, coregister=False)
    assert any("AFTER" in str(m) and "surface model" in str(m) for m in result.warnings)
    result, _, _, _ = run(after, before, coregister=False)
    assert any("BEFORE" in str(m) and "surface model" in str(m) for m in result.warnings)


# -- units ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", ["before", "after"])
def test_feet_are_recognised_and_can_be_stated(run, make_raster, pair, ground, side):
    feet = make_raster("feet.tif", surveyed(ground, 5) / np.float32(0.3048), cell=CELL)
    files = {"before": pair[0], "after": pair[0], side: feet}
    ratio = "3.28" if side == "after" else "0.305"
    with pytest.raises(InputError, match=rf"{ratio}.*{side.upper()}.*feet.*{side.upper()}_UNIT"):
        run(files["before"], files["after"])
    result, difference, _, _ = run(files["before"], files["after"], files={f"{side}_unit": "feet"})
    assert result.sigma_m == pytest.approx(WHITE * math.sqrt(2), rel=0.1)
    assert abs(np.nanmedian(difference[0])) < 0.02


def test_a_unit_in_the_file_is_believed(run, make_raster, pair, ground):
    feet = make_raster("feet.tif", surveyed(ground, 5) / np.float32(0.3048), cell=CELL)
    with rasterio.open(feet, "r+") as dataset:
        dataset.units = ["ft"]
    result, _, _, _ = run(pair[0], feet)
    assert result.sigma_m == pytest.approx(WHITE * math.sqrt(2), rel=0.1)


def test_other_units_are_named_by_their_ratio(run, make_raster, pair, ground):
    decimetres = make_raster("dm.tif", (surveyed(ground, 5) * 10).astype("float32"), cell=CELL)
    with pytest.raises(InputError, match=r"10\.0\d* times.*same unit"):
        run(pair[0], decimetres)


# -- refusals ------------------------------------------------------------------------------------------


def test_flat_ground_cannot_be_registered(run, make_raster):
    flat = [make_raster(f"{n}.tif", surveyed(np.full(SHAPE, 12.0), n, 0.02), cell=CELL) for n in (1, 2)]
    with pytest.raises(InputError, match=r"too flat to register.*COREGISTER off"):
        run(*flat)
    result, _, _, _ = run(*flat, coregister=False)
    assert any("too flat" in str(message) for message in result.notes)


def test_two_places_that_do_not_overlap(run, make_raster, pair, ground):
    elsewhere = make_raster("far.tif", surveyed(ground, 2), cell=CELL, west=10000.0)
    with pytest.raises(InputError, match="do not overlap"):
        run(pair[0], elsewhere)


def test_two_different_grounds(run, make_raster, pair):
    with pytest.raises(InputError, match="same place"):
        run(pair[0], make_raster("other.tif", surveyed(mountains(8), 2), cell=CELL))


def test_no_data_anywhere(run, make_raster, pair, ground):
    with pytest.raises(InputError, match="Only 0 cells hold heights in both"):
        run(pair[0], make_raster("n.tif", np.full(SHAPE, np.nan, "float32"), cell=CELL))


def test_no_coordinate_system(run, make_raster, pair, ground):
    nowhere = make_raster("n.tif", surveyed(ground, 2), cell=CELL, crs=None)
    for files, name in (((pair[0], nowhere), "AFTER"), ((nowhere, pair[1]), "BEFORE")):
        with pytest.raises(InputError, match=f"{name} elevation model has no coordinate reference system"):
            run(*files)


def test_degrees_before(run, make_raster, pair, ground):
    degrees = make_raster("d.tif", surveyed(ground, 2), cell=2e-5, west=139.0, north=35.7, crs="EPSG:6668")
    with pytest.raises(InputError, match=r"BEFORE elevation model is in degrees.*6677"):
        run(degrees, pair[1])


def test_an_undeclared_value_for_no_data(run, make_raster, pair, ground):
    holed = surveyed(ground, 2)
    holed[:30] = -9999
    with pytest.raises(InputError, match=r"AFTER elevation model holds values from -9999.*no data"):
        run(pair[0], make_raster("h.tif", holed, cell=CELL))
    holed[:30] = 0
    with pytest.raises(InputError, match=r"exactly 0 in 11\.\d %.*no data"):
        run(pair[0], make_raster("z.tif", holed, cell=CELL))


def test_an_image_is_no_elevation_model(run, make_raster, pair):
    with pytest.raises(InputError, match="3 bands; an elevation model has one"):
        run(pair[0], make_raster("rgb.tif", np.ones((3, 50, 50), "uint8")))


def test_results_never_replace_inputs(pair, tmp_path):
    with pytest.raises(OutputError, match="is an input"):
        detect(ElevationFiles(*pair), pair[0], str(tmp_path / "s.tif"), str(tmp_path / "c.tif"))
    with pytest.raises(OutputError, match="named for two results"):
        detect(ElevationFiles(*pair), *[str(tmp_path / "s.tif")] * 3)


def test_a_unit_that_is_none_is_an_error_of_the_caller(run, pair):
    with pytest.raises(ValueError, match="feet"):
        run(*pair, files={"after_unit": "fathoms"})


class Stop(Silent):
    """A progress that cancels once so much is done."""

    def __init__(self, at):
        self.at, self.cancelled = at, False

    def report(self, fraction, text=""):
        self.cancelled = self.cancelled or fraction >= self.at


@pytest.mark.parametrize("at", [0.0, 0.05, 0.2, 0.4, 0.6, 0.7, 0.99])
def test_a_cancelled_run_leaves_finished_tiles_only(pair, tmp_path, results_in, at):
    outputs = tmp_path / "out"
    outputs.mkdir()
    with pytest.raises(Cancelled):
        detect(ElevationFiles(*pair), *[str(outputs / f"{n}.tif") for n in "dsc"], block_size=64, progress=Stop(at))
    assert results_in(outputs) == []


def test_statistics_of_a_large_scene_come_from_an_even_sample(run, pair, monkeypatch):
    whole = run(*pair)[0]
    monkeypatch.setattr(elevation_pair, "SAMPLE_CELLS", 10_000)
    monkeypatch.setattr(elevation_pair.even_windows, "__defaults__", (64,))
    sampled, _, significant, _ = run(*pair)
    assert sampled.sigma_m == pytest.approx(whole.sigma_m, rel=0.1)
    assert (significant[62:78, 52:72] == 2).mean() > 0.99


def test_the_made_scene_gives_back_its_errors_and_its_fills(tmp_path, run):
    from soranome.plugin.core.sample import make_scene, write_rasters
    from soranome.plugin.core.sample.scene import CORRELATED_M, WHITE_M

    scene = make_scene(1.0, 4)
    paths = write_rasters(scene, tmp_path / "scene")
    result, difference, significant, _ = run(str(paths["dtm_before"]), str(paths["dtm_after"]))
    change = scene.ground_change
    level = math.sqrt(2) * math.hypot(WHITE_M, CORRELATED_M)
    assert result.errors.sigmas_m[0] == pytest.approx(level, rel=0.12)
    assert result.errors.white == pytest.approx(WHITE_M**2 / (WHITE_M**2 + CORRELATED_M**2), abs=0.12)
    assert abs(result.registration.x_m) < 0.1 and abs(result.registration.y_m) < 0.1
    assert (significant[change > 1] == 2).mean() > 0.99
    assert np.isin(significant[change == 0], (1, 2)).mean() < 0.07
    thick = change > 1
    assert np.abs(difference[0][thick] - change[thick]).mean() < 0.2
