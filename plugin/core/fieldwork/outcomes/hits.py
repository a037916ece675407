"""How often a site of the list proved to be one: what visits found, by rank, evidence and place.

Two outcomes are told apart (:func:`judged`): *altered*, the ground really was altered, and *improper*, it called for
something to be done. A site nobody visited, or of which the visit left no finding, is neither hit nor miss.

What a site was listed with is taken from the last observation before its visit, not from what was learnt afterwards.
Sources: Wilson 1927, J. Am. Stat. Assoc. 22; Clopper & Pearson 1934, Biometrika 26; Brier 1950, Mon. Weather Rev. 78.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.stats import binomtest, rankdata

from ...change.accuracy import Share
from ...fill.triage import CLASSES
from .. import register_schema as schema

ALTERED, IMPROPER = "altered", "improper"
DECIDED, UNDECIDED, UNVISITED, DESK = "decided", "undecided", "unvisited", "desk"
WITNESSES = ("optical", "sar", "elevation")
RANK_BANDS = (10, 57, 330, 1226)
"""Last ranks of the bands: ten, then the stages of the funnel Tokyo published for 2024."""
_SEED = 20240731
BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)


@dataclass(frozen=True)
class Outcome:
    """One site: what it was listed with, and what became of it.

    ``rank`` is 0 for sites no detection ranked; ``priority`` and ``probability`` are NaN where not known. ``evidence`` is
    by witness in dB, absent where it saw nothing; ``parts`` those of the priority (0–1); ``reasons`` are codes.
    ``altered`` and ``improper`` are None unless ``state`` is decided.
    """

    name: str
    state: str = UNVISITED
    altered: bool | None = None
    improper: bool | None = None
    rank: int = 0
    priority: float = math.nan
    probability: float = math.nan
    priority_class: str = ""
    change: int = 0
    municipality: str = ""
    origin: str = ""
    evidence: Mapping[str, float] = field(default_factory=dict)
    seen: Mapping[str, float] = field(default_factory=dict)
    parts: Mapping[str, float] = field(default_factory=dict)
    reasons: frozenset[str] = frozenset()


def judged(status: str, finding: str | None) -> tuple[bool | None, bool | None]:
    """(altered, improper) of a site's status and finding.

    The status says more than the finding, which is about safety: lawful ground may need watching. Without a decision the
    finding tells: a survey or watching is something to be done, "no action for now" is not.
    """
    by_status = {
        "false_detection": (False, False),
        "lawful": (True, False),
        "under_correction": (True, True),
        "corrected": (True, True),
    }
    by_finding = {"survey_needed": (True, True), "watch": (True, True), "no_action": (True, False)}
    return by_status.get(status) or by_finding.get(finding or "") or (None, None)


def read_outcomes(register, desk: bool = False) -> list[Outcome]:
    """All live sites of an open register, by rank; a site that others were merged into counts once, by the latest visit.

    ``desk``: count sites closed without any visit, too.
    """
    rows = {row["site_id"]: row for row in register.rows(schema.SITES)}
    groups: dict[str, list[dict]] = {}
    for row in rows.values():
        groups.setdefault(_root(row, rows), []).append(row)
    visits: dict[str, str] = {}
    for visit in register.rows(schema.VISITS):
        visits[visit["site_id"]] = max(visits.get(visit["site_id"], ""), str(visit["visited_on"]))
    observed: dict[str, list[dict]] = {}
    for row in register.rows(schema.OBSERVATIONS):
        if row["site_id"] and row["rank"]:
            observed.setdefault(row["site_id"], []).append(row)

    def visited_on(row: dict) -> str:
        return max(visits.get(row["site_id"], ""), str(row["last_visited_on"] or ""))

    found = []
    for root, members in groups.items():
        told = max(members, key=lambda row: (visited_on(row), row["site_id"] == root, row["site_id"]))
        day = visited_on(told)
        figures = _listed_with(told, observed.get(told["site_id"], []), day)
        found.append(_outcome(rows[root], told, figures, bool(day), desk))
    return sorted(found, key=lambda one: (one.rank or math.inf, one.name))


def _root(row: dict, rows: Mapping[str, dict]) -> str:
    """The site that carries on for ``row``."""
    seen = set()
    while row["state"] == "merged" and row["merged_into"] in rows and row["site_id"] not in seen:
        seen.add(row["site_id"])
        row = rows[row["merged_into"]]
    return row["site_id"]


def _listed_with(site: dict, observations: Sequence[dict], day: str) -> dict:
    """What was known of a site on the day it was visited; its present figures where nobody was there."""
    if not day or not observations:
        return site
    before = [one for one in observations if str(one["observed_on"]) <= day]
    if before:
        latest = max(str(one["observed_on"]) for one in before)
        before = [one for one in before if str(one["observed_on"]) == latest]
    else:  # entered by a later day than that of its images
        first = min(str(one["observed_on"]) for one in observations)
        before = [one for one in observations if str(one["observed_on"]) == first]
    return min(before, key=lambda one: (one["rank"], str(one["candidate_id"])))


def _outcome(root: dict, told: dict, figures: dict, visited: bool, desk: bool) -> Outcome:
    altered, improper = judged(told["status"], told["finding"])
    if altered is None:
        state = UNDECIDED if visited or told["status"] == "visited" else UNVISITED
    elif visited or desk:
        state = DECIDED
    else:
        state, altered, improper = DESK, None, None
    others = _json(figures["attributes"], {})
    codes = [*_json(figures["reason_codes"], []), *_json(others.get("triage_codes"), [])]
    return Outcome(
        name=root["site_code"] or root["site_id"],
        state=state,
        altered=altered,
        improper=improper,
        rank=int(figures["rank"] or 0),
        priority=_number(figures["priority"]),
        probability=_number(figures["probability"]),
        priority_class=figures["priority_class"] or "",
        change=int(figures["change"] or 0),
        municipality=figures["municipality"] or root["municipality"] or "",
        origin=root["origin"] or "",
        evidence=_numbers({name: others.get(f"evidence_{name}") for name in WITNESSES}),
        seen=_numbers({name: others.get(f"seen_{name}") for name in WITNESSES}),
        parts=_numbers(_json(others.get("triage_parts"), {})),
        reasons=frozenset(code[0] for code in codes if isinstance(code, list) and code),
    )


def _json(text: object, otherwise):
    try:
        found = json.loads(str(text)) if text else otherwise
    except (ValueError, RecursionError):
        return otherwise
    return found if isinstance(found, type(otherwise)) else otherwise


def _number(value: object) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return math.nan


def _numbers(values: Mapping[str, object]) -> dict[str, float]:
    return {name: number for name, value in values.items() if math.isfinite(number := _number(value))}


# -- rates -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rate:
    """Sites of one group: how many there are, of how many the outcome is known, and the hits among these."""

    group: str
    sites: int
    share: Share

    @property
    def exact_interval(self) -> tuple[float, float]:
        """95 % interval after Clopper & Pearson 1934: never too narrow, often too wide; 0–1 where nothing is known."""
        if not self.share.total:
            return 0.0, 1.0
        found = binomtest(self.share.hits, self.share.total).proportion_ci(0.95, "exact")
        return float(found.low), float(found.high)


def decided(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [one for one in outcomes if one.state == DECIDED]


def ranked(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Those a detection put on its list."""
    return [one for one in outcomes if one.rank]


def share_of(outcomes: Iterable[Outcome], outcome: str) -> Share:
    """Hits among the decided sites; ``outcome`` is ALTERED or IMPROPER."""
    known = decided(outcomes)
    return Share(sum(bool(getattr(one, outcome)) for one in known), len(known))


def rates(outcomes: Sequence[Outcome], outcome: str, group_of: Callable[[Outcome], str]) -> list[Rate]:
    """The rate of each group, groups in order of their names."""
    groups: dict[str, list[Outcome]] = {}
    for one in outcomes:
        groups.setdefault(group_of(one), []).append(one)
    return [Rate(name, len(groups[name]), share_of(groups[name], outcome)) for name in sorted(groups)]


def by_rank(outcomes: Sequence[Outcome], outcome: str) -> list[Rate]:
    """Rates of bands of ranks, named "1–10" and so on."""
    listed = ranked(outcomes)
    last = max((one.rank for one in listed), default=0)
    edges = [edge for edge in RANK_BANDS if edge < last]
    found = []
    for low, high in zip([0, *edges], [*edges, last]):
        band = [one for one in listed if low < one.rank <= high]
        if band:
            found.append(Rate(f"{low + 1}–{high}", len(band), share_of(band, outcome)))
    return found


def by_class(outcomes: Sequence[Outcome], outcome: str) -> list[Rate]:
    found = {rate.group: rate for rate in rates(outcomes, outcome, lambda one: one.priority_class)}
    return [found[name] for name in (*CLASSES[::-1], *sorted(set(found) - set(CLASSES))) if name in found]


def by_witness(outcomes: Sequence[Outcome], outcome: str) -> dict[str, list[Rate]]:
    """Witness → rates of the places it speaks for, against, or did not see; witnesses that saw none are left out."""

    def reading(one: Outcome, witness: str) -> str:
        weight = one.evidence.get(witness)
        return "unseen" if weight is None else "for" if weight > 0 else "against"

    found = {}
    for witness in WITNESSES:
        if any(witness in one.evidence for one in outcomes):
            of_all = {r.group: r for r in rates(outcomes, outcome, lambda one, w=witness: reading(one, w))}
            found[witness] = [of_all[name] for name in ("for", "against", "unseen") if name in of_all]
    return found


def by_reason(outcomes: Sequence[Outcome], outcome: str) -> list[Rate]:
    """The rate of the sites that carry each reason; a site has several, so groups overlap. The commonest first; a reason
    all decided sites share tells nothing and is left out."""
    known = decided(outcomes)
    codes = {code for one in known for code in one.reasons if not all(code in other.reasons for other in known)}
    members = {code: [one for one in outcomes if code in one.reasons] for code in codes}
    found = [Rate(code, len(members[code]), share_of(members[code], outcome)) for code in codes]
    return sorted(found, key=lambda rate: (-rate.share.total, rate.group))


def groupings(outcomes: Sequence[Outcome], outcome: str) -> dict[str, list[Rate]]:
    """Grouping → its rates: all, rank, class, the witnesses by name, change, municipality, reason; origin, which has the
    sites no detection ranked as well."""
    listed = ranked(outcomes)
    return {
        "all": [Rate("", len(listed), share_of(listed, outcome))],
        "rank": by_rank(listed, outcome),
        "class": by_class(listed, outcome),
        **by_witness(listed, outcome),
        "change": rates(listed, outcome, lambda one: str(one.change)),
        "municipality": rates(listed, outcome, lambda one: one.municipality),
        "reason": by_reason(listed, outcome),
        "origin": rates(outcomes, outcome, lambda one: one.origin),
    }


def low_ranks(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The lower part of the list: below the ranks of the second band, or the lower half of a short list."""
    listed = ranked(outcomes)
    last = max((one.rank for one in listed), default=0)
    return [one for one in listed if one.rank > min(RANK_BANDS[1], last / 2)]


def sample_of_low_ranks(outcomes: Sequence[Outcome], count: int = 30) -> list[Outcome]:
    """Sites drawn at random from the low ranks nobody has decided on, by rank; the same ones for the same list."""
    open_sites = [one for one in low_ranks(outcomes) if one.state == UNVISITED]
    drawn = np.random.default_rng(_SEED).permutation(len(open_sites))[:count]
    return [open_sites[k] for k in sorted(drawn)]


def cumulative(outcomes: Sequence[Outcome], outcome: str) -> list[tuple[int, Share]]:
    """(rank, hits among the decided sites up to it) at each rank that is decided, the best rank first."""
    found, hits, total = [], 0, 0
    for one in sorted(decided(ranked(outcomes)), key=lambda one: (one.rank, one.name)):
        hits, total = hits + bool(getattr(one, outcome)), total + 1
        if found and found[-1][0] == one.rank:
            found.pop()
        found.append((one.rank, Share(hits, total)))
    return found


# -- calibration -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bin:
    """Sites whose forecast lies between ``low`` and ``high``: the mean forecast, and what came true."""

    low: float
    high: float
    forecast: float
    share: Share


@dataclass(frozen=True)
class Calibration:
    """``brier`` is the mean square of forecast minus outcome (0 is perfect); ``reference`` that of always forecasting the
    rate found. ``expected`` is the number of hits the forecasts add up to."""

    brier: float
    reference: float
    expected: float
    share: Share
    bins: list[Bin]


def calibration(forecasts: Sequence[float], hits: Sequence[bool]) -> Calibration | None:
    """How far probabilities (0–1) came true; None where there is none."""
    p, y = np.asarray(forecasts, float), np.asarray(hits, bool)
    if not len(p):
        return None
    edges = np.array(BINS)
    place = np.clip(np.searchsorted(edges, p, side="right") - 1, 0, len(edges) - 2)
    bins = [
        Bin(
            float(edges[k]),
            float(edges[k + 1]),
            float(p[place == k].mean()) if (place == k).any() else math.nan,
            Share(int(y[place == k].sum()), int((place == k).sum())),
        )
        for k in range(len(edges) - 1)
    ]
    rate = float(y.mean())
    return Calibration(
        float(np.mean((p - y) ** 2)), rate * (1 - rate), float(p.sum()), Share(int(y.sum()), len(y)), bins
    )


def area_under_curve(scores: np.ndarray, hits: np.ndarray) -> float:
    """The chance that a hit stands before a miss (ties count half; Hanley & McNeil 1982, Radiology 143); NaN where one
    of them is missing."""
    hits = np.asarray(hits, bool)
    positive, negative = int(hits.sum()), int((~hits).sum())
    if not positive or not negative:
        return math.nan
    ranks = rankdata(scores)
    return float((ranks[hits].sum() - positive * (positive + 1) / 2) / (positive * negative))


def average_precision(scores: np.ndarray, hits: np.ndarray) -> float:
    """Mean precision over the hits of a list in order of ``scores``; equal scores are one step; NaN without hits."""
    scores, hits = np.asarray(scores, float), np.asarray(hits, bool)
    if not hits.any():
        return math.nan
    order = np.argsort(-scores, kind="stable")
    true = np.cumsum(hits[order])
    last = np.append(np.diff(scores[order]) != 0, True)  # of each run of equal scores
    precision = true[last] / (np.flatnonzero(last) + 1)
    gained = np.diff(np.concatenate([[0], true[last]]))
    return float((precision * gained).sum() / hits.sum())
