"""Attacks among honest submissions, graded by the command; and in kernels of their own, with attacks on those."""

import pytest

from gradcalc.grading.running import one
from gradcalc.grading.running.one import grade_notebook
from tests.grading.attacks import on_the_kernel, test_attacks
from tests.grading.attacks.attack import Attack
from tests.grading.attacks.test_attacks import SEED, earned, words
from tests.grading.class_of_03 import grade, half, hand_in, honest, new_course, scores
from tests.grading.handed_in import as_bytes, needs_bubblewrap, solved

pytestmark = needs_bubblewrap

# None of them waits for a time to be up.
IN_CLASS = [
    "an AST transformer", "control bytes", "a grid without end", "a dead process", "the gradebook",
    "script in Markdown", "words for the terminal",
]  # fmt: skip
IN_KERNELS = ["frames", "a reply in the name of the frame", "another submission", "a daemon that stays"]


def named(*names: str) -> list[Attack]:
    return [attack for attack in test_attacks.ATTACKS if attack.name in names]


def test_a_class_with_attacks_goes_on_and_has_the_gradebook_of_the_honest(tmp_path):
    fair = {"ada": honest(), "bob": half(), "zoe": honest()}
    attacks = named(*IN_CLASS)
    assert len(attacks) == len(IN_CLASS)
    courses = alone, attacked = new_course(tmp_path / "alone"), new_course(tmp_path / "attacked")
    for course in courses:
        hand_in(course / "submitted", **fair)
    hostile = {f"mallory {number}": attack.notebook(attacked).decode() for number, attack in enumerate(attacks)}
    hand_in(attacked / "submitted", **hostile)
    for course, number in zip(courses, (3, 3 + len(attacks)), strict=True):
        printed = grade(course / "submitted", course)
        assert f"{number} graded" in printed
        assert "\x1b" not in printed
    found = scores(attacked)
    assert {student: found.pop(student) for student in fair} == scores(alone)
    points = {student: sum(mark[0] or 0 for mark in marks.values()) for student, marks in found.items()}
    assert points == {f"mallory {number}": attack.rest + attack.earned for number, attack in enumerate(attacks)}
    assert (attacked / "seed").read_bytes() == (alone / "seed").read_bytes()
    assert {path.name for path in attacked.iterdir()} == {path.name for path in alone.iterdir()}


@pytest.mark.parametrize("attack", [*named(*IN_KERNELS), *on_the_kernel.ATTACKS], ids=lambda attack: attack.name)
def test_in_a_kernel_of_its_own_an_attack_earns_no_more(attack: Attack, tmp_path, monkeypatch):
    for limit, seconds in (("CELL_SECONDS", 5.0), ("EXERCISE_SECONDS", 5.0), ("TOTAL_SECONDS", 30.0)):
        monkeypatch.setattr(one, limit, seconds)
    submission = tmp_path / "submitted" / "bob" / "03.ipynb"
    submission.parent.mkdir(parents=True)
    submission.write_bytes(as_bytes(solved("03")))
    result = grade_notebook(attack.notebook(tmp_path), "03", SEED, kernel=True)
    points = earned(result)
    assert points.pop(attack.exercise) == attack.earned, words(result)
    assert sum(points.values()) == attack.rest, (points, words(result))
    assert attack.says in "\n".join(words(result)), words(result)
