"""Attacks in a kernel of their own, and attacks on that."""

import pytest

from gradcalc.grading.running import one
from gradcalc.grading.running.one import grade_notebook
from tests.grading.attacks import on_the_kernel, test_attacks
from tests.grading.attacks.attack import Attack
from tests.grading.attacks.test_attacks import SEED, earned, words
from tests.grading.handed_in import as_bytes, needs_bubblewrap, solved

pytestmark = needs_bubblewrap

IN_KERNELS = ["frames", "a reply in the name of the frame", "another submission", "a daemon that stays"]


def named(*names: str) -> list[Attack]:
    return [attack for attack in test_attacks.ATTACKS if attack.name in names]


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
