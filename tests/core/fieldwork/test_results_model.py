"""Whatever two inspectors edit and whoever imports when: the register is what a dictionary says it must be."""

import random

import pytest

from tests.core.fieldwork import results_tools as tools
from tests.core.fieldwork.results_tools import bring, fill, make_list, told

BY = ("山田", "鈴木", "")
DAYS = ("2026-05-14", "2026-05-15", "2026-05-16")
NOTES = ("", "亀裂", "湧水😀")
BAD = ({"visited_on": "きのう"}, {"finding": "?"}, {"visited_on": None, "remarks": "日付なし"}, {"direction_1": "上"})


class Model:
    """Sites → visits as said, told apart by list, and what was replaced: the rules in their plainest form."""

    def __init__(self, keys):
        self.visits = {key: [] for key in keys}
        self.replaced = set()

    def version(self, key):
        return len(self.visits[key])

    def bring(self, rows, list_id, bases):
        """``rows``: key → (day, by, status, remarks), or None where it cannot be read; ``bases``: key → visits then."""
        for key, said in rows.items():
            if said is None or (key, said) in self.replaced or said in [visit for visit, _ in self.visits[key]]:
                continue
            since = self.visits[key][bases[key] :]
            if not since:
                self.visits[key].append((said, list_id))
                continue
            if not said[1] or any(visit[1] != said[1] or other != list_id for visit, other in since):
                continue
            same = [n for n, (visit, _) in enumerate(self.visits[key]) if n >= bases[key] and visit[0] == said[0]]
            if same:
                self.replaced.add((key, self.visits[key][same[-1]][0]))
                self.visits[key][same[-1]] = (said, list_id)
            elif said[0] > max(visit[0] for visit, _ in since):
                self.visits[key].append((said, list_id))

    def told(self):
        return sorted(
            (key, day, by, status, "", "", remarks)
            for key, visits in self.visits.items()
            for (day, by, status, remarks), _ in visits
        )


@pytest.mark.parametrize("seed", range(6))
def test_any_sequence_of_edits_and_imports(tmp_path, seed):
    rng = random.Random(seed)  # noqa: S311
    register = tools.make_register(tmp_path, 6)
    keys = tools.keys(register)
    model = Model(keys)
    sent, made = [], 0  # files ever given back: (path, rows, list_id, bases)
    copies = []
    for step in range(22):
        if step % 8 == 0:  # a list goes out, in two copies
            info = tools.list_info(register)
            path = make_list(tmp_path / f"list{step}.xlsx", register, info)
            bases = {key: model.version(key) for key in keys}
            copies += [(path, info.list_id, bases, {}) for _ in range(2)]
        if sent and rng.random() < 0.35:  # an old file once more
            path, rows, list_id, bases = rng.choice(sent)
        else:
            path, list_id, bases, answers = rng.choice(copies)
            for key in rng.sample(keys, rng.randrange(1, 4)):
                answers[key] = {"visited_on": rng.choice(DAYS), "visited_by": rng.choice(BY),
                                "status": rng.choice(("visited", "lawful")), "remarks": rng.choice(NOTES)}  # fmt: skip
                if rng.random() < 0.15:
                    answers[key] |= rng.choice(BAD)
            rows = {key: _said(values) for key, values in answers.items()}
            made += 1
            path = fill(path, answers, tmp_path / f"back{made}.xlsx")
            sent.append((path, rows, list_id, bases))
        model.bring(rows, list_id, bases)
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
