"""Candidates: their order, their reasons, their place, from one witness or several."""

import json
import math

import numpy as np
import pytest
from shapely import box

from soranome.plugin.core.errors import Cancelled, InputError
from soranome.plugin.core.fill.candidates import CLASS_NAMES, CLASS_REASONS, REASONS, WITNESS_NAMES, say_reasons
from soranome.plugin.core.fill.evidence import preset as evidence_preset
from soranome.plugin.core.fill.likeness import preset as likeness_preset
from soranome.plugin.core.fill.ranking import Observed, find_candidates
from soranome.plugin.core.fill.witnesses import ELEVATION, OPTICAL, SAR, WITNESSES, WitnessFiles
from soranome.plugin.core.tasks import Silent

WEST, NORTH = -60000.0, -30000.0


@pytest.fixture
def optical(make_raster):
    """A function: files of an optical run with places (row, column, edge in cells, code, score, soil), 10 m cells."""

    def make(*places, size=100, west=WEST, north=NORTH, hidden=()):
        score, change = np.full((size, size), 0.2, "float32"), np.zeros((size, size), "uint8")
        soil = np.zeros((size, size), "float32")
        for row, column, edge, code, strength, gain in places:
            part = slice(row, row + edge), slice(column, column + edge)
            score[part], change[part], soil[part] = strength, code, gain
        for row, column, rows, columns in hidden:
            score[row : row + rows, column : column + columns] = np.nan
            change[row : row + rows, column : column + columns] = 255
        options = {"west": west, "north": north}
        return WitnessFiles(
            make_raster("o_score.tif", score, nodata=math.nan, **options),
            make_raster("o_change.tif", change, nodata=255, **options),
            make_raster("o_soil.tif", soil, nodata=math.nan, **options),
        )

    return make


@pytest.fixture
def heights(make_raster):
    """A function: files of an elevation run with blocks (row, column, edge in cells, metres) on 2 m cells, σ 0.1 m."""

    def make(*blocks, size=500):
        difference = np.random.default_rng(1).normal(0, 0.1, (size, size)).astype("float32")
        for row, column, edge, metres in blocks:
            difference[row : row + edge, column : column + edge] += metres
        lod = np.full_like(difference, 0.2)
        score = abs(difference) / (abs(difference) + lod)
        return WitnessFiles(
            make_raster("e_score.tif", score, cell=2.0),
            difference=make_raster("e_difference.tif", np.stack([difference, lod]), cell=2.0),
        )

    return make


@pytest.fixture
def radar(make_raster):
    """A function: files of a radar run with changed squares (row, column, edge in cells, interval), 10 m cells."""

    def make(*squares, size=100):
        rng = np.random.default_rng(2)
        z = -np.log10(rng.uniform(size=(size, size)))
        first = np.zeros((size, size), "uint8")
        for row, column, edge, interval in squares:
            z[row : row + edge, column : column + edge] += 3
            first[row : row + edge, column : column + edge] = interval
        score = (z / (z + 2)).astype("float32")
        change = np.where(score >= 0.5, 1, 0).astype("uint8")
        first = np.where(change, np.maximum(first, 1), 0).astype("uint8")
        files = [make_raster("s_score.tif", score), make_raster("s_change.tif", change, nodata=255)]
        path = make_raster("s_first.tif", first, nodata=255)
        import rasterio

        with rasterio.open(path, "r+") as dataset:
            dataset.update_tags(DATES="2024-05-01,2024-06-01,2024-07-01,2024-08-01,2024-09-01")
        return WitnessFiles(*files, first_change=path)

    return make


def found(files, **options):
    return find_candidates(files, 300, 3, **options)[0]


def test_what_looks_more_like_a_fill_comes_first(optical):
    base = (10, 10, 5, 1, 0.7, 0.5)
    for worse in (
        (40, 40, 5, 4, 0.7, 0.5),
        (40, 40, 5, 3, 0.7, 0.5),
        (40, 40, 5, 1, 0.7, 0.1),
        (40, 40, 5, 1, 0.7, math.nan),
        (40, 40, 5, 1, 0.55, 0.5),
    ):
        first, second = found({OPTICAL: optical(base, worse)})
        assert first.outline.bounds[0] == WEST + 100
        assert first.priority > second.priority


def test_ranks_are_complete_and_stable(optical):
    places = [(10 * i, 10 * j, 5, 1, 0.5 + 0.01 * (i * j % 7), 0.3) for i in range(8) for j in range(8)]
    ranked = found({OPTICAL: optical(*places)})
    assert [candidate.rank for candidate in ranked] == list(range(1, 65))
    assert len({candidate.candidate_id for candidate in ranked}) == 64
    again = found({OPTICAL: optical(*places)})
    assert [c.outline.wkb for c in ranked] == [c.outline.wkb for c in again]


def test_nobody_found_is_an_empty_list(optical):
    assert found({OPTICAL: optical()}, municipalities=[(box(0, 0, 1, 1), "x")]) == []


def test_no_witness_is_refused():
    with pytest.raises(InputError, match="No evidence is given"):
        find_candidates({})


def test_elevation_tells_a_fill_from_a_clearcut(optical, heights):
    """Both look the same to optics; the ground rose under one only."""
    files = {
        OPTICAL: optical((10, 10, 6, 1, 0.7, 0.5), (60, 60, 6, 1, 0.7, 0.5)),
        ELEVATION: heights((300, 300, 30, 1.5)),
    }
    fill, clearcut = found(files)
    assert fill.outline.bounds[0] == pytest.approx(WEST + 600, abs=6)
    assert fill.found_by == ("elevation", "optical")
    assert fill.evidence_db[ELEVATION] > 0 > clearcut.evidence_db[ELEVATION]
    assert fill.priority > 0.5 > clearcut.priority
    assert fill.earthwork.fill_volume_m3 == pytest.approx(60 * 60 * 1.5, rel=0.02)
    low, high = fill.earthwork.fill_volume_interval_m3
    assert low < fill.earthwork.fill_volume_m3 < high
    codes = [code for code, _ in clearcut.reasons]
    assert "ground_unchanged" in codes and "vegetation_to_bare" in codes
    assert fill.reasons[0][0] == "raised"


def test_a_fill_under_cloud_is_found_by_the_others_and_called_unseen_not_unchanged(optical, heights, radar):
    hidden = optical(hidden=[(50, 50, 30, 30)])
    files = {OPTICAL: hidden, SAR: radar((60, 60, 6, 3)), ELEVATION: heights((300, 300, 30, 1.5))}
    (candidate,) = found(files)
    assert candidate.evidence_db[OPTICAL] is None and candidate.seen[OPTICAL] == 0
    assert candidate.priority > 0.9
    assert "optics_unseen" in [code for code, _ in candidate.reasons]
    seen = found({**files, OPTICAL: optical()})[0]
    assert seen.priority < candidate.priority
    assert "optics_unchanged" in [code for code, _ in seen.reasons]


def test_radar_brackets_the_onset_within_the_pair(optical, radar):
    observed = Observed("2024-05-18", "2024-10-25")
    files = {OPTICAL: optical((60, 60, 6, 1, 0.7, 0.5)), SAR: radar((60, 60, 6, 3))}
    candidate = next(c for c in found(files, observed=observed) if OPTICAL in c.found_by)
    assert (candidate.onset.first, candidate.onset.last) == ("2024-07-01", "2024-08-01")
    (alone,) = found({OPTICAL: files[OPTICAL]}, observed=observed)
    assert (alone.onset.first, alone.onset.last) == ("2024-05-18", "2024-10-25")


@pytest.mark.parametrize("names", [(OPTICAL,), (SAR,), (ELEVATION,), (OPTICAL, SAR), (SAR, ELEVATION)])
def test_any_subset_finds_the_place(optical, radar, heights, names):
    every = {
        OPTICAL: optical((60, 60, 6, 1, 0.7, 0.5)),
        SAR: radar((60, 60, 6, 3)),
        ELEVATION: heights((300, 300, 30, 1.5)),
    }
    first = found({name: every[name] for name in names})[0]
    place = box(WEST + 600, NORTH - 660, WEST + 660, NORTH - 600)
    assert first.outline.intersection(place).area > 0.5 * place.area
    assert first.outline.area < 2.5 * place.area
    assert set(first.evidence_db) == set(names) and first.change in CLASS_NAMES


def test_witnesses_in_different_crs_meet(optical, make_raster):
    """The same square seen by radar in UTM, whose grid is turned by half a degree here."""
    import rasterio.warp

    xs, ys = rasterio.warp.transform("EPSG:6677", "EPSG:32654", [WEST + 630], [NORTH - 630])
    west, north = xs[0] - 505, ys[0] + 505
    score = np.full((100, 100), 0.1, "float32")
    score[47:54, 47:54] = 0.7
    change = (score >= 0.5).astype("uint8")
    options = {"west": west, "north": north, "crs": "EPSG:32654"}
    files = WitnessFiles(make_raster("u.tif", score, **options), make_raster("uc.tif", change, **options))
    (candidate,) = found({OPTICAL: optical((60, 60, 6, 1, 0.7, 0.5)), SAR: files})
    assert candidate.found_by == ("optical", "sar") and candidate.seen[SAR] == 1


def test_a_user_may_turn_a_witness_down(optical, heights):
    files = {OPTICAL: optical((10, 10, 6, 1, 0.7, 0.5)), ELEVATION: heights()}
    (trusting,), (doubting,) = found(files), found(files, reliability={ELEVATION: 0.0})
    assert trusting.priority < doubting.priority


def test_the_municipality_is_the_one_that_holds_most(optical):
    files = {OPTICAL: optical((10, 10, 5, 1, 0.7, 0.5))}
    west, east = (
        (box(WEST, NORTH - 500, WEST + 120, NORTH), "西町"),
        (box(WEST + 120, NORTH - 500, WEST + 400, NORTH), "東市"),
    )
    assert [c.municipality for c in found(files, municipalities=[west, east])] == ["東市"]
    assert [c.municipality for c in found(files, municipalities=[(box(0, 0, 1, 1), "遠町")])] == [""]


def test_the_point_lies_inside_in_degrees(optical):
    """Corner of level-500 sheet 09LD2626 (DOMAIN §6): E −13600, N −36600 lies in the wards, near 139.68° E, 35.67° N."""
    (candidate,) = found({OPTICAL: optical((0, 0, 2, 1, 0.7, 0.5), west=-13600.0, north=-36600.0)})
    assert candidate.longitude == pytest.approx(139.683, abs=0.001)
    assert candidate.latitude == pytest.approx(35.670, abs=0.001)


def test_reasons_are_kept_as_codes_and_said_in_words(optical):
    files = optical((10, 10, 2, 5, 0.7, 0.5), hidden=[(12, 10, 3, 2)])
    (candidate,) = found({OPTICAL: files})
    codes = [code for code, _ in json.loads(candidate.reasons_json())]
    assert codes[0] == "masked_but_changed"
    assert "small" in codes and "unseen" in codes
    words = say_reasons(candidate.reasons_json())
    assert "100 %" in words and "{" not in words
    translated = say_reasons(candidate.reasons_json(), lambda text: "訳" + text)
    assert [line[1:] for line in translated.splitlines()] == words.splitlines()


def test_every_kind_of_change_has_a_name_and_a_reason():
    assert set(WITNESS_NAMES) == set(WITNESSES)
    assert set(CLASS_REASONS) == {1, 2, 3, 4, 5} < set(CLASS_NAMES)
    assert set(CLASS_REASONS.values()) <= set(REASONS)
    assert {str(code) for code in CLASS_REASONS} == set(likeness_preset()["change"])


def test_presets_are_complete():
    assert set(evidence_preset()["witnesses"]) == {OPTICAL, SAR, ELEVATION}
    assert 0 < evidence_preset()["prior"] < 1


def test_cancel_stops_and_leaves_nothing(optical, tmp_path):
    class Stop(Silent):
        cancelled = True

    files = {OPTICAL: optical((10, 10, 5, 1, 0.7, 0.5))}
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with pytest.raises(Cancelled):
        find_candidates(files, progress=Stop(), scratch=str(scratch))
    assert list(scratch.iterdir()) == []
