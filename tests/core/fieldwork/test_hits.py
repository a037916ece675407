"""Outcomes of visits and rates of hits, against counts by hand and published intervals."""

import csv
import io
import json
import math
import random
import re
import sqlite3
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest

from soranome.plugin.core.change.accuracy import Share
from soranome.plugin.core.fieldwork.outcomes import hits
from soranome.plugin.core.fieldwork.outcomes.accuracy_report import Study, rates_csv, report_html
from soranome.plugin.core.fieldwork.outcomes.hits import ALTERED, DECIDED, IMPROPER, UNVISITED, Outcome, Rate
from soranome.plugin.core.fieldwork.outcomes.reweigh import TooFew, suggest_reliabilities, suggest_weights
from soranome.plugin.core.fieldwork.register import look_at, open_register
from soranome.plugin.core.fieldwork.register_visits import Visit
from tests.core.fieldwork.outcome_tools import PRESENT, TRUST, altered_sites, improper_sites
from tests.core.fieldwork.register_tools import outline, update


def site(rank, altered=None, improper=None, **about):
    state = UNVISITED if altered is None else DECIDED
    return Outcome(f"S{rank:05d}", state, altered, improper, rank=rank, **about)


def outcomes_of(target, **options):
    with look_at(target) as register:
        return {one.name: one for one in hits.read_outcomes(register, **options)}


def visit(target, code, day="2025-01-10", **told):
    with open_register(target, "山田") as register:
        key = next(row["site_id"] for row in register.sites(merged=True) if row["site_code"] == code)
        register.add_visit(key, Visit(day, "山田", **told))


# -- outcomes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "finding", "altered", "improper"),
    [
        ("false_detection", None, False, False),
        ("false_detection", "survey_needed", False, False),
        ("lawful", None, True, False),
        ("lawful", "watch", True, False),
        ("under_correction", None, True, True),
        ("corrected", "no_action", True, True),
        ("visited", "survey_needed", True, True),
        ("visited", "watch", True, True),
        ("visited", "no_action", True, False),
        ("visited", None, None, None),
        ("unvisited", None, None, None),
    ],
)
def test_what_a_result_means(status, finding, altered, improper):
    assert hits.judged(status, finding) == (altered, improper)


def test_a_register_is_read_with_all_who_are_not_counted(tmp_path):
    target = str(tmp_path / "台帳.gpkg")
    update(target, [outline(200 * n, 0, rank=n, municipality="奥多摩町") for n in range(1, 7)])
    update(target, [outline(5000, 0)], "2024-10-26", source="patrol")
    visit(target, "S00001", status="lawful")
    visit(target, "S00002", status="false_detection")
    visit(target, "S00003", finding="watch")
    visit(target, "S00004")
    visit(target, "S00007", status="under_correction")
    with sqlite3.connect(target) as database:
        database.create_function("ST_IsEmpty", 1, lambda g: 0)
        for name in ("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            database.create_function(name, 1, lambda g: 0.0)
        database.execute("UPDATE sites SET status = 'lawful' WHERE site_code = 'S00005'")
    found = outcomes_of(target)
    told = {name: (one.state, one.altered, one.improper) for name, one in found.items()}
    assert told == {
        "S00001": ("decided", True, False),
        "S00002": ("decided", False, False),
        "S00003": ("decided", True, True),
        "S00004": ("undecided", None, None),
        "S00005": ("desk", None, None),
        "S00006": ("unvisited", None, None),
        "S00007": ("decided", True, True),
    }
    assert found["S00007"].rank == 0 and found["S00007"].origin == "patrol"
    assert outcomes_of(target, desk=True)["S00005"].altered is True
    assert hits.share_of(hits.ranked(found.values()), ALTERED) == (2, 3)
    assert hits.share_of(hits.ranked(found.values()), IMPROPER) == (1, 3)


def test_the_latest_result_counts_once(target):
    update(target, [outline(0, 0, rank=1)])
    visit(target, "S00001", "2025-03-01", status="false_detection")
    visit(target, "S00001", "2025-05-01", status="under_correction")
    visit(target, "S00001", "2025-04-01", status="lawful")
    (one,) = outcomes_of(target).values()
    assert (one.altered, one.improper) == (True, True)


def test_a_site_is_listed_with_what_was_known_before_its_visit(target):
    parts = {"triage_parts": json.dumps({"evidence": 0.4}), "evidence_optical": -3.5, "seen_optical": 0.5}
    update(target, [outline(0, 0, rank=40, probability=0.2, reason_codes='[["raised", {}]]', **parts)], "2024-05-01")
    visit(target, "S00001", "2024-11-02", status="lawful")
    update(target, [outline(0, 0, 80, rank=1, probability=0.99)], "2025-05-01")
    (one,) = outcomes_of(target).values()
    assert (one.rank, one.probability, one.parts, one.evidence) == (40, 0.2, {"evidence": 0.4}, {"optical": -3.5})
    assert one.seen == {"optical": 0.5} and one.reasons == {"raised"}
    visit(target, "S00001", "2025-06-01", status="under_correction")
    (one,) = outcomes_of(target).values()
    assert (one.rank, one.probability) == (1, 0.99)


def test_merged_sites_are_followed_once(target):
    update(target, [outline(0, 0, 60, rank=1), outline(100, 0, 40, rank=2)])
    update(target, [outline(0, 0, 140, 40, rank=1)], "2025-05-01")
    visit(target, "S00002", "2025-06-01", status="false_detection")  # a list carried since before they were one
    (one,) = outcomes_of(target).values()
    assert (one.name, one.altered) == ("S00001", False)
    visit(target, "S00001", "2025-06-05", status="under_correction")
    (one,) = outcomes_of(target).values()
    assert (one.name, one.improper) == ("S00001", True)


# -- rates -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    # Clopper–Pearson limits to the digits in which tables of exact binomial limits print them.
    [(0, 10, 0.0000, 0.3085), (1, 10, 0.0025, 0.4450), (5, 10, 0.1871, 0.8129), (10, 10, 0.6915, 1.0000)],
)
def test_exact_intervals_are_those_of_the_tables(k, n, low, high):
    assert Rate("", n, Share(k, n)).exact_interval == pytest.approx((low, high), abs=5e-5)


def test_both_intervals_are_those_of_scipy_and_exact_ones_are_wider():
    from scipy.stats import binomtest

    for k, n in ((0, 1), (1, 1), (3, 7), (20, 57), (300, 1226)):
        test = binomtest(k, n)
        share = Share(k, n)
        assert share.interval == pytest.approx(tuple(test.proportion_ci(method="wilson")), abs=1e-12)
        low, high = Rate("", n, share).exact_interval
        assert (low, high) == pytest.approx(tuple(test.proportion_ci(method="exact")), abs=1e-12)
        assert high - low >= share.interval[1] - share.interval[0]


def test_nothing_known_is_unknown_and_not_nought():
    rate = Rate("", 5, Share(0, 0))
    assert rate.exact_interval == (0, 1) and math.isnan(rate.share.value)
    (band,) = hits.by_rank([site(1), site(2)], ALTERED)
    assert (band.sites, band.share) == (2, (0, 0))


def test_bands_classes_and_witnesses_count_by_hand():
    found = [
        site(1, True, True, priority_class="A", evidence={"optical": 5.0, "sar": -1.0}, change=1),
        site(2, True, False, priority_class="A", evidence={"optical": 5.0}, change=1),
        site(11, False, False, priority_class="C", evidence={"optical": -5.0}, change=4),
        site(58, False, False, priority_class="C", evidence={}, change=4),
        site(90, priority_class="C", evidence={"optical": 1.0}),
        replace(site(5, True, True), rank=0),
    ]
    assert [(r.group, r.sites, *r.share) for r in hits.by_rank(found, ALTERED)] == [
        ("1–10", 2, 2, 2), ("11–57", 1, 0, 1), ("58–90", 2, 0, 1),
    ]  # fmt: skip
    assert [(r.group, *r.share) for r in hits.by_class(hits.ranked(found), IMPROPER)] == [("A", 1, 2), ("C", 0, 2)]
    witnesses = hits.by_witness(hits.ranked(found), ALTERED)
    assert list(witnesses) == ["optical", "sar"]
    assert [(r.group, r.sites, *r.share) for r in witnesses["optical"]] == [
        ("for", 3, 2, 2), ("against", 1, 0, 1), ("unseen", 1, 0, 1),
    ]  # fmt: skip
    assert hits.cumulative(found, IMPROPER) == [(1, (1, 1)), (2, (1, 2)), (11, (1, 3)), (58, (1, 4))]


def test_a_reason_all_share_tells_nothing():
    found = [
        site(1, True, True, reasons=frozenset({"onset", "raised"})),
        site(2, False, False, reasons=frozenset({"onset", "ragged"})),
        site(3, reasons=frozenset({"onset", "unseen"})),
    ]
    assert [(r.group, r.sites, *r.share) for r in hits.by_reason(found, ALTERED)] == [
        ("ragged", 1, 0, 1), ("raised", 1, 1, 1),
    ]  # fmt: skip


def test_the_order_of_sites_changes_nothing():
    found = improper_sites(200, PRESENT, 1)
    shuffled = list(found)
    random.Random(3).shuffle(shuffled)  # noqa: S311
    assert hits.groupings(found, IMPROPER) == hits.groupings(shuffled, IMPROPER)
    assert hits.cumulative(found, IMPROPER) == hits.cumulative(shuffled, IMPROPER)


# -- calibration and order -------------------------------------------------------------------------


def test_calibration_by_hand():
    found = hits.calibration([0.0, 0.2, 0.8, 1.0], [False, True, True, True])
    assert found.brier == pytest.approx((0 + 0.64 + 0.04 + 0) / 4)
    assert found.reference == pytest.approx(0.75 * 0.25) and found.expected == pytest.approx(2.0)
    assert [(one.share.hits, one.share.total) for one in found.bins] == [(0, 1), (1, 1), (0, 0), (0, 0), (1, 1), (1, 1)]
    assert found.bins[1].forecast == 0.2 and math.isnan(found.bins[2].forecast)
    assert hits.calibration([], []) is None


def test_true_probabilities_are_found_calibrated():
    rng = np.random.default_rng(4)
    p = rng.uniform(size=5000)
    found = hits.calibration(p, rng.random(5000) < p)
    assert all(one.share.interval[0] - 0.02 < one.forecast < one.share.interval[1] + 0.02 for one in found.bins)
    assert found.brier == pytest.approx(1 / 6, abs=0.01), "∫ p(1 − p) dp"


def test_area_under_the_curve_and_average_precision():
    hit = np.array([True, False, True, False])
    assert hits.area_under_curve(np.array([4, 3, 2, 1]), hit) == 0.75
    assert hits.area_under_curve(np.array([1, 1, 1, 1]), hit) == 0.5
    assert hits.average_precision(np.array([4, 3, 2, 1]), hit) == pytest.approx((1 + 2 / 3) / 2)
    assert hits.average_precision(np.array([1, 1, 1, 1]), hit) == pytest.approx(0.5), "equal scores are one step"
    assert math.isnan(hits.area_under_curve(np.array([1.0, 2.0]), np.array([True, True])))
    assert math.isnan(hits.average_precision(np.array([1.0]), np.array([False])))


def test_the_area_under_the_curve_is_that_of_mann_and_whitney():
    from scipy.stats import mannwhitneyu

    rng = np.random.default_rng(2)
    scores, hit = rng.integers(0, 9, 300), rng.random(300) < 0.3
    expected = mannwhitneyu(scores[hit], scores[~hit]).statistic / (hit.sum() * (~hit).sum())
    assert hits.area_under_curve(scores, hit) == pytest.approx(expected)


def test_the_sample_of_low_ranks_is_open_low_and_the_same_each_time():
    found = [site(n, *((True, False) if n % 7 == 0 else ())) for n in range(1, 301)]
    sample = hits.sample_of_low_ranks(found, 30)
    assert len(sample) == 30 == len({one.name for one in sample})
    assert all(one.rank > 57 and one.state == UNVISITED for one in sample)
    assert sample == hits.sample_of_low_ranks(found, 30)
    assert len(hits.sample_of_low_ranks([site(n) for n in range(1, 11)])) == 5, "the lower half of a short list"
    assert hits.sample_of_low_ranks([]) == []


# -- the report ------------------------------------------------------------------------------------


def study(outcomes, **options):
    weights = suggest_weights(outcomes, PRESENT, **options)
    return Study(outcomes, weights, suggest_reliabilities(outcomes, TRUST, 0.1, **options), "台帳.gpkg", "2026-01-31")


def test_the_report_is_whole_html_whatever_is_in_it():
    some = improper_sites(300, PRESENT, 5)
    sites = [
        replace(one, evidence=other.evidence, altered=one.improper or other.altered, probability=0.3, priority=0.6,
                municipality="<b>&村", reasons=frozenset({"raised"} if n % 3 else {"no_such_code"}), change=n % 9)
        for n, (one, other) in enumerate(zip(some, altered_sites(300, TRUST, 0.4, 5)))
    ]  # fmt: skip
    page = report_html(study([*sites, *(site(n) for n in range(400, 500))]), language="en")
    for word in ("Suggested weights of the priority", "buildings below", "prior (share", "&lt;b&gt;&amp;村", "no_such_code",
                 "Ground raised by up to … m", "A random sample of low ranks", "Class A"):  # fmt: skip
        assert word in page
    assert "<b>&" not in page and "{" not in re.sub("<style>.*?</style>", "", page, flags=re.S)
    for svg in re.findall("<svg.*?</svg>", page, flags=re.S):
        ET.fromstring(svg)  # noqa: S314 - our own
    assert "http" not in page


@pytest.mark.parametrize("sites", [[], [site(1)], [site(1, True, True)], [replace(site(1, True, True), rank=0)]])
def test_a_register_with_little_in_it_still_makes_a_page(sites):
    found = study(sites)
    assert isinstance(found.weights, TooFew)
    page = report_html(found)
    assert "Not enough visits yet" in page
    assert ("Nothing can be said of the ranking" in page) == (not hits.decided(hits.ranked(sites)))
    rates_csv(sites)


def test_the_table_has_what_is_unknown_empty():
    rows = list(csv.DictReader(io.StringIO(rates_csv([site(1, True, False), site(60)]).decode("utf-8-sig"))))
    first = next(row for row in rows if row["grouping"] == "rank" and row["outcome"] == "altered")
    assert (first["group"], first["hits"], first["rate"], first["exact_low"]) == ("1–10", "1", "1.000000", "0.025000")
    low = next(row for row in rows if row["group"] == "58–60")
    assert (low["sites"], low["known"], low["hits"], low["rate"], low["wilson_high"]) == ("1", "0", "0", "", "")
