"""A guided start as data: what a task may ask for, and how a wrong one is refused."""

import pytest

from gradcalc.lessons.guides import GUIDES
from gradcalc.questions.guide import PARTS, Task


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        ({}, "must hold at least one limit"),
        ({"height": (0, 1)}, "got 'height'"),
        ({"x": "bowl"}, "got x='bowl'"),
        ({"function": (0, 1)}, r"got function=\(0, 1\)"),
        ({"x": (1, 0)}, "low <= high"),
    ],
)
def test_a_goal_that_nothing_can_meet_is_refused(goal, words):
    with pytest.raises(ValueError, match=words):
        Task("the dot", "Move it.", goal, "It has moved.")


def test_a_part_that_no_picture_has_is_refused():
    with pytest.raises(ValueError, match="got 'moon'"):
        Task("the dot", "Move it.", {"x": (0, 1)}, "It has moved.", ("moon",))


@pytest.mark.parametrize("guide", GUIDES.values(), ids=list(GUIDES))
def test_each_part_comes_once_and_each_sentence_is_one(guide):
    brought = [part for task in guide.tasks for part in task.brings]
    assert sorted(brought) == sorted(PARTS)
    assert all(task.seen.count(". ") == 0 and task.seen.endswith(".") for task in guide.tasks)
    assert 4 <= len(guide.tasks) <= 6
