"""No function of gradcalc, and no two of them one after the other, is an answer to an exercise.

Every function that a cell can reach is called with the inputs of every exercise, in every order, as it is called
while answers are tried.
"""

import contextlib
import functools
import importlib
import inspect
import itertools
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

import gradcalc
from gradcalc.grading.running.inside.visible import modules_for_notebooks
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions import inputs
from gradcalc.questions.judging import is_right
from gradcalc.questions.model import Answer, Case, Exercise
from gradcalc.questions.replies import Reply, raised, read
from gradcalc.questions.withholding import YOURSELF, Withholding
from tests.exercises import tries

# Pictures of nothing, which are never shown.
pytestmark = pytest.mark.filterwarnings("ignore")

ANSWERS = [(exercise, a) for exercise in EXERCISES.values() for a in exercise.answers if a.kind == "function"]
each_answer = pytest.mark.parametrize(("exercise", "answer"), ANSWERS, ids=[f"{e.id}/{a.name}" for e, a in ANSWERS])


@functools.cache
def reachable() -> dict[str, Callable]:
    """All that can be called and is gradcalc's: functions, methods, and what stands in classes, lists and dicts."""
    modules = [gradcalc, *map(importlib.import_module, modules_for_notebooks())]
    found: dict[int, tuple[str, Any]] = {}
    left = [(module.__name__, vars(module)) for module in modules]
    left += [("gradcalc", {name: getattr(gradcalc, name) for name in gradcalc.__all__})]
    while left:
        place, thing = left.pop()
        for name, value in _parts(thing):
            if id(value) not in found and (_is_gradcalcs(value) or isinstance(value, dict | list | tuple)):
                found[id(value)] = f"{place}.{name}", value
                left.append(found[id(value)])
    cards = ("gradcalc.check", "gradcalc.predict", "gradcalc.progress")
    return {name: value for name, value in found.values() if callable(value) and name not in cards}


def _parts(thing: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(thing, dict):
        yield from ((str(key), value) for key, value in thing.items())
    elif isinstance(thing, list | tuple):
        yield from ((str(number), value) for number, value in enumerate(thing))
    elif isinstance(thing, type):
        for name, value in vars(thing).items():
            yield name, getattr(value, "fget", None) or getattr(value, "__func__", None) or value
    elif not inspect.isroutine(thing):
        yield from getattr(thing, "__dict__", {}).items()
        for name in dir(type(thing)):
            if inspect.isfunction(inspect.getattr_static(type(thing), name)):
                yield name, getattr(thing, name)


def _is_gradcalcs(value: Any) -> bool:
    module = getattr(value, "__module__", None) or type(value).__module__
    return str(module).partition(".")[0] == "gradcalc" and not inspect.ismodule(value)


def orders(case: Case) -> list[tuple[int, ...]]:
    """The inputs of a case in their order, some of them, and up to two in any order."""
    count = len(case.inputs)
    some = (order for size in range(count, 0, -1) for order in itertools.combinations(range(count), size))
    return list(dict.fromkeys([*some, *itertools.permutations(range(count), 2)]))


def given(function: Callable, values: list) -> Any:
    """What a call gives, or the error that it raises."""
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return function(*values)
    except Exception as error:
        return error


def is_refused(value: Any) -> bool:
    return isinstance(value, NotImplementedError) and str(value).startswith(YOURSELF)


def _reply(value: Any) -> Reply:
    return raised(value) if isinstance(value, Exception) else read(value)


def tried(functions: dict[str, Callable], cases: list[Case]) -> dict[str, list[Reply]]:
    """The replies of each function that works, and of each that is called with what another one gives.

    Left out are functions that give no numbers, as the first of two. Live pictures are called in one way, and alone.
    """
    built = [list(map(inputs.build, case.inputs)) for case in cases]
    found: dict[str, list[Reply]] = {}
    alive: dict[str, Callable] = {}
    values: dict[str, list[Any]] = {}
    for name, function in functions.items():
        if is_refused(given(function, built[0])):
            continue
        some = orders(cases[0])[:1]
        if not str(getattr(function, "__module__", "")).startswith("gradcalc.live"):
            alive[name], some = function, orders(cases[0])
        for order in some:
            made = [given(function, [case[i] for i in order]) for case in built]
            replies = list(map(_reply, made))
            found[f"{name}{order}"] = replies
            if all(reply.outcome == "value" and not isinstance(reply.value, str) for reply in replies):
                values[f"{name}{order}"] = made
    few = [(), *(order for order in orders(cases[0]) if len(order) < 3)]
    for (name, first), (second, function), order in itertools.product(values.items(), alive.items(), few):
        made = [given(function, [x, *(case[i] for i in order)]) for x, case in zip(first, built, strict=True)]
        found[f"{second}({name}){order}"] = list(map(_reply, made))
    return found


def winners(exercise: Exercise, answer: Answer, functions: dict[str, Callable], withheld: bool) -> dict[str, int]:
    """Those that earn points, and how many."""
    cases = [case for case in tries.cases(exercise, 0) if case.answer is answer and not _is_large(case)]
    with Withholding().only(exercise.allowed) if withheld else contextlib.nullcontext():
        found = tried(functions, cases)
    points = {}
    for name, replies in found.items():
        wrong = {case.stratum for case, reply in zip(cases, replies, strict=True) if not is_right(case, reply)}
        points[name] = sum(stratum.points for stratum in answer.strata if stratum not in wrong)
    return {name: number for name, number in points.items() if number}


def _is_large(case: Case) -> bool:
    """Whether it is there for the time that it takes. Without it, more may win."""
    return any(np.size(value) > 10_000 for value in case.inputs)


@each_answer
def test_nothing_that_can_be_reached_earns_a_point(exercise, answer):
    assert winners(exercise, answer, reachable(), withheld=True) == {}


def test_all_rooms_that_compute_refuse_at_once():
    functions = {name: f for name, f in reachable().items() if not isinstance(f, type)}
    with Withholding().only([]):
        works = {name: f for name, f in functions.items() if not is_refused(given(f, []))}
    assert len(functions) > 600
    assert {f.__module__ for f in works.values() if f.__name__ != "__repr__"} <= {
        "gradcalc", *(name for name in modules_for_notebooks() if name.startswith("gradcalc.live")),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("04.project", "project(0, 1)"),
        ("06.rate_limit", "rate_limit(0, 1)"),
        ("04.level_direction", "level_direction(gradcalc.gradient"),
    ],
)
def test_the_same_search_finds_what_answers_where_nothing_is_withheld(name, function):
    exercise = EXERCISES[name]
    modules = [f"gradcalc.maths.{name}" for name in ("derivatives", "vectors", "curves", "descent")]
    few = {place: f for place, f in reachable().items() if inspect.isfunction(f) and f.__module__ in modules}
    found = winners(exercise, exercise.answers[0], few, withheld=False)
    assert any(function in place for place in found)
