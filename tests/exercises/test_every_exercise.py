"""What holds for every exercise of every lesson: a lesson that is added is covered by its data."""

import itertools

import nbformat
import numpy as np
import pytest

import gradcalc as gc
from gradcalc.lessons import notebooks
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions.model import Refusal
from tests.exercises import tries

ANSWERS = [(exercise, answer) for exercise in EXERCISES.values() for answer in exercise.answers]
MISTAKES = [(answer, mistake) for _, answer in ANSWERS for mistake in answer.mistakes]

exercises = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
each_answer = pytest.mark.parametrize(
    ("exercise", "answer"), ANSWERS, ids=[f"{exercise.id}/{answer.name}" for exercise, answer in ANSWERS]
)
each_mistake = pytest.mark.parametrize(
    ("answer", "mistake"), MISTAKES, ids=[f"{answer.name}-{answer.mistakes.index(m)}" for answer, m in MISTAKES]
)
functions = [(exercise, answer) for exercise, answer in ANSWERS if answer.kind == "function"]
each_function = pytest.mark.parametrize(
    ("exercise", "answer"), functions, ids=[f"{exercise.id}/{answer.name}" for exercise, answer in functions]
)


def stub(answer):
    """What the student finds, run as it is."""
    if answer.kind != "function":
        return ...
    names = {}
    exec(f'def {answer.name}({answer.arguments}):\n    """The task."""\n    ...', names)
    return names[answer.name]


@exercises
@pytest.mark.parametrize("seed", tries.SEEDS)
def test_the_model_answer_is_right_in_every_kind_of_case(exercise, seed):
    verdicts = tries.verdicts(exercise, tries.model_answers(exercise), seed)
    assert {verdict.stratum.name: verdict.mark for verdict in verdicts} == {
        stratum.name: "right" for answer in exercise.answers for stratum in answer.strata
    }
    assert sum(verdict.points for verdict in verdicts) == exercise.points


@exercises
def test_a_stub_is_not_answered_yet_and_earns_nothing(exercise):
    report = gc.check(exercise.id, *map(stub, exercise.answers))
    assert report.status == "not answered"
    assert report.points == 0
    assert "Not answered yet." in repr(report)


@exercises
def test_what_may_be_used_stands_in_the_task(exercise):
    """Or in the introduction to the exercises of the lesson."""
    notebook = nbformat.read(notebooks.folder() / f"{notebooks.names()[exercise.lesson]}.ipynb", as_version=4)
    sources = [cell.source for cell in notebook.cells]
    task = next(i for i, source in enumerate(sources) if f'gc.check("{exercise.id}"' in source) - 2
    intro = next((source for source in sources if source.startswith("## Exercises")), "")
    assert all(f"`gc.{name}" in sources[task] + intro for name in exercise.allowed)
    if exercise.secret:
        assert "out of reach" in sources[task] + intro


@each_mistake
@pytest.mark.parametrize("seed", tries.SEEDS)
def test_a_known_mistake_is_not_right_and_gets_its_own_hint(answer, mistake, seed):
    verdicts = tries.verdicts_on_mistake(answer, mistake, seed)
    wrong = [verdict for verdict in verdicts if verdict.mark != "right"]
    assert wrong
    assert [verdict.hint for verdict in wrong] == [mistake.hint] * len(wrong)


@each_answer
def test_an_answer_asks_for_something_that_can_go_wrong(exercise, answer):
    assert answer.strata
    assert answer.mistakes
    assert bool(answer.arguments) == (answer.kind == "function")
    assert answer.name.isidentifier()


@each_function
@pytest.mark.parametrize("seed", tries.SEEDS)
def test_a_constant_earns_nothing(exercise, answer, seed):
    exact = [case.answer.exact(*case.inputs) for case in tries.cases(exercise, seed) if case.answer is answer]
    constants = [value for value in exact if not isinstance(value, Refusal)]
    for constant in [*constants, 0.0, 1.0, np.nan, np.zeros(2), [], "a", True, None]:
        verdicts = tries.verdicts_on(answer, lambda *inputs, constant=constant: constant, seed)
        assert sum(verdict.points for verdict in verdicts) == 0


@each_function
def test_a_refusal_of_everything_earns_nothing(exercise, answer):
    def refuse(*inputs):
        raise ValueError("no")

    assert sum(verdict.points for verdict in tries.verdicts_on(answer, refuse)) == 0


@exercises
def test_the_cases_of_a_seed_are_the_same_each_time_and_differ_between_seeds(exercise):
    def shown(seed):
        return repr([case.inputs for case in exercise.cases(seed)])

    assert shown(1) == shown(1)
    assert exercise.secret == all(shown(a) != shown(b) for a, b in itertools.combinations(tries.SEEDS, 2))


def test_an_id_begins_with_its_lesson_and_titles_differ_within_one():
    for name, exercise in EXERCISES.items():
        assert name == exercise.id
        assert exercise.lesson.isdigit()
    titles = [(exercise.lesson, exercise.title) for exercise in EXERCISES.values()]
    assert len(set(titles)) == len(titles)
