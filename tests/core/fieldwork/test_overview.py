"""A register at a glance, and which sites a choice takes."""

import pytest
import shapely
from shapely import box

from soranome.plugin.core.errors import InputError
from soranome.plugin.core.fieldwork.choice import Choice, listed
from soranome.plugin.core.fieldwork.overview import look_over
from soranome.plugin.core.fieldwork.register import open_register
from soranome.plugin.core.fieldwork.register_visits import Visit
from tests.core.fieldwork.register_tools import outline, sites, update

FOUR = [
    outline(0, 0, rank=1, priority_class="A"),
    outline(100, 0, rank=2, priority_class="B"),
    outline(200, 0, rank=3, priority_class="B"),
    outline(300, 0),
]


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "register.gpkg"
    update(path, FOUR)
    by_rank = {row["rank"]: row["site_id"] for row in sites(path)}
    with open_register(path, "佐藤") as opened:
        opened.plan([(by_rank[1], "北班", "2024-11-05", 1), (by_rank[2], "南班", "2024-11-05", 1)])
        opened.add_visit(by_rank[2], Visit("2024-11-05", "佐藤", status="lawful"))
    return path


def test_it_counts_what_the_register_holds(register):
    found = look_over(register)
    assert found.crs.epsg == 6677 and found.visits == 1
    assert (found.observed_on, found.changed_by) == ("2024-10-25", "佐藤")
    assert found.changed_at.endswith("Z")
    assert found.statuses == {"unvisited": 3, "lawful": 1}
    assert found.classes == {"A": 1, "B": 2, "": 1}
    assert found.teams == {"北班": 1, "南班": 1} and found.attention == 0
    assert [site.is_closed for site in sorted(found.sites, key=lambda s: s.rank)] == [False, False, True, False]


def test_a_site_that_grows_after_it_was_closed_is_not_closed(register):
    update(register, [outline(100, 0, width=90, rank=1, priority_class="A")], observed_on="2025-05-01")
    found = look_over(register)
    assert found.attention == 1 and found.observed_on == "2025-05-01"
    (again,) = [site for site in found.sites if site.attention]
    assert again.status == "lawful" and not again.is_closed


def test_no_register_and_something_else_are_said(tmp_path):
    with pytest.raises(InputError):
        look_over(tmp_path / "none.gpkg")
    (tmp_path / "else.gpkg").write_text("not a database")
    with pytest.raises(InputError):
        look_over(tmp_path / "else.gpkg")


@pytest.mark.parametrize(
    ("choice", "ranks"),
    [
        (Choice(), {0, 1, 2, 3}),
        (Choice(limit=2), {1, 2}),
        (Choice(statuses=["lawful"]), {2}),
        (Choice(classes={"B"}), {2, 3}),
        (Choice(classes={"B"}, teams={"南班"}), {2}),
        (Choice(teams={"東班"}), set()),
        (Choice(area=box(190, -10, 340, 50)), {0, 3}),
        (Choice(limit=3, area=box(190, -10, 340, 50)), {3}),
    ],
)
def test_a_choice_takes_what_it_says(register, choice, ranks):
    if choice.area is not None:
        shapely.prepare(choice.area)
    assert {site.rank for site in look_over(register).sites if choice.takes(site)} == ranks


def test_words_of_a_list_in_either_width():
    assert listed(" A、B，, 北班 ,") == ["A", "B", "北班"] and listed("") == []
