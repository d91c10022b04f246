"""While an answer is called, nothing of gradcalc works but what the exercise allows, whatever leads to it."""

import functools
import gc as collector
import importlib
import itertools
import threading
import types

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.maths import curves, descent, network
from gradcalc.questions import trying
from gradcalc.questions.withholding import YOURSELF, Withholding


def f(x, y):
    return x**2 + 3 * y


@pytest.fixture
def withholding():
    made = Withholding()
    yield made
    made.end()


def codes() -> dict:
    return {
        name: getattr(gc, name).__code__ for name in gc.__all__ if isinstance(getattr(gc, name), types.FunctionType)
    }


SURFACE = gc.Surface("mine", f)
kept_method = SURFACE.nearest
kept_partial = functools.partial(gc.directional_derivative, f)
kept_cache = functools.lru_cache(gc.unit)
kept_class = types.SimpleNamespace(split=gc.project)
copied = types.FunctionType(gc.unit.__code__, {**gc.unit.__globals__, "__name__": "mine"})

WAYS = {
    "its name": lambda: gc.unit([3, 4]),
    "a module": lambda: descent.rate_limit(np.eye(2)),
    "an import": lambda: importlib.import_module("gradcalc.maths.vectors").unit([3, 4]),
    "a helper of a module": lambda: curves._across(np.array([1.0, 2.0])),
    "a bound method": lambda: kept_method(1.0, 2.0),
    "a class": lambda: gc.Surface("mine", f),
    "a method without its object": lambda: gc.Surface.nearest(SURFACE, 1.0, 2.0),
    "a property": lambda: network.Network((2, 3, 2)).n,
    "a partial": lambda: kept_partial(1.0, 2.0, [1, 0]),
    "a cache": lambda: kept_cache((3, 4)),
    "a container": lambda: kept_class.split([1, 2], [1, 0]),
    "a surface of the gallery": lambda: next(iter(gc.GALLERY.values())).gradient(1.0, 2.0),
    "NumPy": lambda: np.apply_along_axis(gc.unit, 1, np.eye(2)),
    "what is allowed": lambda: gc.gradient(lambda p: gc.unit(p)[0], [1.0, 2.0]),
    "what is allowed, alone": lambda: gc.gradient(functools.partial(gc.directional_derivative, f), 1, 2),
    "a copy": lambda: copied([3, 4]),
    "an argument of any name": lambda: gc.unit([3, 4], number=1),
    "a sorted list": lambda: sorted([[1, 2], [3, 4]], key=gc.unit),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_whatever_leads_to_it_is_refused(withholding, way):
    withholding.begin(["gradient"])
    with pytest.raises(NotImplementedError, match=YOURSELF):
        way()


def test_what_is_allowed_works_though_it_needs_what_is_not(withholding):
    expected = gc.gradient(f, 1.0, 2.0, method="five-point")
    withholding.begin(["gradient"])
    assert gc.gradient(f, 1.0, 2.0, method="five-point").tolist() == expected.tolist()
    with pytest.raises(
        NotImplementedError, match=r"gradcalc's gradient_at is out of reach .* it may use gc.gradient\."
    ):
        importlib.import_module("gradcalc.maths.derivatives").gradient_at(f, None, "central", None)


def test_a_name_that_a_cell_has_given_to_something_else_is_its_own(withholding, monkeypatch):
    monkeypatch.setattr(gc, "gradient", lambda f, *point: "mine")
    withholding.begin(["gradient"])
    assert gc.gradient(f, 1.0, 2.0) == "mine"
    assert importlib.import_module("gradcalc.maths.derivatives").gradient(f, 1.0, 2.0).round(6).tolist() == [2, 3]


def test_errors_of_what_is_allowed_are_as_always(withholding):
    withholding.begin(["gradient"])
    with pytest.raises(ValueError, match="method must be one of"):
        gc.gradient(f, 1.0, 2.0, method="best")


def test_a_function_that_a_cell_has_made_is_refused_too(withholding):
    """One with variables of the function around it; and one that somebody hides by freezing it."""
    for hide in (lambda: None, collector.freeze):
        withholding.freeze()
        onward = curves._start(f, 1.0, 2.0, 0.1, 3, None)[1]
        hide()
        withholding.begin([])
        with pytest.raises(NotImplementedError, match=YOURSELF):
            onward(np.array([1.0, 2.0]))
        withholding.end()
        assert onward(np.array([1.0, 2.0])).value == f(1.0, 2.0)
        collector.unfreeze()


def test_a_thread_that_was_started_before_is_refused(withholding):
    begun, found = threading.Event(), []

    def later():
        begun.wait()
        try:
            found.append(gc.unit([3, 4]))
        except NotImplementedError as error:
            found.append(error)

    thread = threading.Thread(target=later)
    thread.start()
    withholding.begin([])
    begun.set()
    thread.join()
    assert isinstance(found[0], NotImplementedError)


def test_a_thread_that_is_halfway_through_a_function_is_seen(withholding):
    """It waits in f for a point and its value, and would go on with them."""
    inside, go = threading.Event(), threading.Event()

    def waiting(x, y):
        inside.set()
        go.wait()
        return x

    thread = threading.Thread(target=gc.gradient, args=(waiting, 1.0, 2.0))
    thread.start()
    inside.wait()
    try:
        with pytest.raises(NotImplementedError, match="a thread of the notebook is still at work in gradcalc"):
            withholding.begin(["gradient"])
    finally:
        withholding.end()
        go.set()
        thread.join()
    withholding.begin(["gradient"])


def test_everything_is_back_afterwards(withholding):
    before, defaults = codes(), gc.gradient.__kwdefaults__
    for allowed in ([], ["gradient"], ["gradient", "unit"]):
        withholding.begin(allowed)
        assert codes() != before
    withholding.end()
    assert codes() == before
    assert gc.gradient.__kwdefaults__ == defaults


def test_a_check_inside_an_answer_does_nothing_as_in_a_class():
    """Somebody has indented it by mistake."""
    found = []

    def project(v, u):
        found.append(gc.check("04.project", project))
        return gc.project(v, u)

    before = codes()
    report = gc.check("04.project", project)
    assert found[0] is None
    assert YOURSELF in repr(report)
    assert codes() == before


def test_the_words_name_what_the_answer_has_called():
    assert "gc.explore is out of reach" in repr(gc.check("04.project", lambda g, u: gc.explore("bowl")))
    assert "gradcalc's descend is out of reach" in repr(
        gc.check("06.descend", lambda f, x, rate, steps: descent.descend(lambda p: p, x, rate, steps))
    )


def test_what_another_thread_does_meanwhile_is_not_disturbed():
    """In JupyterLab a picture is moved in a thread of its own."""
    begun, found = threading.Event(), []

    def project(g, u):
        begun.set()
        moving.join()
        return g, u

    moving = threading.Thread(target=lambda: begun.wait() and found.append(gc.unit([3.0, 4.0])))
    moving.start()
    gc.check("04.project", project)
    assert found[0].tolist() == [0.6, 0.8]


def test_two_checks_at_once_come_one_after_the_other_and_leave_everything_as_it_was():
    before, reports = codes(), []
    checks = [
        threading.Thread(target=lambda: reports.append(gc.check("04.project", lambda g, u: gc.project(g, u))))
        for _ in range(4)
    ]
    for check in checks:
        check.start()
    for check in checks:
        check.join()
    assert [report.points for report in reports] == [0] * 4
    assert codes() == before


def test_what_an_interrupt_leaves_out_of_reach_works_all_the_same_and_the_next_check_puts_it_back():
    before = codes()
    trying._withholding().begin([])  # and the end never comes
    assert codes() != before
    assert gc.unit([3.0, 4.0]).tolist() == [0.6, 0.8]
    assert gc.gradient(f, 1.0, 2.0).round(6).tolist() == [2, 3]
    assert gc.check("04.project", lambda g, u: (g, u)).status == "wrong"
    assert codes() == before


def test_a_check_says_what_may_be_used():
    assert (
        f"{YOURSELF}: gc.project is out of reach while your answer is tried. Of gradcalc, it may use nothing."
        in repr(gc.check("04.project", gc.project))
    )
    assert "it may use gc.gradient, gc.gradient_2d." in repr(
        gc.check("03.directional_derivative", gc.directional_derivative)
    )


def test_what_exercises_allow_lies_where_it_can_be_copied():
    for name in set(itertools.chain.from_iterable(exercise.allowed for exercise in EXERCISES.values())):
        assert getattr(gc, name).__module__.startswith("gradcalc.maths.")
