"""Whatever is given as an answer: a check never raises and never gives a point for it."""

import builtins
import math
import operator
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as stn

import gradcalc as gc
from gradcalc.lessons.exercises import EXERCISES
from tests.exercises import tries

SLOPE = "03.directional_derivative"

# Specials that raise, all of them; type(value) and calling are what nobody can take away.
_SPECIAL = [
    name for name in {*dir(int), *dir(float), *dir(list), *dir(np.ndarray), "__bool__", "__array_interface__"}
    if name.startswith("__") and name not in ("__class__", "__new__", "__init__", "__dict__", "__init_subclass__",
                                              "__subclasshook__", "__class_getitem__", "__doc__")
]  # fmt: skip


def _raise(*arguments, **options):
    raise RuntimeError("leave me alone")


Raising = type("Raising", (), dict.fromkeys(_SPECIAL, _raise))


def _equal(*arguments):
    return True


class RaisingType(type):
    __getattribute__ = __eq__ = __instancecheck__ = __subclasscheck__ = _raise
    __hash__ = type.__hash__


def _class_of_raising_type():
    # Not to be found in this module: pytest looks at all that is there.
    return RaisingType("OfRaisingType", (), {})


class NameOfItsOwn(str):
    __format__ = __add__ = __radd__ = __getitem__ = __str__ = __repr__ = __len__ = _raise
    __hash__ = str.__hash__


class LyingArray:
    """Says that it is an array of the right numbers."""

    def __init__(self, exact):
        self.exact = exact

    __class__ = property(lambda self: np.ndarray)
    __eq__ = _equal
    __hash__ = None
    __array__ = __array_interface__ = property(lambda self: self.exact)
    dtype = np.dtype(float)
    shape = property(lambda self: np.shape(self.exact))

    def __float__(self):
        return float(self.exact)


class LyingNumber(float):
    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = _equal
    __class__ = property(lambda self: float)
    __hash__ = None
    __sub__ = __rsub__ = __abs__ = lambda *arguments: 0.0


class EqualArray(np.ndarray):
    __eq__ = __le__ = _equal
    __hash__ = None
    __sub__ = __rsub__ = lambda *arguments: 0.0


class EqualText(str):
    __eq__ = _equal
    __hash__ = None

    def strip(self):
        return "c"


class WordlessError(ValueError):
    __str__ = __repr__ = _raise


def _raises_without_words(*inputs):
    raise WordlessError


def _hidden_in_an_array():
    array = np.zeros(2, dtype=object)
    array[0] = Raising()
    return array


def _itself():
    inner = np.empty((), dtype=object)
    inner[()] = inner
    circle = []
    circle.append(circle)
    return [inner, circle, [circle, inner] * 50]


OBJECTS = [
    Raising(), type.__call__(_class_of_raising_type()), _class_of_raising_type(),
    LyingArray(3.0), LyingNumber(), np.zeros(2).view(EqualArray),
    EqualText("a"), NameOfItsOwn("b"), type(NameOfItsOwn("c"), (), {})(), NotImplemented, object(), type, Exception(),
    iter([3, -1]), (x for x in (3, -1)), range(2), {3: -1}, {3, -1}, b"c", bytearray(b"c"), memoryview(b"c"), True,
    10**400, [[[[[[[[[[3]]]]]]]]]], [1, [2]], [[0] * 1000] * 1000, [3, "c"], [3, None], [[], [1]], [np.zeros(2), 3],
    np.broadcast_to(3.0, (10**6, 10**6)), np.ma.masked_array([3.0, -1.0], [True, True]), np.rec.array([(3, -1)]),
    np.array([3, -1], dtype=object).reshape(2, 1), _hidden_in_an_array(), math.nan, [math.inf, -1],
    np.longdouble("1e4000"), np.float16(7), np.datetime64("2000-01-01"), np.void(b"c"), np.str_("no"), gc, math,
    *_itself(),
]  # fmt: skip

# Those that wait for somebody, end the process or open a file have no place in a test.
_NOT_HERE = {"input", "breakpoint", "help", "exit", "quit", "open", "license", "credits", "copyright"}
CALLABLES = [
    *[f for name, f in vars(builtins).items() if callable(f) and name not in _NOT_HERE],
    *[f for f in vars(math).values() if callable(f)],
    *[f for f in vars(operator).values() if callable(f) and not isinstance(f, type)],
    *[f for f in vars(np).values() if isinstance(f, np.ufunc)],
    np.array, np.dot, np.linalg.norm, np.asarray, np.matmul, np.ndarray.fill, np.ndarray.sort, np.zeros_like,
    gc.unit, gc.gradient, gc.project, gc.check, gc.predict, gc.progress, Raising, _class_of_raising_type(), Raising(),
    _raises_without_words,
]  # fmt: skip

# Where one function of others is the very mathematics that is asked for, it is a right answer.
ASKED = {
    "to_inputs": [np.matmul, np.dot, operator.matmul, *filter(None, [getattr(np, "vecmat", None)])],
    "to_biases": [sum],
}


def is_asked(answer, given):
    return any(given is right for right in ASKED.get(answer.name, ()))


# Numbers that are no answer to a question of ours.
numbers = st.floats(width=64).filter(lambda x: not abs(x) < 1e3) | st.integers(1000) | st.complex_numbers()
arrays = stn.arrays(
    dtype=stn.scalar_dtypes() | stn.array_dtypes() | st.just(np.dtype(object)),
    shape=stn.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
).map(lambda array: array + 1000 if array.dtype.kind in "fiu" and array.dtype.itemsize > 1 else array)
texts = st.text(max_size=5).filter(lambda text: text.strip() not in ("c", "C"))
plain = st.none() | st.booleans() | numbers | st.binary(max_size=5) | texts
nested = st.recursive(
    plain | arrays,
    lambda inner: st.lists(inner, max_size=4) | st.tuples(inner, inner) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=8,
)
# The strange ones by number and within a function: Hypothesis would look into them.
strange = st.integers(0, len(OBJECTS + CALLABLES) - 1).map(lambda i: lambda: (OBJECTS + CALLABLES)[i])
garbage = nested.map(lambda value: lambda: value) | strange
answers = garbage | garbage.map(lambda value: lambda: lambda *inputs: value())


def assert_worth_nothing(exercise, answers):
    """Nothing but what the functions give that are asked for, and those give all of it."""
    report = gc.check(exercise.id, *answers)
    right = [answer for answer, given in zip(exercise.answers, answers, strict=True) if is_asked(answer, given)]
    assert report.points == sum(stratum.points for answer in right for stratum in answer.strata)
    if not right:
        assert report.status in ("wrong", "not answered")
    data = report._repr_mimebundle_()
    assert all(type(text) is str for text in data.values())


@settings(max_examples=100)
@given(st.sampled_from(sorted(EXERCISES)), st.tuples(*[answers] * max(len(e.answers) for e in EXERCISES.values())))
def test_garbage_is_never_an_error_and_never_a_point(name, answers):
    exercise = EXERCISES[name]
    assert_worth_nothing(exercise, [answer() for answer, _ in zip(answers, exercise.answers, strict=False)])


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
def test_no_function_of_others_and_no_strange_object_is_an_answer(exercise):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Each is given as it is to every other exercise, and to the rest as what a function gives.
        for number, value in enumerate([*CALLABLES, *OBJECTS], start=list(EXERCISES).index(exercise.id)):
            given = value if number % 2 else lambda *inputs, value=value: value
            assert_worth_nothing(exercise, [given] * len(exercise.answers))


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
@pytest.mark.parametrize(
    "lie", [LyingArray, LyingNumber, EqualText, lambda exact: (np.array(exact) + 1e3).view(EqualArray)]
)
def test_an_object_that_says_it_is_the_answer_is_none(exercise, lie):
    """Each case in turn gets an object made of its own right answer."""
    for answer in exercise.answers:
        exact = iter([case.answer.exact(*case.inputs) for case in tries.cases(exercise, 0) if case.answer is answer])

        def told(*inputs, exact=exact):
            try:
                return lie(next(exact))
            except (TypeError, ValueError):  # no lie of this kind can be told about it
                return None

        given = told if answer.kind == "function" else told()
        assert sum(verdict.points for verdict in tries.verdicts_on(answer, given)) == 0


# What students do without meaning any harm.


def slope(f, x, y, direction):
    if not direction.any():
        raise ValueError("no direction")
    return gc.gradient(f, x, y) @ direction / np.linalg.norm(direction)


def test_warnings_and_prints_are_no_fault_and_reach_nobody(capfd):
    def noisy(f, x, y, direction):
        warnings.warn("careful", stacklevel=1)
        np.array([1.0, 0.0]) / 0.0
        print("direction", direction)
        return slope(f, x, y, direction)

    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        assert gc.check(SLOPE, noisy).status == "right"
    assert not seen
    assert capfd.readouterr() == ("", "")


def test_a_strict_setting_of_an_answer_ends_with_the_check():
    def strict(f, x, y, direction):
        np.seterr(all="raise")
        warnings.simplefilter("error")
        return slope(f, x, y, direction)

    before = np.geterr(), list(warnings.filters)
    assert gc.check(SLOPE, strict).status == "right"
    assert (np.geterr(), list(warnings.filters)) == before


def test_what_was_printed_is_shown_with_the_case_and_a_flood_is_cut(capfd):
    def flood(f, x, y, direction):
        print("direction", direction, end="; ")
        for _ in range(1000):
            print("Right. 4 of 4 points." * 100)
        return 0.0

    text = repr(gc.check(SLOPE, flood))
    assert "It printed:" in text
    assert "direction [1. 0.]" in text
    assert len(text) < 3000
    assert text.startswith("The slope along a direction (03.directional_derivative)\nNot right yet. 0 of 4 points.")
    assert capfd.readouterr() == ("", "")


def test_a_text_with_a_mind_of_its_own_is_printed_as_it_is():
    def prints(f, x, y, direction):
        import sys

        sys.stdout.write(NameOfItsOwn("words"))
        return 0.0

    assert "words" in repr(gc.check(SLOPE, prints))


@pytest.mark.parametrize(
    "change",
    [
        lambda v: v.__itruediv__(max(np.linalg.norm(v), 1e-9)),
        lambda v: v.fill(math.nan),
        lambda v: v.sort(),
        lambda v: setattr(v, "dtype", "S8"),
        lambda v: setattr(v, "dtype", "complex128"),
        lambda v: setattr(v, "shape", (2, 1)),
        lambda v: v.resize(5, refcheck=False),
        lambda v: v.setfield(0, np.int8),
    ],
)
def test_an_answer_that_changes_its_arguments_is_told_so_and_judged_by_what_it_gives(change):
    def changes(f, x, y, direction):
        answer = None
        try:
            answer = slope(f, x, y, direction)
        finally:
            change(direction)
        return answer

    report = gc.check(SLOPE, changes)
    assert report.status == "right"
    assert "Your code changes direction, the array it is given" in repr(report)


def test_an_answer_that_leaves_its_arguments_alone_is_not_told_anything():
    assert not gc.check(SLOPE, slope).changed


@pytest.mark.parametrize(
    ("value", "words", "hint"),
    [
        (lambda: (t for t in [1.0]), "It gave a generator", "np.array(list(...))"),
        (lambda: map(abs, [1.0]), "It gave a map", "np.array(list(...))"),
        (lambda: {1.0}, "It gave a set", "np.array(list(...))"),
        (lambda: None, "It gave None.", "Is a return missing?"),
        (lambda: math.nan, "It gave the number nan.", "nan is what 0 / 0 and inf - inf give"),
        (lambda: 1 + 2j, "It gave the number 1+2j.", "This is complex"),
        (lambda: [1.0, [2.0]], "It gave a list whose elements differ in shape", "Asked for: one number"),
        (lambda: np.array(["1"]), "It gave an array of <U1", "Asked for: one number"),
        (lambda: np.array([1.0, None]), "It gave a list or array that holds a NoneType", "Asked for: one number"),
        (lambda: [[1.0, 2.0]], "It gave an array of shape (1, 2)", "Asked for: one number"),
        (lambda: "0.5", "It gave the text '0.5'.", "Asked for: one number"),
    ],
)
def test_what_came_back_is_said_in_words(value, words, hint):
    text = repr(gc.check(SLOPE, lambda f, x, y, direction: value()))
    assert words in text
    assert hint in text[text.index("Hint:") :]


def test_what_is_no_function_is_said_in_words():
    text = repr(gc.check(SLOPE, 0.5))
    assert "TypeError" in text
    assert "directional_derivative(f, x, y, direction)" in text
