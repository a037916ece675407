"""Whatever two inspectors edit and whoever imports when: the register is what a dictionary says it must be."""

import random

import pytest

from tests.core.fieldwork import results_tools as tools
from tests.core.fieldwork.results_tools import bring, fill, make_list, stamp, told

BY = ("山田", "鈴木", "")
DAYS = ("2026-05-14", "2026-05-15", "2026-05-16")
NOTES = ("", "亀裂", "湧水😀")
BAD = ({"visited_on": "きのう"}, {"finding": "?"}, {"visited_on": None, "remarks": "日付なし"}, {"direction_1": "上"})


class Model:
    """Sites → visits as said, told apart by list and time of saving, and what was replaced: the rules in their plainest
    form."""

    def __init__(self, keys):
        self.visits = {key: [] for key in keys}
        self.replaced = set()
        self.shown = {key: ("", "unvisited") for key in keys}

    def keep(self, key, said, list_id, at, place=None):
        """A visit entered, or brought to another content; the site shows it unless it shows a later day."""
        if place is None:
            self.visits[key].append(None)
            place = -1
        self.visits[key][place] = (said, list_id, at)
        if said[0] >= self.shown[key][0]:
            self.shown[key] = (said[0], said[2])

    def version(self, key):
        return len(self.visits[key])

    def bring(self, rows, list_id, bases, at):
        """``rows``: key → (day, by, status, remarks), or None where it cannot be read; ``bases``: key → visits then."""
        for key, said in rows.items():
            if said is None or (key, said) in self.replaced or said in [visit for visit, *_ in self.visits[key]]:
                continue
            since = self.visits[key][bases[key] :]
            if not since:
                self.keep(key, said, list_id, at)
                continue
            own = [(visit[1], other) == (said[1], list_id) for visit, other, _ in since]
            latest = max(since, key=lambda one: one[0][0])[0]  # the site may show one from before the list
            if said[1] and all(own) and at >= max(one[2] for one in since) and latest[2] == self.shown[key][1]:
                same = [n for n, (visit, *_) in enumerate(self.visits[key]) if n >= bases[key] and visit[0] == said[0]]
                if same:
                    self.replaced.add((key, self.visits[key][same[-1]][0]))
                    self.keep(key, said, list_id, at, same[-1])
                    continue
                if said[0] > max(visit[0] for visit, *_ in since):
                    self.keep(key, said, list_id, at)
                    continue
            edit = any(mine and visit[0] == said[0] for mine, (visit, *_) in zip(own, since))
            if not edit and {said[2]} == {self.shown[key][1], *(visit[2] for visit, *_ in since)}:
                self.keep(key, said, list_id, at)

    def told(self):
        return sorted(
            (key, day, by, status, "", "", remarks)
            for key, visits in self.visits.items()
            for (day, by, status, remarks), *_ in visits
        )


@pytest.mark.parametrize("seed", range(6))
def test_any_sequence_of_edits_and_imports(tmp_path, seed):
    rng = random.Random(seed)  # noqa: S311
    register = tools.make_register(tmp_path, 6)
    keys = tools.keys(register)
    model = Model(keys)
    sent, made = [], 0  # files ever given back: (path, rows, list_id, bases, time of saving)
    copies = []
    for step in range(22):
        if step % 8 == 0:  # a list goes out, in two copies
            info = tools.list_info(register)
            path = make_list(tmp_path / f"list{step}.xlsx", register, info)
            bases = {key: model.version(key) for key in keys}
            copies += [(path, info.list_id, bases, {}) for _ in range(2)]
        if sent and rng.random() < 0.35:  # an old file once more
            path, rows, list_id, bases, at = rng.choice(sent)
        else:
            path, list_id, bases, answers = rng.choice(copies)
            for key in rng.sample(keys, rng.randrange(1, 4)):
                answers[key] = {"visited_on": rng.choice(DAYS), "visited_by": rng.choice(BY),
                                "status": rng.choice(("visited", "lawful")), "remarks": rng.choice(NOTES)}  # fmt: skip
                if rng.random() < 0.15:
                    answers[key] |= rng.choice(BAD)
            rows = {key: _said(values) for key, values in answers.items()}
            made += 1
            at = f"2026-06-01T00:{step:02d}:00Z"
            path = stamp(fill(path, answers, tmp_path / f"back{made}.xlsx"), at)
            if rng.random() < 0.3:  # saved, but not given back yet
                sent.append((path, rows, list_id, bases, at))
                continue
            sent.append((path, rows, list_id, bases, at))
        model.bring(rows, list_id, bases, at)
        outcome = bring(register, path)
        assert told(register) == model.told(), f"step {step}"
        assert outcome.rejected == sum(said is None for said in rows.values())
        answered = (outcome.entered, outcome.revised, outcome.unchanged, outcome.conflicting, outcome.rejected)
        assert sum(answered) == len(rows), "every row is accounted for"


def _said(values):
    bad = {"きのう", "?", "上"} & set(map(str, values.values()))
    return (
        None
        if bad or not values["visited_on"]
        else tuple(values[c] for c in ("visited_on", "visited_by", "status", "remarks"))
    )
