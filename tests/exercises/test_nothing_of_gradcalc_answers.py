"""No function of gradcalc, and no two of them one after the other, is an answer to an exercise.

Every function that a cell can reach is called with the inputs of every exercise, in every order, as it is called
while answers are tried: in a process of its own, since some of them change what they belong to.
"""

import contextlib
import functools
import importlib
import inspect
import itertools
import multiprocessing
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import numpy as np
import pytest

import gradcalc
from gradcalc.grading.running.inside.visible import modules_for_notebooks
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions import inputs
from gradcalc.questions.judging import is_right
from gradcalc.questions.model import Case
from gradcalc.questions.replies import Reply, raised, read
from gradcalc.questions.withholding import YOURSELF, Withholding
from tests.exercises import tries

# Pictures of nothing, which are never shown.
pytestmark = pytest.mark.filterwarnings("ignore")

ANSWERS = [(exercise, a) for exercise in EXERCISES.values() for a in exercise.answers if a.kind == "function"]
each_answer = pytest.mark.parametrize(("exercise", "answer"), ANSWERS, ids=[f"{e.id}/{a.name}" for e, a in ANSWERS])


@pytest.fixture(scope="module")
def apart() -> Iterator[Callable]:
    """Calls a function of this module where no other test left anything, or finds what is left there."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        yield lambda function, *values: pool.submit(function, *values).result()


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
    cards = (
        "gradcalc.check",
        "gradcalc.draw",
        "gradcalc.drill",
        "gradcalc.guide",
        "gradcalc.predict",
        "gradcalc.progress",
    )
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
            # An enumeration's names include what only its class has.
            if inspect.isfunction(inspect.getattr_static(type(thing), name)) and hasattr(thing, name):
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


def winners(name: str, number: int, rooms: list[str] | None = None, withheld: bool = True) -> dict[str, int]:
    """The functions, of all rooms or of these, that earn points with an answer of an exercise, and how many."""
    exercise = EXERCISES[name]
    answer, functions = exercise.answers[number], reachable()
    if rooms is not None:
        functions = {place: f for place, f in functions.items() if inspect.isfunction(f) and f.__module__ in rooms}
    cases = [case for case in tries.cases(exercise, 0) if case.answer is answer and not _is_large(case)]
    with Withholding().only(exercise.allowed) if withheld else contextlib.nullcontext():
        found = tried(functions, cases)
    points = {}
    for place, replies in found.items():
        wrong = {case.stratum for case, reply in zip(cases, replies, strict=True) if not is_right(case, reply)}
        points[place] = sum(stratum.points for stratum in answer.strata if stratum not in wrong)
    return {place: number for place, number in points.items() if number}


def _is_large(case: Case) -> bool:
    """Whether it is there for the time that it takes. Without it, more may win."""
    return any(np.size(value) > 10_000 for value in case.inputs)


def working() -> tuple[int, set[str]]:
    """How many functions there are, and the modules of those that do something while all is withheld."""
    functions = {name: f for name, f in reachable().items() if not isinstance(f, type)}
    with Withholding().only([]):
        works = {name: f for name, f in functions.items() if not is_refused(given(f, []))}
    return len(functions), {f.__module__ for f in works.values() if f.__name__ != "__repr__"}


@each_answer
def test_nothing_that_can_be_reached_earns_a_point(apart, exercise, answer):
    assert apart(winners, exercise.id, exercise.answers.index(answer)) == {}


def test_all_rooms_that_compute_refuse_at_once(apart):
    count, modules = apart(working)
    assert count > 600
    assert modules <= {"gradcalc", *(name for name in modules_for_notebooks() if name.startswith("gradcalc.live"))}


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("04.project", "project(0, 1)"),
        ("06.rate_limit", "rate_limit(0, 1)"),
        ("04.level_direction", "level_direction(gradcalc.gradient"),
    ],
)
def test_the_same_search_finds_what_answers_where_nothing_is_withheld(apart, name, function):
    rooms = [f"gradcalc.maths.{room}" for room in ("derivatives", "vectors", "curves", "descent")]
    assert any(function in place for place in apart(winners, name, 0, rooms, False))
