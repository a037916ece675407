"""The accuracy of the ranking, as visits found it: a page to read and a table for spreadsheets."""

from __future__ import annotations

import csv
import io
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ... import html
from ...change.accuracy import Share
from ...dates import write_day
from ...delimited import text_cell
from ...fill.candidates import CLASS_NAMES, WITNESS_NAMES
from ...fill.candidates import REASONS as SEEN_REASONS
from ...fill.triage_reasons import PARTS
from ...fill.triage_reasons import REASONS as TRIAGE_REASONS
from ...text import QT_TRANSLATE_NOOP, Message, Translate
from ..register_schema import SOURCES
from . import accuracy_plots as plots
from .hits import (
    ALTERED,
    DECIDED,
    DESK,
    IMPROPER,
    UNDECIDED,
    UNVISITED,
    WITNESSES,
    Calibration,
    Outcome,
    Rate,
    area_under_curve,
    calibration,
    cumulative,
    decided,
    groupings,
    low_ranks,
    ranked,
    sample_of_low_ranks,
)
from .reweigh import Gain, Suggestion, TooFew, Weight

_FEW_LOW_RANKS = 30
_FEW_IN_GROUP = 5
_MOST_REASONS = 20

_WORDS = {
    "title": QT_TRANSLATE_NOOP("SoraNoMe", "Accuracy of the ranking, from visits"),
    "register": QT_TRANSLATE_NOOP("SoraNoMe", "Register of sites"),
    "made_on": QT_TRANSLATE_NOOP("SoraNoMe", "Date of the report"),
    "listed": QT_TRANSLATE_NOOP("SoraNoMe", "Sites ranked by a detection"),
    "decided": QT_TRANSLATE_NOOP("SoraNoMe", "visited, with a result: these are counted"),
    "undecided": QT_TRANSLATE_NOOP("SoraNoMe", "visited without finding or decision: not counted"),
    "desk": QT_TRANSLATE_NOOP("SoraNoMe", "closed without a visit: not counted"),
    "unvisited": QT_TRANSLATE_NOOP("SoraNoMe", "not yet visited: not counted"),
    "reported": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Sites from patrols and reports, without a rank: only in the table by origin"
    ),
    "altered": QT_TRANSLATE_NOOP("SoraNoMe", "ground really altered"),
    "improper": QT_TRANSLATE_NOOP("SoraNoMe", "improper"),
    "defined": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Ground really altered: every result but “false detection”.\nImproper: being corrected or corrected, or (without "
        "such a decision) the finding “safety survey needed” or “keep watching”. Lawful ground, and “no action for now”, "
        "was altered but is not improper.\nEach site counts once, by its latest result; what it was listed with is that of "
        "the last observation before its visit. Places nobody visited are neither hits nor misses.",
    ),
    "desk_counted": QT_TRANSLATE_NOOP("SoraNoMe", "Sites closed without a visit are counted, too, as asked."),
    "nothing": QT_TRANSLATE_NOOP(
        "SoraNoMe", "No visit with a result is in the register yet. Nothing can be said of the ranking."
    ),
    "biased": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Only visited places are known, and mostly high ranks are visited. Rates of high ranks do not hold for low ones, "
        "and how many sites were missed cannot be told. Of {total} sites in the lower part of the list {known} have a "
        "result.",
    ),
    "sample": QT_TRANSLATE_NOOP("SoraNoMe", "A random sample of low ranks"),
    "sample_why": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "These {count} sites were drawn at random from the unvisited low ranks. Visit them all, without choosing: "
        "if none is improper, less than {bound} of the low ranks are (95 % confidence); else the share found is an "
        "estimate free of the ranking.",
    ),
    "by_rank": QT_TRANSLATE_NOOP("SoraNoMe", "By rank"),
    "by_class": QT_TRANSLATE_NOOP("SoraNoMe", "By priority class"),
    "by_witness": QT_TRANSLATE_NOOP("SoraNoMe", "By evidence"),
    "by_change": QT_TRANSLATE_NOOP("SoraNoMe", "By kind of change"),
    "by_municipality": QT_TRANSLATE_NOOP("SoraNoMe", "By municipality"),
    "by_reason": QT_TRANSLATE_NOOP("SoraNoMe", "By reason"),
    "by_origin": QT_TRANSLATE_NOOP("SoraNoMe", "By who saw it first"),
    "reasons_overlap": QT_TRANSLATE_NOOP(
        "SoraNoMe", "A site has several reasons, so the groups overlap. The {count} commonest are shown."
    ),
    "group": QT_TRANSLATE_NOOP("SoraNoMe", "Group"),
    "sites": QT_TRANSLATE_NOOP("SoraNoMe", "Sites"),
    "known": QT_TRANSLATE_NOOP("SoraNoMe", "With a result"),
    "rate": QT_TRANSLATE_NOOP("SoraNoMe", "{outcome} (95 % interval)"),
    "unknown": QT_TRANSLATE_NOOP("SoraNoMe", "unknown"),
    "all": QT_TRANSLATE_NOOP("SoraNoMe", "All ranked sites"),
    "class": QT_TRANSLATE_NOOP("SoraNoMe", "Class {name}"),
    "unclassed": QT_TRANSLATE_NOOP("SoraNoMe", "Without a class"),
    "nowhere": QT_TRANSLATE_NOOP("SoraNoMe", "not known"),
    "for": QT_TRANSLATE_NOOP("SoraNoMe", "{witness}: speaks for it"),
    "against": QT_TRANSLATE_NOOP("SoraNoMe", "{witness}: speaks against it"),
    "unseen": QT_TRANSLATE_NOOP("SoraNoMe", "{witness}: did not see it"),
    "few": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Intervals after Wilson; groups with fewer than {count} results say next to nothing."
    ),
    "cumulative": QT_TRANSLATE_NOOP("SoraNoMe", "Hits among the results so far, down the list"),
    "rank": QT_TRANSLATE_NOOP("SoraNoMe", "Rank"),
    "calibration": QT_TRANSLATE_NOOP("SoraNoMe", "Probability of altered ground: forecast and found"),
    "forecast": QT_TRANSLATE_NOOP("SoraNoMe", "Probability forecast (%)"),
    "came_true": QT_TRANSLATE_NOOP("SoraNoMe", "Really altered (%)"),
    "brier": QT_TRANSLATE_NOOP("SoraNoMe", "Brier score (0 is perfect)"),
    "brier_reference": QT_TRANSLATE_NOOP("SoraNoMe", "… of forecasting the mean rate for all"),
    "expected": QT_TRANSLATE_NOOP("SoraNoMe", "Altered sites forecast / found"),
    "auc_probability": QT_TRANSLATE_NOOP("SoraNoMe", "Area under the curve: probability for altered ground"),
    "auc_rank": QT_TRANSLATE_NOOP("SoraNoMe", "Area under the curve: rank for improper sites"),
    "auc_means": QT_TRANSLATE_NOOP(
        "SoraNoMe", "Area under the curve: the chance that a hit stands above a miss (1 perfect, 0.5 no order)."
    ),
    "mean_forecast": QT_TRANSLATE_NOOP("SoraNoMe", "Mean forecast"),
    "by_priority": QT_TRANSLATE_NOOP("SoraNoMe", "Priority and improper sites"),
    "priority": QT_TRANSLATE_NOOP("SoraNoMe", "Priority (0–1)"),
    "priority_no_chance": QT_TRANSLATE_NOOP(
        "SoraNoMe", "The priority orders sites; it is no probability. The share of improper sites should rise with it."
    ),
    "weights": QT_TRANSLATE_NOOP("SoraNoMe", "Suggested weights of the priority"),
    "reliabilities": QT_TRANSLATE_NOOP("SoraNoMe", "Suggested reliabilities of the witnesses"),
    "part": QT_TRANSLATE_NOOP("SoraNoMe", "Part"),
    "present": QT_TRANSLATE_NOOP("SoraNoMe", "In use"),
    "suggested": QT_TRANSLATE_NOOP("SoraNoMe", "Suggested (95 % interval)"),
    "mean_hits": QT_TRANSLATE_NOOP("SoraNoMe", "Mean of hits"),
    "mean_misses": QT_TRANSLATE_NOOP("SoraNoMe", "Mean of others"),
    "observed": QT_TRANSLATE_NOOP("SoraNoMe", "Log-likelihood ratio (dB for 0 → 1)"),
    "not_learnt": QT_TRANSLATE_NOOP("SoraNoMe", "as now (visits cannot tell)"),
    "prior": QT_TRANSLATE_NOOP("SoraNoMe", "prior (share of earthworks among candidates)"),
    "weights_how": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Learnt from {hits} improper and {misses} other sites; the present weights count as {prior} visits. Weights order "
        "sites within their class, so differences between classes were taken out. They describe places that were visited, "
        "and cannot know what no visit showed. Buildings below and debris-flow areas also stand for what is at stake, which "
        "visits do not tell: decide whether to follow where these are lowered.",
    ),
    "reliabilities_how": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Learnt from {hits} altered and {misses} false sites; the present values count as {prior} visits. Means are weights "
        "of evidence in dB. To use them, give them as OPTICAL_RELIABILITY, SAR_RELIABILITY and ELEVATION_RELIABILITY; the "
        "prior is in presets/evidence.json.",
    ),
    "measure": QT_TRANSLATE_NOOP("SoraNoMe", "Measure"),
    "with_it": QT_TRANSLATE_NOOP("SoraNoMe", "Suggested"),
    "gain": QT_TRANSLATE_NOOP("SoraNoMe", "Gain (95 % interval)"),
    "auc": QT_TRANSLATE_NOOP("SoraNoMe", "Area under the curve"),
    "precision": QT_TRANSLATE_NOOP("SoraNoMe", "Average precision"),
    "skill": QT_TRANSLATE_NOOP("SoraNoMe", "Brier skill (1 perfect, 0 no better than the mean rate)"),
    "held_out": QT_TRANSLATE_NOOP(
        "SoraNoMe", "On sites the suggestion was not learnt from ({folds} folds); intervals by bootstrap over sites."
    ),
    "proven": QT_TRANSLATE_NOOP("SoraNoMe", "The suggestion does better on sites it was not learnt from."),
    "not_proven": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "It is not proven that the suggestion does better: the gain may be chance. Better keep what is in use.",
    ),
    "too_few": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "Not enough visits yet for a suggestion: there are {hits} hits and {misses} others, and {minimum} of each are "
        "needed.",
    ),
    "no_parts": QT_TRANSLATE_NOOP(
        "SoraNoMe", "The visited sites carry no parts of a priority. Bring triaged candidates into the register."
    ),
    "no_order": QT_TRANSLATE_NOOP(
        "SoraNoMe",
        "The visits so far ({hits} hits, {misses} others) do not show that the parts of the priority have to do with hits "
        "at all. No weights are suggested.",
    ),
}


@dataclass(frozen=True)
class Study:
    """What the report tells: sites with their outcomes, suggestions or why there are none, where it comes from."""

    outcomes: Sequence[Outcome]
    weights: Suggestion | TooFew
    reliabilities: Suggestion | TooFew
    register: str
    made_on: str
    desk: bool = False


def too_few_text(found: TooFew) -> Message:
    """Why nothing is suggested."""
    code = {"few": "too_few"}.get(found.code, found.code)
    return Message(_WORDS[code], {"hits": found.hits, "misses": found.misses, "minimum": found.minimum})


def report_html(study: Study, translate: Translate = str, language: str = "ja") -> str:
    """A page to read and to print."""
    say = _Words(translate)
    parts: list[object] = [_counts(study, say, language), html.box(say("defined"))]
    if study.desk:
        parts.append(html.box(say("desk_counted"), "warning"))
    if not decided(ranked(study.outcomes)):
        parts.append(html.box(say("nothing"), "warning"))
    parts += _rates_part(study, say)
    if decided(ranked(study.outcomes)):
        parts += [*_order_part(study, say), *_calibration_part(study, say)]
    parts += [*_weights_part(study.weights, say), *_reliabilities_part(study.reliabilities, say)]
    parts += _sample_part(study, say)
    return html.page(say("title"), html.join(parts), language)


def rates_csv(outcomes: Sequence[Outcome], translate: Translate = str) -> bytes:
    """All rates as a table, UTF-8 with a mark of byte order; empty where nothing is known. Intervals of 95 %."""
    say = _Words(translate)
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(
        ("outcome", "grouping", "group", "label", "sites", "known", "hits", "rate", "wilson_low", "wilson_high",
         "exact_low", "exact_high")
    )  # fmt: skip
    for outcome in (ALTERED, IMPROPER):
        for grouping, found in groupings(outcomes, outcome).items():
            for rate in found:
                share = rate.share
                numbers = (share.value, *share.interval, *rate.exact_interval)
                told = [f"{n:.6f}" for n in numbers] if share.total else [""] * 5
                label = _label(grouping, rate.group, say)
                group = text_cell(rate.group), text_cell(label)  # names of municipalities, as they were typed
                rows.writerow((outcome, grouping, *group, rate.sites, share.total, share.hits, *told))
    return text.getvalue().encode("utf-8-sig", errors="replace")


class _Words:
    """The words of the report and its numbers, in one language."""

    def __init__(self, translate: Translate):
        self.translate = translate

    def __call__(self, code: str, **values) -> str:
        return Message(_WORDS[code], values).say(self.translate)

    def all(self, *codes: str) -> list[str]:
        return [self(code) for code in codes]

    def share(self, share: Share) -> str:
        if not share.total:
            return self("unknown")
        low, high = share.interval
        return f"{share.hits:,} ({100 * share.value:.0f} %; {100 * low:.0f}–{100 * high:.0f} %)"

    def number(self, value: float, digits: int = 2) -> str:
        return "–" if math.isnan(value) else f"{value:.{digits}f}"

    def interval(self, interval: tuple[float, float], digits: int = 2, sign: str = "") -> str:
        return "–" if math.isnan(interval[0]) else " … ".join(f"{value:{sign}.{digits}f}" for value in interval)


def _counts(study: Study, say: _Words, language: str) -> html.Html:
    listed = ranked(study.outcomes)

    def count(state: str) -> str:
        return f"{sum(one.state == state for one in listed):,}"

    rows = [
        (say("register"), study.register),
        (say("made_on"), write_day(study.made_on, language)),
        (say("listed"), f"{len(listed):,}"),
        *((f"– {say(state)}", count(state)) for state in (DECIDED, UNDECIDED, DESK, UNVISITED)),
        (say("reported"), f"{len(study.outcomes) - len(listed):,}"),
    ]
    return html.key_values(rows)


# -- rates -----------------------------------------------------------------------------------------


def _label(grouping: str, group: str, say: _Words) -> str:
    """The group in words."""
    translate = say.translate
    if grouping == "all":
        return say("all")
    if grouping == "class":
        return say("class", name=group) if group else say("unclassed")
    if grouping in WITNESSES:
        return say(group, witness=translate(WITNESS_NAMES[grouping]))
    if grouping == "change":
        return translate(CLASS_NAMES[int(group)]) if int(group) in CLASS_NAMES else say("nowhere")
    if grouping == "reason":
        template = SEEN_REASONS.get(group) or TRIAGE_REASONS.get(group)
        return translate(template).format_map(defaultdict(lambda: "…")) if template else group
    if grouping == "origin":
        return translate(SOURCES[group]) if group in SOURCES else say("nowhere")
    return group or say("nowhere")


def _rates_part(study: Study, say: _Words) -> list[html.Html]:
    altered, improper = (groupings(study.outcomes, outcome) for outcome in (ALTERED, IMPROPER))
    words = {ALTERED: say("altered"), IMPROPER: say("improper")}
    low = low_ranks(study.outcomes)
    biased = say("biased", total=f"{len(low):,}", known=f"{len(decided(low)):,}")
    parts = [html.heading(say("by_rank")), html.box(biased, "warning"), plots.legend(words)]
    witnesses = [name for name in WITNESSES if name in altered]
    for title, names, drawn in (
        ("by_rank", ["all", "rank"], True),
        ("by_class", ["class"], True),
        ("by_witness", witnesses, True),
        ("by_change", ["change"], True),
        ("by_municipality", ["municipality"], True),
        ("by_reason", ["reason"], False),
        ("by_origin", ["origin"], False),
    ):
        rows = [
            (_label(name, one.group, say), one, other)
            for name in names
            for one, other in zip(altered[name], improper[name])
        ]
        rows = rows[:_MOST_REASONS] if title == "by_reason" else rows
        if not rows:
            continue
        parts += [html.heading(say(title))] if title != "by_rank" else []
        if drawn:
            bars = [(label, {ALTERED: one.share, IMPROPER: other.share}) for label, one, other in rows]
            parts.append(plots.rate_bars(bars, say(title), say("unknown")))
        note = say("few", count=_FEW_IN_GROUP)
        if title == "by_reason":
            note = say("reasons_overlap", count=len(rows))
        parts.append(_rates_table(rows, say, note))
    return parts


def _rates_table(rows: Sequence[tuple[str, Rate, Rate]], say: _Words, note: str) -> html.Html:
    header = [
        *say.all("group", "sites", "known"),
        *(say("rate", outcome=say(outcome)) for outcome in (ALTERED, IMPROPER)),
    ]
    cells = [
        (label, f"{one.sites:,}", f"{one.share.total:,}", say.share(one.share), say.share(other.share))
        for label, one, other in rows
    ]
    return html.table(cells, header, (1, 2, 3, 4), True, note)


# -- the order and the probabilities ---------------------------------------------------------------


def _order_part(study: Study, say: _Words) -> list[html.Html]:
    curves = {outcome: cumulative(study.outcomes, outcome) for outcome in (ALTERED, IMPROPER)}
    known = decided(ranked(study.outcomes))
    auc = area_under_curve([-one.rank for one in known], [bool(one.improper) for one in known])
    pairs = [(say("auc_rank"), say.number(auc, 3))]
    return [
        html.heading(say("cumulative")),
        plots.legend({ALTERED: say("altered"), IMPROPER: say("improper")}),
        plots.curve(curves, say("cumulative"), say("rank")),
        html.key_values(pairs),
        html.box(say("auc_means")),
    ]


def _calibration_part(study: Study, say: _Words) -> list[html.Html]:
    known = decided(ranked(study.outcomes))
    parts: list[html.Html] = []
    forecast = [one for one in known if 0 <= one.probability <= 1]
    p, y = [one.probability for one in forecast], [bool(one.altered) for one in forecast]
    found = calibration(p, y)
    if found is not None:
        pairs = [
            (say("brier"), say.number(found.brier, 3)),
            (say("brier_reference"), say.number(found.reference, 3)),
            (say("expected"), f"{found.expected:,.1f} / {found.share.hits:,}"),
            (say("auc_probability"), say.number(area_under_curve(p, y), 3)),
        ]
        parts += [
            html.heading(say("calibration")),
            plots.reliability(found.bins, say("calibration"), say("forecast"), say("came_true")),
            html.key_values(pairs),
            _bins_table(found, say("forecast"), say("altered"), 100, say),
        ]
    ordered = [one for one in known if 0 <= one.priority <= 1]
    found = calibration([one.priority for one in ordered], [bool(one.improper) for one in ordered])
    if found is not None:
        table = _bins_table(found, say("priority"), say("improper"), 1, say)
        parts += [html.heading(say("by_priority")), html.box(say("priority_no_chance")), table]
    return parts


def _bins_table(found: Calibration, title: str, outcome: str, times: float, say: _Words) -> html.Html:
    digits = 0 if times > 1 else 1
    cells = [
        (
            f"{times * one.low:.{digits}f}–{times * one.high:.{digits}f}",
            say.number(times * one.forecast, digits + 1),
            f"{one.share.total:,}",
            say.share(one.share),
        )
        for one in found.bins
    ]
    header = (title, say("mean_forecast"), say("known"), say("rate", outcome=outcome))
    return html.table(cells, header, (1, 2, 3), True)


# -- suggestions -----------------------------------------------------------------------------------


def _weights_part(found: Suggestion | TooFew, say: _Words) -> list[html.Html]:
    parts = [html.heading(say("weights"))]
    if isinstance(found, TooFew):
        return [*parts, html.box(too_few_text(found).say(say.translate), "warning")]
    cells = [
        (
            say.translate(PARTS[weight.name]),
            f"{weight.present:g}",
            _suggested(weight, say),
            say.number(weight.hits),
            say.number(weight.misses),
            "–"
            if math.isnan(weight.observed_db)
            else f"{weight.observed_db:+.1f} ({say.interval(weight.observed_interval, 1, '+')})",
        )
        for weight in found.weights
    ]
    header = say.all("part", "present", "suggested", "mean_hits", "mean_misses", "observed")
    how = say("weights_how", hits=found.hits, misses=found.misses, prior=f"{found.prior_visits:g}")
    return [*parts, html.box(how), html.table(cells, header, (1, 2, 3, 4, 5), True), *_gains_part(found, "auc", say)]


def _reliabilities_part(found: Suggestion | TooFew, say: _Words) -> list[html.Html]:
    parts = [html.heading(say("reliabilities"))]
    if isinstance(found, TooFew):
        return [*parts, html.box(too_few_text(found).say(say.translate), "warning")]
    cells = [
        (
            say("prior") if weight.name == "prior" else say.translate(WITNESS_NAMES[weight.name]),
            f"{weight.present:g}",
            _suggested(weight, say),
            say.number(weight.hits, 1),
            say.number(weight.misses, 1),
        )
        for weight in found.weights
    ]
    header = say.all("part", "present", "suggested", "mean_hits", "mean_misses")
    how = say("reliabilities_how", hits=found.hits, misses=found.misses, prior=f"{found.prior_visits:g}")
    return [*parts, html.box(how), html.table(cells, header, (1, 2, 3, 4), True), *_gains_part(found, "skill", say)]


def _suggested(weight: Weight, say: _Words) -> str:
    if not weight.learnt:
        return say("not_learnt")
    return f"{weight.suggested:.2f} ({say.interval(weight.interval)})"


def _gains_part(found: Suggestion, deciding: str, say: _Words) -> list[html.Html]:
    def row(name: str, gain: Gain) -> tuple[str, ...]:
        difference = f"{gain.suggested - gain.now:+.3f} ({say.interval(gain.difference, 3, '+')})"
        return say(name), say.number(gain.now, 3), say.number(gain.suggested, 3), difference

    # Better in what counts, and surely worse in nothing.
    proven = found.gains[deciding].proven and all(gain.difference[1] >= 0 for gain in found.gains.values())
    header = say.all("measure", "present", "with_it", "gain")
    rows = [row(name, gain) for name, gain in found.gains.items()]
    return [
        html.table(rows, header, (1, 2, 3), True, say("held_out", folds=found.folds)),
        html.box(say("proven" if proven else "not_proven"), "good" if proven else "warning"),
    ]


def _sample_part(study: Study, say: _Words) -> list[html.Html]:
    sample = sample_of_low_ranks(study.outcomes, _FEW_LOW_RANKS)
    if not sample:
        return []
    bound = f"{100 * (1 - 0.05 ** (1 / len(sample))):.0f} %"
    names = "、".join(f"{one.name} ({one.rank:,})" for one in sample)
    return [
        html.heading(say("sample")),
        html.box(say("sample_why", count=len(sample), bound=bound)),
        html.Html(f"<p>{html.escape(names)}</p>"),
    ]
