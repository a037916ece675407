"""Accuracy: published tables, invariants, and the cases where nothing can be told."""

from __future__ import annotations

import math

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from shapely import MultiPolygon, Point, Polygon, box

from soranome.plugin.core.change.accuracy import (
    Confusion,
    Share,
    confusion_of_rasters,
    f1,
    kappa,
    pixel_accuracy,
    stratified,
)
from soranome.plugin.core.change.accuracy_report import report_html
from soranome.plugin.core.change.object_accuracy import object_accuracy
from soranome.plugin.core.errors import Cancelled, InputError, OutputError
from soranome.plugin.core.grid import Grid
from soranome.plugin.core.html import escape, page, table, write_page
from soranome.plugin.core.raster import RasterWriter, publish

isnan = math.isnan


# --- Published examples ---------------------------------------------------------------------------


def test_kappa_of_known_tables():
    assert kappa([[20, 5], [10, 15]]) == pytest.approx(0.4)  # p_o 0.7, p_e 0.5
    # Congalton 1991, table 1: overall 74 %, KHAT 65 %
    congalton = [[65, 4, 22, 24], [6, 81, 5, 8], [0, 11, 85, 19], [4, 7, 3, 90]]
    assert kappa(congalton) == pytest.approx(0.65, abs=0.005)


def test_wilson_interval_of_known_counts():
    # Newcombe 1998, Statistics in Medicine 17, table I, method 3 (Wilson score)
    for hits, total, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611)):
        assert Share(hits, total).interval == pytest.approx((low, high), abs=5e-5)
    assert Share(29, 29).interval == pytest.approx((0.8830, 1), abs=5e-5)


def test_olofsson_2014_worked_example():
    """Tables 8–9 and section 5: deforestation, forest gain, stable forest, stable non-forest; 30 m cells."""
    counts = [[66, 0, 5, 4], [0, 55, 8, 12], [1, 0, 153, 11], [2, 1, 9, 313]]
    result = stratified(counts, [0.020, 0.015, 0.320, 0.645])
    hectares = 10_000_000 * 0.09
    for got, value, half in zip(
        result.area, (21_158, 11_686, 285_770, 581_386), (6_158, 3_756, 15_510, 16_282), strict=True
    ):
        assert got.value * hectares == pytest.approx(value, abs=1)
        assert 1.96 * got.standard_error * hectares == pytest.approx(half, abs=1)
    users = [(estimate.value, 1.96 * estimate.standard_error) for estimate in result.users]
    for got, published in zip(users, [(0.88, 0.07), (0.73, 0.10), (0.93, 0.04), (0.96, 0.02)], strict=True):
        assert got == pytest.approx(published, abs=0.005)
    assert [round(estimate.value, 2) for estimate in result.producers] == [0.75, 0.85, 0.93, 0.96]
    # The paper prints ± 0.23 and ± 0.01 for the other two classes, which its own eq. 7 does not give (0.25, 0.02).
    assert 1.96 * result.producers[0].standard_error == pytest.approx(0.21, abs=0.005)
    assert 1.96 * result.producers[2].standard_error == pytest.approx(0.03, abs=0.005)
    assert result.overall.value == pytest.approx(0.95, abs=0.005)
    assert 1.96 * result.overall.standard_error == pytest.approx(0.02, abs=0.005)


# --- Cells ----------------------------------------------------------------------------------------

CHANGE = np.array([[1, 1, 0, 0], [1, 0, 0, 1]], bool)
LABELS = np.array([[2, 2, 2, 1], [1, 1, 0, 0]], np.uint8)


def test_pixel_accuracy_counts_labelled_cells_only():
    result = pixel_accuracy(CHANGE, LABELS)
    assert result.confusion.matrix.tolist() == [[2, 1], [1, 2]]
    assert result.precision == result.recall == result.f1 == pytest.approx(2 / 3)
    assert result.overall == pytest.approx(4 / 6)
    assert result.kappa == pytest.approx(1 / 3)
    assert result.precision_interval == Share(2, 3).interval


def test_cells_without_data_are_unseen_not_wrong():
    valid = np.ones(CHANGE.shape, bool)
    valid[0, 2] = valid[1, 0] = False  # the missed change and the false alarm
    result = pixel_accuracy(CHANGE, LABELS, valid)
    assert (result.precision, result.recall, result.kappa) == (1, 1, 1)
    assert (result.confusion.unseen_changed, result.confusion.unseen_unchanged) == (1, 1)


def test_swapping_map_and_reference_swaps_precision_and_recall():
    rng = np.random.default_rng(1)
    a, b = rng.random((60, 70)) < 0.3, rng.random((60, 70)) < 0.5
    one, other = pixel_accuracy(a, np.where(b, 2, 1)), pixel_accuracy(b, np.where(a, 2, 1))
    assert (one.precision, one.recall) == (other.recall, other.precision)
    assert (one.f1, one.kappa) == (pytest.approx(other.f1), pytest.approx(other.kappa))


def test_a_random_map_has_no_kappa_and_a_perfect_one_has_all():
    rng = np.random.default_rng(2)
    truth = np.where(rng.random(200_000) < 0.2, 2, 1)
    assert pixel_accuracy(rng.random(200_000) < 0.2, truth).kappa == pytest.approx(0, abs=0.01)
    assert pixel_accuracy(truth == 2, truth).kappa == 1


def test_nothing_labelled_nothing_told():
    result = pixel_accuracy(CHANGE, np.zeros_like(LABELS))
    assert all(isnan(v) for v in (result.precision, result.recall, result.f1, result.overall, result.kappa))
    assert all(isnan(v) for v in result.precision_interval)


def test_f1_where_only_one_side_can_be_told():
    assert isnan(f1(math.nan, math.nan))
    assert f1(math.nan, 0) == f1(0, math.nan) == f1(0, 0) == 0


def test_stratified_estimates_undo_a_lopsided_sample():
    """1 % of the map is changed but half of the samples were drawn there: plain recall is far too good."""
    confusion = Confusion(true_positive=90, false_positive=10, false_negative=5, true_negative=95)
    result = confusion.accuracy((0.99, 0.01))
    assert result.recall == pytest.approx(90 / 95)
    missed = 0.99 * 5 / 100
    assert result.stratified.producers[1].value == pytest.approx(0.009 / (0.009 + missed))
    assert result.stratified.area[1].value == pytest.approx(0.009 + missed)
    assert sum(estimate.value for estimate in result.stratified.area) == pytest.approx(1)
    assert result.stratified.users[1].value == pytest.approx(result.precision)


def test_stratified_estimates_need_two_samples_in_each_mapped_class():
    assert stratified([[5, 1], [0, 1]], (0.9, 0.1)) is None
    assert stratified([[5, 1], [0, 2]], (math.nan, math.nan)) is None
    alone = stratified([[9, 1], [0, 0]], (1.0, 0.0))
    assert alone.overall.value == pytest.approx(0.9)
    assert isnan(alone.users[1].value)
    assert alone.producers[1].value == 0


# --- Rasters --------------------------------------------------------------------------------------

GRID = Grid(CRS.from_epsg(6677), Affine(10, 0, -50000, 0, -10, -20000), 90, 70)


def raster(path, data, grid=GRID, nodata=None):
    with RasterWriter(path, grid, str(data.dtype), nodata=nodata) as writer:
        writer.write(data)
        publish(writer)
    return path


@pytest.fixture
def made():
    rng = np.random.default_rng(3)
    change = rng.choice(np.array([0, 1, 2, 3, 4, 5, 255], np.uint8), GRID.shape)
    labels = rng.choice(np.array([0, 1, 2], np.uint8), GRID.shape)
    return change, labels


def expected(change, labels):
    confusion = Confusion()
    confusion.add((change > 0) & (change < 255), labels, change != 255)
    return confusion


@pytest.mark.parametrize("block_size", [16, 37, 2048])
def test_rasters_are_compared_alike_in_any_blocks(tmp_path, made, block_size):
    change, labels = made
    paths = raster(tmp_path / "変化.tif", change, nodata=255), raster(tmp_path / "正解.tif", labels)
    assert confusion_of_rasters(*paths, block_size=block_size) == expected(change, labels)
    assert expected(change, labels).unseen_changed > 0


def test_a_score_counts_as_change_from_one_half_up(tmp_path, made):
    score = np.array([[0.0, 0.4999, 0.5, 1.0, np.nan]], np.float32)
    labels = np.array([[2, 2, 2, 1, 2]], np.uint8)
    grid = Grid(GRID.crs, GRID.transform, 5, 1)
    paths = raster(tmp_path / "s.tif", score, grid, np.nan), raster(tmp_path / "r.tif", labels, grid)
    found = confusion_of_rasters(*paths)
    assert found.matrix.tolist() == [[0, 2], [1, 1]]
    assert found.unseen_changed == 1
    assert found.mapped_shares == (0.5, 0.5)


@pytest.mark.parametrize("block_size", [16, 2048])
def test_a_map_of_another_extent_sees_only_its_part(tmp_path, made, block_size):
    """The map reaches 7 columns less on the left, 5 rows further at the top."""
    change, labels = made
    wide = np.zeros((75, 83), np.uint8)
    wide[5:] = change[:, 7:]
    grid = Grid(GRID.crs, GRID.transform * Affine.translation(7, -5), 83, 75)
    paths = raster(tmp_path / "c.tif", wide, grid), raster(tmp_path / "r.tif", labels)
    found = confusion_of_rasters(*paths, block_size=block_size)
    whole = expected(np.where(np.arange(90) < 7, 255, change), labels)
    assert np.array_equal(found.matrix, whole.matrix)
    assert (found.unseen_changed, found.unseen_unchanged) == (whole.unseen_changed, whole.unseen_unchanged)


@pytest.mark.parametrize(
    ("grid", "words"),
    [
        (Grid(CRS.from_epsg(6676), GRID.transform, 90, 70), "is in EPSG:6676, but"),
        (Grid(GRID.crs, GRID.transform * Affine.translation(0.5, 0), 90, 70), "do not coincide"),
        (Grid(GRID.crs, GRID.transform * Affine.scale(1.01), 90, 70), "do not coincide"),
        (Grid(GRID.crs, GRID.transform * Affine.translation(500, 0), 90, 70), "do not overlap"),
    ],
)
def test_another_grid_is_refused(tmp_path, made, grid, words):
    change, labels = made
    paths = raster(tmp_path / "変化.tif", change), raster(tmp_path / "正解.tif", labels, grid)
    with pytest.raises(InputError, match=words) as error:
        confusion_of_rasters(*paths)
    assert "正解.tif" in str(error.value) and "変化.tif" in str(error.value)


def test_strange_values_are_refused(tmp_path, made):
    change, labels = made
    good, labelled = raster(tmp_path / "c.tif", change), raster(tmp_path / "r.tif", labels)
    with pytest.raises(InputError, match=r"r7\.tif holds the value 7"):
        confusion_of_rasters(good, raster(tmp_path / "r7.tif", np.where(labels == 2, 7, labels).astype("uint8")))
    with pytest.raises(InputError, match=r"dem\.tif holds the value 12"):
        confusion_of_rasters(raster(tmp_path / "dem.tif", np.full(GRID.shape, 12.0, "float32")), labelled)
    with pytest.raises(InputError, match=r"c9\.tif holds the value 9"):
        confusion_of_rasters(raster(tmp_path / "c9.tif", np.full(GRID.shape, 9, "uint8")), labelled)


def test_a_declared_nodata_of_the_reference_is_no_label(tmp_path, made):
    change, labels = made
    marked = np.where(labels == 0, 200, labels).astype("uint8")
    paths = raster(tmp_path / "c.tif", change), raster(tmp_path / "r.tif", marked, nodata=200)
    assert confusion_of_rasters(*paths) == expected(change, labels)


def test_cancelling_stops_the_comparison(tmp_path, made):
    class Stop:
        cancelled = True

        def report(self, fraction, text=""): ...

    with pytest.raises(Cancelled):
        confusion_of_rasters(*(raster(tmp_path / f"{i}.tif", made[i]) for i in (0, 1)), progress=Stop())


# --- Places ---------------------------------------------------------------------------------------


def test_objects_by_hand():
    candidates = [
        (box(0, 0, 10, 10), 1, 0.9),  # the whole of fill A
        (box(100, 0, 110, 10), 2, 0.8),  # nothing there
        (box(200, 0, 203, 10), 4, 0.7),  # 30 % of fill B
        (box(300, 0, 302, 10), 3, 0.7),  # 20 % of fill C: C not found, yet the candidate lies in a target
        (box(400, 0, 410, 10), 5, 0.6),  # a clear-cut
    ]
    reference = [
        (box(0, 0, 10, 10), True, "fill"),
        (box(200, 0, 210, 10), True, "fill"),
        (box(300, 0, 310, 10), True, "stockpile"),
        (box(400, 0, 410, 10), False, "clear-cut"),
        (box(500, 0, 510, 10), False, "clear-cut"),
    ]
    result = object_accuracy(candidates, reference, first=(1, 2, 3, 10))
    assert result.candidate_is_true == (True, False, True, True, False)
    assert result.place_is_found == (True, True, False, True, False)
    assert (result.true_candidates, result.found_targets) == (Share(3, 5), Share(2, 3))
    assert (result.precision, result.recall) == (3 / 5, 2 / 3)
    assert result.f1 == pytest.approx(2 * 0.6 * (2 / 3) / (0.6 + 2 / 3))
    assert result.area_precision == pytest.approx(150 / 350)
    assert result.area_recall == pytest.approx(150 / 300)
    assert result.first == {1: Share(1, 1), 2: Share(1, 2), 3: Share(2, 3), 10: Share(3, 5)}
    assert result.kinds == {
        ("fill", True): Share(2, 2),
        ("stockpile", True): Share(0, 1),
        ("clear-cut", False): Share(1, 2),
    }


def test_candidates_find_a_place_together():
    """Two pieces of 15 % each: neither alone, both together pass a quarter."""
    halves = [(box(0, 0, 1.5, 10), 1, 1), (box(8.5, 0, 10, 10), 2, 1)]
    reference = [(box(0, 0, 10, 10), True)]
    assert object_accuracy(halves, reference).recall == 1
    assert object_accuracy(halves[:1], reference).recall == 0
    assert object_accuracy([halves[0], halves[0]], reference).recall == 0  # the same ground twice is not more ground


def test_a_large_outline_around_a_small_fill_is_true():
    candidate, fill = box(0, 0, 100, 100), box(40, 40, 50, 50)  # the fill is 1 % of the candidate
    assert object_accuracy([(candidate, 1, 1)], [(fill, True)]).precision == 1
    assert (
        object_accuracy([(candidate, 1, 1)], [(box(-45, 40, 5, 50), True)]).precision == 0
    )  # 0.5 % of one, 10 % of other


def test_order_of_input_does_not_matter_and_equal_ranks_go_by_score():
    rng = np.random.default_rng(4)
    places = [(Point(*rng.uniform(0, 500, 2)).buffer(rng.uniform(3, 20)), bool(rng.random() < 0.6)) for _ in range(80)]
    found = [(Point(*rng.uniform(0, 500, 2)).buffer(rng.uniform(3, 20)), i, 0.5) for i in range(80)]
    one, other = object_accuracy(found, places), object_accuracy(found[::-1], places[::-1])
    assert one.precision == other.precision and one.recall == other.recall and one.first == other.first
    assert one.area_recall == pytest.approx(other.area_recall)
    tied = [(box(0, 0, 1, 1), 1, 0.2), (box(5, 5, 6, 6), 1, 0.9)]
    assert object_accuracy(tied, [(box(5, 5, 6, 6), True)], first=(1,)).first[1] == Share(1, 1)


def test_no_candidates_or_no_reference():
    square = box(0, 0, 1, 1)
    nothing = object_accuracy([], [])
    assert all(isnan(v) for v in (nothing.precision, nothing.recall, nothing.f1, nothing.area_recall))
    blind = object_accuracy([], [(square, True)])
    assert isnan(blind.precision) and blind.recall == 0 and blind.f1 == 0
    unknown = object_accuracy([(square, 1, 1)], [(square, False)])
    assert unknown.precision == 0 and isnan(unknown.recall)
    assert isnan(blind.first[10].value)


def test_broken_outlines_are_mended_and_lines_refused():
    bow_tie = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    assert object_accuracy([(bow_tie, 1, 1)], [(MultiPolygon([box(0, 0, 10, 10)]), True)]).recall == 1
    with pytest.raises(InputError, match="The reference: feature 2 is no polygon"):
        object_accuracy([], [(box(0, 0, 1, 1), True), (Point(0, 0), True)])
    with pytest.raises(InputError, match="The candidates: feature 1 is no polygon"):
        object_accuracy([(None, 1, 1)], [])


# --- The report -----------------------------------------------------------------------------------


def test_the_report_tells_the_figures():
    reference = [(box(0, 0, 1, 1), True, "fill"), (box(5, 5, 6, 6), False, "roof")]
    objects = object_accuracy([(box(0, 0, 1, 1), 1, 1)], reference)
    counts = Confusion(1234, 56, 78, 90123, unseen_changed=5)
    text = report_html(counts.accuracy((0.9, 0.1)), objects, [("Reference", "正解.tif")], language="en")
    for part in (
        "95.7 %",
        "94.1 %",
        "0.948",
        "90,123",
        "1,290",
        "正解.tif",
        "100.0 %",
        "roof",
        "Olofsson",
        "5 labelled",
    ):
        assert part in text, part
    assert text.startswith("<!DOCTYPE html>") and '<meta charset="utf-8">' in text
    assert "nan" not in text.lower()
    assert not any(part in text for part in ("http:", "https:", "<script", "<link", "src="))


def test_the_report_says_what_cannot_be_told():
    text = report_html(pixel_accuracy(CHANGE, np.zeros_like(LABELS)), object_accuracy([], []))
    assert "There is no candidate" in text
    assert "The reference has no place" in text
    assert "No labelled cell" in text
    assert text.count("cannot be told") >= 10
    assert "nan" not in text.lower()


def test_the_report_is_translated():
    reference = [(box(0, 0, 1, 1), True, "fill")]
    counts = Confusion(5, 5, 5, 5, 5, 5)
    text = report_html(
        counts.accuracy((0.5, 0.5)),
        object_accuracy([], reference),
        [("Reference", "x")],
        lambda english: "訳" + "".join(part for part in english.split() if part.startswith("{")),
    )
    body = text.split("<body>")[1]
    assert "Precision" not in body and "found" not in body and "Reference" not in body
    assert '<html lang="ja">' in text


def test_hostile_names_stay_text():
    evil = '<script>alert("1")</script>&\'{0}'
    reference = [(box(0, 0, 1, 1), True, evil)]
    text = report_html(objects=object_accuracy([], reference), inputs=[("Reference", evil)])
    assert "<script" not in text
    assert text.count("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#x27;{0}") == 2
    assert page(evil, evil, footer=evil).count("<script") == 0
    assert table([(evil, 1)], header=[evil], caption=evil).count("<script") == 0


def test_html_is_escaped_once():
    assert escape(escape("<a>\nb")) == "&lt;a&gt;<br>b"
    assert escape("<b>" + escape("x")) == "&lt;b&gt;x"  # joining with plain text is plain text again


def test_a_page_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "報告.html"
    write_page(path, page("題", "\ud800 本文"))
    assert "本文" in path.read_text(encoding="utf-8")
    assert [entry.name for entry in tmp_path.iterdir()] == ["報告.html"]
    with pytest.raises(OutputError, match="cannot be written"):
        write_page(tmp_path / "no" / "a.html", "x")
