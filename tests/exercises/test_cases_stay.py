"""The exercises and their cases stay as they are, whatever moves around them: cases.json keeps a digest of them.

Whoever changes cases on purpose renews it, and says why in the commit:

    .venv/bin/python tests/exercises/test_cases_stay.py
"""

import hashlib
import json
import pathlib

import numpy as np
import pytest

from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions.inputs import InputFunction
from gradcalc.questions.model import Case, Exercise, Fitting, Refusal

FILE = pathlib.Path(__file__).with_name("cases.json")
# The first is the one of check. Of some others a case or two depend on the processor: a sum of short decimals, made
# by its BLAS, lies right on the bound from which inputs are drawn again (20261 for 08.inputs, 22 for 06.backtrack,
# 23 and 38 for 08.linear). These three came out the same with every one that was tried.
SEEDS = (0, 1, 9)
SAME = 1e-12  # builds of NumPy and processors differ in the last bits of a result, and by far less than this


def shown(value: object) -> str:
    """An input as text, to the last bit. Inputs are short decimals and what simple steps make of them, which come
    out the same everywhere; how they are drawn may differ in its last bits, but that is rounded away."""
    match value:
        case InputFunction():
            calls = "" if value.calls is None else f" called {value.calls} times"
            return f"{value.family} {shown(value.parameters)}{calls}"
        case np.ndarray():
            return f"{value.dtype} {value.shape} {value.ravel().tolist()}"
        case tuple() | list():
            return f"{type(value).__name__}({', '.join(map(shown, value))})"
        case float() | int() | str() | None:
            return f"{type(value).__name__} {value}"
    raise TypeError(f"{type(value).__name__} has no text yet: say here how its value is written.")


def exact_shown(exact: object, nudge: float = 0.0) -> str:
    """An exact answer as text. How many right answers a Fitting has in mind, its inputs say."""
    match exact:
        case Refusal():
            return f"refused: {exact.error}"
        case Fitting():
            return "many"
        case str():
            return f"letter {exact}"
    values = np.asarray(exact, dtype=float)
    return f"{values.shape} {[rounded(value * (1 + nudge)) for value in values.ravel().tolist()]}"


def rounded(value: float) -> str:
    """Six digits. Exact answers, unlike inputs, come from sines, sums and eigenvalues, whose last bits differ
    between machines. Made of short decimals, many lie right between two roundings, where the last bit would decide;
    multiplied by the golden ratio they do not."""
    if abs(value) < 1e-14:
        return "0"  # what is left where terms cancel has no digit in common with that of another machine
    return f"{value * (1 + 5**0.5) / 2:.5e}"


def lines(exercise: Exercise, seed: int, nudge: float = 0.0) -> list[str]:
    """The cases of an exercise for a seed, a line each."""

    def line(case: Case) -> str:
        stratum, name = case.stratum, f"{exercise.id}/{case.answer.name}"
        exact = exact_shown(case.answer.exact(*case.inputs), nudge)
        return f"{name}/{stratum.name}: {stratum.points} points, {shown(case.inputs)} -> {exact}"

    return [line(case) for case in exercise.cases(seed)]


def digest(exercise: Exercise, seed: int) -> str:
    return hashlib.sha256("\n".join(lines(exercise, seed)).encode()).hexdigest()[:16]


def today(exercise: Exercise) -> dict:
    """What cases.json keeps of an exercise."""
    return {
        "title": exercise.title,
        "points": exercise.points,
        "by_hand": exercise.by_hand,
        "cases": {str(seed): digest(exercise, seed) for seed in SEEDS},
    }


KEPT: dict[str, dict] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def test_the_exercises_are_the_same_and_in_the_same_order():
    assert list(EXERCISES) == list(KEPT)


@pytest.mark.parametrize("name", KEPT)
def test_title_points_and_cases_of_three_seeds_are_the_same(name):
    assert today(EXERCISES[name]) == KEPT[name]


def test_all_points_together_are_a_hundred_and_ten():
    assert sum(exercise.points + exercise.by_hand for exercise in EXERCISES.values()) == 110


@pytest.mark.parametrize("name", EXERCISES)
def test_the_last_bits_of_an_exact_answer_do_not_decide_about_a_digest(name):
    for seed in SEEDS:
        assert lines(EXERCISES[name], seed, -SAME) == lines(EXERCISES[name], seed, SAME)


if __name__ == "__main__":
    kept = {name: today(exercise) for name, exercise in EXERCISES.items()}
    FILE.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    changed = [name for name in {**KEPT, **kept} if KEPT.get(name) != kept.get(name)]
    print(f"{FILE.name}: {', '.join(changed) or 'nothing'} changed")
